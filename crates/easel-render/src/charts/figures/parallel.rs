//! Parallel coordinates: one upright axis a category, each with its own range, and a line for
//! every series.

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect};

use super::common::{Emphasis, put_short, row_color};
use crate::canvas::Stage;
use crate::charts::names::Names;
use crate::charts::table::Table;
use crate::charts::{axes, curves, legend};
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::spread::{Wish, spread};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Largest share of the width for the names at the right.
const NAMES_SHARE: f64 = 0.2;

/// Draws axes and lines into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let emphasis = Emphasis::new(spec);
    let names = table.names();
    let colors: Vec<Color> = names
        .iter()
        .enumerate()
        .map(|(row, name)| emphasis.color(stage.palette, name, row_color(spec, stage.palette, row)))
        .collect();
    let mut area = axes::caption(stage, area, table.caption.as_deref());
    let style = TextStyle::new(stage.canvas.font(20.0), Weight::SemiBold);
    let is_named =
        table.has_names() && names.len() as f64 * style.size * 1.35 < area.height() * 0.8;
    let mut right = 0.0;
    if is_named {
        for name in &names {
            right = f64::max(right, stage.engine.width(name, style));
        }
        right = right.min(area.width() * NAMES_SHARE) + style.size * 1.4;
    } else if table.has_names() {
        let keys: Vec<_> = names.iter().cloned().zip(colors.iter().copied()).collect();
        area = legend::draw(stage, area, &keys);
    }
    let count = table.categories.len();
    let width = area.width() - right;
    let pitch = width / (count as f64 - 0.4).max(1.0);
    let heads = Names::below(stage, &table.categories, (pitch, true));
    let (left, far) = (heads.ends.0 / 2.0, heads.ends.1 / 2.0);
    let x1 = area.x1 - far.max(right);
    let numbers = TextStyle::new(stage.canvas.font(17.0), Weight::Regular);
    let top = area.y0 + heads.depth + numbers.size * 2.3;
    let plot = Rect::new(area.x0 + left, top, x1, area.y1 - numbers.size * 2.0);
    let step = plot.width() / count.saturating_sub(1).max(1) as f64;
    let xs: Vec<f64> = (0..count).map(|index| plot.x0 + step * index as f64).collect();
    heads.draw_below(stage, &table.categories, (&xs, area.y0));
    let ranges: Vec<(f64, f64)> = (0..count).map(|column| range(table, column)).collect();
    let (mut taken, mut hidden) = ((f64::MIN, f64::MIN), 0);
    for (x, ends) in xs.iter().zip(&ranges) {
        hidden += axis(stage, table, (plot, *x, numbers), *ends, &mut taken);
    }
    if hidden > 0 {
        let text = format!("{hidden} ends of the axes are not written, for want of room");
        stage.scene.notes.push(text);
    }
    let mut ends = Vec::new();
    for (row, color) in colors.iter().enumerate() {
        let is_accent = !emphasis.is_some() || emphasis.has(&names[row]);
        let points = points(table, row, (plot, &xs, &ranges));
        line(stage, &points, *color, is_accent);
        ends.push(points.last().copied());
    }
    let empty: Vec<String> = names
        .iter()
        .zip(&ends)
        .filter(|(_, end)| end.is_none())
        .map(|(name, _)| name.clone())
        .collect();
    if !empty.is_empty() && is_named {
        stage.scene.notes.push(format!("no value given for {}", empty.join(", ")));
        stage.scene.left_out.extend(empty);
    }
    if is_named {
        labels(stage, (plot, style, right), (&names, &colors), &ends);
    }
}

/// Least and largest value of a category; a little around a single one.
fn range(table: &Table, column: usize) -> (f64, f64) {
    let values = || table.rows.iter().filter_map(|row| row.values.get(column).copied().flatten());
    let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
    match low.total_cmp(&high) {
        std::cmp::Ordering::Less => (low, high),
        std::cmp::Ordering::Equal => {
            (low - low.abs().max(1.0) * 0.5, low + low.abs().max(1.0) * 0.5)
        }
        std::cmp::Ordering::Greater => (0.0, 1.0),
    }
}

/// Draws an axis and writes its ends where the ones before leave room: up to where those reach is
/// in `taken`, at the top and at the bottom. Returns how many ends are not written.
fn axis(
    stage: &mut Stage<'_>,
    table: &Table,
    (plot, x, style): (Rect, f64, TextStyle),
    (low, high): (f64, f64),
    taken: &mut (f64, f64),
) -> usize {
    let mut hidden = 0;
    let pen = Pen::butt(stage.palette.axis, stage.canvas.px(2.0).max(1.0));
    stage.scene.line(Point::new(x, plot.y0), Point::new(x, plot.y1), pen);
    let color = (stage.palette.muted, Role::Tick);
    let (upper, lower) = (plot.y0 - style.size * 1.1, plot.y1 + style.size * 1.2);
    for (value, y, taken) in [(high, upper, &mut taken.0), (low, lower, &mut taken.1)] {
        let text = table.unit.value(crate::numbers::denoise(value));
        let half = stage.engine.width(&text, style) / 2.0;
        let safe = stage.canvas.safe();
        let x = x.min(safe.x1 - half).max(safe.x0 + half);
        if x - half < *taken {
            hidden += 1;
            continue;
        }
        *taken = x + half + style.size * 0.4;
        stage.put(&text, (style, None), (Point::new(x, y), Anchor::Center), color);
    }
    hidden
}

fn points(
    table: &Table,
    row: usize,
    (plot, xs, ranges): (Rect, &[f64], &[(f64, f64)]),
) -> Vec<Point> {
    let values = table.rows.get(row).map(|row| row.values.as_slice()).unwrap_or_default();
    let place = |((value, x), (low, high)): ((&Option<f64>, &f64), &(f64, f64))| {
        let share = ((*value)? / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        Some(Point::new(*x, plot.y1 - share.clamp(0.0, 1.0) * plot.height()))
    };
    values.iter().zip(xs).zip(ranges).filter_map(place).collect()
}

fn line(stage: &mut Stage<'_>, points: &[Point], color: Color, is_accent: bool) {
    let Some(first) = points.first() else { return };
    let mut path = BezPath::new();
    path.move_to(*first);
    curves::curve(&mut path, points);
    let width = stage.canvas.px(if is_accent { 4.0 } else { 2.25 }).max(1.25);
    stage.scene.stroke(Shape::Path(path), Pen::new(color, width));
    let radius = stage.canvas.px(if is_accent { 6.5 } else { 4.5 }).max(2.0);
    for point in points {
        stage.scene.disc(*point, radius + stage.canvas.px(1.5), stage.palette.background);
        stage.scene.disc(*point, radius, color);
    }
}

/// The names at the right ends of the lines, moved apart, with short leaders.
fn labels(
    stage: &mut Stage<'_>,
    (plot, style, room): (Rect, TextStyle, f64),
    (names, colors): (&[String], &[Color]),
    ends: &[Option<Point>],
) {
    let mut order: Vec<(usize, Point)> =
        ends.iter().enumerate().filter_map(|(row, end)| Some((row, (*end)?))).collect();
    order.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let wish = |(_, end): &(usize, Point)| Wish { center: end.y, length: style.size * 1.3 };
    let wishes: Vec<Wish> = order.iter().map(wish).collect();
    let span = (plot.y0 - style.size, plot.y1 + style.size);
    let Some(places) = spread(&wishes, span) else { return };
    for ((row, end), y) in order.iter().zip(places) {
        let (Some(name), Some(color)) = (names.get(*row), colors.get(*row)) else { continue };
        let x = plot.x1 + style.size * 1.3;
        let mut path = BezPath::new();
        path.move_to(Point::new(end.x.max(plot.x1) + style.size * 0.45, end.y));
        path.line_to(Point::new(x - style.size * 0.25, y));
        stage.scene.stroke(Shape::Path(path), Pen::new(*color, stage.canvas.px(1.75).max(1.0)));
        let ink = stage.palette.readable(*color, stage.palette.background, 4.6);
        let place = (Point::new(x, y), Anchor::Left);
        put_short(stage, name, (style, room - style.size * 1.3), place, (ink, Role::Label));
    }
}
