//! The JSON of the Heurist dialect. Numbers are read leniently (`"512"` and `512.0` are 512);
//! unknown fields are refused by name, so that nothing is silently ignored.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::lenient::{integer, number};

/// `POST /submit_job`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::SubmitJob)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubmitJob {
    /// The client's own name of the job, 1 to 255 bytes. The same one again gives the same
    /// picture.
    #[schema(min_length = 1, max_length = 255)]
    pub(crate) job_id: String,
    /// What to paint.
    pub(crate) model_input: ModelInput,
    /// Always `SD`.
    pub(crate) model_type: Option<String>,
    /// Name of an installed model or LoRA, or an alias of one.
    pub(crate) model_id: String,
    /// The job expires, uncharged, if it has not begun within this many seconds. Default 60.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 86400)]
    pub(crate) deadline: Option<i64>,
    /// Higher runs earlier, 0 to 100. Default 1.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 100)]
    pub(crate) priority: Option<i64>,
}

/// The input of a job.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::ModelInput)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModelInput {
    /// The settings of a diffusion model.
    #[serde(rename = "SD")]
    pub(crate) sd: DiffusionInput,
}

/// The settings of a diffusion model.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::DiffusionInput)]
#[serde(deny_unknown_fields)]
pub(crate) struct DiffusionInput {
    /// What the model is told, byte for byte.
    #[schema(min_length = 1, max_length = 20000)]
    pub(crate) prompt: String,
    /// What to avoid.
    pub(crate) neg_prompt: Option<String>,
    /// Denoising steps, 1 to 50. Default: the model's.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 50)]
    pub(crate) num_iterations: Option<i64>,
    /// Width in pixels, 256 to 2048. Default 512.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 256, maximum = 2048)]
    pub(crate) width: Option<i64>,
    /// Height in pixels, 256 to 2048. Default 512.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 256, maximum = 2048)]
    pub(crate) height: Option<i64>,
    /// Guidance scale, 0 to 30. Default: the model's.
    #[serde(default, deserialize_with = "number")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 30)]
    pub(crate) guidance_scale: Option<f64>,
    /// Seed, below 2^53; −1 (the default) for a random one.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>)]
    pub(crate) seed: Option<i64>,
}

/// `POST /task_create`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::TaskCreate)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskCreate {
    /// The first piece of the API key, or all of it where it has no second piece.
    #[serde(default)]
    pub(crate) consumer_id: String,
    /// The second piece of the API key; empty where it has none.
    #[serde(default)]
    pub(crate) api_key: String,
    /// upscaler, txt2img or txt2vid.
    pub(crate) task_type: String,
    /// What the task is about.
    pub(crate) task_details: TaskDetails,
    /// The client's own name of the task; the same one again gives the same task.
    pub(crate) job_id: Option<String>,
    /// The client's own name of the workflow; returned by queries.
    pub(crate) workflow_id: Option<String>,
    /// The task fails, uncharged, if it has not begun within this many seconds.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 86400)]
    pub(crate) timeout_seconds: Option<i64>,
}

/// What a task is about.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::TaskDetails)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskDetails {
    /// `UpscalerParameters`, `LoraParameters` or `VideoParameters`, as `task_type` says.
    #[schema(value_type = Object)]
    pub(crate) parameters: Value,
}

/// Parameters of `upscaler`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::UpscalerParameters)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpscalerParameters {
    /// Address of the picture, or a data URL.
    pub(crate) image: String,
    /// How many times larger, 1 to 8. Default 2.
    #[serde(default, deserialize_with = "number")]
    #[schema(value_type = Option<f64>, minimum = 1, maximum = 8)]
    pub(crate) scale: Option<f64>,
}

/// Parameters of `txt2img`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::LoraParameters)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoraParameters {
    /// What the model is told, byte for byte.
    pub(crate) prompt: String,
    /// Name of an installed LoRA; the checkpoint is one that it fits.
    pub(crate) lora_name: String,
    /// Such as `16:9`; `custom` where width and height say it. Width and height come first.
    pub(crate) aspect_ratio: Option<String>,
    /// Width in pixels, 256 to 2048.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 256, maximum = 2048)]
    pub(crate) width: Option<i64>,
    /// Height in pixels, 256 to 2048.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 256, maximum = 2048)]
    pub(crate) height: Option<i64>,
    /// Guidance scale, 0 to 30.
    #[serde(default, deserialize_with = "number")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 30)]
    pub(crate) guidance: Option<f64>,
    /// Denoising steps, 1 to 150.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 150)]
    pub(crate) steps: Option<i64>,
}

/// Parameters of `txt2vid`, which is refused.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::VideoParameters)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read to tell a malformed request from one that cannot be served")]
pub(crate) struct VideoParameters {
    /// What the video should show.
    pub(crate) prompt: String,
    /// Width in pixels.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>)]
    pub(crate) width: Option<i64>,
    /// Height in pixels.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>)]
    pub(crate) height: Option<i64>,
    /// Frames.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>)]
    pub(crate) length: Option<i64>,
    /// Denoising steps.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>)]
    pub(crate) steps: Option<i64>,
    /// Seed.
    #[serde(default, deserialize_with = "integer")]
    #[schema(value_type = Option<i64>)]
    pub(crate) seed: Option<i64>,
    /// Frames per second.
    #[serde(default, deserialize_with = "number")]
    #[schema(value_type = Option<f64>)]
    pub(crate) fps: Option<f64>,
    /// Quality of the encoding.
    #[serde(default, deserialize_with = "number")]
    #[schema(value_type = Option<f64>)]
    pub(crate) quality: Option<f64>,
}

/// Answer to `task_create`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = heurist::TaskCreated)]
pub(crate) struct TaskCreated {
    /// The task's id: 32 hexadecimal digits.
    pub(crate) task_id: String,
    /// waiting, running, finished, failed or canceled.
    pub(crate) status: &'static str,
    /// What happened.
    pub(crate) msg: String,
}

/// `POST /task_result_query` and `POST /task_cancel`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::TaskQuery)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskQuery {
    /// The task's id.
    pub(crate) task_id: String,
    /// The second piece of the API key; empty where it has none.
    #[serde(default)]
    pub(crate) api_key: String,
}

/// Answer to `task_result_query`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = heurist::TaskState)]
pub(crate) struct TaskState {
    /// The task's id.
    pub(crate) task_id: String,
    /// waiting, running, finished, failed or canceled.
    pub(crate) status: &'static str,
    /// upscaler or txt2img.
    pub(crate) task_type: String,
    /// The client's own name of the workflow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) workflow_id: Option<String>,
    /// What came out, once finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<TaskResult>,
    /// Why it failed or was cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) msg: Option<String>,
}

/// What came out of a task.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = heurist::TaskResult)]
pub(crate) struct TaskResult {
    /// Where the picture is.
    pub(crate) url: String,
    /// Where all pictures are.
    pub(crate) urls: Vec<String>,
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// The model it was painted with, for `txt2img`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) model: Option<String>,
    /// Its seed, for `txt2img`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
    /// What it cost.
    pub(crate) credits_used: f64,
}

/// Answer to `task_cancel`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = heurist::TaskCanceled)]
pub(crate) struct TaskCanceled {
    /// The task's id.
    pub(crate) task_id: String,
    /// What happened.
    pub(crate) msg: String,
}

/// `POST /resource_request`.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = heurist::ResourceRequest)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResourceRequest {
    /// The first piece of the API key, or all of it where it has no second piece.
    #[serde(default)]
    pub(crate) consumer_id: String,
    /// The second piece of the API key; empty where it has none.
    #[serde(default)]
    pub(crate) api_key: String,
    /// The client's own name of the workflow. Easel reserves nothing for it.
    #[expect(dead_code, reason = "one server does the work of every workflow")]
    pub(crate) workflow_id: Option<String>,
    /// upscaler, txt2img or txt2vid.
    pub(crate) task_type: String,
}

/// Answer to `resource_request`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = heurist::Resource)]
pub(crate) struct Resource {
    /// Who does the work: always `easel`.
    pub(crate) miner_id: &'static str,
    /// What that means.
    pub(crate) msg: &'static str,
}

/// An error.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = heurist::ErrorAnswer)]
pub(crate) struct ErrorAnswer {
    /// The kind, such as `invalid_request`.
    pub(crate) error: &'static str,
    /// What was wrong and what to do (read by the SDK's workflow calls).
    pub(crate) message: String,
    /// The status once more.
    pub(crate) code: u16,
    /// The parameter at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) param: Option<String>,
}
