//! State diagrams: states, transitions, composite states, regions, notes.
//! Syntax: <https://mermaid.js.org/syntax/stateDiagram.html>.

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Edge, NodeShape, Remark, RemarkSide};

use super::lines::{self, Lines};
use super::preamble::Preamble;
use super::{flowchart, styles};
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// A composite state that is open.
struct Open {
    id: String,
    /// Regions so far; 0 where it has only one.
    regions: usize,
}

struct States {
    graph: Graph,
    open: Vec<Open>,
    /// States that have been described: further words are smaller.
    described: std::collections::HashSet<String>,
    /// A note of several lines that is open.
    note: Option<(Remark, Vec<String>)>,
}

pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut made = States {
        graph: Graph::new(DiagramKind::State),
        open: Vec::new(),
        described: std::collections::HashSet::new(),
        note: None,
    };
    for line in Lines::new(cursor) {
        let mark = made.graph.mark();
        let outcome = made.statement(line.text, notes);
        if outcome.is_err() {
            made.graph.undo(mark);
        }
        notes.bear(&line.text, outcome)?;
    }
    let mut end = cursor;
    end.skip(usize::MAX / 2);
    if made.note.is_some() {
        let outcome = Err(end.expected("`end note`"));
        notes.bear(&end, outcome)?;
        made.end_note();
    }
    if !made.open.is_empty() {
        let outcome = Err(end.expected("`}` of a state"));
        notes.bear(&end, outcome)?;
        while made.close() {}
    }
    let spec = made.graph.finish();
    if spec.nodes.is_empty() {
        return Err(Problem::empty("at least one state, such as `[*] --> Idle`"));
    }
    Ok(Spec::Diagram(spec))
}

impl States {
    fn statement(&mut self, line: Cursor<'_>, notes: &mut Notes) -> Outcome {
        if let Some((_, texts)) = &mut self.note {
            if line.rest().eq_ignore_ascii_case("end note") {
                self.end_note();
            } else {
                texts.push(line.rest().to_owned());
            }
            return Ok(());
        }
        let line = without_semicolon(line);
        let mut rest = line;
        if line.starts_with("}") {
            rest.skip(1);
            if !self.close() {
                return Err(line.expected("a statement; no state is open here"));
            }
            let rest = rest.trim();
            return if rest.is_done() { Ok(()) } else { self.statement(rest, notes) };
        }
        if line.rest().chars().all(|c| c == '-') && line.rest().len() >= 2 {
            return self.region(line);
        }
        if is_transition(line) {
            return self.transition(line);
        }
        if let Some(title) = lines::title(&line) {
            self.graph.spec.title = Some(title);
        } else if rest.eat_word("direction") {
            rest.blanks();
            let found = flowchart::direction(&mut rest);
            if self.open.is_empty() {
                self.graph.spec.direction = found.or(self.graph.spec.direction);
            } else {
                notes.once(&line, "a composite state runs the way of the whole diagram");
            }
        } else if rest.eat_word("state") {
            return self.state(rest.trim(), notes);
        } else if rest.eat_word("note") {
            return self.note(rest.trim());
        } else if rest.eat_word("hide") || rest.eat_word("scale") {
            notes.once(&line, "this statement changes nothing here");
        } else if !styles::read(&line, &mut self.graph, notes) {
            return self.description(line);
        }
        Ok(())
    }

    /// Closes the innermost composite state and its region.
    fn close(&mut self) -> bool {
        let Some(open) = self.open.pop() else { return false };
        if open.regions > 0 {
            self.graph.close();
        }
        self.graph.close()
    }

    /// `--`: what follows runs beside what came before.
    fn region(&mut self, line: Cursor<'_>) -> Outcome {
        let Some(open) = self.open.last_mut() else {
            return Err(line.expected("a statement; regions are parts of a composite state"));
        };
        open.regions += 1;
        let (id, regions) = (open.id.clone(), open.regions);
        if regions == 1 {
            self.graph.regroup(&format!("{id} region 1"), &line)?;
        } else {
            self.graph.close();
        }
        self.graph.open(&format!("{id} region {}", regions + 1), "", &line)?;
        Ok(())
    }

    /// `"Long name" as id`, `id { … }`, `id <<choice>>`.
    fn state(&mut self, rest: Cursor<'_>, notes: &mut Notes) -> Outcome {
        let mut rest = rest;
        let place = rest;
        let mut label = None;
        if rest.eat("\"") {
            let Some(text) = rest.take_until("\"") else {
                return Err(place.expected("a text that ends with `\"`"));
            };
            label = label::some(text);
            rest.blanks();
            if !rest.eat_word("as") {
                return Err(rest.expected("`as` and an id"));
            }
            rest.blanks();
        }
        let id = state_id(&mut rest);
        if id.is_empty() {
            return Err(rest.expected("the id of a state"));
        }
        styles::classes(&mut rest, id, &mut self.graph);
        rest.blanks();
        if rest.eat("{") {
            let name = label.unwrap_or_else(|| {
                let known = if self.graph.has_node(id) { self.graph.known(id).ok() } else { None };
                known.map_or_else(|| id.to_owned(), |node| node.label.clone())
            });
            if self.graph.has_node(id) {
                // Only a mention until now: the frame shows the label.
                id.clone_into(&mut self.graph.known(id)?.label);
            }
            self.graph.open(id, &name, &rest)?;
            self.open.push(Open { id: id.to_owned(), regions: 0 });
            return self.on_one_line(rest.trim(), notes);
        }
        self.simple(id, label, rest)
    }

    /// What stands behind an opening brace: `state A { b --> c }`.
    fn on_one_line(&mut self, body: Cursor<'_>, notes: &mut Notes) -> Outcome {
        let (body, closes) = match body.rest().strip_suffix('}') {
            Some(inside) => (body.first(inside.len()).trim(), true),
            None => (body, false),
        };
        if !body.is_done() {
            self.statement(body, notes)?;
        }
        if closes {
            self.close();
        }
        Ok(())
    }

    fn simple(&mut self, id: &str, label: Option<String>, mut rest: Cursor<'_>) -> Outcome {
        let node = self.graph.node(id)?;
        if let Some(label) = label {
            node.label = label;
            self.described.insert(id.to_owned());
        }
        if rest.eat("<<") || rest.eat("[[") {
            let kind = rest.take_while(char::is_alphanumeric);
            match kind {
                "choice" => node.shape = Some(NodeShape::Diamond),
                "fork" | "join" => node.shape = Some(NodeShape::Bar),
                "start" => node.shape = Some(NodeShape::Start),
                "end" => node.shape = Some(NodeShape::DoubleCircle),
                _ => return Err(rest.expected("`choice`, `fork`, `join`, `start` or `end`")),
            }
            node.stereotype = Some(kind.to_owned());
            rest.take_while(|c| matches!(c, '>' | ']'));
        }
        rest.blanks();
        if rest.eat(":") {
            return self.describe(id, rest.rest());
        }
        if rest.is_done() { Ok(()) } else { Err(rest.expected("`{`, `:` or the end of the line")) }
    }

    /// `id : text`, or an id alone.
    fn description(&mut self, line: Cursor<'_>) -> Outcome {
        let mut rest = line;
        let id = state_id(&mut rest);
        if id.is_empty() {
            return Err(line.expected("a state, a transition such as `A --> B`, or a note"));
        }
        if !self.graph.has_group(id) {
            self.graph.node(id)?;
        }
        styles::classes(&mut rest, id, &mut self.graph);
        rest.blanks();
        if rest.eat(":") {
            return self.describe(id, rest.rest());
        }
        if rest.is_done() {
            Ok(())
        } else {
            Err(rest.expected("`-->`, `: description` or the end of the line"))
        }
    }

    /// The first words about a state are its label, the others stand under it.
    fn describe(&mut self, id: &str, text: &str) -> Outcome {
        let text = label::clean(text);
        let is_first = self.described.insert(id.to_owned());
        if let Some(group) = self.graph.group(id) {
            group.label = text;
            return Ok(());
        }
        let node = self.graph.node(id)?;
        if is_first {
            node.label = text;
        } else {
            let before = node.text.take().map_or_else(String::new, |text| text + "\n");
            node.text = Some(before + &text);
        }
        Ok(())
    }

    /// `A --> B : text`.
    fn transition(&mut self, line: Cursor<'_>) -> Outcome {
        let mut rest = line;
        let from = self.end(&mut rest, true)?;
        rest.blanks();
        if !rest.eat("-->") {
            return Err(rest.expected("`-->`"));
        }
        rest.blanks();
        let to = self.end(&mut rest, false)?;
        rest.blanks();
        let label = if rest.eat(":") {
            label::some(rest.rest())
        } else if rest.is_done() {
            None
        } else {
            return Err(rest.expected("`: text` or the end of the line"));
        };
        self.graph.edge(Edge { from, to, label, ..Edge::default() })
    }

    /// An end of a transition; `[*]` is where the surrounding state begins or ends.
    fn end(&mut self, rest: &mut Cursor<'_>, is_source: bool) -> Outcome<String> {
        if rest.eat("[*]") {
            let word = if is_source { "start" } else { "end" };
            let scope = self.graph.scope().map(|scope| format!("{scope} {word}"));
            let node = self.graph.node(&scope.unwrap_or_else(|| format!("[{word}]")))?;
            "[*]".clone_into(&mut node.label);
            let shape = if is_source { NodeShape::Start } else { NodeShape::DoubleCircle };
            node.shape = Some(shape);
            return Ok(node.id.clone());
        }
        let id = state_id(rest);
        if id.is_empty() {
            return Err(rest.expected("a state or `[*]`"));
        }
        if !self.graph.has_group(id) {
            self.graph.node(id)?;
        }
        styles::classes(rest, id, &mut self.graph);
        Ok(id.to_owned())
    }

    /// `right of A : text`, `left of A` with lines up to `end note`, `"text" as N`.
    fn note(&mut self, rest: Cursor<'_>) -> Outcome {
        let mut rest = rest;
        if rest.eat("\"") {
            let text = label::clean(rest.take_until("\"").unwrap_or_default());
            let remark = Remark { text, ..Remark::default() };
            self.graph.spec.notes.push(remark);
            return Ok(());
        }
        let side = if rest.eat_word("left of") {
            RemarkSide::Left
        } else if rest.eat_word("right of") {
            RemarkSide::Right
        } else {
            return Err(rest.expected("`left of` or `right of`"));
        };
        rest.blanks();
        let id = state_id(&mut rest);
        if id.is_empty() {
            return Err(rest.expected("the id of a state"));
        }
        if !self.graph.has_group(id) {
            self.graph.known(id)?;
        }
        rest.blanks();
        let mut remark = Remark { text: String::new(), nodes: vec![id.to_owned()], side };
        if rest.eat(":") {
            remark.text = label::clean(rest.rest());
            self.graph.spec.notes.push(remark);
        } else {
            self.note = Some((remark, Vec::new()));
        }
        Ok(())
    }

    fn end_note(&mut self) {
        if let Some((mut remark, texts)) = self.note.take() {
            remark.text = label::clean(&texts.join("\n"));
            self.graph.spec.notes.push(remark);
        }
    }
}

/// Whether the arrow is the line's own, not one inside of `state A { b --> c }` or of a name.
fn is_transition(line: Cursor<'_>) -> bool {
    let Some((before, _)) = line.rest().split_once("-->") else { return false };
    !(before.starts_with("state ") && before.contains(['{', '"']))
}

fn without_semicolon(line: Cursor<'_>) -> Cursor<'_> {
    let length = line.rest().trim_end_matches([';', ' ']).len();
    if length == 0 { line } else { line.first(length) }
}

/// Takes the id of a state.
fn state_id<'a>(cursor: &mut Cursor<'a>) -> &'a str {
    let rest = cursor.rest();
    let end = rest
        .char_indices()
        .find(|(at, c)| {
            let dash = *c == '-' && rest.get(*at..).is_some_and(|rest| !rest.starts_with("--"));
            !(c.is_alphanumeric()
                || matches!(c, '_' | '.')
                || dash
                || !c.is_ascii() && !c.is_whitespace())
        })
        .map_or(rest.len(), |(at, _)| at);
    cursor.skip(end);
    rest.get(..end).unwrap_or_default()
}
