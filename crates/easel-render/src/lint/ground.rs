//! What lies behind or before a place of a scene.

use std::cell::OnceCell;

use kurbo::{Point, Rect};

use crate::scene::{GradientRun, Op, Scene, Shape};
use crate::theme::Color;

/// The painted surfaces and lines of a scene with what is known about each, computed once.
pub(super) struct Layers<'a> {
    background: Color,
    pub(super) layers: Vec<Layer<'a>>,
    clips: Vec<Clip<'a>>,
}

/// One surface or line.
pub(super) struct Layer<'a> {
    /// Number of the op in the scene.
    pub(super) index: usize,
    pub(super) op: &'a Op,
    pub(super) bounds: Rect,
    /// Number of the innermost clip around it.
    clip: Option<usize>,
    /// The outline in straight pieces, made when it is asked for.
    pieces: OnceCell<Vec<(Point, Point)>>,
}

/// The surfaces and lines that reach into an area, in the same order.
pub(super) struct Near<'b, 'a> {
    all: &'b Layers<'a>,
    pub(super) layers: Vec<&'b Layer<'a>>,
}

struct Clip<'a> {
    shape: &'a Shape,
    outer: Option<usize>,
}

impl<'a> Layers<'a> {
    pub(super) fn new(scene: &'a Scene) -> Self {
        let mut layers = Vec::with_capacity(scene.ops.len());
        let mut clips: Vec<Clip<'a>> = Vec::new();
        let mut current = None;
        for (index, op) in scene.ops.iter().enumerate() {
            match op {
                Op::Clip(shape) => {
                    clips.push(Clip { shape, outer: current });
                    current = Some(clips.len() - 1);
                }
                Op::Unclip => current = current.and_then(|clip: usize| clips.get(clip)?.outer),
                Op::Text(_) => {}
                Op::Fill { shape, .. } | Op::Stroke { shape, .. } | Op::Gradient { shape, .. } => {
                    let (bounds, pieces) = (shape.bounds(), OnceCell::new());
                    layers.push(Layer { index, op, bounds, clip: current, pieces });
                }
            }
        }
        Self { background: scene.background, layers, clips }
    }

    /// What reaches into an area.
    pub(super) fn near(&self, area: Rect) -> Near<'_, 'a> {
        let is_near = |layer: &&Layer<'_>| {
            let width = match layer.op {
                Op::Stroke { pen, .. } => pen.width,
                _ => 0.0,
            };
            let reach = layer.bounds.inflate(width, width);
            reach.x0 <= area.x1 && reach.x1 >= area.x0 && reach.y0 <= area.y1 && reach.y1 >= area.y0
        };
        Near { all: self, layers: self.layers.iter().filter(is_near).collect() }
    }

    fn is_open(&self, mut clip: Option<usize>, point: Point) -> bool {
        while let Some(current) = clip.and_then(|number| self.clips.get(number)) {
            if !current.shape.contains(point) {
                return false;
            }
            clip = current.outer;
        }
        true
    }
}

impl Layer<'_> {
    /// Whether the outline runs through a rectangle.
    pub(super) fn meets(&self, rect: Rect) -> bool {
        let (Op::Fill { shape, .. } | Op::Stroke { shape, .. } | Op::Gradient { shape, .. }) =
            self.op
        else {
            return false;
        };
        if let Shape::Rounded(outer, radius) = shape {
            // The corners reach less than a third of the radius inwards.
            let inner = outer.inset(-(radius / 3.0 + 1.0));
            let is_inside = inner.x0 <= rect.x0
                && inner.y0 <= rect.y0
                && inner.x1 >= rect.x1
                && inner.y1 >= rect.y1;
            if is_inside {
                return false;
            }
        }
        let pieces = self.pieces.get_or_init(|| {
            let mut pieces = Vec::new();
            match shape {
                Shape::Path(path) => flatten(path, |from, to| pieces.push((from, to))),
                other => flatten(&other.path(), |from, to| pieces.push((from, to))),
            }
            pieces
        });
        pieces.iter().any(|&(from, to)| segment_meets(from, to, rect))
    }
}

impl Near<'_, '_> {
    /// Whether a surface is seen at a point.
    pub(super) fn covers(&self, layer: &Layer<'_>, point: Point) -> bool {
        let (Op::Fill { shape, .. } | Op::Gradient { shape, .. }) = layer.op else { return false };
        layer.bounds.contains(point) && shape.contains(point) && self.all.is_open(layer.clip, point)
    }

    /// The colour seen at a point below the op with this index, and whether it is part of a
    /// gradient.
    pub(super) fn color_behind(&self, index: usize, point: Point) -> (Color, bool) {
        let (mut color, mut runs) = (self.all.background, false);
        for layer in self.layers.iter().take_while(|layer| layer.index < index) {
            if !self.covers(layer, point) {
                continue;
            }
            let fill = color_at(layer.op, point);
            runs = matches!(layer.op, Op::Gradient { .. }) || (runs && fill.a < 255);
            color = fill.over(color);
        }
        (color, runs)
    }
}

/// The colour of a surface at a point.
pub(super) fn color_at(op: &Op, point: Point) -> Color {
    match op {
        Op::Fill { color, .. } => *color,
        Op::Gradient { gradient, .. } => {
            let share = match gradient.run {
                GradientRun::Linear(from, to) => {
                    let run = to - from;
                    (point - from).dot(run) / run.hypot2().max(1e-9)
                }
                GradientRun::Radial(circle) => {
                    (point - circle.center).hypot() / circle.radius.max(1e-9)
                }
            };
            stop_color(&gradient.stops, share)
        }
        _ => Color::WHITE.alpha(0.0),
    }
}

fn stop_color(stops: &[(f64, Color)], share: f64) -> Color {
    let after = stops.iter().position(|(at, _)| *at >= share).unwrap_or(stops.len());
    match (after.checked_sub(1).and_then(|before| stops.get(before)), stops.get(after)) {
        (Some((from, a)), Some((to, b))) => {
            let part = (share - from) / (to - from).max(1e-9);
            let alpha = f64::from(a.a) * (1.0 - part) + f64::from(b.a) * part;
            a.mix(*b, part).alpha(alpha / 255.0)
        }
        (Some((_, color)), None) | (None, Some((_, color))) => *color,
        (None, None) => Color::WHITE.alpha(0.0),
    }
}

/// Whether a line runs through a rectangle.
pub(super) fn path_meets(path: &kurbo::BezPath, rect: Rect) -> bool {
    let mut meets = false;
    flatten(path, |from, to| meets |= segment_meets(from, to, rect));
    meets
}

/// Calls `visit` with the straight pieces of a line.
fn flatten(path: &kurbo::BezPath, mut visit: impl FnMut(Point, Point)) {
    let mut here = Point::ZERO;
    kurbo::flatten(path.elements().iter().copied(), 0.5, |element| match element {
        kurbo::PathEl::MoveTo(to) => here = to,
        kurbo::PathEl::LineTo(to) => {
            visit(here, to);
            here = to;
        }
        _ => {}
    });
}

/// Whether a segment enters a rectangle (slab test).
pub(crate) fn segment_meets(from: Point, to: Point, rect: Rect) -> bool {
    let delta = to - from;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (start, change, low, high) in
        [(from.x, delta.x, rect.x0, rect.x1), (from.y, delta.y, rect.y0, rect.y1)]
    {
        if change.abs() < 1e-9 {
            if start <= low || start >= high {
                return false;
            }
        } else {
            let (a, b) = ((low - start) / change, (high - start) / change);
            enter = enter.max(a.min(b));
            leave = leave.min(a.max(b));
        }
    }
    enter < leave
}
