//! C4 diagrams: people, systems, containers, boundaries, relations.
//! Syntax: <https://mermaid.js.org/syntax/c4.html>.

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Edge, EndMark, NodeShape};

use super::lines::{self, Lines};
use super::preamble::Preamble;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// Reads a C4 diagram.
pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut graph = Graph::new(DiagramKind::Architecture);
    for line in Lines::new(cursor) {
        let outcome = statement(line.text, &mut graph, notes);
        notes.bear(&line.text, outcome)?;
    }
    if graph.depth() > 0 {
        let mut end = cursor;
        end.skip(usize::MAX / 2);
        let outcome = Err(end.expected("`}` of a boundary"));
        notes.bear(&end, outcome)?;
    }
    let spec = graph.finish();
    if spec.nodes.is_empty() {
        return Err(Problem::empty("at least one element, such as `Person(a, \"Ann\")`"));
    }
    Ok(Spec::Diagram(spec))
}

/// The arguments of `Name(a, "b", $c="d")`.
#[derive(Debug, Default)]
struct Call {
    /// In their order.
    plain: Vec<String>,
    technology: Option<String>,
    description: Option<String>,
}

impl Call {
    fn get(&self, nth: usize) -> Option<String> {
        self.plain.get(nth).filter(|text| !text.is_empty()).cloned()
    }
}

fn statement(line: Cursor<'_>, graph: &mut Graph, notes: &mut Notes) -> Outcome {
    let mut rest = line;
    if let Some(title) = lines::title(&line) {
        graph.spec.title = Some(title);
        return Ok(());
    }
    if rest.eat("}") {
        return if graph.close() {
            Ok(())
        } else {
            Err(line.expected("a statement; no boundary is open here"))
        };
    }
    let name = rest.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
    rest.blanks();
    if name.is_empty() || !rest.eat("(") {
        return Err(
            line.expected("an element such as `Person(a, \"Ann\")` or `Rel(a, b, \"uses\")`")
        );
    }
    let call = arguments(&mut rest, notes)?;
    rest.blanks();
    let opens = rest.eat("{");
    if name.starts_with("Update") || name.starts_with("Lay_") {
        notes.once(&line, "styles and layout of a C4 diagram are chosen by the renderer");
        return Ok(());
    }
    if name.starts_with("Rel") || name.starts_with("BiRel") {
        return relation(name, &call, line, graph);
    }
    let Some(id) = call.get(0) else {
        return Err(line.expected("an alias as the first argument"));
    };
    if name.ends_with("Boundary") || opens || name.contains("Node") {
        let label = call.get(1).unwrap_or_else(|| id.clone());
        graph.open(&id, &label, &line)?;
        if !opens {
            graph.close();
        }
        return Ok(());
    }
    element(name, &id, &call, line, graph)
}

/// `Person(alias, label, description)`, `Container(alias, label, technology, description)`.
fn element(name: &str, id: &str, call: &Call, line: Cursor<'_>, graph: &mut Graph) -> Outcome {
    let base = name.trim_end_matches("_Ext");
    let (kind, has_technology) = match base {
        "Person" => ("person", false),
        "System" | "SystemDb" | "SystemQueue" => ("system", false),
        "Container" | "ContainerDb" | "ContainerQueue" => ("container", true),
        "Component" | "ComponentDb" | "ComponentQueue" => ("component", true),
        _ => return Err(line.expected("a C4 element, a boundary or a relation")),
    };
    let node = graph.node(id)?;
    node.label = call.get(1).unwrap_or_else(|| id.to_owned());
    node.shape = if base == "Person" {
        Some(NodeShape::Person)
    } else if base.ends_with("Db") {
        Some(NodeShape::Cylinder)
    } else if base.ends_with("Queue") {
        Some(NodeShape::Queue)
    } else {
        None
    };
    let is_external = name.ends_with("_Ext");
    node.stereotype = Some(if is_external { "external" } else { kind }.to_owned());
    let technology = call.technology.clone().or_else(|| call.get(2).filter(|_| has_technology));
    let description =
        call.description.clone().or_else(|| call.get(if has_technology { 3 } else { 2 }));
    node.text = match (technology, description) {
        (Some(technology), Some(description)) => Some(format!("[{technology}] {description}")),
        (Some(technology), None) => Some(format!("[{technology}]")),
        (None, description) => description,
    };
    Ok(())
}

/// `Rel(from, to, label, technology)`.
fn relation(name: &str, call: &Call, line: Cursor<'_>, graph: &mut Graph) -> Outcome {
    let (Some(mut from), Some(mut to)) = (call.get(0), call.get(1)) else {
        return Err(line.expected("two elements as the first arguments"));
    };
    if name == "Rel_Back" {
        std::mem::swap(&mut from, &mut to);
    }
    for id in [&from, &to] {
        if !graph.has_group(id) {
            graph.known(id)?;
        }
    }
    let technology = call.technology.clone().or_else(|| call.get(3));
    let label = match (call.get(2), technology) {
        (Some(label), Some(technology)) => Some(format!("{label} [{technology}]")),
        (label, technology) => label.or(technology),
    };
    let from_mark = name.starts_with("BiRel").then_some(EndMark::Arrow);
    graph.edge(Edge { from, to, label, from_mark, ..Edge::default() })
}

/// The arguments up to the closing bracket.
fn arguments(rest: &mut Cursor<'_>, notes: &mut Notes) -> Outcome<Call> {
    let mut call = Call::default();
    loop {
        rest.blanks();
        if rest.eat(")") {
            return Ok(call);
        }
        let place = *rest;
        let mut key = "";
        if rest.eat("$") {
            key = rest.take_while(|c| c.is_alphanumeric() || c == '_');
            rest.blanks();
            rest.eat("=");
            rest.blanks();
        }
        let text = if rest.eat("\"") {
            let text = rest.take_until("\"");
            text.ok_or_else(|| place.expected("a text that ends with `\"`"))?
        } else {
            rest.take_while(|c| !matches!(c, ',' | ')' | '"'))
        };
        let text = label::clean(text);
        match key {
            "" => call.plain.push(text),
            "techn" => call.technology = Some(text),
            "descr" => call.description = Some(text),
            _ => notes.once(&place, "icons, tags and links of C4 elements are not drawn"),
        }
        rest.blanks();
        if !rest.eat(",") && !rest.starts_with(")") {
            return Err(rest.expected("`,` or `)`"));
        }
    }
}
