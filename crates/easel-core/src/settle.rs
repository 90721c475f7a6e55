//! The end of an attempt: store the bytes, then finish and capture, or fail and release, or put
//! the job back. Every step is guarded by the lease, so a late end changes nothing.

use std::path::PathBuf;
use std::time::Duration;

use easel_engine::{EngineError, PaintedImage};
use easel_store::Lease;
use easel_types::{Artifact, ArtifactRole, ErrorKind, Job, JobEvent, JobFailure, JobState, Size};

use crate::failure::engine_failure;
use crate::{Core, metric};

/// Pause before another attempt at a job, doubled with every attempt.
const RETRY_PAUSE: Duration = Duration::from_millis(500);
/// How often finishing is tried while the database or the storage is away.
const SETTLE_TRIES: u32 = 5;

impl Core {
    /// Stores the pictures of a finished attempt and captures the price.
    pub(crate) async fn settle_success(&self, job: &Job, lease: &Lease, images: Vec<PaintedImage>) {
        let format = job.request.format();
        let mut artifacts = Vec::with_capacity(images.len());
        for (index, image) in (0_u32..).zip(images) {
            let size = Size::new(image.width, image.height);
            let bytes = match self.encoded(image.png, format).await {
                Ok(bytes) => bytes,
                Err(err) => {
                    tracing::error!(job_id = %job.id, error = &err as &dyn std::error::Error,
                        "a finished picture could not be encoded");
                    let failure = JobFailure {
                        kind: ErrorKind::EngineFailed,
                        message: format!(
                            "the finished picture could not be encoded as {}",
                            format.extension()
                        ),
                    };
                    self.retry_or_fail(job, lease, failure, false).await;
                    return;
                }
            };
            let mut artifact =
                self.artifact(job.id, ArtifactRole::Output, format, (size, bytes.len()));
            artifact.index = index;
            if let Err(err) = self.blobs().put(&artifact.blob, bytes.into()).await {
                tracing::error!(job_id = %job.id, error = &err as &dyn std::error::Error,
                    "a finished picture could not be stored");
                let failure = JobFailure {
                    kind: ErrorKind::Unavailable,
                    message: "the finished picture could not be stored".to_owned(),
                };
                self.retry_or_fail(job, lease, failure, true).await;
                return;
            }
            artifacts.push(artifact);
        }
        self.finish(job, lease, artifacts).await;
    }

    async fn finish(&self, job: &Job, lease: &Lease, artifacts: Vec<Artifact>) {
        let keys: Vec<_> = artifacts.iter().map(|artifact| artifact.blob.clone()).collect();
        for tried in 1..=SETTLE_TRIES {
            match self.store().job_finish_if_leased(lease, artifacts.clone(), self.now()).await {
                Ok(true) => {
                    metric::job_finished(job.request.intent, JobState::Succeeded);
                    self.published(job, JobState::Succeeded);
                    return;
                }
                Ok(false) => {
                    tracing::info!(job_id = %job.id, attempt = lease.attempt,
                        "a finished attempt came too late and was discarded");
                    self.forget_blobs(&keys).await;
                    return;
                }
                Err(err) => {
                    tracing::error!(job_id = %job.id, tried,
                        error = &err as &dyn std::error::Error, "a job could not be finished");
                    tokio::time::sleep(RETRY_PAUSE * tried).await;
                }
            }
        }
        // The lease runs out and the job is rescued; nothing was charged.
        self.forget_blobs(&keys).await;
    }

    /// Decides what a failed attempt means for its job.
    pub(crate) async fn settle_failure(
        &self,
        job: &Job,
        lease: &Lease,
        err: &EngineError,
        files: &[PathBuf],
    ) {
        tracing::warn!(job_id = %job.id, attempt = lease.attempt, error = %err, "an attempt failed");
        self.retry_or_fail(job, lease, engine_failure(err, files), err.is_retryable()).await;
    }

    pub(crate) async fn retry_or_fail(
        &self,
        job: &Job,
        lease: &Lease,
        failure: JobFailure,
        retryable: bool,
    ) {
        let more_allowed = job.attempts_counted < self.limits().attempts_max;
        let (outcome, state) = if retryable && more_allowed {
            let doublings = job.attempts_counted.saturating_sub(1).min(6);
            let not_before = self.now().plus(RETRY_PAUSE * 2_u32.pow(doublings));
            (self.store().job_requeue_if_leased(lease, true, not_before).await, JobState::Queued)
        } else {
            (self.store().job_fail_if_leased(lease, failure, self.now()).await, JobState::Failed)
        };
        match outcome {
            Ok(true) => {
                if state.is_final() {
                    metric::job_finished(job.request.intent, state);
                }
                self.published(job, state);
            }
            Ok(false) => tracing::info!(job_id = %job.id, "the lease was lost before settling"),
            Err(err) => tracing::error!(job_id = %job.id,
                error = &err as &dyn std::error::Error,
                "a failed attempt could not be settled; its lease will run out"),
        }
    }

    fn published(&self, job: &Job, state: JobState) {
        self.shared.events.publish(JobEvent::State { job_id: job.id, state });
        if state == JobState::Queued {
            self.shared.job_queued.notify_one();
        }
    }
}
