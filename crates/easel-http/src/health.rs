//! Signs of life for operators and load balancers.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::dialects::native;

/// Says that the process runs.
#[utoipa::path(get, path = "/healthz", tag = "operations",
    responses((status = 200, description = "The process runs", body = String)))]
pub(crate) async fn get_healthz() -> &'static str {
    "ok"
}

/// Says whether requests can be served: the database answers.
#[utoipa::path(get, path = "/readyz", tag = "operations",
    responses(
        (status = 200, description = "Requests can be served", body = String),
        (status = 503, description = "A part is away", body = native::wire::ErrorAnswer),
    ))]
pub(crate) async fn get_readyz(State(app): State<App>) -> Response {
    match app.core.ready().await {
        Ok(()) => (StatusCode::OK, "ready").into_response(),
        Err(err) => native::error::render(&err),
    }
}

/// Metrics in Prometheus' text format.
#[utoipa::path(get, path = "/metrics", tag = "operations",
    responses((status = 200, description = "Metrics", body = String)))]
pub(crate) async fn get_metrics(State(app): State<App>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], (app.options.metrics)())
}
