//! Sizes of boxes, labels and titles at one font size. The same texts are set by [`super::inside`]
//! at the size that the layout allows.

use easel_types::spec::{DiagramSpec, Direction, NodeShape};

use super::marks;
use super::model::{Inside, Model, Vertex};
use super::shapes::around;
use crate::canvas::Stage;
use crate::diagrams::layered::{EndRoom, Measures, Spacing, TitleSide};
use crate::text::{Align, TextEngine, TextStyle, Weight};

/// Font size at which everything is measured; the layout is scaled to the canvas afterwards.
pub(super) const EM: f64 = 20.0;
/// Free space under the icon of a tall card, em.
pub(super) const CARD_GAP: f64 = 0.35;
/// Side of the disc behind an icon, em.
pub(super) const DISC: f64 = 2.1;
/// Side of an icon without a disc, em.
pub(super) const GLYPH: f64 = 1.25;
/// Height of a row of a class or an entity, em.
pub(super) const ROW: f64 = 1.5;

/// How texts are set and boxes are filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    /// Width at which labels wrap, em.
    pub(super) wrap: f64,
    /// Padding in boxes, em.
    pub(super) padding: f64,
    /// Size of small words, em.
    pub(super) small: f64,
    /// Cards have their icons above the label instead of beside it.
    pub(super) tall_cards: bool,
}

/// What was measured of a box, in measuring units.
#[derive(Debug, Clone, Default)]
pub(super) struct Measured {
    pub(super) size: (f64, f64),
    /// Widths at which label and small words wrap.
    pub(super) label: f64,
    pub(super) text: f64,
    /// Heights of label and small words.
    pub(super) heights: (f64, f64),
    /// Widths of the columns of an entity: keys, names, types.
    pub(super) columns: [f64; 3],
}

/// All sizes of a diagram.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) fit: Fit,
    pub(super) boxes: Vec<Measured>,
    /// By arrow.
    labels: Vec<(f64, f64)>,
    ends: Vec<[(f64, f64); 2]>,
    titles: Vec<(f64, f64)>,
}

/// Style of node labels.
pub(super) fn label_style(em: f64) -> TextStyle {
    TextStyle { leading: 1.25, ..TextStyle::new(em, Weight::SemiBold) }.align(Align::Center)
}

/// Style of names of classes and entities.
pub(super) fn head_style(em: f64) -> TextStyle {
    TextStyle { weight: Weight::Bold, ..label_style(em) }
}

/// Style of small words in boxes.
pub(super) fn small_style(em: f64, fit: Fit) -> TextStyle {
    TextStyle { leading: 1.3, ..TextStyle::new(em * fit.small, Weight::Regular) }
        .align(Align::Center)
}

/// Style of labels of lines.
pub(super) fn arrow_style(em: f64, fit: Fit) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(em * fit.small, Weight::SemiBold) }
}

/// A row of an entity, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row<'a> {
    /// `PK`, `FK`, `UK` or several.
    pub(super) keys: String,
    pub(super) name: &'a str,
    pub(super) kind: &'a str,
}

/// Reads `type name PK`, `name: type PK` or `name`.
pub(super) fn row(text: &str) -> Row<'_> {
    let is_key = |word: &str| {
        let mut parts = word.split([',', '/']).filter(|part| !part.is_empty()).peekable();
        parts.peek().is_some() && parts.all(|part| matches!(part, "PK" | "FK" | "UK"))
    };
    let mut rest = text.trim();
    let mut keys: Vec<&str> = Vec::new();
    while let Some((before, word)) = rest.rsplit_once(char::is_whitespace)
        && is_key(word)
    {
        keys.insert(0, word.trim_matches(','));
        rest = before.trim_end();
    }
    let keys = keys.join(" ");
    if let Some((name, kind)) = rest.split_once(':') {
        return Row { keys, name: name.trim(), kind: kind.trim() };
    }
    match rest.split_once(char::is_whitespace) {
        Some((kind, name)) => Row { keys, name: name.trim(), kind },
        None => Row { keys, name: rest, kind: "" },
    }
}

impl Sheet {
    /// Measures a diagram.
    pub(super) fn new(spec: &DiagramSpec, model: &Model, stage: &mut Stage<'_>, fit: Fit) -> Self {
        let engine = &mut *stage.engine;
        let mut boxes: Vec<Measured> = spec
            .nodes
            .iter()
            .zip(&model.vertices)
            .map(|(node, vertex)| match vertex.inside {
                Inside::Class => class(node, engine, fit),
                Inside::Entity => entity(node, engine, fit),
                Inside::Blank => blank(vertex, fit),
                Inside::Label | Inside::Card => labelled(node, vertex, engine, fit),
            })
            .collect();
        even_out(&mut boxes, model);
        let style = arrow_style(EM, fit);
        let mut labels = Vec::new();
        let mut ends = Vec::new();
        for arrow in &model.arrows {
            let edge = &spec.edges[arrow.edge];
            let label = edge.label.as_deref().map(str::trim).filter(|text| !text.is_empty());
            labels.push(label.map_or((0.0, 0.0), |label| {
                let block = engine.balanced(label, style, EM * fit.wrap.min(10.0));
                (block.width, block.height)
            }));
            ends.push([&edge.from_label, &edge.to_label].map(|text| {
                let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
                text.map_or((0.0, 0.0), |text| {
                    let block = engine.block(text, style, None);
                    (block.width, block.height)
                })
            }));
        }
        let titles = spec
            .groups
            .iter()
            .map(|group| {
                if group.label.trim().is_empty() {
                    return (0.0, 0.0);
                }
                let wrap = if model.lanes { 8.0 } else { 14.0 };
                let block = engine.balanced(&group.label, title_style(EM), EM * wrap);
                let icon = if group.icon.is_some() { 1.6 * EM } else { 0.0 };
                (block.width + icon, block.height)
            })
            .collect();
        Self { fit, boxes, labels, ends, titles }
    }

    /// The sizes as the layout wants them, for a direction.
    pub(super) fn measures(
        &self,
        model: &Model,
        direction: Direction,
        (across, along): (f64, f64),
    ) -> Measures {
        let sideways = is_sideways(direction);
        let turn = |(width, height): (f64, f64)| {
            if sideways { (height, width) } else { (width, height) }
        };
        let mark = |mark| marks::length(mark) * EM;
        let ends = model
            .arrows
            .iter()
            .zip(&self.ends)
            .map(|(arrow, texts)| {
                [
                    EndRoom { mark: mark(arrow.marks.0), text: turn(texts[0]) },
                    EndRoom { mark: mark(arrow.marks.1), text: turn(texts[1]) },
                ]
            })
            .collect();
        let mut titles: Vec<(f64, f64)> = self.titles.iter().map(|&size| turn(size)).collect();
        let title_side = match (model.lanes, direction) {
            (true, _) | (_, Direction::TopToBottom) => TitleSide::Begin,
            (_, Direction::BottomToTop) => TitleSide::End,
            _ => TitleSide::Low,
        };
        if model.lanes {
            // All heads are as deep as the deepest.
            let deepest = titles.iter().map(|title| title.1).fold(0.0, f64::max);
            titles.iter_mut().for_each(|title| title.1 = deepest);
        }
        let records = |vertex: &Vertex| matches!(vertex.inside, Inside::Class | Inside::Entity);
        Measures {
            cells: self.boxes.iter().map(|measured| turn(measured.size)).collect(),
            labels: self.labels.iter().map(|&size| turn(size)).collect(),
            ends,
            titles,
            title_side,
            spacing: Spacing {
                em: EM,
                across,
                along,
                labels_after: !sideways,
                flush: model.vertices.iter().any(records),
                centered: model.is_centered(),
            },
        }
    }

    /// Size of the title of a group.
    pub(super) fn title(&self, group: usize) -> (f64, f64) {
        self.titles.get(group).copied().unwrap_or_default()
    }

    /// Size of the label of an arrow.
    pub(super) fn label(&self, arrow: usize) -> (f64, f64) {
        self.labels.get(arrow).copied().unwrap_or_default()
    }
}

/// Style of titles of groups.
pub(super) fn title_style(em: f64) -> TextStyle {
    TextStyle { leading: 1.25, ..TextStyle::new(em, Weight::Bold) }
}

/// Whether a direction runs left or right.
pub(super) const fn is_sideways(direction: Direction) -> bool {
    matches!(direction, Direction::LeftToRight | Direction::RightToLeft)
}

/// The second line of a box: small words, or the stereotype where it is not shown by the form.
pub(super) fn small_words(node: &easel_types::spec::Node) -> Option<&str> {
    node.text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// A label in lines of about this width, wider where a single word needs it.
fn whole_words(
    engine: &mut TextEngine,
    (text, style): (&str, TextStyle),
    width: f64,
) -> std::rc::Rc<crate::text::Block> {
    let block = engine.balanced(text, style, width);
    if !block.broken_word {
        return block;
    }
    let longest = text
        .split_whitespace()
        .map(|word| engine.width(word, style))
        .fold(width, f64::max)
        .min(24.0 * style.size);
    engine.balanced(text, style, longest + 0.5)
}

fn labelled(
    node: &easel_types::spec::Node,
    vertex: &Vertex,
    engine: &mut TextEngine,
    fit: Fit,
) -> Measured {
    let pad = EM * fit.padding;
    let label = whole_words(engine, (&node.label, label_style(EM)), EM * fit.wrap);
    let text = small_words(node)
        .map(|text| engine.balanced(text, small_style(EM, fit), EM * (fit.wrap * 1.15)));
    let text_size = text.map_or((0.0, 0.0), |block| (block.width, block.height));
    // Remarks have small words only.
    let is_bare = node.label.trim().is_empty() && text_size.1 > 0.0;
    let label_height = if is_bare { 0.0 } else { label.height };
    let (mut width, mut height) = (label.width.max(text_size.0), label_height + text_size.1);
    if vertex.icon.is_some() {
        if vertex.inside == Inside::Card && fit.tall_cards {
            width = width.max(DISC * EM);
            height += (DISC + CARD_GAP) * EM;
        } else if vertex.inside == Inside::Card {
            width += (DISC + 0.65) * EM;
            height = height.max(DISC * EM);
        } else {
            width += (GLYPH + 0.45) * EM;
        }
    }
    Measured {
        size: around(vertex.shape, (width, height), pad),
        label: label.width,
        text: text_size.0,
        heights: (label_height, text_size.1),
        columns: [0.0; 3],
    }
}

fn blank(vertex: &Vertex, fit: Fit) -> Measured {
    let size = match vertex.shape {
        NodeShape::DoubleCircle => (1.7 * EM, 1.7 * EM),
        NodeShape::Diamond => (2.2 * EM, 2.2 * EM),
        shape => around(shape, (0.0, 0.0), EM * fit.padding),
    };
    Measured { size, ..Measured::default() }
}

/// Width of the widest of some texts.
fn widest<'a>(
    texts: impl Iterator<Item = &'a str>,
    engine: &mut TextEngine,
    style: TextStyle,
) -> f64 {
    let mut widest = 0.0_f64;
    for text in texts {
        widest = widest.max(engine.width(text, style));
    }
    widest
}

/// Height of the head of a class or entity, em.
pub(super) fn head(node: &easel_types::spec::Node, heights: (f64, f64)) -> f64 {
    let over = if node.stereotype.as_deref().is_some_and(|word| !word.trim().is_empty()) {
        1.15
    } else {
        0.0
    };
    heights.0 / EM + over + 0.9
}

fn class(node: &easel_types::spec::Node, engine: &mut TextEngine, fit: Fit) -> Measured {
    let label = whole_words(engine, (&node.label, head_style(EM)), EM * fit.wrap.max(10.0));
    let style = small_style(EM, fit);
    let stereotype = node
        .stereotype
        .as_deref()
        .map_or(0.0, |word| engine.width(&format!("«{}»", word.trim()), style));
    let rows = node.members.iter().chain(&node.methods).map(String::as_str);
    let rows = widest(rows, engine, style);
    let width = (rows + 1.6 * EM).max(label.width.max(stereotype) + 2.0 * EM).max(7.0 * EM);
    let mut height = head(node, (label.height, 0.0)) * EM;
    for part in [&node.members, &node.methods] {
        if !part.is_empty() {
            height += (part.len() as f64 * ROW * fit.small + 0.7) * EM;
        }
    }
    Measured {
        size: (width, height),
        label: label.width,
        text: 0.0,
        heights: (label.height, 0.0),
        columns: [0.0; 3],
    }
}

fn entity(node: &easel_types::spec::Node, engine: &mut TextEngine, fit: Fit) -> Measured {
    let label = whole_words(engine, (&node.label, head_style(EM)), EM * fit.wrap.max(10.0));
    let style = small_style(EM, fit);
    let rows: Vec<Row<'_>> = node.members.iter().map(|text| row(text)).collect();
    let keys = widest(rows.iter().map(|row| row.keys.as_str()), engine, style);
    let keys = if keys > 0.0 { keys + 0.7 * EM } else { 0.0 };
    let names = widest(rows.iter().map(|row| row.name), engine, style);
    let kinds = widest(rows.iter().map(|row| row.kind), engine, style);
    let gap = |width: f64| if width > 0.0 { 0.8 * EM } else { 0.0 };
    let inner = keys + gap(keys) + names + if kinds > 0.0 { kinds + 1.4 * EM } else { 0.0 };
    let width = (inner + 1.6 * EM).max(label.width + 2.0 * EM).max(7.0 * EM);
    let rows = rows.len() as f64 * ROW * EM;
    let height =
        head(node, (label.height, 0.0)) * EM + if rows > 0.0 { rows + 0.5 * EM } else { 0.0 };
    Measured {
        size: (width, height),
        label: label.width,
        text: 0.0,
        heights: (label.height, 0.0),
        columns: [keys, names, kinds],
    }
}

/// Boxes of nearly equal size become equal.
fn even_out(boxes: &mut [Measured], model: &Model) {
    let is_box = |vertex: &Vertex| {
        matches!(vertex.shape, NodeShape::Rect | NodeShape::Rounded | NodeShape::Stadium)
            && matches!(vertex.inside, Inside::Label | Inside::Card)
    };
    let chosen: Vec<usize> =
        (0..boxes.len()).filter(|&index| is_box(&model.vertices[index])).collect();
    let widest = chosen.iter().map(|&index| boxes[index].size.0).fold(0.0, f64::max);
    let share = if widest < 13.0 * EM { 0.42 } else { 0.62 };
    let tallest = chosen.iter().map(|&index| boxes[index].size.1).fold(0.0, f64::max);
    for &index in &chosen {
        let size = &mut boxes[index].size;
        if size.0 > widest * share {
            size.0 = widest;
        }
        if tallest <= 5.2 * EM {
            size.1 = tallest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, keys: &str, name: &str, kind: &str) {
        assert_eq!(row(text), Row { keys: keys.to_owned(), name, kind }, "{text}");
    }

    #[test]
    fn rows_of_entities_are_read_in_both_notations() {
        check("int id PK", "PK", "id", "int");
        check("string name", "", "name", "string");
        check("email: varchar(80) UK", "UK", "email", "varchar(80)");
        check("int order_id PK, FK", "PK FK", "order_id", "int");
        check("total", "", "total", "");
        check("PK", "", "PK", "");
    }
}
