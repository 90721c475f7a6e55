//! What a prompt says about a chart besides its data: heading, kind, wishes, the unit of all
//! numbers; and what is left of the prompt without them. The data is read by `grid` and `table`.

use std::collections::HashSet;
use std::ops::Range;

use easel_types::spec::ChartKind;

use super::kinds::{self, Named};
use super::slots::BREAK;
use super::wishes::{self, Wishes};
use super::words;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Wishes, and what is left of the prompt without them.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// The kind, where the prompt names it.
    pub kind: Option<ChartKind>,
    /// The heading, where the prompt spells it out.
    pub title: Option<String>,
    /// Series on each other.
    pub stacked: bool,
    /// What else was wished for.
    pub wishes: Wishes,
    /// Raw numbers are spoken of.
    pub raw: bool,
    /// "two series": how many there are to be.
    pub series: Option<usize>,
    /// Every name of a kind.
    pub names: Vec<Named>,
    /// The tokens that remain.
    pub rest: Vec<Token>,
    /// "in millions" and the like: the unit it gives.
    pub unit: Option<String>,
}

/// Reads the wishes out of `text`.
pub(super) fn frame(text: &Text<'_>) -> Frame {
    let mut frame = Frame::default();
    let mut cuts = Cuts::default();
    if let Some((title, range)) = phrases::explicit_title(text) {
        frame.title = Some(title);
        cuts.gone.push(range);
    }
    frame.wishes = wishes::read(text);
    frame.stacked = frame.wishes.stacked;
    frame.names = kinds::named(text);
    frame.names.retain(|named| !cuts.holds(named.tokens.start));
    frame.kind = kinds::chosen(&frame.names, text);
    cuts.kinds(text, &frame.names);
    cuts.gone.extend(frame.wishes.gone.iter().cloned());
    frame.raw = text.tokens.iter().any(speaks_of_raw);
    if let Some((unit, range)) = stated_unit(text) {
        frame.unit = Some(unit);
        cuts.gone.push(range);
    }
    frame.unit = frame.unit.take().or_else(|| frame.wishes.unit.clone());
    frame.series = series_count(&text.tokens);
    frame.rest = cuts.rest(&text.tokens);
    frame
}

/// What is taken out of a prompt.
#[derive(Default)]
struct Cuts {
    /// Tokens that go.
    gone: Vec<Range<usize>>,
    /// Tokens before which heading and data part.
    breaks: Vec<usize>,
}

impl Cuts {
    fn holds(&self, at: usize) -> bool {
        self.gone.iter().any(|range| range.contains(&at))
    }

    /// Takes out the names of kinds with their adjectives and articles.
    fn kinds(&mut self, text: &Text<'_>, names: &[Named]) {
        let tokens = &text.tokens;
        for named in names.iter().filter(|named| !named.inside) {
            let range = looks_before(tokens, &named.tokens);
            if !tokens.get(range.start).is_some_and(|t| is_as(&t.lower)) {
                self.breaks.push(range.start);
            }
            self.gone.push(range);
        }
        for hit in text.hits() {
            let plain =
                matches!(hit.meaning, crate::lexicon::Meaning::Chart(_)) && !hit.unsegmented;
            let valued = tokens.get(hit.tokens.end).is_some_and(|t| t.number().is_some());
            if plain && !valued && !self.holds(hit.tokens.start) {
                let range = looks_before(tokens, &hit.tokens);
                self.breaks.push(range.start);
                self.gone.push(range);
            }
        }
    }

    /// The tokens that remain, with marks where heading and data part.
    fn rest(self, tokens: &[Token]) -> Vec<Token> {
        let mut keep = vec![true; tokens.len()];
        for range in self.gone {
            let end = range.end.min(keep.len());
            keep[range.start.min(end)..end].fill(false);
        }
        let breaks: HashSet<usize> = self.breaks.into_iter().collect();
        let mut rest = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if breaks.contains(&at) {
                rest.push(Token {
                    kind: Kind::Mark(BREAK),
                    lower: String::new(),
                    end: token.start,
                    ..token.clone()
                });
            }
            if keep[at] {
                rest.push(token.clone());
            }
        }
        rest
    }
}

/// Words for numbers that are yet to be counted or summed up.
fn speaks_of_raw(token: &Token) -> bool {
    matches!(
        &*token.lower,
        "raw"
            | "samples"
            | "measurements"
            | "rohdaten"
            | "brutos"
            | "brutes"
            | "observations"
            | "datos"
    )
}

/// "two series", "three lines": how many there are to be.
fn series_count(tokens: &[Token]) -> Option<usize> {
    tokens.windows(2).find_map(|w| {
        let count = match &*w[0].lower {
            "two" => 2,
            "three" => 3,
            "four" => 4,
            _ => return None,
        };
        matches!(&*w[1].lower, "series" | "lines").then_some(count)
    })
}

/// Words that lead to the name of a kind at the end of a wish.
fn is_as(word: &str) -> bool {
    matches!(
        word,
        "in" | "as" | "into" | "als" | "en" | "como" | "come" | "jako" | "em" | "w" | "в" | "виде"
    )
}

/// Widens the range of a kind phrase by the adjectives and article before it.
fn looks_before(tokens: &[Token], range: &Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start > 0
        && (kinds::is_look(&tokens[start - 1].lower)
            || words::among(&tokens[start - 1].lower, "a an un una une ein eine einen um uma een"))
    {
        start -= 1;
    }
    // "… in a bar chart", "… as a pie chart": the preposition goes with it.
    if start > 0 && is_as(&tokens[start - 1].lower) {
        start -= 1;
    }
    start..range.end
}

/// True where the prompt opens with "pie:" or holds "type: bar", which names a chart if data
/// is there.
pub(super) fn keys_kind(tokens: &[Token]) -> bool {
    let keyed = tokens.windows(3).any(|w| {
        matches!(&*w[0].lower, "type" | "kind" | "chart_type" | "charttype")
            && matches!(w[1].kind, Kind::Mark(':' | '='))
            && kind_word(&w[2].lower)
    });
    keyed
        || tokens.iter().take(4).zip(tokens.iter().skip(1)).any(|(token, next)| {
            token.kind == Kind::Word && kind_word(&token.lower) && next.is_mark(':')
        })
}

/// A word that alone names a kind.
fn kind_word(word: &str) -> bool {
    matches!(
        word,
        "pie"
            | "donut"
            | "doughnut"
            | "bar"
            | "bars"
            | "column"
            | "columns"
            | "line"
            | "lines"
            | "area"
            | "gauge"
            | "funnel"
    )
}

/// Words for magnitudes in a stated unit.
const SCALES: &[&str] = &[
    "thousands",
    "millions",
    "billions",
    "trillions",
    "thousand",
    "million",
    "billion",
    "trillion",
    "percent",
    "percentage",
    "mio",
    "mrd",
    "tsd",
];

/// Units that may be stated for all numbers.
const UNITS: &[&str] = &[
    "usd",
    "eur",
    "gbp",
    "dollars",
    "euros",
    "euro",
    "pounds",
    "yen",
    "kg",
    "tons",
    "tonnes",
    "hours",
    "minutes",
    "seconds",
    "days",
    "km",
    "miles",
    "liters",
    "litres",
    "mm",
    "cm",
    "kwh",
    "mwh",
    "gwh",
    "twh",
    "celsius",
    "fahrenheit",
    "units",
    "ms",
    "gb",
    "mb",
    "tb",
    "m",
    "k",
    "bn",
    "prozent",
    "people",
    "users",
    "points",
    "grams",
    "meters",
    "metres",
    "years",
    "mph",
    "km/h",
    "hz",
    "jpy",
    "inr",
    "chf",
    "cny",
];

/// "(in millions)", "in thousand euros", "values in kg", "(all in USD)", "(kg)", "(million
/// euros)": the unit of all numbers.
fn stated_unit(text: &Text<'_>) -> Option<(String, Range<usize>)> {
    let tokens = &text.tokens;
    let first_number = tokens.iter().position(|t| t.number().is_some()).unwrap_or(tokens.len());
    (0..tokens.len()).find_map(|at| {
        if let Some(found) = unit_before_data(text, at) {
            return Some(found);
        }
        let bracket = matches!(tokens[at].kind, Kind::Mark('(' | '['));
        let key = words::among(
            &tokens[at].lower,
            "unit units: einheit unidad unité unità unidade eenheid jednostka единица birim 单位 単位 단위 इकाई الوحدة",
        );
        if !bracket && !key && !tokens[at].is_word("in") {
            return None;
        }
        let mut first = at + 1;
        while bracket
            && tokens
                .get(first)
                .is_some_and(|t| matches!(&*t.lower, "all" | "in" | "values" | "each"))
        {
            first += 1;
        }
        first += usize::from(key && tokens.get(first).is_some_and(|t| matches!(t.kind, Kind::Mark(':' | '：' | '='))));
        let mut end = first;
        while tokens.get(end).is_some_and(|t| {
            is_unit_word(t) || (end > first && matches!(&*t.lower, "of" | "c" | "f"))
        }) {
            end += 1;
        }
        while end > first && tokens[end - 1].is_word("of") {
            end -= 1;
        }
        let closed = tokens.get(end).is_some_and(|t| matches!(t.kind, Kind::Mark(')' | ']')));
        // "Germany (EUR): 5" is about one value, a bracket in the heading about all.
        let heading = at <= first_number
            || tokens
                .get(end + 1)
                .is_none_or(|next| matches!(next.kind, Kind::Newline | Kind::Mark(':' | '.')));
        let country = end == first + 1 && tokens[first].is_word("us");
        if end == first || country || (bracket && !(closed && heading)) {
            return None;
        }
        let words = text.slice(&tokens[first..end]);
        let open = bracket || (at > 0 && tokens[at - 1].is_mark('('));
        let start = if open && closed && !bracket { at - 1 } else { at };
        Some((unit_sign(&words), start..end + usize::from(open && closed)))
    })
}

/// How many tokens a heading may have.
const HEADING_MAX: usize = 200;

/// "Temperature anomaly °C: …", "pay gap hourly £: …": a sign at the end of the heading.
fn unit_before_data(text: &Text<'_>, at: usize) -> Option<(String, Range<usize>)> {
    let tokens = &text.tokens;
    let sign = matches!(
        tokens[at].kind,
        Kind::Mark('°' | '€' | '$' | '£' | '₹' | '¥' | '%' | '℃' | '₽' | '₺' | '₩')
    );
    let word = at.checked_sub(1).is_some_and(|n| tokens[n].kind == Kind::Word);
    let letter = tokens.get(at + 1).is_some_and(|t| matches!(&*t.lower, "c" | "f"));
    let end = at + 1 + usize::from(letter && tokens[at].is_mark('°'));
    let colon = tokens.get(end).is_some_and(|t| matches!(t.kind, Kind::Mark(':' | '：')));
    let free = || !tokens[..at].iter().any(|t| t.number().is_some_and(|n| !n.is_year()));
    (sign && word && colon && at < HEADING_MAX && free())
        .then(|| (unit_sign(&text.slice(&tokens[at..end])), at..end))
}

fn is_unit_word(token: &Token) -> bool {
    let word = &*token.lower;
    let rate = word.split_once('/').is_some_and(|(a, b)| {
        crate::numbers::is_unit(a.trim_start_matches(['µ', 'μ']))
            && (crate::numbers::is_unit(b)
                || matches!(b, "year" | "day" | "month" | "week" | "hour" | "100km"))
    });
    rate || SCALES.contains(&word)
        || UNITS.contains(&word)
        || word == "us"
        || matches!(
            token.kind,
            Kind::Mark('%' | '€' | '$' | '£' | '°' | '₹' | '¥' | '₽' | '₩' | '₺' | '℃' | '℉')
        )
        || matches!(token.kind, Kind::Word if crate::numbers::is_unit(&token.lower) && token.lower.chars().count() > 1)
}

/// The sign for a unit that is written out.
fn unit_sign(words: &str) -> String {
    match words.to_lowercase().as_str() {
        "percent" | "percentage" | "prozent" => "%".to_owned(),
        "usd" | "dollars" | "us dollars" => "$".to_owned(),
        "eur" | "euros" | "euro" => "€".to_owned(),
        "gbp" | "pounds" => "£".to_owned(),
        "celsius" => "°C".to_owned(),
        "fahrenheit" => "°F".to_owned(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use easel_types::spec::{Orientation, SortOrder};

    #[test]
    fn wishes_are_read_and_leave_the_text() {
        let text = Text::new("a horizontal stacked bar chart sorted descending (in millions): A 1");
        let frame = frame(&text);
        assert_eq!(frame.kind, Some(ChartKind::Bar));
        assert_eq!(frame.wishes.orientation, Orientation::Horizontal);
        assert!(frame.stacked);
        assert_eq!(frame.wishes.sorting, Some(SortOrder::Descending));
        assert_eq!(frame.unit.as_deref(), Some("millions"));
    }
}
