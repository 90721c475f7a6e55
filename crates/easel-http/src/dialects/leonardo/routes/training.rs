//! What Easel does not do: training, datasets, textures, 3D models and blueprints. Bodies are
//! checked and the answer says so; lists are empty, and single things are not there.

use axum::Json;
use easel_types::{Error, ErrorKind};

use super::super::wire::{
    BlueprintGenerationsAnswer, BlueprintVersionsAnswer, BlueprintsAnswer, CreateDataset,
    CreateTexture, DatasetAnswer, DatasetUpload, DatasetUploadGenerated, DeletedDataset,
    DeletedModelAsset, DeletedTexture, ErrorAnswer, ExecuteBlueprint, GenerationJobAnswer,
    ModelAssetAnswer, ModelAssetsAnswer, NoBlueprint, TextureAnswer, TexturesAnswer, TrainElement,
    TrainModel, UploadModelAsset,
};
use super::Answer;
use crate::body::{Body, Segment};

/// Would train a model.
#[utoipa::path(post, path = "/api/rest/v1/models", tag = "leonardo", security(("bearer" = [])),
    request_body = TrainModel,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_model(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let _: TrainModel = body.json()?;
    Err(cannot("train models; the operator installs them with `easel models add`").into())
}

/// Would train a LoRA.
#[utoipa::path(post, path = "/api/rest/v1/elements", tag = "leonardo", security(("bearer" = [])),
    request_body = TrainElement,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_element(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let _: TrainElement = body.json()?;
    Err(cannot("train LoRAs; the operator installs them with `easel models add`").into())
}

/// Would make a dataset.
#[utoipa::path(post, path = "/api/rest/v1/datasets", tag = "leonardo", security(("bearer" = [])),
    request_body = CreateDataset,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_dataset(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let _: CreateDataset = body.json()?;
    Err(cannot("keep datasets, because it trains no models").into())
}

/// Would add a picture to a dataset.
#[utoipa::path(post, path = "/api/rest/v1/datasets/{dataset_id}/upload", tag = "leonardo", security(("bearer" = [])),
    params(("dataset_id" = String, Path, description = "Id of the dataset")),
    request_body = DatasetUpload,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn upload_dataset_image(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let _: DatasetUpload = body.json()?;
    Err(cannot("keep datasets, because it trains no models").into())
}

/// Would add a picture to a dataset.
#[utoipa::path(post, path = "/api/rest/v1/datasets/{dataset_id}/upload/gen", tag = "leonardo", security(("bearer" = [])),
    params(("dataset_id" = String, Path, description = "Id of the dataset")),
    request_body = DatasetUploadGenerated,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn upload_dataset_image_from_gen(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let _: DatasetUploadGenerated = body.json()?;
    Err(cannot("keep datasets, because it trains no models").into())
}

/// Looks at a dataset, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/datasets/{dataset_id}", tag = "leonardo", security(("bearer" = [])),
    params(("dataset_id" = String, Path, description = "Id of the dataset")),
    responses((status = 200, body = DatasetAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_dataset() -> Json<DatasetAnswer> {
    Json(DatasetAnswer::default())
}

/// Deletes a dataset, of which there are none.
#[utoipa::path(delete, path = "/api/rest/v1/datasets/{dataset_id}", tag = "leonardo", security(("bearer" = [])),
    params(("dataset_id" = String, Path, description = "Id of the dataset")),
    responses((status = 200, body = DeletedDataset), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_dataset() -> Json<DeletedDataset> {
    Json(DeletedDataset::default())
}

/// Would keep a 3D model.
#[utoipa::path(post, path = "/api/rest/v1/models-3d/upload", tag = "leonardo", security(("bearer" = [])),
    request_body = UploadModelAsset,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn upload_model_asset(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let _: UploadModelAsset = body.json()?;
    Err(cannot("keep 3D models").into())
}

/// Looks at a 3D model, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/models-3d/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the 3D model")),
    responses((status = 200, body = ModelAssetAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_model_asset() -> Json<ModelAssetAnswer> {
    Json(ModelAssetAnswer::default())
}

/// Deletes a 3D model, of which there are none.
#[utoipa::path(delete, path = "/api/rest/v1/models-3d/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the 3D model")),
    responses((status = 200, body = DeletedModelAsset), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_model_asset() -> Json<DeletedModelAsset> {
    Json(DeletedModelAsset::default())
}

/// Lists the 3D models of an account, which has none.
#[utoipa::path(get, path = "/api/rest/v1/models-3d/user/{user_id}", tag = "leonardo", security(("bearer" = [])),
    params(("user_id" = String, Path, description = "Id of the account")),
    responses((status = 200, body = ModelAssetsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_model_assets() -> Json<ModelAssetsAnswer> {
    Json(ModelAssetsAnswer::default())
}

/// Would paint a texture.
#[utoipa::path(post, path = "/api/rest/v1/generations-texture", tag = "leonardo", security(("bearer" = [])),
    request_body = CreateTexture,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_texture(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let _: CreateTexture = body.json()?;
    Err(cannot("paint textures on 3D models; `tiling` of POST /generations makes flat ones").into())
}

/// Looks at a texture, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/generations-texture/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the texture")),
    responses((status = 200, body = TextureAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_texture() -> Json<TextureAnswer> {
    Json(TextureAnswer::default())
}

/// Deletes a texture, of which there are none.
#[utoipa::path(delete, path = "/api/rest/v1/generations-texture/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the texture")),
    responses((status = 200, body = DeletedTexture), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_texture() -> Json<DeletedTexture> {
    Json(DeletedTexture::default())
}

/// Lists the textures of a 3D model, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/generations-texture/model/{model_id}", tag = "leonardo", security(("bearer" = [])),
    params(("model_id" = String, Path, description = "Id of the 3D model")),
    responses((status = 200, body = TexturesAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_textures() -> Json<TexturesAnswer> {
    Json(TexturesAnswer::default())
}

/// Would execute a blueprint.
#[utoipa::path(post, path = "/api/rest/v1/blueprint-executions", tag = "leonardo", security(("bearer" = [])),
    request_body = ExecuteBlueprint,
    responses((status = 200, body = GenerationJobAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn execute_blueprint(body: Body) -> Answer<Json<GenerationJobAnswer>> {
    let _: ExecuteBlueprint = body.json()?;
    Err(cannot("execute blueprints").into())
}

/// Looks at an execution of a blueprint, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/blueprint-executions/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the execution")),
    responses((status = 200, body = NoBlueprint), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_blueprint_execution(Segment(id): Segment) -> Answer<Json<NoBlueprint>> {
    Err(no_such("execution of a blueprint", &id).into())
}

/// Lists the generations of an execution, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/blueprint-executions/{id}/generations", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the execution")),
    responses((status = 200, body = BlueprintGenerationsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_blueprint_generations() -> Json<BlueprintGenerationsAnswer> {
    Json(BlueprintGenerationsAnswer::default())
}

/// Lists the blueprints, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/blueprints", tag = "leonardo", security(("bearer" = [])),
    responses((status = 200, body = BlueprintsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_blueprints() -> Json<BlueprintsAnswer> {
    Json(BlueprintsAnswer::default())
}

/// Looks at a blueprint, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/blueprints/{id}", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the blueprint")),
    responses((status = 200, body = NoBlueprint), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_blueprint(Segment(id): Segment) -> Answer<Json<NoBlueprint>> {
    Err(no_such("blueprint", &id).into())
}

/// Lists the versions of a blueprint, of which there are none.
#[utoipa::path(get, path = "/api/rest/v1/blueprints/{id}/versions", tag = "leonardo", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the blueprint")),
    responses((status = 200, body = BlueprintVersionsAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_blueprint_versions() -> Json<BlueprintVersionsAnswer> {
    Json(BlueprintVersionsAnswer::default())
}

fn cannot(what: &str) -> Error {
    Error::new(ErrorKind::UnsupportedParameter, format!("Easel does not {what}"))
}

fn no_such(what: &str, id: &str) -> Error {
    let id: String = id.chars().take(64).collect();
    Error::new(ErrorKind::NotFound, format!("there is no {what} `{id}`"))
}
