//! Messages about final jobs: which are due, and what became of them. Sending them is
//! `easel-core`'s affair.

use easel_types::{Job, JobId, Timestamp};
use sqlx::Row as _;

use super::{SqliteStore, rows};
use crate::StoreResult;

pub(super) async fn job_list_callbacks_due(
    store: &SqliteStore,
    now: Timestamp,
    limit: u32,
) -> StoreResult<Vec<(Job, u32)>> {
    sqlx::query(concat!(
        "SELECT ",
        rows::job_and_artifact_columns!(),
        ", callback_tries FROM jobs
         WHERE callback_due_ms <= ? AND state NOT IN ('queued', 'running')
         ORDER BY callback_due_ms, id LIMIT ?"
    ))
    .bind(now.as_millis())
    .bind(limit)
    .fetch_all(&store.readers)
    .await?
    .iter()
    .map(|row| Ok((rows::job(row)?, row.try_get("callback_tries")?)))
    .collect()
}

pub(super) async fn job_callback_postpone_if_tries(
    store: &SqliteStore,
    id: JobId,
    tries: u32,
    due: Option<Timestamp>,
) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE jobs SET callback_due_ms = ?3, callback_tries = callback_tries + 1
         WHERE id = ?1 AND callback_tries = ?2 AND callback_due_ms IS NOT NULL",
    )
    .bind(id.to_string())
    .bind(tries)
    .bind(due.map(Timestamp::as_millis))
    .execute(&store.writer)
    .await?;
    Ok(done.rows_affected() == 1)
}
