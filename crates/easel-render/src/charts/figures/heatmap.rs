//! Heatmaps: a coloured cell for every category (columns) and series (rows), with its number
//! where that fits.

use std::collections::BTreeMap;

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect, Shape as _};

use super::common::{Emphasis, ink_on, row_color};
use super::ramp::Ramp;
use crate::canvas::Stage;
use crate::charts::{Table, axes};
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{Align, TextStyle, Weight};

/// Largest share of the width that the names of the rows may take.
const NAMES_SHARE: f64 = 0.3;

/// More cells than this are painted by colour, not one by one.
const SINGLE_MAX: usize = 400;
/// Colours of very many cells.
const SHADES: f64 = 32.0;

/// Draws the cells into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let ramp = Ramp::new(stage.palette, row_color(spec, stage.palette, 0), table.values());
    let captioned = axes::caption(stage, area, table.caption.as_deref());
    // The strip stands on the line of the caption where there is one.
    let below = ramp.legend(stage, area, &table.unit);
    let area = Rect { y0: captioned.y0.max(below.y0), ..area };
    let area = axes::bottom_label(stage, area, table.x_label.as_deref());
    let (columns, rows) = (table.categories.len().max(1), table.rows.len().max(1));
    let least = stage.canvas.font_min();
    let names = if table.has_names() || table.rows.iter().any(|row| row.name.is_some()) {
        table.names()
    } else {
        Vec::new()
    };
    let band = area.height() / (rows as f64 + 0.6);
    let size = stage.canvas.font(21.0).min(band * 0.7).max(least);
    let style = TextStyle::new(size, Weight::SemiBold);
    let widest = names.iter().map(|name| stage.engine.width(name, style)).fold(0.0, f64::max);
    let gutter = if names.is_empty() {
        0.0
    } else {
        widest.min(area.width() * NAMES_SHARE) + stage.canvas.px(16.0)
    };
    let mut plot = Rect { x0: area.x0 + gutter, ..area };
    let heads = Heads::fit(table, stage, plot.width() / columns as f64);
    plot.y1 -= heads.height + stage.canvas.px(12.0);
    // Cells are not much higher than wide.
    let cell = (plot.width() / columns as f64, plot.height() / rows as f64);
    let height = cell.1.min(cell.0 * 1.25).max(least * 1.3) * rows as f64;
    let free = (plot.height() - height).max(0.0);
    plot = Rect {
        y0: plot.y0 + free * 0.4,
        y1: plot.y0 + free * 0.4 + height.min(plot.height()),
        ..plot
    };
    let grid = Grid { plot, columns, rows };
    grid.cells(table, stage, (spec, &ramp));
    grid.row_names(stage, &names, (style, gutter - stage.canvas.px(16.0), area.x0));
    heads.draw(table, stage, &grid);
}

/// Colours carry the numbers that are not written; that is no loss.
fn note_hidden(table: &Table, stage: &mut Stage<'_>) {
    let count = table.values().count();
    stage.scene.notes.push(format!("{count} values are shown by their colour only"));
}

struct Grid {
    plot: Rect,
    columns: usize,
    rows: usize,
}

impl Grid {
    fn cell(&self, column: usize, row: usize, gap: f64) -> Rect {
        let width = self.plot.width() / self.columns as f64;
        let height = self.plot.height() / self.rows as f64;
        let x = self.plot.x0 + width * column as f64;
        let y = self.plot.y0 + height * row as f64;
        Rect::new(x, y, x + width, y + height).inset(-gap / 2.0)
    }

    fn cells(&self, table: &Table, stage: &mut Stage<'_>, (spec, ramp): (&ChartSpec, &Ramp)) {
        let emphasis = Emphasis::new(spec);
        let first = self.cell(0, 0, 0.0);
        let side = first.width().min(first.height());
        let gap = stage.canvas.px(4.0).min(side * 0.12);
        let radius = stage.canvas.px(7.0).min(side * 0.18);
        let size = self.value_size(table, stage, gap).filter(|_| spec.show_values != Some(false));
        let empty = stage.palette.background.mix(stage.palette.muted, 0.06);
        let mut holes = 0;
        if size.is_none() && self.columns * self.rows > SINGLE_MAX {
            self.mosaic(table, stage, ramp, gap);
            note_hidden(table, stage);
            return;
        }
        for (row, data) in table.rows.iter().enumerate() {
            for (column, value) in data.values.iter().enumerate() {
                let rect = self.cell(column, row, gap);
                let Some(value) = value else {
                    holes += 1;
                    stage.scene.rect(rect, radius, empty);
                    continue;
                };
                let color = ramp.color(*value);
                stage.scene.rect(rect, radius, color);
                let is_marked = data.name.as_deref().is_some_and(|name| emphasis.has(name))
                    || table.categories.get(column).is_some_and(|name| emphasis.has(name));
                if is_marked {
                    let pen = Pen::butt(stage.palette.ink, stage.canvas.px(3.0).max(1.5));
                    stage.scene.stroke(Shape::Rounded(rect, radius), pen);
                }
                if let Some(size) = size {
                    let weight = if is_marked { Weight::Bold } else { Weight::SemiBold };
                    let style = TextStyle::new(size, weight);
                    let color = (ink_on(stage, color, style), Role::Value);
                    let text = table.unit.value(*value);
                    stage.put(&text, (style, None), (rect.center(), Anchor::Center), color);
                }
            }
        }
        if holes > 0 {
            stage.scene.notes.push(format!("{holes} cells have no value and stay empty"));
        }
        if size.is_none() {
            // Colours carry the numbers; that is how a heatmap of many cells is read.
            note_hidden(table, stage);
        }
    }

    /// Very many cells: all of about the same colour are painted at once.
    fn mosaic(&self, table: &Table, stage: &mut Stage<'_>, ramp: &Ramp, gap: f64) {
        let mut shades: BTreeMap<usize, BezPath> = BTreeMap::new();
        for (row, data) in table.rows.iter().enumerate() {
            for (column, value) in data.values.iter().enumerate() {
                let Some(value) = value else { continue };
                let shade = crate::cast::to_usize((ramp.share(*value) * SHADES).round());
                let rect = self.cell(column, row, gap);
                shades.entry(shade).or_default().extend(rect.to_path(0.2));
            }
        }
        for (shade, path) in shades {
            stage.scene.fill(Shape::Path(path), ramp.color_at(shade as f64 / SHADES));
        }
    }

    /// The largest font at which every number fits into its cell.
    fn value_size(&self, table: &Table, stage: &mut Stage<'_>, gap: f64) -> Option<f64> {
        let cell = self.cell(0, 0, gap);
        let style = TextStyle::new(stage.canvas.font(24.0), Weight::Bold);
        let widest = table
            .values()
            .map(|value| stage.engine.width(&table.unit.value(value), style))
            .fold(1.0, f64::max);
        let pad = stage.canvas.px(8.0);
        let room = (cell.width() - 2.0 * pad).max(0.0);
        let size = style.size.min(style.size * room / widest).min((cell.height() - pad) * 0.6);
        (size >= stage.canvas.font_min()).then_some(size)
    }

    fn row_names(
        &self,
        stage: &mut Stage<'_>,
        names: &[String],
        (style, room, x): (TextStyle, f64, f64),
    ) {
        let band = self.plot.height() / self.rows as f64;
        let every = crate::cast::to_usize((style.size * 1.15 / band.max(1.0)).ceil()).max(1);
        let mut hidden = Vec::new();
        for (row, name) in names.iter().enumerate() {
            if !row.is_multiple_of(every) {
                hidden.push(name.clone());
                continue;
            }
            let y = self.plot.y0 + band * (row as f64 + 0.5);
            let lines = crate::cast::to_usize(band / (style.size * 1.2)).clamp(1, 2);
            let style = TextStyle { leading: 1.15, ..style };
            let (block, cut) = stage.engine.shortened(name, style, (room + 0.5, lines));
            let at = (Point::new(x, y), Anchor::Left);
            let shown = cut.as_deref().unwrap_or(name);
            stage.scene.text((&block, shown), at, stage.palette.ink, Role::Label);
            stage.record_cut(name, cut.is_some());
        }
        if !hidden.is_empty() {
            stage.scene.notes.push(format!("every {every}th row is named"));
            stage.scene.lose(hidden.len());
            stage.scene.left_out.extend(hidden);
        }
    }
}

/// The names below the columns.
struct Heads {
    style: TextStyle,
    height: f64,
    /// Every n-th is written.
    every: usize,
    lines: usize,
    room: f64,
}

impl Heads {
    fn fit(table: &Table, stage: &mut Stage<'_>, band: f64) -> Self {
        let least = stage.canvas.font_min();
        let mut size = stage.canvas.font(20.0);
        let room = band * 0.94;
        // Wide columns have room for long names on several lines.
        let lines = if band > least * 4.0 { 4 } else { 2 };
        loop {
            let style = TextStyle { leading: 1.15, ..TextStyle::new(size, Weight::SemiBold) };
            let style = style.align(Align::Center);
            let mut height: f64 = 0.0;
            let fits = table.categories.iter().all(|name| {
                let block = stage.engine.block(name, style, Some(room));
                height = height.max(block.height);
                !block.broken_word && block.lines.len() <= lines
            });
            if fits {
                return Self { style, height, every: 1, lines, room };
            }
            if size <= least {
                let widest = table
                    .categories
                    .iter()
                    .map(|name| stage.engine.width(name, style))
                    .fold(0.0, f64::max)
                    .min(size * 7.0);
                let every = crate::cast::to_usize((widest * 1.1 / band.max(1.0)).ceil()).max(1);
                let room = band * every as f64 * 0.94;
                return Self { style, height: size * 1.3, every, lines: 1, room };
            }
            size = (size * 0.9).max(least);
        }
    }

    fn draw(&self, table: &Table, stage: &mut Stage<'_>, grid: &Grid) {
        let band = grid.plot.width() / grid.columns as f64;
        let top = grid.plot.y1 + stage.canvas.px(8.0);
        let safe = stage.canvas.safe();
        let mut hidden = Vec::new();
        for (index, name) in table.categories.iter().enumerate() {
            if !index.is_multiple_of(self.every) {
                hidden.push(name.clone());
                continue;
            }
            let (block, cut) = stage.engine.shortened(name, self.style, (self.room, self.lines));
            let half = block.width / 2.0;
            let x = grid.plot.x0 + band * (index as f64 + 0.5);
            let x = x.min(safe.x1 - half).max(safe.x0 + half);
            let at = (Point::new(x, top), Anchor::TopCenter);
            let shown = cut.as_deref().unwrap_or(name);
            stage.scene.text((&block, shown), at, stage.palette.body, Role::Label);
            stage.record_cut(name, cut.is_some());
        }
        if !hidden.is_empty() {
            stage.scene.notes.push(format!("every {}th column is named", self.every));
            stage.scene.left_out.extend(hidden);
        }
    }
}
