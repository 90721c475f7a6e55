//! What is in a box: label, small words and icon, or the compartments of a class or an entity.

use easel_types::spec::{DiagramSpec, Node};
use kurbo::{BezPath, Point, Rect};

use super::Plan;
use super::draw::View;
use super::measure::{
    CARD_GAP, DISC, GLYPH, Measured, ROW, head, head_style, label_style, row, small_style,
    small_words,
};
use super::model::{Inside, Model, Vertex};
use super::shapes::shift;
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::Align;
use crate::theme::Color;

/// Corner radius of classes and entities, em.
const RADIUS: f64 = 0.45;

/// Draws what is in box number `index`.
pub(super) fn draw(
    (spec, model): (&DiagramSpec, &Model),
    (plan, index): (&Plan, usize),
    (stage, view): (&mut Stage<'_>, View),
    color: Color,
) {
    let node = &spec.nodes[index];
    let vertex = &model.vertices[index];
    let measured = &plan.sheet.boxes[index];
    let rect = view.rect(plan.layout.boxes[index].0);
    match vertex.inside {
        Inside::Blank => {}
        Inside::Label | Inside::Card => {
            labelled((node, vertex), (measured, plan), (stage, view, rect), color);
        }
        Inside::Class => class(node, (measured, plan), (stage, view, rect), color),
        Inside::Entity => entity(node, (measured, plan), (stage, view, rect), color),
    }
}

fn labelled(
    (node, vertex): (&Node, &Vertex),
    (measured, plan): (&Measured, &Plan),
    (stage, view, rect): (&mut Stage<'_>, View, Rect),
    color: Color,
) {
    let em = view.em();
    let fit = plan.sheet.fit;
    let has_icon = vertex.inside == Inside::Card && vertex.icon.is_some();
    let is_tall = has_icon && fit.tall_cards;
    let is_card = has_icon && !is_tall;
    let align = if is_card { Align::Left } else { Align::Center };
    let width = measured.label.max(measured.text) * view.scale;
    let middle = rect.center() + shift(vertex.shape, em);
    let icon_room = match vertex.icon {
        Some(_) if is_card => (DISC + 0.65) * em,
        Some(_) if is_tall => 0.0,
        Some(_) => (GLYPH + 0.45) * em,
        None => 0.0,
    };
    let left = middle.x - (width + icon_room) / 2.0;
    let ink = stage.palette.readable(color, stage.palette.tint(color, 0.1), 4.5);
    let (label_height, text_height) =
        (measured.heights.0 * view.scale, measured.heights.1 * view.scale);
    let over = if is_tall { (DISC + CARD_GAP) * em } else { 0.0 };
    let top = middle.y - (label_height + text_height - over) / 2.0;
    if let Some(icon) = vertex.icon {
        if has_icon {
            let center = if is_tall {
                Point::new(middle.x, top - (CARD_GAP + DISC / 2.0) * em)
            } else {
                Point::new(left + DISC * em / 2.0, middle.y)
            };
            let disc = stage.palette.readable(color, stage.palette.background, 3.2);
            stage.scene.disc(center, DISC * em / 2.0, disc);
            let ground = stage.palette.background;
            let on = if ground.contrast(disc) >= 3.0 { ground } else { stage.palette.on(disc) };
            icon.draw(&mut stage.scene, center, em * 1.25, on);
        } else {
            let center = Point::new(left + GLYPH * em / 2.0, middle.y);
            icon.draw(&mut stage.scene, center, em * GLYPH, ink);
        }
    }
    let column = left + icon_room;
    let (x, anchor) =
        if is_card { (column, Anchor::Left) } else { (column + width / 2.0, Anchor::Center) };
    let style = label_style(em).align(align);
    let room = measured.label * view.scale + 0.6;
    let place = (Point::new(x, top + label_height / 2.0), anchor);
    if label_height > 0.0 {
        stage.put(&node.label, (style, Some(room)), place, (stage.palette.ink, Role::Label));
    }
    if let Some(text) = small_words(node) {
        let style = small_style(em, fit).align(align);
        let room = measured.text * view.scale + 0.6;
        let place = (Point::new(x, top + label_height + text_height / 2.0), anchor);
        stage.put(text, (style, Some(room)), place, (stage.palette.body, Role::Body));
    }
}

/// The coloured head of a class or an entity, drawn before the outline.
pub(super) fn record_ground(
    (spec, plan): (&DiagramSpec, &Plan),
    index: usize,
    (stage, view): (&mut Stage<'_>, View),
    color: Color,
) {
    let node = &spec.nodes[index];
    let measured = &plan.sheet.boxes[index];
    let rect = view.rect(plan.layout.boxes[index].0);
    let em = view.em();
    let bottom = rect.y0 + head(node, measured.heights) * em;
    let fill = stage.palette.tint(color, 0.16);
    let radius = RADIUS * em;
    if bottom > rect.y1 - radius {
        stage.scene.rect(rect, radius, fill);
        return;
    }
    let mut path = BezPath::new();
    path.move_to((rect.x0, bottom));
    path.line_to((rect.x0, rect.y0 + radius));
    path.quad_to((rect.x0, rect.y0), (rect.x0 + radius, rect.y0));
    path.line_to((rect.x1 - radius, rect.y0));
    path.quad_to((rect.x1, rect.y0), (rect.x1, rect.y0 + radius));
    path.line_to((rect.x1, bottom));
    path.close_path();
    stage.scene.fill(Shape::Path(path), fill);
}

/// Name and stereotype in the head; returns its bottom.
fn draw_head(
    node: &Node,
    (measured, plan): (&Measured, &Plan),
    (stage, view, rect): (&mut Stage<'_>, View, Rect),
    color: Color,
) -> f64 {
    let em = view.em();
    let bottom = rect.y0 + head(node, measured.heights) * em;
    let ground = stage.palette.tint(color, 0.16);
    let label_height = measured.heights.0 * view.scale;
    let mut middle = f64::midpoint(rect.y0, bottom);
    let stereotype = node.stereotype.as_deref().map(str::trim).filter(|word| !word.is_empty());
    if let Some(word) = stereotype {
        let style = small_style(em, plan.sheet.fit);
        let place = (Point::new(rect.center().x, rect.y0 + 1.0 * em), Anchor::Center);
        let ink = stage.palette.readable(stage.palette.muted, ground, 4.6);
        stage.put(&format!("«{word}»"), (style, None), place, (ink, Role::Body));
        middle = bottom - 0.4 * em - label_height / 2.0;
    }
    let style = head_style(em);
    let room = measured.label * view.scale + 0.6;
    let place = (Point::new(rect.center().x, middle), Anchor::Center);
    let ink = stage.palette.ink;
    stage.put(&node.label, (style, Some(room)), place, (ink, Role::Label));
    bottom
}

fn rule(stage: &mut Stage<'_>, (rect, y): (Rect, f64), color: Color, em: f64) {
    let pen = Pen::butt(stage.palette.tint(color, 0.45), (em * 0.06).max(1.0));
    stage.scene.line(Point::new(rect.x0, y), Point::new(rect.x1, y), pen);
}

fn class(
    node: &Node,
    (measured, plan): (&Measured, &Plan),
    (stage, view, rect): (&mut Stage<'_>, View, Rect),
    color: Color,
) {
    let em = view.em();
    let fit = plan.sheet.fit;
    let mut y = draw_head(node, (measured, plan), (stage, view, rect), color);
    let step = ROW * fit.small * em;
    let style = small_style(em, fit).align(Align::Left);
    for part in [&node.members, &node.methods] {
        if part.is_empty() {
            continue;
        }
        rule(stage, (rect, y), color, em);
        y += 0.35 * em;
        for text in part {
            let place = (Point::new(rect.x0 + 0.8 * em, y + step / 2.0), Anchor::Left);
            stage.put(text, (style, None), place, (stage.palette.body, Role::Body));
            y += step;
        }
        y += 0.35 * em;
    }
}

fn entity(
    node: &Node,
    (measured, plan): (&Measured, &Plan),
    (stage, view, rect): (&mut Stage<'_>, View, Rect),
    color: Color,
) {
    let em = view.em();
    let fit = plan.sheet.fit;
    let mut y = draw_head(node, (measured, plan), (stage, view, rect), color);
    if node.members.is_empty() {
        return;
    }
    rule(stage, (rect, y), color, em);
    y += 0.25 * em;
    let [keys, ..] = measured.columns.map(|width| width * view.scale);
    let style = small_style(em, fit).align(Align::Left);
    let names = rect.x0 + 0.8 * em + if keys > 0.0 { keys + 0.8 * em } else { 0.0 };
    for text in &node.members {
        let middle = y + ROW * em / 2.0;
        let row = row(text);
        if !row.keys.is_empty() {
            let width = stage.engine.width(&row.keys, style) + 0.7 * em;
            let badge = Rect::new(
                rect.x0 + 0.8 * em,
                middle - fit.small * em * 0.66,
                rect.x0 + 0.8 * em + width,
                middle + fit.small * em * 0.66,
            );
            let ground = stage.palette.tint(color, 0.2);
            stage.scene.rect(badge, em * 0.3, ground);
            let ink = stage.palette.readable(color, ground, 4.6);
            let place = (badge.center(), Anchor::Center);
            stage.put(&row.keys, (style.align(Align::Center), None), place, (ink, Role::Counter));
        }
        let place = (Point::new(names, middle), Anchor::Left);
        // The row is read as a whole.
        let block = stage.engine.block(row.name, style, None);
        stage.scene.text((&block, text), place, stage.palette.ink, Role::Body);
        if !row.kind.is_empty() {
            let place = (Point::new(rect.x1 - 0.8 * em, middle), Anchor::Right);
            let style = style.align(Align::Right);
            stage.put(row.kind, (style, None), place, (stage.palette.muted, Role::Body));
        }
        y += ROW * em;
    }
}
