//! The OpenAI dialect: images (generate, edit, vary, streamed), models, and videos as far as they
//! can be answered without an engine for them. What is supported, ignored and refused stands in
//! `api/dialects/openai.md`; addresses that xAI's clients share are told apart in `shared_paths`.

pub(crate) mod error;
mod from_wire;
pub(crate) mod routes;
mod stream;
mod to_wire;
pub(crate) mod video_routes;
pub(crate) mod wire;
