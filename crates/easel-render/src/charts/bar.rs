//! Bars, upright or lying: side by side, on each other, as shares; with errors and targets. Where
//! the bars of a category lie is in [`super::bar_shape`], the values at them in
//! [`super::bar_values`].

use easel_types::spec::{AxisScale, AxisSide, ChartKind, ChartSpec};
use kurbo::{Point, Rect};

use super::bar_shape::{Bar, bars, shape};
use super::bar_values::{self, Ends};
use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::table::Table;
use super::{axes, legend, line, remarks, times};
use crate::canvas::Stage;
use crate::scene::Pen;
use crate::theme::Color;

/// Widest bars of the style guide, upright and lying.
const WIDEST: (f64, f64) = (150.0, 76.0);

/// Radius of the heads of lollipops in the style guide.
const HEAD: f64 = 15.0;

/// Draws the bars (or lollipops) of a table into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, (area, is_lying): (Rect, bool)) {
    let is_lollipop = spec.kind == ChartKind::Lollipop;
    let mut table = Table::prepared(spec);
    table.stacked &= !is_lollipop;
    table.tell(stage);
    let area = header(&table, stage, area);
    let axis = value_axis(spec, &table);
    let places = if is_lying { Places::Bands } else { places(spec, &mut table) };
    // Bars at times keep half a bar off the sides of the plot.
    let count = table.categories.len().max(1) as f64;
    let inset = if matches!(places, Places::Times { .. }) {
        (area.width() * 0.3 / count).max(stage.canvas.px(8.0))
    } else {
        0.0
    };
    let names = &table.categories;
    let mut plan = Plan {
        names,
        places,
        is_lying,
        left: axis,
        right: None,
        reaches: Vec::new(),
        margins: (0.0, 0.0),
        inset,
        x_label: table.x_label.as_deref(),
        strong_names: true,
    };
    let ends = Ends::fit(spec, &table, stage, (area, &plan));
    plan.left.with_unit = ends.is_none();
    plan.reaches = bar_values::reaches(&table, stage, ends.as_ref(), is_lying);
    plan.reaches.extend(remarks::reaches(spec, &table, stage));
    let frame = Frame::new(stage, area, &plan);
    if frame.hidden_names > 0 {
        // Lying bars have room for more names; they are tried where these are worse.
        stage.scene.lose(frame.hidden_names);
    }
    remarks::under(spec, &table, stage, &frame);
    let bars = bars(&table, frame.band, widest(stage, is_lying));
    if is_lollipop {
        frame.zero_line(stage);
        paint_lollipops(spec, &table, stage, (&frame, &bars));
    } else {
        paint(&table, stage, &frame, &bars);
    }
    draw_errors(&table, stage, &frame, &bars);
    if !is_lollipop {
        frame.zero_line(stage);
    }
    target_marks(&table, stage, &frame);
    bar_values::write(spec, &table, stage, (&frame, &bars, ends.as_ref()));
    remarks::over(spec, &table, stage, &frame);
    line::tell_hidden_places(stage, &table, &frame);
    if plan.left.is_log {
        let start = table.unit.value(frame.left.scale.low);
        stage.scene.notes.push(format!(
            "the value axis is logarithmic and begins at {start}; lengths of bars are not in \
             proportion"
        ));
    }
}

pub(super) fn widest(stage: &Stage<'_>, is_lying: bool) -> f64 {
    stage.canvas.px(if is_lying { WIDEST.1 } else { WIDEST.0 })
}

/// Bands, or places on a time axis where that was asked for.
fn places(spec: &ChartSpec, table: &mut Table) -> Places {
    let asked = spec.x_scale == AxisScale::Time;
    let Some((values, precision)) =
        Some(spec.x_scale).filter(|_| asked).and_then(|scale| times::of(scale, &table.categories))
    else {
        return Places::Bands;
    };
    let order = times::arrange(table, &values);
    Places::Times { values: order, precision, locale: table.unit.locale() }
}

/// The value axis of bars: from zero, whatever the spec says about its other end.
fn value_axis(spec: &ChartSpec, table: &Table) -> AxisPlan {
    let mut values = table.extent();
    values.extend(table.targets.iter().flatten());
    values.extend(remarks::values(spec));
    let top = if table.normalized { Some(100.0) } else { spec.y_max };
    let bottom = spec.y_min.filter(|low| *low < 0.0);
    AxisPlan {
        values,
        from_zero: true,
        is_log: spec.y_scale == AxisScale::Log,
        bounds: (bottom, top.filter(|high| *high > 0.0)),
        unit: table.unit.clone(),
        with_unit: false,
        has_bars: true,
        last_tick: None,
    }
}

/// Legend and caption above the plot.
pub(super) fn header(table: &Table, stage: &mut Stage<'_>, area: Rect) -> Rect {
    let mut area = area;
    let has_targets = has_own_targets(table);
    if table.has_names() || has_targets {
        let mut entries = if table.has_names() { table.legend(stage.palette) } else { Vec::new() };
        if has_targets {
            entries.push((table.unit.locale().target().to_owned(), stage.palette.ink));
        }
        area = legend::draw(stage, area, &entries);
    }
    axes::caption(stage, area, table.caption.as_deref())
}

/// The rectangle that a bar covers.
pub(super) fn rect(frame: &Frame, bar: &Bar) -> Rect {
    let Some(center) = frame.centers.get(bar.category) else { return Rect::ZERO };
    let begin = center - frame.band / 2.0;
    let along = (begin + bar.across.0 * frame.band, begin + bar.across.1 * frame.band);
    let base = if frame.scale(bar.side).is_log {
        bar.from.max(frame.scale(bar.side).low)
    } else {
        bar.from
    };
    frame.block(along, (frame.value(bar.side, base), frame.value(bar.side, bar.to)))
}

/// Draws the bars.
pub(super) fn paint(table: &Table, stage: &mut Stage<'_>, frame: &Frame, bars: &[Bar]) {
    for bar in bars {
        let mut area = rect(frame, bar);
        if table.stacked && !bar.is_outermost {
            // A seam of ground between the parts.
            let length = if frame.is_lying { area.width() } else { area.height() };
            let seam = stage.canvas.px(1.5).min(length * 0.3);
            match (frame.is_lying, bar.value < 0.0) {
                (true, true) => area.x0 += seam,
                (true, false) => area.x1 -= seam,
                (false, true) => area.y1 -= seam,
                (false, false) => area.y0 += seam,
            }
        }
        let color = table.mark_color(bar.row, bar.category, stage.palette);
        let radius = if bar.is_outermost { stage.canvas.px(9.0) } else { 0.0 };
        stage.surface(shape(area, radius, (frame.is_lying, bar.value < 0.0)), color);
    }
}

/// How far the heads of lollipops reach over their values, pixels.
pub(super) fn lift(spec: &ChartSpec, stage: &Stage<'_>) -> f64 {
    if spec.kind == ChartKind::Lollipop { stage.canvas.px(HEAD).max(4.0) } else { 0.0 }
}

/// Draws stems with round heads in the places of the bars.
fn paint_lollipops(
    spec: &ChartSpec,
    table: &Table,
    stage: &mut Stage<'_>,
    (frame, bars): (&Frame, &[Bar]),
) {
    for bar in bars {
        let area = rect(frame, bar);
        let color = table.mark_color(bar.row, bar.category, stage.palette);
        let middle = bar_middle(frame, bar);
        let width = (bar.across.1 - bar.across.0) * frame.band;
        let radius = lift(spec, stage).min(width * 0.55).max(2.0);
        let pen = Pen::butt(color, (radius * 0.42).max(1.25));
        let base = frame.value(bar.side, frame.scale(bar.side).base());
        let head = tip(frame, area, bar.value < 0.0);
        stage.scene.line(frame.spot(middle, base), head, pen);
        stage.scene.disc(head, radius, color);
    }
}

/// A whisker from the lower to the upper end of an error, at a place along the category axis.
pub(super) fn whisker(
    stage: &mut Stage<'_>,
    frame: &Frame,
    (along, half): (f64, f64),
    (low, high): (f64, f64),
    color: Color,
) {
    let pen = Pen::butt(color, stage.canvas.px(2.5).max(1.25));
    stage.scene.line(frame.spot(along, low), frame.spot(along, high), pen);
    for end in [low, high] {
        stage.scene.line(frame.spot(along - half, end), frame.spot(along + half, end), pen);
    }
}

/// Draws the errors of bars that are side by side.
fn draw_errors(table: &Table, stage: &mut Stage<'_>, frame: &Frame, bars: &[Bar]) {
    if table.stacked {
        return;
    }
    for bar in bars {
        let error = table.rows.get(bar.row).and_then(|row| row.errors.get(bar.category));
        let Some([low, high]) = error.copied().flatten() else { continue };
        let middle = bar_middle(frame, bar);
        let width = (bar.across.1 - bar.across.0) * frame.band;
        let half = (width * 0.18).min(stage.canvas.px(12.0)).max(2.0);
        let ends = (frame.value(bar.side, low), frame.value(bar.side, high));
        let fill = table.mark_color(bar.row, bar.category, stage.palette);
        // Seen on the bar and on the ground.
        let color = stage.palette.ink.mix(fill, 0.15);
        whisker(stage, frame, (middle, half), ends, color);
    }
}

/// The middle of a bar along the category axis, pixels.
pub(super) fn bar_middle(frame: &Frame, bar: &Bar) -> f64 {
    let center = frame.centers.get(bar.category).copied().unwrap_or_default();
    center + (f64::midpoint(bar.across.0, bar.across.1) - 0.5) * frame.band
}

/// A bold mark across each category at its own target.
fn target_marks(table: &Table, stage: &mut Stage<'_>, frame: &Frame) {
    if !has_own_targets(table) {
        return;
    }
    let pen = Pen::butt(stage.palette.ink, stage.canvas.px(4.0).max(2.0));
    for (center, target) in frame.centers.iter().zip(&table.targets) {
        let Some(target) = target else { continue };
        let half = (frame.band * 0.37).min(stage.canvas.px(WIDEST.0) * 0.6);
        let at = frame.value(AxisSide::Left, *target);
        stage.scene.line(frame.spot(center - half, at), frame.spot(center + half, at), pen);
    }
}

/// Whether each category has a target of its own.
pub(super) fn has_own_targets(table: &Table) -> bool {
    table.targets.len() > 1
}

/// Room for the labels of values and errors beyond the ends of bars.
pub(super) fn reach(value: f64, room: f64) -> Reach {
    let (high, low) = if value < 0.0 { (0.0, room) } else { (room, 0.0) };
    Reach { value, side: AxisSide::Left, high, low }
}

/// The centre of a rectangle's end at the value.
pub(super) fn tip(frame: &Frame, rect: Rect, is_negative: bool) -> Point {
    match (frame.is_lying, is_negative) {
        (true, false) => Point::new(rect.x1, rect.center().y),
        (true, true) => Point::new(rect.x0, rect.center().y),
        (false, false) => Point::new(rect.center().x, rect.y0),
        (false, true) => Point::new(rect.center().x, rect.y1),
    }
}
