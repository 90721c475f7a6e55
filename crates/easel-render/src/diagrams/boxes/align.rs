//! Frames brought into line after the layout: those one below the other get the same sides, those
//! side by side the same ends, where nothing is in the way.

use kurbo::Rect;

use super::arrange::{Layout, Line};
use super::measure::EM;
use super::model::Model;
use crate::lint::segment_meets;

/// Frames narrower or lower than this share of what they would get stay as they are: a band around
/// nothing tells nothing.
const SHARE_MIN: f64 = 0.55;
/// The same for the widths of frames that all stand one below the other, as tiers do.
const SHARE_STACKED: f64 = 0.28;

/// Horizontal or vertical extent of a frame.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    Across,
    Down,
}

impl Axis {
    fn of(self, rect: Rect) -> (f64, f64) {
        match self {
            Self::Across => (rect.x0, rect.x1),
            Self::Down => (rect.y0, rect.y1),
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Across => Self::Down,
            Self::Down => Self::Across,
        }
    }

    fn with(self, rect: Rect, (low, high): (f64, f64)) -> Rect {
        match self {
            Self::Across => Rect { x0: low, x1: high, ..rect },
            Self::Down => Rect { y0: low, y1: high, ..rect },
        }
    }
}

/// Brings the frames of a layout into line.
pub(super) fn frames(layout: &mut Layout, model: &Model) {
    if model.lanes {
        return;
    }
    let parents: Vec<Option<usize>> = model.parents.clone();
    for parent in std::iter::once(None).chain((0..parents.len()).map(Some)) {
        let siblings: Vec<usize> = (0..parents.len())
            .filter(|&group| parents[group] == parent && layout.frames[group].is_some())
            .collect();
        if !(2..=40).contains(&siblings.len()) {
            continue;
        }
        for axis in [Axis::Across, Axis::Down] {
            let rows = clusters(layout, &siblings, axis.other());
            if rows.iter().all(|row| row.len() == 1) {
                let share_min = if axis == Axis::Across { SHARE_STACKED } else { SHARE_MIN };
                even((layout, model), &siblings, axis, share_min);
            } else {
                let columns = clusters(layout, &siblings, axis);
                for column in columns.iter().filter(|column| column.len() > 1) {
                    let stacked = clusters(layout, column, axis.other());
                    if stacked.iter().all(|row| row.len() == 1) {
                        even((layout, model), column, axis, SHARE_MIN);
                    }
                }
            }
        }
    }
}

/// Frames that overlap along an axis, together.
fn clusters(layout: &Layout, groups: &[usize], axis: Axis) -> Vec<Vec<usize>> {
    let extent = |group: usize| layout.frames[group].map_or((0.0, 0.0), |rect| axis.of(rect));
    let mut order = groups.to_vec();
    order.sort_by(|&a, &b| extent(a).0.total_cmp(&extent(b).0));
    let (mut found, mut end): (Vec<Vec<usize>>, f64) = (Vec::new(), f64::NEG_INFINITY);
    for group in order {
        let (low, high) = extent(group);
        match found.last_mut().filter(|_| low < end) {
            Some(last) => last.push(group),
            None => found.push(vec![group]),
        }
        end = end.max(high);
    }
    found
}

/// Gives all these frames the same extent along an axis, each end for itself where all can have it.
fn even((layout, model): (&mut Layout, &Model), groups: &[usize], axis: Axis, share_min: f64) {
    let extents = || groups.iter().filter_map(|&group| layout.frames[group]).map(|r| axis.of(r));
    let low = extents().map(|(low, _)| low).fold(f64::MAX, f64::min);
    let high = extents().map(|(_, high)| high).fold(f64::MIN, f64::max);
    if extents().any(|(from, to)| to - from < share_min * (high - low)) {
        return;
    }
    for is_low in [true, false] {
        let grown = groups.iter().filter_map(|&group| {
            let rect = layout.frames[group]?;
            let (from, to) = axis.of(rect);
            let extent = if is_low { (low, to) } else { (from, high) };
            Some((group, rect, axis.with(rect, extent)))
        });
        let grown: Vec<(usize, Rect, Rect)> = grown.collect();
        let fits = |(group, from, to): &(usize, Rect, Rect)| {
            (to.area() - from.area()).abs() < 1e-6 || is_free((layout, model), *group, (*from, *to))
        };
        if grown.iter().all(fits) {
            for (group, _, rect) in grown {
                layout.frames[group] = Some(rect);
            }
        }
    }
}

/// Whether nothing foreign is in the way when a frame grows.
fn is_free((layout, model): (&Layout, &Model), group: usize, (from, to): (Rect, Rect)) -> bool {
    let is_inside = |home: Option<usize>| {
        let mut next = home;
        for _ in 0..=model.parents.len() {
            match next {
                Some(own) if own == group => return true,
                Some(own) => next = model.parents[own],
                None => return false,
            }
        }
        false
    };
    let meets = |rect: Rect, room: f64| {
        let common = rect.inflate(room, room).intersect(to);
        common.width() > 0.0 && common.height() > 0.0
    };
    let boxes = layout.boxes.iter().zip(&model.vertices);
    let mut foreign = boxes.filter(|(_, vertex)| !is_inside(vertex.group));
    if foreign.any(|((rect, _), _)| meets(*rect, 0.6 * EM)) {
        return false;
    }
    let frames = layout.frames.iter().enumerate();
    // Frames around it and in it may touch it, others not.
    let around = |other: usize| {
        let mut next = Some(group);
        std::iter::from_fn(|| {
            next = model.parents[next?];
            next
        })
        .take(model.parents.len())
        .any(|parent| parent == other)
    };
    let mut others = frames
        .filter(|(other, _)| !is_inside(Some(*other)) && !around(*other))
        .filter_map(|f| *f.1);
    // Neighbours stay as near as they are.
    let is_near = |rect: Rect| from.inflate(0.8 * EM, 0.8 * EM).intersect(rect).area() > 0.0;
    if others.any(|rect| meets(rect, 0.0) || (meets(rect, 0.8 * EM) && !is_near(rect))) {
        return false;
    }
    layout.lines.iter().all(|line| {
        let arrow = &model.arrows[line.arrow];
        let ends_here = arrow.groups.0 == Some(group) || arrow.groups.1 == Some(group);
        let is_own = [arrow.from, arrow.to].iter().any(|&end| is_inside(model.vertices[end].group));
        !ends_here && keeps_clear(line, is_own, (from, to))
    })
}

/// Whether a line and its texts stay away from what a frame gains.
fn keeps_clear(line: &Line, is_own: bool, (from, to): (Rect, Rect)) -> bool {
    let texts = [line.label, line.from_text, line.to_text];
    let mut texts = texts.into_iter().flatten();
    let margin = 0.4 * EM;
    let on_rim = |text: Rect| {
        let common = text.inflate(margin, margin).intersect(to);
        let outer = text.inflate(margin, margin);
        common.area() > 0.0 && common.area() < outer.area() - 1e-6
    };
    let was_on_rim = |text: Rect| {
        let common = text.inflate(margin, margin).intersect(from);
        common.area() > 0.0 && !(from.contains(text.origin()) && from.contains((text.x1, text.y1)))
    };
    if texts.any(|text| on_rim(text) && !was_on_rim(text)) {
        return false;
    }
    let near = to.inflate(margin, margin);
    line.points.windows(2).all(|pair| {
        if !is_own {
            return !segment_meets(pair[0], pair[1], near);
        }
        // Lines of its own cross the rim, but do not run along it.
        let (upright, level) =
            ((pair[0].x - pair[1].x).abs() < 0.5, (pair[0].y - pair[1].y).abs() < 0.5);
        let beside = |at: f64, old: [f64; 2], new: [f64; 2]| {
            new.iter()
                .zip(old)
                .any(|(rim, was)| (at - rim).abs() < margin && (rim - was).abs() > 1e-6)
        };
        let length = (pair[1] - pair[0]).hypot();
        let runs_along = (upright && beside(pair[0].x, [from.x0, from.x1], [to.x0, to.x1]))
            || (level && beside(pair[0].y, [from.y0, from.y1], [to.y0, to.y1]));
        !(runs_along && length > margin)
    })
}
