//! The JSON of SmartGen. Unknown fields are refused by name.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `POST /v1/smartgen`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = smartgen::SmartgenBody)]
#[serde(deny_unknown_fields)]
pub(crate) struct SmartgenBody {
    /// What the picture should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) description: String,
    /// Width in pixels, 256 to 2048. Default 512.
    #[schema(minimum = 256, maximum = 2048)]
    pub(crate) width: Option<u32>,
    /// Height in pixels, 256 to 2048. Default 512.
    #[schema(minimum = 256, maximum = 2048)]
    pub(crate) height: Option<u32>,
    /// Name of an installed model or an alias of one. Default `FLUX.1-dev`.
    pub(crate) image_model: Option<String>,
    /// True composes the prompt as tags, with a negative prompt. Default false.
    pub(crate) is_sd: Option<bool>,
    /// No effect: prompts are composed by rules.
    pub(crate) language_model: Option<String>,
    /// 1 photorealistic to 5 highly artistic; rounded, and numbers beyond count as the ends.
    pub(crate) stylization_level: Option<f64>,
    /// 1 minimalist to 5 extremely intricate.
    pub(crate) detail_level: Option<f64>,
    /// 1 monochromatic to 5 hyper-saturated.
    pub(crate) color_level: Option<f64>,
    /// 1 flat to 5 extremely dramatic.
    pub(crate) lighting_level: Option<f64>,
    /// Words that stand in the prompt byte for byte.
    pub(crate) must_include: Option<String>,
    /// Prompts whose form is followed: one text or several.
    #[schema(value_type = Option<Vec<String>>)]
    pub(crate) examples: Option<Examples>,
    /// `normal` (default): 20 iterations; `high`: 30.
    pub(crate) quality: Option<Quality>,
    /// Denoising steps, 1 to 150; comes before `quality`.
    #[schema(minimum = 1, maximum = 150)]
    pub(crate) num_iterations: Option<u32>,
    /// Guidance scale, 0 to 30. Default 3, with `is_sd` 6.
    #[schema(minimum = 0, maximum = 30)]
    pub(crate) guidance_scale: Option<f32>,
    /// What to avoid, with `is_sd` only.
    pub(crate) negative_prompt: Option<String>,
    /// True answers with the parameters and makes nothing, free of charge. Default false.
    pub(crate) param_only: Option<bool>,
    /// Seed below 2^53 of both words and picture; −1 or absent: words from the description, a
    /// random picture.
    pub(crate) seed: Option<i64>,
}

/// Example prompts.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Examples {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// How much work goes into a picture.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Quality {
    /// 20 iterations.
    #[default]
    Normal,
    /// 30 iterations.
    High,
}

/// The parameters of a picture, in the words of the SDK's `images.generate`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = smartgen::Parameters)]
pub(crate) struct Parameters {
    /// The composed prompt.
    pub(crate) prompt: String,
    /// The model as it was asked for.
    pub(crate) model: String,
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// Denoising steps.
    pub(crate) num_iterations: u32,
    /// Guidance scale.
    pub(crate) guidance_scale: f32,
    /// What to avoid, with `is_sd`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) neg_prompt: Option<String>,
    /// Seed, where one was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
}

/// What `POST /v1/smartgen` answers with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = smartgen::Answer)]
#[serde(untagged)]
pub(crate) enum Answer {
    /// A finished picture.
    Picture(Box<SmartgenAnswer>),
    /// What one would be made with, for `param_only`.
    Parameters(ParametersAnswer),
}

/// Answer to `param_only`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = smartgen::ParametersAnswer)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParametersAnswer {
    /// What a picture would be made with.
    pub(crate) parameters: Parameters,
    /// What there is to know about the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) notes: Vec<&'static str>,
}

/// A finished picture.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = smartgen::SmartgenAnswer)]
pub(crate) struct SmartgenAnswer {
    /// Where the picture is.
    pub(crate) url: String,
    /// What it was made with.
    pub(crate) parameters: Parameters,
    /// The job's id, for the native API.
    pub(crate) generation_id: String,
    /// What was made of the description.
    pub(crate) revised_prompt: String,
    /// The installed model that really painted it.
    pub(crate) model: String,
    /// The seed it was painted with.
    pub(crate) seed: u64,
    /// What it cost.
    pub(crate) credits_used: f64,
    /// What there is to know about the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) notes: Vec<&'static str>,
}
