//! `/variations`: changes of a picture that is there.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Cost, JobStatus, VariationType};

/// `POST /variations/upscale`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::Upscale)]
#[serde(deny_unknown_fields)]
pub(crate) struct Upscale {
    /// A generated picture, an upload or a variation.
    pub(crate) id: String,
}

/// `POST /variations/unzoom` and `POST /variations/nobg`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::VaryImage)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct VaryImage {
    /// A generated picture, an upload or a variation.
    pub(crate) id: Option<String>,
    /// True: `id` must be a variation. False or absent: it may be.
    pub(crate) is_variation: Option<bool>,
}

/// `POST /variations/universal-upscaler`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::UniversalUpscaler)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct UniversalUpscaler {
    /// A generated picture. Give this, `initImageId` or `variationId`.
    pub(crate) generated_image_id: Option<String>,
    /// An upload.
    pub(crate) init_image_id: Option<String>,
    /// A variation.
    pub(crate) variation_id: Option<String>,
    /// 1 to 10: repaints 0.1 to 0.55 of the picture. Default 5.
    #[schema(minimum = 1, maximum = 10)]
    pub(crate) creativity_strength: Option<i64>,
    /// 1 to 2: side after over side before, as far as 2048 pixels allow. Default 1.5.
    #[schema(minimum = 1, maximum = 2)]
    pub(crate) upscale_multiplier: Option<f64>,
    /// Words of a style.
    pub(crate) upscaler_style: Option<UpscalerStyle>,
    /// Words of a style; with it `similarity` counts instead of `creativityStrength`.
    pub(crate) ultra_upscale_style: Option<UltraUpscaleStyle>,
    /// 1 to 10: words for soft (below 4) or crisp (above 6) detail; needs `ultraUpscaleStyle`.
    #[schema(minimum = 1, maximum = 10)]
    pub(crate) detail_contrast: Option<i64>,
    /// 1 to 10: repaints 0.55 to 0.1 of the picture; needs `ultraUpscaleStyle`. Default 5.
    #[schema(minimum = 1, maximum = 10)]
    pub(crate) similarity: Option<i64>,
    /// What the picture shows; that of the original generation by default.
    #[schema(max_length = 20000)]
    pub(crate) prompt: Option<String>,
}

/// Styles of the universal upscaler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[schema(as = leonardo::UpscalerStyle)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum UpscalerStyle {
    #[default]
    General,
    Cinematic,
    #[serde(rename = "2D ART & ILLUSTRATION")]
    Art2d,
    #[serde(rename = "CG ART & GAME ASSETS")]
    CgArt,
}

/// Styles of its ultra mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::UltraUpscaleStyle)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum UltraUpscaleStyle {
    Artistic,
    Realistic,
}

/// A variation that was accepted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::VariationJob)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VariationJob {
    /// Id for polling.
    pub(crate) id: String,
    /// Its price in credits, rounded up.
    pub(crate) api_credit_cost: i64,
    /// Its price in money.
    pub(crate) cost: Cost,
}

/// Answer to `POST /variations/upscale`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UpscaleAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UpscaleAnswer {
    /// What was accepted.
    pub(crate) sd_upscale_job: VariationJob,
}

/// Answer to `POST /variations/unzoom`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UnzoomAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnzoomAnswer {
    /// What was accepted.
    pub(crate) sd_unzoom_job: VariationJob,
}

/// Answer to `POST /variations/nobg`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::NobgAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NobgAnswer {
    /// What was accepted.
    pub(crate) sd_nobg_job: VariationJob,
}

/// Answer to `POST /variations/universal-upscaler`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::UniversalUpscalerAnswer)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UniversalUpscalerAnswer {
    /// What was accepted.
    pub(crate) universal_upscaler: VariationJob,
}

/// Answer to `GET /variations/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::VariationsAnswer)]
pub(crate) struct VariationsAnswer {
    /// The variation; empty if there is none.
    pub(crate) generated_image_variation_generic: Vec<Variation>,
}

/// A variation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::Variation)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Variation {
    /// Its id.
    pub(crate) id: String,
    /// When it was accepted (RFC 3339).
    pub(crate) created_at: String,
    /// PENDING, COMPLETE or FAILED.
    pub(crate) status: JobStatus,
    /// How the picture was changed.
    pub(crate) transform_type: VariationType,
    /// Where it is, once it is there.
    pub(crate) url: Option<String>,
}
