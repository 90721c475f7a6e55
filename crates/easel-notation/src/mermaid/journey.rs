//! User journeys: tasks with a score and who takes part.
//! Syntax: <https://mermaid.js.org/syntax/userJourney.html>.

use easel_types::Spec;
use easel_types::spec::DiagramKind;

use super::lines;
use super::preamble::Preamble;
use super::timeline::section;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// Reads a journey.
pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut graph = Graph::new(DiagramKind::Journey);
    lines::each(cursor, notes, |line, _| statement(line.text, &mut graph))?;
    if graph.spec.nodes.is_empty() {
        return Err(Problem::empty("at least one task, such as `Make tea: 5: Me`"));
    }
    Ok(Spec::Diagram(graph.spec))
}

fn statement(line: Cursor<'_>, graph: &mut Graph) -> Outcome {
    let mut rest = line;
    if let Some(title) = lines::title(&line) {
        graph.spec.title = Some(title);
        return Ok(());
    }
    if rest.eat_word("section") {
        return section(rest, graph);
    }
    let Some((name, rest)) = line.split(":") else {
        return Err(line.expected("a task such as `Make tea: 5: Me`"));
    };
    let (score, people) = match rest.split(":") {
        Some((score, people)) => (score.trim(), Some(people)),
        None => (rest.trim(), None),
    };
    let value: f64 = score.rest().parse().map_err(|_| score.expected("a score from 1 to 5"))?;
    if !(1.0..=5.0).contains(&value) {
        return Err(score.expected("a score from 1 to 5"));
    }
    let node = graph.fresh(&format!("t{}", graph.spec.nodes.len() + 1))?;
    node.label = label::clean(name.rest());
    node.value = Some(value);
    let people = people.map(|people| people.commas()).unwrap_or_default();
    node.tags = people.iter().filter_map(|name| label::some(name.rest())).collect();
    let id = node.id.clone();
    if let Some(section) = graph.spec.groups.last_mut() {
        section.nodes.push(id);
    }
    Ok(())
}
