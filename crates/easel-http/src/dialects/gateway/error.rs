//! The gateway's errors, in OpenAI's shape. Its clients try 408, 409, 429 and 5xx again by
//! themselves unless the header `x-should-retry` says that it is of no use.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::wire::{ErrorAnswer, ErrorBody};
use crate::refusal::refusal;

/// An error on its way to a client of the gateway.
#[derive(Debug)]
pub(crate) struct GatewayError(Error);

impl From<Error> for GatewayError {
    fn from(err: Error) -> Self {
        Self(err)
    }
}

impl GatewayError {
    /// Its JSON, for a place that has no status: an event of a stream.
    pub(crate) fn answer(&self) -> ErrorAnswer {
        answer(&self.0)
    }
}

impl IntoResponse for GatewayError {
    fn into_response(self) -> Response {
        render(&self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(err: &Error) -> Response {
    let (status, _) = status(err.kind);
    let mut response = refusal(err, status, answer(err));
    if err.kind == ErrorKind::ModelUnavailable {
        response.headers_mut().insert("x-should-retry", HeaderValue::from_static("false"));
    }
    response
}

fn answer(err: &Error) -> ErrorAnswer {
    let (_, kind) = status(err.kind);
    let error = ErrorBody {
        message: err.public.clone(),
        kind,
        param: err.param.clone(),
        code: err.kind.as_str(),
    };
    ErrorAnswer { error }
}

fn status(kind: ErrorKind) -> (StatusCode, &'static str) {
    match kind {
        ErrorKind::InvalidRequest | ErrorKind::ContentRejected => {
            (StatusCode::BAD_REQUEST, "invalid_request_error")
        }
        ErrorKind::UnsupportedParameter => {
            (StatusCode::UNPROCESSABLE_ENTITY, "invalid_request_error")
        }
        ErrorKind::PayloadTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "invalid_request_error"),
        ErrorKind::Unauthenticated => (StatusCode::UNAUTHORIZED, "authentication_error"),
        ErrorKind::InsufficientCredits => (StatusCode::PAYMENT_REQUIRED, "insufficient_quota"),
        ErrorKind::Forbidden => (StatusCode::FORBIDDEN, "permission_error"),
        ErrorKind::NotFound => (StatusCode::NOT_FOUND, "invalid_request_error"),
        ErrorKind::Conflict | ErrorKind::Cancelled => {
            (StatusCode::CONFLICT, "invalid_request_error")
        }
        ErrorKind::RateLimited => (StatusCode::TOO_MANY_REQUESTS, "rate_limit_error"),
        ErrorKind::DeadlineExceeded => (StatusCode::GATEWAY_TIMEOUT, "server_error"),
        ErrorKind::EngineFailed => (StatusCode::BAD_GATEWAY, "server_error"),
        ErrorKind::AtCapacity | ErrorKind::ModelUnavailable | ErrorKind::Unavailable => {
            (StatusCode::SERVICE_UNAVAILABLE, "server_error")
        }
        ErrorKind::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "server_error"),
    }
}
