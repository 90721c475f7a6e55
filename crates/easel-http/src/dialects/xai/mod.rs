//! The REST dialect of xAI's Imagine: images (generate, edit), models, the key, and videos as far
//! as they can be answered without an engine for them. What is supported, ignored and refused
//! stands in `api/dialects/xai.md`; addresses that OpenAI's clients share are told apart in
//! `shared_paths`; xAI's gRPC is a front of its own.

pub(crate) mod error;
mod from_wire;
pub(crate) mod routes;
mod to_wire;
pub(crate) mod wire;
