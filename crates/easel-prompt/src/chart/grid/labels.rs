//! Which words beside a value are its label: those of its own side, single words that say nothing
//! else, the noun that counts all values, and the end of the heading for the first.

use std::collections::HashSet;

use super::Source;
use crate::chart::sides::{Own, Side, is_colon, left_own, period_in, place, subject};
use crate::chart::slots::Slot;
use crate::chart::words;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

impl Source<'_> {
    /// The words of every value, on the side where labels stand.
    pub(super) fn owned(&self) -> Vec<Own> {
        let placed = self.side == Side::Right
            && self.slots.iter().filter(|slot| place(&slot.right).is_some()).count() * 2
                > self.slots.len();
        let timed = self.side == Side::Right
            && self.slots.iter().all(|slot| period_in(self.text, &slot.right).is_some());
        let marked = self.side == Side::Right && !placed && !timed && self.marked();
        // "52 percent of respondents support it, 31 percent oppose it": what is done is the label.
        let acts = |slot: &Slot| {
            slot.right.first().is_some_and(|t| words::is_verb(t) && !phrases::is_copula(&t.lower))
        };
        let verbal = self.slots.iter().skip(1).any(acts);
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
                    } else if let Some(at) = slot.right.iter().position(words::is_place).filter(|_| marked) {
                        words::label(&slot.right[at + 1..])
                    } else {
                        // "12 boys and 15 girls in the class"
                        let whole = subject(&slot.right, verbal);
                        let end =
                            place(whole).filter(|at| *at > 0 && !placed && self.slots.len() > 1);
                        let label = words::label(&whole[..end.unwrap_or(whole.len())]);
                        let said = phrases::trimmed(whole_words(whole, end), phrases::is_copula);
                        match (label, words::without_marks(&slot.right)) {
                            _ if verbal && !said.is_empty() => without_remark(said),
                            // "10 visits, 5 buys": a verb alone is a label.
                            ([], [only]) if !only.small && !phrases::is_copula(&only.lower) => std::slice::from_ref(only),
                            _ => without_remark(label),
                        }
                    };
                    let label = without_remark(without_time(self.text, label));
                    let other = words::label(&slot.left).to_vec();
                    Own { head: Vec::new(), label: label.to_vec(), other, opened: false }
                }
            })
            .collect()
    }

    /// "340 votes by phone, 120 by mail and 8 in person": where a preposition stands right behind
    /// most values, labels begin behind it.
    fn marked(&self) -> bool {
        let begins = |slot: &&Slot| {
            slot.right.first().is_some_and(words::is_place)
                && slot.right.get(1).is_some_and(|t| t.is_text())
        };
        let rest = self.slots.iter().skip(1);
        let count = rest.clone().filter(begins).count();
        let first = self.slots.first().is_some_and(|slot| slot.right.iter().any(words::is_place));
        self.slots.len() >= 2 && first && count * 3 >= (self.slots.len() - 1) * 2
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
    pub(super) fn borrow(&mut self) {
        let n = self.slots.len();
        self.sentence_first();
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

    /// "The library lent out 4,310 novels. Comics came to 2,875": the label of a first sentence of
    /// its own may stand behind its value.
    fn sentence_first(&mut self) {
        let [first, second, ..] = self.slots.as_slice() else { return };
        let right = words::label(&first.right);
        let sentence = self.side == Side::Left && second.gap >= 5 && !first.tied
            && words::count(&first.left) >= 4 && (1..=2).contains(&words::count(right));
        if sentence && !first.left.iter().any(is_colon) {
            let label = right.to_vec();
            if let Some(own) = self.own.first_mut() {
                *own = Own { label, opened: true, ..Own::default() };
            }
        }
    }

    /// "310 parcels on Monday, 275 on Tuesday": the noun between value and label counts them.
    pub(super) fn noun(&self) -> Option<String> {
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
    pub(super) fn shared_noun(&mut self) {
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
        let enough = with.len() >= 3 && with.len() + 1 == self.slots.len();
        (with.len() == self.slots.len() || enough)
            && with.len() >= 2
            && distinct.len() == with.len()
    }

    /// The heading and the label of the first value, which stand together: the label is as long
    /// as the longest of the others.
    pub(super) fn first_label(&self) -> (Vec<Token>, Vec<Token>) {
        let mut heading = self.opening();
        let own = &self.own[0];
        heading.extend(own.head.iter().cloned());
        if self.side == Side::Right || self.slots.len() == 1 && own.label.is_empty() {
            // "45 people prefer coffee, 30 tea, 9 juice"
            let longest =
                self.own.iter().skip(1).map(|o| words::count(&o.label)).max().unwrap_or(9).max(1);
            let strong = own.label.iter().filter(|t| t.is_text() && !t.small).count();
            // "60% people tea, 25% coffee": who is counted.
            let who = own.label.first().is_some_and(|t| {
                words::among(&t.lower, "people persons respondents users votes voters visitors personas personen leute menschen persone pessoas osób \
     человек людей kişi लोग लोगों छात्र छात्रों students participants gens personnes")
            });
            if who && strong > longest && self.slots.len() > 1 {
                return (heading, words::label(&own.label[1..]).to_vec());
            }
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
        // "Sales trend Jan 420, Feb 385": where the others are times, only the time is cut off.
        let timed = |l: &[Token]| period_in(self.text, l).is_some_and(|p| p.len() == l.len());
        if let Some(period) = period_in(self.text, label).filter(|_| self.slots.len() > 1 && others().all(timed)) {
            let at = label.iter().position(|t| t.start == period[0].start).unwrap_or(0);
            heading.extend(label[..at].iter().cloned());
            return (heading, period.to_vec());
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
            // "in the family budget food takes 35, rent 25": a place opens the sentence.
            let colon = self.slots[0].left.iter().rposition(is_colon);
            let placed = colon.and_then(|at| self.slots[0].left.get(at + 1)).is_some_and(words::is_place);
            if placed && at.is_none() && count > longest && self.slots.len() > 2 {
                let from = label.len() - longest.min(label.len());
                heading.extend(label[..from].iter().cloned());
                return (heading, words::label(&label[from..]).to_vec());
            }
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
}

/// "strawberries (slugs!)": without a remark in brackets at the end.
fn without_remark(label: &[Token]) -> &[Token] {
    match label.iter().position(|t| t.is_mark('(')) {
        Some(open) if open > 0 => words::label(&label[..open]),
        _ => label,
    }
}

/// The words up to `end`, or all.
fn whole_words(words: &[Token], end: Option<usize>) -> &[Token] {
    &words[..end.unwrap_or(words.len())]
}

/// "social housing repairs in 2023/24": without a time at the end.
fn without_time<'a>(text: &Text<'_>, label: &'a [Token]) -> &'a [Token] {
    const NEAR: &str = "this last next every per each diese dieser diesen letzten letzte jeden este esta último última cada ce cette dernier \
     questo questa scorso scorsa ogni deze dit vorige elke tym ten zeszłym этом прошлом bu geçen";
    const SPANS: &str = "week month year quarter weekend morning season semester woche monat jahr quartal semana mes año trimestre mois année \
     semaine settimana mese anno mês ano maand jaar miesiąc miesiącu roku месяце году ay yıl";
    const ALONE: &str = "today yesterday overall altogether total heute gestern hoy ayer aujourd'hui hier oggi ieri hoje ontem vandaag gisteren \
     dziś wczoraj сегодня вчера bugün dün";
    // "fun this month", "chairs today"
    if let [rest @ .., near, span] = label
        && words::among(&near.lower, NEAR)
        && words::among(&span.lower, SPANS)
        && !rest.is_empty()
    {
        return words::label(rest);
    }
    if let [rest @ .., alone] = label
        && words::among(&alone.lower, ALONE)
        && !rest.is_empty()
    {
        return words::label(rest);
    }
    let at = label.iter().rposition(words::is_sure_place).filter(|at| *at > 0);
    match at {
        Some(at) if period_in(text, &label[at + 1..]).is_some_and(|p| p.len() + at + 1 == label.len()) => &label[..at],
        _ => label,
    }
}
