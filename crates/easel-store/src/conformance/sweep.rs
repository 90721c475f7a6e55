//! Jobs whose worker was lost, jobs whose deadline passed.

use std::collections::HashSet;

use easel_types::{ErrorKind, JobState};

use super::fixture::*;
use crate::{NewJob, RescueOutcome};

const ATTEMPTS_MAX: u32 = 2;

pub(super) async fn a_lost_job_is_claimable_again(store: StoreArc) {
    open_account_with_jobs(&store, 2).await;
    claim(&store, 1, 0).await.unwrap();
    claim(&store, 1, 500).await.unwrap();
    let rescue = async |now| store.job_rescue_lost(at(now), ATTEMPTS_MAX).await.unwrap();
    assert_eq!(rescue(LEASE_MS).await, [], "a lease includes its last moment");
    assert_eq!(rescue(LEASE_MS + 1).await, [(job_id(1), RescueOutcome::Requeued)]);
    assert_eq!(rescue(LEASE_MS + 1).await, []);
    assert_eq!(state(&store, 2).await, JobState::Running);
    assert_balance(&store, 1, 100 - 2 * PRICE, 2 * PRICE).await;
    let job = claim(&store, 2, LEASE_MS + 1).await.unwrap();
    assert_eq!((job.id, job.attempt), (job_id(1), 2));
}

pub(super) async fn a_lost_job_is_claimable_after_the_clock_was_set_back(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    claim(&store, 1, HOUR_MS).await.unwrap();
    let now = at(HOUR_MS + LEASE_MS + 1);
    assert_eq!(store.job_rescue_lost(now, ATTEMPTS_MAX).await.unwrap().len(), 1);
    assert_eq!(claim(&store, 1, 0).await.unwrap().attempt, 2);
}

pub(super) async fn a_lease_from_before_the_clock_was_set_back_ends_soon_unless_prolonged(
    store: StoreArc,
) {
    open_account_with_jobs(&store, 3).await;
    let alive = lease(&store, 1, HOUR_MS).await;
    let dead = lease(&store, 2, HOUR_MS).await;
    let rescue = async |now| store.job_rescue_lost(at(now), ATTEMPTS_MAX).await.unwrap();
    // From here on it is an hour earlier. A lease that was given then counts as before.
    let later = lease(&store, 3, 0).await;
    assert!(store.job_heartbeat_if_leased(&later, at(2 * LEASE_MS), None).await.unwrap());
    assert_eq!(rescue(0).await, [], "both may be alive");
    assert!(store.job_heartbeat_if_leased(&alive, at(LEASE_MS + 100), None).await.unwrap());
    assert_eq!(rescue(LEASE_MS).await, []);
    assert_eq!(rescue(LEASE_MS + 1).await, [(dead.job_id, RescueOutcome::Requeued)]);
    assert_eq!(rescue(LEASE_MS + 101).await, [(alive.job_id, RescueOutcome::Requeued)]);
    assert_eq!(rescue(2 * LEASE_MS).await, []);
    assert_eq!(rescue(2 * LEASE_MS + 1).await, [(later.job_id, RescueOutcome::Requeued)]);
}

pub(super) async fn a_job_lost_too_often_fails_and_releases_its_hold(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let mut now = 0;
    let mut outcomes = Vec::new();
    while claim(&store, 1, now).await.is_some() {
        now += LEASE_MS + 1;
        outcomes.extend(store.job_rescue_lost(at(now), ATTEMPTS_MAX).await.unwrap());
    }
    let expected = [RescueOutcome::Requeued, RescueOutcome::Failed];
    assert_eq!(outcomes, expected.map(|outcome| (job_id(1), outcome)));
    let job = get(&store, 1).await;
    assert_eq!((job.state, job.finished_at), (JobState::Failed, Some(at(now))));
    assert_eq!(job.failure.unwrap().kind, ErrorKind::EngineFailed);
    assert_balance(&store, 1, 100, 0).await;
}

pub(super) async fn racing_rescues_report_each_job_once(store: StoreArc) {
    open_account_with_jobs(&store, 10).await;
    for _ in 0..10 {
        claim(&store, 1, 0).await.unwrap();
    }
    let rescue = || store.job_rescue_lost(at(LEASE_MS + 1), ATTEMPTS_MAX);
    let (first, second) = tokio::join!(rescue(), rescue());
    let mut rescued = first.unwrap();
    rescued.extend(second.unwrap());
    assert_eq!(rescued.len(), 10);
    assert_eq!(rescued.into_iter().map(|(id, _)| id).collect::<HashSet<_>>().len(), 10);
}

pub(super) async fn a_racing_finish_and_rescue_settle_once(store: StoreArc) {
    const ROUNDS: u32 = 10;
    open_account(&store).await;
    let mut succeeded = 0;
    for n in 1..=ROUNDS {
        enqueue(&store, job(n)).await;
        let lease = lease(&store, 1, 0).await;
        let other = store.clone();
        let rescue = tokio::spawn(async move { other.job_rescue_lost(at(LEASE_MS + 1), 1).await });
        let finish = store.job_finish_if_leased(&lease, Vec::new(), at(LEASE_MS + 1));
        let finished = finish.await.unwrap();
        let rescued = rescue.await.unwrap().unwrap();
        if finished {
            succeeded += 1;
            assert_eq!(rescued, []);
        } else {
            assert_eq!(rescued, [(job_id(n), RescueOutcome::Failed)]);
        }
    }
    assert_balance(&store, 1, 100 - succeeded * PRICE, 0).await;
}

pub(super) async fn overdue_jobs_expire_and_release_their_holds(store: StoreArc) {
    open_account(&store).await;
    for (n, deadline) in [(1, Some(100)), (2, Some(101)), (3, None), (4, Some(50))] {
        enqueue(&store, NewJob { deadline_at: deadline.map(at), ..job(n) }).await;
    }
    let running = NewJob { priority: 9, deadline_at: Some(at(20)), ..job(5) };
    enqueue(&store, running).await;
    assert_eq!(claim(&store, 1, 10).await.unwrap().id, job_id(5));
    let expire = || store.job_expire_overdue(at(100));
    let (first, second) = tokio::join!(expire(), expire());
    let mut expired = first.unwrap();
    expired.extend(second.unwrap());
    expired.sort_unstable();
    assert_eq!(expired, [1, 4].map(job_id));
    let job = get(&store, 1).await;
    assert_eq!((job.state, job.finished_at), (JobState::Expired, Some(at(100))));
    assert_eq!(state(&store, 5).await, JobState::Running, "it started in time");
    assert_balance(&store, 1, 100 - 3 * PRICE, 3 * PRICE).await;
}

pub(super) async fn a_lost_job_past_its_deadline_expires_instead_of_starting_again(
    store: StoreArc,
) {
    open_account(&store).await;
    enqueue(&store, NewJob { deadline_at: Some(at(100)), ..job(1) }).await;
    claim(&store, 1, 10).await.unwrap();
    let now = LEASE_MS + 11;
    let rescued = store.job_rescue_lost(at(now), ATTEMPTS_MAX).await.unwrap();
    assert_eq!(rescued, [(job_id(1), RescueOutcome::Requeued)]);
    assert_eq!(claim(&store, 1, now).await, None);
    assert_eq!(store.job_expire_overdue(at(now)).await.unwrap(), [job_id(1)]);
    assert_balance(&store, 1, 100, 0).await;
}

pub(super) async fn a_sweep_has_no_upper_bound(store: StoreArc) {
    const JOBS: u32 = 600;
    open_account(&store).await;
    for n in 1..=JOBS {
        let price = easel_types::MicroCredits::from_micros(1);
        enqueue(&store, NewJob { deadline_at: Some(at(100)), price, ..job(n) }).await;
    }
    for _ in 0..JOBS / 2 {
        claim(&store, 1, 10).await.unwrap();
    }
    assert_eq!(store.job_expire_overdue(at(100)).await.unwrap().len(), 300);
    let rescued = store.job_rescue_lost(at(LEASE_MS + 11), 1).await.unwrap();
    assert_eq!(rescued.len(), 300);
    assert_balance(&store, 1, 100, 0).await;
}

pub(super) async fn a_racing_claim_and_cancellation_leave_one_state(store: StoreArc) {
    const ROUNDS: u32 = 10;
    open_account(&store).await;
    for n in 1..=ROUNDS {
        enqueue(&store, job(n)).await;
        let other = store.clone();
        let claimed = tokio::spawn(async move { claim(&other, 1, 10).await });
        let canceled = store.job_cancel_if_open(job_id(n), account_id(1), at(10)).await;
        let was_running = claimed.await.unwrap().is_some();
        assert_eq!(canceled.unwrap(), crate::CancelOutcome::Canceled { was_running });
        assert_eq!(state(&store, n).await, JobState::Canceled);
    }
    assert_balance(&store, 1, 100, 0).await;
}
