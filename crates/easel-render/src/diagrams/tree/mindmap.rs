//! Mind maps: the subject in the middle, branches to both sides (or to one, where that gives
//! larger text), each branch in a colour of its own.

use easel_types::spec::DiagramSpec;
use kurbo::{BezPath, Point, Rect, Vec2};

use super::super::parts;
use super::{EM, Texts, Tree, Words, set, words};
use crate::canvas::Stage;
use crate::scene::{Anchor, EdgeTrace, NodeTrace, Pen, Role, Shape};
use crate::text::{Align, Weight};
use crate::theme::Color;

/// Largest font of ideas at 1024 pixels.
const FONT_MAX: f64 = 26.0;

/// A box, measured.
#[derive(Debug, Clone, Copy)]
struct Size {
    width: f64,
    height: f64,
    /// Room its texts were set for.
    room: f64,
}

/// A way to draw the map.
struct Plan {
    sizes: Vec<Size>,
    /// Middles of the boxes.
    places: Vec<Point>,
    /// -1 left of the subject, 1 right of it.
    side: Vec<f64>,
    bounds: Rect,
    gaps: Gaps,
    scale: f64,
    small: f64,
}

#[derive(Debug, Clone, Copy)]
struct Gaps {
    across: f64,
    siblings: f64,
    branches: f64,
}

/// Draws the tree into `area`.
pub(super) fn draw(spec: &DiagramSpec, tree: &Tree, stage: &mut Stage<'_>, area: Rect) {
    let words: Vec<Words<'_>> = spec.nodes.iter().map(|node| words(node, stage)).collect();
    let cap = stage.canvas.font(FONT_MAX) / EM;
    let gaps = Gaps { across: 1.4 * EM, siblings: 0.45 * EM, branches: 1.0 * EM };
    let mut best: Option<(f64, Plan)> = None;
    for small in [0.86, 1.0] {
        for wrap in [13.0, 9.5, 7.0] {
            let (sizes, broken) = sizes((tree, &words), stage, (wrap, small));
            for both in [true, false] {
                let (places, side, bounds) = arrange(tree, &sizes, both, gaps);
                let scale =
                    (area.width() / bounds.width()).min(area.height() / bounds.height()).min(cap);
                let worth = if both { 1.0 } else { 0.7 } * if broken { 0.7 } else { 1.0 };
                // Text that is hard to read is worth less than a form that is not usual.
                let worth = worth * if scale * EM < stage.canvas.font_min() { 0.6 } else { 1.0 };
                let score = scale * worth * (0.96 + wrap * 0.004);
                if best.as_ref().is_none_or(|(most, _)| score > *most) {
                    let sizes = sizes.clone();
                    let plan = Plan { sizes, places, side, bounds, gaps, scale, small };
                    best = Some((score, plan));
                }
            }
        }
        let least = stage.canvas.font_min();
        let has_small = words.iter().any(|words| words.text.is_some());
        if !has_small || best.as_ref().is_some_and(|(_, plan)| plan.scale * EM * small >= least) {
            break;
        }
        best = if small < 1.0 { None } else { best };
    }
    let Some((_, mut plan)) = best else { return };
    stretch(tree, &mut plan, area);
    paint(spec, (tree, &words), &plan, stage, area);
    parts::note_small(stage, plan.scale * EM);
}

/// How much larger the text of a level is, and its weight.
fn level(depth: usize) -> (f64, Weight) {
    match depth {
        0 => (1.4, Weight::Bold),
        1 => (1.08, Weight::SemiBold),
        _ => (1.0, Weight::Regular),
    }
}

fn icon_room(words: &Words<'_>, font: f64) -> f64 {
    if words.icon.is_some() { font * 1.6 } else { 0.0 }
}

fn sizes(
    (tree, words): (&Tree, &[Words<'_>]),
    stage: &mut Stage<'_>,
    (wrap, small): (f64, f64),
) -> (Vec<Size>, bool) {
    let mut broken = false;
    let sizes = words.iter().zip(&tree.depth).map(|(words, &depth)| {
        let (factor, weight) = level(depth);
        let font = EM * factor;
        let texts = set(words, stage, (font, EM * small), (wrap * EM, Align::Center), weight);
        broken |= texts.broken();
        let (pad_x, pad_y) = padding(depth);
        Size {
            width: texts.width() + icon_room(words, font) + 2.0 * pad_x * EM,
            height: texts.height() + 2.0 * pad_y * EM,
            room: texts.width() + 0.5,
        }
    });
    (sizes.collect(), broken)
}

fn padding(depth: usize) -> (f64, f64) {
    match depth {
        0 => (1.1, 0.8),
        1 => (0.8, 0.42),
        _ => (0.6, 0.28),
    }
}

/// Middles of all boxes, their sides, and what they cover.
fn arrange(tree: &Tree, sizes: &[Size], both: bool, gaps: Gaps) -> (Vec<Point>, Vec<f64>, Rect) {
    let mut places = vec![Point::ZERO; sizes.len()];
    let mut side = vec![1.0; sizes.len()];
    let Some(&root) = tree.roots.first() else { return (places, side, Rect::ZERO) };
    let branches = &tree.children[root];
    let heights: Vec<f64> =
        branches.iter().map(|&branch| extent(tree, sizes, branch, gaps)).collect();
    let split = if both { halve(&heights) } else { branches.len() };
    let mut arranger = Arranger { tree, sizes, gaps, places: &mut places, side: &mut side };
    for (sign, range) in [(1.0, 0..split), (-1.0, split..branches.len())] {
        let total: f64 = heights[range.clone()].iter().sum::<f64>()
            + gaps.branches * range.len().saturating_sub(1) as f64;
        let mut top = -total / 2.0;
        for index in range {
            let near = sign * (sizes[root].width / 2.0 + gaps.across * 1.4);
            arranger.branch(branches[index], (near, top, heights[index]), sign);
            top += heights[index] + gaps.branches;
        }
    }
    let bounds = places
        .iter()
        .zip(sizes)
        .map(|(place, size)| Rect::from_center_size(*place, (size.width, size.height)))
        .reduce(|a, b| a.union(b));
    (places, side, bounds.unwrap_or(Rect::ZERO))
}

/// How many of the first branches go to the right so that both sides are about equally high.
fn halve(heights: &[f64]) -> usize {
    let total: f64 = heights.iter().sum();
    let mut sum = 0.0;
    let mut best = (f64::MAX, heights.len());
    for (index, height) in heights.iter().enumerate() {
        sum += height;
        let difference = (total - 2.0 * sum).abs();
        if difference < best.0 - 1e-6 {
            best = (difference, index + 1);
        }
    }
    best.1
}

/// How high a branch is.
fn extent(tree: &Tree, sizes: &[Size], node: usize, gaps: Gaps) -> f64 {
    let children = &tree.children[node];
    let below: f64 = children.iter().map(|&child| extent(tree, sizes, child, gaps)).sum::<f64>()
        + gaps.siblings * children.len().saturating_sub(1) as f64;
    below.max(sizes[node].height)
}

struct Arranger<'a> {
    tree: &'a Tree,
    sizes: &'a [Size],
    gaps: Gaps,
    places: &'a mut [Point],
    side: &'a mut [f64],
}

impl Arranger<'_> {
    /// Puts a branch beside `near`, into the height from `top` on.
    fn branch(&mut self, node: usize, (near, top, height): (f64, f64, f64), sign: f64) {
        let size = self.sizes[node];
        self.places[node] = Point::new(near + sign * size.width / 2.0, top + height / 2.0);
        self.side[node] = sign;
        let tree = self.tree;
        let children = &tree.children[node];
        let extents: Vec<f64> =
            children.iter().map(|&child| extent(tree, self.sizes, child, self.gaps)).collect();
        let used = extents.iter().sum::<f64>()
            + self.gaps.siblings * children.len().saturating_sub(1) as f64;
        let mut y = top + (height - used) / 2.0;
        for (&child, extent) in children.iter().zip(extents) {
            let near = near + sign * (size.width + self.gaps.across);
            self.branch(child, (near, y, extent), sign);
            y += extent + self.gaps.siblings;
        }
    }
}

/// Uses room that is left for wider gaps.
fn stretch(tree: &Tree, plan: &mut Plan, area: Rect) {
    let room = (area.width() / plan.scale, area.height() / plan.scale);
    let both = plan.side.iter().any(|side| *side < 0.0);
    for factor in [3.0, 2.4, 1.9, 1.5, 1.25, 1.1] {
        for (across, along) in [(factor, factor), (1.0, factor), (factor, 1.0)] {
            let gaps = Gaps {
                across: plan.gaps.across * (across * 0.75_f64).max(1.0),
                siblings: plan.gaps.siblings * along,
                branches: plan.gaps.branches * along,
            };
            let (places, side, bounds) = arrange(tree, &plan.sizes, both, gaps);
            if bounds.width() <= room.0 + 0.5 && bounds.height() <= room.1 + 0.5 {
                let wider = bounds.width() >= plan.bounds.width();
                if wider && bounds.height() >= plan.bounds.height() {
                    (plan.places, plan.side, plan.bounds, plan.gaps) = (places, side, bounds, gaps);
                }
            }
        }
    }
}

fn paint(
    spec: &DiagramSpec,
    (tree, words): (&Tree, &[Words<'_>]),
    plan: &Plan,
    stage: &mut Stage<'_>,
    area: Rect,
) {
    let scale = plan.scale;
    let shift = area.center().to_vec2() - plan.bounds.center().to_vec2() * scale;
    let rects: Vec<Rect> = plan
        .places
        .iter()
        .zip(&plan.sizes)
        .map(|(place, size)| {
            let middle = (place.to_vec2() * scale + shift).to_point();
            Rect::from_center_size(middle, (size.width * scale, size.height * scale))
        })
        .collect();
    let colors: Vec<Color> = (0..rects.len())
        .map(|node| {
            let index = if tree.depth[node] == 0 { 0 } else { tree.branch[node] + 1 };
            parts::color_of(stage, spec.nodes[node].color.as_ref(), index)
        })
        .collect();
    let first = stage.scene.nodes.len();
    for rect in &rects {
        let outline = Shape::Rounded(*rect, rect.height() / 2.0);
        stage.scene.nodes.push(NodeTrace { outline });
    }
    for parent in 0..rects.len() {
        for &child in &tree.children[parent] {
            let side = plan.side[child];
            let path = curve(rects[parent], rects[child], side);
            let (_, line) = parts::box_colors(stage, colors[child]);
            let width = EM * scale * if tree.depth[child] == 1 { 0.24 } else { 0.12 };
            stage.scene.stroke(Shape::Path(path.clone()), Pen::new(line, width.max(1.25)));
            let ends = (Some(first + parent), Some(first + child));
            stage.scene.edges.push(EdgeTrace { path, ends, label: None });
        }
    }
    for (node, rect) in rects.iter().enumerate() {
        let box_ = (*rect, colors[node], tree.depth[node]);
        paint_box(&words[node], box_, (plan, plan.sizes[node].room), stage);
    }
}

/// The branch from a box to one beside it.
fn curve(parent: Rect, child: Rect, side: f64) -> BezPath {
    let middle = |rect: Rect, sign: f64| {
        Point::new(rect.center().x + sign * rect.width() / 2.0, rect.center().y)
    };
    let (from, to) = (middle(parent, side), middle(child, -side));
    let reach = Vec2::new((to.x - from.x) * 0.5, 0.0);
    let mut path = BezPath::new();
    path.move_to(from);
    path.curve_to(from + reach, to - reach, to);
    path
}

fn paint_box(
    words: &Words<'_>,
    (rect, color, depth): (Rect, Color, usize),
    (plan, room): (&Plan, f64),
    stage: &mut Stage<'_>,
) {
    let em = EM * plan.scale;
    let (tint, _) = parts::box_colors(stage, color);
    let solid = parts::solid(stage, color);
    let fill = if depth < 2 { solid } else { tint };
    let ink = if depth < 2 { stage.palette.on(solid) } else { stage.palette.ink };
    let soft = if depth < 2 { ink } else { stage.palette.readable(stage.palette.muted, fill, 4.6) };
    let (factor, weight) = level(depth);
    let font = em * factor;
    let room = room * plan.scale + 0.6;
    let texts = set(words, stage, (font, em * plan.small), (room, Align::Center), weight);
    // Round ends suit one line; the corners of more would stand out.
    let lines = texts.label.lines.len() + texts.text.as_ref().map_or(0, |text| text.lines.len());
    let radius = match depth {
        0 | 1 if lines == 1 => rect.height() / 2.0,
        0 | 1 => em * 0.9,
        _ => em * 0.55,
    };
    if depth == 0 {
        stage.scene.shadow(rect, radius, em * 0.4, stage.palette.shadow);
    }
    stage.scene.rect(rect, radius, fill);
    let mut middle = rect.center();
    if let Some(icon) = words.icon {
        let beside = icon_room(words, font);
        let left = middle.x - (texts.width() + beside) / 2.0;
        let at = Point::new(left + font * 0.62, middle.y);
        icon.draw(&mut stage.scene, at, font * 1.25, ink);
        middle.x += beside / 2.0;
    }
    write(words, &texts, stage, middle, (ink, soft));
}

fn write(
    words: &Words<'_>,
    texts: &Texts,
    stage: &mut Stage<'_>,
    at: Point,
    (ink, soft): (Color, Color),
) {
    let Some(small) = &texts.text else {
        stage.scene.text((&texts.label, words.label), (at, Anchor::Center), ink, Role::Label);
        return;
    };
    let top = at.y - texts.height() / 2.0;
    let place = (Point::new(at.x, top), Anchor::TopCenter);
    stage.scene.text((&texts.label, words.label), place, ink, Role::Label);
    let place = (Point::new(at.x, top + texts.label.height), Anchor::TopCenter);
    stage.scene.text((small, words.text.as_deref().unwrap_or_default()), place, soft, Role::Body);
}
