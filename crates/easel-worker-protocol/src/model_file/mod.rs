//! What both sides must agree on about model files: what a file is, and whether it can be a model
//! at all. The server looks when a model is added, the worker before it hands the file to C++,
//! which crashes on some bad files and says little about others.
//!
//! Only headers are read. What is in the file is untrusted: lengths and counts are checked
//! before memory is taken. Which files a family needs is decided by whoever adds the model.

mod classify;
mod gguf;
mod safetensors;
mod torch_zip;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use easel_types::ModelFamily;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// How it is stored.
    pub format: FileFormat,
    /// What it is for.
    pub kind: FileKind,
    /// The architecture of a checkpoint, or that of the checkpoints a LoRA fits. `None` where
    /// its tensors do not tell.
    pub family: Option<ModelFamily>,
    /// A checkpoint that holds the diffusion model and nothing else.
    pub diffusion_only: bool,
    /// It holds a picture decoder.
    pub has_vae: bool,
    /// It holds at least one text encoder.
    pub has_text_encoder: bool,
    /// Number of tensors; for `PyTorch` archives, of names that look like tensors.
    pub tensor_count: usize,
    /// Bytes of the file.
    pub size_bytes: u64,
    /// Channels of the first layer of a U-Net: 320 in published models.
    pub unet_width: Option<u64>,
    /// Channels that the first layer of a U-Net takes: 4 for making pictures, 9 for inpainting
    /// models, 8 for models that edit a reference picture.
    pub unet_inputs: Option<u64>,
}

/// How a model is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// `.safetensors`.
    Safetensors,
    /// `.gguf`.
    Gguf,
    /// `.ckpt`, `.pt`, `.pth`: a zip archive with a pickle.
    TorchZip,
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Makes pictures, alone or together with encoders.
    Checkpoint,
    /// Is added to a checkpoint.
    Lora,
    /// Decodes latents.
    Vae,
    /// Decodes latents quickly and roughly (TAESD).
    TinyVae,
    /// Encodes prompts: CLIP, T5 or a language model.
    TextEncoder,
    /// A model, but none that Easel uses by itself.
    Other,
}

impl FileKind {
    /// The name for people.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Checkpoint => "checkpoint",
            Self::Lora => "LoRA",
            Self::Vae => "VAE",
            Self::TinyVae => "tiny VAE",
            Self::TextEncoder => "text encoder",
            Self::Other => "model of another kind",
        }
    }
}

/// Why a file cannot be a model.
#[derive(Debug, thiserror::Error)]
pub enum InspectError {
    /// There is none.
    #[error("{0}: there is no such file")]
    NotFound(PathBuf),
    /// It is a directory or a device.
    #[error("{0}: not a file")]
    NotAFile(PathBuf),
    /// It cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It has no known beginning.
    #[error("{0}: not a model: neither safetensors nor GGUF nor a PyTorch archive")]
    NotAModel(PathBuf),
    /// It ends too early.
    #[error("{path}: incomplete: {found} bytes, at least {expected} are needed; download it again")]
    Truncated {
        /// Which file.
        path: PathBuf,
        /// Its length.
        found: u64,
        /// The least length it must have.
        expected: u64,
    },
    /// It contradicts itself.
    #[error("{path}: damaged: {what}; download it again")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

/// Looks into the file at `path`.
///
/// # Errors
/// [`InspectError`] where it cannot be a model.
pub fn inspect(path: &Path) -> Result<Inspected, InspectError> {
    let mut file = open(path)?;
    let unreadable = |source| InspectError::Unreadable { path: path.to_owned(), source };
    let size_bytes = file.metadata().map_err(unreadable)?.len();
    let mut magic = [0; 8];
    let read = read_up_to(&mut file, &mut magic).map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;

    let source = Source { path, file, size_bytes };
    let (format, tensors) = match magic.get(..read).unwrap_or_default() {
        [b'G', b'G', b'U', b'F', ..] => (FileFormat::Gguf, gguf::read(&source)?),
        [b'P', b'K', 3, 4, ..] => (FileFormat::TorchZip, torch_zip::read(source)?),
        _ => (FileFormat::Safetensors, safetensors::read(source, magic)?),
    };
    let class = classify::classify(&tensors);
    Ok(Inspected {
        format,
        kind: class.kind,
        family: class.family,
        diffusion_only: class.diffusion_only,
        has_vae: class.has_vae,
        has_text_encoder: class.has_text_encoder,
        tensor_count: tensors.len(),
        size_bytes,
        unet_width: class.unet_width,
        unet_inputs: class.unet_inputs,
    })
}

fn open(path: &Path) -> Result<File, InspectError> {
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => InspectError::NotFound(path.to_owned()),
        _ => InspectError::Unreadable { path: path.to_owned(), source },
    };
    // Asked before opening: opening a named pipe would wait for a writer.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(InspectError::NotAFile(path.to_owned()));
    }
    File::open(path).map_err(unreadable)
}

/// A file that is being read, with what errors need to know.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    path: &'a Path,
    file: File,
    size_bytes: u64,
}

impl Source<'_> {
    fn damaged(&self, what: impl Into<String>) -> InspectError {
        InspectError::Damaged { path: self.path.to_owned(), what: what.into() }
    }

    fn truncated(&self, expected: u64) -> InspectError {
        InspectError::Truncated { path: self.path.to_owned(), found: self.size_bytes, expected }
    }

    fn unreadable(&self, source: io::Error) -> InspectError {
        InspectError::Unreadable { path: self.path.to_owned(), source }
    }
}

/// A tensor as far as it tells what the file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tensor {
    pub(crate) name: String,
    /// Outermost dimension first, as `PyTorch` writes it. Empty where unknown.
    pub(crate) shape: Vec<u64>,
}

/// Fills `buffer` as far as the file reaches.
fn read_up_to(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return Err(err),
        }
    }
    Ok(filled)
}
