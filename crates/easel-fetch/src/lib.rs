//! Outbound HTTP for the core: the implementation of [`Outbound`](easel_core::outbound::Outbound)
//! that strangers' addresses may be given to. Every address is looked up here, every answer of
//! the lookup is checked against the networks that only this server can reach, and the connection
//! goes to a checked address and nowhere else, for every redirect anew.
//!
//! Servers that the operator named are reached through [`Endpoint`] instead.
//!
//! Deliberately elsewhere: what fetched bytes are (`easel-picture`), and when webhooks are called
//! and called again (`easel-core`).

#![forbid(unsafe_code)]

mod address;
mod connect;
mod endpoint;
mod network;
mod options;
mod outbound;
mod refusal;

#[cfg(test)]
mod tests;

pub use endpoint::{Endpoint, Reading};
pub use network::inner_network;
pub use options::{Allow, InvalidAllow, OutboundOptions};
pub use outbound::HttpOutbound;
