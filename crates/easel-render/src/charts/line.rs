//! Line and area charts. Series are named at their ends where there is room, values are written
//! at the points where all of them fit.

use kurbo::{BezPath, Point, Rect};

use super::{Table, axes, legend};
use crate::canvas::Stage;
use crate::lint::segment_meets;
use crate::scales::Scale;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::spread::{Wish, spread};
use crate::text::{Align, TextStyle, Weight};

/// Most series that are named at their ends.
const NAMED_AT_END_MAX: usize = 8;

/// The plot with everything positioned.
struct Curves {
    plot: Rect,
    /// For each series its points; `None` where there is no value.
    points: Vec<Vec<Option<Point>>>,
    /// Where areas begin, for each series.
    bases: Vec<Vec<f64>>,
    stacked: bool,
}

impl Curves {
    /// Height at which the name of a series belongs: its end, or the middle of its band.
    fn end_middle(&self, row: usize, end: Point) -> f64 {
        let base = self.bases[row].last().copied().unwrap_or(end.y);
        if self.stacked { f64::midpoint(end.y, base) } else { end.y }
    }
}

/// Draws lines, or areas where `filled`, into `area`.
pub(super) fn draw(table: &Table, filled: bool, stage: &mut Stage<'_>, area: Rect) {
    let mut area = area;
    let ends = if table.has_names() { EndLabels::fit(table, stage, area) } else { None };
    if table.has_names() && ends.is_none() {
        let named = table.names().into_iter().enumerate();
        let entries: Vec<_> = named.map(|(row, name)| (name, stage.palette.series(row))).collect();
        area = legend::draw(stage, area, &entries);
    }
    area = axes::caption(stage, area, table.caption.as_deref());
    area = axes::bottom_label(stage, area, table.x_label.as_deref());
    let stacked = table.stacked && filled;
    let values: Vec<f64> =
        if stacked { table.totals().collect() } else { table.values().collect() };
    let from_zero = filled || super::scatter::starts_at_zero(&values);
    let style = axes::tick_style(stage);
    let count = axes::tick_count(stage, area.height() * 0.85, style.size);
    let scale = Scale::nice(values.into_iter(), from_zero, count);
    let ticks = axes::tick_texts(&scale, &table.unit, true);
    let gutter = axes::ticks_width(stage, &ticks) + style.size * 0.7;
    let mut plot = Rect { x0: area.x0 + gutter, y0: area.y0 + style.size * 0.6, ..area };
    let end_gap = stage.canvas.px(18.0);
    plot.x1 -= ends.as_ref().map_or(stage.canvas.px(10.0), |ends| ends.width + end_gap);
    let names = Names::fit(table, stage, plot);
    plot.y1 -= names.height + stage.canvas.px(14.0);
    let inset = names.inset.max(value_inset(table, stage, plot, filled));
    axes::horizontal_grid(stage, plot, &scale, &ticks);
    let inner = Rect { x0: plot.x0 + inset, x1: plot.x1 - inset.min(end_gap), ..plot };
    let curves = position(table, (inner, plot), &scale, stacked);
    if filled {
        draw_areas(&curves, stacked, stage);
    }
    if stacked {
        write_band_values(table, stage, &curves, ends.is_some());
    } else {
        draw_lines(&curves, stage);
        write_values(table, stage, &curves, ends.is_some());
    }
    if let Some(ends) = ends {
        ends.draw(table, stage, &curves);
    }
    names.draw(table, stage, (inner, area.y1 - names.height));
}

/// How far the first point stands off the axis so that its value does not touch the ticks; 0
/// where the values are too many to be written anyway.
fn value_inset(table: &Table, stage: &mut Stage<'_>, plot: Rect, filled: bool) -> f64 {
    let style = value_style(stage);
    let first = table.rows.iter().filter_map(|row| row.values.first().copied().flatten());
    let texts: Vec<String> = first.map(|value| table.unit.value(value)).collect();
    let widest = texts.iter().map(|text| stage.engine.width(text, style)).fold(0.0, f64::max);
    let pitch = plot.width() / table.categories.len().max(1) as f64;
    if (filled && table.stacked) || table.categories.len() < 2 || widest > pitch {
        return 0.0;
    }
    // Beside the point where the room allows it, above or below it otherwise.
    let beside = widest + stage.canvas.px(9.0).max(3.5) + style.size * 0.4;
    if !filled && beside < plot.width() * 0.12 { beside } else { widest / 2.0 }
}

/// Style of the values at the points.
fn value_style(stage: &Stage<'_>) -> TextStyle {
    TextStyle::new(stage.canvas.font(18.0), Weight::SemiBold)
}

fn x_at(inner: Rect, index: usize, count: usize) -> f64 {
    if count < 2 {
        inner.center().x
    } else {
        inner.x0 + inner.width() * index as f64 / (count - 1) as f64
    }
}

fn position(table: &Table, (inner, plot): (Rect, Rect), scale: &Scale, stacked: bool) -> Curves {
    let count = table.categories.len();
    let y_at = |value: f64| plot.y1 - scale.share(value) * plot.height();
    let zero = y_at(0.0_f64.clamp(scale.low, scale.high));
    let mut sums = vec![0.0; count];
    let mut bases = Vec::new();
    let mut points = Vec::new();
    for row in &table.rows {
        let mut base = vec![zero; count];
        let mut line = Vec::with_capacity(count);
        for (index, value) in row.values.iter().enumerate() {
            let shown = if stacked {
                base[index] = y_at(sums[index]);
                sums[index] += value.unwrap_or(0.0);
                Some(sums[index])
            } else {
                *value
            };
            line.push(shown.map(|value| Point::new(x_at(inner, index, count), y_at(value))));
        }
        bases.push(base);
        points.push(line);
    }
    Curves { plot, points, bases, stacked }
}

/// Stretches of points without gaps.
fn runs(points: &[Option<Point>]) -> Vec<(usize, Vec<Point>)> {
    let mut found: Vec<(usize, Vec<Point>)> = Vec::new();
    for (index, point) in points.iter().enumerate() {
        match (point, found.last_mut()) {
            (Some(point), Some((first, run))) if *first + run.len() == index => run.push(*point),
            (Some(point), _) => found.push((index, vec![*point])),
            (None, _) => {}
        }
    }
    found
}

/// A smooth curve through the points that never leaves the range of two neighbours
/// (Fritsch-Carlson monotone cubic), appended to `path`.
fn curve(path: &mut BezPath, points: &[Point]) {
    let slope = |a: Point, b: Point| (b.y - a.y) / (b.x - a.x);
    let tangent = |index: usize| -> f64 {
        let here = points[index];
        let before = index.checked_sub(1).map(|before| slope(points[before], here));
        let after = points.get(index + 1).map(|next| slope(here, *next));
        match (before, after) {
            (Some(a), Some(b)) if a * b > 0.0 => 2.0 * a * b / (a + b),
            (Some(_), Some(_)) => 0.0,
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => 0.0,
        }
    };
    for index in 1..points.len() {
        let (from, to) = (points[index - 1], points[index]);
        let third = (to.x - from.x) / 3.0;
        path.curve_to(
            Point::new(from.x + third, from.y + third * tangent(index - 1)),
            Point::new(to.x - third, to.y - third * tangent(index)),
            to,
        );
    }
}

fn draw_areas(curves: &Curves, stacked: bool, stage: &mut Stage<'_>) {
    for (row, points) in curves.points.iter().enumerate() {
        let color = stage.palette.series(row).alpha(if stacked { 1.0 } else { 0.18 });
        for (first, run) in runs(points) {
            if run.len() < 2 {
                continue;
            }
            let mut path = BezPath::new();
            path.move_to(run[0]);
            curve(&mut path, &run);
            let base: Vec<Point> = run
                .iter()
                .enumerate()
                .map(|(offset, point)| Point::new(point.x, curves.bases[row][first + offset]))
                .rev()
                .collect();
            path.line_to(base[0]);
            curve(&mut path, &base);
            path.close_path();
            stage.scene.fill(Shape::Path(path), color);
        }
    }
}

fn draw_lines(curves: &Curves, stage: &mut Stage<'_>) {
    let canvas = stage.canvas;
    let count = curves.points.first().map_or(0, Vec::len);
    let spacing = curves.plot.width() / count.max(1) as f64;
    let with_markers = spacing > canvas.px(26.0) && curves.points.len() <= 6;
    let pen_width = canvas.px(4.5).max(1.75);
    for (row, points) in curves.points.iter().enumerate() {
        let color = stage.palette.series(row);
        for (_, run) in runs(points) {
            let mut path = BezPath::new();
            path.move_to(run[0]);
            curve(&mut path, &run);
            if run.len() > 1 {
                stage.scene.stroke(Shape::Path(path), Pen::new(color, pen_width));
            }
            if with_markers || run.len() == 1 {
                for point in &run {
                    let radius = canvas.px(7.0).max(2.75);
                    stage.scene.disc(*point, radius, color);
                    stage.scene.disc(*point, radius * 0.55, stage.palette.background);
                }
            }
        }
        if let Some(last) = points.iter().rev().flatten().next() {
            stage.scene.disc(*last, canvas.px(8.0).max(3.0), color);
        }
    }
}

/// Writes the values at the points where all of them find a place; otherwise says that they are
/// read from the axis. The last ones stand at the names, where those are at the ends.
fn write_values(table: &Table, stage: &mut Stage<'_>, curves: &Curves, named_at_ends: bool) {
    let style = value_style(stage);
    let marker = stage.canvas.px(9.0).max(3.5);
    let mut lines = polylines(curves);
    if let Some(zero) = curves.bases.first().and_then(|base| base.first()) {
        lines.push(vec![Point::new(curves.plot.x0, *zero), Point::new(curves.plot.x1, *zero)]);
    }
    let mut placed: Vec<(Rect, Point, String, usize)> = Vec::new();
    let mut wanted = 0;
    for (row, points) in curves.points.iter().enumerate() {
        let last = points.iter().rposition(Option::is_some);
        for (index, point) in points.iter().enumerate() {
            let (Some(point), Some(value)) = (point, table.rows[row].values[index]) else {
                continue;
            };
            if named_at_ends && Some(index) == last {
                continue;
            }
            wanted += 1;
            let text = table.unit.value(value);
            let width = stage.engine.width(&text, style);
            let rises =
                points.get(index + 1).copied().flatten().is_none_or(|next| next.y <= point.y);
            let side = if rises { -1.0 } else { 1.0 };
            let (up, out) = (marker + style.size * 0.62, marker + style.size * 0.25 + width / 2.0);
            let spots = [
                (0.0, side * up),
                (0.0, -side * up),
                (-out * 0.85, side * up * 0.8),
                (out * 0.85, side * up * 0.8),
                (out * 0.85, -side * up * 0.8),
                (-out * 0.85, -side * up * 0.8),
                (-out, 0.0),
                (out, 0.0),
            ];
            let spot = spots.into_iter().find_map(|offset| {
                let center = *point + offset;
                let rect = Rect::from_center_size(center, (width + 4.0, style.size * 0.95));
                is_free(rect, curves, &placed, (&lines, stage)).then_some((rect, center))
            });
            if let Some((rect, center)) = spot {
                placed.push((rect, center, text, row));
            }
        }
    }
    if placed.len() < wanted {
        stage.scene.notes.push(format!(
            "{wanted} values are read from the axis; there is no room to write them at the points"
        ));
        return;
    }
    for (_, center, text, row) in placed {
        let background = stage.palette.background;
        let color = if table.rows.len() > 1 {
            stage.palette.readable(stage.palette.series(row), background, 4.6)
        } else {
            stage.palette.ink
        };
        stage.put(&text, (style, None), (center, Anchor::Center), (color, Role::Value));
    }
}

/// Writes the values of stacked areas into their bands where the bands are high enough.
fn write_band_values(table: &Table, stage: &mut Stage<'_>, curves: &Curves, named_at_ends: bool) {
    let style = TextStyle::new(stage.canvas.font(18.0), Weight::SemiBold);
    let count = table.categories.len();
    let mut hidden = 0;
    for (row, points) in curves.points.iter().enumerate() {
        let color = stage.palette.on(stage.palette.series(row));
        let last = table.rows[row].values.iter().rposition(Option::is_some);
        for (index, point) in points.iter().enumerate() {
            let (Some(point), Some(value)) = (point, table.rows[row].values[index]) else {
                continue;
            };
            if named_at_ends && Some(index) == last {
                continue;
            }
            let text = table.unit.value(value);
            let width = stage.engine.width(&text, style);
            let slot = curves.plot.width() / count.max(1) as f64;
            let height = (curves.bases[row][index] - point.y).abs();
            if height < style.size * 1.5 || width > slot {
                hidden += 1;
                continue;
            }
            let inset = width / 2.0 + style.size * 0.4;
            let x = point.x.max(curves.plot.x0 + inset).min(curves.plot.x1 - inset);
            let center = Point::new(x, f64::midpoint(point.y, curves.bases[row][index]));
            stage.put(&text, (style, None), (center, Anchor::Center), (color, Role::Value));
        }
    }
    if hidden > 0 {
        stage.scene.notes.push(format!("{hidden} values are read from the axis, for want of room"));
    }
}

/// Whether a label may stand here: on the canvas, off the lines, clear of other labels.
fn is_free(
    rect: Rect,
    curves: &Curves,
    placed: &[(Rect, Point, String, usize)],
    (polylines, stage): (&[Vec<Point>], &Stage<'_>),
) -> bool {
    let safe = stage.canvas.safe();
    // The ticks stand left of the plot.
    let left = safe.x0.max(curves.plot.x0 - 2.5);
    if rect.x0 < left || rect.x1 > safe.x1 || rect.y0 < safe.y0 || rect.y1 > curves.plot.y1 - 2.0 {
        return false;
    }
    let meets = |other: Rect| rect.overlaps(other);
    if placed.iter().any(|(other, ..)| meets(*other)) {
        return false;
    }
    let pad = stage.canvas.px(3.0).max(1.0);
    let padded = rect.inflate(pad, pad);
    !polylines.iter().any(|line| {
        line.windows(2).any(|pair| segment_meets(pair[0], pair[1], padded))
            || line.iter().any(|point| padded.contains(*point))
    })
}

/// The curves as short straight pieces.
fn polylines(curves: &Curves) -> Vec<Vec<Point>> {
    let mut lines = Vec::new();
    for (_, run) in curves.points.iter().flat_map(|points| runs(points)) {
        let mut path = BezPath::new();
        path.move_to(run[0]);
        curve(&mut path, &run);
        let mut line = Vec::new();
        kurbo::flatten(path, 0.5, |element| line.extend(element.end_point()));
        lines.push(line);
    }
    lines
}

/// Names (and last values) right of the lines.
struct EndLabels {
    style: TextStyle,
    width: f64,
}

impl EndLabels {
    /// Where the names fit into a quarter of the width and below each other.
    fn fit(table: &Table, stage: &mut Stage<'_>, area: Rect) -> Option<Self> {
        if table.rows.len() > NAMED_AT_END_MAX {
            return None;
        }
        let style = TextStyle {
            leading: 1.15,
            ..TextStyle::new(stage.canvas.font(21.0), Weight::SemiBold)
        };
        let room = area.width() * 0.26;
        let mut width: f64 = 0.0;
        let mut height = 0.0;
        for (row, name) in table.names().iter().enumerate() {
            let block = stage.engine.block(name, style, Some(room));
            if block.broken_word || block.lines.len() > 2 {
                return None;
            }
            let value = table.rows[row].values.iter().rev().flatten().next();
            let value =
                value.map_or(0.0, |value| stage.engine.width(&table.unit.value(*value), style));
            width = width.max(block.width).max(value);
            height += block.height + style.size * 1.2;
        }
        (width <= room && height <= area.height() * 0.7).then_some(Self { style, width })
    }

    fn draw(&self, table: &Table, stage: &mut Stage<'_>, curves: &Curves) {
        let plain = TextStyle { weight: Weight::Regular, ..self.style }
            .sized((self.style.size * 0.9).max(stage.canvas.font_min()));
        let names = table.names();
        let mut order: Vec<(usize, Point)> = curves
            .points
            .iter()
            .enumerate()
            .filter_map(|(row, points)| Some((row, *points.iter().rev().flatten().next()?)))
            .collect();
        order.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
        let blocks: Vec<_> = order
            .iter()
            .map(|(row, point)| {
                let name = stage.engine.block(&names[*row], self.style, Some(self.width + 1.0));
                let value = table.rows[*row].values.iter().rev().flatten().next();
                let text = value.map_or_else(String::new, |value| table.unit.value(*value));
                let value = stage.engine.block(&text, plain, None);
                (*row, *point, name, value, text)
            })
            .collect();
        let wishes: Vec<Wish> = blocks
            .iter()
            .map(|(row, point, name, value, _)| Wish {
                center: curves.end_middle(*row, *point),
                length: name.height + value.height + stage.canvas.px(4.0),
            })
            .collect();
        let room = (curves.plot.y0 - stage.canvas.px(30.0), curves.plot.y1 + stage.canvas.px(20.0));
        let Some(centers) = spread(&wishes, room) else { return };
        let x = curves.plot.x1 + stage.canvas.px(18.0);
        for ((row, _, name, value, text), center) in blocks.iter().zip(centers) {
            let top = center - (name.height + value.height) / 2.0;
            let background = stage.palette.background;
            let color = stage.palette.readable(stage.palette.series(*row), background, 4.6);
            let place = (Point::new(x, top), Anchor::TopLeft);
            stage.scene.text((name, &names[*row]), place, color, Role::Label);
            let place = (Point::new(x, top + name.height), Anchor::TopLeft);
            stage.scene.text((value, text), place, stage.palette.muted, Role::Value);
        }
    }
}

/// The names of the categories below the plot.
struct Names {
    style: TextStyle,
    height: f64,
    every: usize,
    /// How far the first and last point are moved inwards for their names.
    inset: f64,
    room: f64,
}

impl Names {
    fn fit(table: &Table, stage: &mut Stage<'_>, plot: Rect) -> Self {
        let count = table.categories.len().max(1) as f64;
        let least = stage.canvas.font_min();
        let mut size = stage.canvas.font(19.0);
        loop {
            let style = TextStyle::new(size, Weight::Regular).align(Align::Center);
            let room = plot.width() / count - size * 0.5;
            let mut height: f64 = 0.0;
            let mut ends: f64 = 0.0;
            let fits = room > size
                && table.categories.iter().enumerate().all(|(index, name)| {
                    let block = stage.engine.block(name, style, Some(room));
                    height = height.max(block.height);
                    if index == 0 || index + 1 == table.categories.len() {
                        ends = ends.max(block.width);
                    }
                    !block.broken_word && block.lines.len() <= 2
                });
            if fits || size <= least {
                let every = if fits { 1 } else { Self::thinning(table, stage, (style, plot)) };
                let room =
                    if fits { room } else { plot.width() / count * every as f64 - size * 0.5 };
                if !fits {
                    height = style.size * style.leading;
                }
                let inset =
                    (ends.min(room) / 2.0 - stage.canvas.px(40.0)).max(stage.canvas.px(4.0));
                let inset = if filled_width(table) { inset } else { plot.width() / 2.0 };
                return Self { style, height, every, inset: inset.min(plot.width() * 0.2), room };
            }
            size = (size * 0.92).max(least);
        }
    }

    /// The smallest n for which every n-th name fits on one line.
    fn thinning(table: &Table, stage: &mut Stage<'_>, (style, plot): (TextStyle, Rect)) -> usize {
        let count = table.categories.len();
        let pitch = plot.width() / count.max(1) as f64;
        (2..=count.max(2))
            .find(|&every| {
                let room = pitch * every as f64 - style.size * 0.5;
                let mut names = table.categories.iter().step_by(every);
                names.all(|name| stage.engine.width(name, style) <= room)
            })
            .unwrap_or_else(|| (count / 4).max(1))
    }

    fn draw(&self, table: &Table, stage: &mut Stage<'_>, (inner, top): (Rect, f64)) {
        let count = table.categories.len();
        let mut hidden = 0;
        for (index, name) in table.categories.iter().enumerate() {
            if !index.is_multiple_of(self.every) {
                stage.scene.full_texts.push(name.clone());
                hidden += 1;
                continue;
            }
            let (block, cut) = stage.engine.shortened(name, self.style, (self.room, 2));
            let safe = stage.canvas.safe();
            let half = block.width / 2.0;
            let x = x_at(inner, index, count).min(safe.x1 - half).max(safe.x0 + half);
            let shown = cut.as_deref().unwrap_or(name);
            let place = (Point::new(x, top), Anchor::TopCenter);
            stage.scene.text((&block, shown), place, stage.palette.muted, Role::Label);
            stage.record_cut(name, cut.is_some());
        }
        if hidden > 0 {
            stage.scene.notes.push(format!("one category in {} is named", self.every));
        }
    }
}

/// Whether there is more than one category, so that the first and last stand at the edges.
fn filled_width(table: &Table) -> bool {
    table.categories.len() > 1
}
