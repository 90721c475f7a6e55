//! Remarks on boxes, made boxes themselves: sheets with a folded corner that a dashed line ties to
//! what they are about. The layout then keeps them apart from everything else.

use std::borrow::Cow;
use std::collections::HashSet;

use easel_types::spec::{
    DiagramKind, DiagramSpec, Edge, EdgeLine, EndMark, Node, NodeShape, Remark,
};

/// Begins the ids of remarks; clean specs have no such character.
const MARK: char = '\u{1}';

/// Whether a node is a remark.
pub(super) fn is_remark(node: &Node) -> bool {
    node.id.starts_with(MARK)
}

/// The spec with the remarks on boxes or groups as nodes. Remarks on nothing stay what they are.
pub(super) fn as_boxes(spec: &DiagramSpec) -> Cow<'_, DiagramSpec> {
    let nodes = spec.nodes.iter().map(|node| node.id.as_str());
    let groups = spec.groups.iter().map(|group| group.id.as_str()).filter(|id| !id.is_empty());
    let known: HashSet<&str> = nodes.chain(groups).collect();
    let is_tied = |remark: &Remark| {
        !remark.text.trim().is_empty() && remark.nodes.iter().any(|id| known.contains(id.as_str()))
    };
    let is_tree = matches!(spec.kind, DiagramKind::Orgchart | DiagramKind::Mindmap);
    if is_tree || !spec.notes.iter().any(is_tied) {
        return Cow::Borrowed(spec);
    }
    let mut own = spec.clone();
    own.notes.retain(|remark| !is_tied(remark));
    for (number, remark) in spec.notes.iter().filter(|remark| is_tied(remark)).enumerate() {
        let id = format!("{MARK}{number}");
        let ends = remark.nodes.iter().filter(|id| known.contains(id.as_str()));
        for end in ends.clone() {
            own.edges.push(tie(spec, end, &id));
        }
        // It stands in the frame that its box is in.
        let homes = |nodes: &[String]| ends.clone().next().is_some_and(|end| nodes.contains(end));
        if let Some(group) = own.groups.iter_mut().find(|group| homes(&group.nodes)) {
            group.nodes.push(id.clone());
        }
        own.nodes.push(Node {
            id,
            text: Some(remark.text.trim().to_owned()),
            shape: Some(NodeShape::Note),
            ..Node::default()
        });
    }
    Cow::Owned(own)
}

/// The line between a box and a remark on it. It runs the way that needs no further rank.
fn tie(spec: &DiagramSpec, node: &str, remark: &str) -> Edge {
    // Children stand below their parents, although their line points upwards.
    let parent = |edge: &Edge| match edge.to_mark {
        Some(EndMark::Triangle | EndMark::Diamond | EndMark::FilledDiamond) => edge.to == node,
        _ => edge.from == node,
    };
    let touches = |edge: &&Edge| edge.from == node || edge.to == node;
    let mut lines = spec.edges.iter().filter(touches).peekable();
    let is_leaf = lines.peek().is_some() && !lines.any(parent);
    let (from, to) = if is_leaf { (remark, node) } else { (node, remark) };
    Edge {
        from: from.to_owned(),
        to: to.to_owned(),
        line: EdgeLine::Dashed,
        from_mark: Some(EndMark::None),
        to_mark: Some(EndMark::None),
        ..Edge::default()
    }
}
