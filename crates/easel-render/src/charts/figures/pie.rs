//! Pie and donut charts: the slices and what is written in them. Labels around them are placed
//! in [`super::around`].

use std::f64::consts::{FRAC_PI_2, TAU};

use easel_types::spec::ChartSpec;
use kurbo::{Rect, Vec2};

use super::around::{self, Labels, Ring, Slice};
use super::common::{Emphasis, Entry, entries, fit_text, ink_height, ink_on, total};
use super::sector::Sector;
use crate::canvas::Stage;
use crate::charts::{Table, axes};
use crate::scene::{Anchor, Role, Shape};
use crate::text::{Align, TextStyle, Weight};

/// Inner radius of a donut as a share of the outer one.
const HOLE: f64 = 0.6;

/// Draws the slices, a hole in the middle where `hollow`.
pub(super) fn draw(
    (spec, table): (&ChartSpec, &Table),
    hollow: bool,
    stage: &mut Stage<'_>,
    area: Rect,
) {
    let list = entries(spec, table, stage);
    let sum = total(&list);
    let shows_total = hollow && sum > 0.0 && !table.unit.is_percent() && (sum - 100.0).abs() > 1e-9;
    let area =
        if shows_total { area } else { axes::caption(stage, area, table.caption.as_deref()) };
    let hole = if hollow { HOLE } else { 0.0 };
    if let ([entry], true) = (list.as_slice(), sum > 0.0) {
        whole(spec, table, stage, (entry, area, hole));
        return;
    }
    let mut pie = Pie { slices: slices(spec, (&list, sum), table, stage), shares: Vec::new() };
    let labels = pie.arrange(stage, (area, hole), (table, sum));
    let ring = labels.ring();
    if sum > 0.0 {
        pie.paint(stage, ring);
    } else {
        let path = ring.sector(0.0, TAU).path(0.0, 0.0);
        stage.scene.fill(Shape::Path(path), stage.palette.grid);
        stage.scene.notes.push("all values are zero, so there are no slices".to_owned());
    }
    if shows_total {
        write_total(table, stage, ring, sum);
    }
    labels.draw(&pie.slices, stage);
}

fn slices(
    spec: &ChartSpec,
    (entries, sum): (&[Entry], f64),
    table: &Table,
    stage: &Stage<'_>,
) -> Vec<Slice> {
    let emphasis = Emphasis::new(spec);
    let mut start = -FRAC_PI_2;
    let mut slices = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let share = if sum > 0.0 { entry.value / sum } else { 0.0 };
        let own = stage.palette.series(index);
        slices.push(Slice {
            name: entry.name.clone(),
            value: written(table, entry.value, sum),
            color: emphasis.color(stage.palette, &entry.name, own),
            start,
            sweep: share * TAU,
            reach: 1.0,
            is_lifted: emphasis.has(&entry.name) && entries.len() > 1,
        });
        start += share * TAU;
    }
    slices
}

/// A single part fills the chart and is written in its middle.
fn whole(
    spec: &ChartSpec,
    table: &Table,
    stage: &mut Stage<'_>,
    (entry, area, hole): (&Entry, Rect, f64),
) {
    let outer = area.width().min(area.height()) * 0.42;
    let ring = Ring { center: area.center(), outer, inner: outer * hole };
    let own = stage.palette.series(0);
    let color = Emphasis::new(spec).color(stage.palette, &entry.name, own);
    stage.scene.fill(Shape::Path(ring.sector(0.0, TAU).path(0.0, 0.0)), color);
    let small = TextStyle::new(stage.canvas.font(26.0), Weight::SemiBold).align(Align::Center);
    let on = ink_on(stage, color, small);
    let (ink, muted) = if hole > 0.0 { (stage.palette.ink, stage.palette.muted) } else { (on, on) };
    let text = table.unit.value(entry.value);
    let room = if hole > 0.0 { ring.inner * 1.3 } else { outer * 1.2 };
    let big = TextStyle::new(stage.canvas.font(72.0), Weight::Bold);
    let number = fit_text(stage, &text, big, (room, room * 0.4, 1));
    let below = fit_text(stage, &entry.name, small, (room, room * 0.4, 3));
    let (Some(number), Some(below)) = (number, below) else {
        stage.record_cut(&entry.name, true);
        stage.record_cut(&text, true);
        return;
    };
    let gap = stage.canvas.px(12.0);
    let (first, second) = (ink_height(&number), ink_height(&below));
    let top = ring.center.y - (first + gap + second) / 2.0;
    let at = |y: f64| (kurbo::Point::new(ring.center.x, y), Anchor::Center);
    stage.scene.text((&number, &text), at(top + first / 2.0), ink, Role::Value);
    let place = at(top + first + gap + second / 2.0);
    stage.scene.text((&below, &entry.name), place, muted, Role::Label);
}

/// Value and share as they stand beside a slice.
fn written(table: &Table, value: f64, sum: f64) -> String {
    let text = table.unit.value(value);
    if table.unit.is_percent() || sum <= 0.0 {
        text
    } else {
        format!("{text} · {}", table.unit.share(value / sum))
    }
}

struct Pie {
    slices: Vec<Slice>,
    /// What is written in each slice; empty where it stands beside them.
    shares: Vec<String>,
}

impl Pie {
    /// Finds places for the labels. Shares are written in the slices where all of them fit, so
    /// that only names stand outside.
    fn arrange(
        &mut self,
        stage: &mut Stage<'_>,
        room: (Rect, f64),
        (table, sum): (&Table, f64),
    ) -> Labels {
        if sum > 0.0 {
            let is_percent = table.unit.is_percent();
            let values: Vec<f64> =
                self.slices.iter().map(|slice| slice.sweep / TAU * sum).collect();
            let mut short = self.slices.clone();
            let mut shares = Vec::with_capacity(short.len());
            for (slice, value) in short.iter_mut().zip(values) {
                let text = table.unit.value(value);
                shares.push(if is_percent { text.clone() } else { table.unit.share(value / sum) });
                slice.value = if is_percent { String::new() } else { text };
            }
            let (labels, turn) = around::fit_turned(&short, stage, room);
            let short = around::turned(&short, turn);
            if matches!(labels, Labels::Around(_)) {
                let ring = labels.ring();
                let fits = short.iter().zip(&shares).all(|(slice, share)| {
                    slice.sweep > 0.0 && share_label(stage, ring, slice, share).is_some()
                });
                if fits {
                    self.slices = short;
                    self.shares = shares;
                    return labels;
                }
            }
        }
        let (labels, turn) = around::fit_turned(&self.slices, stage, room);
        self.slices = around::turned(&self.slices, turn);
        labels
    }

    fn paint(&self, stage: &mut Stage<'_>, ring: Ring) {
        let (gap, corner) = (stage.canvas.px(5.0).max(1.0), stage.canvas.px(7.0));
        for (index, slice) in self.slices.iter().enumerate() {
            if slice.sweep <= 0.0 {
                continue;
            }
            let sector = ring.of(slice);
            stage.surface(Shape::Path(sector.path(gap, corner)), slice.color);
            let Some(share) = self.shares.get(index) else { continue };
            let Some((block, center)) = share_label(stage, ring, slice, share) else { continue };
            let style = TextStyle::new(block.size, block.weight);
            let color = ink_on(stage, stage.palette.surface(slice.color), style);
            stage.scene.text((&block, share), (center, Anchor::Center), color, Role::Value);
        }
    }
}

/// The share of a slice as text with its middle, where it fits into the slice.
fn share_label(
    stage: &mut Stage<'_>,
    ring: Ring,
    slice: &Slice,
    share: &str,
) -> Option<(std::rc::Rc<crate::text::Block>, kurbo::Point)> {
    let sector = ring.of(slice);
    let style = TextStyle::new(stage.canvas.font(26.0), Weight::Bold);
    let block = stage.engine.block(share, style, None);
    let pad = stage.canvas.px(9.0);
    let radius = if ring.inner > 0.0 {
        f64::midpoint(sector.inner, sector.outer)
    } else {
        sector.outer * if slice.sweep > 1.2 { 0.62 } else { 0.72 }
    };
    let center = if slice.sweep > TAU - 1e-6 && ring.inner <= 0.0 {
        sector.center
    } else {
        sector.at(sector.middle(), radius)
    };
    let rect = Rect::from_center_size(center, (block.width, ink_height(&block)));
    sector.holds(rect, pad).then_some((block, center))
}

impl Ring {
    /// The whole ring between two angles.
    pub(super) fn sector(&self, start: f64, sweep: f64) -> Sector {
        Sector { center: self.center, inner: self.inner, outer: self.outer, start, sweep }
    }

    /// Where a slice lies; lifted ones are moved out.
    pub(super) fn of(&self, slice: &Slice) -> Sector {
        let sector = self.sector(slice.start, slice.sweep);
        if !slice.is_lifted {
            return sector;
        }
        let center = self.center + Vec2::from_angle(slice.middle()) * (self.outer * Self::LIFT);
        Sector { center, ..sector }
    }
}

/// The sum in the hole, with what it counts below.
fn write_total(table: &Table, stage: &mut Stage<'_>, ring: Ring, total: f64) {
    let text = table.unit.value(total);
    let room = ring.inner * 1.45;
    let big = TextStyle::new(stage.canvas.font(56.0), Weight::Bold);
    let small = TextStyle::new(stage.canvas.font(21.0), Weight::Regular).align(Align::Center);
    let caption = table.caption.clone().unwrap_or_else(|| table.unit.locale().total().to_owned());
    let number = fit_text(stage, &text, big, (room, ring.inner * 0.6, 1));
    let below = fit_text(stage, &caption, small, (ring.inner * 1.25, ring.inner * 0.5, 3));
    let (Some(number), Some(below)) = (number, below) else {
        if table.caption.is_some() {
            stage.record_cut(&caption, true);
        }
        return;
    };
    let gap = stage.canvas.px(10.0);
    let (first, second) = (ink_height(&number), ink_height(&below));
    let top = ring.center.y - (first + gap + second) / 2.0;
    let at = |y: f64| (kurbo::Point::new(ring.center.x, y), Anchor::Center);
    let (ink, muted) = (stage.palette.ink, stage.palette.muted);
    stage.scene.text((&number, &text), at(top + first / 2.0), ink, Role::Counter);
    let place = at(top + first + gap + second / 2.0);
    stage.scene.text((&below, &caption), place, muted, Role::Counter);
}
