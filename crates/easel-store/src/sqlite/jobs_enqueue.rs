//! Accepting jobs: the job and the hold of its price are one transaction.

use easel_types::{AccountId, Artifact, Job, JobState, MicroCredits};
use sqlx::{Row as _, SqliteConnection};

use super::ledger::{self, JobEntry};
use super::{SqliteStore, artifacts, duplicate, jobs_read, rows};
use crate::{EnqueueOutcome, NewJob, StoreError, StoreResult};

/// Checks in this order: idempotency key, credits, the account's share of the queue, the whole
/// queue. A repetition is thus recognised whatever has happened since, and a caller who lacks
/// credits is not told to wait.
pub(super) async fn job_enqueue_with_hold(
    store: &SqliteStore,
    job: NewJob,
) -> StoreResult<EnqueueOutcome> {
    let request = encode(&job)?;
    let mut tx = store.begin().await?;
    if let Some(outcome) = repetition(&mut tx, &job).await? {
        return Ok(outcome);
    }
    if let Some(outcome) = shortage(&mut tx, &job).await? {
        return Ok(outcome);
    }
    if let Some(outcome) = lack_of_room(&mut tx, &job).await? {
        return Ok(outcome);
    }
    insert(&mut tx, &job, &request, JobState::Queued).await?;
    ledger::hold(&mut tx, entry(&job, &job.account_id.to_string(), "job accepted")).await?;
    tx.commit().await?;
    Ok(EnqueueOutcome::Created(Box::new(into_job(job, JobState::Queued, Vec::new()))))
}

/// Like [`job_enqueue_with_hold`] for a job that is already done. It is never open, so the
/// limits on open jobs do not apply.
pub(super) async fn job_record_finished(
    store: &SqliteStore,
    job: NewJob,
    artifacts: Vec<Artifact>,
) -> StoreResult<EnqueueOutcome> {
    let request = encode(&job)?;
    let account = job.account_id.to_string();
    let mut tx = store.begin().await?;
    if let Some(outcome) = repetition(&mut tx, &job).await? {
        return Ok(outcome);
    }
    if let Some(outcome) = shortage(&mut tx, &job).await? {
        return Ok(outcome);
    }
    insert(&mut tx, &job, &request, JobState::Succeeded).await?;
    artifacts::insert_all(&mut tx, job.id, &artifacts).await?;
    ledger::hold(&mut tx, entry(&job, &account, "job accepted")).await?;
    ledger::capture(&mut tx, entry(&job, &account, "job succeeded")).await?;
    tx.commit().await?;
    Ok(EnqueueOutcome::Created(Box::new(into_job(job, JobState::Succeeded, artifacts))))
}

pub(super) async fn job_find_by_idempotency_key(
    store: &SqliteStore,
    account: AccountId,
    key: &str,
) -> StoreResult<Option<(Job, [u8; 32])>> {
    let mut conn = store.readers.acquire().await?;
    find_by_key(&mut conn, account, key).await
}

async fn find_by_key(
    conn: &mut SqliteConnection,
    account: AccountId,
    key: &str,
) -> StoreResult<Option<(Job, [u8; 32])>> {
    let row = sqlx::query(concat!(
        "SELECT ",
        rows::job_and_artifact_columns!(),
        " FROM jobs WHERE account_id = ? AND idempotency_key = ?"
    ))
    .bind(account.to_string())
    .bind(key)
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok((rows::job(&row)?, rows::fingerprint(&row)?))).transpose()
}

/// The outcome for a job whose idempotency key was used before.
async fn repetition(
    conn: &mut SqliteConnection,
    job: &NewJob,
) -> StoreResult<Option<EnqueueOutcome>> {
    let Some(key) = &job.idempotency_key else { return Ok(None) };
    let earlier = find_by_key(conn, job.account_id, key).await?;
    Ok(earlier.map(|(earlier, fingerprint)| {
        if fingerprint == job.fingerprint {
            EnqueueOutcome::Existing(Box::new(earlier))
        } else {
            EnqueueOutcome::Clash(earlier.id)
        }
    }))
}

/// The outcome for a job that the account cannot pay. What costs nothing can always be paid,
/// even by an account that a correction has put below zero.
async fn shortage(
    conn: &mut SqliteConnection,
    job: &NewJob,
) -> StoreResult<Option<EnqueueOutcome>> {
    let balance = ledger::balance(conn, &job.account_id.to_string()).await?;
    let short = job.price > MicroCredits::ZERO && balance.available < job.price;
    Ok(short.then_some(EnqueueOutcome::InsufficientCredits(balance)))
}

/// The outcome for a job that finds the queue full.
async fn lack_of_room(
    conn: &mut SqliteConnection,
    job: &NewJob,
) -> StoreResult<Option<EnqueueOutcome>> {
    let of_account: u32 = sqlx::query(
        "SELECT count(*) FROM jobs WHERE account_id = ? AND state IN ('queued', 'running')",
    )
    .bind(job.account_id.to_string())
    .fetch_one(&mut *conn)
    .await?
    .try_get(0)?;
    if of_account >= job.jobs_open_per_account_max {
        return Ok(Some(EnqueueOutcome::QueueFull { of_account: true, open: of_account }));
    }
    let counts = jobs_read::counts(conn).await?;
    let open = u32::try_from(counts.queued + counts.running).unwrap_or(u32::MAX);
    let full = open >= job.jobs_open_max;
    Ok(full.then_some(EnqueueOutcome::QueueFull { of_account: false, open }))
}

/// A new job waits for no moment (`not_before_ms` 0): "not before now" would hold it up for as
/// long as the clock is set back afterwards.
async fn insert(
    conn: &mut SqliteConnection,
    job: &NewJob,
    request: &str,
    state: JobState,
) -> StoreResult<()> {
    let done_at = state.is_final().then_some(job.now.as_millis());
    let attempts = u32::from(state.is_final());
    sqlx::query(
        "INSERT INTO jobs (id, account_id, key_id, idempotency_key, fingerprint, request, model,
                           state, priority, price, deadline_at_ms, attempt, attempts_counted,
                           not_before_ms, created_at_ms, started_at_ms, finished_at_ms, origin,
                           callback_due_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12, 0, ?13, ?14, ?14, ?15,
                 ?16)",
    )
    .bind(job.id.to_string())
    .bind(job.account_id.to_string())
    .bind(job.key_id.to_string())
    .bind(job.idempotency_key.as_deref())
    .bind(job.fingerprint.as_slice())
    .bind(request)
    .bind(job.model.as_ref().map(easel_types::ModelName::as_str))
    .bind(state.as_str())
    .bind(job.priority)
    .bind(job.price.as_micros())
    .bind(job.deadline_at.map(easel_types::Timestamp::as_millis))
    .bind(attempts)
    .bind(job.now.as_millis())
    .bind(done_at)
    .bind(job.request.origin.map(|id| id.to_string()))
    .bind(job.request.callback.as_ref().map(|_| job.now.as_millis()))
    .execute(conn)
    .await
    .map_err(|err| duplicate(err, "job id"))?;
    Ok(())
}

fn encode(job: &NewJob) -> StoreResult<String> {
    if job.price.is_negative() {
        return Err(StoreError::Invalid { what: "the price of the job is negative" });
    }
    serde_json::to_string(&job.request)
        .map_err(|_| StoreError::Invalid { what: "the request of the job has no JSON form" })
}

fn entry<'a>(job: &NewJob, account_id: &'a str, note: &'a str) -> JobEntry<'a> {
    JobEntry { account_id, job_id: job.id, price: job.price.as_micros(), note, now: job.now }
}

fn into_job(job: NewJob, state: JobState, artifacts: Vec<Artifact>) -> Job {
    let done_at = state.is_final().then_some(job.now);
    Job {
        id: job.id,
        account_id: job.account_id,
        key_id: job.key_id,
        idempotency_key: job.idempotency_key,
        request: job.request,
        state,
        priority: job.priority,
        deadline_at: job.deadline_at,
        attempt: u32::from(state.is_final()),
        attempts_counted: u32::from(state.is_final()),
        price: job.price,
        progress: None,
        failure: None,
        artifacts,
        created_at: job.now,
        started_at: done_at,
        finished_at: done_at,
    }
}
