//! A diagram while it is read: nodes are found again by their label, whatever article, case or
//! number it stands in.

use std::collections::{HashMap, HashSet};

use easel_types::spec::{Edge, Group, Node, NodeShape, Step};

use crate::language::Language;
use crate::tokens::collapse;

use super::{text, words};

/// Most nodes or edges taken from a prompt.
const ELEMENTS_MAX: usize = 2000;

/// Nodes, edges and groups found so far.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    /// The boxes, in the order of the prompt.
    pub nodes: Vec<Node>,
    /// The arrows.
    pub edges: Vec<Edge>,
    /// Lanes, columns, branches, sections.
    pub groups: Vec<Group>,
    /// Messages of a sequence diagram.
    pub steps: Vec<Step>,
    /// Names of the ends of the axes of a quadrant chart.
    pub axes: Option<[String; 4]>,
    /// The last objects of a statement, for "which".
    pub recent: Vec<usize>,
    language: Option<Language>,
    index: HashMap<String, usize>,
    ids: HashSet<String>,
}

impl Sketch {
    /// An empty one for names in `language`.
    pub(super) fn new(language: Language) -> Self {
        Self { language: Some(language), ..Self::default() }
    }

    /// What two labels of the same thing share.
    pub(super) fn key(&self, label: &str) -> String {
        let lower = label.to_lowercase();
        let bare = lower.trim_matches(|c: char| {
            !text::is_word_char(c) && !matches!(c, '+' | '#' | ')' | '(' | '*' | '%' | '€' | '$')
        });
        let language = self.language.unwrap_or(Language::ENGLISH);
        let words: Vec<String> =
            bare.split_whitespace().map(|w| words::stem(w, language)).collect();
        // "Beitrag" and "Beiträge" are one.
        let words: Vec<String> = if language.as_str() == "de" {
            words.iter().map(|w| w.replace('ä', "a").replace('ö', "o").replace('ü', "u")).collect()
        } else {
            words
        };
        if words.is_empty() { lower } else { words.join(" ") }
    }

    /// The node with this label, made where it is new.
    pub(super) fn node(&mut self, label: &str) -> usize {
        let label = collapse(label);
        let key = self.key(&label);
        if let Some(at) = self.index.get(&key) {
            return *at;
        }
        self.index.insert(key, self.nodes.len());
        self.fresh(&label)
    }

    /// The node that `label` speaks of: "app servers" after "two app servers", "CTO" after
    /// "CTO Ken Ito", made where there is none.
    pub(super) fn entity(&mut self, label: &str) -> usize {
        if let Some(known) = self.mentioned(label) {
            return known;
        }
        self.node(label)
    }

    /// The node that `label` means, exactly or by a shorter or counted form.
    pub(super) fn mentioned(&self, label: &str) -> Option<usize> {
        if let Some(at) = self.find(label) {
            return Some(at);
        }
        let bare = words::without_count(label);
        if let Some(at) = bare.and_then(|name| self.find(name)) {
            return Some(at);
        }
        let key = self.key(label);
        if self.nodes.len() > 300 {
            return None;
        }
        self.nodes.iter().position(|node| {
            let counted = words::without_count(&node.label);
            counted.is_some_and(|name| self.key(name) == key)
        })
    }

    /// The one node whose label holds all the words of `name`, or whose text is `name`.
    pub(super) fn like(&self, name: &str) -> Option<usize> {
        if let Some(at) = self.mentioned(name) {
            return Some(at);
        }
        let wanted: Vec<String> = self.key(name).split(' ').map(str::to_owned).collect();
        let dense = name.chars().any(text::is_dense);
        let holds = |node: &Node| {
            let own = self.key(&node.label);
            let text = node.text.as_deref().map(str::to_lowercase);
            text.as_deref() == Some(&*name.to_lowercase())
                || (dense && own.contains(&*name.to_lowercase()))
                || wanted.iter().all(|word| own.split(' ').any(|known| known == word))
        };
        let mut fits = self.nodes.iter().take(300).enumerate().filter(|(_, node)| holds(node));
        let first = fits.next().map(|(at, _)| at)?;
        fits.next().is_none().then_some(first)
    }

    /// A node of its own, whatever others are called.
    pub(super) fn fresh(&mut self, label: &str) -> usize {
        let id = self.free_id(&slug(label));
        self.nodes.push(Node { id, label: label.to_owned(), shape: None, ..Node::default() });
        self.nodes.len() - 1
    }

    fn free_id(&mut self, wish: &str) -> String {
        let wish = if wish.is_empty() { "node" } else { wish };
        let mut id = wish.to_owned();
        let mut nth = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{wish}_{nth}");
            nth += 1;
        }
        id
    }

    /// The node with this label.
    pub(super) fn find(&self, label: &str) -> Option<usize> {
        self.index.get(&self.key(&collapse(label))).copied()
    }

    /// The id of a node; empty where there is none.
    pub(super) fn id(&self, at: usize) -> String {
        self.nodes.get(at).map(|node| node.id.clone()).unwrap_or_default()
    }

    /// The label of a node.
    pub(super) fn label(&self, at: usize) -> &str {
        self.nodes.get(at).map_or("", |node| &node.label)
    }

    /// True where names have endings of their case.
    pub(super) fn inflects(&self) -> bool {
        self.language.is_some_and(|language| matches!(language.as_str(), "pl" | "ru"))
    }

    /// A node under the name with which it is declared: "Клиент" after "у клиента".
    pub(super) fn declared(&mut self, label: &str) -> usize {
        let at = self.entity(label);
        let label = collapse(label);
        self.change(at, |node| node.label = label);
        at
    }

    /// Changes a node.
    pub(super) fn change(&mut self, at: usize, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(at) {
            change(node);
        }
    }

    /// An arrow, unless the same one is there.
    pub(super) fn edge(&mut self, from: usize, to: usize, label: Option<String>) -> bool {
        self.arrow(from, to, Edge { label, ..Edge::default() })
    }

    /// An arrow that looks like `form`, unless the same one is there.
    pub(super) fn arrow(&mut self, from: usize, to: usize, form: Edge) -> bool {
        if self.edges.len() >= ELEMENTS_MAX || from >= self.nodes.len() || to >= self.nodes.len() {
            return false;
        }
        let edge = Edge { from: self.id(from), to: self.id(to), ..form };
        let recent = self.edges.len().saturating_sub(64);
        let known = self.edges.get(recent..).is_some_and(|edges| {
            edges.iter().any(|e| {
                e.from == edge.from
                    && e.to == edge.to
                    && (e.label == edge.label || edge.label.is_none())
            })
        });
        if !known {
            self.edges.push(edge);
        }
        !known
    }

    /// True where two nodes are joined, whichever way.
    pub(super) fn joined(&self, a: usize, b: usize) -> Option<usize> {
        let (a, b) = (self.id(a), self.id(b));
        self.edges
            .iter()
            .take(ELEMENTS_MAX)
            .position(|e| (e.from == a && e.to == b) || (e.from == b && e.to == a))
    }

    /// Puts a node into the group of this name, which is made where it is new.
    pub(super) fn place(&mut self, group: &str, node: usize) {
        let id = self.id(node);
        let known = self.groups.iter_mut().find(|g| g.label.to_lowercase() == group.to_lowercase());
        match known {
            Some(known) if known.nodes.contains(&id) => {}
            Some(known) => known.nodes.push(id),
            None => self.groups.push(Group {
                label: group.to_owned(),
                nodes: vec![id],
                ..Group::default()
            }),
        }
    }

    /// A group without members yet.
    pub(super) fn group(&mut self, label: &str) {
        if !self.groups.iter().any(|g| g.label.to_lowercase() == label.to_lowercase()) {
            self.groups.push(Group { label: label.to_owned(), ..Group::default() });
        }
    }

    /// True where no more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.nodes.len() >= ELEMENTS_MAX || self.edges.len() >= ELEMENTS_MAX
    }

    /// Marks starts, ends and questions by their words.
    pub(super) fn shape_by_words(&mut self) {
        for node in self.nodes.iter_mut().filter(|node| node.shape.is_none()) {
            let word = node.label.to_lowercase();
            node.shape = if text::starts_any(&word, ENDS) == Some(word.len()) {
                Some(NodeShape::Stadium)
            } else if node.label.ends_with(['?', '？', '؟']) {
                Some(NodeShape::Diamond)
            } else if word.split(' ').any(|w| STORES.split('|').any(|known| known == w)) {
                Some(NodeShape::Cylinder)
            } else {
                None
            };
        }
    }
}

/// Words that begin or end a flow.
const ENDS: &str = "start|end|stop|begin|finish|done|inicio|fin|anfang|ende|début|debut|inizio|fine|início|fim|开始|结束|開始|終了|結束|시작|끝|종료|początek|koniec|начало|конец|başla|başlangıç|bitiş|son|البداية|النهاية|بداية|نهاية|शुरू|समाप्त|शुरुआत|अंत|einde|begin";

/// Words for stored data.
const STORES: &str =
    "database|db|datastore|postgres|postgresql|mysql|mongodb|redis|datenbank|bd|sqlite|dynamodb";

/// A name of lower-case ASCII letters and digits for `label`.
fn slug(label: &str) -> String {
    let mut out = String::new();
    for c in label.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        if out.len() >= 32 {
            break;
        }
    }
    out.trim_end_matches('_').to_owned()
}

impl Sketch {
    /// The node with this id.
    pub(super) fn at_id(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.id == id)
    }

    /// Drops nodes that no arrow and no group names.
    pub(super) fn drop_unused(&mut self) {
        let used: HashSet<String> = self
            .edges
            .iter()
            .flat_map(|edge| [edge.from.clone(), edge.to.clone()])
            .chain(self.groups.iter().flat_map(|group| group.nodes.clone()))
            .collect();
        self.nodes.retain(|node| used.contains(&node.id));
        self.index.clear();
    }

    /// Moves the last node behind another one, so that nodes stand in reading order.
    pub(super) fn order_after(&mut self, before: usize, node: usize) {
        if before + 1 >= node || node >= self.nodes.len() {
            return;
        }
        let moved = self.nodes.remove(node);
        self.nodes.insert(before + 1, moved);
        for at in self.index.values_mut() {
            if *at == node {
                *at = before + 1;
            } else if *at > before && *at < node {
                *at += 1;
            }
        }
    }
}
