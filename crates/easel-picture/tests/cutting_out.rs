//! Cutting subjects out of plain grounds, on generated pictures whose true alpha is known.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

use easel_picture::{CutOutError, Holes, Picture, PictureLimits, cut_out, cut_out_with, decode};
use image::{Rgba, RgbaImage};
use proptest::prelude::*;

const SIDE: u32 = 160;

/// A small generator of noise, so that pictures are the same in every run.
struct Noise(u32);

impl Noise {
    fn next(&mut self) -> u8 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(self.0 >> 24).unwrap()
    }

    /// From `-amplitude` to `amplitude`.
    fn around(&mut self, amplitude: f64) -> f64 {
        (f64::from(self.next()) / 127.5 - 1.0) * amplitude
    }
}

/// How much of the pixel lies inside of the disc, by 16 x 16 samples.
fn coverage(x: u32, y: u32, radius: f64) -> f64 {
    let center = f64::from(SIDE) / 2.0 + 0.3;
    let mut inside = 0.0;
    for step in 0..256_u32 {
        let px = f64::from(x) + (f64::from(step % 16) + 0.5) / 16.0 - center;
        let py = f64::from(y) + (f64::from(step / 16) + 0.5) / 16.0 - center;
        inside += f64::from(u8::from(px.hypot(py) < radius));
    }
    inside / 256.0
}

fn channel(value: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let value = value.round() as u8;
    value
}

/// A disc on a ground, smoothed as renderers do it, with noise.
fn disc(
    radius: f64,
    subject: [f64; 3],
    ground: impl Fn(u32, u32) -> [f64; 3],
    noise: f64,
) -> Picture {
    let mut source = Noise(7);
    Picture::from(RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let share = coverage(x, y, radius);
        let ground = ground(x, y);
        let mixed = [0, 1, 2].map(|i| {
            channel(share * subject[i] + (1.0 - share) * ground[i] + source.around(noise))
        });
        Rgba([mixed[0], mixed[1], mixed[2], 255])
    }))
}

/// Asserts that alpha is the disc's coverage and that colours hold no ground.
fn assert_cut(cut: &Picture, radius: f64, subject: [f64; 3], colour_tolerance: f64) {
    let (mut sum, mut partial) = (0.0, 0.0);
    for (x, y, pixel) in cut.pixels().enumerate_pixels() {
        let expected = coverage(x, y, radius);
        let alpha = f64::from(pixel.0[3]) / 255.0;
        assert!((alpha - expected).abs() < 0.09, "{x},{y}: {alpha} for {expected}");
        if expected > 0.0 && expected < 1.0 {
            sum += (alpha - expected).abs();
            partial += 1.0;
        }
        if alpha > 0.1 {
            for (found, expected) in pixel.0.iter().zip(subject) {
                let off = (f64::from(*found) - expected).abs();
                assert!(off <= colour_tolerance, "{x},{y}: {pixel:?} at alpha {alpha}");
            }
        }
    }
    assert!(partial > 100.0);
    assert!(sum / partial < 0.02, "mean error of alpha at the edge: {}", sum / partial);
}

#[test]
fn a_disc_on_white_is_cut_along_its_edge() {
    let subject = [200.0, 40.0, 60.0];
    let cut = cut_out(&disc(50.0, subject, |_, _| [255.0; 3], 0.0)).unwrap();
    assert_cut(&cut, 50.0, subject, 6.0);
}

#[test]
fn a_disc_on_a_blue_gradient_keeps_no_blue() {
    let subject = [240.0, 150.0, 20.0];
    let ground = |x: u32, y: u32| {
        [20.0 + f64::from(y) * 0.2, 60.0 + f64::from(y) * 0.5, 170.0 + f64::from(x) * 0.3]
    };
    let cut = cut_out(&disc(55.0, subject, ground, 0.0)).unwrap();
    assert_cut(&cut, 55.0, subject, 10.0);
}

#[test]
fn a_vignette_with_compression_noise_is_still_plain() {
    let ground = |x: u32, y: u32| {
        let (x, y) = (f64::from(x) - 80.0, f64::from(y) - 80.0);
        [235.0 - (x * x + y * y) * 0.003; 3]
    };
    let picture = disc(45.0, [30.0, 90.0, 60.0], ground, 3.0);
    let cut = cut_out(&picture).unwrap();
    for (x, y, pixel) in cut.pixels().enumerate_pixels() {
        let expected = coverage(x, y, 45.0);
        let alpha = f64::from(pixel.0[3]) / 255.0;
        assert!((alpha - expected).abs() < 0.15, "{x},{y}: {alpha} for {expected}");
    }
}

#[test]
fn compression_artefacts_around_the_subject_go_with_the_ground() {
    let ground = |x: u32, _: u32| [215.0 + f64::from(x) * 0.1, 225.0, 230.0];
    let jpeg = disc(52.0, [190.0, 30.0, 50.0], ground, 0.0).encode_jpeg(80).unwrap();
    let cut = cut_out(&decode(&jpeg, &PictureLimits::default()).unwrap()).unwrap();
    let (mut sum, mut partial) = (0.0, 0.0);
    for (x, y, pixel) in cut.pixels().enumerate_pixels() {
        let expected = coverage(x, y, 52.0);
        let alpha = f64::from(pixel.0[3]) / 255.0;
        let from_edge = (f64::from(x) - 79.8).hypot(f64::from(y) - 79.8) - 52.0;
        if from_edge.abs() > 4.0 {
            assert!((alpha - expected).abs() < 0.01, "{x},{y}: {alpha} for {expected}");
        } else {
            sum += (alpha - expected).abs();
            partial += 1.0;
        }
    }
    assert!(sum / partial < 0.05, "mean error of alpha at the edge: {}", sum / partial);
}

#[test]
fn a_subject_that_touches_the_border_does_not_count_as_ground() {
    let picture = Picture::from(RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let body = (30..130).contains(&x) && y > 60;
        Rgba(if body { [40, 40, 60, 255] } else { [245, 244, 240, 255] })
    }));
    let cut = cut_out(&picture).unwrap();
    assert_eq!(cut.pixels().get_pixel(80, 159).0, [40, 40, 60, 255]);
    assert_eq!(cut.pixels().get_pixel(10, 159).0[3], 0);
    assert_eq!(cut.pixels().get_pixel(80, 20).0[3], 0);
}

#[test]
fn thin_lines_stay() {
    let picture = Picture::from(RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let is_line = (20..140).contains(&x) && [40, 80, 81].contains(&y);
        Rgba(if is_line { [0, 0, 0, 255] } else { [255, 255, 255, 255] })
    }));
    let cut = cut_out(&picture).unwrap();
    for y in [40, 80, 81] {
        assert_eq!(cut.pixels().get_pixel(70, y).0, [0, 0, 0, 255], "line {y}");
    }
    assert_eq!(cut.pixels().get_pixel(70, 42).0[3], 0);
}

#[test]
fn rims_of_another_colour_stay_opaque() {
    let picture = Picture::from(RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let inside = x.abs_diff(80).max(y.abs_diff(80));
        Rgba(match inside {
            0..=40 => [30, 60, 200, 255],
            41..=42 => [220, 40, 40, 255],
            _ => [255, 255, 255, 255],
        })
    }));
    let cut = cut_out(&picture).unwrap();
    assert_eq!(cut.pixels().get_pixel(122, 80).0, [220, 40, 40, 255]);
    assert_eq!(cut.pixels().get_pixel(121, 80).0, [220, 40, 40, 255]);
    assert_eq!(cut.pixels().get_pixel(123, 80).0[3], 0);
}

#[test]
fn enclosed_ground_stays_unless_asked_for() {
    let picture = Picture::from(RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let off = (f64::from(x) - 80.0).hypot(f64::from(y) - 80.0);
        Rgba(if (30.0..60.0).contains(&off) { [0, 90, 160, 255] } else { [255, 255, 255, 255] })
    }));
    let center = |picture: &Picture| picture.pixels().get_pixel(80, 80).0;
    assert_eq!(center(&cut_out(&picture).unwrap()), [255, 255, 255, 255]);
    assert_eq!(center(&cut_out_with(&picture, Holes::Clear).unwrap())[3], 0);
}

#[test]
fn busy_and_empty_pictures_are_refused() {
    let mut source = Noise(3);
    let noise = RgbaImage::from_fn(SIDE, SIDE, |_, _| {
        Rgba([source.next(), source.next(), source.next(), 255])
    });
    // Soft blobs, as of a photograph out of focus.
    let photo = RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let wave =
            |rate: f64| 127.0 + 110.0 * (rate * f64::from(x)).sin() * (0.09 * f64::from(y)).cos();
        Rgba([channel(wave(0.11)), channel(wave(0.17)), channel(wave(0.05)), 255])
    });
    for (name, pixels) in [
        ("noise", noise),
        ("photo", photo),
        ("empty", RgbaImage::from_pixel(SIDE, SIDE, Rgba([250, 250, 250, 255]))),
        ("tiny", RgbaImage::from_pixel(2, 2, Rgba([250, 250, 250, 255]))),
    ] {
        let found = cut_out(&Picture::from(pixels));
        assert!(matches!(found, Err(CutOutError::NoPlainGround { .. })), "{name}: {found:?}");
    }
}

#[test]
fn what_is_cut_out_already_stays_as_it_is() {
    let picture = Picture::from(RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let alpha = channel(255.0 * coverage(x, y, 50.0));
        Rgba([200, 40, 60, alpha])
    }));
    assert_eq!(cut_out(&picture).unwrap(), picture);
    let cut = cut_out(&disc(50.0, [10.0, 90.0, 200.0], |_, _| [255.0; 3], 0.0)).unwrap();
    assert_eq!(cut_out(&cut).unwrap(), cut);
}

#[test]
fn dark_grounds_may_be_noisy_too() {
    let picture = disc(40.0, [230.0, 230.0, 240.0], |_, _| [6.0; 3], 3.0);
    let cut = cut_out(&picture).unwrap();
    assert_eq!(cut.pixels().get_pixel(5, 5).0[3], 0);
    assert_eq!(cut.pixels().get_pixel(80, 80).0[3], 255);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pixels_get_an_answer(
        (width, height) in (1_u32..24, 1_u32..24),
        levels in 2_u8..=255,
        bytes in prop::collection::vec(any::<u8>(), 24 * 24 * 4),
    ) {
        let len = usize::try_from(width * height * 4).unwrap();
        let bytes = bytes[..len].iter().map(|byte| byte / levels * levels).collect();
        let picture = Picture::from(RgbaImage::from_raw(width, height, bytes).unwrap());
        for holes in [Holes::Keep, Holes::Clear] {
            if let Ok(cut) = cut_out_with(&picture, holes) {
                prop_assert_eq!((cut.width(), cut.height()), (width, height));
            }
        }
    }

    #[test]
    fn a_square_comes_out_of_any_plain_ground(
        ground in prop::array::uniform3(any::<u8>()),
        subject in prop::array::uniform3(any::<u8>()),
    ) {
        let far = ground.iter().zip(subject).map(|(a, b)| i32::from(*a) - i32::from(b));
        prop_assume!(far.map(|off| off * off).sum::<i32>() > 110 * 110);
        let picture = Picture::from(RgbaImage::from_fn(40, 40, |x, y| {
            let [red, green, blue] =
                if (10..30).contains(&x) && (10..30).contains(&y) { subject } else { ground };
            Rgba([red, green, blue, 255])
        }));
        let cut = cut_out(&picture).unwrap();
        for (x, y, pixel) in cut.pixels().enumerate_pixels() {
            let inside = (10..30).contains(&x) && (10..30).contains(&y);
            prop_assert_eq!(pixel.0[3], if inside { 255 } else { 0 }, "{} {}", x, y);
        }
    }
}
