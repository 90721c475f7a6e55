//! The API of Heurist, also known as Xalora: `submit_job`, answered when the picture is there,
//! and the workflow calls, which carry their key in the body (`keys`). What is supported, ignored
//! and refused stands in `api/dialects/heurist.md`; the language model its clients ask for
//! prompts is another dialect, `gateway`.

pub(crate) mod error;
mod from_wire;
mod keys;
pub(crate) mod routes;
mod to_wire;
pub(crate) mod wire;
