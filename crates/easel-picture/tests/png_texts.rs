//! Text chunks of PNG files: there and back, other writers' files, and hostile bytes.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

use easel_picture::{Picture, PictureLimits, PngTextError, decode, png_text, with_png_text};
use image::{Rgba, RgbaImage};
use proptest::prelude::*;

fn png() -> Vec<u8> {
    Picture::from(RgbaImage::from_fn(20, 20, |x, y| {
        Rgba([u8::try_from(x * 3).unwrap(), u8::try_from(y * 3).unwrap(), 7, 255])
    }))
    .encode_png()
    .unwrap()
}

fn strings(entries: &[(&str, &str)]) -> Vec<(String, String)> {
    entries.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn texts_come_back_and_pixels_stay() {
    let entries = [
        ("parameters", "a cat\nSteps: 20"),
        ("Title", "Größe"),
        ("prompt", "日本語 🎨"),
        ("x", ""),
    ];
    let with = with_png_text(&png(), &entries).unwrap();
    assert_eq!(png_text(&with).unwrap(), strings(&entries));
    let limits = PictureLimits::default();
    assert_eq!(decode(&with, &limits).unwrap(), decode(&png(), &limits).unwrap());
    assert!(with.windows(4).any(|name| name == b"tEXt"));
    assert_eq!(with.windows(4).filter(|name| *name == b"iTXt").count(), 1);
}

#[test]
fn another_reader_understands_the_texts() {
    let with = with_png_text(&png(), &[("parameters", "é"), ("prompt", "猫")]).unwrap();
    let reader = png::Decoder::new(std::io::Cursor::new(with)).read_info().unwrap();
    let info = reader.info();
    assert_eq!(info.uncompressed_latin1_text[0].text, "é");
    assert_eq!(info.utf8_text[0].get_text().unwrap(), "猫");
}

#[test]
fn compressed_texts_of_another_writer_are_read() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.add_ztxt_chunk("packed".to_owned(), "long ".repeat(500)).unwrap();
    encoder.add_itxt_chunk("free".to_owned(), "ünï → code".to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    let texts = png_text(&bytes).unwrap();
    assert!(texts.contains(&("packed".to_owned(), "long ".repeat(500))));
    assert!(texts.contains(&("free".to_owned(), "ünï → code".to_owned())));
}

#[test]
fn texts_that_unpack_to_too_much_are_refused() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.add_ztxt_chunk("bomb".to_owned(), "a".repeat(9 * 1024 * 1024)).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    assert!(bytes.len() < 100_000);
    assert!(matches!(png_text(&bytes), Err(PngTextError::TooLarge { .. })));
}

#[test]
fn what_png_cannot_hold_is_refused_by_name() {
    let long = "k".repeat(80);
    for key in ["", " a", "a ", "a  b", "日本", long.as_str(), "a\nb"] {
        let found = with_png_text(&png(), &[(key, "x")]);
        assert!(matches!(found, Err(PngTextError::Keyword(_))), "{key:?}");
    }
    assert!(matches!(with_png_text(&png(), &[("k", "a\0b")]), Err(PngTextError::Null(_))));
    let huge = "x".repeat(8 * 1024 * 1024);
    assert!(matches!(with_png_text(&png(), &[("k", &huge)]), Err(PngTextError::TooLarge { .. })));
    let many = vec![("k", "x"); 257];
    assert!(matches!(with_png_text(&png(), &many), Err(PngTextError::TooLarge { .. })));
    assert_eq!(png_text(b"GIF89a"), Err(PngTextError::NotPng));
    assert_eq!(with_png_text(b"", &[]), Err(PngTextError::NotPng));
}

#[test]
fn damaged_files_are_refused() {
    let mut damaged = png();
    damaged[20] ^= 1;
    assert_eq!(png_text(&damaged), Err(PngTextError::Broken { chunk: "IHDR".to_owned() }));
    let whole = png();
    let found = with_png_text(&whole[..whole.len() - 20], &[("a", "b")]);
    assert!(matches!(found, Err(PngTextError::Broken { .. })), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back(
        key in "[!-~]([ -~]{0,20}[!-~])?",
        text in "[^\0]{0,200}",
    ) {
        prop_assume!(!key.contains("  "));
        let with = with_png_text(&png(), &[(&key, &text)]).unwrap();
        prop_assert_eq!(png_text(&with).unwrap(), vec![(key, text)]);
    }

    #[test]
    fn any_chunks_get_an_answer(
        name in prop::sample::select(vec![*b"tEXt", *b"zTXt", *b"iTXt", *b"IDAT"]),
        body in prop::collection::vec(prop_oneof![Just(0_u8), Just(1), any::<u8>()], 0..60),
        damage in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
    ) {
        let mut crc = flate2::Crc::new();
        crc.update(&name);
        crc.update(&body);
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        let whole = png();
        let chunk = [&length[..], &name, &body, &crc.sum().to_be_bytes()].concat();
        let mut bytes = [&whole[..33], &chunk, &whole[33..]].concat();
        if let Some((place, value)) = damage {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        let _ = png_text(&bytes);
        let _ = with_png_text(&bytes, &[("a", "b")]);
    }
}
