//! The examples in `docs/guides/enhancement.md` are what the library answers: rewrite them with
//! `UPDATE_DOCS=1` and read what changed as somebody would who has to paint it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write;
use std::path::Path;

use easel_prompt::smartgen::{Composition, Levels, PromptForm, compose, random_prompt};
use easel_prompt::{Hints, understand};
use easel_types::{Intent, ModelFamily, Size};

/// Family, canvas and prompt, one example to a line.
const PROMPTS: &str = include_str!("data/enhancement_examples.tsv");
const START: &str =
    "<!-- examples: made by crates/easel-prompt/tests/enhancement_examples.rs -->\n";
const END: &str = "<!-- end of examples -->";

fn family(name: &str) -> ModelFamily {
    match name {
        "sd1" => ModelFamily::Sd1,
        "sdxl" => ModelFamily::Sdxl,
        _ => ModelFamily::Flux,
    }
}

fn size(canvas: &str) -> Option<Size> {
    let (width, height) = canvas.split_once('x')?;
    Some(Size { width: width.parse().ok()?, height: height.parse().ok()? })
}

/// The prompts with their enhancement.
fn pairs() -> String {
    let mut out = String::new();
    for (line, seed) in PROMPTS.lines().zip(1..) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let (name, canvas, prompt) = (next(), next(), next());
        let logo = prompt.contains("logo");
        let hints = Hints {
            intent: Some(if logo { Intent::Logo } else { Intent::Standard }),
            size: size(canvas),
            enhance: true,
            seed,
            family: Some(family(name)),
        };
        let made = understand(prompt, &hints);
        let canvas = if canvas.is_empty() { String::new() } else { format!(", {canvas}") };
        writeln!(out, "{seed}. **{prompt}** ({name}{canvas})\n").unwrap();
        writeln!(out, "   {}\n", made.enhanced_prompt.unwrap()).unwrap();
        if let Some(negative) = made.negative_prompt {
            writeln!(out, "   *Avoid:* {negative}\n").unwrap();
        }
    }
    out
}

/// One description at every level of every dimension.
fn levels() -> String {
    let mut out = String::new();
    for (dimension, name) in ["stylization", "detail", "color", "lighting"].iter().enumerate() {
        writeln!(out, "\n| {name} | \"a fox in a forest\", SmartGen for FLUX |\n|---|---|")
            .unwrap();
        for level in 1..=5 {
            let mut levels = Levels::default();
            *[
                &mut levels.stylization,
                &mut levels.detail,
                &mut levels.color,
                &mut levels.lighting,
            ][dimension] = Some(level);
            let composition = Composition {
                description: "a fox in a forest".to_owned(),
                levels,
                form: PromptForm::Flux,
                seed: 7,
                ..Composition::default()
            };
            writeln!(out, "| {level} | {} |", compose(&composition).prompt).unwrap();
        }
    }
    out
}

fn random() -> String {
    (1..=8).fold(String::new(), |out, seed| out + "- " + &random_prompt(seed) + "\n")
}

#[test]
fn the_examples_of_the_guide_are_what_the_library_answers() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guides/enhancement.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let wanted = format!(
        "{before}{START}\n### Prompts\n\n{}\n### Levels\n{}\n### Random prompts\n\n{}\n{END}{after}",
        pairs(),
        levels(),
        random()
    );
    #[expect(clippy::disallowed_methods, reason = "a switch for the person who runs the test")]
    let update = std::env::var("UPDATE_DOCS").is_ok();
    if update {
        std::fs::write(&path, &wanted).unwrap();
    }
    assert!(PROMPTS.lines().count() >= 60);
    assert!(update || text == wanted, "run with UPDATE_DOCS=1 and read what changed");
}
