//! What the server and its worker processes say to each other ([`message`]), how it is framed on
//! a pipe ([`frame`]), and what both must agree on about model files ([`model_file`]).
//!
//! What a worker does with a message lives in `easel-worker`; starting, watching and replacing
//! workers in `easel-engine`.

pub mod frame;
#[cfg(feature = "tokio")]
pub mod frame_async;
pub mod message;
pub mod model_file;

pub use frame::{Attachments, FrameError, read_message, write_message};
pub use message::{
    Capabilities, FailureKind, FinishedPicture, InitPicture, LoraFile, PaintCommand, ServerMessage,
    WorkerMessage,
};

/// The version of the protocol. Both sides say theirs first and part where they differ: server
/// and worker are normally the same executable, so there is nothing to be compatible with.
pub const PROTOCOL_VERSION: u32 = 2;
