//! Rose charts: wedges of equal angle whose areas are the values, stacked where there are
//! several series.

use std::f64::consts::{FRAC_PI_2, TAU};

use easel_types::spec::ChartSpec;
use kurbo::{Circle, Rect};

use super::around::{self, Ring, Slice};
use super::common::{Emphasis, Entry, entries};
use super::sector::Sector;
use crate::canvas::Stage;
use crate::charts::{Table, axes, legend};
use crate::scene::{Pen, Shape};

/// Radius of the hole as a share of the outer radius.
const HOLE: f64 = 0.1;

/// Draws the wedges into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let mut area = area;
    let is_stacked = table.rows.len() > 1;
    if is_stacked {
        let named = table.names().into_iter().enumerate();
        let keys: Vec<_> = named.map(|(row, name)| (name, stage.palette.series(row))).collect();
        area = legend::draw(stage, area, &keys);
        stage.scene.notes.push("values of single series are drawn to scale, sums written".into());
    }
    let area = axes::caption(stage, area, table.caption.as_deref());
    let list = if is_stacked { sums(table) } else { entries(spec, table, stage) };
    let largest = list.iter().map(|entry| entry.value).fold(0.0, f64::max);
    let slices = slices(spec, (&list, largest), table, stage);
    let labels = around::fit(&slices, stage, (area, HOLE));
    let ring = labels.ring();
    for share in [0.25, 0.5, 0.75, 1.0] {
        let circle = Circle::new(ring.center, radius(ring, share));
        let pen = Pen::butt(stage.palette.grid, stage.canvas.px(1.25).max(1.0));
        stage.scene.stroke(Shape::Disc(circle), pen);
    }
    for (index, slice) in slices.iter().enumerate() {
        let parts: Vec<(f64, crate::theme::Color)> = if is_stacked {
            let part = |(row, values): (usize, &crate::charts::table::Row)| {
                (
                    values.values.get(index).copied().flatten().unwrap_or(0.0),
                    stage.palette.series(row),
                )
            };
            table.rows.iter().enumerate().map(part).collect()
        } else {
            vec![(list[index].value, slice.color)]
        };
        wedge(stage, (ring, slice), &parts, largest);
    }
    labels.draw(&slices, stage);
}

/// Sums over all series.
fn sums(table: &Table) -> Vec<Entry> {
    let sum = |index: usize| {
        table.rows.iter().filter_map(|row| row.values.get(index).copied().flatten()).sum()
    };
    let names = table.categories.iter().enumerate();
    names.map(|(index, name)| Entry { name: name.clone(), value: sum(index) }).collect()
}

/// Distance from the centre that makes the area of a wedge this share of the largest.
fn radius(ring: Ring, share: f64) -> f64 {
    let (inner, outer) = (ring.inner * ring.inner, ring.outer * ring.outer);
    (inner + (outer - inner) * share).sqrt()
}

fn slices(
    spec: &ChartSpec,
    (entries, largest): (&[Entry], f64),
    table: &Table,
    stage: &Stage<'_>,
) -> Vec<Slice> {
    let emphasis = Emphasis::new(spec);
    let is_stacked = table.rows.len() > 1;
    let sweep = TAU / entries.len().max(1) as f64;
    // More wedges than colours are months or hours: one colour then.
    let own = |index: usize| stage.palette.series(if entries.len() > 8 { 0 } else { index });
    let slice = |(index, entry): (usize, &Entry)| {
        let share = if largest > 0.0 { entry.value / largest } else { 0.0 };
        Slice {
            name: entry.name.clone(),
            value: table.unit.value(entry.value),
            color: if is_stacked {
                stage.palette.edge
            } else if entries.len() > 8 {
                emphasis.accent(stage.palette, &entry.name, own(index))
            } else {
                emphasis.color(stage.palette, &entry.name, own(index))
            },
            start: -FRAC_PI_2 + sweep * index as f64,
            sweep,
            reach: if largest > 0.0 {
                (HOLE * HOLE + (1.0 - HOLE * HOLE) * share).sqrt()
            } else {
                1.0
            },
            is_lifted: false,
        }
    };
    entries.iter().enumerate().map(slice).collect()
}

fn wedge(
    stage: &mut Stage<'_>,
    (ring, slice): (Ring, &Slice),
    parts: &[(f64, crate::theme::Color)],
    largest: f64,
) {
    if largest <= 0.0 {
        return;
    }
    let mut sum = 0.0;
    let gap = stage.canvas.px(4.0).max(1.0);
    for (value, color) in parts {
        let inner = radius(ring, sum / largest);
        sum += value;
        let outer = radius(ring, sum / largest);
        if *value <= 0.0 || outer - inner < 0.2 {
            continue;
        }
        let seam = if inner > ring.inner + 0.1 { gap.min((outer - inner) * 0.4) } else { 0.0 };
        let sector = Sector {
            center: ring.center,
            inner: inner + seam,
            outer,
            start: slice.start,
            sweep: slice.sweep,
        };
        let path = sector.path(gap, stage.canvas.px(7.0));
        stage.scene.fill(Shape::Path(path), *color);
    }
}
