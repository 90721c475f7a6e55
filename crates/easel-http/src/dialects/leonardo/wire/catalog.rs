//! Models, LoRAs, the account, prompts and prices.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Cost, Deleted, ElementLora, JobStatus, SdVersion};

/// Answer to `GET /platformModels`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::PlatformModelsAnswer)]
pub(crate) struct PlatformModelsAnswer {
    /// The installed checkpoints by name.
    pub(crate) custom_models: Vec<PlatformModel>,
}

/// An installed checkpoint.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::PlatformModel)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlatformModel {
    /// Its UUID.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) description: String,
    /// True for the server's default.
    pub(crate) featured: bool,
    /// Always false.
    pub(crate) nsfw: bool,
    /// Always null.
    #[serde(rename = "generated_image")]
    #[schema(value_type = Option<Object>)]
    pub(crate) generated_image: Option<()>,
}

/// Answer to `GET /models/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::ModelAnswer)]
pub(crate) struct ModelAnswer {
    /// The model; null if there is none.
    #[schema(required)]
    pub(crate) custom_models_by_pk: Option<CustomModel>,
}

/// Answer to `GET /models/user/{userId}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UserModelsAnswer)]
pub(crate) struct UserModelsAnswer {
    /// Always empty: accounts have no models of their own.
    pub(crate) custom_models: Vec<CustomModel>,
}

/// An installed checkpoint.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::CustomModel)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomModel {
    /// Its UUID.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) description: String,
    /// When it was installed (RFC 3339).
    pub(crate) created_at: String,
    /// The same.
    pub(crate) updated_at: String,
    /// Always null.
    pub(crate) instance_prompt: Option<String>,
    /// Height in pixels it was trained for.
    pub(crate) model_height: u32,
    /// Width in pixels it was trained for.
    pub(crate) model_width: u32,
    /// Always true.
    pub(crate) public: bool,
    /// The base model nearest to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sd_version: Option<SdVersion>,
    /// Always COMPLETE.
    pub(crate) status: JobStatus,
    /// Always `GENERAL`.
    #[serde(rename = "type")]
    pub(crate) model_type: &'static str,
}

/// Answer to `DELETE /models/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::DeletedModel)]
pub(crate) struct DeletedModel {
    /// Always null: what is installed is refused.
    #[schema(required)]
    pub(crate) delete_custom_models_by_pk: Option<Deleted>,
}

/// Answer to `GET /elements`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::ElementsAnswer)]
pub(crate) struct ElementsAnswer {
    /// The installed LoRAs by name.
    pub(crate) loras: Vec<ElementEntry>,
}

/// An installed LoRA.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::ElementEntry)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ElementEntry {
    /// Always `Easel`.
    pub(crate) creator_name: &'static str,
    /// The LoRA.
    #[serde(flatten)]
    pub(crate) lora: ElementLora,
}

/// Answer to `GET /elements/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::ElementAnswer)]
pub(crate) struct ElementAnswer {
    /// The LoRA; null if there is none.
    #[schema(required)]
    pub(crate) user_loras_by_pk: Option<UserLora>,
}

/// Answer to `GET /elements/user/{userId}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UserElementsAnswer)]
pub(crate) struct UserElementsAnswer {
    /// The installed LoRAs by name, for the caller's own account.
    pub(crate) user_loras: Vec<UserLora>,
}

/// An installed LoRA by number.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UserLora)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserLora {
    /// Its number, derived from its name.
    pub(crate) id: u32,
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) description: String,
    /// Architecture of the models it fits.
    pub(crate) base_model: &'static str,
    /// Always `General`.
    pub(crate) focus: &'static str,
    /// Always null.
    pub(crate) instance_prompt: Option<String>,
    /// Side in pixels of the models it fits.
    pub(crate) resolution: u32,
    /// Always COMPLETE.
    pub(crate) status: JobStatus,
    /// When it was installed (RFC 3339).
    pub(crate) created_at: String,
    /// The same.
    pub(crate) updated_at: String,
}

/// Answer to `DELETE /elements/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::DeletedElement)]
pub(crate) struct DeletedElement {
    /// Always null: what is installed is refused.
    #[schema(required, value_type = Option<Object>)]
    pub(crate) delete_user_loras_by_pk: Option<()>,
}

/// Answer to `GET /me`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::MeAnswer)]
pub(crate) struct MeAnswer {
    /// One entry.
    pub(crate) user_details: Vec<UserDetails>,
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UserDetails)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserDetails {
    /// Whose it is.
    pub(crate) user: User,
    /// Always null: credits do not end.
    pub(crate) token_renewal_date: Option<String>,
    /// Whole credits that may be spent.
    pub(crate) paid_tokens: i64,
    /// The same.
    pub(crate) subscription_tokens: i64,
    /// Always 0.
    pub(crate) subscription_gpt_tokens: i64,
    /// Always 0.
    pub(crate) subscription_model_tokens: i64,
    /// Most generations waiting or running at once.
    pub(crate) api_concurrency_slots: u32,
    /// Whole credits that may be spent.
    pub(crate) api_paid_tokens: i64,
    /// The same.
    pub(crate) api_subscription_tokens: i64,
    /// Always null.
    pub(crate) api_plan_token_renewal_date: Option<String>,
}

/// Who an account is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::User)]
pub(crate) struct User {
    /// Its UUID.
    pub(crate) id: String,
    /// What people call it.
    pub(crate) username: String,
}

/// `POST /prompt/improve`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::PromptImprove)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PromptImprove {
    /// The prompt.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// What to do with it.
    #[schema(max_length = 20000)]
    pub(crate) prompt_instructions: Option<String>,
    /// Ignored: what describes a picture well describes a video's first frame well.
    #[expect(dead_code, reason = "ignored, as the table says")]
    pub(crate) is_video: Option<bool>,
}

/// Answer to `POST /prompt/improve` and `POST /prompt/random`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::PromptAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PromptAnswer {
    /// The prompt.
    pub(crate) prompt_generation: PromptGeneration,
}

/// A prompt.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::PromptGeneration)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PromptGeneration {
    /// The prompt.
    pub(crate) prompt: String,
    /// Always 0: prompts are free of charge.
    pub(crate) api_credit_cost: i64,
    /// Always nothing.
    pub(crate) cost: Cost,
}

/// `POST /pricing-calculator`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::PricingCalculator)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PricingCalculator {
    /// What is asked for.
    pub(crate) service: Option<PricedService>,
    /// How it is asked for.
    pub(crate) service_params: Option<ServiceParams>,
}

/// What may have a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::PricedService)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum PricedService {
    ImageGeneration,
    FantasyAvatarGeneration,
    MotionSvdGeneration,
    MotionVideoGeneration,
    Veo3MotionVideoGeneration,
    LcmGeneration,
    ModelTraining,
    TextureGeneration,
    UniversalUpscaler,
    UniversalUpscalerUltra,
}

/// Parameters of what is asked for; only those of the named service count.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = leonardo::ServiceParams)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
#[expect(dead_code, reason = "what has no price here is decoded only to be checked")]
pub(crate) struct ServiceParams {
    /// Of `IMAGE_GENERATION`.
    pub(crate) image_generation: Option<PricedImage>,
    /// Of `FANTASY_AVATAR_GENERATION`.
    pub(crate) fantasy_avatar_generation: Option<PricedImage>,
    /// Of `LCM_GENERATION`.
    pub(crate) lcm_generation: Option<PricedLive>,
    /// Of `UNIVERSAL_UPSCALER`.
    pub(crate) universal_upscaler: Option<PricedUpscale>,
    /// Of `UNIVERSAL_UPSCALER_ULTRA`.
    pub(crate) universal_upscaler_ultra: Option<PricedUpscale>,
    /// Of `MODEL_TRAINING`, which has no price here.
    #[schema(value_type = Option<Object>)]
    pub(crate) model_training: Option<serde_json::Value>,
    /// Of `MOTION_SVD_GENERATION`, which has no price here.
    #[schema(value_type = Option<Object>)]
    pub(crate) motion_svd_generation: Option<serde_json::Value>,
    /// Of `MOTION_VIDEO_GENERATION`, which has no price here.
    #[schema(value_type = Option<Object>)]
    pub(crate) motion_video_generation: Option<serde_json::Value>,
    /// Of `VEO3_MOTION_VIDEO_GENERATION`, which has no price here.
    #[schema(value_type = Option<Object>)]
    pub(crate) veo3_motion_video_generation: Option<serde_json::Value>,
    /// Of `TEXTURE_GENERATION`, which has no price here.
    #[schema(value_type = Option<Object>)]
    pub(crate) texture_generation: Option<serde_json::Value>,
}

/// A generation whose price is asked.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = leonardo::PricedImage)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "what changes no price is decoded only to be checked")]
pub(crate) struct PricedImage {
    /// Height in pixels. Default 768.
    #[serde(rename = "imageHeight")]
    pub(crate) image_height: Option<i64>,
    /// Width in pixels. Default 1024.
    #[serde(rename = "imageWidth")]
    pub(crate) image_width: Option<i64>,
    /// How many pictures. Default 4.
    #[serde(rename = "numImages")]
    pub(crate) num_images: Option<i64>,
    /// Denoising steps; the model's own number by default.
    #[serde(rename = "inferenceSteps")]
    pub(crate) inference_steps: Option<i64>,
    /// Counts as `highResolution` of a generation.
    #[serde(rename = "highResolution")]
    pub(crate) high_resolution: Option<bool>,
    /// Counts as `ultra` of a generation.
    #[serde(rename = "isUltra")]
    pub(crate) is_ultra: Option<bool>,
    /// The model is a Flux dev.
    #[serde(rename = "isFluxDev")]
    pub(crate) is_flux_dev: Option<bool>,
    /// The model is a Flux Kontext.
    #[serde(rename = "isFluxKontext")]
    pub(crate) is_flux_kontext: Option<bool>,
    /// The model is a Flux schnell.
    #[serde(rename = "isFluxSchnell")]
    pub(crate) is_flux_schnell: Option<bool>,
    /// The model is a Phoenix.
    #[serde(rename = "isPhoenix")]
    pub(crate) is_phoenix: Option<bool>,
    /// The model is an SDXL.
    #[serde(rename = "isSDXL")]
    pub(crate) is_sdxl: Option<bool>,
    /// The model is an SDXL Lightning.
    #[serde(rename = "isSDXLLightning")]
    pub(crate) is_sdxl_lightning: Option<bool>,
    /// Changes no price here.
    #[serde(rename = "isModelCustom")]
    pub(crate) is_model_custom: Option<bool>,
    /// Changes no price here.
    #[serde(rename = "alchemyMode")]
    pub(crate) alchemy_mode: Option<bool>,
    /// Changes no price here.
    #[serde(rename = "controlnetsCost")]
    pub(crate) controlnets_cost: Option<i64>,
    /// Changes no price here.
    #[serde(rename = "loraCount")]
    pub(crate) lora_count: Option<i64>,
    /// Changes no price here.
    #[serde(rename = "photoRealMode")]
    pub(crate) photo_real_mode: Option<bool>,
    /// Changes no price here.
    #[serde(rename = "photoRealStrength")]
    pub(crate) photo_real_strength: Option<f64>,
    /// Changes no price here.
    #[serde(rename = "photoRealVersion")]
    pub(crate) photo_real_version: Option<String>,
    /// Changes no price here.
    #[serde(rename = "promptMagic")]
    pub(crate) prompt_magic: Option<bool>,
    /// Changes no price here.
    #[serde(rename = "promptMagicStrength")]
    pub(crate) prompt_magic_strength: Option<f64>,
    /// Changes no price here.
    #[serde(rename = "promptMagicVersion")]
    pub(crate) prompt_magic_version: Option<String>,
}

/// A picture painted at once whose price is asked.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = leonardo::PricedLive)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "what changes no price is decoded only to be checked")]
pub(crate) struct PricedLive {
    /// Height in pixels. Default 512.
    pub(crate) height: Option<i64>,
    /// Width in pixels. Default 512.
    pub(crate) width: Option<i64>,
    /// Changes no price here.
    pub(crate) instant_refine: Option<bool>,
    /// True: `lcm-upscale`, which paints twice the size.
    pub(crate) refine: Option<bool>,
}

/// An upscaling whose price is asked.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = leonardo::PricedUpscale)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PricedUpscale {
    /// Millions of pixels of the result, of `UNIVERSAL_UPSCALER`. Default 1.
    pub(crate) megapixel: Option<i64>,
    /// Height in pixels of the picture, of `UNIVERSAL_UPSCALER_ULTRA`. Default 1024.
    pub(crate) input_height: Option<i64>,
    /// Width in pixels of the picture, of `UNIVERSAL_UPSCALER_ULTRA`. Default 1024.
    pub(crate) input_width: Option<i64>,
    /// Side after over side before, of `UNIVERSAL_UPSCALER_ULTRA`. Default 1.5.
    pub(crate) upscale_multiplier: Option<f64>,
}

/// Answer to `POST /pricing-calculator`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::PricingAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PricingAnswer {
    /// The price.
    pub(crate) calculate_production_api_service_cost: ServiceCost,
}

/// A price.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::ServiceCost)]
pub(crate) struct ServiceCost {
    /// Credits, rounded up.
    pub(crate) cost: i64,
}
