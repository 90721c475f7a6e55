//! Which of the five kinds of picture a prompt asks for: certain where it is written in a notation,
//! else by a linear model over words, hints and the shape of the prompt. The model is trained by
//! `examples/train_intent.rs` on the prompts in `tests/data/intent`; what the words are is in
//! `lexicon` and `cues`.

mod cues;
mod evidence;
pub(crate) mod features;
pub(crate) mod model;
mod segments;

use easel_types::Intent;
use easel_types::spec::DiagramKind;

use crate::lexicon::Meaning;
use crate::tokens::Text;

/// The outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Verdict {
    /// The kind with most evidence.
    pub intent: Intent,
    /// 0 to 1.
    pub confidence: f32,
    /// The next kind, where it has evidence of its own.
    pub runner_up: Option<Intent>,
}

/// What the named diagram kind is.
pub(crate) fn diagram_kind(text: &Text<'_>) -> Option<DiagramKind> {
    text.hits().iter().find_map(|hit| match hit.meaning {
        Meaning::Diagram(kind) => kind,
        _ => None,
    })
}

/// How sure a prompt written in Mermaid or DOT is.
const NOTATION_CONFIDENCE: f32 = 0.995;

/// Less than this is no sign of another kind.
const RUNNER_UP_MIN: f32 = 0.005;

/// Says what the prompt asks for.
pub(crate) fn recognise(text: &Text<'_>) -> Verdict {
    if let Some(parsed) = text.notation() {
        let intent = parsed.spec.intent();
        return Verdict { intent, confidence: NOTATION_CONFIDENCE, runner_up: None };
    }
    let mut ranked: Vec<(Intent, f32)> =
        Intent::ALL.into_iter().zip(model::probabilities(&features::of(text))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut ranked = ranked.into_iter();
    let (intent, confidence) = ranked.next().unwrap_or((Intent::Standard, 0.0));
    let runner_up = ranked.next().filter(|(_, share)| *share >= RUNNER_UP_MIN);
    Verdict { intent, confidence, runner_up: runner_up.map(|(intent, _)| intent) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: Intent) {
        let verdict = recognise(&Text::new(prompt));
        assert_eq!(verdict.intent, expect, "{prompt}: {verdict:?}");
    }

    #[test]
    fn the_thing_asked_for_decides_not_the_things_in_it() {
        check("apple pie on a table", Intent::Standard);
        check("a bar with neon lights", Intent::Standard);
        check("a photo of a man pointing at a chart", Intent::Standard);
        check("a logo for a chart company", Intent::Logo);
        check("fashion line", Intent::Standard);
        check("line art of a cat", Intent::Standard);
        check("logo-free mug", Intent::Standard);
        check("org chart of a small bakery", Intent::Diagram);
        check("minimalist coffee shop logo with cup and steam", Intent::Logo);
        check("A bar chart showing Q1-Q4 sales growth", Intent::Chart);
        check("an image of a bar chart of sales", Intent::Chart);
    }

    #[test]
    fn shape_decides_where_no_kind_is_named() {
        check("Show our revenue by quarter: Q1 12k, Q2 15k, Q3 9k", Intent::Chart);
        check("mermaid: graph TD; A-->B", Intent::Diagram);
        check("steps to brew coffee: grind, boil, pour", Intent::Infographic);
        check("Alice reports to Bob, Carol reports to Bob", Intent::Diagram);
    }
}
