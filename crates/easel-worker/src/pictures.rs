//! Pictures in and out: decoding what was sent in under limits, bringing it to size, encoding
//! PNG. How pictures are handed to C++ lives in `sd::images`.

use std::io::Cursor;

use easel_types::params::Size;
use image::imageops::{self, FilterType};
use image::{GrayImage, ImageReader, Limits, RgbImage};

use crate::painter::PaintFailure;

/// Largest side of a picture that is sent in, in pixels.
const SIDE_MAX: u32 = 16_384;
/// Most memory for decoding one picture, in bytes: 4096 × 4096 pixels with four bytes, and as
/// much again for the decoder.
const DECODE_BYTES_MAX: u64 = 128 * 1024 * 1024;

/// Decodes attachment `position`, which is the `role` of the order.
pub(crate) fn decode_rgb(
    pictures: &[Vec<u8>],
    position: u32,
    role: &str,
) -> Result<RgbImage, PaintFailure> {
    Ok(decode(pictures, position, role)?.into_rgb8())
}

/// Decodes attachment `position` as brightness. Transparent parts count as black.
pub(crate) fn decode_gray(
    pictures: &[Vec<u8>],
    position: u32,
    role: &str,
) -> Result<GrayImage, PaintFailure> {
    let picture = decode(pictures, position, role)?;
    if !picture.color().has_alpha() {
        return Ok(picture.into_luma8());
    }
    let mut pixels = picture.into_luma_alpha8();
    for pixel in pixels.pixels_mut() {
        let [luma, alpha] = pixel.0;
        let luma = u16::from(luma) * u16::from(alpha) / 255;
        pixel.0 = [u8::try_from(luma).unwrap_or(u8::MAX), 255];
    }
    Ok(image::DynamicImage::ImageLumaA8(pixels).into_luma8())
}

fn decode(
    pictures: &[Vec<u8>],
    position: u32,
    role: &str,
) -> Result<image::DynamicImage, PaintFailure> {
    let bytes = usize::try_from(position)
        .ok()
        .and_then(|position| pictures.get(position))
        .ok_or_else(|| PaintFailure::refused(format!("the {role} was not sent")))?;
    let unreadable = |err: &dyn std::fmt::Display| {
        PaintFailure::refused(format!("the {role} cannot be read as PNG, JPEG or WebP: {err}"))
    };
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|err| unreadable(&err))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    reader.limits(limits);
    reader.decode().map_err(|err| unreadable(&err))
}

/// `picture` at `size`.
pub(crate) fn resize_rgb(picture: RgbImage, size: Size) -> RgbImage {
    if picture.dimensions() == (size.width, size.height) {
        return picture;
    }
    imageops::resize(&picture, size.width, size.height, FilterType::Lanczos3)
}

/// `mask` at `size`.
pub(crate) fn resize_gray(mask: GrayImage, size: Size) -> GrayImage {
    if mask.dimensions() == (size.width, size.height) {
        return mask;
    }
    imageops::resize(&mask, size.width, size.height, FilterType::Triangle)
}

/// Puts the parts of `original` that `mask` leaves black back over `painted`. All three have the
/// same size.
pub(crate) fn restore_unmasked(painted: &mut RgbImage, original: &RgbImage, mask: &GrayImage) {
    let pixels = painted.pixels_mut().zip(original.pixels()).zip(mask.pixels());
    for ((painted, original), mask) in pixels {
        let share = u32::from(mask.0[0]);
        for (new, old) in painted.0.iter_mut().zip(original.0) {
            let mixed = (u32::from(*new) * share + u32::from(old) * (255 - share) + 127) / 255;
            *new = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }
}

/// Encodes quickly rather than small: the server may encode again.
pub(crate) fn encode_png(picture: &RgbImage) -> Result<Vec<u8>, PaintFailure> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder
        .write_header()
        .and_then(|mut writer| {
            writer.write_image_data(picture.as_raw())?;
            writer.finish()
        })
        .map_err(|err| PaintFailure::engine(format!("a picture cannot be encoded: {err}")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use easel_worker_protocol::FailureKind;
    use image::{Luma, Rgb};

    use super::*;

    #[test]
    fn a_picture_survives_encoding_and_decoding() {
        let picture = RgbImage::from_fn(9, 5, |x, y| {
            Rgb([x * 20, y * 40, 7].map(|v| u8::try_from(v).unwrap()))
        });
        let png = encode_png(&picture).unwrap();
        assert_eq!(decode_rgb(&[png], 0, "init picture").unwrap(), picture);
    }

    #[test]
    fn what_is_no_picture_is_refused_by_name() {
        for pictures in [vec![], vec![b"not a picture".to_vec()], vec![Vec::new()]] {
            let failure = decode_rgb(&pictures, 0, "mask").unwrap_err();
            assert_eq!(failure.kind, FailureKind::Refused);
            assert!(failure.message.contains("the mask"), "{failure}");
        }
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded() {
        // A correct header of 100,000 x 100,000 pixels with next to no data behind it.
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 100_000, 100_000);
        encoder.set_color(png::ColorType::Rgb);
        drop(encoder.write_header().unwrap());
        let failure = decode_rgb(&[bytes], 0, "init picture").unwrap_err();
        assert_eq!(failure.kind, FailureKind::Refused);
    }

    #[test]
    fn transparent_parts_of_a_mask_are_kept() {
        let mask = image::RgbaImage::from_fn(2, 1, |x, _| {
            image::Rgba([255, 255, 255, if x == 0 { 0 } else { 255 }])
        });
        let mut png = Cursor::new(Vec::new());
        mask.write_to(&mut png, image::ImageFormat::Png).unwrap();
        let gray = decode_gray(&[png.into_inner()], 0, "mask").unwrap();
        assert_eq!(gray.as_raw(), &[0, 255]);
    }

    #[test]
    fn unmasked_parts_are_restored_exactly() {
        let original = RgbImage::from_pixel(3, 1, Rgb([10, 20, 30]));
        let mut painted = RgbImage::from_pixel(3, 1, Rgb([200, 100, 0]));
        let mut mask = GrayImage::from_pixel(3, 1, Luma([0]));
        mask.put_pixel(1, 0, Luma([255]));
        mask.put_pixel(2, 0, Luma([128]));
        restore_unmasked(&mut painted, &original, &mask);
        assert_eq!(painted.get_pixel(0, 0).0, [10, 20, 30]);
        assert_eq!(painted.get_pixel(1, 0).0, [200, 100, 0]);
        assert_eq!(painted.get_pixel(2, 0).0, [105, 60, 15]);
    }
}
