//! Dumbbells: for each category the values of two or more series on one line, with the distance
//! between them as a bar.

use easel_types::spec::{AxisScale, AxisSide, ChartSpec};
use kurbo::{Point, Rect, Size};

use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::placer::Placer;
use super::table::Table;
use super::{bar, remarks};
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role};
use crate::text::{TextStyle, Weight};

/// Radius of a disc in the style guide.
const RADIUS: f64 = 14.0;

/// Draws the dumbbells, lying, into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let mut table = Table::prepared(spec);
    table.stacked = false;
    table.drop_own_targets();
    table.tell(stage);
    let area = bar::header(&table, stage, area);
    let with_values = spec.show_values != Some(false);
    let style = TextStyle::new(stage.canvas.font(19.0), Weight::SemiBold);
    let radius = stage.canvas.px(RADIUS).max(3.5);
    let mut values: Vec<f64> = table.values().collect();
    let from_zero = super::scatter::starts_at_zero(&values) && spec.y_min.is_none();
    let mut reaches = Vec::new();
    if with_values {
        for (row, series) in table.rows.iter().enumerate() {
            for value in series.values.iter().flatten() {
                let width = stage.engine.width(&table.text(row, *value), style);
                let room = width + radius + style.size * 0.7;
                let side = AxisSide::Left;
                reaches.push(Reach { value: *value, side, high: room, low: room });
            }
        }
    }
    values.extend(remarks::values(spec));
    let plan = Plan {
        names: &table.categories,
        places: Places::Bands,
        is_lying: true,
        left: AxisPlan {
            values,
            from_zero,
            is_log: spec.y_scale == AxisScale::Log,
            bounds: (spec.y_min, spec.y_max),
            unit: table.unit.clone(),
            with_unit: !with_values,
            has_bars: false,
            last_tick: None,
        },
        right: None,
        reaches,
        margins: (0.0, 0.0),
        inset: 0.0,
        x_label: table.x_label.as_deref(),
        strong_names: true,
    };
    let frame = Frame::new(stage, area, &plan);
    remarks::under(spec, &table, stage, &frame);
    let radius = radius.min(frame.band * 0.36);
    let marks = paint(&table, stage, (&frame, radius));
    if with_values {
        write(&table, stage, (&marks, radius, style));
    }
    remarks::over(spec, &table, stage, &frame);
}

/// A disc: series, category, value, place.
struct Mark {
    row: usize,
    category: usize,
    value: f64,
    center: Point,
}

fn paint(table: &Table, stage: &mut Stage<'_>, (frame, radius): (&Frame, f64)) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (category, along) in frame.centers.iter().enumerate() {
        let spots: Vec<Mark> = table
            .rows
            .iter()
            .enumerate()
            .filter_map(|(row, series)| {
                let value = series.values.get(category).copied().flatten()?;
                let center = frame.spot(*along, frame.value(AxisSide::Left, value));
                Some(Mark { row, category, value, center })
            })
            .collect();
        let (low, high) = spots.iter().fold((f64::MAX, f64::MIN), |(low, high), mark| {
            (low.min(mark.center.x), high.max(mark.center.x))
        });
        if high > low {
            let strength = if table.is_lit(usize::MAX, category) { 0.75 } else { 0.42 };
            let color = stage.palette.tint(stage.palette.edge, strength);
            let pen = Pen::butt(color, radius * 0.6);
            stage.scene.line(Point::new(low, *along), Point::new(high, *along), pen);
        }
        for mark in spots {
            let color = table.mark_color(mark.row, category, stage.palette);
            stage.scene.disc(mark.center, radius + stage.canvas.px(2.0), stage.palette.background);
            stage.scene.disc(mark.center, radius, color);
            marks.push(mark);
        }
    }
    marks
}

/// Writes the values outside the outer discs, those of inner discs above them.
fn write(table: &Table, stage: &mut Stage<'_>, (marks, radius, style): (&[Mark], f64, TextStyle)) {
    let mut placer = Placer::of(stage);
    let mut hidden = 0;
    for mark in marks {
        let text = table.text(mark.row, mark.value);
        let width = stage.engine.width(&text, style);
        let others = || marks.iter().filter(|other| other.category == mark.category);
        let is_lowest = others().all(|other| other.center.x >= mark.center.x);
        let is_highest = others().all(|other| other.center.x <= mark.center.x);
        let out = radius + style.size * 0.35 + width / 2.0;
        let up = radius + style.size * 0.6;
        let offsets = match (is_lowest, is_highest) {
            (true, false) => [(-out, 0.0), (0.0, -up), (0.0, up)],
            (false, true) => [(out, 0.0), (0.0, -up), (0.0, up)],
            (true, true) => [(out, 0.0), (-out, 0.0), (0.0, -up)],
            (false, false) => [(0.0, -up), (0.0, up), (0.0, -up * 1.3)],
        };
        let size = Size::new(width + 2.0, style.size * 0.95);
        let Some(rect) = placer.find(size, offsets.map(|offset| mark.center + offset)) else {
            hidden += 1;
            continue;
        };
        let color = table.mark_color(mark.row, mark.category, stage.palette);
        let color = stage.palette.readable(color, stage.palette.background, 4.6);
        let place = (rect.center(), Anchor::Center);
        stage.put(&text, (style, None), place, (color, Role::Value));
    }
    if hidden > 0 {
        stage.scene.notes.push(format!("{hidden} values are read from the axis, for want of room"));
    }
}
