//! Guessing how long jobs take, from how long others took.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use easel_types::{Job, JobState, ModelName, Work};

/// Seconds per unit of work before anything was measured: an SDXL picture on a mid-range GPU.
const SECONDS_PER_UNIT_GUESS: f64 = 8.0;
/// Weight of the latest measurement in the moving average.
const LATEST_WEIGHT: f64 = 0.3;
/// Pixels × steps of a unit of work, as in the price book.
const UNIT_WORK: f64 = 1024.0 * 1024.0 * 20.0;

/// A moving average of seconds per unit of work for each model.
#[derive(Debug, Default)]
pub(crate) struct Estimator {
    seconds_per_unit: Mutex<HashMap<ModelName, f64>>,
}

impl Estimator {
    /// Notes how long painting `job` took.
    pub(crate) fn note(&self, job: &Job, took: Duration) {
        let Some((model, units)) = units(job) else { return };
        let latest = took.as_secs_f64() / units;
        let mut known = self.seconds_per_unit.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .entry(model)
            .and_modify(|average| *average += LATEST_WEIGHT * (latest - *average))
            .or_insert(latest);
    }

    /// Seconds until `job` is done: its own work and, while queued, that of as many jobs of its
    /// size as stand before it.
    pub(crate) fn seconds_left(&self, job: &Job, queue_position: Option<u32>) -> f64 {
        if job.state.is_final() {
            return 0.0;
        }
        let Some((model, units)) = units(job) else { return 0.0 };
        let known = self.seconds_per_unit.lock().unwrap_or_else(PoisonError::into_inner);
        let per_unit = known.get(&model).copied().unwrap_or(SECONDS_PER_UNIT_GUESS);
        let whole = per_unit * units;
        let left = match (job.state, job.progress) {
            (JobState::Running, Some(progress)) if progress.steps > 0 => {
                let done = f64::from(progress.step) / f64::from(progress.steps);
                whole * (1.0 - done.min(1.0))
            }
            _ => whole,
        };
        left + whole * f64::from(queue_position.unwrap_or(0))
    }

    /// When a client that found the queue full should try again: about the time of one average
    /// job, 1 to 60 s.
    pub(crate) fn time_until_a_slot_frees(&self) -> Duration {
        let known = self.seconds_per_unit.lock().unwrap_or_else(PoisonError::into_inner);
        let slowest = known.values().copied().fold(0.0, f64::max);
        let seconds = if slowest > 0.0 { slowest } else { SECONDS_PER_UNIT_GUESS };
        Duration::from_secs_f64(seconds.clamp(1.0, 60.0).ceil())
    }
}

fn units(job: &Job) -> Option<(ModelName, f64)> {
    let Work::Paint(params) = &job.request.work else { return None };
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let pixels = params.size.pixels() as f64;
    let work = pixels * f64::from(params.steps) * f64::from(params.n_images);
    Some((params.model.clone(), (work / UNIT_WORK).max(1e-6)))
}
