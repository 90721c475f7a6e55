//! A timeline: along a horizontal rail on wide canvases, down the middle on square ones with
//! cards alternating, down the left side on narrow ones.

use kurbo::{Point, Rect};

use super::card::{self, MarkPlace, Style};
use super::names::{Look, Template};
use super::{Entry, mark};
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role};
use crate::text::{Align, TextStyle, Weight};

/// Label sizes tried, at 1024 pixels.
const FONTS: [f64; 8] = [28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 12.0];

/// Draws the entries in their order, by preference along the rail that the template names. Says
/// whether they fitted.
pub(super) fn draw(
    entries: &[Entry<'_>],
    (template, look): (Template, Look),
    stage: &mut Stage<'_>,
    area: Rect,
) -> bool {
    let aspect = area.width() / area.height();
    let mut ways: Vec<Arrange> = Vec::new();
    match template {
        Template::TimelineHorizontal => {
            if entries.len() > 3 {
                ways.push(both_sides);
            }
            ways.push(horizontal);
        }
        Template::TimelineVertical => ways.push(one_sided),
        _ => {}
    }
    if aspect > 1.2 && aspect < 3.2 && template != Template::TimelineVertical {
        ways.push(both_sides);
    }
    if aspect > 1.9 {
        ways.push(horizontal);
    }
    if aspect > 0.55 {
        ways.push(alternating);
    }
    ways.push(one_sided);
    ways.into_iter().any(|arrange| {
        FONTS.iter().any(|font| arrange(entries, stage, area, (stage.canvas.font(*font), look)))
    })
}

type Arrange = fn(&[Entry<'_>], &mut Stage<'_>, Rect, (f64, Look)) -> bool;

/// The entry without its date, which stands at the rail.
fn undated<'a>(entry: &Entry<'a>) -> Entry<'a> {
    Entry { value: None, ..*entry }
}

fn date_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.1, ..TextStyle::new(font * 1.45, Weight::Bold) }
}

fn write_date(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    (font, room): (f64, f64),
    place: (Point, Anchor),
) {
    let Some(date) = entry.value else { return };
    let align = match place.1 {
        Anchor::Right | Anchor::TopRight => Align::Right,
        Anchor::Left | Anchor::TopLeft => Align::Left,
        _ => Align::Center,
    };
    let color = stage.palette.readable(entry.color, stage.palette.background, 4.6);
    let style = date_style(font).align(align);
    stage.put(date, (style, Some(room)), place, (color, Role::Value));
}

/// Whether all dates fit beside the rail at this font size.
fn dates_fit(entries: &[Entry<'_>], stage: &mut Stage<'_>, (font, room): (f64, f64)) -> bool {
    entries.iter().filter_map(|entry| entry.value).all(|date| {
        let block = stage.engine.block(date, date_style(font), Some(room));
        !block.broken_word && block.lines.len() <= 2
    })
}

fn rail(stage: &mut Stage<'_>, from: Point, to: Point) {
    let pen = Pen::new(stage.palette.grid, stage.canvas.px(5.0).max(2.0));
    stage.scene.line(from, to, pen);
}

fn link(stage: &mut Stage<'_>, entry: &Entry<'_>, from: Point, to: Point) {
    let pen = Pen::butt(entry.color, stage.canvas.px(3.0).max(1.25));
    stage.scene.line(from, to, pen);
}

fn disc_on_rail(stage: &mut Stage<'_>, entry: &Entry<'_>, center: Point, diameter: f64) {
    stage.scene.disc(center, diameter * 0.58, stage.palette.background);
    mark::disc(stage, entry, center, diameter);
}

fn alternating(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    area: Rect,
    (font, look): (f64, Look),
) -> bool {
    let disc = font * 2.3;
    let reach = disc * 0.85;
    let width = area.width() / 2.0 - reach;
    let pitch = area.height() / entries.len() as f64;
    let style = |is_left: bool| Style {
        align: if is_left { Align::Right } else { Align::Left },
        ..Style::new(look, MarkPlace::None, font)
    };
    let mut heights = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let card = card::plan(stage, &undated(entry), style(index % 2 == 0), width);
        // Cards on the same side are two rows apart, but not at the ends.
        if !card.reads_well || card.height > pitch * 1.0 - font * 0.3 {
            return false;
        }
        heights.push(card.height);
    }
    if pitch < disc * 1.08 || !dates_fit(entries, stage, (font, width)) {
        return false;
    }
    let height = heights.iter().copied().fold(0.0, f64::max);
    let x = area.center().x;
    let first = area.y0 + pitch / 2.0;
    let last = area.y1 - pitch / 2.0;
    rail(stage, Point::new(x, first - disc * 0.9), Point::new(x, last + disc * 0.9));
    for (index, entry) in entries.iter().enumerate() {
        let is_left = index % 2 == 0;
        let y = first + pitch * index as f64;
        let side = if is_left { -1.0 } else { 1.0 };
        let near = x + side * reach;
        let far = near + side * width;
        let rect = Rect::new(near.min(far), y - height / 2.0, near.max(far), y + height / 2.0);
        link(stage, entry, Point::new(x, y), Point::new(near, y));
        disc_on_rail(stage, entry, Point::new(x, y), disc);
        let card = card::plan(stage, &undated(entry), style(is_left), width);
        card::draw(stage, &undated(entry), card, (rect, 0.0));
        let anchor = if is_left { Anchor::Left } else { Anchor::Right };
        write_date(stage, entry, (font, width), (Point::new(x - side * reach, y), anchor));
    }
    true
}

fn one_sided(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    area: Rect,
    (font, look): (f64, Look),
) -> bool {
    let disc = font * 2.3;
    let pitch = area.height() / entries.len() as f64;
    let x = area.x0 + disc / 2.0;
    let near = x + disc * 0.85;
    let width = area.x1 - near;
    // The date stays on the card: there is no free side.
    let style = Style::new(look, MarkPlace::None, font);
    let mut height: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, entry, style, width);
        if !card.reads_well || card.height > pitch - font * 0.4 {
            return false;
        }
        height = height.max(card.height);
    }
    if pitch < disc * 1.08 {
        return false;
    }
    let first = area.y0 + pitch / 2.0;
    let last = area.y1 - pitch / 2.0;
    rail(stage, Point::new(x, first - disc * 0.7), Point::new(x, last + disc * 0.7));
    for (index, entry) in entries.iter().enumerate() {
        let y = first + pitch * index as f64;
        link(stage, entry, Point::new(x, y), Point::new(near, y));
        disc_on_rail(stage, entry, Point::new(x, y), disc);
        let card = card::plan(stage, entry, style, width);
        let rect = Rect::new(near, y - height / 2.0, area.x1, y + height / 2.0);
        card::draw(stage, entry, card, (rect, 0.0));
    }
    true
}

fn horizontal(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    area: Rect,
    (font, look): (f64, Look),
) -> bool {
    let disc = font * 2.3;
    let pitch = area.width() / entries.len() as f64;
    let width = pitch - font * 0.8;
    let style = Style { align: Align::Center, ..Style::new(look, MarkPlace::None, font) };
    let mut height: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, &undated(entry), style, width);
        if !card.reads_well {
            return false;
        }
        height = height.max(card.height);
    }
    let has_dates = entries.iter().any(|entry| entry.value.is_some());
    let above = if has_dates { date_style(font).size * 1.5 } else { 0.0 };
    let stem = font * 1.1;
    let total = above + disc + stem + height;
    if total > area.height() || !dates_fit(entries, stage, (font, width)) {
        return false;
    }
    let top = area.y0 + (area.height() - total) / 2.0;
    let y = top + above + disc / 2.0;
    rail(stage, Point::new(area.x0, y), Point::new(area.x1, y));
    for (index, entry) in entries.iter().enumerate() {
        let x = area.x0 + pitch * (index as f64 + 0.5);
        let card_top = y + disc / 2.0 + stem;
        link(stage, entry, Point::new(x, y), Point::new(x, card_top));
        disc_on_rail(stage, entry, Point::new(x, y), disc);
        let card = card::plan(stage, &undated(entry), style, width);
        let rect = Rect::new(x - width / 2.0, card_top, x + width / 2.0, card_top + height);
        card::draw(stage, &undated(entry), card, (rect, 0.0));
        let place = (Point::new(x, y - disc / 2.0 - font * 0.95), Anchor::Center);
        write_date(stage, entry, (font, width), place);
    }
    true
}

/// A horizontal rail with cards above and below by turns; the dates are on the other side.
fn both_sides(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    area: Rect,
    (font, look): (f64, Look),
) -> bool {
    let disc = font * 2.3;
    let pitch = area.width() / (entries.len() as f64 + 0.6);
    let width = pitch * 1.6 - font * 0.6;
    let stem = font * 0.9;
    let date = date_style(font).size * 1.3;
    let style = Style { align: Align::Center, ..Style::new(look, MarkPlace::None, font) };
    let mut height: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, &undated(entry), style, width);
        if !card.reads_well {
            return false;
        }
        height = height.max(card.height);
    }
    let reach = disc / 2.0 + stem + height;
    let fits = reach * 2.0 <= area.height() && reach >= disc / 2.0 + date;
    if !fits || pitch < disc * 1.1 || !dates_fit(entries, stage, (font, pitch)) {
        return false;
    }
    let stem = stem + ((area.height() / 2.0 - reach) * 0.5).clamp(0.0, font * 2.0);
    let y = area.center().y;
    rail(stage, Point::new(area.x0, y), Point::new(area.x1, y));
    for (index, entry) in entries.iter().enumerate() {
        let x = area.x0 + pitch * (index as f64 + 0.8);
        let side = if index % 2 == 0 { -1.0 } else { 1.0 };
        let near = y + side * (disc / 2.0 + stem);
        link(stage, entry, Point::new(x, y), Point::new(x, near));
        disc_on_rail(stage, entry, Point::new(x, y), disc);
        let card = card::plan(stage, &undated(entry), style, width);
        let far = near + side * card.height;
        let rect = Rect::new(x - width / 2.0, near.min(far), x + width / 2.0, near.max(far));
        card::draw(stage, &undated(entry), card, (rect, 0.0));
        let place = Point::new(x, y - side * (disc / 2.0 + font * 0.95));
        write_date(stage, entry, (font, pitch), (place, Anchor::Center));
    }
    true
}
