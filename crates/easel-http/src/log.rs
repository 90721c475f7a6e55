//! Logging an error once, at the boundary where it becomes an answer.

use std::error::Error as _;

use easel_types::{Error, ErrorKind};

/// Logs what lies behind `err`. Called by the error renderers of the dialects, inside the
/// request's span, which carries the request id.
pub(crate) fn log_error(err: &Error) {
    match err.kind {
        ErrorKind::Internal => {
            tracing::error!(kind = %err.kind, error = causes(err), "the request failed");
        }
        ErrorKind::Unavailable | ErrorKind::AtCapacity | ErrorKind::EngineFailed => {
            tracing::warn!(kind = %err.kind, error = causes(err), "the request failed");
        }
        ErrorKind::InvalidRequest
        | ErrorKind::UnsupportedParameter
        | ErrorKind::PayloadTooLarge
        | ErrorKind::ContentRejected
        | ErrorKind::Unauthenticated
        | ErrorKind::Forbidden
        | ErrorKind::NotFound
        | ErrorKind::Conflict
        | ErrorKind::InsufficientCredits
        | ErrorKind::RateLimited
        | ErrorKind::Cancelled
        | ErrorKind::DeadlineExceeded
        | ErrorKind::ModelUnavailable => {
            tracing::debug!(kind = %err.kind, param = err.param, "the request was refused");
        }
    }
}

/// The public text and every cause behind it.
fn causes(err: &Error) -> String {
    let mut text = err.public.clone();
    let mut cause = err.source();
    while let Some(err) = cause {
        text.push_str(": ");
        text.push_str(&err.to_string());
        cause = err.source();
    }
    text
}
