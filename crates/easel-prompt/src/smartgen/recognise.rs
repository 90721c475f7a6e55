//! Reading a composition out of the chat message that asks a language model for its prompt. The
//! message is made of fixed paragraphs around the description, what must be included, examples
//! and levels; anything else is some other chat.

use super::{Composition, Levels, PromptForm};

const HEAD: &str = "Create a detailed visual prompt following these guidelines:";
const FLUX: &str = "KEY REQUIREMENTS:";
const STABLE_DIFFUSION: &str = "- Structure: comma-separated";
const DESCRIPTION: &str = "CORE IMAGE DESCRIPTION:\n    \"";
/// After the description; its last line is the indentation of the template.
const DESCRIPTION_END: &str = "\"\n    ";
const MUST: &str =
    "\nREQUIRED ELEMENTS:\n    Must include this description without altering the texts: \"";
const EXAMPLES: &str = "\nPROMPT FORMAT REFERENCE:\n    Example prompt(s) to match format: ";
const DIMENSIONS: &str = "\n\nYou should integrate descriptions about style dimensions";
const TAIL: &str = "\n\nReturn only the final prompt without any explanations or quotes.";

/// The composition that `messages_user_text` asks for, `None` where it is another chat.
///
/// The description, the words to include and the levels come out exactly, whatever marks and
/// line breaks are in them. Examples of the tag form are joined by commas without a space in the
/// message and are parted there. The seed is a hash of the message, which carries none.
pub fn recognise(messages_user_text: &str) -> Option<Composition> {
    let text = messages_user_text.replace("\r\n", "\n");
    let rest = text.trim().strip_prefix(HEAD)?;
    let (guidelines, rest) = rest.split_once(DESCRIPTION)?;
    let form = if guidelines.contains(FLUX) {
        PromptForm::Flux
    } else if guidelines.contains(STABLE_DIFFUSION) {
        PromptForm::StableDiffusion
    } else {
        return None;
    };
    let (rest, _) = rest.rsplit_once(TAIL)?;
    let (rest, levels) = match rest.rsplit_once(DIMENSIONS) {
        Some((before, blocks)) => match levels(blocks) {
            Some(levels) => (before, levels),
            None => (rest, Levels::default()),
        },
        None => (rest, Levels::default()),
    };
    let (description, must_include, examples) = sections(rest)?;
    Some(Composition {
        description: description.to_owned(),
        levels,
        must_include: must_include.map(str::to_owned),
        examples: examples.map(|text| parted(text, form)).unwrap_or_default(),
        form,
        size: None,
        seed: hash(&text),
    })
}

/// Description, words to include, examples.
fn sections(text: &str) -> Option<(&str, Option<&str>, Option<&str>)> {
    let examples_at: Vec<usize> = text
        .match_indices(EXAMPLES)
        .map(|(at, _)| at)
        .filter(|at| text[..*at].ends_with('"'))
        .collect();
    // The first end that what follows bears out: marks and line breaks of a description itself
    // are followed by something else.
    for (at, _) in text.match_indices(DESCRIPTION_END) {
        let description = &text[..at];
        let rest = &text[at + DESCRIPTION_END.len()..];
        if rest.is_empty() {
            return Some((description, None, None));
        }
        if let Some(examples) = rest.strip_prefix(EXAMPLES) {
            return Some((description, None, Some(examples)));
        }
        let Some(must) = rest.strip_prefix(MUST) else { continue };
        let start = text.len() - must.len();
        // The mark before the examples is that of the words to include.
        let next = examples_at.partition_point(|at| *at <= start);
        if let Some(end) = examples_at.get(next) {
            let examples = &text[end + EXAMPLES.len()..];
            return Some((description, text[start..*end].strip_suffix('"'), Some(examples)));
        }
        if let Some(must) = must.strip_suffix('"') {
            return Some((description, Some(must), None));
        }
    }
    // A message whose white space was trimmed on the way.
    let description = text.trim_end().strip_suffix('"')?;
    (!description.contains(MUST) && !description.contains(EXAMPLES)).then_some((
        description,
        None,
        None,
    ))
}

/// The levels of the blocks behind the introduction of the dimensions.
fn levels(blocks: &str) -> Option<Levels> {
    let mut levels = Levels::default();
    let mut found = false;
    for (name, slot) in [
        ("stylization", &mut levels.stylization),
        ("detail", &mut levels.detail),
        ("color", &mut levels.color),
        ("lighting", &mut levels.lighting),
    ] {
        let header = format!("Dimension {}:\n", name.to_uppercase());
        let Some((_, block)) = blocks.split_once(&header) else { continue };
        let (_, digit) = block.split_once(&format!("prompt with {name} level "))?;
        let level = digit.chars().next().and_then(|c| c.to_digit(10))?;
        *slot = Some(u8::try_from(level).ok().filter(|level| (1..=5).contains(level))?);
        found = true;
    }
    found.then_some(levels)
}

/// The examples of a message.
fn parted(text: &str, form: PromptForm) -> Vec<String> {
    match form {
        PromptForm::Flux => numbered(text),
        PromptForm::StableDiffusion => joined(text),
    }
}

/// `1. a\n    2. b`.
fn numbered(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let Some(mut rest) = text.strip_prefix("1. ") else { return out };
    loop {
        let next = format!("\n    {}. ", out.len() + 2);
        match rest.split_once(&next) {
            Some((example, after)) => {
                out.push(example.to_owned());
                rest = after;
            }
            None => {
                out.push(rest.to_owned());
                return out;
            }
        }
    }
}

/// `a, b,c, d`: commas without a space part examples, where all of them do not stand in one.
fn joined(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(',') {
        let after = text[at + 1..].chars().next();
        if after.is_some_and(|c| !c.is_whitespace()) {
            pieces.push(text[start..at].to_owned());
            start = at + 1;
        }
    }
    pieces.push(text[start..].to_owned());
    pieces.retain(|piece| !piece.trim().is_empty());
    // "cat,snow,8k" is one example of tags.
    let short = |piece: &String| piece.split_whitespace().count() <= 3 && !piece.contains(',');
    if pieces.len() > 1 && pieces.iter().all(short) {
        return vec![text.to_owned()];
    }
    pieces
}

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>).
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
