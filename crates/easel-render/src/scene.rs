//! A finished picture as a list of things to paint, in pixels of the canvas, back to front. Made
//! by the templates, checked by [`crate::lint`], written by [`crate::svg`] and [`crate::raster`].

use std::rc::Rc;

use kurbo::{BezPath, Circle, Point, Rect, Shape as _, Vec2};

use crate::text::Block;
use crate::theme::Color;

/// A filled or stroked outline. Kept as what it is, so that the SVG stays small and the lint can
/// ask what lies where.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    Rounded(Rect, f64),
    Disc(Circle),
    Path(BezPath),
}

impl Shape {
    /// The outline as curves, accurate to 1/20 pixel.
    pub(crate) fn path(&self) -> BezPath {
        match self {
            Self::Rounded(rect, radius) if *radius <= 0.0 => rect.to_path(0.05),
            Self::Rounded(rect, radius) => rect.to_rounded_rect(*radius).to_path(0.05),
            Self::Disc(circle) => circle.to_path(0.05),
            Self::Path(path) => path.clone(),
        }
    }

    pub(crate) fn contains(&self, point: Point) -> bool {
        match self {
            Self::Rounded(rect, radius) => {
                rect.contains(point) && rect.to_rounded_rect(*radius).contains(point)
            }
            Self::Disc(circle) => circle.contains(point),
            Self::Path(path) => path.contains(point),
        }
    }

    pub(crate) fn bounds(&self) -> Rect {
        match self {
            Self::Rounded(rect, _) => *rect,
            Self::Disc(circle) => circle.bounding_box(),
            Self::Path(path) => path.bounding_box(),
        }
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pen {
    pub(crate) color: Color,
    /// Pixels.
    pub(crate) width: f64,
    /// Length of dashes and of the gaps between them, pixels.
    pub(crate) dash: Option<f64>,
    /// Round ends and corners.
    pub(crate) round: bool,
}

impl Pen {
    pub(crate) const fn new(color: Color, width: f64) -> Self {
        Self { color, width, dash: None, round: true }
    }

    pub(crate) const fn butt(color: Color, width: f64) -> Self {
        Self { color, width, dash: None, round: false }
    }
}

/// What a text is for; decides which checks apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Title,
    Subtitle,
    /// A name given in the spec.
    Label,
    /// A number given in the spec.
    Value,
    /// A number of a scale.
    Tick,
    Body,
    /// Where the data comes from.
    Source,
    /// A step number and other counters made by the renderer.
    Counter,
}

/// Text in its place.
#[derive(Debug, Clone)]
pub(crate) struct TextBox {
    pub(crate) block: Rc<Block>,
    /// Top left corner of the block.
    pub(crate) origin: Point,
    pub(crate) color: Color,
    pub(crate) role: Role,
    pub(crate) text: Rc<str>,
}

impl TextBox {
    /// What the lines cover with ink, in canvas pixels.
    pub(crate) fn line_rects(&self) -> impl Iterator<Item = Rect> + '_ {
        let offset = self.origin.to_vec2();
        self.block.lines.iter().map(move |line| *line + offset)
    }
}

/// Colours that run into each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Gradient {
    pub(crate) run: GradientRun,
    /// Colours at shares of 0.0..=1.0 along the run, ascending.
    pub(crate) stops: Vec<(f64, Color)>,
}

/// Where a gradient begins and ends, in canvas pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum GradientRun {
    Linear(Point, Point),
    /// From the centre outwards.
    Radial(Circle),
}

/// One thing to paint.
#[derive(Debug, Clone)]
pub(crate) enum Op {
    Fill {
        shape: Shape,
        color: Color,
    },
    Gradient {
        shape: Shape,
        gradient: Gradient,
    },
    Stroke {
        shape: Shape,
        pen: Pen,
    },
    Text(TextBox),
    /// What follows is only seen inside the shape, until the matching [`Op::Unclip`].
    Clip(Shape),
    Unclip,
}

/// A box of a diagram as it was drawn, for the lint.
#[derive(Debug, Clone)]
pub(crate) struct NodeTrace {
    /// What edges touch.
    pub(crate) outline: Shape,
}

/// An edge of a diagram as it was drawn, for the lint.
#[derive(Debug, Clone)]
pub(crate) struct EdgeTrace {
    /// From tip to tip, marks included.
    pub(crate) path: BezPath,
    /// Numbers of its ends in [`Scene::nodes`]; `None` where it ends at something else (a
    /// lifeline, a frame).
    pub(crate) ends: (Option<usize>, Option<usize>),
    /// Where its label is.
    pub(crate) label: Option<Rect>,
}

/// A value axis as it was drawn, for the lint.
#[derive(Debug, Clone)]
pub(crate) struct AxisTrace {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// What the ticks say, low to high.
    pub(crate) ticks: Vec<String>,
    /// Lengths or areas are read on it, so that it must contain zero.
    pub(crate) has_bars: bool,
}

/// A point of a text block that is put on a given place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    TopLeft,
    TopCenter,
    TopRight,
    Left,
    Center,
    Right,
}

/// A picture.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) background: Color,
    /// The ground is not painted: what shows there is what the picture is put on.
    pub(crate) is_transparent: bool,
    pub(crate) ops: Vec<Op>,
    /// What the person should know about how it was drawn.
    pub(crate) notes: Vec<String>,
    /// Labels cut and values left out for want of room. Fewer is better.
    pub(crate) losses: usize,
    /// Everything is as large as the canvas allows and still far too small; smaller fonts elsewhere
    /// would change nothing.
    pub(crate) is_crowded: bool,
    /// Texts as given where the picture shows a shortened form; for the description.
    pub(crate) full_texts: Vec<String>,
    /// Labels of the spec that are left out on purpose and told in a note: categories summed up
    /// as "Other", every second name of a long axis.
    pub(crate) left_out: Vec<String>,
    /// Boxes, edges and value axes, for the lint.
    pub(crate) nodes: Vec<NodeTrace>,
    pub(crate) edges: Vec<EdgeTrace>,
    pub(crate) axes: Vec<AxisTrace>,
}

impl Scene {
    pub(crate) fn new(width: f64, height: f64, background: Color) -> Self {
        Self {
            width,
            height,
            background,
            is_transparent: false,
            ops: Vec::with_capacity(128),
            notes: Vec::new(),
            losses: 0,
            is_crowded: false,
            full_texts: Vec::new(),
            left_out: Vec::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            axes: Vec::new(),
        }
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &TextBox> {
        self.ops.iter().filter_map(|op| match op {
            Op::Text(text) => Some(text),
            _ => None,
        })
    }

    pub(crate) fn fill(&mut self, shape: Shape, color: Color) {
        self.ops.push(Op::Fill { shape, color });
    }

    pub(crate) fn gradient(&mut self, shape: Shape, gradient: Gradient) {
        self.ops.push(Op::Gradient { shape, gradient });
    }

    /// Runs `draw`; of what it draws, only what lies in `shape` is seen.
    pub(crate) fn clipped(&mut self, shape: Shape, draw: impl FnOnce(&mut Self)) {
        self.ops.push(Op::Clip(shape));
        draw(self);
        self.ops.push(Op::Unclip);
    }

    pub(crate) fn rect(&mut self, rect: Rect, radius: f64, color: Color) {
        let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
        self.fill(Shape::Rounded(rect, radius), color);
    }

    pub(crate) fn disc(&mut self, center: Point, radius: f64, color: Color) {
        self.fill(Shape::Disc(Circle::new(center, radius)), color);
    }

    pub(crate) fn stroke(&mut self, shape: Shape, pen: Pen) {
        self.ops.push(Op::Stroke { shape, pen });
    }

    pub(crate) fn line(&mut self, from: Point, to: Point, pen: Pen) {
        let mut path = BezPath::new();
        path.move_to(from);
        path.line_to(to);
        self.stroke(Shape::Path(path), pen);
    }

    /// A soft shadow: translucent layers, because a blur costs more than the whole picture.
    pub(crate) fn shadow(&mut self, rect: Rect, radius: f64, spread: f64, color: Color) {
        for layer in 0..4 {
            let grow = spread * (1.0 - (f64::from(layer) + 0.5) / 4.0);
            let layer = rect.inflate(grow, grow) + Vec2::new(0.0, spread * 0.35);
            self.rect(layer, radius + grow, color.alpha(0.02));
        }
    }

    /// A triangle with a notched back whose tip is at `tip`.
    pub(crate) fn arrow_head(&mut self, tip: Point, direction: Vec2, length: f64, color: Color) {
        let along = direction.normalize();
        let across = Vec2::new(-along.y, along.x);
        let mut path = BezPath::new();
        path.move_to(tip);
        path.line_to(tip - along * length + across * (length * 0.45));
        path.line_to(tip - along * (length * 0.76));
        path.line_to(tip - along * length - across * (length * 0.45));
        path.close_path();
        self.fill(Shape::Path(path), color);
    }

    /// Puts text so that `anchor` of its block is at `at`. Returns the rectangle it takes.
    pub(crate) fn text(
        &mut self,
        (block, text): (&Rc<Block>, &str),
        (at, anchor): (Point, Anchor),
        color: Color,
        role: Role,
    ) -> Rect {
        let (dx, dy) = match anchor {
            Anchor::TopLeft => (0.0, 0.0),
            Anchor::TopCenter => (0.5, 0.0),
            Anchor::TopRight => (1.0, 0.0),
            Anchor::Left => (0.0, 0.5),
            Anchor::Center => (0.5, 0.5),
            Anchor::Right => (1.0, 0.5),
        };
        let mut origin = Point::new(at.x - dx * block.width, at.y - dy * block.height);
        // The ink of a line (capitals and digits) sits a little above the middle of its box.
        if dy > 0.0
            && let (Some(first), Some(last)) = (block.lines.first(), block.lines.last())
        {
            let ink_top = first.y0 + 0.04 * block.size;
            let ink_bottom = last.y1 - 0.22 * block.size;
            origin.y = at.y - f64::midpoint(ink_top, ink_bottom);
        }
        self.ops.push(Op::Text(TextBox {
            block: Rc::clone(block),
            origin,
            color,
            role,
            text: text.into(),
        }));
        Rect::from_origin_size(origin, (block.width, block.height))
    }

    /// Counts something that was left out or cut.
    pub(crate) fn lose(&mut self, count: usize) {
        self.losses += count;
    }
}
