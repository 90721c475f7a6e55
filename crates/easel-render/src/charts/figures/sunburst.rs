//! Sunbursts: nested parts as rings from the inside out. Parts without parts are labelled around
//! the chart, the others where they lie.

use std::f64::consts::{FRAC_PI_2, TAU};
use std::rc::Rc;

use easel_types::spec::ChartSpec;
use kurbo::Rect;

use super::around::{self, Labels, Slice};
use super::common::{Emphasis, fit_text, ink_height, ink_on, leave_out};
use super::nested::{self, Node};
use super::sector::Sector;
use crate::canvas::Stage;
use crate::charts::{Table, axes, legend};
use crate::numbers::Unit;
use crate::scene::{Anchor, Role, Shape};
use crate::text::{Align, Block, TextStyle, Weight};
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
    let sum: f64 = nodes.iter().map(|node| node.size).sum();
    if nodes.iter().all(|node| node.value <= 0.0) {
        stage.scene.notes.push("all values are zero; the areas are only to show names".to_owned());
    }
    let depth = nodes.iter().map(Node::depth).max().unwrap_or(1);
    let mut layout = Layout { pieces: Vec::new(), unit: &unit, sum, emphasis: Emphasis::new(spec) };
    let mut start = -FRAC_PI_2;
    for (index, node) in nodes.iter().enumerate() {
        let color = stage.palette.series(index);
        start += layout.place(stage, node, (0, start), color);
    }
    let Layout { pieces, .. } = layout;
    let plan = Plan::fit(&pieces, stage, area, depth);
    if plan.misses_group(&pieces, stage) {
        // Groups too thin for their names are explained by a legend, and then all are.
        let is_group = |piece: &&Piece| piece.level == 0 && !piece.is_leaf;
        let keys: Vec<_> = pieces
            .iter()
            .filter(is_group)
            .map(|piece| (piece.name.clone(), piece.slice.color))
            .collect();
        let area = legend::draw(stage, area, &keys);
        let plan = Plan::fit(&pieces, stage, area, depth);
        plan.draw(&pieces, stage, true);
    } else {
        plan.draw(&pieces, stage, false);
    }
}

/// Labels and size of the rings.
struct Plan {
    slices: Vec<Slice>,
    labels: Labels,
    hidden: Vec<String>,
    depth: usize,
    /// By what the chart is turned, radians.
    turn: f64,
}

impl Plan {
    fn fit(pieces: &[Piece], stage: &mut Stage<'_>, area: Rect, depth: usize) -> Self {
        Self { depth, ..label(pieces, stage, area) }
    }

    fn sector(&self, piece: &Piece, gap: f64) -> Sector {
        let ring = self.labels.ring();
        let hole = ring.outer * HOLE;
        let step = (ring.outer - hole) / self.depth.max(1) as f64;
        let inner = hole + step * piece.level as f64;
        let outer = if piece.is_leaf { ring.outer } else { inner + step };
        Sector {
            center: ring.center,
            inner: inner + gap / 2.0,
            outer: outer - if piece.is_leaf { 0.0 } else { gap / 2.0 },
            start: piece.slice.start + self.turn,
            sweep: piece.slice.sweep,
        }
    }

    /// Whether the name of a group does not fit into its sector.
    fn misses_group(&self, pieces: &[Piece], stage: &mut Stage<'_>) -> bool {
        let gap = stage.canvas.px(3.0).max(1.0);
        let mut groups = pieces.iter().filter(|piece| piece.level == 0 && !piece.is_leaf);
        groups.any(|piece| {
            piece.slice.sweep > 0.0 && fit_name(stage, piece, &self.sector(piece, gap)).is_none()
        })
    }

    fn draw(self, pieces: &[Piece], stage: &mut Stage<'_>, has_legend: bool) {
        let (gap, corner) = (stage.canvas.px(3.0).max(1.0), stage.canvas.px(5.0));
        let mut hidden = Vec::new();
        for piece in pieces.iter().filter(|piece| piece.slice.sweep > 0.0) {
            let sector = self.sector(piece, gap);
            let shape = Shape::Path(sector.path(gap, corner));
            stage.scene.fill(shape, piece.slice.color);
            if piece.is_leaf || (has_legend && piece.level == 0) {
                continue;
            }
            match fit_name(stage, piece, &sector) {
                Some((block, center)) => {
                    let style = TextStyle::new(block.size, block.weight);
                    let color = ink_on(stage, piece.slice.color, style);
                    let place = (center, Anchor::Center);
                    stage.scene.text((&block, &piece.name), place, color, Role::Label);
                }
                None => hidden.push(piece.name.clone()),
            }
        }
        leave_out(stage, hidden, "parts");
        leave_out(stage, self.hidden, "small parts");
        self.labels.draw(&self.slices, stage);
    }
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
        let share = if self.sum > 0.0 { node.size / self.sum } else { 0.0 };
        let value = self.unit.value(node.value);
        let slice = Slice {
            name: node.name.clone(),
            value: if self.unit.is_percent() || node.value <= 0.0 {
                value
            } else {
                format!("{value} · {}", self.unit.share(share))
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
fn label(pieces: &[Piece], stage: &mut Stage<'_>, area: Rect) -> Plan {
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
        let (labels, turn) = around::fit_turned(&slices, stage, (area, 0.0));
        let slices = around::turned(&slices, turn);
        if matches!(labels, Labels::Around(_)) || most <= 8 {
            let hidden = order.iter().skip(most).map(|index| leaves[*index].name.clone()).collect();
            return Plan { slices, labels, hidden, depth: 1, turn };
        }
        most = (most * 3 / 4).max(8);
    }
}

/// The name of a part and its place in its sector, where it fits.
fn fit_name(
    stage: &mut Stage<'_>,
    piece: &Piece,
    sector: &Sector,
) -> Option<(Rc<Block>, kurbo::Point)> {
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
                return Some((block, center));
            }
        }
        if size <= stage.canvas.font_min() {
            return None;
        }
        size = (size * 0.88).max(stage.canvas.font_min());
    }
}
