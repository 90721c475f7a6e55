//! The attempts under way in this process, so that a cancellation reaches its engine at once
//! instead of with the next heartbeat.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use easel_types::JobId;
use tokio_util::sync::CancellationToken;

#[derive(Debug, Default, Clone)]
pub(crate) struct Running {
    tokens: Arc<Mutex<HashMap<JobId, CancellationToken>>>,
}

/// Keeps a job in the list while its attempt runs.
#[derive(Debug)]
pub(crate) struct RunningGuard {
    running: Running,
    job_id: JobId,
    token: CancellationToken,
}

impl Running {
    pub(crate) fn enter(&self, job_id: JobId) -> RunningGuard {
        let token = CancellationToken::new();
        self.lock().insert(job_id, token.clone());
        RunningGuard { running: self.clone(), job_id, token }
    }

    /// Tells the attempt at this job, if it runs here, to stop.
    pub(crate) fn stop(&self, job_id: JobId) {
        if let Some(token) = self.lock().get(&job_id) {
            token.cancel();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<JobId, CancellationToken>> {
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
        self.running.lock().remove(&self.job_id);
    }
}
