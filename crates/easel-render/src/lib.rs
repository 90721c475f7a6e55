//! Specs to pictures: charts, diagrams and infographics, drawn as SVG and PNG with embedded
//! fonts and icons. A pure function: no clock, no network, no configuration; the same spec gives
//! the same bytes.
//!
//! ```text
//! spec → validate → text clean-up → template (layout for this canvas) → scene → lint ⟲ → SVG, PNG
//! ```
//!
//! What the spec types mean is in `easel_types::spec`; making specs from prompts is the affair
//! of `easel-prompt`.

#![forbid(unsafe_code)]

mod canvas;
mod cast;
mod charts;
mod color;
mod color_names;
mod dates;
mod diagrams;
mod emoji;
mod error;
mod fonts;
mod gallery;
mod icons;
mod infographics;
mod lighten;
mod lint;
mod locale;
mod logos;
mod numbers;
mod outlines;
mod pdf;
mod png_rows;
mod raster;
mod scales;
mod scene;
mod scenes;
mod scripts;
mod spread;
mod svg;
mod system_fonts;
mod text;
mod theme;
mod time_axis;
mod validate;
mod wording;

pub use easel_types::spec::Theme;
use easel_types::{Limits, Size, Spec};

pub use crate::error::RenderError;
pub use crate::gallery::{EXAMPLES, Example};
pub use crate::scenes::scene_for;
pub use crate::validate::validate;

use crate::canvas::{Canvas, Stage};
use crate::scene::Scene;
use crate::text::TextEngine;
use crate::theme::Palette;

/// How a spec is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct RenderOptions {
    /// Size of the canvas, which the layout is made for: 256 to 2048 pixels a side by default
    /// limits, any aspect.
    pub size: Size,
    /// Device pixels of the PNG per pixel of the canvas, 1.0 to 4.0.
    pub scale: f32,
    /// The theme where the spec names none.
    pub theme: Theme,
    /// How letters are written in the SVG.
    pub svg_text: SvgText,
}

/// How letters are written in an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SvgText {
    /// As outlines: looks the same everywhere; the words are kept for screen readers.
    #[default]
    Outlines,
    /// As text: can be searched, selected and edited. Looks as intended where the fonts (Inter
    /// and Noto) are installed; elsewhere other fonts are stretched to the same widths.
    Text,
}

impl RenderOptions {
    /// A light picture of this size at scale 1.
    pub const fn new(size: Size) -> Self {
        Self { size, scale: 1.0, theme: Theme::Light, svg_text: SvgText::Outlines }
    }
}

/// A drawn spec in both forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// The raster picture: 8-bit RGB PNG, RGBA where the spec asks for no ground.
    pub png: Vec<u8>,
    /// The vector picture, self-contained.
    pub svg: String,
    /// What the person should know about how it was drawn, such as `3 labels shortened`.
    pub notes: Vec<String>,
}

/// Draws a spec as PNG and SVG.
///
/// # Errors
/// [`RenderError::InvalidSpec`] naming the field, [`RenderError::UnsupportedKind`],
/// [`RenderError::TooLarge`], [`RenderError::UnsupportedSize`],
/// [`RenderError::UnsupportedScale`]; [`RenderError::Font`] and [`RenderError::Encode`] only
/// where the build is broken.
pub fn render(
    spec: &Spec,
    options: &RenderOptions,
    limits: &Limits,
) -> Result<Rendered, RenderError> {
    let scene = draw(spec, options, limits)?;
    let png = raster::png(&scene, f64::from(options.scale))?;
    let svg = svg::svg(&scene, title_of(spec), options.svg_text);
    Ok(Rendered { png, svg, notes: scene.notes })
}

/// Draws a spec as PNG only.
///
/// # Errors
/// As [`render`].
pub fn render_png(
    spec: &Spec,
    options: &RenderOptions,
    limits: &Limits,
) -> Result<Vec<u8>, RenderError> {
    raster::png(&draw(spec, options, limits)?, f64::from(options.scale))
}

/// Draws a spec as SVG only. [`RenderOptions::scale`] has no effect.
///
/// # Errors
/// As [`render`].
pub fn render_svg(
    spec: &Spec,
    options: &RenderOptions,
    limits: &Limits,
) -> Result<String, RenderError> {
    Ok(svg::svg(&draw(spec, options, limits)?, title_of(spec), options.svg_text))
}

/// Draws a spec as WebP, without loss.
///
/// # Errors
/// As [`render`].
pub fn render_webp(
    spec: &Spec,
    options: &RenderOptions,
    limits: &Limits,
) -> Result<Vec<u8>, RenderError> {
    raster::webp(&draw(spec, options, limits)?, f64::from(options.scale))
}

/// Draws a spec as a PDF document of one page, as large as the canvas at 96 pixels an inch:
/// vectors, and text that can be searched and copied, with the fonts it needs embedded.
/// [`RenderOptions::scale`] has no effect.
///
/// # Errors
/// As [`render`].
pub fn render_pdf(
    spec: &Spec,
    options: &RenderOptions,
    limits: &Limits,
) -> Result<Vec<u8>, RenderError> {
    pdf::pdf(&draw(spec, options, limits)?, title_of(spec))
}

/// Draws a spec and checks the picture as the tests of this crate do: one line for each defect a
/// careful person would see (texts that touch, leave the canvas, are too small or too pale).
/// Empty for a clean picture.
///
/// # Errors
/// As [`render`].
pub fn inspect(
    spec: &Spec,
    options: &RenderOptions,
    limits: &Limits,
) -> Result<Vec<String>, RenderError> {
    check_options(options, limits)?;
    validate(spec, limits)?;
    let (clean, _) = text::with_engine(|engine| Ok(wording::clean(spec, engine)))?;
    let scene = draw(spec, options, limits)?;
    let canvas = Canvas::new(options.size, 1.0);
    let findings = lint::lint(&scene, &canvas, Some(&clean));
    Ok(findings.iter().map(|finding| format!("{finding:?}")).collect())
}

/// Draws a spec and returns the corners of every edge of a diagram, to measure the layout: crossings,
/// lengths, bends. Empty for everything that has no edges.
///
/// # Errors
/// As [`render`].
pub fn edge_paths(
    spec: &Spec,
    options: &RenderOptions,
    limits: &Limits,
) -> Result<Vec<Vec<(f64, f64)>>, RenderError> {
    let scene = draw(spec, options, limits)?;
    let corners = |edge: &scene::EdgeTrace| {
        let mut points: Vec<(f64, f64)> = Vec::new();
        for element in edge.path.elements() {
            match element {
                kurbo::PathEl::MoveTo(point) => points.push((point.x, point.y)),
                // Corners are rounded: the line ends where the curve begins.
                kurbo::PathEl::QuadTo(corner, _) => points.push((corner.x, corner.y)),
                _ => {}
            }
        }
        let last = edge.path.elements().last().and_then(kurbo::PathEl::end_point);
        points.extend(last.map(|point| (point.x, point.y)));
        points
    };
    Ok(scene.edges.iter().map(corners).collect())
}

/// Draws a spec and says what could be more beautiful: use of the canvas, number of sizes and
/// hues, widows. One line each; a matter of taste, never repaired.
///
/// # Errors
/// As [`render`].
pub fn remarks(
    spec: &Spec,
    options: &RenderOptions,
    limits: &Limits,
) -> Result<Vec<String>, RenderError> {
    let scene = draw(spec, options, limits)?;
    let canvas = Canvas::new(options.size, 1.0);
    Ok(lint::taste(&scene, &canvas).iter().map(|remark| format!("{remark:?}")).collect())
}

fn title_of(spec: &Spec) -> &str {
    let kind = match spec {
        Spec::Chart(spec) => spec.kind.as_str(),
        Spec::Diagram(spec) => spec.kind.as_str(),
        Spec::Infographic(_) => "infographic",
        Spec::Logo(_) => "logo",
    };
    spec.title().filter(|title| !title.trim().is_empty()).unwrap_or(kind)
}

/// Font sizes tried in turn until a picture is clean.
const FITS: [f64; 6] = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5];

fn draw(spec: &Spec, options: &RenderOptions, limits: &Limits) -> Result<Scene, RenderError> {
    check_options(options, limits)?;
    validate(spec, limits)?;
    text::with_engine(|engine| {
        let (spec, wording_notes) = wording::clean(spec, engine);
        let palette = Palette::of(spec.appearance(), options.theme);
        let (mut cost, mut scene) = fitted(&spec, options.size, (&palette, engine))?;
        if !lighten::is_legible(&scene)
            && let Some((light, lost)) = lighten::lightened(&spec)
        {
            let (light_cost, mut light) = fitted(&light, options.size, (&palette, engine))?;
            let sizes = (lighten::smallest_text(&scene), lighten::smallest_text(&light));
            if sizes.1 > sizes.0 * 1.1 && light_cost <= cost {
                lighten::tell(&mut light, lost);
                (cost, scene) = (light_cost, light);
            }
        }
        if cost >= 100 {
            scene.notes.push("the canvas is too small for everything in the spec".to_owned());
        }
        scene.notes.extend(wording_notes);
        Ok(scene)
    })
}

/// The best of some attempts with smaller and smaller text, and what is wrong with it.
fn fitted(
    spec: &Spec,
    size: Size,
    (palette, engine): (&Palette, &mut TextEngine),
) -> Result<(usize, Scene), RenderError> {
    let mut best: Option<(usize, Scene)> = None;
    let mut idle = 0;
    for fit in FITS {
        let canvas = Canvas::new(size, fit);
        let scene = lay_out(spec, canvas, palette, engine)?;
        let findings = lint::lint(&scene, &canvas, Some(spec));
        let is_hopeless = scene.is_crowded && lint::is_only_small(&findings);
        // A defect is worse than a shortened label.
        let cost = findings.len() * 100 + scene.losses;
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, scene));
            idle = 0;
        } else {
            idle += 1;
        }
        if cost == 0 || idle == 2 || is_hopeless {
            break;
        }
    }
    best.ok_or(RenderError::Font { name: "any" })
}

fn lay_out(
    spec: &Spec,
    canvas: Canvas,
    palette: &Palette,
    engine: &mut TextEngine,
) -> Result<Scene, RenderError> {
    let stage = Stage::new(canvas, palette, engine);
    match spec {
        Spec::Chart(spec) => charts::draw(spec, stage),
        Spec::Diagram(spec) => diagrams::draw(spec, stage),
        Spec::Infographic(spec) => infographics::draw(spec, stage),
        Spec::Logo(spec) => logos::draw(spec, stage),
    }
}

fn check_options(options: &RenderOptions, limits: &Limits) -> Result<(), RenderError> {
    let sides = limits.side_px_min..=limits.side_px_max.min(8_192);
    if !sides.contains(&options.size.width) || !sides.contains(&options.size.height) {
        return Err(RenderError::UnsupportedSize {
            size: options.size,
            min: *sides.start(),
            max: *sides.end(),
        });
    }
    if !(1.0..=4.0).contains(&options.scale) {
        return Err(RenderError::UnsupportedScale { scale: options.scale.to_string() });
    }
    Ok(())
}
