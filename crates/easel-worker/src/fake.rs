//! A painter without a model: patterns that depend on everything in the order that would change
//! a picture, and on nothing else. It can be slow, fail, crash or hang, so that the whole server
//! is testable without weights.
//!
//! Beside [`FakeOptions`] it obeys markers in the prompt, which no other engine understands:
//!
//! | marker | before the first step it |
//! |---|---|
//! | `[[fake:sleep=250]]` | takes 250 ms more, over all steps |
//! | `[[fake:crash]]` | aborts the process |
//! | `[[fake:crash-once=PATH]]` | aborts the process unless PATH exists, and creates it |
//! | `[[fake:hang]]` | stops making progress for ever, with signs of life |
//! | `[[fake:freeze]]` | stops the whole process: no progress, no signs of life |
//! | `[[fake:fail]]` | answers that the engine failed |
//! | `[[fake:refuse]]` | answers that the order is refused |
//! | `[[fake:unusable]]` | answers that the model is unusable |
//! | `[[fake:oom]]` | answers that memory ran out |
//! | `[[fake:garbage]]` | writes nonsense to the server instead of frames |
//!
//! Any other marker is refused, so that a misspelt one does not pass for a picture.

mod marker;
mod pattern;

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use easel_types::ModelFiles;
use easel_worker_protocol::{Capabilities, FailureKind, PaintCommand};

use self::marker::Marker;
use crate::WorkerOptions;
use crate::painter::{Introduction, PaintFailure, Painter, Painting, Report};
use crate::pictures::encode_png;
use crate::session::pause;

/// How the fake engine behaves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FakeOptions {
    /// How long a step takes.
    pub step_time: Duration,
    /// How long all steps of an order take together, instead of `step_time`.
    pub paint_time: Option<Duration>,
    /// How long loading a model takes.
    pub load_time: Duration,
    /// Abort the process before this step (from 1) of every order.
    pub crash_before_step: Option<u32>,
}

/// The fake engine.
#[derive(Debug)]
pub(crate) struct FakePainter {
    options: FakeOptions,
    threads: u32,
    loaded: Option<ModelFiles>,
}

impl FakePainter {
    pub(crate) fn new(options: &WorkerOptions) -> Self {
        let threads = options.threads.map_or(1, std::num::NonZeroU32::get);
        Self { options: options.fake.clone(), threads, loaded: None }
    }

    /// Takes the time of all steps, reporting each, with the first picture as preview.
    fn step_through(
        &self,
        command: &PaintCommand,
        extra: Duration,
        report: &dyn Report,
    ) -> Result<(), PaintFailure> {
        let per_picture = command.steps + command.hires.as_ref().map_or(0, |hires| hires.steps);
        let steps = per_picture.saturating_mul(command.n_images).max(1);
        let all = match self.options.paint_time {
            Some(all) => all,
            None => self.options.step_time.saturating_mul(steps),
        };
        let each = (all + extra) / steps;
        for step in 1..=steps {
            if self.options.crash_before_step == Some(step) {
                std::process::abort();
            }
            pause(each);
            report.step(step, steps);
            let every = command.preview_every_steps;
            if every > 0 && step % every == 0 && step < steps {
                let index = (step - 1) / per_picture.max(1);
                report.preview(index, &encode_png(&pattern::preview(command, index))?);
            }
        }
        Ok(())
    }
}

impl Painter for FakePainter {
    fn introduce(&mut self, _workers: u32) -> Introduction {
        Introduction {
            engine: "fake".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            capabilities: Capabilities {
                system: "patterns, no model".to_owned(),
                threads: self.threads,
            },
        }
    }

    fn paint(
        &mut self,
        command: &PaintCommand,
        pictures: &[Vec<u8>],
        report: &Arc<dyn Report>,
    ) -> Result<Vec<Painting>, PaintFailure> {
        if self.loaded.as_ref() != Some(&command.model_files) {
            report.loading();
            pause(self.options.load_time);
            self.loaded = Some(command.model_files.clone());
        }
        let mut extra = Duration::ZERO;
        for marker in marker::find_all(&command.prompt)? {
            match marker {
                Marker::Sleep(time) => extra = extra.saturating_add(time),
                other => misbehave(&other, &**report)?,
            }
        }
        let canvas = pattern::Canvas::new(command, pictures)?;
        self.step_through(command, extra, &**report)?;
        (0..command.n_images)
            .map(|index| {
                let picture = canvas.paint(index);
                Ok(Painting {
                    seed: command.seed + u64::from(index),
                    width: picture.width(),
                    height: picture.height(),
                    png: encode_png(&picture)?,
                })
            })
            .collect()
    }
}

/// Does what a marker says. Returns where it asks for nothing bad (any more).
fn misbehave(marker: &Marker, report: &dyn Report) -> Result<(), PaintFailure> {
    match marker {
        Marker::Sleep(_) => Ok(()),
        Marker::Crash => std::process::abort(),
        Marker::CrashOnce(path) => {
            if path.exists() {
                return Ok(());
            }
            // Where the file cannot be created it crashes every time, which is noticed.
            let _ = fs::write(path, "crashed\n");
            std::process::abort()
        }
        Marker::Hang => loop {
            pause(Duration::from_secs(3600));
        },
        Marker::Freeze => {
            let this = rustix::process::getpid();
            let _ = rustix::process::kill_process(this, rustix::process::Signal::STOP);
            Ok(())
        }
        Marker::Fail => Err(PaintFailure::engine("the fake engine was asked to fail")),
        Marker::Refuse => Err(PaintFailure::refused("the fake engine was asked to refuse")),
        Marker::Unusable => Err(PaintFailure {
            kind: FailureKind::ModelUnusable,
            message: "the fake engine was asked to find the model unusable".to_owned(),
        }),
        Marker::OutOfMemory => {
            Err(PaintFailure::out_of_memory("the fake engine was asked to run out of memory"))
        }
        Marker::Garbage => {
            report.raw(b"this is not a frame, but it is long enough to look like one\n");
            Ok(())
        }
    }
}
