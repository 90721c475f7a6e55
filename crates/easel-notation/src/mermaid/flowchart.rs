//! Flowcharts: nodes with shapes, chains of links, subgraphs, colours.
//! Syntax: <https://mermaid.js.org/syntax/flowchart.html>.

use std::collections::HashSet;

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Direction, Edge, Node};

use super::preamble::Preamble;
use super::{links, shapes, styles};
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// Words that begin statements other than chains of nodes. Only for them is the line looked at
/// as a whole: there may be many statements on one line.
const KEYWORDS: [&str; 15] = [
    "subgraph",
    "end",
    "direction",
    "style",
    "classDef",
    "class",
    "cssClass",
    "linkStyle",
    "updateLinkStyle",
    "click",
    "callback",
    "link",
    "links",
    "accTitle",
    "accDescr",
];

/// A flowchart while it is read.
struct Flowchart {
    graph: Graph,
    /// Ids of edges, which only animations refer to.
    edge_ids: HashSet<String>,
}

pub(super) fn read(mut cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut chart =
        Flowchart { graph: Graph::new(DiagramKind::Flowchart), edge_ids: HashSet::new() };
    cursor.blanks();
    chart.graph.spec.direction = direction(&mut cursor);
    loop {
        cursor.take_while(|c| c.is_whitespace() || c == ';');
        if cursor.is_done() {
            break;
        }
        if cursor.starts_with("%%") {
            cursor.line();
            continue;
        }
        let mut statement = cursor;
        let mark = chart.graph.mark();
        let outcome = chart.statement(&mut statement, notes);
        let failed = outcome.is_err();
        notes.bear(&cursor, outcome)?;
        if failed {
            chart.graph.undo(mark);
            cursor.line();
        } else {
            cursor = statement;
        }
    }
    if chart.graph.depth() > 0 {
        let outcome = Err(cursor.expected("`end` of a subgraph"));
        notes.bear(&cursor, outcome)?;
    }
    let spec = chart.graph.finish();
    if spec.nodes.is_empty() {
        return Err(Problem::empty("at least one node, such as `A[Start] --> B[End]`"));
    }
    Ok(Spec::Diagram(spec))
}

/// `TD`, `LR` and the like, or the signs that mean the same.
pub(super) fn direction(cursor: &mut Cursor<'_>) -> Option<Direction> {
    for (word, direction) in [
        ("TB", Direction::TopToBottom),
        ("TD", Direction::TopToBottom),
        ("BT", Direction::BottomToTop),
        ("LR", Direction::LeftToRight),
        ("RL", Direction::RightToLeft),
    ] {
        if cursor.eat_word(word) {
            return Some(direction);
        }
    }
    for (sign, direction) in [
        (">", Direction::LeftToRight),
        ("<", Direction::RightToLeft),
        ("^", Direction::BottomToTop),
        ("v ", Direction::TopToBottom),
        ("v\n", Direction::TopToBottom),
    ] {
        if cursor.eat(sign) {
            return Some(direction);
        }
    }
    None
}

impl Flowchart {
    /// Reads one statement up to its end.
    fn statement(&mut self, cursor: &mut Cursor<'_>, notes: &mut Notes) -> Outcome {
        let place = *cursor;
        let mut rest = *cursor;
        if !KEYWORDS.contains(&rest.take_while(char::is_alphabetic)) {
            return self.chain(cursor, notes);
        }
        rest = *cursor;
        let line = rest.line();
        let mut words = line;
        if words.eat_word("subgraph") {
            self.subgraph(words)?;
        } else if is_alone(line, "end") {
            cursor.eat("end");
            if self.graph.close() {
                return Ok(());
            }
            return Err(place.expected("a statement; no subgraph is open here"));
        } else if words.eat_word("direction") {
            words.blanks();
            let found = direction(&mut words)
                .ok_or_else(|| words.expected("`TB`, `TD`, `BT`, `LR` or `RL`"))?;
            if self.graph.depth() == 0 {
                self.graph.spec.direction = Some(found);
            } else {
                notes.once(&place, "a subgraph runs the way of the whole diagram");
            }
        } else if self.is_for_readers(&mut rest, line) || self.looks(line, notes) {
        } else {
            return self.chain(cursor, notes);
        }
        *cursor = rest;
        Ok(())
    }

    /// Goes behind `accTitle: …`, `accDescr: …` and `accDescr { … }`.
    fn is_for_readers(&self, rest: &mut Cursor<'_>, line: Cursor<'_>) -> bool {
        let mut words = line;
        if !(words.eat_word("accTitle") || words.eat_word("accDescr")) {
            return false;
        }
        words.blanks();
        if words.starts_with("{") && !line.rest().contains('}') {
            rest.take_until("}");
        }
        words.starts_with("{") || words.starts_with(":")
    }

    /// Takes a line of styles, which semicolons may part.
    fn looks(&mut self, line: Cursor<'_>, notes: &mut Notes) -> bool {
        let (mut rest, mut is_look) = (Some(line), false);
        while let Some(part) = rest {
            let (head, tail) =
                part.split(";").map_or((part, None), |(head, tail)| (head, Some(tail)));
            let head = head.trim();
            rest = tail;
            if head.is_done() {
                continue;
            }
            if !styles::read(&head, &mut self.graph, notes) {
                if is_look {
                    notes.once(&head, "what follows a style on the same line is not read");
                }
                return is_look;
            }
            is_look = true;
        }
        is_look
    }

    /// `subgraph id [Title]`, `subgraph Title`, `subgraph "Title"`.
    fn subgraph(&mut self, words: Cursor<'_>) -> Outcome {
        let place = words;
        let mut rest = words.trim();
        if rest.rest().ends_with(';') {
            rest = rest.first(rest.rest().len() - 1).trim();
        }
        let whole = rest.rest();
        let id = rest.take_while(|c| !matches!(c, '[' | '"' | '(' | '{') && !c.is_whitespace());
        rest.blanks();
        let (id, title) = match shapes::bracketed(&mut rest)? {
            Some(bracketed) => (id, label::clean(bracketed.text)),
            None if rest.is_done() => (id, label::clean(id)),
            None => ("", label::clean(whole)),
        };
        let (title, icon) = label::split_icon(&title);
        let id = if id.is_empty() { title.as_str() } else { id };
        let id = id.to_owned();
        let group = self.graph.open(&id, &title, &place)?;
        group.icon = icon;
        styles::classes(&mut rest, &id, &mut self.graph);
        Ok(())
    }

    /// `A & B --> C -- text --> D`.
    fn chain(&mut self, cursor: &mut Cursor<'_>, notes: &mut Notes) -> Outcome {
        let mut from = self.nodes(cursor, notes)?;
        loop {
            cursor.blanks();
            match cursor.peek() {
                None => return Ok(()),
                Some('\n' | ';') => {
                    cursor.bump();
                    return Ok(());
                }
                Some('%') if cursor.starts_with("%%") => return Ok(()),
                _ => {}
            }
            self.edge_id(cursor);
            let Some(edge) = links::read(cursor)? else {
                return Err(cursor.expected("a link such as `-->` or the end of the line"));
            };
            cursor.space();
            let to = self.nodes(cursor, notes)?;
            for a in &from {
                for b in &to {
                    let (from, to) = (a.clone(), b.clone());
                    self.graph.edge(Edge { from, to, ..edge.clone() })?;
                }
            }
            from = to;
        }
    }

    /// Takes `e1@` before a link.
    fn edge_id(&mut self, cursor: &mut Cursor<'_>) {
        let mut trial = *cursor;
        let id = trial.take_while(|c| c.is_alphanumeric() || c == '_');
        if !id.is_empty() && trial.eat("@") && !trial.starts_with("{") {
            self.edge_ids.insert(id.to_owned());
            *cursor = trial;
        }
    }

    /// Nodes joined by `&`; their ids.
    fn nodes(&mut self, cursor: &mut Cursor<'_>, notes: &mut Notes) -> Outcome<Vec<String>> {
        let mut ids = Vec::new();
        loop {
            ids.push(self.node(cursor, notes)?);
            let behind = *cursor;
            cursor.space();
            if !cursor.eat("&") {
                *cursor = behind;
                return Ok(ids);
            }
            cursor.space();
        }
    }

    /// `id`, `id[Label]`, `id:::class`, `id@{ shape: cyl, label: "Label" }`.
    fn node(&mut self, cursor: &mut Cursor<'_>, notes: &mut Notes) -> Outcome<String> {
        let place = *cursor;
        let id = node_id(cursor);
        if id.is_empty() {
            return Err(place.expected("a node, such as `A` or `A[Label]`"));
        }
        if cursor.starts_with("@{") && self.edge_ids.contains(id) {
            cursor.take_until("}");
            notes.once(&place, "links are not animated");
            return Ok(id.to_owned());
        }
        let node = self.graph.node(id)?;
        if let Some(bracketed) = shapes::bracketed(cursor)? {
            let (label, icon) = label::split_icon(&label::clean(bracketed.text));
            // An icon without words is named by its word: an id would say less.
            let words = icon.clone().unwrap_or_else(|| id.to_owned());
            node.label = if label.is_empty() { words } else { label };
            node.icon = icon;
            node.shape = Some(bracketed.shape);
        }
        if cursor.starts_with("@{") {
            properties(cursor, node, notes)?;
        }
        styles::classes(cursor, id, &mut self.graph);
        Ok(id.to_owned())
    }
}

/// Whether the statement is this word.
fn is_alone(mut line: Cursor<'_>, word: &str) -> bool {
    line.eat_word(word) && {
        line.blanks();
        line.is_done() || line.starts_with(";") || line.starts_with("%%")
    }
}

/// Takes the id of a node. A dash belongs to it where a letter or digit follows.
pub(super) fn node_id<'a>(cursor: &mut Cursor<'a>) -> &'a str {
    let rest = cursor.rest();
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        let next = || rest.get(at + c.len_utf8()..).and_then(|behind| behind.chars().next());
        let belongs = match c {
            '-' => at > 0 && next().is_some_and(|c| c.is_alphanumeric() || c == '_'),
            '.' => at > 0 && next().is_some_and(|c| c != '-'),
            '/' | '*' | '+' | '\'' | '!' | '?' | '$' | '#' => true,
            _ => is_word(c),
        };
        if !belongs {
            end = at;
            break;
        }
    }
    cursor.skip(end);
    rest.get(..end).unwrap_or_default()
}

/// Letters, digits, marks of scripts, emoji.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || !c.is_ascii() && !c.is_whitespace()
}

/// `@{ shape: cyl, label: "Label", icon: "fa:bell" }`.
pub(super) fn properties(cursor: &mut Cursor<'_>, node: &mut Node, notes: &mut Notes) -> Outcome {
    let place = *cursor;
    for (key, value) in pairs(cursor)? {
        match key.as_str() {
            "shape" => match shapes::by_name(&value) {
                Some(shape) => {
                    node.shape = Some(shape);
                    // The sign for a stop has no words unless it is given some.
                    if matches!(value.as_str(), "stop" | "fr-circ" | "framed-circle")
                        && node.label == node.id
                    {
                        "[*]".clone_into(&mut node.label);
                    }
                }
                None => notes.once(&place, &format!("the shape `{value}` is not known")),
            },
            "label" => {
                let (label, icon) = label::split_icon(&label::clean(&value));
                node.label = label;
                node.icon = icon.or(node.icon.take());
            }
            "icon" => node.icon = label::icon_word(&value),
            "img" => notes.once(&place, "pictures of nodes are not fetched"),
            "assigned" => node.tags.push(label::clean(&value)),
            "ticket" => node.text = label::some(&value),
            "priority" => {
                if matches!(value.as_str(), "Very High" | "High") {
                    node.status = Some(easel_types::spec::Status::Critical);
                }
                node.stereotype = label::some(&value);
            }
            _ => notes.once(&place, "of a node, only shape, label and icon are used"),
        }
    }
    Ok(())
}

/// The pairs of `@{ key: value, … }`; lines may part them instead of commas.
pub(super) fn pairs(cursor: &mut Cursor<'_>) -> Outcome<Vec<(String, String)>> {
    let place = *cursor;
    cursor.eat("@{");
    let mut pairs = Vec::new();
    loop {
        cursor.take_while(|c| c.is_whitespace() || matches!(c, ',' | ';'));
        if cursor.eat("}") {
            return Ok(pairs);
        }
        let key = cursor.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '\''));
        cursor.blanks();
        if key.is_empty() || !cursor.eat(":") {
            return Err(
                if cursor.is_done() { place } else { *cursor }.expected("`key: value` or `}`")
            );
        }
        cursor.blanks();
        let quote = cursor.peek().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            Some(quote) => {
                let place = *cursor;
                cursor.bump();
                let close = quote.to_string();
                cursor
                    .take_until(&close)
                    .ok_or_else(|| place.expected(&format!("a text that ends with {quote}")))?
            }
            None => cursor.take_while(|c| !matches!(c, ',' | '}' | '\n')).trim(),
        };
        pairs.push((key.trim_matches(['"', '\'']).to_owned(), value.to_owned()));
    }
}
