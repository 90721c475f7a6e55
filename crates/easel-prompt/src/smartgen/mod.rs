//! Prompts composed from a description and levels of style, detail, color and lighting, by rules.
//!
//! What a language model would be asked to do, done the same way each time: [`compose`] joins a
//! description with words for every level, [`instruct`] changes a prompt as told,
//! [`random_prompt`] makes one up and [`recognise`] reads a composition out of the chat message
//! that asks a language model for it. The words are in `levels`, joining them in `write`.
//! Guidance without levels for requests of other kinds is in `crate::enhance`.

mod form;
mod instruct;
mod levels;
mod random;
mod recognise;
mod scene;
mod write;

use easel_types::Size;

use crate::enhance::encoder::Encoder;
use crate::enhance::guide::{self, Aspect, Medium, Said, Shape};
use crate::enhance::{negative, split_mix};
use crate::tokens::Text;

use self::form::Example;
use self::levels::Level;
use self::scene::{MediumSaid, Scene};
use self::write::{Parts, Phrase};

pub use self::instruct::instruct;
pub use self::random::random_prompt;
pub use self::recognise::recognise;

/// Where a picture lies on four scales from 1 to 5. 3 and `None` add nothing; numbers beyond the
/// scale count as its ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Levels {
    /// 1 photorealistic to 5 highly abstract.
    pub stylization: Option<u8>,
    /// 1 minimalist to 5 extremely intricate.
    pub detail: Option<u8>,
    /// 1 monochrome to 5 hyper-saturated.
    pub color: Option<u8>,
    /// 1 flat to 5 extremely dramatic.
    pub lighting: Option<u8>,
}

/// How the model that paints wants to be spoken to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PromptForm {
    /// One flowing description.
    #[default]
    Flux,
    /// Comma-separated tags with emphasis, and a negative prompt.
    StableDiffusion,
}

/// What is to be composed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composition {
    /// What the picture shows.
    pub description: String,
    /// How it shows it.
    pub levels: Levels,
    /// Words that stand in the prompt byte for byte.
    pub must_include: Option<String>,
    /// Prompts whose form is followed: tags or sentences, length, style words at the end.
    pub examples: Vec<String>,
    /// The form where no examples say otherwise.
    pub form: PromptForm,
    /// The canvas, which decides the composition (upright, wide).
    pub size: Option<Size>,
    /// Chooses among equally fitting words; the same seed gives the same words.
    pub seed: u64,
}

/// A composed prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The prompt. It holds the description, but for white space and a leading "create an image
    /// of".
    pub prompt: String,
    /// What the model should avoid; `Some` exactly for [`PromptForm::StableDiffusion`].
    pub negative_prompt: Option<String>,
    /// The phrases that were added, in their order; how they are joined shows
    /// [`diff`](crate::diff).
    pub added: Vec<String>,
}

/// How much is added where no level asks for anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Richness {
    Modest,
    Full,
}

/// Numbers that keep the choices of different aspects apart, so that one level changes only its
/// own words.
mod aspect {
    pub(super) const STYLE: u64 = 1;
    pub(super) const DETAIL: u64 = 2;
    pub(super) const COLOR: u64 = 3;
    pub(super) const LIGHT: u64 = 4;
    pub(super) const VIEW: u64 = 5;
    pub(super) const FINISH: u64 = 6;
    pub(super) const ORDER: u64 = 7;
    pub(super) const VERB: u64 = 8;
}

/// Composes a prompt. Total and deterministic; up to about 60 words, or 15 tags, beyond the
/// description and what must be included.
pub fn compose(composition: &Composition) -> Composed {
    let example = form::read(&composition.examples);
    compose_with(composition, Richness::Modest, example.as_ref())
}

fn compose_with(
    composition: &Composition,
    richness: Richness,
    example: Option<&Example>,
) -> Composed {
    let Composition { levels, form, seed, .. } = composition;
    let seed = *seed;
    let description = subject_of(&composition.description);
    let mut scene = Scene::new(head(&description));
    // A description that holds the words already includes them.
    let must = composition
        .must_include
        .as_deref()
        .filter(|must| !must.is_empty() && !description.contains(must));
    let levels = [levels.stylization, levels.detail, levels.color, levels.lighting].map(Level::of);
    if levels[0] >= Some(Level::High) && scene.medium != MediumSaid::Photo {
        scene.guide.set_medium(Medium::Art);
    }
    let mut parts = parts(&scene, levels, Shape::of(composition.size), (seed, richness));
    if let Some(example) = example {
        let own = description.split_whitespace().count()
            + must.map_or(0, |must| must.split_whitespace().count());
        follow(&mut parts, example, &scene, levels, own);
    }
    let tags = example.map_or(*form == PromptForm::StableDiffusion, |e| e.tags);
    parts.weighted = *form == PromptForm::StableDiffusion && example.is_none_or(|e| e.weighted);
    let encoder = match form {
        PromptForm::Flux => Encoder::T5,
        PromptForm::StableDiffusion => Encoder::Clip,
    };
    // Where the encoder does not read the description itself to its end, it reads nothing behind.
    let own = format!("{description}, {}", must.unwrap_or_default());
    if !encoder.fits(&own) {
        parts = Parts::default();
    }
    let choices = [number(seed, aspect::ORDER, 6), number(seed, aspect::VERB, 4)];
    let period = example.is_none_or(|example| example.period);
    let (prompt, added) = loop {
        let (prompt, added) = if tags {
            write::tags(&description, must, &parts, example)
        } else {
            write::sentence(&scene.text, &description, must, &parts, (choices, period))
        };
        if encoder.fits(&prompt) || !parts.shrink() {
            break (prompt, added);
        }
    };
    let negative_prompt =
        (*form == PromptForm::StableDiffusion).then(|| negative_prompt(&scene, must, levels));
    Composed { prompt, negative_prompt, added }
}

/// Most of a text that is read for what it shows, in bytes; text encoders read less.
const READ_BYTES_MAX: usize = 4000;

/// The start of a text.
fn head(text: &str) -> &str {
    text.get(..text.floor_char_boundary(READ_BYTES_MAX)).unwrap_or(text)
}

/// A number below `count` for an aspect of a seed.
fn number(seed: u64, aspect: u64, count: usize) -> usize {
    let mut state = seed ^ aspect.wrapping_mul(0xd6e8_feb8_6659_fd93);
    let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
    usize::try_from(split_mix(&mut state) % count).unwrap_or(0)
}

/// One of `phrases`, rather one that does not repeat the description.
fn choose<S: AsRef<str>>(
    phrases: &[S],
    scene: &Scene<'_>,
    seed: u64,
    aspect: u64,
) -> Option<String> {
    let fresh: Vec<&str> = phrases
        .iter()
        .map(AsRef::as_ref)
        .filter(|phrase| !scene.guide.said().repeats(phrase))
        .collect();
    // Rather one of the description's own hour.
    let timely: Vec<&str> =
        fresh.iter().copied().filter(|phrase| !scene.guide.is_untimely(phrase)).collect();
    let fresh = if timely.is_empty() { fresh } else { timely };
    let from = if fresh.is_empty() { phrases.iter().map(AsRef::as_ref).collect() } else { fresh };
    from.get(number(seed, aspect, from.len())).map(|phrase| (*phrase).to_owned())
}

/// Words for a level, with a second way to say it for the ends of the scale.
fn phrase<S: AsRef<str>>(
    phrases: &[S],
    level: Level,
    scene: &Scene<'_>,
    (seed, aspect): (u64, u64),
) -> Option<Phrase> {
    let words = choose(phrases, scene, seed, aspect)?;
    let others: Vec<&str> =
        phrases.iter().map(AsRef::as_ref).filter(|phrase| *phrase != words).collect();
    let again = if level.is_extreme() { choose(&others, scene, seed, aspect + 100) } else { None };
    let shortest = phrases.iter().map(AsRef::as_ref).min_by_key(|phrase| phrase.len());
    let short = shortest.map_or_else(|| words.clone(), str::to_owned);
    Some(Phrase { words, short, extreme: level.is_extreme(), again })
}

/// Words of guidance that lean towards a level of some dimension.
const LEANING: &[&str] = &[
    "clean",
    "soft",
    "dramatic",
    "rich",
    "vivid",
    "detail",
    "gentle",
    "minimal",
    "negative",
    "bold",
    "simple",
    "muted",
    "subdued",
    "flat",
    "vibrant",
    "abstract",
    "extreme",
    "intense",
    "monochrom",
    "saturated",
    "stylized",
    "realistic",
    "intricate",
    "grayscale",
    "chiaroscuro",
    "even ",
];

/// A phrase of guidance that leans towards no level.
fn neutral(scene: &Scene<'_>, aspect: Aspect, shape: Shape, seed: u64) -> Option<String> {
    let mut phrases = scene.guide.phrases(aspect, shape);
    phrases.retain(|phrase| !LEANING.iter().any(|word| phrase.contains(word)));
    let column = match aspect {
        Aspect::View => aspect::VIEW,
        Aspect::Light => aspect::LIGHT,
        Aspect::Color => aspect::COLOR,
        Aspect::Detail => aspect::DETAIL,
        Aspect::Finish => aspect::FINISH,
    };
    choose(&phrases, scene, seed, column)
}

fn parts(
    scene: &Scene<'_>,
    levels: [Option<Level>; 4],
    shape: Shape,
    (seed, richness): (u64, Richness),
) -> Parts {
    let [style, detail, color, lighting] = levels;
    let detail = detail.or((richness == Richness::Full).then_some(Level::High));
    let mut parts = Parts {
        style: style.and_then(|l| phrase(levels::style(l, scene), l, scene, (seed, aspect::STYLE))),
        light: lighting
            .and_then(|l| phrase(levels::lighting(l, scene), l, scene, (seed, aspect::LIGHT))),
        ..Parts::default()
    };
    parts.with.extend(
        detail.and_then(|l| phrase(levels::detail(l, scene), l, scene, (seed, aspect::DETAIL))),
    );
    parts.with.extend(
        color.and_then(|l| phrase(&levels::color(l, scene), l, scene, (seed, aspect::COLOR))),
    );
    if scene.logo {
        parts.extra = logo(scene, color.is_some(), seed);
        return parts;
    }
    let asked = levels.iter().flatten().count();
    parts.extra.extend(neutral(scene, Aspect::View, shape, seed));
    if color.is_none() {
        parts.extra.extend(neutral(scene, Aspect::Color, shape, seed));
    }
    if detail.is_none() && asked < 3 {
        parts.extra.extend(neutral(scene, Aspect::Detail, shape, seed));
    }
    if asked < 3 || richness == Richness::Full {
        parts.extra.extend(neutral(scene, Aspect::Finish, shape, seed));
    }
    if lighting.is_none() {
        parts.neutral_light = neutral(scene, Aspect::Light, shape, seed);
    } else {
        // What speaks of light could contradict the level.
        let lit = ["light", "lit ", "shadow", "glow", "sun", "shade", "haze", "bright", "dark"];
        parts.extra.retain(|phrase| !lit.iter().any(|word| phrase.contains(word)));
    }
    parts
}

/// What a logo may be, how it is drawn and its ground, in a few phrases.
fn logo(scene: &Scene<'_>, colored: bool, seed: u64) -> Vec<String> {
    guide::logo(&scene.text)
        .into_iter()
        .zip(0_u64..)
        .filter_map(|(mut phrases, at)| {
            let tones = ["color", "tone", "ink", "accent", "solid"];
            phrases.retain(|phrase| {
                let has = |words: &[&str]| words.iter().any(|word| phrase.contains(word));
                !(has(LEANING) || colored && has(&tones))
            });
            choose(&phrases, scene, seed, aspect::VIEW + at)
        })
        .take(3)
        .collect()
}

/// Makes room and takes over style words, as examples do.
fn follow(
    parts: &mut Parts,
    example: &Example,
    scene: &Scene<'_>,
    levels: [Option<Level>; 4],
    own: usize,
) {
    let [style, detail, color, lighting] = levels;
    // Style words that speak of a dimension with a level would contradict it.
    let about: [(&Option<Level>, &[&str]); 4] = [
        (&style, &["photo", "realis", "paint", "art", "illustrat", "render", "style", "abstract"]),
        (&detail, &["detail", "intricate", "minimal", "simple"]),
        (
            &color,
            &[
                "color",
                "colour",
                "palette",
                "monochrom",
                "black and white",
                "vivid",
                "pastel",
                "tone",
            ],
        ),
        (&lighting, &["light", "lit", "shadow", "contrast", "mood"]),
    ];
    parts.trailing = example
        .trailing
        .iter()
        .filter(|words| {
            let lower = words.to_lowercase();
            !about.iter().any(|(level, stems)| {
                level.is_some() && stems.iter().any(|stem| lower.contains(stem))
            })
        })
        .filter(|words| !scene.text.prompt.to_lowercase().contains(&words.to_lowercase()))
        .cloned()
        .collect();
    let count = |phrase: &str| phrase.split_whitespace().count() + 1;
    let mut words = own
        + parts
            .style
            .iter()
            .chain(&parts.with)
            .chain(&parts.light)
            .map(|p| count(&p.words))
            .sum::<usize>()
        + parts.trailing.iter().map(|t| count(t)).sum::<usize>();
    let mut fits = |phrase: &str| {
        words += count(phrase);
        // A prompt of nothing else needs some words.
        own == 0 || words <= example.words + 2
    };
    parts.extra.retain(|extra| fits(extra));
    parts.neutral_light = parts.neutral_light.take().filter(|light| fits(light));
}

/// What to avoid: what the subject suffers from, and the other ends of the scales.
fn negative_prompt(scene: &Scene<'_>, must: Option<&str>, levels: [Option<Level>; 4]) -> String {
    let [style, _, color, _] = levels;
    let must = Text::new(head(must.unwrap_or_default()));
    let must_says = Said::new(&must);
    let lettered = must.prompt.contains(['"', '“', '«', '「']);
    let unwanted = |phrase: &str| {
        let bold = color >= Some(Level::High) && phrase == "oversaturated";
        let free = style == Some(Level::Highest)
            && ["distort", "deform", "anatomy"].iter().any(|stem| phrase.contains(stem));
        bold || free || (lettered && phrase.contains("text")) || must_says.repeats(phrase)
    };
    let avoid = if scene.logo { guide::logo_avoid() } else { scene.guide.avoid() };
    let mut out: Vec<String> = negative(&scene.text, avoid)
        .split(", ")
        .map(str::to_owned)
        .filter(|phrase| !phrase.is_empty() && !unwanted(phrase))
        .collect();
    for phrase in levels::avoid(levels) {
        let known = out.iter().any(|other| other == phrase);
        if !known && !scene.guide.said().repeats(phrase) && !unwanted(phrase) {
            out.push(phrase.to_owned());
        }
    }
    out.join(", ")
}

/// A description without "create an image of" before it, on one line.
fn subject_of(description: &str) -> String {
    let mut out = String::with_capacity(description.len());
    let mut gap = String::new();
    for c in description.trim().chars() {
        if c.is_whitespace() || c.is_control() {
            gap.push(c);
            continue;
        }
        // Only breaks of lines are changed, not the spaces in a name.
        let breaks = gap.contains(|c: char| c.is_control());
        out.push_str(if breaks { " " } else { &gap });
        gap.clear();
        out.push(c);
    }
    without_request(&out).to_owned()
}

const VERBS: &[&str] =
    &["create", "generate", "make", "draw", "paint", "render", "produce", "show", "give", "design"];

/// `a dog` of `please create an image of a dog`; `a painting of a dog` of `create a painting of
/// a dog`.
fn without_request(description: &str) -> &str {
    let mut rest = description;
    let mut asked = false;
    for courtesy in ["please ", "can you ", "could you "] {
        rest = strip_word(rest, courtesy).unwrap_or(rest);
    }
    for verb in VERBS {
        if let Some(after) = strip_word(rest, verb).and_then(|r| r.strip_prefix(' ')) {
            rest = strip_word(after, "me ").unwrap_or(after);
            asked = true;
            break;
        }
    }
    if !asked {
        return description;
    }
    for lead in ["an image of ", "a picture of ", "the image of ", "image of ", "picture of "] {
        if let Some(after) = strip_word(rest, lead) {
            return after;
        }
    }
    // "make 3 apples dance" is no request for a picture in itself.
    if ["a ", "an ", "the "].iter().any(|article| strip_word(rest, article).is_some()) {
        rest
    } else {
        description
    }
}

/// `text` behind `prefix`, whatever its case (ASCII).
fn strip_word<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    if head.eq_ignore_ascii_case(prefix) { text.get(prefix.len()..) } else { None }
}
