//! Easel's own API under `/api/v1`: everything the core can do, in its own words.

pub(crate) mod error;
mod from_wire;
pub(crate) mod routes;
mod to_wire;
pub(crate) mod wire;
