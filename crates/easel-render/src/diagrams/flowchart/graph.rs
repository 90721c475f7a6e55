//! The graph behind a diagram: boxes with measured sizes, edges, which edges run backwards, and
//! the parts that are not connected.

use std::collections::HashMap;
use std::rc::Rc;

use easel_types::spec::{DiagramKind, DiagramSpec, NodeShape};

use crate::text::{Align, Block, TextEngine, TextStyle, Weight};

/// Font size at which everything is measured; the layout is scaled to the canvas afterwards.
pub(super) const EM: f64 = 20.0;

/// A box.
#[derive(Debug, Clone)]
pub(super) struct Vertex {
    pub(super) label: String,
    pub(super) text_width: f64,
    pub(super) shape: NodeShape,
    pub(super) part: Part,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// What a node is for; decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    End,
    Decision,
    Step,
}

/// An arrow.
#[derive(Debug, Clone)]
pub(super) struct Arrow {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: Option<String>,
    pub(super) label_size: (f64, f64),
}

/// A diagram as boxes and arrows.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    pub(super) vertices: Vec<Vertex>,
    pub(super) arrows: Vec<Arrow>,
    /// Connected parts: vertices of each, in the order of the spec.
    pub(super) components: Vec<Vec<usize>>,
}

/// Style of node labels at the measuring size.
pub(super) fn label_style(size: f64) -> TextStyle {
    TextStyle { leading: 1.25, ..TextStyle::new(size, Weight::SemiBold) }.align(Align::Center)
}

/// Style of edge labels at the measuring size.
pub(super) fn arrow_style(size: f64) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(size, Weight::SemiBold) }.align(Align::Center)
}

impl Graph {
    /// Measures a diagram with node labels wrapped at `wrap` em; `padding` inside the boxes is
    /// 1.0 normally, less is tighter.
    pub(super) fn new(
        spec: &DiagramSpec,
        engine: &mut TextEngine,
        (wrap, padding): (f64, f64),
    ) -> Self {
        let ids: HashMap<&str, usize> =
            spec.nodes.iter().enumerate().map(|(index, node)| (node.id.as_str(), index)).collect();
        let mut arrows = Vec::new();
        for edge in &spec.edges {
            let (Some(&from), Some(&to)) = (ids.get(edge.from.as_str()), ids.get(edge.to.as_str()))
            else {
                continue;
            };
            let label = edge.label.as_deref().map(str::trim).filter(|label| !label.is_empty());
            let label_size = label.map_or((0.0, 0.0), |label| {
                let block = engine.balanced(label, arrow_style(EM * 0.9), EM * wrap.min(9.0));
                (block.width, block.height)
            });
            arrows.push(Arrow { from, to, label: label.map(str::to_owned), label_size });
        }
        let mut vertices: Vec<Vertex> = (0..spec.nodes.len())
            .map(|index| {
                let (shape, part) = classify(spec, &arrows, index);
                let block = engine.balanced(&spec.nodes[index].label, label_style(EM), EM * wrap);
                let (width, height) = outline(shape, &block, padding);
                Vertex {
                    label: spec.nodes[index].label.clone(),
                    text_width: block.width,
                    shape,
                    part,
                    width,
                    height,
                }
            })
            .collect();
        even_out(&mut vertices);
        let components = components(vertices.len(), &arrows);
        Self { vertices, arrows, components }
    }
}

/// The shape asked for, or the usual one: questions are diamonds, ends are stadiums.
fn classify(spec: &DiagramSpec, arrows: &[Arrow], index: usize) -> (NodeShape, Part) {
    let node = &spec.nodes[index];
    let others = || arrows.iter().filter(|arrow| arrow.from != arrow.to);
    let ways_in = others().filter(|arrow| arrow.to == index).count();
    let ways_out = others().filter(|arrow| arrow.from == index).count();
    let is_flow = matches!(spec.kind, DiagramKind::Flowchart | DiagramKind::State);
    let is_question = node.label.trim_end().ends_with(['?', '？', '؟']);
    let part = if !is_flow || arrows.is_empty() {
        Part::Step
    } else if node.shape == Some(NodeShape::Diamond) || (node.shape.is_none() && is_question) {
        Part::Decision
    } else if ways_in == 0 && ways_out > 0 {
        Part::Start
    } else if ways_out == 0 && ways_in > 0 {
        Part::End
    } else {
        Part::Step
    };
    let shape = node.shape.unwrap_or(match (spec.kind, part) {
        (DiagramKind::Flowchart, Part::Decision) => NodeShape::Diamond,
        (DiagramKind::Flowchart, Part::Start | Part::End) => NodeShape::Stadium,
        _ => NodeShape::Rounded,
    });
    (shape, part)
}

/// Size of a shape around a text.
fn outline(shape: NodeShape, text: &Rc<Block>, padding: f64) -> (f64, f64) {
    let (w, h) = (text.width, text.height);
    let pad = EM * padding;
    match shape {
        NodeShape::Stadium => ((w + 2.6 * pad).max(5.0 * pad), h + 1.5 * pad),
        NodeShape::Diamond => {
            // A text fits a rhombus where w / W + h / H <= 1.
            let height = ((1.6 + 0.9 * padding) * h).max(4.0 * pad);
            ((w + 0.9 * pad) / (1.0 - (h + 0.25 * EM) / height), height)
        }
        NodeShape::Circle => {
            let side = w.hypot(h) + 1.2 * pad;
            (side, side)
        }
        NodeShape::Cylinder => ((w + 2.0 * pad).max(5.0 * pad), h + (1.2 * EM + 1.5 * pad)),
        NodeShape::Parallelogram => (w + 2.0 * pad + h + EM, h + 1.5 * pad),
        NodeShape::Hexagon => (w + 1.4 * pad + h + EM, h + 1.5 * pad),
        _ => ((w + 2.0 * pad).max(5.0 * pad), h + 1.5 * pad),
    }
}

/// Boxes of nearly equal width become equally wide.
fn even_out(vertices: &mut [Vertex]) {
    let is_box = |vertex: &Vertex| {
        matches!(vertex.shape, NodeShape::Rect | NodeShape::Rounded | NodeShape::Stadium)
    };
    let widest = vertices.iter().filter(|v| is_box(v)).map(|v| v.width).fold(0.0, f64::max);
    for vertex in vertices.iter_mut().filter(|vertex| is_box(vertex)) {
        if vertex.width > widest * if widest < 13.0 * EM { 0.42 } else { 0.62 } {
            vertex.width = widest;
        }
    }
    let tallest = vertices.iter().filter(|v| is_box(v)).map(|v| v.height).fold(0.0, f64::max);
    if tallest <= 4.1 * EM {
        for vertex in vertices.iter_mut().filter(|vertex| is_box(vertex)) {
            vertex.height = tallest;
        }
    }
}

fn components(count: usize, arrows: &[Arrow]) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..count).collect();
    let find = |leader: &mut Vec<usize>, mut index: usize| {
        while leader[index] != index {
            leader[index] = leader[leader[index]];
            index = leader[index];
        }
        index
    };
    for arrow in arrows {
        let (a, b) = (find(&mut leader, arrow.from), find(&mut leader, arrow.to));
        leader[a.max(b)] = a.min(b);
    }
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for index in 0..count {
        let root = find(&mut leader, index);
        match found.iter_mut().find(|(other, _)| *other == root) {
            Some((_, members)) => members.push(index),
            None => found.push((root, vec![index])),
        }
    }
    found.into_iter().map(|(_, members)| members).collect()
}

/// Whether each arrow runs against the flow: it closes a cycle in a depth-first walk that begins
/// at nodes without way in, in the order of the spec. Arrows to the node itself count too.
pub(super) fn backward(graph: &Graph) -> Vec<bool> {
    let count = graph.vertices.len();
    let mut outgoing: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut has_way_in = vec![false; count];
    for (index, arrow) in graph.arrows.iter().enumerate() {
        outgoing[arrow.from].push(index);
        has_way_in[arrow.to] |= arrow.from != arrow.to;
    }
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; count];
    let mut backward = vec![false; graph.arrows.len()];
    let roots = (0..count).filter(|&index| !has_way_in[index]).chain(0..count);
    for root in roots.collect::<Vec<_>>() {
        if marks[root] != Mark::New {
            continue;
        }
        marks[root] = Mark::Open;
        let mut stack = vec![(root, 0)];
        while let Some((vertex, next)) = stack.last_mut() {
            let Some(&arrow) = outgoing[*vertex].get(*next) else {
                marks[*vertex] = Mark::Done;
                stack.pop();
                continue;
            };
            *next += 1;
            let to = graph.arrows[arrow].to;
            match marks[to] {
                Mark::Open => backward[arrow] = true,
                Mark::New => {
                    marks[to] = Mark::Open;
                    stack.push((to, 0));
                }
                Mark::Done => {}
            }
        }
    }
    backward
}
