//! Gauges: each value on an arc between the ends of its range, with a mark at its target.

use std::f64::consts::PI;

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect, Vec2};

use super::common::{Emphasis, Entry, cell, entries, fit_text, grid, ink_height, put_short};
use super::sector::Sector;
use crate::canvas::Stage;
use crate::charts::Table;
use crate::numbers::Unit;
use crate::scales::Scale;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{Align, TextStyle, Weight};

/// The arc begins this far below the horizontal, radians.
const DROOP: f64 = 0.35;
/// Thickness of the arc as a share of its radius.
const THICK: f64 = 0.21;

/// The range of all gauges.
pub(super) struct Range {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Range {
    pub(super) fn new(spec: &ChartSpec, values: &[f64], unit: &Unit) -> Self {
        let targets = spec.targets.iter().copied().flatten();
        let all: Vec<f64> = values.iter().copied().chain(targets).collect();
        let largest = all.iter().copied().fold(f64::MIN, f64::max);
        let is_share = unit.is_percent() && largest <= 100.0;
        let nice = Scale::nice(all.into_iter(), true, 4.0);
        let low = spec.y_min.unwrap_or(nice.low);
        let high = spec.y_max.unwrap_or(if is_share { 100.0 } else { nice.high });
        Self { low, high }
    }

    pub(super) fn share(&self, value: f64) -> f64 {
        let range = self.high / 2.0 - self.low / 2.0;
        if range > 0.0 { ((value / 2.0 - self.low / 2.0) / range).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// The target of the category with this number; one target is for all.
pub(super) fn target(spec: &ChartSpec, index: usize) -> Option<f64> {
    if spec.targets.len() == 1 {
        return spec.targets.first().copied().flatten();
    }
    spec.targets.get(index).copied().flatten()
}

/// Draws one gauge a category into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let list = entries(spec, table, stage);
    let values: Vec<f64> = list.iter().map(|entry| entry.value).collect();
    let range = Range::new(spec, &values, &table.unit);
    let gap = stage.canvas.px(36.0);
    let shape = grid(list.len(), area, 1.25, gap);
    let emphasis = Emphasis::new(spec);
    for (index, entry) in list.iter().enumerate() {
        let rect = cell(area, shape, index, gap);
        let own = stage.palette.series(if list.len() > 8 { 0 } else { index });
        let given = table.categories.iter().position(|name| *name == entry.name);
        let gauge = Gauge {
            entry,
            range: &range,
            unit: &table.unit,
            target: target(spec, given.unwrap_or(index)),
            color: emphasis.color(stage.palette, &entry.name, own),
            // A single gauge needs no name where the heading says what it is.
            name: (!is_numbered(spec) || list.len() > 1).then_some(entry.name.as_str()),
            caption: table.caption.as_deref().filter(|_| list.len() == 1),
        };
        gauge.draw(stage, rect);
    }
    if list.len() > 1
        && let Some(caption) = &table.caption
        && spec.subtitle.as_deref().is_none_or(|subtitle| !subtitle.contains(caption.as_str()))
    {
        stage.scene.notes.push(format!("all gauges: {caption}"));
    }
}

/// Whether the categories have no names but numbers.
fn is_numbered(spec: &ChartSpec) -> bool {
    spec.categories.is_empty()
}

struct Gauge<'a> {
    entry: &'a Entry,
    range: &'a Range,
    unit: &'a Unit,
    target: Option<f64>,
    color: crate::theme::Color,
    name: Option<&'a str>,
    caption: Option<&'a str>,
}

impl Gauge<'_> {
    fn draw(&self, stage: &mut Stage<'_>, rect: Rect) {
        let canvas = stage.canvas;
        let small = TextStyle::new(canvas.font(18.0), Weight::Regular);
        let label = TextStyle::new(canvas.font(24.0), Weight::SemiBold).align(Align::Center);
        let has_target = self.target.is_some();
        let is_inside = self.name.is_some() && self.caption.is_none();
        let name_height = if self.name.is_some() && !is_inside { label.size * 1.5 } else { 0.0 };
        let top = if has_target { small.size * 1.5 } else { 0.0 };
        // Below the centre there are the ends of the arc, the ends of the range and the name.
        let below = DROOP.sin();
        let free = rect.height() - top - small.size * 1.6 - name_height;
        let side = if has_target { small.size * 2.2 } else { small.size * 0.4 };
        let radius = (free / (1.0 + below)).min(rect.width() / 2.0 - side).max(8.0);
        let used = top + radius * (1.0 + below) + small.size * 1.6 + name_height;
        let y = rect.y0 + (rect.height() - used) / 2.0 + top + radius;
        let center = Point::new(rect.center().x, y);
        let arc = Sector {
            center,
            inner: radius * (1.0 - THICK),
            outer: radius,
            start: PI - DROOP,
            sweep: PI + 2.0 * DROOP,
        };
        self.arc(stage, arc);
        self.texts(stage, arc, (small, label));
        if let Some(target) = self.target {
            self.mark(stage, arc, target, small);
        }
    }

    fn arc(&self, stage: &mut Stage<'_>, arc: Sector) {
        let corner = (arc.outer - arc.inner) * 0.3;
        let track = stage.palette.background.mix(stage.palette.muted, 0.14);
        stage.scene.fill(Shape::Path(arc.path(0.0, corner)), track);
        let zero = self.range.share(0.0);
        let share = self.range.share(self.entry.value);
        let (from, to) =
            if self.range.low < 0.0 { (zero.min(share), zero.max(share)) } else { (0.0, share) };
        if to > from {
            let part = Sector {
                start: arc.start + arc.sweep * from,
                sweep: (arc.sweep * (to - from)).max(0.02),
                ..arc
            };
            stage.scene.fill(Shape::Path(part.path(0.0, corner)), self.color);
        }
    }

    fn texts(&self, stage: &mut Stage<'_>, arc: Sector, (small, label): (TextStyle, TextStyle)) {
        let canvas = stage.canvas;
        let text = self.unit.value(self.entry.value);
        let big = TextStyle::new(canvas.font(150.0).min(arc.outer * 0.46), Weight::Bold);
        let room = (arc.inner * 1.5, arc.inner * 0.6, 1);
        let number = fit_text(stage, &text, big, room);
        // Below the number stands what it counts, or the name.
        let (below, color, weight) = match (self.caption, self.name) {
            (Some(caption), _) => (Some(caption), stage.palette.muted, Weight::Regular),
            (None, name) => (name, stage.palette.ink, Weight::SemiBold),
        };
        let caption = below.and_then(|text| {
            let size = canvas.font(30.0).min(arc.outer * 0.16);
            let style = TextStyle { leading: 1.15, ..TextStyle::new(size, weight) };
            let room = (arc.inner * 1.35, arc.inner * 0.5, 2);
            fit_text(stage, text, style.align(Align::Center), room).map(|block| (block, text))
        });
        let is_named = caption.is_some() && self.caption.is_none();
        let shift = if caption.is_some() { 0.24 } else { 0.08 };
        let middle = arc.center - Vec2::new(0.0, arc.inner * shift);
        if let Some(number) = &number {
            let place = (middle, Anchor::Center);
            stage.scene.text((number, &text), place, stage.palette.ink, Role::Value);
            if let Some((block, caption)) = caption {
                let y = middle.y
                    + ink_height(number) / 2.0
                    + arc.outer * 0.05
                    + ink_height(&block) / 2.0;
                let place = (Point::new(arc.center.x, y), Anchor::Center);
                stage.scene.text((&block, caption), place, color, Role::Label);
            }
        } else {
            stage.record_cut(&text, true);
        }
        let y = arc.at(arc.start, arc.outer).y.max(arc.at(arc.start, arc.inner).y);
        let y = y + small.size * 0.95;
        let thick = f64::midpoint(arc.inner, arc.outer);
        let write = |value: f64| self.unit.value(value);
        let mut edge: f64 = 0.0;
        for (value, angle) in
            [(self.range.low, arc.start), (self.range.high, arc.start + arc.sweep)]
        {
            let x = arc.at(angle, thick).x;
            let color = (stage.palette.muted, Role::Tick);
            let at = (Point::new(x, y), Anchor::Center);
            let rect = stage.put(&write(value), (small, None), at, color);
            edge = edge.max(rect.y1);
        }
        if let Some(name) = self.name.filter(|_| !is_named) {
            let at = (Point::new(arc.center.x, edge + label.size * 0.6), Anchor::Center);
            let color = (stage.palette.ink, Role::Label);
            put_short(stage, name, (label, arc.outer * 2.3), at, color);
        }
    }

    /// A line across the arc with the target's number outside.
    fn mark(&self, stage: &mut Stage<'_>, arc: Sector, target: f64, style: TextStyle) {
        let angle = arc.start + arc.sweep * self.range.share(target);
        let reach = stage.canvas.px(7.0);
        let (from, to) = (arc.at(angle, arc.inner - reach), arc.at(angle, arc.outer + reach));
        let (ink, ground) = (stage.palette.ink, stage.palette.background);
        let width = stage.canvas.px(4.0).max(2.0);
        stage.scene.line(from, to, Pen::butt(ground, width * 2.2));
        stage.scene.line(from, to, Pen::butt(ink, width));
        let text = self.unit.value(target);
        let bold = TextStyle { weight: Weight::SemiBold, ..style };
        let block = stage.engine.block(&text, bold, None);
        let direction = Vec2::from_angle(angle);
        let half =
            Vec2::new(direction.x * block.width / 2.0, direction.y * ink_height(&block) / 2.0);
        let place = arc.at(angle, arc.outer + reach + style.size * 0.4) + half;
        stage.scene.text((&block, &text), (place, Anchor::Center), ink, Role::Value);
    }
}
