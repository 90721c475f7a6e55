//! Which language a prompt is written in: by script, and for the Latin script by a small trained
//! model of letters together with frequent small words. What each language's words mean is in
//! `lexicon`.

pub(crate) mod letters;

use std::fmt;

use serde::{Deserialize, Serialize};

/// A language by its ISO 639-1 code; `und` where a prompt has no letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(&'static str);

/// Codes that can be told apart.
const CODES: [&str; 18] = [
    "en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "ru", "ar", "hi", "zh", "ja", "ko", "el",
    "he", "und",
];

impl Language {
    /// English, also the answer for Latin script without any sign of another language.
    pub const ENGLISH: Self = Self("en");
    /// German, whose numbers are written `1.234,5`.
    pub const GERMAN: Self = Self("de");
    /// French, whose numbers are written `1 234,5`.
    pub(crate) const FRENCH: Self = Self("fr");
    /// No letters at all.
    pub const UNDETERMINED: Self = Self("und");

    /// The ISO 639-1 code, `und` for none.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The language with this code, if it is one of those told apart here.
    pub fn from_code(code: &str) -> Option<Self> {
        CODES.into_iter().find(|known| *known == code).map(Self)
    }

    /// True where `1,5` means one and a half and `1.500` fifteen hundred (CLDR number formats).
    pub(crate) fn has_decimal_comma(self) -> bool {
        matches!(self.0, "es" | "fr" | "de" | "it" | "pt" | "nl" | "pl" | "tr" | "ru" | "el")
    }

    /// True where thousands are set apart by a space (CLDR number formats).
    pub(crate) fn has_space_thousands(self) -> bool {
        matches!(self.0, "fr" | "pl" | "ru")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code)
            .ok_or_else(|| serde::de::Error::custom(format_args!("unknown language code {code:?}")))
    }
}

/// Small words and words of request that tell the Latin-script languages apart. A word may
/// stand in several rows; the row with most hits wins, the first row on a tie.
const FREQUENT_WORDS: [(&str, &str); 9] = [
    (
        "en",
        "the a an of and with for in on at to by from is are was were show create make draw our my \
         this that showing about into as me please over under no not do it",
    ),
    (
        "es",
        "el la los las un una de del y con para por en que crea crear haz dibuja muestra sobre \
         nuestras ventas es gráfico entre mi",
    ),
    (
        "fr",
        "le la les un une des du de et avec pour par sur dans crée créer dessine montre fais nos \
         ventes est graphique qui au aux en",
    ),
    (
        "de",
        "der die das ein eine einen einem und mit für von im in auf aus zu den dem des ist erstelle \
         zeichne zeige mache unsere über mein nach zum zur thema",
    ),
    (
        "it",
        "il lo la gli le un uno una di del della e con per in su che crea disegna mostra fai delle \
         dei degli nel grafico nostre vendite sul sulla sui",
    ),
    (
        "pt",
        "o a os as um uma de do da dos das e com para por em que crie criar faça desenhe mostre \
         sobre nossas vendas no na não gráfico",
    ),
    (
        "nl",
        "de het een van en met voor in op aan maak teken toon laat zien onze over door is naar \
         verkoop per uit",
    ),
    (
        "pl",
        "i z w na do od dla o jest się stwórz narysuj pokaż zrób nasze sprzedaż wykres oraz przez \
         po że nie",
    ),
    (
        "tr",
        "ve bir ile için bu olan çiz oluştur göster yap satışlar grafiği grafik şeması hakkında \
         bizim gibi üzerinde",
    ),
];

/// English words that requests for pictures are full of in every language. They count half, so
/// that "bar chart: …" in another language is told by its own words, while an English one with a
/// Spanish name in it stays English.
const ENGLISH_TERMS: &str = " chart graph bar pie donut line area flowchart diagram infographic \
     timeline yes labels values axis data steps workflow ";

/// Letters that occur in one of the Latin-script languages and hardly in the others.
const TELLING_LETTERS: [(&str, &str); 7] = [
    ("es", "ñ¿¡"),
    ("fr", "œêèàûîç"),
    ("de", "ßäöü"),
    ("pt", "ãõ"),
    ("pl", "łąęśżźćń"),
    ("tr", "ığş"),
    ("it", "òì"),
];

/// The language of `words`, all of them lower case, out of `text`.
pub(crate) fn detect<'a>(text: &str, words: impl Iterator<Item = &'a str>) -> Language {
    if let Some(language) = by_script(text) {
        return language;
    }
    let words: Vec<&str> = words.take(400).collect();
    let small = small_words(text, &words);
    let letters = letters::sums(words.iter().copied());
    let mut best = (Language::ENGLISH, f32::MIN);
    for (code, by_letters) in letters::LANGUAGES.into_iter().zip(letters) {
        let row = FREQUENT_WORDS.iter().position(|(known, _)| *known == code);
        let by_words = row.and_then(|row| small.get(row)).copied().unwrap_or(0.0);
        // Names and words of no language leave it English.
        let prior = if code == "en" { PRIOR } else { 0.0 };
        let sum = by_words.mul_add(WORD_WEIGHT, by_letters) + prior;
        if sum > best.1 {
            best = (Language(code), sum);
        }
    }
    best.0
}

/// What one hit of a frequent word weighs against the letters.
const WORD_WEIGHT: f32 = 0.35;
/// Head start of English.
const PRIOR: f32 = 0.6;

/// Hits of frequent words and telling letters for each of [`FREQUENT_WORDS`].
fn small_words(text: &str, words: &[&str]) -> [f32; FREQUENT_WORDS.len()] {
    let mut scores = [0_u8; FREQUENT_WORDS.len()];
    let add = |score: &mut u8, count: u8| *score = score.saturating_add(count);
    for word in words {
        let knows = |row: &&(&str, &str)| row.1.split(' ').any(|known| known == *word);
        // A longer word of one language only says more than "de" and "no".
        let telling = word.len() > 2 && FREQUENT_WORDS.iter().filter(knows).count() == 1;
        for (score, row) in scores.iter_mut().zip(&FREQUENT_WORDS) {
            if knows(&row) {
                add(score, if telling { 3 } else { 2 });
            }
        }
        // The first row is English.
        let is_term = !word.is_empty() && ENGLISH_TERMS.split(' ').any(|term| term == *word);
        add(&mut scores[0], u8::from(is_term));
    }
    for (code, letters) in TELLING_LETTERS {
        let hits = text.chars().take(4000).filter(|c| letters.contains(*c)).count().min(3);
        if let Some(row) = FREQUENT_WORDS.iter().position(|(known, _)| *known == code) {
            add(&mut scores[row], u8::try_from(hits).unwrap_or(0));
        }
    }
    scores.map(f32::from)
}

/// The language where the script alone decides; `None` for the Latin script.
fn by_script(text: &str) -> Option<Language> {
    let (mut latin, mut any) = (0_usize, false);
    let mut counts = [("ja", 0_usize), ("ko", 0), ("zh", 0), ("ar", 0), ("hi", 0), ("ru", 0)];
    let mut rare = [("el", 0_usize), ("he", 0)];
    for c in text.chars().take(4000) {
        let row = match c {
            '\u{3040}'..='\u{30ff}' => &mut counts[0].1,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => &mut counts[1].1,
            '\u{3400}'..='\u{9fff}' => &mut counts[2].1,
            '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' => &mut counts[3].1,
            '\u{0900}'..='\u{097f}' => &mut counts[4].1,
            '\u{0400}'..='\u{04ff}' => &mut counts[5].1,
            '\u{0370}'..='\u{03ff}' => &mut rare[0].1,
            '\u{0590}'..='\u{05ff}' => &mut rare[1].1,
            _ if c.is_alphabetic() => &mut latin,
            _ => continue,
        };
        *row += 1;
        any = true;
    }
    if !any {
        return Some(Language::UNDETERMINED);
    }
    // Ideographs and syllables carry a word each, so that few of them outweigh many Latin letters.
    let dense = counts[0].1 + counts[1].1 + counts[2].1;
    if dense * 3 >= latin && dense > 0 {
        let kana = counts[0].1 * 16 >= counts[2].1 && counts[0].1 > 0;
        let code = if kana {
            "ja"
        } else if counts[1].1 >= counts[2].1 {
            "ko"
        } else {
            "zh"
        };
        return Some(Language(code));
    }
    counts[3..]
        .iter()
        .chain(&rare)
        .filter(|(_, count)| *count > 0 && *count * 4 >= latin)
        .max_by_key(|(_, count)| *count)
        .map(|(code, _)| Language(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, code: &str) {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric());
        assert_eq!(detect(text, words).as_str(), code, "{text}");
    }

    #[test]
    fn languages_are_told_apart() {
        check("A bar chart showing sales", "en");
        check("Crea un gráfico de barras con las ventas", "es");
        check("Dessine un diagramme avec les ventes du mois", "fr");
        check("Ein Balkendiagramm mit den Umsätzen für das Jahr", "de");
        check("Un grafico a torta con le quote di mercato della città", "it");
        check("Um gráfico de pizza com as vendas do mês", "pt");
        check("Maak een staafdiagram van de verkoop", "nl");
        check("Wykres słupkowy sprzedaży w sklepie", "pl");
        check("Satışlar için bir çubuk grafik çiz", "tr");
        check("Круговая диаграмма продаж", "ru");
        check("رسم بياني للمبيعات", "ar");
        check("बिक्री का बार चार्ट", "hi");
        check("销售额柱状图", "zh");
        check("売上の棒グラフ", "ja");
        check("분기별 매출 막대 그래프", "ko");
        check("12, 13; 14", "und");
        check("xyzzy", "en");
        check("Bar chart of votes: Smith 12, de la Cruz 77", "en");
        check("bar chart yes 62 no 31 undecided 7", "en");
        check("Bar chart, x axis: Mon, Tue; y axis: 3, 9", "en");
    }
}
