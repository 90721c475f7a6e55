//! A diagram while it is read: nodes found by id, open groups, colours that are said later than
//! what they colour.

use std::collections::{HashMap, HashSet};

use easel_types::spec::{DiagramKind, DiagramSpec, Edge, Group, Node};

use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::{DEPTH_MAX, ELEMENTS_MAX};

/// A diagram while it is read.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) spec: DiagramSpec,
    index: HashMap<String, usize>,
    /// Groups that are open, the outermost first.
    open: Vec<Open>,
    groups: HashMap<String, usize>,
    /// What is in a group already: the first one that ends has it.
    claimed: HashSet<String>,
    /// The group that a group stands in.
    parents: HashMap<String, String>,
    /// Nodes that were said since each call of [`Graph::listen`] that is not over.
    heard: Vec<Vec<String>>,
    classes: HashMap<String, Option<String>>,
    /// Classes and own colours of nodes and groups, in the order in which they were said.
    paints: Vec<(String, Paint)>,
}

/// A place to go back to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    nodes: usize,
    edges: usize,
    members: usize,
    depth: usize,
}

/// A group that is open.
#[derive(Debug)]
struct Open {
    group: usize,
    members: Vec<String>,
}

/// How a node is coloured.
#[derive(Debug)]
enum Paint {
    Class(String),
    Own(Option<String>),
}

impl Graph {
    pub(crate) fn new(kind: DiagramKind) -> Self {
        Self { spec: DiagramSpec { kind, ..DiagramSpec::default() }, ..Self::default() }
    }

    /// The node with this id, made where it is new; it belongs to the innermost open group.
    pub(crate) fn node(&mut self, id: &str) -> Outcome<&mut Node> {
        if let Some(open) = self.open.last_mut()
            && open.members.last().is_none_or(|last| last != id)
        {
            open.members.push(id.to_owned());
        }
        if let Some(heard) = self.heard.last_mut() {
            heard.push(id.to_owned());
        }
        self.known(id)
    }

    /// Begins a list of the nodes that are said.
    pub(crate) fn listen(&mut self) {
        self.heard.push(Vec::new());
    }

    /// Ends the list; each node stands in it once.
    pub(crate) fn heard(&mut self) -> Vec<String> {
        let mut ids = self.heard.pop().unwrap_or_default();
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        if let Some(outer) = self.heard.last_mut() {
            outer.extend_from_slice(&ids);
        }
        ids
    }

    /// The node with this id, made where it is new, in whatever group it is.
    pub(crate) fn known(&mut self, id: &str) -> Outcome<&mut Node> {
        let at = match self.index.get(id) {
            Some(at) => *at,
            None => {
                let at = self.spec.nodes.len();
                if at >= ELEMENTS_MAX {
                    return Err(Problem::TooMany { what: "nodes" });
                }
                if id.len() > ELEMENTS_MAX {
                    return Err(Problem::TooMany { what: "characters in an id" });
                }
                let label = id.to_owned();
                self.spec.nodes.push(Node { id: id.to_owned(), label, ..Node::default() });
                self.index.insert(id.to_owned(), at);
                at
            }
        };
        self.spec.nodes.get_mut(at).ok_or(Problem::TooMany { what: "nodes" })
    }

    pub(crate) fn has_node(&self, id: &str) -> bool {
        self.index.contains_key(id)
    }

    pub(crate) fn has_group(&self, id: &str) -> bool {
        self.groups.contains_key(id)
    }

    /// How far the diagram is, to go back to with [`Graph::undo`].
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            nodes: self.spec.nodes.len(),
            edges: self.spec.edges.len(),
            members: self.open.last().map_or(0, |open| open.members.len()),
            depth: self.open.len(),
        }
    }

    /// Takes back the nodes and edges since `mark`: a statement that cannot be read leaves
    /// nothing behind.
    pub(crate) fn undo(&mut self, mark: Mark) {
        for node in self.spec.nodes.drain(mark.nodes.min(self.spec.nodes.len())..) {
            self.index.remove(&node.id);
        }
        self.spec.edges.truncate(mark.edges);
        if self.open.len() == mark.depth
            && let Some(open) = self.open.last_mut()
        {
            open.members.truncate(mark.members);
        }
    }

    /// A new node with a free id like `wish`.
    pub(crate) fn fresh(&mut self, wish: &str) -> Outcome<&mut Node> {
        let id = self.free_id(wish);
        self.node(&id)
    }

    fn free_id(&self, wish: &str) -> String {
        let taken = |id: &str| self.index.contains_key(id) || self.groups.contains_key(id);
        if !taken(wish) {
            return wish.to_owned();
        }
        let first = self.spec.nodes.len() + self.spec.groups.len();
        (first..).map(|nth| format!("{wish}_{nth}")).find(|id| !taken(id)).unwrap_or_default()
    }

    pub(crate) fn edge(&mut self, edge: Edge) -> Outcome {
        if self.spec.edges.len() >= ELEMENTS_MAX {
            return Err(Problem::TooMany { what: "edges" });
        }
        self.spec.edges.push(edge);
        Ok(())
    }

    /// Opens a group; one that is known is opened again. Without an id, one is made up.
    pub(crate) fn open(
        &mut self,
        id: &str,
        label: &str,
        place: &Cursor<'_>,
    ) -> Outcome<&mut Group> {
        if self.open.len() >= DEPTH_MAX {
            return Err(Problem::TooDeep { at: place.offset(), what: "groups" });
        }
        let is_open =
            |group: &Open| self.spec.groups.get(group.group).is_some_and(|group| group.id == id);
        let id = if id.is_empty() || self.open.iter().any(is_open) {
            self.free_id(&format!("group_{}", self.spec.groups.len() + 1))
        } else {
            id.to_owned()
        };
        let at = match self.groups.get(&id) {
            Some(at) => *at,
            None => {
                let at = self.spec.groups.len();
                if at >= ELEMENTS_MAX {
                    return Err(Problem::TooMany { what: "groups" });
                }
                if id.len() > ELEMENTS_MAX {
                    return Err(Problem::TooMany { what: "characters in an id" });
                }
                self.groups.insert(id.clone(), at);
                self.spec.groups.push(Group { id, label: label.to_owned(), ..Group::default() });
                at
            }
        };
        self.open.push(Open { group: at, members: Vec::new() });
        self.spec.groups.get_mut(at).ok_or(Problem::TooMany { what: "groups" })
    }

    /// Closes the innermost group; false where none is open.
    pub(crate) fn close(&mut self) -> bool {
        let Some(open) = self.open.pop() else { return false };
        let Some(group) = self.spec.groups.get_mut(open.group) else { return false };
        for id in open.members {
            if id != group.id && self.claimed.insert(id.clone()) {
                group.nodes.push(id);
            }
        }
        let id = group.id.clone();
        let parent = self.open.last().and_then(|open| self.spec.groups.get(open.group));
        if let Some(parent) = parent.map(|parent| parent.id.clone())
            && !self.parents.contains_key(&id)
            && !self.stands_in(&parent, &id)
        {
            self.parents.insert(id.clone(), parent);
            if let Some(open) = self.open.last_mut() {
                open.members.push(id);
            }
        }
        true
    }

    /// Whether `inner` is in `outer`, or nested so deep that it might be.
    fn stands_in(&self, inner: &str, outer: &str) -> bool {
        let mut at = inner;
        for _ in 0..DEPTH_MAX {
            if at == outer {
                return true;
            }
            match self.parents.get(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        true
    }

    /// Puts what the innermost open group holds so far into a group of its own inside it.
    pub(crate) fn regroup(&mut self, id: &str, place: &Cursor<'_>) -> Outcome {
        let Some(outer) = self.open.last_mut() else { return Ok(()) };
        let members = std::mem::take(&mut outer.members);
        self.open(id, "", place)?;
        if let Some(inner) = self.open.last_mut() {
            inner.members = members;
        }
        self.close();
        Ok(())
    }

    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Id of the innermost open group.
    pub(crate) fn scope(&self) -> Option<&str> {
        let open = self.open.last()?;
        self.spec.groups.get(open.group).map(|group| group.id.as_str())
    }

    pub(crate) fn group(&mut self, id: &str) -> Option<&mut Group> {
        let at = self.groups.get(id)?;
        self.spec.groups.get_mut(*at)
    }

    /// Declares a class of colours; `default` colours all nodes without another.
    pub(crate) fn class(&mut self, name: &str, color: Option<String>) {
        self.classes.insert(name.to_owned(), color);
    }

    pub(crate) fn apply_class(&mut self, id: &str, class: &str) {
        self.paints.push((id.to_owned(), Paint::Class(class.to_owned())));
    }

    pub(crate) fn paint(&mut self, id: &str, color: Option<String>) {
        self.paints.push((id.to_owned(), Paint::Own(color)));
    }

    /// The finished diagram: all groups closed, colours set, ids of groups only where something
    /// refers to them.
    pub(crate) fn finish(mut self) -> DiagramSpec {
        while self.close() {}
        self.set_colors();
        self.part_from_groups();
        let mut used: HashSet<&str> = HashSet::new();
        for edge in &self.spec.edges {
            used.insert(&edge.from);
            used.insert(&edge.to);
        }
        used.extend(self.spec.notes.iter().flat_map(|note| &note.nodes).map(String::as_str));
        used.extend(self.spec.groups.iter().flat_map(|group| &group.nodes).map(String::as_str));
        let unused: Vec<bool> =
            self.spec.groups.iter().map(|group| !used.contains(group.id.as_str())).collect();
        for (group, unused) in self.spec.groups.iter_mut().zip(unused) {
            if unused {
                group.id.clear();
            }
        }
        self.spec
    }

    fn set_colors(&mut self) {
        let base = self.classes.get("default").cloned().flatten();
        for node in &mut self.spec.nodes {
            if node.color.is_none() {
                node.color.clone_from(&base);
            }
        }
        // What is said of one node goes before what is said of a class, in whatever order.
        let (classes, own): (Vec<_>, Vec<_>) = std::mem::take(&mut self.paints)
            .into_iter()
            .partition(|(_, paint)| matches!(paint, Paint::Class(_)));
        for (id, paint) in classes.into_iter().chain(own) {
            let color = match paint {
                Paint::Class(name) => self.classes.get(&name).cloned().flatten(),
                Paint::Own(color) => color,
            };
            let Some(color) = color else { continue };
            if let Some(group) = self.groups.get(&id).and_then(|at| self.spec.groups.get_mut(*at)) {
                group.color = Some(color);
            } else if let Some(node) =
                self.index.get(&id).and_then(|at| self.spec.nodes.get_mut(*at))
            {
                node.color = Some(color);
            }
        }
    }

    /// A node with the id of a group is a mention of the group where it says nothing of its own,
    /// such as the end of an edge that stands before the group. One with a label of its own
    /// keeps the id, and the group gets another. A group without members becomes a node.
    fn part_from_groups(&mut self) {
        let mut gone: HashSet<String> = HashSet::new();
        for group in self.spec.groups.iter().filter(|group| !group.nodes.is_empty()) {
            let node = self.index.get(&group.id).and_then(|at| self.spec.nodes.get(*at));
            if node.is_some_and(|node| node.shape.is_none() && node.label == node.id) {
                gone.insert(group.id.clone());
            }
        }
        let is_node = |id: &String| self.index.contains_key(id) && !gone.contains(id);
        for group in &mut self.spec.groups {
            let parent = Some(&group.id);
            group.nodes.retain(|id| is_node(id) || self.parents.get(id) == parent);
        }
        let groups = std::mem::take(&mut self.spec.groups);
        for mut group in groups {
            if group.nodes.is_empty() {
                gone.remove(&group.id);
                if let Ok(node) = self.known(&group.id) {
                    node.label = group.label;
                    node.color = group.color.or(node.color.take());
                }
                continue;
            }
            if self.index.contains_key(&group.id) && !gone.contains(&group.id) {
                group.id = self.free_id(&format!("{}_group", group.id));
            }
            self.spec.groups.push(group);
        }
        self.spec.nodes.retain(|node| !gone.contains(&node.id));
    }
}
