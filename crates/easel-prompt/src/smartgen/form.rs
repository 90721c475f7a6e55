//! The form of example prompts: tags or sentences, how long, and the style words they end with.

use crate::tokens::collapse;

/// Most style words taken over from examples.
const TRAILING_MAX: usize = 3;

/// Parts of words that name style rather than subject, for the ends of examples.
const STYLE_WORDS: &[&str] = &[
    "4k",
    "8k",
    "35mm",
    "50mm",
    "85mm",
    "anime",
    "art",
    "artstation",
    "bokeh",
    "cartoon",
    "cinematic",
    "color",
    "colors",
    "colours",
    "comic",
    "concept",
    "depth",
    "detail",
    "detailed",
    "digital",
    "engine",
    "film",
    "grading",
    "grain",
    "hd",
    "hdr",
    "hyperrealistic",
    "illustration",
    "impressionist",
    "isometric",
    "kodak",
    "lens",
    "light",
    "lighting",
    "lit",
    "manga",
    "masterpiece",
    "minimalist",
    "mood",
    "octane",
    "oil",
    "painting",
    "palette",
    "pastel",
    "photo",
    "photograph",
    "photography",
    "photorealistic",
    "pixel",
    "poster",
    "quality",
    "realistic",
    "realism",
    "render",
    "rendered",
    "resolution",
    "sharp",
    "shot",
    "sketch",
    "style",
    "surreal",
    "tones",
    "ukiyo-e",
    "unreal",
    "vector",
    "vintage",
    "vivid",
    "watercolor",
    "watercolour",
];

/// What examples have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Example {
    /// Comma-separated tags rather than sentences.
    pub tags: bool,
    /// Their words, on average.
    pub words: usize,
    /// They weight words, as in `(keyword:1.2)`.
    pub weighted: bool,
    /// Their sentences end with a full stop.
    pub period: bool,
    /// Style words at their ends, without weights.
    pub trailing: Vec<String>,
}

impl Example {
    /// Tags without weights, as many as there is room for.
    pub(super) fn tags() -> Self {
        let trailing = Vec::new();
        Self { tags: true, words: usize::MAX / 2, weighted: false, period: false, trailing }
    }
}

/// Reads `examples`; `None` where there is nothing in them.
pub(super) fn read(examples: &[String]) -> Option<Example> {
    let examples: Vec<String> =
        examples.iter().map(|example| collapse(example)).filter(|e| !e.is_empty()).collect();
    let count = examples.len();
    if count == 0 {
        return None;
    }
    let more_than_half = |of: usize| of * 2 > count;
    let tags = more_than_half(examples.iter().filter(|example| are_tags(example)).count());
    let words = examples.iter().map(|e| e.split(' ').count()).sum::<usize>() / count;
    let weighted = examples.iter().any(|example| example.contains(":1.") && example.contains('('));
    let period = more_than_half(examples.iter().filter(|e| e.ends_with('.')).count());
    let mut trailing: Vec<String> = Vec::new();
    for segment in examples.iter().flat_map(|example| style_end(example)) {
        let known = trailing.iter().any(|other| other.eq_ignore_ascii_case(&segment));
        if !known && trailing.len() < TRAILING_MAX {
            trailing.push(segment);
        }
    }
    Some(Example { tags, words: words.max(1), weighted, period, trailing })
}

/// True for text of short pieces between commas.
fn are_tags(example: &str) -> bool {
    let pieces: Vec<&str> = example.split(',').collect();
    let words = example.split(' ').count();
    let sentences = example.trim_end_matches('.').contains(". ");
    pieces.len() >= 3 && words <= pieces.len() * 4 && !sentences
}

/// The style words at the end of one example, in its order.
fn style_end(example: &str) -> Vec<String> {
    let pieces: Vec<&str> = example.split(',').collect();
    let mut out: Vec<String> = pieces
        .iter()
        // The first piece is the subject.
        .skip(1)
        .rev()
        .map(|piece| without_weight(piece))
        .take_while(|piece| is_style(piece))
        .take(TRAILING_MAX)
        .map(str::to_owned)
        .collect();
    out.reverse();
    out
}

/// A piece without the marks of emphasis around it.
fn without_weight(piece: &str) -> &str {
    let piece = piece.trim().trim_end_matches('.').trim_matches(['(', ')', '[', ']']);
    match piece.split_once(':') {
        Some((words, weight)) if weight.parse::<f32>().is_ok() => words.trim(),
        _ => piece.trim(),
    }
}

fn is_style(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let mut words = lower.split(|c: char| !(c.is_alphanumeric() || c == '-')).peekable();
    !lower.is_empty()
        && lower.split(' ').count() <= 5
        && !lower.contains(['"', '“', '”'])
        && words.any(|word| {
            STYLE_WORDS.contains(&word) || word.split('-').any(|part| STYLE_WORDS.contains(&part))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(examples: &[&str]) -> Example {
        read(&examples.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn tags_are_told_from_sentences() {
        let tags = of(&["a fox, snow, (rim light:1.2), bokeh, 8k"]);
        assert!(tags.tags && tags.weighted);
        assert_eq!(tags.trailing, ["rim light", "bokeh", "8k"]);
        let sentence = of(&["A fox walks through fresh snow at dawn, shot on 35mm film."]);
        assert!(!sentence.tags && sentence.period);
        assert_eq!(sentence.trailing, ["shot on 35mm film"]);
        assert_eq!(sentence.words, 12);
    }

    #[test]
    fn subjects_are_not_taken_for_style() {
        assert!(of(&["a fox, a hound, a rabbit"]).trailing.is_empty());
        assert!(read(&[]).is_none() && read(&[" \n".to_owned()]).is_none());
    }
}
