//! Entity-relationship diagrams. Syntax:
//! <https://mermaid.js.org/syntax/entityRelationshipDiagram.html>.

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Edge, EdgeLine, EndMark};

use super::lines::{self, Lines};
use super::preamble::Preamble;
use super::{flowchart, styles};
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// How many there may be, in signs (left, right) and in words, the longest first.
const COUNTS: [(&str, EndMark); 20] = [
    ("|o", EndMark::ZeroOrOne),
    ("o|", EndMark::ZeroOrOne),
    ("||", EndMark::One),
    ("}o", EndMark::ZeroOrMany),
    ("o{", EndMark::ZeroOrMany),
    ("}|", EndMark::OneOrMany),
    ("|{", EndMark::OneOrMany),
    ("one or zero", EndMark::ZeroOrOne),
    ("zero or one", EndMark::ZeroOrOne),
    ("one or more", EndMark::OneOrMany),
    ("one or many", EndMark::OneOrMany),
    ("many(1)", EndMark::OneOrMany),
    ("1+", EndMark::OneOrMany),
    ("zero or more", EndMark::ZeroOrMany),
    ("zero or many", EndMark::ZeroOrMany),
    ("many(0)", EndMark::ZeroOrMany),
    ("0+", EndMark::ZeroOrMany),
    ("only one", EndMark::One),
    ("many", EndMark::ZeroOrMany),
    ("1", EndMark::One),
];

struct Entities {
    graph: Graph,
    /// The entity whose attributes are being read.
    open: Option<String>,
}

pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut made = Entities { graph: Graph::new(DiagramKind::Er), open: None };
    for line in Lines::new(cursor) {
        let mark = made.graph.mark();
        let outcome = made.statement(line.text, notes);
        if outcome.is_err() {
            made.graph.undo(mark);
        }
        notes.bear(&line.text, outcome)?;
    }
    if made.open.is_some() {
        let mut end = cursor;
        end.skip(usize::MAX / 2);
        let outcome = Err(end.expected("`}` of an entity"));
        notes.bear(&end, outcome)?;
    }
    let spec = made.graph.finish();
    if spec.nodes.is_empty() {
        return Err(Problem::empty(
            "at least one entity, such as `CUSTOMER ||--o{ ORDER : places`",
        ));
    }
    Ok(Spec::Diagram(spec))
}

impl Entities {
    fn statement(&mut self, line: Cursor<'_>, notes: &mut Notes) -> Outcome {
        if let Some(id) = self.open.clone() {
            return self.attributes(&id, line);
        }
        let mut rest = line;
        if let Some(title) = lines::title(&line).filter(|_| !line.rest().contains("--")) {
            self.graph.spec.title = Some(title);
            return Ok(());
        }
        if rest.eat_word("direction") {
            rest.blanks();
            let found = flowchart::direction(&mut rest);
            self.graph.spec.direction = found.or(self.graph.spec.direction);
            return Ok(());
        }
        if styles::read(&line, &mut self.graph, notes) {
            return Ok(());
        }
        let from = self.entity(&mut rest)?;
        rest.blanks();
        if rest.is_done() || self.body(&from, &mut rest)? {
            return Ok(());
        }
        self.relation(from, rest)
    }

    /// `NAME`, `"Any name"`, `id[Label]`, `id["Label"]`, `NAME:::style`; its id.
    fn entity(&mut self, rest: &mut Cursor<'_>) -> Outcome<String> {
        let place = *rest;
        let id = if rest.eat("\"") {
            rest.take_until("\"").unwrap_or_default()
        } else {
            let text = rest.rest();
            let end = text
                .char_indices()
                .find(|(at, c)| {
                    let dash = *c == '-'
                        && text.get(at + 1..).is_some_and(|t| t.starts_with(char::is_alphanumeric));
                    let dot = *c == '.'
                        && text.get(at + 1..).is_some_and(|t| t.starts_with(char::is_alphanumeric));
                    !(c.is_alphanumeric()
                        || *c == '_'
                        || dash
                        || dot
                        || !c.is_ascii() && !c.is_whitespace())
                })
                .map_or(text.len(), |(at, _)| at);
            rest.skip(end);
            text.get(..end).unwrap_or_default()
        };
        if id.is_empty() {
            return Err(place.expected("the name of an entity"));
        }
        let node = self.graph.node(id)?;
        if rest.eat("[") {
            let inside = *rest;
            let Some(text) = rest.take_until("]") else {
                return Err(inside.expected("a label that ends with `]`"));
            };
            node.label = label::clean(text);
        }
        styles::classes(rest, id, &mut self.graph);
        Ok(id.to_owned())
    }

    /// Takes `{`, and attributes on the same line; false where there is none.
    fn body(&mut self, id: &str, rest: &mut Cursor<'_>) -> Outcome<bool> {
        if !rest.eat("{") {
            return Ok(false);
        }
        self.open = Some(id.to_owned());
        let inside = rest.trim();
        if !inside.is_done() {
            self.attributes(id, inside)?;
        }
        Ok(true)
    }

    /// `type name PK, FK "comment"`, or the closing brace.
    fn attributes(&mut self, id: &str, line: Cursor<'_>) -> Outcome {
        let (line, ends) = match line.rest().strip_suffix('}') {
            Some(rest) => (line.first(rest.len()).trim(), true),
            None => (line, false),
        };
        if ends {
            self.open = None;
        }
        if line.is_done() {
            return Ok(());
        }
        let (words, comment) = match line.split("\"") {
            Some((words, comment)) => {
                (words.trim(), label::some(comment.rest().trim_end_matches('"')))
            }
            None => (line, None),
        };
        if words.rest().split_whitespace().count() < 2 {
            return Err(line.expected("an attribute such as `string name PK`"));
        }
        let text = attribute(words.rest(), comment.as_deref());
        self.graph.known(id)?.members.push(text);
        Ok(())
    }

    /// `||--o{ ORDER : places`.
    fn relation(&mut self, from: String, mut rest: Cursor<'_>) -> Outcome {
        let from_mark = count(&mut rest)?;
        rest.blanks();
        let line = if rest.eat("--") || rest.eat_word("to") {
            EdgeLine::Solid
        } else if rest.eat("..")
            || rest.eat(".-")
            || rest.eat("-.")
            || rest.eat_word("optionally to")
        {
            EdgeLine::Dashed
        } else {
            return Err(rest.expected("`--`, `..`, `to` or `optionally to`"));
        };
        rest.blanks();
        let to_mark = count(&mut rest)?;
        rest.blanks();
        let to = self.entity(&mut rest)?;
        rest.blanks();
        let label = if rest.eat(":") {
            label::some(rest.rest())
        } else if rest.is_done() {
            None
        } else {
            return Err(rest.expected("`: label` or the end of the line"));
        };
        self.graph.edge(Edge {
            from,
            to,
            label,
            line,
            from_mark: Some(from_mark),
            to_mark: Some(to_mark),
            ..Edge::default()
        })
    }
}

/// `type name – comment PK FK`: the keys stay at the end, where readers look for them.
fn attribute(words: &str, comment: Option<&str>) -> String {
    let is_key = |word: &&str| word.split(',').all(|part| matches!(part, "" | "PK" | "FK" | "UK"));
    let words: Vec<&str> = words.split_whitespace().filter(|word| *word != ",").collect();
    let keys = words.iter().skip(2).rev().take_while(|word| is_key(word)).count();
    let (name, keys) = words.split_at(words.len() - keys);
    let mut text = name.join(" ");
    if let Some(comment) = comment {
        text.push_str(" – ");
        text.push_str(comment);
    }
    for key in keys {
        text.push(' ');
        text.push_str(key);
    }
    text
}

fn count(rest: &mut Cursor<'_>) -> Outcome<EndMark> {
    for (sign, mark) in COUNTS {
        let is_word = sign.starts_with(char::is_alphabetic) && !sign.ends_with(')');
        if if is_word { rest.eat_word(sign) } else { rest.eat(sign) } {
            return Ok(mark);
        }
    }
    Err(rest.expected(
        "how many: `||`, `|o`, `}o`, `}|`, `o|`, `o{`, `|{`, or words such as `only one`",
    ))
}
