//! The background work of a process: claim a job for every free slot, keep its lease alive while
//! the engine paints, settle it; and rescue, expire and sweep on a timer.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use easel_engine::{Engine, EngineError, PaintEvent, PaintOrder, PaintedImage};
use easel_store::{ClaimOrder, ClaimParams, Lease};
use easel_types::{
    BlobKey, ErrorKind, ImageParams, Job, JobEvent, JobFailure, JobState, Progress, Result, Work,
    WorkerId,
};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::failure::{blob_error, store_error};
use crate::{Core, metric};

/// How often an idle dispatcher looks for jobs queued by other processes and for retries whose
/// pause is over. Jobs queued in this process are announced at once.
const POLL: Duration = Duration::from_millis(100);
/// How often lost leases and passed deadlines are looked for.
const RESCUE_EVERY: Duration = Duration::from_secs(1);
/// How often old artifacts are swept.
const RETENTION_EVERY: Duration = Duration::from_mins(10);
/// How often due messages about final jobs are looked for.
const CALLBACKS_EVERY: Duration = Duration::from_millis(500);
/// Pause of a job that failed through no fault of its own.
const BLAMELESS_PAUSE: Duration = Duration::from_secs(5);
/// Pause after the store failed.
const STORE_PAUSE: Duration = Duration::from_secs(1);

/// The running background work of a process.
#[derive(Debug)]
pub struct Dispatcher {
    core: Core,
    stop_claiming: CancellationToken,
    give_back: CancellationToken,
    loops: JoinSet<()>,
}

impl Dispatcher {
    /// Starts rescue and retention, and, where the process has an engine, dispatch.
    pub fn start(core: Core) -> Self {
        let stop_claiming = CancellationToken::new();
        let give_back = CancellationToken::new();
        let mut loops = JoinSet::new();
        loops.spawn(rescue_loop(core.clone(), stop_claiming.clone()));
        loops.spawn(retention_loop(core.clone(), stop_claiming.clone()));
        loops.spawn(callback_loop(core.clone(), stop_claiming.clone()));
        if let Some(engine) = core.shared.parts.engine.clone() {
            let shift = Shift {
                worker: WorkerId::generate(core.clock(), core.entropy()),
                core: core.clone(),
                engine,
                stop_claiming: stop_claiming.clone(),
                give_back: give_back.clone(),
            };
            loops.spawn(Arc::new(shift).claim_loop());
        }
        Self { core, stop_claiming, give_back, loops }
    }

    /// Stops claiming, lets running attempts finish for up to `drain`, then gives their leases
    /// back, so that another process continues at once.
    pub async fn shutdown(mut self, drain: Duration) {
        self.stop_claiming.cancel();
        let finished = async { while self.loops.join_next().await.is_some() {} };
        if tokio::time::timeout(drain, finished).await.is_err() {
            self.give_back.cancel();
            while self.loops.join_next().await.is_some() {}
        }
        if let Some(engine) = &self.core.shared.parts.engine {
            engine.shutdown().await;
        }
    }
}

/// What every attempt of this process shares.
#[derive(Debug)]
struct Shift {
    worker: WorkerId,
    core: Core,
    engine: Arc<dyn Engine>,
    stop_claiming: CancellationToken,
    give_back: CancellationToken,
}

impl Shift {
    async fn claim_loop(self: Arc<Self>) {
        let slots = Arc::new(Semaphore::new(self.engine.slots()));
        let mut attempts = JoinSet::new();
        loop {
            // Finished attempts are collected, so that the set does not grow.
            while attempts.try_join_next().is_some() {}
            let slot = tokio::select! {
                () = self.stop_claiming.cancelled() => break,
                slot = slots.clone().acquire_owned() => slot,
            };
            let Ok(slot) = slot else { break };
            match self.claim().await {
                Ok(Some(job)) => {
                    let shift = self.clone();
                    attempts.spawn(async move {
                        shift.run_attempt(job).await;
                        drop(slot);
                    });
                }
                Ok(None) => self.wait_for_job(POLL).await,
                Err(err) => {
                    tracing::error!(
                        error = &err as &dyn std::error::Error,
                        "no job could be claimed"
                    );
                    self.wait_for_job(STORE_PAUSE).await;
                }
            }
        }
        while attempts.join_next().await.is_some() {}
    }

    async fn wait_for_job(&self, longest: Duration) {
        tokio::select! {
            () = self.stop_claiming.cancelled() => {}
            () = self.core.shared.job_queued.notified() => {}
            () = tokio::time::sleep(longest) => {}
        }
    }

    async fn claim(&self) -> Result<Option<Job>> {
        let now = self.core.now();
        let claim = ClaimParams {
            worker: self.worker,
            lease_until: now.plus(self.core.lease_time()),
            order: self.core.claim_order(),
            models_excluded: self.engine.quarantined().into_iter().map(|(name, _)| name).collect(),
        };
        self.core.store().job_claim_next(claim).await.map_err(store_error)
    }

    /// One attempt from claim to settlement.
    async fn run_attempt(&self, job: Job) {
        let lease = Lease { job_id: job.id, attempt: job.attempt, worker: self.worker };
        metric::job_started(job.created_at, self.core.now());
        self.core
            .shared
            .events
            .publish(JobEvent::State { job_id: job.id, state: JobState::Running });
        let order = match self.core.paint_order(&job).await {
            Ok(order) => order,
            Err(err) => {
                let retryable = err.kind == ErrorKind::Unavailable;
                let failure = JobFailure { kind: err.kind, message: err.public };
                self.core.retry_or_fail(&job, &lease, failure, retryable).await;
                return;
            }
        };
        let files: Vec<PathBuf> =
            order.model_files.all().cloned().chain(order.lora_files.iter().cloned()).collect();
        let started = Instant::now();
        match self.paint_under_lease(&job, &lease, order).await {
            AttemptEnd::Painted(images) => {
                self.core.shared.estimator.note(&job, started.elapsed());
                self.core.settle_success(&job, &lease, images).await;
            }
            // Neither is the job's fault: other jobs brought the quarantine about after this one was
            // claimed, or the executable is away. It waits.
            AttemptEnd::Failed(
                err @ (EngineError::Quarantined(_) | EngineError::SpawnFailed(_)),
            ) => {
                tracing::error!(job_id = %job.id, error = %err, "the job goes back to the queue");
                self.give_back(&job, &lease, BLAMELESS_PAUSE).await;
            }
            AttemptEnd::Failed(err) => {
                self.core.settle_failure(&job, &lease, &err, &files).await;
            }
            AttemptEnd::LeaseLost => {
                tracing::info!(job_id = %job.id, attempt = job.attempt, "the attempt lost its lease");
            }
            AttemptEnd::GivenBack => {
                self.give_back(&job, &lease, Duration::ZERO).await;
            }
            AttemptEnd::TooLong => {
                let seconds = self.core.limits().attempt_time_max.as_secs();
                let failure = JobFailure {
                    kind: ErrorKind::EngineFailed,
                    message: format!("the attempt took longer than {seconds} s and was stopped"),
                };
                self.core.retry_or_fail(&job, &lease, failure, true).await;
            }
        }
    }

    /// Puts the job back into the queue without counting the attempt.
    async fn give_back(&self, job: &Job, lease: &Lease, pause: Duration) {
        let not_before = self.core.now().plus(pause);
        if let Err(err) = self.core.store().job_requeue_if_leased(lease, false, not_before).await {
            tracing::error!(job_id = %job.id, error = &err as &dyn std::error::Error,
                "a lease could not be given back; it will run out");
        }
    }

    /// Paints while heartbeats keep the lease alive.
    async fn paint_under_lease(&self, job: &Job, lease: &Lease, order: PaintOrder) -> AttemptEnd {
        let cancel = CancellationToken::new();
        let _stop_painting_when_left = cancel.clone().drop_guard();
        let listed =
            self.core.shared.running.enter(lease, self.core.now().plus(self.core.lease_time()));
        let (progress_tx, progress) = watch::channel(None);
        // A task of its own: a heartbeat may wait long for the database, and the engine must be
        // listened to meanwhile.
        let heart = keep_alive(self.core.clone(), *lease, progress, listed.stop().clone());
        let _heart = AbortOnDropHandle::new(tokio::spawn(heart));
        let (events_tx, mut events) = mpsc::channel(16);
        let painting = self.engine.paint(order, events_tx, cancel.clone());
        tokio::pin!(painting);
        let too_long = tokio::time::sleep(self.core.limits().attempt_time_max);
        tokio::pin!(too_long);
        let mut events_open = true;
        let end = loop {
            tokio::select! {
                painted = &mut painting => {
                    // What the engine told just before it was done.
                    while let Ok(event) = events.try_recv() {
                        self.core.note_event(job, event, &progress_tx);
                    }
                    return painted.map_or_else(AttemptEnd::Failed, AttemptEnd::Painted);
                }
                event = events.recv(), if events_open => match event {
                    Some(event) => self.core.note_event(job, event, &progress_tx),
                    None => events_open = false,
                },
                () = listed.stop().cancelled() => break AttemptEnd::LeaseLost,
                () = self.give_back.cancelled() => break AttemptEnd::GivenBack,
                () = &mut too_long => break AttemptEnd::TooLong,
            }
        };
        cancel.cancel();
        // Wait until the slot is really free; the engine gives up soon after `cancel`.
        if let Ok(images) = painting.await
            && matches!(end, AttemptEnd::GivenBack | AttemptEnd::TooLong)
        {
            return AttemptEnd::Painted(images);
        }
        end
    }
}

/// How an attempt ended.
enum AttemptEnd {
    Painted(Vec<PaintedImage>),
    Failed(EngineError),
    /// Cancelled by the owner, or taken over after missed heartbeats.
    LeaseLost,
    /// The process shuts down.
    GivenBack,
    TooLong,
}

impl Core {
    pub(crate) fn lease_time(&self) -> Duration {
        Duration::from_millis(self.limits().lease_ms_max)
    }

    pub(crate) fn claim_order(&self) -> ClaimOrder {
        ClaimOrder { now: self.now(), ageing: self.limits().priority_ageing }
    }

    fn note_event(&self, job: &Job, event: PaintEvent, progress: &watch::Sender<Option<Progress>>) {
        match event {
            PaintEvent::Loading => tracing::debug!(job_id = %job.id, "the model is being loaded"),
            PaintEvent::Step { step, steps } => {
                let latest = Progress { step, steps };
                progress.send_replace(Some(latest));
                self.shared.events.publish(JobEvent::Progress { job_id: job.id, progress: latest });
            }
            PaintEvent::Preview { index, png } => {
                let png = Arc::new(png);
                self.shared.events.publish(JobEvent::Preview { job_id: job.id, index, png });
            }
        }
    }

    /// Everything the engine needs for `job`, looked up.
    async fn paint_order(&self, job: &Job) -> Result<PaintOrder> {
        let Work::Paint(params) = &job.request.work else {
            return Err(easel_types::Error::internal("an instant picture was queued"));
        };
        let models = self.installed_models().await?;
        let model = installed(&models, &params.model)?;
        let mut lora_files = Vec::with_capacity(params.loras.len());
        for lora in &params.loras {
            lora_files.push(installed(&models, &lora.model)?.files.model.clone());
        }
        let ImageParams { init, mask, references, .. } = &**params;
        let init_image = match init {
            Some(init) => Some(self.input(&init.blob).await?),
            None => None,
        };
        let mask = match mask {
            Some(mask) => Some(self.input(mask).await?),
            None => None,
        };
        let references =
            futures::future::try_join_all(references.iter().map(|key| self.input(key)));
        Ok(PaintOrder {
            model_files: model.files.clone(),
            lora_files,
            init_image,
            mask,
            references: references.await?,
            preview_every_steps: preview_every_steps(params, self.settings().preview_every_steps),
            params: (**params).clone(),
        })
    }

    async fn input(&self, key: &BlobKey) -> Result<Vec<u8>> {
        match self.blobs().get(key).await.map_err(blob_error)? {
            Some(bytes) => Ok(bytes.to_vec()),
            None => Err(easel_types::Error::internal(format!("the input {key} is gone"))),
        }
    }
}

/// So many steps between two previews that the wished number comes before the last step.
fn preview_every_steps(params: &ImageParams, usual: u32) -> u32 {
    match params.n_previews {
        0 => usual,
        n => (params.steps / (n + 1)).max(1),
    }
}

fn installed<'m>(
    models: &'m [easel_types::ModelRecord],
    name: &easel_types::ModelName,
) -> Result<&'m easel_types::ModelRecord> {
    models.iter().find(|model| model.name == *name).ok_or_else(|| {
        easel_types::Error::new(
            ErrorKind::ModelUnavailable,
            format!("the model `{name}` was removed while the job waited"),
        )
    })
}

/// Prolongs a lease three times in its time; triggers `lost` once it is lost. Ends when aborted.
async fn keep_alive(
    core: Core,
    lease: Lease,
    progress: watch::Receiver<Option<Progress>>,
    lost: CancellationToken,
) {
    let mut every = tokio::time::interval(core.lease_time() / 3);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    every.tick().await;
    loop {
        every.tick().await;
        let latest = *progress.borrow();
        match core.prolong(&lease, latest).await {
            Ok(true) => {}
            Ok(false) => {
                lost.cancel();
                return;
            }
            Err(err) => tracing::error!(job_id = %lease.job_id,
                error = &err as &dyn std::error::Error, "a heartbeat failed"),
        }
    }
}

async fn rescue_loop(core: Core, stop: CancellationToken) {
    // At once after a start: jobs of a killed process should not wait for the first tick.
    let mut every = tokio::time::interval(RESCUE_EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while stop.run_until_cancelled(every.tick()).await.is_some() {
        core.rescue().await;
    }
}

async fn callback_loop(core: Core, stop: CancellationToken) {
    let mut every = tokio::time::interval(CALLBACKS_EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while stop.run_until_cancelled(every.tick()).await.is_some() {
        // Stopping does not wait for slow receivers: what was not received stays due.
        if stop.run_until_cancelled(core.send_callbacks()).await.is_none() {
            return;
        }
    }
}

async fn retention_loop(core: Core, stop: CancellationToken) {
    let mut every = tokio::time::interval(RETENTION_EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while stop.run_until_cancelled(every.tick()).await.is_some() {
        core.sweep().await;
    }
}
