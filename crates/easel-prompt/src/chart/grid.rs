//! Reading the values of running text as groups of labelled cells. Several ways to group them are
//! tried; the one that explains the prompt best (all labels there, the same labels in every
//! group, lists of one length) wins. What the groups mean for a kind of chart is decided in
//! `shape`.

use std::collections::HashMap;
use std::collections::HashSet;

use easel_types::spec::ChartKind;

use super::sides::{self, Own, Side, is_colon, left_own, period_in, place, subject};
use super::slots::{self, Slot};
use super::words;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

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

/// The words of one name a group.
type Names = Vec<Vec<Token>>;

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

    /// The words of every value, on the side where labels stand.
    fn owned(&self) -> Vec<Own> {
        let placed = self.side == Side::Right
            && self.slots.iter().filter(|slot| place(&slot.right).is_some()).count() * 2
                > self.slots.len();
        let timed = self.side == Side::Right
            && self.slots.iter().all(|slot| period_in(self.text, &slot.right).is_some());
        let dated = self.side == Side::Left && self.dated();
        self.slots
            .iter()
            .map(|slot| match self.side {
                Side::Left => left_own(self.text, slot, dated),
                Side::Right => {
                    let label = if timed {
                        period_in(self.text, &slot.right).unwrap_or_default()
                    } else if let Some(at) = place(&slot.right).filter(|_| placed) {
                        words::label(&slot.right[at + 1..])
                    } else {
                        // "12 boys and 15 girls in the class"
                        let whole = subject(&slot.right);
                        let end =
                            place(whole).filter(|at| *at > 0 && !placed && self.slots.len() > 1);
                        words::label(&whole[..end.unwrap_or(whole.len())])
                    };
                    let other = words::label(&slot.left).to_vec();
                    Own { head: Vec::new(), label: label.to_vec(), other, opened: false }
                }
            })
            .collect()
    }

    /// "Up 40, Down 12, Flat 9" and lines that alternate: where a single word that elsewhere says
    /// nothing, or the line before, is all that could be a label, it is one.
    fn weak_labels(&mut self) {
        let n = self.slots.len();
        let bare = |own: &Own| own.label.is_empty() && own.head.is_empty();
        let lines = n >= 2
            && (1..n).all(|at| bare(&self.own[at]) && self.slots[at].between.len() == 1)
            && bare(&self.own[0]);
        if lines {
            for at in 0..n {
                if let Some(line) = self.slots[at].between.pop() {
                    self.own[at].label = words::without_marks(&line).to_vec();
                }
            }
            return;
        }
        let single = |slot: &Slot| -> Option<Token> {
            let [only] = words::without_marks(&slot.left) else { return None };
            let says = !phrases::is_and(&only.lower)
                && !phrases::is_article(&only.lower)
                && !words::parts(only);
            (says && slot.gap >= 3).then(|| only.clone())
        };
        let weak: Vec<usize> = (0..n)
            .filter(|at| bare(&self.own[*at]) && single(&self.slots[*at]).is_some())
            .collect();
        let distinct: HashSet<String> =
            self.slots.iter().filter_map(single).map(|t| t.lower).collect();
        let named = self.own.iter().filter(|own| !own.label.is_empty()).count();
        if self.side == Side::Left
            && n >= 2
            && weak.len() + named == n
            && distinct.len() + named >= n
        {
            for at in weak {
                self.own[at].label.extend(single(&self.slots[at]));
            }
        }
    }

    /// "start 100, +30 sales, -20 returns, end 110": where most labels stand on one side, the few
    /// on the other are labels too.
    fn borrow(&mut self) {
        let n = self.slots.len();
        self.weak_labels();
        let empty: Vec<usize> = (0..n).filter(|at| self.own[*at].label.is_empty()).collect();
        if n < 3 || empty.is_empty() || empty.len() * 2 > n {
            return;
        }
        for at in empty {
            let words = match self.side {
                Side::Left => words::label(&self.slots[at].right),
                Side::Right => words::label(&self.slots[at].left),
            };
            if words.len() <= 3 {
                self.own[at].label = words.to_vec();
                self.own[at].other.clear();
            }
        }
    }

    /// "310 parcels on Monday, 275 on Tuesday": the noun between value and label counts them.
    fn noun(&self) -> Option<String> {
        let before = |slot: &Slot| -> Option<Vec<Token>> {
            let at = place(&slot.right)?;
            let inner = words::label(&slot.right[..at]);
            (!inner.is_empty()).then(|| inner.to_vec())
        };
        let all: Vec<Vec<Token>> = self.slots.iter().filter_map(before).collect();
        let placed = self.slots.iter().filter(|slot| place(&slot.right).is_some()).count();
        let first = all.first().filter(|noun| noun.len() == 1 && placed * 2 > self.slots.len())?;
        let same = all.iter().all(|noun| self.lower(noun) == self.lower(first));
        (same && self.slots.len() > 1).then(|| self.words(first))
    }

    /// "8 hours sleeping, 9 hours working": the word behind every value counts them.
    fn shared_noun(&mut self) {
        let first = |own: &Own| own.label.first().map(|t| t.lower.clone()).unwrap_or_default();
        let Some(word) = self.own.first().map(first) else { return };
        let all = self.own.len() > 2
            && !word.is_empty()
            && self.own.iter().all(|o| first(o) == word && o.label.len() > 1);
        if !all || self.unit.is_some() {
            return;
        }
        self.unit = self.own.first().map(|o| self.words(&o.label[..1]));
        for own in &mut self.own {
            own.label = words::label(&own.label[1..]).to_vec();
        }
    }

    /// "nel 2021 avevamo 350 clienti, nel 2022 siamo saliti a 480": each value has its time in
    /// words that are otherwise no label.
    fn dated(&self) -> bool {
        let with: Vec<&Slot> =
            self.slots.iter().filter(|slot| period_in(self.text, &slot.left).is_some()).collect();
        let distinct: HashSet<String> = with
            .iter()
            .filter_map(|slot| period_in(self.text, &slot.left))
            .map(|words| self.text.slice(words).to_lowercase())
            .collect();
        with.len() == self.slots.len() && with.len() >= 2 && distinct.len() == with.len()
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
        self.lists(&ranges).or_else(|| self.table(&ranges))
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
                if !inner.is_empty() && words::count(inner) <= 8 {
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
        let piece = words::label(self.tail.first()?);
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

    /// The heading and the label of the first value, which stand together: the label is as long
    /// as the longest of the others.
    fn first_label(&self) -> (Vec<Token>, Vec<Token>) {
        let mut heading = self.opening();
        let own = &self.own[0];
        heading.extend(own.head.iter().cloned());
        if self.side == Side::Right || self.slots.len() == 1 && own.label.is_empty() {
            // "45 people prefer coffee, 30 tea, 9 juice"
            let longest =
                self.own.iter().skip(1).map(|o| words::count(&o.label)).max().unwrap_or(9).max(1);
            let strong = own.label.iter().filter(|t| t.is_text() && !t.small).count();
            let more = strong >= longest + 2 && self.slots.len() > 2;
            let from = if more { own.label.len().saturating_sub(longest) } else { 0 };
            return (heading, words::label(&own.label[from..]).to_vec());
        }
        let others = || self.own.iter().skip(1).map(|own| own.label.as_slice());
        let longest = others().map(words::count).max().unwrap_or(1).max(1);
        let label = own.label.as_slice();
        let introduced = label
            .iter()
            .rposition(|t| t.kind == Kind::Word && !t.caps && phrases::is_introducer(&t.lower));
        if let Some(at) = introduced.filter(|at| at + 1 < label.len()) {
            heading.extend(label[..=at].iter().cloned());
            return (heading, words::label(&label[at + 1..]).to_vec());
        }
        let count = words::count(label);
        let alone = self.slots.len() == 1;
        if count <= longest || (alone && self.slots[0].tied) {
            return (heading, label.to_vec());
        }
        if own.opened {
            // "Sales: revenue in Berlin 12": only a place or time is cut off the subject.
            let at = label
                .iter()
                .rposition(words::is_sure_place)
                .filter(|at| *at > 0 && at + 1 < label.len() && !self.slots[0].tied);
            if let Some(at) = at {
                heading.extend(label[..=at].iter().cloned());
                return (heading, label[at + 1..].to_vec());
            }
            return (heading, label.to_vec());
        }
        // Where the others begin with a capital, so does the first.
        let capitals =
            self.slots.len() > 2 && others().all(|l| l.first().is_some_and(|t| t.capital));
        let mut keep = if alone { count.min(2) } else { longest };
        if capitals {
            if let Some(last) =
                label.iter().rposition(|t| t.capital).filter(|last| last + 1 < label.len())
            {
                // "Ann leads with 12, …": what stands behind the name is a verb.
                let (name, _) = label.split_at(last + 1);
                let run = name.iter().rev().take_while(|t| t.capital).count();
                let from = name.len() - run.min(longest.max(1));
                heading.extend(label[..from].iter().cloned());
                return (heading, name[from..].to_vec());
            }
            let run =
                label.iter().rev().take_while(|t| t.capital || !t.is_text() || t.small).count();
            keep = keep.min(run.max(1));
        }
        let mut from = label.len();
        let mut kept = 0;
        while from > 0 && kept < keep {
            from -= 1;
            kept += usize::from(label[from].is_text());
        }
        heading.extend(label[..from].iter().cloned());
        (heading, words::label(&label[from..]).to_vec())
    }

    /// Groups of bare numbers: "revenue 10, 20, 30 and costs 5, 6, 7".
    fn lists(&self, ranges: &[(usize, usize)]) -> Option<Reading> {
        for (a, b) in ranges {
            let inner = self.own[a + 1..*b].iter();
            let bare = |own: &Own| own.label.is_empty() && own.head.is_empty();
            if !inner.clone().all(bare)
                || self.slots[a + 1..*b].iter().any(|s| !s.between.is_empty())
            {
                return None;
            }
        }
        let count = ranges.iter().map(|(a, b)| b - a).max()?;
        let equal = ranges.iter().all(|(a, b)| b - a == count);
        let mut reading = Reading { unit: self.unit.clone(), score: 72, ..Reading::default() };
        let mut heading = self.opening();
        let mut names: Vec<Vec<Token>> = Vec::new();
        for (nth, (a, _)) in ranges.iter().enumerate() {
            let own = &self.own[*a];
            let mut name = match self.side {
                Side::Left => [own.head.as_slice(), &own.label].concat(),
                Side::Right => own.other.clone(),
            };
            if name.is_empty() && nth > 0 {
                name = self.slots[*a].between.last().cloned().unwrap_or_default();
            }
            if !own.head.is_empty() && !own.label.is_empty() && self.side == Side::Left {
                if nth == 0 {
                    heading.extend(own.head.iter().cloned());
                }
                name = own.label.clone();
            }
            names.push(words::label(&name).to_vec());
        }
        let single = ranges.len() == 1;
        self.axis_of_lists(ranges, &mut names, &mut heading, (&mut reading, count));
        reading.tuples =
            ranges.iter().all(|(a, b)| self.slots[a + 1..*b].iter().all(|slot| slot.gap < 3));
        reading.ranged =
            count == 2 && equal && ranges.iter().all(|(a, _)| self.slots[a + 1].ranged);
        let skip = usize::from(reading.groups.len() == 1);
        reading.groups.clear();
        self.split_list_heading(&mut names, &mut heading, single);
        let unnamed = names.iter().skip(skip).filter(|name| name.is_empty()).count();
        reading.score += if equal || skip == 1 { 8 } else { -25 };
        reading.score += if reading.axis.is_some() { 18 } else { 0 };
        reading.score -= if unnamed > 0 && !single { 14 } else { 0 };
        reading.score += if !single && equal && self.row == Some(count) { 40 } else { 0 };
        for ((a, b), name) in ranges.iter().zip(&names).skip(skip) {
            let cells = (*a..*b).map(|at| self.cell(at, String::new())).collect();
            reading.used.extend(name.iter().map(|t| t.start));
            reading.groups.push(Group { name: self.words(name), cells });
        }
        reading.used.extend(self.slots.iter().map(|slot| slot.start));
        let used: HashSet<usize> = reading.used.iter().copied().collect();
        heading.retain(|t| !used.contains(&t.start));
        reading.heading = heading;
        Some(reading)
    }

    /// Finds the names for the cells of lists: a first list called x, a list of words, a range or
    /// an implied period.
    fn axis_of_lists(
        &self,
        ranges: &[(usize, usize)],
        names: &mut [Vec<Token>],
        heading: &mut [Token],
        (reading, count): (&mut Reading, usize),
    ) {
        let places = ranges.len() >= 2
            && names[0]
                .last()
                .is_some_and(|t| matches!(&*t.lower, "x" | "labels" | "categories" | "x-axis"))
            && ranges.iter().all(|(a, b)| b - a == count);
        if places {
            let written = |at: usize| {
                let start = self.slots[at].start;
                let token = self.text.tokens.iter().find(|t| t.start == start);
                token.map_or_else(String::new, |t| self.text.prompt[t.start..t.end].to_owned())
            };
            reading.axis = Some((ranges[0].0..ranges[0].1).map(written).collect());
            // One group stands for "the first is no series".
            reading.groups.push(Group::default());
            return;
        }
        let found = super::axis::find(
            self.text,
            &self.slots,
            &self.tail,
            (ranges, names),
            (heading, count),
        );
        if let Some(found) = found {
            reading.used.extend(found.used);
            reading.axis = Some(found.labels);
            if found.name_used {
                names[0].clear();
            } else if let Some(name) = found.name {
                names[0] = name;
            }
        }
    }

    /// Moves what stands before the name of the first list into the heading.
    fn split_list_heading(&self, names: &mut [Vec<Token>], heading: &mut Vec<Token>, single: bool) {
        let longest = names.iter().skip(1).map(|name| words::count(name)).max().unwrap_or(1).max(1);
        let Some(name) = names.first_mut() else { return };
        let opens = |t: &Token| {
            t.kind == Kind::Word
                && !t.caps
                && (phrases::is_introducer(&t.lower) || phrases::is_of(&t.lower))
        };
        if let Some(at) = name.iter().rposition(opens).filter(|at| at + 1 < name.len() && !single) {
            let rest = name.split_off(at + 1);
            heading.extend(std::mem::replace(name, rest));
        } else if single
            && heading.iter().all(|t| !t.is_text() || phrases::is_request(&t.lower) || t.small)
        {
            heading.append(name);
        } else if !single && words::count(name) > longest && heading.is_empty() {
            let from = name.len() - longest.min(name.len());
            let rest = name.split_off(from);
            heading.extend(std::mem::replace(name, rest));
        }
        *name = words::label(name).to_vec();
    }

    /// Groups whose cells have labels.
    fn table(&self, ranges: &[(usize, usize)]) -> Option<Reading> {
        let rest: Vec<Vec<String>> = ranges
            .iter()
            .map(|(a, b)| (a + 1..*b).map(|at| self.lower(&self.own[at].label)).collect())
            .collect();
        if rest.iter().flatten().any(String::is_empty) {
            return None;
        }
        let (names, firsts) = self.names(ranges)?;
        let mut groups = Vec::new();
        let mut used = Vec::new();
        let mut columns: HashMap<String, usize> = HashMap::new();
        for ((a, b), (name, first)) in ranges.iter().zip(names.iter().zip(&firsts)) {
            let mut cells = vec![self.cell(*a, self.words(first))];
            for at in a + 1..*b {
                cells.push(self.cell(at, self.words(&self.own[at].label)));
                used.extend(self.own[at].label.iter().map(|t| t.start));
            }
            used.extend(first.iter().chain(name).map(|t| t.start));
            let mut inside = HashSet::new();
            for cell in &cells {
                *columns.entry(cell.label.to_lowercase()).or_default() += 1;
                if !inside.insert(cell.label.to_lowercase()) {
                    return None;
                }
            }
            groups.push(Group { name: self.words(name), cells });
        }
        used.extend(self.slots.iter().map(|slot| slot.start));
        let distinct: HashSet<String> = groups.iter().map(|g| g.name.to_lowercase()).collect();
        let rows = self.row.is_some()
            && groups.iter().all(|g| {
                Some(g.cells.len()) == self.row && g.name.eq_ignore_ascii_case(&groups[0].name)
            });
        if rows {
            // "x=1 y=2, x=3 y=5": the same labels in every row.
            for group in &mut groups {
                group.cells[0].label = std::mem::take(&mut group.name);
            }
        } else if distinct.len() < groups.len() {
            return None;
        }
        let whole = columns.values().filter(|count| **count == groups.len()).count();
        let mut score = if whole == columns.len() {
            108
        } else if columns.values().all(|count| *count * 2 > groups.len()) {
            100
        } else if columns.values().filter(|count| **count > 1).count() * 2 > columns.len() {
            92
        } else {
            // Nothing repeats: parts of groups, where every group is named by a head.
            if groups.iter().any(|g| g.cells[0].label.is_empty()) {
                return None;
            }
            let headed = ranges
                .iter()
                .all(|(a, _)| !self.own[*a].head.is_empty() || !self.slots[*a].between.is_empty());
            if headed { 86 } else { 60 }
        };
        if names.iter().any(Vec::is_empty) && !rows {
            score -= 30;
        }
        score -=
            i32::try_from(groups.iter().filter(|g| g.cells[0].label.is_empty()).count().min(1))
                .unwrap_or(0)
                * 6;
        let mut heading = self.opening();
        let taken: HashSet<usize> = used.iter().copied().collect();
        heading.extend(
            self.slots[0]
                .left
                .iter()
                .filter(|t| t.start < names[0].first().map_or(0, |n| n.start))
                .cloned(),
        );
        heading.retain(|t| !taken.contains(&t.start));
        Some(Reading {
            groups,
            heading,
            unit: self.unit.clone(),
            used,
            score,
            labelled: true,
            ..Reading::default()
        })
    }

    /// The names of groups and the labels of their first cells, which stand together.
    fn names(&self, ranges: &[(usize, usize)]) -> Option<(Names, Names)> {
        let mut names: Vec<Vec<Token>> = Vec::new();
        let mut firsts: Vec<Vec<Token>> = Vec::new();
        if self.side == Side::Right {
            for (a, _) in ranges {
                let mut name = self.own[*a].other.clone();
                if name.is_empty() {
                    name = self.slots[*a].between.last().cloned().unwrap_or_default();
                }
                names.push(name);
                firsts.push(self.own[*a].label.clone());
            }
            self.trim_first_name(&mut names);
            return firsts.iter().all(|f| !f.is_empty()).then_some((names, firsts));
        }
        let own: Vec<&Own> = ranges.iter().map(|(a, _)| &self.own[*a]).collect();
        let headed = own.iter().filter(|o| !o.head.is_empty()).count();
        let piece = |at: usize| {
            self.slots[ranges[at].0].between.last().map(Vec::as_slice).unwrap_or_default()
        };
        let pieces = (0..ranges.len()).filter(|at| !piece(*at).is_empty()).count();
        if headed == 0 && pieces == ranges.len() {
            for (at, own) in own.iter().enumerate() {
                names.push(words::label(piece(at)).to_vec());
                firsts.push(own.label.clone());
            }
        } else {
            // Only the first head is the heading.
            let first_only = headed == 1 && !own[0].head.is_empty();
            let columns: HashSet<String> =
                ranges.iter().map(|(a, _)| self.lower(&self.own[*a].label)).collect();
            let whole = self.common_suffix(&own);
            let timed = ranges
                .iter()
                .flat_map(|(a, b)| &self.own[a + 1..*b])
                .all(|o| period_in(self.text, &o.label).is_some());
            for own in &own {
                let (name, first) = if !own.head.is_empty() && !first_only {
                    (own.head.clone(), own.label.clone())
                } else {
                    self.split_name(&own.label, (whole, timed), columns.len() == 1)?
                };
                names.push(words::label(&name).to_vec());
                firsts.push(words::label(&first).to_vec());
            }
        }
        // Where a sentence or colon stands before the first head, it is whole.
        let apart = !self.slots[0].between.is_empty()
            || self.slots[0].left.iter().filter(|t| is_colon(t)).count() > 1;
        if headed < own.len() || !apart {
            self.trim_first_name(&mut names);
        }
        Some((names, firsts))
    }

    /// How many words the first labels of all groups share at their ends.
    fn common_suffix(&self, own: &[&Own]) -> usize {
        let first_only = own.iter().skip(1).all(|own| own.head.is_empty());
        let labels: Vec<Vec<String>> = own
            .iter()
            .filter(|own| own.head.is_empty() || first_only)
            .map(|own| {
                own.label.iter().rev().map(|t| self.lower(std::slice::from_ref(t))).collect()
            })
            .collect();
        // Heads elsewhere leave their label whole.
        let headed =
            own.iter().find(|own| !own.head.is_empty() && !first_only).map(|own| own.label.len());
        let Some((first, rest)) = labels.split_first() else { return 0 };
        let same = (0..first.len())
            .take_while(|at| rest.iter().all(|label| label.get(*at) == first.get(*at)))
            .count();
        headed.map_or(same, |length| same.min(length))
    }

    /// Cuts the words before the first value of a group into the group's name and the label.
    fn split_name(
        &self,
        label: &[Token],
        (suffix, timed): (usize, bool),
        same: bool,
    ) -> Option<(Vec<Token>, Vec<Token>)> {
        if let Some(period) = period_in(self.text, label) {
            let rest: Vec<Token> = label
                .iter()
                .filter(|t| !period.iter().any(|p| p.start == t.start))
                .cloned()
                .collect();
            let inner = words::label(&rest);
            if !inner.is_empty() {
                let (name, first) = if timed { (inner, period) } else { (period, inner) };
                return Some((name.to_vec(), first.to_vec()));
            }
        }
        if suffix > 0 && suffix < label.len() && !same {
            let (name, first) = label.split_at(label.len() - suffix);
            return Some((name.to_vec(), first.to_vec()));
        }
        // "Revenue 270 target 250": the first column has no name.
        Some((label.to_vec(), Vec::new()))
    }

    /// The first name stands behind the heading; it is as long as the longest of the others.
    fn trim_first_name(&self, names: &mut [Vec<Token>]) {
        let longest = names.iter().skip(1).map(|name| words::count(name)).max().unwrap_or(1).max(1);
        let Some(first) = names.first_mut() else { return };
        if words::count(first) > longest {
            let mut from = first.len();
            let mut kept = 0;
            while from > 0 && kept < longest {
                from -= 1;
                kept += usize::from(first[from].is_text());
            }
            *first = words::label(&first.split_off(from)).to_vec();
        }
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
