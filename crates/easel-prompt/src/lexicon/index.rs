//! Finding phrases in a prompt by their first word or letter, so that the time does not grow with
//! the number of phrases. Which phrases there are is in `lexicon`, beside this file and in
//! `intent`.

use std::collections::HashMap;
use std::ops::Range;

use super::is_unsegmented;
use crate::tokens::{Kind, Token};

/// More phrases than this say nothing new; the bound keeps hostile prompts linear.
const HITS_MAX: usize = 64;

/// Letters of words that are recognised although misspelt: shorter ones are too near to others.
const TYPED_MIN: usize = 8;
const TYPED_MAX: usize = 20;

/// A phrase found in a prompt.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Match<M> {
    /// What it names.
    pub meaning: M,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes in the prompt.
    pub span: Range<usize>,
    /// It is written in a script without spaces or with glued particles, so that its place in
    /// the sentence says little.
    pub unsegmented: bool,
}

/// A phrase of words: what each of them must be or begin with.
struct Words<M> {
    meaning: M,
    /// Without the first word.
    rest: Vec<Pattern>,
    length: usize,
}

/// A word, or the beginning of one.
struct Pattern {
    text: String,
    open: bool,
}

impl Pattern {
    fn new(word: &str) -> Self {
        match word.strip_suffix('*') {
            Some(stem) => Self { text: folded(stem), open: true },
            None => Self { text: folded(word), open: false },
        }
    }

    fn matches(&self, word: &str) -> bool {
        if self.open { word.starts_with(&*self.text) } else { word == self.text }
    }
}

/// A phrase that is found inside runs of letters.
struct Inside<M> {
    meaning: M,
    letters: Vec<char>,
}

/// All phrases by how they begin.
pub(crate) struct Index<M> {
    words: HashMap<String, Vec<Words<M>>>,
    stems: HashMap<String, Vec<Words<M>>>,
    /// Longest stem in bytes.
    stem_max: usize,
    inside: HashMap<char, Vec<Inside<M>>>,
    /// Long names of one word with a letter left out, to recognise misspelt ones.
    typed: HashMap<String, M>,
    /// Phrases in scripts with spaces stand only at the beginning of words.
    whole: bool,
}

impl<M: Copy> Index<M> {
    /// An index of `phrases`; with `whole`, those in scripts with spaces are not looked for within
    /// words.
    pub(crate) fn new<'a>(phrases: impl Iterator<Item = (M, &'a str)>, whole: bool) -> Self {
        let mut index = Self {
            words: HashMap::new(),
            stems: HashMap::new(),
            stem_max: 0,
            inside: HashMap::new(),
            typed: HashMap::new(),
            whole,
        };
        for (meaning, phrase) in phrases {
            if is_unsegmented(phrase) {
                let letters: Vec<char> = phrase.chars().filter_map(fold).collect();
                if let Some(first) = letters.first() {
                    index.inside.entry(*first).or_default().push(Inside { meaning, letters });
                }
                continue;
            }
            index.add(meaning, phrase, phrase.len());
            // "pie-chart" is one token.
            if phrase.contains(' ') && !phrase.trim_end_matches('*').contains('*') {
                index.add(meaning, &phrase.replace(' ', "-"), phrase.len());
            }
        }
        index
    }

    fn add(&mut self, meaning: M, phrase: &str, length: usize) {
        let mut patterns = phrase.split(' ').map(Pattern::new);
        let Some(first) = patterns.next() else { return };
        let words = Words { meaning, rest: patterns.collect(), length };
        let long = first.text.chars().count() >= TYPED_MIN && !first.text.contains('-');
        if !self.whole && long && !first.open && words.rest.is_empty() {
            for short in shortened(&first.text) {
                self.typed.entry(short).or_insert(meaning);
            }
        }
        let rows = if first.open {
            self.stem_max = self.stem_max.max(first.text.len());
            &mut self.stems
        } else {
            &mut self.words
        };
        rows.entry(first.text).or_default().push(words);
    }

    /// Finds every phrase in `tokens`. Where phrases overlap, the longest stays.
    pub(crate) fn find(&self, prompt: &str, tokens: &[Token]) -> Vec<Match<M>> {
        let mut found: Vec<Found<M>> = Vec::new();
        let lower: Vec<String> = tokens
            .iter()
            .map(
                |token| if token.kind == Kind::Word { folded(&token.lower) } else { String::new() },
            )
            .collect();
        for at in 0..tokens.len() {
            if found.len() >= HITS_MAX * 8 {
                break;
            }
            self.find_words(tokens, &lower, at, &mut found);
        }
        let start = tokens.first().map_or(0, |token| token.start);
        let end = tokens.last().map_or(start, |token| token.end);
        if let Some(part) = prompt.get(start..end).filter(|part| is_unsegmented(part)) {
            self.find_inside(part, start, tokens, &mut found);
            self.find_embedded(prompt, tokens, &mut found);
        }
        longest(found, self.whole)
    }

    /// Phrases of words that begin with the token at `at`.
    fn find_words(&self, tokens: &[Token], lower: &[String], at: usize, found: &mut Vec<Found<M>>) {
        let Some(word) = lower.get(at).filter(|word| !word.is_empty()) else { return };
        let before = found.len();
        for phrase in self.beginning(word) {
            let rest = lower.get(at + 1..at + 1 + phrase.rest.len());
            let fits = rest.is_some_and(|rest| {
                rest.iter().zip(&phrase.rest).all(|(word, pattern)| pattern.matches(word))
            });
            let range = at..at + 1 + phrase.rest.len();
            if let (true, Some(run)) = (fits, tokens.get(range.clone()))
                && let (Some(first), Some(last)) = (run.first(), run.last())
            {
                let span = first.start..last.end;
                let hit =
                    Match { meaning: phrase.meaning, tokens: range, span, unsegmented: false };
                found.push((phrase.length, hit));
            }
        }
        if self.whole || found.len() > before {
            return;
        }
        // "UML-Klassendiagramm": the last part of a compound is what it is.
        let part = word.rsplit_once('-').map_or("", |(_, part)| part);
        let compound = self.beginning(part).find(|phrase| phrase.rest.is_empty());
        let meaning = compound.map(|phrase| phrase.meaning).or_else(|| self.misspelt(word));
        if let (Some(meaning), Some(token)) = (meaning, tokens.get(at)) {
            let span = token.start..token.end;
            let hit = Match { meaning, tokens: at..at + 1, span, unsegmented: false };
            found.push((part.len().max(1), hit));
        }
    }

    /// Phrases whose first word is `word`, or a beginning of it.
    fn beginning<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a Words<M>> {
        let ends = (2..=word.len().min(self.stem_max)).filter_map(|end| word.get(..end));
        let open = ends.filter_map(|stem| self.stems.get(stem)).flatten();
        self.words.get(word).into_iter().flatten().chain(open)
    }

    /// What a long word names that is a letter off: "inforgraphic", "flowchrat".
    fn misspelt(&self, word: &str) -> Option<M> {
        if !(TYPED_MIN..=TYPED_MAX).contains(&word.chars().count()) {
            return None;
        }
        let whole = self.typed.get(word);
        whole.or_else(|| shortened(word).find_map(|short| self.typed.get(&short))).copied()
    }

    /// Places where a phrase stands anywhere in the letters of `part`, which begins at `start`.
    fn find_inside(&self, part: &str, start: usize, tokens: &[Token], found: &mut Vec<Found<M>>) {
        let letters: Vec<(usize, char)> =
            part.char_indices().filter_map(|(at, c)| fold(c).map(|c| (at, c))).collect();
        for from in 0..letters.len() {
            if found.len() >= HITS_MAX * 8 {
                return;
            }
            let Some((at, first)) = letters.get(from).copied() else { return };
            for phrase in self.inside.get(&first).into_iter().flatten() {
                let Some(end) = reach(&letters, from, &phrase.letters) else { continue };
                if self.whole && !is_whole(&letters, from..end) {
                    continue;
                }
                let stop = letters.get(end).map_or(part.len(), |(at, _)| *at);
                let span = start + at..start + stop;
                let range = touched(tokens, &span);
                if !range.is_empty() {
                    let length = phrase.letters.iter().map(|c| c.len_utf8()).sum();
                    let meaning = phrase.meaning;
                    found.push((length, Match { meaning, tokens: range, span, unsegmented: true }));
                }
            }
        }
    }

    /// Latin words glued to letters of another script: 设计一个logo, KPIを.
    fn find_embedded(&self, prompt: &str, tokens: &[Token], found: &mut Vec<Found<M>>) {
        for (at, token) in tokens.iter().enumerate() {
            let word = prompt.get(token.start..token.end).unwrap_or_default();
            if word.is_ascii() || token.kind != Kind::Word || found.len() >= HITS_MAX * 8 {
                continue;
            }
            let mut start = token.start;
            for run in word.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
                let name = run.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
                let known = self.words.get(&name.to_ascii_lowercase()).into_iter().flatten();
                for phrase in known.filter(|phrase| phrase.rest.is_empty() && name.len() >= 3) {
                    let (meaning, span) = (phrase.meaning, start..start + name.len());
                    let hit = Match { meaning, tokens: at..at + 1, span, unsegmented: true };
                    found.push((phrase.length, hit));
                }
                start += run.len();
            }
        }
    }
}

/// A letter without case, accent and the like; `None` for marks that only decorate.
fn fold(c: char) -> Option<char> {
    Some(match c {
        // Combining accents, the nukta of Devanagari, vowel signs and stretching of Arabic.
        '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{640}' | '\u{64b}'..='\u{652}' => return None,
        'A'..='Z' => c.to_ascii_lowercase(),
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ł' => 'l',
        'ś' | 'ş' | 'š' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        'ğ' => 'g',
        'ё' => 'е',
        '’' => '\'',
        'أ' | 'إ' | 'آ' => 'ا',
        'ة' => 'ه',
        'ى' => 'ي',
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        other => other,
    })
}

/// `word` without what `fold` takes away. It should be in lower case.
pub(crate) fn folded(word: &str) -> String {
    word.chars().filter_map(fold).collect()
}

/// A phrase where it was found, with the length by which it competes.
type Found<M> = (usize, Match<M>);

/// The phrases that do not overlap, in the order of the prompt. With `several`, the same letters
/// may mean more than one thing.
fn longest<M>(mut found: Vec<Found<M>>, several: bool) -> Vec<Match<M>> {
    found.sort_by_key(|(length, hit)| (std::cmp::Reverse(*length), hit.span.start));
    let mut kept: Vec<Match<M>> = Vec::new();
    for (_, hit) in found {
        let apart = |k: &Match<M>| hit.span.end <= k.span.start || k.span.end <= hit.span.start;
        if kept.iter().all(|k| apart(k) || several && k.span == hit.span) {
            kept.push(hit);
        }
        if kept.len() >= HITS_MAX {
            break;
        }
    }
    kept.sort_by_key(|hit| (hit.tokens.start, hit.span.start));
    kept
}

/// `word` without one of its letters, for each of them.
fn shortened(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().map(|(at, _)| {
        let (before, after) = word.split_at(at);
        before.chars().chain(after.chars().skip(1)).collect()
    })
}

/// The tokens that `span` touches.
fn touched(tokens: &[Token], span: &Range<usize>) -> Range<usize> {
    let first = tokens.partition_point(|token| token.end <= span.start);
    let last = tokens.partition_point(|token| token.start < span.end);
    first..last
}

/// Where `phrase` ends if it begins at letter `from`. A space in the phrase may be missing in the
/// text, and in Arabic the words around it may carry the accusative and the article.
fn reach(letters: &[(usize, char)], from: usize, phrase: &[char]) -> Option<usize> {
    let at = |place: usize| letters.get(place).map(|(_, c)| *c);
    let mut place = from;
    for wanted in phrase {
        if *wanted != ' ' {
            if at(place) != Some(*wanted) {
                return None;
            }
            place += 1;
            continue;
        }
        if at(place) == Some('ا') && at(place + 1) == Some(' ') {
            place += 1;
        }
        if at(place) == Some(' ') {
            place += 1;
            if at(place) == Some('ا') && at(place + 1) == Some('ل') {
                place += 2;
            }
        }
    }
    Some(place)
}

/// True where `run` is not the inner part of a word, in scripts that set words apart. Articles
/// and prepositions of Arabic are written together with their word.
fn is_whole(letters: &[(usize, char)], run: Range<usize>) -> bool {
    let at = |place: usize| letters.get(place).map(|(_, c)| *c);
    let spaced = |c: char| matches!(c, '\u{600}'..='\u{6ff}' | '\u{900}'..='\u{97f}' | '\u{ac00}'..='\u{d7a3}');
    if !at(run.start).is_some_and(spaced) {
        return true;
    }
    let mut start = run.start;
    while start > 0 && run.start - start < 3 && at(start - 1).is_some_and(|c| "والبكفل".contains(c))
    {
        start -= 1;
    }
    let begins = (start..=run.start).any(|from| from == 0 || !at(from - 1).is_some_and(spaced));
    let hangul = at(run.start).is_some_and(|c| c >= '\u{ac00}');
    let ends = hangul || run.len() > 3 || !at(run.end).is_some_and(spaced);
    begins && ends
}
