//! Whether every text can be read: apart from others, on the canvas, large enough, with contrast,
//! on an even ground, not crossed and not covered.

use kurbo::{Point, Rect};

use super::Finding;
use super::ground::{Layers, Near, color_at};
use crate::canvas::Canvas;
use crate::scene::{Op, Role, Scene, TextBox};
use crate::text::Weight;

/// Texts closer than this, in pixels, touch.
const TOUCH: f64 = 1.0;
/// Grounds that differ more than this in contrast make an edge that is seen.
const EDGE_CONTRAST: f64 = 1.3;
/// The same for a gradient, which has no edge.
const GRADIENT_CONTRAST: f64 = 2.0;
/// Lines paler than this against their ground are hairlines that do not disturb.
const LINE_CONTRAST: f64 = 1.8;

/// A text with its place.
struct Placed<'a> {
    index: usize,
    text: &'a TextBox,
    lines: Vec<Rect>,
}

impl Placed<'_> {
    fn name(&self) -> String {
        self.text.text.to_string()
    }
}

pub(super) fn check(scene: &Scene, canvas: &Canvas, findings: &mut Vec<Finding>) {
    let layers = Layers::new(scene);
    let mut texts: Vec<Placed<'_>> = Vec::new();
    for (index, op) in scene.ops.iter().enumerate() {
        if let Op::Text(text) = op {
            texts.push(Placed { index, text, lines: text.line_rects().collect() });
        }
    }
    for (number, text) in texts.iter().enumerate() {
        check_place(text, canvas, findings);
        check_ground(text, &layers, canvas, findings);
        for other in texts.iter().take(number).filter(|other| touch(text, other)) {
            findings.push(Finding::Overlap { first: other.name(), second: text.name() });
        }
    }
}

fn touch(text: &Placed<'_>, other: &Placed<'_>) -> bool {
    text.lines.iter().any(|line| {
        other.lines.iter().any(|other| {
            line.x0 < other.x1 - TOUCH
                && other.x0 < line.x1 - TOUCH
                && line.y0 < other.y1 - TOUCH
                && other.y0 < line.y1 - TOUCH
        })
    })
}

fn check_place(text: &Placed<'_>, canvas: &Canvas, findings: &mut Vec<Finding>) {
    let safe = canvas.safe();
    let is_outside = |line: &Rect| {
        line.x0 < safe.x0 - 0.5
            || line.y0 < safe.y0 - 0.5
            || line.x1 > safe.x1 + 0.5
            || line.y1 > safe.y1 + 0.5
    };
    if text.lines.iter().any(is_outside) {
        findings.push(Finding::Outside { text: text.name() });
    }
    let least = if text.text.role == Role::Tick { canvas.tick_min() } else { canvas.font_min() };
    if text.text.block.size < least - 0.01 {
        findings.push(Finding::TooSmall { text: text.name(), size: text.text.block.size });
    }
    if text.text.block.missing > 0 {
        findings.push(Finding::NoGlyph { text: text.name() });
    }
}

fn check_ground(
    text: &Placed<'_>,
    layers: &Layers<'_>,
    canvas: &Canvas,
    findings: &mut Vec<Finding>,
) {
    let needed = required_contrast(text.text, canvas);
    let color = text.text.color;
    let (mut worst, mut is_uneven, mut is_crossed, mut is_covered) =
        (f64::MAX, false, false, false);
    let mut is_spilled = false;
    let padding = 8.0 * canvas.unit + 2.0;
    for line in &text.lines {
        let layers = &layers.near(line.inflate(padding, 2.0));
        let points = samples(*line);
        let seen = points.map(|point| layers.color_behind(text.index, point));
        for (ground, _) in seen {
            worst = worst.min(color.over(ground).contrast(ground));
        }
        is_uneven |= is_uneven_ground(&seen);
        is_crossed |= crosses(layers, text.index, *line);
        is_spilled |= text.text.role != Role::Counter && spills(layers, text, *line, canvas);
        is_covered |= layers.layers.iter().any(|layer| {
            layer.index > text.index
                && points
                    .iter()
                    .any(|point| layers.covers(layer, *point) && color_at(layer.op, *point).a > 40)
        });
    }
    let name = || text.name();
    if worst < needed - 0.02 {
        findings.push(Finding::LowContrast { text: name(), ratio: worst });
    }
    if is_covered {
        findings.push(Finding::Covered { text: name() });
    }
    if is_crossed {
        findings.push(Finding::Crossed { text: name() });
    }
    if is_uneven {
        findings.push(Finding::UnevenGround { text: name() });
    } else if is_spilled {
        findings.push(Finding::Spilled { text: name() });
    }
}

/// Points spread over the ink of a line.
fn samples(line: Rect) -> [Point; 10] {
    let x = |share: f64| line.x0 + 1.0 + (line.width() - 2.0).max(0.0) * share;
    let (upper, lower) = (line.y0 + line.height() * 0.25, line.y0 + line.height() * 0.75);
    let shares = [0.0, 0.25, 0.5, 0.75, 1.0];
    let mut points = [Point::ZERO; 10];
    for (point, (share, y)) in points.iter_mut().zip(
        shares
            .iter()
            .map(|share| (*share, upper))
            .chain(shares.iter().map(|share| (*share, lower))),
    ) {
        *point = Point::new(x(share), y);
    }
    points
}

fn is_uneven_ground(seen: &[(crate::theme::Color, bool)]) -> bool {
    let Some(&(first, _)) = seen.first() else { return false };
    let limit = if seen.iter().any(|(_, runs)| *runs) { GRADIENT_CONTRAST } else { EDGE_CONTRAST };
    seen.iter().any(|(color, _)| color.contrast(first) > limit)
}

/// WCAG 2.1 AA: 3:1 for large text (24 px, or 18.7 px bold), 4.5:1 for the rest. "Large" is
/// relative to the canvas, because a small canvas is shown small.
fn required_contrast(text: &TextBox, canvas: &Canvas) -> f64 {
    let size = text.block.size / canvas.unit.min(1.0);
    let is_bold = text.block.weight != Weight::Regular;
    let is_large = size >= 24.0 || (is_bold && size >= 18.7);
    if is_large || text.role == Role::Counter { 3.0 } else { 4.5 }
}

/// The part of a line that must not be crossed.
fn core(line: Rect) -> Rect {
    line.inset(-(line.height() * 0.18).min(line.width() * 0.2))
}

/// Whether a strong line runs through the text and nothing opaque lies between.
fn crosses(layers: &Near<'_, '_>, index: usize, line: Rect) -> bool {
    let core = core(line);
    let mut crossed = false;
    for layer in &layers.layers {
        match layer.op {
            Op::Stroke { pen, .. } => {
                let reach = layer.bounds.inflate(pen.width / 2.0, pen.width / 2.0);
                if pen.color.a < 128 || !overlap(reach, core) {
                    continue;
                }
                let (ground, _) = layers.color_behind(layer.index, core.center());
                crossed |= pen.color.contrast(ground) >= LINE_CONTRAST && layer.meets(core);
            }
            Op::Fill { shape, color } if layer.index < index && color.a == 255 && crossed => {
                let covers = shape.contains(Point::new(core.x0, core.center().y))
                    && shape.contains(Point::new(core.x1, core.center().y));
                crossed &= !covers;
            }
            _ => {}
        }
    }
    crossed
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0
}

/// Whether a line of text comes too near to the edge of the surface under its middle: whether
/// another ground is seen within the padding.
fn spills(layers: &Near<'_, '_>, text: &Placed<'_>, line: Rect, canvas: &Canvas) -> bool {
    let middle = line.center();
    let ground_area = canvas.width * canvas.height * 0.5;
    let has_container = layers.layers.iter().any(|layer| {
        layer.index < text.index
            && layer.bounds.area() < ground_area
            && layers.covers(layer, middle)
            && matches!(layer.op, Op::Fill { color, .. } if color.a > 200)
    });
    if !has_container {
        return false;
    }
    let across = (8.0 * canvas.unit).min(text.text.block.size * 0.28);
    let ink = core(line);
    let (ground, _) = layers.color_behind(text.index, middle);
    let places = [
        Point::new(line.x0 - across, ink.y0),
        Point::new(line.x0 - across, ink.y1),
        Point::new(line.x1 + across, ink.y0),
        Point::new(line.x1 + across, ink.y1),
        Point::new(middle.x, line.y0 - 0.5),
        Point::new(middle.x, line.y1 + 0.5),
    ];
    places.iter().any(|place| {
        let (seen, _) = layers.color_behind(text.index, *place);
        seen.contrast(ground) > EDGE_CONTRAST
    })
}
