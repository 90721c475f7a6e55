//! An entry in a rectangle: its texts set for a width, so that a template can choose its
//! arrangement before anything is drawn. The surface behind it is in [`super::surface`], the icon
//! in [`super::mark`].

use std::rc::Rc;

use kurbo::{Point, Rect};

use super::names::Look;
use super::{Entry, mark, surface};
use crate::canvas::Stage;
use crate::cast::to_usize;
use crate::scene::{Anchor, Role};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

/// Where the icon of an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkPlace {
    Left,
    Top,
    /// Drawn by the template, outside of the card.
    None,
}

/// How the entries of one picture are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) look: Look,
    pub(super) mark: MarkPlace,
    /// Font size of the label, pixels.
    pub(super) font: f64,
    /// Step numbers are shown.
    pub(super) numbered: bool,
    pub(super) align: Align,
    /// Size of the key figure as a multiple of the label's.
    pub(super) figure: f64,
}

/// What colour a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Strong,
    Ink,
    Body,
    /// On the colour of the entry.
    On,
}

/// One text of an entry.
#[derive(Debug, Clone)]
struct Piece<'a> {
    words: &'a str,
    /// What is shown where it had to be cut.
    shown: Option<String>,
    block: Rc<Block>,
    style: TextStyle,
    role: Role,
    tone: Tone,
    /// Free space above it.
    before: f64,
    /// Free space left of it.
    indent: f64,
    /// A dot stands before it.
    dot: bool,
}

/// An entry with its texts set for a width.
#[derive(Debug)]
pub(super) struct CardPlan<'a> {
    style: Style,
    /// The label where it stands on a band of its own.
    header: Option<Piece<'a>>,
    pieces: Vec<Piece<'a>>,
    /// What the content needs, padding included.
    pub(super) height: f64,
    /// No word is broken and nothing runs on for too many lines.
    pub(super) reads_well: bool,
}

impl CardPlan<'_> {
    /// Width of the widest text.
    pub(super) fn text_width(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.block.width).fold(0.0, f64::max)
    }
}

impl Style {
    pub(super) const fn new(look: Look, mark: MarkPlace, font: f64) -> Self {
        Self { look, mark, font, numbered: false, align: Align::Left, figure: 1.6 }
    }

    /// The same with what the look demands: a circle is on top, a capsule has its icon left.
    pub(super) fn settled(mut self) -> Self {
        match self.look {
            Look::Circle if self.mark != MarkPlace::None => {
                self.mark = MarkPlace::Top;
                self.align = Align::Center;
            }
            Look::Capsule if self.mark == MarkPlace::Top => self.mark = MarkPlace::Left,
            Look::Corner if self.mark == MarkPlace::Top => self.mark = MarkPlace::Left,
            _ => {}
        }
        self
    }

    pub(super) fn padding(&self) -> f64 {
        match self.look {
            Look::Plain | Look::Underline | Look::Circle if self.mark == MarkPlace::None => {
                self.font * 0.4
            }
            Look::Plain | Look::Underline | Look::Circle => self.font * 0.1,
            _ => self.font * 0.8,
        }
    }

    pub(super) fn has_band(&self) -> bool {
        matches!(self.look, Look::Ribbon | Look::Arrow)
    }

    /// Whether the icon takes room beside or above the texts.
    fn beside(&self) -> bool {
        self.mark == MarkPlace::Left && !self.has_band() && self.look != Look::Corner
    }

    fn on_top(&self) -> bool {
        self.mark == MarkPlace::Top && !self.has_band()
    }

    pub(super) fn mark_size(&self) -> f64 {
        match self.look {
            Look::Circle if self.mark == MarkPlace::Top => self.font * 4.2,
            Look::Plain | Look::Underline => self.font * 1.9,
            _ => self.font * 2.3,
        }
    }

    fn gap(&self) -> f64 {
        self.font * 0.75
    }

    /// Radius of the quarter circle in a corner.
    fn corner(&self) -> f64 {
        if self.look == Look::Corner && self.mark != MarkPlace::None {
            self.font * 2.4
        } else {
            0.0
        }
    }

    fn text_width(&self, width: f64) -> f64 {
        let beside = if self.beside() { self.mark_size() + self.gap() } else { 0.0 };
        let ends = if self.look == Look::Capsule { self.font * 0.5 } else { 0.0 };
        (width - 2.0 * self.padding() - beside - ends).max(self.font)
    }

    fn text_style(&self, stage: &Stage<'_>, role: Role) -> TextStyle {
        let least = stage.canvas.font_min();
        let style = match role {
            Role::Value => {
                TextStyle { leading: 1.12, ..TextStyle::new(self.font * self.figure, Weight::Bold) }
            }
            Role::Label => TextStyle { leading: 1.22, ..TextStyle::new(self.font, Weight::Bold) },
            _ => TextStyle {
                leading: 1.34,
                ..TextStyle::new((self.font * 0.78).max(least), Weight::Regular)
            },
        };
        style.align(self.align)
    }

    /// Height of the band that a label stands on.
    fn band(&self, header: Option<&Piece<'_>>) -> f64 {
        header.map_or(0.0, |piece| (piece.block.height + self.font * 0.8).max(self.font * 2.1))
    }

    fn total(&self, header: Option<&Piece<'_>>, pieces: &[Piece<'_>]) -> f64 {
        let texts: f64 = pieces.iter().map(|piece| piece.before + piece.block.height).sum();
        if self.has_band() && header.is_some() {
            let below = if pieces.is_empty() { 0.0 } else { texts + self.font * 1.2 };
            return self.band(header) + below;
        }
        let content = if self.beside() {
            texts.max(self.mark_size())
        } else if self.on_top() {
            texts + self.mark_size() + if pieces.is_empty() { 0.0 } else { self.gap() * 0.8 }
        } else {
            texts.max(self.corner() - self.padding())
        };
        content + 2.0 * self.padding()
    }
}

/// The texts of an entry in the order in which they stand.
fn pieces<'a>(
    stage: &mut Stage<'_>,
    entry: &Entry<'a>,
    style: Style,
    room: f64,
) -> (Option<Piece<'a>>, Vec<Piece<'a>>) {
    let mut pieces = Vec::new();
    let mut header = None;
    let is_bare = matches!(style.look, Look::Plain | Look::Underline | Look::Circle);
    let short = (room - style.corner() * 0.8).max(style.font);
    if let Some(value) = entry.value {
        let set = style.text_style(stage, Role::Value);
        pieces.push(piece(stage, (value, set), short, (Role::Value, Tone::Strong)));
    }
    if !entry.label.is_empty() {
        let set = style.text_style(stage, Role::Label);
        if style.has_band() {
            let set = set.align(Align::Left);
            let least = style.font * if style.mark == MarkPlace::None { 1.2 } else { 3.0 };
            let room = (room + style.padding() - least).max(style.font);
            header = Some(piece(stage, (entry.label, set), room, (Role::Label, Tone::On)));
        } else {
            let tone = if is_bare { Tone::Strong } else { Tone::Ink };
            pieces.push(piece(stage, (entry.label, set), short, (Role::Label, tone)));
        }
    }
    if let Some(text) = entry.text {
        let set = style.text_style(stage, Role::Body);
        let rule = if style.look == Look::Underline { 0.55 } else { 0.18 };
        let mut text = piece(stage, (text, set), room, (Role::Body, Tone::Body));
        text.before = if pieces.is_empty() { 0.0 } else { style.font * rule };
        pieces.push(text);
    }
    for item in entry.items {
        parts(stage, item, (style, room, 0), &mut pieces);
    }
    (header, pieces)
}

/// What an entry consists of, as points.
fn parts<'a>(
    stage: &mut Stage<'_>,
    item: &'a easel_types::spec::InfographicItem,
    (style, room, depth): (Style, f64, usize),
    pieces: &mut Vec<Piece<'a>>,
) {
    let body = style.text_style(stage, Role::Body).align(Align::Left);
    let indent = body.size * (0.9 + 0.9 * depth.min(3) as f64);
    let width = (room - indent).max(style.font);
    let strong = TextStyle { weight: Weight::SemiBold, leading: 1.25, ..body };
    let texts = [
        (Some(&item.label), strong, Role::Label, Tone::Body),
        (item.value.as_ref(), strong, Role::Value, Tone::Strong),
        (item.text.as_ref(), body, Role::Body, Tone::Body),
    ];
    let mut is_first = true;
    for (words, set, role, tone) in texts {
        let Some(words) = words.map(|words| words.trim()).filter(|words| !words.is_empty()) else {
            continue;
        };
        let mut point = piece(stage, (words, set), width, (role, tone));
        point.before = if is_first { style.font * 0.28 } else { 0.0 };
        point.indent = indent;
        point.dot = is_first;
        is_first = false;
        pieces.push(point);
    }
    for inner in &item.items {
        parts(stage, inner, (style, room, depth + 1), pieces);
    }
}

fn piece<'a>(
    stage: &mut Stage<'_>,
    (words, style): (&'a str, TextStyle),
    width: f64,
    (role, tone): (Role, Tone),
) -> Piece<'a> {
    let block = stage.engine.block(words, style, Some(width));
    Piece { words, shown: None, block, style, role, tone, before: 0.0, indent: 0.0, dot: false }
}

/// Sets the texts of an entry for a card of this width.
pub(super) fn plan<'a>(
    stage: &mut Stage<'_>,
    entry: &Entry<'a>,
    style: Style,
    width: f64,
) -> CardPlan<'a> {
    let room = style.text_width(width);
    let (header, pieces) = pieces(stage, entry, style, room);
    let height = style.total(header.as_ref(), &pieces);
    let reads_well = pieces.iter().chain(&header).all(|piece| {
        let lines = match piece.role {
            Role::Value => 2,
            Role::Label => 3,
            _ => 7,
        };
        !piece.block.broken_word && piece.block.lines.len() <= lines
    });
    CardPlan { style, header, pieces, height, reads_well }
}

/// Cuts texts, the last first, until the card is no higher than `height`.
fn shorten(stage: &mut Stage<'_>, card: &mut CardPlan<'_>, rect: Rect) {
    let style = card.style;
    let room = style.text_width(rect.width());
    for index in (0..card.pieces.len()).rev() {
        let over = card.height - rect.height();
        if over <= 0.5 {
            return;
        }
        let piece = &card.pieces[index];
        let line = piece.style.size * piece.style.leading;
        let lines = to_usize((piece.block.height - over) / line + 0.01);
        let (words, set, indent) = (piece.words, piece.style, piece.indent);
        // A label is never left out.
        let least = usize::from(index == 0 || (piece.role == Role::Label && !piece.dot));
        let lines = lines.max(least);
        if lines == 0 {
            card.pieces.remove(index);
            stage.scene.left_out.push(words.to_owned());
            stage.record_cut(words, true);
        } else {
            let (block, cut) =
                stage.engine.shortened(words, set, ((room - indent).max(1.0), lines));
            stage.record_cut(words, cut.is_some());
            card.pieces[index].block = block;
            card.pieces[index].shown = cut;
        }
        card.height = style.total(card.header.as_ref(), &card.pieces);
    }
}

/// Draws a card into `rect`, its content in the middle of the height. Where the icon is on top,
/// the content begins where that of a card of height `tallest` would, so that siblings align.
pub(super) fn draw(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    mut card: CardPlan<'_>,
    (rect, tallest): (Rect, f64),
) {
    shorten(stage, &mut card, rect);
    let style = card.style;
    if style.has_band() && card.header.is_some() {
        draw_banded(stage, entry, &card, (rect, tallest));
        return;
    }
    let ground = surface::draw(stage, entry, style, rect);
    let is_aligned = style.on_top() || !style.beside() && tallest > 0.0;
    let own = if is_aligned { tallest.min(rect.height()) } else { card.height };
    let top = rect.y0 + (rect.height() - own.max(card.height)) / 2.0 + style.padding();
    let size = style.mark_size();
    let left = rect.x0 + style.padding();
    let texts: f64 = card.pieces.iter().map(|piece| piece.before + piece.block.height).sum();
    let (x, y) = if style.beside() {
        let center = Point::new(left + size / 2.0, rect.center().y);
        mark::draw(stage, entry, (center, size), style);
        (left + size + style.gap(), rect.center().y - texts / 2.0)
    } else if style.on_top() {
        let inner = rect.width() - 2.0 * style.padding();
        let x = left + (inner - size) * style.align.share() + size / 2.0;
        mark::draw(stage, entry, (Point::new(x, top + size / 2.0), size), style);
        (left, top + size + style.gap() * 0.8)
    } else {
        if style.corner() > 0.0 {
            surface::corner(stage, entry, (rect, style.corner()), style);
        }
        (left, top)
    };
    let room = style.text_width(rect.width());
    write(stage, entry, &card, ((x, y), room, ground));
}

/// Writes the texts from (x, y) downwards.
fn write(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    card: &CardPlan<'_>,
    ((x, mut y), room, ground): ((f64, f64), f64, Color),
) {
    let style = card.style;
    let palette = stage.palette;
    let strong = palette.readable(entry.color, ground, 4.6);
    for (index, piece) in card.pieces.iter().enumerate() {
        y += piece.before;
        let share = if piece.indent > 0.0 { 0.0 } else { style.align.share() };
        let left = x + piece.indent + (room - piece.indent - piece.block.width) * share;
        let color = match piece.tone {
            Tone::Strong => strong,
            Tone::Ink => palette.ink,
            Tone::Body => palette.readable(palette.body, ground, 4.6),
            Tone::On => mark::ground_of(stage, entry.color).1,
        };
        if piece.dot {
            let center =
                Point::new(x + piece.indent - piece.style.size * 0.6, y + piece.style.size * 0.62);
            stage.scene.disc(center, piece.style.size * 0.16, strong);
        }
        let words = piece.shown.as_deref().unwrap_or(piece.words);
        let place = (Point::new(left, y), Anchor::TopLeft);
        stage.scene.text((&piece.block, words), place, color, piece.role);
        y += piece.block.height;
        let is_title = piece.role == Role::Label && !piece.dot && piece.indent == 0.0;
        if style.look == Look::Underline && is_title && style.mark != MarkPlace::None {
            let next = card.pieces.get(index + 1);
            surface::rule(stage, entry, ((x, y + style.font * 0.2), room), next.is_some());
        }
    }
}

/// A card whose label stands on a band of the entry's colour.
fn draw_banded(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    card: &CardPlan<'_>,
    (rect, tallest): (Rect, f64),
) {
    let style = card.style;
    let Some(header) = &card.header else { return };
    let band_height = style.band(Some(header));
    let top = if style.look == Look::Arrow {
        rect.y0 + ((rect.height() - card.height.max(tallest)) / 2.0).max(0.0)
    } else {
        rect.y0
    };
    let has_body = !card.pieces.is_empty();
    let band = if has_body || style.look == Look::Arrow {
        Rect::new(rect.x0, top, rect.x1, top + band_height)
    } else {
        let middle = rect.center().y;
        Rect::new(rect.x0, middle - band_height / 2.0, rect.x1, middle + band_height / 2.0)
    };
    let ground = surface::band(stage, entry, style, (rect, band, has_body));
    let mut x = band.x0 + style.padding() * if style.look == Look::Arrow { 1.4 } else { 1.0 };
    if style.mark != MarkPlace::None {
        let size = style.font * 1.55;
        mark::draw_on(stage, entry, (Point::new(x + size / 2.0, band.center().y), size), style);
        x += size + style.font * 0.5;
    }
    let (_, on) = mark::ground_of(stage, entry.color);
    let words = header.shown.as_deref().unwrap_or(header.words);
    let place = (Point::new(x, band.center().y), Anchor::Left);
    stage.scene.text((&header.block, words), place, on, Role::Label);
    let room = style.text_width(rect.width());
    let texts: f64 = card.pieces.iter().map(|piece| piece.before + piece.block.height).sum();
    let free = rect.y1 - band.y1 - texts;
    let y = if style.look == Look::Arrow {
        style.font * 0.6
    } else {
        (free / 2.0).max(style.font * 0.4)
    };
    write(stage, entry, card, ((rect.x0 + style.padding(), band.y1 + y), room, ground));
}
