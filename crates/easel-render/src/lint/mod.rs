//! Checks of a finished scene: what a careful person would see at once. The repair loop in the
//! crate root draws again, smaller, until a scene is clean. What is a matter of taste rather than
//! a defect (how much of the canvas is used, widows) is counted in [`taste`].

mod graph;
mod ground;
mod labels;
mod taste;
mod texts;

use easel_types::Spec;

pub(crate) use self::ground::segment_meets;
pub(crate) use self::taste::taste;
use crate::canvas::Canvas;
use crate::scene::{AxisTrace, Op, Scene};

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
    /// The edge of a surface runs behind a text.
    UnevenGround { text: String },
    /// Something was painted over a text.
    Covered { text: String },
    /// A text leaves the surface it stands on, or touches its edge.
    Spilled { text: String },
    /// A label of the spec is neither shown nor told to be left out.
    Missing { label: String },
    /// A label of the spec is shown more often than it was given.
    Repeated { label: String },
    /// An edge runs through a box that it does not belong to.
    NodeCrossed { edge: usize, node: usize },
    /// An edge does not end at the outline of its box.
    LooseEnd { edge: usize, distance: f64 },
    /// The label of an edge is far from it.
    LabelAway { edge: usize, distance: f64 },
    /// The ticks of an axis are too few, too many or repeat each other.
    Ticks { ticks: Vec<String> },
    /// Lengths are read on an axis that does not contain zero.
    NoZero { low: f64, high: f64 },
}

/// Everything wrong with the scene. With a spec, also whether all of its labels are there.
pub(crate) fn lint(scene: &Scene, canvas: &Canvas, spec: Option<&Spec>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !is_finite(scene) {
        findings.push(Finding::NotFinite);
        return findings;
    }
    texts::check(scene, canvas, &mut findings);
    graph::check(scene, canvas, &mut findings);
    for axis in &scene.axes {
        check_axis(axis, canvas, &mut findings);
    }
    if let Some(spec) = spec {
        labels::check(scene, spec, &mut findings);
    }
    findings
}

/// Whether hardly anything is wrong but that texts are too small.
pub(crate) fn is_only_small(findings: &[Finding]) -> bool {
    let is_small = |finding: &&Finding| matches!(finding, Finding::TooSmall { .. });
    findings.iter().filter(is_small).count() * 10 >= findings.len() * 9
}

/// Four to seven ticks; fewer on small canvases, where they would touch.
fn check_axis(axis: &AxisTrace, canvas: &Canvas, findings: &mut Vec<Finding>) {
    let is_small = canvas.width.min(canvas.height) < 500.0;
    let least = if is_small { 2 } else { 4 };
    let mut different = axis.ticks.clone();
    different.sort_unstable();
    different.dedup();
    if axis.ticks.len() < least || axis.ticks.len() > 7 || different.len() < axis.ticks.len() {
        findings.push(Finding::Ticks { ticks: axis.ticks.clone() });
    }
    if axis.has_bars && (axis.low > 0.0 || axis.high < 0.0) {
        findings.push(Finding::NoZero { low: axis.low, high: axis.high });
    }
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

    use kurbo::{Circle, Point, Rect};

    use super::*;
    use crate::canvas::Stage;
    use crate::scene::{Anchor, EdgeTrace, NodeTrace, Pen, Role, Shape};
    use crate::text::{TextStyle, Weight, with_engine};
    use crate::theme::{Color, Palette};
    use easel_types::spec::Theme;

    fn findings(draw: impl FnOnce(&mut Stage<'_>)) -> Vec<Finding> {
        with_engine(|engine| {
            let palette = Palette::new(Theme::Light);
            let canvas = Canvas::new(Size::new(1024, 1024), 1.0);
            let mut stage = Stage::new(canvas, &palette, engine);
            draw(&mut stage);
            Ok(lint(&stage.scene, &canvas, None))
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
        let found = findings(|stage| put(stage, "\u{bff}", (100.0, 100.0), (20.0, 0)));
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

    #[test]
    fn surfaces_and_texts_must_agree() {
        let card = Rect::new(100.0, 90.0, 300.0, 150.0);
        let found = findings(|stage| {
            stage.scene.rect(card, 8.0, Color::rgb(0xDDE7FF));
            put(stage, "inside", (120.0, 105.0), (20.0, 0));
        });
        assert_eq!(found, []);
        let found = findings(|stage| {
            stage.scene.rect(card, 8.0, Color::rgb(0x9DB7FF));
            put(stage, "touches its edge", (101.0, 105.0), (20.0, 0));
        });
        assert!(matches!(found[..], [Finding::Spilled { .. }]), "{found:?}");
        let found = findings(|stage| {
            stage.scene.rect(card, 8.0, Color::rgb(0x9DB7FF));
            put(stage, "half on the card and half beside it", (220.0, 105.0), (20.0, 0));
        });
        assert!(found.contains(&Finding::UnevenGround {
            text: "half on the card and half beside it".to_owned()
        }));
        let found = findings(|stage| {
            put(stage, "covered", (120.0, 105.0), (20.0, 0));
            stage.scene.disc(Point::new(140.0, 118.0), 30.0, Color::rgb(0x9DB7FF));
        });
        assert!(matches!(found[..], [Finding::Covered { .. }]), "{found:?}");
    }

    #[test]
    fn edges_must_end_at_their_boxes_and_pass_the_others() {
        let trace = |from: (f64, f64), to: (f64, f64)| {
            let mut path = kurbo::BezPath::new();
            path.move_to(from);
            path.line_to(to);
            EdgeTrace { path, ends: (Some(0), Some(1)), label: None }
        };
        let disc =
            |x: f64| NodeTrace { outline: Shape::Disc(Circle::new(Point::new(x, 200.0), 40.0)) };
        let check = |edge: EdgeTrace, third: f64| {
            findings(|stage| {
                stage.scene.nodes = vec![disc(100.0), disc(500.0), disc(third)];
                stage.scene.edges = vec![edge];
            })
        };
        assert_eq!(check(trace((140.0, 200.0), (460.0, 200.0)), 900.0), []);
        let found = check(trace((140.0, 200.0), (450.0, 200.0)), 900.0);
        assert!(matches!(found[..], [Finding::LooseEnd { .. }]), "{found:?}");
        let found = check(trace((140.0, 200.0), (460.0, 200.0)), 300.0);
        assert_eq!(found, [Finding::NodeCrossed { edge: 0, node: 2 }]);
    }

    #[test]
    fn axes_have_few_different_ticks_and_bars_begin_at_zero() {
        let check = |low: f64, ticks: &[&str]| {
            findings(|stage| {
                stage.scene.axes = vec![AxisTrace {
                    low,
                    high: 10.0,
                    ticks: ticks.iter().map(|&tick| tick.to_owned()).collect(),
                    has_bars: true,
                }];
            })
        };
        assert_eq!(check(0.0, &["0", "2", "4", "6", "8", "10"]), []);
        assert!(matches!(check(2.0, &["2", "4", "6", "8"])[..], [Finding::NoZero { .. }]));
        assert!(matches!(check(0.0, &["0", "1", "1", "2"])[..], [Finding::Ticks { .. }]));
        assert!(matches!(check(0.0, &["0", "10"])[..], [Finding::Ticks { .. }]));
    }
}
