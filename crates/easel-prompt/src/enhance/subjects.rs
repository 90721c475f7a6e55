//! What a prompt shows and in which medium, and the words of guidance that fit.

use crate::tokens::{Kind, Text};

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Logo,
    Portrait,
    Landscape,
    Food,
    Product,
    Animal,
    Architecture,
    Interior,
    Vehicle,
    Abstract,
    Fantasy,
    Any,
}

/// In which medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// A photograph, also where nothing is said.
    Photo,
    /// The prompt names an art form; its guidance stays clear of cameras.
    Art,
}

/// One aspect of guidance.
pub(crate) struct Aspect {
    /// Words of a prompt that has settled this aspect itself.
    pub words: &'static [&'static str],
    /// Alternatives.
    pub phrases: &'static [&'static str],
}

/// Words that name a subject, the first matching row wins on equal counts.
const SUBJECTS: &[(Subject, &str)] = &[
    (
        Subject::Food,
        " food cake pie pizza burger sushi pasta salad soup bread dessert breakfast dinner dish \
         meal coffee tea cocktail fruit apple strawberry chocolate steak noodles ramen sandwich \
         cookie cookies croissant cheese wine plate comida essen ",
    ),
    (
        Subject::Animal,
        " cat cats dog dogs kitten puppy horse bird birds lion tiger wolf fox bear elephant owl \
         eagle rabbit fish whale dolphin shark butterfly deer panda penguin monkey snake turtle \
         animal wildlife gato perro hund katze chat chien ",
    ),
    (
        Subject::Vehicle,
        " car cars truck motorcycle motorbike bike bicycle airplane plane aircraft helicopter ship \
         boat yacht train spaceship spacecraft rocket bus van supercar auto coche voiture ",
    ),
    (
        Subject::Portrait,
        " portrait woman man girl boy person people face selfie headshot child baby lady guy king \
         queen astronaut warrior soldier doctor chef musician dancer model bride couple family \
         mujer hombre frau mann femme homme retrato ",
    ),
    (
        Subject::Interior,
        " room interior kitchen bedroom bathroom living-room office studio library cafe café \
         restaurant lobby hallway loft bar ",
    ),
    (
        Subject::Architecture,
        " building house skyscraper castle church cathedral temple bridge tower architecture city \
         cityscape skyline street facade palace villa cabin village ruins stadium museum ",
    ),
    (
        Subject::Landscape,
        " landscape mountain mountains forest beach ocean sea lake river waterfall desert valley \
         field meadow sunset sunrise sky island canyon jungle glacier coast hills garden volcano \
         montaña berg wald paysage ",
    ),
    (
        Subject::Product,
        " product bottle watch shoe shoes sneaker sneakers phone smartphone laptop headphones \
         perfume mug bag handbag camera chair lamp jewelry ring packaging box vase cosmetics \
         furniture keyboard speaker ",
    ),
    (
        Subject::Fantasy,
        " dragon wizard elf fairy unicorn magic magical fantasy sorcerer demon angel mermaid \
         phoenix robot cyborg cyberpunk steampunk alien knight ",
    ),
    (
        Subject::Abstract,
        " abstract geometric pattern texture fractal gradient shapes swirls background wallpaper \
         mandala psychedelic surreal ",
    ),
];

/// Words that name an art form.
const ART: &str = " painting watercolor watercolour oil sketch drawing illustration anime manga \
 cartoon comic pixel vector line-art lineart line art render 3d lowpoly low-poly sculpture mosaic \
 collage graffiti ukiyo-e impressionist cubist ghibli pixar disney doodle charcoal pencil ink \
 engraving woodcut poster sticker stained-glass origami claymation cel-shaded isometric pintura \
 gemälde aquarell dessin ";

fn has(list: &str, word: &str) -> bool {
    !word.is_empty()
        && list
            .match_indices(word)
            .any(|(at, _)| list[..at].ends_with(' ') && list[at + word.len()..].starts_with(' '))
}

/// What the prompt shows, by the words that name it; earlier words weigh more.
pub(crate) fn subject(text: &Text<'_>) -> Subject {
    let words: Vec<&str> = text
        .tokens
        .iter()
        .filter(|token| token.kind == Kind::Word)
        .map(|token| &*token.lower)
        .take(80)
        .collect();
    let mut best = (0_usize, Subject::Any);
    for (subject, list) in SUBJECTS {
        let score: usize = words
            .iter()
            .enumerate()
            .filter(|(_, word)| {
                has(list, word) || word.strip_suffix('s').is_some_and(|w| has(list, w))
            })
            .map(|(at, _)| 10 - at.min(8))
            .sum();
        if score > best.0 {
            best = (score, *subject);
        }
    }
    best.1
}

/// The medium of the prompt.
pub(crate) fn medium(text: &Text<'_>) -> Medium {
    let art = text.tokens.iter().any(|t| t.kind == Kind::Word && has(ART, &t.lower));
    if art { Medium::Art } else { Medium::Photo }
}

const LIGHT_WORDS: &[&str] = &[
    "lighting",
    "light",
    "lit",
    "backlit",
    "sunset",
    "sunrise",
    "sunlight",
    "moonlight",
    "neon",
    "candlelight",
    "night",
    "dark",
    "foggy",
    "golden",
];
const LENS_WORDS: &[&str] = &[
    "bokeh",
    "35mm",
    "50mm",
    "85mm",
    "macro",
    "wide-angle",
    "lens",
    "closeup",
    "close-up",
    "aerial",
    "depth",
];
const DETAIL_WORDS: &[&str] = &[
    "detailed",
    "photorealistic",
    "realistic",
    "8k",
    "4k",
    "hyperrealistic",
    "minimalist",
    "simple",
    "masterpiece",
];
const COLOUR_WORDS: &[&str] = &[
    "colors",
    "colours",
    "colorful",
    "colourful",
    "monochrome",
    "pastel",
    "vibrant",
    "palette",
    "black-and-white",
    "sepia",
    "color",
    "colour",
];

const LOGO: &[Aspect] = &[
    Aspect {
        words: &["vector", "flat", "3d", "badge", "emblem"],
        phrases: &[
            "a flat vector mark",
            "a crisp flat vector emblem",
            "a bold geometric vector symbol",
            "a clean vector pictogram",
        ],
    },
    Aspect {
        words: &["centered", "centred"],
        phrases: &[
            "a centred composition",
            "balanced symmetry in the centre",
            "a centred mark with generous margins",
        ],
    },
    Aspect {
        words: &["simple", "minimal", "minimalist", "minimalistic"],
        phrases: &[
            "simple recognisable shapes",
            "few strong shapes",
            "smart use of negative space",
            "even stroke weights",
        ],
    },
    Aspect {
        words: &[
            "palette",
            "colors",
            "colours",
            "monochrome",
            "color",
            "colour",
            "gold",
            "black",
            "blue",
            "red",
            "green",
        ],
        phrases: &[
            "a limited two-colour palette",
            "a restrained palette with strong contrast",
            "solid colours without gradients",
            "a refined three-colour palette",
        ],
    },
    Aspect {
        words: &["background", "transparent"],
        phrases: &[
            "a plain white background",
            "a clean solid background",
            "an uncluttered light background",
        ],
    },
];

macro_rules! photo {
    ($name:ident, light: [$($light:literal),*], view: [$($view:literal),*], detail: [$($detail:literal),*]) => {
        const $name: &[Aspect] = &[
            Aspect { words: LIGHT_WORDS, phrases: &[$($light),*] },
            Aspect { words: LENS_WORDS, phrases: &[$($view),*] },
            Aspect { words: DETAIL_WORDS, phrases: &[$($detail),*] },
            Aspect { words: COLOUR_WORDS, phrases: &[
                "natural colours", "harmonious tones", "rich balanced colours", "subtle colour grading",
            ] },
        ];
    };
}

photo!(PORTRAIT,
    light: ["soft window light", "gentle rim lighting", "diffused studio lighting", "warm golden-hour glow"],
    view: ["shallow depth of field", "an 85mm portrait view", "eye-level framing", "a softly blurred backdrop"],
    detail: ["lifelike skin texture", "sharp focus on the eyes", "fine facial detail", "an expressive natural pose"]);
photo!(LANDSCAPE,
    light: ["golden-hour sunlight", "soft morning haze", "dramatic cloud-filtered light", "clear directional sunlight"],
    view: ["a sweeping wide-angle view", "layered foreground and distance", "leading lines into the distance", "an expansive vista"],
    detail: ["crisp natural textures", "atmospheric perspective", "intricate terrain detail", "great clarity"]);
photo!(FOOD,
    light: ["soft side light", "bright natural daylight", "warm ambient light", "gentle backlight with highlights"],
    view: ["a three-quarter close view", "an overhead arrangement", "shallow depth of field", "a tight appetising crop"],
    detail: ["fresh glistening textures", "careful styling", "visible crumbs and steam", "tactile surface detail"]);
photo!(PRODUCT,
    light: ["softbox studio lighting", "clean gradient lighting", "controlled rim highlights", "bright even lighting"],
    view: ["a centred hero angle", "a low three-quarter angle", "a clean seamless backdrop", "a straight-on view"],
    detail: ["precise material textures", "crisp edges and reflections", "commercial catalogue quality", "fine surface detail"]);
photo!(ANIMAL,
    light: ["soft natural light", "warm late-afternoon light", "gentle backlight on the fur", "bright open shade"],
    view: ["an eye-level telephoto view", "shallow depth of field", "a softly blurred habitat", "a close intimate framing"],
    detail: ["finely detailed fur and eyes", "sharp focus on the eyes", "lively natural posture", "lifelike texture"]);
photo!(ARCHITECTURE,
    light: ["blue-hour ambient light", "crisp low sunlight", "soft overcast light", "warm evening glow from windows"],
    view: ["straight verticals", "a strong two-point perspective", "a symmetrical view", "a wide street-level view"],
    detail: ["precise structural detail", "rich material textures", "clean lines", "weathered surface detail"]);
photo!(INTERIOR,
    light: ["soft daylight from large windows", "layered warm lamp light", "diffuse ambient light", "gentle evening light"],
    view: ["a wide eye-level view", "a corner perspective", "balanced symmetrical framing", "straight verticals"],
    detail: ["inviting textures", "carefully arranged details", "tactile natural materials", "a lived-in feel"]);
photo!(VEHICLE,
    light: ["low evening sunlight", "sleek studio reflections", "dramatic rim lighting", "soft overcast light"],
    view: ["a low three-quarter view", "a dynamic tracking angle", "a wide side profile", "subtle motion blur in the background"],
    detail: ["gleaming paint and reflections", "sharp mechanical detail", "crisp bodywork lines", "realistic materials"]);
photo!(FANTASY,
    light: ["moody volumetric light", "glowing ambient highlights", "dramatic rim lighting", "soft ethereal glow"],
    view: ["an epic wide framing", "a heroic low angle", "layered depth", "a strong silhouette"],
    detail: ["intricate ornament", "rich atmospheric detail", "believable materials", "elaborate textures"]);
photo!(ABSTRACT,
    light: ["soft gradient illumination", "glowing highlights", "strong contrast of light and shade", "diffuse glow"],
    view: ["a balanced asymmetrical arrangement", "rhythmic repetition", "flowing movement across the frame", "a clear focal point"],
    detail: ["layered textures", "crisp edges", "fine grain", "intricate structure"]);
photo!(ANY,
    light: ["soft natural light", "warm directional light", "gentle cinematic lighting", "bright diffused light"],
    view: ["a clear focal point", "balanced framing", "shallow depth of field", "layered depth"],
    detail: ["fine detail", "crisp focus", "rich textures", "lifelike materials"]);

const ART_ASPECTS: &[Aspect] = &[
    Aspect {
        words: LIGHT_WORDS,
        phrases: &[
            "expressive light and shadow",
            "soft luminous shading",
            "a clear light direction",
            "gentle ambient glow",
        ],
    },
    Aspect {
        words: &["composition", "framing"],
        phrases: &[
            "a balanced composition",
            "a strong focal point",
            "a dynamic arrangement",
            "generous negative space",
        ],
    },
    Aspect {
        words: DETAIL_WORDS,
        phrases: &[
            "confident brushwork and line",
            "careful craftsmanship",
            "refined shapes",
            "expressive texture",
        ],
    },
    Aspect {
        words: COLOUR_WORDS,
        phrases: &[
            "a harmonious palette",
            "a vivid cohesive palette",
            "muted complementary tones",
            "warm and cool contrast",
        ],
    },
];

/// The aspects of guidance for a subject in a medium.
pub(crate) fn aspects(subject: Subject, medium: Medium) -> &'static [Aspect] {
    match (subject, medium) {
        (Subject::Logo, _) => LOGO,
        (_, Medium::Art) => ART_ASPECTS,
        (Subject::Portrait, _) => PORTRAIT,
        (Subject::Landscape, _) => LANDSCAPE,
        (Subject::Food, _) => FOOD,
        (Subject::Product, _) => PRODUCT,
        (Subject::Animal, _) => ANIMAL,
        (Subject::Architecture, _) => ARCHITECTURE,
        (Subject::Interior, _) => INTERIOR,
        (Subject::Vehicle, _) => VEHICLE,
        (Subject::Fantasy, _) => FANTASY,
        (Subject::Abstract, _) => ABSTRACT,
        (Subject::Any, _) => ANY,
    }
}

/// The aspect of composition: the second of every table.
pub(crate) fn composition(subject: Subject, medium: Medium) -> &'static [&'static str] {
    aspects(subject, medium).get(1).map_or(&[], |aspect| aspect.phrases)
}

/// What models of the Stable Diffusion family should avoid.
pub(crate) fn negatives(subject: Subject, medium: Medium) -> Vec<&'static str> {
    let mut out = vec!["low quality", "blurry", "jpeg artifacts", "watermark"];
    out.extend(match (subject, medium) {
        (Subject::Logo, _) => {
            &["photo", "realistic shading", "busy background", "gradient", "cropped", "mockup"][..]
        }
        (Subject::Portrait, _) => {
            &["deformed hands", "extra fingers", "distorted face", "bad anatomy", "text"][..]
        }
        (Subject::Animal, _) => &["extra limbs", "deformed", "bad anatomy", "text"][..],
        (_, Medium::Art) => &["text", "signature", "muddy colours"][..],
        _ => &["distorted", "oversaturated", "text", "cropped"][..],
    });
    out
}
