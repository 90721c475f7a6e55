//! Dates without a clock and without time zones: days since 1970-01-01 from what people write, and
//! back. Ticks of time axes are chosen by the kinds that have one.

/// How exactly a moment is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Precision {
    Year,
    Month,
    Day,
    Minute,
}

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Moment {
    /// Days since 1970-01-01T00:00; the fraction is the time of the day.
    pub(crate) days: f64,
    pub(crate) precision: Precision,
}

/// A day of the Gregorian calendar, also before it was introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) year: i64,
    /// 1 to 12.
    pub(crate) month: i64,
    /// 1 to 31.
    pub(crate) day: i64,
}

/// Short English names of the months.
pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Short English names of the days of the week.
pub(crate) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Day {
    pub(crate) const fn new(year: i64, month: i64, day: i64) -> Self {
        Self { year, month, day }
    }

    /// Days since 1970-01-01; negative before.
    pub(crate) const fn number(self) -> i64 {
        // Years begin in March here, so that the leap day is the last of its year.
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((self.month + 9) % 12) + 2) / 5 + self.day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day with this number.
    pub(crate) const fn from_number(number: i64) -> Self {
        let shifted = number + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let years = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * years + years / 4 - years / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = years + era * 400 + if month <= 2 { 1 } else { 0 };
        Self { year, month, day }
    }

    /// `May`.
    pub(crate) fn month_name(self) -> &'static str {
        usize::try_from(self.month - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"")
    }
}

/// Days of a month.
pub(crate) const fn month_length(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    Day::new(next_year, next, 1).number() - Day::new(year, month, 1).number()
}

/// Day of the week, 0 for Monday.
pub(crate) const fn weekday(number: i64) -> i64 {
    (number + 3).rem_euclid(7)
}

/// Reads `2024`, `2024-05`, `2024-05-17`, `2024-05-17T12:30` (also with a space, with seconds,
/// with `Z`). Nothing else, and no day that does not exist.
pub(crate) fn parse(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (date, time) = match rest.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    let mut fields = date.split('-');
    let year_text = fields.next()?;
    if !(4..=6).contains(&year_text.len()) {
        return None;
    }
    let year = sign * digits(year_text)?;
    let (month, day) = (fields.next(), fields.next());
    if fields.next().is_some() || (time.is_some() && day.is_none()) {
        return None;
    }
    let precision = match (month, day, time) {
        (_, _, Some(_)) => Precision::Minute,
        (_, Some(_), _) => Precision::Day,
        (Some(_), ..) => Precision::Month,
        _ => Precision::Year,
    };
    let two = |text: Option<&str>| match text {
        Some(text) if text.len() <= 2 => digits(text),
        Some(_) => None,
        None => Some(1),
    };
    let (month, day) = (two(month)?, two(day)?);
    if !(1..=12).contains(&month) || !(1..=month_length(year, month)).contains(&day) {
        return None;
    }
    let clock = time.map_or(Some(0.0), parse_time)?;
    Some(Moment { days: Day::new(year, month, day).number() as f64 + clock, precision })
}

/// Reads `12:30`, `9:05:30`, `12:30Z` as a share of the day; `24:00` is its end.
pub(crate) fn parse_time(text: &str) -> Option<f64> {
    let mut fields = text.trim().trim_end_matches('Z').split(':');
    let (hours, minutes) = (digits(fields.next()?)?, digits(fields.next()?)?);
    let seconds = match fields.next() {
        Some(text) => digits(text.split('.').next()?)?,
        None => 0,
    };
    if fields.next().is_some() || hours > 24 || minutes > 59 || seconds > 60 {
        return None;
    }
    let share = (hours * 3600 + minutes * 60 + seconds) as f64 / 86_400.0;
    (share <= 1.0).then_some(share)
}

fn digits(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_calendars_do() {
        let check = |(year, month, day), number| {
            assert_eq!(Day::new(year, month, day).number(), number, "{year}-{month}-{day}");
            assert_eq!(Day::from_number(number), Day::new(year, month, day));
        };
        check((1970, 1, 1), 0);
        check((1969, 12, 31), -1);
        check((2000, 2, 29), 11_016);
        check((2024, 5, 17), 19_860);
        check((1600, 3, 1), -135_080);
        for number in (-900_000..900_000).step_by(997) {
            assert_eq!(Day::from_number(number).number(), number);
        }
    }

    #[test]
    fn months_and_weekdays_are_right() {
        assert_eq!(
            (month_length(2024, 2), month_length(2100, 2), month_length(2023, 12)),
            (29, 28, 31)
        );
        assert_eq!(weekday(0), 3);
        assert_eq!(weekday(Day::new(2024, 5, 17).number()), 4);
        assert_eq!(Day::new(2024, 5, 17).month_name(), "May");
    }

    fn check(text: &str, expect: Option<(f64, Precision)>) {
        assert_eq!(parse(text).map(|moment| (moment.days, moment.precision)), expect, "{text}");
    }

    #[test]
    fn dates_are_read_in_every_form() {
        check("2024", Some((19_723.0, Precision::Year)));
        check("2024-05", Some((19_844.0, Precision::Month)));
        check("2024-05-17", Some((19_860.0, Precision::Day)));
        check(" 2024-5-7 ", Some((19_850.0, Precision::Day)));
        check("2024-05-17T12:00", Some((19_860.5, Precision::Minute)));
        check("2024-05-17 18:00:00Z", Some((19_860.75, Precision::Minute)));
    }

    #[test]
    fn what_is_not_a_date_is_not_read() {
        let wrong = [
            "",
            "17.5.2024",
            "2024-13",
            "2024-02-30",
            "2024-05-17T25:00",
            "May",
            "24",
            "2024-05-17-1",
        ];
        for text in wrong.iter().chain(&["2024-", "2024-05T12:00", "2024-05-17T", "１９７０"]) {
            check(text, None);
        }
    }
}
