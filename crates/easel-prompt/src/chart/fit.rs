//! Fitting a chart to its kind: the kind that suits data where the prompt names none, wishes,
//! and kinds that need their data in another form or cannot show it.

use easel_types::spec::{AxisSide, ChartKind, ChartSpec, Orientation, SortOrder, Source};

use super::kinds;
use super::title::Frame;
use super::words;
use super::{Data, periods};
use crate::tokens::{Kind, Text};

/// The kind that suits data where the prompt names none.
pub(super) fn kind(text: &Text<'_>, data: &Data) -> ChartKind {
    if !data.parts.is_empty() {
        return ChartKind::Treemap;
    }
    let values: Vec<f64> =
        data.series.iter().flat_map(|s| s.values.iter().flatten()).copied().collect();
    let sum: f64 = values.iter().sum();
    let classes = data.categories.len() >= 3 && data.categories.iter().all(|c| is_class(c));
    let parts = data.series.len() == 1
        && (2..=8).contains(&values.len())
        && data.unit.as_deref() == Some("%")
        && !classes
        && values.iter().all(|v| *v >= 0.0)
        && (98.0..=102.0).contains(&sum);
    if parts {
        return ChartKind::Pie;
    }
    let periods =
        data.categories.len() >= 2 && data.categories.iter().all(|c| periods::is_period(c));
    let trend = text.tokens.iter().any(|token| {
        words::among(
            &token.lower,
            "trend trends over growth evolution development evolución entwicklung évolution \
    andamento verlauf",
        )
    });
    if periods && (data.categories.len() > 6 || (trend && data.categories.len() > 2)) {
        ChartKind::Line
    } else {
        ChartKind::Bar
    }
}

/// A class such as `18-24` or `65+`.
fn is_class(label: &str) -> bool {
    let digits = label.chars().filter(char::is_ascii_digit).count();
    digits > 0
        && (label.contains(['-', '–', '+', '<', '>']))
        && !label.chars().any(char::is_alphabetic)
}

/// Writes the wishes into the chart.
pub(super) fn wishes(text: &Text<'_>, frame: &Frame, spec: &mut ChartSpec) {
    let wishes = &frame.wishes;
    spec.stacked = wishes.stacked;
    spec.normalized = wishes.normalized;
    spec.orientation = wishes.orientation;
    spec.sort = wishes.sorting;
    spec.y_scale = wishes.y_scale;
    spec.x_scale = wishes.x_scale;
    spec.y_min = wishes.y_min;
    spec.y_max = wishes.y_max.or(spec.y_max);
    spec.show_values = wishes.show_values;
    spec.appearance = wishes.appearance.clone();
    if let Some(target) = wishes.target.filter(|_| spec.targets.is_empty()) {
        spec.targets = vec![Some(target)];
    }
    // "highlight Windows 11 please": the longest name that the words begin with.
    let known = |name: &String| {
        let lower = name.to_lowercase();
        let begins = |c: &&String| {
            let rest = lower.strip_prefix(&c.to_lowercase());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let names =
            spec.categories.iter().chain(spec.series.iter().filter_map(|s| s.name.as_ref()));
        names.filter(|c| !c.is_empty()).filter(begins).max_by_key(|c| c.len()).cloned()
    };
    spec.highlight = wishes.highlight.iter().filter_map(known).collect();
    let pyramid =
        text.tokens.windows(2).any(|w| w[1].is_word("pyramid") && w[0].is_word("population"));
    if pyramid {
        spec.orientation = Orientation::Horizontal;
    }
    if spec.kind == ChartKind::Combo {
        combine(text, frame, spec);
    }
}

/// "revenue as columns and margin as a line": the kind of each series, and the second axis.
fn combine(text: &Text<'_>, frame: &Frame, spec: &mut ChartSpec) {
    let place = |name: &str| text.prompt.to_lowercase().find(&name.to_lowercase());
    let byte = |at: usize| text.tokens.get(at).map_or(0, |t| t.start);
    let mut left = frame
        .names
        .iter()
        .filter(|n| matches!(n.kind, ChartKind::Bar | ChartKind::Line | ChartKind::Area) && n.bare)
        .collect::<Vec<_>>();
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (nth, series) in spec.series.iter().enumerate() {
        if let Some(at) = series.name.as_deref().and_then(place) {
            places.push((at, nth));
        }
    }
    places.sort_unstable();
    let leads = match (left.first(), places.first()) {
        (Some(named), Some((at, _))) => byte(named.tokens.start) < *at,
        _ => false,
    };
    for (at, nth) in &places {
        // The first name of a kind behind the name of the series, or the last before it.
        let ahead =
            leads && left.iter().rposition(|named| byte(named.tokens.start) < *at).is_some();
        let position = if ahead {
            left.iter().rposition(|named| byte(named.tokens.start) < *at)
        } else {
            left.iter().position(|named| byte(named.tokens.start) >= *at)
        };
        if let Some(position) = position {
            let named = left.remove(position);
            if let Some(series) = spec.series.get_mut(*nth) {
                series.kind = Some(named.kind);
            }
        }
    }
    let count = spec.series.len();
    for (nth, series) in spec.series.iter_mut().enumerate() {
        let last = nth + 1 == count && count > 1;
        let kind = series.kind.unwrap_or(if last { ChartKind::Line } else { ChartKind::Bar });
        series.kind = Some(kind);
    }
    let dual = text.tokens.iter().any(|t| {
        words::among(&t.lower, "dual dual-axis axes secondary doble zwei double doppio second")
    });
    let units: std::collections::HashSet<Option<&String>> =
        spec.series.iter().map(|s| s.unit.as_ref()).collect();
    let far = count == 2 && {
        let top = |at: usize| {
            spec.series
                .get(at)
                .map_or(0.0, |s| s.values.iter().flatten().fold(0.0_f64, |a, b| a.max(b.abs())))
        };
        let (a, b) = (top(0), top(1));
        a.min(b) > 0.0 && a.max(b) / a.min(b) > 8.0
    };
    if count > 1
        && (dual || units.len() > 1 || far)
        && let Some(last) = spec.series.last_mut()
    {
        last.axis = AxisSide::Right;
    }
}

/// Makes the data fit the kind, or takes the kind that fits.
pub(super) fn fit(text: &Text<'_>, frame: &Frame, spec: &mut ChartSpec, notes: &mut Vec<String>) {
    let _ = frame;
    match spec.kind {
        ChartKind::Waterfall => close(spec),
        ChartKind::Gauge => dial(text, spec),
        _ => {}
    }
    if let Some(other) = instead(spec) {
        notes.push(format!(
            "The data does not suit a {} chart, so a {} chart is drawn.",
            spec.kind.as_str().replace('_', " "),
            other.as_str()
        ));
        spec.kind = other;
    }
    if spec.sort == Some(SortOrder::Descending) && spec.kind == ChartKind::Pareto {
        spec.sort = None;
    }
    if spec.y_scale == easel_types::spec::AxisScale::Log {
        let positive = spec.series.iter().flat_map(|s| s.values.iter().flatten()).all(|v| *v > 0.0)
            && spec
                .series
                .iter()
                .flat_map(|s| &s.points)
                .all(|p| p.get(1).is_none_or(|v| *v > 0.0));
        if !positive || spec.stacked {
            spec.y_scale = easel_types::spec::AxisScale::Auto;
            notes.push(
                "A logarithmic axis cannot show these values, so the axis is linear.".to_owned(),
            );
        }
    }
}

/// The last bar of a waterfall that is the sum so far.
fn close(spec: &mut ChartSpec) {
    let [only] = spec.series.as_mut_slice() else { return };
    let Some((Some(last), before)) = only.values.split_last().map(|(l, b)| (*l, b)) else { return };
    let sum: f64 = before.iter().flatten().sum();
    if before.len() >= 2
        && (sum - last).abs() < 1e-6 * last.abs().max(1.0)
        && let Some(end) = only.values.last_mut()
    {
        *end = None;
    }
}

/// The ends of a gauge: "72 out of 100"; per cent end at 100.
fn dial(text: &Text<'_>, spec: &mut ChartSpec) {
    let values = || spec.series.iter().flat_map(|s| s.values.iter().flatten());
    let top = values().fold(0.0_f64, |a, b| a.max(*b));
    let low = values().fold(0.0_f64, |a, b| a.min(*b));
    if spec.y_max.is_none() && spec.unit.as_deref() == Some("%") && top <= 100.0 && low >= 0.0 {
        (spec.y_min, spec.y_max) = (Some(0.0), Some(100.0));
    }
    for at in 1..text.tokens.len() {
        let of = words::among(&text.tokens[at - 1].lower, "of von max maximum sur de su van z из")
            || text.tokens[at - 1].is_mark('/');
        if let Some(number) =
            text.tokens[at].number().filter(|_| of && text.tokens[at - 1].kind != Kind::Newline)
            && number.value > top
            && top > 0.0
            && spec.y_max.is_none_or(|max| max < number.value)
        {
            (spec.y_min, spec.y_max) = (Some(low), Some(number.value));
        }
    }
}

/// Another kind, where the data cannot be shown by the one asked for.
fn instead(spec: &ChartSpec) -> Option<ChartKind> {
    let points = spec.series.iter().any(|s| !s.points.is_empty());
    let samples = spec.series.iter().any(|s| !s.samples.is_empty());
    let several = spec.series.len() > 1;
    let negative = spec.series.iter().flat_map(|s| s.values.iter().flatten()).any(|v| *v < 0.0);
    let values = spec.categories.len();
    match spec.kind {
        ChartKind::Scatter | ChartKind::Bubble | ChartKind::Hexbin | ChartKind::Candlestick
            if !points =>
        {
            Some(ChartKind::Bar)
        }
        ChartKind::Boxplot if !points && !samples => Some(ChartKind::Bar),
        ChartKind::Violin | ChartKind::Ridgeline if !samples => Some(ChartKind::Bar),
        ChartKind::Sankey | ChartKind::Chord if spec.links.is_empty() => Some(ChartKind::Bar),
        ChartKind::Pie
        | ChartKind::Donut
        | ChartKind::Waffle
        | ChartKind::Pictogram
        | ChartKind::Funnel
        | ChartKind::WordCloud
        | ChartKind::Pareto
        | ChartKind::Waterfall
        | ChartKind::Gauge
        | ChartKind::Bullet
            if several =>
        {
            Some(ChartKind::Bar)
        }
        ChartKind::Treemap | ChartKind::Sunburst | ChartKind::Venn
            if several && spec.parts.is_empty() =>
        {
            Some(ChartKind::Bar)
        }
        ChartKind::Venn if spec.parts.is_empty() && !(2..=3).contains(&values) => {
            Some(ChartKind::Bar)
        }
        ChartKind::Histogram if several => Some(ChartKind::Bar),
        ChartKind::Radar if values < 3 && spec.source == Source::Prompt => Some(ChartKind::Bar),
        ChartKind::Pie
        | ChartKind::Donut
        | ChartKind::Rose
        | ChartKind::Waffle
        | ChartKind::Pictogram
        | ChartKind::Funnel
        | ChartKind::WordCloud
        | ChartKind::Treemap
        | ChartKind::Sunburst
        | ChartKind::Marimekko
        | ChartKind::Stream
        | ChartKind::Pareto
            if negative =>
        {
            Some(ChartKind::Bar)
        }
        ChartKind::Parallel if several && values < 2 => Some(ChartKind::Bar),
        ChartKind::Calendar if !spec.categories.iter().all(|c| kinds::is_day(c)) => {
            Some(ChartKind::Bar)
        }
        _ => None,
    }
}
