//! What lies behind the texts of an entry, by look.

use kurbo::{BezPath, Point, Rect};

use super::card::Style;
use super::names::Look;
use super::{Entry, mark};
use crate::canvas::Stage;
use crate::scene::{Pen, Shape};
use crate::theme::Color;

fn radius(style: Style, rect: Rect) -> f64 {
    match style.look {
        Look::Capsule => (rect.height() / 2.0).min(style.font * 2.4),
        _ => (style.font * 0.7).min(rect.height() * 0.3),
    }
}

/// Draws the surface of an entry; returns its colour.
pub(super) fn draw(stage: &mut Stage<'_>, entry: &Entry<'_>, style: Style, rect: Rect) -> Color {
    let palette = stage.palette;
    let round = radius(style, rect);
    let hairline = stage.canvas.px(1.5).max(1.0);
    match style.look {
        Look::Plain | Look::Underline | Look::Circle => palette.background,
        Look::Badge => {
            stage.scene.shadow(rect, round, stage.canvas.px(10.0), palette.shadow);
            stage.scene.rect(rect, round, palette.card);
            let rim = Pen::new(palette.grid, hairline);
            stage.scene.stroke(Shape::Rounded(rect, round), rim);
            palette.card
        }
        Look::Capsule => {
            let color = palette.tint(entry.color, 0.13);
            stage.scene.rect(rect, round, color);
            color
        }
        _ => {
            let color = palette.tint(entry.color, 0.075);
            stage.scene.shadow(rect, round, stage.canvas.px(9.0), palette.shadow);
            stage.scene.rect(rect, round, palette.background);
            stage.scene.rect(rect, round, color);
            let rim = Pen::new(palette.tint(entry.color, 0.34), hairline);
            stage.scene.stroke(Shape::Rounded(rect, round), rim);
            color
        }
    }
}

/// A quarter circle with the icon in the upper right corner.
pub(super) fn corner(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    (rect, size): (Rect, f64),
    style: Style,
) {
    let round = radius(style, rect);
    let (left, right, top) = (rect.x1 - size, rect.x1, rect.y0);
    let bend = size * 0.448;
    let mut path = BezPath::new();
    path.move_to((left, top));
    path.line_to((right - round, top));
    path.curve_to((right - round * 0.45, top), (right, top + round * 0.45), (right, top + round));
    path.line_to((right, top + size));
    path.curve_to((right - size + bend, top + size), (left, top + size - bend), (left, top));
    path.close_path();
    stage.scene.fill(Shape::Path(path), stage.palette.tint(entry.color, 0.3));
    let center = Point::new(right - size * 0.42, top + size * 0.42);
    mark::bare(stage, entry, (center, size * 0.52), stage.palette.tint(entry.color, 0.3));
}

/// The line under the label of an underlined entry.
pub(super) fn rule(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    ((x, y), width): ((f64, f64), f64),
    is_followed: bool,
) {
    if !is_followed {
        return;
    }
    let pen = Pen::new(stage.palette.soft(entry.color), stage.canvas.px(3.0).max(1.25));
    stage.scene.line(Point::new(x, y), Point::new(x + width, y), pen);
}

/// The band of a ribbon or arrow and what lies below it; returns the colour of the latter.
pub(super) fn band(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    style: Style,
    (rect, band, has_body): (Rect, Rect, bool),
) -> Color {
    let palette = stage.palette;
    let (color, _) = mark::ground_of(stage, entry.color);
    if style.look == Look::Arrow {
        let point = (band.height() * 0.42).min(band.width() * 0.12);
        let mut path = BezPath::new();
        path.move_to((band.x0, band.y0));
        path.line_to((band.x1 - point, band.y0));
        path.line_to((band.x1, band.center().y));
        path.line_to((band.x1 - point, band.y1));
        path.line_to((band.x0, band.y1));
        path.line_to((band.x0 + point * 0.8, band.center().y));
        path.close_path();
        stage.scene.fill(Shape::Path(path), color);
        return palette.background;
    }
    let round = radius(style, rect);
    let ground = palette.tint(entry.color, 0.075);
    if has_body {
        let body = Rect { y0: band.center().y, ..rect };
        stage.scene.shadow(body, round, stage.canvas.px(9.0), palette.shadow);
        stage.scene.rect(body, round, palette.background);
        stage.scene.rect(body, round, ground);
        let rim = Pen::new(palette.tint(entry.color, 0.34), stage.canvas.px(1.5).max(1.0));
        stage.scene.stroke(Shape::Rounded(body, round), rim);
    }
    // The band is wider than what it lies on and folded behind it.
    let lap = style.font * 0.4;
    let fold = style.font * 0.35;
    if has_body {
        let shade = color.mix(Color::rgb(0), 0.35);
        for (edge, inner) in [(band.x0 - lap, rect.x0), (band.x1 + lap, rect.x1)] {
            let mut path = BezPath::new();
            path.move_to((edge, band.y1 - 0.5));
            path.line_to((inner, band.y1 - 0.5));
            path.line_to((inner, band.y1 + fold));
            path.close_path();
            stage.scene.fill(Shape::Path(path), shade);
        }
    }
    let wide = if has_body { Rect { x0: band.x0 - lap, x1: band.x1 + lap, ..band } } else { band };
    stage.scene.rect(wide, style.font * 0.25, color);
    ground
}
