//! Outlines of boxes: how large one must be for what is in it, how it is drawn, where a line
//! meets it.

use easel_types::spec::NodeShape;
use kurbo::{BezPath, Circle, ParamCurve, PathEl, Point, Rect, Shape as _, Vec2};

use super::measure::EM;
use crate::scene::Shape;

/// Size of a shape around contents of this size; `pad` is the padding, one em normally.
pub(super) fn around(shape: NodeShape, (w, h): (f64, f64), pad: f64) -> (f64, f64) {
    match shape {
        NodeShape::Stadium => {
            let height = h + 1.5 * pad;
            // How far the round ends reach in at the corners of the contents.
            let inset = (height - (height * height - h * h).max(0.0).sqrt()) / 2.0;
            ((w + 2.6 * pad).max(w + 2.0 * inset + 0.8 * EM).max(5.5 * pad), height)
        }
        NodeShape::Diamond => {
            // Contents fit a rhombus where w / W + h / H <= 1.
            let height = (2.1 * h + 1.1 * pad).max(4.2 * pad);
            ((w + 0.9 * pad) / (1.0 - (h + 0.25 * EM) / height), height)
        }
        NodeShape::Circle | NodeShape::DoubleCircle => {
            let rim = if shape == NodeShape::DoubleCircle { 0.7 * EM } else { 0.0 };
            let side = w.hypot(h) + 1.1 * pad + rim;
            (side, side)
        }
        NodeShape::Cylinder => ((w + 2.0 * pad).max(5.5 * pad), h + 1.3 * EM + 1.3 * pad),
        NodeShape::Parallelogram | NodeShape::Trapezoid => {
            (w + 2.0 * pad + 0.5 * h + EM, h + 1.5 * pad)
        }
        NodeShape::Hexagon => (w + 1.6 * pad + 0.6 * h + EM, h + 1.5 * pad),
        NodeShape::Subroutine => (w + 2.0 * pad + 1.3 * EM, h + 1.5 * pad),
        NodeShape::Document => ((w + 2.0 * pad).max(5.5 * pad), h + 1.5 * pad + 0.7 * EM),
        NodeShape::Queue => ((w + 2.0 * pad + 1.4 * EM).max(5.5 * pad), h + 1.5 * pad),
        NodeShape::Person => ((w + 2.0 * pad).max(5.5 * pad), h + 1.5 * pad + HEAD * EM),
        NodeShape::Cloud => (1.18 * w + 3.2 * pad, 1.25 * h + 2.6 * pad),
        NodeShape::Note => ((w + 2.0 * pad + 1.1 * EM).max(5.0 * pad), h + 1.5 * pad),
        NodeShape::Plain => (w + 0.6 * pad, h + 0.5 * pad),
        NodeShape::Start => (1.5 * EM, 1.5 * EM),
        NodeShape::Bar => (6.0 * EM, 0.45 * EM),
        NodeShape::Rect | NodeShape::Rounded => ((w + 2.0 * pad).max(5.5 * pad), h + 1.5 * pad),
    }
}

/// How far the head of a person stands over the box, em.
const HEAD: f64 = 1.9;

/// Where the middle of the contents is, measured from the middle of the box, pixels.
pub(super) fn shift(shape: NodeShape, em: f64) -> Vec2 {
    match shape {
        NodeShape::Cylinder => Vec2::new(0.0, 0.38 * em),
        NodeShape::Document => Vec2::new(0.0, -0.3 * em),
        NodeShape::Queue => Vec2::new(-0.35 * em, 0.0),
        NodeShape::Person => Vec2::new(0.0, HEAD / 2.0 * em),
        _ => Vec2::ZERO,
    }
}

/// The outline of a box in a rectangle.
pub(super) fn outline(shape: NodeShape, rect: Rect, em: f64) -> Shape {
    let (middle, width, height) = (rect.center(), rect.width(), rect.height());
    let corner = |x: f64, y: f64| Point::new(rect.x0 + x * width, rect.y0 + y * height);
    match shape {
        NodeShape::Rect | NodeShape::Subroutine => Shape::Rounded(rect, em * 0.2),
        NodeShape::Stadium => Shape::Rounded(rect, height / 2.0),
        NodeShape::Circle | NodeShape::DoubleCircle | NodeShape::Start => {
            Shape::Disc(Circle::new(middle, width.min(height) / 2.0))
        }
        NodeShape::Bar => Shape::Rounded(rect, width.min(height) / 2.0),
        NodeShape::Diamond => polygon(
            &[corner(0.5, 0.0), corner(1.0, 0.5), corner(0.5, 1.0), corner(0.0, 0.5)],
            em * 0.35,
        ),
        NodeShape::Parallelogram => {
            let skew = (height * 0.35).min(width * 0.2) / width.max(1.0);
            let corners = [corner(skew, 0.0), corner(1.0, 0.0), corner(1.0 - skew, 1.0)];
            polygon(&[corners[0], corners[1], corners[2], corner(0.0, 1.0)], em * 0.3)
        }
        NodeShape::Trapezoid => {
            let skew = (height * 0.3).min(width * 0.2) / width.max(1.0);
            let corners = [corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0 - skew, 1.0)];
            polygon(&[corners[0], corners[1], corners[2], corner(skew, 1.0)], em * 0.3)
        }
        NodeShape::Hexagon => {
            let tip = (height * 0.42).min(width * 0.2) / width.max(1.0);
            let upper = [corner(tip, 0.0), corner(1.0 - tip, 0.0), corner(1.0, 0.5)];
            let lower = [corner(1.0 - tip, 1.0), corner(tip, 1.0), corner(0.0, 0.5)];
            polygon(&[upper, lower].concat(), em * 0.3)
        }
        NodeShape::Cylinder => cylinder(rect, em * 0.5),
        NodeShape::Queue => lying(rect, em * 0.5),
        NodeShape::Document => document(rect, em * 0.5),
        NodeShape::Note => note(rect, em),
        NodeShape::Cloud => cloud(rect),
        NodeShape::Person => person(rect, em),
        NodeShape::Rounded | NodeShape::Plain => Shape::Rounded(rect, em * 0.6),
    }
}

/// Lines inside the outline, such as the lid of a cylinder.
pub(super) fn details(shape: NodeShape, rect: Rect, em: f64) -> Option<BezPath> {
    let mut path = BezPath::new();
    match shape {
        NodeShape::Cylinder => {
            let lid = em * 0.5;
            path.move_to((rect.x0, rect.y0 + lid));
            path.curve_to(
                (rect.x0, rect.y0 + lid * 2.3),
                (rect.x1, rect.y0 + lid * 2.3),
                (rect.x1, rect.y0 + lid),
            );
        }
        NodeShape::Queue => {
            let lid = em * 0.5;
            path.move_to((rect.x1 - lid, rect.y0));
            path.curve_to(
                (rect.x1 - lid * 2.3, rect.y0),
                (rect.x1 - lid * 2.3, rect.y1),
                (rect.x1 - lid, rect.y1),
            );
        }
        NodeShape::Subroutine => {
            for x in [rect.x0 + em * 0.55, rect.x1 - em * 0.55] {
                path.move_to((x, rect.y0));
                path.line_to((x, rect.y1));
            }
        }
        NodeShape::Note => {
            let fold = em * 0.8;
            path.move_to((rect.x1 - fold, rect.y0));
            path.line_to((rect.x1 - fold, rect.y0 + fold));
            path.line_to((rect.x1, rect.y0 + fold));
        }
        NodeShape::DoubleCircle => {
            let radius = (rect.width().min(rect.height()) / 2.0 - em * 0.25).max(1.0);
            path = Circle::new(rect.center(), radius).to_path(0.05);
        }
        _ => return None,
    }
    Some(path)
}

/// A closed outline with rounded corners.
pub(super) fn polygon(corners: &[Point], radius: f64) -> Shape {
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
    let (top, bottom) = (rect.y0 + lid - bulge, rect.y1 - lid + bulge);
    path.curve_to((rect.x0, top), (rect.x1, top), (rect.x1, rect.y0 + lid));
    path.line_to((rect.x1, rect.y1 - lid));
    path.curve_to((rect.x1, bottom), (rect.x0, bottom), (rect.x0, rect.y1 - lid));
    path.close_path();
    Shape::Path(path)
}

/// A cylinder on its side.
fn lying(rect: Rect, lid: f64) -> Shape {
    let mut path = BezPath::new();
    let bulge = lid * 1.3;
    path.move_to((rect.x0 + lid, rect.y0));
    let (left, right) = (rect.x0 + lid - bulge, rect.x1 - lid + bulge);
    path.line_to((rect.x1 - lid, rect.y0));
    path.curve_to((right, rect.y0), (right, rect.y1), (rect.x1 - lid, rect.y1));
    path.line_to((rect.x0 + lid, rect.y1));
    path.curve_to((left, rect.y1), (left, rect.y0), (rect.x0 + lid, rect.y0));
    path.close_path();
    Shape::Path(path)
}

fn document(rect: Rect, wave: f64) -> Shape {
    let mut path = BezPath::new();
    let foot = rect.y1 - wave * 0.7;
    let third = rect.width() / 3.0;
    path.move_to((rect.x0, rect.y0));
    path.line_to((rect.x1, rect.y0));
    path.line_to((rect.x1, foot));
    path.curve_to(
        (rect.x1 - third, foot - wave * 1.6),
        (rect.x0 + third, foot + wave * 2.2),
        (rect.x0, foot),
    );
    path.close_path();
    Shape::Path(path)
}

fn note(rect: Rect, em: f64) -> Shape {
    let fold = em * 0.8;
    let mut path = BezPath::new();
    path.move_to((rect.x0, rect.y0));
    path.line_to((rect.x1 - fold, rect.y0));
    path.line_to((rect.x1, rect.y0 + fold));
    path.line_to((rect.x1, rect.y1));
    path.line_to((rect.x0, rect.y1));
    path.close_path();
    Shape::Path(path)
}

/// A cloud of arcs that touches all four sides of its rectangle.
fn cloud(rect: Rect) -> Shape {
    let at = |x: f64, y: f64| Point::new(rect.x0 + x * rect.width(), rect.y0 + y * rect.height());
    let mut path = BezPath::new();
    path.move_to(at(0.2, 0.98));
    path.curve_to(at(0.0, 1.02), at(-0.06, 0.62), at(0.09, 0.52));
    path.curve_to(at(0.02, 0.24), at(0.2, 0.08), at(0.33, 0.2));
    path.curve_to(at(0.4, -0.06), at(0.64, -0.06), at(0.69, 0.16));
    path.curve_to(at(0.84, 0.06), at(0.98, 0.24), at(0.91, 0.5));
    path.curve_to(at(1.06, 0.62), at(1.0, 1.02), at(0.8, 0.98));
    path.close_path();
    Shape::Path(path)
}

/// A head over a box with round shoulders.
fn person(rect: Rect, em: f64) -> Shape {
    let radius = em * HEAD * 0.62;
    let top = rect.y0 + HEAD * em;
    let middle = rect.center().x;
    // The head sinks a little into the shoulders.
    let dip = (radius * 2.0 - HEAD * em).max(0.0);
    let center = Point::new(middle, rect.y0 + radius);
    let half = (radius * radius - (radius - dip).powi(2)).max(0.0).sqrt();
    let corner = em.min(rect.width() / 4.0).min((rect.y1 - top) / 2.0);
    let angle = half.atan2(radius - dip);
    let mut path = BezPath::new();
    path.move_to((middle - half, top));
    let sweep = std::f64::consts::TAU - 2.0 * angle;
    let arc =
        kurbo::Arc::new(center, (radius, radius), std::f64::consts::FRAC_PI_2 + angle, sweep, 0.0);
    for element in arc.append_iter(0.05) {
        path.push(element);
    }
    path.line_to((rect.x1 - corner, top));
    path.quad_to((rect.x1, top), (rect.x1, top + corner));
    path.line_to((rect.x1, rect.y1 - corner * 0.6));
    path.quad_to((rect.x1, rect.y1), (rect.x1 - corner * 0.6, rect.y1));
    path.line_to((rect.x0 + corner * 0.6, rect.y1));
    path.quad_to((rect.x0, rect.y1), (rect.x0, rect.y1 - corner * 0.6));
    path.line_to((rect.x0, top + corner));
    path.quad_to((rect.x0, top), (rect.x0 + corner, top));
    path.close_path();
    Shape::Path(path)
}

/// Where a line that comes along `direction` and ends on the bounding box at `tip` meets the
/// outline.
pub(super) fn meet(outline: &Shape, tip: Point, direction: Vec2) -> Point {
    let length = direction.hypot();
    if length < 1e-9 {
        return tip;
    }
    let along = direction / length;
    let reach = outline.bounds().width() + outline.bounds().height();
    let ray = kurbo::Line::new(tip - along * 2.0, tip + along * reach);
    let mut best: Option<f64> = None;
    let mut start = Point::ZERO;
    let mut here = Point::ZERO;
    kurbo::flatten(outline.path().elements().iter().copied(), 0.05, |element| {
        let to = match element {
            PathEl::MoveTo(to) => {
                (start, here) = (to, to);
                return;
            }
            PathEl::LineTo(to) => to,
            _ => start,
        };
        let piece = kurbo::Line::new(here, to);
        here = to;
        let cross = (ray.p1 - ray.p0).cross(piece.p1 - piece.p0);
        if cross.abs() < 1e-12 {
            return;
        }
        let offset = piece.p0 - ray.p0;
        let t = offset.cross(piece.p1 - piece.p0) / cross;
        let s = offset.cross(ray.p1 - ray.p0) / cross;
        if (0.0..=1.0).contains(&t)
            && (-1e-9..=1.0 + 1e-9).contains(&s)
            && best.is_none_or(|least| t < least)
        {
            best = Some(t);
        }
    });
    best.map_or(tip, |t| ray.eval(t))
}
