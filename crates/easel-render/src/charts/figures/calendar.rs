//! Calendar heatmaps: one square a day, in months or in a strip a year, whichever gives the
//! larger squares. The categories are ISO dates.

use std::collections::BTreeMap;

use kurbo::{BezPath, Point, Rect, Shape as _};

use super::ramp::Ramp;
use crate::canvas::Stage;
use crate::charts::{Table, axes};
use crate::scene::{Anchor, Role, Shape};
use crate::text::{TextStyle, Weight};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Written beside the first, third and fifth row of a strip.
const WEEKDAYS: [(usize, &str); 3] = [(0, "Mon"), (2, "Wed"), (4, "Fri")];
/// Shades of the squares: so many can be told apart without a number.
const SHADES: f64 = 5.0;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: i64,
    /// 1 to 12.
    pub(crate) month: usize,
    /// 1 to 31.
    pub(crate) day: usize,
}

impl Day {
    /// Reads `2024-05-17`, with or without a time behind.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let date = text.trim().split(['T', ' ']).next()?;
        let mut parts = date.split('-');
        let year: i64 = parts.next()?.parse().ok()?;
        let month: usize = parts.next()?.parse().ok()?;
        let day: usize = parts.next()?.parse().ok()?;
        let is_real = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in(year, month)
            && parts.next().is_none();
        is_real.then_some(Self { year, month, day })
    }

    /// 0 for Monday to 6 for Sunday.
    fn weekday(self) -> usize {
        // Days since 0000-03-01 (Howard Hinnant's algorithm), a Wednesday.
        let shifted = if self.month > 2 { self.month - 3 } else { self.month + 9 };
        let year = self.year - i64::from(self.month <= 2);
        let in_year = (153 * shifted + 2) / 5 + self.day - 1;
        let days = year * 365 + year / 4 - year / 100 + year / 400;
        let total = days + i64::try_from(in_year).unwrap_or(0) + 2;
        usize::try_from(total.rem_euclid(7)).unwrap_or(0)
    }

    /// Number of the day in its year from 0.
    fn in_year(self) -> usize {
        (1..self.month).map(|month| days_in(self.year, month)).sum::<usize>() + self.day - 1
    }
}

fn days_in(year: i64, month: usize) -> usize {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Draws the squares into `area`.
pub(super) fn draw(table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let mut days: BTreeMap<Day, f64> = BTreeMap::new();
    let values = table.rows.first().map(|row| row.values.as_slice()).unwrap_or_default();
    for (name, value) in table.categories.iter().zip(values) {
        if let (Some(day), Some(value)) = (Day::parse(name), value) {
            *days.entry(day).or_insert(0.0) += value;
        }
    }
    // Dates are read from the place of their square.
    stage.scene.left_out.extend(table.categories.iter().cloned());
    let (Some(first), Some(last)) = (days.keys().next(), days.keys().next_back()) else { return };
    let (first, last) = (*first, *last);
    let ramp = Ramp::new(stage.palette, days.values().copied());
    let captioned = axes::caption(stage, area, table.caption.as_deref());
    let below = ramp.legend(stage, area, &table.unit);
    let area = Rect { y0: captioned.y0.max(below.y0), ..area };
    let calendar = Calendar { days: &days, ramp: &ramp, first, last };
    let months = calendar.months(stage, area);
    let strips = calendar.strips(stage, area);
    if months.side >= strips.side * 0.98 {
        calendar.draw_months(table, stage, &months);
    } else {
        calendar.draw_strips(stage, &strips);
    }
}

struct Calendar<'a> {
    days: &'a BTreeMap<Day, f64>,
    ramp: &'a Ramp,
    first: Day,
    last: Day,
}

/// An arrangement: the pitch of the squares and where the blocks stand.
struct Plan {
    side: f64,
    columns: usize,
    style: TextStyle,
    area: Rect,
    block: (f64, f64),
}

impl Calendar<'_> {
    /// Months from the first to the last, with their years.
    fn list(&self) -> Vec<(i64, usize)> {
        let mut list = Vec::new();
        let (mut year, mut month) = (self.first.year, self.first.month);
        while (year, month) <= (self.last.year, self.last.month) && list.len() < 240 {
            list.push((year, month));
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        list
    }

    fn months(&self, stage: &Stage<'_>, area: Rect) -> Plan {
        let count = self.list().len();
        let style = TextStyle::new(stage.canvas.font(20.0), Weight::SemiBold);
        let head = style.size * 1.7;
        let mut best = (0.0, 1);
        for columns in 1..=count.max(1) {
            let rows = count.div_ceil(columns);
            // A gap of one square between the months.
            let wide = area.width() / (columns * 8 - 1) as f64;
            let high = (area.height() - head * rows as f64) / (rows as f64 * 6.6 - 0.6);
            let side = wide.min(high);
            if side > best.0 {
                best = (side, columns);
            }
        }
        let side = best.0.min(stage.canvas.px(110.0));
        let rows = count.div_ceil(best.1) as f64;
        let block = (side * 8.0, head + side * 6.6);
        let height = block.1 * rows - side * 0.6;
        let width = block.0 * best.1 as f64 - side;
        let left = area.x0 + (area.width() - width) / 2.0;
        let top = area.y0 + (area.height() - height).max(0.0) / 2.0;
        let area = Rect::new(left, top, left + width, top + height);
        Plan { side, columns: best.1, style, area, block }
    }

    fn strips(&self, stage: &mut Stage<'_>, area: Rect) -> Plan {
        let years = usize::try_from(self.last.year - self.first.year + 1).unwrap_or(1) as f64;
        let style = TextStyle::new(stage.canvas.font(18.0), Weight::Regular);
        let gutter = stage.engine.width("Wed", style) + style.size * 0.8;
        let head = style.size * 3.2;
        let wide = (area.width() - gutter) / 53.2;
        let side = wide.min((area.height() - head * years) / (7.0 * years + 0.8 * (years - 1.0)));
        let block = (gutter, head + side * 7.8);
        let height = block.1 * years - side * 0.8;
        let top = area.y0 + (area.height() - height).max(0.0) / 2.0;
        let left = area.x0 + (area.width() - gutter - side * 53.2).max(0.0) / 2.0;
        let area = Rect::new(left, top, left + gutter + side * 53.2, top + height);
        Plan { side, columns: 1, style, area, block }
    }

    fn draw_months(&self, table: &Table, stage: &mut Stage<'_>, plan: &Plan) {
        let mut painter = Painter::new(plan.side);
        let head = plan.style.size * 1.7;
        let list = self.list();
        let spans_years = self.first.year != self.last.year;
        for (index, (year, month)) in list.iter().enumerate() {
            let x = plan.area.x0 + plan.block.0 * (index % plan.columns) as f64;
            let y = plan.area.y0 + plan.block.1 * (index / plan.columns) as f64;
            let name = MONTHS.get(month - 1).copied().unwrap_or_default();
            let with_year = list.len() == 1 || (spans_years && (index == 0 || *month == 1));
            let text = if with_year { format!("{name} {year}") } else { name.to_owned() };
            let color = (stage.palette.ink, Role::Tick);
            let at = (Point::new(x, y + plan.style.size * 0.6), Anchor::Left);
            stage.put(&text, (plan.style, None), at, color);
            let mut row = 0;
            for number in 1..=days_in(*year, *month) {
                let day = Day { year: *year, month: *month, day: number };
                let column = day.weekday();
                if column == 0 && number > 1 {
                    row += 1;
                }
                let corner = (x + plan.side * column as f64, y + head + plan.side * f64::from(row));
                painter.day(self, day, corner);
            }
        }
        painter.paint(stage, self.ramp);
        self.numbers(table, stage, plan);
    }

    /// Numbers of the days (and values) where the squares are large enough.
    fn numbers(&self, table: &Table, stage: &mut Stage<'_>, plan: &Plan) {
        let least = stage.canvas.font_min();
        if plan.side < least * 2.6 {
            return;
        }
        let (mut row, mut month) = (0, 0);
        let head = plan.style.size * 1.7;
        let list = self.list();
        for (index, (year, of)) in list.iter().enumerate() {
            let x = plan.area.x0 + plan.block.0 * (index % plan.columns) as f64;
            let y = plan.area.y0 + plan.block.1 * (index / plan.columns) as f64 + head;
            for number in 1..=days_in(*year, *of) {
                let day = Day { year: *year, month: *of, day: number };
                let column = day.weekday();
                row = if month != *of { 0 } else { row + usize::from(column == 0) };
                month = *of;
                let left = x + plan.side * column as f64;
                let top = y + plan.side * row as f64;
                let middle = Point::new(left + plan.side * 0.48, top + plan.side * 0.48);
                self.number(table, stage, (day, middle), plan.side);
            }
            month = 0;
        }
    }

    fn number(&self, table: &Table, stage: &mut Stage<'_>, (day, middle): (Day, Point), side: f64) {
        let least = stage.canvas.font_min();
        let value = self.days.get(&day);
        let fill = value.map_or_else(|| empty(stage), |value| shade(self.ramp, *value));
        let color = stage.palette.on(fill);
        let small = TextStyle::new((side * 0.2).max(least), Weight::Regular);
        let text = value.map(|value| table.unit.value(*value)).unwrap_or_default();
        let bold = TextStyle::new((side * 0.24).max(least), Weight::Bold);
        let fits =
            !text.is_empty() && side > least * 3.6 && stage.engine.width(&text, bold) < side * 0.76;
        let shift = if fits { side * 0.18 } else { 0.0 };
        let at = (middle - (0.0, shift), Anchor::Center);
        stage.put(&day.day.to_string(), (small, None), at, (color, Role::Tick));
        if fits {
            let at = (middle + (0.0, shift), Anchor::Center);
            stage.put(&text, (bold, None), at, (color, Role::Value));
        }
    }

    fn draw_strips(&self, stage: &mut Stage<'_>, plan: &Plan) {
        let mut painter = Painter::new(plan.side);
        let size = plan.style.size;
        let bold = TextStyle { weight: Weight::Bold, ..plan.style };
        let muted = (stage.palette.muted, Role::Tick);
        for (index, year) in (self.first.year..=self.last.year).enumerate() {
            let top = plan.area.y0 + plan.block.1 * index as f64;
            let left = plan.area.x0 + plan.block.0;
            let rows = top + size * 3.2;
            let at = (Point::new(left, top + size * 0.6), Anchor::Left);
            stage.put(&year.to_string(), (bold, None), at, (stage.palette.ink, Role::Tick));
            for (row, name) in WEEKDAYS {
                let y = rows + plan.side * (row as f64 + 0.45);
                let at = (Point::new(left - size * 0.6, y), Anchor::Right);
                if plan.side * 2.0 > size {
                    stage.put(name, (plan.style, None), at, muted);
                }
            }
            let shift = Day { year, month: 1, day: 1 }.weekday();
            for (number, name) in MONTHS.iter().enumerate() {
                let month = number + 1;
                for day in 1..=days_in(year, month) {
                    let day = Day { year, month, day };
                    let place = day.in_year() + shift;
                    let x = left + plan.side * (place / 7) as f64;
                    painter.day(self, day, (x, rows + plan.side * (place % 7) as f64));
                    if day.day == 1 && plan.side * 4.2 > size * 2.2 {
                        let column = place.div_ceil(7);
                        let x = left + plan.side * column as f64;
                        let at = (Point::new(x, rows - size * 0.75), Anchor::Left);
                        stage.put(name, (plan.style, None), at, muted);
                    }
                }
            }
        }
        painter.paint(stage, self.ramp);
    }
}

fn empty(stage: &Stage<'_>) -> crate::theme::Color {
    stage.palette.background.mix(stage.palette.muted, 0.09)
}

/// Number of the shade of a value.
fn step(ramp: &Ramp, value: f64) -> usize {
    crate::cast::to_usize((ramp.share(value) * SHADES).min(SHADES - 0.001))
}

fn shade(ramp: &Ramp, value: f64) -> crate::theme::Color {
    ramp.color_at((step(ramp, value) as f64 + 0.25) / (SHADES - 0.5))
}

/// Collects the squares of each shade, so that they are painted at once.
struct Painter {
    side: f64,
    shades: BTreeMap<usize, BezPath>,
    empty: BezPath,
}

impl Painter {
    fn new(side: f64) -> Self {
        Self { side, shades: BTreeMap::new(), empty: BezPath::new() }
    }

    fn day(&mut self, calendar: &Calendar<'_>, day: Day, (x, y): (f64, f64)) {
        let side = self.side * 0.9;
        let rect = Rect::new(x, y, x + side, y + side);
        let path = match calendar.days.get(&day) {
            Some(value) => self.shades.entry(step(calendar.ramp, *value)).or_default(),
            None => &mut self.empty,
        };
        // Corners are cut off the smallest squares only by what is not seen.
        if side > 24.0 {
            path.extend(rect.to_rounded_rect(side * 0.16).to_path(0.2));
        } else {
            path.extend(rect.to_path(0.2));
        }
    }

    fn paint(self, stage: &mut Stage<'_>, ramp: &Ramp) {
        if !self.empty.is_empty() {
            let color = empty(stage);
            stage.scene.fill(Shape::Path(self.empty), color);
        }
        for (step, path) in self.shades {
            let color = ramp.color_at((step as f64 + 0.25) / (SHADES - 0.5));
            stage.scene.fill(Shape::Path(path), color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_and_impossible_dates() {
        let weekday = |text: &str| Day::parse(text).map(Day::weekday);
        assert_eq!(weekday("2024-01-01"), Some(0));
        assert_eq!(weekday("2024-02-29"), Some(3));
        assert_eq!(weekday("2026-11-20"), Some(4));
        assert_eq!(weekday("1970-01-01T00:00"), Some(3));
        assert_eq!(weekday("2023-02-29"), None);
        assert_eq!(weekday("2023-13-01"), None);
        assert_eq!(weekday("soon"), None);
    }
}
