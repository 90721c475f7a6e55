//! What a pool of workers may be told. Where the values come from is `easel::config`'s affair.

use std::path::PathBuf;
use std::time::Duration;

/// How a worker process is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The executable, normally the server's own.
    pub program: PathBuf,
    /// Its arguments, normally `engine-worker --kind …`.
    pub args: Vec<String>,
    /// Environment variables beside the server's own.
    pub env: Vec<(String, String)>,
}

/// How many workers there are and how much is borne from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolOptions {
    /// How a worker process is started.
    pub command: WorkerCommand,
    /// How many worker processes run at most, and so how many orders are worked on at once.
    pub workers: usize,
    /// Longest time from starting a worker to its first message.
    pub startup_timeout: Duration,
    /// Longest time without any message while an order is worked on. Workers say that they are
    /// alive every second, so this catches a process that is stopped or thrashing.
    pub silence_timeout: Duration,
    /// Longest time without progress (loading, a step, a preview) while an order is worked on.
    /// Decoding a large picture on a CPU reports nothing for minutes.
    pub progress_timeout: Duration,
    /// Pause before a worker is started again after the first unexpected end; doubles with
    /// every further one.
    pub respawn_backoff_min: Duration,
    /// Longest such pause.
    pub respawn_backoff_max: Duration,
    /// How many workers in a row a model may kill before it is quarantined.
    pub quarantine_after: u32,
    /// How long a quarantine lasts. Afterwards one more death quarantines again.
    pub quarantine_for: Duration,
    /// A worker with nothing to do for so long is ended to give its memory back; `None` keeps
    /// workers and their models for ever.
    pub idle_unload: Option<Duration>,
}

impl PoolOptions {
    /// One worker and patient limits.
    pub fn new(command: WorkerCommand) -> Self {
        Self {
            command,
            workers: 1,
            startup_timeout: Duration::from_secs(30),
            silence_timeout: Duration::from_secs(30),
            progress_timeout: Duration::from_mins(10),
            respawn_backoff_min: Duration::from_millis(100),
            respawn_backoff_max: Duration::from_secs(30),
            quarantine_after: 3,
            quarantine_for: Duration::from_mins(10),
            idle_unload: None,
        }
    }

    /// Pause before the next start after `failures` unexpected ends in a row.
    pub(crate) fn backoff(&self, failures: u32) -> Duration {
        let Some(doublings) = failures.checked_sub(1) else { return Duration::ZERO };
        let factor = 2_u32.saturating_pow(doublings.min(20));
        self.respawn_backoff_min.saturating_mul(factor).min(self.respawn_backoff_max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_before_a_respawn_doubles_up_to_its_maximum() {
        let command =
            WorkerCommand { program: PathBuf::from("worker"), args: Vec::new(), env: Vec::new() };
        let options = PoolOptions {
            respawn_backoff_min: Duration::from_millis(100),
            respawn_backoff_max: Duration::from_millis(500),
            ..PoolOptions::new(command)
        };
        let pauses: Vec<u128> =
            [0, 1, 2, 3, 4, u32::MAX].map(|n| options.backoff(n).as_millis()).into();
        assert_eq!(pauses, [0, 100, 200, 400, 500, 500]);
    }
}
