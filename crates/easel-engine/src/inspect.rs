//! Looks into model files: for `easel models add`, and so that a bad file is refused before a
//! worker is started for it. The reading itself is shared with the worker and lives in
//! [`easel_worker_protocol::model_file`].

pub use easel_worker_protocol::model_file::{
    FileFormat, FileKind, InspectError, Inspected, inspect,
};
