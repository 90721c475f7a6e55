//! Bodies of this dialect: like every JSON body, but errors name the field at fault, because that
//! server's clients look for it in `detail[].loc`.

use easel_types::{Error, Result};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::body::Body;

/// Longest piece of a client's value that an error shows, in characters.
const SHOWN_CHARS_MAX: usize = 200;

/// The body as `T`, all of whose fields may be left out.
pub(crate) fn read<T: DeserializeOwned>(body: Body) -> Result<T> {
    let fields: Map<String, Value> = body.json()?;
    let whole = Value::Object(fields);
    T::deserialize(&whole).map_err(|err| {
        let culprit = whole.as_object().into_iter().flatten().find_map(|(name, value)| {
            let alone = Value::Object(Map::from_iter([(name.clone(), value.clone())]));
            T::deserialize(&alone).err().map(|err| (name.clone(), err))
        });
        let (param, err) = culprit.unwrap_or_else(|| ("body".to_owned(), err));
        let text = err.to_string();
        let public = if text.starts_with("unknown field") {
            format!("`{param}` is not a parameter of this call; leave it out")
        } else {
            let text: String = text.chars().take(SHOWN_CHARS_MAX).collect();
            format!("`{param}` cannot be used: {text}")
        };
        Error::malformed(public).with_param(param)
    })
}
