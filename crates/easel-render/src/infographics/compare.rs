//! Comparing groups: one column each (one band each on narrow canvases) with a coloured header
//! and a card for every entry.

use easel_types::spec::{InfographicGroup, InfographicItem, InfographicSpec};
use kurbo::{Point, Rect};

use super::card::{self, DiscPlace, Look};
use super::{Entry, entries};
use crate::canvas::Stage;
use crate::scene::{Anchor, Role};
use crate::text::{Align, TextStyle, Weight};

/// Label sizes tried, at 1024 pixels.
const FONTS: [f64; 9] = [28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 17.0, 16.0, 12.0];

/// Draws the groups side by side, or below each other where the canvas is tall.
pub(super) fn draw(spec: &InfographicSpec, stage: &mut Stage<'_>, area: Rect) {
    let groups = &spec.groups;
    let count = groups.len().max(1) as f64;
    let stacked = area.height() > area.width() * 1.25 * (count - 1.0).max(1.0);
    // Four groups (strengths, weaknesses, …) are a square of squares.
    let square = groups.len() == 4 && (0.5..2.2).contains(&(area.width() / area.height()));
    let (across, down) = match (square, stacked) {
        (true, _) => (2, 2),
        (false, true) => (1, groups.len()),
        (false, false) => (groups.len(), 1),
    };
    let gap = stage.canvas.px(24.0).max(6.0);
    let width = (area.width() - gap * (across as f64 - 1.0)) / across as f64;
    let height = (area.height() - gap * (down as f64 - 1.0)) / down as f64;
    let columns: Vec<Rect> = (0..groups.len())
        .map(|index| {
            let left = area.x0 + (width + gap) * (index % across) as f64;
            let top = area.y0 + (height + gap) * (index / across) as f64;
            Rect::new(left, top, left + width, top + height)
        })
        .collect();
    let entries: Vec<Vec<Entry<'_>>> = groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            let items: Vec<&InfographicItem> = group.items.iter().collect();
            let color = stage.palette.series(number);
            entries(&items, stage).into_iter().map(|entry| Entry { color, ..entry }).collect()
        })
        .collect();
    let fonts = FONTS.map(|font| stage.canvas.font(font));
    let font = fonts
        .into_iter()
        .find(|&font| fits(&entries, stage, (&columns, font), groups))
        .unwrap_or_else(|| stage.canvas.font_min());
    for ((group, entries), rect) in groups.iter().zip(&entries).zip(&columns) {
        let rows = entries.len().max(most(&entries_len(groups)));
        draw_group(stage, (group, entries), *rect, (font, rows));
    }
}

fn entries_len(groups: &[InfographicGroup]) -> Vec<usize> {
    groups.iter().map(|group| group.items.len()).collect()
}

fn most(counts: &[usize]) -> usize {
    counts.iter().copied().max().unwrap_or(1).max(1)
}

fn header_height(font: f64) -> f64 {
    font * 2.6
}

fn look(font: f64, width: f64) -> Look {
    let disc = if width > font * 11.0 { DiscPlace::Left } else { DiscPlace::None };
    Look { disc, font, numbered: false, align: Align::Left }
}

fn fits(
    entries: &[Vec<Entry<'_>>],
    stage: &mut Stage<'_>,
    (columns, font): (&[Rect], f64),
    groups: &[InfographicGroup],
) -> bool {
    let pad = font * 0.7;
    let rows = most(&entries_len(groups));
    let headers = groups.iter().zip(columns).all(|(group, rect)| {
        let style = TextStyle::new(font * 1.25, Weight::Bold);
        stage.engine.width(&group.label, style) <= rect.width() - font * 1.6
    });
    headers
        && entries.iter().zip(columns).all(|(entries, rect)| {
            let room = rect.height() - header_height(font) - pad;
            let height = room / rows as f64 - pad;
            let width = rect.width() - 2.0 * pad;
            entries.iter().all(|entry| {
                let card = card::plan(stage, entry, look(font, width), width);
                card.reads_well && card.height <= height
            })
        })
}

fn draw_group(
    stage: &mut Stage<'_>,
    (group, entries): (&InfographicGroup, &[Entry<'_>]),
    rect: Rect,
    (font, rows): (f64, usize),
) {
    let Some(color) = entries.first().map(|entry| entry.color) else { return };
    let radius = font * 0.85;
    let header = Rect { y1: rect.y0 + header_height(font), ..rect };
    stage.scene.rect(rect, radius, stage.palette.tint(color, 0.1));
    stage.scene.rect(header, radius, color);
    // The lower corners of the header are square.
    let lower = Rect { y0: header.center().y, ..header };
    stage.scene.rect(lower, 0.0, color);
    let style = TextStyle::new(font * 1.25, Weight::Bold);
    let (block, cut) = stage.engine.shortened(&group.label, style, (rect.width() - font * 1.2, 1));
    let shown = cut.as_deref().unwrap_or(&group.label);
    let on = stage.palette.readable(stage.palette.on(color), color, 4.5);
    let place = (Point::new(header.center().x, header.center().y), Anchor::Center);
    stage.scene.text((&block, shown), place, on, Role::Label);
    stage.record_cut(&group.label, cut.is_some());
    let pad = font * 0.7;
    let room = (rect.y1 - header.y1 - pad) / rows as f64;
    let width = rect.width() - 2.0 * pad;
    for (index, entry) in entries.iter().enumerate() {
        let top = header.y1 + pad + room * index as f64;
        let cell = Rect::new(rect.x0 + pad, top, rect.x1 - pad, top + room - pad);
        let card = card::plan(stage, entry, look(font, width), width);
        card::draw(stage, entry, card, (cell, 0.0));
    }
}
