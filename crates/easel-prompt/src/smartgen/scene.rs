//! What a description shows, as far as the choice of words depends on it: its subject and medium,
//! and what it says itself about color, light, detail and style. The words chosen are in `levels`.

use easel_types::Intent;

use crate::enhance::guide::{Group, Guide, Medium};
use crate::tokens::{Kind, Text};

/// What a description says about color.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ColorSaid {
    /// Nothing.
    Nothing,
    /// It asks for a picture without color: intensity can only be one of tone.
    Tonal,
    /// It names this one color.
    One(String),
    /// It names several colors, or asks for many.
    Many,
}

/// What a description says about light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LightSaid {
    Nothing,
    /// Night or darkness.
    Dark,
    /// Hard or dramatic light.
    Hard,
    /// Soft light.
    Soft,
}

/// What a description says about detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DetailSaid {
    Nothing,
    /// Little of it.
    Sparse,
    /// Much of it.
    Rich,
}

/// What a description says about the medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MediumSaid {
    Nothing,
    /// A photograph.
    Photo,
    /// An art form.
    Art,
}

/// A description as the choice of words sees it.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub text: Text<'a>,
    pub guide: Guide,
    pub logo: bool,
    pub group: Group,
    pub medium: MediumSaid,
    pub color: ColorSaid,
    pub light: LightSaid,
    pub detail: DetailSaid,
}

const COLORLESS: &[&str] = &[
    "black and white",
    "black-and-white",
    "black & white",
    "b&w",
    "monochrom",
    "grayscale",
    "greyscale",
    "sepia",
    "film noir",
    "charcoal drawing",
    "pencil",
    "schwarz-weiß",
    "schwarzweiß",
    "blanco y negro",
    "noir et blanc",
    "bianco e nero",
    "preto e branco",
];

/// Words that name a color, with its English name.
const COLOR_NAMES: &[(&str, &str)] = &[
    ("red", "red"),
    ("blue", "blue"),
    ("green", "green"),
    ("yellow", "yellow"),
    ("orange", "orange"),
    ("purple", "purple"),
    ("violet", "violet"),
    ("pink", "pink"),
    ("turquoise", "turquoise"),
    ("teal", "teal"),
    ("crimson", "crimson"),
    ("scarlet", "scarlet"),
    ("magenta", "magenta"),
    ("cyan", "cyan"),
    ("emerald", "emerald"),
    ("lavender", "lavender"),
    ("rot", "red"),
    ("roter", "red"),
    ("rotes", "red"),
    ("blau", "blue"),
    ("blaues", "blue"),
    ("rojo", "red"),
    ("roja", "red"),
    ("azul", "blue"),
    ("rouge", "red"),
    ("bleu", "blue"),
    ("rosso", "red"),
    ("blu", "blue"),
];

const COLORFUL: &[&str] = &[
    "colorful",
    "colourful",
    "rainbow",
    "vibrant",
    "vivid",
    "multicolored",
    "multicoloured",
    "saturated",
    "pastel",
    "pastels",
    "psychedelic",
    "kaleidoscopic",
    "neon",
];

const HARD: &[&str] = &[
    "dramatic",
    "chiaroscuro",
    "harsh",
    "silhouette",
    "silhouetted",
    "backlit",
    "spotlight",
    "contrast",
    "stark",
    "lightning",
];

const SOFT: &[&str] =
    &["soft", "overcast", "foggy", "fog", "mist", "misty", "diffused", "hazy", "gentle", "flat"];

const SPARSE: &[&str] =
    &["minimal", "minimalist", "minimalistic", "simple", "plain", "clean", "sparse", "uncluttered"];

const RICH: &[&str] = &[
    "intricate",
    "detailed",
    "ornate",
    "elaborate",
    "hyperdetailed",
    "hyper-detailed",
    "cluttered",
    "busy",
    "complex",
];

impl<'a> Scene<'a> {
    /// Reads `description`.
    pub(super) fn new(description: &'a str) -> Self {
        let text = Text::new(description);
        let logo = crate::intent::recognise(&text).intent == Intent::Logo;
        let guide = Guide::new(&text);
        let group = if logo { Group::Object } else { guide.group() };
        let medium = match guide.named_medium() {
            Some(Medium::Photo) => MediumSaid::Photo,
            _ if logo => MediumSaid::Art,
            Some(Medium::Art) => MediumSaid::Art,
            Some(Medium::Open) | None => MediumSaid::Nothing,
        };
        let color = color_said(&text);
        let light = if says(&text, HARD) {
            LightSaid::Hard
        } else if guide.is_dark() {
            LightSaid::Dark
        } else if says(&text, SOFT) {
            LightSaid::Soft
        } else {
            LightSaid::Nothing
        };
        let detail = if says(&text, SPARSE) {
            DetailSaid::Sparse
        } else if says(&text, RICH) {
            DetailSaid::Rich
        } else {
            DetailSaid::Nothing
        };
        Self { text, guide, logo, group, medium, color, light, detail }
    }
}

fn says(text: &Text<'_>, words: &[&str]) -> bool {
    text.tokens.iter().filter(|token| token.kind == Kind::Word).any(|token| {
        words.contains(&&*token.lower) || token.lower.split('-').any(|part| words.contains(&part))
    })
}

fn color_said(text: &Text<'_>) -> ColorSaid {
    let lower = text.prompt.to_lowercase();
    if COLORLESS.iter().any(|phrase| lower.contains(phrase)) {
        return ColorSaid::Tonal;
    }
    if says(text, COLORFUL) {
        return ColorSaid::Many;
    }
    let mut named: Vec<&str> = text
        .tokens
        .iter()
        .filter(|token| token.kind == Kind::Word)
        .filter_map(|token| COLOR_NAMES.iter().find(|(word, _)| *word == token.lower))
        .map(|(_, english)| *english)
        .collect();
    named.sort_unstable();
    named.dedup();
    match named.as_slice() {
        [] => ColorSaid::Nothing,
        [one] => ColorSaid::One((*one).to_owned()),
        [_, _, ..] => ColorSaid::Many,
    }
}
