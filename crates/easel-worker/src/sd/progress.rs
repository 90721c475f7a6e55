//! Makes sense of what C++ reports. It uses one progress callback for sampling, loading weights
//! and tiles of the VAE, and does not say which; the log, which comes through another callback,
//! does. How the callbacks get here lives in [`super::callbacks`].

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use easel_worker_protocol::PaintCommand;
use image::RgbImage;

use crate::painter::{PaintFailure, Report};
use crate::pictures::encode_png;

/// How many lines of the log are kept for failures.
const LINES_KEPT: usize = 4;
/// Loading is reported at most this often.
const LOADING_EVERY: Duration = Duration::from_millis(500);
/// What the library writes to its log when sampling begins and ends, from `generate_image`.
const SAMPLING_BEGINS: [&str; 2] = ["generating image: ", "hires fix: scheduler_steps="];
const SAMPLING_ENDS: [&str; 3] = ["sampling completed", "hires sampling ", "decoding "];

/// How serious a line of the log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Severity {
    /// Details and news.
    Talk,
    /// Something may be wrong.
    Warning,
    /// Something is wrong.
    Error,
}

/// How many steps an order will take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StepPlan {
    pictures: u32,
    /// Steps of the first pass of one picture.
    first: u32,
    /// Steps of its hires pass; 0 for none.
    second: u32,
}

impl StepPlan {
    /// Counts as C++ does: starting from a picture leaves out the first steps.
    pub(crate) fn of(command: &PaintCommand) -> Self {
        let strength = command.init.map_or(1.0, |init| init.strength);
        let second = command.hires.as_ref().map_or(0, |hires| hires.steps.max(1));
        Self { pictures: command.n_images, first: partial_steps(command.steps, strength), second }
    }

    fn per_picture(self) -> u32 {
        self.first.saturating_add(self.second)
    }

    fn total(self) -> u32 {
        self.per_picture().saturating_mul(self.pictures)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "steps are few, and the arithmetic has to be the library's, in single precision"
)]
fn partial_steps(steps: u32, strength: f32) -> u32 {
    if strength >= 1.0 {
        return steps;
    }
    let kept = (steps as f32 * strength.max(0.0)) as u32;
    kept.min(steps.saturating_sub(1)) + 1
}

/// Listens to one order.
pub(crate) struct Progress {
    report: Arc<dyn Report>,
    plan: StepPlan,
    state: Mutex<State>,
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Progress").field("plan", &self.plan).finish_non_exhaustive()
    }
}

#[derive(Debug, Default)]
struct State {
    picture: u32,
    /// 0 for the first pass, 1 for the hires pass.
    pass: u32,
    sampling: bool,
    /// Steps of the pass as C++ counts them, once it has said so.
    pass_steps: Option<u32>,
    /// Steps reported so far.
    reported: u32,
    loading_at: Option<Instant>,
    /// Last warnings.
    warnings: VecDeque<String>,
    /// Last errors.
    errors: VecDeque<String>,
}

impl Progress {
    pub(crate) fn new(report: Arc<dyn Report>, plan: StepPlan) -> Self {
        Self { report, plan, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Picture `index` is begun.
    pub(crate) fn begin_picture(&self, index: u32) {
        let mut state = self.state();
        state.picture = index;
        state.pass = 0;
        state.sampling = false;
        state.pass_steps = None;
    }

    /// The library reports `step` of `steps` of something.
    pub(crate) fn on_progress(&self, step: u32, steps: u32) {
        let mut state = self.state();
        if !state.sampling {
            return self.loading(&mut state);
        }
        // The first report of a pass is about no step; weights are loaded only after it.
        let pass_steps = *state.pass_steps.get_or_insert(steps);
        if steps != pass_steps {
            return self.loading(&mut state);
        }
        if step == 0 {
            return;
        }
        let before = self.plan.per_picture().saturating_mul(state.picture)
            + if state.pass == 0 { 0 } else { self.plan.first };
        let most = if state.pass == 0 { self.plan.first } else { self.plan.second };
        let done = before.saturating_add(step.min(most));
        // Samplers of higher order report some steps twice.
        if done > state.reported {
            state.reported = done;
            self.report.step(done, self.plan.total());
        }
    }

    /// Weights or tiles; the server only has to know that something moves.
    fn loading(&self, state: &mut State) {
        let now = Instant::now();
        let due = state.loading_at.is_none_or(|at| now.duration_since(at) >= LOADING_EVERY);
        // Once there are steps, a model that is loaded piece by piece is no news.
        if due && state.reported == 0 {
            state.loading_at = Some(now);
            self.report.loading();
        }
    }

    /// The library shows the picture as it is after some steps.
    pub(crate) fn on_preview(&self, picture: &RgbImage) {
        let index = self.state().picture;
        if let Ok(png) = encode_png(picture) {
            self.report.preview(index, &png);
        }
    }

    /// The library writes a line to its log.
    pub(crate) fn on_log(&self, severity: Severity, line: &str) {
        let line = line.trim_end();
        // `file.cpp:123 - message`
        let message = line.split_once(" - ").map_or(line, |(_, message)| message);
        let begins = SAMPLING_BEGINS.iter().any(|start| message.starts_with(start));
        let ends = SAMPLING_ENDS.iter().any(|start| message.starts_with(start));
        let mut state = self.state();
        if begins {
            state.pass = u32::from(message.starts_with("hires"));
            state.sampling = true;
            state.pass_steps = None;
        } else if ends {
            state.sampling = false;
        }
        let kept = match severity {
            Severity::Talk => return,
            Severity::Warning => &mut state.warnings,
            Severity::Error => &mut state.errors,
        };
        if kept.len() == LINES_KEPT {
            kept.pop_front();
        }
        kept.push_back(message.to_owned());
        let _ = writeln!(io::stderr(), "stable-diffusion.cpp: {line}");
    }

    /// A failure with what the library said last.
    pub(crate) fn failure(
        &self,
        what: &str,
        otherwise: impl Fn(String) -> PaintFailure,
    ) -> PaintFailure {
        let state = self.state();
        let lines = if state.errors.is_empty() { &state.warnings } else { &state.errors };
        if lines.is_empty() {
            return otherwise(format!("{what}; the engine did not say why"));
        }
        let said = lines.iter().map(String::as_str).collect::<Vec<_>>().join("; ");
        let message = format!("{what}: {said}");
        let memory = ["failed to allocate", "out of memory", "alloc_buffer", "buffer of size"];
        if memory.iter().any(|part| said.contains(part)) {
            return PaintFailure::out_of_memory(message);
        }
        otherwise(message)
    }
}

#[cfg(test)]
mod tests {
    use easel_worker_protocol::FailureKind;

    use super::*;

    /// Writes down what is reported.
    #[derive(Default)]
    struct Notes(Mutex<Vec<String>>);

    impl Report for Notes {
        fn loading(&self) {
            self.0.lock().unwrap().push("loading".to_owned());
        }
        fn step(&self, step: u32, steps: u32) {
            self.0.lock().unwrap().push(format!("{step}/{steps}"));
        }
        fn preview(&self, index: u32, _png: &[u8]) {
            self.0.lock().unwrap().push(format!("preview {index}"));
        }
        fn raw(&self, _bytes: &[u8]) {}
    }

    fn listening(plan: StepPlan) -> (Arc<Notes>, Progress) {
        let notes = Arc::new(Notes::default());
        let progress = Progress::new(Arc::clone(&notes) as Arc<dyn Report>, plan);
        (notes, progress)
    }

    #[test]
    fn steps_are_counted_over_pictures_and_passes_and_told_from_loading() {
        let (notes, progress) = listening(StepPlan { pictures: 2, first: 2, second: 1 });
        for picture in 0..2 {
            progress.begin_picture(picture);
            progress.on_log(
                Severity::Talk,
                "stable-diffusion.cpp:4356 - generating image: 1/1 - seed 1\n",
            );
            progress.on_progress(0, 2);
            progress.on_progress(300, 686);
            progress.on_progress(1, 2);
            progress.on_progress(1, 2);
            progress.on_progress(2, 2);
            progress.on_log(
                Severity::Talk,
                "stable-diffusion.cpp:4387 - sampling completed, taking 1s\n",
            );
            progress.on_progress(1, 9);
            progress.on_log(
                Severity::Talk,
                "stable-diffusion.cpp:4440 - hires fix: scheduler_steps=2,\n",
            );
            progress.on_progress(0, 1);
            progress.on_progress(1, 1);
        }
        let notes = notes.0.lock().unwrap();
        assert_eq!(*notes, ["loading", "1/6", "2/6", "3/6", "4/6", "5/6", "6/6"]);
    }

    #[test]
    fn starting_from_a_picture_leaves_out_steps() {
        assert_eq!(partial_steps(20, 1.0), 20);
        assert_eq!(partial_steps(20, 0.75), 16);
        assert_eq!(partial_steps(20, 0.0), 1);
        assert_eq!(partial_steps(1, 0.5), 1);
        assert_eq!(partial_steps(20, 0.999), 20);
    }

    #[test]
    fn failures_carry_what_the_library_said_and_tell_lack_of_memory() {
        let (_, progress) = listening(StepPlan { pictures: 1, first: 1, second: 0 });
        let silent = progress.failure("no picture", PaintFailure::engine);
        assert_eq!(silent.kind, FailureKind::EngineFailed);
        progress.on_log(Severity::Error, "ggml_extend.hpp:1 - unet alloc_buffer failed\n");
        let failure = progress.failure("no picture", PaintFailure::engine);
        assert_eq!(failure.kind, FailureKind::OutOfMemory);
        assert_eq!(failure.message, "no picture: unet alloc_buffer failed");
    }
}
