//! Data that programs paste into a prompt as JSON: records, columns, nested objects and the
//! labels-and-datasets form of chart libraries. Tables in other notations are read by `table`.

use std::fmt;
use std::ops::Range;

use easel_types::spec::Series;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::periods::is_period;
use super::{Data, lenient};

/// Data and where it stands.
#[derive(Debug)]
pub(super) struct Found {
    /// What it says.
    pub data: Data,
    /// Its heading, where it has one.
    pub title: Option<String>,
    /// The byte range of the JSON text.
    pub span: Range<usize>,
}

/// A JSON value with the fields of objects in the order written, which `serde_json::Value` does
/// not keep.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
    /// `null`, `true`, `false`.
    Other,
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        // Numbers of charts are doubles.
        Ok(Json::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(if value.is_finite() { Json::Number(value) } else { Json::Other })
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.trim().to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Json::Object(fields))
    }
}

impl Json {
    fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// Text as it is, a number as it is written.
    fn label(&self) -> Option<String> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(text.clone()),
            Self::Number(value) => Some(value.to_string()),
            _ => None,
        }
    }

    fn is_nested(&self) -> bool {
        matches!(self, Self::List(_) | Self::Object(_))
    }

    fn length(&self) -> usize {
        match self {
            Self::List(list) => list.len(),
            _ => 0,
        }
    }

    fn field(&self, names: &[&str]) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields
                .iter()
                .find(|(name, _)| names.contains(&&*name.to_lowercase()))
                .map(|(_, value)| value),
            _ => None,
        }
    }

    fn numbers(&self) -> Option<Vec<Option<f64>>> {
        match self {
            Self::List(list) if list.iter().any(|value| value.number().is_some()) => {
                let fits = list.iter().all(|v| matches!(v, Self::Number(_) | Self::Other));
                fits.then(|| list.iter().map(Self::number).collect())
            }
            _ => None,
        }
    }

    fn labels(&self) -> Option<Vec<String>> {
        match self {
            Self::List(list) if !list.is_empty() => list.iter().map(Self::label).collect(),
            _ => None,
        }
    }
}

/// Most places where JSON text is looked for, which keeps hostile prompts linear.
const STARTS_MAX: usize = 8;

/// The first JSON text of the prompt that holds data, or what looks like the data of a program.
pub(super) fn find(prompt: &str) -> Option<Found> {
    strict(prompt).or_else(|| loose(prompt))
}

/// `labels = ['a', 'b'], values = [1, 2]`, `{'a': 1, 'b': 2}`.
fn loose(prompt: &str) -> Option<Found> {
    let lenient::Fields { fields, span } = lenient::fields(prompt)?;
    let lists: Vec<(String, Json)> = fields
        .iter()
        .filter(|(_, json)| matches!(json, Json::List(list) if list.len() >= 2))
        .cloned()
        .collect();
    let flat = |json: &Json| matches!(json, Json::List(list) if !list.iter().any(Json::is_nested));
    let lengths: Vec<usize> = lists.iter().map(|(_, json)| json.length()).collect();
    let even = lengths.windows(2).all(|w| w[0] == w[1]);
    let named = lists.iter().any(|(name, json)| json.numbers().is_none() || is_axis_name(name));
    let columned = lists.len() >= 2
        && lists.len() == fields.len()
        && even
        && named
        && lists.iter().all(|(_, json)| flat(json));
    let mut data = if columned {
        columns(&lists)?
    } else if let [(_, json)] = fields.as_slice()
        && (matches!(json, Json::Object(_)) || !flat(json))
    {
        read(json, 0)?
    } else {
        return None;
    };
    data.table = true;
    (data.count() >= 2).then_some(Found { data, title: None, span })
}

/// Names of the list that holds the labels.
fn is_axis_name(name: &str) -> bool {
    matches!(
        &*name.to_lowercase(),
        "labels"
            | "label"
            | "categories"
            | "category"
            | "cats"
            | "x"
            | "xs"
            | "names"
            | "name"
            | "years"
            | "year"
            | "months"
            | "index"
            | "etiquetas"
            | "kategorien"
            | "namen"
            | "etichette"
            | "rótulos"
    )
}

fn strict(prompt: &str) -> Option<Found> {
    prompt.match_indices(['{', '[']).take(STARTS_MAX).find_map(|(at, _)| {
        let mut values = serde_json::Deserializer::from_str(&prompt[at..]).into_iter::<Json>();
        let json = values.next()?.ok()?;
        let span = at..at + values.byte_offset();
        let title = json
            .field(&["title", "name"])
            .or_else(|| json.field(&["options"])?.field(&["title"]))
            .and_then(|title| match title {
                Json::Text(text) => Some(text.clone()),
                _ => None,
            });
        let mut data = read(&json, 0)?;
        data.table = true;
        (data.count() >= 2).then_some(Found { data, title, span })
    })
}

fn read(json: &Json, depth: usize) -> Option<Data> {
    match json {
        Json::List(rows) => records(rows).or_else(|| arrays(rows)),
        Json::Object(fields) => columns(fields)
            .or_else(|| pairs(fields))
            .or_else(|| nested(fields))
            .or_else(|| inner(fields, depth)),
        _ => None,
    }
}

/// `{"type": "bar", "data": {…}}`: the data stands deeper.
fn inner(fields: &[(String, Json)], depth: usize) -> Option<Data> {
    if depth >= 4 {
        return None;
    }
    fields.iter().find_map(|(_, value)| read(value, depth + 1))
}

/// `[{"country": "USA", "gold": 40, "silver": 44}, …]`
fn records(rows: &[Json]) -> Option<Data> {
    let objects: Vec<&[(String, Json)]> = rows
        .iter()
        .map(|row| match row {
            Json::Object(fields) => Some(fields.as_slice()),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let first = objects.first()?;
    let text = first.iter().position(|(_, value)| matches!(value, Json::Text(_)));
    let numeric = first.iter().filter(|(_, value)| value.number().is_some()).count();
    let label = match text {
        Some(at) => Some(&first[at].0),
        // "year" and the like may be a number.
        None if numeric > 1 => first.first().map(|(name, _)| name),
        None => None,
    };
    let get = |fields: &[(String, Json)], key: &str| {
        fields.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
    };
    let categories = objects
        .iter()
        .enumerate()
        .map(|(at, fields)| {
            let written = label.and_then(|key| get(fields, key)).and_then(|value| value.label());
            written.unwrap_or_else(|| (at + 1).to_string())
        })
        .collect();
    let keys = first.iter().filter(|(name, value)| {
        Some(name) != label && value.number().is_some() && name.to_lowercase() != "id"
    });
    let series = keys.map(|(key, _)| Series {
        name: Some(key.clone()),
        values: objects
            .iter()
            .map(|fields| get(fields, key).and_then(|value| value.number()))
            .collect(),
        ..Series::default()
    });
    Some(single_unnamed(Data { categories, series: series.collect(), ..Data::default() }))
}

/// `[["A", 1], ["B", 2]]`, with or without a row of names on top.
fn arrays(rows: &[Json]) -> Option<Data> {
    let lists: Vec<&[Json]> = rows
        .iter()
        .map(|row| match row {
            Json::List(cells) if cells.len() >= 2 => Some(cells.as_slice()),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let (head, rest) = lists.split_first()?;
    let has_head = head.iter().all(|cell| matches!(cell, Json::Text(_)));
    let body = if has_head { rest } else { &lists[..] };
    if !body.iter().all(|row| matches!(row[0], Json::Text(_)) || has_head) {
        return None;
    }
    let width = body.first()?.len();
    let series = (1..width).map(|at| Series {
        name: has_head.then(|| head.get(at).and_then(Json::label)).flatten(),
        values: body.iter().map(|row| row.get(at).and_then(Json::number)).collect(),
        ..Series::default()
    });
    let categories = body.iter().map(|row| row[0].label().unwrap_or_default()).collect();
    Some(single_unnamed(Data { categories, series: series.collect(), ..Data::default() }))
}

/// `{"labels": […], "values": […]}` and `{"labels": […], "datasets": [{"label", "data"}]}`.
fn columns(fields: &[(String, Json)]) -> Option<Data> {
    let categories = fields.iter().find_map(|(name, value)| {
        let named = is_axis_name(name);
        (named || value.numbers().is_none()).then(|| value.labels()).flatten().map(|l| (name, l))
    });
    let mut series = Vec::new();
    for (name, value) in fields {
        if categories.as_ref().is_some_and(|(known, _)| *known == name) {
            continue;
        }
        if let Some(values) = value.numbers() {
            let generic = matches!(
                &*name.to_lowercase(),
                "" | "values" | "data" | "y" | "value" | "vals" | "counts" | "numbers" | "ys"
            );
            let name = (!generic).then(|| name.clone());
            series.push(Series { name, values, ..Series::default() });
        } else if let Json::List(sets) = value {
            for set in sets {
                let values = set.field(&["data", "values", "y"]).and_then(Json::numbers);
                let name = set.field(&["label", "name"]).and_then(Json::label);
                if let Some(values) = values {
                    series.push(Series { name, values, ..Series::default() });
                }
            }
        }
    }
    let length = series.iter().map(|s| s.values.len()).max()?;
    let (_, mut categories) = categories?;
    for at in categories.len()..length {
        categories.push((at + 1).to_string());
    }
    for series in &mut series {
        series.values.resize(categories.len(), None);
    }
    Some(Data { categories, series, ..Data::default() })
}

/// `{"Mon": 3, "Tue": 7}`
fn pairs(fields: &[(String, Json)]) -> Option<Data> {
    let numbers: Vec<(&String, f64)> = fields
        .iter()
        .filter_map(|(name, value)| value.number().map(|number| (name, number)))
        .collect();
    if numbers.len() < 2 {
        return None;
    }
    let categories = numbers.iter().map(|(name, _)| (*name).clone()).collect();
    let values = numbers.iter().map(|(_, value)| Some(*value)).collect();
    let series = vec![Series { name: None, values, ..Series::default() }];
    Some(Data { categories, series, ..Data::default() })
}

/// `{"North": {"2023": 5, "2024": 6}, "South": …}`: the periods become categories.
fn nested(fields: &[(String, Json)]) -> Option<Data> {
    let rows: Vec<(&String, Data)> = fields
        .iter()
        .filter_map(|(name, value)| match value {
            Json::Object(inner) => pairs(inner).map(|data| (name, data)),
            _ => None,
        })
        .collect();
    let (_, first) = rows.first().filter(|_| rows.len() >= 2)?;
    let inner = first.categories.clone();
    let value = |data: &Data, label: &str| {
        let at = data.categories.iter().position(|known| known == label)?;
        data.series.first()?.values.get(at).copied().flatten()
    };
    let as_series = inner.iter().all(|label| is_period(label));
    let outer: Vec<String> = rows.iter().map(|(name, _)| (*name).clone()).collect();
    let series = |names: &[String], get: &dyn Fn(usize) -> Vec<Option<f64>>| -> Vec<Series> {
        names
            .iter()
            .enumerate()
            .map(|(at, name)| Series {
                name: Some(name.clone()),
                values: get(at),
                ..Series::default()
            })
            .collect()
    };
    let (categories, series) = if as_series {
        let made = series(&outer, &|at| inner.iter().map(|l| value(&rows[at].1, l)).collect());
        (inner, made)
    } else {
        let made =
            series(&inner, &|at| rows.iter().map(|(_, data)| value(data, &inner[at])).collect());
        (outer, made)
    };
    Some(Data { categories, series, ..Data::default() })
}

/// A single series called "value" has no name.
fn single_unnamed(mut data: Data) -> Data {
    if let [only] = data.series.as_mut_slice()
        && only.name.as_deref().is_some_and(|name| {
            matches!(&*name.to_lowercase(), "value" | "values" | "y" | "count" | "amount")
        })
    {
        only.name = None;
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, categories: &[&str], series: &[(Option<&str>, &[f64])]) {
        let found = find(prompt).unwrap();
        assert_eq!(found.data.categories, categories, "{prompt}");
        let got: Vec<(Option<&str>, Vec<f64>)> = found
            .data
            .series
            .iter()
            .map(|s| (s.name.as_deref(), s.values.iter().flatten().copied().collect()))
            .collect();
        let expect: Vec<(Option<&str>, Vec<f64>)> =
            series.iter().map(|(name, values)| (*name, values.to_vec())).collect();
        assert_eq!(got, expect, "{prompt}");
    }

    #[test]
    fn the_forms_that_programs_write_are_read_in_their_order() {
        check(
            r#"chart [{"country":"USA","gold":40,"silver":44},{"country":"China","gold":39,"silver":27}]"#,
            &["USA", "China"],
            &[(Some("gold"), &[40.0, 39.0]), (Some("silver"), &[44.0, 27.0])],
        );
        check(r#"{"Mon": 3, "Apr": 7}"#, &["Mon", "Apr"], &[(None, &[3.0, 7.0])]);
        check(
            r#"{"type":"bar","data":{"labels":["b","a"],"datasets":[{"label":"X","data":[1,2]},{"label":"Y","data":[3,4]}]}}"#,
            &["b", "a"],
            &[(Some("X"), &[1.0, 2.0]), (Some("Y"), &[3.0, 4.0])],
        );
        check(r#"{"labels":["b","a"],"values":[1,2]}"#, &["b", "a"], &[(None, &[1.0, 2.0])]);
        check(r#"[["b",1],["a",2]]"#, &["b", "a"], &[(None, &[1.0, 2.0])]);
        check(
            r#"{"South":{"2023":5,"2024":6},"North":{"2023":7,"2024":8}}"#,
            &["2023", "2024"],
            &[(Some("South"), &[5.0, 6.0]), (Some("North"), &[7.0, 8.0])],
        );
    }

    #[test]
    fn brackets_that_hold_no_data_are_left_alone() {
        for prompt in ["A{x} [1]", "flow [a] -> {b}", "[[[[", "{\"a\": 1}", "(1, 2)"] {
            assert!(find(prompt).is_none(), "{prompt}");
        }
    }
}
