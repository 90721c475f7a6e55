//! `easel render`: a spec as a picture, without server or account.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use easel_picture::PictureLimits;
use easel_render::{RenderOptions, SvgText};
use easel_types::{ImageFormat, Limits, Size, Spec};

use super::gallery;
use crate::cli::RenderArgs;
use crate::terminal::{complain, say};

/// Quality of JPEG pictures, of 100.
const QUALITY: u8 = 92;

pub(crate) fn run(args: &RenderArgs) -> Result<()> {
    if let Some(folder) = &args.gallery {
        return gallery::run(folder);
    }
    let (Some(spec), Some(output)) = (&args.spec, &args.output) else {
        bail!("a spec and an output file are needed");
    };
    let format = format(output)?;
    let (mut spec, mut notes) = parse(spec)?;
    let appearance = spec.appearance_mut();
    appearance.theme = args.theme.or(appearance.theme);
    appearance.transparent |= args.transparent;
    if !args.colors.is_empty() {
        appearance.colors.clone_from(&args.colors);
    }
    let size = Size::new(args.width, args.height);
    let svg_text = if args.selectable_text { SvgText::Text } else { SvgText::Outlines };
    let options = RenderOptions { scale: args.scale, svg_text, ..RenderOptions::new(size) };
    let limits = Limits::default();
    let picture = easel_render::render(&spec, &options, &limits)?;
    let bytes = match format {
        ImageFormat::Svg => picture.svg.into_bytes(),
        ImageFormat::Png => picture.png,
        ImageFormat::Pdf => easel_render::render_pdf(&spec, &options, &limits)?,
        ImageFormat::Webp | ImageFormat::Jpeg => {
            easel_picture::transcode(&picture.png, format, QUALITY, &PictureLimits::default())?
        }
    };
    std::fs::write(output, bytes)
        .with_context(|| format!("{} cannot be written", output.display()))?;
    notes.extend(picture.notes);
    for note in notes {
        complain(&format!("note: {note}"));
    }
    say(&output.display().to_string());
    Ok(())
}

/// A spec as JSON, or a text notation; with remarks on what of the text is not drawn.
fn parse(path: &Path) -> Result<(Spec, Vec<String>)> {
    let text = read(path)?;
    if easel_notation::detect(&text).is_some() {
        let parsed = easel_notation::parse(&text).with_context(|| path.display().to_string())?;
        return Ok((parsed.spec, parsed.notes));
    }
    let spec = serde_json::from_str(&text).with_context(|| {
        format!("{} is not a spec, and neither Mermaid nor Graphviz DOT", path.display())
    })?;
    Ok((spec, Vec::new()))
}

/// The format that a file's extension stands for.
fn format(path: &Path) -> Result<ImageFormat> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let extension = extension.as_deref().map(|name| if name == "jpeg" { "jpg" } else { name });
    extension.and_then(ImageFormat::from_extension).with_context(|| {
        let known = ImageFormat::ALL.map(|format| format!(".{}", format.extension())).join(", ");
        format!("{}: the file must end in one of {known}", path.display())
    })
}

/// Whether a file should hold vectors or pixels.
pub(crate) enum Vector {
    Yes,
    No,
}

/// Decides by the file's extension.
pub(crate) fn extension(path: &Path) -> Result<Vector> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("svg") => Ok(Vector::Yes),
        Some("png") => Ok(Vector::No),
        _ => bail!("{}: the file must end in .png or .svg", path.display()),
    }
}

fn read(path: &Path) -> Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("stdin cannot be read")?;
        return Ok(text);
    }
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
