//! `POST /generations-lcm` and `POST /lcm-…` → drafts.

use easel_types::{Error, GenerationDraft, Result, Size};

use super::super::memo::{Made, Memo};
use super::super::styles;
use super::super::wire::LiveGeneration;
use super::{Known, SEED_MAX, fitting, number, painted, seed, single, size, steps, times};
use crate::app::BaseUrl;

const SIZE_DEFAULT: Size = Size::new(512, 512);
/// How many times larger the picture of `/lcm-upscale` is.
const UPSCALE: f64 = 2.0;
/// How much is repainted where nothing is said and the picture is to be kept.
const REFINE_STRENGTH: f64 = 0.3;
/// How much more a creative refinement repaints.
const CREATIVE: f64 = 0.2;

/// Which of the calls it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum LiveKind {
    Generate,
    Refine,
    Inpaint,
    Upscale,
}

pub(in super::super) fn live(
    body: &LiveGeneration,
    kind: LiveKind,
    base: &BaseUrl,
    known: Known<'_>,
) -> Result<GenerationDraft> {
    check_fields(body, kind)?;
    let asked = size((body.width, body.height), SIZE_DEFAULT, known.limits)?;
    let painted_size = match kind {
        LiveKind::Upscale => {
            times(asked, fitting(asked, UPSCALE, known.limits.side_px_max), known.limits)
        }
        LiveKind::Generate | LiveKind::Refine | LiveKind::Inpaint => asked,
    };
    let mask = body.mask_data_url.as_deref();
    let mask = mask.map(|mask| easel_links::by_url("maskDataUrl", mask, base)).transpose()?;
    let words = body.style.map(styles::live);
    Ok(GenerationDraft {
        init_image: Some(easel_links::by_url("imageDataUrl", &body.image_data_url, base)?),
        mask,
        strength: strength(body, kind)?.map(single),
        guidance_scale: number("guidance", body.guidance, 0.5, 20.0)?.map(single),
        steps: steps("steps", body.steps, 4, 16)?,
        seed: seed(body.seed, SEED_MAX)?,
        style: words.and_then(|words| styles::style(&[words])),
        memo: Memo::of(Made::Live).text(),
        ..painted(body.prompt.clone(), painted_size)
    })
}

/// Checks that the fields belong to the call.
fn check_fields(body: &LiveGeneration, kind: LiveKind) -> Result<()> {
    let no = |param: &str, public: &str| Err(Error::invalid(param, public));
    if kind == LiveKind::Inpaint && body.mask_data_url.is_none() {
        return no("maskDataUrl", "inpainting needs `maskDataUrl`");
    }
    if kind != LiveKind::Inpaint && body.mask_data_url.is_some() {
        return no("maskDataUrl", "`maskDataUrl` belongs to POST /lcm-inpainting");
    }
    let refines = body.refine_creative.is_some() || body.refine_strength.is_some();
    if kind != LiveKind::Upscale && refines {
        return no("refineStrength", "the `refine…` fields belong to POST /lcm-upscale");
    }
    if body.request_timestamp.as_ref().is_some_and(|text| text.chars().count() > 200) {
        return no("requestTimestamp", "`requestTimestamp` has more than 200 characters");
    }
    Ok(())
}

/// How much is repainted; `None` for the usual amount.
fn strength(body: &LiveGeneration, kind: LiveKind) -> Result<Option<f64>> {
    let strength = number("strength", body.strength, 0.1, 1.0)?;
    let refine = number("refineStrength", body.refine_strength, 0.1, 1.0)?;
    Ok(match kind {
        LiveKind::Generate | LiveKind::Inpaint => strength,
        LiveKind::Refine => strength.or(Some(REFINE_STRENGTH)),
        LiveKind::Upscale => {
            let more = if body.refine_creative == Some(true) { CREATIVE } else { 0.0 };
            Some((strength.or(refine).unwrap_or(REFINE_STRENGTH) + more).min(1.0))
        }
    })
}
