//! Who takes part in what a prompt tells: names at the start of clauses that are spoken of again.
//! A name is known by its words without their endings, so that it is found in any case or number.

use std::collections::HashMap;

use crate::language::Language;

use super::text::{find_any, has_word, is_dense, is_word_char, label, starts_any};
use super::{relations, words};

/// Most words of a name.
const WORDS_MAX: usize = 5;

/// A word of a text: what its forms share, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) stem: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of `text`, cut at everything that is no letter or digit.
pub(super) fn words_of(text: &str, language: Language) -> Vec<Word> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_word_char(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = text.get(from..at).unwrap_or("").to_lowercase();
                out.push(Word { stem: words::stem(&word, language), start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// The stems of a name.
pub(super) fn key(name: &str, language: Language) -> String {
    let stems: Vec<String> = words_of(name, language).into_iter().map(|w| w.stem).collect();
    stems.join(" ")
}

/// Where names stand in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The first word of it.
    pub(super) word: usize,
    /// Which name.
    pub(super) name: usize,
}

/// The names of those who take part, by their stems.
#[derive(Debug, Default, Clone)]
pub(super) struct Cast {
    index: HashMap<String, usize>,
}

impl Cast {
    pub(super) fn add(&mut self, name: &str, at: usize, language: Language) {
        let key = key(name, language);
        if !key.is_empty() {
            self.index.entry(key).or_insert(at);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Every mention of a name in `words`, the longest where several begin.
    pub(super) fn mentions(&self, words: &[Word]) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let found = (1..=WORDS_MAX.min(words.len() - at)).rev().find_map(|count| {
                let run = words.get(at..at + count)?;
                let stems: Vec<&str> = run.iter().map(|w| &*w.stem).collect();
                let name = self.index.get(&stems.join(" "))?;
                Some((
                    count,
                    Mention {
                        start: run.first()?.start,
                        end: run.last()?.end,
                        word: at,
                        name: *name,
                    },
                ))
            });
            match found {
                Some((count, mention)) => {
                    out.push(mention);
                    at += count;
                }
                None => at += 1,
            }
        }
        out
    }
}

/// Prepositions: what they lead is no subject.
const LEADING: &str = "to|into|from|with|on|in|at|for|of|by|via|over|a|al|alla|allo|ai|agli|alle|all|allo|ai|agli|alle|dallo|dai|dagli|dalle|nello|nella|nei|nelle|sullo|sulla|sui|col|à|au|aux|ao|às|con|de|del|du|des|di|da|dal|dalla|do|em|no|na|su|sul|nel|an|am|auf|aus|bei|beim|mit|nach|von|vom|zu|zum|zur|aan|naar|op|van|met|uit|bij|z|ze|w|od|к|в|на|с|из|от|для|у|avec|dans|sur|chez|para|pour";

/// How often a run of words stands at the start of a piece that is certain to begin with a name,
/// and elsewhere as a name does: at an end, or before a preposition.
type Counts = HashMap<String, (usize, usize)>;

fn count_runs(pieces: &[(&str, Vec<Word>, bool)], skip: usize) -> Counts {
    let mut out: Counts = HashMap::new();
    for (text, piece, certain) in pieces {
        for at in 0..piece.len() {
            let mut run = String::new();
            for (nth, word) in piece.iter().enumerate().skip(at).take(WORDS_MAX) {
                if !run.is_empty() {
                    run.push(' ');
                }
                run.push_str(&word.stem);
                let next = piece.get(nth + 1).and_then(|w| text.get(w.start..w.end));
                let ends = next.is_none_or(|word| starts_any(word, LEADING) == Some(word.len()));
                let entry = out.entry(run.clone()).or_default();
                if at == skip {
                    entry.0 += usize::from(*certain);
                } else if ends {
                    entry.1 += 1;
                }
            }
        }
    }
    out
}

/// The names that begin the pieces of a text, in the order of the text. Each comes as it is
/// written where it acts.
/// A piece that is not certain to begin with a name (behind "and") has one only where the text
/// shows it elsewhere.
pub(super) fn subjects(pieces: &[(&str, bool)], language: Language) -> Vec<String> {
    let skip = usize::from(language.as_str() == "ar");
    let bare: Vec<&str> = pieces.iter().map(|(piece, _)| without_lead(piece, language)).collect();
    let all: Vec<(&str, Vec<Word>, bool)> = bare
        .iter()
        .zip(pieces)
        .map(|(piece, (_, certain))| (*piece, words_of(piece, language), *certain))
        .collect();
    let counts = count_runs(&all, skip);
    let mut out: Vec<String> = Vec::new();
    for (piece, words, certain) in &all {
        let Some(words) = words.get(skip..).filter(|w| w.len() > 1) else { continue };
        let led = words
            .first()
            .and_then(|w| piece.get(w.start..w.end))
            .is_some_and(|word| starts_any(word, LEADING) == Some(word.len()));
        if led
            || starts_any(piece, "both|they|beide|ambos|ambas|entrambi|oba|obie|оба|les deux")
                .is_some()
            || starts_any(piece, PRONOUNS)
                .is_some_and(|n| piece.get(n..).is_some_and(|r| r.starts_with(' ')))
        {
            continue;
        }
        let (upper, again) = (capitals(piece, words), again(piece, words, &counts, *certain));
        let verb = if *certain { before_verb(piece, language) } else { None };
        let bracketed =
            piece.find(" (").and_then(|at| piece.get(..at)).filter(|name| is_short(name));
        let held = find_any(piece, HOLDERS).and_then(|(at, _)| piece.get(..at)).map(str::trim_end);
        let held = held.filter(|name| has_word(name) && is_short(name) && *certain);
        let longest = [upper, again, verb, bracketed, held]
            .into_iter()
            .flatten()
            .max_by_key(|name| name.len());
        let name = quoted(piece)
            .or(longest)
            .or_else(|| if *certain { before_s(piece, words, language) } else { None });
        let Some(name) = name.map(|name| label(name, language)).filter(|n| has_word(n)) else {
            continue;
        };
        if !out.iter().any(|known| key(known, language) == key(&name, language)) {
            out.push(name);
        }
    }
    out
}

/// A piece without sequencers, articles, and words that open a condition.
pub(super) fn without_lead(piece: &str, language: Language) -> &str {
    let mut text = piece.trim();
    for _ in 0..3 {
        let before = text;
        text = words::without_sequencer(text);
        text = words::condition(text, language).unwrap_or(text).trim_start();
        text = words::otherwise(text, language).filter(|r| has_word(r)).unwrap_or(text);
        text = words::without_lead(text.trim_start_matches([',', ' ', '،']), language);
        if text == before {
            break;
        }
    }
    text
}

/// Verbs behind a name that help others.
const HOLDERS: &str = "is|are|was|can|will|has|must|should|ist|sind|hat|wird|kann|muss|est|sont|es|está|son|è|sono|é|são|jest|są|является";

fn is_short(name: &str) -> bool {
    name.split_whitespace().count() <= 3 && !name.contains([',', '"', '('])
}

fn quoted(piece: &str) -> Option<&str> {
    let open = piece.chars().next().filter(|c| matches!(c, '"' | '“' | '«' | '„' | '「'))?;
    let rest = piece.get(open.len_utf8()..)?;
    let end = rest.find(['"', '”', '»', '“', '」'])?;
    rest.get(..end).filter(|name| has_word(name) && name.len() < 60)
}

/// "Auth Service returns": words with a capital before one without.
fn capitals<'a>(piece: &'a str, words: &[Word]) -> Option<&'a str> {
    let upper = |word: &&Word| {
        piece
            .get(word.start..)
            .is_some_and(|t| t.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    };
    let count = words.iter().take_while(upper).count();
    // "Celery worker picks", "CI server builds": lower-case words before an English verb.
    let lower = |at: usize| words.get(at).and_then(|w| piece.get(w.start..w.end)).unwrap_or("");
    let verb =
        |at: usize| lower(at).len() > 3 && lower(at).ends_with('s') && !lower(at).ends_with("ss");
    let small = starts_any(lower(count), LEADING).is_some()
        || starts_any(
            lower(count),
            "then|also|now|always|only|the|a|an|and|or|both|never|again|first|is|can",
        )
        .is_some();
    let more = count > 0 && !verb(count) && !small && verb(count + 1) && words.len() > count + 2;
    let count = count + usize::from(more);
    let (first, last) = (words.first()?, words.get(count.checked_sub(1)?)?);
    (count < words.len() && count <= WORDS_MAX).then(|| piece.get(first.start..last.end))?
}

/// The longest run at the start that stands elsewhere in the text too, and not as a start.
fn again<'a>(piece: &'a str, words: &[Word], counts: &Counts, certain: bool) -> Option<&'a str> {
    let mut run = String::new();
    let mut end = None;
    for (nth, word) in words.iter().take(WORDS_MAX.min(words.len() - 1)).enumerate() {
        if nth > 0 {
            run.push(' ');
        }
        run.push_str(&word.stem);
        if counts.get(&run).is_some_and(|(starts, ends)| *ends > 0 && (certain || *starts > 0)) {
            end = Some(word.end);
        } else if end.is_some() {
            break;
        }
    }
    let start = words.first()?.start;
    piece.get(start..end?).filter(|name| name.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

/// What stands before a known verb.
fn before_verb(piece: &str, language: Language) -> Option<&str> {
    let found = relations::find(piece, sends)?;
    let subject = label(found.subject, language);
    let words = subject.split_whitespace().count();
    let bare = super::text::bracket_at_end(found.subject).map_or(found.subject, |(name, _)| name);
    (has_word(&subject) && words <= 4 && bare.split_whitespace().count() <= 3)
        .then_some(bare)
        .filter(|name| !name.contains([',', '"', '(']))
}

/// "user clicks pay": the words before the first one that ends like an English verb; elsewhere
/// the first word.
fn before_s<'a>(piece: &'a str, words: &[Word], language: Language) -> Option<&'a str> {
    let first = words.first()?;
    if !matches!(language.as_str(), "en" | "und") {
        return (words.len() >= 3).then(|| piece.get(first.start..first.end))?;
    }
    let word = |word: &Word| piece.get(word.start..word.end).unwrap_or("");
    let small = |text: &str| {
        starts_any(text, LEADING).is_some_and(|n| n == text.len())
            || matches!(text, "the" | "its" | "their")
    };
    let nth = words.iter().take(5).take_while(|w| !small(word(w))).enumerate().skip(1).find_map(
        |(nth, word)| {
            let text = piece.get(word.start..word.end)?;
            (text.len() > 3 && text.ends_with('s') && !text.ends_with("ss")).then_some(nth)
        },
    )?;
    piece.get(first.start..words.get(nth.checked_sub(1)?)?.end)
}

/// Verbs between those who take part.
pub(super) fn sends(relation: super::verbs::Relation) -> bool {
    use super::verbs::Relation;
    matches!(relation, Relation::Sends | Relation::Calls | Relation::Gets)
}

/// True where scripts run words together, so that names are known by particles only.
pub(super) fn runs_together(text: &str, language: Language) -> bool {
    text.chars().any(is_dense) || language.as_str() == "hi"
}

/// Words that stand for the one spoken to before.
pub(super) const PRONOUNS: &str = "it|he|she|they|this|which|who|that|er|sie|es|dieser|diese|dieses|il|elle|ils|qui|el cual|la cual|que|este|esta|él|ella|lui|lei|il quale|che|ele|ela|hij|zij|ze|deze|die|który|która|które|on|ona|который|которая|он|она|оно|o|bu|وهو|وهي";

/// `text` behind a pronoun that stands for a name.
pub(super) fn behind_pronoun(text: &str) -> Option<&str> {
    let length = starts_any(text, PRONOUNS)?;
    let rest = text.get(length..)?;
    (rest.starts_with(' ') && has_word(rest)).then(|| rest.trim_start())
}

/// Names between which the request says that something goes on: "between A, B and C".
pub(super) fn between(head: &str, language: Language) -> Vec<String> {
    let Some((_, end)) = find_any(
        head,
        "between|entre|zwischen|tra|fra|tussen|między|между|arasında|بين|participants|lifelines|with",
    ) else {
        return Vec::new();
    };
    let list = head.get(end..).unwrap_or("").trim_end_matches([':', ' ', '.', '-']);
    let names = super::text::items(list, language);
    let short = |name: &String| name.split_whitespace().count() <= 4;
    if names.len() >= 2 && names.iter().all(short) { names } else { Vec::new() }
}
