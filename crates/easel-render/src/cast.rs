//! Narrowing number conversions, each with the range in which it is exact or saturates. Widening
//! ones are written `f64::from` or `as f64` where they are used.

/// Coordinates fit an `f32` with a precision of 1/4096 pixel at 4096 pixels.
#[expect(clippy::cast_possible_truncation, reason = "coordinates need no more than f32 precision")]
pub(crate) fn to_f32(value: f64) -> f32 {
    value as f32
}

/// The integer part of a non-negative value; 0 for negative ones and NaN.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float to integer casts saturate"
)]
pub(crate) fn to_usize(value: f64) -> usize {
    value.max(0.0) as usize
}

/// A colour channel from 0.0..=255.0, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float to integer casts saturate"
)]
pub(crate) fn to_u8(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

/// A side of the canvas in device pixels, saturating.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float to integer casts saturate"
)]
pub(crate) fn to_u16(value: f64) -> u16 {
    value.round() as u16
}

/// A rounded coordinate, saturating. `f64::round` would be a call into the C library, which shows
/// in the time of a picture with tens of thousands of numbers.
#[expect(clippy::cast_possible_truncation, reason = "float to integer casts saturate")]
pub(crate) fn to_i64(value: f64) -> i64 {
    (value + 0.5_f64.copysign(value)) as i64
}

/// The last decimal digit of a number.
pub(crate) fn last_digit(number: u64) -> char {
    char::from(b'0' + (number % 10) as u8)
}
