//! Enlarging, fitting, room for outpainting, and masks.

use easel_picture::{
    FitMode, MaskKind, Picture, PictureLimits, binarise_mask, decode, enlarge, extend, fit,
    invert_mask, mask_from_alpha,
};
use easel_types::Size;
use image::{Rgba, RgbaImage};
use proptest::prelude::*;

fn plain(width: u32, height: u32, pixel: [u8; 4]) -> Picture {
    Picture::from(RgbaImage::from_pixel(width, height, Rgba(pixel)))
}

/// Left half of one colour, right half of the other.
fn halves(width: u32, height: u32, left: [u8; 4], right: [u8; 4]) -> Picture {
    Picture::from(RgbaImage::from_fn(width, height, |x, _| {
        Rgba(if x < width / 2 { left } else { right })
    }))
}

fn size_of(picture: &Picture) -> (u32, u32) {
    (picture.width(), picture.height())
}

#[test]
fn enlarging_multiplies_the_sides_and_keeps_plain_colours() {
    let large = enlarge(&plain(10, 7, [12, 200, 99, 255]), 2.5, 100).unwrap();
    assert_eq!(size_of(&large), (25, 18));
    assert!(large.pixels().pixels().all(|pixel| pixel.0 == [12, 200, 99, 255]));
    assert_eq!(enlarge(&large, 1.0, 100).unwrap(), large);
}

#[test]
fn enlarging_is_held_to_its_range_and_limit() {
    let picture = plain(10, 10, [0, 0, 0, 255]);
    for factor in [0.5, 8.1, f32::NAN, f32::INFINITY, -1.0] {
        assert!(enlarge(&picture, factor, 1_000).is_err(), "{factor}");
    }
    assert!(enlarge(&picture, 8.0, 79).is_err());
    assert!(enlarge(&picture, 8.0, 80).is_ok());
}

#[test]
fn an_enlarged_edge_is_steep_and_hardly_rings() {
    let dark = [60, 60, 60, 255];
    let large = enlarge(&halves(32, 8, dark, [200, 200, 200, 255]), 4.0, 1_000).unwrap();
    let row: Vec<u8> = (0..128).map(|x| large.pixels().get_pixel(x, 16).0[0]).collect();
    assert!(row.iter().all(|value| (44..=204).contains(value)), "{row:?}");
    let between = row.iter().filter(|value| (75..=185).contains(*value)).count();
    assert!(between <= 5, "{between} pixels wide: {row:?}");
    assert!(row[..52].iter().all(|value| *value == 60), "{row:?}");
}

#[test]
fn brightness_is_averaged_as_light() {
    let stripes = Picture::from(RgbaImage::from_fn(64, 64, |x, _| {
        Rgba(if x % 2 == 0 { [0, 0, 0, 255] } else { [255, 255, 255, 255] })
    }));
    let small = fit(&stripes, Size::new(4, 4), FitMode::Stretch).unwrap();
    // Half the light of white is 188 in sRGB, not 128.
    for pixel in small.pixels().pixels() {
        assert!((184..=192).contains(&pixel.0[0]), "{pixel:?}");
    }
}

#[test]
fn transparent_pixels_lend_no_colour() {
    let picture = halves(16, 16, [255, 0, 0, 255], [0, 255, 0, 0]);
    let large = enlarge(&picture, 3.0, 100).unwrap();
    for pixel in large.pixels().pixels().filter(|pixel| pixel.0[3] > 0) {
        assert_eq!(pixel.0[..3], [255, 0, 0], "{pixel:?}");
    }
}

#[test]
fn cover_cuts_evenly_and_contain_shows_everything() {
    let picture = Picture::from(RgbaImage::from_fn(40, 20, |x, _| {
        Rgba(if (10..30).contains(&x) { [0, 0, 255, 255] } else { [255, 0, 0, 255] })
    }));
    let square = Size::new(20, 20);
    let covered = fit(&picture, square, FitMode::Cover).unwrap();
    assert_eq!(size_of(&covered), (20, 20));
    assert!(covered.pixels().get_pixel(10, 10).0[2] > 250);
    let inside = covered.pixels().pixels().filter(|pixel| pixel.0[2] > 128).count();
    assert_eq!(inside, 400);
    let contained = fit(&picture, square, FitMode::Contain).unwrap();
    let blue = contained.pixels().pixels().filter(|pixel| pixel.0[2] > 250).count();
    assert!((80..=120).contains(&blue), "{blue}");
    assert!(contained.pixels().get_pixel(0, 0).0[0] > 200, "padded with the edge");
    assert_eq!(contained.pixels().get_pixel(0, 0).0[3], 255);
}

#[test]
fn padding_continues_a_plain_ground_exactly() {
    let white = plain(30, 10, [255, 255, 255, 255]);
    let contained = fit(&white, Size::new(64, 64), FitMode::Contain).unwrap();
    assert!(contained.pixels().pixels().all(|pixel| pixel.0 == [255, 255, 255, 255]));
    assert!(fit(&white, Size::new(0, 5), FitMode::Stretch).is_err());
}

#[test]
fn shrinking_a_tall_picture_to_a_line_keeps_its_mean() {
    let tall = Picture::from(RgbaImage::from_fn(3, 4_001, |_, y| {
        Rgba(if y % 2 == 0 { [255, 255, 255, 255] } else { [0, 0, 0, 255] })
    }));
    let line = fit(&tall, Size::new(3, 2), FitMode::Stretch).unwrap();
    for pixel in line.pixels().pixels() {
        assert!((186..=190).contains(&pixel.0[0]), "{pixel:?}");
    }
}

#[test]
fn room_for_outpainting_keeps_the_picture_in_the_middle() {
    let picture = halves(96, 64, [200, 30, 30, 255], [30, 30, 200, 255]);
    let (canvas, mask) = extend(&picture, 2.0).unwrap();
    assert_eq!(size_of(&canvas), (96, 64));
    assert_eq!(size_of(&mask), (96, 64));
    assert_eq!(canvas.pixels().get_pixel(30, 32).0, [200, 30, 30, 255]);
    assert_eq!(canvas.pixels().get_pixel(65, 32).0, [30, 30, 200, 255]);
    let corner = canvas.pixels().get_pixel(0, 0).0;
    assert!(corner[0] > 180 && corner[2] < 60, "{corner:?}");
    let at = |x: u32, y: u32| mask.pixels().get_pixel(x, y).0[0];
    assert_eq!((at(0, 0), at(95, 63), at(23, 32), at(48, 15)), (255, 255, 255, 255));
    assert_eq!((at(48, 32), at(30, 32)), (0, 0));
    assert!((1..=254).contains(&at(24, 32)), "the seam is feathered: {}", at(24, 32));
    for factor in [1.0, 0.0, 9.0, f32::NAN] {
        assert!(extend(&picture, factor).is_err(), "{factor}");
    }
}

#[test]
fn masks_of_both_kinds_become_black_and_white() {
    let limits = PictureLimits::default();
    let alpha = halves(20, 10, [255, 255, 255, 0], [255, 255, 255, 255]);
    let luminance = halves(20, 10, [250, 250, 250, 255], [3, 3, 3, 255]);
    for (mask, kind) in [(&alpha, MaskKind::Alpha), (&luminance, MaskKind::Luminance)] {
        let png = binarise_mask(mask, Size::new(40, 20), kind).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
        assert_eq!(reader.info().color_type, png::ColorType::Grayscale);
        assert_eq!(reader.info().bit_depth, png::BitDepth::Eight);
        let made = decode(&png, &limits).unwrap();
        assert_eq!(size_of(&made), (40, 20));
        for (x, _, pixel) in made.pixels().enumerate_pixels() {
            assert_eq!(pixel.0[0], if x < 20 { 255 } else { 0 }, "{kind:?} {x}");
        }
    }
    assert!(binarise_mask(&alpha, Size::new(0, 1), MaskKind::Alpha).is_err());
}

#[test]
fn masks_are_made_from_transparency_and_inverted() {
    let picture = halves(4, 1, [9, 9, 9, 0], [9, 9, 9, 255]);
    let mask = mask_from_alpha(&picture);
    let values = |mask: &Picture| -> Vec<u8> { mask.pixels().pixels().map(|p| p.0[0]).collect() };
    assert_eq!(values(&mask), [255, 255, 0, 0]);
    assert_eq!(values(&invert_mask(&mask)), [0, 0, 255, 255]);
    assert!(invert_mask(&mask).is_opaque());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_picture_fits_any_size(
        (width, height) in (1_u32..40, 1_u32..40),
        (to_width, to_height) in (1_u32..70, 1_u32..70),
        bytes in prop::collection::vec(any::<u8>(), 40 * 40 * 4),
        factor in 1.0_f32..4.0,
    ) {
        let len = usize::try_from(width * height * 4).unwrap();
        let pixels = RgbaImage::from_raw(width, height, bytes[..len].to_vec()).unwrap();
        let picture = Picture::from(pixels);
        let size = Size::new(to_width, to_height);
        for mode in [FitMode::Stretch, FitMode::Cover, FitMode::Contain] {
            prop_assert_eq!(size_of(&fit(&picture, size, mode).unwrap()), (to_width, to_height));
        }
        prop_assert!(enlarge(&picture, factor, 1_000).is_ok());
        if factor > 1.0 {
            let (canvas, mask) = extend(&picture, factor).unwrap();
            prop_assert_eq!(size_of(&canvas), (width, height));
            prop_assert_eq!(size_of(&mask), (width, height));
        }
    }

    #[test]
    fn no_filter_leaves_the_range_of_an_opaque_picture_by_much(
        bytes in prop::collection::vec(100_u8..=150, 12 * 12),
    ) {
        let pixels = RgbaImage::from_fn(12, 12, |x, y| {
            let value = bytes[usize::try_from(y * 12 + x).unwrap()];
            Rgba([value, value, value, 255])
        });
        let large = enlarge(&Picture::from(pixels), 3.0, 100).unwrap();
        for pixel in large.pixels().pixels() {
            prop_assert!((96..=153).contains(&pixel.0[0]) && pixel.0[3] == 255, "{:?}", pixel);
        }
    }
}
