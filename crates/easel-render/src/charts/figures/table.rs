//! Tables: the cells given, or categories and series. Numbers stand right, heads above a rule,
//! every second row on a pale ground.

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect};

use super::common::Emphasis;
use crate::canvas::Stage;
use crate::charts::Table;
use crate::scene::{Anchor, Pen, Role};
use crate::scripts;
use crate::text::{Align, TextStyle, Weight};

/// Draws the rows into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let grid = Grid::new(spec, table);
    let sheet = Sheet::fit(&grid, stage, area);
    let emphasis = Emphasis::new(spec);
    let mut next = 0;
    for panel in 0..sheet.panels {
        let width = sheet.width();
        let gap = stage.canvas.px(48.0);
        let before = (width + gap) * panel as f64;
        let x = if grid.is_mirrored { area.x1 - width - before } else { area.x0 + before };
        sheet.head(&grid, stage, x);
        let end = (next + sheet.rows).min(grid.rows.len());
        for (line, row) in grid.rows[next..end].iter().enumerate() {
            sheet.row(&grid, stage, (row, &emphasis), (x, line));
        }
        next = end;
    }
    if let Some(hidden) = grid.rows.get(next..).filter(|rows| !rows.is_empty()) {
        stage.scene.notes.push(format!("{} more rows find no room on this canvas", hidden.len()));
        stage.scene.lose(hidden.len());
        let texts = hidden.iter().flatten().filter(|text| !text.is_empty()).cloned();
        stage.scene.left_out.extend(texts);
    }
}

/// The texts of a table.
struct Grid {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Which columns hold numbers only.
    numeric: Vec<bool>,
    /// The first column stands at the right, as scripts that run leftwards want it.
    is_mirrored: bool,
}

impl Grid {
    fn new(spec: &ChartSpec, table: &Table) -> Self {
        let (heads, rows) = if spec.columns.is_empty() && spec.cells.is_empty() {
            from_series(spec, table)
        } else {
            (spec.columns.clone(), spec.cells.clone())
        };
        let count = rows.iter().map(Vec::len).chain([heads.len()]).max().unwrap_or(0);
        let numeric = (0..count)
            .map(|column| {
                let mut texts = rows
                    .iter()
                    .filter_map(|row| row.get(column))
                    .filter(|text| !matches!(text.trim(), "" | "–" | "-" | "—"))
                    .peekable();
                texts.peek().is_some() && texts.all(|text| is_number(text))
            })
            .collect();
        let texts = rows.iter().flatten().chain(&heads).map(String::as_str);
        let is_mirrored = scripts::is_mainly_rtl(texts);
        Self { heads, rows, numeric, is_mirrored }
    }

    fn columns(&self) -> usize {
        self.numeric.len()
    }

    fn text(row: &[String], column: usize) -> &str {
        row.get(column).map_or("", |text| text.trim())
    }
}

fn from_series(spec: &ChartSpec, table: &Table) -> (Vec<String>, Vec<Vec<String>>) {
    let mut heads = vec![table.x_label.clone().unwrap_or_default()];
    let names = table.names();
    let caption = table.caption.clone().unwrap_or_else(|| "Value".to_owned());
    heads.extend(if names.len() == 1 { vec![caption] } else { names });
    let write =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| table.unit.value(value));
    let mut order: Vec<usize> = (0..table.categories.len()).collect();
    let key = |index: &usize| {
        let first = table.rows.first().and_then(|row| row.values.get(*index).copied().flatten());
        first.unwrap_or(f64::MIN)
    };
    match spec.sort {
        Some(easel_types::spec::SortOrder::Ascending) => {
            order.sort_by(|a, b| key(a).total_cmp(&key(b)));
        }
        Some(easel_types::spec::SortOrder::Descending) => {
            order.sort_by(|a, b| key(b).total_cmp(&key(a)));
        }
        None => {}
    }
    let rows = order
        .into_iter()
        .map(|index| {
            let values =
                table.rows.iter().map(|row| write(row.values.get(index).copied().flatten()));
            std::iter::once(table.categories[index].clone()).chain(values).collect()
        })
        .collect();
    (heads, rows)
}

/// Whether a text is a number, with signs, currency, per cent or a short unit.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let strange = |c: char| {
        !(c.is_ascii_digit()
            || c.is_alphabetic()
            || c.is_whitespace()
            || "+-−–.,'%‰°$€£¥₹₩×/()".contains(c))
    };
    let starts = text.trim().chars().next();
    let begins_well = starts.is_some_and(|c| c.is_ascii_digit() || "+-−($€£¥₹₩".contains(c));
    digits > 0 && letters <= 3 && begins_well && !text.contains(strange)
}

/// Sizes of a table on this canvas.
struct Sheet {
    top: f64,
    style: TextStyle,
    head_style: TextStyle,
    widths: Vec<f64>,
    pad: f64,
    row_height: f64,
    head_height: f64,
    lines: usize,
    /// Rows of each panel.
    rows: usize,
    /// Tables side by side.
    panels: usize,
}

impl Sheet {
    /// The largest font with which all rows fit, in up to three panels side by side.
    fn fit(grid: &Grid, stage: &mut Stage<'_>, area: Rect) -> Self {
        let least = stage.canvas.font_min();
        let few = grid.rows.len() + grid.columns() / 2;
        let mut size = stage.canvas.font(match few {
            0..=5 => 36.0,
            6..=9 => 30.0,
            _ => 26.0,
        });
        loop {
            let mut best: Option<Self> = None;
            for panels in 1..=3 {
                let gap = stage.canvas.px(48.0);
                let width = (area.width() - gap * (panels - 1) as f64) / panels as f64;
                let is_last = size <= least;
                let sheet = Self::with(grid, stage, (area, width), (size, panels), is_last);
                let Some(sheet) = sheet else { continue };
                let holds = sheet.rows * sheet.panels >= grid.rows.len();
                if holds {
                    return sheet;
                }
                let more = best
                    .as_ref()
                    .is_none_or(|other| sheet.rows * sheet.panels > other.rows * other.panels);
                if is_last && more {
                    best = Some(sheet);
                }
            }
            if let Some(sheet) = best {
                return sheet;
            }
            size = (size * 0.92).max(least);
        }
    }

    fn with(
        grid: &Grid,
        stage: &mut Stage<'_>,
        (area, width): (Rect, f64),
        (size, panels): (f64, usize),
        is_last: bool,
    ) -> Option<Self> {
        let style = TextStyle { leading: 1.2, ..TextStyle::new(size, Weight::Regular) };
        let head_style = TextStyle { weight: Weight::SemiBold, ..style };
        let pad = (size * 0.7).min(width * 0.02).max(stage.canvas.px(8.0));
        let natural = natural_widths(grid, stage, (style, head_style));
        let sum: f64 = natural.iter().map(|width| width + 2.0 * pad).sum();
        let mut lines = (1, 1);
        let widths = if sum <= width {
            spread_out(&natural, (width, sum, pad), size, panels)
        } else if panels == 1 {
            let widths = squeeze(&natural, width - 2.0 * pad * natural.len() as f64, size);
            match lines_of(grid, stage, &widths, (style, head_style)) {
                Some(found) => lines = found,
                None if is_last => lines = (2, 2),
                None => return None,
            }
            widths
        } else {
            return None;
        };
        let (head_lines, lines) = lines;
        let least = size * (0.4 + 1.2 * lines as f64).max(1.5);
        let head_height =
            if grid.heads.is_empty() { 0.0 } else { size * (0.9 + 1.2 * head_lines as f64) };
        let free = area.height() - head_height;
        let wanted = grid.rows.len().div_ceil(panels).max(1);
        let row_height = (free / wanted as f64).clamp(least, (size * 2.8).max(least + size * 0.8));
        let rows = crate::cast::to_usize((free + 0.01) / row_height).min(wanted);
        Some(Self {
            top: area.y0,
            style,
            head_style,
            widths,
            pad,
            row_height,
            head_height,
            lines: lines.max(head_lines),
            rows,
            panels,
        })
    }

    fn width(&self) -> f64 {
        self.widths.iter().map(|width| width + 2.0 * self.pad).sum()
    }

    fn head(&self, grid: &Grid, stage: &mut Stage<'_>, x: f64) {
        if grid.heads.is_empty() {
            return;
        }
        let y = self.top + self.head_height / 2.0 - self.style.size * 0.1;
        for column in 0..grid.columns() {
            let text = Grid::text(&grid.heads, column);
            let color = (stage.palette.muted, Role::Label);
            self.text(grid, stage, (text, column, (x, y)), (self.head_style, color));
        }
        let rule = self.top + self.head_height - stage.canvas.px(1.0);
        let pen = Pen::butt(stage.palette.axis, stage.canvas.px(2.0).max(1.0));
        stage.scene.line(Point::new(x, rule), Point::new(x + self.width(), rule), pen);
    }

    fn row(
        &self,
        grid: &Grid,
        stage: &mut Stage<'_>,
        (row, emphasis): (&[String], &Emphasis<'_>),
        (x, line): (f64, usize),
    ) {
        let top = self.top + self.head_height + self.row_height * line as f64;
        let rect = Rect::new(x, top, x + self.width(), top + self.row_height);
        let is_accent = row.iter().any(|text| emphasis.has(text));
        let palette = stage.palette;
        if is_accent {
            stage.scene.rect(rect, 0.0, palette.tint(palette.series(0), 0.16));
        } else if line % 2 == 1 {
            stage.scene.rect(rect, 0.0, palette.background.mix(palette.muted, 0.05));
        }
        if self.row_height > self.style.size * 2.2 {
            let pen = Pen::butt(palette.grid, stage.canvas.px(1.0).max(0.75));
            stage.scene.line(Point::new(x, rect.y1), Point::new(rect.x1, rect.y1), pen);
        }
        for column in 0..grid.columns() {
            let text = Grid::text(row, column);
            let is_name = column == 0 && !grid.numeric.first().copied().unwrap_or(false);
            let weight = if is_name || is_accent { Weight::SemiBold } else { Weight::Regular };
            let color = if is_name || is_accent { palette.ink } else { palette.body };
            let role =
                if grid.numeric.get(column) == Some(&true) { Role::Value } else { Role::Label };
            let style = TextStyle { weight, ..self.style };
            let at = (x, rect.center().y);
            self.text(grid, stage, (text, column, at), (style, (color, role)));
        }
    }

    fn text(
        &self,
        grid: &Grid,
        stage: &mut Stage<'_>,
        (text, column, (x, y)): (&str, usize, (f64, f64)),
        (style, (color, role)): (TextStyle, (crate::theme::Color, Role)),
    ) {
        if text.is_empty() {
            return;
        }
        let before: f64 = self.widths.iter().take(column).map(|width| width + 2.0 * self.pad).sum();
        let width = self.widths.get(column).copied().unwrap_or_default();
        let left = if grid.is_mirrored {
            x + self.width() - before - self.pad - width
        } else {
            x + before + self.pad
        };
        let is_right = grid.is_mirrored || grid.numeric.get(column) == Some(&true);
        let (at, anchor, align) = if is_right {
            (left + width, Anchor::Right, Align::Right)
        } else {
            (left, Anchor::Left, Align::Left)
        };
        let style = style.align(align);
        let (block, cut) = stage.engine.shortened(text, style, (width + 0.5, self.lines));
        let shown = cut.as_deref().unwrap_or(text);
        stage.scene.text((&block, shown), (Point::new(at, y), anchor), color, role);
        stage.record_cut(text, cut.is_some());
    }
}

/// Width of the widest text of each column.
fn natural_widths(
    grid: &Grid,
    stage: &mut Stage<'_>,
    (style, head_style): (TextStyle, TextStyle),
) -> Vec<f64> {
    let bold = TextStyle { weight: Weight::SemiBold, ..style };
    (0..grid.columns())
        .map(|column| {
            let mut widest = stage.engine.width(Grid::text(&grid.heads, column), head_style);
            for row in &grid.rows {
                widest = widest.max(stage.engine.width(Grid::text(row, column), bold));
            }
            widest.max(style.size)
        })
        .collect()
}

/// Gives columns the free width, the same to each; a narrow table stays together at the left.
fn spread_out(
    natural: &[f64],
    (width, sum, pad): (f64, f64, f64),
    size: f64,
    panels: usize,
) -> Vec<f64> {
    let most = size * if panels > 1 { 4.0 } else { 11.0 };
    let extra = ((width - sum) / natural.len().max(1) as f64).min(most + pad);
    natural.iter().map(|width| width + extra).collect()
}

/// Widths that sum up to `room`: narrow columns keep theirs, wide ones share what is left.
fn squeeze(natural: &[f64], room: f64, size: f64) -> Vec<f64> {
    let mut limit = room;
    for _ in 0..24 {
        let sum: f64 = natural.iter().map(|width| width.min(limit)).sum();
        if sum <= room {
            break;
        }
        limit *= 0.92;
    }
    let widths: Vec<f64> = natural.iter().map(|width| width.min(limit).max(size * 0.5)).collect();
    let free = (room - widths.iter().sum::<f64>()).max(0.0);
    let wide = natural.iter().filter(|width| **width > limit).count().max(1) as f64;
    let grown = widths.iter().zip(natural);
    grown
        .map(|(width, natural)| if *natural > limit { width + free / wide } else { *width })
        .collect()
}

/// Lines that the heads and the cells need in these columns; none where that is more than four or
/// a word would break.
fn lines_of(
    grid: &Grid,
    stage: &mut Stage<'_>,
    widths: &[f64],
    (style, head_style): (TextStyle, TextStyle),
) -> Option<(usize, usize)> {
    let bold = TextStyle { weight: Weight::SemiBold, ..style };
    let (mut heads, mut cells) = (1, 1);
    for (column, width) in widths.iter().enumerate() {
        let mut count = |text: &str, style: TextStyle| {
            let block = stage.engine.block(text, style, Some(width + 0.5));
            (!block.broken_word && block.lines.len() <= 4).then_some(block.lines.len())
        };
        heads = heads.max(count(Grid::text(&grid.heads, column), head_style)?);
        for row in &grid.rows {
            cells = cells.max(count(Grid::text(row, column), bold)?);
        }
    }
    Some((heads, cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: bool) {
        assert_eq!(is_number(text), expect, "{text}");
    }

    #[test]
    fn numbers_are_told_from_names() {
        for text in ["12", "−3.5", "$1,200", "12%", "3 km", "+4", "1.2M", "(5)"] {
            check(text, true);
        }
        for text in ["Berlin", "Q1 2024 results", "A4", "", "12 apples", "#1"] {
            check(text, false);
        }
    }
}
