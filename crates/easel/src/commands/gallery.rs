//! `easel render --gallery FOLDER`: a page with a picture of every kind and theme, specs beside
//! them. `docs/gallery` is made so.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use easel_render::{EXAMPLES, Example, RenderOptions, Theme};
use easel_types::{Limits, Size, Spec};

use crate::terminal::say;

/// What is drawn in every theme.
const IN_THEMES: [&str; 4] = ["line", "flowchart", "steps", "donut"];
/// Side of the pictures where the example names none, pixels.
const SIDE: u32 = 800;

pub(crate) fn run(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    let mut page = String::from(
        "# Gallery\n\nEvery kind of picture that is drawn, with its spec. Written by \
         `easel render --gallery docs/gallery`; the words here are placed there too.\n",
    );
    let mut section = "";
    for example in EXAMPLES {
        if example.section != section {
            section = example.section;
            let _ = write!(page, "\n## {section}\n");
        }
        let file = format!("{}.webp", example.name);
        draw(example, Theme::Light, &folder.join(&file))?;
        let title = example.name.replace('_', " ");
        let spec = plain(example)?;
        let _ = write!(
            page,
            "\n### {title}\n\n![{title}]({file})\n\n<details><summary>spec</summary>\n\n\
             ```json\n{spec}\n```\n\n</details>\n"
        );
    }
    page.push_str("\n## Themes\n\nThe same specs with `\"appearance\": {\"theme\": …}`.\n");
    for theme in Theme::ALL {
        let _ = write!(page, "\n### {}\n\n", theme.as_str());
        for example in EXAMPLES.iter().filter(|example| IN_THEMES.contains(&example.name)) {
            let file = format!("theme-{}-{}.webp", theme.as_str(), example.name);
            draw(example, theme, &folder.join(&file))?;
            let _ = writeln!(page, "<img src=\"{file}\" width=\"400\" alt=\"{}\">", example.name);
        }
    }
    let path = folder.join("README.md");
    std::fs::write(&path, page).with_context(|| format!("{} cannot be written", path.display()))?;
    say(&path.display().to_string());
    Ok(())
}

/// The spec without what only the corpus needs.
fn plain(example: &Example) -> Result<String> {
    let spec: Spec = serde_json::from_str(example.spec).context(example.name)?;
    serde_json::to_string_pretty(&spec).context(example.name)
}

fn draw(example: &Example, theme: Theme, path: &Path) -> Result<()> {
    let spec: Spec = serde_json::from_str(example.spec).context(example.name)?;
    let json: serde_json::Value = serde_json::from_str(example.spec).context(example.name)?;
    let side = |name: &str| {
        let pixels = json["corpus"][name].as_u64().and_then(|side| u32::try_from(side).ok());
        pixels.unwrap_or(SIDE)
    };
    let size = Size::new(side("width"), side("height"));
    let options = RenderOptions { theme, ..RenderOptions::new(size) };
    let webp = easel_render::render_webp(&spec, &options, &Limits::default())
        .with_context(|| format!("{} cannot be drawn", example.name))?;
    std::fs::write(path, webp).with_context(|| format!("{} cannot be written", path.display()))
}
