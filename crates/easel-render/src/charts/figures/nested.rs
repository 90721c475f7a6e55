//! Nested parts with all their sums: from `parts`, or from categories and one series.

use easel_types::spec::{ChartSpec, Part};

use super::common::{Entry, entries};
use crate::canvas::Stage;
use crate::charts::Table;
use crate::locale::Locale;
use crate::numbers::Unit;

/// A part with the size that it is drawn with.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) value: f64,
    /// What it is drawn by: the value, or the same for all where every value is zero.
    pub(super) size: f64,
    pub(super) parts: Vec<Node>,
}

impl Node {
    /// Levels below and including this one.
    pub(super) fn depth(&self) -> usize {
        1 + self.parts.iter().map(Self::depth).max().unwrap_or(0)
    }

    pub(super) fn leaves(&self) -> usize {
        if self.parts.is_empty() { 1 } else { self.parts.iter().map(Self::leaves).sum() }
    }
}

/// The whole as a tree without a root, and the unit of its numbers. A part that is larger than
/// the sum of its parts keeps its size; one that is smaller grows to the sum.
pub(super) fn nodes(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>) -> (Vec<Node>, Unit) {
    if spec.parts.is_empty() {
        let leaf = |entry: Entry| Node {
            name: entry.name,
            value: entry.value,
            size: entry.value,
            parts: Vec::new(),
        };
        let nodes = entries(spec, table, stage).into_iter().map(leaf).collect();
        return (sized(nodes), table.unit.clone());
    }
    let nodes: Vec<Node> = spec.parts.iter().map(|part| node(part, 0)).collect();
    let mut values = Vec::new();
    nodes.iter().for_each(|node| collect(node, &mut values));
    let locale = Locale::new(spec.appearance.locale.as_deref());
    let unit = Unit::in_locale(spec.unit.as_deref(), locale).for_values(values.into_iter());
    (sized(nodes), unit)
}

/// Parts of which nothing has a size share the room evenly, so that their names are seen.
fn sized(mut nodes: Vec<Node>) -> Vec<Node> {
    fn even(node: &mut Node) {
        node.parts.iter_mut().for_each(even);
        let sum: f64 = node.parts.iter().map(|part| part.size).sum();
        node.size = if node.parts.is_empty() { 1.0 } else { sum };
    }
    if nodes.iter().all(|node| node.value <= 0.0) {
        nodes.iter_mut().for_each(even);
    }
    nodes
}

fn collect(node: &Node, values: &mut Vec<f64>) {
    values.push(node.value);
    node.parts.iter().for_each(|part| collect(part, values));
}

fn node(part: &Part, depth: usize) -> Node {
    // Validation refuses deeper ones; this bounds the recursion whatever happens there.
    let parts: Vec<Node> = if depth < 8 {
        part.parts.iter().map(|part| node(part, depth + 1)).collect()
    } else {
        Vec::new()
    };
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let value = part.value.unwrap_or(sum).max(sum);
    Node { name: part.name.clone(), value, size: value, parts }
}
