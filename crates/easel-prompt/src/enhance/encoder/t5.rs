//! The unigram model of T5's SentencePiece vocabulary (Kudo 2018), as far as counting needs it: the
//! most likely way to cut every word into pieces.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const PIECES: &str = include_str!("../../../../../assets/tokenizers/t5_pieces.txt");

/// Stands for the space before a word.
const SPACE: char = '▁';

/// How much less likely an unknown character is than the rarest piece (SentencePiece's
/// `kUnkPenalty`).
const UNKNOWN_PENALTY: f64 = 10.0;

/// Pieces with their log probabilities.
struct Vocabulary {
    pieces: HashMap<&'static str, f64>,
    unknown: f64,
    chars_max: usize,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let pieces: HashMap<&'static str, f64> = PIECES
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(score, piece)| Some((piece, score.parse().ok()?)))
        .collect();
    let unknown = pieces.values().copied().fold(0.0, f64::min) - UNKNOWN_PENALTY;
    let chars_max = pieces.keys().map(|piece| piece.chars().count()).max().unwrap_or(1);
    Vocabulary { pieces, unknown, chars_max }
});

/// Tokens of `text`; counting stops beyond `enough`. Pieces do not reach across spaces, so every
/// word is cut by itself.
pub(super) fn count(text: &str, enough: usize) -> usize {
    let mut count = 0;
    for word in text.split(is_space) {
        let plain: String = word.nfkc().filter(|c| !c.is_control()).collect();
        for word in plain.split_whitespace() {
            count += pieces(word);
        }
        if count > enough {
            break;
        }
    }
    count
}

/// What the vocabulary's normalisation turns into a space (SentencePiece's `nmt_nfkc`).
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
        for to in at + 1..starts.len().min(at + 1 + vocabulary.chars_max) {
            let piece = starts.get(at).zip(starts.get(to)).and_then(|(a, b)| word.get(*a..*b));
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
