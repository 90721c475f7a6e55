//! Joining a description, what it must include and the chosen phrases: as a flowing sentence or
//! as tags. Which phrases those are is decided in `mod`.

use super::form::Example;
use crate::enhance::{listed, without_article};
use crate::language::Language;
use crate::tokens::{Text, capitalised};

/// Longest description, in words, that the rest continues as one sentence.
const CONTINUED_WORDS_MAX: usize = 25;
/// Most tags behind the description and what it must include.
const TAGS_MAX: usize = 14;

/// A phrase of a level.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub words: String,
    /// The shortest way to say it, for want of room.
    pub short: String,
    /// Of the ends of a scale.
    pub extreme: bool,
    /// A second way to say the same, for tags.
    pub again: Option<String>,
}

/// What is said beside the description.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Follows "as".
    pub style: Option<Phrase>,
    /// Follow "with": detail and color.
    pub with: Vec<Phrase>,
    /// Follows "under".
    pub light: Option<Phrase>,
    /// Composition and finish, most wanted first; left out where there is no room.
    pub extra: Vec<String>,
    /// Light where no level asks for any; comes and goes with `extra`.
    pub neutral_light: Option<String>,
    /// Style words from examples.
    pub trailing: Vec<String>,
    /// Tags carry weights.
    pub weighted: bool,
}

impl Parts {
    /// Says a little less, what is least wanted first; false where nothing is left to leave out.
    pub(super) fn shrink(&mut self) -> bool {
        if self.neutral_light.take().is_some()
            || self.extra.pop().is_some()
            || self.trailing.pop().is_some()
        {
            return true;
        }
        let mut phrases = self.style.iter_mut().chain(&mut self.with).chain(&mut self.light);
        if phrases.any(|phrase| phrase.again.take().is_some()) {
            return true;
        }
        let mut phrases = self.style.iter_mut().chain(&mut self.with).chain(&mut self.light);
        let long = phrases.find(|phrase| phrase.words != phrase.short);
        if let Some(long) = long {
            long.words.clone_from(&long.short);
            return true;
        }
        if std::mem::take(&mut self.weighted) {
            return true;
        }
        self.with.pop().is_some() || self.light.take().is_some() || self.style.take().is_some()
    }

    /// The phrases as they stand in a description.
    fn phrases(&self) -> Vec<String> {
        let levels = self.style.iter().chain(&self.with).chain(&self.light);
        levels
            .map(|phrase| &phrase.words)
            .chain(&self.extra)
            .chain(&self.neutral_light)
            .chain(&self.trailing)
            .cloned()
            .collect()
    }
}

/// How a description ends and what may follow it.
fn continues(text: &Text<'_>) -> bool {
    let description = text.prompt.trim();
    text.language == Language::ENGLISH
        && description.split_whitespace().count() <= CONTINUED_WORDS_MAX
        && !description.contains(". ")
        && ends_openly(description)
}

/// True where a comma may follow.
fn ends_openly(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '”' | '»' | ')' | '%'))
        && !ends_sentence(text)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', '」', '』', ')', '\''])
        .ends_with(['.', '!', '?', '。', '！', '？', '…', '।'])
}

/// One sentence, or two where the description is complete in itself.
pub(super) fn sentence(
    text: &Text<'_>,
    description: &str,
    must: Option<&str>,
    parts: &Parts,
    (choices, period): ([usize; 2], bool),
) -> (String, Vec<String>) {
    let mut out = opening(description);
    let mut joined = continues(text);
    if let Some(must) = must {
        let lead = ["featuring", "including", "with"][choices[0] % 3];
        join(&mut out, joined, lead, "featuring");
        out.push(' ');
        out.push_str(must);
        // Text with an end of its own is not continued.
        joined = joined && ends_openly(must);
    }
    let light = parts.light.as_ref().map(|p| p.words.as_str()).or(parts.neutral_light.as_deref());
    let light_first = choices[0] % 2 == 1 && light.is_some() && joined && !out.contains(',');
    let clause = clause(parts, light, light_first, choices[1]);
    if !clause.is_empty() {
        if light_first {
            out.push(' ');
            out.push_str(&clause);
        } else {
            join(&mut out, joined, &clause, &clause);
        }
    }
    for words in &parts.trailing {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(words);
    }
    // A closing quotation mark is not the last character, because clients trim it.
    if out.ends_with(['"', '\'']) || (period && !ends_sentence(&out)) {
        out.push('.');
    }
    (out, parts.phrases())
}

/// `rendered as … with … under …`, or the light first.
fn clause(parts: &Parts, light: Option<&str>, light_first: bool, choice: usize) -> String {
    let verb = ["captured", "rendered", "shown", "presented"][choice % 4];
    let style = parts.style.as_ref().map(|style| format!("{verb} as {}", style.words));
    let with: Vec<&str> =
        parts.with.iter().map(|p| &*p.words).chain(parts.extra.iter().map(|e| &**e)).collect();
    let with = (!with.is_empty()).then(|| format!("with {}", listed(&with)));
    let light = light.map(|light| format!("under {light}"));
    let ordered = if light_first { [light, style, with] } else { [style, with, light] };
    let mut out = String::new();
    for next in ordered.into_iter().flatten() {
        // Light in front is set apart from what follows, and a style with a "with" of its own.
        let apart = (light_first && out.starts_with("under") && !out.contains(','))
            || (out.contains(" with ") && next.starts_with("with "));
        out.push_str(match (out.is_empty(), apart) {
            (true, _) => "",
            (false, true) => ", ",
            (false, false) => " ",
        });
        out.push_str(&next);
    }
    out
}

/// The start of a prompt: the description, led by a word where it begins with a quotation mark,
/// because clients trim those.
fn opening(description: &str) -> String {
    if description.starts_with(['"', '\'']) {
        format!("Featuring {description}")
    } else {
        description.to_owned()
    }
}

/// Puts `clause` behind a comma, or as a sentence of its own.
fn join(out: &mut String, joined: bool, continued: &str, new: &str) {
    if out.is_empty() {
        out.push_str(&capitalised(new));
    } else if joined {
        out.push_str(", ");
        out.push_str(continued);
    } else {
        if !ends_sentence(out) {
            out.push('.');
        }
        out.push(' ');
        out.push_str(&capitalised(new));
    }
}

/// Tags: the description, what must be included, the levels, and what else there is.
pub(super) fn tags(
    description: &str,
    must: Option<&str>,
    parts: &Parts,
    example: Option<&Example>,
) -> (String, Vec<String>) {
    let mut out: Vec<String> = Vec::new();
    let first = without_stop(description.trim_end_matches([',', ';', ' ']));
    out.extend(
        [first, must.unwrap_or_default()].iter().filter(|t| !t.is_empty()).map(|t| (*t).to_owned()),
    );
    let own = out.len();
    let mut words: usize = out.iter().map(|tag| tag.split_whitespace().count()).sum();
    let mut added: Vec<String> = Vec::new();
    let levels = || parts.style.iter().chain(&parts.with).chain(&parts.light);
    for phrase in levels() {
        let tag = without_article(&phrase.words);
        out.push(match (parts.weighted, phrase.extreme) {
            (true, true) => format!("({tag}:1.3)"),
            (true, false) => format!("({tag}:1.1)"),
            (false, _) => tag.to_owned(),
        });
        added.push(tag.to_owned());
    }
    out.extend(parts.trailing.iter().cloned());
    added.extend(parts.trailing.iter().cloned());
    words += added.iter().map(|tag| tag.split_whitespace().count()).sum::<usize>();
    let again = levels().filter_map(|phrase| phrase.again.as_deref());
    let more = again.chain(parts.extra.iter().map(|e| &**e)).chain(parts.neutral_light.as_deref());
    let words_max = example.map_or(usize::MAX, |example| example.words);
    for tag in more.map(without_article) {
        words += tag.split(' ').count();
        // Something always follows the description.
        let needed = out.len() == own && example.is_none();
        if out.len() - own < TAGS_MAX && (needed || words <= words_max) {
            out.push(tag.to_owned());
            added.push(tag.to_owned());
        }
    }
    keep_quotes_inside(&mut out);
    (out.join(", "), added)
}

/// A description without the full stop at its end; that of an abbreviation stays.
fn without_stop(description: &str) -> &str {
    let Some(rest) = description.strip_suffix('.') else { return description };
    let word = rest.rsplit([' ', '.']).next().unwrap_or_default();
    if word.chars().count() > 3 && word.ends_with(char::is_lowercase) { rest } else { description }
}

/// Moves a tag so that the prompt neither begins nor ends with a quotation mark, which clients
/// trim.
fn keep_quotes_inside(tags: &mut Vec<String>) {
    let quote = |c: char| matches!(c, '"' | '\'');
    if tags.first().is_some_and(|tag| tag.starts_with(quote)) {
        match tags.iter().skip(1).position(|tag| !tag.starts_with(quote)) {
            Some(at) => {
                let tag = tags.remove(at + 1);
                tags.insert(0, tag);
            }
            None => tags.insert(0, "lettering".to_owned()),
        }
    }
    if tags.last().is_some_and(|tag| tag.ends_with(quote)) {
        tags.push("clear composition".to_owned());
    }
}
