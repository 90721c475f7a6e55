//! Uploads, and what else the emulated APIs need of the store: jobs by the picture they are made
//! from, deleted jobs, messages about final jobs, keys by a part.

use easel_types::{BlobKey, ImageFormat, UploadId};

use super::fixture::*;
use crate::{FilledUpload, KeyCallback, NewJob, NewKey, NewUpload, UploadQuery};

fn upload_id(n: u32) -> UploadId {
    format!("upl_{n:032x}").parse().unwrap()
}

fn upload(n: u32) -> NewUpload {
    NewUpload {
        id: upload_id(n),
        account_id: account_id(1),
        filename: format!("fox {n} 🦊.png"),
        memo: Some("for later".to_owned()),
        ticket_hash: Some([9; 32]),
        now: at(i64::from(n)),
        expires_at: at(1_000 * i64::from(n)),
    }
}

fn filled(n: u32, expires_ms: i64) -> FilledUpload {
    FilledUpload {
        blob: BlobKey::for_upload(upload_id(n), 1, ImageFormat::Jpeg),
        format: ImageFormat::Jpeg,
        width: 640,
        height: 480,
        size_bytes: 12_345,
        expires_at: at(expires_ms),
    }
}

pub(super) async fn an_upload_is_filled_once(store: StoreArc) {
    open_account(&store).await;
    store.upload_create(upload(1)).await.unwrap();
    let empty = store.upload_get(upload_id(1), Some(account_id(1))).await.unwrap().unwrap();
    assert_eq!((empty.picture, empty.ticket_hash), (None, Some([9; 32])));
    assert_eq!((empty.filename.as_str(), empty.created_at), ("fox 1 🦊.png", at(1)));
    let fill = |expires| store.upload_fill_if_empty(upload_id(1), filled(1, expires));
    assert!(fill(5_000).await.unwrap());
    assert!(!fill(9_000).await.unwrap());
    assert!(!store.upload_fill_if_empty(upload_id(2), filled(2, 1)).await.unwrap());
    let full = store.upload_get(upload_id(1), None).await.unwrap().unwrap();
    assert_eq!((full.picture, full.expires_at), (Some(filled(1, 5_000)), at(5_000)));
    assert_eq!(full.memo.as_deref(), Some("for later"));
}

pub(super) async fn uploads_are_shown_and_deleted_by_their_account_only(store: StoreArc) {
    open_account(&store).await;
    create_account(&store, 2, 0).await;
    for n in 1..=3 {
        store.upload_create(upload(n)).await.unwrap();
    }
    let page = async |account, before, limit| {
        let query = UploadQuery { account_id: account_id(account), before, limit };
        let uploads = store.upload_list(query).await.unwrap();
        uploads.iter().map(|upload| upload.id).collect::<Vec<_>>()
    };
    assert_eq!(page(1, None, 2).await, [upload_id(3), upload_id(2)]);
    assert_eq!(page(1, Some(upload_id(2)), 2).await, [upload_id(1)]);
    assert_eq!(page(2, None, 9).await, []);
    assert_eq!(store.upload_get(upload_id(1), Some(account_id(2))).await.unwrap(), None);
    assert!(!store.upload_delete(upload_id(1), Some(account_id(2))).await.unwrap());
    assert!(store.upload_delete(upload_id(1), Some(account_id(1))).await.unwrap());
    assert!(!store.upload_delete(upload_id(1), None).await.unwrap());
}

pub(super) async fn expired_uploads_are_listed_oldest_first(store: StoreArc) {
    open_account(&store).await;
    for n in [3, 1, 2] {
        store.upload_create(upload(n)).await.unwrap();
    }
    let expired = async |now, limit| {
        let uploads = store.upload_list_expired(at(now), limit).await.unwrap();
        uploads.iter().map(|upload| upload.id).collect::<Vec<_>>()
    };
    assert_eq!(expired(999, 9).await, []);
    assert_eq!(expired(2_000, 9).await, [1, 2].map(upload_id));
    assert_eq!(expired(9_000, 1).await, [upload_id(1)]);
}

pub(super) async fn jobs_are_found_by_the_picture_they_are_made_from(store: StoreArc) {
    open_account(&store).await;
    for (n, origin) in [(1, None), (2, Some(7)), (3, Some(8)), (4, Some(7))] {
        let mut job = job(n);
        job.request.origin = origin.map(artifact_id);
        enqueue(&store, job).await;
    }
    let made_from = async |account, origins: &[u32]| {
        let origins: Vec<_> = origins.iter().copied().map(artifact_id).collect();
        let jobs = store.job_list_by_origin(account_id(account), &origins).await.unwrap();
        jobs.iter().map(|job| job.id).collect::<Vec<_>>()
    };
    assert_eq!(made_from(1, &[7]).await, [2, 4].map(job_id));
    assert_eq!(made_from(1, &[7, 8]).await, [2, 3, 4].map(job_id));
    assert_eq!(made_from(1, &[]).await, []);
    assert_eq!(made_from(2, &[7]).await, []);
}

pub(super) async fn a_deleted_job_is_not_shown_to_its_owner(store: StoreArc) {
    open_account_with_jobs(&store, 2).await;
    let delete = |n, account| store.job_delete_if_final(job_id(n), account_id(account), at(9));
    assert!(!delete(1, 1).await.unwrap(), "it is open");
    store.job_cancel_if_open(job_id(1), account_id(1), at(5)).await.unwrap();
    assert!(!delete(1, 2).await.unwrap(), "it is not theirs");
    assert!(delete(1, 1).await.unwrap());
    assert!(!delete(1, 1).await.unwrap());
    assert_eq!(store.job_get(job_id(1), Some(account_id(1))).await.unwrap(), None);
    assert!(store.job_get(job_id(1), None).await.unwrap().is_some());
    let query =
        |state| crate::JobQuery { account_id: account_id(1), state, before: None, limit: 9 };
    for state in [None, Some(easel_types::JobState::Canceled)] {
        let jobs = store.job_list(query(state)).await.unwrap();
        assert!(jobs.iter().all(|job| job.id != job_id(1)));
    }
}

pub(super) async fn a_message_is_due_when_its_job_is_final_and_until_it_is_settled(
    store: StoreArc,
) {
    open_account(&store).await;
    for n in 1..=2 {
        let mut job = job(n);
        job.request.callback = (n == 1).then(|| easel_types::request::Callback {
            address: "http://example.org/hook".to_owned(),
            token: None,
            form: "a form".to_owned(),
            base_url: String::new(),
        });
        enqueue(&store, NewJob { now: at(0), ..job }).await;
    }
    let due = async |now| {
        let jobs = store.job_list_callbacks_due(at(now), 9).await.unwrap();
        jobs.into_iter().map(|(job, tries)| (job.id, tries)).collect::<Vec<_>>()
    };
    assert_eq!(due(100).await, [], "no job is final yet");
    for n in 1..=2 {
        store.job_cancel_if_open(job_id(n), account_id(1), at(5)).await.unwrap();
    }
    assert_eq!(due(100).await, [(job_id(1), 0)]);
    let postpone = |tries, due: Option<i64>| {
        store.job_callback_postpone_if_tries(job_id(1), tries, due.map(at))
    };
    assert!(postpone(0, Some(500)).await.unwrap());
    assert!(!postpone(0, None).await.unwrap(), "somebody else was faster");
    assert_eq!(due(499).await, []);
    assert_eq!(due(500).await, [(job_id(1), 1)]);
    assert!(postpone(1, None).await.unwrap());
    assert_eq!(due(9_999).await, []);
    assert!(!postpone(2, Some(1)).await.unwrap(), "it is settled");
}

pub(super) async fn a_key_is_found_by_its_part_until_it_is_revoked(store: StoreArc) {
    open_account(&store).await;
    let callback = KeyCallback { address: "http://a".to_owned(), token: Some("t".to_owned()) };
    let key = |n: u32, part: Option<[u8; 32]>| NewKey {
        id: key_id(n),
        account_id: account_id(1),
        name: "k".to_owned(),
        hash: [u8::try_from(n).unwrap(); 32],
        prefix: "k".to_owned(),
        scopes: Vec::new(),
        part_hash: part,
        callback: (n == 11).then(|| callback.clone()),
        now: at(i64::from(n)),
    };
    for new in [key(11, Some([5; 32])), key(12, Some([5; 32])), key(13, None)] {
        store.key_create(new).await.unwrap();
    }
    let found = async || {
        let keys = store.key_list_by_part(&[5; 32]).await.unwrap();
        keys.into_iter().map(|key| (key.id, key.callback)).collect::<Vec<_>>()
    };
    assert_eq!(found().await, [(key_id(11), Some(callback.clone())), (key_id(12), None)]);
    assert!(store.key_revoke_if_active(key_id(11), None, at(20)).await.unwrap());
    assert_eq!(found().await, [(key_id(12), None)]);
    let revoked = store.key_get(key_id(11)).await.unwrap().unwrap();
    assert_eq!((revoked.revoked_at, revoked.callback), (Some(at(20)), Some(callback)));
    assert_eq!(store.key_get(key_id(99)).await.unwrap(), None);
}
