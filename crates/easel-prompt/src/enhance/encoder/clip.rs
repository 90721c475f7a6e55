//! The byte-pair encoding of CLIP (Radford et al. 2021), as far as counting needs it: lower case,
//! words cut by class of character, pairs of symbols merged by rank.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const MERGES: &str = include_str!("../../../../../assets/tokenizers/clip_merges.txt");

/// Marks the last symbol of a word.
const WORD_END: &str = "</w>";

/// Longest word, in bytes, whose symbols are merged. A longer one counts as its bytes, which it
/// cannot exceed, so that the time stays linear.
const WORD_BYTES_MAX: usize = 256;

/// Rank of a pair of symbols and the symbol that it becomes.
type Merges = HashMap<(u32, u32), (u32, u32)>;

/// The vocabulary by symbol and by pair.
struct Vocabulary {
    /// Every byte within a word and at its end.
    bytes: Vec<(u32, u32)>,
    merges: Merges,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut symbols: HashMap<String, u32> = HashMap::new();
    let mut id = |text: String| {
        let next = u32::try_from(symbols.len()).unwrap_or(u32::MAX);
        *symbols.entry(text).or_insert(next)
    };
    let bytes = (0..=u8::MAX)
        .map(|byte| (id(letter(byte).to_string()), id(format!("{}{WORD_END}", letter(byte)))))
        .collect();
    let mut merges = HashMap::new();
    for (rank, (left, right)) in (0_u32..).zip(MERGES.lines().filter_map(|l| l.split_once(' '))) {
        let pair = (id(left.to_owned()), id(right.to_owned()));
        let whole = id(format!("{left}{right}"));
        merges.entry(pair).or_insert((rank, whole));
    }
    Vocabulary { bytes, merges }
});

/// The letter that stands for a byte in the vocabulary: itself where it is visible, else one
/// beyond Latin-1, in order.
fn letter(byte: u8) -> char {
    let visible = |b: u8| matches!(b, b'!'..=b'~' | 0xa1..=0xac | 0xae..=0xff);
    if visible(byte) {
        return char::from(byte);
    }
    let before = (0..byte).filter(|b| !visible(*b)).count();
    u32::try_from(before).ok().and_then(|n| char::from_u32(256 + n)).unwrap_or('?')
}

/// Tokens of `text`; counting stops beyond `enough`.
pub(super) fn count(text: &str, enough: usize) -> usize {
    let mut count = 0;
    for piece in text.split_whitespace() {
        let lower = piece.nfc().collect::<String>().to_lowercase();
        let mut rest = lower.as_str();
        while !rest.is_empty() {
            let (word, after) = rest.split_at(word_length(rest));
            count += if word.len() > WORD_BYTES_MAX { word.len() } else { symbols(word) };
            if count > enough {
                return count;
            }
            rest = after;
        }
    }
    count
}

/// Bytes of the first word: the ending of a contraction, letters, one digit, or anything else.
fn word_length(text: &str) -> usize {
    const CONTRACTIONS: [&str; 7] = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];
    if let Some(ending) = CONTRACTIONS.iter().find(|ending| text.starts_with(**ending)) {
        return ending.len();
    }
    let is_letter = |c: char| c.is_alphabetic() && !is_combining_mark(c) && !c.is_numeric();
    let first = text.chars().next().unwrap_or(' ');
    if first.is_numeric() {
        return first.len_utf8();
    }
    let letters = is_letter(first);
    let ends = |c: char| c.is_numeric() || is_letter(c) != letters;
    text.find(ends).unwrap_or(text.len())
}

/// Symbols of one word after all merges.
fn symbols(word: &str) -> usize {
    let vocabulary = &*VOCABULARY;
    let last = word.len().saturating_sub(1);
    let mut parts: Vec<u32> = word
        .bytes()
        .enumerate()
        .filter_map(|(at, byte)| {
            let (within, end) = vocabulary.bytes.get(usize::from(byte))?;
            Some(if at == last { *end } else { *within })
        })
        .collect();
    let rank = |pair: &[u32]| match pair {
        [left, right] => vocabulary.merges.get(&(*left, *right)).copied(),
        _ => None,
    };
    while let Some((_, whole, at)) = parts
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| rank(pair).map(|(rank, whole)| (rank, whole, at)))
        .min()
    {
        parts.remove(at + 1);
        if let Some(part) = parts.get_mut(at) {
            *part = whole;
        }
    }
    parts.len()
}
