//! `/generations-lcm`, `/lcm-…`: pictures painted while the caller waits.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Cost;

/// `POST /generations-lcm`, `/lcm-instant-refine`, `/lcm-inpainting` and `/lcm-upscale`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::LiveGeneration)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct LiveGeneration {
    /// What the picture should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// The picture to start from, as a data URL.
    pub(crate) image_data_url: String,
    /// Where it is repainted (white), as a data URL; only of `/lcm-inpainting`, which needs it.
    pub(crate) mask_data_url: Option<String>,
    /// Width in pixels, 256 to 1536, a multiple of 8. Default 512.
    #[schema(minimum = 32, maximum = 1536, multiple_of = 8)]
    pub(crate) width: Option<i64>,
    /// Height in pixels, 256 to 1536, a multiple of 8. Default 512.
    #[schema(minimum = 32, maximum = 1536, multiple_of = 8)]
    pub(crate) height: Option<i64>,
    /// Guidance scale, 0.5 to 20; the model's own by default.
    #[schema(minimum = 0.5, maximum = 20)]
    pub(crate) guidance: Option<f64>,
    /// Denoising steps, 4 to 16; the model's own number by default.
    #[schema(minimum = 4, maximum = 16)]
    pub(crate) steps: Option<i64>,
    /// 0.1 to 1: how much is repainted.
    #[schema(minimum = 0.1, maximum = 1)]
    pub(crate) strength: Option<f64>,
    /// Words of a style.
    pub(crate) style: Option<LiveStyle>,
    /// Seed, 0 to 9999999998.
    pub(crate) seed: Option<i64>,
    /// Answered as sent.
    #[schema(max_length = 200)]
    pub(crate) request_timestamp: Option<String>,
    /// True: repaints 0.2 more; only of `/lcm-upscale`.
    pub(crate) refine_creative: Option<bool>,
    /// 0.1 to 1: how much is repainted, where `strength` is not given; only of `/lcm-upscale`.
    #[schema(minimum = 0.1, maximum = 1)]
    pub(crate) refine_strength: Option<f64>,
}

/// Named styles of these calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::LiveStyle)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum LiveStyle {
    Anime,
    Cinematic,
    DigitalArt,
    Dynamic,
    Environment,
    FantasyArt,
    Illustration,
    Photography,
    #[serde(rename = "RENDER_3D")]
    Render3d,
    Raytraced,
    SketchBw,
    SketchColor,
    Vibrant,
    None,
}

/// Answer to these calls.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::LiveAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LiveAnswer {
    /// What was painted.
    pub(crate) lcm_generation_job: LiveJob,
}

/// What was painted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::LiveJob)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LiveJob {
    /// The picture as a data URL, in a list of one.
    pub(crate) image_data_url: Vec<String>,
    /// As sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) request_timestamp: Option<String>,
    /// Its price in credits, rounded up.
    pub(crate) api_credit_cost: i64,
    /// Its price in money.
    pub(crate) cost: Cost,
    /// Id of the picture; only of `/lcm-upscale`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) generated_image_id: Option<String>,
    /// Id of the generation, in a list of one; only of `/lcm-upscale`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) generation_id: Option<Vec<String>>,
    /// Empty; only of `/lcm-upscale`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) variation_id: Option<Vec<String>>,
}
