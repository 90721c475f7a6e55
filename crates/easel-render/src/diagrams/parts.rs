//! What the notations with a form of their own share: the frame, font sizes, colours, ids, arrow
//! heads, chips behind texts. Boxes and arrows in ranks have theirs in [`super::boxes`].

use std::collections::HashMap;
use std::rc::Rc;

use easel_types::spec::{DiagramKind, DiagramSpec, EndMark};
use kurbo::{BezPath, Circle, Point, Rect, Vec2};

use crate::canvas::{Canvas, Heading, Stage};
use crate::lint::segment_meets;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// Draws the heading, and at the foot the remarks of notations that have no other place for them.
/// Returns what is left for the picture.
pub(super) fn frame(spec: &DiagramSpec, stage: &mut Stage<'_>) -> Rect {
    frame_titled(spec, spec.title.as_deref(), stage)
}

/// [`frame`] with another title.
pub(super) fn frame_titled(spec: &DiagramSpec, title: Option<&str>, stage: &mut Stage<'_>) -> Rect {
    tell_left_out(spec, stage);
    let mut area = stage.frame(Heading {
        title,
        subtitle: spec.subtitle.as_deref(),
        source: spec.source,
        align: Align::Left,
    });
    if spec.kind == DiagramKind::Sequence {
        return area;
    }
    let style = TextStyle::new(stage.canvas.font(17.0), Weight::Regular);
    for remark in spec.notes.iter().rev() {
        let text = remark.text.trim();
        if text.is_empty() {
            continue;
        }
        let lines = if area.height() > stage.canvas.height * 0.55 { 3 } else { 1 };
        let (block, cut) = stage.engine.shortened(text, style, (area.width(), lines));
        let top = area.y1 - block.height;
        let color = stage.palette.muted;
        let shown = cut.as_deref().unwrap_or(text);
        stage.scene.text(
            (&block, shown),
            (Point::new(area.x0, top), Anchor::TopLeft),
            color,
            Role::Body,
        );
        stage.record_cut(text, cut.is_some());
        area.y1 = top - style.size * 0.5;
    }
    area
}

/// Says what the spec has and the notation has no form for.
fn tell_left_out(spec: &DiagramSpec, stage: &mut Stage<'_>) {
    use DiagramKind as K;
    let kind = spec.kind;
    let mut words: Vec<&str> = Vec::new();
    let without_labels = matches!(
        kind,
        K::Gantt | K::Quadrant | K::Timeline | K::GitGraph | K::Journey | K::Kanban | K::Fishbone
    );
    if without_labels {
        let labels = spec.edges.iter().flat_map(|e| [&e.label, &e.from_label, &e.to_label]);
        words.extend(labels.filter_map(|label| given(label.as_ref())));
    }
    if matches!(kind, K::Gantt | K::Quadrant) {
        words.extend(spec.nodes.iter().filter_map(|node| given(node.text.as_ref())));
    }
    if matches!(kind, K::Gantt | K::Quadrant | K::Timeline | K::Fishbone | K::Sequence) {
        words.extend(spec.nodes.iter().flat_map(|node| &node.tags).map(String::as_str));
    }
    words.retain(|text| !text.trim().is_empty());
    let without_edges = matches!(kind, K::Kanban | K::Journey | K::Timeline | K::Quadrant);
    if without_edges && !spec.edges.is_empty() {
        let count = spec.edges.len();
        stage
            .scene
            .notes
            .push(format!("{count} lines are not drawn: a {} has none", kind.as_str()));
    }
    if !words.is_empty() {
        let shown = words.iter().take(5).copied().collect::<Vec<_>>().join(", ");
        let more = if words.len() > 5 { ", …" } else { "" };
        let kind = kind.as_str();
        stage.scene.notes.push(format!("a {kind} has no place for: {shown}{more}"));
        stage.scene.left_out.extend(words.into_iter().map(str::to_owned));
    }
}

/// Font sizes to try, the largest first: from the style guide's `max` to the smallest of the
/// canvas, and beyond for pictures with more in them than fits.
pub(super) fn sizes(canvas: &Canvas, max: f64) -> Vec<f64> {
    let least = canvas.font_min();
    let mut size = canvas.font(max);
    let mut sizes = Vec::new();
    while size > least * 1.02 {
        sizes.push(size);
        size *= 0.93;
    }
    sizes.push(least);
    while size > (least * 0.4).max(5.0) {
        size *= 0.9;
        sizes.push(size);
    }
    sizes
}

/// What one of the sizes gives: the largest of which `attempt` says that it fits, else the
/// smallest. Found by halving, because setting text is what costs.
pub(super) fn largest<T>(
    sizes: &[f64],
    mut attempt: impl FnMut(f64) -> (T, bool),
) -> Option<(f64, T)> {
    let (mut low, mut high) = (0, sizes.len().checked_sub(1)?);
    let mut best = None;
    while low < high {
        let middle = usize::midpoint(low, high);
        let (result, fits) = attempt(sizes[middle]);
        if fits {
            high = middle;
            best = Some((sizes[middle], result));
        } else {
            low = middle + 1;
        }
    }
    match best {
        Some((size, result)) if size.to_bits() == sizes[high].to_bits() => Some((size, result)),
        _ => Some((sizes[high], attempt(sizes[high]).0)),
    }
}

/// Says so where the text had to be smaller than is easy to read.
pub(super) fn note_small(stage: &mut Stage<'_>, font: f64) {
    if font < stage.canvas.font_min() - 0.01 {
        stage.scene.notes.push(format!(
            "text is {font:.0} px high to fit everything; a larger canvas makes it easier to read"
        ));
    }
}

/// The colour given in the spec, else that of the series.
pub(super) fn color_of(stage: &Stage<'_>, given: Option<&String>, index: usize) -> Color {
    let named = given.and_then(|text| stage.palette.named(text));
    named.unwrap_or_else(|| stage.palette.series(index))
}

/// From bad to good.
const SIGNALS: [u32; 5] = [0xDC2626, 0xEA580C, 0xCA8A04, 0x65A30D, 0x15803D];

/// A colour that means something by itself: 0.0 is bad, 1.0 is good.
pub(super) fn signal(stage: &Stage<'_>, share: f64) -> Color {
    let step = share.clamp(0.0, 1.0) * 4.0;
    let below = crate::cast::to_usize(step).min(3);
    let [from, to] = [below, below + 1].map(|index| Color::rgb(SIGNALS[index]));
    let color = from.mix(to, step - below as f64);
    stage.palette.readable(color, stage.palette.background, 3.1)
}

/// Fill, outline and text colour of a box of this colour.
pub(super) fn box_colors(stage: &Stage<'_>, color: Color) -> (Color, Color) {
    let palette = stage.palette;
    (palette.tint(color, 0.1), palette.readable(color, palette.background, 3.2))
}

/// A surface of this colour for text: dark enough for white letters where the colour is not a
/// light one anyway.
pub(super) fn solid(stage: &Stage<'_>, color: Color) -> Color {
    let palette = stage.palette;
    let color = palette.readable(color, palette.background, 3.2);
    let suits_white = Color::WHITE.contrast(color) >= 3.0;
    if suits_white { palette.readable(color, Color::WHITE, 4.55) } else { color }
}

/// Numbers of the nodes by their ids.
pub(super) fn ids(spec: &DiagramSpec) -> HashMap<&str, usize> {
    spec.nodes.iter().enumerate().map(|(index, node)| (node.id.as_str(), index)).collect()
}

/// The group that each node is in, the first one that names it.
pub(super) fn group_of(spec: &DiagramSpec) -> Vec<Option<usize>> {
    let ids = ids(spec);
    let mut of = vec![None; spec.nodes.len()];
    for (number, group) in spec.groups.iter().enumerate() {
        for node in group.nodes.iter().filter_map(|id| ids.get(id.as_str())) {
            of[*node].get_or_insert(number);
        }
    }
    of
}

/// The text, unless there is nothing to read in it.
pub(super) fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// A block in the middle of an opaque rectangle that hides lines behind it.
pub(super) fn chip(
    stage: &mut Stage<'_>,
    (block, text): (&Rc<Block>, &str),
    place: (Point, Anchor),
    (fill, color): (Color, Color),
    role: Role,
) -> Rect {
    let ground = chip_ground(block, place);
    stage.scene.rect(ground, block.size * 0.2, fill);
    stage.scene.text((block, text), place, color, role)
}

/// What a [`chip`] hides.
pub(super) fn chip_ground(block: &Block, place: (Point, Anchor)) -> Rect {
    let corner = corner_of(block, place);
    let ground = Rect::from_origin_size(corner, (block.width, block.height));
    ground.inflate(block.size * 0.28, -block.size * 0.02)
}

/// Whether an edge that has been drawn runs through a rectangle.
pub(super) fn is_crossed(stage: &Stage<'_>, rect: Rect) -> bool {
    stage.scene.edges.iter().any(|edge| {
        let (mut here, mut meets) = (Point::ZERO, false);
        kurbo::flatten(edge.path.elements().iter().copied(), 1.0, |element| match element {
            kurbo::PathEl::MoveTo(to) => here = to,
            kurbo::PathEl::LineTo(to) => {
                meets |= segment_meets(here, to, rect);
                here = to;
            }
            _ => {}
        });
        meets
    })
}

/// Where the top left corner of a block comes to lie.
fn corner_of(block: &Block, (at, anchor): (Point, Anchor)) -> Point {
    let (dx, dy) = match anchor {
        Anchor::TopLeft => (0.0, 0.0),
        Anchor::TopCenter => (0.5, 0.0),
        Anchor::TopRight => (1.0, 0.0),
        Anchor::Left => (0.0, 0.5),
        Anchor::Center => (0.5, 0.5),
        Anchor::Right => (1.0, 0.5),
    };
    Point::new(at.x - dx * block.width, at.y - dy * block.height)
}

/// How far before the tip the line of an edge ends, so that it does not show beside the mark.
pub(super) fn mark_cut(mark: EndMark, length: f64) -> f64 {
    match mark {
        EndMark::Arrow => length * 0.6,
        EndMark::Triangle | EndMark::Circle => length,
        EndMark::Diamond | EndMark::FilledDiamond => length * 1.3,
        _ => 0.0,
    }
}

/// Draws what stands at the end of an edge that arrives at `tip` in `direction`.
pub(super) fn mark(
    stage: &mut Stage<'_>,
    mark: EndMark,
    (tip, direction): (Point, Vec2),
    (length, pen): (f64, Pen),
    ground: Color,
) {
    let pen = Pen { dash: None, ..pen };
    if direction.hypot() < 1e-6 {
        return;
    }
    let along = direction.normalize();
    let across = Vec2::new(-along.y, along.x);
    let polygon = |points: &[(f64, f64)], closed: bool| {
        let mut path = BezPath::new();
        for (index, (back, side)) in points.iter().enumerate() {
            let at = tip - along * (back * length) + across * (side * length);
            if index == 0 { path.move_to(at) } else { path.line_to(at) }
        }
        if closed {
            path.close_path();
        }
        Shape::Path(path)
    };
    let scene = &mut stage.scene;
    match mark {
        EndMark::None => {}
        EndMark::Arrow => scene.arrow_head(tip, direction, length, pen.color),
        EndMark::OpenArrow => {
            scene.stroke(polygon(&[(0.8, 0.45), (0.0, 0.0), (0.8, -0.45)], false), pen);
        }
        EndMark::Triangle => {
            let shape = polygon(&[(0.0, 0.0), (1.0, 0.5), (1.0, -0.5)], true);
            scene.fill(shape.clone(), ground);
            scene.stroke(shape, pen);
        }
        EndMark::Diamond | EndMark::FilledDiamond => {
            let shape = polygon(&[(0.0, 0.0), (0.65, 0.38), (1.3, 0.0), (0.65, -0.38)], true);
            let fill = if mark == EndMark::Diamond { ground } else { pen.color };
            scene.fill(shape.clone(), fill);
            scene.stroke(shape, pen);
        }
        EndMark::Circle | EndMark::ZeroOrOne | EndMark::ZeroOrMany => {
            let circle = Circle::new(tip - along * (length * 0.5), length * 0.42);
            scene.fill(Shape::Disc(circle), ground);
            scene.stroke(Shape::Disc(circle), pen);
        }
        EndMark::Cross => {
            scene.stroke(polygon(&[(0.75, 0.38), (0.0, -0.38)], false), pen);
            scene.stroke(polygon(&[(0.75, -0.38), (0.0, 0.38)], false), pen);
        }
        EndMark::One | EndMark::OneOrMany => {
            scene.stroke(polygon(&[(0.5, 0.45), (0.5, -0.45)], false), pen);
        }
    }
}
