//! Charts for prompts without data: the shape that the prompt speaks of with categories from the
//! prompt where it names any. Always marked [`Source::Illustrative`].

use easel_types::spec::{ChartKind, ChartSpec, Series, Source};

use super::periods;
use super::title::Frame;
use crate::tokens::{Kind, Text, Token};
use crate::{lexicon, phrases};

/// Shares of a whole that look natural; cut and scaled to 100 for fewer or more parts.
const SHARES: [f64; 8] = [38.0, 24.0, 16.0, 10.0, 6.0, 3.0, 2.0, 1.0];

/// Ups and downs without a trend.
const VARIED: [f64; 12] = [52.0, 68.0, 45.0, 74.0, 60.0, 83.0, 57.0, 71.0, 49.0, 78.0, 64.0, 88.0];

/// An illustrative chart.
pub(super) fn chart(text: &Text<'_>, frame: &Frame) -> ChartSpec {
    let kind = frame.kind.unwrap_or(ChartKind::Bar);
    let mut rest = frame.rest.clone();
    let (categories, named) = categories(text, &mut rest, kind);
    let title = frame.title.clone().or_else(|| {
        phrases::heading(text, &rest).and_then(|heading| lexicon::without_kinds(&heading, text))
    });
    let trend = trend(text);
    let mut spec = ChartSpec {
        kind,
        title,
        unit: frame.unit.clone(),
        source: Source::Illustrative,
        ..ChartSpec::default()
    };
    if matches!(kind, ChartKind::Scatter | ChartKind::Bubble) {
        spec.series = vec![Series {
            name: None,
            values: Vec::new(),
            points: points(kind, trend),
            ..Series::default()
        }];
        return spec;
    }
    let values = values(kind, categories.len(), trend);
    if matches!(kind, ChartKind::Pie | ChartKind::Donut | ChartKind::Gauge) && spec.unit.is_none() {
        spec.unit = Some("%".to_owned());
    }
    let names = named.unwrap_or_else(|| vec![None]);
    spec.series = names
        .into_iter()
        .enumerate()
        .map(|(nth, name)| Series {
            name,
            values: values.iter().map(|value| Some(round(value * falloff(nth)))).collect(),
            ..Series::default()
        })
        .collect();
    spec.categories = categories;
    spec
}

fn round(value: f64) -> f64 {
    value.round()
}

/// Each further series lies a little lower, so that they can be told apart.
fn falloff(nth: usize) -> f64 {
    0.8_f64.powi(i32::try_from(nth).unwrap_or(i32::MAX))
}

/// Categories out of a range, a list of names or a period word, else generic ones. A list of
/// names beside a range names the series.
fn categories(
    text: &Text<'_>,
    rest: &mut Vec<Token>,
    kind: ChartKind,
) -> (Vec<String>, Option<Vec<Option<String>>>) {
    let range = periods::range_in(text, rest);
    let names = listed(text, rest);
    if let Some((members, range)) = range {
        rest.drain(range);
        let series = (names.len() > 1).then(|| names.into_iter().map(Some).collect());
        return (members, series);
    }
    let periods = periods::implied_periods(rest)
        .filter(|_| !matches!(kind, ChartKind::Pie | ChartKind::Donut));
    match (names.len(), periods) {
        (0 | 1, Some(periods)) => (periods, None),
        (0 | 1, None) => (generic(kind), None),
        (_, Some(periods))
            if !matches!(kind, ChartKind::Pie | ChartKind::Donut | ChartKind::Funnel) =>
        {
            (periods, Some(names.into_iter().map(Some).collect()))
        }
        _ => (names, None),
    }
}

/// Names of a generic chart.
fn generic(kind: ChartKind) -> Vec<String> {
    let count: u8 = match kind {
        ChartKind::Gauge => 1,
        ChartKind::Pie | ChartKind::Donut => 4,
        ChartKind::Line | ChartKind::Area | ChartKind::Radar => 6,
        _ => 5,
    };
    (0..count).map(|n| char::from(b'A' + n).to_string()).collect()
}

/// The names of a list in the prompt: "comparing Apple, Samsung and Google", ": rent, food".
pub(super) fn listed(text: &Text<'_>, tokens: &[Token]) -> Vec<String> {
    let opens = |token: &Token| {
        token.is_mark(':')
            || token.is_mark('：')
            || matches!(
                &*token.lower,
                "comparing"
                    | "between"
                    | "with"
                    | "including"
                    | "of"
                    | "for"
                    | "mit"
                    | "con"
                    | "avec"
                    | "com"
                    | "de"
                    | "von"
            )
    };
    let separates = |token: &Token| {
        matches!(token.kind, Kind::Mark(',' | '，' | '、' | ';' | '،') | Kind::Newline)
            || (token.kind == Kind::Word && phrases::joins(&token.lower, text.language))
    };
    let Some(first) = tokens.iter().position(separates) else { return Vec::new() };
    let from = tokens[..first].iter().rposition(opens).map_or(0, |at| at + 1);
    let mut names: Vec<String> = Vec::new();
    for part in tokens[from..].split(separates) {
        let stop = part.iter().position(|token| {
            matches!(&*token.lower, "in" | "for" | "over" | "by" | "from" | "during" | "on")
                || matches!(token.kind, Kind::Mark('.'))
        });
        let part = phrases::trimmed(&part[..stop.unwrap_or(part.len())], phrases::is_filler);
        let words = text.slice(part);
        if !words.is_empty() && part.len() <= 6 {
            names.push(words);
        }
        if stop.is_some() || names.len() >= 40 {
            break;
        }
    }
    if names.len() < 2 { Vec::new() } else { names }
}

/// Which way the prompt says that things went: up, down or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trend {
    Up,
    Down,
    Varied,
}

fn trend(text: &Text<'_>) -> Trend {
    let any = |list: &[&str]| text.tokens.iter().any(|t| list.contains(&&*t.lower));
    if any(&[
        "growth",
        "growing",
        "increase",
        "increasing",
        "rising",
        "rise",
        "grow",
        "upward",
        "crecimiento",
        "wachstum",
        "croissance",
        "crescita",
        "crescimento",
        "groei",
        "wzrost",
        "рост",
    ]) {
        Trend::Up
    } else if any(&[
        "decline",
        "declining",
        "decrease",
        "decreasing",
        "falling",
        "drop",
        "downward",
        "loss",
    ]) {
        Trend::Down
    } else {
        Trend::Varied
    }
}

/// Values for `count` categories.
fn values(kind: ChartKind, count: usize, trend: Trend) -> Vec<f64> {
    if kind == ChartKind::Gauge {
        return vec![72.0; count];
    }
    if matches!(kind, ChartKind::Pie | ChartKind::Donut | ChartKind::Treemap) {
        return shares(count);
    }
    let steps = u32::try_from(count.max(2) - 1).unwrap_or(u32::MAX);
    (0..count)
        .map(|at| {
            let part = f64::from(u32::try_from(at).unwrap_or(u32::MAX)) / f64::from(steps);
            // A slight bend keeps the line from looking ruled.
            let ramp = 40.0 + 50.0 * part.powf(1.2);
            match (kind, trend) {
                (ChartKind::Funnel, _) | (_, Trend::Down) => 100.0 - 70.0 * part.powf(0.8),
                (_, Trend::Up) => ramp,
                _ => VARIED[at % VARIED.len()],
            }
        })
        .collect()
}

/// Parts of 100 in falling order.
fn shares(count: usize) -> Vec<f64> {
    let weights: Vec<f64> = (0..count).map(|at| SHARES.get(at).copied().unwrap_or(1.0)).collect();
    let sum: f64 = weights.iter().sum();
    let mut parts: Vec<f64> =
        weights.iter().map(|weight| (weight * 100.0 / sum).round().max(1.0)).collect();
    let rest: f64 = 100.0 - parts.iter().sum::<f64>();
    if let Some(first) = parts.first_mut()
        && *first + rest > 0.0
    {
        *first += rest;
    }
    parts
}

/// A loose cloud along a line.
fn points(kind: ChartKind, trend: Trend) -> Vec<Vec<f64>> {
    (0..12_u32)
        .map(|at| {
            let x = f64::from(at) * 8.0 + 6.0;
            let noise = VARIED[usize::try_from(at).unwrap_or(0) % VARIED.len()] - 65.0;
            let slope = if trend == Trend::Down { -0.6 } else { 0.6 };
            let y = (50.0 + slope * (x - 50.0) + noise * 0.5).round();
            if kind == ChartKind::Bubble {
                vec![x, y, f64::from(at % 4) * 10.0 + 10.0]
            } else {
                vec![x, y]
            }
        })
        .collect()
}
