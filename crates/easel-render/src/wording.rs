//! Makes the texts of a spec drawable: one line each, no control characters, no letters without
//! a font. What had to go is said in the notes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use easel_types::Spec;
use easel_types::spec::{
    ChartSpec, DiagramSpec, Edge, InfographicItem, InfographicSpec, LogoSpec, Part, Step,
};

use crate::fonts;
use crate::text::TextEngine;

/// Stands for a letter that no font has (U+25A1, white square).
const NO_GLYPH: char = '□';

#[derive(Debug, Default)]
struct Removed {
    emoji: usize,
    unknown: BTreeSet<char>,
}

/// A copy of the spec with drawable texts, and notes about what was changed.
pub(crate) fn clean(spec: &Spec, engine: &mut TextEngine) -> (Spec, Vec<String>) {
    let mut removed = Removed::default();
    let mut change = |text: &mut String| {
        if let Cow::Owned(clean) = clean_text(text, engine, &mut removed) {
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
    let mut notes = Vec::new();
    if removed.emoji > 0 {
        notes.push(format!("{} emoji left out: no font for them is embedded", removed.emoji));
    }
    if !removed.unknown.is_empty() {
        let letters: String = removed.unknown.iter().take(8).collect();
        notes.push(format!(
            "no font for {} characters ({letters}…), drawn as {NO_GLYPH}; install Noto Sans CJK \
             for Chinese, Japanese and Korean",
            removed.unknown.len()
        ));
    }
    (spec, notes)
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

fn clean_text<'a>(text: &'a str, engine: &mut TextEngine, removed: &mut Removed) -> Cow<'a, str> {
    if text.trim().len() == text.len() && text.chars().all(|c| (' '..='~').contains(&c)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() || character.is_control() {
            if !clean.ends_with(' ') {
                clean.push(if character == '\u{a0}' { character } else { ' ' });
            }
        } else if is_joiner(character) {
            if clean.ends_with(char::is_alphabetic) {
                clean.push(character);
            }
        } else if is_emoji_part(character) {
            removed.emoji += usize::from(!is_modifier(character));
        } else if fonts::covers(character) || (fonts::is_cjk(character) && engine.load_cjk()) {
            clean.push(character);
        } else if is_pictograph(character) {
            removed.emoji += 1;
        } else {
            removed.unknown.insert(character);
            clean.push(NO_GLYPH);
        }
    }
    Cow::Owned(clean.trim().to_owned())
}

/// Joiners that Arabic and Indic scripts need; without ink.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}')
}

/// Variation selectors, skin tones, flags' tag characters: they belong to the emoji before.
fn is_modifier(character: char) -> bool {
    matches!(u32::from(character), 0xFE00..=0xFE0F | 0x1F3FB..=0x1F3FF | 0xE0000..=0xE007F)
}

fn is_emoji_part(character: char) -> bool {
    is_modifier(character) || matches!(u32::from(character), 0x1F000..=0x1FAFF)
}

/// Symbols of the basic plane that are mostly used as emoji.
fn is_pictograph(character: char) -> bool {
    matches!(u32::from(character), 0x2300..=0x23FF | 0x2600..=0x27BF | 0x2B00..=0x2BFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::with_engine;

    fn check(text: &str, expect: &str) {
        let clean =
            with_engine(
                |engine| Ok(clean_text(text, engine, &mut Removed::default()).into_owned()),
            );
        assert_eq!(clean.unwrap(), expect);
    }

    #[test]
    fn texts_become_one_drawable_line() {
        check("plain", "plain");
        check(" two\n lines\t", "two lines");
        check("Launch 🚀👩‍🚀 now", "Launch now");
        check("Größe ≤ 5 €", "Größe ≤ 5 €");
        check("مبيعات", "مبيعات");
        check("\u{12000}", "□");
    }
}
