//! Cards with one big number each: its name, how it changed against the second series or stands
//! against its target, and a small line of its history.

use easel_types::spec::ChartSpec;
use kurbo::{BezPath, Point, Rect, Vec2};

use super::common::{Emphasis, cell, fit_text, grid, ink_on, put_short, row_color};
use super::gauge::target;
use crate::canvas::Stage;
use crate::charts::Table;
use crate::numbers::{Unit, denoise};
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Draws one card a category into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let count = table.categories.len();
    let gap = stage.canvas.px(24.0);
    let shape = grid(count, area, 1.45, gap);
    let emphasis = Emphasis::new(spec);
    let samples = spec.series.first().map(|series| series.samples.as_slice()).unwrap_or_default();
    let has_lines = samples.iter().any(|line| line.len() > 1);
    let before = table.rows.get(1).map(|row| row.name.clone().unwrap_or_else(|| "before".into()));
    for (index, name) in table.categories.iter().enumerate() {
        let own = row_color(spec, stage.palette, 0);
        let value_of = |row: usize| {
            table.rows.get(row).and_then(|row| row.values.get(index).copied().flatten())
        };
        let rect = cell(area, shape, index, gap);
        // A lonely card in a large area is not blown up beyond what a card can fill.
        let most = (rect.width() * 1.1, rect.width() / 0.9);
        let rect = Rect::from_center_size(
            rect.center(),
            (rect.width(), rect.height().min(most.0.max(most.1))),
        );
        let card = Card {
            name,
            value: value_of(0),
            before: value_of(1).map(|value| (value, before.as_deref().unwrap_or("before"))),
            target: target(spec, index),
            samples: samples.get(index).map(Vec::as_slice).unwrap_or_default(),
            has_lines,
            is_accent: emphasis.has(name),
            largest: stage.canvas.font(if count > 2 { 76.0 } else { 150.0 }),
            color: own,
            unit: &table.unit,
        };
        card.draw(stage, rect);
    }
    // The heading says what the numbers are of; so many names are not repeated on every card.
    if let ([first, _, ..], Some(name)) =
        (table.rows.as_slice(), table.rows.first().and_then(|row| row.name.clone()))
        && first.name.is_some()
        && !spec.title.iter().chain(&spec.subtitle).any(|text| text.contains(&name))
    {
        stage.scene.notes.push(format!("the large numbers are of {name}"));
        stage.scene.left_out.push(name);
    }
    if table.rows.len() > 2 {
        stage.scene.notes.push("only the first two series are shown on cards".to_owned());
        for row in table.rows.iter().skip(2) {
            stage.scene.left_out.extend(row.name.clone());
        }
    }
}

struct Card<'a> {
    name: &'a str,
    value: Option<f64>,
    before: Option<(f64, &'a str)>,
    target: Option<f64>,
    samples: &'a [f64],
    /// Whether any card has a line, so that all keep room for it.
    has_lines: bool,
    is_accent: bool,
    /// Largest size of the number.
    largest: f64,
    color: Color,
    unit: &'a Unit,
}

impl Card<'_> {
    fn draw(&self, stage: &mut Stage<'_>, rect: Rect) {
        let canvas = stage.canvas;
        let radius = canvas.px(18.0);
        let face = if self.is_accent { self.color } else { stage.palette.card };
        if !self.is_accent {
            let shadow = stage.palette.shadow;
            stage.scene.shadow(rect, radius, canvas.px(10.0), shadow);
        }
        stage.scene.rect(rect, radius, face);
        if !self.is_accent {
            let pen = Pen::butt(stage.palette.grid, canvas.px(1.25).max(1.0));
            stage.scene.stroke(Shape::Rounded(rect, radius), pen);
        }
        let pad = canvas.px(26.0).min(rect.width() * 0.09).max(canvas.px(10.0));
        let inner = rect.inset(-pad);
        let rest = self.texts(stage, inner, face);
        if self.has_lines {
            self.line(stage, rest, face);
        }
    }

    /// Name, number and change from the top; returns what is left.
    fn texts(&self, stage: &mut Stage<'_>, inner: Rect, face: Color) -> Rect {
        let canvas = stage.canvas;
        let least = canvas.font_min();
        let probe = TextStyle::new(canvas.font(19.0), Weight::SemiBold);
        let on = ink_on(stage, face, probe);
        let (ink, muted) =
            if self.is_accent { (on, on) } else { (stage.palette.ink, stage.palette.muted) };
        let name = TextStyle::new(
            canvas.font(22.0).min(inner.height() * 0.2).max(least),
            Weight::SemiBold,
        );
        let text = self.value.map_or_else(|| "–".to_owned(), |value| self.unit.value(value));
        let share = if self.has_lines { 0.34 } else { 0.5 };
        let big = TextStyle::new(self.largest.min(inner.height() * share).max(least), Weight::Bold);
        let number = fit_text(stage, &text, big, (inner.width(), inner.height() * 0.5, 1));
        let number_size = number.as_ref().map_or(least, |block| block.size);
        let foot = name.size * 1.7;
        let used = name.size * 1.5 + number_size * 1.15 + foot;
        let free = if self.has_lines { 0.0 } else { (inner.height() - used).max(0.0) / 2.0 };
        let mut y = inner.y0 + free;
        let at = (Point::new(inner.x0, y + name.size * 0.5), Anchor::Left);
        put_short(stage, self.name, (name, inner.width()), at, (muted, Role::Label));
        y += name.size * 1.5;
        if let Some(block) = number {
            let at = (Point::new(inner.x0, y + number_size * 0.5), Anchor::Left);
            stage.scene.text((&block, &text), at, ink, Role::Value);
        } else {
            let at = (Point::new(inner.x0, y + number_size * 0.5), Anchor::Left);
            put_short(stage, &text, (big.sized(least), inner.width()), at, (ink, Role::Value));
        }
        y += number_size * 1.15;
        let drawn = self.change(stage, (inner, y + name.size * 0.75), (name, face));
        Rect { y0: if drawn { y + foot } else { y }, ..inner }
    }

    /// The change against before and the target, on one line. Says whether there is one.
    fn change(
        &self,
        stage: &mut Stage<'_>,
        (inner, y): (Rect, f64),
        (style, face): (TextStyle, Color),
    ) -> bool {
        let palette = stage.palette;
        let on = ink_on(stage, face, TextStyle { weight: Weight::SemiBold, ..style });
        let muted = if self.is_accent { on } else { palette.muted };
        let small =
            TextStyle::new((style.size * 0.9).max(stage.canvas.font_min()), Weight::SemiBold);
        let weight = if self.is_accent { Weight::SemiBold } else { Weight::Regular };
        let plain = TextStyle { weight, ..small };
        let mut x = inner.x0;
        let mut drawn = false;
        if let (Some(value), Some((before, name))) = (self.value, self.before) {
            let change = value - before;
            let text = self.change_text(change, before);
            let direction = if change > 0.0 { 1.0 } else { -1.0 };
            let own = palette.readable(palette.series(usize::from(change < 0.0)), face, 4.6);
            let color = if self.is_accent || change == 0.0 { muted } else { own };
            let side = small.size * 0.36;
            if change == 0.0 {
                let dash = Rect::new(x, y - 1.5, x + side * 2.0, y + 1.5);
                stage.scene.rect(dash, 1.0, color);
            } else {
                let tip = Point::new(x + side, y - side * direction);
                let mut path = BezPath::new();
                path.move_to(tip);
                path.line_to(tip + Vec2::new(side, side * 1.8 * direction));
                path.line_to(tip + Vec2::new(-side, side * 1.8 * direction));
                path.close_path();
                stage.scene.fill(Shape::Path(path), color);
            }
            x += side * 2.0 + small.size * 0.35;
            let at = (Point::new(x, y), Anchor::Left);
            let rect = stage.put(&text, (small, None), at, (color, Role::Value));
            x = rect.x1 + small.size * 0.5;
            let text = format!("{} {name}", self.unit.value(before));
            let room = inner.x1 - x;
            let is_named = stage.engine.width(&text, plain) <= room;
            stage.record_cut(name, !is_named);
            let text = if stage.engine.width(&text, plain) <= room {
                text
            } else {
                self.unit.value(before)
            };
            if stage.engine.width(&text, plain) <= room {
                let at = (Point::new(x, y), Anchor::Left);
                x = stage.put(&text, (plain, None), at, (muted, Role::Value)).x1;
            }
            drawn = true;
        }
        if let Some(goal) = self.target {
            let text = format!("Target {}", self.unit.value(goal));
            let width = stage.engine.width(&text, plain);
            if drawn && x + small.size + width > inner.x1 {
                stage.record_cut(&text, true);
            } else {
                let x = if drawn { x + small.size } else { x };
                let at = (Point::new(x, y), Anchor::Left);
                put_short(stage, &text, (plain, inner.x1 - x), at, (muted, Role::Value));
            }
            drawn = true;
        }
        drawn
    }

    fn change_text(&self, change: f64, before: f64) -> String {
        if self.unit.is_percent() {
            let points = self.unit.number(denoise(change.abs()));
            return format!("{points} pts");
        }
        if before == 0.0 || !(change / before).is_finite() {
            return self.unit.value(denoise(change.abs()));
        }
        self.unit.share((change / before).abs())
    }

    /// The history as a line with a dot at its end.
    fn line(&self, stage: &mut Stage<'_>, rect: Rect, face: Color) {
        let canvas = stage.canvas;
        let rect = Rect { y0: rect.y0 + canvas.px(12.0), ..rect };
        let values: Vec<f64> =
            self.samples.iter().copied().filter(|value| value.is_finite()).collect();
        if values.len() < 2 || rect.height() < canvas.px(16.0) {
            return;
        }
        let low = values.iter().copied().fold(f64::MAX, f64::min);
        let high = values.iter().copied().fold(f64::MIN, f64::max);
        let probe = TextStyle::new(canvas.font(24.0), Weight::Bold);
        let color = if self.is_accent { ink_on(stage, face, probe) } else { self.color };
        let radius = canvas.px(6.0).max(2.5);
        let at = |(index, value): (usize, &f64)| {
            let range = high / 2.0 - low / 2.0;
            let share = if range > 0.0 { (value / 2.0 - low / 2.0) / range } else { 0.5 };
            let step = (rect.width() - radius) / (values.len() - 1) as f64;
            let room = rect.height() - 2.0 * radius;
            Point::new(rect.x0 + step * index as f64, rect.y1 - radius - share * room)
        };
        let points: Vec<Point> = values.iter().enumerate().map(at).collect();
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
        let mut line = BezPath::new();
        line.move_to(*first);
        points.iter().skip(1).for_each(|point| line.line_to(*point));
        let mut under = line.clone();
        under.line_to((last.x, rect.y1));
        under.line_to((first.x, rect.y1));
        under.close_path();
        stage.scene.fill(Shape::Path(under), color.alpha(0.12));
        stage.scene.stroke(Shape::Path(line), Pen::new(color, canvas.px(3.5).max(1.5)));
        stage.scene.disc(*last, radius, color);
    }
}
