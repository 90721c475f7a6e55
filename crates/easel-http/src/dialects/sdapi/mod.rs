//! The AUTOMATIC1111 dialect: the API of the Stable Diffusion web UI below `/sdapi/v1`, which
//! `Open WebUI`, `SillyTavern`, AI Render for Blender and many scripts speak. What is supported,
//! ignored and refused stands in `api/dialects/sdapi.md`.

pub(crate) mod answers;
pub(crate) mod desk;
pub(crate) mod error;
mod extras;
mod from_wire;
mod infotext;
mod lenient;
pub(crate) mod lists;
mod names;
mod pictures;
mod read;
pub(crate) mod routes;
mod scripts;
mod settings;
mod to_wire;
pub(crate) mod wire;
