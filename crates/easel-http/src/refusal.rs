//! What all refusals have in common, whatever their dialect's shape: they are logged once, here,
//! inside the request's span, which carries the request id, and they say when and how to try
//! again.

use std::error::Error as _;

use axum::Json;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use easel_types::{Error, ErrorKind};
use serde::Serialize;

/// The answer to a request that failed with `err`, in the dialect's status and body.
pub(crate) fn refusal(err: &Error, status: StatusCode, body: impl Serialize) -> Response {
    log_error(err);
    let mut response = (status, Json(body)).into_response();
    let headers = response.headers_mut();
    if let Some(after) = err.retry_after {
        // Always whole seconds: some clients fail on a date.
        headers.insert(RETRY_AFTER, HeaderValue::from(after.as_secs().max(1)));
    }
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// `err` in a dialect's own words: `words` pairs what the core calls a parameter with the name the
/// client knows.
pub(crate) fn renamed(mut err: Error, words: &[(&str, &str)]) -> Error {
    let known = words.iter().find(|(core, _)| err.param.as_deref() == Some(core));
    if let Some((core, wire)) = known {
        err.public = err.public.replace(&format!("`{core}`"), &format!("`{wire}`"));
        err.param = Some((*wire).to_owned());
    }
    err
}

/// Logs what lies behind `err`.
fn log_error(err: &Error) {
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
