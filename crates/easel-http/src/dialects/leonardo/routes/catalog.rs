//! `/platformModels`, `/models` and `/elements`: what is installed. Nobody trains or removes models
//! here; the operator does with `easel models`.

use axum::extract::State;
use axum::{Extension, Json};
use easel_types::model::ModelKind;
use easel_types::{Caller, Error, ErrorKind};

use super::super::wire::{
    DeletedElement, DeletedModel, ElementAnswer, ElementsAnswer, ErrorAnswer, ModelAnswer,
    PlatformModelsAnswer, UserElementsAnswer, UserModelsAnswer,
};
use super::super::{ids, to_wire};
use super::Answer;
use super::generations::is_callers;
use crate::App;
use crate::body::Segment;

/// Lists the installed checkpoints.
#[utoipa::path(get, path = "/api/rest/v1/platformModels", tag = "leonardo", security(("bearer" = [])),
    responses((status = 200, body = PlatformModelsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_platform_models(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<PlatformModelsAnswer>> {
    let models = app.core.models(&caller).await?;
    let default = app.core.default_model().await?;
    let custom_models = to_wire::platform_models(&models, default.as_ref());
    Ok(Json(PlatformModelsAnswer { custom_models }))
}

/// Looks at an installed checkpoint.
#[utoipa::path(get, path = "/api/rest/v1/models/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "UUID or name of the model")),
    responses((status = 200, body = ModelAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_model(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<Json<ModelAnswer>> {
    let models = app.core.models(&caller).await?;
    Ok(Json(ModelAnswer { custom_models_by_pk: to_wire::custom_model(&models, &id) }))
}

/// Lists the models of an account, which has none.
#[utoipa::path(get, path = "/api/rest/v1/models/user/{user_id}", tag = "leonardo", security(("bearer" = [])),
    params(("user_id" = String, Path, description = "Id of the account")),
    responses((status = 200, body = UserModelsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_user_models() -> Json<UserModelsAnswer> {
    Json(UserModelsAnswer { custom_models: Vec::new() })
}

/// Removes no model: that is the operator's affair.
#[utoipa::path(delete, path = "/api/rest/v1/models/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "UUID or name of the model")),
    responses((status = 200, body = DeletedModel), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_model(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<Json<DeletedModel>> {
    let models = app.core.models(&caller).await?;
    if to_wire::custom_model(&models, &id).is_some() {
        return Err(operators_affair().into());
    }
    Ok(Json(DeletedModel { delete_custom_models_by_pk: None }))
}

/// Lists the installed LoRAs.
#[utoipa::path(get, path = "/api/rest/v1/elements", tag = "leonardo", security(("bearer" = [])),
    responses((status = 200, body = ElementsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_elements(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<ElementsAnswer>> {
    let models = app.core.models(&caller).await?;
    Ok(Json(ElementsAnswer { loras: to_wire::elements(&models) }))
}

/// Looks at an installed LoRA.
#[utoipa::path(get, path = "/api/rest/v1/elements/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Number of the LoRA")),
    responses((status = 200, body = ElementAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_element(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<Json<ElementAnswer>> {
    let models = app.core.models(&caller).await?;
    let mut loras = to_wire::user_loras(&models).into_iter();
    Ok(Json(ElementAnswer { user_loras_by_pk: loras.find(|lora| lora.id.to_string() == id) }))
}

/// Lists the installed LoRAs with their numbers, for the caller's own account.
#[utoipa::path(get, path = "/api/rest/v1/elements/user/{user_id}", tag = "leonardo", security(("bearer" = [])),
    params(("user_id" = String, Path, description = "Id of the account")),
    responses((status = 200, body = UserElementsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_user_elements(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(user_id): Segment,
) -> Answer<Json<UserElementsAnswer>> {
    let mut user_loras = Vec::new();
    if is_callers(&caller, &user_id) {
        user_loras = to_wire::user_loras(&app.core.models(&caller).await?);
    }
    Ok(Json(UserElementsAnswer { user_loras }))
}

/// Removes no LoRA: that is the operator's affair.
#[utoipa::path(delete, path = "/api/rest/v1/elements/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Number of the LoRA")),
    responses((status = 200, body = DeletedElement), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_element(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<Json<DeletedElement>> {
    let models = app.core.models(&caller).await?;
    let mut loras = models.iter().filter(|model| model.kind == ModelKind::Lora);
    if loras.any(|lora| ids::lora_number(&lora.name).to_string() == id) {
        return Err(operators_affair().into());
    }
    Ok(Json(DeletedElement { delete_user_loras_by_pk: None }))
}

fn operators_affair() -> Error {
    let public = "installed models are removed by the operator, with `easel models rm`";
    Error::new(ErrorKind::Forbidden, public)
}
