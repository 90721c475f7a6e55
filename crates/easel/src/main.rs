//! The one executable: command line, configuration and wiring. What the commands do with the use
//! cases stands in `commands`, one file each; the use cases themselves in `easel-core`.

mod cli;
mod commands;
mod config;
mod listener;
mod sources;
mod terminal;
mod wiring;

use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        // A worker is single-minded: no runtime, no configuration, no log of its own.
        Command::EngineWorker(args) => commands::engine_worker::run(&args),
        command => tokio::runtime::Runtime::new()
            .map_err(anyhow::Error::from)
            .and_then(|runtime| runtime.block_on(dispatch(command))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            terminal::complain(&format!("easel: {err:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(command: Command) -> anyhow::Result<()> {
    // Each future is boxed: together they would make a large one on the stack.
    match command {
        Command::Serve(args) => Box::pin(commands::serve::run(args)).await,
        Command::Worker(args) => Box::pin(commands::worker::run(args)).await,
        Command::Mcp(args) => Box::pin(commands::mcp::run(args)).await,
        Command::Make(args) => Box::pin(commands::make::run(args)).await,
        Command::Understand(args) => commands::understand::run(&args),
        Command::Render(args) => commands::render::run(&args),
        Command::Models(args) => Box::pin(commands::models::run(args)).await,
        Command::Keys(args) => Box::pin(commands::keys::run(args)).await,
        Command::Credits(args) => Box::pin(commands::credits::run(args)).await,
        Command::Doctor(args) => Box::pin(commands::doctor::run(args)).await,
        Command::Demo(args) => Box::pin(commands::demo::run(args)).await,
        Command::Bench(args) => Box::pin(commands::bench::run(args)).await,
        Command::Openapi(args) => Box::pin(commands::openapi::run(args)).await,
        Command::EngineWorker(args) => commands::engine_worker::run(&args),
    }
}
