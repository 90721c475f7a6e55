//! Finished jobs, for dialects whose calls are answered only when the pictures are there: waiting
//! for them, and reading the pictures.

use std::time::Duration;

use bytes::Bytes;
use easel_types::{
    Artifact, ArtifactRole, Caller, Error, ErrorKind, GenerationDraft, Job, JobId, Result,
};

use crate::App;

/// Time to write the answer before the guard gives the request up.
const TIME_TO_ANSWER: Duration = Duration::from_secs(10);
/// Longer than this nobody waits: clients on Node.js hang up after 300 s without an answer and
/// then ask (and pay) again.
const PATIENCE_MAX: Duration = Duration::from_secs(285);

/// Asks for pictures and waits until they are there. A client that goes away does not stop the
/// job.
///
/// # Errors
/// As `Core::submit`, and what made the job fail. `DeadlineExceeded` where it takes too long; the
/// job goes on then, so asking again would be paid twice.
pub(crate) async fn made(app: &App, caller: &Caller, draft: GenerationDraft) -> Result<Job> {
    let job = app.core.submit(caller, draft).await?;
    let patience = app.core.limits().request_time_max.saturating_sub(TIME_TO_ANSWER);
    finished(app, caller, job.id, patience.min(PATIENCE_MAX)).await
}

async fn finished(app: &App, caller: &Caller, id: JobId, patience: Duration) -> Result<Job> {
    let result = app.core.await_result(caller, id, patience).await;
    match result {
        Err(err) if err.kind == ErrorKind::Unavailable => {
            if app.core.job(caller, id).await.is_ok_and(|job| !job.state.is_final()) {
                let public = format!(
                    "the pictures were not ready within {} s; they are still being made and will \
                     be at /api/v1/generations/{id}",
                    patience.as_secs()
                );
                return Err(Error::new(ErrorKind::DeadlineExceeded, public).with_source(err));
            }
            Err(err)
        }
        result => result,
    }
}

/// The pictures of a job, without the vectors of drawn ones: at least `n` of them. What is drawn
/// comes out once, and clients count on every picture they asked for, so it is shown again.
///
/// # Errors
/// `NotFound` where they were removed because their time was over.
pub(crate) fn outputs(job: &Job, n: u32) -> Result<Vec<&Artifact>> {
    let outputs: Vec<_> =
        job.artifacts.iter().filter(|artifact| artifact.role == ArtifactRole::Output).collect();
    if outputs.is_empty() {
        let public = "the pictures of this request were removed when their time was over";
        return Err(Error::new(ErrorKind::NotFound, public));
    }
    let n = usize::try_from(n).unwrap_or(0).max(outputs.len());
    Ok(outputs.into_iter().cycle().take(n).collect())
}

/// The bytes of [`outputs`].
///
/// # Errors
/// As [`outputs`], and `Unavailable` if the storage is away.
pub(crate) async fn output_bytes(app: &App, job: &Job, n: u32) -> Result<Vec<Bytes>> {
    let mut all = Vec::new();
    for artifact in outputs(job, n)? {
        all.push(app.core.file(artifact.id).await?.bytes);
    }
    Ok(all)
}

/// The refusal of every request for a video, after it was checked.
pub(crate) fn no_video_model() -> Error {
    let public = "no installed engine makes videos: that needs a text-to-video checkpoint such as \
                  Wan 2.2 and an engine that runs it; nothing was charged";
    Error::new(ErrorKind::ModelUnavailable, public).with_param("model")
}
