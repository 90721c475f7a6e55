//! Better prompts for painted pictures: guidance that fits the subject, behind the prompt as it
//! was written. The words for each subject are in `subjects`.

pub(crate) mod subjects;

use easel_types::{Intent, ModelFamily};

use self::subjects::{Medium, Subject};
use crate::Hints;
use crate::tokens::{Kind, Text};

/// Most CLIP tokens of a prompt, 77 less the start and end marks
/// (<https://huggingface.co/openai/clip-vit-large-patch14>, `max_position_embeddings`).
pub(crate) const CLIP_TOKENS_MAX: usize = 75;

/// An enhanced prompt.
#[derive(Debug)]
pub(crate) struct Enhancement {
    /// The prompt with guidance; `None` for an empty prompt.
    pub prompt: Option<String>,
    /// For families with classifier-free guidance on a negative prompt.
    pub negative: Option<String>,
    /// A remark for the person.
    pub note: Option<String>,
}

/// How a family wants to be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Comma-separated tags within the CLIP window, and a negative prompt.
    Tags,
    /// A flowing sentence.
    Sentence,
}

fn form(family: Option<ModelFamily>) -> Form {
    match family {
        Some(ModelFamily::Sd1 | ModelFamily::Sd2 | ModelFamily::Sdxl | ModelFamily::Sd3) => {
            Form::Tags
        }
        Some(
            ModelFamily::Flux
            | ModelFamily::Flux2
            | ModelFamily::QwenImage
            | ModelFamily::ZImage
            | ModelFamily::Other,
        )
        | None => Form::Sentence,
    }
}

/// Adds guidance behind the prompt. The prompt stays as it is, byte for byte.
pub(crate) fn enhance(text: &Text<'_>, intent: Intent, hints: &Hints) -> Enhancement {
    let prompt = text.prompt;
    let form = form(hints.family);
    let subject = if intent == Intent::Logo { Subject::Logo } else { subjects::subject(text) };
    let medium = subjects::medium(text);
    let negative = (form == Form::Tags).then(|| negative(text, subject, medium));
    if prompt.trim().is_empty() {
        let note = Some("The prompt is empty, so there is nothing to enhance.".to_owned());
        return Enhancement { prompt: None, negative, note };
    }
    let additions = additions(text, subject, medium, hints);
    let (joined, note) = match form {
        Form::Tags => tags(prompt, &additions),
        Form::Sentence => (sentence(prompt, &additions, subject), None),
    };
    Enhancement { prompt: Some(joined), negative, note }
}

/// A step of the splitmix64 generator (Steele, Lea, Flood 2014), which turns consecutive seeds
/// into unrelated choices.
pub(crate) fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Chooses guidance by the seed: one phrase of each aspect, none of which says what the prompt
/// already says.
fn additions(
    text: &Text<'_>,
    subject: Subject,
    medium: Medium,
    hints: &Hints,
) -> Vec<&'static str> {
    let mut state = hints.seed;
    let mut out: Vec<&'static str> = Vec::new();
    for aspect in subjects::aspects(subject, medium) {
        if aspect_is_taken(text, aspect.words) {
            continue;
        }
        let fitting: Vec<&'static str> =
            aspect.phrases.iter().copied().filter(|phrase| !is_said(text, phrase)).collect();
        let choice = split_mix(&mut state);
        let count = u64::try_from(fitting.len()).unwrap_or(u64::MAX).max(1);
        if let Some(phrase) = usize::try_from(choice % count).ok().and_then(|at| fitting.get(at)) {
            out.push(phrase);
        }
    }
    if let Some(size) = hints.size
        && subject != Subject::Logo
        && !text.tokens.iter().any(|t| matches!(&*t.lower, "composition" | "framing" | "panoramic"))
    {
        // Well beyond 4:3, where the shape of the canvas matters to the composition.
        if size.width * 2 > size.height * 3 {
            out.push("wide horizontal composition");
        } else if size.height * 2 > size.width * 3 {
            out.push("tall vertical composition");
        }
    }
    out
}

/// True where the prompt itself speaks about an aspect.
fn aspect_is_taken(text: &Text<'_>, words: &[&str]) -> bool {
    text.tokens.iter().any(|t| t.kind == Kind::Word && words.contains(&&*t.lower))
}

/// True where a word of the phrase that matters stands in the prompt already.
pub(crate) fn is_said(text: &Text<'_>, phrase: &str) -> bool {
    phrase
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 3 && !crate::phrases::is_small(word))
        .any(|word| text.tokens.iter().any(|t| t.lower.split('-').any(|part| part == word)))
}

/// Tags behind the prompt, as many as fit the CLIP window.
fn tags(prompt: &str, additions: &[&str]) -> (String, Option<String>) {
    let mut out = prompt.to_owned();
    let mut used = clip_tokens(prompt);
    if used > CLIP_TOKENS_MAX {
        let note = format!(
            "The prompt has about {used} tokens; the text encoder reads the first {CLIP_TOKENS_MAX} at full weight."
        );
        return (out, Some(note));
    }
    for phrase in additions {
        let cost = clip_tokens(phrase) + 1;
        if used + cost > CLIP_TOKENS_MAX {
            break;
        }
        let trimmed = out.trim_end();
        let glue = if trimmed.ends_with([',', '，']) { " " } else { ", " };
        let glue = if out.len() > trimmed.len() && glue == " " { "" } else { glue };
        out.push_str(glue);
        out.push_str(phrase);
        used += cost;
    }
    (out, None)
}

/// A sentence or two behind the prompt.
fn sentence(prompt: &str, additions: &[&str], subject: Subject) -> String {
    if additions.is_empty() {
        return prompt.to_owned();
    }
    let mut out = prompt.to_owned();
    let trimmed = prompt.trim_end();
    if !trimmed.ends_with(['.', '!', '?', '。', '！', '？', ':', ';', ',', '…']) {
        out.push('.');
    }
    if !out.ends_with(char::is_whitespace) {
        out.push(' ');
    }
    let lead = if subject == Subject::Logo { "Designed as " } else { "Rendered with " };
    let (first, rest) = (&additions[0], &additions[1..]);
    out.push_str(lead);
    out.push_str(first);
    for (at, phrase) in rest.iter().enumerate() {
        out.push_str(if at + 1 == rest.len() { " and " } else { ", " });
        out.push_str(phrase);
    }
    out.push('.');
    out
}

/// About how many CLIP tokens a text has. The byte-pair vocabulary holds most English words up
/// to about seven letters as one token; longer ones split into pieces of about four; marks and
/// digits are one each; letters of other scripts about two each. Errs on the high side.
pub(crate) fn clip_tokens(text: &str) -> usize {
    let mut count = 0;
    let mut letters = 0_usize;
    let flush = |letters: &mut usize| {
        let cost = if *letters == 0 { 0 } else { 1 + letters.saturating_sub(7).div_ceil(4) };
        *letters = 0;
        cost
    };
    for c in text.chars() {
        if c.is_ascii_alphabetic() {
            letters += 1;
            continue;
        }
        count += flush(&mut letters);
        count += match c {
            _ if c.is_whitespace() => 0,
            _ if c.is_ascii() => 1,
            'à'..='ÿ' | 'À'..='Þ' => 1,
            _ => 2,
        };
    }
    count + flush(&mut letters)
}

/// What to avoid, without what the prompt asks for.
pub(crate) fn negative(text: &Text<'_>, subject: Subject, medium: Medium) -> String {
    let wanted =
        |phrase: &str| phrase.split(' ').any(|word| text.tokens.iter().any(|t| t.is_word(word)));
    let quoted = text.tokens.iter().any(|t| t.kind == Kind::Quoted);
    subjects::negatives(subject, medium)
        .into_iter()
        .filter(|phrase| !(wanted(phrase) || quoted && *phrase == "text"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(prompt: &str, family: Option<ModelFamily>, seed: u64) -> Enhancement {
        let hints = Hints { enhance: true, seed, family, ..Hints::default() };
        let intent = if prompt.contains("logo") { Intent::Logo } else { Intent::Standard };
        enhance(&Text::new(prompt), intent, &hints)
    }

    #[test]
    fn the_prompt_stays_and_the_seed_decides_the_rest() {
        let prompt = "a portrait of \"Ada\" with 3 cats ";
        let one = made(prompt, None, 1).prompt.unwrap();
        assert!(one.starts_with(prompt), "{one}");
        assert_eq!(one, made(prompt, None, 1).prompt.unwrap());
        let others =
            (2..30).filter(|seed| made(prompt, None, *seed).prompt.unwrap() != one).count();
        assert!(others >= 26, "{others}");
    }

    #[test]
    fn tags_stay_within_the_clip_window() {
        for words in 1..80 {
            let prompt = "cat ".repeat(words);
            let made = made(&prompt, Some(ModelFamily::Sd1), 7);
            let out = made.prompt.unwrap();
            assert!(out.starts_with(&prompt));
            assert!(clip_tokens(&out) <= CLIP_TOKENS_MAX.max(words), "{out}");
            assert!(made.negative.is_some());
        }
    }

    #[test]
    fn flux_gets_a_sentence_and_no_negative_prompt() {
        let made = made("a red car", Some(ModelFamily::Flux), 3);
        assert!(made.negative.is_none());
        assert!(made.prompt.unwrap().ends_with('.'));
    }

    #[test]
    fn logos_get_logo_guidance() {
        let out = made("a minimalist coffee logo", None, 5).prompt.unwrap();
        assert!(out.contains("vector") || out.contains("flat"), "{out}");
        assert!(!out["a minimalist coffee logo".len()..].contains("minimalist"), "{out}");
    }
}
