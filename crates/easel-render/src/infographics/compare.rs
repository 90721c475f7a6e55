//! Comparing groups: one column each (one band each on narrow canvases) with a coloured header
//! and a card for every entry. Before and after, pros and cons, SWOT and the matrix of four are
//! the same with other signs. Plans and features as a table are in [`super::table`].

use std::rc::Rc;

use easel_types::spec::InfographicGroup;
use kurbo::{Point, Rect, Vec2};

use super::card::{self, MarkPlace, Style};
use super::names::{Look, Template};
use super::{Dress, Entry, mark};
use crate::canvas::Stage;
use crate::icons::Icon;
use crate::scene::{Anchor, Pen, Role};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// Label sizes tried, at 1024 pixels.
const FONTS: [f64; 9] = [28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 17.0, 16.0, 12.0];

/// One side of the comparison.
struct Side<'a> {
    group: &'a InfographicGroup,
    entries: Vec<Entry<'a>>,
    icon: Option<Icon>,
    color: Color,
    /// Ground of the header and what stands on it.
    band: Color,
    on: Color,
}

/// How the sides are drawn.
#[derive(Clone, Copy)]
struct Manner {
    template: Template,
    look: Look,
    across: usize,
    down: usize,
}

/// Draws the groups side by side, or below each other where the canvas is tall.
pub(super) fn draw(
    groups: &[InfographicGroup],
    (template, look): (Template, Look),
    stage: &mut Stage<'_>,
    area: Rect,
) {
    let count = groups.len().max(1);
    let stacked = area.height() > area.width() * 1.25 * (count as f64 - 1.0).max(1.0);
    // Four groups (strengths, weaknesses, …) are a square of squares.
    let aspect = area.width() / area.height();
    let square = count == 4 && (0.5..2.2).contains(&aspect);
    let (across, down) = match (square, stacked) {
        (true, _) => (2, 2),
        (false, true) => (1, count),
        (false, false) if count > 4 && aspect < 2.0 => (count.div_ceil(2), 2),
        (false, false) => (count, 1),
    };
    let manner = Manner { template, look, across, down };
    let gap = stage.canvas.px(if template == Template::BeforeAfter { 44.0 } else { 24.0 }).max(6.0);
    let width = (area.width() - gap * (across as f64 - 1.0)) / across as f64;
    let height = (area.height() - gap * (down as f64 - 1.0)) / down as f64;
    let columns: Vec<Rect> = (0..count)
        .map(|index| {
            let left = area.x0 + (width + gap) * (index % across) as f64;
            let top = area.y0 + (height + gap) * (index / across) as f64;
            Rect::new(left, top, left + width, top + height)
        })
        .collect();
    let sides = sides(groups, template, stage);
    let fonts = FONTS.map(|font| stage.canvas.font(font));
    let font = fonts
        .into_iter()
        .find(|&font| fits(&sides, stage, (&columns, font), manner))
        .unwrap_or_else(|| stage.canvas.font_min());
    let header = columns.first().map_or(0.0, |rect| headers(&sides, stage, (*rect, font)));
    let rows = sides.iter().map(|side| side.entries.len()).max().unwrap_or(1).max(1);
    let columns = tighten(columns, &sides, stage, (manner, header, font, rows));
    for (side, rect) in sides.iter().zip(&columns) {
        draw_side(stage, side, *rect, ((font, header, rows), manner));
    }
    between(stage, &columns, (manner, header, font));
}

/// The columns no higher than their cards need with some air, in the middle of the area.
fn tighten(
    mut columns: Vec<Rect>,
    sides: &[Side<'_>],
    stage: &mut Stage<'_>,
    (manner, header, font, rows): (Manner, f64, f64, usize),
) -> Vec<Rect> {
    let Some(first) = columns.first().copied() else { return columns };
    let pad = font * 0.7;
    let width = first.width() - 2.0 * pad;
    let tallest = sides
        .iter()
        .flat_map(|side| &side.entries)
        .map(|entry| card::plan(stage, entry, style(font, width, manner.look), width).height)
        .fold(0.0, f64::max);
    let wish = header + pad + (tallest * 1.6 + pad) * rows as f64;
    let spare = (first.height() - wish).max(0.0);
    for (index, rect) in columns.iter_mut().enumerate() {
        let row = (index / manner.across) as f64;
        let shift = spare * manner.down as f64 / 2.0 - spare * row;
        *rect = Rect::new(rect.x0, rect.y0 + shift, rect.x1, rect.y1 + shift - spare);
    }
    columns
}

fn sides<'a>(
    groups: &'a [InfographicGroup],
    template: Template,
    stage: &mut Stage<'_>,
) -> Vec<Side<'a>> {
    let signs = match template {
        Template::ProsCons => ["check", "x"].map(Icon::named),
        _ => [None, None],
    };
    let heads = match template {
        Template::ProsCons => ["thumbs-up", "thumbs-down"].map(Icon::named),
        _ => [None, None],
    };
    groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            let color = super::color_of(group.color.as_deref(), number, stage);
            let (band, on) = mark::ground_of(stage, color);
            let asked = group.icon.as_deref();
            let icon = match (asked, heads.get(number).copied().flatten()) {
                (None, Some(icon)) => Some(icon),
                _ => stage.icons.pick(asked, &group.label, None),
            };
            let sign = signs.get(number).copied().flatten();
            let dress = Dress { sign, color: Some(color) };
            let items = group.items.iter().enumerate();
            let entries =
                items.map(|(index, item)| super::dressed(item, index, stage, dress)).collect();
            Side { group, entries, icon, color, band, on }
        })
        .collect()
}

fn header_styles(font: f64) -> [TextStyle; 3] {
    [
        TextStyle { leading: 1.15, ..TextStyle::new(font * 1.25, Weight::Bold) },
        TextStyle { leading: 1.15, ..TextStyle::new(font * 1.7, Weight::Bold) },
        TextStyle { leading: 1.3, ..TextStyle::new(font * 0.85, Weight::Regular) },
    ]
    .map(|style| style.align(Align::Center))
}

fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Room that texts of a header have; the icon is left of the label.
fn header_room(side: &Side<'_>, width: f64, font: f64) -> f64 {
    let icon = if side.icon.is_some() { font * 2.3 } else { 0.0 };
    width - font * 1.6 - icon
}

/// Height of all headers: that of the highest.
fn headers(sides: &[Side<'_>], stage: &mut Stage<'_>, (rect, font): (Rect, f64)) -> f64 {
    let [label, value, text] = header_styles(font);
    let least = stage.canvas.font_min();
    let text = text.sized(text.size.max(least));
    let mut highest: f64 = font * 2.4;
    for side in sides {
        let room = header_room(side, rect.width(), font);
        let mut height =
            stage.engine.block(&side.group.label, label, Some(room)).height.min(font * 3.0);
        if let Some(words) = given(side.group.value.as_ref()) {
            height += stage.engine.block(words, value, Some(room)).height;
        }
        if let Some(words) = given(side.group.text.as_ref()) {
            height += stage.engine.block(words, text, Some(room)).height;
        }
        highest = highest.max(height + font * 1.1);
    }
    highest
}

fn style(font: f64, width: f64, look: Look) -> Style {
    let mark = if width > font * 11.0 { MarkPlace::Left } else { MarkPlace::None };
    Style::new(look, mark, font).settled()
}

fn fits(
    sides: &[Side<'_>],
    stage: &mut Stage<'_>,
    (columns, font): (&[Rect], f64),
    manner: Manner,
) -> bool {
    let pad = font * 0.7;
    let rows = sides.iter().map(|side| side.entries.len()).max().unwrap_or(1).max(1);
    let [label, ..] = header_styles(font);
    let Some(first) = columns.first() else { return true };
    let names = sides.iter().all(|side| {
        let room = header_room(side, first.width(), font);
        let block = stage.engine.block(&side.group.label, label, Some(room));
        block.lines.len() <= 2 && !block.broken_word
    });
    let header = headers(sides, stage, (*first, font));
    let room = first.height() - header - pad;
    let height = room / rows as f64 - pad;
    let width = first.width() - 2.0 * pad;
    names
        && sides.iter().flat_map(|side| &side.entries).all(|entry| {
            let card = card::plan(stage, entry, style(font, width, manner.look), width);
            card.reads_well && card.height <= height
        })
}

fn draw_side(
    stage: &mut Stage<'_>,
    side: &Side<'_>,
    rect: Rect,
    ((font, header_height, rows), manner): ((f64, f64, usize), Manner),
) {
    let radius = font * 0.85;
    let header = Rect { y1: rect.y0 + header_height, ..rect };
    stage.scene.rect(rect, radius, stage.palette.tint(side.color, 0.1));
    stage.scene.rect(header, radius, side.band);
    // The lower corners of the header are square.
    let lower = Rect { y0: header.center().y, ..header };
    stage.scene.rect(lower, 0.0, side.band);
    draw_header(stage, side, header, (font, manner.template));
    let pad = font * 0.7;
    let room = (rect.y1 - header.y1 - pad) / rows as f64;
    let width = rect.width() - 2.0 * pad;
    for (index, entry) in side.entries.iter().enumerate() {
        let top = header.y1 + pad + room * index as f64;
        let cell = Rect::new(rect.x0 + pad, top, rect.x1 - pad, top + room - pad);
        let card = card::plan(stage, entry, style(font, width, manner.look), width);
        card::draw(stage, entry, card, (cell, 0.0));
    }
}

fn draw_header(
    stage: &mut Stage<'_>,
    side: &Side<'_>,
    header: Rect,
    (font, template): (f64, Template),
) {
    let on = side.on;
    let [label_style, value_style, text_style] = header_styles(font);
    let text_style = text_style.sized(text_style.size.max(stage.canvas.font_min()));
    let room = header_room(side, header.width(), font);
    let mut parts: Vec<(Rc<Block>, String, Role)> = Vec::new();
    let label = side.group.label.trim();
    if !label.is_empty() {
        let (block, cut) = stage.engine.shortened(label, label_style, (room, 2));
        stage.record_cut(label, cut.is_some());
        parts.push((block, cut.unwrap_or_else(|| label.to_owned()), Role::Label));
    }
    for (words, style, role) in [
        (given(side.group.value.as_ref()), value_style, Role::Value),
        (given(side.group.text.as_ref()), text_style, Role::Body),
    ] {
        let Some(words) = words else { continue };
        let (block, cut) = stage.engine.shortened(words, style, (room, 3));
        stage.record_cut(words, cut.is_some());
        parts.push((block, cut.unwrap_or_else(|| words.to_owned()), role));
    }
    let widest = parts.iter().map(|(block, ..)| block.width).fold(0.0, f64::max);
    let total: f64 = parts.iter().map(|(block, ..)| block.height).sum();
    let mut x = header.center().x;
    if let Some(icon) = side.icon {
        let size = font * 1.5;
        let gap = font * 0.6;
        let left = x - (size + gap + widest) / 2.0;
        icon.draw(&mut stage.scene, Point::new(left + size / 2.0, header.center().y), size, on);
        x += (size + gap) / 2.0;
    } else if template == Template::Swot {
        let line = Pen::new(on.alpha(0.5), font * 0.08);
        let y = header.y1 - font * 0.35;
        stage.scene.line(Point::new(x - font, y), Point::new(x + font, y), line);
    }
    let mut y = header.center().y - total / 2.0;
    for (block, words, role) in parts {
        stage.scene.text((&block, &words), (Point::new(x, y), Anchor::TopCenter), on, role);
        y += block.height;
    }
}

/// "VS" or an arrow between two sides.
fn between(stage: &mut Stage<'_>, columns: &[Rect], (manner, header, font): (Manner, f64, f64)) {
    let [first, second] = columns else { return };
    let is_stacked = manner.across == 1;
    let center = if is_stacked {
        // Beside the middle, where the name of the second side stands.
        Point::new(first.x0 + font * 2.4, f64::midpoint(first.y1, second.y0))
    } else {
        Point::new(f64::midpoint(first.x1, second.x0), first.y0 + header / 2.0)
    };
    let ground = stage.palette.background;
    match manner.template {
        Template::Compare => {
            let radius = (font * 1.15).max(stage.canvas.font_min() * 1.2);
            stage.scene.disc(center, radius * 1.16, ground);
            stage.scene.disc(center, radius, stage.palette.ink);
            let on = stage.palette.on(stage.palette.ink);
            let size = (radius * 0.8).max(stage.canvas.font_min());
            let style = TextStyle::new(size, Weight::Bold);
            stage.put("VS", (style, None), (center, Anchor::Center), (on, Role::Counter));
        }
        Template::BeforeAfter => {
            let center = if is_stacked { center } else { Point::new(center.x, first.center().y) };
            let radius = font * 1.35;
            stage.scene.disc(center, radius * 1.16, ground);
            stage.scene.disc(center, radius, stage.palette.ink);
            let on = stage.palette.on(stage.palette.ink);
            let along = if is_stacked { Vec2::new(0.0, 1.0) } else { Vec2::new(1.0, 0.0) };
            let tip = center + along * radius * 0.62;
            stage.scene.line(
                center - along * radius * 0.55,
                tip - along * radius * 0.4,
                Pen::new(on, radius * 0.18),
            );
            stage.scene.arrow_head(tip, along, radius * 0.72, on);
        }
        _ => {}
    }
}
