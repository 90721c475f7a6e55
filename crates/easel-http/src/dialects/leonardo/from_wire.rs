//! Leonardo JSON → drafts. Pure: what installed models, limits and pictures must be known is
//! handed in.

mod generation;
mod live;
mod pricing;
mod variation;

use easel_types::request::Wanted;
use easel_types::{Error, GenerationDraft, Intent, Limits, ModelRecord, Result, Size};

pub(super) use generation::{Asked, generation};
pub(super) use live::{LiveKind, live};
pub(super) use pricing::priced;
pub(super) use variation::{Found, remove_background, unzoom, upscale, upscaler_source};
pub(super) use variation::{SourceKind, universal_upscaler};

/// Largest side in Leonardo's requests.
const SIDE_MAX: u32 = 1536;
/// Smallest side in Leonardo's requests.
const SIDE_MIN: u32 = 32;
/// Largest seed.
const SEED_MAX: i64 = 9_999_999_998;

/// What translating a request must know of the server.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) models: &'a [ModelRecord],
    pub(super) limits: &'a Limits,
}

/// A prompt for the engine, said in more detail where that is wanted.
fn wanted(prompt: String, enhance: bool) -> Wanted {
    if enhance {
        return Wanted::Smart { prompt, intent: Some(Intent::Standard), enhance };
    }
    Wanted::Paint { prompt }
}

/// A side in pixels.
fn side(param: &str, value: Option<i64>, default: u32, limits: &Limits) -> Result<u32> {
    let Some(value) = value else { return Ok(default) };
    let side = u32::try_from(value).ok().filter(|px| (SIDE_MIN..=SIDE_MAX).contains(px));
    let Some(side) = side.filter(|px| px % 8 == 0) else {
        let public = format!(
            "`{param}` is {value}; it must be from {SIDE_MIN} to {SIDE_MAX} and a multiple of 8"
        );
        return Err(Error::invalid(param, public));
    };
    if side < limits.side_px_min || side > limits.side_px_max {
        let public = format!(
            "`{param}` is {side}; the models of this server paint sides from {} to {} pixels",
            limits.side_px_min, limits.side_px_max
        );
        return Err(Error::unsupported(param, public));
    }
    Ok(side)
}

/// Width and height in pixels.
fn size(
    (width, height): (Option<i64>, Option<i64>),
    default: Size,
    limits: &Limits,
) -> Result<Size> {
    Ok(Size::new(
        side("width", width, default.width, limits)?,
        side("height", height, default.height, limits)?,
    ))
}

/// A whole number in a range.
fn whole(param: &str, value: Option<i64>, min: i64, max: i64) -> Result<Option<i64>> {
    match value {
        Some(value) if !(min..=max).contains(&value) => Err(out_of_range(param, value, min, max)),
        value => Ok(value),
    }
}

/// A number in a range.
fn number(param: &str, value: Option<f64>, min: f64, max: f64) -> Result<Option<f64>> {
    match value {
        Some(value) if !(min..=max).contains(&value) => Err(out_of_range(param, value, min, max)),
        value => Ok(value),
    }
}

fn out_of_range<T: std::fmt::Display>(param: &str, value: T, min: T, max: T) -> Error {
    Error::invalid(param, format!("`{param}` is {value}; it must be from {min} to {max}"))
}

fn steps(param: &str, value: Option<i64>, min: i64, max: i64) -> Result<Option<u32>> {
    Ok(whole(param, value, min, max)?.and_then(|steps| u32::try_from(steps).ok()))
}

fn seed(value: Option<i64>, max: i64) -> Result<Option<u64>> {
    Ok(whole("seed", value, 0, max)?.and_then(|seed| u64::try_from(seed).ok()))
}

#[expect(clippy::cast_possible_truncation, reason = "these numbers need no more digits")]
fn single(value: f64) -> f32 {
    value as f32
}

/// Side after over side before: `wanted`, or as far as `side_max` allows.
fn fitting(size: Size, wanted: f64, side_max: u32) -> f64 {
    wanted.min(f64::from(side_max) / f64::from(size.width.max(size.height).max(1)))
}

/// A size `factor` times as large, in multiples of 8.
fn times(size: Size, factor: f64, limits: &Limits) -> Size {
    let px = |side: u32| {
        let px = (f64::from(side) * factor / 8.0).round() * 8.0;
        let px = px.clamp(f64::from(limits.side_px_min), f64::from(limits.side_px_max));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let px = px as u32;
        px
    };
    Size::new(px(size.width), px(size.height))
}

/// A draft about a prompt, with this size.
fn painted(prompt: String, size: Size) -> GenerationDraft {
    GenerationDraft { size: Some(size), ..GenerationDraft::new(Wanted::Paint { prompt }) }
}
