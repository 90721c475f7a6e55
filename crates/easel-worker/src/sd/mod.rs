//! stable-diffusion.cpp behind a safe face. The only module with `unsafe`; what comes out of it
//! is plain Rust.
//!
//! * [`model_files`]: what can be refused before C++ sees it.
//! * [`context`]: a loaded model, freed on drop.
//! * [`generation`]: the parameters of one picture, kept alive while C++ points to them.
//! * [`callbacks`]: progress, previews and log, which are global to the process.
//!
//! A model stays loaded between orders that use the same files. Nothing here can be interrupted:
//! the server kills the process instead.

#![expect(unsafe_code, reason = "the boundary to C++; every block says why it is sound")]

mod callbacks;
mod context;
mod generation;
mod model_files;
mod progress;

use std::num::NonZeroU32;
use std::sync::Arc;

use easel_types::params::Size;
use easel_worker_protocol::{Capabilities, PaintCommand};
use image::RgbImage;
use image::imageops;

use self::callbacks::Listening;
use self::context::{ContextOptions, SdContext};
use self::generation::Generation;
use self::model_files::CheckedModel;
use self::progress::{Progress, StepPlan};
use crate::WorkerOptions;
use crate::painter::{Introduction, PaintFailure, Painter, Painting, Report};
use crate::pictures::{encode_png, resize_gray, resize_rgb, restore_unmasked};
use crate::processors::{default_threads, usable_cores};

/// True where weights live in the memory of a GPU.
const ON_GPU: bool =
    cfg!(any(feature = "cuda", feature = "hipblas", feature = "metal", feature = "vulkan"));

/// The engine with at most one model loaded.
#[derive(Debug)]
pub(crate) struct SdPainter {
    threads: u32,
    /// Somebody said how many threads.
    threads_fixed: bool,
    memory_check: bool,
    loaded: Option<Loaded>,
}

/// A model in memory, and what it was loaded with.
#[derive(Debug)]
struct Loaded {
    options: ContextOptions,
    model: CheckedModel,
    context: SdContext,
}

impl SdPainter {
    pub(crate) fn new(options: &WorkerOptions) -> Self {
        let threads = options.threads.map_or(1, NonZeroU32::get);
        Self {
            threads,
            threads_fixed: options.threads.is_some(),
            memory_check: options.memory_check && !ON_GPU,
            loaded: None,
        }
    }

    /// The model of `command`, loaded where it is not yet.
    fn load(
        &mut self,
        command: &PaintCommand,
        report: &Arc<dyn Report>,
        listening: &Listening,
    ) -> Result<&mut Loaded, PaintFailure> {
        let options = ContextOptions {
            files: command.model_files.clone(),
            seamless: command.seamless,
            threads: self.threads,
            flash_attention: ON_GPU,
        };
        let loaded = match self.loaded.take() {
            Some(loaded) if loaded.options == options && loaded.model.is_still_there() => loaded,
            old => {
                report.loading();
                // Two models at once may not fit into memory.
                drop(old);
                let model = CheckedModel::check(&options.files, self.memory_check)?;
                let context = SdContext::load(&options, &model, listening)?;
                Loaded { options, model, context }
            }
        };
        Ok(self.loaded.insert(loaded))
    }
}

impl Painter for SdPainter {
    fn introduce(&mut self, workers: u32) -> Introduction {
        let system = context::system_info();
        if !self.threads_fixed {
            let cores = usable_cores(context::physical_cores());
            let spin = !system.contains("OPENMP = 1");
            self.threads = default_threads(cores, workers, spin).get();
        }
        Introduction {
            engine: "stable-diffusion.cpp".to_owned(),
            version: context::engine_version(),
            capabilities: Capabilities { system, threads: self.threads },
        }
    }

    fn paint(
        &mut self,
        command: &PaintCommand,
        pictures: &[Vec<u8>],
        report: &Arc<dyn Report>,
    ) -> Result<Vec<Painting>, PaintFailure> {
        let mut generation = Generation::new(command, pictures)?;
        let progress = Progress::new(Arc::clone(report), StepPlan::of(command));
        let listening = Listening::start(Arc::new(progress), command.preview_every_steps);
        let loaded = self.load(command, report, &listening)?;
        loaded.model.check_order(command)?;

        let mut paintings = Vec::new();
        // One picture at a time, although C++ can make several: the noise of a picture then
        // depends on its own seed only, and memory is needed for one.
        for index in 0..command.n_images {
            let seed = command.seed + u64::from(index);
            listening.begin_picture(index);
            let raw = generation.paint(&mut loaded.context, seed, &listening)?;
            let picture = finish(raw, command, &generation);
            paintings.push(Painting {
                seed,
                width: picture.width(),
                height: picture.height(),
                png: encode_png(&picture)?,
            });
        }
        Ok(paintings)
    }
}

/// Brings a picture to the size that was asked for and restores what the mask protects.
fn finish(raw: RgbImage, command: &PaintCommand, generation: &Generation) -> RgbImage {
    let size = final_size(command);
    let Some(init) = generation.init() else { return crop(&raw, size) };
    // C++ rounds sizes up and stretches the init picture to them, so the way back is stretching.
    let mut picture = resize_rgb(raw, size);
    if let Some(mask) = generation.mask() {
        let original = resize_rgb(init.clone(), size);
        restore_unmasked(&mut picture, &original, &resize_gray(mask.clone(), size));
    }
    picture
}

/// The middle of a picture that C++ made larger than asked for, to suit the model.
fn crop(raw: &RgbImage, size: Size) -> RgbImage {
    let (width, height) = (raw.width().min(size.width), raw.height().min(size.height));
    let left = (raw.width() - width) / 2;
    let top = (raw.height() - height) / 2;
    imageops::crop_imm(raw, left, top, width, height).to_image()
}

/// Size of the finished pictures.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is clamped to a range of u32 first"
)]
fn final_size(command: &PaintCommand) -> Size {
    let Some(hires) = &command.hires else { return command.size };
    let scaled =
        |side: u32| (f64::from(side) * f64::from(hires.scale)).round().clamp(1.0, 65_536.0) as u32;
    Size::new(scaled(command.size.width), scaled(command.size.height))
}
