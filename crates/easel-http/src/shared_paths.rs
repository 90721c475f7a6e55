//! Addresses that the clients of several APIs share: which dialect a request speaks, decided by
//! the form of its body, its fields, the name of its model, the ids it names and its user agent.
//! Here alone several dialects are known at once; none of them knows another.

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderMap, USER_AGENT};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use easel_types::Caller;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::App;
use crate::app::BaseUrl;
use crate::body::{Body, Segment};
use crate::dialects::{openai, pixelapi, xai};
use crate::guard::{RenderError, guard};

/// The APIs that share addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speaker {
    OpenAi,
    Xai,
}

/// Fields of `POST /v1/images/generations` that tell the two APIs apart.
#[derive(Debug, Default, Deserialize)]
struct Marks {
    model: Option<Value>,
    // xAI's
    aspect_ratio: Option<Value>,
    resolution: Option<Value>,
    image_format: Option<Value>,
    sync_mode: Option<Value>,
    // OpenAI's
    size: Option<Value>,
    background: Option<Value>,
    style: Option<Value>,
    stream: Option<Value>,
    moderation: Option<Value>,
    output_compression: Option<Value>,
}

/// For the document: what `POST /v1/images/generations` takes.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = shared::Generate)]
#[serde(untagged)]
#[expect(
    dead_code,
    clippy::large_enum_variant,
    reason = "bodies are decoded as what the speaker sends"
)]
enum Generate {
    OpenAi(openai::wire::Generate),
    Xai(xai::wire::Generate),
}

/// For the document: what calls for pictures are answered with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = shared::ImagesAnswer)]
#[serde(untagged)]
#[expect(dead_code, reason = "each dialect writes its own answers")]
enum ImagesAnswer {
    OpenAi(openai::wire::ImagesAnswer),
    Xai(xai::wire::ImagesAnswer),
}

/// For the document: errors of addresses that several APIs share.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = shared::ErrorAnswer)]
#[serde(untagged)]
#[expect(dead_code, reason = "each dialect writes its own answers")]
enum ErrorAnswer {
    OpenAi(openai::wire::ErrorAnswer),
    Xai(xai::wire::ErrorAnswer),
}

/// For the document: errors of the list of models.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = shared::ModelsErrorAnswer)]
#[serde(untagged)]
#[expect(dead_code, reason = "each dialect writes its own answers")]
enum ModelsErrorAnswer {
    PixelApi(pixelapi::wire::ErrorAnswer),
    OpenAi(openai::wire::ErrorAnswer),
}

/// Lists the installed models, in one answer for the clients of every API.
#[utoipa::path(get, path = "/v1/models", tags = ["pixelapi", "openai", "xai"], security(("bearer" = [])),
    responses((status = 200, body = pixelapi::wire::ModelsAnswer), (status = "4XX", body = ModelsErrorAnswer), (status = "5XX", body = ModelsErrorAnswer)))]
pub(crate) async fn list_models(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Response {
    match pixelapi::routes::list_models(&app, &caller).await {
        Ok(models) => models.into_response(),
        Err(err) => words_of("/v1/models", &headers)(&err),
    }
}

/// Makes pictures from a prompt, for OpenAI's and xAI's clients.
#[utoipa::path(post, path = "/v1/images/generations", tags = ["openai", "xai"], request_body = Generate,
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key again gives the same pictures")),
    responses((status = 200, content((ImagesAnswer = "application/json"), (String = "text/event-stream"))),
        (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn generate_images(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Response {
    match who_generates(&headers, body.glance().unwrap_or_default()) {
        Speaker::OpenAi => {
            openai::routes::generate((app, caller, base), &headers, body).await.into_response()
        }
        Speaker::Xai => {
            xai::routes::generate((app, caller, base), &headers, body).await.into_response()
        }
    }
}

/// Changes pictures: OpenAI's clients send a form, xAI's send JSON.
#[utoipa::path(post, path = "/v1/images/edits", tags = ["openai", "xai"], security(("bearer" = [])),
    request_body(content((openai::wire::Edit = "multipart/form-data"), (xai::wire::Edit = "application/json"))),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key again gives the same pictures")),
    responses((status = 200, content((ImagesAnswer = "application/json"), (String = "text/event-stream"))),
        (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn edit_images(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    base: BaseUrl,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if body.is_form() {
        return openai::routes::edit((app, caller, base), &headers, body).await.into_response();
    }
    xai::routes::edit((app, caller, base), &headers, body).await.into_response()
}

/// Would change a video; no engine here does. A form or JSON, as for pictures.
#[utoipa::path(post, path = "/v1/videos/edits", tags = ["openai", "xai"], security(("bearer" = [])),
    request_body(content((openai::wire::EditVideo = "multipart/form-data"), (xai::wire::ChangeVideo = "application/json"))),
    responses((status = 200, body = xai::wire::VideoRequest), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn edit_video(headers: HeaderMap, body: Body) -> Response {
    if body.is_form() {
        return openai::video_routes::edit(&headers, body).await.into_response();
    }
    xai::routes::change_video(&headers, body).await.into_response()
}

/// Would go on with a video; no engine here does. A form or JSON, as for pictures.
#[utoipa::path(post, path = "/v1/videos/extensions", tags = ["openai", "xai"], security(("bearer" = [])),
    request_body(content((openai::wire::ExtendVideo = "multipart/form-data"), (xai::wire::ChangeVideo = "application/json"))),
    responses((status = 200, body = xai::wire::VideoRequest), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn extend_video(headers: HeaderMap, body: Body) -> Response {
    if body.is_form() {
        return openai::video_routes::extend(&headers, body).await.into_response();
    }
    xai::routes::change_video(&headers, body).await.into_response()
}

/// Shows a video; there are none. OpenAI's ids begin with `video_`, xAI's are UUIDs.
#[utoipa::path(get, path = "/v1/videos/{id}", tags = ["openai", "xai"], security(("bearer" = [])),
    params(("id" = String, Path, description = "Id of the video, or of the request for it")),
    responses((status = 200, body = xai::wire::VideoRequest), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_video(headers: HeaderMap, Segment(id): Segment) -> Response {
    match who_asks_for_video(&headers, &id) {
        Speaker::OpenAi => openai::error::render(&openai::video_routes::no_such_video(&id)),
        Speaker::Xai => xai::error::render(&xai::routes::no_such_video(&id)),
    }
}

/// The guard of these addresses: refuses in the words of whoever speaks, as far as that can be
/// told before the body is read.
pub(crate) async fn shared_guard(State(app): State<App>, req: Request, next: Next) -> Response {
    let render = words_of(req.uri().path(), req.headers());
    guard(State((app, render)), req, next).await
}

fn words_of(path: &str, headers: &HeaderMap) -> RenderError {
    let is_form = headers
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"multipart/form-data"));
    let speaker = match path {
        "/v1/models" if user_agent(headers).starts_with("pixelapi") => {
            return pixelapi::error::render;
        }
        "/v1/models" => Speaker::OpenAi,
        "/v1/images/generations" => who_generates(headers, Marks::default()),
        "/v1/images/edits" | "/v1/videos/edits" | "/v1/videos/extensions" if is_form => {
            Speaker::OpenAi
        }
        "/v1/images/edits" | "/v1/videos/edits" | "/v1/videos/extensions" => Speaker::Xai,
        _ => who_asks_for_video(headers, path.rsplit('/').next().unwrap_or_default()),
    };
    match speaker {
        Speaker::OpenAi => openai::error::render,
        Speaker::Xai => xai::error::render,
    }
}

/// The AI SDK speaks xAI's API and, for other models, OpenAI's.
fn who_generates(headers: &HeaderMap, marks: Marks) -> Speaker {
    let fields = [marks.aspect_ratio, marks.resolution, marks.image_format, marks.sync_mode];
    let model = marks.model.as_ref().and_then(Value::as_str).unwrap_or_default();
    if fields.iter().any(Option::is_some) || model.to_ascii_lowercase().starts_with("grok") {
        return Speaker::Xai;
    }
    let fields = [
        marks.size,
        marks.background,
        marks.style,
        marks.stream,
        marks.moderation,
        marks.output_compression,
    ];
    let of_openai = ["gpt-", "chatgpt-", "dall-e"].iter().any(|start| model.starts_with(start));
    if fields.iter().any(Option::is_some) || of_openai {
        return Speaker::OpenAi;
    }
    if user_agent(headers).starts_with("ai/") { Speaker::Xai } else { Speaker::OpenAi }
}

fn who_asks_for_video(headers: &HeaderMap, id: &str) -> Speaker {
    let is_uuid = id.len() == 36 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    match id {
        _ if id.starts_with("video_") => Speaker::OpenAi,
        _ if is_uuid || user_agent(headers).starts_with("ai/") => Speaker::Xai,
        _ => Speaker::OpenAi,
    }
}

fn user_agent(headers: &HeaderMap) -> &str {
    headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn agent(name: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(USER_AGENT, axum::http::HeaderValue::from_static(name))])
    }

    fn check(name: &'static str, body: &Value, expect: Speaker) {
        let marks = serde_json::from_value(body.clone()).unwrap();
        assert_eq!(who_generates(&agent(name), marks), expect, "{name} {body}");
    }

    #[test]
    fn what_a_request_for_pictures_says_tells_who_speaks() {
        let (ai, openai) = ("ai/7.0.173 node.js/22", "OpenAI/Python 3.51.0");
        check(openai, &json!({"prompt": "a"}), Speaker::OpenAi);
        check(openai, &json!({"model": "gpt-image-1"}), Speaker::OpenAi);
        check(openai, &json!({"model": "grok-imagine-image"}), Speaker::Xai);
        check(openai, &json!({"model": "sdxl", "aspect_ratio": "16:9"}), Speaker::Xai);
        check(openai, &json!({"model": "sdxl", "resolution": "2k"}), Speaker::Xai);
        check(ai, &json!({"model": "sdxl"}), Speaker::Xai);
        check(ai, &json!({"model": "gpt-image-1", "n": 1}), Speaker::OpenAi);
        check(ai, &json!({"model": "sdxl", "size": "512x512"}), Speaker::OpenAi);
        check("curl/8", &json!({"prompt": "a"}), Speaker::OpenAi);
    }

    #[test]
    fn ids_of_videos_tell_who_asks() {
        let uuid = "01890a5d-ac96-774b-bcce-b302099a8057";
        assert_eq!(who_asks_for_video(&agent("curl/8"), uuid), Speaker::Xai);
        assert_eq!(who_asks_for_video(&agent("ai/6"), "video_1"), Speaker::OpenAi);
        assert_eq!(who_asks_for_video(&agent("ai/6"), "x"), Speaker::Xai);
        assert_eq!(who_asks_for_video(&agent("OpenAI/JS 7"), "x"), Speaker::OpenAi);
    }
}
