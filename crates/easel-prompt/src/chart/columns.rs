//! What the columns of a pasted table mean for a kind of chart: prices, five-number summaries,
//! targets, coordinates, raw measurements; and which columns were asked for.

use easel_types::spec::{ChartKind, Series};

use super::Data;
use super::shape;
use super::title::Frame;
use crate::tokens::Token;

/// Fits the columns of a table to the kind.
pub(super) fn fit(frame: &Frame, data: &mut Data) {
    choose(data);
    match frame.kind {
        Some(ChartKind::Candlestick) => rows(data, 4, &shape::price),
        Some(ChartKind::Boxplot) => {
            rows(data, 5, &shape::quartile);
            if data.series.iter().all(|s| s.points.is_empty()) {
                samples(data);
            }
        }
        Some(ChartKind::Violin | ChartKind::Ridgeline) => samples(data),
        Some(ChartKind::Scatter | ChartKind::Hexbin) => points(data, 2),
        Some(ChartKind::Bubble) => points(data, 3),
        Some(ChartKind::Bullet | ChartKind::Gauge) => targets(data),
        _ => {}
    }
}

/// "plot price only", "of population": where the words beside the table name some of its columns
/// and not the others, these are asked for.
fn choose(data: &mut Data) {
    if data.series.len() < 2 {
        return;
    }
    let outside: Vec<&Token> = data.heading.iter().filter(|t| t.is_text()).collect();
    let words: String = outside.iter().map(|t| format!(" {} ", t.lower)).collect();
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = |series: &Series| {
        series.name.as_deref().is_some_and(|name| {
            format!(" {plain} ").contains(&format!(" {} ", name.to_lowercase()))
        })
    };
    let count = data.series.iter().filter(|s| named(s)).count();
    if count > 0 && count < data.series.len() {
        data.series.retain(named);
        if let [one] = data.series.as_slice() {
            data.unit = data.unit.clone().or_else(|| one.unit.clone());
        }
    }
}

/// Rows of `width` numbers, in the order that the names of the columns give.
fn rows(data: &mut Data, width: usize, place: &dyn Fn(&str) -> Option<usize>) {
    let known: Vec<Option<usize>> =
        data.series.iter().map(|s| s.name.as_deref().and_then(place)).collect();
    let named = known.iter().flatten().count() == width;
    if !named && data.series.len() != width {
        return;
    }
    let column = |at: usize| {
        let found = if named { known.iter().position(|k| *k == Some(at)) } else { Some(at) };
        found.and_then(|n| data.series.get(n))
    };
    let row = |at: usize| -> Option<Vec<f64>> {
        (0..width).map(|c| column(c)?.values.get(at).copied().flatten()).collect()
    };
    let all: Option<Vec<Vec<f64>>> = (0..data.categories.len()).map(row).collect();
    if let Some(points) = all {
        data.series = vec![Series { points, ..Series::default() }];
    }
}

/// Every column is a list of measurements.
fn samples(data: &mut Data) {
    let list = |s: &Series| s.values.iter().flatten().copied().collect::<Vec<f64>>();
    let name = |(at, s): (usize, &Series)| s.name.clone().unwrap_or_else(|| (at + 1).to_string());
    let categories = data.series.iter().enumerate().map(name).collect();
    let samples = data.series.iter().map(list).collect();
    data.categories = categories;
    data.series = vec![Series { samples, ..Series::default() }];
    data.x_label = None;
}

/// Coordinates: the columns of numbers, that of the labels included where it holds numbers.
fn points(data: &mut Data, wide: usize) {
    let numbers: Option<Vec<f64>> =
        data.categories.iter().map(|c| c.replace(',', ".").parse().ok()).collect();
    let mut columns: Vec<(Option<String>, Vec<Option<f64>>)> = Vec::new();
    if let Some(numbers) = &numbers {
        columns.push((data.x_label.clone(), numbers.iter().copied().map(Some).collect()));
    }
    columns.extend(data.series.iter().map(|s| (s.name.clone(), s.values.clone())));
    if columns.len() < wide {
        return;
    }
    let row = |at: usize| -> Option<Vec<f64>> {
        columns.iter().take(wide).map(|(_, values)| values.get(at).copied().flatten()).collect()
    };
    let kept: Vec<usize> = (0..data.categories.len()).filter(|at| row(*at).is_some()).collect();
    let points: Vec<Vec<f64>> = kept.iter().filter_map(|at| row(*at)).collect();
    let point_labels = if numbers.is_some() {
        Vec::new()
    } else {
        kept.iter().filter_map(|at| data.categories.get(*at).cloned()).collect()
    };
    data.x_label = columns[0].0.clone();
    data.y_label = columns.get(1).and_then(|c| c.0.clone());
    data.categories.clear();
    data.unit = None;
    data.series = vec![Series { points, point_labels, ..Series::default() }];
}

/// A column of targets.
fn targets(data: &mut Data) {
    let at = data.series.iter().position(|s| s.name.as_deref().is_some_and(shape::is_target));
    if let Some(at) = at.filter(|_| data.series.len() == 2) {
        data.targets = data.series.remove(at).values;
    }
}
