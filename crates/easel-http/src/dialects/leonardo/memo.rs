//! What this dialect keeps with a job to answer with it later, as JSON in the job's memo. Jobs of
//! other dialects have other memos, which are never mistaken for one of these.

use easel_types::Job;
use serde::{Deserialize, Serialize};

use super::wire::{PresetStyle, SchedulerName, VariationType};

/// What is kept with a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Memo {
    /// What the job is to Leonardo's clients.
    pub(super) leonardo: Made,
    /// What was sent with a generation.
    #[serde(default)]
    pub(super) sent: Sent,
}

/// What a job is to Leonardo's clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Made {
    /// `POST /generations`.
    Generation,
    /// `POST /variations/…`.
    Variation(VariationType),
    /// `POST /generations-lcm` and `POST /lcm-…`.
    Live,
}

/// Fields of a generation that are shown again.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the switches of that API")]
pub(super) struct Sent {
    pub(super) public: bool,
    pub(super) preset_style: PresetStyle,
    pub(super) scheduler: Option<SchedulerName>,
    pub(super) init_strength: Option<f64>,
    pub(super) photo_real: bool,
    pub(super) photo_real_strength: Option<f64>,
    pub(super) prompt_magic: bool,
    pub(super) prompt_magic_strength: Option<f64>,
    pub(super) prompt_magic_version: Option<String>,
    pub(super) ultra: bool,
    pub(super) fantasy_avatar: bool,
}

impl Memo {
    /// The memo of a job that is no generation.
    pub(super) fn of(leonardo: Made) -> Self {
        Self { leonardo, sent: Sent { preset_style: PresetStyle::None, ..Sent::default() } }
    }

    /// As it is kept.
    pub(super) fn text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// The memo of a job, where this dialect wrote one.
    pub(super) fn of_job(job: &Job) -> Option<Self> {
        serde_json::from_str(job.request.memo.as_deref()?).ok()
    }
}

/// How a job changed a picture, where it is a variation.
pub(super) fn variation_of(job: &Job) -> Option<VariationType> {
    match Memo::of_job(job)?.leonardo {
        Made::Variation(kind) => Some(kind),
        Made::Generation | Made::Live => None,
    }
}
