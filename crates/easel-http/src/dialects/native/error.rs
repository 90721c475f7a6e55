//! The native error shape: `{"error": {"kind", "message", "param"}}`. Also used for addresses
//! that belong to no dialect.

use axum::Json;
use axum::http::header::{HeaderMap, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::wire::{ErrorAnswer, ErrorBody};
use crate::log::log_error;

/// An error on its way to a native client.
#[derive(Debug)]
pub(crate) struct NativeError(Error);

impl From<Error> for NativeError {
    fn from(err: Error) -> Self {
        Self(err)
    }
}

impl IntoResponse for NativeError {
    fn into_response(self) -> Response {
        render(&HeaderMap::new(), self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(_headers: &HeaderMap, err: Error) -> Response {
    log_error(&err);
    let status = status(err.kind);
    let mut response = (status, Json(ErrorAnswer { error: body(err.kind, err.public, err.param) }))
        .into_response();
    if let Some(after) = err.retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(after.as_secs().max(1)));
    }
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

pub(crate) fn body(kind: ErrorKind, message: String, param: Option<String>) -> ErrorBody {
    ErrorBody { kind: kind.as_str(), message, param }
}

fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::InvalidRequest => StatusCode::BAD_REQUEST,
        ErrorKind::UnsupportedParameter | ErrorKind::ContentRejected => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        ErrorKind::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorKind::InsufficientCredits => StatusCode::PAYMENT_REQUIRED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Conflict | ErrorKind::Cancelled => StatusCode::CONFLICT,
        ErrorKind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::DeadlineExceeded => StatusCode::GATEWAY_TIMEOUT,
        ErrorKind::EngineFailed => StatusCode::BAD_GATEWAY,
        ErrorKind::AtCapacity | ErrorKind::ModelUnavailable | ErrorKind::Unavailable => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
