//! Box plots: median, quartiles, whiskers and outliers, from summaries or from raw samples.

use easel_types::spec::{AxisScale, AxisSide, ChartSpec, Series};
use kurbo::{Circle, Point, Rect, Size};

use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::placer::Placer;
use super::table::Table;
use super::{bar, remarks};
use crate::canvas::Stage;
use crate::numbers::denoise;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Five numbers and what lies outside of them.
#[derive(Debug, Clone, PartialEq)]
struct Summary {
    low: f64,
    q1: f64,
    median: f64,
    q3: f64,
    high: f64,
    outliers: Vec<f64>,
}

impl Summary {
    /// From `[min, q1, median, q3, max]`.
    fn of_point(point: &[f64]) -> Option<Self> {
        let [low, q1, median, q3, high] = point else { return None };
        let (low, q1, median, q3, high) = (*low, *q1, *median, *q3, *high);
        Some(Self { low, q1, median, q3, high, outliers: Vec::new() })
    }

    /// From measurements: whiskers to the farthest value within 1.5 times the distance of the
    /// quartiles (Tukey).
    fn of_sample(sample: &[f64]) -> Option<Self> {
        let mut sorted: Vec<f64> = sample.iter().copied().filter(|v| v.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let (first, last) = (*sorted.first()?, *sorted.last()?);
        let (q1, median, q3) =
            (quantile(&sorted, 0.25), quantile(&sorted, 0.5), quantile(&sorted, 0.75));
        let fence = 1.5 * (q3 - q1);
        let inside = |value: &&f64| (q1 - fence..=q3 + fence).contains(*value);
        let low = sorted.iter().find(inside).copied().unwrap_or(first);
        let high = sorted.iter().rfind(inside).copied().unwrap_or(last);
        let outliers = sorted.iter().copied().filter(|v| *v < low || *v > high).collect();
        Some(Self { low, q1, median, q3, high, outliers })
    }
}

/// The value below which this share of the sorted values lies, interpolated.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * sorted.len().saturating_sub(1) as f64;
    let below = crate::cast::to_usize(place.floor());
    let low = sorted.get(below).copied().unwrap_or_default();
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    low + (high - low) * place.fract()
}

/// Draws the boxes into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, (area, is_lying): (Rect, bool)) {
    let mut table = Table::new(spec);
    table.drop_own_targets();
    table.tell(stage);
    let series = summaries(spec);
    let count = series.iter().map(Vec::len).max().unwrap_or(0);
    for index in table.categories.len()..count {
        table.categories.push((index + 1).to_string());
    }
    let area = bar::header(&table, stage, area);
    let boxes = || series.iter().flatten().flatten();
    let mut values: Vec<f64> = boxes()
        .flat_map(|each| [each.low, each.high].into_iter().chain(each.outliers.iter().copied()))
        .collect();
    let from_zero = super::scatter::starts_at_zero(&values) && spec.y_min.is_none();
    let room = stage.canvas.px(10.0);
    let side = AxisSide::Left;
    let mut reaches: Vec<Reach> =
        values.iter().map(|value| Reach { value: *value, side, high: room, low: room }).collect();
    reaches.extend(remarks::reaches(spec, &table, stage));
    values.extend(remarks::values(spec));
    let plan = Plan {
        names: &table.categories,
        places: Places::Bands,
        is_lying,
        left: AxisPlan {
            values,
            from_zero,
            is_log: spec.y_scale == AxisScale::Log,
            bounds: (spec.y_min, spec.y_max),
            unit: table.unit.clone(),
            with_unit: true,
            ..AxisPlan::default()
        },
        right: None,
        reaches,
        margins: (0.0, 0.0),
        inset: 0.0,
        x_label: table.x_label.as_deref(),
        strong_names: true,
    };
    let frame = Frame::new(stage, area, &plan);
    stage.scene.lose(frame.hidden_names);
    remarks::under(spec, &table, stage, &frame);
    let medians = paint_all((spec, &table), stage, &frame, &series);
    if spec.show_values != Some(false) {
        write_medians(&table, stage, (&frame, &medians));
    }
    remarks::over(spec, &table, stage, &frame);
}

/// The boxes of each series.
fn summaries(spec: &ChartSpec) -> Vec<Vec<Option<Summary>>> {
    let of = |series: &Series| {
        if series.samples.is_empty() {
            series.points.iter().map(|point| Summary::of_point(point)).collect()
        } else {
            series.samples.iter().map(|sample| Summary::of_sample(sample)).collect()
        }
    };
    spec.series.iter().map(of).collect()
}

/// Draws all boxes; returns the place, half the width and the median of each.
fn paint_all(
    (spec, table): (&ChartSpec, &Table),
    stage: &mut Stage<'_>,
    frame: &Frame,
    series: &[Vec<Option<Summary>>],
) -> Vec<(f64, f64, f64)> {
    let lanes = series.len().max(1) as f64;
    let clouds = clouds(spec, stage, frame.band);
    let (share, widest) = match lanes > 1.0 {
        true => (0.78, 110.0),
        false if clouds.is_some() => (0.64, 150.0),
        false => (0.5, 110.0),
    };
    let lane = (frame.band * share / lanes).min(stage.canvas.px(widest));
    let mut medians = Vec::new();
    for (row, boxes) in series.iter().enumerate() {
        for (category, (summary, center)) in boxes.iter().zip(&frame.centers).enumerate() {
            let Some(summary) = summary else { continue };
            let along = center + (row as f64 - (lanes - 1.0) / 2.0) * lane;
            let mut half = lane * if lanes > 1.0 { 0.42 } else { 0.5 };
            let mut along = along;
            if let Some(sample) = clouds.and_then(|samples| samples.get(category)) {
                let color = table.mark_color(row, category, stage.palette);
                cloud(stage, (frame, sample), (along - half * 0.58, half * 0.34), color);
                (along, half) = (along + half * 0.42, half * 0.58);
            }
            paint(table, stage, (frame, summary, clouds.is_none()), (row, category), (along, half));
            medians.push((along, half, summary.median));
        }
    }
    medians
}

/// The measurements, where they are few enough to be shown beside the boxes.
fn clouds<'a>(spec: &'a ChartSpec, stage: &Stage<'_>, band: f64) -> Option<&'a [Vec<f64>]> {
    let [only] = spec.series.as_slice() else { return None };
    let count: usize = only.samples.iter().map(Vec::len).sum();
    let has_room = band > stage.canvas.px(80.0).max(56.0);
    (has_room && (8..=800).contains(&count)).then_some(only.samples.as_slice())
}

/// Scatters measurements around `middle`, no farther off than `reach`, each always in the same
/// place.
fn cloud(
    stage: &mut Stage<'_>,
    (frame, sample): (&Frame, &[f64]),
    (middle, reach): (f64, f64),
    color: Color,
) {
    let radius = stage.canvas.px(if sample.len() > 80 { 3.5 } else { 4.5 }).max(1.5);
    let color = color.alpha(0.55);
    for (index, value) in sample.iter().enumerate().filter(|(_, value)| value.is_finite()) {
        // Steps of the golden ratio spread evenly without a pattern.
        let share = (index as f64 * 0.618_034).fract() * 2.0 - 1.0;
        let spot = frame.spot(middle + share * reach, frame.value(AxisSide::Left, *value));
        stage.scene.disc(spot, radius, color);
    }
}

fn paint(
    table: &Table,
    stage: &mut Stage<'_>,
    (frame, summary, with_outliers): (&Frame, &Summary, bool),
    (row, category): (usize, usize),
    (along, half): (f64, f64),
) {
    let at = |value: f64| frame.value(AxisSide::Left, value);
    let color = table.mark_color(row, category, stage.palette);
    let background = stage.palette.background;
    let width = stage.canvas.px(2.75).max(1.25);
    let pen = Pen::new(color, width);
    for (from, to) in [(summary.low, summary.q1), (summary.q3, summary.high)] {
        stage.scene.line(frame.spot(along, at(from)), frame.spot(along, at(to)), pen);
    }
    for end in [summary.low, summary.high] {
        let cap = half * 0.45;
        stage.scene.line(frame.spot(along - cap, at(end)), frame.spot(along + cap, at(end)), pen);
    }
    let area = frame.block((along - half, along + half), (at(summary.q1), at(summary.q3)));
    let radius = stage.canvas.px(5.0).min(area.width() / 2.0).min(area.height() / 2.0);
    stage.scene.rect(area, radius, background.mix(color, 0.28));
    stage.scene.stroke(Shape::Rounded(area, radius), Pen::new(color, width));
    let median = Pen::butt(color.mix(stage.palette.ink, 0.35), stage.canvas.px(5.5).max(2.25));
    let middle = at(summary.median);
    stage.scene.line(frame.spot(along - half, middle), frame.spot(along + half, middle), median);
    let radius = stage.canvas.px(4.5).max(1.75);
    let outliers = summary.outliers.iter().take(if with_outliers { 200 } else { 0 });
    for outlier in outliers {
        let circle = Circle::new(frame.spot(along, at(*outlier)), radius);
        stage.scene.stroke(Shape::Disc(circle), Pen::new(color, stage.canvas.px(2.0).max(1.0)));
    }
}

/// Writes the medians beside the boxes where all of them fit.
fn write_medians(
    table: &Table,
    stage: &mut Stage<'_>,
    (frame, medians): (&Frame, &[(f64, f64, f64)]),
) {
    let style = TextStyle::new(stage.canvas.font(18.0), Weight::SemiBold);
    let mut placer = Placer::of(stage);
    let mut placed = Vec::new();
    for (along, half, median) in medians {
        // As exact as can be seen.
        let grain = frame.scale(AxisSide::Left).step / 50.0;
        let digits = 10_f64.powf(grain.log10().floor());
        let is_long = (median / digits).fract() != 0.0 && digits.is_normal();
        let shown = if is_long { (median / digits).round() * digits } else { *median };
        let text = table.unit.number(denoise(shown));
        let width = stage.engine.width(&text, style);
        let at = frame.value(AxisSide::Left, *median);
        let gap = style.size * 0.4;
        let center = if frame.is_lying {
            Point::new(at, along - half - style.size * 0.65)
        } else {
            Point::new(along + half + gap + width / 2.0, at)
        };
        let Some(rect) = placer.find(Size::new(width + 2.0, style.size * 0.95), [center]) else {
            stage.scene.notes.push("medians are read from the axis, for want of room".to_owned());
            return;
        };
        placed.push((rect, text));
    }
    for (rect, text) in placed {
        let ink = (stage.palette.ink, Role::Value);
        stage.put(&text, (style, None), (rect.center(), Anchor::Center), ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_summed_up_as_tukey_did() {
        let summary = Summary::of_sample(&[1.0, 2.0, 3.0, 4.0, 5.0, 30.0]).unwrap();
        assert_eq!((summary.q1, summary.median, summary.q3), (2.25, 3.5, 4.75));
        assert_eq!((summary.low, summary.high), (1.0, 5.0));
        assert_eq!(summary.outliers, [30.0]);
        assert_eq!(Summary::of_sample(&[7.0]).unwrap().median, 7.0);
        assert_eq!(Summary::of_sample(&[]), None);
    }
}
