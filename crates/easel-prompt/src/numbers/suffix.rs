//! What follows the digits of a number: exponents, magnitudes, percent, currencies and units.

use super::units::{
    ABBREVIATED, ATTACHED_MAGNITUDES, ATTACHED_UNITS, currency, is_percent, magnitude_word,
};
use super::{digit, is_dense, word_length};

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
    let written: &str = &rest[..word_length(rest)];
    let glued = without_particle(written);
    if glued.is_empty() && !written.is_empty() {
        suffix.length = written.len();
        return suffix;
    }
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
            suffix.length = written.len();
            return suffix;
        }
    }
    spaced_suffix(rest, &mut suffix);
    suffix
}

/// Endings that Korean writes onto a number or its unit: `42명이`, `18km를`.
const PARTICLES: [&str; 24] = [
    "이었습니다",
    "였습니다",
    "이었어요",
    "입니다",
    "이에요",
    "이었고",
    "이었다",
    "으로",
    "예요",
    "이며",
    "이고",
    "이다",
    "였다",
    "였고",
    "로",
    "을",
    "를",
    "은",
    "는",
    "이",
    "가",
    "와",
    "과",
    "의",
];

/// `written` without the particle at its end, where a unit or nothing is left.
fn without_particle(written: &str) -> &str {
    let known = |stem: &str| {
        stem.is_empty()
            || currency(stem).is_some()
            || magnitude_word(stem).is_some()
            || eastern_unit(stem).is_some_and(|(_, length)| length == stem.len())
            || ATTACHED_UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(stem))
    };
    let stem = PARTICLES.iter().find_map(|p| written.strip_suffix(p).filter(|stem| known(stem)));
    stem.unwrap_or(written)
}

/// Bytes of a Korean particle that is all of the word at the start of `rest`: `30%가`.
pub(super) fn particle_at(rest: &str) -> usize {
    // Turkish sets its endings apart by an apostrophe: `%54'ü`.
    const ENDINGS: &str = " ü u ı i sı si su sü ını ini unu ünü sını sini sunu sünü a e ya ye da de ta te dan den tan ten lık lik luk lük nın nin nun nün in ın un ün ";
    if let Some(ending) = rest.strip_prefix(['\'', '’']) {
        let word = &ending[..word_length(ending)];
        let known = !word.is_empty() && ENDINGS.split(' ').any(|e| e == word);
        let mark = rest.len() - ending.len();
        return if known { mark + word.len() } else { 0 };
    }
    let word = &rest[..word_length(rest)];
    if PARTICLES.contains(&word) { word.len() } else { 0 }
}

/// What a number of Chinese, Japanese or Korean counts, written onto it: money or a counter, and
/// its bytes. A counter before a noun (`12只狗`) says nothing of its own. Words of Chinese and
/// Japanese stand against numbers without a blank, so what is no counter is the next word.
fn eastern_unit(glued: &str) -> Option<(Option<String>, usize)> {
    const MONEY: &str = "円元원圓块";
    const COUNTERS: &str = "점잔회명人개건대권名个個件台本回点枚次家株杯歩票分秒頁页册冊套辆位座棟間间份箱袋瓶頓顿吨斤公斤";
    const BEFORE_NOUNS: &str = "只条匹头隻頭마";
    let first = glued.chars().next()?;
    let length = first.len_utf8();
    let next = glued[length..].chars().next();
    // Words go on in Han, endings in Kana.
    let ends = next.is_none_or(|n| matches!(n, '\u{3040}'..='\u{309f}') || !n.is_alphanumeric());
    if MONEY.contains(first) || (COUNTERS.contains(first) && ends) {
        return Some((Some(first.to_string()), length));
    }
    let noun = BEFORE_NOUNS.contains(first) && next.is_some();
    let spelled = glued.starts_with("마리");
    if noun && (first != '마' || spelled) {
        return Some((None, if spelled { "마리".len() } else { length }));
    }
    let counter = COUNTERS.contains(first) || BEFORE_NOUNS.contains(first);
    is_dense(first).then(|| (None, if counter { length } else { 0 }))
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
    let single = word.len() > 1 || word == "L" || word.chars().all(|c| c.is_ascii_lowercase());
    let ends = !after[word.len()..].starts_with(['-', '\'', '’', '/', '=']);
    (known && single && ends && !mistaken).then_some(word)
}

/// Bytes of a percent sign written as two words.
fn percent_phrase(after: &str) -> Option<usize> {
    const PHRASES: [&str; 7] = [
        "per cent",
        "por ciento",
        "por cento",
        "pour cent",
        "per cento",
        "в процентах",
        "في المئة",
    ];
    let lower: String = after.chars().take(14).flat_map(char::to_lowercase).collect();
    let phrase = PHRASES.iter().find(|phrase| lower.starts_with(**phrase))?;
    let ends = after.get(phrase.len()..)?.chars().next();
    ends.is_none_or(|c| !c.is_alphanumeric()).then_some(phrase.len())
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
        if let Some(phrase) = percent_phrase(after) {
            suffix.unit = Some("%".to_owned());
            suffix.length += gap + phrase;
            return;
        }
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
