//! What a language model may help with, and why it can do no harm: the question for a spec, the
//! shape its answer is held to, and the checks an answer must pass before it replaces the
//! built-in one. Numbers and names of the prompt are given to the model as the only choices.
//!
//! Asking is `easel-core`'s affair, and models are `easel-llm`'s: this module only knows texts.

mod answer;
mod check;
mod schema;

use easel_types::spec::Source;
use easel_types::{Intent, Spec};
use serde_json::Value;

use crate::tokens::{Kind, Text};

/// A question to a language model.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What it is told to do; the same for every prompt of a kind.
    pub instructions: String,
    /// What it is given: the person's words, marked as such.
    pub message: String,
    /// The JSON schema of its answer.
    pub schema: Value,
}

/// Why an answer was not used; safe to log, as it holds nothing of the prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// No JSON of the shape that was asked for.
    #[error("it does not have the shape that was asked for")]
    Shape,
    /// Nothing to draw.
    #[error("it is empty")]
    Empty,
    /// A number that does not stand in the prompt.
    #[error("it holds a number that does not stand in the prompt")]
    InventedNumber,
    /// Words that do not stand in the prompt.
    #[error("it holds a name that does not stand in the prompt")]
    InventedName,
    /// Labels and numbers are not in the same order as in the prompt.
    #[error("it gives a number to the wrong name")]
    WrongPair,
    /// A number of the prompt is missing.
    #[error("it lacks a number of the prompt")]
    LostNumber,
    /// A quoted text, name or number of the prompt is missing.
    #[error("it lacks words of the prompt that must stay")]
    LostWords,
    /// The rewritten prompt is much longer than wished, or no prompt.
    #[error("it is no prompt")]
    NoPrompt,
}

/// True where the built-in reading is not certain of what it found, so that asking a model may
/// help: data was made up, the intent was nearly another one, or numbers of the prompt are not
/// in the spec.
pub fn is_unsure(prompt: &str, confidence: f32, spec: &Spec) -> bool {
    let text = Text::new(prompt);
    if text.notation().is_some() {
        return false;
    }
    confidence < 0.6
        || spec.source() == Source::Illustrative
        || check::lost_numbers(&text, spec) > 0
}

/// What to ask about the spec of `prompt`; `None` for pictures that are painted.
pub fn question(prompt: &str, intent: Intent) -> Option<Question> {
    let text = Text::new(prompt);
    let schema = schema::of(&text, intent)?;
    let about = match intent {
        Intent::Chart => schema::CHART_INSTRUCTIONS,
        Intent::Diagram => schema::DIAGRAM_INSTRUCTIONS,
        Intent::Infographic => schema::INFOGRAPHIC_INSTRUCTIONS,
        Intent::Logo | Intent::Standard => return None,
    };
    Some(Question {
        instructions: format!("{about}\n{}", schema::MANNERS),
        message: marked(prompt),
        schema,
    })
}

/// The spec in a model's answer to [`question`], where it is true to the prompt and says more
/// than `built_in`. Its source is [`Source::Prompt`] where the prompt gave the data and
/// [`Source::Llm`] where the model did.
///
/// # Errors
/// Why the answer cannot be used.
pub fn accepted(prompt: &str, built_in: &Spec, reply: &str) -> Result<Spec, Rejected> {
    let text = Text::new(prompt);
    let mut spec = answer::spec(built_in.intent(), reply)?;
    // A heading that repeats the data would pass for it.
    let has_number = |title: &str| !check::numbers(&Text::new(title)).is_empty();
    if spec.title().is_some_and(has_number) {
        match &mut spec {
            Spec::Chart(spec) => spec.title = None,
            Spec::Diagram(spec) => spec.title = None,
            Spec::Infographic(spec) => spec.title = None,
            Spec::Logo(_) => (),
        }
    }
    let is_data_given = check::numbers(&text).len() >= 2 || built_in.source() == Source::Prompt;
    let source = if is_data_given { Source::Prompt } else { Source::Llm };
    *spec.appearance_mut() = built_in.appearance().clone();
    match (&mut spec, built_in) {
        (Spec::Chart(spec), Spec::Chart(built_in)) => {
            spec.source = source;
            spec.orientation = built_in.orientation;
            spec.stacked = built_in.stacked;
            spec.sort = built_in.sort;
            spec.title = spec.title.take().or_else(|| built_in.title.clone());
            spec.unit = built_in.unit.clone().or_else(|| spec.unit.take());
        }
        (Spec::Diagram(spec), Spec::Diagram(built_in)) => {
            spec.source = source;
            spec.direction = built_in.direction;
            spec.title = spec.title.take().or_else(|| built_in.title.clone());
        }
        (Spec::Infographic(spec), Spec::Infographic(built_in)) => {
            spec.source = source;
            spec.template.clone_from(&built_in.template);
            spec.look.clone_from(&built_in.look);
            spec.title = spec.title.take().or_else(|| built_in.title.clone());
        }
        _ => return Err(Rejected::Shape),
    }
    if is_data_given {
        check::is_true(&text, &spec)?;
        if !check::is_paired(&text, &spec) {
            return Err(Rejected::WrongPair);
        }
        if check::lost_numbers(&text, &spec) > 0 {
            return Err(Rejected::LostNumber);
        }
    }
    Ok(spec)
}

/// What to ask for a better prompt of a picture that is painted, at most `chars_max` long.
pub fn rewriting(prompt: &str, intent: Intent, chars_max: usize) -> Question {
    let about = match intent {
        Intent::Logo => schema::LOGO_INSTRUCTIONS,
        Intent::Chart | Intent::Diagram | Intent::Infographic | Intent::Standard => {
            schema::PICTURE_INSTRUCTIONS
        }
    };
    Question {
        instructions: format!("{about}\n{}", schema::MANNERS),
        message: marked(prompt),
        schema: schema::rewriting(chars_max),
    }
}

/// The prompt in a model's answer to [`rewriting`], where it keeps the numbers, names and quoted
/// texts of the original.
///
/// # Errors
/// Why the answer cannot be used.
pub fn accepted_prompt(prompt: &str, reply: &str, chars_max: usize) -> Result<String, Rejected> {
    let made = answer::prompt(reply)?;
    let length = made.chars().count();
    if length > chars_max || length < prompt.chars().count().min(20) / 2 {
        return Err(Rejected::NoPrompt);
    }
    let text = Text::new(prompt);
    let kept = |token: &crate::tokens::Token| match &token.kind {
        Kind::Quoted | Kind::Number(_) => true,
        Kind::Word => token.caps && token.lower.len() > 1 || token.capital && token.start > 0,
        _ => false,
    };
    let lower = made.to_lowercase();
    for token in text.tokens.iter().filter(|token| kept(token)) {
        let written = prompt.get(token.start..token.end).unwrap_or_default();
        let is_there = match token.kind {
            Kind::Quoted => made.contains(written),
            _ => lower.contains(&written.to_lowercase()),
        };
        if !is_there {
            return Err(Rejected::LostWords);
        }
    }
    Ok(made)
}

/// The person's words, so marked that they cannot pass for instructions.
fn marked(prompt: &str) -> String {
    let words = prompt.replace("<<<", "< < <").replace(">>>", "> > >");
    format!("The text to read:\n<<<\n{words}\n>>>")
}

#[cfg(test)]
mod tests;
