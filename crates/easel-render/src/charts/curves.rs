//! Lines and areas as geometry, and how they are painted. Shared by line, area and combined
//! charts; the texts at them are in [`super::line_labels`].

use kurbo::{BezPath, Point};

use super::frame::Frame;
use super::table::Table;
use crate::canvas::Stage;
use crate::scene::{Pen, Shape};
use crate::theme::Color;

/// Longer stretches are drawn straight; the eye sees no corners in them.
const SMOOTH_MAX: usize = 90;

/// Opacity of areas that lie over each other.
pub(super) const AREA_OPACITY: f64 = 0.2;

/// One series as it lies on the plot.
#[derive(Debug, Clone)]
pub(super) struct Curve {
    /// Number of the series.
    pub(super) row: usize,
    /// Where each value is; `None` where there is none.
    pub(super) points: Vec<Option<Point>>,
    /// The values.
    pub(super) values: Vec<Option<f64>>,
    /// Height at which the area below each point begins.
    pub(super) bases: Vec<f64>,
}

impl Curve {
    /// The last point, its value where there is one and the height of its name: the end of the line, or the middle
    /// of its band.
    pub(super) fn end(&self, stacked: bool) -> Option<(Point, Option<f64>, f64)> {
        let index = self.points.iter().rposition(Option::is_some)?;
        let point = self.points.get(index).copied().flatten()?;
        let value = self.values.get(index).copied().flatten();
        let base = self.bases.get(index).copied().unwrap_or(point.y);
        Some((point, value, if stacked { f64::midpoint(point.y, base) } else { point.y }))
    }
}

/// The curves of these series over the categories.
pub(super) fn over_categories(
    table: &Table,
    frame: &Frame,
    (rows, stacked): (&[usize], bool),
) -> Vec<Curve> {
    let mut sums = vec![0.0; frame.centers.len()];
    let mut curves = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(series) = table.rows.get(*row) else { continue };
        let base = frame.value(series.side, frame.scale(series.side).base());
        let mut bases = vec![base; frame.centers.len()];
        let mut points = Vec::with_capacity(frame.centers.len());
        for (index, center) in frame.centers.iter().enumerate() {
            let value = series.values.get(index).copied().flatten();
            let shown = if stacked {
                bases[index] = frame.value(series.side, sums[index]);
                sums[index] += value.unwrap_or(0.0);
                Some(sums[index])
            } else {
                value
            };
            points.push(shown.map(|value| Point::new(*center, frame.value(series.side, value))));
        }
        curves.push(Curve { row: *row, points, values: series.values.clone(), bases });
    }
    curves
}

/// Stretches of points without gaps.
fn runs(points: &[Option<Point>]) -> Vec<(usize, Vec<Point>)> {
    let mut found: Vec<(usize, Vec<Point>)> = Vec::new();
    for (index, point) in points.iter().enumerate() {
        match (point, found.last_mut()) {
            (Some(point), Some((first, run))) if *first + run.len() == index => run.push(*point),
            (Some(point), _) => found.push((index, vec![*point])),
            (None, _) => {}
        }
    }
    found
}

/// A line through the points, appended to `path`: a smooth one that never leaves the range of
/// two neighbours (Fritsch-Carlson monotone cubic) where they are few.
pub(super) fn curve(path: &mut BezPath, points: &[Point]) {
    if points.len() > SMOOTH_MAX {
        points.iter().skip(1).for_each(|point| path.line_to(*point));
        return;
    }
    let slope =
        |a: Point, b: Point| if (b.x - a.x).abs() < 1e-9 { 0.0 } else { (b.y - a.y) / (b.x - a.x) };
    let tangent = |index: usize| -> f64 {
        let here = points[index];
        let before = index.checked_sub(1).map(|before| slope(points[before], here));
        let after = points.get(index + 1).map(|next| slope(here, *next));
        match (before, after) {
            (Some(a), Some(b)) if a * b > 0.0 => 2.0 * a * b / (a + b),
            (Some(_), Some(_)) | (None, None) => 0.0,
            (Some(only), None) | (None, Some(only)) => only,
        }
    };
    for index in 1..points.len() {
        let (from, to) = (points[index - 1], points[index]);
        let third = (to.x - from.x) / 3.0;
        path.curve_to(
            Point::new(from.x + third, from.y + third * tangent(index - 1)),
            Point::new(to.x - third, to.y - third * tangent(index)),
            to,
        );
    }
}

/// The outline of an area between two lines from left to right.
pub(super) fn ribbon(top: &[Point], bottom: &[Point]) -> Option<BezPath> {
    let (first, last) = (top.first()?, bottom.last()?);
    let mut path = BezPath::new();
    path.move_to(*first);
    curve(&mut path, top);
    path.line_to(*last);
    let back: Vec<Point> = bottom.iter().rev().copied().collect();
    curve(&mut path, &back);
    path.close_path();
    Some(path)
}

/// Fills the area below each curve, down to its base.
pub(super) fn fill(
    stage: &mut Stage<'_>,
    curves: &[Curve],
    look: impl Fn(&Stage<'_>, usize) -> Color,
) {
    for each in curves {
        let color = look(stage, each.row);
        for (first, run) in runs(&each.points) {
            if run.len() < 2 {
                continue;
            }
            let bases = run.iter().enumerate().map(|(offset, point)| {
                Point::new(point.x, each.bases.get(first + offset).copied().unwrap_or(point.y))
            });
            if let Some(path) = ribbon(&run, &bases.collect::<Vec<_>>()) {
                stage.scene.fill(Shape::Path(path), color);
            }
        }
    }
}

/// How lines are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineLook {
    pub(super) with_markers: bool,
    pub(super) with_ends: bool,
}

/// Draws the lines, those that matter last and strongest.
pub(super) fn stroke(table: &Table, stage: &mut Stage<'_>, curves: &[Curve], look: LineLook) {
    let canvas = stage.canvas;
    let dense = curves.iter().map(|each| each.points.len()).max().unwrap_or(0) > 200;
    let many = curves.len() > 8;
    let mut order: Vec<&Curve> = curves.iter().collect();
    order.sort_by_key(|each| table.is_row_lit(each.row));
    for each in order {
        let color = table.row_color(each.row, stage.palette);
        let is_lit = table.is_row_lit(each.row);
        let back = table.has_lit_rows() && !is_lit;
        let width = match (back, dense || many) {
            (true, _) => canvas.px(2.25).max(1.0),
            (false, true) => canvas.px(3.25).max(1.25),
            (false, false) => canvas.px(4.5).max(1.75),
        };
        for (_, run) in runs(&each.points) {
            let [first, ..] = run.as_slice() else { continue };
            let mut path = BezPath::new();
            path.move_to(*first);
            curve(&mut path, &run);
            if run.len() > 1 {
                stage.scene.stroke(Shape::Path(path), Pen::new(color, width));
            }
            if (look.with_markers && !back) || run.len() == 1 {
                for point in &run {
                    let radius = canvas.px(7.0).max(2.75);
                    stage.scene.disc(*point, radius, color);
                    stage.scene.disc(*point, radius * 0.55, stage.palette.background);
                }
            }
        }
        if let Some((end, ..)) = each.end(false).filter(|_| look.with_ends) {
            stage.scene.disc(end, canvas.px(if many { 5.5 } else { 8.0 }).max(2.5), color);
        }
    }
}

/// Shades the stretch between the lower and the upper ends of errors.
pub(super) fn error_bands(table: &Table, stage: &mut Stage<'_>, frame: &Frame, curves: &[Curve]) {
    for each in curves {
        let Some(series) = table.rows.get(each.row) else { continue };
        if series.errors.iter().flatten().next().is_none() {
            continue;
        }
        let ends = |end: usize| -> Vec<Option<Point>> {
            each.points
                .iter()
                .zip(&series.errors)
                .map(|(point, error)| {
                    let value = frame.value(series.side, error.as_ref()?[end]);
                    Some(Point::new((*point)?.x, value))
                })
                .collect()
        };
        let color = table.row_color(each.row, stage.palette).alpha(AREA_OPACITY);
        for ((_, low), (_, high)) in runs(&ends(0)).into_iter().zip(runs(&ends(1))) {
            if let Some(path) = ribbon(&high, &low) {
                stage.scene.fill(Shape::Path(path), color);
            }
        }
    }
}
