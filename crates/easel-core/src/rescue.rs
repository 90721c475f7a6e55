//! Putting right what time has broken: jobs whose dispatcher died, and jobs whose deadline
//! passed while they waited.

use easel_store::RescueOutcome;
use easel_types::{JobEvent, JobState};

use crate::{Core, metric};

impl Core {
    /// Requeues (or fails) jobs with lost leases and expires overdue ones. Errors are logged:
    /// the next round tries again.
    pub(crate) async fn rescue(&self) {
        let now = self.now();
        match self.store().job_rescue_lost(now, self.limits().attempts_max).await {
            Ok(rescued) => {
                for (job_id, outcome) in rescued {
                    tracing::warn!(%job_id, ?outcome, "a job had lost its worker");
                    metric::job_rescued();
                    let state = match outcome {
                        RescueOutcome::Requeued => JobState::Queued,
                        RescueOutcome::Failed => JobState::Failed,
                    };
                    self.shared.events.publish(JobEvent::State { job_id, state });
                    self.shared.job_queued.notify_one();
                }
            }
            Err(err) => tracing::error!(
                error = &err as &dyn std::error::Error,
                "lost jobs could not be looked for"
            ),
        }
        match self.store().job_expire_overdue(now).await {
            Ok(expired) => {
                for job_id in expired {
                    tracing::info!(%job_id, "the deadline passed before the job could start");
                    let state = JobState::Expired;
                    self.shared.events.publish(JobEvent::State { job_id, state });
                }
            }
            Err(err) => tracing::error!(
                error = &err as &dyn std::error::Error,
                "overdue jobs could not be looked for"
            ),
        }
        if let Ok(counts) = self.store().job_counts().await {
            metric::queue_depth(counts.queued, counts.running);
        }
        if let Some(status) = self.engine_status() {
            metric::engine(&status);
        }
    }
}
