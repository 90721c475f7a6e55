//! OpenAI JSON and forms → drafts and what the answer looks like. Pure.

use easel_types::request::{MaskKind, Style, Wanted};
use easel_types::{Error, ErrorKind, GenerationDraft, ImageFormat, ImageSource, Result, Size};

use super::wire::{Edit, Generate, MakeVideo, Vary};
use crate::app::BaseUrl;
use crate::body::FormPart;

/// Side of the square with the area of pictures of the size `auto`.
const AUTO_SIDE: u32 = 1024;
/// Most rough pictures in a stream.
const PARTIAL_IMAGES_MAX: i64 = 3;
/// How much of a picture is repainted by an edit.
const EDIT_STRENGTH: f32 = 0.75;
/// The same with `input_fidelity` high.
const FAITHFUL_STRENGTH: f32 = 0.5;
/// Where a mask says what is kept, the rest is painted anew: what is transparent there often
/// has no colour of its own.
const MASKED_STRENGTH: f32 = 1.0;
/// How much of a picture is repainted by a variation.
const VARY_STRENGTH: f32 = 0.7;
/// What a variation tells the model, which must be told something.
const VARY_PROMPT: &str = "the same picture in another version, high quality";

/// A request, and how its answer is to look.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) draft: GenerationDraft,
    pub(crate) answer: Look,
}

/// How an answer is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Bytes instead of addresses.
    pub(crate) as_base64: bool,
    /// Events instead of one answer.
    pub(crate) stream: bool,
    /// Rough pictures in the stream.
    pub(crate) n_partial: u32,
    /// What events are called.
    pub(crate) event: &'static str,
    /// The quality, as answers name it.
    pub(crate) quality: &'static str,
}

/// What generating, editing and varying have in common.
#[derive(Debug, Default)]
struct Words {
    model: Option<String>,
    n: Option<i64>,
    size: Option<String>,
    quality: Option<String>,
    background: Option<String>,
    output_format: Option<String>,
    output_compression: Option<i64>,
    moderation: Option<String>,
    response_format: Option<String>,
    stream: Option<bool>,
    partial_images: Option<i64>,
}

pub(crate) fn generate(body: Generate, idempotency_key: Option<String>) -> Result<Ask> {
    let animated = [
        ("svg", body.svg.is_some()),
        ("complexity", body.complexity.is_some()),
        ("frame_count", body.frame_count.is_some()),
        ("frame_duration_ms", body.frame_duration_ms.is_some()),
    ];
    if let Some((param, _)) = animated.iter().find(|(_, given)| *given) {
        let public = format!(
            "`{param}` belongs to vector pictures and animations, which cannot be asked for here; \
             leave it out"
        );
        return Err(Error::unsupported(*param, public));
    }
    let wanted = Wanted::Smart { prompt: body.prompt, intent: None, enhance: true };
    let mut draft = GenerationDraft::new(wanted);
    draft.style = body.style.as_deref().map(style).transpose()?;
    draft.negative_prompt = body.negative_prompt;
    draft.seed = body.seed.map(|seed| natural("seed", seed)).transpose()?;
    draft.steps = body.steps.map(|steps| natural("steps", steps)).transpose()?;
    #[expect(clippy::cast_possible_truncation, reason = "a guidance scale needs no more digits")]
    let guidance_scale = body.guidance_scale.map(|scale| scale as f32);
    draft.guidance_scale = guidance_scale;
    draft.idempotency_key = idempotency_key;
    let words = Words {
        model: body.model,
        n: body.n,
        size: body.size,
        quality: body.quality,
        background: body.background,
        output_format: body.output_format,
        output_compression: body.output_compression,
        moderation: body.moderation,
        response_format: body.response_format,
        stream: body.stream,
        partial_images: body.partial_images,
    };
    ask(draft, words, "image_generation")
}

pub(crate) fn edit(
    body: Edit,
    (images, mask): (Vec<FormPart>, Vec<FormPart>),
    idempotency_key: Option<String>,
    base: &BaseUrl,
) -> Result<Ask> {
    let mut draft = GenerationDraft::new(Wanted::Paint { prompt: body.prompt });
    let mut images = images.iter().map(|part| file("image", part, base));
    let Some(first) = images.next() else {
        return Err(Error::invalid("image", "the form has no file `image`; send the picture"));
    };
    draft.init_image = Some(first?);
    draft.references = images.collect::<Result<_>>()?;
    draft.mask = one_file("mask", &mask, base)?;
    draft.mask_kind = MaskKind::Alpha;
    let fidelity = body.input_fidelity.as_deref();
    let fidelity = fidelity.map(|text| one_of("input_fidelity", text, &["low", "high"]));
    draft.strength = Some(match (&draft.mask, fidelity.transpose()?) {
        (Some(_), _) => MASKED_STRENGTH,
        (None, Some("high")) => FAITHFUL_STRENGTH,
        (None, _) => EDIT_STRENGTH,
    });
    draft.idempotency_key = idempotency_key;
    let words = Words {
        model: body.model,
        n: body.n,
        size: body.size,
        quality: body.quality,
        background: body.background,
        output_format: body.output_format,
        output_compression: body.output_compression,
        moderation: body.moderation,
        response_format: body.response_format,
        stream: body.stream,
        partial_images: body.partial_images,
    };
    ask(draft, words, "image_edit")
}

pub(crate) fn vary(
    body: Vary,
    images: &[FormPart],
    idempotency_key: Option<String>,
    base: &BaseUrl,
) -> Result<Ask> {
    let mut draft = GenerationDraft::new(Wanted::Paint { prompt: VARY_PROMPT.to_owned() });
    draft.init_image = one_file("image", images, base)?;
    if draft.init_image.is_none() {
        return Err(Error::invalid("image", "the form has no file `image`; send the picture"));
    }
    draft.strength = Some(VARY_STRENGTH);
    draft.idempotency_key = idempotency_key;
    let words = Words {
        model: body.model,
        n: body.n,
        size: body.size,
        response_format: body.response_format,
        ..Words::default()
    };
    ask(draft, words, "image_edit")
}

/// Checks what asks for a video, and returns the picture to begin with.
pub(crate) fn make_video(body: &MakeVideo, files: &[FormPart]) -> Result<()> {
    described(&body.prompt)?;
    if let Some(seconds) = body.seconds.filter(|seconds| ![4, 8, 12].contains(seconds)) {
        let public = format!("`seconds` is {seconds}; it must be 4, 8 or 12");
        return Err(Error::invalid("seconds", public));
    }
    if let Some(size) = &body.size {
        one_of("size", size, &["720x1280", "1280x720", "1024x1792", "1792x1024"])?;
    }
    if files.len() > 1 || (!files.is_empty() && body.input_reference.is_some()) {
        let public = "`input_reference` is there more than once; a video begins with one picture";
        return Err(Error::invalid("input_reference", public));
    }
    if body.input_reference.as_ref().is_some_and(|reference| !reference.is_object()) {
        let public = "`input_reference` must be a file or an object with `image_url`";
        return Err(Error::invalid("input_reference", public));
    }
    Ok(())
}

/// Refuses prompts that say nothing.
pub(crate) fn described(prompt: &str) -> Result<()> {
    if prompt.trim().is_empty() {
        return Err(Error::invalid("prompt", "`prompt` is empty"));
    }
    Ok(())
}

/// The error with the parameter's name as this API's clients know it.
pub(crate) fn in_own_words(mut err: Error) -> Error {
    let own = match err.param.as_deref() {
        Some("width" | "height") => "size",
        Some("init_image" | "reference_images" | "strength") => "image",
        _ => return err,
    };
    err.param = Some(own.to_owned());
    err
}

fn ask(mut draft: GenerationDraft, words: Words, event: &'static str) -> Result<Ask> {
    draft.n_images = natural("n", words.n.unwrap_or(1))?;
    match words.size.as_deref() {
        None => {}
        Some("auto") => draft.auto_side = Some(AUTO_SIDE),
        Some(text) => draft.size = Some(size(text)?),
    }
    let (quality, effort) = words.quality.as_deref().map_or(Ok(("medium", None)), quality)?;
    if effort.is_some() && draft.steps.is_some() {
        let public = "`quality` sets the number of steps; send it or `steps`, not both";
        return Err(Error::invalid("quality", public));
    }
    draft.effort = effort;
    background(words.background.as_deref())?;
    draft.format = words.output_format.as_deref().map(format).transpose()?;
    compression(words.output_compression)?;
    if let Some(moderation) = &words.moderation {
        one_of("moderation", moderation, &["low", "auto"])?;
    }
    let stream = words.stream.unwrap_or(false);
    let n_partial = words.partial_images.unwrap_or(0);
    if !(0..=PARTIAL_IMAGES_MAX).contains(&n_partial) {
        let public =
            format!("`partial_images` is {n_partial}; it must be from 0 to {PARTIAL_IMAGES_MAX}");
        return Err(Error::invalid("partial_images", public));
    }
    if n_partial > 0 && !stream {
        let public = "`partial_images` needs `stream`: without a stream there is one answer only";
        return Err(Error::invalid("partial_images", public));
    }
    draft.n_previews = natural("partial_images", n_partial)?;
    let response_format = words.response_format.as_deref();
    let response_format =
        response_format.map(|text| one_of("response_format", text, &["url", "b64_json"]));
    let as_base64 = match response_format.transpose()? {
        Some(format) => format == "b64_json",
        None => words.model.as_deref().is_some_and(answers_with_bytes),
    };
    draft.model = words.model;
    let n_partial = draft.n_previews;
    Ok(Ask { draft, answer: Look { as_base64, stream, n_partial, event, quality } })
}

/// The models of that API which know no addresses.
fn answers_with_bytes(model: &str) -> bool {
    model.starts_with("gpt-image") || model.starts_with("chatgpt-image")
}

fn size(text: &str) -> Result<Size> {
    let sides = text.split_once(['x', 'X']);
    let sides = sides.and_then(|(width, height)| {
        Some(Size::new(width.trim().parse().ok()?, height.trim().parse().ok()?))
    });
    sides.ok_or_else(|| {
        let public = format!("`size` is \"{text}\"; it must be like 1024x1024, or auto");
        Error::invalid("size", public)
    })
}

/// The quality as answers name it, and how much more or less work than usual it is.
fn quality(text: &str) -> Result<(&'static str, Option<f32>)> {
    let names = ["low", "medium", "high", "xhigh", "max", "standard", "hd", "auto"];
    Ok(match one_of("quality", text, &names)? {
        "low" => ("low", Some(0.5)),
        "high" | "hd" => ("high", Some(1.5)),
        "xhigh" => ("xhigh", Some(2.0)),
        "max" => ("max", Some(2.5)),
        _ => ("medium", None),
    })
}

fn style(text: &str) -> Result<Style> {
    let (prompt, negative_prompt) = match one_of("style", text, &["vivid", "natural"])? {
        "vivid" => ("vivid colors, dramatic light, hyper-real", "dull, washed out"),
        _ => ("natural light, true-to-life colors", "oversaturated, hyper-real"),
    };
    Ok(Style { prompt: prompt.to_owned(), negative_prompt: negative_prompt.to_owned() })
}

fn background(text: Option<&str>) -> Result<()> {
    let Some(text) = text else { return Ok(()) };
    if one_of("background", text, &["opaque", "auto", "transparent"])? == "transparent" {
        let public = "no installed model paints transparent pictures; leave `background` out, and \
                      remove a plain background afterwards (POST /v1/image/remove-background)";
        return Err(Error::unsupported("background", public));
    }
    Ok(())
}

fn format(text: &str) -> Result<ImageFormat> {
    match one_of("output_format", text, &["png", "jpeg", "webp", "gif", "svg"])? {
        "png" => Ok(ImageFormat::Png),
        "jpeg" => Ok(ImageFormat::Jpeg),
        "webp" => Ok(ImageFormat::Webp),
        other => {
            let public =
                format!("pictures cannot be had as {other} here; ask for png, jpeg or webp");
            Err(Error::unsupported("output_format", public))
        }
    }
}

fn compression(percent: Option<i64>) -> Result<()> {
    match percent {
        None | Some(100) => Ok(()),
        Some(percent @ 0..=99) => {
            let public = format!(
                "`output_compression` is {percent}, but the quality of JPEG and WebP pictures is \
                 fixed; leave it out"
            );
            Err(Error::unsupported("output_compression", public))
        }
        Some(percent) => {
            let public = format!("`output_compression` is {percent}; it must be from 0 to 100");
            Err(Error::invalid("output_compression", public))
        }
    }
}

fn one_of<'n>(param: &str, text: &str, names: &[&'n str]) -> Result<&'n str> {
    names.iter().copied().find(|name| *name == text).ok_or_else(|| {
        let public = format!("`{param}` is \"{text}\"; it must be one of {}", names.join(", "));
        Error::invalid(param, public)
    })
}

fn natural<T: TryFrom<i64>>(param: &str, value: i64) -> Result<T> {
    T::try_from(value).map_err(|_| {
        Error::new(
            ErrorKind::InvalidRequest,
            format!("`{param}` is {value}, which is out of range"),
        )
        .with_param(param)
    })
}

fn one_file(param: &str, parts: &[FormPart], base: &BaseUrl) -> Result<Option<ImageSource>> {
    match parts {
        [] => Ok(None),
        [part] => file(param, part, base).map(Some),
        _ => Err(Error::invalid(param, format!("the form has more than one `{param}`"))),
    }
}

/// A file; where the part is a text, what it names.
fn file(param: &str, part: &FormPart, base: &BaseUrl) -> Result<ImageSource> {
    if part.file_name.is_none() {
        return easel_links::by_url_or_base64(param, &part.text()?, base);
    }
    if part.bytes.is_empty() {
        return Err(Error::invalid(param, format!("the file `{param}` is empty")));
    }
    Ok(ImageSource::Bytes(part.bytes.to_vec()))
}
