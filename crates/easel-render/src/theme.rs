//! Colours: the two themes, the series palette and contrast arithmetic. Sizes live in
//! [`crate::canvas`].

use easel_types::spec::{Appearance, Theme};

use crate::cast::to_u8;

/// An sRGB colour with opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Color {
    pub(crate) r: u8,
    pub(crate) g: u8,
    pub(crate) b: u8,
    /// 0 (invisible) to 255.
    pub(crate) a: u8,
}

impl Color {
    pub(crate) const WHITE: Self = Self::rgb(0xff_ff_ff);

    /// From 0xRRGGBB.
    pub(crate) const fn rgb(hex: u32) -> Self {
        let [_, r, g, b] = hex.to_be_bytes();
        Self { r, g, b, a: 255 }
    }

    /// The same colour with an opacity of 0.0..=1.0.
    pub(crate) fn alpha(self, opacity: f64) -> Self {
        Self { a: to_u8(opacity * 255.0), ..self }
    }

    /// This colour moved towards `other` by 0.0..=1.0, in sRGB.
    pub(crate) fn mix(self, other: Self, amount: f64) -> Self {
        let channel = |a: u8, b: u8| to_u8(f64::from(a) * (1.0 - amount) + f64::from(b) * amount);
        Self {
            r: channel(self.r, other.r),
            g: channel(self.g, other.g),
            b: channel(self.b, other.b),
            a: 255,
        }
    }

    /// What is seen where this colour lies over an opaque one.
    pub(crate) fn over(self, below: Self) -> Self {
        below.mix(Self { a: 255, ..self }, f64::from(self.a) / 255.0)
    }

    /// Relative luminance, WCAG 2.1.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio to another opaque colour, WCAG 2.1: 1.0 to 21.0.
    pub(crate) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// Eight series colours found by search: at least 10.8 apart (`OKLab` distance x 100) under every
/// colour deficiency and about 3:1 on white.
const SERIES_LIGHT: [u32; 8] =
    [0x1E56EA, 0xDA6D5D, 0x5F2937, 0x4FA1A9, 0x4F0D9F, 0x296904, 0x88518C, 0xA97CF0];
/// The same hues lifted to at least 3:1 on the dark background.
const SERIES_DARK: [u32; 8] =
    [0x5B8CFF, 0xF08C7C, 0xC98A9B, 0x63C2CB, 0xA57BE8, 0x7CC24F, 0xC98ACD, 0xC9ACFF];

/// The colours of one theme by role.
#[derive(Debug, Clone)]
pub(crate) struct Palette {
    pub(crate) background: Color,
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
    series: [Color; 8],
}

impl Palette {
    /// The colours for a spec: those of its theme (of `fallback` where it names none), with its
    /// brand colours in their place.
    pub(crate) fn of(appearance: &Appearance, fallback: Theme) -> Self {
        Self::new(appearance.theme.unwrap_or(fallback))
    }

    pub(crate) fn new(theme: Theme) -> Self {
        match theme {
            Theme::Light
            | Theme::Paper
            | Theme::Ocean
            | Theme::Forest
            | Theme::Sunset
            | Theme::Mono
            | Theme::Candy
            | Theme::Corporate => Self {
                background: Color::WHITE,
                ink: Color::rgb(0x0F172A),
                body: Color::rgb(0x334155),
                muted: Color::rgb(0x475569),
                grid: Color::rgb(0xE2E8F0),
                axis: Color::rgb(0x94A3B8),
                edge: Color::rgb(0x64748B),
                card: Color::WHITE,
                shadow: Color::rgb(0x0F172A),
                series: SERIES_LIGHT.map(Color::rgb),
            },
            Theme::Dark | Theme::Midnight => Self {
                background: Color::rgb(0x0F172A),
                ink: Color::rgb(0xF8FAFC),
                body: Color::rgb(0xCBD5E1),
                muted: Color::rgb(0xA3B1C6),
                grid: Color::rgb(0x27344A),
                axis: Color::rgb(0x64748B),
                edge: Color::rgb(0x94A3B8),
                card: Color::rgb(0x172238),
                shadow: Color::rgb(0x020617),
                series: SERIES_DARK.map(Color::rgb),
            },
        }
    }

    /// Colour of the n-th series. After eight the hues come again, darker or lighter.
    pub(crate) fn series(&self, index: usize) -> Color {
        let base = self.series[index % self.series.len()];
        match (index / self.series.len()) % 3 {
            0 => base,
            1 => base.mix(self.ink, 0.35),
            _ => self.readable(base.mix(self.background, 0.35), self.background, 3.0),
        }
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
        let dark = Color::rgb(0x0F172A);
        // White on saturated colours looks lighter; it wins as soon as it is readable at all.
        let is_white = Color::WHITE.contrast(surface) >= 4.5
            || Color::WHITE.contrast(surface) >= dark.contrast(surface);
        self.readable(if is_white { Color::WHITE } else { dark }, surface, 4.5)
    }

    /// The palest version of a colour that still is a mark: 3:1 against the background.
    pub(crate) fn soft(&self, color: Color) -> Color {
        (0..=12)
            .map(|step| color.mix(self.background, 0.6 - f64::from(step) * 0.05))
            .find(|candidate| candidate.contrast(self.background) >= 3.0)
            .unwrap_or(color)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_follows_wcag() {
        let black = Color::rgb(0);
        assert!((black.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
        assert!((Color::rgb(0x777777).contrast(Color::WHITE) - 4.478).abs() < 0.01);
    }

    #[test]
    fn every_series_colour_is_a_visible_mark_in_both_themes() {
        for theme in Theme::ALL {
            let palette = Palette::new(theme);
            for index in 0..24 {
                let ratio = palette.series(index).contrast(palette.background);
                assert!(ratio >= 2.95, "{theme:?} {index}: {ratio}");
            }
        }
    }

    #[test]
    fn text_colours_are_readable_on_every_series_colour() {
        for theme in Theme::ALL {
            let palette = Palette::new(theme);
            for index in 0..24 {
                let color = palette.series(index);
                assert!(palette.on(color).contrast(color) >= 4.5);
                assert!(
                    palette.readable(color, palette.background, 4.5).contrast(palette.background)
                        >= 4.5
                );
            }
        }
    }
}
