//! Line and area charts: over names, times or numbers; areas also on each other and as shares.
//! Series are named at their ends where there is room, in a legend otherwise.

use easel_types::spec::{AxisScale, AxisSide, ChartKind, ChartSpec};
use kurbo::{Point, Rect};

use super::curves::{self, Curve, LineLook};
use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::line_labels::{self, EndLabels};
use super::table::Table;
use super::{axes, legend, remarks, times};
use crate::canvas::Stage;
use crate::numbers::Unit;
use crate::theme::Color;

/// More lines than this are told apart by their names only; the highest ones stand out.
const COLOURED_MAX: usize = 12;
/// How many of too many lines stand out.
const STANDING_OUT: usize = 3;

/// Draws lines, or areas, into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let filled = spec.kind == ChartKind::Area;
    let mut table = Table::prepared(spec);
    let stacked = table.stacked && filled;
    table.stacked = stacked;
    let places = places(spec, &mut table);
    table.drop_own_targets();
    light_some(spec, &mut table, stage, stacked);
    table.tell(stage);
    let with_values = spec.show_values != Some(false) && table.values().next().is_some();
    let mut area = area;
    let has_right = table.rows.iter().any(|row| row.side == AxisSide::Right);
    let ends = (table.has_names() && !has_right)
        .then(|| EndLabels::fit(&table, stage, (area, with_values)))
        .flatten();
    if table.has_names() && ends.is_none() {
        let entries = table.legend(stage.palette);
        area = legend::draw(stage, area, &entries);
    }
    area = axes::captions(stage, area, captions(&table, stage));
    let plan = plan(spec, &table, stage, (area, places, ends.as_ref()));
    let frame = Frame::new(stage, area, &plan);
    remarks::under(spec, &table, stage, &frame);
    let curves = if is_numeric(spec) {
        over_numbers(spec, &table, &frame)
    } else {
        let rows: Vec<usize> = (0..table.rows.len()).collect();
        curves::over_categories(&table, &frame, (&rows, stacked))
    };
    if filled {
        let opacity = if stacked { 1.0 } else { curves::AREA_OPACITY };
        curves::fill(stage, &curves, |stage, row| fill_color(&table, stage, row, opacity));
    }
    if stacked {
        line_labels::write_band_values(spec, &table, stage, (&frame, &curves, ends.is_some()));
    } else {
        curves::error_bands(&table, stage, &frame, &curves);
        let pitch = frame.plot.width() / longest(&curves) as f64;
        let with_markers = pitch > stage.canvas.px(26.0) && curves.len() <= 6;
        curves::stroke(&table, stage, &curves, LineLook { with_markers, with_ends: true });
    }
    if let Some(ends) = &ends {
        ends.draw(&table, stage, (&frame, &curves, stacked));
    }
    remarks::over(spec, &table, stage, &frame);
    if !stacked {
        line_labels::write_values(
            spec,
            &table,
            stage,
            (&frame, &curves, ends.is_some() && with_values),
        );
    }
    tell_hidden_places(stage, &table, &frame);
}

/// Names of the left and of the right axis; the right one in the colour of its only series.
pub(super) fn captions<'t>(table: &'t Table, stage: &Stage<'_>) -> [Option<(&'t str, Color)>; 2] {
    let muted = stage.palette.muted;
    let right_rows = || {
        let rows = table.rows.iter().enumerate();
        rows.filter(|(_, row)| row.side == AxisSide::Right).map(|(index, _)| index)
    };
    let color = match (right_rows().next(), right_rows().nth(1)) {
        (Some(row), None) => {
            let own = table.row_color(row, stage.palette);
            stage.palette.readable(own, stage.palette.background, 4.6)
        }
        _ => muted,
    };
    [
        table.caption.as_deref().map(|text| (text, muted)),
        table.right_caption.as_deref().map(|text| (text, color)),
    ]
}

fn fill_color(table: &Table, stage: &Stage<'_>, row: usize, opacity: f64) -> Color {
    table.row_color(row, stage.palette).alpha(opacity)
}

fn longest(curves: &[Curve]) -> usize {
    curves.iter().map(|each| each.points.len()).max().unwrap_or(1).max(1)
}

/// Whether the lines are over a numeric axis.
fn is_numeric(spec: &ChartSpec) -> bool {
    spec.series.iter().any(|series| !series.points.is_empty())
}

/// What stands along the bottom. Times are brought into their order.
fn places(spec: &ChartSpec, table: &mut Table) -> Places {
    let locale = table.unit.locale();
    if is_numeric(spec) {
        let points = spec.series.iter().flat_map(|series| &series.points);
        let values = points.filter_map(|point| point.first().copied()).collect();
        let unit = Unit::in_locale(None, locale);
        return Places::Numbers { values, is_log: spec.x_scale == AxisScale::Log, unit };
    }
    match times::of(spec.x_scale, &table.categories) {
        Some((values, precision)) => {
            let values = times::arrange(table, &values);
            Places::Times { values, precision, locale }
        }
        None => Places::Points,
    }
}

/// Of too many lines the highest stand out, where nothing is said.
fn light_some(spec: &ChartSpec, table: &mut Table, stage: &mut Stage<'_>, stacked: bool) {
    if stacked || table.rows.len() <= COLOURED_MAX || !spec.highlight.is_empty() {
        return;
    }
    let mut ends: Vec<(usize, f64)> = table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(row, series)| Some((row, *series.values.iter().rev().flatten().next()?)))
        .collect();
    ends.sort_by(|a, b| b.1.total_cmp(&a.1));
    let rows: Vec<usize> = ends.iter().take(STANDING_OUT).map(|(row, _)| *row).collect();
    table.light(&rows);
    stage.scene.notes.push(format!(
        "of {} lines, the {} highest at the end are coloured",
        table.rows.len(),
        rows.len()
    ));
}

fn plan<'t>(
    spec: &ChartSpec,
    table: &'t Table,
    stage: &mut Stage<'_>,
    (area, places, ends): (Rect, Places, Option<&EndLabels>),
) -> Plan<'t> {
    let filled = spec.kind == ChartKind::Area;
    let left = value_axis(spec, table, (AxisSide::Left, filled));
    let has_right = table.rows.iter().any(|row| row.side == AxisSide::Right);
    let right = has_right.then(|| value_axis(spec, table, (AxisSide::Right, filled)));
    let style = line_labels::value_style(stage);
    let count = table.rows.iter().map(|row| row.values.iter().flatten().count()).sum::<usize>();
    let mut reaches = remarks::reaches(spec, table, stage);
    if spec.show_values != Some(false) && !table.stacked && count <= 60 {
        let room = style.size * 1.5;
        let all = table
            .rows
            .iter()
            .flat_map(|row| row.values.iter().flatten().map(move |value| (row.side, *value)));
        reaches.extend(all.map(|(side, value)| Reach { value, side, high: room, low: room * 0.7 }));
    }
    let right_margin = ends.map_or(stage.canvas.px(10.0), EndLabels::margin);
    Plan {
        names: &table.categories,
        inset: value_inset(table, stage, area, filled),
        places,
        is_lying: false,
        left,
        right,
        reaches,
        margins: (0.0, right_margin),
        x_label: table.x_label.as_deref(),
        strong_names: false,
    }
}

/// The value axis of one side.
pub(super) fn value_axis(
    spec: &ChartSpec,
    table: &Table,
    (side, from_zero): (AxisSide, bool),
) -> AxisPlan {
    let rows = || table.rows.iter().filter(move |row| row.side == side);
    let mut values: Vec<f64> = if table.stacked && side == AxisSide::Left {
        table.totals().collect()
    } else {
        let errors = rows().flat_map(|row| row.errors.iter().flatten().flatten().copied());
        rows().flat_map(|row| row.values.iter().flatten().copied()).chain(errors).collect()
    };
    for series in spec.series.iter().filter(|series| series.axis == side) {
        values.extend(series.points.iter().filter_map(|point| point.get(1).copied()));
    }
    let own_zero = from_zero || super::scatter::starts_at_zero(&values);
    let is_left = side == AxisSide::Left;
    if is_left {
        values.extend(remarks::values(spec));
    }
    let top = if table.normalized { Some(100.0) } else { spec.y_max };
    let unit = rows().find_map(|row| row.unit.clone());
    AxisPlan {
        values,
        from_zero: own_zero && spec.y_min.is_none(),
        is_log: is_left && spec.y_scale == AxisScale::Log,
        bounds: if is_left { (spec.y_min, top) } else { (None, None) },
        unit: if is_left { table.unit.clone() } else { unit.unwrap_or(table.unit.clone()) },
        with_unit: true,
        has_bars: from_zero && spec.y_min.is_none(),
        last_tick: None,
    }
}

/// How far the first point stands off the axis so that its value does not touch the ticks; 0
/// where the values are too many to be written anyway.
fn value_inset(table: &Table, stage: &mut Stage<'_>, area: Rect, filled: bool) -> f64 {
    let style = line_labels::value_style(stage);
    let first: Vec<String> = table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(row, series)| {
            series.values.first().copied().flatten().map(|value| table.text(row, value))
        })
        .collect();
    let widest = first.iter().map(|text| stage.engine.width(text, style)).fold(0.0, f64::max);
    let pitch = area.width() * 0.8 / table.categories.len().max(1) as f64;
    if (filled && table.stacked) || table.categories.len() < 2 || widest > pitch {
        return 0.0;
    }
    // Beside the point where the room allows it, above or below it otherwise.
    let beside = widest + stage.canvas.px(9.0).max(3.5) + style.size * 0.4;
    if !filled && beside < area.width() * 0.1 { beside } else { widest / 2.0 }
}

/// Lines through points of two numbers.
fn over_numbers(spec: &ChartSpec, table: &Table, frame: &Frame) -> Vec<Curve> {
    spec.series
        .iter()
        .zip(&table.rows)
        .enumerate()
        .map(|(row, (series, data))| {
            let mut points: Vec<(f64, f64)> = series
                .points
                .iter()
                .filter_map(|point| Some((*point.first()?, *point.get(1)?)))
                .collect();
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
            let base = frame.value(data.side, frame.scale(data.side).base());
            Curve {
                row,
                bases: vec![base; points.len()],
                values: points.iter().map(|(_, y)| Some(*y)).collect(),
                points: points
                    .iter()
                    .map(|(x, y)| Some(Point::new(frame.along(*x), frame.value(data.side, *y))))
                    .collect(),
            }
        })
        .collect()
}

/// On a time axis the names of the categories are read from the ticks.
pub(super) fn tell_hidden_places(stage: &mut Stage<'_>, table: &Table, frame: &Frame) {
    if frame.is_time() {
        stage.scene.left_out.extend(table.categories.iter().cloned());
        stage.scene.notes.push("dates are read from the time axis".to_owned());
    }
}
