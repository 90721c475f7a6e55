//! Where everything in a sequence diagram stands for one font size: columns from what has to be
//! written between them, then rows from top to bottom, stretched to the room there is.

use std::rc::Rc;

use easel_types::spec::RemarkSide;
use kurbo::Rect;

use super::boxes::{self, Ground};
use super::heads::{self, Cast, Head};
use super::{Message, Play, What};
use crate::canvas::Stage;
use crate::text::{Align, Block, TextStyle, Weight};

/// A diagram set in one font size.
pub(super) struct Layout {
    pub(super) font: f64,
    /// Middles of the participants.
    pub(super) xs: Vec<f64>,
    pub(super) heads: Vec<Head>,
    /// Bottoms of the boxes at the top, and the height of those without a form of their own.
    pub(super) heads_bottoms: Vec<f64>,
    pub(super) box_height: f64,
    pub(super) box_widths: Vec<f64>,
    /// End of the lifelines; the bottom of the boxes at the foot, where there are some.
    pub(super) end: f64,
    pub(super) foot: Option<f64>,
    pub(super) items: Vec<Item>,
    /// Labels stand on their arrows.
    pub(super) dense: bool,
    pub(super) bars: Vec<Bar>,
    pub(super) frames: Vec<Frame>,
    /// The boxes behind the participants.
    pub(super) grounds: Vec<Ground>,
    pub(super) fits: bool,
}

/// A row in its place.
pub(super) struct Item {
    /// Number of the row.
    pub(super) row: usize,
    /// The arrow of a message; the top of anything else.
    pub(super) y: f64,
    /// Ends of the arrow, or the sides of a remark or divider.
    pub(super) ends: (f64, f64),
    pub(super) block: Option<Rc<Block>>,
    /// How many fragments it is in.
    pub(super) depth: usize,
}

/// The time in which a participant works.
pub(super) struct Bar {
    pub(super) participant: usize,
    pub(super) level: usize,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// A fragment.
pub(super) struct Frame {
    pub(super) rect: Rect,
    /// Number of the row that opens it.
    pub(super) row: usize,
    pub(super) depth: usize,
    pub(super) condition: Option<Rc<Block>>,
    /// Tops of the further sections, with their rows and conditions.
    pub(super) sections: Vec<(f64, usize, Rc<Block>)>,
    /// Sides of what is inside.
    sides: (f64, f64),
}

/// Width of an activation bar.
pub(super) fn bar_width(font: f64) -> f64 {
    font * 0.72
}

/// Height of the corner that names a fragment.
pub(super) fn tab_height(font: f64) -> f64 {
    font * 1.5
}

pub(super) fn message_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::Regular) }.align(Align::Center)
}

pub(super) fn remark_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.24, ..TextStyle::new(font, Weight::Regular) }
}

pub(super) fn condition_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::SemiBold) }
}

pub(super) fn tab_style(font: f64) -> TextStyle {
    TextStyle::new(font, Weight::Bold)
}

/// Sets the play in this font.
pub(super) fn layout(play: Play<'_>, stage: &mut Stage<'_>, area: Rect, font: f64) -> Layout {
    let Play { casts, rows, .. } = play;
    let count = casts.len().max(1) as f64;
    let is_least = font <= stage.canvas.font_min() * 1.01;
    let widest = (area.width() - font * 0.7 * (count - 1.0)) / count;
    let mut heads = set_heads(casts, stage, font, widest);
    let mut staggered = false;
    let mut columns = columns(play, (&heads, staggered), stage, (area, font));
    let is_many = heads.len() > 7 || (is_least && heads.len() > 3);
    if is_many && (heads.iter().any(|head| head.broken) || !columns.fits) {
        staggered = true;
        heads = set_heads(casts, stage, font, widest * 1.9 - font);
        columns = self::columns(play, (&heads, staggered), stage, (area, font));
    }
    let box_height = heads::box_height(casts, &heads);
    let tallest = heads.iter().map(|head| head.height).fold(0.0, f64::max);
    let levels = if staggered { 2.0 } else { 1.0 };
    let mut grounds = grounds(play, &columns, stage, font);
    let (above, below) = boxes::rims(&grounds, font);
    let heads_room = tallest * levels + font * 0.5 * (levels - 1.0);
    let head_room = heads_room + above;
    let messages = rows.iter().filter(|row| matches!(row.what, What::Message(_))).count();
    let room = area.height() - head_room - below - font * 0.9;
    let xs = columns.xs;
    let fit = |(gap, dense): (f64, bool), top: f64, stage: &mut Stage<'_>| {
        let mut placer = Placer::new(play, (&xs, area), (font, gap, dense), top);
        placer.place_all(stage);
        placer
    };
    let mut tightness = (font * 0.75, false);
    let mut placed = fit(tightness, 0.0, stage);
    if placed.y > room && is_least {
        tightness = (font * 0.3, true);
        placed = fit(tightness, 0.0, stage);
    }
    let used = placed.y;
    let tall = !staggered && room > font * 34.0 && messages >= 10 && used + tallest < room;
    let room = if tall { room - tallest } else { room };
    let more = ((room - used) / placed.gaps.max(1) as f64).clamp(0.0, font * 2.6);
    // What is left over after stretching lies above and below.
    let left = (room - used - more * placed.gaps as f64).max(0.0);
    let top = area.y0 + left * 0.36 + head_room;
    let mut placed = fit((tightness.0 + more, tightness.1), top, stage);
    let mut broken = !is_least && (heads.iter().any(|head| head.broken) || placed.broken);
    let end = placed.y + font * 0.5 + left * 0.2;
    let bars = placed.finish_bars(placed.y + font * 0.5);
    let Placer { items, frames, dense, .. } = placed;
    let bottom = |index: usize| {
        top - if staggered && index.is_multiple_of(2) { heads_room - tallest } else { 0.0 }
    };
    let foot = tall.then_some(end + tallest);
    for ground in &mut grounds {
        broken |= !is_least && ground.is_broken();
        (ground.rect.y0, ground.rect.y1) = (top - head_room, foot.unwrap_or(end) + below);
    }
    Layout {
        font,
        heads_bottoms: (0..heads.len()).map(bottom).collect(),
        xs,
        heads,
        box_height,
        box_widths: columns.box_widths,
        end,
        foot,
        fits: columns.fits && !broken && used <= room + 0.5,
        items,
        dense,
        bars,
        frames,
        grounds,
    }
}

fn set_heads(casts: &[Cast<'_>], stage: &mut Stage<'_>, font: f64, widest: f64) -> Vec<Head> {
    let widest = widest.min(font * 11.0);
    casts.iter().map(|cast| heads::head(cast, stage, font, widest)).collect()
}

/// Where the participants stand.
struct Columns {
    xs: Vec<f64>,
    box_widths: Vec<f64>,
    fits: bool,
}

/// What has to fit between neighbours: `needs[i]` between participant `i - 1` and `i`, the first
/// and the last beside the outer ones.
struct Needs {
    least: Vec<f64>,
    wanted: Vec<f64>,
    spans: Vec<(usize, usize, f64)>,
}

fn columns(
    play: Play<'_>,
    (heads, staggered): (&[Head], bool),
    stage: &mut Stage<'_>,
    (area, font): (Rect, f64),
) -> Columns {
    let count = heads.len();
    let widest = heads.iter().map(|head| head.width).fold(0.0, f64::max);
    // Equal boxes where there is room for them.
    let equal =
        !staggered && widest * count as f64 + font * 2.0 * (count as f64) < area.width() * 0.9;
    let widths: Vec<f64> =
        heads.iter().map(|head| if equal { widest } else { head.width }).collect();
    let half = |index: usize| widths.get(index).copied().unwrap_or(0.0) / 2.0;
    let mut least = vec![half(0)];
    for index in 1..count {
        let (before, here) = (half(index - 1), half(index));
        // Boxes on two levels only have to leave the lifelines of the others free.
        let both = if staggered { before.max(here) } else { before + here };
        least.push(both + font * 0.6);
    }
    least.push(half(count.saturating_sub(1)));
    for span in play.spans {
        least[span.low] += boxes::padding(font);
        least[span.high + 1] += boxes::padding(font);
        if span.low > 0 {
            least[span.low] += boxes::apart(font);
        }
    }
    let mut needs = Needs { wanted: least.clone(), least, spans: Vec::new() };
    collect_needs(play, &mut needs, stage, font);
    for (low, high, width) in std::mem::take(&mut needs.spans) {
        let sum: f64 = needs.wanted[low + 1..=high].iter().sum();
        let more = (width - sum).max(0.0) / (high - low) as f64;
        needs.wanted[low + 1..=high].iter_mut().for_each(|need| *need += more);
    }
    let (least, wanted) = (needs.least.iter().sum::<f64>(), needs.wanted.iter().sum::<f64>());
    let mut gaps = needs.wanted.clone();
    if wanted > area.width() {
        let share = ((area.width() - least) / (wanted - least).max(1e-9)).clamp(0.0, 1.0);
        for (gap, low) in gaps.iter_mut().zip(&needs.least) {
            *gap = low + (*gap - low) * share;
        }
    } else {
        // The margins get half of what a gap gets, up to where arrows would be too long.
        let more = (area.width() - wanted) / (count as f64).max(1.0);
        let last = gaps.len() - 1;
        for (index, gap) in gaps.iter_mut().enumerate() {
            let is_edge = index == 0 || index == last;
            *gap = if is_edge { *gap } else { (*gap + more).min((font * 26.0).max(*gap)) };
        }
    }
    let total: f64 = gaps.iter().sum();
    let mut x = area.x0 + (area.width() - total).max(0.0) / 2.0;
    let xs = gaps.iter().take(count).map(|gap| {
        x += gap;
        x
    });
    Columns { xs: xs.collect(), box_widths: widths, fits: least <= area.width() + 0.5 }
}

/// Where the boxes behind participants lie from left to right, with their labels.
fn grounds(play: Play<'_>, columns: &Columns, stage: &mut Stage<'_>, font: f64) -> Vec<Ground> {
    let ends = |index: usize| {
        let x = columns.xs.get(index).copied().unwrap_or(0.0);
        let half = columns.box_widths.get(index).copied().unwrap_or(0.0) / 2.0;
        (x - half - boxes::padding(font), x + half + boxes::padding(font))
    };
    let spans = play.spans.iter().enumerate();
    let grounds = spans.map(|(number, span)| {
        let rect = Rect::new(ends(span.low).0, 0.0, ends(span.high).1, 0.0);
        let style = boxes::label_style(font);
        let room = (rect.width() - font * 1.2).max(font);
        let label =
            (!span.label.is_empty()).then(|| stage.engine.balanced(span.label, style, room));
        Ground { span: number, rect, label }
    });
    grounds.collect()
}

/// Asks for room for the labels of boxes.
fn want_boxes(play: Play<'_>, needs: &mut Needs, stage: &mut Stage<'_>, font: f64) {
    for span in play.spans {
        let width = stage.engine.width(span.label, boxes::label_style(font)).min(font * 10.0);
        if span.low < span.high {
            needs.spans.push((span.low, span.high, width));
        }
    }
}

fn collect_needs(play: Play<'_>, needs: &mut Needs, stage: &mut Stage<'_>, font: f64) {
    let cap = font * 12.0;
    let counter = if play.numbered { font * 2.0 } else { 0.0 };
    want_boxes(play, needs, stage, font);
    let mut want = |index: usize, width: f64| {
        if let Some(need) = needs.wanted.get_mut(index) {
            *need = need.max(width);
        }
    };
    let mut depth = 0;
    for row in play.rows {
        depth = depth.max(row.depth);
        match &row.what {
            What::Message(message) => {
                let label = message.label.as_deref().unwrap_or_default();
                let width = stage.engine.width(label, message_style(font)).min(cap);
                let (low, high) = (message.from.min(message.to), message.from.max(message.to));
                let around = font * 3.4 + counter;
                match high - low {
                    0 => want(high + 1, width.min(font * 9.0) + font * 4.2 + counter),
                    1 => want(high, width + around),
                    _ => needs.spans.push((low, high, width + around)),
                }
            }
            What::Remark(text, (low, high), side) => {
                let width = stage.engine.width(text, remark_style(font)).min(font * 10.0);
                match side {
                    RemarkSide::Left => want(*low, width + font * 3.0),
                    RemarkSide::Right => want(high + 1, width + font * 3.0),
                    RemarkSide::Over if low == high => {
                        want(*low, width / 2.0 + font * 1.6);
                        want(high + 1, width / 2.0 + font * 1.6);
                    }
                    RemarkSide::Over => needs.spans.push((*low, *high, width)),
                }
            }
            What::Open(_, _, (low, high)) => {
                want(*low, font * 2.2);
                want(high + 1, font * 2.2);
            }
            _ => {}
        }
    }
    if depth > 0 {
        // Frames stand out beyond the outer participants.
        let beyond = font * (0.95 + 0.6 * depth as f64);
        for side in [0, needs.wanted.len() - 1] {
            needs.least[side] = needs.least[side].max(beyond);
            needs.wanted[side] = needs.wanted[side].max(beyond);
        }
    }
}

/// Puts row under row.
struct Placer<'a> {
    play: Play<'a>,
    xs: &'a [f64],
    area: Rect,
    font: f64,
    gap: f64,
    /// Labels stand on their arrows, not above them.
    dense: bool,
    y: f64,
    /// How often the gap was used.
    gaps: usize,
    broken: bool,
    items: Vec<Item>,
    bars: Vec<Bar>,
    /// Begins of the bars that have no end yet, for each participant.
    open_bars: Vec<Vec<f64>>,
    frames: Vec<Frame>,
    /// Numbers of the frames that have no end yet.
    open_frames: Vec<usize>,
    /// Height of the last arrow.
    arrow: Option<f64>,
}

impl<'a> Placer<'a> {
    fn new(
        play: Play<'a>,
        (xs, area): (&'a [f64], Rect),
        (font, gap, dense): (f64, f64, bool),
        top: f64,
    ) -> Self {
        Self {
            play,
            xs,
            area,
            font,
            gap,
            dense,
            y: top + font * 0.6,
            gaps: 0,
            broken: false,
            items: Vec::new(),
            bars: Vec::new(),
            open_bars: vec![Vec::new(); xs.len()],
            frames: Vec::new(),
            open_frames: Vec::new(),
            arrow: None,
        }
    }

    fn space(&mut self) {
        self.y += self.gap;
        self.gaps += 1;
    }

    /// Lets the open fragments reach from `low` to `high`.
    fn reach(&mut self, low: f64, high: f64) {
        for &number in &self.open_frames {
            let sides = &mut self.frames[number].sides;
            *sides = (sides.0.min(low), sides.1.max(high));
        }
    }

    fn place_all(&mut self, stage: &mut Stage<'_>) {
        let Play { rows, numbered, .. } = self.play;
        for (number, row) in rows.iter().enumerate() {
            match &row.what {
                What::Message(message) => {
                    // A bar that begins with this message is what its arrow meets.
                    let begun = rows[number + 1..]
                        .iter()
                        .map_while(|row| match row.what {
                            What::Activate(node) => Some(node),
                            _ => None,
                        })
                        .collect::<Vec<_>>();
                    self.message((number, row.depth), message, (&begun, numbered), stage);
                }
                What::Remark(text, ends, side) => {
                    self.remark((number, row.depth), text, (*ends, *side), stage);
                }
                What::Open(kind, condition, ends) => {
                    self.open((number, row.depth), (kind, condition), *ends, stage);
                }
                What::Section(condition) => self.section(number, condition, stage),
                What::Close => self.close(),
                What::Divider(label) => self.divider((number, row.depth), label, stage),
                What::Activate(node) => {
                    let from = self.arrow.unwrap_or(self.y);
                    if let Some(open) = self.open_bars.get_mut(*node) {
                        open.push(from);
                    }
                }
                What::Deactivate(node) => {
                    let y = self.arrow.unwrap_or(self.y);
                    self.end_bar(*node, y);
                }
            }
        }
        while !self.open_frames.is_empty() {
            self.close();
        }
    }

    fn end_bar(&mut self, participant: usize, y: f64) {
        let Some(from) = self.open_bars.get_mut(participant).and_then(Vec::pop) else { return };
        let level = self.open_bars[participant].len();
        let to = y.max(from + self.font * 0.8);
        self.bars.push(Bar { participant, level, from, to });
    }

    /// Ends the bars that no step ends.
    fn finish_bars(&mut self, end: f64) -> Vec<Bar> {
        for participant in 0..self.xs.len() {
            while self.open_bars.get(participant).is_some_and(|open| !open.is_empty()) {
                self.end_bar(participant, end - self.font * 0.3);
            }
        }
        let mut bars = std::mem::take(&mut self.bars);
        bars.sort_by_key(|bar| bar.level);
        bars
    }

    /// Where an arrow meets a participant: the edge of its innermost bar.
    fn edge(&self, participant: usize, rightwards: bool, more: usize) -> f64 {
        let (x, half) = (self.xs[participant], bar_width(self.font) / 2.0);
        match self.open_bars[participant].len() + more {
            0 => x,
            count if rightwards => x + half * count as f64,
            count => x + half * (count as f64 - 2.0),
        }
    }

    fn message(
        &mut self,
        (row, depth): (usize, usize),
        message: &Message<'_>,
        (begun, numbered): (&[usize], bool),
        stage: &mut Stage<'_>,
    ) {
        let font = self.font;
        let more = |node: usize| begun.iter().filter(|&&other| other == node).count();
        let is_self = message.from == message.to;
        let rightwards = message.from <= message.to;
        let from = self.edge(message.from, rightwards, 0);
        let to = self.edge(message.to, is_self || !rightwards, more(message.to));
        let counter = if numbered { font * 1.6 } else { 0.0 };
        let room = if is_self {
            let right = self.xs.get(message.to + 1).map_or(self.area.x1, |x| x - font);
            right - from.max(to) - font * 2.9
        } else {
            (to - from).abs() - font * if self.dense { 3.0 } else { 1.6 } - counter
        };
        let label = message.label.as_deref();
        let style =
            if is_self { message_style(font).align(Align::Left) } else { message_style(font) };
        let block = label.map(|label| {
            let block = stage.engine.balanced(label, style, room.max(font * 2.0));
            self.broken |= block.broken_word || block.lines.len() > 5 || room < font * 2.0;
            block
        });
        self.space();
        let height = block.as_ref().map_or(0.0, |block| block.height);
        if is_self {
            let height = height.max(font * 1.4);
            let y = self.y;
            let width = block.as_ref().map_or(0.0, |block| block.width);
            self.items.push(Item { row, y, ends: (from, from.max(to)), block, depth });
            self.reach(from - font, from.max(to) + font * 2.6 + width);
            self.y += height;
            self.arrow = Some(y + font * 1.3);
        } else {
            let below = if self.dense { height.max(font * 0.4) / 2.0 } else { 0.0 };
            self.y += if self.dense { below } else { height + font * 0.3 };
            let y = self.y;
            self.items.push(Item { row, y, ends: (from, to), block, depth });
            self.reach(from.min(to) - font * 0.95, from.max(to) + font * 0.95);
            self.arrow = Some(y);
            self.y += below + font * 0.1;
        }
    }

    fn remark(
        &mut self,
        (row, depth): (usize, usize),
        text: &str,
        ((low, high), side): ((usize, usize), RemarkSide),
        stage: &mut Stage<'_>,
    ) {
        let font = self.font;
        let (first, last) = (self.xs[low], self.xs[high]);
        let left_of = if low == 0 { self.area.x0 } else { self.xs[low - 1] + font * 0.8 };
        let right_of = self.xs.get(high + 1).map_or(self.area.x1, |x| x - font * 0.8);
        let style = remark_style(font);
        let pad = font * 1.6;
        let room = match side {
            RemarkSide::Left => first - font * 0.8 - left_of,
            RemarkSide::Right => right_of - last - font * 0.8,
            RemarkSide::Over if low == high => 2.0 * (first - left_of).min(right_of - last),
            RemarkSide::Over => last - first + font * 3.0,
        };
        let block = stage.engine.balanced(text, style, (room.min(font * 26.0) - pad).max(font));
        self.broken |= block.broken_word || block.lines.len() > 8;
        let width = block.width + pad;
        let (x0, x1) = match side {
            RemarkSide::Left => (first - font * 0.8 - width, first - font * 0.8),
            RemarkSide::Right => (last + font * 0.8, last + font * 0.8 + width),
            RemarkSide::Over if low == high => (first - width / 2.0, first + width / 2.0),
            RemarkSide::Over => {
                let half = (width / 2.0).max((last - first) / 2.0 + font * 1.5);
                let middle = f64::midpoint(first, last);
                ((middle - half).max(self.area.x0), (middle + half).min(self.area.x1))
            }
        };
        self.space();
        let height = block.height + font * 1.0;
        self.items.push(Item { row, y: self.y, ends: (x0, x1), block: Some(block), depth });
        self.reach(x0 - font * 0.4, x1 + font * 0.4);
        self.y += height;
        self.arrow = None;
    }

    fn open(
        &mut self,
        (row, depth): (usize, usize),
        (kind, condition): (&str, &str),
        (low, high): (usize, usize),
        stage: &mut Stage<'_>,
    ) {
        let font = self.font;
        self.space();
        let top = self.y;
        let sides = (self.xs[low] - font * 0.95, self.xs[high] + font * 0.95);
        let tab = stage.engine.width(kind, tab_style(font)) + font * 1.6;
        let left = sides.0 - font * 0.6;
        let room = (sides.1 - left - tab).max((self.area.x1 - left - tab).min(font * 9.0));
        let condition = (!condition.is_empty()).then(|| {
            let style = condition_style(font);
            stage.engine.block(&format!("[{condition}]"), style, Some(room - font * 1.2))
        });
        let height = condition.as_ref().map_or(0.0, |block| block.height + font * 0.3);
        let right = condition.as_ref().map_or(0.0, |block| block.width + font * 0.9);
        self.broken |= condition.as_ref().is_some_and(|block| block.broken_word);
        self.frames.push(Frame {
            rect: Rect::new(0.0, top, 0.0, top),
            row,
            depth,
            condition,
            sections: Vec::new(),
            sides,
        });
        self.open_frames.push(self.frames.len() - 1);
        self.reach(sides.0, (left + tab + right).max(sides.1));
        self.y += height.max(tab_height(font)) - self.gap * 0.25;
        self.arrow = None;
    }

    fn section(&mut self, row: usize, condition: &str, stage: &mut Stage<'_>) {
        let Some(&number) = self.open_frames.last() else { return };
        let font = self.font;
        self.space();
        let sides = self.frames[number].sides;
        let text = if condition.is_empty() { String::new() } else { format!("[{condition}]") };
        let room = (sides.1 - sides.0).max(font * 9.0);
        let block = stage.engine.block(&text, condition_style(font), Some(room));
        self.broken |= block.broken_word;
        let height = if condition.is_empty() { 0.0 } else { block.height };
        self.reach(sides.0, sides.0 + block.width + font * 0.6);
        self.frames[number].sections.push((self.y, row, block));
        self.y += height + font * 0.3 - self.gap * 0.25;
        self.arrow = None;
    }

    fn close(&mut self) {
        let Some(number) = self.open_frames.pop() else { return };
        self.y += self.font * 0.75;
        let frame = &mut self.frames[number];
        let (low, high) = (frame.sides.0 - self.font * 0.6, frame.sides.1 + self.font * 0.6);
        let (low, high) = (low.max(self.area.x0), high.min(self.area.x1));
        frame.rect = Rect::new(low, frame.rect.y0, high.max(low), self.y);
        self.reach(low, high);
        self.y += self.font * 0.1;
        self.arrow = None;
    }

    fn divider(&mut self, (row, depth): (usize, usize), label: &str, stage: &mut Stage<'_>) {
        self.space();
        let style = condition_style(self.font).align(Align::Center);
        let room = self.area.width() - self.font * 4.0;
        let block = stage.engine.block(label, style, Some(room));
        let height = block.height + self.font * 0.7;
        let ends = (self.area.x0, self.area.x1);
        self.items.push(Item { row, y: self.y, ends, block: Some(block), depth });
        self.y += height;
        self.arrow = None;
    }
}
