//! Which slot an order gets, and what is remembered about slots between orders. Starting and
//! stopping their workers is [`super`]'s affair.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use easel_types::ModelFiles;
use tokio::sync::SemaphorePermit;
use tokio::time::Instant;

use super::options::PoolOptions;
use super::process::WorkerProcess;

/// All slots of a pool.
#[derive(Debug)]
pub(crate) struct Slots {
    slots: Mutex<Vec<Slot>>,
}

#[derive(Debug)]
struct Slot {
    leased: bool,
    /// The idle worker; none while leased.
    worker: Option<WorkerProcess>,
    idle_since: Instant,
    /// Unexpected ends in a row.
    failures: u32,
    /// No worker is started before.
    not_before: Option<Instant>,
}

/// The right to use one slot. Dropping it gives the slot back without a worker.
#[derive(Debug)]
pub(crate) struct Lease<'a> {
    slots: &'a Slots,
    position: usize,
    worker: Option<WorkerProcess>,
    // Dropped after `drop` has run, so that whoever gets the permit finds the slot free.
    _permit: SemaphorePermit<'a>,
}

/// Whether a free slot suits an order; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Its worker holds the model.
    Loaded,
    /// Its worker holds no model.
    Blank,
    /// It has no worker; one may be started after this moment.
    Empty(Option<Instant>),
    /// Its worker has to drop another model, last used at this moment.
    Other(Instant),
}

impl Slots {
    pub(crate) fn new(count: usize) -> Self {
        let slot = || Slot {
            leased: false,
            worker: None,
            idle_since: Instant::now(),
            failures: 0,
            not_before: None,
        };
        Self { slots: Mutex::new((0..count).map(|_| slot()).collect()) }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Slot>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The best free slot for a model. `permit` proves that there is one.
    pub(crate) fn lease<'a>(
        &'a self,
        permit: SemaphorePermit<'a>,
        files: &ModelFiles,
    ) -> Lease<'a> {
        let mut slots = self.lock();
        let best = slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| !slot.leased)
            .min_by_key(|(_, slot)| slot.fit(files))
            .map_or(0, |(position, _)| position);
        let worker = slots.get_mut(best).and_then(|slot| {
            slot.leased = true;
            slot.worker.take().filter(WorkerProcess::is_alive)
        });
        drop(slots);
        Lease { slots: self, position: best, worker, _permit: permit }
    }

    /// Slots with an order.
    pub(crate) fn busy(&self) -> usize {
        self.lock().iter().filter(|slot| slot.leased).count()
    }

    /// Takes away the workers that have been idle for `at_least`, or all idle ones.
    pub(crate) fn take_idle(&self, at_least: Option<Duration>) -> Vec<WorkerProcess> {
        self.lock()
            .iter_mut()
            .filter(|slot| at_least.is_none_or(|idle| slot.idle_since.elapsed() >= idle))
            .filter_map(|slot| slot.worker.take())
            .collect()
    }
}

impl Slot {
    fn fit(&self, files: &ModelFiles) -> Fit {
        match &self.worker {
            Some(worker) if worker.is_alive() => match &worker.loaded {
                Some(loaded) if loaded == files => Fit::Loaded,
                Some(_) => Fit::Other(self.idle_since),
                None => Fit::Blank,
            },
            _ => Fit::Empty(self.not_before),
        }
    }
}

impl Lease<'_> {
    /// The worker that was idle in the slot.
    pub(crate) fn take_worker(&mut self) -> Option<WorkerProcess> {
        self.worker.take()
    }

    /// No worker may be started in this slot before.
    pub(crate) fn not_before(&self) -> Option<Instant> {
        self.slots.lock().get(self.position).and_then(|slot| slot.not_before)
    }

    /// A worker of this slot failed to start, died or hung.
    pub(crate) fn record_failure(&mut self, options: &PoolOptions) {
        if let Some(slot) = self.slots.lock().get_mut(self.position) {
            slot.failures = slot.failures.saturating_add(1);
            slot.not_before = Some(Instant::now() + options.backoff(slot.failures));
        }
    }

    /// A worker of this slot did what it should.
    pub(crate) fn record_success(&mut self) {
        if let Some(slot) = self.slots.lock().get_mut(self.position) {
            slot.failures = 0;
            slot.not_before = None;
        }
    }

    /// Ends the lease and leaves the worker in the slot for the next order.
    pub(crate) fn give_back(mut self, worker: WorkerProcess) {
        self.worker = Some(worker);
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Some(slot) = self.slots.lock().get_mut(self.position) {
            slot.worker = self.worker.take();
            slot.idle_since = Instant::now();
            slot.leased = false;
        }
    }
}
