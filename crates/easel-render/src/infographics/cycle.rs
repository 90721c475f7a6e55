//! A cycle: discs on a ring of arrows, the texts beside them.

use std::f64::consts::{FRAC_PI_2, TAU};

use kurbo::{Arc, BezPath, Point, Rect, Shape as _, Vec2};

use super::card::{self, DiscPlace, Look};
use super::{Entry, draw_numbered_disc};
use crate::canvas::Stage;
use crate::scene::{Pen, Shape};
use crate::spread::{Wish, spread};
use crate::text::Align;

/// Label sizes tried, at 1024 pixels.
const FONTS: [f64; 7] = [27.0, 25.0, 23.0, 21.0, 19.0, 17.5, 16.0];

struct Arranged {
    center: Point,
    radius: f64,
    disc: f64,
    cards: Vec<(Look, Rect)>,
}

/// Draws the ring in the middle with cards left and right of it, or above a grid of cards where
/// the canvas is too narrow for that.
pub(super) fn draw(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect) {
    if (2..=10).contains(&entries.len())
        && let Some(arranged) =
            FONTS.iter().find_map(|font| beside(entries, stage, area, stage.canvas.font(*font)))
    {
        draw_ring(entries, stage, (arranged.center, arranged.radius, arranged.disc));
        for (entry, (look, rect)) in entries.iter().zip(arranged.cards) {
            let card = card::plan(stage, entry, look, rect.width());
            card::draw(stage, entry, card, (rect, 0.0));
        }
        return;
    }
    let side = area.width().min(area.height() * 0.42);
    if (2..=10).contains(&entries.len()) && area.height() > area.width() * 1.3 {
        let disc = side * 0.9 / (entries.len() as f64 + 2.5);
        let center = Point::new(area.center().x, area.y0 + side / 2.0);
        draw_ring(entries, stage, (center, side / 2.0 - disc * 0.55, disc));
        let below = Rect { y0: area.y0 + side + stage.canvas.px(30.0), ..area };
        super::grid::draw(entries, true, stage, below);
        return;
    }
    super::grid::draw(entries, true, stage, area);
}

/// Cards in two columns with the ring between them, at this font size: the largest ring that
/// leaves room for them. Cards above and below the middle may reach over the ring's corners.
fn beside(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect, font: f64) -> Option<Arranged> {
    let most = (area.height() * 0.47).min(area.width() * 0.36);
    [1.0, 0.92, 0.84, 0.76, 0.68, 0.6].into_iter().find_map(|share| {
        let outer = most * share;
        [true, false]
            .into_iter()
            .find_map(|to_corners| try_ring(entries, stage, (area, outer), (font, to_corners)))
    })
}

fn angle(index: usize, count: usize) -> f64 {
    start_angle(count) + TAU * index as f64 / count as f64
}

fn try_ring(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, outer): (Rect, f64),
    (font, to_corners): (f64, bool),
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
        let look = Look { disc: DiscPlace::None, font, numbered: false, align: Align::Center };
        let width = (area.width() * 0.6).min(font * 14.0);
        let card = card::plan(stage, &entries[index], look, width);
        let reserve = card.height + font * 0.7;
        if !card.reads_well || outer * 2.0 + reserve > area.height() {
            return None;
        }
        center.y -= reserve / 2.0;
        let top = center.y + outer + font * 0.7;
        let left = center.x - width / 2.0;
        lowest = Some((index, look, Rect::new(left, top, left + width, top + card.height)));
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
            let side = (is_right, width, font);
            let placed = column(entries, stage, (sides, center.y, reach), side)?;
            for (index, look, y, height) in placed {
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
                cards[index] = Some((look, Rect::new(near, top, near + width, top + height)));
            }
        }
        if width <= widest + 0.5 {
            if let Some((index, look, rect)) = lowest {
                cards[index] = Some((look, rect));
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
    (is_right, width, font): (bool, f64, f64),
) -> Option<Vec<(usize, Look, f64, f64)>> {
    let count = entries.len();
    let align = if is_right { Align::Left } else { Align::Right };
    let look = Look { disc: DiscPlace::None, font, numbered: false, align };
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
        let card = card::plan(stage, &entries[index], look, width);
        if !card.reads_well {
            return None;
        }
        let center = middle + reach * angle(index, count).sin();
        heights.push(card.height);
        wishes.push(Wish { center, length: card.height + font * 0.8 });
    }
    let centers = spread(&wishes, (area.y0, area.y1))?;
    let placed = members.into_iter().zip(centers).zip(heights);
    Some(placed.map(|((index, y), height)| (index, look, y, height)).collect())
}

/// The first entry is at the upper right, so that pairs lie left and right of the ring.
fn start_angle(count: usize) -> f64 {
    if count == 2 { 0.0 } else { TAU / count as f64 / 2.0 - FRAC_PI_2 }
}

fn draw_ring(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (center, radius, disc): (Point, f64, f64),
) {
    let count = entries.len();
    let width = (disc * 0.2).max(2.0);
    let head = width * 2.3;
    let step = TAU / count as f64;
    // The disc and a little air around it, as an angle.
    let clear = (disc * 0.66 / radius).min(step * 0.4);
    for (index, entry) in entries.iter().enumerate() {
        let from = start_angle(count) + step * index as f64 + clear;
        let to = from + step - 2.0 * clear;
        let tip = to;
        // Well inside the head, whose back is notched.
        let neck = to - (head * 0.68 / radius).min((to - from) * 0.8);
        let mut path = BezPath::new();
        let arc = Arc::new(center, (radius, radius), from, neck - from, 0.0);
        path.extend(arc.path_elements(0.05));
        let color = stage.palette.soft(entry.color);
        stage.scene.stroke(Shape::Path(path), Pen::butt(color, width));
        let at = |angle: f64| center + Vec2::from_angle(angle) * radius;
        // The head points along the chord of its own length, so that it stays on the ring.
        let direction = at(tip) - at(neck);
        if direction.hypot() > 0.1 {
            stage.scene.arrow_head(at(tip), direction, head, color);
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        let place = center + Vec2::from_angle(start_angle(count) + step * index as f64) * radius;
        draw_numbered_disc(stage, entry, place, disc);
    }
}
