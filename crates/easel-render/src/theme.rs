//! The colours of a picture by role: the ten themes, brand colours and grounds in their place.
//! Arithmetic on single colours is in [`crate::color`], sizes live in [`crate::canvas`].

use easel_types::spec::{Appearance, Theme};

pub(crate) use crate::color::Color;
use crate::color::Seen;

/// Series colours of a theme.
const SERIES: usize = 8;
/// What a mark needs against the ground, WCAG 2.1.
const MARK: f64 = 3.0;
/// What text needs against the ground, WCAG 2.1.
const TEXT: f64 = 4.5;
/// How far apart two series colours are at least (`OKLab` distance x 100), to most people and to
/// people who lack one kind of cones.
const APART: (f64, f64) = (10.0, 6.0);

/// What a theme gives: its colours by role and the series colours, as 0xRRGGBB.
struct Design {
    background: u32,
    card: u32,
    ink: u32,
    body: u32,
    muted: u32,
    edge: u32,
    axis: u32,
    grid: u32,
    shadow: u32,
    /// Designed by eye, then moved by a search as little as was needed for [`APART`] and
    /// [`MARK`].
    series: [u32; SERIES],
}

const LIGHT: Design = Design {
    background: 0xFFFFFF,
    card: 0xFFFFFF,
    ink: 0x0F172A,
    body: 0x334155,
    muted: 0x475569,
    edge: 0x64748B,
    axis: 0x94A3B8,
    grid: 0xE2E8F0,
    shadow: 0x0F172A,
    series: [0x2563EC, 0xDE7917, 0x14A08F, 0xD32E66, 0x6B21D0, 0x4A7907, 0x1F3A5F, 0xB07BE8],
};
const DARK: Design = Design {
    background: 0x0F172A,
    card: 0x172238,
    ink: 0xF8FAFC,
    body: 0xCBD5E1,
    muted: 0xA3B1C6,
    edge: 0x94A3B8,
    axis: 0x64748B,
    grid: 0x27344A,
    shadow: 0x020617,
    series: [0x6AA9FD, 0xF9BE22, 0x3CD297, 0xF66A6B, 0x987CE9, 0x20DCF7, 0xF578BD, 0xBFF365],
};
const PAPER: Design = Design {
    background: 0xFAF5EA,
    card: 0xFFFCF5,
    ink: 0x2B2118,
    body: 0x4A3D30,
    muted: 0x655545,
    edge: 0x7D6B58,
    axis: 0xAE9C86,
    grid: 0xE9DFCC,
    shadow: 0x3B2A14,
    series: [0x2B4D7B, 0xBC4F23, 0xAE872F, 0x61794E, 0x6B3657, 0x3F9599, 0x493323, 0xC76A7D],
};
const MIDNIGHT: Design = Design {
    background: 0x110B22,
    card: 0x1C1436,
    ink: 0xFAF7FF,
    body: 0xD9D0EE,
    muted: 0xB0A3D1,
    edge: 0x9A8BC4,
    axis: 0x6B5C94,
    grid: 0x2C2149,
    shadow: 0x04020A,
    series: [0x27D3EE, 0xFB53D1, 0xB7F53D, 0xFFB01D, 0xA677FF, 0xFE5765, 0x336CEE, 0xF0DDFF],
};
const OCEAN: Design = Design {
    background: 0xF0F8FC,
    card: 0xFFFFFF,
    ink: 0x06283D,
    body: 0x1F4860,
    muted: 0x3B6078,
    edge: 0x557D96,
    axis: 0x8DB0C4,
    grid: 0xD6E8F1,
    shadow: 0x06283D,
    series: [0x2070AF, 0x0A9282, 0xE16950, 0x0C3357, 0x0796DE, 0x6148CE, 0x206F47, 0x8A7EB4],
};
const FOREST: Design = Design {
    background: 0xF4F7EC,
    card: 0xFFFFFF,
    ink: 0x1A2B1C,
    body: 0x36492F,
    muted: 0x516248,
    edge: 0x6C7D5F,
    axis: 0xA2AF92,
    grid: 0xE0E7D2,
    shadow: 0x1A2B1C,
    series: [0x2C731E, 0x956253, 0xBF7A00, 0x174840, 0x6B9956, 0xC03811, 0x488687, 0x5B3414],
};
const SUNSET: Design = Design {
    background: 0xFFF6EA,
    card: 0xFFFDF9,
    ink: 0x35132B,
    body: 0x57304A,
    muted: 0x74495F,
    edge: 0x94657A,
    axis: 0xC8A199,
    grid: 0xF3E2D2,
    shadow: 0x4A1D3F,
    series: [0xDC340F, 0xCF7A04, 0x78296A, 0xC12073, 0x4A1D3F, 0x976946, 0xA462C7, 0xEE5C74],
};
const MONO: Design = Design {
    background: 0xFFFFFF,
    card: 0xFFFFFF,
    ink: 0x111111,
    body: 0x333333,
    muted: 0x555555,
    edge: 0x6B6B6B,
    axis: 0x9A9A9A,
    grid: 0xE4E4E4,
    shadow: 0x000000,
    series: [0x292929, 0xCC1A0A, 0x949494, 0x6E6E6E, 0xE96351, 0x4A4A4A, 0x8D1C11, 0x0C0C0C],
};
const CANDY: Design = Design {
    background: 0xFFF8FB,
    card: 0xFFFFFF,
    ink: 0x33184A,
    body: 0x523A68,
    muted: 0x6D5583,
    edge: 0x8B74A3,
    axis: 0xBDA9CF,
    grid: 0xF1E3F0,
    shadow: 0x5A3A8A,
    series: [0xD74196, 0x3E91E9, 0x008A6E, 0xE86C05, 0x885AEF, 0x5A3989, 0xC23A39, 0x629E45],
};
const CORPORATE: Design = Design {
    background: 0xFFFFFF,
    card: 0xF8FAFC,
    ink: 0x13233F,
    body: 0x35445E,
    muted: 0x53627A,
    edge: 0x6A788E,
    axis: 0x9AA6B6,
    grid: 0xE3E8EE,
    shadow: 0x13233F,
    series: [0x1B2F5B, 0xB28A16, 0x3E7EC0, 0x7F8A96, 0x2A7870, 0x882831, 0x5F4E8D, 0x3C4B56],
};

const fn design(theme: Theme) -> &'static Design {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
        Theme::Paper => &PAPER,
        Theme::Midnight => &MIDNIGHT,
        Theme::Ocean => &OCEAN,
        Theme::Forest => &FOREST,
        Theme::Sunset => &SUNSET,
        Theme::Mono => &MONO,
        Theme::Candy => &CANDY,
        Theme::Corporate => &CORPORATE,
    }
}

/// The colours of one picture by role.
#[derive(Debug, Clone)]
pub(crate) struct Palette {
    pub(crate) background: Color,
    /// The ground is not drawn; the roles are those that suit it.
    pub(crate) is_transparent: bool,
    /// Titles and labels.
    pub(crate) ink: Color,
    /// Body text.
    pub(crate) body: Color,
    /// Subtitles, ticks, notes.
    pub(crate) muted: Color,
    pub(crate) grid: Color,
    /// The zero line.
    pub(crate) axis: Color,
    pub(crate) edge: Color,
    pub(crate) card: Color,
    pub(crate) shadow: Color,
    /// At least [`SERIES`].
    series: Vec<Color>,
    /// Series colours that stand for paler brand colours, with those: large surfaces are seen
    /// without the contrast that lines need.
    surfaces: Vec<(Color, Color)>,
}

/// Least contrast of a large surface with an outline.
const SURFACE: f64 = 1.15;

impl Palette {
    /// The colours for a spec: those of its theme (of `fallback` where it names none), with its
    /// ground and brand colours in their place. Colours that cannot be read are passed over;
    /// [`crate::validate()`] has refused them.
    pub(crate) fn of(appearance: &Appearance, fallback: Theme) -> Self {
        let mut palette = Self::new(appearance.theme.unwrap_or(fallback));
        if let Some(ground) = appearance.background.as_deref().and_then(Color::parse) {
            palette = palette.on_ground(ground);
        }
        let brand: Vec<Color> =
            appearance.colors.iter().filter_map(|text| Color::parse(text)).collect();
        if !brand.is_empty() {
            let theme = std::mem::take(&mut palette.series);
            palette.series = palette.distinct(&brand, &theme);
            let pairs = palette.series.iter().copied().zip(brand);
            let is_pale = |(mark, brand): &(Color, Color)| {
                let contrast = brand.contrast(palette.background);
                mark != brand && (SURFACE..MARK).contains(&contrast)
            };
            palette.surfaces = pairs.filter(is_pale).collect();
        }
        palette.is_transparent = appearance.transparent;
        palette
    }

    pub(crate) fn new(theme: Theme) -> Self {
        let design = design(theme);
        Self {
            background: Color::rgb(design.background),
            is_transparent: false,
            ink: Color::rgb(design.ink),
            body: Color::rgb(design.body),
            muted: Color::rgb(design.muted),
            grid: Color::rgb(design.grid),
            axis: Color::rgb(design.axis),
            edge: Color::rgb(design.edge),
            card: Color::rgb(design.card),
            shadow: Color::rgb(design.shadow),
            series: design.series.map(Color::rgb).to_vec(),
            surfaces: Vec::new(),
        }
    }

    /// The same theme on another ground.
    fn on_ground(self, background: Color) -> Self {
        if background == self.background {
            return self;
        }
        let is_dark = Color::WHITE.contrast(background) > Color::rgb(0).contrast(background);
        let was_dark = Color::WHITE.contrast(self.background) > TEXT;
        let theme = match (is_dark, was_dark) {
            (true, false) => Self::new(Theme::Dark),
            (false, true) => Self::new(Theme::Light),
            _ => self,
        };
        // Cards lie between ground and light, but never so that texts lose contrast.
        let card = match (is_dark, background.lightness() < 0.3) {
            (true, true) => background.mix(Color::WHITE, 0.06),
            (true, false) => background.mix(Color::rgb(0), 0.12),
            (false, _) => background.mix(Color::WHITE, 0.6),
        };
        let hardest =
            if is_dark && card.luminance() > background.luminance() { card } else { background };
        // Full black or white is only used where the ground leaves no choice.
        let (soft, full) = if is_dark {
            (Color::rgb(0xF8FAFC), Color::WHITE)
        } else {
            (theme.ink.with_lightness(theme.ink.lightness().min(0.22)), Color::rgb(0))
        };
        let ink = if soft.contrast(hardest) >= 10.0 { soft } else { full };
        let role = |ratio: f64| reaching(hardest, ink, ratio);
        let series = theme.series.clone();
        let mut palette = Self {
            background,
            card,
            ink,
            body: role(8.5),
            muted: role(5.6),
            edge: role(3.8),
            axis: role(2.4),
            grid: role(1.25),
            shadow: if is_dark { Color::rgb(0) } else { ink },
            ..theme
        };
        palette.series = palette.distinct(&series, &[]);
        palette
    }

    /// Series colours: the `wanted` ones, changed in lightness where they are no marks on this
    /// ground or too much like one before, filled up to [`SERIES`] from the `others` and then
    /// from all hues.
    fn distinct(&self, wanted: &[Color], others: &[Color]) -> Vec<Color> {
        let mut chosen: Vec<(Color, Seen)> = Vec::with_capacity(wanted.len().max(SERIES));
        for color in wanted {
            let color = self.told_apart(*color, &chosen);
            chosen.push((color, color.seen()));
        }
        for color in others {
            let seen = color.seen();
            let fits = chosen.len() < SERIES
                && color.contrast(self.background) >= MARK
                && closeness(&seen, &chosen) >= 1.0;
            if fits {
                chosen.push((*color, seen));
            }
        }
        if chosen.len() < SERIES {
            self.fill_up(&mut chosen);
        }
        chosen.into_iter().map(|(color, _)| color).collect()
    }

    /// Adds colours of all hues, each the one that is least like any before.
    fn fill_up(&self, chosen: &mut Vec<(Color, Seen)>) {
        let lightnesses = [0.32, 0.44, 0.56, 0.66, 0.76, 0.86];
        let candidates: Vec<(Color, Seen)> = lightnesses
            .iter()
            .flat_map(|lightness| (0..18_u8).map(|step| (*lightness, f64::from(step) * 20.0)))
            .map(|(lightness, hue)| Color::of_hue(lightness, 0.14, hue))
            .filter(|color| color.contrast(self.background) >= MARK)
            .map(|color| (color, color.seen()))
            .collect();
        while chosen.len() < SERIES {
            let best = candidates
                .iter()
                .map(|(color, seen)| (closeness(seen, chosen), *color, *seen))
                .max_by(|first, second| first.0.total_cmp(&second.0));
            let Some((_, color, seen)) = best else { return };
            chosen.push((color, seen));
        }
    }

    /// The colour in the lightness nearest to its own in which it is a mark and unlike the
    /// others; where there is none, in the nearest in which it is a mark.
    fn told_apart(&self, color: Color, others: &[(Color, Seen)]) -> Color {
        if color.contrast(self.background) >= MARK && closeness(&color.seen(), others) >= 1.0 {
            return color;
        }
        let lightness = color.lightness();
        let mut mark = None;
        for step in 0..=45_u8 {
            let change = f64::from(step) * 0.02;
            for lightness in [lightness - change, lightness + change] {
                if !(0.12..=0.97).contains(&lightness) {
                    continue;
                }
                let candidate = color.shaded(lightness);
                if candidate.contrast(self.background) < MARK {
                    continue;
                }
                if closeness(&candidate.seen(), others) >= 1.0 {
                    return candidate;
                }
                mark = mark.or(Some(candidate));
            }
        }
        mark.unwrap_or(self.ink)
    }

    /// A colour given in the spec, changed in lightness where it would be no mark on this
    /// ground. `None` where it cannot be read.
    pub(crate) fn named(&self, text: &str) -> Option<Color> {
        Color::parse(text).map(|color| self.told_apart(color, &[]))
    }

    /// Colour of the n-th series. After the theme's the hues come again, darker or lighter.
    pub(crate) fn series(&self, index: usize) -> Color {
        let count = self.series.len().max(1);
        let base = self.series.get(index % count).copied().unwrap_or(self.ink);
        match (index / count) % 3 {
            0 => base,
            1 => self.readable(base.mix(self.ink, 0.35), self.background, MARK),
            _ => self.readable(base.mix(self.background, 0.35), self.background, MARK),
        }
    }

    /// What a large surface of a series colour is filled with: the brand colour it stands for,
    /// which then needs an outline in the series colour.
    pub(crate) fn surface(&self, color: Color) -> Color {
        self.surfaces.iter().find(|(mark, _)| *mark == color).map_or(color, |(_, brand)| *brand)
    }

    /// A pale version of a colour for surfaces.
    pub(crate) fn tint(&self, color: Color, strength: f64) -> Color {
        self.background.mix(color, strength)
    }

    /// A colour of the same hue that has at least `ratio` contrast on `surface`.
    pub(crate) fn readable(&self, color: Color, surface: Color, ratio: f64) -> Color {
        // Black or white reaches 4.58:1 on every colour.
        let (dark, light) = (Color::rgb(0), Color::WHITE);
        let goal = if dark.contrast(surface) > light.contrast(surface) { dark } else { light };
        (0..=20)
            .map(|step| color.mix(goal, f64::from(step) / 20.0))
            .find(|candidate| candidate.contrast(surface) >= ratio)
            .unwrap_or(goal)
    }

    /// Near-black or white, whichever reads better on `surface`.
    pub(crate) fn on(&self, surface: Color) -> Color {
        // White on saturated colours looks lighter; it wins as soon as it is readable at all.
        let choices = [Color::WHITE, Color::rgb(0x0F172A), Color::rgb(0)];
        choices.into_iter().find(|color| color.contrast(surface) >= TEXT).unwrap_or(Color::WHITE)
    }

    /// The palest version of a colour that still is a mark: 3:1 against the background.
    pub(crate) fn soft(&self, color: Color) -> Color {
        (0..=12)
            .map(|step| color.mix(self.background, 0.6 - f64::from(step) * 0.05))
            .find(|candidate| candidate.contrast(self.background) >= MARK)
            .unwrap_or(color)
    }
}

/// How far a colour is from the nearest of the others, 1.0 where that is just [`APART`].
fn closeness(seen: &Seen, others: &[(Color, Seen)]) -> f64 {
    others
        .iter()
        .map(|(_, other)| {
            let (normal, worst) = seen.apart(other);
            (normal / APART.0).min(worst / APART.1)
        })
        .fold(f64::MAX, f64::min)
}

/// The colour nearest to `ground` on the way to `ink` that has this contrast to it; `ink` where
/// none has.
fn reaching(ground: Color, ink: Color, ratio: f64) -> Color {
    (0..=40)
        .map(|step| ground.mix(ink, f64::from(step) / 40.0))
        .find(|candidate| candidate.contrast(ground) >= ratio)
        .unwrap_or(ink)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(colors: &[&str], background: Option<&str>) -> Palette {
        let appearance = Appearance {
            colors: colors.iter().map(|text| (*text).to_owned()).collect(),
            background: background.map(str::to_owned),
            ..Appearance::default()
        };
        Palette::of(&appearance, Theme::Light)
    }

    /// What every palette promises about its roles.
    fn check_roles(palette: &Palette, name: &str) {
        for (role, color) in
            [("ink", palette.ink), ("body", palette.body), ("muted", palette.muted)]
        {
            for surface in [palette.background, palette.card] {
                let ratio = color.contrast(surface);
                assert!(ratio >= TEXT, "{name}: {role} {ratio}");
            }
        }
        assert!(palette.edge.contrast(palette.background) >= MARK, "{name}: edge");
        for index in 0..24 {
            let color = palette.series(index);
            let ratio = color.contrast(palette.background);
            assert!(ratio >= MARK, "{name}: series {index} {ratio}");
            assert!(palette.on(color).contrast(color) >= TEXT, "{name}: on {index}");
            let text = palette.readable(color, palette.background, TEXT);
            assert!(text.contrast(palette.background) >= TEXT, "{name}: readable {index}");
        }
    }

    fn check_series(palette: &Palette, name: &str) {
        for second in 0..SERIES {
            for first in 0..second {
                let (a, b) = (palette.series(first), palette.series(second));
                let (normal, worst) = a.seen().apart(&b.seen());
                assert!(
                    normal >= APART.0 && worst >= APART.1,
                    "{name}: {first} {a:?} and {second} {b:?}: {normal:.1} {worst:.1}"
                );
            }
        }
    }

    #[test]
    fn every_theme_can_be_read_and_its_series_told_apart_by_everybody() {
        for theme in Theme::ALL {
            let palette = Palette::new(theme);
            check_roles(&palette, theme.as_str());
            check_series(&palette, theme.as_str());
            let on_card = (0..SERIES).map(|i| palette.series(i).contrast(palette.card));
            assert!(on_card.fold(f64::MAX, f64::min) >= MARK, "{theme:?} cards");
        }
    }

    #[test]
    fn brand_colours_come_first_and_the_rest_is_unlike_them() {
        let palette = of(&["#E4002B", "#0033A0"], None);
        assert_eq!(palette.series(0), Color::rgb(0xE4002B));
        assert_eq!(palette.series(1), Color::rgb(0x0033A0));
        let check = |colors: &[&str]| {
            for theme in Theme::ALL {
                let appearance = Appearance {
                    theme: Some(theme),
                    colors: colors.iter().map(|text| (*text).to_owned()).collect(),
                    ..Appearance::default()
                };
                let palette = Palette::of(&appearance, Theme::Light);
                check_roles(&palette, &format!("{theme:?} {colors:?}"));
                check_series(&palette, &format!("{theme:?} {colors:?}"));
            }
        };
        check(&["#E4002B", "#0033A0"]);
        check(&["yellow"]);
        check(&["#FF6600", "#FF6A00"]);
        check(&["white", "black"]);
        check(&["#1DB954", "#191414"]);
    }

    #[test]
    fn pale_brand_colours_are_changed_in_lightness_only_as_far_as_needed() {
        let palette = of(&["#FFDD00"], None);
        let ratio = palette.series(0).contrast(palette.background);
        assert!((MARK..MARK + 0.3).contains(&ratio), "{ratio}");
        let on_dark = of(&["#FFDD00"], Some("#101020"));
        assert_eq!(on_dark.series(0), Color::rgb(0xFFDD00));
    }

    #[test]
    fn texts_can_be_read_on_every_ground() {
        for step in 0..=16_u32 {
            let level = (step * 16).min(255);
            let grey = format!("#{level:02X}{level:02X}{level:02X}");
            check_roles(&of(&[], Some(&grey)), &grey);
        }
        for name in ["navy", "gold", "crimson", "teal", "lavender", "hot pink", "lime", "#3366CC"] {
            check_roles(&of(&[], Some(name)), name);
            check_roles(&of(&["red", "#00FF00", "blue"], Some(name)), name);
        }
        for name in ["navy", "lavender", "cream", "black", "#20242C"] {
            check_series(&of(&[], Some(name)), name);
        }
    }

    #[test]
    fn colours_of_the_spec_are_marks_on_the_ground() {
        let palette = Palette::new(Theme::Light);
        assert_eq!(palette.named("#1E56EA"), Some(Color::rgb(0x1E56EA)));
        assert!(palette.named("yellow").unwrap().contrast(Color::WHITE) >= MARK);
        assert!(palette.named("white").unwrap().contrast(Color::WHITE) >= MARK);
        assert_eq!(palette.named("#1E56EA80"), None);
    }
}
