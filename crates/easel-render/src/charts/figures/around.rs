//! Where the names and values of slices stand: around a round chart with short leader lines, or
//! as a list beside it where that does not fit.

use std::f64::consts::{FRAC_PI_2, PI, TAU};
use std::rc::Rc;

use kurbo::{BezPath, Point, Rect, Vec2};

use super::common::leave_out;
use crate::canvas::Stage;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::spread::{Wish, spread};
use crate::text::{Block, TextStyle, Weight};
use crate::theme::Color;

/// A part of a round chart.
#[derive(Debug, Clone)]
pub(super) struct Slice {
    pub(super) name: String,
    /// What stands below the name; may be empty.
    pub(super) value: String,
    pub(super) color: Color,
    /// Angles in radians, clockwise from three o'clock.
    pub(super) start: f64,
    pub(super) sweep: f64,
    /// Distance of its outer edge from the centre as a share of the ring's outer radius.
    pub(super) reach: f64,
    /// Whether it is pulled out of the ring.
    pub(super) is_lifted: bool,
}

impl Slice {
    pub(super) fn middle(&self) -> f64 {
        self.start + self.sweep / 2.0
    }
}

/// Where the round part lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ring {
    pub(super) center: Point,
    pub(super) outer: f64,
    pub(super) inner: f64,
}

impl Ring {
    /// How far lifted slices are moved, as a share of the outer radius.
    pub(super) const LIFT: f64 = 0.07;
}

/// The chosen arrangement.
pub(super) enum Labels {
    Around(Around),
    Listed(List),
}

impl Labels {
    pub(super) fn ring(&self) -> Ring {
        match self {
            Self::Around(labels) => labels.ring,
            Self::Listed(list) => list.ring,
        }
    }

    /// How far labels are from their slices: the largest way in lines, more where a leader runs
    /// over the chart.
    fn strain(&self) -> f64 {
        match self {
            Self::Around(labels) => labels.strain(),
            Self::Listed(_) => 50.0,
        }
    }

    pub(super) fn draw(self, slices: &[Slice], stage: &mut Stage<'_>) {
        match self {
            Self::Around(labels) => labels.draw(stage),
            Self::Listed(list) => list.draw(slices, stage),
        }
    }
}

/// Chooses the arrangement with the larger pie, in favour of labels around it.
pub(super) fn fit(slices: &[Slice], stage: &mut Stage<'_>, (area, hole): (Rect, f64)) -> Labels {
    let list = List::fit(slices, stage, area, hole);
    let mut font = stage.canvas.font(23.0);
    let total_sweep: f64 = slices.iter().map(|slice| slice.sweep).sum();
    if total_sweep <= 0.0 {
        return Labels::Listed(list);
    }
    loop {
        if let Some(around) = Around::fit(slices, stage, (area, hole), font)
            && around.ring.outer >= list.ring.outer * 0.66
        {
            return Labels::Around(around);
        }
        if font <= stage.canvas.font_min() {
            break;
        }
        font = (font * 0.88).max(stage.canvas.font_min());
    }
    Labels::Listed(list)
}

/// The same slices, turned by an angle.
pub(super) fn turned(slices: &[Slice], turn: f64) -> Vec<Slice> {
    slices.iter().map(|slice| Slice { start: slice.start + turn, ..slice.clone() }).collect()
}

/// As [`fit`], with the chart turned where many small slices at the top or bottom would push
/// their labels far away; beside the chart there is more room for them. Returns the turn too.
pub(super) fn fit_turned(
    slices: &[Slice],
    stage: &mut Stage<'_>,
    room: (Rect, f64),
) -> (Labels, f64) {
    let labels = fit(slices, stage, room);
    let mut best = (labels.strain(), labels, 0.0);
    if best.0 <= STRAIN_MAX {
        return (best.1, 0.0);
    }
    for turn in [-FRAC_PI_2, FRAC_PI_2, PI] {
        let labels = fit(&turned(slices, turn), stage, room);
        let strain = labels.strain();
        if strain < best.0 - 0.5 {
            best = (strain, labels, turn);
        }
    }
    (best.1, best.2)
}

/// Labels that are moved by more than this many lines are far from their slices.
const STRAIN_MAX: f64 = 2.5;

struct Label {
    name: (Rc<Block>, String),
    value: (Option<Rc<Block>>, String),
    /// Middle of the label's side that faces the pie.
    at: Point,
    is_right: bool,
    /// How far it is from where it wants to be, in lines.
    moved: f64,
    leader: [Point; 3],
    color: Color,
}

/// Labels around the pie.
pub(super) struct Around {
    ring: Ring,
    labels: Vec<Label>,
}

impl Around {
    /// Places all labels at this font size, if there is room.
    fn fit(
        slices: &[Slice],
        stage: &mut Stage<'_>,
        (area, hole): (Rect, f64),
        font: f64,
    ) -> Option<Self> {
        let bold = TextStyle { leading: 1.2, ..TextStyle::new(font, Weight::SemiBold) };
        let plain = TextStyle {
            leading: 1.2,
            ..TextStyle::new((font * 0.9).max(stage.canvas.font_min()), Weight::Regular)
        };
        let room = area.width() * 0.3;
        let mut blocks = Vec::new();
        let (mut left, mut right) = (0.0_f64, 0.0_f64);
        for slice in slices {
            let name = stage.engine.balanced(&slice.name, bold, room);
            let value = stage.engine.block(&slice.value, plain, None);
            let value = (!slice.value.is_empty()).then_some(value);
            if name.broken_word || name.lines.len() > 3 {
                return None;
            }
            let width = name.width.max(value.as_ref().map_or(0.0, |block| block.width));
            let side = if is_right(slice) { &mut right } else { &mut left };
            *side = side.max(width);
            blocks.push((name, value));
        }
        let lift = if slices.iter().any(|slice| slice.is_lifted) { 1.0 + Ring::LIFT } else { 1.0 };
        let reach = stage.canvas.px(34.0).max(font * 0.9);
        let gap = font * 0.4;
        let widest = left.max(right);
        // Names of very different length on both sides move the chart out of the middle.
        let even = widest * 2.0 - left - right;
        let sides = if even > area.width() * 0.06 { left + right } else { widest * 2.0 };
        let by_width = (area.width() - sides) / 2.0 - reach - gap;
        let outer = by_width.min(area.height() / 2.0 - font * 0.9) / lift;
        if outer < stage.canvas.px(90.0) || outer < widest * 0.35 {
            return None;
        }
        let free = outer * lift + reach + gap;
        let (low, high) = (area.x0 + left + free, area.x1 - right - free);
        let x = area.center().x.min(high).max(low);
        let ring = Ring { center: Point::new(x, area.center().y), outer, inner: outer * hole };
        let mut labels = Vec::new();
        for is_right in [true, false] {
            let side = Side { ring, reach, gap, is_right, area };
            labels.extend(side.place(slices, &blocks)?);
        }
        Some(Self { ring, labels })
    }

    fn strain(&self) -> f64 {
        let mut strain: f64 = 0.0;
        for label in &self.labels {
            strain = strain.max(label.moved);
            let [_, from, to] = label.leader;
            let along = to - from;
            let share = (self.ring.center - from).dot(along) / along.hypot2().max(1e-9);
            let nearest = from + along * share.clamp(0.0, 1.0);
            if nearest.distance(self.ring.center) < self.ring.outer * 0.985 {
                strain += 10.0;
            }
        }
        strain
    }

    pub(super) fn draw(self, stage: &mut Stage<'_>) {
        let palette = stage.palette;
        for label in self.labels {
            let mut path = BezPath::new();
            path.move_to(label.leader[0]);
            path.line_to(label.leader[1]);
            path.line_to(label.leader[2]);
            let pen = Pen::new(label.color, stage.canvas.px(2.25).max(1.0));
            stage.scene.stroke(Shape::Path(path), pen);
            let (name, value) = (&label.name, &label.value);
            let below = value.0.as_ref().map_or(0.0, |block| block.height);
            let top = label.at.y - (name.0.height + below) / 2.0;
            let anchor = if label.is_right { Anchor::TopLeft } else { Anchor::TopRight };
            let place = (Point::new(label.at.x, top), anchor);
            stage.scene.text((&name.0, &name.1), place, palette.ink, Role::Label);
            if let Some(block) = &value.0 {
                let place = (Point::new(label.at.x, top + name.0.height), anchor);
                stage.scene.text((block, &value.1), place, palette.muted, Role::Value);
            }
        }
    }
}

/// Name and value of a slice.
type Blocks = (Rc<Block>, Option<Rc<Block>>);

fn height_of((name, value): &Blocks) -> f64 {
    name.height + value.as_ref().map_or(0.0, |block| block.height)
}

/// Angle of the middle of a slice, clockwise from the top, 0.0..TAU.
fn from_top(slice: &Slice) -> f64 {
    (slice.middle() + FRAC_PI_2).rem_euclid(TAU)
}

fn is_right(slice: &Slice) -> bool {
    from_top(slice) <= PI + 1e-9
}

/// One side of the pie.
struct Side {
    ring: Ring,
    reach: f64,
    gap: f64,
    is_right: bool,
    area: Rect,
}

impl Side {
    fn place(&self, slices: &[Slice], blocks: &[Blocks]) -> Option<Vec<Label>> {
        let mut members: Vec<usize> =
            (0..slices.len()).filter(|&index| is_right(&slices[index]) == self.is_right).collect();
        members.sort_by(|a, b| from_top(&slices[*a]).total_cmp(&from_top(&slices[*b])));
        if !self.is_right {
            // Angles run on over the left side from bottom to top.
            members.reverse();
        }
        let wish = |&index: &usize| {
            let reach = self.outer(&slices[index]) + self.reach * 0.7;
            Wish {
                center: self.ring.center.y + reach * slices[index].middle().sin(),
                length: height_of(&blocks[index]) + blocks[index].0.size * 0.25,
            }
        };
        let wishes: Vec<Wish> = members.iter().map(wish).collect();
        let centers = spread(&wishes, (self.area.y0, self.area.y1))?;
        let sign = if self.is_right { 1.0 } else { -1.0 };
        let mut labels = Vec::new();
        for ((&index, y), wish) in members.iter().zip(centers).zip(&wishes) {
            let slice = &slices[index];
            let (name, value) = blocks[index].clone();
            let half = height_of(&blocks[index]) / 2.0;
            // The label keeps clear of the circle over its whole height.
            let nearest = ((y - self.ring.center.y).abs() - half).max(0.0);
            let lifted = self.outer(slice);
            let clear = lifted + self.reach * 0.55;
            let hug = (clear * clear - nearest * nearest).max(0.0).sqrt() + self.reach * 0.45;
            let direction = Vec2::from_angle(slice.middle());
            let out = direction.x.abs() * (lifted + self.reach);
            let x = self.ring.center.x + sign * hug.max(out);
            let at = Point::new(x + sign * self.gap, y);
            let rim = if slice.is_lifted { lifted } else { self.ring.outer * slice.reach };
            let edge = self.ring.center + direction * (rim + 2.0);
            let elbow = self.ring.center + direction * (lifted + self.reach * 0.45);
            labels.push(Label {
                leader: [edge, elbow, Point::new(x, y)],
                at,
                is_right: self.is_right,
                moved: (y - wish.center).abs() / name.size,
                color: slice.color,
                name: (name, slice.name.clone()),
                value: (value, slice.value.clone()),
            });
        }
        Some(labels)
    }

    /// Distance from the centre at which a slice and what it is lifted by end.
    fn outer(&self, slice: &Slice) -> f64 {
        self.ring.outer * if slice.is_lifted { 1.0 + Ring::LIFT } else { 1.0 }
    }
}

/// A list of swatches, names and values beside or below the pie.
pub(super) struct List {
    ring: Ring,
    rect: Rect,
    columns: usize,
    row_height: f64,
    style: TextStyle,
}

impl List {
    /// Middle and half the side of the square that is free for the chart.
    pub(super) fn square(&self) -> (Point, f64) {
        (self.ring.center, self.ring.outer)
    }

    pub(super) fn fit(slices: &[Slice], stage: &mut Stage<'_>, area: Rect, hole: f64) -> Self {
        let beside = area.width() >= area.height();
        let gap = stage.canvas.px(36.0);
        let least = stage.canvas.font_min();
        let mut font = stage.canvas.font(22.0);
        loop {
            let style = TextStyle::new(font, Weight::SemiBold);
            let row_height = font * 1.5;
            let entry = slices
                .iter()
                .map(|slice| {
                    stage.engine.width(&slice.name, style)
                        + stage.engine.width(&slice.value, style)
                        + font * 2.6
                })
                .fold(0.0, f64::max);
            let (pie, rect, columns) = if beside {
                let rows = crate::cast::to_usize(area.height() / row_height).max(1);
                let columns = slices.len().div_ceil(rows);
                let width =
                    (entry * columns as f64 + gap * (columns - 1) as f64).min(area.width() * 0.72);
                let width = width.min(area.width() - gap - area.height() * 0.3);
                let side = (area.width() - width - gap).min(area.height());
                // Pie and list stand together in the middle.
                let left = area.x0 + (area.width() - side - gap - width) / 2.0;
                let pie = Rect::new(left, area.y0, left + side, area.y1);
                let rows = slices.len().div_ceil(columns);
                let height = rows as f64 * row_height;
                let top = area.center().y - height / 2.0;
                let list = Rect::new(pie.x1 + gap, top, pie.x1 + gap + width, top + height);
                (pie, list, columns)
            } else {
                let columns =
                    crate::cast::to_usize((area.width() + gap) / (entry + gap)).clamp(1, 3);
                let rows = slices.len().div_ceil(columns);
                let height = (rows as f64 * row_height).min(area.height() * 0.72);
                let side = (area.height() - height - gap).min(area.width());
                let top = area.y0 + (area.height() - side - gap - height) / 2.0;
                let pie = Rect::new(area.x0, top, area.x1, top + side);
                let list = Rect::new(area.x0, pie.y1 + gap, area.x1, pie.y1 + gap + height);
                (pie, list, columns)
            };
            let rows = slices.len().div_ceil(columns).max(1) as f64;
            let fits = rows * row_height <= rect.height() + 0.5
                && rows * row_height <= area.height() + 0.5
                && entry * columns as f64 <= rect.width() + 1.0;
            if fits || font <= least {
                let lift = slices.iter().any(|slice| slice.is_lifted);
                let outer = (pie.width().min(pie.height()) / 2.0).max(4.0)
                    / if lift { 1.0 + Ring::LIFT } else { 1.0 };
                let ring = Ring { center: pie.center(), outer, inner: outer * hole };
                let row_height = row_height.min(rect.height() / rows);
                return Self { ring, rect, columns, row_height, style };
            }
            font = (font * 0.92).max(least);
        }
    }

    pub(super) fn draw(&self, slices: &[Slice], stage: &mut Stage<'_>) {
        let gap = stage.canvas.px(36.0);
        let mut hidden = Vec::new();
        let columns = self.columns as f64;
        let width = (self.rect.width() - gap * (columns - 1.0)) / columns;
        let rows = slices.len().div_ceil(self.columns).max(1);
        let font = self.style.size;
        // Where rows would touch, only as many as have room are written.
        let fitting = crate::cast::to_usize(self.rect.height() / (font * 1.25)).max(1);
        let (rows, row_height) = if self.row_height < font * 1.2 && fitting < rows {
            (fitting, self.rect.height() / fitting as f64)
        } else {
            (rows, self.row_height)
        };
        for (index, slice) in slices.iter().enumerate() {
            if index >= rows * self.columns {
                hidden.push(slice.name.clone());
                continue;
            }
            let x = self.rect.x0 + (width + gap) * (index / rows) as f64;
            let y = self.rect.y0 + row_height * ((index % rows) as f64 + 0.5);
            let half = font * 0.4;
            let swatch = Rect::new(x, y - half, x + 2.0 * half, y + half);
            stage.scene.rect(swatch, half * 0.55, slice.color);
            let value = stage.engine.block(&slice.value, self.style, None);
            let room = width - value.width - font * 2.2;
            let (name, cut) = stage.engine.shortened(&slice.name, self.style, (room, 1));
            let shown = cut.as_deref().unwrap_or(&slice.name);
            let place = (Point::new(swatch.x1 + font * 0.6, y), Anchor::Left);
            stage.scene.text((&name, shown), place, stage.palette.ink, Role::Label);
            stage.record_cut(&slice.name, cut.is_some());
            let place = (Point::new(x + width, y), Anchor::Right);
            stage.scene.text((&value, &slice.value), place, stage.palette.muted, Role::Value);
        }
        leave_out(stage, hidden, "slices");
    }
}
