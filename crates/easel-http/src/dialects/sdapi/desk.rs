//! What that server remembers between requests and we therefore must, for each account: the
//! chosen settings, how far open jobs are with their latest rough pictures (the store learns that
//! only now and then), and whether the last job was interrupted. In memory only: a restart forgets
//! it, as clients expect, who set it anew when they connect.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use easel_types::{AccountId, JobEvent, JobId, Progress};

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
    /// Its open jobs, as far as this process sees them.
    pub(crate) seen: HashMap<JobId, Seen>,
}

/// What was seen of an open job.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// How far it is.
    pub(crate) progress: Option<Progress>,
    /// The latest rough picture, as PNG.
    pub(crate) preview: Option<Arc<Vec<u8>>>,
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

    /// Keeps what an event tells about an open job.
    pub(crate) fn note(&self, account: AccountId, event: JobEvent) {
        self.change(account, |place| {
            let seen = place.seen.entry(event.job_id()).or_default();
            match event {
                JobEvent::Progress { progress, .. } => seen.progress = Some(progress),
                JobEvent::Preview { png, .. } => seen.preview = Some(png),
                // A new attempt begins anew.
                JobEvent::State { .. } => *seen = Seen::default(),
            }
        });
    }

    /// Forgets a job that is final.
    pub(crate) fn forget(&self, account: AccountId, job: JobId) {
        self.change(account, |place| {
            place.seen.remove(&job);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> (AccountId, JobId) {
        let account = "acct_0123456789abcdef0123456789abcdef";
        let job = "job_0123456789abcdef0123456789abcdef";
        (account.parse().unwrap(), job.parse().unwrap())
    }

    #[test]
    fn what_is_seen_of_a_job_lasts_until_it_is_final() {
        let (account, job_id) = ids();
        let desk = Desk::default();
        let progress = Progress { step: 3, steps: 8 };
        desk.note(account, JobEvent::Progress { job_id, progress });
        desk.note(account, JobEvent::Preview { job_id, index: 0, png: Arc::new(vec![7]) });
        let seen = desk.place(account).seen.remove(&job_id).unwrap();
        assert_eq!((seen.progress, seen.preview), (Some(progress), Some(Arc::new(vec![7]))));
        desk.forget(account, job_id);
        assert!(desk.place(account).seen.is_empty());
    }

    #[test]
    fn a_word_about_rough_pictures_outweighs_a_look_at_them() {
        let (account, _) = ids();
        let desk = Desk::default();
        assert_eq!(desk.place(account).previews, None);
        desk.want_previews(account);
        assert_eq!(desk.place(account).previews, Some(true));
        desk.keep(account, Said { previews: Some(false), ..Said::default() });
        desk.want_previews(account);
        assert_eq!(desk.place(account).previews, Some(false));
    }

    #[test]
    fn settings_are_kept_one_by_one_and_an_empty_checkpoint_is_the_servers_own() {
        let (account, _) = ids();
        let desk = Desk::default();
        let said =
            |checkpoint: &str| Said { checkpoint: Some(checkpoint.to_owned()), ..Said::default() };
        desk.keep(account, said("anime"));
        desk.keep(account, Said { clip_stop: Some(2), ..Said::default() });
        let place = desk.place(account);
        assert_eq!((place.checkpoint.as_deref(), place.clip_stop), (Some("anime"), Some(2)));
        desk.keep(account, said(""));
        assert_eq!(desk.place(account).checkpoint, None);
    }
}
