//! Jobs, accounts and models → native JSON. Pure.

use easel_core::{AccountSummary, Change, CreatedKey, JobView, Understood};
use easel_types::model::ModelRecord;
use easel_types::{ArtifactRole, Scope, Work};
use serde_json::json;

use super::error;
use super::wire::{
    AccountAnswer, Generation, ImageAnswer, KeyAnswer, ModelAnswer, ProgressAnswer, PromptChange,
    UnderstandAnswer, UsageEntry,
};
use crate::app::BaseUrl;

fn changes(prompt: &str, enhanced: Option<&str>) -> Vec<PromptChange> {
    let pieces = enhanced.map(|enhanced| easel_core::diff(prompt, enhanced)).unwrap_or_default();
    let change = |piece| match piece {
        Change::Kept(text) => PromptChange { change: "kept", text },
        Change::Added(text) => PromptChange { change: "added", text },
        Change::Removed(text) => PromptChange { change: "removed", text },
    };
    pieces.into_iter().map(change).collect()
}

pub(crate) fn understanding(prompt: &str, understood: Understood) -> UnderstandAnswer {
    UnderstandAnswer {
        changes: changes(prompt, understood.enhanced_prompt.as_deref()),
        intent: understood.intent,
        confidence: understood.confidence,
        runner_up: understood.runner_up,
        language: understood.language,
        spec: understood.spec,
        enhanced_prompt: understood.enhanced_prompt,
        negative_prompt: understood.negative_prompt,
        notes: understood.notes,
    }
}

pub(crate) fn generation(view: JobView, base: &BaseUrl) -> Generation {
    let JobView { job, queue_position, estimated_seconds } = view;
    let size = job.request.size();
    let first_seed = match &job.request.work {
        Work::Paint(params) => Some(params.seed),
        Work::Draw { .. } | Work::Edit { .. } => None,
    };
    let outputs = job.artifacts.iter().filter(|a| a.role == ArtifactRole::Output);
    let images: Vec<_> = outputs
        .map(|artifact| ImageAnswer {
            url: base.file(artifact),
            width: artifact.width,
            height: artifact.height,
            seed: first_seed.map(|seed| seed + u64::from(artifact.index)),
        })
        .collect();
    let vector = job.artifacts.iter().find(|a| a.role == ArtifactRole::Vector);
    Generation {
        id: job.id.to_string(),
        state: job.state.as_str(),
        intent: job.request.intent.as_str(),
        spec: job.request.spec().cloned(),
        params: params(&job.request.work),
        prompt: job.request.prompt,
        revised_prompt: job.request.revised_prompt,
        width: size.width,
        height: size.height,
        credits: job.price.as_credits_f64(),
        png_url: images.first().map(|image| image.url.clone()),
        images,
        svg_url: vector.map(|artifact| base.file(artifact)),
        progress: job.progress.map(|p| ProgressAnswer { step: p.step, steps: p.steps }),
        queue_position,
        estimated_seconds,
        attempt: job.attempt,
        notes: job.request.notes,
        error: job.failure.map(|failure| error::body(failure.kind, failure.message, None)),
        created_at: job.created_at.to_string(),
        started_at: job.started_at.map(|at| at.to_string()),
        finished_at: job.finished_at.map(|at| at.to_string()),
    }
}

/// What the diffusion model was told, without the storage keys of pictures.
fn params(work: &Work) -> Option<serde_json::Value> {
    let Work::Paint(params) = work else { return None };
    Some(json!({
        "model": params.model,
        "prompt": params.prompt,
        "negative_prompt": params.negative_prompt,
        "steps": params.steps,
        "guidance_scale": params.guidance_scale,
        "seed": params.seed,
        "n": params.n_images,
        "sampler": params.sampler,
        "scheduler": params.scheduler,
        "clip_skip": params.clip_skip,
        "strength": params.init.as_ref().map(|init| init.strength),
        "inpainting": params.mask.is_some(),
        "reference_images": params.references.len(),
        "loras": params.loras.iter()
            .map(|lora| json!({"name": lora.model, "weight": lora.weight})).collect::<Vec<_>>(),
        "hires": params.hires,
        "vae_tiling": params.vae_tiling,
        "seamless": params.seamless,
    }))
}

pub(crate) fn model(model: &ModelRecord, is_default: bool, problem: Option<String>) -> ModelAnswer {
    ModelAnswer {
        name: model.name.to_string(),
        kind: model.kind.as_str(),
        family: model.family.as_str(),
        size_bytes: model.size_bytes,
        default_steps: model.defaults.steps,
        default_guidance_scale: model.defaults.guidance_scale,
        default_side: model.defaults.side,
        is_default,
        problem,
    }
}

pub(crate) fn account(account: AccountSummary) -> AccountAnswer {
    AccountAnswer {
        id: account.id.to_string(),
        name: account.name,
        credits_available: account.balance.available.as_credits_f64(),
        credits_held: account.balance.held.as_credits_f64(),
    }
}

pub(crate) fn key(row: easel_core::KeyRow) -> KeyAnswer {
    KeyAnswer {
        id: row.id.to_string(),
        account_id: row.account_id.to_string(),
        name: row.name,
        prefix: row.prefix,
        scopes: row.scopes.into_iter().map(Scope::as_str).collect(),
        created_at: row.created_at.to_string(),
        revoked_at: row.revoked_at.map(|at| at.to_string()),
        secret: None,
    }
}

pub(crate) fn created_key(row: easel_core::KeyRow, created: CreatedKey) -> KeyAnswer {
    KeyAnswer { secret: Some(created.secret), ..key(row) }
}

pub(crate) fn usage(entry: easel_core::LedgerEntry) -> UsageEntry {
    UsageEntry {
        kind: entry.kind.as_str(),
        available_delta: entry.available_delta.as_credits_f64(),
        held_delta: entry.held_delta.as_credits_f64(),
        generation_id: entry.job_id.map(|id| id.to_string()),
        note: entry.note,
        created_at: entry.created_at.to_string(),
    }
}
