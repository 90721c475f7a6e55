//! Artifacts after their job is done.

use super::fixture::*;

/// Jobs 1 with artifacts 1 to 3, made at 1 to 3 ms.
async fn with_three_artifacts(store: &StoreArc) {
    open_account_with_jobs(store, 1).await;
    let lease = lease(store, 1, 0).await;
    let artifacts = [3, 1, 2].map(|n| artifact(n, job_id(1))).to_vec();
    assert!(store.job_finish_if_leased(&lease, artifacts, at(20)).await.unwrap());
}

pub(super) async fn an_artifact_is_found_by_its_id(store: StoreArc) {
    with_three_artifacts(&store).await;
    let found = store.artifact_get(artifact_id(2)).await.unwrap();
    assert_eq!(found, Some(artifact(2, job_id(1))));
    assert_eq!(store.artifact_get(artifact_id(9)).await.unwrap(), None);
}

pub(super) async fn old_artifacts_are_listed_oldest_first(store: StoreArc) {
    with_three_artifacts(&store).await;
    let older = async |before, limit| {
        let artifacts = store.artifact_list_older_than(at(before), limit).await.unwrap();
        artifacts.iter().map(|artifact| artifact.id).collect::<Vec<_>>()
    };
    assert_eq!(older(1, 9).await, []);
    assert_eq!(older(3, 9).await, [1, 2].map(artifact_id));
    assert_eq!(older(9, 2).await, [1, 2].map(artifact_id));
}

pub(super) async fn an_artifact_is_forgotten_once(store: StoreArc) {
    with_three_artifacts(&store).await;
    let forget = || store.artifact_delete(artifact_id(2));
    let (first, second) = tokio::join!(forget(), forget());
    assert!(first.unwrap() ^ second.unwrap());
    assert_eq!(store.artifact_get(artifact_id(2)).await.unwrap(), None);
    assert_eq!(get(&store, 1).await.artifacts.len(), 2);
}
