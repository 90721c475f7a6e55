//! The pool of `easel-engine` with real worker processes that run the fake engine: what happens
//! to orders and processes when workers crash, hang, talk nonsense or are no longer wanted.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

#[path = "support/midway.rs"]
mod midway;
mod support;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use easel_engine::pool::{PoolOptions, WorkerCommand, WorkerPool};
use easel_engine::{Engine, EngineError, PaintEvent};
use easel_types::params::{Hires, InitImage, LoraUse, Size};
use easel_types::{BlobKey, ModelName};
use easel_worker_protocol::{Capabilities, WorkerMessage, write_message};
use midway::start_painting;
use support::{impatient, order, paint, paint_with_events, worker};
use tokio_util::sync::CancellationToken;

fn fake_pool(args: &[&str]) -> Arc<WorkerPool> {
    Arc::new(WorkerPool::start(impatient(worker("fake", args))))
}

/// Waits until `condition` holds.
async fn eventually(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(10), "never happened: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn an_order_gives_pictures_steps_and_previews() {
    let pool = fake_pool(&[]);
    assert_eq!(pool.status().workers_alive, 0);
    let mut request = order("m", "a.safetensors", "a lighthouse");
    request.params.n_images = 2;
    request.params.steps = 4;
    request.preview_every_steps = 2;
    let (painted, events) = paint_with_events(&pool, request).await;
    let painted = painted.unwrap();

    assert_eq!(painted.iter().map(|image| image.seed).collect::<Vec<_>>(), [1, 2]);
    assert_ne!(painted[0].png, painted[1].png);
    for image in &painted {
        let decoded = image::load_from_memory(&image.png).unwrap();
        assert_eq!((decoded.width(), decoded.height()), (64, 64));
        assert_eq!((image.width, image.height), (64, 64));
    }
    assert!(matches!(events[0], PaintEvent::Loading));
    let steps: Vec<(u32, u32)> = events
        .iter()
        .filter_map(|event| match event {
            PaintEvent::Step { step, steps } => Some((*step, *steps)),
            _ => None,
        })
        .collect();
    assert_eq!(steps, (1..=8).map(|step| (step, 8)).collect::<Vec<_>>());
    let previews: Vec<u32> = events
        .iter()
        .filter_map(|event| match event {
            PaintEvent::Preview { index, png } => {
                image::load_from_memory(png).unwrap();
                Some(*index)
            }
            _ => None,
        })
        .collect();
    assert_eq!(previews, [0, 0, 1]);
    let status = pool.status();
    assert_eq!((status.workers_alive, status.busy, status.crashes), (1, 0, 0));
    assert!(status.version.unwrap().starts_with("fake "));
}

#[tokio::test]
async fn the_same_order_gives_the_same_bytes_and_every_parameter_matters() {
    let pool = fake_pool(&[]);
    let base = order("m", "a.safetensors", "a lighthouse");
    let first = paint(&pool, base.clone()).await.unwrap();
    assert_eq!(paint(&pool, base.clone()).await.unwrap()[0].png, first[0].png);

    type Change = fn(&mut easel_engine::PaintOrder);
    let changes: [(&str, Change); 14] = [
        ("prompt", |order| order.params.prompt.push('!')),
        ("negative", |order| order.params.negative_prompt.push('!')),
        ("size", |order| order.params.size = Size::new(72, 64)),
        ("steps", |order| order.params.steps += 1),
        ("guidance", |order| order.params.guidance_scale += 1.0),
        ("distilled", |order| order.params.distilled_guidance += 1.0),
        ("seed", |order| order.params.seed += 1),
        ("sampler", |order| order.params.sampler = Some("euler".parse().unwrap())),
        ("scheduler", |order| order.params.scheduler = Some("karras".parse().unwrap())),
        ("clip skip", |order| order.params.clip_skip = Some(2)),
        ("model", |order| order.model_files.model = "b.safetensors".into()),
        ("hires", |order| {
            order.params.hires = Some(Hires { scale: 1.5, steps: 1, strength: 0.5 });
        }),
        ("seamless", |order| order.params.seamless = true),
        ("lora", |order| {
            let model = ModelName::new("style").unwrap();
            order.params.loras.push(LoraUse { model, weight: 0.5 });
            order.lora_files.push("style.safetensors".into());
        }),
    ];
    for (what, change) in changes {
        let mut changed = base.clone();
        change(&mut changed);
        let painted = paint(&pool, changed).await.unwrap();
        assert_ne!(painted[0].png, first[0].png, "{what} changes nothing");
    }
}

#[tokio::test]
async fn init_picture_and_mask_reach_the_worker() {
    let pool = fake_pool(&[]);
    let mut request = order("m", "a.safetensors", "a lighthouse");
    let init = image::RgbImage::from_pixel(64, 64, image::Rgb([1, 2, 3]));
    let mask =
        image::GrayImage::from_fn(64, 64, |x, _| image::Luma([if x < 32 { 0 } else { 255 }]));
    let key = BlobKey::new("inputs/any").unwrap();
    request.params.init = Some(InitImage { blob: key.clone(), strength: 1.0 });
    request.params.mask = Some(key);
    request.init_image = Some(png(&image::DynamicImage::ImageRgb8(init)));
    request.mask = Some(png(&image::DynamicImage::ImageLuma8(mask)));
    let painted = paint(&pool, request).await.unwrap();
    let picture = image::load_from_memory(&painted[0].png).unwrap().into_rgb8();
    assert_eq!(picture.get_pixel(10, 10).0, [1, 2, 3]);
    assert!((32..64).any(|x| picture.get_pixel(x, 10).0 != [1, 2, 3]));
}

fn png(picture: &image::DynamicImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn orders_that_contradict_themselves_are_refused_without_a_worker() {
    let pool = fake_pool(&[]);
    let mut without_bytes = order("m", "a", "x");
    without_bytes.params.mask = Some(BlobKey::new("inputs/any").unwrap());
    let mut not_a_number = order("m", "a", "x");
    not_a_number.params.guidance_scale = f32::NAN;
    let mut unknown_lora = order("m", "a", "x");
    unknown_lora.lora_files.push("style".into());
    for request in [without_bytes, not_a_number, unknown_lora] {
        let err = paint(&pool, request).await.unwrap_err();
        assert!(matches!(err, EngineError::Refused(_)), "{err:?}");
    }
    assert_eq!(pool.status().workers_alive, 0);
}

#[tokio::test]
async fn failures_the_worker_reports_keep_it_alive() {
    let pool = fake_pool(&[]);
    let ask = |marker: &str| paint(&pool, order("m", "a", marker));
    let failed = ask("[[fake:fail]]").await.unwrap_err();
    assert!(matches!(failed, EngineError::Failed(_)), "{failed:?}");
    let refused = ask("[[fake:refuse]]").await.unwrap_err();
    assert!(matches!(refused, EngineError::Refused(_)), "{refused:?}");
    let unusable = ask("[[fake:unusable]]").await.unwrap_err();
    assert!(matches!(unusable, EngineError::ModelUnusable(_)), "{unusable:?}");
    let misspelt = ask("[[fake:unknown]]").await.unwrap_err();
    assert!(matches!(misspelt, EngineError::Refused(_)), "{misspelt:?}");
    assert_eq!(pool.status().workers_alive, 1);

    // A worker that ran out of memory is ended to free what it holds.
    let oom = ask("[[fake:oom]]").await.unwrap_err();
    assert!(matches!(oom, EngineError::OutOfMemory(_)), "{oom:?}");
    eventually("the worker ends", || pool.status().workers_alive == 0).await;
    assert_eq!(pool.status().crashes, 0);
}

#[tokio::test]
async fn a_crash_is_told_with_its_signal_and_the_next_order_works() {
    let pool = fake_pool(&[]);
    let died = paint(&pool, order("m", "a", "[[fake:crash]]")).await.unwrap_err();
    let EngineError::WorkerDied(how) = &died else { panic!("{died:?}") };
    assert!(how.contains("signal 6"), "{how}");
    assert!(died.is_retryable());
    paint(&pool, order("m", "a", "a lighthouse")).await.unwrap();
    let status = pool.status();
    assert_eq!((status.workers_alive, status.crashes), (1, 1));
}

#[tokio::test]
async fn the_same_order_succeeds_after_a_worker_crashed_once() {
    let folder = tempfile::tempdir().unwrap();
    let marker = folder.path().join("crashed");
    let prompt = format!("a lighthouse [[fake:crash-once={}]]", marker.display());
    let pool = fake_pool(&[]);
    assert!(paint(&pool, order("m", "a", &prompt)).await.is_err());
    assert!(marker.exists());
    paint(&pool, order("m", "a", &prompt)).await.unwrap();
}

#[tokio::test]
async fn a_worker_that_crashes_in_the_middle_of_its_steps_is_noticed() {
    let pool = fake_pool(&["--crash-before-step", "2"]);
    let (outcome, events) = paint_with_events(&pool, order("m", "a", "x")).await;
    assert!(matches!(outcome, Err(EngineError::WorkerDied(_))));
    assert!(events.iter().any(|event| matches!(event, PaintEvent::Step { step: 1, .. })));
}

#[tokio::test]
async fn a_worker_without_progress_is_stopped_although_it_gives_signs_of_life() {
    let options = PoolOptions {
        silence_timeout: Duration::from_secs(20),
        progress_timeout: Duration::from_millis(400),
        ..impatient(worker("fake", &["--heartbeat-ms", "50"]))
    };
    let pool = WorkerPool::start(options);
    let hung = paint(&pool, order("m", "a", "[[fake:hang]]")).await.unwrap_err();
    assert!(matches!(hung, EngineError::WorkerHung { .. }), "{hung:?}");
    paint(&pool, order("m", "a", "a lighthouse")).await.unwrap();
    let status = pool.status();
    assert_eq!((status.workers_alive, status.crashes), (1, 1));
}

#[tokio::test]
async fn a_frozen_worker_is_stopped_long_before_the_limit_on_progress() {
    let options = PoolOptions {
        silence_timeout: Duration::from_millis(400),
        progress_timeout: Duration::from_secs(60),
        ..impatient(worker("fake", &["--heartbeat-ms", "50"]))
    };
    let pool = WorkerPool::start(options);
    let start = Instant::now();
    let hung = paint(&pool, order("m", "a", "[[fake:freeze]]")).await.unwrap_err();
    assert!(matches!(hung, EngineError::WorkerHung { .. }), "{hung:?}");
    assert!(start.elapsed() < Duration::from_secs(10));
    eventually("the frozen worker ends", || pool.status().workers_alive == 0).await;
}

#[tokio::test]
async fn signs_of_life_keep_a_slow_worker_from_being_stopped() {
    let options = PoolOptions {
        silence_timeout: Duration::from_millis(400),
        ..impatient(worker("fake", &["--heartbeat-ms", "50", "--load-ms", "1200"]))
    };
    paint(&WorkerPool::start(options), order("m", "a", "a lighthouse")).await.unwrap();
}

#[tokio::test]
async fn a_model_that_kills_three_workers_in_a_row_is_quarantined_for_a_while() {
    let options = PoolOptions {
        quarantine_after: 3,
        quarantine_for: Duration::from_secs(2),
        ..impatient(worker("fake", &[]))
    };
    let pool = WorkerPool::start(options);
    for _ in 0..3 {
        let err = paint(&pool, order("bad", "bad", "[[fake:crash]]")).await.unwrap_err();
        assert!(matches!(err, EngineError::WorkerDied(_)), "{err:?}");
    }
    let err = paint(&pool, order("bad", "bad", "a lighthouse")).await.unwrap_err();
    assert!(matches!(err, EngineError::Quarantined(_)), "{err:?}");
    assert!(!err.is_retryable());
    assert_eq!(pool.quarantined()[0].0, ModelName::new("bad").unwrap());
    paint(&pool, order("good", "good", "a lighthouse")).await.unwrap();

    eventually("the quarantine ends", || pool.quarantined().is_empty()).await;
    paint(&pool, order("bad", "bad", "a lighthouse")).await.unwrap();
}

#[tokio::test]
async fn cancelling_kills_the_worker_at_once_and_is_no_crash() {
    let pool = fake_pool(&[]);
    let cancel = CancellationToken::new();
    let painting = start_painting(&pool, order("m", "a", "[[fake:hang]]"), cancel.clone()).await;
    assert_eq!(pool.status().busy, 1);
    let start = Instant::now();
    cancel.cancel();
    assert_eq!(painting.await.unwrap().unwrap_err(), EngineError::Cancelled);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    eventually("the worker ends", || pool.status().workers_alive == 0).await;
    assert_eq!((pool.status().busy, pool.status().crashes), (0, 0));
    paint(&pool, order("m", "a", "a lighthouse")).await.unwrap();
}

#[tokio::test]
async fn an_order_that_waits_for_a_slot_can_be_cancelled() {
    let pool = fake_pool(&[]);
    let first = CancellationToken::new();
    let painting = start_painting(&pool, order("m", "a", "[[fake:hang]]"), first.clone()).await;
    let second = CancellationToken::new();
    let waiting = {
        let (pool, second) = (Arc::clone(&pool), second.clone());
        let (sender, _receiver) = tokio::sync::mpsc::channel(1);
        tokio::spawn(async move { pool.paint(order("m", "a", "x"), sender, second).await })
    };
    tokio::task::yield_now().await;
    second.cancel();
    assert_eq!(waiting.await.unwrap().unwrap_err(), EngineError::Cancelled);
    assert!(!painting.is_finished());
    first.cancel();
    assert_eq!(painting.await.unwrap().unwrap_err(), EngineError::Cancelled);
}

#[tokio::test]
async fn dropping_an_order_or_the_pool_kills_its_workers() {
    let pool = fake_pool(&[]);
    let cancel = CancellationToken::new();
    let painting = start_painting(&pool, order("m", "a", "[[fake:hang]]"), cancel.clone()).await;
    painting.abort();
    assert!(painting.await.unwrap_err().is_cancelled());
    eventually("the worker ends", || pool.status().workers_alive == 0).await;
    assert_eq!(pool.status().busy, 0);

    let folder = tempfile::tempdir().unwrap();
    let pid_file = folder.path().join("pid");
    let pool = WorkerPool::start(impatient(recording_pid(&pid_file)));
    paint(&pool, order("m", "a", "a lighthouse")).await.unwrap();
    let pid = std::fs::read_to_string(&pid_file).unwrap();
    assert!(is_running(pid.trim()));
    drop(pool);
    eventually("the worker ends", || !is_running(pid.trim())).await;
}

/// The fake worker, started by a shell that leaves its process id in a file.
fn recording_pid(pid_file: &Path) -> WorkerCommand {
    let script = format!(
        "echo $$ > '{}'; exec '{}' --kind fake",
        pid_file.display(),
        env!("CARGO_BIN_EXE_easel-engine-worker")
    );
    shell(&script)
}

fn shell(script: &str) -> WorkerCommand {
    WorkerCommand {
        program: "/bin/sh".into(),
        args: vec!["-c".to_owned(), script.to_owned()],
        env: Vec::new(),
    }
}

fn is_running(pid: &str) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) else { return false };
    // A zombie has ended and only waits for its parent to ask how.
    !stat.contains(") Z ")
}

#[tokio::test]
async fn a_worker_ends_at_once_when_the_server_is_gone_in_the_middle_of_an_order() {
    use easel_worker_protocol::{PROTOCOL_VERSION, ServerMessage, read_message};
    use std::process::{Command, Stdio};

    let mut child = Command::new(env!("CARGO_BIN_EXE_easel-engine-worker"))
        .args(["--kind", "fake", "--heartbeat-ms", "50"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let hello = ServerMessage::Hello { protocol_version: PROTOCOL_VERSION, workers: 1 };
    write_message(&mut stdin, &hello, &[]).unwrap();
    let command = r#"{"type":"paint","order_id":7,"model_files":{"model":"a"},
        "prompt":"[[fake:hang]]","negative_prompt":"","size":{"width":64,"height":64},"steps":1,
        "guidance_scale":7,"distilled_guidance":3.5,"seed":1,"n_images":1,"sampler":null,
        "scheduler":null,"clip_skip":null,"init":null,"mask":null,"references":[],"loras":[],
        "hires":null,"vae_tiling":false,"seamless":false,"preview_every_steps":0}"#;
    let paint: ServerMessage = serde_json::from_str(command).unwrap();
    write_message(&mut stdin, &paint, &[]).unwrap();
    for _ in 0..3 {
        // Ready, loading, and a sign of life.
        read_message::<WorkerMessage>(&mut stdout).unwrap().unwrap();
    }
    let start = Instant::now();
    drop(stdin);
    tokio::task::spawn_blocking(move || child.wait()).await.unwrap().unwrap();
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[tokio::test]
async fn two_slots_work_side_by_side() {
    let options = PoolOptions { workers: 2, ..impatient(worker("fake", &[])) };
    let pool = Arc::new(WorkerPool::start(options));
    assert_eq!(pool.slots(), 2);
    let cancel = CancellationToken::new();
    let hanging = order("m", "a", "[[fake:hang]]");
    let first = start_painting(&pool, hanging, cancel.clone()).await;
    // The first slot never gets free, so this needs the second one.
    paint(&pool, order("m", "a", "a lighthouse")).await.unwrap();
    assert_eq!(pool.status().busy, 1);
    assert_eq!(pool.status().workers_alive, 2);
    cancel.cancel();
    assert_eq!(first.await.unwrap().unwrap_err(), EngineError::Cancelled);
}

#[tokio::test]
async fn an_order_goes_to_the_worker_that_has_its_model_loaded() {
    let options = PoolOptions { workers: 2, ..impatient(worker("fake", &[])) };
    let pool = Arc::new(WorkerPool::start(options));
    for file in ["a", "b"] {
        let (_, events) = paint_with_events(&pool, order(file, file, "x")).await;
        assert!(matches!(events[0], PaintEvent::Loading));
    }
    assert_eq!(pool.status().workers_alive, 2);
    for file in ["a", "b", "b", "a"] {
        let (_, events) = paint_with_events(&pool, order(file, file, "x")).await;
        assert!(!matches!(events[0], PaintEvent::Loading), "{file} was loaded again");
    }
    // A third model has to take the place of the one that was used longest ago.
    paint(&pool, order("c", "c", "x")).await.unwrap();
    let (_, events) = paint_with_events(&pool, order("a", "a", "x")).await;
    assert!(!matches!(events[0], PaintEvent::Loading));
}

#[tokio::test]
async fn nonsense_on_the_pipe_is_a_dead_worker() {
    let pool = fake_pool(&[]);
    let err = paint(&pool, order("m", "a", "[[fake:garbage]]")).await.unwrap_err();
    let EngineError::WorkerDied(how) = &err else { panic!("{err:?}") };
    assert!(how.contains("header"), "{how}");
    eventually("the worker ends", || pool.status().workers_alive == 0).await;
    paint(&pool, order("m", "a", "a lighthouse")).await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_started_as_a_worker_is_told_clearly() {
    let missing =
        WorkerCommand { program: "/nonexistent/easel".into(), args: Vec::new(), env: Vec::new() };
    let folder = tempfile::tempdir().unwrap();
    let other_version = folder.path().join("ready");
    let ready = WorkerMessage::Ready {
        protocol_version: 999,
        engine: "other".to_owned(),
        engine_version: "1".to_owned(),
        capabilities: Capabilities { system: String::new(), threads: 1 },
    };
    let mut file = std::fs::File::create(&other_version).unwrap();
    write_message(&mut file, &ready, &[]).unwrap();
    let cases = [
        (missing, "/nonexistent/easel"),
        (shell("echo 'cannot find libexample.so' >&2; exit 127"), "libexample.so"),
        (shell("echo hello, I am no worker at all; exec sleep 30"), "greeting"),
        (shell(&format!("cat '{}'; exec sleep 30", other_version.display())), "version 999"),
        (shell("exec sleep 30"), "nothing"),
    ];
    for (command, expected) in cases {
        let options =
            PoolOptions { startup_timeout: Duration::from_millis(500), ..impatient(command) };
        let pool = WorkerPool::start(options);
        let err = paint(&pool, order("m", "a", "x")).await.unwrap_err();
        let EngineError::SpawnFailed(why) = &err else { panic!("{err:?}") };
        assert!(why.contains(expected), "{why}");
        assert!(pool.quarantined().is_empty());
        eventually("nothing stays behind", || pool.status().workers_alive == 0).await;
    }
}

#[tokio::test]
async fn a_worker_that_died_while_idle_is_replaced_without_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let pid_file = folder.path().join("pid");
    let pool = WorkerPool::start(impatient(recording_pid(&pid_file)));
    paint(&pool, order("m", "a", "x")).await.unwrap();
    let pid: i32 = std::fs::read_to_string(&pid_file).unwrap().trim().parse().unwrap();
    let pid = rustix::process::Pid::from_raw(pid).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    eventually("the pool notices", || pool.status().workers_alive == 0).await;
    assert_eq!(pool.status().crashes, 1);
    paint(&pool, order("m", "a", "x")).await.unwrap();
}

#[tokio::test]
async fn idle_workers_are_ended_to_give_memory_back() {
    let options = PoolOptions {
        idle_unload: Some(Duration::from_millis(200)),
        ..impatient(worker("fake", &[]))
    };
    let pool = WorkerPool::start(options);
    paint(&pool, order("m", "a", "x")).await.unwrap();
    eventually("the worker ends", || pool.status().workers_alive == 0).await;
    assert_eq!(pool.status().crashes, 0);
    paint(&pool, order("m", "a", "x")).await.unwrap();
}

#[tokio::test]
async fn a_shutdown_stops_all_workers_and_takes_no_further_orders() {
    let options = PoolOptions { workers: 2, ..impatient(worker("fake", &[])) };
    let pool = Arc::new(WorkerPool::start(options));
    paint(&pool, order("m", "a", "x")).await.unwrap();
    let hanging = order("m", "b", "[[fake:hang]]");
    let painting = start_painting(&pool, hanging, CancellationToken::new()).await;
    assert_eq!(pool.status().workers_alive, 2);
    let start = Instant::now();
    pool.shutdown().await;
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    assert_eq!(pool.status().workers_alive, 0);
    let interrupted = painting.await.unwrap().unwrap_err();
    assert!(interrupted.is_retryable(), "{interrupted:?}");
    let refused = paint(&pool, order("m", "a", "x")).await.unwrap_err();
    assert!(matches!(refused, EngineError::SpawnFailed(_)), "{refused:?}");
}
