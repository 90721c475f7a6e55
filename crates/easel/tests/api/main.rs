//! The server as clients see it: real router, real SQLite, port 0, a fake engine. One module for
//! each group of calls.

#![expect(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod bad_input;
mod files;
mod gateway;
mod grpc;
mod heurist;
mod jobs;
mod keys;
mod language_model;
mod leonardo;
mod mcp;
mod openai;
mod operations;
mod pictures;
mod pixelapi;
mod render;
mod sdapi;
mod smartgen;
mod understand;
mod xai;
