//! What is wanted: first as a client put it, then fully resolved. How a dialect's body becomes
//! a draft lives in that dialect; how a draft becomes a request, in `easel-core::resolve`.
//!
//! There are two types because a dialect cannot know a model's defaults: those stand in the
//! catalogue, and dialects are pure functions of the body. Everything below `submit` sees only
//! the resolved [`GenerationRequest`].

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::artifact::ImageFormat;
use crate::ids::{ArtifactId, UploadId};
use crate::intent::Intent;
use crate::params::{ImageParams, Sampler, Scheduler, Size};
use crate::spec::Spec;

/// What a client asked for, in Easel's words. `None` means that it did not say.
///
/// Serialised only to be fingerprinted; pictures are left out there and hashed apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GenerationDraft {
    /// What the person wrote, or the picture itself.
    pub wanted: Wanted,
    /// Size of the picture.
    pub size: Option<Size>,
    /// Without a size: choose the proportions that suit the init image or the prompt, with the
    /// area of a square of this side in pixels.
    pub auto_side: Option<u32>,
    /// Name of the model, as the client knows it.
    pub model: Option<String>,
    /// What to avoid.
    pub negative_prompt: Option<String>,
    /// Denoising steps.
    pub steps: Option<u32>,
    /// Without steps: this many times the model's own, 0.1 to 4.
    pub effort: Option<f32>,
    /// Guidance scale.
    pub guidance_scale: Option<f32>,
    /// Seed; `None` for a random one.
    pub seed: Option<u64>,
    /// How many pictures.
    pub n_images: u32,
    /// How the noise is removed.
    pub sampler: Option<Sampler>,
    /// How the noise levels are spaced.
    pub scheduler: Option<Scheduler>,
    /// CLIP layers left out from the end.
    pub clip_skip: Option<u32>,
    /// The picture to start from.
    #[serde(skip)]
    pub init_image: Option<ImageSource>,
    /// How much of it is repainted.
    pub strength: Option<f32>,
    /// Where it is repainted.
    #[serde(skip)]
    pub mask: Option<ImageSource>,
    /// How the mask marks that.
    pub mask_kind: MaskKind,
    /// Paint around the init image: the finished picture shows this many times its width and
    /// height (above 1, up to 4), the init image in the middle. Makes its own mask.
    pub extend: Option<f32>,
    /// Pictures to look at.
    #[serde(skip)]
    pub references: Vec<ImageSource>,
    /// Adapters by name and weight.
    pub loras: Vec<(String, f32)>,
    /// Second pass.
    pub hires: Option<crate::params::Hires>,
    /// Decode in tiles.
    pub vae_tiling: bool,
    /// Make edges meet.
    pub seamless: bool,
    /// Words of a named style, added to what the engine is told.
    pub style: Option<Style>,
    /// How the finished picture is encoded; PNG where nothing is said. Not SVG.
    pub format: Option<ImageFormat>,
    /// How a drawn picture is written.
    pub drawing: Drawing,
    /// How many rough pictures should be published on the way.
    pub n_previews: u32,
    /// The produced picture that this one is made from, so that it is found with it.
    pub origin: Option<ArtifactId>,
    /// What the front wants to remember about the request; never read below the fronts.
    pub memo: Option<String>,
    /// Who is told when the job is final.
    pub callback: Option<Callback>,
    /// Higher runs first; −100 to 100, 0 is usual.
    pub priority: i32,
    /// The job expires if it cannot start within this time.
    pub deadline: Option<Duration>,
    /// The client's own name for this request; the same one again gives the same job.
    #[serde(skip)]
    pub idempotency_key: Option<String>,
}

impl GenerationDraft {
    /// A draft that says nothing but what is wanted.
    pub fn new(wanted: Wanted) -> Self {
        Self {
            wanted,
            size: None,
            auto_side: None,
            model: None,
            negative_prompt: None,
            steps: None,
            effort: None,
            guidance_scale: None,
            seed: None,
            n_images: 1,
            sampler: None,
            scheduler: None,
            clip_skip: None,
            init_image: None,
            strength: None,
            mask: None,
            mask_kind: MaskKind::default(),
            extend: None,
            references: Vec::new(),
            loras: Vec::new(),
            hires: None,
            vae_tiling: false,
            seamless: false,
            style: None,
            format: None,
            drawing: Drawing::default(),
            n_previews: 0,
            origin: None,
            memo: None,
            callback: None,
            priority: 0,
            deadline: None,
            idempotency_key: None,
        }
    }
}

/// How a drawn picture is written, apart from its format.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Drawing {
    /// Pixels of the raster picture per pixel of the canvas, 1.0 to 4.0.
    pub scale: f32,
    /// The SVG holds words instead of their outlines: they can be searched and edited, and look
    /// as intended only where the fonts are installed.
    pub selectable_text: bool,
}

impl Default for Drawing {
    fn default() -> Self {
        Self { scale: 1.0, selectable_text: false }
    }
}

/// What the draft is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Wanted {
    /// A prompt whose kind of picture Easel works out.
    Smart {
        /// What the person wrote.
        prompt: String,
        /// The kind of picture, where the client insists.
        intent: Option<Intent>,
        /// False hands the prompt to the engine byte for byte.
        enhance: bool,
    },
    /// A prompt for a diffusion engine, as it stands.
    Paint {
        /// What the person wrote.
        prompt: String,
    },
    /// A finished description to draw.
    Draw {
        /// The picture.
        spec: Box<Spec>,
    },
    /// A diagram or chart in a text notation: Mermaid or Graphviz DOT.
    Notation {
        /// The text.
        source: String,
    },
    /// A change of a picture that needs no diffusion engine.
    Edit {
        /// The picture.
        #[serde(skip)]
        picture: ImageSource,
        /// The change.
        edit: Edit,
    },
}

/// Where a picture that belongs to a request comes from. Looked up and checked by
/// `easel-core::pictures`.
#[derive(Debug, Clone, PartialEq)]
pub enum ImageSource {
    /// It came with the request: an encoded picture.
    Bytes(Vec<u8>),
    /// A picture made here.
    Artifact(ArtifactId),
    /// A picture the client stored here.
    Upload(UploadId),
    /// An http(s) address elsewhere.
    Address(String),
}

/// How a mask marks what is repainted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum MaskKind {
    /// White is repainted, black is kept.
    #[default]
    Luminance,
    /// Transparent is repainted, opaque is kept.
    Alpha,
}

/// A change of a picture that needs no diffusion engine.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Makes a plain background transparent.
    RemoveBackground,
    /// More pixels, no more detail.
    Enlarge {
        /// Side after over side before, above 1 and up to 8.
        factor: f32,
    },
}

impl Edit {
    /// The name used in the price book.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RemoveBackground => "remove_background",
            Self::Enlarge { .. } => "enlarge",
        }
    }
}

/// The words of a named style.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Style {
    /// Added to the prompt, separated by a comma.
    pub prompt: String,
    /// Added to the negative prompt.
    pub negative_prompt: String,
}

/// Who is told when a job is final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// The http(s) address that is called.
    pub address: String,
    /// Sent as a bearer token, so that the receiver knows who calls.
    pub token: Option<String>,
    /// Which front writes the message; each knows its own.
    pub form: String,
    /// The base of absolute addresses in the message, without a trailing slash.
    pub base_url: String,
}

/// A request, fully resolved: defaults applied, model and seed fixed, limits checked. Stored
/// with the job; nothing below `submit` asks "was it set?".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GenerationRequest {
    /// What the person wrote; empty where a spec was sent.
    pub prompt: String,
    /// What was made of it for the engine, where that differs.
    pub revised_prompt: Option<String>,
    /// The kind of picture.
    pub intent: Intent,
    /// True where Easel chose the kind; decides the price and what answers mention.
    pub smart: bool,
    /// True where the client said itself how much work the engine does (steps, more or less effort,
    /// a second pass);
    /// flat prices are not meant for that.
    #[serde(default)]
    pub own_work: bool,
    /// What the client should know about how the request was understood or drawn.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The produced picture that this one is made from.
    #[serde(default)]
    pub origin: Option<ArtifactId>,
    /// What the front wants to remember about the request.
    #[serde(default)]
    pub memo: Option<String>,
    /// Who is told when the job is final.
    #[serde(default)]
    pub callback: Option<Callback>,
    /// What is to be done.
    pub work: Work,
}

impl GenerationRequest {
    /// A request in the client's own words, with nothing to remark.
    pub fn new(prompt: String, intent: Intent, work: Work) -> Self {
        Self {
            prompt,
            revised_prompt: None,
            intent,
            smart: false,
            own_work: false,
            notes: Vec::new(),
            origin: None,
            memo: None,
            callback: None,
            work,
        }
    }

    /// The size of the pictures.
    pub fn size(&self) -> Size {
        match &self.work {
            Work::Draw { size, .. } | Work::Edit { size, .. } => *size,
            Work::Paint(params) => params.size,
        }
    }

    /// How the pictures are encoded.
    pub fn format(&self) -> ImageFormat {
        match &self.work {
            Work::Draw { format, .. } | Work::Edit { format, .. } => *format,
            Work::Paint(params) => params.format,
        }
    }

    /// How many pictures came with the request.
    pub fn n_inputs(&self) -> usize {
        match &self.work {
            Work::Draw { .. } => 0,
            Work::Edit { .. } => 1,
            Work::Paint(params) => usize::from(params.init.is_some()) + params.references.len(),
        }
    }

    /// The spec, for instant kinds.
    pub fn spec(&self) -> Option<&Spec> {
        match &self.work {
            Work::Draw { spec, .. } => Some(spec),
            Work::Paint(_) | Work::Edit { .. } => None,
        }
    }
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Drawn on the CPU inside the request.
    Draw {
        /// The picture.
        spec: Box<Spec>,
        /// Its size.
        size: Size,
        /// The format of the output besides SVG.
        format: ImageFormat,
        /// How it is written.
        #[serde(default)]
        drawing: Drawing,
    },
    /// Queued for a diffusion engine.
    Paint(Box<ImageParams>),
    /// A picture changed on the CPU inside the request.
    Edit {
        /// The change.
        edit: Edit,
        /// Size of the result.
        size: Size,
        /// The format of the output.
        format: ImageFormat,
    },
}
