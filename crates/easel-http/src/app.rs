//! What every handler can reach: the use cases, the addresses of files, and the guards' state.

use std::fmt;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use easel_core::Core;
pub(crate) use easel_links::BaseUrl;
use easel_links::PublicUrl;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

/// What the binary decides about the front.
pub struct AppOptions {
    /// What the operator says about the address of this server.
    pub public_url: PublicUrl,
    /// Renders the metrics in Prometheus' text format.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
    /// Triggered when the server shuts down; ends streams that would go on for ever.
    pub stopping: CancellationToken,
}

impl fmt::Debug for AppOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppOptions").field("public_url", &self.public_url).finish_non_exhaustive()
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

impl FromRequestParts<App> for BaseUrl {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(Self::of_request(parts, &app.options.public_url))
    }
}
