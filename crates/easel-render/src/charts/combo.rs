//! Bars, areas and lines in one plot, on one or two value axes; and the Pareto chart, bars from
//! the largest down with the running share as a line.

use easel_types::spec::{AxisSide, ChartKind, ChartSpec, SortOrder};
use kurbo::Rect;

use super::bar_shape::bars;
use super::bar_values::{self, Ends};
use super::curves::{self, LineLook};
use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::line_labels;
use super::table::{Row, Table};
use super::{axes, bar, legend, line, remarks};
use crate::canvas::Stage;
use crate::numbers::Unit;

/// Draws a combined chart into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let mut table = Table::prepared(spec);
    table.drop_own_targets();
    table.tell(stage);
    draw_table(spec, &table, stage, area);
}

/// Draws bars from the largest down, and which share of the whole they and all before them make.
pub(super) fn draw_pareto(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let mut table = Table::prepared(&ChartSpec { sort: None, ..spec.clone() });
    table.sort(SortOrder::Descending);
    table.drop_own_targets();
    table.tell(stage);
    let locale = table.unit.locale();
    let values: Vec<f64> = table
        .rows
        .first()
        .map(|row| row.values.iter().map(|value| value.unwrap_or(0.0).max(0.0)).collect())
        .unwrap_or_default();
    let whole: f64 = values.iter().sum();
    let mut sum = 0.0;
    let shares = values.iter().map(|value| {
        sum += value;
        (whole > 0.0).then(|| (sum / whole * 1000.0).round() / 10.0)
    });
    table.rows.push(Row {
        name: Some("Σ %".to_owned()),
        values: shares.collect(),
        errors: vec![None; values.len()],
        side: AxisSide::Right,
        kind: Some(ChartKind::Line),
        unit: Some(Unit::in_locale(Some("%"), locale)),
        color: None,
    });
    draw_table(spec, &table, stage, area);
}

/// Numbers of the series that are drawn as a kind.
fn rows_of(table: &Table, kind: ChartKind) -> Vec<usize> {
    let is_kind = |row: &Row| match row.kind {
        Some(ChartKind::Line) => kind == ChartKind::Line,
        Some(ChartKind::Area) => kind == ChartKind::Area,
        _ => kind == ChartKind::Bar,
    };
    let rows = table.rows.iter().enumerate();
    rows.filter(|(_, row)| is_kind(row)).map(|(index, _)| index).collect()
}

fn draw_table(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let is_pareto = spec.kind == ChartKind::Pareto;
    let mut area = area;
    if table.has_names() && !is_pareto {
        let entries = table.legend(stage.palette);
        area = legend::draw(stage, area, &entries);
    }
    area = axes::captions(stage, area, line::captions(table, stage));
    let (bar_rows, area_rows, line_rows) = (
        rows_of(table, ChartKind::Bar),
        rows_of(table, ChartKind::Area),
        rows_of(table, ChartKind::Line),
    );
    let only_bars = table.with_rows(&bar_rows);
    let has_right = table.rows.iter().any(|row| row.side == AxisSide::Right);
    let mut plan = Plan {
        names: &table.categories,
        places: Places::Bands,
        is_lying: false,
        left: axis(spec, table, (AxisSide::Left, &bar_rows)),
        right: has_right.then(|| axis(spec, table, (AxisSide::Right, &bar_rows))),
        reaches: remarks::reaches(spec, table, stage),
        margins: (0.0, 0.0),
        inset: 0.0,
        x_label: table.x_label.as_deref(),
        strong_names: true,
    };
    let ends = if line_rows.is_empty() || is_pareto || spec.show_values == Some(true) {
        Ends::fit(spec, &only_bars, stage, (area, &plan))
    } else {
        None
    };
    plan.left.with_unit = true;
    plan.reaches.extend(bar_values::reaches(&only_bars, stage, ends.as_ref(), false));
    let room = line_labels::value_style(stage).size * 1.5;
    for row in line_rows.iter().filter_map(|row| table.rows.get(*row)) {
        let reach = |value: &f64| Reach { value: *value, side: row.side, high: room, low: 0.0 };
        plan.reaches.extend(row.values.iter().flatten().map(reach));
    }
    let frame = Frame::new(stage, area, &plan);
    remarks::under(spec, table, stage, &frame);
    let areas = curves::over_categories(table, &frame, (&area_rows, false));
    curves::fill(stage, &areas, |stage, row| {
        table.row_color(row, stage.palette).alpha(curves::AREA_OPACITY)
    });
    curves::stroke(table, stage, &areas, LineLook { with_markers: false, with_ends: false });
    let mut shapes = bars(&only_bars, frame.band, bar::widest(stage, false));
    for shape in &mut shapes {
        shape.row = bar_rows.get(shape.row).copied().unwrap_or(shape.row);
    }
    bar::paint(table, stage, &frame, &shapes);
    frame.zero_line(stage);
    let lines = curves::over_categories(table, &frame, (&line_rows, false));
    curves::error_bands(table, stage, &frame, &lines);
    let with_markers = frame.band > stage.canvas.px(26.0);
    outline(stage, &lines);
    curves::stroke(table, stage, &lines, LineLook { with_markers, with_ends: true });
    if ends.is_some() {
        bar_values::write(spec, table, stage, (&frame, &shapes, ends.as_ref()));
    }
    remarks::over(spec, table, stage, &frame);
    let all: Vec<_> = areas.into_iter().chain(lines).collect();
    line_labels::write_values(spec, table, stage, (&frame, &all, false));
}

/// A rim of ground around lines, so that they are seen over bars.
fn outline(stage: &mut Stage<'_>, lines: &[curves::Curve]) {
    for line in lines {
        let points: Vec<kurbo::Point> = line.points.iter().flatten().copied().collect();
        let ([first, ..], true) = (points.as_slice(), line.points.iter().all(Option::is_some))
        else {
            continue;
        };
        let mut path = kurbo::BezPath::new();
        path.move_to(*first);
        curves::curve(&mut path, &points);
        let pen = crate::scene::Pen::new(stage.palette.background, stage.canvas.px(9.0).max(3.5));
        stage.scene.stroke(crate::scene::Shape::Path(path), pen);
    }
}

/// The value axis of one side: from zero where bars or areas stand on it.
fn axis(spec: &ChartSpec, table: &Table, (side, bar_rows): (AxisSide, &[usize])) -> AxisPlan {
    let has_bars =
        bar_rows.iter().filter_map(|row| table.rows.get(*row)).any(|row| row.side == side);
    let mut plan = line::value_axis(spec, table, (side, has_bars));
    let is_line = |row: &&Row| {
        row.side == side && matches!(row.kind, Some(ChartKind::Line | ChartKind::Area))
    };
    let lines = table
        .rows
        .iter()
        .filter(is_line)
        .flat_map(|row| row.values.iter().flatten().copied())
        .chain(remarks::values(spec));
    if table.stacked && has_bars && side == AxisSide::Left {
        plan.values = table.with_rows(bar_rows).totals().chain(lines).collect();
    }
    if spec.kind == ChartKind::Pareto && side == AxisSide::Right {
        plan.values = vec![0.0, 100.0];
        plan.last_tick = Some(100.0);
        plan.from_zero = true;
    }
    plan.from_zero |= has_bars;
    let has_right = table.rows.iter().any(|row| row.side == AxisSide::Right);
    let largest = plan.values.iter().copied().fold(0.0, f64::max);
    if side == AxisSide::Left && has_bars && has_right && plan.bounds.1.is_none() {
        // Bars below, the line of the other axis above them.
        let whole: f64 = plan.values.iter().sum();
        let is_pareto = spec.kind == ChartKind::Pareto;
        let is_positive = plan.values.iter().all(|value| *value >= 0.0);
        plan.values.extend(is_positive.then_some(if is_pareto {
            whole * 1.4
        } else {
            largest * 1.45
        }));
    }
    plan
}
