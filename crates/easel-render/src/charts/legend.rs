//! The legend: a row of swatches with names above the plot.

use kurbo::{Point, Rect};

use crate::canvas::Stage;
use crate::scene::{Anchor, Role};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Draws names with their colours at the top of `area`, wrapped. Returns what is left below.
pub(super) fn draw(stage: &mut Stage<'_>, area: Rect, entries: &[(String, Color)]) -> Rect {
    let canvas = stage.canvas;
    let style = TextStyle::new(canvas.font(19.0), Weight::SemiBold);
    let swatch = style.size * 0.8;
    let (gap, between) = (style.size * 0.45, style.size * 1.5);
    let line_height = style.size * 1.55;
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
        stage.scene.rect(rect, swatch * 0.28, *color);
        let text = cut.as_deref().unwrap_or(name);
        let place = (Point::new(rect.x1 + gap, middle), Anchor::Left);
        stage.scene.text((&block, text), place, stage.palette.body, Role::Label);
        stage.record_cut(name, cut.is_some());
        pen.x += width + between;
    }
    Rect { y0: pen.y + line_height + canvas.px(16.0), ..area }
}
