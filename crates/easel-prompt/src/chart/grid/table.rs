//! Groups whose cells have labels of their own: rows and columns in running text.

use std::collections::{HashMap, HashSet};

use super::{Group, Reading, Source};
use crate::chart::sides::{Own, Side, is_colon, period_in};
use crate::chart::words;
use crate::tokens::{Kind, Token};

/// The words of one name a group.
type Names = Vec<Vec<Token>>;

impl Source<'_> {
    /// Groups whose cells have labels.
    pub(super) fn table(&self, ranges: &[(usize, usize)]) -> Option<Reading> {
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
        let mut score = self.table_score(ranges, &groups, &columns)?;
        if names.iter().any(Vec::is_empty) && !rows {
            score -= 30;
        }
        score -=
            i32::try_from(groups.iter().filter(|g| g.cells[0].label.is_empty()).count().min(1))
                .unwrap_or(0)
                * 6;
        let heading = self.table_heading(&names, &used);
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

    /// How well a table of `groups` explains the prompt by how often its `columns` stand in it.
    /// `None` where nothing repeats and a label is missing.
    fn table_score(
        &self,
        ranges: &[(usize, usize)],
        groups: &[Group],
        columns: &HashMap<String, usize>,
    ) -> Option<i32> {
        let whole = columns.values().filter(|count| **count == groups.len()).count();
        if whole == columns.len() {
            return Some(108);
        }
        if columns.values().all(|count| *count * 2 > groups.len()) {
            return Some(100);
        }
        if columns.values().filter(|count| **count > 1).count() * 2 > columns.len() {
            return Some(92);
        }
        // Nothing repeats: parts of groups, where every group is named by a head.
        if groups.iter().any(|g| g.cells[0].label.is_empty()) {
            return None;
        }
        let headed = ranges
            .iter()
            .all(|(a, _)| !self.own[*a].head.is_empty() || !self.slots[*a].between.is_empty());
        Some(if headed { 86 } else { 60 })
    }

    /// What stands before the first name of a table and was not `used` in it.
    fn table_heading(&self, names: &[Vec<Token>], used: &[usize]) -> Vec<Token> {
        let taken: HashSet<usize> = used.iter().copied().collect();
        let end = names[0].first().map_or(0, |name| name.start);
        let mut heading = self.opening();
        heading.extend(self.slots[0].left.iter().filter(|t| t.start < end).cloned());
        heading.retain(|t| !taken.contains(&t.start));
        heading
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
            || self.slots[0].left.iter().filter(|t| is_colon(t)).count() > 1
            || names.first().is_some_and(|name| self.opens(name));
        if headed < own.len() || !apart {
            self.trim_first_name(&mut names);
        }
        Some((names, firsts))
    }

    /// Whether a colon, full stop or line end stands right before these words.
    fn opens(&self, name: &[Token]) -> bool {
        let Some(first) = name.first() else { return false };
        let tokens = &self.text.tokens;
        let at = tokens.partition_point(|t| t.end <= first.start);
        at.checked_sub(1).and_then(|n| tokens.get(n)).is_some_and(|t| {
            matches!(t.kind, Kind::Newline | Kind::Mark(':' | '：' | '.' | '!' | '?' | '。' | '—' | '–'))
        })
    }

    /// Groups where only the first has labels for its cells, which the others share: "in 2021
    /// coffee cost 14 and sugar 3; in 2022, 18 and 4".
    pub(super) fn inherited(&self, ranges: &[(usize, usize)]) -> Option<Reading> {
        let (a, b) = *ranges.first()?;
        let count = b - a;
        let bare = |at: usize| self.own[at].label.is_empty() && self.own[at].head.is_empty();
        let labelled = (a + 1..b).all(|at| !self.own[at].label.is_empty());
        let others = ranges.iter().skip(1).all(|(a, b)| {
            b - a == count
                && (a + 1..*b).all(bare)
                && (self.side == Side::Left || self.own[*a].label.is_empty())
        });
        if ranges.len() < 2 || count < 2 || !labelled || !others {
            return None;
        }
        let mut names: Names = Vec::new();
        for (a, _) in ranges {
            let own = &self.own[*a];
            let mut name = if self.side == Side::Left { own.label.clone() } else { own.other.clone() };
            if name.is_empty() {
                name = self.slots[*a].between.last().map(|p| words::label(p).to_vec())?;
            }
            names.push(name);
        }
        let mut first = self.own[a].label.clone();
        if self.side == Side::Left {
            let timed = ranges.iter().skip(1).zip(&names[1..]).all(|(_, n)| period_in(self.text, n).is_some());
            let (name, label) = self.split_name(&names[0], (0, false), false)?;
            if !timed || label.is_empty() {
                return None;
            }
            (names[0], first) = (name, label);
        }
        self.trim_first_name(&mut names);
        let columns: Vec<String> = std::iter::once(self.words(words::label(&first)))
            .chain((a + 1..b).map(|at| self.words(&self.own[at].label)))
            .collect();
        let groups = ranges.iter().zip(&names).map(|((a, _), name)| Group {
            name: self.words(period_in(self.text, name).unwrap_or(name)),
            cells: columns.iter().enumerate().map(|(n, c)| self.cell(a + n, c.clone())).collect(),
        });
        let groups: Vec<Group> = groups.collect();
        let distinct: HashSet<&String> = groups.iter().map(|g| &g.name).collect();
        let fits = distinct.len() == groups.len() && groups.iter().all(|g| !g.name.is_empty())
            && columns.iter().all(|c| !c.is_empty());
        let mut used: Vec<usize> = self.slots.iter().map(|slot| slot.start).collect();
        used.extend(names.iter().flatten().chain(&first).map(|t| t.start));
        used.extend((a + 1..b).flat_map(|at| &self.own[at].label).map(|t| t.start));
        let heading = self.table_heading(&names, &used);
        fits.then(|| Reading {
            groups,
            heading,
            unit: self.unit.clone(),
            used,
            score: 104,
            labelled: true,
            ..Reading::default()
        })
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
        let timed = names.iter().skip(1).all(|name| period_in(self.text, name).is_some());
        let Some(first) = names.first_mut() else { return };
        if words::count(first) > longest {
            // "In spring the kiosk …, in summer …"
            if let Some(period) = period_in(self.text, first).filter(|_| timed) {
                *first = period.to_vec();
                return;
            }
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
