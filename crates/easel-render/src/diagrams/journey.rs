//! User journeys: tasks in sections, how content one is with each (1 to 5), and who takes part. As
//! a curve over columns where the names fit under it, as rows otherwise.

use std::rc::Rc;

use easel_types::spec::{DiagramSpec, Node};
use kurbo::{BezPath, Circle, Point, Rect, Vec2};

use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::{Anchor, NodeTrace, Pen, Role, Scene, Shape};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// Largest font of tasks at 1024 pixels.
const FONT_MAX: f64 = 25.0;
/// Worst and best score.
const SCORES: (f64, f64) = (1.0, 5.0);

/// A journey read from the spec.
struct Journey<'a> {
    /// Tasks in drawing order, with the number of their section.
    tasks: Vec<(&'a Node, usize)>,
    sections: Vec<(&'a str, Color)>,
    /// Who takes part, in order of appearance.
    actors: Vec<(&'a str, Color)>,
}

/// A journey set in a font.
struct Layout {
    names: Vec<Rc<Block>>,
    sections: Vec<Rc<Block>>,
    /// Height of the legend at the foot.
    legend: f64,
    columns: bool,
    /// Rows: width of the names; columns: their height.
    names_extent: f64,
    /// Columns: height of the band of sections; rows: width of it.
    band: f64,
}

/// Draws a journey.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(super) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = parts::frame(spec, &mut stage);
    let journey = journey(spec, &stage);
    let sizes = parts::sizes(&stage.canvas, FONT_MAX);
    let found = parts::largest(&sizes, |font| {
        let is_least = font <= stage.canvas.font_min() * 1.01;
        let (layout, fits) = columns(&journey, &mut stage, area, font);
        if fits {
            return (layout, true);
        }
        let (rows, fits, reads_well) = rows(&journey, &mut stage, area, font);
        (rows, fits && (reads_well || is_least))
    });
    if let Some((font, layout)) = found {
        if layout.columns {
            paint_columns(&journey, &layout, &mut stage, (area, font));
        } else {
            paint_rows(&journey, &layout, &mut stage, (area, font));
        }
        parts::note_small(&mut stage, font);
    }
    Ok(stage.scene)
}

fn journey<'a>(spec: &'a DiagramSpec, stage: &Stage<'_>) -> Journey<'a> {
    let of = parts::group_of(spec);
    let mut sections: Vec<(&str, Color)> = spec
        .groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            (group.label.trim(), parts::color_of(stage, group.color.as_ref(), number))
        })
        .collect();
    let rest = sections.len();
    let mut tasks: Vec<(&Node, usize)> =
        spec.nodes.iter().zip(&of).map(|(node, of)| (node, of.unwrap_or(rest))).collect();
    tasks.sort_by_key(|(_, section)| *section);
    if tasks.iter().any(|(_, section)| *section == rest) {
        sections.push(("", stage.palette.series(rest)));
    }
    let mut actors: Vec<(&str, Color)> = Vec::new();
    for tag in tasks.iter().flat_map(|(node, _)| &node.tags).map(|tag| tag.trim()) {
        if !tag.is_empty() && !actors.iter().any(|(name, _)| *name == tag) {
            // Actors count from the other end of the palette, so that they differ from sections.
            actors.push((tag, stage.palette.series(7 - actors.len() % 8)));
        }
    }
    Journey { tasks, sections, actors }
}

fn name_style(font: f64, align: Align) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::Regular) }.align(align)
}

fn section_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.15, ..TextStyle::new(font, Weight::Bold) }.align(Align::Center)
}

/// What is written for a task: its name, and a remark after it.
fn words(node: &Node) -> String {
    match parts::given(node.text.as_ref()) {
        Some(text) => format!("{}: {text}", node.label.trim()),
        None => node.label.trim().to_owned(),
    }
}

fn legend_height(journey: &Journey<'_>, stage: &mut Stage<'_>, area: Rect, font: f64) -> f64 {
    let (_, height) = legend_places(journey, stage, area, font);
    height
}

type LegendPlaces = Vec<(Point, Rc<Block>)>;

/// Places of the names in the legend, from its upper left, and its height.
fn legend_places(
    journey: &Journey<'_>,
    stage: &mut Stage<'_>,
    area: Rect,
    font: f64,
) -> (LegendPlaces, f64) {
    let mut at = Point::ZERO;
    let mut places = Vec::new();
    for (name, _) in &journey.actors {
        let room = area.width() - font * 1.6;
        let block = stage.engine.block(name, name_style(font, Align::Left), Some(room));
        let width = block.width + font * 3.0;
        if at.x > 0.0 && at.x + width - font > area.width() {
            at = Point::new(0.0, at.y + font * 1.5);
        }
        places.push((at, block));
        at.x += width;
    }
    let height = if places.is_empty() { 0.0 } else { at.y + font * 1.9 };
    (places, height)
}

/// Room for the numbers of the scores left of the columns.
fn gutter(font: f64) -> f64 {
    font * 1.3
}

fn columns(journey: &Journey<'_>, stage: &mut Stage<'_>, area: Rect, font: f64) -> (Layout, bool) {
    let pitch = (area.width() - gutter(font)) / journey.tasks.len().max(1) as f64;
    let room = pitch - font * 0.6;
    let mut fits = pitch > font * 3.4;
    let style = name_style(font, Align::Center);
    let names: Vec<Rc<Block>> = journey
        .tasks
        .iter()
        .map(|(node, _)| stage.engine.balanced(&words(node), style, room.min(font * 12.0)))
        .collect();
    fits &= names.iter().all(|name| !name.broken_word && name.lines.len() < 6);
    let sections: Vec<Rc<Block>> = journey
        .sections
        .iter()
        .enumerate()
        .map(|(number, (label, _))| {
            let count = journey.tasks.iter().filter(|(_, of)| *of == number).count();
            let room = (pitch * count.max(1) as f64 - font * 1.6).max(font);
            stage.engine.balanced(label, section_style(font), room)
        })
        .collect();
    fits &= sections.iter().all(|section| !section.broken_word && section.lines.len() < 4);
    let height = |blocks: &[Rc<Block>]| blocks.iter().map(|block| block.height).fold(0.0, f64::max);
    let (names_extent, band) = (height(&names), height(&sections) + font * 0.8);
    let legend = legend_height(journey, stage, area, font);
    let most = journey.tasks.iter().map(|(node, _)| node.tags.len()).max().unwrap_or(0);
    fits &= most as f64 * font * 0.8 < pitch;
    let curve = area.height() - names_extent - band - legend - font * 3.0;
    fits &= curve > font * 9.0;
    (Layout { names, sections, legend, columns: true, names_extent, band }, fits)
}

fn rows(
    journey: &Journey<'_>,
    stage: &mut Stage<'_>,
    area: Rect,
    font: f64,
) -> (Layout, bool, bool) {
    let room = (area.width() * 0.36).min(font * 16.0);
    let style = name_style(font, Align::Left);
    let names: Vec<Rc<Block>> = journey
        .tasks
        .iter()
        .map(|(node, _)| stage.engine.block(&words(node), style, Some(room)))
        .collect();
    let sections: Vec<Rc<Block>> = journey
        .sections
        .iter()
        .map(|(label, _)| {
            let style = section_style(font).align(Align::Left);
            stage.engine.block(label, style, Some(area.width() * 0.9))
        })
        .collect();
    let legend = legend_height(journey, stage, area, font);
    let tallest = names.iter().map(|name| name.height).fold(font * 1.75, f64::max);
    let heads = journey.sections.iter().filter(|(label, _)| !label.is_empty()).count();
    let band = sections.iter().map(|section| section.height).fold(0.0, f64::max) + font * 0.7;
    let needed = journey.tasks.len() as f64 * (tallest + font * 0.3)
        + heads as f64 * (band + font * 0.5)
        + legend
        + font * 1.8;
    let reads_well = names.iter().all(|name| !name.broken_word);
    let layout = Layout { names, sections, legend, columns: false, names_extent: room, band };
    (layout, needed <= area.height(), reads_well)
}

/// The score within its bounds.
fn score(node: &Node) -> Option<f64> {
    node.value.filter(|value| value.is_finite()).map(|value| value.clamp(SCORES.0, SCORES.1))
}

/// 0 for the worst score, 1 for the best.
fn share(value: f64) -> f64 {
    (value - SCORES.0) / (SCORES.1 - SCORES.0)
}

fn paint_columns(
    journey: &Journey<'_>,
    layout: &Layout,
    stage: &mut Stage<'_>,
    (outer, font): (Rect, f64),
) {
    let area = Rect { x0: outer.x0 + gutter(font), ..outer };
    let pitch = area.width() / journey.tasks.len().max(1) as f64;
    let radius = (pitch * 0.3).min(font * 1.25);
    let top = area.y0 + layout.band + font * 0.6;
    let bottom = area.y1 - layout.legend - layout.names_extent - font * 1.4;
    let (high, low) = (top + radius + font * 0.4, bottom - radius - font * 1.2);
    let mut start = 0;
    for (number, (label, color)) in journey.sections.iter().enumerate() {
        let count = journey.tasks.iter().filter(|(_, of)| *of == number).count();
        if count == 0 {
            stage.scene.left_out.push((*label).to_owned());
            continue;
        }
        let (x0, x1) = (area.x0 + pitch * start as f64, area.x0 + pitch * (start + count) as f64);
        start += count;
        let inset = font * 0.15;
        let ground = Rect::new(x0 + inset, area.y0, x1 - inset, area.y1 - layout.legend);
        stage.scene.rect(ground, font * 0.6, stage.palette.tint(*color, 0.055));
        if label.is_empty() {
            continue;
        }
        let head = Rect { y1: area.y0 + layout.band, ..ground };
        let strong = parts::solid(stage, *color);
        stage.scene.rect(head, font * 0.6, strong);
        let on = stage.palette.on(strong);
        let block = &layout.sections[number];
        stage.scene.text((block, label), (head.center(), Anchor::Center), on, Role::Label);
    }
    let pen = Pen::butt(stage.palette.grid, stage.canvas.px(1.25).max(1.0));
    for step in 0..5 {
        let y = high + (low - high) * f64::from(step) / 4.0;
        stage.scene.line(Point::new(area.x0, y), Point::new(area.x1, y), pen);
        let text = (5 - step).to_string();
        let style = TextStyle::new(font, Weight::Regular);
        let at = (Point::new(area.x0 - font * 0.5, y), Anchor::Right);
        stage.put(&text, (style, None), at, (stage.palette.muted, Role::Tick));
    }
    let place = |index: usize, node: &Node| {
        let x = area.x0 + pitch * (index as f64 + 0.5);
        Point::new(x, low - (low - high) * share(score(node).unwrap_or(3.0)))
    };
    let points: Vec<Point> = journey
        .tasks
        .iter()
        .enumerate()
        .filter(|(_, (node, _))| score(node).is_some())
        .map(|(index, (node, _))| place(index, node))
        .collect();
    let line = Pen::new(stage.palette.axis, stage.canvas.px(4.0).max(1.5));
    stage.scene.stroke(Shape::Path(smooth(&points)), line);
    for (index, (node, _)) in journey.tasks.iter().enumerate() {
        let center = place(index, node);
        if let Some(value) = score(node) {
            face(stage, (center, radius), value);
        }
        dots(journey, node, stage, (Point::new(center.x, bottom - font * 0.3), font));
        let at = Point::new(center.x, bottom + font * 0.5);
        let (ink, words) = (stage.palette.ink, words(node));
        let block = &layout.names[index];
        stage.scene.text((block, &words), (at, Anchor::TopCenter), ink, Role::Label);
    }
    legend(journey, stage, (outer, font), layout);
}

/// A curve through the points without overshoot.
fn smooth(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    for (index, point) in points.iter().enumerate() {
        match index.checked_sub(1).and_then(|before| points.get(before)) {
            None => path.move_to(*point),
            Some(before) => {
                let reach = Vec2::new((point.x - before.x) / 2.0, 0.0);
                path.curve_to(*before + reach, *point - reach, *point);
            }
        }
    }
    path
}

/// A face that is as content as the score says.
fn face(stage: &mut Stage<'_>, (center, radius): (Point, f64), value: f64) {
    let color = parts::signal(stage, share(value));
    stage.scene.disc(center, radius * 1.12, stage.palette.background);
    stage.scene.disc(center, radius, color);
    let on = stage.palette.on(color);
    for side in [-1.0, 1.0] {
        let eye = center + Vec2::new(side * radius * 0.34, -radius * 0.22);
        stage.scene.disc(eye, radius * 0.115, on);
    }
    let bend = share(value) * 2.0 - 1.0;
    let pen = Pen::new(on, radius * 0.13);
    let middle = center + Vec2::new(0.0, radius * 0.36);
    let mut mouth = BezPath::new();
    let lift = -bend * radius * 0.14;
    mouth.move_to(middle + Vec2::new(-radius * 0.42, lift));
    mouth.quad_to(
        middle + Vec2::new(0.0, radius * 0.5 * bend),
        middle + Vec2::new(radius * 0.42, lift),
    );
    stage.scene.stroke(Shape::Path(mouth), pen);
    let outline = Shape::Disc(Circle::new(center, radius));
    stage.scene.nodes.push(NodeTrace { outline });
}

/// A dot for everyone who takes part, centred at `middle`.
fn dots(journey: &Journey<'_>, node: &Node, stage: &mut Stage<'_>, (middle, font): (Point, f64)) {
    let own: Vec<Color> = journey
        .actors
        .iter()
        .filter(|(name, _)| node.tags.iter().any(|tag| tag.trim() == *name))
        .map(|(_, color)| *color)
        .collect();
    let pitch = font * 0.8;
    let left = middle.x - pitch * (own.len().saturating_sub(1)) as f64 / 2.0;
    for (index, color) in own.into_iter().enumerate() {
        let at = Point::new(left + pitch * index as f64, middle.y);
        stage.scene.disc(at, font * 0.32, color);
    }
}

fn legend(
    journey: &Journey<'_>,
    stage: &mut Stage<'_>,
    (area, font): (Rect, f64),
    layout: &Layout,
) {
    let (places, _) = legend_places(journey, stage, area, font);
    let top = area.y1 - layout.legend + font * 0.5;
    for ((name, color), (at, block)) in journey.actors.iter().zip(places) {
        let corner = Point::new(area.x0, top) + at.to_vec2();
        let middle = corner.y + block.height / 2.0;
        stage.scene.disc(Point::new(corner.x + font * 0.4, middle), font * 0.36, *color);
        let place = (Point::new(corner.x + font * 1.1, middle), Anchor::Left);
        stage.scene.text((&block, name), place, stage.palette.body, Role::Label);
    }
}

fn paint_rows(
    journey: &Journey<'_>,
    layout: &Layout,
    stage: &mut Stage<'_>,
    (area, font): (Rect, f64),
) {
    let heads = journey.sections.iter().filter(|(label, _)| !label.is_empty()).count() as f64;
    let bottom = area.y1 - layout.legend;
    let free = bottom - area.y0 - heads * (layout.band + font * 0.4);
    let pitch = (free / journey.tasks.len().max(1) as f64).min(font * 5.5);
    let radius = (pitch * 0.42).min(font * 1.1);
    let most = journey.tasks.iter().map(|(node, _)| node.tags.len()).max().unwrap_or(0) as f64;
    let left = area.x0 + layout.names_extent + font * 1.2 + radius;
    let right = area.x1 - most * font * 0.8 - font * 0.6 - radius;
    let x = |value: f64| left + (right - left).max(0.0) * share(value);
    let used = pitch * journey.tasks.len() as f64 + heads * (layout.band + font * 0.4);
    let mut y = area.y0 + (bottom - area.y0 - used).max(0.0) * 0.4;
    let mut last = None;
    let mut points = Vec::new();
    for (index, (node, section)) in journey.tasks.iter().enumerate() {
        if last != Some(*section) {
            last = Some(*section);
            y += section_head(journey, (*section, layout), stage, (Rect { y0: y, ..area }, font));
        }
        let middle = y + pitch / 2.0;
        let words = words(node);
        let place = (Point::new(area.x0 + font * 0.5, middle), Anchor::Left);
        let ink = stage.palette.ink;
        stage.scene.text((&layout.names[index], &words), place, ink, Role::Label);
        let grid = Pen::butt(stage.palette.grid, stage.canvas.px(1.25).max(1.0));
        stage.scene.line(Point::new(left, middle), Point::new(right, middle), grid);
        if let Some(value) = score(node) {
            points.push((Point::new(x(value), middle), value, *section));
        }
        let own = node.tags.len().saturating_sub(1) as f64 * font * 0.4;
        let end = area.x1 - font * 0.4 - own;
        dots(journey, node, stage, (Point::new(end, middle), font));
        y += pitch;
    }
    row_marks(&points, stage, (font, radius));
    let empty = journey
        .sections
        .iter()
        .enumerate()
        .filter(|(number, _)| !journey.tasks.iter().any(|(_, of)| of == number));
    let names: Vec<String> = empty.map(|(_, (label, _))| (*label).to_owned()).collect();
    stage.scene.left_out.extend(names);
    legend(journey, stage, (area, font), layout);
}

/// Faces with their scores, joined by lines within a section.
fn row_marks(points: &[(Point, f64, usize)], stage: &mut Stage<'_>, (font, radius): (f64, f64)) {
    let pen = Pen::new(stage.palette.axis, stage.canvas.px(3.0).max(1.25));
    for pair in points.windows(2) {
        // Not across the bands of sections.
        if pair[0].2 == pair[1].2 {
            stage.scene.line(pair[0].0, pair[1].0, pen);
        }
    }
    for (point, value, _) in points {
        face(stage, (*point, radius), *value);
    }
    for (point, value, _) in points {
        let room = radius * 1.3 + font * 0.25;
        let is_last = share(*value) > 0.9;
        let (x, anchor) =
            if is_last { (point.x - room, Anchor::Right) } else { (point.x + room, Anchor::Left) };
        let text = crate::numbers::format(*value);
        let block = stage.engine.block(&text, TextStyle::new(font, Weight::SemiBold), None);
        let colors = (stage.palette.background, stage.palette.muted);
        let place = (Point::new(x, point.y), anchor);
        parts::chip(stage, (&block, &text), place, colors, Role::Value);
    }
}

/// Draws the band of a section at the top of `rect`; returns its height.
fn section_head(
    journey: &Journey<'_>,
    (section, layout): (usize, &Layout),
    stage: &mut Stage<'_>,
    (rect, font): (Rect, f64),
) -> f64 {
    let Some((label, color)) = journey.sections.get(section) else { return 0.0 };
    if label.is_empty() {
        return 0.0;
    }
    let band = Rect { y1: rect.y0 + layout.band, ..rect };
    let fill = stage.palette.tint(*color, 0.16);
    stage.scene.rect(band, font * 0.5, fill);
    let ink = stage.palette.readable(*color, fill, 4.6);
    let place = (Point::new(band.x0 + font * 0.5, band.center().y), Anchor::Left);
    stage.scene.text((&layout.sections[section], label), place, ink, Role::Label);
    layout.band + font * 0.4
}
