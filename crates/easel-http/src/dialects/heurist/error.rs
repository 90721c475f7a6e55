//! Heurist's errors: a status and `{"error", "message", "code"}`. The SDK's `submit_job` reads
//! none of it, its workflow calls read `message`.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};

use super::wire::ErrorAnswer;
use crate::refusal::refusal;

/// An error on its way to a Heurist client.
#[derive(Debug)]
pub(crate) struct HeuristError(Error);

impl From<Error> for HeuristError {
    fn from(err: Error) -> Self {
        Self(err)
    }
}

impl IntoResponse for HeuristError {
    fn into_response(self) -> Response {
        render(&self.0)
    }
}

/// The answer to a request that failed with `err`.
pub(crate) fn render(err: &Error) -> Response {
    let status = status(err.kind);
    let answer = ErrorAnswer {
        error: err.kind.as_str(),
        message: err.public.clone(),
        code: status.as_u16(),
        param: err.param.clone(),
    };
    refusal(err, status, answer)
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
