//! Jobs, accounts and models → PixelAPI JSON. Pure.

use easel_core::{AccountSummary, JobView};
use easel_types::model::{ModelKind, ModelRecord};
use easel_types::{ArtifactRole, ErrorKind, Job, JobState, MicroCredits, Work};

use super::wire::{
    BalanceAnswer, Generation, ModelEntry, ModelObject, ModelsAnswer, SmartAnswer, UsageAnswer,
};
use crate::app::BaseUrl;

/// Which status words the client knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatusWords {
    /// pending, processing, completed, failed: all that SDK 0.2.0 can parse.
    Plain,
    /// `blocked` besides, for content refused: SDK 0.1.x turns it into an error of its own.
    WithBlocked,
}

impl StatusWords {
    /// The words of the client with this `User-Agent`.
    pub(crate) fn of_user_agent(user_agent: Option<&str>) -> Self {
        match user_agent {
            Some(agent) if agent.starts_with("pixelapi-python/0.1.") => Self::WithBlocked,
            _ => Self::Plain,
        }
    }
}

pub(crate) fn smart(view: &JobView, base: &BaseUrl) -> SmartAnswer {
    let job = &view.job;
    let enhanced = job.request.revised_prompt.clone();
    let painted = matches!(job.request.work, Work::Paint(_));
    SmartAnswer {
        status: smart_status(job.state),
        intent: smart_intent(job),
        credits_used: charged(job).as_credits_f64(),
        output_url: output_urls(job, base).into_iter().next(),
        svg_url: job
            .artifacts
            .iter()
            .find(|a| a.role == ArtifactRole::Vector)
            .map(|a| base.file(a)),
        generation_id: job.id.to_string(),
        prompt: job.request.prompt.clone(),
        enhanced_prompt: painted.then(|| enhanced.unwrap_or_else(|| job.request.prompt.clone())),
        spec: job.request.spec().cloned(),
        notes: job.request.notes.clone(),
        estimated_seconds: view.estimated_seconds,
    }
}

pub(crate) fn generation(view: &JobView, base: &BaseUrl, words: StatusWords) -> Generation {
    let job = &view.job;
    let urls = output_urls(job, base);
    let error = error_text(job);
    let (model, seed) = match &job.request.work {
        Work::Paint(params) => (params.model.to_string(), Some(params.seed)),
        Work::Draw { .. } => (smart_intent(job), None),
        Work::Edit { edit, .. } => (edit.as_str().replace('_', "-"), None),
    };
    let size = job.request.size();
    let took = job.finished_at.zip(job.started_at).map(|(end, start)| end.since(start));
    Generation {
        id: job.id.to_string(),
        generation_id: job.id.to_string(),
        status: status(job, words),
        output_url: urls.first().cloned(),
        output_urls: urls,
        model,
        intent: job.request.smart.then(|| smart_intent(job)),
        credits_used: charged(job).as_credits_f64(),
        prompt: job.request.prompt.clone(),
        enhanced_prompt: job.request.revised_prompt.clone(),
        width: size.width,
        height: size.height,
        seed,
        progress: percent(job),
        estimated_seconds: view.estimated_seconds,
        error_message: error.clone(),
        error,
        processing_ms: took.map(|took| u64::try_from(took.as_millis()).unwrap_or(u64::MAX)),
        created_at: job.created_at.to_string(),
        completed_at: job.finished_at.map(|at| at.to_string()),
    }
}

pub(crate) fn balance(account: &AccountSummary) -> BalanceAnswer {
    let available = account.balance.available.as_credits_f64();
    BalanceAnswer {
        credits_remaining: available,
        balance: available,
        credits: available,
        credits_held: account.balance.held.as_credits_f64(),
        plan: "self-hosted",
    }
}

pub(crate) fn usage(generations: Vec<Generation>) -> UsageAnswer {
    UsageAnswer {
        count: generations.len(),
        total_credits_used: generations.iter().map(|generation| generation.credits_used).sum(),
        generations,
    }
}

/// `models` with the price of one picture of the usual size each.
pub(crate) fn models(models: &[(ModelRecord, MicroCredits)]) -> ModelsAnswer {
    let checkpoints = || models.iter().filter(|(model, _)| model.kind == ModelKind::Checkpoint);
    ModelsAnswer {
        object: "list",
        data: checkpoints()
            .map(|(model, _)| ModelObject {
                id: model.name.to_string(),
                object: "model",
                created: model.added_at.as_millis() / 1000,
                owned_by: "easel",
            })
            .collect(),
        models: checkpoints()
            .map(|(model, price)| ModelEntry {
                id: model.name.to_string(),
                name: model.name.to_string(),
                family: model.family.as_str(),
                default_steps: model.defaults.steps,
                default_guidance_scale: model.defaults.guidance_scale,
                credits: price.as_credits_f64(),
            })
            .collect(),
    }
}

/// The documentation says `queued` here, whatever polling calls it.
fn smart_status(state: JobState) -> &'static str {
    match state {
        JobState::Succeeded => "completed",
        JobState::Queued | JobState::Running => "queued",
        // Only in answers to repeated requests.
        JobState::Failed | JobState::Canceled | JobState::Expired => "failed",
    }
}

fn smart_intent(job: &Job) -> String {
    format!("smart-{}", job.request.intent)
}

fn status(job: &Job, words: StatusWords) -> &'static str {
    match job.state {
        JobState::Queued => "pending",
        JobState::Running => "processing",
        JobState::Succeeded => "completed",
        JobState::Failed => {
            let blocked =
                job.failure.as_ref().is_some_and(|f| f.kind == ErrorKind::ContentRejected);
            if blocked && words == StatusWords::WithBlocked { "blocked" } else { "failed" }
        }
        JobState::Canceled | JobState::Expired => "failed",
    }
}

fn error_text(job: &Job) -> Option<String> {
    match job.state {
        JobState::Succeeded if job.artifacts.is_empty() => {
            Some("the picture was removed when its time was over".to_owned())
        }
        JobState::Queued | JobState::Running | JobState::Succeeded => None,
        JobState::Failed => Some(
            job.failure.as_ref().map_or_else(|| "the job failed".to_owned(), |f| f.message.clone()),
        ),
        JobState::Canceled => Some("the generation was cancelled; nothing was charged".to_owned()),
        JobState::Expired => {
            Some("its deadline passed before it could start; nothing was charged".to_owned())
        }
    }
}

fn charged(job: &Job) -> MicroCredits {
    match job.state {
        JobState::Queued | JobState::Running | JobState::Succeeded => job.price,
        JobState::Failed | JobState::Canceled | JobState::Expired => MicroCredits::ZERO,
    }
}

fn percent(job: &Job) -> u32 {
    match (job.state, job.progress) {
        (JobState::Succeeded, _) => 100,
        (JobState::Running, Some(progress)) if progress.steps > 0 => {
            progress.step.min(progress.steps).saturating_mul(100) / progress.steps
        }
        _ => 0,
    }
}

fn output_urls(job: &Job, base: &BaseUrl) -> Vec<String> {
    let outputs = job.artifacts.iter().filter(|artifact| artifact.role == ArtifactRole::Output);
    outputs.map(|artifact| base.file(artifact)).collect()
}
