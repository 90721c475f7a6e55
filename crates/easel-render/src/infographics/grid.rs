//! Steps and lists: cards in as many columns as suit the canvas. Steps follow each other in a
//! snake with arrows between them.

use kurbo::{Point, Rect, Vec2};

use super::Entry;
use super::card::{self, DiscPlace, Look};
use crate::canvas::Stage;
use crate::text::Align;

/// Label sizes tried, at 1024 pixels.
const FONTS: [f64; 10] = [31.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.5, 17.0, 16.0, 12.0];

/// An arrangement that was tried.
struct Choice {
    columns: usize,
    rows: usize,
    look: Look,
    gap: f64,
    score: f64,
}

/// Draws entries as cards, with numbers and arrows where `stepwise`.
pub(super) fn draw(entries: &[Entry<'_>], stepwise: bool, stage: &mut Stage<'_>, area: Rect) {
    let mut best: Option<Choice> = None;
    for columns in 1..=entries.len().min(6) {
        let rows = entries.len().div_ceil(columns);
        if (rows - 1) * columns >= entries.len() {
            continue;
        }
        for disc in [DiscPlace::Left, DiscPlace::Top] {
            if columns == 1 && disc == DiscPlace::Top && entries.len() > 1 {
                continue;
            }
            let choice = fit(entries, stage, (area, columns, rows), (disc, stepwise));
            if best.as_ref().is_none_or(|best| choice.score > best.score) {
                best = Some(choice);
            }
        }
    }
    let Some(choice) = best else { return };
    draw_cards(entries, stage, area, &choice);
}

/// The largest font at which every card fits its cell.
fn fit(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, columns, rows): (Rect, usize, usize),
    (disc, numbered): (DiscPlace, bool),
) -> Choice {
    let mut overflow = 0.0;
    let mut look = Look { disc, font: 0.0, numbered, align: Align::Left };
    let mut gap = 0.0;
    for font in FONTS {
        look.font = stage.canvas.font(font);
        gap = (look.font * if numbered { 1.35 } else { 0.85 }).min(area.height() * 0.06 + 6.0);
        let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
        let height = (area.height() - gap * (rows - 1) as f64) / rows as f64;
        let mut tallest: f64 = 0.0;
        let mut reads_well = width > look.font * 4.0;
        for entry in entries {
            let card = card::plan(stage, entry, look, width);
            tallest = tallest.max(card.height);
            reads_well &= card.reads_well;
        }
        if tallest <= height && reads_well {
            let cells = (columns * rows) as f64;
            let full = entries.len() as f64 / cells;
            // Cards that are neither towers nor ribbons, filled well, look best.
            let aspect = width / tallest.max(height.min(tallest * 1.6));
            let shape = if aspect < 0.7 {
                aspect / 0.7
            } else if aspect > 7.0 {
                (7.0 / aspect).max(0.7)
            } else {
                1.0
            };
            let filled = (tallest * rows as f64 / area.height()).clamp(0.3, 1.0).sqrt();
            let plain =
                if columns > 1 && disc == DiscPlace::Left && aspect < 2.2 { 0.9 } else { 1.0 };
            let score =
                look.font * full.powf(if numbered { 1.4 } else { 0.7 }) * shape * filled * plain;
            return Choice { columns, rows, look, gap, score };
        }
        overflow = (tallest / height).max(1.0) + if reads_well { 0.0 } else { 1.0 };
    }
    Choice { columns, rows, look, gap, score: -overflow }
}

fn draw_cards(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect, choice: &Choice) {
    let Choice { columns, rows, look, gap, .. } = *choice;
    let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
    let room = (area.height() - gap * (rows - 1) as f64) / rows as f64;
    let tallest = entries
        .iter()
        .map(|entry| card::plan(stage, entry, look, width).height)
        .fold(0.0, f64::max);
    let height = room.min(tallest * 1.45);
    let top = area.y0 + (area.height() - height * rows as f64 - gap * (rows - 1) as f64) / 2.0;
    let cells: Vec<Rect> = (0..entries.len())
        .map(|index| {
            let (row, column) = (index / columns, index % columns);
            // Steps run back and forth.
            let backwards = look.numbered && row % 2 == 1;
            let column = if backwards { columns - 1 - column } else { column };
            let x = area.x0 + (width + gap) * column as f64;
            let y = top + (height + gap) * row as f64;
            Rect::new(x, y, x + width, y + height)
        })
        .collect();
    for (entry, cell) in entries.iter().zip(&cells) {
        let card = card::plan(stage, entry, look, width);
        card::draw(stage, entry, card, (*cell, tallest));
    }
    if look.numbered {
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
