//! What happens to a job while somebody watches. Events are hints to look: the truth is always
//! the job in the store.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ids::JobId;
use crate::job::JobState;

/// How far an attempt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Denoising steps done, over all pictures of the job.
    pub step: u32,
    /// Denoising steps in all.
    pub steps: u32,
}

/// Something that happened to a job.
#[derive(Debug, Clone, PartialEq)]
pub enum JobEvent {
    /// It entered a state.
    State {
        /// Which job.
        job_id: JobId,
        /// The new state.
        state: JobState,
    },
    /// It came further.
    Progress {
        /// Which job.
        job_id: JobId,
        /// How far.
        progress: Progress,
    },
    /// A rough picture of what is being made.
    Preview {
        /// Which job.
        job_id: JobId,
        /// Which of the job's pictures, from 0.
        index: u32,
        /// PNG bytes.
        png: Arc<Vec<u8>>,
    },
}

impl JobEvent {
    /// The job it is about.
    pub fn job_id(&self) -> JobId {
        match self {
            Self::State { job_id, .. }
            | Self::Progress { job_id, .. }
            | Self::Preview { job_id, .. } => *job_id,
        }
    }
}
