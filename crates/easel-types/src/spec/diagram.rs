//! Diagrams: nodes, edges and groups. Positions are the renderer's affair.

use serde::{Deserialize, Serialize};

use super::Source;

/// A diagram.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DiagramSpec {
    /// Which notation is used.
    pub kind: DiagramKind,
    /// Heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Line under the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The way most edges run; the renderer chooses by the canvas where none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The boxes, in reading order.
    pub nodes: Vec<Node>,
    /// The arrows.
    pub edges: Vec<Edge>,
    /// Frames around nodes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Where the texts come from.
    pub source: Source,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Node {
    /// What edges refer to. Unique in the diagram.
    pub id: String,
    /// What is written in it; the id where empty.
    pub label: String,
    /// Its outline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<NodeShape>,
}

/// An arrow between two nodes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Edge {
    /// Id of the node it leaves.
    pub from: String,
    /// Id of the node it points to.
    pub to: String,
    /// Written beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A frame around nodes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Group {
    /// Written on the frame.
    pub label: String,
    /// Ids of the nodes inside.
    pub nodes: Vec<String>,
}

/// Which notation is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum DiagramKind {
    #[default]
    Flowchart,
    Sequence,
    Class,
    State,
    Er,
    Mindmap,
    Orgchart,
    Gantt,
    Network,
}

impl DiagramKind {
    /// The name in the JSON form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Flowchart => "flowchart",
            Self::Sequence => "sequence",
            Self::Class => "class",
            Self::State => "state",
            Self::Er => "er",
            Self::Mindmap => "mindmap",
            Self::Orgchart => "orgchart",
            Self::Gantt => "gantt",
            Self::Network => "network",
        }
    }
}

/// The way most edges run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Top to bottom.
    #[serde(rename = "TB", alias = "TD")]
    TopToBottom,
    /// Left to right.
    #[serde(rename = "LR")]
    LeftToRight,
}

/// The outline of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeShape {
    /// A step.
    Rect,
    /// A step, softer.
    Rounded,
    /// A question with several ways out.
    Diamond,
    /// A start or an end.
    Stadium,
    /// A point or a state.
    Circle,
    /// Stored data.
    Cylinder,
    /// Input or output.
    Parallelogram,
    /// A preparation.
    Hexagon,
}
