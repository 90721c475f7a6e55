//! The words that stand for Leonardo's named styles and switches. They are added to the prompt
//! and the negative prompt, so they are short: CLIP reads 75 tokens.

use easel_types::request::Style;

use super::wire::{LiveStyle, PresetStyle, UltraUpscaleStyle, UpscalerStyle};

/// Words for the prompt, and words for the negative prompt.
pub(super) type Words = (&'static str, &'static str);

const NO_WORDS: Words = ("", "");

/// Alchemy: the SDKs ask for it in every request, so it must cost no work.
pub(super) const ALCHEMY: Words = ("fine detail, crisp focus", "low quality, jpeg artifacts");
/// The same beside other words.
pub(super) const EXPANDED_DOMAIN: Words = ("unusual viewpoint, inventive composition", "");
pub(super) const FANTASY_AVATAR: Words =
    ("portrait of a hero in a fantasy world, ornate costume, magical light", "plain background");
pub(super) const HIGH_CONTRAST: Words = ("strong contrast, deep blacks", "washed out");
pub(super) const LOW_CONTRAST: Words = ("soft contrast, gentle tones", "harsh shadows");
pub(super) const PHOTO_REAL: Words =
    ("photograph, natural skin and materials, true colors", "painting, drawing, cartoon, render");

/// The words of a style.
pub(super) fn preset(style: PresetStyle) -> Words {
    match style {
        PresetStyle::Leonardo | PresetStyle::None | PresetStyle::Unprocessed => NO_WORDS,
        PresetStyle::Anime => ("anime, clean line art, cel shading", "photo, realistic"),
        PresetStyle::Bokeh => ("shallow depth of field, creamy bokeh", "everything in focus"),
        PresetStyle::Cinematic => ("cinematic still, film lighting, color graded", "flat light"),
        PresetStyle::CinematicCloseup => {
            ("cinematic close-up, shallow focus, film lighting", "wide shot")
        }
        PresetStyle::Creative => ("imaginative, playful, unexpected details", "dull"),
        PresetStyle::Dynamic => ("dynamic composition, lively light, rich color", "static, flat"),
        PresetStyle::Environment => ("wide establishing view, atmospheric depth", "close-up"),
        PresetStyle::Fashion => ("fashion editorial, styled pose, studio light", "casual snapshot"),
        PresetStyle::Film => ("analog film photo, fine grain, soft tones", "digital look"),
        PresetStyle::Food => ("food photography, appetizing, soft window light", "unappetizing"),
        PresetStyle::General => ("well composed, balanced light", "poorly composed"),
        PresetStyle::Hdr => ("high dynamic range, detail in light and shadow", "blown highlights"),
        PresetStyle::Illustration => ("illustration, clear shapes, painted textures", "photo"),
        PresetStyle::LongExposure => {
            ("long exposure, motion trails, smooth water", "frozen motion")
        }
        PresetStyle::Macro => ("macro photo, extreme close-up, tiny details", "wide shot"),
        PresetStyle::Minimalistic => ("minimalist, few shapes, generous empty space", "clutter"),
        PresetStyle::Monochrome => ("black and white, rich gray tones", "color"),
        PresetStyle::Moody => ("moody, dim light, muted colors", "cheerful, bright"),
        PresetStyle::Neutral => ("neutral colors, even light", "oversaturated"),
        PresetStyle::Photography => ("photograph, natural light, sharp lens", "drawing, painting"),
        PresetStyle::Portrait => ("portrait, soft key light, blurred background", "full body"),
        PresetStyle::Raytraced => ("ray traced, real reflections, global illumination", "flat"),
        PresetStyle::Render3d => ("3D render, physically based materials", "2D, sketch"),
        PresetStyle::Retro => ("retro, vintage print, faded palette", "modern"),
        PresetStyle::SketchBw => ("pencil sketch, black and white, hatching", "color, photo"),
        PresetStyle::SketchColor => ("color pencil sketch, visible strokes", "photo, 3D"),
        PresetStyle::StockPhoto => ("stock photo, clean light, uncluttered", "dark, grainy"),
        PresetStyle::Vibrant => ("vibrant, saturated colors", "dull colors"),
    }
}

/// The style that Leonardo gives this UUID (`styleUUID` of its guides).
pub(super) fn by_uuid(uuid: &str) -> Option<PresetStyle> {
    Some(match uuid.to_ascii_lowercase().as_str() {
        "b2a54a51-230b-4d4f-ad4e-8409bf58645f" => PresetStyle::Anime,
        "9fdc5e8c-4d13-49b4-9ce6-5a74cbb19177" => PresetStyle::Bokeh,
        "a5632c7c-ddbb-4e2f-ba34-8456ab3ac436" => PresetStyle::Cinematic,
        "cc53f935-884c-40a0-b7eb-1f5c42821fb5" => PresetStyle::CinematicCloseup,
        "6fedbf1f-4a17-45ec-84fb-92fe524a29ef" => PresetStyle::Creative,
        "111dc692-d470-4eec-b791-3475abac4c46" => PresetStyle::Dynamic,
        "594c4a08-a522-4e0e-b7ff-e4dac4b6b622" => PresetStyle::Fashion,
        "85da2dcc-c373-464c-9a7a-5624359be859" | "581ba6d6-5aac-4492-bebe-54c424a0d46e" => {
            PresetStyle::Film
        }
        "d574325d-1278-4fe2-974b-768525f253c3" => PresetStyle::Food,
        "97c20e5c-1af6-4d42-b227-54d03d8f0727" => PresetStyle::Hdr,
        "645e4195-f63d-4715-a3f2-3fb1e6eb8c70" => PresetStyle::Illustration,
        "335e6010-a75c-45d9-afc5-032c65e9180e" => PresetStyle::LongExposure,
        "30c1d34f-e3a9-479a-b56f-c018bbc9c02a" => PresetStyle::Macro,
        "cadc8cd6-7838-4c99-b645-df76be8ba8d8" => PresetStyle::Minimalistic,
        "a2f7ea66-959b-4bbe-b508-6133238b76b6" | "22a9a7d2-2166-4d86-80ff-22e2643adbcf" => {
            PresetStyle::Monochrome
        }
        "621e1c9a-6319-4bee-a12d-ae40659162fa" => PresetStyle::Moody,
        "0d914779-c822-430a-b976-30075033f1c4" => PresetStyle::Neutral,
        "556c1ee5-ec38-42e8-955a-1e82dad0ffa1" => PresetStyle::None,
        "7c3f932b-a572-47cb-9b9b-f20211e63b5b" => PresetStyle::Photography,
        "8e2bc543-6ee2-45f9-bcd9-594b6ce84dcd" => PresetStyle::Portrait,
        "b504f83c-3326-4947-82e1-7fe9e839ec0f" => PresetStyle::Raytraced,
        "debdf72a-91a4-467b-bf61-cc02bdeb69c6" => PresetStyle::Render3d,
        "6105baa2-851b-446e-9db5-08a671a8c42f" => PresetStyle::Retro,
        "be8c6b58-739c-4d44-b9c1-b032ed308b61" => PresetStyle::SketchBw,
        "093accc3-7633-4ffd-82da-d34000dfc0d6" => PresetStyle::SketchColor,
        "5bdc3f2a-1be6-4d1c-8e77-992a30824a2c" => PresetStyle::StockPhoto,
        "62736842-6e4b-4028-b79a-4f1a1606e893" => PresetStyle::Unprocessed,
        "dee282d3-891f-4f73-ba02-7f8131e5541b" => PresetStyle::Vibrant,
        _ => return None,
    })
}

/// The words of a style of the calls that answer at once.
pub(super) fn live(style: LiveStyle) -> Words {
    match style {
        LiveStyle::None => NO_WORDS,
        LiveStyle::DigitalArt => ("digital art, smooth shading, bold shapes", "photo"),
        LiveStyle::FantasyArt => ("fantasy art, magical light, ornate detail", "plain, modern"),
        LiveStyle::Anime => preset(PresetStyle::Anime),
        LiveStyle::Cinematic => preset(PresetStyle::Cinematic),
        LiveStyle::Dynamic => preset(PresetStyle::Dynamic),
        LiveStyle::Environment => preset(PresetStyle::Environment),
        LiveStyle::Illustration => preset(PresetStyle::Illustration),
        LiveStyle::Photography => preset(PresetStyle::Photography),
        LiveStyle::Render3d => preset(PresetStyle::Render3d),
        LiveStyle::Raytraced => preset(PresetStyle::Raytraced),
        LiveStyle::SketchBw => preset(PresetStyle::SketchBw),
        LiveStyle::SketchColor => preset(PresetStyle::SketchColor),
        LiveStyle::Vibrant => preset(PresetStyle::Vibrant),
    }
}

/// The words of a style of the universal upscaler.
pub(super) fn upscaler(style: UpscalerStyle) -> Words {
    match style {
        UpscalerStyle::General => ("fine detail, sharp focus", "blurry"),
        UpscalerStyle::Cinematic => ("cinematic, film lighting, fine detail", "blurry, flat"),
        UpscalerStyle::Art2d => ("clean line art, painted texture", "blurry, photo"),
        UpscalerStyle::CgArt => ("detailed CG art, clean surfaces", "blurry, noisy"),
    }
}

/// The words of a style of its ultra mode.
pub(super) fn ultra_upscaler(style: UltraUpscaleStyle) -> Words {
    match style {
        UltraUpscaleStyle::Artistic => ("rich texture, expressive detail", "blurry"),
        UltraUpscaleStyle::Realistic => ("true to life, natural texture, sharp", "blurry, painted"),
    }
}

/// The depth of field of a strength of `photoReal`; `None` for others.
pub(super) fn depth_of_field(strength: f64) -> Option<&'static str> {
    match hundredths(strength) {
        Some(55) => Some("everything in focus"),
        Some(50) => Some("medium depth of field"),
        Some(45) => Some("shallow depth of field, blurred background"),
        _ => None,
    }
}

/// The words of a value of `contrast`; `None` for values that are not offered.
pub(super) fn contrast(value: f64) -> Option<Words> {
    match hundredths(value) {
        Some(100) => Some(("very low contrast, flat light", "harsh shadows")),
        Some(130) => Some(("low contrast, soft light", "harsh shadows")),
        Some(180) => Some(("mild contrast", "")),
        Some(250) => Some(("natural contrast", "")),
        Some(300) => Some(("clear contrast", "washed out")),
        Some(350) => Some(("good contrast, defined shadows", "washed out")),
        Some(400) => Some(("high contrast, deep shadows", "washed out")),
        Some(450) => Some(("very high contrast, dramatic shadows", "washed out, flat")),
        _ => None,
    }
}

/// The words of `promptMagic`.
pub(super) fn prompt_magic(strength: f64, v3: bool) -> String {
    let mut words = vec!["exactly as described"];
    if strength >= 0.4 {
        words.push("every named thing visible");
    }
    if strength >= 0.7 {
        words.push("carefully composed");
    }
    if v3 {
        words.push("natural light");
    }
    words.join(", ")
}

/// All these words as one style; `None` where there are none.
pub(super) fn style(words: &[(&str, &str)]) -> Option<Style> {
    let joined = |pick: fn(&(&str, &str)) -> String| {
        let parts = words.iter().map(pick).filter(|text| !text.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    };
    let style = Style {
        prompt: joined(|(prompt, _)| (*prompt).to_owned()),
        negative_prompt: joined(|(_, negative)| (*negative).to_owned()),
    };
    (style != Style::default()).then_some(style)
}

/// A number with at most two decimals, times 100.
fn hundredths(value: f64) -> Option<i64> {
    let times = (value * 100.0).round();
    let exact = value.is_finite() && (value * 100.0 - times).abs() < 1e-6 && times.abs() < 1e6;
    #[expect(clippy::cast_possible_truncation, reason = "checked")]
    let times = exact.then_some(times as i64);
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_but_three_has_words_of_its_own_that_leave_room_for_a_prompt() {
        let mut seen = std::collections::BTreeSet::new();
        for style in PresetStyle::ALL {
            let (words, negative) = preset(style);
            let plain = [PresetStyle::Leonardo, PresetStyle::None, PresetStyle::Unprocessed]
                .contains(&style);
            assert_eq!(words.is_empty(), plain, "{style:?}");
            assert!(plain || seen.insert(words), "{style:?}");
            assert!(words.len() <= 60 && negative.len() <= 60, "{style:?}");
        }
    }

    #[test]
    fn only_the_documented_contrasts_and_depths_are_known() {
        for value in [1.0, 1.3, 1.8, 2.5, 3.0, 3.5, 4.0, 4.5] {
            assert!(contrast(value).is_some(), "{value}");
        }
        for value in [0.0, 1.1, 2.0, 5.0, f64::NAN] {
            assert_eq!(contrast(value), None, "{value}");
        }
        assert_eq!(depth_of_field(0.6), None);
        assert_ne!(depth_of_field(0.45), depth_of_field(0.55));
    }

    #[test]
    fn words_are_joined_without_gaps() {
        let made = style(&[("a", ""), ("", ""), ("b", "c")]).unwrap();
        assert_eq!((made.prompt.as_str(), made.negative_prompt.as_str()), ("a, b", "c"));
        assert_eq!(style(&[("", "")]), None);
    }
}
