//! The values written at bars: beyond their ends, into the parts of a stack, the sum of a stack
//! beyond it. Either all values of unstacked bars are written, or those that matter.

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect, Size};

use super::axes;
use super::bar::{self, bar_middle, reach, tip};
use super::bar_shape::Bar;
use super::frame::{Frame, Plan, Reach};
use super::placer::Placer;
use super::table::{Table, ink_on};
use crate::canvas::Stage;
use crate::scene::{Anchor, Role};
use crate::text::{TextStyle, Weight};

/// The values are written, in this size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    size: f64,
    /// Distance to keep from the ends, for marks that are larger than their ends; pixels.
    lift: f64,
}

impl Ends {
    /// The largest font at which every value fits at its bar, if any does and values are wanted.
    pub(super) fn fit(
        spec: &ChartSpec,
        table: &Table,
        stage: &mut Stage<'_>,
        (area, plan): (Rect, &Plan<'_>),
    ) -> Option<Self> {
        if spec.show_values == Some(false) {
            return None;
        }
        let count = table.categories.len().max(1) as f64;
        let least = stage.canvas.font_min();
        let lanes = if table.stacked { 1.0 } else { table.rows.len() as f64 };
        let size = if plan.is_lying {
            let band = (area.height() - axes::tick_style(stage).size * 1.7) / count;
            let lane = band * if lanes > 1.0 { 0.78 } else { 0.95 } / lanes;
            stage.canvas.font(22.0).min(lane / 1.05)
        } else {
            let gutter = axes::tick_style(stage).size * 4.0;
            let band = (area.width() - gutter) / count;
            let slot = match (table.stacked, lanes > 1.0) {
                (true, _) => band * 0.58,
                (false, true) => band * 0.78 / lanes - stage.canvas.px(2.0),
                (false, false) => band * 0.96 - stage.canvas.px(2.0),
            };
            let style = TextStyle::new(stage.canvas.font(23.0), Weight::SemiBold);
            let widest =
                texts(table).map(|text| stage.engine.width(&text, style)).fold(0.0, f64::max);
            style.size.min(style.size * slot / widest.max(1.0))
        };
        let lift = bar::lift(spec, stage);
        if size >= least {
            Some(Self { size, lift })
        } else if spec.show_values == Some(true) {
            Some(Self { size: least, lift })
        } else {
            None
        }
    }

    fn style(self) -> TextStyle {
        TextStyle::new(self.size, Weight::SemiBold)
    }
}

/// The written values; only some of them where there are hundreds.
fn texts(table: &Table) -> impl Iterator<Item = String> + '_ {
    let step = (table.categories.len() * table.rows.len() / 200).max(1);
    table.rows.iter().enumerate().flat_map(move |(row, series)| {
        let values = series.values.iter().step_by(step).flatten();
        values.map(move |value| table.text(row, *value))
    })
}

/// Room beyond the bars for their values.
pub(super) fn reaches(
    table: &Table,
    stage: &mut Stage<'_>,
    ends: Option<&Ends>,
    is_lying: bool,
) -> Vec<Reach> {
    let whiskers = table.rows.iter().flat_map(|row| row.errors.iter().flatten());
    let mut reaches: Vec<Reach> =
        whiskers.flatten().map(|end| reach(*end, stage.canvas.px(4.0))).collect();
    let Some(ends) = ends else { return reaches };
    let size = ends.size;
    let with_sums = table.stacked && has_sums(table);
    let mut add = |stage: &mut Stage<'_>, value: f64, from: f64, text: &str| {
        let room =
            if is_lying { stage.engine.width(text, ends.style()) + size * 0.8 } else { size * 1.5 };
        reaches.push(Reach { value: from, ..reach(value, room + ends.lift) });
    };
    if with_sums {
        for sum in table.totals() {
            add(stage, sum, sum, &table.unit.value(sum));
        }
    } else if !table.stacked {
        for (row, series) in table.rows.iter().enumerate() {
            for (value, error) in series.values.iter().zip(&series.errors) {
                let Some(value) = *value else { continue };
                let from = error.map_or(value, |[low, high]| if value < 0.0 { low } else { high });
                add(stage, value, from, &table.text(row, value));
            }
        }
    }
    reaches
}

/// Whether sums stand beyond stacks: of several positive parts that are not shares.
fn has_sums(table: &Table) -> bool {
    table.rows.len() > 1 && !table.normalized && table.values().all(|value| value >= 0.0)
}

/// Writes the values.
pub(super) fn write(
    spec: &ChartSpec,
    table: &Table,
    stage: &mut Stage<'_>,
    (frame, bars, ends): (&Frame, &[Bar], Option<&Ends>),
) {
    if spec.show_values == Some(false) {
        return;
    }
    let Some(ends) = ends else {
        let written = write_lit(table, stage, (frame, bars));
        let hidden = bars.len() - written;
        // Bars that lie have room for more values, as long as there are not too many.
        stage.scene.lose(if bars.len() <= 60 { hidden } else { 0 });
        tell_hidden(stage, hidden);
        return;
    };
    let mut hidden = 0;
    for bar in bars {
        let rect = bar::rect(frame, bar);
        let done = if table.stacked {
            write_inside(table, stage, (bar, rect), *ends)
        } else {
            write_beyond(table, stage, (frame, bar, rect), *ends)
        };
        hidden += usize::from(!done);
    }
    if table.stacked && has_sums(table) {
        write_sums(table, stage, (frame, bars), *ends);
    }
    if !table.stacked {
        stage.scene.lose(hidden);
    }
    tell_hidden(stage, hidden);
}

fn tell_hidden(stage: &mut Stage<'_>, hidden: usize) {
    if hidden > 0 {
        stage
            .scene
            .notes
            .push(format!("{hidden} values are drawn to scale but not written, for want of room"));
    }
}

fn write_inside(
    table: &Table,
    stage: &mut Stage<'_>,
    (bar, rect): (&Bar, Rect),
    ends: Ends,
) -> bool {
    if bar.value == 0.0 {
        return true;
    }
    let text = table.text(bar.row, bar.value);
    let width = stage.engine.width(&text, ends.style());
    if rect.height() < ends.size * 1.3 || width > rect.width() - ends.size * 0.62 {
        return false;
    }
    let fill = stage.palette.surface(table.mark_color(bar.row, bar.category, stage.palette));
    let color = ink_on(stage, fill, ends.style());
    stage.put(&text, (ends.style(), None), (rect.center(), Anchor::Center), (color, Role::Value));
    true
}

fn write_beyond(
    table: &Table,
    stage: &mut Stage<'_>,
    (frame, bar, rect): (&Frame, &Bar, Rect),
    ends: Ends,
) -> bool {
    let text = table.text(bar.row, bar.value);
    let is_negative = bar.value < 0.0;
    let mut point = tip(frame, rect, is_negative);
    let size = ends.size;
    let mut beyond = |value: f64, reach: f64| {
        let at = frame.value(bar.side, value);
        let (here, along) = if frame.is_lying { (&mut point.x, 1.0) } else { (&mut point.y, -1.0) };
        let sign = if is_negative { -along } else { along };
        let ahead = (at - *here) * sign;
        if ahead > 0.0 && ahead < reach {
            *here = at;
        }
    };
    let error = table.rows.get(bar.row).and_then(|row| row.errors.get(bar.category));
    if let Some([low, high]) = error.copied().flatten() {
        beyond(if is_negative { low } else { high }, f64::MAX);
    }
    if bar::has_own_targets(table)
        && let Some(target) = table.targets.get(bar.category).copied().flatten()
    {
        let width = stage.engine.width(&text, ends.style());
        beyond(target, if frame.is_lying { width + size } else { size * 1.6 });
    }
    let sign = if is_negative { -1.0 } else { 1.0 };
    let (center, anchor) = if frame.is_lying {
        let anchor = if is_negative { Anchor::Right } else { Anchor::Left };
        (Point::new(point.x + sign * (size * 0.45 + ends.lift), point.y), anchor)
    } else {
        (Point::new(point.x, point.y - sign * (size * 0.74 + ends.lift)), Anchor::Center)
    };
    // Bars at the side of a small canvas.
    let width = stage.engine.width(&text, ends.style());
    let slot = (bar.across.1 - bar.across.0) * frame.band;
    if !frame.is_lying && table.rows.len() > 1 && width > slot * 1.1 + 4.0 {
        return false;
    }
    stage.put(&text, (ends.style(), None), (center, anchor), (stage.palette.ink, Role::Value));
    true
}

/// The sum of each stack beyond its end.
fn write_sums(table: &Table, stage: &mut Stage<'_>, (frame, bars): (&Frame, &[Bar]), ends: Ends) {
    let mut placer = Placer::of(stage);
    let style = TextStyle::new(ends.size, Weight::Bold);
    for category in 0..table.categories.len() {
        let is_part = |bar: &&Bar| bar.category == category && bar.value != 0.0;
        let parts: Vec<&Bar> = bars.iter().filter(is_part).collect();
        let [_, .., last] = parts.as_slice() else { continue };
        let text = table.unit.value(crate::numbers::denoise(last.to));
        let width = stage.engine.width(&text, style);
        let point = tip(frame, bar::rect(frame, last), false);
        let center = if frame.is_lying {
            Point::new(point.x + ends.size * 0.5 + width / 2.0, point.y)
        } else {
            Point::new(point.x, point.y - ends.size * 0.76)
        };
        let size = Size::new(width, ends.size * 0.98);
        if placer.find(size, [center]).is_some() {
            let ink = (stage.palette.ink, Role::Value);
            stage.put(&text, (style, None), (center, Anchor::Center), ink);
        }
    }
}

/// Writes only the values that matter, where there is no room for all; the largest and smallest
/// where nothing is said to matter. Returns how many.
fn write_lit(table: &Table, stage: &mut Stage<'_>, (frame, bars): (&Frame, &[Bar])) -> usize {
    if table.stacked {
        return 0;
    }
    let mut placer = Placer::of(stage);
    let style = TextStyle::new(stage.canvas.font(19.0), Weight::SemiBold);
    let largest = bars.iter().map(|bar| bar.value).fold(f64::MIN, f64::max);
    let is_wanted = |bar: &&Bar| {
        if table.has_lit() { table.is_lit(bar.row, bar.category) } else { bar.value == largest }
    };
    let mut written = 0;
    for bar in bars.iter().filter(is_wanted).take(40) {
        let text = table.text(bar.row, bar.value);
        let width = stage.engine.width(&text, style);
        let point = tip(frame, bar::rect(frame, bar), bar.value < 0.0);
        let sign = if bar.value < 0.0 { -1.0 } else { 1.0 };
        let center = if frame.is_lying {
            Point::new(point.x + sign * (width / 2.0 + style.size * 0.4), point.y)
        } else {
            Point::new(bar_middle(frame, bar), point.y - sign * style.size * 0.74)
        };
        let safe = stage.canvas.safe();
        let center = Point::new(
            center.x.min(safe.x1 - width / 2.0 - 2.0).max(safe.x0 + width / 2.0 + 2.0),
            center.y,
        );
        if placer.find(Size::new(width, style.size * 0.98), [center]).is_some() {
            let ink = (stage.palette.ink, Role::Value);
            stage.put(&text, (style, None), (center, Anchor::Center), ink);
            written += 1;
        }
    }
    written
}
