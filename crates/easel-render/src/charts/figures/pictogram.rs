//! Pictograms: rows of icons, each standing for the same amount.

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect};

use super::common::{Emphasis, Entry, entries};
use crate::canvas::Stage;
use crate::charts::Table;
use crate::icons::Icon;
use crate::scene::{Anchor, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Most icons in a row.
const ROW_MAX: f64 = 10.0;
/// Largest share of the width that the names may take.
const NAMES_SHARE: f64 = 0.28;

/// Draws the rows into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let list = entries(spec, table, stage);
    let emphasis = Emphasis::new(spec);
    let icons = icons(spec, &list, stage);
    let key_style = TextStyle::new(stage.canvas.font(19.0), Weight::Regular);
    let body = Rect { y1: area.y1 - key_style.size * 2.2, ..area };
    let band = body.height() / list.len().max(1) as f64;
    let least = stage.canvas.font_min();
    let name = TextStyle::new(stage.canvas.font(24.0).min(band * 0.5).max(least), Weight::SemiBold);
    let value = TextStyle::new(name.size, Weight::Bold);
    let widest = list.iter().map(|entry| stage.engine.width(&entry.name, name)).fold(0.0, f64::max);
    let column = widest.min(area.width() * NAMES_SHARE);
    let numbers = list
        .iter()
        .map(|entry| stage.engine.width(&table.unit.value(entry.value), value))
        .fold(0.0, f64::max);
    let gap = stage.canvas.px(22.0);
    let x0 = area.x0 + column + gap;
    let room = (area.x1 - numbers - gap - x0).max(10.0);
    let largest = list.iter().map(|entry| entry.value).fold(0.0, f64::max);
    let each = amount(largest, (room / (least * 1.6)).clamp(3.0, ROW_MAX));
    // Of whole things there are no halves.
    let is_whole = list.iter().all(|entry| entry.value.fract() == 0.0);
    let each = if is_whole { each.max(1.0) } else { each };
    let count = (largest / each).ceil().max(1.0);
    let pitch = (room / count).min(band * 0.86).min(stage.canvas.px(120.0));
    for (index, entry) in list.iter().enumerate() {
        let own = stage.palette.series(if list.len() > 8 || icons.is_common { 0 } else { index });
        let color = emphasis.color(stage.palette, &entry.name, own);
        let y = body.y0 + band * (index as f64 + 0.5);
        let row = Row { icon: icons.of(index), pitch, color, at: Point::new(x0, y) };
        let end = row.draw(stage, entry.value / each);
        let lines = crate::cast::to_usize(band / (name.size * 1.2)).clamp(1, 2);
        let style = TextStyle { leading: 1.15, ..name };
        let (block, cut) = stage.engine.shortened(&entry.name, style, (column + 0.5, lines));
        let place = (Point::new(area.x0, y), Anchor::Left);
        let shown = cut.as_deref().unwrap_or(&entry.name);
        stage.scene.text((&block, shown), place, stage.palette.ink, Role::Label);
        stage.record_cut(&entry.name, cut.is_some());
        let place = (Point::new(end + gap * 0.6, y), Anchor::Left);
        let text = table.unit.value(entry.value);
        stage.put(&text, (value, None), place, (stage.palette.ink, Role::Value));
    }
    key(stage, table, (area, key_style), (icons.of(0), each));
}

/// What one icon stands for.
fn key(
    stage: &mut Stage<'_>,
    table: &Table,
    (area, style): (Rect, TextStyle),
    (icon, each): (Option<Icon>, f64),
) {
    let amount = table.unit.value(each);
    let text = match &table.caption {
        Some(caption) => format!("= {amount} {caption}"),
        None => format!("= {amount}"),
    };
    let y = area.y1 - style.size * 0.6;
    let side = style.size * 1.35;
    let muted = stage.palette.muted;
    symbol(stage, icon, Point::new(area.x0 + side / 2.0, y), (side, muted));
    let room = area.width() - side * 1.4;
    let (block, cut) = stage.engine.shortened(&text, style, (room, 1));
    let place = (Point::new(area.x0 + side * 1.4, y), Anchor::Left);
    stage.scene.text((&block, cut.as_deref().unwrap_or(&text)), place, muted, Role::Counter);
}

/// The amount of one icon: 1, 2 or 5 times a power of ten, so that the largest row has at most
/// `count` icons.
fn amount(largest: f64, count: f64) -> f64 {
    if largest <= 0.0 {
        return 1.0;
    }
    let rough = (largest / count).max(f64::MIN_POSITIVE * 1e4);
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0];
    let factor = steps.into_iter().find(|step| rough / power <= step * 1.000_001).unwrap_or(10.0);
    crate::numbers::denoise(power * factor)
}

/// Icons of the rows.
struct Icons {
    each: Vec<Option<Icon>>,
    /// Whether all rows have the same.
    is_common: bool,
}

impl Icons {
    fn of(&self, index: usize) -> Option<Icon> {
        let index = if self.is_common { 0 } else { index };
        self.each.get(index).copied().flatten()
    }
}

/// An icon for every row where each has a fitting one, else one for all of them from the
/// heading; discs where nothing fits.
fn icons(spec: &ChartSpec, list: &[Entry], stage: &mut Stage<'_>) -> Icons {
    let mut picker = crate::icons::IconPicker::default();
    let each: Vec<_> = list.iter().map(|entry| picker.pick(None, &entry.name, None)).collect();
    if each.iter().all(Option::is_some) && !each.is_empty() {
        return Icons { each, is_common: false };
    }
    let texts = [&spec.unit, &spec.y_label, &spec.title, &spec.subtitle];
    let found = texts.into_iter().flatten().find_map(|text| stage.icons.pick(None, text, None));
    Icons { each: vec![found], is_common: true }
}

fn symbol(stage: &mut Stage<'_>, icon: Option<Icon>, center: Point, (side, color): (f64, Color)) {
    match icon {
        Some(icon) => icon.draw(&mut stage.scene, center, side, color),
        None => stage.scene.disc(center, side * 0.42, color),
    }
}

struct Row {
    icon: Option<Icon>,
    pitch: f64,
    color: Color,
    at: Point,
}

impl Row {
    /// Draws `count` icons, the last one cut to its share; returns where they end.
    fn draw(&self, stage: &mut Stage<'_>, count: f64) -> f64 {
        let side = self.pitch * 0.84;
        let whole = crate::cast::to_usize(count + 1e-9).min(40);
        let part = (count - whole as f64).clamp(0.0, 1.0);
        let center =
            |index: usize| Point::new(self.at.x + self.pitch * (index as f64 + 0.5), self.at.y);
        for index in 0..whole {
            symbol(stage, self.icon, center(index), (side, self.color));
        }
        if part < 0.02 {
            return self.at.x + self.pitch * whole as f64;
        }
        let at = center(whole);
        let pale = stage.palette.background.mix(stage.palette.muted, 0.2);
        symbol(stage, self.icon, at, (side, pale));
        let left = at.x - side / 2.0;
        let seen = Rect::new(left - 1.0, at.y - side, left + side * part, at.y + side);
        let (icon, color) = (self.icon, self.color);
        stage.scene.clipped(Shape::Rounded(seen, 0.0), |scene| match icon {
            Some(icon) => icon.draw(scene, at, side, color),
            None => scene.disc(at, side * 0.42, color),
        });
        self.at.x + self.pitch * (whole + 1) as f64
    }
}
