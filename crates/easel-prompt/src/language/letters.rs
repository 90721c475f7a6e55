//! Which of the Latin-script languages short runs of letters speak for: a linear model over hashed
//! letters and words, trained by `examples/train_language.rs`.

use std::collections::BTreeSet;

/// Languages told apart, in the order of the columns of the weights.
pub const LANGUAGES: [&str; 9] = ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr"];

/// Rows of weights.
pub const ROWS: u32 = 1 << 13;

/// Words of a long prompt that are looked at, from its beginning.
const WORDS_MAX: usize = 120;

/// Longest word that is looked at letter by letter.
const LETTERS_MAX: usize = 40;

/// One scale as `f32`, then a signed byte for each row and language.
const BYTES: &[u8] = include_bytes!("../../assets/language.bin");

const HEADER: usize = 4;

/// FNV-1a, mixed, in the range of the rows.
fn row(letters: impl Iterator<Item = char>) -> u32 {
    let hash = letters.fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = hash ^ (hash >> 31);
    u32::try_from(mixed % u64::from(ROWS)).unwrap_or(0)
}

/// The rows that `words`, all in lower case, touch: each word, and two to four letters in a row
/// with the ends of words.
pub fn rows<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut rows = BTreeSet::new();
    let telling = words.filter(|word| word.chars().any(char::is_alphabetic));
    for word in telling.take(WORDS_MAX) {
        let inner = word.chars().take(LETTERS_MAX);
        let letters: Vec<char> =
            std::iter::once(' ').chain(inner).chain(std::iter::once(' ')).collect();
        for length in 2..=4 {
            for run in letters.windows(length) {
                rows.insert(row(run.iter().copied()));
            }
        }
        rows.insert(row("word ".chars().chain(letters)));
    }
    rows.into_iter().collect()
}

/// How much each language is spoken for, the most by the largest number.
pub(super) fn sums<'a>(words: impl Iterator<Item = &'a str>) -> [f32; LANGUAGES.len()] {
    let scale = BYTES.get(..HEADER).and_then(|bytes| bytes.try_into().ok());
    let scale = scale.map_or(1.0, f32::from_le_bytes);
    let mut sums = [0.0_f32; LANGUAGES.len()];
    let rows = rows(words);
    for row in &rows {
        let start = HEADER + usize::try_from(*row).unwrap_or(0) * LANGUAGES.len();
        let weights = BYTES.get(start..start + LANGUAGES.len()).unwrap_or_default();
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += f32::from(i8::from_le_bytes([*weight])) * scale;
        }
    }
    let count = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let value = 1.0 / f32::from(count).max(1.0).sqrt();
    sums.map(|sum| sum * value)
}
