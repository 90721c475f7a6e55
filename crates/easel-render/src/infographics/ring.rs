//! Things in a circle with their texts beside them: a ring of arrows, sectors, a donut, a hub with
//! spokes, items that are related. Finding the largest circle that leaves room for the texts is
//! here; what the circle looks like is in [`super::wheel`].

use std::f64::consts::{FRAC_PI_2, TAU};

use kurbo::{Point, Rect};

use super::Entry;
use super::card::{self, MarkPlace, Style};
use super::grid::{self, Grid};
use super::names::Look;
use super::wheel::{self, Core};
use crate::canvas::Stage;
use crate::spread::{Wish, spread};
use crate::text::Align;

/// Label sizes tried, at 1024 pixels.
const FONTS: [f64; 6] = [27.0, 24.5, 22.0, 20.0, 18.0, 16.0];

struct Arranged {
    center: Point,
    radius: f64,
    disc: f64,
    cards: Vec<(Style, Rect)>,
}

/// Draws the ring in the middle with cards left and right of it, or above a grid of cards where
/// the canvas is too narrow for that.
pub(super) fn draw(
    entries: &[Entry<'_>],
    (core, look): (&Core<'_>, Look),
    stage: &mut Stage<'_>,
    area: Rect,
) -> bool {
    if !(2..=12).contains(&entries.len()) {
        return false;
    }
    let is_tall = area.height() > area.width() * 1.3;
    let mut best: Option<(f64, Arranged)> = None;
    for font in FONTS.iter().filter(|_| !is_tall || entries.len() < 3) {
        let font = stage.canvas.font(*font);
        if let Some(arranged) = beside(entries, stage, area, (font, look)) {
            // A large wheel is worth slightly smaller letters.
            let score = font * (arranged.radius + arranged.disc / 2.0).powf(0.8);
            if best.as_ref().is_none_or(|(so_far, _)| score > *so_far) {
                best = Some((score, arranged));
            }
        }
    }
    if let Some((_, arranged)) = best {
        let wheel = (arranged.center, arranged.radius, arranged.disc);
        wheel::draw(entries, core, stage, wheel);
        for (entry, (style, rect)) in entries.iter().zip(arranged.cards) {
            let card = card::plan(stage, entry, style, rect.width());
            card::draw(stage, entry, card, (rect, 0.0));
        }
        return true;
    }
    // The wheel above or left of a list.
    let is_wide = area.width() > area.height() * 1.4;
    let is_tall = area.height() > area.width() * 1.15;
    if !is_tall && !is_wide || area.width().min(area.height()) < stage.canvas.font_min() * 14.0 {
        return false;
    }
    let side = if is_tall {
        area.width().min(area.height() * 0.42)
    } else {
        area.height().min(area.width() * 0.42)
    };
    let disc = (side * 0.9 / (entries.len() as f64 + 2.5)).max(stage.canvas.font_min() * 1.6);
    let gap = stage.canvas.px(30.0);
    let (center, rest) = if is_tall {
        let center = Point::new(area.center().x, area.y0 + side / 2.0);
        (center, Rect { y0: area.y0 + side + gap, ..area })
    } else {
        let center = Point::new(area.x0 + side / 2.0, area.center().y);
        (center, Rect { x0: area.x0 + side + gap, ..area })
    };
    wheel::draw(entries, core, stage, (center, side / 2.0 - disc * 0.55, disc));
    // The marks are on the wheel; the same ones lead to the texts.
    let grid = Grid { columns: (1, if is_tall { 2 } else { 3 }), ..Grid::new(look) };
    grid::draw(entries, grid, stage, rest);
    true
}

/// Cards in two columns with the ring between them, at this font size: the largest ring that
/// leaves room for them. Cards above and below the middle may reach over the ring's corners.
fn beside(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    area: Rect,
    (font, look): (f64, Look),
) -> Option<Arranged> {
    let most = (area.height() * 0.47).min(area.width() * 0.36);
    let mut largest = |to_corners: bool| {
        [1.0, 0.92, 0.84, 0.76, 0.68, 0.6].into_iter().find_map(|share| {
            try_ring(entries, stage, (area, most * share), (font, to_corners, look))
        })
    };
    // Texts near their discs are worth a smaller ring.
    match (largest(false), largest(true)) {
        (Some(near), Some(corners)) if near.radius < corners.radius * 0.84 => Some(corners),
        (near, corners) => near.or(corners),
    }
}

pub(super) fn angle(index: usize, count: usize) -> f64 {
    start_angle(count) + TAU * index as f64 / count as f64
}

fn try_ring(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, outer): (Rect, f64),
    (font, to_corners, look): (f64, bool, Look),
) -> Option<Arranged> {
    let count = entries.len();
    if outer < font * 4.0 {
        return None;
    }
    // Of an odd number one disc is at the bottom; its card stands below it.
    let below = (count % 2 == 1).then_some(count / 2);
    let mut lowest = None;
    let mut center = area.center();
    let mut sides = area;
    if let Some(index) = below {
        let style = Style { align: Align::Center, ..Style::new(look, MarkPlace::None, font) };
        let width = (area.width() * 0.6).min(font * 14.0);
        let card = card::plan(stage, &entries[index], style, width);
        let reserve = card.height + font * 0.7;
        if !card.reads_well || outer * 2.0 + reserve > area.height() {
            return None;
        }
        center.y -= reserve / 2.0;
        let top = center.y + outer + font * 0.7;
        let left = center.x - width / 2.0;
        lowest = Some((index, style, Rect::new(left, top, left + width, top + card.height)));
        sides.y1 = top - font * 0.4;
    }
    let disc = (outer * 0.4).min(outer * TAU / count as f64 * 0.5).min(font * 4.4);
    // Discs sit on the ring; `outer` is the outermost point of a disc.
    let radius = outer - disc / 2.0;
    let reach = if to_corners { area.height() * 0.62 } else { radius * 1.15 };
    let clear = outer + font * 0.9;
    let mut width = (area.width() / 2.0 - outer * 0.35).min(font * 17.0);
    for _ in 0..4 {
        let mut widest = font * 17.0;
        let mut cards = vec![None; count];
        for is_right in [true, false] {
            let side = (is_right, width, font, look);
            let placed = column(entries, stage, (sides, center.y, reach), side)?;
            for (index, style, y, height) in placed {
                let nearest = ((y - center.y).abs() - height / 2.0).max(0.0);
                let chord = (clear * clear - nearest * nearest).max(0.0).sqrt().max(font * 0.5);
                widest = widest.min(area.width() / 2.0 - chord);
                let x = if is_right { area.x1 - width } else { area.x0 };
                // Short of the edge where there is room, so that card and disc stay together.
                let near = if is_right {
                    x.min(center.x + clear.max(chord))
                } else {
                    x.max(center.x - clear.max(chord) - width)
                };
                let top = y - height / 2.0;
                cards[index] = Some((style, Rect::new(near, top, near + width, top + height)));
            }
        }
        if width <= widest + 0.5 {
            if let Some((index, style, rect)) = lowest {
                cards[index] = Some((style, rect));
            }
            let cards = cards.into_iter().flatten().collect();
            return Some(Arranged { center, radius, disc, cards });
        }
        width = widest;
        if width < font * 6.5 {
            return None;
        }
    }
    None
}

/// Places of the cards of one side: entry, look, middle and height.
fn column(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, middle, reach): (Rect, f64, f64),
    (is_right, width, font, look): (bool, f64, f64, Look),
) -> Option<Vec<(usize, Style, f64, f64)>> {
    let count = entries.len();
    let align = if is_right { Align::Left } else { Align::Right };
    let style = Style { align, ..Style::new(look, MarkPlace::None, font) };
    // The one at the bottom of an odd number has its place below the ring.
    let is_side = |&index: &usize| count.is_multiple_of(2) || index != count / 2;
    let mut members: Vec<usize> = (0..count)
        .filter(is_side)
        .filter(|&index| (angle(index, count).cos() >= -1e-9) == is_right)
        .collect();
    members.sort_by(|&a, &b| angle(a, count).sin().total_cmp(&angle(b, count).sin()));
    let mut heights = Vec::new();
    let mut wishes = Vec::new();
    for &index in &members {
        let card = card::plan(stage, &entries[index], style, width);
        if !card.reads_well {
            return None;
        }
        let center = middle + reach * angle(index, count).sin();
        heights.push(card.height);
        wishes.push(Wish { center, length: card.height + font * 0.8 });
    }
    let centers = spread(&wishes, (area.y0, area.y1))?;
    let placed = members.into_iter().zip(centers).zip(heights);
    Some(placed.map(|((index, y), height)| (index, style, y, height)).collect())
}

/// The first entry is at the upper right, so that pairs lie left and right of the ring.
pub(super) fn start_angle(count: usize) -> f64 {
    if count == 2 { 0.0 } else { TAU / count as f64 / 2.0 - FRAC_PI_2 }
}
