//! Understanding prompts by rules: which kind of picture is asked for, the spec of pictures that
//! are drawn, and better prompts for pictures that are painted.
//!
//! Pure and total: every `&str` yields an [`Understanding`], the same one each time, without
//! IO, clock, randomness or a language model. Numbers in a spec come from the prompt; a prompt
//! without data gets a spec marked [`Source::Illustrative`](easel_types::spec::Source). Drawing
//! lives in `easel-render`, limits on prompt length in `easel-types`, language models elsewhere.

pub mod assist;
mod chart;
mod diagram;
mod difference;
mod enhance;
mod infographic;
mod intent;
mod language;
mod lexicon;
mod logo;
mod notation;
mod numbers;
mod numerals;
mod phrases;
mod proportions;
pub mod safety;
pub mod smartgen;
mod tokens;

use easel_types::{Intent, ModelFamily, Size, Spec};
use serde::{Deserialize, Serialize};

/// What the trainer of the intent model needs; no part of the interface.
#[doc(hidden)]
pub mod training {
    pub use crate::intent::features::Features;
    pub use crate::intent::model::{CLASSES, ROWS, softmax};
    pub use crate::language::letters::{LANGUAGES, ROWS as LETTER_ROWS, rows as letter_rows};
    use crate::tokens::Text;

    /// Rows of structure come first, then those of words.
    pub const STRUCTURE_ROWS: usize = crate::intent::features::STRUCTURE_ROWS as usize;

    /// What the model sees of `prompt`.
    pub fn features(prompt: &str) -> Features {
        crate::intent::features::of(&Text::new(prompt))
    }
}

pub use difference::{Change, diff};
pub use language::Language;
pub use logo::logo;
pub use proportions::proportions;

use crate::tokens::Text;

/// What the caller already knows or wishes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The kind of picture where the caller named it; recognised from the prompt otherwise.
    pub intent: Option<Intent>,
    /// Canvas, which decides the composition guidance (upright, wide) of painted pictures.
    pub size: Option<Size>,
    /// Whether prompts of painted pictures are to be enhanced.
    pub enhance: bool,
    /// Chooses among equally fitting guidance; the same seed gives the same words.
    pub seed: u64,
    /// Architecture of the model that will paint, which decides the form of the prompt.
    pub family: Option<ModelFamily>,
}

/// What a prompt asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Understanding {
    /// The kind of picture.
    pub intent: Intent,
    /// How sure that is, 0 to 1; 1 where the caller named the intent.
    pub confidence: f32,
    /// The next best kind, where there was any sign of another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runner_up: Option<Intent>,
    /// Language of the prompt.
    pub language: Language,
    /// What to draw; `Some` exactly for the instant intents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spec: Option<Spec>,
    /// The prompt with guidance added; it begins with the prompt, byte for byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enhanced_prompt: Option<String>,
    /// The phrases of guidance in the enhanced prompt, in their order; how they are joined shows
    /// [`diff`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
    /// What the model should avoid, for families that listen to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<String>,
    /// Remarks for the person: what was assumed or left out.
    pub notes: Vec<String>,
}

/// Says what `prompt` asks for. Total and deterministic; time and memory are linear in the
/// length of the prompt for all practical prompts, so the caller limits that length.
pub fn understand(prompt: &str, hints: &Hints) -> Understanding {
    let text = Text::new(prompt);
    let verdict = intent::recognise(&text);
    let (intent, confidence, runner_up) = match hints.intent {
        Some(named) => (named, 1.0, (verdict.intent != named).then_some(verdict.intent)),
        None => (verdict.intent, verdict.confidence, verdict.runner_up),
    };
    let mut notes = Vec::new();
    let scene = (intent == Intent::Diagram && hints.intent.is_none() && text.notation().is_none())
        .then(|| infographic::scene(&text, &mut notes))
        .flatten();
    // A diagram of a topic there is an illustrated scene of is that scene.
    let (intent, runner_up) = match scene {
        Some(_) => (Intent::Infographic, Some(Intent::Diagram)),
        None => (intent, runner_up),
    };
    let spec = scene.map(Spec::Infographic);
    let written = || written_out(&text, intent, &mut notes);
    let spec = spec.or_else(written).or_else(|| match intent {
        Intent::Chart => Some(Spec::Chart(chart::extract(&text, &mut notes))),
        Intent::Diagram => Some(Spec::Diagram(diagram::extract(&text, &mut notes))),
        Intent::Infographic => Some(Spec::Infographic(infographic::extract(&text, &mut notes))),
        Intent::Logo | Intent::Standard => None,
    });
    let enhancement =
        (spec.is_none() && hints.enhance).then(|| enhance::enhance(&text, intent, hints));
    let (enhanced_prompt, added, negative_prompt) = match enhancement {
        Some(made) => {
            notes.extend(made.note);
            (made.prompt, made.added, made.negative)
        }
        None => (None, Vec::new(), None),
    };
    Understanding {
        intent,
        confidence,
        runner_up,
        language: text.language,
        spec,
        enhanced_prompt,
        added,
        negative_prompt,
        notes,
    }
}

/// How many tokens the text encoder of a model makes of `prompt`, and how many it reads. Counting
/// ends soon beyond those.
pub fn text_tokens(prompt: &str, family: Option<ModelFamily>) -> (usize, usize) {
    let encoder = enhance::encoder::Encoder::of(family);
    (encoder.count(prompt), encoder.room())
}

/// The picture that Mermaid or DOT text in the prompt describes, where it is of the kind asked
/// for.
fn written_out(text: &Text<'_>, intent: Intent, notes: &mut Vec<String>) -> Option<Spec> {
    let parsed = text.notation().filter(|parsed| parsed.spec.intent() == intent)?;
    notes.extend(parsed.notes.iter().cloned());
    let mut spec = parsed.spec.clone();
    let title = match &mut spec {
        Spec::Diagram(spec) => Some(&mut spec.title),
        Spec::Chart(spec) => Some(&mut spec.title),
        _ => None,
    };
    if let Some(title) = title.filter(|title| title.is_none()) {
        *title = notation::title(text.prompt);
    }
    Some(spec)
}
