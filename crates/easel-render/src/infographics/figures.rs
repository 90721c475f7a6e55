//! Shares and ranks: rings, bars, donuts, arrays of little people, ranked lists.

use std::f64::consts::{FRAC_PI_2, TAU};

use kurbo::{Arc, BezPath, Circle, Point, Rect, Shape as _};

use super::card::{self, MarkPlace, Style};
use super::grid::{self, FONTS, Grid};
use super::names::{Look, Template};
use super::wheel::{self, Core};
use super::{Entry, mark};
use crate::canvas::Stage;
use crate::icons::Icon;
use crate::scene::{Anchor, Pen, Role, Scene, Shape};
use crate::text::{Align, TextStyle, Weight};
use crate::theme::Color;

/// A share as it is written.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if (percent - percent.round()).abs() < 0.05 {
        format!("{percent:.0}%")
    } else {
        format!("{percent:.1}%")
    }
}

fn value_of(entry: &Entry<'_>) -> Option<String> {
    entry.value.map(str::to_owned).or_else(|| entry.share.map(percent))
}

/// A ring for each entry, the value in it. Says whether they fitted.
pub(super) fn rings(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect) -> bool {
    let mut best: Option<(f64, usize, Style)> = None;
    for columns in 1..=entries.len().min(6) {
        let rows = entries.len().div_ceil(columns);
        if (rows - 1) * columns >= entries.len() {
            continue;
        }
        for font in FONTS {
            let style = Style {
                align: Align::Center,
                ..Style::new(Look::Plain, MarkPlace::None, stage.canvas.font(font))
            };
            let Some(ring) = ring_size(entries, stage, (area, columns, rows), style) else {
                continue;
            };
            let holes = (columns * rows - entries.len()) as f64;
            let score = ring
                * (1.0 - holes * 0.06)
                * (0.6 + style.font / area.width().min(area.height()) * 8.0);
            if best.is_none_or(|(so_far, ..)| score > so_far) {
                best = Some((score, columns, style));
            }
        }
    }
    let Some((_, columns, style)) = best else { return false };
    let rows = entries.len().div_ceil(columns);
    let Some(ring) = ring_size(entries, stage, (area, columns, rows), style) else { return false };
    draw_rings(entries, stage, (area, columns, rows), (style, ring));
    true
}

/// Diameter of the rings that leaves room for the texts below them.
fn ring_size(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, columns, rows): (Rect, usize, usize),
    style: Style,
) -> Option<f64> {
    let gap = style.font * 1.2;
    let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
    let height = (area.height() - gap * (rows - 1) as f64) / rows as f64;
    let mut texts: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, &Entry { value: None, ..*entry }, style, width);
        if !card.reads_well {
            return None;
        }
        texts = texts.max(card.height);
    }
    let ring = (height - texts - style.font * 0.6).min(width).min(style.font * 11.0);
    let inside = ring * 0.62;
    let fits = entries.iter().filter_map(value_of).all(|value| {
        let least = TextStyle::new(stage.canvas.font_min().max(ring * 0.13), Weight::Bold);
        stage.engine.width(&value, least) <= inside
    });
    (ring > style.font * 3.2 && fits).then_some(ring)
}

fn draw_rings(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, columns, rows): (Rect, usize, usize),
    (style, ring): (Style, f64),
) {
    let gap = style.font * 1.2;
    let width = (area.width() - gap * (columns - 1) as f64) / columns as f64;
    let texts = entries
        .iter()
        .map(|entry| card::plan(stage, &Entry { value: None, ..*entry }, style, width).height)
        .fold(0.0, f64::max);
    let cell = ring + style.font * 0.6 + texts;
    let free = (area.height() - cell * rows as f64 - gap * (rows - 1) as f64).max(0.0);
    let pitch = cell + gap + free / (rows + 1) as f64;
    let top = area.center().y - (pitch * (rows - 1) as f64 + cell) / 2.0;
    // One size for all values.
    let mut size = ring * 0.24;
    for value in entries.iter().filter_map(value_of) {
        let style = TextStyle::new(size, Weight::Bold);
        size *= (ring * 0.62 / stage.engine.width(&value, style)).min(1.0);
    }
    let size = size.max(stage.canvas.font_min());
    for (index, entry) in entries.iter().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let missing = if row + 1 == rows { columns * rows - entries.len() } else { 0 };
        let x = area.x0 + (width + gap) * (column as f64 + missing as f64 / 2.0);
        let y = top + pitch * row as f64;
        let center = Point::new(x + width / 2.0, y + ring / 2.0);
        draw_ring(stage, entry, (center, ring));
        if let Some(value) = value_of(entry) {
            let ink = stage.palette.readable(entry.color, stage.palette.background, 4.6);
            let style = TextStyle::new(size, Weight::Bold);
            stage.put(&value, (style, None), (center, Anchor::Center), (ink, Role::Value));
        }
        let bare = Entry { value: None, ..*entry };
        let card = card::plan(stage, &bare, style, width);
        let y = y + ring + style.font * 0.6;
        card::draw(stage, &bare, card, (Rect::new(x, y, x + width, y + texts), texts));
    }
}

fn draw_ring(stage: &mut Stage<'_>, entry: &Entry<'_>, (center, diameter): (Point, f64)) {
    let width = diameter * 0.115;
    let radius = (diameter - width) / 2.0;
    let track = stage.palette.tint(entry.color, 0.16);
    stage.scene.stroke(Shape::Disc(Circle::new(center, radius)), Pen::butt(track, width));
    let share = entry.share.unwrap_or(0.0).clamp(0.0, 1.0);
    if share > 0.0 {
        let mut path = BezPath::new();
        let arc = Arc::new(center, (radius, radius), -FRAC_PI_2, TAU * share, 0.0);
        path.extend(arc.path_elements(0.05));
        stage.scene.stroke(Shape::Path(path), Pen::new(entry.color, width));
    }
}

/// The longest bar is as long as what is largest: 1 for shares, the largest for amounts.
fn lengths(entries: &[Entry<'_>], template: Template) -> Vec<Option<f64>> {
    if template == Template::ProgressBars || entries.iter().all(|entry| entry.share.is_some()) {
        return entries
            .iter()
            .map(|entry| entry.share.map(|share| share.clamp(0.0, 1.0)))
            .collect();
    }
    let amounts: Vec<Option<f64>> = entries
        .iter()
        .map(|entry| super::amount(entry.value?).filter(|amount| *amount >= 0.0))
        .collect();
    let largest = amounts.iter().flatten().copied().fold(0.0, f64::max);
    if largest <= 0.0 || amounts.iter().any(Option::is_none) {
        return vec![None; entries.len()];
    }
    amounts.into_iter().map(|amount| amount.map(|amount| amount / largest)).collect()
}

/// Rows with a bar each; with places in front where they are ranked. Says whether they fitted.
pub(super) fn bars(
    entries: &[Entry<'_>],
    template: Template,
    stage: &mut Stage<'_>,
    area: Rect,
) -> bool {
    let lengths = lengths(entries, template);
    let most = if area.width() > area.height() * 1.6 { 3 } else { 2 };
    for font in FONTS {
        let font = stage.canvas.font(font);
        for columns in 1..=most.min(entries.len()) {
            if columns > 1 && font > stage.canvas.font(21.0) && area.width() < area.height() * 1.6 {
                continue;
            }
            let lay = Rows { area, columns, font, is_ranked: template == Template::Ranked };
            if try_bars(entries, &lengths, stage, lay) {
                return true;
            }
        }
    }
    false
}

#[derive(Clone, Copy)]
struct Rows {
    area: Rect,
    columns: usize,
    font: f64,
    is_ranked: bool,
}

fn try_bars(
    entries: &[Entry<'_>],
    lengths: &[Option<f64>],
    stage: &mut Stage<'_>,
    lay: Rows,
) -> bool {
    let Rows { area, columns, font, .. } = lay;
    let rows = entries.len().div_ceil(columns);
    let gap_x = font * 2.0;
    let width = (area.width() - gap_x * (columns - 1) as f64) / columns as f64;
    let mark = font * 2.1;
    let has_bars = lengths.iter().any(Option::is_some);
    let values: Vec<Option<String>> = entries.iter().map(value_of).collect();
    let value_style = TextStyle::new(font * 1.15, Weight::Bold);
    let widest = values
        .iter()
        .flatten()
        .map(|value| stage.engine.width(value, value_style))
        .fold(0.0, f64::max);
    let room = width - mark - font * 0.8 - if widest > 0.0 { widest + font } else { 0.0 };
    if room < font * 5.0 {
        return false;
    }
    let style = Style::new(Look::Plain, MarkPlace::None, font);
    let mut texts: f64 = 0.0;
    for entry in entries {
        let mut toned = Entry { value: None, ..*entry };
        toned.color = stage.palette.ink;
        let card = card::plan(stage, &toned, style, room);
        if !card.reads_well {
            return false;
        }
        texts = texts.max(card.height);
    }
    let bar = if has_bars { font * 0.85 } else { 0.0 };
    let least = (texts + bar).max(mark) + font * 0.7;
    let pitch = area.height() / rows as f64;
    if least > pitch {
        return false;
    }
    let pitch = pitch.min(least * 1.5);
    let top = area.center().y - pitch * rows as f64 / 2.0;
    for (index, entry) in entries.iter().enumerate() {
        // Ranks run down the columns.
        let (column, row) = (index / rows, index % rows);
        let x = area.x0 + (width + gap_x) * column as f64;
        let y = top + pitch * row as f64;
        let cell = Rect::new(x, y, x + width, y + pitch);
        let parts =
            (lengths.get(index).copied().flatten(), values.get(index).and_then(Option::as_deref));
        bar_row(stage, (entry, lay), parts, (cell, [mark, room, texts]));
    }
    true
}

fn bar_row(
    stage: &mut Stage<'_>,
    (entry, lay): (&Entry<'_>, Rows),
    (length, value): (Option<f64>, Option<&str>),
    (cell, [size, room, texts]): (Rect, [f64; 3]),
) {
    let font = lay.font;
    let center = Point::new(cell.x0 + size / 2.0, cell.center().y);
    if lay.is_ranked {
        mark::disc(stage, &Entry { icon: None, ..*entry }, center, size);
    } else {
        mark::disc(stage, entry, center, size);
    }
    let x = cell.x0 + size + font * 0.8;
    let bar = if length.is_some() { font * 0.85 } else { 0.0 };
    let y = cell.center().y - (texts + bar) / 2.0;
    let mut toned = Entry { value: None, ..*entry };
    toned.color = stage.palette.ink;
    let style = Style::new(Look::Plain, MarkPlace::None, font);
    let card = card::plan(stage, &toned, style, room);
    let tall = card.height;
    card::draw(stage, &toned, card, (Rect::new(x, y + texts - tall, x + room, y + texts), 0.0));
    let ink = stage.palette.readable(entry.color, stage.palette.background, 4.6);
    if let Some(value) = value {
        let style = TextStyle::new(font * 1.15, Weight::Bold);
        let middle = if length.is_some() { y + texts - style.size * 0.75 } else { cell.center().y };
        let place = (Point::new(cell.x1, middle), Anchor::Right);
        stage.put(value, (style, None), place, (ink, Role::Value));
    }
    if let Some(length) = length {
        let height = font * 0.5;
        let top = y + texts + font * 0.35;
        let track = Rect::new(x, top, cell.x1, top + height);
        stage.scene.rect(track, height / 2.0, stage.palette.tint(entry.color, 0.16));
        let end = x + (cell.x1 - x) * length;
        if length > 0.0 {
            let fill = Rect { x1: end.max(x + height * 0.5), ..track };
            stage.scene.rect(fill, height / 2.0, entry.color);
        }
    }
}

/// A donut and beside it what its parts are. Says whether they fitted.
pub(super) fn donut(entries: &[Entry<'_>], look: Look, stage: &mut Stage<'_>, area: Rect) -> bool {
    let shares: Vec<f64> = entries.iter().filter_map(|entry| entry.share).collect();
    let total: f64 = shares.iter().sum();
    if shares.len() != entries.len() || total <= 0.0 || !total.is_finite() {
        return false;
    }
    let is_tall = area.height() > area.width() * 1.1;
    let gap = stage.canvas.px(44.0);
    let side = if is_tall {
        area.width().min(area.height() * 0.44)
    } else {
        area.height().min(area.width() * 0.46)
    };
    let (center, rest) = if is_tall {
        let center = Point::new(area.center().x, area.y0 + side / 2.0);
        (center, Rect { y0: area.y0 + side + gap, ..area })
    } else {
        let center = Point::new(area.x0 + side / 2.0, area.center().y);
        (center, Rect { x0: area.x0 + side + gap, ..area })
    };
    let disc = side * 0.1;
    wheel::draw(entries, &Core::Donut(&shares), stage, (center, side / 2.0 - disc / 2.0, disc));
    let values: Vec<Option<String>> = entries.iter().map(value_of).collect();
    let named: Vec<Entry<'_>> = entries
        .iter()
        .zip(&values)
        .map(|(entry, value)| Entry { value: value.as_deref(), ..*entry })
        .collect();
    let columns = match entries.len() {
        0..=3 => (1, 1),
        4..=6 if !is_tall => (1, 1),
        _ => (2, 3),
    };
    let grid = Grid { columns, figure: 1.25, ..Grid::new(look) };
    grid::draw(&named, grid, stage, rest);
    true
}

/// Little people (or icons), as many coloured as the share says. Says whether they fitted.
pub(super) fn icon_array(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect) -> bool {
    if let [entry] = entries {
        return hundred(entry, stage, area);
    }
    FONTS.iter().any(|font| tens(entries, stage, area, stage.canvas.font(*font)))
}

/// One figure: a person, filled.
fn person(scene: &mut Scene, cell: Rect, color: Color) {
    let unit = (cell.width() / 10.0).min(cell.height() / 20.0);
    let center = cell.center();
    let top = center.y - unit * 9.2;
    scene.disc(Point::new(center.x, top + unit * 2.6), unit * 2.6, color);
    let body = Rect::new(
        center.x - unit * 3.8,
        top + unit * 6.0,
        center.x + unit * 3.8,
        top + unit * 18.4,
    );
    let mut path = BezPath::new();
    path.move_to((body.x0, body.y1));
    path.line_to((body.x0, body.y0 + unit * 3.4));
    path.quad_to((body.x0, body.y0), (body.x0 + unit * 3.4, body.y0));
    path.line_to((body.x1 - unit * 3.4, body.y0));
    path.quad_to((body.x1, body.y0), (body.x1, body.y0 + unit * 3.4));
    path.line_to((body.x1, body.y1));
    path.close_path();
    scene.fill(Shape::Path(path), color);
}

/// A row of figures of which a share is coloured, the last one in part.
fn figures(
    stage: &mut Stage<'_>,
    (icon, color): (Option<Icon>, Color),
    cells: &[Rect],
    share: f64,
) {
    let pale = stage.palette.tint(color, 0.22);
    let filled = share.clamp(0.0, 1.0) * cells.len() as f64;
    let one = |scene: &mut Scene, cell: Rect, color: Color| match icon {
        Some(icon) => icon.draw(scene, cell.center(), cell.width().min(cell.height()), color),
        None => person(scene, cell, color),
    };
    for (index, cell) in cells.iter().enumerate() {
        let part = (filled - index as f64).clamp(0.0, 1.0);
        if part < 0.98 {
            one(&mut stage.scene, *cell, pale);
        }
        if part >= 0.98 {
            one(&mut stage.scene, *cell, color);
        } else if part > 0.02 {
            let seen = Rect { x1: cell.x0 + cell.width() * part, ..*cell };
            stage.scene.clipped(Shape::Rounded(seen, 0.0), |scene| one(scene, *cell, color));
        }
    }
}

fn hundred(entry: &Entry<'_>, stage: &mut Stage<'_>, area: Rect) -> bool {
    let is_tall = area.height() > area.width() * 0.95;
    let font = stage.canvas.font(30.0);
    let style = Style { figure: 2.8, ..Style::new(Look::Plain, MarkPlace::None, font) };
    let value = value_of(entry);
    let entry = Entry { value: value.as_deref(), ..*entry };
    let width = if is_tall { area.width() } else { area.width() * 0.38 };
    let card = card::plan(stage, &entry, style, width);
    let gap = font * 1.2;
    let field = if is_tall {
        Rect { y1: area.y1 - card.height - gap, ..area }
    } else {
        Rect { x1: area.x1 - width - gap, ..area }
    };
    if !card.reads_well || field.height() < font * 6.0 || field.width() < font * 6.0 {
        return false;
    }
    let columns = if field.width() > field.height() * 1.9 { 20 } else { 10 };
    let rows = 100 / columns;
    let (across, down) = (field.width() / columns as f64, field.height() / rows as f64);
    let across = across.min(down * 1.1);
    let down = down.min(across * 1.55);
    let left = field.center().x - across * columns as f64 / 2.0;
    let top = field.center().y - down * rows as f64 / 2.0;
    let cells: Vec<Rect> = (0..100)
        .map(|index| {
            let x = left + across * (index % columns) as f64;
            let y = top + down * (index / columns) as f64;
            Rect::new(x + across * 0.1, y + down * 0.06, x + across * 0.9, y + down * 0.94)
        })
        .collect();
    figures(stage, (None, entry.color), &cells, entry.share.unwrap_or(0.0));
    let rect = if is_tall {
        Rect::new(area.x0, area.y1 - card.height, area.x1, area.y1)
    } else {
        let half = card.height / 2.0;
        Rect::new(area.x1 - width, area.center().y - half, area.x1, area.center().y + half)
    };
    card::draw(stage, &entry, card, (rect, 0.0));
    true
}

fn tens(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect, font: f64) -> bool {
    let style = Style::new(Look::Plain, MarkPlace::None, font);
    let gap = font * 1.6;
    let width = area.width() * 0.4 - gap;
    let field = area.width() - width - gap;
    let pitch = area.height() / entries.len() as f64;
    let values: Vec<Option<String>> = entries.iter().map(value_of).collect();
    let named: Vec<Entry<'_>> = entries
        .iter()
        .zip(&values)
        .map(|(entry, value)| Entry { value: value.as_deref(), ..*entry })
        .collect();
    for entry in &named {
        let card = card::plan(stage, entry, style, width);
        if !card.reads_well || card.height > pitch - font * 0.5 {
            return false;
        }
    }
    let across = field / 10.0;
    let tall = (pitch * 0.72).min(across * 1.7);
    let pitch = pitch.min(tall.max(font * 5.0) * 1.6);
    let top = area.center().y - pitch * entries.len() as f64 / 2.0;
    for (index, entry) in named.iter().enumerate() {
        let middle = top + pitch * (index as f64 + 0.5);
        let card = card::plan(stage, entry, style, width);
        let half = card.height / 2.0;
        let rect = Rect::new(area.x0, middle - half, area.x0 + width, middle + half);
        card::draw(stage, entry, card, (rect, 0.0));
        let cells: Vec<Rect> = (0..10)
            .map(|index| {
                let x = area.x0 + width + gap + across * f64::from(index);
                Rect::new(
                    x + across * 0.1,
                    middle - tall / 2.0,
                    x + across * 0.9,
                    middle + tall / 2.0,
                )
            })
            .collect();
        let icon = entry.icon.filter(|_| entry.asked);
        figures(stage, (icon, entry.color), &cells, entry.share.unwrap_or(0.0));
    }
    true
}
