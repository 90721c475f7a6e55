//! Parts of a prompt that are written as code: blocks in braces (`class Order { id; total() }`)
//! and SQL (`CREATE TABLE …`). What classes and entities make of them is told in `classes` and
//! `entities`; Mermaid and DOT are read by `easel-notation`.

use super::head::{Content, Line};
use super::text::{has_word, shielded, split, starts, starts_any};

/// A heading with the lines between its braces.
#[derive(Debug)]
pub(super) struct Block<'a> {
    /// `class Order extends Document`.
    pub header: &'a str,
    /// What stands between the braces, line by line.
    pub parts: Vec<&'a str>,
    start: usize,
    end: usize,
}

/// Most blocks taken from a prompt.
const BLOCKS_MAX: usize = 400;

/// True where the brace at `at` is the foot of a crow: `||--o{`, `}o--||`.
fn is_foot(text: &str, at: usize) -> bool {
    let line = |c: char| matches!(c, '-' | '.');
    let ring = |c: char| matches!(c, 'o' | '|');
    let (Some(before), Some(after)) = (text.get(..at), text.get(at + 1..)) else { return false };
    before.ends_with(ring) && before.trim_end_matches(ring).ends_with(line)
        || after.starts_with(ring) && after.trim_start_matches(ring).starts_with(line)
}

/// The blocks of a text.
pub(super) fn blocks(body: &str) -> Vec<Block<'_>> {
    let mut out: Vec<Block<'_>> = Vec::new();
    let (mut open, mut depth, mut from) = (None, 0_usize, 0);
    for (at, c) in body.char_indices().filter(|(_, c)| matches!(c, '{' | '}')) {
        if out.len() >= BLOCKS_MAX || is_foot(body, at) {
            continue;
        }
        match c {
            '{' => {
                depth += 1;
                open = open.or(Some(at));
            }
            _ if depth == 1 => {
                depth = 0;
                let Some(brace) = open.take() else { continue };
                let before = body.get(from..brace).unwrap_or("");
                let header = header_of(before);
                let inside = body.get(brace + 1..at).unwrap_or("");
                if has_word(header) && header.split_whitespace().count() <= 8 {
                    let start = from + before.trim_end().len() - header.len();
                    out.push(Block { header, parts: parts_of(inside), start, end: at + 1 });
                }
                from = at + 1;
            }
            _ => depth = depth.saturating_sub(1),
        }
    }
    out
}

/// True where the byte at `at` stands in a block.
pub(super) fn holds(body: &str, at: usize) -> bool {
    blocks(body).iter().any(|block| (block.start..block.end).contains(&at))
}

/// The last line or sentence before a brace.
fn header_of(before: &str) -> &str {
    let trimmed = before.trim_end();
    let cut = trimmed.rfind(['\n', ';', ':', '.', ',', '}', '：', '。']).map_or(0, |at| {
        at + trimmed.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)
    });
    // "class Dog : Animal {" keeps what stands before its colon.
    let line = trimmed.rfind('\n').map_or(0, |at| at + 1);
    let whole = trimmed.get(line..).unwrap_or("");
    let derived = whole.contains(" : ") && starts_any(whole.trim_start(), "class|struct").is_some();
    if derived { whole.trim() } else { trimmed.get(cut..).unwrap_or("").trim() }
}

/// The lines of a block; one line is cut at semicolons or commas.
fn parts_of(inside: &str) -> Vec<&str> {
    let lines: Vec<&str> = inside.lines().filter(|line| has_word(line)).collect();
    let several = lines.len() > 1;
    lines
        .into_iter()
        .flat_map(|line| split(line, |c| c == ';'))
        .flat_map(|part| if several { vec![part] } else { split(part, |c| c == ',') })
        .map(|part| part.trim().trim_end_matches([',', ';']).trim_end())
        .filter(|part| has_word(part))
        .collect()
}

/// The lines of a content that stand outside of its blocks.
pub(super) fn outside<'a>(content: &Content<'a>, blocks: &[Block<'a>]) -> Vec<Line<'a>> {
    if blocks.is_empty() {
        return content.lines.clone();
    }
    let base = content.body.as_ptr() as usize;
    let mut out = Vec::new();
    let mut next = 0;
    for line in &content.lines {
        let start = (line.text.as_ptr() as usize).saturating_sub(base);
        let end = start + line.text.len();
        let mut from = start;
        while let Some(block) = blocks.get(next).filter(|block| block.start < end) {
            push(&mut out, line, content.body.get(from..block.start.max(from)));
            from = block.end.min(end).max(from);
            if block.end > end {
                break;
            }
            next += 1;
        }
        push(&mut out, line, content.body.get(from..end));
    }
    out
}

fn push<'a>(out: &mut Vec<Line<'a>>, line: &Line<'a>, text: Option<&'a str>) {
    let text = text.unwrap_or("").trim().trim_start_matches([';', ',']);
    if has_word(text) {
        out.push(Line { text, ..*line });
    }
}

/// A table of SQL.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, as they are read: `id INT PK`.
    pub columns: Vec<String>,
    /// The tables it refers to.
    pub refers: Vec<String>,
}

/// The tables that SQL in `body` makes.
pub(super) fn tables(body: &str) -> Vec<Table> {
    let mut out: Vec<Table> = Vec::new();
    let mut from = 0;
    while let Some(at) = find_words(body, from, "create table|create temporary table|alter table") {
        if out.len() >= BLOCKS_MAX {
            break;
        }
        let rest = body.get(at..).unwrap_or("");
        let length =
            starts_any(rest, "create table|create temporary table|alter table").unwrap_or(1);
        let alters = starts(rest, "alter table").is_some();
        let behind = rest.get(length..).unwrap_or("").trim_start();
        let skip = starts_any(behind, "if not exists|only").unwrap_or(0);
        let behind = behind.get(skip..).unwrap_or("").trim_start();
        let end = behind.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(behind.len());
        let name = identifier(behind.get(..end).unwrap_or(""));
        let tail = behind.get(end..).unwrap_or("");
        from = body.len() - tail.len();
        if name.is_empty() {
            continue;
        }
        if alters {
            let stop = tail.find(';').unwrap_or(tail.len());
            let refers = referred(tail.get(..stop).unwrap_or(""));
            if let Some(known) = out.iter_mut().find(|table| table.name == name) {
                known.refers.extend(refers);
            }
            continue;
        }
        let Some((inside, stop)) = in_brackets(tail) else { continue };
        from += stop;
        out.push(table(name, inside));
    }
    out
}

/// Where one of some words stands, in any letter case.
fn find_words(text: &str, from: usize, words: &str) -> Option<usize> {
    let rest = text.get(from..)?;
    super::text::find_any(rest, words).map(|(at, _)| from + at)
}

/// `"shop"."orders"` is orders.
fn identifier(word: &str) -> String {
    let last = word.rsplit('.').next().unwrap_or("");
    last.trim_matches(|c: char| !super::text::is_word_char(c)).to_owned()
}

/// What stands in the first brackets, and where they end.
fn in_brackets(text: &str) -> Option<(&str, usize)> {
    let open = text.find('(')?;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some((text.get(open + 1..at)?, at + 1)),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn table(name: String, inside: &str) -> Table {
    let mut out = Table { name, ..Table::default() };
    let mut keys: Vec<String> = Vec::new();
    let mut foreign: Vec<String> = Vec::new();
    let flat = inside.replace('\n', " ");
    for part in split(&flat, |c| c == ',') {
        let part = part.trim();
        out.refers.extend(referred(part));
        let constraint =
            starts_any(part, "primary key|foreign key|constraint|unique|index|key|check");
        if constraint.is_some() {
            let names = in_brackets(part).map(|(names, _)| names).unwrap_or_default();
            let list = names.split(',').map(identifier);
            if super::text::find_any(part, "primary key").is_some() {
                keys.extend(list);
            } else if super::text::find_any(part, "foreign key").is_some() {
                foreign.extend(list);
            }
        } else if has_word(part) {
            out.columns.push(column(part));
        }
    }
    for column in &mut out.columns {
        let own = column.split(' ').next().unwrap_or("").to_owned();
        for (marked, sign) in [(&keys, " PK"), (&foreign, " FK")] {
            if marked.contains(&own) && !column.ends_with(sign) {
                column.push_str(sign);
            }
        }
    }
    out
}

/// `id INT NOT NULL PRIMARY KEY` as `id INT PK`.
fn column(part: &str) -> String {
    let shield = shielded(part);
    let end = super::text::find_any(
        part,
        "primary key|references|not null|null|unique|default|auto_increment|autoincrement|check|generated|on delete|on update|comment|collate|constraint",
    )
    .map(|(at, _)| at)
    .filter(|at| *at > 0 && !shield.get(*at).copied().unwrap_or(false))
    .unwrap_or(part.len());
    let mut out = part.get(..end).unwrap_or(part).trim().replace(['`', '"'], "");
    if super::text::find_any(part, "primary key").is_some() {
        out.push_str(" PK");
    }
    if super::text::find_any(part, "references").is_some() {
        out.push_str(" FK");
    }
    out
}

/// The tables behind REFERENCES.
fn referred(part: &str) -> Vec<String> {
    let Some((_, end)) = super::text::find_any(part, "references") else { return Vec::new() };
    let behind = part.get(end..).unwrap_or("").trim_start();
    let stop = behind.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(behind.len());
    let name = identifier(behind.get(..stop).unwrap_or(""));
    if name.is_empty() { Vec::new() } else { vec![name] }
}
