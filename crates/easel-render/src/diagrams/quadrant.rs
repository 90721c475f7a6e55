//! Quadrant charts: points on two axes whose ends have names, four named fields. Names of points
//! are put where nothing else is.

use std::rc::Rc;

use easel_types::spec::DiagramSpec;
use kurbo::{Circle, Point, Rect, Vec2};

use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::{Anchor, NodeTrace, Pen, Role, Scene, Shape};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// Largest font of points at 1024 pixels.
const FONT_MAX: f64 = 22.0;

/// A point with its name.
struct Mark<'a> {
    label: &'a str,
    at: Point,
    color: Color,
    block: Rc<Block>,
}

/// Draws a quadrant chart.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(super) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = parts::frame(spec, &mut stage);
    let sizes = parts::sizes(&stage.canvas, FONT_MAX);
    let found = parts::largest(&sizes, |font| {
        let plot = plot(spec, &mut stage, (area, font));
        let heads = heads(spec, &mut stage, (plot, font));
        let heads_fit =
            heads.iter().flatten().all(|(block, _, _)| !block.broken_word && block.lines.len() < 4);
        let marks = marks(spec, &mut stage, (plot, font));
        let places = place_labels(&marks, &heads, (plot, font));
        let fits = heads_fit && places.iter().all(|place| place.clean);
        ((plot, heads, marks, places), fits)
    });
    if let Some((font, (plot, heads, marks, places))) = found {
        ground(spec, (plot, &heads), &mut stage, font);
        axes(spec, &mut stage, (area, plot, font));
        paint(&marks, &places, &mut stage, font);
        parts::note_small(&mut stage, font);
        let left = spec.nodes.iter().filter(|node| node.at.is_none());
        let names: Vec<String> = left.map(|node| node.label.clone()).collect();
        if !names.is_empty() {
            stage.scene.notes.push(format!("without a place, not drawn: {}", names.join(", ")));
            stage.scene.left_out.extend(names);
        }
    }
    Ok(stage.scene)
}

fn axis_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::SemiBold) }
}

fn axis_names(spec: &DiagramSpec) -> [&str; 4] {
    let names = spec.axes.as_ref().map(|axes| axes.each_ref().map(|name| name.trim()));
    names.unwrap_or_default()
}

/// The field: what the names of the axes leave, no flatter than 1 to 3.
fn plot(spec: &DiagramSpec, stage: &mut Stage<'_>, (area, font): (Rect, f64)) -> Rect {
    let [left, right, bottom, top] = axis_names(spec);
    let has = |a: &str, b: &str| !a.is_empty() || !b.is_empty();
    let mut height = |text: &str, room: f64| {
        let style = axis_style(font);
        if text.is_empty() { 0.0 } else { stage.engine.block(text, style, Some(room)).height }
    };
    let half = area.width() * 0.45;
    let below = height(left, half).max(height(right, half));
    let low = height(bottom, half);
    let high = height(top, half);
    let mut plot = area;
    plot.y1 -= below + low + if has(left, right) { font * 0.9 } else { 0.0 };
    plot.y1 -= if bottom.is_empty() { 0.0 } else { font * 0.3 };
    plot.y0 += high + if top.is_empty() { 0.0 } else { font * 0.5 };
    let width = plot.width().min(plot.height() * 3.0);
    let inset = (plot.width() - width) / 2.0;
    let rows = plot.height().min(plot.width() * 1.5);
    let slack = (plot.height() - rows) / 2.0;
    Rect::new(plot.x0 + inset, plot.y0 + slack, plot.x1 - inset, plot.y1 - slack)
}

/// The four fields in reading order.
fn fields(plot: Rect) -> [Rect; 4] {
    let c = plot.center();
    [
        Rect::new(plot.x0, plot.y0, c.x, c.y),
        Rect::new(c.x, plot.y0, plot.x1, c.y),
        Rect::new(plot.x0, c.y, c.x, plot.y1),
        Rect::new(c.x, c.y, plot.x1, plot.y1),
    ]
}

type Head = (Rc<Block>, Point, Rect);

/// Names of the fields, in their outer corners.
fn heads(
    spec: &DiagramSpec,
    stage: &mut Stage<'_>,
    (plot, font): (Rect, f64),
) -> [Option<Head>; 4] {
    let rects = fields(plot);
    let mut number = 0;
    rects.map(|rect| {
        let group = spec.groups.get(number)?;
        number += 1;
        let label = group.label.trim();
        if label.is_empty() {
            return None;
        }
        let style = TextStyle { leading: 1.15, ..TextStyle::new(font * 1.1, Weight::Bold) };
        let room = rect.width() - font * 1.4;
        let block = stage.engine.block(label, style.align(Align::Left), Some(room));
        let pad = font * 0.7;
        let is_low = rect.y0 > plot.y0 + 1.0;
        let y = if is_low { rect.y1 - pad - block.height } else { rect.y0 + pad };
        let x = if rect.x0 > plot.x0 + 1.0 { rect.x1 - pad - block.width } else { rect.x0 + pad };
        let at = Point::new(x, y);
        let taken = Rect::from_origin_size(at, (block.width, block.height));
        Some((block, at, taken))
    })
}

fn marks<'a>(
    spec: &'a DiagramSpec,
    stage: &mut Stage<'_>,
    (plot, font): (Rect, f64),
) -> Vec<Mark<'a>> {
    let style = TextStyle { leading: 1.15, ..TextStyle::new(font, Weight::Regular) };
    let c = plot.center();
    spec.nodes
        .iter()
        .filter_map(|node| {
            let [x, y] = node.at?;
            let share = |value: f64| if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.5 };
            let at =
                Point::new(plot.x0 + plot.width() * share(x), plot.y1 - plot.height() * share(y));
            let field = usize::from(at.x > c.x) + 2 * usize::from(at.y > c.y);
            let color = parts::color_of(stage, node.color.as_ref(), field);
            let label = node.label.trim();
            let block = stage.engine.balanced(label, style, plot.width() * 0.34);
            Some(Mark { label, at, color, block })
        })
        .collect()
}

/// Where a name stands.
struct Place {
    corner: Point,
    /// Nothing else is there.
    clean: bool,
    /// A line leads to the point, because it is not beside it.
    far: bool,
}

fn radius(font: f64) -> f64 {
    font * 0.42
}

/// The first free place for every name: right, left, above, below, then further away.
fn place_labels(
    marks: &[Mark<'_>],
    heads: &[Option<Head>; 4],
    (plot, font): (Rect, f64),
) -> Vec<Place> {
    let mut taken: Vec<Rect> = heads.iter().flatten().map(|(_, _, rect)| *rect).collect();
    let r = radius(font) + font * 0.12;
    taken.extend(marks.iter().map(|mark| Rect::from_center_size(mark.at, (2.0 * r, 2.0 * r))));
    let own = |index: usize| heads.iter().flatten().count() + index;
    let mut places = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let size = Vec2::new(mark.block.width, mark.block.height);
        let mut best: Option<(f64, Point, bool)> = None;
        for ring in 0..5 {
            let reach = radius(font) + font * (0.35 + 1.1 * f64::from(ring));
            for (order, (dx, dy)) in DIRECTIONS.iter().enumerate() {
                let middle =
                    mark.at + Vec2::new(dx * (reach + size.x / 2.0), dy * (reach + size.y / 2.0));
                let rect = Rect::from_center_size(middle, (size.x, size.y));
                let cost = cost(rect, (plot, font), &taken, own(index));
                let cost = cost + order as f64 * 0.01 + f64::from(ring) * 0.2;
                if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    best = Some((cost, rect.origin(), ring > 0));
                }
            }
            if best.as_ref().is_some_and(|(cost, ..)| *cost < 1.0) {
                break;
            }
        }
        let (cost, corner, far) = best.unwrap_or((0.0, mark.at, false));
        taken.push(Rect::from_origin_size(corner, (size.x, size.y)));
        places.push(Place { corner, clean: cost < 10.0, far });
    }
    places
}

const DIRECTIONS: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.75, -0.85),
    (-0.75, -0.85),
    (0.75, 0.85),
    (-0.75, 0.85),
];

/// How bad a place is: 10 and more where it touches something or leaves the field.
fn cost(rect: Rect, (plot, font): (Rect, f64), taken: &[Rect], own: usize) -> f64 {
    let padded = rect.inflate(font * 0.15, font * 0.05);
    let inside = plot.inset(-font * 0.3);
    let mut cost = 0.0;
    let leaves = padded.x0 < inside.x0
        || padded.x1 > inside.x1
        || padded.y0 < inside.y0
        || padded.y1 > inside.y1;
    if leaves {
        cost += 40.0;
    }
    let hits = taken
        .iter()
        .enumerate()
        .filter(|(number, other)| *number != own && padded.overlaps(**other));
    cost += 10.0 * hits.count() as f64;
    // The lines between the fields are hidden by a chip, but better left whole.
    let c = plot.center();
    if padded.x0 < c.x && padded.x1 > c.x || padded.y0 < c.y && padded.y1 > c.y {
        cost += 0.7;
    }
    cost
}

fn ground(
    spec: &DiagramSpec,
    (plot, heads): (Rect, &[Option<Head>; 4]),
    stage: &mut Stage<'_>,
    font: f64,
) {
    let gap = font * 0.14;
    for (number, rect) in fields(plot).into_iter().enumerate() {
        let given = spec.groups.get(number).and_then(|group| group.color.as_ref());
        let color = parts::color_of(stage, given, number);
        let fill = stage.palette.tint(color, 0.1);
        stage.scene.rect(rect.inset(-gap), font * 0.6, fill);
        if let (Some((block, at, _)), Some(group)) = (&heads[number], spec.groups.get(number)) {
            let ink = stage.palette.readable(color, fill, 4.6);
            let place = (*at, Anchor::TopLeft);
            stage.scene.text((block, group.label.trim()), place, ink, Role::Label);
        }
    }
}

/// Names of the ends of the axes with arrows between them.
fn axes(spec: &DiagramSpec, stage: &mut Stage<'_>, (area, plot, font): (Rect, Rect, f64)) {
    let [left, right, bottom, top] = axis_names(spec);
    let (ink, half) = (stage.palette.body, area.width() * 0.45);
    let style = axis_style(font);
    let mut low = plot.y1 + font * 0.3;
    for (text, is_top) in [(bottom, false), (top, true)] {
        if text.is_empty() {
            continue;
        }
        let (x, anchor) = (plot.center().x, Anchor::TopCenter);
        let block = stage.engine.block(text, style.align(Align::Center), Some(half));
        let y = if is_top { plot.y0 - font * 0.3 - block.height } else { low };
        if !is_top {
            low += block.height + font * 0.1;
        }
        stage.scene.text((&block, text), (Point::new(x, y), anchor), ink, Role::Label);
    }
    let mut ends = (plot.x0, plot.x1);
    let mut line = font * 0.6;
    for (text, is_right) in [(left, false), (right, true)] {
        if text.is_empty() {
            continue;
        }
        let align = if is_right { Align::Right } else { Align::Left };
        let block = stage.engine.block(text, style.align(align), Some(half));
        let (x, anchor) =
            if is_right { (plot.x1, Anchor::TopRight) } else { (plot.x0, Anchor::TopLeft) };
        let y = low + font * 0.25;
        stage.scene.text((&block, text), (Point::new(x, y), anchor), ink, Role::Label);
        line = y + block.size * 0.65;
        if is_right { ends.1 = x - block.width - font } else { ends.0 = x + block.width + font }
    }
    let has_both = !left.is_empty() && !right.is_empty();
    if has_both && ends.1 - ends.0 > font * 3.0 {
        let (from, to) = (Point::new(ends.0, line), Point::new(ends.1, line));
        let pen = Pen::new(stage.palette.axis, (font * 0.1).max(1.25));
        stage.scene.line(from, to - Vec2::new(font * 0.4, 0.0), pen);
        stage.scene.arrow_head(to, Vec2::new(1.0, 0.0), font * 0.7, pen.color);
    }
}

fn paint(marks: &[Mark<'_>], places: &[Place], stage: &mut Stage<'_>, font: f64) {
    let thin = Pen::butt(stage.palette.axis, (font * 0.06).max(1.0));
    for (mark, place) in marks.iter().zip(places) {
        if place.far {
            let size = (mark.block.width, mark.block.height);
            let rect = Rect::from_origin_size(place.corner, size);
            let near = Point::new(
                mark.at.x.clamp(rect.x0, rect.x1),
                mark.at.y.clamp(rect.y0 + font * 0.2, rect.y1 - font * 0.2),
            );
            stage.scene.line(mark.at, near, thin);
        }
    }
    for mark in marks {
        let (_, line) = parts::box_colors(stage, mark.color);
        stage.scene.disc(mark.at, radius(font) * 1.3, stage.palette.background);
        stage.scene.disc(mark.at, radius(font), line);
        let outline = Shape::Disc(Circle::new(mark.at, radius(font)));
        stage.scene.nodes.push(NodeTrace { outline });
    }
    for (mark, place) in marks.iter().zip(places) {
        let ink = stage.palette.ink;
        let corner = (place.corner, Anchor::TopLeft);
        stage.scene.text((&mark.block, mark.label), corner, ink, Role::Label);
    }
}
