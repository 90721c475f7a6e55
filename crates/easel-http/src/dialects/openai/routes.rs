//! The handlers of the OpenAI dialect's images and models: read, translate, call the core,
//! translate back. Those of its videos are in `video_routes`; addresses shared with other
//! dialects are routed in `shared_paths`.

use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use easel_types::{Caller, Error, ErrorKind, Result};

use super::error::OpenAiError;
use super::from_wire::{Ask, in_own_words};
use super::wire::{ErrorAnswer, ImagesAnswer, Model, Vary};
use super::{from_wire, stream, to_wire};
use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, Segment, idempotency_key};
use crate::finished::{made, output_bytes, outputs};

pub(super) type Answer<T> = Result<T, OpenAiError>;

/// Makes pictures; `POST /v1/images/generations` of `shared_paths`.
pub(crate) async fn generate(
    (app, caller, base): (App, Caller, BaseUrl),
    headers: &HeaderMap,
    body: Body,
) -> Answer<Response> {
    let ask = from_wire::generate(body.json()?, idempotency_key(headers)?)?;
    answered(app, caller, base, ask).await
}

/// Changes a picture; the form of `POST /v1/images/edits` of `shared_paths`.
pub(crate) async fn edit(
    (app, caller, base): (App, Caller, BaseUrl),
    headers: &HeaderMap,
    body: Body,
) -> Answer<Response> {
    let mut form = body.form().await?;
    let files = (form.take("image"), form.take("mask"));
    let ask = from_wire::edit(form.fields()?, files, idempotency_key(headers)?, &base)?;
    answered(app, caller, base, ask).await
}

/// Makes versions of a picture.
#[utoipa::path(post, path = "/v1/images/variations", tag = "openai", security(("bearer" = [])),
    request_body(content = Vary, content_type = "multipart/form-data"),
    responses((status = 200, body = ImagesAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn vary_image(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Answer<Response> {
    let mut form = body.form().await?;
    let images = form.take("image");
    let ask = from_wire::vary(form.fields()?, &images, idempotency_key(&headers)?, &base)?;
    answered(app, caller, base, ask).await
}

/// Shows an installed model.
#[utoipa::path(get, path = "/v1/models/{id}", tag = "openai", security(("bearer" = [])),
    params(("id" = String, Path, description = "Name or UUID of the model")),
    responses((status = 200, body = Model), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_model(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Segment(id): Segment,
) -> Answer<Json<Model>> {
    let models = app.core.models(&caller).await?;
    let is_it = |name: &easel_types::ModelName| {
        name.as_str() == id || name.as_uuid().to_string().eq_ignore_ascii_case(&id)
    };
    let found = models.iter().find(|model| is_it(&model.name));
    let unknown = || {
        let public = format!("the model `{id}` is not installed; GET /v1/models lists what is");
        Error::new(ErrorKind::NotFound, public).with_param("model")
    };
    Ok(Json(to_wire::model(found.ok_or_else(unknown)?)))
}

async fn answered(app: App, caller: Caller, base: BaseUrl, ask: Ask) -> Answer<Response> {
    let Ask { draft, answer: look } = ask;
    if look.stream {
        let stream = stream::stream(app, caller, draft, look).await;
        return Ok(stream.map_err(in_own_words)?);
    }
    let n_images = draft.n_images;
    let job = made(&app, &caller, draft).await.map_err(in_own_words)?;
    let answer = if look.as_base64 {
        to_wire::with_bytes(&job, &output_bytes(&app, &job, n_images).await?, look)
    } else {
        to_wire::with_addresses(&job, &outputs(&job, n_images)?, (look, &base))
    };
    Ok(Json(answer).into_response())
}
