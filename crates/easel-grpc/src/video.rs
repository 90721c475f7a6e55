//! The service `Video`. Requests are read and checked in full; making videos needs a model that
//! no installed engine drives yet, and the answer says which.

use easel_types::{Error, ErrorKind};
use tonic::{Request, Response, Status};

use crate::from_proto;
use crate::proto::video_server::Video;
use crate::proto::{
    ExtendVideoRequest, GenerateVideoRequest, GetDeferredVideoRequest, GetDeferredVideoResponse,
    StartDeferredResponse,
};
use crate::server::{Context, Server};
use crate::status::status;

#[tonic::async_trait]
impl Video for Server {
    async fn generate_video(
        &self,
        request: Request<GenerateVideoRequest>,
    ) -> Result<Response<StartDeferredResponse>, Status> {
        let context = Context::of(&request)?;
        let message = request.into_inner();
        from_proto::check_video(&message, self.core.limits(), &context.base)
            .map_err(|err| status(&err))?;
        Err(status(&no_video_model(&message.model)))
    }

    async fn extend_video(
        &self,
        request: Request<ExtendVideoRequest>,
    ) -> Result<Response<StartDeferredResponse>, Status> {
        let message = request.into_inner();
        from_proto::check_extension(&message, self.core.limits()).map_err(|err| status(&err))?;
        Err(status(&no_video_model(&message.model)))
    }

    async fn get_deferred_video(
        &self,
        request: Request<GetDeferredVideoRequest>,
    ) -> Result<Response<GetDeferredVideoResponse>, Status> {
        let id = request.into_inner().request_id;
        let shown: String = id.chars().take(64).collect();
        let public = format!("there is no video request `{shown}`");
        Err(status(&Error::new(ErrorKind::NotFound, public).with_param("request_id")))
    }
}

fn no_video_model(model: &str) -> Error {
    let model: String = model.chars().take(100).collect();
    let named = if model.is_empty() { String::new() } else { format!(" for `{model}`") };
    let public = format!(
        "no installed model can make videos{named}; add a Wan 2.x checkpoint (text to video or \
         image to video) once this server's engine supports it. Nothing was charged"
    );
    Error::new(ErrorKind::ModelUnavailable, public).with_param("model")
}
