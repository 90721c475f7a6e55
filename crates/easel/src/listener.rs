//! Accepting connections: HTTP/1.1 and HTTP/2 on one port. Written out because axum's own `serve`
//! sets no time limit on the head of a request, so that idle connections could pile up for ever.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
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
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
    connections_max: usize,
) {
    let room = Arc::new(Semaphore::new(connections_max));
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
        // Without room the connection is closed at once: a client sees that sooner than a queue.
        let Ok(permit) = room.clone().try_acquire_owned() else {
            tracing::warn!(connections_max, "a connection was refused: there are too many");
            continue;
        };
        if let Err(err) = stream.set_nodelay(true) {
            tracing::debug!(error = &err as &dyn std::error::Error, "no TCP_NODELAY");
        }
        let service = TowerToHyperService::new(router.clone());
        let (builder, watcher, stop) = (builder.clone(), connections.watcher(), stop.clone());
        tokio::spawn(async move {
            let _permit = permit;
            if !speaks(&stream, &stop).await {
                return;
            }
            let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
            if let Err(err) = watcher.watch(connection).await {
                // Clients that go away in the middle are no news.
                tracing::debug!(error = &*err, "a connection ended badly");
            }
        });
    }
    drop(listener);
    connections.shutdown().await;
}

/// Waits for the first byte of a connection. The protocol is told by the first bytes, and the
/// timers of both protocols only run after that.
async fn speaks(stream: &TcpStream, stop: &CancellationToken) -> bool {
    let mut byte = [0];
    let first_byte = tokio::time::timeout(HEAD_TIME_MAX, stream.peek(&mut byte));
    match stop.run_until_cancelled(first_byte).await {
        Some(Ok(Ok(read))) => read > 0,
        Some(Ok(Err(_)) | Err(_)) | None => false,
    }
}
