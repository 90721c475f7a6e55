//! Texts at lines: names (and last values) at their right ends, values at the points.

use std::rc::Rc;

use easel_types::spec::{ChartKind, ChartSpec};
use kurbo::{BezPath, Point, Rect, Size};

use super::curves::{self, Curve};
use super::frame::Frame;
use super::placer::Placer;
use super::table::{Row, Table, ink_on};
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::spread::{Wish, spread};
use crate::text::{Block, TextStyle, Weight};
use crate::theme::Color;

/// Most series whose name and last value take two lines.
const TWO_LINES_MAX: usize = 8;
/// Most values that are tried at points.
const VALUES_MAX: usize = 150;

/// Names right of the lines.
#[derive(Debug, Clone)]
pub(super) struct EndLabels {
    style: TextStyle,
    /// Name and value below each other.
    two_lines: bool,
    with_values: bool,
    /// Widest label, pixels.
    width: f64,
    /// Between plot and labels; wider where lines lead from one to the other.
    pub(super) gap: f64,
}

impl EndLabels {
    /// Where the names fit into a quarter of the width and below each other.
    pub(super) fn fit(
        table: &Table,
        stage: &mut Stage<'_>,
        (area, with_values): (Rect, bool),
    ) -> Option<Self> {
        let count = table.rows.len();
        let two_lines = count <= TWO_LINES_MAX;
        let mut size = stage.canvas.font(21.0);
        let least = stage.canvas.font_min();
        let room = area.width() * if two_lines { 0.26 } else { 0.34 };
        loop {
            let style = TextStyle { leading: 1.15, ..TextStyle::new(size, Weight::SemiBold) };
            let gap = if two_lines { stage.canvas.px(18.0) } else { stage.canvas.px(40.0) };
            let made = Self { style, two_lines, with_values, width: 0.0, gap };
            if let Some(width) = made.measure(table, stage, (room, area.height() * 0.82)) {
                return Some(Self { width, ..made });
            }
            if size <= least {
                return None;
            }
            size = (size * 0.9).max(least);
        }
    }

    /// Width that plot and gap leave to the labels.
    pub(super) fn margin(&self) -> f64 {
        self.width + self.gap
    }

    fn measure(
        &self,
        table: &Table,
        stage: &mut Stage<'_>,
        (room, height_max): (f64, f64),
    ) -> Option<f64> {
        let mut width: f64 = 0.0;
        let mut height = 0.0;
        for (row, name) in table.names().iter().enumerate() {
            let last = table.rows.get(row)?.values.iter().rev().flatten().next();
            let value = last.filter(|_| self.with_values).map(|value| table.text(row, *value));
            if self.two_lines {
                let block = stage.engine.block(name, self.style, Some(room));
                if block.broken_word || block.lines.len() > 2 {
                    return None;
                }
                width = width.max(block.width);
                height += block.height;
                if let Some(value) = value {
                    width = width.max(stage.engine.width(&value, self.style));
                    height += self.style.size * 1.2;
                }
            } else {
                let text = stage.engine.width(name, self.style);
                let number = value.map_or(0.0, |value| {
                    stage.engine.width(&value, self.style) + self.style.size * 0.45
                });
                width = width.max(text + number);
                height += self.style.size * 1.16;
            }
        }
        (width <= room && height <= height_max).then_some(width)
    }

    /// Draws the labels, moved apart, with lines to the ends they belong to where they moved far.
    pub(super) fn draw(
        &self,
        table: &Table,
        stage: &mut Stage<'_>,
        (frame, curves, stacked): (&Frame, &[Curve], bool),
    ) {
        let names = table.names();
        let plain = TextStyle { weight: Weight::Regular, ..self.style }
            .sized((self.style.size * 0.92).max(stage.canvas.font_min()));
        let mut ends: Vec<(usize, Point, Option<f64>, f64)> = curves
            .iter()
            .filter_map(|each| {
                let (point, value, middle) = each.end(stacked)?;
                Some((each.row, point, value, middle))
            })
            .collect();
        ends.sort_by(|a, b| a.3.total_cmp(&b.3));
        let mut labels: Vec<Label> = Vec::new();
        for (row, point, value, middle) in ends {
            let Some(text) = names.get(row).cloned() else { continue };
            let name = stage.engine.block(&text, self.style, Some(self.width + 1.0));
            let number = value.filter(|_| self.with_values).map(|value| table.text(row, value));
            let value = number.map(|text| (stage.engine.block(&text, plain, None), text));
            let value_height = value.as_ref().map_or(0.0, |(block, _)| block.height);
            let height = if self.two_lines {
                name.height + value_height + stage.canvas.px(4.0)
            } else {
                self.style.size * 1.16
            };
            labels.push(Label { row, point, middle, height, name: (name, text), value });
        }
        let wishes: Vec<Wish> =
            labels.iter().map(|l| Wish { center: l.middle, length: l.height }).collect();
        let room = (frame.plot.y0 - stage.canvas.px(30.0), frame.plot.y1 + stage.canvas.px(20.0));
        let Some(centers) = spread(&wishes, room) else { return };
        for (label, center) in labels.iter().zip(centers) {
            self.draw_one(table, stage, (frame, label, center));
        }
    }

    fn draw_one(
        &self,
        table: &Table,
        stage: &mut Stage<'_>,
        (frame, label, center): (&Frame, &Label, f64),
    ) {
        let x = frame.plot.x1 + self.gap;
        let own = table.row_color(label.row, stage.palette);
        let is_back = table.has_lit_rows() && !table.is_row_lit(label.row);
        let background = stage.palette.background;
        let color = if is_back {
            stage.palette.muted
        } else {
            stage.palette.readable(own, background, 4.6)
        };
        let is_moved = (center - label.middle).abs() > self.style.size * 0.6;
        if !self.two_lines || is_moved {
            connect(stage, (label.point, label.middle), Point::new(x, center), own);
        }
        let (name, text) = &label.name;
        if self.two_lines {
            let value_height = label.value.as_ref().map_or(0.0, |(block, _)| block.height);
            let top = center - (name.height + value_height) / 2.0;
            let place = (Point::new(x, top), Anchor::TopLeft);
            stage.scene.text((name, text), place, color, Role::Label);
            if let Some((value, text)) = &label.value {
                let place = (Point::new(x, top + name.height), Anchor::TopLeft);
                stage.scene.text((value, text), place, stage.palette.muted, Role::Value);
            }
            return;
        }
        stage.scene.text((name, text), (Point::new(x, center), Anchor::Left), color, Role::Label);
        if let Some((value, text)) = &label.value {
            let right = x + name.width + self.style.size * 0.45;
            let place = (Point::new(right, center), Anchor::Left);
            stage.scene.text((value, text), place, stage.palette.muted, Role::Value);
        }
    }
}

/// A label that waits for its place.
struct Label {
    row: usize,
    point: Point,
    middle: f64,
    height: f64,
    name: (Rc<Block>, String),
    value: Option<(Rc<Block>, String)>,
}

/// A thin line from the end of a line to its label.
fn connect(stage: &mut Stage<'_>, (end, middle): (Point, f64), label: Point, color: Color) {
    let from = Point::new(end.x + stage.canvas.px(8.0).max(3.0), middle);
    let to = Point::new(label.x - stage.canvas.px(6.0).max(2.0), label.y);
    if to.x - from.x < 2.0 {
        return;
    }
    let third = (to.x - from.x) / 2.0;
    let mut path = BezPath::new();
    path.move_to(from);
    path.curve_to(Point::new(from.x + third, from.y), Point::new(to.x - third, to.y), to);
    let pen = Pen::new(color, stage.canvas.px(1.5).max(0.8));
    stage.scene.stroke(Shape::Path(path), pen);
}

/// Style of the values at the points.
pub(super) fn value_style(stage: &Stage<'_>) -> TextStyle {
    TextStyle::new(stage.canvas.font(18.0), Weight::SemiBold)
}

/// Whether the values of the curves may find places at all.
fn are_few(curves: &[Curve]) -> bool {
    curves.iter().map(|each| each.values.iter().flatten().count()).sum::<usize>() <= VALUES_MAX
}

/// A value and where it may stand.
struct Wanted {
    row: usize,
    point: Point,
    text: String,
    size: Size,
    /// The line rises behind the point, so that the label stands better above.
    rises: bool,
    matters: bool,
}

/// Writes the values at the points where all of them find a place; otherwise those that matter,
/// and says that the others are read from the axis.
pub(super) fn write_values(
    spec: &ChartSpec,
    table: &Table,
    stage: &mut Stage<'_>,
    (frame, curves, named_at_ends): (&Frame, &[Curve], bool),
) {
    if spec.show_values == Some(false) {
        return;
    }
    let wanted = wanted(table, stage, (curves, named_at_ends));
    if wanted.is_empty() {
        return;
    }
    let left = stage.canvas.safe().x0.max(frame.plot.x0 - 2.5);
    let bounds = Rect { x0: left, x1: stage.canvas.width, y0: 0.0, y1: frame.plot.y1 - 2.0 };
    let placer = Placer::of(stage).within(bounds);
    let may_fit = are_few(curves) && !are_crowded(frame, curves, &wanted);
    let all = if may_fit || spec.show_values == Some(true) {
        place(stage, placer.clone(), &wanted, |each| !each.text.is_empty())
    } else {
        Vec::new()
    };
    let is_complete = all.len() == wanted.len();
    let chosen = if is_complete || (is_partial(spec) && !all.is_empty()) {
        all
    } else {
        place(stage, placer, &wanted, |each| each.matters)
    };
    let hidden = wanted.len() - chosen.len();
    let background = ground(spec, table, stage);
    for (each, center) in chosen {
        let color = if curves.len() > 1 {
            let own = table.row_color(each.row, stage.palette);
            stage.palette.readable(own, background, 4.6)
        } else {
            stage.palette.ink
        };
        let style = value_style(stage);
        let place = (center, Anchor::Center);
        stage.put(&each.text, (style, None), place, (color, Role::Value));
    }
    if hidden > 0 {
        stage.scene.notes.push(format!(
            "{hidden} values are read from the axis; there is no room to write them at the points"
        ));
    }
}

/// Some values are better than none.
fn is_partial(spec: &ChartSpec) -> bool {
    spec.show_values == Some(true) || spec.kind == ChartKind::Pareto
}

/// What is seen where the areas of a chart lie over each other.
fn ground(spec: &ChartSpec, table: &Table, stage: &Stage<'_>) -> Color {
    let is_filled = |row: &Row| {
        row.kind.unwrap_or(spec.kind) == ChartKind::Area || row.errors.iter().any(Option::is_some)
    };
    let filled = table.rows.iter().enumerate().filter(|(_, row)| is_filled(row));
    filled.fold(stage.palette.background, |ground, (row, _)| {
        table.row_color(row, stage.palette).alpha(curves::AREA_OPACITY).over(ground)
    })
}

/// Whether labels at all points would hide the line: where they are wider than its steps.
fn are_crowded(frame: &Frame, curves: &[Curve], wanted: &[Wanted]) -> bool {
    let count = curves.iter().map(|each| each.points.len()).max().unwrap_or(1);
    let widths: f64 = wanted.iter().map(|each| each.size.width).sum();
    let mean = widths / wanted.len().max(1) as f64;
    count > 14 && frame.plot.width() / count as f64 <= mean * 1.25
}

/// The values in the order in which they choose their places.
fn wanted(
    table: &Table,
    stage: &mut Stage<'_>,
    (curves, named_at_ends): (&[Curve], bool),
) -> Vec<Wanted> {
    let style = value_style(stage);
    let mut wanted = Vec::new();
    for each in curves {
        let last = each.points.iter().rposition(Option::is_some);
        let tells = curves.len() == 1 || table.is_row_lit(each.row);
        let values = || each.values.iter().flatten().copied();
        let extremes = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
        let mut seen = (false, false);
        for (index, (point, value)) in each.points.iter().zip(&each.values).enumerate() {
            let (Some(point), Some(value)) = (point, value) else { continue };
            if named_at_ends && Some(index) == last {
                continue;
            }
            // Of several equal extremes the first is marked.
            let is_low = *value == extremes.0 && !seen.0;
            let is_high = *value == extremes.1 && !seen.1;
            seen = (seen.0 || is_low, seen.1 || is_high);
            let next = each.points.get(index + 1).copied().flatten();
            let matters = tells && (Some(index) == last || is_low || is_high)
                || table.has_lit() && table.is_lit(usize::MAX, index) && curves.len() <= 4;
            if !matters && curves.iter().map(|c| c.points.len()).sum::<usize>() > VALUES_MAX {
                wanted.push(Wanted {
                    row: each.row,
                    point: *point,
                    text: String::new(),
                    size: Size::ZERO,
                    rises: true,
                    matters: false,
                });
                continue;
            }
            let text = table.text(each.row, *value);
            let width = stage.engine.width(&text, style);
            wanted.push(Wanted {
                row: each.row,
                point: *point,
                text,
                size: Size::new(width + 4.0, style.size * 0.95),
                rises: if matters && is_low && !is_high {
                    false
                } else {
                    matters || next.is_none_or(|next| next.y <= point.y)
                },
                matters,
            });
        }
    }
    wanted
}

/// Places for the values of one kind.
fn place<'a>(
    stage: &Stage<'_>,
    mut placer: Placer,
    wanted: &'a [Wanted],
    choose: impl Fn(&Wanted) -> bool,
) -> Vec<(&'a Wanted, Point)> {
    let marker = stage.canvas.px(9.0).max(3.5);
    let font = value_style(stage).size;
    let mut placed = Vec::new();
    for each in wanted.iter().filter(|each| choose(each)) {
        let side = if each.rises { -1.0 } else { 1.0 };
        let (up, out) = (marker + font * 0.62, marker + font * 0.25 + each.size.width / 2.0);
        let offsets = [
            (0.0, side * up),
            (0.0, -side * up),
            (-out * 0.85, side * up * 0.8),
            (out * 0.85, side * up * 0.8),
            (out * 0.85, -side * up * 0.8),
            (-out * 0.85, -side * up * 0.8),
            (-out, 0.0),
            (out, 0.0),
        ];
        if let Some(rect) = placer.find(each.size, offsets.map(|offset| each.point + offset)) {
            placed.push((each, rect.center()));
        }
    }
    placed
}

/// Writes the values of stacked areas into their bands where the bands are high enough.
pub(super) fn write_band_values(
    spec: &ChartSpec,
    table: &Table,
    stage: &mut Stage<'_>,
    (frame, curves, named_at_ends): (&Frame, &[Curve], bool),
) {
    if spec.show_values == Some(false) {
        return;
    }
    let style = TextStyle::new(stage.canvas.font(19.0), Weight::SemiBold);
    let mut hidden = 0;
    let mut taken: Vec<Rect> = Vec::new();
    for each in curves {
        let color = ink_on(stage, table.row_color(each.row, stage.palette), style);
        let last = each.points.iter().rposition(Option::is_some);
        for (index, (point, value)) in each.points.iter().zip(&each.values).enumerate() {
            let (Some(point), Some(value)) = (point, value) else { continue };
            if (named_at_ends && Some(index) == last) || *value == 0.0 {
                continue;
            }
            let base = each.bases.get(index).copied().unwrap_or(point.y);
            let is_flat = (base - point.y).abs() < style.size * 1.9;
            if is_flat || frame.band < style.size * 2.0 || changes_sign(curves, index) {
                hidden += 1;
                continue;
            }
            let text = table.text(each.row, *value);
            let width = stage.engine.width(&text, style);
            let inset = width / 2.0 + style.size * 0.6;
            let ends = each.points.iter().flatten().map(|point| point.x);
            let first = ends.clone().fold(f64::MAX, f64::min).max(frame.plot.x0);
            let end = ends.fold(f64::MIN, f64::max).min(frame.plot.x1);
            let x = point.x.max(first + inset).min(end - inset);
            let half = width / 2.0 + style.size * 0.3;
            let (top, bottom) = free_band(each, (x - half, x + half));
            let center = Point::new(x, f64::midpoint(top, bottom));
            let rect = Rect::from_center_size(center, (width + style.size * 0.4, style.size * 1.3));
            let meets = taken.iter().any(|other| !other.intersect(rect).is_zero_area());
            if width > frame.band || bottom - top < style.size * 1.5 || meets {
                hidden += 1;
                continue;
            }
            taken.push(rect);
            stage.put(&text, (style, None), (center, Anchor::Center), (color, Role::Value));
        }
    }
    if hidden > 0 {
        stage.scene.notes.push(format!("{hidden} values are read from the axis, for want of room"));
    }
}

/// Whether positive and negative values meet near a place: bands run across each other there.
fn changes_sign(curves: &[Curve], index: usize) -> bool {
    let near = index.saturating_sub(1)..=index + 1;
    let values =
        || curves.iter().flat_map(|each| near.clone().filter_map(|at| *each.values.get(at)?));
    values().any(|value| value < 0.0) && values().any(|value| value > 0.0)
}

/// Top and bottom of the part of a band that is free from one x to another.
fn free_band(each: &Curve, (from, to): (f64, f64)) -> (f64, f64) {
    let (mut top, mut bottom) = (f64::MIN, f64::MAX);
    let at = |x: f64, low: Point, high: Point, a: f64, b: f64| {
        let share = ((x - low.x) / (high.x - low.x).max(1e-9)).clamp(0.0, 1.0);
        a + (b - a) * share
    };
    let points: Vec<(Point, f64)> = each
        .points
        .iter()
        .zip(&each.bases)
        .filter_map(|(point, base)| point.map(|point| (point, *base)))
        .collect();
    for pair in points.windows(2) {
        let [(a, base_a), (b, base_b)] = pair else { continue };
        if b.x < from || a.x > to {
            continue;
        }
        for x in [from.max(a.x), to.min(b.x)] {
            top = top.max(at(x, *a, *b, a.y, b.y));
            bottom = bottom.min(at(x, *a, *b, *base_a, *base_b));
        }
    }
    if top > f64::MIN { (top, bottom) } else { (0.0, 0.0) }
}
