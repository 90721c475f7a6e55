//! Labels of DOT: escapes, records, and labels like HTML as the text they show.

use crate::label;

/// A label in quotes as people read it. `\N` is the id of the node, `\G` the name of the graph.
pub(super) fn plain(text: &str, id: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'l' | 'r') => out.push('\n'),
                Some('N') => out.push_str(id),
                Some('G' | 'E' | 'T' | 'H' | 'L') => {}
                Some(c) => out.push(c),
                None => {}
            },
            c => out.push(c),
        }
    }
    label::clean(&entities(&out))
}

/// Only entities of HTML count in DOT, so that `#1;` stays what it is.
fn entities(text: &str) -> String {
    text.replace('#', "&num;").replace("&&num;", "&#")
}

/// The fields of a record: `{Title|a\l|b}`, each with its port `<p>` left out.
pub(super) fn record(text: &str, id: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut chars = text.chars().peekable();
    let mut in_port = false;
    while let Some(c) = chars.next() {
        let Some(field) = fields.last_mut() else { break };
        match c {
            '\\' => match chars.next() {
                Some('n' | 'l' | 'r') => field.push_str("\\n"),
                Some('N') => field.push_str(id),
                // Escaped signs are characters; they are kept from being read again.
                Some('\\') => field.push_str("\\\\"),
                Some(c) => field.push(c),
                None => {}
            },
            '<' if !in_port => in_port = true,
            '>' if in_port => in_port = false,
            _ if in_port => {}
            '|' => fields.push(String::new()),
            '{' | '}' => {}
            c => field.push(c),
        }
    }
    // `a\lb\l` are two lines of one field, which are two members.
    let lines = fields.iter().flat_map(|field| field.split("\\n"));
    lines.map(|line| plain(line, id)).filter(|line| !line.is_empty()).collect()
}

/// The rows that a label like HTML shows; cells of a row are joined.
pub(super) fn html_rows(text: &str) -> Vec<String> {
    let mut rows = vec![String::new()];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            let end = rest.find('>').map_or(rest.len(), |at| at + 1);
            let tag = rest.get(1..end).unwrap_or_default().to_ascii_lowercase();
            let name: String =
                tag.chars().take_while(|c| *c == '/' || c.is_ascii_alphanumeric()).collect();
            match name.as_str() {
                "tr" | "br" | "/table" | "br/" => rows.push(String::new()),
                "td" | "th" => push(&mut rows, ' '),
                _ => {}
            }
            rest = rest.get(end..).unwrap_or_default();
        } else {
            push(&mut rows, c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    let clean = rows.iter().map(|row| label::clean(&entities(&row.replace(['\n', '\\'], " "))));
    clean.filter(|row| !row.is_empty()).collect()
}

fn push(rows: &mut [String], c: char) {
    if let Some(row) = rows.last_mut() {
        row.push(c);
    }
}
