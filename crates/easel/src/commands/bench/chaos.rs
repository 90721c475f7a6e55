//! Kills server and workers at random while jobs run, restarts them, and then counts: every
//! accepted job finished exactly once, every credit is accounted for, nothing is left open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use easel_store::Store as _;
use easel_store::sqlite::{SqliteOptions, SqliteStore};
use easel_types::MicroCredits;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::process::{Child, Command};

use crate::commands::server_process::{free_port, wait_until_ready};
use crate::terminal::say;

const KEY: &str = "chaos-bench-key";
const WORKERS: usize = 2;
/// Nothing may take longer than this; a run that does has lost something.
const PATIENCE: Duration = Duration::from_secs(300);

/// What to do.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) jobs: u32,
    pub(super) kills: u32,
    pub(super) job_ms: u64,
    pub(super) seed: u64,
}

/// The processes under test: the server first, then the workers.
struct Cluster {
    program: PathBuf,
    folder: PathBuf,
    port: u16,
    plan: Plan,
    processes: Vec<Option<Child>>,
}

pub(super) async fn run(plan: Plan) -> Result<()> {
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let mut cluster = Cluster {
        program: std::env::current_exe().context("the path of this executable is unknown")?,
        folder: folder.path().to_owned(),
        port: free_port()?,
        plan: plan.clone(),
        processes: (0..=WORKERS).map(|_| None).collect(),
    };
    let client = Client::builder().timeout(Duration::from_secs(10)).build()?;
    let base = format!("http://127.0.0.1:{}", cluster.port);
    for index in 0..cluster.processes.len() {
        cluster.start(index)?;
    }
    wait_until_ready(&client, &base, Duration::from_secs(30)).await?;
    let started = Instant::now();
    let submitting = tokio::spawn(submit_all(client.clone(), base.clone(), plan.clone()));
    let killed = kill_at_random(&mut cluster).await?;
    let accepted =
        tokio::time::timeout(PATIENCE, submitting).await.context("submitting hangs")???;
    wait_until_ready(&client, &base, Duration::from_secs(30)).await?;
    let finished = wait_for_all(&client, &base, &accepted).await?;
    let took = started.elapsed();
    for job in finished.values() {
        check_job(&client, job).await?;
    }
    cluster.stop_all().await;
    let restarted = finished.values().filter(|job| job["attempt"].as_u64() > Some(1)).count();
    say(&format!(
        "jobs       {} accepted, {} finished exactly once",
        accepted.len(),
        finished.len()
    ));
    say(&format!(
        "kills      {} (server {}, workers {})",
        plan.kills,
        killed[0],
        killed[1] + killed[2]
    ));
    say(&format!("attempts   {restarted} jobs needed more than one"));
    check_ledger(folder.path(), &finished).await?;
    say(&format!("took       {:.1} s", took.as_secs_f64()));
    Ok(())
}

impl Cluster {
    fn start(&mut self, index: usize) -> Result<()> {
        let mut command = Command::new(&self.program);
        match index {
            0 => command
                .args(["serve", "--no-worker", "--bootstrap-key", KEY, "--listen"])
                .arg(format!("127.0.0.1:{}", self.port)),
            _ => command.arg("worker"),
        };
        command
            .args(["--engine", "fake", "--workers", "1", "--data"])
            .arg(&self.folder)
            .env("EASEL_ENGINE_FAKE_DURATION_MS", self.plan.job_ms.to_string())
            // Short leases, so that a run does not take minutes; as many attempts as kills.
            .env("EASEL_LIMITS_LEASE_MS", "1500")
            .env("EASEL_LIMITS_ATTEMPTS", (self.plan.kills + 3).min(100).to_string())
            .env("EASEL_LOG_FILTER", "error")
            .stdout(std::process::Stdio::null())
            .kill_on_drop(true);
        let child = command.spawn().context("a process of the cluster cannot be started")?;
        if let Some(slot) = self.processes.get_mut(index) {
            *slot = Some(child);
        }
        Ok(())
    }

    /// `kill -9`.
    async fn kill(&mut self, index: usize) -> Result<()> {
        if let Some(child) = self.processes.get_mut(index).and_then(Option::as_mut) {
            child.kill().await.context("a process could not be killed")?;
        }
        Ok(())
    }

    async fn stop_all(&mut self) {
        for child in self.processes.iter_mut().flatten() {
            // Whatever is left open is found in the database afterwards.
            let _ = child.kill().await;
        }
    }
}

/// Kills and restarts at random moments; returns how often each process was hit.
async fn kill_at_random(cluster: &mut Cluster) -> Result<Vec<u32>> {
    let mut random = Random(cluster.plan.seed);
    let mut killed = vec![0_u32; cluster.processes.len()];
    // Spread over the time that the jobs need, so that every kill hits a busy cluster.
    let busy_ms = u64::from(cluster.plan.jobs) * cluster.plan.job_ms / WORKERS as u64;
    let pause_ms = (busy_ms / u64::from(cluster.plan.kills.max(1))).max(50);
    for _ in 0..cluster.plan.kills {
        tokio::time::sleep(Duration::from_millis(pause_ms / 2 + random.below(pause_ms))).await;
        let index = usize::try_from(random.below(cluster.processes.len() as u64))?;
        cluster.kill(index).await?;
        tokio::time::sleep(Duration::from_millis(random.below(300))).await;
        cluster.start(index)?;
        if let Some(count) = killed.get_mut(index) {
            *count += 1;
        }
    }
    Ok(killed)
}

/// Submits every job under a key of its own, again and again until it was accepted. Answers may
/// be lost with a killed server; the key makes the repetition safe.
async fn submit_all(client: Client, base: String, plan: Plan) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for number in 0..plan.jobs {
        ids.push(submit(&client, &base, number).await?);
        tokio::time::sleep(Duration::from_millis(plan.job_ms / 4)).await;
    }
    Ok(ids)
}

async fn submit(client: &Client, base: &str, number: u32) -> Result<String> {
    let started = Instant::now();
    let body = json!({
        "prompt": format!("picture number {number}"), "smart": false,
        "width": 256, "height": 256, "steps": 1 + number % 30, "seed": number,
    });
    while started.elapsed() < PATIENCE {
        let answer = client
            .post(format!("{base}/api/v1/generations"))
            .bearer_auth(KEY)
            .header("Idempotency-Key", format!("chaos-{number}"))
            .json(&body)
            .send()
            .await;
        match answer {
            Ok(answer) if answer.status().is_success() => {
                if let Ok(job) = answer.json::<Value>().await {
                    return Ok(job["id"].as_str().context("a job without an id")?.to_owned());
                }
            }
            Ok(answer) if answer.status().as_u16() < 500 => {
                bail!("a job was refused: {}", answer.text().await.unwrap_or_default());
            }
            // The server is down or was killed while it answered.
            Ok(_) | Err(_) => {}
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("job {number} was not accepted within {} s", PATIENCE.as_secs())
}

async fn wait_for_all(
    client: &Client,
    base: &str,
    ids: &[String],
) -> Result<BTreeMap<String, Value>> {
    let started = Instant::now();
    let mut finished = BTreeMap::new();
    while finished.len() < ids.len() {
        ensure!(started.elapsed() < PATIENCE, "{} of {} jobs finished", finished.len(), ids.len());
        for id in ids.iter().filter(|id| !finished.contains_key(*id)).cloned().collect::<Vec<_>>() {
            let url = format!("{base}/api/v1/generations/{id}");
            let job: Value = client.get(url).bearer_auth(KEY).send().await?.json().await?;
            match job["state"].as_str() {
                Some("succeeded") => {
                    finished.insert(id, job);
                }
                Some("queued" | "running") => {}
                _ => bail!("the job {id} did not succeed: {job}"),
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(finished)
}

/// A finished job has one picture, and it can be fetched.
async fn check_job(client: &Client, job: &Value) -> Result<()> {
    let images = job["images"].as_array().context("a job without images")?;
    ensure!(images.len() == 1, "a job has {} pictures: {job}", images.len());
    let url = images[0]["url"].as_str().context("a picture without an address")?;
    let bytes = client.get(url).send().await?.error_for_status()?.bytes().await?;
    ensure!(bytes.starts_with(b"\x89PNG"), "{url} is not a picture");
    Ok(())
}

async fn check_ledger(folder: &Path, finished: &BTreeMap<String, Value>) -> Result<()> {
    let store = SqliteStore::open(&folder.join("easel.db"), SqliteOptions::default()).await?;
    let audit = store.ledger_audit().await?;
    let counts = store.job_counts().await?;
    let prices: f64 = finished.values().filter_map(|job| job["credits"].as_f64()).sum();
    #[expect(clippy::cast_possible_truncation, reason = "a few thousand credits")]
    let expected = MicroCredits::from_micros((prices * 1e6).round() as i64);
    ensure!(audit.captured == expected, "captured {:?}, expected {expected:?}", audit.captured);
    ensure!(audit.held == MicroCredits::ZERO, "still held: {:?}", audit.held);
    ensure!(audit.open_holds == 0, "{} holds are open", audit.open_holds);
    ensure!(
        audit.jobs_captured_twice == 0,
        "{} jobs were charged twice",
        audit.jobs_captured_twice
    );
    let sum = audit.granted - audit.captured - audit.held;
    ensure!(audit.available == sum, "available {:?}, expected {sum:?}", audit.available);
    ensure!(counts.queued + counts.running == 0, "jobs are still open: {counts:?}");
    say(&format!("ledger     {} captured, exact; 0 open holds, 0 charged twice", audit.captured));
    Ok(())
}

/// A small generator (splitmix64, Steele et al. 2014), so that a run can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit.max(1)
    }
}
