//! xAI's error shape: `{"code", "error"}`. The AI SDK tries 408, 409, 429 and everything from 500
//! again, so what would fail again has another status.

use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::wire::ErrorAnswer;
use crate::refusal::refusal;

/// Longer waits are not obeyed by the AI SDK.
const RETRY_AFTER_SECONDS_MAX: u64 = 60;

/// An error on its way to an xAI client.
#[derive(Debug)]
pub(crate) struct XaiError(Error);

impl From<Error> for XaiError {
    fn from(err: Error) -> Self {
        Self(err)
    }
}

impl IntoResponse for XaiError {
    fn into_response(self) -> Response {
        render(&self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(err: &Error) -> Response {
    let (status, code) = meaning(err.kind);
    let mut response = refusal(err, status, ErrorAnswer { code, error: err.public.clone() });
    if let Some(after) = err.retry_after {
        let seconds = after.as_secs().clamp(1, RETRY_AFTER_SECONDS_MAX);
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn meaning(kind: ErrorKind) -> (StatusCode, &'static str) {
    match kind {
        ErrorKind::InvalidRequest | ErrorKind::UnsupportedParameter => {
            (StatusCode::BAD_REQUEST, "Client specified an invalid argument")
        }
        ErrorKind::PayloadTooLarge => {
            (StatusCode::PAYLOAD_TOO_LARGE, "Client specified an invalid argument")
        }
        // Pictures refused by the policy are answered as filtered pictures; see `routes`.
        ErrorKind::ContentRejected => {
            (StatusCode::BAD_REQUEST, "The content was refused by the content policy")
        }
        ErrorKind::Unauthenticated => (
            StatusCode::UNAUTHORIZED,
            "The request does not have valid authentication credentials for the operation",
        ),
        ErrorKind::Forbidden => (
            StatusCode::FORBIDDEN,
            "The caller does not have permission to execute the specified operation",
        ),
        ErrorKind::NotFound | ErrorKind::ModelUnavailable => {
            (StatusCode::NOT_FOUND, "Some requested entity was not found")
        }
        // Not 409, and below not 502 and 504: those would be tried again.
        ErrorKind::Conflict => {
            (StatusCode::UNPROCESSABLE_ENTITY, "Some entity that we attempted to create exists")
        }
        ErrorKind::InsufficientCredits => {
            (StatusCode::PAYMENT_REQUIRED, "The account does not have enough credits")
        }
        ErrorKind::RateLimited => {
            (StatusCode::TOO_MANY_REQUESTS, "Some resource has been exhausted")
        }
        ErrorKind::Cancelled => (StatusCode::UNPROCESSABLE_ENTITY, "The operation was cancelled"),
        ErrorKind::DeadlineExceeded => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "The deadline expired before the operation could complete",
        ),
        ErrorKind::EngineFailed => {
            (StatusCode::UNPROCESSABLE_ENTITY, "The picture could not be made")
        }
        ErrorKind::AtCapacity | ErrorKind::Unavailable => {
            (StatusCode::SERVICE_UNAVAILABLE, "The service is currently unavailable")
        }
        ErrorKind::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "Internal error"),
    }
}
