//! A worker process by itself, for tests and for driving an engine by hand. A server starts its
//! own executable as `easel engine-worker` instead.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use easel_worker::{WorkerKind, WorkerOptions, run};

const USAGE: &str = "usage: easel-engine-worker --kind sd|fake [--threads N] [--heartbeat-ms N] \
                     [--step-ms N] [--paint-ms N] [--load-ms N] [--crash-before-step N]";

fn main() -> ExitCode {
    let outcome = parse(std::env::args().skip(1))
        .and_then(|(kind, options)| run(kind, &options).map_err(|err| err.to_string()));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut args: impl Iterator<Item = String>) -> Result<(WorkerKind, WorkerOptions), String> {
    let mut kind = None;
    let mut options = WorkerOptions::default();
    while let Some(flag) = args.next() {
        let value = args.next().ok_or_else(|| format!("{flag} needs a value\n{USAGE}"))?;
        if flag == "--kind" {
            kind = Some(value.parse::<WorkerKind>()?);
            continue;
        }
        let number: u32 = value.parse().map_err(|_| format!("{flag} needs a number\n{USAGE}"))?;
        let time = Duration::from_millis(number.into());
        match flag.as_str() {
            "--threads" => options.threads = std::num::NonZeroU32::new(number),
            "--heartbeat-ms" => options.heartbeat = time,
            "--step-ms" => options.fake.step_time = time,
            "--paint-ms" => options.fake.paint_time = Some(time),
            "--load-ms" => options.fake.load_time = time,
            "--crash-before-step" => options.fake.crash_before_step = Some(number),
            _ => return Err(format!("{flag} is not known\n{USAGE}")),
        }
    }
    let kind = kind.ok_or_else(|| format!("--kind is missing\n{USAGE}"))?;
    Ok((kind, options))
}
