//! The Leonardo dialect: what `@leonardo-ai/sdk` and `Leonardo-Ai-SDK` for Python speak, below
//! `/api/rest/v1`. What is supported, ignored and refused stands in `api/dialects/leonardo.md`.

pub(crate) mod callback;
pub(crate) mod error;
mod from_wire;
mod ids;
mod memo;
pub(crate) mod routes;
mod styles;
mod to_wire;
pub(crate) mod wire;
