//! `POST /variations/…` → drafts about a picture that was found.

use easel_types::request::{Edit, Wanted};
use easel_types::{ArtifactId, Error, GenerationDraft, ImageSource, Limits, Result, Size};

use super::super::memo::{Made, Memo};
use super::super::styles;
use super::super::wire::{UniversalUpscaler, VariationType};
use super::{fitting, number, painted, single, times, whole};

/// How many times larger an upscaled picture is.
const UPSCALE: f64 = 2.0;
/// Below this an enlargement is not worth its name.
const ENLARGEMENT_MIN: f64 = 1.05;
/// How many times wider and higher an unzoomed picture is.
const UNZOOM: f32 = 1.5;
/// What is painted around a picture of which no prompt is known.
const AROUND: &str = "the same scene, continued beyond its edges";
/// What a picture is called of which no prompt is known.
const NAMELESS: &str = "the same picture, sharp and detailed";

/// A picture that is there.
#[derive(Debug, Clone)]
pub(in super::super) struct Found {
    pub(in super::super) picture: ImageSource,
    pub(in super::super) size: Size,
    /// The generated picture it is, or was made of.
    pub(in super::super) origin: Option<ArtifactId>,
    /// What it was made from.
    pub(in super::super) prompt: Option<String>,
    /// The installed model it was made with.
    pub(in super::super) model: Option<String>,
}

/// Which kinds of picture an id may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum SourceKind {
    Any,
    Generated,
    Uploaded,
    Variation,
}

pub(in super::super) fn upscale(found: Found, limits: &Limits) -> Result<GenerationDraft> {
    let factor = fitting(found.size, UPSCALE, limits.enlarged_side_px_max);
    if factor < ENLARGEMENT_MIN {
        return Err(too_large(found.size, limits.enlarged_side_px_max));
    }
    let edit = Edit::Enlarge { factor: single(factor) };
    Ok(edited(found, edit, VariationType::Upscale))
}

pub(in super::super) fn remove_background(found: Found) -> GenerationDraft {
    edited(found, Edit::RemoveBackground, VariationType::Nobg)
}

pub(in super::super) fn unzoom(found: Found, limits: &Limits) -> GenerationDraft {
    let shrink = fitting(found.size, 1.0, limits.side_px_max);
    let size = times(found.size, shrink, limits);
    GenerationDraft {
        extend: Some(UNZOOM),
        init_image: Some(found.picture),
        model: found.model,
        origin: found.origin,
        memo: Memo::of(Made::Variation(VariationType::Unzoom)).text(),
        ..painted(found.prompt.unwrap_or_else(|| AROUND.to_owned()), size)
    }
}

/// Which picture the universal upscaler is to work on.
pub(in super::super) fn upscaler_source(
    body: &UniversalUpscaler,
) -> Result<(&'static str, SourceKind, String)> {
    let given = [
        ("generatedImageId", SourceKind::Generated, &body.generated_image_id),
        ("initImageId", SourceKind::Uploaded, &body.init_image_id),
        ("variationId", SourceKind::Variation, &body.variation_id),
    ];
    let mut given =
        given.into_iter().filter_map(|(param, kind, id)| Some((param, kind, id.clone()?)));
    match (given.next(), given.next()) {
        (Some(one), None) => Ok(one),
        (None | Some(_), _) => {
            let public = "give exactly one of `generatedImageId`, `initImageId` and `variationId`";
            Err(Error::invalid("generatedImageId", public))
        }
    }
}

pub(in super::super) fn universal_upscaler(
    body: UniversalUpscaler,
    found: Found,
    limits: &Limits,
) -> Result<GenerationDraft> {
    let creativity = whole("creativityStrength", body.creativity_strength, 1, 10)?.unwrap_or(5);
    let similarity = whole("similarity", body.similarity, 1, 10)?;
    let detail = whole("detailContrast", body.detail_contrast, 1, 10)?;
    if body.ultra_upscale_style.is_none() {
        let stray = [("similarity", similarity), ("detailContrast", detail)];
        if let Some((param, _)) = stray.iter().find(|(_, value)| value.is_some()) {
            let public = format!("`{param}` needs `ultraUpscaleStyle`");
            return Err(Error::invalid(*param, public));
        }
    }
    let factor = number("upscaleMultiplier", body.upscale_multiplier, 1.0, 2.0)?.unwrap_or(1.5);
    let factor = fitting(found.size, factor, limits.side_px_max);
    if factor < 1.0 {
        return Err(too_large(found.size, limits.side_px_max));
    }
    let mut words = Vec::new();
    let twentieths = match body.ultra_upscale_style {
        Some(style) => {
            words.push(styles::ultra_upscaler(style));
            12 - similarity.unwrap_or(5)
        }
        None => {
            words.push(styles::upscaler(body.upscaler_style.unwrap_or_default()));
            1 + creativity
        }
    };
    match detail {
        Some(..4) => words.push(("soft detail", "")),
        Some(7..) => words.push(("crisp detail", "")),
        Some(_) | None => {}
    }
    let prompt = body.prompt.filter(|prompt| !prompt.trim().is_empty()).or(found.prompt);
    Ok(GenerationDraft {
        init_image: Some(found.picture),
        strength: Some(f32::from(i16::try_from(twentieths).unwrap_or(6)) / 20.0),
        style: styles::style(&words),
        model: found.model,
        origin: found.origin,
        memo: Memo::of(Made::Variation(VariationType::Upscale)).text(),
        ..painted(prompt.unwrap_or_else(|| NAMELESS.to_owned()), times(found.size, factor, limits))
    })
}

fn edited(found: Found, edit: Edit, kind: VariationType) -> GenerationDraft {
    GenerationDraft {
        origin: found.origin,
        memo: Memo::of(Made::Variation(kind)).text(),
        ..GenerationDraft::new(Wanted::Edit { picture: found.picture, edit })
    }
}

fn too_large(size: Size, max: u32) -> Error {
    let public = format!(
        "the picture has {size} pixels; it cannot be made larger, because a side has at most \
         {max} pixels here"
    );
    Error::invalid("id", public)
}
