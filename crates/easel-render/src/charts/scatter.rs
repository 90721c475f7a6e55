//! Points on two numeric axes: scatter and bubble charts, with names at the points where there
//! is room.

use easel_types::spec::{AxisScale, AxisSide, ChartKind, ChartSpec};
use kurbo::{Point, Rect, Size};

use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::placer::{Placer, around};
use super::table::{Table, given};
use super::{axes, bar, legend, remarks, table};
use crate::canvas::Stage;
use crate::numbers::Unit;
use crate::scales::Scale;
use crate::scene::{Anchor, Role};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// A point as it is drawn.
struct Mark<'a> {
    center: Point,
    radius: f64,
    color: Color,
    label: Option<&'a str>,
    is_lit: bool,
}

/// Draws the points into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let mut table = Table::new(spec);
    table.drop_own_targets();
    table.tell(stage);
    let is_bubble = spec.kind == ChartKind::Bubble;
    let mut area = area;
    if table.has_names() {
        let entries = table.legend(stage.palette);
        area = legend::draw(stage, area, &entries);
    }
    let widest = widest_radius(spec, stage, area);
    let muted = stage.palette.muted;
    let caption = table.caption.as_deref().map(|text| (text, muted));
    if is_bubble {
        area = size_legend(spec, &table, stage, (area, widest));
    }
    area = axes::captions(stage, area, [caption, None]);
    let room = if is_bubble { widest * 1.05 } else { stage.canvas.px(12.0) };
    let ys = coordinates(spec, 1);
    let reach = |value: f64| Reach { value, side: AxisSide::Left, high: room, low: room };
    let mut reaches: Vec<Reach> = ys.iter().copied().map(reach).collect();
    reaches.extend(remarks::reaches(spec, &table, stage));
    let mut values = ys.clone();
    values.extend(remarks::values(spec));
    values.extend(spec.series.iter().flat_map(|s| s.errors.iter().flatten().flatten().copied()));
    let plan = Plan {
        names: &[],
        places: Places::Numbers {
            values: coordinates(spec, 0),
            is_log: spec.x_scale == AxisScale::Log,
            unit: Unit::in_locale(None, table.unit.locale()),
        },
        is_lying: false,
        left: AxisPlan {
            from_zero: is_near_zero(&ys) && spec.y_min.is_none(),
            values,
            is_log: spec.y_scale == AxisScale::Log,
            bounds: (spec.y_min, spec.y_max),
            unit: table.unit.clone(),
            with_unit: true,
            has_bars: false,
            last_tick: None,
        },
        right: None,
        reaches,
        margins: (0.0, stage.canvas.px(6.0)),
        inset: if is_bubble { widest * 1.08 } else { stage.canvas.px(8.0) },
        x_label: table.x_label.as_deref(),
        strong_names: false,
    };
    let frame = Frame::new(stage, area, &plan);
    remarks::under(spec, &table, stage, &frame);
    let mut marks = marks(spec, &table, stage, (&frame, widest));
    // Large ones first, so that small ones are not covered; those that matter last.
    marks.sort_by(|a, b| a.is_lit.cmp(&b.is_lit).then(b.radius.total_cmp(&a.radius)));
    draw_errors(spec, &table, stage, &frame);
    for mark in &marks {
        let opacity = if is_bubble { 0.72 } else { 0.85 };
        let ring = stage.canvas.px(1.25);
        stage.scene.disc(mark.center, mark.radius + ring, stage.palette.background);
        stage.scene.disc(mark.center, mark.radius, mark.color.alpha(opacity));
    }
    remarks::over(spec, &table, stage, &frame);
    write_labels(stage, &mut marks, is_bubble);
}

fn coordinates(spec: &ChartSpec, axis: usize) -> Vec<f64> {
    let points = spec.series.iter().flat_map(|series| &series.points);
    points.filter_map(|point| point.get(axis).copied()).collect()
}

/// Radius of the largest bubble, or of every point.
fn widest_radius(spec: &ChartSpec, stage: &Stage<'_>, area: Rect) -> f64 {
    let count = spec.series.iter().map(|series| series.points.len()).sum::<usize>().max(1) as f64;
    if spec.kind == ChartKind::Bubble {
        let share = (0.5 / count.sqrt()).clamp(0.03, 0.09);
        (area.width() * area.height()).sqrt() * share
    } else {
        stage.canvas.px((60.0 / count.sqrt()).clamp(4.0, 9.0)).max(2.0)
    }
}

/// The largest size of a bubble chart.
fn largest_size(spec: &ChartSpec) -> f64 {
    coordinates(spec, 2).into_iter().fold(0.0, f64::max)
}

fn marks<'s>(
    spec: &'s ChartSpec,
    table: &Table,
    stage: &Stage<'_>,
    (frame, widest): (&Frame, f64),
) -> Vec<Mark<'s>> {
    let largest = largest_size(spec);
    let is_lit = |name: &str| {
        spec.highlight.iter().any(|lit| lit.trim().to_lowercase() == name.trim().to_lowercase())
    };
    let labels = || spec.series.iter().flat_map(|series| &series.point_labels);
    let some_points_lit = labels().any(|label| is_lit(label));
    let grey = table::pale(stage.palette.edge, stage.palette);
    let mut marks = Vec::new();
    for (row, series) in spec.series.iter().enumerate() {
        let own = table.row_color(row, stage.palette);
        for (index, point) in series.points.iter().enumerate() {
            let [x, y, ..] = point[..] else { continue };
            let radius = match point.get(2) {
                Some(size) if spec.kind == ChartKind::Bubble && largest > 0.0 => {
                    (widest * (size.max(0.0) / largest).sqrt()).max(stage.canvas.px(3.0))
                }
                _ => widest.min(stage.canvas.px(9.0).max(2.0)),
            };
            let label = series.point_labels.get(index).map(|label| label.trim());
            let lit = label.is_some_and(is_lit);
            marks.push(Mark {
                center: Point::new(frame.along(x), frame.value(series.axis, y)),
                radius,
                color: if some_points_lit && !lit { grey } else { own },
                label: label.filter(|label| !label.is_empty()),
                is_lit: lit || table.is_row_lit(row),
            });
        }
    }
    marks
}

fn draw_errors(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, frame: &Frame) {
    for (row, series) in spec.series.iter().enumerate() {
        let color = table.row_color(row, stage.palette);
        for (point, error) in series.points.iter().zip(&series.errors) {
            let (Some(x), Some([low, high])) = (point.first(), error) else { continue };
            let ends = (frame.value(series.axis, *low), frame.value(series.axis, *high));
            let half = stage.canvas.px(7.0).max(2.5);
            bar::whisker(stage, frame, (frame.along(*x), half), ends, color);
        }
    }
}

/// Names inside bubbles that hold them, beside the points otherwise; those that matter first.
fn write_labels(stage: &mut Stage<'_>, marks: &mut [Mark<'_>], is_bubble: bool) {
    if marks.iter().all(|mark| mark.label.is_none()) {
        return;
    }
    marks.sort_by(|a, b| b.is_lit.cmp(&a.is_lit).then(b.radius.total_cmp(&a.radius)));
    let style = TextStyle::new(stage.canvas.font(17.0), Weight::SemiBold);
    let mut placer = Placer::of(stage);
    let mut hidden = Vec::new();
    for mark in marks.iter() {
        let Some(label) = mark.label else { continue };
        let width = stage.engine.width(label, style);
        let size = Size::new(width + style.size * 0.2, style.size * 1.0);
        let covered = |other: &Mark<'_>| {
            other.radius < mark.radius
                && other.center.distance(mark.center) < other.radius + mark.radius
        };
        let fits = width < mark.radius * 1.7 && style.size < mark.radius * 1.2;
        if is_bubble && fits && !marks.iter().any(covered) {
            let seen = mark.color.alpha(0.72).over(stage.palette.background);
            let place = (mark.center, Anchor::Center);
            stage.put(
                label,
                (style, None),
                place,
                (table::ink_on(stage, seen, style), Role::Label),
            );
            continue;
        }
        let gap = mark.radius + style.size * 0.25;
        let near = around(mark.center, Size::new(width, style.size * 0.9), gap);
        let near = near.into_iter().take(8);
        if let Some(rect) = placer.find(size, near) {
            let place = (rect.center(), Anchor::Center);
            let color = if mark.is_lit { stage.palette.ink } else { stage.palette.muted };
            stage.put(label, (style, None), place, (color, Role::Label));
        } else {
            hidden.push(label.to_owned());
        }
    }
    if !hidden.is_empty() {
        stage.scene.notes.push(format!(
            "{} points are not named, for want of room: {}",
            hidden.len(),
            hidden.iter().take(12).cloned().collect::<Vec<_>>().join(", ")
        ));
        stage.scene.full_texts.extend(hidden.iter().cloned());
        stage.scene.left_out.extend(hidden);
    }
}

/// What the sizes of bubbles mean: their name and two circles with their values.
fn size_legend(
    spec: &ChartSpec,
    table: &Table,
    stage: &mut Stage<'_>,
    (area, widest): (Rect, f64),
) -> Rect {
    let largest = largest_size(spec);
    if largest <= 0.0 {
        return area;
    }
    let style = TextStyle::new(stage.canvas.font(17.0), Weight::Regular);
    let unit = Unit::in_locale(None, table.unit.locale());
    let name = given(spec.y2_label.as_ref());
    // A round size of about a third of the largest, and a quarter of it.
    let big = Scale::step_for(0.0, largest, 4.0);
    let height = (widest * 2.0 * (big / largest).sqrt()).max(style.size * 1.4);
    let middle = area.y0 + height / 2.0;
    let mut x = area.x0;
    let muted = stage.palette.muted;
    if let Some(name) = &name {
        let (block, cut) = stage.engine.shortened(name, style, (area.width() * 0.5, 1));
        let shown = cut.as_deref().unwrap_or(name);
        let place = (Point::new(x, middle), Anchor::Left);
        stage.scene.text((&block, shown), place, muted, Role::Label);
        stage.record_cut(name, cut.is_some());
        x += block.width + style.size;
    }
    for size in [big / 4.0, big] {
        let radius = widest * (size / largest).sqrt();
        let circle = kurbo::Circle::new(Point::new(x + radius, middle), radius);
        let pen = crate::scene::Pen::new(stage.palette.edge, stage.canvas.px(2.0).max(1.0));
        stage.scene.stroke(crate::scene::Shape::Disc(circle), pen);
        x += radius * 2.0 + style.size * 0.5;
        let text = unit.tick(size, size, size);
        let width = stage.engine.width(&text, style);
        let place = (Point::new(x, middle), Anchor::Left);
        stage.put(&text, (style, None), place, (muted, Role::Tick));
        x += width + style.size * 1.2;
    }
    Rect { y0: area.y0 + height + stage.canvas.px(12.0), ..area }
}

/// An axis begins at zero where the values are not far from it compared to their spread.
pub(super) fn starts_at_zero(values: &[f64]) -> bool {
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    if low < 0.0 { high > 0.0 } else { low <= high * 0.62 }
}

/// A cloud of points is shown from zero only where zero is close to it.
fn is_near_zero(values: &[f64]) -> bool {
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    low >= 0.0 && low <= high * 0.25
}
