//! Architecture diagrams: services with icons in groups.
//! Syntax: <https://mermaid.js.org/syntax/architecture.html>.

use std::collections::HashMap;

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Edge, EndMark, Group, Node, NodeShape};

use super::lines;
use super::preamble::Preamble;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;
use crate::{DEPTH_MAX, ELEMENTS_MAX};

struct Architecture {
    graph: Graph,
    /// Place and depth of groups.
    groups: HashMap<String, (usize, usize)>,
    /// The group that a service is in.
    homes: HashMap<String, String>,
}

/// Reads an architecture diagram.
pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut made = Architecture {
        graph: Graph::new(DiagramKind::Architecture),
        groups: HashMap::new(),
        homes: HashMap::new(),
    };
    lines::each(cursor, notes, |line, _| made.statement(line.text))?;
    let mut spec = made.graph.spec;
    // A group may stay empty; a frame around nothing is not drawn.
    let empty: Vec<String> =
        spec.groups.iter().filter(|g| g.nodes.is_empty()).map(|g| g.id.clone()).collect();
    for group in spec.groups.iter().filter(|group| group.nodes.is_empty()) {
        let (id, label, icon) = (group.id.clone(), group.label.clone(), group.icon.clone());
        spec.nodes.push(Node { id, label, icon, ..Node::default() });
    }
    spec.groups.retain(|group| !empty.contains(&group.id));
    if spec.nodes.is_empty() {
        return Err(Problem::empty("at least one service, such as `service db(database)[Data]`"));
    }
    Ok(Spec::Diagram(spec))
}

/// `id(icon)[Label] in group`.
struct Named<'a> {
    id: &'a str,
    icon: Option<String>,
    label: String,
    parent: Option<Cursor<'a>>,
}

impl Architecture {
    fn statement(&mut self, line: Cursor<'_>) -> Outcome {
        let mut rest = line;
        if let Some(title) = lines::title(&line) {
            self.graph.spec.title = Some(title);
            Ok(())
        } else if rest.eat_word("group") {
            self.group(named(rest)?)
        } else if rest.eat_word("service") {
            self.service(named(rest)?, None)
        } else if rest.eat_word("junction") {
            self.service(named(rest)?, Some(NodeShape::Start))
        } else {
            self.edge(line)
        }
    }

    fn group(&mut self, named: Named<'_>) -> Outcome {
        if self.groups.len() >= ELEMENTS_MAX {
            return Err(Problem::TooMany { what: "groups" });
        }
        if self.groups.contains_key(named.id) || self.graph.has_node(named.id) {
            return Ok(());
        }
        let mut depth = 1;
        if let Some(parent) = named.parent {
            depth = 1 + self.put_into(named.id, parent)?;
            if depth > DEPTH_MAX {
                return Err(Problem::TooDeep { at: parent.offset(), what: "groups" });
            }
        }
        let at = self.graph.spec.groups.len();
        self.groups.insert(named.id.to_owned(), (at, depth));
        let Named { id, icon, label, .. } = named;
        self.graph.spec.groups.push(Group { id: id.to_owned(), icon, label, ..Group::default() });
        Ok(())
    }

    /// Puts a service or group into a group; how deep that one is.
    fn put_into(&mut self, id: &str, parent: Cursor<'_>) -> Outcome<usize> {
        let name = parent.trimmed();
        let Some((at, depth)) = self.groups.get(name).copied() else {
            return Err(parent.expected("a group that stands above"));
        };
        if let Some(group) = self.graph.spec.groups.get_mut(at) {
            group.nodes.push(id.to_owned());
        }
        self.homes.insert(id.to_owned(), name.to_owned());
        Ok(depth)
    }

    fn service(&mut self, named: Named<'_>, shape: Option<NodeShape>) -> Outcome {
        if self.groups.contains_key(named.id) || self.graph.has_node(named.id) {
            return Ok(());
        }
        if let Some(parent) = named.parent {
            self.put_into(named.id, parent)?;
        }
        let node = self.graph.node(named.id)?;
        node.label = named.label;
        node.icon = named.icon;
        node.shape = shape;
        Ok(())
    }

    /// `db:L -- R:server`, `a{group}:B --> T:b`.
    fn edge(&mut self, line: Cursor<'_>) -> Outcome {
        const EXPECTED: &str =
            "`group`, `service`, `junction` or an edge such as `db:L -- R:server`";
        let mut rest = line;
        let from = self.end(&mut rest).ok_or_else(|| line.expected(EXPECTED))?;
        if rest.eat(":") {
            rest.take_while(|c| matches!(c, 'L' | 'R' | 'T' | 'B'));
        }
        rest.blanks();
        let from_mark = rest.eat("<").then_some(EndMark::Arrow);
        let label = if rest.eat("--") {
            None
        } else if rest.eat("-[") {
            let text = rest.take_until("]-").ok_or_else(|| rest.expected("`]-`"))?;
            label::some(text)
        } else {
            return Err(rest.expected("`--` or `-->`"));
        };
        let to_mark = if rest.eat(">") { None } else { Some(EndMark::None) };
        rest.blanks();
        let mut trial = rest;
        if !trial.take_while(|c| matches!(c, 'L' | 'R' | 'T' | 'B')).is_empty() && trial.eat(":") {
            rest = trial;
        }
        let to = self.end(&mut rest).ok_or_else(|| rest.expected("a service"))?;
        if !rest.trim().is_done() {
            return Err(rest.expected("the end of the line"));
        }
        for id in [&from, &to] {
            if !self.groups.contains_key(id) {
                self.graph.known(id)?;
            }
        }
        self.graph.edge(Edge { from, to, label, from_mark, to_mark, ..Edge::default() })
    }

    /// An end of an edge: a service, or with `{group}` the group around it.
    fn end(&self, rest: &mut Cursor<'_>) -> Option<String> {
        let id = id(rest);
        if id.is_empty() {
            return None;
        }
        let whole = rest.eat("{group}");
        let home = self.homes.get(id).filter(|_| whole);
        Some(home.cloned().unwrap_or_else(|| id.to_owned()))
    }
}

fn id<'a>(rest: &mut Cursor<'a>) -> &'a str {
    let text = rest.rest();
    let end = text
        .char_indices()
        .find(|(at, c)| {
            let dash = *c == '-'
                && text
                    .get(at + 1..)
                    .is_some_and(|behind| behind.starts_with(char::is_alphanumeric));
            !(c.is_alphanumeric() || *c == '_' || dash)
        })
        .map_or(text.len(), |(at, _)| at);
    rest.skip(end);
    text.get(..end).unwrap_or_default()
}

fn named(mut rest: Cursor<'_>) -> Outcome<Named<'_>> {
    rest.blanks();
    let place = rest;
    let id = id(&mut rest);
    if id.is_empty() {
        return Err(place.expected("an id"));
    }
    let mut made = Named { id, icon: None, label: id.to_owned(), parent: None };
    if rest.eat("(") {
        let inside = rest;
        let icon = rest.take_until(")").ok_or_else(|| inside.expected("an icon and `)`"))?;
        made.icon = label::icon_word(label::unquoted(icon.trim()));
    }
    if rest.eat("[") {
        let inside = rest;
        let text = rest.take_until("]").ok_or_else(|| inside.expected("a label and `]`"))?;
        made.label = label::clean(text);
    }
    rest.blanks();
    if rest.eat_word("in") {
        made.parent = Some(rest.trim());
    } else if !rest.is_done() {
        return Err(rest.expected("`in` and a group, or the end of the line"));
    }
    Ok(made)
}
