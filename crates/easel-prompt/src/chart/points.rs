//! Coordinate pairs for charts with two numeric axes: `(1, 2), (3, 4)`, `[1, 2]`.

use easel_types::spec::{ChartKind, ChartSpec, Series, Source};

use super::table;
use super::title::Frame;
use crate::language::Language;
use crate::numbers::{self, Scan};
use crate::phrases;
use crate::tokens::{Text, Token};

/// The spec of a scatter or bubble chart, where the prompt holds coordinates.
pub(super) fn read(text: &Text<'_>, frame: &Frame) -> Option<ChartSpec> {
    let wanted = matches!(frame.kind, Some(ChartKind::Scatter | ChartKind::Bubble | ChartKind::Hexbin));
    if super::json::find(text.prompt).is_some() || table::find(text, frame.kind).is_some() {
        return None;
    }
    let (points, first) = bracketed(text);
    if points.len() < 2 || (!wanted && frame.kind.is_some()) {
        return None;
    }
    let sized = points.iter().all(|point| point.len() == 3);
    let heading: Vec<Token> =
        frame.rest.iter().filter(|token| token.end <= first).cloned().collect();
    let names = axis_names(text, &heading);
    let (x_label, y_label) = names.unzip();
    Some(ChartSpec {
        kind: if sized { ChartKind::Bubble } else { ChartKind::Scatter },
        title: frame.title.clone().or_else(|| phrases::heading(text, &heading)),
        categories: Vec::new(),
        series: vec![Series { name: None, values: Vec::new(), points, ..Series::default() }],
        x_label,
        y_label,
        source: Source::Prompt,
        ..ChartSpec::default()
    })
}

/// Every `(a, b)` or `(a, b, c)` of finite numbers, and where the first one stands.
fn bracketed(text: &Text<'_>) -> (Vec<Vec<f64>>, usize) {
    let prompt = text.prompt;
    let language = numbers::written_as(prompt, text.language);
    let mut points = Vec::new();
    let mut first = prompt.len();
    for (at, open) in prompt.match_indices(['(', '[', '（']) {
        let close = match open {
            "(" => ')',
            "[" => ']',
            _ => '）',
        };
        let rest = &prompt[at + open.len()..];
        let Some(end) = rest.char_indices().take(80).find(|(_, c)| *c == close).map(|(end, _)| end) else {
            continue;
        };
        if let Some(cells) = cells(&rest[..end], language).filter(|cells| matches!(cells.len(), 2 | 3)) {
            first = first.min(at);
            points.push(cells);
        }
        if points.len() >= super::VALUES_MAX {
            break;
        }
    }
    (points, first)
}

/// The numbers between brackets. A semicolon between them leaves the comma to decimals.
fn cells(inside: &str, language: Language) -> Option<Vec<f64>> {
    let semicolon = inside.contains([';', '；', '|']);
    let separators: &[char] = if semicolon { &[';', '；', '|'] } else { &[',', '，', '、'] };
    inside
        .split(separators)
        .map(|cell| {
            let cell = cell.trim();
            let plain = cell.parse().ok().filter(|value: &f64| value.is_finite());
            let as_written = || match numbers::scan(cell, None, if semicolon { language } else { Language::ENGLISH })? {
                Scan::Number(number, length) if length == cell.len() => Some(number.value),
                _ => None,
            };
            plain.or_else(as_written)
        })
        .collect()
}

/// Names of the axes out of "height vs weight".
fn axis_names(text: &Text<'_>, heading: &[Token]) -> Option<(String, String)> {
    let at =
        heading.iter().position(|t| matches!(&*t.lower, "vs" | "versus" | "against" | "by"))?;
    let skip = heading[..at].iter().rposition(|t| phrases::is_of(&t.lower)).map_or(0, |n| n + 1);
    let x = text.slice(phrases::trimmed(&heading[skip..at], phrases::is_request));
    let after = phrases::trimmed(&heading[at + 1..], phrases::is_filler);
    let stop = after.iter().position(|t| !t.is_text() || phrases::is_in(&t.lower));
    let y = text.slice(&after[..stop.unwrap_or(after.len())]);
    (!x.is_empty() && !y.is_empty()).then_some((x, y))
}
