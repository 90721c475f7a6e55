//! Hierarchies: a tree from top to bottom or from left to right, and a mind map to both sides.

use easel_types::spec::InfographicItem;
use kurbo::{BezPath, Point, Rect};

use super::card::{self, MarkPlace, Style};
use super::grid::FONTS;
use super::names::{Look, Template};
use super::{Dress, Entry, color_of, dressed};
use crate::canvas::Stage;
use crate::scene::{Anchor, EdgeTrace, NodeTrace, Pen, Role, Shape};
use crate::text::{Align, TextStyle, Weight};

/// A box with what hangs on it.
struct Branch<'a> {
    entry: Entry<'a>,
    depth: usize,
    children: Vec<Branch<'a>>,
}

/// Which way a tree grows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Growth {
    Down,
    Right,
    Left,
}

/// Sizes that hold for the whole tree.
#[derive(Clone, Copy)]
struct Measure {
    style: Style,
    growth: Growth,
    /// Widest box.
    width: f64,
    /// Highest box (of trees that grow down).
    level: f64,
    /// Between siblings, and between a box and its children.
    gaps: (f64, f64),
    /// Width of the boxes of each depth, so that they stand in columns; 0 where not known yet.
    columns: [f64; DEPTHS],
    /// Boxes far from the root have no icon.
    lean: bool,
}

/// Depths that have a column of their own.
const DEPTHS: usize = 8;

fn branch<'a>(
    item: &'a InfographicItem,
    stage: &mut Stage<'_>,
    (depth, number, color): (usize, usize, Option<crate::theme::Color>),
) -> Branch<'a> {
    let own = item.color.as_deref();
    let color = if own.is_some() || depth <= 1 {
        color_of(own, number, stage)
    } else {
        color.unwrap_or_else(|| stage.palette.series(number))
    };
    let dress = Dress { sign: None, color: Some(color) };
    let mut entry = dressed(item, number, stage, dress);
    entry.items = &[];
    let children = item.items.iter().enumerate();
    let children = children
        .map(|(index, inner)| branch(inner, stage, (depth + 1, index, Some(color))))
        .collect();
    Branch { entry, depth, children }
}

fn depth(branch: &Branch<'_>) -> usize {
    1 + branch.children.iter().map(depth).max().unwrap_or(0)
}

/// Draws a hierarchy or mind map; `name` is in its middle where there is no single root. Says
/// whether it fitted.
pub(super) fn draw(
    items: &[InfographicItem],
    (template, look, name): (Template, Look, Option<&str>),
    stage: &mut Stage<'_>,
    area: Rect,
) -> bool {
    let root_item;
    let mut tops: Vec<Branch<'_>> = items
        .iter()
        .enumerate()
        .map(|(index, item)| branch(item, stage, (usize::from(items.len() > 1), index, None)))
        .collect();
    let has_root = tops.len() == 1;
    if !has_root && let Some(name) = name {
        root_item = InfographicItem { label: name.to_owned(), ..InfographicItem::default() };
        let mut root = branch(&root_item, stage, (0, 0, None));
        root.entry.icon = None;
        root.children = tops;
        tops = vec![root];
    }
    if let [root] = tops.as_mut_slice() {
        root.entry.color = stage.palette.ink;
    }
    FONTS.iter().any(|font| {
        let font = stage.canvas.font(*font);
        match (template, tops.as_slice()) {
            (Template::Mindmap, [root]) if root.children.len() > 1 => {
                mindmap(root, stage, area, (font, look))
            }
            _ => {
                let wide = area.width() > area.height() * 0.9;
                let order = if wide {
                    [Growth::Down, Growth::Right]
                } else {
                    [Growth::Right, Growth::Down]
                };
                order.into_iter().any(|growth| {
                    forest(&tops, stage, area, (font, look, (growth, false)))
                        || forest(&tops, stage, area, (font, look, (growth, true)))
                })
            }
        }
    })
}

fn style_of(branch: &Branch<'_>, measure: Measure) -> Style {
    let factor = if branch.depth == 0 { 1.12 } else { 1.0 };
    let is_lean = measure.lean && branch.depth >= 2;
    let mark = if is_lean { MarkPlace::None } else { measure.style.mark };
    Style { font: measure.style.font * factor, mark, ..measure.style }
}

/// Size of a box: as wide as its texts need.
fn size(branch: &Branch<'_>, stage: &mut Stage<'_>, measure: Measure) -> Option<(f64, f64)> {
    let style = style_of(branch, measure);
    let (mut low, mut high) = (style.font * 4.0, measure.width);
    let widest = card::plan(stage, &branch.entry, style, high);
    if !widest.reads_well {
        return None;
    }
    // The narrowest width that needs no more height.
    for _ in 0..5 {
        let middle = f64::midpoint(low, high);
        let card = card::plan(stage, &branch.entry, style, middle);
        if card.reads_well && card.height <= widest.height + 0.5 {
            high = middle;
        } else {
            low = middle;
        }
    }
    let column = measure.columns.get(branch.depth).copied().unwrap_or(0.0);
    Some((high.max(column), widest.height))
}

/// Width of the widest box of each depth.
fn columns(tops: &[Branch<'_>], stage: &mut Stage<'_>, measure: Measure) -> Option<[f64; DEPTHS]> {
    let mut columns = [0.0; DEPTHS];
    let mut rest: Vec<&Branch<'_>> = tops.iter().collect();
    while let Some(branch) = rest.pop() {
        let (width, _) = size(branch, stage, measure)?;
        if let Some(column) = columns.get_mut(branch.depth) {
            *column = width.max(*column);
        }
        rest.extend(&branch.children);
    }
    Some(columns)
}

/// What a branch takes across the direction of growth.
fn span(branch: &Branch<'_>, stage: &mut Stage<'_>, measure: Measure) -> Option<f64> {
    let (width, height) = size(branch, stage, measure)?;
    let own = if measure.growth == Growth::Down { width } else { height };
    let mut total = 0.0;
    for child in &branch.children {
        total += span(child, stage, measure)? + measure.gaps.0;
    }
    Some(own.max(total - measure.gaps.0))
}

fn forest(
    tops: &[Branch<'_>],
    stage: &mut Stage<'_>,
    area: Rect,
    (font, look, (growth, lean)): (f64, Look, (Growth, bool)),
) -> bool {
    let levels = tops.iter().map(depth).max().unwrap_or(1) as f64;
    let is_down = growth == Growth::Down;
    let style = Style {
        align: if is_down { Align::Center } else { Align::Left },
        ..Style::new(look, if is_down { MarkPlace::Top } else { MarkPlace::Left }, font)
    }
    .settled();
    let gaps = (font * if is_down { 1.0 } else { 0.6 }, font * 2.2);
    // What boxes need at least, before any is measured.
    let ends: usize = tops.iter().map(leaves).sum();
    let (least, room) = if is_down { (4.0, area.width()) } else { (2.6, area.height()) };
    if ends as f64 * font * least > room {
        return false;
    }
    let width = font * if is_down { 11.0 } else { 15.0 };
    let mut measure =
        Measure { style, growth, width, level: 0.0, gaps, columns: [0.0; DEPTHS], lean };
    if !is_down {
        let Some(columns) = columns(tops, stage, measure) else { return false };
        measure.columns = columns;
    }
    let breadth: f64 = measure.columns.iter().sum();
    let Some((spans, level)) = total(tops, stage, measure) else { return false };
    measure.level = level;
    let across = spans.iter().map(|span| span + gaps.0).sum::<f64>() - gaps.0;
    let (room, along, need) = if is_down {
        (area.width(), area.height(), level * levels + gaps.1 * (levels - 1.0))
    } else {
        (area.height(), area.width(), breadth + gaps.1 * (levels - 1.0))
    };
    if across > room || need > along + 0.5 {
        return false;
    }
    // Free room goes between the boxes.
    let leaves: usize = tops.iter().map(leaves).sum();
    measure.gaps.0 += ((room - across) / leaves.max(1) as f64 * 0.7).min(font * 1.6);
    if levels > 1.0 {
        measure.gaps.1 += ((along - need) / (levels - 1.0)).clamp(0.0, font * 3.0);
    }
    let Some((spans, _)) = total(tops, stage, measure) else { return false };
    let across = spans.iter().map(|span| span + measure.gaps.0).sum::<f64>() - measure.gaps.0;
    let used = need + (measure.gaps.1 - gaps.1) * (levels - 1.0);
    let mut at = if is_down { area.center().x } else { area.center().y } - across / 2.0;
    let begin = if is_down { area.center().y } else { area.center().x } - used / 2.0;
    for (top, span) in tops.iter().zip(spans) {
        place(top, stage, ((at, span), begin), measure);
        at += span + measure.gaps.0;
    }
    true
}

fn leaves(branch: &Branch<'_>) -> usize {
    if branch.children.is_empty() { 1 } else { branch.children.iter().map(leaves).sum() }
}

/// What each tree takes across, and the highest box of all.
fn total(tops: &[Branch<'_>], stage: &mut Stage<'_>, measure: Measure) -> Option<(Vec<f64>, f64)> {
    fn highest(branch: &Branch<'_>, stage: &mut Stage<'_>, measure: Measure) -> f64 {
        let own = size(branch, stage, measure).map_or(0.0, |(_, height)| height);
        branch.children.iter().fold(own, |so_far, child| so_far.max(highest(child, stage, measure)))
    }
    let mut spans = Vec::new();
    let mut level: f64 = 0.0;
    for top in tops {
        spans.push(span(top, stage, measure)?);
        level = level.max(highest(top, stage, measure));
    }
    Some((spans, level))
}

/// Draws a branch in its stretch across, beginning at `along`. Returns the box and its number.
fn place(
    branch: &Branch<'_>,
    stage: &mut Stage<'_>,
    ((across, span), along): ((f64, f64), f64),
    measure: Measure,
) -> Option<(Rect, usize)> {
    let (width, height) = size(branch, stage, measure)?;
    let middle = across + span / 2.0;
    let rect = match measure.growth {
        Growth::Down => {
            Rect::new(middle - width / 2.0, along, middle + width / 2.0, along + measure.level)
        }
        Growth::Right => {
            Rect::new(along, middle - height / 2.0, along + width, middle + height / 2.0)
        }
        Growth::Left => {
            Rect::new(along - width, middle - height / 2.0, along, middle + height / 2.0)
        }
    };
    let number = draw_box(branch, stage, rect, measure);
    hang(branch, stage, (rect, number), ((across, span), measure));
    Some((rect, number))
}

/// Draws what hangs on a box.
fn hang(
    branch: &Branch<'_>,
    stage: &mut Stage<'_>,
    (rect, number): (Rect, usize),
    ((across, stretch), measure): ((f64, f64), Measure),
) {
    let spans: Vec<f64> =
        branch.children.iter().map(|child| span(child, stage, measure).unwrap_or(0.0)).collect();
    let total = spans.iter().map(|span| span + measure.gaps.0).sum::<f64>() - measure.gaps.0;
    let mut at = across + (stretch - total) / 2.0;
    let next = match measure.growth {
        Growth::Down => rect.y1 + measure.gaps.1,
        Growth::Right => rect.x1 + measure.gaps.1,
        Growth::Left => rect.x0 - measure.gaps.1,
    };
    for (child, span) in branch.children.iter().zip(spans) {
        if let Some((inner, child_number)) = place(child, stage, ((at, span), next), measure) {
            let ends = match measure.growth {
                Growth::Down => {
                    (Point::new(rect.center().x, rect.y1), Point::new(inner.center().x, inner.y0))
                }
                Growth::Right => {
                    (Point::new(rect.x1, rect.center().y), Point::new(inner.x0, inner.center().y))
                }
                Growth::Left => {
                    (Point::new(rect.x0, rect.center().y), Point::new(inner.x1, inner.center().y))
                }
            };
            join(stage, child, ends, (measure, (number, child_number)));
        }
        at += span + measure.gaps.0;
    }
}

fn draw_box(branch: &Branch<'_>, stage: &mut Stage<'_>, rect: Rect, measure: Measure) -> usize {
    let style = style_of(branch, measure);
    let card = card::plan(stage, &branch.entry, style, rect.width());
    card::draw(stage, &branch.entry, card, (rect, 0.0));
    stage.scene.nodes.push(NodeTrace { outline: Shape::Rounded(rect, 0.0) });
    stage.scene.nodes.len() - 1
}

fn join(
    stage: &mut Stage<'_>,
    child: &Branch<'_>,
    (from, to): (Point, Point),
    (measure, (parent, number)): (Measure, (usize, usize)),
) {
    let mut path = BezPath::new();
    path.move_to(from);
    let middle = from.midpoint(to);
    if measure.growth == Growth::Down {
        path.curve_to((from.x, middle.y), (to.x, middle.y), (to.x, to.y));
    } else {
        path.curve_to((middle.x, from.y), (middle.x, to.y), (to.x, to.y));
    }
    let pen = Pen::butt(stage.palette.soft(child.entry.color), stage.canvas.px(3.0).max(1.25));
    stage.scene.stroke(Shape::Path(path.clone()), pen);
    stage.scene.edges.push(EdgeTrace { path, ends: (Some(parent), Some(number)), label: None });
}

/// The root in the middle, its branches to both sides.
fn mindmap(
    root: &Branch<'_>,
    stage: &mut Stage<'_>,
    area: Rect,
    (font, look): (f64, Look),
) -> bool {
    if leaves(root) as f64 * font * 2.6 > area.height() * 2.0 {
        return false;
    }
    let levels = (depth(root) - 1) as f64;
    let style = Style::new(look, MarkPlace::Left, font).settled();
    let gaps = (font * 0.7, font * 2.0);
    // Half of what remains beside the root.
    let middle = area.width() * if levels > 1.0 { 0.19 } else { 0.26 };
    let mut right = Measure {
        style,
        growth: Growth::Right,
        width: font * 14.0,
        level: 0.0,
        gaps,
        columns: [0.0; DEPTHS],
        lean: true,
    };
    let Some(columns) = columns(&root.children, stage, right) else { return false };
    right.columns = columns;
    let side = (area.width() - middle) / 2.0;
    if columns.iter().sum::<f64>() + gaps.1 * levels > side {
        return false;
    }
    let center =
        Style { align: Align::Center, ..Style::new(Look::Capsule, MarkPlace::None, font * 1.1) };
    let core = card::plan(stage, &root.entry, center, middle);
    let Some((spans, _)) = total(&root.children, stage, right) else { return false };
    if !core.reads_well || core.height > area.height() {
        return false;
    }
    // The first half of the branches goes to the right.
    let all: f64 = spans.iter().sum();
    let mut sum = 0.0;
    let split = spans
        .iter()
        .take_while(|span| {
            sum += **span;
            sum <= all / 2.0 + font
        })
        .count();
    let split = split.clamp(1, root.children.len() - 1);
    let rect = Rect::from_center_size(area.center(), (middle, core.height));
    stage.scene.nodes.push(NodeTrace { outline: Shape::Rounded(rect, 0.0) });
    let number = stage.scene.nodes.len() - 1;
    let halves = [(Growth::Right, 0..split), (Growth::Left, split..spans.len())];
    let tall = |range: &std::ops::Range<usize>| {
        spans[range.clone()].iter().map(|span| span + gaps.0).sum::<f64>() - gaps.0
    };
    if halves.iter().any(|(_, range)| tall(range) > area.height()) {
        stage.scene.nodes.pop();
        return false;
    }
    for (growth, range) in halves {
        let count = range.len() as f64;
        let extra = ((area.height() - tall(&range)) / count * 0.6).min(font * 2.5);
        let measure = Measure { growth, gaps: (gaps.0 + extra, gaps.1), ..right };
        let half = Branch {
            entry: root.entry,
            depth: 0,
            children: root.children[range].iter().map(Branch::shallow).collect(),
        };
        hang(&half, stage, (rect, number), ((area.y0, area.height()), measure));
    }
    draw_root(root, stage, rect, (center, core));
    true
}

/// The root of a mind map: its name on a dark pill.
fn draw_root(
    root: &Branch<'_>,
    stage: &mut Stage<'_>,
    rect: Rect,
    (center, core): (Style, card::CardPlan<'_>),
) {
    let color = stage.palette.ink;
    stage.scene.rect(rect, rect.height() / 2.0, stage.palette.background);
    if root.entry.text.is_some() || root.entry.value.is_some() {
        card::draw(stage, &Entry { color, ..root.entry }, core, (rect, 0.0));
        return;
    }
    stage.scene.rect(rect, rect.height() / 2.0, color);
    let style = TextStyle { leading: 1.2, ..TextStyle::new(center.font, Weight::Bold) };
    let style = style.align(Align::Center);
    let room = Some(rect.width() - center.font * 1.2);
    let on = stage.palette.on(color);
    let place = (rect.center(), Anchor::Center);
    stage.put(root.entry.label, (style, room), place, (on, Role::Label));
}

impl Branch<'_> {
    /// A copy; entries are small.
    fn shallow(&self) -> Self {
        Self {
            entry: self.entry,
            depth: self.depth,
            children: self.children.iter().map(Self::shallow).collect(),
        }
    }
}
