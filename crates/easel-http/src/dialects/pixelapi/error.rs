//! PixelAPI's error shape: `{"detail": …}`, with 400 for values out of range, 422 for bodies that
//! are not what the call takes, 402 for missing credits and 429 with whole seconds.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::wire::ErrorAnswer;
use crate::refusal::refusal;

/// An error on its way to a PixelAPI client.
#[derive(Debug)]
pub(crate) struct PixelError(Error);

impl From<Error> for PixelError {
    fn from(err: Error) -> Self {
        Self(err)
    }
}

impl IntoResponse for PixelError {
    fn into_response(self) -> Response {
        render(&self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(err: &Error) -> Response {
    let (detail, param) = (err.public.clone(), err.param.clone());
    refusal(err, status(err), ErrorAnswer { detail, error: err.kind.as_str(), param })
}

fn status(err: &Error) -> StatusCode {
    match err.kind {
        // Bodies that cannot be decoded at all are what that API calls a validation error.
        ErrorKind::InvalidRequest if err.malformed => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::InvalidRequest | ErrorKind::ContentRejected => StatusCode::BAD_REQUEST,
        ErrorKind::UnsupportedParameter => StatusCode::UNPROCESSABLE_ENTITY,
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
