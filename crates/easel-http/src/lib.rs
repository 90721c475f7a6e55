//! Easel's HTTP front. [`router`] lists every route on one page; each API that Easel speaks is a
//! folder under `dialects`, and they meet only at `GenerationDraft` and `Job`.
//!
//! What happens to a request lives in `easel-core`; listening and shutting down, in the binary.

mod app;
mod body;
mod callbacks;
mod dialects;
mod docs;
mod files;
mod finished;
mod guard;
mod health;
mod lenient;
mod refusal;
pub mod router;
mod shared_paths;
mod trace;

pub use app::{App, AppOptions};
pub use callbacks::Callbacks;
pub use router::{openapi, router};
