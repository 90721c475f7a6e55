//! Orders that are caught in the middle.

use std::sync::Arc;

use easel_engine::pool::WorkerPool;
use easel_engine::{Engine, EngineError, PaintEvent, PaintOrder, PaintedImage};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// Starts painting and waits until the worker has said `Loading`, so that it is in the middle of
/// the order. The returned handle gives the outcome.
pub(crate) async fn start_painting(
    pool: &Arc<WorkerPool>,
    order: PaintOrder,
    cancel: CancellationToken,
) -> tokio::task::JoinHandle<Result<Vec<PaintedImage>, EngineError>> {
    let (sender, mut receiver) = mpsc::channel(1024);
    let pool = Arc::clone(pool);
    let handle = tokio::spawn(async move { pool.paint(order, sender, cancel).await });
    let first = receiver.recv().await;
    assert!(matches!(first, Some(PaintEvent::Loading)), "{first:?}");
    handle
}
