//! The OpenAPI document and the pages that show it. The document itself is derived from the
//! handlers.

use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse, Redirect};
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, OpenApi as Document};

/// The head of the document.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Easel",
        description = "A self-hosted smart image server: say in plain words what picture you want.",
        license(name = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "native", description = "Easel's own API"),
        (name = "smartgen", description = "Pictures from descriptions and levels of style"),
        (name = "heurist", description = "The API that Heurist's (Xalora's) clients speak"),
        (name = "gateway", description = "Chats that ask for a prompt"),
        (name = "pixelapi", description = "The API that PixelAPI's clients speak"),
        (name = "openai", description = "The API that OpenAI's clients speak, for pictures"),
        (name = "xai", description = "The API of xAI's Imagine"),
        (name = "leonardo", description = "The API that Leonardo's clients speak"),
        (name = "sdapi", description = "The API that clients of AUTOMATIC1111's web UI speak"),
        (name = "files", description = "Produced files"),
        (name = "operations", description = "Health and metrics"),
    )
)]
pub(crate) struct ApiDescription;

/// Adds what the derive macros cannot say.
pub(crate) fn tidy(document: &mut Document) {
    let components = document.components.take().unwrap_or_else(|| ComponentsBuilder::new().build());
    let components: ComponentsBuilder = components.into();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let basic = SecurityScheme::Http(Http::new(HttpAuthScheme::Basic));
    let components = components.security_scheme("bearer", bearer).security_scheme("basic", basic);
    document.components = Some(components.build());
}

/// Sends a person to the documentation.
pub(crate) async fn get_index() -> Redirect {
    Redirect::temporary("/docs")
}

/// A page that shows the OpenAPI document. Everything it needs is in it.
pub(crate) async fn get_docs() -> impl IntoResponse {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";
    ([(CONTENT_SECURITY_POLICY, policy)], Html(include_str!("docs.html")))
}
