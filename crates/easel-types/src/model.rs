//! Installed models. Reading model files is `easel-engine`'s affair; what a model costs is the
//! price book's.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::clock::Timestamp;

/// The name under which a model is installed: 1 to 100 letters, digits, `.`, `_`, `-`, `/`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ModelName(String);

/// Text that cannot name a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a model name: 1 to 100 letters, digits, '.', '_', '-' or '/'")]
pub struct InvalidModelName;

impl ModelName {
    /// Checks `name`.
    ///
    /// # Errors
    /// [`InvalidModelName`] for other characters or lengths.
    pub fn new(name: impl Into<String>) -> Result<Self, InvalidModelName> {
        let name = name.into();
        let ok = (1..=100).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b));
        if ok { Ok(Self(name)) } else { Err(InvalidModelName) }
    }

    /// A UUID that stands for the name, for dialects whose clients expect one. The first 128 bits
    /// of the name's SHA-256 as RFC 9562 version 8.
    pub fn as_uuid(&self) -> uuid::Uuid {
        let hash: [u8; 32] = Sha256::digest(self.0.as_bytes()).into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ModelName {
    type Error = InvalidModelName;
    fn try_from(name: String) -> Result<Self, InvalidModelName> {
        Self::new(name)
    }
}

impl FromStr for ModelName {
    type Err = InvalidModelName;
    fn from_str(name: &str) -> Result<Self, InvalidModelName> {
        Self::new(name)
    }
}

impl From<ModelName> for String {
    fn from(name: ModelName) -> Self {
        name.0
    }
}

impl fmt::Display for ModelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ModelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The architecture of a model. It decides the defaults, the price and which other files the
/// model needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelFamily {
    /// Stable Diffusion 1.x.
    Sd1,
    /// Stable Diffusion 2.x.
    Sd2,
    /// Stable Diffusion XL.
    Sdxl,
    /// Stable Diffusion 3 and 3.5.
    Sd3,
    /// FLUX.1.
    Flux,
    /// FLUX.2.
    Flux2,
    /// Qwen-Image.
    QwenImage,
    /// Z-Image.
    ZImage,
    /// Recognised as a diffusion model by the engine, not by us.
    Other,
}

impl ModelFamily {
    /// Every family.
    pub const ALL: [Self; 9] = [
        Self::Sd1,
        Self::Sd2,
        Self::Sdxl,
        Self::Sd3,
        Self::Flux,
        Self::Flux2,
        Self::QwenImage,
        Self::ZImage,
        Self::Other,
    ];

    /// The name used on the wire, in the store and in the price book.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sd1 => "sd1",
            Self::Sd2 => "sd2",
            Self::Sdxl => "sdxl",
            Self::Sd3 => "sd3",
            Self::Flux => "flux",
            Self::Flux2 => "flux2",
            Self::QwenImage => "qwen_image",
            Self::ZImage => "z_image",
            Self::Other => "other",
        }
    }

    /// The family with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.as_str() == name)
    }
}

impl fmt::Display for ModelFamily {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What an installed file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    /// Makes pictures.
    Checkpoint,
    /// Is added to a checkpoint.
    Lora,
}

impl ModelKind {
    /// The name used on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Checkpoint => "checkpoint",
            Self::Lora => "lora",
        }
    }
}

/// The files of one model. Which ones a family needs is checked when it is added.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ModelFiles {
    /// The checkpoint: everything in one file, or only the diffusion model where encoders are
    /// given apart.
    pub model: PathBuf,
    /// True where `model` holds only the diffusion model.
    pub diffusion_only: bool,
    /// Picture decoder, where not in `model`.
    pub vae: Option<PathBuf>,
    /// Small picture decoder used instead of the VAE.
    pub taesd: Option<PathBuf>,
    /// CLIP-L text encoder.
    pub clip_l: Option<PathBuf>,
    /// CLIP-G text encoder.
    pub clip_g: Option<PathBuf>,
    /// T5-XXL text encoder.
    pub t5xxl: Option<PathBuf>,
    /// Language model used as text encoder.
    pub llm: Option<PathBuf>,
}

impl ModelFiles {
    /// Every file of the model.
    pub fn all(&self) -> impl Iterator<Item = &PathBuf> {
        let parts = [&self.vae, &self.taesd, &self.clip_l, &self.clip_g, &self.t5xxl, &self.llm];
        std::iter::once(&self.model).chain(parts.into_iter().flatten())
    }
}

/// What is used where a request says nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelDefaults {
    /// Denoising steps.
    pub steps: u32,
    /// Classifier-free guidance scale; 1 is off.
    pub guidance_scale: f32,
    /// Guidance embedded in distilled models.
    pub distilled_guidance: f32,
    /// Side of the square picture in pixels the model was trained for.
    pub side: u32,
}

impl ModelDefaults {
    /// The usual settings of a family, as its publishers give them.
    pub const fn for_family(family: ModelFamily) -> Self {
        let (steps, guidance_scale, side) = match family {
            ModelFamily::Sd1 => (20, 7.0, 512),
            ModelFamily::Sd2 => (20, 7.0, 768),
            ModelFamily::Sdxl => (20, 7.0, 1024),
            ModelFamily::Sd3 => (28, 4.5, 1024),
            ModelFamily::Flux | ModelFamily::Flux2 => (20, 1.0, 1024),
            ModelFamily::QwenImage => (20, 2.5, 1024),
            ModelFamily::ZImage => (8, 1.0, 1024),
            ModelFamily::Other => (20, 5.0, 1024),
        };
        Self { steps, guidance_scale, distilled_guidance: 3.5, side }
    }
}

/// An installed model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelRecord {
    /// Its name.
    pub name: ModelName,
    /// What it is for.
    pub kind: ModelKind,
    /// Its architecture (for a LoRA, that of the models it fits).
    pub family: ModelFamily,
    /// Where it is.
    pub files: ModelFiles,
    /// Bytes of all its files.
    pub size_bytes: u64,
    /// What is used where a request says nothing.
    pub defaults: ModelDefaults,
    /// When it was added.
    pub added_at: Timestamp,
}
