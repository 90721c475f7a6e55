//! stable-diffusion.cpp in real worker processes, with a tiny checkpoint that the tests write
//! themselves: every parameter has to show in the picture, and bad files have to be refused.
#![cfg(feature = "sd")]
#![cfg_attr(
    feature = "sd",
    expect(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")
)]

#[path = "support/midway.rs"]
mod midway;
#[path = "support/pictures.rs"]
mod pictures;
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use easel_engine::pool::{PoolOptions, WorkerPool};
use easel_engine::{Engine, EngineError, PaintEvent, PaintOrder};
use easel_types::params::{Hires, InitImage, LoraUse, Sampler, Scheduler, Size};
use easel_types::{BlobKey, ModelName};
use easel_worker::tiny_checkpoint::{
    TinyCheckpoint, write_tiny_lora, write_tiny_sd1, write_tiny_taesd,
};
use image::{GrayImage, Luma, Rgb, RgbImage};
use midway::start_painting;
use pictures::{decode, difference, encode};
use support::{impatient, order, paint, paint_with_events, worker};
use tokio_util::sync::CancellationToken;

/// The checkpoint, written once for all tests of this process, at the same place every time so
/// that runs do not fill the disk.
fn tiny() -> &'static TinyCheckpoint {
    static TINY: OnceLock<TinyCheckpoint> = OnceLock::new();
    TINY.get_or_init(|| {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let fresh = tempfile::tempdir_in(place).unwrap();
        let written = write_tiny_sd1(fresh.path(), 1).unwrap();
        // Renamed, because workers of another run may still read from the old files.
        let settle = |file: PathBuf| {
            let settled = place.join(file.file_name().unwrap());
            fs::rename(&file, &settled).unwrap();
            settled
        };
        TinyCheckpoint {
            model: settle(written.model),
            taesd: settle(written.taesd),
            lora: settle(written.lora),
        }
    })
}

/// One worker with one thread: tests run side by side, and the engine's threads spin.
fn sd_pool() -> Arc<WorkerPool> {
    let options = PoolOptions {
        progress_timeout: Duration::from_secs(60),
        ..impatient(worker("sd", &["--threads", "1"]))
    };
    Arc::new(WorkerPool::start(options))
}

fn tiny_order(prompt: &str) -> PaintOrder {
    let mut order = order("tiny", &tiny().model, prompt);
    order.model_files.taesd = Some(tiny().taesd.clone());
    order
}

async fn picture(pool: &WorkerPool, order: PaintOrder) -> RgbImage {
    let painted = paint(pool, order).await.unwrap();
    assert_eq!(painted.len(), 1);
    decode(&painted[0].png)
}

fn start_from(order: &mut PaintOrder, init: RgbImage, strength: f32) {
    order.params.init = Some(InitImage { blob: BlobKey::new("inputs/init").unwrap(), strength });
    order.init_image = Some(encode(init));
}

#[tokio::test]
async fn the_picture_is_the_reference_picture() {
    let pool = sd_pool();
    let mut request = tiny_order("a lighthouse on a cliff");
    request.params.size = Size::new(256, 256);
    request.params.steps = 4;
    request.preview_every_steps = 2;
    let start = Instant::now();
    let (painted, events) = paint_with_events(&pool, request).await;
    let painted = painted.unwrap();
    println!("256x256, 4 guided steps, one thread: {:?}", start.elapsed());
    let picture = decode(&painted[0].png);

    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reference/lighthouse.png");
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, encode(picture.clone())).unwrap();
    }
    let reference = decode(&fs::read(&path).unwrap());
    // Processors round differently, which many steps make visible; four steps do not.
    let difference = difference(&picture, &reference);
    assert!(difference < 2.0, "mean difference {difference}");
    let mirrored = image::imageops::flip_horizontal(&reference);
    assert!(self::difference(&mirrored, &reference) > 20.0, "any picture would do");

    assert!(matches!(events[0], PaintEvent::Loading));
    let steps: Vec<(u32, u32)> = events
        .iter()
        .filter_map(|event| match event {
            PaintEvent::Step { step, steps } => Some((*step, *steps)),
            _ => None,
        })
        .collect();
    assert_eq!(steps, [(1, 4), (2, 4), (3, 4), (4, 4)]);
    let previews: Vec<(u32, u32)> = events
        .iter()
        .filter_map(|event| match event {
            PaintEvent::Preview { index: 0, png } => Some(decode(png).dimensions()),
            _ => None,
        })
        .collect();
    assert_eq!(previews, [(32, 32), (32, 32)]);
    let version = pool.status().version.unwrap();
    assert!(version.starts_with("stable-diffusion.cpp "), "{version}");
}

#[tokio::test]
async fn the_same_order_gives_the_same_picture_and_every_parameter_shows() {
    let pool = sd_pool();
    let mut base = tiny_order("a lighthouse");
    // Two steps are the same noise levels with every scheduler.
    base.params.steps = 3;
    let first = picture(&pool, base.clone()).await;
    assert_eq!(picture(&pool, base.clone()).await, first, "not deterministic");

    type Change = fn(&mut PaintOrder);
    let changes: [(&str, Change); 9] = [
        ("seed", |order| order.params.seed = 2),
        ("prompt", |order| order.params.prompt = "a castle".to_owned()),
        ("negative prompt", |order| order.params.negative_prompt = "fog".to_owned()),
        ("guidance", |order| order.params.guidance_scale = 3.0),
        ("no guidance", |order| order.params.guidance_scale = 1.0),
        ("steps", |order| order.params.steps = 4),
        ("sampler", |order| order.params.sampler = Some(Sampler::Euler)),
        ("scheduler", |order| order.params.scheduler = Some(Scheduler::Karras)),
        ("clip skip", |order| order.params.clip_skip = Some(2)),
    ];
    for (what, change) in changes {
        let mut changed = base.clone();
        change(&mut changed);
        let (painted, events) = paint_with_events(&pool, changed).await;
        assert_ne!(decode(&painted.unwrap()[0].png), first, "{what} does not show");
        assert!(!events.iter().any(|event| matches!(event, PaintEvent::Loading)), "{what}");
    }
    assert_eq!(picture(&pool, base).await, first, "something of an earlier order stayed behind");
}

#[tokio::test]
async fn every_sampler_and_scheduler_paints() {
    let pool = sd_pool();
    for &sampler in Sampler::ALL {
        let mut request = tiny_order("a lighthouse");
        request.params.sampler = Some(sampler);
        request.params.steps = 3;
        let (painted, events) = paint_with_events(&pool, request).await;
        assert!(painted.is_ok(), "{sampler}: {painted:?}");
        let last = events.iter().rev().find_map(|event| match event {
            PaintEvent::Step { step, steps } => Some((*step, *steps)),
            _ => None,
        });
        assert_eq!(last, Some((3, 3)), "{sampler}");
    }
    for &scheduler in Scheduler::ALL {
        let mut request = tiny_order("a lighthouse");
        request.params.scheduler = Some(scheduler);
        let painted = paint(&pool, request).await;
        assert!(painted.is_ok(), "{scheduler}: {painted:?}");
    }
}

#[tokio::test]
async fn pictures_of_an_order_are_those_of_their_seeds() {
    let pool = sd_pool();
    let mut both = tiny_order("a lighthouse");
    both.params.n_images = 2;
    both.params.seed = 41;
    let (painted, events) = paint_with_events(&pool, both.clone()).await;
    let painted = painted.unwrap();
    assert_eq!(painted.iter().map(|image| image.seed).collect::<Vec<_>>(), [41, 42]);
    assert_ne!(painted[0].png, painted[1].png);
    for image in &painted {
        let mut alone = tiny_order("a lighthouse");
        alone.params.seed = image.seed;
        assert_eq!(paint(&pool, alone).await.unwrap()[0].png, image.png, "seed {}", image.seed);
    }
    let steps: Vec<u32> = events
        .iter()
        .filter_map(|event| match event {
            PaintEvent::Step { step, steps: 4 } => Some(*step),
            _ => None,
        })
        .collect();
    assert_eq!(steps, [1, 2, 3, 4]);
}

#[tokio::test]
async fn sizes_are_those_that_were_asked_for() {
    let pool = sd_pool();
    // 72 and 88 are multiples of 8, but the U-Net wants multiples of 64.
    let mut odd = tiny_order("a lighthouse");
    odd.params.size = Size::new(72, 88);
    let painted = paint(&pool, odd.clone()).await.unwrap();
    assert_eq!((painted[0].width, painted[0].height), (72, 88));
    assert_eq!(decode(&painted[0].png).dimensions(), (72, 88));
    start_from(&mut odd, RgbImage::from_pixel(50, 30, Rgb([200, 30, 30])), 0.5);
    assert_eq!(picture(&pool, odd).await.dimensions(), (72, 88));

    let mut hires = tiny_order("a lighthouse");
    hires.params.hires = Some(Hires { scale: 2.0, steps: 2, strength: 0.5 });
    let (painted, events) = paint_with_events(&pool, hires).await;
    assert_eq!(decode(&painted.unwrap()[0].png).dimensions(), (128, 128));
    let last = events.iter().rev().find_map(|event| match event {
        PaintEvent::Step { step, steps } => Some((*step, *steps)),
        _ => None,
    });
    assert_eq!(last, Some((4, 4)));
}

#[tokio::test]
async fn an_init_picture_shows_the_more_the_less_strength() {
    let pool = sd_pool();
    let from_noise = picture(&pool, tiny_order("a lighthouse")).await;
    let init =
        RgbImage::from_fn(
            64,
            64,
            |x, _| if x < 32 { Rgb([250, 10, 10]) } else { Rgb([10, 10, 250]) },
        );
    let from = |strength| {
        let mut request = tiny_order("a lighthouse");
        request.params.steps = 8;
        start_from(&mut request, init.clone(), strength);
        picture(&pool, request)
    };
    let (weak, strong) = (from(0.1).await, from(0.9).await);
    assert!(difference(&weak, &from_noise) > 1.0);
    assert!(difference(&weak, &strong) > 1.0);
    assert_eq!(from(0.1).await, weak);
}

#[tokio::test]
async fn only_the_white_part_of_a_mask_is_repainted() {
    let pool = sd_pool();
    let init = RgbImage::from_fn(64, 64, |x, y| {
        Rgb([x, y, 24].map(|value| u8::try_from(value * 4).unwrap()))
    });
    let mask = GrayImage::from_fn(64, 64, |x, _| Luma([if x < 32 { 0 } else { 255 }]));
    let mut request = tiny_order("a lighthouse");
    start_from(&mut request, init.clone(), 1.0);
    request.params.mask = Some(BlobKey::new("inputs/mask").unwrap());
    request.mask = Some(encode(mask));
    let painted = picture(&pool, request.clone()).await;
    let half =
        |picture: &RgbImage, left| image::imageops::crop_imm(picture, left, 0, 32, 64).to_image();
    assert_eq!(half(&painted, 0), half(&init, 0));
    assert!(difference(&half(&painted, 32), &half(&init, 32)) > 5.0);

    request.params.init = None;
    request.init_image = None;
    let err = paint(&pool, request).await.unwrap_err();
    assert!(matches!(err, EngineError::Refused(_)), "{err:?}");
}

#[tokio::test]
async fn a_lora_shows_with_its_weight_and_leaves_no_trace() {
    let pool = sd_pool();
    let without = picture(&pool, tiny_order("a lighthouse")).await;
    let with = |weight| {
        let mut request = tiny_order("a lighthouse");
        let model = ModelName::new("style").unwrap();
        request.params.loras.push(LoraUse { model, weight });
        request.lora_files.push(tiny().lora.clone());
        picture(&pool, request)
    };
    assert_eq!(with(0.0).await, without);
    let full = with(1.0).await;
    assert!(full.as_raw().iter().any(|&value| value > 0), "black");
    assert!(difference(&full, &without) > 0.2);
    assert_ne!(with(0.5).await, full);
    assert_eq!(picture(&pool, tiny_order("a lighthouse")).await, without);
}

#[tokio::test]
async fn every_lora_of_a_list_shows() {
    let pool = sd_pool();
    let folder = tempfile::tempdir().unwrap();
    let files = [tiny().lora.clone(), write_tiny_lora(folder.path(), 7).unwrap()];
    let with = |used: &[usize]| {
        let mut request = tiny_order("a lighthouse");
        for &index in used {
            let model = ModelName::new(format!("style-{index}")).unwrap();
            request.params.loras.push(LoraUse { model, weight: 1.0 });
            request.lora_files.push(files[index].clone());
        }
        picture(&pool, request)
    };
    let (neither, first, second, both) =
        (with(&[]).await, with(&[0]).await, with(&[1]).await, with(&[0, 1]).await);
    for other in [&neither, &first, &second] {
        assert!(difference(&both, other) > 0.2);
    }
    assert!(difference(&first, &second) > 0.2);
    assert_eq!(with(&[0, 1]).await, both);
}

#[tokio::test]
async fn a_hires_pass_paints_again_as_much_as_it_is_told_to() {
    let pool = sd_pool();
    let with = |steps, strength| {
        let mut request = tiny_order("a lighthouse");
        request.params.hires = Some(Hires { scale: 2.0, steps, strength });
        picture(&pool, request)
    };
    let plain = picture(&pool, tiny_order("a lighthouse")).await;
    let stretched =
        image::imageops::resize(&plain, 128, 128, image::imageops::FilterType::Triangle);
    let (weak, strong, longer) = (with(2, 0.2).await, with(2, 0.9).await, with(4, 0.9).await);
    assert_eq!(weak.dimensions(), (128, 128));
    assert!(difference(&weak, &stretched) > 1.0, "nothing was painted again");
    assert!(difference(&weak, &strong) > 1.0, "the strength does not show");
    assert!(difference(&longer, &strong) > 1.0, "the steps do not show");
    assert_eq!(with(2, 0.9).await, strong);
}

#[tokio::test]
async fn a_model_file_that_was_replaced_or_removed_is_not_used_any_more() {
    let pool = sd_pool();
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("taesd.safetensors");
    fs::copy(&tiny().taesd, &place).unwrap();
    let mut request = tiny_order("a lighthouse");
    request.model_files.taesd = Some(place.clone());
    let first = picture(&pool, request.clone()).await;
    let (_, events) = paint_with_events(&pool, request.clone()).await;
    assert!(!events.iter().any(|event| matches!(event, PaintEvent::Loading)));

    // Renamed over the old one, as downloads are.
    let other = write_tiny_taesd(folder.path(), 7).unwrap();
    fs::rename(other, &place).unwrap();
    assert_ne!(picture(&pool, request.clone()).await, first);

    fs::remove_file(&place).unwrap();
    let err = paint(&pool, request).await.unwrap_err();
    assert!(matches!(&err, EngineError::ModelUnusable(_)), "{err:?}");
}

#[tokio::test]
async fn seamless_and_tiled_pictures_are_made_and_seamless_loads_the_model_anew() {
    let pool = sd_pool();
    let plain = picture(&pool, tiny_order("a lighthouse")).await;
    let mut seamless = tiny_order("a lighthouse");
    seamless.params.seamless = true;
    let (painted, events) = paint_with_events(&pool, seamless).await;
    assert!(difference(&decode(&painted.unwrap()[0].png), &plain) > 0.2);
    assert!(events.iter().any(|event| matches!(event, PaintEvent::Loading)));

    let mut whole = tiny_order("a lighthouse");
    whole.params.size = Size::new(320, 64);
    whole.params.steps = 1;
    let mut tiled = whole.clone();
    tiled.params.vae_tiling = true;
    let (whole, tiled) = (picture(&pool, whole).await, picture(&pool, tiled).await);
    assert_ne!(whole, tiled);
    assert!(difference(&whole, &tiled) < 30.0);
}

#[tokio::test]
async fn what_the_model_cannot_do_is_refused_and_the_worker_stays() {
    let pool = sd_pool();
    let mut references = tiny_order("a lighthouse");
    references.params.references.push(BlobKey::new("inputs/reference").unwrap());
    references.references.push(encode(RgbImage::new(64, 64)));
    let err = paint(&pool, references).await.unwrap_err();
    assert!(matches!(&err, EngineError::Refused(why) if why.contains("reference")), "{err:?}");

    let mut lora = tiny_order("a lighthouse");
    lora.params.loras.push(LoraUse { model: ModelName::new("style").unwrap(), weight: 1.0 });
    lora.lora_files.push(tiny().taesd.clone());
    let err = paint(&pool, lora).await.unwrap_err();
    assert!(matches!(&err, EngineError::Refused(why) if why.contains("not a LoRA")), "{err:?}");

    let mut init = tiny_order("a lighthouse");
    start_from(&mut init, RgbImage::new(8, 8), 0.5);
    init.init_image = Some(b"not a picture".to_vec());
    let err = paint(&pool, init).await.unwrap_err();
    assert!(matches!(&err, EngineError::Refused(why) if why.contains("init")), "{err:?}");

    let status = pool.status();
    assert_eq!((status.workers_alive, status.crashes), (1, 0));
    paint(&pool, tiny_order("a lighthouse")).await.unwrap();
}

#[tokio::test]
async fn bad_model_files_are_unusable_with_a_reason_and_kill_no_worker() {
    let pool = sd_pool();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let whole = fs::read(&tiny().model).unwrap();
    let truncated = file("truncated.safetensors", &whole[..whole.len() / 2]);
    let html = file("page.safetensors", b"<html>not found</html>");
    let empty = file("empty.safetensors", b"");
    // A name that says U-Net, and nothing else of one.
    let header = br#"{"model.diffusion_model.input_blocks.0.0.weight":{"dtype":"F16","shape":[4],"data_offsets":[0,8]},"cond_stage_model.x":{"dtype":"F16","shape":[4],"data_offsets":[8,16]}}"#;
    let mut hollow = (header.len() as u64).to_le_bytes().to_vec();
    hollow.extend(header);
    hollow.extend([0; 16]);
    let hollow = file("hollow.safetensors", &hollow);

    let cases = [
        (folder.path().join("missing.safetensors"), "no such file"),
        (folder.path().to_owned(), "not a file"),
        (truncated, "incomplete"),
        (html, "not a model"),
        (empty, "not a model"),
        (tiny().lora.clone(), "is a LoRA"),
        (tiny().taesd.clone(), "is a tiny VAE"),
        (hollow, "cannot be loaded"),
    ];
    for (path, expected) in cases {
        let mut request = tiny_order("a lighthouse");
        request.model_files.model = path.clone();
        let err = paint(&pool, request).await.unwrap_err();
        let EngineError::ModelUnusable(why) = &err else { panic!("{path:?}: {err:?}") };
        assert!(why.contains(expected), "{path:?}: {why}");
        assert!(why.contains(&path.display().to_string()), "{why}");
    }
    let mut no_vae = tiny_order("a lighthouse");
    no_vae.model_files.taesd = None;
    let err = paint(&pool, no_vae).await.unwrap_err();
    assert!(matches!(&err, EngineError::ModelUnusable(why) if why.contains("VAE")), "{err:?}");

    let status = pool.status();
    assert_eq!((status.workers_alive, status.crashes), (1, 0));
    paint(&pool, tiny_order("a lighthouse")).await.unwrap();
}

#[tokio::test]
async fn cancelling_in_the_middle_of_a_step_takes_less_than_a_second() {
    let pool = sd_pool();
    let mut request = tiny_order("a lighthouse");
    request.params.size = Size::new(512, 512);
    request.params.steps = 50;
    let cancel = CancellationToken::new();
    let painting = start_painting(&pool, request, cancel.clone()).await;
    let start = Instant::now();
    cancel.cancel();
    assert_eq!(painting.await.unwrap().unwrap_err(), EngineError::Cancelled);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}
