//! Class diagrams: classes with members, relations, namespaces, notes.
//! Syntax: <https://mermaid.js.org/syntax/classDiagram.html>.

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Edge, EdgeLine, EndMark, Node, Remark, RemarkSide};

use super::lines::{self, Lines};
use super::preamble::Preamble;
use super::{flowchart, styles};
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// What may stand at the left end of a relation, the longest first.
const LEFT: [(&str, EndMark); 5] = [
    ("<|", EndMark::Triangle),
    ("()", EndMark::Circle),
    ("<", EndMark::OpenArrow),
    ("*", EndMark::FilledDiamond),
    ("o", EndMark::Diamond),
];
/// What may stand at the right end.
const RIGHT: [(&str, EndMark); 5] = [
    ("|>", EndMark::Triangle),
    ("()", EndMark::Circle),
    (">", EndMark::OpenArrow),
    ("*", EndMark::FilledDiamond),
    ("o", EndMark::Diamond),
];

/// What braces are open around a line.
#[derive(Clone, PartialEq, Eq)]
enum Open {
    Class(String),
    Namespace,
}

struct Classes {
    graph: Graph,
    open: Vec<Open>,
}

pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut made = Classes { graph: Graph::new(DiagramKind::Class), open: Vec::new() };
    for line in Lines::new(cursor) {
        let mark = made.graph.mark();
        let outcome = made.statement(line.text, notes);
        if outcome.is_err() {
            made.graph.undo(mark);
        }
        notes.bear(&line.text, outcome)?;
    }
    if !made.open.is_empty() {
        let mut end = cursor;
        end.skip(usize::MAX / 2);
        let outcome = Err(end.expected("`}`"));
        notes.bear(&end, outcome)?;
    }
    let spec = made.graph.finish();
    if spec.nodes.is_empty() {
        return Err(Problem::empty("at least one class, such as `class Animal`"));
    }
    Ok(Spec::Diagram(spec))
}

impl Classes {
    fn statement(&mut self, line: Cursor<'_>, notes: &mut Notes) -> Outcome {
        if line.starts_with("}") {
            match self.open.pop() {
                Some(Open::Namespace) => {
                    self.graph.close();
                }
                Some(Open::Class(_)) => {}
                None => return Err(line.expected("a statement; nothing is open here")),
            }
            return self.tail(line, 1, notes);
        }
        if let Some(Open::Class(id)) = self.open.last() {
            let id = id.clone();
            return self.member_line(&id, line);
        }
        let mut rest = line;
        if let Some(title) = lines::title(&line) {
            self.graph.spec.title = Some(title);
        } else if rest.eat_word("direction") {
            rest.blanks();
            let found = flowchart::direction(&mut rest);
            self.graph.spec.direction = found.or(self.graph.spec.direction);
        } else if rest.eat_word("namespace") {
            return self.namespace(rest, notes);
        } else if rest.eat_word("note") {
            return self.note(rest.trim());
        } else if line.starts_with("<<") {
            return self.annotation(line);
        } else if is_declaration(line) {
            rest.eat_word("class");
            rest.blanks();
            return self.class(rest, notes);
        } else if !styles::read(&line, &mut self.graph, notes) {
            return self.relation_or_member(line);
        }
        Ok(())
    }

    /// What stands behind a brace on the same line.
    fn tail(&mut self, mut line: Cursor<'_>, bytes: usize, notes: &mut Notes) -> Outcome {
        line.skip(bytes);
        let rest = line.trim();
        if rest.is_done() { Ok(()) } else { self.statement(rest, notes) }
    }

    fn namespace(&mut self, rest: Cursor<'_>, notes: &mut Notes) -> Outcome {
        let Some((name, behind)) = rest.split("{") else {
            return Err(rest.expected("a name and `{`"));
        };
        let name = label::clean(name.rest());
        // The names of a namespace and of a class do not meet.
        self.graph.open(&format!("namespace {name}"), &name, &rest)?;
        self.open.push(Open::Namespace);
        self.tail(behind, 0, notes)
    }

    /// `class Name["Label"]:::style <<interface>> { members }`.
    fn class(&mut self, mut rest: Cursor<'_>, notes: &mut Notes) -> Outcome {
        let place = rest;
        let id = class_id(&mut rest);
        if id.is_empty() {
            return Err(place.expected("the name of a class"));
        }
        self.declare(&id)?;
        rest.blanks();
        if rest.eat("[") {
            let inside = rest;
            let Some(text) = rest.take_until("]") else {
                return Err(inside.expected("a label that ends with `]`"));
            };
            self.graph.node(&id)?.label = label::clean(text);
        }
        styles::classes(&mut rest, &id, &mut self.graph);
        rest.blanks();
        if rest.eat("<<") {
            let text = rest.take_until(">>").unwrap_or_default();
            self.graph.node(&id)?.stereotype = label::some(text);
            rest.blanks();
        }
        if !rest.eat("{") {
            return if rest.trim().is_done() {
                Ok(())
            } else {
                Err(rest.expected("`{`, `:::` or the end of the line"))
            };
        }
        let body = rest.trim();
        if let Some(members) = body.rest().strip_suffix('}') {
            let mut members = body.first(members.len());
            while let Some((member, behind)) = members.split(";") {
                self.member_line(&id, member.trim())?;
                members = behind;
            }
            return self.member_line(&id, members.trim());
        }
        self.open.push(Open::Class(id.clone()));
        if body.is_done() { Ok(()) } else { self.statement(body, notes) }
    }

    /// The class with this id, whose label shows its type parameters.
    fn declare(&mut self, id: &str) -> Outcome<&mut Node> {
        let is_new = !self.graph.has_node(id);
        let node = self.graph.node(id)?;
        if is_new {
            node.label = generics(id);
        }
        Ok(node)
    }

    fn member_line(&mut self, id: &str, line: Cursor<'_>) -> Outcome {
        let text = line.trimmed();
        if text.is_empty() {
            return Ok(());
        }
        let node = self.graph.known(id)?;
        if let Some(name) = text.strip_prefix("<<") {
            node.stereotype = label::some(name.trim_end_matches(">>"));
            return Ok(());
        }
        let is_method = text.contains('(');
        let read = if is_method { method(text) } else { member(text) };
        if is_method { &mut node.methods } else { &mut node.members }.push(read);
        Ok(())
    }

    /// `note "text"`, `note for Class "text"`.
    fn note(&mut self, mut rest: Cursor<'_>) -> Outcome {
        let mut nodes = Vec::new();
        if rest.eat_word("for") {
            rest.blanks();
            let id = class_id(&mut rest);
            if id.is_empty() {
                return Err(rest.expected("the name of a class"));
            }
            self.declare(&id)?;
            nodes.push(id);
        }
        let text = label::clean(rest.rest());
        if text.is_empty() {
            return Err(rest.expected("the text of a note in quotes"));
        }
        self.graph.spec.notes.push(Remark { text, nodes, side: RemarkSide::Right });
        Ok(())
    }

    /// `<<interface>> Shape`.
    fn annotation(&mut self, line: Cursor<'_>) -> Outcome {
        let mut rest = line;
        rest.eat("<<");
        let Some(text) = rest.take_until(">>") else {
            return Err(line.expected("`<<annotation>> Class`"));
        };
        rest.blanks();
        let id = class_id(&mut rest);
        if id.is_empty() {
            return Err(rest.expected("the name of a class"));
        }
        self.declare(&id)?.stereotype = label::some(text);
        Ok(())
    }

    /// `A "1" <|-- "many" B : label`, `A : member`.
    fn relation_or_member(&mut self, line: Cursor<'_>) -> Outcome {
        let mut rest = line;
        let from = class_id(&mut rest);
        if from.is_empty() {
            return Err(line.expected("a class, a relation or a member"));
        }
        self.declare(&from)?;
        styles::classes(&mut rest, &from, &mut self.graph);
        rest.blanks();
        if rest.is_done() {
            return Ok(());
        }
        if rest.eat(":") {
            return self.member_line(&from, rest);
        }
        let from_label = cardinality(&mut rest);
        rest.blanks();
        let from_mark = mark(&mut rest, &LEFT);
        let line_style = if rest.eat("--") {
            EdgeLine::Solid
        } else if rest.eat("..") {
            EdgeLine::Dashed
        } else {
            return Err(
                rest.expected("a relation such as `<|--`, `*--`, `-->` or `..>`, or `: member`")
            );
        };
        let to_mark = mark(&mut rest, &RIGHT);
        rest.blanks();
        let to_label = cardinality(&mut rest);
        rest.blanks();
        let to = class_id(&mut rest);
        if to.is_empty() {
            return Err(rest.expected("the name of a class"));
        }
        self.declare(&to)?;
        styles::classes(&mut rest, &to, &mut self.graph);
        rest.blanks();
        let label = if rest.eat(":") {
            label::some(rest.rest())
        } else if rest.trim().is_done() {
            None
        } else {
            return Err(rest.expected("`: label` or the end of the line"));
        };
        self.graph.edge(Edge {
            from,
            to,
            label,
            line: line_style,
            from_mark,
            to_mark: Some(to_mark.unwrap_or(EndMark::None)),
            from_label,
            to_label,
        })
    }
}

/// `class Name`, not `class A,B style`.
fn is_declaration(line: Cursor<'_>) -> bool {
    let mut rest = line;
    if !rest.eat_word("class") {
        return false;
    }
    rest.blanks();
    let id = class_id(&mut rest);
    rest.blanks();
    !id.is_empty()
        && (rest.is_done() || ["[", "{", ":::", "<<"].iter().any(|sign| rest.starts_with(sign)))
}

/// `Name`, `Name~T~`, `` `Any name` ``, `Space.Name`.
fn class_id(cursor: &mut Cursor<'_>) -> String {
    if cursor.eat("`") {
        return cursor.take_until("`").unwrap_or_default().to_owned();
    }
    let rest = cursor.rest();
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        let behind = rest.get(at + c.len_utf8()..).unwrap_or_default();
        let belongs = match c {
            '~' => at > 0 && generic_length(rest.get(at..).unwrap_or_default()).is_some(),
            '-' => at > 0 && behind.starts_with(char::is_alphanumeric),
            '.' => at > 0 && behind.starts_with(|c: char| c.is_alphanumeric() || c == '_'),
            _ => c.is_alphanumeric() || c == '_' || !c.is_ascii() && !c.is_whitespace(),
        };
        if c == '~' && belongs {
            end = at + generic_length(rest.get(at..).unwrap_or_default()).unwrap_or(1);
            break;
        }
        if !belongs {
            end = at;
            break;
        }
    }
    cursor.skip(end);
    rest.get(..end).unwrap_or_default().to_owned()
}

/// How long `~T~`, `~List~int~~` or `~K, V~` is.
fn generic_length(text: &str) -> Option<usize> {
    const LONGEST: usize = 120;
    let head = text.lines().next()?;
    let head = head.get(..head.floor_char_boundary(LONGEST))?;
    let mut depth = 0_usize;
    for (at, c) in head.char_indices() {
        match c {
            '~' if opens(head, at) => depth += 1,
            '~' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            ' ' | ',' | '[' | ']' | '?' | '.' | '_' => {}
            c if c.is_alphanumeric() => {}
            _ => return None,
        }
    }
    None
}

/// Whether the `~` at `at` opens a list of type parameters: a name follows it directly.
fn opens(text: &str, at: usize) -> bool {
    text.get(at + 1..)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// `List~T~` as `List<T>`.
fn generics(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if c != '~' || at == 0 {
            out.push(c);
        } else if opens(text, at) {
            depth += 1;
            out.push('<');
        } else if depth > 0 {
            depth -= 1;
            out.push('>');
        } else {
            out.push(c);
        }
    }
    out
}

/// An attribute as it should be read.
fn member(text: &str) -> String {
    let (text, kind) = classifier(text);
    label::clean(&generics(text)) + kind
}

/// `+getName(int id) String` as `+getName(int id): String`.
fn method(text: &str) -> String {
    let (text, mut kind) = classifier(text);
    let (head, mut tail) = match text.rfind(')') {
        Some(at) => text.split_at(at + 1),
        None => (text, ""),
    };
    // The sign may also stand right behind the bracket: `area()* float`.
    for (sign, name) in [('*', " {abstract}"), ('$', " {static}")] {
        if let Some(rest) = tail.strip_prefix(sign) {
            (tail, kind) = (rest, name);
        }
    }
    let result = tail.trim().trim_start_matches(':').trim();
    let head = label::clean(&generics(head));
    if result.is_empty() {
        format!("{head}{kind}")
    } else {
        format!("{head}: {}{kind}", label::clean(&generics(result)))
    }
}

/// `*` marks abstract members, `$` static ones.
fn classifier(text: &str) -> (&str, &'static str) {
    let text = text.trim().trim_end_matches(';').trim_end();
    if let Some(text) = text.strip_suffix('*') {
        (text, " {abstract}")
    } else if let Some(text) = text.strip_suffix('$') {
        (text, " {static}")
    } else {
        (text, "")
    }
}

fn cardinality(cursor: &mut Cursor<'_>) -> Option<String> {
    if !cursor.eat("\"") {
        return None;
    }
    cursor.take_until("\"").and_then(label::some)
}

fn mark(cursor: &mut Cursor<'_>, marks: &[(&str, EndMark)]) -> Option<EndMark> {
    let found = marks.iter().find(|(sign, _)| {
        let mut trial = *cursor;
        trial.eat(sign)
            && (*sign != "o" || {
                // `--o B` has a diamond, `--other` has none.
                let behind = trial.peek();
                behind.is_none_or(|c| !c.is_alphanumeric())
            })
    })?;
    cursor.eat(found.0);
    Some(found.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_parameters_are_in_angles() {
        for (text, expect) in [
            ("List~int~", "List<int>"),
            ("List~List~int~~", "List<List<int>>"),
            ("Map~String, int~ m", "Map<String, int> m"),
            ("~hidden", "~hidden"),
        ] {
            assert_eq!(generics(text), expect, "{text}");
        }
    }

    #[test]
    fn methods_are_as_people_read_them() {
        for (text, expect) in [
            ("+getName() String", "+getName(): String"),
            ("+area()* float", "+area(): float {abstract}"),
            ("count()$", "count() {static}"),
            ("-list(a int) List~T~", "-list(a int): List<T>"),
            ("go() : void", "go(): void"),
        ] {
            assert_eq!(method(text), expect, "{text}");
        }
    }
}
