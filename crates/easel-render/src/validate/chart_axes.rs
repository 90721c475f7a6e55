//! Whether the parts of a chart with axes fit together: points, samples, errors, remarks, scales.

use easel_types::Limits;
use easel_types::spec::{AxisScale, AxisSide, ChartKind, ChartSpec};

use super::chart::VALUE_MAX;
use super::{at_most, short};
use crate::error::RenderError;
use crate::time_axis;

/// Most annotations of a chart.
const ANNOTATIONS_MAX: usize = 30;

/// Checks what any chart may have beside its values.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn check(spec: &ChartSpec, limits: &Limits) -> Result<(), RenderError> {
    numbers(spec)?;
    at_most("annotations", spec.annotations.len(), ANNOTATIONS_MAX)?;
    for (index, remark) in spec.annotations.iter().enumerate() {
        short(|| format!("annotations[{index}].text"), &remark.text, limits)?;
        for value in [remark.y, remark.y_end].into_iter().flatten() {
            check_number(&|| format!("annotations[{index}].y"), value)?;
        }
        if remark.x.is_none() && remark.y.is_none() {
            return Err(RenderError::invalid(
                format!("annotations[{index}]"),
                "has no place; give x (a category or position), y (a value) or both",
            ));
        }
    }
    if let (Some(low), Some(high)) = (spec.y_min, spec.y_max)
        && low >= high
    {
        return Err(RenderError::invalid(
            "y_max",
            "is not greater than `y_min`; give a wider range",
        ));
    }
    if spec.max_categories.is_some_and(|max| max < 2) {
        return Err(RenderError::invalid("max_categories", "is below 2; give 2 or more"));
    }
    if spec.normalized {
        not_negative(spec, "is negative; shares of a sum cannot be, leave out `normalized`")?;
    }
    logarithmic(spec)?;
    times(spec)
}

fn numbers(spec: &ChartSpec) -> Result<(), RenderError> {
    for (name, value) in [("y_min", spec.y_min), ("y_max", spec.y_max)] {
        if let Some(value) = value {
            check_number(&|| name.to_owned(), value)?;
        }
    }
    for (index, target) in spec.targets.iter().enumerate() {
        if let Some(target) = target {
            check_number(&|| format!("targets[{index}]"), *target)?;
        }
    }
    for (number, series) in spec.series.iter().enumerate() {
        for (index, point) in series.points.iter().enumerate() {
            for value in point {
                check_number(&|| format!("series[{number}].points[{index}]"), *value)?;
            }
        }
        for (index, sample) in series.samples.iter().enumerate() {
            for value in sample {
                check_number(&|| format!("series[{number}].samples[{index}]"), *value)?;
            }
        }
        for (index, error) in series.errors.iter().enumerate() {
            let Some([low, high]) = error else { continue };
            let path = || format!("series[{number}].errors[{index}]");
            check_number(&path, *low)?;
            check_number(&path, *high)?;
            if low > high {
                return Err(RenderError::invalid(
                    path(),
                    "has its lower end above its upper end; give [lower, upper]",
                ));
            }
        }
    }
    Ok(())
}

fn check_number(path: &dyn Fn() -> String, value: f64) -> Result<(), RenderError> {
    if value.is_finite() && value.abs() <= VALUE_MAX {
        return Ok(());
    }
    Err(RenderError::invalid(path(), "is not a number below 1e200; give a finite number"))
}

fn not_negative(spec: &ChartSpec, problem: &str) -> Result<(), RenderError> {
    refuse_values(spec, problem, &|value| value < 0.0)
}

/// Refuses charts with values of the left axis that `is_bad` names.
fn refuse_values(
    spec: &ChartSpec,
    problem: &str,
    is_bad: &dyn Fn(f64) -> bool,
) -> Result<(), RenderError> {
    for (number, series) in spec.series.iter().enumerate() {
        if series.axis == AxisSide::Right {
            continue;
        }
        let bad = |value: &Option<f64>| value.is_some_and(is_bad);
        if let Some(index) = series.values.iter().position(bad) {
            return Err(RenderError::invalid(format!("series[{number}].values[{index}]"), problem));
        }
    }
    Ok(())
}

/// A logarithmic axis has no zero.
fn logarithmic(spec: &ChartSpec) -> Result<(), RenderError> {
    let problem = "is not greater than 0, which a logarithmic axis cannot show; use a linear axis \
                   or leave the value out (null)";
    let is_bad = |value: f64| value <= 0.0;
    let point = |axes: &[usize]| {
        for (number, series) in spec.series.iter().enumerate() {
            for (index, point) in series.points.iter().enumerate() {
                if axes.iter().any(|axis| point.get(*axis).is_some_and(|value| is_bad(*value))) {
                    let path = format!("series[{number}].points[{index}]");
                    return Err(RenderError::invalid(path, problem));
                }
            }
        }
        Ok(())
    };
    if spec.y_scale == AxisScale::Log {
        refuse_values(spec, problem, &is_bad)?;
        let by_category = matches!(spec.kind, ChartKind::Candlestick | ChartKind::Boxplot);
        point(if by_category { &[0, 1, 2, 3, 4] } else { &[1] })?;
        for (number, series) in spec.series.iter().enumerate() {
            let sample = |sample: &Vec<f64>| sample.iter().any(|value| is_bad(*value));
            if let Some(index) = series.samples.iter().position(sample) {
                let path = format!("series[{number}].samples[{index}]");
                return Err(RenderError::invalid(path, problem));
            }
        }
        if spec.stacked || spec.normalized {
            return Err(RenderError::invalid(
                "y_scale",
                "is logarithmic, on which parts cannot be stacked; use a linear axis",
            ));
        }
    }
    if spec.x_scale == AxisScale::Log {
        point(&[0])?;
    }
    Ok(())
}

/// Categories of a time axis must be dates.
fn times(spec: &ChartSpec) -> Result<(), RenderError> {
    if spec.x_scale != AxisScale::Time {
        return Ok(());
    }
    match spec.categories.iter().position(|name| time_axis::parse(name).is_none()) {
        Some(index) => Err(RenderError::invalid(
            format!("categories[{index}]"),
            "is not a date; write 2024, 2024-05, 2024-05-17 or 2024-05-17T12:30",
        )),
        None => Ok(()),
    }
}

/// Checks charts of points.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn points(spec: &ChartSpec) -> Result<(), RenderError> {
    let (count, problem) = if spec.kind == ChartKind::Bubble {
        (3, "is not three numbers; give [x, y, size]")
    } else {
        (2, "is not a pair of numbers; give [x, y]")
    };
    for (number, series) in spec.series.iter().enumerate() {
        for (index, point) in series.points.iter().enumerate() {
            let path = || format!("series[{number}].points[{index}]");
            if point.len() < count {
                return Err(RenderError::invalid(path(), problem));
            }
            if spec.kind == ChartKind::Bubble && point.get(2).is_some_and(|size| *size < 0.0) {
                return Err(RenderError::invalid(
                    path(),
                    "has a negative size; give a size of 0 or more",
                ));
            }
        }
    }
    if spec.series.iter().all(|series| series.points.is_empty()) {
        return Err(RenderError::invalid("series", "has no points; give [x, y] pairs"));
    }
    Ok(())
}

/// Checks candlesticks and box plots.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn summaries(spec: &ChartSpec) -> Result<(), RenderError> {
    let is_candle = spec.kind == ChartKind::Candlestick;
    if is_candle {
        single(spec)?;
    }
    let mut count = 0;
    for (number, series) in spec.series.iter().enumerate() {
        count += series.points.len();
        if !is_candle {
            count += series.samples.iter().filter(|sample| !sample.is_empty()).count();
        }
        let marks = series.points.len().max(series.samples.len());
        if !spec.categories.is_empty() && marks > spec.categories.len() {
            return Err(RenderError::invalid(
                format!("series[{number}]"),
                format!(
                    "has {marks} entries for {} categories; give one a category",
                    spec.categories.len()
                ),
            ));
        }
        for (index, point) in series.points.iter().enumerate() {
            let problem = if is_candle { candle(point) } else { five_numbers(point) };
            if let Some(problem) = problem {
                let path = format!("series[{number}].points[{index}]");
                return Err(RenderError::invalid(path, problem));
            }
        }
    }
    at_most("categories", count, 1_000)?;
    if count == 0 {
        let what = if is_candle {
            "has no points; give [open, high, low, close] a category"
        } else {
            "has no points and no samples; give [min, q1, median, q3, max] or raw values"
        };
        return Err(RenderError::invalid("series", what));
    }
    Ok(())
}

fn candle(point: &[f64]) -> Option<&'static str> {
    let [open, high, low, close] = point else {
        return Some("is not four numbers; give [open, high, low, close]");
    };
    (high < &open.max(*close) || low > &open.min(*close))
        .then_some("has a high below or a low above open or close; give [open, high, low, close]")
}

fn five_numbers(point: &[f64]) -> Option<&'static str> {
    if point.len() != 5 {
        return Some("is not five numbers; give [min, q1, median, q3, max]");
    }
    (!point.is_sorted()).then_some("is not ascending; give [min, q1, median, q3, max]")
}

/// Checks histograms.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn histogram(spec: &ChartSpec) -> Result<(), RenderError> {
    single(spec)?;
    let Some(series) = spec.series.first() else { return Ok(()) };
    let has_values = series.values.iter().any(Option::is_some)
        || series.samples.iter().any(|sample| !sample.is_empty());
    if !has_values {
        return Err(RenderError::invalid("series", "has no value; give at least one number"));
    }
    if !spec.categories.is_empty() && series.samples.is_empty() {
        return not_negative(spec, "is negative; how often something occurs cannot be");
    }
    Ok(())
}

/// Checks kinds that show one series.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn single(spec: &ChartSpec) -> Result<(), RenderError> {
    if spec.series.len() > 1 {
        return Err(RenderError::invalid(
            "series",
            format!("has more than one series; a {} shows one", spec.kind.as_str()),
        ));
    }
    if spec.kind == ChartKind::Pareto {
        not_negative(spec, "is negative; parts of a whole cannot be, use a bar chart")?;
    }
    Ok(())
}
