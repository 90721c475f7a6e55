//! Configuration: built-in values < `easel.toml` < environment < flags, merged as one table, then
//! checked as a whole, so that all problems are reported at once. The only place where the
//! process's environment is read.

mod language_model;
mod raw;
mod resolved;
mod secret;
mod sources;

pub(crate) use language_model::LanguageModelKind;
pub(crate) use resolved::{Config, EngineKind, LogFormat};
pub(crate) use secret::Secret;
pub(crate) use sources::{Flags, load};

/// The reference of all settings; also a valid file that changes nothing.
#[cfg(test)]
const EXAMPLE: &str = include_str!("../../easel.example.toml");
