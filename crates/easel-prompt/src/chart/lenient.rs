//! Data as people paste it out of code that is no JSON: `labels = ['a', 'b'], values = [1, 2]`,
//! `{'a': 1, 'b': 2}`, `c("a", "b")`. What the values mean is decided in `json`.

use std::ops::Range;

use super::json::Json;

/// Named values and where they stand.
pub(super) struct Fields {
    pub fields: Vec<(String, Json)>,
    pub span: Range<usize>,
}

/// Most brackets of a prompt that are tried; hostile prompts hold more.
const STARTS_MAX: usize = 40;

/// How deep brackets may stand in each other.
const DEPTH_MAX: usize = 5;

/// Longest word without quotation marks, in bytes.
const BARE_MAX: usize = 60;

/// Lists and objects of the prompt with the names before them.
pub(super) fn fields(prompt: &str) -> Option<Fields> {
    let mut found = Fields { fields: Vec::new(), span: prompt.len()..0 };
    let mut from = 0;
    for _ in 0..STARTS_MAX {
        let Some(at) = prompt.get(from..)?.find(['[', '{', '(']).map(|n| from + n) else { break };
        let start = name_before(prompt, at, from);
        let called = start.as_ref().is_some_and(|(_, tied)| *tied) || is_vector(&prompt[from..at]);
        let mut cursor = Cursor { text: prompt, at };
        let open = prompt[at..].chars().next().unwrap_or('(');
        match cursor.value(0).filter(|_| open != '(' || called) {
            Some(json @ (Json::List(_) | Json::Object(_))) => {
                let (name, begin) = match start {
                    Some((range, true)) => (prompt[range.clone()].to_owned(), range.start),
                    _ => (String::new(), at),
                };
                found.fields.push((name, json));
                found.span = found.span.start.min(begin)..cursor.at;
                from = cursor.at;
            }
            _ => from = at + 1,
        }
    }
    (!found.fields.is_empty()).then_some(found)
}

/// "c(", "np.array(": a function that makes a list.
fn is_vector(before: &str) -> bool {
    ["c", "array", "list", "Series", "tuple", "vector"].iter().any(|name| {
        before.strip_suffix(name).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// The word before a bracket and whether an equals sign or colon ties it to the bracket.
fn name_before(prompt: &str, at: usize, from: usize) -> Option<(Range<usize>, bool)> {
    let mut rest = prompt.get(from..at)?.trim_end();
    for call in ["np.array", "pd.Series", "array", "list", "c"] {
        if let Some(before) = rest.strip_suffix(call)
            && before.ends_with(|c: char| matches!(c, '=' | ' ' | ':' | '-'))
        {
            rest = before.trim_end();
        }
    }
    // "x <- c(1, 2)"
    let free = rest.strip_suffix("<-").or_else(|| rest.strip_suffix("=>")).unwrap_or(rest);
    let free = free.trim_end_matches(['=', ':', ' ', '"', '\'', '`']);
    let tied = free.len() < rest.len() && !rest.ends_with(['"', '\'', '`']);
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let start = free.char_indices().rev().take_while(|(_, c)| inside(*c)).last()?.0;
    Some((from + start..from + free.len(), tied))
}

/// A place in the text that moves on as values are read.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn take(&mut self, wanted: &[char]) -> bool {
        self.blanks();
        let found = self.peek().filter(|c| wanted.contains(c));
        self.at += found.map_or(0, char::len_utf8);
        found.is_some()
    }

    fn blanks(&mut self) {
        while let Some(c) = self.peek().filter(|c| c.is_whitespace()) {
            self.at += c.len_utf8();
        }
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.blanks();
        match self.peek()? {
            _ if depth > DEPTH_MAX => None,
            '[' | '(' => self.list(depth),
            '{' => self.object(depth),
            '"' | '\'' | '`' | '“' | '„' => self.quoted().map(Json::Text),
            _ => self.bare(),
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let closing = if self.take(&['[']) { ']' } else { ')' };
        if closing == ')' && !self.take(&['(']) {
            return None;
        }
        let mut list = Vec::new();
        while !self.take(&[closing]) {
            list.push(self.value(depth + 1)?);
            if !self.take(&[',', ';', '，']) {
                return self.take(&[closing]).then_some(Json::List(list));
            }
        }
        Some(Json::List(list))
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        self.take(&['{']).then_some(())?;
        let mut fields = Vec::new();
        while !self.take(&['}']) {
            self.blanks();
            let key = match self.peek()? {
                '"' | '\'' | '`' | '“' | '„' => self.quoted()?,
                _ => self.word(&[':', '=', ',', '}', '{', '[', ']', '\n'])?,
            };
            self.take(&[':', '=']).then_some(())?;
            self.take(&['>']);
            fields.push((key, self.value(depth + 1)?));
            if !self.take(&[',', ';', '，']) {
                return self.take(&['}']).then_some(Json::Object(fields));
            }
        }
        Some(Json::Object(fields))
    }

    fn quoted(&mut self) -> Option<String> {
        let open = self.peek()?;
        self.at += open.len_utf8();
        let closes = |c: char| match open {
            '“' | '„' => matches!(c, '”' | '“'),
            mark => c == mark,
        };
        let rest = self.text.get(self.at..)?;
        let end = rest.char_indices().take(400).find(|(_, c)| closes(*c))?;
        let inner = rest.get(..end.0)?.trim().to_owned();
        self.at += end.0 + end.1.len_utf8();
        Some(inner)
    }

    /// What stands before one of `ends`, without blanks around it.
    fn word(&mut self, ends: &[char]) -> Option<String> {
        let rest = self.text.get(self.at..)?;
        let length = rest.char_indices().take(BARE_MAX + 1).find(|(_, c)| ends.contains(c))?.0;
        let word = rest.get(..length)?.trim().to_owned();
        self.at += length;
        (!word.is_empty()).then_some(word)
    }

    /// A number, a name of nothing, or a word without quotation marks.
    fn bare(&mut self) -> Option<Json> {
        let word = self.word(&[',', ';', ']', ')', '}', '\n', '[', '(', '{', ':', '=', '，'])?;
        if matches!(&*word.to_lowercase(), "none" | "null" | "nan" | "na" | "true" | "false") {
            return Some(Json::Other);
        }
        let number: Option<f64> = word.replace('_', "").parse().ok();
        Some(match number.filter(|value| value.is_finite()) {
            Some(value) => Json::Number(value),
            None => Json::Text(word),
        })
    }
}
