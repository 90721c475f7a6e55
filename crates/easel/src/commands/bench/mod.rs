//! `easel bench`: measuring and stressing this installation. Everything runs in temporary
//! folders and on loopback.

mod chaos;
mod http;
mod throughput;

use std::time::Duration;

use anyhow::{Result, bail};

use crate::cli::{BenchArgs, BenchCommand};
use crate::terminal::say;

pub(crate) async fn run(args: BenchArgs) -> Result<()> {
    match args.command {
        BenchCommand::Throughput { jobs, clients, durability } => {
            throughput::run(jobs, clients, &durability).await
        }
        BenchCommand::Overhead { jobs, engine_ms, durability } => {
            throughput::overhead(jobs, engine_ms, &durability).await
        }
        BenchCommand::Http { requests } => http::run(requests).await,
        BenchCommand::Chaos { jobs, kills, job_ms, seed } => {
            chaos::run(chaos::Plan { jobs, kills, job_ms, seed }).await
        }
    }
}

/// Median, 99th percentile and maximum of what was measured.
fn report(what: &str, mut times: Vec<Duration>) -> Result<()> {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len().saturating_sub(1)) * share / 100);
    let (Some(p50), Some(p99), Some(max)) = (at(50), at(99), times.last()) else {
        bail!("nothing was measured");
    };
    let ms = |time: &Duration| time.as_secs_f64() * 1e3;
    say(&format!("{what}: p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms", ms(p50), ms(p99), ms(max)));
    Ok(())
}
