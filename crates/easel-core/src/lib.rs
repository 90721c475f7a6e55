//! Easel's use cases, one file per verb. Here a draft becomes a job and a job becomes pictures.
//!
//! No dialect, HTTP status, header or SQL is known here. Fronts (`easel-http`) call the methods
//! of [`Core`]; stores and engines are reached through their traits.

mod account;
mod admit;
mod aliases;
mod assist;
mod await_result;
mod callback;
mod cancel;
mod catalog;
mod compose;
mod delete;
mod dispatch;
mod draw;
mod estimate;
mod failure;
mod fetch;
pub mod language_model;
pub mod metric;
pub mod outbound;
mod pictures;
mod prices;
mod prompts;
mod rescue;
mod resolve;
mod retention;
mod running;
mod settle;
mod submit;
mod understand;
mod uploads;
mod watch;

use std::collections::BTreeMap;
use std::sync::Arc;

use easel_engine::Engine;
use easel_store::Store;
use easel_store::blobs::BlobStore;
use easel_types::{Clock, Entropy, Limits, ModelName};
use tokio::sync::{Notify, Semaphore};

pub use easel_store::{FilledUpload, KeyCallback, KeyRow, LedgerEntry, UploadRow};

pub use account::{AccountSummary, CreatedKey, NewKeyRequest};
pub use admit::Place;
pub use assist::{Assist, AssistSettings};
pub use callback::{CallbackForm, NoCallbacks};
pub use catalog::NewModel;
pub use compose::{Composed, Composition, Levels, PromptForm};
pub use dispatch::Dispatcher;
pub use draw::Drawn;
pub use fetch::{JobView, ServedFile};
pub use outbound::{NoOutbound, Outbound};
pub use prices::{PriceBook, PriceRule, PriceRules, PricesError};
pub use understand::Understood;
pub use uploads::{UploadDraft, UploadPlace};
pub use watch::JobWatch;

use crate::estimate::Estimator;
use crate::language_model::LanguageModel;
use crate::running::Running;
use crate::watch::EventHub;

/// What [`Core::new`] needs. Everything that differs between production and tests is in here.
#[derive(Debug)]
pub struct CoreParts {
    /// Where rows are kept.
    pub store: Arc<dyn Store>,
    /// Where bytes are kept.
    pub blobs: BlobStore,
    /// What paints; `None` in a process that only accepts jobs.
    pub engine: Option<Arc<dyn Engine>>,
    /// Calls to other servers.
    pub outbound: Arc<dyn Outbound>,
    /// Answers in words; `None` where none is configured.
    pub language_model: Option<Arc<dyn LanguageModel>>,
    /// Writes the messages about final jobs.
    pub callback_form: Arc<dyn CallbackForm>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Settings.
    pub settings: Settings,
}

/// Settings of the use cases.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Limits on requests and work.
    pub limits: Limits,
    /// What things cost.
    pub prices: PriceBook,
    /// The model used where a request names none; otherwise the first one installed.
    pub default_model: Option<ModelName>,
    /// Other names of installed models; `*` stands for every unknown name.
    pub model_aliases: BTreeMap<String, ModelName>,
    /// Send a preview every so many steps; 0 for none.
    pub preview_every_steps: u32,
    /// Instant pictures drawn at once; the number of cores is a good value.
    pub draws_concurrent_max: usize,
    /// What a language model is asked for.
    pub assist: AssistSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            prices: PriceBook::default(),
            default_model: None,
            model_aliases: BTreeMap::new(),
            preview_every_steps: 0,
            draws_concurrent_max: std::thread::available_parallelism().map_or(2, usize::from),
            assist: AssistSettings::default(),
        }
    }
}

/// The application. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct Core {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    parts: CoreParts,
    events: EventHub,
    /// Rung when a job was queued, so that an idle dispatcher claims it at once.
    job_queued: Notify,
    draw_slots: Semaphore,
    /// Places for requests.
    room: Arc<Semaphore>,
    key_limiter: admit::KeyLimiter,
    estimator: Estimator,
    running: Running,
}

impl Core {
    /// Puts the parts together. Starts nothing; see [`Dispatcher`] for the background work.
    pub fn new(parts: CoreParts) -> Self {
        let limits = &parts.settings.limits;
        let room = Arc::new(Semaphore::new(limits.requests_concurrent_max));
        let key_limiter = admit::KeyLimiter::new(limits);
        let draw_slots = Semaphore::new(parts.settings.draws_concurrent_max.max(1));
        Self {
            shared: Arc::new(Shared {
                parts,
                events: EventHub::new(),
                job_queued: Notify::new(),
                draw_slots,
                room,
                key_limiter,
                estimator: Estimator::default(),
                running: Running::default(),
            }),
        }
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.shared.parts.settings
    }

    /// The limits in force.
    pub fn limits(&self) -> &Limits {
        &self.shared.parts.settings.limits
    }

    /// The clock, for fronts that show times.
    pub fn clock(&self) -> &dyn Clock {
        &*self.shared.parts.clock
    }

    /// What the engine is doing, if this process has one.
    pub fn engine_status(&self) -> Option<easel_engine::EngineStatus> {
        self.shared.parts.engine.as_ref().map(|engine| engine.status())
    }

    /// A fresh job id, also the scheme of request ids.
    pub fn new_job_id(&self) -> easel_types::JobId {
        easel_types::JobId::generate(self.clock(), self.entropy())
    }

    fn store(&self) -> &dyn Store {
        &*self.shared.parts.store
    }

    fn blobs(&self) -> &BlobStore {
        &self.shared.parts.blobs
    }

    fn entropy(&self) -> &dyn Entropy {
        &*self.shared.parts.entropy
    }

    fn now(&self) -> easel_types::Timestamp {
        self.shared.parts.clock.now()
    }
}
