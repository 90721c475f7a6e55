//! Runs of digits with their separators: which groups make one number, and which separator is the
//! decimal one.

use super::units::currency;
use super::{digit, word_length};
use crate::language::Language;

/// Digits with their separators resolved.
pub(super) struct Digits {
    /// In the form `1234.5`.
    pub(super) decimal: String,
    /// Bytes read.
    pub(super) length: usize,
    /// Digits only.
    pub(super) plain: bool,
}

/// Separators that may stand inside a number.
const SEPARATORS: [char; 9] = ['.', ',', '\'', '’', '\u{a0}', '\u{202f}', '\u{2009}', '٫', '٬'];

/// Reads digits and separators. The groups are cut at separators and judged together.
pub(super) fn digits_at(rest: &str, language: Language) -> Option<Digits> {
    let mut groups: Vec<(Option<char>, String, usize)> = Vec::new();
    let mut chars = rest.char_indices().peekable();
    let mut separator = None;
    if rest.starts_with('.') {
        separator = Some('.');
        chars.next();
        groups.push((None, "0".to_owned(), 0));
    }
    loop {
        let mut group = String::new();
        let mut end = 0;
        while let Some((at, value)) =
            chars.peek().and_then(|(at, c)| digit(*c).map(|value| (at + c.len_utf8(), value)))
        {
            group.push(value);
            end = at;
            chars.next();
        }
        if group.is_empty() {
            break;
        }
        groups.push((separator, group, end));
        separator = chars.peek().map(|(_, c)| *c).filter(|c| {
            SEPARATORS.contains(c)
                || (*c == ' '
                    && groups.len() < 5
                    && groups[1..].iter().all(|group| group.0 == Some(' ')))
        });
        if separator.is_none() || groups.len() > 12 {
            break;
        }
        chars.next();
    }
    let last = groups.last()?.1.len();
    if groups.len() == 1 && groups[0].2 == 0 && last > 0 {
        return None;
    }
    Some(judge(&groups, rest, language))
}

/// Decides which groups belong to the number and which separator is the decimal one.
fn judge(groups: &[(Option<char>, String, usize)], rest: &str, language: Language) -> Digits {
    let take = |whole: usize, fraction: bool| {
        let mut decimal: String = groups[..whole].iter().map(|group| group.1.as_str()).collect();
        if fraction {
            decimal.push('.');
            decimal.push_str(&groups[whole].1);
        }
        let used = whole + usize::from(fraction);
        Digits { decimal, length: groups[used - 1].2, plain: used == 1 }
    };
    let Some((Some(first), group, _)) = groups.get(1) else { return take(1, false) };
    let kin = |a: char, b: char| {
        let canon = |c| match c {
            '’' => '\'',
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            '٬' => ',',
            '٫' => '.',
            other => other,
        };
        canon(a) == canon(b)
    };
    let run = groups.iter().skip(1).take_while(|g| g.0.is_some_and(|c| kin(c, *first))).count();
    let lead = groups[0].1.len();
    let by_three = groups[1..=run].iter().all(|g| g.1.len() == 3);
    let grouped = by_three && lead <= 3 && groups[0].1 != "0";
    let indian = run >= 2
        && kin(*first, ',')
        && lead <= 2
        && groups[run].1.len() == 3
        && groups[1..run].iter().all(|g| g.1.len() == 2);
    let next = groups.get(run + 1).and_then(|g| g.0);
    let thousands = match *first {
        '.' => grouped && (run >= 2 || next == Some(',') || language.has_decimal_comma()),
        ',' | '٬' => grouped && (run >= 2 || next == Some('.') || !language.has_decimal_comma()),
        '٫' => false,
        // "Week 12 120" holds two numbers, "987 654 €" one.
        ' ' if !language.has_space_thousands() => {
            let unit = rest[groups[run].2..].trim_start();
            let length = unit.chars().next().map_or(0, char::len_utf8);
            let word = &unit[..word_length(unit).max(length)];
            grouped && (run >= 2 || lead >= 2) && currency(word).is_some()
        }
        ' ' => grouped && groups.len() < 5,
        _ => grouped,
    };
    if thousands || indian {
        let fraction =
            next.is_some_and(|c| matches!(c, '.' | ',' | '٫')) && groups.len() == run + 2;
        return take(run + 1, fraction);
    }
    match *first {
        '.' | '٫' => take(1, true),
        ',' if groups.len() == 2 && decimal_comma_fits(rest, groups[1].2, group, language) => {
            take(1, true)
        }
        _ => take(1, false),
    }
}

/// Whether the comma of a lone `1,5` is a decimal one: in languages that write it so, or before
/// a unit.
fn decimal_comma_fits(rest: &str, end: usize, fraction: &str, language: Language) -> bool {
    let after = rest[end..].trim_start();
    language.has_decimal_comma() || (fraction.len() < 3 && after.starts_with(['%', '€', '$', '£']))
}
