//! Timelines: events along a rail. Cards stand alternately on both sides of it; the rail runs down
//! on square canvases, across on wide ones, down the left side on narrow ones.

use std::rc::Rc;

use easel_types::spec::{DiagramSpec, Direction};
use kurbo::{Circle, Point, Rect};

use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::icons::Icon;
use crate::scene::{Anchor, NodeTrace, Pen, Role, Scene, Shape};
use crate::text::{Block, TextStyle, Weight};
use crate::theme::Color;

/// Largest font of labels at 1024 pixels.
const FONT_MAX: f64 = 26.0;

struct Event<'a> {
    date: Option<String>,
    label: &'a str,
    text: Option<&'a str>,
    icon: Option<Icon>,
    color: Color,
    section: Option<usize>,
}

/// The texts of a card, set.
struct Card {
    date: Option<Rc<Block>>,
    label: Rc<Block>,
    text: Option<Rc<Block>>,
    width: f64,
    height: f64,
    reads_well: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Down the middle.
    Middle,
    /// Down the left side.
    Left,
    Across,
}

/// A card in its place.
struct Placed {
    card: Card,
    rect: Rect,
    /// On the rail.
    dot: Point,
}

/// Everything in its place.
struct Layout {
    form: Form,
    events: Vec<Placed>,
    /// Headings of sections: number, text, surface.
    heads: Vec<(usize, Rc<Block>, Rect)>,
    rail: (Point, Point),
    fits: bool,
}

/// Draws a timeline.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(super) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = parts::frame(spec, &mut stage);
    let events = events(spec, &mut stage);
    let aspect = area.width() / area.height().max(1.0);
    let forms: &[Form] = match spec.direction {
        Some(Direction::LeftToRight | Direction::RightToLeft) => &[Form::Across, Form::Middle],
        _ if aspect > 1.5 => &[Form::Across, Form::Middle, Form::Left],
        _ if aspect > 0.72 => &[Form::Middle, Form::Left],
        _ => &[Form::Left, Form::Middle],
    };
    let sizes = parts::sizes(&stage.canvas, FONT_MAX);
    let found = parts::largest(&sizes, |font| {
        // The form that suits the canvas best, unless it makes text small.
        let count = if font > stage.canvas.font_min() * 1.05 { 1 } else { forms.len() };
        let mut layouts = Vec::new();
        for form in forms.iter().take(count) {
            let layout = layout(spec, &events, &mut stage, (area, font, *form));
            if layout.fits {
                return (layout, true);
            }
            layouts.push(layout);
        }
        (layouts.swap_remove(0), false)
    });
    if let Some((font, layout)) = found {
        paint(spec, &events, &layout, &mut stage, font);
        parts::note_small(&mut stage, font);
    }
    Ok(stage.scene)
}

/// Events in the order of the nodes, those of a section together.
fn events<'a>(spec: &'a DiagramSpec, stage: &mut Stage<'_>) -> Vec<Event<'a>> {
    let of = parts::group_of(spec);
    let mut order: Vec<usize> = (0..spec.nodes.len()).collect();
    if of.iter().all(Option::is_some) {
        order.sort_by_key(|&index| of[index]);
    }
    order
        .into_iter()
        .enumerate()
        .map(|(place, index)| {
            let node = &spec.nodes[index];
            let section = of[index];
            let group = section.map(|section| &spec.groups[section]);
            let given = node.color.as_ref().or(group.and_then(|group| group.color.as_ref()));
            let start = parts::given(node.start.as_ref());
            let date = match (start, parts::given(node.end.as_ref())) {
                (Some(start), Some(end)) => Some(format!("{start} – {end}")),
                (start, end) => start.or(end).map(str::to_owned),
            };
            let text = parts::given(node.text.as_ref());
            let icon = stage.icons.pick(node.icon.as_deref(), "", Some(&node.label));
            let color = parts::color_of(stage, given, section.unwrap_or(place));
            Event { date, label: node.label.trim(), text, icon, color, section }
        })
        .collect()
}

fn padding(font: f64) -> f64 {
    font * 0.75
}

fn gap(font: f64) -> f64 {
    font * 0.55
}

/// Half of the disc on the rail.
fn radius(font: f64) -> f64 {
    font * 1.1
}

fn set(event: &Event<'_>, stage: &mut Stage<'_>, font: f64, width: f64) -> Card {
    let room = (width - 2.0 * padding(font)).max(font);
    let small = (font * 0.82).max(stage.canvas.font_min().min(font));
    let mut block = |text: &str, size: f64, weight: Weight| {
        let style = TextStyle { leading: 1.25, ..TextStyle::new(size, weight) };
        stage.engine.block(text, style, Some(room))
    };
    let date = event.date.as_deref().map(|date| block(date, font, Weight::Bold));
    let label = block(event.label, font, Weight::SemiBold);
    let text = event.text.map(|text| block(text, small, Weight::Regular));
    let blocks = || [date.as_ref(), Some(&label), text.as_ref()].into_iter().flatten();
    let widest = blocks().map(|block| block.width).fold(0.0, f64::max);
    let height = blocks().map(|block| block.height).sum::<f64>() + padding(font) * 1.5;
    let reads_well = blocks().all(|block| !block.broken_word && block.lines.len() < 8);
    Card { width: widest + 2.0 * padding(font), height, reads_well, date, label, text }
}

fn head(
    spec: &DiagramSpec,
    stage: &mut Stage<'_>,
    (section, font, room): (usize, f64, f64),
) -> Option<Rc<Block>> {
    let label = spec.groups[section].label.trim();
    let style = TextStyle { leading: 1.15, ..TextStyle::new(font, Weight::Bold) };
    let style = style.align(crate::text::Align::Center);
    (!label.is_empty()).then(|| stage.engine.balanced(label, style, (room - font * 1.6).max(font)))
}

fn layout(
    spec: &DiagramSpec,
    events: &[Event<'_>],
    stage: &mut Stage<'_>,
    (area, font, form): (Rect, f64, Form),
) -> Layout {
    if form == Form::Across {
        return across(spec, events, stage, (area, font));
    }
    let is_least = font <= stage.canvas.font_min() * 1.01;
    // The widest gap with which everything fits, by halving.
    let mut best = down(spec, events, stage, (area, font, form), gap(font));
    if best.fits {
        let (mut low, mut high) = (gap(font), font * 5.0);
        for _ in 0..6 {
            let middle = f64::midpoint(low, high);
            let wider = down(spec, events, stage, (area, font, form), middle);
            if wider.fits {
                best = wider;
                low = middle;
            } else {
                high = middle;
            }
        }
    }
    best.fits &= is_least || best.events.iter().all(|placed| placed.card.reads_well);
    center(&mut best, area);
    best
}

/// Moves the picture to the middle of the height.
fn center(layout: &mut Layout, area: Rect) {
    let bottoms = layout.events.iter().map(|placed| placed.rect.y1);
    let used = bottoms.fold(layout.rail.1.y, f64::max) - area.y0;
    let shift = ((area.height() - used) * 0.4).max(0.0);
    for placed in &mut layout.events {
        placed.rect = placed.rect + kurbo::Vec2::new(0.0, shift);
        placed.dot.y += shift;
    }
    for (_, _, rect) in &mut layout.heads {
        *rect = *rect + kurbo::Vec2::new(0.0, shift);
    }
    layout.rail.0.y += shift;
    layout.rail.1.y += shift;
}

/// The rail runs down.
fn down(
    spec: &DiagramSpec,
    events: &[Event<'_>],
    stage: &mut Stage<'_>,
    (area, font, form): (Rect, f64, Form),
    gap: f64,
) -> Layout {
    let reach = radius(font) + font * 0.9;
    let is_middle = form == Form::Middle;
    let x = if is_middle { area.center().x } else { area.x0 + radius(font) };
    let widest = if is_middle { area.width() / 2.0 - reach } else { area.x1 - x - reach };
    let widest = widest.min(font * 26.0);
    let cards: Vec<Card> = events.iter().map(|event| set(event, stage, font, widest)).collect();
    // Cards of the same width look calmer.
    let equal = cards.iter().map(|card| card.width).fold(0.0, f64::max).min(widest);
    let mut heads = Vec::new();
    let mut placed: Vec<Placed> = Vec::new();
    // Free from here on: on both sides, and on the rail.
    let (mut free, mut rail) = ([area.y0; 2], area.y0);
    let mut last = None;
    for ((index, event), card) in events.iter().enumerate().zip(cards) {
        if event.section != last {
            last = event.section;
            if let Some(section) = last
                && let Some(block) = head(spec, stage, (section, font, area.width()))
            {
                let top = free[0].max(free[1]).max(rail);
                let size = (block.width + font * 1.6, block.height + font * 0.6);
                let left = if is_middle { x - size.0 / 2.0 } else { area.x0 };
                let rect = Rect::from_origin_size((left, top), size);
                heads.push((section, block, rect));
                rail = rect.y1 + gap;
                free = [rail; 2];
            }
        }
        let side = if is_middle { index % 2 } else { 1 };
        let y = (free[side] + card.height / 2.0).max(rail + radius(font));
        let width = if is_middle { equal } else { widest };
        let rect = if side == 0 {
            Rect::new(x - reach - width, y - card.height / 2.0, x - reach, y + card.height / 2.0)
        } else {
            Rect::new(x + reach, y - card.height / 2.0, x + reach + width, y + card.height / 2.0)
        };
        free[side] = rect.y1 + gap;
        rail = y + radius(font) + gap * 0.5;
        placed.push(Placed { card, rect, dot: Point::new(x, y) });
    }
    let bottom = placed.iter().map(|placed| placed.rect.y1).fold(rail - gap * 0.5, f64::max);
    let first = placed.first().map_or(area.y0, |placed| placed.dot.y);
    let start = heads.first().map_or(first, |(_, _, rect)| rect.y0.min(first));
    let end = placed.last().map_or(area.y1, |placed| placed.dot.y);
    Layout {
        form,
        events: placed,
        heads,
        rail: (Point::new(x, start), Point::new(x, end)),
        fits: bottom <= area.y1 + 0.5,
    }
}

/// The rail runs across.
fn across(
    spec: &DiagramSpec,
    events: &[Event<'_>],
    stage: &mut Stage<'_>,
    (area, font): (Rect, f64),
) -> Layout {
    let is_least = font <= stage.canvas.font_min() * 1.01;
    let pitch = area.width() / events.len().max(1) as f64;
    let (heads, band) = bands(spec, events, stage, (area, font, pitch));
    let widest = (pitch * 2.0 - gap(font) * 1.6).min(font * 17.0).min(area.width());
    let cards: Vec<Card> = events.iter().map(|event| set(event, stage, font, widest)).collect();
    let tallest = |side: usize| {
        let own = cards.iter().enumerate().filter(|(index, _)| index % 2 == side);
        own.map(|(_, card)| card.height).fold(0.0, f64::max)
    };
    let stem = radius(font) + font * 1.1;
    let (above, below) = (tallest(0), tallest(1));
    let needed = above + below + 2.0 * stem + band;
    let free = (area.height() - needed).max(0.0);
    let more = (free * 0.35).min(font * 2.5);
    let y = area.y0 + band + above + stem + more + (free - 2.0 * more).max(0.0) * 0.45;
    let mut fits = needed <= area.height() + 0.5 && pitch > radius(font) * 2.2;
    fits &= is_least || cards.iter().all(|card| card.reads_well && card.label.lines.len() < 5);
    let placed = cards.into_iter().enumerate().map(|(index, card)| {
        let x = area.x0 + pitch * (index as f64 + 0.5);
        let width = card.width.min(widest);
        let left = (x - width / 2.0).clamp(area.x0, (area.x1 - width).max(area.x0));
        let rect = if index % 2 == 0 {
            let bottom = y - stem - more;
            Rect::new(left, bottom - card.height, left + width, bottom)
        } else {
            let top = y + stem + more;
            Rect::new(left, top, left + width, top + card.height)
        };
        Placed { card, rect, dot: Point::new(x, y) }
    });
    Layout {
        form: Form::Across,
        events: placed.collect(),
        heads,
        rail: (Point::new(area.x0, y), Point::new(area.x1, y)),
        fits,
    }
}

type Bands = Vec<(usize, Rc<Block>, Rect)>;

/// Bands of the sections over an across rail, and the height they take.
fn bands(
    spec: &DiagramSpec,
    events: &[Event<'_>],
    stage: &mut Stage<'_>,
    (area, font, pitch): (Rect, f64, f64),
) -> (Bands, f64) {
    let mut heads: Bands = Vec::new();
    let mut start = 0;
    while start < events.len() {
        let section = events[start].section;
        let count = events[start..].iter().take_while(|event| event.section == section).count();
        let width = pitch * count as f64;
        let left = area.x0 + pitch * start as f64;
        if let Some(section) = section
            && let Some(block) = head(spec, stage, (section, font, width))
        {
            let inset = font * 0.15;
            let height = block.height + font * 0.6;
            let rect = Rect::new(left + inset, area.y0, left + width - inset, area.y0 + height);
            heads.push((section, block, rect));
        }
        start += count.max(1);
    }
    let height = heads.iter().map(|(_, _, rect)| rect.height()).fold(0.0, f64::max);
    for (_, _, rect) in &mut heads {
        rect.y1 = rect.y0 + height;
    }
    (heads, if height > 0.0 { height + font } else { 0.0 })
}

fn paint(
    spec: &DiagramSpec,
    events: &[Event<'_>],
    layout: &Layout,
    stage: &mut Stage<'_>,
    font: f64,
) {
    let rail = Pen::new(stage.palette.grid, (font * 0.24).max(2.0));
    stage.scene.line(layout.rail.0, layout.rail.1, rail);
    for (section, block, rect) in &layout.heads {
        let color = parts::color_of(stage, spec.groups[*section].color.as_ref(), *section);
        let strong = parts::solid(stage, color);
        stage.scene.rect(*rect, rect.height().min(font * 2.2) / 2.0, strong);
        let on = stage.palette.on(strong);
        let label = spec.groups[*section].label.trim();
        stage.scene.text((block, label), (rect.center(), Anchor::Center), on, Role::Label);
    }
    for (event, placed) in events.iter().zip(&layout.events) {
        let (rect, dot) = (placed.rect, placed.dot);
        let near = match layout.form {
            Form::Across if rect.y1 < dot.y => Point::new(dot.x, rect.y1),
            Form::Across => Point::new(dot.x, rect.y0),
            _ if rect.x1 < dot.x => Point::new(rect.x1, dot.y),
            _ => Point::new(rect.x0, dot.y),
        };
        let (fill, line) = parts::box_colors(stage, event.color);
        stage.scene.line(dot, near, Pen::butt(line, (font * 0.12).max(1.25)));
        disc(event, (dot, font, line), stage);
        paint_card(event, placed, stage, (font, fill, line));
    }
}

/// The disc on the rail; a dot where there is no icon for it.
fn disc(event: &Event<'_>, (dot, font, line): (Point, f64, Color), stage: &mut Stage<'_>) {
    let radius = if event.icon.is_some() { radius(font) } else { radius(font) * 0.5 };
    stage.scene.disc(dot, radius + font * 0.22, stage.palette.background);
    let solid = parts::solid(stage, event.color);
    stage.scene.disc(dot, radius, if event.icon.is_some() { solid } else { line });
    stage.scene.nodes.push(NodeTrace { outline: Shape::Disc(Circle::new(dot, radius)) });
    if let Some(icon) = &event.icon {
        let on = stage.palette.on(solid);
        icon.draw(&mut stage.scene, dot, radius * 1.15, on);
    }
}

fn paint_card(
    event: &Event<'_>,
    placed: &Placed,
    stage: &mut Stage<'_>,
    (font, fill, line): (f64, Color, Color),
) {
    let (rect, radius) = (placed.rect, font * 0.5);
    stage.scene.shadow(rect, radius, font * 0.25, stage.palette.shadow);
    stage.scene.rect(rect, radius, stage.palette.background);
    stage.scene.rect(rect, radius, fill);
    let pen = Pen::new(stage.palette.tint(event.color, 0.4), (font * 0.06).max(1.0));
    stage.scene.stroke(Shape::Rounded(rect, radius), pen);
    let card = &placed.card;
    let mut at = Point::new(rect.x0 + padding(font), rect.y0 + padding(font) * 0.75);
    let strong = stage.palette.readable(line, fill, 4.6);
    let palette = stage.palette;
    let parts = [
        (card.date.as_ref(), event.date.as_deref(), strong, Role::Value),
        (Some(&card.label), Some(event.label), palette.ink, Role::Label),
        (card.text.as_ref(), event.text, palette.body, Role::Body),
    ];
    for (block, words, color, role) in parts {
        if let (Some(block), Some(words)) = (block, words) {
            stage.scene.text((block, words), (at, Anchor::TopLeft), color, role);
            at.y += block.height;
        }
    }
}
