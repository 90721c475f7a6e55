//! Values that clients write in more than one way: numbers and truth values also as text, as
//! forms send them. For `deserialize_with` in the wire types of dialects.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

/// Beyond 2^53 a float does not say which integer is meant.
const INTEGER_MAX: f64 = 9_007_199_254_740_992.0;

/// An integer, also as text or as a float without a fraction.
pub(crate) fn integer<'de, D: Deserializer<'de>>(d: D) -> Result<Option<i64>, D::Error> {
    let Some(number) = number(d)? else { return Ok(None) };
    if number.fract() != 0.0 || number.abs() > INTEGER_MAX {
        return Err(D::Error::custom(format!("expected an integer, got {number}")));
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked above")]
    Ok(Some(number as i64))
}

/// A number, also as text.
pub(crate) fn number<'de, D: Deserializer<'de>>(d: D) -> Result<Option<f64>, D::Error> {
    let number = match Option::<Value>::deserialize(d)? {
        None => return Ok(None),
        Some(Value::Number(number)) => number.as_f64(),
        Some(Value::String(text)) => {
            let number = text.trim().parse::<f64>().ok();
            if number.is_none() {
                return Err(D::Error::custom(format!("expected a number, got \"{text}\"")));
            }
            number
        }
        Some(_) => None,
    };
    let number = number.filter(|number| number.is_finite());
    number.map(Some).ok_or_else(|| D::Error::custom("expected a number"))
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
