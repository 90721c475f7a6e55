//! What is measured but not repaired: use and balance of the canvas, sizes, hues, widows. The
//! counts over the corpus are written into the release notes.

use kurbo::{Point, Rect};

use crate::canvas::Canvas;
use crate::scene::{Op, Role, Scene, TextBox};

/// Something that could be more beautiful, by the number of the rubric it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Remark {
    /// 10: less than 55 % or more than 95 % of the canvas is used.
    CanvasUse,
    /// 10: the middle of the ink is more than 8 % of the canvas away from its middle.
    OffCentre,
    /// 11: more than three sizes of text for one purpose.
    FontSizes,
    /// 11: more than seven hues.
    Hues,
    /// 16: a heading ends in a line with one short word.
    Widow,
    /// 16: more than three lines of text in a card or a label.
    LongText,
    /// 16: a title is shortened.
    CutTitle,
}

/// All remarks on a scene, each at most once.
pub(crate) fn taste(scene: &Scene, canvas: &Canvas) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let ink = ink(scene);
    let share = ink.area() / (canvas.width * canvas.height);
    if !(0.55..=0.95).contains(&share) {
        remarks.push(Remark::CanvasUse);
    }
    let middle = Point::new(canvas.width / 2.0, canvas.height / 2.0);
    let off = ink.center() - middle;
    if off.x.abs() > canvas.width * 0.08 || off.y.abs() > canvas.height * 0.08 {
        remarks.push(Remark::OffCentre);
    }
    for role in [Role::Label, Role::Value, Role::Body, Role::Tick] {
        let mut sizes: Vec<i64> = scene
            .texts()
            .filter(|text| text.role == role)
            .map(|text| crate::cast::to_i64(text.block.size * 10.0))
            .collect();
        sizes.sort_unstable();
        sizes.dedup();
        if sizes.len() > 3 && !remarks.contains(&Remark::FontSizes) {
            remarks.push(Remark::FontSizes);
        }
    }
    if hues(scene) > 7 {
        remarks.push(Remark::Hues);
    }
    let headings = |text: &&TextBox| matches!(text.role, Role::Title | Role::Subtitle);
    if scene.texts().filter(headings).any(is_widowed) {
        remarks.push(Remark::Widow);
    }
    let is_long = |text: &TextBox| {
        matches!(text.role, Role::Label | Role::Body) && text.block.lines.len() > 3
    };
    if scene.texts().any(is_long) {
        remarks.push(Remark::LongText);
    }
    if scene.texts().filter(headings).any(|text| text.text.ends_with('…')) {
        remarks.push(Remark::CutTitle);
    }
    remarks
}

/// What everything but surfaces as large as the canvas covers.
fn ink(scene: &Scene) -> Rect {
    let canvas = Rect::new(0.0, 0.0, scene.width, scene.height);
    let bounds = scene.ops.iter().filter_map(|op| match op {
        Op::Fill { shape, .. } | Op::Stroke { shape, .. } | Op::Gradient { shape, .. } => {
            Some(shape.bounds())
        }
        Op::Text(text) => text.line_rects().reduce(|a, b| a.union(b)),
        Op::Clip(_) | Op::Unclip => None,
    });
    bounds.reduce(|a, b| a.union(b)).map_or(Rect::ZERO, |ink| ink.intersect(canvas))
}

/// Number of different hues among the saturated colours, in steps of 30 degrees.
fn hues(scene: &Scene) -> usize {
    let mut seen = [false; 12];
    for op in &scene.ops {
        let color = match op {
            Op::Fill { color, .. } => *color,
            Op::Stroke { pen, .. } => pen.color,
            _ => continue,
        };
        let [r, g, b] = [color.r, color.g, color.b].map(f64::from);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        if color.a < 128 || most - least < 64.0 {
            continue;
        }
        let turn = if most <= r {
            (g - b) / (most - least)
        } else if most <= g {
            2.0 + (b - r) / (most - least)
        } else {
            4.0 + (r - g) / (most - least)
        };
        let slot = crate::cast::to_usize(turn.rem_euclid(6.0) * 2.0) % 12;
        if let Some(seen) = seen.get_mut(slot) {
            *seen = true;
        }
    }
    seen.iter().filter(|seen| **seen).count()
}

/// Whether the last of several lines is much shorter than the others.
fn is_widowed(text: &TextBox) -> bool {
    match text.block.lines.as_slice() {
        [.., before, last] => last.width() < before.width() * 0.2,
        _ => false,
    }
}
