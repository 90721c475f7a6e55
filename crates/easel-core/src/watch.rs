//! Watching a job: its events as they happen in this process, and its state as other processes
//! change it. Events are hints; whoever needs the truth reads the job.

use std::time::Duration;

use easel_types::{Caller, GenerationDraft, Job, JobEvent, JobId, JobState, Result};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use crate::Core;

/// Events kept for slow watchers before they lose some.
const EVENTS_KEPT: usize = 1024;
/// How often a watcher looks into the store, for jobs that another process works on.
const LOOK_EVERY: Duration = Duration::from_millis(500);

#[derive(Debug)]
pub(crate) struct EventHub {
    sender: broadcast::Sender<JobEvent>,
}

impl EventHub {
    pub(crate) fn new() -> Self {
        Self { sender: broadcast::Sender::new(EVENTS_KEPT) }
    }

    pub(crate) fn publish(&self, event: JobEvent) {
        // An error means that nobody watches.
        let _ = self.sender.send(event);
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<JobEvent> {
        self.sender.subscribe()
    }
}

/// The events of one job until it is final.
#[derive(Debug)]
pub struct JobWatch {
    core: Core,
    job_id: JobId,
    events: broadcast::Receiver<JobEvent>,
    last_state: Option<JobState>,
    last_step: u32,
    /// When to read the job again, however many events of other jobs come by.
    next_look: Instant,
}

impl Core {
    /// Watches a job of the caller. The first event is its present state.
    ///
    /// # Errors
    /// `NotFound` if there is no such job in the caller's account.
    pub async fn watch(&self, caller: &Caller, job_id: JobId) -> Result<JobWatch> {
        let events = self.shared.events.subscribe();
        self.job(caller, job_id).await?;
        Ok(self.watching(job_id, events, None))
    }

    /// Accepts `draft` and watches it from before it is queued, so that no event is missed. The
    /// state of the job that is returned is not told again.
    ///
    /// # Errors
    /// As [`Core::submit`].
    pub async fn submit_watched(
        &self,
        caller: &Caller,
        draft: GenerationDraft,
    ) -> Result<(Job, JobWatch)> {
        let events = self.shared.events.subscribe();
        let job = self.submit(caller, draft).await?;
        let watch = self.watching(job.id, events, Some(job.state));
        Ok((job, watch))
    }

    fn watching(
        &self,
        job_id: JobId,
        events: broadcast::Receiver<JobEvent>,
        last_state: Option<JobState>,
    ) -> JobWatch {
        let next_look = Instant::now() + LOOK_EVERY;
        JobWatch { core: self.clone(), job_id, events, last_state, last_step: 0, next_look }
    }
}

impl JobWatch {
    /// The next event; `None` after the final state was told.
    pub async fn next(&mut self) -> Option<JobEvent> {
        if self.last_state.is_some_and(JobState::is_final) {
            return None;
        }
        if self.last_state.is_none()
            && let Some(event) = self.look().await
        {
            return Some(event);
        }
        loop {
            match tokio::time::timeout_at(self.next_look, self.events.recv()).await {
                Ok(Ok(event)) if event.job_id() == self.job_id => {
                    if let Some(event) = self.news(event) {
                        return Some(event);
                    }
                }
                Ok(Ok(_)) => {}
                Ok(Err(RecvError::Lagged(_) | RecvError::Closed)) | Err(_) => {
                    if let Some(event) = self.look().await {
                        return Some(event);
                    }
                }
            }
        }
    }

    /// Reads the job and tells what is new about it.
    async fn look(&mut self) -> Option<JobEvent> {
        self.next_look = Instant::now() + LOOK_EVERY;
        let job = self.core.store().job_get(self.job_id, None).await.ok().flatten()?;
        if self.last_state != Some(job.state) {
            self.last_state = Some(job.state);
            return Some(JobEvent::State { job_id: self.job_id, state: job.state });
        }
        let progress = job.progress.filter(|progress| progress.step > self.last_step)?;
        self.last_step = progress.step;
        Some(JobEvent::Progress { job_id: self.job_id, progress })
    }

    fn news(&mut self, event: JobEvent) -> Option<JobEvent> {
        match &event {
            JobEvent::State { state, .. } if self.last_state == Some(*state) => return None,
            JobEvent::State { state, .. } => {
                self.last_state = Some(*state);
                self.last_step = 0;
            }
            JobEvent::Progress { progress, .. } => self.last_step = progress.step,
            JobEvent::Preview { .. } => {}
        }
        Some(event)
    }
}
