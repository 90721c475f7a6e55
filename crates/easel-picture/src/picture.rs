//! The decoded picture and its encodings. Reading is in `read`; changing sizes in `resample`.

use std::fmt;
use std::io::Cursor;

use easel_types::ImageFormat;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder as _, RgbaImage};

use crate::cast::index;
use crate::error::PictureError;
use crate::read::{PictureLimits, decode};

/// Longest side that WebP can express, in pixels.
const WEBP_SIDE_MAX: u32 = 16_383;
/// Longest side that JPEG can express, in pixels.
const JPEG_SIDE_MAX: u32 = 65_535;

/// A decoded picture: 8-bit sRGB with straight alpha.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pixels: RgbaImage,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}x{})", self.width(), self.height())
    }
}

impl From<RgbaImage> for Picture {
    fn from(pixels: RgbaImage) -> Self {
        Self { pixels }
    }
}

impl Picture {
    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.pixels.width()
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.pixels.height()
    }

    /// The pixels.
    pub fn pixels(&self) -> &RgbaImage {
        &self.pixels
    }

    /// The pixels, taken out.
    pub fn into_pixels(self) -> RgbaImage {
        self.pixels
    }

    /// True if no pixel is transparent.
    pub fn is_opaque(&self) -> bool {
        self.pixels.pixels().all(|pixel| pixel.0[3] == 255)
    }

    /// True if every pixel is an opaque grey, as masks are.
    fn is_grey(&self) -> bool {
        self.pixels.pixels().all(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            red == green && green == blue && alpha == 255
        })
    }

    /// As PNG: 8-bit grey where all is opaque grey, RGB where all is opaque, otherwise RGBA.
    ///
    /// # Errors
    /// [`PictureError::Encode`].
    pub fn encode_png(&self) -> Result<Vec<u8>, PictureError> {
        let (bytes, color) = if self.is_grey() {
            (self.pixels.pixels().map(|pixel| pixel.0[0]).collect(), ExtendedColorType::L8)
        } else if self.is_opaque() {
            (self.rgb_bytes(|[red, green, blue, _]| [red, green, blue]), ExtendedColorType::Rgb8)
        } else {
            (Vec::new(), ExtendedColorType::Rgba8)
        };
        let bytes = if color == ExtendedColorType::Rgba8 { self.pixels.as_raw() } else { &bytes };
        let mut png = Vec::new();
        PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive)
            .write_image(bytes, self.width(), self.height(), color)
            .map_err(|err| encode_error("PNG", &err))?;
        Ok(png)
    }

    /// As JPEG of this quality, 1 to 100. Transparent parts are put on white.
    ///
    /// # Errors
    /// [`PictureError`] where the quality is out of range or a side exceeds 65,535 pixels.
    pub fn encode_jpeg(&self, quality: u8) -> Result<Vec<u8>, PictureError> {
        if !(1..=100).contains(&quality) {
            return Err(PictureError::OutOfRange { name: "the JPEG quality", range: "1 to 100" });
        }
        self.check_side(JPEG_SIDE_MAX, "JPEG")?;
        let bytes = self.rgb_bytes(on_white);
        let mut jpeg = Cursor::new(Vec::new());
        JpegEncoder::new_with_quality(&mut jpeg, quality)
            .write_image(&bytes, self.width(), self.height(), ExtendedColorType::Rgb8)
            .map_err(|err| encode_error("JPEG", &err))?;
        Ok(jpeg.into_inner())
    }

    /// As lossless WebP.
    ///
    /// # Errors
    /// [`PictureError`] where a side exceeds 16,383 pixels.
    pub fn encode_webp(&self) -> Result<Vec<u8>, PictureError> {
        self.check_side(WEBP_SIDE_MAX, "WebP")?;
        let opaque = self.is_opaque();
        let rgb = opaque.then(|| self.rgb_bytes(|[red, green, blue, _]| [red, green, blue]));
        let (bytes, color) = match &rgb {
            Some(rgb) => (rgb, ExtendedColorType::Rgb8),
            None => (self.pixels.as_raw(), ExtendedColorType::Rgba8),
        };
        let mut webp = Vec::new();
        WebPEncoder::new_lossless(&mut webp)
            .write_image(bytes, self.width(), self.height(), color)
            .map_err(|err| encode_error("WebP", &err))?;
        Ok(webp)
    }

    /// In this format; `quality` (1 to 100) counts for JPEG only, the others are lossless.
    ///
    /// # Errors
    /// [`PictureError`] as of the encodings; SVG holds no pixels and is refused.
    pub fn encode(&self, format: ImageFormat, quality: u8) -> Result<Vec<u8>, PictureError> {
        match format {
            ImageFormat::Png => self.encode_png(),
            ImageFormat::Jpeg => self.encode_jpeg(quality),
            ImageFormat::Webp => self.encode_webp(),
            ImageFormat::Svg | ImageFormat::Pdf => Err(PictureError::UnsupportedFormat(
                "a picture of pixels cannot be turned into vectors; ask for PNG, JPEG or WebP",
            )),
        }
    }

    fn rgb_bytes(&self, rgb: impl Fn([u8; 4]) -> [u8; 3]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(index(self.width()) * index(self.height()) * 3);
        for pixel in self.pixels.pixels() {
            bytes.extend(rgb(pixel.0));
        }
        bytes
    }

    fn check_side(&self, side_max: u32, format: &str) -> Result<(), PictureError> {
        if self.width().max(self.height()) <= side_max {
            return Ok(());
        }
        Err(PictureError::TooLarge {
            width: u64::from(self.width()),
            height: u64::from(self.height()),
            limit: format!("{format} has at most {side_max} pixels on a side"),
        })
    }
}

/// Reads a picture and writes it in another format. `quality` (1 to 100) counts for JPEG only.
///
/// # Errors
/// [`PictureError`] as of [`decode`] and [`Picture::encode`].
pub fn transcode(
    bytes: &[u8],
    to: ImageFormat,
    quality: u8,
    limits: &PictureLimits,
) -> Result<Vec<u8>, PictureError> {
    decode(bytes, limits)?.encode(to, quality)
}

/// Mixed as browsers do it: in encoded sRGB.
fn on_white([red, green, blue, alpha]: [u8; 4]) -> [u8; 3] {
    let share = u32::from(alpha);
    [red, green, blue].map(|channel| {
        let mixed = (u32::from(channel) * share + 255 * (255 - share) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    })
}

fn encode_error(format: &'static str, err: &image::ImageError) -> PictureError {
    PictureError::Encode { format, reason: err.to_string() }
}
