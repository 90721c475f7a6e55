//! PixelAPI JSON → drafts. Pure.

use easel_types::request::Wanted;
use easel_types::{Error, GenerationDraft, Result, Size};

use super::wire::{Generate, SmartGenerate};

/// Side of a picture of which only the other side is given.
const SIDE_DEFAULT: u32 = 1024;

pub(crate) fn smart_generate(
    body: SmartGenerate,
    idempotency_key: Option<String>,
) -> Result<GenerationDraft> {
    let wanted = Wanted::Smart { prompt: body.prompt, intent: None, enhance: true };
    let mut draft = GenerationDraft::new(wanted);
    // This call has documented defaults of its own, whatever the model's.
    draft.size = Some(Size::new(
        whole("width", body.width)?.unwrap_or(SIDE_DEFAULT),
        whole("height", body.height)?.unwrap_or(SIDE_DEFAULT),
    ));
    draft.idempotency_key = idempotency_key;
    Ok(draft)
}

pub(crate) fn generate(body: Generate, idempotency_key: Option<String>) -> Result<GenerationDraft> {
    let mut draft = GenerationDraft::new(Wanted::Paint { prompt: body.prompt });
    let (width, height) = (whole("width", body.width)?, whole("height", body.height)?);
    draft.size = (width.is_some() || height.is_some())
        .then(|| Size::new(width.unwrap_or(SIDE_DEFAULT), height.unwrap_or(SIDE_DEFAULT)));
    draft.model = body.model;
    draft.steps = whole("steps", body.steps)?;
    #[expect(clippy::cast_possible_truncation, reason = "a guidance scale needs no more digits")]
    let guidance_scale = body.guidance_scale.map(|scale| scale as f32);
    draft.guidance_scale = guidance_scale;
    draft.negative_prompt = body.negative_prompt;
    draft.seed = seed(body.seed)?;
    draft.idempotency_key = idempotency_key;
    Ok(draft)
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

fn whole(param: &str, value: Option<i64>) -> Result<Option<u32>> {
    let Some(value) = value else { return Ok(None) };
    u32::try_from(value)
        .map(Some)
        .map_err(|_| Error::invalid(param, format!("`{param}` is {value}, which is out of range")))
}
