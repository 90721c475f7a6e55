//! Diagrams whose indentation is their meaning: mind maps and kanban boards.
//! Syntax: <https://mermaid.js.org/syntax/mindmap.html>, <https://mermaid.js.org/syntax/kanban.html>.

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Edge, NodeShape};

use super::flowchart;
use super::lines::Lines;
use super::preamble::Preamble;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;
use crate::{DEPTH_MAX, ELEMENTS_MAX};

/// What a line of a mind map or board says.
struct Entry {
    label: String,
    shape: Option<NodeShape>,
}

/// Brackets around the text of an entry.
const SHAPES: [(&str, &str, NodeShape); 6] = [
    ("((", "))", NodeShape::Circle),
    ("))", "((", NodeShape::Cloud),
    ("{{", "}}", NodeShape::Hexagon),
    ("[", "]", NodeShape::Rect),
    ("(", ")", NodeShape::Rounded),
    (")", "(", NodeShape::Cloud),
];

/// Reads a mind map.
pub(super) fn mindmap(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut graph = Graph::new(DiagramKind::Mindmap);
    // The branch that is open: indentation and id of each node from the root on.
    let mut branch: Vec<(usize, String)> = Vec::new();
    let mut lines = Lines::new(cursor);
    while let Some(line) = lines.next() {
        let mut text = line.text;
        let outcome = if text.rest().starts_with("::icon") {
            icon(text, branch.last(), &mut graph)
        } else if text.starts_with(":::") {
            notes.once(&text, "classes of a mind map are not drawn");
            Ok(())
        } else {
            continued(&mut text, &mut lines);
            branch_node(line.indent, text, &mut branch, &mut graph)
        };
        notes.bear(&text, outcome)?;
    }
    let spec = graph.finish();
    if spec.nodes.is_empty() {
        return Err(Problem::empty("a root, such as `root((Subject))`"));
    }
    Ok(Spec::Diagram(spec))
}

/// Adds the lines up to the closing quote to a text whose quote is open.
fn continued<'a>(text: &mut Cursor<'a>, lines: &mut Lines<'a>) {
    let quotes = text.rest().bytes().filter(|byte| *byte == b'"').count();
    if quotes != 1 {
        return;
    }
    let mut behind = *lines.cursor();
    if behind.take_until("\"").is_some() {
        behind.line();
        *text = Cursor::within(text.source(), text.offset(), behind.offset()).trim();
        *lines.cursor() = behind;
    }
}

fn branch_node(
    indent: usize,
    text: Cursor<'_>,
    branch: &mut Vec<(usize, String)>,
    graph: &mut Graph,
) -> Outcome {
    let entry = entry(text)?;
    while branch.last().is_some_and(|(depth, _)| *depth >= indent) {
        branch.pop();
    }
    if branch.is_empty() && !graph.spec.nodes.is_empty() {
        return Err(text.expected("a line that is indented: a mind map has one root"));
    }
    if branch.len() >= DEPTH_MAX {
        return Err(Problem::TooDeep { at: text.offset(), what: "branches" });
    }
    let (label, icon) = label::split_icon(&entry.label);
    let node = graph.fresh(&format!("n{}", graph.spec.nodes.len() + 1))?;
    node.label = label;
    node.icon = icon;
    node.shape = entry.shape;
    let to = node.id.clone();
    if let Some((_, from)) = branch.last() {
        graph.edge(Edge { from: from.clone(), to: to.clone(), ..Edge::default() })?;
    }
    branch.push((indent, to));
    Ok(())
}

/// `::icon(fa fa-book)`.
fn icon(text: Cursor<'_>, node: Option<&(usize, String)>, graph: &mut Graph) -> Outcome {
    let name = text.rest().trim_start_matches("::icon").trim_matches(['(', ')']);
    match node {
        Some((_, id)) => graph.known(id)?.icon = label::icon_word(name),
        None => return Err(text.expected("a node before its icon")),
    }
    Ok(())
}

/// `Words`, `id[Words]`, `((Words))` and so on.
fn entry(text: Cursor<'_>) -> Outcome<Entry> {
    let whole = text.rest();
    let whole = whole.split_once(":::").map_or(whole, |(text, class)| {
        let is_class = class.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
        if is_class { text.trim_end() } else { whole }
    });
    let at = whole.find(['[', '(', '{', ')']).unwrap_or(whole.len());
    let id = whole.get(..at).unwrap_or_default();
    let body = whole.get(at..).unwrap_or_default();
    // "Tools (free)" are words, not an id with a shape.
    if !body.is_empty() && !id.contains(char::is_whitespace) {
        for (open, close, shape) in SHAPES {
            let Some(inside) = body.strip_prefix(open) else { continue };
            if let Some(inside) = inside.trim_end().strip_suffix(close) {
                return Ok(Entry { label: label::clean(inside), shape: Some(shape) });
            }
            if id.is_empty() || open.len() == 2 || inside.trim_start().starts_with('"') {
                let mut place = text;
                place.skip(at);
                return Err(place.expected(&format!("a text that ends with `{close}`")));
            }
        }
    }
    Ok(Entry { label: label::clean(whole), shape: None })
}

/// Reads a kanban board.
pub(super) fn kanban(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut graph = Graph::new(DiagramKind::Kanban);
    let mut column_indent = None;
    let mut lines = Lines::new(cursor);
    while let Some(line) = lines.next() {
        let indent = *column_indent.get_or_insert(line.indent);
        let outcome = if line.indent <= indent {
            column(line.text, &mut graph)
        } else {
            let mut text = line.text;
            settings(&mut text, &mut lines);
            card(text, &mut graph, notes)
        };
        notes.bear(&line.text, outcome)?;
    }
    if graph.spec.groups.is_empty() {
        return Err(Problem::empty("a column and cards indented under it"));
    }
    // Columns may be empty, unlike groups of other diagrams.
    Ok(Spec::Diagram(graph.spec))
}

/// Adds the lines of `@{ … }` up to its brace.
fn settings<'a>(text: &mut Cursor<'a>, lines: &mut Lines<'a>) {
    let Some((_, open)) = text.split("@{") else { return };
    if open.rest().contains('}') {
        return;
    }
    let mut behind = *lines.cursor();
    if behind.take_until("}").is_some() {
        *text = Cursor::within(text.source(), text.offset(), behind.offset());
        behind.line();
        *lines.cursor() = behind;
    }
}

fn column(text: Cursor<'_>, graph: &mut Graph) -> Outcome {
    if graph.spec.groups.len() >= ELEMENTS_MAX {
        return Err(Problem::TooMany { what: "columns" });
    }
    let label = entry(text)?.label;
    graph.spec.groups.push(easel_types::spec::Group { label, ..Default::default() });
    Ok(())
}

/// `id[Words]@{ assigned: 'Ann', ticket: X-1, priority: 'High' }`.
fn card(text: Cursor<'_>, graph: &mut Graph, notes: &mut Notes) -> Outcome {
    let (head, settings) = match text.split("@{") {
        Some((head, _)) => {
            let mut settings = text;
            settings.skip(head.rest().len());
            (head.trim(), Some(settings))
        }
        None => (text, None),
    };
    let entry = entry(head)?;
    let node = graph.fresh(&format!("card{}", graph.spec.nodes.len() + 1))?;
    node.label = entry.label;
    if let Some(mut settings) = settings {
        flowchart::properties(&mut settings, node, notes)?;
    }
    let id = node.id.clone();
    if let Some(column) = graph.spec.groups.last_mut() {
        column.nodes.push(id);
    }
    Ok(())
}
