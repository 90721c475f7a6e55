//! Slope charts (how values change from one time to another) and bump charts (how ranks do).
//! There is no value axis: values and names stand at the ends of the lines.

use easel_types::spec::{AxisScale, ChartKind, ChartSpec};
use kurbo::{BezPath, Point, Rect, Size};

use super::placer::Placer;
use super::table::{Table, ink_on};
use super::{axes, legend};
use crate::canvas::Stage;
use crate::scales::Scale;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::spread::{Wish, spread};
use crate::text::{Align, TextStyle, Weight};
use crate::theme::Color;

/// A series as it lies on the plot: places and values, by category.
struct Track {
    row: usize,
    points: Vec<Option<(Point, f64)>>,
}

/// Sizes that depend on the canvas and the number of series.
struct Look {
    style: TextStyle,
    /// Radius of the discs.
    radius: f64,
    is_bump: bool,
}

/// Draws a slope or bump chart into `area`.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) {
    let is_bump = spec.kind == ChartKind::Bump;
    let table = Table::new(spec);
    let count = table.rows.len().max(1) as f64;
    let mut area = axes::bottom_label(stage, area, table.x_label.as_deref());
    area = axes::caption(stage, area, table.caption.as_deref().filter(|_| table.rows.len() > 1));
    let head = TextStyle::new(stage.canvas.font(21.0), Weight::SemiBold).align(Align::Center);
    let size = stage.canvas.font(20.0).min(area.height() * 0.8 / count / 1.16);
    let size = size.max(stage.canvas.font_min());
    let style = TextStyle { leading: 1.15, ..TextStyle::new(size, Weight::SemiBold) };
    let radius = if is_bump {
        (area.height() / count * 0.3).clamp(2.0, stage.canvas.px(22.0))
    } else {
        stage.canvas.px(9.0).max(3.0)
    };
    let look = Look { style, radius, is_bump };
    let (left, right) = side_widths(&table, stage, (area, &look));
    let too_many = size * 1.16 * count > area.height() * 0.92;
    let (left, right) = match (right, too_many) {
        (Some(right), false) => (left, Some(right)),
        _ => {
            area = legend::draw(stage, area, &table.legend(stage.palette));
            (left, None)
        }
    };
    let head_height = head.size * 1.9;
    let plot = Rect {
        x0: area.x0 + left,
        x1: area.x1 - right.unwrap_or(left.max(stage.canvas.px(20.0))),
        y0: area.y0 + head_height + radius,
        y1: area.y1 - radius.max(size * 0.6),
    };
    let tracks = tracks(&table, (plot, is_bump), spec);
    rules(&table, stage, (plot, area.y0), head);
    paint(&table, stage, (&tracks, &look));
    write_ends(&table, stage, (plot, &tracks, &look), right.is_some());
}

/// Room left for values, and right for names with values where they fit.
fn side_widths(
    table: &Table,
    stage: &mut Stage<'_>,
    (area, look): (Rect, &Look),
) -> (f64, Option<f64>) {
    let gap = look.radius + look.style.size * 0.5;
    let mut value = |row: usize, value: Option<f64>| {
        let value = value.filter(|_| !look.is_bump);
        value.map_or(0.0, |value| {
            stage.engine.width(&table.text(row, value), look.style) + look.style.size * 0.4
        })
    };
    let (mut left, mut values): (f64, f64) = (0.0, 0.0);
    for (row, series) in table.rows.iter().enumerate() {
        left = left.max(value(row, series.values.first().copied().flatten()));
        values = values.max(value(row, series.values.iter().rev().flatten().next().copied()));
    }
    let names = table.names();
    let widest = names.iter().map(|name| stage.engine.width(name, look.style)).fold(0.0, f64::max);
    let right = widest + values + gap;
    let head = look.style.size * 1.5;
    (left.max(head) + gap, (right < area.width() * 0.5).then_some(right.max(head)))
}

/// Names of the times above vertical rules.
fn rules(table: &Table, stage: &mut Stage<'_>, (plot, top): (Rect, f64), head: TextStyle) {
    let count = table.categories.len();
    let pitch = plot.width() / count.saturating_sub(1).max(1) as f64;
    let mut head = head;
    let least = stage.canvas.font_min();
    let fits = |stage: &mut Stage<'_>, style: TextStyle| {
        table.categories.iter().all(|name| stage.engine.width(name, style) < pitch * 0.94)
    };
    while head.size > least && !fits(stage, head) {
        head = head.sized((head.size * 0.92).max(least));
    }
    let every = if fits(stage, head) || count <= 2 {
        1
    } else {
        let mut names = table.categories.iter();
        let widest = names.by_ref().map(|name| stage.engine.width(name, head)).fold(0.0, f64::max);
        crate::cast::to_usize((widest.min(pitch * 3.0) * 1.1 / pitch).ceil()).max(1)
    };
    let safe = stage.canvas.safe();
    let mut hidden = 0;
    for (index, name) in table.categories.iter().enumerate() {
        let x = x_at(plot, index, count);
        let pen = Pen::butt(stage.palette.grid, stage.canvas.px(1.5).max(1.0));
        stage.scene.line(Point::new(x, plot.y0), Point::new(x, plot.y1), pen);
        if !index.is_multiple_of(every) {
            stage.scene.left_out.push(name.clone());
            hidden += 1;
            continue;
        }
        let room = if count <= 2 { plot.width() * 0.8 } else { pitch * every as f64 * 0.94 };
        let (block, cut) = stage.engine.shortened(name, head, (room, 1));
        let half = block.width / 2.0;
        let place = Point::new(x.min(safe.x1 - half).max(safe.x0 + half), top);
        let shown = cut.as_deref().unwrap_or(name);
        stage.scene.text(
            (&block, shown),
            (place, Anchor::TopCenter),
            stage.palette.ink,
            Role::Label,
        );
        stage.record_cut(name, cut.is_some());
    }
    if hidden > 0 {
        stage.scene.notes.push(format!("one name in {every} is written above the lines"));
    }
}

fn x_at(plot: Rect, index: usize, count: usize) -> f64 {
    if count < 2 {
        plot.center().x
    } else {
        plot.x0 + plot.width() * index as f64 / (count - 1) as f64
    }
}

fn tracks(table: &Table, (plot, is_bump): (Rect, bool), spec: &ChartSpec) -> Vec<Track> {
    let columns = table.categories.len();
    let values: Vec<Vec<Option<f64>>> = if is_bump {
        ranks(table)
    } else {
        table.rows.iter().map(|row| row.values.clone()).collect()
    };
    let all = || values.iter().flatten().flatten().copied();
    let low = all().fold(f64::MAX, f64::min);
    let high = all().fold(f64::MIN, f64::max);
    let is_log = spec.y_scale == AxisScale::Log && low > 0.0;
    let scale = Scale { low, high, step: 1.0, is_log };
    let y_at = |value: f64| {
        let share = if high > low { scale.share(value) } else { 0.5 };
        // The first rank is on top.
        if is_bump { plot.y0 + share * plot.height() } else { plot.y1 - share * plot.height() }
    };
    values
        .into_iter()
        .enumerate()
        .map(|(row, values)| Track {
            row,
            points: (0..columns)
                .map(|index| {
                    let value = values.get(index).copied().flatten()?;
                    Some((Point::new(x_at(plot, index, columns), y_at(value)), value))
                })
                .collect(),
        })
        .collect()
}

/// The rank of every series in every category: as given where the values are ranks, by size
/// otherwise.
fn ranks(table: &Table) -> Vec<Vec<Option<f64>>> {
    let count = table.rows.len() as f64;
    let given = table.values().all(|value| value.fract() == 0.0 && value >= 1.0 && value <= count)
        && (0..table.categories.len()).all(|index| {
            let mut column: Vec<f64> = table
                .rows
                .iter()
                .filter_map(|row| row.values.get(index).copied().flatten())
                .collect();
            column.sort_by(f64::total_cmp);
            column.windows(2).all(|pair| pair[0] < pair[1])
        });
    if given {
        return table.rows.iter().map(|row| row.values.clone()).collect();
    }
    let rank = |row: usize, index: usize| {
        let own = table.rows.get(row)?.values.get(index).copied().flatten()?;
        let before = table.rows.iter().enumerate().filter(|(other, series)| {
            let value = series.values.get(index).copied().flatten();
            value.is_some_and(|value| value > own || (value == own && *other < row))
        });
        Some(before.count() as f64 + 1.0)
    };
    (0..table.rows.len())
        .map(|row| (0..table.categories.len()).map(|index| rank(row, index)).collect())
        .collect()
}

fn paint(table: &Table, stage: &mut Stage<'_>, (tracks, look): (&[Track], &Look)) {
    let mut order: Vec<&Track> = tracks.iter().collect();
    order.sort_by_key(|track| table.is_row_lit(track.row));
    let width = if look.is_bump { look.radius * 0.5 } else { stage.canvas.px(4.0) }.max(1.5);
    for track in order {
        let color = table.row_color(track.row, stage.palette);
        let mut stretch: Vec<Point> = Vec::new();
        for point in track.points.iter().chain([&None]) {
            if let Some((point, _)) = point {
                stretch.push(*point);
                continue;
            }
            if let [first, _, ..] = stretch.as_slice() {
                let mut path = BezPath::new();
                path.move_to(*first);
                if look.is_bump {
                    bends(&mut path, &stretch);
                } else {
                    stretch.iter().skip(1).for_each(|point| path.line_to(*point));
                }
                stage.scene.stroke(Shape::Path(path), Pen::new(color, width));
            }
            stretch.clear();
        }
        for (point, rank) in track.points.iter().flatten() {
            if look.is_bump {
                write_rank(stage, (*point, *rank), (color, look));
            } else {
                stage.scene.disc(
                    *point,
                    look.radius + stage.canvas.px(2.0),
                    stage.palette.background,
                );
                stage.scene.disc(*point, look.radius, color);
            }
        }
    }
}

/// Lines that leave and reach every point horizontally.
fn bends(path: &mut BezPath, points: &[Point]) {
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        let half = (to.x - from.x) / 2.0;
        path.curve_to(Point::new(from.x + half, from.y), Point::new(to.x - half, to.y), *to);
    }
}

/// A disc with the rank in it, where it is large enough.
fn write_rank(stage: &mut Stage<'_>, (center, rank): (Point, f64), (color, look): (Color, &Look)) {
    stage.scene.disc(center, look.radius, color);
    let size = (look.radius * 1.05).min(stage.canvas.font(19.0));
    if size < stage.canvas.font_min() {
        return;
    }
    let style = TextStyle::new(size, Weight::Bold);
    let on = ink_on(stage, color, style);
    stage.put(&format!("{rank:.0}"), (style, None), (center, Anchor::Center), (on, Role::Value));
}

/// Writes names and values right of the last points, values left of the first, between them
/// where there is room.
fn write_ends(
    table: &Table,
    stage: &mut Stage<'_>,
    (plot, tracks, look): (Rect, &[Track], &Look),
    with_names: bool,
) {
    let names = table.names();
    let room = (plot.y0 - look.style.size, plot.y1 + look.style.size);
    let gap = look.radius + look.style.size * 0.4;
    let is_first = |track: &Track| track.points.first().copied().flatten();
    let last = |track: &Track| track.points.iter().rev().flatten().next().copied();
    if !look.is_bump {
        let starts: Vec<(usize, Point, f64)> = tracks
            .iter()
            .filter_map(|track| is_first(track).map(|(point, value)| (track.row, point, value)))
            .collect();
        for (row, value, y) in spaced(starts, room, look.style.size) {
            let color = text_color(table, stage, row);
            let place = (Point::new(plot.x0 - gap, y), Anchor::Right);
            stage.put(&table.text(row, value), (look.style, None), place, (color, Role::Value));
        }
    }
    let ends: Vec<(usize, Point, f64)> = tracks
        .iter()
        .filter_map(|track| last(track).map(|(point, value)| (track.row, point, value)))
        .collect();
    for (row, value, y) in spaced(ends, room, look.style.size) {
        let color = text_color(table, stage, row);
        let mut x = plot.x1 + gap;
        if !look.is_bump {
            let place = (Point::new(x, y), Anchor::Left);
            let text = table.text(row, value);
            let rect = stage.put(&text, (look.style, None), place, (color, Role::Value));
            x = rect.x1 + look.style.size * 0.4;
        }
        if let Some(name) = names.get(row).filter(|_| with_names) {
            let place = (Point::new(x, y), Anchor::Left);
            stage.put(name, (look.style, None), place, (color, Role::Label));
        }
    }
    if !look.is_bump {
        write_between(table, stage, (tracks, look));
    }
}

/// Values of the times between the first and the last, where they find a place.
fn write_between(table: &Table, stage: &mut Stage<'_>, (tracks, look): (&[Track], &Look)) {
    let mut placer = Placer::of(stage);
    let mut hidden = 0;
    for track in tracks {
        let inner = track.points.len().saturating_sub(1);
        for (point, value) in track.points.iter().take(inner).skip(1).flatten() {
            let text = table.text(track.row, *value);
            let size = Size::new(stage.engine.width(&text, look.style), look.style.size * 0.95);
            let up = look.radius + look.style.size * 0.65;
            let centers = [(0.0, -up), (0.0, up)].map(|offset| *point + offset);
            if let Some(rect) = placer.find(size, centers) {
                let color = text_color(table, stage, track.row);
                let place = (rect.center(), Anchor::Center);
                stage.put(&text, (look.style, None), place, (color, Role::Value));
            } else {
                hidden += 1;
            }
        }
    }
    if hidden > 0 {
        stage.scene.notes.push(format!("{hidden} values between the ends are not written"));
    }
}

fn text_color(table: &Table, stage: &Stage<'_>, row: usize) -> Color {
    if table.has_lit_rows() && !table.is_row_lit(row) {
        return stage.palette.muted;
    }
    let own = table.row_color(row, stage.palette);
    stage.palette.readable(own, stage.palette.background, 4.6)
}

/// Heights for labels of these points that do not touch; the points' own where there is no room.
fn spaced(
    mut ends: Vec<(usize, Point, f64)>,
    room: (f64, f64),
    size: f64,
) -> Vec<(usize, f64, f64)> {
    ends.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let wishes: Vec<Wish> =
        ends.iter().map(|(_, point, _)| Wish { center: point.y, length: size * 1.12 }).collect();
    let centers =
        spread(&wishes, room).unwrap_or_else(|| wishes.iter().map(|wish| wish.center).collect());
    ends.iter().zip(centers).map(|((row, _, value), y)| (*row, *value, y)).collect()
}
