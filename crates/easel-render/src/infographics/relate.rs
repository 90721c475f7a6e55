//! Relations between items, drawn as a diagram: flow and network.

use easel_types::spec::{DiagramKind, DiagramSpec, Edge, InfographicItem, InfographicSpec, Node};

use super::names::Template;
use crate::canvas::Stage;
use crate::diagrams;
use crate::error::RenderError;
use crate::scene::Scene;

/// Draws items and relations with the layout of the diagrams.
///
/// # Errors
/// As [`diagrams::draw`].
pub(super) fn draw(
    spec: &InfographicSpec,
    items: &[InfographicItem],
    (template, stage): (Template, Stage<'_>),
) -> Result<Scene, RenderError> {
    let mut nodes: Vec<Node> = items
        .iter()
        .enumerate()
        .map(|(index, item)| Node {
            id: (index + 1).to_string(),
            label: label_of(item),
            text: item.text.clone(),
            icon: item.icon.clone(),
            color: item.color.clone(),
            ..Node::default()
        })
        .collect();
    let mut find = |name: &str| -> String {
        let name = name.trim();
        let by_label = items.iter().position(|item| item.label.trim() == name);
        let by_number =
            || name.parse::<usize>().ok().filter(|number| (1..=items.len()).contains(number));
        if let Some(index) = by_label {
            return (index + 1).to_string();
        }
        if let Some(number) = by_number() {
            return number.to_string();
        }
        // A name that only stands in the relations is an item as well.
        let id = format!("name {name}");
        if !nodes.iter().any(|node| node.id == id) {
            let label = name.to_owned();
            nodes.push(Node { id: id.clone(), label, ..Node::default() });
        }
        id
    };
    let edges: Vec<Edge> = spec
        .relations
        .iter()
        .map(|edge| Edge { from: find(&edge.from), to: find(&edge.to), ..edge.clone() })
        .collect();
    let is_network = template == Template::Network;
    let diagram = DiagramSpec {
        kind: if is_network { DiagramKind::Network } else { DiagramKind::Flowchart },
        title: spec.title.clone(),
        subtitle: spec.subtitle.clone(),
        nodes,
        edges,
        appearance: spec.appearance.clone(),
        source: spec.source,
        ..DiagramSpec::default()
    };
    diagrams::draw(&diagram, stage)
}

/// Label with the key figure.
fn label_of(item: &InfographicItem) -> String {
    match item.value.as_deref().map(str::trim) {
        Some(value) if !value.is_empty() => format!("{} {value}", item.label.trim()),
        _ => item.label.trim().to_owned(),
    }
}
