//! The ledger: adding entries, reading balances, checking that all of it adds up. The meaning
//! of the signs stands in the first migration.

use easel_types::{AccountId, JobId, MicroCredits, Timestamp};
use sqlx::SqliteConnection;

use super::{SqliteStore, rows};
use crate::{Balance, EntryKind, Grant, LedgerAudit, LedgerEntry, StoreError, StoreResult};

/// Job and price of a ledger entry about a job.
pub(super) struct JobEntry<'a> {
    pub account_id: &'a str,
    pub job_id: JobId,
    pub price: i64,
    pub note: &'a str,
    pub now: Timestamp,
}

/// Sets the price aside.
pub(super) async fn hold(conn: &mut SqliteConnection, entry: JobEntry<'_>) -> StoreResult<()> {
    let deltas = (entry.price.saturating_neg(), entry.price);
    append(conn, EntryKind::Hold, deltas, entry).await
}

/// Spends what was held.
pub(super) async fn capture(conn: &mut SqliteConnection, entry: JobEntry<'_>) -> StoreResult<()> {
    let deltas = (0, entry.price.saturating_neg());
    append(conn, EntryKind::Capture, deltas, entry).await
}

/// Gives back what was held.
pub(super) async fn release(conn: &mut SqliteConnection, entry: JobEntry<'_>) -> StoreResult<()> {
    let deltas = (entry.price, entry.price.saturating_neg());
    append(conn, EntryKind::Release, deltas, entry).await
}

async fn append(
    conn: &mut SqliteConnection,
    kind: EntryKind,
    (available_delta, held_delta): (i64, i64),
    entry: JobEntry<'_>,
) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO ledger (account_id, kind, available_delta, held_delta, available_after,
                             held_after, job_id, note, created_at_ms)
         VALUES (?1, ?2, ?3, ?4,
            coalesce((SELECT available_after FROM ledger WHERE account_id = ?1
                      ORDER BY sequence DESC LIMIT 1), 0) + ?3,
            coalesce((SELECT held_after FROM ledger WHERE account_id = ?1
                      ORDER BY sequence DESC LIMIT 1), 0) + ?4,
            ?5, ?6, ?7)",
    )
    .bind(entry.account_id)
    .bind(kind.as_str())
    .bind(available_delta)
    .bind(held_delta)
    .bind(entry.job_id.to_string())
    .bind(entry.note)
    .bind(entry.now.as_millis())
    .execute(conn)
    .await?;
    Ok(())
}

/// The balances after the account's newest entry.
pub(super) async fn balance(conn: &mut SqliteConnection, account: &str) -> StoreResult<Balance> {
    let newest: Option<(i64, i64)> = sqlx::query_as(
        "SELECT available_after, held_after FROM ledger WHERE account_id = ?
         ORDER BY sequence DESC LIMIT 1",
    )
    .bind(account)
    .fetch_optional(conn)
    .await?;
    let (available, held) = newest.unwrap_or_default();
    Ok(Balance {
        available: MicroCredits::from_micros(available),
        held: MicroCredits::from_micros(held),
    })
}

pub(super) async fn ledger_grant(store: &SqliteStore, grant: Grant) -> StoreResult<bool> {
    let account = grant.account_id.to_string();
    let mut tx = store.begin().await?;
    let (known, repeated): (bool, bool) = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM accounts WHERE id = ?1),
                EXISTS (SELECT 1 FROM ledger
                        WHERE account_id = ?1 AND idempotency_key = ?2 AND kind = 'grant')",
    )
    .bind(&account)
    .bind(&grant.idempotency_key)
    .fetch_one(&mut *tx)
    .await?;
    if !known {
        return Err(StoreError::Invalid { what: "the account of the grant does not exist" });
    }
    if repeated {
        return Ok(false);
    }
    let before = balance(&mut tx, &account).await?;
    let available = available_after_grant(before, grant.amount)?;
    sqlx::query(
        "INSERT INTO ledger (account_id, kind, available_delta, held_delta, available_after,
                             held_after, idempotency_key, note, created_at_ms)
         VALUES (?, 'grant', ?, 0, ?, ?, ?, ?, ?)",
    )
    .bind(&account)
    .bind(grant.amount.as_micros())
    .bind(available.as_micros())
    .bind(before.held.as_micros())
    .bind(&grant.idempotency_key)
    .bind(&grant.note)
    .bind(grant.now.as_millis())
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(true)
}

/// The available balance with `amount` added. What is held comes back to it when jobs end
/// without success, so there must be room for that too: a release that does not fit would leave
/// its job open for ever.
fn available_after_grant(before: Balance, amount: MicroCredits) -> StoreResult<MicroCredits> {
    const OUT_OF_RANGE: StoreError = StoreError::Invalid {
        what: "the grant would take the account out of range; its available and held credits \
               must stay within ±9,223,372,036,854 together",
    };
    let available = before.available.checked_add(amount).ok_or(OUT_OF_RANGE)?;
    available.checked_add(before.held).ok_or(OUT_OF_RANGE)?;
    Ok(available)
}

pub(super) async fn ledger_balance(
    store: &SqliteStore,
    account: AccountId,
) -> StoreResult<Balance> {
    let mut conn = store.readers.acquire().await?;
    balance(&mut conn, &account.to_string()).await
}

pub(super) async fn ledger_list(
    store: &SqliteStore,
    account: AccountId,
    limit: u32,
) -> StoreResult<Vec<LedgerEntry>> {
    sqlx::query(
        "SELECT sequence, account_id, kind, available_delta, held_delta, job_id, note,
                created_at_ms
         FROM ledger WHERE account_id = ? ORDER BY sequence DESC LIMIT ?",
    )
    .bind(account.to_string())
    .bind(limit)
    .fetch_all(&store.readers)
    .await?
    .iter()
    .map(rows::ledger_entry)
    .collect()
}

/// Reads the whole ledger twice (about a second a million entries), in one snapshot. Carried
/// balances that differ from the sums are [`StoreError::Corrupt`].
pub(super) async fn ledger_audit(store: &SqliteStore) -> StoreResult<LedgerAudit> {
    let mut tx = store.readers.begin().await?;
    let drifted: Option<String> = sqlx::query_scalar(
        "SELECT sums.account_id
         FROM (SELECT account_id, max(sequence) AS newest, sum(available_delta) AS available,
                      sum(held_delta) AS held
               FROM ledger GROUP BY account_id) AS sums
         JOIN ledger ON ledger.sequence = sums.newest
         WHERE ledger.available_after <> sums.available OR ledger.held_after <> sums.held
         LIMIT 1",
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(id) = drifted {
        return Err(StoreError::Corrupt {
            table: "ledger",
            id,
            column: "available_after",
            source: "the carried balance is not the sum of the entries".into(),
        });
    }
    let sums: (i64, i64, i64, i64, i64, i64) = sqlx::query_as(
        "SELECT coalesce(sum(CASE kind WHEN 'grant' THEN available_delta ELSE 0 END), 0),
                coalesce(sum(CASE kind WHEN 'capture' THEN -held_delta ELSE 0 END), 0),
                coalesce(sum(held_delta), 0),
                coalesce(sum(available_delta), 0),
                coalesce(sum((kind = 'hold') - (kind IN ('capture', 'release'))), 0),
                coalesce(sum(kind = 'capture'), 0)
                    - (SELECT count(DISTINCT job_id) FROM ledger WHERE kind = 'capture')
         FROM ledger",
    )
    .fetch_one(&mut *tx)
    .await?;
    let final_jobs_with_open_hold: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM jobs
         WHERE state NOT IN ('queued', 'running') AND NOT EXISTS (
            SELECT 1 FROM ledger
            WHERE ledger.job_id = jobs.id AND ledger.kind IN ('capture', 'release'))",
    )
    .fetch_one(&mut *tx)
    .await?;
    let (granted, captured, held, available, open_holds, jobs_captured_twice) = sums;
    Ok(LedgerAudit {
        granted: MicroCredits::from_micros(granted),
        captured: MicroCredits::from_micros(captured),
        held: MicroCredits::from_micros(held),
        available: MicroCredits::from_micros(available),
        open_holds: open_holds.unsigned_abs(),
        jobs_captured_twice: jobs_captured_twice.unsigned_abs(),
        final_jobs_with_open_hold: final_jobs_with_open_hold.unsigned_abs(),
    })
}
