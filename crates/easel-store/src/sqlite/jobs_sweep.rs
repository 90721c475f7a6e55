//! Sweeps: jobs whose worker was lost, jobs whose deadline passed.

use easel_types::{ErrorKind, JobFailure, JobId, Timestamp};

use super::jobs_settle::{Ending, end_and_release};
use super::{SqliteStore, rows};
use crate::{RescueOutcome, StoreResult};

/// Jobs swept in one transaction: a bound on how long other writers wait.
const BATCH: u32 = 256;

/// A lease is lost once `now` is past its end, not at it. A requeued job may be claimed at
/// once, whatever the clock does next (`not_before_ms` 0); if its deadline has passed it expires
/// instead, with the next [`job_expire_overdue`].
pub(super) async fn job_rescue_lost(
    store: &SqliteStore,
    now: Timestamp,
    attempts_max: u32,
) -> StoreResult<Vec<(JobId, RescueOutcome)>> {
    let mut rescued = Vec::new();
    // Looking first keeps the regular sweep, which mostly finds nothing, off the write lock.
    if some_too_long(store, now).await? {
        shorten_too_long(store, now).await?;
    }
    while some_lost(store, now).await? {
        rescue_batch(store, now, attempts_max, &mut rescued).await?;
    }
    Ok(rescued)
}

/// Leases that end more than two of their lengths from now were given before the clock was set
/// back. Their workers may well be alive, so they are not lost yet: see [`shorten_too_long`].
async fn some_too_long(store: &SqliteStore, now: Timestamp) -> StoreResult<bool> {
    let some = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM jobs
                        WHERE state = 'running' AND lease_until_ms - 2 * lease_ms > ?)",
    )
    .bind(now.as_millis())
    .fetch_one(&store.readers)
    .await?;
    Ok(some)
}

/// Lets those leases end one length from now: workers that are alive prolong them in time, the
/// others' jobs are lost then rather than when the clock is back where it was.
async fn shorten_too_long(store: &SqliteStore, now: Timestamp) -> StoreResult<()> {
    sqlx::query(
        "UPDATE jobs SET lease_until_ms = ?1 + lease_ms
         WHERE state = 'running' AND lease_until_ms - 2 * lease_ms > ?1",
    )
    .bind(now.as_millis())
    .execute(&store.writer)
    .await?;
    Ok(())
}

async fn some_lost(store: &SqliteStore, now: Timestamp) -> StoreResult<bool> {
    let some = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'running' AND lease_until_ms < ?)",
    )
    .bind(now.as_millis())
    .fetch_one(&store.readers)
    .await?;
    Ok(some)
}

async fn rescue_batch(
    store: &SqliteStore,
    now: Timestamp,
    attempts_max: u32,
    rescued: &mut Vec<(JobId, RescueOutcome)>,
) -> StoreResult<()> {
    let mut tx = store.begin().await?;
    let lost = sqlx::query(
        "SELECT id, attempts_counted FROM jobs WHERE state = 'running' AND lease_until_ms < ?
         ORDER BY lease_until_ms LIMIT ?",
    )
    .bind(now.as_millis())
    .bind(BATCH)
    .fetch_all(&mut *tx)
    .await?;
    let mut batch = Vec::with_capacity(lost.len());
    for row in &lost {
        let (job_id, attempts_counted) = rows::job_id_and_attempts_counted(row)?;
        if attempts_counted >= attempts_max {
            let failure = lost_too_often(attempts_counted);
            end_and_release(&mut tx, job_id, Ending::Failed(&failure), now).await?;
            batch.push((job_id, RescueOutcome::Failed));
        } else {
            sqlx::query(
                "UPDATE jobs SET state = 'queued', worker_id = NULL, lease_until_ms = NULL,
                                 progress_step = NULL, progress_steps = NULL,
                                 not_before_ms = 0
                 WHERE id = ?1",
            )
            .bind(job_id.to_string())
            .execute(&mut *tx)
            .await?;
            batch.push((job_id, RescueOutcome::Requeued));
        }
    }
    tx.commit().await?;
    rescued.extend(batch);
    Ok(())
}

fn lost_too_often(attempts_counted: u32) -> JobFailure {
    let times = if attempts_counted == 1 { "time" } else { "times" };
    JobFailure {
        kind: ErrorKind::EngineFailed,
        message: format!(
            "the engine was started {attempts_counted} {times} and lost each time before the \
             picture was done; try again, or ask for a smaller picture"
        ),
    }
}

pub(super) async fn job_expire_overdue(
    store: &SqliteStore,
    now: Timestamp,
) -> StoreResult<Vec<JobId>> {
    let mut expired = Vec::new();
    while some_overdue(store, now).await? {
        expire_batch(store, now, &mut expired).await?;
    }
    Ok(expired)
}

async fn some_overdue(store: &SqliteStore, now: Timestamp) -> StoreResult<bool> {
    let some = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM jobs INDEXED BY jobs_queue_by_deadline
                        WHERE state = 'queued' AND deadline_at_ms IS NOT NULL
                          AND deadline_at_ms <= ?)",
    )
    .bind(now.as_millis())
    .fetch_one(&store.readers)
    .await?;
    Ok(some)
}

async fn expire_batch(
    store: &SqliteStore,
    now: Timestamp,
    expired: &mut Vec<JobId>,
) -> StoreResult<()> {
    let mut tx = store.begin().await?;
    let overdue = sqlx::query(
        "SELECT id FROM jobs INDEXED BY jobs_queue_by_deadline
         WHERE state = 'queued' AND deadline_at_ms IS NOT NULL AND deadline_at_ms <= ?
         ORDER BY deadline_at_ms LIMIT ?",
    )
    .bind(now.as_millis())
    .bind(BATCH)
    .fetch_all(&mut *tx)
    .await?;
    let ids: Vec<JobId> = overdue.iter().map(rows::job_id).collect::<StoreResult<_>>()?;
    for id in &ids {
        end_and_release(&mut tx, *id, Ending::Expired, now).await?;
    }
    tx.commit().await?;
    expired.extend(ids);
    Ok(())
}
