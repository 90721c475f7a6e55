//! A subset of Graphviz DOT: node and edge statements with chains, `label` and `shape`,
//! `rankdir`, `subgraph cluster_…`. Grammar: <https://graphviz.org/doc/info/lang.html>.

use easel_types::spec::{DiagramKind, DiagramSpec, Direction, Edge, Group, Node, NodeShape};

use super::ELEMENTS_MAX;

/// Where DOT text starts in `prompt`.
pub(super) fn find(prompt: &str) -> Option<&str> {
    for (keyword, sign) in [("digraph", "->"), ("graph", "--")] {
        for (at, _) in prompt.match_indices(keyword).take(8) {
            let rest = &prompt[at + keyword.len()..];
            let Some(brace) = rest.find('{').filter(|brace| *brace < 80) else { continue };
            let name = rest[..brace].trim();
            let named = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '"' | ' '))
                && name.split(' ').count() <= 1;
            let word_start = !prompt[..at].ends_with(|c: char| c.is_alphanumeric());
            if named && word_start && rest[brace..].contains(sign) {
                return Some(&prompt[at..]);
            }
        }
    }
    None
}

/// A lexical piece of DOT.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Name(String),
    Link,
    Mark(char),
}

/// Cuts DOT text; comments go.
fn pieces(source: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if out.len() > ELEMENTS_MAX * 20 {
            break;
        }
        if rest.starts_with("//") || rest.starts_with('#') {
            rest = rest.find('\n').map_or("", |at| &rest[at..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |at| &rest[at + 2..]);
        } else if rest.starts_with("->") || rest.starts_with("--") {
            out.push(Piece::Link);
            rest = &rest[2..];
        } else if c == '"' {
            let (name, tail) = quoted(&rest[1..]);
            out.push(Piece::Name(name));
            rest = tail;
        } else if c.is_alphanumeric() || c == '_' || c == '.' {
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
                .unwrap_or(rest.len());
            out.push(Piece::Name(rest[..end].to_owned()));
            rest = &rest[end..];
        } else {
            if !c.is_whitespace() {
                out.push(Piece::Mark(c));
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// The text of a quotation and what follows it.
fn quoted(text: &str) -> (String, &str) {
    let mut name = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (name, &text[at + 1..]),
            '\\' => match chars.next() {
                Some((_, 'n' | 'l' | 'r')) => name.push(' '),
                Some((_, other)) => name.push(other),
                None => {}
            },
            other => name.push(other),
        }
    }
    (name, "")
}

/// State of the walk over the pieces.
struct Graph {
    spec: DiagramSpec,
    index: std::collections::HashMap<String, usize>,
    /// Open braces: the group each one fills, if any.
    groups: Vec<Option<usize>>,
}

impl Graph {
    fn node(&mut self, id: &str) -> usize {
        let at = match self.index.get(id) {
            Some(at) => *at,
            None => {
                let node = Node {
                    id: id.to_owned(),
                    label: id.to_owned(),
                    shape: None,
                    ..Node::default()
                };
                self.spec.nodes.push(node);
                self.index.insert(id.to_owned(), self.spec.nodes.len() - 1);
                self.spec.nodes.len() - 1
            }
        };
        if let Some(group) = self.groups.iter().rev().flatten().next() {
            let members = &mut self.spec.groups[*group].nodes;
            if !members.iter().any(|known| known == id) {
                members.push(id.to_owned());
            }
        }
        at
    }
}

/// Reads a graph; `None` where nothing was found in it.
pub(super) fn parse(source: &str) -> Option<DiagramSpec> {
    let pieces = pieces(source);
    let open = pieces.iter().position(|piece| *piece == Piece::Mark('{'))?;
    let mut graph = Graph {
        spec: DiagramSpec { kind: DiagramKind::Flowchart, ..DiagramSpec::default() },
        index: std::collections::HashMap::new(),
        groups: vec![None],
    };
    if matches!(pieces.first(), Some(Piece::Name(word)) if word == "graph") {
        graph.spec.kind = DiagramKind::Network;
    }
    let mut at = open + 1;
    while at < pieces.len() && !graph.groups.is_empty() && graph.spec.nodes.len() < ELEMENTS_MAX {
        at = statement(&pieces, at, &mut graph);
    }
    let spec = graph.spec;
    (!spec.nodes.is_empty()).then_some(spec)
}

/// Reads one statement from `at`; gives where the next begins.
fn statement(pieces: &[Piece], at: usize, graph: &mut Graph) -> usize {
    match &pieces[at] {
        Piece::Mark('}') => {
            graph.groups.pop();
            at + 1
        }
        Piece::Mark('{') => {
            let depth = graph.groups.len();
            if depth < 64 {
                graph.groups.push(None);
            }
            at + 1
        }
        Piece::Mark(_) | Piece::Link => at + 1,
        Piece::Name(word) => match (word.as_str(), pieces.get(at + 1)) {
            ("subgraph", next) => {
                let name = match next {
                    Some(Piece::Name(name)) => Some(name.clone()),
                    _ => None,
                };
                let brace = at + 1 + usize::from(name.is_some());
                let group = name.filter(|n| n.starts_with("cluster")).map(|name| {
                    let label = name.trim_start_matches("cluster").trim_matches('_').to_owned();
                    graph.spec.groups.push(Group { label, nodes: Vec::new(), ..Group::default() });
                    graph.spec.groups.len() - 1
                });
                if graph.groups.len() < 64 {
                    graph.groups.push(group);
                }
                brace + usize::from(pieces.get(brace) == Some(&Piece::Mark('{')))
            }
            ("node" | "edge" | "graph", Some(Piece::Mark('['))) => attributes(pieces, at + 1).1,
            (key, Some(Piece::Mark('='))) => {
                let Some(Piece::Name(value)) = pieces.get(at + 2) else { return at + 2 };
                set_graph(graph, key, value);
                at + 3
            }
            _ => chain(pieces, at, graph),
        },
    }
}

fn set_graph(graph: &mut Graph, key: &str, value: &str) {
    match key {
        "rankdir" => {
            graph.spec.direction = Some(if matches!(value, "LR" | "RL") {
                Direction::LeftToRight
            } else {
                Direction::TopToBottom
            });
        }
        "label" => match graph.groups.iter().rev().flatten().next() {
            Some(group) => value.clone_into(&mut graph.spec.groups[*group].label),
            None => graph.spec.title = Some(value.to_owned()),
        },
        _ => {}
    }
}

/// `a -> b -> c [label="x"]`, or a node alone.
fn chain(pieces: &[Piece], from: usize, graph: &mut Graph) -> usize {
    let mut at = from;
    let mut ends: Vec<Vec<usize>> = Vec::new();
    loop {
        match pieces.get(at) {
            Some(Piece::Name(name)) => {
                ends.push(vec![graph.node(name)]);
                at += 1;
                // A port such as `a:n`.
                while pieces.get(at) == Some(&Piece::Mark(':')) {
                    at += 2;
                }
            }
            Some(Piece::Mark('{')) => {
                let mut members = Vec::new();
                at += 1;
                while let Some(piece) = pieces.get(at)
                    && *piece != Piece::Mark('}')
                {
                    if let Piece::Name(name) = piece {
                        members.push(graph.node(name));
                    }
                    at += 1;
                }
                ends.push(members);
                at += 1;
            }
            _ => break,
        }
        if pieces.get(at) != Some(&Piece::Link) {
            break;
        }
        at += 1;
    }
    let (values, next) = attributes(pieces, at);
    let find = |key: &str| values.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
    let label = find("label");
    if let [single] = ends.as_slice() {
        for node in single {
            if let Some(label) = &label {
                graph.spec.nodes[*node].label.clone_from(label);
            }
            if let Some(shape) = find("shape").and_then(|name| shape(&name)) {
                graph.spec.nodes[*node].shape = Some(shape);
            }
        }
    }
    for pair in ends.windows(2) {
        for a in &pair[0] {
            for b in &pair[1] {
                if graph.spec.edges.len() < ELEMENTS_MAX {
                    graph.spec.edges.push(Edge {
                        from: graph.spec.nodes[*a].id.clone(),
                        to: graph.spec.nodes[*b].id.clone(),
                        label: label.clone(),
                        ..Edge::default()
                    });
                }
            }
        }
    }
    next.max(from + 1)
}

/// `[key=value, …]` from `at`, and where it ends.
fn attributes(pieces: &[Piece], at: usize) -> (Vec<(String, String)>, usize) {
    let mut values = Vec::new();
    if pieces.get(at) != Some(&Piece::Mark('[')) {
        return (values, at);
    }
    let mut at = at + 1;
    while let Some(piece) = pieces.get(at) {
        if *piece == Piece::Mark(']') {
            at += 1;
            break;
        }
        if let (Piece::Name(key), Some(Piece::Mark('=')), Some(Piece::Name(value))) =
            (piece, pieces.get(at + 1), pieces.get(at + 2))
        {
            values.push((key.clone(), value.clone()));
            at += 3;
        } else {
            at += 1;
        }
    }
    (values, at)
}

/// Our outline for a Graphviz shape name.
fn shape(name: &str) -> Option<NodeShape> {
    Some(match name {
        "box" | "rect" | "rectangle" | "square" => NodeShape::Rect,
        "diamond" | "Mdiamond" => NodeShape::Diamond,
        "ellipse" | "oval" => NodeShape::Stadium,
        "circle" | "doublecircle" | "point" => NodeShape::Circle,
        "cylinder" => NodeShape::Cylinder,
        "parallelogram" => NodeShape::Parallelogram,
        "hexagon" => NodeShape::Hexagon,
        "Mrecord" => NodeShape::Rounded,
        _ => return None,
    })
}
