//! `easel engine-worker`: the process in which the engine runs. Started by the server.

use std::time::Duration;

use anyhow::Result;
use easel_worker::{FakeOptions, WorkerOptions};

use crate::cli::EngineWorkerArgs;

pub(crate) fn run(args: &EngineWorkerArgs) -> Result<()> {
    let options = WorkerOptions {
        threads: args.threads,
        memory_check: !args.no_memory_check,
        fake: FakeOptions {
            paint_time: Some(Duration::from_millis(args.fake_duration_ms)),
            ..FakeOptions::default()
        },
        ..WorkerOptions::default()
    };
    easel_worker::run(args.kind, &options)?;
    Ok(())
}
