//! Ending attempts: finish, fail, requeue, cancel. Every ending settles the hold in the same
//! transaction.

use easel_types::{AccountId, Artifact, JobFailure, JobId, JobState, Timestamp};
use sqlx::SqliteConnection;

use super::ledger::{self, JobEntry};
use super::{SqliteStore, artifacts, rows};
use crate::{CancelOutcome, Lease, StoreResult};

/// Moves an open job to a final state and gives back its hold: all ways to end but success.
/// The caller has checked, in the same transaction, that the job is open.
pub(super) async fn end_and_release(
    conn: &mut SqliteConnection,
    id: JobId,
    ending: Ending<'_>,
    now: Timestamp,
) -> StoreResult<()> {
    let (account, price): (String, i64) = sqlx::query_as(
        "UPDATE jobs SET state = ?2, finished_at_ms = ?3, worker_id = NULL,
                         lease_until_ms = NULL, failure_kind = ?4, failure_message = ?5
         WHERE id = ?1 RETURNING account_id, price",
    )
    .bind(id.to_string())
    .bind(ending.state().as_str())
    .bind(now.as_millis())
    .bind(ending.failure().map(|failure| failure.kind.as_str()))
    .bind(ending.failure().map(|failure| failure.message.as_str()))
    .fetch_one(&mut *conn)
    .await?;
    let entry = JobEntry { account_id: &account, job_id: id, price, note: ending.note(), now };
    ledger::release(conn, entry).await
}

/// A way to end without success.
#[derive(Clone, Copy)]
pub(super) enum Ending<'a> {
    Failed(&'a JobFailure),
    Canceled,
    Expired,
}

impl<'a> Ending<'a> {
    fn state(self) -> JobState {
        match self {
            Self::Failed(_) => JobState::Failed,
            Self::Canceled => JobState::Canceled,
            Self::Expired => JobState::Expired,
        }
    }

    fn note(self) -> &'static str {
        match self {
            Self::Failed(_) => "job failed",
            Self::Canceled => "job canceled",
            Self::Expired => "job expired",
        }
    }

    fn failure(self) -> Option<&'a JobFailure> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::Canceled | Self::Expired => None,
        }
    }
}

pub(super) async fn job_finish_if_leased(
    store: &SqliteStore,
    lease: &Lease,
    artifacts: Vec<Artifact>,
    now: Timestamp,
) -> StoreResult<bool> {
    let mut tx = store.begin().await?;
    let paid: Option<(String, i64)> = sqlx::query_as(
        "UPDATE jobs SET state = 'succeeded', finished_at_ms = ?4, worker_id = NULL,
                         lease_until_ms = NULL
         WHERE id = ?1 AND state = 'running' AND attempt = ?2 AND worker_id = ?3
         RETURNING account_id, price",
    )
    .bind(lease.job_id.to_string())
    .bind(lease.attempt)
    .bind(lease.worker.to_string())
    .bind(now.as_millis())
    .fetch_optional(&mut *tx)
    .await?;
    let Some((account, price)) = paid else { return Ok(false) };
    artifacts::insert_all(&mut tx, lease.job_id, &artifacts).await?;
    let note = "job succeeded";
    let entry = JobEntry { account_id: &account, job_id: lease.job_id, price, note, now };
    ledger::capture(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(true)
}

pub(super) async fn job_fail_if_leased(
    store: &SqliteStore,
    lease: &Lease,
    failure: JobFailure,
    now: Timestamp,
) -> StoreResult<bool> {
    let mut tx = store.begin().await?;
    let leased: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM jobs WHERE id = ?1 AND state = 'running'
                        AND attempt = ?2 AND worker_id = ?3)",
    )
    .bind(lease.job_id.to_string())
    .bind(lease.attempt)
    .bind(lease.worker.to_string())
    .fetch_one(&mut *tx)
    .await?;
    if !leased {
        return Ok(false);
    }
    end_and_release(&mut tx, lease.job_id, Ending::Failed(&failure), now).await?;
    tx.commit().await?;
    Ok(true)
}

/// The deadline is the last moment to *start*, and a job back in the queue has to start again:
/// if its deadline has passed meanwhile, it is not claimed any more and expires with the next
/// sweep.
pub(super) async fn job_requeue_if_leased(
    store: &SqliteStore,
    lease: &Lease,
    keep_attempt: bool,
    not_before: Timestamp,
) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE jobs SET state = 'queued', worker_id = NULL, lease_until_ms = NULL,
                         progress_step = NULL, progress_steps = NULL, not_before_ms = ?4,
                         attempts_counted = attempts_counted - ?5
         WHERE id = ?1 AND state = 'running' AND attempt = ?2 AND worker_id = ?3",
    )
    .bind(lease.job_id.to_string())
    .bind(lease.attempt)
    .bind(lease.worker.to_string())
    .bind(not_before.as_millis())
    .bind(i64::from(!keep_attempt))
    .execute(&store.writer)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn job_cancel_if_open(
    store: &SqliteStore,
    id: JobId,
    account: AccountId,
    now: Timestamp,
) -> StoreResult<CancelOutcome> {
    let mut tx = store.begin().await?;
    let row = sqlx::query("SELECT id, state FROM jobs WHERE id = ? AND account_id = ?")
        .bind(id.to_string())
        .bind(account.to_string())
        .fetch_optional(&mut *tx)
        .await?;
    let Some(row) = row else { return Ok(CancelOutcome::NotFound) };
    let state = rows::job_state(&row)?;
    if state.is_final() {
        return Ok(CancelOutcome::AlreadyFinal(state));
    }
    end_and_release(&mut tx, id, Ending::Canceled, now).await?;
    tx.commit().await?;
    Ok(CancelOutcome::Canceled { was_running: state == JobState::Running })
}

/// Hides a final job from its owner; the row stays, because the ledger refers to it.
pub(super) async fn job_delete_if_final(
    store: &SqliteStore,
    id: JobId,
    account: AccountId,
    now: Timestamp,
) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE jobs SET deleted_at_ms = ?3
         WHERE id = ?1 AND account_id = ?2 AND deleted_at_ms IS NULL
           AND state NOT IN ('queued', 'running')",
    )
    .bind(id.to_string())
    .bind(account.to_string())
    .bind(now.as_millis())
    .execute(&store.writer)
    .await?;
    Ok(done.rows_affected() == 1)
}
