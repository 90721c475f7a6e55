//! How leniently values are read: as that server's validation does, which takes `"512"` for 512,
//! `1` for true and null for nothing.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

/// Integers beyond this cannot be told apart as floats.
const WHOLE_MAX: f64 = 9_007_199_254_740_992.0;

/// An integer, also as text, as a float without a fraction, or as a truth value.
pub(crate) fn integer<'de, D: Deserializer<'de>>(d: D) -> Result<Option<i64>, D::Error> {
    let value = Value::deserialize(d)?;
    if value.is_null() {
        return Ok(None);
    }
    let whole = value.as_i64().or_else(|| value.as_bool().map(i64::from)).or_else(|| {
        let number = as_number(&value)?;
        #[expect(clippy::cast_possible_truncation, reason = "checked: whole and below 2^53")]
        let whole = (number.fract() == 0.0 && number.abs() <= WHOLE_MAX).then_some(number as i64);
        whole
    });
    whole.map(Some).ok_or_else(|| D::Error::custom(format!("expected an integer, got {value}")))
}

/// A number, also as text.
pub(crate) fn number<'de, D: Deserializer<'de>>(d: D) -> Result<Option<f64>, D::Error> {
    let value = Value::deserialize(d)?;
    if value.is_null() {
        return Ok(None);
    }
    as_number(&value)
        .map(Some)
        .ok_or_else(|| D::Error::custom(format!("expected a number, got {value}")))
}

/// True or false, also as 0, 1 or text.
pub(crate) fn boolean<'de, D: Deserializer<'de>>(d: D) -> Result<Option<bool>, D::Error> {
    let value = Value::deserialize(d)?;
    if value.is_null() {
        return Ok(None);
    }
    as_bool(&value)
        .map(Some)
        .ok_or_else(|| D::Error::custom(format!("expected true or false, got {value}")))
}

/// Text.
pub(crate) fn text<'de, D: Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(d)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Err(D::Error::custom(format!("expected text, got {other}"))),
    }
}

/// The truth value that `value` stands for.
pub(crate) fn as_bool(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) if number.as_f64() == Some(0.0) => Some(false),
        Value::Number(number) if number.as_f64() == Some(1.0) => Some(true),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "on" => Some(true),
            "false" | "0" | "no" | "off" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The number that `value` stands for.
pub(crate) fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse::<f64>().ok(),
        _ => None,
    }
    .filter(|number| number.is_finite())
}
