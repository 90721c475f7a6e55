//! Frames around groups with their titles, and lanes.

use easel_types::spec::{DiagramSpec, Direction};
use kurbo::{Point, Rect};

use super::Plan;
use super::arrange::Layout;
use super::draw::View;
use super::measure::{EM, Sheet, is_sideways, title_style};
use super::model::Model;
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::Align;
use crate::theme::Color;

/// The colour of a group.
fn color_of(spec: &DiagramSpec, model: &Model, group: usize, stage: &Stage<'_>) -> Color {
    let asked = spec.groups[group].color.as_deref().and_then(|text| stage.palette.named(text));
    asked.unwrap_or_else(|| {
        let turn = (0..group).filter(|&other| model.parents[other] == model.parents[group]).count();
        stage.palette.series(if model.parents[group].is_some() { turn + 3 } else { turn })
    })
}

/// Depth of a group below the outermost.
fn depth(model: &Model, group: usize) -> usize {
    let mut depth = 0;
    let mut next = model.parents[group];
    while let Some(parent) = next
        && depth < model.parents.len()
    {
        depth += 1;
        next = model.parents[parent];
    }
    depth
}

/// Draws the grounds and outlines, the outer frames first.
pub(super) fn draw(
    (spec, model): (&DiagramSpec, &Model),
    plan: &Plan,
    stage: &mut Stage<'_>,
    view: View,
) {
    if model.lanes {
        draw_lanes((spec, model), plan, stage, view);
        return;
    }
    let em = view.em();
    let mut order: Vec<usize> = (0..spec.groups.len()).collect();
    order.sort_by_key(|&group| depth(model, group));
    for group in order {
        let Some(Some(rect)) = plan.layout.frames.get(group) else { continue };
        let rect = view.rect(*rect);
        let color = color_of(spec, model, group, stage);
        let ground = stage.palette.tint(color, if depth(model, group) > 0 { 0.09 } else { 0.05 });
        let radius = (em * 0.7).min(rect.width() / 2.0).min(rect.height() / 2.0);
        stage.scene.rect(rect, radius, ground);
        let pen =
            Pen { dash: None, ..Pen::new(stage.palette.tint(color, 0.5), (em * 0.07).max(1.0)) };
        stage.scene.stroke(Shape::Rounded(rect, radius), pen);
    }
}

fn lane_rects(plan: &Plan, view: View) -> Vec<Option<Rect>> {
    let whole = Rect::from_origin_size((0.0, 0.0), plan.layout.size);
    let sideways = is_sideways(plan.setting.direction);
    let stretched = plan.layout.frames.iter().map(|frame| {
        let rect = (*frame)?;
        let rect = if sideways {
            Rect { x0: whole.x0, x1: whole.x1, ..rect }
        } else {
            Rect { y0: whole.y0, y1: whole.y1, ..rect }
        };
        Some(view.rect(rect))
    });
    stretched.collect()
}

/// The head of a lane.
fn lane_head(plan: &Plan, rect: Rect, view: View) -> Rect {
    let deepest = (0..plan.layout.frames.len())
        .map(|group| {
            let title = plan.sheet.title(group);
            if is_sideways(plan.setting.direction) { title.0 } else { title.1 }
        })
        .fold(0.0, f64::max);
    let depth = (deepest + 0.9 * EM) * view.scale;
    match plan.setting.direction {
        Direction::TopToBottom => Rect { y1: rect.y0 + depth, ..rect },
        Direction::BottomToTop => Rect { y0: rect.y1 - depth, ..rect },
        Direction::LeftToRight => Rect { x1: rect.x0 + depth, ..rect },
        Direction::RightToLeft => Rect { x0: rect.x1 - depth, ..rect },
    }
}

fn draw_lanes(
    (spec, model): (&DiagramSpec, &Model),
    plan: &Plan,
    stage: &mut Stage<'_>,
    view: View,
) {
    let em = view.em();
    let pen = Pen::new(stage.palette.grid, (em * 0.07).max(1.0));
    let rects = lane_rects(plan, view);
    for (group, rect) in rects.iter().enumerate() {
        let Some(rect) = rect else { continue };
        let color = color_of(spec, model, group, stage);
        stage.scene.rect(*rect, 0.0, stage.palette.tint(color, 0.04));
        stage.scene.rect(lane_head(plan, *rect, view), 0.0, stage.palette.tint(color, 0.2));
        stage.scene.stroke(Shape::Rounded(*rect, 0.0), pen);
    }
}

/// Titles are drawn last, where no line runs.
pub(super) fn draw_titles(
    (spec, model): (&DiagramSpec, &Model),
    plan: &Plan,
    stage: &mut Stage<'_>,
    view: View,
) {
    let em = view.em();
    let lanes = if model.lanes { lane_rects(plan, view) } else { Vec::new() };
    for (group, data) in spec.groups.iter().enumerate() {
        let frame = plan.layout.frames.get(group).copied().flatten();
        let Some(frame) = frame else {
            stage.scene.left_out.push(data.label.clone());
            if !data.label.trim().is_empty() {
                stage.scene.notes.push(format!("group \"{}\" has no boxes", data.label));
            }
            continue;
        };
        if data.label.trim().is_empty() {
            continue;
        }
        let color = color_of(spec, model, group, stage);
        let size = plan.sheet.title(group);
        if let Some(Some(lane)) = lanes.get(group) {
            let head = lane_head(plan, *lane, view);
            let style = title_style(em).align(Align::Center);
            let ground = stage.palette.tint(color, 0.2);
            let ink = stage.palette.readable(stage.palette.ink, ground, 4.6);
            let room = Some(size.0 * view.scale + 0.6);
            let place = (head.center(), Anchor::Center);
            stage.put(&data.label, (style, room), place, (ink, Role::Label));
            continue;
        }
        let ground = stage.palette.tint(color, 0.09);
        let ink = stage.palette.readable(color, ground, 5.0);
        let room = title_place(frame, size, &plan.layout)
            .unwrap_or_else(|| title_strip(frame, size, frame.x0 + TITLE_INSET));
        let rect = view.rect(room);
        let mut left = rect.x0;
        if let Some(word) = data.icon.as_deref()
            && let Some(icon) = stage.icons.pick(Some(word), &data.label, None)
        {
            icon.draw(
                &mut stage.scene,
                Point::new(left + em * 0.6, rect.center().y),
                em * 1.2,
                ink,
            );
            left += 1.6 * em;
        }
        let width = (rect.x1 - left) + 0.6;
        let place = (Point::new(left, rect.center().y), Anchor::Left);
        stage.put(&data.label, (title_style(em), Some(width)), place, (ink, Role::Label));
    }
}

/// Free space between the side of a frame and its title.
const TITLE_INSET: f64 = 0.8 * EM;

/// Whether no line has to run through the title of a group.
pub(super) fn has_free_titles(layout: &Layout, sheet: &Sheet) -> bool {
    let frames = layout.frames.iter().enumerate();
    frames.filter_map(|(group, frame)| Some((group, (*frame)?))).all(|(group, frame)| {
        let size = sheet.title(group);
        size.0 <= 0.0 || title_place(frame, size, layout).is_some()
    })
}

fn title_strip(frame: Rect, (width, height): (f64, f64), x: f64) -> Rect {
    let y = frame.y0 + 0.65 * EM;
    Rect::new(x, y, x + width, y + height)
}

/// A place for a title along the upper edge of a frame that no line passes, as far left as
/// possible.
fn title_place(frame: Rect, (width, height): (f64, f64), layout: &Layout) -> Option<Rect> {
    let strip = |x: f64| title_strip(frame, (width, height), x);
    let margin = 0.35 * EM;
    // Lines through the strip, as stretches.
    let mut blocked: Vec<(f64, f64)> = Vec::new();
    let band = strip(frame.x0).inflate(0.0, 0.1 * EM);
    for line in &layout.lines {
        for pair in line.points.windows(2) {
            let piece = Rect::from_points(pair[0], pair[1]);
            if piece.y0 < band.y1 && piece.y1 > band.y0 {
                blocked.push((piece.x0 - margin, piece.x1 + margin));
            }
        }
        for rect in [line.label, line.from_text, line.to_text].into_iter().flatten() {
            if rect.y0 < band.y1 && rect.y1 > band.y0 {
                blocked.push((rect.x0 - margin, rect.x1 + margin));
            }
        }
    }
    let limit = frame.x1 - TITLE_INSET - width;
    let first = frame.x0 + TITLE_INSET;
    let mut x = first;
    for _ in 0..blocked.len() + 1 {
        let hit = blocked.iter().find(|(low, high)| *low < x + width && x < *high);
        match hit {
            Some((_, high)) => x = *high + 0.01,
            None => return Some(strip(x.min(limit.max(first)))),
        }
        if x > limit {
            break;
        }
    }
    None
}
