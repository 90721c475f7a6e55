//! The legend beside a scene: the items in numbered cards, or in lines where there is no room for
//! cards.

use kurbo::{Point, Rect};

use super::Item;
use super::callouts::{self, Chip, Spot, badge};
use crate::canvas::Stage;
use crate::scene::{Anchor, Role};
use crate::text::{TextStyle, Weight};

/// Sizes of names tried, at 1024 pixels.
const FONTS: [f64; 6] = [25.0, 23.0, 21.0, 19.0, 17.5, 16.0];
/// Colour of a number whose item names no part.
const NO_HUE: u32 = 0x475569;

/// An item with the part it names, if any, so that numbers have the colours of their pins.
fn spot_of(spots: &[(&Item<'_>, Spot)], item: &Item<'_>, at: Point) -> Spot {
    spots
        .iter()
        .find(|(other, _)| other.number == item.number)
        .map_or(Spot::new("", at, NO_HUE), |(_, spot)| *spot)
}

/// Draws cards in even rows and columns, as large as they fit. Says whether they do.
pub(super) fn cards(
    stage: &mut Stage<'_>,
    spots: &[(&Item<'_>, Spot)],
    (items, area): (&[Item<'_>], Rect),
) -> bool {
    let most = items.len().min(5);
    for size in FONTS {
        let font = stage.canvas.font(size);
        let gap = font * 0.6;
        for columns in 1..=most {
            let rows = items.len().div_ceil(columns);
            let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
            // Cards are wider than high, though no banners.
            if width < font * 7.0 || (width > font * 26.0 && columns < most) {
                continue;
            }
            let chips: Vec<Chip<'_>> = items
                .iter()
                .map(|item| {
                    let spot = spot_of(spots, item, area.center());
                    callouts::set(stage, item, spot, (font, true), width)
                })
                .collect();
            let heights: Vec<f64> = chips
                .chunks(columns)
                .map(|row| row.iter().map(|chip| chip.size.1).fold(0.0, f64::max))
                .collect();
            let total: f64 = heights.iter().sum::<f64>() + gap * (rows - 1) as f64;
            let fits = chips.iter().all(|chip| chip.reads_well && chip.size.0 <= width + 0.5);
            if !fits || total > area.height() {
                continue;
            }
            // What is left over is shared by the gaps, up to a point.
            let spare = ((area.height() - total) / rows as f64).min(font * 0.8);
            place(stage, (&chips, columns), area, (width, gap, spare));
            return true;
        }
    }
    false
}

fn place(
    stage: &mut Stage<'_>,
    (chips, columns): (&[Chip<'_>], usize),
    area: Rect,
    (width, gap, spare): (f64, f64, f64),
) {
    let mut y = area.y0;
    for row in chips.chunks(columns) {
        let height = row.iter().map(|chip| chip.size.1).fold(0.0, f64::max) + spare * 0.5;
        for (column, chip) in row.iter().enumerate() {
            let x = area.x0 + (width + gap) * column as f64;
            let rect = Rect::new(x, y, x + width, y + height);
            callouts::draw_chip(stage, chip, rect);
        }
        y += height + gap + spare * 0.5;
    }
}

/// Names with their numbers, line by line, for canvases too small for cards.
pub(super) fn lines(
    stage: &mut Stage<'_>,
    spots: &[(&Item<'_>, Spot)],
    (items, area): (&[Item<'_>], Rect),
) {
    let font = stage.canvas.font_min();
    let columns = if area.width() > area.height() * 1.6 { 2 } else { 1 };
    let rows = items.len().div_ceil(columns).max(1);
    let height = (area.height() / rows as f64).min(font * 2.4);
    let width = area.width() / columns as f64;
    let radius = (height * 0.42).min(font * 0.85);
    let style = TextStyle::new(font, Weight::SemiBold);
    for (index, item) in items.iter().enumerate() {
        let (column, row) = (index / rows, index % rows);
        let x = area.x0 + width * column as f64;
        let y = area.y0 + height * (row as f64 + 0.5);
        let hue = spot_of(spots, item, area.center()).hue;
        badge(stage, (Point::new(x + radius, y), radius), (item.number, hue));
        let left = x + radius * 2.0 + font * 0.4;
        let words = match item.value {
            Some(value) => format!("{} · {value}", item.label),
            None => item.label.to_owned(),
        };
        let room = width - (left - x) - font * 0.3;
        let (block, cut) = stage.engine.shortened(&words, style, (room, 1));
        stage.record_cut(&words, cut.is_some());
        let shown = cut.as_deref().unwrap_or(&words);
        let place = (Point::new(left, y), Anchor::Left);
        stage.scene.text((&block, shown), place, stage.palette.ink, Role::Label);
    }
}
