//! xAI JSON → drafts and what the answer looks like. Pure.

use easel_types::request::Wanted;
use easel_types::{Error, GenerationDraft, ImageFormat, ImageSource, Result, Size};

use super::wire::{ChangeVideo, Edit, Generate, MakeVideo, PictureAddress};
use crate::app::BaseUrl;

/// The aspect ratios of pictures.
const RATIOS: [(&str, (f64, f64)); 13] = [
    ("1:1", (1.0, 1.0)),
    ("16:9", (16.0, 9.0)),
    ("9:16", (9.0, 16.0)),
    ("4:3", (4.0, 3.0)),
    ("3:4", (3.0, 4.0)),
    ("3:2", (3.0, 2.0)),
    ("2:3", (2.0, 3.0)),
    ("2:1", (2.0, 1.0)),
    ("1:2", (1.0, 2.0)),
    ("19.5:9", (19.5, 9.0)),
    ("9:19.5", (9.0, 19.5)),
    ("20:9", (20.0, 9.0)),
    ("9:20", (9.0, 20.0)),
];
/// The aspect ratios of videos.
const VIDEO_RATIOS: [&str; 7] = ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"];
/// Most pictures in one edit.
const EDITED_MAX: usize = 3;
/// How much of a picture is repainted by an edit.
const EDIT_STRENGTH: f32 = 0.75;
/// Longest video in seconds.
const DURATION_MAX: i64 = 15;

/// A request, and how its answer is to look.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) draft: GenerationDraft,
    /// Bytes instead of addresses.
    pub(crate) as_base64: bool,
}

/// What generating and editing have in common.
struct Words {
    model: Option<String>,
    n: Option<i64>,
    aspect_ratio: Option<String>,
    resolution: Option<String>,
    quality: Option<String>,
    response_format: Option<String>,
    image_format: Option<String>,
    output_format: Option<String>,
    size: Option<String>,
    style: Option<String>,
}

pub(crate) fn generate(body: Generate, idempotency_key: Option<String>) -> Result<Ask> {
    let wanted = Wanted::Smart { prompt: body.prompt, intent: None, enhance: true };
    let mut draft = GenerationDraft::new(wanted);
    draft.idempotency_key = idempotency_key;
    let words = Words {
        model: body.model,
        n: body.n,
        aspect_ratio: body.aspect_ratio,
        resolution: body.resolution,
        quality: body.quality,
        response_format: body.response_format,
        image_format: body.image_format,
        output_format: body.output_format,
        size: body.size,
        style: body.style,
    };
    ask(draft, words)
}

pub(crate) fn edit(body: Edit, idempotency_key: Option<String>, base: &BaseUrl) -> Result<Ask> {
    let (param, pictures) = match (body.image, body.images) {
        (Some(image), None) => ("image", vec![image]),
        (None, Some(images)) => ("images", images),
        _ => {
            let public = "send the picture as `image`, or several as `images`, not both";
            return Err(Error::invalid("image", public));
        }
    };
    if pictures.is_empty() || pictures.len() > EDITED_MAX {
        let public = format!(
            "`{param}` has {} pictures; it must have from 1 to {EDITED_MAX}",
            pictures.len()
        );
        return Err(Error::invalid(param, public));
    }
    let single = pictures.len() == 1;
    let side = side(body.resolution.as_deref());
    let mut sources = pictures.iter().map(|picture| source(param, picture, base));
    let mut draft = GenerationDraft::new(Wanted::Paint { prompt: body.prompt });
    draft.init_image = sources.next().transpose()?;
    draft.references = sources.collect::<Result<_>>()?;
    draft.strength = Some(EDIT_STRENGTH);
    draft.idempotency_key = idempotency_key;
    let words = Words {
        model: body.model,
        n: body.n,
        aspect_ratio: body.aspect_ratio,
        resolution: body.resolution,
        quality: body.quality,
        response_format: body.response_format,
        image_format: body.image_format,
        output_format: body.output_format,
        size: body.size,
        style: body.style,
    };
    let mut ask = ask(draft, words)?;
    if single {
        // A single picture keeps its proportions, whatever was asked.
        ask.draft.size = None;
        ask.draft.auto_side = Some(side);
    }
    Ok(ask)
}

/// Checks what asks for a video.
pub(crate) fn make_video(body: &MakeVideo, base: &BaseUrl) -> Result<()> {
    let references = body.reference_images.as_deref().unwrap_or_default();
    let keyframes = body.keyframes.as_deref().unwrap_or_default();
    let has_prompt = body.prompt.as_deref().is_some_and(|prompt| !prompt.trim().is_empty());
    if !has_prompt && body.image.is_none() && keyframes.is_empty() {
        return Err(Error::invalid("prompt", "`prompt` is empty; say what the video should show"));
    }
    duration(body.duration)?;
    if let Some(ratio) = &body.aspect_ratio {
        one_of("aspect_ratio", ratio, &VIDEO_RATIOS)?;
    }
    if let Some(resolution) = &body.resolution {
        one_of("resolution", resolution, &["480p", "720p", "1080p"])?;
    }
    for reference in references {
        source("reference_images", reference, base)?;
    }
    for keyframe in keyframes {
        source("keyframes", &keyframe.image, base)?;
    }
    for (param, picture) in [("image", &body.image), ("last_frame", &body.last_frame)] {
        picture.as_ref().map(|picture| source(param, picture, base)).transpose()?;
    }
    Ok(())
}

/// Checks what asks for a change of a video.
pub(crate) fn change_video(body: &ChangeVideo) -> Result<()> {
    if body.prompt.trim().is_empty() {
        return Err(Error::invalid("prompt", "`prompt` is empty; say what the video should show"));
    }
    duration(body.duration)?;
    let url = body.video.url.to_ascii_lowercase();
    if ["http://", "https://", "data:video/"].iter().any(|start| url.starts_with(start)) {
        return Ok(());
    }
    Err(Error::invalid("video", "`video.url` must be an http(s) address or a data URL of a video"))
}

fn ask(mut draft: GenerationDraft, words: Words) -> Result<Ask> {
    for (param, value, instead) in [
        ("size", words.size, "say `aspect_ratio` and `resolution` instead"),
        ("style", words.style, "say it in the prompt instead"),
    ] {
        if value.is_some() {
            let public = format!("`{param}` is not supported; {instead}");
            return Err(Error::unsupported(param, public));
        }
    }
    let n = words.n.unwrap_or(1);
    draft.n_images = u32::try_from(n)
        .map_err(|_| Error::invalid("n", format!("`n` is {n}; it must be from 1 to 10")))?;
    shape(&mut draft, words.aspect_ratio.as_deref(), words.resolution.as_deref())?;
    if let Some(quality) = &words.quality {
        draft.effort = match one_of("quality", quality, &["low", "medium", "high"])? {
            "low" => Some(0.5),
            "high" => Some(1.5),
            _ => None,
        };
    }
    if let Some(format) = &words.output_format {
        draft.format = Some(match one_of("output_format", format, &["png", "jpeg", "webp"])? {
            "jpeg" => ImageFormat::Jpeg,
            "webp" => ImageFormat::Webp,
            _ => ImageFormat::Png,
        });
    }
    draft.model = words.model;
    let as_base64 = match (words.response_format.as_deref(), words.image_format.as_deref()) {
        (Some(_), Some(_)) => {
            let public = "`image_format` and `response_format` say the same; send one of them";
            return Err(Error::invalid("image_format", public));
        }
        (Some(text), None) => one_of("response_format", text, &["url", "b64_json"])? == "b64_json",
        (None, Some(text)) => one_of("image_format", text, &["url", "base64"])? == "base64",
        (None, None) => false,
    };
    Ok(Ask { draft, as_base64 })
}

/// 1k has the area of a square of 1024 pixels; of 2k the longer side has 2048 pixels.
fn shape(draft: &mut GenerationDraft, ratio: Option<&str>, resolution: Option<&str>) -> Result<()> {
    resolution.map(|text| one_of("resolution", text, &["1k", "2k"])).transpose()?;
    let side = side(resolution);
    match ratio {
        None | Some("auto") => draft.auto_side = Some(side),
        Some(text) => {
            let ratio = RATIOS.iter().find(|(name, _)| *name == text);
            let (_, ratio) = ratio.ok_or_else(|| {
                let names: Vec<_> = RATIOS.iter().map(|(name, _)| *name).collect();
                let public = format!(
                    "`aspect_ratio` is \"{text}\"; it must be auto or one of {}",
                    names.join(", ")
                );
                Error::invalid("aspect_ratio", public)
            })?;
            draft.size = Some(Size::of_ratio(*ratio, side, 2048));
        }
    }
    Ok(())
}

fn side(resolution: Option<&str>) -> u32 {
    if resolution == Some("2k") { 2048 } else { 1024 }
}

fn source(param: &str, picture: &PictureAddress, base: &BaseUrl) -> Result<ImageSource> {
    if let Some(kind) = picture.kind.as_deref().filter(|kind| *kind != "image_url") {
        let public = format!("`{param}.type` is \"{kind}\"; it must be image_url");
        return Err(Error::invalid(param, public));
    }
    easel_links::by_url(param, &picture.url, base)
}

fn duration(seconds: Option<i64>) -> Result<()> {
    match seconds.filter(|seconds| !(1..=DURATION_MAX).contains(seconds)) {
        None => Ok(()),
        Some(seconds) => {
            let public = format!("`duration` is {seconds}; it must be from 1 to {DURATION_MAX} s");
            Err(Error::invalid("duration", public))
        }
    }
}

fn one_of<'n>(param: &str, text: &str, names: &[&'n str]) -> Result<&'n str> {
    names.iter().copied().find(|name| *name == text).ok_or_else(|| {
        let public = format!("`{param}` is \"{text}\"; it must be one of {}", names.join(", "));
        Error::invalid(param, public)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ratio_keeps_its_proportions_in_both_resolutions() {
        for (name, (width, height)) in RATIOS {
            for (resolution, longest) in [("1k", 1536), ("2k", 2048)] {
                let mut draft = GenerationDraft::new(Wanted::Paint { prompt: "a".to_owned() });
                shape(&mut draft, Some(name), Some(resolution)).unwrap();
                let size = draft.size.unwrap();
                let ratio = f64::from(size.width) / f64::from(size.height);
                let off = (ratio / (width / height)).ln().abs();
                assert!(off < 0.03, "{name} {resolution}: {size}");
                assert!(size.width.max(size.height) <= longest, "{name} {resolution}: {size}");
                if resolution == "2k" {
                    assert_eq!(size.width.max(size.height), 2048, "{name}");
                }
            }
        }
    }
}
