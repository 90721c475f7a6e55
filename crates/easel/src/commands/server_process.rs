//! A server as a child process, for commands that drive one over HTTP.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use reqwest::Client;

/// A loopback port that is free at this moment.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no loopback port is free")?;
    Ok(listener.local_addr()?.port())
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
