//! Prompts composed from descriptions and levels: every level visible in words, what must be
//! included kept byte for byte, forms followed, contradictions avoided; chat messages recognised.

use std::collections::HashSet;

use easel_prompt::smartgen::{
    Composed, Composition, Levels, PromptForm, compose, instruct, random_prompt, recognise,
};
use proptest::prelude::*;

const DIMENSIONS: [&str; 4] = ["stylization", "detail", "color", "lighting"];

/// Words that place a phrase on a scale, strongest first where one contains another.
const SIGNS: [[&[&str]; 4]; 4] = [
    [&["photorealistic"], &["a realistic", "realistic "], &["stylized"], &["abstract"]],
    [
        &["minimalist"],
        &["clean"],
        &["rich detail", "richly detailed"],
        &["hyper-detailed", "extremely intricate"],
    ],
    [
        &["monochrom", "grayscale"],
        &["muted", "subdued"],
        &["vibrant", "vivid"],
        &["hyper-saturated", "intense tonal", "intense tonality", "intense colors"],
    ],
    [&["flat"], &["soft"], &["dramatic"], &["extreme"]],
];

const DESCRIPTIONS: &[&str] = &[
    "A futuristic cyberpunk portrait of a young woman",
    "Hot air balloons above the hills",
    "a ceramic teapot",
    "a fox in the snow",
    "a logo for a bakery",
    "an old man reading",
    "Un chat sur un toit",
    "a bridge over a river.",
];

fn level(dimension: usize, level: u8) -> Levels {
    let mut levels = Levels::default();
    *[&mut levels.stylization, &mut levels.detail, &mut levels.color, &mut levels.lighting]
        [dimension] = Some(level);
    levels
}

fn made(description: &str, levels: Levels, form: PromptForm, seed: u64) -> Composed {
    let description = description.to_owned();
    compose(&Composition { description, levels, form, seed, ..Composition::default() })
}

/// The levels whose signs stand in `text`.
fn seen(dimension: usize, text: &str) -> Vec<u8> {
    let mut text = text.to_lowercase();
    // "photorealistic" holds "realistic".
    if dimension == 0 {
        text = text.replace("photorealistic", "PHOTO");
    }
    let signs = SIGNS[dimension].iter().zip([1, 2, 4, 5]);
    signs
        .filter(|(words, _)| {
            words.iter().any(|word| {
                text.contains(word) || (*word == "photorealistic" && text.contains("PHOTO"))
            })
        })
        .map(|(_, level)| level)
        .collect()
}

#[test]
fn every_level_shows_in_its_own_words_and_the_middle_in_none() {
    let cases = DESCRIPTIONS.iter().flat_map(|description| (0..40).map(move |s| (*description, s)));
    for (description, seed) in cases {
        for form in [PromptForm::Flux, PromptForm::StableDiffusion] {
            for (dimension, name) in DIMENSIONS.iter().enumerate() {
                for number in 1..=5 {
                    let prompt = made(description, level(dimension, number), form, seed).prompt;
                    let expect = if number == 3 { vec![] } else { vec![number] };
                    assert_eq!(seen(dimension, &prompt), expect, "{name} {number}: {prompt}");
                }
            }
        }
    }
}

#[test]
fn three_and_none_are_the_same_and_numbers_off_the_scale_are_its_ends() {
    let all = |n| Levels { stylization: n, detail: n, color: n, lighting: n };
    for seed in 0..20 {
        let plain = made("a fox", all(None), PromptForm::Flux, seed);
        assert_eq!(plain, made("a fox", all(Some(3)), PromptForm::Flux, seed));
        let low = made("a fox", all(Some(1)), PromptForm::Flux, seed);
        assert_eq!(low, made("a fox", all(Some(0)), PromptForm::Flux, seed));
        let high = made("a fox", all(Some(5)), PromptForm::Flux, seed);
        assert_eq!(high, made("a fox", all(Some(200)), PromptForm::Flux, seed));
    }
}

#[test]
fn without_levels_something_fitting_is_still_added() {
    for description in DESCRIPTIONS {
        for form in [PromptForm::Flux, PromptForm::StableDiffusion] {
            let prompt = made(description, Levels::default(), form, 1).prompt;
            let added = prompt.split_whitespace().count() - description.split_whitespace().count();
            assert!((2..=40).contains(&added), "{prompt}");
        }
    }
}

#[test]
fn one_level_changes_only_its_own_words() {
    let with = |color| {
        let levels = Levels { color: Some(color), detail: Some(4), ..Levels::default() };
        made("a fox in the snow", levels, PromptForm::StableDiffusion, 9).prompt
    };
    let tags = |prompt: String| prompt.split(", ").map(str::to_owned).collect::<HashSet<_>>();
    let common = tags(with(2)).intersection(&tags(with(4))).count();
    assert_eq!(common + 1, tags(with(2)).len(), "{} | {}", with(2), with(4));
}

#[test]
fn seeds_choose_and_the_same_seed_gives_the_same_words() {
    let levels = Levels { color: Some(5), lighting: Some(2), ..Levels::default() };
    let prompts: HashSet<String> =
        (0..50).map(|s| made("a fox in the snow", levels, PromptForm::Flux, s).prompt).collect();
    assert!(prompts.len() >= 45, "{}", prompts.len());
    let again = made("a fox in the snow", levels, PromptForm::Flux, 7);
    assert_eq!(again, made("a fox in the snow", levels, PromptForm::Flux, 7));
}

#[test]
fn the_forms_are_a_flowing_description_and_weighted_tags() {
    let levels = Levels { color: Some(5), detail: Some(2), ..Levels::default() };
    let flux = made("a fox in the snow", levels, PromptForm::Flux, 3);
    assert!(flux.prompt.ends_with('.') && !flux.prompt.contains(":1."), "{}", flux.prompt);
    assert!(flux.negative_prompt.is_none());
    let tags = made("a fox in the snow.", levels, PromptForm::StableDiffusion, 3);
    assert!(tags.prompt.starts_with("a fox in the snow, "), "{}", tags.prompt);
    assert!(tags.prompt.contains(":1.3)") && tags.prompt.contains(":1.1)"), "{}", tags.prompt);
    let negative = tags.negative_prompt.unwrap();
    assert!(negative.contains("monochrome") && negative.contains("low quality"), "{negative}");
    assert!(!negative.contains("oversaturated"), "{negative}");
}

#[test]
fn what_the_description_says_is_not_contradicted() {
    for seed in 0..30 {
        let flux =
            |description: &str, levels| made(description, levels, PromptForm::Flux, seed).prompt;
        let tonal = flux("black and white portrait of a sailor", level(2, 5));
        assert!(!tonal.contains("saturated") && !tonal.contains("color"), "{tonal}");
        let painted = flux("a watercolour of a harbour", level(0, 1));
        assert!(!painted.contains("photograph") && painted.contains("photorealistic"), "{painted}");
        let photo = flux("a photo of a harbour", level(0, 5));
        assert!(!photo.contains("illustration") && !photo.contains("painting"), "{photo}");
        let red = flux("a red car", level(2, 1));
        assert!(red.contains("monochrome") && red.matches("red").count() >= 2, "{red}");
        assert!(!red.contains("grayscale"), "{red}");
        let night = flux("a city street at night", level(3, 1));
        assert!(!night.contains("daylight") && !night.contains("sky"), "{night}");
        let sparse = flux("a minimalist poster", level(1, 5));
        assert!(sparse.contains("few elements") || sparse.contains("sparing"), "{sparse}");
    }
}

#[test]
fn lighting_fits_the_subject() {
    let words = |description: &str| -> String {
        (0..40).map(|seed| made(description, level(3, 4), PromptForm::Flux, seed).prompt).collect()
    };
    assert!(words("a mountain valley").contains("sunbeams"));
    assert!(words("a portrait of a woman").contains("key lighting"));
    assert!(!words("a portrait of a woman").contains("clouds"));
    assert!(!words("a ceramic vase").contains("clouds"));
}

#[test]
fn requests_around_the_description_are_taken_off() {
    let flux = |description| made(description, Levels::default(), PromptForm::Flux, 1).prompt;
    assert!(flux("Create an image of a dog").starts_with("a dog"));
    assert!(flux("please draw me a picture of a dog").starts_with("a dog"));
    assert!(flux("create a painting of a dog").starts_with("a painting of a dog"));
    assert!(flux("Make love, not war").starts_with("Make love, not war"));
}

#[test]
fn quotations_names_and_numbers_stay_and_no_quotation_mark_is_at_an_end() {
    for form in [PromptForm::Flux, PromptForm::StableDiffusion] {
        let description = "\"OPEN 24H\", a sign by Mr. O'Neill for 3.5 million people";
        for seed in 0..20 {
            let composition = Composition {
                description: description.to_owned(),
                must_include: Some("the slogan \"Café, 50% off\"".to_owned()),
                form,
                seed,
                ..Composition::default()
            };
            let prompt = compose(&composition).prompt;
            assert!(prompt.contains(description), "{prompt}");
            assert!(prompt.contains("the slogan \"Café, 50% off\""), "{prompt}");
            assert!(!prompt.starts_with('"') && !prompt.ends_with('"'), "{prompt}");
        }
    }
}

#[test]
fn what_is_included_already_is_not_said_twice() {
    let composition = Composition {
        description: "a harbour with red boats".to_owned(),
        must_include: Some("red boats".to_owned()),
        ..Composition::default()
    };
    assert_eq!(compose(&composition).prompt.matches("red boats").count(), 1);
}

#[test]
fn examples_are_followed_in_form_length_and_ending() {
    let with = |examples: &[&str], form| {
        compose(&Composition {
            description: "a fox in the snow".to_owned(),
            levels: level(2, 4),
            examples: examples.iter().map(|e| (*e).to_owned()).collect(),
            form,
            seed: 4,
            ..Composition::default()
        })
        .prompt
    };
    let tags =
        with(&["a cat, rim light, bokeh, 35mm film, trending on artstation"], PromptForm::Flux);
    assert!(!tags.ends_with('.') && tags.contains(", bokeh, 35mm film"), "{tags}");
    let short = with(&["A cat at dawn.", "An old house."], PromptForm::Flux);
    assert!(short.split(' ').count() <= 10, "{short}");
    let sentence = with(
        &["A cat sits on a wall in the evening while the town below lights its lamps."],
        PromptForm::StableDiffusion,
    );
    assert!(sentence.ends_with('.') && !sentence.contains(":1."), "{sentence}");
    // The level is said even where an example has no room, and outweighs its ending.
    let colored = with(&["a cat, muted colors"], PromptForm::Flux);
    assert!(colored.contains("vibrant") || colored.contains("vivid"), "{colored}");
    assert!(!colored.contains("muted"), "{colored}");
}

#[test]
fn instructions_are_carried_out() {
    let told = |prompt: &str, instruction: &str| instruct(prompt, Some(instruction), 5);
    let cat = told("a dog in a park", "Replace the dog with a cat and make it more dramatic");
    assert!(cat.starts_with("a cat in a park") && cat.contains("dramatic"), "{cat}");
    let hat = told("a man with a red hat in Paris", "remove the red hat; add an umbrella");
    assert!(
        !hat.contains("hat in") && hat.contains("an umbrella") && hat.contains("Paris"),
        "{hat}"
    );
    let without = told("a quiet lake", "remove people");
    assert!(without.contains("without people"), "{without}");
    let style = told("a quiet lake", "in the style of Van Gogh, at night");
    assert!(style.contains("in the style of Van Gogh, at night"), "{style}");
    let gray = told("a quiet lake", "make it black and white");
    assert!(
        gray.contains("black and white") && gray.contains("monochrom") || gray.contains("grays"),
        "{gray}"
    );
    let tags = told("cat, cute, garden, 8k", "add a butterfly");
    assert!(tags.starts_with("cat, cute, garden, 8k, a butterfly, "), "{tags}");
    assert_eq!(instruct("", None, 3), random_prompt(3));
    let richer = instruct("a fox", None, 3);
    assert!(richer.starts_with("a fox") && richer.split(' ').count() >= 10, "{richer}");
}

#[test]
fn random_prompts_are_many() {
    let prompts: HashSet<String> = (0..5000).map(random_prompt).collect();
    assert!(prompts.len() >= 4950, "{}", prompts.len());
    for prompt in prompts {
        let words = prompt.split(' ').count();
        assert!((8..=50).contains(&words) && prompt.ends_with('.'), "{prompt}");
    }
}

/// The message in which a client asks a language model for a prompt.
fn message(c: &Composition) -> String {
    let mut out = "Create a detailed visual prompt following these guidelines:\n".to_owned();
    out.push_str(match c.form {
        PromptForm::Flux => {
            "    \n    KEY REQUIREMENTS:\n    - Keep the final prompt under 50 words\n"
        }
        PromptForm::StableDiffusion => {
            "\n    - Structure: comma-separated descriptive words and phrases only\n"
        }
    });
    out.push_str(&format!("    \n    CORE IMAGE DESCRIPTION:\n    \"{}\"\n    ", c.description));
    if let Some(must) = c.must_include.as_ref().filter(|must| !must.is_empty()) {
        out.push_str(
            "\nREQUIRED ELEMENTS:\n    Must include this description without altering the texts: ",
        );
        out.push_str(&format!("\"{must}\""));
    }
    if !c.examples.is_empty() {
        out.push_str("\nPROMPT FORMAT REFERENCE:\n    Example prompt(s) to match format: ");
        out.push_str(&match c.form {
            PromptForm::Flux => {
                let numbered = c.examples.iter().zip(1..).map(|(e, n)| format!("{n}. {e}"));
                numbered.collect::<Vec<_>>().join("\n    ")
            }
            PromptForm::StableDiffusion => c.examples.join(","),
        });
    }
    let Levels { stylization, detail, color, lighting } = c.levels;
    let blocks: Vec<String> = DIMENSIONS
        .iter()
        .zip([stylization, detail, color, lighting])
        .filter_map(|(name, level)| Some((name, level.filter(|level| *level != 3)?)))
        .map(|(name, level)| {
            format!(
                "Dimension {}:\nOn a scale 1~5 Controls something\n1: Low\n2: Less\n3: Middle\n\
                 4: More\n5: Most\n\nWe want to create a prompt with {name} level {level}. Think \
                 carefully. Naturally integrate this aspect into your final prompt without \
                 explicitly mentioning the level number.",
                name.to_uppercase()
            )
        })
        .collect();
    if !blocks.is_empty() {
        out.push_str("\n\nYou should integrate descriptions about style dimensions in a natural way NEVER explicitly mention level number.\n");
        out.push_str(&blocks.join("\n\n"));
    }
    out.push_str("\n\nReturn only the final prompt without any explanations or quotes. Ensure all specified aspects are implemented accurately.");
    out
}

#[test]
fn other_chats_are_not_recognised() {
    for text in [
        "",
        "Hello",
        "CORE IMAGE DESCRIPTION:\n    \"a fox\"\n    ",
        "Create a detailed visual prompt following these guidelines: be nice",
        "Write a poem. Return only the final prompt without any explanations or quotes.",
    ] {
        assert_eq!(recognise(text), None, "{text}");
    }
}

fn any_level() -> impl Strategy<Value = Option<u8>> {
    prop::option::of(0_u8..=6)
}

prop_compose! {
    fn any_levels()(stylization in any_level(), detail in any_level(), color in any_level(),
        lighting in any_level()) -> Levels {
        Levels { stylization, detail, color, lighting }
    }
}

fn any_form() -> impl Strategy<Value = PromptForm> {
    prop_oneof![Just(PromptForm::Flux), Just(PromptForm::StableDiffusion)]
}

fn any_words() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a fox",
        "portrait",
        "red",
        "night",
        "\"OPEN\"",
        "'",
        "\"",
        "\n",
        ",",
        ".",
        ";",
        "(x:1.2)",
        "3.5",
        "é",
        "狐",
        "🦊",
        "logo",
        "photo",
        "painting",
        "of",
        "create",
        "an image of",
        "black and white",
        "\"\n    ",
        "[",
        "{",
        "minimalist",
        "level 5",
        "\t",
        "Ünal",
    ]);
    prop_oneof![".{0,80}", prop::collection::vec(pieces, 0..12).prop_map(|p| p.join(" "))]
}

proptest! {
    #[test]
    fn anything_is_composed_within_bounds_and_holds_what_must_be_included(
        description in any_words(),
        must in prop::option::of(any_words()),
        levels in any_levels(),
        examples in prop::collection::vec(any_words(), 0..3),
        form in any_form(),
        seed in any::<u64>(),
    ) {
        let composition = Composition {
            description: description.clone(), levels, must_include: must.clone(), examples, form, size: None, seed,
        };
        let made = compose(&composition);
        prop_assert_eq!(&made, &compose(&composition));
        let must = must.unwrap_or_default();
        prop_assert!(made.prompt.contains(&must), "{}", made.prompt);
        prop_assert_eq!(made.negative_prompt.is_some(), form == PromptForm::StableDiffusion);
        let words = |text: &str| text.split_whitespace().count();
        let added = words(&made.prompt).saturating_sub(words(&description) + words(&must));
        prop_assert!(added <= 75, "{added}: {}", made.prompt);
        if composition.examples.is_empty() {
            prop_assert!(added <= 60, "{added}: {}", made.prompt);
            let tags = made.prompt.matches(", ").count();
            let own = description.matches(',').count() + must.matches(',').count();
            prop_assert!(tags <= own + 15, "{tags}: {}", made.prompt);
        }
        prop_assert!(!made.prompt.is_empty() && !made.prompt.ends_with('"'), "{}", made.prompt);
    }

    #[test]
    fn anything_is_improved_deterministically(
        prompt in any_words(), instruction in prop::option::of(any_words()), seed in any::<u64>(),
    ) {
        let made = instruct(&prompt, instruction.as_deref(), seed);
        prop_assert!(!made.is_empty());
        prop_assert_eq!(made, instruct(&prompt, instruction.as_deref(), seed));
    }

    #[test]
    fn any_mixture_of_wishes_is_carried_out(
        wishes in prop::collection::vec(prop::sample::select(vec![
            "add", "remove", "replace", "the fox", "a fox", "with", "by", "and", ",", "fox", "make it",
            "more", "é", "please", ".", "in", "x", "snow",
        ]), 0..12),
        prompt in prop::sample::select(vec!["a fox in the snow", "fox", "", "Le renard é, a fox, snow, x"]),
    ) {
        prop_assert!(!instruct(prompt, Some(&wishes.join(" ")), 1).is_empty());
    }

    #[test]
    fn messages_are_recognised_exactly(
        description in any_words(),
        must in prop::option::of(any_words()),
        levels in any_levels(),
        examples in prop::collection::vec("[a-z]{2,8}( [a-z]{2,8}){4,6}(, [a-z]{2,9}){0,3}", 0..3),
        form in any_form(),
    ) {
        let clamped = |level: Option<u8>| level.map(|l| l.clamp(1, 5)).filter(|l| *l != 3);
        let levels = Levels {
            stylization: clamped(levels.stylization),
            detail: clamped(levels.detail),
            color: clamped(levels.color),
            lighting: clamped(levels.lighting),
        };
        let must_include = must.filter(|must| !must.is_empty());
        let mut asked = Composition { description, levels, must_include, examples, form, size: None, seed: 0 };
        let text = message(&asked);
        let got = recognise(&text).unwrap();
        asked.seed = got.seed;
        prop_assert_eq!(got, asked, "{}", text);
        prop_assert!(recognise(text.trim_end()).is_some());
    }

    #[test]
    fn any_chat_is_read_without_harm(text in any_words()) {
        prop_assert!(recognise(&text).is_none());
        let _ = recognise(&format!("Create a detailed visual prompt following these guidelines:\
            KEY REQUIREMENTS:CORE IMAGE DESCRIPTION:\n    \"{text}\n\nReturn only the final prompt \
            without any explanations or quotes."));
    }
}
