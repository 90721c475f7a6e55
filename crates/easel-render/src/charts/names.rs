//! The names along the category axis: wrapped, set smaller, thinned out or shortened, in this
//! order, until they fit.

use kurbo::Point;

use crate::canvas::Stage;
use crate::cast::to_usize;
use crate::scene::{Anchor, Role};
use crate::text::{Align, TextStyle, Weight};

/// How the names are set.
#[derive(Debug, Clone)]
pub(super) struct Names {
    style: TextStyle,
    /// Largest extent across the axis, pixels: the height below, the width beside a plot.
    pub(super) depth: f64,
    /// Every n-th is written.
    every: usize,
    lines_max: usize,
    room: f64,
    /// Widths of the first and the last name.
    pub(super) ends: (f64, f64),
}

/// How many of the longest names are measured to find the size.
const SAMPLE: usize = 24;

/// The longest names; all that decide whether the others fit.
fn longest(names: &[String]) -> Vec<&String> {
    let mut sample: Vec<&String> = names.iter().collect();
    if sample.len() > SAMPLE {
        sample.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
        sample.truncate(SAMPLE);
    }
    sample
}

impl Names {
    /// Below the plot, each in a width of `pitch`. `is_strong`: set as the subject, not as a
    /// scale.
    pub(super) fn below(
        stage: &mut Stage<'_>,
        names: &[String],
        (pitch, is_strong): (f64, bool),
    ) -> Self {
        let least = stage.canvas.font_min();
        let (points, weight) =
            if is_strong { (21.0, Weight::SemiBold) } else { (19.0, Weight::Regular) };
        let mut size = stage.canvas.font(points);
        let lines_max = if is_strong { 3 } else { 2 };
        let sample = longest(names);
        loop {
            let style = TextStyle::new(size, weight).align(Align::Center);
            let room = pitch - (size * 0.55).min(pitch * 0.2);
            let mut depth: f64 = 0.0;
            let fits = room > size * 0.5
                && sample.iter().all(|name| {
                    let block = stage.engine.block(name, style, Some(room));
                    depth = depth.max(block.height);
                    !block.broken_word && block.lines.len() <= lines_max
                });
            if fits {
                let made = Self { style, depth, every: 1, lines_max, room, ends: (0.0, 0.0) };
                return made.measured(stage, names);
            }
            if size <= least {
                return Self::thinned(stage, names, (style, pitch));
            }
            size = (size * 0.92).max(least);
        }
    }

    fn measured(self, stage: &mut Stage<'_>, names: &[String]) -> Self {
        let mut width = |name: Option<&String>| {
            name.map_or(0.0, |name| stage.engine.block(name, self.style, Some(self.room)).width)
        };
        let ends = (width(names.first()), width(names.last()));
        Self { ends, ..self }
    }

    /// Every n-th name on one line, or shortened where even that is too much.
    fn thinned(stage: &mut Stage<'_>, names: &[String], (style, pitch): (TextStyle, f64)) -> Self {
        let count = names.len().max(1);
        let sample = longest(names);
        let widest = sample.iter().map(|name| stage.engine.width(name, style)).fold(0.0, f64::max);
        let gap = style.size * 0.6;
        let one_line = to_usize(((widest + gap) / pitch).ceil()).max(1);
        // Shortening a few names is better than leaving most of them out.
        let (every, lines_max) = if count <= 12 && pitch > style.size * 4.0 {
            (1, 3)
        } else if one_line * 3 <= count {
            (one_line, 1)
        } else {
            (to_usize((style.size * 6.0 / pitch).ceil()).clamp(1, count), 2)
        };
        let room = (pitch * every as f64 - gap).max(style.size);
        let mut depth = style.size * style.leading;
        for name in names.iter().step_by(every).take(64) {
            depth = depth.max(stage.engine.shortened(name, style, (room, lines_max)).0.height);
        }
        Self { style, depth, every, lines_max, room, ends: (0.0, 0.0) }.measured(stage, names)
    }

    /// Left of a plot, each in a height of `pitch`, no wider than `room`.
    pub(super) fn beside(
        stage: &mut Stage<'_>,
        names: &[String],
        (room, pitch): (f64, f64),
    ) -> Self {
        let least = stage.canvas.font_min();
        let mut size = stage.canvas.font(21.0);
        let sample = longest(names);
        loop {
            let style = TextStyle { leading: 1.2, ..TextStyle::new(size, Weight::SemiBold) }
                .align(Align::Right);
            let mut depth: f64 = 0.0;
            let fits = pitch >= size
                && sample.iter().all(|name| {
                    let block = stage.engine.block(name, style, Some(room));
                    depth = depth.max(block.width);
                    !block.broken_word
                        && block.lines.len() <= 3
                        && block.height <= pitch.max(size * 1.25)
                });
            if fits {
                return Self { style, depth, every: 1, lines_max: 3, room, ends: (0.0, 0.0) };
            }
            if size <= least {
                let lines_max = to_usize(pitch / (size * 1.2)).clamp(1, 3);
                let every = to_usize((size * 1.1 / pitch).ceil()).max(1);
                let mut depth: f64 = 0.0;
                for name in names.iter().step_by(every) {
                    let block = stage.engine.shortened(name, style, (room, lines_max)).0;
                    depth = depth.max(block.width);
                }
                let depth = depth.min(room);
                return Self { style, depth, every, lines_max, room, ends: (0.0, 0.0) };
            }
            size = (size * 0.92).max(least);
        }
    }

    /// Draws the names below the plot, centred at these places.
    pub(super) fn draw_below(
        &self,
        stage: &mut Stage<'_>,
        names: &[String],
        (centers, top): (&[f64], f64),
    ) {
        let safe = stage.canvas.safe();
        let color = if self.style.weight == Weight::Regular {
            stage.palette.muted
        } else {
            stage.palette.ink
        };
        for (index, (name, center)) in names.iter().zip(centers).enumerate() {
            if !index.is_multiple_of(self.every) {
                continue;
            }
            let (block, cut) =
                stage.engine.shortened(name, self.style, (self.room, self.lines_max));
            let half = block.width / 2.0;
            let x = center.min(safe.x1 - half).max(safe.x0 + half);
            let shown = cut.as_deref().unwrap_or(name);
            let place = (Point::new(x, top), Anchor::TopCenter);
            stage.scene.text((&block, shown), place, color, Role::Label);
            stage.record_cut(name, cut.is_some());
        }
        self.tell(stage, names);
    }

    /// Draws the names to the left of `right`, centred at these heights.
    pub(super) fn draw_beside(
        &self,
        stage: &mut Stage<'_>,
        names: &[String],
        (centers, right): (&[f64], f64),
    ) {
        for (index, (name, center)) in names.iter().zip(centers).enumerate() {
            if !index.is_multiple_of(self.every) {
                continue;
            }
            let limit = (self.room.max(self.depth) + 0.5, self.lines_max);
            let (block, cut) = stage.engine.shortened(name, self.style, limit);
            let shown = cut.as_deref().unwrap_or(name);
            let place = (Point::new(right, *center), Anchor::Right);
            stage.scene.text((&block, shown), place, stage.palette.ink, Role::Label);
            stage.record_cut(name, cut.is_some());
        }
        self.tell(stage, names);
    }

    /// Says which names are not written.
    fn tell(&self, stage: &mut Stage<'_>, names: &[String]) {
        if self.every < 2 || names.len() < 2 {
            return;
        }
        let hidden =
            names.iter().enumerate().filter(|(index, _)| !index.is_multiple_of(self.every));
        let before = stage.scene.left_out.len();
        stage.scene.left_out.extend(hidden.map(|(_, name)| name.clone()));
        let count = stage.scene.left_out.len() - before;
        stage.scene.notes.push(format!(
            "one name in {} is written along the axis; {count} are left out for want of room",
            self.every
        ));
    }

    /// How many names are not written.
    pub(super) fn hidden(&self, count: usize) -> usize {
        count - count.div_ceil(self.every.max(1))
    }
}
