//! Installed models.

use easel_types::{ModelName, ModelRecord};

use super::{SqliteStore, duplicate, rows};
use crate::{StoreError, StoreResult};

pub(super) async fn model_create(store: &SqliteStore, model: ModelRecord) -> StoreResult<()> {
    let size_bytes = i64::try_from(model.size_bytes)
        .map_err(|_| StoreError::Invalid { what: "the model is larger than 2^63 bytes" })?;
    let files = serde_json::to_string(&model.files).map_err(|_| StoreError::Invalid {
        what: "the path of a model file is not UTF-8; rename it",
    })?;
    let defaults = serde_json::to_string(&model.defaults)
        .map_err(|_| StoreError::Invalid { what: "the defaults of the model have no JSON form" })?;
    sqlx::query(
        "INSERT INTO models (name, kind, family, files, size_bytes, defaults, added_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(model.name.as_str())
    .bind(model.kind.as_str())
    .bind(model.family.as_str())
    .bind(files)
    .bind(size_bytes)
    .bind(defaults)
    .bind(model.added_at.as_millis())
    .execute(&store.writer)
    .await
    .map_err(|err| duplicate(err, "model name"))?;
    Ok(())
}

pub(super) async fn model_list(store: &SqliteStore) -> StoreResult<Vec<ModelRecord>> {
    sqlx::query(
        "SELECT name, kind, family, files, size_bytes, defaults, added_at_ms
         FROM models ORDER BY name",
    )
    .fetch_all(&store.readers)
    .await?
    .iter()
    .map(rows::model)
    .collect()
}

pub(super) async fn model_delete(store: &SqliteStore, name: &ModelName) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM models WHERE name = ?")
        .bind(name.as_str())
        .execute(&store.writer)
        .await?;
    Ok(done.rows_affected() == 1)
}
