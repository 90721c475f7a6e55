//! Trees: organisation charts and mind maps. A graph that is not a tree, or says more than a tree
//! can show (labels of edges, frames), is drawn by [`super::boxes`].

mod mindmap;
mod orgchart;

use std::rc::Rc;

use easel_types::spec::{DiagramKind, DiagramSpec, EdgeLine, Node};

use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::icons::Icon;
use crate::scene::Scene;
use crate::text::{Align, Block, TextStyle, Weight};

/// Pixels of the font that trees are measured in.
const EM: f64 = 20.0;

/// Who is under whom, by numbers of nodes.
struct Tree {
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
    /// Steps from the root.
    depth: Vec<usize>,
    /// Which child of its root it descends from; decides the colour.
    branch: Vec<usize>,
}

/// Draws an organisation chart or a mind map.
///
/// # Errors
/// As [`super::boxes::draw`].
pub(super) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let Some(tree) = tree(spec) else { return super::boxes::draw(spec, stage) };
    if spec.kind == DiagramKind::Mindmap && tree.roots.len() > 1 {
        return super::boxes::draw(spec, stage);
    }
    let area = parts::frame(spec, &mut stage);
    if spec.kind == DiagramKind::Mindmap {
        mindmap::draw(spec, &tree, &mut stage, area);
    } else {
        orgchart::draw(spec, &tree, &mut stage, area);
    }
    Ok(stage.scene)
}

/// The tree that the edges make, if they make one and nothing else is to be shown.
fn tree(spec: &DiagramSpec) -> Option<Tree> {
    let says_more = !spec.groups.is_empty()
        || spec.edges.iter().any(|edge| {
            [&edge.label, &edge.from_label, &edge.to_label]
                .into_iter()
                .any(|label| parts::given(label.as_ref()).is_some())
        })
        || spec.nodes.iter().any(|node| !node.members.is_empty() || !node.methods.is_empty());
    if says_more {
        return None;
    }
    let ids = parts::ids(spec);
    let count = spec.nodes.len();
    let mut children = vec![Vec::new(); count];
    let mut has_parent = vec![false; count];
    for edge in spec.edges.iter().filter(|edge| edge.line != EdgeLine::Hidden) {
        let (from, to) = (*ids.get(edge.from.as_str())?, *ids.get(edge.to.as_str())?);
        if has_parent[to] || from == to {
            return None;
        }
        has_parent[to] = true;
        children[from].push(to);
    }
    let roots: Vec<usize> = (0..count).filter(|&node| !has_parent[node]).collect();
    let mut tree = Tree { children, roots, depth: vec![0; count], branch: vec![0; count] };
    let mut seen = 0;
    let mut queue: Vec<usize> = tree.roots.clone();
    while let Some(node) = queue.pop() {
        seen += 1;
        for (index, child) in tree.children[node].clone().into_iter().enumerate() {
            tree.depth[child] = tree.depth[node] + 1;
            tree.branch[child] = if tree.depth[node] == 0 { index } else { tree.branch[node] };
            queue.push(child);
        }
    }
    // Nodes that no root leads to are on a cycle.
    (seen == count).then_some(tree)
}

/// What stands in a box: a name, smaller words under it, an icon or initials beside it.
struct Words<'a> {
    label: &'a str,
    text: Option<String>,
    icon: Option<Icon>,
}

fn words<'a>(node: &'a Node, stage: &mut Stage<'_>) -> Words<'a> {
    let stereotype = parts::given(node.stereotype.as_ref()).map(str::to_owned);
    let text = parts::given(node.text.as_ref()).map(str::to_owned);
    let tags = node.tags.iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
    let small: Vec<String> = stereotype.into_iter().chain(text).chain(tags).collect();
    let icon = node.icon.as_deref().and_then(|icon| stage.icons.pick(Some(icon), "", None));
    Words { label: node.label.trim(), text: (!small.is_empty()).then(|| small.join(" · ")), icon }
}

/// The texts of a box, set.
struct Texts {
    label: Rc<Block>,
    text: Option<Rc<Block>>,
}

impl Texts {
    fn width(&self) -> f64 {
        self.label.width.max(self.text.as_ref().map_or(0.0, |block| block.width))
    }

    fn height(&self) -> f64 {
        self.label.height + self.text.as_ref().map_or(0.0, |block| block.height)
    }

    fn broken(&self) -> bool {
        self.label.broken_word || self.text.as_ref().is_some_and(|block| block.broken_word)
    }
}

/// Sets the texts of a box. `fonts` are those of the label and of what is under it.
fn set(
    words: &Words<'_>,
    stage: &mut Stage<'_>,
    fonts: (f64, f64),
    (room, align): (f64, Align),
    weight: Weight,
) -> Texts {
    let style = TextStyle { leading: 1.2, ..TextStyle::new(fonts.0, weight) }.align(align);
    let label = stage.engine.balanced(words.label, style, room);
    let style = TextStyle { leading: 1.25, ..TextStyle::new(fonts.1, Weight::Regular) };
    let text = words.text.as_deref();
    let text = text.map(|text| stage.engine.balanced(text, style.align(align), room));
    Texts { label, text }
}
