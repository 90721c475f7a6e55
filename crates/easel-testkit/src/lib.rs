//! What tests need to drive Easel: a clock that stands still, an engine that does as it is told,
//! and a real server (real router, real SQLite, port 0). Dev-dependency only.

#![expect(clippy::unwrap_used, reason = "test support: a failure here is a failed test")]

mod clock;
mod fake_engine;
mod fake_language_model;
mod server;

pub use clock::{ManualClock, RandomBytes};
pub use fake_engine::{FakeEngine, Script};
pub use fake_language_model::FakeLanguageModel;
pub use server::{Answer, TestServer, TestServerBuilder};
