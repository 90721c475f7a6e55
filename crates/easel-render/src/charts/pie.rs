//! Pie and donut charts: the slices. Their labels are placed in [`super::pie_labels`].

use std::f64::consts::{FRAC_PI_2, TAU};

use kurbo::{CircleSegment, Point, Rect, Shape as _};

use super::Table;
use super::pie_labels::{self, Labels};
use crate::canvas::Stage;
use crate::numbers::format_share;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Inner radius of a donut as a share of the outer one.
const HOLE: f64 = 0.6;

/// A part of the whole.
#[derive(Debug, Clone)]
pub(super) struct Slice {
    pub(super) name: String,
    /// The value as it is written.
    pub(super) value: String,
    pub(super) color: Color,
    /// Angles in radians, clockwise from three o'clock.
    pub(super) start: f64,
    pub(super) sweep: f64,
}

impl Slice {
    pub(super) fn middle(&self) -> f64 {
        self.start + self.sweep / 2.0
    }
}

/// Where the round part lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ring {
    pub(super) center: Point,
    pub(super) outer: f64,
    pub(super) inner: f64,
}

/// Draws the slices, a hole in the middle where `hollow`.
pub(super) fn draw(table: &Table, hollow: bool, stage: &mut Stage<'_>, area: Rect) {
    let area = super::axes::caption(stage, area, table.caption.as_deref());
    let slices = slices(table, stage);
    let total: f64 = table.values().sum();
    let hole = if hollow { HOLE } else { 0.0 };
    let labels = pie_labels::fit(&slices, stage, (area, hole));
    let ring = labels.ring();
    for slice in &slices {
        let segment =
            CircleSegment::new(ring.center, ring.outer, ring.inner, slice.start, slice.sweep);
        if slice.sweep > TAU - 1e-9 {
            stage.scene.disc(ring.center, ring.outer, slice.color);
            stage.scene.disc(ring.center, ring.inner, stage.palette.background);
        } else if slice.sweep > 0.0 {
            stage.scene.fill(Shape::Path(segment.to_path(0.05)), slice.color);
        }
    }
    if total > 0.0 {
        separate(&slices, stage, ring);
    } else {
        stage.scene.disc(ring.center, ring.outer, stage.palette.grid);
        stage.scene.disc(ring.center, ring.inner, stage.palette.background);
        stage.scene.notes.push("all values are zero, so there are no slices".to_owned());
    }
    if hollow && total > 0.0 && !table.unit.is_percent() && (total - 100.0).abs() > 1e-9 {
        write_total(table, stage, ring, total);
    }
    match labels {
        Labels::Around(labels) => labels.draw(stage),
        Labels::Listed(list) => list.draw(&slices, stage),
    }
}

fn slices(table: &Table, stage: &mut Stage<'_>) -> Vec<Slice> {
    let total: f64 = table.values().sum();
    let is_percent = table.unit.is_percent();
    let mut start = -FRAC_PI_2;
    let mut slices = Vec::new();
    let mut missing = Vec::new();
    for (index, name) in table.categories.iter().enumerate() {
        let Some(value) = table.rows[0].values[index] else {
            missing.push(name.as_str());
            continue;
        };
        let share = if total > 0.0 { value / total } else { 0.0 };
        let written = table.unit.value(value);
        let is_share = is_percent || total == 0.0;
        let value =
            if is_share { written } else { format!("{written} · {}", format_share(share)) };
        slices.push(Slice {
            name: name.clone(),
            value,
            color: stage.palette.series(slices.len()),
            start,
            sweep: share * TAU,
        });
        start += share * TAU;
    }
    if !missing.is_empty() {
        stage.scene.notes.push(format!("no value given for {}", missing.join(", ")));
    }
    slices
}

/// Lines in the colour of the background between the slices.
fn separate(slices: &[Slice], stage: &mut Stage<'_>, ring: Ring) {
    let visible: Vec<&Slice> = slices.iter().filter(|slice| slice.sweep > 0.0).collect();
    if visible.len() < 2 {
        return;
    }
    let smallest = visible.iter().map(|slice| slice.sweep).fold(TAU, f64::min);
    let width = stage.canvas.px(5.0).min(smallest * ring.outer * 0.3).max(0.5);
    let pen = Pen::butt(stage.palette.background, width);
    for slice in visible {
        let direction = kurbo::Vec2::from_angle(slice.start);
        let from = ring.center + direction * (ring.inner - 1.0).max(0.0);
        let to = ring.center + direction * (ring.outer + 1.0);
        stage.scene.line(from, to, pen);
    }
}

/// The sum in the hole.
fn write_total(table: &Table, stage: &mut Stage<'_>, ring: Ring, total: f64) {
    let text = table.unit.value(total);
    let room = ring.inner * 1.5;
    let least = stage.canvas.font_min();
    let style = TextStyle::new(stage.canvas.font(50.0), Weight::Bold);
    let width = stage.engine.width(&text, style);
    let size = style.size * (room / width).min(1.0);
    let small = TextStyle::new(stage.canvas.font(20.0), Weight::Regular);
    if size < least || ring.inner < size + small.size {
        return;
    }
    let place = (ring.center + (0.0, -small.size * 0.55), Anchor::Center);
    stage.put(&text, (style.sized(size), None), place, (stage.palette.ink, Role::Counter));
    let place = (ring.center + (0.0, size * 0.62), Anchor::Center);
    stage.put("Total", (small, None), place, (stage.palette.muted, Role::Counter));
}
