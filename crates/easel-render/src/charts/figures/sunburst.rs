//! Sunbursts: nested parts as rings from the inside out. Parts without parts are labelled around
//! the chart, the others where they lie.

use std::f64::consts::{FRAC_PI_2, TAU};

use easel_types::spec::ChartSpec;
use kurbo::Rect;

use super::around::{self, Labels, Ring, Slice};
use super::common::{Emphasis, fit_text, ink_height, leave_out};
use super::nested::{self, Node};
use super::sector::Sector;
use crate::canvas::Stage;
use crate::charts::{Table, axes};
use crate::numbers::{Unit, format_share};
use crate::scene::{Anchor, Role, Shape};
use crate::text::{Align, TextStyle, Weight};
use crate::theme::Color;

/// Radius of the hole as a share of the outer radius.
const HOLE: f64 = 0.24;

/// A sector of any ring.
struct Piece {
    name: String,
    level: usize,
    is_leaf: bool,
    slice: Slice,
}

/// Draws the rings into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let (nodes, unit) = nested::nodes(spec, table, stage);
    let area = axes::caption(stage, area, unit.caption.as_deref());
    let sum: f64 = nodes.iter().map(|node| node.value).sum();
    if sum <= 0.0 {
        stage.scene.notes.push("all values are zero, so there is nothing to draw".to_owned());
    }
    let depth = nodes.iter().map(Node::depth).max().unwrap_or(1);
    let mut layout = Layout { pieces: Vec::new(), unit: &unit, sum, emphasis: Emphasis::new(spec) };
    let mut start = -FRAC_PI_2;
    for (index, node) in nodes.iter().enumerate() {
        let color = stage.palette.series(index);
        start += layout.place(stage, node, (0, start), color);
    }
    let Layout { pieces, .. } = layout;
    let (slices, labels) = label(&pieces, stage, area);
    let ring = labels.ring();
    paint(&pieces, stage, ring, depth);
    labels.draw(&slices, stage);
}

struct Layout<'a> {
    pieces: Vec<Piece>,
    unit: &'a Unit,
    sum: f64,
    emphasis: Emphasis<'a>,
}

impl Layout<'_> {
    /// Places a part and its parts; returns its angle.
    fn place(
        &mut self,
        stage: &Stage<'_>,
        node: &Node,
        (level, start): (usize, f64),
        color: Color,
    ) -> f64 {
        let share = if self.sum > 0.0 { node.value / self.sum } else { 0.0 };
        let value = self.unit.value(node.value);
        let slice = Slice {
            name: node.name.clone(),
            value: if self.unit.is_percent() {
                value
            } else {
                format!("{value} · {}", format_share(share))
            },
            color: self.emphasis.color(stage.palette, &node.name, color),
            start,
            sweep: share * TAU,
            reach: 1.0,
            is_lifted: false,
        };
        let is_leaf = node.parts.is_empty();
        self.pieces.push(Piece { name: node.name.clone(), level, is_leaf, slice });
        let mut inner = start;
        for (index, part) in node.parts.iter().enumerate() {
            // Siblings alternate, so that they can be told apart.
            let paler = [0.28, 0.42][index % 2];
            let tint = color.mix(stage.palette.background, paler);
            inner += self.place(stage, part, (level + 1, inner), tint);
        }
        share * TAU
    }
}

/// Labels around the chart for all parts without parts, or for the largest that find room.
fn label(pieces: &[Piece], stage: &mut Stage<'_>, area: Rect) -> (Vec<Slice>, Labels) {
    let mut leaves: Vec<Slice> =
        pieces.iter().filter(|piece| piece.is_leaf).map(|piece| piece.slice.clone()).collect();
    for slice in &mut leaves {
        slice.color = stage.palette.readable(slice.color, stage.palette.background, 2.0);
    }
    let mut order: Vec<usize> = (0..leaves.len()).collect();
    order.sort_by(|a, b| leaves[*b].sweep.total_cmp(&leaves[*a].sweep));
    let mut most = leaves.len();
    loop {
        let mut kept: Vec<usize> = order.iter().copied().take(most).collect();
        kept.sort_unstable();
        let slices: Vec<Slice> = kept.iter().map(|index| leaves[*index].clone()).collect();
        let labels = around::fit(&slices, stage, (area, 0.0));
        if matches!(labels, Labels::Around(_)) || most <= 8 {
            let hidden = order.iter().skip(most).map(|index| leaves[*index].name.clone()).collect();
            leave_out(stage, hidden, "small parts");
            return (slices, labels);
        }
        most = (most * 3 / 4).max(8);
    }
}

fn paint(pieces: &[Piece], stage: &mut Stage<'_>, ring: Ring, depth: usize) {
    let hole = ring.outer * HOLE;
    let step = (ring.outer - hole) / depth as f64;
    let (gap, corner) = (stage.canvas.px(3.0).max(1.0), stage.canvas.px(5.0));
    let mut hidden = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.slice.sweep > 0.0) {
        let inner = hole + step * piece.level as f64;
        let outer = if piece.is_leaf { ring.outer } else { inner + step };
        let sector = Sector {
            center: ring.center,
            inner: inner + gap / 2.0,
            outer: outer - if piece.is_leaf { 0.0 } else { gap / 2.0 },
            start: piece.slice.start,
            sweep: piece.slice.sweep,
        };
        stage.scene.fill(Shape::Path(sector.path(gap, corner)), piece.slice.color);
        if !piece.is_leaf && !write(stage, piece, &sector) {
            hidden.push(piece.name.clone());
        }
    }
    leave_out(stage, hidden, "parts");
}

/// Writes the name of a part into its sector, where it fits.
fn write(stage: &mut Stage<'_>, piece: &Piece, sector: &Sector) -> bool {
    let thick = sector.outer - sector.inner;
    let middle = f64::midpoint(sector.inner, sector.outer);
    let center = sector.at(sector.middle(), middle);
    let arc = sector.sweep.min(2.2) * middle;
    let direction = kurbo::Vec2::from_angle(sector.middle());
    // Upright letters have the thickness of the ring beside the centre, the arc above it.
    let width = thick * direction.x.abs() + arc * direction.y.abs();
    let height = thick * direction.y.abs() + arc * direction.x.abs();
    let style =
        TextStyle { leading: 1.15, ..TextStyle::new(stage.canvas.font(22.0), Weight::Bold) };
    let mut size = style.size;
    loop {
        let style = style.sized(size).align(Align::Center);
        let room = (width.max(thick), height, 2);
        if let Some(block) = fit_text(stage, &piece.name, style, room) {
            let rect = Rect::from_center_size(center, (block.width, ink_height(&block)));
            if sector.holds(rect, stage.canvas.px(5.0)) {
                let color = stage.palette.on(piece.slice.color);
                let place = (center, Anchor::Center);
                stage.scene.text((&block, &piece.name), place, color, Role::Label);
                return true;
            }
        }
        if size <= stage.canvas.font_min() {
            return false;
        }
        size = (size * 0.88).max(stage.canvas.font_min());
    }
}
