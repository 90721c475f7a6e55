//! Telling numbers that are labels (`2023`, `Week 1`, `iPhone 15`) from numbers that are values,
//! by the company they keep between two separators.

use easel_types::spec::ChartKind;

use super::periods;
use super::prepare::as_word;
use super::words;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Words before a number that names one of several: `Week 1`, `Team 7`.
fn counts_off(word: &str) -> bool {
    const WORDS: &str = "week day month year quarter phase level step group team product version grade class room store region plan option type kw semana tag \
        woche jour sprint season chapter test run stage item sample trial round lab site zone unit machine line node case tier area district floor building \
        episode fy jahr monat année año mes anno ano jaar rok game lauf messung semaine día dia giorno settimana dag неделя день год месяц hafta gün ay klasse \
        clase classe klasa класс iphone galaxy windows route bus gate block house plot lot cohort batch model series ward exam quiz lesson unit server gpu cpu core \
        experiment gruppe grupo groupe gruppo equipo équipe squadra produkt producto produit prodotto produto filiale sucursal zone linie ligne linea línea lap heat set";
    !word.is_empty() && WORDS.split_whitespace().any(|known| known == word)
}

/// True for marks and words between which a stretch of one or a few values stands.
fn separates(text: &Text<'_>, token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Newline
            | Kind::Mark(
                ',' | ';'
                    | '.'
                    | '，'
                    | '；'
                    | '。'
                    | '、'
                    | '،'
                    | '؛'
                    | '|'
                    | '•'
                    | '·'
                    | '!'
                    | '?'
                    | '।'
                    | '…'
            )
    ) || (token.kind == Kind::Word && !token.caps && phrases::joins(&token.lower, text.language))
        || token.is_mark('&')
}

/// Makes words of the numbers that are labels.
pub(super) fn settle(text: &Text<'_>, tokens: &mut [Token], kind: Option<ChartKind>) {
    year_lists(text, tokens);
    ranges(text, tokens);
    numbered_names(text, tokens);
    let tuples = matches!(
        kind,
        Some(
            ChartKind::Slope
                | ChartKind::Dumbbell
                | ChartKind::Scatter
                | ChartKind::Bubble
                | ChartKind::Hexbin
                | ChartKind::Candlestick
                | ChartKind::Boxplot
                | ChartKind::Bullet
        )
    );
    let mut segments: Vec<std::ops::Range<usize>> = Vec::new();
    let mut from = 0;
    for at in 0..=tokens.len() {
        if at == tokens.len() || separates(text, &tokens[at]) {
            if from < at {
                segments.push(from..at);
            }
            from = at + 1;
        }
    }
    let others = tokens.iter().filter_map(Token::number).any(|n| !n.is_year());
    // "5 stars: 120, 4 stars: 80"
    let stars =
        segments.iter().filter(|s| counted_name(&tokens[(*s).clone()]).is_some()).count() > 1;
    if !tuples {
        tied_ends(text, tokens, &segments);
    }
    let several = segments.iter().filter(|s| adjacent(&tokens[(*s).clone()]).is_some()).count() > 1;
    let axis = !tuples && units_differ(tokens, &segments);
    // "1200, 1850, 2400": between other bare numbers, what looks like a year is a value.
    let alone = |s: &std::ops::Range<usize>| tokens[s.clone()].len() == 1 && tokens[s.start].number().is_some_and(|n| !n.is_year());
    let bare: Vec<bool> = segments.iter().map(|s| s.len() <= 1 && alone(s)).collect();
    for (nth, segment) in segments.into_iter().enumerate() {
        let beside = |n: Option<usize>| n.and_then(|n| bare.get(n)).copied().unwrap_or(false);
        if segment.len() == 1 && (beside(nth.checked_sub(1)) || beside(Some(nth + 1))) {
            continue;
        }
        let part = &mut tokens[segment];
        codes(text, part);
        if kind != Some(ChartKind::Bullet) {
            remarks(text, part);
        }
        if let Some(at) = counted_name(part).filter(|_| stars) {
            as_word(text, &mut part[at]);
        }
        match adjacent(part) {
            Some(first) if !tuples && (several || axis) => as_word(text, &mut part[first]),
            _ if axis => {
                if let Some(first) = part.iter().position(|t| t.number().is_some()) {
                    as_word(text, &mut part[first]);
                }
            }
            _ => stretch(text, part, (others, tuples)),
        }
    }
}

/// "years 2021, 2022, 2023" beside other numbers: the years are labels.
fn year_lists(text: &Text<'_>, tokens: &mut [Token]) {
    let years = |t: &Token| t.number().is_some_and(crate::numbers::Number::is_year);
    if !tokens.iter().any(|t| t.number().is_some_and(|n| !n.is_year())) {
        return;
    }
    let joins = |t: &Token| {
        matches!(
            t.kind,
            Kind::Mark(',' | '/' | '、' | '，' | '-' | '–' | '&' | '،') | Kind::Arrow(_)
        ) || phrases::is_and(&t.lower)
            || matches!(&*t.lower, "vs" | "versus" | "to" | "bis" | "a" | "through")
    };
    let mut at = 0;
    while at < tokens.len() {
        if !years(&tokens[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while tokens.get(end).is_some_and(years) && tokens.get(end - 1).is_some_and(years) {
            end += 1;
        }
        while end + 1 < tokens.len() && joins(&tokens[end]) {
            let next =
                if joins(&tokens[end + 1]) && end + 2 < tokens.len() { end + 2 } else { end + 1 };
            if !years(&tokens[next]) {
                break;
            }
            end = next + 1;
        }
        // "2020 12, 2021 15" are pairs; a list has no value right behind its last year.
        let free = tokens.get(end).is_none_or(|t| {
            t.number().is_none() && !matches!(t.kind, Kind::Mark(':' | '=')) || t.is_mark(':')
        });
        if end > at + 1 && free {
            for token in tokens[at..end].iter_mut().filter(|t| t.number().is_some()) {
                as_word(text, token);
            }
        }
        at = end;
    }
}

/// "Klasse 6 hat 42, Klasse 7 hat 38": the same word before numbers that count up by one, each
/// with one further number before the next.
fn numbered_names(text: &Text<'_>, tokens: &mut [Token]) {
    let values: Vec<usize> =
        (0..tokens.len()).filter(|at| tokens[*at].number().is_some()).take(400).collect();
    if values.len() < 4 || !values.len().is_multiple_of(2) {
        return;
    }
    let names: Vec<usize> = values.iter().copied().step_by(2).collect();
    let word = |at: usize| at.checked_sub(1).map(|n| tokens[n].lower.clone()).unwrap_or_default();
    let same = names.iter().all(|at| !word(*at).is_empty() && word(*at) == word(names[0]));
    let value = |at: usize| tokens[at].number().filter(|n| n.plain).map(|n| n.value);
    let up = names.windows(2).all(|w| {
        value(w[0]).zip(value(w[1])).is_some_and(|(a, b)| (b - a - 1.0).abs() < 1e-9)
    });
    if same && up {
        for at in names {
            as_word(text, &mut tokens[at]);
        }
    }
}

/// "weeks 1 to 5": the ends of a range of labels.
fn ranges(text: &Text<'_>, tokens: &mut [Token]) {
    if let Some((_, range)) = periods::range_in(text, tokens) {
        let again = periods::range_in(text, &tokens[range.end..]).is_some();
        // "Q1 - 4" is a label and its value.
        let last = &tokens[range.end - 1];
        let pair = range.len() == 3
            && matches!(tokens[range.start + 1].kind, Kind::Mark('-' | '–' | '—') | Kind::Arrow(_))
            && tokens[range.start].number().is_none()
            && last.number().is_some();
        let enough = !again && !pair && tokens.iter().filter(|t| t.number().is_some()).count() > 3;
        if enough {
            for token in tokens[range].iter_mut().filter(|t| t.number().is_some()) {
                as_word(text, token);
            }
        }
    }
}

/// The first of two numbers side by side after a word: "iPhone 14 20".
fn adjacent(part: &[Token]) -> Option<usize> {
    let mut values = (0..part.len()).filter(|at| part[*at].number().is_some());
    let (a, b) = (values.next()?, values.next()?);
    let plain = part[a].number().is_some_and(|n| n.plain);
    (values.next().is_none() && b == a + 1 && a > 0 && part[a - 1].is_text() && plain).then_some(a)
}

/// "$10k–$20k — 30 people; iPhone 15: 120": where values stand right behind a tie, numbers before
/// it belong to the label.
fn tied_ends(text: &Text<'_>, tokens: &mut [Token], segments: &[std::ops::Range<usize>]) {
    let last = |tokens: &[Token], segment: &std::ops::Range<usize>| -> Option<usize> {
        let at = segment.clone().rev().find(|at| tokens[*at].number().is_some())?;
        let tie = at.checked_sub(1).filter(|tie| *tie > segment.start)?;
        let spaced = tokens[tie].start > tokens[tie - 1].end && tokens[tie].end < tokens[at].start;
        let ties =
            matches!(tokens[tie].kind, Kind::Mark(':' | '=' | '：' | '—') | Kind::Arrow(false))
                || (spaced && matches!(tokens[tie].kind, Kind::Mark('-' | '–')));
        ties.then_some(tie)
    };
    let found: Vec<(usize, usize)> =
        segments.iter().filter_map(|s| last(tokens, s).map(|tie| (s.start, tie))).collect();
    let valued = segments
        .iter()
        .filter(|s| tokens[(*s).clone()].iter().any(|t| t.number().is_some()))
        .count();
    if found.len() < 2 || found.len() * 4 < valued * 3 {
        return;
    }
    for (start, tie) in found {
        // A colon further left has its own value behind it.
        let inner = (start..tie).any(|at| {
            matches!(tokens[at].kind, Kind::Mark(':' | '=')) && tokens[at + 1].number().is_some()
        });
        if !inner {
            for token in tokens[start..tie].iter_mut().filter(|t| t.number().is_some()) {
                as_word(text, token);
            }
        }
    }
}

/// The number of a label such as `5 stars` before a colon and its value.
fn counted_name(part: &[Token]) -> Option<usize> {
    let mut values = (0..part.len()).filter(|at| part[*at].number().is_some());
    let (a, b) = (values.next()?, values.next()?);
    let alone = values.next().is_none() && !part[..a].iter().any(Token::is_text);
    let words = b > a + 2
        && matches!(part[b - 1].kind, Kind::Mark(':' | '=' | '：'))
        && part[a + 1..b - 1].iter().all(Token::is_text);
    (alone && words && part[a].number().is_some_and(|n| n.plain)).then_some(a)
}

/// "0 min 72 bpm, 5 min 110 bpm": where every stretch holds two numbers with the same two units,
/// the first is the place on the axis.
fn units_differ(tokens: &[Token], segments: &[std::ops::Range<usize>]) -> bool {
    let mut known: Option<(String, String)> = None;
    let mut count = 0;
    for segment in segments {
        let units: Vec<Option<String>> = tokens[segment.clone()]
            .iter()
            .filter_map(Token::number)
            .map(|n| n.unit.clone())
            .collect();
        if units.is_empty() {
            continue;
        }
        let places: Vec<usize> =
            segment.clone().filter(|at| tokens[*at].number().is_some()).collect();
        let bare = places.windows(2).all(|w| w[1] == w[0] + 1)
            && (count == 0 || !tokens[segment.clone()].iter().any(|t| t.is_text() && !t.small));
        let [Some(a), Some(b)] = &units[..] else { return false };
        if a == b || !bare || known.as_ref().is_some_and(|(x, y)| x != a || y != b) {
            return false;
        }
        known = Some((a.clone(), b.clone()));
        count += 1;
    }
    count >= 2
}

/// "5B 27": digits and a capital before the value are a class or a flat, not five billion.
fn codes(text: &Text<'_>, part: &mut [Token]) {
    for at in 0..part.len().saturating_sub(1) {
        let written = &text.prompt[part[at].start..part[at].end];
        let stem = written.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let code = written.len() == stem.len() + 1
            && !stem.is_empty()
            && stem.bytes().all(|b| b.is_ascii_digit());
        if code && part[at].number().is_some() && part[at + 1].number().is_some() {
            as_word(text, &mut part[at]);
        }
    }
}

/// "Apples: 12 (up 3 from last year)": numbers of a remark behind the value are words of it.
fn remarks(text: &Text<'_>, part: &mut [Token]) {
    let Some(value) = part.iter().position(|t| t.number().is_some()) else { return };
    let opens = part.get(value + 1).is_some_and(|t| t.is_mark('('));
    if opens && part.get(value + 2).is_some_and(Token::is_text) {
        for token in part[value + 2..].iter_mut().take_while(|t| !t.is_mark(')')) {
            if token.number().is_some() {
                as_word(text, token);
            }
        }
    }
}

/// Settles the numbers between two separators.
fn stretch(text: &Text<'_>, part: &mut [Token], (others, tuples): (bool, bool)) {
    let values: Vec<usize> = (0..part.len()).filter(|at| part[*at].number().is_some()).collect();
    if values.len() > 300 {
        return;
    }
    let mut left = values.len();
    let some_placed = values.iter().any(|at| {
        *at > 0
            && part[*at].number().is_some_and(crate::numbers::Number::is_year)
            && words::is_place(&part[at - 1])
    });
    let other_kind = values.iter().any(|at| part[*at].number().is_some_and(|n| !n.is_year()));
    for (nth, at) in values.iter().copied().enumerate() {
        let Some(number) = part[at].number().cloned() else { continue };
        let next = part.get(at + 1).map(|t| t.kind.clone());
        let before = at.checked_sub(1).map(|n| part[n].clone());
        let later = nth + 1 < values.len();
        let named = before.as_ref().is_some_and(Token::is_text);
        let arrow = matches!(next, Some(Kind::Arrow(_)));
        let tied = matches!(next, Some(Kind::Mark(':' | '=' | '：')))
            || (matches!(next, Some(Kind::Mark('('))) && !tuples)
            || (arrow && !named);
        let dashed = matches!(next, Some(Kind::Mark('-' | '–' | '—')))
            && values.get(nth + 1) == Some(&(at + 2));
        let placed = before.as_ref().is_some_and(|t| {
            words::is_place(t)
                || matches!(t.kind, Kind::Mark('('))
                || words::among(&t.lower, "year jahr año année anno ano roku году عام сезон")
        });
        let adjacent = part.get(at + 1).is_some_and(|t| t.number().is_some());
        let counted =
            before.as_ref().is_some_and(|t| counts_off(&t.lower) || (adjacent && t.is_word("no")));
        let units_elsewhere =
            values.iter().any(|o| *o != at && part[*o].number().is_some_and(|n| n.unit.is_some()));
        let tied_colon = matches!(next, Some(Kind::Mark(':' | '：' | '=')));
        let label = if left < 2 {
            let bare = part.iter().all(|t| {
                t.number().is_some()
                    || !t.is_text()
                    || words::is_place(t)
                    || matches!(&*t.lower, "year" | "years")
            });
            others
                && number.is_year()
                && values.len() == 1
                && (bare || placed || (tied_colon && part.len() > at + 2))
                || (number.plain
                    && tied_colon
                    && part.get(at + 2).is_some_and(Token::is_text)
                    && (counted || number.is_year()))
                || (number.plain
                    && counted
                    && number.value < 60.0
                    && named
                    && part.get(at + 1).is_some_and(|t| t.is_mark(':')))
        } else {
            let free = !some_placed && later && (nth == 0 || named);
            let year =
                number.is_year() && (other_kind || placed) && (placed || tied || free || adjacent);
            number.plain
                && (later && (tied || dashed)
                    || year
                    || (counted && later && (!tuples || arrow && left > 3))
                    || (named && units_elsewhere && number.value < 1000.0 && adjacent)
                    || (number.is_year() && other_kind && !later && placed))
        };
        if label {
            as_word(text, &mut part[at]);
            left -= 1;
        }
    }
}
