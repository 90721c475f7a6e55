//! PixelAPI's error shape: `{"detail": …}`, with 400 for values out of range, 422 for bodies that
//! are not what the call takes, 402 for missing credits and 429 with whole seconds.

use axum::Json;
use axum::http::header::{HeaderMap, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::wire::ErrorAnswer;
use crate::log::log_error;

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
        render(&HeaderMap::new(), self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(_headers: &HeaderMap, err: Error) -> Response {
    log_error(&err);
    let status = status(&err);
    let answer = ErrorAnswer { detail: err.public, error: err.kind.as_str(), param: err.param };
    let mut response = (status, Json(answer)).into_response();
    if let Some(after) = err.retry_after {
        // Always whole seconds: SDK 0.2.0 fails on a date.
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(after.as_secs().max(1)));
    }
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
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
