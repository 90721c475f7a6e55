//! The JSON of the native API. Unknown fields are refused, so that a misspelt parameter is never
//! silently ignored.

use easel_types::{ImageFormat, Intent, Sampler, Scheduler, Scope, Spec};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// `POST /api/v1/understand`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnderstandBody {
    /// What the picture should show.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// Width in pixels, 256 to 2048.
    #[schema(minimum = 256, maximum = 2048)]
    pub(crate) width: Option<u32>,
    /// Height in pixels, 256 to 2048.
    #[schema(minimum = 256, maximum = 2048)]
    pub(crate) height: Option<u32>,
}

/// What a prompt was understood to mean.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnderstandAnswer {
    /// chart, diagram, infographic, logo or standard.
    #[schema(value_type = String)]
    pub(crate) intent: Intent,
    /// How sure, 0 to 1.
    pub(crate) confidence: f32,
    /// The second most likely intent.
    #[schema(value_type = Option<String>)]
    pub(crate) runner_up: Option<Intent>,
    /// ISO 639-1 code.
    pub(crate) language: String,
    /// The picture that would be drawn, for chart, diagram and infographic.
    #[schema(value_type = Option<Object>)]
    pub(crate) spec: Option<Spec>,
    /// What an engine would be told, for logo and standard.
    pub(crate) enhanced_prompt: Option<String>,
    /// What it would be told to avoid.
    pub(crate) negative_prompt: Option<String>,
    /// The way from the prompt to the enhanced one: its pieces in order.
    pub(crate) changes: Vec<PromptChange>,
    /// Remarks.
    pub(crate) notes: Vec<String>,
}

/// A piece of two prompts. Kept and added pieces in a row are the enhanced prompt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PromptChange {
    /// kept, added or removed.
    pub(crate) change: &'static str,
    /// The piece.
    pub(crate) text: String,
}

/// `POST /api/v1/generations`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GenerationBody {
    /// What the picture should show. Either this or `spec`.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: Option<String>,
    /// A finished description to draw. Instead of `prompt`.
    #[schema(value_type = Option<Object>)]
    pub(crate) spec: Option<Spec>,
    /// A diagram or chart to draw as Mermaid or Graphviz DOT, up to 200,000 bytes. Instead of
    /// `prompt`.
    pub(crate) source: Option<String>,
    /// False hands the prompt to the diffusion model as it stands. Default true: Easel works
    /// out what kind of picture is wanted.
    pub(crate) smart: Option<bool>,
    /// Insist on a kind of picture (with `smart`).
    #[schema(value_type = Option<String>)]
    pub(crate) intent: Option<Intent>,
    /// False keeps the prompt byte for byte (with `smart`). Default true.
    pub(crate) enhance: Option<bool>,
    /// Width in pixels, 256 to 2048.
    #[schema(minimum = 256, maximum = 2048)]
    pub(crate) width: Option<u32>,
    /// Height in pixels, 256 to 2048.
    #[schema(minimum = 256, maximum = 2048)]
    pub(crate) height: Option<u32>,
    /// Name of an installed model.
    pub(crate) model: Option<String>,
    /// What to avoid.
    pub(crate) negative_prompt: Option<String>,
    /// Denoising steps, 1 to 150.
    #[schema(minimum = 1, maximum = 150)]
    pub(crate) steps: Option<u32>,
    /// Guidance scale, 0 to 30; 1 and below is off.
    #[schema(minimum = 0, maximum = 30)]
    pub(crate) guidance_scale: Option<f32>,
    /// Seed, below 2^53; −1 or absent for a random one.
    pub(crate) seed: Option<i64>,
    /// How many pictures, 1 to 10.
    #[schema(minimum = 1, maximum = 10)]
    pub(crate) n: Option<u32>,
    /// Sampler, such as `euler` or `dpm++2m`.
    #[schema(value_type = Option<String>)]
    pub(crate) sampler: Option<Sampler>,
    /// Noise schedule, such as `karras`.
    #[schema(value_type = Option<String>)]
    pub(crate) scheduler: Option<Scheduler>,
    /// CLIP layers left out from the end, 1 to 12.
    #[schema(minimum = 1, maximum = 12)]
    pub(crate) clip_skip: Option<u32>,
    /// Picture to start from, as base64 or a data URL.
    pub(crate) init_image: Option<String>,
    /// How much of it is repainted, 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub(crate) strength: Option<f32>,
    /// White where the init image is repainted, as base64 or a data URL.
    pub(crate) mask: Option<String>,
    /// Pictures to look at, as base64 or data URLs.
    #[serde(default)]
    pub(crate) reference_images: Vec<String>,
    /// Installed LoRAs.
    #[serde(default)]
    pub(crate) loras: Vec<LoraBody>,
    /// A second pass at a larger size.
    pub(crate) hires: Option<HiresBody>,
    /// Decode the picture in tiles to save memory.
    #[serde(default)]
    pub(crate) vae_tiling: bool,
    /// Make the edges meet.
    #[serde(default)]
    pub(crate) seamless: bool,
    /// `png` (default), `webp`, `jpeg`, or `pdf` for pictures that are drawn. Those come as SVG
    /// besides.
    pub(crate) format: Option<RenderFormat>,
    /// Pixels per pixel of the canvas, 1 to 4, for pictures that are drawn.
    #[schema(minimum = 1.0, maximum = 4.0)]
    pub(crate) scale: Option<f32>,
    /// SVG with words instead of outlines, for pictures that are drawn. Default false.
    #[serde(default)]
    pub(crate) selectable_text: bool,
    /// Higher runs first, −100 to 100.
    #[schema(minimum = -100, maximum = 100)]
    pub(crate) priority: Option<i32>,
    /// The job expires if it cannot start within this many seconds.
    #[schema(minimum = 1, maximum = 86400)]
    pub(crate) deadline_seconds: Option<u64>,
}

/// A LoRA and its weight.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoraBody {
    /// Name of an installed LoRA.
    pub(crate) name: String,
    /// −4 to 4. Default 1.
    pub(crate) weight: Option<f32>,
}

/// A second pass at a larger size.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HiresBody {
    /// 1 to 4. Default 2.
    pub(crate) scale: Option<f32>,
    /// Denoising steps. Default 10.
    pub(crate) steps: Option<u32>,
    /// How much is repainted, 0 to 1. Default 0.5.
    pub(crate) strength: Option<f32>,
}

/// `POST /api/v1/render`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenderBody {
    /// The picture to draw. Either this or `source`.
    #[schema(value_type = Option<Object>)]
    pub(crate) spec: Option<Spec>,
    /// The picture as Mermaid or Graphviz DOT, up to 200,000 bytes. Either this or `spec`.
    pub(crate) source: Option<String>,
    /// Width in pixels, 256 to 2048. Default 1024.
    #[schema(minimum = 256, maximum = 2048)]
    pub(crate) width: Option<u32>,
    /// Height in pixels, 256 to 2048. Default 1024.
    #[schema(minimum = 256, maximum = 2048)]
    pub(crate) height: Option<u32>,
    /// `png` (default), `svg`, `webp`, `jpeg` or `pdf`.
    pub(crate) format: Option<RenderFormat>,
    /// Pixels per pixel of the canvas, 1 to 4; for pixel formats.
    #[schema(minimum = 1.0, maximum = 4.0)]
    pub(crate) scale: Option<f32>,
    /// SVG with words instead of outlines: they can be searched and edited, and look as intended
    /// only where the fonts are installed. Default false.
    #[serde(default)]
    pub(crate) selectable_text: bool,
}

/// What `POST /api/v1/render` answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RenderFormat {
    #[default]
    Png,
    Svg,
    Webp,
    Jpeg,
    Pdf,
}

impl RenderFormat {
    /// The format of the job's own picture; SVG comes with every drawing.
    pub(crate) const fn image(self) -> ImageFormat {
        match self {
            Self::Png | Self::Svg => ImageFormat::Png,
            Self::Webp => ImageFormat::Webp,
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Pdf => ImageFormat::Pdf,
        }
    }
}

/// A job.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Generation {
    /// Its id.
    pub(crate) id: String,
    /// queued, running, succeeded, failed, canceled or expired.
    pub(crate) state: &'static str,
    /// chart, diagram, infographic, logo or standard.
    pub(crate) intent: &'static str,
    /// What the person wrote.
    pub(crate) prompt: String,
    /// What was made of it, where that differs.
    pub(crate) revised_prompt: Option<String>,
    /// The picture as drawn, for instant kinds.
    #[schema(value_type = Option<Object>)]
    pub(crate) spec: Option<Spec>,
    /// What the diffusion model was told, for the other kinds.
    #[schema(value_type = Option<Object>)]
    pub(crate) params: Option<serde_json::Value>,
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// What it costs in credits: held while open, taken on success.
    pub(crate) credits: f64,
    /// Its pictures.
    pub(crate) images: Vec<ImageAnswer>,
    /// The first picture.
    pub(crate) png_url: Option<String>,
    /// The same as vectors, for instant kinds.
    pub(crate) svg_url: Option<String>,
    /// Steps done and in all.
    pub(crate) progress: Option<ProgressAnswer>,
    /// Jobs before it in the queue.
    pub(crate) queue_position: Option<u32>,
    /// Seconds until it is done, as far as can be told.
    pub(crate) estimated_seconds: f64,
    /// How often it has been started.
    pub(crate) attempt: u32,
    /// What there is to know about how it was understood or drawn.
    pub(crate) notes: Vec<String>,
    /// Why it failed.
    pub(crate) error: Option<ErrorBody>,
    /// When it was accepted (RFC 3339).
    pub(crate) created_at: String,
    /// When its latest attempt started.
    pub(crate) started_at: Option<String>,
    /// When it reached a final state.
    pub(crate) finished_at: Option<String>,
}

/// One picture.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImageAnswer {
    /// Where it can be fetched without a key.
    pub(crate) url: String,
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// The seed it was made with, for painted pictures.
    pub(crate) seed: Option<u64>,
}

/// How far an attempt is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProgressAnswer {
    /// Denoising steps done.
    pub(crate) step: u32,
    /// Denoising steps in all.
    pub(crate) steps: u32,
}

/// Jobs, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GenerationList {
    /// The jobs.
    pub(crate) generations: Vec<Generation>,
    /// Send as `before` to get the next page; none on the last one.
    pub(crate) next_before: Option<String>,
}

/// Query of `GET /api/v1/generations`.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Only jobs in this state.
    pub(crate) state: Option<String>,
    /// Only jobs older than this one.
    pub(crate) before: Option<String>,
    /// At most this many, 1 to 100. Default 20.
    #[param(minimum = 1, maximum = 100)]
    pub(crate) limit: Option<u32>,
}

/// An installed model.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ModelAnswer {
    /// Its name.
    pub(crate) name: String,
    /// checkpoint or lora.
    pub(crate) kind: &'static str,
    /// sd1, sdxl, flux, …
    pub(crate) family: &'static str,
    /// Bytes of its files.
    pub(crate) size_bytes: u64,
    /// Used where a request says nothing.
    pub(crate) default_steps: u32,
    /// Used where a request says nothing.
    pub(crate) default_guidance_scale: f32,
    /// Side of the square picture it was trained for.
    pub(crate) default_side: u32,
    /// True for the model that requests without a model name use.
    pub(crate) is_default: bool,
    /// Why jobs for it wait at present, if they do.
    pub(crate) problem: Option<String>,
}

/// Installed models.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ModelList {
    /// By name.
    pub(crate) models: Vec<ModelAnswer>,
}

/// The caller's account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountAnswer {
    /// Its id.
    pub(crate) id: String,
    /// What people call it.
    pub(crate) name: String,
    /// Credits that may be spent.
    pub(crate) credits_available: f64,
    /// Credits held for open jobs.
    pub(crate) credits_held: f64,
}

/// A key without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeyAnswer {
    /// Its id.
    pub(crate) id: String,
    /// Whose it is.
    pub(crate) account_id: String,
    /// What people call it.
    pub(crate) name: String,
    /// First characters of the secret.
    pub(crate) prefix: String,
    /// What it may do.
    pub(crate) scopes: Vec<&'static str>,
    /// When it was made.
    pub(crate) created_at: String,
    /// When it was revoked.
    pub(crate) revoked_at: Option<String>,
    /// The secret, in the answer to its creation only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) secret: Option<String>,
}

/// Keys, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeyList {
    /// The keys of the account.
    pub(crate) keys: Vec<KeyAnswer>,
}

/// `POST /api/v1/keys`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyBody {
    /// What people call it.
    #[schema(min_length = 1, max_length = 100)]
    pub(crate) name: String,
    /// What it may do. Default `["generate"]`.
    #[schema(value_type = Option<Vec<String>>)]
    pub(crate) scopes: Option<Vec<Scope>>,
    /// True makes an account of the same name for it. Default false: the caller's account.
    #[serde(default)]
    pub(crate) new_account: bool,
}

/// The caller's ledger.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UsageAnswer {
    /// Newest first.
    pub(crate) entries: Vec<UsageEntry>,
}

/// One line of the ledger.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UsageEntry {
    /// grant, hold, capture or release.
    pub(crate) kind: &'static str,
    /// Change of the available credits.
    pub(crate) available_delta: f64,
    /// Change of the held credits.
    pub(crate) held_delta: f64,
    /// The job, for everything but grants.
    pub(crate) generation_id: Option<String>,
    /// Why, for people.
    pub(crate) note: String,
    /// When.
    pub(crate) created_at: String,
}

/// Query of `GET /api/v1/usage`.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct UsageQuery {
    /// At most this many entries, 1 to 1000. Default 100.
    #[param(minimum = 1, maximum = 1000)]
    pub(crate) limit: Option<u32>,
}

/// An error.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorAnswer {
    /// What went wrong.
    pub(crate) error: ErrorBody,
}

/// What went wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorBody {
    /// The kind, such as `invalid_request`.
    pub(crate) kind: &'static str,
    /// What was wrong, where, and what to do.
    pub(crate) message: String,
    /// The parameter at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) param: Option<String>,
}
