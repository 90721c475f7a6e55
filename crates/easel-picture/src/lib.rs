//! Pictures as bytes and as pixels: reading what was sent in under limits, encoding, resampling
//! in linear light, cutting a subject out of a plain ground, preparing pictures and masks for
//! outpainting, and the text chunks of PNG files.
//!
//! Everything here is a pure function of its arguments: no async, no IO, no clock. Deliberately
//! elsewhere: fetching bytes from addresses (`easel-fetch`), storing them (`easel-store`), and
//! handing pixels to the diffusion engine (`easel-worker`). Colours are taken as sRGB; embedded
//! colour profiles are not applied.

#![forbid(unsafe_code)]

mod cast;
mod cut_out;
mod error;
mod extend;
mod jpeg_end;
mod light;
mod mask;
mod picture;
mod png_text;
mod read;
mod resample;

pub use cut_out::{CutOutError, Holes, cut_out, cut_out_with};
pub use error::PictureError;
pub use extend::extend;
pub use mask::{MaskKind, binarise_mask, invert_mask, mask_from_alpha};
pub use picture::{Picture, transcode};
pub use png_text::{PngTextError, png_text, with_png_text};
pub use read::{Facts, PictureLimits, admit, decode, inspect};
pub use resample::{FitMode, enlarge, fit};
