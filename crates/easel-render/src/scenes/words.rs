//! Which part of a scene an item means: by the words of its label in any of the languages that a
//! scene knows.

use super::{Item, Part};

/// Lower case, one kind of apostrophe, single spaces instead of punctuation.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            '’' | '\'' => out.push('\''),
            '_' | '-' | '–' | '/' | ',' | '.' | ':' | ';' | '(' | ')' | '?' | '!' => {
                out.push(' ')
            }
            other => out.push(other),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a phrase stands in a normalised text: at the begin of a word, or anywhere where it is
/// long enough to be no accident (the second half of a German compound) or its script knows no
/// spaces or writes articles and words as one.
pub(super) fn contains(text: &str, phrase: &str) -> bool {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(phrase)) {
        let at = from + found;
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let is_spaced = phrase.chars().any(|c| c.is_alphabetic() && u32::from(c) < 0x0600);
        let begins = before.is_none_or(|c| !c.is_alphanumeric());
        let after = text.get(at + phrase.len()..).and_then(|tail| tail.chars().next());
        let ends = after.is_none_or(|c| !c.is_alphanumeric());
        // Short words are matched whole: `sun` is not in `sunflower`.
        let is_short = phrase.chars().count() <= 3;
        if !is_spaced || (begins && (ends || !is_short)) || phrase.chars().count() >= 7 {
            return true;
        }
        from = at + phrase.chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// How strongly a label means a part: the length of the longest of its words found; words after
/// a tilde are taken where nothing else fits.
fn strength(label: &str, words: &str) -> usize {
    words
        .split('|')
        .map(|word| word.strip_prefix('~').map_or((word, 2), |weak| (weak, 0)))
        .filter(|(word, _)| contains(label, word))
        .map(|(word, weight)| {
            1 + word.chars().count() * weight + usize::from(label == word && weight > 0)
        })
        .max()
        .unwrap_or(0)
}

/// The part that each item names, no part twice; strong matches first.
pub(super) fn assign(items: &[Item<'_>], parts: &[Part]) -> Vec<Option<&'static str>> {
    let mut pairs: Vec<(usize, usize, &'static str)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let label = normal(item.label);
        let icon = item.icon.map(normal).unwrap_or_default();
        for &(part, words) in parts {
            let plain = part.replace('_', " ");
            let own = strength(&label, words).max(strength(&label, &plain));
            // The icon asked for says less than the label.
            let score = if own > 0 { own + 4 } else { strength(&icon, words).min(3) };
            if score > 0 {
                pairs.push((score, index, part));
            }
        }
    }
    pairs.sort_by_key(|&(score, index, _)| (std::cmp::Reverse(score), index));
    let mut assigned: Vec<Option<&'static str>> = vec![None; items.len()];
    for (_, index, part) in pairs {
        if assigned.get(index).is_some_and(Option::is_none) && !assigned.contains(&Some(part)) {
            assigned[index] = Some(part);
        }
    }
    assigned
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: &[Part] = &[
        ("sun", "sun|sonne|soleil|太阳|شمس"),
        ("runoff", "runoff|abfluss"),
        ("groundwater", "groundwater|grundwasser"),
    ];

    fn check(labels: &[&str], expect: &[Option<&str>]) {
        let items: Vec<Item<'_>> = labels
            .iter()
            .map(|label| Item { label, text: None, value: None, icon: None, number: 1 })
            .collect();
        assert_eq!(assign(&items, PARTS), expect, "{labels:?}");
    }

    #[test]
    fn labels_find_their_parts() {
        check(&["The Sun", "Oberflächenabfluss"], &[Some("sun"), Some("runoff")]);
        check(&["الشمس"], &[Some("sun")]);
        check(&["太阳能", "Grundwasser"], &[Some("sun"), Some("groundwater")]);
        check(&["Sunflower", "Sun", "Sun"], &[None, Some("sun"), None]);
    }
}
