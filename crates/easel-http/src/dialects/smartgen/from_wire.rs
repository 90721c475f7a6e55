//! SmartGen JSON → a composition, and a composed prompt → parameters and draft. Pure.

use easel_core::{Composed, Composition, Levels, PromptForm};
use easel_types::request::Wanted;
use easel_types::{Error, GenerationDraft, Result, Size};

use super::wire::{Examples, Parameters, Quality, SmartgenBody};
use crate::refusal::renamed;

/// The documented defaults.
const MODEL: &str = "FLUX.1-dev";
const SIDE: u32 = 512;
const NEGATIVE_PROMPT: &str = "(worst quality: 1.4), bad quality, nsfw";
const GUIDANCE_FLUX: f32 = 3.0;
const GUIDANCE_SD: f32 = 6.0;

/// A request, read: what is to be composed, and everything the prompt is added to.
#[derive(Debug)]
pub(crate) struct Asked {
    /// What is to be composed.
    pub(crate) composition: Composition,
    /// Answer with the parameters only.
    pub(crate) param_only: bool,
    /// What the client should know.
    pub(crate) notes: Vec<&'static str>,
    parameters: Parameters,
}

pub(crate) fn asked(body: SmartgenBody) -> Result<Asked> {
    let is_sd = body.is_sd.unwrap_or(false);
    let seed = seed(body.seed)?;
    let iterations = match body.quality.unwrap_or_default() {
        Quality::Normal => 20,
        Quality::High => 30,
    };
    let mut notes = Vec::new();
    if body.negative_prompt.is_some() && !is_sd {
        notes.push("`negative_prompt` has no effect without `is_sd`");
    }
    if body.language_model.is_some() {
        notes.push("`language_model` has no effect: prompts are composed by rules");
    }
    let negative =
        is_sd.then(|| body.negative_prompt.unwrap_or_else(|| NEGATIVE_PROMPT.to_owned()));
    let parameters = Parameters {
        prompt: String::new(),
        model: body.image_model.unwrap_or_else(|| MODEL.to_owned()),
        width: body.width.unwrap_or(SIDE),
        height: body.height.unwrap_or(SIDE),
        num_iterations: body.num_iterations.unwrap_or(iterations),
        guidance_scale: body.guidance_scale.unwrap_or(if is_sd {
            GUIDANCE_SD
        } else {
            GUIDANCE_FLUX
        }),
        neg_prompt: negative,
        seed,
    };
    let composition = Composition {
        levels: Levels {
            stylization: body.stylization_level.map(level),
            detail: body.detail_level.map(level),
            color: body.color_level.map(level),
            lighting: body.lighting_level.map(level),
        },
        must_include: body.must_include,
        examples: match body.examples {
            None => Vec::new(),
            Some(Examples::One(example)) => vec![example],
            Some(Examples::Several(examples)) => examples,
        },
        form: if is_sd { PromptForm::StableDiffusion } else { PromptForm::Flux },
        size: Some(Size { width: parameters.width, height: parameters.height }),
        seed: seed.unwrap_or_else(|| hash(&body.description)),
        description: body.description,
    };
    let param_only = body.param_only.unwrap_or(false);
    Ok(Asked { composition, param_only, notes, parameters })
}

impl Asked {
    /// The parameters with the composed prompt.
    pub(crate) fn parameters(&self, composed: Composed) -> Parameters {
        Parameters { prompt: composed.prompt, ..self.parameters.clone() }
    }
}

pub(crate) fn draft(parameters: &Parameters, idempotency_key: Option<String>) -> GenerationDraft {
    GenerationDraft {
        size: Some(Size::new(parameters.width, parameters.height)),
        model: Some(parameters.model.clone()),
        negative_prompt: parameters.neg_prompt.clone(),
        steps: Some(parameters.num_iterations),
        guidance_scale: Some(parameters.guidance_scale),
        seed: parameters.seed,
        idempotency_key,
        ..GenerationDraft::new(Wanted::Paint { prompt: parameters.prompt.clone() })
    }
}

/// An error of the core in the words of this call.
pub(crate) fn words(err: Error) -> Error {
    renamed(
        err,
        &[("steps", "num_iterations"), ("model", "image_model"), ("prompt", "description")],
    )
}

/// Rounded as the SDK does: halves go up.
fn level(value: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let level = (value + 0.5).floor().clamp(1.0, 5.0) as u8;
    level
}

fn seed(seed: Option<i64>) -> Result<Option<u64>> {
    match seed {
        None | Some(-1) => Ok(None),
        Some(seed) => u64::try_from(seed).map(Some).map_err(|_| {
            let public = format!("`seed` is {seed}; give 0 or more, or -1 for a random one");
            Error::invalid("seed", public)
        }),
    }
}

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>).
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(more: &serde_json::Value) -> Asked {
        let mut body = json!({"description": "a fox"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        asked(serde_json::from_value(body).unwrap()).unwrap()
    }

    #[test]
    fn what_is_not_said_has_the_documented_defaults() {
        let Asked { parameters, composition, param_only, notes } = read(&json!({}));
        assert_eq!((parameters.model.as_str(), parameters.width), ("FLUX.1-dev", 512));
        assert_eq!((parameters.num_iterations, parameters.guidance_scale), (20, 3.0));
        assert_eq!((parameters.neg_prompt, param_only), (None, false));
        assert_eq!((composition.form, notes.len()), (PromptForm::Flux, 0));
        let Asked { parameters, composition, .. } =
            read(&json!({"is_sd": true, "quality": "high"}));
        assert_eq!((parameters.num_iterations, parameters.guidance_scale), (30, 6.0));
        assert_eq!(parameters.neg_prompt.as_deref(), Some(NEGATIVE_PROMPT));
        assert_eq!(composition.form, PromptForm::StableDiffusion);
    }

    #[test]
    fn iterations_come_before_quality() {
        let asked = read(&json!({"quality": "high", "num_iterations": 12}));
        assert_eq!(asked.parameters.num_iterations, 12);
    }

    #[test]
    fn levels_are_rounded_and_kept_within_the_scale() {
        for (value, expect) in [(1.0, 1), (2.5, 3), (2.49, 2), (9.0, 5), (-3.0, 1), (1e300, 5)] {
            assert_eq!(level(value), expect, "{value}");
        }
    }
}
