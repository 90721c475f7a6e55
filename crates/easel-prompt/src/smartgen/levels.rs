//! The words for every level of every dimension: several phrasings each, fitting the subject and
//! what the description says itself. Phrases are without commas and marks, so that they stand in a
//! sentence and as a tag. Choosing among them and joining them is `mod` and `write`.

use super::scene::{ColorSaid, DetailSaid, LightSaid, MediumSaid, Scene};
use crate::enhance::guide::Group;

/// A level away from the middle of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// 1.
    Lowest,
    /// 2.
    Low,
    /// 4.
    High,
    /// 5.
    Highest,
}

impl Level {
    /// The level of a number; `None` for the middle, 3. Numbers beyond the scale are its ends.
    pub(super) fn of(number: Option<u8>) -> Option<Self> {
        match number? {
            0 | 1 => Some(Self::Lowest),
            2 => Some(Self::Low),
            3 => None,
            4 => Some(Self::High),
            5.. => Some(Self::Highest),
        }
    }

    /// True for the ends of the scale.
    pub(super) fn is_extreme(self) -> bool {
        matches!(self, Self::Lowest | Self::Highest)
    }
}

type Phrases = &'static [&'static str];

/// Four tables, lowest level first.
type Scale = [Phrases; 4];

fn at(scale: &Scale, level: Level) -> Phrases {
    match level {
        Level::Lowest => scale[0],
        Level::Low => scale[1],
        Level::High => scale[2],
        Level::Highest => scale[3],
    }
}

const STYLE_FIGURE: Scale = [
    &[
        "a photorealistic close-range photograph",
        "a true-to-life photorealistic photograph",
        "a photorealistic candid photograph",
        "an unretouched photorealistic photograph",
    ],
    &[
        "a realistic photograph with a slight artistic touch",
        "a realistic editorial photograph with subtle artistic grading",
        "a realistic photograph with a hint of painterly finish",
        "a realistic portrayal with light artistic styling",
    ],
    &[
        "clearly stylized character art",
        "a stylized digital illustration",
        "a boldly stylized painterly portrayal",
        "stylized concept art with expressive shapes",
    ],
    &[
        "highly abstract expressionist art",
        "an abstract artistic interpretation with dissolving forms",
        "a highly artistic abstract composition of fractured planes",
        "surreal abstract art with radically reshaped forms",
    ],
];

const STYLE_OUTDOORS: Scale = [
    &[
        "a photorealistic wide-angle photograph",
        "a true-to-life photorealistic view",
        "a photorealistic documentary photograph",
        "an unprocessed photorealistic photograph",
    ],
    &[
        "a realistic photograph with a slight artistic touch",
        "a realistic view with subtle artistic grading",
        "a realistic fine-art photograph with a hint of painterly mood",
        "a realistic scene with light artistic styling",
    ],
    &[
        "a clearly stylized scenic illustration",
        "stylized environment art",
        "a boldly stylized painterly scene",
        "stylized concept art with simplified shapes",
    ],
    &[
        "a highly abstract expressionist scene",
        "an abstract artistic interpretation of sweeping shapes",
        "a highly artistic abstract composition of color fields and gestures",
        "surreal abstract art with dreamlike reshaped forms",
    ],
];

const STYLE_OBJECT: Scale = [
    &[
        "a photorealistic photograph",
        "a true-to-life photorealistic image",
        "a photorealistic photograph in sharp focus",
        "an unretouched photorealistic photograph",
    ],
    &[
        "a realistic photograph with a slight artistic touch",
        "a realistic image with subtle artistic grading",
        "a realistic fine-art photograph with a hint of painterly finish",
        "a realistic rendering with light artistic styling",
    ],
    &[
        "a clearly stylized illustration",
        "stylized digital art",
        "a boldly stylized painterly image",
        "stylized graphic art with expressive shapes",
    ],
    &[
        "highly abstract expressionist art",
        "an abstract artistic interpretation with dissolving forms",
        "a highly artistic abstract composition of shape and gesture",
        "surreal abstract art with radically reshaped forms",
    ],
];

/// Where the description names an art form, realism is one of drawing, not of the camera.
const STYLE_ART: Scale = [
    &[
        "a true-to-life work with photorealistic accuracy",
        "a photorealistic work of precise proportions",
        "a true-to-life photorealistic study from nature",
    ],
    &[
        "a realistic work with a slight artistic touch",
        "a realistic study with subtle artistic freedom",
        "a realistic work with light artistic styling",
    ],
    &[
        "a clearly stylized work with expressive shapes",
        "a boldly stylized interpretation",
        "a stylized work with confident exaggeration",
    ],
    &[
        "a highly abstract artistic interpretation",
        "an abstract expressionist work of dissolving forms",
        "a highly artistic abstract composition with radically reshaped forms",
    ],
];

/// Where the description names a photograph, stylization is a treatment of it.
const STYLE_PHOTO: Scale = [
    STYLE_OBJECT[0],
    STYLE_OBJECT[1],
    &[
        "a clearly stylized artistic treatment",
        "a boldly stylized painterly treatment",
        "a stylized fine-art interpretation",
    ],
    &[
        "a highly abstract artistic treatment with dissolving forms",
        "an abstract experimental treatment of layered exposures",
        "a surreal abstract interpretation with radically reshaped forms",
    ],
];

const DETAIL_FIGURE: Scale = [
    &[
        "minimalist reduction to essential features",
        "a bare minimalist setting and only essential forms",
        "minimalist simplicity and empty negative space",
        "a minimalist outline of essential shapes",
    ],
    &[
        "clean simple forms",
        "a clean uncluttered setting",
        "clean lines and simple surfaces",
        "clean simple styling",
    ],
    &[
        "richly detailed features and textures",
        "rich detail in every texture",
        "richly detailed surfaces and accessories",
        "rich detail throughout",
    ],
    &[
        "hyper-detailed features and extremely intricate textures",
        "extremely intricate hyper-detailed surfaces down to single strands",
        "extremely intricate patterns and hyper-detailed texture",
        "hyper-detailed form and extremely intricate fine structure",
    ],
];

const DETAIL_OUTDOORS: Scale = [
    &[
        "minimalist reduction to essential shapes",
        "minimalist emptiness and only essential landmarks",
        "a bare minimalist horizon of essential forms",
        "minimalist simplicity and vast negative space",
    ],
    &[
        "clean simple shapes",
        "clean lines and simple planes",
        "a clean uncluttered arrangement",
        "clean simple surfaces",
    ],
    &[
        "rich detail from foreground to distance",
        "richly detailed textures",
        "richly detailed structures and surfaces",
        "rich detail throughout the scene",
    ],
    &[
        "hyper-detailed textures and extremely intricate structure everywhere",
        "extremely intricate hyper-detailed surfaces from near to far",
        "hyper-detailed rendering of extremely intricate small features",
        "extremely intricate layers and hyper-detailed terrain",
    ],
];

const DETAIL_OBJECT: Scale = [
    &[
        "minimalist reduction to essential shapes",
        "only essential elements in minimalist simplicity",
        "a bare minimalist arrangement of essential forms",
        "minimalist simplicity and generous negative space",
    ],
    &[
        "clean simple shapes",
        "a clean uncluttered arrangement",
        "clean lines and simple surfaces",
        "clean simple forms",
    ],
    &[
        "richly detailed surfaces",
        "rich detail and tactile textures",
        "richly detailed materials",
        "rich detail throughout",
    ],
    &[
        "hyper-detailed surfaces and extremely intricate textures",
        "extremely intricate hyper-detailed craftsmanship",
        "hyper-detailed form and extremely intricate fine structure",
        "extremely intricate patterns and hyper-detailed materials",
    ],
];

/// Where the description asks for few things, detail goes into those.
const DETAIL_SPARSE: Scale = [
    DETAIL_OBJECT[0],
    DETAIL_OBJECT[1],
    &["rich detail in its few elements", "richly detailed surfaces within the sparing layout"],
    &[
        "extremely intricate hyper-detailed surfaces on its few elements",
        "hyper-detailed and extremely intricate texture within the sparing layout",
    ],
];

/// Where the description asks for much, restraint goes into what is around it.
const DETAIL_RICH: Scale = [
    &[
        "a bare minimalist backdrop holding only the essential subject",
        "minimalist surroundings reduced to essential shapes",
    ],
    &["clean simple surroundings", "a clean uncluttered backdrop"],
    DETAIL_OBJECT[2],
    DETAIL_OBJECT[3],
];

const COLOR: Scale = [
    &[
        "monochrome black-and-white tones",
        "a monochrome grayscale palette",
        "monochromatic shades of gray",
        "black-and-white monochromatic tonality",
        "a strictly monochrome grayscale range",
    ],
    &[
        "muted subdued colors",
        "a muted desaturated palette",
        "subdued muted earthy tones",
        "quietly muted faded colors",
        "restrained muted hues",
    ],
    &[
        "vibrant colors",
        "a vivid vibrant palette",
        "rich vibrant hues",
        "vibrant lively color",
        "bright vibrant tones",
    ],
    &[
        "hyper-saturated intense colors",
        "an intensely hyper-saturated palette",
        "explosive hyper-saturated hues",
        "blazing hyper-saturated color",
        "electric hyper-saturated tones",
    ],
];

const COLOR_TONAL: Scale = [
    &[
        "strictly monochrome tones without any tint",
        "a pure monochrome grayscale range",
        "a monochrome scale of neutral grays",
    ],
    &[
        "muted low-contrast tones",
        "a muted range of middle tones",
        "subdued muted tones with lifted blacks",
    ],
    &[
        "vibrant tonal range with deep blacks and bright whites",
        "vibrant tonal separation",
        "a lively vibrant tonal scale",
    ],
    &[
        "intense tonal range of deepest blacks and brilliant whites",
        "the most intense tonal contrast",
        "intense tonality pushed to pure black and pure white",
    ],
];

/// Where the description names colors, the lowest level cannot be without any.
const COLOR_MANY: Scale = [
    &[
        "almost monochrome tones with the colors only hinted at",
        "near-monochrome grading that leaves a trace of each color",
        "a nearly monochrome palette with the colors as faint accents",
    ],
    COLOR[1],
    COLOR[2],
    COLOR[3],
];

const LIGHT_FIGURE: Scale = [
    &[
        "flat even lighting",
        "flat shadowless light",
        "flat frontal lighting without contrast",
        "flat even light from all sides",
    ],
    &[
        "soft diffused light from one side",
        "soft diffused light",
        "gentle soft light with faint shadows",
        "soft diffused wraparound lighting",
    ],
    &[
        "dramatic high-contrast side lighting",
        "dramatic rim lighting with deep shadows",
        "dramatic directional light",
        "bold dramatic key lighting",
    ],
    &[
        "extreme chiaroscuro lighting with pitch-black shadows",
        "an extreme lone hard light against blackness",
        "extremely intense theatrical lighting with stark shadows",
        "extreme contrast between blazing highlights and black shadow",
    ],
];

const LIGHT_OUTDOORS: Scale = [
    &[
        "a flat even overcast sky",
        "flat shadowless daylight",
        "flat even light without contrast",
        "flat uniform daylight",
    ],
    &[
        "soft diffused daylight",
        "soft hazy morning light",
        "gentle soft light through thin clouds",
        "a soft diffused glow",
    ],
    &[
        "dramatic low-angle sunlight with long shadows",
        "dramatic high-contrast light",
        "dramatic sunbeams through broken clouds",
        "bold dramatic backlight",
    ],
    &[
        "extreme storm light splitting black clouds",
        "extremely intense light shafts against near-black shadow",
        "extreme contrast between blazing sun and deepest shadow",
        "extreme chiaroscuro light across the scene",
    ],
];

const LIGHT_OBJECT: Scale = [
    &[
        "flat even lighting",
        "flat shadowless light",
        "flat uniform light from all sides",
        "flat even light without contrast",
    ],
    &[
        "soft diffused light",
        "soft diffused daylight",
        "gentle soft light with faint shadows",
        "soft diffused softbox lighting",
    ],
    &[
        "dramatic high-contrast lighting",
        "dramatic side lighting with deep shadows",
        "dramatic rim lighting",
        "bold dramatic directional light",
    ],
    &[
        "extreme chiaroscuro lighting",
        "an extreme lone hard light against blackness",
        "extremely intense spotlight with stark black shadows",
        "extreme contrast between blazing highlights and pitch-black shadow",
    ],
];

const LIGHT_DARK: Scale = [
    &[
        "flat even ambient light without hard shadows",
        "flat uniform low light",
        "an evenly spread flat glow",
    ],
    &[
        "a soft diffused ambient glow",
        "soft gentle low light",
        "soft diffused lamp glow with faint shadows",
    ],
    &[
        "dramatic pools of light",
        "dramatic high-contrast practical lights",
        "dramatic rim lighting against the darkness",
    ],
    &[
        "extreme chiaroscuro with a single blazing light source",
        "extremely intense light tearing through blackness",
        "extreme contrast between blazing lights and pitch-black shadow",
    ],
];

const LIGHT_HARD: Scale = [
    &[
        "flat fill light that evens out the shadows",
        "flat even fill lighting",
        "flat fill light holding back every shadow",
    ],
    &[
        "soft fill light easing the shadows",
        "soft diffused fill lighting",
        "gentle soft fill with open shadows",
    ],
    LIGHT_OBJECT[2],
    LIGHT_OBJECT[3],
];

const LIGHT_SOFT: Scale = [
    LIGHT_OBJECT[0],
    LIGHT_OBJECT[1],
    &[
        "dramatic beams breaking through",
        "dramatic directional light from one side",
        "dramatic backlight shaping the forms",
    ],
    &[
        "one extremely intense shaft of light against deep shadow",
        "extreme contrast where a blazing beam breaks through",
        "extreme backlight with near-black forms",
    ],
];

/// Phrases for a level of stylization: noun phrases that follow "as".
pub(super) fn style(level: Level, scene: &Scene<'_>) -> Phrases {
    let scale = match (scene.medium, scene.group) {
        (MediumSaid::Art, _) => &STYLE_ART,
        (MediumSaid::Photo, _) => &STYLE_PHOTO,
        (MediumSaid::Nothing, Group::Figure) => &STYLE_FIGURE,
        (MediumSaid::Nothing, Group::Outdoors) => &STYLE_OUTDOORS,
        (MediumSaid::Nothing, Group::Object) => &STYLE_OBJECT,
    };
    at(scale, level)
}

/// Phrases for a level of detail: noun phrases that follow "with".
pub(super) fn detail(level: Level, scene: &Scene<'_>) -> Phrases {
    let scale = match (scene.detail, scene.group) {
        (DetailSaid::Sparse, _) => &DETAIL_SPARSE,
        (DetailSaid::Rich, _) => &DETAIL_RICH,
        (DetailSaid::Nothing, Group::Figure) => &DETAIL_FIGURE,
        (DetailSaid::Nothing, Group::Outdoors) => &DETAIL_OUTDOORS,
        (DetailSaid::Nothing, Group::Object) => &DETAIL_OBJECT,
    };
    at(scale, level)
}

/// Phrases for a level of color: noun phrases that follow "with".
pub(super) fn color(level: Level, scene: &Scene<'_>) -> Vec<String> {
    let scale = match &scene.color {
        ColorSaid::Nothing => &COLOR,
        ColorSaid::Tonal => &COLOR_TONAL,
        ColorSaid::Many => &COLOR_MANY,
        ColorSaid::One(name) if level == Level::Lowest => {
            return vec![
                format!("an otherwise monochrome palette with {name} as the only color"),
                format!("monochrome surroundings where only {name} remains"),
                format!("monochrome tones around a single {name} accent"),
            ];
        }
        ColorSaid::One(_) => &COLOR,
    };
    at(scale, level).iter().map(|phrase| (*phrase).to_owned()).collect()
}

/// Phrases for a level of lighting: noun phrases that follow "under".
pub(super) fn lighting(level: Level, scene: &Scene<'_>) -> Phrases {
    let scale = match (scene.light, scene.group) {
        (LightSaid::Dark, _) => &LIGHT_DARK,
        (LightSaid::Hard, _) => &LIGHT_HARD,
        (LightSaid::Soft, _) => &LIGHT_SOFT,
        (LightSaid::Nothing, Group::Figure) => &LIGHT_FIGURE,
        (LightSaid::Nothing, Group::Outdoors) => &LIGHT_OUTDOORS,
        (LightSaid::Nothing, Group::Object) => &LIGHT_OBJECT,
    };
    at(scale, level)
}

/// What the negative prompt adds for a level of each dimension; nothing for the middle.
pub(super) fn avoid(levels: [Option<Level>; 4]) -> Vec<&'static str> {
    let [style, detail, color, lighting] = levels;
    let pick = |level: Option<Level>, low: Phrases, high: Phrases| match level {
        Some(Level::Lowest | Level::Low) => low,
        Some(Level::High | Level::Highest) => high,
        None => &[],
    };
    let mut out = Vec::new();
    out.extend(pick(
        style,
        &["cartoon", "illustration", "painting", "3d render"],
        &["photograph", "photorealistic"],
    ));
    out.extend(pick(
        detail,
        &["cluttered", "busy details"],
        &["empty background", "plain surfaces"],
    ));
    out.extend(pick(color, &["vibrant colors", "saturated"], &["dull colors", "washed out"]));
    out.extend(pick(
        lighting,
        &["harsh shadows", "high contrast"],
        &["flat lighting", "low contrast"],
    ));
    if color == Some(Level::Lowest) {
        out.push("colorful");
    }
    if color == Some(Level::Highest) {
        out.push("monochrome");
    }
    out
}
