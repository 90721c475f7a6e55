//! A subset of Mermaid flowcharts: nodes with shapes, chains, `&`, edge labels in both notations,
//! subgraphs. Other Mermaid diagrams are in `mermaid_kinds`. Syntax:
//! <https://mermaid.js.org/syntax/flowchart.html>.

use easel_types::spec::{DiagramKind, DiagramSpec, Direction, Edge, Group, Node, NodeShape};

use super::{ELEMENTS_MAX, mermaid_kinds};
use crate::tokens::collapse;

/// First words of Mermaid texts that are recognised.
const HEADERS: [&str; 10] = [
    "graph",
    "flowchart",
    "sequenceDiagram",
    "stateDiagram-v2",
    "stateDiagram",
    "erDiagram",
    "classDiagram",
    "mindmap",
    "pie",
    "gantt",
];

/// Where Mermaid text starts in `prompt`: behind a fence or `mermaid:`, or at a header that no
/// sentence would contain.
pub(super) fn find(prompt: &str) -> Option<&str> {
    let marked = prompt.find("mermaid").and_then(|at| {
        let rest = prompt[at + 7..].trim_start_matches([':', ' ', '\n', '\r', '\t']);
        let body = rest.split("```").next().unwrap_or(rest);
        HEADERS.iter().any(|header| starts_with_word(body, header)).then_some(body)
    });
    if marked.is_some() {
        return marked;
    }
    let mut start = 0;
    for line in prompt.split_inclusive(['\n', ':']) {
        let body = prompt[start..].trim_start();
        start += line.len();
        let directed = ["graph", "flowchart"].iter().any(|header| {
            body.strip_prefix(header).is_some_and(|rest| {
                let rest = rest.trim_start_matches(' ');
                ["TD", "TB", "LR", "RL", "BT"].iter().any(|d| starts_with_word(rest, d))
            })
        });
        let other = HEADERS[2..7].iter().any(|header| starts_with_word(body, header));
        let mindmap = (body.starts_with("mindmap\n")
            || body.starts_with("pie title")
            || body.starts_with("pie\n")
            || body.starts_with("pie showData"))
            && body.contains('\n');
        if directed || other || mindmap {
            return Some(body.split("```").next().unwrap_or(body));
        }
    }
    None
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// The first word of Mermaid text.
pub(super) fn header(source: &str) -> &str {
    source.split(|c: char| c.is_whitespace() || c == ';').next().unwrap_or(source)
}

/// Reads Mermaid text; `None` where it holds nothing to draw.
pub(super) fn parse(source: &str) -> Option<DiagramSpec> {
    let header = header(source);
    let spec = match header {
        "graph" | "flowchart" => flowchart(&source[header.len()..]),
        _ => mermaid_kinds::parse(header, &source[header.len()..]),
    }?;
    (!spec.nodes.is_empty()).then_some(spec)
}

/// A diagram while Mermaid is read: ids are those of the text.
#[derive(Debug, Default)]
pub(super) struct Chart {
    pub spec: DiagramSpec,
    index: std::collections::HashMap<String, usize>,
    /// Open subgraphs.
    groups: Vec<usize>,
}

impl Chart {
    /// The node with this id, made where it is new.
    pub(super) fn node(&mut self, id: &str) -> usize {
        let at = match self.index.get(id) {
            Some(at) => *at,
            None => {
                self.spec.nodes.push(Node {
                    id: id.to_owned(),
                    label: id.to_owned(),
                    shape: None,
                    ..Node::default()
                });
                self.index.insert(id.to_owned(), self.spec.nodes.len() - 1);
                self.spec.nodes.len() - 1
            }
        };
        if let Some(group) = self.groups.last() {
            let known = self.spec.groups.iter().any(|g| g.nodes.iter().any(|n| n == id));
            if !known {
                self.spec.groups[*group].nodes.push(id.to_owned());
            }
        }
        at
    }

    /// An arrow between nodes.
    pub(super) fn edge(&mut self, from: usize, to: usize, label: Option<String>) {
        if self.spec.edges.len() < ELEMENTS_MAX {
            let (from, to) = (self.spec.nodes[from].id.clone(), self.spec.nodes[to].id.clone());
            self.spec.edges.push(Edge { from, to, label, ..Edge::default() });
        }
    }
}

fn flowchart(source: &str) -> Option<DiagramSpec> {
    let rest = source.trim_start_matches([' ', '\t']);
    let word = header(rest);
    let mut chart = Chart::default();
    chart.spec.kind = DiagramKind::Flowchart;
    let body = match word {
        "LR" | "RL" => {
            chart.spec.direction = Some(Direction::LeftToRight);
            &rest[2..]
        }
        "TD" | "TB" | "BT" => {
            chart.spec.direction = Some(Direction::TopToBottom);
            &rest[2..]
        }
        _ => rest,
    };
    for line in statements(body) {
        statement(line.trim(), &mut chart);
        if chart.spec.nodes.len() >= ELEMENTS_MAX {
            break;
        }
    }
    Some(chart.spec)
}

/// Cuts at line ends and at semicolons outside quotes and brackets.
fn statements(body: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut from, mut quoted, mut depth) = (0, false, 0_i32);
    for (at, c) in body.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '[' | '(' | '{' if !quoted => depth += 1,
            ']' | ')' | '}' if !quoted => depth -= 1,
            '\n' => {
                out.push(&body[from..at]);
                (from, quoted, depth) = (at + 1, false, 0);
            }
            ';' if !quoted && depth <= 0 => {
                out.push(&body[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(&body[from..]);
    out
}

fn statement(line: &str, chart: &mut Chart) {
    const SKIPPED: [&str; 8] =
        ["%%", "classDef", "class ", "style ", "linkStyle", "click ", "direction ", "accTitle"];
    if line.is_empty() || SKIPPED.iter().any(|word| line.starts_with(word)) {
        return;
    }
    if let Some(name) = line.strip_prefix("subgraph") {
        let name = name.trim();
        let label = match name.split_once('[') {
            Some((_, label)) => label.trim_end_matches(']'),
            None => name,
        };
        let label = label.trim_matches('"').to_owned();
        chart.spec.groups.push(Group { label, nodes: Vec::new(), ..Group::default() });
        chart.groups.push(chart.spec.groups.len() - 1);
        return;
    }
    if line == "end" {
        chart.groups.pop();
        return;
    }
    let mut rest = line;
    let mut from: Vec<usize> = Vec::new();
    let mut link: Option<Link> = None;
    loop {
        let (nodes, tail) = node_list(rest, chart);
        if nodes.is_empty() {
            break;
        }
        if let Some(link) = link.take() {
            for a in &from {
                for b in &nodes {
                    let (a, b) = if link.reversed { (*b, *a) } else { (*a, *b) };
                    chart.edge(a, b, link.label.clone());
                }
            }
        }
        from = nodes;
        let Some((next, tail)) = read_link(tail.trim_start()) else { break };
        link = Some(next);
        rest = tail.trim_start();
    }
}

/// Nodes joined by `&`.
fn node_list<'a>(text: &'a str, chart: &mut Chart) -> (Vec<usize>, &'a str) {
    let mut nodes = Vec::new();
    let mut rest = text.trim_start();
    while let Some((node, tail)) = node(rest, chart) {
        nodes.push(node);
        rest = tail;
        match rest.trim_start().strip_prefix('&') {
            Some(tail) => rest = tail.trim_start(),
            None => break,
        }
    }
    (nodes, rest)
}

/// Brackets with the outline they stand for, the longest first.
const SHAPES: [(&str, &str, NodeShape); 11] = [
    ("(((", ")))", NodeShape::Circle),
    ("([", "])", NodeShape::Stadium),
    ("[(", ")]", NodeShape::Cylinder),
    ("((", "))", NodeShape::Circle),
    ("{{", "}}", NodeShape::Hexagon),
    ("[/", "/]", NodeShape::Parallelogram),
    ("[\\", "\\]", NodeShape::Parallelogram),
    ("[[", "]]", NodeShape::Rect),
    ("{", "}", NodeShape::Diamond),
    ("[", "]", NodeShape::Rect),
    ("(", ")", NodeShape::Rounded),
];

/// `id`, `id[Label]`, `id{Label}` and so on.
fn node<'a>(text: &'a str, chart: &mut Chart) -> Option<(usize, &'a str)> {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let dash = c == '-'
            && text[at + 1..].starts_with(|n: char| n.is_alphanumeric())
            && at > 0
            && !text[..at].ends_with('-');
        if !(c.is_alphanumeric() || c == '_' || c == '.' && !text[at..].starts_with(".-") || dash) {
            break;
        }
        end = at + c.len_utf8();
    }
    if end == 0 {
        return None;
    }
    let at = chart.node(&text[..end]);
    let rest = &text[end..];
    for (open, close, shape) in SHAPES {
        let Some(inside) = rest.strip_prefix(open) else { continue };
        let quoted = inside.trim_start().starts_with('"');
        let stop = if quoted {
            let first = inside.find('"').map_or(0, |q| q + 1);
            inside[first..]
                .find('"')
                .and_then(|q| inside[first + q..].find(close).map(|c| first + q + c))
        } else {
            inside.find(close)
        };
        let Some(stop) = stop else { continue };
        chart.spec.nodes[at].label = label(&inside[..stop]);
        chart.spec.nodes[at].shape = Some(shape);
        let tail = &inside[stop + close.len()..];
        return Some((at, skip_class(tail)));
    }
    Some((at, skip_class(rest)))
}

/// Skips `:::name`.
fn skip_class(text: &str) -> &str {
    match text.strip_prefix(":::") {
        Some(rest) => {
            rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
        }
        None => text,
    }
}

/// A label without quotes and line-break tags.
pub(super) fn label(text: &str) -> String {
    let text = text.trim().trim_matches('"');
    collapse(&text.replace("<br/>", " ").replace("<br>", " ").replace("<br />", " "))
}

/// An arrow between nodes.
struct Link {
    label: Option<String>,
    reversed: bool,
}

/// Reads `-->`, `---`, `-.->`, `==>`, `-->|x|`, `-- x -->` and so on.
fn read_link(text: &str) -> Option<(Link, &str)> {
    let is_line = |c: char| matches!(c, '-' | '=' | '.' | '~');
    let body = text.trim_start_matches(['<', 'o', 'x']);
    let prefix = &text[..text.len() - body.len()];
    let run = body.find(|c: char| !is_line(c)).unwrap_or(body.len());
    if run < 2 {
        return None;
    }
    let mut rest = &body[run..];
    let pointed = rest.starts_with('>');
    if pointed || rest.starts_with("x ") || rest.starts_with("o ") {
        rest = &rest[1..];
    }
    let reversed = prefix == "<" && !pointed;
    if let Some(inside) = rest.trim_start().strip_prefix('|')
        && let Some(end) = inside.find('|')
    {
        let text = label(&inside[..end]);
        let label = (!text.is_empty()).then_some(text);
        return Some((Link { label, reversed }, &inside[end + 1..]));
    }
    // "-- text -->": the run above was only the first half.
    if !pointed && run == 2 && rest.starts_with([' ', '"']) {
        let close = ["-->", "==>", ".->", "---", "==="]
            .iter()
            .filter_map(|mark| rest.find(mark).map(|at| (at, mark.len())))
            .min();
        if let Some((at, length)) = close {
            let words = label(&rest[..at]);
            if !words.is_empty() {
                return Some((Link { label: Some(words), reversed }, &rest[at + length..]));
            }
        }
    }
    Some((Link { label: None, reversed }, rest))
}
