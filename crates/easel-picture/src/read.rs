//! Reading pictures that were sent in, under limits. Third-party decoders meet bytes from
//! strangers here and nowhere else in this crate.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use easel_types::ImageFormat;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader};

use crate::error::PictureError;
use crate::jpeg_end;
use crate::picture::Picture;

/// What a picture is, found by reading all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// How the bytes are encoded.
    pub format: ImageFormat,
    /// Width in pixels, as shown: after turning by its EXIF orientation.
    pub width: u32,
    /// Height in pixels, as shown.
    pub height: u32,
}

/// Limits on a picture that is read. The default suits pictures from strangers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureLimits {
    /// Longest side, in pixels.
    pub side_px_max: u32,
    /// Most pixels.
    pub pixels_max: u64,
    /// Most memory for the decoded picture and what decoding needs besides, in bytes. Judged from
    /// the header, before anything is allocated.
    pub decoded_bytes_max: u64,
}

impl Default for PictureLimits {
    fn default() -> Self {
        // 12 bytes for each pixel: 16-bit RGBA and its 8-bit copy.
        Self { side_px_max: 16_384, pixels_max: 64_000_000, decoded_bytes_max: 768_000_000 }
    }
}

impl PictureLimits {
    /// Refuses a picture of this size.
    ///
    /// # Errors
    /// [`PictureError::TooLarge`].
    pub(crate) fn check_size(&self, width: u32, height: u32) -> Result<(), PictureError> {
        let too_large = |limit: String| PictureError::TooLarge {
            width: u64::from(width),
            height: u64::from(height),
            limit,
        };
        if width.max(height) > self.side_px_max {
            return Err(too_large(format!("no side may exceed {} pixels", self.side_px_max)));
        }
        if u64::from(width) * u64::from(height) > self.pixels_max {
            return Err(too_large(format!("at most {} pixels are allowed", self.pixels_max)));
        }
        Ok(())
    }
}

/// What is read, and how its name is written in errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readable {
    Kept(ImageFormat, image::ImageFormat, &'static str),
    Gif,
}

impl Readable {
    fn sniff(bytes: &[u8]) -> Result<Self, PictureError> {
        match ImageFormat::sniff(bytes) {
            Some(ImageFormat::Png) => {
                Ok(Self::Kept(ImageFormat::Png, image::ImageFormat::Png, "PNG"))
            }
            Some(ImageFormat::Jpeg) => {
                Ok(Self::Kept(ImageFormat::Jpeg, image::ImageFormat::Jpeg, "JPEG"))
            }
            Some(ImageFormat::Webp) => {
                Ok(Self::Kept(ImageFormat::Webp, image::ImageFormat::WebP, "WebP"))
            }
            Some(ImageFormat::Svg | ImageFormat::Pdf) => Err(PictureError::UnknownFormat),
            None if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => Ok(Self::Gif),
            None => Err(PictureError::UnknownFormat),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Kept(_, _, name) => name,
            Self::Gif => "GIF",
        }
    }

    fn decoder(self) -> image::ImageFormat {
        match self {
            Self::Kept(_, format, _) => format,
            Self::Gif => image::ImageFormat::Gif,
        }
    }
}

/// Reads the whole picture and says what it is. Animations count as their first frame.
///
/// # Errors
/// [`PictureError`] where it is no picture, too large, or damaged. GIF is refused here, because
/// it is no format that is kept: bring it in through [`admit`].
pub fn inspect(bytes: &[u8], limits: &PictureLimits) -> Result<Facts, PictureError> {
    let readable = Readable::sniff(bytes)?;
    let Readable::Kept(format, ..) = readable else {
        return Err(PictureError::UnsupportedFormat(
            "GIF pictures cannot be kept as they are; convert the picture to PNG",
        ));
    };
    let (picture, _) = read(bytes, readable, limits)?;
    Ok(Facts { format, width: picture.width(), height: picture.height() })
}

/// Brings an upload into a form that every later step reads alike: a GIF becomes a PNG of its
/// first frame, a picture that is stored turned (EXIF orientation) becomes an upright PNG, and
/// everything else is kept byte for byte. Also says what the result is, after reading all of it.
///
/// # Errors
/// [`PictureError`] where it is no picture, too large, or damaged.
pub fn admit(bytes: Vec<u8>, limits: &PictureLimits) -> Result<(Vec<u8>, Facts), PictureError> {
    let readable = Readable::sniff(&bytes)?;
    let (picture, orientation) = read(&bytes, readable, limits)?;
    let (width, height) = (picture.width(), picture.height());
    match readable {
        Readable::Kept(format, ..) if orientation == Orientation::NoTransforms => {
            Ok((bytes, Facts { format, width, height }))
        }
        Readable::Kept(..) | Readable::Gif => {
            let facts = Facts { format: ImageFormat::Png, width, height };
            Ok((Picture::from(picture.into_rgba8()).encode_png()?, facts))
        }
    }
}

/// Decodes a PNG, JPEG, WebP or GIF; of an animation the first frame. The EXIF orientation is
/// applied.
///
/// # Errors
/// [`PictureError`] where it is no picture, too large, or damaged.
pub fn decode(bytes: &[u8], limits: &PictureLimits) -> Result<Picture, PictureError> {
    let (picture, _) = read(bytes, Readable::sniff(bytes)?, limits)?;
    Ok(Picture::from(picture.into_rgba8()))
}

/// The upright picture, and how it was stored turned.
fn read(
    bytes: &[u8],
    readable: Readable,
    limits: &PictureLimits,
) -> Result<(DynamicImage, Orientation), PictureError> {
    let broken = |reason: String| PictureError::Broken { format: readable.name(), reason };
    // The decoders are other people's code on strangers' bytes: should one hit a bug, that is
    // a picture that cannot be read, not the end of a thread.
    catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes, readable, limits)))
        .unwrap_or_else(|_| Err(broken("the decoder failed".to_owned())))
}

fn read_unguarded(
    bytes: &[u8],
    readable: Readable,
    limits: &PictureLimits,
) -> Result<(DynamicImage, Orientation), PictureError> {
    let broken = |err: image::ImageError| PictureError::Broken {
        format: readable.name(),
        reason: reason(&err),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), readable.decoder());
    // The size is checked below, with a better message; this bounds what decoders allocate for
    // themselves.
    let mut allowed = image::Limits::default();
    allowed.max_alloc = Some(limits.decoded_bytes_max);
    reader.limits(allowed);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    limits.check_size(width, height)?;
    let pixels = u64::from(width) * u64::from(height);
    // Besides its own pixels: the RGBA copy, or for progressive JPEGs three 16-bit coefficients.
    let beside = match readable.decoder() {
        image::ImageFormat::Jpeg => 6,
        _ => 4,
    };
    if decoder.total_bytes().saturating_add(pixels * beside) > limits.decoded_bytes_max {
        return Err(PictureError::TooLarge {
            width: u64::from(width),
            height: u64::from(height),
            limit: format!("decoding may take at most {} bytes", limits.decoded_bytes_max),
        });
    }
    if readable.decoder() == image::ImageFormat::Jpeg && !jpeg_end::is_whole(bytes) {
        return Err(PictureError::Broken {
            format: readable.name(),
            reason: "the end of the picture is missing".to_owned(),
        });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    Ok((picture, orientation))
}

/// What a decoder said, in one short line.
fn reason(err: &image::ImageError) -> String {
    let text = err.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(160).collect()
}
