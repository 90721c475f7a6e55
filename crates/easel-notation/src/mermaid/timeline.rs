//! Timelines: periods with events. Syntax: <https://mermaid.js.org/syntax/timeline.html>.

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Group};

use super::flowchart;
use super::lines::{self, Lines};
use super::preamble::Preamble;
use crate::ELEMENTS_MAX;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// Reads a timeline: one node an event, with its period as its beginning.
pub(super) fn read(mut cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut graph = Graph::new(DiagramKind::Timeline);
    cursor.blanks();
    graph.spec.direction = flowchart::direction(&mut cursor);
    let mut period: Option<String> = None;
    for line in Lines::new(cursor) {
        let outcome = statement(line.text, &mut period, &mut graph);
        notes.bear(&line.text, outcome)?;
    }
    if graph.spec.nodes.is_empty() {
        return Err(Problem::empty("at least one period, such as `2004 : An event`"));
    }
    Ok(Spec::Diagram(graph.spec))
}

fn statement(line: Cursor<'_>, period: &mut Option<String>, graph: &mut Graph) -> Outcome {
    let mut rest = line;
    if let Some(title) = lines::title(&line) {
        graph.spec.title = Some(title);
        return Ok(());
    }
    if rest.eat_word("section") {
        *period = None;
        return section(rest, graph);
    }
    let continues = line.starts_with(":");
    let mut parts = parts(line.rest()).into_iter();
    let name = parts.next().unwrap_or_default();
    let events: Vec<String> = parts.filter(|text| !text.is_empty()).collect();
    if !continues {
        if events.is_empty() {
            event(&name, None, graph)?;
        }
        *period = Some(name);
    } else if period.is_none() {
        return Err(line.expected("a period before its events"));
    }
    for text in events {
        event(&text, period.as_deref(), graph)?;
    }
    Ok(())
}

/// Parts between colons that are followed by white space; `10:30` stays whole.
fn parts(line: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(':') {
        let behind = line.get(at + 1..).unwrap_or_default();
        if at >= start && (behind.is_empty() || behind.starts_with(char::is_whitespace)) {
            parts.push(label::clean(line.get(start..at).unwrap_or_default()));
            start = at + 1;
        }
    }
    parts.push(label::clean(line.get(start..).unwrap_or_default()));
    parts
}

fn event(text: &str, period: Option<&str>, graph: &mut Graph) -> Outcome {
    let node = graph.fresh(&format!("e{}", graph.spec.nodes.len() + 1))?;
    text.clone_into(&mut node.label);
    node.start = period.map(str::to_owned);
    let id = node.id.clone();
    if let Some(section) = graph.spec.groups.last_mut() {
        section.nodes.push(id);
    }
    Ok(())
}

/// `section Name` of timelines, journeys and Gantt charts.
pub(super) fn section(name: Cursor<'_>, graph: &mut Graph) -> Outcome {
    if graph.spec.groups.len() >= ELEMENTS_MAX {
        return Err(Problem::TooMany { what: "sections" });
    }
    let label = label::clean(name.rest().trim().trim_start_matches(':'));
    graph.spec.groups.push(Group { label, ..Group::default() });
    Ok(())
}
