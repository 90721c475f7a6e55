//! Whether a diagram can be drawn.

use std::collections::HashSet;

use easel_types::Limits;
use easel_types::spec::{DiagramKind, DiagramSpec};

use super::{at_most, heading, short};
use crate::error::RenderError;

/// Diagram kinds that are drawn.
pub(crate) const DIAGRAM_KINDS: &str = "flowchart, state, orgchart, mindmap, network";

/// Most nodes of a diagram: more are not legible on the largest canvas.
const NODES_MAX: usize = 250;
/// Most edges of a diagram.
const EDGES_MAX: usize = 600;

/// Checks that a diagram can be drawn.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn check(spec: &DiagramSpec, limits: &Limits) -> Result<(), RenderError> {
    match spec.kind {
        DiagramKind::Flowchart
        | DiagramKind::Sequence
        | DiagramKind::State
        | DiagramKind::Orgchart
        | DiagramKind::Mindmap
        | DiagramKind::Network => {}
        other => {
            return Err(RenderError::UnsupportedKind {
                kind: other.as_str().to_owned(),
                supported: DIAGRAM_KINDS,
            });
        }
    }
    heading(spec.title.as_ref(), spec.subtitle.as_ref(), limits)?;
    at_most("nodes", spec.nodes.len(), NODES_MAX.min(limits.spec_elements_max))?;
    at_most("edges", spec.edges.len(), EDGES_MAX.min(limits.spec_elements_max))?;
    at_most("groups", spec.groups.len(), NODES_MAX)?;
    if spec.nodes.is_empty() {
        return Err(RenderError::invalid("nodes", "is empty; give at least one node"));
    }
    let mut ids = HashSet::new();
    for (index, node) in spec.nodes.iter().enumerate() {
        short(|| format!("nodes[{index}].label"), &node.label, limits)?;
        short(|| format!("nodes[{index}].id"), &node.id, limits)?;
        if !ids.insert(node.id.as_str()) {
            return Err(RenderError::invalid(
                format!("nodes[{index}].id"),
                format!("`{}` is used twice; ids must differ", node.id),
            ));
        }
    }
    for (index, edge) in spec.edges.iter().enumerate() {
        let path = || format!("edges[{index}].label");
        short(path, edge.label.as_deref().unwrap_or_default(), limits)?;
        for (end, id) in [("from", &edge.from), ("to", &edge.to)] {
            if !ids.contains(id.as_str()) {
                return Err(RenderError::invalid(
                    format!("edges[{index}].{end}"),
                    format!("`{id}` is not the id of a node"),
                ));
            }
        }
    }
    for (index, group) in spec.groups.iter().enumerate() {
        short(|| format!("groups[{index}].label"), &group.label, limits)?;
        if let Some(id) = group.nodes.iter().find(|id| !ids.contains(id.as_str())) {
            return Err(RenderError::invalid(
                format!("groups[{index}].nodes"),
                format!("`{id}` is not the id of a node"),
            ));
        }
    }
    Ok(())
}
