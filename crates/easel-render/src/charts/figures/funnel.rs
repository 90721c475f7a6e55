//! Funnels: one centred bar a stage, as wide as its value, with the rate from stage to stage
//! between them.

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect};

use super::common::{Emphasis, Entry, entries, ink_on, put_short, row_color};
use crate::canvas::Stage;
use crate::charts::{Table, axes};
use crate::numbers::Unit;
use crate::scene::{Anchor, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Largest share of the width that the names may take.
const NAMES_SHARE: f64 = 0.32;

/// Draws the stages into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let area = axes::caption(stage, area, table.caption.as_deref());
    let list = entries(spec, table, stage);
    let largest = list.iter().map(|entry| entry.value).fold(0.0, f64::max);
    let band = area.height() / list.len().max(1) as f64;
    let least = stage.canvas.font_min();
    let size = stage.canvas.font(25.0).min(band * 0.55).max(least);
    let names = TextStyle { leading: 1.15, ..TextStyle::new(size, Weight::SemiBold) };
    let widest =
        list.iter().map(|entry| stage.engine.width(&entry.name, names)).fold(0.0, f64::max);
    let column = widest.min(area.width() * NAMES_SHARE);
    let rates = TextStyle::new((size * 0.9).max(least), Weight::SemiBold);
    let has_rates = list.len() > 1 && list.first().is_some_and(|entry| entry.value > 0.0);
    let has_pills = has_rates && band > rates.size * 3.6;
    let right =
        if has_rates && !has_pills { stage.engine.width("100%", rates) + rates.size } else { 0.0 };
    let gap = stage.canvas.px(24.0);
    let body = Rect { x0: area.x0 + column + gap, x1: area.x1 - right, ..area };
    let emphasis = Emphasis::new(spec);
    let first = row_color(spec, stage.palette, 0);
    let funnel = Funnel { first, list: &list, largest, band, body, emphasis, unit: &table.unit };
    funnel.links(stage);
    for (index, entry) in list.iter().enumerate() {
        let bar = funnel.bar(index, has_pills);
        let color = funnel.color(stage, index);
        stage.scene.rect(bar, stage.canvas.px(9.0), color);
        funnel.value(stage, table, (index, bar), size);
        let y = bar.center().y;
        name(stage, &entry.name, (names, column), (Point::new(area.x0, y), band));
        if has_rates && !has_pills {
            let text = funnel.rate(0, index);
            let place = (Point::new(area.x1, y), Anchor::Right);
            stage.put(&text, (rates, None), place, (stage.palette.muted, Role::Value));
        }
    }
    if has_pills {
        funnel.pills(stage, rates);
    }
}

/// A name left of its bar, on up to three lines.
fn name(
    stage: &mut Stage<'_>,
    name: &str,
    (style, width): (TextStyle, f64),
    (at, band): (Point, f64),
) {
    let lines = crate::cast::to_usize(band / (style.size * 1.15)).clamp(1, 3);
    let (block, cut) = stage.engine.shortened(name, style, (width + 0.5, lines));
    let shown = cut.as_deref().unwrap_or(name);
    stage.scene.text((&block, shown), (at, Anchor::Left), stage.palette.ink, Role::Label);
    stage.record_cut(name, cut.is_some());
}

struct Funnel<'a> {
    /// Colour of the first stage.
    first: Color,
    list: &'a [Entry],
    largest: f64,
    band: f64,
    body: Rect,
    emphasis: Emphasis<'a>,
    unit: &'a Unit,
}

impl Funnel<'_> {
    fn width(&self, index: usize) -> f64 {
        let value = self.list.get(index).map_or(0.0, |entry| entry.value);
        let share = if self.largest > 0.0 { value / self.largest } else { 0.0 };
        (share * self.body.width()).max(2.0)
    }

    fn bar(&self, index: usize, has_pills: bool) -> Rect {
        let height = self.band * if has_pills { 0.58 } else { 0.74 };
        let center =
            Point::new(self.body.center().x, self.body.y0 + self.band * (index as f64 + 0.5));
        Rect::from_center_size(center, (self.width(index), height))
    }

    /// One colour that gets paler from stage to stage, or accents.
    fn color(&self, stage: &Stage<'_>, index: usize) -> Color {
        let palette = stage.palette;
        let first = self.first;
        let step = index as f64 / self.list.len().saturating_sub(1).max(1) as f64;
        let large = TextStyle::new(stage.canvas.font(25.0), Weight::Bold);
        // Not so pale that the numbers in the bars would have to turn black.
        let palest = (0..=9)
            .map(|tenths| first.mix(palette.soft(first), 0.9 - f64::from(tenths) * 0.1))
            .find(|color| {
                // A little stronger than the least, so that rounding cannot undo it.
                ink_on(stage, color.mix(palette.ink, 0.02), large) == ink_on(stage, first, large)
            })
            .unwrap_or(first);
        let own = first.mix(palest, step);
        let name = self.list.get(index).map_or("", |entry| entry.name.as_str());
        self.emphasis.color(palette, name, own)
    }

    /// Pale trapezoids from bar to bar.
    fn links(&self, stage: &mut Stage<'_>) {
        let color = stage.palette.tint(self.first, 0.12);
        for index in 1..self.list.len() {
            let (above, below) = (self.bar(index - 1, true), self.bar(index, true));
            let inset = |bar: Rect| bar.width().min(stage.canvas.px(6.0)) / 2.0;
            let mut path = BezPath::new();
            path.move_to((above.x0 + inset(above), above.center().y));
            path.line_to((above.x1 - inset(above), above.center().y));
            path.line_to((below.x1 - inset(below), below.center().y));
            path.line_to((below.x0 + inset(below), below.center().y));
            path.close_path();
            stage.scene.fill(Shape::Path(path), color);
        }
    }

    /// The value in its bar, or right of it where the bar is too narrow.
    fn value(&self, stage: &mut Stage<'_>, table: &Table, (index, bar): (usize, Rect), size: f64) {
        let Some(entry) = self.list.get(index) else { return };
        let text = table.unit.value(entry.value);
        let size = (size * 1.12).min(bar.height() * 0.7).max(stage.canvas.font_min());
        let style = TextStyle::new(size, Weight::Bold);
        let width = stage.engine.width(&text, style);
        if width + stage.canvas.px(20.0) <= bar.width() && size * 1.1 <= bar.height() {
            let color = ink_on(stage, self.color(stage, index), style);
            let place = (bar.center(), Anchor::Center);
            stage.put(&text, (style, None), place, (color, Role::Value));
            return;
        }
        // The pale link above may reach here; the chip keeps its edge off the letters.
        let at = Point::new(bar.x1 + stage.canvas.px(12.0), bar.center().y);
        let chip = Rect::new(at.x, at.y - size * 0.62, at.x + width, at.y + size * 0.62);
        let chip = chip.inflate(stage.canvas.px(5.0), 0.0);
        stage.scene.rect(chip, size * 0.25, stage.palette.background);
        stage.put(&text, (style, None), (at, Anchor::Left), (stage.palette.ink, Role::Value));
    }

    /// What remains of stage `from` at stage `to`.
    fn rate(&self, from: usize, to: usize) -> String {
        match (self.list.get(from), self.list.get(to)) {
            (Some(first), Some(second)) if first.value > 0.0 => {
                self.unit.share(second.value / first.value)
            }
            _ => "–".to_owned(),
        }
    }

    /// Rates from stage to stage between the bars, on chips.
    fn pills(&self, stage: &mut Stage<'_>, style: TextStyle) {
        for index in 1..self.list.len() {
            let y = self.body.y0 + self.band * index as f64;
            let text = self.rate(index - 1, index);
            let width = stage.engine.width(&text, style) + style.size * 2.1;
            let x = self.body.center().x - width / 2.0;
            let chip = Rect::new(x, y - style.size * 0.72, x + width, y + style.size * 0.72);
            stage.scene.rect(chip, style.size * 0.72, stage.palette.background);
            let tip = Point::new(x + style.size * 0.85, y + style.size * 0.34);
            let muted = stage.palette.muted;
            let mut arrow = BezPath::new();
            arrow.move_to(tip);
            arrow.line_to(tip - kurbo::Vec2::new(style.size * 0.32, style.size * 0.58));
            arrow.line_to(tip - kurbo::Vec2::new(-style.size * 0.32, style.size * 0.58));
            arrow.close_path();
            stage.scene.fill(Shape::Path(arrow), muted);
            let place = (Point::new(tip.x + style.size * 0.68, y), Anchor::Left);
            put_short(stage, &text, (style, width), place, (muted, Role::Value));
        }
    }
}
