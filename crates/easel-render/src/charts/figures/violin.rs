//! Violins: the spread of measurements as an outline to both sides, with the middle half and the
//! median inside.

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect};

use super::common::{Emphasis, row_color};
use super::density::{Group, groups};
use crate::canvas::Stage;
use crate::charts::axes;
use crate::charts::names::Names;
use crate::charts::table::Table;
use crate::scales::Scale;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Draws the outlines into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let groups = groups(spec, table, stage);
    let area = axes::caption(stage, area, table.caption.as_deref());
    let area = axes::bottom_label(stage, area, table.x_label.as_deref());
    let style = axes::tick_style(stage);
    let count = axes::tick_count(stage, area.height() * 0.8, style.size);
    let ends = groups.iter().flat_map(|group| [group.low, group.high]);
    // Outlines reach a little beyond the measurements; nothing is below zero that cannot be.
    let is_positive = groups.iter().all(|group| group.quartiles[0] >= 0.0);
    let samples = || spec.series.iter().flat_map(|series| series.samples.iter().flatten());
    let least = samples().copied().fold(f64::MAX, f64::min);
    let ends = ends.map(|end| if is_positive && least >= 0.0 { end.max(0.0) } else { end });
    let scale = Scale::bounded(ends, false, (count, spec.y_min, spec.y_max));
    let ticks = axes::tick_texts(&scale, &table.unit, true);
    let gutter = axes::ticks_width(stage, &ticks) + style.size * 0.7;
    let names: Vec<String> = groups.iter().map(|group| group.name.clone()).collect();
    let band = (area.width() - gutter) / groups.len().max(1) as f64;
    let labels = Names::below(stage, &names, (band, true));
    let medians = TextStyle::new(stage.canvas.font(19.0), Weight::Regular);
    let foot = medians.size * 1.5;
    let plot = Rect {
        x0: area.x0 + gutter,
        y0: area.y0 + style.size * 0.6,
        y1: area.y1 - labels.depth - foot - stage.canvas.px(14.0),
        ..area
    };
    axes::horizontal_grid(stage, plot, &scale, &ticks);
    axes::trace(stage, &scale, &ticks, false);
    let emphasis = Emphasis::new(spec);
    let mut centers = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let x = plot.x0 + band * (index as f64 + 0.5);
        centers.push(x);
        let own = row_color(spec, stage.palette, if groups.len() > 8 { 0 } else { index });
        let color = emphasis.color(stage.palette, &group.name, own);
        let half = (band * 0.42).min(stage.canvas.px(120.0));
        violin(stage, (plot, &scale), (x, half, color), group);
        let text = table.unit.value(rounded(group.quartiles[1]));
        if stage.engine.width(&text, medians) < band * 0.95 {
            let at = (Point::new(x, area.y1 - foot * 0.4), Anchor::Center);
            stage.put(&text, (medians, None), at, (stage.palette.muted, Role::Value));
        }
    }
    labels.draw_below(stage, &names, (&centers, plot.y1 + stage.canvas.px(12.0)));
    stage.scene.notes.push("the numbers below the names are medians".to_owned());
}

/// A computed number with as many digits as a person would write.
pub(super) fn rounded(value: f64) -> f64 {
    let text = format!("{value:.2e}");
    text.parse().unwrap_or(value)
}

fn violin(
    stage: &mut Stage<'_>,
    (plot, scale): (Rect, &Scale),
    (x, half, color): (f64, f64, Color),
    group: &Group,
) {
    let y = |value: f64| plot.y1 - scale.share(value).clamp(0.0, 1.0) * plot.height();
    let mut path = BezPath::new();
    for (index, (value, density)) in group.outline.iter().enumerate() {
        let point = Point::new(x + density * half, y(*value));
        if index == 0 { path.move_to(point) } else { path.line_to(point) }
    }
    for (value, density) in group.outline.iter().rev() {
        path.line_to(Point::new(x - density * half, y(*value)));
    }
    path.close_path();
    stage.scene.fill(Shape::Path(path), color.alpha(0.85));
    let ground = stage.palette.background;
    let width = stage.canvas.px(9.0).min(half * 0.3).max(2.0);
    let [first, median, third] = group.quartiles.map(y);
    let bar = Rect::new(x - width / 2.0, third, x + width / 2.0, first.max(third + 1.0));
    stage.scene.rect(bar, width / 2.0, stage.palette.ink);
    let radius = width * 0.95;
    stage.scene.disc(Point::new(x, median), radius, stage.palette.ink);
    stage.scene.disc(Point::new(x, median), radius * 0.62, ground);
}

/// Ridgelines: the outlines below each other on one scale, overlapping a little.
pub(super) fn ridges(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let groups = groups(spec, table, stage);
    let area = axes::caption(stage, area, table.caption.as_deref());
    let style = axes::tick_style(stage);
    let names: Vec<String> = groups.iter().map(|group| group.name.clone()).collect();
    let band = (area.height() - style.size * 1.9) / (groups.len() as f64 + 0.7);
    let labels = Names::beside(stage, &names, (area.width() * 0.26, band));
    let ends = groups.iter().flat_map(|group| [group.low, group.high]);
    let columns = (area.width() / stage.canvas.px(150.0).max(style.size * 6.0)).clamp(1.0, 6.0);
    let scale = Scale::bounded(ends, false, (columns, spec.y_min, spec.y_max));
    let ticks = axes::tick_texts(&scale, &table.unit, true);
    let last = ticks.last().map_or("", |(_, text)| text);
    let plot = Rect {
        x0: area.x0 + labels.depth + stage.canvas.px(20.0),
        x1: area.x1 - stage.engine.width(last, style) / 2.0,
        y1: area.y1 - style.size * 1.9,
        ..area
    };
    axes::vertical_grid(stage, plot, &scale, &ticks);
    axes::trace(stage, &scale, &ticks, false);
    let emphasis = Emphasis::new(spec);
    let mut centers = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let base = plot.y0 + band * (index as f64 + 1.7);
        let own = if groups.len() > 8 {
            // Many ridges run from one colour into another.
            let share = index as f64 / (groups.len() - 1) as f64;
            row_color(spec, stage.palette, 0).mix(stage.palette.series(2), share)
        } else {
            row_color(spec, stage.palette, index)
        };
        let color = emphasis.color(stage.palette, &group.name, own);
        ridge(stage, (plot, &scale), (base, band * 1.6, color), group);
        centers.push(base - band * 0.35);
    }
    // Medians as short marks on the ground lines, before all ridges.
    let mark = Pen::butt(stage.palette.ink, stage.canvas.px(3.0).max(1.5));
    for (group, center) in groups.iter().zip(&centers) {
        let x = plot.x0 + scale.share(group.quartiles[1]).clamp(0.0, 1.0) * plot.width();
        let median = Point::new(x, center + band * 0.35);
        stage.scene.line(median - (0.0, stage.canvas.px(14.0)), median, mark);
    }
    labels.draw_beside(stage, &names, (&centers, plot.x0 - stage.canvas.px(14.0)));
}

fn ridge(
    stage: &mut Stage<'_>,
    (plot, scale): (Rect, &Scale),
    (base, height, color): (f64, f64, Color),
    group: &Group,
) {
    let x = |value: f64| plot.x0 + scale.share(value).clamp(0.0, 1.0) * plot.width();
    let points: Vec<Point> = group
        .outline
        .iter()
        .map(|(value, density)| Point::new(x(*value), base - density * height))
        .collect();
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let mut line = BezPath::new();
    line.move_to(*first);
    points.iter().skip(1).for_each(|point| line.line_to(*point));
    let mut shape = line.clone();
    shape.line_to(Point::new(last.x, base));
    shape.line_to(Point::new(first.x, base));
    shape.close_path();
    let ground = stage.palette.background;
    stage.scene.fill(Shape::Path(shape), color.mix(ground, 0.12).alpha(0.88));
    let pen = Pen::new(ground, stage.canvas.px(3.0).max(1.5));
    stage.scene.stroke(Shape::Path(line), pen);
}
