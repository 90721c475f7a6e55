//! The vocabulary that every other crate speaks: ids, time, requests, specs, models, jobs,
//! credits, artifacts, callers, errors and limits.
//!
//! Nothing here is async, touches IO, or knows a wire format. Behaviour (what happens to a
//! request) lives in `easel-core`; how these types are stored, in `easel-store`.

pub mod artifact;
pub mod caller;
pub mod clock;
pub mod credits;
pub mod error;
pub mod event;
pub mod ids;
pub mod intent;
pub mod job;
pub mod limits;
pub mod model;
pub mod params;
pub mod request;
pub mod spec;

pub use artifact::{Artifact, ArtifactRole, BlobKey, ImageFormat};
pub use caller::{Caller, Scope};
pub use clock::{Clock, Entropy, Timestamp};
pub use credits::MicroCredits;
pub use error::{Error, ErrorKind, Result};
pub use event::{JobEvent, Progress};
pub use ids::{AccountId, ArtifactId, JobId, KeyId, UploadId, WorkerId};
pub use intent::Intent;
pub use job::{Job, JobFailure, JobState};
pub use limits::Limits;
pub use model::{ModelFamily, ModelFiles, ModelName, ModelRecord};
pub use params::{ImageParams, Sampler, Scheduler, Size};
pub use request::{GenerationDraft, GenerationRequest, ImageSource, Work};
pub use spec::Spec;
