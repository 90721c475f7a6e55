//! The unigram model of T5's vocabulary (Kudo 2018), as far as counting needs it: the
//! most likely way to cut every word into pieces.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const PIECES: &str = include_str!("../../../../../assets/tokenizers/t5_pieces.txt");

/// Stands for the space before a word.
const SPACE: char = '▁';

/// How much less likely an unknown character is than the rarest piece (`SentencePiece`'s
/// `kUnkPenalty`).
const UNKNOWN_PENALTY: f64 = 10.0;

/// Longest word that is cut as one; a longer one is cut in parts, so that counting can end early.
const WORD_CHARS_MAX: usize = 2000;

/// Pieces with their log probabilities.
struct Vocabulary {
    pieces: HashMap<&'static str, f64>,
    unknown: f64,
    /// Letters of the longest piece that begins with a letter.
    chars_max: HashMap<char, usize>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let pieces: HashMap<&'static str, f64> = PIECES
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(score, piece)| Some((piece, score.parse().ok()?)))
        .collect();
    let unknown = pieces.values().copied().fold(0.0, f64::min) - UNKNOWN_PENALTY;
    let mut chars_max: HashMap<char, usize> = HashMap::new();
    for piece in pieces.keys() {
        let first = piece.chars().next().unwrap_or(SPACE);
        let longest = chars_max.entry(first).or_default();
        *longest = piece.chars().count().max(*longest);
    }
    Vocabulary { pieces, unknown, chars_max }
});

/// Tokens of `text`; counting stops beyond `enough`. Pieces do not reach across spaces, so every
/// word is cut by itself.
pub(super) fn count(text: &str, enough: usize) -> usize {
    let mut count = 0;
    for word in text.split(is_space) {
        let plain: String = word.nfkc().filter(|c| !c.is_control()).collect();
        for word in plain.split_whitespace() {
            let mut rest = word;
            while !rest.is_empty() && count <= enough {
                let end = rest.char_indices().nth(WORD_CHARS_MAX).map_or(rest.len(), |(at, _)| at);
                let (head, tail) = rest.split_at(end);
                count += pieces(head);
                rest = tail;
            }
        }
        if count > enough {
            break;
        }
    }
    count
}

/// More tokens than `text` can have: no piece is shorter than a character, and every word begins
/// with that for a space.
pub(super) fn most(text: &str) -> usize {
    text.nfkc().count() + text.split(is_space).count()
}

/// What the vocabulary's normalisation turns into a space (`nmt_nfkc` of `SentencePiece`).
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffd}')
        || c == SPACE
}

/// The best cut up to a place in a word.
#[derive(Debug, Clone, Copy)]
struct Best {
    score: f64,
    tokens: usize,
    /// The last token is an unknown character, which takes in the next one.
    unknown: bool,
}

/// Pieces of one word, the space before it included.
fn pieces(word: &str) -> usize {
    let vocabulary = &*VOCABULARY;
    let word: String = std::iter::once(SPACE).chain(word.chars()).collect();
    let starts: Vec<usize> =
        word.char_indices().map(|(at, _)| at).chain(std::iter::once(word.len())).collect();
    let nothing = Best { score: f64::NEG_INFINITY, tokens: 0, unknown: false };
    let mut best = vec![nothing; starts.len()];
    if let Some(first) = best.first_mut() {
        first.score = 0.0;
    }
    for at in 0..starts.len().saturating_sub(1) {
        let here = best.get(at).copied().unwrap_or(nothing);
        let mut offer = |to: usize, next: Best| {
            if let Some(known) = best.get_mut(to).filter(|known| next.score > known.score) {
                *known = next;
            }
        };
        let mut single = false;
        let from = starts.get(at).copied().unwrap_or_default();
        let first = word.get(from..).and_then(|rest| rest.chars().next()).unwrap_or(SPACE);
        let longest = vocabulary.chars_max.get(&first).copied().unwrap_or(0);
        for to in at + 1..starts.len().min(at + 1 + longest) {
            let piece = starts.get(to).and_then(|end| word.get(from..*end));
            let Some(score) = piece.and_then(|piece| vocabulary.pieces.get(piece)) else {
                continue;
            };
            single |= to == at + 1;
            let next = Best { score: here.score + score, tokens: here.tokens + 1, unknown: false };
            offer(to, next);
        }
        if !single {
            let score = here.score + vocabulary.unknown;
            let tokens = here.tokens + usize::from(!here.unknown);
            offer(at + 1, Best { score, tokens, unknown: true });
        }
    }
    best.last().map_or(0, |best| best.tokens)
}
