//! Axes: tick labels, grid lines, captions. Where the plot lies between them is solved in
//! [`super::frame`].

use kurbo::{Point, Rect};

use crate::canvas::Stage;
use crate::numbers::Unit;
use crate::scales::Scale;
use crate::scene::{Anchor, AxisTrace, Pen, Role};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Style of tick labels.
pub(super) fn tick_style(stage: &Stage<'_>) -> TextStyle {
    TextStyle::new(stage.canvas.font(18.0), Weight::Regular)
}

/// What a tick says. The unit stands here only where it does not stand at the marks.
pub(super) fn tick_texts(scale: &Scale, unit: &Unit, with_unit: bool) -> Vec<(f64, String)> {
    let write = |value: f64| {
        // On a logarithmic axis every tick has its own digits.
        let (step, largest) =
            if scale.is_log { (value, value) } else { (scale.step, scale.largest()) };
        let number = unit.tick(value, step, largest);
        (
            value,
            if with_unit && (value != 0.0 || !unit.is_multiplier()) {
                unit.attach(&number)
            } else {
                number
            },
        )
    };
    scale.ticks().into_iter().map(write).collect()
}

/// Writes the name of the value axis at the top left of `area`. Returns what is left below.
pub(super) fn caption(stage: &mut Stage<'_>, area: Rect, caption: Option<&str>) -> Rect {
    captions(stage, area, [caption.map(|text| (text, stage.palette.muted)), None])
}

/// Writes the names of the left and of the right value axis above them, each in its colour.
/// Returns what is left below.
pub(super) fn captions(
    stage: &mut Stage<'_>,
    area: Rect,
    texts: [Option<(&str, Color)>; 2],
) -> Rect {
    let count = texts.iter().flatten().count();
    if count == 0 {
        return area;
    }
    let style = TextStyle::new(stage.canvas.font(17.0), Weight::Regular);
    let gap = stage.canvas.px(24.0);
    let room = if count > 1 { (area.width() - gap) / 2.0 } else { area.width() };
    let sides = [(area.x0, Anchor::TopLeft), (area.x1, Anchor::TopRight)];
    let mut height: f64 = 0.0;
    for (text, (x, anchor)) in texts.into_iter().zip(sides) {
        let Some((text, color)) = text else { continue };
        let (block, cut) = stage.engine.shortened(text, style, (room, 2));
        let shown = cut.as_deref().unwrap_or(text);
        stage.scene.text((&block, shown), (Point::new(x, area.y0), anchor), color, Role::Label);
        stage.record_cut(text, cut.is_some());
        height = height.max(block.height);
    }
    Rect { y0: area.y0 + height + stage.canvas.px(12.0), ..area }
}

/// Writes the name of the category axis at the bottom of `area`. Returns what is left above.
pub(super) fn bottom_label(stage: &mut Stage<'_>, area: Rect, label: Option<&str>) -> Rect {
    let Some(text) = label else { return area };
    let style = TextStyle::new(stage.canvas.font(17.0), Weight::Regular);
    let (block, cut) = stage.engine.shortened(text, style, (area.width(), 1));
    let shown = cut.as_deref().unwrap_or(text);
    let place = (Point::new(area.center().x, area.y1 - block.height), Anchor::TopCenter);
    stage.scene.text((&block, shown), place, stage.palette.muted, Role::Label);
    stage.record_cut(text, cut.is_some());
    Rect { y1: area.y1 - block.height - stage.canvas.px(8.0), ..area }
}

/// Width of the widest tick label, pixels.
pub(super) fn ticks_width(stage: &mut Stage<'_>, ticks: &[(f64, String)]) -> f64 {
    let style = tick_style(stage);
    ticks.iter().map(|(_, text)| stage.engine.width(text, style)).fold(0.0, f64::max)
}

/// Pen of a grid line; the zero line is darker.
fn grid_pen(stage: &Stage<'_>, is_zero: bool) -> Pen {
    let width = stage.canvas.px(1.25).max(1.0);
    if is_zero {
        Pen::butt(stage.palette.axis, width * 1.5)
    } else {
        Pen::butt(stage.palette.grid, width)
    }
}

/// Draws horizontal grid lines across `plot` with labels left of it.
pub(super) fn horizontal_grid(
    stage: &mut Stage<'_>,
    plot: Rect,
    scale: &Scale,
    ticks: &[(f64, String)],
) {
    let style = tick_style(stage);
    for (value, text) in ticks {
        let y = plot.y1 - scale.share(*value) * plot.height();
        let pen = grid_pen(stage, *value == 0.0);
        stage.scene.line(Point::new(plot.x0, y), Point::new(plot.x1, y), pen);
        let place = (Point::new(plot.x0 - style.size * 0.7, y), Anchor::Right);
        stage.put(text, (style, None), place, (stage.palette.muted, Role::Tick));
    }
    for value in scale.minor_ticks() {
        let y = plot.y1 - scale.share(value) * plot.height();
        let pen = grid_pen(stage, false);
        let from = Point::new(plot.x0 - style.size * 0.35, y);
        stage.scene.line(from, Point::new(plot.x0, y), pen);
    }
}

/// Draws vertical grid lines across `plot` with labels below it.
pub(super) fn vertical_grid(
    stage: &mut Stage<'_>,
    plot: Rect,
    scale: &Scale,
    ticks: &[(f64, String)],
) {
    let style = tick_style(stage);
    for (value, text) in ticks {
        let x = plot.x0 + scale.share(*value) * plot.width();
        let pen = grid_pen(stage, *value == 0.0);
        stage.scene.line(Point::new(x, plot.y0), Point::new(x, plot.y1), pen);
        let place = (Point::new(x, plot.y1 + style.size * 0.95), Anchor::Center);
        stage.put(text, (style, None), place, (stage.palette.muted, Role::Tick));
    }
    for value in scale.minor_ticks() {
        let x = plot.x0 + scale.share(value) * plot.width();
        let pen = grid_pen(stage, false);
        let to = Point::new(x, plot.y1 + style.size * 0.3);
        stage.scene.line(Point::new(x, plot.y1), to, pen);
    }
}

/// Labels right of `plot` for the second value axis; it has no grid lines of its own.
pub(super) fn right_ticks(
    stage: &mut Stage<'_>,
    plot: Rect,
    scale: &Scale,
    ticks: &[(f64, String)],
) {
    let style = tick_style(stage);
    for (value, text) in ticks {
        let y = plot.y1 - scale.share(*value) * plot.height();
        let place = (Point::new(plot.x1 + style.size * 0.7, y), Anchor::Left);
        stage.put(text, (style, None), place, (stage.palette.muted, Role::Tick));
    }
}

/// Records an axis for the lint.
pub(super) fn trace(stage: &mut Stage<'_>, scale: &Scale, ticks: &[(f64, String)], has_bars: bool) {
    stage.scene.axes.push(AxisTrace {
        low: scale.low,
        high: scale.high,
        ticks: ticks.iter().map(|(_, text)| text.clone()).collect(),
        has_bars: has_bars && !scale.is_log,
    });
}

/// How many steps an axis of this length should have.
pub(super) fn tick_count(stage: &Stage<'_>, length: f64, label: f64) -> f64 {
    (length / (label * 2.0).max(stage.canvas.px(90.0))).clamp(1.0, 5.0)
}
