//! What that server remembers between requests and we therefore must, for each account: the
//! chosen settings, the latest rough picture, and whether the last job was interrupted. In memory
//! only: a restart forgets it, as clients expect, who set it anew when they connect.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use easel_types::{AccountId, JobId};

use super::settings::Said;

/// Accounts remembered at most; beyond it any one is forgotten.
const ACCOUNTS_MAX: usize = 1024;

/// The memory of all accounts.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    places: Mutex<HashMap<AccountId, Place>>,
}

/// The memory of one account.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    /// The checkpoint for requests that name none.
    pub(crate) checkpoint: Option<String>,
    /// The CLIP layer for requests that name none.
    pub(crate) clip_stop: Option<u32>,
    /// Whether rough pictures are wanted; nothing until somebody says so or asks for one.
    pub(crate) previews: Option<bool>,
    /// True from an interruption until the next request.
    pub(crate) interrupted: bool,
    /// The latest rough picture, and of which job.
    pub(crate) preview: Option<(JobId, Arc<Vec<u8>>)>,
}

impl Desk {
    /// What is remembered of an account.
    pub(crate) fn place(&self, account: AccountId) -> Place {
        self.lock().get(&account).cloned().unwrap_or_default()
    }

    /// Keeps what was said about settings.
    pub(crate) fn keep(&self, account: AccountId, said: Said) {
        self.change(account, |place| {
            if let Some(checkpoint) = said.checkpoint {
                place.checkpoint = (!checkpoint.is_empty()).then_some(checkpoint);
            }
            place.clip_stop = said.clip_stop.or(place.clip_stop);
            place.previews = said.previews.or(place.previews);
        });
    }

    /// Somebody asked for the picture on the way: from the next request on there will be some.
    pub(crate) fn want_previews(&self, account: AccountId) {
        self.change(account, |place| place.previews = Some(place.previews.unwrap_or(true)));
    }

    /// Remembers whether the account's last job was interrupted.
    pub(crate) fn set_interrupted(&self, account: AccountId, interrupted: bool) {
        self.change(account, |place| place.interrupted = interrupted);
    }

    /// Keeps a rough picture.
    pub(crate) fn put_preview(&self, account: AccountId, job: JobId, png: Arc<Vec<u8>>) {
        self.change(account, |place| place.preview = Some((job, png)));
    }

    /// Forgets the rough picture of a job that is final.
    pub(crate) fn drop_preview(&self, account: AccountId, job: JobId) {
        self.change(account, |place| {
            if place.preview.as_ref().is_some_and(|(of, _)| *of == job) {
                place.preview = None;
            }
        });
    }

    fn change(&self, account: AccountId, change: impl FnOnce(&mut Place)) {
        let mut places = self.lock();
        if places.len() >= ACCOUNTS_MAX && !places.contains_key(&account) {
            let any = places.keys().next().copied();
            any.map(|any| places.remove(&any));
        }
        change(places.entry(account).or_default());
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, Place>> {
        // Nothing between lock and unlock can leave a place half changed.
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
