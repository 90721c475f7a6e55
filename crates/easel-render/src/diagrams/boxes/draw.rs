//! A layout on the canvas: frames, lines with their marks, boxes, labels. What is in a box is
//! drawn by [`super::inside`], frames by [`super::frames`].

use easel_types::spec::{DiagramKind, DiagramSpec, EdgeLine, EndMark, NodeShape};
use kurbo::{BezPath, Point, Rect, Vec2};

use super::arrange::Line;
use super::measure::{EM, arrow_style};
use super::model::{Inside, Model, Part};
use super::remarks::is_remark;
use super::shapes::{details, meet, outline};
use super::{Plan, frames, inside, marks};
use crate::canvas::Stage;
use crate::scene::{Anchor, EdgeTrace, NodeTrace, Pen, Role, Shape};
use crate::theme::Color;

/// From measuring units to the canvas.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    origin: Point,
    pub(super) scale: f64,
}

impl View {
    pub(super) fn point(self, point: Point) -> Point {
        self.origin + point.to_vec2() * self.scale
    }

    pub(super) fn rect(self, rect: Rect) -> Rect {
        Rect::from_points(self.point(rect.origin()), self.point(Point::new(rect.x1, rect.y1)))
    }

    /// The font size of labels.
    pub(super) fn em(self) -> f64 {
        EM * self.scale
    }
}

/// Draws a plan into `area`.
pub(super) fn draw(
    (spec, model): (&DiagramSpec, &Model),
    plan: &Plan,
    stage: &mut Stage<'_>,
    area: Rect,
) {
    let size = (plan.layout.size.0 * plan.scale, plan.layout.size.1 * plan.scale);
    let origin = area.center() - Vec2::new(size.0 / 2.0, size.1 / 2.0);
    let view = View { origin, scale: plan.scale };
    let outlines: Vec<Shape> = model
        .vertices
        .iter()
        .zip(&plan.layout.boxes)
        .map(|(vertex, (rect, _))| outline(vertex.shape, view.rect(*rect), view.em()))
        .collect();
    stage.scene.nodes.extend(outlines.iter().map(|shape| NodeTrace { outline: shape.clone() }));
    frames::draw((spec, model), plan, stage, view);
    for line in &plan.layout.lines {
        draw_line(model, (line, &outlines), stage, view);
    }
    for (index, outline) in outlines.into_iter().enumerate() {
        draw_box((spec, model), (plan, index), (stage, view), outline);
    }
    for line in &plan.layout.lines {
        draw_texts((spec, model), (line, plan), stage, view);
    }
    frames::draw_titles((spec, model), plan, stage, view);
    tell_unseen(spec, model, stage);
}

/// Texts that boxes of their form do not show.
fn tell_unseen(spec: &DiagramSpec, model: &Model, stage: &mut Stage<'_>) {
    let scene = &mut stage.scene;
    let mut unseen = 0;
    for (node, vertex) in spec.nodes.iter().zip(&model.vertices) {
        let text = node.text.iter();
        let rows = node.members.iter().chain(&node.methods);
        let hidden: Vec<&String> = match vertex.inside {
            Inside::Blank => {
                scene.left_out.push(node.label.clone());
                text.chain(rows).chain(&node.tags).collect()
            }
            Inside::Class => text.chain(&node.tags).collect(),
            Inside::Entity => text.chain(&node.methods).chain(&node.tags).collect(),
            Inside::Label | Inside::Card => rows.chain(&node.tags).collect(),
        };
        unseen += hidden.len();
        scene.left_out.extend(hidden.into_iter().cloned());
    }
    for edge in spec.edges.iter().filter(|edge| edge.line == EdgeLine::Hidden) {
        let texts = [&edge.label, &edge.from_label, &edge.to_label];
        scene.left_out.extend(texts.into_iter().flatten().cloned());
    }
    if unseen > 0 {
        scene.notes.push(format!(
            "{unseen} texts of boxes are left out, which their form has no place for"
        ));
    }
}

/// Corners without those that lie on a straight line.
fn simplified(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
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

fn draw_line(
    model: &Model,
    (line, outlines): (&Line, &[Shape]),
    stage: &mut Stage<'_>,
    view: View,
) {
    let arrow = &model.arrows[line.arrow];
    let mut points = simplified(line.points.iter().map(|&point| view.point(point)));
    let count = points.len();
    if count < 2 {
        return;
    }
    let ends = (
        arrow.groups.0.is_none().then_some(arrow.from),
        arrow.groups.1.is_none().then_some(arrow.to),
    );
    if let Some(outline) = ends.0.and_then(|node| outlines.get(node)) {
        points[0] = meet(outline, points[0], points[0] - points[1]);
    }
    if let Some(outline) = ends.1.and_then(|node| outlines.get(node)) {
        points[count - 1] = meet(outline, points[count - 1], points[count - 1] - points[count - 2]);
    }
    let em = view.em();
    let whole = rounded(&points, em * 0.55);
    let label = line.label.map(|rect| view.rect(rect));
    stage.scene.edges.push(EdgeTrace { path: whole, ends, label });
    let thick = if arrow.line == EdgeLine::Thick { 2.0 } else { 1.0 };
    let width = (em * 0.1).max(1.25) * thick;
    let dash = (arrow.line == EdgeLine::Dashed).then_some(em * 0.3);
    let pen = Pen { dash, ..Pen::new(stage.palette.edge, width) };
    let directions = (points[0] - points[1], points[count - 1] - points[count - 2]);
    let tips = (points[0], points[count - 1]);
    shorten(&mut points, arrow.marks, em);
    stage.scene.stroke(Shape::Path(rounded(&points, em * 0.55)), pen);
    marks::draw(stage, arrow.marks.0, (tips.0, directions.0), (view.scale, pen));
    marks::draw(stage, arrow.marks.1, (tips.1, directions.1), (view.scale, pen));
}

/// Takes away what the marks stand on.
fn shorten(points: &mut [Point], (from, to): (EndMark, EndMark), em: f64) {
    let count = points.len();
    for (mark, tip, next) in [(from, 0, 1), (to, count - 1, count - 2)] {
        let cut = marks::cut(mark) * em;
        let way = points[next] - points[tip];
        if cut > 0.0 && way.hypot() > cut {
            points[tip] += way.normalize() * cut;
        }
    }
}

/// A line through corners that are rounded off.
fn rounded(points: &[Point], radius: f64) -> BezPath {
    let mut path = BezPath::new();
    let last = points.len() - 1;
    path.move_to(points[0]);
    for index in 1..last {
        let (a, here, b) = (points[index - 1], points[index], points[index + 1]);
        let (back, on) = (a - here, b - here);
        // Neighbouring corners share the piece between them.
        let half = |length: f64, is_end: bool| if is_end { length } else { length / 2.0 };
        let radius = radius
            .min(half(back.hypot(), index == 1) * 0.98)
            .min(half(on.hypot(), index + 1 == last) * 0.98);
        path.line_to(here + back.normalize() * radius);
        path.quad_to(here, here + on.normalize() * radius);
    }
    path.line_to(points[last]);
    path
}

/// The colour of a box: the one asked for, else by what it is for.
pub(super) fn box_color(
    spec: &DiagramSpec,
    model: &Model,
    (index, rank): (usize, usize),
    stage: &Stage<'_>,
) -> Color {
    if let Some(color) =
        spec.nodes[index].color.as_deref().and_then(|text| stage.palette.named(text))
    {
        return color;
    }
    let vertex = &model.vertices[index];
    let palette = stage.palette;
    if is_remark(&spec.nodes[index]) {
        return palette.series(1);
    }
    match (spec.kind, vertex.part) {
        (_, Part::External) => palette.edge,
        (DiagramKind::Orgchart | DiagramKind::Mindmap, _) => palette.series(rank),
        (DiagramKind::Flowchart | DiagramKind::Swimlane, Part::Start) => palette.series(0),
        (DiagramKind::Flowchart | DiagramKind::Swimlane, Part::End) => palette.series(5),
        (DiagramKind::Flowchart | DiagramKind::Swimlane, Part::Decision) => palette.series(1),
        (DiagramKind::Flowchart | DiagramKind::Swimlane, _) => palette.edge,
        (DiagramKind::State, _) => match vertex.shape {
            NodeShape::Start | NodeShape::Bar | NodeShape::DoubleCircle => palette.ink,
            NodeShape::Diamond => palette.series(1),
            _ => palette.series(0),
        },
        (DiagramKind::Class, _) => {
            let stereotype = spec.nodes[index].stereotype.as_deref().unwrap_or_default();
            match stereotype.to_lowercase().as_str() {
                "interface" => palette.series(3),
                "abstract" => palette.series(6),
                "enumeration" | "enum" => palette.series(1),
                _ => palette.series(0),
            }
        }
        (DiagramKind::Architecture | DiagramKind::Block | DiagramKind::Network, _) => {
            match vertex.shape {
                NodeShape::Cylinder => palette.series(3),
                NodeShape::Queue => palette.series(6),
                NodeShape::Person => palette.series(4),
                NodeShape::Cloud => palette.edge,
                _ => palette.series(0),
            }
        }
        _ => palette.series(0),
    }
}

fn draw_box(
    (spec, model): (&DiagramSpec, &Model),
    (plan, index): (&Plan, usize),
    (stage, view): (&mut Stage<'_>, View),
    outline: Shape,
) {
    let vertex = &model.vertices[index];
    let (rect, rank) = plan.layout.boxes[index];
    let rect = view.rect(rect);
    let em = view.em();
    let color = box_color(spec, model, (index, rank), stage);
    let stroke = stage.palette.readable(color, stage.palette.background, 3.2);
    let pen = Pen::new(stroke, (em * 0.095).max(1.25));
    let fill = match (vertex.shape, vertex.inside) {
        (NodeShape::Plain, _) => None,
        (NodeShape::Start | NodeShape::Bar, _) => Some(stroke),
        (_, Inside::Class | Inside::Entity) => Some(stage.palette.card),
        _ => Some(stage.palette.tint(color, 0.1)),
    };
    if let Some(fill) = fill {
        stage.scene.fill(outline.clone(), fill);
        if !matches!(vertex.shape, NodeShape::Start | NodeShape::Bar) {
            let is_external = vertex.part == Part::External;
            let dash = is_external.then_some(em * 0.3);
            if let Inside::Class | Inside::Entity = vertex.inside {
                inside::record_ground((spec, plan), index, (stage, view), color);
            }
            stage.scene.stroke(outline, Pen { dash, ..pen });
        }
    }
    if vertex.shape == NodeShape::DoubleCircle && vertex.inside == Inside::Blank {
        stage.scene.disc(rect.center(), rect.width() * 0.28, stroke);
    } else if let Some(path) = details(vertex.shape, rect, em) {
        stage.scene.stroke(Shape::Path(path), pen);
    }
    inside::draw((spec, model), (plan, index), (stage, view), color);
}

fn draw_texts(
    (spec, model): (&DiagramSpec, &Model),
    (line, plan): (&Line, &Plan),
    stage: &mut Stage<'_>,
    view: View,
) {
    let arrow = &model.arrows[line.arrow];
    let edge = &spec.edges[arrow.edge];
    let style = arrow_style(view.em(), plan.sheet.fit);
    let texts = [
        (&edge.label, line.label, plan.sheet.label(line.arrow).0),
        (&edge.from_label, line.from_text, f64::MAX),
        (&edge.to_label, line.to_text, f64::MAX),
    ];
    for (text, rect, width) in texts {
        let (Some(text), Some(rect)) = (text.as_deref().map(str::trim), rect) else { continue };
        let rect = view.rect(rect);
        let room = (width < f64::MAX).then_some(width * view.scale + 0.6);
        let block = stage.engine.block(text, style, room);
        let place = (Point::new(rect.x0, rect.center().y), Anchor::Left);
        stage.scene.text((&block, text), place, stage.palette.body, Role::Label);
    }
}
