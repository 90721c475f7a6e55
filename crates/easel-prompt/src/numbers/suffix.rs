//! What follows the digits of a number: exponents, magnitudes, percent, currencies and units.

use super::units::{
    ABBREVIATED, ATTACHED_MAGNITUDES, ATTACHED_UNITS, currency, is_percent, magnitude_word,
};
use super::{digit, word_length};

/// Magnitudes of Chinese, Japanese and Korean, which may follow each other: `2억 5천만`.
const EASTERN: [(char, i32); 13] = [
    ('千', 3),
    ('천', 3),
    ('万', 4),
    ('萬', 4),
    ('만', 4),
    ('億', 8),
    ('亿', 8),
    ('억', 8),
    ('兆', 12),
    ('조', 12),
    ('百', 2),
    ('백', 2),
    ('십', 1),
];

/// The power and bytes of an exponent such as `e3` or `E-4` that ends the word.
fn exponent_at(rest: &str) -> Option<(i32, usize)> {
    let after = rest.strip_prefix(['e', 'E'])?;
    let sign = usize::from(after.starts_with(['+', '-']));
    let count = after[sign..].bytes().take_while(u8::is_ascii_digit).count();
    let ends = !after[sign + count..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    let power = after[..sign + count].parse().ok()?;
    (ends && (1..=3).contains(&count)).then_some((power, 1 + sign + count))
}

/// What follows the digits.
pub(super) struct Suffix {
    pub(super) power: i32,
    pub(super) unit: Option<String>,
    pub(super) length: usize,
    /// The letters make the whole a word: `3D`, `1st`, `2x4`.
    pub(super) is_word: bool,
}

/// Reads magnitude, percent, currency or unit after the digits.
pub(super) fn suffix_at(rest: &str, has_currency: bool) -> Suffix {
    let mut suffix = Suffix { power: 0, unit: None, length: 0, is_word: false };
    let glued: &str = &rest[..word_length(rest)];
    if let Some((power, length)) = exponent_at(rest) {
        (suffix.power, suffix.length) = (power, length);
    } else if !glued.is_empty() {
        let attached = ATTACHED_MAGNITUDES.iter().find(|(name, _)| *name == glued);
        let unit = ATTACHED_UNITS.iter().find(|unit| unit.eq_ignore_ascii_case(glued));
        if let Some((_, power)) = attached.filter(|(name, _)| *name != "mm" || has_currency) {
            (suffix.power, suffix.length) = (*power, glued.len());
        } else if has_currency && matches!(glued, "m" | "b" | "t") {
            suffix.power = match glued {
                "m" => 6,
                "b" => 9,
                _ => 12,
            };
            suffix.length = glued.len();
        } else if let Some(power) = magnitude_word(&glued.to_lowercase()) {
            (suffix.power, suffix.length) = (power, glued.len());
        } else if let Some(shown) = currency(glued) {
            (suffix.unit, suffix.length) = (Some(shown.to_owned()), glued.len());
            return suffix;
        } else if let Some((unit, length)) = eastern_unit(glued) {
            (suffix.unit, suffix.length) = (unit, length);
            return suffix;
        } else if unit.is_some() {
            suffix.unit = Some(glued.to_owned());
            suffix.length = glued.len();
            return suffix;
        } else {
            suffix.is_word = true;
            suffix.length = glued.len();
            return suffix;
        }
    }
    spaced_suffix(rest, &mut suffix);
    suffix
}

/// What a number of Chinese, Japanese or Korean counts, written onto it: money or a counter, and
/// its bytes. A counter before a noun (`12只狗`) says nothing of its own.
fn eastern_unit(glued: &str) -> Option<(Option<String>, usize)> {
    const MONEY: &str = "円元원圓块";
    const COUNTERS: &str = "점잔회명人개건대권名个個件台本回点枚次本家株杯歩票";
    const BEFORE_NOUNS: &str = "只条匹头隻頭隻마";
    let first = glued.chars().next()?;
    let length = first.len_utf8();
    let ends = glued.len() == length;
    if MONEY.contains(first) || (COUNTERS.contains(first) && ends) {
        return Some((Some(first.to_string()), length));
    }
    let noun = BEFORE_NOUNS.contains(first) && !ends;
    let length = if glued.starts_with("마리") { "마리".len() } else { length };
    (noun && (first != '마' || glued.starts_with("마리"))).then_some((None, length))
}

/// Magnitudes behind the first digits, with further digits and magnitudes behind them: the value
/// of `2억 5천만` and its bytes. `None` where no such magnitude follows.
pub(super) fn eastern(rest: &str, decimal: &str) -> Option<(f64, usize)> {
    let power = |text: &str| {
        let c = text.chars().next()?;
        EASTERN.iter().find(|(sign, _)| *sign == c).map(|(_, power)| (*power, c.len_utf8()))
    };
    let mut digits: f64 = decimal.parse().ok()?;
    // Sums up to the next 万 or 億, and of what is complete.
    let (mut section, mut total) = (0.0, 0.0);
    let mut at = 0;
    power(rest)?;
    for _ in 0..12 {
        while let Some((exponent, length)) = power(&rest[at..]) {
            at += length;
            if exponent >= 4 {
                total += (section + digits) * 10_f64.powi(exponent);
                section = 0.0;
            } else if digits == 0.0 {
                section *= 10_f64.powi(exponent);
            } else {
                section += digits * 10_f64.powi(exponent);
            }
            digits = 0.0;
        }
        let gap = usize::from(rest[at..].starts_with(' '));
        let more = &rest[at + gap..];
        let count = more.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || power(&more[count..]).is_none() {
            break;
        }
        digits = more[..count].parse().ok()?;
        at += gap + count;
    }
    Some((total + section, at))
}

/// A unit of measure that stands apart from its number: `828 m`, `45.2 GB`, `20 °C`. Single
/// letters count in lower case only (`Vitamin 12 C`), and abbreviations that are words do not.
fn spaced_unit(after: &str) -> Option<&str> {
    const ALSO: [&str; 4] = ["km/h", "m/s", "°C", "°F"];
    if let Some(unit) = ALSO.iter().find(|unit| after.starts_with(**unit)) {
        let end = after[unit.len()..].chars().next();
        return end.is_none_or(|c| !c.is_alphanumeric()).then(|| &after[..unit.len()]);
    }
    let word = &after[..word_length(after)];
    let known = ATTACHED_UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word));
    let mistaken = matches!(word, "x" | "pt" | "pp" | "s" | "w" | "l");
    let single = word.len() > 1 || word.chars().all(|c| c.is_ascii_lowercase());
    let ends = !after[word.len()..].starts_with(['-', '\'', '’', '/']);
    (known && single && ends && !mistaken).then_some(word)
}

/// Reads what may follow after a space: `12 million`, `12 k`, `40 %`, `12 €`, `5 EUR`.
fn spaced_suffix(rest: &str, suffix: &mut Suffix) {
    if suffix.length == 0 && rest.starts_with(' ') {
        let word = &rest[1..1 + word_length(&rest[1..])];
        let spaced = if matches!(word, "k" | "M" | "bn" | "mn") {
            ATTACHED_MAGNITUDES.iter().find(|(name, _)| *name == word).map(|(_, power)| *power)
        } else {
            magnitude_word(&word.to_lowercase())
        };
        if let Some(power) = spaced {
            suffix.power = power;
            suffix.length = 1 + word.len();
            if rest[suffix.length..].starts_with('.')
                && ABBREVIATED.contains(&word.to_lowercase().as_str())
            {
                suffix.length += 1;
            }
        }
    }
    let tail = &rest[suffix.length..];
    let gap = usize::from(tail.starts_with([' ']));
    let gap = if tail.starts_with(['\u{a0}', '\u{202f}']) {
        tail.chars().next().map_or(0, char::len_utf8)
    } else {
        gap
    };
    let mut gap = gap;
    // "1,2 millones de euros"
    let joiner = ["de ", "di ", "d'", "of "].into_iter().find(|word| tail[gap..].starts_with(word));
    if let Some(joiner) = joiner.filter(|_| gap > 0) {
        let noun = &tail[gap + joiner.len()..];
        if currency(&noun[..word_length(noun)]).is_some() {
            gap += joiner.len();
        }
    }
    let after = &tail[gap..];
    let Some(c) = after.chars().next() else { return };
    if let Some(unit) = spaced_unit(after).filter(|_| gap > 0) {
        suffix.unit = Some(unit.to_owned());
        suffix.length += gap + unit.len();
    } else if matches!(c, '%' | '％' | '٪') {
        suffix.unit = Some("%".to_owned());
        suffix.length += gap + c.len_utf8();
    } else if let Some(shown) = currency(&after[..c.len_utf8()])
        && !after[c.len_utf8()..].starts_with(|d: char| digit(d).is_some())
    {
        suffix.unit = Some(shown.to_owned());
        suffix.length += gap + c.len_utf8();
    } else {
        let word = &after[..word_length(after)];
        let name = is_percent(word);
        if let Some(shown) = currency(word).filter(|_| word != "元" || gap > 0) {
            suffix.unit = Some(shown.to_owned());
            suffix.length += gap + word.len();
            if after[word.len()..].starts_with('.') && matches!(word, "руб" | "zł") {
                suffix.length += 1;
            }
        } else if name {
            suffix.unit = Some("%".to_owned());
            suffix.length += gap + word.len();
        }
    }
}
