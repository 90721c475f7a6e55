//! Finding free places for labels: off the texts, marks and lines that are already on the scene.

use kurbo::{Point, Rect, Size};

use crate::canvas::Stage;
use crate::lint::segment_meets;
use crate::scene::{Op, Scene, Shape};

/// What lies on the scene, as far as labels must keep off it.
#[derive(Debug, Clone)]
pub(super) struct Placer {
    bounds: Rect,
    taken: Vec<Rect>,
    lines: Vec<(Point, Point)>,
    /// Distance kept from lines, pixels.
    gap: f64,
}

impl Placer {
    /// With everything that was drawn so far.
    pub(super) fn of(stage: &Stage<'_>) -> Self {
        let mut placer = Self {
            bounds: stage.canvas.safe().inset(-1.0),
            taken: Vec::new(),
            lines: Vec::new(),
            gap: stage.canvas.px(4.0).max(1.5),
        };
        placer.read(&stage.scene);
        placer
    }

    fn read(&mut self, scene: &Scene) {
        let huge = scene.width * scene.height * 0.12;
        for op in &scene.ops {
            match op {
                Op::Text(text) => self.taken.extend(text.line_rects().map(|r| r.inflate(2.0, 1.0))),
                Op::Stroke { shape, pen } if is_strong(scene, *pen) => self.add_line(shape),
                Op::Fill { shape, color } if color.a >= 128 => {
                    let bounds = shape.bounds();
                    if bounds.area() < huge {
                        self.taken.push(bounds);
                    } else {
                        self.add_line(shape);
                    }
                }
                // A label across the rim of a pale surface is hard to read.
                Op::Fill { shape: shape @ Shape::Path(_), color } if color.a >= 24 => {
                    self.add_line(shape);
                }
                _ => {}
            }
        }
    }

    fn add_line(&mut self, shape: &Shape) {
        let (mut here, mut start) = (Point::ZERO, Point::ZERO);
        let lines = &mut self.lines;
        kurbo::flatten(shape.path(), 0.5, |element| match element {
            kurbo::PathEl::MoveTo(to) => (here, start) = (to, to),
            kurbo::PathEl::LineTo(to) => {
                lines.push((here, to));
                here = to;
            }
            kurbo::PathEl::ClosePath => lines.push((here, start)),
            _ => {}
        });
    }

    /// Nothing may be put here any more.
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Labels stay inside this from now on.
    pub(super) fn within(mut self, bounds: Rect) -> Self {
        self.bounds = self.bounds.intersect(bounds);
        self
    }

    /// Whether a label may stand here.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        self.is_inside(rect)
            && !self.taken.iter().any(|taken| taken.overlaps(rect))
            && !self.is_crossed(rect.inflate(self.gap, self.gap))
    }

    fn is_inside(&self, rect: Rect) -> bool {
        rect.x0 >= self.bounds.x0
            && rect.x1 <= self.bounds.x1
            && rect.y0 >= self.bounds.y0
            && rect.y1 <= self.bounds.y1
    }

    fn is_crossed(&self, rect: Rect) -> bool {
        self.lines.iter().any(|(from, to)| {
            from.x.min(to.x) < rect.x1
                && from.x.max(to.x) > rect.x0
                && from.y.min(to.y) < rect.y1
                && from.y.max(to.y) > rect.y0
                && segment_meets(*from, *to, rect)
        })
    }

    /// The first of the middles at which a label of this size is free; taken from then on.
    pub(super) fn find(
        &mut self,
        size: Size,
        centers: impl IntoIterator<Item = Point>,
    ) -> Option<Rect> {
        let mut centers = centers.into_iter();
        let rect = centers.find_map(|center| {
            let rect = Rect::from_center_size(center, size);
            self.is_free(rect).then_some(rect)
        })?;
        self.take(rect);
        Some(rect)
    }
}

fn is_strong(scene: &Scene, pen: crate::scene::Pen) -> bool {
    pen.color.a >= 128 && pen.color.contrast(scene.background) >= 1.6
}

/// Middles around a point for a label of this size, the best first: above, below, beside, and
/// the same farther off.
pub(super) fn around(point: Point, size: Size, distance: f64) -> Vec<Point> {
    let mut centers = Vec::with_capacity(24);
    for factor in [1.0, 2.2, 4.5, 7.0] {
        let d = distance * factor;
        let (dx, dy) = (size.width / 2.0 + d, size.height / 2.0 + d);
        for (x, y) in [
            (0.0, -dy),
            (0.0, dy),
            (dx, 0.0),
            (-dx, 0.0),
            (dx * 0.85, -dy),
            (-dx * 0.85, -dy),
            (dx * 0.85, dy),
            (-dx * 0.85, dy),
        ] {
            centers.push(Point::new(point.x + x, point.y + y));
        }
    }
    centers
}
