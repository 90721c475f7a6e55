//! Grants, balances, entries, the audit.

use easel_types::MicroCredits;

use super::fixture::*;
use crate::{Balance, EntryKind, Grant, LedgerAudit, StoreError};

pub(super) async fn an_unknown_account_has_nothing(store: StoreArc) {
    assert_eq!(store.ledger_balance(account_id(1)).await.unwrap(), Balance::default());
    assert_eq!(store.ledger_list(account_id(1), 10).await.unwrap(), []);
    assert_eq!(store.ledger_audit().await.unwrap(), LedgerAudit::default());
}

pub(super) async fn a_grant_with_the_same_key_counts_once(store: StoreArc) {
    create_account(&store, 1, 0).await;
    let (first, second) =
        tokio::join!(store.ledger_grant(grant(1, 5, "k")), store.ledger_grant(grant(1, 7, "k")));
    assert!(first.unwrap() ^ second.unwrap());
    assert!(!store.ledger_grant(grant(1, 9, "k")).await.unwrap());
    assert_eq!(store.ledger_list(account_id(1), 10).await.unwrap().len(), 1);
    assert!(store.ledger_grant(grant(1, 1, "another")).await.unwrap());
    assert_sound(&store).await;
}

pub(super) async fn two_accounts_may_use_the_same_grant_key(store: StoreArc) {
    create_account(&store, 1, 5).await;
    create_account(&store, 2, 7).await;
    assert_balance(&store, 1, 5, 0).await;
    assert_balance(&store, 2, 7, 0).await;
}

pub(super) async fn a_negative_grant_corrects_even_below_zero(store: StoreArc) {
    create_account(&store, 1, 5).await;
    assert!(store.ledger_grant(grant(1, -8, "correction")).await.unwrap());
    assert_balance(&store, 1, -3, 0).await;
}

pub(super) async fn a_grant_that_cannot_be_kept_is_refused(store: StoreArc) {
    create_account(&store, 1, 5).await;
    let endless = Grant { amount: MicroCredits::from_micros(i64::MAX), ..grant(1, 0, "endless") };
    let refused = store.ledger_grant(endless).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{refused:?}");
    let refused = store.ledger_grant(grant(9, 1, "nobody")).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{refused:?}");
    assert_balance(&store, 1, 5, 0).await;
}

pub(super) async fn a_grant_leaves_room_for_what_is_held(store: StoreArc) {
    open_account_with_jobs(&store, 1).await;
    let room = MicroCredits::from_micros(i64::MAX) - credits(100);
    let of = |amount, key: &str| Grant { amount, ..grant(1, 0, key) };
    let too_much = room + MicroCredits::from_micros(1);
    let refused = store.ledger_grant(of(too_much, "too much")).await.unwrap_err();
    assert!(matches!(refused, StoreError::Invalid { .. }), "{refused:?}");
    assert!(refused.to_string().contains("out of range"), "{refused}");
    assert!(store.ledger_grant(of(room, "just enough")).await.unwrap());
    store.job_cancel_if_open(job_id(1), account_id(1), at(10)).await.unwrap();
    let full = Balance { available: MicroCredits::from_micros(i64::MAX), ..Balance::default() };
    assert_eq!(store.ledger_balance(account_id(1)).await.unwrap(), full);
    let least = MicroCredits::from_micros(i64::MIN);
    assert!(store.ledger_grant(of(least, "all taken back")).await.unwrap());
    let refused = store.ledger_grant(of(least, "and more")).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{refused:?}");
    assert_sound(&store).await;
}

pub(super) async fn entries_are_listed_newest_first_with_their_signs(store: StoreArc) {
    open_account_with_jobs(&store, 2).await;
    let lease = lease(&store, 1, 10).await;
    assert!(store.job_finish_if_leased(&lease, Vec::new(), at(20)).await.unwrap());
    store.job_cancel_if_open(job_id(2), account_id(1), at(30)).await.unwrap();
    let entries = store.ledger_list(account_id(1), 10).await.unwrap();
    let seen: Vec<_> = entries
        .iter()
        .map(|entry| (entry.kind, entry.available_delta, entry.held_delta, entry.job_id))
        .collect();
    let (none, price) = (MicroCredits::ZERO, credits(PRICE));
    assert_eq!(
        seen,
        [
            (EntryKind::Release, price, -price, Some(job_id(2))),
            (EntryKind::Capture, none, -price, Some(job_id(1))),
            (EntryKind::Hold, -price, price, Some(job_id(2))),
            (EntryKind::Hold, -price, price, Some(job_id(1))),
            (EntryKind::Grant, credits(100), none, None),
        ]
    );
    assert_eq!(entries[0].created_at, at(30));
    assert_eq!(entries[4].note, "for the case");
    assert!(entries.windows(2).all(|pair| pair[0].sequence > pair[1].sequence));
    assert_eq!(store.ledger_list(account_id(1), 2).await.unwrap(), entries[..2]);
    assert_balance(&store, 1, 98, 0).await;
}

pub(super) async fn the_audit_sums_over_all_accounts(store: StoreArc) {
    open_account_with_jobs(&store, 3).await;
    create_account(&store, 2, 50).await;
    let lease = lease(&store, 1, 10).await;
    assert!(store.job_finish_if_leased(&lease, Vec::new(), at(20)).await.unwrap());
    let audit = store.ledger_audit().await.unwrap();
    assert_eq!(
        audit,
        LedgerAudit {
            granted: credits(150),
            captured: credits(PRICE),
            held: credits(2 * PRICE),
            available: credits(150 - 3 * PRICE),
            open_holds: 2,
            jobs_captured_twice: 0,
            final_jobs_with_open_hold: 0,
        }
    );
}
