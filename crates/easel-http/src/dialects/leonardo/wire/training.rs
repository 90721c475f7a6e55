//! What Easel does not do: training, datasets, textures, 3D models, blueprints. Bodies are
//! decoded and checked; lists are empty and single things are not there.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `POST /models`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::TrainModel)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct TrainModel {
    /// What to learn from.
    #[serde(rename = "datasetId")]
    pub(crate) dataset_id: String,
    /// Words that stand for it.
    pub(crate) instance_prompt: Option<String>,
    /// Its name.
    pub(crate) name: Option<String>,
    /// What it is.
    pub(crate) description: Option<String>,
    /// What it is for.
    #[serde(rename = "modelType")]
    pub(crate) model_type: Option<String>,
    /// Whether it is for adults.
    pub(crate) nsfw: Option<bool>,
    /// Side in pixels.
    pub(crate) resolution: Option<i64>,
    /// Base model.
    pub(crate) sd_version: Option<String>,
    /// How strongly.
    pub(crate) strength: Option<String>,
}

/// `POST /elements`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::TrainElement)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct TrainElement {
    /// What to learn from.
    #[serde(rename = "datasetId")]
    pub(crate) dataset_id: Option<String>,
    /// What it is.
    pub(crate) description: Option<String>,
    /// Words that stand for it.
    pub(crate) instance_prompt: Option<String>,
    /// Learning rate.
    pub(crate) learning_rate: Option<f64>,
    /// What it is for.
    pub(crate) lora_focus: Option<String>,
    /// Its name.
    pub(crate) name: Option<String>,
    /// Rounds.
    pub(crate) num_train_epochs: Option<i64>,
    /// Side in pixels.
    pub(crate) resolution: Option<i64>,
    /// Base model.
    pub(crate) sd_version: Option<String>,
    /// Whether the text encoder learns too.
    pub(crate) train_text_encoder: Option<bool>,
}

/// `POST /datasets`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::CreateDataset)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct CreateDataset {
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) description: Option<String>,
}

/// `POST /datasets/{datasetId}/upload`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::DatasetUpload)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct DatasetUpload {
    /// png, jpg, jpeg or webp.
    pub(crate) extension: String,
}

/// `POST /datasets/{datasetId}/upload/gen`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::DatasetUploadGenerated)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct DatasetUploadGenerated {
    /// A picture made here.
    pub(crate) generated_image_id: String,
}

/// `POST /models-3d/upload`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::UploadModelAsset)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct UploadModelAsset {
    /// Its name.
    pub(crate) name: Option<String>,
    /// Its format.
    pub(crate) model_extension: Option<String>,
}

/// `POST /generations-texture`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::CreateTexture)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct CreateTexture {
    /// The 3D model.
    #[serde(rename = "modelAssetId")]
    pub(crate) model_asset_id: Option<String>,
    /// What the texture should show.
    pub(crate) prompt: Option<String>,
    /// What to avoid.
    pub(crate) negative_prompt: Option<String>,
    /// Only a preview.
    pub(crate) preview: Option<bool>,
    /// From which side.
    pub(crate) preview_direction: Option<String>,
    /// Turned by.
    pub(crate) front_rotation_offset: Option<i64>,
    /// Base model.
    pub(crate) sd_version: Option<String>,
    /// Seed.
    pub(crate) seed: Option<i64>,
}

/// `POST /blueprint-executions`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::ExecuteBlueprint)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct ExecuteBlueprint {
    /// Which blueprint.
    pub(crate) blueprint_version_id: String,
    /// Its inputs.
    #[schema(value_type = Object)]
    pub(crate) input: serde_json::Map<String, serde_json::Value>,
}

/// Answer to `GET /datasets/{id}`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::DatasetAnswer)]
pub(crate) struct DatasetAnswer {
    /// Always null.
    #[schema(required, value_type = Option<Object>)]
    pub(crate) datasets_by_pk: Option<()>,
}

/// Answer to `DELETE /datasets/{id}`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::DeletedDataset)]
pub(crate) struct DeletedDataset {
    /// Always null.
    #[schema(required, value_type = Option<Object>)]
    pub(crate) delete_datasets_by_pk: Option<()>,
}

/// Answer to `GET /models-3d/{id}`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::ModelAssetAnswer)]
pub(crate) struct ModelAssetAnswer {
    /// Always null.
    #[schema(required, value_type = Option<Object>)]
    pub(crate) model_assets_by_pk: Option<()>,
}

/// Answer to `GET /models-3d/user/{userId}`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::ModelAssetsAnswer)]
pub(crate) struct ModelAssetsAnswer {
    /// Always empty.
    #[schema(value_type = Vec<Object>)]
    pub(crate) model_assets: [(); 0],
}

/// Answer to `DELETE /models-3d/{id}`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::DeletedModelAsset)]
pub(crate) struct DeletedModelAsset {
    /// Always null.
    #[schema(required, value_type = Option<Object>)]
    pub(crate) delete_model_assets_by_pk: Option<()>,
}

/// Answer to `GET /generations-texture/{id}`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::TextureAnswer)]
pub(crate) struct TextureAnswer {
    /// Always null.
    #[schema(required, value_type = Option<Object>)]
    pub(crate) model_asset_texture_generations_by_pk: Option<()>,
}

/// Answer to `GET /generations-texture/model/{modelId}`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::TexturesAnswer)]
pub(crate) struct TexturesAnswer {
    /// Always empty.
    #[schema(value_type = Vec<Object>)]
    pub(crate) model_asset_texture_generations: [(); 0],
}

/// Answer to `DELETE /generations-texture/{id}`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::DeletedTexture)]
pub(crate) struct DeletedTexture {
    /// Always null.
    #[schema(required, value_type = Option<Object>)]
    pub(crate) delete_model_asset_texture_generations_by_pk: Option<()>,
}

/// Answer to `GET /blueprints`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::BlueprintsAnswer)]
pub(crate) struct BlueprintsAnswer {
    /// Always empty.
    pub(crate) blueprints: NoPages,
}

/// Answer to `GET /blueprints/{id}/versions`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::BlueprintVersionsAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BlueprintVersionsAnswer {
    /// Always empty.
    pub(crate) blueprint_versions: NoPages,
}

/// Answer to `GET /blueprint-executions/{id}/generations`.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::BlueprintGenerationsAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BlueprintGenerationsAnswer {
    /// Always empty.
    pub(crate) blueprint_execution_generations: NoPages,
}

/// An empty list in pages.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::NoPages)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NoPages {
    /// Always empty.
    #[schema(value_type = Vec<Object>)]
    pub(crate) edges: [(); 0],
    /// Where the page stands.
    pub(crate) page_info: PageInfo,
    /// Always 0.
    pub(crate) total_count: u32,
}

/// Where a page stands.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::PageInfo)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PageInfo {
    /// Always false.
    pub(crate) has_next_page: bool,
    /// Always false.
    pub(crate) has_previous_page: bool,
}

/// A blueprint or an execution of one: never there.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = leonardo::NoBlueprint)]
pub(crate) struct NoBlueprint {}
