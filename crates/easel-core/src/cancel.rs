//! Cancelling a job: final at once, whatever the engine is doing.

use easel_store::CancelOutcome;
use easel_types::{Caller, Error, ErrorKind, Job, JobEvent, JobId, JobState, Result, Scope};

use crate::failure::store_error;
use crate::fetch::no_such_job;
use crate::{Core, metric};

impl Core {
    /// Cancels a queued or running job of the caller and gives its credits back. Cancelling a
    /// cancelled job again changes nothing.
    ///
    /// # Errors
    /// `NotFound`; `Conflict` if the job had already succeeded, failed or expired.
    pub async fn cancel(&self, caller: &Caller, job_id: JobId) -> Result<Job> {
        caller.require(Scope::Generate)?;
        let outcome = self.store().job_cancel_if_open(job_id, caller.account_id, self.now()).await;
        match outcome.map_err(store_error)? {
            CancelOutcome::Canceled { .. } => {
                self.shared.running.stop(job_id);
                self.shared.events.publish(JobEvent::State { job_id, state: JobState::Canceled });
                let job = self.job(caller, job_id).await?;
                metric::job_finished(job.request.intent, JobState::Canceled);
                Ok(job)
            }
            CancelOutcome::AlreadyFinal(JobState::Canceled) => self.job(caller, job_id).await,
            CancelOutcome::AlreadyFinal(state) => Err(Error::new(
                ErrorKind::Conflict,
                format!("the job {job_id} can no longer be cancelled: it has {state}"),
            )),
            CancelOutcome::NotFound => Err(no_such_job(job_id)),
        }
    }
}
