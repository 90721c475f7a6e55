//! The readings of a prompt in which terms are looked for: as written, with disguised letters
//! read, with the pieces of a word joined, with spaced-out letters joined. What the terms are is
//! in `lists`.

use std::ops::Range;

use super::fold::{fold, unmask};
use super::lists::{Lexicon, Matching};

/// Separates words inside a clause.
const SPACE: char = ' ';
/// Separates clauses.
const CLAUSE: char = ',';

/// A term found in a line.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    /// Its number in the lexicon.
    pub term: usize,
    /// Where, in characters of the line.
    pub at: Range<usize>,
}

/// One reading of a prompt, a separator before and after each word.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The words and separators.
    pub chars: Vec<char>,
    /// How its terms are compared.
    pub matching: Matching,
}

/// What stood before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Glue,
    Space,
    Clause,
}

/// A word as written, symbols inside it kept.
struct Word {
    chars: Vec<char>,
    gap: Gap,
}

/// The readings of `text` that differ from one another, the one as written first.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let words = cut(&fold(text));
    let mut out = vec![plain(&words)];
    if words.iter().any(is_disguised) {
        out.push(disguised(&words));
    }
    out.extend([joined(&words), spaced(&words), starred(&words)].into_iter().flatten());
    out
}

/// True for characters that words are made of.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{900}'..='\u{dff}' | 'ー')
}

/// True for symbols that stand for letters.
fn is_symbol(c: char) -> bool {
    matches!(c, '@' | '$' | '!' | '|' | '+' | '*' | '#')
}

/// Cuts folded text into words.
fn cut(chars: &[char]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut gap, mut inside) = (Gap::Clause, false);
    for (index, &c) in chars.iter().enumerate() {
        let next = chars.get(index + 1).copied().unwrap_or(SPACE);
        // A symbol belongs to a word when it stands inside one, or begins one as "$" and "@" do.
        let symbol = is_symbol(c)
            && (is_word_char(next) || is_symbol(next) && inside)
            && (inside || matches!(c, '@' | '$' | '!' | '|'));
        let last = inside && matches!(c, '$' | '@' | '*' | '!');
        if is_word_char(c) || symbol || last {
            match words.last_mut().filter(|_| inside) {
                Some(word) => word.chars.push(c),
                None => words.push(Word { chars: vec![c], gap }),
            }
            (inside, gap) = (true, Gap::Glue);
            continue;
        }
        inside = false;
        gap = match (gap, c) {
            (_, '\n' | ',' | ';' | ':' | '|' | '(' | ')' | '。' | '、' | '،' | '।') => {
                Gap::Clause
            }
            (Gap::Glue, c) if c.is_whitespace() => Gap::Space,
            // A full stop ends a clause only before a space.
            (Gap::Glue, '.' | '!' | '?') if next.is_whitespace() => Gap::Clause,
            (gap, _) => gap,
        };
    }
    words
}

/// Adds a separator.
fn separate(chars: &mut Vec<char>, gap: Gap) {
    chars.push(if gap == Gap::Clause { CLAUSE } else { SPACE });
}

/// The words as written, cut at symbols.
fn plain(words: &[Word]) -> Line {
    let mut chars = Vec::new();
    for word in words {
        separate(&mut chars, word.gap);
        for piece in word.chars.split(|c| is_symbol(*c)).filter(|piece| !piece.is_empty()) {
            if chars.last().is_some_and(|c| !is_separator(*c)) {
                chars.push(SPACE);
            }
            chars.extend(piece);
        }
    }
    chars.push(CLAUSE);
    Line { chars, matching: Matching::Words }
}

/// True for a word that has letters and something that stands for a letter.
fn is_disguised(word: &Word) -> bool {
    word.chars.iter().any(|c| c.is_alphabetic())
        && word.chars.iter().any(|c| *c != 'l' && unmask(*c) != *c)
}

/// The words with symbols and digits read as letters.
fn disguised(words: &[Word]) -> Line {
    let mut chars = Vec::new();
    for word in words {
        separate(&mut chars, word.gap);
        chars.extend(word.chars.iter().map(|c| unmask(*c)));
        // An exclamation mark at the end is a letter or an exclamation mark.
        if word.chars.ends_with(&['!']) {
            let bare = word.chars.iter().rposition(|c| *c != '!').map_or(0, |last| last + 1);
            chars.push(SPACE);
            chars.extend(word.chars.iter().take(bare).map(|c| unmask(*c)));
        }
    }
    chars.push(CLAUSE);
    Line { chars, matching: Matching::Unmasked }
}

/// The words that punctuation cuts into pieces, each joined.
fn joined(words: &[Word]) -> Option<Line> {
    let mut chars = Vec::new();
    let mut start = 0;
    for end in 1..=words.len() {
        if words.get(end).is_some_and(|word| word.gap == Gap::Glue) {
            continue;
        }
        let pieces = words.get(start..end).unwrap_or_default();
        let letters = || pieces.iter().flat_map(|word| &word.chars).any(|c| c.is_alphabetic());
        if pieces.len() > 1 && letters() {
            chars.push(CLAUSE);
            chars.extend(pieces.iter().flat_map(|word| &word.chars).map(|c| unmask(*c)));
        }
        start = end;
    }
    (!chars.is_empty()).then(|| {
        chars.push(CLAUSE);
        Line { chars, matching: Matching::Whole }
    })
}

/// Runs of single letters, each joined.
fn spaced(words: &[Word]) -> Option<Line> {
    let mut chars = Vec::new();
    let runs = words.chunk_by(|a, b| a.chars.len() == 1 && b.chars.len() == 1);
    for run in runs.filter(|run| run.len() > 1) {
        let letters = || run.iter().flat_map(|word| &word.chars);
        let wide = letters().any(|c| !c.is_ascii());
        if letters().any(|c| c.is_alphabetic()) && (run.len() > 2 || wide) {
            chars.push(CLAUSE);
            chars.extend(letters().map(|c| unmask(*c)));
        }
    }
    (!chars.is_empty()).then(|| {
        chars.push(CLAUSE);
        Line { chars, matching: Matching::Anywhere }
    })
}

/// The words that have a star in place of a letter, with a star for each vowel.
fn starred(words: &[Word]) -> Option<Line> {
    let mut chars = Vec::new();
    let starred = |word: &&Word| {
        word.chars.iter().any(|c| matches!(c, '*' | '#'))
            && word.chars.iter().filter(|c| c.is_alphabetic()).count() > 1
    };
    for word in words.iter().filter(starred) {
        chars.push(CLAUSE);
        chars.extend(word.chars.iter().map(|c| star(*c)));
    }
    (!chars.is_empty()).then(|| {
        chars.push(CLAUSE);
        Line { chars, matching: Matching::Starred }
    })
}

/// A star in place of a vowel or another mask.
pub(super) fn star(c: char) -> char {
    if matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | '#') { '*' } else { c }
}

/// The words of a term, as they stand in a line.
pub(super) fn words_of(term: &str) -> Vec<char> {
    let words = cut(&fold(term));
    let mut chars = Vec::new();
    for word in &words {
        if !chars.is_empty() {
            chars.push(SPACE);
        }
        chars.extend(&word.chars);
    }
    chars
}

/// True between words.
pub(super) fn is_separator(c: char) -> bool {
    c == SPACE || c == CLAUSE
}

/// Scripts as far as they differ in how words are bounded.
#[derive(PartialEq, Eq)]
enum Script {
    Gap,
    Digit,
    Letters,
    Katakana,
    /// No spaces between words.
    Dense,
}

fn script(c: char) -> Script {
    match c {
        _ if is_separator(c) => Script::Gap,
        '0'..='9' => Script::Digit,
        '\u{30a0}'..='\u{30ff}' => Script::Katakana,
        '\u{3040}'..='\u{309f}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => {
            Script::Dense
        }
        _ => Script::Letters,
    }
}

impl Line {
    /// The character at `index`, a separator outside the line.
    fn at(&self, index: usize) -> char {
        self.chars.get(index).copied().unwrap_or(CLAUSE)
    }

    /// True where a word may begin or end before the character at `index`.
    fn is_boundary(&self, index: usize) -> bool {
        let (before, after) = (script(self.at(index.wrapping_sub(1))), script(self.at(index)));
        match self.matching {
            Matching::Anywhere => before != Script::Gap || after != Script::Gap,
            Matching::Whole => before == Script::Gap || after == Script::Gap,
            _ => before != after || before == Script::Dense,
        }
    }

    /// The terms of `lexicon` in the line, by their beginning.
    pub(super) fn hits(&self, lexicon: &Lexicon) -> Vec<Hit> {
        let mut hits = Vec::new();
        for start in (0..self.chars.len()).filter(|at| !is_separator(self.at(*at))) {
            if !self.is_boundary(start) {
                continue;
            }
            let mut walk = lexicon.walk(self.matching);
            let mut end = start;
            // A walk goes no deeper than the longest term.
            while walk.step(if is_separator(self.at(end)) { SPACE } else { self.at(end) }) {
                end += 1;
                for term in walk.ends() {
                    let open_ended = lexicon.is_prefix(*term) && self.matching != Matching::Whole;
                    if open_ended || self.is_boundary(end) {
                        hits.push(Hit { term: *term, at: start..end });
                    }
                }
                if end >= self.chars.len() {
                    break;
                }
            }
        }
        hits
    }
}
