//! What is SQLite's own: one file and several processes, the guards in the schema, damaged
//! rows, databases of other versions.

use std::collections::HashSet;
use std::error::Error as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use easel_store::conformance::fixture::*;
use easel_store::sqlite::{Durability, SqliteOptions, SqliteStore};
use easel_store::{EnqueueOutcome, StoreError};
use easel_types::JobState;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

async fn open(dir: &tempfile::TempDir) -> StoreArc {
    let path = dir.path().join("easel.db");
    Arc::new(SqliteStore::open(&path, SqliteOptions::default()).await.expect("opens"))
}

/// A connection beside the store, for doing to the file what the store never would.
async fn connect(dir: &tempfile::TempDir) -> SqliteConnection {
    let path = dir.path().join("easel.db");
    let url = format!("sqlite:{}", path.display());
    SqliteConnection::connect(&url).await.expect("connects")
}

async fn run(conn: &mut SqliteConnection, statement: &str) -> Result<u64, sqlx::Error> {
    let statement = sqlx::query(AssertSqlSafe(statement.to_owned()));
    statement.execute(conn).await.map(|done| done.rows_affected())
}

#[tokio::test]
async fn what_was_stored_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir).await;
    open_account_with_jobs(&store, 2).await;
    let lease = lease(&store, 1, 10).await;
    store.close().await;
    let reopened = open(&dir).await;
    assert!(reopened.job_finish_if_leased(&lease, Vec::new(), at(20)).await.unwrap());
    assert_eq!(state(&reopened, 2).await, JobState::Queued);
    assert_balance(&reopened, 1, 100 - 2 * PRICE, PRICE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn handles_that_open_a_new_file_at_once_all_succeed() {
    let dir = tempfile::tempdir().unwrap();
    let path: Arc<Path> = dir.path().join("easel.db").into();
    let openings: Vec<_> = (1..=6)
        .map(|n| {
            let path = path.clone();
            tokio::spawn(async move {
                let store = SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
                let store: StoreArc = Arc::new(store);
                create_account(&store, n, 1).await;
            })
        })
        .collect();
    for opening in openings {
        opening.await.unwrap();
    }
    assert_eq!(open(&dir).await.account_count().await.unwrap(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_handles_on_one_file_claim_every_job_exactly_once() {
    const JOBS: u32 = 200;
    let dir = tempfile::tempdir().unwrap();
    let handles = [open(&dir).await, open(&dir).await];
    create_account(&handles[0], 1, i64::from(JOBS) * PRICE).await;
    let producers: Vec<_> = (0..2_u32)
        .map(|half| {
            let store = handles[half as usize].clone();
            tokio::spawn(async move {
                for n in (1 + half..=JOBS).step_by(2) {
                    enqueue(&store, job(n)).await;
                }
            })
        })
        .collect();
    let workers: Vec<_> = (0..6_u32)
        .map(|worker| {
            let store = handles[(worker % 2) as usize].clone();
            tokio::spawn(async move {
                let mut done = Vec::new();
                loop {
                    let Some(claimed) = claim(&store, worker, 10).await else {
                        let finished = store.ledger_audit().await.unwrap().captured;
                        if finished == credits(i64::from(JOBS) * PRICE) {
                            return done;
                        }
                        tokio::time::sleep(Duration::from_millis(5)).await;
                        continue;
                    };
                    done.push(claimed.id);
                    let lease = lease_on(&claimed, worker);
                    assert!(store.job_finish_if_leased(&lease, Vec::new(), at(20)).await.unwrap());
                }
            })
        })
        .collect();
    for producer in producers {
        producer.await.unwrap();
    }
    let mut done = Vec::new();
    for worker in workers {
        done.extend(worker.await.unwrap());
    }
    assert_eq!(done.len(), JOBS as usize);
    assert_eq!(done.iter().collect::<HashSet<_>>().len(), JOBS as usize);
    assert_balance(&handles[0], 1, 0, 0).await;
}

#[tokio::test]
async fn a_call_that_is_dropped_halfway_leaves_all_or_nothing_and_a_usable_store() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir).await;
    open_account(&store).await;
    for n in 1..=100 {
        // Polled a few times and dropped, as when a client hangs up.
        let call = store.job_enqueue_with_hold(job(n));
        let limit = Duration::from_micros(u64::from(n) * 10);
        drop(tokio::time::timeout(limit, call).await);
        // What is still under way ends before the next write begins.
        assert!(!store.artifact_delete(artifact_id(1)).await.unwrap());
        assert_sound(&store).await;
    }
    let outcome = store.job_enqueue_with_hold(job(1000)).await.unwrap();
    let usable =
        matches!(outcome, EnqueueOutcome::Created(_) | EnqueueOutcome::InsufficientCredits(_));
    assert!(usable, "{outcome:?}");
}

#[tokio::test]
async fn the_schema_refuses_to_charge_twice_or_to_rewrite_history() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir).await;
    open_account_with_jobs(&store, 2).await;
    let lease = lease(&store, 1, 10).await;
    assert!(store.job_finish_if_leased(&lease, Vec::new(), at(20)).await.unwrap());
    let mut conn = connect(&dir).await;
    // Entries that continue the balances correctly, so that only the guard in question objects.
    let entry = |kind: &str, available: &str, held: &str, job: u32| {
        format!(
            "INSERT INTO ledger (account_id, kind, available_delta, held_delta, available_after,
                                 held_after, job_id, note, created_at_ms)
             SELECT account_id, '{kind}', {available}, {held}, available_after + {available},
                    held_after + {held}, '{}', '', 0
             FROM ledger ORDER BY sequence DESC LIMIT 1",
            job_id(job)
        )
    };
    let refused = [
        ("UPDATE ledger SET note = 'x'".to_owned(), "never changed"),
        ("DELETE FROM ledger".to_owned(), "never removed"),
        (entry("capture", "0", "-2000000", 1), "UNIQUE"),
        (entry("release", "2000000", "-2000000", 1), "UNIQUE"),
        (entry("hold", "-2000000", "2000000", 2), "UNIQUE"),
        (entry("capture", "0", "-1000000", 2), "match the hold"),
        (entry("release", "1000000", "-2000000", 2), "CHECK"),
        (entry("capture", "2000000", "-2000000", 2), "CHECK"),
        (entry("gift", "2000000", "0", 2), "CHECK"),
        (
            "INSERT INTO ledger (account_id, kind, available_delta, held_delta, available_after,
                                 held_after, idempotency_key, note, created_at_ms)
             SELECT account_id, 'grant', 5, 0, available_after + 6, held_after, 'k', '', 0
             FROM ledger ORDER BY sequence DESC LIMIT 1"
                .to_owned(),
            "continue the balances",
        ),
        ("UPDATE jobs SET state = 'queued' WHERE state = 'succeeded'".to_owned(), "final state"),
        ("UPDATE jobs SET attempt = 0 WHERE attempt = 1".to_owned(), "fence"),
        ("UPDATE jobs SET state = 'waiting' WHERE state = 'queued'".to_owned(), "CHECK"),
        ("UPDATE jobs SET state = 'running' WHERE state = 'queued'".to_owned(), "CHECK"),
        ("UPDATE jobs SET price = 'much'".to_owned(), "INTEGER"),
    ];
    for (statement, why) in refused {
        let err = run(&mut conn, &statement).await.unwrap_err().to_string();
        assert!(err.contains(why), "{statement}: {err}");
    }
    assert_eq!(run(&mut conn, &entry("release", "2000000", "-2000000", 2)).await.unwrap(), 1);
}

#[tokio::test]
async fn a_balance_that_drifted_from_its_entries_is_found_by_the_audit() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir).await;
    open_account(&store).await;
    let mut conn = connect(&dir).await;
    run(&mut conn, "DROP TRIGGER ledger_entries_are_never_changed").await.unwrap();
    run(&mut conn, "UPDATE ledger SET available_after = available_after + 1").await.unwrap();
    let audit = store.ledger_audit().await;
    assert!(matches!(audit, Err(StoreError::Corrupt { table: "ledger", .. })), "{audit:?}");
}

#[tokio::test]
async fn a_damaged_row_is_named_and_does_not_block_the_queue() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir).await;
    open_account_with_jobs(&store, 2).await;
    let mut conn = connect(&dir).await;
    let damage = format!("UPDATE jobs SET request = '{{' WHERE id = '{}'", job_id(1));
    run(&mut conn, &damage).await.unwrap();
    let err = store.job_get(job_id(1), None).await.unwrap_err();
    assert!(err.source().is_some());
    let StoreError::Corrupt { table, id, column, .. } = err else { panic!("{err:?}") };
    assert_eq!((table, id, column), ("jobs", job_id(1).to_string(), "request"));
    assert!(store.job_claim_next(claim_params(1, 10)).await.is_err());
    assert_eq!(claim(&store, 1, 10).await.unwrap().id, job_id(2));
    store.job_rescue_lost(at(LEASE_MS + 11), 1).await.unwrap();
    assert_balance(&store, 1, 100, 0).await;
}

#[tokio::test]
async fn every_undecodable_column_is_named() {
    let damages = [
        ("jobs", "priority", "5000000000"),
        ("jobs", "progress_steps", "-1"),
        ("jobs", "failure_kind", "'bad luck'"),
        ("jobs", "key_id", "'job_1'"),
        ("artifacts", "blob", "'../../etc/passwd'"),
        ("artifacts", "id", "'art_1'"),
    ];
    for (table, column, value) in damages {
        let dir = tempfile::tempdir().unwrap();
        let store = open(&dir).await;
        open_account_with_jobs(&store, 1).await;
        let lease = lease(&store, 1, 10).await;
        let artifacts = vec![artifact(1, job_id(1))];
        assert!(store.job_finish_if_leased(&lease, artifacts, at(20)).await.unwrap());
        let mut conn = connect(&dir).await;
        run(&mut conn, "PRAGMA ignore_check_constraints = ON").await.unwrap();
        let more = match column {
            "progress_steps" => ", progress_step = 1",
            "failure_kind" => ", failure_message = 'x'",
            _ => "",
        };
        let damage = format!("UPDATE {table} SET {column} = {value}{more}");
        run(&mut conn, &damage).await.unwrap();
        match store.job_get(job_id(1), None).await {
            Err(StoreError::Corrupt { table: t, column: c, .. }) => {
                assert_eq!((t, c), (table, column));
            }
            other => panic!("{column}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_untouched() {
    let dir = tempfile::tempdir().unwrap();
    open(&dir).await.close().await;
    let mut conn = connect(&dir).await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum,
                                               execution_time)
                 VALUES (9999, 'from the future', TRUE, x'00', 0)";
    run(&mut conn, newer).await.unwrap();
    let path = dir.path().join("easel.db");
    let refused = SqliteStore::open(&path, SqliteOptions::default()).await;
    assert!(matches!(refused, Err(StoreError::Migration(_))), "{refused:?}");
}

#[tokio::test]
async fn a_file_that_is_no_database_or_cannot_be_opened_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("easel.db");
    std::fs::write(&path, "This is a letter, not a database. ".repeat(100)).unwrap();
    let refused = SqliteStore::open(&path, SqliteOptions::default()).await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
    let nowhere = dir.path().join("no/such/folder/easel.db");
    let refused = SqliteStore::open(&nowhere, SqliteOptions::default()).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
}

#[tokio::test]
async fn process_durability_works_alike() {
    let dir = tempfile::tempdir().unwrap();
    let options = SqliteOptions { durability: Durability::Process };
    let path = dir.path().join("easel.db");
    let store: StoreArc = Arc::new(SqliteStore::open(&path, options).await.unwrap());
    open_account_with_jobs(&store, 1).await;
    assert_balance(&store, 1, 100 - PRICE, PRICE).await;
}

#[tokio::test]
async fn a_ping_says_within_two_seconds_that_no_write_can_begin() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir).await;
    store.ping().await.unwrap();
    let mut other = connect(&dir).await;
    run(&mut other, "BEGIN IMMEDIATE").await.unwrap();
    let started = std::time::Instant::now();
    let locked = store.ping().await;
    assert!(matches!(locked, Err(StoreError::Unavailable(_))), "{locked:?}");
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    run(&mut other, "ROLLBACK").await.unwrap();
    store.ping().await.unwrap();
}

#[tokio::test]
async fn a_job_claimed_under_the_first_schema_is_rescued_all_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir).await;
    open_account_with_jobs(&store, 1).await;
    lease(&store, 1, 10).await;
    run(&mut connect(&dir).await, "UPDATE jobs SET lease_ms = NULL").await.unwrap();
    assert_eq!(store.job_rescue_lost(at(LEASE_MS + 10), 3).await.unwrap(), []);
    assert_eq!(store.job_rescue_lost(at(LEASE_MS + 11), 3).await.unwrap().len(), 1);
}
