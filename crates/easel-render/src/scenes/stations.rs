//! A chain of stations for scenes that show a sequence of things: where each stands and the way
//! from one to the next, for any shape of canvas.

use kurbo::Point;

use super::Frame;

/// The places of a chain.
#[derive(Debug)]
pub(super) struct Chain {
    /// Middle of each thing.
    pub(super) centers: Vec<Point>,
    /// Width and height of each thing, pixels.
    pub(super) size: f64,
    /// Width that a name may take, pixels.
    pub(super) widest: f64,
    columns: usize,
}

/// Places `count` things in rows that are walked to and fro.
pub(super) fn lay(frame: &Frame<'_>, count: usize) -> Chain {
    let room = frame.labels;
    let count = count.max(1);
    let under = if frame.has_labels { 0.56 } else { 0.8 };
    let size_of = |columns: usize| {
        let rows = count.div_ceil(columns);
        let (width, height) = (room.width() / columns as f64, room.height() / rows as f64);
        // A last row with one thing in it looks forgotten.
        let last = count - (rows - 1) * columns;
        let even = if rows > 1 && last * 2 < columns { 0.82 } else { 1.0 };
        (width * 0.6).min(height * under) * even
    };
    let columns = (1..=count).max_by(|&a, &b| size_of(a).total_cmp(&size_of(b))).unwrap_or(1);
    let rows = count.div_ceil(columns);
    let most = 330.0 * frame.unit.max(frame.area.height() / 1700.0);
    let size =
        (room.width() / columns as f64 * 0.6).min(room.height() / rows as f64 * under).min(most);
    let (width, height) = (room.width() / columns as f64, room.height() / rows as f64);
    let centers = (0..count)
        .map(|index| {
            let (row, place) = (index / columns, index % columns);
            let in_row = if row + 1 == rows { count - row * columns } else { columns };
            // A short last row begins where the walk comes down.
            let column = if row % 2 == 0 { place } else { columns - 1 - place };
            let shift = if rows == 1 { (columns - in_row) as f64 / 2.0 } else { 0.0 };
            let sway = if rows == 1 && count > 2 && index % 2 == 1 { -0.09 } else { 0.03 };
            let x = room.x0 + width * (column as f64 + 0.5 + shift);
            let share = if frame.has_labels { 0.37 } else { 0.5 };
            Point::new(
                x,
                room.y0 + height * (row as f64 + share + sway * f64::from(u8::from(rows == 1))),
            )
        })
        .collect();
    Chain { centers, size, widest: width * 0.96, columns }
}

impl Chain {
    /// The way from thing `index` to the next one, outside of both.
    pub(super) fn way(&self, index: usize) -> Option<[Point; 3]> {
        let (from, to) = (*self.centers.get(index)?, *self.centers.get(index + 1)?);
        let half = self.size * 0.56;
        if index % self.columns + 1 == self.columns && self.columns > 1 {
            let way = if (index / self.columns).is_multiple_of(2) { 1.0 } else { -1.0 };
            let middle = Point::new(from.x + way * half * 1.42, f64::midpoint(from.y, to.y));
            let start = Point::new(from.x + way * half * 0.96, from.y + half * 0.2);
            let end = Point::new(to.x + way * half * 0.98, to.y - half * 0.1);
            return Some([start, middle, end]);
        }
        if self.columns == 1 {
            let side = if index.is_multiple_of(2) { 1.0 } else { -1.0 };
            let start = Point::new(from.x + side * half, from.y);
            let end = Point::new(to.x + side * half, to.y);
            let middle = Point::new(from.x + side * half * 1.6, f64::midpoint(from.y, to.y));
            return Some([start, middle, end]);
        }
        let way = (to.x - from.x).signum();
        let start = Point::new(from.x + way * half, from.y);
        let end = Point::new(to.x - way * half, to.y);
        let middle = start.midpoint(end) - (0.0, self.size * 0.1);
        Some([start, middle, end])
    }
}
