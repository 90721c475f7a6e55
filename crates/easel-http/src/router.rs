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

use crate::dialects::{gateway, heurist, leonardo, native, openai, pixelapi, sdapi, smartgen, xai};
use crate::docs::{ApiDescription, get_docs, get_index};
use crate::guard::{RenderError, guard, unkeyed};
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
        .merge(guarded(app, smartgen(), smartgen::error::render))
        .merge(guarded(app, heurist(), heurist::error::render))
        .merge(open(app, heurist_workflow(), heurist::error::render))
        .merge(guarded(app, gateway(), gateway::error::render))
        .merge(guarded(app, leonardo(), leonardo::error::render))
        .merge(guarded(app, sdapi(), sdapi::error::render))
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
        .routes(routes!(leonardo::routes::uploads::fill_upload))
        .routes(routes!(sdapi::lists::ping))
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

/// SmartGen as a call of the server.
fn smartgen() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(smartgen::routes::smartgen))
}

/// Used by Heurist's clients.
fn heurist() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(heurist::routes::submit_job))
}

/// The calls of Heurist's clients that carry their key in the body.
fn heurist_workflow() -> OpenApiRouter<App> {
    use heurist::routes as r;
    OpenApiRouter::new()
        .routes(routes!(r::task_create))
        .routes(routes!(r::task_result_query))
        .routes(routes!(r::task_cancel))
        .routes(routes!(r::resource_request))
}

/// The language model that Heurist's clients ask for prompts.
fn gateway() -> OpenApiRouter<App> {
    use gateway::routes as r;
    OpenApiRouter::new().routes(routes!(r::chat_v1)).routes(routes!(r::chat))
}

/// Routes without a key in their head.
fn open(app: &App, routes: OpenApiRouter<App>, render: RenderError) -> OpenApiRouter<App> {
    routes.route_layer(middleware::from_fn_with_state((app.clone(), render), unkeyed))
}

/// Used by Leonardo's clients.
fn leonardo() -> OpenApiRouter<App> {
    use leonardo::routes::{
        catalog, generations, live, motion, prompts, training, uploads, variations,
    };
    let makes = OpenApiRouter::new()
        .routes(routes!(generations::create_generation))
        .routes(routes!(generations::get_generation, generations::delete_generation))
        .routes(routes!(generations::list_generations))
        .routes(routes!(uploads::upload_init_image))
        .routes(routes!(uploads::get_init_image, uploads::delete_init_image))
        .routes(routes!(uploads::upload_canvas_init_image))
        .routes(routes!(uploads::upload_media))
        .routes(routes!(uploads::get_media, uploads::delete_media))
        .routes(routes!(variations::upscale))
        .routes(routes!(variations::unzoom))
        .routes(routes!(variations::remove_background))
        .routes(routes!(variations::universal_upscaler))
        .routes(routes!(variations::get_variation))
        .routes(routes!(live::create_lcm_generation))
        .routes(routes!(live::instant_refine))
        .routes(routes!(live::inpainting))
        .routes(routes!(live::alchemy_upscale))
        .routes(routes!(catalog::list_platform_models))
        .routes(routes!(catalog::get_model, catalog::delete_model))
        .routes(routes!(catalog::list_user_models))
        .routes(routes!(catalog::list_elements, training::create_element))
        .routes(routes!(catalog::get_element, catalog::delete_element))
        .routes(routes!(catalog::list_user_elements))
        .routes(routes!(prompts::prompt_improve))
        .routes(routes!(prompts::prompt_random))
        .routes(routes!(prompts::pricing_calculator))
        .routes(routes!(prompts::get_user_self));
    makes
        .routes(routes!(motion::create_svd_motion))
        .routes(routes!(motion::create_text_to_video))
        .routes(routes!(motion::create_image_to_video))
        .routes(routes!(motion::create_video_upscale))
        .routes(routes!(motion::get_motion_variation))
        .routes(routes!(training::create_model))
        .routes(routes!(training::create_dataset))
        .routes(routes!(training::get_dataset, training::delete_dataset))
        .routes(routes!(training::upload_dataset_image))
        .routes(routes!(training::upload_dataset_image_from_gen))
        .routes(routes!(training::upload_model_asset))
        .routes(routes!(training::get_model_asset, training::delete_model_asset))
        .routes(routes!(training::list_model_assets))
        .routes(routes!(training::create_texture))
        .routes(routes!(training::get_texture, training::delete_texture))
        .routes(routes!(training::list_textures))
        .routes(routes!(training::execute_blueprint))
        .routes(routes!(training::get_blueprint_execution))
        .routes(routes!(training::list_blueprint_generations))
        .routes(routes!(training::list_blueprints))
        .routes(routes!(training::get_blueprint))
        .routes(routes!(training::list_blueprint_versions))
}

/// Used by clients of AUTOMATIC1111's web UI.
fn sdapi() -> OpenApiRouter<App> {
    use sdapi::{lists as l, routes as r};
    OpenApiRouter::new()
        .routes(routes!(r::text_to_image))
        .routes(routes!(r::image_to_image))
        .routes(routes!(r::extra_single))
        .routes(routes!(r::extra_batch))
        .routes(routes!(r::png_info))
        .routes(routes!(r::interrogate))
        .routes(routes!(r::progress))
        .routes(routes!(r::interrupt))
        .routes(routes!(r::skip))
        .routes(routes!(r::get_options, r::set_options))
        .routes(routes!(l::list_checkpoints))
        .routes(routes!(l::list_loras))
        .routes(routes!(l::list_samplers))
        .routes(routes!(l::list_schedulers))
        .routes(routes!(l::list_upscalers))
        .routes(routes!(l::list_latent_modes))
        .routes(routes!(l::list_vaes))
        .routes(routes!(l::list_modules))
        .routes(routes!(l::list_hypernetworks))
        .routes(routes!(l::list_face_restorers))
        .routes(routes!(l::list_realesrgan))
        .routes(routes!(l::list_styles))
        .routes(routes!(l::list_script_info))
        .routes(routes!(l::list_extensions))
        .routes(routes!(l::list_embeddings))
        .routes(routes!(l::list_scripts))
        .routes(routes!(l::get_memory))
        .routes(routes!(l::get_flags))
        .routes(routes!(l::refresh_checkpoints))
        .routes(routes!(l::refresh_loras))
        .routes(routes!(l::refresh_vae))
        .routes(routes!(l::refresh_embeddings))
        .routes(routes!(l::unload_checkpoint))
        .routes(routes!(l::reload_checkpoint))
}

fn guarded(app: &App, routes: OpenApiRouter<App>, render: RenderError) -> OpenApiRouter<App> {
    routes.route_layer(middleware::from_fn_with_state((app.clone(), render), guard))
}

/// The error shape of the API that an address belongs to, by how it begins; the first match
/// counts, and what matches nothing is Easel's own.
const SHAPES: &[(&str, RenderError)] = &[
    ("/api/rest/v1", leonardo::error::render),
    ("/sdapi/", sdapi::error::render),
    ("/v1/image/", pixelapi::error::render),
    ("/v1/audio/", pixelapi::error::render),
    ("/v1/account/", pixelapi::error::render),
    ("/v1/models", openai::error::render),
    ("/v1/images/", openai::error::render),
    ("/v1/videos", openai::error::render),
    ("/v1/image-generation-models", xai::error::render),
    ("/v1/api-key", xai::error::render),
    ("/v1/models", pixelapi::error::render),
    ("/submit_job", heurist::error::render),
    ("/task_", heurist::error::render),
    ("/resource_request", heurist::error::render),
    ("/chat/", gateway::error::render),
    ("/v1/chat/", gateway::error::render),
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
