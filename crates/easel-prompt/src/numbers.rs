//! Numbers as people write them: signs, currencies, percent, magnitudes, thousands separators
//! and decimal commas. Which number is a value and which a label is decided in `chart`.

mod digits;
mod labels;
mod suffix;
mod units;

pub(crate) use units::{currency, is_unit, lettered_currency, magnitude_word};

use crate::language::Language;
use digits::{Digits, digits_at};
use labels::{dotted_range, eastern_label, label_from_digits};
use suffix::{Suffix, eastern, particle_at, suffix_at};

/// A number out of a prompt.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// The value with its magnitude applied: `12k` is 12000, `40%` is 40.
    pub value: f64,
    /// `%`, a currency sign or an attached unit such as `kg`.
    pub unit: Option<String>,
    /// Digits only: no sign, separator, magnitude or unit. Such a number may be a label.
    pub plain: bool,
}

impl Number {
    /// True for what reads as a calendar year.
    pub(crate) fn is_year(&self) -> bool {
        self.plain && (1500.0..=2199.0).contains(&self.value)
    }
}

/// The value of a digit in any of the decimal scripts that prompts use.
pub(crate) fn digit(c: char) -> Option<char> {
    let base = match c {
        '0'..='9' => return Some(c),
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06f0}'..='\u{06f9}' => 0x06f0,
        '\u{0966}'..='\u{096f}' => 0x0966,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return None,
    };
    char::from_digit(u32::from(c) - base, 10)
}

/// What a scan of the text from some digit on found.
#[derive(Debug)]
pub(crate) enum Scan {
    /// A number that ends after so many bytes.
    Number(Number, usize),
    /// Digits that are part of a word, date, range or version: so many bytes of label.
    Label(usize),
}

/// What may stand before the digits.
#[derive(Default)]
struct Prefix {
    /// A minus sign.
    negative: bool,
    /// Any sign.
    sign: bool,
    /// A currency or percent sign.
    unit: Option<String>,
    /// Bytes read.
    length: usize,
}

/// Reads what starts at the beginning of `rest`: an optional sign and currency, then digits.
/// `None` where no number starts there.
pub(crate) fn scan(rest: &str, before: Option<char>, language: Language) -> Option<Scan> {
    let prefix = prefix_at(rest, before)?;
    let at = prefix.length;
    let bare = !prefix.sign && prefix.unit.is_none();
    let body = digits_at(&rest[at..], language)?;
    if let Some(length) = label_at(rest, at, body.length, bare) {
        return Some(Scan::Label(length));
    }
    let (body, gained) = match eastern(&rest[at + body.length..], &body.decimal) {
        Some((value, gained)) => {
            let plain = body.plain && gained == 0;
            (Digits { decimal: value.to_string(), length: body.length + gained, plain }, gained)
        }
        None => (body, 0),
    };
    let tail = &rest[at + body.length..];
    let suffix = suffix_at(tail, prefix.unit.is_some());
    if bare && let Some(length) = label_with_letters(tail, &body, &suffix, gained) {
        return Some(Scan::Label(at + body.length + length));
    }
    let length = at + body.length + if suffix.is_word { 0 } else { suffix.length };
    let length = length + particle_at(&rest[length..]);
    let sign = if prefix.negative { "-" } else { "" };
    let text = format!("{sign}{}e{}", body.decimal, suffix.power);
    let value: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?;
    let plain = bare && body.plain && suffix.power == 0 && suffix.unit.is_none();
    Some(Scan::Number(Number { value, unit: prefix.unit.or(suffix.unit), plain }, length))
}

/// Reads the sign and the currency or percent sign before the digits, in either order. `None`
/// where a dash joins words or stands twice.
fn prefix_at(rest: &str, before: Option<char>) -> Option<Prefix> {
    let mut prefix = Prefix::default();
    if let Some((shown, length)) = lettered_currency(rest) {
        (prefix.unit, prefix.length) = (Some(shown.to_owned()), length);
    }
    for _ in 0..2 {
        let at = prefix.length;
        let c = rest[at..].chars().next()?;
        if matches!(c, '%' | '٪') && prefix.unit.is_none() {
            prefix.unit = Some("%".to_owned());
            prefix.length += c.len_utf8();
        } else if matches!(c, '-' | '−' | '+') && !prefix.sign {
            // A dash glued to a word before it joins, it does not negate.
            if at == 0 && before.is_some_and(|b| b.is_alphanumeric() || b == ')') {
                return None;
            }
            (prefix.negative, prefix.sign) = (c != '+', true);
            prefix.length += c.len_utf8();
        } else if let Some(shown) = currency(&rest[at..at + c.len_utf8()])
            && prefix.unit.is_none()
            && !c.is_alphabetic()
        {
            prefix.unit = Some(shown.to_owned());
            prefix.length += c.len_utf8();
            prefix.length += usize::from(rest[prefix.length..].starts_with(' '));
        }
    }
    let twice = prefix.sign && prefix.unit.is_some() && rest[prefix.length..].starts_with('-');
    (!twice).then_some(prefix)
}

/// The bytes of a label whose digits stand at `at` of `rest` and take `digits` bytes: a range, a
/// date, a rank. `bare` digits have neither sign nor currency.
fn label_at(rest: &str, at: usize, digits: usize, bare: bool) -> Option<usize> {
    if let Some(length) = dotted_range(&rest[at + digits..]) {
        return Some(at + digits + length);
    }
    if !bare {
        return None;
    }
    label_from_digits(rest, at + digits)
        .or_else(|| eastern_label(&rest[at..], digits).map(|length| at + length))
}

/// The bytes of the letters in `tail` that make a label of the bare digits before them.
fn label_with_letters(tail: &str, body: &Digits, suffix: &Suffix, gained: usize) -> Option<usize> {
    // "1T" is a quarter where no money is meant.
    let quarter = body.plain && body.length == 1 && suffix.power == 12 && tail.starts_with('T');
    let decade = suffix.length == 1 && tail.starts_with('s') && body.length == 4 && body.plain;
    if quarter || decade {
        return Some(1);
    }
    (suffix.is_word && gained == 0).then_some(suffix.length)
}

/// True for Han and Kana, whose words stand against numbers without a space.
pub(crate) fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Bytes of the word at the start of `text`.
pub(crate) fn word_length(text: &str) -> usize {
    let mut last = ' ';
    text.char_indices()
        .find(|(_, c)| {
            let joins = matches!(c, '°' | '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0963}');
            let ends = !(c.is_alphanumeric() || joins) || (is_dense(last) && digit(*c).is_some());
            last = *c;
            ends
        })
        .map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, code: &str, expect: Option<(f64, Option<&str>, usize)>) {
        let language = Language::from_code(code).unwrap();
        let got = match scan(text, None, language) {
            Some(Scan::Number(number, length)) => Some((number.value, number.unit, length)),
            _ => None,
        };
        let expect = expect.map(|(value, unit, n)| (value, unit.map(str::to_owned), n));
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn numbers_keep_their_meaning() {
        check("12", "en", Some((12.0, None, 2)));
        check("-3.5 x", "en", Some((-3.5, None, 4)));
        check("12k,", "en", Some((12_000.0, None, 3)));
        check("$1.1M", "en", Some((1_100_000.0, Some("$"), 5)));
        check("$5m", "en", Some((5_000_000.0, Some("$"), 3)));
        check("-$5", "en", Some((-5.0, Some("$"), 3)));
        check("40 %", "en", Some((40.0, Some("%"), 4)));
        check("12 million users", "en", Some((12_000_000.0, None, 10)));
        check("1,200", "en", Some((1200.0, None, 5)));
        check("1,234,567.5", "en", Some((1_234_567.5, None, 11)));
        check("1.234,56 €", "de", Some((1234.56, Some("€"), 12 - 1 + 1)));
        check("1,5", "de", Some((1.5, None, 3)));
        check("1,5", "en", Some((1.0, None, 1)));
        check("10,20,30", "en", Some((10.0, None, 2)));
        check("12 000 zł", "pl", Some((12_000.0, Some("zł"), 10)));
        check("1,00,000", "en", Some((100_000.0, None, 8)));
        check("٤٢", "ar", Some((42.0, None, 4)));
        check("3万", "zh", Some((30_000.0, None, 4)));
        check(".5", "en", Some((0.5, None, 2)));
        check("5kg", "en", Some((5.0, Some("kg"), 3)));
        check("828 m, then", "en", Some((828.0, Some("m"), 5)));
        check("20.5 °C", "en", Some((20.5, Some("°C"), 8)));
        check("12 C", "en", Some((12.0, None, 2)));
        check("5 min-walk", "en", Some((5.0, None, 1)));
        check("2.25e3", "en", Some((2250.0, None, 6)));
        check("8E-2", "en", Some((0.08, None, 4)));
        check("R$ 1.500,50", "pt", Some((1500.5, Some("R$"), 11)));
        check("USD 1,200", "en", Some((1200.0, Some("$"), 9)));
        check("1 234 567 €", "en", Some((1_234_567.0, Some("€"), 13)));
        check("987 654 €", "en", Some((987_654.0, Some("€"), 11)));
        check("7 120 €", "en", Some((7.0, None, 1)));
        check("100 200 300", "en", Some((100.0, None, 3)));
    }

    #[test]
    fn digits_in_labels_are_no_numbers() {
        for text in [
            "3D print",
            "1st",
            "2024-01-15",
            "18-24",
            "14:30",
            "1.2.3",
            "65+",
            "1024x768",
            "-100..100",
            "1..5",
        ] {
            check(text, "en", None);
        }
    }
}
