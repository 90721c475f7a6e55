//! A fixed number of slots, each with at most one worker process. An order takes a slot, starts
//! its worker where there is none, and has it painted; a worker that dies or hangs is replaced
//! when the next order comes.
//!
//! * Cancelling kills the worker: stable-diffusion.cpp cannot be interrupted. The next order
//!   pays for loading the model again.
//! * A worker ends by itself when its stdin ends, so none survives the server, however it dies.
//! * A model that kills several workers in a row is quarantined ([`quarantine`]).
//!
//! The parts: [`options`], [`process`] (one worker), [`conversation`] (one order), [`slots`]
//! (which worker gets it), [`census`] (counts).

mod census;
mod conversation;
mod options;
mod process;
mod quarantine;
mod slots;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use easel_types::ModelName;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use self::census::Census;
use self::conversation::{command, converse, kills_worker};
pub use self::options::{PoolOptions, WorkerCommand};
use self::process::WorkerProcess;
use self::quarantine::{Quarantine, end_of_quarantine};
use self::slots::{Lease, Slots};
use crate::{Engine, EngineError, EngineStatus, PaintEvent, PaintOrder, PaintedImage};

/// How long [`WorkerPool::shutdown`] waits for workers to end.
const SHUTDOWN_WAIT: Duration = Duration::from_secs(5);

/// The engine that paints in worker processes. Dropping it kills them.
#[derive(Debug)]
pub struct WorkerPool {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    options: PoolOptions,
    slots: Slots,
    /// As many permits as there are free slots.
    free: Semaphore,
    quarantine: Mutex<Quarantine>,
    census: Arc<Census>,
    workers_started: AtomicU64,
    orders_taken: AtomicU64,
    stopping: CancellationToken,
}

impl WorkerPool {
    /// A pool whose workers are started when they are needed. `options.workers` of 0 counts as 1.
    /// With `options.idle_unload` this must be called inside a tokio runtime.
    pub fn start(options: PoolOptions) -> Self {
        let workers = options.workers.max(1);
        let shared = Arc::new(Shared {
            slots: Slots::new(workers),
            free: Semaphore::new(workers),
            quarantine: Mutex::default(),
            census: Arc::new(Census::new()),
            workers_started: AtomicU64::new(0),
            orders_taken: AtomicU64::new(0),
            stopping: CancellationToken::new(),
            options,
        });
        if let Some(idle_unload) = shared.options.idle_unload {
            tokio::spawn(unload_idle_workers(Arc::downgrade(&shared), idle_unload));
        }
        Self { shared }
    }
}

impl Drop for WorkerPool {
    fn drop(&mut self) {
        self.shared.stopping.cancel();
    }
}

#[async_trait]
impl Engine for WorkerPool {
    fn slots(&self) -> usize {
        self.shared.options.workers.max(1)
    }

    fn quarantined(&self) -> Vec<(ModelName, String)> {
        self.shared.quarantine().list(Instant::now())
    }

    fn status(&self) -> EngineStatus {
        EngineStatus {
            version: self.shared.census.version(),
            workers_alive: self.shared.census.alive(),
            busy: self.shared.slots.busy(),
            crashes: self.shared.census.crashes(),
        }
    }

    async fn paint(
        &self,
        order: PaintOrder,
        events: mpsc::Sender<PaintEvent>,
        cancel: CancellationToken,
    ) -> Result<Vec<PaintedImage>, EngineError> {
        let shared = &self.shared;
        shared.refuse_quarantined(&order.params.model)?;
        let lease = tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(EngineError::Cancelled),
            () = shared.stopping.cancelled() => return Err(shutting_down()),
            lease = shared.lease(&order) => lease?,
        };
        // Others may have died of it while this order waited.
        shared.refuse_quarantined(&order.params.model)?;
        shared.paint_with(lease, &order, &events, &cancel).await
    }

    async fn shutdown(&self) {
        self.shared.stopping.cancel();
        end_all(self.shared.slots.take_idle(None)).await;
        let all_gone = self.shared.census.wait_for_none();
        if tokio::time::timeout(SHUTDOWN_WAIT, all_gone).await.is_err() {
            tracing::warn!(
                workers = self.shared.census.alive(),
                "engine workers are still there after the shutdown"
            );
        }
    }
}

impl Shared {
    fn quarantine(&self) -> std::sync::MutexGuard<'_, Quarantine> {
        self.quarantine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refuse_quarantined(&self, model: &ModelName) -> Result<(), EngineError> {
        match self.quarantine().reason(model, Instant::now()) {
            Some(reason) => Err(EngineError::Quarantined(reason)),
            None => Ok(()),
        }
    }

    /// Waits for a free slot.
    async fn lease(&self, order: &PaintOrder) -> Result<Lease<'_>, EngineError> {
        let permit = self.free.acquire().await.map_err(|_| shutting_down())?;
        Ok(self.slots.lease(permit, &order.model_files))
    }

    async fn paint_with(
        &self,
        mut lease: Lease<'_>,
        order: &PaintOrder,
        events: &mpsc::Sender<PaintEvent>,
        cancel: &CancellationToken,
    ) -> Result<Vec<PaintedImage>, EngineError> {
        let order_id = self.orders_taken.fetch_add(1, Ordering::Relaxed) + 1;
        let (command, attachments) = command(order_id, order)?;
        let mut worker = tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(EngineError::Cancelled),
            () = self.stopping.cancelled() => return Err(shutting_down()),
            worker = self.worker(&mut lease) => worker?,
        };
        let outcome = tokio::select! {
            biased;
            () = cancel.cancelled() => Err(EngineError::Cancelled),
            () = self.stopping.cancelled() => {
                worker.kill().await;
                return Err(shutting_down());
            }
            outcome = converse(&mut worker, command, &attachments, &self.options, events) => outcome,
        };
        self.conclude(lease, worker, &order.params.model, &outcome).await;
        outcome
    }

    /// The slot's worker, or a new one after the pause that earlier failures ask for.
    async fn worker(&self, lease: &mut Lease<'_>) -> Result<WorkerProcess, EngineError> {
        if let Some(worker) = lease.take_worker() {
            return Ok(worker);
        }
        if let Some(not_before) = lease.not_before() {
            tokio::time::sleep_until(not_before).await;
        }
        let number = self.workers_started.fetch_add(1, Ordering::Relaxed) + 1;
        WorkerProcess::spawn(number, &self.options, &self.census).await.map_err(|err| {
            tracing::warn!(worker = number, error = %err, "an engine worker could not be started");
            lease.record_failure(&self.options);
            EngineError::SpawnFailed(err.to_string())
        })
    }

    /// Gives the slot back, with its worker where that is still of use, and remembers what
    /// happened.
    async fn conclude(
        &self,
        mut lease: Lease<'_>,
        worker: WorkerProcess,
        model: &ModelName,
        outcome: &Result<Vec<PaintedImage>, EngineError>,
    ) {
        let Err(err) = outcome else {
            self.quarantine().record_success(model);
            lease.record_success();
            return self.give_back(lease, worker).await;
        };
        let number = worker.number;
        match err {
            EngineError::WorkerDied(_) | EngineError::WorkerHung { .. } => {
                tracing::warn!(worker = number, model = %model, error = %err, "an engine worker is lost");
                if worker.is_alive() {
                    // It is killed by us below, which the census does not take for a crash.
                    self.census.crashed();
                }
                lease.record_failure(&self.options);
                let until = end_of_quarantine(Instant::now(), self.options.quarantine_for);
                let after = self.options.quarantine_after;
                self.quarantine().record_death(model, err.to_string(), after, until);
            }
            EngineError::SpawnFailed(_)
            | EngineError::ModelUnusable(_)
            | EngineError::Quarantined(_)
            | EngineError::Refused(_)
            | EngineError::OutOfMemory(_)
            | EngineError::Failed(_)
            | EngineError::Cancelled => lease.record_success(),
        }
        if kills_worker(err) {
            worker.kill().await;
        } else {
            self.give_back(lease, worker).await;
        }
    }

    /// Leaves the worker in its slot, unless nobody will come for it any more.
    async fn give_back(&self, lease: Lease<'_>, worker: WorkerProcess) {
        if self.stopping.is_cancelled() {
            worker.kill().await;
        } else {
            lease.give_back(worker);
        }
    }
}

/// Orders that a shutdown interrupts are worth another attempt by the next server.
fn shutting_down() -> EngineError {
    EngineError::SpawnFailed("the engine is shutting down".to_owned())
}

/// Ends workers that have had nothing to do for `idle_unload`, until the pool is gone.
async fn unload_idle_workers(pool: std::sync::Weak<Shared>, idle_unload: Duration) {
    let period = (idle_unload / 4).clamp(Duration::from_millis(50), Duration::from_secs(10));
    loop {
        tokio::time::sleep(period).await;
        let Some(pool) = pool.upgrade() else { return };
        if pool.stopping.is_cancelled() {
            return;
        }
        end_all(pool.slots.take_idle(Some(idle_unload))).await;
    }
}

/// Ends workers side by side.
async fn end_all(workers: Vec<WorkerProcess>) {
    let mut ending = tokio::task::JoinSet::new();
    for worker in workers {
        tracing::info!(worker = worker.number, "ending an idle engine worker");
        ending.spawn(worker.end_gracefully());
    }
    ending.join_all().await;
}
