//! One span, one log line, one set of metrics and one id for each request.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use easel_types::JobId;
use metrics::{counter, describe_counter, describe_histogram, histogram};
use tracing::Instrument;

use crate::App;

const REQUESTS: &str = "easel_http_requests_total";
const REQUEST_TIME: &str = "easel_http_request_seconds";
const HEADER: &str = "x-request-id";

/// Tells the exporter what the metrics mean.
pub(crate) fn describe_metrics() {
    describe_counter!(REQUESTS, "HTTP requests answered, by route, method and status");
    describe_histogram!(REQUEST_TIME, "Seconds from request to answer, by route");
}

/// The middleware. Uses the client's `x-request-id` where it is short and plain, else makes one;
/// the answer carries it.
pub(crate) async fn trace(State(app): State<App>, req: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(&req).unwrap_or_else(|| new_request_id(&app));
    let method = req.method().clone();
    let route = req.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = route.unwrap_or_else(|| "unmatched".to_owned());
    let span = tracing::info_span!("request", request_id = id, %method, route,
        key_id = tracing::field::Empty);
    let mut response = next.run(req).instrument(span.clone()).await;
    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    span.in_scope(|| {
        tracing::info!(status, duration_ms = elapsed.as_secs_f64() * 1e3, "answered");
    });
    let labels = [
        ("route", route),
        ("method", known_method(&method).to_owned()),
        ("status", status.to_string()),
    ];
    counter!(REQUESTS, &labels).increment(1);
    histogram!(REQUEST_TIME, &labels[..1]).record(elapsed.as_secs_f64());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// Clients may invent methods; labels may not grow with them.
fn known_method(method: &Method) -> &str {
    match *method {
        Method::GET
        | Method::POST
        | Method::DELETE
        | Method::HEAD
        | Method::OPTIONS
        | Method::PUT
        | Method::PATCH => method.as_str(),
        _ => "other",
    }
}

fn request_id(req: &Request) -> Option<String> {
    let id = req.headers().get(HEADER)?.to_str().ok()?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    (!id.is_empty() && id.len() <= 64 && id.bytes().all(plain)).then(|| id.to_owned())
}

/// The unguessable, time-ordered scheme of job ids under a prefix of its own.
fn new_request_id(app: &App) -> String {
    app.core.new_job_id().to_string().replacen(JobId::PREFIX, "req", 1)
}
