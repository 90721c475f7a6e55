//! Uploads: what is known about pictures that clients stored. Their bytes are
//! [`crate::blobs`]' affair.

use easel_types::{AccountId, Timestamp, UploadId};

use super::{SqliteStore, duplicate, rows};
use crate::{FilledUpload, NewUpload, StoreError, StoreResult, UploadQuery, UploadRow};

macro_rules! upload_columns {
    () => {
        "id, account_id, filename, memo, ticket_hash, blob, format, width, height, size_bytes,
         created_at_ms, expires_at_ms"
    };
}

pub(super) async fn upload_create(store: &SqliteStore, upload: NewUpload) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO uploads (id, account_id, filename, memo, ticket_hash, created_at_ms,
                              expires_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(upload.id.to_string())
    .bind(upload.account_id.to_string())
    .bind(upload.filename)
    .bind(upload.memo)
    .bind(upload.ticket_hash.map(Vec::from))
    .bind(upload.now.as_millis())
    .bind(upload.expires_at.as_millis())
    .execute(&store.writer)
    .await
    .map_err(|err| duplicate(err, "upload id"))?;
    Ok(())
}

pub(super) async fn upload_fill_if_empty(
    store: &SqliteStore,
    id: UploadId,
    filled: FilledUpload,
) -> StoreResult<bool> {
    let size_bytes = i64::try_from(filled.size_bytes)
        .map_err(|_| StoreError::Invalid { what: "an upload is larger than 2^63 bytes" })?;
    let done = sqlx::query(
        "UPDATE uploads SET blob = ?2, format = ?3, width = ?4, height = ?5, size_bytes = ?6,
                            expires_at_ms = ?7
         WHERE id = ?1 AND blob IS NULL",
    )
    .bind(id.to_string())
    .bind(filled.blob.as_str())
    .bind(filled.format.extension())
    .bind(filled.width)
    .bind(filled.height)
    .bind(size_bytes)
    .bind(filled.expires_at.as_millis())
    .execute(&store.writer)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn upload_get(
    store: &SqliteStore,
    id: UploadId,
    account: Option<AccountId>,
) -> StoreResult<Option<UploadRow>> {
    sqlx::query(concat!(
        "SELECT ",
        upload_columns!(),
        " FROM uploads WHERE id = ?1 AND (?2 IS NULL OR account_id = ?2)"
    ))
    .bind(id.to_string())
    .bind(account.map(|id| id.to_string()))
    .fetch_optional(&store.readers)
    .await?
    .as_ref()
    .map(rows::upload)
    .transpose()
}

pub(super) async fn upload_list(
    store: &SqliteStore,
    query: UploadQuery,
) -> StoreResult<Vec<UploadRow>> {
    sqlx::query(concat!(
        "SELECT ",
        upload_columns!(),
        " FROM uploads WHERE account_id = ?1 AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3"
    ))
    .bind(query.account_id.to_string())
    .bind(query.before.map(|id| id.to_string()))
    .bind(query.limit)
    .fetch_all(&store.readers)
    .await?
    .iter()
    .map(rows::upload)
    .collect()
}

pub(super) async fn upload_list_expired(
    store: &SqliteStore,
    now: Timestamp,
    limit: u32,
) -> StoreResult<Vec<UploadRow>> {
    sqlx::query(concat!(
        "SELECT ",
        upload_columns!(),
        " FROM uploads WHERE expires_at_ms <= ? ORDER BY expires_at_ms, id LIMIT ?"
    ))
    .bind(now.as_millis())
    .bind(limit)
    .fetch_all(&store.readers)
    .await?
    .iter()
    .map(rows::upload)
    .collect()
}

pub(super) async fn upload_delete(
    store: &SqliteStore,
    id: UploadId,
    account: Option<AccountId>,
) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM uploads WHERE id = ?1 AND (?2 IS NULL OR account_id = ?2)")
        .bind(id.to_string())
        .bind(account.map(|id| id.to_string()))
        .execute(&store.writer)
        .await?;
    Ok(done.rows_affected() == 1)
}
