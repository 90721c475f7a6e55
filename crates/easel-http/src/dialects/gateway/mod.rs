//! The gateway to a language model that Heurist's clients ask for prompts: OpenAI's chat
//! completions, of which Easel answers those that ask for a prompt the way SmartGen does, by
//! rules. What is supported, ignored and refused stands in `api/dialects/gateway.md`.

pub(crate) mod error;
mod from_wire;
pub(crate) mod routes;
mod to_wire;
pub(crate) mod wire;
