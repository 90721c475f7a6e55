//! Words for looking up icons: taking a label apart and reducing words to what they have in
//! common. The index itself is made by `assets/icons/build.py`.

use crate::fonts::is_cjk;

/// Words that say nothing about a picture.
const STOP_WORDS: [&str; 58] = [
    "the", "a", "an", "of", "to", "and", "or", "in", "on", "at", "by", "for", "with", "from",
    "into", "is", "are", "it", "its", "your", "our", "their", "first", "last", "new", "all", "no",
    "not", "be", "as", "that", "this", "more", "less", "most", "one", "two", "three", "over", "up",
    "de", "la", "el", "le", "les", "des", "der", "die", "das", "und", "et", "y", "il", "di", "do",
    "van", "en", "i",
];

/// The words of a label in lower case, without those that say nothing. Chinese and Japanese, which
/// do not separate words, come as runs.
pub(super) fn words_of(label: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut was_cjk = false;
    for character in label.chars().take(160) {
        let is_cjk = is_cjk(character);
        // Signs of Indic scripts and hyphens are parts of words; apostrophes end them.
        let is_part = character.is_alphanumeric() || is_mark(character) || character == '-';
        if !is_part || is_cjk != was_cjk {
            words.push(std::mem::take(&mut word));
        }
        was_cjk = is_cjk;
        if is_part {
            word.extend(plain(character).to_lowercase());
        }
    }
    words.push(word);
    let mut clean = Vec::new();
    for word in words {
        let word = word.trim_matches('-');
        if word.contains('-') {
            clean.push(word.to_owned());
            clean.extend(word.split('-').map(str::to_owned));
        } else {
            clean.push(word.to_owned());
        }
    }
    clean.retain(|word| !word.is_empty() && !STOP_WORDS.contains(&word.as_str()));
    clean
}

/// Subscript digits as digits: CO₂ is written in both ways.
fn plain(character: char) -> char {
    match character {
        '\u{2080}'..='\u{2089}' => {
            char::from_u32(u32::from(character) - 0x2080 + u32::from('0')).unwrap_or(character)
        }
        other => other,
    }
}

/// Vowel signs and the like, which `char::is_alphanumeric` leaves out in part.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0300..=0x036F | 0x064B..=0x065F | 0x0900..=0x0DFF | 0x200D)
}

/// An English word without its common endings, so that `ordering` meets `orders`. As `stem` in
/// `build.py`.
pub(super) fn stem(word: &str) -> &str {
    for ending in ["ings", "ing", "ies", "ers", "er", "ed", "es", "s", "e", "y"] {
        if word.len() >= ending.len() + 4
            && let Some(stem) = word.strip_suffix(ending)
        {
            return stem;
        }
    }
    word
}

/// Other forms of a word: English singular, Arabic without article.
pub(super) fn forms(word: &str) -> impl Iterator<Item = &str> {
    let singular = word.strip_suffix('s').filter(|word| word.len() > 2 && !word.ends_with('s'));
    let bare = word.strip_prefix("ال").or_else(|| word.strip_prefix('و'));
    std::iter::once(word).chain(singular).chain(bare.filter(|word| word.chars().count() > 2))
}

/// Parts of a run of Chinese or Japanese, long ones first.
pub(super) fn parts(run: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> =
        run.char_indices().map(|(at, _)| at).chain(std::iter::once(run.len())).collect();
    let count = starts.len() - 1;
    (1..=count.min(6)).rev().flat_map(move |length| {
        let starts = starts.clone();
        (0..=count - length).map(move |first| &run[starts[first]..starts[first + length]])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_come_apart() {
        let check = |label: &str, expect: &[&str]| assert_eq!(words_of(label), expect, "{label}");
        check("The Cost of Living", &["cost", "living"]);
        check("E-mail & more", &["e-mail", "e", "mail"]);
        check("顧客 retention", &["顧客", "retention"]);
        check("ग्राहक सेवा", &["ग्राहक", "सेवा"]);
        check("", &[]);
    }

    #[test]
    fn parts_begin_with_the_whole() {
        assert_eq!(parts("顧客").collect::<Vec<_>>(), ["顧客", "顧", "客"]);
    }

    #[test]
    fn stems_meet() {
        assert_eq!(stem("ordering"), stem("order"));
        assert_eq!(stem("plan"), "plan");
    }
}
