//! What the integration tests share: pools of the test worker, and orders.

use std::path::PathBuf;
use std::time::Duration;

use easel_engine::pool::{PoolOptions, WorkerCommand, WorkerPool};
use easel_engine::{Engine, EngineError, PaintEvent, PaintOrder, PaintedImage};
use easel_types::params::{ImageParams, Size};
use easel_types::{ModelFamily, ModelFiles, ModelName};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// The worker of these tests with `args` after `--kind`.
pub(crate) fn worker(kind: &str, args: &[&str]) -> WorkerCommand {
    let args = ["--kind", kind].iter().chain(args).map(|arg| (*arg).to_owned()).collect();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_easel-engine-worker"));
    WorkerCommand { program, args, env: Vec::new() }
}

/// Options that are quick to lose patience.
pub(crate) fn impatient(command: WorkerCommand) -> PoolOptions {
    PoolOptions {
        startup_timeout: Duration::from_secs(10),
        silence_timeout: Duration::from_secs(10),
        progress_timeout: Duration::from_secs(20),
        respawn_backoff_min: Duration::from_millis(10),
        respawn_backoff_max: Duration::from_millis(40),
        ..PoolOptions::new(command)
    }
}

/// A small order of the model installed as `model` at `file`.
pub(crate) fn order(model: &str, file: impl Into<PathBuf>, prompt: &str) -> PaintOrder {
    PaintOrder {
        params: ImageParams {
            model: ModelName::new(model).unwrap(),
            family: ModelFamily::Sd1,
            prompt: prompt.to_owned(),
            negative_prompt: String::new(),
            size: Size::new(64, 64),
            steps: 2,
            guidance_scale: 7.0,
            distilled_guidance: 3.5,
            seed: 1,
            n_images: 1,
            sampler: None,
            scheduler: None,
            clip_skip: None,
            init: None,
            mask: None,
            references: Vec::new(),
            loras: Vec::new(),
            hires: None,
            vae_tiling: false,
            seamless: false,
            format: easel_types::ImageFormat::Png,
            n_previews: 0,
        },
        model_files: ModelFiles { model: file.into(), ..ModelFiles::default() },
        lora_files: Vec::new(),
        init_image: None,
        mask: None,
        references: Vec::new(),
        preview_every_steps: 0,
    }
}

/// Paints and collects what happened.
pub(crate) async fn paint_with_events(
    pool: &WorkerPool,
    order: PaintOrder,
) -> (Result<Vec<PaintedImage>, EngineError>, Vec<PaintEvent>) {
    let (sender, mut receiver) = mpsc::channel(1024);
    let outcome = pool.paint(order, sender, CancellationToken::new()).await;
    let mut events = Vec::new();
    while let Some(event) = receiver.recv().await {
        events.push(event);
    }
    (outcome, events)
}

/// Paints.
pub(crate) async fn paint(
    pool: &WorkerPool,
    order: PaintOrder,
) -> Result<Vec<PaintedImage>, EngineError> {
    paint_with_events(pool, order).await.0
}
