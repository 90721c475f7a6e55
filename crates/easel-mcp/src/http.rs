//! `/mcp`: streamable HTTP behind the usual key. Sessions, streams and their ends are the SDK's
//! affair.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Router, middleware};
use easel_core::Core;
use easel_links::{BaseUrl, PublicUrl, secret};
use easel_types::{Error, ErrorKind};
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument as _;

use crate::agent::{Agent, Visit};
use crate::shown::Place;

/// What the binary decides about `/mcp`.
#[derive(Debug, Clone)]
pub struct McpOptions {
    /// The address of this server in answers.
    pub public_url: PublicUrl,
    /// Triggered when the server shuts down; ends sessions and streams.
    pub stopping: CancellationToken,
}

#[derive(Debug, Clone)]
struct Door {
    core: Core,
    public_url: Arc<PublicUrl>,
}

/// The route `/mcp`.
pub fn routes(core: Core, options: McpOptions) -> Router {
    // Browsers send an Origin: only pages of this machine and of this server may call. The Host
    // header need not be checked besides: a page that was led here by a false name has no key.
    let own = ["http", "https"].iter().flat_map(|scheme| {
        ["localhost", "127.0.0.1", "[::1]"].map(|host| format!("{scheme}://{host}:*"))
    });
    let origins: Vec<_> = own.chain(options.public_url.configured.clone()).collect();
    let config = StreamableHttpServerConfig::default()
        .with_allowed_origins(origins)
        .disable_allowed_hosts()
        .with_max_request_body_bytes(core.limits().body_bytes_max)
        .with_cancellation_token(options.stopping.child_token());
    let agent = Agent { core: core.clone(), only: None };
    let sessions = Arc::new(LocalSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(agent.clone()), sessions, config);
    let door = Door { core, public_url: Arc::new(options.public_url) };
    Router::new()
        .route_service("/mcp", service)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(door, guard))
}

/// Lets in whoever has a key, and leaves with the request whom it comes from. Every request is
/// asked, also within a session: its id is no key.
async fn guard(State(door): State<Door>, req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let admitted = match secret(&parts.headers) {
        Ok(secret) => door.core.admit(&secret).await,
        Err(err) => Err(err),
    };
    let (_place, caller) = match admitted {
        Ok(admitted) => admitted,
        Err(err) => return refusal(&err),
    };
    let span = tracing::info_span!("mcp", key_id = %caller.key_id, method = %parts.method);
    let base = BaseUrl::of_request(&parts, &door.public_url);
    parts.extensions.insert(Visit { caller, place: Place::Served(base) });
    next.run(Request::from_parts(parts, body)).instrument(span).await
}

fn refusal(err: &Error) -> Response {
    let status = match err.kind {
        ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorKind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::AtCapacity | ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::InvalidRequest
        | ErrorKind::UnsupportedParameter
        | ErrorKind::PayloadTooLarge
        | ErrorKind::ContentRejected
        | ErrorKind::NotFound
        | ErrorKind::Conflict
        | ErrorKind::InsufficientCredits
        | ErrorKind::Cancelled
        | ErrorKind::DeadlineExceeded
        | ErrorKind::EngineFailed
        | ErrorKind::ModelUnavailable
        | ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    };
    tracing::debug!(kind = %err.kind, "an agent was refused");
    let body = json!({"jsonrpc": "2.0", "id": null,
        "error": {"code": -32_001, "message": err.public}});
    let json = HeaderValue::from_static("application/json");
    let mut response = (status, [(CONTENT_TYPE, json)], body.to_string()).into_response();
    if let Some(after) = err.retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(after.as_secs().max(1)));
    }
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn panicked(_panic: Box<dyn std::any::Any + Send>) -> Response<Body> {
    tracing::error!("a handler panicked");
    refusal(&Error::internal("a handler panicked"))
}
