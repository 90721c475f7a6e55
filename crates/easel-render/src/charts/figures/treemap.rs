//! Treemaps: squarified rectangles whose areas are the values, groups with a heading.

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect};

use super::common::{Emphasis, fit_text, ink_height, ink_on, leave_out, put_short};
use super::nested::{self, Node};
use crate::canvas::Stage;
use crate::charts::{Table, axes};
use crate::numbers::Unit;
use crate::scene::{Anchor, Role};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Draws the rectangles into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let (nodes, unit) = nested::nodes(spec, table, stage);
    let area = axes::caption(stage, area, unit.caption.as_deref());
    if nodes.iter().all(|node| node.value <= 0.0) {
        stage.scene.notes.push("all values are zero; the areas are only to show names".to_owned());
    }
    let leaves: usize = nodes.iter().map(Node::leaves).sum();
    let mut map = Treemap {
        unit: &unit,
        emphasis: Emphasis::new(spec),
        largest: nodes.iter().map(|node| node.value).fold(0.0, f64::max),
        is_flat: nodes.iter().all(|node| node.parts.is_empty()),
        is_many: leaves > 8,
        unnamed: Vec::new(),
        unwritten: 0,
    };
    let rects = squarify(&nodes, area);
    for (index, (node, rect)) in nodes.iter().zip(rects).enumerate() {
        let color = map.color(stage, (index, nodes.len()), node);
        map.place(stage, (node, rect), color, 0);
    }
    let Treemap { unnamed, unwritten, .. } = map;
    leave_out(stage, unnamed, "small parts");
    if unwritten > 0 {
        let note =
            format!("{unwritten} values are drawn to scale but not written, for want of room");
        stage.scene.notes.push(note);
    }
}

struct Treemap<'a> {
    unit: &'a Unit,
    emphasis: Emphasis<'a>,
    largest: f64,
    is_flat: bool,
    is_many: bool,
    unnamed: Vec<String>,
    unwritten: usize,
}

impl Treemap<'_> {
    /// Groups and few parts have colours of their own; many parts are shades of one.
    fn color(&self, stage: &Stage<'_>, (index, count): (usize, usize), node: &Node) -> Color {
        let palette = stage.palette;
        let own = if self.is_flat && self.is_many {
            let first = palette.series(0);
            let share = if self.largest > 0.0 { (node.value / self.largest).sqrt() } else { 0.0 };
            if count > 1 { palette.tint(first, 0.22 + 0.78 * share) } else { first }
        } else {
            palette.series(index)
        };
        self.emphasis.color(palette, &node.name, own)
    }

    fn place(
        &mut self,
        stage: &mut Stage<'_>,
        (node, rect): (&Node, Rect),
        color: Color,
        level: usize,
    ) {
        let gap = stage.canvas.px(if level == 0 && !self.is_flat { 5.0 } else { 2.5 }).max(1.0);
        let rect = rect.inset(-(gap / 2.0).min(rect.width() * 0.2).min(rect.height() * 0.2));
        if rect.area() <= 0.0 || node.size <= 0.0 {
            self.unnamed.push(node.name.clone());
            return;
        }
        if node.parts.is_empty() {
            self.leaf(stage, (node, rect), color);
            return;
        }
        let inner = self.heading(stage, (node, rect), color);
        let rects = squarify(&node.parts, inner);
        for (index, (part, rect)) in node.parts.iter().zip(rects).enumerate() {
            let shade = color.mix(stage.palette.background, [0.0, 0.16][index % 2]);
            let own = self.emphasis.color(stage.palette, &part.name, shade);
            self.place(stage, (part, rect), own, level + 1);
        }
    }

    /// Writes name and sum of a group above its parts; returns what is left for them.
    fn heading(
        &mut self,
        stage: &mut Stage<'_>,
        (node, rect): (&Node, Rect),
        color: Color,
    ) -> Rect {
        let style = TextStyle::new(stage.canvas.font(20.0), Weight::Bold);
        let height = style.size * 1.6;
        if rect.height() < height * 2.2 || rect.width() < style.size * 3.5 {
            self.unnamed.push(node.name.clone());
            return rect;
        }
        let text = self.unit.value(node.value);
        let plain = TextStyle { weight: Weight::Regular, ..style };
        let y = rect.y0 + height / 2.0 - stage.canvas.px(2.0);
        let ink = stage.palette.readable(color, stage.palette.background, 4.6);
        let at = (Point::new(rect.x0 + stage.canvas.px(3.0), y), Anchor::Left);
        let room = rect.width() - stage.canvas.px(6.0);
        let drawn = put_short(stage, &node.name, (style, room), at, (ink, Role::Label));
        let width = stage.engine.width(&text, plain);
        if drawn.x1 + style.size * 0.6 + width <= rect.x1 {
            let at = (Point::new(drawn.x1 + style.size * 0.6, y), Anchor::Left);
            stage.put(&text, (plain, None), at, (stage.palette.muted, Role::Value));
        } else {
            self.unwritten += 1;
        }
        Rect { y0: rect.y0 + height, ..rect }
    }

    /// Name and value in the top left corner, as large as the room and their rank allow.
    fn leaf(&mut self, stage: &mut Stage<'_>, (node, rect): (&Node, Rect), color: Color) {
        let canvas = stage.canvas;
        stage.scene.rect(rect, canvas.px(7.0).min(rect.width() * 0.2), color);
        let pad = canvas.px(14.0).min(rect.width() * 0.14).max(canvas.px(8.0));
        let inner = rect.inset(-pad);
        let largest = canvas.font(20.0).max((rect.area().sqrt() * 0.14).min(canvas.font(44.0)));
        let name = TextStyle { leading: 1.15, ..TextStyle::new(largest, Weight::SemiBold) };
        let least = canvas.font_min();
        let value = self.unit.value(node.value);
        let room = (inner.width(), inner.height() - least * 1.4, 3);
        let with_value = fit_text(stage, &node.name, name, room).and_then(|block| {
            let style = TextStyle::new((block.size * 0.86).max(least), Weight::SemiBold);
            let left = inner.height() - ink_height(&block) - style.size * 0.3;
            fit_text(stage, &value, style, (inner.width(), left, 1)).map(|below| (block, below))
        });
        if let Some((block, below)) = with_value {
            let text_color = ink_on(stage, color, TextStyle::new(below.size, below.weight));
            let top = Point::new(inner.x0, inner.y0 - block.size * 0.18);
            let at = (top, Anchor::TopLeft);
            let drawn = stage.scene.text((&block, &node.name), at, text_color, Role::Label);
            let at = (Point::new(inner.x0, drawn.y1), Anchor::TopLeft);
            stage.scene.text((&below, &value), at, text_color, Role::Value);
            return;
        }
        let pad = canvas.px(8.0);
        let inner = rect.inset(-pad);
        let only = fit_text(stage, &node.name, name, (inner.width(), inner.height(), 3));
        if let Some(block) = only {
            self.unwritten += 1;
            let text_color = ink_on(stage, color, TextStyle::new(block.size, block.weight));
            let place = (rect.center(), Anchor::Center);
            stage.scene.text((&block, &node.name), place, text_color, Role::Label);
        } else {
            self.unnamed.push(node.name.clone());
        }
    }
}

/// Rectangles with areas in proportion to the values, as square as possible (Bruls, Huizing and
/// van Wijk), in the order of the nodes.
fn squarify(nodes: &[Node], area: Rect) -> Vec<Rect> {
    let mut rects = vec![Rect::from_origin_size(area.origin(), (0.0, 0.0)); nodes.len()];
    let sum: f64 = nodes.iter().map(|node| node.size).sum();
    if sum <= 0.0 || area.area() <= 0.0 {
        return rects;
    }
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by(|a, b| nodes[*b].size.total_cmp(&nodes[*a].size));
    let size = |index: usize| nodes[index].size / sum * area.area();
    let mut free = area;
    let mut rest = order.as_slice();
    while let Some(first) = rest.first() {
        if size(*first) <= 0.0 {
            break;
        }
        let side = free.width().min(free.height()).max(1e-9);
        let (mut count, mut row, mut best) = (0, 0.0, f64::MAX);
        for index in rest {
            let sum = row + size(*index);
            let (most, least) = (size(*first), size(*index));
            let ratio = (side * side * most / (sum * sum))
                .max(sum * sum / (side * side * least.max(1e-12)));
            if ratio > best {
                break;
            }
            (count, row, best) = (count + 1, sum, ratio);
        }
        let (members, others) = rest.split_at(count.max(1));
        let row = if row > 0.0 { row } else { size(*first) };
        let thick = row / side;
        let is_column = free.width() >= free.height();
        let mut along = if is_column { free.y0 } else { free.x0 };
        for index in members {
            let length = size(*index) / thick;
            rects[*index] = if is_column {
                Rect::new(free.x0, along, free.x0 + thick, along + length)
            } else {
                Rect::new(along, free.y0, along + length, free.y0 + thick)
            };
            along += length;
        }
        if is_column {
            free.x0 += thick
        } else {
            free.y0 += thick
        }
        rest = others;
    }
    rects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_in_proportion_and_inside() {
        let node = |value: f64| Node { name: String::new(), value, size: value, parts: Vec::new() };
        let area = Rect::new(10.0, 20.0, 610.0, 420.0);
        let nodes: Vec<Node> = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0, 0.0].map(node).into();
        for (node, rect) in nodes.iter().zip(squarify(&nodes, area)) {
            assert!((rect.area() - node.size * 10_000.0).abs() < 1e-3, "{} {rect:?}", node.size);
            assert!(
                rect.area() == 0.0
                    || area.inflate(1e-6, 1e-6).union(rect) == area.inflate(1e-6, 1e-6)
            );
            let ratio = rect.width().max(rect.height()) / rect.width().min(rect.height()).max(1e-9);
            assert!(rect.area() == 0.0 || ratio < 3.0, "{rect:?}");
        }
        assert_eq!(squarify(&[node(0.0)], area)[0].area(), 0.0);
    }
}
