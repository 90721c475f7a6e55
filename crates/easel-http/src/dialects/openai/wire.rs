//! The JSON, forms and events of the OpenAI dialect. Numbers and truth values are also read as
//! text, as forms send them; unknown fields are refused by name, so that nothing is silently
//! ignored.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::lenient::{boolean, integer, number};

/// `POST /v1/images/generations`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = openai::Generate)]
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
    /// `WIDTHxHEIGHT` in pixels, each 256 to 2048, or `auto`.
    pub(crate) size: Option<String>,
    /// low, medium, high, xhigh, max, standard, hd or auto.
    pub(crate) quality: Option<String>,
    /// opaque or auto; transparent is refused.
    pub(crate) background: Option<String>,
    /// png, jpeg or webp.
    pub(crate) output_format: Option<String>,
    /// 100, the only value that is honoured.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 100)]
    pub(crate) output_compression: Option<i64>,
    /// low or auto; what is refused is the operator's choice.
    pub(crate) moderation: Option<String>,
    /// `url` or `b64_json`; by default `b64_json` for models named `gpt-image…`, else `url`.
    pub(crate) response_format: Option<String>,
    /// vivid or natural.
    pub(crate) style: Option<String>,
    /// The client's name for its user; not used.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) user: Option<String>,
    /// The client's name for its user; not used.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) safety_identifier: Option<String>,
    /// Answer with a stream of events.
    #[serde(default, deserialize_with = "boolean")]
    #[schema(value_type = Option<bool>)]
    pub(crate) stream: Option<bool>,
    /// Rough pictures in the stream, 0 to 3.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 3)]
    pub(crate) partial_images: Option<i64>,
    /// Settings of vector pictures; refused.
    #[schema(value_type = Option<Object>)]
    pub(crate) svg: Option<Value>,
    /// How elaborate a vector picture is; refused.
    #[schema(value_type = Option<Object>)]
    pub(crate) complexity: Option<Value>,
    /// Frames of an animation; refused.
    #[schema(value_type = Option<Object>)]
    pub(crate) frame_count: Option<Value>,
    /// Time of one frame of an animation; refused.
    #[schema(value_type = Option<Object>)]
    pub(crate) frame_duration_ms: Option<Value>,
    /// Easel's own: what to avoid.
    pub(crate) negative_prompt: Option<String>,
    /// Easel's own: the seed, below 2^53.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 0)]
    pub(crate) seed: Option<i64>,
    /// Easel's own: denoising steps, 1 to 150; not together with `quality`.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 150)]
    pub(crate) steps: Option<i64>,
    /// Easel's own: guidance scale, 0 to 30.
    #[serde(default, deserialize_with = "number")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 30)]
    pub(crate) guidance_scale: Option<f64>,
}

/// The form of `POST /v1/images/edits`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = openai::Edit)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    /// The picture to change, or several as `image[]`: the first is changed, the others are
    /// looked at.
    #[serde(default)]
    #[schema(value_type = Vec<String>, format = Binary)]
    #[expect(dead_code, reason = "files are taken out of the form before it is decoded")]
    pub(crate) image: Vec<String>,
    /// Which part is changed: where this picture is transparent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Binary)]
    #[expect(dead_code, reason = "files are taken out of the form before it is decoded")]
    pub(crate) mask: Option<String>,
    /// What the picture should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// Name of an installed model or an alias of one.
    pub(crate) model: Option<String>,
    /// How many pictures, 1 to 10. Default 1.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 10)]
    pub(crate) n: Option<i64>,
    /// `WIDTHxHEIGHT` in pixels, each 256 to 2048, or `auto` for the picture's proportions.
    pub(crate) size: Option<String>,
    /// low, medium, high, xhigh, max, standard, hd or auto.
    pub(crate) quality: Option<String>,
    /// opaque or auto; transparent is refused.
    pub(crate) background: Option<String>,
    /// How much of the picture is kept: low (default) or high.
    pub(crate) input_fidelity: Option<String>,
    /// png, jpeg or webp.
    pub(crate) output_format: Option<String>,
    /// 100, the only value that is honoured.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 100)]
    pub(crate) output_compression: Option<i64>,
    /// low or auto; what is refused is the operator's choice.
    pub(crate) moderation: Option<String>,
    /// `url` or `b64_json`; by default `b64_json` for models named `gpt-image…`, else `url`.
    pub(crate) response_format: Option<String>,
    /// The client's name for its user; not used.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) user: Option<String>,
    /// The client's name for its user; not used.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) safety_identifier: Option<String>,
    /// Answer with a stream of events.
    #[serde(default, deserialize_with = "boolean")]
    #[schema(value_type = Option<bool>)]
    pub(crate) stream: Option<bool>,
    /// Rough pictures in the stream, 0 to 3.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 3)]
    pub(crate) partial_images: Option<i64>,
}

/// The form of `POST /v1/images/variations`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = openai::Vary)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vary {
    /// The picture to vary.
    #[serde(default)]
    #[schema(value_type = String, format = Binary)]
    #[expect(dead_code, reason = "files are taken out of the form before it is decoded")]
    pub(crate) image: Option<String>,
    /// Name of an installed model or an alias of one.
    pub(crate) model: Option<String>,
    /// How many pictures, 1 to 10. Default 1.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 10)]
    pub(crate) n: Option<i64>,
    /// `WIDTHxHEIGHT` in pixels, each 256 to 2048.
    pub(crate) size: Option<String>,
    /// `url` (default) or `b64_json`.
    pub(crate) response_format: Option<String>,
    /// The client's name for its user; not used.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) user: Option<String>,
}

/// Pictures, finished.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = openai::ImagesAnswer)]
pub(crate) struct ImagesAnswer {
    /// When they were asked for, in seconds since 1970.
    pub(crate) created: i64,
    /// The pictures.
    pub(crate) data: Vec<Picture>,
    /// Always `opaque`.
    pub(crate) background: &'static str,
    /// png, jpeg or webp.
    pub(crate) output_format: &'static str,
    /// The quality they were made with.
    pub(crate) quality: &'static str,
    /// `WIDTHxHEIGHT` in pixels.
    pub(crate) size: String,
    /// Sizes of the request in tokens; prices do not depend on them.
    pub(crate) usage: Usage,
    /// The model really used; the kind of picture where it was drawn without one.
    pub(crate) model: String,
}

/// One picture.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = openai::Picture)]
pub(crate) struct Picture {
    /// Its bytes as base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) b64_json: Option<String>,
    /// Where it can be fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// What the model was really told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) revised_prompt: Option<String>,
}

/// Sizes of a request in tokens.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = openai::Usage)]
pub(crate) struct Usage {
    /// Both together.
    pub(crate) total_tokens: u64,
    /// Of prompt and pictures sent.
    pub(crate) input_tokens: u64,
    /// Of the pictures made.
    pub(crate) output_tokens: u64,
    /// What `input_tokens` is made of.
    pub(crate) input_tokens_details: UsageDetails,
}

/// Parts of a number of tokens.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = openai::UsageDetails)]
pub(crate) struct UsageDetails {
    /// Of texts.
    pub(crate) text_tokens: u64,
    /// Of pictures.
    pub(crate) image_tokens: u64,
}

/// An event of a stream.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = openai::ImageEvent)]
pub(crate) struct ImageEvent {
    /// `type` on the wire: `image_generation.` or `image_edit.` with `partial_image` or
    /// `completed`.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// The picture as base64.
    pub(crate) b64_json: String,
    /// The number of a rough picture, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) partial_image_index: Option<u32>,
    /// When it was asked for, in seconds since 1970.
    pub(crate) created_at: i64,
    /// `WIDTHxHEIGHT` in pixels of the finished picture.
    pub(crate) size: String,
    /// The quality it is made with.
    pub(crate) quality: &'static str,
    /// Always `opaque`.
    pub(crate) background: &'static str,
    /// png, jpeg or webp.
    pub(crate) output_format: &'static str,
    /// Sizes of the request in tokens, with finished pictures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) usage: Option<Usage>,
}

/// An installed model.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = openai::Model)]
pub(crate) struct Model {
    /// Its name.
    pub(crate) id: String,
    /// Always `model`.
    pub(crate) object: &'static str,
    /// When it was installed, in seconds since 1970.
    pub(crate) created: i64,
    /// Always `easel`.
    pub(crate) owned_by: &'static str,
}

/// `POST /v1/videos`, as JSON or as a form.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = openai::MakeVideo)]
#[serde(deny_unknown_fields)]
pub(crate) struct MakeVideo {
    /// What the video should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// Name of a model.
    #[expect(dead_code, reason = "accepted without effect")]
    pub(crate) model: Option<String>,
    /// Length: 4, 8 or 12.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<String>)]
    pub(crate) seconds: Option<i64>,
    /// 720x1280, 1280x720, 1024x1792 or 1792x1024.
    pub(crate) size: Option<String>,
    /// The picture to begin with: a file in forms, `{"image_url": …}` in JSON.
    #[schema(value_type = Option<Object>)]
    pub(crate) input_reference: Option<Value>,
}

/// `POST /v1/videos/{id}/remix`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = openai::RemixVideo)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemixVideo {
    /// What the video should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
}

/// The form of `POST /v1/videos/edits`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = openai::EditVideo)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditVideo {
    /// What the video should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// The video: a file, or its id as `video[id]`.
    #[serde(default)]
    #[schema(value_type = String, format = Binary)]
    #[expect(dead_code, reason = "taken out of the form before it is decoded")]
    pub(crate) video: Option<String>,
}

/// The form of `POST /v1/videos/extensions`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = openai::ExtendVideo)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExtendVideo {
    /// What the video should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// Length of the new part.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<String>)]
    pub(crate) seconds: Option<i64>,
    /// The video: a file, or its id as `video[id]`.
    #[serde(default)]
    #[schema(value_type = String, format = Binary)]
    #[expect(dead_code, reason = "taken out of the form before it is decoded")]
    pub(crate) video: Option<String>,
}

/// Query of `GET /v1/videos`.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListVideos {
    /// Only videos after this one.
    pub(crate) after: Option<String>,
    /// At most this many, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    pub(crate) limit: Option<u32>,
    /// asc or desc.
    pub(crate) order: Option<String>,
}

/// A list of videos: always empty.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = openai::VideoList)]
pub(crate) struct VideoList {
    /// Always `list`.
    pub(crate) object: &'static str,
    /// Always empty.
    pub(crate) data: Vec<String>,
    /// Never set.
    pub(crate) first_id: Option<String>,
    /// Never set.
    pub(crate) last_id: Option<String>,
    /// Always false.
    pub(crate) has_more: bool,
}

/// An error.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = openai::ErrorAnswer)]
pub(crate) struct ErrorAnswer {
    /// What was wrong.
    pub(crate) error: ErrorBody,
}

/// What was wrong.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = openai::ErrorBody)]
pub(crate) struct ErrorBody {
    /// What was wrong and what to do.
    pub(crate) message: String,
    /// `type` on the wire: the group of errors, such as `invalid_request_error`.
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    /// The parameter at fault.
    pub(crate) param: Option<String>,
    /// The kind, such as `invalid_value`.
    pub(crate) code: &'static str,
}
