//! Leasing jobs and keeping leases alive.

use easel_types::{Job, Progress, Timestamp};

use super::{SqliteStore, jobs_read, rows};
use crate::{ClaimParams, Lease, StoreResult};

/// The next job in one statement. `levels` walks the distinct priorities of queued jobs down
/// the queue's index; within one priority the oldest claimable job precedes all others, so
/// `heads` has one candidate a priority, and only those are compared.
const CLAIM: &str = concat!(
    "WITH RECURSIVE levels (priority) AS (
        SELECT max(priority) FROM jobs INDEXED BY jobs_queue WHERE state = 'queued'
        UNION ALL
        SELECT (SELECT max(jobs.priority) FROM jobs INDEXED BY jobs_queue
                WHERE jobs.state = 'queued' AND jobs.priority < levels.priority)
        FROM levels WHERE levels.priority IS NOT NULL
    ),
    heads (job_rowid) AS (
        SELECT (SELECT jobs.rowid FROM jobs INDEXED BY jobs_queue
                WHERE jobs.state = 'queued' AND jobs.priority = levels.priority
                  AND jobs.not_before_ms <= ?1
                  AND (jobs.deadline_at_ms IS NULL OR jobs.deadline_at_ms > ?1)
                  AND (jobs.model IS NULL
                       OR jobs.model NOT IN (SELECT value FROM json_each(?2)))
                ORDER BY jobs.created_at_ms, jobs.id LIMIT 1)
        FROM levels WHERE levels.priority IS NOT NULL
    )
    UPDATE jobs SET state = 'running', attempt = attempt + 1,
                    attempts_counted = attempts_counted + 1, worker_id = ?4, lease_until_ms = ?5,
                    lease_ms = max(?5 - ?1, 0), started_at_ms = ?1
    WHERE rowid = (
        SELECT next.rowid FROM heads JOIN jobs AS next ON next.rowid = heads.job_rowid
        ORDER BY next.priority * ?3 - next.created_at_ms DESC, next.created_at_ms, next.id
        LIMIT 1)
    RETURNING ",
    rows::job_columns!()
);

/// A row that was claimed but cannot be decoded stays claimed: it is rescued like a job whose
/// worker was lost, until it is out of attempts. So it cannot block the queue.
pub(super) async fn job_claim_next(
    store: &SqliteStore,
    claim: ClaimParams,
) -> StoreResult<Option<Job>> {
    // Looking first keeps idle dispatchers from taking turns at the write lock.
    let waiting: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'queued')")
            .fetch_one(&store.readers)
            .await?;
    if !waiting {
        return Ok(None);
    }
    let excluded: Vec<&str> = claim.models_excluded.iter().map(|name| name.as_str()).collect();
    let mut tx = store.begin().await?;
    let row = sqlx::query(CLAIM)
        .bind(claim.order.now.as_millis())
        .bind(serde_json::Value::from(excluded).to_string())
        .bind(jobs_read::ageing_ms(claim.order.ageing))
        .bind(claim.worker.to_string())
        .bind(claim.lease_until.as_millis())
        .fetch_optional(&mut *tx)
        .await?;
    tx.commit().await?;
    row.as_ref().map(rows::job_without_artifacts).transpose()
}

/// A late heartbeat does not shorten the lease. Heartbeats have a connection of their own and so
/// wait for the file's write lock only, not for the submissions of this process in front of it;
/// new transactions of this process let them go first.
pub(super) async fn job_heartbeat_if_leased(
    store: &SqliteStore,
    lease: &Lease,
    until: Timestamp,
    progress: Option<Progress>,
) -> StoreResult<bool> {
    let _turn = store.heartbeat_turn.lock().await;
    let done = sqlx::query(
        "UPDATE jobs SET lease_until_ms = max(lease_until_ms, ?4),
                         progress_step = coalesce(?5, progress_step),
                         progress_steps = coalesce(?6, progress_steps)
         WHERE id = ?1 AND state = 'running' AND attempt = ?2 AND worker_id = ?3",
    )
    .bind(lease.job_id.to_string())
    .bind(lease.attempt)
    .bind(lease.worker.to_string())
    .bind(until.as_millis())
    .bind(progress.map(|progress| progress.step))
    .bind(progress.map(|progress| progress.steps))
    .execute(&store.heartbeats)
    .await?;
    Ok(done.rows_affected() == 1)
}
