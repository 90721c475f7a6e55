//! Histograms: how often values fall into ranges of equal width. The ranges are found from raw
//! values, or given as categories with their counts.

use easel_types::spec::{AxisSide, ChartSpec};
use kurbo::{Rect, Size};

use super::bar_shape::shape;
use super::frame::{AxisPlan, Frame, Places, Plan, Reach};
use super::placer::Placer;
use super::table::Table;
use super::{axes, remarks, table};
use crate::canvas::Stage;
use crate::cast::to_usize;
use crate::numbers::Unit;
use crate::scales::Scale;
use crate::scene::{Anchor, Role};
use crate::text::{TextStyle, Weight};

/// Most ranges that are found from raw values.
const BINS_MAX: f64 = 40.0;

/// Ranges of equal width and how many values are in each.
#[derive(Debug, Clone, PartialEq)]
struct Bins {
    low: f64,
    width: f64,
    counts: Vec<f64>,
}

impl Bins {
    /// Ranges of a round width near the one of Freedman and Diaconis, not wider than that of
    /// Sturges.
    fn new(values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let (Some(low), Some(high)) = (sorted.first().copied(), sorted.last().copied()) else {
            return Self { low: 0.0, width: 1.0, counts: vec![0.0] };
        };
        let count = sorted.len() as f64;
        let quartile = |share: f64| {
            let place = to_usize(share * (count - 1.0));
            sorted.get(place).copied().unwrap_or(low)
        };
        let spread = high / 2.0 - low / 2.0;
        if spread <= 0.0 {
            let width = Scale::nice([low].into_iter(), false, 5.0).step;
            let low = (low / width).floor() * width;
            return Self { low, width, counts: vec![count] };
        }
        let sturges = count.log2().ceil() + 1.0;
        let freedman = 2.0 * (quartile(0.75) - quartile(0.25)) / count.cbrt();
        let by_freedman =
            if freedman > 0.0 { (spread / freedman * 2.0).min(BINS_MAX) } else { sturges };
        let wanted = sturges.max(by_freedman).clamp(1.0, BINS_MAX);
        // A round width, so that the ranges can be read from the ticks.
        let width = Scale::step_for(low, high, wanted);
        let low = (low / width).floor() * width;
        let n_bins = to_usize((high / width - low / width).floor()).saturating_add(1).min(100);
        let mut counts = vec![0.0; n_bins];
        for value in sorted {
            let place = to_usize(value / width - low / width).min(n_bins - 1);
            if let Some(count) = counts.get_mut(place) {
                *count += 1.0;
            }
        }
        // A largest value on the border belongs to the range before.
        if n_bins > 1 && counts.last() == Some(&0.0) {
            counts.pop();
        }
        Self { low, width, counts }
    }

    fn edge(&self, index: usize) -> f64 {
        self.low + self.width * index as f64
    }
}

/// Draws a histogram into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let mut table = Table::new(spec);
    table.drop_own_targets();
    table.tell(stage);
    let Some(series) = spec.series.first() else { return };
    let samples: Vec<f64> = series.samples.iter().flatten().copied().collect();
    let has_bins = samples.is_empty() && !spec.categories.is_empty();
    let raw: Vec<f64> = if samples.is_empty() {
        series.values.iter().flatten().copied().collect()
    } else {
        samples
    };
    let area = axes::caption(stage, area, table.caption.as_deref());
    if has_bins {
        let counts: Vec<f64> = (0..table.categories.len())
            .map(|index| series.values.get(index).copied().flatten().unwrap_or(0.0))
            .collect();
        draw_bins(spec, &table, stage, (area, &counts, None));
        return;
    }
    let bins = Bins::new(&raw);
    let unit = Unit::in_locale(spec.unit.as_deref(), table.unit.locale());
    stage.scene.notes.push(format!(
        "{} values in {} ranges of {}",
        raw.len(),
        bins.counts.len(),
        unit.value(bins.width)
    ));
    draw_bins(spec, &table, stage, (area, &bins.counts, Some((&bins, unit))));
}

fn draw_bins(
    spec: &ChartSpec,
    table: &Table,
    stage: &mut Stage<'_>,
    (area, counts, bins): (Rect, &[f64], Option<(&Bins, Unit)>),
) {
    // Where ranges were found, the unit is that of the measured axis; counts have none.
    let count_unit = match &bins {
        Some(_) => Unit::in_locale(None, table.unit.locale()),
        None => table.unit.clone(),
    };
    let style = TextStyle::new(stage.canvas.font(18.0), Weight::SemiBold);
    let band = (area.width() - style.size * 3.5) / counts.len().max(1) as f64;
    let widest = counts
        .iter()
        .map(|count| stage.engine.width(&count_unit.value(*count), style))
        .fold(0.0, f64::max);
    let with_values = spec.show_values != Some(false) && widest < band * 0.94;
    let room = if with_values { style.size * 1.5 } else { 0.0 };
    let side = AxisSide::Left;
    let mut reaches: Vec<Reach> =
        counts.iter().map(|count| Reach { value: *count, side, high: room, low: 0.0 }).collect();
    reaches.extend(remarks::reaches(spec, table, stage));
    let places = match &bins {
        None => Places::Bands,
        Some((bins, unit)) => Places::Numbers {
            values: vec![bins.low, bins.edge(bins.counts.len())],
            is_log: false,
            unit: unit.clone(),
        },
    };
    let mut values = counts.to_vec();
    values.extend(remarks::values(spec));
    let plan = Plan {
        names: if bins.is_some() { &[] } else { &table.categories },
        places,
        is_lying: false,
        left: AxisPlan {
            values,
            from_zero: true,
            unit: count_unit.clone(),
            with_unit: !with_values,
            has_bars: true,
            bounds: (None, spec.y_max),
            ..AxisPlan::default()
        },
        right: None,
        reaches,
        margins: (0.0, stage.canvas.px(10.0)),
        inset: 0.0,
        x_label: table.x_label.as_deref(),
        strong_names: false,
    };
    let frame = Frame::new(stage, area, &plan);
    remarks::under(spec, table, stage, &frame);
    let rects = paint(table, stage, (&frame, counts, bins.map(|(bins, _)| bins)));
    frame.zero_line(stage);
    remarks::over(spec, table, stage, &frame);
    if with_values {
        write_counts(stage, (&rects, counts), (&count_unit, style));
    } else if spec.show_values != Some(false) {
        stage.scene.notes.push("counts are read from the axis, for want of room".to_owned());
    }
}

fn paint(
    table: &Table,
    stage: &mut Stage<'_>,
    (frame, counts, bins): (&Frame, &[f64], Option<&Bins>),
) -> Vec<Rect> {
    let side = AxisSide::Left;
    let base = frame.value(side, 0.0);
    let mut rects = Vec::new();
    for (index, count) in counts.iter().enumerate() {
        let (from, to) = match bins {
            Some(bins) => (frame.along(bins.edge(index)), frame.along(bins.edge(index + 1))),
            None => {
                let center = frame.centers.get(index).copied().unwrap_or_default();
                (center - frame.band / 2.0, center + frame.band / 2.0)
            }
        };
        let gap = ((to - from) * 0.03).clamp(0.4, stage.canvas.px(2.0).max(0.5));
        let rect = Rect::new(from + gap, frame.value(side, *count), to - gap, base);
        let grey = bins.is_none() && table.has_lit() && !table.is_lit(0, index);
        let palette = stage.palette;
        let color = if grey { table::pale(palette.edge, palette) } else { palette.series(0) };
        stage.scene.fill(shape(rect, stage.canvas.px(5.0), (false, false)), color);
        rects.push(rect);
    }
    rects
}

fn write_counts(
    stage: &mut Stage<'_>,
    (rects, counts): (&[Rect], &[f64]),
    (unit, style): (&Unit, TextStyle),
) {
    let mut placer = Placer::of(stage);
    for (rect, count) in rects.iter().zip(counts) {
        let text = unit.value(*count);
        let size = Size::new(stage.engine.width(&text, style), style.size * 0.9);
        let center = kurbo::Point::new(rect.center().x, rect.y0 - style.size * 0.72);
        if *count != 0.0 && placer.find(size, [center]).is_some() {
            let ink = (stage.palette.ink, Role::Value);
            stage.put(&text, (style, None), (center, Anchor::Center), ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64], expect: (f64, f64, &[f64])) {
        let bins = Bins::new(values);
        assert_eq!((bins.low, bins.width, bins.counts.as_slice()), expect);
    }

    #[test]
    fn values_fall_into_round_ranges() {
        check(&[1.0, 2.0, 2.5, 3.0, 7.0], (0.0, 2.0, &[1.0, 3.0, 0.0, 1.0]));
        check(&[5.0, 5.0], (5.0, 1.0, &[2.0]));
        check(&[], (0.0, 1.0, &[0.0]));
        let total: f64 = Bins::new(&[1e200, -1e200, 0.0]).counts.iter().sum();
        assert_eq!(total, 3.0);
    }
}
