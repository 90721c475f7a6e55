//! Names for the values of bare lists, found elsewhere in the prompt: "for Jan, Feb, Mar",
//! "(2021-2023)", "weeks 1 to 5", or implied by "quarterly".

use super::periods;
use super::slots::Slot;
use super::words;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Names and what they took.
pub(super) struct Found {
    pub labels: Vec<String>,
    /// First bytes of their tokens.
    pub used: Vec<usize>,
    /// The words before the first value were the last label.
    pub name_used: bool,
    /// What is left of the name of the first list.
    pub name: Option<Vec<Token>>,
}

/// Where the lists stand, and their names.
type Lists<'a> = (&'a [(usize, usize)], &'a [Vec<Token>]);

/// Finds `count` names.
pub(super) fn find(
    text: &Text<'_>,
    slots: &[Slot],
    tail: &[Vec<Token>],
    (ranges, names): Lists<'_>,
    (heading, count): (&[Token], usize),
) -> Option<Found> {
    let last: Vec<Vec<Token>> = slots
        .last()
        .map(|slot| slot.right.clone())
        .into_iter()
        .chain(tail.iter().cloned())
        .collect();
    let mut front: Vec<Vec<Token>> = slots[0].between.clone();
    front.push(slots[0].left.clone());
    let middle: Vec<Vec<Token>> = ranges
        .iter()
        .skip(1)
        .flat_map(|(a, _)| {
            let right = slots[a - 1].right.clone();
            std::iter::once(right).chain(slots[*a].between.iter().cloned())
        })
        .collect();
    let rows = ranges.len() > 1 && (2..=8).contains(&count);
    if let Some((labels, used)) = roles(text, count).filter(|_| rows) {
        return Some(Found { labels, used, name_used: false, name: Some(names[0].clone()) });
    }
    for places in [&last, &front, &middle] {
        let found = ranged(text, places, count)
            .or_else(|| strokes(text, places, count).filter(|_| rows))
            .or_else(|| periods_in(text, places, count));
        // "rows Mon-Wed": the names of the lists are not those of their values.
        let rows: Vec<String> = names.iter().map(|n| text.slice(n).to_lowercase()).collect();
        let found = found.filter(|(labels, _)| {
            ranges.len() < 2 || !labels.iter().map(|l| l.to_lowercase()).eq(rows.iter().cloned())
        });
        if let Some((labels, used)) = found {
            let name = names[0].iter().filter(|t| !used.contains(&t.start)).cloned().collect();
            return Some(Found { labels, used, name_used: false, name: Some(name) });
        }
    }
    for places in [&last, &middle] {
        let list = split(text, places);
        if list.len() == count && count > 1 {
            return Some(pack(text, &list, false));
        }
    }
    before(text, slots, (ranges, names), count).or_else(|| {
        let all: Vec<Token> = heading.iter().chain(front.iter().flatten()).cloned().collect();
        let labels = periods::implied_periods(&all).filter(|labels| labels.len() == count)?;
        Some(Found { labels, used: Vec::new(), name_used: false, name: None })
    })
}

/// A range with as many members.
fn ranged(
    text: &Text<'_>,
    places: &[Vec<Token>],
    count: usize,
) -> Option<(Vec<String>, Vec<usize>)> {
    places.iter().find_map(|piece| {
        let (labels, range) = periods::range_in(text, piece)?;
        let used = piece[range].iter().map(|t| t.start).collect();
        (labels.len() == count).then_some((labels, used))
    })
}

/// "bars for rainfall & a line for temperature", "rain as bars, temperature as a line": as many
/// names of series as a row has values.
fn roles(text: &Text<'_>, count: usize) -> Option<(Vec<String>, Vec<usize>)> {
    const MARKS: &str = "bar bars column columns line lines area balken säulen linie linien barras línea líneas linea barres ligne courbe \
     linha linhas barre colonne linia słupki линия столбцы";
    let tokens = text.tokens.get(..text.tokens.len().min(400))?;
    let mark = |t: &Token| t.kind == Kind::Word && words::among(&t.lower, MARKS);
    let ends = |t: &Token| {
        !t.is_text() && t.number().is_none()
            || phrases::is_and(&t.lower)
            || matches!(&*t.lower, "with" | "on" | "as" | "als" | "con" | "avec" | "und" | "in")
    };
    let mut labels: Vec<String> = Vec::new();
    let mut used: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        let leads = |t: &Token| matches!(&*t.lower, "for" | "für" | "para" | "pour" | "per" | "voor" | "dla" | "для" | "of");
        let as_word = |t: &Token| matches!(&*t.lower, "as" | "als" | "como" | "en" | "come" | "jako" | "w");
        let name = if mark(&tokens[at]) && tokens.get(at + 1).is_some_and(leads) {
            let rest = &tokens[at + 2..];
            &rest[..rest.iter().position(ends).unwrap_or(rest.len())]
        } else if as_word(&tokens[at]) && tokens[at + 1..].iter().take(3).any(mark) {
            let from = tokens[..at].iter().rposition(ends).map_or(0, |n| n + 1);
            &tokens[from..at]
        } else {
            continue;
        };
        let name = words::label(name);
        let plain = name.iter().all(|t| t.number().is_none() && !mark(t));
        if (1..=4).contains(&words::count(name)) && plain {
            labels.push(text.slice(name));
            used.extend(name.iter().map(|t| t.start));
        }
    }
    (labels.len() == count && count >= 2).then_some((labels, used))
}

/// "H1/H2", "women → men", "(min/Q1/median/Q3/max)", "plan vs actual": as many names between
/// strokes or arrows.
fn strokes(
    text: &Text<'_>,
    places: &[Vec<Token>],
    count: usize,
) -> Option<(Vec<String>, Vec<usize>)> {
    let written = |t: &Token| text.prompt.get(t.start..t.end).unwrap_or_default();
    for token in places.iter().flatten().filter(|t| t.kind == Kind::Word) {
        let parts: Vec<&str> = written(token).split('/').collect();
        let named = parts.iter().all(|part| part.chars().any(char::is_alphanumeric));
        if parts.len() == count && named && !parts.iter().all(|p| p.len() == 1) {
            return Some((parts.into_iter().map(str::to_owned).collect(), vec![token.start]));
        }
    }
    let bounds = |t: &Token| {
        matches!(t.kind, Kind::Newline | Kind::Mark(',' | ':' | '：' | '(' | ')' | '[' | ']' | ';' | '.'))
    };
    let cuts = |t: &Token| {
        t.is_mark('/') || matches!(t.kind, Kind::Arrow(false)) || matches!(&*t.lower, "vs" | "versus" | "gegen" | "contra")
    };
    for piece in places.iter().flat_map(|place| place.split(bounds)) {
        let mut parts: Vec<Vec<Token>> =
            piece.split(cuts).map(|p| words::label(p).to_vec()).collect();
        if parts.len() != count || parts.iter().any(Vec::is_empty) {
            continue;
        }
        cut_first(&mut parts);
        // "men vs women salary"
        let longest = parts.iter().rev().skip(1).map(Vec::len).max().unwrap_or(1);
        if let Some(last) = parts.last_mut() {
            last.truncate(longest);
        }
        if parts.iter().all(|p| words::count(p) <= 3) {
            let used = piece.iter().map(|t| t.start).collect();
            return Some((parts.iter().map(|p| text.slice(p)).collect(), used));
        }
    }
    None
}

/// Exactly as many periods.
fn periods_in(
    text: &Text<'_>,
    places: &[Vec<Token>],
    count: usize,
) -> Option<(Vec<String>, Vec<usize>)> {
    let mut labels: Vec<String> = Vec::new();
    let mut used = Vec::new();
    for token in places.iter().flatten().filter(|t| t.is_text()) {
        let word = &text.prompt[token.start..token.end];
        let strokes: Vec<&str> = word.split('/').collect();
        if strokes.len() > 1
            && strokes.iter().all(|w| periods::is_period(w))
            && !periods::is_period(word)
        {
            labels.extend(strokes.into_iter().map(str::to_owned));
            used.push(token.start);
            continue;
        }
        let common = words::among(&token.lower, "may sun do so mar set per out ma mi a");
        if periods::is_period(word) && !(common && labels.is_empty()) {
            labels.push(word.to_owned());
            used.push(token.start);
        }
    }
    (labels.len() == count && count > 1).then_some((labels, used))
}

/// The pieces as labels, cut at "and" too; the name of an axis before a colon goes.
fn split(text: &Text<'_>, places: &[Vec<Token>]) -> Vec<Vec<Token>> {
    let joins = |t: &Token| {
        t.kind == Kind::Word
            && !t.caps
            && (phrases::joins(&t.lower, text.language) || matches!(&*t.lower, "vs" | "versus"))
            || t.is_mark('/')
    };
    let mut labels = Vec::new();
    for place in places {
        for part in place.split(joins) {
            let part = match part
                .iter()
                .rposition(|t| matches!(t.kind, Kind::Mark(':' | '：' | '=' | '[' | '(')))
            {
                Some(colon) if part[colon + 1..].iter().any(Token::is_text) => &part[colon + 1..],
                Some(_) => part,
                None => part,
            };
            let inner = phrases::trimmed(part, is_axis_word);
            let asks = inner.iter().all(|t| phrases::is_request(&t.lower));
            if !inner.is_empty() && !asks {
                labels.push(inner.to_vec());
            }
        }
    }
    labels
}

/// Words that name an axis without being a label.
fn is_axis_word(word: &str) -> bool {
    phrases::is_copula(word)
        || phrases::is_filler(word)
        || matches!(
            word,
            "quarters"
                | "months"
                | "years"
                | "days"
                | "weeks"
                | "quarter"
                | "x-axis"
                | "weekdays"
                | "categories"
                | "labels"
                | "x"
                | "axis"
                | "years:"
                | "lata"
                | "jahre"
                | "años"
                | "années"
                | "anni"
                | "anos"
                | "jaren"
                | "годы"
                | "cities"
                | "respectively"
                | "rows"
                | "columns"
                | "cols"
                | "across"
        )
}

/// Labels before the first value, the words right before it included where they are the last of
/// the list.
fn before(
    text: &Text<'_>,
    slots: &[Slot],
    (ranges, names): Lists<'_>,
    count: usize,
) -> Option<Found> {
    if count < 2 {
        return None;
    }
    let single = ranges.len() == 1;
    let mut front: Vec<Vec<Token>> = slots[0].between.clone();
    let left = slots[0].left.as_slice();
    let colon = left.iter().rposition(|t| matches!(t.kind, Kind::Mark(':' | '：')));
    let named = colon.is_some_and(|at| left[at + 1..].iter().any(Token::is_text));
    if let Some(at) = colon.filter(|_| named) {
        front.push(left[..at].to_vec());
    }
    let mut labels = split(text, &front);
    if labels.len() >= count && (named || !single || names[0].is_empty()) {
        let mut labels = labels.split_off(labels.len() - count);
        cut_first(&mut labels);
        return Some(pack(text, &labels, false));
    }
    let name = split(text, std::slice::from_ref(&left.to_vec()));
    let whole = if named { Vec::new() } else { name };
    if single && labels.len() + whole.len() >= count && !whole.is_empty() {
        labels.extend(whole);
        let mut labels = labels.split_off(labels.len() - count);
        cut_first(&mut labels);
        return Some(pack(text, &labels, true));
    }
    None
}

/// The first label keeps no more words than the longest of the others; the rest is heading.
fn cut_first(labels: &mut [Vec<Token>]) {
    let longest = labels.iter().skip(1).map(Vec::len).max().unwrap_or(1);
    if let Some(first) = labels.first_mut()
        && first.len() > longest
    {
        let from = first.len() - longest;
        *first = first.split_off(from);
    }
}

fn pack(text: &Text<'_>, labels: &[Vec<Token>], name_used: bool) -> Found {
    Found {
        labels: labels.iter().map(|tokens| text.slice(tokens)).collect(),
        used: labels.iter().flatten().map(|t| t.start).collect(),
        name_used,
        name: None,
    }
}
