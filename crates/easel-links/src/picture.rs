//! Pictures that requests name as text: data URLs, bare base64, addresses of our own files, and
//! addresses elsewhere. Pure; fetching and decoding is the core's affair.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_types::{ArtifactId, Error, ImageSource, Result, UploadId};

use crate::BaseUrl;

/// What `text` of the parameter `param` names: a data URL or an http(s) address.
///
/// # Errors
/// `InvalidRequest` naming `param`.
pub fn by_url(param: &str, text: &str, base: &BaseUrl) -> Result<ImageSource> {
    let text = text.trim();
    if text.starts_with("data:") {
        return data_url(param, text).map(ImageSource::Bytes);
    }
    if let Some(own) = own_file(text, base) {
        return Ok(own);
    }
    let scheme = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    if scheme.starts_with("http://") || scheme.starts_with("https://") {
        return Ok(ImageSource::Address(text.to_owned()));
    }
    Err(Error::invalid(param, format!("`{param}` must be an http(s) address or a data URL")))
}

/// Like [`by_url`], but anything that is no URL is taken for base64.
///
/// # Errors
/// `InvalidRequest` naming `param`.
pub fn by_url_or_base64(param: &str, text: &str, base: &BaseUrl) -> Result<ImageSource> {
    if text.contains(':') { by_url(param, text, base) } else { by_base64(param, text) }
}

/// A picture as base64 without anything around it.
///
/// # Errors
/// `InvalidRequest` naming `param`.
pub fn by_base64(param: &str, text: &str) -> Result<ImageSource> {
    decode(param, text).map(ImageSource::Bytes)
}

fn data_url(param: &str, text: &str) -> Result<Vec<u8>> {
    let base64 = text.split_once(',').filter(|(head, _)| head.ends_with(";base64"));
    let (_, base64) = base64.ok_or_else(|| {
        Error::invalid(param, format!("`{param}` is a data URL without `;base64,`"))
    })?;
    decode(param, base64)
}

fn decode(param: &str, text: &str) -> Result<Vec<u8>> {
    // Some clients break the lines.
    let clean: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    if clean.is_empty() {
        return Err(Error::invalid(param, format!("`{param}` is empty")));
    }
    STANDARD.decode(&clean).map_err(|err| {
        Error::invalid(param, format!("`{param}` is not base64: {err}")).with_source(err)
    })
}

/// The file of ours that `address` names. An address of this machine under any name counts as
/// ours: whoever reached us as `localhost` may use an address with `127.0.0.1`.
fn own_file(address: &str, base: &BaseUrl) -> Option<ImageSource> {
    let name = match address.strip_prefix(base.as_str()) {
        Some(path) => path,
        None => {
            let rest = address.split_once("://")?.1;
            let (authority, _) = rest.split_once('/')?;
            let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
            if !matches!(host, "localhost" | "127.0.0.1" | "[::1]") {
                return None;
            }
            &rest[authority.len()..]
        }
    };
    let name = name.trim_start_matches('/').strip_prefix("files/")?;
    let (stem, _) = name.split_once('.')?;
    let artifact = stem.parse::<ArtifactId>().map(ImageSource::Artifact);
    artifact.or_else(|_| stem.parse::<UploadId>().map(ImageSource::Upload)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&ImageSource>) {
        let base = BaseUrl::new("http://pictures.example:8080");
        assert_eq!(by_url("image", text, &base).ok().as_ref(), expect, "{text}");
    }

    #[test]
    fn urls_are_told_apart() {
        let artifact: ArtifactId = "art_0123456789abcdef0123456789abcdef".parse().unwrap();
        let upload: UploadId = "upl_0123456789abcdef0123456789abcdef".parse().unwrap();
        check("data:image/png;base64,AAEC", Some(&ImageSource::Bytes(vec![0, 1, 2])));
        check("data:image/png;base64,AA\nEC", Some(&ImageSource::Bytes(vec![0, 1, 2])));
        check("data:image/png,abc", None);
        check("data:image/png;base64,", None);
        check("data:image/png;base64,?", None);
        let own = format!("http://pictures.example:8080/files/{artifact}.png");
        check(&own, Some(&ImageSource::Artifact(artifact)));
        let here = format!("http://localhost:9/files/{upload}.webp");
        check(&here, Some(&ImageSource::Upload(upload)));
        let elsewhere = format!("http://other.example/files/{artifact}.png");
        check(&elsewhere, Some(&ImageSource::Address(elsewhere.clone())));
        check("HTTPS://x.example/a", Some(&ImageSource::Address("HTTPS://x.example/a".to_owned())));
        check("file:///etc/passwd", None);
        check("", None);
    }

    #[test]
    fn bare_base64_is_taken_where_a_dialect_allows_it() {
        let base = BaseUrl::new("http://a");
        let bytes = by_url_or_base64("image", "AAEC", &base).unwrap();
        assert_eq!(bytes, ImageSource::Bytes(vec![0, 1, 2]));
        assert!(by_url_or_base64("image", "%", &base).is_err());
        assert!(by_url_or_base64("image", "ftp://a", &base).is_err());
    }
}
