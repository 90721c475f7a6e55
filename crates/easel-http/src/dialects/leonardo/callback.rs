//! The message to a webhook about a final job, in Leonardo's form. Pure; sending it is the core's
//! affair.

use easel_types::request::Callback;
use easel_types::{Job, JobState};
use serde_json::{Value, json};

use super::memo::variation_of;
use super::to_wire::{double, outputs, params, sd_version, sent, status};
use crate::app::BaseUrl;

/// The name of this form in [`Callback::form`].
pub(crate) const FORM: &str = "leonardo";

/// The body about `job`.
pub(crate) fn message(callback: &Callback, job: &Job) -> Option<Vec<u8>> {
    let base = BaseUrl::new(&callback.base_url);
    let done = job.state == JobState::Succeeded;
    let (kind, object, about) = match variation_of(job) {
        None => {
            let kind = if done { "image_generation.complete" } else { "image_generation.failed" };
            (kind, "generation", generation(callback, job, &base))
        }
        Some(transform) => {
            let kind = if done { "post_processing.completed" } else { "post_processing.failed" };
            let url = outputs(job).next().map(|artifact| base.file(artifact));
            let mut about = common(callback, job);
            about["transformType"] = json!(transform);
            about["url"] = json!(url);
            (kind, "variation", about)
        }
    };
    let timestamp = job.finished_at.unwrap_or(job.created_at).as_millis();
    let message = json!({
        "type": kind,
        "object": object,
        "timestamp": timestamp,
        "api_version": "v1",
        "data": {"object": about},
    });
    serde_json::to_vec(&message).ok()
}

/// What is said about every job.
fn common(callback: &Callback, job: &Job) -> Value {
    let finished_at = job.finished_at.unwrap_or(job.created_at);
    json!({
        "id": job.id.as_uuid().to_string(),
        "createdAt": job.created_at.to_string(),
        "updatedAt": finished_at.to_string(),
        "userId": job.account_id.as_uuid().to_string(),
        "status": status(job.state),
        "failedReason": job.failure.as_ref().map(|failure| &failure.message),
        "apiKey": {"webhookCallbackApiKey": callback.token},
    })
}

fn generation(callback: &Callback, job: &Job, base: &BaseUrl) -> Value {
    let sent = sent(job);
    let params = params(job);
    let size = job.request.size();
    let finished_at = job.finished_at.unwrap_or(job.created_at).to_string();
    let images: Vec<_> = outputs(job)
        .map(|artifact| {
            json!({
                "id": artifact.id.as_uuid().to_string(),
                "createdAt": artifact.created_at.to_string(),
                "updatedAt": finished_at,
                "userId": job.account_id.as_uuid().to_string(),
                "generationId": job.id.as_uuid().to_string(),
                "url": base.file(artifact),
                "nobgId": null,
                "nsfw": false,
                "likeCount": 0,
                "trendingScore": 0,
                "public": sent.public,
                "motionGIFURL": null,
                "motionMP4URL": null,
                "teamId": null,
            })
        })
        .collect();
    let mut about = common(callback, job);
    let more = json!({
        "public": sent.public,
        "flagged": false,
        "nsfw": false,
        "coreModel": "SD",
        "prompt": job.request.prompt,
        "negativePrompt": params.map(|p| &p.negative_prompt),
        "imageWidth": size.width,
        "imageHeight": size.height,
        "inferenceSteps": params.map(|p| p.steps),
        "guidanceScale": params.map(|p| double(p.guidance_scale)),
        "seed": params.map(|p| p.seed),
        "quantity": params.map_or(1, |p| p.n_images),
        "tiling": params.is_some_and(|p| p.seamless),
        "modelId": params.map(|p| p.model.as_uuid().to_string()),
        "sdVersion": params.and_then(|p| sd_version(p.family)),
        "scheduler": sent.scheduler,
        "presetStyle": sent.preset_style,
        "initStrength": sent.init_strength,
        "photoReal": sent.photo_real,
        "promptMagic": sent.prompt_magic,
        "ultra": sent.ultra,
        "images": images,
    });
    if let (Some(about), Value::Object(more)) = (about.as_object_mut(), more) {
        about.extend(more);
    }
    about
}
