//! From a draft to its pictures: submits it, tells the client how far it is, and gives it up
//! when the client does.

use std::time::Duration;

use easel_types::{Error, ErrorKind, GenerationDraft, Job, JobEvent, JobId, Result};
use rmcp::RoleServer;
use rmcp::model::{ContentBlock, ProgressNotificationParam};
use rmcp::service::RequestContext;
use serde_json::json;

use crate::agent::{Agent, Visit};
use crate::shown::{self, Place};

/// How much sooner than the server's limit a call over HTTP is answered.
const MARGIN: Duration = Duration::from_secs(10);

/// Who calls, and what is known about the call.
pub(crate) type Call<'c> = (&'c Visit, &'c RequestContext<RoleServer>);

/// Makes what `draft` asks for and waits for it.
pub(crate) async fn made(
    agent: &Agent,
    draft: GenerationDraft,
    (visit, context): Call<'_>,
) -> Result<Vec<ContentBlock>> {
    let job = agent.core.submit(&visit.caller, draft).await?;
    if job.state.is_final() {
        return shown::pictures(&agent.core, &visit.place, &job).await;
    }
    let id = job.id;
    let limits = agent.core.limits();
    let patience = match visit.place {
        Place::Served(_) => limits.request_time_max.saturating_sub(MARGIN),
        Place::Local { .. } => limits.attempt_time_max,
    };
    tokio::select! {
        done = finished(agent, id, (visit, context)) => {
            shown::pictures(&agent.core, &visit.place, &done?).await
        }
        () = context.ct.cancelled() => Err(given_up(agent, id, visit).await),
        () = tokio::time::sleep(patience) => still_open(agent, id, visit).await,
    }
}

/// Waits until the job is final, telling the client about every step.
async fn finished(agent: &Agent, id: JobId, (visit, context): Call<'_>) -> Result<Job> {
    let token = context.meta.get_progress_token();
    let mut watch = agent.core.watch(&visit.caller, id).await?;
    let mut told = 0;
    while let Some(event) = watch.next().await {
        let (Some(token), JobEvent::Progress { progress, .. }) = (&token, event) else { continue };
        // Progress may only grow, but a second attempt starts from the beginning.
        if progress.step <= told {
            continue;
        }
        told = progress.step;
        let note = ProgressNotificationParam::new(token.clone(), f64::from(progress.step))
            .with_total(f64::from(progress.steps))
            .with_message(format!("step {} of {}", progress.step, progress.steps));
        if let Err(err) = context.peer.notify_progress(note).await {
            tracing::debug!(error = %err, "the client was not told about progress");
        }
    }
    agent.core.await_result(&visit.caller, id, MARGIN).await
}

/// Cancels the job of a call that the client gave up.
async fn given_up(agent: &Agent, id: JobId, visit: &Visit) -> Error {
    match agent.core.cancel(&visit.caller, id).await {
        Ok(_) => Error::new(ErrorKind::Cancelled, format!("the job {id} was cancelled")),
        // It was finished a moment before.
        Err(err) => err,
    }
}

async fn still_open(agent: &Agent, id: JobId, visit: &Visit) -> Result<Vec<ContentBlock>> {
    let job = agent.core.job(&visit.caller, id).await?;
    let mut answer = shown::job(&job);
    answer["note"] = json!("still being painted; ask again with get_job and this id");
    Ok(vec![shown::as_text(&answer)])
}
