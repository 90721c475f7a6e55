//! The service `Models`: the installed models. Easel has no language or embedding models, so
//! those lists are empty.

use std::collections::BTreeMap;

use easel_types::model::{ModelKind, ModelRecord};
use easel_types::{Caller, Error, ErrorKind, MicroCredits, Result};
use tonic::{Request, Response, Status};

use crate::proto::models_server::Models;
use crate::proto::{
    EmbeddingModel, GetModelRequest, ImageGenerationModel, LanguageModel,
    ListEmbeddingModelsResponse, ListImageGenerationModelsResponse, ListLanguageModelsResponse,
};
use crate::server::{Context, Server};
use crate::status::status;
use crate::to_proto;

#[tonic::async_trait]
impl Models for Server {
    async fn list_language_models(
        &self,
        _request: Request<()>,
    ) -> Result<Response<ListLanguageModelsResponse>, Status> {
        Ok(Response::new(ListLanguageModelsResponse::default()))
    }

    async fn list_embedding_models(
        &self,
        _request: Request<()>,
    ) -> Result<Response<ListEmbeddingModelsResponse>, Status> {
        Ok(Response::new(ListEmbeddingModelsResponse::default()))
    }

    async fn list_image_generation_models(
        &self,
        request: Request<()>,
    ) -> Result<Response<ListImageGenerationModelsResponse>, Status> {
        let Context { caller, .. } = Context::of(&request)?;
        let models = self.checkpoints(&caller).await.map_err(|err| status(&err))?;
        let models = models.iter().map(|(model, price)| self.shown(model, *price)).collect();
        Ok(Response::new(ListImageGenerationModelsResponse { models }))
    }

    async fn get_language_model(
        &self,
        request: Request<GetModelRequest>,
    ) -> Result<Response<LanguageModel>, Status> {
        Err(status(&no_such("language", &request.into_inner().name)))
    }

    async fn get_embedding_model(
        &self,
        request: Request<GetModelRequest>,
    ) -> Result<Response<EmbeddingModel>, Status> {
        Err(status(&no_such("embedding", &request.into_inner().name)))
    }

    async fn get_image_generation_model(
        &self,
        request: Request<GetModelRequest>,
    ) -> Result<Response<ImageGenerationModel>, Status> {
        let Context { caller, .. } = Context::of(&request)?;
        let name = request.into_inner().name;
        let found = self.core.model_named(&caller, &name).await;
        let found = found.map_err(|err| match err.kind {
            ErrorKind::InvalidRequest => Error { kind: ErrorKind::NotFound, ..err },
            _ => err,
        });
        let found = found.map_err(|err| status(&err))?;
        let models = self.checkpoints(&caller).await.map_err(|err| status(&err))?;
        let found = models.iter().find(|(model, _)| model.name == found.name);
        let (model, price) = found.ok_or_else(|| status(&no_such("image generation", &name)))?;
        Ok(Response::new(self.shown(model, *price)))
    }
}

impl Server {
    async fn checkpoints(&self, caller: &Caller) -> Result<Vec<(ModelRecord, MicroCredits)>> {
        let models = self.core.models_with_prices(caller).await?.into_iter();
        Ok(models.filter(|(model, _)| model.kind == ModelKind::Checkpoint).collect())
    }

    fn shown(&self, model: &ModelRecord, price: MicroCredits) -> ImageGenerationModel {
        let settings = self.core.settings();
        let aliases: &BTreeMap<_, _> = &settings.model_aliases;
        let aliases = aliases.iter().filter(|(_, name)| **name == model.name);
        let aliases = aliases.map(|(alias, _)| alias.clone()).filter(|alias| alias != "*");
        let dollars = settings.prices.dollars(price);
        let more = (aliases.collect(), settings.limits.prompt_chars_max);
        to_proto::model(model, dollars, more)
    }
}

fn no_such(kind: &str, name: &str) -> Error {
    let name: String = name.chars().take(100).collect();
    let public = format!("there is no {kind} model `{name}` here");
    Error::new(ErrorKind::NotFound, public).with_param("name")
}
