//! Plans and features as a table: a column for each group, a row for each feature, ticks and
//! values in the cells. Groups without common features are compared as lists instead.

use easel_types::spec::{InfographicGroup, InfographicItem};
use kurbo::{Point, Rect};

use super::mark;
use crate::canvas::Stage;
use crate::icons::Icon;
use crate::scene::{Anchor, Pen, Role};
use crate::scripts;
use crate::text::{Align, TextStyle, Weight};
use crate::theme::Color;

/// Font sizes tried, at 1024 pixels.
const FONTS: [f64; 9] = [28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 17.0, 16.0, 12.0];

/// What a table is made of.
struct Table<'a> {
    groups: &'a [InfographicGroup],
    colors: Vec<Color>,
    rows: Vec<&'a str>,
    /// Names stand at the right and columns run leftwards, as some scripts want it.
    is_mirrored: bool,
}

/// Where columns and rows are.
#[derive(Clone, Copy)]
struct Frame {
    font: f64,
    area: Rect,
    name: f64,
    column: f64,
    header: f64,
    row: f64,
}

/// Draws the table; says whether the groups have features in common and it fitted.
pub(super) fn draw(groups: &[InfographicGroup], stage: &mut Stage<'_>, area: Rect) -> bool {
    let mut rows: Vec<&str> = Vec::new();
    for item in groups.iter().flat_map(|group| &group.items) {
        let label = item.label.trim();
        if !rows.contains(&label) {
            rows.push(label);
        }
    }
    let total: usize = groups.iter().map(|group| group.items.len()).sum();
    let is_flat = groups.iter().flat_map(|group| &group.items).all(|item| item.items.is_empty());
    let is_twice = groups.iter().any(|group| {
        let labels = group.items.iter().map(|item| item.label.trim());
        labels.collect::<std::collections::HashSet<_>>().len() < group.items.len()
    });
    if is_twice || rows.len() * 4 > total * 3 || rows.is_empty() || !is_flat {
        return false;
    }
    let colors = groups
        .iter()
        .enumerate()
        .map(|(index, group)| super::color_of(group.color.as_deref(), index, stage));
    let colors = colors.collect();
    let names = groups.iter().map(|group| group.label.as_str());
    let is_mirrored = scripts::is_mainly_rtl(rows.iter().copied().chain(names));
    let table = Table { groups, colors, rows, is_mirrored };
    let Some(frame) = FONTS.iter().find_map(|font| {
        let font = stage.canvas.font(*font);
        fit(&table, stage, (area, font))
    }) else {
        return false;
    };
    draw_columns(&table, stage, frame);
    draw_rows(&table, stage, frame);
    true
}

fn label_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::SemiBold) }
}

fn cell_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::Regular) }.align(Align::Center)
}

fn header_parts<'a>(
    group: &'a InfographicGroup,
    (font, least): (f64, f64),
) -> [(Option<&'a str>, TextStyle, Role); 3] {
    let text = |text: &'a Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty());
    let small = TextStyle::new((font * 0.8).max(least), Weight::Regular);
    [
        (Some(group.label.trim()), TextStyle::new(font * 1.1, Weight::Bold), Role::Label),
        (
            text(&group.value),
            TextStyle { leading: 1.15, ..TextStyle::new(font * 1.8, Weight::Bold) },
            Role::Value,
        ),
        (text(&group.text), small, Role::Body),
    ]
    .map(|(words, style, role)| (words, style.align(Align::Center), role))
}

/// What a cell says.
fn words_of(item: &InfographicItem) -> Option<(&str, Role)> {
    let given =
        |text: &'_ Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    if given(&item.value) {
        return item.value.as_deref().map(|value| (value.trim(), Role::Value));
    }
    if given(&item.text) {
        return item.text.as_deref().map(|text| (text.trim(), Role::Body));
    }
    None
}

fn fit(table: &Table<'_>, stage: &mut Stage<'_>, (area, font): (Rect, f64)) -> Option<Frame> {
    let pad = font * 0.7;
    let count = table.groups.len() as f64;
    let widest =
        table.rows.iter().map(|row| stage.engine.width(row, label_style(font))).fold(0.0, f64::max);
    let name = (widest + 2.0 * pad).min(area.width() * 0.36);
    let column = (area.width() - name) / count;
    let room = column - 2.0 * pad;
    if room < font * 2.5 {
        return None;
    }
    let mut header: f64 = 0.0;
    for group in table.groups {
        let mut height = pad * 1.6;
        for (words, style, _) in header_parts(group, (font, stage.canvas.font_min())) {
            let Some(words) = words else { continue };
            let block = stage.engine.block(words, style, Some(room));
            if block.broken_word || block.lines.len() > 3 {
                return None;
            }
            height += block.height;
        }
        header = header.max(height);
    }
    let mut row: f64 = font * 2.0;
    for label in &table.rows {
        let block = stage.engine.block(label, label_style(font), Some(name - 2.0 * pad));
        if block.broken_word || block.lines.len() > 3 {
            return None;
        }
        row = row.max(block.height + pad);
    }
    for item in table.groups.iter().flat_map(|group| &group.items) {
        let Some((words, _)) = words_of(item) else { continue };
        let block = stage.engine.block(words, cell_style(font), Some(room));
        if block.broken_word || block.lines.len() > 4 {
            return None;
        }
        row = row.max(block.height + pad + if item.done.is_some() { font * 1.6 } else { 0.0 });
    }
    let rows = table.rows.len() as f64;
    let free = area.height() - header - row * rows;
    let row = row + (free / rows).min(font * 2.4);
    let used = header + row * rows;
    (free >= 0.0).then(|| {
        let top = area.center().y - used / 2.0;
        let area = Rect::new(area.x0, top, area.x1, top + used);
        Frame { font, area, name, column, header, row }
    })
}

/// Where a column begins.
fn column_left(table: &Table<'_>, frame: Frame, index: usize) -> f64 {
    let before = frame.column * index as f64;
    if table.is_mirrored {
        frame.area.x1 - frame.name - frame.column - before
    } else {
        frame.area.x0 + frame.name + before
    }
}

fn draw_columns(table: &Table<'_>, stage: &mut Stage<'_>, frame: Frame) {
    let Frame { font, area, column, header, .. } = frame;
    let gap = font * 0.3;
    for (index, (group, color)) in table.groups.iter().zip(&table.colors).enumerate() {
        let left = column_left(table, frame, index) + if table.is_mirrored { 0.0 } else { gap };
        let rect = Rect::new(left, area.y0, left + column - gap, area.y1);
        let radius = font * 0.7;
        stage.scene.rect(rect, radius, stage.palette.tint(*color, 0.09));
        let top = Rect { y1: area.y0 + header, ..rect };
        let (band, on) = mark::ground_of(stage, *color);
        stage.scene.rect(top, radius, band);
        stage.scene.rect(Rect { y0: top.y1 - radius, ..top }, 0.0, band);
        let room = column - font * 1.4;
        let parts = header_parts(group, (font, stage.canvas.font_min()));
        let blocks: Vec<_> = parts
            .into_iter()
            .filter_map(|(words, style, role)| {
                let words = words.filter(|words| !words.is_empty())?;
                Some((stage.engine.block(words, style, Some(room)), words, role))
            })
            .collect();
        let height: f64 = blocks.iter().map(|(block, ..)| block.height).sum();
        let mut y = top.center().y - height / 2.0;
        for (block, words, role) in blocks {
            let place = (Point::new(top.center().x, y), Anchor::TopCenter);
            stage.scene.text((&block, words), place, on, role);
            y += block.height;
        }
    }
}

fn draw_rows(table: &Table<'_>, stage: &mut Stage<'_>, frame: Frame) {
    let Frame { font, area, name, column, header, row } = frame;
    let pad = font * 0.7;
    let hairline = Pen::butt(stage.palette.grid, stage.canvas.px(1.5).max(1.0));
    for (number, label) in table.rows.iter().enumerate() {
        let top = area.y0 + header + row * number as f64;
        let middle = top + row / 2.0;
        if number > 0 {
            stage.scene.line(Point::new(area.x0, top), Point::new(area.x1, top), hairline);
        }
        let (style, x, anchor) = if table.is_mirrored {
            (label_style(font).align(Align::Right), area.x1 - pad * 0.3, Anchor::Right)
        } else {
            (label_style(font), area.x0 + pad * 0.3, Anchor::Left)
        };
        let place = (Point::new(x, middle), anchor);
        let room = Some(name - 2.0 * pad);
        stage.put(label, (style, room), place, (stage.palette.ink, Role::Label));
        for (index, (group, color)) in table.groups.iter().zip(&table.colors).enumerate() {
            let shift = font * if table.is_mirrored { -0.15 } else { 0.15 };
            let center =
                Point::new(column_left(table, frame, index) + column / 2.0 + shift, middle);
            let item = group.items.iter().find(|item| item.label.trim() == *label);
            draw_cell(stage, (item, *color), center, (font, column - 2.0 * pad));
        }
    }
}

fn draw_cell(
    stage: &mut Stage<'_>,
    (item, color): (Option<&InfographicItem>, Color),
    center: Point,
    (font, room): (f64, f64),
) {
    let words = item.and_then(words_of);
    let done = item.map(|item| item.done.unwrap_or(words.is_none()));
    let ground = stage.palette.tint(color, 0.09);
    let size = font * 1.35;
    let shows_sign = words.is_none() || item.is_some_and(|item| item.done.is_some());
    let sign_at = if words.is_some() { center - (0.0, font * 0.8) } else { center };
    if shows_sign {
        match done {
            Some(true) => {
                mark::ticked(stage, color, (sign_at, size));
            }
            _ => {
                let ink = stage.palette.readable(stage.palette.axis, ground, 3.0);
                let icon = Icon::named(if done.is_some() { "x" } else { "minus" });
                if let Some(icon) = icon {
                    icon.draw(&mut stage.scene, sign_at, size * 0.8, ink);
                }
            }
        }
    }
    if let Some((words, role)) = words {
        let at = if shows_sign { center + (0.0, font * 0.8) } else { center };
        let ink = stage.palette.readable(stage.palette.body, ground, 4.6);
        stage.put(words, (cell_style(font), Some(room)), (at, Anchor::Center), (ink, role));
    }
}
