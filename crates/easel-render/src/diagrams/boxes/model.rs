//! What a diagram of boxes and arrows consists of, before anything is measured: which form every
//! box has, what stands at the ends of every line, which frame is in which.

use std::collections::HashMap;

use easel_types::spec::{DiagramKind, DiagramSpec, EdgeLine, EndMark, Node, NodeShape};

use crate::canvas::Stage;
use crate::diagrams::layered::{self, Cell, Frame, Link, Look, Ports, Topology};
use crate::icons::Icon;

/// What a node is for; decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    End,
    Decision,
    Step,
    /// A service or person that is not ours.
    External,
}

/// How the inside of a box is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// A label in the middle, small words under it.
    Label,
    /// An icon in a disc with label and small words beside it.
    Card,
    /// Name and compartments of a class.
    Class,
    /// Name and rows of an entity.
    Entity,
    /// Nothing.
    Blank,
}

/// A box.
#[derive(Debug)]
pub(super) struct Vertex {
    pub(super) shape: NodeShape,
    pub(super) part: Part,
    pub(super) inside: Inside,
    pub(super) icon: Option<Icon>,
    /// The innermost group around it.
    pub(super) group: Option<usize>,
}

/// A line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrow {
    /// Number in the spec.
    pub(super) edge: usize,
    /// Boxes at its ends; stand for groups where `groups` says so.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) groups: (Option<usize>, Option<usize>),
    pub(super) marks: (EndMark, EndMark),
    pub(super) line: EdgeLine,
    has_label: bool,
    upward: bool,
    joined: (bool, bool),
    main: bool,
}

/// What a topology depends on beside the spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// The flow runs left or right; decides how boxes without lines are put in rows.
    pub(super) sideways: bool,
    /// Groups stand one before the other where all lines between them run one way.
    pub(super) stages: bool,
    /// Ranks over which boxes with a single line are spread.
    pub(super) spread: usize,
}

/// A diagram as boxes, lines and groups.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) vertices: Vec<Vertex>,
    pub(super) arrows: Vec<Arrow>,
    /// The group around each group.
    pub(super) parents: Vec<Option<usize>>,
    pub(super) lanes: bool,
    kind: DiagramKind,
}

impl Model {
    pub(super) fn new(spec: &DiagramSpec, stage: &mut Stage<'_>) -> Self {
        let (parents, homes) = nesting(spec);
        let lanes = spec.kind == DiagramKind::Swimlane && !spec.groups.is_empty();
        let mut arrows = arrows(spec, &homes, &parents);
        let mut vertices: Vec<Vertex> = spec
            .nodes
            .iter()
            .enumerate()
            .map(|(index, node)| {
                let (shape, part) = classify(spec, &arrows, index);
                Vertex {
                    shape,
                    part,
                    inside: inside(spec, node, shape),
                    icon: None,
                    group: homes[index],
                }
            })
            .collect();
        for (node, vertex) in spec.nodes.iter().zip(&mut vertices) {
            vertex.icon = icon(spec.kind, node, vertex, stage);
        }
        choose_main(spec, &vertices, &mut arrows);
        if spec.kind == DiagramKind::Network {
            join_at_hubs(&mut arrows);
        }
        Self { vertices, arrows, parents, lanes, kind: spec.kind }
    }

    /// The parts that are not connected, each as a topology.
    pub(super) fn parts(&self, form: Form) -> Vec<Topology> {
        let count = self.vertices.len();
        let mut leader: Vec<usize> = (0..count).collect();
        let mut union = |a: usize, b: usize| {
            let (a, b) = (layered::find(&mut leader, a), layered::find(&mut leader, b));
            leader[a.max(b)] = a.min(b);
        };
        for arrow in &self.arrows {
            union(arrow.from, arrow.to);
        }
        let mut first: HashMap<usize, usize> = HashMap::new();
        for (index, vertex) in self.vertices.iter().enumerate() {
            if self.lanes {
                union(0, index);
            } else if let Some(group) = vertex.group {
                union(*first.entry(self.root_of(group)).or_insert(index), index);
            }
        }
        let mut members: Vec<(usize, Vec<usize>)> = Vec::new();
        for index in 0..count {
            let root = layered::find(&mut leader, index);
            match members.iter_mut().find(|(other, _)| *other == root) {
                Some((_, list)) => list.push(index),
                None => members.push((root, vec![index])),
            }
        }
        members.into_iter().map(|(_, list)| self.topology(&list, form)).collect()
    }

    /// Whether parents stand in the middle above their children, as in trees.
    pub(super) fn is_centered(&self) -> bool {
        !matches!(self.kind, DiagramKind::Flowchart | DiagramKind::State | DiagramKind::Swimlane)
    }

    fn root_of(&self, group: usize) -> usize {
        let mut root = group;
        for _ in 0..self.parents.len() {
            match self.parents[root] {
                Some(parent) => root = parent,
                None => break,
            }
        }
        root
    }

    /// The topology of some of the boxes: their lines among each other and the frames around
    /// them.
    pub(super) fn topology(&self, members: &[usize], form: Form) -> Topology {
        let cell_of: HashMap<usize, usize> =
            members.iter().enumerate().map(|(cell, &vertex)| (vertex, cell)).collect();
        let mut groups: Vec<usize> = Vec::new();
        for &vertex in members {
            let mut next = self.vertices[vertex].group;
            while let Some(group) = next
                && !groups.contains(&group)
            {
                groups.push(group);
                next = self.parents[group];
            }
        }
        if self.lanes {
            groups = (0..self.parents.len()).collect();
        }
        groups.sort_unstable();
        let frame_of = |group: Option<usize>| {
            group.and_then(|group| groups.iter().position(|other| *other == group))
        };
        let cells: Vec<Cell> = members
            .iter()
            .map(|&vertex| {
                let data = &self.vertices[vertex];
                Cell { id: vertex, frame: frame_of(data.group), ports: ports(data) }
            })
            .collect();
        let mut links: Vec<Link> = Vec::new();
        for (id, arrow) in self.arrows.iter().enumerate() {
            let (Some(&from), Some(&to)) = (cell_of.get(&arrow.from), cell_of.get(&arrow.to))
            else {
                continue;
            };
            links.push(Link {
                id,
                from,
                to,
                from_frame: frame_of(arrow.groups.0),
                to_frame: frame_of(arrow.groups.1),
                look: match arrow.line {
                    EdgeLine::Hidden => Look::Hidden,
                    _ if arrow.has_label => Look::Labelled,
                    _ => Look::Plain,
                },
                upward: arrow.upward,
                joined: arrow.joined,
                main: arrow.main,
            });
        }
        let frames = groups
            .iter()
            .map(|&group| Frame { id: group, parent: frame_of(self.parents[group]) })
            .collect();
        let mut topology = Topology {
            cells,
            links,
            frames,
            lanes: self.lanes,
            stages: form.stages && !self.lanes,
            spread: form.spread,
            directed: matches!(
                self.kind,
                DiagramKind::Flowchart | DiagramKind::State | DiagramKind::Swimlane
            ),
        };
        if !self.lanes {
            stack_loose(&mut topology, form.sideways);
        }
        topology
    }
}

/// Boxes without lines that share a frame are put in rows one below the other.
fn stack_loose(topology: &mut Topology, rightwards: bool) {
    let linked: Vec<bool> = (0..topology.cells.len())
        .map(|cell| topology.links.iter().any(|link| link.from == cell || link.to == cell))
        .collect();
    let frames = (0..topology.frames.len()).map(Some);
    for frame in frames {
        let loose: Vec<usize> = (0..topology.cells.len())
            .filter(|&cell| !linked[cell] && topology.cells[cell].frame == frame)
            .collect();
        let share = if rightwards { 2.2 } else { 0.7 };
        let per_row = crate::cast::to_usize((loose.len() as f64 * share).sqrt().round()).max(1);
        for (index, &cell) in loose.iter().enumerate().skip(per_row) {
            topology.links.push(Link {
                id: usize::MAX,
                from: loose[index - per_row],
                to: cell,
                from_frame: None,
                to_frame: None,
                look: Look::Hidden,
                upward: false,
                joined: (false, false),
                main: false,
            });
        }
    }
}

fn ports(vertex: &Vertex) -> Ports {
    match vertex.shape {
        NodeShape::Diamond => Ports::Tips,
        NodeShape::Circle | NodeShape::DoubleCircle | NodeShape::Start | NodeShape::Cloud => {
            Ports::Middles
        }
        _ => Ports::Sides,
    }
}

/// The group around every group and the innermost around every node.
fn nesting(spec: &DiagramSpec) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let mut group_ids: HashMap<&str, usize> = HashMap::new();
    for (index, group) in spec.groups.iter().enumerate() {
        if !group.id.is_empty() {
            group_ids.entry(group.id.as_str()).or_insert(index);
        }
    }
    let node_ids: HashMap<&str, usize> =
        spec.nodes.iter().enumerate().map(|(index, node)| (node.id.as_str(), index)).collect();
    let mut parents: Vec<Option<usize>> = vec![None; spec.groups.len()];
    let mut homes: Vec<Option<usize>> = vec![None; spec.nodes.len()];
    for (index, group) in spec.groups.iter().enumerate() {
        for member in &group.nodes {
            if let Some(&node) = node_ids.get(member.as_str()) {
                homes[node].get_or_insert(index);
            } else if let Some(&inner) = group_ids.get(member.as_str()) {
                parents[inner].get_or_insert(index);
            }
        }
    }
    // A node that stands both in a group and in the one around it belongs to the inner.
    for (index, group) in spec.groups.iter().enumerate() {
        for member in &group.nodes {
            let Some(&node) = node_ids.get(member.as_str()) else { continue };
            if homes[node].is_some_and(|home| is_around(&parents, home, index)) {
                homes[node] = Some(index);
            }
        }
    }
    (parents, homes)
}

/// Whether `outer` is around `inner`.
fn is_around(parents: &[Option<usize>], outer: usize, inner: usize) -> bool {
    let mut next = parents[inner];
    for _ in 0..parents.len() {
        match next {
            Some(group) if group == outer => return true,
            Some(group) => next = parents[group],
            None => return false,
        }
    }
    false
}

fn arrows(spec: &DiagramSpec, homes: &[Option<usize>], parents: &[Option<usize>]) -> Vec<Arrow> {
    let nodes: HashMap<&str, usize> =
        spec.nodes.iter().enumerate().map(|(index, node)| (node.id.as_str(), index)).collect();
    let groups: HashMap<&str, usize> = spec
        .groups
        .iter()
        .enumerate()
        .filter(|(_, group)| !group.id.is_empty())
        .map(|(index, group)| (group.id.as_str(), index))
        .collect();
    let mut arrows = Vec::new();
    for (number, edge) in spec.edges.iter().enumerate() {
        let end = |id: &str, is_target: bool| match (nodes.get(id), groups.get(id)) {
            (Some(&node), _) => Some((node, None)),
            (None, Some(&group)) => {
                let member = |node: &usize| {
                    homes[*node]
                        .is_some_and(|home| home == group || is_around(parents, group, home))
                };
                let inside: Vec<usize> = (0..homes.len()).filter(member).collect();
                let is_end = |node: &&usize| {
                    !spec.edges.iter().any(|other| {
                        let (own, far) = if is_target {
                            (&other.to, &other.from)
                        } else {
                            (&other.from, &other.to)
                        };
                        nodes.get(own.as_str()) == Some(*node)
                            && nodes.get(far.as_str()).is_some_and(|far| inside.contains(far))
                    })
                };
                let ends: Vec<usize> = inside.iter().filter(is_end).copied().collect();
                let list = if ends.is_empty() { &inside } else { &ends };
                list.get(list.len() / 2).map(|&node| (node, Some(group)))
            }
            _ => None,
        };
        let (Some((from, from_group)), Some((to, to_group))) =
            (end(&edge.from, false), end(&edge.to, true))
        else {
            continue;
        };
        let usual = usual_mark(spec.kind);
        let marks = (edge.from_mark.unwrap_or(EndMark::None), edge.to_mark.unwrap_or(usual));
        let is_whole = |mark: EndMark| {
            matches!(mark, EndMark::Triangle | EndMark::Diamond | EndMark::FilledDiamond)
        };
        let is_tree = matches!(spec.kind, DiagramKind::Orgchart | DiagramKind::Mindmap);
        arrows.push(Arrow {
            edge: number,
            from,
            to,
            groups: (from_group, to_group),
            marks,
            line: edge.line,
            has_label: edge.label.as_deref().is_some_and(|label| !label.trim().is_empty()),
            upward: spec.kind == DiagramKind::Class && is_whole(marks.1) && !is_whole(marks.0),
            joined: (is_tree || marks.0 == EndMark::Triangle, marks.1 == EndMark::Triangle),
            main: false,
        });
    }
    arrows
}

/// What stands where a line arrives, if the spec does not say.
const fn usual_mark(kind: DiagramKind) -> EndMark {
    match kind {
        DiagramKind::Network | DiagramKind::Mindmap | DiagramKind::Orgchart | DiagramKind::Er => {
            EndMark::None
        }
        DiagramKind::Class => EndMark::OpenArrow,
        _ => EndMark::Arrow,
    }
}

/// The shape asked for, or the usual one: questions are diamonds, ends are stadiums.
fn classify(spec: &DiagramSpec, arrows: &[Arrow], index: usize) -> (NodeShape, Part) {
    let node = &spec.nodes[index];
    let others = || arrows.iter().filter(|arrow| arrow.from != arrow.to);
    let ways_in = others().filter(|arrow| arrow.to == index).count();
    let ways_out = others().filter(|arrow| arrow.from == index).count();
    let is_flow =
        matches!(spec.kind, DiagramKind::Flowchart | DiagramKind::State | DiagramKind::Swimlane);
    let stereotype = node.stereotype.as_deref().unwrap_or_default().to_lowercase();
    let is_question = node.label.trim_end().ends_with(['?', '？', '؟']);
    let part = if stereotype.contains("extern") {
        Part::External
    } else if !is_flow || arrows.is_empty() {
        Part::Step
    } else if node.shape == Some(NodeShape::Diamond)
        || (node.shape.is_none() && is_question && spec.kind != DiagramKind::State)
    {
        Part::Decision
    } else if ways_in == 0 && ways_out > 0 {
        Part::Start
    } else if ways_out == 0 && ways_in > 0 {
        Part::End
    } else {
        Part::Step
    };
    let by_word = match stereotype.as_str() {
        "person" | "actor" | "user" => Some(NodeShape::Person),
        "database" | "db" | "datastore" | "storage" => Some(NodeShape::Cylinder),
        "queue" | "topic" | "stream" => Some(NodeShape::Queue),
        "cloud" | "internet" => Some(NodeShape::Cloud),
        _ => None,
    };
    let is_architecture =
        matches!(spec.kind, DiagramKind::Architecture | DiagramKind::Network | DiagramKind::Block);
    let usual = match (spec.kind, part) {
        (DiagramKind::Flowchart | DiagramKind::Swimlane, Part::Decision) => NodeShape::Diamond,
        (DiagramKind::Flowchart | DiagramKind::Swimlane, Part::Start | Part::End) => {
            NodeShape::Stadium
        }
        _ => NodeShape::Rounded,
    };
    let shape = node.shape.or(by_word.filter(|_| is_architecture)).unwrap_or(usual);
    (shape, part)
}

fn inside(spec: &DiagramSpec, node: &Node, shape: NodeShape) -> Inside {
    let is_unnamed = node.label.trim() == node.id.trim() || node.label.trim() == "[*]";
    match (spec.kind, shape) {
        (_, NodeShape::Start | NodeShape::Bar) => Inside::Blank,
        // Elsewhere, a ring holds a name: an accepting state of an automaton.
        (_, NodeShape::DoubleCircle) if node.label.trim() == "[*]" => Inside::Blank,
        (DiagramKind::State, NodeShape::DoubleCircle | NodeShape::Diamond) if is_unnamed => {
            Inside::Blank
        }
        (DiagramKind::Class, _) if node.shape.is_none() => Inside::Class,
        (DiagramKind::Er, _) if node.shape.is_none() => Inside::Entity,
        (
            DiagramKind::Architecture | DiagramKind::Network,
            NodeShape::Rounded | NodeShape::Rect | NodeShape::Cylinder | NodeShape::Queue,
        ) => Inside::Card,
        _ if !node.members.is_empty() || !node.methods.is_empty() => Inside::Class,
        _ => Inside::Label,
    }
}

/// The icon asked for; in drawings of systems every box has one.
fn icon(kind: DiagramKind, node: &Node, vertex: &Vertex, stage: &mut Stage<'_>) -> Option<Icon> {
    let is_system = vertex.inside == Inside::Card
        && matches!(kind, DiagramKind::Architecture | DiagramKind::Network);
    if !matches!(vertex.inside, Inside::Card | Inside::Label) {
        return None;
    }
    if let Some(asked) = node.icon.as_deref() {
        return stage.icons.pick(Some(asked), &node.label, node.text.as_deref());
    }
    if !is_system {
        return None;
    }
    let by_shape = match vertex.shape {
        NodeShape::Cylinder => Some("database"),
        NodeShape::Queue => Some("list"),
        _ => None,
    };
    stage
        .icons
        .pick(by_shape.or(node.stereotype.as_deref()), &node.label, node.text.as_deref())
        .or_else(|| stage.icons.pick(Some("box"), "", None))
}

/// Lines without marks from a hub to boxes that have no other line leave it together.
fn join_at_hubs(arrows: &mut [Arrow]) {
    let lines = |node: usize, arrows: &[Arrow]| {
        arrows.iter().filter(|arrow| arrow.from == node || arrow.to == node).count()
    };
    let leaves: Vec<bool> = arrows
        .iter()
        .map(|arrow| arrow.marks == (EndMark::None, EndMark::None) && lines(arrow.to, arrows) == 1)
        .collect();
    for index in 0..arrows.len() {
        let hub = arrows[index].from;
        let count =
            (0..arrows.len()).filter(|&other| leaves[other] && arrows[other].from == hub).count();
        if leaves[index] && count >= 3 {
            arrows[index].joined.0 = true;
        }
    }
}

/// Of the ways out of a decision the one that goes on as planned should be straight.
fn choose_main(spec: &DiagramSpec, vertices: &[Vertex], arrows: &mut [Arrow]) {
    for (index, vertex) in vertices.iter().enumerate() {
        if vertex.shape != NodeShape::Diamond {
            continue;
        }
        let ways: Vec<usize> = (0..arrows.len())
            .filter(|&arrow| arrows[arrow].from == index && arrows[arrow].to != index)
            .collect();
        let says_yes = |arrow: &&usize| {
            let label = spec.edges[arrows[**arrow].edge].label.as_deref().unwrap_or_default();
            matches!(
                label.trim().to_lowercase().as_str(),
                "yes"
                    | "true"
                    | "ok"
                    | "y"
                    | "ja"
                    | "oui"
                    | "sí"
                    | "si"
                    | "pass"
                    | "valid"
                    | "approved"
                    | "success"
                    | "да"
                    | "نعم"
                    | "是"
            )
        };
        let main = ways.iter().find(says_yes).or(ways.first()).copied();
        if let Some(main) = main
            && ways.len() > 1
        {
            arrows[main].main = true;
        }
    }
}
