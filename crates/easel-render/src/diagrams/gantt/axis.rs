//! Ticks of a time axis: whole days, weeks, months, quarters or years, whatever leaves room for
//! the names.

use super::schedule::Unit;
use crate::cast::to_i64;
use crate::dates::{Day, MONTHS, weekday};

/// A tick with its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) name: String,
}

/// Ticks at the places where periods begin, and the larger periods over them.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    pub(super) ticks: Vec<Tick>,
    pub(super) periods: Vec<Tick>,
}

/// Steps of calendar axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Hours(i64),
    Days(i64),
    Weeks(i64),
    Months(i64),
    Years(i64),
}

const STEPS: [Step; 22] = [
    Step::Hours(1),
    Step::Hours(2),
    Step::Hours(3),
    Step::Hours(6),
    Step::Hours(12),
    Step::Days(1),
    Step::Days(2),
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(25),
    Step::Years(50),
    Step::Years(100),
    Step::Years(500),
    Step::Years(1000),
];

/// At most `most` ticks from `low` to `high`, none within a day where all tasks are whole days.
pub(super) fn ticks(
    unit: Unit,
    (low, high): (f64, f64),
    (most, whole_days): (usize, bool),
) -> Ticks {
    let most = most.max(2);
    match unit {
        Unit::Calendar => STEPS
            .iter()
            .filter(|step| !(whole_days && matches!(step, Step::Hours(_))))
            .map(|step| calendar(*step, low, high, most))
            .find(|ticks| !ticks.ticks.is_empty() && ticks.ticks.len() <= most)
            .unwrap_or_default(),
        Unit::Clock | Unit::Number => plain(unit, (low, high), most),
    }
}

fn plain(unit: Unit, (low, high): (f64, f64), most: usize) -> Ticks {
    let steps: &[f64] = match unit {
        Unit::Clock => &[0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0],
        _ => &[1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 250.0, 500.0, 1e3],
    };
    let fits = |step: &f64| (high - low) / step + 1.0 <= most as f64;
    let step = steps.iter().copied().find(fits).unwrap_or_else(|| {
        let rough: f64 = (high - low) / (most as f64 - 1.0);
        10_f64.powf(rough.max(1.0).log10().ceil())
    });
    let first = (low / step - 1e-6).ceil() * step;
    let count = crate::cast::to_usize((high - first) / step + 1e-6) + 1;
    let ticks = (0..count.min(200)).map(|index| {
        let at = first + step * index as f64;
        let name = match unit {
            Unit::Clock => {
                let minutes = to_i64(at * 60.0);
                format!("{}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60))
            }
            _ => crate::numbers::format(at),
        };
        Tick { at, name }
    });
    Ticks { ticks: ticks.collect(), periods: Vec::new() }
}

fn calendar(step: Step, low: f64, high: f64, most: usize) -> Ticks {
    let mut ticks = Vec::new();
    let mut at = first(step, low);
    // One more than may be is enough to see that it is too many.
    while at <= high + 1e-6 && ticks.len() <= most {
        if at >= low - 1e-6 {
            ticks.push(at);
        }
        at = next(step, at);
    }
    let periods = periods(step, low, high);
    let ticks = ticks.into_iter().map(|at| Tick { at, name: name(step, at) }).collect();
    Ticks { ticks, periods }
}

/// The last beginning of a period at or before a point in time.
fn first(step: Step, low: f64) -> f64 {
    let number = to_i64(low.floor());
    let day = Day::from_number(number);
    match step {
        Step::Hours(hours) => (low * 24.0 / hours as f64 + 1e-9).floor() * hours as f64 / 24.0,
        Step::Days(days) => (number - (day.day - 1) % days) as f64,
        Step::Weeks(_) => (number - weekday(number)) as f64,
        Step::Months(months) => {
            Day::new(day.year, (day.month - 1) / months * months + 1, 1).number() as f64
        }
        Step::Years(years) => Day::new(day.year.div_euclid(years) * years, 1, 1).number() as f64,
    }
}

fn next(step: Step, at: f64) -> f64 {
    let number = to_i64(at.floor());
    let day = Day::from_number(number);
    match step {
        Step::Hours(hours) => at + hours as f64 / 24.0,
        Step::Days(days) => at + days as f64,
        Step::Weeks(weeks) => at + 7.0 * weeks as f64,
        Step::Months(months) => {
            let month = day.month - 1 + months;
            Day::new(day.year + month / 12, month % 12 + 1, 1).number() as f64
        }
        Step::Years(years) => Day::new(day.year + years, 1, 1).number() as f64,
    }
}

fn name(step: Step, at: f64) -> String {
    let day = Day::from_number(to_i64((at + 1e-6).floor()));
    match step {
        Step::Hours(_) => {
            let minutes = to_i64((at - at.floor()) * 1440.0).rem_euclid(1440);
            format!("{}:{:02}", minutes / 60, minutes % 60)
        }
        Step::Days(_) | Step::Weeks(_) => day.day.to_string(),
        Step::Months(3) => format!("Q{}", (day.month - 1) / 3 + 1),
        Step::Months(_) => day.month_name().to_owned(),
        Step::Years(_) => day.year.to_string(),
    }
}

/// The larger periods: the days of hours, the months of days, the years of months. The first
/// begins where the axis does.
fn periods(step: Step, low: f64, high: f64) -> Vec<Tick> {
    let larger = match step {
        Step::Hours(_) => Step::Days(1),
        Step::Days(_) | Step::Weeks(_) => Step::Months(1),
        Step::Months(_) => Step::Years(1),
        Step::Years(_) => return Vec::new(),
    };
    let mut periods = Vec::new();
    let mut at = first(larger, low);
    while at < high - 1e-6 && periods.len() < 40 {
        let day = Day::from_number(to_i64((at + 1e-6).floor()));
        let name = match larger {
            Step::Days(_) => format!("{} {} {}", day.day, day.month_name(), day.year),
            Step::Months(_) => format!("{} {}", day.month_name(), day.year),
            _ => day.year.to_string(),
        };
        periods.push(Tick { at: at.max(low), name });
        at = next(larger, at);
    }
    periods
}

/// `3–17 May`, `28 Feb – 3 Mar`, `Mar 2021 – Aug 2027`: from `start` to the day before `end`.
pub(super) fn range(unit: Unit, (start, end): (f64, f64), with_year: bool) -> String {
    let clock = |value: f64| {
        let minutes = to_i64(value * 60.0).rem_euclid(1440);
        format!("{}:{:02}", minutes / 60, minutes % 60)
    };
    match unit {
        Unit::Clock => format!("{} – {}", clock(start), clock(end)),
        Unit::Number => {
            let format = crate::numbers::format;
            format!("{} – {}", format(start), format(end))
        }
        Unit::Calendar if start.fract() != 0.0 || end.fract() != 0.0 => {
            format!("{} – {}", clock(start.fract() * 24.0), clock(end.fract() * 24.0))
        }
        Unit::Calendar => {
            let first = Day::from_number(to_i64(start));
            let last = Day::from_number(to_i64((end - 1.0).max(start)));
            let name = |month: i64| {
                usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"")
            };
            if first.year != last.year || with_year {
                let name = |day: Day| format!("{} {}", name(day.month), day.year);
                let whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31);
                match (whole_years, first == last) {
                    (true, _) if first.year == last.year => first.year.to_string(),
                    (true, _) => format!("{}–{}", first.year, last.year),
                    (_, true) => format!("{} {}", first.day, name(first)),
                    _ => format!("{} – {}", name(first), name(last)),
                }
            } else if first == last {
                format!("{} {}", first.day, name(first.month))
            } else if (first.year, first.month) == (last.year, last.month) {
                format!("{}–{} {}", first.day, last.day, name(first.month))
            } else {
                format!("{} {} – {} {}", first.day, name(first.month), last.day, name(last.month))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(from: (i64, i64, i64), to: (i64, i64, i64), most: usize) -> String {
        let day = |(year, month, day)| Day::new(year, month, day).number() as f64;
        let ticks = ticks(Unit::Calendar, (day(from), day(to)), (most, true));
        ticks.ticks.iter().map(|tick| tick.name.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_natural_periods() {
        assert_eq!(names((2024, 5, 1), (2024, 5, 6), 9), "1 2 3 4 5 6");
        assert_eq!(names((2024, 5, 1), (2024, 5, 31), 9), "6 13 20 27");
        assert_eq!(names((2024, 1, 15), (2024, 9, 1), 9), "Feb Mar Apr May Jun Jul Aug Sep");
        assert_eq!(names((2023, 1, 1), (2025, 1, 1), 9), "Q1 Q2 Q3 Q4 Q1 Q2 Q3 Q4 Q1");
        assert_eq!(names((1900, 1, 1), (2000, 1, 1), 9), "1900 1925 1950 1975 2000");
    }

    #[test]
    fn ranges_are_short() {
        let day = |month, day| Day::new(2024, month, day).number() as f64;
        let check =
            |from, to, expect: &str| assert_eq!(range(Unit::Calendar, (from, to), false), expect);
        check(day(5, 3), day(5, 18), "3–17 May");
        check(day(2, 28), day(3, 4), "28 Feb – 3 Mar");
        check(day(5, 3), day(5, 4), "3 May");
        assert_eq!(range(Unit::Clock, (9.5, 12.0), false), "9:30 – 12:00");
    }
}
