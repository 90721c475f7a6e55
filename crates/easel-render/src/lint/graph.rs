//! Whether the edges of a diagram go where they belong.

use kurbo::{BezPath, ParamCurveNearest, PathSeg, Point, Rect, Shape as _};

use super::Finding;
use super::ground::path_meets;
use crate::canvas::Canvas;
use crate::scene::{EdgeTrace, Scene};

/// How far the end of an edge may be from the outline of its box, pixels.
const LOOSE: f64 = 1.0;
/// How far the label of an edge may be from it at 1024 x 1024, pixels.
const AWAY: f64 = 12.0;

pub(super) fn check(scene: &Scene, canvas: &Canvas, findings: &mut Vec<Finding>) {
    let cores: Vec<Rect> =
        scene.nodes.iter().map(|node| node.outline.bounds().inset(-1.5)).collect();
    let outlines: Vec<BezPath> = scene.nodes.iter().map(|node| node.outline.path()).collect();
    for (number, edge) in scene.edges.iter().enumerate() {
        check_ends(number, edge, &outlines, findings);
        check_path(number, edge, &cores, findings);
        if let Some(label) = edge.label {
            let distance = distance(&edge.path, label);
            if distance > AWAY * canvas.unit.max(0.5) + 0.5 {
                findings.push(Finding::LabelAway { edge: number, distance });
            }
        }
    }
}

fn check_ends(number: usize, edge: &EdgeTrace, nodes: &[BezPath], findings: &mut Vec<Finding>) {
    let first = edge.path.elements().first().and_then(kurbo::PathEl::end_point);
    let last = edge.path.elements().last().and_then(kurbo::PathEl::end_point);
    for (point, end) in [(first, edge.ends.0), (last, edge.ends.1)] {
        let (Some(point), Some(outline)) = (point, end.and_then(|end| nodes.get(end))) else {
            continue;
        };
        if !touches(outline, point) {
            let distance = outline_distance(outline, point);
            findings.push(Finding::LooseEnd { edge: number, distance });
        }
    }
}

/// Whether a point is on an outline, or nearly.
fn touches(outline: &BezPath, point: Point) -> bool {
    outline.segments().any(|segment| {
        // A curve lies within its control points.
        let near = match segment {
            PathSeg::Line(line) => Rect::from_points(line.p0, line.p1),
            PathSeg::Quad(curve) => Rect::from_points(curve.p0, curve.p2).union_pt(curve.p1),
            PathSeg::Cubic(curve) => {
                Rect::from_points(curve.p0, curve.p3).union_pt(curve.p1).union_pt(curve.p2)
            }
        };
        near.inflate(LOOSE + 0.1, LOOSE + 0.1).contains(point)
            && segment.nearest(point, 0.05).distance_sq <= LOOSE * LOOSE
    })
}

fn outline_distance(outline: &BezPath, point: Point) -> f64 {
    outline
        .segments()
        .map(|segment| segment.nearest(point, 0.05).distance_sq)
        .fold(f64::MAX, f64::min)
        .sqrt()
}

fn check_path(number: usize, edge: &EdgeTrace, cores: &[Rect], findings: &mut Vec<Finding>) {
    let bounds = edge.path.bounding_box();
    for (index, &core) in cores.iter().enumerate() {
        if edge.ends.0 == Some(index) || edge.ends.1 == Some(index) {
            continue;
        }
        let is_near = core.x0 < bounds.x1
            && core.x1 > bounds.x0
            && core.y0 < bounds.y1
            && core.y1 > bounds.y0;
        if is_near && path_meets(&edge.path, core) {
            findings.push(Finding::NodeCrossed { edge: number, node: index });
        }
    }
}

/// Distance between a line and a rectangle.
fn distance(path: &BezPath, rect: Rect) -> f64 {
    if path_meets(path, rect) {
        return 0.0;
    }
    let to_rect = |point: Point| {
        let dx = (rect.x0 - point.x).max(point.x - rect.x1).max(0.0);
        let dy = (rect.y0 - point.y).max(point.y - rect.y1).max(0.0);
        dx.hypot(dy)
    };
    let corners = [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x0, rect.y1), (rect.x1, rect.y1)];
    let near_corner = path
        .segments()
        .flat_map(|segment| {
            corners.map(|corner| segment.nearest(Point::from(corner), 0.1).distance_sq.sqrt())
        })
        .fold(f64::MAX, f64::min);
    let near_point = path
        .elements()
        .iter()
        .filter_map(kurbo::PathEl::end_point)
        .map(to_rect)
        .fold(f64::MAX, f64::min);
    near_corner.min(near_point)
}
