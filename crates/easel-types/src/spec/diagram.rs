//! Diagrams: nodes, edges and groups. Positions are the renderer's affair.

use serde::{Deserialize, Serialize};

use super::{Appearance, Source, is_default};

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
    /// The arrows; in a sequence diagram the messages in order, where `steps` is empty.
    pub edges: Vec<Edge>,
    /// Frames around nodes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// What happens in a sequence diagram, from top to bottom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Remarks beside nodes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Remark>,
    /// Names of the ends of the axes of a quadrant chart: left, right, bottom, top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub axes: Option<[String; 4]>,
    /// Messages of a sequence diagram are numbered.
    #[serde(skip_serializing_if = "is_default")]
    pub numbered: bool,
    /// Colours and ground.
    #[serde(skip_serializing_if = "is_default")]
    pub appearance: Appearance,
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
    /// Smaller words under the label: a role, a description, a technology.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A word that an icon in the box should show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// `interface`, `abstract`, `actor`, `database`, `person`, `external`…: written in guillemets
    /// over a class, or shown by the form (sequence, architecture).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stereotype: Option<String>,
    /// Attributes of a class or of an entity, as they should be read: `+name: String`,
    /// `int id PK`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// Operations of a class.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<String>,
    /// `#RRGGBB` or an English colour name; the theme's where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// When it begins: a date (`2024-05-17`), a time, or a number of days. Gantt and timeline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// When it ends (exclusive), in the form of `start`. Gantt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// State of a task or card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Share that is done, 0.0..=1.0 (Gantt); how content one is, 1..=5 (journey).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Place in a quadrant chart, each 0.0..=1.0 from the lower left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<[f64; 2]>,
    /// Short marks: who takes part (journey), assignees (kanban), tags (git graph).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// State of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Finished.
    Done,
    /// Under way.
    Active,
    /// On the critical path, or of high priority.
    Critical,
    /// A point in time without length.
    Milestone,
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
    /// How the line is drawn.
    #[serde(skip_serializing_if = "is_default")]
    pub line: EdgeLine,
    /// What stands where it leaves; nothing where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_mark: Option<EndMark>,
    /// What stands where it arrives; what the notation uses (mostly an arrow) where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_mark: Option<EndMark>,
    /// Written where it leaves: a multiplicity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_label: Option<String>,
    /// Written where it arrives: a multiplicity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_label: Option<String>,
}

/// How the line of an edge is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum EdgeLine {
    #[default]
    Solid,
    Dashed,
    Thick,
    /// Keeps nodes in order without a line.
    Hidden,
}

/// What stands at an end of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndMark {
    /// Nothing.
    None,
    /// A filled arrow head.
    Arrow,
    /// Two strokes: a dependency, an asynchronous message.
    OpenArrow,
    /// A hollow triangle: inheritance, realisation.
    Triangle,
    /// A hollow diamond: aggregation.
    Diamond,
    /// A filled diamond: composition.
    FilledDiamond,
    /// A circle.
    Circle,
    /// A cross: a message that is lost.
    Cross,
    /// Entity relationship: exactly one.
    One,
    /// Entity relationship: none or one.
    ZeroOrOne,
    /// Entity relationship: one or more.
    OneOrMany,
    /// Entity relationship: none, one or more.
    ZeroOrMany,
}

/// One thing that happens in a sequence diagram.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// A message from one participant to another, or to itself.
    Message(Edge),
    /// A remark over or beside participants.
    Remark(Remark),
    /// A participant begins to work.
    Activate {
        /// Its id.
        node: String,
    },
    /// A participant has finished its work.
    Deactivate {
        /// Its id.
        node: String,
    },
    /// A framed part: alternatives, a loop, an option, parallel work.
    Fragment(Fragment),
    /// A line across with a heading: a new phase.
    Divider {
        /// The heading.
        label: String,
    },
}

/// A framed part of a sequence diagram.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fragment {
    /// Written in the corner: `alt`, `opt`, `loop`, `par`, `critical`, `break`, or anything.
    pub kind: String,
    /// The parts, each under its own condition, parted by dashed lines.
    pub sections: Vec<Section>,
}

/// A part of a fragment.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// The condition.
    pub label: String,
    /// What happens under it.
    pub steps: Vec<Step>,
}

/// A remark beside nodes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Remark {
    /// What is written.
    pub text: String,
    /// Ids of the nodes it belongs to.
    pub nodes: Vec<String>,
    /// On which side of them.
    pub side: RemarkSide,
}

/// Where a remark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum RemarkSide {
    #[default]
    Over,
    Left,
    Right,
}

/// A frame around nodes: a subsystem, a lane (swimlane), a column (kanban), a branch (git
/// graph), a section (Gantt, journey, timeline), a quadrant (in reading order: top left first).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Group {
    /// Written on the frame.
    pub label: String,
    /// Ids of the nodes inside, and of groups inside.
    pub nodes: Vec<String>,
    /// What edges and other groups refer to; not needed where none does.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// A word that an icon on the frame should show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// `#RRGGBB` or an English colour name; the theme's where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
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
    Timeline,
    Quadrant,
    GitGraph,
    Journey,
    Kanban,
    Swimlane,
    Architecture,
    Block,
    Fishbone,
}

impl DiagramKind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Self; 18] = [
        Self::Flowchart,
        Self::Sequence,
        Self::Class,
        Self::State,
        Self::Er,
        Self::Mindmap,
        Self::Orgchart,
        Self::Gantt,
        Self::Network,
        Self::Timeline,
        Self::Quadrant,
        Self::GitGraph,
        Self::Journey,
        Self::Kanban,
        Self::Swimlane,
        Self::Architecture,
        Self::Block,
        Self::Fishbone,
    ];

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
            Self::Timeline => "timeline",
            Self::Quadrant => "quadrant",
            Self::GitGraph => "git_graph",
            Self::Journey => "journey",
            Self::Kanban => "kanban",
            Self::Swimlane => "swimlane",
            Self::Architecture => "architecture",
            Self::Block => "block",
            Self::Fishbone => "fishbone",
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
    /// Bottom to top.
    #[serde(rename = "BT")]
    BottomToTop,
    /// Right to left.
    #[serde(rename = "RL")]
    RightToLeft,
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
    /// A subroutine: a box with double sides.
    Subroutine,
    /// A document: a box with a wavy foot.
    Document,
    /// Many things at rest, such as a queue: a lying cylinder.
    Queue,
    /// A person: a head over a box.
    Person,
    /// A service out of reach, the internet: a cloud.
    Cloud,
    /// A manual step: wider at the top.
    Trapezoid,
    /// A remark: a box with a folded corner.
    Note,
    /// An end of a state machine: a ring around a disc.
    DoubleCircle,
    /// A begin of a state machine: a disc without text.
    Start,
    /// The bar where flows fork or join.
    Bar,
    /// Text without an outline.
    Plain,
}
