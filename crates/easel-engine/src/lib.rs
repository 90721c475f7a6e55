//! The server's side of picture engines. [`Engine`] is the seam; [`pool`] keeps worker
//! processes (`easel engine-worker`) and is the one implementation so far.
//!
//! What the worker process does with a message lives in `easel-worker`; jobs, leases and credits
//! are unknown here.

pub mod inspect;
pub mod pool;

use std::path::PathBuf;

use async_trait::async_trait;
use easel_types::{ImageParams, ModelFiles, ModelName};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// Something that paints.
#[async_trait]
pub trait Engine: Send + Sync + std::fmt::Debug {
    /// How many orders it works on at once.
    fn slots(&self) -> usize;

    /// Models that it refuses for now because they killed too many workers, with the reason.
    fn quarantined(&self) -> Vec<(ModelName, String)>;

    /// What it and its workers are doing, for `/metrics` and `easel doctor`.
    fn status(&self) -> EngineStatus;

    /// Paints. Sends events as they happen; gives up soon after `cancel` is triggered.
    async fn paint(
        &self,
        order: PaintOrder,
        events: mpsc::Sender<PaintEvent>,
        cancel: CancellationToken,
    ) -> Result<Vec<PaintedImage>, EngineError>;

    /// Stops the workers.
    async fn shutdown(&self);
}

/// Everything an engine needs to paint; nothing has to be looked up.
#[derive(Debug, Clone)]
pub struct PaintOrder {
    /// What to paint. Its blob keys are not used by engines; see the pictures below.
    pub params: ImageParams,
    /// The model's files.
    pub model_files: ModelFiles,
    /// Files of `params.loras`, in the same order.
    pub lora_files: Vec<PathBuf>,
    /// Encoded bytes (PNG, JPEG or WebP) of `params.init`.
    pub init_image: Option<Vec<u8>>,
    /// Encoded bytes of `params.mask`.
    pub mask: Option<Vec<u8>>,
    /// Encoded bytes of `params.references`.
    pub references: Vec<Vec<u8>>,
    /// Send a preview every so many steps; 0 for none.
    pub preview_every_steps: u32,
}

/// Something that happened while painting.
#[derive(Debug, Clone)]
pub enum PaintEvent {
    /// The model is being loaded (seconds to minutes).
    Loading,
    /// Steps done over all pictures of the order.
    Step {
        /// Done.
        step: u32,
        /// In all.
        steps: u32,
    },
    /// A rough picture.
    Preview {
        /// Which picture of the order, from 0.
        index: u32,
        /// PNG bytes.
        png: Vec<u8>,
    },
}

/// A finished picture.
#[derive(Debug, Clone)]
pub struct PaintedImage {
    /// PNG bytes.
    pub png: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The seed it was made with.
    pub seed: u64,
}

/// What the workers are doing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EngineStatus {
    /// Name and version of the engine, once a worker has said hello.
    pub version: Option<String>,
    /// Worker processes alive.
    pub workers_alive: usize,
    /// Orders being worked on.
    pub busy: usize,
    /// Worker processes that ended unexpectedly since the start.
    pub crashes: u64,
}

/// Why an order was not painted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// The worker process died. Worth another attempt.
    #[error("the engine worker ended unexpectedly ({0})")]
    WorkerDied(String),
    /// The worker said nothing for too long and was stopped. Worth another attempt.
    #[error("the engine worker made no progress for {seconds} s and was stopped")]
    WorkerHung {
        /// How long it was silent.
        seconds: u64,
    },
    /// The worker could not be started. Worth another attempt later.
    #[error("the engine worker could not be started: {0}")]
    SpawnFailed(String),
    /// The model cannot be loaded: missing, truncated, not a model, incomplete. Not worth
    /// another attempt.
    #[error("the model cannot be loaded: {0}")]
    ModelUnusable(String),
    /// The model has killed several workers in a row and is not tried for a while.
    #[error("the model {0} is quarantined after killing several workers in a row")]
    Quarantined(String),
    /// The order and the model do not fit each other (a mask without init image, a LoRA of
    /// another family, …). Not worth another attempt.
    #[error("{0}")]
    Refused(String),
    /// The engine ran out of memory.
    #[error("the engine ran out of memory: {0}")]
    OutOfMemory(String),
    /// The engine reported a failure of its own. Worth another attempt.
    #[error("the engine failed: {0}")]
    Failed(String),
    /// `cancel` was triggered.
    #[error("cancelled")]
    Cancelled,
}

impl EngineError {
    /// True where the same order may succeed when tried again.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::WorkerDied(_)
            | Self::WorkerHung { .. }
            | Self::SpawnFailed(_)
            | Self::OutOfMemory(_)
            | Self::Failed(_) => true,
            Self::ModelUnusable(_) | Self::Quarantined(_) | Self::Refused(_) | Self::Cancelled => {
                false
            }
        }
    }
}
