//! Makes the texts of a spec drawable: one line each, no control characters, no letters without
//! a font. What had to go is said in the notes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use easel_types::Spec;
use easel_types::spec::{
    ChartSpec, DiagramSpec, Edge, InfographicItem, InfographicSpec, LogoSpec, Part, Step,
};

use crate::text::{Han, TextEngine};
use crate::{emoji, fonts, scripts, system_fonts};

/// What was found in the texts.
#[derive(Debug, Default)]
struct Findings {
    /// Emoji without a picture.
    emoji: BTreeSet<char>,
    /// Letters without a font, counted by script.
    unknown: BTreeMap<&'static str, usize>,
    /// Scripts in a font of the machine, with the number of the font.
    of_machine: BTreeMap<&'static str, u16>,
    has_kana: bool,
    has_hangul: bool,
}

impl Findings {
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.emoji.is_empty() {
            let shown: String = self.emoji.iter().take(8).collect();
            notes.push(format!("emoji left out, because there is no picture of them: {shown}"));
        }
        if !self.unknown.is_empty() {
            let count = |(script, count): (&&str, &usize)| {
                format!("{script} ({count} character{})", if *count == 1 { "" } else { "s" })
            };
            let scripts: Vec<String> = self.unknown.iter().map(count).collect();
            notes.push(format!(
                "no font for {}, left out; install one such as Noto Sans on this machine",
                scripts.join(" and ")
            ));
        }
        for (script, font) in &self.of_machine {
            let name = system_fonts::font(*font).map(system_fonts::SystemFont::name);
            let name = name.unwrap_or_default();
            notes.push(format!("{script} is set in {name}, a font of this machine"));
        }
        notes
    }

    /// Which forms Chinese characters should have: the language's where one is given.
    fn han(&self, locale: Option<&str>) -> Han {
        let language = locale.unwrap_or_default().split(['-', '_']).next().unwrap_or_default();
        match (language, self.has_kana, self.has_hangul) {
            ("zh", ..) => Han::Chinese,
            ("ko", ..) => Han::Korean,
            ("ja", ..) | (_, true, _) => Han::Japanese,
            (_, _, true) => Han::Korean,
            _ => Han::Chinese,
        }
    }
}

/// A copy of the spec with drawable texts, and notes about what was changed.
pub(crate) fn clean(spec: &Spec, engine: &mut TextEngine) -> (Spec, Vec<String>) {
    let mut findings = Findings::default();
    let mut change = |text: &mut String| {
        if let Cow::Owned(clean) = clean_text(text, &mut findings) {
            *text = clean;
        }
    };
    let mut spec = spec.clone();
    match &mut spec {
        Spec::Chart(spec) => chart(spec, &mut change),
        Spec::Diagram(spec) => diagram(spec, &mut change),
        Spec::Infographic(spec) => infographic(spec, &mut change),
        Spec::Logo(spec) => logo(spec, &mut change),
    }
    engine.set_han(findings.han(spec.appearance().locale.as_deref()));
    (spec, findings.notes())
}

fn chart(spec: &mut ChartSpec, change: &mut impl FnMut(&mut String)) {
    let heading = [&mut spec.title, &mut spec.subtitle, &mut spec.unit];
    let axes = [&mut spec.x_label, &mut spec.y_label, &mut spec.y2_label];
    heading.into_iter().chain(axes).flatten().for_each(&mut *change);
    spec.categories.iter_mut().chain(&mut spec.highlight).for_each(&mut *change);
    spec.columns.iter_mut().chain(spec.cells.iter_mut().flatten()).for_each(&mut *change);
    for series in &mut spec.series {
        series.name.iter_mut().chain(&mut series.unit).for_each(&mut *change);
        series.point_labels.iter_mut().for_each(&mut *change);
    }
    for annotation in &mut spec.annotations {
        change(&mut annotation.text);
        annotation.x.iter_mut().chain(&mut annotation.x_end).for_each(&mut *change);
    }
    for link in &mut spec.links {
        change(&mut link.from);
        change(&mut link.to);
    }
    spec.parts.iter_mut().for_each(|inner| part(inner, change));
}

fn part(part_: &mut Part, change: &mut impl FnMut(&mut String)) {
    change(&mut part_.name);
    part_.parts.iter_mut().for_each(|inner| part(inner, change));
}

fn diagram(spec: &mut DiagramSpec, change: &mut impl FnMut(&mut String)) {
    [&mut spec.title, &mut spec.subtitle].into_iter().flatten().for_each(&mut *change);
    for node in &mut spec.nodes {
        if node.label.trim().is_empty() {
            node.label.clone_from(&node.id);
        }
        change(&mut node.label);
        node.text.iter_mut().chain(&mut node.stereotype).for_each(&mut *change);
        node.start.iter_mut().chain(&mut node.end).for_each(&mut *change);
        let rows = node.members.iter_mut().chain(&mut node.methods).chain(&mut node.tags);
        rows.for_each(&mut *change);
    }
    spec.edges.iter_mut().for_each(|inner| edge(inner, change));
    spec.groups.iter_mut().for_each(|group| change(&mut group.label));
    spec.steps.iter_mut().for_each(|inner| step(inner, change));
    spec.notes.iter_mut().for_each(|note| change(&mut note.text));
    spec.axes.iter_mut().flatten().for_each(change);
}

fn edge(edge: &mut Edge, change: &mut impl FnMut(&mut String)) {
    let texts = [&mut edge.label, &mut edge.from_label, &mut edge.to_label];
    texts.into_iter().flatten().for_each(change);
}

fn step(step_: &mut Step, change: &mut impl FnMut(&mut String)) {
    match step_ {
        Step::Message(message) => edge(message, change),
        Step::Remark(remark) => change(&mut remark.text),
        Step::Activate { .. } | Step::Deactivate { .. } => {}
        Step::Divider { label } => change(label),
        Step::Fragment(fragment) => {
            change(&mut fragment.kind);
            for section in &mut fragment.sections {
                change(&mut section.label);
                section.steps.iter_mut().for_each(|inner| step(inner, change));
            }
        }
    }
}

fn infographic(spec: &mut InfographicSpec, change: &mut impl FnMut(&mut String)) {
    [&mut spec.title, &mut spec.subtitle].into_iter().flatten().for_each(&mut *change);
    spec.items.iter_mut().for_each(|inner| item(inner, change));
    for group in &mut spec.groups {
        change(&mut group.label);
        [&mut group.text, &mut group.value].into_iter().flatten().for_each(&mut *change);
        group.items.iter_mut().for_each(|inner| item(inner, change));
    }
    spec.relations.iter_mut().for_each(|inner| edge(inner, change));
}

fn item(item_: &mut InfographicItem, change: &mut impl FnMut(&mut String)) {
    change(&mut item_.label);
    [&mut item_.text, &mut item_.value].into_iter().flatten().for_each(&mut *change);
    item_.items.iter_mut().for_each(|inner| item(inner, change));
}

fn logo(spec: &mut LogoSpec, change: &mut impl FnMut(&mut String)) {
    change(&mut spec.name);
    spec.tagline.iter_mut().for_each(change);
}

fn clean_text<'a>(text: &'a str, findings: &mut Findings) -> Cow<'a, str> {
    if text.trim().len() == text.len() && text.chars().all(|c| (' '..='~').contains(&c)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some((length, _)) = emoji::at_start(rest) {
            let (emoji, left) = rest.split_at(length);
            clean.push_str(emoji);
            rest = left;
            continue;
        }
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
        if character.is_whitespace() || character.is_control() {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(if character == '\u{a0}' { character } else { ' ' });
            }
        } else if is_joiner(character) {
            if clean.ends_with(char::is_alphabetic) {
                clean.push(character);
            }
        } else if !is_invisible(character) {
            clean_letter(character, &mut clean, findings);
        }
    }
    Cow::Owned(clean.trim().to_owned())
}

/// Adds a letter that some font has; notes one that none has.
fn clean_letter(character: char, clean: &mut String, findings: &mut Findings) {
    findings.has_kana |= matches!(u32::from(character), 0x3041..=0x30FF | 0xFF66..=0xFF9D);
    findings.has_hangul |= matches!(u32::from(character), 0x1100..=0x11FF | 0xAC00..=0xD7A3);
    if let Some(letter) = scripts::plain_letter(character) {
        clean.push(letter);
    } else if emoji::is_part(character) {
        findings.emoji.insert(character);
    } else {
        match fonts::face(character) {
            Some(face) => {
                if let fonts::Face::System(number) = face {
                    findings.of_machine.insert(scripts::name(character), number);
                }
                clean.push(character);
            }
            None => *findings.unknown.entry(scripts::name(character)).or_default() += 1,
        }
    }
}

/// Joiners that Arabic and Indic scripts need; without ink.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}')
}

/// Selectors, zero-width spaces, direction overrides: they say something to a text processor, but
/// nothing is seen of them.
fn is_invisible(character: char) -> bool {
    matches!(u32::from(character), 0xAD | 0x200B | 0x202A..=0x202E | 0x2060..=0x206F
        | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFB | 0x1F3FB..=0x1F3FF | 0xE0000..=0xE0FFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(clean_text(text, &mut Findings::default()), expect);
    }

    #[test]
    fn texts_become_one_drawable_line() {
        check("plain", "plain");
        check(" two\n lines\t", "two lines");
        check("Launch 🚀👩‍🚀 now", "Launch 🚀👩‍🚀 now");
        check("Größe ≤ 5 €", "Größe ≤ 5 €");
        check("مبيعات", "مبيعات");
        check("東京 한국", "東京 한국");
        check("𝐁𝐨𝐥𝐝", "Bold");
        check("zero\u{200b}width\u{202e}", "zerowidth");
        check("a \u{bff} b", "a b");
    }

    #[test]
    fn what_is_missing_is_said() {
        let notes = |text: &str| {
            let mut findings = Findings::default();
            let _ = clean_text(text, &mut findings);
            findings.notes()
        };
        assert_eq!(
            // Not assigned to any letter, so no machine has a font for them.
            notes("\u{bfe}\u{bff} and \u{cff}"),
            ["no font for Kannada (1 character) and Tamil (2 characters), left out; install \
                 one such as Noto Sans on this machine"]
        );
        assert_eq!(notes("\u{1f1e9}x").len(), 1);
        assert_eq!(notes("東京 🚀 é"), [""; 0]);
    }

    #[test]
    fn chinese_characters_follow_the_language_of_the_texts() {
        let han = |text: &str, locale: Option<&str>| {
            let mut findings = Findings::default();
            let _ = clean_text(text, &mut findings);
            findings.han(locale)
        };
        assert_eq!(han("東京", None), Han::Chinese);
        assert_eq!(han("東京タワー", None), Han::Japanese);
        assert_eq!(han("서울 東京", None), Han::Korean);
        assert_eq!(han("東京タワー", Some("zh-TW")), Han::Chinese);
        assert_eq!(han("東京", Some("ja-JP")), Han::Japanese);
    }
}
