//! Scatter charts: points on two numeric axes.

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect};

use super::{Table, axes, legend};
use crate::canvas::Stage;
use crate::numbers::Unit;
use crate::scales::Scale;
use crate::scene::{Anchor, Pen, Role};

/// Draws the points into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let table = Table::new(spec);
    let mut area = area;
    if table.has_names() {
        let named = table.names().into_iter().enumerate();
        let entries: Vec<_> = named.map(|(row, name)| (name, stage.palette.series(row))).collect();
        area = legend::draw(stage, area, &entries);
    }
    area = axes::caption(stage, area, table.caption.as_deref());
    area = axes::bottom_label(stage, area, table.x_label.as_deref());
    let coordinate = |axis: usize| {
        let points = spec.series.iter().flat_map(|series| &series.points);
        points.filter_map(move |point| point.get(axis).copied()).collect::<Vec<f64>>()
    };
    let style = axes::tick_style(stage);
    let rows = axes::tick_count(stage, area.height() * 0.85, style.size);
    let y_scale = Scale::nice(coordinate(1).into_iter(), is_near_zero(&coordinate(1)), rows);
    let y_ticks = axes::tick_texts(&y_scale, &table.unit, true);
    let gutter = axes::ticks_width(stage, &y_ticks) + style.size * 0.7;
    let x_values = coordinate(0);
    let columns = (area.width() / stage.canvas.px(150.0).max(style.size * 6.0)).clamp(1.0, 6.0);
    let x_scale = Scale::nice(x_values.iter().copied(), is_near_zero(&x_values), columns);
    let x_ticks = axes::tick_texts(&x_scale, &Unit::default(), false);
    let last = x_ticks.last().map_or("", |(_, text)| text);
    let overhang = stage.engine.width(last, style) / 2.0 - stage.canvas.margin() * 0.5;
    let plot = Rect {
        x0: area.x0 + gutter,
        x1: area.x1 - overhang.max(stage.canvas.px(6.0)),
        y0: area.y0 + style.size * 0.6,
        y1: area.y1 - style.size * 1.7,
    };
    axes::horizontal_grid(stage, plot, &y_scale, &y_ticks);
    for (value, text) in &x_ticks {
        let x = plot.x0 + x_scale.share(*value) * plot.width();
        let pen = Pen::butt(stage.palette.grid, stage.canvas.px(1.25).max(1.0));
        stage.scene.line(Point::new(x, plot.y0), Point::new(x, plot.y1), pen);
        let place = (Point::new(x, plot.y1 + style.size), Anchor::Center);
        stage.put(text, (style, None), place, (stage.palette.muted, Role::Tick));
    }
    let n_points = x_values.len() as f64;
    let radius = stage.canvas.px((60.0 / n_points.sqrt()).clamp(4.0, 9.0)).max(2.0);
    for (row, series) in spec.series.iter().enumerate() {
        let color = stage.palette.series(row);
        for point in &series.points {
            if let [x, y, ..] = point[..] {
                let center = Point::new(
                    plot.x0 + x_scale.share(x) * plot.width(),
                    plot.y1 - y_scale.share(y) * plot.height(),
                );
                stage.scene.disc(center, radius + stage.canvas.px(1.25), stage.palette.background);
                stage.scene.disc(center, radius, color.alpha(0.85));
            }
        }
    }
}

/// An axis begins at zero where the values are not far from it compared to their spread.
pub(super) fn starts_at_zero(values: &[f64]) -> bool {
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    if low < 0.0 { high > 0.0 } else { low <= high * 0.62 }
}

/// A cloud of points is shown from zero only where zero is close to it.
fn is_near_zero(values: &[f64]) -> bool {
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    low >= 0.0 && low <= high * 0.25
}
