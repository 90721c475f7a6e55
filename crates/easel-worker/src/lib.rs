//! What a worker process runs. [`run`] reads orders from stdin and writes pictures to stdout
//! until stdin ends; which engine paints is a [`WorkerKind`].
//!
//! The only crate that knows stable-diffusion.cpp, and `sd` the only module with `unsafe`.
//! Starting and supervising workers lives in `easel-engine`.

#![deny(unsafe_code)]

mod fake;
mod memory;
mod output;
mod painter;
mod pictures;
#[cfg(feature = "sd")]
mod processors;
#[cfg(feature = "sd")]
mod sd;
mod session;
#[cfg(feature = "tiny-checkpoint")]
pub mod tiny_checkpoint;

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use easel_worker_protocol::FrameError;

pub use fake::FakeOptions;

/// Which engine a worker runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkerKind {
    /// stable-diffusion.cpp.
    Sd,
    /// Deterministic patterns, for tests and for trying the server without weights.
    Fake,
}

impl WorkerKind {
    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sd => "sd",
            Self::Fake => "fake",
        }
    }
}

impl fmt::Display for WorkerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for WorkerKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "sd" => Ok(Self::Sd),
            "fake" => Ok(Self::Fake),
            other => Err(format!("no engine is called {other:?}: one of sd, fake")),
        }
    }
}

/// How a worker behaves.
#[derive(Debug, Clone)]
pub struct WorkerOptions {
    /// Threads used for computing; `None` for what suits the machine and the number of workers
    /// on it.
    pub threads: Option<NonZeroU32>,
    /// Time between two signs of life while painting.
    pub heartbeat: Duration,
    /// Refuse models that are larger than the memory available instead of starting to swap.
    pub memory_check: bool,
    /// How the fake engine behaves.
    pub fake: FakeOptions,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self {
            threads: None,
            heartbeat: Duration::from_secs(1),
            memory_check: true,
            fake: FakeOptions::default(),
        }
    }
}

/// Why a worker could not work.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The engine was left out of this executable.
    #[error("this executable was built without the {0} engine (cargo feature `{0}`)")]
    NotBuiltIn(WorkerKind),
    /// The pipes to the server cannot be set up.
    #[error("the pipes to the server cannot be set up: {0}")]
    Pipes(#[source] std::io::Error),
    /// The server is not a server of this protocol, or its pipe broke.
    #[error("the server cannot be understood: {0}")]
    Protocol(#[source] FrameError),
    /// The server did not greet first.
    #[error("the server did not say hello first")]
    NoGreeting,
}

/// Works for the server at the other end of stdin and stdout until stdin ends or the server says
/// so. From the first moment on stdout carries frames only: whatever else the process prints
/// goes to stderr. When stdin ends in the middle of a picture the process is killed at once,
/// because nobody wants the picture any more and C++ cannot be interrupted.
///
/// # Errors
/// [`WorkerError`] where work could not begin or the server stopped making sense.
pub fn run(kind: WorkerKind, options: &WorkerOptions) -> Result<(), WorkerError> {
    match kind {
        WorkerKind::Fake => session::serve(&mut fake::FakePainter::new(options), options),
        #[cfg(feature = "sd")]
        WorkerKind::Sd => session::serve(&mut sd::SdPainter::new(options), options),
        #[cfg(not(feature = "sd"))]
        WorkerKind::Sd => Err(WorkerError::NotBuiltIn(kind)),
    }
}
