//! The ground's colour, estimated from the border: for each channel a polynomial of second degree
//! over the picture, which covers plain colours, gradients and soft vignettes. The fit is robust:
//! a subject that touches the border on up to some two fifths of it does not bend it.

use image::RgbaImage;

use super::{CutOutError, SHOWN, unit};
use crate::cast::{to_f32, to_usize};
use crate::light::{distance, seen};

/// Terms of the polynomial: 1, x, y, x², xy, y².
const TERMS: usize = 6;
/// Terms of its plane, with which the fit begins.
const PLANE_TERMS: usize = 3;
/// Most border pixels that are looked at.
const SAMPLES_MAX: usize = 6_000;
/// Fewest border pixels that a fit needs.
const SAMPLES_MIN: usize = 12;
/// Rounds of reweighting: for the plane, by least absolute deviations, and for the whole, by
/// Tukey's biweight, which gives outliers no weight at all.
const PLANE_ROUNDS: usize = 15;
const ROUNDS: usize = 12;
/// Tukey's constant for 95 % efficiency, in standard deviations.
const TUKEY: f64 = 4.685;
/// Median absolute deviation to standard deviation of a normal distribution.
const MAD_TO_SIGMA: f64 = 1.4826;
/// Least noise assumed, in channel units: half a step of 8 bits.
const SIGMA_MIN: f64 = 0.5 / 255.0;
/// Distance in OKLab up to which a pixel counts as ground: four standard deviations of the
/// border's noise, within these. The least is the compression noise of good JPEGs.
const TOLERANCE: (f32, f32) = (0.03, 0.07);
/// Most noise of a plain ground, as the standard deviation in OKLab. Scanned paper has about
/// 0.01.
const NOISE_MAX: f32 = 0.025;
/// Least share of the border that must belong to the ground.
const PLAIN_SHARE_MIN: f64 = 0.6;

/// The estimated ground.
#[derive(Debug)]
pub(super) struct Ground {
    coefficients: [[f64; TERMS]; 3],
    width: f64,
    height: f64,
    /// Distance in OKLab up to which a pixel counts as ground.
    pub(super) tolerance: f32,
    /// Standard deviation of a ground pixel's colour, in channel units 0 to 1.
    pub(super) noise: f32,
    /// How much of the border is ground, in percent.
    pub(super) plain_percent: u8,
}

/// A border pixel.
struct Sample {
    terms: [f64; TERMS],
    color: [f64; 3],
    weight: f64,
}

impl Ground {
    /// Estimates the ground, or says why there is none.
    pub(super) fn estimate(pixels: &RgbaImage) -> Result<Self, CutOutError> {
        let mut samples = border_samples(pixels);
        if samples.len() < SAMPLES_MIN {
            return Err(CutOutError::NoPlainGround {
                reason: "its border is transparent",
                plain_percent: 0,
            });
        }
        let (coefficients, sigma) = robust_fit(&mut samples);
        let mut distances: Vec<f32> = samples
            .iter()
            .map(|sample| {
                let expected = predict(&coefficients, &sample.terms);
                distance(seen(sample.color.map(to_f32)), seen(expected.map(to_f32)))
            })
            .collect();
        let noise = to_f32(MAD_TO_SIGMA) * median(&mut distances);
        let tolerance = (4.0 * noise).clamp(TOLERANCE.0, TOLERANCE.1);
        let plain = distances.iter().filter(|distance| **distance <= tolerance).count();
        let share = plain as f64 / samples.len() as f64;
        let plain_percent = u8::try_from(to_usize(100.0 * share)).unwrap_or(100);
        if noise > NOISE_MAX || share < PLAIN_SHARE_MIN {
            let reason = if share < PLAIN_SHARE_MIN {
                "too little of its border has one colour"
            } else {
                "its border is too restless"
            };
            return Err(CutOutError::NoPlainGround { reason, plain_percent });
        }
        let (width, height) = (f64::from(pixels.width()), f64::from(pixels.height()));
        let noise = to_f32(sigma);
        Ok(Self { coefficients, width, height, tolerance, noise, plain_percent })
    }

    /// The ground's colour at this pixel, encoded, channels 0 to 1.
    pub(super) fn color(&self, x: u32, y: u32) -> [f32; 3] {
        predict(&self.coefficients, &terms(x, y, self.width, self.height)).map(to_f32)
    }
}

fn predict(coefficients: &[[f64; TERMS]; 3], terms: &[f64; TERMS]) -> [f64; 3] {
    coefficients.map(|channel| {
        let sum: f64 = channel.iter().zip(terms).map(|(factor, term)| factor * term).sum();
        sum.clamp(0.0, 1.0)
    })
}

/// The polynomial's terms, over coordinates from −1 to 1.
fn terms(x: u32, y: u32, width: f64, height: f64) -> [f64; TERMS] {
    let x = (2.0 * f64::from(x) + 1.0) / width - 1.0;
    let y = (2.0 * f64::from(y) + 1.0) / height - 1.0;
    [1.0, x, y, x * x, x * y, y * y]
}

/// The pixels at this distance from the border; none where the picture has no such ring.
pub(super) fn ring(width: u32, height: u32, inset: u32) -> impl Iterator<Item = (u32, u32)> {
    let (right, bottom) = (width.saturating_sub(1 + inset), height.saturating_sub(1 + inset));
    let rows = (inset..=right).flat_map(move |x| [(x, inset), (x, bottom)]);
    let columns = (inset + 1..bottom).flat_map(move |y| [(inset, y), (right, y)]);
    rows.chain(columns)
}

fn border_samples(pixels: &RgbaImage) -> Vec<Sample> {
    let (width, height) = pixels.dimensions();
    let inset_max = (width.min(height) / 100).clamp(1, 4);
    let places: Vec<(u32, u32)> =
        (0..inset_max).flat_map(|inset| ring(width, height, inset)).collect();
    let stride = places.len().div_ceil(SAMPLES_MAX).max(1);
    places
        .into_iter()
        .step_by(stride)
        .filter_map(|(x, y)| {
            let pixel = pixels.get_pixel(x, y);
            let terms = terms(x, y, f64::from(width), f64::from(height));
            let color = unit(pixel).map(f64::from);
            (pixel.0[3] >= SHOWN).then_some(Sample { terms, color, weight: 1.0 })
        })
        .collect()
}

/// The coefficients, and the standard deviation of what fits them, in channel units.
fn robust_fit(samples: &mut [Sample]) -> ([[f64; TERMS]; 3], f64) {
    let mut coefficients = solve(samples, PLANE_TERMS);
    for _ in 0..PLANE_ROUNDS {
        for sample in samples.iter_mut() {
            sample.weight = 1.0 / residual(sample, &coefficients).max(SIGMA_MIN);
        }
        coefficients = solve(samples, PLANE_TERMS);
    }
    let mut sigma = SIGMA_MIN;
    for _ in 0..ROUNDS {
        let mut residuals: Vec<f64> =
            samples.iter().map(|sample| residual(sample, &coefficients)).collect();
        sigma = (MAD_TO_SIGMA * median(&mut residuals)).max(SIGMA_MIN);
        for sample in samples.iter_mut() {
            let share = residual(sample, &coefficients) / (TUKEY * sigma);
            sample.weight = if share < 1.0 { (1.0 - share * share).powi(2) } else { 0.0 };
        }
        coefficients = solve(samples, TERMS);
    }
    (coefficients, sigma)
}

fn residual(sample: &Sample, coefficients: &[[f64; TERMS]; 3]) -> f64 {
    let expected = predict(coefficients, &sample.terms);
    let squares = expected.iter().zip(sample.color).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f64>().sqrt()
}

/// Weighted least squares over the first `used` terms; the others are 0.
fn solve(samples: &[Sample], used: usize) -> [[f64; TERMS]; 3] {
    // Normal equations, with the three channels as right-hand sides.
    let mut matrix = [[0.0_f64; TERMS + 3]; TERMS];
    let total: f64 = samples.iter().map(|sample| sample.weight).sum();
    for sample in samples {
        for (line, term) in matrix.iter_mut().zip(sample.terms).take(used) {
            let weighted = sample.weight * term;
            let (left, right) = line.split_at_mut(TERMS);
            left.iter_mut().zip(sample.terms).take(used).for_each(|(sum, term)| {
                *sum += weighted * term;
            });
            right.iter_mut().zip(sample.color).for_each(|(sum, color)| *sum += weighted * color);
        }
    }
    for (row, line) in matrix.iter_mut().enumerate() {
        // A trace of ridge keeps the system solvable when the samples do not fix every term.
        line[row] += if row < used && row > 0 { 1e-6 * total + 1e-12 } else { 1e-12 };
    }
    eliminate(&mut matrix, used);
    let mut coefficients = [[0.0; TERMS]; 3];
    for (channel, of_channel) in coefficients.iter_mut().enumerate() {
        for (row, coefficient) in of_channel.iter_mut().enumerate().take(used) {
            *coefficient = matrix[row][TERMS + channel] / matrix[row][row];
        }
    }
    coefficients
}

/// Gauss–Jordan elimination; the matrix is positive definite, so that no pivoting is needed.
fn eliminate(matrix: &mut [[f64; TERMS + 3]; TERMS], used: usize) {
    for pivot in 0..used {
        let line = matrix[pivot];
        for (row, other) in matrix.iter_mut().enumerate().take(used) {
            if row != pivot {
                let factor = other[pivot] / line[pivot];
                other.iter_mut().zip(line).for_each(|(a, b)| *a -= factor * b);
            }
        }
    }
}

/// The middle value; 0 of none. Reorders `values`.
fn median<T: PartialOrd + Copy + Default>(values: &mut [T]) -> T {
    let middle = values.len() / 2;
    if values.is_empty() {
        return T::default();
    }
    let (_, found, _) = values.select_nth_unstable_by(middle, |a, b| {
        a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal)
    });
    *found
}
