//! The JSON that is sent back. What clients send stands in `wire`.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// Answer to `txt2img` and `img2img`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Painted)]
pub(crate) struct Painted {
    /// The pictures: PNG files as bare base64.
    pub(crate) images: Vec<String>,
    /// What was asked, defaults filled in.
    #[schema(value_type = Object)]
    pub(crate) parameters: Map<String, Value>,
    /// What was made, as JSON inside a string; see `Made`.
    pub(crate) info: String,
}

/// What stands in `info` of `Painted`, as JSON.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Made)]
pub(crate) struct Made {
    /// The prompt as it was sent.
    pub(crate) prompt: String,
    /// The same for every picture.
    pub(crate) all_prompts: Vec<String>,
    /// What was avoided.
    pub(crate) negative_prompt: String,
    /// The same for every picture.
    pub(crate) all_negative_prompts: Vec<String>,
    /// Seed of the first picture.
    pub(crate) seed: u64,
    /// Seed of every picture.
    pub(crate) all_seeds: Vec<u64>,
    /// Always −1.
    pub(crate) subseed: i64,
    /// Always −1.
    pub(crate) all_subseeds: Vec<i64>,
    /// Always 0.
    pub(crate) subseed_strength: f64,
    /// Width in pixels, before a second pass.
    pub(crate) width: u32,
    /// Height in pixels, before a second pass.
    pub(crate) height: u32,
    /// How the noise was removed.
    pub(crate) sampler_name: &'static str,
    /// Guidance scale.
    pub(crate) cfg_scale: f32,
    /// Denoising steps.
    pub(crate) steps: u32,
    /// How many pictures.
    pub(crate) batch_size: u32,
    /// Always false.
    pub(crate) restore_faces: bool,
    /// Always null.
    pub(crate) face_restoration_model: Option<String>,
    /// The model really used.
    pub(crate) sd_model_name: String,
    /// What stands for it here.
    pub(crate) sd_model_hash: String,
    /// Always null.
    pub(crate) sd_vae_name: Option<String>,
    /// Always null.
    pub(crate) sd_vae_hash: Option<String>,
    /// Always −1.
    pub(crate) seed_resize_from_w: i64,
    /// Always −1.
    pub(crate) seed_resize_from_h: i64,
    /// How much was repainted.
    pub(crate) denoising_strength: Option<f32>,
    /// Schedule and second pass, as in the text of the picture.
    #[schema(value_type = Object)]
    pub(crate) extra_generation_params: Map<String, Value>,
    /// Always 0: there is no grid.
    pub(crate) index_of_first_image: u32,
    /// The text that stands in each picture.
    pub(crate) infotexts: Vec<String>,
    /// Always empty.
    pub(crate) styles: Vec<String>,
    /// When it was accepted, such as 20261120063920.
    pub(crate) job_timestamp: String,
    /// CLIP layer that was stopped at.
    pub(crate) clip_skip: u32,
    /// Always false.
    pub(crate) is_using_inpainting_conditioning: bool,
    /// Easel's version.
    pub(crate) version: &'static str,
}

/// Answer to `extra-single-image`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::ExtraPicture)]
pub(crate) struct ExtraPicture {
    /// What was done.
    pub(crate) html_info: String,
    /// The picture: PNG as bare base64.
    pub(crate) image: Option<String>,
}

/// Answer to `extra-batch-images`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::ExtraPictures)]
pub(crate) struct ExtraPictures {
    /// What was done.
    pub(crate) html_info: String,
    /// The pictures: PNG as bare base64.
    pub(crate) images: Vec<String>,
}

/// Answer to `png-info`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::PngTexts)]
pub(crate) struct PngTexts {
    /// The text `parameters` of the file; empty if there is none.
    pub(crate) info: String,
    /// All other texts of the file.
    #[schema(value_type = Object)]
    pub(crate) items: Map<String, Value>,
    /// The text taken apart.
    #[schema(value_type = Object)]
    pub(crate) parameters: Map<String, Value>,
}

/// Answer to `progress`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Progress)]
pub(crate) struct Progress {
    /// 0 to 1; 0 while nothing is worked on.
    pub(crate) progress: f64,
    /// Seconds until it is done, as far as can be told.
    pub(crate) eta_relative: f64,
    /// Where it stands.
    pub(crate) state: ProgressState,
    /// The latest rough picture: PNG as bare base64.
    pub(crate) current_image: Option<String>,
    /// In words.
    pub(crate) textinfo: Option<String>,
}

/// Where the account's current job of this dialect stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::ProgressState)]
pub(crate) struct ProgressState {
    /// Always false: skipping interrupts.
    pub(crate) skipped: bool,
    /// True from an interruption until the next request.
    pub(crate) interrupted: bool,
    /// Always false.
    pub(crate) stopping_generation: bool,
    /// txt2img, img2img, or empty.
    pub(crate) job: &'static str,
    /// Pictures of the job; 0 while there is none.
    pub(crate) job_count: u32,
    /// When it was accepted.
    pub(crate) job_timestamp: String,
    /// Pictures finished.
    pub(crate) job_no: u32,
    /// Steps done of the present picture.
    pub(crate) sampling_step: u32,
    /// Steps of one picture.
    pub(crate) sampling_steps: u32,
}

/// An answer without content.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Empty)]
pub(crate) struct Empty {}

/// The settings that mean something here, and those clients look for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Options)]
#[expect(clippy::struct_excessive_bools, reason = "that server's settings")]
pub(crate) struct Options {
    /// The chosen checkpoint, by title.
    pub(crate) sd_model_checkpoint: Option<String>,
    /// What stands for it; empty if none is known.
    pub(crate) sd_checkpoint_hash: String,
    /// The CLIP layer to stop at; 1 is the last.
    #[serde(rename = "CLIP_stop_at_last_layers")]
    pub(crate) clip_stop_at_last_layers: u32,
    /// Whether rough pictures are made on the way.
    pub(crate) live_previews_enable: bool,
    /// Always Automatic.
    pub(crate) sd_vae: &'static str,
    /// Always png.
    pub(crate) samples_format: &'static str,
    /// Always true: pictures are kept as the server is configured.
    pub(crate) samples_save: bool,
    /// Always false.
    pub(crate) grid_save: bool,
    /// Always false.
    pub(crate) return_grid: bool,
    /// Always true.
    pub(crate) enable_pnginfo: bool,
    /// Always null.
    pub(crate) face_restoration_model: Option<String>,
    /// Always 0.
    pub(crate) token_merging_ratio: f64,
}

/// Answer to settings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::OptionsKept)]
pub(crate) struct OptionsKept {
    /// Settings that have no meaning here.
    pub(crate) ignored: Vec<String>,
}

/// A checkpoint.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::CheckpointItem)]
pub(crate) struct CheckpointItem {
    /// Its name for `sd_model_checkpoint`.
    pub(crate) title: String,
    /// Its name.
    pub(crate) model_name: String,
    /// What stands for it here; not a hash of its file.
    pub(crate) hash: Option<String>,
    /// Always null.
    pub(crate) sha256: Option<String>,
    /// Its file, without a folder.
    pub(crate) filename: String,
    /// Always null.
    pub(crate) config: Option<String>,
}

/// A sampler.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::SamplerItem)]
pub(crate) struct SamplerItem {
    /// Its name.
    pub(crate) name: &'static str,
    /// Other names.
    pub(crate) aliases: Vec<&'static str>,
    /// Its usual scheduler, where that is not the plain one.
    #[schema(value_type = Object)]
    pub(crate) options: Map<String, Value>,
}

/// A scheduler.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::SchedulerItem)]
pub(crate) struct SchedulerItem {
    /// Its name.
    pub(crate) name: &'static str,
    /// What people see.
    pub(crate) label: &'static str,
    /// The engine's name.
    pub(crate) aliases: Option<Vec<String>>,
    /// Always −1.
    pub(crate) default_rho: f64,
    /// Always false.
    pub(crate) need_inner_model: bool,
}

/// An upscaler.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::UpscalerItem)]
pub(crate) struct UpscalerItem {
    /// Its name.
    pub(crate) name: &'static str,
    /// Always null.
    pub(crate) model_name: Option<String>,
    /// Always null.
    pub(crate) model_path: Option<String>,
    /// Always null.
    pub(crate) model_url: Option<String>,
    /// The usual enlargement.
    pub(crate) scale: f64,
}

/// Something with a name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::NameItem)]
pub(crate) struct NameItem {
    /// Its name.
    pub(crate) name: &'static str,
}

/// A LoRA.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::LoraItem)]
pub(crate) struct LoraItem {
    /// Its name for `<lora:name:weight>`.
    pub(crate) name: String,
    /// The same.
    pub(crate) alias: String,
    /// Its file, without a folder.
    pub(crate) path: String,
    /// Always empty.
    #[schema(value_type = Object)]
    pub(crate) metadata: Map<String, Value>,
}

/// Textual inversions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Embeddings)]
pub(crate) struct Embeddings {
    /// Always empty.
    #[schema(value_type = Object)]
    pub(crate) loaded: Map<String, Value>,
    /// Always empty.
    #[schema(value_type = Object)]
    pub(crate) skipped: Map<String, Value>,
}

/// Scripts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Scripts)]
pub(crate) struct Scripts {
    /// Always empty.
    pub(crate) txt2img: Vec<String>,
    /// Always empty.
    pub(crate) img2img: Vec<String>,
}

/// Memory.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Memory)]
pub(crate) struct Memory {
    /// Says that it is not measured.
    #[schema(value_type = Object)]
    pub(crate) ram: Map<String, Value>,
    /// Says that it is not measured.
    #[schema(value_type = Object)]
    pub(crate) cuda: Map<String, Value>,
}

/// Command line flags.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Flags)]
pub(crate) struct Flags {
    /// Always true.
    pub(crate) api: bool,
    /// Always true: there is no web page of that server's.
    pub(crate) nowebui: bool,
    /// Always null.
    pub(crate) ckpt: Option<String>,
}

/// An error, in `FastAPI`'s forms.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::ErrorAnswer)]
pub(crate) struct ErrorAnswer {
    /// What was wrong and what to do; a list where a parameter is at fault.
    pub(crate) detail: ErrorDetail,
    /// The kind, where no parameter is at fault and it is not about access.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<&'static str>,
    /// Always empty, beside `error`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<&'static str>,
    /// The text again, beside `error`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) errors: Option<String>,
}

/// One parameter at fault.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::Problem)]
pub(crate) struct Problem {
    /// Where: `body` and the parameter.
    pub(crate) loc: Vec<String>,
    /// What was wrong and what to do.
    pub(crate) msg: String,
    /// `value_error`, `unsupported` or `malformed`.
    pub(crate) r#type: &'static str,
}

/// What was wrong: a text, or a list of parameters.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = sdapi::ErrorDetail)]
#[serde(untagged)]
pub(crate) enum ErrorDetail {
    /// About the request as a whole.
    Text(String),
    /// About parameters.
    Problems(Vec<Problem>),
}
