//! The seam between a session with the server and the engine that paints. How what is reported
//! reaches the server lives in [`crate::output`].

use std::sync::Arc;

use easel_worker_protocol::{Capabilities, FailureKind, PaintCommand};

/// An engine.
pub(crate) trait Painter {
    /// What it is, for the greeting. It shares the machine with `workers` workers, itself
    /// included.
    fn introduce(&mut self, workers: u32) -> Introduction;

    /// Carries out a command, whose attachments are `pictures`.
    fn paint(
        &mut self,
        command: &PaintCommand,
        pictures: &[Vec<u8>],
        report: &Arc<dyn Report>,
    ) -> Result<Vec<Painting>, PaintFailure>;
}

/// What an engine is.
#[derive(Debug, Clone)]
pub(crate) struct Introduction {
    pub(crate) engine: String,
    pub(crate) version: String,
    pub(crate) capabilities: Capabilities,
}

/// Takes note of what happens while painting. Called from whatever thread the engine likes.
pub(crate) trait Report: Send + Sync {
    /// The model is being loaded.
    fn loading(&self);

    /// `step` of `steps` over all pictures and passes is done.
    fn step(&self, step: u32, steps: u32);

    /// A rough version of picture `index`, as PNG.
    fn preview(&self, index: u32, png: &[u8]);

    /// Puts bytes on the pipe that are no message. Only the fake engine does that, to let the
    /// other side be tested.
    fn raw(&self, bytes: &[u8]);
}

/// A finished picture.
#[derive(Debug, Clone)]
pub(crate) struct Painting {
    pub(crate) seed: u64,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) png: Vec<u8>,
}

/// Why there is no picture. The message says what was wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(crate) struct PaintFailure {
    pub(crate) kind: FailureKind,
    pub(crate) message: String,
}

impl PaintFailure {
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::Refused, message: message.into() }
    }

    pub(crate) fn engine(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::EngineFailed, message: message.into() }
    }

    pub(crate) fn out_of_memory(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::OutOfMemory, message: message.into() }
    }

    #[cfg(feature = "sd")]
    pub(crate) fn model(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::ModelUnusable, message: message.into() }
    }
}
