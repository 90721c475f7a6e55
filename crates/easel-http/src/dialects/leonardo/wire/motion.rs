//! Videos: decoded and checked, then answered that no installed model makes them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Element, ImageOrigin};

/// `POST /generations-motion-svd`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::MotionSvd)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct MotionSvd {
    /// The picture to move.
    pub(crate) image_id: String,
    /// It is an upload.
    pub(crate) is_init_image: Option<bool>,
    /// Show it.
    pub(crate) is_public: Option<bool>,
    /// It is a variation.
    pub(crate) is_variation: Option<bool>,
    /// How much it moves, 1 to 10.
    #[schema(minimum = 1, maximum = 10)]
    pub(crate) motion_strength: Option<i64>,
}

/// `POST /generations-text-to-video`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::TextToVideo)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct TextToVideo {
    /// What the video should show.
    pub(crate) prompt: String,
    /// Which model. Default `MOTION2`.
    pub(crate) model: Option<VideoModel>,
    /// Seconds.
    pub(crate) duration: Option<i64>,
    /// LoRAs.
    pub(crate) elements: Option<Vec<Element>>,
    /// More frames than painted.
    pub(crate) frame_interpolation: Option<bool>,
    /// Height in pixels.
    pub(crate) height: Option<i64>,
    /// Width in pixels.
    pub(crate) width: Option<i64>,
    /// Show it.
    pub(crate) is_public: Option<bool>,
    /// What to avoid.
    pub(crate) negative_prompt: Option<String>,
    /// Says the prompt in more detail.
    pub(crate) prompt_enhance: Option<bool>,
    /// How.
    pub(crate) prompt_enhance_instruction: Option<String>,
    /// How large.
    pub(crate) resolution: Option<VideoResolution>,
    /// Seed.
    pub(crate) seed: Option<i64>,
    /// Styles.
    pub(crate) style_ids: Option<Vec<String>>,
}

/// `POST /generations-image-to-video`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::ImageToVideo)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct ImageToVideo {
    /// What the video should show.
    pub(crate) prompt: String,
    /// Its first picture.
    pub(crate) image_id: String,
    /// Where that is from.
    pub(crate) image_type: ImageOrigin,
    /// Its last picture.
    pub(crate) end_frame_image: Option<FrameImage>,
    /// Which model. Default `MOTION2`.
    pub(crate) model: Option<VideoModel>,
    /// Seconds.
    pub(crate) duration: Option<i64>,
    /// LoRAs.
    pub(crate) elements: Option<Vec<Element>>,
    /// More frames than painted.
    pub(crate) frame_interpolation: Option<bool>,
    /// Height in pixels.
    pub(crate) height: Option<i64>,
    /// Width in pixels.
    pub(crate) width: Option<i64>,
    /// Show it.
    pub(crate) is_public: Option<bool>,
    /// What to avoid.
    pub(crate) negative_prompt: Option<String>,
    /// Says the prompt in more detail.
    pub(crate) prompt_enhance: Option<bool>,
    /// How.
    pub(crate) prompt_enhance_instruction: Option<String>,
    /// How large.
    pub(crate) resolution: Option<VideoResolution>,
    /// Seed.
    pub(crate) seed: Option<i64>,
    /// Styles.
    pub(crate) style_ids: Option<Vec<String>>,
}

/// A picture of a video.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::FrameImage)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct FrameImage {
    /// Its id.
    pub(crate) id: String,
    /// Where it is from.
    #[serde(rename = "type")]
    pub(crate) image_type: ImageOrigin,
}

/// `POST /generations-video-upscale`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = leonardo::VideoUpscale)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "decoded only to be checked")]
pub(crate) struct VideoUpscale {
    /// The video.
    pub(crate) source_generation_id: String,
    /// How large.
    pub(crate) resolution: VideoResolution,
}

/// Leonardo's video models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::VideoModel)]
pub(crate) enum VideoModel {
    #[serde(rename = "MOTION2")]
    Motion2,
    #[serde(rename = "VEO3")]
    Veo3,
    #[serde(rename = "MOTION2FAST")]
    Motion2Fast,
    #[serde(rename = "VEO3FAST")]
    Veo3Fast,
    #[serde(rename = "KLING2_1")]
    Kling21,
    #[serde(rename = "KLING2_5")]
    Kling25,
}

/// Sizes of videos.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = leonardo::VideoResolution)]
pub(crate) enum VideoResolution {
    #[serde(rename = "RESOLUTION_480")]
    P480,
    #[serde(rename = "RESOLUTION_720")]
    P720,
    #[serde(rename = "RESOLUTION_1080")]
    P1080,
}

/// Answer to `GET /motion-variations/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = leonardo::MotionVariationsAnswer)]
pub(crate) struct MotionVariationsAnswer {
    /// Always empty: there are no videos.
    #[schema(value_type = Vec<Object>)]
    pub(crate) generated_image_variation_motion: [(); 0],
}
