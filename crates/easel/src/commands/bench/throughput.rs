//! Jobs a second through submit → dispatch → settle, and what Easel adds to the engine's time.
//! The engine sleeps exactly as long as it is told, so all the rest is Easel's own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use async_trait::async_trait;
use easel_core::{Core, CoreParts, Dispatcher, NoCallbacks, NoOutbound, Settings};
use easel_engine::{Engine, EngineError, EngineStatus, PaintEvent, PaintOrder, PaintedImage};
use easel_store::blobs::BlobStore;
use easel_store::sqlite::{Durability, SqliteOptions, SqliteStore};
use easel_types::model::{ModelDefaults, ModelKind};
use easel_types::request::Wanted;
use easel_types::{
    Caller, Clock as _, GenerationDraft, Job, ModelFamily, ModelFiles, ModelName, ModelRecord,
};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::report;
use crate::sources::{OsEntropy, SystemClock};
use crate::terminal::say;

/// A 1 × 1 PNG: the smallest thing that an engine can return.
const TINY_PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

/// An engine that takes exactly this long.
#[derive(Debug)]
struct SleepingEngine {
    slots: usize,
    time: Duration,
    /// How long the latest order really took: timers are not exact.
    took_nanos: AtomicU64,
}

#[async_trait]
impl Engine for SleepingEngine {
    fn slots(&self) -> usize {
        self.slots
    }

    fn quarantined(&self) -> Vec<(ModelName, String)> {
        Vec::new()
    }

    fn status(&self) -> EngineStatus {
        EngineStatus::default()
    }

    async fn paint(
        &self,
        order: PaintOrder,
        _events: mpsc::Sender<PaintEvent>,
        _cancel: CancellationToken,
    ) -> Result<Vec<PaintedImage>, EngineError> {
        let started = Instant::now();
        if !self.time.is_zero() {
            tokio::time::sleep(self.time).await;
        }
        let nanos = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.took_nanos.store(nanos, Ordering::Relaxed);
        let seed = order.params.seed;
        Ok(vec![PaintedImage { png: TINY_PNG.to_vec(), width: 1, height: 1, seed }])
    }

    async fn shutdown(&self) {}
}

struct Setup {
    core: Core,
    caller: Caller,
    dispatcher: Dispatcher,
    engine: Arc<SleepingEngine>,
    _folder: tempfile::TempDir,
}

pub(super) async fn run(jobs: u32, clients: u32, durability: &str) -> Result<()> {
    let setup = setup(8, Duration::ZERO, durability).await?;
    let started = Instant::now();
    let mut submitters = JoinSet::new();
    for client in 0..clients.max(1) {
        let share = jobs / clients.max(1) + u32::from(client < jobs % clients.max(1));
        let (core, caller) = (setup.core.clone(), setup.caller.clone());
        submitters.spawn(async move {
            let mut done = Vec::new();
            for _ in 0..share {
                done.push(core.submit(&caller, draft()).await?);
            }
            Ok::<_, easel_types::Error>(done)
        });
    }
    let mut accepted = Vec::new();
    while let Some(done) = submitters.join_next().await {
        accepted.extend(done??);
    }
    let submitted = started.elapsed();
    let mut finished = Vec::with_capacity(accepted.len());
    for job in &accepted {
        let patience = Duration::from_secs(600);
        finished.push(setup.core.await_result(&setup.caller, job.id, patience).await?);
    }
    let settled = started.elapsed();
    setup.dispatcher.shutdown(Duration::from_secs(5)).await;
    let rate = |time: Duration| f64::from(jobs) / time.as_secs_f64();
    say(&format!("durability {durability}, {jobs} jobs, {clients} clients, 8 slots"));
    say(&format!("submitted  {:.0} jobs/s", rate(submitted)));
    say(&format!("settled    {:.0} jobs/s (submit → dispatch → settle)", rate(settled)));
    report("queue wait", finished.iter().filter_map(queue_wait).collect())
}

pub(super) async fn overhead(jobs: u32, engine_ms: u64, durability: &str) -> Result<()> {
    let engine_time = Duration::from_millis(engine_ms);
    let setup = setup(1, engine_time, durability).await?;
    let mut added = Vec::new();
    for _ in 0..jobs {
        let started = Instant::now();
        let job = setup.core.submit(&setup.caller, draft()).await?;
        setup.core.await_result(&setup.caller, job.id, Duration::from_secs(60)).await?;
        let took = Duration::from_nanos(setup.engine.took_nanos.load(Ordering::Relaxed));
        added.push(started.elapsed().saturating_sub(took));
    }
    setup.dispatcher.shutdown(Duration::from_secs(5)).await;
    say(&format!(
        "durability {durability}, {jobs} jobs one after the other, engine {engine_ms} ms"
    ));
    report("added by Easel", added)
}

async fn setup(slots: usize, engine_time: Duration, durability: &str) -> Result<Setup> {
    let durability = match durability {
        "full" => Durability::Full,
        "process" => Durability::Process,
        other => bail!("--durability {other}: full or process"),
    };
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let path = folder.path().join("easel.db");
    let engine =
        Arc::new(SleepingEngine { slots, time: engine_time, took_nanos: AtomicU64::new(0) });
    let core = Core::new(CoreParts {
        store: Arc::new(SqliteStore::open(&path, SqliteOptions { durability }).await?),
        blobs: BlobStore::local(&folder.path().join("blobs"))?,
        engine: Some(engine.clone()),
        outbound: Arc::new(NoOutbound),
        language_model: None,
        callback_form: Arc::new(NoCallbacks),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
        settings: Settings::default(),
    });
    let family = ModelFamily::Sdxl;
    core.add_model(ModelRecord {
        name: ModelName::new("sleeping")?,
        kind: ModelKind::Checkpoint,
        family,
        files: ModelFiles::default(),
        size_bytes: 0,
        defaults: ModelDefaults::for_family(family),
        added_at: SystemClock.now(),
    })
    .await?;
    let key = core.bootstrap(None).await?.context("a fresh folder has no key")?;
    let caller = core.authenticate(&key.secret).await?;
    let dispatcher = Dispatcher::start(core.clone());
    Ok(Setup { core, caller, dispatcher, engine, _folder: folder })
}

fn draft() -> GenerationDraft {
    GenerationDraft::new(Wanted::Paint { prompt: "a lighthouse".to_owned() })
}

fn queue_wait(job: &Job) -> Option<Duration> {
    Some(job.started_at?.since(job.created_at))
}
