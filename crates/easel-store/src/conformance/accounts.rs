//! Accounts and keys.

use easel_types::Scope;

use super::fixture::*;
use crate::{NewAccount, NewKey, StoreError};

fn key(n: u32, account: u32) -> NewKey {
    NewKey {
        id: key_id(n),
        account_id: account_id(account),
        name: format!("key {n}"),
        hash: [u8::try_from(n).unwrap(); 32],
        prefix: "easel_ab".to_owned(),
        scopes: vec![Scope::Generate, Scope::Admin],
        part_hash: None,
        callback: None,
        now: at(i64::from(n)),
    }
}

pub(super) async fn accounts_are_listed_oldest_first_and_counted(store: StoreArc) {
    assert_eq!(store.account_count().await.unwrap(), 0);
    assert_eq!(store.account_get(account_id(1)).await.unwrap(), None);
    create_account(&store, 2, 0).await;
    create_account(&store, 1, 0).await;
    let accounts = store.account_list().await.unwrap();
    let ids: Vec<_> = accounts.iter().map(|account| account.id).collect();
    assert_eq!(ids, [account_id(1), account_id(2)]);
    assert_eq!(accounts[1].name, "account 2");
    assert_eq!(accounts[1].created_at, at(2));
    assert_eq!(store.account_count().await.unwrap(), 2);
    assert_eq!(store.account_get(account_id(2)).await.unwrap().as_ref(), Some(&accounts[1]));
}

pub(super) async fn of_two_racing_accounts_with_one_id_one_is_created(store: StoreArc) {
    let account = |name: &str| NewAccount { id: account_id(1), name: name.to_owned(), now: at(0) };
    let (first, second) =
        tokio::join!(store.account_create(account("a")), store.account_create(account("b")));
    let lost = [first, second].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(lost[..], [StoreError::Duplicate { .. }]), "{lost:?}");
    assert_eq!(store.account_count().await.unwrap(), 1);
}

pub(super) async fn a_key_is_found_by_its_hash_until_it_is_revoked(store: StoreArc) {
    create_account(&store, 1, 0).await;
    store.key_create(key(1, 1)).await.unwrap();
    let found = store.key_find_by_hash(&[1; 32]).await.unwrap().unwrap();
    assert_eq!((found.id, found.account_id), (key_id(1), account_id(1)));
    assert_eq!((found.name.as_str(), found.prefix.as_str()), ("key 1", "easel_ab"));
    assert_eq!(found.scopes, [Scope::Generate, Scope::Admin]);
    assert_eq!((found.created_at, found.revoked_at), (at(1), None));
    assert_eq!(store.key_find_by_hash(&[2; 32]).await.unwrap(), None);
    assert!(store.key_revoke_if_active(key_id(1), None, at(9)).await.unwrap());
    assert_eq!(store.key_find_by_hash(&[1; 32]).await.unwrap(), None);
    assert_eq!(store.key_list(None).await.unwrap()[0].revoked_at, Some(at(9)));
}

pub(super) async fn a_key_hash_is_taken_once(store: StoreArc) {
    create_account(&store, 1, 0).await;
    let twin = NewKey { id: key_id(2), ..key(1, 1) };
    let (first, second) = tokio::join!(store.key_create(key(1, 1)), store.key_create(twin));
    let lost = [first, second].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(lost[..], [StoreError::Duplicate { .. }]), "{lost:?}");
    assert_eq!(store.key_list(None).await.unwrap().len(), 1);
}

pub(super) async fn a_key_needs_an_account(store: StoreArc) {
    let refused = store.key_create(key(1, 1)).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{refused:?}");
}

pub(super) async fn a_key_without_scopes_keeps_none(store: StoreArc) {
    create_account(&store, 1, 0).await;
    store.key_create(NewKey { scopes: Vec::new(), ..key(1, 1) }).await.unwrap();
    assert_eq!(store.key_list(None).await.unwrap()[0].scopes, []);
}

pub(super) async fn keys_are_listed_by_account_or_all_of_them(store: StoreArc) {
    create_account(&store, 1, 0).await;
    create_account(&store, 2, 0).await;
    for (n, account) in [(3, 1), (2, 2), (1, 1)] {
        store.key_create(key(n, account)).await.unwrap();
    }
    let ids = async |account| {
        let keys = store.key_list(account).await.unwrap();
        keys.iter().map(|key| key.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(None).await, [key_id(1), key_id(2), key_id(3)]);
    assert_eq!(ids(Some(account_id(1))).await, [key_id(1), key_id(3)]);
    assert_eq!(ids(Some(account_id(7))).await, []);
}

pub(super) async fn a_key_is_revoked_once_and_only_by_its_account(store: StoreArc) {
    create_account(&store, 1, 0).await;
    store.key_create(key(1, 1)).await.unwrap();
    let revoke = |account| store.key_revoke_if_active(key_id(1), account, at(9));
    assert!(!revoke(Some(account_id(2))).await.unwrap());
    let (first, second) = tokio::join!(revoke(Some(account_id(1))), revoke(None));
    assert!(first.unwrap() ^ second.unwrap());
    assert!(!store.key_revoke_if_active(key_id(2), None, at(9)).await.unwrap());
}
