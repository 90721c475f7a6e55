//! [`Store`] on SQLite. Statements live in one file a resource; here are the connections, the
//! migrations and the list of methods.
//!
//! Several processes may use one file at once (the server, a stand-alone worker, the command
//! line). Each process writes through one connection, plus one for heartbeats alone, and every
//! writing transaction takes the write lock at its start (`BEGIN IMMEDIATE`), so a transaction
//! waits for its turn instead of failing halfway. Readers work on snapshots (WAL) and wait for
//! nobody.

mod accounts;
mod artifacts;
mod callbacks;
mod jobs_claim;
mod jobs_enqueue;
mod jobs_read;
mod jobs_settle;
mod jobs_sweep;
mod ledger;
mod models;
mod rows;
#[cfg(test)]
mod tests;
mod uploads;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use easel_types::{
    AccountId, Artifact, ArtifactId, Job, JobFailure, JobId, KeyId, ModelName, ModelRecord,
    Progress, Timestamp, UploadId,
};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection as _, Sqlite, Transaction};
use tokio::sync::Mutex;

use crate::{
    AccountRow, Balance, CancelOutcome, ClaimOrder, ClaimParams, EnqueueOutcome, FilledUpload,
    Grant, JobCounts, JobQuery, KeyRow, Lease, LedgerAudit, LedgerEntry, NewAccount, NewJob,
    NewKey, NewUpload, RescueOutcome, Store, StoreError, StoreResult, UploadQuery, UploadRow,
};

static MIGRATOR: Migrator = sqlx::migrate!("src/sqlite/migrations");

/// How long a statement waits for another process's write lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long [`Store::ping`] waits for its turn to write. Probes commonly give up after a few
/// seconds; this leaves them time to hear the reason.
const PING_WAIT: Duration = Duration::from_millis(1500);
/// Connections for reading. Reads are short and CPU-bound, so a few suffice.
const READERS: u32 = 4;

/// What must survive what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// A committed transaction survives a power cut: every commit waits for the disk.
    #[default]
    Full,
    /// A committed transaction survives the end of the process, however sudden; a power cut or
    /// a crash of the operating system may undo the latest ones. Never damages the file.
    Process,
}

/// How to open a [`SqliteStore`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SqliteOptions {
    /// What must survive what.
    pub durability: Durability,
}

/// A [`Store`] in one SQLite file.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    /// One connection: writers of this process queue here rather than on the file's lock.
    writer: SqlitePool,
    /// One connection for heartbeats: a lease must not run out because its heartbeat queued
    /// behind submissions. In memory, the writer's.
    heartbeats: SqlitePool,
    /// Held by a heartbeat under way. SQLite's write lock is not fair: without this, writers that
    /// take it again and again would keep a heartbeat polling for seconds.
    heartbeat_turn: Arc<Mutex<()>>,
    /// Connections that refuse to write. In memory, the writer's.
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the database at `path`, creates it if missing and brings its schema up to date.
    /// The folder must exist.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the file cannot be opened or another process holds it
    /// locked, [`StoreError::Migration`] where its schema is not one this version can bring up
    /// to date, [`StoreError::Database`] where it is no database.
    pub async fn open(path: &Path, options: SqliteOptions) -> StoreResult<Self> {
        let synchronous = match options.durability {
            Durability::Full => SqliteSynchronous::Full,
            Durability::Process => SqliteSynchronous::Normal,
        };
        let connect = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .synchronous(synchronous);
        let writer = connect_writer(connect.clone().journal_mode(SqliteJournalMode::Wal)).await?;
        migrate(&writer).await?;
        let heartbeats = file_pool_options(1).connect_with(connect.clone()).await?;
        let readers =
            file_pool_options(READERS).connect_with(connect.pragma("query_only", "ON")).await?;
        Ok(Self { writer, heartbeats, heartbeat_turn: Arc::default(), readers })
    }

    /// A database that lives in memory, as long as this store does.
    ///
    /// # Errors
    /// [`StoreError::Database`] where SQLite refuses.
    pub async fn open_in_memory() -> StoreResult<Self> {
        let connect = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        let writer = pool_options(1).connect_with(connect).await?;
        migrate(&writer).await?;
        Ok(Self {
            readers: writer.clone(),
            heartbeats: writer.clone(),
            heartbeat_turn: Arc::default(),
            writer,
        })
    }

    /// A writing transaction. It holds the write lock from the start. Dropped without a commit,
    /// it is rolled back. It lets a heartbeat that is under way go first.
    async fn begin(&self) -> StoreResult<Transaction<'static, Sqlite>> {
        drop(self.heartbeat_turn.lock().await);
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }
}

/// Connections are kept for ever: reopening one would drop its prepared statements, and a
/// database in memory with it.
fn pool_options(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
        .test_before_acquire(false)
}

/// Connections to a file are kept likewise, but replaced when they are stuck. On a full disk, an
/// I/O error or lack of memory SQLite ends a transaction by itself
/// (<https://www.sqlite.org/lang_transaction.html>, "Response To Errors Within A Transaction").
/// `sqlx` does not notice: its own `ROLLBACK` then fails, it goes on counting the transaction as
/// open, and no other could ever begin on that connection.
fn file_pool_options(connections: u32) -> SqlitePoolOptions {
    // A connection comes back to the pool only after the rollbacks queued on it have run, so
    // one that still counts as in a transaction stays so.
    pool_options(connections)
        .before_acquire(|conn, _| Box::pin(async move { Ok(!conn.is_in_transaction()) }))
}

/// Connects, and switches a new file to write-ahead logging. SQLite does not wait for other
/// processes at that switch, so it is tried again for as long as a statement would wait.
async fn connect_writer(connect: SqliteConnectOptions) -> StoreResult<SqlitePool> {
    const PAUSE: Duration = Duration::from_millis(50);
    let mut waited = Duration::ZERO;
    loop {
        match file_pool_options(1).connect_with(connect.clone()).await.map_err(StoreError::from) {
            Err(StoreError::Unavailable(source)) if waited < BUSY_TIMEOUT && is_busy(&source) => {
                tokio::time::sleep(PAUSE).await;
                waited += PAUSE;
            }
            connected => return connected,
        }
    }
}

fn is_busy(source: &crate::error::Source) -> bool {
    const BUSY: u32 = 5;
    source
        .downcast_ref::<sqlx::Error>()
        .and_then(sqlx::Error::as_database_error)
        .and_then(|err| err.code()?.parse::<u32>().ok())
        .is_some_and(|code| code & 0xff == BUSY)
}

/// Applies what is missing, all of it or nothing, while no other process can: `sqlx` itself
/// takes no lock on SQLite.
async fn migrate(writer: &SqlitePool) -> StoreResult<()> {
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
    // `run` on a connection gives a future that the compiler cannot tell to be `Send`; sqlx has
    // `run_direct` to get around that.
    MIGRATOR
        .run_direct(None, &mut *tx, false)
        .await
        .map_err(|err| StoreError::Migration(Box::new(err)))?;
    tx.commit().await?;
    Ok(())
}

/// A violated uniqueness as [`StoreError::Duplicate`] of `what`, a missing account as
/// [`StoreError::Invalid`].
fn duplicate(err: sqlx::Error, what: &'static str) -> StoreError {
    let database = err.as_database_error();
    if database.is_some_and(sqlx::error::DatabaseError::is_unique_violation) {
        return StoreError::Duplicate { what };
    }
    if database.is_some_and(sqlx::error::DatabaseError::is_foreign_key_violation) {
        return StoreError::Invalid { what: "its account does not exist" };
    }
    err.into()
}

#[async_trait]
impl Store for SqliteStore {
    async fn account_create(&self, account: NewAccount) -> StoreResult<()> {
        accounts::account_create(self, account).await
    }

    async fn account_get(&self, id: AccountId) -> StoreResult<Option<AccountRow>> {
        accounts::account_get(self, id).await
    }

    async fn account_list(&self) -> StoreResult<Vec<AccountRow>> {
        accounts::account_list(self).await
    }

    async fn account_count(&self) -> StoreResult<u64> {
        accounts::account_count(self).await
    }

    async fn key_create(&self, key: NewKey) -> StoreResult<()> {
        accounts::key_create(self, key).await
    }

    async fn key_find_by_hash(&self, hash: &[u8; 32]) -> StoreResult<Option<KeyRow>> {
        accounts::key_find_by_hash(self, hash).await
    }

    async fn key_list_by_part(&self, part_hash: &[u8; 32]) -> StoreResult<Vec<KeyRow>> {
        accounts::key_list_by_part(self, part_hash).await
    }

    async fn key_get(&self, id: KeyId) -> StoreResult<Option<KeyRow>> {
        accounts::key_get(self, id).await
    }

    async fn key_list(&self, account: Option<AccountId>) -> StoreResult<Vec<KeyRow>> {
        accounts::key_list(self, account).await
    }

    async fn key_revoke_if_active(
        &self,
        id: KeyId,
        account: Option<AccountId>,
        now: Timestamp,
    ) -> StoreResult<bool> {
        accounts::key_revoke_if_active(self, id, account, now).await
    }

    async fn ledger_grant(&self, grant: Grant) -> StoreResult<bool> {
        ledger::ledger_grant(self, grant).await
    }

    async fn ledger_balance(&self, account: AccountId) -> StoreResult<Balance> {
        ledger::ledger_balance(self, account).await
    }

    async fn ledger_list(&self, account: AccountId, limit: u32) -> StoreResult<Vec<LedgerEntry>> {
        ledger::ledger_list(self, account, limit).await
    }

    async fn ledger_audit(&self) -> StoreResult<LedgerAudit> {
        ledger::ledger_audit(self).await
    }

    async fn job_enqueue_with_hold(&self, job: NewJob) -> StoreResult<EnqueueOutcome> {
        jobs_enqueue::job_enqueue_with_hold(self, job).await
    }

    async fn job_record_finished(
        &self,
        job: NewJob,
        artifacts: Vec<Artifact>,
    ) -> StoreResult<EnqueueOutcome> {
        jobs_enqueue::job_record_finished(self, job, artifacts).await
    }

    async fn job_find_by_idempotency_key(
        &self,
        account: AccountId,
        key: &str,
    ) -> StoreResult<Option<(Job, [u8; 32])>> {
        jobs_enqueue::job_find_by_idempotency_key(self, account, key).await
    }

    async fn job_get(&self, id: JobId, account: Option<AccountId>) -> StoreResult<Option<Job>> {
        jobs_read::job_get(self, id, account).await
    }

    async fn job_list(&self, query: JobQuery) -> StoreResult<Vec<Job>> {
        jobs_read::job_list(self, query).await
    }

    async fn job_list_by_origin(
        &self,
        account: AccountId,
        origins: &[ArtifactId],
    ) -> StoreResult<Vec<Job>> {
        jobs_read::job_list_by_origin(self, account, origins).await
    }

    async fn job_list_callbacks_due(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<(Job, u32)>> {
        callbacks::job_list_callbacks_due(self, now, limit).await
    }

    async fn job_callback_postpone_if_tries(
        &self,
        id: JobId,
        tries: u32,
        due: Option<Timestamp>,
    ) -> StoreResult<bool> {
        callbacks::job_callback_postpone_if_tries(self, id, tries, due).await
    }

    async fn job_counts(&self) -> StoreResult<JobCounts> {
        jobs_read::job_counts(self).await
    }

    async fn job_queue_position(&self, id: JobId, claim: &ClaimOrder) -> StoreResult<Option<u32>> {
        jobs_read::job_queue_position(self, id, claim).await
    }

    async fn job_claim_next(&self, claim: ClaimParams) -> StoreResult<Option<Job>> {
        jobs_claim::job_claim_next(self, claim).await
    }

    async fn job_heartbeat_if_leased(
        &self,
        lease: &Lease,
        until: Timestamp,
        progress: Option<Progress>,
    ) -> StoreResult<bool> {
        jobs_claim::job_heartbeat_if_leased(self, lease, until, progress).await
    }

    async fn job_finish_if_leased(
        &self,
        lease: &Lease,
        artifacts: Vec<Artifact>,
        now: Timestamp,
    ) -> StoreResult<bool> {
        jobs_settle::job_finish_if_leased(self, lease, artifacts, now).await
    }

    async fn job_fail_if_leased(
        &self,
        lease: &Lease,
        failure: JobFailure,
        now: Timestamp,
    ) -> StoreResult<bool> {
        jobs_settle::job_fail_if_leased(self, lease, failure, now).await
    }

    async fn job_requeue_if_leased(
        &self,
        lease: &Lease,
        keep_attempt: bool,
        not_before: Timestamp,
    ) -> StoreResult<bool> {
        jobs_settle::job_requeue_if_leased(self, lease, keep_attempt, not_before).await
    }

    async fn job_cancel_if_open(
        &self,
        id: JobId,
        account: AccountId,
        now: Timestamp,
    ) -> StoreResult<CancelOutcome> {
        jobs_settle::job_cancel_if_open(self, id, account, now).await
    }

    async fn job_delete_if_final(
        &self,
        id: JobId,
        account: AccountId,
        now: Timestamp,
    ) -> StoreResult<bool> {
        jobs_settle::job_delete_if_final(self, id, account, now).await
    }

    async fn job_rescue_lost(
        &self,
        now: Timestamp,
        attempts_max: u32,
    ) -> StoreResult<Vec<(JobId, RescueOutcome)>> {
        jobs_sweep::job_rescue_lost(self, now, attempts_max).await
    }

    async fn job_expire_overdue(&self, now: Timestamp) -> StoreResult<Vec<JobId>> {
        jobs_sweep::job_expire_overdue(self, now).await
    }

    async fn artifact_get(&self, id: ArtifactId) -> StoreResult<Option<Artifact>> {
        artifacts::artifact_get(self, id).await
    }

    async fn artifact_list_older_than(
        &self,
        before: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<Artifact>> {
        artifacts::artifact_list_older_than(self, before, limit).await
    }

    async fn artifact_delete(&self, id: ArtifactId) -> StoreResult<bool> {
        artifacts::artifact_delete(self, id).await
    }

    async fn upload_create(&self, upload: NewUpload) -> StoreResult<()> {
        uploads::upload_create(self, upload).await
    }

    async fn upload_fill_if_empty(&self, id: UploadId, filled: FilledUpload) -> StoreResult<bool> {
        uploads::upload_fill_if_empty(self, id, filled).await
    }

    async fn upload_get(
        &self,
        id: UploadId,
        account: Option<AccountId>,
    ) -> StoreResult<Option<UploadRow>> {
        uploads::upload_get(self, id, account).await
    }

    async fn upload_list(&self, query: UploadQuery) -> StoreResult<Vec<UploadRow>> {
        uploads::upload_list(self, query).await
    }

    async fn upload_list_expired(&self, now: Timestamp, limit: u32) -> StoreResult<Vec<UploadRow>> {
        uploads::upload_list_expired(self, now, limit).await
    }

    async fn upload_delete(&self, id: UploadId, account: Option<AccountId>) -> StoreResult<bool> {
        uploads::upload_delete(self, id, account).await
    }

    async fn model_create(&self, model: ModelRecord) -> StoreResult<()> {
        models::model_create(self, model).await
    }

    async fn model_list(&self) -> StoreResult<Vec<ModelRecord>> {
        models::model_list(self).await
    }

    async fn model_delete(&self, name: &ModelName) -> StoreResult<bool> {
        models::model_delete(self, name).await
    }

    async fn ping(&self) -> StoreResult<()> {
        sqlx::query("SELECT EXISTS (SELECT 1 FROM accounts)").execute(&self.readers).await?;
        let begin_and_end = async { Ok::<_, StoreError>(self.begin().await?.rollback().await?) };
        match tokio::time::timeout(PING_WAIT, begin_and_end).await {
            Ok(answer) => answer,
            Err(_) => Err(StoreError::Unavailable(
                format!("no write could begin within {} ms", PING_WAIT.as_millis()).into(),
            )),
        }
    }

    async fn close(&self) {
        self.readers.close().await;
        self.heartbeats.close().await;
        // Last, because closing the last connection folds the log into the file.
        self.writer.close().await;
    }
}
