//! Heurist JSON → drafts. Pure.

use std::time::Duration;

use easel_types::request::{Edit, Wanted};
use easel_types::{Error, ErrorKind, GenerationDraft, Result, Size};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::wire::{
    DiffusionInput, LoraParameters, SubmitJob, TaskCreate, UpscalerParameters, VideoParameters,
};
use crate::app::BaseUrl;
use crate::refusal::renamed;

/// Side of a picture of which the client does not say it.
const SIDE_DEFAULT: u32 = 512;
/// Area of a workflow's picture of which only the proportions are known, as a square's side.
const TASK_SIDE: u32 = 1024;
/// Most denoising steps of a job, as that API documents them.
const ITERATIONS_MAX: i64 = 50;
/// Longest name that a client may give a job, in bytes.
const JOB_ID_BYTES_MAX: usize = 255;
/// Seconds in which a job must begin where the client says nothing.
const DEADLINE_DEFAULT: i64 = 60;
/// The longest deadline, in seconds.
const DEADLINE_MAX: i64 = 86_400;
/// The priority that every SDK sends.
const PRIORITY_DEFAULT: i64 = 1;
/// The highest priority.
const PRIORITY_MAX: i64 = 100;
/// How many times larger an upscaled picture is where the client says nothing.
const SCALE_DEFAULT: f64 = 2.0;

/// What is remembered with a task, and what tells it from the jobs of other fronts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskMemo {
    /// The `task_type` of the request.
    pub(crate) heurist_task: String,
    /// The client's own name of the workflow.
    pub(crate) workflow_id: Option<String>,
    /// True where the `api_key` of the request does not stand for its key by itself, so that
    /// queries, which show nothing else, are answered to whoever knows the task's id.
    pub(crate) open: bool,
}

/// The kinds of task, as far as they can be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TaskType {
    Upscaler,
    Lora,
}

impl TaskType {
    /// The kind that `task_type` names.
    ///
    /// # Errors
    /// `ModelUnavailable` for videos, `InvalidRequest` for a name that means nothing.
    pub(crate) fn of(task_type: &str) -> Result<Self> {
        match task_type {
            "upscaler" => Ok(Self::Upscaler),
            "txt2img" => Ok(Self::Lora),
            "txt2vid" => Err(no_video()),
            other => Err(Error::invalid(
                "task_type",
                format!("`{other}` is no task type; one of upscaler, txt2img, txt2vid"),
            )),
        }
    }
}

pub(crate) fn submit_job(body: SubmitJob) -> Result<GenerationDraft> {
    if let Some(kind) = body.model_type.as_deref().filter(|kind| *kind != "SD") {
        let public = format!("`model_type` is `{kind}`; only `SD` is known here, or leave it out");
        return Err(Error::unsupported("model_type", public));
    }
    let priority =
        in_range("priority", body.priority.unwrap_or(PRIORITY_DEFAULT), 0, PRIORITY_MAX)?;
    let deadline = body.deadline.unwrap_or(DEADLINE_DEFAULT);
    let DiffusionInput {
        prompt,
        neg_prompt,
        num_iterations,
        width,
        height,
        guidance_scale,
        seed: wanted_seed,
    } = body.model_input.sd;
    let steps = num_iterations.map(|n| in_range("num_iterations", n, 1, ITERATIONS_MAX));
    Ok(GenerationDraft {
        size: Some(Size::new(
            side("width", width)?.unwrap_or(SIDE_DEFAULT),
            side("height", height)?.unwrap_or(SIDE_DEFAULT),
        )),
        model: Some(named("model_id", body.model_id)?),
        negative_prompt: neg_prompt,
        steps: steps.transpose()?.map(whole).transpose()?,
        guidance_scale: guidance_scale.map(float),
        seed: seed(wanted_seed)?,
        // What everybody sends is the usual.
        priority: i32::try_from(priority - PRIORITY_DEFAULT).map_err(Error::internal)?,
        deadline: Some(seconds("deadline", deadline)?),
        idempotency_key: Some(job_id(body.job_id)?),
        ..GenerationDraft::new(Wanted::Paint { prompt })
    })
}

/// The draft of a task; `open` is for its memo.
pub(crate) fn task(
    body: TaskCreate,
    kind: TaskType,
    (open, side_max): (bool, u32),
    base: &BaseUrl,
) -> Result<GenerationDraft> {
    let parameters = body.task_details.parameters;
    let mut draft = match kind {
        TaskType::Upscaler => upscaler(&decoded(parameters)?, base)?,
        TaskType::Lora => lora(decoded(parameters)?, side_max)?,
    };
    draft.idempotency_key = body.job_id.map(job_id).transpose()?;
    draft.deadline = body.timeout_seconds.map(|s| seconds("timeout_seconds", s)).transpose()?;
    let memo = TaskMemo { heurist_task: body.task_type, workflow_id: body.workflow_id, open };
    draft.memo = Some(serde_json::to_string(&memo).map_err(Error::internal)?);
    Ok(draft)
}

/// Why a `txt2vid` task is refused: first for what is wrong with it, then for want of a model.
pub(crate) fn video(parameters: Value) -> Error {
    match decoded::<VideoParameters>(parameters) {
        Ok(_) => no_video(),
        Err(err) => err,
    }
}

/// An error of the core in the words of `submit_job`.
pub(crate) fn job_words(err: Error) -> Error {
    let words =
        [("negative_prompt", "neg_prompt"), ("steps", "num_iterations"), ("model", "model_id")];
    job_clash(renamed(err, &words))
}

/// An error of the core in the words of a task's parameters.
pub(crate) fn task_words(err: Error) -> Error {
    let words = [("guidance_scale", "guidance"), ("model", "lora_name")];
    job_clash(renamed(err, &words))
}

fn job_clash(mut err: Error) -> Error {
    if err.param.as_deref() == Some("idempotency_key") {
        err.public =
            err.public.replace("the idempotency key", "the `job_id`").replace(" key ", " one ");
        err.param = Some("job_id".to_owned());
    }
    err
}

fn upscaler(parameters: &UpscalerParameters, base: &BaseUrl) -> Result<GenerationDraft> {
    let picture = easel_links::by_url("image", &parameters.image, base)?;
    let factor = float(parameters.scale.unwrap_or(SCALE_DEFAULT));
    Ok(GenerationDraft::new(Wanted::Edit { picture, edit: Edit::Enlarge { factor } }))
}

fn lora(parameters: LoraParameters, side_max: u32) -> Result<GenerationDraft> {
    let LoraParameters { prompt, lora_name, aspect_ratio, width, height, guidance, steps } =
        parameters;
    let (width, height) = (side("width", width)?, side("height", height)?);
    let ratio = aspect_ratio.as_deref().map(proportions).transpose()?.flatten();
    let size = match (width, height, ratio) {
        (None, None, None) => None,
        (None, None, Some(ratio)) => Some(Size::of_ratio(ratio, TASK_SIDE, side_max)),
        (width, height, _) => {
            Some(Size::new(width.unwrap_or(TASK_SIDE), height.unwrap_or(TASK_SIDE)))
        }
    };
    Ok(GenerationDraft {
        size,
        // The name of a LoRA means it with a checkpoint that it fits.
        model: Some(named("lora_name", lora_name)?),
        guidance_scale: guidance.map(float),
        steps: steps.map(|n| in_range("steps", n, 1, 150)).transpose()?.map(whole).transpose()?,
        ..GenerationDraft::new(Wanted::Paint { prompt })
    })
}

/// `16:9`; nothing where the sides say it.
fn proportions(text: &str) -> Result<Option<(f64, f64)>> {
    if text == "custom" {
        return Ok(None);
    }
    let part = |text: &str| text.trim().parse::<f64>().ok().filter(|n| *n > 0.0 && *n <= 10_000.0);
    let parts = text.split_once(':').and_then(|(w, h)| Some((part(w)?, part(h)?)));
    parts.map(Some).ok_or_else(|| {
        Error::invalid(
            "aspect_ratio",
            format!("`aspect_ratio` is `{text}`; give width:height, such as 16:9, or custom"),
        )
    })
}

fn decoded<T: DeserializeOwned>(parameters: Value) -> Result<T> {
    if !parameters.is_object() {
        let public = "`task_details.parameters` must be a JSON object";
        return Err(Error::malformed(public).with_param("task_details.parameters"));
    }
    serde_json::from_value(parameters).map_err(|err| {
        Error::malformed(format!("`task_details.parameters` cannot be used: {err}"))
            .with_param("task_details.parameters")
    })
}

fn no_video() -> Error {
    Error::new(
        ErrorKind::ModelUnavailable,
        "videos need a video model such as a Wan 2.x checkpoint, and none is installed; nothing \
         was charged",
    )
    .with_param("task_type")
}

fn job_id(text: String) -> Result<String> {
    if (1..=JOB_ID_BYTES_MAX).contains(&text.len()) {
        return Ok(text);
    }
    Err(Error::invalid(
        "job_id",
        format!(
            "`job_id` has {} bytes; it must have 1 to {JOB_ID_BYTES_MAX} and be new for each job",
            text.len()
        ),
    ))
}

fn named(param: &str, name: String) -> Result<String> {
    if name.trim().is_empty() {
        return Err(Error::invalid(param, format!("`{param}` is empty; give a name")));
    }
    Ok(name)
}

fn seed(seed: Option<i64>) -> Result<Option<u64>> {
    match seed {
        None | Some(-1) => Ok(None),
        Some(seed) => u64::try_from(seed).map(Some).map_err(|_| {
            let public = format!("`seed` is {seed}; give 0 or more, or -1 for a random one");
            Error::invalid("seed", public)
        }),
    }
}

fn seconds(param: &str, value: i64) -> Result<Duration> {
    let value = in_range(param, value, 1, DEADLINE_MAX)?;
    Ok(Duration::from_secs(value.unsigned_abs()))
}

/// A side; its range is checked by the core.
fn side(param: &str, value: Option<i64>) -> Result<Option<u32>> {
    let Some(value) = value else { return Ok(None) };
    u32::try_from(value)
        .map(Some)
        .map_err(|_| Error::invalid(param, format!("`{param}` is {value}, which is out of range")))
}

fn whole(value: i64) -> Result<u32> {
    u32::try_from(value).map_err(Error::internal)
}

fn in_range(param: &str, value: i64, min: i64, max: i64) -> Result<i64> {
    if (min..=max).contains(&value) {
        return Ok(value);
    }
    Err(Error::invalid(param, format!("`{param}` is {value}; it must be from {min} to {max}")))
}

fn float(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "scales need no more digits")]
    let value = value as f32;
    value
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn submitted(sd: &Value) -> Result<GenerationDraft> {
        let body = json!({"job_id": "j", "model_id": "m", "model_input": {"SD": sd}});
        submit_job(serde_json::from_value(body).unwrap())
    }

    #[test]
    fn what_is_not_said_has_the_documented_defaults() {
        let draft = submitted(&json!({"prompt": "a fox"})).unwrap();
        assert_eq!(draft.size, Some(Size::new(512, 512)));
        assert_eq!((draft.seed, draft.priority), (None, 0));
        assert_eq!(draft.deadline, Some(Duration::from_secs(60)));
    }

    #[test]
    fn numbers_may_be_texts_and_seeds_have_53_bits() {
        let sd = json!({"prompt": "a", "seed": "9007199254740991", "width": "768",
            "num_iterations": "20", "guidance_scale": "3.5"});
        let draft = submitted(&sd).unwrap();
        assert_eq!(draft.seed, Some((1 << 53) - 1));
        assert_eq!((draft.size, draft.steps), (Some(Size::new(768, 512)), Some(20)));
        assert_eq!(draft.guidance_scale, Some(3.5));
        let err = submitted(&json!({"prompt": "a", "num_iterations": 51})).unwrap_err();
        assert_eq!(err.param.as_deref(), Some("num_iterations"));
        assert!(submitted(&json!({"prompt": "a", "seed": -2})).is_err());
    }

    #[test]
    fn proportions_are_read_or_refused() {
        assert_eq!(proportions("16:9").unwrap(), Some((16.0, 9.0)));
        assert_eq!(proportions("custom").unwrap(), None);
        for text in ["", "16", "16:", "0:1", "a:b", "-1:2", "1:nan", "1:inf"] {
            assert!(proportions(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sides_come_before_proportions() {
        let draft = |parameters: Value| lora(decoded(parameters).unwrap(), 2048).unwrap().size;
        let of = |more: Value| {
            let mut parameters = json!({"prompt": "p", "lora_name": "l"});
            parameters.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            draft(parameters)
        };
        assert_eq!(of(json!({})), None);
        assert_eq!(of(json!({"aspect_ratio": "1:1"})), Some(Size::new(1024, 1024)));
        let both = json!({"aspect_ratio": "1:1", "width": 512, "height": 768});
        assert_eq!(of(both), Some(Size::new(512, 768)));
    }
}
