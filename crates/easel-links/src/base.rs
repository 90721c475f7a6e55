//! The base of absolute addresses in answers, and the addresses of files below it.

use easel_core::FilledUpload;
use easel_types::{Artifact, UploadId};
use http::header::HOST;
use http::request::Parts;

/// What the operator says about the address of this server.
#[derive(Debug, Clone)]
pub struct PublicUrl {
    /// The address under which clients reach this server, such as `https://pictures.example`;
    /// without one it is taken from each request.
    pub configured: Option<String>,
    /// The address used where a request names no usable host.
    pub fallback: String,
}

/// The base of absolute addresses in answers to one request, without a trailing slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// This base.
    pub fn new(base: &str) -> Self {
        Self(base.trim_end_matches('/').to_owned())
    }

    /// The base of answers to the request with this head.
    pub fn of_request(parts: &Parts, public: &PublicUrl) -> Self {
        let host = || {
            // HTTP/2 has no Host header: the authority stands in the address.
            let authority = parts.uri.authority().map(http::uri::Authority::as_str);
            let header = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
            let host = header.or(authority)?;
            let plain = |b: u8| b.is_ascii_alphanumeric() || b".:-[]".contains(&b);
            (!host.is_empty() && host.len() <= 255 && host.bytes().all(plain))
                .then(|| format!("http://{host}"))
        };
        let url = public.configured.clone().or_else(host);
        Self::new(&url.unwrap_or_else(|| public.fallback.clone()))
    }

    /// The base itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the picture of an upload can be fetched.
    pub fn upload(&self, id: UploadId, picture: &FilledUpload) -> String {
        format!("{}/files/{id}.{}", self.0, picture.format.extension())
    }

    /// Where an artifact can be fetched. Nobody can guess it: ids hold 74 random bits.
    pub fn file(&self, artifact: &Artifact) -> String {
        format!("{}/files/{}.{}", self.0, artifact.id, artifact.format.extension())
    }
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn check(uri: &str, host: Option<&str>, configured: Option<&str>, expect: &str) {
        let mut request = Request::builder().uri(uri);
        if let Some(host) = host {
            request = request.header(HOST, host);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let public = PublicUrl {
            configured: configured.map(str::to_owned),
            fallback: "http://127.0.0.1:8188".to_owned(),
        };
        assert_eq!(BaseUrl::of_request(&parts, &public).as_str(), expect, "{uri}");
    }

    #[test]
    fn the_base_is_what_the_operator_says_or_what_the_client_used() {
        check("/a", Some("pictures:9"), None, "http://pictures:9");
        check("http://[::1]:9/a", None, None, "http://[::1]:9");
        check("/a", Some("pictures:9"), Some("https://x.example/"), "https://x.example");
        check("/a", Some("a b"), None, "http://127.0.0.1:8188");
        check("/a", None, None, "http://127.0.0.1:8188");
    }
}
