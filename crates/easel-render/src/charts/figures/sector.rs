//! Parts of a ring: their outline with rounded corners and even seams, and whether a text lies
//! inside.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use kurbo::{Arc, BezPath, Circle, Point, Rect, Shape as _, Vec2};

/// A part of a ring; of a disc where `inner` is zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sector {
    pub(super) center: Point,
    pub(super) inner: f64,
    pub(super) outer: f64,
    /// Radians, clockwise from three o'clock.
    pub(super) start: f64,
    pub(super) sweep: f64,
}

impl Sector {
    pub(super) fn middle(&self) -> f64 {
        self.start + self.sweep / 2.0
    }

    /// The point at an angle and a distance from the centre.
    pub(super) fn at(&self, angle: f64, radius: f64) -> Point {
        self.center + Vec2::from_angle(angle) * radius
    }

    /// The outline with a seam of `gap` pixels to its neighbours and corners of radius `corner`.
    pub(super) fn path(&self, gap: f64, corner: f64) -> BezPath {
        if self.sweep > TAU - 1e-6 {
            return self.ring();
        }
        let sine = (self.sweep / 2.0).min(FRAC_PI_2).sin();
        // Seams of thin sectors are thinner, so that something is left of them.
        let half = gap.min(self.outer * sine * 0.5) / 2.0;
        let corner = corner.min((self.outer - self.inner) * 0.35);
        let round = corner.min((self.outer * sine - half) / (1.0 + sine) * 0.8).max(0.0);
        let (start, end) = (self.start, self.start + self.sweep);
        let side = |angle: f64, sign: f64, distance: f64| {
            let along = Vec2::from_angle(angle);
            self.center + along * distance + Vec2::new(-along.y, along.x) * (half * sign)
        };
        // A corner: where the side ends, where side and arc would meet, angle where the arc begins.
        let bend = |radius: f64, round: f64, direction: f64| {
            let middle = radius - round * direction;
            let across = half + round;
            let end = (middle * middle - across * across).max(0.0).sqrt();
            let tip = (radius * radius - half * half).max(0.0).sqrt();
            (end, tip, (across / middle.max(1e-9)).min(1.0).asin())
        };
        let mut path = BezPath::new();
        let (straight, tip, turn) = bend(self.outer, round, 1.0);
        path.move_to(side(start, 1.0, straight));
        path.quad_to(side(start, 1.0, tip), self.at(start + turn, self.outer));
        self.arc(&mut path, self.outer, (start + turn, end - turn));
        path.quad_to(side(end, -1.0, tip), side(end, -1.0, straight));
        if self.inner * sine > half * 1.05 {
            let room =
                if sine < 0.999 { (self.inner * sine - half) / (1.0 - sine) } else { corner };
            let round = corner.min(room * 0.8).max(0.0);
            let (straight, tip, turn) = bend(self.inner, round, -1.0);
            path.line_to(side(end, -1.0, straight));
            path.quad_to(side(end, -1.0, tip), self.at(end - turn, self.inner));
            self.arc(&mut path, self.inner, (end - turn, start + turn));
            path.quad_to(side(start, 1.0, tip), side(start, 1.0, straight));
        } else {
            let distance = (half / sine.max(1e-9)).max(self.inner);
            path.line_to(self.at(self.middle(), distance.min(self.outer * 0.5)));
        }
        path.close_path();
        path
    }

    fn arc(&self, path: &mut BezPath, radius: f64, (from, to): (f64, f64)) {
        let arc = Arc::new(self.center, (radius, radius), from, to - from, 0.0);
        path.extend(arc.append_iter(0.05));
    }

    fn ring(&self) -> BezPath {
        let mut path = Circle::new(self.center, self.outer).to_path(0.05);
        if self.inner > 0.0 {
            path.extend(Circle::new(self.center, self.inner).to_path(0.05).reverse_subpaths());
        }
        path
    }

    /// Whether a rectangle lies inside, `pad` pixels from every edge.
    pub(super) fn holds(&self, rect: Rect, pad: f64) -> bool {
        let corners = [
            Point::new(rect.x0, rect.y0),
            Point::new(rect.x1, rect.y0),
            Point::new(rect.x0, rect.y1),
            Point::new(rect.x1, rect.y1),
        ];
        let nearest = Point::new(
            self.center.x.clamp(rect.x0, rect.x1),
            self.center.y.clamp(rect.y0, rect.y1),
        );
        if self.inner > 0.0 && nearest.distance(self.center) < self.inner + pad {
            return false;
        }
        corners.into_iter().all(|corner| {
            let offset = corner - self.center;
            if offset.hypot() > self.outer - pad {
                return false;
            }
            if self.sweep > TAU - 1e-6 {
                return true;
            }
            let turn = (offset.atan2() - self.start).rem_euclid(TAU);
            let clear = |angle: f64| angle >= FRAC_PI_2 || offset.hypot() * angle.sin() >= pad;
            turn <= self.sweep && clear(turn) && clear(self.sweep - turn)
        }) && (self.sweep <= PI || self.inner > 0.0 || !rect.contains(self.center))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sector(inner: f64, start: f64, sweep: f64) -> Sector {
        Sector { center: Point::new(100.0, 100.0), inner, outer: 80.0, start, sweep }
    }

    #[test]
    fn outlines_stay_inside_the_ring_and_are_finite() {
        for inner in [0.0, 5.0, 48.0, 79.0] {
            for sweep in [1e-9, 0.01, 0.5, 2.0, 3.5, 6.0, TAU] {
                let path = sector(inner, 0.3, sweep).path(5.0, 6.0);
                let bounds = path.bounding_box();
                assert!(bounds.is_finite(), "{inner} {sweep}");
                let room = Rect::new(19.9, 19.9, 180.1, 180.1);
                assert!(room.union(bounds) == room, "{inner} {sweep} {bounds:?}");
            }
        }
    }

    #[test]
    fn texts_are_held_only_where_they_are_inside() {
        let quarter = sector(0.0, 0.0, FRAC_PI_2);
        assert!(quarter.holds(Rect::new(115.0, 115.0, 145.0, 130.0), 4.0));
        assert!(!quarter.holds(Rect::new(95.0, 115.0, 145.0, 130.0), 4.0));
        assert!(!quarter.holds(Rect::new(115.0, 115.0, 175.0, 130.0), 4.0));
        assert!(!sector(60.0, 0.0, TAU).holds(Rect::new(90.0, 90.0, 110.0, 110.0), 1.0));
    }
}
