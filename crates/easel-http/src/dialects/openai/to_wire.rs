//! Jobs and models → OpenAI JSON. Pure.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use easel_types::{Artifact, Job, ModelRecord, Size, Work};

use super::from_wire::Look;
use super::wire::{ImageEvent, ImagesAnswer, Model, Picture, Usage, UsageDetails};
use crate::app::BaseUrl;

/// Characters of a text that count as one token, a usual rule of thumb.
const CHARS_PER_TOKEN: usize = 4;
/// Tokens of a picture that came with the request: what that API counts for one of a square
/// picture's 512-pixel tiles and its base.
const TOKENS_PER_INPUT: u64 = 194;
/// Pixels that the numbers of [`picture_tokens`] are for.
const TOKEN_PIXELS: u64 = 1024 * 1024;

/// The answer with the addresses of the pictures.
pub(crate) fn with_addresses(
    job: &Job,
    outputs: &[&Artifact],
    (look, base): (Look, &BaseUrl),
) -> ImagesAnswer {
    let pictures = outputs.iter().map(|artifact| Picture {
        b64_json: None,
        url: Some(base.file(artifact)),
        revised_prompt: job.request.revised_prompt.clone(),
    });
    answer(job, look, pictures.collect())
}

/// The answer with the pictures themselves.
pub(crate) fn with_bytes(job: &Job, outputs: &[Bytes], look: Look) -> ImagesAnswer {
    let pictures = outputs.iter().map(|bytes| Picture {
        b64_json: Some(STANDARD.encode(bytes)),
        url: None,
        revised_prompt: job.request.revised_prompt.clone(),
    });
    answer(job, look, pictures.collect())
}

fn answer(job: &Job, look: Look, data: Vec<Picture>) -> ImagesAnswer {
    let usage = usage(job, look.quality, data.len());
    ImagesAnswer {
        created: created(job),
        data,
        background: "opaque",
        output_format: format_name(job),
        quality: look.quality,
        size: job.request.size().to_string(),
        usage,
        model: model_used(job),
    }
}

/// An event with a rough picture.
pub(crate) fn partial(job: &Job, look: Look, (index, bytes): (u32, &[u8])) -> ImageEvent {
    ImageEvent {
        kind: format!("{}.partial_image", look.event),
        partial_image_index: Some(index),
        ..event(job, look, bytes)
    }
}

/// An event with a finished picture.
pub(crate) fn completed(job: &Job, look: Look, bytes: &[u8]) -> ImageEvent {
    ImageEvent {
        kind: format!("{}.completed", look.event),
        usage: Some(usage(job, look.quality, 1)),
        ..event(job, look, bytes)
    }
}

fn event(job: &Job, look: Look, bytes: &[u8]) -> ImageEvent {
    ImageEvent {
        kind: String::new(),
        b64_json: STANDARD.encode(bytes),
        partial_image_index: None,
        created_at: created(job),
        size: job.request.size().to_string(),
        quality: look.quality,
        background: "opaque",
        output_format: format_name(job),
        usage: None,
    }
}

/// A model as that API shows it.
pub(crate) fn model(model: &ModelRecord) -> Model {
    Model {
        id: model.name.to_string(),
        object: "model",
        created: model.added_at.as_millis() / 1000,
        owned_by: "easel",
    }
}

fn usage(job: &Job, quality: &str, n_pictures: usize) -> Usage {
    let chars = job.request.prompt.chars().count();
    let text_tokens = u64::try_from(chars.div_ceil(CHARS_PER_TOKEN)).unwrap_or(u64::MAX);
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let image_tokens = TOKENS_PER_INPUT.saturating_mul(number(job.request.n_inputs()));
    let each = picture_tokens(job.request.size(), quality);
    let output_tokens = each.saturating_mul(number(n_pictures));
    let input_tokens = text_tokens.saturating_add(image_tokens);
    Usage {
        total_tokens: input_tokens.saturating_add(output_tokens),
        input_tokens,
        output_tokens,
        input_tokens_details: UsageDetails { text_tokens, image_tokens },
    }
}

/// Tokens of a picture made: that API's numbers for 1024 × 1024 pixels, by area.
fn picture_tokens(size: Size, quality: &str) -> u64 {
    let base = match quality {
        "low" => 272,
        "medium" => 1056,
        _ => 4160,
    };
    size.pixels().saturating_mul(base).div_ceil(TOKEN_PIXELS)
}

/// The model really used; the kind of picture where there was none.
fn model_used(job: &Job) -> String {
    match &job.request.work {
        Work::Paint(params) => params.model.to_string(),
        Work::Draw { .. } => job.request.intent.to_string(),
        Work::Edit { edit, .. } => edit.as_str().to_owned(),
    }
}

fn format_name(job: &Job) -> &'static str {
    match job.request.format() {
        easel_types::ImageFormat::Png => "png",
        easel_types::ImageFormat::Svg => "svg",
        easel_types::ImageFormat::Jpeg => "jpeg",
        easel_types::ImageFormat::Webp => "webp",
        easel_types::ImageFormat::Pdf => "pdf",
    }
}

fn created(job: &Job) -> i64 {
    job.created_at.as_millis() / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_pictures_are_those_of_the_published_table() {
        let square = Size::new(1024, 1024);
        let wide = Size::new(1536, 1024);
        for (size, quality, expect) in [
            (square, "low", 272),
            (wide, "low", 408),
            (square, "medium", 1056),
            (wide, "medium", 1584),
            (square, "high", 4160),
            (wide, "high", 6240),
        ] {
            assert_eq!(picture_tokens(size, quality), expect, "{size} {quality}");
        }
    }
}
