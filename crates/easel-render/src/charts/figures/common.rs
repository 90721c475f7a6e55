//! What several charts without axes share: the named numbers in drawing order, accents, text
//! set as large as its room allows, and grids of equal cells.

use std::rc::Rc;

use easel_types::spec::{ChartSpec, SortOrder};
use kurbo::Rect;

use crate::canvas::Stage;
use crate::charts::Table;
use crate::scene::{Anchor, Role};
use crate::text::{Block, TextStyle, Weight};
use crate::theme::{Color, Palette};

/// A named number of the first series.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) value: f64,
}

/// The numbers of the first series in drawing order: sorted where asked for, the smallest summed
/// up where there are more than `max_categories`. Missing values are told in a note.
pub(super) fn entries(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(table.categories.len());
    let mut missing = Vec::new();
    let values = table.rows.first().map(|row| row.values.as_slice()).unwrap_or_default();
    for (index, name) in table.categories.iter().enumerate() {
        match values.get(index).copied().flatten() {
            Some(value) => entries.push(Entry { name: name.clone(), value }),
            None => missing.push(name.clone()),
        }
    }
    if !missing.is_empty() {
        stage.scene.notes.push(format!("no value given for {}", missing.join(", ")));
        stage.scene.left_out.extend(missing);
    }
    let other_name = table.unit.locale().other();
    sum_up(&mut entries, (spec.max_categories, other_name), stage);
    let by_value = |a: &Entry, b: &Entry| a.value.total_cmp(&b.value);
    let others = entries.iter().position(|entry| entry.name == other_name);
    let other = match spec.sort {
        Some(_) => others.map(|index| entries.remove(index)),
        None => None,
    };
    match spec.sort {
        Some(SortOrder::Ascending) => entries.sort_by(by_value),
        Some(SortOrder::Descending) => entries.sort_by(|a, b| by_value(b, a)),
        None => {}
    }
    entries.extend(other);
    entries
}

/// Sums up the smallest entries where there are more than `most`.
fn sum_up(entries: &mut Vec<Entry>, (most, other): (Option<usize>, &str), stage: &mut Stage<'_>) {
    let Some(most) = most.map(|most| most.max(2)).filter(|most| entries.len() > *most) else {
        return;
    };
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| entries[*b].value.total_cmp(&entries[*a].value));
    let mut small: Vec<usize> = order.into_iter().skip(most - 1).collect();
    small.sort_unstable();
    let sum = small.iter().map(|index| entries[*index].value).sum();
    stage.scene.notes.push(format!("{other} sums up {} categories", small.len()));
    for index in small.iter().rev() {
        let entry = entries.remove(*index);
        if entry.name != other {
            stage.scene.left_out.push(entry.name);
        }
    }
    entries.push(Entry { name: other.to_owned(), value: sum });
}

/// Sum of what is drawn.
pub(super) fn total(entries: &[Entry]) -> f64 {
    entries.iter().map(|entry| entry.value).sum()
}

/// Colours of marks by name: the theme's in turn, or accents for what matters and grey for the
/// rest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Emphasis<'a> {
    highlight: &'a [String],
}

impl<'a> Emphasis<'a> {
    pub(super) const fn new(spec: &'a ChartSpec) -> Self {
        Self { highlight: spec.highlight.as_slice() }
    }

    pub(super) const fn is_some(&self) -> bool {
        !self.highlight.is_empty()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.highlight.iter().any(|other| other == name)
    }

    /// Colour of the mark `name`, which would have the colour `own` where nothing matters more.
    pub(super) fn color(&self, palette: &Palette, name: &str, own: Color) -> Color {
        if !self.is_some() {
            return own;
        }
        match self.highlight.iter().position(|other| other == name) {
            Some(index) => palette.series(index),
            None => palette.soft(palette.edge),
        }
    }

    /// As [`Self::color`], where all marks have one colour and what matters keeps it.
    pub(super) fn accent(&self, palette: &Palette, name: &str, own: Color) -> Color {
        if self.is_some() && !self.has(name) { palette.soft(palette.edge) } else { own }
    }
}

/// Colour of a series: the one given for it, else the theme's.
pub(super) fn row_color(spec: &ChartSpec, palette: &Palette, row: usize) -> Color {
    let given = spec.series.get(row).and_then(|series| series.color.as_deref());
    given.and_then(|text| palette.named(text)).unwrap_or_else(|| palette.series(row))
}

/// Greys that can be told from each other, for marks that step back.
pub(super) fn greys(palette: &Palette, index: usize) -> Color {
    let grey = palette.soft(palette.edge);
    grey.mix(palette.ink, [0.0, 0.4, 0.2, 0.6][index % 4])
}

/// Colour of text on a fill. Large bold letters are readable in white on more colours than small
/// ones, and white looks better there.
pub(super) fn ink_on(stage: &Stage<'_>, fill: Color, style: TextStyle) -> Color {
    let size = style.size / stage.canvas.unit.min(1.0);
    let is_large = size >= 24.0 || (style.weight != Weight::Regular && size >= 18.7);
    if is_large && Color::WHITE.contrast(fill) >= LARGE_CONTRAST {
        Color::WHITE
    } else {
        stage.palette.on(fill)
    }
}

/// Contrast that large letters need, with a little more than WCAG asks for.
const LARGE_CONTRAST: f64 = 3.1;

/// Height that the letters of a block cover, pixels.
pub(super) fn ink_height(block: &Block) -> f64 {
    match (block.lines.first(), block.lines.last()) {
        (Some(first), Some(last)) => last.y1 - first.y0,
        _ => 0.0,
    }
}

/// The text set as large as `room` (width, height, lines) allows, from the size of `style` down
/// to the smallest font; none where no size fits without breaking a word.
pub(super) fn fit_text(
    stage: &mut Stage<'_>,
    text: &str,
    style: TextStyle,
    room: (f64, f64, usize),
) -> Option<Rc<Block>> {
    let (width, height, lines_max) = room;
    let least = stage.canvas.font_min();
    let mut size = style.size.max(least);
    if least * 0.95 > height || width < least * 0.3 {
        return None;
    }
    loop {
        let style = style.sized(size);
        let block = stage.engine.block(text, style, (lines_max > 1).then_some(width));
        let fits = !block.broken_word
            && block.lines.len() <= lines_max
            && block.width <= width
            && ink_height(&block) <= height;
        if fits && block.lines.len() > 1 {
            return Some(stage.engine.balanced(text, style, width));
        }
        if fits {
            return Some(block);
        }
        if size <= least {
            return None;
        }
        let step = if lines_max == 1 { (width / block.width).clamp(0.3, 0.92) } else { 0.88 };
        size = (size * step).max(least);
    }
}

/// Puts a text on one line at `place`, shortened where it is wider than `room`.
pub(super) fn put_short(
    stage: &mut Stage<'_>,
    text: &str,
    (style, room): (TextStyle, f64),
    place: (kurbo::Point, Anchor),
    (color, role): (Color, Role),
) -> Rect {
    let (block, cut) = stage.engine.shortened(text, style, (room, 1));
    let rect = stage.scene.text((&block, cut.as_deref().unwrap_or(text)), place, color, role);
    stage.record_cut(text, cut.is_some());
    rect
}

/// Columns and rows of `count` equal cells of about `aspect` (width to height) that are as large
/// as possible in `area`.
pub(super) fn grid(count: usize, area: Rect, aspect: f64, gap: f64) -> (usize, usize) {
    let mut best = (1, count.max(1), f64::MIN);
    for columns in 1..=count.max(1) {
        let rows = count.max(1).div_ceil(columns);
        let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
        let height = (area.height() - gap * (rows - 1) as f64) / rows as f64;
        let empty = (columns * rows - count.max(1)) as f64 / count.max(1) as f64;
        let score = (width / aspect).min(height) * (1.0 - 0.25 * empty);
        if score > best.2 {
            best = (columns, rows, score);
        }
    }
    (best.0, best.1)
}

/// The cell with this number in a grid, row by row.
pub(super) fn cell(area: Rect, (columns, rows): (usize, usize), index: usize, gap: f64) -> Rect {
    let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
    let height = (area.height() - gap * (rows - 1) as f64) / rows as f64;
    let x = area.x0 + (width + gap) * (index % columns) as f64;
    let y = area.y0 + (height + gap) * (index / columns) as f64;
    Rect::new(x, y, x + width, y + height)
}

/// Says how many names found no room, and lists them as left out.
pub(super) fn leave_out(stage: &mut Stage<'_>, names: Vec<String>, what: &str) {
    if names.is_empty() {
        return;
    }
    stage.scene.lose(names.len());
    let which = if names.len() <= 4 { names.join(", ") } else { format!("{} {what}", names.len()) };
    stage.scene.notes.push(format!("no room for the labels of {which}"));
    stage.scene.left_out.extend(names);
}
