//! `easel render`: a spec as a picture, without server or account.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use easel_render::RenderOptions;
use easel_types::{Limits, Size, Spec};

use crate::cli::RenderArgs;
use crate::terminal::{complain, say};

pub(crate) fn run(args: &RenderArgs) -> Result<()> {
    let text = read(&args.spec)?;
    let spec: Spec = serde_json::from_str(&text)
        .with_context(|| format!("{} is not a spec", args.spec.display()))?;
    let options = RenderOptions::new(Size::new(args.width, args.height));
    let picture = easel_render::render(&spec, &options, &Limits::default())?;
    let bytes = match extension(&args.output)? {
        Vector::Yes => picture.svg.into_bytes(),
        Vector::No => picture.png,
    };
    std::fs::write(&args.output, bytes)
        .with_context(|| format!("{} cannot be written", args.output.display()))?;
    for note in picture.notes {
        complain(&format!("note: {note}"));
    }
    say(&args.output.display().to_string());
    Ok(())
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
