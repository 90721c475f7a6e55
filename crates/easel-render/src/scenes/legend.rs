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

/// Cards that fit their area.
#[derive(Debug)]
pub(super) struct Cards<'a> {
    chips: Vec<Chip<'a>>,
    columns: usize,
    area: Rect,
    /// Width of a card, gap between cards, what is left over for a row.
    measures: (f64, f64, f64),
}

/// Colour of the number of an item: that of its pin.
fn hue_of(spots: &[(&Item<'_>, Spot)], number: usize) -> u32 {
    spots.iter().find(|(item, _)| item.number == number).map_or(NO_HUE, |(_, spot)| spot.hue)
}

/// Sets cards in even rows and columns, as large as they fit. `None` where they do not.
pub(super) fn plan<'a>(
    stage: &mut Stage<'_>,
    items: &'a [Item<'a>],
    area: Rect,
    smallest: f64,
) -> Option<Cards<'a>> {
    let most = items.len().min(5);
    for size in FONTS.into_iter().filter(|size| *size >= smallest) {
        let font = stage.canvas.font(size);
        let gap = font * 0.6;
        for columns in 1..=most {
            let rows = items.len().div_ceil(columns);
            let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
            // Cards are wider than high, though no banners.
            if width < font * 7.0 || (width > font * 26.0 && columns < most) {
                continue;
            }
            let spot = Spot::new("", area.center(), NO_HUE);
            let chips: Vec<Chip<'_>> = items
                .iter()
                .map(|item| callouts::set(stage, item, spot, (font, true), width))
                .collect();
            let total: f64 =
                chips.chunks(columns).map(tallest).sum::<f64>() + gap * (rows - 1) as f64;
            let fits = chips.iter().all(|chip| chip.reads_well && chip.size.0 <= width + 0.5);
            if !fits || total > area.height() {
                continue;
            }
            // What is left over is shared by the gaps, up to a point.
            let spare = ((area.height() - total) / rows as f64).min(font * 0.8);
            return Some(Cards { chips, columns, area, measures: (width, gap, spare) });
        }
    }
    None
}

fn tallest(row: &[Chip<'_>]) -> f64 {
    row.iter().map(|chip| chip.size.1).fold(0.0, f64::max)
}

/// Draws cards, their numbers in the colours of the pins.
pub(super) fn draw(stage: &mut Stage<'_>, mut cards: Cards<'_>, spots: &[(&Item<'_>, Spot)]) {
    let (width, gap, spare) = cards.measures;
    let mut y = cards.area.y0;
    for row in cards.chips.chunks_mut(cards.columns) {
        let height = tallest(row) + spare * 0.5;
        for (column, chip) in row.iter_mut().enumerate() {
            chip.recolor(|number| hue_of(spots, number));
            let x = cards.area.x0 + (width + gap) * column as f64;
            callouts::draw_chip(stage, chip, Rect::new(x, y, x + width, y + height));
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
        let hue = hue_of(spots, item.number);
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
