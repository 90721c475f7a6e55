//! Every route on one page, grouped by who calls it.

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{Method, Uri};
use axum::response::Response;
use axum::{Router, middleware};
use easel_types::{Error, ErrorKind};
use tower::util::MapRequest;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::dialects::{native, openai, pixelapi, xai};
use crate::docs::{ApiDescription, get_docs, get_index};
use crate::guard::{RenderError, guard};
use crate::shared_paths::shared_guard;
use crate::{App, files, health, shared_paths, trace};

/// The whole front: all routes behind tracing, body limit and panic catching.
pub fn router(app: App) -> Router {
    trace::describe_metrics();
    let (router, mut description) = described(&app).split_for_parts();
    crate::docs::tidy(&mut description);
    let description = serde_json::to_value(&description).unwrap_or_default();
    let router = router
        .route("/openapi.json", axum::routing::get(move || async move { axum::Json(description) }))
        .fallback(no_such_route)
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(app.core.limits().body_bytes_max))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app.clone(), trace::trace))
        .with_state(app);
    // Around the router, because a layer inside would come after the route was chosen.
    Router::new().fallback_service(MapRequest::new(router, without_double_slashes))
}

/// Some clients append `/path` to a base address that ends in `/`.
fn without_double_slashes(mut req: Request) -> Request {
    let path = req.uri().path();
    if !path.contains("//") {
        return req;
    }
    let mut single = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !single.ends_with('/') {
            single.push(c);
        }
    }
    if let Some(query) = req.uri().query() {
        single.push('?');
        single.push_str(query);
    }
    let mut parts = req.uri().clone().into_parts();
    if let Ok(path_and_query) = single.parse() {
        parts.path_and_query = Some(path_and_query);
        if let Ok(uri) = Uri::from_parts(parts) {
            *req.uri_mut() = uri;
        }
    }
    req
}

/// The OpenAPI document of [`router`].
pub fn openapi(app: &App) -> utoipa::openapi::OpenApi {
    let (_, mut description) = described(app).split_for_parts();
    crate::docs::tidy(&mut description);
    description
}

fn described(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(ApiDescription::openapi())
        .merge(public())
        .merge(guarded(app, native(), native::error::render))
        .merge(guarded(app, pixelapi(), pixelapi::error::render))
        .merge(guarded(app, openai(), openai::error::render))
        .merge(guarded(app, xai(), xai::error::render))
        .merge(shared().route_layer(middleware::from_fn_with_state(app.clone(), shared_guard)))
}

/// Routes that need no key.
fn public() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .route("/", axum::routing::get(get_index))
        .route("/docs", axum::routing::get(get_docs))
        .routes(routes!(health::get_healthz))
        .routes(routes!(health::get_readyz))
        .routes(routes!(health::get_metrics))
        .routes(routes!(files::get_file))
}

/// Easel's own API.
fn native() -> OpenApiRouter<App> {
    use native::routes as r;
    OpenApiRouter::new()
        .routes(routes!(r::post_understand))
        .routes(routes!(r::post_generation, r::list_generations))
        .routes(routes!(r::get_generation, r::delete_generation))
        .routes(routes!(r::watch_generation))
        .routes(routes!(r::post_render))
        .routes(routes!(r::list_models))
        .routes(routes!(r::get_account))
        .routes(routes!(r::get_usage))
        .routes(routes!(r::list_keys, r::post_key))
        .routes(routes!(r::delete_key))
}

/// Used by PixelAPI's clients.
fn pixelapi() -> OpenApiRouter<App> {
    use pixelapi::routes as r;
    OpenApiRouter::new()
        .routes(routes!(r::smart_generate))
        .routes(routes!(r::generate))
        .routes(routes!(r::get_generation))
        .routes(routes!(r::remove_background))
        .routes(routes!(r::upscale))
        .routes(routes!(r::restore_face))
        .routes(routes!(r::remove_object))
        .routes(routes!(r::replace_background))
        .routes(routes!(r::generate_audio))
        .routes(routes!(r::get_balance))
        .routes(routes!(r::get_usage))
}

/// Used by OpenAI's clients alone.
fn openai() -> OpenApiRouter<App> {
    use openai::{routes as r, video_routes as v};
    OpenApiRouter::new()
        .routes(routes!(r::vary_image))
        .routes(routes!(r::get_model))
        .routes(routes!(v::make, v::list))
        .routes(routes!(v::remove))
        .routes(routes!(v::content))
        .routes(routes!(v::remix))
}

/// Used by xAI's clients alone.
fn xai() -> OpenApiRouter<App> {
    use xai::routes as r;
    OpenApiRouter::new()
        .routes(routes!(r::make_video))
        .routes(routes!(r::list_image_models))
        .routes(routes!(r::get_image_model))
        .routes(routes!(r::get_api_key))
}

/// Used by the clients of several APIs.
fn shared() -> OpenApiRouter<App> {
    use shared_paths as r;
    OpenApiRouter::new()
        .routes(routes!(r::list_models))
        .routes(routes!(r::generate_images))
        .routes(routes!(r::edit_images))
        .routes(routes!(r::edit_video))
        .routes(routes!(r::extend_video))
        .routes(routes!(r::get_video))
}

fn guarded(app: &App, routes: OpenApiRouter<App>, render: RenderError) -> OpenApiRouter<App> {
    routes.route_layer(middleware::from_fn_with_state((app.clone(), render), guard))
}

/// The error shape of the API that an address belongs to, by how it begins; the first match
/// counts, and what matches nothing is Easel's own.
const SHAPES: &[(&str, RenderError)] = &[
    ("/v1/image/", pixelapi::error::render),
    ("/v1/audio/", pixelapi::error::render),
    ("/v1/account/", pixelapi::error::render),
    ("/v1/models", openai::error::render),
    ("/v1/images/", openai::error::render),
    ("/v1/videos", openai::error::render),
    ("/v1/image-generation-models", xai::error::render),
    ("/v1/api-key", xai::error::render),
];

fn render_for(path: &str) -> RenderError {
    let shape = SHAPES.iter().find(|(start, _)| path.starts_with(start));
    shape.map_or(native::error::render, |(_, render)| *render)
}

async fn no_such_route(uri: Uri) -> Response {
    let public = format!("there is nothing at {}; /docs lists every call", uri.path());
    render_for(uri.path())(&Error::new(ErrorKind::NotFound, public))
}

async fn no_such_method(method: Method, uri: Uri) -> Response {
    let err = Error::new(
        ErrorKind::InvalidRequest,
        format!("this address does not take {method}; /docs lists every call"),
    );
    let mut response = render_for(uri.path())(&err);
    *response.status_mut() = axum::http::StatusCode::METHOD_NOT_ALLOWED;
    response
}

fn panicked(_panic: Box<dyn std::any::Any + Send>) -> Response {
    native::error::render(&Error::internal("a handler panicked"))
}
