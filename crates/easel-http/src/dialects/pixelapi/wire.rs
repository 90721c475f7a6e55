//! The JSON of the PixelAPI dialect. Numbers are read leniently, as that API does (`"512"` and
//! `512.0` are 512); unknown fields are refused by name, so that nothing is silently ignored.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::lenient::{integer, number};

/// `POST /v1/image/smart-generate`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = pixelapi::SmartGenerate)]
#[serde(deny_unknown_fields)]
pub(crate) struct SmartGenerate {
    /// What the picture should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// Width in pixels, 256 to 2048. Default 1024.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 256, maximum = 2048)]
    pub(crate) width: Option<i64>,
    /// Height in pixels, 256 to 2048. Default 1024.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 256, maximum = 2048)]
    pub(crate) height: Option<i64>,
}

/// `POST /v1/image/generate`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = pixelapi::Generate)]
#[serde(deny_unknown_fields)]
pub(crate) struct Generate {
    /// What the picture should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// Name of an installed model or an alias of one.
    pub(crate) model: Option<String>,
    /// Width in pixels, 256 to 2048.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 256, maximum = 2048)]
    pub(crate) width: Option<i64>,
    /// Height in pixels, 256 to 2048.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 256, maximum = 2048)]
    pub(crate) height: Option<i64>,
    /// Denoising steps, 1 to 150.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 150)]
    pub(crate) steps: Option<i64>,
    /// Guidance scale, 0 to 30.
    #[serde(default, deserialize_with = "number")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 30)]
    pub(crate) guidance_scale: Option<f64>,
    /// What to avoid.
    pub(crate) negative_prompt: Option<String>,
    /// Seed; −1 or absent for a random one.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>)]
    pub(crate) seed: Option<i64>,
}

/// `POST /v1/image/remove-background` and `POST /v1/image/restore-face`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = pixelapi::ImageOperation)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImageOperation {
    /// Address of the picture.
    pub(crate) image_url: String,
}

/// `POST /v1/image/upscale`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = pixelapi::Upscale)]
#[serde(deny_unknown_fields)]
pub(crate) struct Upscale {
    /// Address of the picture.
    pub(crate) image_url: String,
    /// How many times larger, 1 to 8. Default 2.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 8)]
    pub(crate) scale: Option<i64>,
}

/// `POST /v1/image/remove-object`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = pixelapi::RemoveObject)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemoveObject {
    /// Address of the picture.
    pub(crate) image_url: String,
    /// Address of the mask: white where the object is.
    pub(crate) mask_url: String,
}

/// `POST /v1/image/replace-background`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = pixelapi::ReplaceBackground)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplaceBackground {
    /// Address of the picture.
    pub(crate) image_url: String,
    /// What the background should show.
    pub(crate) prompt: String,
}

/// `POST /v1/audio/generate`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = pixelapi::AudioGenerate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AudioGenerate {
    /// What should be heard.
    pub(crate) prompt: String,
    /// Seconds. Default 15.
    #[serde(default, deserialize_with = "number")]
    #[schema(value_type = Option<f64>)]
    pub(crate) duration: Option<f64>,
}

/// Answer to smart-generate. Fields that do not apply are left out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = pixelapi::SmartAnswer)]
pub(crate) struct SmartAnswer {
    /// completed or queued; failed where a failed request is repeated under its key.
    pub(crate) status: &'static str,
    /// smart-infographic, smart-chart, smart-diagram, smart-logo or smart-standard.
    pub(crate) intent: String,
    /// Credits for this request.
    pub(crate) credits_used: f64,
    /// Where the picture is, if completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) output_url: Option<String>,
    /// The same as vectors, if completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) svg_url: Option<String>,
    /// Id for polling.
    pub(crate) generation_id: String,
    /// What was asked.
    pub(crate) prompt: String,
    /// What was made of it, for logos and standard images.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enhanced_prompt: Option<String>,
    /// What was drawn, for the other kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub(crate) spec: Option<easel_types::Spec>,
    /// What there is to know about how it was understood or drawn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) notes: Vec<String>,
    /// Seconds until it is done; 0 if completed.
    pub(crate) estimated_seconds: f64,
}

/// A generation as `GET /v1/image/{id}` and the SDKs' POSTs show it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = pixelapi::Generation)]
pub(crate) struct Generation {
    /// Its id (read by SDK 0.2.0).
    pub(crate) id: String,
    /// The same (read by SDK 0.1.0 and the documentation's scripts).
    pub(crate) generation_id: String,
    /// pending, processing, completed or failed; blocked for SDK 0.1.
    pub(crate) status: &'static str,
    /// Where the picture is, once completed.
    pub(crate) output_url: Option<String>,
    /// All pictures, where there are several.
    pub(crate) output_urls: Vec<String>,
    /// The model it is made with; the intent, for drawn pictures.
    pub(crate) model: String,
    /// smart-chart and so on, for smart requests.
    pub(crate) intent: Option<String>,
    /// Credits for this request; 0 once it failed.
    pub(crate) credits_used: f64,
    /// What was asked.
    pub(crate) prompt: String,
    /// What was made of it.
    pub(crate) enhanced_prompt: Option<String>,
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// The seed of a painted picture.
    pub(crate) seed: Option<u64>,
    /// Percent done.
    pub(crate) progress: u32,
    /// Seconds until it is done, as far as can be told.
    pub(crate) estimated_seconds: f64,
    /// Why it failed (read by SDK 0.2.0).
    pub(crate) error: Option<String>,
    /// The same (read by SDK 0.1.0 and the documentation's scripts).
    pub(crate) error_message: Option<String>,
    /// How long the work took.
    pub(crate) processing_ms: Option<u64>,
    /// When it was accepted (RFC 3339).
    pub(crate) created_at: String,
    /// When it was done.
    pub(crate) completed_at: Option<String>,
}

/// `GET /v1/account/balance`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = pixelapi::BalanceAnswer)]
pub(crate) struct BalanceAnswer {
    /// Credits that may be spent.
    pub(crate) credits_remaining: f64,
    /// The same.
    pub(crate) balance: f64,
    /// The same.
    pub(crate) credits: f64,
    /// Credits held for generations under way.
    pub(crate) credits_held: f64,
    /// Name of the plan; always `self-hosted`.
    pub(crate) plan: &'static str,
}

/// Query of `GET /v1/account/usage`.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct UsageQuery {
    /// At most this many generations, 1 to 100. Default 20.
    #[param(minimum = 1, maximum = 100)]
    pub(crate) limit: Option<u32>,
    /// Only generations of the last so many days, 1 to 3650.
    #[param(minimum = 1, maximum = 3650)]
    pub(crate) days: Option<u32>,
}

/// `GET /v1/account/usage`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = pixelapi::UsageAnswer)]
pub(crate) struct UsageAnswer {
    /// Newest first.
    pub(crate) generations: Vec<Generation>,
    /// How many are listed.
    pub(crate) count: usize,
    /// Sum of their credits.
    pub(crate) total_credits_used: f64,
}

/// `GET /v1/models`, in a form that both PixelAPI's and OpenAI's clients read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = pixelapi::ModelsAnswer)]
pub(crate) struct ModelsAnswer {
    /// Always `list`.
    pub(crate) object: &'static str,
    /// The models, as OpenAI's clients expect them.
    pub(crate) data: Vec<ModelObject>,
    /// The models, as PixelAPI's clients expect them.
    pub(crate) models: Vec<ModelEntry>,
}

/// A model in OpenAI's form.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = pixelapi::ModelObject)]
pub(crate) struct ModelObject {
    /// Its name.
    pub(crate) id: String,
    /// Always `model`.
    pub(crate) object: &'static str,
    /// When it was installed, in seconds since 1970.
    pub(crate) created: i64,
    /// Always `easel`.
    pub(crate) owned_by: &'static str,
}

/// A model in PixelAPI's form.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = pixelapi::ModelEntry)]
pub(crate) struct ModelEntry {
    /// Its name.
    pub(crate) id: String,
    /// The same.
    pub(crate) name: String,
    /// Its architecture.
    pub(crate) family: &'static str,
    /// Steps used where a request says nothing.
    pub(crate) default_steps: u32,
    /// Guidance scale used where a request says nothing.
    pub(crate) default_guidance_scale: f32,
    /// Credits for one picture of its usual size and steps.
    pub(crate) credits: f64,
}

/// An error.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = pixelapi::ErrorAnswer)]
pub(crate) struct ErrorAnswer {
    /// What was wrong and what to do (read by both SDKs).
    pub(crate) detail: String,
    /// The kind, such as `invalid_request`.
    pub(crate) error: &'static str,
    /// The parameter at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) param: Option<String>,
}
