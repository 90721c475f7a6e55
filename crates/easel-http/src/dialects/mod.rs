//! The APIs that Easel speaks, one folder each. A dialect is `wire` (the JSON types), `from_wire`
//! and `to_wire` (pure translations), `error` (its error shape) and `routes`.

pub(crate) mod gateway;
pub(crate) mod heurist;
pub(crate) mod leonardo;
pub(crate) mod native;
pub(crate) mod openai;
pub(crate) mod pixelapi;
pub(crate) mod sdapi;
pub(crate) mod smartgen;
pub(crate) mod xai;
