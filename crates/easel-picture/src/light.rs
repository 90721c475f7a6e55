//! Between encoded sRGB and light: the transfer function (IEC 61966-2-1) by tables, premultiplied
//! pixels, and OKLab for distances between colours as the eye sees them.

use std::sync::LazyLock;

use crate::cast::{to_f32, to_u8, to_usize};

/// A pixel as light: red, green, blue times alpha, and alpha; each 0 to 1.
pub(crate) type Light = [f32; 4];

/// Steps of the table from light to sRGB: fine enough that every 8-bit value survives there and
/// back, also in the darks, where sRGB is steepest.
const ENCODE_STEPS: f32 = 65_535.0;

static LINEAR: LazyLock<[f32; 256]> = LazyLock::new(|| {
    let mut table = [0.0; 256];
    for (value, entry) in (0_u8..=255).zip(table.iter_mut()) {
        let encoded = f64::from(value) / 255.0;
        *entry = to_f32(if encoded <= 0.04045 {
            encoded / 12.92
        } else {
            ((encoded + 0.055) / 1.055).powf(2.4)
        });
    }
    table
});

static ENCODED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let steps = 0..=to_usize(f64::from(ENCODE_STEPS));
    steps
        .map(|step| {
            let light = step as f64 / f64::from(ENCODE_STEPS);
            let encoded = if light <= 0.003_130_8 {
                light * 12.92
            } else {
                1.055 * light.powf(1.0 / 2.4) - 0.055
            };
            to_u8(to_f32(encoded * 255.0))
        })
        .collect()
});

/// Light of an encoded channel, 0 to 1.
pub(crate) fn linear(channel: u8) -> f32 {
    LINEAR.get(usize::from(channel)).copied().unwrap_or(1.0)
}

/// The encoded channel of light; what exceeds 0 to 1 is clamped.
pub(crate) fn encoded(light: f32) -> u8 {
    let step = to_usize(f64::from((light.clamp(0.0, 1.0) * ENCODE_STEPS).round()));
    ENCODED.get(step).copied().unwrap_or(u8::MAX)
}

/// A straight sRGB pixel as premultiplied light.
pub(crate) fn to_light([red, green, blue, alpha]: [u8; 4]) -> Light {
    let alpha = f32::from(alpha) / 255.0;
    [linear(red) * alpha, linear(green) * alpha, linear(blue) * alpha, alpha]
}

/// Premultiplied light as a straight sRGB pixel. What is fully transparent is black.
pub(crate) fn from_light([red, green, blue, alpha]: Light) -> [u8; 4] {
    let shown = to_u8(alpha.clamp(0.0, 1.0) * 255.0);
    if shown == 0 {
        return [0; 4];
    }
    [encoded(red / alpha), encoded(green / alpha), encoded(blue / alpha), shown]
}

/// Stray light that every screen adds to every colour, as a share of white. Without it, OKLab
/// takes the noise of dark pixels, which nobody sees, for great differences.
const FLARE: f32 = 0.01;

/// An encoded colour (channels 0 to 1) as it is seen on a screen with some stray light: OKLab. A
/// distance of 0.02 is just visible between large areas.
pub(crate) fn seen(encoded: [f32; 3]) -> [f32; 3] {
    oklab(encoded.map(|channel| (linear_exact(channel) + FLARE) / (1.0 + FLARE)))
}

/// OKLab of linear sRGB (Björn Ottosson, 2020): lightness 0 to 1, and two opponent axes of about
/// −0.4 to 0.4.
fn oklab([r, g, b]: [f32; 3]) -> [f32; 3] {
    let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

/// Light of an encoded channel given as 0 to 1, between the steps of 8 bits too.
fn linear_exact(encoded: f32) -> f32 {
    let encoded = encoded.clamp(0.0, 1.0);
    if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
}

/// Distance of two points.
pub(crate) fn distance(one: [f32; 3], other: [f32; 3]) -> f32 {
    let squares = one.iter().zip(other).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f32>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_survives_light_and_back() {
        for value in 0..=255 {
            assert_eq!(encoded(linear(value)), value);
            assert_eq!(from_light(to_light([value, 0, 255, 255])), [value, 0, 255, 255]);
        }
    }

    #[test]
    fn oklab_of_white_grey_and_red_is_as_published() {
        for (rgb, expected) in [
            ([1.0, 1.0, 1.0], [1.0, 0.0, 0.0]),
            ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0]),
            ([1.0, 0.0, 0.0], [0.627_955, 0.224_863, 0.125_846]),
        ] {
            assert!(distance(oklab(rgb), expected) < 1e-4, "{rgb:?}");
        }
    }
}
