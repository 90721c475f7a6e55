//! What lies behind or before a place of a scene.

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
                    layers.push(Layer { index, op, bounds: shape.bounds(), clip: current });
                }
            }
        }
        Self { background: scene.background, layers, clips }
    }

    /// Whether a surface is seen at a point.
    pub(super) fn covers(&self, layer: &Layer<'_>, point: Point) -> bool {
        let (Op::Fill { shape, .. } | Op::Gradient { shape, .. }) = layer.op else { return false };
        layer.bounds.contains(point) && shape.contains(point) && self.is_open(layer.clip, point)
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

    /// The colour seen at a point below the op with this index, and whether it is part of a
    /// gradient.
    pub(super) fn color_behind(&self, index: usize, point: Point) -> (Color, bool) {
        let (mut color, mut runs) = (self.background, false);
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
    let mut here = Point::ZERO;
    let mut meets = false;
    kurbo::flatten(path.elements().iter().copied(), 0.5, |element| match element {
        kurbo::PathEl::MoveTo(to) => here = to,
        kurbo::PathEl::LineTo(to) => {
            meets |= segment_meets(here, to, rect);
            here = to;
        }
        _ => {}
    });
    meets
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
