//! Lists, steps and figures: entries in as many columns as suit the canvas. Steps follow each other
//! in a snake with arrows between them. The road and the snake of discs are in [`super::road`].

use kurbo::{Point, Rect, Vec2};

use super::Entry;
use super::card::{self, MarkPlace, Style};
use super::names::Look;
use crate::canvas::Stage;
use crate::text::Align;

/// Label sizes tried, at 1024 pixels.
pub(super) const FONTS: [f64; 10] = [31.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.5, 17.0, 16.0, 12.0];

/// How entries are put in a grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    pub(super) look: Look,
    /// Numbers on the marks, arrows between the cards.
    pub(super) stepwise: bool,
    /// Columns that are tried, from and to.
    pub(super) columns: (usize, usize),
    /// Size of the key figure as a multiple of the label's.
    pub(super) figure: f64,
    pub(super) align: Align,
}

impl Grid {
    pub(super) const fn new(look: Look) -> Self {
        Self { look, stepwise: false, columns: (1, 6), figure: 1.6, align: Align::Left }
    }
}

/// An arrangement that was tried.
#[derive(Clone, Copy)]
struct Choice {
    columns: usize,
    rows: usize,
    style: Style,
    gap: f64,
    score: f64,
}

/// Draws entries in the columns that suit them best.
pub(super) fn draw(entries: &[Entry<'_>], grid: Grid, stage: &mut Stage<'_>, area: Rect) {
    let mut best: Option<Choice> = None;
    let most = grid.columns.1.min(entries.len());
    for columns in grid.columns.0.min(most)..=most {
        let rows = entries.len().div_ceil(columns.max(1));
        if columns == 0 || (rows - 1) * columns >= entries.len() {
            continue;
        }
        for mark in [MarkPlace::Left, MarkPlace::Top] {
            if columns == 1 && mark == MarkPlace::Top && entries.len() > 1 {
                continue;
            }
            let choice = fit(entries, stage, (area, columns, rows), (mark, grid));
            if best.as_ref().is_none_or(|best| choice.score > best.score) {
                best = Some(choice);
            }
        }
    }
    let Some(choice) = best else { return };
    draw_cards(entries, stage, area, (choice, grid.stepwise));
}

fn gap_of(style: Style, (stepwise, area): (bool, Rect)) -> f64 {
    let share = match style.look {
        _ if stepwise => 1.35,
        Look::Plain | Look::Underline | Look::Circle => 1.3,
        Look::Ribbon => 1.6,
        Look::Arrow => 0.6,
        _ => 0.85,
    };
    (style.font * share).min(area.height() * 0.06 + 6.0)
}

/// What the bands of ribbons need at the sides.
fn inset(style: Style, area: Rect) -> Rect {
    if style.look == Look::Ribbon { area.inflate(-style.font * 0.4, 0.0) } else { area }
}

/// The largest font at which every card fits its cell.
fn fit(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, columns, rows): (Rect, usize, usize),
    (mark, grid): (MarkPlace, Grid),
) -> Choice {
    let mut overflow = 0.0;
    let mut style = Style {
        numbered: grid.stepwise,
        figure: grid.figure,
        align: grid.align,
        ..Style::new(grid.look, mark, 0.0)
    }
    .settled();
    let mut gap = 0.0;
    for (attempt, font) in FONTS.into_iter().enumerate() {
        let is_last = attempt + 1 == FONTS.len();
        style.font = stage.canvas.font(font);
        gap = gap_of(style, (grid.stepwise, area));
        let area = inset(style, area);
        let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
        let height = (area.height() - gap * (rows - 1) as f64) / rows as f64;
        let mut tallest: f64 = 0.0;
        let mut reads_well = width > style.font * 4.0;
        for entry in entries {
            let card = card::plan(stage, entry, style, width);
            tallest = tallest.max(card.height);
            reads_well &= card.reads_well;
            // Only of the smallest letters it matters by how much they do not fit.
            if !is_last && (tallest > height || !reads_well) {
                break;
            }
        }
        if tallest <= height && reads_well {
            let score = score((style, grid.stepwise), (width, height, tallest), {
                let cells = (columns * rows) as f64;
                (columns, entries.len() as f64 / cells, tallest * rows as f64 / area.height())
            });
            return Choice { columns, rows, style, gap, score };
        }
        overflow = (tallest / height).max(1.0) + if reads_well { 0.0 } else { 1.0 };
    }
    Choice { columns, rows, style, gap, score: -overflow }
}

/// How well cards look: neither towers nor ribbons, filled well, few holes.
fn score(
    (style, stepwise): (Style, bool),
    (width, height, tallest): (f64, f64, f64),
    (columns, full, used): (usize, f64, f64),
) -> f64 {
    let aspect = width / tallest.max(height.min(tallest * 1.6));
    let shape = if aspect < 0.7 {
        aspect / 0.7
    } else if aspect > 7.0 {
        (7.0 / aspect).max(0.7)
    } else {
        1.0
    };
    let filled = used.clamp(0.3, 1.0).sqrt();
    let is_left = style.mark == MarkPlace::Left && !style.has_band() && style.look != Look::Corner;
    let plain = if columns > 1 && is_left && aspect < 2.2 { 0.9 } else { 1.0 };
    style.font * full.powf(if stepwise { 1.4 } else { 0.7 }) * shape * filled * plain
}

fn draw_cards(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    area: Rect,
    (choice, stepwise): (Choice, bool),
) {
    let Choice { columns, rows, style, gap, .. } = choice;
    let area = inset(style, area);
    let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
    let room = (area.height() - gap * (rows - 1) as f64) / rows as f64;
    let tallest = entries
        .iter()
        .map(|entry| card::plan(stage, entry, style, width).height)
        .fold(0.0, f64::max);
    let height = room.min(tallest * 1.45);
    // Wide gaps between rows look better than cards that are mostly empty.
    let gap_y = (gap * 1.5).min(gap + (room - height) * rows as f64 / rows.max(2) as f64);
    let used = height * rows as f64 + gap_y * (rows - 1) as f64;
    let top = area.y0 + ((area.height() - used) / 2.0).max(0.0);
    let cells: Vec<Rect> = (0..entries.len())
        .map(|index| {
            let (row, column) = (index / columns, index % columns);
            // Steps run back and forth.
            let backwards = stepwise && row % 2 == 1;
            let column = if backwards { columns - 1 - column } else { column };
            // A last row with holes stands in the middle.
            let missing =
                if row + 1 == rows && !stepwise { columns * rows - entries.len() } else { 0 };
            let shift = (width + gap) * missing as f64 / 2.0;
            let x = area.x0 + shift + (width + gap) * column as f64;
            let y = top + (height + gap_y) * row as f64;
            Rect::new(x, y, x + width, y + height)
        })
        .collect();
    for (entry, cell) in entries.iter().zip(&cells) {
        let card = card::plan(stage, entry, style, width);
        card::draw(stage, entry, card, (*cell, tallest));
    }
    if stepwise && style.look != Look::Arrow {
        for pair in cells.windows(2) {
            draw_arrow(stage, (pair[0], pair[1]), gap);
        }
    }
}

/// A small arrow in the gap between two cards.
fn draw_arrow(stage: &mut Stage<'_>, (from, to): (Rect, Rect), gap: f64) {
    let color = stage.palette.axis;
    let length = gap * 0.56;
    let (tip, direction) = if (from.y0 - to.y0).abs() > 1.0 {
        let middle = f64::midpoint(from.y1, to.y0);
        (Point::new(from.center().x, middle + length / 2.0), Vec2::new(0.0, 1.0))
    } else if to.x0 > from.x0 {
        let middle = f64::midpoint(from.x1, to.x0);
        (Point::new(middle + length / 2.0, from.center().y), Vec2::new(1.0, 0.0))
    } else {
        let middle = f64::midpoint(to.x1, from.x0);
        (Point::new(middle - length / 2.0, from.center().y), Vec2::new(-1.0, 0.0))
    };
    stage.scene.arrow_head(tip, direction, length, color);
}

/// Entries left and right by turns: below each other on tall canvases, up and down on wide ones.
/// Says whether they fitted.
pub(super) fn zigzag(entries: &[Entry<'_>], look: Look, stage: &mut Stage<'_>, area: Rect) -> bool {
    let is_wide = area.width() > area.height() * 1.7;
    FONTS.iter().any(|font| {
        let style = Style::new(look, MarkPlace::Left, stage.canvas.font(*font)).settled();
        if is_wide {
            zigzag_row(entries, stage, area, style)
        } else {
            zigzag_column(entries, stage, area, style)
        }
    })
}

fn zigzag_column(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect, style: Style) -> bool {
    let gap = style.font * 0.7;
    let width = area.width() * if area.width() < area.height() * 0.6 { 0.86 } else { 0.68 };
    let pitch = (area.height() + gap) / entries.len() as f64;
    let mut tallest: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, entry, style, width);
        if !card.reads_well || card.height > pitch - gap {
            return false;
        }
        tallest = tallest.max(card.height);
    }
    let height = (pitch - gap).min(tallest * 1.4);
    let pitch = pitch.min(height + gap * 2.0);
    let top = area.center().y - (pitch * (entries.len() - 1) as f64 + height) / 2.0;
    for (index, entry) in entries.iter().enumerate() {
        let left = if index % 2 == 0 { area.x0 } else { area.x1 - width };
        let y = top + pitch * index as f64;
        let card = card::plan(stage, entry, style, width);
        card::draw(stage, entry, card, (Rect::new(left, y, left + width, y + height), 0.0));
    }
    true
}

fn zigzag_row(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect, style: Style) -> bool {
    let style = Style { mark: MarkPlace::Top, ..style }.settled();
    let gap = style.font * 0.9;
    let width = (area.width() + gap) / entries.len() as f64 - gap;
    let mut tallest: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, entry, style, width);
        tallest = tallest.max(card.height);
        if !card.reads_well || width < style.font * 5.0 || tallest > area.height() * 0.86 {
            return false;
        }
    }
    let height = (area.height() * 0.8).min(tallest * 1.2).max(tallest);
    let drop = ((area.height() - height) / 2.0).min(height * 0.3);
    for (index, entry) in entries.iter().enumerate() {
        let x = area.x0 + (width + gap) * index as f64;
        let side = if index % 2 == 0 { -1.0 } else { 1.0 };
        let y = area.center().y - height / 2.0 + drop * side;
        let card = card::plan(stage, entry, style, width);
        card::draw(stage, entry, card, (Rect::new(x, y, x + width, y + height), tallest));
    }
    true
}
