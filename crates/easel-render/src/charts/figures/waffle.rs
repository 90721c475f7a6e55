//! Waffles: a hundred squares, each one per cent of the whole. Shares that do not make a whole
//! together get a waffle each.

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect};

use super::around::{List, Slice};
use super::common::{Emphasis, Entry, cell, entries, greys, grid, put_short, total};
use crate::canvas::Stage;
use crate::charts::{Table, axes};
use crate::scene::{Anchor, Role};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// Squares of a waffle along each side.
const SIDE: usize = 10;

/// Draws the squares into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let area = axes::caption(stage, area, table.caption.as_deref());
    let list = entries(spec, table, stage);
    let sum = total(&list);
    let emphasis = Emphasis::new(spec);
    let is_percent = table.unit.is_percent();
    let color = |index: usize, name: &str, stage: &Stage<'_>| {
        if emphasis.is_some() && !emphasis.has(name) {
            greys(stage.palette, index)
        } else {
            emphasis.color(stage.palette, name, stage.palette.series(index))
        }
    };
    if is_percent && (sum > 100.5 || list.len() == 1) {
        many(table, stage, area, (&list, &emphasis));
        return;
    }
    let whole = if is_percent { 100.0 } else { sum };
    let slices: Vec<Slice> = list
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let text = table.unit.value(entry.value);
            let share = if whole > 0.0 { entry.value / whole } else { 0.0 };
            Slice {
                name: entry.name.clone(),
                value: if is_percent {
                    text
                } else {
                    format!("{text} · {}", table.unit.share(share))
                },
                color: color(index, &entry.name, stage),
                start: 0.0,
                sweep: share,
                reach: 1.0,
                is_lifted: false,
            }
        })
        .collect();
    let places = List::fit(&slices, stage, area, 0.0);
    let (center, half) = places.square();
    let shares: Vec<f64> = slices.iter().map(|slice| slice.sweep).collect();
    let counts = squares(&shares);
    let mut colors = Vec::with_capacity(SIDE * SIDE);
    for (slice, count) in slices.iter().zip(counts) {
        colors.extend(std::iter::repeat_n(slice.color, count));
    }
    paint(stage, Rect::from_center_size(center, (half * 2.0, half * 2.0)), &colors);
    places.draw(&slices, stage);
    if whole <= 0.0 {
        stage.scene.notes.push("all values are zero, so no square is filled".to_owned());
    }
}

/// One waffle for each share.
fn many(
    table: &Table,
    stage: &mut Stage<'_>,
    area: Rect,
    (list, emphasis): (&[Entry], &Emphasis<'_>),
) {
    let gap = stage.canvas.px(36.0);
    let shape = grid(list.len(), area, 0.86, gap);
    for (index, entry) in list.iter().enumerate() {
        let rect = cell(area, shape, index, gap);
        let own = stage.palette.series(if list.len() > 8 { 0 } else { index });
        let color = emphasis.color(stage.palette, &entry.name, own);
        let least = stage.canvas.font_min();
        let size = stage.canvas.font(26.0).min(rect.height() * 0.09).max(least);
        let style = TextStyle::new(size, Weight::SemiBold);
        let head = size * 1.7;
        let side = (rect.height() - head).min(rect.width()).max(10.0);
        let left = rect.center().x - side / 2.0;
        let top = rect.y0 + (rect.height() - head - side) / 2.0;
        let y = top + size * 0.6;
        let value = table.unit.value(entry.value);
        let bold = TextStyle::new(size, Weight::Bold);
        let ink = stage.palette.readable(color, stage.palette.background, 4.6);
        let place = (Point::new(left + side, y), Anchor::Right);
        let drawn = stage.put(&value, (bold, None), place, (ink, Role::Value));
        let room = drawn.x0 - left - size * 0.5;
        let place = (Point::new(left, y), Anchor::Left);
        put_short(stage, &entry.name, (style, room), place, (stage.palette.ink, Role::Label));
        let counts = squares(&[entry.value / 100.0]);
        let colors = vec![color; counts.first().copied().unwrap_or(0)];
        paint(stage, Rect::new(left, top + head, left + side, top + head + side), &colors);
    }
}

/// How many squares each share gets (largest remainders), at least one where it is not zero.
fn squares(shares: &[f64]) -> Vec<usize> {
    let cells = SIDE * SIDE;
    let exact: Vec<f64> = shares.iter().map(|share| share.clamp(0.0, 1.0) * cells as f64).collect();
    let mut counts: Vec<usize> = exact.iter().map(|value| crate::cast::to_usize(*value)).collect();
    let goal = crate::cast::to_usize(exact.iter().sum::<f64>().round()).min(cells);
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()));
    let given: usize = counts.iter().sum();
    for index in order.iter().cycle().take(goal.saturating_sub(given)) {
        counts[*index] += 1;
    }
    // A share that is there is seen: it takes a square from the largest.
    for index in 0..counts.len() {
        let most = (0..counts.len()).max_by_key(|other| counts[*other]).unwrap_or(index);
        if counts[index] == 0 && shares[index] > 0.0 && counts[most] > 1 {
            counts[most] -= 1;
            counts[index] = 1;
        }
    }
    counts
}

/// Ten rows of ten squares, filled row by row from the top.
fn paint(stage: &mut Stage<'_>, rect: Rect, colors: &[Color]) {
    let gap = rect.width() * 0.016;
    let empty = stage.palette.background.mix(stage.palette.muted, 0.14);
    for index in 0..SIDE * SIDE {
        let square = cell(rect, (SIDE, SIDE), index, gap);
        let color = colors.get(index).copied().unwrap_or(empty);
        stage.scene.rect(square, square.width() * 0.16, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(shares: &[f64], expect: &[usize]) {
        assert_eq!(squares(shares), expect);
    }

    #[test]
    fn squares_sum_up_to_a_hundred_and_small_shares_are_seen() {
        check(&[0.5, 0.5], &[50, 50]);
        check(&[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0], &[34, 33, 33]);
        check(&[0.998, 0.002], &[99, 1]);
        check(&[0.0, 0.0], &[0, 0]);
        check(&[0.42], &[42]);
        check(&[], &[]);
    }
}
