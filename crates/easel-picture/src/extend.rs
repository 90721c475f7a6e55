//! Pictures with room around them: the surroundings that padding and outpainting start from, and
//! the mask of what is to be painted. Painting it is the engine's affair.

use easel_types::Size;
use image::{Rgba, RgbaImage, imageops};

use crate::cast::{index, to_f32, to_side, to_u8};
use crate::error::PictureError;
use crate::light::{Light, from_light, to_light};
use crate::picture::Picture;
use crate::resample::{Region, check_pixels, resample};

/// Longest side of the small copy on which surroundings are blurred, in pixels. They are smooth,
/// so a small copy loses nothing and a huge canvas costs no more.
const SKETCH_SIDE: f64 = 192.0;
/// Radius of one blur pass, as a share of the small copy's longer side; three passes come close
/// to a Gaussian.
const BLUR_SHARE: f64 = 1.0 / 40.0;
/// How far painting reaches into the original, as a share of its shorter side, and at least and
/// at most so many pixels: enough for a seam to be painted over.
const OVERLAP_SHARE: f64 = 1.0 / 24.0;
const OVERLAP_PX: (f64, f64) = (2.0, 48.0);

/// For outpainting: a canvas of the picture's own size that shows it shrunk to 1/`factor` (more
/// than 1, up to 8) in the middle of its own stretched and blurred edges; and the mask, white
/// where it must be painted, which fades to black over some pixels inside the original.
///
/// # Errors
/// [`PictureError::OutOfRange`] for the factor, or a picture without pixels.
pub fn extend(picture: &Picture, factor: f32) -> Result<(Picture, Picture), PictureError> {
    if !(factor > 1.0 && factor <= 8.0) {
        return Err(PictureError::OutOfRange {
            name: "the factor",
            range: "more than 1 and at most 8",
        });
    }
    let size = Size::new(picture.width(), picture.height());
    check_pixels(picture, size)?;
    let shrunk = |side: u32| to_side(f64::from(side) / f64::from(factor)).max(1);
    let inner = Size::new(shrunk(size.width), shrunk(size.height));
    let small = resample(picture, Region::whole(picture), inner);
    Ok((surround(&small, size), surround_mask(inner, size)))
}

/// `picture` in the middle of a canvas of this size, which must not be smaller; around it its
/// edges, stretched outwards and blurred.
pub(crate) fn surround(picture: &Picture, size: Size) -> Picture {
    if (size.width, size.height) == (picture.width(), picture.height()) {
        return picture.clone();
    }
    let sketch = surround_sketch(picture, size);
    let mut canvas = resample(&sketch, Region::whole(&sketch), size).into_pixels();
    let (left, top) = place(Size::new(picture.width(), picture.height()), size);
    imageops::replace(&mut canvas, picture.pixels(), i64::from(left), i64::from(top));
    Picture::from(canvas)
}

/// Where the upper left corner of a centred picture lies.
fn place(inner: Size, size: Size) -> (u32, u32) {
    (size.width.saturating_sub(inner.width) / 2, size.height.saturating_sub(inner.height) / 2)
}

/// The surroundings at a small scale.
fn surround_sketch(picture: &Picture, size: Size) -> Picture {
    let longer = f64::from(size.width.max(size.height));
    let scale = (SKETCH_SIDE / longer).min(1.0);
    let scaled = |side: u32| to_side(f64::from(side) * scale).max(1);
    let outer = Size::new(scaled(size.width), scaled(size.height));
    let inner = Size::new(
        scaled(picture.width()).min(outer.width),
        scaled(picture.height()).min(outer.height),
    );
    let small = resample(picture, Region::whole(picture), inner);
    let (left, top) = place(inner, outer);
    let mut light: Vec<Light> = Vec::with_capacity(index(outer.width) * index(outer.height));
    for y in 0..outer.height {
        for x in 0..outer.width {
            let within = |position: u32, start: u32, len: u32| {
                position.saturating_sub(start).min(len.saturating_sub(1))
            };
            let source = small
                .pixels()
                .get_pixel(within(x, left, inner.width), within(y, top, inner.height));
            light.push(to_light(source.0));
        }
    }
    let radius = index(to_side(f64::from(outer.width.max(outer.height)) * BLUR_SHARE)).max(1);
    let (width, height) = (index(outer.width), index(outer.height));
    for _ in 0..3 {
        light = blur_rows_and_turn(&light, width, radius);
        light = blur_rows_and_turn(&light, height, radius);
    }
    let pixels = light.into_iter().flat_map(from_light).collect();
    let made = RgbaImage::from_raw(outer.width, outer.height, pixels);
    Picture::from(made.unwrap_or_default())
}

/// Averages each pixel with `radius` others on both sides of its row (the ends repeat), and swaps
/// rows with columns. Doing it again with the other width turns the picture back.
fn blur_rows_and_turn(light: &[Light], width: usize, radius: usize) -> Vec<Light> {
    let height = light.len() / width;
    let mut turned = vec![[0.0; 4]; light.len()];
    let share = 1.0 / to_f32((2 * radius + 1) as f64);
    for (y, row) in light.chunks_exact(width).enumerate() {
        for x in 0..width {
            let mut sum = [0.0_f32; 4];
            for offset in 0..=2 * radius {
                let from = (x + offset).saturating_sub(radius).min(width - 1);
                sum.iter_mut().zip(row[from]).for_each(|(sum, channel)| *sum += channel);
            }
            turned[x * height + y] = sum.map(|channel| channel * share);
        }
    }
    turned
}

/// White outside of the centred `inner`, black within, with a smooth step inside its border.
fn surround_mask(inner: Size, size: Size) -> Picture {
    let (left, top) = place(inner, size);
    let shorter = f64::from(inner.width.min(inner.height));
    // Never so far in that nothing of the original is left.
    let reach =
        (shorter * OVERLAP_SHARE).clamp(OVERLAP_PX.0, OVERLAP_PX.1).min((shorter / 4.0).max(0.5));
    let depth = |position: u32, start: u32, len: u32| {
        let (position, start) = (f64::from(position) + 0.5, f64::from(start));
        (position - start).min(start + f64::from(len) - position)
    };
    let pixels = RgbaImage::from_fn(size.width, size.height, |x, y| {
        let inside = depth(x, left, inner.width).min(depth(y, top, inner.height));
        let share = (inside / reach).clamp(0.0, 1.0);
        let kept = share * share * (3.0 - 2.0 * share);
        let white = to_u8(to_f32(255.0 * (1.0 - kept)));
        Rgba([white, white, white, 255])
    });
    Picture::from(pixels)
}
