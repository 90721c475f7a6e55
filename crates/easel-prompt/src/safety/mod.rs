//! Safety: whether a prompt is refused, by word lists and rules that an operator chooses among.
//! Pure and total, in time linear in the prompt. Logging a decision, and what a refusal looks like
//! on the wire, are elsewhere. It judges words: a prompt that says harmful things in harmless words
//! passes, and so does a picture that the model makes of itself.

mod ages;
mod fold;
mod lists;
mod rules;
mod views;

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use self::lists::Lexicon;

/// What a prompt is refused for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Sexual content with minors. Always refused.
    Minors,
    /// Explicit sexual content.
    Sexual,
    /// People without clothes, art included.
    Nudity,
    /// Graphic violence.
    Violence,
    /// Symbols and slogans of hate.
    Hate,
    /// Encouraging self-harm.
    SelfHarm,
    /// Instructions for weapons and drugs.
    Weapons,
    /// Living public figures.
    PublicFigures,
    /// Brands and protected characters.
    Trademarks,
    /// The operator's own terms.
    Blocklist,
}

impl Category {
    /// Every category, in the order in which they are looked at.
    pub const ALL: [Self; 10] = [
        Self::Minors,
        Self::Blocklist,
        Self::Sexual,
        Self::Nudity,
        Self::Violence,
        Self::Hate,
        Self::SelfHarm,
        Self::Weapons,
        Self::PublicFigures,
        Self::Trademarks,
    ];

    /// What is refused unless an operator chooses otherwise.
    pub const DEFAULT: [Self; 4] = [Self::Sexual, Self::Hate, Self::SelfHarm, Self::Weapons];

    /// Its name in configuration, logs and metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minors => "minors",
            Self::Sexual => "sexual",
            Self::Nudity => "nudity",
            Self::Violence => "violence",
            Self::Hate => "hate",
            Self::SelfHarm => "self_harm",
            Self::Weapons => "weapons",
            Self::PublicFigures => "public_figures",
            Self::Trademarks => "trademarks",
            Self::Blocklist => "blocklist",
        }
    }

    /// What a person is told, without a word of the prompt.
    const fn explanation(self) -> &'static str {
        match self {
            Self::Minors => "sexual content involving minors is never made",
            Self::Sexual => "explicit sexual content is not made here",
            Self::Nudity => "nudity is not made here",
            Self::Violence => "graphic violence is not made here",
            Self::Hate => "symbols and slogans of hate are not made here",
            Self::SelfHarm => "content that encourages self-harm is not made here",
            Self::Weapons => "instructions for weapons or drugs are not made here",
            Self::PublicFigures => "pictures of public figures are not made here",
            Self::Trademarks => "brands and protected characters are not made here",
            Self::Blocklist => "the prompt has a term that this server does not allow",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a prompt is refused. Says nothing of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What for.
    pub category: Category,
    /// The rule and the terms that met it, by their place in the lists:
    /// `minors.explicit:definite.en.3+explicit.de.2`.
    pub rule: String,
    /// A sentence for the person.
    pub explanation: String,
}

/// What becomes of a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It may be made.
    Allowed,
    /// It may not.
    Refused(Refusal),
}

impl Verdict {
    /// Why it is refused, if it is.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Allowed => None,
            Self::Refused(refusal) => Some(refusal),
        }
    }
}

/// What an operator refuses.
#[derive(Debug)]
pub struct Policy {
    refused: BTreeSet<Category>,
    operator: Lexicon,
}

impl Default for Policy {
    fn default() -> Self {
        Self::new(Category::DEFAULT, &[], &[])
    }
}

impl Policy {
    /// Refuses `categories` and, always, sexual content with minors. `blocklist` has terms to
    /// refuse, `allowlist` phrases in which terms are harmless; `…*` leaves the end of a word open.
    /// The allowlist has no effect on sexual content with minors.
    pub fn new(
        categories: impl IntoIterator<Item = Category>,
        blocklist: &[String],
        allowlist: &[String],
    ) -> Self {
        let always = [Category::Minors, Category::Blocklist];
        let refused = categories.into_iter().chain(always).collect();
        Self { refused, operator: Lexicon::of_operator(blocklist, allowlist) }
    }

    /// The categories that are refused, [`Category::Minors`] always among them.
    pub fn refused(&self) -> impl Iterator<Item = Category> + '_ {
        self.refused.iter().copied()
    }

    /// Judges a prompt with its negative prompt, which is empty where there is none. What a
    /// negative prompt names is kept out of the picture, so it is not refused for its terms; it
    /// counts where it asks to leave out clothing or grown-ups.
    pub fn judge(&self, prompt: &str, negative: &str) -> Verdict {
        let mut seen = rules::Seen::default();
        seen.read(prompt, &self.operator);
        seen.read_negative(negative);
        let broken = Category::ALL
            .into_iter()
            .filter(|category| self.refused.contains(category))
            .find_map(|category| seen.broken(category).map(|rule| (category, rule)));
        broken.map_or(Verdict::Allowed, |(category, rule)| {
            let explanation = category.explanation().to_owned();
            Verdict::Refused(Refusal { category, rule, explanation })
        })
    }
}

#[cfg(test)]
mod tests;
