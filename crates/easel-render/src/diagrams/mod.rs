//! Diagrams: nodes and edges. All kinds drawn so far use one layered layout.

mod flowchart;

pub(crate) use flowchart::draw;
