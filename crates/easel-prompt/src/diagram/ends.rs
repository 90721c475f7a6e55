//! Lines between two names with signs at their ends: `A ||--o{ B`, `A "1" --> "*" B`,
//! `A 1..n — 1 B`, `A (1) - (n) B`. Numbers told in words are read by `entities`.

use easel_types::spec::EndMark;

use super::text::{cut_at_colon, has_word, is_word_char};

/// Two names and what stands at the ends of the line between them.
#[derive(Debug)]
pub(super) struct Joined<'a> {
    /// The name before the line.
    pub from: &'a str,
    /// The name behind it.
    pub to: &'a str,
    /// How many of the first one, as written.
    pub from_count: Option<&'a str>,
    /// How many of the second one, as written.
    pub to_count: Option<&'a str>,
    /// What the signs mean.
    pub marks: (Option<EndMark>, Option<EndMark>),
    /// Words behind a colon.
    pub label: Option<&'a str>,
}

/// Lines with feet: `||--o{`. Also those of Mermaid with dots.
fn feet(text: &str) -> Option<(usize, usize, EndMark, EndMark)> {
    let at = ["--", ".."].iter().filter_map(|line| text.find(line)).min()?;
    let left = match text.get(..at)? {
        t if t.ends_with("||") => (2, EndMark::One),
        t if t.ends_with("|o") || t.ends_with("o|") => (2, EndMark::ZeroOrOne),
        t if t.ends_with("}|") => (2, EndMark::OneOrMany),
        t if t.ends_with("}o") => (2, EndMark::ZeroOrMany),
        t if t.ends_with('}') || t.ends_with('>') => (1, EndMark::ZeroOrMany),
        t if t.ends_with('|') => (1, EndMark::One),
        _ => return None,
    };
    let behind = text.get(at..)?.trim_start_matches(['-', '.']);
    let begin = text.len() - behind.len();
    let right = match behind {
        t if t.starts_with("||") => (2, EndMark::One),
        t if t.starts_with("o|") || t.starts_with("|o") => (2, EndMark::ZeroOrOne),
        t if t.starts_with("|{") => (2, EndMark::OneOrMany),
        t if t.starts_with("o{") => (2, EndMark::ZeroOrMany),
        t if t.starts_with('{') || t.starts_with('<') => (1, EndMark::ZeroOrMany),
        t if t.starts_with('|') => (1, EndMark::One),
        _ => return None,
    };
    Some((at - left.0, begin + right.0, left.1, right.1))
}

/// A count at an end: what it means.
pub(super) fn count_mark(count: &str) -> Option<EndMark> {
    let bare: String = count
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '"' | '(' | ')' | '[' | ']' | '“' | '”'))
        .collect();
    match bare.as_str() {
        "1" | "1..1" | "1:1" | "one" => Some(EndMark::One),
        "0..1" | "0-1" | "0,1" | "zeroorone" => Some(EndMark::ZeroOrOne),
        "1..*" | "1..n" | "1..m" | "1+" | "1-n" | "1,n" | "1,*" | "oneormore" => {
            Some(EndMark::OneOrMany)
        }
        "*" | "n" | "m" | "0..*" | "0..n" | "0..m" | "0-n" | "0,n" | "0,*" | "many" | "∞" => {
            Some(EndMark::ZeroOrMany)
        }
        _ => None,
    }
}

/// A count at the end of `text`: it, and what stands before.
fn last_count(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end();
    let cut = text
        .char_indices()
        .rev()
        .find(|(at, c)| {
            c.is_whitespace() || matches!(c, '"' | '(' | '[' | '“') && *at + 1 < text.len()
        })
        .map(|(at, c)| if c.is_whitespace() { at + c.len_utf8() } else { at })?;
    let (before, count) = text.split_at_checked(cut)?;
    (count_mark(count).is_some() && has_word(before)).then_some((count, before))
}

/// A count at the start of `text`: it, and what stands behind.
fn first_count(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let quoted = text.starts_with(['"', '(', '[', '“']);
    let cut = text
        .char_indices()
        .skip(1)
        .find(|(_, c)| if quoted { matches!(c, '"' | ')' | ']' | '”') } else { c.is_whitespace() })
        .map(|(at, c)| if quoted { at + c.len_utf8() } else { at })?;
    let (count, behind) = text.split_at_checked(cut)?;
    (count_mark(count).is_some() && has_word(behind)).then_some((count, behind))
}

/// Names and counts around a line that is known: from `start` to `end` of `text`.
pub(super) fn around(text: &str, start: usize, end: usize) -> Option<Joined<'_>> {
    let (before, behind) = (text.get(..start)?, text.get(end..)?);
    let (behind, label) = match cut_at_colon(behind) {
        Some((behind, label)) => (behind, Some(label.trim()).filter(|l| has_word(l))),
        None => (behind, None),
    };
    let (from_count, from) = last_count(before).map_or((None, before), |(c, t)| (Some(c), t));
    let (to_count, to) = first_count(behind).map_or((None, behind), |(c, t)| (Some(c), t));
    let marks = (from_count.and_then(count_mark), to_count.and_then(count_mark));
    (has_word(from) && has_word(to)).then_some(Joined {
        from: from.trim(),
        to: to.trim(),
        from_count,
        to_count,
        marks,
        label,
    })
}

/// Two names joined by a line that says how many of each there are.
pub(super) fn joined(text: &str) -> Option<Joined<'_>> {
    if let Some((start, end, left, right)) = feet(text) {
        return around(text, start, end)
            .map(|found| Joined { marks: (Some(left), Some(right)), ..found });
    }
    for line in ["<-->", "<->", "-->", "---", "--", "->", "→", "↔", "—", "–", " - "] {
        let Some(at) = text.find(line) else { continue };
        let end = at + line.len();
        let behind = text.get(end..)?.trim_start_matches(['-', '>']);
        let end = text.len() - behind.len();
        let found = around(text, at, end)?;
        return (found.marks.0.is_some() || found.marks.1.is_some()).then_some(found);
    }
    None
}

/// A count without its brackets, as it is written at an end.
pub(super) fn bare_count(count: &str) -> String {
    count.chars().filter(|c| is_word_char(*c) || matches!(c, '*' | '.' | '+' | ',' | '∞')).collect()
}
