//! Putting right what time has broken: jobs whose dispatcher died, and jobs whose deadline
//! passed while they waited.

use easel_store::{Lease, RescueOutcome, StoreError};
use easel_types::{JobEvent, JobState, Progress};

use crate::{Core, metric};

impl Core {
    /// Requeues (or fails) jobs with lost leases and expires overdue ones. Errors are logged:
    /// the next round tries again.
    pub(crate) async fn rescue(&self) {
        self.prolong_own_leases().await;
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

    /// Whoever is alive enough to look for lost jobs is at work on its own: after a long lock of
    /// the database or a pause of the machine they must not be taken for lost.
    async fn prolong_own_leases(&self) {
        // Heartbeats come three times a lease; one that is more than two late is overdue.
        let overdue = self.now().plus(self.lease_time() / 4);
        for lease in self.shared.running.leases_ending_before(overdue) {
            if let Err(err) = self.prolong(&lease, None).await {
                tracing::error!(job_id = %lease.job_id, error = &err as &dyn std::error::Error,
                    "a lease could not be prolonged");
            }
        }
    }

    /// Prolongs a lease by its whole time. False: it was lost.
    pub(crate) async fn prolong(
        &self,
        lease: &Lease,
        progress: Option<Progress>,
    ) -> Result<bool, StoreError> {
        let until = self.now().plus(self.lease_time());
        let held = self.store().job_heartbeat_if_leased(lease, until, progress).await?;
        if held {
            self.shared.running.prolonged(lease, until);
        }
        Ok(held)
    }
}
