//! The service `Auth`: what a caller may know about its key.

use easel_types::Error;
use tonic::{Request, Response, Status};

use crate::proto::ApiKey;
use crate::proto::auth_server::Auth;
use crate::server::{Context, Server};
use crate::status::status;
use crate::to_proto;

#[tonic::async_trait]
impl Auth for Server {
    async fn get_api_key_info(&self, request: Request<()>) -> Result<Response<ApiKey>, Status> {
        let Context { caller, .. } = Context::of(&request)?;
        let keys = self.core.keys(Some(caller.account_id)).await.map_err(|err| status(&err))?;
        let key = keys.iter().find(|key| key.id == caller.key_id);
        let key = key.ok_or_else(|| {
            status(&Error::internal("the caller's key is missing from its account"))
        })?;
        Ok(Response::new(to_proto::api_key(&caller, key)))
    }
}
