//! Where the bars of a category lie, and their rounded ends.

use easel_types::spec::AxisSide;
use kurbo::{BezPath, Rect};

use super::Table;
use crate::scene::Shape;

/// Share of a band that a single bar takes.
const BAR_SHARE: f64 = 0.62;
/// Share of a band that several bars take together.
const GROUP_SHARE: f64 = 0.78;

/// One bar: the series, the stretch of values it covers and its place across the band.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    pub(super) category: usize,
    pub(super) row: usize,
    pub(super) side: AxisSide,
    /// The value as given.
    pub(super) value: f64,
    /// Where the bar begins and ends on the value axis.
    pub(super) from: f64,
    pub(super) to: f64,
    /// Begin and end within the band, 0.0..=1.0.
    pub(super) across: (f64, f64),
    /// Nothing is stacked on it.
    pub(super) is_outermost: bool,
}

/// The bars of a table, category by category. `band` is the width of a category in pixels,
/// `widest` the widest a bar should be.
pub(super) fn bars(table: &Table, band: f64, widest: f64) -> Vec<Bar> {
    let n_rows = table.rows.len() as f64;
    let lanes = if table.stacked { 1.0 } else { n_rows };
    let share = if lanes > 1.0 { GROUP_SHARE } else { BAR_SHARE };
    let share = share.min(widest * lanes / band);
    let mut bars = Vec::new();
    for category in 0..table.categories.len() {
        let (mut up, mut down) = (0.0, 0.0);
        for (row, series) in table.rows.iter().enumerate() {
            let Some(value) = series.values.get(category).copied().flatten() else { continue };
            let (from, to, lane) = if table.stacked {
                let base = if value < 0.0 { &mut down } else { &mut up };
                let from = *base;
                *base += value;
                (from, *base, 0.0)
            } else {
                (0.0, value, row as f64)
            };
            let begin = 0.5 - share / 2.0 + share * lane / lanes;
            let gap = if lanes > 1.0 { share / lanes * 0.04 } else { 0.0 };
            bars.push(Bar {
                category,
                row,
                side: series.side,
                value,
                from,
                to,
                across: (begin + gap, begin + share / lanes - gap),
                is_outermost: !table.stacked
                    || !table.rows[row + 1..].iter().any(|later| {
                        later
                            .values
                            .get(category)
                            .copied()
                            .flatten()
                            .is_some_and(|other| other != 0.0 && (other < 0.0) == (value < 0.0))
                    }),
            });
        }
    }
    bars
}

/// The end of a bar that is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RoundEnd {
    Top,
    Bottom,
    Left,
    Right,
}

/// A bar with the corners at its value rounded: `(is_lying, is_negative)`.
pub(super) fn shape(rect: Rect, radius: f64, (is_lying, is_negative): (bool, bool)) -> Shape {
    let end = match (is_lying, is_negative) {
        (false, false) => RoundEnd::Top,
        (false, true) => RoundEnd::Bottom,
        (true, false) => RoundEnd::Right,
        (true, true) => RoundEnd::Left,
    };
    rounded(rect, radius, end)
}

/// A rectangle with the two corners of one end rounded.
fn rounded(rect: Rect, radius: f64, end: RoundEnd) -> Shape {
    let along = match end {
        RoundEnd::Top | RoundEnd::Bottom => rect.height(),
        RoundEnd::Left | RoundEnd::Right => rect.width(),
    };
    let across = match end {
        RoundEnd::Top | RoundEnd::Bottom => rect.width(),
        RoundEnd::Left | RoundEnd::Right => rect.height(),
    };
    let r = radius.min(along).min(across / 2.0);
    if r < 0.5 {
        return Shape::Rounded(rect, 0.0);
    }
    // Corners clockwise, beginning with the first square one.
    let corners = [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x1, rect.y1), (rect.x0, rect.y1)];
    let first = match end {
        RoundEnd::Top => 2,
        RoundEnd::Right => 3,
        RoundEnd::Bottom => 0,
        RoundEnd::Left => 1,
    };
    let corner = |index: usize| kurbo::Point::from(corners[(first + index) % 4]);
    let mut path = BezPath::new();
    path.move_to(corner(0));
    path.line_to(corner(1));
    for index in [2, 3] {
        let (before, here, after) = (corner(index - 1), corner(index), corner(index + 1));
        path.line_to(here + (before - here).normalize() * r);
        path.quad_to(here, here + (after - here).normalize() * r);
    }
    path.close_path();
    Shape::Path(path)
}
