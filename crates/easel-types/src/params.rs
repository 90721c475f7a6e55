//! What a diffusion engine is asked to do, fully resolved. Ranges are enforced by
//! `easel-core::resolve` against [`crate::Limits`]; translation to a particular engine lives in
//! the worker.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::artifact::{BlobKey, ImageFormat};
use crate::model::{ModelFamily, ModelName, ModelRecord};

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Size {
    /// This width and height.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// A size with the proportions `ratio` and about the area of a square of `side` pixels: both
    /// sides are multiples of 16, the longer one is at most `side_max`, the shorter one at least
    /// 256.
    pub fn of_ratio((width, height): (f64, f64), side: u32, side_max: u32) -> Self {
        let ratio = (width / height).clamp(1.0 / 16.0, 16.0);
        let (wide, high) = (f64::from(side) * ratio.sqrt(), f64::from(side) / ratio.sqrt());
        let shrink = (f64::from(side_max) / wide.max(high)).min(1.0);
        let fit = |px: f64| {
            let px = (px * shrink / 16.0).round() * 16.0;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            let px = px.clamp(256.0, f64::from(side_max.max(256))) as u32;
            px
        };
        Self::new(fit(wide), fit(high))
    }

    /// Number of pixels.
    pub const fn pixels(self) -> u64 {
        self.width as u64 * self.height as u64
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// A request to a diffusion engine. Nothing is optional in the sense of "decide later": `None`
/// means that the feature is not used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImageParams {
    /// Which installed model.
    pub model: ModelName,
    /// Its architecture, which fixes the price.
    pub family: ModelFamily,
    /// What the engine is told, after enhancement.
    pub prompt: String,
    /// What it is told to avoid; empty for none.
    pub negative_prompt: String,
    /// Size of the finished pictures. A worker whose model needs multiples of 8, 16 or 64 paints
    /// larger and crops.
    pub size: Size,
    /// Denoising steps, 1 to 150.
    pub steps: u32,
    /// Classifier-free guidance scale, 0 to 30; 1 switches guidance off.
    pub guidance_scale: f32,
    /// Guidance embedded in distilled models (FLUX dev), 0 to 30.
    pub distilled_guidance: f32,
    /// Seed of the first picture, below 2^53; the next pictures use the following seeds.
    pub seed: u64,
    /// How many pictures.
    pub n_images: u32,
    /// How the noise is removed; `None` lets the engine take the model's own.
    pub sampler: Option<Sampler>,
    /// How the noise levels are spaced; `None` lets the engine take the sampler's own.
    pub scheduler: Option<Scheduler>,
    /// CLIP layers left out from the end; `None` for the model's own.
    pub clip_skip: Option<u32>,
    /// Start from a picture instead of from noise.
    pub init: Option<InitImage>,
    /// White where the init picture is repainted.
    pub mask: Option<BlobKey>,
    /// Pictures the model should look at (FLUX Kontext, Qwen-Image-Edit, …).
    pub references: Vec<BlobKey>,
    /// Adapters added to the model.
    pub loras: Vec<LoraUse>,
    /// A second pass at a larger size.
    pub hires: Option<Hires>,
    /// Decode the picture in tiles to save memory.
    pub vae_tiling: bool,
    /// Make edges meet, for textures.
    pub seamless: bool,
    /// How the finished pictures are encoded.
    #[serde(default)]
    pub format: ImageFormat,
    /// How many rough pictures should be published on the way, per picture.
    #[serde(default)]
    pub n_previews: u32,
}

impl ImageParams {
    /// One picture of `prompt` with the model's own settings, seed 0 and no extras.
    pub fn plain(model: &ModelRecord, prompt: String, size: Size) -> Self {
        Self {
            model: model.name.clone(),
            family: model.family,
            prompt,
            negative_prompt: String::new(),
            size,
            steps: model.defaults.steps,
            guidance_scale: model.defaults.guidance_scale,
            distilled_guidance: model.defaults.distilled_guidance,
            seed: 0,
            n_images: 1,
            sampler: None,
            scheduler: None,
            clip_skip: None,
            init: None,
            mask: None,
            references: Vec::new(),
            loras: Vec::new(),
            hires: None,
            vae_tiling: false,
            seamless: false,
            format: ImageFormat::Png,
            n_previews: 0,
        }
    }
}

/// A picture to start from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InitImage {
    /// The picture; scaled to the requested size.
    pub blob: BlobKey,
    /// How much is repainted: 0 keeps the picture, 1 ignores it.
    pub strength: f32,
}

/// An adapter and how strongly it is applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoraUse {
    /// Which installed LoRA.
    pub model: ModelName,
    /// −4 to 4; 1 is as trained.
    pub weight: f32,
}

/// A second pass at a larger size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hires {
    /// Size after the second pass over size before it, 1 to 4.
    pub scale: f32,
    /// Steps of the second pass, 1 to 150.
    pub steps: u32,
    /// How much the second pass repaints, 0 to 1.
    pub strength: f32,
}

macro_rules! named_enum {
    ($(#[$doc:meta])* $name:ident, $what:literal, { $($variant:ident => $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the names are the documentation")]
        pub enum $name {
            $(#[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used on the wire and by the engine.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text).ok_or_else(|| {
                    let names: Vec<_> = Self::ALL.iter().map(|value| value.as_str()).collect();
                    format!(concat!("not a ", $what, ": one of {}"), names.join(", "))
                })
            }
        }
    };
}

named_enum!(
    /// How the noise is removed. The names are stable-diffusion.cpp's.
    Sampler, "sampler", {
        Euler => "euler",
        EulerA => "euler_a",
        Heun => "heun",
        Dpm2 => "dpm2",
        Dpmpp2sA => "dpm++2s_a",
        Dpmpp2m => "dpm++2m",
        Dpmpp2mV2 => "dpm++2mv2",
        Ipndm => "ipndm",
        IpndmV => "ipndm_v",
        Lcm => "lcm",
        DdimTrailing => "ddim_trailing",
        Tcd => "tcd",
        ResMultistep => "res_multistep",
        Res2s => "res_2s",
        ErSde => "er_sde",
    }
);

named_enum!(
    /// How the noise levels are spaced. The names are stable-diffusion.cpp's.
    Scheduler, "scheduler", {
        Discrete => "discrete",
        Karras => "karras",
        Exponential => "exponential",
        Ays => "ays",
        Gits => "gits",
        SgmUniform => "sgm_uniform",
        Simple => "simple",
        Smoothstep => "smoothstep",
        KlOptimal => "kl_optimal",
        Lcm => "lcm",
        BongTangent => "bong_tangent",
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_keep_their_proportions_within_the_limits() {
        let of = |ratio, side| Size::of_ratio(ratio, side, 2048);
        assert_eq!(of((1.0, 1.0), 1024), Size::new(1024, 1024));
        assert_eq!(of((16.0, 9.0), 1024), Size::new(1360, 768));
        assert_eq!(of((9.0, 19.5), 1024), Size::new(688, 1504));
        assert_eq!(of((16.0, 9.0), 2048), Size::new(2048, 1152));
        assert_eq!(of((1.0, 100.0), 512), Size::new(256, 2048));
    }
}
