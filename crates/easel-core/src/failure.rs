//! How the errors of the crates below become the one [`Error`]: deliberately, kind by kind.

use std::path::PathBuf;
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

/// What a job that an engine could not paint says about it. Clients see this, so the folders of
/// the order's `files` and a dead process's last words stay in the log.
pub(crate) fn engine_failure(err: &EngineError, files: &[PathBuf]) -> JobFailure {
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
    let message = match err {
        EngineError::WorkerDied(_) => "the engine worker ended unexpectedly".to_owned(),
        EngineError::SpawnFailed(_) => "the engine worker could not be started".to_owned(),
        _ => without_folders(err.to_string(), files),
    };
    JobFailure { kind, message }
}

/// `text` with every one of `files` reduced to its name.
fn without_folders(mut text: String, files: &[PathBuf]) -> String {
    for file in files {
        if let (Some(path), Some(name)) = (file.to_str(), file.file_name()) {
            text = text.replace(path, &name.to_string_lossy());
        }
    }
    text
}

/// A job's failure as the error of a call that waited for it.
pub(crate) fn failure_error(failure: &JobFailure) -> Error {
    Error::new(failure.kind, failure.message.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_last_words_stay_inside() {
        let files =
            [PathBuf::from("/models/secret folder/a.gguf"), PathBuf::from("/models/b.ckpt")];
        let err = EngineError::ModelUnusable("/models/secret folder/a.gguf is cut off".to_owned());
        let message = engine_failure(&err, &files).message;
        assert_eq!(message, "the model cannot be loaded: a.gguf is cut off");
        let err = EngineError::WorkerDied("signal 11; last words: /models/b.ckpt".to_owned());
        assert_eq!(engine_failure(&err, &files).message, "the engine worker ended unexpectedly");
    }
}
