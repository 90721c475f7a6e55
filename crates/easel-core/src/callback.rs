//! Messages about final jobs, for clients that want to be called instead of asking. What such a
//! message says is a front's affair ([`CallbackForm`]); here it is sent until it is received or
//! the tries are used up. What is due stands in the store, so that no restart loses it.

use std::fmt::Debug;
use std::time::Duration;

use easel_types::request::Callback;
use easel_types::{Error, Job, Result, Timestamp};

use crate::Core;
use crate::failure::store_error;

/// Messages sent in one go.
const BATCH: u32 = 50;
/// Pause before the second try, doubled with every further one.
const PAUSE: Duration = Duration::from_secs(5);
/// Longest pause between two tries.
const PAUSE_MAX: Duration = Duration::from_hours(1);

/// Writes the messages of the fronts.
pub trait CallbackForm: Send + Sync + Debug {
    /// The JSON body about a final job; `None` for a form that is not known.
    fn message(&self, callback: &Callback, job: &Job) -> Option<Vec<u8>>;
}

/// For processes without a front.
#[derive(Debug, Clone, Copy)]
pub struct NoCallbacks;

impl CallbackForm for NoCallbacks {
    fn message(&self, _: &Callback, _: &Job) -> Option<Vec<u8>> {
        None
    }
}

impl Core {
    /// Sends what is due. Errors are logged; the next round tries again.
    pub async fn send_callbacks(&self) {
        let due = self.store().job_list_callbacks_due(self.now(), BATCH).await;
        match due.map_err(store_error) {
            Ok(due) => {
                let sent = due.into_iter().map(|(job, tries)| self.send_callback(job, tries));
                futures::future::join_all(sent).await;
            }
            Err(err) => tracing::error!(error = %err, "due messages could not be listed"),
        }
    }

    async fn send_callback(&self, job: Job, tries: u32) {
        let id = job.id;
        let next = match self.tell(&job).await {
            Ok(()) => None,
            Err(err) => {
                tracing::warn!(job_id = %id, tries, error = %err, "a message was not received");
                self.next_try(tries)
            }
        };
        match self.store().job_callback_postpone_if_tries(id, tries, next).await {
            Ok(_) => {}
            Err(err) => tracing::error!(job_id = %id, error = &err as &dyn std::error::Error,
                "a message could not be settled; it may be sent again"),
        }
    }

    fn next_try(&self, tries: u32) -> Option<Timestamp> {
        if tries + 1 >= self.limits().callback_tries_max {
            return None;
        }
        let pause = PAUSE.saturating_mul(2_u32.saturating_pow(tries)).min(PAUSE_MAX);
        Some(self.now().plus(pause))
    }

    async fn tell(&self, job: &Job) -> Result<()> {
        let Some(callback) = &job.request.callback else {
            return Ok(());
        };
        let Some(body) = self.shared.parts.callback_form.message(callback, job) else {
            return Err(Error::internal(format!("no front knows the form `{}`", callback.form)));
        };
        let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        if let Some(token) = &callback.token {
            headers.push(("authorization".to_owned(), format!("Bearer {token}")));
        }
        let outbound = &self.shared.parts.outbound;
        let status = outbound.post_json(&callback.address, &headers, body).await?;
        if (200..300).contains(&status) {
            return Ok(());
        }
        Err(Error::new(
            easel_types::ErrorKind::Unavailable,
            format!("the receiver answered {status}"),
        ))
    }
}
