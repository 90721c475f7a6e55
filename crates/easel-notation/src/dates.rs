//! Dates and times of Gantt charts: read by a format, counted in seconds, written as ISO. No
//! clock and no time zone; days have 24 hours.

/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// How dates are written in a text: `YYYY-MM-DD`, `DD.MM.YYYY HH:mm`, `X`…
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Format(String);

/// What was read of a date; what is missing counts from the beginning of 1970.
#[derive(Debug, Clone, Copy)]
struct Fields {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    afternoon: Option<bool>,
    timestamp: Option<i64>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Tokens of formats, the longest first.
const TOKENS: [&str; 20] = [
    "YYYY", "MMMM", "MMM", "SSS", "YY", "MM", "DD", "Do", "HH", "hh", "mm", "ss", "M", "D", "H",
    "h", "m", "s", "X", "x",
];

impl Format {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// True where a text in this format has no date, only a time of day.
    pub(crate) fn is_time_only(&self) -> bool {
        !self.0.contains(['Y', 'M', 'D', 'X', 'x'])
    }

    /// True for seconds or milliseconds since 1970.
    pub(crate) fn is_timestamp(&self) -> bool {
        matches!(self.0.as_str(), "X" | "x")
    }

    /// Seconds since 1970, where `text` is a date in this format; ISO dates always are.
    pub(crate) fn read(&self, text: &str) -> Option<i64> {
        let text = text.trim();
        read_as(&self.0, text)
            .or_else(|| read_as("YYYY-MM-DD", text))
            .or_else(|| read_as("YYYY-MM-DDTHH:mm:ss", text))
            .or_else(|| read_as("YYYY-MM-DDTHH:mm", text))
            .or_else(|| read_as("YYYY-MM-DD HH:mm", text))
    }
}

fn read_as(format: &str, text: &str) -> Option<i64> {
    let mut fields = Fields {
        year: 1970,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        afternoon: None,
        timestamp: None,
    };
    let (mut format, mut rest) = (format, text);
    while let Some(c) = format.chars().next() {
        if let Some(token) = TOKENS.iter().find(|token| format.starts_with(**token)) {
            rest = field(token, rest, &mut fields)?;
            format = format.get(token.len()..)?;
        } else if matches!(c, 'A' | 'a') {
            let mark = rest.get(..2)?.to_ascii_lowercase();
            fields.afternoon = Some(match mark.as_str() {
                "am" => false,
                "pm" => true,
                _ => return None,
            });
            rest = rest.get(2..)?;
            format = format.get(1..)?;
        } else {
            rest = rest.strip_prefix(c)?;
            format = format.get(c.len_utf8()..)?;
        }
    }
    if rest.is_empty() { fields.seconds() } else { None }
}

/// Reads one token's value; what is left of `text`.
fn field<'a>(token: &str, text: &'a str, fields: &mut Fields) -> Option<&'a str> {
    if matches!(token, "MMM" | "MMMM") {
        let lower = text.to_lowercase();
        let (at, name) = MONTHS.iter().enumerate().find(|(_, name)| {
            let name = if token == "MMM" { name.get(..3).unwrap_or(name) } else { name };
            lower.starts_with(name)
        })?;
        fields.month = i64::try_from(at).ok()? + 1;
        return text.get(if token == "MMM" { 3 } else { name.len() }..);
    }
    let longest = match token {
        "YYYY" => 4,
        "SSS" => 3,
        "X" | "x" => 15,
        _ => 2,
    };
    let digits = text.bytes().take(longest).take_while(u8::is_ascii_digit).count();
    let exact = matches!(token, "YYYY" | "YY" | "MM" | "DD" | "HH" | "hh" | "mm" | "ss" | "SSS");
    if digits == 0 || exact && digits != longest {
        return None;
    }
    let number: i64 = text.get(..digits)?.parse().ok()?;
    let mut rest = text.get(digits..)?;
    match token {
        "YYYY" => fields.year = number,
        "YY" => fields.year = 2000 + number,
        "MM" | "M" => fields.month = number,
        "DD" | "D" => fields.day = number,
        "Do" => {
            fields.day = number;
            rest = rest.get(2..)?;
        }
        "HH" | "H" | "hh" | "h" => fields.hour = number,
        "mm" | "m" => fields.minute = number,
        "ss" | "s" => fields.second = number,
        "X" => fields.timestamp = Some(number),
        "x" => fields.timestamp = Some(number / 1000),
        _ => {}
    }
    Some(rest)
}

impl Fields {
    fn seconds(self) -> Option<i64> {
        if let Some(timestamp) = self.timestamp {
            return Some(timestamp);
        }
        let hour = match self.afternoon {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            _ => self.hour,
        };
        let valid = (1..=12).contains(&self.month)
            && (1..=days_of(self.year, self.month)).contains(&self.day)
            && (0..=24).contains(&hour)
            && (0..60).contains(&self.minute)
            && (0..60).contains(&self.second);
        valid.then(|| {
            days_from_civil(self.year, self.month, self.day) * DAY
                + hour * 3600
                + self.minute * 60
                + self.second
        })
    }
}

fn days_of(year: i64, month: i64) -> i64 {
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days_from_civil(next.0, next.1, 1) - days_from_civil(year, month, 1)
}

/// Days since 1970-01-01 of a date of the Gregorian calendar, by eras of 400 years that begin
/// in March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

/// `2024-05-17`, or `2024-05-17T12:30` where it is not the beginning of a day.
pub(crate) fn iso(seconds: i64) -> String {
    let (year, month, day) = civil_from_days(seconds.div_euclid(DAY));
    let date = format!("{year:04}-{month:02}-{day:02}");
    match seconds.rem_euclid(DAY) {
        0 => date,
        rest => match rest % 60 {
            0 => format!("{date}T{:02}:{:02}", rest / 3600, rest / 60 % 60),
            second => format!("{date}T{:02}:{:02}:{second:02}", rest / 3600, rest / 60 % 60),
        },
    }
}

/// 0 for Sunday to 6 for Saturday.
pub(crate) fn weekday(seconds: i64) -> i64 {
    (seconds.div_euclid(DAY) + 4).rem_euclid(7)
}

/// A length of time: `3d`, `2w`, `1.5h`, `1M` (month), `1y`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Length {
    Seconds(i64),
    Months(i64),
}

impl Length {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits =
            text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let number: f64 = text.get(..digits)?.parse().ok()?;
        let seconds = |unit: i64| Some(Self::Seconds(scaled(number, unit)));
        match text.get(digits..)?.trim() {
            "ms" => Some(Self::Seconds(scaled(number / 1000.0, 1))),
            "s" => seconds(1),
            "m" => seconds(60),
            "h" => seconds(3600),
            "d" => seconds(DAY),
            "w" => seconds(7 * DAY),
            "M" => Some(Self::Months(scaled(number, 1))),
            "y" => Some(Self::Months(scaled(number, 12))),
            _ => None,
        }
    }

    /// The end of a time of this length that begins at `start`.
    pub(crate) fn after(self, start: i64) -> i64 {
        match self {
            Self::Seconds(seconds) => start.saturating_add(seconds),
            Self::Months(months) => {
                let (year, month, day) = civil_from_days(start.div_euclid(DAY));
                let count = year * 12 + month - 1 + months.clamp(-120_000, 120_000);
                let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
                let day = day.min(days_of(year, month));
                days_from_civil(year, month, day) * DAY + start.rem_euclid(DAY)
            }
        }
    }
}

/// Whole units; lengths beyond a thousand years are cut there.
#[expect(clippy::cast_possible_truncation, reason = "clamped to what fits")]
fn scaled(number: f64, unit: i64) -> i64 {
    const MOST: f64 = 3.2e10;
    (number * unit as f64).clamp(0.0, MOST).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: &str, text: &str, expect: Option<&str>) {
        assert_eq!(Format::new(format).read(text).map(iso).as_deref(), expect, "{format} {text}");
    }

    #[test]
    fn dates_are_read_by_their_format() {
        check("YYYY-MM-DD", "2024-02-29", Some("2024-02-29"));
        check("YYYY-MM-DD", "2023-02-29", None);
        check("DD.MM.YYYY", "05.11.2026", Some("2026-11-05"));
        check("D/M/YY", "5/1/26", Some("2026-01-05"));
        check("DD MMM YYYY", "07 Mar 2025", Some("2025-03-07"));
        check("MMMM Do YYYY", "March 3rd 2025", Some("2025-03-03"));
        check("YYYY-MM-DD HH:mm", "2025-01-01 09:30", Some("2025-01-01T09:30"));
        check("hh:mm A", "01:05 PM", Some("1970-01-01T13:05"));
        check("X", "86400", Some("1970-01-02"));
        check("YYYY", "1600", Some("1600-01-01"));
        check("YYYY-MM-DD", "tomorrow", None);
    }

    #[test]
    fn lengths_are_added() {
        let start = Format::new("YYYY-MM-DD").read("2024-01-31").unwrap_or_default();
        let end = |text: &str| Length::read(text).map(|length| iso(length.after(start)));
        assert_eq!(end("1M").as_deref(), Some("2024-02-29"));
        assert_eq!(end("2w").as_deref(), Some("2024-02-14"));
        assert_eq!(end("12h").as_deref(), Some("2024-01-31T12:00"));
        assert_eq!(end("1.5d").as_deref(), Some("2024-02-01T12:00"));
        assert_eq!(end("1y").as_deref(), Some("2025-01-31"));
        assert_eq!(end("3 apples"), None);
        assert_eq!(weekday(start), 3);
    }
}
