//! Lying bars: for long names and many categories.

use kurbo::{Point, Rect};

use super::bar::{header, note_hidden};
use super::bar_shape::{Bar, RoundEnd, bars, color, rounded};
use super::{Table, axes};
use crate::canvas::Stage;
use crate::scales::Scale;
use crate::scene::{Anchor, Pen, Role};
use crate::text::{Align, TextStyle, Weight};

/// Largest share of the width that the names may take.
const NAMES_SHARE: f64 = 0.42;

/// Draws the bars into `area`.
pub(super) fn draw(table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let area = header(table, stage, area);
    let area = axes::bottom_label(stage, area, table.x_label.as_deref());
    let values: Vec<f64> =
        if table.stacked { table.totals().collect() } else { table.values().collect() };
    let tick_style = axes::tick_style(stage);
    let band = (area.height() - tick_style.size * 1.6) / table.categories.len().max(1) as f64;
    let names = Names::fit(table, stage, (area.width() * NAMES_SHARE, band));
    let gap = stage.canvas.px(14.0);
    let value_size = value_size(table, stage, band);
    let mut plot =
        Rect { x0: area.x0 + names.width + gap, y1: area.y1 - tick_style.size * 1.6, ..area };
    let probe = Scale::nice(values.iter().copied(), true, 4.0);
    let ticks = axes::tick_texts(&probe, &table.unit, value_size.is_none());
    let widest = axes::ticks_width(stage, &ticks);
    let count = (plot.width() / (widest * 2.0).max(stage.canvas.px(110.0))).clamp(1.0, 5.0);
    let scale = Scale::nice(values.iter().copied(), true, count);
    let ticks = axes::tick_texts(&scale, &table.unit, value_size.is_none());
    make_room(table, stage, (&mut plot, &scale), value_size);
    vertical_grid(stage, plot, &scale, &ticks);
    draw_bars(table, stage, (plot, &scale), value_size);
    let zero = plot.x0 + scale.share(0.0) * plot.width();
    let pen = Pen::butt(stage.palette.axis, stage.canvas.px(2.0).max(1.0));
    stage.scene.line(Point::new(zero, plot.y0), Point::new(zero, plot.y1), pen);
    names.draw(table, stage, (area.x0 + names.width, plot.y0, band));
}

/// Shortens the plot so that the values written behind the longest bars stay on the canvas.
fn make_room(
    table: &Table,
    stage: &mut Stage<'_>,
    (plot, scale): (&mut Rect, &Scale),
    value_size: Option<f64>,
) {
    let ticks = axes::tick_texts(scale, &table.unit, value_size.is_none());
    let last = ticks.last().map_or("", |(_, text)| text).to_owned();
    let half_tick = stage.engine.width(&last, axes::tick_style(stage)) / 2.0;
    let mut right: f64 = (half_tick - stage.canvas.margin() * 0.6).max(0.0);
    let mut left: f64 = 0.0;
    if let Some(size) = value_size.filter(|_| !table.stacked) {
        let style = TextStyle::new(size, Weight::SemiBold);
        for value in table.values() {
            let width = stage.engine.width(&table.unit.value(value), style) + size * 0.8;
            let share = scale.share(value);
            // The bar must end `width` before the edge: solve for the width of the plot.
            if value < 0.0 {
                left = left.max(width - share * plot.width());
            } else {
                right = right.max(width - (1.0 - share) * plot.width());
            }
        }
    }
    let most = plot.width() * 0.6;
    plot.x0 += left.max(0.0).min(most / 2.0);
    plot.x1 -= right.max(0.0).min(most / 2.0);
}

fn vertical_grid(stage: &mut Stage<'_>, plot: Rect, scale: &Scale, ticks: &[(f64, String)]) {
    let style = axes::tick_style(stage);
    let width = stage.canvas.px(1.25).max(1.0);
    for (value, text) in ticks {
        let x = plot.x0 + scale.share(*value) * plot.width();
        let pen = Pen::butt(stage.palette.grid, width);
        stage.scene.line(Point::new(x, plot.y0), Point::new(x, plot.y1), pen);
        let place = (Point::new(x, plot.y1 + style.size * 0.95), Anchor::Center);
        stage.put(text, (style, None), place, (stage.palette.muted, Role::Tick));
    }
}

fn value_size(table: &Table, stage: &Stage<'_>, band: f64) -> Option<f64> {
    let lanes = if table.stacked { 1.0 } else { table.rows.len() as f64 };
    let lane = band * if lanes > 1.0 { 0.78 } else { 0.95 } / lanes;
    let size = stage.canvas.font(22.0).min(lane / 1.05);
    (size >= stage.canvas.font_min()).then_some(size)
}

fn draw_bars(
    table: &Table,
    stage: &mut Stage<'_>,
    (plot, scale): (Rect, &Scale),
    value_size: Option<f64>,
) {
    let band = plot.height() / table.categories.len().max(1) as f64;
    let at = |value: f64| plot.x0 + scale.share(value) * plot.width();
    let mut hidden = if value_size.is_none() { table.values().count() } else { 0 };
    for bar in bars(table, band, stage.canvas.px(76.0)) {
        let top = plot.y0 + band * bar.category as f64;
        let (low, high) = (bar.from.min(bar.to), bar.from.max(bar.to));
        let mut rect =
            Rect::new(at(low), top + bar.across.0 * band, at(high), top + bar.across.1 * band);
        if table.stacked && !bar.is_outermost {
            let seam = stage.canvas.px(1.5).min(rect.width() * 0.3);
            if bar.value < 0.0 { rect.x0 += seam } else { rect.x1 -= seam }
        }
        let fill = color(table, &bar, stage.palette);
        let radius = if bar.is_outermost { stage.canvas.px(8.0) } else { 0.0 };
        let end = if bar.value < 0.0 { RoundEnd::Left } else { RoundEnd::Right };
        stage.scene.fill(rounded(rect, radius, end), fill);
        let Some(size) = value_size else { continue };
        if !write_value(table, stage, (&bar, rect), size) {
            hidden += 1;
        }
    }
    note_hidden(stage, hidden);
}

fn write_value(table: &Table, stage: &mut Stage<'_>, (bar, rect): (&Bar, Rect), size: f64) -> bool {
    let text = table.unit.value(bar.value);
    let style = TextStyle::new(size, Weight::SemiBold);
    if table.stacked {
        if stage.engine.width(&text, style) > rect.width() - size * 0.4 {
            return false;
        }
        let color = stage.palette.on(stage.palette.series(bar.row));
        stage.put(&text, (style, None), (rect.center(), Anchor::Center), (color, Role::Value));
        return true;
    }
    let (x, anchor) = if bar.value < 0.0 {
        (rect.x0 - size * 0.4, Anchor::Right)
    } else {
        (rect.x1 + size * 0.4, Anchor::Left)
    };
    let place = (Point::new(x, rect.center().y), anchor);
    stage.put(&text, (style, None), place, (stage.palette.ink, Role::Value));
    true
}

/// The names left of the bars.
struct Names {
    style: TextStyle,
    width: f64,
    every: usize,
    lines_max: usize,
}

impl Names {
    /// The largest font at which all names fit into the column and the height of a band.
    fn fit(table: &Table, stage: &mut Stage<'_>, (room, band): (f64, f64)) -> Self {
        let least = stage.canvas.font_min();
        let mut size = stage.canvas.font(21.0);
        loop {
            let style = TextStyle { leading: 1.2, ..TextStyle::new(size, Weight::SemiBold) }
                .align(Align::Right);
            let mut width: f64 = 0.0;
            let fits = table.categories.iter().all(|name| {
                let block = stage.engine.block(name, style, Some(room));
                width = width.max(block.width);
                !block.broken_word
                    && block.height <= band.max(size * 1.02) * 1.02
                    && block.lines.len() <= 3
            });
            let lines_max = crate::cast::to_usize(band / (size * 1.2)).clamp(1, 3);
            if fits && band >= size {
                return Self { style, width, every: 1, lines_max: 3 };
            }
            if size <= least {
                let every = crate::cast::to_usize((size * 1.1 / band).ceil()).max(1);
                for name in table.categories.iter().step_by(every) {
                    let block = stage.engine.shortened(name, style, (room, lines_max)).0;
                    width = width.max(block.width);
                }
                return Self { style, width: width.min(room), every, lines_max };
            }
            size = (size * 0.92).max(least);
        }
    }

    fn draw(&self, table: &Table, stage: &mut Stage<'_>, (right, top, band): (f64, f64, f64)) {
        for (index, name) in table.categories.iter().enumerate() {
            if !index.is_multiple_of(self.every) {
                stage.record_cut(name, true);
                continue;
            }
            let limit = (self.width + 0.5, self.lines_max);
            let (block, cut) = stage.engine.shortened(name, self.style, limit);
            let y = top + band * (index as f64 + 0.5);
            let shown = cut.as_deref().unwrap_or(name);
            let place = (Point::new(right, y), Anchor::Right);
            stage.scene.text((&block, shown), place, stage.palette.ink, Role::Label);
            stage.record_cut(name, cut.is_some());
        }
    }
}
