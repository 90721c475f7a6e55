//! The native error shape: `{"error": {"kind", "message", "param"}}`. Also used for addresses
//! that belong to no dialect.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::wire::{ErrorAnswer, ErrorBody};
use crate::refusal::refusal;

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
        render(&self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(err: &Error) -> Response {
    let status = status(err.kind);
    let answer = body(err.kind, err.public.clone(), err.param.clone());
    refusal(err, status, ErrorAnswer { error: answer })
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
