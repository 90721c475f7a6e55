//! Marimekko charts: columns as wide as their sums, parts of them as high as their shares.

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect};

use super::common::{Emphasis, fit_text, ink_height, ink_on, leave_out, row_color};
use crate::canvas::Stage;
use crate::charts::table::Table;
use crate::charts::{axes, legend};
use crate::scene::{Anchor, Role};
use crate::text::{Align, TextStyle, Weight};

/// Draws the columns into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let mut area = area;
    let emphasis = Emphasis::new(spec);
    let names = table.names();
    let colors: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(row, name)| emphasis.color(stage.palette, name, row_color(spec, stage.palette, row)))
        .collect();
    if table.has_names() {
        let keys: Vec<_> = names.iter().cloned().zip(colors.iter().copied()).collect();
        area = legend::draw(stage, area, &keys);
    }
    let area = axes::caption(stage, area, table.caption.as_deref());
    let value = |row: usize, column: usize| {
        table.rows.get(row).and_then(|row| row.values.get(column).copied().flatten()).unwrap_or(0.0)
    };
    let sums: Vec<f64> = (0..table.categories.len())
        .map(|column| (0..table.rows.len()).map(|row| value(row, column)).sum())
        .collect();
    let total: f64 = sums.iter().sum();
    if total <= 0.0 {
        stage.scene.notes.push("all values are zero, so there are no columns".to_owned());
    }
    let style = TextStyle::new(stage.canvas.font(21.0), Weight::SemiBold);
    let plot = Rect { y0: area.y0 + style.size * 1.5, y1: area.y1 - style.size * 2.7, ..area };
    let gap = stage.canvas.px(4.0);
    let free = plot.width() - gap * (sums.len().saturating_sub(1)) as f64;
    let mut hidden = Hidden::default();
    let mut x = plot.x0;
    for (column, (name, sum)) in table.categories.iter().zip(&sums).enumerate() {
        // Without any sum, all columns are only there for their names.
        let share = if total > 0.0 { sum / total } else { 1.0 / sums.len().max(1) as f64 };
        let bar = Rect { x0: x, x1: x + free * share, ..plot };
        x = bar.x1 + gap;
        let text = table.unit.value(*sum);
        heads(stage, (bar, style), (name, &text), &mut hidden);
        let mut y = bar.y1;
        for (row, color) in colors.iter().enumerate() {
            let value = value(row, column);
            if *sum <= 0.0 || value <= 0.0 {
                continue;
            }
            let part = Rect { y0: y - bar.height() * value / sum, y1: y, ..bar };
            y = part.y0;
            let seam = gap.min(part.height() * 0.3) / 2.0;
            let part = Rect { y0: part.y0 + seam, y1: part.y1 - seam, ..part };
            stage.scene.rect(part, stage.canvas.px(4.0), *color);
            let written = table.unit.value(value);
            let share = table.unit.share(value / sum);
            hidden.values += usize::from(!part_text(stage, part, *color, [&written, &share]));
        }
    }
    hidden.tell(stage);
}

/// What found no room.
#[derive(Default)]
struct Hidden {
    names: Vec<String>,
    values: usize,
}

impl Hidden {
    fn tell(self, stage: &mut Stage<'_>) {
        leave_out(stage, self.names, "columns");
        if self.values > 0 {
            let note = format!("{} values are drawn to scale but not written", self.values);
            stage.scene.notes.push(note);
        }
    }
}

/// The sum above and the name below a column.
fn heads(
    stage: &mut Stage<'_>,
    (bar, style): (Rect, TextStyle),
    (name, sum): (&str, &str),
    hidden: &mut Hidden,
) {
    let center = bar.center().x;
    let regular = TextStyle { weight: Weight::Regular, ..style };
    if let Some(block) = fit_text(stage, sum, regular, (bar.width(), style.size * 1.2, 1)) {
        let at = (Point::new(center, bar.y0 - style.size * 0.75), Anchor::Center);
        stage.scene.text((&block, sum), at, stage.palette.muted, Role::Value);
    } else {
        hidden.values += 1;
    }
    let leading = TextStyle { leading: 1.15, ..style }.align(Align::Center);
    match fit_text(stage, name, leading, (bar.width(), style.size * 2.4, 2)) {
        Some(block) => {
            let at = (Point::new(center, bar.y1 + style.size * 0.3), Anchor::TopCenter);
            stage.scene.text((&block, name), at, stage.palette.ink, Role::Label);
        }
        None => hidden.names.push(name.to_owned()),
    }
}

/// Value and share in a part, or the value alone. Says whether there is one.
fn part_text(
    stage: &mut Stage<'_>,
    part: Rect,
    color: crate::theme::Color,
    [value, share]: [&str; 2],
) -> bool {
    let pad = stage.canvas.px(8.0);
    let (width, height) = (part.width() - 2.0 * pad, part.height() - 2.0 * pad);
    let bold = TextStyle::new(stage.canvas.font(23.0), Weight::Bold);
    let Some(first) = fit_text(stage, value, bold, (width, height, 1)) else { return false };
    let ink = ink_on(stage, color, TextStyle::new(first.size, first.weight));
    let small = TextStyle::new((first.size * 0.85).max(stage.canvas.font_min()), Weight::SemiBold);
    let left = height - ink_height(&first) - pad * 0.5;
    let second = fit_text(stage, share, small, (width, left, 1))
        .filter(|block| ink_on(stage, color, TextStyle::new(block.size, block.weight)) == ink);
    let center = part.center();
    let Some(second) = second else {
        stage.scene.text((&first, value), (center, Anchor::Center), ink, Role::Value);
        return true;
    };
    let half = (ink_height(&first) + ink_height(&second) + pad * 0.5) / 2.0;
    let upper = center.y - half + ink_height(&first) / 2.0;
    let lower = center.y + half - ink_height(&second) / 2.0;
    let at = |y: f64| (Point::new(center.x, y), Anchor::Center);
    stage.scene.text((&first, value), at(upper), ink, Role::Value);
    stage.scene.text((&second, share), at(lower), ink, Role::Value);
    true
}
