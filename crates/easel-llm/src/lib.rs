//! Language models behind the core's [`LanguageModel`](easel_core::language_model::LanguageModel):
//! any endpoint that speaks the OpenAI chat protocol, a GGUF file run inside this process, and
//! the guard of time, cost and faults around either.
//!
//! Deliberately elsewhere: what is asked and whether an answer may be trusted (`easel-core`), the
//! schemas of specs (`easel-prompt`), and connections (`easel-fetch`).

#![forbid(unsafe_code)]

mod guard;
#[cfg(feature = "local")]
pub mod local;
mod remote;

pub use guard::{Budget, Guard, Guarded};
pub use remote::{RemoteModel, RemoteOptions, ShapeForm};
