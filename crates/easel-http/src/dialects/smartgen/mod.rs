//! SmartGen as a call of the server: a description and levels of style become a prompt, and the
//! prompt a picture. What is supported and ignored stands in `api/dialects/smartgen.md`. Composing
//! is `easel-prompt`'s affair; the same through a chat is the dialect `gateway`.

pub(crate) mod error;
mod from_wire;
pub(crate) mod routes;
mod to_wire;
pub(crate) mod wire;
