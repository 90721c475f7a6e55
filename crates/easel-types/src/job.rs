//! A request that was accepted, and its states. The transitions are made by `easel-store` (one
//! guarded statement each) on the orders of `easel-core`.
//!
//! ```text
//!            claim                 finish
//!  queued ──────────▶ running ──────────────▶ succeeded
//!   │  ▲                │ │ │
//!   │  └── lease lost ──┘ │ └── out of attempts, or not worth retrying ─▶ failed
//!   │      (attempt kept  │
//!   │       as a fence)   └── cancel ─▶ canceled
//!   ├── cancel ─▶ canceled
//!   └── deadline passed ─▶ expired
//! ```

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::artifact::Artifact;
use crate::clock::Timestamp;
use crate::credits::MicroCredits;
use crate::error::ErrorKind;
use crate::event::Progress;
use crate::ids::{AccountId, JobId, KeyId};
use crate::request::GenerationRequest;

/// Where a job stands. Every job is in exactly one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Accepted, its price held, waiting for a slot.
    Queued,
    /// Leased to a dispatcher, which must keep the lease alive.
    Running,
    /// Done; its price captured, its artifacts stored.
    Succeeded,
    /// Given up; its hold released. `failure` says why.
    Failed,
    /// Cancelled by its owner; its hold released.
    Canceled,
    /// Its deadline passed before it could start; its hold released.
    Expired,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Running, Self::Succeeded, Self::Failed, Self::Canceled, Self::Expired];

    /// The name used on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
            Self::Expired => "expired",
        }
    }

    /// The state with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// True for states that are never left.
    pub const fn is_final(self) -> bool {
        match self {
            Self::Queued | Self::Running => false,
            Self::Succeeded | Self::Failed | Self::Canceled | Self::Expired => true,
        }
    }
}

impl fmt::Display for JobState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a job was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobFailure {
    /// What kind of problem, as [`ErrorKind::as_str`].
    #[serde(with = "kind_name")]
    pub kind: ErrorKind,
    /// What was wrong and what to do. May be shown to anyone.
    pub message: String,
}

mod kind_name {
    //! [`ErrorKind`] as its name.

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::error::ErrorKind;

    pub(super) fn serialize<S: Serializer>(kind: &ErrorKind, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(kind.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<ErrorKind, D::Error> {
        let name = String::deserialize(d)?;
        ErrorKind::from_name(&name).ok_or_else(|| serde::de::Error::custom("unknown error kind"))
    }
}

/// A request that was accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Which job.
    pub id: JobId,
    /// Who pays and may see it.
    pub account_id: AccountId,
    /// The key it was sent with.
    pub key_id: KeyId,
    /// The client's own name for it.
    pub idempotency_key: Option<String>,
    /// What is wanted.
    pub request: GenerationRequest,
    /// Where it stands.
    pub state: JobState,
    /// Higher runs first.
    pub priority: i32,
    /// It expires if it has not started by then.
    pub deadline_at: Option<Timestamp>,
    /// How often it has been started. Also the fence: only the latest attempt may finish it.
    pub attempt: u32,
    /// Attempts that count against the limit: all but those given back by a graceful shutdown.
    pub attempts_counted: u32,
    /// What it costs: held while open, captured on success.
    pub price: MicroCredits,
    /// How far the present attempt is.
    pub progress: Option<Progress>,
    /// Why it failed, for [`JobState::Failed`].
    pub failure: Option<JobFailure>,
    /// What it produced.
    pub artifacts: Vec<Artifact>,
    /// When it was accepted.
    pub created_at: Timestamp,
    /// When its latest attempt started.
    pub started_at: Option<Timestamp>,
    /// When it reached a final state.
    pub finished_at: Option<Timestamp>,
}
