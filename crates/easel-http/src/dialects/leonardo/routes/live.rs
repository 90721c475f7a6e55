//! `/generations-lcm` and `/lcm-…`: answered when the picture is there.

use std::time::Duration;

use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::{Extension, Json};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_types::{Caller, Error, Result};

use super::super::from_wire::{self, Known, LiveKind};
use super::super::to_wire;
use super::super::wire::{ErrorAnswer, LiveAnswer, LiveGeneration, LiveJob};
use super::{Answer, dollars, renamed};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, idempotency_key};

/// Kept of the time for the whole request, to answer in.
const TIME_TO_ANSWER: Duration = Duration::from_secs(10);

/// Paints from a picture.
#[utoipa::path(post, path = "/api/rest/v1/generations-lcm", tag = "leonardo", security(("bearer" = [])),
    request_body = LiveGeneration,
    responses((status = 200, body = LiveAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn create_lcm_generation(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<LiveAnswer>> {
    Ok(painted(&app, &caller, (&base, &headers), (body, LiveKind::Generate)).await?)
}

/// Paints a picture again, but little of it.
#[utoipa::path(post, path = "/api/rest/v1/lcm-instant-refine", tag = "leonardo", security(("bearer" = [])),
    request_body = LiveGeneration,
    responses((status = 200, body = LiveAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn instant_refine(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<LiveAnswer>> {
    Ok(painted(&app, &caller, (&base, &headers), (body, LiveKind::Refine)).await?)
}

/// Paints a part of a picture again.
#[utoipa::path(post, path = "/api/rest/v1/lcm-inpainting", tag = "leonardo", security(("bearer" = [])),
    request_body = LiveGeneration,
    responses((status = 200, body = LiveAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn inpainting(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<LiveAnswer>> {
    Ok(painted(&app, &caller, (&base, &headers), (body, LiveKind::Inpaint)).await?)
}

/// Paints a picture again at twice its size.
#[utoipa::path(post, path = "/api/rest/v1/lcm-upscale", tag = "leonardo", security(("bearer" = [])),
    request_body = LiveGeneration,
    responses((status = 200, body = LiveAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn alchemy_upscale(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<LiveAnswer>> {
    Ok(painted(&app, &caller, (&base, &headers), (body, LiveKind::Upscale)).await?)
}

/// Submits, waits and answers with the picture. The job goes on where nobody waits any more.
async fn painted(
    app: &App,
    caller: &Caller,
    (base, headers): (&BaseUrl, &HeaderMap),
    (body, kind): (Body, LiveKind),
) -> Result<Json<LiveAnswer>> {
    let body: LiveGeneration = body.json()?;
    let models = app.core.models(caller).await?;
    let known = Known { models: &models, limits: app.core.limits() };
    let mut draft = from_wire::live(&body, kind, base, known)?;
    draft.idempotency_key = idempotency_key(headers)?;
    let names = [("init_image", "imageDataUrl"), ("mask", "maskDataUrl")];
    let accepted = app.core.submit(caller, draft).await;
    let accepted = accepted.map_err(|err| renamed(err, &names))?;
    let patience = app.core.limits().request_time_max.saturating_sub(TIME_TO_ANSWER);
    let job = app.core.await_result(caller, accepted.id, patience).await?;
    let gone = || Error::internal("a job succeeded without a picture");
    let artifact = to_wire::outputs(&job).next().ok_or_else(gone)?;
    let file = app.core.file(artifact.id).await?;
    let picture = STANDARD.encode(&file.bytes);
    let upscaled = kind == LiveKind::Upscale;
    let lcm_generation_job = LiveJob {
        image_data_url: vec![format!("data:{};base64,{picture}", artifact.format.media_type())],
        request_timestamp: body.request_timestamp,
        api_credit_cost: to_wire::whole_credits(job.price),
        cost: to_wire::cost(dollars(app, &job)),
        generated_image_id: upscaled.then(|| artifact.id.as_uuid().to_string()),
        generation_id: upscaled.then(|| vec![job.id.as_uuid().to_string()]),
        variation_id: upscaled.then(Vec::new),
    };
    Ok(Json(LiveAnswer { lcm_generation_job }))
}
