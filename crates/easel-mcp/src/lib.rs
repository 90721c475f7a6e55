//! Easel for agents: a server of the Model Context Protocol. [`routes`] serves it as streamable
//! HTTP at `/mcp`, [`serve_stdio`] over stdin and stdout. Both offer the same tools.
//!
//! What the tools do lives in `easel-core`; starting a server, in the binary.

mod agent;
mod arguments;
mod http;
mod making;
mod shown;
mod spec_schema;
mod stdio;
mod tools;
mod wishes;

pub use http::{McpOptions, routes};
pub use stdio::{StdioOptions, serve_stdio};
