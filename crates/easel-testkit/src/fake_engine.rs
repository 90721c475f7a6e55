//! An engine inside the test's process that does what its script says. (The fake of the worker
//! process, which can really crash, is in `easel-worker`.)

use std::collections::VecDeque;
use std::io::Cursor;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use easel_engine::{Engine, EngineError, EngineStatus, PaintEvent, PaintOrder, PaintedImage};
use easel_types::{ImageParams, ModelName, Size};
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

/// What the engine does with one order.
#[derive(Debug, Clone)]
pub enum Script {
    /// Paints after this time.
    Paint(Duration),
    /// Fails.
    Fail(EngineError),
    /// Paints when [`FakeEngine::release`] is called.
    Wait,
}

/// An engine that follows a script, then paints at once.
#[derive(Debug)]
pub struct FakeEngine {
    slots: usize,
    scripts: Mutex<VecDeque<Script>>,
    orders: Mutex<Vec<PaintOrder>>,
    busy: AtomicUsize,
    started: Notify,
    release: Notify,
}

impl FakeEngine {
    /// An engine with this many slots.
    pub fn new(slots: usize) -> Arc<Self> {
        Arc::new(Self {
            slots,
            scripts: Mutex::default(),
            orders: Mutex::default(),
            busy: AtomicUsize::new(0),
            started: Notify::new(),
            release: Notify::new(),
        })
    }

    /// Adds to the script.
    pub fn then(&self, script: Script) {
        self.scripts.lock().unwrap().push_back(script);
    }

    /// The orders received so far.
    pub fn orders(&self) -> Vec<PaintOrder> {
        self.orders.lock().unwrap().clone()
    }

    /// Waits until an order has begun since the last call.
    pub async fn started(&self) {
        self.started.notified().await;
    }

    /// Lets one [`Script::Wait`] go on.
    pub fn release(&self) {
        self.release.notify_one();
    }
}

#[async_trait]
impl Engine for FakeEngine {
    fn slots(&self) -> usize {
        self.slots
    }

    fn quarantined(&self) -> Vec<(ModelName, String)> {
        Vec::new()
    }

    fn status(&self) -> EngineStatus {
        let busy = self.busy.load(Ordering::SeqCst);
        EngineStatus {
            version: Some("fake".to_owned()),
            workers_alive: self.slots,
            busy,
            crashes: 0,
        }
    }

    async fn paint(
        &self,
        order: PaintOrder,
        events: mpsc::Sender<PaintEvent>,
        cancel: CancellationToken,
    ) -> Result<Vec<PaintedImage>, EngineError> {
        let script = self.scripts.lock().unwrap().pop_front();
        self.orders.lock().unwrap().push(order.clone());
        self.busy.fetch_add(1, Ordering::SeqCst);
        self.started.notify_one();
        let steps = order.params.steps;
        let _ = events.send(PaintEvent::Step { step: steps / 2, steps }).await;
        for _ in 0..order.params.n_previews {
            let png = pictures(&preview_of(&order.params)).remove(0).png;
            let _ = events.send(PaintEvent::Preview { index: 0, png }).await;
        }
        let work = async {
            match script {
                None => Ok(()),
                Some(Script::Paint(time)) => {
                    tokio::time::sleep(time).await;
                    Ok(())
                }
                Some(Script::Fail(err)) => Err(err),
                Some(Script::Wait) => {
                    self.release.notified().await;
                    Ok(())
                }
            }
        };
        let done = tokio::select! {
            done = work => done,
            () = cancel.cancelled() => Err(EngineError::Cancelled),
        };
        self.busy.fetch_sub(1, Ordering::SeqCst);
        done.map(|()| pictures(&order.params))
    }

    async fn shutdown(&self) {}
}

/// A small single picture.
fn preview_of(params: &ImageParams) -> ImageParams {
    ImageParams { size: Size::new(64, 64), n_images: 1, ..params.clone() }
}

/// One flat picture for each seed, in a colour that depends on it.
fn pictures(params: &ImageParams) -> Vec<PaintedImage> {
    let size = params.size;
    (0..u64::from(params.n_images))
        .map(|idx| {
            let seed = params.seed + idx;
            let [r, g, b, ..] = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes();
            let picture =
                image::RgbImage::from_pixel(size.width, size.height, image::Rgb([r, g, b]));
            let mut png = Cursor::new(Vec::new());
            picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
            PaintedImage { png: png.into_inner(), width: size.width, height: size.height, seed }
        })
        .collect()
}
