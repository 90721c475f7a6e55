//! Groups of bare numbers under one name each, with the names of their cells from elsewhere.

use std::collections::HashSet;

use super::{Group, Reading, Source};
use crate::chart::axis;
use crate::chart::sides::{Own, Side};
use crate::chart::words;
use crate::phrases;
use crate::tokens::{Kind, Token};

impl Source<'_> {
    /// Groups of bare numbers: "revenue 10, 20, 30 and costs 5, 6, 7".
    pub(super) fn lists(&self, ranges: &[(usize, usize)]) -> Option<Reading> {
        for (a, b) in ranges {
            // The name of a pair may stand behind it.
            let pair = self.side == Side::Right && b - a == 2 && self.slots[a + 1].ranged;
            let inner = self.own[a + 1..b - usize::from(pair)].iter();
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
        self.names_behind(ranges, &mut names, &mut heading);
        let axis_at = self.axis_of_lists(ranges, &mut names, &mut heading, (&mut reading, count));
        reading.tuples =
            ranges.iter().all(|(a, b)| self.slots[a + 1..*b].iter().all(|slot| slot.gap < 3));
        reading.ranged =
            count == 2 && equal && ranges.iter().all(|(a, _)| self.slots[a + 1].ranged);
        let skip = usize::from(axis_at.is_some());
        self.split_list_heading(&mut names, &mut heading, single);
        let unnamed = names
            .iter()
            .enumerate()
            .filter(|(n, name)| Some(*n) != axis_at && name.is_empty())
            .count();
        reading.score += if equal || skip == 1 { 8 } else { -25 };
        reading.score += if reading.ranged && !single { 20 } else { 0 };
        reading.score += if reading.axis.is_some() { 18 } else { 0 };
        reading.score -= if unnamed > 0 && !single { 14 } else { 0 };
        reading.score += if !single && equal && self.row == Some(count) { 40 } else { 0 };
        for (nth, ((a, b), name)) in ranges.iter().zip(&names).enumerate() {
            if Some(nth) == axis_at {
                continue;
            }
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

    /// "from 7% to 5% in Spain, from 6% to 4% in Italy": names behind the last value of each list.
    fn names_behind(
        &self,
        ranges: &[(usize, usize)],
        names: &mut [Vec<Token>],
        heading: &mut Vec<Token>,
    ) {
        let unnamed = ranges.len() > 1 && names.iter().skip(1).all(Vec::is_empty);
        let behind: Vec<Vec<Token>> = ranges
            .iter()
            .filter_map(|(_, b)| {
                let right = self.slots[b - 1].right.as_slice();
                let until =
                    right.iter().skip(1).position(words::is_place).map_or(right.len(), |n| n + 1);
                let name = words::label(&right[..until]).to_vec();
                (!name.is_empty() && name.iter().all(Token::is_text)).then_some(name)
            })
            .collect();
        if unnamed && behind.len() == ranges.len() && self.slots[ranges[0].0 + 1].ranged {
            for (name, found) in names.iter_mut().zip(behind) {
                heading.append(name);
                *name = found;
            }
        }
    }

    /// Finds the names for the cells of lists: a first list called x, a list of words, a range or
    /// an implied period.
    fn axis_of_lists(
        &self,
        ranges: &[(usize, usize)],
        names: &mut [Vec<Token>],
        heading: &mut [Token],
        (reading, count): (&mut Reading, usize),
    ) -> Option<usize> {
        let called = |name: &Vec<Token>| {
            name.last()
                .is_some_and(|t| matches!(&*t.lower, "x" | "labels" | "categories" | "x-axis"))
        };
        let even = ranges.len() >= 2 && ranges.iter().all(|(a, b)| b - a == count);
        if let Some(nth) = names.iter().position(called).filter(|_| even) {
            let written = |at: usize| {
                let start = self.slots[at].start;
                let token = self.text.tokens.iter().find(|t| t.start == start);
                token.map_or_else(String::new, |t| self.text.prompt[t.start..t.end].to_owned())
            };
            reading.axis = Some((ranges[nth].0..ranges[nth].1).map(written).collect());
            return Some(nth);
        }
        let found =
            axis::find(self.text, &self.slots, &self.tail, (ranges, names), (heading, count));
        if let Some(found) = found {
            reading.used.extend(found.used);
            reading.axis = Some(found.labels);
            if found.name_used {
                names[0].clear();
            } else if let Some(name) = found.name {
                names[0] = name;
            }
        }
        None
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
}
