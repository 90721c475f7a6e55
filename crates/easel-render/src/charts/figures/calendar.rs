//! Calendar heatmaps: one square a day, in months or in a strip a year, whichever gives the
//! larger squares. The categories are ISO dates.

use std::collections::BTreeMap;

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect, Shape as _};

use super::common::row_color;
use super::ramp::Ramp;
use crate::canvas::Stage;
use crate::cast;
use crate::charts::{Table, axes};
use crate::dates::{self, Day, Precision, WEEKDAYS, month_length};
use crate::locale::Locale;
use crate::scene::{Anchor, Role, Shape};
use crate::text::{TextStyle, Weight};

/// Shades of the squares: so many can be told apart without a number.
const SHADES: f64 = 5.0;

/// Reads a day, with or without a time behind.
pub(crate) fn day_of(text: &str) -> Option<Day> {
    let moment = dates::parse(text).filter(|moment| moment.precision >= Precision::Day)?;
    Some(Day::from_number(cast::to_i64(moment.days.floor())))
}

/// Draws the squares into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let mut days: BTreeMap<i64, f64> = BTreeMap::new();
    let values = table.rows.first().map(|row| row.values.as_slice()).unwrap_or_default();
    for (name, value) in table.categories.iter().zip(values) {
        if let (Some(day), Some(value)) = (day_of(name), value) {
            *days.entry(day.number()).or_insert(0.0) += value;
        }
    }
    // Dates are read from the place of their square.
    stage.scene.left_out.extend(table.categories.iter().cloned());
    let (Some(first), Some(last)) = (days.keys().next(), days.keys().next_back()) else { return };
    let (first, last) = (Day::from_number(*first), Day::from_number(*last));
    let first_color = row_color(spec, stage.palette, 0);
    let ramp = Ramp::new(stage.palette, first_color, days.values().copied());
    let captioned = axes::caption(stage, area, table.caption.as_deref());
    let below = ramp.legend(stage, area, &table.unit);
    let area = Rect { y0: captioned.y0.max(below.y0), ..area };
    let calendar = Calendar { days: &days, ramp: &ramp, first, last, locale: table.unit.locale() };
    let months = calendar.months(stage, area);
    let strips = calendar.strips(stage, area);
    if months.side >= strips.side * 0.98 {
        calendar.draw_months(table, stage, &months);
    } else {
        calendar.draw_strips(stage, &strips);
    }
}

struct Calendar<'a> {
    /// Values by the number of their day.
    days: &'a BTreeMap<i64, f64>,
    ramp: &'a Ramp,
    first: Day,
    last: Day,
    locale: Locale,
}

/// An arrangement: the pitch of the squares and where the blocks stand.
struct Plan {
    side: f64,
    columns: usize,
    style: TextStyle,
    area: Rect,
    /// Distance from block to block.
    block: (f64, f64),
    /// Height of the names above the squares of a block.
    head: f64,
}

impl Plan {
    fn corner(&self, index: usize) -> Point {
        let x = self.area.x0 + self.block.0 * (index % self.columns) as f64;
        let y = self.area.y0 + self.block.1 * (index / self.columns) as f64;
        Point::new(x, y)
    }
}

/// Row and column of the days of a month in weeks, with the number of each day.
fn weeks((year, month): (i64, i64)) -> impl Iterator<Item = (f64, f64, i64)> {
    let first = Day::new(year, month, 1).number();
    let shift = dates::weekday(first);
    (0..month_length(year, month)).map(move |day| {
        let place = shift + day;
        ((place / 7) as f64, (place % 7) as f64, first + day)
    })
}

impl Calendar<'_> {
    /// Months from the first to the last, with their years.
    fn list(&self) -> Vec<(i64, i64)> {
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
        let mut best = (0.0, 1);
        let head = style.size * if count <= 12 { 2.9 } else { 1.7 };
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
        let side = best.0.min(stage.canvas.px(130.0));
        let rows = count.div_ceil(best.1) as f64;
        let block = (side * 8.0, head + side * 6.6);
        let height = block.1 * rows - side * 0.6;
        let width = block.0 * best.1 as f64 - side;
        let left = area.x0 + (area.width() - width) / 2.0;
        let top = area.y0 + (area.height() - height).max(0.0) / 2.0;
        let area = Rect::new(left, top, left + width, top + height);
        Plan { side, columns: best.1, style, area, block, head }
    }

    fn strips(&self, stage: &mut Stage<'_>, area: Rect) -> Plan {
        let years = (self.last.year - self.first.year + 1) as f64;
        let style = TextStyle::new(stage.canvas.font(18.0), Weight::Regular);
        let gutter = stage.engine.width("Wed", style) + style.size * 0.8;
        let head = style.size * 3.2;
        let wide = (area.width() - gutter) / 53.2;
        let side = wide.min((area.height() - head * years) / (7.8 * years - 0.8));
        let block = (gutter, head + side * 7.8);
        let height = block.1 * years - side * 0.8;
        let top = area.y0 + (area.height() - height).max(0.0) / 2.0;
        let left = area.x0 + (area.width() - gutter - side * 53.2).max(0.0) / 2.0;
        let area = Rect::new(left, top, left + gutter + side * 53.2, top + height);
        Plan { side, columns: 1, style, area, block, head }
    }

    fn month_name(&self, month: i64) -> String {
        self.locale.month(u32::try_from(month).unwrap_or(1))
    }

    fn draw_months(&self, table: &Table, stage: &mut Stage<'_>, plan: &Plan) {
        let mut painter = Painter::new(plan.side);
        let list = self.list();
        let spans_years = self.first.year != self.last.year;
        for (index, (year, month)) in list.iter().enumerate() {
            let corner = plan.corner(index);
            let with_year = list.len() == 1 || (spans_years && (index == 0 || *month == 1));
            let text = if with_year {
                self.locale.month_of_year(*year, u32::try_from(*month).unwrap_or(1))
            } else {
                self.month_name(*month)
            };
            let color = (stage.palette.ink, Role::Tick);
            let at = (Point::new(corner.x, corner.y + plan.style.size * 0.6), Anchor::Left);
            stage.put(&text, (plan.style, None), at, color);
            if list.len() <= 12 {
                weekdays(stage, plan, corner);
            }
            for (row, column, day) in weeks((*year, *month)) {
                let x = corner.x + plan.side * column;
                painter.day(self, day, (x, corner.y + plan.head + plan.side * row));
            }
        }
        painter.paint(stage, self.ramp);
        if plan.side >= stage.canvas.font_min() * 2.6 {
            for (index, month) in list.iter().enumerate() {
                let corner = plan.corner(index);
                for (row, column, day) in weeks(*month) {
                    let middle = Point::new(
                        corner.x + plan.side * (column + 0.45),
                        corner.y + plan.head + plan.side * (row + 0.45),
                    );
                    self.number(table, stage, (day, middle), plan.side);
                }
            }
        }
    }

    /// The number of a day in its square, and the value where that fits too.
    fn number(&self, table: &Table, stage: &mut Stage<'_>, (day, middle): (i64, Point), side: f64) {
        let least = stage.canvas.font_min();
        let value = self.days.get(&day);
        let fill = value.map_or_else(|| empty(stage), |value| shade(self.ramp, *value));
        let color = stage.palette.on(fill);
        let small = TextStyle::new((side * 0.2).max(least), Weight::Regular);
        let text = value.map(|value| table.unit.value(*value)).unwrap_or_default();
        let bold = TextStyle::new((side * 0.24).max(least), Weight::Bold);
        let fits =
            !text.is_empty() && side > least * 3.6 && stage.engine.width(&text, bold) < side * 0.7;
        let shift = if fits { side * 0.18 } else { 0.0 };
        let at = (middle - (0.0, shift), Anchor::Center);
        let number = Day::from_number(day).day.to_string();
        stage.put(&number, (small, None), at, (color, Role::Tick));
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
            let rows = top + plan.head;
            let at = (Point::new(left, top + size * 0.6), Anchor::Left);
            stage.put(&year.to_string(), (bold, None), at, (stage.palette.ink, Role::Tick));
            for (row, name) in WEEKDAYS.iter().enumerate().step_by(2).take(3) {
                let y = rows + plan.side * (row as f64 + 0.45);
                let at = (Point::new(left - size * 0.6, y), Anchor::Right);
                if plan.side * 2.0 > size * 1.1 {
                    stage.put(name, (plan.style, None), at, muted);
                }
            }
            let first = Day::new(year, 1, 1).number();
            let shift = dates::weekday(first);
            for month in 1..=12 {
                let begin = Day::new(year, month, 1).number();
                for day in begin..begin + month_length(year, month) {
                    let place = day - first + shift;
                    let x = left + plan.side * (place / 7) as f64;
                    painter.day(self, day, (x, rows + plan.side * (place % 7) as f64));
                }
                let name = self.month_name(month);
                let column = (begin - first + shift + 6) / 7;
                if plan.side * 4.2 > stage.engine.width(&name, plan.style) {
                    let x = left + plan.side * column as f64;
                    let at = (Point::new(x, rows - size * 0.75), Anchor::Left);
                    stage.put(&name, (plan.style, None), at, muted);
                }
            }
        }
        painter.paint(stage, self.ramp);
    }
}

/// Initials of the days of the week above the squares of a month.
fn weekdays(stage: &mut Stage<'_>, plan: &Plan, corner: Point) {
    let style = TextStyle::new(stage.canvas.font(16.0), Weight::Regular);
    if plan.side < style.size * 1.25 {
        return;
    }
    for (column, name) in WEEKDAYS.iter().enumerate() {
        let x = corner.x + plan.side * (column as f64 + 0.45);
        let y = corner.y + plan.head - style.size * 0.72;
        let initial = name.get(..1).unwrap_or_default();
        let color = (stage.palette.muted, Role::Tick);
        stage.put(initial, (style, None), (Point::new(x, y), Anchor::Center), color);
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

/// Collects the squares of each shade. Few are painted one by one with round corners; many, all
/// of a shade at once.
struct Painter {
    side: f64,
    /// `None` for days without a value.
    shades: BTreeMap<Option<usize>, Vec<Rect>>,
}

/// Most squares that are painted one by one.
const SINGLE_MAX: usize = 400;

impl Painter {
    fn new(side: f64) -> Self {
        Self { side, shades: BTreeMap::new() }
    }

    fn day(&mut self, calendar: &Calendar<'_>, day: i64, (x, y): (f64, f64)) {
        let side = self.side * 0.9;
        let shade = calendar.days.get(&day).map(|value| step(calendar.ramp, *value));
        self.shades.entry(shade).or_default().push(Rect::new(x, y, x + side, y + side));
    }

    fn paint(self, stage: &mut Stage<'_>, ramp: &Ramp) {
        let count: usize = self.shades.values().map(Vec::len).sum();
        for (shade, rects) in self.shades {
            let color = shade.map_or_else(
                || empty(stage),
                |step| ramp.color_at((step as f64 + 0.25) / (SHADES - 0.5)),
            );
            if count <= SINGLE_MAX {
                for rect in rects {
                    stage.scene.rect(rect, self.side * 0.14, color);
                }
                continue;
            }
            let mut path = BezPath::new();
            rects.iter().for_each(|rect| path.extend(rect.to_path(0.2)));
            stage.scene.fill(Shape::Path(path), color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_are_read() {
        assert_eq!(day_of("2024-02-29"), Some(Day::new(2024, 2, 29)));
        assert_eq!(day_of("1970-01-01T23:59"), Some(Day::new(1970, 1, 1)));
        for text in ["2023-02-29", "2024-05", "2024", "soon"] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_laid_out_in_weeks_from_monday() {
        let february: Vec<_> = weeks((2026, 2)).map(|(row, column, _)| (row, column)).collect();
        assert_eq!(february.first(), Some(&(0.0, 6.0)));
        assert_eq!(february.last(), Some(&(4.0, 5.0)));
        assert_eq!(february.len(), 28);
    }
}
