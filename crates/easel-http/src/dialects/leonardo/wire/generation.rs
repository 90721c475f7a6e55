//! `/generations`: asking for pictures, looking at them, listing and deleting them.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Cost, Deleted, ImageOrigin, JobStatus, PresetStyle, SchedulerName, SdVersion, VariationType,
};

/// `POST /generations`.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = leonardo::CreateGeneration)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CreateGeneration {
    /// What the pictures should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// What to avoid.
    #[serde(rename = "negative_prompt")]
    pub(crate) negative_prompt: Option<String>,
    /// UUID or name of an installed model, or a UUID or name that clients of other services use;
    /// without one `sd_version` decides, else the server's default.
    pub(crate) model_id: Option<String>,
    /// Base model, where `modelId` is null.
    #[serde(rename = "sd_version")]
    pub(crate) sd_version: Option<SdVersion>,
    /// How many pictures, 1 to 8; 1 to 4 where a side is over 768. Default 4.
    #[serde(rename = "num_images")]
    #[schema(minimum = 1, maximum = 8)]
    pub(crate) num_images: Option<i64>,
    /// Width in pixels, 256 to 1536, a multiple of 8. Default 1024.
    #[schema(minimum = 32, maximum = 1536, multiple_of = 8)]
    pub(crate) width: Option<i64>,
    /// Height in pixels, 256 to 1536, a multiple of 8. Default 768.
    #[schema(minimum = 32, maximum = 1536, multiple_of = 8)]
    pub(crate) height: Option<i64>,
    /// Guidance scale, 1 to 20; the model's own by default.
    #[serde(rename = "guidance_scale")]
    #[schema(minimum = 1, maximum = 20)]
    pub(crate) guidance_scale: Option<f64>,
    /// Denoising steps, 10 to 60; the model's own number by default.
    #[serde(rename = "num_inference_steps")]
    #[schema(minimum = 10, maximum = 60)]
    pub(crate) num_inference_steps: Option<i64>,
    /// How the noise is removed. Default `EULER_DISCRETE`.
    pub(crate) scheduler: Option<SchedulerName>,
    /// Seed of the first picture, 0 to 9999999998; to 2147483637 for Flux.
    pub(crate) seed: Option<i64>,
    /// Words of a named style. Default `DYNAMIC`.
    pub(crate) preset_style: Option<PresetStyle>,
    /// The same by Leonardo's UUID of the style; comes before `presetStyle`.
    #[serde(rename = "styleUUID")]
    pub(crate) style_uuid: Option<String>,
    /// True (the default): words that ask for quality.
    pub(crate) alchemy: Option<bool>,
    /// 0 to 1: words for low (below 1/3) or high (above 2/3) contrast.
    #[schema(minimum = 0, maximum = 1)]
    pub(crate) contrast_ratio: Option<f64>,
    /// 1, 1.3, 1.8, 2.5, 3, 3.5, 4 or 4.5: words for that contrast; 2.5 or more for Phoenix with
    /// alchemy.
    #[schema(minimum = 1, maximum = 4.5)]
    pub(crate) contrast: Option<f64>,
    /// Words for an unusual reading of the prompt.
    pub(crate) expanded_domain: Option<bool>,
    /// Words for a portrait in a fantasy world.
    pub(crate) fantasy_avatar: Option<bool>,
    /// Words for strong contrast; false leaves out those of `promptMagic`.
    pub(crate) high_contrast: Option<bool>,
    /// A second pass at 1.5 times the size, as far as 2048 pixels allow.
    pub(crate) high_resolution: Option<bool>,
    /// Words for photographs; needs alchemy, and version v1 no model.
    pub(crate) photo_real: Option<bool>,
    /// v1 or v2; by default v2 where a model is named.
    pub(crate) photo_real_version: Option<String>,
    /// Depth of field: 0.55 low (the default), 0.5 medium, 0.45 high.
    pub(crate) photo_real_strength: Option<f64>,
    /// Words that ask to follow the prompt closely.
    pub(crate) prompt_magic: Option<bool>,
    /// 0.1 to 1: how many of those words.
    #[schema(minimum = 0.1, maximum = 1)]
    pub(crate) prompt_magic_strength: Option<f64>,
    /// v2 or v3 (adds words for natural light).
    pub(crate) prompt_magic_version: Option<String>,
    /// A second pass at 1.5 times the size, as far as 2048 pixels allow; not with alchemy.
    pub(crate) ultra: Option<bool>,
    /// A second pass at this many times the size, above 1, up to 2048 pixels.
    pub(crate) upscale_ratio: Option<f64>,
    /// Says the prompt in more detail.
    pub(crate) enhance_prompt: Option<bool>,
    /// How; needs `enhancePrompt`.
    #[schema(max_length = 20000)]
    pub(crate) enhance_prompt_instruction: Option<String>,
    /// Make edges meet.
    pub(crate) tiling: Option<bool>,
    /// Kept and shown again.
    pub(crate) public: Option<bool>,
    /// `disabled`; `foreground_only` needs a segmentation model and is refused.
    pub(crate) transparency: Option<Transparency>,
    /// An upload to start from.
    #[serde(rename = "init_image_id")]
    pub(crate) init_image_id: Option<String>,
    /// A picture made here to start from.
    #[serde(rename = "init_generation_image_id")]
    pub(crate) init_generation_image_id: Option<String>,
    /// 0.1 to 0.9: how much of it stays.
    #[serde(rename = "init_strength")]
    #[schema(minimum = 0.1, maximum = 0.9)]
    pub(crate) init_strength: Option<f64>,
    /// Paint around the init image; needs `unzoomAmount` and `init_image_id`.
    pub(crate) unzoom: Option<bool>,
    /// How many times wider and higher the picture becomes, 1.05 to 4.
    #[schema(minimum = 1.05, maximum = 4)]
    pub(crate) unzoom_amount: Option<f64>,
    /// The other `canvas…` fields count.
    pub(crate) canvas_request: Option<bool>,
    /// What the canvas is for.
    pub(crate) canvas_request_type: Option<CanvasRequestType>,
    /// An upload to start from.
    pub(crate) canvas_init_id: Option<String>,
    /// An upload that is white where it is repainted.
    pub(crate) canvas_mask_id: Option<String>,
    /// Pictures made or sent here that a model for editing looks at.
    pub(crate) image_prompts: Option<Vec<Option<String>>>,
    /// Refused: models that look at pictures take no weight.
    pub(crate) image_prompt_weight: Option<f64>,
    /// Installed LoRAs.
    pub(crate) elements: Option<Vec<Element>>,
    /// Installed LoRAs by number.
    pub(crate) user_elements: Option<Vec<UserElement>>,
    /// Refused unless empty: there is no ControlNet engine.
    pub(crate) controlnets: Option<Vec<Controlnet>>,
    /// Refused unless false: there is no ControlNet engine.
    pub(crate) control_net: Option<bool>,
    /// Refused: there is no ControlNet engine.
    pub(crate) control_net_type: Option<ControlnetType>,
    /// Refused: there is no ControlNet engine.
    pub(crate) weighting: Option<f64>,
}

/// What becomes of the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::Transparency)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Transparency {
    Disabled,
    ForegroundOnly,
}

/// What a canvas is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::CanvasRequestType)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum CanvasRequestType {
    Inpaint,
    Outpaint,
    #[serde(rename = "SKETCH2IMG")]
    Sketch2img,
    #[serde(rename = "IMG2IMG")]
    Img2img,
}

/// Kinds of `ControlNet`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::ControlnetType)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ControlnetType {
    Pose,
    Canny,
    Depth,
}

/// How strong a `ControlNet` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::StrengthType)]
pub(crate) enum StrengthType {
    Low,
    Mid,
    High,
    Ultra,
    Max,
}

/// A `ControlNet`. Decoded so that the refusal is about what it is, not about its form.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::Controlnet)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct Controlnet {
    /// Its picture.
    pub(crate) init_image_id: Option<String>,
    /// Where the picture is from.
    pub(crate) init_image_type: Option<ImageOrigin>,
    /// Which kind.
    pub(crate) preprocessor_id: Option<f64>,
    /// How strong.
    pub(crate) strength_type: Option<StrengthType>,
    /// How strong.
    pub(crate) weight: Option<f64>,
    /// How much of the strengths of all.
    pub(crate) influence: Option<f64>,
}

/// An installed LoRA and how strongly it is applied.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::Element)]
#[serde(deny_unknown_fields)]
pub(crate) struct Element {
    /// UUID or name of the LoRA.
    #[serde(rename = "akUUID")]
    pub(crate) ak_uuid: String,
    /// −4 to 4. Default 1.
    #[schema(minimum = -4, maximum = 4)]
    pub(crate) weight: Option<f64>,
}

/// An installed LoRA by number.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::UserElement)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct UserElement {
    /// The LoRA's `id` as `GET /elements/user/{userId}` shows it.
    pub(crate) user_lora_id: Option<f64>,
    /// −4 to 4. Default 1.
    #[schema(minimum = -4, maximum = 4)]
    pub(crate) weight: Option<f64>,
}

/// Answer to `POST /generations`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::GenerationJobAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GenerationJobAnswer {
    /// What was accepted.
    pub(crate) sd_generation_job: GenerationJob,
}

/// A generation that was accepted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::GenerationJob)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GenerationJob {
    /// Id for polling.
    pub(crate) generation_id: String,
    /// Its price in credits, rounded up.
    pub(crate) api_credit_cost: i64,
    /// Its price in money.
    pub(crate) cost: Cost,
}

/// Answer to `GET /generations/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::GenerationAnswer)]
pub(crate) struct GenerationAnswer {
    /// The generation; null if there is none.
    #[schema(required)]
    pub(crate) generations_by_pk: Option<Generation>,
}

/// Answer to `GET /generations/user/{userId}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::GenerationsAnswer)]
pub(crate) struct GenerationsAnswer {
    /// Newest first.
    pub(crate) generations: Vec<Generation>,
}

/// Query of `GET /generations/user/{userId}`.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// At most this many, 1 to 100. Default 10.
    #[param(minimum = 1, maximum = 100)]
    pub(crate) limit: Option<u32>,
    /// Leave out this many, 0 to 10000. Default 0.
    #[param(minimum = 0, maximum = 10000)]
    pub(crate) offset: Option<u32>,
}

/// Answer to `DELETE /generations/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::DeletedGeneration)]
pub(crate) struct DeletedGeneration {
    /// What was deleted; null if there was none.
    #[schema(required)]
    pub(crate) delete_generations_by_pk: Option<Deleted>,
}

/// A generation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::Generation)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "the switches of that API")]
pub(crate) struct Generation {
    /// Its id.
    pub(crate) id: String,
    /// PENDING, COMPLETE or FAILED.
    pub(crate) status: JobStatus,
    /// When it was accepted (RFC 3339).
    pub(crate) created_at: String,
    /// What was asked.
    pub(crate) prompt: String,
    /// What is avoided, the style's words included.
    pub(crate) negative_prompt: String,
    /// Width in pixels.
    pub(crate) image_width: u32,
    /// Height in pixels.
    pub(crate) image_height: u32,
    /// Denoising steps used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) inference_steps: Option<u32>,
    /// Seed of the first picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
    /// As sent.
    pub(crate) public: bool,
    /// How the noise is removed, where this call said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scheduler: Option<SchedulerName>,
    /// The base model nearest to the one used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sd_version: Option<SdVersion>,
    /// The style.
    pub(crate) preset_style: PresetStyle,
    /// UUID of the model really used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) model_id: Option<String>,
    /// Guidance scale used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) guidance_scale: Option<f64>,
    /// As sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) init_strength: Option<f64>,
    /// As sent.
    pub(crate) photo_real: bool,
    /// As sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) photo_real_strength: Option<f64>,
    /// As sent.
    pub(crate) prompt_magic: bool,
    /// As sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prompt_magic_strength: Option<f64>,
    /// As sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prompt_magic_version: Option<String>,
    /// As sent.
    pub(crate) ultra: bool,
    /// The pictures, once they are there.
    #[serde(rename = "generated_images")]
    pub(crate) generated_images: Vec<GeneratedImage>,
    /// The LoRAs used.
    #[serde(rename = "generation_elements")]
    pub(crate) generation_elements: Vec<GenerationElement>,
}

/// A picture of a generation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::GeneratedImage)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "the switches of that API")]
pub(crate) struct GeneratedImage {
    /// Its id.
    pub(crate) id: String,
    /// Where it is.
    pub(crate) url: String,
    /// Always false.
    pub(crate) nsfw: bool,
    /// Always 0.
    pub(crate) like_count: u32,
    /// As sent.
    pub(crate) fantasy_avatar: bool,
    /// Always false.
    pub(crate) image_to_video: bool,
    /// Always false.
    pub(crate) motion: bool,
    /// What was made of it.
    #[serde(rename = "generated_image_variation_generics")]
    pub(crate) generated_image_variation_generics: Vec<ImageVariation>,
}

/// What was made of a picture.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::ImageVariation)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImageVariation {
    /// Its id.
    pub(crate) id: String,
    /// PENDING, COMPLETE or FAILED.
    pub(crate) status: JobStatus,
    /// How the picture was changed.
    pub(crate) transform_type: VariationType,
    /// Where it is, once it is there.
    pub(crate) url: Option<String>,
}

/// A LoRA of a generation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::GenerationElement)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GenerationElement {
    /// The LoRA's number.
    pub(crate) id: u32,
    /// How strongly it is applied.
    pub(crate) weight_applied: f64,
    /// The LoRA.
    pub(crate) lora: ElementLora,
}

/// A LoRA.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::ElementLora)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ElementLora {
    /// Its UUID.
    #[serde(rename = "akUUID")]
    pub(crate) ak_uuid: String,
    /// The base model nearest to those it fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) base_model: Option<SdVersion>,
    /// What it is.
    pub(crate) description: String,
    /// Its name.
    pub(crate) name: String,
    /// Always null.
    pub(crate) url_image: Option<String>,
    /// The usual weight: 1.
    pub(crate) weight_default: i32,
    /// Highest sensible weight: 2.
    pub(crate) weight_max: i32,
    /// Lowest sensible weight: −1.
    pub(crate) weight_min: i32,
}
