//! A server as its clients feel it: time to ready, memory at rest, and the time of an instant
//! chart over HTTP with one client and with eight.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use reqwest::Client;
use serde_json::json;
use tokio::process::Child;
use tokio::task::JoinSet;

use super::report;
use crate::commands::server_process::{free_port, serve_command, wait_until_ready};
use crate::terminal::say;

const KEY: &str = "http-bench-key";

pub(super) async fn run(requests: u32) -> Result<()> {
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let port = free_port()?;
    let base = format!("http://127.0.0.1:{port}");
    let client = Client::builder().timeout(Duration::from_secs(30)).build()?;
    // The second start is the usual one: the first also makes the database.
    for which in ["first start", "later start"] {
        let started = Instant::now();
        let mut server = start(folder.path(), port)?;
        wait_until_ready(&client, &base, Duration::from_secs(30)).await?;
        say(&format!("{which}: ready after {:.0} ms", started.elapsed().as_secs_f64() * 1e3));
        if which == "later start" {
            tokio::time::sleep(Duration::from_secs(1)).await;
            say(&format!("memory at rest: {:.1} MB", resident_megabytes(&server)?));
            for clients in [1, 16] {
                charts(&client, &base, (requests, clients)).await?;
            }
            say(&format!("memory after that: {:.1} MB", resident_megabytes(&server)?));
        }
        server.kill().await.context("the server could not be stopped")?;
    }
    Ok(())
}

fn start(data: &Path, port: u16) -> Result<Child> {
    serve_command(data, port, KEY)?
        .env("EASEL_LIMITS_REQUESTS_PER_MINUTE", "10000000")
        .env("EASEL_LIMITS_REQUESTS_BURST", "1000000")
        .spawn()
        .context("the server cannot be started")
}

/// Asks for charts, each client one after the other.
async fn charts(client: &Client, base: &str, (requests, clients): (u32, u32)) -> Result<()> {
    let started = Instant::now();
    let mut running = JoinSet::new();
    for number in 0..clients {
        let (client, url) = (client.clone(), format!("{base}/v1/image/smart-generate"));
        running.spawn(async move {
            let mut times = Vec::new();
            for round in 0..requests / clients {
                let prompt = format!("Bar chart of sales: Q1 {number}, Q2 {round}, Q3 90, Q4 180");
                let asked = Instant::now();
                let request = client.post(&url).bearer_auth(KEY).json(&json!({"prompt": prompt}));
                let answer = request.send().await?;
                ensure!(answer.status().is_success(), "{}", answer.text().await?);
                answer.bytes().await?;
                times.push(asked.elapsed());
            }
            Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(done) = running.join_next().await {
        times.extend(done??);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand requests")]
    let rate = times.len() as f64 / started.elapsed().as_secs_f64();
    say(&format!("1024x1024 chart, {clients} clients: {rate:.0} charts/s"));
    report("  prompt to stored picture", times)
}

/// Resident set of a process (proc(5), `VmRSS` in /proc/pid/status, in kB).
fn resident_megabytes(server: &Child) -> Result<f64> {
    let pid = server.id().context("the server has ended")?;
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes: f64 = line
        .and_then(|line| line.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .context("the memory of the server is unknown")?;
    Ok(kilobytes / 1024.0)
}
