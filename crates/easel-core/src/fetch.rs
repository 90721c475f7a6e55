//! Looking at jobs and their pictures.

use bytes::Bytes;
use easel_store::JobQuery;
use easel_types::{
    Artifact, ArtifactId, Caller, Error, ErrorKind, Job, JobId, JobState, Result, Scope,
};

use crate::Core;
use crate::failure::{blob_error, store_error};

/// A job with what is known about its waiting.
#[derive(Debug, Clone)]
pub struct JobView {
    /// The job.
    pub job: Job,
    /// How many jobs run before it, while it is queued.
    pub queue_position: Option<u32>,
    /// Seconds until it is done, as far as can be told; 0 for final jobs.
    pub estimated_seconds: f64,
}

/// A picture with its bytes.
#[derive(Debug, Clone)]
pub struct ServedFile {
    /// What it is.
    pub artifact: Artifact,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Core {
    /// A job of the caller.
    ///
    /// # Errors
    /// `NotFound` if there is none, or it belongs to somebody else.
    pub async fn job(&self, caller: &Caller, job_id: JobId) -> Result<Job> {
        caller.require(Scope::Generate)?;
        let job = self.store().job_get(job_id, Some(caller.account_id)).await;
        job.map_err(store_error)?.ok_or_else(|| no_such_job(job_id))
    }

    /// A job and the caller that asked for it, for fronts whose clients show nothing but its
    /// unguessable id (74 random bits). Whether that is enough for this job, the front decides.
    ///
    /// # Errors
    /// `NotFound`; also where the key it was sent with has been revoked since.
    pub async fn job_with_its_caller(&self, job_id: JobId) -> Result<(Job, Caller)> {
        let job = self.store().job_get(job_id, None).await.map_err(store_error)?;
        let job = job.ok_or_else(|| no_such_job(job_id))?;
        let key = self.store().key_get(job.key_id).await.map_err(store_error)?;
        let key = key.filter(|key| key.revoked_at.is_none()).ok_or_else(|| no_such_job(job_id))?;
        let caller = Caller { account_id: job.account_id, key_id: job.key_id, scopes: key.scopes };
        Ok((job, caller))
    }

    /// A job of the caller under the name the caller gave it.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn job_by_key(&self, caller: &Caller, idempotency_key: &str) -> Result<Job> {
        caller.require(Scope::Generate)?;
        let job =
            self.store().job_find_by_idempotency_key(caller.account_id, idempotency_key).await;
        job.map_err(store_error)?
            .map(|(job, _)| job)
            .ok_or_else(|| Error::new(ErrorKind::NotFound, "there is no job under this key"))
    }

    /// Adds queue position and estimate to a job.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn view(&self, job: Job) -> Result<JobView> {
        let queue_position = match job.state {
            JobState::Queued => self
                .store()
                .job_queue_position(job.id, &self.claim_order())
                .await
                .map_err(store_error)?,
            _ => None,
        };
        let estimated_seconds = self.shared.estimator.seconds_left(&job, queue_position);
        Ok(JobView { job, queue_position, estimated_seconds })
    }

    /// Jobs of the caller, newest first, at most 100 at once.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn jobs(
        &self,
        caller: &Caller,
        state: Option<JobState>,
        before: Option<JobId>,
        limit: u32,
    ) -> Result<Vec<Job>> {
        caller.require(Scope::Generate)?;
        let query =
            JobQuery { account_id: caller.account_id, state, before, limit: limit.clamp(1, 100) };
        self.store().job_list(query).await.map_err(store_error)
    }

    /// The caller's jobs that are made from these artifacts, oldest first.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn jobs_made_from(
        &self,
        caller: &Caller,
        origins: &[ArtifactId],
    ) -> Result<Vec<Job>> {
        caller.require(Scope::Generate)?;
        if origins.is_empty() {
            return Ok(Vec::new());
        }
        self.store().job_list_by_origin(caller.account_id, origins).await.map_err(store_error)
    }

    /// The caller's job that produced an artifact.
    ///
    /// # Errors
    /// `NotFound` if there is no such artifact, or it belongs to somebody else.
    pub async fn job_of_artifact(&self, caller: &Caller, id: ArtifactId) -> Result<Job> {
        let gone = || Error::new(ErrorKind::NotFound, "there is no such picture in this account");
        let artifact = self.store().artifact_get(id).await.map_err(store_error)?;
        self.job(caller, artifact.ok_or_else(gone)?.job_id).await.map_err(|err| match err.kind {
            ErrorKind::NotFound => gone(),
            _ => err,
        })
    }

    /// A produced file. Whoever knows the unguessable id may read it: clients hand these
    /// addresses to browsers and to each other.
    ///
    /// # Errors
    /// `NotFound` if there is none, or it was removed when its time was over.
    pub async fn file(&self, id: ArtifactId) -> Result<ServedFile> {
        let gone = || Error::new(ErrorKind::NotFound, "there is no such file, or its time is over");
        let artifact =
            self.store().artifact_get(id).await.map_err(store_error)?.ok_or_else(gone)?;
        let bytes = self.blobs().get(&artifact.blob).await.map_err(blob_error)?.ok_or_else(gone)?;
        Ok(ServedFile { artifact, bytes })
    }
}

pub(crate) fn no_such_job(job_id: JobId) -> Error {
    Error::new(ErrorKind::NotFound, format!("there is no job {job_id} in this account"))
}
