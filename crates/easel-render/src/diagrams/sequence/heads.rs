//! The participants at the top (and foot) of a sequence diagram: a box with an icon, a person, a
//! database.

use std::rc::Rc;

use easel_types::spec::{DiagramSpec, Node, NodeShape};
use kurbo::{BezPath, Point, Rect};

use super::super::parts;
use crate::canvas::Stage;
use crate::icons::Icon;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{Align, Block, TextStyle, Weight};
use crate::theme::Color;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Box,
    Person,
    Database,
}

/// A participant before it is set.
pub(super) struct Cast<'a> {
    label: &'a str,
    /// Its role or technology, written smaller.
    role: Option<String>,
    form: Form,
    icon: Option<Icon>,
    pub(super) color: Color,
}

/// A participant set in a font.
pub(super) struct Head {
    pub(super) width: f64,
    pub(super) height: f64,
    label: Rc<Block>,
    role: Option<Rc<Block>>,
    pub(super) broken: bool,
}

/// Forms and icons of the participants.
pub(super) fn casts<'a>(spec: &'a DiagramSpec, stage: &mut Stage<'_>) -> Vec<Cast<'a>> {
    let mut casts: Vec<Cast<'_>> =
        spec.nodes.iter().enumerate().map(|(index, node)| cast(node, index, stage)).collect();
    if casts.len() > 8 {
        // Names need the room.
        let boxes = casts.iter_mut().filter(|cast| cast.form == Form::Box);
        boxes.for_each(|cast| cast.icon = None);
    }
    casts
}

fn cast<'a>(node: &'a Node, index: usize, stage: &mut Stage<'_>) -> Cast<'a> {
    let stereotype = parts::given(node.stereotype.as_ref()).map(str::to_lowercase);
    let form = match (stereotype.as_deref(), node.shape) {
        (Some("actor" | "person" | "user" | "customer"), _) | (_, Some(NodeShape::Person)) => {
            Form::Person
        }
        (Some("database" | "db" | "storage"), _) | (_, Some(NodeShape::Cylinder)) => Form::Database,
        _ => Form::Box,
    };
    let known = match stereotype.as_deref() {
        Some("actor" | "person" | "user" | "customer") => Some("user"),
        Some("database" | "db" | "storage" | "participant") => None,
        Some("queue") => Some("layers"),
        Some("external") => Some("globe"),
        other => other,
    };
    let asked = node.icon.as_deref().or(known).or((form == Form::Person).then_some("user"));
    // Only names that mean an icon beyond doubt find one by themselves.
    let icon = match form {
        Form::Database if node.icon.is_none() => None,
        _ => stage.icons.pick(asked, "", Some(&node.label)),
    };
    let is_shown = form != Form::Box
        || matches!(stereotype.as_deref(), None | Some("participant" | "queue" | "external"));
    let written = node.stereotype.as_deref().filter(|_| !is_shown);
    let role = match (written, parts::given(node.text.as_ref())) {
        (Some(kind), Some(text)) => Some(format!("«{kind}» {text}")),
        (Some(kind), None) => Some(format!("«{kind}»")),
        (None, text) => text.map(str::to_owned),
    };
    let color = parts::color_of(stage, node.color.as_ref(), index);
    Cast { label: node.label.trim(), role, form, icon, color }
}

fn disc(font: f64) -> f64 {
    font * 2.3
}

fn padding(font: f64) -> f64 {
    font * 0.8
}

/// Room for the icon left of the name.
fn beside(cast: &Cast<'_>, font: f64) -> f64 {
    if cast.form == Form::Box && cast.icon.is_some() { font * 1.75 } else { 0.0 }
}

/// Sets a participant no wider than `width`.
pub(super) fn head(cast: &Cast<'_>, stage: &mut Stage<'_>, font: f64, width: f64) -> Head {
    let style = TextStyle { leading: 1.18, ..TextStyle::new(font * 1.05, Weight::SemiBold) };
    let style = style.align(Align::Center);
    let around =
        if cast.form == Form::Person { 0.0 } else { 2.0 * padding(font) } + beside(cast, font);
    let room = (width - around).max(font);
    let label = stage.engine.balanced(cast.label, style, room);
    let small = (font * 0.82).max(stage.canvas.font_min().min(font));
    let style = TextStyle::new(small, Weight::Regular).align(Align::Center);
    let role = cast.role.as_deref().map(|role| stage.engine.balanced(role, style, room));
    let texts = label.height + role.as_ref().map_or(0.0, |block| block.height);
    let widest = label.width.max(role.as_ref().map_or(0.0, |block| block.width));
    let height = match cast.form {
        Form::Box => texts + font * 1.1,
        Form::Person => texts + disc(font) + font * 0.3,
        Form::Database => texts + font * 2.0,
    };
    let broken = label.broken_word || role.as_ref().is_some_and(|block| block.broken_word);
    let width = (widest + around).max(if cast.form == Form::Person { disc(font) } else { 0.0 });
    Head { width, height, label, role, broken }
}

/// The height at which all boxes end that have no form of their own.
pub(super) fn box_height(casts: &[Cast<'_>], heads: &[Head]) -> f64 {
    let boxes = casts.iter().zip(heads).filter(|(cast, _)| cast.form != Form::Person);
    boxes.map(|(_, head)| head.height).fold(0.0, f64::max)
}

/// Draws a participant whose middle is at `x` and whose box ends at `bottom`.
pub(super) fn draw(
    (cast, head): (&Cast<'_>, &Head),
    stage: &mut Stage<'_>,
    (x, bottom): (f64, f64),
    (width, height): (f64, f64),
    font: f64,
) {
    let (fill, line) = parts::box_colors(stage, cast.color);
    let pen = Pen::new(line, (font * 0.1).max(1.25));
    let rect = Rect::new(x - width / 2.0, bottom - height, x + width / 2.0, bottom);
    if cast.form == Form::Person {
        let texts = head.height - disc(font) - font * 0.3;
        let center = Point::new(x, bottom - texts - font * 0.3 - disc(font) / 2.0);
        let solid = parts::solid(stage, cast.color);
        stage.scene.disc(center, disc(font) / 2.0, solid);
        if let Some(icon) = cast.icon {
            icon.draw(&mut stage.scene, center, disc(font) * 0.58, stage.palette.on(solid));
        }
        write((cast, head), stage, Point::new(x, bottom - texts));
        return;
    }
    let shape = match cast.form {
        Form::Database => Shape::Path(cylinder(rect, font * 0.42)),
        _ => Shape::Rounded(rect, font * 0.5),
    };
    stage.scene.fill(shape.clone(), fill);
    stage.scene.stroke(shape, pen);
    let texts = head.label.height + head.role.as_ref().map_or(0.0, |block| block.height);
    let mut middle = rect.center();
    if cast.form == Form::Database {
        let lid = font * 0.42;
        let mut path = BezPath::new();
        path.move_to((rect.x0, rect.y0 + lid));
        path.curve_to(
            (rect.x0, rect.y0 + lid * 2.35),
            (rect.x1, rect.y0 + lid * 2.35),
            (rect.x1, rect.y0 + lid),
        );
        stage.scene.stroke(Shape::Path(path), pen);
        middle.y += lid * 0.75;
    }
    if let Some(icon) = cast.icon {
        let room = beside(cast, font);
        let widest = head.label.width.max(head.role.as_ref().map_or(0.0, |block| block.width));
        if room > 0.0 {
            let left = middle.x - (widest + room) / 2.0;
            let center = Point::new(left + font * 0.6, middle.y);
            icon.draw(&mut stage.scene, center, font * 1.3, line);
            middle.x += room / 2.0;
        }
    }
    write((cast, head), stage, Point::new(middle.x, middle.y - texts / 2.0));
}

/// Writes name and role, centred, from `top` on.
fn write((cast, head): (&Cast<'_>, &Head), stage: &mut Stage<'_>, top: Point) {
    let (ink, muted) = (stage.palette.ink, stage.palette.muted);
    stage.scene.text((&head.label, cast.label), (top, Anchor::TopCenter), ink, Role::Label);
    if let (Some(block), Some(role)) = (&head.role, &cast.role) {
        let at = Point::new(top.x, top.y + head.label.height);
        stage.scene.text((block, role), (at, Anchor::TopCenter), muted, Role::Body);
    }
}

/// The outline of a standing cylinder.
fn cylinder(rect: Rect, lid: f64) -> BezPath {
    let k = 1.33 * lid;
    let mut path = BezPath::new();
    path.move_to((rect.x0, rect.y0 + lid));
    path.curve_to(
        (rect.x0, rect.y0 + lid - k),
        (rect.x1, rect.y0 + lid - k),
        (rect.x1, rect.y0 + lid),
    );
    path.line_to((rect.x1, rect.y1 - lid));
    path.curve_to(
        (rect.x1, rect.y1 - lid + k),
        (rect.x0, rect.y1 - lid + k),
        (rect.x0, rect.y1 - lid),
    );
    path.close_path();
    path
}
