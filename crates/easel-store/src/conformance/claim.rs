//! Leasing jobs: the order, what is passed over, heartbeats, races.

use std::collections::HashSet;
use std::time::Duration;

use easel_types::{JobState, Progress};

use super::fixture::*;
use crate::{ClaimOrder, ClaimParams, NewJob};

/// Claims by worker 1 until nothing is left, in order.
async fn claim_all(store: &StoreArc, now_ms: i64) -> Vec<easel_types::JobId> {
    let mut claimed = Vec::new();
    while let Some(job) = claim(store, 1, now_ms).await {
        claimed.push(job.id);
    }
    claimed
}

pub(super) async fn an_empty_queue_gives_nothing(store: StoreArc) {
    assert_eq!(claim(&store, 1, 0).await, None);
}

pub(super) async fn a_claimed_job_runs_under_a_fence(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let job = claim(&store, 3, 250).await.unwrap();
    assert_eq!((job.id, job.state), (job_id(1), JobState::Running));
    assert_eq!((job.attempt, job.attempts_counted), (1, 1));
    assert_eq!(job.started_at, Some(at(250)));
    assert_eq!(job.request, request("base"));
    assert_eq!(get(&store, 1).await, job);
    assert_eq!(claim(&store, 4, 251).await, None);
    assert_balance(&store, 1, 100 - PRICE, PRICE).await;
}

pub(super) async fn higher_priority_is_claimed_first_then_older_then_smaller_ids(store: StoreArc) {
    open_account(&store).await;
    for (n, priority, now) in [(1, 0, 5), (2, 0, 3), (5, 7, 9), (4, 7, 9), (3, -100, 0)] {
        enqueue(&store, NewJob { priority, now: at(now), ..job(n) }).await;
    }
    assert_eq!(claim_all(&store, 10).await, [4, 5, 2, 1, 3].map(job_id));
}

pub(super) async fn waiting_makes_up_for_priority(store: StoreArc) {
    open_account(&store).await;
    let step = i64::try_from(AGEING.as_millis()).unwrap();
    enqueue(&store, NewJob { priority: 0, now: at(0), ..job(1) }).await;
    enqueue(&store, NewJob { priority: 2, now: at(2 * step + 1), ..job(2) }).await;
    enqueue(&store, NewJob { priority: 2, now: at(2 * step - 1), ..job(3) }).await;
    // As urgent as job 1, younger, with a smaller id.
    enqueue(&store, NewJob { priority: 2, now: at(2 * step), ..job(0) }).await;
    assert_eq!(claim_all(&store, 3 * step).await, [3, 1, 0, 2].map(job_id));
}

pub(super) async fn ageing_may_be_immediate_or_never(store: StoreArc) {
    open_account(&store).await;
    let year_ms = 365 * 24 * 3_600_000;
    for n in 1..=4 {
        let (priority, now) = if n % 2 == 1 { (-100, at(-year_ms)) } else { (100, at(0)) };
        enqueue(&store, NewJob { priority, now, ..job(n) }).await;
    }
    let with = async |ageing| {
        let order = ClaimOrder { now: at(1), ageing };
        let claim = ClaimParams { order, ..claim_params(1, 1) };
        store.job_claim_next(claim).await.unwrap().unwrap().id
    };
    assert_eq!(with(Duration::ZERO).await, job_id(1));
    assert_eq!(with(Duration::MAX).await, job_id(2));
}

pub(super) async fn excluded_models_are_passed_over(store: StoreArc) {
    open_account(&store).await;
    for (n, name) in [(1, Some("bad")), (2, Some("worse")), (3, None), (4, Some("good"))] {
        enqueue(&store, NewJob { model: name.map(model), ..job(n) }).await;
    }
    let models_excluded = vec![model("bad"), model("worse")];
    let params = ClaimParams { models_excluded, ..claim_params(1, 10) };
    let next = async || store.job_claim_next(params.clone()).await.unwrap().map(|job| job.id);
    assert_eq!(next().await, Some(job_id(3)));
    assert_eq!(next().await, Some(job_id(4)));
    assert_eq!(next().await, None);
    assert_eq!(claim_all(&store, 10).await, [1, 2].map(job_id));
}

pub(super) async fn overdue_jobs_are_never_claimed(store: StoreArc) {
    open_account(&store).await;
    enqueue(&store, NewJob { deadline_at: Some(at(100)), ..job(1) }).await;
    enqueue(&store, NewJob { deadline_at: Some(at(101)), ..job(2) }).await;
    assert_eq!(claim_all(&store, 100).await, [job_id(2)]);
}

pub(super) async fn a_job_that_backs_off_is_not_claimed_early(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let lease = lease(&store, 1, 10).await;
    assert!(store.job_requeue_if_leased(&lease, true, at(500)).await.unwrap());
    assert_eq!(claim(&store, 1, 499).await, None);
    let job = claim(&store, 1, 500).await.unwrap();
    assert_eq!((job.attempt, job.attempts_counted), (2, 2));
}

pub(super) async fn a_new_job_is_claimable_after_the_clock_was_set_back(store: StoreArc) {
    open_account(&store).await;
    enqueue(&store, NewJob { now: at(HOUR_MS), ..job(1) }).await;
    assert_eq!(claim_all(&store, 0).await, [job_id(1)]);
}

pub(super) async fn racing_claims_never_share_a_job(store: StoreArc) {
    open_account_with_jobs(&store, 40).await;
    let workers: Vec<_> = (1..=8)
        .map(|worker| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut claimed = Vec::new();
                while let Some(job) = claim(&store, worker, 10).await {
                    claimed.push(job.id);
                }
                claimed
            })
        })
        .collect();
    let mut claimed = Vec::new();
    for worker in workers {
        claimed.extend(worker.await.unwrap());
    }
    assert_eq!(claimed.len(), 40);
    assert_eq!(claimed.into_iter().collect::<HashSet<_>>().len(), 40);
}

pub(super) async fn a_heartbeat_prolongs_the_lease_and_notes_the_progress(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let lease = lease(&store, 1, 0).await;
    let progress = Progress { step: 3, steps: 40 };
    let beat = |until, progress| store.job_heartbeat_if_leased(&lease, at(until), progress);
    assert!(beat(2 * LEASE_MS, Some(progress)).await.unwrap());
    assert_eq!(get(&store, 1).await.progress, Some(progress));
    assert!(beat(3 * LEASE_MS, None).await.unwrap());
    assert_eq!(get(&store, 1).await.progress, Some(progress));
    assert!(beat(LEASE_MS, None).await.unwrap(), "a late heartbeat is still one");
    assert_eq!(store.job_rescue_lost(at(3 * LEASE_MS), 3).await.unwrap(), []);
    assert_eq!(store.job_rescue_lost(at(3 * LEASE_MS + 1), 3).await.unwrap().len(), 1);
    assert_eq!(get(&store, 1).await.progress, None);
}

pub(super) async fn a_heartbeat_without_the_lease_changes_nothing(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let mine = lease(&store, 1, 0).await;
    let progress = Some(Progress { step: 1, steps: 2 });
    let beat = async |lease| {
        store.job_heartbeat_if_leased(&lease, at(9 * LEASE_MS), progress).await.unwrap()
    };
    assert!(!beat(crate::Lease { worker: worker_id(2), ..mine }).await);
    assert!(!beat(crate::Lease { attempt: 2, ..mine }).await);
    assert!(!beat(crate::Lease { job_id: job_id(2), ..mine }).await);
    assert_eq!(get(&store, 1).await.progress, None);
    store.job_rescue_lost(at(LEASE_MS + 1), 3).await.unwrap();
    assert!(!beat(mine).await, "queued again");
    let later = lease(&store, 1, 2 * LEASE_MS).await;
    assert!(!beat(mine).await, "another attempt of the same worker");
    store.job_cancel_if_open(job_id(1), account_id(1), at(3 * LEASE_MS)).await.unwrap();
    assert!(!beat(later).await, "canceled");
    assert_eq!(get(&store, 1).await.progress, None);
}
