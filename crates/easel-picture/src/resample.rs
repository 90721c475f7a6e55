//! Changing sizes: a separable Lanczos3 filter over premultiplied light, with its overshoot
//! held back. Works row by row, so that besides source and target only a few dozen rows are in
//! memory. Which surroundings a padded picture gets lives in `extend`.

use std::collections::VecDeque;

use easel_types::Size;
use image::RgbaImage;

use crate::cast::{index, to_f32, to_side, to_usize};
use crate::error::PictureError;
use crate::extend::surround;
use crate::light::{Light, from_light, to_light};
use crate::picture::Picture;
use crate::read::PictureLimits;

/// Lobes of the windowed sinc on each side.
const LOBES: f64 = 3.0;
/// How far a filtered value may leave the range of its nearest neighbours, as a share of that
/// range. Unbounded Lanczos rings by about a tenth, which in linear light shows as dark seams.
const OVERSHOOT: f32 = 0.02;
/// Source rows for each target row above which rows are averaged first, so that memory stays
/// bounded however much a picture is shrunk.
const ROWS_AVERAGED_FROM: f64 = 4.0;

/// How a picture is brought to another shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FitMode {
    /// Width and height are scaled apart; the shape is not kept.
    Stretch,
    /// Fills the size; what exceeds it is cut off evenly.
    Cover,
    /// Shows all of it; the rest is filled with its edges, stretched and blurred.
    Contain,
}

/// The picture with `factor` times (1 to 8) the pixels on each side, by Lanczos3 in linear light
/// with alpha premultiplied. Edges stay clean, but no detail is added: what the picture did not
/// show before it does not show afterwards.
///
/// # Errors
/// [`PictureError`] where the factor is out of range or a side would exceed `side_px_max`.
pub fn enlarge(picture: &Picture, factor: f32, side_px_max: u32) -> Result<Picture, PictureError> {
    if !(1.0..=8.0).contains(&factor) {
        return Err(PictureError::OutOfRange { name: "the factor", range: "1 to 8" });
    }
    let grown = |side: u32| to_side(f64::from(side) * f64::from(factor));
    let size = Size::new(grown(picture.width()), grown(picture.height()));
    let limits = PictureLimits { side_px_max, pixels_max: u64::MAX, decoded_bytes_max: u64::MAX };
    limits.check_size(size.width, size.height)?;
    if (size.width, size.height) == (picture.width(), picture.height()) {
        return Ok(picture.clone());
    }
    Ok(resample(picture, Region::whole(picture), size))
}

/// The picture at this size. Memory grows with `size`, so check it first.
///
/// # Errors
/// [`PictureError::OutOfRange`] for a size without pixels.
pub fn fit(picture: &Picture, size: Size, mode: FitMode) -> Result<Picture, PictureError> {
    check_pixels(picture, size)?;
    if (size.width, size.height) == (picture.width(), picture.height()) {
        return Ok(picture.clone());
    }
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let across = f64::from(size.width) / width;
    let down = f64::from(size.height) / height;
    match mode {
        FitMode::Stretch => Ok(resample(picture, Region::whole(picture), size)),
        FitMode::Cover => {
            let scale = across.max(down);
            let (shown_width, shown_height) =
                (f64::from(size.width) / scale, f64::from(size.height) / scale);
            let region = Region {
                x: (width - shown_width) / 2.0,
                y: (height - shown_height) / 2.0,
                width: shown_width,
                height: shown_height,
            };
            Ok(resample(picture, region, size))
        }
        FitMode::Contain => {
            let scale = across.min(down);
            let inner = Size::new(
                to_side(width * scale).clamp(1, size.width),
                to_side(height * scale).clamp(1, size.height),
            );
            Ok(surround(&resample(picture, Region::whole(picture), inner), size))
        }
    }
}

/// Refuses sizes without pixels.
pub(crate) fn check_pixels(picture: &Picture, size: Size) -> Result<(), PictureError> {
    if size.pixels() == 0 || picture.width() == 0 || picture.height() == 0 {
        return Err(PictureError::OutOfRange {
            name: "width and height",
            range: "at least 1 pixel each",
        });
    }
    Ok(())
}

/// A part of a picture, in pixels of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Region {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Region {
    /// All of it.
    pub(crate) fn whole(picture: &Picture) -> Self {
        let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
        Self { x: 0.0, y: 0.0, width, height }
    }
}

/// The region of the picture at this size. Both must have pixels.
pub(crate) fn resample(picture: &Picture, region: Region, size: Size) -> Picture {
    let group = to_usize(region.height / (ROWS_AVERAGED_FROM * f64::from(size.height))).max(1);
    let rows = Rows { picture, count: (index(picture.height()) / group).max(1) };
    let per = f64::from(picture.height()) / rows.count as f64;
    let columns = filters(region.x, region.width, index(picture.width()), size.width);
    let lines = filters(region.y / per, region.height / per, rows.count, size.height);
    let mut kept: VecDeque<Vec<Light>> = VecDeque::new();
    let mut first_kept = 0_usize;
    let mut pixels = Vec::with_capacity(index(size.width) * index(size.height) * 4);
    for line in &lines {
        while first_kept < line.start {
            if kept.pop_front().is_none() {
                first_kept = line.start;
                break;
            }
            first_kept += 1;
        }
        while first_kept + kept.len() < line.start + line.weights.len() {
            let row = rows.light(first_kept + kept.len());
            kept.push_back(columns.iter().map(|column| column.apply(|idx| row[idx])).collect());
        }
        let mixed = |x: usize| line.apply(|idx| kept[idx - first_kept][x]);
        pixels.extend((0..columns.len()).flat_map(|x| from_light(physical(mixed(x)))));
    }
    let made = RgbaImage::from_raw(size.width, size.height, pixels);
    Picture::from(made.unwrap_or_default())
}

/// Colour within 0 and alpha, alpha within 0 and 1.
fn physical([red, green, blue, alpha]: Light) -> Light {
    let alpha = alpha.clamp(0.0, 1.0);
    let [red, green, blue] = [red, green, blue].map(|channel| channel.clamp(0.0, alpha));
    [red, green, blue, alpha]
}

/// The rows of a picture, neighbours averaged so that `count` remain.
struct Rows<'a> {
    picture: &'a Picture,
    count: usize,
}

impl Rows<'_> {
    fn light(&self, row: usize) -> Vec<Light> {
        let (width, height) = (index(self.picture.width()), index(self.picture.height()));
        let stride = width * 4;
        let raw = self.picture.pixels().as_raw();
        let start = row * height / self.count * stride;
        let end = (row + 1) * height / self.count * stride;
        let mut sum = vec![[0.0; 4]; width];
        let mut summed = 0.0;
        for line in raw[start..end].chunks_exact(stride) {
            let (pixels, _) = line.as_chunks::<4>();
            for (total, pixel) in sum.iter_mut().zip(pixels) {
                let light = to_light(*pixel);
                total.iter_mut().zip(light).for_each(|(total, channel)| *total += channel);
            }
            summed += 1.0;
        }
        if summed > 1.0 {
            sum.iter_mut().flatten().for_each(|channel| *channel /= summed);
        }
        sum
    }
}

/// How one target column (or row) is made of source columns.
struct Filter {
    /// The first source index.
    start: usize,
    /// Weights from there on; their sum is 1.
    weights: Vec<f32>,
    /// The nearest neighbours, as a range of source indexes; values stay about within theirs.
    near: (usize, usize),
}

impl Filter {
    fn apply(&self, source: impl Fn(usize) -> Light) -> Light {
        let mut sum = [0.0_f32; 4];
        let mut low = [f32::INFINITY; 4];
        let mut high = [f32::NEG_INFINITY; 4];
        for (offset, weight) in self.weights.iter().enumerate() {
            let idx = self.start + offset;
            let light = source(idx);
            let is_near = idx >= self.near.0 && idx <= self.near.1;
            for channel in 0..4 {
                sum[channel] += weight * light[channel];
                if is_near {
                    low[channel] = low[channel].min(light[channel]);
                    high[channel] = high[channel].max(light[channel]);
                }
            }
        }
        for channel in 0..4 {
            let slack = OVERSHOOT * (high[channel] - low[channel]);
            sum[channel] = sum[channel].max(low[channel] - slack).min(high[channel] + slack);
        }
        sum
    }
}

/// The filters that bring `span` source pixels from `from` on to `len` target pixels. Beyond its
/// ends the source has nothing; what is there counts the more.
fn filters(from: f64, span: f64, source_len: usize, len: u32) -> Vec<Filter> {
    let step = span / f64::from(len);
    // When shrinking, the filter widens to cover all source pixels.
    let width = step.max(1.0);
    let last = source_len.saturating_sub(1);
    // Below 0 this is 0.
    let clamped = |position: f64| to_usize(position).min(last);
    (0..len)
        .map(|target| {
            let center = from + (f64::from(target) + 0.5) * step - 0.5;
            let reach = |lobes: f64| {
                let left = clamped((center - lobes * width).ceil());
                (left, clamped((center + lobes * width).floor()).max(left))
            };
            let (left, right) = reach(LOBES);
            let weights: Vec<f64> = (left..=right)
                .map(|position| lanczos((position as f64 - center) / width))
                .collect();
            let total: f64 = weights.iter().sum();
            let weights = weights.into_iter().map(|weight| to_f32(weight / total)).collect();
            Filter { start: left, weights, near: reach(2.0) }
        })
        .collect()
}

/// The sinc windowed by its own first lobe, over three lobes.
fn lanczos(x: f64) -> f64 {
    if x == 0.0 {
        return 1.0;
    }
    if x.abs() >= LOBES {
        return 0.0;
    }
    let angle = std::f64::consts::PI * x;
    LOBES * angle.sin() * (angle / LOBES).sin() / (angle * angle)
}
