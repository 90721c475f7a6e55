//! Dates as positions of an axis, and the ticks of such an axis: a year, a month, a day or a
//! minute of the Gregorian calendar, without time zones. Civil days are counted in
//! [`crate::dates`].

use crate::cast::to_i64;
use crate::dates::{Day, month_length};
use crate::locale::Locale;

const HOUR: f64 = 1.0 / 24.0;

/// How exactly a date was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Precision {
    Year,
    Month,
    Day,
    Minute,
}

/// A date as days since 1970-01-01 and how exactly it was given; `None` where the text is no
/// date. Years have four digits.
pub(crate) fn parse(text: &str) -> Option<(f64, Precision)> {
    let text = text.trim();
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut fields = date.split('-');
    let year = digits(fields.next()?, 4)?;
    let month = fields.next().map(|field| digits(field, 2)).map_or(Some(None), |f| f.map(Some))?;
    let day = fields.next().map(|field| digits(field, 2)).map_or(Some(None), |f| f.map(Some))?;
    if fields.next().is_some() {
        return None;
    }
    let (month_or, day_or) = (month.unwrap_or(1), day.unwrap_or(1));
    if !(1..=12).contains(&month_or) || !(1..=month_length(year, month_or)).contains(&day_or) {
        return None;
    }
    let days = days_of(year, month_or, day_or);
    match (month, day, time) {
        (_, Some(_), Some(time)) => Some((days + time_of_day(time)?, Precision::Minute)),
        (_, _, Some(_)) => None,
        (_, Some(_), None) => Some((days, Precision::Day)),
        (Some(_), None, None) => Some((days, Precision::Month)),
        (None, ..) => Some((days, Precision::Year)),
    }
}

/// Exactly `count` decimal digits.
fn digits(text: &str, count: usize) -> Option<i64> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// `12:30`, `12:30:15`, `12:30:15.5Z` as a share of a day.
fn time_of_day(text: &str) -> Option<f64> {
    let mut fields = text.trim_end_matches('Z').split(':');
    let hour = digits(fields.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = digits(fields.next()?, 2).filter(|minute| *minute < 60)?;
    let second: f64 = fields.next().map_or(Some(0.0), |text| text.parse().ok())?;
    let valid = fields.next().is_none() && (0.0..61.0).contains(&second);
    valid.then(|| (hour as f64 * 3600.0 + minute as f64 * 60.0 + second) / 86_400.0)
}

/// Days from 1970-01-01 to this day.
fn days_of(year: i64, month: i64, day: i64) -> f64 {
    Day::new(year, month, day).number() as f64
}

/// Year, month and day of a number of days since 1970-01-01.
fn civil(days: f64) -> (i64, u32, u32) {
    let day = Day::from_number(to_i64(days.floor()));
    let small = |value: i64| u32::try_from(value).unwrap_or(1);
    (day.year, small(day.month), small(day.day))
}

/// A mark on a time axis: where, what it says, and what stands below it where that changes
/// (the year below months, the month below days).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TimeTick {
    pub(crate) at: f64,
    pub(crate) text: String,
    pub(crate) below: Option<String>,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Minutes(f64),
    Days(f64),
    Months(i64),
    Years(i64),
}

/// Steps with their length in days, the shortest first.
const STEPS: [(Step, f64); 27] = [
    (Step::Minutes(1.0), HOUR / 60.0),
    (Step::Minutes(5.0), HOUR / 12.0),
    (Step::Minutes(15.0), HOUR / 4.0),
    (Step::Minutes(30.0), HOUR / 2.0),
    (Step::Minutes(60.0), HOUR),
    (Step::Minutes(180.0), HOUR * 3.0),
    (Step::Minutes(360.0), HOUR * 6.0),
    (Step::Minutes(720.0), HOUR * 12.0),
    (Step::Days(1.0), 1.0),
    (Step::Days(2.0), 2.0),
    (Step::Days(3.0), 3.0),
    (Step::Days(7.0), 7.0),
    (Step::Days(14.0), 14.0),
    (Step::Months(1), 30.4),
    (Step::Months(2), 60.9),
    (Step::Months(3), 91.3),
    (Step::Months(6), 182.6),
    (Step::Years(1), 365.25),
    (Step::Years(2), 730.5),
    (Step::Years(5), 1_826.25),
    (Step::Years(10), 3_652.5),
    (Step::Years(20), 7_305.0),
    (Step::Years(25), 9_131.25),
    (Step::Years(50), 18_262.5),
    (Step::Years(100), 36_525.0),
    (Step::Years(500), 182_625.0),
    (Step::Years(1000), 365_250.0),
];

/// Ticks between two dates (days), at most `most` steps, no finer than the dates were given.
pub(crate) fn ticks(
    (low, high): (f64, f64),
    most: f64,
    precision: Precision,
    locale: Locale,
) -> Vec<TimeTick> {
    let finest = match precision {
        Precision::Year => 365.0,
        Precision::Month => 30.0,
        Precision::Day => 1.0,
        Precision::Minute => 0.0,
    };
    let step = STEPS
        .iter()
        .find(|(_, days)| *days >= finest && (high - low) / days <= most.max(1.0))
        .or(STEPS.last());
    let Some((step, _)) = step else { return Vec::new() };
    let mut found = Vec::new();
    let mut last_below = None;
    for at in instants(*step, (low, high)) {
        let (text, below) = write(*step, at, locale);
        let fresh = below.is_some() && below != last_below;
        last_below.clone_from(&below);
        found.push(TimeTick { at, text, below: below.filter(|_| fresh) });
    }
    found
}

/// The instants of a step from `low` to `high`, at most 100.
fn instants(step: Step, (low, high): (f64, f64)) -> Vec<f64> {
    let slack = (high - low) * 1e-9;
    let (year, month, _) = civil(low);
    let (low, high) = (low - slack, high + slack);
    let regular = |length: f64, origin: f64| -> Vec<f64> {
        let first = ((low - origin) / length).ceil();
        (0..100)
            .map(|index| origin + (first + f64::from(index)) * length)
            .take_while(|at| *at <= high)
            .collect()
    };
    let monthly = |months: i64| -> Vec<f64> {
        let first = (year * 12 + i64::from(month) - 1).div_euclid(months);
        (0..110)
            .map(|index| {
                let number = (first + index) * months;
                days_of(number.div_euclid(12), number.rem_euclid(12) + 1, 1)
            })
            .skip_while(|at| *at < low)
            .take_while(|at| *at <= high)
            .collect()
    };
    match step {
        Step::Minutes(minutes) => regular(minutes / 1440.0, low.floor()),
        // Weeks begin on Mondays; 1970-01-05 was one.
        Step::Days(days) => regular(days, if days >= 7.0 { 4.0 } else { low.ceil() }),
        Step::Months(months) => monthly(months),
        Step::Years(years) => monthly(years * 12),
    }
}

fn write(step: Step, at: f64, locale: Locale) -> (String, Option<String>) {
    // A quarter of a second against rounding down over midnight.
    let at = at + 3e-6;
    let (year, month, day) = civil(at);
    match step {
        Step::Minutes(_) => {
            let minutes = to_i64(((at - at.floor()) * 1440.0).floor());
            let text = format!("{:02}:{:02}", minutes / 60, minutes % 60);
            (text, Some(locale.day_of_month(month, day)))
        }
        Step::Days(_) => (day.to_string(), Some(locale.month_of_year(year, month))),
        Step::Months(_) => (locale.month(month), Some(year.to_string())),
        Step::Years(_) => (year.to_string(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_nonsense_is_not() {
        assert_eq!(parse("1970-01-01"), Some((0.0, Precision::Day)));
        assert_eq!(parse("2024-02-29"), Some((19_782.0, Precision::Day)));
        assert_eq!(parse("2024"), Some((19_723.0, Precision::Year)));
        assert_eq!(parse("2024-05"), Some((19_844.0, Precision::Month)));
        assert_eq!(parse("1970-01-02T12:00"), Some((1.5, Precision::Minute)));
        for text in ["2023-02-29", "24", "May", "2024-13", "2024-05-17T25:00", "2024-05T12:00", ""]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        for days in [-800_000.0, -1.0, 0.0, 58.0, 59.0, 60.0, 19_782.0, 2_932_896.0] {
            let (year, month, day) = civil(days);
            assert_eq!(days_of(year, i64::from(month), i64::from(day)).to_bits(), days.to_bits());
        }
    }

    fn check(range: (&str, &str), most: f64, expect: &[&str]) {
        let (low, precision) = parse(range.0).unwrap();
        let (high, _) = parse(range.1).unwrap();
        let texts: Vec<String> = ticks((low, high), most, precision, Locale::default())
            .into_iter()
            .map(|tick| match tick.below {
                Some(below) => format!("{}/{}", tick.text, below.replace('\u{a0}', " ")),
                None => tick.text,
            })
            .collect();
        assert_eq!(texts, expect);
    }

    #[test]
    fn ticks_stand_at_natural_times() {
        check(("2020", "2024"), 6.0, &["2020", "2021", "2022", "2023", "2024"]);
        check(("1900", "2000"), 6.0, &["1900", "1920", "1940", "1960", "1980", "2000"]);
        check(("2023-11", "2024-02"), 6.0, &["Nov/2023", "Dec", "Jan/2024", "Feb"]);
        check(("2024-01-03", "2024-12-20"), 5.0, &["Apr/2024", "Jul", "Oct"]);
        check(("2024-01-29", "2024-02-02"), 6.0, &["29/Jan 2024", "30", "31", "1/Feb 2024", "2"]);
        check(("2024-01-01T00:00", "2024-01-01T12:00"), 3.0, &["00:00/Jan 1", "06:00", "12:00"]);
    }
}
