//! The handlers of the native API: read, translate, call the core, translate back.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::{HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_core::NewKeyRequest;
use easel_types::{
    ArtifactRole, Caller, Error, ErrorKind, Job, JobEvent, JobId, JobState, KeyId, Result, Scope,
};
use futures::{Stream, StreamExt as _};
use serde_json::json;

use super::error::NativeError;
use super::wire::{
    AccountAnswer, ErrorAnswer, Generation, GenerationBody, GenerationList, KeyAnswer, KeyBody,
    KeyList, ListQuery, ModelList, RenderBody, RenderFormat, UnderstandAnswer, UnderstandBody,
    UsageAnswer, UsageQuery,
};
use super::{from_wire, to_wire};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, Segment, idempotency_key, query};

type Answer<T> = Result<T, NativeError>;

/// Works out what a prompt means, free of charge.
#[utoipa::path(post, path = "/api/v1/understand", tag = "native", request_body = UnderstandBody,
    security(("bearer" = [])),
    responses((status = 200, body = UnderstandAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn post_understand(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Answer<Json<UnderstandAnswer>> {
    let body: UnderstandBody = body.json()?;
    let size = from_wire::size(body.width, body.height);
    Ok(Json(to_wire::understanding(app.core.understand(&caller, &body.prompt, size).await?)))
}

/// Asks for pictures. Instant kinds are finished in the answer; others are queued.
#[utoipa::path(post, path = "/api/v1/generations", tag = "native", request_body = GenerationBody,
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key again gives the same job")),
    responses((status = 200, description = "Finished", body = Generation),
        (status = 202, description = "Queued", body = Generation),
        (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn post_generation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Response> {
    let draft = from_wire::generation(body.json()?, idempotency_key(&headers)?, &base)?;
    let job = app.core.submit(&caller, draft).await?;
    let status = if job.state.is_final() { StatusCode::OK } else { StatusCode::ACCEPTED };
    Ok((status, Json(shown(&app, &base, job).await?)).into_response())
}

/// Looks at a job.
#[utoipa::path(get, path = "/api/v1/generations/{id}", tag = "native", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the job")),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_generation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    Segment(id): Segment,
) -> Answer<Json<Generation>> {
    let job = app.core.job(&caller, job_id(&id)?).await?;
    Ok(Json(shown(&app, &base, job).await?))
}

/// Cancels a job and gives its credits back.
#[utoipa::path(delete, path = "/api/v1/generations/{id}", tag = "native", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the job")),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_generation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    Segment(id): Segment,
) -> Answer<Json<Generation>> {
    let job = app.core.cancel(&caller, job_id(&id)?).await?;
    Ok(Json(shown(&app, &base, job).await?))
}

/// Lists jobs, newest first.
#[utoipa::path(get, path = "/api/v1/generations", tag = "native", security(("bearer" = [])), params(ListQuery),
    responses((status = 200, body = GenerationList), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_generations(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    RawQuery(raw): RawQuery,
) -> Answer<Json<GenerationList>> {
    let ListQuery { state, before, limit } = query(raw.as_deref())?;
    let state = state.as_deref().map(job_state).transpose()?;
    let before = before.as_deref().map(|text| job_id_in("before", text)).transpose()?;
    let limit = limited(limit, 20, 100)?;
    let jobs = app.core.jobs(&caller, state, before, limit).await?;
    let full = jobs.len() == usize::try_from(limit).unwrap_or(usize::MAX);
    let next_before = jobs.last().filter(|_| full).map(|job| job.id.to_string());
    let mut generations = Vec::with_capacity(jobs.len());
    for job in jobs {
        generations.push(shown(&app, &base, job).await?);
    }
    Ok(Json(GenerationList { generations, next_before }))
}

/// Streams what happens to a job: `state`, `progress` and `preview` events, until it is final.
#[utoipa::path(get, path = "/api/v1/generations/{id}/events", tag = "native", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the job")),
    responses((status = 200, description = "Server-sent events", content_type = "text/event-stream", body = String),
        (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn watch_generation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    Segment(id): Segment,
) -> Answer<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    let watch = app.core.watch(&caller, job_id(&id)?).await?;
    let permit = app.stream_room.clone().try_acquire_owned().map_err(|_| {
        Error::new(ErrorKind::AtCapacity, "too many streams are open; poll the job instead")
            .with_retry_after(Duration::from_secs(5))
    })?;
    let stopping = app.options.stopping.clone().cancelled_owned();
    let stream = futures::stream::unfold((watch, app, base, caller, permit), |state| async {
        let (mut watch, app, base, caller, permit) = state;
        let event = watch.next().await?;
        let shown = match &event {
            JobEvent::Progress { progress, .. } => Event::default()
                .event("progress")
                .data(json!({"step": progress.step, "steps": progress.steps}).to_string()),
            JobEvent::Preview { index, png, .. } => Event::default()
                .event("preview")
                .data(json!({"index": index, "png_base64": STANDARD.encode(&**png)}).to_string()),
            JobEvent::State { job_id, state } => Event::default()
                .event("state")
                .data(state_data(&app, &base, (&caller, *job_id, *state)).await),
        };
        Some((Ok(shown), (watch, app, base, caller, permit)))
    });
    let stream = stream.take_until(stopping);
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}

/// Draws a spec and answers with the picture itself. Recorded and charged like any drawing.
#[utoipa::path(post, path = "/api/v1/render", tag = "native", request_body = RenderBody, security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key again gives the same picture")),
    responses((status = 200, description = "The picture", content((Vec<u8> = "image/png"), (String = "image/svg+xml"), (Vec<u8> = "image/webp"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "application/pdf"))),
        (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn post_render(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Body,
) -> Answer<Response> {
    let body: RenderBody = body.json()?;
    let role = match body.format.unwrap_or_default() {
        RenderFormat::Svg => ArtifactRole::Vector,
        _ => ArtifactRole::Output,
    };
    let draft = from_wire::render(body, idempotency_key(&headers)?)?;
    let job = app.core.submit(&caller, draft).await?;
    let artifact = job.artifacts.iter().find(|artifact| artifact.role == role);
    // Only where the first request under this key is longer ago than pictures are kept.
    let artifact = artifact.ok_or_else(|| {
        Error::new(ErrorKind::NotFound, "the picture was removed when its time was over")
    })?;
    let file = app.core.file(artifact.id).await?;
    let media_type = HeaderValue::from_static(file.artifact.format.media_type());
    let mut response = file.bytes.into_response();
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    for (name, value) in
        [("easel-job-id", job.id.to_string()), ("easel-credits", job.price.to_string())]
    {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// Lists the installed models.
#[utoipa::path(get, path = "/api/v1/models", tag = "native", security(("bearer" = [])),
    responses((status = 200, body = ModelList), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_models(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<ModelList>> {
    let default = app.core.default_model().await?.map(|model| model.name);
    let resting = app.core.resting_models();
    let models = app.core.models(&caller).await?.into_iter().map(|model| {
        let is_default = default.as_ref() == Some(&model.name);
        let problem = resting.iter().find(|(name, _)| *name == model.name);
        to_wire::model(&model, is_default, problem.map(|(_, reason)| reason.clone()))
    });
    Ok(Json(ModelList { models: models.collect() }))
}

/// Shows the caller's account.
#[utoipa::path(get, path = "/api/v1/account", tag = "native", security(("bearer" = [])),
    responses((status = 200, body = AccountAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_account(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<AccountAnswer>> {
    Ok(Json(to_wire::account(app.core.account(&caller).await?)))
}

/// Shows the caller's ledger, newest first.
#[utoipa::path(get, path = "/api/v1/usage", tag = "native", security(("bearer" = [])), params(UsageQuery),
    responses((status = 200, body = UsageAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_usage(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    RawQuery(raw): RawQuery,
) -> Answer<Json<UsageAnswer>> {
    let UsageQuery { limit } = query(raw.as_deref())?;
    let entries = app.core.ledger(&caller, limited(limit, 100, 1_000)?).await?;
    Ok(Json(UsageAnswer { entries: entries.into_iter().map(to_wire::usage).collect() }))
}

/// Lists the keys of the caller's account. Needs the scope `admin`.
#[utoipa::path(get, path = "/api/v1/keys", tag = "native", security(("bearer" = [])),
    responses((status = 200, body = KeyList), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_keys(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<KeyList>> {
    caller.require(Scope::Admin)?;
    let keys = app.core.keys(Some(caller.account_id)).await?;
    Ok(Json(KeyList { keys: keys.into_iter().map(to_wire::key).collect() }))
}

/// Makes a key. Needs the scope `admin`; the secret is shown in this answer only.
#[utoipa::path(post, path = "/api/v1/keys", tag = "native", request_body = KeyBody, security(("bearer" = [])),
    responses((status = 201, body = KeyAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn post_key(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Body,
) -> Answer<Response> {
    caller.require(Scope::Admin)?;
    if idempotency_key(&headers)?.is_some() {
        let public = "a key's secret is shown only once, so making one cannot be repeated; leave \
                      Idempotency-Key out";
        return Err(Error::unsupported("idempotency_key", public).into());
    }
    let body: KeyBody = body.json()?;
    let request = NewKeyRequest {
        account_id: (!body.new_account).then_some(caller.account_id),
        name: body.name,
        scopes: body.scopes.unwrap_or_else(|| vec![Scope::Generate]),
        secret: None,
        callback: None,
    };
    let created = app.core.create_key(request).await?;
    let rows = app.core.keys(Some(created.account_id)).await?;
    let row = rows.into_iter().find(|row| row.id == created.id);
    let row = row.ok_or_else(|| Error::internal("a new key is missing from its account"))?;
    Ok((StatusCode::CREATED, Json(to_wire::created_key(row, created))).into_response())
}

/// Revokes a key of the caller's account. Needs the scope `admin`.
#[utoipa::path(delete, path = "/api/v1/keys/{id}", tag = "native", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the key")),
    responses((status = 204, description = "Revoked"), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn delete_key(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<StatusCode> {
    caller.require(Scope::Admin)?;
    let id: KeyId = id
        .parse()
        .map_err(|err| Error::invalid("id", format!("`{id}` is {err}")).with_source(err))?;
    app.core.revoke_key(id, Some(caller.account_id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The job as JSON; where it cannot be read at the moment, at least its id and state.
async fn state_data(
    app: &App,
    base: &BaseUrl,
    (caller, id, state): (&Caller, JobId, JobState),
) -> String {
    let generation = async { shown(app, base, app.core.job(caller, id).await?).await };
    let known =
        generation.await.ok().and_then(|generation| serde_json::to_string(&generation).ok());
    known.unwrap_or_else(|| json!({"id": id, "state": state.as_str()}).to_string())
}

async fn shown(app: &App, base: &BaseUrl, job: Job) -> Result<Generation> {
    Ok(to_wire::generation(app.core.view(job).await?, base))
}

fn job_id(text: &str) -> Result<JobId> {
    job_id_in("id", text)
}

fn job_id_in(param: &str, text: &str) -> Result<JobId> {
    text.parse().map_err(|err| Error::invalid(param, format!("`{text}` is {err}")).with_source(err))
}

fn job_state(text: &str) -> Result<JobState> {
    JobState::from_name(text).ok_or_else(|| {
        let names: Vec<_> = JobState::ALL.iter().map(|state| state.as_str()).collect();
        Error::invalid("state", format!("`{text}` is not a state: one of {}", names.join(", ")))
    })
}

fn limited(limit: Option<u32>, default: u32, max: u32) -> Result<u32> {
    match limit.unwrap_or(default) {
        limit if (1..=max).contains(&limit) => Ok(limit),
        limit => {
            Err(Error::invalid("limit", format!("`limit` is {limit}; it must be from 1 to {max}")))
        }
    }
}
