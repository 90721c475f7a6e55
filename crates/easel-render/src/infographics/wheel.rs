//! What stands in the middle of a circular picture: arrows, sectors, a donut, spokes, relations.

use std::f64::consts::{FRAC_PI_2, TAU};

use easel_types::spec::Edge;
use kurbo::{Arc, BezPath, Circle, Point, Shape as _, Vec2};

use super::ring::{angle, start_angle};
use super::{Entry, mark};
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{Align, TextStyle, Weight};

/// What the circle is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Core<'a> {
    /// Arrows from disc to disc.
    Cycle,
    /// Pieces of a cake with the icons in them.
    Sectors,
    /// Pieces of a ring as large as the shares.
    Donut(&'a [f64]),
    /// A disc with a name in the middle, joined to all others.
    Hub(Option<&'a str>),
    /// Discs joined as the edges say, by label or number.
    Relations(&'a [Edge]),
}

type Wheel = (Point, f64, f64);

/// Draws the circle: middle, radius on which the discs sit, diameter of a disc.
pub(super) fn draw(entries: &[Entry<'_>], core: &Core<'_>, stage: &mut Stage<'_>, wheel: Wheel) {
    match core {
        Core::Cycle => arrows(entries, stage, wheel),
        Core::Sectors => sectors(entries, None, stage, wheel),
        Core::Donut(shares) => sectors(entries, Some(shares), stage, wheel),
        Core::Hub(name) => hub(entries, *name, stage, wheel),
        Core::Relations(edges) => relations(entries, edges, stage, wheel),
    }
}

fn arrows(entries: &[Entry<'_>], stage: &mut Stage<'_>, (center, radius, disc): Wheel) {
    let count = entries.len();
    let width = (disc * 0.2).max(2.0);
    let head = width * 2.3;
    let step = TAU / count as f64;
    // The disc and a little air around it, as an angle.
    let clear = (disc * 0.66 / radius).min(step * 0.4);
    for (index, entry) in entries.iter().enumerate() {
        let from = start_angle(count) + step * index as f64 + clear;
        let to = from + step - 2.0 * clear;
        // Well inside the head, whose back is notched.
        let neck = to - (head * 0.68 / radius).min((to - from) * 0.8);
        let mut path = BezPath::new();
        let arc = Arc::new(center, (radius, radius), from, neck - from, 0.0);
        path.extend(arc.path_elements(0.05));
        let color = stage.palette.soft(entry.color);
        stage.scene.stroke(Shape::Path(path), Pen::butt(color, width));
        let at = |angle: f64| center + Vec2::from_angle(angle) * radius;
        // The head points along the chord of its own length, so that it stays on the ring.
        let direction = at(to) - at(neck);
        if direction.hypot() > 0.1 {
            stage.scene.arrow_head(at(to), direction, head, color);
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        let place = center + Vec2::from_angle(angle(index, count)) * radius;
        mark::numbered(stage, entry, place, disc);
    }
}

/// A piece of a ring.
fn piece(center: Point, (inner, outer): (f64, f64), (from, sweep): (f64, f64)) -> BezPath {
    let mut path = BezPath::new();
    let out = Arc::new(center, (outer, outer), from, sweep, 0.0);
    let back = Arc::new(center, (inner, inner), from + sweep, -sweep, 0.0);
    path.extend(out.path_elements(0.05));
    path.line_to(center + Vec2::from_angle(from + sweep) * inner);
    path.extend(back.path_elements(0.05).skip(1));
    path.close_path();
    path
}

fn sectors(
    entries: &[Entry<'_>],
    shares: Option<&[f64]>,
    stage: &mut Stage<'_>,
    (center, radius, disc): Wheel,
) {
    let count = entries.len();
    let outer = radius + disc / 2.0;
    let inner = outer * if shares.is_some() { 0.56 } else { 0.3 };
    let middle = f64::midpoint(inner, outer);
    let gap = stage.canvas.px(5.0).max(1.5);
    let total: f64 = shares.map_or(count as f64, |shares| shares.iter().sum());
    let mut from =
        if shares.is_some() { -FRAC_PI_2 } else { start_angle(count) - TAU / count as f64 / 2.0 };
    for (index, entry) in entries.iter().enumerate() {
        let share = shares.map_or(1.0, |shares| shares.get(index).copied().unwrap_or(0.0));
        let sweep = if total > 0.0 { TAU * share / total } else { TAU / count as f64 };
        let color = entry.color;
        stage.scene.fill(Shape::Path(piece(center, (inner, outer), (from, sweep))), color);
        if count > 1 {
            let edge = Vec2::from_angle(from);
            let pen = Pen::butt(stage.palette.background, gap);
            stage.scene.line(center + edge * inner * 0.98, center + edge * outer * 1.01, pen);
        }
        from += sweep;
        let at = center + Vec2::from_angle(from - sweep / 2.0) * middle;
        let room = (sweep * middle * 0.62).min((outer - inner) * 0.62);
        if room > stage.canvas.font_min() * 1.2 {
            mark::bare(stage, entry, (at, room), color);
        }
    }
}

fn hub(
    entries: &[Entry<'_>],
    name: Option<&str>,
    stage: &mut Stage<'_>,
    (center, radius, disc): Wheel,
) {
    let count = entries.len();
    let core = ((radius - disc * 0.5) * 0.62).min(disc * 1.9);
    for (index, entry) in entries.iter().enumerate() {
        let place = center + Vec2::from_angle(angle(index, count)) * radius;
        let pen = Pen::new(stage.palette.soft(entry.color), (disc * 0.09).max(1.5));
        stage.scene.line(center, place, pen);
        stage.scene.disc(place, disc * 0.56, stage.palette.background);
        mark::disc(stage, entry, place, disc);
    }
    let ink = stage.palette.ink;
    stage.scene.disc(center, core * 1.1, stage.palette.background);
    stage.scene.disc(center, core, ink);
    let on = stage.palette.on(ink);
    let Some(name) = name else {
        let pen = Pen::new(on, core * 0.06);
        stage.scene.stroke(Shape::Disc(Circle::new(center, core * 0.4)), pen);
        stage.scene.disc(center, core * 0.2, on);
        return;
    };
    let room = core * 1.5;
    let least = stage.canvas.font_min();
    let mut size = (core * 0.36).max(least);
    loop {
        let style = TextStyle { leading: 1.15, ..TextStyle::new(size, Weight::Bold) };
        let style = style.align(Align::Center);
        let block = stage.engine.balanced(name, style, room);
        let fits = !block.broken_word && block.height <= core * 1.35;
        if fits || size <= least {
            let lines = if fits { 9 } else { 3 };
            let (block, cut) = if fits {
                (block, None)
            } else {
                stage.engine.shortened(name, style, (room, lines))
            };
            let shown = cut.as_deref().unwrap_or(name);
            stage.scene.text((&block, shown), (center, Anchor::Center), on, Role::Label);
            stage.record_cut(name, cut.is_some());
            return;
        }
        size = (size * 0.9).max(least);
    }
}

/// The entry that a relation names, by label or by number from 1.
pub(super) fn find(entries: &[Entry<'_>], name: &str) -> Option<usize> {
    let name = name.trim();
    entries.iter().position(|entry| entry.label == name).or_else(|| {
        let number: usize = name.parse().ok()?;
        (1..=entries.len()).contains(&number).then(|| number - 1)
    })
}

fn relations(
    entries: &[Entry<'_>],
    edges: &[Edge],
    stage: &mut Stage<'_>,
    (center, radius, disc): Wheel,
) {
    let count = entries.len();
    let at = |index: usize| center + Vec2::from_angle(angle(index, count)) * radius;
    let mut pairs: Vec<(usize, usize)> = edges
        .iter()
        .filter_map(|edge| Some((find(entries, &edge.from)?, find(entries, &edge.to)?)))
        .filter(|(from, to)| from != to)
        .collect();
    let is_directed = !pairs.is_empty();
    if pairs.is_empty() {
        pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
    }
    let width = if is_directed { disc * 0.07 } else { disc * 0.035 }.max(1.25);
    for (from, to) in pairs {
        let (start, end) = (at(from), at(to));
        // Bent towards the middle, so that neighbours' lines leave the ring.
        let pull = center + (start.midpoint(end) - center) * 0.35;
        let into = (end - pull).normalize();
        let tip = end - into * disc * 0.6;
        let begin = start + (pull - start).normalize() * disc * 0.56;
        let color = stage.palette.soft(entries[from].color);
        let mut path = BezPath::new();
        path.move_to(begin);
        path.quad_to(pull, if is_directed { tip - into * disc * 0.12 } else { tip });
        stage.scene.stroke(Shape::Path(path), Pen::butt(color, width));
        if is_directed {
            stage.scene.arrow_head(tip, into, disc * 0.26, color);
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        mark::disc(stage, entry, at(index), disc);
    }
}
