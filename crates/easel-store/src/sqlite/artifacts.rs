//! Artifacts: what is known about produced files. Their bytes are [`crate::blobs`]' affair.

use easel_types::{Artifact, ArtifactId, JobId, Timestamp};
use sqlx::SqliteConnection;

use super::{SqliteStore, duplicate, rows};
use crate::{StoreError, StoreResult};

/// Adds what a job produced, within the transaction that finishes it.
pub(super) async fn insert_all(
    conn: &mut SqliteConnection,
    job_id: JobId,
    artifacts: &[Artifact],
) -> StoreResult<()> {
    for artifact in artifacts {
        if artifact.job_id != job_id {
            return Err(StoreError::Invalid { what: "an artifact belongs to another job" });
        }
        let size_bytes = i64::try_from(artifact.size_bytes)
            .map_err(|_| StoreError::Invalid { what: "an artifact is larger than 2^63 bytes" })?;
        sqlx::query(
            "INSERT INTO artifacts (id, job_id, role, position, blob, format, width, height,
                                    size_bytes, created_at_ms)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(artifact.id.to_string())
        .bind(job_id.to_string())
        .bind(artifact.role.as_str())
        .bind(artifact.index)
        .bind(artifact.blob.as_str())
        .bind(artifact.format.extension())
        .bind(artifact.width)
        .bind(artifact.height)
        .bind(size_bytes)
        .bind(artifact.created_at.as_millis())
        .execute(&mut *conn)
        .await
        .map_err(|err| duplicate(err, "artifact"))?;
    }
    Ok(())
}

pub(super) async fn artifact_get(
    store: &SqliteStore,
    id: ArtifactId,
) -> StoreResult<Option<Artifact>> {
    sqlx::query(
        "SELECT id, job_id, role, position, blob, format, width, height, size_bytes,
                created_at_ms
         FROM artifacts WHERE id = ?",
    )
    .bind(id.to_string())
    .fetch_optional(&store.readers)
    .await?
    .as_ref()
    .map(rows::artifact)
    .transpose()
}

pub(super) async fn artifact_list_older_than(
    store: &SqliteStore,
    before: Timestamp,
    limit: u32,
) -> StoreResult<Vec<Artifact>> {
    sqlx::query(
        "SELECT id, job_id, role, position, blob, format, width, height, size_bytes,
                created_at_ms
         FROM artifacts WHERE created_at_ms < ? ORDER BY created_at_ms, id LIMIT ?",
    )
    .bind(before.as_millis())
    .bind(limit)
    .fetch_all(&store.readers)
    .await?
    .iter()
    .map(rows::artifact)
    .collect()
}

pub(super) async fn artifact_delete(store: &SqliteStore, id: ArtifactId) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM artifacts WHERE id = ?")
        .bind(id.to_string())
        .execute(&store.writer)
        .await?;
    Ok(done.rows_affected() == 1)
}
