//! The text about a picture that stands in its PNG file: prompt, `Negative prompt: …`, and a line
//! of settings, values with commas, colons or line breaks in quotes as JSON strings.

use serde_json::{Map, Value};

/// The keyword of the text in PNG files.
pub(crate) const KEYWORD: &str = "parameters";

/// Fewer settings than this on the last line, and the line belongs to the prompt.
const SETTINGS_MIN: usize = 3;

/// The text for a prompt, a negative prompt and settings in their order.
pub(crate) fn write(prompt: &str, negative: &str, settings: &[(&str, String)]) -> String {
    let mut text = prompt.to_owned();
    if !negative.is_empty() {
        text.push_str("\nNegative prompt: ");
        text.push_str(negative);
    }
    text.push('\n');
    let settings: Vec<_> =
        settings.iter().map(|(name, value)| format!("{name}: {}", quoted(value))).collect();
    text.push_str(&settings.join(", "));
    text
}

fn quoted(value: &str) -> String {
    if value.contains([',', '\n', ':']) {
        Value::String(value.to_owned()).to_string()
    } else {
        value.to_owned()
    }
}

/// What the text says, under the names that server uses: `Prompt`, `Negative prompt` and the
/// settings, a size `512x768` also as `Size-1` and `Size-2`. What is left out there because it is
/// usual is added.
pub(crate) fn parse(text: &str) -> Map<String, Value> {
    let text = text.trim();
    let (lines, last) = text.rsplit_once('\n').unwrap_or(("", text));
    let mut found = settings(last);
    let mut lines: Vec<&str> =
        if lines.is_empty() { Vec::new() } else { lines.split('\n').collect() };
    if found.len() < SETTINGS_MIN {
        found.clear();
        lines.push(last);
    }
    let (mut prompt, mut negative) = (Vec::new(), None::<Vec<&str>>);
    for line in lines.into_iter().map(str::trim) {
        match (line.strip_prefix("Negative prompt:"), &mut negative) {
            (Some(rest), None) => negative = Some(vec![rest.trim()]),
            (Some(rest), Some(lines)) => lines.push(rest.trim()),
            (None, Some(lines)) => lines.push(line),
            (None, None) => prompt.push(line),
        }
    }
    let mut parsed = Map::new();
    parsed.insert("Prompt".to_owned(), prompt.join("\n").into());
    parsed.insert("Negative prompt".to_owned(), negative.unwrap_or_default().join("\n").into());
    for (name, value) in found {
        match size(&value) {
            Some((width, height)) => {
                parsed.insert(format!("{name}-1"), width.into());
                parsed.insert(format!("{name}-2"), height.into());
            }
            None => {
                parsed.insert(name, value.into());
            }
        }
    }
    add_usual(&mut parsed);
    parsed
}

/// What is not written where it is as usual.
fn add_usual(parsed: &mut Map<String, Value>) {
    let usual: [(&str, Value); 11] = [
        ("Clip skip", "1".into()),
        ("Hires resize-1", 0.into()),
        ("Hires resize-2", 0.into()),
        ("Hires sampler", "Use same sampler".into()),
        ("Hires checkpoint", "Use same checkpoint".into()),
        ("Hires prompt", "".into()),
        ("Hires negative prompt", "".into()),
        ("Mask mode", "Inpaint masked".into()),
        ("Masked content", "original".into()),
        ("Inpaint area", "Whole picture".into()),
        ("Schedule type", "Automatic".into()),
    ];
    for (name, value) in usual {
        parsed.entry(name).or_insert(value);
    }
}

fn size(value: &str) -> Option<(&str, &str)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    value.split_once('x').filter(|(width, height)| digits(width) && digits(height))
}

/// The settings of a line: `Name: value, Name: "quoted, value"`. What cannot be read is passed
/// over, so that one odd value does not hide the others.
fn settings(line: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        match setting(rest) {
            Some((name, value, after)) => {
                found.push((name.to_owned(), value));
                rest = after;
            }
            None => {
                let mut chars = rest.chars();
                chars.next();
                rest = chars.as_str();
            }
        }
    }
    found
}

/// The setting at the start of `text`, and what comes after it.
fn setting(text: &str) -> Option<(&str, String, &str)> {
    let text = text.trim_start();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let colon = text.find(|c: char| !(is_word(c) || matches!(c, ' ' | '-' | '/')))?;
    let (name, rest) = text.split_at(colon);
    let value = rest.strip_prefix(':')?.trim_start();
    if !name.starts_with(is_word) || name.chars().nth(1).is_none() {
        return None;
    }
    if let Some((value, after)) = quoted_value(value) {
        return Some((name, value, after));
    }
    let (value, after) = value.split_once(',').unwrap_or((value, ""));
    Some((name, value.to_owned(), after))
}

/// A JSON string up to a comma or the end.
fn quoted_value(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.find(|c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    let (raw, after) = text.split_at(end + 2);
    let after = match after.strip_prefix(',') {
        Some(after) => after,
        None if after.is_empty() => after,
        None => return None,
    };
    Some((serde_json::from_str(raw).unwrap_or_else(|_| raw.to_owned()), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let settings = [
            ("Steps", "20".to_owned()),
            ("Sampler", "DPM++ 2M".to_owned()),
            ("Size", "512x768".to_owned()),
            ("Model", "odd: name, \"quoted\"".to_owned()),
            ("Version", "Easel v1".to_owned()),
        ];
        let text = write("a cat,\nsitting", "dog: no", &settings);
        assert_eq!(
            text,
            "a cat,\nsitting\nNegative prompt: dog: no\nSteps: 20, Sampler: DPM++ 2M, Size: \
             512x768, Model: \"odd: name, \\\"quoted\\\"\", Version: Easel v1"
        );
        let parsed = parse(&text);
        assert_eq!(parsed["Prompt"], "a cat,\nsitting");
        assert_eq!(parsed["Negative prompt"], "dog: no");
        assert_eq!((&parsed["Size-1"], &parsed["Size-2"]), (&"512".into(), &"768".into()));
        assert_eq!(parsed["Model"], "odd: name, \"quoted\"");
        assert_eq!(parsed["Clip skip"], "1");
    }

    #[test]
    fn texts_of_that_server_are_understood() {
        let text = "girl with an artist's beret, (blue eyes:1.2)\nNegative prompt: ugly, fat\n\
                    second line\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: \
                    512x512, Model hash: 45dee52b, Clip skip: 2, Lora hashes: \"ink: 0a1b, snow: \
                    22cc\", Hires resize: 1024x1024, Version: v1.10.1";
        let parsed = parse(text);
        assert_eq!(parsed["Prompt"], "girl with an artist's beret, (blue eyes:1.2)");
        assert_eq!(parsed["Negative prompt"], "ugly, fat\nsecond line");
        assert_eq!(parsed["Lora hashes"], "ink: 0a1b, snow: 22cc");
        assert_eq!((&parsed["Seed"], &parsed["Clip skip"]), (&"965400086".into(), &"2".into()));
        assert_eq!(parsed["Hires resize-1"], "1024");
        assert_eq!(parsed["Version"], "v1.10.1");
    }

    #[test]
    fn text_without_settings_is_all_prompt() {
        let parsed = parse("just: one, thing: two");
        assert_eq!(parsed["Prompt"], "just: one, thing: two");
        assert_eq!(parse("")["Prompt"], "");
        assert_eq!(parse("\"\n\"a: \"b")["Prompt"], "\"\n\"a: \"b");
    }
}
