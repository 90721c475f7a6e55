//! Kanban boards: columns with cards. Columns that do not fit beside each other with readable
//! text go on in a second row.

use std::rc::Rc;

use easel_types::spec::{DiagramSpec, Node, Status};
use kurbo::{Point, Rect};

use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::{Anchor, NodeTrace, Pen, Role, Scene, Shape};
use crate::text::{Block, TextStyle, Weight};
use crate::theme::Color;

/// Largest font of cards at 1024 pixels.
const FONT_MAX: f64 = 24.0;

struct Column<'a> {
    label: &'a str,
    color: Color,
    cards: Vec<&'a Node>,
}

/// A card, set.
struct Card<'a> {
    node: &'a Node,
    label: Rc<Block>,
    text: Option<Rc<Block>>,
    /// Tags with the place of each, from the upper left of the tags.
    tags: Vec<(Rc<Block>, &'a str, Point)>,
    tags_height: f64,
    height: f64,
}

struct Lane<'a> {
    header: Rc<Block>,
    count: String,
    cards: Vec<Card<'a>>,
    height: f64,
}

struct Board<'a> {
    lanes: Vec<Lane<'a>>,
    per_row: usize,
    width: f64,
    /// Heights of the rows of columns.
    rows: Vec<f64>,
}

/// Draws a board.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(super) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = parts::frame(spec, &mut stage);
    let columns = columns(spec, &stage);
    let sizes = parts::sizes(&stage.canvas, FONT_MAX);
    let found = parts::largest(&sizes, |font| {
        let is_least = font <= stage.canvas.font_min() * 1.01;
        let mut boards: Vec<(Board<'_>, bool, bool)> = Vec::new();
        // Columns belong beside each other; a second row is better only than small text or than
        // words that are broken.
        let most = if font <= stage.canvas.font_min() * 1.15 { 3 } else { 1 };
        for rows in 1..=most.min(columns.len()) {
            let per_row = columns.len().div_ceil(rows);
            let (board, reads_well) = set(&columns, &mut stage, area, (font, per_row));
            let total = board.rows.iter().sum::<f64>() + gap(font) * (rows - 1) as f64;
            boards.push((board, total <= area.height() + 0.5, reads_well));
        }
        let reading_well = boards.iter().position(|(_, fits, reads_well)| *fits && *reads_well);
        let fitting = boards.iter().position(|(_, fits, _)| *fits && is_least);
        let chosen = reading_well.or(fitting);
        (boards.swap_remove(chosen.unwrap_or(0)).0, chosen.is_some())
    });
    if let Some((font, board)) = found {
        paint(&columns, board, &mut stage, (area, font));
        parts::note_small(&mut stage, font);
    }
    Ok(stage.scene)
}

fn columns<'a>(spec: &'a DiagramSpec, stage: &Stage<'_>) -> Vec<Column<'a>> {
    let of = parts::group_of(spec);
    let cards = |number: Option<usize>| {
        let own = spec.nodes.iter().zip(&of).filter(move |(_, of)| **of == number);
        own.map(|(node, _)| node).collect::<Vec<_>>()
    };
    let mut columns: Vec<Column<'a>> = spec
        .groups
        .iter()
        .enumerate()
        .map(|(number, group)| Column {
            label: group.label.trim(),
            color: parts::color_of(stage, group.color.as_ref(), number),
            cards: cards(Some(number)),
        })
        .collect();
    let rest = cards(None);
    if spec.groups.is_empty() {
        // Without columns the states of the cards make them.
        let states: [(&str, &[Option<Status>]); 3] = [
            ("To do", &[None, Some(Status::Critical)]),
            ("In progress", &[Some(Status::Active)]),
            ("Done", &[Some(Status::Done), Some(Status::Milestone)]),
        ];
        for (number, (label, states)) in states.into_iter().enumerate() {
            let cards: Vec<&Node> =
                rest.iter().copied().filter(|node| states.contains(&node.status)).collect();
            columns.push(Column { label, color: stage.palette.series(number), cards });
        }
    } else if !rest.is_empty() {
        columns.push(Column { label: "", color: stage.palette.edge, cards: rest });
    }
    columns
}

fn gap(font: f64) -> f64 {
    font * 0.8
}

fn padding(font: f64) -> f64 {
    font * 0.7
}

fn set<'a>(
    columns: &[Column<'a>],
    stage: &mut Stage<'_>,
    area: Rect,
    (font, per_row): (f64, usize),
) -> (Board<'a>, bool) {
    let count = per_row.max(1) as f64;
    let most = (area.height() * 0.9).max(font * 18.0);
    let width = ((area.width() - gap(font) * (count - 1.0)) / count).min(most);
    let inner = width - 2.0 * gap(font) * 0.75;
    let mut reads_well = width > font * 6.5;
    let lanes: Vec<Lane<'a>> = columns
        .iter()
        .map(|column| {
            let style = TextStyle::new(font * 1.05, Weight::Bold);
            let count = column.cards.len().to_string();
            let room = inner - font * (1.6 + 0.6 * count.len() as f64);
            let header = stage.engine.balanced(column.label, style, room.max(font));
            reads_well &= !header.broken_word && header.lines.len() < 3;
            let cards: Vec<Card<'a>> =
                column.cards.iter().map(|node| card(node, stage, (font, inner))).collect();
            reads_well &= cards.iter().all(|card| {
                !card.label.broken_word && !card.text.as_ref().is_some_and(|text| text.broken_word)
            });
            let height = header.height.max(font * 1.5)
                + font * 1.5
                + cards.iter().map(|card| card.height + gap(font) * 0.75).sum::<f64>();
            Lane { header, count, cards, height }
        })
        .collect();
    let tallest = |lanes: &[Lane<'_>]| lanes.iter().map(|lane| lane.height).fold(0.0, f64::max);
    let rows = lanes.chunks(per_row.max(1)).map(tallest).collect();
    (Board { lanes, per_row: per_row.max(1), width, rows }, reads_well)
}

fn card<'a>(node: &'a Node, stage: &mut Stage<'_>, (font, width): (f64, f64)) -> Card<'a> {
    let least = stage.canvas.font_min().min(font);
    let room = (width - 2.0 * padding(font) - font * 0.2).max(font);
    let style = TextStyle { leading: 1.22, ..TextStyle::new(font, Weight::SemiBold) };
    let beside = if badge(node.status).is_some() { font * 1.5 } else { 0.0 };
    let label = stage.engine.block(node.label.trim(), style, Some((room - beside).max(font)));
    let small = (font * 0.84).max(least);
    let style = TextStyle { leading: 1.28, ..TextStyle::new(small, Weight::Regular) };
    let text = parts::given(node.text.as_ref());
    let text = text.map(|text| stage.engine.block(text, style, Some(room)));
    let style = TextStyle::new(small, Weight::SemiBold);
    let (mut at, line) = (Point::ZERO, small * 1.65);
    let mut tags = Vec::new();
    for tag in node.tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
        let (block, cut) = stage.engine.shortened(tag, style, (room - small, 1));
        if cut.is_some() {
            stage.record_cut(tag, true);
        }
        if at.x > 0.0 && at.x + block.width + small > room {
            at = Point::new(0.0, at.y + line + small * 0.25);
        }
        let x = at.x;
        at.x += block.width + small * 1.4;
        tags.push((block, tag, Point::new(x, at.y)));
    }
    let tags_height = if tags.is_empty() { 0.0 } else { at.y + line };
    let mut height = 2.0 * padding(font) + label.height;
    height += text.as_ref().map_or(0.0, |text| text.height + font * 0.2);
    height += if tags.is_empty() { 0.0 } else { tags_height + font * 0.4 };
    Card { node, label, text, tags, tags_height, height }
}

/// The icon that shows a state.
fn badge(status: Option<Status>) -> Option<&'static str> {
    match status? {
        Status::Done => Some("circle-check"),
        Status::Active => Some("clock"),
        Status::Critical => Some("triangle-alert"),
        Status::Milestone => Some("flag"),
    }
}

fn paint(
    columns: &[Column<'_>],
    board: Board<'_>,
    stage: &mut Stage<'_>,
    (area, font): (Rect, f64),
) {
    let rows = board.rows.len().max(1) as f64;
    let used = board.rows.iter().sum::<f64>() + gap(font) * (rows - 1.0);
    // Columns are drawn a little longer than their cards, where there is room.
    let more = ((area.height() - used).max(0.0) / rows).min(area.height() * 0.22 / rows);
    let mut top = area.y0 + ((area.height() - used - more * rows) * 0.3).max(0.0);
    let count = board.per_row as f64;
    let total = board.width * count + gap(font) * (count - 1.0);
    let left = area.x0 + (area.width() - total).max(0.0) / 2.0;
    for (index, (lane, column)) in board.lanes.into_iter().zip(columns).enumerate() {
        let (row, place) = (index / board.per_row, index % board.per_row);
        let height = board.rows.get(row).copied().unwrap_or(lane.height) + more;
        if place == 0 && row > 0 {
            top += board.rows.get(row - 1).copied().unwrap_or(0.0) + more + gap(font);
        }
        let x = left + (board.width + gap(font)) * place as f64;
        let rect = Rect::new(x, top, x + board.width, top + height);
        paint_lane((lane, column), rect, stage, font);
    }
}

fn paint_lane(
    (lane, column): (Lane<'_>, &Column<'_>),
    rect: Rect,
    stage: &mut Stage<'_>,
    font: f64,
) {
    let radius = font * 0.7;
    let ground = stage.palette.tint(column.color, 0.07);
    let strong = stage.palette.readable(column.color, stage.palette.background, 3.2);
    stage.scene.rect(rect, radius, ground);
    let inset = gap(font) * 0.75;
    let band = Rect::new(rect.x0 + inset, rect.y0, rect.x1 - inset, rect.y0 + font * 0.28);
    stage.scene.rect(band, font * 0.14, strong);
    let height = lane.header.height.max(font * 1.5);
    let middle = rect.y0 + font * 0.75 + height / 2.0;
    let ink = stage.palette.ink;
    let at = Point::new(rect.x0 + inset, middle);
    if !column.label.is_empty() {
        stage.scene.text((&lane.header, column.label), (at, Anchor::Left), ink, Role::Label);
    }
    let style = TextStyle::new(font.max(stage.canvas.font_min().min(font)), Weight::SemiBold);
    let count = stage.engine.block(&lane.count, style, None);
    let pill = Rect::from_center_size(
        Point::new(rect.x1 - inset - count.width / 2.0 - font * 0.5, middle),
        (count.width + font, font * 1.4),
    );
    let fill = stage.palette.tint(column.color, 0.2);
    stage.scene.rect(pill, font * 0.7, fill);
    let ink = stage.palette.readable(stage.palette.ink, fill, 4.6);
    stage.scene.text((&count, &lane.count), (pill.center(), Anchor::Center), ink, Role::Counter);
    let mut y = rect.y0 + height + font * 1.5;
    for card in lane.cards {
        let place = Rect::new(rect.x0 + inset, y, rect.x1 - inset, y + card.height);
        y += card.height + gap(font) * 0.75;
        paint_card(&card, place, stage, (font, strong));
    }
}

fn paint_card(card: &Card<'_>, rect: Rect, stage: &mut Stage<'_>, (font, lane): (f64, Color)) {
    let palette = stage.palette;
    let radius = font * 0.45;
    stage.scene.shadow(rect, radius, font * 0.22, palette.shadow);
    stage.scene.rect(rect, radius, palette.card);
    let pen = Pen::new(palette.tint(lane, 0.3), (font * 0.06).max(1.0));
    stage.scene.stroke(Shape::Rounded(rect, radius), pen);
    stage.scene.nodes.push(NodeTrace { outline: Shape::Rounded(rect, radius) });
    let stripe = match card.node.status {
        Some(Status::Critical) => Some(parts::signal(stage, 0.0)),
        _ => card.node.color.as_ref().map(|color| parts::color_of(stage, Some(color), 0)),
    };
    if let Some(color) = stripe {
        let stripe = Rect { x1: rect.x0 + font * 0.26, ..rect };
        stage.scene.clipped(Shape::Rounded(rect, radius), |scene| scene.rect(stripe, 0.0, color));
    }
    let left = rect.x0 + padding(font) + font * 0.1;
    let mut y = rect.y0 + padding(font) * 0.95;
    let place = (Point::new(left, y), Anchor::TopLeft);
    stage.scene.text((&card.label, card.node.label.trim()), place, palette.ink, Role::Label);
    if let Some(icon) = badge(card.node.status) {
        let color = match card.node.status {
            Some(Status::Critical) => parts::signal(stage, 0.0),
            Some(Status::Done) => parts::signal(stage, 1.0),
            _ => lane,
        };
        let at = Point::new(rect.x1 - padding(font) - font * 0.5, y + font * 0.62);
        let icon = stage.icons.pick(Some(icon), "", None);
        icon.into_iter().for_each(|icon| icon.draw(&mut stage.scene, at, font * 1.15, color));
    }
    y += card.label.height;
    if let (Some(block), Some(text)) = (&card.text, parts::given(card.node.text.as_ref())) {
        let place = (Point::new(left, y + font * 0.2), Anchor::TopLeft);
        stage.scene.text((block, text), place, palette.muted, Role::Body);
    }
    let top = rect.y1 - padding(font) * 0.95 - card.tags_height;
    for (block, tag, at) in &card.tags {
        let small = block.size;
        let chip = Rect::new(0.0, 0.0, block.width + small, small * 1.5);
        let chip = chip + (Point::new(left, top) + at.to_vec2()).to_vec2();
        let fill = palette.tint(lane, 0.14);
        stage.scene.rect(chip, small * 0.4, fill);
        let ink = palette.readable(lane, fill, 4.6);
        stage.scene.text((block, tag), (chip.center(), Anchor::Center), ink, Role::Label);
    }
}
