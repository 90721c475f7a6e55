//! Hexbins: very many points counted in hexagons, the colour says how many.

use std::collections::BTreeMap;

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect, Vec2};

use super::common::row_color;
use super::ramp::Ramp;
use crate::canvas::Stage;
use crate::cast::to_i64;
use crate::charts::axes;
use crate::charts::table::Table;
use crate::numbers::Unit;
use crate::scales::Scale;
use crate::scene::Shape;

/// Draws the hexagons into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let points: Vec<(f64, f64)> = spec
        .series
        .iter()
        .flat_map(|series| &series.points)
        .filter_map(|point| Some((*point.first()?, *point.get(1)?)))
        .collect();
    let captioned = axes::caption(stage, area, table.caption.as_deref());
    let style = axes::tick_style(stage);
    // Room for the strip, whose range is known only when the points are counted.
    let strip = Rect { y0: area.y0, ..area };
    let area = Rect { y0: captioned.y0.max(area.y0 + style.size * 2.2), ..area };
    let area = axes::bottom_label(stage, area, table.x_label.as_deref());
    let rows = axes::tick_count(stage, area.height() * 0.85, style.size);
    let y_scale =
        Scale::bounded(points.iter().map(|(_, y)| *y), false, (rows, spec.y_min, spec.y_max));
    let y_ticks = axes::tick_texts(&y_scale, &table.unit, true);
    let columns = (area.width() / stage.canvas.px(150.0).max(style.size * 6.0)).clamp(4.0, 6.0);
    let x_scale = Scale::nice(points.iter().map(|(x, _)| *x), false, columns);
    let x_ticks = axes::tick_texts(&x_scale, &Unit::default(), false);
    let last = x_ticks.last().map_or("", |(_, text)| text);
    let plot = Rect {
        x0: area.x0 + axes::ticks_width(stage, &y_ticks) + style.size * 0.7,
        x1: area.x1 - stage.engine.width(last, style) / 2.0,
        y0: area.y0 + style.size * 0.6,
        y1: area.y1 - style.size * 1.9,
    };
    let size = hexagon(stage, plot, points.len());
    // Points at the edge still have their whole hexagon inside.
    let inner = plot.inset(-size);
    axes::horizontal_grid(stage, Rect { x0: plot.x0, x1: plot.x1, ..inner }, &y_scale, &y_ticks);
    axes::vertical_grid(stage, Rect { y0: plot.y0, y1: plot.y1, ..inner }, &x_scale, &x_ticks);
    axes::trace(stage, &y_scale, &y_ticks, false);
    axes::trace(stage, &x_scale, &x_ticks, false);
    let mut counts: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for (x, y) in &points {
        let across = x_scale.share(*x).clamp(0.0, 1.0) * inner.width();
        let offset = Vec2::new(across, y_scale.share(*y).clamp(0.0, 1.0) * inner.height());
        *counts.entry(nearest(offset, size)).or_default() += 1;
    }
    let values = || counts.values().map(|count| *count as f64);
    let first = row_color(spec, stage.palette, 0);
    let ramp = Ramp::new(stage.palette, first, values().chain([0.0]));
    ramp.legend(stage, strip, &Unit::default());
    // All hexagons of a count are painted at once.
    let mut shades: BTreeMap<usize, BezPath> = BTreeMap::new();
    for ((column, row), count) in &counts {
        let offset = center((*column, *row), size);
        let at = Point::new(inner.x0 + offset.x, inner.y1 - offset.y);
        shades.entry(*count).or_default().extend(outline(at, size * 0.94));
    }
    stage.scene.clipped(Shape::Rounded(plot, 0.0), |scene| {
        for (count, path) in shades {
            scene.fill(Shape::Path(path), ramp.color(count as f64));
        }
    });
    stage.scene.notes.push(format!("colours count {} points", points.len()));
}

/// Radius of the hexagons: smaller where there are many points.
fn hexagon(stage: &Stage<'_>, plot: Rect, count: usize) -> f64 {
    let across = (count as f64).sqrt().clamp(8.0, 34.0);
    (plot.width().min(plot.height()) / across / 1.7).max(stage.canvas.px(8.0)).max(4.0)
}

/// Middle of a hexagon of the grid; odd rows are moved by half.
fn center((column, row): (i64, i64), size: f64) -> Vec2 {
    let wide = size * 3.0_f64.sqrt();
    let shift = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
    Vec2::new((column as f64 + shift) * wide, row as f64 * size * 1.5)
}

/// The hexagon whose middle is nearest.
fn nearest(offset: Vec2, size: f64) -> (i64, i64) {
    let wide = size * 3.0_f64.sqrt();
    let guess = to_i64(offset.y / (size * 1.5));
    let mut best = ((0, 0), f64::MAX);
    for row in guess - 1..=guess + 1 {
        let shift = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
        let column = to_i64(offset.x / wide - shift);
        let distance = (center((column, row), size) - offset).hypot2();
        if distance < best.1 {
            best = ((column, row), distance);
        }
    }
    best.0
}

fn outline(center: Point, size: f64) -> BezPath {
    let mut path = BezPath::new();
    for corner in 0..6 {
        let angle = std::f64::consts::FRAC_PI_3 * f64::from(corner) + std::f64::consts::FRAC_PI_6;
        let point = center + Vec2::from_angle(angle) * size;
        if corner == 0 { path.move_to(point) } else { path.line_to(point) }
    }
    path.close_path();
    path
}
