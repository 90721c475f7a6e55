//! One colour: reading it, contrast, how far it is from another to people with and without a
//! colour deficiency, and changing its lightness. Which colours a picture has is in
//! [`crate::theme`].

use std::sync::LazyLock;

use crate::cast::to_u8;
use crate::color_names::NAMES;

/// An sRGB colour with opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Color {
    pub(crate) r: u8,
    pub(crate) g: u8,
    pub(crate) b: u8,
    /// 0 (invisible) to 255.
    pub(crate) a: u8,
}

/// Three numbers: linear RGB, or lightness and two colour axes of `OKLab`.
type Triple = [f64; 3];
type Matrix = [Triple; 3];

/// Every value of a channel as linear light.
static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
    let mut table = [0.0; 256];
    for (linear, channel) in table.iter_mut().zip(0_u8..=255) {
        let value = f64::from(channel) / 255.0;
        *linear =
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    }
    table
});

/// Hue of amber, degrees.
const AMBER: f64 = 72.0;

/// What people without red, green or blue cones see of linear RGB (Machado, Oliveira and
/// Fernandes 2009, full severity).
const DEFICIENCIES: [Matrix; 3] = [
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

/// `OKLab` (Ottosson 2020): linear RGB to cone responses, their cube roots to lightness and axes.
const TO_CONES: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const TO_LAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];
const FROM_LAB: Matrix = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548_0],
];
const FROM_CONES: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0],
];

fn apply(matrix: &Matrix, [x, y, z]: Triple) -> Triple {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

fn oklab(linear: Triple) -> Triple {
    apply(&TO_LAB, apply(&TO_CONES, linear.map(|channel| channel.clamp(0.0, 1.0))).map(f64::cbrt))
}

fn distance(first: Triple, second: Triple) -> f64 {
    let squares = [0, 1, 2].map(|axis| (first[axis] - second[axis]).powi(2));
    squares.iter().sum::<f64>().sqrt() * 100.0
}

/// A colour as people with three kinds of cones see it, and as those see it who lack one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    normal: Triple,
    deficient: [Triple; 3],
}

impl Seen {
    /// How far apart two colours are (`OKLab` distance x 100): for most people, and for those to
    /// whom they are most alike.
    pub(crate) fn apart(&self, other: &Self) -> (f64, f64) {
        let worst = self
            .deficient
            .iter()
            .zip(&other.deficient)
            .map(|(first, second)| distance(*first, *second))
            .fold(f64::MAX, f64::min);
        (distance(self.normal, other.normal), worst)
    }
}

impl Color {
    pub(crate) const WHITE: Self = Self::rgb(0xff_ff_ff);

    /// From 0xRRGGBB.
    pub(crate) const fn rgb(hex: u32) -> Self {
        let [_, r, g, b] = hex.to_be_bytes();
        Self { r, g, b, a: 255 }
    }

    /// From `#RGB`, `#RRGGBB` or an English name (`teal`, `dark blue`). `None` for anything else,
    /// colours with an opacity among it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(digits) = text.strip_prefix('#') {
            if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return None;
            }
            let hex = u32::from_str_radix(digits, 16).ok()?;
            return match digits.len() {
                3 => {
                    let [r, g, b] = [hex >> 8, (hex >> 4) & 0xf, hex & 0xf].map(|half| half * 0x11);
                    Some(Self::rgb((r << 16) | (g << 8) | b))
                }
                6 => Some(Self::rgb(hex)),
                _ => None,
            };
        }
        if text.len() > 40 {
            return None;
        }
        let separators = [' ', '-', '_'];
        let name: String =
            text.to_lowercase().chars().filter(|c| !separators.contains(c)).collect();
        let found = NAMES.binary_search_by(|(known, _)| (*known).cmp(name.as_str())).ok()?;
        NAMES.get(found).map(|(_, hex)| Self::rgb(*hex))
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

    fn linear(self) -> Triple {
        [self.r, self.g, self.b].map(|channel| LINEAR[usize::from(channel)])
    }

    /// Relative luminance, WCAG 2.1.
    pub(crate) fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast ratio to another opaque colour, WCAG 2.1: 1.0 to 21.0.
    pub(crate) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// For comparing with others.
    pub(crate) fn seen(self) -> Seen {
        let linear = self.linear();
        Seen {
            normal: oklab(linear),
            deficient: DEFICIENCIES.map(|matrix| oklab(apply(&matrix, linear))),
        }
    }

    /// Perceived lightness, 0.0 (black) to 1.0 (white).
    pub(crate) fn lightness(self) -> f64 {
        oklab(self.linear())[0]
    }

    /// The same hue with another lightness, as colourful as before or as far as a screen can.
    pub(crate) fn with_lightness(self, lightness: f64) -> Self {
        let [_, a, b] = oklab(self.linear());
        Self::from_lab([lightness.clamp(0.0, 1.0), a, b])
    }

    /// [`Self::with_lightness`] as people expect it: yellow turns to amber on its way down, not to
    /// olive.
    pub(crate) fn shaded(self, lightness: f64) -> Self {
        let [own, a, b] = oklab(self.linear());
        let (chroma, hue) = (a.hypot(b), b.atan2(a).to_degrees());
        let down = own - lightness;
        if down <= 0.0 || chroma < 0.06 || !(AMBER..=118.0).contains(&hue) {
            return self.with_lightness(lightness);
        }
        Self::of_hue(lightness.max(0.0), chroma, (hue - down * 110.0).max(AMBER))
    }

    /// A colour by lightness (0.0..=1.0), colourfulness (0 to about 0.3) and hue (degrees).
    pub(crate) fn of_hue(lightness: f64, chroma: f64, hue: f64) -> Self {
        let (sin, cos) = hue.to_radians().sin_cos();
        Self::from_lab([lightness, chroma * cos, chroma * sin])
    }

    fn from_lab([lightness, a, b]: Triple) -> Self {
        let linear = |share: f64| {
            let cones = apply(&FROM_LAB, [lightness, a * share, b * share]);
            apply(&FROM_CONES, cones.map(|value| value.powi(3)))
        };
        let fits = |color: &Triple| color.iter().all(|value| (-0.000_5..=1.000_5).contains(value));
        let mut color = linear(1.0);
        if !fits(&color) {
            let (mut low, mut high) = (0.0, 1.0);
            for _ in 0..12 {
                let middle = f64::midpoint(low, high);
                if fits(&linear(middle)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            color = linear(low);
        }
        let [r, g, b] = color.map(|value| {
            let value = value.clamp(0.0, 1.0);
            let encoded = if value <= 0.003_130_8 {
                value * 12.92
            } else {
                1.055 * value.powf(1.0 / 2.4) - 0.055
            };
            to_u8(encoded * 255.0)
        });
        Self { r, g, b, a: 255 }
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
    fn colours_are_read_as_people_write_them() {
        let check = |text: &str, expect: Option<u32>| {
            assert_eq!(Color::parse(text), expect.map(Color::rgb), "{text}");
        };
        check("#1E56EA", Some(0x1E56EA));
        check(" #0af ", Some(0x00AAFF));
        check("Teal", Some(0x008080));
        check("dark blue", Some(0x00008B));
        check("light-grey", Some(0xD3D3D3));
        check("burgundy", Some(0x800020));
        check("#1E56EA80", None);
        check("#12", None);
        check("#+12345", None);
        check("1E56EA", None);
        check("blurple", None);
        check("", None);
        check("ÄÖ", None);
    }

    #[test]
    fn names_are_in_the_order_of_the_search() {
        assert!(NAMES.is_sorted_by(|(first, _), (second, _)| first < second));
    }

    #[test]
    fn yellow_becomes_amber_when_it_gets_darker() {
        let check = |color: u32, lightness: f64, expect: u32| {
            let shaded = Color::rgb(color).shaded(lightness);
            assert_eq!(shaded, Color::rgb(expect), "{color:06X} {shaded:?}");
        };
        check(0xFFDD00, 0.66, 0xC78100);
        let blue = Color::rgb(0x1E56EA);
        assert_eq!(blue.shaded(0.4), blue.with_lightness(0.4));
    }

    #[test]
    fn lightness_changes_and_hue_stays() {
        let check = |hex: u32, lightness: f64| {
            let (before, after) = (Color::rgb(hex), Color::rgb(hex).with_lightness(lightness));
            assert!((after.lightness() - lightness).abs() < 0.01, "{before:?} {after:?}");
            let [_, a, b] = oklab(before.linear());
            let [_, x, y] = oklab(after.linear());
            let turned = (b.atan2(a) - y.atan2(x)).to_degrees().abs();
            assert!(turned < 3.0 || (turned - 360.0).abs() < 3.0, "{before:?} {after:?} {turned}");
        };
        check(0x1E56EA, 0.8);
        check(0xE07A1F, 0.4);
        check(0x00FF88, 0.6);
        let same = Color::rgb(0x3366CC);
        assert_eq!(same.with_lightness(same.lightness()), same);
    }

    #[test]
    fn red_and_green_are_alike_without_red_or_green_cones() {
        let (red, green) = (Color::rgb(0xA04020).seen(), Color::rgb(0x607010).seen());
        let (normal, worst) = red.apart(&green);
        assert!(normal > 15.0 && worst < 8.0, "{normal} {worst}");
    }
}
