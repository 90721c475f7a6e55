//! What a prompt says about a chart besides its data: heading, wishes (horizontal, stacked,
//! sorted), the kind, periods and ranges. The data itself is read by `pairs`, `series`, `table`.

use std::ops::Range;

use easel_types::spec::{ChartKind, Orientation};

use crate::lexicon::Meaning;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// The order of categories that was wished for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sorting {
    /// Small values first.
    Ascending,
    /// Large values first.
    Descending,
}

/// Wishes, and what is left of the prompt without them.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// The kind, where a phrase names it.
    pub kind: Option<ChartKind>,
    /// The heading, where the prompt spells it out.
    pub title: Option<String>,
    /// Series on each other.
    pub stacked: bool,
    /// Bars to the right.
    pub orientation: Orientation,
    /// Order of categories.
    pub sorting: Option<Sorting>,
    /// The tokens that remain.
    pub rest: Vec<Token>,
    /// "in millions" and the like: the unit it gives.
    pub unit: Option<String>,
}

/// Phrases that wish for an order of categories.
const SORTINGS: &[(&str, Sorting)] = &[
    ("sorted from highest to lowest", Sorting::Descending),
    ("sorted from largest to smallest", Sorting::Descending),
    ("sorted from lowest to highest", Sorting::Ascending),
    ("sorted from smallest to largest", Sorting::Ascending),
    ("from highest to lowest", Sorting::Descending),
    ("from largest to smallest", Sorting::Descending),
    ("from lowest to highest", Sorting::Ascending),
    ("from smallest to largest", Sorting::Ascending),
    ("in descending order", Sorting::Descending),
    ("in ascending order", Sorting::Ascending),
    ("sorted descending", Sorting::Descending),
    ("sorted ascending", Sorting::Ascending),
    ("sort descending", Sorting::Descending),
    ("sort ascending", Sorting::Ascending),
    ("sorted by value", Sorting::Descending),
    ("largest first", Sorting::Descending),
    ("highest first", Sorting::Descending),
    ("biggest first", Sorting::Descending),
    ("smallest first", Sorting::Ascending),
    ("lowest first", Sorting::Ascending),
];

/// Words that only describe how the chart should look and belong to no heading.
const LOOKS: &str = " simple clean modern colorful colourful beautiful professional nice elegant \
 minimal minimalist basic quick interactive animated 3d ";

/// Reads the wishes out of `text`.
pub(super) fn frame(text: &Text<'_>) -> Frame {
    let tokens = &text.tokens;
    let mut frame = Frame::default();
    let mut gone: Vec<Range<usize>> = Vec::new();
    if let Some((title, range)) = phrases::explicit_title(text) {
        frame.title = Some(title);
        gone.push(range);
    }
    for hit in text.hits() {
        let Meaning::Chart(kind) = hit.meaning else { continue };
        let inside = gone.iter().any(|range| range.contains(&hit.tokens.start));
        frame.kind = frame.kind.or(kind);
        // Where words stand without spaces, the phrase shares its token with the subject.
        if !inside && !hit.unsegmented {
            gone.push(looks_before(tokens, &hit.tokens));
        }
    }
    if frame.kind.is_none()
        && let Some((kind, range)) = bare_kind(tokens)
    {
        frame.kind = Some(kind);
        gone.push(looks_before(tokens, &range));
    }
    for (at, token) in tokens.iter().enumerate() {
        match &*token.lower {
            "horizontal" | "horizontally" | "horizontales" | "horizontale" | "horizontaux"
            | "orizzontale" => {
                frame.orientation = Orientation::Horizontal;
                gone.push(at..at + 1);
            }
            "stacked" | "apiladas" | "gestapelt" | "gestapeltes" | "empilé" | "empilées"
            | "impilato" => {
                frame.stacked = true;
                gone.push(at..at + 1);
            }
            "vertical" | "vertically" | "grouped" | "clustered" => gone.push(at..at + 1),
            _ => {}
        }
    }
    for (phrase, sorting) in SORTINGS {
        if frame.sorting.is_none()
            && let Some(range) = find_words(tokens, phrase)
        {
            frame.sorting = Some(*sorting);
            gone.push(range);
        }
    }
    if let Some((unit, range)) = stated_unit(text) {
        frame.unit = Some(unit);
        gone.push(range);
    }
    frame.rest = (0..tokens.len())
        .filter(|at| !gone.iter().any(|range| range.contains(at)))
        .map(|at| tokens[at].clone())
        .collect();
    frame
}

/// "pie of …", "a donut: …", "show it as a donut", "type: bar": a kind without the word "chart",
/// which only a prompt that is known to ask for a chart may hold.
fn bare_kind(tokens: &[Token]) -> Option<(ChartKind, Range<usize>)> {
    let opening = tokens.iter().enumerate().take(6).find_map(|(at, token)| {
        let ends = tokens.get(at + 1).is_none_or(|next| {
            next.is_mark(':') || matches!(&*next.lower, "of" | "showing" | "with" | "for")
        });
        kind_word(&token.lower)
            .filter(|_| ends && token.kind == Kind::Word)
            .map(|k| (k, at..at + 1))
    });
    opening.or_else(|| {
        tokens.iter().enumerate().skip(2).find_map(|(at, token)| {
            let kind = kind_word(&token.lower)?;
            let keyed = matches!(tokens[at - 1].kind, Kind::Mark(':' | '='))
                && matches!(&*tokens[at - 2].lower, "type" | "kind" | "chart_type" | "charttype");
            if keyed {
                return Some((kind, at - 2..at + 1));
            }
            // "sales by rep (bar): …"
            if tokens[at - 1].is_mark('(') && tokens.get(at + 1).is_some_and(|t| t.is_mark(')')) {
                return Some((kind, at - 1..at + 2));
            }
            let ends = tokens.get(at + 1).is_none_or(|next| !next.is_text());
            let words = tokens[..at].iter().rev().take_while(|t| is_look(&t.lower)).count();
            let before = at.checked_sub(words + 1)?;
            let asked = matches!(&*tokens[before].lower, "as" | "into" | "als" | "como");
            (ends && asked).then_some((kind, before..at + 1))
        })
    })
}

/// Articles and words for looks between "as" and the kind.
fn is_look(word: &str) -> bool {
    // "as" is an article in Portuguese.
    (phrases::is_article(word) && word != "as")
        || LOOKS.split(' ').any(|look| look == word && !look.is_empty())
        || matches!(word, "grouped" | "stacked" | "clustered" | "horizontal" | "vertical")
}

/// The kind that a word alone names.
fn kind_word(word: &str) -> Option<ChartKind> {
    match word {
        "pie" => Some(ChartKind::Pie),
        "donut" | "doughnut" => Some(ChartKind::Donut),
        "bar" | "bars" | "column" | "columns" => Some(ChartKind::Bar),
        "line" | "lines" => Some(ChartKind::Line),
        "area" => Some(ChartKind::Area),
        "gauge" => Some(ChartKind::Gauge),
        "funnel" => Some(ChartKind::Funnel),
        _ => None,
    }
}

/// True where the prompt opens with "pie:" or holds "type: bar", which names a chart if data
/// is there.
pub(super) fn keys_kind(tokens: &[Token]) -> bool {
    let keyed = tokens.windows(3).any(|w| {
        matches!(&*w[0].lower, "type" | "kind" | "chart_type" | "charttype")
            && matches!(w[1].kind, Kind::Mark(':' | '='))
            && kind_word(&w[2].lower).is_some()
    });
    keyed
        || tokens.iter().take(4).zip(tokens.iter().skip(1)).any(|(token, next)| {
            token.kind == Kind::Word && kind_word(&token.lower).is_some() && next.is_mark(':')
        })
}

/// Widens the range of a kind phrase by the adjectives and article before it.
fn looks_before(tokens: &[Token], range: &Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start > 0
        && (LOOKS.split(' ').any(|look| look == tokens[start - 1].lower && !look.is_empty())
            || matches!(&*tokens[start - 1].lower, "a" | "an"))
    {
        start -= 1;
    }
    // "… in a bar chart", "… as a pie chart": the preposition goes with it.
    if start > 0
        && matches!(&*tokens[start - 1].lower, "in" | "as" | "into" | "als" | "en" | "como")
    {
        start -= 1;
    }
    start..range.end
}

/// The place of a run of words.
fn find_words(tokens: &[Token], phrase: &str) -> Option<Range<usize>> {
    let words: Vec<&str> = phrase.split(' ').collect();
    (0..tokens.len().saturating_sub(words.len() - 1))
        .find(|at| words.iter().enumerate().all(|(n, word)| tokens[at + n].is_word(word)))
        .map(|at| at..at + words.len())
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
    (0..tokens.len()).find_map(|at| {
        let bracket = tokens[at].is_mark('(');
        if !bracket && !tokens[at].is_word("in") {
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
        let mut end = first;
        while tokens.get(end).is_some_and(|t| {
            is_unit_word(t) || (end > first && matches!(&*t.lower, "of" | "c" | "f"))
        }) {
            end += 1;
        }
        while end > first && tokens[end - 1].is_word("of") {
            end -= 1;
        }
        let closed = tokens.get(end).is_some_and(|t| t.is_mark(')'));
        // "Germany (EUR): 5" is about one value, a bracket in the heading about all.
        let heading = !tokens[..at].iter().any(|t| t.number().is_some())
            || tokens.get(end + 1).is_none_or(|next| next.kind == Kind::Newline);
        if end == first || (bracket && !(closed && heading)) {
            return None;
        }
        let words = text.slice(&tokens[first..end]);
        let open = bracket || (at > 0 && tokens[at - 1].is_mark('('));
        let start = if open && closed && !bracket { at - 1 } else { at };
        Some((unit_sign(&words), start..end + usize::from(open && closed)))
    })
}

fn is_unit_word(token: &Token) -> bool {
    let word = &*token.lower;
    SCALES.contains(&word)
        || UNITS.contains(&word)
        || word == "us"
        || matches!(token.kind, Kind::Mark('%' | '€' | '$' | '£' | '°'))
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

/// Month names as they are written out.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Weekday names.
const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The position of a period name in its cycle: the cycle's names, the index, and whether the
/// short form was used.
fn period(word: &str) -> Option<(&'static [&'static str], usize, bool)> {
    let word = word.trim_end_matches('.').to_lowercase();
    let cycles: [&'static [&'static str]; 2] = [&MONTHS, &DAYS];
    for cycle in cycles {
        for (at, name) in cycle.iter().enumerate() {
            let lower = name.to_lowercase();
            if word == lower {
                return Some((cycle, at, false));
            }
            if word == lower[..3] || (word.len() == 4 && lower.starts_with(&word)) {
                return Some((cycle, at, true));
            }
        }
    }
    None
}

/// True for the name of a month, written out or short.
pub(super) fn is_month(word: &str) -> bool {
    period(word).is_some_and(|(cycle, ..)| cycle.len() == MONTHS.len())
}

/// True for months, weekdays, quarters and years, which have an order of their own.
pub(super) fn is_period(label: &str) -> bool {
    let lower = label.to_lowercase();
    let year = |text: &str| {
        text.len() == 4
            && text.bytes().all(|b| b.is_ascii_digit())
            && (text.starts_with("19") || text.starts_with("20"))
    };
    let digits_after = |prefix: &str| {
        lower.strip_prefix(prefix).is_some_and(|rest| {
            let rest = rest.trim_start();
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
        })
    };
    period(label).is_some()
        || year(&lower)
        || lower
            .split_once(' ')
            .is_some_and(|(a, b)| (is_period(a) && year(b)) || (year(a) && b.starts_with('q')))
        || ["q", "h", "week", "day", "month", "year", "quarter", "w", "kw", "sprint"]
            .iter()
            .any(|p| digits_after(p))
        || lower.ends_with(['年', '月', '日'])
}

/// The members of a range from `first` to `last`: quarters, months, weekdays, years or other
/// numbered names. At most 60 of them.
fn members(first: &str, last: &str) -> Option<Vec<String>> {
    if let (Some((cycle, a, short)), Some((other, b, _))) = (period(first), period(last)) {
        if std::ptr::eq(cycle, other) && a != b {
            let count = (b + cycle.len() - a) % cycle.len() + 1;
            let name = |at: usize| {
                let full = cycle[(a + at) % cycle.len()];
                if short { full[..3].to_owned() } else { full.to_owned() }
            };
            return Some((0..count).map(name).collect());
        }
        return None;
    }
    let (stem, from) = numbered(first)?;
    let (other, to) = numbered(last)?;
    let years = |n: u32| (1500..2200).contains(&n);
    let fits = stem.eq_ignore_ascii_case(other) || other.is_empty();
    if !fits || to <= from || to - from >= 60 || (stem.is_empty() && !(years(from) && years(to))) {
        return None;
    }
    Some((from..=to).map(|n| format!("{stem}{n}")).collect())
}

/// A name and the number at its end: `Q4` is `Q` and 4.
fn numbered(word: &str) -> Option<(&str, u32)> {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &word[stem.len()..];
    (digits.len() <= 4).then(|| digits.parse().ok().map(|n| (stem, n))).flatten()
}

/// The first range in `tokens`, such as `Q1-Q4`, `January to March`, `2019–2023`: its members
/// and its place.
pub(super) fn range_in(text: &Text<'_>, tokens: &[Token]) -> Option<(Vec<String>, Range<usize>)> {
    for (at, token) in tokens.iter().enumerate() {
        let word = &text.prompt[token.start..token.end];
        if token.kind == Kind::Word
            && let Some((first, last)) = word.split_once(['-', '–', '‑'])
            && let Some(names) = members(first, last)
        {
            return Some((names, at..at + 1));
        }
        let joined = tokens.get(at + 1).is_some_and(|t| {
            matches!(
                &*t.lower,
                "to" | "through"
                    | "bis"
                    | "until"
                    | "a"
                    | "à"
                    | "al"
                    | "tot"
                    | "do"
                    | "hasta"
                    | "по"
            ) || matches!(t.kind, Kind::Mark('-' | '–' | '—' | '~' | '～'))
        });
        if joined && let Some(next) = tokens.get(at + 2) {
            let last = &text.prompt[next.start..next.end];
            if let Some(names) = members(word, last) {
                return Some((names, at..at + 3));
            }
        }
    }
    None
}

/// Categories that a word such as "quarterly" implies, with the word's own language.
pub(super) fn implied_periods(tokens: &[Token]) -> Option<Vec<String>> {
    let any = |list: &[&str]| tokens.iter().any(|t| list.contains(&&*t.lower));
    let short = |names: &[&str]| names.iter().map(|name| name[..3].to_owned()).collect();
    if any(&["quarter", "quarters", "quarterly", "quartal", "trimestre", "trimestral"]) {
        Some((1..=4).map(|n| format!("Q{n}")).collect())
    } else if any(&["month", "months", "monthly", "mes", "monat", "mois", "monatlich", "mensuel"]) {
        Some(short(&MONTHS))
    } else if any(&["weekday", "weekdays", "daily", "week", "weekly", "day", "woche"]) {
        Some(short(&DAYS))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: &[&str]) {
        let text = Text::new(prompt);
        let got = range_in(&text, &text.tokens).map(|(names, _)| names).unwrap_or_default();
        assert_eq!(got, expect, "{prompt}");
    }

    #[test]
    fn ranges_are_spelled_out() {
        check("Q1-Q4 sales", &["Q1", "Q2", "Q3", "Q4"]);
        check("January to March", &["January", "February", "March"]);
        check("Nov–Feb", &["Nov", "Dec", "Jan", "Feb"]);
        check("2019-2021", &["2019", "2020", "2021"]);
        check("from 2019 to 2021", &["2019", "2020", "2021"]);
        check("ages 18-24", &[]);
    }

    #[test]
    fn wishes_are_read_and_leave_the_text() {
        let text = Text::new("a horizontal stacked bar chart sorted descending (in millions): A 1");
        let frame = frame(&text);
        assert_eq!(frame.kind, Some(ChartKind::Bar));
        assert_eq!(frame.orientation, Orientation::Horizontal);
        assert!(frame.stacked);
        assert_eq!(frame.sorting, Some(Sorting::Descending));
        assert_eq!(frame.unit.as_deref(), Some("millions"));
        assert_eq!(text.slice(&frame.rest).trim_start_matches("a "), ": A 1");
    }
}
