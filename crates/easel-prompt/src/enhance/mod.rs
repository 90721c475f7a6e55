//! Better prompts for painted pictures: guidance that fits the subject, behind the prompt as it
//! was written. What fits is decided in `guide` by the words in `lexicon`; how much of it the
//! model reads is counted in `encoder`.

pub(crate) mod encoder;
pub(crate) mod guide;
mod lexicon;

use easel_types::Intent;

use self::encoder::Encoder;
use self::guide::{Aspect, Guide, Medium, Shape};
use crate::Hints;
use crate::tokens::{Kind, Text, capitalised};

/// An enhanced prompt.
#[derive(Debug)]
pub(crate) struct Enhancement {
    /// The prompt with guidance; `None` for an empty prompt.
    pub prompt: Option<String>,
    /// The phrases of guidance in it, in their order.
    pub added: Vec<String>,
    /// For families with classifier-free guidance on a negative prompt.
    pub negative: Option<String>,
    /// A remark for the person.
    pub note: Option<String>,
}

/// How a family wants to be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Comma-separated tags, and a negative prompt.
    Tags,
    /// A flowing description.
    Sentence,
}

/// A phrase of guidance; the aspect is that of pictures, a logo has none.
type Added = (Option<Aspect>, &'static str);

/// What the guidance is about, by which it is joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Logo,
    /// With the word that leads to the making of art.
    Picture(Medium, &'static str),
}

/// Adds guidance behind the prompt. The prompt stays as it is, byte for byte.
pub(crate) fn enhance(text: &Text<'_>, intent: Intent, hints: &Hints) -> Enhancement {
    let prompt = text.prompt;
    let encoder = Encoder::of(hints.family);
    let form = if encoder == Encoder::Clip { Form::Tags } else { Form::Sentence };
    let guide = Guide::new(text);
    let is_logo = intent == Intent::Logo;
    let negative = (form == Form::Tags).then(|| {
        let avoid = if is_logo { guide::logo_avoid() } else { guide.avoid() };
        negative(text, avoid)
    });
    let nothing = |note: String| {
        let prompt = (!prompt.trim().is_empty()).then(|| prompt.to_owned());
        Enhancement { prompt, added: Vec::new(), negative: negative.clone(), note: Some(note) }
    };
    if prompt.trim().is_empty() {
        return nothing("The prompt is empty, so there is nothing to enhance.".to_owned());
    }
    if !encoder.fits(prompt) {
        let room = encoder.room();
        return nothing(format!(
            "The prompt is longer than the {room} tokens that the text encoder reads; nothing is added."
        ));
    }
    let mut state = hints.seed;
    let options = if is_logo {
        guide::logo(text).into_iter().map(|phrases| (None, phrases)).collect()
    } else {
        options(&guide, Shape::of(hints.size))
    };
    let mut added: Vec<Added> = options
        .iter()
        .filter_map(|(aspect, phrases)| Some((*aspect, *pick(phrases, &mut state)?)))
        .collect();
    let about = if is_logo { About::Logo } else { About::Picture(guide.medium(), guide.lead()) };
    let order = split_mix(&mut state);
    // The last phrases are those least wanted.
    loop {
        let joined = match form {
            Form::Tags => tags(prompt, &added),
            Form::Sentence => sentence(prompt, &added, about, order),
        };
        if encoder.fits(&joined) || added.pop().is_none() {
            let added = added.iter().map(|(_, phrase)| (*phrase).to_owned()).collect();
            return Enhancement { prompt: Some(joined), added, negative, note: None };
        }
    }
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

/// One of `from`, by the next number of the seed.
fn pick<'a, T>(from: &'a [T], state: &mut u64) -> Option<&'a T> {
    let choice = split_mix(state);
    let count = u64::try_from(from.len()).unwrap_or(u64::MAX).max(1);
    usize::try_from(choice % count).ok().and_then(|at| from.get(at))
}

/// The phrases that fit, by aspect, most wanted first.
fn options(guide: &Guide, shape: Shape) -> Vec<(Option<Aspect>, Vec<&'static str>)> {
    [Aspect::View, Aspect::Light, Aspect::Detail, Aspect::Color, Aspect::Finish]
        .into_iter()
        .map(|aspect| (Some(aspect), guide.phrases(aspect, shape)))
        .collect()
}

/// Tags behind the prompt.
fn tags(prompt: &str, added: &[Added]) -> String {
    let mut out = prompt.to_owned();
    for (_, phrase) in added {
        let trimmed = out.trim_end();
        let comma = trimmed.ends_with([',', '，', '、', '،']);
        let spaced = out.len() > trimmed.len();
        out.push_str(match (comma, spaced) {
            (true, true) => "",
            (true, false) => " ",
            (false, _) => ", ",
        });
        out.push_str(without_article(phrase));
    }
    out
}

/// `phrase` as a tag.
pub(crate) fn without_article(phrase: &str) -> &str {
    ["a ", "an ", "the "].iter().find_map(|article| phrase.strip_prefix(article)).unwrap_or(phrase)
}

/// A description of how the picture looks, behind the prompt.
fn sentence(prompt: &str, added: &[Added], about: About, order: u64) -> String {
    if added.is_empty() {
        return prompt.to_owned();
    }
    let mut out = prompt.to_owned();
    let end = prompt.trim_end();
    if !end.ends_with(['.', '!', '?', '。', '！', '？', '؟', '।', ':', ';', ',', '，', '、', '…'])
    {
        out.push('.');
    }
    if !out.ends_with(char::is_whitespace) {
        out.push(' ');
    }
    // One aspect leads, the others follow.
    let led = |lead: &str, leading: Option<Aspect>, glue: &str| {
        let at = added.iter().position(|(aspect, _)| *aspect == leading)?;
        let rest: Vec<&str> = added
            .iter()
            .zip(0..)
            .filter(|(_, other)| *other != at)
            .map(|((_, phrase), _)| *phrase)
            .collect();
        let (_, first) = added.get(at)?;
        Some(match (rest.as_slice(), glue) {
            ([], _) => format!("{lead} {first}"),
            (rest, ".") => format!("{lead} {first}. {}", capitalised(&listed(rest))),
            (rest, glue) => format!("{lead} {first}{glue} {}", listed(rest)),
        })
    };
    let said = match (about, order % 3) {
        (About::Logo, _) => led("Designed as", None, ":"),
        (About::Picture(Medium::Photo, _), 0) => led("Seen in", Some(Aspect::View), "."),
        (About::Picture(Medium::Photo, _), 1) => led("Photographed with", Some(Aspect::Light), ":"),
        (About::Picture(Medium::Art, lead), 0) => {
            led(&format!("{lead} in"), Some(Aspect::Color), ":")
        }
        (About::Picture(..), 2) => None,
        (About::Picture(..), _) => led("Composed as", Some(Aspect::View), "."),
    };
    let said = said.unwrap_or_else(|| {
        capitalised(&listed(&added.iter().map(|(_, phrase)| *phrase).collect::<Vec<_>>()))
    });
    out.push_str(&said);
    out.push('.');
    out
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(phrases: &[&str]) -> String {
    match phrases {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What to avoid, without what the prompt asks for.
pub(crate) fn negative(text: &Text<'_>, avoid: Vec<&'static str>) -> String {
    let wanted =
        |phrase: &str| phrase.split(' ').any(|word| text.tokens.iter().any(|t| t.is_word(word)));
    let quoted = text.tokens.iter().any(|t| t.kind == Kind::Quoted);
    avoid
        .into_iter()
        .filter(|phrase| !(wanted(phrase) || quoted && phrase.contains("text")))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use easel_types::ModelFamily;

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
            assert!(Encoder::Clip.fits(&out) || out == prompt, "{out}");
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
        for seed in 0..10 {
            let out = made("a minimalist coffee logo", None, seed).prompt.unwrap();
            let trade = ["bean", "cup", "steam"];
            assert!(trade.iter().any(|sign| out.contains(sign)), "{out}");
            assert_eq!(out.matches("minimalist").count(), 1, "{out}");
        }
    }
}
