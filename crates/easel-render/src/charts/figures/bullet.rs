//! Bullets and progress bars: one lying bar a category on a common range, with a mark at its
//! target.

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect};

use super::common::{Emphasis, Entry, entries};
use super::gauge::{Range, target};
use crate::canvas::Stage;
use crate::charts::{Table, axes};
use crate::scene::{Anchor, Pen, Role};
use crate::text::{Align, TextStyle, Weight};

/// Largest share of the width that the names may take beside the bars.
const NAMES_SHARE: f64 = 0.3;

/// Draws the bars into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let list = entries(spec, table, stage);
    let targets: Vec<Option<f64>> = list
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let given = table.categories.iter().position(|name| *name == entry.name);
            target(spec, given.unwrap_or(index))
        })
        .collect();
    let area = axes::caption(stage, area, table.caption.as_deref());
    let misses =
        list.iter().zip(&targets).any(|(entry, goal)| goal.is_some_and(|goal| entry.value < goal));
    let has_targets = targets.iter().any(Option::is_some);
    let colored = misses && !Emphasis::new(spec).is_some();
    let area = if has_targets { key(stage, area, colored) } else { area };
    let values: Vec<f64> = list.iter().map(|entry| entry.value).collect();
    let range = Range::new(spec, &values, &table.unit);
    let rows = Rows::fit(table, stage, area, (&list, &targets));
    let emphasis = Emphasis::new(spec);
    for (index, entry) in list.iter().enumerate() {
        let goal = targets.get(index).copied().flatten();
        let misses = goal.is_some_and(|goal| entry.value < goal);
        let own = stage.palette.series(usize::from(misses));
        let color = emphasis.color(stage.palette, &entry.name, own);
        rows.draw(stage, (index, entry), (&range, goal), color);
    }
}

/// Explains the mark of the target and the colours of the bars.
fn key(stage: &mut Stage<'_>, area: Rect, colored: bool) -> Rect {
    let style = TextStyle::new(stage.canvas.font(18.0), Weight::Regular);
    let y = area.y0 + style.size * 0.7;
    let pen = Pen::butt(stage.palette.ink, stage.canvas.px(4.0).max(2.0));
    let x = area.x0 + stage.canvas.px(3.0);
    stage.scene.line(Point::new(x, y - style.size * 0.6), Point::new(x, y + style.size * 0.6), pen);
    let place = (Point::new(x + style.size * 0.6, y), Anchor::Left);
    let color = (stage.palette.muted, Role::Counter);
    let mut x = stage.put("Target", (style, None), place, color).x1 + style.size * 1.5;
    for (index, text) in ["Reached", "Missed"].into_iter().enumerate().filter(|_| colored) {
        let half = style.size * 0.38;
        let swatch = Rect::new(x, y - half, x + 2.0 * half, y + half);
        stage.scene.rect(swatch, half * 0.5, stage.palette.series(index));
        let place = (Point::new(swatch.x1 + style.size * 0.45, y), Anchor::Left);
        x = stage.put(text, (style, None), place, color).x1 + style.size * 1.5;
    }
    Rect { y0: area.y0 + style.size * 2.2, ..area }
}

/// Where names, bars and numbers stand.
struct Rows {
    area: Rect,
    band: f64,
    /// Names stand above the bars instead of left of them.
    is_above: bool,
    name: TextStyle,
    value: TextStyle,
    column: f64,
    texts: Vec<(String, String)>,
    numbers: f64,
}

impl Rows {
    fn fit(
        table: &Table,
        stage: &mut Stage<'_>,
        area: Rect,
        (list, targets): (&[Entry], &[Option<f64>]),
    ) -> Self {
        let canvas = stage.canvas;
        let band = (area.height() / list.len().max(1) as f64).min(canvas.px(150.0));
        let used = band * list.len() as f64;
        let area = Rect { y0: area.y0 + (area.height() - used).max(0.0) * 0.3, ..area };
        let least = canvas.font_min();
        let name = TextStyle::new(canvas.font(23.0).min(band * 0.5).max(least), Weight::SemiBold);
        let value = TextStyle::new(name.size, Weight::Bold);
        let texts: Vec<(String, String)> = list
            .iter()
            .zip(targets)
            .map(|(entry, goal)| {
                let goal = goal.map(|goal| format!(" / {}", table.unit.value(goal)));
                (table.unit.value(entry.value), goal.unwrap_or_default())
            })
            .collect();
        let regular = TextStyle::new(name.size, Weight::Regular);
        let mut numbers: f64 = 0.0;
        for (text, goal) in &texts {
            let width = stage.engine.width(text, value) + stage.engine.width(goal, regular);
            numbers = numbers.max(width + name.size * 0.4);
        }
        let widest =
            list.iter().map(|entry| stage.engine.width(&entry.name, name)).fold(0.0, f64::max);
        let column = widest.min(area.width() * NAMES_SHARE);
        let is_above = band >= name.size * 3.0
            && (widest > area.width() * NAMES_SHARE || area.width() < area.height() * 1.25);
        Self { area, band, is_above, name, value, column, texts, numbers }
    }

    fn draw(
        &self,
        stage: &mut Stage<'_>,
        (index, entry): (usize, &Entry),
        (range, goal): (&Range, Option<f64>),
        color: crate::theme::Color,
    ) {
        let canvas = stage.canvas;
        let top = self.area.y0 + self.band * index as f64;
        let gap = canvas.px(20.0);
        let numbers = self.numbers.min(self.area.width() * 0.4);
        let (track, text_y) = if self.is_above {
            let thick = (self.band - self.name.size * 1.9).min(canvas.px(48.0)).max(4.0) * 0.8;
            let y = top + self.name.size * 1.75;
            (Rect::new(self.area.x0, y, self.area.x1, y + thick), top + self.name.size * 0.85)
        } else {
            let middle = top + self.band / 2.0;
            let thick = (self.band * 0.5).min(canvas.px(44.0));
            let (x0, x1) = (self.area.x0 + self.column + gap, self.area.x1 - numbers - gap);
            (Rect::new(x0, middle - thick / 2.0, x1, middle + thick / 2.0), middle)
        };
        self.bar(stage, track, (entry.value, goal, range), color);
        let room = if self.is_above { self.area.width() - numbers - gap } else { self.column };
        let lines = if self.is_above { 1 } else { 2 };
        let style = TextStyle { leading: 1.1, ..self.name };
        let lines = lines.min(crate::cast::to_usize(self.band / (style.size * 1.1)).max(1));
        let (block, cut) = stage.engine.shortened(&entry.name, style, (room + 0.5, lines));
        let place = (Point::new(self.area.x0, text_y), Anchor::Left);
        let shown = cut.as_deref().unwrap_or(&entry.name);
        stage.scene.text((&block, shown), place, stage.palette.ink, Role::Label);
        stage.record_cut(&entry.name, cut.is_some());
        let Some((value, goal)) = self.texts.get(index) else { return };
        let mut right = self.area.x1;
        if !goal.is_empty() {
            let style = TextStyle::new(self.value.size, Weight::Regular).align(Align::Right);
            let place = (Point::new(right, text_y), Anchor::Right);
            let rect = stage.put(goal, (style, None), place, (stage.palette.muted, Role::Value));
            right = rect.x0 - self.value.size * 0.3;
        }
        let place = (Point::new(right, text_y), Anchor::Right);
        stage.put(value, (self.value, None), place, (stage.palette.ink, Role::Value));
    }

    fn bar(
        &self,
        stage: &mut Stage<'_>,
        track: Rect,
        (value, goal, range): (f64, Option<f64>, &Range),
        color: crate::theme::Color,
    ) {
        let radius = track.height() * if goal.is_some() { 0.18 } else { 0.5 };
        let ground = stage.palette.background.mix(stage.palette.muted, 0.14);
        stage.scene.rect(track, radius, ground);
        let at = |value: f64| track.x0 + track.width() * range.share(value);
        let (zero, end) = (at(0.0_f64.clamp(range.low, range.high.max(range.low))), at(value));
        if zero != end {
            let bar = Rect { x0: zero.min(end), x1: zero.max(end), ..track };
            stage.scene.rect(bar, radius, color);
        }
        if let Some(goal) = goal {
            let reach = track.height() * 0.28;
            let (top, bottom) = (track.y0 - reach, track.y1 + reach);
            let width = stage.canvas.px(4.5).max(2.0);
            let x = at(goal).clamp(track.x0 + width / 2.0, track.x1 - width / 2.0);
            let (from, to) = (Point::new(x, top), Point::new(x, bottom));
            stage.scene.line(from, to, Pen::butt(stage.palette.background, width * 2.0));
            stage.scene.line(from, to, Pen::butt(stage.palette.ink, width));
        }
    }
}
