//! Label–value pairs in running text: which words around a number are its label, which its
//! series, its unit or the heading. Lists of bare numbers are read by `series`.

use easel_types::spec::Series;

use super::clauses::{Clause, Reading};
use super::title::is_period;
use super::{Data, UnitTally};
use crate::numbers::Number;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// One value with the words of its clause, sorted by place.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Words before a colon that is not the label's own: heading or series.
    pub head: Vec<Token>,
    /// Words between head and value.
    pub before: Vec<Token>,
    /// The value.
    pub number: Number,
    /// First byte of the value.
    pub start: usize,
    /// Words after the value.
    pub after: Vec<Token>,
    /// A colon, equals sign or bracket ties label and value.
    pub tied: bool,
    /// A colon stands somewhere before the label, so that no heading is mixed with it.
    pub opened: bool,
    /// Head, colon and words together.
    front: Vec<Token>,
    /// A comma stands before the clause.
    listed: bool,
}

/// Marks that tie a label to its value.
fn ties(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Mark(':' | '=' | '：' | '(' | '[' | '-' | '–' | '—') | Kind::Arrow(_)
    )
}

fn is_colon(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(':' | '：'))
}

/// Takes a clause with one value apart.
pub(super) fn entry(clause: &Clause) -> Option<Entry> {
    let at = clause.values().next()?;
    let number = clause.tokens[at].number()?.clone();
    let mut front = &clause.tokens[..at];
    let mut tied = false;
    while let Some((last, rest)) = front.split_last()
        && (ties(last) || matches!(last.kind, Kind::Mark('~' | '≈' | '*')))
    {
        tied |= ties(last);
        front = rest;
    }
    let (head, before) = match front.iter().rposition(is_colon) {
        Some(colon) => (&front[..colon], &front[colon + 1..]),
        None => (&front[..0], front),
    };
    let after = &clause.tokens[at + 1..];
    let after = match after.split_first() {
        Some((first, rest)) if first.is_mark(')') || first.is_mark(']') => rest,
        _ => after,
    };
    Some(Entry {
        head: head.to_vec(),
        before: before.to_vec(),
        number,
        start: clause.tokens[at].start,
        after: after.to_vec(),
        tied,
        opened: front.iter().any(is_colon),
        front: front.to_vec(),
        listed: clause.lead == ',',
    })
}

fn idle(word: &str) -> bool {
    phrases::is_copula(word) || phrases::is_filler(word)
}

/// The label in the words before a value; with a tie every word counts.
pub(super) fn label_before(entry: &Entry) -> &[Token] {
    let extra: fn(&str) -> bool = if entry.tied { |_| false } else { idle };
    let trimmed = phrases::trimmed(&entry.before, extra);
    // "a 1, b 2": a letter that would be an article elsewhere.
    let letter = matches!(strip_marks(&entry.before), [only] if only.lower.chars().count() == 1);
    if trimmed.is_empty() && (entry.tied || letter) { strip_marks(&entry.before) } else { trimmed }
}

fn strip_marks(tokens: &[Token]) -> &[Token] {
    let first = tokens.iter().position(Token::is_text).unwrap_or(tokens.len());
    let last = tokens.iter().rposition(Token::is_text).map_or(first, |at| at + 1);
    &tokens[first..last.max(first)]
}

fn label_after(entry: &Entry) -> &[Token] {
    phrases::trimmed(&entry.after, idle)
}

fn count_words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.is_text()).count()
}

fn starts_with_place(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|token| phrases::is_in(&token.lower))
}

/// How the words of a prompt stand around its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// `Apple 12`
    LabelFirst,
    /// `12 apples`
    NumberFirst,
    /// `Apple 12 in 2020` with both varying.
    Both,
}

/// Reads every clause with a value as one pair.
pub(super) fn read(text: &Text<'_>, reading: &Reading) -> Option<Data> {
    let first = reading.clauses.iter().position(Clause::has_value)?;
    let mut entries: Vec<Entry> = Vec::new();
    for clause in &reading.clauses[first..] {
        if let Some(entry) = entry(clause) {
            entries.push(entry);
        }
    }
    let mut data = Data::default();
    for clause in &reading.clauses[..first] {
        data.heading.extend(clause.tokens.iter().cloned());
    }
    keep_colons_of_labels(text, &mut entries);
    cut_subjects(&mut entries, &mut data);
    take_heads(&mut entries, &mut data);
    let unit_words = shared_after(text, &entries);
    if unit_words.is_some() {
        for entry in &mut entries {
            data.used.extend(entry.after.drain(..).map(|token| token.start));
        }
    }
    let order = order(text, &entries);
    let mut rows = Vec::new();
    let mut tally = UnitTally::default();
    trim_first(&mut entries, order, &mut data);
    let mut topic: Option<String> = None;
    for entry in &entries {
        let (label, series) = name(text, entry, order, &mut data);
        if let Some(series) = series {
            topic = Some(series);
        }
        tally.count(entry.number.unit.as_deref());
        data.tied += usize::from(entry.tied && !label.is_empty());
        data.labelled += usize::from(!label.is_empty() && order != Order::NumberFirst);
        data.used.push(entry.start);
        rows.push((topic.clone(), label, entry.number.clone()));
    }
    if tally.differs {
        for (_, label, number) in &mut rows {
            if let Some(unit) = &number.unit {
                *label = format!("{label} ({unit})");
            }
        }
        data.note = Some("The numbers have different units, which are shown with their labels.");
    }
    data.unit = tally.common().or(unit_words);
    name_series_by_prefix(&mut rows);
    assemble(rows, &mut data);
    (data.count() > 0).then_some(data)
}

/// "Avatar 2.9, Avengers: Endgame 2.8, Titanic 2.3": a colon after a comma belongs to the label,
/// unless labels come again and so stand in series.
fn keep_colons_of_labels(text: &Text<'_>, entries: &mut [Entry]) {
    let mut labels: Vec<String> =
        entries.iter().map(|entry| text.slice(label_before(entry)).to_lowercase()).collect();
    let count = labels.len();
    labels.sort();
    labels.dedup();
    let headed = entries.iter().skip(1).filter(|entry| !entry.head.is_empty()).count();
    if labels.len() < count || headed * 2 >= count {
        return;
    }
    for entry in entries.iter_mut().skip(1).filter(|entry| entry.listed && !entry.head.is_empty()) {
        entry.before = std::mem::take(&mut entry.front);
        entry.head.clear();
        entry.tied = true;
    }
}

/// "60% of our traffic is organic, 25% is paid": the label stands behind the verb, the subject
/// before it is the heading.
fn cut_subjects(entries: &mut [Entry], data: &mut Data) {
    let verb = |entry: &Entry| {
        let at =
            entry.after.iter().position(|t| matches!(&*t.lower, "is" | "are" | "was" | "were"))?;
        entry.after[at + 1..].iter().any(Token::is_text).then_some(at)
    };
    if entries.len() < 2 || !entries.iter().all(|entry| verb(entry).is_some()) {
        return;
    }
    for (nth, entry) in entries.iter_mut().enumerate() {
        let Some(at) = verb(entry) else { continue };
        let rest = entry.after.split_off(at + 1);
        let subject = std::mem::replace(&mut entry.after, rest);
        if nth == 0 {
            data.heading.extend(subject.into_iter().take(at));
            data.heading.splice(0..0, std::mem::take(&mut entry.before));
        }
    }
}

/// Words before a colon: the first is the heading, later ones name series. `2023: A 1` at the
/// start is both, and names a series where others follow.
fn take_heads(entries: &mut [Entry], data: &mut Data) {
    let later = entries.iter().skip(1).filter(|entry| !entry.head.is_empty()).count();
    let Some(first) = entries.first_mut() else { return };
    if first.head.is_empty() {
        return;
    }
    let head = std::mem::take(&mut first.head);
    if later == 0 {
        data.heading.extend(head);
        return;
    }
    let words = entries[1..].iter().map(|e| count_words(&e.head)).max().unwrap_or(1);
    let (title, name) = match head.iter().rposition(is_colon) {
        Some(colon) => head.split_at(colon + 1),
        None => {
            let name = phrases::trimmed(&head, |_| false);
            let keep = name.len().min(words.max(1));
            let from = head.len() - trailing(&head, name) - keep;
            head.split_at(from)
        }
    };
    data.heading.extend(title.iter().cloned());
    if let Some(first) = entries.first_mut() {
        first.head = name.to_vec();
    }
}

/// How many tokens of `whole` stand after its part `inner`.
fn trailing(whole: &[Token], inner: &[Token]) -> usize {
    let end = inner.last().map_or(0, |token| token.end);
    whole.iter().filter(|token| token.start >= end).count()
}

/// Words after the values that are the same everywhere, or stand only after the last one and
/// are a unit: `12 users, 15 users`.
fn shared_after(text: &Text<'_>, entries: &[Entry]) -> Option<String> {
    let words: Vec<String> =
        entries.iter().map(|entry| text.slice(label_after(entry)).to_lowercase()).collect();
    let first = words.iter().find(|word| !word.is_empty())?;
    let place = entries.iter().any(|entry| starts_with_place(&entry.after));
    let named = entries.iter().filter(|entry| !label_before(entry).is_empty()).count();
    let with = words.iter().filter(|word| !word.is_empty()).count();
    let all_same = words.iter().all(|word| word == first || word.is_empty());
    let enough = named * 2 > entries.len() || (named + 1 >= entries.len() && entries.len() > 1);
    if place || !all_same || !enough || entries.len() < 2 || first.split(' ').count() > 2 {
        return None;
    }
    let last_only = with == 1 && words.last().is_some_and(|word| !word.is_empty());
    if with < entries.len() && !last_only && with * 2 < entries.len() {
        return None;
    }
    if last_only && first.split(' ').count() > 1 {
        return None;
    }
    entries.iter().map(label_after).find(|words| !words.is_empty()).map(|words| text.slice(words))
}

/// The order that most entries follow. The first entry often has the heading before it, so the
/// others decide.
fn order(text: &Text<'_>, entries: &[Entry]) -> Order {
    let kind = |entry: &Entry| (!label_before(entry).is_empty(), !label_after(entry).is_empty());
    let votes = if entries.len() > 1 { &entries[1..] } else { entries };
    let label_first = votes.iter().filter(|e| kind(e) == (true, false)).count();
    let number_first = votes.iter().filter(|e| kind(e) == (false, true)).count();
    if number_first > label_first {
        return Order::NumberFirst;
    }
    let both: Vec<&Entry> = entries.iter().filter(|e| kind(e) == (true, true)).collect();
    if label_first > 0 || both.is_empty() {
        return Order::LabelFirst;
    }
    if !both.iter().all(|entry| starts_with_place(&entry.after)) {
        return if entries.len() == 1 && !both[0].tied { Order::NumberFirst } else { Order::Both };
    }
    let distinct = |words: &dyn Fn(&Entry) -> String| {
        let mut seen: Vec<String> = both.iter().map(|entry| words(entry)).collect();
        seen.sort();
        seen.dedup();
        seen.len()
    };
    let before = distinct(&|entry: &Entry| text.slice(label_before(entry)).to_lowercase());
    let after = distinct(&|entry: &Entry| text.slice(label_after(entry)).to_lowercase());
    if after == 1 && both.len() > 1 {
        Order::LabelFirst
    } else if before < both.len() || both.len() == 1 {
        Order::NumberFirst
    } else {
        Order::Both
    }
}

/// Moves words of the heading out of the first label: "sales with apples 10, pears 12".
fn trim_first(entries: &mut [Entry], order: Order, data: &mut Data) {
    if order == Order::NumberFirst {
        let headed = entries.len() > 1 && entries[1..].iter().all(|e| label_before(e).is_empty());
        let Some(first) = entries.first_mut() else { return };
        if headed {
            // "pets in our class: 12 dogs, 9 cats": words before the first number only.
            data.heading.append(&mut first.before);
            return;
        }
        let introduced =
            first.before.iter().rposition(|t| phrases::is_introducer(&t.lower) && !t.caps);
        if let Some(at) = introduced {
            let rest = first.before.split_off(at + 1);
            data.heading.extend(std::mem::replace(&mut first.before, rest));
        }
        return;
    }
    let longest = entries.iter().skip(1).map(|entry| count_words(label_before(entry))).max();
    let words = longest.unwrap_or(1).max(1);
    let alone = entries.len() == 1;
    let Some(first) = entries.first_mut() else { return };
    let introduced = first
        .before
        .iter()
        .rposition(|t| t.kind == Kind::Word && !t.caps && phrases::is_introducer(&t.lower));
    if let Some(at) = introduced.filter(|at| *at + 1 < first.before.len()) {
        let rest = first.before.split_off(at + 1);
        data.heading.extend(std::mem::replace(&mut first.before, rest));
    }
    let label = label_before(first);
    let count = count_words(label);
    if count <= words || (alone && first.tied && data.heading.is_empty()) {
        return;
    }
    if first.opened {
        // "Sales: revenue in Berlin 12": only a place or time is cut off the subject before it.
        let place = first.before.iter().rposition(|t| t.small && phrases::is_in(&t.lower));
        if let Some(at) = place.filter(|at| *at > 0 && !first.tied) {
            let rest = first.before.split_off(at + 1);
            data.heading.extend(std::mem::replace(&mut first.before, rest));
        }
        return;
    }
    let keep = if alone { count.min(2).min(words.max(1)) } else { words };
    let end = label.last().map_or(0, |token| token.end);
    let stop =
        first.before.iter().position(|token| token.start >= end).unwrap_or(first.before.len());
    let mut from = stop;
    let mut kept = 0;
    while from > 0 && kept < keep {
        from -= 1;
        kept += usize::from(first.before[from].is_text());
    }
    let rest = first.before.split_off(from);
    data.heading.extend(std::mem::replace(&mut first.before, rest));
}

/// The label of an entry, and the series it opens.
fn name(text: &Text<'_>, entry: &Entry, order: Order, data: &mut Data) -> (String, Option<String>) {
    let before = label_before(entry);
    let after = label_after(entry);
    let words = |tokens: &[Token]| text.slice(tokens);
    let mark = |data: &mut Data, tokens: &[Token]| {
        data.used.extend(tokens.iter().map(|token| token.start));
    };
    let head = phrases::trimmed(&entry.head, |_| false);
    mark(data, head);
    let series = (!head.is_empty()).then(|| words(head));
    match order {
        Order::LabelFirst if !before.is_empty() => {
            mark(data, before);
            // A remark such as "(estimated)" stays with its label.
            let remark = entry.after.first().is_some_and(|token| token.is_mark('('));
            if remark && !after.is_empty() {
                let remark = phrases::trimmed(&entry.after, |_| false);
                mark(data, remark);
                return (format!("{} ({})", words(before), words(remark)), series);
            }
            (words(before), series)
        }
        Order::Both if !before.is_empty() && !after.is_empty() => {
            mark(data, before);
            mark(data, &entry.after);
            (format!("{} {}", words(before), words(&entry.after)), series)
        }
        _ if !after.is_empty() => {
            mark(data, after);
            mark(data, before);
            let topic = (!before.is_empty()).then(|| words(before));
            (words(after), series.or(topic))
        }
        _ => {
            mark(data, before);
            (words(before), series)
        }
    }
}

/// "coal 2000 50, 2010 45; gas 2000 20, 2010 25": where periods follow a label that ends in one,
/// the words before that period name a series.
fn name_series_by_prefix(rows: &mut [(Option<String>, String, Number)]) {
    let split = |label: &str| -> Option<(String, String)> {
        let (words, last) = label.rsplit_once(' ')?;
        (is_period(last) && !is_period(words)).then(|| (words.to_owned(), last.to_owned()))
    };
    let opened = rows.iter().filter(|(_, label, _)| split(label).is_some()).count();
    let bare = rows.iter().filter(|(_, label, _)| is_period(label)).count();
    let begins = rows.first().is_some_and(|(_, label, _)| split(label).is_some());
    let unnamed = rows.iter().all(|(series, ..)| series.is_none());
    if !(unnamed && begins && opened >= 2 && bare >= opened && opened + bare == rows.len()) {
        return;
    }
    let mut topic = None;
    for (series, label, _) in rows {
        if let Some((words, period)) = split(label) {
            topic = Some(words);
            *label = period;
        }
        series.clone_from(&topic);
    }
}

/// Rows of (series, label, value) as categories and series.
fn assemble(rows: Vec<(Option<String>, String, Number)>, data: &mut Data) {
    let rows: Vec<_> = rows
        .into_iter()
        .enumerate()
        .map(|(at, (series, label, number))| {
            let label = if label.is_empty() { (at + 1).to_string() } else { label };
            (series, label, number.value)
        })
        .collect();
    let mut names: Vec<Option<String>> = Vec::new();
    for (series, _, _) in &rows {
        if !names.contains(series) && names.len() < SERIES_MAX {
            names.push(series.clone());
        }
    }
    // Several "series" that share no label are one series with the longer labels.
    let shared = names.len() > 1
        && rows.iter().enumerate().any(|(at, (series, label, _))| {
            rows[..at.min(LOOKBACK)]
                .iter()
                .any(|(other, known, _)| other != series && known == label)
        });
    if !shared {
        let several = names.len() > 1;
        let mut values = Vec::with_capacity(rows.len());
        for (series, label, value) in rows {
            let whole = match series {
                Some(series) if several => format!("{series} {label}"),
                _ => label,
            };
            data.categories.push(whole);
            values.push(Some(value));
        }
        let name = if several { None } else { names.into_iter().next().flatten() };
        data.series = vec![Series { name, values, ..Series::default() }];
        return;
    }
    let mut cells: Vec<(usize, usize, f64)> = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for (series, label, value) in rows {
        let row = names.iter().position(|known| *known == series).unwrap_or(0);
        // The second `A` of one series is another column with the same name.
        let nth = seen.entry((row, label.clone())).or_insert(0_usize);
        let column = data
            .categories
            .iter()
            .enumerate()
            .filter(|(_, known)| **known == label)
            .map(|(at, _)| at)
            .nth(*nth)
            .unwrap_or_else(|| {
                data.categories.push(label.clone());
                data.categories.len() - 1
            });
        *nth += 1;
        cells.push((row, column, value));
    }
    data.series = names
        .into_iter()
        .map(|name| Series { name, values: vec![None; data.categories.len()], ..Series::default() })
        .collect();
    for (row, column, value) in cells {
        data.series[row].values[column] = Some(value);
    }
    data.turn_where_groups_are_places();
}

/// Most series; a prompt with more is not a comparison.
const SERIES_MAX: usize = 50;

/// How far back a repeated label is looked for, which keeps long prompts linear.
const LOOKBACK: usize = 200;

impl Data {
    /// "Q1: revenue 10, costs 5; Q2: …" has its periods where series stand; turns the grid round.
    /// So do ages ("18-24: men 45, women 52") and groups that outnumber what is counted in them.
    /// As many years as members stay series: "2023: A 1, B 2; 2024: …" compares two years.
    fn turn_where_groups_are_places(&mut self) {
        let is_year = |name: &str| name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
        let is_class = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_digit() || c == '<' || c == '>')
                && name.ends_with(|c: char| c.is_ascii_digit() || c == '+')
                && !is_year(name)
        };
        let every = |fits: &dyn Fn(&str) -> bool| {
            self.series.iter().all(|series| series.name.as_deref().is_some_and(fits))
        };
        let placed = every(&|name| (is_period(name) && !is_year(name)) || is_class(name));
        let outnumbers = every(&|_| true) && self.series.len() > self.categories.len();
        if !(placed || outnumbers) || self.categories.iter().any(|name| is_period(name)) {
            return;
        }
        let categories: Vec<String> = self.series.iter().filter_map(|s| s.name.clone()).collect();
        let old = std::mem::replace(&mut self.categories, categories);
        let grid = std::mem::take(&mut self.series);
        self.series = old
            .into_iter()
            .enumerate()
            .map(|(at, name)| Series {
                name: Some(name),
                values: grid.iter().map(|row| row.values.get(at).copied().flatten()).collect(),
                ..Series::default()
            })
            .collect();
    }
}
