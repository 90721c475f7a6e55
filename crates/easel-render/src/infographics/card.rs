//! A card: a tinted surface with disc, label, text and key figure. Planned for a width first, so
//! that a template can choose its arrangement, then drawn.

use std::rc::Rc;

use kurbo::{Point, Rect};

use super::{Entry, draw_disc, draw_numbered_disc};
use crate::canvas::Stage;
use crate::cast::to_usize;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{Align, Block, TextStyle, Weight};

/// Where the disc of a card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DiscPlace {
    Left,
    Top,
    /// Drawn by the template, outside of the card.
    None,
}

/// How the cards of one picture look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) disc: DiscPlace,
    /// Font size of the label, pixels.
    pub(super) font: f64,
    /// Step numbers are shown.
    pub(super) numbered: bool,
    pub(super) align: Align,
}

/// A card with its texts set for a width.
#[derive(Debug)]
pub(super) struct CardPlan {
    look: Look,
    value: Option<Rc<Block>>,
    label: Rc<Block>,
    text: Option<Rc<Block>>,
    shown: [Option<String>; 2],
    /// What the content needs, padding included.
    pub(super) height: f64,
    /// No word is broken and nothing runs on for too many lines.
    pub(super) reads_well: bool,
}

impl Look {
    pub(super) fn padding(&self) -> f64 {
        self.font * 0.8
    }

    fn disc_size(&self) -> f64 {
        self.font * 2.3
    }

    fn gap(&self) -> f64 {
        self.font * 0.75
    }

    fn text_width(&self, width: f64) -> f64 {
        let inner = width - 2.0 * self.padding();
        let beside = if self.disc == DiscPlace::Left { self.disc_size() + self.gap() } else { 0.0 };
        (inner - beside).max(self.font)
    }

    fn styles(&self, stage: &Stage<'_>) -> [TextStyle; 3] {
        let least = stage.canvas.font_min();
        let styles = [
            TextStyle { leading: 1.15, ..TextStyle::new(self.font * 1.6, Weight::Bold) },
            TextStyle { leading: 1.22, ..TextStyle::new(self.font, Weight::Bold) },
            TextStyle {
                leading: 1.34,
                ..TextStyle::new((self.font * 0.78).max(least), Weight::Regular)
            },
        ];
        styles.map(|style| style.align(self.align))
    }

    fn total(&self, blocks: [Option<&Rc<Block>>; 3]) -> f64 {
        let texts: f64 = blocks.iter().flatten().map(|block| block.height).sum();
        let space = if blocks[2].is_some() { self.font * 0.18 } else { 0.0 };
        let content = match self.disc {
            DiscPlace::Left => (texts + space).max(self.disc_size()),
            DiscPlace::Top => texts + space + self.disc_size() + self.gap() * 0.8,
            DiscPlace::None => texts + space,
        };
        content + 2.0 * self.padding()
    }
}

/// Sets the texts of an entry for a card of this width.
pub(super) fn plan(stage: &mut Stage<'_>, entry: &Entry<'_>, look: Look, width: f64) -> CardPlan {
    let room = look.text_width(width);
    let [value_style, label_style, text_style] = look.styles(stage);
    let value = entry.value.map(|value| stage.engine.block(value, value_style, Some(room)));
    let label = stage.engine.block(entry.label, label_style, Some(room));
    let text = entry.text.map(|text| stage.engine.block(text, text_style, Some(room)));
    let height = look.total([value.as_ref(), Some(&label), text.as_ref()]);
    let whole = |block: &Rc<Block>, lines: usize| !block.broken_word && block.lines.len() <= lines;
    let reads_well = whole(&label, 3)
        && value.as_ref().is_none_or(|value| whole(value, 2))
        && text.as_ref().is_none_or(|text| whole(text, 7));
    CardPlan { look, value, label, text, shown: [None, None], height, reads_well }
}

/// Cuts label and text until the card is no higher than `height`.
fn shorten(stage: &mut Stage<'_>, entry: &Entry<'_>, card: &mut CardPlan, rect: Rect) {
    if card.height <= rect.height() + 0.5 {
        return;
    }
    let look = card.look;
    let room = look.text_width(rect.width());
    let [_, label_style, text_style] = look.styles(stage);
    let fixed = look.total([card.value.as_ref(), None, None])
        - if look.disc == DiscPlace::Left { look.disc_size() } else { 0.0 };
    let free = (rect.height() - fixed).max(label_style.size);
    let line = label_style.size * label_style.leading;
    let lines = to_usize(free / line).clamp(1, 2);
    let (label, cut) = stage.engine.shortened(entry.label, label_style, (room, lines));
    stage.record_cut(entry.label, cut.is_some());
    let left = free - label.height - look.font * 0.18;
    card.label = label;
    card.shown[0] = cut;
    if let Some(text) = entry.text {
        let lines = to_usize(left / (text_style.size * text_style.leading));
        if lines == 0 {
            card.text = None;
            stage.record_cut(text, true);
        } else {
            let (block, cut) = stage.engine.shortened(text, text_style, (room, lines));
            stage.record_cut(text, cut.is_some());
            card.text = Some(block);
            card.shown[1] = cut;
        }
    }
    card.height = look.total([card.value.as_ref(), Some(&card.label), card.text.as_ref()]);
}

/// Draws a card into `rect`, its content in the middle of the height. Where the disc is on top,
/// the content begins where that of a card of height `tallest` would, so that siblings align.
pub(super) fn draw(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    mut card: CardPlan,
    (rect, tallest): (Rect, f64),
) {
    shorten(stage, entry, &mut card, rect);
    let look = card.look;
    let surface = stage.palette.tint(entry.color, 0.075);
    let radius = (look.font * 0.7).min(rect.height() * 0.3);
    stage.scene.shadow(rect, radius, stage.canvas.px(9.0), stage.palette.shadow);
    stage.scene.rect(rect, radius, stage.palette.background);
    stage.scene.rect(rect, radius, surface);
    let rim = Pen::new(stage.palette.tint(entry.color, 0.34), stage.canvas.px(1.5).max(1.0));
    stage.scene.stroke(Shape::Rounded(rect, radius), rim);
    let own = if look.disc == DiscPlace::Top { tallest.min(rect.height()) } else { card.height };
    let top = rect.y0 + (rect.height() - own.max(card.height)) / 2.0 + look.padding();
    let disc = look.disc_size();
    let left = rect.x0 + look.padding();
    let (x, mut y, share) = match look.disc {
        DiscPlace::Left => {
            let center = Point::new(left + disc / 2.0, rect.center().y);
            disc_of(stage, entry, (center, disc), look);
            (left + disc + look.gap(), top, look.align.share())
        }
        DiscPlace::Top => {
            let inner = rect.width() - 2.0 * look.padding();
            let x = left + (inner - disc) * look.align.share() + disc / 2.0;
            disc_of(stage, entry, (Point::new(x, top + disc / 2.0), disc), look);
            (left, top + disc + look.gap() * 0.8, look.align.share())
        }
        DiscPlace::None => (left, top, look.align.share()),
    };
    let room = look.text_width(rect.width());
    if look.disc == DiscPlace::Left {
        let texts = card.height - 2.0 * look.padding();
        let used: f64 = [card.value.as_ref(), Some(&card.label), card.text.as_ref()]
            .into_iter()
            .flatten()
            .map(|block| block.height)
            .sum();
        y += ((texts - used) / 2.0).max(0.0);
    }
    let strong = stage.palette.readable(entry.color, surface, 4.6);
    let palette = stage.palette;
    let CardPlan { value, label, text, shown, .. } = card;
    let [label_shown, text_shown] = shown;
    let parts = [
        (value, entry.value, None, strong, Role::Value),
        (Some(label), Some(entry.label), label_shown, palette.ink, Role::Label),
        (text, entry.text, text_shown, palette.body, Role::Body),
    ];
    for (block, words, cut, color, role) in parts {
        let (Some(block), Some(words)) = (block, words) else { continue };
        if role == Role::Body {
            y += look.font * 0.18;
        }
        let at = Point::new(x + (room - block.width) * share, y);
        let words = cut.as_deref().unwrap_or(words);
        stage.scene.text((&block, words), (at, Anchor::TopLeft), color, role);
        y += block.height;
    }
}

fn disc_of(stage: &mut Stage<'_>, entry: &Entry<'_>, (center, size): (Point, f64), look: Look) {
    if look.numbered {
        draw_numbered_disc(stage, entry, center, size);
    } else {
        draw_disc(stage, entry, center, size);
    }
}
