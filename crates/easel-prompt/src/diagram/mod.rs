//! Diagram specs out of prompts: arrows, relations ("reports to"), steps
//! with branches, hierarchies; and where a prompt holds no steps, an illustrative flow that says
//! so. Positions are the renderer's.

mod arrows;
mod branches;
mod hierarchy;
mod illustrative;
mod relations;

use easel_types::spec::{DiagramKind, DiagramSpec, Direction, Edge, Node, NodeShape, Source};

use crate::tokens::{Text, collapse};
use crate::{intent, phrases};

/// Most nodes or edges taken from a prompt.
const ELEMENTS_MAX: usize = 2000;

/// A diagram while it is read: nodes are found again by their label.
#[derive(Debug, Default)]
struct Sketch {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    index: std::collections::HashMap<String, usize>,
    ids: std::collections::HashSet<String>,
}

impl Sketch {
    /// The node with this label, made where it is new. Labels differ in more than case.
    fn node(&mut self, label: &str) -> usize {
        let label = collapse(label);
        let key = label.to_lowercase();
        if let Some(at) = self.index.get(&key) {
            return *at;
        }
        self.index.insert(key, self.nodes.len());
        self.fresh(&label)
    }

    /// A node of its own, whatever others are called.
    fn fresh(&mut self, label: &str) -> usize {
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

    fn find(&self, label: &str) -> Option<usize> {
        self.index.get(&collapse(label).to_lowercase()).copied()
    }

    /// An arrow, unless the same one is there.
    fn edge(&mut self, from: usize, to: usize, label: Option<String>) {
        if self.edges.len() >= ELEMENTS_MAX {
            return;
        }
        let (from, to) = (self.nodes[from].id.clone(), self.nodes[to].id.clone());
        let edge = Edge { from, to, label, ..Edge::default() };
        let recent = self.edges.len().saturating_sub(64);
        if !self.edges[recent..].contains(&edge) {
            self.edges.push(edge);
        }
    }

    fn is_full(&self) -> bool {
        self.nodes.len() >= ELEMENTS_MAX || self.edges.len() >= ELEMENTS_MAX
    }

    /// Marks starts, ends and questions by their words.
    fn shape_by_words(&mut self) {
        for node in self.nodes.iter_mut().filter(|node| node.shape.is_none()) {
            let word = node.label.to_lowercase();
            node.shape = if matches!(
                &*word,
                "start"
                    | "end"
                    | "stop"
                    | "begin"
                    | "finish"
                    | "done"
                    | "inicio"
                    | "fin"
                    | "anfang"
                    | "ende"
                    | "début"
                    | "inizio"
                    | "fine"
                    | "início"
                    | "fim"
                    | "开始"
                    | "结束"
                    | "開始"
                    | "終了"
                    | "시작"
                    | "끝"
            ) {
                Some(NodeShape::Stadium)
            } else if node.label.ends_with(['?', '？']) {
                Some(NodeShape::Diamond)
            } else if word.split(' ').any(|w| {
                matches!(
                    w,
                    "database"
                        | "db"
                        | "datastore"
                        | "postgres"
                        | "postgresql"
                        | "mysql"
                        | "mongodb"
                        | "redis"
                )
            }) {
                Some(NodeShape::Cylinder)
            } else {
                None
            };
        }
    }
}

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

/// The diagram a prompt describes.
pub(crate) fn extract(text: &Text<'_>, notes: &mut Vec<String>) -> DiagramSpec {
    let kind = intent::diagram_kind(text);
    let explicit = phrases::explicit_title(text);
    let direction = direction(text);
    let readers: [Reader; 4] = match kind {
        Some(DiagramKind::Mindmap | DiagramKind::Orgchart) => {
            [arrows::read, relations::read, hierarchy::read, branches::read]
        }
        _ => [arrows::read, branches::read_sentences, relations::read, branches::read],
    };
    for reader in readers {
        if let Some(mut made) = reader(text, kind) {
            made.sketch.shape_by_words();
            return DiagramSpec {
                kind: kind.or(made.kind).unwrap_or_default(),
                title: explicit.map(|(title, _)| title).or(made.title),
                direction,
                nodes: made.sketch.nodes,
                edges: made.sketch.edges,
                source: if made.is_assumed { Source::Illustrative } else { Source::Prompt },
                ..DiagramSpec::default()
            };
        }
    }
    notes.push(
        "The prompt names no steps, so the diagram is illustrative and marked as such.".to_owned(),
    );
    let mut spec = illustrative::diagram(text, kind.unwrap_or_default());
    spec.direction = direction;
    if let Some((title, _)) = explicit {
        spec.title = Some(title);
    }
    spec
}

/// What a reader made of a prompt.
#[derive(Debug, Default)]
struct Made {
    sketch: Sketch,
    title: Option<String>,
    /// The kind that the words suggest, where none is named.
    kind: Option<DiagramKind>,
    /// Some of the arrows are assumed.
    is_assumed: bool,
}

type Reader = fn(&Text<'_>, Option<DiagramKind>) -> Option<Made>;

/// The wished direction.
fn direction(text: &Text<'_>) -> Option<Direction> {
    let lower = text.prompt.to_lowercase();
    if ["left to right", "left-to-right", "horizontal"].iter().any(|w| lower.contains(w)) {
        Some(Direction::LeftToRight)
    } else if ["top to bottom", "top-down", "top to down", "vertical"]
        .iter()
        .any(|w| lower.contains(w))
    {
        Some(Direction::TopToBottom)
    } else {
        None
    }
}

/// The heading in the words before the content: "flowchart of user login: …" is "User login".
fn heading_before(text: &Text<'_>, end: usize) -> Option<String> {
    let tokens: Vec<crate::tokens::Token> =
        text.tokens.iter().take_while(|token| token.end <= end).cloned().collect();
    let hits = crate::lexicon::find(text.prompt, &tokens);
    // "system architecture diagram" is about the architecture of a system.
    let names_subject = |at: &usize| matches!(&*tokens[*at].lower, "architecture" | "topology");
    let outside = |at: &usize| {
        names_subject(at) || !hits.iter().any(|hit| !hit.unsegmented && hit.tokens.contains(at))
    };
    let rest: Vec<crate::tokens::Token> =
        (0..tokens.len()).filter(outside).map(|at| tokens[at].clone()).collect();
    phrases::heading(text, &rest).and_then(|heading| crate::lexicon::without_kinds(&heading, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(spec: &DiagramSpec) -> String {
        let label = |id: &str| {
            spec.nodes.iter().find(|n| n.id == id).map_or("?".to_owned(), |n| n.label.clone())
        };
        let edges: Vec<String> = spec
            .edges
            .iter()
            .map(|e| {
                let name = e.label.as_ref().map_or(String::new(), |l| format!("[{l}]"));
                format!("{}>{name}{}", label(&e.from), label(&e.to))
            })
            .collect();
        format!(
            "{}|{}|{}",
            spec.kind.as_str(),
            spec.title.clone().unwrap_or_default(),
            edges.join(" ")
        )
    }

    fn check(prompt: &str, expect: &str) {
        let spec = extract(&Text::new(prompt), &mut Vec::new());
        assert_eq!(show(&spec), expect, "{prompt}");
    }

    #[test]
    fn arrows_make_edges() {
        check("flowchart: A -> B -> C", "flowchart||A>B B>C");
        check(
            "flowchart of login: Start → Enter password → Done",
            "flowchart|Login|Start>Enter password Enter password>Done",
        );
        check("A -> B, B -> C", "flowchart||A>B B>C");
    }

    #[test]
    fn sentences_make_branches_and_loops() {
        check(
            "flowchart: enter password, if valid, show dashboard, otherwise show error",
            "flowchart||Enter password>Valid? Valid?>[Yes]Show dashboard Valid?>[No]Show error",
        );
        check(
            "flowchart: start, then enter password, then check it",
            "flowchart||Start>Enter password Enter password>Check it",
        );
    }

    #[test]
    fn relations_make_edges() {
        check(
            "org chart: Alice reports to Bob, Carol reports to Bob",
            "orgchart||Bob>Alice Bob>Carol",
        );
    }
}
