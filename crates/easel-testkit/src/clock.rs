//! Time and randomness under the test's control.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use easel_types::{Clock, Entropy, Timestamp};

/// A clock that runs with real time from a fixed date, plus whatever the test adds.
#[derive(Debug)]
pub struct ManualClock {
    started: Instant,
    added_millis: AtomicI64,
}

impl ManualClock {
    /// Starts at 2026-01-01T00:00:00Z.
    pub fn new() -> Self {
        Self { started: Instant::now(), added_millis: AtomicI64::new(0) }
    }

    /// Moves the time forward.
    pub fn advance(&self, by: Duration) {
        let millis = i64::try_from(by.as_millis()).unwrap();
        self.added_millis.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        const START: i64 = 1_767_225_600_000;
        let run = i64::try_from(self.started.elapsed().as_millis()).unwrap();
        Timestamp::from_millis(START + run + self.added_millis.load(Ordering::SeqCst))
    }
}

/// Random enough for tests: the standard library's per-process hash keys.
#[derive(Debug, Default)]
pub struct RandomBytes;

impl Entropy for RandomBytes {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let random = RandomState::new().hash_one(0_u8).to_le_bytes();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
    }
}
