//! Checks of a finished scene: what a careful person would see at once. The repair loop in the
//! crate root draws again, smaller, until a scene is clean.

use kurbo::{Point, Rect};

use crate::canvas::Canvas;
use crate::scene::{Op, Role, Scene, TextBox};
use crate::theme::Color;

/// Something wrong with a picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Finding {
    /// Two texts touch.
    Overlap { first: String, second: String },
    /// A text leaves the safe area or the canvas.
    Outside { text: String },
    /// A text is smaller than the minimum for the canvas.
    TooSmall { text: String, size: f64 },
    /// A text is hard to read on what lies behind it.
    LowContrast { text: String, ratio: f64 },
    /// A letter has no glyph.
    NoGlyph { text: String },
    /// A coordinate is not a number.
    NotFinite,
    /// A line runs through a text.
    Crossed { text: String },
}

/// Texts closer than this, in pixels, touch.
const TOUCH: f64 = 1.0;

/// Everything wrong with the scene.
pub(crate) fn lint(scene: &Scene, canvas: &Canvas) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !is_finite(scene) {
        findings.push(Finding::NotFinite);
        return findings;
    }
    let texts: Vec<(usize, &TextBox, Vec<Rect>)> = scene
        .ops
        .iter()
        .enumerate()
        .filter_map(|(index, op)| match op {
            Op::Text(text) => Some((index, text, text.line_rects().collect())),
            _ => None,
        })
        .collect();
    for (number, (index, text, lines)) in texts.iter().enumerate() {
        check_text(scene, canvas, (*index, text, lines), &mut findings);
        for (_, other, other_lines) in &texts[..number] {
            let touches = lines.iter().any(|line| {
                other_lines.iter().any(|other| {
                    line.x0 < other.x1 - TOUCH
                        && other.x0 < line.x1 - TOUCH
                        && line.y0 < other.y1 - TOUCH
                        && other.y0 < line.y1 - TOUCH
                })
            });
            if touches {
                findings.push(Finding::Overlap {
                    first: other.text.to_string(),
                    second: text.text.to_string(),
                });
            }
        }
    }
    findings
}

fn check_text(
    scene: &Scene,
    canvas: &Canvas,
    (index, text, lines): (usize, &TextBox, &[Rect]),
    findings: &mut Vec<Finding>,
) {
    let name = || text.text.to_string();
    let safe = canvas.safe();
    let is_outside = |line: &Rect| {
        line.x0 < safe.x0 - 0.5
            || line.y0 < safe.y0 - 0.5
            || line.x1 > safe.x1 + 0.5
            || line.y1 > safe.y1 + 0.5
    };
    if lines.iter().any(is_outside) {
        findings.push(Finding::Outside { text: name() });
    }
    if text.block.size < canvas.font_min() - 0.01 {
        findings.push(Finding::TooSmall { text: name(), size: text.block.size });
    }
    if text.block.missing > 0 {
        findings.push(Finding::NoGlyph { text: name() });
    }
    let needed = required_contrast(text, canvas);
    let worst = lines
        .iter()
        .flat_map(|line| {
            let y = line.center().y;
            [line.x0 + 1.0, line.center().x, line.x1 - 1.0].map(|x| Point::new(x, y))
        })
        .map(|point| text.color.contrast(color_behind(scene, index, point)))
        .fold(f64::MAX, f64::min);
    if worst < needed - 0.02 {
        findings.push(Finding::LowContrast { text: name(), ratio: worst });
    }
    if lines.iter().any(|line| is_crossed(scene, index, *line)) {
        findings.push(Finding::Crossed { text: name() });
    }
}

/// WCAG 2.1 AA: 3:1 for large text (24 px, or 18.7 px bold), 4.5:1 for the rest. "Large" is
/// relative to the canvas, because a small canvas is shown small.
fn required_contrast(text: &TextBox, canvas: &Canvas) -> f64 {
    let size = text.block.size / canvas.unit.min(1.0);
    let is_bold = text.block.weight != crate::text::Weight::Regular;
    let is_large = size >= 24.0 || (is_bold && size >= 18.7);
    if is_large || text.role == Role::Counter { 3.0 } else { 4.5 }
}

/// The colour that is seen at a point below the op with this index.
fn color_behind(scene: &Scene, index: usize, point: Point) -> Color {
    let mut color = scene.background;
    for op in &scene.ops[..index] {
        if let Op::Fill { shape, color: fill } = op
            && shape.bounds().contains(point)
            && shape.contains(point)
        {
            color = fill.over(color);
        }
    }
    color
}

/// Whether a strong line drawn before the text runs through it and nothing opaque lies between.
fn is_crossed(scene: &Scene, index: usize, line: Rect) -> bool {
    let core = line.inset(-(line.height() * 0.18).min(line.width() * 0.2));
    let mut crossed = false;
    for (position, op) in scene.ops.iter().enumerate() {
        match op {
            Op::Stroke { shape, pen } => {
                if pen.color.contrast(scene.background) < 1.8 || pen.color.a < 128 {
                    continue;
                }
                let bounds = shape.bounds();
                let meets = bounds.x0 < core.x1
                    && bounds.x1 > core.x0
                    && bounds.y0 < core.y1
                    && bounds.y1 > core.y0;
                if meets && path_meets(&shape.path(), core) {
                    crossed = true;
                }
            }
            Op::Fill { shape, color } if position < index && color.a == 255 => {
                let covers = shape.contains(Point::new(core.x0, core.center().y))
                    && shape.contains(Point::new(core.x1, core.center().y));
                if covers {
                    crossed = false;
                }
            }
            _ => {}
        }
    }
    crossed
}

fn path_meets(path: &kurbo::BezPath, rect: Rect) -> bool {
    let mut here = Point::ZERO;
    let mut meets = false;
    kurbo::flatten(path.elements().iter().copied(), 0.5, |element| match element {
        kurbo::PathEl::MoveTo(to) => here = to,
        kurbo::PathEl::LineTo(to) => {
            meets |= segment_meets(here, to, rect);
            here = to;
        }
        _ => {}
    });
    meets
}

/// Whether a segment enters a rectangle (slab test).
pub(crate) fn segment_meets(from: Point, to: Point, rect: Rect) -> bool {
    let delta = to - from;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (start, change, low, high) in
        [(from.x, delta.x, rect.x0, rect.x1), (from.y, delta.y, rect.y0, rect.y1)]
    {
        if change.abs() < 1e-9 {
            if start <= low || start >= high {
                return false;
            }
        } else {
            let (a, b) = ((low - start) / change, (high - start) / change);
            enter = enter.max(a.min(b));
            leave = leave.min(a.max(b));
        }
    }
    enter < leave
}

fn is_finite(scene: &Scene) -> bool {
    scene.ops.iter().all(|op| match op {
        Op::Fill { shape, .. }
        | Op::Stroke { shape, .. }
        | Op::Gradient { shape, .. }
        | Op::Clip(shape) => shape.bounds().is_finite(),
        Op::Unclip => true,
        Op::Text(text) => text.origin.is_finite() && text.block.width.is_finite(),
    })
}

#[cfg(test)]
mod tests {
    use easel_types::Size;

    use super::*;
    use crate::canvas::Stage;
    use crate::scene::{Anchor, Pen};
    use crate::text::{TextStyle, Weight, with_engine};
    use crate::theme::Palette;
    use easel_types::spec::Theme;

    fn findings(draw: impl FnOnce(&mut Stage<'_>)) -> Vec<Finding> {
        with_engine(|engine| {
            let palette = Palette::new(Theme::Light);
            let canvas = Canvas::new(Size::new(1024, 1024), 1.0);
            let mut stage = Stage::new(canvas, &palette, engine);
            draw(&mut stage);
            Ok(lint(&stage.scene, &canvas))
        })
        .unwrap()
    }

    fn put(stage: &mut Stage<'_>, text: &str, at: (f64, f64), (size, color): (f64, u32)) {
        let style = TextStyle::new(size, Weight::Regular);
        let place = (Point::new(at.0, at.1), Anchor::TopLeft);
        stage.put(text, (style, None), place, (Color::rgb(color), Role::Label));
    }

    #[test]
    fn a_clean_scene_has_no_findings() {
        let clean = findings(|stage| {
            put(stage, "one", (100.0, 100.0), (20.0, 0));
            put(stage, "two", (100.0, 140.0), (20.0, 0));
        });
        assert_eq!(clean, []);
    }

    #[test]
    fn every_kind_of_defect_is_found() {
        let found = findings(|stage| {
            put(stage, "one", (100.0, 100.0), (20.0, 0));
            put(stage, "over it", (110.0, 105.0), (20.0, 0));
        });
        assert!(matches!(found[..], [Finding::Overlap { .. }]), "{found:?}");
        let found = findings(|stage| put(stage, "gone", (1010.0, 100.0), (20.0, 0)));
        assert!(matches!(found[..], [Finding::Outside { .. }]), "{found:?}");
        let found = findings(|stage| put(stage, "tiny", (100.0, 100.0), (12.0, 0)));
        assert!(matches!(found[..], [Finding::TooSmall { .. }]), "{found:?}");
        let found = findings(|stage| put(stage, "pale", (100.0, 100.0), (20.0, 0xCCCCCC)));
        assert!(matches!(found[..], [Finding::LowContrast { .. }]), "{found:?}");
        let found = findings(|stage| put(stage, "\u{12000}", (100.0, 100.0), (20.0, 0)));
        assert!(matches!(found[..], [Finding::NoGlyph { .. }]), "{found:?}");
        let found = findings(|stage| put(stage, "nan", (f64::NAN, 100.0), (20.0, 0)));
        assert_eq!(found, [Finding::NotFinite]);
        let found = findings(|stage| {
            let pen = Pen::new(Color::rgb(0), 2.0);
            stage.scene.line(Point::new(90.0, 113.0), Point::new(300.0, 113.0), pen);
            put(stage, "crossed", (100.0, 100.0), (20.0, 0));
        });
        assert!(matches!(found[..], [Finding::Crossed { .. }]), "{found:?}");
    }
}
