//! Faults of whole processes: kills, terminations, restarts. Everything here runs the real
//! executable.

#![expect(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod process;

use std::process::Command;
use std::time::Duration;

use process::{EASEL, Server, children, wait_until};
use serde_json::json;

#[test]
fn random_kills_of_server_and_workers_lose_no_job_and_charge_nobody_twice() {
    let output = Command::new(EASEL)
        .args(["bench", "chaos", "--jobs", "30", "--kills", "6", "--job-ms", "150"])
        .output()
        .unwrap();
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}");
    assert!(out.contains("30 accepted, 30 finished exactly once"), "{out}");
    assert!(out.contains("exact; 0 open holds, 0 charged twice"), "{out}");
}

#[tokio::test]
async fn a_job_survives_kill_9_of_the_server_and_is_finished_after_the_restart() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), 400).await;
    let job = server.paint("k-1").await;
    server.wait_for_state(&job, "running").await;
    server.kill();
    let server = Server::start(folder.path(), 10).await;
    let done = server.wait_for_state(&job, "succeeded").await;
    assert_eq!(done["attempt"], 2);
    let again = server.paint("k-1").await;
    assert_eq!(again, job, "the key survived too");
}

#[tokio::test]
async fn no_worker_process_outlives_a_killed_server() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), 60_000).await;
    let job = server.paint("k-1").await;
    server.wait_for_state(&job, "running").await;
    let workers = children(server.pid());
    assert_eq!(workers.len(), 1);
    server.kill();
    wait_until("the worker ends", || workers.iter().all(|pid| !process::alive(*pid))).await;
}

#[tokio::test]
async fn a_killed_worker_process_is_replaced_and_its_job_retried() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), 1_500).await;
    let job = server.paint("k-1").await;
    server.wait_for_state(&job, "running").await;
    wait_until("a worker runs", || !children(server.pid()).is_empty()).await;
    process::signal(children(server.pid())[0], "KILL");
    let done = server.wait_for_state(&job, "succeeded").await;
    assert_eq!((done["attempt"].as_u64(), done["credits"].as_f64()), (Some(2), Some(0.003125)));
}

#[tokio::test]
async fn termination_waits_for_the_running_job_and_exits_cleanly() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), 800).await;
    let job = server.paint("k-1").await;
    server.wait_for_state(&job, "running").await;
    assert_eq!(server.terminate().await, Some(0));
    let server = Server::start(folder.path(), 10).await;
    let done = server.wait_for_state(&job, "succeeded").await;
    assert_eq!(done["attempt"], 1, "it was finished before the server ended");
}

#[tokio::test]
async fn a_job_too_long_for_the_drain_time_is_given_back_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), 60_000).await;
    let job = server.paint("k-1").await;
    server.wait_for_state(&job, "running").await;
    let started = std::time::Instant::now();
    assert_eq!(server.terminate().await, Some(0));
    assert!(started.elapsed() < Duration::from_secs(30), "the drain time is 1 s here");
    let server = Server::start(folder.path(), 10).await;
    let done = server.wait_for_state(&job, "succeeded").await;
    assert_eq!(done["attempt"], 2);
}

#[tokio::test]
async fn a_damaged_database_is_refused_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("easel.db"), b"this is not a database, it is a text file")
        .unwrap();
    let output = Command::new(EASEL)
        .args(["serve", "--engine", "fake", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && err.contains("easel.db"), "{err}");
}

#[tokio::test]
async fn listening_beyond_this_machine_without_a_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(EASEL)
        .args(["serve", "--engine", "fake", "--listen", "0.0.0.0:0", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && err.contains("--bootstrap-key"), "{err}");
}

#[tokio::test]
async fn a_server_without_workers_accepts_jobs_for_a_worker_process() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(folder.path(), 10, &["--no-worker"]).await;
    let job = server.paint("k-1").await;
    assert_eq!(server.job(&job).await["state"], "queued");
    let chart = server.post("/api/v1/generations", &json!({"prompt": "Bar chart: a 1, b 2"})).await;
    assert_eq!(chart["state"], "succeeded");
    let mut worker = process::worker(folder.path(), 10);
    server.wait_for_state(&job, "succeeded").await;
    worker.kill().unwrap();
    worker.wait().unwrap();
}
