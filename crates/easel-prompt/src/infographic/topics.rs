//! General knowledge about topics that people ask infographics of without giving any content:
//! names of each topic in many languages, short headings and texts, arrangement and scene. The
//! knowledge itself is in `assets/topics`; whatever comes from it is marked as illustrative.

use std::sync::LazyLock;

use easel_types::spec::InfographicItem;

use super::template::Words;
use crate::language::Language;
use crate::tokens::{Text, capitalised};

/// Files of topics: a line `= id | template | scene` opens a topic; a line
/// `code name, other name | Heading: text | Heading` gives it in a language. A name with `=`
/// before it must be the whole of what is asked; `*` stands for any ending of a word.
const FILES: [&str; 5] = [
    include_str!("../../assets/topics/scenes.txt"),
    include_str!("../../assets/topics/nature.txt"),
    include_str!("../../assets/topics/people.txt"),
    include_str!("../../assets/topics/work.txt"),
    include_str!("../../assets/topics/world.txt"),
];

/// What is known about the topic of a prompt.
#[derive(Debug, Clone)]
pub(super) struct Topic {
    /// Its name in the language of the headings.
    pub title: String,
    /// The arrangement that suits it.
    pub template: &'static str,
    /// The illustrated scene that shows it.
    pub scene: Option<&'static str>,
    /// The headings are in another language than the prompt.
    pub is_foreign: bool,
    parts: &'static [(String, Option<String>)],
}

impl Topic {
    /// Its entries, at most as many as are wanted.
    pub(super) fn items(&self, wanted: Option<usize>) -> Vec<InfographicItem> {
        let count = wanted.filter(|wanted| *wanted >= 3 && self.scene.is_none());
        self.parts
            .iter()
            .take(count.unwrap_or(usize::MAX))
            .map(|(label, text)| {
                // "1969 = Moon landing" and "Nile = 6,650 km": a figure beside the heading.
                let (value, label) = match label.split_once(" = ") {
                    Some((left, right)) if left.starts_with(|c: char| c.is_ascii_digit()) => {
                        (Some(left), right)
                    }
                    Some((left, right)) => (Some(right), left),
                    None => (None, label.as_str()),
                };
                InfographicItem {
                    label: label.to_owned(),
                    text: text.clone(),
                    value: value.map(str::to_owned),
                    ..InfographicItem::default()
                }
            })
            .collect()
    }

    /// Whether its entries can stand in an arrangement that the prompt names.
    pub(super) fn takes(&self, asked: &str) -> bool {
        !matches!(
            asked,
            "compare"
                | "table"
                | "swot"
                | "pros_cons"
                | "before_after"
                | "quadrant"
                | "statistics"
                | "progress"
                | "progress_bars"
                | "donut"
                | "icon_array"
                | "timeline"
                | "hierarchy"
                | "mindmap"
                | "ranked"
                | "steps"
                | "layers"
                | "cycle"
        )
    }
}

/// A topic in one language.
#[derive(Debug)]
struct Entry {
    code: &'static str,
    /// The first name as it is written.
    title: &'static str,
    /// All names in lower case.
    names: Vec<String>,
    parts: Vec<(String, Option<String>)>,
}

#[derive(Debug)]
struct Kept {
    template: &'static str,
    scene: Option<&'static str>,
    entries: Vec<Entry>,
}

static TOPICS: LazyLock<Vec<Kept>> =
    LazyLock::new(|| FILES.iter().flat_map(|file| parse(file)).collect());

fn parse(file: &'static str) -> Vec<Kept> {
    let mut out: Vec<Kept> = Vec::new();
    for line in
        file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let mut fields = line.split(" | ").map(str::trim);
        let first = fields.next().unwrap_or_default();
        if first.starts_with("= ") {
            let template = fields.next().unwrap_or("list");
            out.push(Kept { template, scene: fields.next(), entries: Vec::new() });
            continue;
        }
        let (code, names) = first.split_once(' ').unwrap_or((first, ""));
        let parts = fields.map(|part| match part.split_once(": ") {
            Some((label, text)) => (label.to_owned(), Some(text.to_owned())),
            None => (part.to_owned(), None),
        });
        let title =
            names.split(", ").next().unwrap_or(names).trim_start_matches('=').trim_end_matches('*');
        let names = names
            .split(", ")
            .map(|name| stemmed(&name.to_lowercase().replace("i\u{307}", "i"), code))
            .collect();
        let entry = Entry { code, title, names, parts: parts.collect() };
        if let Some(kept) = out.last_mut() {
            kept.entries.push(entry);
        }
    }
    out
}

/// A name whose words may have other endings, in languages with many of them.
fn stemmed(name: &str, code: &str) -> String {
    let bends = matches!(code, "ru" | "pl" | "tr")
        || name.chars().any(|c| ('а'..='я').contains(&c) || "ąćęłńśźżışğ".contains(c));
    if !bends || name.starts_with('=') {
        return name.to_owned();
    }
    let stem = |word: &str| {
        let count = word.chars().count();
        let short = if count >= 7 { 2 } else { 1 };
        if count < 5 || word.ends_with('*') {
            return word.to_owned();
        }
        word.chars().take(count - short).chain(['*']).collect()
    };
    name.split(' ').map(stem).collect::<Vec<String>>().join(" ")
}

/// What is known about the topic that `words` speak of: the topic with the longest name in them.
pub(super) fn find(words: &str, language: Language) -> Option<Topic> {
    let text = Words::new(words);
    let whole = bare(words);
    let mut best: Option<(usize, &'static Kept, &'static Entry)> = None;
    for kept in TOPICS.iter() {
        for entry in &kept.entries {
            for name in &entry.names {
                let found = match name.strip_prefix('=') {
                    Some(name) => (whole == name).then_some(name.len()),
                    None => text.has(name).then_some(name.len()),
                };
                // Of names of one length the one in the prompt's language is meant.
                let own = usize::from(entry.code == language.as_str());
                if let Some(length) = found.map(|length| length * 2 + own)
                    && best.as_ref().is_none_or(|(most, ..)| length > *most)
                {
                    best = Some((length, kept, entry));
                }
            }
        }
    }
    let (_, kept, entry) = best?;
    // The prompt's language, else that of the name, else English.
    let full = |code: &str| kept.entries.iter().find(|e| e.code == code && !e.parts.is_empty());
    let shown = full(language.as_str()).or_else(|| full(entry.code)).or_else(|| full("en"))?;
    Some(Topic {
        title: capitalised(shown.title),
        template: kept.template,
        scene: kept.scene,
        is_foreign: shown.code != language.as_str() && language != Language::UNDETERMINED,
        parts: &shown.parts,
    })
}

/// What is known about the topic of a prompt for any drawn picture: "water cycle diagram".
pub(super) fn topic(text: &Text<'_>) -> Option<Topic> {
    let short: String = text.prompt.chars().take(400).collect();
    find(&short, text.language)
}

/// A request without the words of asking and the kind of picture, in lower case.
fn bare(words: &str) -> String {
    super::heading::of(words).unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_well_formed() {
        let scenes: Vec<&str> = TOPICS.iter().filter_map(|kept| kept.scene).collect();
        assert_eq!(scenes.len(), 12, "{scenes:?}");
        assert!(TOPICS.len() >= 120, "{}", TOPICS.len());
        let mut full = 0;
        for kept in TOPICS.iter() {
            let english = kept.entries.iter().find(|entry| entry.code == "en").unwrap();
            assert!(english.parts.len() >= 3, "{:?}", english.names);
            let count = english.parts.len();
            for entry in &kept.entries {
                assert!(
                    Language::from_code(entry.code).is_some(),
                    "{}: {:?}",
                    entry.code,
                    entry.names
                );
                assert!(
                    !entry.names.is_empty() && entry.names.iter().all(|name| !name.is_empty()),
                    "{entry:?}"
                );
                assert!(
                    entry.parts.is_empty() || entry.parts.len() == count,
                    "{}: {:?}",
                    entry.code,
                    entry.names
                );
            }
            full += usize::from(
                kept.entries.iter().filter(|entry| !entry.parts.is_empty()).count() >= 15,
            );
        }
        assert!(full >= 30, "{full} topics have headings in all languages");
    }

    #[test]
    fn topics_are_found_in_many_languages() {
        let check = |prompt: &str, scene: Option<&str>, count: usize| {
            let text = Text::new(prompt);
            let topic = topic(&text).unwrap_or_else(|| panic!("{prompt}"));
            assert_eq!(topic.scene, scene, "{prompt}");
            assert!(topic.items(None).len() >= count, "{prompt}");
        };
        check("water cycle diagram", Some("water_cycle"), 4);
        check("Une infographie sur le cycle de l'eau", Some("water_cycle"), 4);
        check("Eine Infografik über das Sonnensystem bitte", Some("solar_system"), 8);
        check("植物细胞结构图 信息图", Some("plant_cell"), 5);
        check("Infográfico: como funciona um vulcão", Some("volcano"), 4);
        check("stages of grief", None, 5);
        check("5 tips for better sleep", None, 5);
        assert!(topic(&Text::new("sales by quarter")).is_none());
    }
}
