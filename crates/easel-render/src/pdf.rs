//! Scene to PDF: one page with vectors and real text. Fonts are embedded as subsets; each run of
//! glyphs says which characters it stands for, so that text can be found and copied.

use std::collections::HashMap;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{
    Fill, FillRule, LineCap, LineJoin, LinearGradient, Paint, RadialGradient, Stop, Stroke,
    StrokeDash,
};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, Document};
use kurbo::{BezPath, PathEl, Point};

use crate::cast::to_f32;
use crate::error::RenderError;
use crate::raster::emoji_transform;
use crate::scene::{Gradient, GradientRun, Op, Pen, Scene, TextBox};
use crate::text::GlyphRun;
use crate::theme::Color;

/// Points of a page per pixel of the canvas.
const POINTS_PER_PIXEL: f64 = 0.75;

/// A font by the id of its bytes and its index in a collection.
type Fonts = HashMap<(u64, u32), Option<Font>>;

/// Writes a scene as a PDF document of one page.
///
/// # Errors
/// [`RenderError::Encode`].
pub(crate) fn pdf(scene: &Scene, title: &str) -> Result<Vec<u8>, RenderError> {
    let failed = |problem: String| RenderError::Encode { problem };
    let side = |pixels: f64| to_f32(pixels * POINTS_PER_PIXEL);
    let settings = PageSettings::from_wh(side(scene.width), side(scene.height))
        .ok_or_else(|| failed("the page has no size".to_owned()))?;
    let mut document = Document::new();
    // No date: the same spec gives the same bytes.
    document.set_metadata(Metadata::new().title(title.to_owned()).creator("Easel".to_owned()));
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let scale = to_f32(POINTS_PER_PIXEL);
    surface.push_transform(&Transform::from_scale(scale, scale));
    draw(scene, &mut surface);
    surface.pop();
    surface.finish();
    page.finish();
    document.finish().map_err(|error| failed(format!("{error:?}")))
}

fn draw(scene: &Scene, surface: &mut Surface<'_>) {
    let mut fonts = Fonts::new();
    if !scene.is_transparent {
        let canvas = kurbo::Rect::new(0.0, 0.0, scene.width, scene.height);
        fill(surface, &kurbo::Shape::to_path(&canvas, 0.1), scene.background);
    }
    for op in &scene.ops {
        match op {
            Op::Fill { shape, color } => fill(surface, &shape.path(), *color),
            Op::Stroke { shape, pen } => stroke(surface, &shape.path(), *pen),
            Op::Gradient { shape, gradient } => {
                paint(surface, &shape.path(), (gradient_paint(gradient), NormalizedF32::ONE));
            }
            Op::Clip(shape) => {
                // Nothing is seen through an empty clip.
                let path = converted(&shape.path()).or_else(|| converted(&dot()));
                if let Some(path) = path {
                    surface.push_clip_path(&path, &FillRule::NonZero);
                }
            }
            Op::Unclip => surface.pop(),
            Op::Text(text) => draw_text(surface, text, &mut fonts),
        }
    }
}

fn draw_text(surface: &mut Surface<'_>, text: &TextBox, fonts: &mut Fonts) {
    for run in &text.block.runs {
        let key = (run.font.data.id(), run.font.index);
        let font = fonts.entry(key).or_insert_with(|| {
            let bytes: std::sync::Arc<dyn AsRef<[u8]> + Send + Sync> =
                std::sync::Arc::new(run.font.data.clone());
            Font::new(Data::from(bytes), run.font.index)
        });
        if let Some(font) = font {
            draw_run(surface, (run, font.clone()), (text.origin, text.color));
        }
    }
    for placed in &text.block.emoji {
        let transform = emoji_transform(placed, text.origin);
        for (color, path) in placed.emoji.layers() {
            fill(surface, &(transform * path.clone()), *color);
        }
    }
}

fn draw_run(
    surface: &mut Surface<'_>,
    (run, font): (&GlyphRun, Font),
    (origin, color): (Point, Color),
) {
    let Some(first) = run.glyphs.first() else { return };
    let ends = run.glyphs.iter().skip(1).map(|glyph| glyph.x).chain([run.end]);
    let glyphs: Vec<KrillaGlyph> = run
        .glyphs
        .iter()
        .zip(ends)
        .map(|(glyph, end)| KrillaGlyph {
            glyph_id: GlyphId::new(glyph.id),
            text_range: glyph.range.clone(),
            x_advance: (end - glyph.x) / run.size,
            x_offset: 0.0,
            y_offset: (run.baseline - glyph.y) / run.size,
            y_advance: 0.0,
            location: None,
        })
        .collect();
    let start =
        krilla::geom::Point::from_xy(to_f32(origin.x) + first.x, to_f32(origin.y) + run.baseline);
    surface.set_stroke(None);
    surface.set_fill(Some(plain_fill(color)));
    surface.draw_glyphs(start, &glyphs, font, &run.text, run.size, false);
}

fn fill(surface: &mut Surface<'_>, path: &BezPath, color: Color) {
    let Fill { paint: color, opacity, .. } = plain_fill(color);
    paint(surface, path, (color, opacity));
}

fn paint(surface: &mut Surface<'_>, path: &BezPath, (paint, opacity): (Paint, NormalizedF32)) {
    let Some(path) = converted(path) else { return };
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint, opacity, rule: FillRule::NonZero }));
    surface.draw_path(&path);
}

fn stroke(surface: &mut Surface<'_>, path: &BezPath, pen: Pen) {
    let Some(path) = converted(path) else { return };
    let Fill { paint, opacity, .. } = plain_fill(pen.color);
    let is_round = pen.round && pen.dash.is_none();
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint,
        opacity,
        width: to_f32(pen.width),
        line_cap: if is_round { LineCap::Round } else { LineCap::Butt },
        line_join: if pen.round { LineJoin::Round } else { LineJoin::Miter },
        dash: pen
            .dash
            .map(|dash| StrokeDash { array: vec![to_f32(dash), to_f32(dash)], offset: 0.0 }),
        ..Stroke::default()
    }));
    surface.draw_path(&path);
}

fn converted_color(color: Color) -> (rgb::Color, NormalizedF32) {
    let opacity = NormalizedF32::new(f32::from(color.a) / 255.0).unwrap_or(NormalizedF32::ONE);
    (rgb::Color::new(color.r, color.g, color.b), opacity)
}

fn plain_fill(color: Color) -> Fill {
    let (color, opacity) = converted_color(color);
    Fill { paint: color.into(), opacity, rule: FillRule::NonZero }
}

fn gradient_paint(gradient: &Gradient) -> Paint {
    let stops = gradient
        .stops
        .iter()
        .map(|(at, color)| {
            let (color, opacity) = converted_color(*color);
            let offset = NormalizedF32::new(to_f32(at.clamp(0.0, 1.0)));
            Stop { offset: offset.unwrap_or(NormalizedF32::ZERO), color: color.into(), opacity }
        })
        .collect();
    match gradient.run {
        GradientRun::Linear(from, to) => LinearGradient {
            x1: to_f32(from.x),
            y1: to_f32(from.y),
            x2: to_f32(to.x),
            y2: to_f32(to.y),
            transform: Transform::identity(),
            spread_method: krilla::paint::SpreadMethod::Pad,
            stops,
            anti_alias: false,
        }
        .into(),
        GradientRun::Radial(circle) => RadialGradient {
            fx: to_f32(circle.center.x),
            fy: to_f32(circle.center.y),
            fr: 0.0,
            cx: to_f32(circle.center.x),
            cy: to_f32(circle.center.y),
            cr: to_f32(circle.radius),
            transform: Transform::identity(),
            spread_method: krilla::paint::SpreadMethod::Pad,
            stops,
            anti_alias: false,
        }
        .into(),
    }
}

/// A square too small to be seen.
fn dot() -> BezPath {
    kurbo::Shape::to_path(&kurbo::Rect::new(-1.0, -1.0, -0.99, -0.99), 0.1)
}

/// `None` for paths without extent.
fn converted(path: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let pair = |point: Point| (to_f32(point.x), to_f32(point.y));
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                let (x, y) = pair(to);
                builder.move_to(x, y);
            }
            PathEl::LineTo(to) => {
                let (x, y) = pair(to);
                builder.line_to(x, y);
            }
            PathEl::QuadTo(a, to) => {
                let ((ax, ay), (x, y)) = (pair(a), pair(to));
                builder.quad_to(ax, ay, x, y);
            }
            PathEl::CurveTo(a, b, to) => {
                let ((ax, ay), (bx, by), (x, y)) = (pair(a), pair(b), pair(to));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}
