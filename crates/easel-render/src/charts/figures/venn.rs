//! Venn diagrams of two or three sets: circles whose areas are the sets and, as far as three
//! circles can, whose overlaps are what they share.

use std::f64::consts::PI;

use easel_types::spec::ChartSpec;
use kurbo::{Circle, Point, Rect};

use super::common::{Emphasis, fit_text, ink_height};
use super::nested;
use crate::canvas::Stage;
use crate::charts::axes;
use crate::charts::table::Table;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{Align, TextStyle, Weight};
use crate::theme::Color;

/// What two sets share where nothing is said about it, as a share of the smaller one.
const SHARED: f64 = 0.22;
/// Points along each side of the grid on which places for texts are searched.
const GRID: u32 = 48;

/// Draws the circles into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let (sets, unit) = nested::nodes(spec, table, stage);
    let area = axes::caption(stage, area, unit.caption.as_deref());
    let overlap = |a: usize, b: usize| -> Option<f64> {
        let (a, b) = (&sets.get(a)?.name, &sets.get(b)?.name);
        spec.links
            .iter()
            .find(|link| (&link.from, &link.to) == (a, b) || (&link.from, &link.to) == (b, a))
            .map(|link| link.value)
    };
    let circles = fit(&circles(&sets, overlap), area);
    let emphasis = Emphasis::new(spec);
    let colors: Vec<Color> = sets
        .iter()
        .enumerate()
        .map(|(index, set)| emphasis.color(stage.palette, &set.name, stage.palette.series(index)))
        .collect();
    for (circle, color) in circles.iter().zip(&colors) {
        stage.scene.fill(Shape::Disc(*circle), color.alpha(0.3));
    }
    for (circle, color) in circles.iter().zip(&colors) {
        let pen = Pen::butt(*color, stage.canvas.px(3.0).max(1.5));
        stage.scene.stroke(Shape::Disc(*circle), pen);
    }
    for (index, set) in sets.iter().enumerate() {
        let inside: Vec<bool> = (0..circles.len()).map(|other| other == index).collect();
        let texts = (set.name.as_str(), unit.value(set.value));
        write(stage, (&circles, &inside), (texts.0, &texts.1));
    }
    let mut is_guess = false;
    for a in 0..sets.len() {
        for b in a + 1..sets.len() {
            let Some(value) = overlap(a, b) else {
                is_guess = true;
                continue;
            };
            let inside: Vec<bool> = (0..circles.len()).map(|set| set == a || set == b).collect();
            write(stage, (&circles, &inside), ("", &unit.value(value)));
        }
    }
    if is_guess {
        stage.scene.notes.push("overlaps without a link are not to scale".to_owned());
    }
}

/// Circles in units of the values: areas are the sets, distances make the overlaps.
fn circles(sets: &[nested::Node], overlap: impl Fn(usize, usize) -> Option<f64>) -> Vec<Circle> {
    let largest = sets.iter().map(|set| set.size).fold(f64::MIN_POSITIVE, f64::max);
    // Tiny sets are still seen.
    let radius = |index: usize| {
        sets.get(index).map_or(0.0, |set| (set.size / largest).max(0.02) / PI).sqrt()
    };
    let apart = |a: usize, b: usize| {
        let least = PI * radius(a).min(radius(b)).powi(2);
        let shared = overlap(a, b).map_or(least * SHARED, |value| value / largest).min(least);
        distance(radius(a), radius(b), shared)
    };
    let first = Point::ZERO;
    let mut circles = vec![Circle::new(first, radius(0))];
    if sets.len() > 1 {
        circles.push(Circle::new(Point::new(apart(0, 1), 0.0), radius(1)));
    }
    if sets.len() > 2 {
        let (base, left, right) = (apart(0, 1).max(1e-6), apart(0, 2), apart(1, 2));
        let x = (base * base + left * left - right * right) / (2.0 * base);
        let x = x.clamp(-left, left);
        let y = (left * left - x * x).max(0.0).sqrt();
        circles.push(Circle::new(Point::new(x, y), radius(2)));
    }
    circles
}

/// Distance of the centres of two circles that share this area.
fn distance(a: f64, b: f64, shared: f64) -> f64 {
    let (mut near, mut far) = ((a - b).abs(), a + b);
    if shared <= 0.0 {
        return far * 1.04;
    }
    for _ in 0..40 {
        let middle = f64::midpoint(near, far);
        if lens(a, b, middle) > shared { near = middle } else { far = middle }
    }
    f64::midpoint(near, far)
}

/// Area that two circles at this distance share.
fn lens(a: f64, b: f64, distance: f64) -> f64 {
    if distance >= a + b {
        return 0.0;
    }
    if distance <= (a - b).abs() {
        return PI * a.min(b).powi(2);
    }
    let angle = |near: f64, other: f64| {
        let cosine = (distance * distance + near * near - other * other) / (2.0 * distance * near);
        cosine.clamp(-1.0, 1.0).acos()
    };
    let (first, second) = (angle(a, b), angle(b, a));
    a * a * (first - first.sin() * first.cos()) + b * b * (second - second.sin() * second.cos())
}

/// The circles as large as possible in the middle of `area`.
fn fit(circles: &[Circle], area: Rect) -> Vec<Circle> {
    let bounds = circles
        .iter()
        .map(|circle| {
            Rect::from_center_size(circle.center, (circle.radius * 2.0, circle.radius * 2.0))
        })
        .reduce(|a, b| a.union(b))
        .unwrap_or_default();
    let scale =
        (area.width() / bounds.width().max(1e-9)).min(area.height() / bounds.height().max(1e-9));
    let place = |circle: &Circle| {
        let offset = (circle.center - bounds.center()) * scale;
        Circle::new(area.center() + offset, circle.radius * scale)
    };
    circles.iter().map(place).collect()
}

/// The point of a region with the most room around it, and how much that is. A region is what
/// lies in some of the circles and not in the others.
fn roomiest(circles: &[Circle], inside: &[bool]) -> Option<(Point, f64)> {
    let bounds = circles
        .iter()
        .zip(inside)
        .filter(|(_, inside)| **inside)
        .map(|(circle, _)| {
            Rect::from_center_size(circle.center, (circle.radius * 2.0, circle.radius * 2.0))
        })
        .reduce(|a, b| a.intersect(b))?;
    let mut best: Option<(Point, f64)> = None;
    for row in 1..GRID {
        for column in 1..GRID {
            let share = |index: u32| f64::from(index) / f64::from(GRID);
            let point = Point::new(
                bounds.x0 + bounds.width() * share(column),
                bounds.y0 + bounds.height() * share(row),
            );
            let room = circles
                .iter()
                .zip(inside)
                .map(|(circle, inside)| {
                    let depth = circle.radius - point.distance(circle.center);
                    if *inside { depth } else { -depth }
                })
                .fold(f64::MAX, f64::min);
            if room > 0.0 && best.is_none_or(|(_, most)| room > most) {
                best = Some((point, room));
            }
        }
    }
    best
}

/// Writes a name and a number (or the number alone) into a region.
fn write(stage: &mut Stage<'_>, region: (&[Circle], &[bool]), (name, value): (&str, &str)) {
    let Some((center, room)) = roomiest(region.0, region.1) else {
        stage.record_cut(name, !name.is_empty());
        stage.record_cut(value, true);
        return;
    };
    let pad = stage.canvas.px(8.0);
    let bold = TextStyle { leading: 1.15, ..TextStyle::new(stage.canvas.font(30.0), Weight::Bold) };
    let bold = bold.align(Align::Center);
    let plain = TextStyle::new(stage.canvas.font(26.0), Weight::SemiBold);
    // A text as high as half its width fits into a circle with this width.
    let width = (room - pad) * 1.7;
    let height = (room - pad) * 1.0;
    let ink = stage.palette.ink;
    if name.is_empty() {
        match fit_text(stage, value, bold, (width, height, 1)) {
            Some(block) => {
                stage.scene.text((&block, value), (center, Anchor::Center), ink, Role::Value);
            }
            None => stage.record_cut(value, true),
        }
        return;
    }
    let first = fit_text(stage, name, bold, (width, height * 0.62, 3));
    let second = fit_text(stage, value, plain, (width, height * 0.4, 1));
    let (Some(first), Some(second)) = (first, second) else {
        stage.record_cut(name, true);
        stage.record_cut(value, true);
        return;
    };
    let gap = stage.canvas.px(10.0);
    let half = (ink_height(&first) + gap + ink_height(&second)) / 2.0;
    let at = |y: f64| (Point::new(center.x, y), Anchor::Center);
    let upper = center.y - half + ink_height(&first) / 2.0;
    let lower = center.y + half - ink_height(&second) / 2.0;
    stage.scene.text((&first, name), at(upper), ink, Role::Label);
    stage.scene.text((&second, value), at(lower), ink, Role::Value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_share_what_was_asked_for() {
        for (a, b, shared) in [(1.0, 1.0, 0.5), (1.0, 0.4, 0.2), (0.7, 0.7, 1.2)] {
            let distance = distance(a, b, shared);
            assert!((lens(a, b, distance) - shared).abs() < 1e-6, "{a} {b} {shared}");
        }
        assert!(distance(1.0, 1.0, 0.0) > 2.0);
    }

    #[test]
    fn regions_have_a_middle() {
        let circles =
            [Circle::new(Point::new(0.0, 0.0), 10.0), Circle::new(Point::new(12.0, 0.0), 10.0)];
        let (both, _) = roomiest(&circles, &[true, true]).unwrap();
        assert!((both.x - 6.0).abs() < 0.5);
        let (first, _) = roomiest(&circles, &[true, false]).unwrap();
        assert!(first.x < 0.0);
        assert!(roomiest(&circles[..1], &[false]).is_none());
    }
}
