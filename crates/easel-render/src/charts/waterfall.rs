//! Waterfalls: how changes lead from a first value to a total. A category without a value shows
//! the sum so far; where there is none, a total is added at the end.

use easel_types::spec::{AxisSide, ChartSpec};
use kurbo::{Point, Rect};

use super::bar_shape::shape;
use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::table::Table;
use super::{axes, remarks, table};
use crate::canvas::Stage;
use crate::numbers::denoise;
use crate::scene::{Anchor, Pen, Role};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// One step.
#[derive(Debug, Clone, Copy)]
struct Step {
    from: f64,
    to: f64,
    /// It shows a level (the first value, a sum), not a change.
    is_level: bool,
}

/// Draws the steps into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, (area, is_lying): (Rect, bool)) {
    let mut table = Table::new(spec);
    table.drop_own_targets();
    let steps = steps(&mut table);
    table.tell(stage);
    let area = axes::caption(stage, area, table.caption.as_deref());
    let mut values: Vec<f64> = steps.iter().flat_map(|step| [step.from, step.to]).collect();
    values.extend(remarks::values(spec));
    let mut plan = Plan {
        names: &table.categories,
        places: Places::Bands,
        is_lying,
        left: AxisPlan {
            values,
            from_zero: true,
            unit: table.unit.clone(),
            has_bars: true,
            bounds: (None, spec.y_max),
            ..AxisPlan::default()
        },
        right: None,
        reaches: remarks::reaches(spec, &table, stage),
        margins: (0.0, 0.0),
        inset: 0.0,
        x_label: table.x_label.as_deref(),
        strong_names: true,
    };
    let texts: Vec<String> = steps.iter().map(|step| text(&table, *step)).collect();
    let style = value_style(spec, stage, (&texts, area, is_lying));
    plan.left.with_unit = style.is_none();
    if let Some(style) = style {
        for (step, text) in steps.iter().zip(&texts) {
            let room = if is_lying {
                stage.engine.width(text, style) + style.size
            } else {
                style.size * 1.5
            };
            let (high, low) = if step.to < step.from { (0.0, room) } else { (room, 0.0) };
            plan.reaches.push(Reach { value: step.to, side: AxisSide::Left, high, low });
        }
    }
    let frame = Frame::new(stage, area, &plan);
    stage.scene.lose(frame.hidden_names);
    remarks::under(spec, &table, stage, &frame);
    paint(&table, stage, (&frame, &steps));
    frame.zero_line(stage);
    match style {
        Some(style) => write(stage, &frame, (&steps, &texts, style)),
        None if spec.show_values != Some(false) => {
            stage.scene.lose(steps.len());
            stage.scene.notes.push(format!(
                "{} values are drawn to scale but not written, for want of room",
                steps.len()
            ));
        }
        None => {}
    }
    remarks::over(spec, &table, stage, &frame);
}

/// The steps of the first series; adds the total to the table where it has none.
fn steps(table: &mut Table) -> Vec<Step> {
    let values = table.rows.first().map(|row| row.values.clone()).unwrap_or_default();
    let mut sum: f64 = 0.0;
    let mut steps = Vec::new();
    let mut has_sum = false;
    for (index, value) in values.iter().enumerate() {
        // A last value that repeats the sum is meant as the sum.
        let is_repeat = index > 1
            && index + 1 == values.len()
            && value.is_some_and(|value| (value - sum).abs() <= 1e-9 * sum.abs().max(1e-300));
        match value {
            Some(value) if !is_repeat => {
                let from = sum;
                sum = denoise(sum + value);
                steps.push(Step { from, to: sum, is_level: index == 0 });
            }
            _ => {
                steps.push(Step { from: 0.0, to: sum, is_level: true });
                has_sum = true;
            }
        }
    }
    if !has_sum && steps.len() > 1 {
        steps.push(Step { from: 0.0, to: sum, is_level: true });
        table.categories.push(table.unit.locale().total().to_owned());
    }
    steps
}

/// What is written at a step: a level as it is, a change with its sign.
fn text(table: &Table, step: Step) -> String {
    if step.is_level {
        table.unit.value(step.to)
    } else {
        table.unit.change(denoise(step.to - step.from))
    }
}

fn color(stage: &Stage<'_>, step: Step) -> Color {
    let palette = stage.palette;
    match (step.is_level, step.to < step.from) {
        (true, _) => palette.edge,
        (false, false) => palette.series(0),
        (false, true) => palette.series(1),
    }
}

fn value_style(
    spec: &ChartSpec,
    stage: &mut Stage<'_>,
    (texts, area, is_lying): (&[String], Rect, bool),
) -> Option<TextStyle> {
    if spec.show_values == Some(false) {
        return None;
    }
    let style = TextStyle::new(stage.canvas.font(22.0), Weight::SemiBold);
    let count = texts.len().max(1) as f64;
    let size = if is_lying {
        style.size.min((area.height() / count - 2.0) / 1.05)
    } else {
        let band = (area.width() - axes::tick_style(stage).size * 4.0) / count;
        let widest = texts.iter().map(|text| stage.engine.width(text, style)).fold(1.0, f64::max);
        style.size.min(style.size * (band - 3.0) / widest)
    };
    (size >= stage.canvas.font_min()).then(|| style.sized(size))
}

/// Share of a band that a bar takes.
const SHARE: f64 = 0.66;

fn paint(table: &Table, stage: &mut Stage<'_>, (frame, steps): (&Frame, &[Step])) {
    let half = (frame.band * SHARE / 2.0).min(stage.canvas.px(75.0));
    let at = |value: f64| frame.value(AxisSide::Left, value);
    for (index, (step, center)) in steps.iter().zip(&frame.centers).enumerate() {
        if let Some(next) = frame.centers.get(index + 1) {
            let pen = Pen::butt(stage.palette.axis, stage.canvas.px(1.75).max(1.0));
            let level = at(step.to);
            stage.scene.line(frame.spot(center + half, level), frame.spot(next - half, level), pen);
        }
        let mut area = frame.block((center - half, center + half), (at(step.from), at(step.to)));
        // A change of nothing is a line.
        if step.from == step.to {
            area = area.inflate(0.0, 1.0);
        }
        let falls = step.to < step.from || (step.is_level && step.to < 0.0);
        let grey = table.has_lit() && !table.is_lit(0, index);
        let fill =
            if grey { table::pale(stage.palette.edge, stage.palette) } else { color(stage, *step) };
        let radius = stage.canvas.px(6.0);
        stage.scene.fill(shape(area, radius, (frame.is_lying, falls)), fill);
    }
}

fn write(
    stage: &mut Stage<'_>,
    frame: &Frame,
    (steps, texts, style): (&[Step], &[String], TextStyle),
) {
    for ((step, text), center) in steps.iter().zip(texts).zip(&frame.centers) {
        let end = frame.value(AxisSide::Left, step.to);
        let falls = step.to < step.from || (step.is_level && step.to < 0.0);
        let sign = if falls { -1.0 } else { 1.0 };
        let (place, anchor) = if frame.is_lying {
            let anchor = if falls { Anchor::Right } else { Anchor::Left };
            (Point::new(end + sign * style.size * 0.45, *center), anchor)
        } else {
            (Point::new(*center, end - sign * style.size * 0.76), Anchor::Center)
        };
        let own = if step.is_level { stage.palette.ink } else { color(stage, *step) };
        let color = stage.palette.readable(own, stage.palette.background, 4.6);
        stage.put(text, (style, None), (place, anchor), (color, Role::Value));
    }
}
