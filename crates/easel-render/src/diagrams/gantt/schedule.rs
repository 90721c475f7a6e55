//! When tasks begin and end. Dates, times, plain numbers of days and lengths such as `5d` or `2w`
//! are read; what is missing follows from what a task waits for or from the task before it.

use easel_types::spec::{DiagramSpec, Status};

use super::super::parts;
use crate::dates::{self, Precision};

/// What the axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Days of the calendar; the fraction is the time.
    Calendar,
    /// Hours of a day that is not named.
    Clock,
    /// Days from the beginning.
    Number,
}

/// A point in time as it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct When {
    pub(crate) unit: Unit,
    /// Days, or hours.
    pub(crate) value: f64,
    /// How long the thing lasts that is named: `2024-05` is a month.
    pub(crate) length: f64,
}

/// A task with its time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Task {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) milestone: bool,
}

/// All tasks, in the order of the nodes.
#[derive(Debug)]
pub(super) struct Schedule {
    pub(super) unit: Unit,
    pub(super) tasks: Vec<Task>,
    pub(super) low: f64,
    pub(super) high: f64,
    /// No time of the day is given.
    pub(super) whole_days: bool,
    pub(super) notes: Vec<String>,
}

/// Reads a point in time.
pub(crate) fn when(text: &str) -> Option<When> {
    let text = text.trim();
    if let Some(moment) = dates::parse(text) {
        let day = crate::cast::to_i64(moment.days.floor());
        let length = match moment.precision {
            Precision::Year => {
                let year = dates::Day::from_number(day).year;
                (dates::Day::new(year + 1, 1, 1).number() - day) as f64
            }
            Precision::Month => {
                let date = dates::Day::from_number(day);
                dates::month_length(date.year, date.month) as f64
            }
            Precision::Day => 1.0,
            Precision::Minute => 1.0 / 24.0,
        };
        return Some(When { unit: Unit::Calendar, value: moment.days, length });
    }
    if let Some(share) = dates::parse_time(text).filter(|_| text.contains(':')) {
        return Some(When { unit: Unit::Clock, value: share * 24.0, length: 1.0 });
    }
    let lower = text.to_lowercase();
    let digits = lower.strip_prefix("day").unwrap_or(&lower).trim();
    let value: f64 = digits.parse().ok()?;
    (value.is_finite() && value.abs() < 1e6).then_some(When {
        unit: Unit::Number,
        value,
        length: 1.0,
    })
}

/// Reads a length such as `5d`, `3 days`, `2w`, `4h`, in days.
pub(crate) fn length(text: &str) -> Option<f64> {
    let text = text.trim().to_lowercase();
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at_checked(split)?;
    let number: f64 = number.parse().ok()?;
    let days = match unit.trim() {
        "min" | "minute" | "minutes" => 1.0 / 1440.0,
        "h" | "hour" | "hours" => 1.0 / 24.0,
        "d" | "day" | "days" => 1.0,
        "w" | "week" | "weeks" => 7.0,
        "m" | "month" | "months" => 30.0,
        "y" | "year" | "years" => 365.0,
        _ => return None,
    };
    (number < 1e5).then_some(number * days)
}

/// The unit of the axis: that of the first time given. `2024` alone is a number of days unless
/// others are dates or all look like years.
pub(crate) fn unit(spec: &DiagramSpec) -> Unit {
    let texts = || {
        let starts = spec.nodes.iter().filter_map(|node| parts::given(node.start.as_ref()));
        let ends = spec.nodes.iter().filter_map(|node| parts::given(node.end.as_ref()));
        starts.chain(ends.filter(|text| length(text).is_none()))
    };
    let units: Vec<Unit> = texts().filter_map(when).map(|when| when.unit).collect();
    if units.contains(&Unit::Number) {
        return Unit::Number;
    }
    units.first().copied().unwrap_or(Unit::Number)
}

/// A point in time on the axis of the diagram.
pub(crate) fn at(text: &str, unit: Unit) -> Option<When> {
    let found = when(text)?;
    if found.unit == unit {
        return Some(found);
    }
    // Years are numbers where the others are.
    let value = text.trim().parse().ok().filter(|_| unit == Unit::Number)?;
    Some(When { unit, value, length: 1.0 })
}

/// When all tasks begin and end.
pub(super) fn schedule(spec: &DiagramSpec) -> Schedule {
    let unit = unit(spec);
    let day = if unit == Unit::Clock { 24.0 } else { 1.0 };
    let ids = parts::ids(spec);
    let mut tasks: Vec<Option<Task>> = vec![None; spec.nodes.len()];
    let mut guessed = 0;
    // Tasks that wait for later ones are settled in a second round.
    for round in 0..3 {
        for (number, node) in spec.nodes.iter().enumerate() {
            if tasks[number].is_some() {
                continue;
            }
            let start = parts::given(node.start.as_ref()).and_then(|text| at(text, unit));
            let waits: Vec<usize> = spec
                .edges
                .iter()
                .filter(|edge| edge.to == node.id && edge.from != node.id)
                .filter_map(|edge| ids.get(edge.from.as_str()).copied())
                .collect();
            let settled = waits.iter().all(|&other| tasks[other].is_some());
            if start.is_none() && !settled && round < 2 {
                continue;
            }
            let after = waits.iter().filter_map(|&other| tasks[other]).map(|task| task.end);
            let before = number.checked_sub(1).and_then(|before| tasks[before]);
            let begin = start.map(|when| when.value);
            guessed += usize::from(begin.is_none());
            let begin = begin
                .or(after.reduce(f64::max))
                .or(before.map(|task| task.end))
                .or(first(spec, unit))
                .unwrap_or(0.0);
            let length_given = parts::given(node.end.as_ref()).and_then(length);
            let end = parts::given(node.end.as_ref())
                .filter(|_| length_given.is_none())
                .and_then(|text| at(text, unit))
                .map(|when| when.value);
            let milestone = node.status == Some(Status::Milestone);
            let usual = start.map_or(1.0, |when| when.length);
            let end = end
                .or(length_given.map(|length| begin + length * day))
                .unwrap_or(if milestone { begin } else { begin + usual });
            tasks[number] = Some(Task { start: begin, end: end.max(begin), milestone });
        }
    }
    let tasks: Vec<Task> = tasks
        .into_iter()
        .map(|task| task.unwrap_or(Task { start: 0.0, end: 1.0, milestone: false }))
        .collect();
    let low = tasks.iter().map(|task| task.start).fold(f64::MAX, f64::min);
    let high = tasks.iter().map(|task| task.end).fold(f64::MIN, f64::max);
    let high = if high - low < 1e-6 { low + 1.0 } else { high };
    let mut notes = Vec::new();
    if guessed > 0 && guessed < tasks.len() {
        notes.push(format!("{guessed} tasks without a start begin when what they wait for ends"));
    }
    let is_whole = |task: &Task| task.start.fract() == 0.0 && task.end.fract() == 0.0;
    let whole_days = tasks.iter().all(is_whole);
    Schedule { unit, tasks, low, high, whole_days, notes }
}

/// The earliest start that is given.
fn first(spec: &DiagramSpec, unit: Unit) -> Option<f64> {
    let starts = spec.nodes.iter().filter_map(|node| parts::given(node.start.as_ref()));
    starts.filter_map(|text| at(text, unit)).map(|when| when.value).reduce(f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_form() {
        let check = |text: &str, expect: Option<(Unit, f64)>| {
            assert_eq!(when(text).map(|when| (when.unit, when.value)), expect, "{text}");
        };
        check("2024-05-17", Some((Unit::Calendar, 19_860.0)));
        check("09:30", Some((Unit::Clock, 9.5)));
        check("12", Some((Unit::Number, 12.0)));
        check("day 3", Some((Unit::Number, 3.0)));
        check("tomorrow", None);
        check("1e300", None);
    }

    #[test]
    fn lengths_are_read_in_every_form() {
        let check = |text: &str, expect: Option<f64>| assert_eq!(length(text), expect, "{text}");
        check("5d", Some(5.0));
        check("2 weeks", Some(14.0));
        check("12h", Some(0.5));
        check("5", None);
        check("x", None);
    }
}
