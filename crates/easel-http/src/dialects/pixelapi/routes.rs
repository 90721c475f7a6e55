//! The handlers of the PixelAPI dialect: read, translate, call the core, translate back.

use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::http::header::{HeaderMap, USER_AGENT};
use axum::{Extension, Json};
use easel_types::{Caller, Error, ErrorKind, GenerationDraft, JobId, Result};

use super::error::PixelError;
use super::to_wire::StatusWords;
use super::wire::{
    AudioGenerate, BalanceAnswer, ErrorAnswer, Generate, Generation, ImageOperation, ModelsAnswer,
    RemoveObject, ReplaceBackground, SmartAnswer, SmartGenerate, Upscale, UsageAnswer, UsageQuery,
};
use super::{from_wire, to_wire};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, Segment, idempotency_key, query};

type Answer<T> = Result<T, PixelError>;

/// Works out what kind of picture a prompt wants, and makes it.
#[utoipa::path(post, path = "/v1/image/smart-generate", tag = "pixelapi", request_body = SmartGenerate,
    security(("bearer" = [])),
    responses((status = 200, body = SmartAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn smart_generate(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<SmartAnswer>> {
    let draft = from_wire::smart_generate(body.json()?, idempotency_key(&headers)?)?;
    let job = app.core.submit(&caller, draft).await?;
    Ok(Json(to_wire::smart(&app.core.view(job).await?, &base)))
}

/// Queues a picture on a diffusion model.
#[utoipa::path(post, path = "/v1/image/generate", tag = "pixelapi", request_body = Generate,
    security(("bearer" = [])),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn generate(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<Generation>> {
    let draft = from_wire::generate(body.json()?, idempotency_key(&headers)?)?;
    let job = app.core.submit(&caller, draft).await?;
    Ok(Json(to_wire::generation(&app.core.view(job).await?, &base, status_words(&headers))))
}

/// Looks at a generation.
#[utoipa::path(get, path = "/v1/image/{id}", tag = "pixelapi", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the generation")),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_generation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    Segment(id): Segment,
) -> Answer<Json<Generation>> {
    let unknown = || Error::new(ErrorKind::NotFound, "there is no generation with this id");
    let job_id: JobId = id.parse().map_err(|err| unknown().with_source(err))?;
    let job = app.core.job(&caller, job_id).await?;
    Ok(Json(to_wire::generation(&app.core.view(job).await?, &base, status_words(&headers))))
}

/// Shows the caller's credits.
#[utoipa::path(get, path = "/v1/account/balance", tag = "pixelapi", security(("bearer" = [])),
    responses((status = 200, body = BalanceAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_balance(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<BalanceAnswer>> {
    Ok(Json(to_wire::balance(&app.core.account(&caller).await?)))
}

/// Lists the caller's generations, newest first.
#[utoipa::path(get, path = "/v1/account/usage", tag = "pixelapi", security(("bearer" = [])), params(UsageQuery),
    responses((status = 200, body = UsageAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_usage(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    RawQuery(raw): RawQuery,
) -> Answer<Json<UsageAnswer>> {
    let UsageQuery { limit, days } = query(raw.as_deref())?;
    let limit = in_range("limit", limit.unwrap_or(20), 100)?;
    let days = days.map(|days| in_range("days", days, 3650)).transpose()?;
    let since = days.map(|days| app.core.clock().now().minus(Duration::from_hours(24) * days));
    let words = status_words(&headers);
    let mut generations = Vec::new();
    for job in app.core.jobs(&caller, None, None, limit).await? {
        if since.is_none_or(|since| job.created_at >= since) {
            generations.push(to_wire::generation(&app.core.view(job).await?, &base, words));
        }
    }
    Ok(Json(to_wire::usage(generations)))
}

/// Lists the installed models; `GET /v1/models` of `shared_paths`.
pub(crate) async fn list_models(app: &App, caller: &Caller) -> Result<Json<ModelsAnswer>> {
    Ok(Json(to_wire::models(&app.core.models_with_prices(caller).await?)))
}

/// Removes the background of a picture.
#[utoipa::path(post, path = "/v1/image/remove-background", tag = "pixelapi", request_body = ImageOperation,
    security(("bearer" = [])),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn remove_background(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<Generation>> {
    let draft = from_wire::remove_background(&body.json()?, idempotency_key(&headers)?, &base)?;
    changed(&app, (&caller, &headers), draft, &base).await
}

/// Makes a picture larger.
#[utoipa::path(post, path = "/v1/image/upscale", tag = "pixelapi", request_body = Upscale,
    security(("bearer" = [])),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn upscale(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<Generation>> {
    let draft = from_wire::upscale(&body.json()?, idempotency_key(&headers)?, &base)?;
    changed(&app, (&caller, &headers), draft, &base).await
}

/// Restores the faces in a picture.
#[utoipa::path(post, path = "/v1/image/restore-face", tag = "pixelapi", request_body = ImageOperation,
    security(("bearer" = [])),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn restore_face(base: BaseUrl, body: Body) -> Answer<Json<Generation>> {
    let ImageOperation { image_url } = body.json()?;
    from_wire::image_source(&image_url, &base)?;
    let public = "no installed engine can restore a face; nothing was charged";
    Err(Error::new(ErrorKind::ModelUnavailable, public).into())
}

/// Paints over an object as if it had never been there.
#[utoipa::path(post, path = "/v1/image/remove-object", tag = "pixelapi", request_body = RemoveObject,
    security(("bearer" = [])),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn remove_object(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<Generation>> {
    let draft = from_wire::remove_object(&body.json()?, idempotency_key(&headers)?, &base)?;
    changed(&app, (&caller, &headers), draft, &base).await
}

/// Paints another background around a subject that stands on a plain one.
#[utoipa::path(post, path = "/v1/image/replace-background", tag = "pixelapi", request_body = ReplaceBackground,
    security(("bearer" = [])),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn replace_background(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<Generation>> {
    let ReplaceBackground { image_url, prompt } = body.json()?;
    described(&prompt)?;
    let source = from_wire::image_source(&image_url, &base)?;
    let found = app.core.background_mask(&caller, "image", source).await;
    let pictures = found.map_err(from_wire::picture_words)?;
    let draft = from_wire::replace_background(prompt, pictures, idempotency_key(&headers)?);
    changed(&app, (&caller, &headers), draft, &base).await
}

/// Makes sound, which Easel does not.
#[utoipa::path(post, path = "/v1/audio/generate", tag = "pixelapi", request_body = AudioGenerate,
    security(("bearer" = [])),
    responses((status = 200, body = Generation), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn generate_audio(body: Body) -> Answer<Json<Generation>> {
    let AudioGenerate { prompt, duration } = body.json()?;
    described(&prompt)?;
    if let Some(duration) = duration.filter(|duration| !(*duration > 0.0 && *duration <= 600.0)) {
        let public = format!("`duration` is {duration}; it must be above 0 and at most 600 s");
        return Err(Error::invalid("duration", public).into());
    }
    Err(Error::new(ErrorKind::UnsupportedParameter, "Easel makes pictures; it cannot make sound")
        .into())
}

fn status_words(headers: &HeaderMap) -> StatusWords {
    StatusWords::of_user_agent(headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()))
}

/// Submits a change of a picture.
async fn changed(
    app: &App,
    (caller, headers): (&Caller, &HeaderMap),
    draft: GenerationDraft,
    base: &BaseUrl,
) -> Answer<Json<Generation>> {
    let job = app.core.submit(caller, draft).await.map_err(from_wire::picture_words)?;
    Ok(Json(to_wire::generation(&app.core.view(job).await?, base, status_words(headers))))
}

fn described(prompt: &str) -> Result<()> {
    if prompt.trim().is_empty() {
        return Err(Error::invalid("prompt", "`prompt` is empty"));
    }
    Ok(())
}

fn in_range(param: &str, value: u32, max: u32) -> Result<u32> {
    if (1..=max).contains(&value) {
        return Ok(value);
    }
    Err(Error::invalid(param, format!("`{param}` is {value}; it must be from 1 to {max}")))
}
