//! Ending attempts: finish, fail, requeue, cancel, and all of them too late.

use easel_types::{JobState, Progress};

use super::fixture::*;
use crate::{CancelOutcome, StoreError};

pub(super) async fn finishing_captures_the_hold_and_stores_the_artifacts(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let lease = lease(&store, 1, 10).await;
    let artifacts = vec![artifact(1, job_id(1)), artifact(2, job_id(1))];
    assert!(store.job_finish_if_leased(&lease, artifacts.clone(), at(20)).await.unwrap());
    let job = get(&store, 1).await;
    assert_eq!((job.state, job.finished_at), (JobState::Succeeded, Some(at(20))));
    assert_eq!(job.artifacts, artifacts);
    assert_balance(&store, 1, 100 - PRICE, 0).await;
    assert_eq!(store.ledger_audit().await.unwrap().captured, credits(PRICE));
}

pub(super) async fn of_racing_finishes_one_counts(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let lease = lease(&store, 1, 10).await;
    let finish = |n| store.job_finish_if_leased(&lease, vec![artifact(n, job_id(1))], at(20));
    let (first, second) = tokio::join!(finish(1), finish(2));
    assert!(first.unwrap() ^ second.unwrap());
    assert_eq!(get(&store, 1).await.artifacts.len(), 1);
    assert_balance(&store, 1, 100 - PRICE, 0).await;
}

pub(super) async fn a_finish_after_a_cancellation_changes_nothing(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let lease = lease(&store, 1, 10).await;
    store.job_cancel_if_open(job_id(1), account_id(1), at(15)).await.unwrap();
    let late = store.job_finish_if_leased(&lease, vec![artifact(1, job_id(1))], at(20));
    assert!(!late.await.unwrap());
    let job = get(&store, 1).await;
    assert_eq!((job.state, job.finished_at), (JobState::Canceled, Some(at(15))));
    assert_eq!(job.artifacts, []);
    assert_eq!(store.artifact_get(artifact_id(1)).await.unwrap(), None);
    assert_balance(&store, 1, 100, 0).await;
}

pub(super) async fn an_overtaken_attempt_changes_nothing(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let lost = lease(&store, 1, 0).await;
    store.job_rescue_lost(at(LEASE_MS + 1), 3).await.unwrap();
    let current = lease(&store, 1, 2 * LEASE_MS).await;
    assert!(current.attempt > lost.attempt);
    let now = at(2 * LEASE_MS + 5);
    assert!(!store.job_finish_if_leased(&lost, Vec::new(), now).await.unwrap());
    assert!(!store.job_fail_if_leased(&lost, failure(), now).await.unwrap());
    assert!(!store.job_requeue_if_leased(&lost, true, now).await.unwrap());
    let stranger = crate::Lease { worker: worker_id(2), ..current };
    assert!(!store.job_finish_if_leased(&stranger, Vec::new(), now).await.unwrap());
    assert!(!store.job_fail_if_leased(&stranger, failure(), now).await.unwrap());
    assert!(!store.job_requeue_if_leased(&stranger, true, now).await.unwrap());
    assert_balance(&store, 1, 100 - PRICE, PRICE).await;
    assert!(store.job_finish_if_leased(&current, Vec::new(), now).await.unwrap());
    assert_balance(&store, 1, 100 - PRICE, 0).await;
}

pub(super) async fn a_finish_with_unusable_artifacts_changes_nothing(store: StoreArc) {
    open_account_with_jobs(&store, 2).await;
    let first = lease(&store, 1, 10).await;
    let second = lease(&store, 1, 10).await;
    let of_another = vec![artifact(1, job_id(1)), artifact(2, job_id(2))];
    let refused = store.job_finish_if_leased(&first, of_another, at(20)).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{refused:?}");
    assert_eq!(state(&store, 1).await, JobState::Running);
    assert_balance(&store, 1, 100 - 2 * PRICE, 2 * PRICE).await;
    let artifacts = vec![artifact(1, job_id(1))];
    assert!(store.job_finish_if_leased(&first, artifacts, at(20)).await.unwrap());
    let taken = vec![artifact(2, job_id(2)), artifact(1, job_id(2))];
    let refused = store.job_finish_if_leased(&second, taken, at(20)).await;
    assert!(matches!(refused, Err(StoreError::Duplicate { .. })), "{refused:?}");
    assert_eq!(state(&store, 2).await, JobState::Running);
    assert_eq!(store.artifact_get(artifact_id(2)).await.unwrap(), None);
    assert_balance(&store, 1, 100 - 2 * PRICE, PRICE).await;
}

pub(super) async fn failing_releases_the_hold_and_says_why(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let lease = lease(&store, 1, 10).await;
    let fail = || store.job_fail_if_leased(&lease, failure(), at(20));
    let (first, second) = tokio::join!(fail(), fail());
    assert!(first.unwrap() ^ second.unwrap());
    let job = get(&store, 1).await;
    assert_eq!((job.state, job.finished_at), (JobState::Failed, Some(at(20))));
    assert_eq!(job.failure, Some(failure()));
    assert_balance(&store, 1, 100, 0).await;
}

pub(super) async fn a_requeued_job_keeps_its_hold_and_loses_its_progress(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let first = lease(&store, 1, 10).await;
    let progress = Some(Progress { step: 1, steps: 2 });
    assert!(store.job_heartbeat_if_leased(&first, at(99), progress).await.unwrap());
    let requeue = || store.job_requeue_if_leased(&first, true, at(20));
    let (once, twice) = tokio::join!(requeue(), requeue());
    assert!(once.unwrap() ^ twice.unwrap());
    let job = get(&store, 1).await;
    assert_eq!((job.state, job.progress), (JobState::Queued, None));
    assert_eq!((job.attempt, job.attempts_counted), (1, 1));
    assert_balance(&store, 1, 100 - PRICE, PRICE).await;
    assert_eq!(lease(&store, 1, 20).await.attempt, 2);
}

pub(super) async fn an_uncounted_attempt_still_moves_the_fence(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    for round in 1..=5 {
        let lease = lease(&store, 1, 10).await;
        assert_eq!(lease.attempt, round);
        assert_eq!(get(&store, 1).await.attempts_counted, 1);
        assert!(store.job_requeue_if_leased(&lease, false, at(10)).await.unwrap());
    }
    let job = get(&store, 1).await;
    assert_eq!((job.attempt, job.attempts_counted), (5, 0));
    lease(&store, 1, 10).await;
    let rescued = store.job_rescue_lost(at(10 + LEASE_MS + 1), 2).await.unwrap();
    assert_eq!(rescued, [(job_id(1), crate::RescueOutcome::Requeued)]);
}

pub(super) async fn canceling_releases_the_hold_of_queued_and_running_jobs(store: StoreArc) {
    open_account_with_jobs(&store, 2).await;
    claim(&store, 1, 10).await.unwrap();
    let cancel =
        async |n| store.job_cancel_if_open(job_id(n), account_id(1), at(20)).await.unwrap();
    assert_eq!(cancel(1).await, CancelOutcome::Canceled { was_running: true });
    assert_eq!(cancel(2).await, CancelOutcome::Canceled { was_running: false });
    assert_eq!(cancel(2).await, CancelOutcome::AlreadyFinal(JobState::Canceled));
    let job = get(&store, 1).await;
    assert_eq!((job.state, job.finished_at), (JobState::Canceled, Some(at(20))));
    assert_eq!(claim(&store, 1, 30).await, None);
    assert_balance(&store, 1, 100, 0).await;
}

pub(super) async fn only_the_owner_cancels_and_final_jobs_stay_as_they_are(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let cancel = async |n, account| {
        store.job_cancel_if_open(job_id(n), account_id(account), at(20)).await.unwrap()
    };
    assert_eq!(cancel(1, 2).await, CancelOutcome::NotFound);
    assert_eq!(cancel(9, 1).await, CancelOutcome::NotFound);
    assert_eq!(state(&store, 1).await, JobState::Queued);
    let lease = lease(&store, 1, 10).await;
    assert!(store.job_finish_if_leased(&lease, Vec::new(), at(15)).await.unwrap());
    assert_eq!(cancel(1, 1).await, CancelOutcome::AlreadyFinal(JobState::Succeeded));
    assert_balance(&store, 1, 100 - PRICE, 0).await;
}

pub(super) async fn a_racing_finish_and_cancellation_settle_once(store: StoreArc) {
    const ROUNDS: u32 = 10;
    open_account(&store).await;
    let mut succeeded = 0;
    for n in 1..=ROUNDS {
        enqueue(&store, job(n)).await;
        let lease = lease(&store, 1, 10).await;
        let (other, account) = (store.clone(), account_id(1));
        let cancel = tokio::spawn(async move {
            other.job_cancel_if_open(job_id(n), account, at(20)).await.unwrap()
        });
        let finished = store.job_finish_if_leased(&lease, Vec::new(), at(20)).await.unwrap();
        let canceled = cancel.await.unwrap();
        if finished {
            succeeded += 1;
            assert_eq!(canceled, CancelOutcome::AlreadyFinal(JobState::Succeeded));
        } else {
            assert_eq!(canceled, CancelOutcome::Canceled { was_running: true });
        }
    }
    assert_balance(&store, 1, 100 - succeeded * PRICE, 0).await;
}
