//! Native JSON → drafts. Pure: no HTTP, no database, no defaults that depend on a model.

use std::time::Duration;

use easel_types::params::Hires;
use easel_types::request::{Drawing, Wanted};
use easel_types::{Error, GenerationDraft, ImageFormat, Result, Size};

use super::wire::{GenerationBody, HiresBody, RenderBody, RenderFormat};
use crate::app::BaseUrl;

/// Side of a picture of which only the other side is given.
const SIDE_DEFAULT: u32 = 1024;

pub(crate) fn generation(
    body: GenerationBody,
    idempotency_key: Option<String>,
    base: &BaseUrl,
) -> Result<GenerationDraft> {
    let picture = |param: &str, text: &str| easel_links::by_url_or_base64(param, text, base);
    let wanted = wanted(&body)?;
    Ok(GenerationDraft {
        size: size(body.width, body.height),
        model: body.model,
        negative_prompt: body.negative_prompt,
        steps: body.steps,
        guidance_scale: body.guidance_scale,
        seed: seed(body.seed)?,
        n_images: body.n.unwrap_or(1),
        sampler: body.sampler,
        scheduler: body.scheduler,
        clip_skip: body.clip_skip,
        init_image: body.init_image.map(|text| picture("init_image", &text)).transpose()?,
        strength: body.strength,
        mask: body.mask.map(|text| picture("mask", &text)).transpose()?,
        references: body
            .reference_images
            .iter()
            .map(|text| picture("reference_images", text))
            .collect::<Result<_>>()?,
        loras: body.loras.into_iter().map(|l| (l.name, l.weight.unwrap_or(1.0))).collect(),
        hires: body.hires.as_ref().map(hires),
        vae_tiling: body.vae_tiling,
        seamless: body.seamless,
        format: body.format.map(asked),
        drawing: drawing(body.scale, body.selectable_text),
        priority: body.priority.unwrap_or(0),
        deadline: body.deadline_seconds.map(Duration::from_secs),
        idempotency_key,
        ..GenerationDraft::new(wanted)
    })
}

pub(crate) fn render(body: RenderBody, idempotency_key: Option<String>) -> Result<GenerationDraft> {
    let wanted = match (body.spec, body.source) {
        (Some(spec), None) => Wanted::Draw { spec: Box::new(spec) },
        (None, Some(source)) => Wanted::Notation { source },
        (Some(_), Some(_)) => {
            return Err(Error::invalid("source", "give either `spec` or `source`, not both"));
        }
        (None, None) => {
            return Err(Error::invalid(
                "spec",
                "`spec` is missing; give it, or Mermaid or DOT as `source`",
            ));
        }
    };
    let mut draft = GenerationDraft::new(wanted);
    draft.size = size(body.width, body.height);
    draft.format = body.format.map(RenderFormat::image);
    draft.drawing = drawing(body.scale, body.selectable_text);
    draft.idempotency_key = idempotency_key;
    Ok(draft)
}

fn drawing(scale: Option<f32>, selectable_text: bool) -> Drawing {
    Drawing { scale: scale.unwrap_or(1.0), selectable_text }
}

/// SVG is refused further down: it is there whenever there can be one.
fn asked(format: RenderFormat) -> ImageFormat {
    if format == RenderFormat::Svg { ImageFormat::Svg } else { format.image() }
}

/// The size of which a client may give one side only.
pub(crate) fn size(width: Option<u32>, height: Option<u32>) -> Option<Size> {
    (width.is_some() || height.is_some())
        .then(|| Size::new(width.unwrap_or(SIDE_DEFAULT), height.unwrap_or(SIDE_DEFAULT)))
}

fn wanted(body: &GenerationBody) -> Result<Wanted> {
    let smart = body.smart.unwrap_or(true);
    let only_smart = [("intent", body.intent.is_some()), ("enhance", body.enhance.is_some())];
    match (&body.prompt, &body.spec, &body.source) {
        (Some(prompt), None, None) if smart => Ok(Wanted::Smart {
            prompt: prompt.clone(),
            intent: body.intent,
            enhance: body.enhance.unwrap_or(true),
        }),
        (Some(prompt), None, None) => match only_smart.iter().find(|(_, given)| *given) {
            Some((param, _)) => Err(Error::invalid(
                *param,
                format!("`{param}` has no meaning with `smart: false`; leave one of them out"),
            )),
            None => Ok(Wanted::Paint { prompt: prompt.clone() }),
        },
        (None, Some(spec), None) => Ok(Wanted::Draw { spec: Box::new(spec.clone()) }),
        (None, None, Some(source)) => Ok(Wanted::Notation { source: source.clone() }),
        (None, None, None) => Err(Error::invalid(
            "prompt",
            "`prompt` is missing; give it, or a `spec`, or Mermaid or DOT as `source`",
        )),
        _ => Err(Error::invalid("spec", "give only one of `prompt`, `spec` and `source`")),
    }
}

fn seed(seed: Option<i64>) -> Result<Option<u64>> {
    match seed {
        None | Some(-1) => Ok(None),
        Some(seed) => u64::try_from(seed).map(Some).map_err(|_| {
            Error::invalid(
                "seed",
                format!("`seed` is {seed}; give 0 or more, or -1 for a random one"),
            )
        }),
    }
}

fn hires(body: &HiresBody) -> Hires {
    Hires {
        scale: body.scale.unwrap_or(2.0),
        steps: body.steps.unwrap_or(10),
        strength: body.strength.unwrap_or(0.5),
    }
}
