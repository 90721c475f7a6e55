//! Chord diagrams: places on a circle, flows as ribbons across it, as wide as they are large.

use std::f64::consts::{FRAC_PI_2, TAU};

use easel_types::spec::ChartSpec;
use kurbo::{Arc, BezPath, Rect};

use super::around::{self, Ring, Slice};
use super::common::Emphasis;
use super::sector::Sector;
use crate::canvas::Stage;
use crate::charts::axes;
use crate::locale::Locale;
use crate::numbers::Unit;
use crate::scene::Shape;

/// Share of the circle that is left free between the places.
const FREE: f64 = 0.1;
/// Thickness of the places as a share of the radius.
const THICK: f64 = 0.07;

/// A flow with the angles at which it begins and ends.
struct Ribbon {
    ends: [usize; 2],
    /// Begin of its stretch at each end, radians.
    starts: [f64; 2],
    sweep: f64,
    value: f64,
}

/// Draws places and ribbons into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let locale = Locale::new(spec.appearance.locale.as_deref());
    let unit = Unit::in_locale(spec.unit.as_deref(), locale)
        .for_values(spec.links.iter().map(|link| link.value));
    let area = axes::caption(stage, area, unit.caption.as_deref());
    let mut names: Vec<&str> = Vec::new();
    for name in spec.links.iter().flat_map(|link| [&link.from, &link.to]) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let number = |name: &str| names.iter().position(|other| *other == name).unwrap_or(0);
    let mut ribbons: Vec<Ribbon> = spec
        .links
        .iter()
        .map(|link| Ribbon {
            ends: [number(&link.from), number(&link.to)],
            starts: [0.0; 2],
            sweep: 0.0,
            value: link.value,
        })
        .collect();
    let slices = arrange(spec, (&names, &unit), &mut ribbons, stage);
    let labels = around::fit(&slices, stage, (area, 0.0));
    let ring = labels.ring();
    let emphasis = Emphasis::new(spec);
    paint(stage, ring, (&slices, &ribbons), &emphasis);
    labels.draw(&slices, stage);
}

/// Angles of the places and of the stretches of the ribbons in them.
fn arrange(
    spec: &ChartSpec,
    (names, unit): (&[&str], &Unit),
    ribbons: &mut [Ribbon],
    stage: &Stage<'_>,
) -> Vec<Slice> {
    let emphasis = Emphasis::new(spec);
    let mut sums = vec![0.0; names.len()];
    for ribbon in ribbons.iter() {
        for end in ribbon.ends {
            sums[end] += ribbon.value;
        }
    }
    let total: f64 = sums.iter().sum();
    let gap = TAU * FREE / names.len().max(1) as f64;
    let scale = TAU * (1.0 - FREE) / total.max(f64::MIN_POSITIVE);
    let mut start = -FRAC_PI_2 + gap / 2.0;
    let mut slices = Vec::with_capacity(names.len());
    for (index, (name, sum)) in names.iter().zip(&sums).enumerate() {
        slices.push(Slice {
            name: (*name).to_owned(),
            value: unit.value(crate::numbers::denoise(*sum)),
            color: emphasis.color(stage.palette, name, stage.palette.series(index)),
            start,
            sweep: sum * scale,
            reach: 1.0,
            is_lifted: false,
        });
        start += sum * scale + gap;
    }
    for place in 0..names.len() {
        let here = slices[place].middle();
        // From the first stretch of a place on, targets run against the clock, so that its
        // ribbons do not cross each other.
        let mut stretches: Vec<(f64, usize, usize)> = Vec::new();
        for (number, ribbon) in ribbons.iter_mut().enumerate() {
            ribbon.sweep = ribbon.value * scale;
            for side in 0..2 {
                if ribbon.ends[side] == place {
                    let other = slices[ribbon.ends[1 - side]].middle();
                    stretches.push(((other - here).rem_euclid(TAU), number, side));
                }
            }
        }
        stretches.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut angle = slices[place].start;
        for (_, number, side) in stretches {
            ribbons[number].starts[side] = angle;
            angle += ribbons[number].sweep;
        }
    }
    slices
}

fn paint(
    stage: &mut Stage<'_>,
    ring: Ring,
    (slices, ribbons): (&[Slice], &[Ribbon]),
    emphasis: &Emphasis<'_>,
) {
    let radius = ring.outer * (1.0 - THICK) - stage.canvas.px(4.0);
    let mut order: Vec<&Ribbon> = ribbons.iter().collect();
    order.sort_by(|a, b| b.value.total_cmp(&a.value));
    for ribbon in order {
        let [from, to] = ribbon.ends;
        let (Some(first), Some(second)) = (slices.get(from), slices.get(to)) else { continue };
        let touches = emphasis.has(&first.name) || emphasis.has(&second.name);
        let alpha = if emphasis.is_some() && !touches { 0.18 } else { 0.5 };
        let color = if emphasis.has(&second.name) { second.color } else { first.color };
        let at = |angle: f64| ring.sector(0.0, 1.0).at(angle, radius);
        let mut path = BezPath::new();
        path.move_to(at(ribbon.starts[0]));
        for (index, start) in ribbon.starts.iter().enumerate() {
            let arc = Arc::new(ring.center, (radius, radius), *start, ribbon.sweep, 0.0);
            path.extend(arc.append_iter(0.05));
            let next = ribbon.starts[1 - index];
            path.quad_to(ring.center, at(next));
        }
        path.close_path();
        stage.scene.fill(Shape::Path(path), color.alpha(alpha));
    }
    for slice in slices {
        let sector =
            Sector { inner: ring.outer * (1.0 - THICK), ..ring.sector(slice.start, slice.sweep) };
        let path = sector.path(0.0, stage.canvas.px(4.0));
        stage.scene.fill(Shape::Path(path), slice.color);
    }
}
