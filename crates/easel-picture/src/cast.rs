//! Narrowing number conversions, each with the range in which it is exact or saturates. Widening
//! ones are written `f64::from` or `as f64` where they are used.

/// Precision of an `f32` is enough for colours and weights.
#[expect(clippy::cast_possible_truncation, reason = "colours need no more than f32 precision")]
pub(crate) fn to_f32(value: f64) -> f32 {
    value as f32
}

/// A colour channel from 0.0..=255.0, rounded; NaN is 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float to integer casts saturate"
)]
pub(crate) fn to_u8(value: f32) -> u8 {
    value.round() as u8
}

/// The integer part of a non-negative value; 0 for negative ones and NaN.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float to integer casts saturate"
)]
pub(crate) fn to_usize(value: f64) -> usize {
    value as usize
}

/// A rounded side in pixels, saturating; 0 for negative ones and NaN.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float to integer casts saturate"
)]
pub(crate) fn to_side(value: f64) -> u32 {
    value.round() as u32
}

/// A side in pixels as an index; sides fit on every machine with 32 bits.
pub(crate) fn index(side: u32) -> usize {
    usize::try_from(side).unwrap_or(usize::MAX)
}
