//! Writes the labelled prompts of `tests/data/intent` from their sources: templates with slots by
//! language and for all languages, those of people who name no kind, and hard prompts by idea.
//! `cargo run -p easel-prompt --release --example intent_prompts`. All prompts of a template, and all translations of a hard
//! idea, are in the same split, so that what is tested was not trained on in other words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Most prompts made of one template.
const PER_TEMPLATE: usize = 6;
/// Languages with sources of their own.
const LANGUAGES: [&str; 15] =
    ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "tr", "ar", "hi", "zh", "ja", "ko"];

type Failure = Box<dyn std::error::Error>;

/// FNV-1a, mixed, for choices that look random and stay the same.
fn hash(text: &str) -> u64 {
    let bytes = text.bytes();
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (sum ^ (sum >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 29)
}

/// A seventh of the templates of an intent tells when to stop, another one is kept for the test;
/// which, differs by language.
fn split(group: &str, place: u64) -> &'static str {
    match (hash(group) % 7 + place) % 7 {
        0 => "dev",
        2 => "test",
        _ => "train",
    }
}

/// `template` with its slots filled, differently for each `turn`.
fn filled(template: &str, slots: &BTreeMap<String, Vec<String>>, turn: usize) -> String {
    let mut made = String::new();
    let mut rest = template;
    let mut place = 0_usize;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        made.push_str(before);
        place += 1;
        let draw = hash(&format!("{template} {place} {turn}"));
        match slots.get(name) {
            Some(values) => {
                let start = usize::try_from(hash(&format!("{template} {place}"))).unwrap_or(0);
                // Neighbouring turns take neighbouring values, so that none comes twice.
                let at = start.wrapping_add(turn) % values.len().max(1);
                made.push_str(values.get(at).map_or("", String::as_str));
            }
            None => {
                let _ = write!(made, "{}", 10 + draw % 890);
            }
        }
        rest = tail;
    }
    made.push_str(rest);
    made
}

/// The lists of pairs in other dress: as lines, bullets, and with other marks between them.
fn data_slots(slots: &mut BTreeMap<String, Vec<String>>) {
    let pairs = slots.get("pairs").cloned().unwrap_or_default();
    let forms = [
        ("lines", "", "\\n"),
        ("bullets", "- ", "\\n- "),
        ("semi", "", "; "),
        ("slashes", "", " / "),
    ];
    for (name, begin, between) in forms {
        let dressed = pairs.iter().map(|list| {
            let entries = list.replace(['，', '、', '،'], ", ").replace(",  ", ", ");
            format!("{begin}{}", entries.replace(", ", between))
        });
        slots.insert(name.to_owned(), dressed.collect());
    }
}

/// The lists of items as lines, bullets and numbered lines.
fn item_slots(slots: &mut BTreeMap<String, Vec<String>>) {
    let items = slots.get("items").cloned().unwrap_or_default();
    for name in ["ilines", "ibullets", "inumbers"] {
        let dressed = items.iter().map(|list| {
            let entries = list.split(['，', '、', '،', ',']).map(str::trim).enumerate();
            let lines = entries.map(|(at, entry)| match name {
                "ilines" => entry.to_owned(),
                "ibullets" => format!("- {entry}"),
                _ => format!("{}. {entry}", at + 1),
            });
            lines.collect::<Vec<_>>().join("\\n")
        });
        slots.insert(name.to_owned(), dressed.collect());
    }
}

/// Rows of one language's templates.
fn templates(language: &str, source: &str, rows: &mut String) -> Result<(), Failure> {
    let mut slots: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut intent = "";
    let (mut number, mut place) = (0, 0);
    for line in source.lines().filter(|line| !line.is_empty()) {
        if let Some(slot) = line.strip_prefix("= ") {
            let (name, values) = slot.split_once(": ").ok_or("a slot without values")?;
            slots.insert(name.to_owned(), values.split('|').map(str::to_owned).collect());
            match name {
                "pairs" => data_slots(&mut slots),
                "items" => item_slots(&mut slots),
                _ => {}
            }
        } else if let Some(name) = line.strip_prefix("> ") {
            (intent, place) = (name, 0);
        } else {
            number += 1;
            place += 1;
            let template = format!("{language}-{intent}-{number}");
            let turns = if line.contains('{') { PER_TEMPLATE } else { 1 };
            let kept = split(&format!("{language}-{intent}"), place);
            let made: BTreeSet<String> =
                (0..turns).map(|turn| filled(line, &slots, turn)).collect();
            for prompt in made {
                writeln!(rows, "{language}\t{intent}\t{template}\t{kept}\t{prompt}")?;
            }
        }
    }
    Ok(())
}

/// Rows of the hard prompts: every fourth idea is kept for the test, in all languages.
fn hard(source: &str, more: &str, rows: &mut String) -> Result<(), Failure> {
    let mut intents: Vec<&str> = Vec::new();
    let (mut language, mut idea) = ("", 0);
    for line in source.lines().filter(|line| !line.is_empty()) {
        if let Some(list) = line.strip_prefix("= intents: ") {
            intents = list.split('|').collect();
        } else if let Some(code) = line.strip_prefix("> ") {
            (language, idea) = (code, 0);
        } else {
            let intent = intents.get(idea).ok_or("more prompts than intents")?;
            let kept = if idea % 4 == 3 { "test" } else { "train" };
            writeln!(rows, "{language}\t{intent}\thard-{idea}\t{kept}\t{line}")?;
            idea += 1;
        }
    }
    for (at, line) in more.lines().enumerate() {
        let (intent, prompt) = line.split_once('\t').ok_or("a hard prompt without intent")?;
        let kept = if at % 4 == 3 { "test" } else { "train" };
        let language = easel_prompt::understand(prompt, &easel_prompt::Hints::default()).language;
        writeln!(rows, "{language}\t{intent}\thard-more-{at}\t{kept}\t{prompt}")?;
    }
    Ok(())
}

fn run() -> Result<(), Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/intent");
    let source = folder.join("source");
    let mut rows = String::new();
    let any = fs::read_to_string(source.join("any.txt"))?;
    for language in LANGUAGES {
        let own = fs::read_to_string(source.join(language).with_extension("txt"))?;
        let more = source.join("strangers").join(language).with_extension("txt");
        let text = format!("{own}\n{any}\n{}", fs::read_to_string(more)?);
        templates(language, &text, &mut rows)?;
    }
    fs::write(folder.join("prompts.tsv"), &rows)?;
    let mut rows = String::new();
    let (all, more) = (source.join("hard.txt"), source.join("hard_more.txt"));
    hard(&fs::read_to_string(all)?, &fs::read_to_string(more)?, &mut rows)?;
    fs::write(folder.join("hard.tsv"), &rows)?;
    Ok(())
}

fn main() -> Result<(), Failure> {
    run()
}
