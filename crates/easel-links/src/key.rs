//! Keys in the headers of requests. What a key may do is `easel-core`'s affair.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_types::{Error, ErrorKind, Result};
use http::header::{AUTHORIZATION, HeaderMap};

/// The secret in `Authorization: Bearer …`, or the password (else the name) in
/// `Authorization: Basic …`, which some clients of local servers send instead.
///
/// # Errors
/// `Unauthenticated` where there is none.
pub fn secret(headers: &HeaderMap) -> Result<String> {
    let refused = |public: &str| Error::new(ErrorKind::Unauthenticated, public);
    let value = headers
        .get(AUTHORIZATION)
        .ok_or_else(|| refused("an API key is needed: send `Authorization: Bearer <key>`"))?;
    let secret = value.to_str().ok().and_then(|value| {
        let (scheme, secret) = value.trim().split_once(' ')?;
        if scheme.eq_ignore_ascii_case("bearer") {
            return Some(secret.trim().to_owned());
        }
        scheme.eq_ignore_ascii_case("basic").then(|| password(secret.trim())).flatten()
    });
    match secret {
        Some(secret) if !secret.is_empty() => Ok(secret),
        _ => Err(refused("the Authorization header must be `Bearer <key>`")),
    }
}

fn password(basic: &str) -> Option<String> {
    let decoded = String::from_utf8(STANDARD.decode(basic).ok()?).ok()?;
    let (name, password) = decoded.split_once(':')?;
    Some(if password.is_empty() { name.to_owned() } else { password.to_owned() })
}
