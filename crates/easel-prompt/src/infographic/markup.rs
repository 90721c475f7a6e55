//! Lists written as HTML or JSON: turned into lines, or read as they are.

use serde_json::Value;

use super::outline::{Outline, Raw};

/// Longest JSON that is read, in bytes.
const JSON_BYTES_MAX: usize = 60_000;

/// `text` with the tags of HTML lists and headings turned into lines with bullets.
pub(super) fn plain(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    if !lower.contains("<li") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            rest = &rest[open..];
            break;
        };
        let tag = rest[open + 1..open + close].trim().to_ascii_lowercase();
        let name: String =
            tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        match name.as_str() {
            "li" => out.push_str("\n- "),
            "b" | "/b" | "strong" | "/strong" | "i" | "/i" | "em" | "/em" | "span" | "/span" => {}
            _ => out.push('\n'),
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out.replace("&amp;", "&").replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
}

/// A title and entries written as JSON, with whatever names the fields have.
pub(super) fn json(text: &str) -> Option<Outline> {
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])? + 1;
    let written = text.get(start..end).filter(|written| written.len() < JSON_BYTES_MAX)?;
    let value: Value = serde_json::from_str(written).ok()?;
    let list = first_list(&value, 0)?;
    let title = title(&value);
    let entries: Vec<Raw> = list.iter().filter_map(raw).collect();
    let around = format!("{} {}", &text[..start], &text[end..]);
    let around = around.replace("->", " ").replace("=>", " ");
    (entries.len() >= 2).then(|| {
        let frame = format!("{}\n{}", title.as_deref().unwrap_or_default(), around.trim());
        Outline { title, ..Outline::new(frame, entries) }
    })
}

fn first_list(value: &Value, depth: usize) -> Option<&Vec<Value>> {
    match value {
        Value::Array(list) => Some(list),
        Value::Object(fields) if depth < 3 => {
            fields.values().find_map(|field| first_list(field, depth + 1))
        }
        _ => None,
    }
}

fn title(value: &Value) -> Option<String> {
    let fields = value.as_object()?;
    let named = |names: &[&str]| {
        let mut found =
            fields.iter().filter(|(key, _)| names.contains(&key.to_lowercase().as_str()));
        found.find_map(|(_, field)| field.as_str().map(str::to_owned))
    };
    named(&["title", "heading", "headline", "name", "topic", "titel", "titre", "título", "titolo"])
        .or_else(|| fields.values().find_map(|field| field.as_str().map(str::to_owned)))
}

/// An entry: a text, or an object with a name, a figure and an explanation.
fn raw(value: &Value) -> Option<Raw> {
    let fields = match value {
        Value::String(text) => return Some(Raw::of(text)),
        Value::Object(fields) => fields,
        _ => return None,
    };
    let mut made = Raw::default();
    for (key, field) in fields {
        let text = match field {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(done) => {
                made.done = Some(*done);
                continue;
            }
            Value::Array(list) => {
                made.children = list.iter().filter_map(raw_flat).collect();
                continue;
            }
            _ => continue,
        };
        let key = key.to_lowercase();
        let is = |names: &[&str]| names.iter().any(|name| key.contains(name));
        if made.value.is_none()
            && is(&[
                "val", "num", "fig", "stat", "year", "date", "price", "amount", "percent", "when",
                "time",
            ])
        {
            made.value = Some(text);
        } else if key.contains("icon") {
            made.icon = Some(text);
        } else if made.text.is_empty() {
            made.text = text;
        } else {
            made.more = Some(match made.more.take() {
                Some(more) => format!("{more}. {text}"),
                None => text,
            });
        }
    }
    Some(made)
}

/// An entry within another.
fn raw_flat(value: &Value) -> Option<Raw> {
    match value {
        Value::String(text) => Some(Raw::of(text)),
        Value::Object(fields) => fields.values().find_map(Value::as_str).map(Raw::of),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_other_notations_are_read() {
        assert_eq!(
            plain("<h2>Tips</h2><ul><li>One</li><li>Two</li></ul>")
                .split_whitespace()
                .collect::<Vec<_>>(),
            ["Tips", "-", "One", "-", "Two"]
        );
        let found = json(r#"make it: {"title": "Bees", "facts": [{"value": "5", "label": "eyes"}, {"value": "6", "label": "legs"}]}"#).unwrap();
        assert_eq!(found.entries[1].value.as_deref(), Some("6"));
        assert!(found.frame.starts_with("Bees"));
    }
}
