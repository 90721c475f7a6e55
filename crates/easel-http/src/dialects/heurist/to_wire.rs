//! Jobs → Heurist JSON. Pure.

use easel_types::{ArtifactRole, Error, ErrorKind, Job, JobState, Result, Work};

use super::from_wire::TaskMemo;
use super::wire::{TaskCanceled, TaskCreated, TaskResult, TaskState};
use crate::app::BaseUrl;

/// Where the picture of a finished job is.
///
/// # Errors
/// `NotFound` where its time is over.
pub(crate) fn url(job: &Job, base: &BaseUrl) -> Result<String> {
    urls(job, base).into_iter().next().ok_or_else(|| {
        Error::new(
            ErrorKind::NotFound,
            "the picture of this job was removed when its time was over; use a new `job_id`",
        )
        .with_param("job_id")
    })
}

pub(crate) fn created(job: &Job) -> TaskCreated {
    let status = status(job.state);
    TaskCreated { task_id: task_id(job), status, msg: format!("the task is {status}") }
}

pub(crate) fn state(job: &Job, memo: TaskMemo, base: &BaseUrl) -> TaskState {
    TaskState {
        task_id: task_id(job),
        status: status(job.state),
        task_type: memo.heurist_task,
        workflow_id: memo.workflow_id,
        result: result(job, base),
        msg: remark(job),
    }
}

pub(crate) fn canceled(job: &Job) -> TaskCanceled {
    let msg = "the task is canceled; nothing was charged".to_owned();
    TaskCanceled { task_id: task_id(job), msg }
}

fn task_id(job: &Job) -> String {
    job.id.as_uuid().simple().to_string()
}

/// The SDK stops asking at `finished` and `failed` only.
fn status(state: JobState) -> &'static str {
    match state {
        JobState::Queued => "waiting",
        JobState::Running => "running",
        JobState::Succeeded => "finished",
        JobState::Failed | JobState::Expired => "failed",
        JobState::Canceled => "canceled",
    }
}

fn result(job: &Job, base: &BaseUrl) -> Option<TaskResult> {
    let urls = urls(job, base);
    let url = urls.first()?.clone();
    let size = job.request.size();
    let painted = match &job.request.work {
        Work::Paint(params) => Some((params.model.to_string(), params.seed)),
        Work::Draw { .. } | Work::Edit { .. } => None,
    };
    let (model, seed) = painted.unzip();
    let credits_used = job.price.as_credits_f64();
    Some(TaskResult {
        url,
        urls,
        width: size.width,
        height: size.height,
        model,
        seed,
        credits_used,
    })
}

fn remark(job: &Job) -> Option<String> {
    match job.state {
        JobState::Queued | JobState::Running => None,
        JobState::Succeeded => job
            .artifacts
            .is_empty()
            .then(|| "the picture was removed when its time was over".to_owned()),
        JobState::Failed => Some(
            job.failure
                .as_ref()
                .map_or_else(|| "the task failed".to_owned(), |f| f.message.clone()),
        ),
        JobState::Canceled => Some("the task was canceled; nothing was charged".to_owned()),
        JobState::Expired => {
            Some("the time was over before the task could begin; nothing was charged".to_owned())
        }
    }
}

fn urls(job: &Job, base: &BaseUrl) -> Vec<String> {
    let outputs = job.artifacts.iter().filter(|artifact| artifact.role == ArtifactRole::Output);
    outputs.map(|artifact| base.file(artifact)).collect()
}
