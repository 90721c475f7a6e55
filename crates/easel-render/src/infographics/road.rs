//! Ways through the picture: a winding road with a stop in every bend, a snake of discs, a path
//! up a mountain.

use kurbo::{BezPath, CubicBez, ParamCurve as _, Point, Rect, Vec2};

use super::Entry;
use super::card::{self, MarkPlace, Style};
use super::grid::FONTS;
use super::mark;
use super::names::Look;
use crate::canvas::Stage;
use crate::scene::{Pen, Shape};
use crate::text::Align;
use crate::theme::Color;

/// A winding road; down the middle, or from left to right on wide canvases. Says whether it fitted.
pub(super) fn road(entries: &[Entry<'_>], look: Look, stage: &mut Stage<'_>, area: Rect) -> bool {
    let across = area.width() > area.height() * 1.5;
    if entries.len() < 2 || area.width() < area.height() * 0.45 {
        return false;
    }
    FONTS.iter().any(|font| {
        let style = Style::new(look, MarkPlace::None, stage.canvas.font(*font));
        bends(entries, stage, (area, across), style)
    })
}

fn bends(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, across): (Rect, bool),
    style: Style,
) -> bool {
    let count = entries.len() as f64;
    let (length, breadth) =
        if across { (area.width(), area.height()) } else { (area.height(), area.width()) };
    let pitch = (length / (count + 0.25)).min(breadth * if across { 0.5 } else { 0.36 });
    // How far a bend reaches out; flatter than a half circle where room for texts is short.
    let depth = (pitch * 0.5).min(breadth * if across { 0.115 } else { 0.18 });
    let lane = depth * 0.46;
    // How far the bends lie apart.
    let sway = (breadth * 0.13).min(pitch * 1.2);
    let reach = sway / 2.0 + depth + lane / 2.0 + style.font * 0.7;
    // Cards of one side are two bends apart, but not at the ends of the road.
    let along = pitch * 1.5 - style.font * 0.5;
    let room = breadth / 2.0 - reach;
    let (width, height) = if across { (along, room) } else { (room, along) };
    let disc = (pitch - lane).min(depth * 2.0) * 0.8;
    if disc < style.font * 1.5 || width < style.font * 4.5 {
        return false;
    }
    for (index, entry) in entries.iter().enumerate() {
        let card = card::plan(stage, entry, side_style(style, (across, index)), width);
        if !card.reads_well || card.height > height {
            return false;
        }
    }
    let start = if across { area.x0 } else { area.y0 } + (length - pitch * (count + 0.25)) / 2.0;
    let middle = if across { area.center().y } else { area.center().x };
    // Along and across the road to the canvas.
    let at = |along: f64, off: f64| {
        if across {
            Point::new(start + along, middle + off)
        } else {
            Point::new(middle + off, start + along)
        }
    };
    draw_road(stage, at, (entries.len(), pitch), [sway, depth, lane]);
    for (index, entry) in entries.iter().enumerate() {
        let side = if index % 2 == 0 { -1.0 } else { 1.0 };
        let along = pitch * (index as f64 + 0.5) + lane / 2.0;
        mark::numbered(stage, entry, at(along, side * sway / 2.0), disc);
        let own = side_style(style, (across, index));
        let card = card::plan(stage, entry, own, width);
        let near = at(along, side * reach);
        let rect = if across {
            let tall = card.height;
            let top = if side < 0.0 { near.y - tall } else { near.y };
            let left = (near.x - width / 2.0).clamp(area.x0, (area.x1 - width).max(area.x0));
            Rect::new(left, top, left + width, top + tall)
        } else {
            let left = if side < 0.0 { near.x - width } else { near.x };
            let half = card.height / 2.0;
            let y = near.y.clamp(area.y0 + half, (area.y1 - half).max(area.y0 + half));
            Rect::new(left, y - half, left + width, y + half)
        };
        card::draw(stage, entry, card, (rect, 0.0));
    }
    true
}

fn side_style(style: Style, (across, index): (bool, usize)) -> Style {
    let align = match (across, index % 2) {
        (true, _) => Align::Center,
        (false, 0) if !style.has_band() => Align::Right,
        _ => Align::Left,
    };
    Style { align, ..style }
}

/// Asphalt, a broken white line and an arrow at the end.
fn draw_road(
    stage: &mut Stage<'_>,
    at: impl Fn(f64, f64) -> Point,
    (count, pitch): (usize, f64),
    [sway, depth, lane]: [f64; 3],
) {
    let half = sway / 2.0;
    let begin = lane / 2.0;
    let mut path = BezPath::new();
    path.move_to(at(begin, half + pitch * 0.25));
    for index in 0..count {
        let side = if index % 2 == 0 { -half } else { half };
        let out = side.signum() * depth * 1.333;
        let from = begin + pitch * index as f64;
        path.line_to(at(from, side));
        path.curve_to(at(from, side + out), at(from + pitch, side + out), at(from + pitch, side));
    }
    let side = if count.is_multiple_of(2) { -1.0 } else { 1.0 };
    let last = begin + pitch * count as f64;
    let end = at(last, side * (half * 0.2 + pitch * 0.1));
    path.line_to(end);
    let asphalt = stage.palette.edge.mix(stage.palette.ink, 0.35);
    stage.scene.stroke(Shape::Path(path.clone()), Pen::butt(asphalt, lane));
    let direction = at(last, side) - at(last, 0.0);
    let tip = end + direction * (lane * 1.15);
    stage.scene.arrow_head(tip, direction, lane * 1.7, asphalt);
    let mut paint = Pen::butt(stage.palette.background, (lane * 0.09).max(1.0));
    paint.dash = Some(lane * 0.45);
    stage.scene.stroke(Shape::Path(path), paint);
}

/// Discs on a band that runs back and forth, their texts below. Says whether they fitted.
pub(super) fn snake(entries: &[Entry<'_>], look: Look, stage: &mut Stage<'_>, area: Rect) -> bool {
    let count = entries.len();
    if count < 2 {
        return false;
    }
    let wish = (count as f64 * area.width() / area.height()).sqrt().round().max(2.0);
    for font in FONTS {
        let font = stage.canvas.font(font);
        let mut counts: Vec<usize> = (2..=count.min(8)).collect();
        counts.sort_by(|a, b| (*a as f64 - wish).abs().total_cmp(&(*b as f64 - wish).abs()));
        for columns in counts.into_iter().take(4) {
            let style =
                Style { align: Align::Center, ..Style::new(bare(look), MarkPlace::None, font) };
            if try_snake(entries, stage, (area, columns), style) {
                return true;
            }
        }
    }
    false
}

/// The looks without a surface of their own.
fn bare(look: Look) -> Look {
    if look == Look::Underline { look } else { Look::Plain }
}

fn try_snake(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, columns): (Rect, usize),
    style: Style,
) -> bool {
    let rows = entries.len().div_ceil(columns);
    let margin = style.font * 1.4;
    let cell = (area.width() - 2.0 * margin) / columns as f64;
    let disc = (style.font * 3.4).min(cell * 0.7);
    let width = cell - style.font * 0.8;
    let mut tallest: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, entry, style, width);
        if !card.reads_well {
            return false;
        }
        tallest = tallest.max(card.height);
    }
    let least = disc + style.font * 0.5 + tallest;
    let gap = style.font * 1.2;
    let free = area.height() - least * rows as f64 - gap * (rows - 1) as f64;
    if free < 0.0 || width < style.font * 4.0 {
        return false;
    }
    let pitch = least + gap + (free / rows as f64).min(least * 0.35);
    let top = area.center().y - (pitch * (rows - 1) as f64 + least) / 2.0 + disc / 2.0;
    let spot = |index: usize| {
        let (row, column) = (index / columns, index % columns);
        let column = if row % 2 == 1 { columns - 1 - column } else { column };
        Point::new(area.x0 + margin + cell * (column as f64 + 0.5), top + pitch * row as f64)
    };
    draw_band(stage, (entries.len(), columns), spot, (disc * 0.2, margin, cell));
    for (index, entry) in entries.iter().enumerate() {
        let center = spot(index);
        stage.scene.disc(center, disc * 0.56, stage.palette.background);
        mark::numbered(stage, entry, center, disc);
        let card = card::plan(stage, entry, style, width);
        let y = center.y + disc / 2.0 + style.font * 0.5;
        let rect = Rect::new(center.x - width / 2.0, y, center.x + width / 2.0, y + tallest);
        card::draw(stage, entry, card, (rect, tallest));
    }
    true
}

fn draw_band(
    stage: &mut Stage<'_>,
    (count, columns): (usize, usize),
    spot: impl Fn(usize) -> Point,
    (width, margin, cell): (f64, f64, f64),
) {
    let mut path = BezPath::new();
    path.move_to(spot(0));
    for index in 1..count {
        let (from, to) = (spot(index - 1), spot(index));
        if index % columns != 0 {
            path.line_to(to);
            continue;
        }
        // Round the end of the row.
        let side = if (index / columns) % 2 == 1 { 1.0 } else { -1.0 };
        let x = from.x + side * (cell / 2.0 + margin * 0.5);
        let round = (margin * 0.9).min((to.y - from.y) / 2.0);
        path.line_to((x - side * round, from.y));
        path.quad_to((x, from.y), (x, from.y + round));
        path.line_to((x, to.y - round));
        path.quad_to((x, to.y), (x - side * round, to.y));
        path.line_to(to);
    }
    stage.scene.stroke(Shape::Path(path), Pen::new(stage.palette.grid, width));
}

/// A path up to a summit, the texts above it in the sky. Says whether they fitted.
pub(super) fn mountain(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect) -> bool {
    if area.width() < area.height() * 0.7 || entries.len() < 2 {
        return false;
    }
    FONTS.iter().any(|font| {
        let font = stage.canvas.font(*font);
        let style =
            Style { align: Align::Center, ..Style::new(Look::Plain, MarkPlace::None, font) };
        climb(entries, stage, area, style)
    })
}

fn climb(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect, style: Style) -> bool {
    let count = entries.len();
    let cell = area.width() / count as f64;
    let width = cell - style.font * 0.7;
    let disc = (style.font * 2.7).min(cell * 0.6);
    let mut tallest: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, entry, style, width);
        if !card.reads_well || width < style.font * 4.2 {
            return false;
        }
        tallest = tallest.max(card.height);
    }
    let clear = disc / 2.0 + style.font * 0.5;
    let high = area.y0 + tallest + clear;
    let low = area.y1 - area.height() * 0.16 - disc / 2.0;
    if low - high < disc * 0.4 * count as f64 || low - high < area.height() * 0.25 {
        return false;
    }
    // Steeper towards the summit.
    let spot = |index: usize| {
        let share = index as f64 / (count - 1) as f64;
        let rise = share * 0.72 + share * share * 0.28;
        Point::new(area.x0 + cell * (index as f64 + 0.5), low + (high - low) * rise)
    };
    let mut path = BezPath::new();
    path.move_to(spot(0));
    for index in 1..count {
        let (from, to) = (spot(index - 1), spot(index));
        let bend = Vec2::new((to.x - from.x) * 0.5, 0.0);
        path.curve_to(from + bend, to - bend, to);
    }
    let Some(widths) = widths(entries, stage, (style, width, clear), spot) else { return false };
    let color = entries.last().map_or(stage.palette.edge, |entry| entry.color);
    slopes(stage, &path, (area, disc), color);
    let mut pen = Pen::new(stage.palette.edge, stage.canvas.px(4.0).max(1.5));
    pen.dash = Some(stage.canvas.px(11.0).max(3.0));
    stage.scene.stroke(Shape::Path(path), pen);
    for (index, (entry, width)) in entries.iter().zip(widths).enumerate() {
        let center = spot(index);
        stage.scene.disc(center, disc * 0.56, stage.palette.background);
        mark::numbered(stage, entry, center, disc);
        let card = card::plan(stage, entry, style, width);
        let bottom = center.y - clear;
        let rect =
            Rect::new(center.x - width / 2.0, bottom - card.height, center.x + width / 2.0, bottom);
        card::draw(stage, entry, card, (rect, 0.0));
    }
    true
}

/// Widths of the texts on the way up: `width`, or less where the path would rise into them.
/// `None` where a text cannot be that narrow.
fn widths(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (style, width, clear): (Style, f64, f64),
    spot: impl Fn(usize) -> Point,
) -> Option<Vec<f64>> {
    let narrow = |(index, entry): (usize, &Entry<'_>)| {
        let (from, to) = (spot(index), spot(index + 1));
        let bend = Vec2::new((to.x - from.x) * 0.5, 0.0);
        let curve = CubicBez::new(from, from + bend, to - bend, to);
        let mut steps = (0..=32).map(|step| curve.eval(f64::from(step) / 32.0));
        let risen = steps.find(|point| point.y < from.y - clear);
        let room = risen.map_or(width, |point| 2.0 * (point.x - from.x) - style.font * 0.8);
        let is_last = index + 1 == entries.len();
        if is_last || card::plan(stage, entry, style, width).text_width() <= room {
            return Some(width);
        }
        let is_narrow =
            room < style.font * 4.2 || !card::plan(stage, entry, style, room).reads_well;
        (!is_narrow).then_some(room)
    };
    entries.iter().enumerate().map(narrow).collect()
}

/// The mountain under the path, darker towards its foot.
fn slopes(stage: &mut Stage<'_>, path: &BezPath, (area, disc): (Rect, f64), color: Color) {
    for (strength, below) in [(0.16, 0.0), (0.26, 1.15), (0.38, 2.5)] {
        let drop = Vec2::new(0.0, disc * below);
        let mut slope = kurbo::Affine::translate(drop) * path.clone();
        let (Some(first), Some(last)) = (slope.elements().first(), slope.elements().last()) else {
            return;
        };
        let (Some(first), Some(last)) = (first.end_point(), last.end_point()) else { return };
        let floor = area.y1;
        if first.y > floor {
            continue;
        }
        let far = Point::new(area.x1, (last.y + (floor - last.y) * 0.3).min(floor));
        slope.quad_to((f64::midpoint(last.x, far.x), last.y), (far.x, far.y));
        slope.line_to((area.x1, floor));
        slope.line_to((area.x0, floor));
        slope.line_to((area.x0, (first.y + disc * 0.3).min(floor)));
        slope.close_path();
        stage.scene.fill(Shape::Path(slope), stage.palette.tint(color, strength));
    }
}
