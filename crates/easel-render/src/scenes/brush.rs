//! A brush for illustrations: fills, gradients and strokes in a local grid, in the light of the
//! scene. What is painted with it is in the files of the things and of the scenes.

use kurbo::{
    Affine, BezPath, Circle, ParamCurve as _, PathEl, PathSeg, Point, Rect, Shape as _, Vec2,
};

use crate::cast::to_u8;
use crate::scene::{Gradient, GradientRun, Pen, Scene, Shape};
use crate::theme::Color;

/// What a surface is painted with. Colours are those of daylight; the brush dims them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Paint {
    Flat(u32),
    /// With an opacity.
    Veil(u32, f64),
    /// Gives light itself: the same at night.
    Lit(u32),
    /// From the top of the shape to its bottom.
    Down(u32, u32),
    /// From the left of the shape to its right.
    Across(u32, u32),
    /// Rounded by light from the upper left: lit and shaded side.
    Ball(u32, u32),
    /// As `Ball`, the same at night.
    LitBall(u32, u32),
    /// Fades from one opacity to another, top to bottom.
    Fade(u32, f64, f64),
    /// A shine: this opacity in the middle, nothing at the rim; the same at night.
    Glow(u32, f64),
}

impl From<u32> for Paint {
    fn from(color: u32) -> Self {
        Self::Flat(color)
    }
}

impl From<(u32, u32)> for Paint {
    fn from((top, bottom): (u32, u32)) -> Self {
        Self::Down(top, bottom)
    }
}

/// Paints in a grid that is placed on the picture.
#[derive(Debug)]
pub(super) struct Brush<'a> {
    pub(super) scene: &'a mut Scene,
    /// Share of the night in every colour.
    dim: f64,
    at: Affine,
}

/// Colour of the night.
const NIGHT: Color = Color::rgb(0x0B1330);

impl<'a> Brush<'a> {
    pub(super) fn new(scene: &'a mut Scene, dim: f64) -> Self {
        Self { scene, dim, at: Affine::IDENTITY }
    }

    /// Whether lamps are lit.
    pub(super) fn is_night(&self) -> bool {
        self.dim > 0.3
    }

    /// Paints in a grid with this origin and this many pixels a step.
    pub(super) fn within(&mut self, origin: Point, scale: f64, paint: impl FnOnce(&mut Brush<'_>)) {
        self.placed(Affine::translate(origin.to_vec2()) * Affine::scale(scale), paint);
    }

    pub(super) fn placed(&mut self, place: Affine, paint: impl FnOnce(&mut Brush<'_>)) {
        let mut brush = Brush { scene: &mut *self.scene, dim: self.dim, at: self.at * place };
        paint(&mut brush);
    }

    pub(super) fn color(&self, hex: u32) -> Color {
        let color = Color::rgb(hex);
        if self.is_night() {
            // Moonlight: half as bright and bluer, not greyer.
            let dark =
                |channel: u8, share: f64, rest: f64| to_u8(f64::from(channel) * share + rest);
            return Color {
                r: dark(color.r, 0.44, 8.0),
                g: dark(color.g, 0.49, 10.0),
                b: dark(color.b, 0.56, 24.0),
                a: 255,
            };
        }
        if self.dim <= 0.0 { color } else { color.mix(NIGHT, self.dim) }
    }

    /// Fills a path given in SVG notation.
    pub(super) fn path(&mut self, data: &str, paint: impl Into<Paint>) {
        self.fill(&BezPath::from_svg(data).unwrap_or_default(), paint);
    }

    pub(super) fn fill(&mut self, path: &BezPath, paint: impl Into<Paint>) {
        if path.elements().is_empty() {
            return;
        }
        self.put(Shape::Path(tidy(self.at * path.clone())), paint.into());
    }

    /// A rounded rectangle.
    pub(super) fn rect(
        &mut self,
        rect: (f64, f64, f64, f64),
        radius: f64,
        paint: impl Into<Paint>,
    ) {
        let [a, b, c, d, e, f] = self.at.as_coeffs();
        let rect = Rect::new(rect.0, rect.1, rect.2, rect.3);
        let shape = if b == 0.0 && c == 0.0 {
            let from = Point::new(a * rect.x0 + e, d * rect.y0 + f);
            let to = Point::new(a * rect.x1 + e, d * rect.y1 + f);
            let placed = Rect::from_points(from, to);
            let most = placed.width().min(placed.height()) / 2.0;
            let tenths = |value: f64| (value * 10.0).round() / 10.0;
            let placed = Rect::new(
                tenths(placed.x0),
                tenths(placed.y0),
                tenths(placed.x1),
                tenths(placed.y1),
            );
            Shape::Rounded(placed, tenths((radius * a.abs()).min(most)))
        } else {
            Shape::Path(tidy(self.at * rect.to_rounded_rect(radius).to_path(0.1)))
        };
        self.put(shape, paint.into());
    }

    pub(super) fn disc(&mut self, x: f64, y: f64, radius: f64, paint: impl Into<Paint>) {
        let [a, b, ..] = self.at.as_coeffs();
        let tenths = |value: f64| (value * 10.0).round() / 10.0;
        let center = self.at * Point::new(x, y);
        let center = Point::new(tenths(center.x), tenths(center.y));
        let circle = Circle::new(center, (radius * a.hypot(b) * 20.0).round() / 20.0);
        self.put(Shape::Disc(circle), paint.into());
    }

    pub(super) fn oval(&mut self, center: (f64, f64), radii: (f64, f64), paint: impl Into<Paint>) {
        self.fill(&oval(center.into(), radii), paint);
    }

    /// A line in SVG notation.
    pub(super) fn line(&mut self, data: &str, color: u32, width: f64) {
        self.stroke(&BezPath::from_svg(data).unwrap_or_default(), (color, 1.0), width);
    }

    pub(super) fn stroke(&mut self, path: &BezPath, (color, opacity): (u32, f64), width: f64) {
        let [a, b, ..] = self.at.as_coeffs();
        let pen = Pen::new(self.color(color).alpha(opacity), width * a.hypot(b));
        self.scene.stroke(Shape::Path(tidy(self.at * path.clone())), pen);
    }

    /// Paints only what lies inside of a path.
    pub(super) fn clipped(&mut self, path: &BezPath, paint: impl FnOnce(&mut Brush<'_>)) {
        let (dim, at) = (self.dim, self.at);
        self.scene.clipped(Shape::Path(at * path.clone()), |scene| {
            paint(&mut Brush { scene, dim, at });
        });
    }

    fn put(&mut self, shape: Shape, paint: Paint) {
        let bounds = shape.bounds();
        let down = |top: Color, bottom: Color| Gradient {
            run: GradientRun::Linear(
                Point::new(bounds.x0, bounds.y0),
                Point::new(bounds.x0, bounds.y1),
            ),
            stops: vec![(0.0, top), (1.0, bottom)],
        };
        let gradient = match paint {
            Paint::Flat(color) => return self.scene.fill(shape, self.color(color)),
            Paint::Lit(color) => return self.scene.fill(shape, Color::rgb(color)),
            Paint::Veil(color, opacity) => {
                return self.scene.fill(shape, self.color(color).alpha(opacity));
            }
            Paint::Down(top, bottom) => down(self.color(top), self.color(bottom)),
            Paint::Fade(color, from, to) => {
                down(self.color(color).alpha(from), self.color(color).alpha(to))
            }
            Paint::Across(left, right) => Gradient {
                run: GradientRun::Linear(
                    Point::new(bounds.x0, bounds.y0),
                    Point::new(bounds.x1, bounds.y0),
                ),
                stops: vec![(0.0, self.color(left)), (1.0, self.color(right))],
            },
            Paint::Ball(lit, shaded) => ball(bounds, self.color(lit), self.color(shaded)),
            Paint::LitBall(lit, shaded) => ball(bounds, Color::rgb(lit), Color::rgb(shaded)),
            Paint::Glow(color, opacity) => {
                let radius = bounds.width().max(bounds.height()) / 2.0;
                let color = Color::rgb(color);
                Gradient {
                    run: GradientRun::Radial(Circle::new(bounds.center(), radius)),
                    stops: vec![
                        (0.0, color.alpha(opacity)),
                        (0.45, color.alpha(opacity * 0.45)),
                        (1.0, color.alpha(0.0)),
                    ],
                }
            }
        };
        self.scene.gradient(shape, gradient);
    }

    /// An arrow along a soft curve that grows from a faint tail to its head.
    pub(super) fn flow(&mut self, points: &[Point], color: u32, width: f64) {
        let curve = smooth(points, false);
        let Some(ribbon) = Ribbon::along(&curve, width) else { return };
        let color = if self.dim > 0.3 {
            Color::rgb(color).mix(Color::WHITE, 0.3)
        } else {
            Color::rgb(color)
        };
        let run = GradientRun::Linear(ribbon.tail, ribbon.tip);
        let stops = vec![(0.0, color.alpha(0.06)), (0.5, color.alpha(0.85)), (1.0, color)];
        self.scene.gradient(Shape::Path(tidy(ribbon.outline)), Gradient { run, stops });
    }
}

/// An ellipse of four curves.
fn oval(center: Point, (rx, ry): (f64, f64)) -> BezPath {
    let at = |x: f64, y: f64| center + Vec2::new(x * rx, y * ry);
    // Where handles of a quarter circle are.
    let k = 0.5523;
    let mut path = BezPath::new();
    path.move_to(at(1.0, 0.0));
    path.curve_to(at(1.0, k), at(k, 1.0), at(0.0, 1.0));
    path.curve_to(at(-k, 1.0), at(-1.0, k), at(-1.0, 0.0));
    path.curve_to(at(-1.0, -k), at(-k, -1.0), at(0.0, -1.0));
    path.curve_to(at(k, -1.0), at(1.0, -k), at(1.0, 0.0));
    path.close_path();
    path
}

/// Tenths of a pixel are fine enough for an illustration and keep its SVG small.
fn tidy(mut path: BezPath) -> BezPath {
    let round = |point: &mut Point| {
        *point = Point::new((point.x * 10.0).round() / 10.0, (point.y * 10.0).round() / 10.0);
    };
    for element in path.elements_mut() {
        match element {
            PathEl::MoveTo(to) | PathEl::LineTo(to) => round(to),
            PathEl::QuadTo(a, to) => {
                round(a);
                round(to);
            }
            PathEl::CurveTo(a, b, to) => {
                round(a);
                round(b);
                round(to);
            }
            PathEl::ClosePath => {}
        }
    }
    path
}

fn ball(bounds: Rect, lit: Color, shaded: Color) -> Gradient {
    let radius = bounds.width().max(bounds.height()) / 2.0;
    let center = bounds.center() - Vec2::new(radius, radius) * 0.38;
    Gradient {
        run: GradientRun::Radial(Circle::new(center, radius * 1.5)),
        stops: vec![(0.0, lit), (1.0, shaded)],
    }
}

/// The outline of an arrow that tapers towards its tail.
struct Ribbon {
    outline: BezPath,
    tail: Point,
    tip: Point,
}

impl Ribbon {
    fn along(curve: &BezPath, width: f64) -> Option<Self> {
        let segments: Vec<PathSeg> = curve.segments().collect();
        let steps = 5;
        let mut line: Vec<Point> = Vec::new();
        for segment in &segments {
            for step in 0..steps {
                line.push(segment.eval(f64::from(step) / f64::from(steps)));
            }
        }
        let tip = segments.last()?.eval(1.0);
        let tail = *line.first()?;
        let length: f64 = line.windows(2).map(|pair| (pair[1] - pair[0]).hypot()).sum();
        let head = (width * 2.1).min(length * 0.6);
        // The body ends where the head begins.
        while line.len() > 2 && line.last().is_some_and(|last| (tip - *last).hypot() < head * 0.8) {
            line.pop();
        }
        let count = line.len().max(2) as f64;
        let mut left = Vec::new();
        let mut right = Vec::new();
        for (index, pair) in line.windows(2).enumerate() {
            let along = pair[1] - pair[0];
            if along.hypot() < 1e-9 {
                continue;
            }
            let across = Vec2::new(-along.y, along.x) / along.hypot();
            let half = width * 0.5 * (0.3 + 0.7 * (index as f64 / count));
            left.push(pair[0] + across * half);
            right.push(pair[0] - across * half);
        }
        let neck = *line.last()?;
        let along = (tip - neck) / (tip - neck).hypot().max(1e-9);
        let across = Vec2::new(-along.y, along.x);
        left.push(neck + across * width * 0.5);
        right.push(neck - across * width * 0.5);
        let mut outline = BezPath::new();
        outline.move_to(left.first().copied()?);
        for point in &left[1..] {
            outline.line_to(*point);
        }
        let back = neck - along * width * 0.12;
        outline.line_to(back + across * width * 1.15);
        outline.line_to(tip);
        outline.line_to(back - across * width * 1.15);
        right.reverse();
        for point in &right {
            outline.line_to(*point);
        }
        outline.close_path();
        Some(Self { outline, tail, tip })
    }
}

/// A soft curve through points (Catmull-Rom).
pub(super) fn smooth(points: &[Point], is_closed: bool) -> BezPath {
    let count = points.len();
    let mut path = BezPath::new();
    let Some(first) = points.first() else { return path };
    path.move_to(*first);
    let at = |index: usize, back: usize, ahead: usize| {
        let index = index + ahead;
        if is_closed {
            points[(index + count - back) % count]
        } else {
            points[index.saturating_sub(back).min(count - 1)]
        }
    };
    let segments = if is_closed { count } else { count.saturating_sub(1) };
    for index in 0..segments {
        let (before, from) = (at(index, 1, 0), at(index, 0, 0));
        let (to, after) = (at(index, 0, 1), at(index, 0, 2));
        path.curve_to(from + (to - before) / 6.0, to - (after - from) / 6.0, to);
    }
    if is_closed {
        path.close_path();
    }
    path
}

/// A soft curve with straight sides down to `bottom`: the outline of a hill or of a wave.
pub(super) fn ground(points: &[Point], bottom: f64) -> BezPath {
    let mut path = smooth(points, false);
    if let (Some(first), Some(last)) = (points.first(), points.last()) {
        path.line_to((last.x, bottom));
        path.line_to((first.x, bottom));
        path.close_path();
    }
    path
}
