//! Looking at jobs.

use easel_types::JobState;

use super::fixture::*;
use crate::{JobCounts, JobQuery, NewJob};

pub(super) async fn a_job_is_shown_to_its_account_only(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let seen_by = |account| store.job_get(job_id(1), account);
    assert!(seen_by(None).await.unwrap().is_some());
    assert!(seen_by(Some(account_id(1))).await.unwrap().is_some());
    assert_eq!(seen_by(Some(account_id(2))).await.unwrap(), None);
    assert_eq!(store.job_get(job_id(2), None).await.unwrap(), None);
}

pub(super) async fn jobs_are_listed_newest_first_in_pages(store: StoreArc) {
    open_account_with_jobs(&store, 5).await;
    create_account(&store, 2, 100).await;
    enqueue(&store, NewJob { account_id: account_id(2), ..job(6) }).await;
    let page = async |before, state, limit| {
        let query = JobQuery { account_id: account_id(1), state, before, limit };
        let jobs = store.job_list(query).await.unwrap();
        jobs.iter().map(|job| job.id).collect::<Vec<_>>()
    };
    assert_eq!(page(None, None, 2).await, [job_id(5), job_id(4)]);
    assert_eq!(page(Some(job_id(4)), None, 2).await, [job_id(3), job_id(2)]);
    assert_eq!(page(Some(job_id(2)), None, 2).await, [job_id(1)]);
    assert_eq!(page(Some(job_id(1)), None, 2).await, []);
    store.job_cancel_if_open(job_id(2), account_id(1), at(5)).await.unwrap();
    store.job_cancel_if_open(job_id(4), account_id(1), at(5)).await.unwrap();
    let canceled = Some(JobState::Canceled);
    assert_eq!(page(None, canceled, 9).await, [job_id(4), job_id(2)]);
    assert_eq!(page(Some(job_id(4)), canceled, 9).await, [job_id(2)]);
    assert_eq!(page(None, Some(JobState::Running), 9).await, []);
}

pub(super) async fn listed_jobs_bring_their_artifacts(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let lease = lease(&store, 1, 10).await;
    let artifacts = vec![artifact(1, job_id(1)), artifact(2, job_id(1))];
    assert!(store.job_finish_if_leased(&lease, artifacts.clone(), at(20)).await.unwrap());
    let query = JobQuery { account_id: account_id(1), state: None, before: None, limit: 1 };
    assert_eq!(store.job_list(query).await.unwrap()[0].artifacts, artifacts);
}

pub(super) async fn open_jobs_are_counted_by_state(store: StoreArc) {
    assert_eq!(store.job_counts().await.unwrap(), JobCounts::default());
    open_account_with_jobs(&store, 4).await;
    claim(&store, 1, 10).await.unwrap();
    store.job_cancel_if_open(job_id(4), account_id(1), at(20)).await.unwrap();
    assert_eq!(store.job_counts().await.unwrap(), JobCounts { queued: 2, running: 1 });
}

pub(super) async fn the_queue_position_counts_the_jobs_claimed_before(store: StoreArc) {
    open_account(&store).await;
    let aged = |n, priority, now| NewJob { priority, now: at(now), ..job(n) };
    let step = i64::try_from(AGEING.as_millis()).unwrap();
    enqueue(&store, aged(1, 0, 0)).await;
    enqueue(&store, aged(2, 1, step - 1)).await;
    enqueue(&store, aged(3, 1, step)).await;
    enqueue(&store, aged(4, 1, step + 1)).await;
    enqueue(&store, aged(5, 1, step + 1)).await;
    let overdue = NewJob { deadline_at: Some(at(step)), ..aged(6, 9, 0) };
    enqueue(&store, overdue).await;
    let mut positions = Vec::new();
    for n in 1..=5 {
        positions.push(store.job_queue_position(job_id(n), &order(2 * step)).await.unwrap());
    }
    let mut claimed = Vec::new();
    while let Some(job) = claim(&store, 1, 2 * step).await {
        claimed.push(job.id);
    }
    let by_position: Vec<_> = (1..=5)
        .map(|n| claimed.iter().position(|id| *id == job_id(n)).and_then(|p| p.try_into().ok()))
        .collect();
    assert_eq!(positions, by_position);
    assert_eq!(claimed, [2, 1, 3, 4, 5].map(job_id));
    assert_eq!(store.job_queue_position(job_id(1), &order(0)).await.unwrap(), None);
    assert_eq!(store.job_queue_position(job_id(9), &order(0)).await.unwrap(), None);
}
