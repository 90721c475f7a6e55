//! Values that clients write in more than one way: numbers and truth values also as text, as
//! forms send them. For `deserialize_with` in the wire types of dialects.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde_json::Value;

/// Beyond 2^53 a float does not say which integer is meant.
const INTEGER_MAX: f64 = 9_007_199_254_740_992.0;

/// An integer, also as text or as a float without a fraction.
pub(crate) fn integer<'de, D: Deserializer<'de>>(d: D) -> Result<Option<i64>, D::Error> {
    let Some(number) = number(d)? else { return Ok(None) };
    if number.fract() != 0.0 || number.abs() > INTEGER_MAX {
        return Err(D::Error::custom(format!("expected an integer up to 2^53, got {number}")));
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked above")]
    Ok(Some(number as i64))
}

/// A number, also as text.
pub(crate) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    struct NumberVisitor;

    #[expect(clippy::cast_precision_loss, reason = "values beyond 2^53 are refused by range")]
    impl<'de> Visitor<'de> for NumberVisitor {
        type Value = Option<f64>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a number")
        }
        fn visit_none<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
            d.deserialize_any(self)
        }
        fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
            Ok(Some(value as f64))
        }
        fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
            Ok(Some(value as f64))
        }
        fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
            Ok(Some(value))
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
            let value = text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
            value.map(Some).ok_or_else(|| E::custom(format!("expected a number, got \"{text}\"")))
        }
    }

    deserializer.deserialize_option(NumberVisitor)
}

/// `true` or `false`, also as text.
pub(crate) fn boolean<'de, D: Deserializer<'de>>(d: D) -> Result<Option<bool>, D::Error> {
    match Option::<Value>::deserialize(d)? {
        None => Ok(None),
        Some(Value::Bool(truth)) => Ok(Some(truth)),
        Some(Value::String(text)) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "1" => Ok(Some(true)),
            "false" | "0" => Ok(Some(false)),
            _ => Err(D::Error::custom(format!("expected true or false, got \"{text}\""))),
        },
        Some(_) => Err(D::Error::custom("expected true or false")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_read_as_json_and_as_text() {
        for (value, expect) in [(json!(2), 2.0), (json!("2"), 2.0), (json!(" 1.5 "), 1.5)] {
            assert_eq!(number(value).unwrap(), Some(expect));
        }
        assert_eq!(number(json!(null)).unwrap(), None);
        for value in [json!("x"), json!("NaN"), json!([]), json!(true)] {
            assert!(number(value.clone()).is_err(), "{value}");
        }
    }

    #[test]
    fn integers_have_no_fraction() {
        assert_eq!(integer(json!("3.0")).unwrap(), Some(3));
        assert!(integer(json!(3.5)).is_err());
        assert!(integer(json!(1e300)).is_err());
    }

    #[test]
    fn truth_is_read_as_json_and_as_text() {
        assert_eq!(boolean(json!("true")).unwrap(), Some(true));
        assert_eq!(boolean(json!(false)).unwrap(), Some(false));
        assert!(boolean(json!("yes please")).is_err());
        assert!(boolean(json!(1)).is_err());
    }
}
