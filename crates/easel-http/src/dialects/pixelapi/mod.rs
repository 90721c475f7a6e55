//! The PixelAPI dialect: smart-generate and the calls of the `pixelapi` Python packages 0.1.0
//! and 0.2.0. What is supported, ignored and refused stands in `api/dialects/pixelapi.md`.

pub(crate) mod error;
mod from_wire;
pub(crate) mod routes;
mod to_wire;
pub(crate) mod wire;
