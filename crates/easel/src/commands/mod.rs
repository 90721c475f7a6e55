//! The commands, one file each.

pub(crate) mod bench;
pub(crate) mod credits;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod engine_worker;
mod gallery;
pub(crate) mod keys;
pub(crate) mod make;
pub(crate) mod mcp;
pub(crate) mod models;
pub(crate) mod openapi;
pub(crate) mod render;
pub(crate) mod serve;
mod server_process;
pub(crate) mod understand;
pub(crate) mod worker;
