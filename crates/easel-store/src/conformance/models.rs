//! Installed models, and the store as a whole.

use easel_types::model::{ModelDefaults, ModelKind};
use easel_types::{ModelFamily, ModelFiles, ModelRecord};

use super::fixture::*;
use crate::StoreError;

fn record(name: &str) -> ModelRecord {
    ModelRecord {
        name: model(name),
        kind: ModelKind::Checkpoint,
        family: ModelFamily::QwenImage,
        files: ModelFiles {
            model: "models/größe.gguf".into(),
            diffusion_only: true,
            vae: Some("models/vae.safetensors".into()),
            ..ModelFiles::default()
        },
        size_bytes: 20_000_000_000,
        defaults: ModelDefaults::for_family(ModelFamily::QwenImage),
        added_at: at(5),
    }
}

pub(super) async fn models_are_listed_by_name_as_they_were_added(store: StoreArc) {
    let lora = ModelRecord { kind: ModelKind::Lora, ..record("a/lora") };
    store.model_create(record("b")).await.unwrap();
    store.model_create(lora.clone()).await.unwrap();
    assert_eq!(store.model_list().await.unwrap(), [lora, record("b")]);
}

pub(super) async fn a_model_name_is_taken_once(store: StoreArc) {
    let create = || store.model_create(record("a"));
    let (first, second) = tokio::join!(create(), create());
    let lost = [first, second].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(lost[..], [StoreError::Duplicate { .. }]), "{lost:?}");
    assert_eq!(store.model_list().await.unwrap().len(), 1);
}

pub(super) async fn a_model_is_removed_once(store: StoreArc) {
    store.model_create(record("a")).await.unwrap();
    let name = model("a");
    let (first, second) = tokio::join!(store.model_delete(&name), store.model_delete(&name));
    assert!(first.unwrap() ^ second.unwrap());
    assert_eq!(store.model_list().await.unwrap(), []);
    store.model_create(record("a")).await.unwrap();
}

pub(super) async fn a_closed_store_says_that_it_is_unavailable(store: StoreArc) {
    store.ping().await.unwrap();
    store.close().await;
    let answer = store.ping().await;
    assert!(matches!(answer, Err(StoreError::Unavailable(_))), "{answer:?}");
    let answer = store.model_create(record("a")).await;
    assert!(matches!(answer, Err(StoreError::Unavailable(_))), "{answer:?}");
}
