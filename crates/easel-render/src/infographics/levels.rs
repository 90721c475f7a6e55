//! Levels above each other (pyramid, funnel, layers) and stairs (ascending, waterfall).

use kurbo::{BezPath, Point, Rect};

use super::card::{self, MarkPlace, Style};
use super::grid::FONTS;
use super::names::{Look, Template};
use super::{Entry, mark};
use crate::canvas::Stage;
use crate::scene::{Pen, Shape};

/// A pyramid or funnel with the texts beside it. Says whether they fitted.
pub(super) fn draw(
    entries: &[Entry<'_>],
    (template, look): (Template, Look),
    stage: &mut Stage<'_>,
    area: Rect,
) -> bool {
    FONTS.iter().any(|font| {
        let style = Style::new(look, MarkPlace::None, stage.canvas.font(*font));
        [0.5, 0.42, 0.34, 0.26].into_iter().any(|share| {
            let is_last = share < 0.3;
            if is_last && *font > 20.0 {
                return false;
            }
            beside(entries, stage, (area, share), (style, template))
        })
    })
}

fn beside(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    (area, share): (Rect, f64),
    (style, template): (Style, Template),
) -> bool {
    let gap = style.font * 1.3;
    let breadth = (area.width() * share).min(area.height() * 1.05);
    let width = area.width() - breadth - gap;
    let between = style.font * 0.45;
    let pitch = (area.height() + between) / entries.len() as f64;
    if width < style.font * 6.0 {
        return false;
    }
    let mut height: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, entry, style, width);
        if !card.reads_well || card.height > pitch - between {
            return false;
        }
        height = height.max(card.height);
    }
    // Levels are not drawn much higher than their texts.
    let pitch = pitch.min((height + between).max(breadth * 0.3) * 1.5);
    let top = area.center().y - (pitch * entries.len() as f64 - between) / 2.0;
    let total = pitch * entries.len() as f64 - between;
    let middle = area.x0 + breadth / 2.0;
    let widths = outline(entries, template, breadth);
    for (index, entry) in entries.iter().enumerate() {
        let y = top + pitch * index as f64;
        let row = Rect::new(area.x0, y, area.x0 + breadth, y + pitch - between);
        let at = |y: f64| widths((y - top) / total, index) / 2.0;
        let (upper, lower) = (at(row.y0), at(row.y1));
        let mut path = BezPath::new();
        path.move_to((middle - upper, row.y0));
        path.line_to((middle + upper, row.y0));
        path.line_to((middle + lower, row.y1));
        path.line_to((middle - lower, row.y1));
        path.close_path();
        stage.scene.fill(Shape::Path(path), entry.color);
        let narrow = upper.min(lower).max((upper + lower) * 0.35);
        let room = (row.height() * 0.5).min(narrow * 0.9).min(style.font * 2.4);
        // In the narrow tip of a triangle the sign stands low.
        let sign_y =
            if upper < lower * 0.3 { row.y0 + row.height() * 0.66 } else { row.center().y };
        if room >= stage.canvas.font_min() {
            mark::bare(stage, entry, (Point::new(middle, sign_y), room), entry.color);
        }
        let edge = f64::midpoint(upper, lower);
        let x = area.x0 + breadth + gap;
        let pen = Pen::butt(stage.palette.soft(entry.color), stage.canvas.px(2.0).max(1.0));
        let from = Point::new(middle + edge + style.font * 0.3, row.center().y);
        let to = Point::new(x - style.font * 0.5, row.center().y);
        if to.x - from.x > style.font * 0.5 {
            stage.scene.line(from, to, pen);
            stage.scene.disc(to, stage.canvas.px(4.0).max(1.5), stage.palette.soft(entry.color));
        }
        let card = card::plan(stage, entry, style, width);
        let tall = card.height.max(if style.look == Look::Plain { 0.0 } else { height });
        let rect =
            Rect::new(x, row.center().y - tall / 2.0, x + width, row.center().y + tall / 2.0);
        card::draw(stage, entry, card, (rect, 0.0));
    }
    true
}

/// Width of the shape at a share of its height, within a level.
fn outline(entries: &[Entry<'_>], template: Template, breadth: f64) -> impl Fn(f64, usize) -> f64 {
    let shares: Vec<f64> = entries.iter().filter_map(|entry| entry.share).collect();
    let largest = shares.iter().copied().fold(0.0, f64::max);
    let is_scaled = template == Template::Funnel && shares.len() == entries.len() && largest > 0.0;
    let is_pyramid = template == Template::Pyramid;
    let count = entries.len().max(1) as f64;
    move |at: f64, index: usize| {
        if is_scaled {
            let own = shares.get(index).copied().unwrap_or(0.0) / largest;
            let next = shares.get(index + 1).map_or(own * 0.8, |next| next / largest);
            let within = (at * count - index as f64).clamp(0.0, 1.0);
            return breadth * (own + (next.min(own) - own) * within).max(0.06);
        }
        if is_pyramid { breadth * at.clamp(0.0, 1.0) } else { breadth * (1.0 - 0.76 * at) }
    }
}

/// Layers: bands of the full width. Says whether they fitted.
pub(super) fn layers(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect) -> bool {
    FONTS.iter().any(|font| {
        let style = Style::new(Look::Plain, MarkPlace::None, stage.canvas.font(*font));
        bands(entries, stage, area, style)
    })
}

fn bands(entries: &[Entry<'_>], stage: &mut Stage<'_>, area: Rect, style: Style) -> bool {
    let gap = style.font * 0.35;
    let pad = style.font * 0.8;
    let block = style.font * 4.0;
    let slant = style.font * 1.1;
    let width = area.width() - block - slant - 2.0 * pad;
    let pitch = (area.height() + gap) / entries.len() as f64;
    if width < style.font * 7.0 {
        return false;
    }
    let mut tallest: f64 = style.font * 2.4;
    for entry in entries {
        let card = card::plan(stage, entry, style, width);
        tallest = tallest.max(card.height + pad);
        if !card.reads_well || tallest > pitch - gap {
            return false;
        }
    }
    let height = (pitch - gap).min(tallest * 1.5);
    let pitch = height + gap;
    let top = area.center().y - (pitch * entries.len() as f64 - gap) / 2.0;
    for (index, entry) in entries.iter().enumerate() {
        let y = top + pitch * index as f64;
        let rect = Rect::new(area.x0, y, area.x1, y + height);
        let radius = style.font * 0.5;
        let ground = stage.palette.tint(entry.color, 0.14);
        stage.scene.rect(rect, radius, ground);
        // A block of the full colour with a slanted end carries the icon.
        let mut path = BezPath::new();
        let x = rect.x0 + block;
        path.move_to((rect.x0 + radius, rect.y0));
        path.line_to((x + slant, rect.y0));
        path.line_to((x, rect.y1));
        path.line_to((rect.x0 + radius, rect.y1));
        path.quad_to((rect.x0, rect.y1), (rect.x0, rect.y1 - radius));
        path.line_to((rect.x0, rect.y0 + radius));
        path.quad_to((rect.x0, rect.y0), (rect.x0 + radius, rect.y0));
        path.close_path();
        stage.scene.fill(Shape::Path(path), entry.color);
        let center = Point::new(rect.x0 + (block + slant / 2.0) / 2.0, rect.center().y);
        let size = (height * 0.5).min(style.font * 1.8).max(stage.canvas.font_min());
        mark::bare(stage, entry, (center, size), entry.color);
        let mut toned = *entry;
        toned.color = stage.palette.readable(entry.color, ground, 4.8);
        let card = card::plan(stage, &toned, style, width);
        let left = x + slant + pad;
        let half = card.height / 2.0;
        let rect = Rect::new(left, rect.center().y - half, left + width, rect.center().y + half);
        card::draw(stage, &toned, card, (rect, 0.0));
    }
    true
}

/// Columns that rise (or fall) with the texts in them, or rows that shift. Says whether they
/// fitted.
pub(super) fn stairs(
    entries: &[Entry<'_>],
    (template, look): (Template, Look),
    stage: &mut Stage<'_>,
    area: Rect,
) -> bool {
    let rises = template == Template::Ascending;
    let wants_columns = rises || area.width() > area.height() * 1.3;
    if entries.len() < 2 {
        return false;
    }
    // Columns first, but not with small letters; then rows; then columns after all.
    let in_columns = |stage: &mut Stage<'_>, fonts: &[f64]| {
        wants_columns
            && fonts.iter().any(|font| {
                let style = Style::new(Look::Plain, MarkPlace::None, stage.canvas.font(*font));
                columns(entries, stage, area, (style, rises))
            })
    };
    let split = FONTS.iter().position(|font| *font < 18.0).unwrap_or(FONTS.len());
    let (large, small) = FONTS.split_at(split);
    if in_columns(stage, large) {
        return true;
    }
    let in_rows = FONTS.iter().any(|font| {
        let style = Style::new(look, MarkPlace::Left, stage.canvas.font(*font)).settled();
        cascade(entries, stage, area, (style, rises))
    });
    in_rows || in_columns(stage, small)
}

fn columns(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    area: Rect,
    (style, rises): (Style, bool),
) -> bool {
    let count = entries.len();
    let gap = style.font * 0.4;
    let width = (area.width() + gap) / count as f64 - gap;
    let pad = style.font * 0.65;
    let disc = (style.font * 2.6).min(width * 0.6);
    let mut tallest: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, entry, style, width - 2.0 * pad);
        if !card.reads_well || width < style.font * 5.0 {
            return false;
        }
        tallest = tallest.max(card.height);
    }
    let least = tallest + 2.0 * pad + style.font * 0.4;
    let most = area.height() - disc - style.font * 0.5;
    if most < least * 1.15 || most - least < style.font * 0.8 * (count - 1) as f64 {
        return false;
    }
    let least = least.max(most * 0.28);
    for (index, entry) in entries.iter().enumerate() {
        let step = if rises { index } else { count - 1 - index };
        let height = least + (most - least) * step as f64 / (count - 1).max(1) as f64;
        let x = area.x0 + (width + gap) * index as f64;
        let rect = Rect::new(x, area.y1 - height, x + width, area.y1);
        let ground = stage.palette.tint(entry.color, 0.14);
        stage.scene.rect(rect, style.font * 0.35, ground);
        let edge = Rect { y1: rect.y0 + style.font * 0.4, ..rect };
        stage.scene.rect(edge, style.font * 0.2, entry.color);
        let center = Point::new(rect.center().x, rect.y0 - disc / 2.0 - style.font * 0.4);
        mark::numbered(stage, entry, center, disc);
        let mut toned = *entry;
        toned.color = stage.palette.readable(entry.color, ground, 4.8);
        let card = card::plan(stage, &toned, style, width - 2.0 * pad);
        let y = edge.y1 + pad;
        let inner = Rect::new(rect.x0 + pad, y, rect.x1 - pad, y + card.height);
        card::draw(stage, &toned, card, (inner, 0.0));
    }
    true
}

fn cascade(
    entries: &[Entry<'_>],
    stage: &mut Stage<'_>,
    area: Rect,
    (style, rises): (Style, bool),
) -> bool {
    let count = entries.len();
    let gap = style.font * 0.5;
    let shift = (area.width() * 0.36 / (count - 1).max(1) as f64).min(style.font * 4.0);
    let width = area.width() - shift * (count - 1) as f64;
    let pitch = (area.height() + gap) / count as f64;
    let style = Style { numbered: true, ..style };
    let mut tallest: f64 = 0.0;
    for entry in entries {
        let card = card::plan(stage, entry, style, width);
        if !card.reads_well || card.height > pitch - gap || width < style.font * 8.0 {
            return false;
        }
        tallest = tallest.max(card.height);
    }
    let height = (pitch - gap).min(tallest * 1.4);
    let spare = area.height() - (height + gap) * count as f64 + gap;
    let gap = gap + (spare / count as f64).clamp(0.0, height * 0.7);
    let top = area.center().y - ((height + gap) * count as f64 - gap) / 2.0;
    for (index, entry) in entries.iter().enumerate() {
        let row = if rises { count - 1 - index } else { index };
        let x = area.x0 + shift * index as f64;
        let y = top + (height + gap) * row as f64;
        let card = card::plan(stage, entry, style, width);
        card::draw(stage, entry, card, (Rect::new(x, y, x + width, y + height), 0.0));
    }
    true
}
