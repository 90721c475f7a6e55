//! The JSON of the Leonardo dialect: what several calls share. Unknown fields are refused by
//! name, so that nothing is silently ignored. Answers leave out what does not apply, because the
//! TypeScript SDK takes `null` only where its schema says so.

mod catalog;
mod generation;
mod live;
mod motion;
mod training;
mod upload;
mod variation;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) use catalog::*;
pub(crate) use generation::*;
pub(crate) use live::*;
pub(crate) use motion::*;
pub(crate) use training::*;
pub(crate) use upload::*;
pub(crate) use variation::*;

/// Named styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = leonardo::PresetStyle)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum PresetStyle {
    Anime,
    Bokeh,
    Cinematic,
    CinematicCloseup,
    Creative,
    #[default]
    Dynamic,
    Environment,
    Fashion,
    Film,
    Food,
    General,
    Hdr,
    Illustration,
    Leonardo,
    LongExposure,
    Macro,
    Minimalistic,
    Monochrome,
    Moody,
    None,
    Neutral,
    Photography,
    Portrait,
    Raytraced,
    #[serde(rename = "RENDER_3D")]
    Render3d,
    Retro,
    SketchBw,
    SketchColor,
    StockPhoto,
    Vibrant,
    Unprocessed,
}

impl PresetStyle {
    /// Every style.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 31] = [
        Self::Anime,
        Self::Bokeh,
        Self::Cinematic,
        Self::CinematicCloseup,
        Self::Creative,
        Self::Dynamic,
        Self::Environment,
        Self::Fashion,
        Self::Film,
        Self::Food,
        Self::General,
        Self::Hdr,
        Self::Illustration,
        Self::Leonardo,
        Self::LongExposure,
        Self::Macro,
        Self::Minimalistic,
        Self::Monochrome,
        Self::Moody,
        Self::None,
        Self::Neutral,
        Self::Photography,
        Self::Portrait,
        Self::Raytraced,
        Self::Render3d,
        Self::Retro,
        Self::SketchBw,
        Self::SketchColor,
        Self::StockPhoto,
        Self::Vibrant,
        Self::Unprocessed,
    ];
}

/// How the noise is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = leonardo::SchedulerName)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum SchedulerName {
    Klms,
    EulerAncestralDiscrete,
    #[default]
    EulerDiscrete,
    Ddim,
    DpmSolver,
    Pndm,
    Leonardo,
}

/// Base models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = leonardo::SdVersion)]
pub(crate) enum SdVersion {
    #[serde(rename = "v1_5")]
    V15,
    #[serde(rename = "v2")]
    V2,
    #[serde(rename = "v3")]
    V3,
    #[serde(rename = "SDXL_0_8")]
    Sdxl08,
    #[serde(rename = "SDXL_0_9")]
    Sdxl09,
    #[serde(rename = "SDXL_1_0")]
    Sdxl10,
    #[serde(rename = "SDXL_LIGHTNING")]
    SdxlLightning,
    #[serde(rename = "PHOENIX")]
    Phoenix,
    #[serde(rename = "FLUX")]
    Flux,
    #[serde(rename = "FLUX_DEV")]
    FluxDev,
    #[serde(rename = "KINO_2_0")]
    Kino20,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = leonardo::JobStatus)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum JobStatus {
    Pending,
    Complete,
    Failed,
}

/// How a picture was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = leonardo::VariationType)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum VariationType {
    Upscale,
    Unzoom,
    Nobg,
}

/// Whether a picture was made here or sent here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::ImageOrigin)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ImageOrigin {
    Generated,
    Uploaded,
}

/// A cost in money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = leonardo::Cost)]
pub(crate) struct Cost {
    /// Dollars with four decimals, as text.
    pub(crate) amount: String,
    /// Always `DOLLARS`.
    pub(crate) unit: &'static str,
}

/// The id of what was deleted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::Deleted)]
pub(crate) struct Deleted {
    /// Its id.
    pub(crate) id: String,
}

/// An error.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::ErrorAnswer)]
pub(crate) struct ErrorAnswer {
    /// What was wrong and what to do.
    pub(crate) error: String,
    /// Where: `$`, or `$.` and the field.
    pub(crate) path: String,
    /// The kind, such as `invalid_request`.
    pub(crate) code: &'static str,
}
