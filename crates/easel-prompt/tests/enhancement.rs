//! A thousand prompts in fifteen languages, enhanced and composed at every level: the prompt and
//! all that is locked stays, levels rise strictly, text encoders read everything, guidance fits.
//!
//! The encoders' own counts are checked against a reference in `easel_prompt`; here a count that
//! nobody disputes (words and marks) keeps the bounds honest.

use std::collections::HashSet;

use easel_prompt::smartgen::{Composed, Composition, Levels, PromptForm, compose};
use easel_prompt::{Change, Hints, diff, text_tokens, understand};
use easel_types::{Intent, ModelFamily, Size};

/// What pictures show, by language; `{}` is a name, number or quotation.
const SUBJECTS: [(&str, [&str; 6]); 15] = [
    (
        "en",
        [
            "a fox called {}",
            "a portrait of {} with 3 cats",
            "the shop {} at night",
            "a bowl of ramen on table {}",
            "a castle on hill {}",
            "a sports car with the number {}",
        ],
    ),
    (
        "es",
        [
            "un gato llamado {}",
            "retrato de {} con 3 perros",
            "la tienda {} de noche",
            "una taza de café y {}",
            "un castillo y {}",
            "un coche rojo con el número {}",
        ],
    ),
    (
        "fr",
        [
            "un chat nommé {}",
            "portrait de {} avec 3 chiens",
            "la boutique {} la nuit",
            "une tasse de café et {}",
            "un château et {}",
            "une voiture avec le numéro {}",
        ],
    ),
    (
        "de",
        [
            "eine Katze namens {}",
            "Porträt von {} mit 3 Hunden",
            "der Laden {} bei Nacht",
            "eine Tasse Kaffee und {}",
            "eine Burg und {}",
            "ein Auto mit der Nummer {}",
        ],
    ),
    (
        "it",
        [
            "un gatto di nome {}",
            "ritratto di {} con 3 cani",
            "il negozio {} di notte",
            "una tazza di caffè e {}",
            "un castello e {}",
            "una macchina con il numero {}",
        ],
    ),
    (
        "pt",
        [
            "um gato chamado {}",
            "retrato de {} com 3 cães",
            "a loja {} à noite",
            "uma xícara de café e {}",
            "um castelo e {}",
            "um carro com o número {}",
        ],
    ),
    (
        "nl",
        [
            "een kat genaamd {}",
            "portret van {} met 3 honden",
            "de winkel {} in de nacht",
            "een kop koffie en {}",
            "een kasteel en {}",
            "een auto met nummer {}",
        ],
    ),
    (
        "pl",
        [
            "kot o imieniu {}",
            "portret {} z 3 psami",
            "sklep {} nocą",
            "filiżanka kawy i {}",
            "zamek i {}",
            "samochód z numerem {}",
        ],
    ),
    (
        "ru",
        [
            "кот по имени {}",
            "портрет {} с 3 собаками",
            "магазин {} ночью",
            "чашка кофе и {}",
            "замок и {}",
            "машина с номером {}",
        ],
    ),
    (
        "tr",
        [
            "{} adlı bir kedi",
            "{} ve 3 köpek portresi",
            "gece {} dükkanı",
            "bir fincan kahve ve {}",
            "bir kale ve {}",
            "{} numaralı araba",
        ],
    ),
    (
        "ar",
        [
            "قطة اسمها {}",
            "صورة {} مع 3 كلاب",
            "متجر {} في الليل",
            "فنجان قهوة و {}",
            "قلعة و {}",
            "سيارة رقم {}",
        ],
    ),
    (
        "hi",
        [
            "{} नाम की बिल्ली",
            "3 कुत्तों के साथ {} का चित्र",
            "रात में {} दुकान",
            "एक कप कॉफ़ी और {}",
            "एक महल और {}",
            "नंबर {} की कार",
        ],
    ),
    (
        "zh",
        [
            "一只叫{}的猫",
            "{}和3只狗的肖像",
            "夜晚的{}商店",
            "一杯咖啡和{}",
            "一座城堡和{}",
            "号码{}的汽车",
        ],
    ),
    ("ja", ["{}という猫", "{}と3匹の犬の肖像", "夜の{}店", "コーヒーと{}", "城と{}", "番号{}の車"]),
    (
        "ko",
        [
            "{}라는 고양이",
            "{}와 3마리 개의 초상화",
            "밤의 {} 가게",
            "커피 한 잔과 {}",
            "성과 {}",
            "번호 {} 자동차",
        ],
    ),
];
const LOCKED: [&str; 12] = [
    "\"OPEN 24H\"",
    "Ünal",
    "O'Neill & Sons",
    "3.5",
    "№ 7",
    "«Été»",
    "1,299.99",
    "Łódź",
    "東京",
    "K-9",
    "\"50% off!\"",
    "McDuff",
];

/// The prompts, each with what must stay in it.
fn prompts() -> Vec<(String, &'static str, &'static str)> {
    let mut out = Vec::new();
    for (language, subjects) in SUBJECTS {
        for subject in subjects {
            for locked in LOCKED {
                out.push((subject.replace("{}", locked), locked, language));
            }
        }
    }
    out
}

const FORMS: [(PromptForm, ModelFamily); 2] =
    [(PromptForm::Flux, ModelFamily::Flux), (PromptForm::StableDiffusion, ModelFamily::Sdxl)];

fn levels(dimension: usize, level: u8) -> Levels {
    let mut levels = Levels::default();
    *[&mut levels.stylization, &mut levels.detail, &mut levels.color, &mut levels.lighting]
        [dimension] = Some(level);
    levels
}

fn composed(description: &str, levels: Levels, form: PromptForm, seed: u64) -> Composed {
    let description = description.to_owned();
    compose(&Composition { description, levels, form, seed, ..Composition::default() })
}

/// Words of the scales, each with where it stands on its scale; the first that a phrase holds
/// counts.
const SCALES: [&[(&str, i32)]; 4] = [
    &[("photorealistic", 1), ("realistic", 2), ("stylized", 4), ("abstract", 5)],
    &[
        ("hyper-detailed", 5),
        ("extremely intricate", 5),
        ("rich", 4),
        ("minimalist", 1),
        ("clean", 2),
    ],
    &[
        ("hyper-saturated", 5),
        ("intense", 5),
        ("monochrom", 1),
        ("black-and-white", 1),
        ("grayscale", 1),
        ("muted", 2),
        ("subdued", 2),
        ("vibrant", 4),
        ("vivid", 4),
    ],
    &[("extreme", 5), ("dramatic", 4), ("flat", 1), ("soft", 2)],
];

/// Where the added phrases place a picture on a scale; the middle where none speaks of it.
fn place(dimension: usize, added: &[String]) -> i32 {
    let scale = SCALES[dimension];
    let of = |phrase: &String| scale.iter().find(|(word, _)| phrase.contains(word));
    added.iter().find_map(of).map_or(3, |(_, place)| *place)
}

#[test]
fn levels_rise_strictly_for_every_prompt() {
    let prompts = prompts();
    assert!(prompts.len() >= 1000, "{}", prompts.len());
    for ((prompt, _, _), seed) in prompts.iter().zip(0_u64..) {
        let form = FORMS[usize::from(seed % 2 == 0)].0;
        let plain = composed(prompt, Levels::default(), form, seed);
        for dimension in 0..4 {
            let made: Vec<Composed> = (1..=5)
                .map(|level| match level {
                    3 if seed % 10 > 1 => plain.clone(),
                    _ => composed(prompt, levels(dimension, level), form, seed),
                })
                .collect();
            let places: Vec<i32> = made.iter().map(|m| place(dimension, &m.added)).collect();
            let shown: Vec<&String> = made.iter().map(|m| &m.prompt).collect();
            assert_eq!(places, [1, 2, 3, 4, 5], "{shown:#?}");
            assert_eq!(made[2], plain);
            // Emphasis grows with the distance from the middle.
            if form == PromptForm::StableDiffusion && made[0].prompt.contains(":1.") {
                let strong = |at: usize| made[at].prompt.contains(":1.3)");
                assert!(strong(0) && !strong(1) && !strong(3) && strong(4), "{shown:#?}");
            }
        }
    }
}

#[test]
fn what_is_locked_stays_within_the_window_at_all_levels_at_once() {
    for ((prompt, locked, language), seed) in prompts().iter().zip(0_u64..) {
        let (form, family) = FORMS[usize::from(seed % 2 == 0)];
        for level in 1..=5 {
            let all = Some(level);
            let must = format!("{locked}, (two  red boats) №{seed}");
            let composition = Composition {
                description: prompt.clone(),
                levels: Levels { stylization: all, detail: all, color: all, lighting: all },
                must_include: Some(must.clone()),
                form,
                seed,
                ..Composition::default()
            };
            let made = compose(&composition);
            if level == 1 {
                assert_eq!(made, compose(&composition));
            }
            assert!(made.prompt.contains(prompt.as_str()), "{language}: {}", made.prompt);
            assert!(made.prompt.contains(&must), "{language}: {}", made.prompt);
            let (count, room) = text_tokens(&made.prompt, Some(family));
            assert!(count <= room, "{language}: {count} tokens: {}", made.prompt);
            for phrase in &made.added {
                assert!(made.prompt.contains(phrase.as_str()), "{phrase}: {}", made.prompt);
            }
        }
    }
}

#[test]
fn enhancement_keeps_the_prompt_and_tells_what_it_added() {
    let canvases = [None, Some((1536, 640)), Some((640, 1536))];
    for ((prompt, locked, language), seed) in prompts().iter().zip(0..) {
        for (family, canvas) in [ModelFamily::Flux, ModelFamily::Sd1].into_iter().zip(canvases) {
            for intent in [Intent::Standard, Intent::Logo] {
                let hints = Hints {
                    intent: Some(intent),
                    size: canvas.map(|(width, height)| Size { width, height }),
                    enhance: true,
                    seed,
                    family: Some(family),
                };
                let made = understand(prompt, &hints);
                let revised = made.enhanced_prompt.unwrap_or_default();
                assert!(revised.starts_with(prompt.as_str()) && revised.contains(locked));
                assert!(!made.added.is_empty(), "{language}: {revised}");
                let (count, room) = text_tokens(&revised, Some(family));
                assert!(count <= room, "{language}: {count} tokens: {revised}");
                let rest = revised[prompt.len()..].to_lowercase();
                for phrase in &made.added {
                    let bare = phrase.trim_start_matches("a ").trim_start_matches("an ");
                    let bare = bare.trim_start_matches("the ").to_lowercase();
                    assert!(rest.contains(&bare), "{phrase}: {revised}");
                }
                let changes = diff(prompt, &revised);
                assert_eq!(changes.len(), 2, "{changes:?}");
                assert_eq!(changes[0], Change::Kept(prompt.clone()));
                assert_eq!(changes[1], Change::Added(revised[prompt.len()..].to_owned()));
                if intent == Intent::Logo {
                    continue;
                }
                assert_eq!(understand(prompt, &hints).enhanced_prompt, Some(revised));
                let off = understand(prompt, &Hints { enhance: false, ..hints });
                assert!(off.enhanced_prompt.is_none() && off.added.is_empty());
            }
        }
    }
}

#[test]
fn seeds_differ_and_guidance_is_of_many_kinds() {
    let enhanced = |prompt: &str, seed| {
        let hints =
            Hints { intent: Some(Intent::Standard), enhance: true, seed, ..Hints::default() };
        understand(prompt, &hints)
    };
    let mut phrases = HashSet::new();
    for (prompt, _, _) in prompts().into_iter().step_by(11) {
        let made: HashSet<String> =
            (0..6).filter_map(|seed| enhanced(&prompt, seed).enhanced_prompt).collect();
        assert!(made.len() >= 4, "{made:?}");
        phrases.extend((0..6).flat_map(|seed| enhanced(&prompt, seed).added));
    }
    assert!(phrases.len() >= 100, "{}", phrases.len());
}

fn added(prompt: &str) -> String {
    let of = |seed| {
        let intent = if prompt.contains("logo") { Intent::Logo } else { Intent::Standard };
        let hints = Hints { intent: Some(intent), enhance: true, seed, ..Hints::default() };
        understand(prompt, &hints).added.join("; ")
    };
    (0..30).map(of).collect::<Vec<_>>().join("\n")
}

#[test]
fn guidance_fits_what_is_shown() {
    for (prompt, wanted, unwanted) in [
        ("a street at night", &["moon", "lamp"][..], &["sunlight", "midday", "daylight"][..]),
        (
            "a watercolour of a harbour",
            &["paper", "wash"],
            &["lens", "photograph", "85mm", "telephoto", "depth of field"],
        ),
        ("macro photo of a beetle", &["extreme close", "life size"], &["landscape", "wide"]),
        ("a dragon over a village", &["scales", "wing"], &["85mm", "telephoto", "photograph"]),
        ("black and white photo of a fox", &["tonal", "shadows"], &["russet", "orange", "amber"]),
        ("a kitchen at night", &["lamp"], &["moonlight", "starlight"]),
        ("a red car in the rain", &["reflections"], &["open sky"]),
        ("logo for a dentist called Brightly", &["sans-serif"], &["depth of field", "sunlight"]),
        ("minimalist logo for a coffee roastery", &["bean", "cup", "steam"], &["ornament"]),
        ("pixel art of a castle", &["pixel", "dither"], &["photograph", "lens"]),
        ("a bowl of ramen", &["broth", "steam"], &["fur", "skin"]),
        ("雪の中のキツネ", &["winter", "snow"], &["savanna"]),
        ("ночной город под дождём", &["wet", "lamp", "moon"], &["midday"]),
        ("un gato en la ventana", &["whisker", "feline"], &["plumage"]),
        ("a woman in a café", &["skin", "hands", "fabric"], &["crema"]),
    ] {
        let got = added(prompt);
        assert!(wanted.iter().any(|word| got.contains(word)), "{prompt}: {got}");
        for word in unwanted {
            assert!(!got.contains(word), "{prompt}: {word}: {got}");
        }
    }
}

#[test]
fn canvases_decide_the_composition() {
    let made = |width, height| {
        let size = Some(Size { width, height });
        let hints =
            Hints { size, intent: Some(Intent::Standard), enhance: true, ..Hints::default() };
        understand("a mountain lake", &hints).added.join("; ")
    };
    assert!(made(1536, 640).contains("panoramic"), "{}", made(1536, 640));
    assert!(made(640, 1536).contains("tall") || made(640, 1536).contains("stacked"));
    assert_ne!(made(1024, 1024), made(1536, 640));
}

#[test]
fn long_prompts_stay_alone_and_adversarial_ones_end() {
    let long = "a cat and a dog ".repeat(20);
    let hints = Hints {
        intent: Some(Intent::Standard),
        enhance: true,
        family: Some(ModelFamily::Sd1),
        ..Hints::default()
    };
    let made = understand(&long, &hints);
    assert_eq!(made.enhanced_prompt.as_deref(), Some(long.as_str()));
    assert!(made.added.is_empty() && made.notes.iter().any(|note| note.contains("75 tokens")));
    for piece in
        ["a", "a ", "的", "\u{301}", "'s", "(", "😀", "-", "a-", "\"", ". ", "and add x ", "\n"]
    {
        let text = piece.repeat(100_000 / piece.len());
        for family in [ModelFamily::Sd1, ModelFamily::Flux] {
            let hints = Hints { family: Some(family), ..hints.clone() };
            let made = understand(&text, &hints);
            let alone = made.enhanced_prompt.is_none_or(|prompt| prompt.starts_with(&text));
            assert!(alone, "{piece}");
        }
        let levels = levels(1, 5);
        composed(&text, levels, PromptForm::StableDiffusion, 1);
        easel_prompt::smartgen::instruct(&text, Some(&text), 1);
        easel_prompt::smartgen::recognise(&text);
    }
}
