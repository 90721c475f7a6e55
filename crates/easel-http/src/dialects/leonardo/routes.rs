//! The handlers of the Leonardo dialect: read, translate, call the core, translate back. One file
//! for each group of calls; here is what several need.

pub(crate) mod catalog;
pub(crate) mod generations;
pub(crate) mod live;
pub(crate) mod motion;
pub(crate) mod prompts;
pub(crate) mod training;
pub(crate) mod uploads;
pub(crate) mod variations;

use axum::http::header::HeaderMap;
use easel_types::request::Callback;
use easel_types::{
    ArtifactRole, Caller, Error, ErrorKind, GenerationDraft, ImageSource, Job, Result, Size,
};

use super::error::LeonardoError;
use super::from_wire::{Found, SourceKind};
use super::{callback, ids, memo, to_wire};
use crate::App;
use crate::app::BaseUrl;
use crate::body::idempotency_key;

type Answer<T> = Result<T, LeonardoError>;

/// Accepts `draft`, and tells the webhook of the caller's key when it is final.
async fn submit(
    app: &App,
    caller: &Caller,
    (base, headers): (&BaseUrl, &HeaderMap),
    mut draft: GenerationDraft,
) -> Result<Job> {
    draft.idempotency_key = idempotency_key(headers)?;
    let webhook = app.core.key_callback(caller).await?;
    draft.callback = webhook.map(|webhook| Callback {
        address: webhook.address,
        token: webhook.token,
        form: callback::FORM.to_owned(),
        base_url: base.as_str().to_owned(),
    });
    app.core.submit(caller, draft).await
}

/// `err` with the client's names of what the core calls otherwise: `(core's, client's)`.
fn renamed(mut err: Error, names: &[(&str, &str)]) -> Error {
    let known = names.iter().find(|(core, _)| err.param.as_deref() == Some(*core));
    if let Some((core, wire)) = known {
        err.public = err.public.replace(&format!("`{core}`"), &format!("`{wire}`"));
        err.param = Some((*wire).to_owned());
    }
    err
}

/// What a job's price is in dollars.
fn dollars(app: &App, job: &Job) -> f64 {
    app.core.settings().prices.dollars(job.price)
}

/// The picture that `id` of the parameter `param` means.
async fn find(
    app: &App,
    caller: &Caller,
    (param, kind, id): (&str, SourceKind, &str),
) -> Result<Found> {
    let may_be = |wanted| kind == SourceKind::Any || kind == wanted;
    if may_be(SourceKind::Generated)
        && let Some(found) = find_generated(app, caller, id).await?
    {
        return Ok(found);
    }
    if may_be(SourceKind::Variation)
        && let Some(found) = find_variation(app, caller, (param, id)).await?
    {
        return Ok(found);
    }
    if may_be(SourceKind::Uploaded)
        && let Some(found) = find_upload(app, caller, (param, id)).await?
    {
        return Ok(found);
    }
    let public = format!("`{param}` names no picture of this account, or its time is over");
    Err(Error::new(ErrorKind::NotFound, public).with_param(param))
}

async fn find_generated(app: &App, caller: &Caller, id: &str) -> Result<Option<Found>> {
    let Some(id) = ids::artifact(id) else { return Ok(None) };
    let Some(job) = known(app.core.job_of_artifact(caller, id).await)? else { return Ok(None) };
    let artifact = job.artifacts.iter().find(|artifact| artifact.id == id);
    let Some(artifact) = artifact.filter(|artifact| artifact.role == ArtifactRole::Output) else {
        return Ok(None);
    };
    let found = Found {
        picture: ImageSource::Artifact(id),
        size: Size::new(artifact.width, artifact.height),
        // What is made of a variation belongs to the picture that the variation belongs to.
        origin: memo::variation_of(&job).map_or(Some(id), |_| job.request.origin),
        prompt: None,
        model: None,
    };
    about(app, caller, &job, found).await.map(Some)
}

async fn find_variation(
    app: &App,
    caller: &Caller,
    (param, id): (&str, &str),
) -> Result<Option<Found>> {
    let Some(id) = ids::job(id) else { return Ok(None) };
    let Some(job) = known(app.core.job(caller, id).await)? else { return Ok(None) };
    if memo::variation_of(&job).is_none() {
        return Ok(None);
    }
    let Some(artifact) = to_wire::outputs(&job).next() else {
        let public = format!("the variation that `{param}` names has no picture (yet)");
        return Err(Error::invalid(param, public));
    };
    let found = Found {
        picture: ImageSource::Artifact(artifact.id),
        size: Size::new(artifact.width, artifact.height),
        origin: job.request.origin,
        prompt: None,
        model: None,
    };
    about(app, caller, &job, found).await.map(Some)
}

async fn find_upload(
    app: &App,
    caller: &Caller,
    (param, id): (&str, &str),
) -> Result<Option<Found>> {
    let Some(id) = ids::upload(id) else { return Ok(None) };
    let Some(upload) = known(app.core.upload(caller, id).await)? else { return Ok(None) };
    let Some(picture) = upload.picture else {
        let public = format!("the picture that `{param}` names was not sent yet");
        return Err(Error::invalid(param, public));
    };
    Ok(Some(Found {
        picture: ImageSource::Upload(id),
        size: Size::new(picture.width, picture.height),
        origin: None,
        prompt: None,
        model: None,
    }))
}

/// Adds what the picture was made from: by its own job, or by that of the picture it is made of.
async fn about(app: &App, caller: &Caller, job: &Job, found: Found) -> Result<Found> {
    let of_origin = match (to_wire::params(job), job.request.origin) {
        (None, Some(origin)) => known(app.core.job_of_artifact(caller, origin).await)?,
        _ => None,
    };
    let job = of_origin.as_ref().unwrap_or(job);
    let Some(params) = to_wire::params(job) else {
        let prompt = Some(job.request.prompt.clone()).filter(|prompt| !prompt.is_empty());
        return Ok(Found { prompt, ..found });
    };
    let installed = app.core.has_model(&params.model).await?;
    Ok(Found {
        prompt: Some(params.prompt.clone()),
        model: installed.then(|| params.model.to_string()),
        ..found
    })
}

/// `None` where there is no such thing.
fn known<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(err) if err.kind == ErrorKind::NotFound => Ok(None),
        Err(err) => Err(err),
    }
}
