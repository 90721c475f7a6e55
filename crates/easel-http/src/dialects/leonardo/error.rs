//! Leonardo's error shape: `{"error": …, "path": "$…", "code": …}`. The SDKs retry 429 and 500 to
//! 504 where their user wants it, so what will not change by itself is a 4xx.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::wire::ErrorAnswer;
use crate::refusal::refusal;

/// An error on its way to a Leonardo client.
#[derive(Debug)]
pub(crate) struct LeonardoError(Error);

impl From<Error> for LeonardoError {
    fn from(err: Error) -> Self {
        Self(err)
    }
}

impl IntoResponse for LeonardoError {
    fn into_response(self) -> Response {
        render(&self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(err: &Error) -> Response {
    let path = match &err.param {
        Some(param) if param != "body" => format!("$.{param}"),
        Some(_) | None => "$".to_owned(),
    };
    let error = err.public.clone();
    refusal(err, status(err.kind), ErrorAnswer { error, path, code: err.kind.as_str() })
}

fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::InvalidRequest
        | ErrorKind::UnsupportedParameter
        | ErrorKind::ContentRejected
        | ErrorKind::ModelUnavailable => StatusCode::BAD_REQUEST,
        ErrorKind::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorKind::InsufficientCredits => StatusCode::PAYMENT_REQUIRED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Conflict | ErrorKind::Cancelled => StatusCode::CONFLICT,
        ErrorKind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::DeadlineExceeded => StatusCode::GATEWAY_TIMEOUT,
        ErrorKind::EngineFailed => StatusCode::BAD_GATEWAY,
        ErrorKind::AtCapacity | ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
