//! Reading the values of running text as groups of labelled cells. Several ways to group them are
//! tried; the one that explains the prompt best (all labels there, the same labels in every
//! group, lists of one length) wins. What the groups mean for a kind of chart is decided in
//! `shape`.

mod labels;
mod lists;
mod table;

use std::collections::HashSet;

use easel_types::spec::ChartKind;

use super::sides::{self, Own, Side, is_colon};
use super::slots::{self, Slot};
use super::words;
use crate::phrases;
use crate::tokens::{Text, Token};

/// A value with its label.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub label: String,
    pub value: f64,
    pub start: usize,
    pub unit: Option<String>,
}

/// Values under one name.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub name: String,
    pub cells: Vec<Cell>,
}

/// A prompt's values in groups.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub groups: Vec<Group>,
    /// Names for the cells of lists, from elsewhere in the prompt.
    pub axis: Option<Vec<String>>,
    /// Tokens before the data.
    pub heading: Vec<Token>,
    /// Words behind all values.
    pub unit: Option<String>,
    /// First bytes of what was read.
    pub used: Vec<usize>,
    /// How well this explains the prompt.
    pub score: i32,
    /// How many values were tied to their label by a mark.
    pub tied: usize,
    /// Cells have labels of their own.
    pub labelled: bool,
    /// No comma stands between the cells of a group.
    pub tuples: bool,
    /// Words behind the last value that could name another.
    pub trailing: Option<String>,
    /// The two cells of every group are the ends of a range.
    pub ranged: bool,
}

/// Most values that are read; hostile prompts hold more.
const SLOTS_MAX: usize = 2000;

/// Reads `tokens`, which are prepared and settled.
pub(super) fn read(text: &Text<'_>, tokens: &[Token], kind: Option<ChartKind>) -> Option<Reading> {
    let made = slots::cut(text, tokens);
    let mut slots = made.slots;
    let mut tail = made.tail;
    slots.truncate(SLOTS_MAX);
    let dropped = super::noise::outliers(text, &mut slots, &mut tail);
    if slots.is_empty() {
        return None;
    }
    let source = Source::new(text, slots, tail, kind);
    let mut best: Option<Reading> = None;
    for starts in source.groupings() {
        if let Some(reading) = source.evaluate(&starts)
            && best.as_ref().is_none_or(|known| reading.score > known.score)
        {
            best = Some(reading);
        }
    }
    let mut best = best?;
    best.used.extend(dropped);
    super::polish::polish(text, &mut best);
    Some(best)
}

/// What the candidates share.
struct Source<'a> {
    text: &'a Text<'a>,
    slots: Vec<Slot>,
    tail: Vec<Vec<Token>>,
    side: Side,
    unit: Option<String>,
    /// How many numbers make a row of the kind.
    row: Option<usize>,
    /// Words of each label, cut from its side.
    own: Vec<Own>,
}

impl<'a> Source<'a> {
    fn new(
        text: &'a Text<'a>,
        mut slots: Vec<Slot>,
        tail: Vec<Vec<Token>>,
        kind: Option<ChartKind>,
    ) -> Self {
        let unit = sides::take_units(text, &mut slots);
        let side = sides::side(text, &mut slots);
        let mut made =
            Self { text, slots, tail, side, unit, own: Vec::new(), row: row_length(kind) };
        made.own = made.owned();
        made.borrow();
        if made.unit.is_none() && side == Side::Right {
            made.shared_noun();
            made.unit = made.unit.take().or_else(|| made.noun());
        }
        made
    }

    /// Ways to group the values: where each group starts.
    fn groupings(&self) -> Vec<Vec<bool>> {
        let n = self.slots.len();
        let mut all: Vec<Vec<bool>> = Vec::new();
        let first = |rest: &dyn Fn(usize) -> bool| {
            (0..n).map(|at| at == 0 || rest(at)).collect::<Vec<bool>>()
        };
        all.push(first(&|_| false));
        all.push(first(&|at| !self.own[at].head.is_empty() || !self.slots[at].between.is_empty()));
        all.push(first(&|at| !self.own[at].head.is_empty()));
        for level in [6, 5, 4, 3] {
            all.push(first(&|at| self.slots[at].gap >= level));
        }
        all.push(first(&|at| match self.side {
            Side::Left => !self.own[at].label.is_empty() || !self.own[at].head.is_empty(),
            Side::Right => !self.own[at].other.is_empty(),
        }));
        for period in 2..=8 {
            if n.is_multiple_of(period) && n / period >= 2 {
                all.push(first(&|at| at % period == 0));
            }
        }
        let mut seen = HashSet::new();
        all.retain(|starts| seen.insert(starts.clone()));
        all
    }

    fn words(&self, tokens: &[Token]) -> String {
        self.text.slice(tokens)
    }

    fn lower(&self, tokens: &[Token]) -> String {
        self.text.slice(tokens).to_lowercase()
    }

    fn evaluate(&self, starts: &[bool]) -> Option<Reading> {
        let begins: Vec<usize> = (0..starts.len()).filter(|at| starts[*at]).collect();
        if begins.len() == 1 {
            return self.flat();
        }
        let ends = begins.iter().skip(1).copied().chain([starts.len()]);
        let ranges: Vec<(usize, usize)> = begins.iter().copied().zip(ends).collect();
        let longest = ranges.iter().map(|(a, b)| b - a).max()?;
        let small = ranges.iter().filter(|(a, b)| b - a < 2).count();
        if longest < 2 || small * 3 > ranges.len() || ranges.len() > 400 {
            return None;
        }
        self.lists(&ranges).or_else(|| self.table(&ranges)).or_else(|| self.inherited(&ranges))
    }

    /// One group of labelled values.
    fn flat(&self) -> Option<Reading> {
        let own = &self.own;
        let n = self.slots.len();
        let unlabelled = own.iter().skip(1).filter(|o| o.label.is_empty()).count();
        if n >= 2 && unlabelled == n - 1 {
            return self.lists(&[(0, n)]);
        }
        let (mut heading, first) = self.first_label();
        let mut cells = Vec::new();
        let mut used = Vec::new();
        let mut known = HashSet::new();
        let mut score = 90;
        for (at, slot) in self.slots.iter().enumerate() {
            let mut label = if at == 0 { first.clone() } else { own[at].label.clone() };
            // "Avengers: Endgame 2.8": a colon after a comma belongs to the label.
            if at > 0 && !own[at].head.is_empty() {
                let head = &own[at].head;
                label = slot
                    .left
                    .iter()
                    .filter(|t| {
                        head.iter().chain(&own[at].label).any(|k| k.start == t.start) || is_colon(t)
                    })
                    .cloned()
                    .collect();
                score -= 6;
            }
            let mut words = self.words(&label);
            // A remark such as "(estimated)" stays with its label.
            let alone = at + 1 == self.slots.len() && at > 0;
            let remark =
                slot.right.first().is_some_and(|t| t.is_mark('(')) && !words.is_empty() && !alone;
            if remark && self.side == Side::Left {
                let inner = phrases::trimmed(&slot.right, |_| false);
                let plain = inner.iter().all(|t| !t.lower.starts_with(|c: char| c.is_ascii_digit() || c == '+'));
                if !inner.is_empty() && words::count(inner) <= 8 && plain {
                    words = format!("{words} ({})", self.words(inner));
                    used.extend(inner.iter().map(|t| t.start));
                }
            }
            score -= i32::from(words::count(&label) > 6) * 6;
            used.extend(label.iter().map(|t| t.start));
            used.push(slot.start);
            score -= if words.is_empty() && n > 1 { 12 } else { 0 };
            score -= if known.insert(words.to_lowercase()) { 0 } else { 10 };
            let label = if words.is_empty() && n > 1 { (at + 1).to_string() } else { words };
            cells.push(self.cell(at, label));
        }
        if self.side == Side::Right {
            heading.extend(own[0].other.iter().cloned());
        }
        let tied = self.slots.iter().filter(|slot| slot.tied).count();
        let labelled = known.len() >= 2;
        Some(Reading {
            groups: vec![Group { name: String::new(), cells }],
            heading,
            unit: self.unit.clone(),
            used,
            score,
            tied,
            labelled,
            trailing: self.trailing(),
            ..Reading::default()
        })
    }

    /// Words behind the last value that could name another.
    fn trailing(&self) -> Option<String> {
        let piece = words::label(super::goals::closing(self.tail.first()?));
        let piece = piece.split(|t| t.is_mark('=')).next().unwrap_or(piece);
        let asks = piece.iter().any(|t| phrases::is_request(&t.lower));
        ((1..=4).contains(&words::count(piece)) && !asks).then(|| self.words(piece))
    }

    fn cell(&self, at: usize, label: String) -> Cell {
        let slot = &self.slots[at];
        Cell { label, value: slot.number.value, start: slot.start, unit: slot.number.unit.clone() }
    }

    fn opening(&self) -> Vec<Token> {
        // A blank stands between pieces, as a comma would.
        self.slots[0].between.iter().flatten().cloned().collect()
    }
}

/// How many numbers make a row of a kind that shows rows.
fn row_length(kind: Option<ChartKind>) -> Option<usize> {
    match kind? {
        ChartKind::Scatter
        | ChartKind::Hexbin
        | ChartKind::Slope
        | ChartKind::Dumbbell
        | ChartKind::Bullet => Some(2),
        ChartKind::Bubble => Some(3),
        ChartKind::Candlestick => Some(4),
        ChartKind::Boxplot => Some(5),
        _ => None,
    }
}
