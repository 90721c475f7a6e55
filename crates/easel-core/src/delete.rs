//! Deleting a job: its pictures go, its owner sees it no more, the ledger keeps its entries.

use easel_types::{Caller, ErrorKind, JobId, Result};

use crate::Core;
use crate::failure::store_error;
use crate::fetch::no_such_job;

impl Core {
    /// Deletes a job of the caller. An open one is cancelled first.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_job(&self, caller: &Caller, job_id: JobId) -> Result<()> {
        let mut job = self.job(caller, job_id).await?;
        if !job.state.is_final() {
            match self.cancel(caller, job_id).await {
                Ok(canceled) => job = canceled,
                // It finished in this moment.
                Err(err) if err.kind == ErrorKind::Conflict => {
                    job = self.job(caller, job_id).await?;
                }
                Err(err) => return Err(err),
            }
        }
        let deleted = self.store().job_delete_if_final(job_id, caller.account_id, self.now());
        if !deleted.await.map_err(store_error)? {
            return Err(no_such_job(job_id));
        }
        // What cannot be removed now is removed with the other artifacts of its age.
        for artifact in job.artifacts {
            self.forget_blobs(&[artifact.blob]).await;
            self.store().artifact_delete(artifact.id).await.map_err(store_error)?;
        }
        Ok(())
    }
}
