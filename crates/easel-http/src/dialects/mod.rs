//! The APIs that Easel speaks, one folder each. A dialect is `wire` (the JSON types), `from_wire`
//! and `to_wire` (pure translations), `error` (its error shape) and `routes`.

pub(crate) mod native;
pub(crate) mod pixelapi;
pub(crate) mod sdapi;
