//! Whether a diagram can be drawn.

use std::collections::{HashMap, HashSet};

use easel_types::Limits;
use easel_types::spec::DiagramSpec;

use super::{at_most, heading, short};
use crate::error::RenderError;

/// Most nodes of a diagram: more are not legible on the largest canvas.
const NODES_MAX: usize = 250;
/// Most edges of a diagram.
const EDGES_MAX: usize = 600;
/// Most attributes or operations of a class or an entity.
const ROWS_MAX: usize = 60;

/// Checks that a diagram can be drawn.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn check(spec: &DiagramSpec, limits: &Limits) -> Result<(), RenderError> {
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
        let words = [("text", &node.text), ("stereotype", &node.stereotype)];
        for (name, text) in words {
            let text = text.as_deref().unwrap_or_default();
            short(|| format!("nodes[{index}].{name}"), text, limits)?;
        }
        for (name, rows) in [("members", &node.members), ("methods", &node.methods)] {
            at_most(&format!("nodes[{index}].{name}"), rows.len(), ROWS_MAX)?;
            for (number, row) in rows.iter().enumerate() {
                short(|| format!("nodes[{index}].{name}[{number}]"), row, limits)?;
            }
        }
        if !ids.insert(node.id.as_str()) {
            return Err(RenderError::invalid(
                format!("nodes[{index}].id"),
                format!("`{}` is used twice; ids must differ", node.id),
            ));
        }
    }
    let groups = group_ids(spec, &ids, limits)?;
    for (index, edge) in spec.edges.iter().enumerate() {
        for (name, text) in
            [("label", &edge.label), ("from_label", &edge.from_label), ("to_label", &edge.to_label)]
        {
            let text = text.as_deref().unwrap_or_default();
            short(|| format!("edges[{index}].{name}"), text, limits)?;
        }
        for (end, id) in [("from", &edge.from), ("to", &edge.to)] {
            check_end(spec, (&ids, &groups), (id, || format!("edges[{index}].{end}")))?;
        }
    }
    check_groups(spec, &ids, &groups)?;
    super::notation::check(spec, limits)
}

/// Where the groups are that have an id.
fn group_ids<'a>(
    spec: &'a DiagramSpec,
    nodes: &HashSet<&str>,
    limits: &Limits,
) -> Result<HashMap<&'a str, usize>, RenderError> {
    let mut groups = HashMap::new();
    for (index, group) in spec.groups.iter().enumerate() {
        short(|| format!("groups[{index}].label"), &group.label, limits)?;
        short(|| format!("groups[{index}].id"), &group.id, limits)?;
        if group.id.is_empty() {
            continue;
        }
        let is_taken = nodes.contains(group.id.as_str());
        if groups.insert(group.id.as_str(), index).is_some() || is_taken {
            return Err(RenderError::invalid(
                format!("groups[{index}].id"),
                format!("`{}` is used twice; ids must differ", group.id),
            ));
        }
    }
    Ok(groups)
}

/// An edge ends at a node or at a group that has nodes.
fn check_end(
    spec: &DiagramSpec,
    (nodes, groups): (&HashSet<&str>, &HashMap<&str, usize>),
    (id, path): (&str, impl Fn() -> String),
) -> Result<(), RenderError> {
    if nodes.contains(id) {
        return Ok(());
    }
    match groups.get(id) {
        None => Err(RenderError::invalid(path(), format!("`{id}` is not the id of a node"))),
        Some(&group) if !has_nodes(spec, (nodes, groups), group) => Err(RenderError::invalid(
            path(),
            format!("group `{id}` has no nodes, so that no line can end there; give it one"),
        )),
        Some(_) => Ok(()),
    }
}

/// Whether there is a node in a group or in one inside it.
fn has_nodes(
    spec: &DiagramSpec,
    (nodes, groups): (&HashSet<&str>, &HashMap<&str, usize>),
    group: usize,
) -> bool {
    let mut seen = HashSet::from([group]);
    let mut waiting = vec![group];
    while let Some(group) = waiting.pop() {
        for member in spec.groups.get(group).map_or(&[][..], |group| &group.nodes) {
            if nodes.contains(member.as_str()) {
                return true;
            }
            waiting.extend(groups.get(member.as_str()).filter(|inner| seen.insert(**inner)));
        }
    }
    false
}

/// Members exist, and no group is in itself.
fn check_groups(
    spec: &DiagramSpec,
    nodes: &HashSet<&str>,
    groups: &HashMap<&str, usize>,
) -> Result<(), RenderError> {
    let mut parents: Vec<Option<usize>> = vec![None; spec.groups.len()];
    for (index, group) in spec.groups.iter().enumerate() {
        let path = || format!("groups[{index}].nodes");
        for id in &group.nodes {
            if nodes.contains(id.as_str()) {
                continue;
            }
            let Some(&inner) = groups.get(id.as_str()) else {
                let problem = format!("`{id}` is not the id of a node");
                return Err(RenderError::invalid(path(), problem));
            };
            let parent = &mut parents[inner];
            if parent.is_some_and(|parent| parent != index) {
                let problem = format!("group `{id}` is in two groups; name it in one of them");
                return Err(RenderError::invalid(path(), problem));
            }
            *parent = Some(index);
        }
    }
    for index in 0..parents.len() {
        let mut next = parents[index];
        for _ in 0..parents.len() {
            let Some(parent) = next else { break };
            if parent == index {
                return Err(RenderError::invalid(
                    format!("groups[{index}].nodes"),
                    format!(
                        "group `{}` is inside itself; take one of the groups out",
                        spec.groups[index].id
                    ),
                ));
            }
            next = parents[parent];
        }
    }
    Ok(())
}
