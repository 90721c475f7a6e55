//! `easel bench`: measuring and stressing this installation. Everything runs in temporary
//! folders and on loopback.

mod chaos;
mod throughput;

use anyhow::Result;

use crate::cli::{BenchArgs, BenchCommand};

pub(crate) async fn run(args: BenchArgs) -> Result<()> {
    match args.command {
        BenchCommand::Throughput { jobs, clients, durability } => {
            throughput::run(jobs, clients, &durability).await
        }
        BenchCommand::Overhead { jobs, engine_ms, durability } => {
            throughput::overhead(jobs, engine_ms, &durability).await
        }
        BenchCommand::Chaos { jobs, kills, job_ms, seed } => {
            chaos::run(chaos::Plan { jobs, kills, job_ms, seed }).await
        }
    }
}
