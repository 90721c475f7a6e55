//! Accepting a request: resolve it, price it, and either draw it at once or hold its price and
//! queue it. After `submit` returns a job, no crash can lose it.

use easel_store::{EnqueueOutcome, NewJob};
use easel_types::request::Wanted;
use easel_types::{
    AccountId, Caller, Error, ErrorKind, GenerationDraft, ImageSource, Job, JobEvent, JobId,
    JobState, MicroCredits, Result, Scope, Work,
};
use sha2::{Digest, Sha256};

use crate::failure::{blob_error, store_error};
use crate::resolve::Resolved;
use crate::{Core, metric};

impl Core {
    /// Accepts `draft`. Instant pictures are finished when this returns; others are queued with
    /// their price held. The same idempotency key with the same content gives the same job.
    ///
    /// # Errors
    /// `InvalidRequest`, `UnsupportedParameter`, `ModelUnavailable`, `InsufficientCredits`,
    /// `Conflict` (same key, other content), `AtCapacity`, `ContentRejected`; nothing is charged then.
    pub async fn submit(&self, caller: &Caller, draft: GenerationDraft) -> Result<Job> {
        caller.require(Scope::Generate)?;
        let fingerprint = fingerprint(&draft)?;
        let key = draft.idempotency_key.as_deref();
        if let Some(job) = self.earlier_job(caller.account_id, key, &fingerprint).await? {
            return Ok(job);
        }
        let id = self.new_job_id();
        let (priority, idempotency_key) = (draft.priority, draft.idempotency_key.clone());
        let deadline = draft.deadline;
        let Resolved { request, inputs } = self.resolve(caller, draft, id).await?;
        let now = self.now();
        let job = NewJob {
            id,
            account_id: caller.account_id,
            key_id: caller.key_id,
            idempotency_key,
            fingerprint,
            model: match &request.work {
                Work::Paint(params) => Some(params.model.clone()),
                Work::Draw { .. } | Work::Edit { .. } => None,
            },
            price: self.settings().prices.quote(&request),
            request,
            priority,
            deadline_at: deadline.map(|deadline| now.plus(deadline)),
            jobs_open_max: self.limits().jobs_open_max,
            jobs_open_per_account_max: self.limits().jobs_open_per_account_max,
            now,
        };
        let job = match job.request.work {
            Work::Draw { .. } => self.draw_and_record(job).await?,
            Work::Edit { .. } => self.edit_and_record(job, inputs).await?,
            Work::Paint(_) => self.enqueue(job, inputs).await?,
        };
        metric::job_submitted(job.request.intent, job.state);
        Ok(job)
    }

    /// What a draft would cost, without accepting it.
    ///
    /// # Errors
    /// As [`Core::submit`], as far as they can be known before.
    pub async fn quote(&self, caller: &Caller, draft: GenerationDraft) -> Result<MicroCredits> {
        caller.require(Scope::Generate)?;
        let id = self.new_job_id();
        let resolved = self.resolve(caller, draft, id).await?;
        Ok(self.settings().prices.quote(&resolved.request))
    }

    /// The job that was accepted before under an idempotency key.
    pub(crate) async fn earlier_job(
        &self,
        account_id: AccountId,
        key: Option<&str>,
        fingerprint: &[u8; 32],
    ) -> Result<Option<Job>> {
        let Some(key) = key else { return Ok(None) };
        match self.store().job_find_by_idempotency_key(account_id, key).await {
            Ok(Some((job, known))) if known == *fingerprint => Ok(Some(job)),
            Ok(Some((job, _))) => Err(clash(job.id)),
            Ok(None) => Ok(None),
            Err(err) => Err(store_error(err)),
        }
    }

    /// Stores the pictures that came with the request, then the job with its hold.
    async fn enqueue(
        &self,
        job: NewJob,
        inputs: Vec<(easel_types::BlobKey, Vec<u8>)>,
    ) -> Result<Job> {
        let keys: Vec<_> = inputs.iter().map(|(key, _)| key.clone()).collect();
        for (key, bytes) in inputs {
            self.blobs().put(&key, bytes.into()).await.map_err(blob_error)?;
        }
        let outcome = self.store().job_enqueue_with_hold(job).await.map_err(store_error);
        if !matches!(outcome, Ok(EnqueueOutcome::Created(_))) {
            self.forget_blobs(&keys).await;
        }
        let outcome = outcome?;
        if let EnqueueOutcome::Created(job) = &outcome {
            self.shared.job_queued.notify_one();
            self.shared.events.publish(JobEvent::State { job_id: job.id, state: JobState::Queued });
        }
        self.accepted(outcome)
    }

    /// The job of an outcome, or the error that the outcome means.
    pub(crate) fn accepted(&self, outcome: EnqueueOutcome) -> Result<Job> {
        match outcome {
            EnqueueOutcome::Created(job) | EnqueueOutcome::Existing(job) => Ok(*job),
            EnqueueOutcome::Clash(id) => Err(clash(id)),
            EnqueueOutcome::InsufficientCredits(balance) => Err(insufficient(balance.available)),
            EnqueueOutcome::QueueFull { of_account, open } => {
                let whose = if of_account { "this account has" } else { "the server has" };
                let kind = if of_account { ErrorKind::RateLimited } else { ErrorKind::AtCapacity };
                let wait = self.shared.estimator.time_until_a_slot_frees();
                Err(Error::new(
                    kind,
                    format!("{whose} {open} jobs waiting or running, the most allowed; try later"),
                )
                .with_retry_after(wait))
            }
        }
    }

    /// Removes blobs that no job refers to. A failure is logged; retention sweeps what is left.
    pub(crate) async fn forget_blobs(&self, keys: &[easel_types::BlobKey]) {
        for key in keys {
            if let Err(err) = self.blobs().delete(key).await {
                tracing::warn!(%key, error = %err, "an unused blob could not be removed");
            }
        }
    }
}

pub(crate) fn insufficient(available: MicroCredits) -> Error {
    Error::new(
        ErrorKind::InsufficientCredits,
        format!(
            "the account has {available} credits available, which does not cover this request; \
             add credits (the operator does with `easel credits grant`)"
        ),
    )
}

fn clash(id: JobId) -> Error {
    Error::new(
        ErrorKind::Conflict,
        format!(
            "the idempotency key belongs to the earlier job {id}, which asked for something \
             else; use a new key for a new request"
        ),
    )
    .with_param("idempotency_key")
}

/// SHA-256 over everything that was asked, to tell a repetition from a clash.
fn fingerprint(draft: &GenerationDraft) -> Result<[u8; 32]> {
    let mut hasher = Sha256::new();
    hasher.update(serde_json::to_vec(draft).map_err(Error::internal)?);
    let edited = match &draft.wanted {
        Wanted::Edit { picture, .. } => Some(picture),
        Wanted::Smart { .. }
        | Wanted::Paint { .. }
        | Wanted::Draw { .. }
        | Wanted::Notation { .. } => None,
    };
    let pictures = draft.init_image.iter().chain(&draft.mask).chain(&draft.references);
    for picture in pictures.chain(edited) {
        match picture {
            ImageSource::Bytes(bytes) => hasher.update(Sha256::digest(bytes)),
            ImageSource::Artifact(id) => hasher.update(id.to_string()),
            ImageSource::Upload(id) => hasher.update(id.to_string()),
            ImageSource::Address(address) => hasher.update(Sha256::digest(address.as_bytes())),
        }
    }
    // Without these two lines an init image alone and a reference alone would look the same.
    hasher.update([u8::from(draft.init_image.is_some()), u8::from(draft.mask.is_some())]);
    if let Wanted::Smart { .. } = draft.wanted {
        hasher.update(b"smart");
    }
    Ok(hasher.finalize().into())
}
