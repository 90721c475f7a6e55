//! What prompts show and how, as words and the guidance that fits them. The entries are text files
//! beside this one; choosing among their phrases is `crate::enhance::guide`.
//!
//! A file holds entries: `[name] parent`, then lines of a key and its values. `words` are those of
//! a prompt that name the entry, in any language, separated by blanks; `_` stands for the blank of
//! a phrase, `*` at the end for up to four more letters, `de:` before a word for prompts in that
//! language only. The values of all other keys are alternatives between ` | `; `@` before one
//! keeps it to photographs. What an entry leaves out it has from its parent. Keys without values
//! are marks.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::language::Language;
use crate::tokens::{Kind, Token};

/// People, things and places.
pub(super) static SUBJECTS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::read(&[
        include_str!("beings.txt"),
        include_str!("things.txt"),
        include_str!("places.txt"),
    ])
});
/// Media, movements and genres.
pub(super) static STYLES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(&[include_str!("styles.txt")]));
/// Time, weather, season and what else decides the light.
pub(super) static MOMENTS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(&[include_str!("moments.txt")]));
/// Trades and manners of logos.
pub(super) static LOGOS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(&[include_str!("logos.txt")]));

/// Most words of a prompt that are looked up; what matters stands early, and the time stays
/// bounded.
const WORDS_MAX: usize = 300;
/// Most letters of a run without spaces that are looked up.
const RUN_CHARS_MAX: usize = 200;
/// Most words of a phrase.
const PHRASE_WORDS_MAX: usize = 4;
/// Letters that `*` and inflection may add.
const ENDING_CHARS_MAX: usize = 4;
/// Longest word of a script without spaces, in letters.
const DENSE_CHARS_MAX: usize = 6;

/// An entry of a lexicon.
pub(super) type Entry = &'static str;

/// Entries by name and by word.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    parents: HashMap<Entry, Entry>,
    values: HashMap<(Entry, &'static str), Vec<&'static str>>,
    words: HashMap<String, Vec<Named>>,
    /// Words without the endings of Slavic languages.
    stems: HashMap<String, Named>,
}

/// An entry that a word names.
#[derive(Debug, Clone, Copy)]
struct Named {
    entry: Entry,
    /// The only language in which it does.
    language: Option<Language>,
    /// More letters may follow.
    open: bool,
}

/// A place in a prompt that names an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub entry: Entry,
    /// The first token.
    pub at: usize,
    /// The token behind.
    pub end: usize,
}

impl Lexicon {
    fn read(files: &[&'static str]) -> Self {
        let mut lexicon = Self::default();
        for file in files {
            let mut entry = "";
            for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                if let Some((name, parent)) = line.strip_prefix('[').and_then(|l| l.split_once(']'))
                {
                    entry = name;
                    if !parent.trim().is_empty() {
                        lexicon.parents.insert(entry, parent.trim());
                    }
                    continue;
                }
                let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
                if key == "words" {
                    rest.split(' ').for_each(|word| lexicon.add(entry, word));
                } else {
                    lexicon.values.insert((entry, key), rest.split(" | ").collect());
                }
            }
        }
        lexicon
    }

    fn add(&mut self, entry: Entry, word: &'static str) {
        let (language, word) = match word.split_once(':') {
            Some((code, word)) => (Language::from_code(code), word),
            None => (None, word),
        };
        let open = word.ends_with('*');
        let word = word.trim_end_matches('*').replace('_', " ");
        let named = Named { entry, language, open };
        let mut stems: Vec<String> =
            [CYRILLIC_ENDINGS, POLISH_ENDINGS].iter().filter_map(|e| stemmed(&word, e)).collect();
        stems.dedup();
        for stem in stems {
            self.stems.entry(stem).or_insert(named);
        }
        self.words.entry(word).or_default().push(named);
    }

    /// The alternatives of `key` of the nearest entry that has any, towards the root.
    pub(super) fn values(&self, entry: Entry, key: &'static str) -> &[&'static str] {
        let mut at = entry;
        // Deeper than any entry lies.
        for _ in 0..8 {
            if let Some(values) = self.values.get(&(at, key)) {
                return values;
            }
            let Some(parent) = self.parents.get(at) else { break };
            at = parent;
        }
        &[]
    }

    /// The value of a key that has one.
    pub(super) fn value(&self, entry: Entry, key: &'static str) -> Option<&'static str> {
        self.values(entry, key).first().copied()
    }

    /// True where the entry or one above it bears a mark.
    pub(super) fn is_marked(&self, entry: Entry, mark: &'static str) -> bool {
        !self.values(entry, mark).is_empty()
    }

    /// True where `entry` is `root` or below it.
    pub(super) fn is_under(&self, entry: Entry, root: Entry) -> bool {
        let mut at = Some(entry);
        // Deeper than any entry lies.
        for _ in 0..8 {
            match at {
                Some(name) if name == root => return true,
                Some(name) => at = self.parents.get(name).copied(),
                None => return false,
            }
        }
        false
    }

    /// What `tokens` name, in their order, every entry once. Phrases go before the words in them.
    pub(super) fn find(&self, tokens: &[Token], language: Language) -> Vec<Hit> {
        let tokens = tokens.get(..tokens.len().min(WORDS_MAX)).unwrap_or_default();
        let mut hits: Vec<Hit> = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let mut step = 1;
            if token.kind == Kind::Word {
                let found = (2..=PHRASE_WORDS_MAX)
                    .rev()
                    .find_map(|length| Some((self.phrase(tokens, at, length, language)?, length)));
                if let Some((entry, length)) = found {
                    step = length;
                    hits.push(Hit { entry, at, end: at + length });
                } else if token.lower.chars().next().is_some_and(is_dense) {
                    self.find_dense(&token.lower, at, &mut hits);
                } else if let Some(entry) = self.word(&token.lower, language) {
                    hits.push(Hit { entry, at, end: at + 1 });
                }
            }
            at += step;
        }
        let mut seen: Vec<Entry> = vec!["nothing"];
        hits.retain(|hit| {
            let fresh = !seen.contains(&hit.entry);
            seen.push(hit.entry);
            fresh
        });
        hits
    }

    /// The entry of a phrase of `length` words at `at`.
    fn phrase(
        &self,
        tokens: &[Token],
        at: usize,
        length: usize,
        language: Language,
    ) -> Option<Entry> {
        let run = tokens.get(at..at + length)?;
        if run.iter().any(|token| token.kind != Kind::Word) {
            return None;
        }
        let words: Vec<&str> = run.iter().map(|token| &*token.lower).collect();
        self.exact(&words.join(" "), language, false).or_else(|| {
            let last = words.last().and_then(|last| last.strip_suffix('s'))?;
            let mut words = words.clone();
            words.pop();
            words.push(last);
            self.exact(&words.join(" "), language, false)
        })
    }

    /// The entry of a word, whatever its inflection.
    fn word(&self, word: &str, language: Language) -> Option<Entry> {
        let suffix = |ending: &str, instead: &str| {
            let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 2)?;
            self.exact(&format!("{stem}{instead}"), language, false)
        };
        self.exact(word, language, false)
            .or_else(|| suffix("'s", ""))
            .or_else(|| suffix("’s", ""))
            .or_else(|| suffix("s", ""))
            .or_else(|| suffix("es", ""))
            .or_else(|| suffix("ies", "y"))
            .or_else(|| self.inflected(word, language))
            .or_else(|| self.stem(word, language))
            .or_else(|| {
                // "snow-covered", "neon-lit"; "logo-free" is not.
                let (first, last) = word.split_once('-')?;
                let settled = matches!(last, "free" | "less" | "like");
                (!settled).then(|| self.exact(first, language, false)).flatten()
            })
    }

    /// A word in another case or number than in the lexicon.
    fn inflected(&self, word: &str, language: Language) -> Option<Entry> {
        let strip = |endings: &[&str]| {
            let stems = endings.iter().filter_map(|ending| word.strip_suffix(ending));
            let mut long = stems.filter(|stem| stem.chars().count() > 3);
            long.find_map(|stem| self.exact(stem, language, false))
        };
        let by_stem = |endings| {
            let named = self.stems.get(&stemmed(word, endings)?)?;
            named.language.is_none_or(|only| only == language).then_some(named.entry)
        };
        match language.as_str() {
            "ru" => by_stem(CYRILLIC_ENDINGS),
            "pl" => by_stem(POLISH_ENDINGS),
            "de" | "nl" => strip(&["en", "er", "es", "n", "e"]),
            "tr" => {
                let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(4).collect();
                let stems = ends.iter().rev().take(ENDING_CHARS_MAX).filter_map(|e| word.get(..*e));
                stems.into_iter().find_map(|stem| self.exact(stem, language, false))
            }
            _ => None,
        }
    }

    /// A word with letters behind it, where its entry or script allows that, or with the article
    /// and prepositions that Arabic writes before it.
    fn stem(&self, word: &str, language: Language) -> Option<Entry> {
        let glued = word.chars().next().is_some_and(is_glued);
        let mut rest = word;
        for prefix in ["و", "ب", "ل", "ال"] {
            rest =
                rest.strip_prefix(prefix).filter(|rest| rest.chars().count() > 2).unwrap_or(rest);
        }
        if rest.len() < word.len()
            && let Some(entry) = self.exact(rest, language, false)
        {
            return Some(entry);
        }
        let ends: Vec<usize> = rest.char_indices().map(|(at, _)| at).skip(1).collect();
        ends.iter().rev().take(ENDING_CHARS_MAX).find_map(|end| {
            let stem = rest.get(..*end)?;
            let long = stem.chars().count() >= if glued { 2 } else { 3 };
            long.then(|| self.exact(stem, language, !glued)).flatten()
        })
    }

    fn exact(&self, word: &str, language: Language, open: bool) -> Option<Entry> {
        self.words
            .get(word)?
            .iter()
            .filter(|named| !open || named.open)
            .filter(|named| named.language.is_none_or(|only| only == language))
            // The word of the prompt's own language goes before that of any other.
            .max_by_key(|named| named.language.is_some())
            .map(|named| named.entry)
    }

    /// Entries in a run of letters without spaces, the longest first at every place.
    fn find_dense(&self, run: &str, at: usize, hits: &mut Vec<Hit>) {
        let mut starts: Vec<usize> =
            run.char_indices().map(|(start, _)| start).take(RUN_CHARS_MAX).collect();
        starts.push(run.len());
        let mut from = 0;
        while from + 1 < starts.len() {
            let found = (1..=DENSE_CHARS_MAX).rev().find_map(|length| {
                let piece = run.get(*starts.get(from)?..*starts.get(from + length)?)?;
                Some((self.exact(piece, Language::UNDETERMINED, false)?, length))
            });
            match found {
                Some((entry, length)) => {
                    hits.push(Hit { entry, at, end: at + 1 });
                    from += length;
                }
                None => from += 1,
            }
        }
    }
}

/// Endings of Russian nouns and adjectives, the longer ones first.
const CYRILLIC_ENDINGS: &[&str] = &[
    "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ах", "ях", "ов", "ев", "ей", "ой",
    "ом", "ем", "ая", "яя", "ое", "ее", "ый", "ий", "ую", "юю", "ых", "их", "ым", "им", "а", "я",
    "о", "е", "ы", "и", "у", "ю", "ь", "й",
];
/// Endings of Polish nouns and adjectives, the longer ones first.
const POLISH_ENDINGS: &[&str] = &[
    "ami", "ach", "ego", "emu", "ymi", "imi", "iej", "ów", "om", "em", "ie", "ej", "ym", "im", "ą",
    "ę", "y", "i", "a", "e", "u", "o",
];

/// A word without its ending, where enough remains.
fn stemmed(word: &str, endings: &[&str]) -> Option<String> {
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    (stem.chars().count() >= 3).then(|| stem.to_owned())
}

/// Scripts that are written without spaces.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Scripts whose words carry particles: Korean, Arabic, Devanagari.
fn is_glued(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7af}' | '\u{0600}'..='\u{06ff}' | '\u{0900}'..='\u{097f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Text;

    const KEYS: &[&str] = &[
        "group", "medium", "lead", "open", "mono", "dark", "place", "light", "inside", "wild",
        "view", "wide", "tall", "detail", "color", "finish", "avoid", "mark", "form", "line",
        "type", "ground",
    ];

    fn lexicons() -> [&'static Lexicon; 4] {
        [&SUBJECTS, &STYLES, &MOMENTS, &LOGOS]
    }

    #[test]
    fn entries_are_well_formed() {
        for lexicon in lexicons() {
            for ((entry, key), values) in &lexicon.values {
                assert!(KEYS.contains(key), "[{entry}] {key}");
                for value in values {
                    assert!(!value.contains([',', '|', ';']), "[{entry}] {key}: {value}");
                    assert!(value.trim() == *value, "[{entry}] {key}: {value}");
                }
            }
            for (entry, parent) in &lexicon.parents {
                let known = lexicon.values.keys().any(|(name, _)| name == parent);
                assert!(known, "[{entry}] {parent}");
            }
        }
    }

    #[test]
    fn the_lexicon_knows_hundreds_of_subjects_and_styles() {
        let entries = |lexicon: &Lexicon| {
            let mut names: Vec<Entry> = lexicon.words.values().flatten().map(|n| n.entry).collect();
            names.sort_unstable();
            names.dedup();
            names.len()
        };
        let all: usize = lexicons().into_iter().map(entries).sum();
        let words: usize = lexicons().into_iter().map(|lexicon| lexicon.words.len()).sum();
        println!("{all} entries, {words} words");
        assert!(all >= 200 && words >= 4000, "{all} entries, {words} words");
    }

    #[test]
    fn words_are_found_whatever_their_form_and_language() {
        let subject = |prompt: &str| {
            let text = Text::new(prompt);
            crate::enhance::guide::subject_of(&text)
        };
        for (prompt, entry) in [
            ("two foxes", "fox"),
            ("a teddy bear", "toy"),
            ("лиса в снегу", "fox"),
            ("портрет молодой женщины", "person"),
            ("obraz czarnej kotki i psa w lesie", "cat"),
            ("strawberry cheesecake on a plate", "cake"),
            ("눈 속의 여우가 있다", "fox"),
            ("雪の中のキツネ", "fox"),
            ("一只狐狸", "fox"),
            ("الثعلب في الثلج", "fox"),
            ("kedinin resmi", "cat"),
            ("un chat sur un toit dans la rue", "cat"),
            ("der Hut auf dem Tisch ist alt", "bag"),
        ] {
            assert_eq!(subject(prompt), Some(entry), "{prompt}");
        }
        assert_eq!(subject("most of it, but not all"), None);
    }
}
