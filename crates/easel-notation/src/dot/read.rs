//! Statements of DOT: nodes, edges, defaults, subgraphs.

use std::collections::HashMap;

use easel_types::Spec;
use easel_types::spec::{DiagramKind, DiagramSpec, Direction, Edge, Node};

use super::attributes::{Attributes, Label};
use super::labels;
use super::lex::{self, Token};
use crate::DEPTH_MAX;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

/// Reads a DOT graph.
pub(crate) fn read(cursor: Cursor<'_>, notes: &mut Notes) -> Outcome<Spec> {
    let mut reader = Reader {
        cursor,
        token: Token::End,
        place: cursor,
        graph: Graph::new(DiagramKind::Flowchart),
        directed: true,
        is_strict: false,
        scope: Scope::default(),
        outer: Vec::new(),
        edges: HashMap::new(),
        depth: 0,
    };
    reader.advance()?;
    let outcome = reader.graph_header().and_then(|()| reader.statements(notes));
    notes.bear(&cursor, outcome)?;
    let Reader { graph, scope, outer, .. } = reader;
    let mut spec = graph.finish();
    let top = outer.into_iter().next().unwrap_or(scope);
    settle_records(&mut spec);
    spec.title = top.graph.label.map(|text| one_line(&text)).filter(|text| !text.is_empty());
    spec.appearance.background = top.graph.fill;
    if spec.nodes.is_empty() {
        return Err(Problem::empty("at least one node, such as `a -> b`"));
    }
    Ok(Spec::Diagram(spec))
}

/// A graph of records is a class diagram; among other nodes, the fields are smaller words.
fn settle_records(spec: &mut DiagramSpec) {
    if spec.nodes.iter().all(|node| !node.members.is_empty()) {
        spec.kind = DiagramKind::Class;
        return;
    }
    for node in spec.nodes.iter_mut().filter(|node| !node.members.is_empty()) {
        node.text = Some(std::mem::take(&mut node.members).join("\n"));
    }
}

/// What holds inside of a pair of braces.
#[derive(Debug, Clone, Default)]
struct Scope {
    node: Attributes,
    edge: Attributes,
    graph: Attributes,
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    /// The next token, and where it begins.
    token: Token,
    place: Cursor<'a>,
    graph: Graph,
    directed: bool,
    /// `strict`: an edge stands once.
    is_strict: bool,
    scope: Scope,
    /// The scopes around it, the outermost first.
    outer: Vec<Scope>,
    edges: HashMap<(String, String), ()>,
    depth: usize,
}

impl Reader<'_> {
    fn advance(&mut self) -> Outcome {
        lex::skip(&mut self.cursor);
        self.place = self.cursor;
        self.token = lex::next(&mut self.cursor)?;
        Ok(())
    }

    fn is_sign(&self, sign: char) -> bool {
        self.token == Token::Sign(sign)
    }

    fn is_keyword(&self, word: &str) -> bool {
        matches!(&self.token, Token::Id { text, quoted: false } if text.eq_ignore_ascii_case(word))
    }

    /// `strict digraph name {`.
    fn graph_header(&mut self) -> Outcome {
        if self.is_keyword("strict") {
            self.is_strict = true;
            self.advance()?;
        }
        if self.is_keyword("graph") {
            self.directed = false;
        } else if !self.is_keyword("digraph") {
            return Err(self.place.expected("`digraph` or `graph`"));
        }
        self.advance()?;
        if matches!(self.token, Token::Id { .. }) {
            self.advance()?;
        }
        if !self.is_sign('{') {
            return Err(self.place.expected("`{`"));
        }
        self.advance()
    }

    /// Statements up to `}`.
    fn statements(&mut self, notes: &mut Notes) -> Outcome {
        loop {
            match &self.token {
                Token::Sign('}') => return self.advance(),
                Token::Sign(';' | ',') => self.advance()?,
                Token::End => return Err(self.place.expected("`}`")),
                _ => self.statement(notes)?,
            }
        }
    }

    /// What `node [ … ]`, `edge [ … ]` or `graph [ … ]` sets.
    fn defaults(&mut self, word: &str) -> &mut Attributes {
        match word {
            "node" => &mut self.scope.node,
            "edge" => &mut self.scope.edge,
            _ => &mut self.scope.graph,
        }
    }

    fn statement(&mut self, notes: &mut Notes) -> Outcome {
        for word in ["node", "edge", "graph"] {
            if self.is_keyword(word) {
                self.advance()?;
                let mut attributes = std::mem::take(self.defaults(word));
                let outcome = self.attributes(&mut attributes, notes);
                *self.defaults(word) = attributes;
                self.color_cluster();
                return outcome;
            }
        }
        if let Token::Id { text, .. } = &self.token {
            // `key = value` for the graph.
            let key = text.clone();
            let (before, token) = (self.cursor, self.token.clone());
            let place = self.place;
            if !self.is_keyword("subgraph") {
                self.advance()?;
                if self.is_sign('=') {
                    self.advance()?;
                    return self.setting(&key, notes);
                }
                (self.cursor, self.token, self.place) = (before, token, place);
            }
        }
        self.chain(notes)
    }

    /// The value of a setting of the graph or cluster.
    fn setting(&mut self, key: &str, notes: &mut Notes) -> Outcome {
        let (value, is_html) = self.value()?;
        self.graph_attribute(key, &value, is_html, notes);
        self.color_cluster();
        Ok(())
    }

    fn graph_attribute(&mut self, key: &str, value: &str, is_html: bool, notes: &mut Notes) {
        let place = self.place;
        match key {
            "rankdir" => {
                self.graph.spec.direction = match value.to_ascii_uppercase().as_str() {
                    "LR" => Some(Direction::LeftToRight),
                    "RL" => Some(Direction::RightToLeft),
                    "BT" => Some(Direction::BottomToTop),
                    "TB" | "TD" => Some(Direction::TopToBottom),
                    _ => self.graph.spec.direction,
                };
            }
            _ if self.scope.graph.set(key, value, is_html) => {}
            _ => notes.once(&place, &looks(key)),
        }
    }

    /// Gives the label and colour of the scope to its cluster.
    fn color_cluster(&mut self) {
        let attributes = self.scope.graph.clone();
        let Some(id) = self.graph.scope().map(str::to_owned) else { return };
        if let Some(group) = self.graph.group(&id) {
            if let Some(text) = &attributes.label {
                group.label = one_line(text);
            }
            group.color = attributes.fill().or(group.color.take());
        }
    }

    /// `[key=value, …]`, as often as it stands there.
    fn attributes(&mut self, target: &mut Attributes, notes: &mut Notes) -> Outcome {
        while self.is_sign('[') {
            self.advance()?;
            loop {
                match &self.token {
                    Token::Sign(']') => {
                        self.advance()?;
                        break;
                    }
                    Token::Sign(',' | ';') => self.advance()?,
                    Token::Id { text, .. } => {
                        let (key, place) = (text.clone(), self.place);
                        self.advance()?;
                        if !self.is_sign('=') {
                            // `[filled]` is short for `[filled=true]`.
                            continue;
                        }
                        self.advance()?;
                        let (value, is_html) = self.value()?;
                        if !target.set(&key, &value, is_html) {
                            notes.once(&place, &looks(&key));
                        }
                    }
                    _ => return Err(self.place.expected("`key=value` or `]`")),
                }
            }
        }
        Ok(())
    }

    /// A value, and whether it is like HTML.
    fn value(&mut self) -> Outcome<(String, bool)> {
        const LONGEST: usize = 16_000;
        let value = match &self.token {
            Token::Id { text, .. } | Token::Html(text) if text.len() > LONGEST => {
                return Err(self.place.expected("a value of at most 16,000 bytes"));
            }
            Token::Id { text, .. } => (text.clone(), false),
            Token::Html(text) => (text.clone(), true),
            _ => return Err(self.place.expected("a value")),
        };
        self.advance()?;
        Ok(value)
    }

    /// `a`, `a -> b -> {c d} [label="x"]`, `subgraph x { … }`.
    fn chain(&mut self, notes: &mut Notes) -> Outcome {
        let mut ends = vec![self.end(notes)?];
        while self.token == Token::Link {
            self.advance()?;
            ends.push(self.end(notes)?);
        }
        if ends.len() == 1 {
            let mut own = Attributes::default();
            let place = self.place;
            self.attributes(&mut own, notes)?;
            if let Some(End::Node(id)) = ends.first() {
                self.describe(id, &own, place, notes)?;
            }
            return Ok(());
        }
        let mut own = self.scope.edge.clone();
        self.attributes(&mut own, notes)?;
        for pair in ends.windows(2) {
            if let [from, to] = pair {
                self.join(from, to, &own)?;
            }
        }
        Ok(())
    }

    /// A node with its port, or a subgraph.
    fn end(&mut self, notes: &mut Notes) -> Outcome<End> {
        if self.is_keyword("subgraph") || self.is_sign('{') {
            return self.subgraph(notes).map(End::Nodes);
        }
        let place = self.place;
        let id = match &self.token {
            Token::Id { text, .. } if !text.is_empty() => text.clone(),
            Token::Html(text) if !label::clean(text).is_empty() => label::clean(text),
            _ => return Err(place.expected("a node, an edge, a subgraph or `}`")),
        };
        self.advance()?;
        while self.is_sign(':') {
            notes.once(&self.place, "ports are chosen by the renderer");
            self.advance()?;
            self.value()?;
        }
        self.node(&id)?;
        Ok(End::Node(id))
    }

    /// The node, with the defaults of the scope where it is new.
    fn node(&mut self, id: &str) -> Outcome<&mut Node> {
        let is_new = !self.graph.has_node(id);
        let defaults = if is_new { Some(self.scope.node.clone()) } else { None };
        let node = self.graph.node(id)?;
        if let Some(defaults) = defaults {
            node.label = labels::plain(id, id);
            paint(node, &defaults);
        }
        Ok(node)
    }

    /// Gives a node its own attributes.
    fn describe(
        &mut self,
        id: &str,
        own: &Attributes,
        place: Cursor<'_>,
        notes: &mut Notes,
    ) -> Outcome {
        let is_record = {
            let default = self.scope.node.shape.clone();
            own.shape.clone().or(default).is_some_and(|shape| shape.contains("record"))
        };
        let default_style = self.scope.node.style.clone();
        let node = self.graph.known(id)?;
        paint(node, &Attributes { style: join_styles(&default_style, &own.style), ..own.clone() });
        if own.shape.is_some() && own.outline().is_none() {
            let name = own.shape.as_deref().unwrap_or_default();
            notes.once(&place, &format!("the shape `{name}` is not known"));
        }
        let mut rows = match &own.label {
            Some(Label::Text(text)) if is_record => labels::record(text, id),
            Some(Label::Text(text)) => {
                node.label = labels::plain(text, id);
                return Ok(());
            }
            Some(Label::Html(text)) => labels::html_rows(text),
            None => return Ok(()),
        };
        if rows.is_empty() {
            return Ok(());
        }
        node.label = rows.remove(0);
        if is_record {
            node.members = rows;
        } else if !rows.is_empty() {
            node.text = Some(rows.join("\n"));
        }
        Ok(())
    }

    /// Edges from all nodes of one end to all of the other.
    fn join(&mut self, from: &End, to: &End, own: &Attributes) -> Outcome {
        let (from_mark, to_mark) = own.marks(self.directed);
        for a in from.nodes() {
            for b in to.nodes() {
                if self.is_strict {
                    let key = if self.directed || a <= b { (a, b) } else { (b, a) };
                    let key = (key.0.clone(), key.1.clone());
                    if self.edges.insert(key, ()).is_some() {
                        continue;
                    }
                }
                self.graph.edge(Edge {
                    from: a.clone(),
                    to: b.clone(),
                    label: own.label.as_ref().map(one_line).filter(|text| !text.is_empty()),
                    line: own.line(),
                    from_mark,
                    to_mark,
                    from_label: own.tail_label.clone(),
                    to_label: own.head_label.clone(),
                })?;
            }
        }
        Ok(())
    }

    /// `subgraph cluster_x { … }`, `subgraph { … }`, `{ … }`; the nodes in it.
    fn subgraph(&mut self, notes: &mut Notes) -> Outcome<Vec<String>> {
        let place = self.place;
        let mut name = String::new();
        if self.is_keyword("subgraph") {
            self.advance()?;
            if let Token::Id { text, .. } = &self.token {
                name = text.clone();
                self.advance()?;
            }
            if !self.is_sign('{') {
                // A mention of a subgraph that stands elsewhere.
                let nodes = self.graph.group(&name).map(|group| group.nodes.clone());
                return Ok(nodes.unwrap_or_default());
            }
        }
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(Problem::TooDeep { at: place.offset(), what: "subgraphs" });
        }
        self.advance()?;
        let inner = Scope { graph: Attributes::default(), ..self.scope.clone() };
        self.outer.push(std::mem::replace(&mut self.scope, inner));
        let is_cluster = name.starts_with("cluster");
        if is_cluster {
            self.graph.open(&name, "", &place)?;
        }
        self.graph.listen();
        let outcome = self.statements(notes);
        let nodes = self.graph.heard();
        self.scope = self.outer.pop().unwrap_or_default();
        if is_cluster {
            self.graph.close();
        }
        self.depth -= 1;
        outcome.map(|()| nodes)
    }
}

/// An end of an edge.
#[derive(Debug)]
enum End {
    Node(String),
    Nodes(Vec<String>),
}

impl End {
    fn nodes(&self) -> &[String] {
        match self {
            Self::Node(id) => std::slice::from_ref(id),
            Self::Nodes(ids) => ids,
        }
    }
}

/// Colours and shapes a node.
fn paint(node: &mut Node, attributes: &Attributes) {
    node.shape = attributes.outline().or(node.shape);
    node.color = attributes.fill().or(node.color.take());
}

/// The style of a default and an own one: the own one replaces it.
fn join_styles(default: &str, own: &str) -> String {
    if own.is_empty() { default } else { own }.to_owned()
}

fn one_line(label: &Label) -> String {
    match label {
        Label::Text(text) => labels::plain(text, ""),
        Label::Html(text) => labels::html_rows(text).join("\n"),
    }
}

/// A remark about an attribute that is only about looks or layout.
fn looks(key: &str) -> String {
    match key {
        "fontname" | "fontsize" | "fontcolor" => "fonts are chosen by the renderer".to_owned(),
        "URL" | "href" | "tooltip" | "target" => "pictures have no links to click".to_owned(),
        _ => "layout attributes and details of looks are left to the renderer".to_owned(),
    }
}
