//! What can be found wrong with model files before C++ sees them: it may crash on them, and its
//! own messages are for its developers. Reading the files lives in `easel-worker-protocol`.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use easel_types::{ModelFamily, ModelFiles};
use easel_worker_protocol::PaintCommand;
use easel_worker_protocol::model_file::{FileKind, Inspected, inspect};

use crate::memory::available_bytes;
use crate::painter::PaintFailure;

/// A model whose files may be loaded.
#[derive(Debug)]
pub(crate) struct CheckedModel {
    main: Inspected,
    /// All files, as they were when they were checked.
    files: Vec<(PathBuf, Option<Stamp>)>,
    /// The main file goes where C++ expects a diffusion model without encoders.
    pub(crate) diffusion_only: bool,
}

impl CheckedModel {
    /// Checks all files of a model, and with `memory_check` whether they fit into memory.
    pub(crate) fn check(files: &ModelFiles, memory_check: bool) -> Result<Self, PaintFailure> {
        // Before looking: a file that changes meanwhile counts as changed.
        let stamps = helpers(files).map(|(path, _)| path).chain([&*files.model]);
        let stamps = stamps.map(|path| (path.to_owned(), Stamp::of(path))).collect();
        let main = inspect_as_model(&files.model)?;
        if !matches!(main.kind, FileKind::Checkpoint | FileKind::Other) {
            let kind = main.kind.as_str();
            let path = files.model.display();
            return Err(PaintFailure::model(format!("{path} is a {kind}, not a checkpoint")));
        }
        let mut total_bytes = main.size_bytes;
        let mut parts = Parts { vae: main.has_vae, text_encoder: main.has_text_encoder };
        for (path, role) in helpers(files) {
            let helper = inspect_as_model(path)?;
            role.check(path, &helper)?;
            match role {
                Role::Vae | Role::TinyVae => parts.vae = true,
                Role::TextEncoder => parts.text_encoder = true,
            }
            total_bytes = total_bytes.saturating_add(helper.size_bytes);
        }
        check_complete(files, &main, &parts)?;
        if memory_check {
            check_memory(total_bytes, available_bytes())?;
        }
        let alone = !main.has_vae && !main.has_text_encoder;
        let diffusion_only = alone && (files.diffusion_only || main.diffusion_only);
        Ok(Self { main, files: stamps, diffusion_only })
    }

    /// True where no file was replaced, changed or removed since it was checked.
    pub(crate) fn is_still_there(&self) -> bool {
        self.files.iter().all(|(path, stamp)| stamp.is_some_and(|_| Stamp::of(path) == *stamp))
    }

    /// Checks whether an order asks for something that this model cannot do.
    pub(crate) fn check_order(&self, command: &PaintCommand) -> Result<(), PaintFailure> {
        if !command.references.is_empty() && !self.looks_at_references() {
            let family = self.main.family.map_or("this", ModelFamily::as_str);
            return Err(PaintFailure::refused(format!(
                "{family} models do not look at reference pictures; start from one with init, or \
                 add a model for editing (FLUX Kontext, FLUX.2, Qwen-Image-Edit)"
            )));
        }
        for lora in &command.loras {
            let found = inspect_as_model(&lora.path)?;
            let path = lora.path.display();
            if !matches!(found.kind, FileKind::Lora | FileKind::Other) {
                let kind = found.kind.as_str();
                return Err(PaintFailure::refused(format!("{path} is a {kind}, not a LoRA")));
            }
            if let (Some(fits), Some(is)) = (found.family, self.main.family)
                && fits != is
                && is != ModelFamily::Other
            {
                return Err(PaintFailure::refused(format!(
                    "the LoRA {path} is for {fits} models, this is a model of family {is}"
                )));
            }
        }
        Ok(())
    }

    /// Models of these families never see reference pictures, except U-Nets with more inputs.
    fn looks_at_references(&self) -> bool {
        match self.main.family {
            Some(ModelFamily::Sd1 | ModelFamily::Sd2 | ModelFamily::Sdxl | ModelFamily::Sd3) => {
                self.main.unet_inputs == Some(8)
            }
            Some(
                ModelFamily::Flux
                | ModelFamily::Flux2
                | ModelFamily::QwenImage
                | ModelFamily::ZImage
                | ModelFamily::Other,
            )
            | None => true,
        }
    }
}

/// What tells a file from one that was put in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size_bytes: u64,
    modified: Option<SystemTime>,
    #[cfg(unix)]
    inode: u64,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            size_bytes: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            inode: std::os::unix::fs::MetadataExt::ino(&metadata),
        })
    }
}

/// Which parts of a model its files hold together.
#[derive(Debug)]
struct Parts {
    vae: bool,
    text_encoder: bool,
}

/// What a file beside the main one is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Vae,
    TinyVae,
    TextEncoder,
}

impl Role {
    /// Checks that a file is what it is given for. Files of unknown kinds are left to the engine.
    fn check(self, path: &Path, found: &Inspected) -> Result<(), PaintFailure> {
        let (fits, wanted) = match self {
            Self::Vae => (found.kind == FileKind::Vae || found.has_vae, "VAE"),
            Self::TinyVae => (found.kind == FileKind::TinyVae, "tiny VAE"),
            Self::TextEncoder => {
                (found.kind == FileKind::TextEncoder || found.has_text_encoder, "text encoder")
            }
        };
        if fits || found.kind == FileKind::Other {
            return Ok(());
        }
        let (path, kind) = (path.display(), found.kind.as_str());
        Err(PaintFailure::model(format!("{path} is a {kind}, not a {wanted}")))
    }
}

/// The files beside the main one.
fn helpers(files: &ModelFiles) -> impl Iterator<Item = (&Path, Role)> {
    [
        (&files.vae, Role::Vae),
        (&files.taesd, Role::TinyVae),
        (&files.clip_l, Role::TextEncoder),
        (&files.clip_g, Role::TextEncoder),
        (&files.t5xxl, Role::TextEncoder),
        (&files.llm, Role::TextEncoder),
    ]
    .into_iter()
    .filter_map(|(path, role)| Some((path.as_deref()?, role)))
}

fn inspect_as_model(path: &Path) -> Result<Inspected, PaintFailure> {
    inspect(path).map_err(|err| PaintFailure::model(err.to_string()))
}

/// A model without a decoder or an encoder makes C++ fail late or paint noise.
fn check_complete(files: &ModelFiles, main: &Inspected, parts: &Parts) -> Result<(), PaintFailure> {
    // Some architectures that we do not know by name need neither.
    let known = main.family.is_some_and(|family| family != ModelFamily::Other);
    let path = files.model.display();
    if known && !parts.text_encoder {
        return Err(PaintFailure::model(format!(
            "{path} holds no text encoder; add the ones of its family (clip_l, clip_g, t5xxl or llm)"
        )));
    }
    if known && !parts.vae {
        return Err(PaintFailure::model(format!(
            "{path} holds no VAE; add the one of its family (vae or taesd)"
        )));
    }
    Ok(())
}

/// Weights alone have to fit; computing needs some more, which shows when it happens.
fn check_memory(needed: u64, available: Option<u64>) -> Result<(), PaintFailure> {
    let Some(available) = available.filter(|&available| needed > available) else { return Ok(()) };
    const MIB: u64 = 1024 * 1024;
    Err(PaintFailure::out_of_memory(format!(
        "the model needs {} MiB and only {} MiB of memory are available; use a smaller or more \
         strongly quantised file",
        needed.div_ceil(MIB),
        available / MIB
    )))
}

#[cfg(test)]
mod tests {
    use easel_worker_protocol::FailureKind;

    use super::*;

    #[test]
    fn a_model_larger_than_memory_is_refused_with_both_figures() {
        assert_eq!(check_memory(100, Some(100)), Ok(()));
        assert_eq!(check_memory(100, None), Ok(()));
        let failure = check_memory(3 << 20, Some(2 << 20)).unwrap_err();
        assert_eq!(failure.kind, FailureKind::OutOfMemory);
        assert!(failure.message.contains("3 MiB") && failure.message.contains("2 MiB"));
    }
}
