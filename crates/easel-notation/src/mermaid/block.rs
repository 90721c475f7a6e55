//! Block diagrams: blocks in rows, nested blocks, links. Columns and widths are left to the
//! renderer. Syntax: <https://mermaid.js.org/syntax/block.html>.

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Edge};

use super::flowchart::node_id;
use super::lines::Lines;
use super::preamble::Preamble;
use super::{links, shapes, styles};
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// Reads a block diagram.
pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut graph = Graph::new(DiagramKind::Block);
    for line in Lines::new(cursor) {
        let mark = graph.mark();
        let outcome = statement(line.text, &mut graph, notes);
        if outcome.is_err() {
            graph.undo(mark);
        }
        notes.bear(&line.text, outcome)?;
    }
    if graph.depth() > 0 {
        let mut end = cursor;
        end.skip(usize::MAX / 2);
        let outcome = Err(end.expected("`end` of a block"));
        notes.bear(&end, outcome)?;
    }
    let spec = graph.finish();
    if spec.nodes.is_empty() {
        return Err(Problem::empty("at least one block"));
    }
    Ok(Spec::Diagram(spec))
}

fn statement(line: Cursor<'_>, graph: &mut Graph, notes: &mut Notes) -> Outcome {
    let mut rest = line;
    if let Some(title) = super::lines::title(&line) {
        graph.spec.title = Some(title);
        return Ok(());
    }
    if rest.eat_word("columns") {
        notes.once(&line, "columns of a block diagram are chosen by the renderer");
        return Ok(());
    }
    if styles::read(&line, graph, notes) {
        return Ok(());
    }
    loop {
        rest.take_while(|c| c.is_whitespace() || c == ';');
        if rest.is_done() {
            return Ok(());
        }
        if rest.eat_word("space") {
            width(&mut rest);
        } else if rest.eat_word("end") {
            if !graph.close() {
                return Err(line.expected("a block; none is open here"));
            }
        } else if rest.eat_word("block") {
            group(&mut rest, graph)?;
        } else {
            chain(&mut rest, graph)?;
        }
    }
}

/// `block`, `block:id`, `block:id["Label"]:2`.
fn group(rest: &mut Cursor<'_>, graph: &mut Graph) -> Outcome {
    let place = *rest;
    let mut id = "";
    if rest.eat(":") {
        id = rest.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    }
    let label = shapes::bracketed(rest)?.map(|bracketed| label::clean(bracketed.text));
    width(rest);
    graph.open(id, &label.unwrap_or_default(), &place)?;
    Ok(())
}

/// Takes `:2`.
fn width(rest: &mut Cursor<'_>) {
    if rest.eat(":") {
        rest.take_while(|c| c.is_ascii_digit());
    }
}

/// A block, or blocks joined by links.
fn chain(rest: &mut Cursor<'_>, graph: &mut Graph) -> Outcome {
    let mut from = block(rest, graph)?;
    loop {
        let behind = *rest;
        rest.blanks();
        let Some(link) = links::read(rest)? else {
            *rest = behind;
            return Ok(());
        };
        rest.blanks();
        let to = block(rest, graph)?;
        graph.edge(Edge { from, to: to.clone(), ..link })?;
        from = to;
    }
}

/// `id`, `id["Label"]:2`, `id<["Label"]>(right)`.
fn block(rest: &mut Cursor<'_>, graph: &mut Graph) -> Outcome<String> {
    let place = *rest;
    let id = node_id(rest);
    if id.is_empty() {
        return Err(place.expected("a block, such as `a` or `a[\"Label\"]`"));
    }
    if !graph.has_group(id) {
        graph.node(id)?;
    }
    if rest.eat("<[") {
        let text =
            rest.take_until("]>").ok_or_else(|| place.expected("a label that ends with `]>`"))?;
        graph.known(id)?.label = label::clean(text.replace("&nbsp;", " ").as_str());
        if rest.eat("(") {
            rest.take_until(")");
        }
    } else if let Some(bracketed) = shapes::bracketed(rest)? {
        let node = graph.known(id)?;
        let label = label::clean(bracketed.text);
        node.label = if label.is_empty() { id.to_owned() } else { label };
        node.shape = Some(bracketed.shape);
    }
    styles::classes(rest, id, graph);
    width(rest);
    Ok(id.to_owned())
}
