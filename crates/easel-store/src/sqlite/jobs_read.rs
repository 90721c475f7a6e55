//! Looking at jobs without changing them.

use std::time::Duration;

use easel_types::{AccountId, ArtifactId, Job, JobId, JobState};
use sqlx::SqliteConnection;

use super::{SqliteStore, rows};
use crate::{ClaimOrder, JobCounts, JobQuery, StoreError, StoreResult};

pub(super) async fn job_get(
    store: &SqliteStore,
    id: JobId,
    account: Option<AccountId>,
) -> StoreResult<Option<Job>> {
    sqlx::query(concat!(
        "SELECT ",
        rows::job_and_artifact_columns!(),
        " FROM jobs WHERE id = ?1
           AND (?2 IS NULL OR (account_id = ?2 AND deleted_at_ms IS NULL))"
    ))
    .bind(id.to_string())
    .bind(account.map(|id| id.to_string()))
    .fetch_optional(&store.readers)
    .await?
    .as_ref()
    .map(rows::job)
    .transpose()
}

pub(super) async fn job_list(store: &SqliteStore, query: JobQuery) -> StoreResult<Vec<Job>> {
    // `~` sorts after every identifier.
    let before = query.before.map_or_else(|| "~".to_owned(), |id| id.to_string());
    let account = query.account_id.to_string();
    let statement = match query.state {
        None => sqlx::query(concat!(
            "SELECT ",
            rows::job_and_artifact_columns!(),
            " FROM jobs WHERE account_id = ? AND id < ? AND deleted_at_ms IS NULL
             ORDER BY id DESC LIMIT ?"
        ))
        .bind(account),
        Some(state) => sqlx::query(concat!(
            "SELECT ",
            rows::job_and_artifact_columns!(),
            " FROM jobs WHERE account_id = ? AND state = ? AND id < ? AND deleted_at_ms IS NULL
             ORDER BY id DESC LIMIT ?"
        ))
        .bind(account)
        .bind(state.as_str()),
    };
    statement
        .bind(before)
        .bind(query.limit)
        .fetch_all(&store.readers)
        .await?
        .iter()
        .map(rows::job)
        .collect()
}

/// The artifacts are handed over as one JSON text: SQLite has no lists.
pub(super) async fn job_list_by_origin(
    store: &SqliteStore,
    account: AccountId,
    origins: &[ArtifactId],
) -> StoreResult<Vec<Job>> {
    let origins: Vec<String> = origins.iter().map(ArtifactId::to_string).collect();
    let origins = serde_json::to_string(&origins)
        .map_err(|_| StoreError::Invalid { what: "an artifact id has no JSON form" })?;
    sqlx::query(concat!(
        "SELECT ",
        rows::job_and_artifact_columns!(),
        " FROM jobs WHERE origin IN (SELECT value FROM json_each(?)) AND account_id = ?
             AND deleted_at_ms IS NULL
         ORDER BY id"
    ))
    .bind(origins)
    .bind(account.to_string())
    .fetch_all(&store.readers)
    .await?
    .iter()
    .map(rows::job)
    .collect()
}

pub(super) async fn job_counts(store: &SqliteStore) -> StoreResult<JobCounts> {
    let mut conn = store.readers.acquire().await?;
    counts(&mut conn).await
}

/// Counts open jobs in the two partial indexes, whatever the number of finished ones.
pub(super) async fn counts(conn: &mut SqliteConnection) -> StoreResult<JobCounts> {
    let (queued, running): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM jobs INDEXED BY jobs_queue WHERE state = 'queued'),
                (SELECT count(*) FROM jobs INDEXED BY jobs_running_by_lease
                 WHERE state = 'running')",
    )
    .fetch_one(conn)
    .await?;
    Ok(JobCounts { queued: queued.unsigned_abs(), running: running.unsigned_abs() })
}

/// Counts the queued jobs that precede this one in [`ClaimOrder`]. Jobs whose deadline passed
/// do not count, because they never run; jobs backing off do, because they keep their place.
pub(super) async fn job_queue_position(
    store: &SqliteStore,
    id: JobId,
    order: &ClaimOrder,
) -> StoreResult<Option<u32>> {
    let mut conn = store.readers.acquire().await?;
    let place: Option<(i64, i64)> =
        sqlx::query_as("SELECT priority, created_at_ms FROM jobs WHERE id = ? AND state = ?")
            .bind(id.to_string())
            .bind(JobState::Queued.as_str())
            .fetch_optional(&mut *conn)
            .await?;
    let Some((priority, created_at_ms)) = place else { return Ok(None) };
    let ahead: u32 = sqlx::query_scalar(
        "SELECT count(*) FROM jobs INDEXED BY jobs_queue
         WHERE state = 'queued' AND (deadline_at_ms IS NULL OR deadline_at_ms > ?1)
           AND (priority * ?2 - created_at_ms, -created_at_ms, ?5)
             > (?3 * ?2 - ?4, -?4, id)",
    )
    .bind(order.now.as_millis())
    .bind(ageing_ms(order.ageing))
    .bind(priority)
    .bind(created_at_ms)
    .bind(id.to_string())
    .fetch_one(&mut *conn)
    .await?;
    Ok(Some(ahead))
}

/// Milliseconds of waiting that count as one step of priority. The order of
/// `priority + (now − created) / ageing` is that of `priority × ageing − created`, which needs
/// no `now` and no division: exact in integers, and stable while jobs wait. Where the product
/// leaves 63 bits SQLite goes on in floating point. Zero makes it first come, first served.
pub(super) fn ageing_ms(ageing: Duration) -> i64 {
    i64::try_from(ageing.as_millis()).unwrap_or(i64::MAX)
}
