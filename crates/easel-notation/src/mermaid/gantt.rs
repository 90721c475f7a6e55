//! Gantt charts: tasks with dates, lengths and what they come after, all turned into dates.
//! Without any date, into numbers of days. Syntax: <https://mermaid.js.org/syntax/gantt.html>.

use std::collections::HashMap;

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Status};

use super::lines;
use super::preamble::Preamble;
use super::timeline::section;
use crate::cursor::Cursor;
use crate::dates::{self, DAY, Format, Length};
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// Rounds in which tasks that come after later ones find their dates.
const ROUNDS: usize = 12;

/// When a task begins.
#[derive(Debug, Clone, PartialEq)]
enum Start {
    At(i64),
    /// After all of these.
    After(Vec<String>),
    /// After the task before.
    Next,
}

/// When a task ends.
#[derive(Debug, Clone, PartialEq)]
enum End {
    At(i64),
    For(Length),
    /// With the first of these that begins.
    Until(Vec<String>),
}

#[derive(Debug)]
struct Task<'a> {
    place: Cursor<'a>,
    start: Start,
    end: End,
    /// The dates, as soon as they are known.
    from: Option<i64>,
    to: Option<i64>,
}

struct Gantt<'a> {
    graph: Graph,
    tasks: Vec<Task<'a>>,
    ids: HashMap<String, usize>,
    format: Format,
    inclusive: bool,
    excluded: Excluded,
}

/// Days on which nobody works: tasks with a length end later.
#[derive(Debug, Default)]
struct Excluded {
    weekdays: [bool; 7],
    days: Vec<i64>,
}

/// Reads a Gantt chart.
pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut made = Gantt {
        graph: Graph::new(DiagramKind::Gantt),
        tasks: Vec::new(),
        ids: HashMap::new(),
        format: Format::new("YYYY-MM-DD"),
        inclusive: false,
        excluded: Excluded::default(),
    };
    lines::each(cursor, notes, |line, notes| made.statement(line.text, notes))?;
    if made.tasks.is_empty() {
        return Err(Problem::empty("at least one task, such as `Design: 2024-05-01, 5d`"));
    }
    made.resolve(notes)?;
    made.write();
    Ok(Spec::Diagram(made.graph.spec))
}

impl<'a> Gantt<'a> {
    fn statement(&mut self, line: Cursor<'a>, notes: &mut Notes) -> Outcome {
        let mut rest = line;
        if let Some(title) = lines::title(&line) {
            self.graph.spec.title = Some(title);
        } else if rest.eat_word("dateFormat") {
            self.format = Format::new(rest.rest());
        } else if rest.eat_word("section") {
            return section(rest, &mut self.graph);
        } else if rest.eat_word("inclusiveEndDates") {
            self.inclusive = true;
        } else if rest.eat_word("excludes") {
            self.exclude(rest, notes);
        } else if ["axisFormat", "tickInterval", "todayMarker", "weekday", "weekend", "includes"]
            .iter()
            .chain(&["topAxis", "displayMode", "click"])
            .any(|word| rest.eat_word(word) && !rest.trim().starts_with(":"))
        {
            notes.once(&line, "axis, ticks, marker of today and links are chosen by the renderer");
        } else {
            return self.task(line);
        }
        Ok(())
    }

    /// `excludes weekends, 2024-12-25, monday`.
    fn exclude(&mut self, rest: Cursor<'_>, notes: &mut Notes) {
        const DAYS: [&str; 7] =
            ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
        for word in rest.rest().split([',', ' ']).filter(|word| !word.is_empty()) {
            let word = word.to_ascii_lowercase();
            if word == "weekends" {
                (self.excluded.weekdays[0], self.excluded.weekdays[6]) = (true, true);
            } else if let Some(day) = DAYS.iter().position(|day| *day == word) {
                if let Some(excluded) = self.excluded.weekdays.get_mut(day) {
                    *excluded = true;
                }
            } else if let Some(date) = self.format.read(&word) {
                self.excluded.days.push(date.div_euclid(DAY));
            } else {
                notes.once(&rest, &format!("the excluded day `{word}` is not known"));
            }
        }
        self.excluded.days.sort_unstable();
    }

    /// `Name :done, crit, id, after a b, 3d`.
    fn task(&mut self, line: Cursor<'a>) -> Outcome {
        let Some(colon) = task_colon(line.rest()) else {
            return Err(line.expected("a task such as `Design: 2024-05-01, 5d`"));
        };
        let name = label::clean(line.rest().get(..colon).unwrap_or_default());
        let mut rest = line;
        rest.skip(colon + 1);
        let mut parts = rest.commas();
        let mut status = None;
        let mut is_done = false;
        parts.retain(|part| match part.rest() {
            "done" => {
                is_done = true;
                false
            }
            "active" => {
                status = status.or(Some(Status::Active));
                false
            }
            "crit" => {
                status = Some(Status::Critical);
                false
            }
            "milestone" | "vert" => {
                status = Some(Status::Milestone);
                false
            }
            text => !text.is_empty(),
        });
        if is_done && matches!(status, None | Some(Status::Active)) {
            status = Some(Status::Done);
        }
        let is_milestone = status == Some(Status::Milestone);
        let (id, start, end) = self.dates(&parts, rest, is_milestone)?;
        let node =
            self.graph.fresh(&id.unwrap_or_else(|| format!("task{}", self.tasks.len() + 1)))?;
        node.label = name;
        node.status = status;
        node.value = is_done.then_some(1.0);
        let id = node.id.clone();
        self.ids.insert(id.clone(), self.tasks.len());
        if let Some(section) = self.graph.spec.groups.last_mut() {
            section.nodes.push(id);
        }
        self.tasks.push(Task { place: rest, start, end, from: None, to: None });
        Ok(())
    }

    /// Id, start and end: the last part is the end, the one before the start.
    fn dates(
        &self,
        parts: &[Cursor<'a>],
        place: Cursor<'a>,
        is_milestone: bool,
    ) -> Outcome<(Option<String>, Start, End)> {
        const EXPECTED: &str = "a start and an end, such as `2024-05-01, 5d` or `after a, 3d`";
        match parts {
            [] if is_milestone => Ok((None, Start::Next, End::For(Length::Seconds(0)))),
            [] => Err(place.expected(EXPECTED)),
            // A point in time needs no length.
            [at] if is_milestone && self.start(*at).is_ok() => {
                Ok((None, self.start(*at)?, End::For(Length::Seconds(0))))
            }
            [id, at] if is_milestone && is_id(id.rest()) && self.start(*at).is_ok() => {
                let id = Some(id.rest().to_owned());
                Ok((id, self.start(*at)?, End::For(Length::Seconds(0))))
            }
            [end] => match self.end(*end) {
                Ok(end) => Ok((None, Start::Next, end)),
                Err(problem) => match self.start(*end) {
                    // A start alone is a day.
                    Ok(start) => Ok((None, start, End::For(Length::Seconds(DAY)))),
                    Err(_) => Err(problem),
                },
            },
            [start, end] => match self.start(*start) {
                Ok(start) => Ok((None, start, self.end(*end)?)),
                // An id and an end.
                Err(problem) if !is_id(start.rest()) => Err(problem),
                Err(_) => Ok((Some(start.rest().to_owned()), Start::Next, self.end(*end)?)),
            },
            [id, start, end] => {
                Ok((Some(id.rest().to_owned()), self.start(*start)?, self.end(*end)?))
            }
            [_, _, _, more, ..] => Err(more.expected("the end of the line")),
        }
    }

    fn start(&self, text: Cursor<'_>) -> Outcome<Start> {
        let mut rest = text;
        if rest.eat_word("after") {
            return Ok(Start::After(rest.rest().split_whitespace().map(str::to_owned).collect()));
        }
        self.format.read(text.rest()).map(Start::At).ok_or_else(|| {
            text.expected("a date in the form of `dateFormat`, or `after` and ids of tasks")
        })
    }

    fn end(&self, text: Cursor<'_>) -> Outcome<End> {
        let mut rest = text;
        if rest.eat_word("until") {
            return Ok(End::Until(rest.rest().split_whitespace().map(str::to_owned).collect()));
        }
        if let Some(length) = Length::read(text.rest()) {
            return Ok(End::For(length));
        }
        let date = self.format.read(text.rest());
        let date = date.map(|date| if self.inclusive { date.saturating_add(DAY) } else { date });
        date.map(End::At).ok_or_else(|| {
            text.expected("a date, a length such as `3d` or `2w`, or `until` and an id")
        })
    }

    /// Finds all dates. Tasks may come after later ones, so there are rounds.
    fn resolve(&mut self, notes: &mut Notes) -> Outcome {
        for _ in 0..ROUNDS {
            let mut changed = false;
            for nth in 0..self.tasks.len() {
                changed |= self.resolve_task(nth);
            }
            if !changed {
                break;
            }
        }
        for nth in 0..self.tasks.len() {
            let Some(task) =
                self.tasks.get(nth).filter(|task| task.from.is_none() || task.to.is_none())
            else {
                continue;
            };
            let place = task.place;
            notes
                .bear(&place, Err(place.expected("ids of tasks that do not wait for this one")))?;
            let before = nth.checked_sub(1).and_then(|nth| self.tasks.get(nth)?.to).unwrap_or(0);
            if let Some(task) = self.tasks.get_mut(nth) {
                task.from = task.from.or(Some(before));
                task.to = task.to.or(task.from.map(|from| from.saturating_add(DAY)));
            }
        }
        Ok(())
    }

    /// Whether something became known.
    fn resolve_task(&mut self, nth: usize) -> bool {
        let Some(task) = self.tasks.get(nth) else { return false };
        let (mut from, mut to) = (task.from, task.to);
        let of = |id: &String| self.ids.get(id).and_then(|nth| self.tasks.get(*nth));
        if from.is_none() {
            from = match &task.start {
                Start::At(at) => Some(*at),
                Start::After(ids) => {
                    let ends: Option<Vec<i64>> = ids.iter().map(|id| of(id)?.to).collect();
                    ends.map(|ends| ends.into_iter().max().unwrap_or(0))
                }
                Start::Next => match nth.checked_sub(1) {
                    None => Some(0),
                    Some(before) => self.tasks.get(before).and_then(|task| task.to),
                },
            };
        }
        if to.is_none() {
            to = match (&task.end, from) {
                (End::At(at), _) => Some(*at),
                (End::For(length), Some(from)) => {
                    Some(self.excluded.later(from, length.after(from)))
                }
                (End::Until(ids), _) => {
                    let starts: Option<Vec<i64>> = ids.iter().map(|id| of(id)?.from).collect();
                    starts.and_then(|starts| starts.into_iter().min())
                }
                (End::For(_), None) => None,
            };
        }
        let changed = (from, to) != (task.from, task.to);
        if let Some(task) = self.tasks.get_mut(nth) {
            (task.from, task.to) = (from, to);
        }
        changed
    }

    /// Writes the dates into the nodes, in the form that fits all of them.
    fn write(&mut self) {
        let dated =
            |task: &Task<'_>| matches!(task.start, Start::At(_)) || matches!(task.end, End::At(_));
        let has_dates = self.tasks.iter().any(dated);
        let latest = self.tasks.iter().filter_map(|task| task.to).max().unwrap_or(0);
        let is_small = latest < 100 * DAY;
        let form = if !has_dates {
            Form::Days
        } else if self.format.is_timestamp() && is_small {
            Form::Plain
        } else if self.format.is_time_only() && latest < DAY {
            Form::Clock
        } else {
            Form::Date
        };
        for (node, task) in self.graph.spec.nodes.iter_mut().zip(&self.tasks) {
            let (from, to) = (task.from.unwrap_or(0), task.to.unwrap_or(0));
            node.start = Some(form.text(from));
            if node.status != Some(Status::Milestone) {
                node.end = Some(form.text(to.max(from)));
            }
        }
    }
}

/// How a point in time is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// `2024-05-17`.
    Date,
    /// `12:30`.
    Clock,
    /// Days from the beginning.
    Days,
    /// The number that stands in the text.
    Plain,
}

impl Form {
    fn text(self, seconds: i64) -> String {
        match self {
            Self::Date => dates::iso(seconds),
            Self::Clock => format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60),
            Self::Days => format!("{}", seconds as f64 / DAY as f64),
            Self::Plain => seconds.to_string(),
        }
    }
}

impl Excluded {
    /// The end of a task, moved by the excluded days in it.
    fn later(&self, from: i64, to: i64) -> i64 {
        const DAYS_MAX: i64 = 2_000;
        if self.days.is_empty() && !self.weekdays.contains(&true) || !self.weekdays.contains(&false)
        {
            return to;
        }
        let (mut day, mut end, mut left) = (from, to, DAYS_MAX);
        while day < end && left > 0 {
            let weekday = usize::try_from(dates::weekday(day)).unwrap_or(0);
            let is_excluded = self.weekdays.get(weekday) == Some(&true)
                || self.days.binary_search(&day.div_euclid(DAY)).is_ok();
            if is_excluded {
                end = end.saturating_add(DAY);
            }
            day = day.saturating_add(DAY);
            left -= 1;
        }
        end
    }
}

/// The colon between the name of a task and its dates: the first that is not a part of a time.
fn task_colon(line: &str) -> Option<usize> {
    let mut found = line.match_indices(':').map(|(at, _)| at);
    let first = found.next()?;
    let is_time = |at: usize| {
        let before =
            line.get(..at).is_some_and(|text| text.ends_with(|c: char| c.is_ascii_digit()));
        let behind =
            line.get(at + 1..).is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
        before && behind
    };
    if is_time(first) { found.find(|at| !is_time(*at)).or(Some(first)) } else { Some(first) }
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
