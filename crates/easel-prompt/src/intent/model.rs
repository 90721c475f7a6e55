//! The weights of the intent model and what they make of features. They are written by
//! `examples/train_intent.rs`, which trains on floating-point numbers and rounds to bytes.

use super::features::{Features, STRUCTURE_ROWS, WORD_ROWS};

/// Intents told apart, in the order of `Intent::ALL`.
pub const CLASSES: usize = 5;

/// Two scales and the temperature as `f32`, then a signed byte for each row and class: rows of
/// structure, rows of words.
const BYTES: &[u8] = include_bytes!("../../assets/intent.bin");

/// Bytes before the weights.
const HEADER: usize = 12;

/// How likely each intent is.
pub(crate) fn probabilities(features: &Features) -> [f32; CLASSES] {
    let number = |at: usize| {
        let bytes = BYTES.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(1.0, f32::from_le_bytes)
    };
    let (structure_scale, word_scale, temperature) = (number(0), number(4), number(8));
    let mut sums = [0.0_f32; CLASSES];
    let mut add = |row: u32, value: f32| {
        let row = usize::try_from(row).unwrap_or(0);
        let start = HEADER + row * CLASSES;
        let weights = BYTES.get(start..start + CLASSES).unwrap_or_default();
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += f32::from(i8::from_le_bytes([*weight])) * value;
        }
    };
    for row in &features.structure {
        add(*row, structure_scale);
    }
    for row in &features.words {
        add(STRUCTURE_ROWS + *row, word_scale * features.word_value);
    }
    softmax(sums.map(|sum| sum / temperature))
}

/// Shares that sum up to 1.
pub fn softmax(sums: [f32; CLASSES]) -> [f32; CLASSES] {
    let top = sums.into_iter().fold(f32::MIN, f32::max);
    let powers = sums.map(|sum| exponential(sum - top));
    let total: f32 = powers.iter().sum();
    powers.map(|power| power / total)
}

/// The exponential function for numbers up to 0, from sums and products alone: the same bits on
/// every machine, so that training gives the same weights everywhere.
fn exponential(x: f32) -> f32 {
    if x < -60.0 {
        return 0.0;
    }
    // e^x = (e^(x / 64))^64, and the series is exact enough for |x / 64| < 1.
    let small = x / 64.0;
    let mut term = 1.0;
    let mut sum = 1.0;
    for step in 1..=9_u8 {
        term *= small / f32::from(step);
        sum += term;
    }
    for _ in 0..6 {
        sum *= sum;
    }
    sum
}

/// Rows of weights in all.
pub const ROWS: usize = (STRUCTURE_ROWS + WORD_ROWS) as usize;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_fit_the_rows() {
        assert_eq!(BYTES.len(), HEADER + ROWS * CLASSES);
    }

    #[test]
    fn shares_sum_up() {
        let shares = softmax([1.0, 2.0, 3.0, -50.0, 0.0]);
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-5, "{shares:?}");
        assert!((shares[2] / shares[1] - std::f32::consts::E).abs() < 1e-3, "{shares:?}");
    }
}
