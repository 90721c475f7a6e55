//! The handlers of xAI's dialect: read, translate, call the core, translate back. Addresses
//! shared with other dialects are routed in `shared_paths`.

use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::{Extension, Json};
use easel_types::request::Wanted;
use easel_types::{Caller, Error, ErrorKind, Result};

use super::error::XaiError;
use super::from_wire::Ask;
use super::wire::{
    ApiKey, ErrorAnswer, ImageModel, ImageModels, ImagesAnswer, MakeVideo, VideoRequest,
};
use super::{from_wire, to_wire};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, Segment, idempotency_key};
use crate::finished::{made, no_video_model, output_bytes, outputs};

type Answer<T> = Result<T, XaiError>;

/// Makes pictures; `POST /v1/images/generations` of `shared_paths`.
pub(crate) async fn generate(
    (app, caller, base): (App, Caller, BaseUrl),
    headers: &HeaderMap,
    body: Body,
) -> Answer<Json<ImagesAnswer>> {
    let ask = from_wire::generate(body.json()?, idempotency_key(headers)?)?;
    answered(&app, &caller, &base, ask).await
}

/// Changes pictures; the JSON of `POST /v1/images/edits` of `shared_paths`.
pub(crate) async fn edit(
    (app, caller, base): (App, Caller, BaseUrl),
    headers: &HeaderMap,
    body: Body,
) -> Answer<Json<ImagesAnswer>> {
    let ask = from_wire::edit(body.json()?, idempotency_key(headers)?, &base)?;
    answered(&app, &caller, &base, ask).await
}

/// Would make a video; no engine here does.
#[utoipa::path(post, path = "/v1/videos/generations", tag = "xai", request_body = MakeVideo, security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Checked, then of no effect: nothing is accepted")),
    responses((status = 200, body = VideoRequest), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn make_video(
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<VideoRequest>> {
    idempotency_key(&headers)?;
    from_wire::make_video(&body.json()?, &base)?;
    Err(no_video_model().into())
}

/// Would change or go on with a video; the JSON of `POST /v1/videos/edits` and `…/extensions` of
/// `shared_paths`.
pub(crate) async fn change_video(headers: &HeaderMap, body: Body) -> Answer<Json<VideoRequest>> {
    idempotency_key(headers)?;
    from_wire::change_video(&body.json()?)?;
    Err(no_video_model().into())
}

/// The error for an id that names no request for a video.
pub(crate) fn no_such_video(id: &str) -> Error {
    Error::new(ErrorKind::NotFound, format!("there is no request for a video with the id {id}"))
}

/// Lists the installed models with their prices.
#[utoipa::path(get, path = "/v1/image-generation-models", tag = "xai", security(("bearer" = [])),
    responses((status = 200, body = ImageModels), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn list_image_models(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<ImageModels>> {
    Ok(Json(ImageModels { models: image_models(&app, &caller).await? }))
}

/// Shows an installed model with its price.
#[utoipa::path(get, path = "/v1/image-generation-models/{id}", tag = "xai", security(("bearer" = [])),
    params(("id" = String, Path, description = "Name or UUID of the model")),
    responses((status = 200, body = ImageModel), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_image_model(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<Json<ImageModel>> {
    let mut models = image_models(&app, &caller).await?.into_iter();
    let found = models.find(|model| model.id == id || model.aliases.contains(&id));
    let unknown = || Error::new(ErrorKind::NotFound, format!("the model {id} is not installed"));
    Ok(Json(found.ok_or_else(unknown)?))
}

/// Shows the key that asks.
#[utoipa::path(get, path = "/v1/api-key", tag = "xai", security(("bearer" = [])),
    responses((status = 200, body = ApiKey), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_api_key(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<ApiKey>> {
    let keys = app.core.keys(Some(caller.account_id)).await?;
    let key = keys.iter().find(|key| key.id == caller.key_id);
    let key = key.ok_or_else(|| Error::internal("the caller's key is missing"))?;
    Ok(Json(to_wire::api_key(key)))
}

async fn image_models(app: &App, caller: &Caller) -> Result<Vec<ImageModel>> {
    let settings = app.core.settings();
    let models = app.core.models_with_prices(caller).await?;
    Ok(to_wire::models(&models, (&settings.prices, settings.limits.prompt_chars_max)))
}

async fn answered(
    app: &App,
    caller: &Caller,
    base: &BaseUrl,
    ask: Ask,
) -> Answer<Json<ImagesAnswer>> {
    let Ask { draft, as_base64 } = ask;
    let (n_images, asked) = (draft.n_images, (prompt(&draft.wanted), draft.model.clone()));
    let job = match made(app, caller, draft).await {
        Ok(job) => job,
        Err(err) if err.kind == ErrorKind::ContentRejected => {
            return Ok(Json(to_wire::filtered(asked, n_images, app.core.clock().now())));
        }
        Err(err) => return Err(err.into()),
    };
    let prices = &app.core.settings().prices;
    Ok(Json(if as_base64 {
        to_wire::with_bytes(&job, &output_bytes(app, &job, n_images).await?, prices)
    } else {
        to_wire::with_addresses(&job, &outputs(&job, n_images)?, (prices, base))
    }))
}

fn prompt(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Smart { prompt, .. } | Wanted::Paint { prompt } => prompt.clone(),
        Wanted::Draw { .. } | Wanted::Notation { .. } | Wanted::Edit { .. } => String::new(),
    }
}
