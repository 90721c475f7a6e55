//! How many entries a prompt speaks of: "4 consejos", "five tips", "五个方法".

use super::figures;

/// Numbers as words.
const WORDS: [(&str, usize); 60] = [
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("sept", 7),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("zehn", 10),
    ("tre", 3),
    ("quattro", 4),
    ("cinque", 5),
    ("sei", 6),
    ("três", 3),
    ("quatro", 4),
    ("drie", 3),
    ("vijf", 5),
    ("zes", 6),
    ("trzy", 3),
    ("cztery", 4),
    ("pięć", 5),
    ("три", 3),
    ("четыре", 4),
    ("пять", 5),
    ("шесть", 6),
    ("семь", 7),
    ("üç", 3),
    ("dört", 4),
    ("beş", 5),
    ("altı", 6),
    ("三", 3),
    ("四", 4),
    ("五", 5),
    ("六", 6),
    ("七", 7),
    ("八", 8),
    ("十", 10),
    ("세", 3),
    ("तीन", 3),
    ("पाँच", 5),
    ("पांच", 5),
];

/// How many entries the words before the list speak of: "4 consejos", "五个方法".
pub(super) fn wanted(frame: &str) -> Option<usize> {
    let frame: String = frame.chars().take(400).collect::<String>().to_lowercase();
    let dense = |word: &str| word.chars().all(crate::numbers::is_dense);
    let spoken = WORDS.iter().find(|(word, _)| {
        if dense(word) {
            ["个", "個", "つ", "大", "种", "步", "条", "項", "项", "點", "点"]
                .iter()
                .any(|end| frame.contains(&format!("{word}{end}")))
        } else {
            frame.split(|c: char| !c.is_alphanumeric()).any(|w| w == *word)
        }
    });
    written(&frame).or(spoken.map(|(_, count)| *count))
}

/// The first number that counts something: not a part of a word, a time or a measure.
fn written(frame: &str) -> Option<usize> {
    let mut digits = String::new();
    let mut glued = false;
    let mut before = ' ';
    // "25 minutes" and "200 °C" count no entries.
    let unit = |rest: &str| {
        let probe = format!("1{}", rest.chars().take(24).collect::<String>());
        figures::prefix(&probe).is_some_and(|(figure, _)| {
            let unit = figure.get(1..).unwrap_or_default().trim();
            !unit.is_empty()
                && unit.chars().next().is_some_and(|c| c.is_ascii() || c == '°' || c == '€')
        })
    };
    for (at, c) in frame.char_indices().chain([(frame.len(), ' ')]) {
        match crate::numbers::digit(c) {
            Some(digit) => {
                // The 2 of "CO2" counts nothing.
                glued = if digits.is_empty() {
                    before.is_alphabetic() && !crate::numbers::is_dense(before)
                } else {
                    glued
                };
                digits.push(digit);
            }
            None => {
                if let Some(count) = digits.parse().ok().filter(|count| (2..=30).contains(count))
                    && !glued
                    && !matches!(c, ':' | '%' | '.' | ',' | '/')
                    && !unit(frame.get(at..).unwrap_or_default())
                {
                    return Some(count);
                }
                digits.clear();
            }
        }
        before = c;
    }
    None
}
