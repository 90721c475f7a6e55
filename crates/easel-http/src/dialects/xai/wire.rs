//! The JSON of xAI's dialect. Unknown fields are refused by name, so that nothing is silently
//! ignored.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::lenient::{boolean, integer, number};

/// `POST /v1/images/generations`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = xai::Generate)]
#[serde(deny_unknown_fields)]
pub(crate) struct Generate {
    /// What the picture should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// Name of an installed model or an alias of one.
    pub(crate) model: Option<String>,
    /// How many pictures, 1 to 10. Default 1.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 10)]
    pub(crate) n: Option<i64>,
    /// Such as `16:9`, or `auto` (default) for what suits the prompt.
    pub(crate) aspect_ratio: Option<String>,
    /// 1k (default) or 2k.
    pub(crate) resolution: Option<String>,
    /// low, medium or high.
    pub(crate) quality: Option<String>,
    /// `url` (default) or `b64_json`.
    pub(crate) response_format: Option<String>,
    /// The same as xAI's gRPC clients say it: `url` or `base64`.
    pub(crate) image_format: Option<String>,
    /// png (default), jpeg or webp.
    pub(crate) output_format: Option<String>,
    /// True or false: every call here waits for its pictures.
    #[serde(default, deserialize_with = "boolean")]
    #[schema(value_type = Option<bool>)]
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) sync_mode: Option<bool>,
    /// The client's name for its user; not used.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) user: Option<String>,
    /// Refused, as that API does: `aspect_ratio` and `resolution` say it.
    pub(crate) size: Option<String>,
    /// Refused, as that API does.
    pub(crate) style: Option<String>,
}

/// The JSON of `POST /v1/images/edits`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = xai::Edit)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    /// What the picture should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// Name of an installed model or an alias of one.
    pub(crate) model: Option<String>,
    /// How many pictures, 1 to 10. Default 1.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 10)]
    pub(crate) n: Option<i64>,
    /// The picture to change.
    pub(crate) image: Option<PictureAddress>,
    /// The pictures, up to 3: the first is changed, the others are looked at.
    pub(crate) images: Option<Vec<PictureAddress>>,
    /// Such as `16:9`, for several pictures; a single one keeps its proportions.
    pub(crate) aspect_ratio: Option<String>,
    /// 1k (default) or 2k.
    pub(crate) resolution: Option<String>,
    /// low, medium or high.
    pub(crate) quality: Option<String>,
    /// `url` (default) or `b64_json`.
    pub(crate) response_format: Option<String>,
    /// The same as xAI's gRPC clients say it: `url` or `base64`.
    pub(crate) image_format: Option<String>,
    /// png (default), jpeg or webp.
    pub(crate) output_format: Option<String>,
    /// True or false: every call here waits for its pictures.
    #[serde(default, deserialize_with = "boolean")]
    #[schema(value_type = Option<bool>)]
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) sync_mode: Option<bool>,
    /// The client's name for its user; not used.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) user: Option<String>,
    /// Refused, as that API does: `aspect_ratio` and `resolution` say it.
    pub(crate) size: Option<String>,
    /// Refused, as that API does.
    pub(crate) style: Option<String>,
}

/// Where a picture is.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = xai::PictureAddress)]
#[serde(deny_unknown_fields)]
pub(crate) struct PictureAddress {
    /// An http(s) address or a data URL.
    pub(crate) url: String,
    /// `type` on the wire: `image_url`.
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
}

/// Pictures, finished.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = xai::ImagesAnswer)]
pub(crate) struct ImagesAnswer {
    /// The pictures.
    pub(crate) data: Vec<Picture>,
    /// The model really used; the kind of picture where it was drawn without one.
    pub(crate) model: String,
    /// When they were asked for, in seconds since 1970.
    pub(crate) created: i64,
    /// What they cost.
    pub(crate) usage: Usage,
}

/// One picture.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = xai::Picture)]
pub(crate) struct Picture {
    /// Where it can be fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Its bytes as base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) b64_json: Option<String>,
    /// What the model was really told; the prompt where that is the same.
    pub(crate) revised_prompt: String,
    /// False where the picture was refused by the content policy; there is none then.
    pub(crate) respect_moderation: bool,
    /// Such as `image/png`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mime_type: Option<&'static str>,
}

/// What a request cost.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = xai::Usage)]
pub(crate) struct Usage {
    /// Ten thousand millionths of a dollar (1e-10).
    pub(crate) cost_in_usd_ticks: u64,
}

/// `POST /v1/videos/generations`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = xai::MakeVideo)]
#[serde(deny_unknown_fields)]
pub(crate) struct MakeVideo {
    /// What the video should show; may be left out where a picture says it.
    pub(crate) prompt: Option<String>,
    /// Name of a model.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) model: Option<String>,
    /// Seconds, 1 to 15.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 15)]
    pub(crate) duration: Option<i64>,
    /// 1:1, 16:9, 9:16, 4:3, 3:4, 3:2 or 2:3.
    pub(crate) aspect_ratio: Option<String>,
    /// 480p, 720p or 1080p.
    pub(crate) resolution: Option<String>,
    /// The picture to begin with.
    pub(crate) image: Option<PictureAddress>,
    /// Pictures to look at.
    pub(crate) reference_images: Option<Vec<PictureAddress>>,
    /// Sounds to use.
    #[schema(value_type = Option<Vec<Object>>)]
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) reference_audios: Option<Vec<Value>>,
    /// Whether the video has sound.
    #[serde(default, deserialize_with = "boolean")]
    #[schema(value_type = Option<bool>)]
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) generate_audio: Option<bool>,
    /// How the video is to be kept.
    #[schema(value_type = Option<Object>)]
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) storage_options: Option<Value>,
    /// Pictures at moments of the video.
    pub(crate) keyframes: Option<Vec<Keyframe>>,
    /// The picture to end with.
    pub(crate) last_frame: Option<PictureAddress>,
    /// The client's name for its user; not used.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) user: Option<String>,
}

/// A picture at a moment of a video.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = xai::Keyframe)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keyframe {
    /// The picture.
    pub(crate) image: PictureAddress,
    /// Seconds from the beginning.
    #[serde(default, deserialize_with = "number")]
    #[schema(value_type = Option<f64>)]
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) timestamp_s: Option<f64>,
}

/// The JSON of `POST /v1/videos/edits` and `POST /v1/videos/extensions`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = xai::ChangeVideo)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeVideo {
    /// What the video should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// Name of a model.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) model: Option<String>,
    /// The video.
    pub(crate) video: VideoAddress,
    /// Seconds of the new part, 1 to 15; for extensions.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 15)]
    pub(crate) duration: Option<i64>,
    /// Whether the video has sound.
    #[serde(default, deserialize_with = "boolean")]
    #[schema(value_type = Option<bool>)]
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) generate_audio: Option<bool>,
    /// How the video is to be kept.
    #[schema(value_type = Option<Object>)]
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) storage_options: Option<Value>,
    /// The client's name for its user; not used.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) user: Option<String>,
}

/// Where a video is.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = xai::VideoAddress)]
#[serde(deny_unknown_fields)]
pub(crate) struct VideoAddress {
    /// An http(s) address or a data URL.
    pub(crate) url: String,
}

/// A request for a video that was accepted: never answered while no engine makes videos.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = xai::VideoRequest)]
pub(crate) struct VideoRequest {
    /// The id to ask for the video with.
    pub(crate) request_id: String,
}

/// `GET /v1/image-generation-models`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = xai::ImageModels)]
pub(crate) struct ImageModels {
    /// The installed models.
    pub(crate) models: Vec<ImageModel>,
}

/// An installed model.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = xai::ImageModel)]
pub(crate) struct ImageModel {
    /// Its name.
    pub(crate) id: String,
    /// Tells whether the server's settings for it changed: its UUID here.
    pub(crate) fingerprint: String,
    /// Longest prompt in characters.
    pub(crate) max_prompt_length: usize,
    /// When it was installed, in seconds since 1970.
    pub(crate) created: i64,
    /// Always `model`.
    pub(crate) object: &'static str,
    /// Always `easel`.
    pub(crate) owned_by: &'static str,
    /// Its architecture.
    pub(crate) version: &'static str,
    /// `text` and `image`.
    pub(crate) input_modalities: [&'static str; 2],
    /// `image`.
    pub(crate) output_modalities: [&'static str; 1],
    /// Price of one picture of its usual size and steps in whole US cents, rounded up.
    pub(crate) image_price: u64,
    /// Its UUID, which is also understood.
    pub(crate) aliases: Vec<String>,
}

/// `GET /v1/api-key`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = xai::ApiKey)]
pub(crate) struct ApiKey {
    /// The first characters of the key.
    pub(crate) redacted_api_key: String,
    /// The account.
    pub(crate) user_id: String,
    /// What people call the key.
    pub(crate) name: String,
    /// When it was made (RFC 3339).
    pub(crate) create_time: String,
    /// When it was last changed (RFC 3339).
    pub(crate) modify_time: String,
    /// The account.
    pub(crate) modified_by: String,
    /// The account.
    pub(crate) team_id: String,
    /// What the key may do.
    pub(crate) acls: Vec<String>,
    /// The key's id.
    pub(crate) api_key_id: String,
    /// Always false.
    pub(crate) team_blocked: bool,
    /// Always false: blocked keys get no answer.
    pub(crate) api_key_blocked: bool,
    /// Always false: revoked keys get no answer.
    pub(crate) api_key_disabled: bool,
}

/// An error.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = xai::ErrorAnswer)]
pub(crate) struct ErrorAnswer {
    /// What kind of error it is.
    pub(crate) code: &'static str,
    /// What was wrong and what to do.
    pub(crate) error: String,
}
