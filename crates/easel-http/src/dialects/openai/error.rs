//! OpenAI's error shape: `{"error": {"message", "type", "param", "code"}}`, and the headers that
//! its clients obey when they decide whether to try again.

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::wire::{ErrorAnswer, ErrorBody};
use crate::refusal::refusal;

/// Longer waits are not obeyed by the clients: Node's takes its own pace, Python's gives up.
const RETRY_AFTER_SECONDS_MAX: u64 = 60;

/// An error on its way to an OpenAI client.
#[derive(Debug)]
pub(crate) struct OpenAiError(Error);

impl From<Error> for OpenAiError {
    fn from(err: Error) -> Self {
        Self(err)
    }
}

impl IntoResponse for OpenAiError {
    fn into_response(self) -> Response {
        render(&self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(err: &Error) -> Response {
    let (status, ..) = meaning(err);
    let mut response = refusal(err, status, ErrorAnswer { error: body(err) });
    let headers = response.headers_mut();
    if let Some(after) = err.retry_after {
        let seconds = after.as_secs().clamp(1, RETRY_AFTER_SECONDS_MAX);
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if is_final(err.kind) {
        headers.insert("x-should-retry", HeaderValue::from_static("false"));
    }
    response
}

/// `err` as it stands in answers and in streams.
pub(crate) fn body(err: &Error) -> ErrorBody {
    let (_, kind, code) = meaning(err);
    ErrorBody { message: err.public.clone(), kind, param: err.param.clone(), code }
}

/// Status, type and code. What no installed model can do is 404 `model_not_found`, as that API
/// says for models it does not have; a missing balance is 402 rather than its 429, because
/// waiting does not help.
fn meaning(err: &Error) -> (StatusCode, &'static str, &'static str) {
    let request = "invalid_request_error";
    let server = "server_error";
    match err.kind {
        ErrorKind::InvalidRequest if err.malformed => {
            (StatusCode::BAD_REQUEST, request, "invalid_body")
        }
        ErrorKind::InvalidRequest => (StatusCode::BAD_REQUEST, request, "invalid_value"),
        ErrorKind::UnsupportedParameter => {
            (StatusCode::BAD_REQUEST, request, "unsupported_parameter")
        }
        ErrorKind::PayloadTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, request, "payload_too_large"),
        ErrorKind::ContentRejected => {
            (StatusCode::BAD_REQUEST, "image_generation_user_error", "moderation_blocked")
        }
        ErrorKind::Unauthenticated => (StatusCode::UNAUTHORIZED, request, "invalid_api_key"),
        ErrorKind::Forbidden => {
            (StatusCode::FORBIDDEN, "permission_error", "insufficient_permissions")
        }
        ErrorKind::NotFound => (StatusCode::NOT_FOUND, request, "not_found"),
        ErrorKind::Conflict => (StatusCode::CONFLICT, request, "conflict"),
        ErrorKind::InsufficientCredits => {
            (StatusCode::PAYMENT_REQUIRED, "insufficient_quota", "insufficient_quota")
        }
        ErrorKind::RateLimited => {
            (StatusCode::TOO_MANY_REQUESTS, "rate_limit_error", "rate_limit_exceeded")
        }
        ErrorKind::AtCapacity => (StatusCode::SERVICE_UNAVAILABLE, server, "overloaded"),
        ErrorKind::Cancelled => (StatusCode::CONFLICT, request, "cancelled"),
        ErrorKind::DeadlineExceeded => (StatusCode::GATEWAY_TIMEOUT, server, "timeout"),
        ErrorKind::EngineFailed => (StatusCode::BAD_GATEWAY, server, "engine_failed"),
        ErrorKind::ModelUnavailable => (StatusCode::NOT_FOUND, request, "model_not_found"),
        ErrorKind::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, server, "unavailable"),
        ErrorKind::Internal => (StatusCode::INTERNAL_SERVER_ERROR, server, "internal_error"),
    }
}

/// True where the same request would fail again, or be paid twice.
fn is_final(kind: ErrorKind) -> bool {
    match kind {
        ErrorKind::RateLimited
        | ErrorKind::AtCapacity
        | ErrorKind::Unavailable
        | ErrorKind::Internal => false,
        ErrorKind::InvalidRequest
        | ErrorKind::UnsupportedParameter
        | ErrorKind::PayloadTooLarge
        | ErrorKind::ContentRejected
        | ErrorKind::Unauthenticated
        | ErrorKind::Forbidden
        | ErrorKind::NotFound
        | ErrorKind::Conflict
        | ErrorKind::InsufficientCredits
        | ErrorKind::Cancelled
        | ErrorKind::DeadlineExceeded
        | ErrorKind::EngineFailed
        | ErrorKind::ModelUnavailable => true,
    }
}
