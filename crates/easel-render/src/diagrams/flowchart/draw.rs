//! Boxes, arrows, labels and group frames of a diagram that has been laid out.

use easel_types::spec::{DiagramKind, DiagramSpec, NodeShape};
use kurbo::{BezPath, Circle, Point, Rect, Vec2};

use super::Plan;
use super::graph::{EM, Part, Vertex, arrow_style, label_style};
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// From measuring units to the canvas.
#[derive(Clone, Copy)]
struct View {
    origin: Point,
    scale: f64,
}

impl View {
    fn point(self, point: Point, part: Point) -> Point {
        self.origin + (point.to_vec2() + part.to_vec2()) * self.scale
    }
}

/// Draws a plan into `area`: frames, then arrows, boxes on them, labels on top.
pub(super) fn draw(spec: &DiagramSpec, plan: &Plan, stage: &mut Stage<'_>, area: Rect) {
    let size = (plan.size.0 * plan.scale, plan.size.1 * plan.scale);
    let origin = area.center() - Vec2::new(size.0 / 2.0, size.1 / 2.0);
    let view = View { origin, scale: plan.scale };
    draw_groups(spec, plan, stage, view);
    let with_heads = spec.kind != DiagramKind::Network
        && spec.kind != DiagramKind::Mindmap
        && spec.kind != DiagramKind::Orgchart;
    for ((_, drawing), part) in plan.parts.iter().zip(&plan.places) {
        for (_, points) in &drawing.lines {
            let points: Vec<Point> = points.iter().map(|&p| view.point(p, *part)).collect();
            draw_line(stage, &simplified(points), view.scale, with_heads);
        }
    }
    for ((layered, drawing), part) in plan.parts.iter().zip(&plan.places) {
        for &(node, middle) in &drawing.boxes {
            let rank = layered.slot_of[node].map_or(0, |slot| layered.slots[slot].rank);
            let color = box_color(stage, spec, (&plan.graph.vertices[node], rank));
            draw_box(
                stage,
                &plan.graph.vertices[node],
                view.point(middle, *part),
                (view.scale, color),
            );
        }
        for &(arrow, middle) in &drawing.labels {
            if let Some(label) = &plan.graph.arrows[arrow].label {
                let width = plan.graph.arrows[arrow].label_size.0;
                draw_label(stage, (label, width), view.point(middle, *part), view.scale);
            }
        }
    }
}

/// Corners without those that lie on a straight line.
fn simplified(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last().is_some_and(|last| (*last - point).hypot() < 0.3) {
            continue;
        }
        if let [.., a, b] = kept.as_slice()
            && ((b.x - a.x).abs() < 0.3 && (point.x - b.x).abs() < 0.3
                || (b.y - a.y).abs() < 0.3 && (point.y - b.y).abs() < 0.3)
            && (*b - *a).dot(point - *b) >= 0.0
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

fn draw_line(stage: &mut Stage<'_>, points: &[Point], scale: f64, with_head: bool) {
    let [.., before, tip] = points else { return };
    let color = stage.palette.edge;
    let width = (EM * scale * 0.105).max(1.25);
    let head = (EM * scale * 0.72).max(6.0).min((*tip - *before).hypot());
    let direction = *tip - *before;
    if direction.hypot() < 0.1 {
        return;
    }
    let mut path = BezPath::new();
    path.move_to(points[0]);
    let last = points.len() - 1;
    for index in 1..last {
        let (a, here, b) = (points[index - 1], points[index], points[index + 1]);
        let (back, on) = (a - here, b - here);
        let radius = (EM * scale * 0.55).min(back.hypot() / 2.0).min(on.hypot() / 2.0);
        path.line_to(here + back.normalize() * radius);
        path.quad_to(here, here + on.normalize() * radius);
    }
    let cut = if with_head { head * 0.6 } else { 0.0 };
    path.line_to(*tip - direction.normalize() * cut);
    stage.scene.stroke(Shape::Path(path), Pen::new(color, width));
    if with_head {
        stage.scene.arrow_head(*tip, direction, head, color);
    }
}

fn box_color(stage: &Stage<'_>, spec: &DiagramSpec, (vertex, rank): (&Vertex, usize)) -> Color {
    let flow = matches!(spec.kind, DiagramKind::Flowchart | DiagramKind::State);
    if !flow {
        return stage.palette.series(rank);
    }
    match vertex.part {
        Part::Start => stage.palette.series(0),
        Part::End => Color::rgb(0x15803D),
        Part::Decision => Color::rgb(0xC2570C),
        Part::Step => stage.palette.edge,
    }
}

fn draw_box(stage: &mut Stage<'_>, vertex: &Vertex, middle: Point, (scale, color): (f64, Color)) {
    let (width, height) = (vertex.width * scale, vertex.height * scale);
    let rect = Rect::from_center_size(middle, (width, height));
    let fill = stage.palette.tint(color, 0.09);
    let stroke = stage.palette.readable(color, stage.palette.background, 3.2);
    let em = EM * scale;
    let pen = Pen::new(stroke, (em * 0.1).max(1.25));
    let outline = outline(vertex.shape, rect, em);
    stage.scene.fill(outline.clone(), fill);
    stage.scene.stroke(outline, pen);
    if vertex.shape == NodeShape::Cylinder {
        let lid = em * 0.5;
        let mut path = BezPath::new();
        path.move_to((rect.x0, rect.y0 + lid));
        path.curve_to(
            (rect.x0, rect.y0 + lid * 2.3),
            (rect.x1, rect.y0 + lid * 2.3),
            (rect.x1, rect.y0 + lid),
        );
        stage.scene.stroke(Shape::Path(path), pen);
    }
    let style = label_style(em);
    let room = vertex.text_width * scale + 0.6;
    // The lid of a cylinder is no place for text.
    let lid = if vertex.shape == NodeShape::Cylinder { em * 0.32 } else { 0.0 };
    let text_at = middle + Vec2::new(0.0, lid);
    stage.put(
        &vertex.label,
        (style, Some(room)),
        (text_at, Anchor::Center),
        (stage.palette.ink, Role::Label),
    );
}

/// The outline of a box in a rectangle.
fn outline(shape: NodeShape, rect: Rect, em: f64) -> Shape {
    let (middle, width, height) = (rect.center(), rect.width(), rect.height());
    match shape {
        NodeShape::Rect => Shape::Rounded(rect, em * 0.2),
        NodeShape::Rounded => Shape::Rounded(rect, em * 0.6),
        NodeShape::Stadium => Shape::Rounded(rect, height / 2.0),
        NodeShape::Circle => Shape::Disc(Circle::new(middle, width / 2.0)),
        NodeShape::Diamond => polygon(
            &[
                Point::new(middle.x, rect.y0),
                Point::new(rect.x1, middle.y),
                Point::new(middle.x, rect.y1),
                Point::new(rect.x0, middle.y),
            ],
            em * 0.35,
        ),
        NodeShape::Parallelogram => {
            let skew = height * 0.5;
            polygon(
                &[
                    Point::new(rect.x0 + skew, rect.y0),
                    Point::new(rect.x1, rect.y0),
                    Point::new(rect.x1 - skew, rect.y1),
                    Point::new(rect.x0, rect.y1),
                ],
                em * 0.3,
            )
        }
        NodeShape::Hexagon => {
            let tip = height * 0.42;
            polygon(
                &[
                    Point::new(rect.x0 + tip, rect.y0),
                    Point::new(rect.x1 - tip, rect.y0),
                    Point::new(rect.x1, middle.y),
                    Point::new(rect.x1 - tip, rect.y1),
                    Point::new(rect.x0 + tip, rect.y1),
                    Point::new(rect.x0, middle.y),
                ],
                em * 0.3,
            )
        }
        NodeShape::Cylinder => cylinder(rect, em * 0.5),
        _ => Shape::Rounded(rect, em * 0.6),
    }
}

/// A closed outline with rounded corners.
fn polygon(corners: &[Point], radius: f64) -> Shape {
    let count = corners.len();
    let mut path = BezPath::new();
    for index in 0..count {
        let here = corners[index];
        let (before, after) = (corners[(index + count - 1) % count], corners[(index + 1) % count]);
        let (back, on) = (before - here, after - here);
        let radius = radius.min(back.hypot() * 0.4).min(on.hypot() * 0.4);
        let start = here + back.normalize() * radius;
        if index == 0 {
            path.move_to(start)
        } else {
            path.line_to(start)
        }
        path.quad_to(here, here + on.normalize() * radius);
    }
    path.close_path();
    Shape::Path(path)
}

fn cylinder(rect: Rect, lid: f64) -> Shape {
    let mut path = BezPath::new();
    let bulge = lid * 1.3;
    path.move_to((rect.x0, rect.y0 + lid));
    path.curve_to(
        (rect.x0, rect.y0 + lid - bulge),
        (rect.x1, rect.y0 + lid - bulge),
        (rect.x1, rect.y0 + lid),
    );
    path.line_to((rect.x1, rect.y1 - lid));
    path.curve_to(
        (rect.x1, rect.y1 - lid + bulge),
        (rect.x0, rect.y1 - lid + bulge),
        (rect.x0, rect.y1 - lid),
    );
    path.close_path();
    Shape::Path(path)
}

/// The label of an arrow on a chip in the colour of the background.
fn draw_label(stage: &mut Stage<'_>, (label, width): (&str, f64), middle: Point, scale: f64) {
    let size = (EM * 0.9 * scale).max(stage.canvas.font_min().min(EM * scale));
    let style = arrow_style(size);
    let block =
        stage.engine.block(label, style, Some(width * scale * (size / (EM * 0.9 * scale)) + 0.6));
    let chip =
        Rect::from_center_size(middle, (block.width + size * 0.5, block.height + size * 0.1));
    stage.scene.rect(chip, size * 0.3, stage.palette.background);
    let color = stage.palette.readable(answer_color(stage, label), stage.palette.background, 4.6);
    stage.scene.text((&block, label), (middle, Anchor::Center), color, Role::Label);
}

/// Green for yes, red for no, grey for everything else.
fn answer_color(stage: &Stage<'_>, label: &str) -> Color {
    match label.trim().to_lowercase().as_str() {
        "yes" | "true" | "ok" | "y" | "ja" | "oui" | "sí" | "si" | "pass" | "valid"
        | "approved" | "success" => Color::rgb(0x15803D),
        "no" | "false" | "n" | "nein" | "non" | "fail" | "failed" | "invalid" | "rejected"
        | "error" => Color::rgb(0xB91C1C),
        _ => stage.palette.muted,
    }
}

/// Frames around groups whose nodes lie together; other groups are only named in a note.
fn draw_groups(spec: &DiagramSpec, plan: &Plan, stage: &mut Stage<'_>, view: View) {
    let em = EM * view.scale;
    let places: Vec<(usize, Rect)> = plan
        .parts
        .iter()
        .zip(&plan.places)
        .flat_map(|((_, drawing), part)| {
            drawing.boxes.iter().map(|&(node, middle)| {
                let vertex = &plan.graph.vertices[node];
                let size = (vertex.width * view.scale, vertex.height * view.scale);
                (node, Rect::from_center_size(view.point(middle, *part), size))
            })
        })
        .collect();
    for (index, group) in spec.groups.iter().enumerate() {
        let is_member = |node: usize| group.nodes.contains(&spec.nodes[node].id);
        let inside = places.iter().filter(|(node, _)| is_member(*node)).map(|(_, rect)| *rect);
        let Some(hull) = inside.reduce(|a, b| a.union(b)) else { continue };
        let frame = hull.inflate(em * 0.7, em * 0.7);
        let intruder = places.iter().any(|(node, rect)| !is_member(*node) && frame.overlaps(*rect));
        if intruder {
            stage.scene.notes.push(format!(
                "group \"{}\" is not framed, because other boxes stand between its own",
                group.label
            ));
            stage.scene.full_texts.push(group.label.clone());
            continue;
        }
        let color = stage.palette.series(index);
        stage.scene.rect(frame, em * 0.6, color.alpha(0.06));
        let pen = Pen { dash: Some(em * 0.35), ..Pen::new(color.alpha(0.7), (em * 0.08).max(1.0)) };
        stage.scene.stroke(Shape::Rounded(frame, em * 0.6), pen);
        let style =
            TextStyle::new((em * 0.85).max(stage.canvas.font_min().min(em)), Weight::SemiBold);
        // Beside the frame where lines run down through its upper edge, above it otherwise.
        let beside = frame.x0 - stage.canvas.safe().x0 - em;
        let (block, cut) = stage.engine.shortened(&group.label, style, (frame.width(), 1));
        let place = if !plan.manner.rightwards && beside >= block.width {
            (Point::new(frame.x0 - em * 0.5, frame.y0 + block.height * 0.5), Anchor::Right)
        } else {
            let top = stage.canvas.safe().y0 + block.height * 0.4;
            let y = (frame.y0 - block.height * 0.55).max(top);
            (Point::new(frame.x0 + em * 0.4, y), Anchor::Left)
        };
        let shown = cut.as_deref().unwrap_or(&group.label);
        let color = stage.palette.readable(color, stage.palette.background, 4.6);
        stage.scene.text((&block, shown), place, color, Role::Label);
        stage.record_cut(&group.label, cut.is_some());
    }
}
