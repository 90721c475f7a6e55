//! Git graphs: commits on branches, merges, cherry-picks.
//! Syntax: <https://mermaid.js.org/syntax/gitgraph.html>.

use std::collections::HashMap;

use easel_types::Spec;
use easel_types::spec::{DiagramKind, Edge, EdgeLine, Group};

use super::flowchart;
use super::lines::Lines;
use super::preamble::Preamble;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::label;
use crate::notes::Notes;

struct Git {
    graph: Graph,
    branches: HashMap<String, Branch>,
    current: String,
}

#[derive(Debug, Clone)]
struct Branch {
    /// Place of its group.
    group: usize,
    /// Its last commit.
    head: Option<String>,
    /// `order: 3`: where its lane stands.
    order: Option<u32>,
}

/// `key: "value"` behind a commit.
#[derive(Debug, Default)]
struct Options {
    id: Option<String>,
    tags: Vec<String>,
    kind: Option<String>,
    message: Option<String>,
    order: Option<u32>,
}

/// Reads a git graph.
pub(super) fn read(
    mut cursor: Cursor<'_>,
    preamble: &Preamble,
    notes: &mut Notes,
) -> Outcome<Spec> {
    let main = preamble.main_branch.clone().unwrap_or_else(|| "main".to_owned());
    let mut made = Git {
        graph: Graph::new(DiagramKind::GitGraph),
        branches: HashMap::new(),
        current: main.clone(),
    };
    cursor.blanks();
    made.graph.spec.direction = flowchart::direction(&mut cursor);
    cursor.blanks();
    cursor.eat(":");
    made.add_branch(&main, None);
    for line in Lines::new(cursor) {
        let outcome = made.statement(line.text, notes);
        notes.bear(&line.text, outcome)?;
    }
    if made.graph.spec.nodes.is_empty() {
        return Err(Problem::empty("at least one `commit`"));
    }
    made.sort_branches();
    Ok(Spec::Diagram(made.graph.spec))
}

impl Git {
    fn statement(&mut self, line: Cursor<'_>, notes: &mut Notes) -> Outcome {
        let mut rest = line;
        if rest.eat_word("commit") {
            let options = options(rest)?;
            let parent = self.head();
            self.commit(options, parent)
        } else if rest.eat_word("branch") {
            self.branch(rest)
        } else if rest.eat_word("checkout") || rest.eat_word("switch") {
            let place = rest;
            let name = branch_name(&mut rest);
            if !self.branches.contains_key(name) {
                return Err(place.expected("a branch that exists"));
            }
            name.clone_into(&mut self.current);
            Ok(())
        } else if rest.eat_word("merge") {
            self.merge(rest)
        } else if rest.eat_word("cherry-pick") {
            self.cherry_pick(rest)
        } else if rest.eat_word("options")
            || line.starts_with("{")
            || line.starts_with("\"")
            || line.starts_with("}")
        {
            notes.once(&line, "options of the git graph are not used");
            Ok(())
        } else if rest.rest() == "end" {
            Ok(())
        } else if let Some(title) = super::lines::title(&line) {
            self.graph.spec.title = Some(title);
            Ok(())
        } else {
            Err(line.expected("`commit`, `branch`, `checkout`, `merge` or `cherry-pick`"))
        }
    }

    fn head(&self) -> Option<String> {
        self.branches.get(&self.current)?.head.clone()
    }

    fn add_branch(&mut self, name: &str, head: Option<String>) {
        let group = self.graph.spec.groups.len();
        let label = name.to_owned();
        self.graph.spec.groups.push(Group { label, ..Group::default() });
        self.branches.insert(name.to_owned(), Branch { group, head, order: None });
    }

    /// A commit on the current branch.
    fn commit(&mut self, options: Options, parent: Option<String>) -> Outcome {
        let wish =
            options.id.clone().unwrap_or_else(|| format!("c{}", self.graph.spec.nodes.len() + 1));
        let node = self.graph.fresh(&wish)?;
        // Without a name, the label is empty, and the renderer writes the number.
        node.label = options.message.or(options.id).unwrap_or_default();
        node.tags = options.tags;
        node.stereotype =
            options.kind.map(|kind| kind.to_lowercase()).filter(|kind| kind != "normal");
        let to = node.id.clone();
        if let Some(branch) = self.branches.get_mut(&self.current) {
            branch.head = Some(to.clone());
            if let Some(group) = self.graph.spec.groups.get_mut(branch.group) {
                group.nodes.push(to.clone());
            }
        }
        match parent {
            Some(from) => self.graph.edge(Edge { from, to, ..Edge::default() }),
            None => Ok(()),
        }
    }

    /// `branch name order: 2`.
    fn branch(&mut self, mut rest: Cursor<'_>) -> Outcome {
        let place = rest;
        let name = branch_name(&mut rest);
        if name.is_empty() {
            return Err(place.expected("the name of a branch"));
        }
        if self.branches.contains_key(name) {
            return Err(place.expected("the name of a branch that does not exist yet"));
        }
        if self.branches.len() >= crate::ELEMENTS_MAX {
            return Err(Problem::TooMany { what: "branches" });
        }
        let head = self.head();
        self.add_branch(name, head);
        let order = options(rest)?.order;
        if let Some(branch) = self.branches.get_mut(name) {
            branch.order = order;
        }
        name.clone_into(&mut self.current);
        Ok(())
    }

    /// `merge develop id: "x" tag: "v2"`.
    fn merge(&mut self, mut rest: Cursor<'_>) -> Outcome {
        let place = rest;
        let name = branch_name(&mut rest);
        let Some(branch) = self.branches.get(name) else {
            return Err(place.expected("a branch that exists"));
        };
        if name == self.current {
            return Err(place.expected("another branch than the current one"));
        }
        let Some(from) = branch.head.clone() else {
            return Err(place.expected("a branch with commits"));
        };
        let mut options = options(rest)?;
        if options.id.is_none() {
            options.message.get_or_insert_with(|| format!("Merge {name}"));
        }
        let parent = self.head();
        self.commit(options, parent)?;
        let to = self.head().unwrap_or_default();
        self.graph.edge(Edge { from, to, ..Edge::default() })
    }

    /// `cherry-pick id: "x"`.
    fn cherry_pick(&mut self, rest: Cursor<'_>) -> Outcome {
        let mut options = options(rest)?;
        let Some(from) = options.id.take().filter(|id| self.graph.has_node(id)) else {
            return Err(rest.expected("`id:` of a commit that exists"));
        };
        if options.tags.is_empty() {
            options.tags.push(format!("cherry-pick: {from}"));
        }
        options.kind = Some("cherry-pick".to_owned());
        let parent = self.head();
        self.commit(options, parent)?;
        let to = self.head().unwrap_or_default();
        self.graph.edge(Edge { from, to, line: EdgeLine::Dashed, ..Edge::default() })
    }

    /// Branches in the order in which they are asked for; the others first, as they came.
    fn sort_branches(&mut self) {
        let mut order = vec![0_u32; self.graph.spec.groups.len()];
        for branch in self.branches.values() {
            if let (Some(slot), Some(place)) = (order.get_mut(branch.group), branch.order) {
                *slot = place;
            }
        }
        let groups = std::mem::take(&mut self.graph.spec.groups);
        let mut sorted: Vec<(u32, Group)> = order.into_iter().zip(groups).collect();
        sorted.sort_by_key(|(order, _)| *order);
        self.graph.spec.groups = sorted.into_iter().map(|(_, group)| group).collect();
    }
}

/// A name with or without quotes.
fn branch_name<'a>(rest: &mut Cursor<'a>) -> &'a str {
    rest.blanks();
    if rest.eat("\"") {
        return rest.take_until("\"").unwrap_or_default();
    }
    rest.take_while(|c| !c.is_whitespace())
}

fn options(mut rest: Cursor<'_>) -> Outcome<Options> {
    let mut made = Options::default();
    loop {
        rest.take_while(|c| c.is_whitespace() || c == ',');
        if rest.is_done() {
            return Ok(made);
        }
        let place = rest;
        if rest.starts_with("\"") {
            made.message = Some(quoted(&mut rest)?);
            continue;
        }
        let key = rest.take_while(|c| c.is_alphabetic());
        rest.blanks();
        if !rest.eat(":") {
            return Err(place.expected("`id:`, `tag:`, `type:`, `msg:` or `order:`"));
        }
        rest.blanks();
        match key {
            "id" => made.id = Some(quoted(&mut rest)?),
            "tag" => made.tags.push(quoted(&mut rest)?),
            "msg" => made.message = Some(quoted(&mut rest)?),
            "type" => made.kind = Some(rest.take_while(char::is_alphanumeric).to_owned()),
            "order" => made.order = rest.take_while(|c| c.is_ascii_digit()).parse().ok(),
            // Which parent of a merge is picked changes no picture.
            "parent" => {
                quoted(&mut rest)?;
            }
            _ => return Err(place.expected("`id:`, `tag:`, `type:`, `msg:` or `order:`")),
        }
    }
}

fn quoted(rest: &mut Cursor<'_>) -> Outcome<String> {
    let place = *rest;
    if rest.eat("\"") {
        let text =
            rest.take_until("\"").ok_or_else(|| place.expected("a text that ends with `\"`"))?;
        return Ok(label::clean(text));
    }
    let word = rest.take_while(|c| !c.is_whitespace());
    if word.is_empty() { Err(place.expected("a text in quotes")) } else { Ok(word.to_owned()) }
}
