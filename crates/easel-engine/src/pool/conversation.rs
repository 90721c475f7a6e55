//! What the server and one worker say to each other about one order. Which worker gets the order
//! and what happens to it afterwards is decided in [`super`].

use easel_types::ModelFiles;
use easel_worker_protocol::frame_async::write_message_async;
use easel_worker_protocol::{
    Attachments, FailureKind, FinishedPicture, FrameError, InitPicture, LoraFile, PaintCommand,
    ServerMessage, WorkerMessage,
};
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::options::PoolOptions;
use super::process::{Received, WorkerProcess};
use crate::{EngineError, PaintEvent, PaintOrder, PaintedImage};

/// Translates an order into a command and its attachments.
///
/// # Errors
/// [`EngineError::Refused`] where the order contradicts itself.
pub(crate) fn command(
    order_id: u64,
    order: &PaintOrder,
) -> Result<(PaintCommand, Vec<&[u8]>), EngineError> {
    check(order)?;
    let params = &order.params;
    let mut attachments: Vec<&[u8]> = Vec::new();
    let init = match (&params.init, &order.init_image) {
        (Some(init), Some(bytes)) => {
            Some(InitPicture { attachment: push(&mut attachments, bytes), strength: init.strength })
        }
        _ => None,
    };
    let mask = order.mask.as_ref().map(|bytes| push(&mut attachments, bytes));
    let references = order.references.iter().map(|bytes| push(&mut attachments, bytes)).collect();
    let loras = params
        .loras
        .iter()
        .zip(&order.lora_files)
        .map(|(lora, path)| LoraFile { path: path.clone(), weight: lora.weight })
        .collect();

    let command = PaintCommand {
        order_id,
        model_files: order.model_files.clone(),
        prompt: params.prompt.clone(),
        negative_prompt: params.negative_prompt.clone(),
        size: params.size,
        steps: params.steps,
        guidance_scale: params.guidance_scale,
        distilled_guidance: params.distilled_guidance,
        seed: params.seed,
        n_images: params.n_images,
        sampler: params.sampler,
        scheduler: params.scheduler,
        clip_skip: params.clip_skip,
        init,
        mask,
        references,
        loras,
        hires: params.hires.clone(),
        vae_tiling: params.vae_tiling,
        seamless: params.seamless,
        preview_every_steps: order.preview_every_steps,
    };
    Ok((command, attachments))
}

/// Appends an attachment and returns its position. There are never as many as `u32` can count:
/// the frame is refused long before.
fn push<'a>(attachments: &mut Vec<&'a [u8]>, bytes: &'a [u8]) -> u32 {
    let position = u32::try_from(attachments.len()).unwrap_or(u32::MAX);
    attachments.push(bytes);
    position
}

/// Contradictions that the core should not let through; a worker would only notice later.
fn check(order: &PaintOrder) -> Result<(), EngineError> {
    let params = &order.params;
    let refuse = |message: &str| Err(EngineError::Refused(message.to_owned()));
    if params.n_images == 0 {
        return refuse("no picture is asked for");
    }
    if params.init.is_some() != order.init_image.is_some() {
        return refuse("the init picture and its bytes do not come together");
    }
    if params.mask.is_some() != order.mask.is_some() {
        return refuse("the mask and its bytes do not come together");
    }
    if order.mask.is_some() && order.init_image.is_none() {
        return refuse("a mask needs an init picture whose masked part is repainted");
    }
    if params.references.len() != order.references.len() {
        return refuse("the reference pictures and their bytes do not come together");
    }
    if params.loras.len() != order.lora_files.len() {
        return refuse("the LoRAs and their files do not come together");
    }
    let hires = params.hires.as_ref();
    let numbers = [
        Some(params.guidance_scale),
        Some(params.distilled_guidance),
        params.init.as_ref().map(|init| init.strength),
        hires.map(|hires| hires.scale),
        hires.map(|hires| hires.strength),
    ];
    let weights = params.loras.iter().map(|lora| lora.weight);
    if !numbers.into_iter().flatten().chain(weights).all(f32::is_finite) {
        return refuse("a number is infinite or not a number");
    }
    Ok(())
}

/// Has `worker` carry out `command`. The worker is of no further use where the error is one of
/// [`kills_worker`]. Not cancel-safe: a worker whose conversation was dropped has to be killed.
pub(crate) async fn converse(
    worker: &mut WorkerProcess,
    command: PaintCommand,
    attachments: &[&[u8]],
    options: &PoolOptions,
    events: &mpsc::Sender<PaintEvent>,
) -> Result<Vec<PaintedImage>, EngineError> {
    let order = Order { id: command.order_id, n_images: command.n_images, events };
    let files = command.model_files.clone();
    let message = ServerMessage::Paint(Box::new(command));
    let mut written = false;
    let mut heard_at = Instant::now();
    let mut progress_at = heard_at;
    let outcome = {
        let WorkerProcess { stdin, messages, loaded, .. } = &mut *worker;
        let writing = write_message_async(stdin, &message, attachments);
        let mut writing = std::pin::pin!(writing);
        loop {
            let silence = heard_at + options.silence_timeout;
            let standstill = progress_at + options.progress_timeout;
            tokio::select! {
                result = &mut writing, if !written => match result {
                    Ok(()) => written = true,
                    Err(FrameError::Pipe(_)) => break Outcome::Ended,
                    Err(err) => break Outcome::Error(EngineError::Refused(err.to_string())),
                },
                received = messages.recv() => {
                    heard_at = Instant::now();
                    match order.hear(received, &files, loaded) {
                        Heard::Alive => {}
                        Heard::Progress => progress_at = heard_at,
                        Heard::Final(outcome) => break outcome,
                    }
                }
                () = tokio::time::sleep_until(silence.min(standstill)) => {
                    let since = if silence < standstill { heard_at } else { progress_at };
                    let seconds = since.elapsed().as_secs();
                    break Outcome::Error(EngineError::WorkerHung { seconds });
                }
            }
        }
    };
    match outcome {
        Outcome::Done(images) => Ok(images),
        Outcome::Error(err) => Err(err),
        Outcome::Ended => Err(EngineError::WorkerDied(worker.wait_for_end().await)),
    }
}

/// True where the worker is dead, or cannot be trusted or afforded any longer.
pub(crate) fn kills_worker(err: &EngineError) -> bool {
    match err {
        EngineError::WorkerDied(_)
        | EngineError::WorkerHung { .. }
        | EngineError::SpawnFailed(_)
        | EngineError::OutOfMemory(_)
        | EngineError::Cancelled => true,
        EngineError::ModelUnusable(_)
        | EngineError::Quarantined(_)
        | EngineError::Refused(_)
        | EngineError::Failed(_) => false,
    }
}

/// The order a conversation is about.
struct Order<'a> {
    id: u64,
    n_images: u32,
    events: &'a mpsc::Sender<PaintEvent>,
}

/// How a conversation ends.
enum Outcome {
    Done(Vec<PaintedImage>),
    Error(EngineError),
    /// The pipe is closed.
    Ended,
}

/// What a message means for the conversation.
enum Heard {
    Alive,
    Progress,
    Final(Outcome),
}

impl Order<'_> {
    /// Deals with one message, or with the end of messages.
    fn hear(
        &self,
        received: Option<Received>,
        files: &ModelFiles,
        loaded: &mut Option<ModelFiles>,
    ) -> Heard {
        let (message, attachments) = match received {
            Some(Ok(received)) => received,
            Some(Err(err)) => return gibberish(&format!("what it sent cannot be read: {err}")),
            None => return Heard::Final(Outcome::Ended),
        };
        match message {
            WorkerMessage::Alive { resident_bytes } => {
                tracing::trace!(resident_bytes, "engine worker is alive");
                Heard::Alive
            }
            WorkerMessage::Loading { order_id } if order_id == self.id => {
                *loaded = None;
                self.tell(PaintEvent::Loading);
                Heard::Progress
            }
            WorkerMessage::Step { order_id, step, steps } if order_id == self.id => {
                *loaded = Some(files.clone());
                self.tell(PaintEvent::Step { step, steps });
                Heard::Progress
            }
            WorkerMessage::Preview { order_id, index, attachment } if order_id == self.id => {
                match take(attachments, attachment) {
                    Some(png) => {
                        self.tell(PaintEvent::Preview { index, png });
                        Heard::Progress
                    }
                    None => gibberish("a preview has no picture"),
                }
            }
            WorkerMessage::Done { order_id, images } if order_id == self.id => {
                *loaded = Some(files.clone());
                self.finish(&images, attachments)
            }
            WorkerMessage::Failed { order_id, kind, message } if order_id == self.id => {
                Heard::Final(Outcome::Error(match kind {
                    FailureKind::ModelUnusable => {
                        *loaded = None;
                        EngineError::ModelUnusable(message)
                    }
                    FailureKind::Refused => EngineError::Refused(message),
                    FailureKind::OutOfMemory => EngineError::OutOfMemory(message),
                    FailureKind::EngineFailed => EngineError::Failed(message),
                }))
            }
            other => gibberish(&format!("it sent {other:?} while working on order {}", self.id)),
        }
    }

    fn finish(&self, images: &[FinishedPicture], mut attachments: Attachments) -> Heard {
        if images.len() as u64 != u64::from(self.n_images) {
            return gibberish(&format!("{} pictures instead of {}", images.len(), self.n_images));
        }
        let mut painted = Vec::with_capacity(images.len());
        for image in images {
            let png = usize::try_from(image.attachment)
                .ok()
                .and_then(|position| attachments.get_mut(position))
                .map(std::mem::take);
            match png.filter(|png| !png.is_empty()) {
                Some(png) => painted.push(PaintedImage {
                    png,
                    width: image.width,
                    height: image.height,
                    seed: image.seed,
                }),
                None => return gibberish("a finished picture has no bytes"),
            }
        }
        Heard::Final(Outcome::Done(painted))
    }

    /// Passes an event on. Whoever listens too slowly misses some, and the worker never waits.
    fn tell(&self, event: PaintEvent) {
        if let Err(mpsc::error::TrySendError::Full(_)) = self.events.try_send(event) {
            tracing::debug!(order_id = self.id, "a paint event was dropped: nobody reads them");
        }
    }
}

fn take(mut attachments: Attachments, position: u32) -> Option<Vec<u8>> {
    let position = usize::try_from(position).ok()?;
    (position < attachments.len()).then(|| attachments.swap_remove(position))
}

/// A worker that does not keep to the protocol is as good as dead.
fn gibberish(what: &str) -> Heard {
    let message = format!("it did not keep to the worker protocol: {what}");
    Heard::Final(Outcome::Error(EngineError::WorkerDied(message)))
}
