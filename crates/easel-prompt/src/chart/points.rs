//! Coordinate pairs for charts with two numeric axes: `(1, 2), (3, 4)`, `[1, 2]`.

use easel_types::spec::{ChartKind, ChartSpec, Series, Source};

use super::title::Frame;
use super::{slots, table, words};
use crate::language::Language;
use crate::numbers::{self, Scan};
use crate::tokens::{Kind, Text, Token};
use crate::{numerals, phrases};

/// The spec of a scatter or bubble chart, where the prompt holds coordinates.
pub(super) fn read(text: &Text<'_>, frame: &Frame) -> Option<ChartSpec> {
    let wanted =
        matches!(frame.kind, Some(ChartKind::Scatter | ChartKind::Bubble | ChartKind::Hexbin));
    if super::json::find(text.prompt).is_some() || table::find(text, frame.kind).is_some() {
        return None;
    }
    let points = bracketed(text);
    // "10 [8, 12]" is a value with an interval.
    let behind = |start: usize| {
        let at = text.tokens.partition_point(|t| t.end <= start);
        at > 0 && text.tokens[at - 1].number().is_some()
    };
    if !wanted && points.iter().any(|(_, start)| behind(*start)) {
        return None;
    }
    if points.len() < 2 || (!wanted && (frame.kind.is_some() || amounts(text))) {
        return None;
    }
    let sized = points.iter().all(|(point, _)| point.len() == 3);
    let (series, heading) = named(text, frame, &points);
    let names = axis_names(text, &heading);
    let (x_label, y_label) = names.unzip();
    let kind = match frame.kind {
        Some(ChartKind::Hexbin) => ChartKind::Hexbin,
        _ if sized => ChartKind::Bubble,
        _ => ChartKind::Scatter,
    };
    Some(ChartSpec {
        kind,
        title: frame.title.clone().or_else(|| phrases::heading(text, &super::speaking(&heading))),
        series,
        x_label,
        y_label,
        source: Source::Prompt,
        ..ChartSpec::default()
    })
}

/// "($95,000), (112,000)": brackets that hold one amount each.
fn amounts(text: &Text<'_>) -> bool {
    let inside = |part: &str| {
        let end = part.find(')').unwrap_or(0);
        let part = part.get(..end).unwrap_or_default().trim();
        let bare = part.trim_start_matches(['$', '€', '£', '¥', '₹']);
        let grouped = bare.split_once(',').is_some_and(|(a, b)| {
            (1..=3).contains(&a.len()) && b.len() == 3 && b.bytes().all(|b| b.is_ascii_digit())
        });
        bare.len() < part.len() || grouped
    };
    text.prompt.split('(').skip(1).take(60).all(inside)
}

/// Coordinates with the byte at which their bracket opens.
type Points = Vec<(Vec<f64>, usize)>;

/// Series of points with the names that stand before them, and the tokens of the heading. A name
/// before every point is the point's; a name with a colon before some is a series'.
fn named(
    text: &Text<'_>,
    frame: &Frame,
    points: &[(Vec<f64>, usize)],
) -> (Vec<Series>, Vec<Token>) {
    let separates = |t: &Token| {
        matches!(t.kind, Kind::Newline | Kind::Mark(',' | ';' | '.' | slots::BREAK | '、'))
    };
    let mut from = 0;
    let mut names: Vec<Option<Vec<Token>>> = Vec::new();
    for (_, start) in points {
        let before: Vec<Token> =
            frame.rest.iter().filter(|t| t.start >= from && t.end <= *start).cloned().collect();
        let last = before.rsplit(separates).next().unwrap_or_default();
        let last = match last.split_last() {
            Some((colon, rest)) if colon.is_mark(':') => {
                match rest.iter().rposition(|t| t.is_mark(':')) {
                    Some(at) => &rest[at + 1..],
                    None => rest,
                }
            }
            _ => last.rsplit(|t: &Token| t.is_mark(':')).next().unwrap_or_default(),
        };
        let words = words::label(last);
        names.push((!words.is_empty()).then(|| words.to_vec()));
        from = start + text.prompt[*start..].find([')', ']', '）']).map_or(1, |n| n + 1);
    }
    let first = points.first().map_or(0, |(_, start)| *start);
    let count = names.iter().flatten().count();
    let later = names.iter().skip(1).flatten().count();
    let cut = |name: &Option<Vec<Token>>| name.as_ref().map(|n| text.slice(n)).unwrap_or_default();
    let opened =
        names.first().and_then(|n| n.as_ref()).and_then(|n| n.first()).map_or(first, |t| t.start);
    let end = if later > 0 { opened } else { first };
    let heading = frame.rest.iter().filter(|t| t.end <= end).cloned().collect();
    let all: Vec<Vec<f64>> = points.iter().map(|(point, _)| point.clone()).collect();
    if count == points.len() && later > 0 {
        let point_labels = names.iter().map(cut).collect();
        return (vec![Series { points: all, point_labels, ..Series::default() }], heading);
    }
    if later == 0 {
        return (vec![Series { points: all, ..Series::default() }], heading);
    }
    let mut series: Vec<Series> = Vec::new();
    for (point, name) in all.into_iter().zip(&names) {
        if name.is_some() || series.is_empty() {
            series.push(Series {
                name: Some(cut(name)).filter(|n| !n.is_empty()),
                ..Series::default()
            });
        }
        if let Some(last) = series.last_mut() {
            last.points.push(point);
        }
    }
    (series, heading)
}

/// Every `(a, b)` or `(a, b, c)` of finite numbers.
fn bracketed(text: &Text<'_>) -> Points {
    let prompt = text.prompt;
    let language = numerals::written_as(prompt, text.language);
    let mut points = Vec::new();
    for (at, open) in prompt.match_indices(['(', '[', '（']) {
        let close = match open {
            "(" => ')',
            "[" => ']',
            _ => '）',
        };
        let rest = &prompt[at + open.len()..];
        let Some(end) = rest.char_indices().take(80).find(|(_, c)| *c == close).map(|(end, _)| end)
        else {
            continue;
        };
        if let Some(cells) =
            cells(&rest[..end], language).filter(|cells| matches!(cells.len(), 2 | 3))
        {
            points.push((cells, at));
        }
        if points.len() >= super::VALUES_MAX {
            break;
        }
    }
    points
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
            let as_written = || match numbers::scan(
                cell,
                None,
                if semicolon { language } else { Language::ENGLISH },
            )? {
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
