//! The legend: rows of swatches with names above the plot.

use kurbo::{Point, Rect};

use crate::canvas::Stage;
use crate::scene::{Anchor, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Largest share of the height that a legend may take.
const HEIGHT_SHARE: f64 = 0.34;

/// Draws names with their colours at the top of `area`, wrapped; smaller where there are many.
/// Returns what is left below.
pub(super) fn draw(stage: &mut Stage<'_>, area: Rect, entries: &[(String, Color)]) -> Rect {
    let canvas = stage.canvas;
    let mut size = canvas.font(19.0);
    let least = canvas.font_min();
    while size > least && height(stage, area, (entries, size)) > area.height() * HEIGHT_SHARE {
        size = (size * 0.92).max(least);
    }
    let style = TextStyle::new(size, Weight::SemiBold);
    let (swatch, gap, between) = (size * 0.8, size * 0.45, size * 1.5);
    let line_height = size * 1.55;
    let mut pen = Point::new(area.x0, area.y0);
    for (name, color) in entries {
        let room = area.width() - swatch - gap;
        let (block, cut) = stage.engine.shortened(name, style, (room, 1));
        let width = swatch + gap + block.width;
        if pen.x > area.x0 && pen.x + width > area.x1 {
            pen = Point::new(area.x0, pen.y + line_height);
        }
        let middle = pen.y + line_height / 2.0;
        let rect = Rect::new(pen.x, middle - swatch / 2.0, pen.x + swatch, middle + swatch / 2.0);
        stage.surface(Shape::Rounded(rect, swatch * 0.28), *color);
        let text = cut.as_deref().unwrap_or(name);
        let place = (Point::new(rect.x1 + gap, middle), Anchor::Left);
        stage.scene.text((&block, text), place, stage.palette.body, Role::Label);
        stage.record_cut(name, cut.is_some());
        pen.x += width + between;
    }
    Rect { y0: pen.y + line_height + canvas.px(16.0), ..area }
}

/// Height of the legend in this font size.
fn height(stage: &mut Stage<'_>, area: Rect, (entries, size): (&[(String, Color)], f64)) -> f64 {
    let style = TextStyle::new(size, Weight::SemiBold);
    let (mut x, mut lines) = (0.0, 1.0);
    for (name, _) in entries {
        let width = (size * 1.25 + stage.engine.width(name, style)).min(area.width());
        if x > 0.0 && x + width > area.width() {
            x = 0.0;
            lines += 1.0;
        }
        x += width + size * 1.5;
    }
    lines * size * 1.55
}
