//! How the core reaches out: pictures named by address, and calls to webhooks. The core only
//! knows this trait; the HTTP client, and the rules about which addresses may be reached, are in
//! `easel-fetch`, and tests bring their own.

use std::fmt::Debug;

use async_trait::async_trait;
use easel_types::{Error, ErrorKind, Result};

/// Something that can reach other servers for a caller, without being led to places that only
/// this server can reach.
#[async_trait]
pub trait Outbound: Send + Sync + Debug {
    /// The bytes at this `http` or `https` address. Whether they are a picture is not checked
    /// beyond telling web pages apart.
    ///
    /// # Errors
    /// [`InvalidRequest`](easel_types::ErrorKind::InvalidRequest) for an address that is
    /// malformed, may not be reached or does not answer with the bytes, saying which;
    /// [`PayloadTooLarge`](easel_types::ErrorKind::PayloadTooLarge) for too many bytes. Neither
    /// text holds credentials, path or query of the address. Naming the parameter is the
    /// caller's affair.
    async fn fetch_picture(&self, address: &str) -> Result<Vec<u8>>;

    /// Sends JSON to this address and says the status of the answer, whatever it is. Redirects are
    /// not followed, and the answer's body is not read.
    ///
    /// # Errors
    /// [`InvalidRequest`](easel_types::ErrorKind::InvalidRequest) for an address that is
    /// malformed, may not be reached or does not answer, and for headers that cannot be sent.
    async fn post_json(
        &self,
        address: &str,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Result<u16>;
}

/// For processes and tests that call nobody.
#[derive(Debug, Clone, Copy)]
pub struct NoOutbound;

#[async_trait]
impl Outbound for NoOutbound {
    async fn fetch_picture(&self, _address: &str) -> Result<Vec<u8>> {
        Err(refused())
    }

    async fn post_json(&self, _: &str, _: &[(String, String)], _: Vec<u8>) -> Result<u16> {
        Err(refused())
    }
}

fn refused() -> Error {
    Error::new(
        ErrorKind::InvalidRequest,
        "this server calls no other addresses; send the picture itself",
    )
}
