//! Cutting a subject out of a plain or softly graded ground, as of logos, icons, charts and
//! product shots, by classical means: the ground's colour is estimated from the border (`ground`),
//! flooded from there (`fill`), and unmixed from the edges (`edges`). Nothing here knows what a
//! subject is; pictures on busy grounds are refused, not mangled.
//!
//! Known limits: shadows that are clearly visible stay with the subject, edges that are out of
//! focus over more than a few pixels keep a trace of the ground, and parts of the subject that
//! touch the ground and have its very colour are lost.

mod edges;
mod fill;
mod ground;

use image::{Rgba, RgbaImage};

use crate::cut_out::fill::Fill;
use crate::cut_out::ground::Ground;
use crate::picture::Picture;

/// Shortest side that is worth looking at, in pixels.
const SIDE_MIN: u32 = 4;
/// Least alpha of what counts as shown.
const SHOWN: u8 = 128;
/// A picture with at least this share of transparent pixels on its border, or in all, has been
/// cut out already.
const TRANSPARENT_BORDER: f64 = 0.25;
const TRANSPARENT_ALL: f64 = 0.05;
/// The subject must keep at least this share of the pixels, and the ground must have at least
/// that share.
const SUBJECT_SHARE_MIN: f64 = 0.000_5;
const GROUND_SHARE_MIN: f64 = 0.01;

/// Why a subject could not be cut out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CutOutError {
    /// There is no plain ground to remove.
    #[error("the picture has no plain background that could be removed: {reason}")]
    NoPlainGround {
        /// What was found instead.
        reason: &'static str,
        /// How much of the border fits one softly graded colour, in percent.
        plain_percent: u8,
    },
}

/// What happens to parts of the ground's colour that the subject encloses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Holes {
    /// They stay. The safe choice: nobody can tell by colour the hole of a ring from the white of
    /// an eye or the paper inside a frame, and ground left behind is easier to mend than a
    /// subject with holes.
    #[default]
    Keep,
    /// They become transparent, unless tiny. Right for lettering and line art.
    Clear,
}

/// The picture with its ground made transparent; enclosed parts of the same colour stay. A
/// picture that is transparent around its subject already is returned as it is.
///
/// # Errors
/// [`CutOutError::NoPlainGround`] where the border is not plain, or next to nothing would be left
/// or removed.
pub fn cut_out(picture: &Picture) -> Result<Picture, CutOutError> {
    cut_out_with(picture, Holes::default())
}

/// As [`cut_out`], with a choice about enclosed parts of the ground's colour.
///
/// # Errors
/// As [`cut_out`].
pub fn cut_out_with(picture: &Picture, holes: Holes) -> Result<Picture, CutOutError> {
    let pixels = picture.pixels();
    if pixels.width().min(pixels.height()) < SIDE_MIN {
        return Err(CutOutError::NoPlainGround {
            reason: "it is only a few pixels large",
            plain_percent: 0,
        });
    }
    if is_cut_out(pixels) {
        return Ok(picture.clone());
    }
    let ground = Ground::estimate(pixels)?;
    let fill = Fill::new(pixels, &ground, holes);
    let all = f64::from(pixels.width()) * f64::from(pixels.height());
    let refused =
        |reason| CutOutError::NoPlainGround { reason, plain_percent: ground.plain_percent };
    if (fill.ground_count() as f64) < GROUND_SHARE_MIN * all {
        return Err(refused("next to nothing of it belongs to the background"));
    }
    let cut = edges::unmix(pixels, &ground, &fill);
    if (shown_count(&cut) as f64) < (SUBJECT_SHARE_MIN * all).max(1.0) {
        return Err(refused("nothing stands out from it"));
    }
    Ok(Picture::from(cut))
}

fn shown_count(pixels: &RgbaImage) -> usize {
    pixels.pixels().filter(|Rgba([.., alpha])| *alpha >= SHOWN).count()
}

fn is_cut_out(pixels: &RgbaImage) -> bool {
    let all = f64::from(pixels.width()) * f64::from(pixels.height());
    let transparent = all - shown_count(pixels) as f64;
    if transparent >= TRANSPARENT_ALL * all {
        return true;
    }
    let (mut border, mut through) = (0.0, 0.0);
    for (x, y) in ground::ring(pixels.width(), pixels.height(), 0) {
        border += 1.0;
        if pixels.get_pixel(x, y).0[3] < SHOWN {
            through += 1.0;
        }
    }
    through >= TRANSPARENT_BORDER * border
}

/// An encoded colour with channels from 0 to 1.
fn unit(pixel: &Rgba<u8>) -> [f32; 3] {
    let [red, green, blue, _] = pixel.0;
    [red, green, blue].map(|channel| f32::from(channel) / 255.0)
}
