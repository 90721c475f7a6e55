//! The attempts under way in this process, so that a cancellation reaches its engine at once
//! instead of with the next heartbeat.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use easel_types::{Job, JobId};
use tokio_util::sync::CancellationToken;

#[derive(Debug, Default, Clone)]
pub(crate) struct Running {
    /// By job and attempt: an attempt that lost its lease may still be ending while the next one
    /// has begun.
    tokens: Arc<Mutex<HashMap<(JobId, u32), CancellationToken>>>,
}

/// Keeps an attempt in the list while it runs.
#[derive(Debug)]
pub(crate) struct RunningGuard {
    running: Running,
    attempt: (JobId, u32),
    token: CancellationToken,
}

impl Running {
    pub(crate) fn enter(&self, job: &Job) -> RunningGuard {
        let (attempt, token) = ((job.id, job.attempt), CancellationToken::new());
        self.lock().insert(attempt, token.clone());
        RunningGuard { running: self.clone(), attempt, token }
    }

    /// Tells the attempts at this job that run here to stop.
    pub(crate) fn stop(&self, job_id: JobId) {
        for ((running, _), token) in self.lock().iter() {
            if *running == job_id {
                token.cancel();
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(JobId, u32), CancellationToken>> {
        // The map is valid after any panic: every change is a single call.
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RunningGuard {
    pub(crate) fn token(&self) -> &CancellationToken {
        &self.token
    }
}

impl Drop for RunningGuard {
    fn drop(&mut self) {
        self.running.lock().remove(&self.attempt);
    }
}
