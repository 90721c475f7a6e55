//! A server as a child process, for commands that drive one over HTTP.

use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use reqwest::Client;
use tokio::process::Command;

/// A loopback port that is free at this moment.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no loopback port is free")?;
    Ok(listener.local_addr()?.port())
}

/// A quiet `easel serve` of this executable on a loopback port, to be changed further and
/// spawned. Killed when its handle is dropped.
pub(crate) fn serve_command(data: &Path, port: u16, key: &str) -> Result<Command> {
    let program = std::env::current_exe().context("the path of this executable is unknown")?;
    let mut command = Command::new(program);
    command
        .args(["serve", "--bootstrap-key", key, "--listen"])
        .arg(format!("127.0.0.1:{port}"))
        .arg("--data")
        .arg(data)
        .env("EASEL_LOG_FILTER", "warn")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .kill_on_drop(true);
    Ok(command)
}

/// Waits until the server at `base` says that it is ready.
pub(crate) async fn wait_until_ready(
    client: &Client,
    base: &str,
    patience: Duration,
) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < patience {
        let answer = client.get(format!("{base}/readyz")).send().await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    bail!("the server at {base} was not ready within {} s", patience.as_secs())
}
