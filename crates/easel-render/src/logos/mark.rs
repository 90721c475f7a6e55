//! The pieces of a logo: shapes in a free grid, put together by their ink, brought to the canvas
//! at the end.

use kurbo::{Affine, BezPath, Point, Rect, Shape as _, Vec2};

use crate::color::Color;
use crate::scene::{Gradient, GradientRun, Pen, Scene, Shape};

/// How a piece is painted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ink {
    Flat(Color),
    /// From the upper left of the piece to its lower right.
    Run(Color, Color),
    /// A line this wide.
    Line(Color, f64),
}

#[derive(Debug, Clone)]
struct Piece {
    path: BezPath,
    ink: Ink,
    /// Of which only what lies in here is seen.
    inside: Option<BezPath>,
}

/// Pieces that belong together.
#[derive(Debug, Clone, Default)]
pub(super) struct Mark {
    pieces: Vec<Piece>,
}

impl Mark {
    pub(super) fn add(&mut self, path: BezPath, ink: Ink) {
        if !path.elements().is_empty() {
            self.pieces.push(Piece { path, ink, inside: None });
        }
    }

    /// Adds what of a path lies inside of a form.
    pub(super) fn add_inside(&mut self, form: &BezPath, path: BezPath, ink: Ink) {
        self.pieces.push(Piece { path, ink, inside: Some(form.clone()) });
    }

    pub(super) fn join(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
    }

    /// What is inked.
    pub(super) fn bounds(&self) -> Rect {
        self.pieces
            .iter()
            .map(|piece| {
                let bounds = piece.inside.as_ref().unwrap_or(&piece.path).bounding_box();
                match piece.ink {
                    Ink::Line(_, width) if piece.inside.is_none() => {
                        bounds.inflate(width / 2.0, width / 2.0)
                    }
                    _ => bounds,
                }
            })
            .reduce(|a, b| a.union(b))
            .unwrap_or(Rect::ZERO)
    }

    /// Moved and scaled alike in both directions.
    pub(super) fn placed(self, place: Affine) -> Self {
        let scale = place.determinant().abs().sqrt();
        let pieces = self.pieces.into_iter().map(|piece| Piece {
            path: place * piece.path,
            inside: piece.inside.map(|form| place * form),
            ink: match piece.ink {
                Ink::Line(color, width) => Ink::Line(color, width * scale),
                other => other,
            },
        });
        Self { pieces: pieces.collect() }
    }

    pub(super) fn moved(self, by: Vec2) -> Self {
        self.placed(Affine::translate(by))
    }

    /// With the middle of its ink at a point.
    pub(super) fn centered(self, at: Point) -> Self {
        let by = at - self.bounds().center();
        self.moved(by)
    }

    /// Scaled to this height of ink.
    pub(super) fn tall(self, height: f64) -> Self {
        let now = self.bounds().height().max(1e-6);
        self.placed(Affine::scale(height / now))
    }

    pub(super) fn draw(self, scene: &mut Scene) {
        for piece in self.pieces {
            match piece.inside.clone() {
                Some(form) => scene.clipped(Shape::Path(form), |scene| draw(piece, scene)),
                None => draw(piece, scene),
            }
        }
    }
}

fn draw(piece: Piece, scene: &mut Scene) {
    let bounds = piece.path.bounding_box();
    let shape = Shape::Path(piece.path);
    match piece.ink {
        Ink::Flat(color) => scene.fill(shape, color),
        Ink::Line(color, width) => scene.stroke(shape, Pen::new(color, width)),
        Ink::Run(from, to) => {
            let run = GradientRun::Linear(
                Point::new(bounds.x0, bounds.y0),
                Point::new(bounds.x1, bounds.y1),
            );
            scene.gradient(shape, Gradient { run, stops: vec![(0.0, from), (1.0, to)] });
        }
    }
}

/// A square with corners as round as those of app icons, `half` from its middle to its sides.
pub(super) fn squircle(half: f64) -> BezPath {
    let mut path = BezPath::new();
    // A superellipse of the fifth degree, by its tangents.
    let (a, b, c) = (half, half * 0.9, half * 0.36);
    path.move_to((-c, -a));
    path.line_to((c, -a));
    path.curve_to((b, -a), (a, -b), (a, -c));
    path.line_to((a, c));
    path.curve_to((a, b), (b, a), (c, a));
    path.line_to((-c, a));
    path.curve_to((-b, a), (-a, b), (-a, c));
    path.line_to((-a, -c));
    path.curve_to((-a, -b), (-b, -a), (-c, -a));
    path.close_path();
    path
}

/// A hexagon standing on a tip with soft corners.
pub(super) fn hexagon(radius: f64) -> BezPath {
    let corner = |step: i32| {
        let angle = f64::from(step) * std::f64::consts::FRAC_PI_3 - std::f64::consts::FRAC_PI_2;
        Point::ZERO + Vec2::from_angle(angle) * radius
    };
    let mut path = BezPath::new();
    for step in 0..6 {
        let (before, here, after) = (corner(step - 1), corner(step), corner(step + 1));
        let (from, to) = (here.lerp(before, 0.16), here.lerp(after, 0.16));
        if step == 0 {
            path.move_to(from)
        } else {
            path.line_to(from)
        }
        path.quad_to(here, to);
    }
    path.close_path();
    path
}

/// A leaf: a square with two opposite corners fully round.
pub(super) fn leaf(half: f64) -> BezPath {
    let (a, k) = (half, half * 0.1);
    let mut path = BezPath::new();
    path.move_to((a - k, -a));
    path.quad_to((a, -a), (a, -a + k));
    path.line_to((a, a * 0.05));
    path.curve_to((a, a * 0.58), (a * 0.58, a), (a * 0.05, a));
    path.line_to((-a + k, a));
    path.quad_to((-a, a), (-a, a - k));
    path.line_to((-a, -a * 0.05));
    path.curve_to((-a, -a * 0.58), (-a * 0.58, -a), (-a * 0.05, -a));
    path.close_path();
    path
}

pub(super) fn shield(half: f64) -> BezPath {
    let a = half;
    let mut path = BezPath::new();
    path.move_to((0.0, -a * 1.08));
    path.curve_to((a * 0.34, -a * 0.86), (a * 0.66, -a * 0.8), (a * 0.92, -a * 0.8));
    path.curve_to((a * 0.98, -a * 0.1), (a * 0.84, a * 0.66), (0.0, a * 1.12));
    path.curve_to((-a * 0.84, a * 0.66), (-a * 0.98, -a * 0.1), (-a * 0.92, -a * 0.8));
    path.curve_to((-a * 0.66, -a * 0.8), (-a * 0.34, -a * 0.86), (0.0, -a * 1.08));
    path.close_path();
    path
}

/// A soft uneven blot.
pub(super) fn blob(half: f64) -> BezPath {
    BezPath::from_svg(
        "M2 -100C44 -106 92 -74 100 -30C108 10 96 52 66 80C36 106 -12 104 -48 88\
         C-86 72 -106 34 -100 -8C-96 -50 -76 -76 -44 -92C-30 -98 -14 -98 2 -100Z",
    )
    .map(|path| Affine::scale(half / 100.0) * path)
    .unwrap_or_default()
}

pub(super) fn circle(radius: f64) -> BezPath {
    kurbo::Circle::new(Point::ZERO, radius).to_path(radius * 0.001)
}

/// The same outline walked the other way, so that it cuts a hole into a form around it.
pub(super) fn cut_out(form: &BezPath, hole: BezPath) -> BezPath {
    let hole =
        if form.area().signum() == hole.area().signum() { hole.reverse_subpaths() } else { hole };
    let mut path = form.clone();
    path.extend(hole.elements().iter().copied());
    path
}

/// A five-pointed star.
pub(super) fn star(radius: f64) -> BezPath {
    let mut path = BezPath::new();
    for step in 0..10_i32 {
        let angle = f64::from(step) * std::f64::consts::PI / 5.0 - std::f64::consts::FRAC_PI_2;
        let reach = if step % 2 == 0 { radius } else { radius * 0.42 };
        let at = Point::ZERO + Vec2::from_angle(angle) * reach;
        if step == 0 { path.move_to(at) } else { path.line_to(at) }
    }
    path.close_path();
    path
}
