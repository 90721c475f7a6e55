//! What the fronts share about addresses: the base of the absolute addresses in answers, the
//! pictures that requests name as text, and keys in headers.
//!
//! Fetching and decoding pictures is `easel-core`'s affair; refusing in a protocol's own shape,
//! each front's.

mod base;
mod key;
mod picture;

pub use base::{BaseUrl, PublicUrl};
pub use key::secret;
pub use picture::{by_base64, by_url, by_url_or_base64};
