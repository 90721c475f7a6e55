//! Quadrant charts: points between two axes. Syntax:
//! <https://mermaid.js.org/syntax/quadrantChart.html>.

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Group};

use super::lines;
use super::preamble::Preamble;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::notes::Notes;
use crate::{color, label};

/// Where the quadrants of Mermaid (1 is upper right, then against the clock) stand in reading
/// order.
const READING_ORDER: [(&str, usize); 4] =
    [("quadrant-1", 1), ("quadrant-2", 0), ("quadrant-3", 2), ("quadrant-4", 3)];

/// Reads a quadrant chart.
pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut graph = Graph::new(DiagramKind::Quadrant);
    let mut names: [String; 4] = Default::default();
    lines::each(cursor, notes, |line, notes| statement(line.text, &mut graph, &mut names, notes))?;
    let mut spec = graph.finish();
    if names.iter().any(|name| !name.is_empty()) {
        let group = |label| Group { label, ..Group::default() };
        spec.groups = names.into_iter().map(group).collect();
    }
    if spec.nodes.is_empty() && spec.groups.is_empty() {
        return Err(Problem::empty("at least one point, such as `Tea: [0.3, 0.6]`"));
    }
    Ok(Spec::Diagram(spec))
}

fn statement(
    line: Cursor<'_>,
    graph: &mut Graph,
    names: &mut [String; 4],
    notes: &mut Notes,
) -> Outcome {
    let mut rest = line;
    if let Some(title) = lines::title(&line) {
        graph.spec.title = Some(title);
        return Ok(());
    }
    for (word, first) in [("x-axis", 0), ("y-axis", 2)] {
        if rest.eat(word) {
            axis(rest, first, graph);
            return Ok(());
        }
    }
    for (word, place) in READING_ORDER {
        if rest.eat(word) {
            if let Some(name) = names.get_mut(place) {
                *name = label::clean(rest.rest());
            }
            return Ok(());
        }
    }
    if rest.eat_word("classDef") {
        rest.blanks();
        let name = rest.take_while(|c| !c.is_whitespace());
        graph.class(name, color::declared(rest.rest(), &["color"]));
        return Ok(());
    }
    point(line, graph, notes)
}

/// `Low --> High`, or the lower end only.
fn axis(text: Cursor<'_>, first: usize, graph: &mut Graph) {
    let (low, high) = match text.split("-->") {
        Some((low, high)) => (low.rest(), high.rest()),
        None => (text.rest(), ""),
    };
    let axes = graph.spec.axes.get_or_insert_default();
    for (place, text) in [(first, low), (first + 1, high)] {
        if let Some(end) = axes.get_mut(place) {
            *end = label::clean(text);
        }
    }
}

/// `Name:::class: [0.3, 0.6] radius: 12, color: #ff3300`.
fn point(line: Cursor<'_>, graph: &mut Graph, notes: &mut Notes) -> Outcome {
    let Some((head, place)) = line.split("[") else {
        return Err(line.expected("an axis, a quadrant or a point such as `Tea: [0.3, 0.6]`"));
    };
    let Some((place, style)) = place.split("]") else {
        return Err(place.expected("two numbers and `]`"));
    };
    let head = head.rest().trim().trim_end_matches(':').trim_end();
    let (name, class) = match head.split_once(":::") {
        Some((name, class)) => (name, Some(class.trim())),
        None => (head, None),
    };
    let mut at = place.commas().into_iter().map(|part| {
        let number: f64 = part.rest().parse().map_err(|_| part.expected("a number from 0 to 1"))?;
        if (0.0..=1.0).contains(&number) {
            Ok(number)
        } else {
            Err(part.expected("a number from 0 to 1"))
        }
    });
    let (Some(x), Some(y), None) = (at.next(), at.next(), at.next()) else {
        return Err(place.expected("two numbers"));
    };
    let (x, y) = (x?, y?);
    let node = graph.fresh(&format!("p{}", graph.spec.nodes.len() + 1))?;
    node.label = label::clean(name);
    node.at = Some([x, y]);
    if style.rest().contains("radius") || style.rest().contains("stroke") {
        notes.once(&line, "of the style of a point, only the colour is used");
    }
    let id = node.id.clone();
    graph.paint(&id, color::declared(style.rest(), &["color"]));
    if let Some(class) = class {
        graph.apply_class(&id, class);
    }
    Ok(())
}
