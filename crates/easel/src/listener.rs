//! Accepting connections: HTTP/1.1 and HTTP/2 on one port. Written out because axum's own `serve`
//! sets no time limit on the head of a request, so that idle connections could pile up for ever.

use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Longest time for the head of a request to arrive, and for a connection to stay idle between
/// two requests.
const HEAD_TIME_MAX: Duration = Duration::from_secs(60);
/// Most requests at once on one HTTP/2 connection.
const STREAMS_MAX: u32 = 128;
/// Pause after `accept` failed, usually because the process has no file descriptor left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves `router` until `stop`, then waits for the open requests. Whoever has less patience
/// drops the future.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let connections = GracefulShutdown::new();
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(HEAD_TIME_MAX)
        .max_concurrent_streams(STREAMS_MAX);
    while let Some(accepted) = stop.run_until_cancelled(listener.accept()).await {
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(err) => {
                tracing::warn!(error = &err as &dyn std::error::Error, "no connection accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        if let Err(err) = stream.set_nodelay(true) {
            tracing::debug!(error = &err as &dyn std::error::Error, "no TCP_NODELAY");
        }
        let service = TowerToHyperService::new(router.clone());
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            if let Err(err) = connection.await {
                // Clients that go away in the middle are no news.
                tracing::debug!(error = &*err, "a connection ended badly");
            }
        });
    }
    drop(listener);
    connections.shutdown().await;
}
