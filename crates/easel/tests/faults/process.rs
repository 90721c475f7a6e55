//! The real executable as a child process.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

pub(crate) const EASEL: &str = env!("CARGO_BIN_EXE_easel");
const KEY: &str = "a-key-for-faults";
const PATIENCE: Duration = Duration::from_secs(30);

/// A running `easel serve` on the fake engine. Killed with this value.
pub(crate) struct Server {
    child: std::cell::RefCell<Child>,
    base: String,
    http: reqwest::Client,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.get_mut().kill();
        let _ = self.child.get_mut().wait();
    }
}

impl Server {
    pub(crate) async fn start(folder: &Path, job_ms: u64) -> Self {
        Self::start_with(folder, job_ms, &[]).await
    }

    pub(crate) async fn start_with(folder: &Path, job_ms: u64, more: &[&str]) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(EASEL);
        command.args(["serve", "--engine", "fake", "--bootstrap-key", KEY, "--listen"]);
        command.arg(format!("127.0.0.1:{port}")).args(more);
        let child = configured(&mut command, folder, job_ms).spawn().unwrap();
        let base = format!("http://127.0.0.1:{port}");
        let http = reqwest::Client::new();
        let server = Self { child: child.into(), base, http };
        let started = Instant::now();
        while server.http.get(format!("{}/readyz", server.base)).send().await.is_err() {
            assert!(started.elapsed() < PATIENCE, "the server did not start");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        server
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.borrow().id()
    }

    /// `kill -9`.
    pub(crate) fn kill(self) {
        drop(self);
    }

    /// SIGTERM; returns the exit status.
    pub(crate) async fn terminate(self) -> Option<i32> {
        signal(self.pid(), "TERM");
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.borrow_mut().try_wait().unwrap() {
                return status.code();
            }
            assert!(started.elapsed() < PATIENCE, "the server did not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.http.post(format!("{}{path}", self.base)).bearer_auth(KEY).json(body);
        request.send().await.unwrap().json().await.unwrap()
    }

    /// Queues a small picture and returns the job's id.
    pub(crate) async fn paint(&self, key: &str) -> String {
        let body = json!({"prompt": "a fox", "smart": false, "width": 256, "height": 256,
            "steps": 1, "seed": 1});
        let request = self.http.post(format!("{}/api/v1/generations", self.base)).bearer_auth(KEY);
        let answer = request.header("Idempotency-Key", key).json(&body).send().await.unwrap();
        let job: Value = answer.json().await.unwrap();
        job["id"].as_str().unwrap_or_else(|| panic!("{job}")).to_owned()
    }

    pub(crate) async fn job(&self, id: &str) -> Value {
        let url = format!("{}/api/v1/generations/{id}", self.base);
        let answer = self.http.get(url).bearer_auth(KEY).send().await.unwrap();
        answer.json().await.unwrap()
    }

    pub(crate) async fn wait_for_state(&self, id: &str, state: &str) -> Value {
        let started = Instant::now();
        loop {
            let job = self.job(id).await;
            if job["state"] == state {
                return job;
            }
            assert!(started.elapsed() < PATIENCE, "waiting for {state}: {job}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// A running `easel worker` on the same folder.
pub(crate) fn worker(folder: &Path, job_ms: u64) -> Child {
    let mut command = Command::new(EASEL);
    command.args(["worker", "--engine", "fake"]);
    configured(&mut command, folder, job_ms).spawn().unwrap()
}

fn configured<'c>(command: &'c mut Command, folder: &Path, job_ms: u64) -> &'c mut Command {
    command
        .arg("--data")
        .arg(folder)
        .env("EASEL_ENGINE_FAKE_DURATION_MS", job_ms.to_string())
        .env("EASEL_LIMITS_LEASE_MS", "1500")
        .env("EASEL_SERVER_DRAIN_SECONDS", "1")
        .env("EASEL_LOG_FILTER", "error")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
}

pub(crate) fn signal(pid: u32, name: &str) {
    // The shell's own `kill`: a slim system has no other.
    let status = Command::new("sh").arg("-c").arg(format!("kill -{name} {pid}")).status().unwrap();
    assert!(status.success());
}

/// The direct children of a process.
pub(crate) fn children(pid: u32) -> Vec<u32> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let Ok(candidate) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
        if stat(candidate).is_some_and(|(_, parent)| parent == pid) {
            found.push(candidate);
        }
    }
    found
}

/// True for processes that exist and are not zombies.
pub(crate) fn alive(pid: u32) -> bool {
    stat(pid).is_some_and(|(state, _)| state != 'Z' && state != 'X')
}

/// State and parent of a process (proc(5), /proc/pid/stat).
fn stat(pid: u32) -> Option<(char, u32)> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(") ")?;
    let mut fields = rest.split(' ');
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}

pub(crate) async fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(started.elapsed() < PATIENCE, "waiting until {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
