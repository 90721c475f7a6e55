//! Attributes of DOT as what specs can say.

use easel_types::spec::{EdgeLine, EndMark, NodeShape};

use crate::color;

/// Attributes that say something about content or colours.
#[derive(Debug, Clone, Default)]
pub(super) struct Attributes {
    pub(super) label: Option<Label>,
    pub(super) shape: Option<String>,
    pub(super) style: String,
    pub(super) fill: Option<String>,
    pub(super) color: Option<String>,
    pub(super) head_label: Option<String>,
    pub(super) tail_label: Option<String>,
    pub(super) arrow_head: Option<String>,
    pub(super) arrow_tail: Option<String>,
    pub(super) dir: Option<String>,
    pub(super) thick: bool,
}

/// A label in one of its forms.
#[derive(Debug, Clone)]
pub(super) enum Label {
    Text(String),
    Html(String),
}

impl Attributes {
    /// Takes one attribute; false where it is only about looks that we do not draw.
    pub(super) fn set(&mut self, key: &str, value: &str, is_html: bool) -> bool {
        let text =
            || if is_html { Label::Html(value.to_owned()) } else { Label::Text(value.to_owned()) };
        match key {
            "label" => self.label = Some(text()),
            "xlabel" => {
                if self.label.is_none() {
                    self.label = Some(text());
                }
            }
            "shape" => self.shape = Some(value.to_ascii_lowercase()),
            "style" => value.clone_into(&mut self.style),
            "fillcolor" | "bgcolor" => self.fill = dot_color(value),
            "color" => self.color = dot_color(value),
            "headlabel" => self.head_label = Some(super::labels::plain(value, "")),
            "taillabel" => self.tail_label = Some(super::labels::plain(value, "")),
            "arrowhead" => self.arrow_head = Some(value.to_owned()),
            "arrowtail" => self.arrow_tail = Some(value.to_owned()),
            "dir" => self.dir = Some(value.to_owned()),
            "penwidth" => self.thick = value.parse::<f64>().is_ok_and(|width| width >= 2.0),
            _ => return false,
        }
        true
    }

    /// What a filled node or cluster is coloured with: `color` alone colours only its outline.
    pub(super) fn fill(&self) -> Option<String> {
        let is_filled = self.style.contains("filled") || self.style.contains("radial");
        self.fill.clone().or_else(|| self.color.clone().filter(|_| is_filled))
    }

    pub(super) fn line(&self) -> EdgeLine {
        if self.style.contains("invis") {
            EdgeLine::Hidden
        } else if self.style.contains("dashed") || self.style.contains("dotted") {
            EdgeLine::Dashed
        } else if self.style.contains("bold") || self.thick {
            EdgeLine::Thick
        } else {
            EdgeLine::Solid
        }
    }

    /// What stands at both ends of an edge.
    pub(super) fn marks(&self, directed: bool) -> (Option<EndMark>, Option<EndMark>) {
        let dir = self.dir.as_deref().unwrap_or(if directed { "forward" } else { "none" });
        let head = self.arrow_head.as_deref().and_then(mark);
        let tail = self.arrow_tail.as_deref().and_then(mark);
        let (at_tail, at_head) = match dir {
            "both" => (true, true),
            "back" => (true, false),
            "none" => (false, false),
            _ => (false, true),
        };
        let from = at_tail.then_some(tail.unwrap_or(EndMark::Arrow));
        let to = if at_head { head } else { Some(EndMark::None) };
        (from, to)
    }

    /// Our outline for the shape and style.
    pub(super) fn outline(&self) -> Option<NodeShape> {
        let name = self.shape.as_deref()?;
        let rounded = self.style.contains("rounded");
        Some(match name {
            "box" | "rect" | "rectangle" | "square" | "polygon" | "box3d" | "component" | "tab"
            | "folder" | "record" | "plaintext" | "none" | "plain" | "underline"
                if rounded =>
            {
                NodeShape::Rounded
            }
            "box" | "rect" | "rectangle" | "square" | "polygon" | "box3d" | "component" | "tab"
            | "folder" | "record" | "msquare" | "signature" | "assembly" => NodeShape::Rect,
            "mrecord" => NodeShape::Rounded,
            "diamond" | "mdiamond" => NodeShape::Diamond,
            "ellipse" | "oval" | "egg" => NodeShape::Stadium,
            "circle" | "mcircle" => NodeShape::Circle,
            "doublecircle" => NodeShape::DoubleCircle,
            "point" => NodeShape::Start,
            "cylinder" => NodeShape::Cylinder,
            "parallelogram" => NodeShape::Parallelogram,
            "hexagon" | "octagon" | "doubleoctagon" | "tripleoctagon" | "septagon" | "pentagon" => {
                NodeShape::Hexagon
            }
            "note" => NodeShape::Note,
            "trapezium" | "invtrapezium" | "house" | "invhouse" | "triangle" | "invtriangle" => {
                NodeShape::Trapezoid
            }
            "plaintext" | "none" | "plain" | "underline" => NodeShape::Plain,
            _ => return None,
        })
    }
}

/// The first colour of a list such as `red:blue;0.5`, in any form of Graphviz.
fn dot_color(text: &str) -> Option<String> {
    let first = text.split([':', ';']).next()?.trim().trim_start_matches('/');
    let parts: Vec<f64> =
        first.split([',', ' ']).filter(|p| !p.is_empty()).filter_map(|p| p.parse().ok()).collect();
    if let [h, s, v] = parts.as_slice()
        && [h, s, v].iter().all(|part| (0.0..=1.0).contains(*part))
    {
        return Some(color::from_hsv([*h, *s, *v]));
    }
    // `gray90` and `red3` of X11 are near `gray` and `red`; greys are told by their share.
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let share = first.get(letters.len()..).and_then(|digits| digits.parse::<f64>().ok());
    if matches!(letters, "gray" | "grey")
        && let Some(share) = share
    {
        return Some(color::from_hsv([0.0, 0.0, (share / 100.0).clamp(0.0, 1.0)]));
    }
    color::css(if first.starts_with('#') { first } else { letters })
}

/// Our mark for an arrow type.
fn mark(name: &str) -> Option<EndMark> {
    Some(match name {
        "none" => EndMark::None,
        "empty" | "onormal" | "oinv" => EndMark::Triangle,
        "diamond" => EndMark::FilledDiamond,
        "odiamond" => EndMark::Diamond,
        "dot" | "odot" => EndMark::Circle,
        "vee" | "open" => EndMark::OpenArrow,
        "crow" => EndMark::OneOrMany,
        "crowodot" => EndMark::ZeroOrMany,
        "tee" => EndMark::One,
        "teeodot" => EndMark::ZeroOrOne,
        _ => return None,
    })
}
