//! Word clouds: words as large as the roots of their values, laid out on a spiral without
//! touching. The same words give the same cloud.

use std::rc::Rc;

use easel_types::spec::ChartSpec;
use kurbo::{Point, Rect, Vec2};

use super::common::{Emphasis, Entry, entries};
use crate::canvas::Stage;
use crate::charts::Table;
use crate::scene::{Anchor, Role};
use crate::text::{Block, TextStyle, Weight};

/// Draws the words into `area`.
pub(super) fn draw(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>, area: Rect) {
    let mut list = entries(spec, table, stage);
    list.sort_by(|a, b| b.value.total_cmp(&a.value));
    let largest = list.first().map_or(0.0, |entry| entry.value);
    let least = stage.canvas.font_min();
    let mut top = (area.height() * 0.3).min(area.width() * 0.2).max(least);
    let mut cloud = Cloud::place(&list, stage, (area, largest), top);
    while (!cloud.missing.is_empty() || !cloud.is_true) && top > least {
        top = (top * 0.9).max(least);
        cloud = Cloud::place(&list, stage, (area, largest), top);
        // Words that do not fit even when all are small are left out.
        if cloud.missing.is_empty() && top < least * 2.2 {
            break;
        }
    }
    cloud.draw(spec, stage, (&list, area));
}

/// Words in their places.
struct Cloud {
    /// Number of the entry, its letters and their middle.
    words: Vec<(usize, Rc<Block>, Point)>,
    missing: Vec<String>,
    /// Whether no word had to be larger than its value, to be legible.
    is_true: bool,
}

impl Cloud {
    fn place(
        list: &[Entry],
        stage: &mut Stage<'_>,
        (area, largest): (Rect, f64),
        top: f64,
    ) -> Self {
        let least = stage.canvas.font_min();
        let mut taken: Vec<Rect> = Vec::with_capacity(list.len());
        let mut cloud = Self { words: Vec::new(), missing: Vec::new(), is_true: true };
        for (index, entry) in list.iter().enumerate() {
            let share = if largest > 0.0 { (entry.value / largest).max(0.0) } else { 1.0 };
            let size = (top * share.sqrt()).max(least);
            let weight = if index < 12 { Weight::Bold } else { Weight::SemiBold };
            let block = stage.engine.block(&entry.name, TextStyle::new(size, weight), None);
            let pad = (size * 0.1).max(2.0);
            let half = Vec2::new(block.width / 2.0 + pad, size * 0.49 + pad * 0.6);
            match free_place(&taken, area, half) {
                Some(center) => {
                    taken.push(Rect::from_center_size(center, (half.x * 2.0, half.y * 2.0)));
                    cloud.words.push((index, block, center));
                }
                None => cloud.missing.push(entry.name.clone()),
            }
        }
        cloud
    }

    fn draw(self, spec: &ChartSpec, stage: &mut Stage<'_>, (list, area): (&[Entry], Rect)) {
        let emphasis = Emphasis::new(spec);
        let bounds = self.words.iter().fold(None, |bounds: Option<Rect>, (_, block, center)| {
            let rect = Rect::from_center_size(*center, (block.width, block.size));
            Some(bounds.map_or(rect, |bounds| bounds.union(rect)))
        });
        // The cloud is moved as a whole into the middle.
        let shift = bounds.map_or(Vec2::ZERO, |bounds| area.center() - bounds.center());
        for (index, block, center) in self.words {
            let Some(entry) = list.get(index) else { continue };
            let palette = stage.palette;
            let own = palette.series(index % 6);
            let ground = palette.background;
            let color = palette.readable(emphasis.color(palette, &entry.name, own), ground, 4.6);
            let place = (center + shift, Anchor::Center);
            stage.scene.text((&block, &entry.name), place, color, Role::Label);
        }
        if !self.missing.is_empty() {
            let note = format!("{} words find no room", self.missing.len());
            stage.scene.notes.push(note);
            stage.scene.lose(self.missing.len());
            stage.scene.left_out.extend(self.missing);
        }
    }
}

/// The free place next to the middle of `area`, on a spiral of its proportions.
fn free_place(taken: &[Rect], area: Rect, half: Vec2) -> Option<Point> {
    let inner = Rect::new(area.x0 + half.x, area.y0 + half.y, area.x1 - half.x, area.y1 - half.y);
    if inner.width() < 0.0 || inner.height() < 0.0 {
        return None;
    }
    let center = area.center();
    let (a, b) = (area.width() / 2.0, area.height() / 2.0);
    let step = half.y.min(half.x) * 0.35;
    let mut last = 0;
    let (mut turn, mut radius) = (0.0_f64, 0.0_f64);
    // Radius is a share of the area; a little beyond 1 reaches into its corners.
    while radius < 1.42 {
        let at = center + Vec2::new(a * radius * turn.cos(), b * radius * turn.sin());
        if inner.contains(at) || at == center {
            let rect = Rect::from_center_size(at, (half.x * 2.0, half.y * 2.0));
            let hits = |other: &Rect| {
                rect.x0 < other.x1 && other.x0 < rect.x1 && rect.y0 < other.y1 && other.y0 < rect.y1
            };
            // The word that was in the way is most likely in the way again.
            if !taken.get(last).is_some_and(hits) {
                match taken.iter().position(hits) {
                    Some(index) => last = index,
                    None => return Some(at),
                }
            }
        }
        let reach = (radius * a.max(b)).max(step);
        turn += step / reach;
        radius += step * step / reach / a.max(b) / std::f64::consts::TAU * 1.6;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_inside_and_apart() {
        let area = Rect::new(0.0, 0.0, 400.0, 300.0);
        let half = Vec2::new(40.0, 12.0);
        let mut taken: Vec<Rect> = Vec::new();
        while let Some(at) = free_place(&taken, area, half) {
            let rect = Rect::from_center_size(at, (80.0, 24.0));
            assert!(area.union(rect) == area && taken.len() < 80);
            assert!(taken.iter().all(|other| other.intersect(rect).area() < 1e-6));
            taken.push(rect);
        }
        assert!(taken.len() > 35, "{}", taken.len());
        assert_eq!(free_place(&[], area, Vec2::new(300.0, 12.0)), None);
    }
}
