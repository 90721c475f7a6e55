//! Accepting jobs: holds, idempotency, capacity, jobs that are done at once.

use easel_types::{JobState, MicroCredits, ModelName};

use super::fixture::*;
use crate::{Balance, EnqueueOutcome, NewJob, StoreError};

fn named(n: u32, key: &str, fingerprint: u8) -> NewJob {
    NewJob { idempotency_key: Some(key.to_owned()), fingerprint: [fingerprint; 32], ..job(n) }
}

pub(super) async fn an_accepted_job_holds_its_price(store: StoreArc) {
    open_account(&store).await;
    enqueue(&store, job(1)).await;
    assert_balance(&store, 1, 100 - PRICE, PRICE).await;
}

pub(super) async fn an_accepted_job_is_stored_as_it_was_answered(store: StoreArc) {
    open_account(&store).await;
    let asked =
        NewJob { priority: -3, deadline_at: Some(at(5_000)), now: at(17), ..named(1, "mine", 9) };
    let created = enqueue(&store, asked.clone()).await;
    assert_eq!(created.id, asked.id);
    assert_eq!(created.request, asked.request);
    assert_eq!(created.state, JobState::Queued);
    assert_eq!((created.priority, created.deadline_at), (-3, Some(at(5_000))));
    assert_eq!((created.attempt, created.attempts_counted), (0, 0));
    assert_eq!(created.created_at, at(17));
    assert_eq!(get(&store, 1).await, created);
    let (found, fingerprint) =
        store.job_find_by_idempotency_key(account_id(1), "mine").await.unwrap().unwrap();
    assert_eq!((found, fingerprint), (created, [9; 32]));
    assert_eq!(store.job_find_by_idempotency_key(account_id(2), "mine").await.unwrap(), None);
    assert_eq!(store.job_find_by_idempotency_key(account_id(1), "other").await.unwrap(), None);
}

pub(super) async fn a_repetition_gives_the_first_job_whatever_has_changed(store: StoreArc) {
    create_account(&store, 1, PRICE).await;
    let first = enqueue(&store, named(1, "k", 1)).await;
    let no_room = NewJob { jobs_open_max: 0, jobs_open_per_account_max: 0, ..named(2, "k", 1) };
    let again = store.job_enqueue_with_hold(no_room.clone()).await.unwrap();
    assert_eq!(again, EnqueueOutcome::Existing(Box::new(first)));
    store.job_cancel_if_open(job_id(1), account_id(1), at(5)).await.unwrap();
    let again = store.job_enqueue_with_hold(no_room).await.unwrap();
    assert_eq!(again, EnqueueOutcome::Existing(Box::new(get(&store, 1).await)));
    assert_balance(&store, 1, PRICE, 0).await;
}

pub(super) async fn another_request_under_the_same_idempotency_key_clashes(store: StoreArc) {
    open_account(&store).await;
    enqueue(&store, named(1, "k", 1)).await;
    let clash = store.job_enqueue_with_hold(named(2, "k", 2)).await.unwrap();
    assert_eq!(clash, EnqueueOutcome::Clash(job_id(1)));
    assert_balance(&store, 1, 100 - PRICE, PRICE).await;
}

pub(super) async fn two_accounts_may_use_the_same_idempotency_key(store: StoreArc) {
    open_account(&store).await;
    create_account(&store, 2, 100).await;
    enqueue(&store, named(1, "k", 1)).await;
    enqueue(&store, NewJob { account_id: account_id(2), ..named(2, "k", 2) }).await;
    assert_balance(&store, 2, 100 - PRICE, PRICE).await;
}

pub(super) async fn racing_repetitions_create_one_job(store: StoreArc) {
    open_account(&store).await;
    let racers: Vec<_> = (1..=8)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move { store.job_enqueue_with_hold(named(n, "k", 1)).await })
        })
        .collect();
    let (mut created, mut existing) = (Vec::new(), Vec::new());
    for racer in racers {
        match racer.await.unwrap().unwrap() {
            EnqueueOutcome::Created(job) => created.push(job.id),
            EnqueueOutcome::Existing(job) => existing.push(job.id),
            other => unreachable!("{other:?}"),
        }
    }
    assert_eq!(created.len(), 1);
    assert_eq!(existing, vec![created[0]; 7]);
    assert_balance(&store, 1, 100 - PRICE, PRICE).await;
}

pub(super) async fn a_job_that_cannot_be_paid_leaves_nothing_behind(store: StoreArc) {
    create_account(&store, 1, PRICE - 1).await;
    let refused = store.job_enqueue_with_hold(job(1)).await.unwrap();
    let balance = Balance { available: credits(PRICE - 1), held: MicroCredits::ZERO };
    assert_eq!(refused, EnqueueOutcome::InsufficientCredits(balance));
    assert_eq!(store.job_get(job_id(1), None).await.unwrap(), None);
    assert_eq!(store.ledger_list(account_id(1), 10).await.unwrap().len(), 1);
}

pub(super) async fn racing_jobs_cannot_spend_the_same_credits(store: StoreArc) {
    create_account(&store, 1, 3 * PRICE).await;
    let racers: Vec<_> = (1..=8)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move { store.job_enqueue_with_hold(job(n)).await })
        })
        .collect();
    let mut created = 0;
    for racer in racers {
        match racer.await.unwrap().unwrap() {
            EnqueueOutcome::Created(_) => created += 1,
            EnqueueOutcome::InsufficientCredits(_) => {}
            other => unreachable!("{other:?}"),
        }
    }
    assert_eq!(created, 3);
    assert_balance(&store, 1, 0, 3 * PRICE).await;
}

pub(super) async fn a_free_job_needs_no_credits(store: StoreArc) {
    create_account(&store, 1, -5).await;
    enqueue(&store, NewJob { price: MicroCredits::ZERO, ..job(1) }).await;
    assert_balance(&store, 1, -5, 0).await;
}

pub(super) async fn a_full_queue_refuses_and_says_whose_share_is_full(store: StoreArc) {
    open_account(&store).await;
    create_account(&store, 2, 100).await;
    let limited = |n, account| NewJob {
        account_id: account_id(account),
        jobs_open_max: 3,
        jobs_open_per_account_max: 2,
        ..job(n)
    };
    enqueue(&store, limited(1, 1)).await;
    enqueue(&store, limited(2, 1)).await;
    claim(&store, 1, 10).await.unwrap();
    let refused = store.job_enqueue_with_hold(limited(3, 1)).await.unwrap();
    assert_eq!(refused, EnqueueOutcome::QueueFull { of_account: true, open: 2 });
    enqueue(&store, limited(4, 2)).await;
    let refused = store.job_enqueue_with_hold(limited(5, 2)).await.unwrap();
    assert_eq!(refused, EnqueueOutcome::QueueFull { of_account: false, open: 3 });
    store.job_cancel_if_open(job_id(1), account_id(1), at(20)).await.unwrap();
    enqueue(&store, limited(6, 2)).await;
    assert_balance(&store, 2, 100 - 2 * PRICE, 2 * PRICE).await;
}

pub(super) async fn racing_jobs_cannot_overfill_the_queue(store: StoreArc) {
    open_account(&store).await;
    let racers: Vec<_> = (1..=8)
        .map(|n| {
            let store = store.clone();
            let job = NewJob { jobs_open_max: 3, ..job(n) };
            tokio::spawn(async move { store.job_enqueue_with_hold(job).await })
        })
        .collect();
    let mut created = 0;
    for racer in racers {
        created += u64::from(matches!(racer.await.unwrap().unwrap(), EnqueueOutcome::Created(_)));
    }
    assert_eq!(created, 3);
    assert_eq!(store.job_counts().await.unwrap().queued, 3);
}

pub(super) async fn a_job_that_cannot_be_kept_is_refused(store: StoreArc) {
    open_account(&store).await;
    let negative = NewJob { price: credits(-1), ..job(1) };
    let refused = store.job_enqueue_with_hold(negative).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{refused:?}");
    let nobodys = NewJob { account_id: account_id(9), price: MicroCredits::ZERO, ..job(1) };
    let refused = store.job_enqueue_with_hold(nobodys).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{refused:?}");
    enqueue(&store, job(1)).await;
    let refused = store.job_enqueue_with_hold(job(1)).await;
    assert!(matches!(refused, Err(StoreError::Duplicate { .. })), "{refused:?}");
    assert_balance(&store, 1, 100 - PRICE, PRICE).await;
}

fn instant(n: u32) -> NewJob {
    let model: Option<ModelName> = None;
    NewJob { model, jobs_open_max: 0, jobs_open_per_account_max: 0, now: at(40), ..job(n) }
}

pub(super) async fn a_finished_job_is_paid_and_done_at_once(store: StoreArc) {
    open_account(&store).await;
    let artifacts = vec![artifact(1, job_id(1)), artifact(2, job_id(1))];
    let recorded = store.job_record_finished(instant(1), artifacts.clone()).await.unwrap();
    let EnqueueOutcome::Created(recorded) = recorded else { unreachable!("{recorded:?}") };
    assert_eq!(recorded.state, JobState::Succeeded);
    assert_eq!((recorded.attempt, recorded.attempts_counted), (1, 1));
    assert_eq!((recorded.started_at, recorded.finished_at), (Some(at(40)), Some(at(40))));
    assert_eq!(recorded.artifacts, artifacts);
    assert_eq!(get(&store, 1).await, *recorded);
    assert_eq!(claim(&store, 1, 100).await, None);
    assert_balance(&store, 1, 100 - PRICE, 0).await;
    assert_eq!(store.ledger_audit().await.unwrap().captured, credits(PRICE));
}

pub(super) async fn a_finished_job_is_recorded_once_per_idempotency_key(store: StoreArc) {
    create_account(&store, 1, PRICE).await;
    let named = |n, fingerprint| NewJob {
        idempotency_key: Some("k".to_owned()),
        fingerprint: [fingerprint; 32],
        ..instant(n)
    };
    let record = |n, fingerprint| {
        store.job_record_finished(named(n, fingerprint), vec![artifact(n, job_id(n))])
    };
    let (first, second) = tokio::join!(record(1, 1), record(2, 1));
    let created = |outcome: &EnqueueOutcome| matches!(outcome, EnqueueOutcome::Created(_));
    assert!(created(&first.unwrap()) ^ created(&second.unwrap()));
    assert!(matches!(record(3, 2).await.unwrap(), EnqueueOutcome::Clash(_)));
    assert_balance(&store, 1, 0, 0).await;
}

pub(super) async fn a_finished_job_that_cannot_be_paid_leaves_nothing_behind(store: StoreArc) {
    create_account(&store, 1, PRICE - 1).await;
    let refused =
        store.job_record_finished(instant(1), vec![artifact(1, job_id(1))]).await.unwrap();
    assert!(matches!(refused, EnqueueOutcome::InsufficientCredits(_)), "{refused:?}");
    assert_eq!(store.job_get(job_id(1), None).await.unwrap(), None);
    assert_eq!(store.artifact_get(artifact_id(1)).await.unwrap(), None);
    assert_balance(&store, 1, PRICE - 1, 0).await;
}
