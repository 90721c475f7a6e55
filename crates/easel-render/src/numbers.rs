//! Writing numbers: the digits that were given, grouped in thousands, without the noise of
//! binary fractions; units before or behind. Choosing ticks is in [`crate::scales`].

use crate::locale::Locale;

/// Digits that are kept; what lies beyond is noise of binary arithmetic (0.1 + 0.2).
const SIGNIFICANT_DIGITS: usize = 12;

/// A number as it is written in English.
pub(crate) fn format(value: f64) -> String {
    format_in(value, Locale::default())
}

/// A number as people of this language write it: `1,234,567.5`, `−0,3`, `2.5 × 10²⁴`.
pub(crate) fn format_in(value: f64, locale: Locale) -> String {
    let value = denoise(value);
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-6..1e15).contains(&magnitude) {
        return scientific(value, locale);
    }
    locale.group(&format!("{value}"))
}

/// The value rounded to [`SIGNIFICANT_DIGITS`].
pub(crate) fn denoise(value: f64) -> f64 {
    let rounded: f64 = format!("{value:.*e}", SIGNIFICANT_DIGITS - 1).parse().unwrap_or(value);
    // Negative zero reads as an error.
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// A tick of an axis, `(step, largest)`; millions and more are abbreviated.
fn format_tick(value: f64, (step, largest): (f64, f64), locale: Locale) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !(1e-6..1e15).contains(&largest) {
        return scientific(denoise(value), locale);
    }
    let (divisor, suffix) = locale
        .magnitudes()
        .iter()
        .find(|(power, _)| largest >= 10_f64.powi(*power))
        .map_or((1.0, ""), |(power, letter)| (10_f64.powi(*power), *letter));
    let decimals = (0_usize..=9)
        .find(|&count| {
            let scaled = step / divisor * 10_f64.powf(count as f64);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1e-9)
        })
        .unwrap_or(9);
    format!("{}{suffix}", locale.group(&format!("{:.*}", decimals, value / divisor)))
}

/// A share of 0.0..=1.0 in per cent: whole above 10 %, one decimal below.
pub(crate) fn format_share(share: f64) -> String {
    format_share_in(share, Locale::default())
}

/// A share of 0.0..=1.0 in per cent, in a language.
pub(crate) fn format_share_in(share: f64, locale: Locale) -> String {
    let percent = share * 100.0;
    let text = if percent >= 10.0 || (percent - percent.round()).abs() < 0.05 {
        format!("{percent:.0}")
    } else {
        format!("{percent:.1}")
    };
    locale.percent(&locale.group(&text))
}

fn scientific(value: f64, locale: Locale) -> String {
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: String = exponent
        .chars()
        .map(|digit| match digit.to_digit(10) {
            Some(1) => '¹',
            Some(2) => '²',
            Some(3) => '³',
            Some(other) => char::from_u32(0x2070 + other).unwrap_or(digit),
            None => '⁻',
        })
        .collect();
    let mantissa: f64 = mantissa.parse().unwrap_or(0.0);
    format!("{} × 10{exponent}", locale.group(&format!("{mantissa}")))
}

/// Where the unit of a chart is written, and in which language its numbers are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Unit {
    prefix: String,
    suffix: String,
    /// Too long to stand at every number; written once.
    pub(crate) caption: Option<String>,
    /// Large numbers are written in these: the power of ten and what stands behind the number.
    magnitude: Option<(i32, &'static str)>,
    /// The sign for per cent, written as the language does.
    percent: bool,
    locale: Locale,
}

/// Units up to this many characters stand at the numbers.
const INLINE_UNIT_CHARS: usize = 3;

impl Unit {
    /// `$` and its like stand before the number (`$M`: before and behind), short units behind,
    /// long ones become a caption; all as people of this language write them.
    pub(crate) fn in_locale(unit: Option<&str>, locale: Locale) -> Self {
        let unit = unit.map(str::trim).unwrap_or_default();
        let base = Self { locale, ..Self::default() };
        let is_currency = |c: char| "$€£¥₹₩₽₺₿".contains(c);
        let is_short = unit.chars().count() <= INLINE_UNIT_CHARS;
        let mut rest = unit.chars();
        match rest.next() {
            None => base,
            Some('%') if unit == "%" => Self { percent: true, ..base },
            Some(first) if is_currency(first) && is_short => {
                let rest: String = rest.collect();
                if !locale.is_currency_behind() {
                    return Self { prefix: first.into(), suffix: rest, ..base };
                }
                let gap = if rest.is_empty() { "" } else { "\u{a0}" };
                Self { suffix: format!("{gap}{rest}\u{a0}{first}"), ..base }
            }
            // "R$" and "A$" stand before the number like "$".
            Some(_) if unit.ends_with('$') && is_short => {
                Self { prefix: format!("{unit}\u{a0}"), ..base }
            }
            Some(_) if is_short => {
                let tight = unit == "°" || unit == "k" || unit == "M";
                let gap = if tight { "" } else { "\u{a0}" };
                Self { suffix: format!("{gap}{unit}"), ..base }
            }
            Some(_) => Self { caption: Some(unit.to_owned()), ..base },
        }
    }

    /// How its numbers are written.
    pub(crate) fn locale(&self) -> Locale {
        self.locale
    }

    /// With millions written as `1.2M`, where the values reach millions and every one of them can
    /// be written so without loss in at most two decimals.
    pub(crate) fn for_values(mut self, values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.filter(|value| *value != 0.0).collect();
        let largest = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let scaled = self.percent
            || matches!(self.suffix.as_str(), "k" | "M" | "bn")
            || self.caption.as_deref().is_some_and(|caption| {
                ["thousand", "million", "billion", "trillion"].iter().any(|w| caption.contains(w))
            });
        let fits = |power: i32| {
            values.iter().all(|value| {
                let hundredths = denoise(value / 10_f64.powi(power - 2));
                hundredths.fract() == 0.0 && hundredths.abs() < 1e15
            })
        };
        if largest < 1e15 && !scaled {
            self.magnitude = self
                .locale
                .magnitudes()
                .iter()
                .copied()
                .find(|(power, _)| largest >= 10_f64.powi(*power))
                .filter(|(power, _)| fits(*power));
        }
        self
    }

    /// The formatted number with the unit, where it is short.
    pub(crate) fn attach(&self, number: &str) -> String {
        if self.percent {
            return self.locale.percent(number);
        }
        match number.strip_prefix('−') {
            Some(positive) if !self.prefix.is_empty() => {
                format!("−{}{positive}{}", self.prefix, self.suffix)
            }
            _ => format!("{}{number}{}", self.prefix, self.suffix),
        }
    }

    /// The value with the unit, where it is short.
    pub(crate) fn value(&self, value: f64) -> String {
        self.attach(&self.number(value))
    }

    /// The value without its unit.
    pub(crate) fn number(&self, value: f64) -> String {
        match self.magnitude {
            Some((power, letter)) if value != 0.0 => {
                format!("{}{letter}", format_in(value / 10_f64.powi(power), self.locale))
            }
            _ => format_in(value, self.locale),
        }
    }

    /// The value with its unit and always with a sign, for changes.
    pub(crate) fn change(&self, value: f64) -> String {
        let text = self.value(value);
        if value > 0.0 { format!("+{text}") } else { text }
    }

    /// A tick of an axis, without its unit.
    pub(crate) fn tick(&self, value: f64, step: f64, largest: f64) -> String {
        format_tick(value, (step, largest), self.locale)
    }

    /// A share of 0.0..=1.0 in per cent.
    pub(crate) fn share(&self, share: f64) -> String {
        format_share_in(share, self.locale)
    }

    /// Whether the unit only multiplies, so that zero needs none.
    pub(crate) fn is_multiplier(&self) -> bool {
        matches!(self.suffix.as_str(), "k" | "M") && self.prefix.is_empty()
    }

    /// Whether the numbers are already per cent.
    pub(crate) fn is_percent(&self) -> bool {
        self.percent || self.caption.as_deref() == Some("percent")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(unit: &str) -> Unit {
        Unit::in_locale(Some(unit), Locale::default())
    }

    fn check(value: f64, expect: &str) {
        assert_eq!(format_in(value, Locale::default()), expect);
    }

    #[test]
    fn numbers_keep_their_digits_and_lose_the_noise() {
        check(1_234_567.5, "1,234,567.5");
        check(0.1 + 0.2, "0.3");
        check(-15.0, "−15");
        check(1000.0, "1,000");
        check(-0.0, "0");
        check(0.000_012_5, "0.0000125");
        check(2.5e24, "2.5 × 10²⁴");
        check(-3e-9, "−3 × 10⁻⁹");
        check(999_999_999_999.0, "999,999,999,999");
        check(99.99, "99.99");
    }

    #[test]
    fn ticks_share_their_decimals() {
        let tick = |value, step, largest| Unit::default().tick(value, step, largest);
        assert_eq!(tick(0.5, 0.25, 1.0), "0.50");
        assert_eq!(tick(2_500_000.0, 500_000.0, 3e6), "2.5M");
        assert_eq!(tick(20_000.0, 5_000.0, 3e4), "20,000");
        assert_eq!(tick(0.0, 0.25, 1.0), "0");
    }

    #[test]
    fn millions_are_abbreviated_only_where_nothing_is_lost() {
        let unit = |values: &[f64]| english("$").for_values(values.iter().copied());
        assert_eq!(unit(&[1.2e6, -2.35e6]).value(1.2e6), "$1.2M");
        assert_eq!(unit(&[1.2e6, -2.35e6]).value(-2.35e6), "−$2.35M");
        assert_eq!(unit(&[1_234_567.0, 2e6]).value(1_234_567.0), "$1,234,567");
        assert_eq!(unit(&[3.2e9, 4.1e9]).value(3.2e9), "$3.2B");
        assert_eq!(unit(&[3.2e9, 5e5]).value(5e5), "$500,000");
        assert_eq!(unit(&[900_000.0]).value(900_000.0), "$900,000");
        let stated = english("millions").for_values([2e6].into_iter());
        assert_eq!(stated.value(2e6), "2,000,000");
    }

    #[test]
    fn units_stand_where_people_write_them() {
        assert_eq!(english("$").value(-120.0), "−$120");
        assert_eq!(english("$M").value(120.0), "$120M");
        assert_eq!(english("%").value(12.5), "12.5%");
        assert_eq!(english("km").value(3.0), "3\u{a0}km");
        assert_eq!(english("million tons").caption.as_deref(), Some("million tons"));
        assert_eq!(Unit::default().value(3.0), "3");
        let german = |unit| Unit::in_locale(Some(unit), Locale::new(Some("de")));
        assert_eq!(german("€").value(-1234.5), "−1.234,5\u{a0}€");
        assert_eq!(german("%").value(3.5), "3,5\u{a0}%");
        let millions = german("€").for_values([2_500_000.0].into_iter());
        assert_eq!(millions.value(2_500_000.0), "2,5\u{a0}Mio.\u{a0}€");
        assert_eq!(english("R$").value(-3.5), "−R$\u{a0}3.5");
    }
}
