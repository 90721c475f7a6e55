//! All SQL and all stored bytes. [`Store`] is the seam: one implementation a database, each with
//! its own hand-written statements, all held to the suite in [`conformance`].
//!
//! What a state change means (prices, retries, events) is decided in `easel-core`; here it is
//! only made atomic and guarded.

pub mod blobs;
pub mod conformance;
mod error;
mod params;
pub mod sqlite;

use async_trait::async_trait;
use easel_types::{
    AccountId, Artifact, ArtifactId, Job, JobId, KeyId, ModelName, ModelRecord, Progress,
    Timestamp, UploadId,
};

pub use error::StoreError;
pub use params::*;

/// Shorthand for results of store methods.
pub type StoreResult<T> = Result<T, StoreError>;

/// Where accounts, keys, credits, jobs, artifacts and models are kept.
///
/// Every method is one transaction (sweeps: one a batch of jobs). Methods that change a state
/// name their guard (`…_if_leased`) and report whether it held; a guard that did not hold is an
/// answer, not an error. Balances are always sums over the ledger. A call that is dropped before
/// it has answered has happened wholly or not at all.
///
/// An internal seam: it may change with any release.
#[async_trait]
pub trait Store: Send + Sync + std::fmt::Debug {
    /// Creates an account.
    async fn account_create(&self, account: NewAccount) -> StoreResult<()>;
    /// The account, if it exists.
    async fn account_get(&self, id: AccountId) -> StoreResult<Option<AccountRow>>;
    /// All accounts, oldest first.
    async fn account_list(&self) -> StoreResult<Vec<AccountRow>>;
    /// Number of accounts; zero means a fresh installation.
    async fn account_count(&self) -> StoreResult<u64>;

    /// Creates a key. A hash that is already stored is [`StoreError::Duplicate`].
    async fn key_create(&self, key: NewKey) -> StoreResult<()>;
    /// The unrevoked key with this hash.
    async fn key_find_by_hash(&self, hash: &[u8; 32]) -> StoreResult<Option<KeyRow>>;
    /// The unrevoked keys whose part has this hash ([`NewKey::part_hash`]); people may choose
    /// keys that share a part.
    async fn key_list_by_part(&self, part_hash: &[u8; 32]) -> StoreResult<Vec<KeyRow>>;
    /// The key, revoked or not.
    async fn key_get(&self, id: KeyId) -> StoreResult<Option<KeyRow>>;
    /// Keys of one account, or of all, revoked ones included, oldest first.
    async fn key_list(&self, account: Option<AccountId>) -> StoreResult<Vec<KeyRow>>;
    /// Revokes a key; false if it does not exist (in that account) or was revoked before.
    async fn key_revoke_if_active(
        &self,
        id: KeyId,
        account: Option<AccountId>,
        now: Timestamp,
    ) -> StoreResult<bool>;

    /// Adds a grant (or, with a negative amount, a correction) to the ledger. The same
    /// `idempotency_key` again for the same account changes nothing and returns false, whatever
    /// its amount. [`StoreError::Invalid`] if the account does not exist, or if its available and
    /// held credits together would leave the range of [`easel_types::MicroCredits`].
    async fn ledger_grant(&self, grant: Grant) -> StoreResult<bool>;
    /// What an account has and what is held of it.
    async fn ledger_balance(&self, account: AccountId) -> StoreResult<Balance>;
    /// Entries of an account, newest first.
    async fn ledger_list(&self, account: AccountId, limit: u32) -> StoreResult<Vec<LedgerEntry>>;
    /// Sums over the whole ledger, for checks and tests: reads all of it.
    /// [`StoreError::Corrupt`] if a balance is not the sum of its entries.
    async fn ledger_audit(&self) -> StoreResult<LedgerAudit>;

    /// Accepts a job and holds its price, in one transaction. Checked in this order: idempotency
    /// key, credits, the account's share of the queue, the whole queue. A job that costs nothing
    /// needs no credits. It may be claimed at once, whatever the clock does afterwards.
    async fn job_enqueue_with_hold(&self, job: NewJob) -> StoreResult<EnqueueOutcome>;
    /// Records a job that is already done (an instant picture): hold, capture, artifacts and the
    /// finished job in one transaction. It is never open, so the limits on open jobs do not
    /// apply.
    async fn job_record_finished(
        &self,
        job: NewJob,
        artifacts: Vec<Artifact>,
    ) -> StoreResult<EnqueueOutcome>;
    /// The job with this idempotency key.
    async fn job_find_by_idempotency_key(
        &self,
        account: AccountId,
        key: &str,
    ) -> StoreResult<Option<(Job, [u8; 32])>>;
    /// The job with its artifacts; `account` limits it to that account's.
    async fn job_get(&self, id: JobId, account: Option<AccountId>) -> StoreResult<Option<Job>>;
    /// Jobs of an account, newest first.
    async fn job_list(&self, query: JobQuery) -> StoreResult<Vec<Job>>;
    /// Jobs of an account made from any of these artifacts, oldest first.
    async fn job_list_by_origin(
        &self,
        account: AccountId,
        origins: &[ArtifactId],
    ) -> StoreResult<Vec<Job>>;
    /// Final jobs about which a message is due, with how often it was tried.
    async fn job_list_callbacks_due(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<(Job, u32)>>;
    /// Notes another try at the message about a job: the next one is at `due`, or none. False if
    /// it was tried by somebody else meanwhile, or is not to be sent any more.
    async fn job_callback_postpone_if_tries(
        &self,
        id: JobId,
        tries: u32,
        due: Option<Timestamp>,
    ) -> StoreResult<bool>;
    /// Jobs waiting and running.
    async fn job_counts(&self) -> StoreResult<JobCounts>;
    /// How many queued jobs run before this one (in [`ClaimOrder`]). `None`:
    /// it is not queued. Overdue jobs do not count; jobs backing off do.
    async fn job_queue_position(&self, id: JobId, claim: &ClaimOrder) -> StoreResult<Option<u32>>;
    /// Leases the next job, or none. A job whose deadline is now or earlier is never claimed,
    /// not even for another attempt: the deadline is the last moment to start, and every attempt
    /// starts anew. The job comes without artifacts, for it has none yet.
    async fn job_claim_next(&self, claim: ClaimParams) -> StoreResult<Option<Job>>;
    /// Prolongs a lease (never shortens it) and notes the progress, if given. False: the lease is
    /// lost, stop working.
    async fn job_heartbeat_if_leased(
        &self,
        lease: &Lease,
        until: Timestamp,
        progress: Option<Progress>,
    ) -> StoreResult<bool>;
    /// Finishes a job, stores its artifacts and captures its hold. False: the lease was lost.
    async fn job_finish_if_leased(
        &self,
        lease: &Lease,
        artifacts: Vec<Artifact>,
        now: Timestamp,
    ) -> StoreResult<bool>;
    /// Fails a job and releases its hold. False: the lease was lost.
    async fn job_fail_if_leased(
        &self,
        lease: &Lease,
        failure: easel_types::JobFailure,
        now: Timestamp,
    ) -> StoreResult<bool>;
    /// Puts a job back into the queue, to be claimed not before `not_before`. With
    /// `keep_attempt` false the attempt is not counted against the limit (graceful shutdown),
    /// though the fence still moves on. False: the lease was lost.
    async fn job_requeue_if_leased(
        &self,
        lease: &Lease,
        keep_attempt: bool,
        not_before: Timestamp,
    ) -> StoreResult<bool>;
    /// Cancels a queued or running job and releases its hold.
    async fn job_cancel_if_open(
        &self,
        id: JobId,
        account: AccountId,
        now: Timestamp,
    ) -> StoreResult<CancelOutcome>;
    /// Hides a final job from its owner. False: it is open, hidden already, or not there.
    async fn job_delete_if_final(
        &self,
        id: JobId,
        account: AccountId,
        now: Timestamp,
    ) -> StoreResult<bool>;
    /// Puts jobs whose lease ended before `now` back into the queue, or fails those whose counted
    /// attempts have reached `attempts_max`. One whose deadline has passed meanwhile is requeued
    /// too, and then expires. A lease that ends more than two of its lengths (as claimed) after
    /// `now` was given before the clock was set back; it is made to end one length after `now`.
    async fn job_rescue_lost(
        &self,
        now: Timestamp,
        attempts_max: u32,
    ) -> StoreResult<Vec<(JobId, RescueOutcome)>>;
    /// Expires queued jobs whose deadline is now or earlier and releases their holds.
    async fn job_expire_overdue(&self, now: Timestamp) -> StoreResult<Vec<JobId>>;

    /// The artifact, whoever owns it.
    async fn artifact_get(&self, id: ArtifactId) -> StoreResult<Option<Artifact>>;
    /// Artifacts made before `before`, oldest first.
    async fn artifact_list_older_than(
        &self,
        before: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<Artifact>>;
    /// Forgets an artifact; false if it was forgotten before.
    async fn artifact_delete(&self, id: ArtifactId) -> StoreResult<bool>;

    /// Makes a place for an upload.
    async fn upload_create(&self, upload: NewUpload) -> StoreResult<()>;
    /// Fills an upload; false if there is none, or it is filled.
    async fn upload_fill_if_empty(&self, id: UploadId, filled: FilledUpload) -> StoreResult<bool>;
    /// The upload; `account` limits it to that account's.
    async fn upload_get(
        &self,
        id: UploadId,
        account: Option<AccountId>,
    ) -> StoreResult<Option<UploadRow>>;
    /// Uploads of an account, newest first.
    async fn upload_list(&self, query: UploadQuery) -> StoreResult<Vec<UploadRow>>;
    /// Uploads whose time is over, the longest expired first.
    async fn upload_list_expired(&self, now: Timestamp, limit: u32) -> StoreResult<Vec<UploadRow>>;
    /// Forgets an upload; false if there is none (in that account).
    async fn upload_delete(&self, id: UploadId, account: Option<AccountId>) -> StoreResult<bool>;

    /// Adds a model; [`StoreError::Duplicate`] if the name is taken.
    async fn model_create(&self, model: ModelRecord) -> StoreResult<()>;
    /// All models by name.
    async fn model_list(&self) -> StoreResult<Vec<ModelRecord>>;
    /// Removes a model; false if there is none of that name.
    async fn model_delete(&self, name: &ModelName) -> StoreResult<bool>;

    /// Asks the database for a sign of life: that it can be read, and that a write can begin
    /// within 1.5 seconds. [`StoreError::Unavailable`] if not. It writes nothing, so it does not
    /// notice a full disk.
    async fn ping(&self) -> StoreResult<()>;
    /// Finishes what is under way and closes the connections.
    async fn close(&self);
}
