//! Cutting the data part of a prompt into clauses, and telling numbers that are labels (`2023`,
//! `Week 1`, `iPhone 15`) from numbers that are values.

use crate::numbers::Number;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// A stretch between separators.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// The separator before it: `,`, `;`, `.`, a line end, `&` for "and", a blank where none.
    pub lead: char,
    /// Its tokens. Numbers that are labels have become words.
    pub tokens: Vec<Token>,
}

impl Clause {
    /// Positions of the values.
    pub(super) fn values(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.tokens.len()).filter(|at| self.tokens[*at].number().is_some())
    }

    /// The values themselves.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &Number> {
        self.tokens.iter().filter_map(Token::number)
    }

    pub(super) fn has_value(&self) -> bool {
        self.values().next().is_some()
    }
}

/// A prompt as clauses.
#[derive(Debug)]
pub(super) struct Reading {
    /// In order.
    pub clauses: Vec<Clause>,
}

impl Reading {
    /// Cuts `tokens` and settles which numbers are labels.
    pub(super) fn new(text: &Text<'_>, tokens: &[Token]) -> Self {
        let mut clauses = split(text, &brackets_as_groups(tokens));
        name_year_of_heading(&mut clauses);
        name_numbers_of_heading(&mut clauses);
        for clause in &mut clauses {
            name_days(clause);
            name_codes(text, clause);
            name_remarks(clause);
        }
        name_places_on_axis(&mut clauses);
        let years = bare_years_are_labels(&clauses);
        let several = clauses.iter().filter(|c| adjacent_pair(c).is_some()).count() > 1;
        for clause in &mut clauses {
            match adjacent_pair(clause).filter(|_| several) {
                Some((label, _)) => as_label(&mut clause.tokens[label]),
                None => settle(clause, years),
            }
        }
        Self { clauses: clauses.into_iter().flat_map(divide).collect() }
    }
}

/// "Sales (travel 20, salaries 80), IT (travel 5, salaries 120)": brackets that hold several
/// values each become "Sales: travel 20, salaries 80; IT: …".
fn brackets_as_groups(tokens: &[Token]) -> Vec<Token> {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (open, token) in tokens.iter().enumerate() {
        if !token.is_mark('(') || open == 0 || !tokens[open - 1].is_text() {
            continue;
        }
        let Some(length) = tokens[open..].iter().position(|t| t.is_mark(')')) else { break };
        let inside = &tokens[open + 1..open + length];
        let values = inside.iter().filter(|t| t.number().is_some()).count();
        let named = inside.first().is_some_and(Token::is_text);
        if values >= 2 && named && inside.iter().any(ends_clause) {
            groups.push((open, open + length));
        }
    }
    let mut out = tokens.to_vec();
    if groups.len() >= 2 {
        for (open, close) in groups {
            out[open].kind = Kind::Mark(':');
            out[close].kind = Kind::Mark(';');
        }
    }
    out
}

/// "Budget 2025. Marketing 25, Operations 40": a year in a sentence of its own before the data
/// belongs to the heading.
fn name_year_of_heading(clauses: &mut [Clause]) {
    let Some((first, rest)) = clauses.split_first_mut() else { return };
    let apart = rest.first().is_some_and(|next| matches!(next.lead, '.' | '\n' | ';' | '!' | '?'));
    let values: Vec<usize> = first.values().collect();
    let [at] = values[..] else { return };
    let others: Vec<&Number> = rest.iter().flat_map(Clause::numbers).collect();
    let differs = others.len() >= 2
        && others.iter().all(|number| !number.is_year())
        && others.len() == rest.iter().filter(|clause| clause.has_value()).count();
    let is_year = first.tokens[at].number().is_some_and(Number::is_year);
    let named = first.tokens[..at].iter().any(Token::is_text);
    if apart && differs && is_year && named {
        as_label(&mut first.tokens[at]);
    }
}

/// "how I spend $3,000 a month: $1,200 rent, $600 food": numbers before the colon that opens
/// the data belong to the heading. A number right before the colon is a label and stays.
fn name_numbers_of_heading(clauses: &mut [Clause]) {
    let is_colon = |token: &Token| matches!(token.kind, Kind::Mark(':' | '：'));
    let split = |clause: &Clause| -> Option<usize> {
        let colon = clause.tokens.iter().rposition(is_colon)?;
        let last = clause.values().take_while(|at| *at < colon).last()?;
        let described = clause.tokens[last + 1..colon].iter().any(Token::is_text);
        let opens = clause.values().any(|at| at > colon);
        (described && opens).then_some(colon)
    };
    let Some(at) = clauses.iter().position(Clause::has_value) else { return };
    if clauses[at + 1..].iter().any(|clause| split(clause).is_some()) {
        return;
    }
    if let Some(colon) = split(&clauses[at]) {
        let front = clauses[at].tokens[..colon].iter_mut();
        front.filter(|token| token.number().is_some()).for_each(as_label);
    }
}

/// "1 Jan 82.5 kg": days beside the name of a month are labels, where each has a value too.
fn name_days(clause: &mut Clause) {
    let is_month = |at: usize| {
        clause
            .tokens
            .get(at)
            .is_some_and(|t| t.kind == Kind::Word && super::title::is_month(&t.lower))
    };
    let values: Vec<usize> = clause.values().collect();
    let is_day = |at: &usize| {
        let number = clause.tokens[*at].number();
        number.is_some_and(|n| n.plain && (1.0..=31.0).contains(&n.value))
    };
    let mut days: Vec<usize> =
        values.iter().copied().filter(|at| is_day(at) && is_month(at + 1)).collect();
    if days.is_empty() {
        days =
            values.iter().copied().filter(|at| is_day(at) && *at > 0 && is_month(at - 1)).collect();
    }
    if !days.is_empty() && values.len() == days.len() * 2 {
        days.into_iter().for_each(|at| as_label(&mut clause.tokens[at]));
    }
}

/// "5B 27": digits and a capital before the value are a class or a flat, not five billion.
fn name_codes(text: &Text<'_>, clause: &mut Clause) {
    let values: Vec<usize> = clause.values().collect();
    let [code, value] = values[..] else { return };
    let token = &clause.tokens[code];
    let written = &text.prompt[token.start..token.end];
    let stem = written.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let is_code = written.len() == stem.len() + 1
        && !stem.is_empty()
        && stem.bytes().all(|b| b.is_ascii_digit());
    if is_code && value == code + 1 {
        as_label(&mut clause.tokens[code]);
    }
}

/// "Apples: 12 (up 3 from last year)": numbers of a remark behind the value are words of it.
fn name_remarks(clause: &mut Clause) {
    let Some(value) = clause.values().next() else { return };
    let opens = clause.tokens.get(value + 1).is_some_and(|t| t.is_mark('('));
    if opens && clause.tokens.get(value + 2).is_some_and(Token::is_text) {
        let inside = clause.tokens[value + 2..].iter_mut().take_while(|t| !t.is_mark(')'));
        inside.filter(|t| t.number().is_some()).for_each(as_label);
    }
}

/// "0 min 72 bpm, 5 min 110 bpm": where every clause holds two numbers with the same two units,
/// the first is the place on the axis.
fn name_places_on_axis(clauses: &mut [Clause]) {
    let pair = |clause: &Clause| -> Option<(usize, String, String)> {
        let values: Vec<usize> = clause.values().collect();
        let [a, b] = values[..] else { return None };
        let unit = |at: usize| clause.tokens[at].number().and_then(|number| number.unit.clone());
        Some((a, unit(a)?, unit(b)?)).filter(|(_, first, second)| first != second && b == a + 1)
    };
    let valued: Vec<usize> = (0..clauses.len()).filter(|at| clauses[*at].has_value()).collect();
    let pairs: Vec<_> = valued.iter().filter_map(|at| pair(&clauses[*at])).collect();
    let same = pairs.windows(2).all(|two| two[0].1 == two[1].1 && two[0].2 == two[1].2);
    if pairs.len() >= 2 && pairs.len() == valued.len() && same {
        for (at, (token, ..)) in valued.into_iter().zip(pairs) {
            as_label(&mut clauses[at].tokens[token]);
        }
    }
}

/// True for marks that end a clause.
fn ends_clause(token: &Token) -> bool {
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
                    | '…'
                    | '।'
            )
    )
}

/// Cuts at separators, and at "and" where a number stands before it in the clause.
fn split(text: &Text<'_>, tokens: &[Token]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut lead = ' ';
    let mut current: Vec<Token> = Vec::new();
    let mut numbers = 0;
    for token in tokens {
        let joins = (token.kind == Kind::Word
            && !token.caps
            && phrases::joins(&token.lower, text.language))
            || token.is_mark('&');
        let and = joins && (numbers > 0 || current.is_empty());
        if ends_clause(token) || and {
            if !current.is_empty() {
                clauses.push(Clause { lead, tokens: std::mem::take(&mut current) });
                numbers = 0;
                lead = ' ';
            }
            let mark = match token.kind {
                Kind::Mark('，' | '、' | '،' | '|' | '•' | '·') => ',',
                Kind::Mark('；' | '؛') => ';',
                Kind::Mark(c) => c,
                Kind::Newline => '\n',
                _ => '&',
            };
            // ", and" is a comma; ";\n" is a semicolon.
            if lead == ' ' || (mark == '\n' && lead == ',') {
                lead = mark;
            }
            continue;
        }
        numbers += usize::from(token.number().is_some());
        current.push(token.clone());
    }
    if !current.is_empty() {
        clauses.push(Clause { lead, tokens: current });
    }
    clauses
}

/// Whether years that stand alone in their clauses are labels: where they rise by small steps
/// and other numbers are there to be the values.
fn bare_years_are_labels(clauses: &[Clause]) -> bool {
    let years: Vec<f64> = clauses
        .iter()
        .flat_map(Clause::numbers)
        .filter(|number| number.is_year())
        .map(|number| number.value)
        .collect();
    let others = clauses.iter().flat_map(Clause::numbers).filter(|n| !n.is_year()).count();
    let low = years.iter().copied().fold(f64::INFINITY, f64::min);
    let high = years.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    !years.is_empty() && others > 0 && high - low <= 60.0
}

fn as_label(token: &mut Token) {
    token.kind = Kind::Word;
}

/// The positions of two numbers side by side after a word, both of the clause.
fn adjacent_pair(clause: &Clause) -> Option<(usize, usize)> {
    let mut values = clause.values();
    let (a, b) = (values.next()?, values.next()?);
    let plain = clause.tokens[a].number().is_some_and(|number| number.plain);
    (values.next().is_none() && b == a + 1 && a > 0 && clause.tokens[a - 1].is_text() && plain)
        .then_some((a, b))
}

/// Words before a number that names one of several: `Week 1`, `Team 7`.
fn counts_off(word: &str) -> bool {
    matches!(
        word,
        "week"
            | "day"
            | "month"
            | "year"
            | "quarter"
            | "phase"
            | "level"
            | "step"
            | "group"
            | "team"
            | "product"
            | "version"
            | "grade"
            | "class"
            | "room"
            | "store"
            | "region"
            | "plan"
            | "option"
            | "type"
            | "kw"
            | "semana"
            | "tag"
            | "woche"
            | "jour"
            | "sprint"
            | "season"
            | "chapter"
            | "test"
            | "run"
            | "stage"
            | "item"
            | "sample"
            | "trial"
            | "round"
            | "lab"
            | "site"
            | "zone"
            | "unit"
            | "machine"
            | "line"
            | "node"
            | "case"
            | "tier"
            | "area"
            | "district"
            | "floor"
            | "building"
            | "episode"
            | "fy"
            | "jahr"
            | "monat"
            | "année"
            | "año"
            | "mes"
            | "anno"
            | "ano"
            | "jaar"
            | "rok"
    )
}

/// Makes words of the numbers that are labels.
fn settle(clause: &mut Clause, years: bool) {
    let values: Vec<usize> = clause.values().collect();
    let mut left = values.len();
    for (nth, at) in values.iter().copied().enumerate() {
        let Some(number) = clause.tokens[at].number().cloned() else { continue };
        let next = clause.tokens.get(at + 1).map(|token| token.kind.clone());
        let before = at.checked_sub(1).map(|at| clause.tokens[at].clone());
        let later = nth + 1 < values.len();
        let tied = matches!(next, Some(Kind::Mark(':' | '=' | '：' | '(') | Kind::Arrow(_)));
        let dashed = matches!(next, Some(Kind::Mark('-' | '–' | '—')))
            && values.get(nth + 1) == Some(&(at + 2));
        let placed = before.as_ref().is_some_and(|token| {
            phrases::is_in(&token.lower) || matches!(token.kind, Kind::Mark('('))
        });
        let next_is_number = clause.tokens.get(at + 1).is_some_and(|t| t.number().is_some());
        let counted = before.as_ref().is_some_and(|token| {
            counts_off(&token.lower) || (next_is_number && token.is_word("no"))
        });
        let named = before.as_ref().is_some_and(Token::is_text);
        let others_have_units = values.iter().any(|other| {
            *other != at && clause.tokens[*other].number().is_some_and(|n| n.unit.is_some())
        });
        let label = if left < 2 {
            // The only number of the clause: a label only if it is a bare year among values.
            let bare = clause.tokens.iter().all(|token| {
                token.number().is_some()
                    || !token.is_text()
                    || phrases::is_in(&token.lower)
                    || matches!(&*token.lower, "year" | "years")
            });
            years && number.is_year() && (bare || (placed && !tied)) && values.len() == 1
        } else {
            number.plain
                && (((tied || dashed) && later)
                    || (number.is_year() && (placed || (later && nth == 0 && years)))
                    || (counted && later)
                    || (named
                        && others_have_units
                        && !phrases::is_copula(&before.map(|b| b.lower).unwrap_or_default())))
        };
        if label {
            as_label(&mut clause.tokens[at]);
            left -= 1;
        }
    }
}

/// Cuts a clause that holds several label–value pairs without separators: `Q1 12 Q2 15`.
fn divide(clause: Clause) -> Vec<Clause> {
    let values: Vec<usize> = clause.values().collect();
    let text_between = values
        .windows(2)
        .all(|pair| clause.tokens[pair[0] + 1..pair[1]].iter().any(Token::is_text));
    if values.len() < 2 || !text_between {
        return vec![clause];
    }
    // "… renewables 41 - make a pie": a request at the end is no label.
    let tail = clause.tokens[values[values.len() - 1] + 1..].iter().any(|token| {
        token.is_text() && !phrases::is_request(&token.lower) && !phrases::is_small(&token.lower)
    });
    let leads = clause.tokens[..values[0]].iter().any(|token| {
        token.is_text() && !phrases::is_small(&token.lower) && !phrases::is_filler(&token.lower)
    });
    let number_first = tail && (!leads || values.len() > 1);
    let cuts: Vec<usize> = if number_first {
        values[1..].to_vec()
    } else {
        values[..values.len() - 1].iter().map(|at| at + 1).collect()
    };
    let mut parts = Vec::new();
    let mut rest = clause.tokens;
    for cut in cuts.into_iter().rev() {
        parts.push(Clause { lead: ',', tokens: rest.split_off(cut) });
    }
    parts.push(Clause { lead: clause.lead, tokens: rest });
    parts.reverse();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: &[&str]) {
        let text = Text::new(prompt);
        let reading = Reading::new(&text, &text.tokens);
        let got: Vec<String> = reading
            .clauses
            .iter()
            .map(|clause| {
                let show = |token: &Token| {
                    let word = &prompt[token.start..token.end];
                    if token.number().is_some() { format!("<{word}>") } else { word.to_owned() }
                };
                clause.tokens.iter().map(show).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(got, expect, "{prompt}");
    }

    #[test]
    fn labels_that_are_numbers_are_recognised() {
        check("2020: 12, 2021: 15", &["2020 : <12>", "2021 : <15>"]);
        check("2020 12, 2021 15", &["2020 <12>", "2021 <15>"]);
        check("sales were 12 in 2020 and 15 in 2021", &["sales were <12> in 2020", "<15> in 2021"]);
        check("Week 1: 5, Week 2: 8", &["Week 1 : <5>", "Week 2 : <8>"]);
        check("iPhone 14 20, iPhone 15 30", &["iPhone 14 <20>", "iPhone 15 <30>"]);
        check("Q1 1800, Q2 2000", &["Q1 <1800>", "Q2 <2000>"]);
        check("1: 5, 2: 8", &["1 : <5>", "2 : <8>"]);
    }

    #[test]
    fn pairs_without_separators_are_divided() {
        check("Q1 12 Q2 15", &["Q1 <12>", "Q2 <15>"]);
        check("40% Apple 35% Pear", &["<40%> Apple", "<35%> Pear"]);
        check(
            "Research and Development 12 and Sales 15",
            &["Research and Development <12>", "Sales <15>"],
        );
        check("values 10 20 30", &["values <10> <20> <30>"]);
    }
}
