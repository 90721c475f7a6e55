//! Calls to other servers, as the use cases see them. The implementation, with its protection
//! against addresses that must not be called, is `easel-fetch`.

use std::fmt::Debug;

use async_trait::async_trait;
use easel_types::Result;

/// Calls to addresses that clients name.
#[async_trait]
pub trait Outbound: Send + Sync + Debug {
    /// The bytes at `address`, which should be a picture; nothing about them has been checked
    /// but their number.
    ///
    /// # Errors
    /// `InvalidRequest` saying what is wrong with the address or what it answered.
    async fn fetch_picture(&self, address: &str) -> Result<Vec<u8>>;

    /// Sends JSON and returns the status of the answer.
    ///
    /// # Errors
    /// `InvalidRequest` for an address that must not be called, `Unavailable` where no answer
    /// came.
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

fn refused() -> easel_types::Error {
    easel_types::Error::new(
        easel_types::ErrorKind::InvalidRequest,
        "this server does not fetch pictures from other addresses; send the picture itself",
    )
}
