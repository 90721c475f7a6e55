//! How the errors of the crates below become the one [`Error`]: deliberately, kind by kind.

use std::time::Duration;

use easel_engine::EngineError;
use easel_render::RenderError;
use easel_store::StoreError;
use easel_store::blobs::BlobError;
use easel_types::{Error, ErrorKind, JobFailure};

/// A failing store: away for the moment, or a defect.
pub(crate) fn store_error(err: StoreError) -> Error {
    match err {
        StoreError::Unavailable(_) => Error::new(
            ErrorKind::Unavailable,
            "the database is not available at the moment; try again shortly",
        )
        .with_retry_after(Duration::from_secs(2))
        .with_source(err),
        StoreError::Duplicate { .. }
        | StoreError::Invalid { .. }
        | StoreError::Corrupt { .. }
        | StoreError::Migration(_)
        | StoreError::Database(_) => Error::internal(err),
    }
}

/// A failing blob store.
pub(crate) fn blob_error(err: BlobError) -> Error {
    Error::new(
        ErrorKind::Unavailable,
        "the picture storage is not available at the moment; try again shortly",
    )
    .with_retry_after(Duration::from_secs(2))
    .with_source(err)
}

/// A spec that cannot be drawn.
pub(crate) fn render_error(err: RenderError) -> Error {
    match &err {
        RenderError::InvalidSpec { path, .. } => {
            let param = format!("spec.{path}");
            Error::new(ErrorKind::InvalidRequest, err.to_string()).with_param(param)
        }
        RenderError::UnsupportedKind { .. } => Error::unsupported("spec.kind", err.to_string()),
        RenderError::TooLarge { .. } => Error::invalid("spec", err.to_string()),
        RenderError::UnsupportedSize { .. } | RenderError::UnsupportedScale { .. } => {
            Error::invalid("width", err.to_string())
        }
        RenderError::Font { .. } | RenderError::Encode { .. } => Error::internal(err),
    }
}

/// What a job that an engine could not paint says about it.
pub(crate) fn engine_failure(err: &EngineError) -> JobFailure {
    let kind = match err {
        EngineError::ModelUnusable(_) | EngineError::Quarantined(_) => ErrorKind::ModelUnavailable,
        EngineError::Refused(_) => ErrorKind::UnsupportedParameter,
        EngineError::Cancelled => ErrorKind::Cancelled,
        EngineError::WorkerDied(_)
        | EngineError::WorkerHung { .. }
        | EngineError::SpawnFailed(_)
        | EngineError::OutOfMemory(_)
        | EngineError::Failed(_) => ErrorKind::EngineFailed,
    };
    JobFailure { kind, message: err.to_string() }
}

/// A job's failure as the error of a call that waited for it.
pub(crate) fn failure_error(failure: &JobFailure) -> Error {
    Error::new(failure.kind, failure.message.clone())
}
