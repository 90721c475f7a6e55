//! Tinted boxes behind participants that belong together: who stands in which, where they lie,
//! what they look like. How much room they need between participants is asked for by
//! [`super::layout`].

use std::borrow::Cow;
use std::rc::Rc;

use easel_types::spec::DiagramSpec;
use kurbo::{Point, Rect};

use super::super::parts;
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// A box before it is set.
pub(super) struct Span<'a> {
    pub(super) label: &'a str,
    /// First and last participant.
    pub(super) low: usize,
    pub(super) high: usize,
    color: Color,
}

/// A box in its place.
pub(super) struct Ground {
    /// Its number among the spans.
    pub(super) span: usize,
    pub(super) rect: Rect,
    pub(super) label: Option<Rc<Block>>,
}

impl Ground {
    /// Whether its label is too wide for it.
    pub(super) fn is_broken(&self) -> bool {
        self.label.as_ref().is_some_and(|block| block.broken_word)
    }
}

/// How far the boxes reach over the participants and under their lifelines.
pub(super) fn rims(grounds: &[Ground], font: f64) -> (f64, f64) {
    if grounds.is_empty() {
        return (0.0, 0.0);
    }
    let labels = grounds.iter().filter_map(|ground| ground.label.as_ref());
    let highest = labels.map(|block| block.height + font * 0.4).fold(0.0, f64::max);
    (highest + padding(font), padding(font))
}

/// Free space between a box and the participants in it.
pub(super) fn padding(font: f64) -> f64 {
    font * 0.7
}

/// Free space between two boxes.
pub(super) fn apart(font: f64) -> f64 {
    font * 0.6
}

pub(super) fn label_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.18, ..TextStyle::new(font, Weight::SemiBold) }.align(Align::Center)
}

/// The spec with the participants of each group side by side, where the first of them stands.
pub(super) fn in_order(spec: &DiagramSpec) -> Cow<'_, DiagramSpec> {
    let groups = parts::group_of(spec);
    let first = |group: usize| groups.iter().position(|other| *other == Some(group));
    let place = |node: usize| groups.get(node).copied().flatten().and_then(first).unwrap_or(node);
    let mut order: Vec<usize> = (0..spec.nodes.len()).collect();
    order.sort_by_key(|&node| place(node));
    if order.is_sorted() {
        return Cow::Borrowed(spec);
    }
    let nodes = order.iter().filter_map(|&node| spec.nodes.get(node).cloned()).collect();
    Cow::Owned(DiagramSpec { nodes, ..spec.clone() })
}

/// The boxes of a spec whose participants are [`in_order`]. Tells of groups without any.
pub(super) fn spans<'a>(
    spec: &'a DiagramSpec,
    stage: &mut Stage<'_>,
    colors: &[Color],
) -> Vec<Span<'a>> {
    let groups = parts::group_of(spec);
    let mut spans = Vec::new();
    for (number, group) in spec.groups.iter().enumerate() {
        let is_inside = |of: &Option<usize>| *of == Some(number);
        let ends = groups.iter().position(is_inside).zip(groups.iter().rposition(is_inside));
        let label = group.label.trim();
        if let Some((low, high)) = ends {
            let given = group.color.as_deref().and_then(|text| stage.palette.named(text));
            let color = given.or(colors.get(low).copied()).unwrap_or(stage.palette.muted);
            spans.push(Span { label, low, high, color });
        } else if !label.is_empty() {
            stage.scene.notes.push(format!("group \"{label}\" has no participants of its own"));
            stage.scene.left_out.push(group.label.clone());
        }
    }
    spans
}

/// What is seen of a box behind everything else.
pub(super) fn tint(stage: &Stage<'_>, span: &Span<'_>) -> Color {
    stage.palette.tint(span.color, 0.075)
}

/// Draws the boxes with their labels.
pub(super) fn draw(spans: &[Span<'_>], grounds: &[Ground], stage: &mut Stage<'_>, font: f64) {
    for ground in grounds {
        let Some(span) = spans.get(ground.span) else { continue };
        let fill = tint(stage, span);
        let pen = Pen::new(stage.palette.tint(span.color, 0.3), (font * 0.07).max(1.0));
        stage.scene.rect(ground.rect, font * 0.6, fill);
        stage.scene.stroke(Shape::Rounded(ground.rect, font * 0.6), pen);
        if let Some(block) = &ground.label {
            let ink = stage.palette.readable(span.color, fill, 5.0);
            let at = Point::new(ground.rect.center().x, ground.rect.y0 + font * 0.4);
            stage.scene.text((block, span.label), (at, Anchor::TopCenter), ink, Role::Label);
        }
    }
}
