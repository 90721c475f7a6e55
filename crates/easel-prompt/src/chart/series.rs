//! Lists of bare numbers: `revenue 10, 20, 30 and costs 5, 6, 7 for Q1, Q2, Q3`. Pairs of label
//! and value are read by `pairs`.

use easel_types::spec::Series;

use super::clauses::{Clause, Reading};
use super::{Data, UnitTally, pairs, title};
use crate::numbers::Number;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// A name with the numbers behind it.
struct Run {
    head: Vec<Token>,
    name: Vec<Token>,
    numbers: Vec<(Number, usize)>,
    after: Vec<Token>,
    /// Clauses from here …
    first: usize,
    /// … to before here.
    end: usize,
}

/// Reads lists of at least two numbers; `None` where numbers have labels of their own.
pub(super) fn read(text: &Text<'_>, reading: &Reading) -> Option<Data> {
    let mut runs = runs(&reading.clauses);
    let axis = axis_run(text, &mut runs);
    let listed = runs.iter().all(|run| run.numbers.len() >= 2);
    if runs.is_empty() || !listed || runs.len() > 50 {
        return None;
    }
    let count = runs.iter().map(|run| run.numbers.len()).max()?;
    let mut data = Data::default();
    let mut tally = UnitTally::default();
    for (number, start) in runs.iter().flat_map(|run| &run.numbers) {
        tally.count(number.unit.as_deref());
        data.used.push(*start);
    }
    data.unit = tally.common().or_else(|| unit_after(text, &runs));
    let found = match axis.filter(|labels| labels.len() == count) {
        Some(labels) => Some(Found { labels, used: Vec::new(), name_used: false }),
        None => categories(text, &reading.clauses, &runs, count),
    };
    let (labels, used, name_used) = match found {
        Some(found) => (found.labels, found.used, found.name_used),
        None => {
            data.note = Some("The numbers have no labels, so they are numbered in order.");
            ((1..=count).map(|n| n.to_string()).collect(), Vec::new(), false)
        }
    };
    data.categories = labels;
    for clause in &reading.clauses[..runs[0].first] {
        data.heading.extend(clause.tokens.iter().filter(|t| !used.contains(&t.start)).cloned());
    }
    data.used.extend(used);
    let single = runs.len() == 1;
    for (nth, run) in runs.into_iter().enumerate() {
        let mut name = if name_used { Vec::new() } else { run.name };
        if nth == 0 {
            data.heading.extend(run.head.into_iter().filter(|t| !data.used.contains(&t.start)));
            split_heading(&mut name, single, &mut data);
        }
        let inner = phrases::trimmed(&name, is_generic);
        data.used.extend(inner.iter().map(|token| token.start));
        let mut values: Vec<Option<f64>> = run.numbers.iter().map(|(n, _)| Some(n.value)).collect();
        values.resize(count, None);
        let words = text.slice(inner);
        data.series.push(Series {
            name: (!words.is_empty()).then_some(words),
            values,
            ..Series::default()
        });
    }
    data.labelled = count;
    Some(data)
}

/// "X: 1, 2, 3 Y: 2, 4, 8": a first list called x holds the places on the axis. Takes it out of
/// `runs`.
fn axis_run(text: &Text<'_>, runs: &mut Vec<Run>) -> Option<Vec<String>> {
    let first = runs.first().filter(|run| runs.len() >= 2 && run.numbers.len() >= 2)?;
    let last = first.name.iter().chain(&first.head).rfind(|t| {
        t.kind == Kind::Word && !matches!(&*t.lower, "axis" | "values" | "value" | "data")
    })?;
    let equal = runs[1..].iter().all(|run| run.numbers.len() == first.numbers.len());
    if !(equal && matches!(&*last.lower, "x" | "labels" | "categories" | "x-axis")) {
        return None;
    }
    let run = runs.remove(0);
    let labels = run.numbers.iter().map(|(_, start)| {
        let token = text.tokens.iter().find(|t| t.start == *start);
        token.map_or_else(String::new, |t| text.prompt[t.start..t.end].to_owned())
    });
    Some(labels.collect())
}

/// Words that name a list of numbers without saying what they are.
fn is_generic(word: &str) -> bool {
    phrases::is_filler(word)
        || phrases::is_copula(word)
        || matches!(word, "categories" | "labels" | "amounts" | "y" | "x" | "axis")
}

/// Moves what stands before the name of the first series into the heading.
fn split_heading(name: &mut Vec<Token>, single: bool, data: &mut Data) {
    let opens = |token: &Token| {
        token.kind == Kind::Word && !token.caps && phrases::is_introducer(&token.lower)
    };
    if let Some(at) = name.iter().rposition(opens) {
        let rest = name.split_off(at + 1);
        data.heading.extend(std::mem::replace(name, rest));
    } else if single && data.heading.is_empty() {
        data.heading.append(name);
    }
}

/// Runs of numbers with the words before the first of each.
fn runs(clauses: &[Clause]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let Some(entry) = pairs::entry(clause) else { continue };
        let named = !pairs::label_before(&entry).is_empty() || !entry.head.is_empty();
        let last = clause.values().last().unwrap_or(0);
        let after = clause.tokens[last + 1..].to_vec();
        let numbers: Vec<(Number, usize)> = clause
            .tokens
            .iter()
            .filter_map(|token| token.number().map(|n| (n.clone(), token.start)))
            .collect();
        let continues = runs.last().is_some_and(|run| run.end == at) && !named;
        match runs.last_mut() {
            Some(run) if continues && matches!(clause.lead, ',' | '&' | '\n') && settled(run) => {
                run.numbers.extend(numbers);
                run.after = after;
                run.end = at + 1;
            }
            _ => runs.push(Run {
                head: entry.head,
                name: entry.before,
                numbers,
                after,
                first: at,
                end: at + 1,
            }),
        }
    }
    runs
}

/// True where nothing but a unit stands between two numbers of a run: "12 apples, 15 pears" is
/// no list of bare numbers.
fn settled(run: &Run) -> bool {
    phrases::trimmed(&run.after, phrases::is_filler).is_empty()
}

/// A unit after the last number: "10, 20, 30 km".
fn unit_after(text: &Text<'_>, runs: &[Run]) -> Option<String> {
    let after = &runs.last()?.after;
    let first = after.first()?;
    let word = after.len() == 1 && first.kind == Kind::Word && !phrases::is_small(&first.lower);
    word.then(|| text.slice(&after[..1]))
}

/// Category names and what they took.
struct Found {
    labels: Vec<String>,
    /// First bytes of their tokens.
    used: Vec<usize>,
    /// The words before the first number were the last label.
    name_used: bool,
}

/// Finds `count` names for the numbers: in a list after them, before them or elsewhere, in a
/// range, or implied by a word such as "quarterly".
fn categories(text: &Text<'_>, clauses: &[Clause], runs: &[Run], count: usize) -> Option<Found> {
    let tail = runs.last().map(|run| label_list(text, &run.after, &clauses[run.end..]));
    if let Some(found) = tail.filter(|list| list.len() == count) {
        return Some(pack(text, &found));
    }
    for run in runs {
        let found = label_list(text, &[], &clauses[run.end..]);
        if found.len() == count {
            return Some(pack(text, &found));
        }
    }
    if let Some(found) = before(text, clauses, &runs[0], count, runs.len() == 1) {
        return Some(found);
    }
    let all: Vec<Token> = clauses.iter().flat_map(|clause| clause.tokens.iter().cloned()).collect();
    if let Some((labels, range)) = title::range_in(text, &all)
        && labels.len() == count
    {
        let used = all[range].iter().map(|token| token.start).collect();
        return Some(Found { labels, used, name_used: false });
    }
    title::implied_periods(&all).filter(|labels| labels.len() == count).map(|labels| Found {
        labels,
        used: Vec::new(),
        name_used: false,
    })
}

fn pack(text: &Text<'_>, labels: &[Vec<Token>]) -> Found {
    Found {
        labels: labels.iter().map(|tokens| text.slice(tokens)).collect(),
        used: labels.iter().flatten().map(|token| token.start).collect(),
        name_used: false,
    }
}

/// The labels in `first` and the clauses after it that hold no value, cut at "and" too.
fn label_list(text: &Text<'_>, first: &[Token], clauses: &[Clause]) -> Vec<Vec<Token>> {
    let rest = clauses.iter().take_while(|clause| !clause.has_value());
    let stretches = std::iter::once(first).chain(rest.map(|clause| clause.tokens.as_slice()));
    let mut labels = Vec::new();
    for stretch in stretches {
        let joins =
            |t: &Token| t.kind == Kind::Word && !t.caps && phrases::joins(&t.lower, text.language);
        for part in stretch.split(joins) {
            // "years: 2020" and "for the quarters Q1": the name of the axis is no label.
            let part = match part.iter().rposition(|t| matches!(t.kind, Kind::Mark(':' | '：'))) {
                Some(colon) => &part[colon + 1..],
                None => part,
            };
            let inner = phrases::trimmed(part, is_axis_word);
            if !inner.is_empty() {
                labels.push(inner.to_vec());
            }
        }
    }
    labels
}

fn is_axis_word(word: &str) -> bool {
    is_generic(word)
        || matches!(
            word,
            "quarters" | "months" | "years" | "days" | "weeks" | "quarter" | "x-axis" | "weekdays"
        )
}

/// Labels before the first number, the words before that number included where they are the
/// last of the list.
fn before(
    text: &Text<'_>,
    clauses: &[Clause],
    run: &Run,
    count: usize,
    single: bool,
) -> Option<Found> {
    let mut labels = label_list(text, &[], &clauses[..run.first]);
    let head: Vec<Vec<Token>> = label_list(text, &run.head, &[]);
    // "Jan, Feb and Mar: 1, 2, 3": the last labels stand where a name would.
    let name = label_list(text, &run.name, &[]);
    labels.extend(head);
    if labels.len() >= count {
        let skip = labels.len() - count;
        let mut labels = labels.split_off(skip);
        cut_first(&mut labels);
        let mut found = pack(text, &labels);
        found.name_used = false;
        return Some(found);
    }
    if single && labels.len() + name.len() >= count && !name.is_empty() {
        labels.extend(name);
        let skip = labels.len() - count;
        let mut labels = labels.split_off(skip);
        cut_first(&mut labels);
        let mut found = pack(text, &labels);
        found.name_used = true;
        return Some(found);
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
