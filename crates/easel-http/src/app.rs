//! What every handler can reach: the use cases, the addresses of files, and the guards' state.

use std::fmt;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::HOST;
use axum::http::request::Parts;
use easel_core::{Core, FilledUpload};
use easel_types::{Artifact, UploadId};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

/// What the binary decides about the front.
pub struct AppOptions {
    /// The address under which clients reach this server, such as `https://pictures.example`;
    /// without one it is taken from each request's `Host` header.
    pub public_url: Option<String>,
    /// The address used where a request has no usable `Host` header.
    pub fallback_url: String,
    /// Renders the metrics in Prometheus' text format.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
    /// Triggered when the server shuts down; ends streams that would go on for ever.
    pub stopping: CancellationToken,
}

impl fmt::Debug for AppOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppOptions")
            .field("public_url", &self.public_url)
            .field("fallback_url", &self.fallback_url)
            .finish_non_exhaustive()
    }
}

/// The state of the front. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    pub(crate) core: Core,
    pub(crate) options: Arc<AppOptions>,
    pub(crate) stream_room: Arc<Semaphore>,
    pub(crate) sdapi: Arc<crate::dialects::sdapi::desk::Desk>,
}

impl App {
    /// The front of `core`.
    pub fn new(core: Core, options: AppOptions) -> Self {
        let limits = core.limits();
        let stream_room = Arc::new(Semaphore::new(limits.streams_max));
        Self { core, options: Arc::new(options), stream_room, sdapi: Arc::default() }
    }
}

/// The base of absolute addresses in answers to this request, without a trailing slash.
#[derive(Debug, Clone)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    /// The base itself.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The base that a stored request was answered with.
    pub(crate) fn stored(base: &str) -> Self {
        Self(base.to_owned())
    }

    /// A base for the tests of pure translations.
    #[cfg(test)]
    pub(crate) fn for_tests(base: &str) -> Self {
        Self(base.to_owned())
    }

    /// Where the picture of an upload can be fetched.
    pub(crate) fn upload(&self, id: UploadId, picture: &FilledUpload) -> String {
        format!("{}/files/{id}.{}", self.0, picture.format.extension())
    }

    /// Where an artifact can be fetched. Nobody can guess it: ids hold 74 random bits.
    pub(crate) fn file(&self, artifact: &Artifact) -> String {
        format!("{}/files/{}.{}", self.0, artifact.id, artifact.format.extension())
    }
}

impl FromRequestParts<App> for BaseUrl {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let host = || {
            // HTTP/2 has no Host header: the authority stands in the address.
            let authority = parts.uri.authority().map(axum::http::uri::Authority::as_str);
            let header = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
            let host = header.or(authority)?;
            let plain = |b: u8| b.is_ascii_alphanumeric() || b".:-[]".contains(&b);
            (!host.is_empty() && host.len() <= 255 && host.bytes().all(plain))
                .then(|| format!("http://{host}"))
        };
        let url = app.options.public_url.clone().or_else(host);
        let url = url.unwrap_or_else(|| app.options.fallback_url.clone());
        Ok(Self(url.trim_end_matches('/').to_owned()))
    }
}
