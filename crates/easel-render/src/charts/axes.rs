//! The value axis: tick labels and grid lines, and the caption above them.

use kurbo::{Point, Rect};

use crate::canvas::Stage;
use crate::numbers::Unit;
use crate::scales::Scale;
use crate::scene::{Anchor, Pen, Role};
use crate::text::{TextStyle, Weight};

/// Style of tick labels.
pub(super) fn tick_style(stage: &Stage<'_>) -> TextStyle {
    TextStyle::new(stage.canvas.font(18.0), Weight::Regular)
}

/// What a tick says. The unit stands here only where it does not stand at the marks.
pub(super) fn tick_texts(scale: &Scale, unit: &Unit, with_unit: bool) -> Vec<(f64, String)> {
    let write = |value: f64| {
        let number = unit.tick(value, scale.step, scale.largest());
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
    let Some(text) = caption else { return area };
    let style = TextStyle::new(stage.canvas.font(17.0), Weight::Regular);
    let (block, cut) = stage.engine.shortened(text, style, (area.width(), 2));
    let shown = cut.as_deref().unwrap_or(text);
    let place = (Point::new(area.x0, area.y0), Anchor::TopLeft);
    stage.scene.text((&block, shown), place, stage.palette.muted, Role::Label);
    stage.record_cut(text, cut.is_some());
    Rect { y0: area.y0 + block.height + stage.canvas.px(12.0), ..area }
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

/// Draws horizontal grid lines across `plot` with labels left of it.
pub(super) fn horizontal_grid(
    stage: &mut Stage<'_>,
    plot: Rect,
    scale: &Scale,
    ticks: &[(f64, String)],
) {
    let style = tick_style(stage);
    let width = stage.canvas.px(1.25).max(1.0);
    for (value, text) in ticks {
        let y = plot.y1 - scale.share(*value) * plot.height();
        let color = if *value == 0.0 { stage.palette.axis } else { stage.palette.grid };
        let pen = Pen::butt(color, if *value == 0.0 { width * 1.5 } else { width });
        stage.scene.line(Point::new(plot.x0, y), Point::new(plot.x1, y), pen);
        let place = (Point::new(plot.x0 - style.size * 0.7, y), Anchor::Right);
        stage.put(text, (style, None), place, (stage.palette.muted, Role::Tick));
    }
}

/// How many steps an axis of this length should have.
pub(super) fn tick_count(stage: &Stage<'_>, length: f64, label: f64) -> f64 {
    (length / (label * 2.0).max(stage.canvas.px(90.0))).clamp(1.0, 5.0)
}
