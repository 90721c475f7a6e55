//! The attempts under way in this process, so that a cancellation reaches its engine at once
//! instead of with the next heartbeat, and so that this process never takes its own jobs for lost.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use easel_store::Lease;
use easel_types::{JobId, Timestamp};
use tokio_util::sync::CancellationToken;

/// By job and attempt: an attempt that lost its lease may still be ending while the next one has
/// begun.
type Attempts = HashMap<(JobId, u32), Attempt>;

#[derive(Debug, Default, Clone)]
pub(crate) struct Running {
    attempts: Arc<Mutex<Attempts>>,
}

#[derive(Debug)]
struct Attempt {
    lease: Lease,
    until: Timestamp,
    stop: CancellationToken,
}

/// Keeps an attempt in the list while it runs.
#[derive(Debug)]
pub(crate) struct RunningGuard {
    running: Running,
    attempt: (JobId, u32),
    stop: CancellationToken,
}

impl Running {
    /// Lists an attempt whose lease lasts until `until`.
    pub(crate) fn enter(&self, lease: &Lease, until: Timestamp) -> RunningGuard {
        let (attempt, stop) = ((lease.job_id, lease.attempt), CancellationToken::new());
        self.lock().insert(attempt, Attempt { lease: *lease, until, stop: stop.clone() });
        RunningGuard { running: self.clone(), attempt, stop }
    }

    /// Notes that a lease was prolonged.
    pub(crate) fn prolonged(&self, lease: &Lease, until: Timestamp) {
        if let Some(attempt) = self.lock().get_mut(&(lease.job_id, lease.attempt)) {
            attempt.until = until;
        }
    }

    /// Tells the attempts at this job that run here to stop.
    pub(crate) fn stop(&self, job_id: JobId) {
        for attempt in self.lock().values() {
            if attempt.lease.job_id == job_id {
                attempt.stop.cancel();
            }
        }
    }

    /// The leases of this process that end before `moment`.
    pub(crate) fn leases_ending_before(&self, moment: Timestamp) -> Vec<Lease> {
        let attempts = self.lock();
        attempts.values().filter(|a| a.until < moment).map(|a| a.lease).collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Attempts> {
        // The map is valid after any panic: every change is a single call.
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RunningGuard {
    /// Triggered when the attempt should stop.
    pub(crate) fn stop(&self) -> &CancellationToken {
        &self.stop
    }
}

impl Drop for RunningGuard {
    fn drop(&mut self) {
        self.running.lock().remove(&self.attempt);
    }
}
