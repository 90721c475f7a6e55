//! Waiting for a job, for dialects whose calls are answered only when the picture is there.

use std::time::Duration;

use easel_types::{Caller, Error, ErrorKind, Job, JobEvent, JobId, JobState, Result};

use crate::Core;
use crate::failure::failure_error;

impl Core {
    /// Waits until the job is final and returns it if it succeeded.
    ///
    /// # Errors
    /// What made the job fail; `Cancelled`, `DeadlineExceeded`; `Unavailable` with a retry time
    /// if it is still open after `patience` (the job goes on).
    pub async fn await_result(
        &self,
        caller: &Caller,
        job_id: JobId,
        patience: Duration,
    ) -> Result<Job> {
        let mut watch = self.watch(caller, job_id).await?;
        let finished = async {
            while let Some(event) = watch.next().await {
                if matches!(event, JobEvent::State { state, .. } if state.is_final()) {
                    break;
                }
            }
        };
        if tokio::time::timeout(patience, finished).await.is_err() {
            return Err(Error::new(
                ErrorKind::Unavailable,
                format!("the job {job_id} is still being worked on; ask for it again later"),
            )
            .with_retry_after(Duration::from_secs(5)));
        }
        let job = self.job(caller, job_id).await?;
        match job.state {
            JobState::Succeeded => Ok(job),
            JobState::Canceled => {
                Err(Error::new(ErrorKind::Cancelled, format!("the job {job_id} was cancelled")))
            }
            JobState::Expired => Err(Error::new(
                ErrorKind::DeadlineExceeded,
                "the job's deadline passed before it could start; nothing was charged",
            )),
            JobState::Failed => Err(job
                .failure
                .as_ref()
                .map_or_else(|| Error::internal("a failed job without a reason"), failure_error)),
            JobState::Queued | JobState::Running => {
                Err(Error::internal("a job left its final state"))
            }
        }
    }
}
