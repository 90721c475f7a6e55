//! Pictures as a stream of events: rough ones from the engine's previews, then the finished ones.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use easel_core::JobWatch;
use easel_picture::PictureLimits;
use easel_types::{Caller, Error, ErrorKind, GenerationDraft, ImageFormat, Job, JobEvent, Result};
use futures::StreamExt as _;
use serde::Serialize;
use tokio::sync::OwnedSemaphorePermit;

use super::error;
use super::from_wire::Look;
use super::to_wire;
use super::wire::{ErrorAnswer, ImageEvent};
use crate::App;
use crate::finished::output_bytes;

/// Quality of rough pictures in JPEG, 1 to 100.
const PARTIAL_QUALITY: u8 = 85;
/// How long the final state of a job that was just announced may take to be readable.
const FINAL_STATE_WAIT: Duration = Duration::from_secs(10);

struct Streaming {
    app: App,
    caller: Caller,
    job: Job,
    look: Look,
    watch: JobWatch,
    n_sent: u32,
    ready: VecDeque<Event>,
    is_over: bool,
    /// The place among all streams.
    _permit: OwnedSemaphorePermit,
}

/// Asks for pictures and answers with the events of the job until they are finished.
///
/// # Errors
/// As `Core::submit`; `AtCapacity` where too many streams are open, before anything is asked for.
pub(crate) async fn stream(
    app: App,
    caller: Caller,
    draft: GenerationDraft,
    look: Look,
) -> Result<Response> {
    let permit = app.stream_room.clone().try_acquire_owned().map_err(|_| {
        Error::new(ErrorKind::AtCapacity, "too many streams are open; ask without `stream`")
            .with_retry_after(Duration::from_secs(5))
    })?;
    let (job, watch) = app.core.submit_watched(&caller, draft).await?;
    let stopping = app.options.stopping.clone().cancelled_owned();
    let streaming = Streaming {
        app,
        caller,
        job,
        look,
        watch,
        n_sent: 0,
        ready: VecDeque::new(),
        is_over: false,
        _permit: permit,
    };
    let events = futures::stream::unfold(streaming, |mut streaming| async {
        let event = streaming.next().await?;
        Some((Ok::<_, Infallible>(event), streaming))
    });
    Ok(Sse::new(events.take_until(stopping)).keep_alive(KeepAlive::default()).into_response())
}

impl Streaming {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.is_over {
                return None;
            }
            match self.watch.next().await {
                Some(JobEvent::Preview { png, .. }) => {
                    if self.n_sent < self.look.n_partial {
                        let bytes = encoded(png.to_vec(), self.job.request.format()).await;
                        let event = to_wire::partial(&self.job, self.look, (self.n_sent, &bytes));
                        self.ready.push_back(named(&event));
                        self.n_sent += 1;
                    }
                }
                Some(JobEvent::Progress { .. }) => {}
                Some(JobEvent::State { state, .. }) if !state.is_final() => {}
                Some(JobEvent::State { .. }) | None => {
                    self.is_over = true;
                    match self.finished().await {
                        Ok(events) => self.ready.extend(events.iter().map(named)),
                        Err(err) => {
                            let answer = ErrorAnswer { error: error::body(&err) };
                            self.ready.push_back(sent("error", &answer));
                        }
                    }
                }
            }
        }
    }

    async fn finished(&self) -> Result<Vec<ImageEvent>> {
        let core = &self.app.core;
        let job = core.await_result(&self.caller, self.job.id, FINAL_STATE_WAIT).await?;
        let outputs = output_bytes(&self.app, &job, 1).await?;
        Ok(outputs.iter().map(|bytes| to_wire::completed(&job, self.look, bytes)).collect())
    }
}

/// A rough picture in the format that was asked for; as it is where that is impossible.
async fn encoded(png: Vec<u8>, format: ImageFormat) -> Vec<u8> {
    if format == ImageFormat::Png {
        return png;
    }
    let limits = PictureLimits::default();
    let work = move || {
        let encoded = easel_picture::transcode(&png, format, PARTIAL_QUALITY, &limits);
        encoded.unwrap_or(png)
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_default()
}

fn named(event: &ImageEvent) -> Event {
    sent(&event.kind, event)
}

fn sent(name: &str, content: &impl Serialize) -> Event {
    // Both are plain structs of texts and numbers, which always become JSON.
    Event::default().event(name).data(serde_json::to_string(content).unwrap_or_default())
}
