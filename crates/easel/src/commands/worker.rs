//! `easel worker`: a process that only works on jobs, beside a server with `--no-worker`.

use anyhow::Result;
use easel_core::Dispatcher;

use super::serve::stop_signal;
use crate::cli::WorkerArgs;
use crate::terminal::say;
use crate::wiring;

pub(crate) async fn run(args: WorkerArgs) -> Result<()> {
    let config = args.config()?;
    wiring::start_log(&config)?;
    let stop = stop_signal()?;
    let core = wiring::core(&config, true).await?;
    let dispatcher = Dispatcher::start(core);
    say(&format!("Easel works on the jobs in {}", config.data.display()));
    stop.cancelled().await;
    tracing::info!(drain_seconds = config.drain.as_secs(), "shutting down");
    dispatcher.shutdown(config.drain).await;
    Ok(())
}
