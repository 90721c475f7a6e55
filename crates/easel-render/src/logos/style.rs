//! What style words and symbols mean for a logo: letters, spacing, form of the symbol, colours.

use easel_types::spec::LogoSpec;

use crate::color::Color;
use crate::text::{Family, Weight};
use crate::theme::Palette;

/// How the name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    AsGiven,
    Upper,
    Lower,
}

/// What the symbol stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing: the lines themselves.
    Bare,
    /// A rounded square with a run of colours.
    Squircle,
    Disc,
    /// A circle line.
    Ring,
    Hexagon,
    /// Two opposite corners round.
    Leaf,
    Shield,
    /// A soft uneven blot.
    Blob,
}

/// What is drawn beside letters and symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ornament {
    None,
    /// Lines at both sides of the tagline.
    Flanks,
    /// Lines over and under the name.
    Rules,
    /// A curve under the name.
    Swoosh,
    /// A slanted bar under the name.
    Bar,
}

/// A logo's manner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Manner {
    pub(super) family: Family,
    pub(super) weight: Weight,
    pub(super) case: Case,
    /// Space between letters, share of their size.
    pub(super) tracking: f64,
    /// How far letters lean, share of their height.
    pub(super) slant: f64,
    pub(super) form: Form,
    pub(super) ornament: Ornament,
    /// The letters run from the first colour to the second.
    pub(super) runs: bool,
}

const PLAIN: Manner = Manner {
    family: Family::Sans,
    weight: Weight::Bold,
    case: Case::AsGiven,
    tracking: -0.015,
    slant: 0.0,
    form: Form::Squircle,
    ornament: Ornament::None,
    runs: false,
};

const SERIF: Manner =
    Manner { family: Family::Serif, weight: Weight::Regular, case: Case::Upper, ..PLAIN };

/// Style words, or their beginnings, and the manner that they ask for.
static MANNERS: [(&str, Manner); 13] = [
    (
        "vintage retro classic heritage rustic",
        Manner {
            family: Family::Slab,
            case: Case::Upper,
            tracking: 0.08,
            form: Form::Ring,
            ornament: Ornament::Rules,
            ..PLAIN
        },
    ),
    (
        "luxur premium royal",
        Manner { tracking: 0.26, form: Form::Ring, ornament: Ornament::Flanks, ..SERIF },
    ),
    (
        "elegant feminine fashion sophisticated",
        Manner { tracking: 0.18, form: Form::Bare, ornament: Ornament::Flanks, ..SERIF },
    ),
    (
        "playful fun kids child cute friendly",
        Manner {
            family: Family::Rounded,
            tracking: 0.0,
            form: Form::Blob,
            ornament: Ornament::Swoosh,
            ..PLAIN
        },
    ),
    (
        "sport athletic dynamic fast racing",
        Manner {
            family: Family::Display,
            case: Case::Upper,
            tracking: 0.03,
            slant: 0.18,
            form: Form::Shield,
            ornament: Ornament::Bar,
            ..PLAIN
        },
    ),
    (
        "handwritten script handmade brush craft signature",
        Manner {
            family: Family::Script,
            weight: Weight::Regular,
            tracking: 0.0,
            form: Form::Bare,
            ornament: Ornament::Swoosh,
            ..PLAIN
        },
    ),
    (
        "organic natur eco green earthy",
        Manner {
            family: Family::Rounded,
            case: Case::Lower,
            tracking: 0.005,
            form: Form::Leaf,
            ..PLAIN
        },
    ),
    (
        "hacker code developer mono",
        Manner { family: Family::Mono, case: Case::Lower, tracking: -0.02, ..PLAIN },
    ),
    ("tech futur modern digital startup gradient", Manner { tracking: -0.02, runs: true, ..PLAIN }),
    (
        "bold strong heavy industrial",
        Manner {
            family: Family::Display,
            case: Case::Upper,
            tracking: 0.025,
            form: Form::Disc,
            ..PLAIN
        },
    ),
    (
        "geometric bauhaus abstract",
        Manner {
            weight: Weight::SemiBold,
            case: Case::Upper,
            tracking: 0.14,
            form: Form::Hexagon,
            ..PLAIN
        },
    ),
    (
        "minimal simple clean flat",
        Manner { weight: Weight::SemiBold, tracking: 0.01, form: Form::Bare, ..PLAIN },
    ),
    ("plain default", PLAIN),
];

/// The manner for the first style word that is known.
pub(super) fn manner(spec: &LogoSpec) -> Manner {
    let known = |word: &String| {
        let word = word.to_lowercase();
        let parts: Vec<&str> = word.split(|c: char| !c.is_alphanumeric()).collect();
        MANNERS.iter().find(|(names, _)| {
            names.split(' ').any(|name| parts.iter().any(|part| part.starts_with(name)))
        })
    };
    spec.style.iter().find_map(known).map_or(PLAIN, |(_, manner)| *manner)
}

/// Colours of a logo.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colors {
    pub(super) first: Color,
    pub(super) second: Color,
    /// Of the name.
    pub(super) ink: Color,
    pub(super) muted: Color,
    /// What reads on the first colour.
    pub(super) on: Color,
}

impl Colors {
    /// Whether what lies between the two colours is a colour itself, not mud.
    pub(super) fn blends(&self) -> bool {
        let strength = |color: Color| {
            let most = color.r.max(color.g).max(color.b);
            f64::from(most - color.r.min(color.g).min(color.b))
        };
        let least = strength(self.first).min(strength(self.second));
        strength(self.first.mix(self.second, 0.5)) >= least * 0.8
    }

    /// The lit side of a form: the first colour on its way to the second, or to white where
    /// there is mud between the two.
    pub(super) fn lit(&self, amount: f64) -> Color {
        if self.blends() {
            self.first.mix(self.second, amount)
        } else {
            self.first.mix(Color::WHITE, amount * 0.35)
        }
    }
}

/// Words of symbols, names and styles, and the colours they call for.
const MEANINGS: [(&str, u32, u32); 19] = [
    ("coffee cafe café espresso roast brew bean barista kaffee", 0x4E2F1F, 0xB9793F),
    (
        "leaf plant garden tree nature eco organic green farm vegan herb botanic forest wald",
        0x1F6B43,
        0x7CB342,
    ),
    ("water ocean sea wave drop fish surf aqua pool sail anchor marine wasser", 0x0B4F8A, 0x19A7CE),
    ("fire flame grill bbq hot chili pepper burn", 0xB3261E, 0xF59E0B),
    ("mountain alpine summit outdoor peak hike camp tent berg", 0x1F3A4D, 0x4C8C9B),
    (
        "rocket space star code cloud data robot ai software app cpu chip tech digital",
        0x4338CA,
        0x8B5CF6,
    ),
    ("heart love health care medical clinic doctor pharma yoga", 0xBE185D, 0xF4728F),
    ("bank finance law scale invest capital insurance consult building trust", 0x14305C, 0xB08D3C),
    ("cake bakery bread cupcake croissant cookie sweet candy ice bäckerei", 0x9D3C5A, 0xE8A06A),
    ("sun solar energy bolt lightning electric power light", 0xC2570C, 0xF5B301),
    ("flower rose beauty spa cosmetic salon bloom lotus", 0xA23B72, 0xE58FB1),
    ("dog cat paw pet vet animal bird", 0x7A4A21, 0xE39B3A),
    ("book school education learn academy university graduation", 0x1E3A8A, 0x3B82F6),
    ("camera photo film video music guitar studio art brush palette", 0x3B1F5B, 0xD9467A),
    (
        "car bike bicycle motor race speed truck wheel gym dumbbell fitness sport",
        0x111827,
        0xDC2626,
    ),
    ("wine beer grape bar pub cocktail pizza restaurant food burger chef fork", 0x6B1E2E, 0xC8963E),
    ("luxur gold premium royal crown diamond jewel ring elegant", 0x2A2320, 0xB08D57),
    ("vintage retro classic heritage rustic", 0x5A2A1B, 0xB5893F),
    ("minimal mono black simple", 0x15181E, 0x5B6472),
];

/// Pairs for names that call for nothing.
const PAIRS: [(u32, u32); 6] = [
    (0x1D4ED8, 0x06B6D4),
    (0x6D28D9, 0xDB2777),
    (0x0F766E, 0x22C55E),
    (0xC2410C, 0xF59E0B),
    (0x1E293B, 0x3B82F6),
    (0x9F1239, 0xF97316),
];

pub(super) fn colors(spec: &LogoSpec, palette: &Palette) -> Colors {
    let given: Vec<Color> =
        spec.appearance.colors.iter().filter_map(|text| palette.named(text)).collect();
    let (first, second) = match given.as_slice() {
        [first, second, ..] => (*first, *second),
        [first] => (*first, shifted(*first)),
        [] => called_for(spec),
    };
    let ground = palette.background;
    let is_dark = Color::WHITE.contrast(ground) > 8.0;
    // Marks must be seen: on dark grounds deep colours are lifted.
    let (first, second) =
        (palette.readable(first, ground, 3.2), palette.readable(second, ground, 2.2));
    let deep =
        if is_dark { first.mix(Color::WHITE, 0.72) } else { first.mix(Color::rgb(0x0B0F19), 0.5) };
    Colors {
        first,
        second,
        ink: palette.readable(deep, ground, 7.0),
        muted: palette.readable(first.mix(palette.muted, 0.55), ground, 4.6),
        on: palette.on(first),
    }
}

fn called_for(spec: &LogoSpec) -> (Color, Color) {
    let found = |text: &str| {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        MEANINGS.iter().find(|(names, ..)| {
            names
                .split(' ')
                .any(|name| words.iter().any(|word| word.len() > 1 && word.starts_with(name)))
        })
    };
    let styles = spec.style.join(" ");
    let texts = [
        spec.symbol.as_deref(),
        Some(spec.name.as_str()),
        spec.tagline.as_deref(),
        Some(styles.as_str()),
    ];
    if let Some((_, first, second)) = texts.into_iter().flatten().find_map(found) {
        return (Color::rgb(*first), Color::rgb(*second));
    }
    // The same name has the same colours always.
    let sum: usize = spec.name.bytes().map(usize::from).sum();
    let (first, second) = PAIRS.get(sum % PAIRS.len()).copied().unwrap_or((0x1D4ED8, 0x06B6D4));
    (Color::rgb(first), Color::rgb(second))
}

/// A companion of a single brand colour: a little lighter, its hue moved a little.
fn shifted(color: Color) -> Color {
    let moved = Color { r: color.g, g: color.b, b: color.r, a: 255 };
    color.mix(moved, 0.22).mix(Color::WHITE, 0.18)
}
