//! Remarks on the plot: shaded ranges, reference lines (targets among them), callouts of points.
//! Lines and ranges are drawn first, then each text finds a place where it covers nothing.

use std::rc::Rc;

use easel_types::spec::{Annotation, AxisSide, ChartSpec};
use kurbo::{Point, Rect, Size};

use super::bar::has_own_targets;
use super::frame::{Frame, Reach};
use super::placer::{Placer, around};
use super::table::Table;
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role};
use crate::text::{Block, TextStyle, Weight};
use crate::theme::Color;
use crate::time_axis;

/// Where a remark belongs, in pixels along the two axes.
#[derive(Debug, Clone, Copy)]
enum Spot {
    /// A stretch along the category axis.
    Stretch(f64, f64),
    /// A stretch along the value axis.
    Range(f64, f64),
    /// A value.
    Level(f64),
    /// A place along the category axis.
    Place(f64),
    /// A point.
    Point(Point),
}

/// A remark that is ready to be drawn.
#[derive(Debug)]
struct Remark {
    text: String,
    spot: Spot,
    is_target: bool,
}

/// Values that remarks point at; the axis must reach them.
pub(super) fn values(spec: &ChartSpec) -> Vec<f64> {
    let remarks = spec.annotations.iter().flat_map(|remark| [remark.y, remark.y_end]);
    let target = spec.targets.first().copied().flatten().filter(|_| spec.targets.len() == 1);
    remarks.flatten().chain(target).collect()
}

/// Room above the marks for callouts and for the labels of stretches.
pub(super) fn reaches(spec: &ChartSpec, table: &Table, stage: &Stage<'_>) -> Vec<Reach> {
    let size = style(stage).size;
    let side = AxisSide::Left;
    spec.annotations
        .iter()
        .filter_map(|remark| {
            let x = remark.x.as_deref()?;
            let value = remark.y.or_else(|| value_of(table, x).map(|(_, value)| value));
            let is_stretch = remark.x_end.is_some();
            Some(match value.filter(|_| !is_stretch) {
                Some(value) => Reach { value, side, high: size * 3.2, low: 0.0 },
                None => Reach { value: f64::MAX, side, high: size * 1.8, low: 0.0 },
            })
        })
        .collect()
}

fn style(stage: &Stage<'_>) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(stage.canvas.font(18.0), Weight::SemiBold) }
}

fn category(table: &Table, name: &str) -> Option<usize> {
    let name = name.trim().to_lowercase();
    table.categories.iter().position(|category| category.trim().to_lowercase() == name)
}

/// The series a remark without a value belongs to (the only one, or the only one that matters)
/// and its value at a category.
fn value_of(table: &Table, x: &str) -> Option<(usize, f64)> {
    let index = category(table, x)?;
    let mut lit = (0..table.rows.len()).filter(|row| table.is_row_lit(*row));
    let row = match (lit.next(), lit.next(), table.rows.len()) {
        (Some(row), None, _) => row,
        (None, None, 1) => 0,
        _ => return None,
    };
    Some((index, table.rows.get(row)?.values.get(index).copied().flatten()?))
}

/// A place along the category axis, pixels.
fn place(table: &Table, frame: &Frame, x: &str) -> Option<f64> {
    if let Some(index) = category(table, x)
        && let Some(center) = frame.centers.get(index)
    {
        return Some(*center);
    }
    if frame.has_names() {
        return None;
    }
    let number = if frame.is_time() {
        time_axis::parse(x).map(|(days, _)| days)
    } else {
        x.trim().parse().ok().filter(|number: &f64| number.is_finite())
    };
    number.map(|number| frame.along(number))
}

fn spot(table: &Table, frame: &Frame, remark: &Annotation) -> Option<Spot> {
    let at = |value: f64| frame.value(AxisSide::Left, value);
    match (remark.x.as_deref(), remark.x_end.as_deref(), remark.y, remark.y_end) {
        (Some(begin), Some(end), ..) => {
            let half = if frame.has_bands { frame.band / 2.0 } else { 0.0 };
            let (begin, end) = (place(table, frame, begin)?, place(table, frame, end)?);
            Some(Spot::Stretch(begin.min(end) - half, begin.max(end) + half))
        }
        (Some(x), None, Some(y), _) => {
            Some(Spot::Point(frame.spot(place(table, frame, x)?, at(y))))
        }
        (Some(x), None, None, _) => {
            let along = place(table, frame, x)?;
            Some(match value_of(table, x) {
                Some((_, value)) => Spot::Point(frame.spot(along, at(value))),
                None => Spot::Place(along),
            })
        }
        (None, _, Some(y), Some(y_end)) => Some(Spot::Range(at(y.min(y_end)), at(y.max(y_end)))),
        (None, _, Some(y), None) => Some(Spot::Level(at(y))),
        (None, _, None, _) => None,
    }
}

/// All remarks of a chart that have a place on it.
fn remarks(spec: &ChartSpec, table: &Table, frame: &Frame) -> Vec<Remark> {
    let mut found: Vec<Remark> = spec
        .annotations
        .iter()
        .filter_map(|remark| {
            let spot = spot(table, frame, remark)?;
            Some(Remark { text: remark.text.trim().to_owned(), spot, is_target: false })
        })
        .collect();
    if !has_own_targets(table)
        && let Some(target) = table.targets.first().copied().flatten()
    {
        let word = table.unit.locale().target();
        found.push(Remark {
            text: format!("{word} {}", table.unit.value(target)),
            spot: Spot::Level(frame.value(AxisSide::Left, target)),
            is_target: true,
        });
    }
    found
}

/// Draws what lies under the marks: shaded ranges.
pub(super) fn under(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, frame: &Frame) {
    let across = across(frame);
    let along = along(frame);
    for remark in remarks(spec, table, frame) {
        let area = match remark.spot {
            Spot::Stretch(begin, end) => frame.block((begin, end), across),
            Spot::Range(low, high) => frame.block(along, (low, high)),
            _ => continue,
        };
        stage.scene.rect(area, 0.0, stage.palette.edge.alpha(0.14));
    }
}

/// Ends of the plot along the value axis, pixels.
fn across(frame: &Frame) -> (f64, f64) {
    if frame.is_lying { (frame.plot.x0, frame.plot.x1) } else { (frame.plot.y0, frame.plot.y1) }
}

/// Ends of the plot along the category axis, pixels.
fn along(frame: &Frame) -> (f64, f64) {
    if frame.is_lying { (frame.plot.y0, frame.plot.y1) } else { (frame.plot.x0, frame.plot.x1) }
}

/// Draws lines and texts over the marks.
pub(super) fn over(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, frame: &Frame) {
    let all = remarks(spec, table, frame);
    for remark in &all {
        draw_line(stage, frame, remark);
    }
    if all.is_empty() {
        tell_missing(spec, table, stage, frame);
        return;
    }
    let mut placer = Placer::of(stage);
    for remark in &all {
        if !remark.text.is_empty() {
            write(stage, frame, (remark, &mut placer));
        }
    }
    tell_missing(spec, table, stage, frame);
}

/// Says which remarks have no place on this chart.
fn tell_missing(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, frame: &Frame) {
    for remark in &spec.annotations {
        if spot(table, frame, remark).is_none() {
            stage.scene.notes.push(format!(
                "the remark “{}” is left out: its place is not on the axes",
                remark.text
            ));
            stage.scene.left_out.push(remark.text.clone());
        }
    }
}

fn line_color(stage: &Stage<'_>, is_target: bool) -> Color {
    let palette = stage.palette;
    if is_target {
        palette.readable(palette.series(1), palette.background, 4.6)
    } else {
        palette.body
    }
}

fn draw_line(stage: &mut Stage<'_>, frame: &Frame, remark: &Remark) {
    let color = line_color(stage, remark.is_target);
    let dash = Some(stage.canvas.px(9.0).max(4.0));
    let pen = Pen { dash, ..Pen::butt(color, stage.canvas.px(2.25).max(1.25)) };
    let (along, across) = (along(frame), across(frame));
    match remark.spot {
        Spot::Level(value) => {
            stage.scene.line(frame.spot(along.0, value), frame.spot(along.1, value), pen);
        }
        Spot::Place(place) => {
            stage.scene.line(frame.spot(place, across.0), frame.spot(place, across.1), pen);
        }
        // The end of a bar is seen without a ring.
        Spot::Point(_) if frame.has_bands => {}
        Spot::Point(point) => {
            let radius = stage.canvas.px(8.0).max(3.0);
            stage.scene.disc(point, radius * 1.5, stage.palette.background);
            stage.scene.disc(point, radius * 1.2, stage.palette.ink);
            stage.scene.disc(point, radius * 0.65, stage.palette.background);
        }
        Spot::Stretch(..) | Spot::Range(..) => {}
    }
}

/// Writes a remark at the first free place near its spot.
fn write(stage: &mut Stage<'_>, frame: &Frame, (remark, placer): (&Remark, &mut Placer)) {
    let style = style(stage);
    let text = &remark.text;
    let room = frame.plot.width();
    let widths = [0.34, 0.5, 0.24, 0.8].map(|share| (room * share).max(style.size * 6.0));
    for width in widths {
        let block = stage.engine.balanced(text, style, width);
        if block.broken_word || block.lines.len() > 5 {
            continue;
        }
        let size = ink_size(&block, style.size);
        let centers = centers(frame, remark.spot, size, style.size * 0.5);
        if let Some(rect) = placer.find(size, centers) {
            let color = line_color(stage, remark.is_target);
            if !frame.has_bands {
                leader(stage, remark.spot, rect, color);
            }
            let place = (rect.center(), Anchor::Center);
            stage.scene.text((&block, text), place, color, Role::Label);
            return;
        }
    }
    stage.scene.lose(1);
    stage.scene.full_texts.push(text.clone());
    stage.scene.notes.push(format!("the remark “{text}” found no room"));
    stage.scene.left_out.push(text.clone());
}

/// Size of the ink of a block, with a little ground around it.
fn ink_size(block: &Rc<Block>, font: f64) -> Size {
    Size::new(block.width + font * 0.3, block.height - font * 0.1)
}

/// A thin line from a callout's text to its point, where they are not next to each other.
fn leader(stage: &mut Stage<'_>, spot: Spot, rect: Rect, color: Color) {
    let Spot::Point(point) = spot else { return };
    let near = Point::new(point.x.clamp(rect.x0, rect.x1), point.y.clamp(rect.y0, rect.y1));
    let distance = near.distance(point);
    let start = stage.canvas.px(13.0).max(5.0);
    if distance > start * 2.2 {
        let direction = (near - point) / distance;
        let pen = Pen::new(color, stage.canvas.px(1.75).max(1.0));
        stage.scene.line(point + direction * start, near - direction * start * 0.3, pen);
    }
}

/// Where the middle of a text may be, the best first.
fn centers(frame: &Frame, spot: Spot, size: Size, gap: f64) -> Vec<Point> {
    let plot = frame.plot;
    let (w, h) = (size.width / 2.0, size.height / 2.0);
    let steps = || (0..=10).map(|step| f64::from(step) / 10.0);
    match spot {
        Spot::Point(point) => around(point, size, gap * 1.6),
        Spot::Level(value) if frame.is_lying => steps()
            .flat_map(|share| {
                let y = plot.y0 + h + share * (plot.height() - size.height);
                [Point::new(value + w + gap, y), Point::new(value - w - gap, y)]
            })
            .collect(),
        Spot::Level(value) => steps()
            .flat_map(|share| {
                let x = plot.x1 - w - share * (plot.width() - size.width);
                [Point::new(x, value - h - gap * 0.6), Point::new(x, value + h + gap * 0.6)]
            })
            .collect(),
        Spot::Place(place) if frame.is_lying => {
            let x = plot.x1 - w;
            vec![Point::new(x, place - h - gap), Point::new(x, place + h + gap)]
        }
        Spot::Place(place) => steps()
            .flat_map(|share| {
                let y = plot.y0 + h + share * (plot.height() - size.height);
                [Point::new(place + w + gap, y), Point::new(place - w - gap, y)]
            })
            .collect(),
        Spot::Stretch(..) | Spot::Range(..) => inside(frame, spot, size, gap),
    }
}

/// Places inside a shaded area, and right above it where it is low.
fn inside(frame: &Frame, spot: Spot, size: Size, gap: f64) -> Vec<Point> {
    let area = match spot {
        Spot::Stretch(begin, end) => frame.block((begin, end), across(frame)),
        Spot::Range(low, high) => frame.block(along(frame), (low, high)),
        _ => return Vec::new(),
    };
    let (w, h) = (size.width / 2.0 + gap, size.height / 2.0 + gap * 0.6);
    let mut centers = Vec::new();
    let steps = || (0..=8).map(|step| f64::from(step) / 8.0);
    if area.width() >= size.width && area.height() >= size.height {
        for down in steps() {
            let y = area.y0 + h + down * (area.height() - 2.0 * h).max(0.0);
            if matches!(spot, Spot::Stretch(..)) {
                centers.push(Point::new(area.center().x, y));
            }
            for right in steps() {
                centers
                    .push(Point::new(area.x0 + w + right * (area.width() - 2.0 * w).max(0.0), y));
            }
        }
    }
    let safe_w = w.min(frame.plot.width() / 2.0);
    let x = area.center().x.min(frame.plot.x1 - safe_w).max(frame.plot.x0 + safe_w);
    centers.push(Point::new(x, area.y0 - h));
    // A narrow stretch: beside it.
    centers.push(Point::new(area.x1 + w, area.y0 + h));
    centers.push(Point::new(area.x0 - w, area.y0 + h));
    centers.push(Point::new(x, area.y1 + h));
    centers
}
