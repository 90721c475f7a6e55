//! Masks: pictures in which white means "repaint this". What engines do with them is elsewhere.

use easel_types::Size;
use image::codecs::png::PngEncoder;
use image::imageops::{self, FilterType};
use image::{ExtendedColorType, GrayImage, ImageEncoder as _, Luma, Rgba, RgbaImage};

use crate::error::PictureError;
use crate::picture::Picture;
use crate::resample::check_pixels;

/// How a mask that was sent in says what to repaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MaskKind {
    /// Transparent parts are repainted, as OpenAI's edits have it. Colours do not count.
    Alpha,
    /// White parts are repainted. Transparent parts count as black.
    Luminance,
}

/// The mask with black and white exchanged. Colours become grey, transparent parts count as black
/// (and so become white).
#[must_use]
pub fn invert_mask(mask: &Picture) -> Picture {
    grey_picture(mask, |pixel| 255 - luminance(pixel))
}

/// White where the picture is transparent, black where it is opaque, grey in between.
#[must_use]
pub fn mask_from_alpha(picture: &Picture) -> Picture {
    grey_picture(picture, |[.., alpha]| 255 - alpha)
}

/// A mask that was sent in as engines want it: an 8-bit grey PNG of this size in which every
/// pixel is white (repaint) or black (keep). Averages over the pixels that fall together and
/// decides at one half.
///
/// # Errors
/// [`PictureError`] for a size without pixels, or where encoding fails.
pub fn binarise_mask(mask: &Picture, size: Size, kind: MaskKind) -> Result<Vec<u8>, PictureError> {
    check_pixels(mask, size)?;
    let grey = GrayImage::from_fn(mask.width(), mask.height(), |x, y| {
        let pixel = mask.pixels().get_pixel(x, y).0;
        Luma([match kind {
            MaskKind::Alpha => 255 - pixel[3],
            MaskKind::Luminance => luminance(pixel),
        }])
    });
    let mut sized = if (size.width, size.height) == grey.dimensions() {
        grey
    } else {
        imageops::resize(&grey, size.width, size.height, FilterType::Triangle)
    };
    for Luma([value]) in sized.pixels_mut() {
        *value = if *value >= 128 { 255 } else { 0 };
    }
    let mut png = Vec::new();
    PngEncoder::new(&mut png)
        .write_image(sized.as_raw(), size.width, size.height, ExtendedColorType::L8)
        .map_err(|err| PictureError::Encode { format: "PNG", reason: err.to_string() })?;
    Ok(png)
}

/// Brightness (Rec. 709 weights on encoded values, in 1/256), on black.
fn luminance([red, green, blue, alpha]: [u8; 4]) -> u8 {
    let [red, green, blue, alpha] = [red, green, blue, alpha].map(u32::from);
    let luma = (54 * red + 183 * green + 19 * blue + 128) / 256;
    u8::try_from((luma * alpha + 127) / 255).unwrap_or(u8::MAX)
}

fn grey_picture(picture: &Picture, value: impl Fn([u8; 4]) -> u8) -> Picture {
    Picture::from(RgbaImage::from_fn(picture.width(), picture.height(), |x, y| {
        let grey = value(picture.pixels().get_pixel(x, y).0);
        Rgba([grey, grey, grey, 255])
    }))
}
