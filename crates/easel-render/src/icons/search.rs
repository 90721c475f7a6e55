//! Choosing an icon by meaning. A phrase made by hand beats a word, a telling word beats a weak
//! one, the last word of a label beats the others (it names the thing in English); a keyword of
//! the icon sets counts only where a label is short. No icon is better than a wrong one.

use std::collections::HashSet;

use super::words::{forms, parts, stem, words_of};
use super::{Icon, Pack, pack};
use crate::fonts::is_cjk;

/// Least strength at which a word of the text under a label counts.
const TELLING: u8 = 10;
/// Least strength at which a word says clearly what it is.
const CLEAR: u8 = 7;
/// What a keyword of the icon sets is worth.
const TAG: u8 = 2;
/// Most words of a label for which a keyword is trusted.
const TAG_WORDS_MAX: usize = 2;

/// Hands out icons for one picture, none of them twice unless asked by name.
#[derive(Debug, Default)]
pub(crate) struct IconPicker {
    used: HashSet<Icon>,
}

/// An icon found, its strength, and where in the label.
type Found = (u8, usize, Icon);

impl IconPicker {
    /// The icon asked for by name or keyword, else one that fits the label, else one that fits
    /// the text strongly.
    pub(crate) fn pick(
        &mut self,
        asked: Option<&str>,
        label: &str,
        text: Option<&str>,
    ) -> Option<Icon> {
        let icon = asked
            .and_then(|asked| self.asked(asked))
            .or_else(|| self.find(label, 1))
            .or_else(|| self.find(text?, TELLING))?;
        self.used.insert(icon);
        Some(icon)
    }

    /// An emoji, or by name, by brand, or by meaning.
    fn asked(&self, asked: &str) -> Option<Icon> {
        let name = asked.trim().to_lowercase().replace([' ', '_'], "-");
        Icon::in_color(asked)
            .or_else(|| Icon::named(&name))
            .or_else(|| Icon::named(&format!("brand-{name}")))
            .or_else(|| self.first_of(asked))
    }

    /// Several things asked for: the first that says clearly what it is, else the first that is
    /// known at all. `cup, tea shop` is about tea.
    fn first_of(&self, asked: &str) -> Option<Icon> {
        let find = |least| asked.split([',', ';']).find_map(|part| self.find(part, least));
        find(CLEAR).or_else(|| find(1))
    }

    fn find(&self, phrase: &str, least: u8) -> Option<Icon> {
        let words = words_of(phrase);
        let mut best: Option<Found> = None;
        let mut offer = |found: Option<Found>| {
            if let Some(found) = found
                && found.0 >= least
                && best.is_none_or(|best| (found.0, found.1) > (best.0, best.1))
            {
                best = Some(found);
            }
        };
        for length in 2..=4.min(words.len()) {
            for (at, group) in words.windows(length).enumerate() {
                offer(self.exact(&group.join(" "), at + length));
            }
        }
        for (at, word) in words.iter().enumerate() {
            offer(self.word(word, at + 1));
        }
        if words.len() <= TAG_WORDS_MAX {
            for (at, word) in words.iter().enumerate() {
                let tag = |word: &str| self.exact(&format!("#{word}"), at + 1);
                offer(forms(word).find_map(tag).map(|(_, at, icon)| (TAG, at, icon)));
            }
        }
        best.map(|(.., icon)| icon)
    }

    /// What a key of the index stands for, less what is used already.
    fn exact(&self, key: &str, at: usize) -> Option<Found> {
        self.entry(pack().find_key(key).ok()?, at)
    }

    fn entry(&self, key: usize, at: usize) -> Option<Found> {
        pack()
            .matches(key)
            .find(|(icon, _)| !self.used.contains(icon))
            .map(|(icon, strength)| (strength, at, icon))
    }

    fn word(&self, word: &str, at: usize) -> Option<Found> {
        if word.starts_with(is_cjk) {
            return parts(word).find_map(|part| self.exact(part, at));
        }
        if word.len() < 2 || word.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        forms(word)
            .find_map(|form| self.exact(form, at))
            .or_else(|| self.exact(&format!("~{}", stem(word)), at))
            .or_else(|| forms(word).find_map(|form| self.inflected(form, at)))
            .or_else(|| self.compound(word, at))
    }

    /// A word of another language with another ending: `клиентов` for `клиенты`.
    fn inflected(&self, word: &str, at: usize) -> Option<Found> {
        let pack = pack();
        let key = format!("^{word}");
        let near = pack.find_key(&key).unwrap_or_else(|near| near);
        let fits = |index: &usize| is_inflection(pack, *index, word);
        [Some(near), near.checked_sub(1)]
            .into_iter()
            .flatten()
            .find(fits)
            .and_then(|index| self.entry(index, at))
    }

    /// The last or first part of a compound: `Datensicherheit` is about `Sicherheit`.
    fn compound(&self, word: &str, at: usize) -> Option<Found> {
        if word.chars().count() < 9 {
            return None;
        }
        let cuts: Vec<usize> = word.char_indices().skip(3).map(|(cut, _)| cut).collect();
        let whole = |part: &str| {
            let found = (part.chars().count() >= 5).then(|| self.exact(&format!("^{part}"), at))?;
            found.map(|(strength, at, icon)| (strength.saturating_sub(2).max(1), at, icon))
        };
        cuts.iter()
            .find_map(|cut| whole(&word[*cut..]))
            .or_else(|| cuts.iter().rev().find_map(|cut| whole(&word[..*cut])))
    }
}

/// Whether a `^word` of the index and `word` differ in their ending only.
fn is_inflection(pack: &Pack, index: usize, word: &str) -> bool {
    let Some(known) = pack.key(index).strip_prefix('^') else { return false };
    let common = known.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let (known, word) = (known.chars().count(), word.chars().count());
    common >= 4 && known - common <= 2 && word - common <= 4 && common * 2 > word
}

#[cfg(test)]
#[path = "phrases.rs"]
mod tests;
