//! PixelAPI JSON → drafts. Pure.

use easel_types::request::{Edit, Wanted};
use easel_types::{Error, GenerationDraft, ImageSource, Result, Size};

use super::wire::{Generate, ImageOperation, RemoveObject, SmartGenerate, Upscale};
use crate::app::BaseUrl;
use crate::refusal::renamed;

/// Side of a picture of which only the other side is given.
const SIDE_DEFAULT: u32 = 1024;
/// How many times larger an upscaled picture is where the client says nothing.
const SCALE_DEFAULT: u32 = 2;
/// What is painted where an object was.
const NOTHING_THERE: &str =
    "empty background, the surroundings continued seamlessly, nothing there";
/// What is not to be painted there again.
const NO_OBJECT: &str = "object, person, animal, text, watermark, artifacts, blurry";
/// All but the last trace of an object is repainted; at 1 some models lose the surroundings.
const OBJECT_STRENGTH: f32 = 0.95;
/// A new background owes nothing to the old one.
const BACKGROUND_STRENGTH: f32 = 1.0;

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

pub(crate) fn remove_background(
    body: &ImageOperation,
    idempotency_key: Option<String>,
    base: &BaseUrl,
) -> Result<GenerationDraft> {
    let picture = easel_links::by_url("image_url", &body.image_url, base)?;
    let wanted = Wanted::Edit { picture, edit: Edit::RemoveBackground };
    Ok(GenerationDraft { idempotency_key, ..GenerationDraft::new(wanted) })
}

pub(crate) fn upscale(
    body: &Upscale,
    idempotency_key: Option<String>,
    base: &BaseUrl,
) -> Result<GenerationDraft> {
    let picture = easel_links::by_url("image_url", &body.image_url, base)?;
    let scale = whole("scale", body.scale)?.unwrap_or(SCALE_DEFAULT);
    let Ok(scale @ 1..=8) = u8::try_from(scale) else {
        return Err(Error::invalid("scale", format!("`scale` is {scale}; it must be from 1 to 8")));
    };
    let wanted = Wanted::Edit { picture, edit: Edit::Enlarge { factor: f32::from(scale) } };
    Ok(GenerationDraft { idempotency_key, ..GenerationDraft::new(wanted) })
}

pub(crate) fn remove_object(
    body: &RemoveObject,
    idempotency_key: Option<String>,
    base: &BaseUrl,
) -> Result<GenerationDraft> {
    Ok(GenerationDraft {
        init_image: Some(easel_links::by_url("image_url", &body.image_url, base)?),
        mask: Some(easel_links::by_url("mask_url", &body.mask_url, base)?),
        strength: Some(OBJECT_STRENGTH),
        negative_prompt: Some(NO_OBJECT.to_owned()),
        idempotency_key,
        ..GenerationDraft::new(Wanted::Paint { prompt: NOTHING_THERE.to_owned() })
    })
}

/// The draft that paints `prompt` where `mask` is white.
pub(crate) fn replace_background(
    prompt: String,
    (image, mask): (Vec<u8>, Vec<u8>),
    idempotency_key: Option<String>,
) -> GenerationDraft {
    GenerationDraft {
        init_image: Some(ImageSource::Bytes(image)),
        mask: Some(ImageSource::Bytes(mask)),
        strength: Some(BACKGROUND_STRENGTH),
        idempotency_key,
        ..GenerationDraft::new(Wanted::Paint { prompt })
    }
}

/// The picture of a call.
pub(crate) fn image_source(image_url: &str, base: &BaseUrl) -> Result<ImageSource> {
    easel_links::by_url("image_url", image_url, base)
}

/// An error of the core in the words of the calls that change pictures.
pub(crate) fn picture_words(err: Error) -> Error {
    renamed(err, &[("image", "image_url"), ("init_image", "image_url"), ("mask", "mask_url")])
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
