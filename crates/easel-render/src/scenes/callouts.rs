//! Names beside the parts of an illustration: chips that are placed near what they name, without
//! touching each other, with a leader line where they stand apart.

use std::rc::Rc;

use kurbo::{Circle, Point, Rect, Vec2};

use super::Item;
use crate::canvas::Stage;
use crate::lint::segment_meets;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::spread::{Wish, spread};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// A part of the illustration that can be named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) part: &'static str,
    /// Where its leader line ends.
    pub(super) at: Point,
    pub(super) hue: u32,
    /// So near to `at` a chip needs no leader line, pixels.
    pub(super) reach: f64,
    /// Where its chip stands best.
    pub(super) seat: Option<(Point, Anchor)>,
}

impl Spot {
    pub(super) fn new(part: &'static str, at: Point, hue: u32) -> Self {
        Self { part, at, hue, reach: 0.0, seat: None }
    }

    pub(super) fn seat(self, at: Point, anchor: Anchor) -> Self {
        Self { seat: Some((at, anchor)), ..self }
    }

    pub(super) fn reach(self, reach: f64) -> Self {
        Self { reach, ..self }
    }
}

/// A chip with its texts set.
#[derive(Debug)]
pub(super) struct Chip<'a> {
    item: &'a Item<'a>,
    spot: Spot,
    font: f64,
    label: Rc<Block>,
    value: Option<Rc<Block>>,
    text: Option<Rc<Block>>,
    pub(super) size: (f64, f64),
    pub(super) reads_well: bool,
    numbered: bool,
}

/// What chips may not cover, or better do not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keep {
    pub(super) rect: Rect,
    /// Cost of covering all of it; infinite where it must stay free.
    pub(super) weight: f64,
}

/// Sets the texts of a chip.
pub(super) fn set<'a>(
    stage: &mut Stage<'_>,
    item: &'a Item<'a>,
    spot: Spot,
    (font, numbered): (f64, bool),
    widest: f64,
) -> Chip<'a> {
    let least = stage.canvas.font_min();
    let small = (font * 0.8).max(least);
    let badge = if numbered { font * 1.75 } else { 0.0 };
    let room = (widest - font * 1.3).max(font * 2.0);
    let bold = TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::Bold) };
    let label_room = (room - badge).min(font * 11.0).max(font * 2.0);
    let label = stage.engine.balanced(item.label, bold, label_room);
    let strong = TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::SemiBold) };
    let value = item.value.map(|text| stage.engine.block(text, strong, Some(room)));
    let body = TextStyle { leading: 1.3, ..TextStyle::new(small, Weight::Regular) };
    let text_room = room.min(small * 15.0).max(label.width + badge);
    let text = item.text.map(|text| stage.engine.balanced(text, body, text_room));
    let width = [value.as_ref(), text.as_ref()]
        .into_iter()
        .flatten()
        .map(|block| block.width)
        .fold(label.width + badge, f64::max);
    let below: f64 = [value.as_ref(), text.as_ref()]
        .into_iter()
        .flatten()
        .map(|block| block.height + font * 0.12)
        .sum();
    let head = if numbered { label.height.max(font * 1.36) } else { label.height };
    let size = (width + font * 1.3, head + below + font * 0.95);
    let whole = |block: &Rc<Block>, lines: usize| !block.broken_word && block.lines.len() <= lines;
    let reads_well = whole(&label, 2)
        && value.as_ref().is_none_or(|block| whole(block, 1))
        && text.as_ref().is_none_or(|block| whole(block, 4));
    Chip { item, spot, font, label, value, text, size, reads_well, numbered }
}

impl Chip<'_> {
    /// Gives its number another colour, by the number.
    pub(super) fn recolor(&mut self, hue: impl Fn(usize) -> u32) {
        self.spot.hue = hue(self.item.number);
    }

    fn seated(&self, at: Point, anchor: Anchor) -> Rect {
        let (width, height) = self.size;
        let (dx, dy) = match anchor {
            Anchor::TopLeft => (0.0, 0.0),
            Anchor::TopCenter => (0.5, 0.0),
            Anchor::TopRight => (1.0, 0.0),
            Anchor::Left => (0.0, 0.5),
            Anchor::Center => (0.5, 0.5),
            Anchor::Right => (1.0, 0.5),
        };
        Rect::from_origin_size((at.x - dx * width, at.y - dy * height), self.size)
    }
}

/// Distance of a point from a rectangle.
fn distance(rect: Rect, point: Point) -> f64 {
    (nearest(rect, point) - point).hypot()
}

fn nearest(rect: Rect, point: Point) -> Point {
    Point::new(point.x.clamp(rect.x0, rect.x1), point.y.clamp(rect.y0, rect.y1))
}

fn overlap(a: Rect, b: Rect) -> f64 {
    let common = a.intersect(b);
    if common.width() > 0.0 && common.height() > 0.0 { common.area() } else { 0.0 }
}

/// End points of the leader line of a chip at `rect`; none where it stands close enough.
fn leader(chip: &Chip<'_>, rect: Rect) -> Option<(Point, Point)> {
    let inset = chip.font * 0.5;
    let inner = rect.inset(-inset.min(rect.height() * 0.3));
    let from = nearest(inner, chip.spot.at);
    (distance(rect, chip.spot.at) > chip.spot.reach + chip.font * 0.5)
        .then_some((from, chip.spot.at))
}

fn crosses(a: (Point, Point), b: (Point, Point)) -> bool {
    let side = |line: (Point, Point), point: Point| (line.1 - line.0).cross(point - line.0);
    side(a, b.0) * side(a, b.1) < 0.0 && side(b, a.0) * side(b, a.1) < 0.0
}

/// The chip would touch another one, its leader line, or cover the end of one.
fn collides(chip: &Chip<'_>, rect: Rect, (other, placed): (&Chip<'_>, Rect)) -> bool {
    let gap = chip.font * 0.42;
    if overlap(rect.inflate(gap, gap), placed) > 0.0 {
        return true;
    }
    let dot = chip.font * 0.6;
    if rect.inflate(dot, dot).contains(other.spot.at) && other.spot.reach <= 0.0 {
        return true;
    }
    let near = |rect: Rect| rect.inflate(gap * 0.6, gap * 0.6);
    let own = leader(chip, rect);
    let others = leader(other, placed);
    own.is_some_and(|(from, to)| segment_meets(from, to, near(placed)))
        || others.is_some_and(|(from, to)| segment_meets(from, to, near(rect)))
        || own.zip(others).is_some_and(|(own, other)| crosses(own, other))
}

/// Places chips anywhere in `area`: near their parts, off each other and off what is to be seen.
pub(super) fn free(chips: &[Chip<'_>], area: Rect, keep: &[Keep]) -> Option<Vec<Rect>> {
    let options: Vec<Vec<(f64, Rect)>> =
        chips.iter().map(|chip| candidates(chip, area, keep)).collect();
    let mut places: Vec<Option<Rect>> = vec![None; chips.len()];
    for round in 0..5 {
        let mut changed = false;
        for (index, chip) in chips.iter().enumerate() {
            let fits = |rect: Rect| {
                chips.iter().zip(&places).enumerate().all(|(number, (other, place))| {
                    let Some(place) = place else {
                        // A chip not placed yet still wants its end of line to be seen.
                        let dot = chip.font * 0.6;
                        let is_free = other.spot.reach > 0.0
                            || !rect.inflate(dot, dot).contains(other.spot.at);
                        return number == index || is_free;
                    };
                    number == index || !collides(chip, rect, (other, *place))
                })
            };
            let found = options[index].iter().find(|(_, rect)| fits(*rect)).map(|(_, rect)| *rect);
            if found != places[index] && (found.is_some() || round == 0) {
                places[index] = found;
                changed = true;
            }
        }
        if places.iter().any(Option::is_none) {
            // Make room: the chips that stand in the way are placed again after the ones without
            // a place.
            for (index, chip) in chips.iter().enumerate() {
                if places[index].is_none()
                    && let Some((_, rect)) = options[index].first()
                {
                    for (number, other) in chips.iter().enumerate() {
                        if number != index
                            && places[number]
                                .is_some_and(|place| collides(chip, *rect, (other, place)))
                        {
                            places[number] = None;
                        }
                    }
                    places[index] = Some(*rect);
                }
            }
        } else if !changed {
            break;
        }
    }
    places.into_iter().collect()
}

/// Places of a chip with their costs, the best first.
fn candidates(chip: &Chip<'_>, area: Rect, keep: &[Keep]) -> Vec<(f64, Rect)> {
    let (width, height) = chip.size;
    let at = chip.spot.at;
    let mut rects = Vec::with_capacity(300);
    if let Some((point, anchor)) = chip.spot.seat {
        let seated = chip.seated(point, anchor);
        for (dx, dy) in
            [(0.0, 0.0), (0.0, 0.5), (0.0, -0.5), (0.3, 0.0), (-0.3, 0.0), (0.0, 1.0), (0.0, -1.0)]
        {
            rects.push(seated + Vec2::new(dx * width, dy * height));
        }
    }
    for ring in [0.7, 1.6, 3.0, 4.8, 7.0] {
        let gap = chip.spot.reach + ring * chip.font;
        for step in 0..16 {
            let way = Vec2::from_angle(f64::from(step) * std::f64::consts::TAU / 16.0);
            let center = at + Vec2::new(way.x * (width / 2.0 + gap), way.y * (height / 2.0 + gap));
            rects.push(Rect::from_center_size(center, chip.size));
        }
    }
    for row in 0..12 {
        for column in 0..10 {
            let x = area.x0 + (area.width() - width) * f64::from(column) / 9.0;
            let y = area.y0 + (area.height() - height) * f64::from(row) / 11.0;
            rects.push(Rect::from_origin_size((x, y), chip.size));
        }
    }
    let into = |rect: Rect| {
        let dx = (area.x0 - rect.x0).max(0.0) - (rect.x1 - area.x1).max(0.0);
        let dy = (area.y0 - rect.y0).max(0.0) - (rect.y1 - area.y1).max(0.0);
        rect + Vec2::new(dx, dy)
    };
    let fits = |rect: &Rect| {
        rect.x0 > area.x0 - 0.5
            && rect.y0 > area.y0 - 0.5
            && rect.x1 < area.x1 + 0.5
            && rect.y1 < area.y1 + 0.5
            && (chip.spot.reach > 0.0 || distance(*rect, at) > chip.font * 0.55)
    };
    let mut rated: Vec<(f64, Rect)> = rects
        .into_iter()
        .map(into)
        .filter(fits)
        .map(|rect| (cost(chip, rect, keep), rect))
        .filter(|(cost, _)| cost.is_finite())
        .collect();
    rated.sort_by(|a, b| a.0.total_cmp(&b.0));
    rated
}

fn cost(chip: &Chip<'_>, rect: Rect, keep: &[Keep]) -> f64 {
    let font = chip.font;
    let away = match chip.spot.seat {
        Some((point, anchor)) => (chip.seated(point, anchor).center() - rect.center()).hypot(),
        None => (distance(rect, chip.spot.at) - chip.spot.reach).max(0.0),
    };
    let mut cost = away / font;
    if let Some((from, to)) = leader(chip, rect) {
        cost += 0.4 + 0.25 * (to - from).hypot() / font;
        // A line across something else is read as belonging to it.
        for kept in keep {
            if !kept.rect.contains(to) && segment_meets(from, to, kept.rect) {
                cost += kept.weight * 0.35;
            }
        }
    }
    for kept in keep {
        let covered = overlap(rect, kept.rect);
        if covered > 0.0 {
            cost += kept.weight * (0.2 + covered / kept.rect.area().max(1.0));
        }
    }
    cost
}

/// Places chips in two columns beside an object, in the order of what they name.
pub(super) fn columns(
    chips: &[Chip<'_>],
    area: Rect,
    (object, one_side): (Rect, bool),
) -> Option<Vec<Rect>> {
    let mut order: Vec<usize> = (0..chips.len()).collect();
    // The half that lies farther left goes left, so that lines are short and columns are even.
    order.sort_by(|&a, &b| chips[a].spot.at.x.total_cmp(&chips[b].spot.at.x));
    let even = order
        .iter()
        .filter(|&&index| chips[index].spot.at.x < object.center().x - object.width() * 0.02)
        .count()
        .clamp(chips.len() * 2 / 5, chips.len() - chips.len() * 2 / 5);
    let left_count = if one_side { 0 } else { even };
    let mut rects = vec![Rect::ZERO; chips.len()];
    let (left, right) = order.split_at(left_count);
    for (members, is_left) in [(left, true), (right, false)] {
        let mut members = members.to_vec();
        members.sort_by(|&a, &b| chips[a].spot.at.y.total_cmp(&chips[b].spot.at.y));
        for _ in 0..=members.len() {
            let wishes: Vec<Wish> = members
                .iter()
                .map(|&index| Wish {
                    center: chips[index].spot.at.y,
                    length: chips[index].size.1 + chips[index].font * 0.8,
                })
                .collect();
            let centers = spread(&wishes, (area.y0, area.y1))?;
            for (&index, y) in members.iter().zip(centers) {
                let (width, height) = chips[index].size;
                let edge = if is_left { object.x0 } else { object.x1 };
                let room = if is_left { edge - area.x0 } else { area.x1 - edge };
                if width > room - chips[index].font {
                    return None;
                }
                // Flush with the object's side, not with the canvas, so that lines stay short.
                let free = (room - width).min(chips[index].font * 2.2);
                let x = if is_left { edge - free - width } else { edge + free };
                rects[index] = Rect::from_origin_size((x, y - height / 2.0), (width, height));
            }
            let swap = (1..members.len()).find(|&at| {
                let [a, b] = [members[at - 1], members[at]];
                leader(&chips[a], rects[a])
                    .zip(leader(&chips[b], rects[b]))
                    .is_some_and(|(a, b)| crosses(a, b))
            });
            let Some(at) = swap else { break };
            members.swap(at - 1, at);
        }
    }
    let pairs = (0..chips.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    let is_clean = |(a, b): (usize, usize)| !collides(&chips[a], rects[a], (&chips[b], rects[b]));
    pairs.into_iter().all(is_clean).then_some(rects)
}

/// Whether the texts of all chips are short enough for chips.
pub(super) fn read_well(chips: &[Chip<'_>]) -> bool {
    chips.iter().all(|chip| chip.reads_well)
}

/// Draws lines first, then chips, so that no line lies over a text.
pub(super) fn draw(stage: &mut Stage<'_>, chips: &[Chip<'_>], rects: &[Rect]) {
    let unit = stage.canvas.unit;
    for (chip, rect) in chips.iter().zip(rects) {
        let Some((from, to)) = leader(chip, *rect) else { continue };
        let halo = stage.palette.card.alpha(0.85);
        let ink = stage.palette.ink.mix(stage.palette.muted, 0.35);
        let thin = (2.2 * unit).max(1.2);
        stage.scene.line(from, to, Pen::new(halo, thin * 2.6));
        stage.scene.line(from, to, Pen::new(ink, thin));
        let radius = (6.5 * unit).max(3.0);
        stage.scene.disc(to, radius + thin, stage.palette.card);
        stage.scene.disc(to, radius, accent(stage, chip.spot.hue));
    }
    for (chip, rect) in chips.iter().zip(rects) {
        draw_chip(stage, chip, *rect);
    }
}

/// The hue of a part, readable on a chip.
fn accent(stage: &Stage<'_>, hue: u32) -> Color {
    stage.palette.readable(Color::rgb(hue), stage.palette.card, 4.6)
}

pub(super) fn draw_chip(stage: &mut Stage<'_>, chip: &Chip<'_>, rect: Rect) {
    let font = chip.font;
    let radius = (font * 0.62).min(rect.height() * 0.4);
    let palette = stage.palette;
    // Two layers are enough on an illustration; its document is large already.
    let spread = stage.canvas.px(2.6);
    for layer in [2.0, 1.0] {
        let shade = rect.inflate(spread * layer, spread * layer) + Vec2::new(0.0, spread);
        stage.scene.rect(shade, radius + spread * layer, palette.shadow.alpha(0.045));
    }
    stage.scene.rect(rect, radius, palette.card);
    let rim = palette.card.mix(palette.ink, 0.1);
    let pen = Pen::new(rim, stage.canvas.px(1.25).max(1.0));
    stage.scene.stroke(Shape::Rounded(rect, radius), pen);
    let left = rect.x0 + font * 0.65;
    let mut y = rect.y0 + font * 0.475 + (rect.height() - chip.size.1).max(0.0) / 2.0;
    let mut x = left;
    if chip.numbered {
        let head = chip.label.height.max(font * 1.36);
        let center = Point::new(x + font * 0.68, y + head / 2.0);
        badge(stage, (center, font * 0.68), (chip.item.number, chip.spot.hue));
        x += font * 1.75;
    }
    let head = if chip.numbered { chip.label.height.max(font * 1.36) } else { chip.label.height };
    let at = Point::new(x, y + (head - chip.label.height) / 2.0);
    stage.scene.text(
        (&chip.label, chip.item.label),
        (at, Anchor::TopLeft),
        palette.ink,
        Role::Label,
    );
    y += head;
    let strong = accent(stage, chip.spot.hue);
    let rest = [
        (chip.value.as_ref(), chip.item.value, strong, Role::Value),
        (chip.text.as_ref(), chip.item.text, palette.body, Role::Body),
    ];
    for (block, words, color, role) in rest {
        let (Some(block), Some(words)) = (block, words) else { continue };
        y += font * 0.12;
        let at = Point::new(left, y);
        stage.scene.text((block, words), (at, Anchor::TopLeft), color, role);
        y += block.height;
    }
}

/// A disc with the number of an item.
pub(super) fn badge(
    stage: &mut Stage<'_>,
    (center, radius): (Point, f64),
    (number, hue): (usize, u32),
) {
    let fill = accent(stage, hue);
    stage.scene.fill(Shape::Disc(Circle::new(center, radius)), fill);
    let size = (radius * 1.16).max(stage.canvas.font_min());
    let style = TextStyle::new(size, Weight::Bold).align(Align::Center);
    let on = stage.palette.on(fill);
    stage.put(&number.to_string(), (style, None), (center, Anchor::Center), (on, Role::Counter));
}
