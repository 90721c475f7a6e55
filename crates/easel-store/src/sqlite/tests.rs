//! What shows only from inside: a disk that runs full, and which connection a call uses. All
//! else is tested through the trait (`crate::conformance`) or on the file (`tests/sqlite_file.rs`).

use std::sync::Arc;
use std::time::Duration;

use crate::conformance::fixture::*;
use crate::sqlite::{SqliteOptions, SqliteStore};
use crate::{EnqueueOutcome, NewJob, StoreError, StoreResult};

/// The store, and the same as the trait object that the fixture works on.
async fn open(dir: &tempfile::TempDir) -> (SqliteStore, StoreArc) {
    let path = dir.path().join("easel.db");
    let store = SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
    (store.clone(), Arc::new(store))
}

/// Lets the writer's connection add no pages to the file: SQLite then reports a full disk. A new
/// connection knows nothing of it, as if somebody had made room.
async fn fill_disk(store: &SqliteStore) {
    sqlx::query("PRAGMA max_page_count = 1").execute(&store.writer).await.unwrap();
}

/// A job that fits on no page that is already there.
fn bulky_job(n: u32) -> NewJob {
    let mut job = job(n);
    job.request.prompt = "a fox ".repeat(50_000);
    job
}

fn is_full(answer: &StoreResult<EnqueueOutcome>) -> bool {
    let Err(StoreError::Unavailable(source)) = answer else { return false };
    source.to_string().contains("full")
}

#[tokio::test]
async fn writing_goes_on_when_a_full_disk_has_room_again() {
    let dir = tempfile::tempdir().unwrap();
    let (inner, store) = open(&dir).await;
    open_account(&store).await;
    for n in 1..=3 {
        fill_disk(&inner).await;
        let refused = store.job_enqueue_with_hold(bulky_job(n)).await;
        assert!(is_full(&refused), "{refused:?}");
        store.ping().await.unwrap();
        enqueue(&store, bulky_job(n)).await;
        assert!(store.ledger_grant(grant(1, PRICE, &n.to_string())).await.unwrap());
    }
    assert_balance(&store, 1, 100, 3 * PRICE).await;
}

#[tokio::test]
async fn a_disk_that_stays_full_is_reported_each_time_and_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let (inner, store) = open(&dir).await;
    open_account(&store).await;
    for n in 1..=3 {
        fill_disk(&inner).await;
        let refused = store.job_enqueue_with_hold(bulky_job(n)).await;
        assert!(is_full(&refused), "{refused:?}");
        assert_eq!(store.job_get(job_id(n), None).await.unwrap(), None);
    }
    assert_balance(&store, 1, 100, 0).await;
}

#[tokio::test]
async fn a_heartbeat_does_not_queue_behind_the_writers_of_this_process() {
    let dir = tempfile::tempdir().unwrap();
    let (inner, store) = open(&dir).await;
    open_account_with_jobs(&store, 1).await;
    let lease = lease(&store, 1, 10).await;
    let writing = inner.writer.acquire().await.unwrap();
    let beat = store.job_heartbeat_if_leased(&lease, at(LEASE_MS), None);
    assert!(tokio::time::timeout(Duration::from_secs(5), beat).await.unwrap().unwrap());
    drop(writing);
}
