//! Whether a chart can be drawn.

use easel_types::Limits;
use easel_types::spec::{ChartKind, ChartSpec, Series};

use super::{at_most, chart_axes, figures, heading, short};
use crate::error::RenderError;

/// Chart kinds that are drawn.
pub(crate) const CHART_KINDS: &str = "bar, line, area, scatter, bubble, histogram, waterfall, \
     boxplot, candlestick, combo, slope, lollipop, dumbbell, pareto, bump, pie, donut, rose, \
     radar, funnel, gauge, treemap, sunburst, heatmap, calendar, sankey, table, kpi, bullet, \
     pictogram, waffle, word_cloud, marimekko, stream, parallel, chord, venn, violin, ridgeline, \
     hexbin";

/// Largest value: sums and ranges of such values stay finite.
pub(super) const VALUE_MAX: f64 = 1e200;
/// Most series of a chart.
const SERIES_MAX: usize = 30;
/// Most categories of a bar chart.
const BARS_MAX: usize = 400;

/// Checks that a chart can be drawn.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn check(spec: &ChartSpec, limits: &Limits) -> Result<(), RenderError> {
    match spec.kind {
        ChartKind::Bar
        | ChartKind::Line
        | ChartKind::Area
        | ChartKind::Scatter
        | ChartKind::Bubble
        | ChartKind::Histogram
        | ChartKind::Waterfall
        | ChartKind::Boxplot
        | ChartKind::Candlestick
        | ChartKind::Combo
        | ChartKind::Slope
        | ChartKind::Lollipop
        | ChartKind::Dumbbell
        | ChartKind::Pareto
        | ChartKind::Bump => {}
        kind if figures::draws(kind) => {}
        other => {
            return Err(RenderError::UnsupportedKind {
                kind: other.as_str().to_owned(),
                supported: CHART_KINDS,
            });
        }
    }
    heading(spec.title.as_ref(), spec.subtitle.as_ref(), limits)?;
    for (name, text) in [
        ("unit", &spec.unit),
        ("x_label", &spec.x_label),
        ("y_label", &spec.y_label),
        ("y2_label", &spec.y2_label),
    ] {
        short(|| name.to_owned(), text.as_deref().unwrap_or_default(), limits)?;
    }
    at_most("series", spec.series.len(), SERIES_MAX)?;
    let count = |s: &Series| {
        let samples: usize = s.samples.iter().map(Vec::len).sum();
        s.values.len() + s.points.len() + samples + s.point_labels.len()
    };
    let values: usize = spec.series.iter().map(count).sum();
    at_most("values", values.max(spec.categories.len()), limits.spec_elements_max)?;
    for (index, category) in spec.categories.iter().enumerate() {
        short(|| format!("categories[{index}]"), category, limits)?;
    }
    if spec.series.is_empty() && !figures::stands_without_series(spec) {
        return Err(RenderError::invalid("series", "is empty; give at least one series"));
    }
    for (number, series) in spec.series.iter().enumerate() {
        check_series(number, series, spec, limits)?;
    }
    chart_axes::check(spec, limits)?;
    match spec.kind {
        kind if figures::draws(kind) => figures::check(spec, limits),
        ChartKind::Scatter | ChartKind::Bubble => chart_axes::points(spec),
        ChartKind::Candlestick | ChartKind::Boxplot => chart_axes::summaries(spec),
        ChartKind::Histogram => chart_axes::histogram(spec),
        ChartKind::Line | ChartKind::Area
            if spec.series.iter().any(|series| !series.points.is_empty()) =>
        {
            chart_axes::points(spec)
        }
        ChartKind::Waterfall | ChartKind::Pareto => {
            chart_axes::single(spec)?;
            categories(spec)
        }
        _ => categories(spec),
    }
}

fn check_series(
    number: usize,
    series: &Series,
    spec: &ChartSpec,
    limits: &Limits,
) -> Result<(), RenderError> {
    let path = || format!("series[{number}].name");
    short(path, series.name.as_deref().unwrap_or_default(), limits)?;
    for (index, value) in series.values.iter().enumerate() {
        if value.is_some_and(|value| value.is_finite() && value.abs() > VALUE_MAX) {
            return Err(RenderError::invalid(
                format!("series[{number}].values[{index}]"),
                "is too large to draw; give a number below 1e200",
            ));
        }
        if value.is_some_and(|value| !value.is_finite()) {
            return Err(RenderError::invalid(
                format!("series[{number}].values[{index}]"),
                "is not a finite number; give a number or null",
            ));
        }
    }
    let counts = (series.values.len(), spec.categories.len());
    let is_free = matches!(spec.kind, ChartKind::Scatter | ChartKind::Bubble);
    if !is_free && counts.1 > 0 && counts.0 > counts.1 {
        return Err(RenderError::invalid(
            format!("series[{number}].values"),
            format!(
                "has {} values for {} categories; give one value a category",
                counts.0, counts.1
            ),
        ));
    }
    Ok(())
}

fn has_value(series: &Series) -> bool {
    series.values.iter().any(Option::is_some)
}

pub(super) fn categories(spec: &ChartSpec) -> Result<(), RenderError> {
    if !spec.series.iter().any(has_value) {
        return Err(RenderError::invalid("series", "has no value; give at least one number"));
    }
    if !matches!(spec.kind, ChartKind::Line | ChartKind::Area | ChartKind::Calendar) {
        let longest = spec.series.iter().map(|series| series.values.len()).max();
        let bars = spec.categories.len().max(longest.unwrap_or(0));
        at_most("categories", bars, BARS_MAX)?;
    }
    Ok(())
}
