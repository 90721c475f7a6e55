//! stable-diffusion.cpp with other families and containers than `sd.rs`: every model here is
//! written by the tests, looked into, loaded the way a published one would be, and has to paint
//! pictures that depend on what was asked for.
#![cfg(feature = "sd")]
#![cfg_attr(
    feature = "sd",
    expect(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")
)]

#[path = "support/pictures.rs"]
mod pictures;
mod support;

use std::path::Path;
use std::time::Duration;

use easel_engine::pool::{PoolOptions, WorkerPool};
use easel_engine::{EngineError, PaintOrder};
use easel_types::params::Size;
use easel_types::{BlobKey, ModelFamily, ModelFiles};
use easel_worker::tiny_checkpoint::{
    TinyFormat, write_tiny_flux, write_tiny_sd1, write_tiny_sd1_as, write_tiny_sd1_edit,
    write_tiny_sdxl, write_tiny_z_image,
};
use easel_worker_protocol::model_file::{FileFormat, FileKind, Inspected, inspect};
use image::{Rgb, RgbImage};
use pictures::{decode, difference, encode};
use support::{impatient, order, paint, worker};

fn sd_pool() -> WorkerPool {
    let patience = Duration::from_secs(60);
    WorkerPool::start(PoolOptions {
        progress_timeout: patience,
        silence_timeout: patience,
        ..impatient(worker("sd", &["--threads", "1"]))
    })
}

/// A small order of `family`.
fn order_of(files: &ModelFiles, family: ModelFamily, prompt: &str) -> PaintOrder {
    let mut request = order("tiny", "", prompt);
    request.model_files = files.clone();
    request.params.family = family;
    request
}

async fn picture(pool: &WorkerPool, order: PaintOrder) -> RgbImage {
    decode(&paint(pool, order).await.unwrap()[0].png)
}

fn look_into(path: &Path) -> Inspected {
    inspect(path).unwrap()
}

/// Paints with one thing changed at a time; every change has to show.
async fn every_change_shows(pool: &WorkerPool, base: &PaintOrder, changes: &[(&str, Change)]) {
    let first = picture(pool, base.clone()).await;
    assert!(first.iter().max() > first.iter().min(), "nothing is on it");
    for (what, change) in changes {
        let mut changed = base.clone();
        change(&mut changed);
        assert_ne!(picture(pool, changed).await, first, "{what} does not show");
    }
    assert_eq!(picture(pool, base.clone()).await, first, "not deterministic");
}

type Change = fn(&mut PaintOrder);
const PROMPT: (&str, Change) = ("prompt", |order| order.params.prompt = "a castle".to_owned());
const SEED: (&str, Change) = ("seed", |order| order.params.seed = 2);

fn look_at(order: &mut PaintOrder, colour: [u8; 3]) {
    order.params.references = vec![BlobKey::new("inputs/reference").unwrap()];
    order.references = vec![encode(RgbImage::from_pixel(64, 64, Rgb(colour)))];
}

const BLACK_REFERENCE: (&str, Change) = ("a black reference", |order| look_at(order, [0; 3]));

#[tokio::test]
async fn sdxl_with_its_two_encoders_in_one_file_paints() {
    let folder = tempfile::tempdir().unwrap();
    let files = write_tiny_sdxl(folder.path(), 1).unwrap();
    let found = look_into(&files.model);
    assert_eq!((found.kind, found.family), (FileKind::Checkpoint, Some(ModelFamily::Sdxl)));
    assert!(found.has_text_encoder && !found.has_vae && !found.diffusion_only);

    let pool = sd_pool();
    let mut base = order_of(&files, ModelFamily::Sdxl, "a lighthouse");
    base.params.steps = 1;
    base.params.guidance_scale = 1.0;
    every_change_shows(&pool, &base, &[PROMPT]).await;
}

#[tokio::test]
async fn flux_in_files_of_its_parts_paints_and_looks_at_references() {
    let folder = tempfile::tempdir().unwrap();
    let files = write_tiny_flux(folder.path(), 1).unwrap();
    let found = look_into(&files.model);
    assert_eq!((found.kind, found.family), (FileKind::Checkpoint, Some(ModelFamily::Flux)));
    assert!(found.diffusion_only && !found.has_text_encoder && !found.has_vae);
    let encoder = look_into(files.clip_l.as_ref().unwrap());
    assert_eq!(encoder.kind, FileKind::TextEncoder);

    let pool = sd_pool();
    let mut base = order_of(&files, ModelFamily::Flux, "a lighthouse");
    base.params.guidance_scale = 1.0;
    let guidance: (&str, Change) =
        ("embedded guidance", |order| order.params.distilled_guidance = 1.0);
    every_change_shows(&pool, &base, &[PROMPT, SEED, guidance, BLACK_REFERENCE]).await;
    let mut black = base.clone();
    look_at(&mut black, [0; 3]);
    let white: (&str, Change) = ("a white reference", |order| look_at(order, [255; 3]));
    every_change_shows(&pool, &black, &[white]).await;

    let mut bare = base;
    bare.model_files.clip_l = None;
    let err = paint(&pool, bare).await.unwrap_err();
    assert!(
        matches!(&err, EngineError::ModelUnusable(why) if why.contains("text encoder")),
        "{err:?}"
    );
}

#[tokio::test]
async fn z_image_with_a_language_model_as_encoder_paints() {
    let folder = tempfile::tempdir().unwrap();
    let files = write_tiny_z_image(folder.path(), 1).unwrap();
    let found = look_into(&files.model);
    assert_eq!((found.kind, found.family), (FileKind::Checkpoint, Some(ModelFamily::ZImage)));
    assert!(found.diffusion_only);
    assert_eq!(look_into(files.llm.as_ref().unwrap()).kind, FileKind::TextEncoder);

    let pool = sd_pool();
    let mut base = order_of(&files, ModelFamily::ZImage, "a lighthouse");
    base.params.guidance_scale = 1.0;
    // Also a size of which the number of patches is no multiple of what the model pads to.
    base.params.size = Size::new(80, 64);
    every_change_shows(&pool, &base, &[PROMPT, SEED]).await;
}

#[tokio::test]
async fn a_unet_for_editing_looks_at_its_reference() {
    let folder = tempfile::tempdir().unwrap();
    let files = write_tiny_sd1_edit(folder.path(), 1).unwrap();
    let found = look_into(&files.model);
    assert_eq!((found.family, found.unet_inputs), (Some(ModelFamily::Sd1), Some(8)));

    let pool = sd_pool();
    let mut base = order_of(&files, ModelFamily::Sd1, "make it winter");
    look_at(&mut base, [250, 250, 250]);
    every_change_shows(&pool, &base, &[PROMPT, SEED, BLACK_REFERENCE]).await;
}

#[tokio::test]
async fn the_same_numbers_give_the_same_picture_from_every_container() {
    let folder = tempfile::tempdir().unwrap();
    let tiny = write_tiny_sd1(folder.path(), 1).unwrap();
    let pool = sd_pool();
    let painted = async |model: &Path, seed| {
        let files = ModelFiles {
            model: model.to_owned(),
            taesd: Some(tiny.taesd.clone()),
            ..ModelFiles::default()
        };
        let mut request = order_of(&files, ModelFamily::Sd1, "a lighthouse");
        // Steps and guidance magnify what the numbers differ by.
        (request.params.steps, request.params.guidance_scale) = (1, 1.0);
        request.params.seed = seed;
        picture(&pool, request).await
    };
    let reference = painted(&tiny.model, 1).await;
    let unlike = difference(&painted(&tiny.model, 2).await, &reference);
    std::fs::remove_file(&tiny.model).unwrap();

    for (format, stored_as) in [
        (TinyFormat::Gguf, FileFormat::Gguf),
        (TinyFormat::GgufQ8, FileFormat::Gguf),
        (TinyFormat::TorchZip, FileFormat::TorchZip),
    ] {
        let model = write_tiny_sd1_as(folder.path(), 1, format).unwrap();
        let found = look_into(&model);
        assert_eq!((found.format, found.kind), (stored_as, FileKind::Checkpoint));
        assert_eq!(found.family, Some(ModelFamily::Sd1), "{format:?}");
        assert!(found.has_text_encoder && !found.has_vae, "{format:?}");
        // Both GGUF files are at the same place: a worker notices that a file is another one.
        let picture = painted(&model, 1).await;
        if format == TinyFormat::GgufQ8 {
            let difference = difference(&picture, &reference);
            println!("mean difference: 8 bits {difference}, another seed {unlike}");
            // Eight bits change every weight by half a percent, which random layers magnify.
            assert!(difference > 0.0 && difference < unlike * 0.6, "{difference} of {unlike}");
        } else {
            assert_eq!(picture, reference, "{format:?}");
        }
        std::fs::remove_file(&model).unwrap();
    }
}
