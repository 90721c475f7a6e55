//! Reading, checking and writing pictures: formats, orientation, limits, and hostile bytes.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

use easel_picture::{Picture, PictureError, PictureLimits, admit, decode, inspect, transcode};
use easel_types::ImageFormat;
use image::{Rgba, RgbaImage};
use proptest::prelude::*;

fn sample(width: u32, height: u32) -> Picture {
    Picture::from(RgbaImage::from_fn(width, height, |x, y| {
        let channel = |value: u32| u8::try_from(value % 256).unwrap();
        Rgba([channel(x * 9), channel(y * 7), channel(x * y), if x < width / 2 { 255 } else { 90 }])
    }))
}

fn opaque(width: u32, height: u32) -> Picture {
    let mut pixels = sample(width, height).into_pixels();
    pixels.pixels_mut().for_each(|pixel| pixel.0[3] = 255);
    Picture::from(pixels)
}

fn gif(picture: &Picture) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    encoder.encode_frame(image::Frame::new(picture.pixels().clone())).unwrap();
    drop(encoder);
    bytes
}

/// A JPEG with an EXIF segment that says "turn by 90 degrees".
fn turned_jpeg(picture: &Picture) -> Vec<u8> {
    let jpeg = picture.encode_jpeg(95).unwrap();
    let tiff: [&[u8]; 4] =
        [b"Exif\0\0MM\0*\0\0\0\x08", b"\0\x01", b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0", b"\0\0\0\0"];
    let segment = tiff.concat();
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &segment, &jpeg[2..]].concat()
}

#[test]
fn every_format_is_told_by_its_bytes() {
    let picture = sample(31, 17);
    let limits = PictureLimits::default();
    for (bytes, format) in [
        (picture.encode_png().unwrap(), ImageFormat::Png),
        (picture.encode_jpeg(80).unwrap(), ImageFormat::Jpeg),
        (picture.encode_webp().unwrap(), ImageFormat::Webp),
    ] {
        let facts = inspect(&bytes, &limits).unwrap();
        assert_eq!((facts.format, facts.width, facts.height), (format, 31, 17));
        let (kept, facts) = admit(bytes.clone(), &limits).unwrap();
        assert_eq!((kept, facts.format), (bytes, format));
    }
}

#[test]
fn lossless_formats_give_back_every_pixel() {
    let limits = PictureLimits::default();
    let grey = Picture::from(RgbaImage::from_fn(9, 4, |x, _| {
        let value = u8::try_from(x * 20).unwrap();
        Rgba([value, value, value, 255])
    }));
    for picture in [sample(33, 9), opaque(12, 40), grey] {
        for bytes in [picture.encode_png().unwrap(), picture.encode_webp().unwrap()] {
            assert_eq!(decode(&bytes, &limits).unwrap(), picture);
        }
    }
}

#[test]
fn jpegs_put_transparent_parts_on_white() {
    let clear = Picture::from(RgbaImage::from_pixel(16, 16, Rgba([200, 0, 0, 0])));
    let limits = PictureLimits::default();
    let png = clear.encode_png().unwrap();
    let jpeg = transcode(&png, ImageFormat::Jpeg, 90, &limits).unwrap();
    let shown = decode(&jpeg, &limits).unwrap();
    assert!(shown.pixels().pixels().all(|pixel| pixel.0 == [255, 255, 255, 255]));
}

#[test]
fn a_gif_comes_in_as_the_png_of_its_first_frame() {
    let limits = PictureLimits::default();
    let bytes = gif(&opaque(8, 6));
    assert!(matches!(inspect(&bytes, &limits), Err(PictureError::UnsupportedFormat(_))));
    assert_eq!(decode(&bytes, &limits).unwrap().width(), 8);
    let (png, facts) = admit(bytes, &limits).unwrap();
    assert_eq!((facts.format, facts.width, facts.height), (ImageFormat::Png, 8, 6));
    assert_eq!(inspect(&png, &limits).unwrap(), facts);
}

#[test]
fn pictures_that_are_stored_turned_are_put_upright() {
    let limits = PictureLimits::default();
    let pixels = RgbaImage::from_fn(32, 16, |x, _| Rgba([if x < 16 { 255 } else { 0 }, 0, 0, 255]));
    let bytes = turned_jpeg(&Picture::from(pixels));
    let facts = inspect(&bytes, &limits).unwrap();
    assert_eq!((facts.format, facts.width, facts.height), (ImageFormat::Jpeg, 16, 32));
    let picture = decode(&bytes, &limits).unwrap();
    assert!(picture.pixels().get_pixel(8, 3).0[0] > 240);
    assert!(picture.pixels().get_pixel(8, 28).0[0] < 15);
    let (png, facts) = admit(bytes, &limits).unwrap();
    assert_eq!((facts.format, facts.width), (ImageFormat::Png, 16));
    assert_eq!(decode(&png, &limits).unwrap(), picture);
}

#[test]
fn cut_off_pictures_are_found() {
    let limits = PictureLimits::default();
    let picture = opaque(64, 64);
    for bytes in [
        picture.encode_png().unwrap(),
        picture.encode_jpeg(90).unwrap(),
        picture.encode_webp().unwrap(),
        gif(&picture),
    ] {
        for share in [3, 5, 8] {
            let cut = &bytes[..bytes.len() * share / 10];
            let found = decode(cut, &limits);
            assert!(matches!(found, Err(PictureError::Broken { .. })), "{share}: {found:?}");
        }
    }
}

#[test]
fn what_is_no_picture_is_refused() {
    let limits = PictureLimits::default();
    for bytes in [&b""[..], b"\x89PN", b"<html></html>", b"<svg xmlns='x'/>", b"BM123456", b"GIF"] {
        assert_eq!(inspect(bytes, &limits), Err(PictureError::UnknownFormat));
    }
    let picture = sample(4, 4);
    assert!(picture.encode(ImageFormat::Svg, 80).is_err());
    assert!(picture.encode_jpeg(0).is_err());
    assert!(picture.encode_jpeg(101).is_err());
    let wide = Picture::from(RgbaImage::new(16_384, 1));
    assert!(matches!(wide.encode_webp(), Err(PictureError::TooLarge { .. })));
}

#[test]
fn limits_are_judged_from_the_header() {
    let png = sample(100, 50).encode_png().unwrap();
    let ok = PictureLimits { side_px_max: 100, pixels_max: 5_000, decoded_bytes_max: 1_000_000 };
    assert!(inspect(&png, &ok).is_ok());
    for limits in [
        PictureLimits { side_px_max: 99, ..ok },
        PictureLimits { pixels_max: 4_999, ..ok },
        PictureLimits { decoded_bytes_max: 39_999, ..ok },
    ] {
        let found = inspect(&png, &limits);
        assert!(matches!(found, Err(PictureError::TooLarge { .. })), "{found:?}");
    }
    // Correct headers of huge pictures with next to no data behind them.
    let mut bomb = Vec::new();
    let mut encoder = png::Encoder::new(&mut bomb, 60_000, 60_000);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::IDAT, &[0x78, 0x01, 0, 0]).unwrap();
    drop(writer);
    let found = decode(&bomb, &PictureLimits::default());
    assert!(matches!(found, Err(PictureError::TooLarge { .. })), "{found:?}");
    let mut jpeg = opaque(16, 16).encode_jpeg(80).unwrap();
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    let found = decode(&jpeg, &PictureLimits::default());
    assert!(matches!(found, Err(PictureError::TooLarge { .. })), "{found:?}");
}

fn small_limits() -> PictureLimits {
    PictureLimits { side_px_max: 512, pixels_max: 65_536, decoded_bytes_max: 4_000_000 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_behind_any_mark_get_an_answer(
        mark in prop::sample::select(vec![
            &b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff\xe0", b"RIFF\x40\0\0\0WEBPVP8 ", b"GIF89a", b"",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let bytes = [mark, &rest].concat();
        let _ = admit(bytes, &small_limits());
    }

    #[test]
    fn any_damage_to_a_picture_gets_an_answer(
        which in 0_usize..4,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let picture = opaque(24, 24);
        let mut bytes = match which {
            0 => picture.encode_png().unwrap(),
            1 => picture.encode_jpeg(80).unwrap(),
            2 => picture.encode_webp().unwrap(),
            _ => gif(&picture),
        };
        for (place, value) in damage {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Ok(picture) = decode(&bytes, &small_limits()) {
            prop_assert!(picture.width() <= 512 && picture.height() <= 512);
        }
        bytes.truncate(cut.index(bytes.len()));
        let _ = decode(&bytes, &small_limits());
    }
}
