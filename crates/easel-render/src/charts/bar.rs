//! Upright bars: grouped or stacked, above and below zero. Lying bars are in
//! [`super::bar_horizontal`].

use kurbo::{Point, Rect};

use super::bar_shape::{Bar, RoundEnd, bars, color, rounded};
use super::{Table, axes, legend};
use crate::canvas::Stage;
use crate::scales::Scale;
use crate::scene::{Anchor, Pen, Role};
use crate::text::{Align, TextStyle, Weight};

/// Draws the bars into `area`.
pub(super) fn draw(table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let area = header(table, stage, area);
    let area = axes::bottom_label(stage, area, table.x_label.as_deref());
    let values: Vec<f64> =
        if table.stacked { table.totals().collect() } else { table.values().collect() };
    let label_height = axes::tick_style(stage).size;
    let count = axes::tick_count(stage, area.height() * 0.8, label_height);
    let scale = Scale::nice(values.into_iter(), true, count);
    let has_room = |stage: &mut Stage<'_>, with_unit: bool| {
        let ticks = axes::tick_texts(&scale, &table.unit, with_unit);
        let gutter = axes::ticks_width(stage, &ticks) + label_height * 0.7;
        (ticks, Rect { x0: area.x0 + gutter, ..area })
    };
    let (mut ticks, mut plot) = has_room(stage, false);
    let band = plot.width() / table.categories.len().max(1) as f64;
    let value_size = value_size(table, stage, band);
    if value_size.is_none() {
        (ticks, plot) = has_room(stage, true);
    }
    let band = plot.width() / table.categories.len().max(1) as f64;
    let labels = CategoryLabels::fit(table, stage, band);
    plot.y1 -= labels.height + stage.canvas.px(14.0);
    if let Some(size) = value_size.filter(|_| !table.stacked) {
        // Room for a number above the tallest and below the deepest bar.
        let largest = table.values().fold(0.0, f64::max);
        let least = table.values().fold(0.0, f64::min);
        let height = plot.height();
        let free = |share: f64| share * height;
        let above = size * 1.45 - free(1.0 - scale.share(largest));
        plot.y0 += above.max(label_height * 0.6);
        if least < 0.0 {
            plot.y1 -= (size * 1.45 - free(scale.share(least))).max(0.0);
        }
    } else {
        plot.y0 += label_height * 0.6;
    }
    axes::horizontal_grid(stage, plot, &scale, &ticks);
    draw_bars(table, stage, (plot, &scale), value_size);
    let zero = plot.y1 - scale.share(0.0) * plot.height();
    let pen = Pen::butt(stage.palette.axis, stage.canvas.px(2.0).max(1.0));
    stage.scene.line(Point::new(plot.x0, zero), Point::new(plot.x1, zero), pen);
    let top = area.y1 - labels.height;
    labels.draw(table, stage, (plot, band, top));
}

/// Legend and caption, shared with lying bars.
pub(super) fn header(table: &Table, stage: &mut Stage<'_>, area: Rect) -> Rect {
    let mut area = area;
    if table.has_names() {
        let named = table.names().into_iter().enumerate();
        let entries: Vec<_> = named.map(|(row, name)| (name, stage.palette.series(row))).collect();
        area = legend::draw(stage, area, &entries);
    }
    axes::caption(stage, area, table.caption.as_deref())
}

/// The largest font at which every value fits above its bar (or into its segment), if any does.
fn value_size(table: &Table, stage: &mut Stage<'_>, band: f64) -> Option<f64> {
    let lanes = if table.stacked { 1 } else { table.rows.len() };
    let slot = if lanes > 1 { band * 0.78 / lanes as f64 } else { band * 0.96 };
    let slot = if table.stacked { band * 0.62 * 0.9 } else { slot - stage.canvas.px(2.0) };
    let style = TextStyle::new(stage.canvas.font(23.0), Weight::SemiBold);
    let widest = table
        .values()
        .map(|value| stage.engine.width(&table.unit.value(value), style))
        .fold(0.0, f64::max);
    let size = style.size.min(style.size * slot / widest.max(1.0));
    if size >= stage.canvas.font_min() { Some(size) } else { None }
}

fn draw_bars(
    table: &Table,
    stage: &mut Stage<'_>,
    (plot, scale): (Rect, &Scale),
    value_size: Option<f64>,
) {
    let band = plot.width() / table.categories.len().max(1) as f64;
    let at = |value: f64| plot.y1 - scale.share(value) * plot.height();
    let mut hidden = if value_size.is_none() { table.values().count() } else { 0 };
    for bar in bars(table, band, stage.canvas.px(150.0)) {
        let left = plot.x0 + band * bar.category as f64;
        let (low, high) = (bar.from.min(bar.to), bar.from.max(bar.to));
        let mut rect =
            Rect::new(left + bar.across.0 * band, at(high), left + bar.across.1 * band, at(low));
        if table.stacked && !bar.is_outermost {
            let seam = stage.canvas.px(1.5).min(rect.height() * 0.3);
            if bar.value < 0.0 { rect.y1 -= seam } else { rect.y0 += seam }
        }
        let fill = color(table, &bar, stage.palette);
        let radius = if bar.is_outermost { stage.canvas.px(9.0) } else { 0.0 };
        let end = if bar.value < 0.0 { RoundEnd::Bottom } else { RoundEnd::Top };
        stage.scene.fill(rounded(rect, radius, end), fill);
        let Some(size) = value_size else { continue };
        if !write_value(table, stage, (&bar, rect), size) {
            hidden += 1;
        }
    }
    note_hidden(stage, hidden);
}

/// Says how many values are only drawn.
pub(super) fn note_hidden(stage: &mut Stage<'_>, hidden: usize) {
    if hidden > 0 {
        stage.scene.lose(hidden);
        stage
            .scene
            .notes
            .push(format!("{hidden} values are drawn to scale but not written, for want of room"));
    }
}

/// Writes the value at the end of a bar, or into a stacked segment where it fits.
fn write_value(table: &Table, stage: &mut Stage<'_>, (bar, rect): (&Bar, Rect), size: f64) -> bool {
    let text = table.unit.value(bar.value);
    let style = TextStyle::new(size, Weight::SemiBold);
    if table.stacked {
        if rect.height() < size * 1.15 {
            return false;
        }
        let fill = stage.palette.series(bar.row);
        let color = stage.palette.on(fill);
        stage.put(&text, (style, None), (rect.center(), Anchor::Center), (color, Role::Value));
        return true;
    }
    let y = if bar.value < 0.0 { rect.y1 + size * 0.75 } else { rect.y0 - size * 0.72 };
    let place = (Point::new(rect.center().x, y), Anchor::Center);
    stage.put(&text, (style, None), place, (stage.palette.ink, Role::Value));
    true
}

/// The names below the bars.
struct CategoryLabels {
    style: TextStyle,
    height: f64,
    /// Every n-th is written.
    every: usize,
    lines_max: usize,
}

impl CategoryLabels {
    /// The largest font at which all names fit under their bars in up to three lines.
    fn fit(table: &Table, stage: &mut Stage<'_>, band: f64) -> Self {
        let room = band - stage.canvas.px(10.0).min(band * 0.12);
        let least = stage.canvas.font_min();
        let mut size = stage.canvas.font(21.0);
        loop {
            let style = TextStyle::new(size, Weight::SemiBold).align(Align::Center);
            let mut height: f64 = 0.0;
            let fits = table.categories.iter().all(|name| {
                let block = stage.engine.block(name, style, Some(room));
                height = height.max(block.height);
                !block.broken_word && block.lines.len() <= 3
            });
            if fits {
                return Self { style, height, every: 1, lines_max: 3 };
            }
            if size <= least {
                return Self::thinned(table, stage, style, room);
            }
            size = (size * 0.92).max(least);
        }
    }

    /// Names that do not fit even at the smallest font are shortened; where there is room for
    /// only a few letters, some are left out.
    fn thinned(table: &Table, stage: &mut Stage<'_>, style: TextStyle, room: f64) -> Self {
        let every = crate::cast::to_usize((style.size * 3.0 / room).ceil()).max(1);
        let mut height: f64 = 0.0;
        for name in table.categories.iter().step_by(every) {
            let limit = (room * every as f64, 2);
            height = height.max(stage.engine.shortened(name, style, limit).0.height);
        }
        Self { style, height, every, lines_max: 2 }
    }

    fn draw(&self, table: &Table, stage: &mut Stage<'_>, (plot, band, top): (Rect, f64, f64)) {
        let room = (band - stage.canvas.px(10.0).min(band * 0.12)) * self.every as f64;
        for (index, name) in table.categories.iter().enumerate() {
            if !index.is_multiple_of(self.every) {
                stage.record_cut(name, true);
                continue;
            }
            let (block, cut) = stage.engine.shortened(name, self.style, (room, self.lines_max));
            let safe = stage.canvas.safe();
            let x = (plot.x0 + band * (index as f64 + 0.5)).clamp(
                safe.x0 + block.width / 2.0,
                (safe.x1 - block.width / 2.0).max(safe.x0 + block.width / 2.0),
            );
            let place = (Point::new(x, top), Anchor::TopCenter);
            let shown = cut.as_deref().unwrap_or(name);
            stage.scene.text((&block, shown), place, stage.palette.ink, Role::Label);
            stage.record_cut(name, cut.is_some());
        }
    }
}
