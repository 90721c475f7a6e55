//! The messages. They are JSON headers of frames; pictures travel beside them as attachments and
//! are named by their position. How frames are laid out lives in [`crate::frame`].
//!
//! Changing anything here changes a snapshot in `tests/` and needs a new
//! [`crate::PROTOCOL_VERSION`].

use std::path::PathBuf;

use easel_types::ModelFiles;
use easel_types::params::{Hires, Sampler, Scheduler, Size};
use serde::{Deserialize, Serialize};

/// What the server says to a worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ServerMessage {
    /// The first message. The worker answers [`WorkerMessage::Ready`].
    Hello {
        /// The server's [`crate::PROTOCOL_VERSION`].
        protocol_version: u32,
        /// How many workers of this server share the machine, this one included.
        workers: u32,
    },
    /// Paint. Only sent while the worker has nothing to do.
    Paint(Box<PaintCommand>),
    /// End. So does the end of the stream.
    Shutdown,
}

/// Everything a worker needs to paint; nothing has to be looked up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaintCommand {
    /// Repeated in every answer about this order.
    pub order_id: u64,
    /// The model's files.
    pub model_files: ModelFiles,
    /// What to paint.
    pub prompt: String,
    /// What to avoid; empty for nothing.
    pub negative_prompt: String,
    /// Size of the pictures before a hires pass, in pixels.
    pub size: Size,
    /// Denoising steps.
    pub steps: u32,
    /// Classifier-free guidance scale; 1 is off.
    pub guidance_scale: f32,
    /// Guidance embedded in distilled models.
    pub distilled_guidance: f32,
    /// Seed of the first picture; the next pictures use the following seeds.
    pub seed: u64,
    /// How many pictures.
    pub n_images: u32,
    /// How the noise is removed; `None` for the model's own.
    pub sampler: Option<Sampler>,
    /// How the noise levels are spaced; `None` for the sampler's own.
    pub scheduler: Option<Scheduler>,
    /// CLIP layers left out from the end; `None` for the model's own.
    pub clip_skip: Option<u32>,
    /// The picture to start from.
    pub init: Option<InitPicture>,
    /// Attachment with the mask (PNG, JPEG or WebP), white where the init picture is repainted.
    pub mask: Option<u32>,
    /// Attachments with pictures the model should look at.
    pub references: Vec<u32>,
    /// Adapters.
    pub loras: Vec<LoraFile>,
    /// A second pass at a larger size.
    pub hires: Option<Hires>,
    /// Decode in tiles.
    pub vae_tiling: bool,
    /// Make edges meet.
    pub seamless: bool,
    /// Send a preview every so many steps; 0 for none.
    pub preview_every_steps: u32,
}

/// The picture to start from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitPicture {
    /// Attachment with the picture (PNG, JPEG or WebP).
    pub attachment: u32,
    /// How much is repainted: 0 keeps the picture, 1 ignores it.
    pub strength: f32,
}

/// An adapter's file and how strongly it is applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoraFile {
    /// Where it is.
    pub path: PathBuf,
    /// 1 is as trained.
    pub weight: f32,
}

/// What a worker says to the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum WorkerMessage {
    /// The answer to [`ServerMessage::Hello`].
    Ready {
        /// The worker's [`crate::PROTOCOL_VERSION`].
        protocol_version: u32,
        /// Name of the engine.
        engine: String,
        /// Version of the engine.
        engine_version: String,
        /// What it computes on.
        capabilities: Capabilities,
    },
    /// The model is being loaded. Repeated while loading advances.
    Loading {
        /// The order it is loaded for.
        order_id: u64,
    },
    /// A denoising step is done. Counted over all pictures and passes of the order.
    Step {
        /// The order.
        order_id: u64,
        /// Done.
        step: u32,
        /// In all.
        steps: u32,
    },
    /// A rough picture.
    Preview {
        /// The order.
        order_id: u64,
        /// Which picture of the order, from 0.
        index: u32,
        /// Attachment with the PNG.
        attachment: u32,
    },
    /// The process lives and can write. Sent from a thread of its own while an order is worked
    /// on, so it says nothing about progress.
    Alive {
        /// Bytes of memory in use, where the system tells.
        resident_bytes: Option<u64>,
    },
    /// The order is finished.
    Done {
        /// The order.
        order_id: u64,
        /// The pictures, in the order of their seeds.
        images: Vec<FinishedPicture>,
    },
    /// The order failed and the worker is ready for another one.
    Failed {
        /// The order.
        order_id: u64,
        /// What kind of failure.
        kind: FailureKind,
        /// What was wrong, where, and what to do.
        message: String,
    },
}

/// What a worker computes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capabilities {
    /// The engine's own description of the processor and its features.
    pub system: String,
    /// Threads used for computing.
    pub threads: u32,
}

/// A finished picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinishedPicture {
    /// The seed it was made with.
    pub seed: u64,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Attachment with the PNG.
    pub attachment: u32,
}

/// What kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The model cannot be loaded, now or later.
    ModelUnusable,
    /// The order makes no sense for this model or its pictures cannot be read.
    Refused,
    /// There is not enough memory.
    OutOfMemory,
    /// The engine gave up.
    EngineFailed,
}
