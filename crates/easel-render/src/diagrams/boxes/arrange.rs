//! Parts of a diagram put together: turned into the direction asked for, set side by side, or cut
//! into rows that run to and fro where one row would be too long.

use easel_types::spec::{Direction, EdgeLine, NodeShape};
use kurbo::{Point, Rect};

use super::measure::{EM, Sheet, is_sideways};
use super::model::{Form, Model};
use crate::diagrams::layered::{self, Placed, Skeleton};

/// A way to lay out a diagram.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) direction: Direction,
    /// Rows that a chain is cut into.
    pub(super) rows: usize,
    /// Groups stand one before the other where that is possible.
    pub(super) stages: bool,
    /// Ranks over which boxes with a single line are spread.
    pub(super) spread: usize,
    /// What distances across and along are multiplied with.
    pub(super) across: f64,
    pub(super) along: f64,
}

impl Setting {
    pub(super) const fn form(&self) -> Form {
        Form { sideways: is_sideways(self.direction), stages: self.stages, spread: self.spread }
    }
}

/// The way of a line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) arrow: usize,
    pub(super) points: Vec<Point>,
    pub(super) label: Option<Rect>,
    pub(super) from_text: Option<Rect>,
    pub(super) to_text: Option<Rect>,
}

/// Everything in place, in measuring units from (0, 0).
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// By vertex, with its rank.
    pub(super) boxes: Vec<(Rect, usize)>,
    /// By group; none where a group has no box.
    pub(super) frames: Vec<Option<Rect>>,
    pub(super) lines: Vec<Line>,
    pub(super) size: (f64, f64),
}

/// A part, turned.
struct Part {
    boxes: Vec<(usize, Rect, usize)>,
    frames: Vec<(usize, Rect)>,
    lines: Vec<Line>,
    size: (f64, f64),
}

/// Lays out all parts and sets them side by side. `aspect` is that of the canvas. `None` where the
/// diagram cannot be cut into that many rows.
pub(super) fn arrange(
    model: &Model,
    (skeletons, sheet): (&[Skeleton], &Sheet),
    setting: Setting,
    aspect: f64,
) -> Option<Layout> {
    if setting.rows > 1 {
        let [skeleton] = skeletons else { return None };
        return snake(model, (skeleton, sheet), setting);
    }
    let measures = sheet.measures(model, setting.direction, (setting.across, setting.along));
    let parts: Vec<Part> = skeletons
        .iter()
        .map(|skeleton| turned(skeleton, &layered::place(skeleton, &measures), setting.direction))
        .collect();
    let sizes: Vec<(f64, f64)> = parts.iter().map(|part| part.size).collect();
    let (places, size) = pack(&sizes, aspect);
    let mut layout = empty(model, size);
    for (part, place) in parts.into_iter().zip(places) {
        add(&mut layout, part, place);
    }
    Some(layout)
}

fn empty(model: &Model, size: (f64, f64)) -> Layout {
    Layout {
        boxes: vec![(Rect::ZERO, 0); model.vertices.len()],
        frames: vec![None; model.parents.len()],
        lines: Vec::new(),
        size,
    }
}

fn add(layout: &mut Layout, part: Part, place: Point) {
    let shift = place.to_vec2();
    for (vertex, rect, rank) in part.boxes {
        layout.boxes[vertex] = (rect + shift, rank);
    }
    for (group, rect) in part.frames {
        layout.frames[group] = Some(rect + shift);
    }
    for mut line in part.lines {
        line.points.iter_mut().for_each(|point| *point += shift);
        let rects = [&mut line.label, &mut line.from_text, &mut line.to_text];
        rects.into_iter().flatten().for_each(|rect| *rect = *rect + shift);
        layout.lines.push(line);
    }
}

/// Turns a placed part, which flows downwards, into a direction.
fn turned(skeleton: &Skeleton, placed: &Placed, direction: Direction) -> Part {
    let height = placed.height;
    let point = |p: Point| match direction {
        Direction::TopToBottom => p,
        Direction::BottomToTop => Point::new(p.x, height - p.y),
        Direction::LeftToRight => Point::new(p.y, p.x),
        Direction::RightToLeft => Point::new(height - p.y, p.x),
    };
    let rect =
        |r: Rect| Rect::from_points(point(Point::new(r.x0, r.y0)), point(Point::new(r.x1, r.y1)));
    let mut ranks = vec![0; placed.cells.len()];
    for (rank, cells) in skeleton.ranks().into_iter().enumerate() {
        for cell in cells {
            ranks[cell] = rank;
        }
    }
    let cells = placed.cells.iter().enumerate();
    Part {
        boxes: cells
            .map(|(cell, &place)| (skeleton.cell_id(cell), rect(place), ranks[cell]))
            .collect(),
        frames: placed
            .frames
            .iter()
            .enumerate()
            .map(|(frame, &place)| (skeleton.frame_id(frame), rect(place)))
            .collect(),
        lines: placed
            .routes
            .iter()
            .map(|route| Line {
                arrow: skeleton.link_id(route.link),
                points: route.points.iter().map(|&p| point(p)).collect(),
                label: route.label.map(rect),
                from_text: route.from_text.map(rect),
                to_text: route.to_text.map(rect),
            })
            .collect(),
        size: if is_sideways(direction) {
            (placed.height, placed.width)
        } else {
            (placed.width, placed.height)
        },
    }
}

/// Puts unconnected parts side by side in rows, with the row length that suits the aspect best.
fn pack(sizes: &[(f64, f64)], aspect: f64) -> (Vec<Point>, (f64, f64)) {
    let gap = 2.2 * EM;
    let mut best: Option<(f64, Vec<Point>, (f64, f64))> = None;
    let mut limit = 0.0;
    for &(width, _) in sizes.iter().take(40) {
        limit += width + gap;
        let (mut at, mut row_height) = (Point::ZERO, 0.0_f64);
        let mut places = Vec::with_capacity(sizes.len());
        let mut total = (0.0_f64, 0.0_f64);
        for &(width, height) in sizes {
            if at.x > 0.0 && at.x + width > limit {
                at = Point::new(0.0, at.y + row_height + gap);
                row_height = 0.0;
            }
            places.push(at);
            total = (total.0.max(at.x + width), total.1.max(at.y + height));
            row_height = row_height.max(height);
            at.x += width + gap;
        }
        // Size of the square-root canvas that holds it.
        let need = (total.0 / aspect).max(total.1);
        if best.as_ref().is_none_or(|(least, ..)| need < *least) {
            best = Some((need, places, total));
        }
    }
    best.map_or((Vec::new(), (1.0, 1.0)), |(_, places, total)| (places, total))
}

/// Whether a diagram of these parts may be cut into rows.
pub(super) fn can_be_cut(model: &Model, skeletons: &[Skeleton]) -> bool {
    let [skeleton] = skeletons else { return false };
    skeleton.ranks().len() >= 6 && !cuts(model, skeleton).is_empty()
}

/// Size of the parts at least, in the direction of the setting; only known where there is one.
pub(super) fn least_size(
    model: &Model,
    (skeletons, sheet): (&[Skeleton], &Sheet),
    setting: Setting,
) -> (f64, f64) {
    let [skeleton] = skeletons else { return (1.0, 1.0) };
    let measures = sheet.measures(model, setting.direction, (setting.across, setting.along));
    let (across, along) = layered::least_size(skeleton, &measures);
    if is_sideways(setting.direction) { (along, across) } else { (across, along) }
}

/// Where a chain can be cut: between two ranks of one box each that a single line connects.
/// Returns the ranks before which cuts are possible, with the arrow that is cut.
fn cuts(model: &Model, skeleton: &Skeleton) -> Vec<(usize, usize)> {
    let ranks = skeleton.ranks();
    let mut rank_of = vec![usize::MAX; model.vertices.len()];
    for (rank, cells) in ranks.iter().enumerate() {
        for &cell in cells {
            rank_of[skeleton.cell_id(cell)] = rank;
        }
    }
    let groups = rank_spans(model, &rank_of);
    let mut found = Vec::new();
    for rank in 1..ranks.len() {
        // Groups stay whole.
        if groups.iter().any(|(first, last)| *first < rank && rank <= *last) {
            continue;
        }
        let ([before], [after]) = (ranks[rank - 1].as_slice(), ranks[rank].as_slice()) else {
            continue;
        };
        let (before, after) = (skeleton.cell_id(*before), skeleton.cell_id(*after));
        // The line from row to row leaves at a side, which no other line may use.
        let uses_side = model.arrows.iter().any(|arrow| {
            let ends = [arrow.from, arrow.to];
            (ends.contains(&before) || ends.contains(&after))
                && rank_of[arrow.from] >= rank_of[arrow.to]
        });
        if uses_side || model.vertices[before].shape == NodeShape::Diamond {
            continue;
        }
        let crossing: Vec<usize> = (0..model.arrows.len())
            .filter(|&arrow| {
                let data = &model.arrows[arrow];
                let (a, b) = (rank_of[data.from], rank_of[data.to]);
                a.min(b) < rank && rank <= a.max(b)
            })
            .collect();
        if let [only] = crossing.as_slice() {
            let data = &model.arrows[*only];
            let ends_at_groups = data.groups.0.is_some() || data.groups.1.is_some();
            if data.from == before
                && data.to == after
                && data.line != EdgeLine::Hidden
                && !ends_at_groups
            {
                found.push((rank, *only));
            }
        }
    }
    found
}

/// First and last rank of each group that has boxes.
fn rank_spans(model: &Model, rank_of: &[usize]) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = vec![(usize::MAX, 0); model.parents.len()];
    for (vertex, rank) in model.vertices.iter().zip(rank_of) {
        let mut next = vertex.group;
        for _ in 0..model.parents.len() {
            let Some(group) = next else { break };
            let (first, last) = spans[group];
            spans[group] = (first.min(*rank), last.max(*rank));
            next = model.parents[group];
        }
    }
    spans
}

/// Rows that run to and fro. `None` where the diagram cannot be cut into that many.
fn snake(
    model: &Model,
    (skeleton, sheet): (&Skeleton, &Sheet),
    setting: Setting,
) -> Option<Layout> {
    if setting.rows < 2 {
        return None;
    }
    let ranks = skeleton.ranks();
    if ranks.len() < 3 * setting.rows {
        return None;
    }
    let cuts = cuts(model, skeleton);
    // Cuts as near as possible to equal parts.
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for row in 1..setting.rows {
        let wish = (ranks.len() * row) as f64 / setting.rows as f64;
        let after = chosen.last().map_or(1, |(rank, _)| rank + 1);
        let cut = cuts
            .iter()
            .filter(|(rank, _)| *rank >= after)
            .min_by(|a, b| (a.0 as f64 - wish).abs().total_cmp(&(b.0 as f64 - wish).abs()))?;
        chosen.push(*cut);
    }
    let bounds: Vec<usize> =
        [0].into_iter().chain(chosen.iter().map(|(rank, _)| *rank)).chain([ranks.len()]).collect();
    let lengths = || bounds.windows(2).map(|pair| pair[1] - pair[0]);
    if lengths().min().unwrap_or(0) * 2 < lengths().max().unwrap_or(0) {
        return None;
    }
    let mut begin = 0;
    let mut rows: Vec<(Part, usize, usize)> = Vec::new();
    let measures = sheet.measures(model, setting.direction, (setting.across, setting.along));
    let ends = chosen.iter().map(|(rank, _)| *rank).chain([ranks.len()]);
    for (index, end) in ends.enumerate() {
        let members: Vec<usize> =
            ranks.get(begin..end)?.iter().flatten().map(|&cell| skeleton.cell_id(cell)).collect();
        let (first, last) = (
            skeleton.cell_id(*ranks.get(begin)?.first()?),
            skeleton.cell_id(*ranks.get(end - 1)?.first()?),
        );
        let direction =
            if index % 2 == 0 { setting.direction } else { opposite(setting.direction) };
        let part = Skeleton::new(model.topology(&members, setting.form()));
        let placed = layered::place(&part, &measures);
        rows.push((turned(&part, &placed, direction), first, last));
        begin = end;
    }
    Some(join(model, rows, (sheet, &chosen), setting))
}

/// Stacks rows so that each begins where the one before ends, and connects them.
fn join(
    model: &Model,
    rows: Vec<(Part, usize, usize)>,
    (sheet, cuts): (&Sheet, &[(usize, usize)]),
    setting: Setting,
) -> Layout {
    let sideways = is_sideways(setting.direction);
    let rect_of = |part: &Part, vertex: usize| {
        part.boxes.iter().find(|(other, ..)| *other == vertex).map_or(Rect::ZERO, |found| found.1)
    };
    let mut places: Vec<Point> = Vec::new();
    let mut at = 0.0;
    for (index, (part, first, _)) in rows.iter().enumerate() {
        let Some((before, _, last)) = index.checked_sub(1).and_then(|row| rows.get(row)) else {
            places.push(Point::ZERO);
            at = if sideways { part.size.1 } else { part.size.0 };
            continue;
        };
        let label = cuts.get(index - 1).map_or((0.0, 0.0), |(_, arrow)| sheet.label(*arrow));
        let turn = places.last().copied().unwrap_or_default();
        let (from, to) = (rect_of(before, *last).center(), rect_of(part, *first).center());
        let room = if sideways { label.1 } else { label.0 };
        let gap = (2.6 * EM * setting.across).max(if room > 0.0 { room + 2.2 * EM } else { 0.0 });
        places.push(if sideways {
            Point::new(turn.x + from.x - to.x, at + gap)
        } else {
            Point::new(at + gap, turn.y + from.y - to.y)
        });
        at += gap + if sideways { part.size.1 } else { part.size.0 };
    }
    let least =
        places.iter().fold((0.0_f64, 0.0_f64), |low, at| (low.0.min(at.x), low.1.min(at.y)));
    let mut layout = empty(model, (1.0, 1.0));
    let mut base = 0;
    let ends: Vec<(usize, usize)> = rows.iter().map(|(_, first, last)| (*first, *last)).collect();
    for ((part, ..), place) in rows.into_iter().zip(places) {
        let place = place - kurbo::Vec2::new(least.0, least.1);
        let deepest = part.boxes.iter().map(|(_, _, rank)| rank + 1).max().unwrap_or(0);
        let size = part.size;
        let own: Vec<usize> = part.boxes.iter().map(|(vertex, ..)| *vertex).collect();
        add(&mut layout, part, place);
        for vertex in own {
            layout.boxes[vertex].1 += base;
        }
        base += deepest;
        layout.size.0 = layout.size.0.max(place.x + size.0);
        layout.size.1 = layout.size.1.max(place.y + size.1);
    }
    for (pair, (_, arrow)) in ends.windows(2).zip(cuts) {
        let (from, to) = (layout.boxes[pair[0].1].0, layout.boxes[pair[1].0].0);
        layout.lines.push(connection((from, to), (*arrow, sheet), sideways));
    }
    layout
}

/// The straight line from a row to the next.
fn connection((from, to): (Rect, Rect), (arrow, sheet): (usize, &Sheet), sideways: bool) -> Line {
    let points = if sideways {
        vec![Point::new(from.center().x, from.y1), Point::new(to.center().x, to.y0)]
    } else {
        vec![Point::new(from.x1, from.center().y), Point::new(to.x0, to.center().y)]
    };
    let middle = points[0].midpoint(points[1]);
    let size = sheet.label(arrow);
    let corner = if sideways {
        Point::new(middle.x + 0.4 * EM, middle.y - size.1 / 2.0)
    } else {
        Point::new(middle.x - size.0 / 2.0, middle.y - size.1 - 0.3 * EM)
    };
    let label = (size.0 > 0.0).then(|| Rect::from_origin_size(corner, size));
    Line { arrow, points, label, from_text: None, to_text: None }
}

const fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::TopToBottom => Direction::BottomToTop,
        Direction::BottomToTop => Direction::TopToBottom,
        Direction::LeftToRight => Direction::RightToLeft,
        Direction::RightToLeft => Direction::LeftToRight,
    }
}
