//! Accounts and their keys.

use easel_types::{AccountId, KeyId, Timestamp};

use super::{SqliteStore, duplicate, rows};
use crate::{AccountRow, KeyRow, NewAccount, NewKey, StoreResult};

pub(super) async fn account_create(store: &SqliteStore, account: NewAccount) -> StoreResult<()> {
    sqlx::query("INSERT INTO accounts (id, name, created_at_ms) VALUES (?, ?, ?)")
        .bind(account.id.to_string())
        .bind(account.name)
        .bind(account.now.as_millis())
        .execute(&store.writer)
        .await
        .map_err(|err| duplicate(err, "account id"))?;
    Ok(())
}

pub(super) async fn account_get(
    store: &SqliteStore,
    id: AccountId,
) -> StoreResult<Option<AccountRow>> {
    sqlx::query("SELECT id, name, created_at_ms FROM accounts WHERE id = ?")
        .bind(id.to_string())
        .fetch_optional(&store.readers)
        .await?
        .as_ref()
        .map(rows::account)
        .transpose()
}

pub(super) async fn account_list(store: &SqliteStore) -> StoreResult<Vec<AccountRow>> {
    sqlx::query("SELECT id, name, created_at_ms FROM accounts ORDER BY created_at_ms, id")
        .fetch_all(&store.readers)
        .await?
        .iter()
        .map(rows::account)
        .collect()
}

pub(super) async fn account_count(store: &SqliteStore) -> StoreResult<u64> {
    let count: i64 =
        sqlx::query_scalar("SELECT count(*) FROM accounts").fetch_one(&store.readers).await?;
    Ok(count.unsigned_abs())
}

pub(super) async fn key_create(store: &SqliteStore, key: NewKey) -> StoreResult<()> {
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    sqlx::query(
        "INSERT INTO keys (id, account_id, name, prefix, hash, scopes, created_at_ms, part_hash,
                           callback_url, callback_token)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(key.id.to_string())
    .bind(key.account_id.to_string())
    .bind(key.name)
    .bind(key.prefix)
    .bind(key.hash.to_vec())
    .bind(scopes.join(" "))
    .bind(key.now.as_millis())
    .bind(key.part_hash.map(Vec::from))
    .bind(key.callback.as_ref().map(|callback| callback.address.clone()))
    .bind(key.callback.and_then(|callback| callback.token))
    .execute(&store.writer)
    .await
    .map_err(|err| duplicate(err, "key"))?;
    Ok(())
}

pub(super) async fn key_find_by_hash(
    store: &SqliteStore,
    hash: &[u8; 32],
) -> StoreResult<Option<KeyRow>> {
    sqlx::query(
        "SELECT id, account_id, name, prefix, scopes, created_at_ms, revoked_at_ms,
                callback_url, callback_token
         FROM keys WHERE hash = ? AND revoked_at_ms IS NULL",
    )
    .bind(hash.to_vec())
    .fetch_optional(&store.readers)
    .await?
    .as_ref()
    .map(rows::key)
    .transpose()
}

pub(super) async fn key_list_by_part(
    store: &SqliteStore,
    part_hash: &[u8; 32],
) -> StoreResult<Vec<KeyRow>> {
    sqlx::query(
        "SELECT id, account_id, name, prefix, scopes, created_at_ms, revoked_at_ms,
                callback_url, callback_token
         FROM keys WHERE part_hash = ? AND revoked_at_ms IS NULL ORDER BY created_at_ms, id",
    )
    .bind(part_hash.to_vec())
    .fetch_all(&store.readers)
    .await?
    .iter()
    .map(rows::key)
    .collect()
}

pub(super) async fn key_get(store: &SqliteStore, id: KeyId) -> StoreResult<Option<KeyRow>> {
    sqlx::query(
        "SELECT id, account_id, name, prefix, scopes, created_at_ms, revoked_at_ms,
                callback_url, callback_token
         FROM keys WHERE id = ?",
    )
    .bind(id.to_string())
    .fetch_optional(&store.readers)
    .await?
    .as_ref()
    .map(rows::key)
    .transpose()
}

pub(super) async fn key_list(
    store: &SqliteStore,
    account: Option<AccountId>,
) -> StoreResult<Vec<KeyRow>> {
    sqlx::query(
        "SELECT id, account_id, name, prefix, scopes, created_at_ms, revoked_at_ms,
                callback_url, callback_token
         FROM keys WHERE ?1 IS NULL OR account_id = ?1 ORDER BY created_at_ms, id",
    )
    .bind(account.map(|id| id.to_string()))
    .fetch_all(&store.readers)
    .await?
    .iter()
    .map(rows::key)
    .collect()
}

pub(super) async fn key_revoke_if_active(
    store: &SqliteStore,
    id: KeyId,
    account: Option<AccountId>,
    now: Timestamp,
) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE keys SET revoked_at_ms = ?3
         WHERE id = ?1 AND (?2 IS NULL OR account_id = ?2) AND revoked_at_ms IS NULL",
    )
    .bind(id.to_string())
    .bind(account.map(|id| id.to_string()))
    .bind(now.as_millis())
    .execute(&store.writer)
    .await?;
    Ok(done.rows_affected() == 1)
}
