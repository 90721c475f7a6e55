//! What stands at the ends of lines: arrow heads, triangles, diamonds, crow's feet.

use easel_types::spec::EndMark;
use kurbo::{BezPath, Circle, Point, Vec2};

use super::measure::EM;
use crate::canvas::Stage;
use crate::scene::{Pen, Shape};

/// Length of a mark along its line, em.
pub(super) const fn length(mark: EndMark) -> f64 {
    match mark {
        EndMark::None => 0.0,
        EndMark::Arrow | EndMark::OpenArrow => 0.72,
        EndMark::Triangle => 0.9,
        EndMark::Diamond | EndMark::FilledDiamond => 1.25,
        EndMark::Circle | EndMark::Cross => 0.6,
        EndMark::One => 0.75,
        EndMark::ZeroOrOne | EndMark::OneOrMany => 1.15,
        EndMark::ZeroOrMany => 1.4,
    }
}

/// How much of the line a mark replaces, em.
pub(super) const fn cut(mark: EndMark) -> f64 {
    match mark {
        EndMark::Arrow => 0.45,
        EndMark::Triangle | EndMark::Diamond | EndMark::FilledDiamond | EndMark::Circle => {
            length(mark) * 0.96
        }
        _ => 0.0,
    }
}

/// Draws a mark whose tip is at `tip`; `along` points to it.
pub(super) fn draw(
    stage: &mut Stage<'_>,
    mark: EndMark,
    (tip, along): (Point, Vec2),
    (scale, pen): (f64, Pen),
) {
    let em = EM * scale;
    let along = along.normalize();
    let across = Vec2::new(-along.y, along.x);
    let at = |back: f64, side: f64| tip - along * (back * em) + across * (side * em);
    let pen = Pen { dash: None, round: true, ..pen };
    let long = length(mark);
    match mark {
        EndMark::None => {}
        EndMark::Arrow => {
            stage.scene.arrow_head(tip, along, (long * em).max(6.0), pen.color);
        }
        EndMark::OpenArrow => {
            let path = open(&[at(long, 0.4), tip, at(long, -0.4)]);
            stage.scene.stroke(Shape::Path(path), pen);
        }
        EndMark::Triangle => {
            hollow(stage, &[tip, at(long, 0.52), at(long, -0.52)], pen);
        }
        EndMark::Diamond => {
            hollow(stage, &[tip, at(long / 2.0, 0.38), at(long, 0.0), at(long / 2.0, -0.38)], pen);
        }
        EndMark::FilledDiamond => {
            let corners = [tip, at(long / 2.0, 0.38), at(long, 0.0), at(long / 2.0, -0.38)];
            let mut path = open(&corners);
            path.close_path();
            stage.scene.fill(Shape::Path(path), pen.color);
        }
        EndMark::Circle => ring(stage, at(long / 2.0, 0.0), long / 2.0 * em, pen),
        EndMark::Cross => {
            for side in [1.0, -1.0] {
                let path = open(&[at(0.15, 0.28 * side), at(0.7, -0.28 * side)]);
                stage.scene.stroke(Shape::Path(path), pen);
            }
        }
        EndMark::One => {
            for back in [0.42, 0.7] {
                bar(stage, (at(back, 0.36), at(back, -0.36)), pen);
            }
        }
        EndMark::ZeroOrOne => {
            bar(stage, (at(0.4, 0.36), at(0.4, -0.36)), pen);
            ring(stage, at(0.85, 0.0), 0.26 * em, pen);
        }
        EndMark::OneOrMany => {
            foot(stage, [at(0.75, 0.0), at(0.0, 0.42), at(0.0, -0.42)], pen);
            bar(stage, (at(1.0, 0.36), at(1.0, -0.36)), pen);
        }
        EndMark::ZeroOrMany => {
            foot(stage, [at(0.75, 0.0), at(0.0, 0.42), at(0.0, -0.42)], pen);
            ring(stage, at(1.04, 0.0), 0.27 * em, pen);
        }
    }
}

fn open(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    for (index, &point) in points.iter().enumerate() {
        if index == 0 { path.move_to(point) } else { path.line_to(point) }
    }
    path
}

fn hollow(stage: &mut Stage<'_>, corners: &[Point], pen: Pen) {
    let mut path = open(corners);
    path.close_path();
    let ground = stage.palette.background;
    stage.scene.fill(Shape::Path(path.clone()), ground);
    stage.scene.stroke(Shape::Path(path), pen);
}

fn ring(stage: &mut Stage<'_>, center: Point, radius: f64, pen: Pen) {
    stage.scene.disc(center, radius, stage.palette.background);
    stage.scene.stroke(Shape::Disc(Circle::new(center, radius)), pen);
}

fn bar(stage: &mut Stage<'_>, (from, to): (Point, Point), pen: Pen) {
    stage.scene.line(from, to, pen);
}

fn foot(stage: &mut Stage<'_>, [heel, first, last]: [Point; 3], pen: Pen) {
    stage.scene.stroke(Shape::Path(open(&[first, heel, last])), pen);
}
