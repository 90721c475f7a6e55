//! Errors as gRPC statuses. The message is the public text; kind and parameter travel as
//! metadata. Logged here, inside the request's span.

use std::error::Error as _;

use easel_types::{Error, ErrorKind, JobId};
use tonic::metadata::MetadataValue;
use tonic::{Code, Status};

/// The answer to a request that failed with `err` before anything was accepted.
pub(crate) fn status(err: &Error) -> Status {
    with_code(err, code(err.kind), err.public.clone())
}

/// The answer to a request whose job was accepted and then failed with `err`. Clients repeat
/// calls that end as UNAVAILABLE by themselves; here that would make and charge a second job.
pub(crate) fn status_of_accepted(err: &Error, job_id: JobId) -> Status {
    match code(err.kind) {
        Code::Unavailable => {
            let public = format!("{} (the job {job_id} was accepted and may go on)", err.public);
            with_code(err, Code::Internal, public)
        }
        code => with_code(err, code, err.public.clone()),
    }
}

fn with_code(err: &Error, code: Code, public: String) -> Status {
    log_error(err);
    let mut status = Status::new(code, public);
    let metadata = status.metadata_mut();
    metadata.insert("easel-error-kind", MetadataValue::from_static(err.kind.as_str()));
    if let Some(param) = err.param.as_deref().and_then(|param| param.parse().ok()) {
        metadata.insert("easel-error-param", param);
    }
    if let Some(after) = err.retry_after {
        metadata.insert("retry-after", MetadataValue::from(after.as_secs().max(1)));
    }
    status
}

/// The code that each kind of problem is answered with.
pub(crate) fn code(kind: ErrorKind) -> Code {
    match kind {
        ErrorKind::InvalidRequest
        | ErrorKind::UnsupportedParameter
        | ErrorKind::ContentRejected => Code::InvalidArgument,
        ErrorKind::PayloadTooLarge | ErrorKind::InsufficientCredits | ErrorKind::RateLimited => {
            Code::ResourceExhausted
        }
        ErrorKind::Unauthenticated => Code::Unauthenticated,
        ErrorKind::Forbidden => Code::PermissionDenied,
        ErrorKind::NotFound => Code::NotFound,
        ErrorKind::Conflict | ErrorKind::ModelUnavailable => Code::FailedPrecondition,
        ErrorKind::Cancelled => Code::Cancelled,
        ErrorKind::DeadlineExceeded => Code::DeadlineExceeded,
        ErrorKind::AtCapacity | ErrorKind::Unavailable => Code::Unavailable,
        ErrorKind::EngineFailed | ErrorKind::Internal => Code::Internal,
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_accepted_is_answered_as_unavailable() {
        let job_id: JobId = "job_0000000000000000000000000000002a".parse().unwrap();
        for kind in ErrorKind::ALL {
            let err = Error::new(kind, "text");
            assert_ne!(status_of_accepted(&err, job_id).code(), Code::Unavailable);
            assert_eq!(status(&err).code(), code(kind));
            assert_ne!(code(kind), Code::Ok);
        }
    }
}
