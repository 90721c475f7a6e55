//! Sky, sun, clouds, mountains, water and plants: what several scenes are made of. The light
//! comes from the upper left.

use kurbo::{BezPath, Point, Rect};

use super::brush::{Brush, Paint, ground, smooth};
use crate::scene::{Gradient, GradientRun, Shape};
use crate::theme::Color;

/// The sky from the top of `rect` to the horizon: blue by day, dusk on dark themes.
pub(super) fn sky(b: &mut Brush<'_>, rect: Rect, horizon: f64) {
    let stops = if b.is_night() {
        vec![(0.0, 0x101C40), (0.45, 0x263968), (0.78, 0x6A5B88), (1.0, 0xD98F74)]
    } else {
        vec![(0.0, 0xBEE3FB), (0.5, 0xDDF1FD), (1.0, 0xFFF8EA)]
    };
    let stops = stops.into_iter().map(|(at, color)| (at, Color::rgb(color))).collect();
    let run = GradientRun::Linear(Point::new(rect.x0, rect.y0), Point::new(rect.x0, horizon));
    b.scene.gradient(Shape::Rounded(rect, 0.0), Gradient { run, stops });
}

/// Stars in a rectangle, in places that look random and never change.
pub(super) fn stars(b: &mut Brush<'_>, rect: Rect, count: u32, unit: f64) {
    let mut seed = 0x2545_F491_u32;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        f64::from(seed & 0xFFFF) / 65_535.0
    };
    for _ in 0..count {
        let (x, y) = (rect.x0 + rect.width() * next(), rect.y0 + rect.height() * next());
        let bright = next();
        let radius = unit * (0.8 + 1.1 * bright * bright);
        b.scene.disc(Point::new(x, y), radius, Color::WHITE.alpha(0.25 + 0.5 * bright));
    }
}

pub(super) fn sun(b: &mut Brush<'_>, center: Point, radius: f64) {
    b.disc(center.x, center.y, radius * 2.9, Paint::Glow(0xFFD873, 0.75));
    b.disc(center.x, center.y, radius * 1.32, Paint::Glow(0xFFF3C4, 0.7));
    b.disc(center.x, center.y, radius, Paint::LitBall(0xFFEE9E, 0xFBA91F));
}

/// Beams from a place, fading out.
pub(super) fn beams(b: &mut Brush<'_>, from: Point, to: &[Point], width: f64) {
    for end in to {
        let along = *end - from;
        let across = kurbo::Vec2::new(-along.y, along.x) / along.hypot().max(1e-6) * width;
        let mut path = BezPath::new();
        path.move_to(from);
        path.line_to(*end + across);
        path.line_to(*end - across);
        path.close_path();
        let stops =
            vec![(0.0, Color::rgb(0xFFD873).alpha(0.5)), (1.0, Color::rgb(0xFFD873).alpha(0.0))];
        let run = GradientRun::Linear(from, *end);
        b.scene.gradient(Shape::Path(path), Gradient { run, stops });
    }
}

/// A cloud this wide; `heavy` ones are grey.
pub(super) fn cloud(b: &mut Brush<'_>, center: Point, width: f64, is_heavy: bool) {
    let tone =
        if is_heavy { (0xC3D0DE, 0x8FA3B8, 0xD5DFE9) } else { (0xFFFFFF, 0xD3E6F5, 0xFFFFFF) };
    cloud_in(b, center, width, tone);
}

/// A cloud with these colours at its top, its bottom and on its puffs.
pub(super) fn cloud_in(
    b: &mut Brush<'_>,
    center: Point,
    width: f64,
    (top, bottom, puff): (u32, u32, u32),
) {
    let scale = width / 120.0;
    b.within(center - kurbo::Vec2::new(60.0, 36.0) * scale, scale, |b| {
        b.path(
            "M26 66C11 66 1 57 1 46C1 35 10 27 20 27C22 13 34 4 48 4C60 4 70 10 75 20\
             C78 18 82 17 86 17C98 17 106 26 106 36C114 38 119 44 119 51C119 60 112 66 103 66Z",
            (top, bottom),
        );
        b.path(
            "M10 46C10 37 18 31 27 33C30 21 41 13 52 15C60 16 66 21 69 28C58 24 48 29 45 38\
             C35 34 27 40 26 49C20 45 14 46 10 46Z",
            Paint::Veil(puff, 0.75),
        );
        b.path(
            "M52 52C54 42 65 37 73 42C77 34 90 32 96 40C103 40 108 46 108 52C101 47 92 48 88 53\
             C80 46 68 46 62 53Z",
            Paint::Veil(puff, 0.5),
        );
    });
}

/// Slanting rain in a rectangle.
pub(super) fn rain(b: &mut Brush<'_>, rect: Rect, unit: f64) {
    let mut path = BezPath::new();
    let step = 30.0 * unit;
    let mut y = rect.y0;
    let mut row = 0;
    while y < rect.y1 && row < 40 {
        let mut x = rect.x0 + if row % 2 == 0 { 0.0 } else { step * 0.5 };
        while x < rect.x1 {
            path.move_to((x, y));
            path.line_to((x - 5.0 * unit, y + 17.0 * unit));
            x += step;
        }
        y += 30.0 * unit;
        row += 1;
    }
    b.stroke(&path, (0x3E8ED0, 0.85), 3.4 * unit);
}

/// A mountain with a lit and a shaded side and snow on it, from its top down to `base`.
pub(super) fn mountain(
    b: &mut Brush<'_>,
    top: Point,
    base: f64,
    half: f64,
    (lit, shade): (u32, u32),
) {
    let height = base - top.y;
    let at = |x: f64, y: f64| Point::new(top.x + x * half, top.y + y * height);
    let ridge = [at(0.0, 0.0), at(0.06, 0.16), at(-0.05, 0.34), at(0.09, 0.58), at(0.0, 1.0)];
    let mut left = BezPath::new();
    left.move_to(at(-1.06, 1.0));
    left.curve_to(at(-0.72, 0.72), at(-0.3, 0.3), at(-0.07, 0.04));
    left.quad_to(at(-0.02, -0.01), ridge[0]);
    for point in &ridge[1..] {
        left.line_to(*point);
    }
    left.close_path();
    let mut all = BezPath::new();
    all.move_to(at(-1.06, 1.0));
    all.curve_to(at(-0.72, 0.72), at(-0.3, 0.3), at(-0.07, 0.04));
    all.quad_to(at(0.0, -0.035), at(0.07, 0.04));
    all.curve_to(at(0.3, 0.32), at(0.7, 0.7), at(1.06, 1.0));
    all.close_path();
    b.fill(&all, (shade, lit));
    b.fill(&left, Paint::Veil(0xFFFFFF, 0.2));
    b.clipped(&all, |b| {
        let mut snow = BezPath::new();
        snow.move_to(at(-0.5, -0.1));
        for (x, y) in [
            (-0.5, 0.34),
            (-0.24, 0.3),
            (-0.16, 0.4),
            (-0.08, 0.29),
            (0.0, 0.36),
            (0.07, 0.27),
            (0.15, 0.38),
            (0.22, 0.28),
            (0.3, 0.35),
            (0.5, 0.3),
            (0.5, -0.1),
        ] {
            snow.line_to(at(x, y));
        }
        snow.close_path();
        b.fill(&snow, (0xFFFFFF, 0xE3EEF8));
        let mut shadow = BezPath::new();
        shadow.move_to(ridge[0]);
        shadow.line_to(ridge[1]);
        shadow.line_to(ridge[2]);
        for (x, y) in
            [(0.0, 0.36), (0.07, 0.27), (0.15, 0.38), (0.22, 0.28), (0.3, 0.35), (0.5, 0.3)]
        {
            shadow.line_to(at(x, y));
        }
        shadow.line_to(at(0.3, -0.1));
        shadow.close_path();
        b.fill(&shadow, Paint::Veil(0x9DB6D2, 0.55));
    });
}

/// A rolling hill through points down to `bottom`.
pub(super) fn hill(b: &mut Brush<'_>, points: &[Point], bottom: f64, paint: impl Into<Paint>) {
    b.fill(&ground(points, bottom), paint);
}

/// A leaf tree standing on `foot`, this high.
pub(super) fn tree(b: &mut Brush<'_>, foot: Point, height: f64, kind: usize) {
    let scale = height / 100.0;
    let (lit, shade) = match kind % 3 {
        0 => (0x8CCB5E, 0x3F8F3F),
        1 => (0x72BF66, 0x2F7F4B),
        _ => (0xA9D465, 0x5A9A3A),
    };
    b.within(foot, scale, |b| {
        b.oval((3.0, 0.0), (26.0, 4.5), Paint::Veil(0x14401F, 0.22));
        b.path(
            "M-4.5 0C-3 -14 -3 -22 -4 -36L4 -36C3 -22 4 -12 6 0Z",
            Paint::Across(0xA0714A, 0x6E4A2E),
        );
        b.path(
            "M-30 -46C-36 -58 -28 -70 -18 -72C-18 -88 -4 -98 8 -94C20 -98 32 -86 28 -74\
             C38 -68 38 -52 28 -46C22 -34 8 -32 0 -36C-10 -30 -24 -34 -30 -46Z",
            Paint::Ball(lit, shade),
        );
        b.path(
            "M-20 -62C-20 -76 -8 -84 4 -82C-6 -78 -12 -70 -12 -60C-14 -62 -18 -63 -20 -62Z",
            Paint::Veil(0xFFFFFF, 0.25),
        );
    });
}

/// A conifer standing on `foot`, this high.
pub(super) fn pine(b: &mut Brush<'_>, foot: Point, height: f64) {
    b.within(foot, height / 100.0, |b| {
        b.oval((2.0, 0.0), (20.0, 4.0), Paint::Veil(0x14401F, 0.22));
        b.rect((-3.5, -16.0, 3.5, 0.0), 1.0, 0x7A5235);
        let layers = "M0 -100C5 -86 12 -76 18 -68C12 -68 10 -68 10 -68C16 -56 22 -46 28 -38\
             C22 -38 18 -39 16 -39C22 -28 28 -20 34 -12C12 -6 -12 -6 -34 -12C-28 -20 -22 -28 -16 -39\
             C-18 -39 -22 -38 -28 -38C-22 -46 -16 -56 -10 -68C-10 -68 -12 -68 -18 -68C-12 -76 -5 -86 0 -100Z";
        b.path(layers, Paint::Across(0x5DA56A, 0x24694A));
    });
}

/// A tuft of grass.
pub(super) fn tuft(b: &mut Brush<'_>, foot: Point, height: f64) {
    b.within(foot, height / 20.0, |b| {
        b.path(
            "M-8 0C-9 -6 -12 -9 -15 -11C-9 -10 -6 -6 -4 -1C-4 -8 -4 -13 -7 -18C-1 -14 1 -8 1 -1\
             C3 -8 6 -13 12 -16C8 -11 7 -6 7 0Z",
            (0x7CC35A, 0x4A9A44),
        );
    });
}

/// Short wave lines over water, in shares of a rectangle.
pub(super) fn waves(b: &mut Brush<'_>, rect: Rect, unit: f64, rows: u32) {
    let mut path = BezPath::new();
    for row in 0..rows {
        let share = (f64::from(row) + 0.5) / f64::from(rows);
        let y = rect.y0 + rect.height() * share;
        let length = (14.0 + 22.0 * share) * unit;
        let step = length * 3.4;
        let mut x = rect.x0 + step * (0.25 + 0.37 * f64::from(row % 3));
        while x + length < rect.x1 {
            path.move_to((x, y));
            path.quad_to((x + length * 0.25, y - length * 0.22), (x + length * 0.5, y));
            path.quad_to((x + length * 0.75, y + length * 0.22), (x + length, y));
            x += step;
        }
    }
    b.stroke(&path, (0xFFFFFF, 0.5), 2.2 * unit);
}

/// A winding ribbon through points that grows from one width to another: a river, a road.
pub(super) fn ribbon(points: &[Point], (thin, wide): (f64, f64)) -> BezPath {
    let count = points.len().max(2) as f64 - 1.0;
    let mut left = Vec::with_capacity(points.len());
    let mut right = Vec::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        let before = points[index.saturating_sub(1)];
        let after = points[(index + 1).min(points.len() - 1)];
        let along = after - before;
        let across = kurbo::Vec2::new(-along.y, along.x) / along.hypot().max(1e-6);
        let half = (thin + (wide - thin) * index as f64 / count) / 2.0;
        left.push(*point + across * half);
        right.push(*point - across * half);
    }
    right.reverse();
    let mut path = smooth(&left, false);
    let back = smooth(&right, false);
    if let Some(first) = right.first() {
        path.line_to(*first);
    }
    path.extend(back.elements().iter().skip(1).copied());
    path.close_path();
    path
}

/// A soft flat shadow under something.
pub(super) fn shade(b: &mut Brush<'_>, center: Point, (rx, ry): (f64, f64)) {
    for share in [1.0, 0.76] {
        let (rx, ry) = (rx * share, ry * share);
        let rect = (center.x - rx, center.y - ry, center.x + rx, center.y + ry);
        b.rect(rect, ry, Paint::Veil(0x0B2A3A, 0.1));
    }
}
