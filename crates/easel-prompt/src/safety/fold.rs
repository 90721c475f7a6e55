//! Bringing text to the form in which terms are compared: lower case, without accents, invisible
//! characters and look-alikes of other scripts. Cutting it into words is in `views`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What each listed character reads as.
static READINGS: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/safety/fold.txt").lines();
    let pairs = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    pairs.flat_map(|(reading, from)| from.chars().map(move |c| (c, reading))).collect()
});

/// `text` folded. Characters that nobody sees are gone; all others leave at least one.
pub(super) fn fold(text: &str) -> Vec<char> {
    let readings = &*READINGS;
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        let c = plain_variant(c).unwrap_or(c);
        if let Some(reading) = readings.get(&c) {
            out.extend(reading.chars());
            continue;
        }
        for lower in c.to_lowercase().filter(|c| !is_invisible(*c)) {
            match readings.get(&lower) {
                Some(reading) => out.extend(reading.chars()),
                None => out.push(lower),
            }
        }
    }
    squeeze(&out)
}

/// `chars` with three or more of one Latin letter inside a word made one, as in drawn-out
/// spellings. A word of one letter alone ("KKK", "XXX") stays.
fn squeeze(chars: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut end = 0;
    for run in chars.chunk_by(|a, b| a == b) {
        end += run.len();
        let letters = run.first().is_some_and(char::is_ascii_lowercase);
        let inside = out.last().is_some_and(|c| c.is_alphanumeric())
            || chars.get(end).is_some_and(|c| c.is_alphanumeric());
        let kept = if letters && inside && run.len() > 2 { 1 } else { run.len() };
        out.extend(run.iter().take(kept));
    }
    out
}

/// True for characters that leave no mark of their own: joiners, directions, variation selectors,
/// accents written apart, vowel points, and the Devanagari signs that writers leave out.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{93c}' | '\u{94d}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// The plain character of full-width, mathematical, circled and squared letters and of digits of
/// other scripts.
fn plain_variant(c: char) -> Option<char> {
    let code = u32::from(c);
    let letter = |offset: u32| char::from_u32(u32::from('a') + offset % 26);
    let digit = |offset: u32| char::from_u32(u32::from('0') + offset % 10);
    match code {
        0xff01..=0xff5e => char::from_u32(code - 0xfee0).map(|c| c.to_ascii_lowercase()),
        0x1d400..=0x1d6a3 => letter(code - 0x1d400),
        0x1d7ce..=0x1d7ff => digit(code - 0x1d7ce),
        0x249c..=0x24b5 => letter(code - 0x249c),
        0x24b6..=0x24e9 => letter(code - 0x24b6),
        0x1f130..=0x1f149 => letter(code - 0x1f130),
        0x1f150..=0x1f169 => letter(code - 0x1f150),
        0x1f170..=0x1f189 => letter(code - 0x1f170),
        0x1f1e6..=0x1f1ff => letter(code - 0x1f1e6),
        0x660..=0x669 => digit(code - 0x660),
        0x6f0..=0x6f9 => digit(code - 0x6f0),
        0x966..=0x96f => digit(code - 0x966),
        _ => None,
    }
}

/// The letter that a digit or symbol stands for inside a disguised word. `l` reads as `i`, because
/// `1`, `!` and `|` stand for both; terms are brought to the same form.
pub(super) fn unmask(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' | 'l' => 'i',
        '2' => 'z',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '6' | '9' => 'g',
        '7' | '+' => 't',
        '8' => 'b',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expect: &str) {
        assert_eq!(fold(input).into_iter().collect::<String>(), expect, "{input:?}");
    }

    #[test]
    fn accents_look_alikes_and_invisible_characters_fold() {
        check("Ça Été", "ca ete");
        check("pаinting", "painting");
        check("ｐａｉｎｔ", "paint");
        check("𝓅𝒶𝒾𝓃𝓉 𝟙𝟚", "paint 12");
        check("pa\u{200b}i\u{ad}nt", "paint");
        check("p\u{301}aint", "paint");
        check("ⓟⓐⓘⓝⓣ", "paint");
        check("paaaaint", "paint");
        check("KKK 12k", "kkk 12k");
        check("İstanbul", "istanbul");
        check("١٢", "12");
    }

    #[test]
    fn a_word_of_another_script_folds_the_same_way_every_time() {
        let once: String = fold("Москва").into_iter().collect();
        check(&once, &once);
        check("МОСКВА", &once);
    }
}
