//! Counts worker processes: how many live, how many crashed, which engine they run.

use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// Shared by a pool and the tasks that watch its processes.
#[derive(Debug)]
pub(crate) struct Census {
    alive: watch::Sender<usize>,
    crashes: watch::Sender<u64>,
    version: Mutex<Option<String>>,
}

impl Census {
    pub(crate) fn new() -> Self {
        Self {
            alive: watch::Sender::new(0),
            crashes: watch::Sender::new(0),
            version: Mutex::new(None),
        }
    }

    /// A process was started.
    pub(crate) fn born(&self) {
        self.alive.send_modify(|alive| *alive += 1);
    }

    /// A process is gone.
    pub(crate) fn died(&self, crashed: bool) {
        self.alive.send_modify(|alive| *alive = alive.saturating_sub(1));
        if crashed {
            self.crashed();
        }
    }

    /// A process ended, or had to be ended, unexpectedly.
    pub(crate) fn crashed(&self) {
        self.crashes.send_modify(|crashes| *crashes += 1);
    }

    pub(crate) fn alive(&self) -> usize {
        *self.alive.borrow()
    }

    pub(crate) fn crashes(&self) -> u64 {
        *self.crashes.borrow()
    }

    /// Returns when no process lives.
    pub(crate) async fn wait_for_none(&self) {
        // The sender is `self`, so this cannot fail while it is borrowed.
        let _ = self.alive.subscribe().wait_for(|&alive| alive == 0).await;
    }

    pub(crate) fn set_version(&self, version: String) {
        *self.version.lock().unwrap_or_else(PoisonError::into_inner) = Some(version);
    }

    pub(crate) fn version(&self) -> Option<String> {
        self.version.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
