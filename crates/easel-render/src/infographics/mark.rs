//! The icon, number or letter of an entry.

use kurbo::{Circle, Point, Rect};

use super::Entry;
use super::card::Style;
use super::names::Look;
use crate::canvas::Stage;
use crate::icons::Icon;
use crate::scene::{Anchor, Pen, Role, Shape};
use crate::text::{TextStyle, Weight};
use crate::theme::Color;

/// What stands in the mark.
#[derive(Debug, Clone, Copy)]
enum Sign {
    Icon(Icon),
    Letter(char),
    Number(usize),
}

fn sign(entry: &Entry<'_>, look: Look) -> Sign {
    let first = entry.label.chars().find(|c| c.is_alphanumeric());
    match (look, first, entry.icon) {
        (Look::Letter, Some(letter), _) => Sign::Letter(letter),
        (_, _, Some(icon)) => Sign::Icon(icon),
        _ => Sign::Number(entry.number),
    }
}

fn draw_sign(stage: &mut Stage<'_>, sign: Sign, (center, size): (Point, f64), color: Color) {
    let text = match sign {
        Sign::Icon(icon) => {
            icon.draw(&mut stage.scene, center, size * 0.56, color);
            return;
        }
        Sign::Letter(letter) => letter.to_uppercase().to_string(),
        Sign::Number(number) => number.to_string(),
    };
    let share = if text.chars().count() > 2 { 0.32 } else { 0.44 };
    let style = TextStyle::new((size * share).max(stage.canvas.font_min()), Weight::Bold);
    stage.put(&text, (style, None), (center, Anchor::Center), (color, Role::Counter));
}

/// What a sign on a colour is drawn with: white where it can be seen, else what reads best.
pub(super) fn ink_on(stage: &Stage<'_>, color: Color) -> Color {
    if Color::WHITE.contrast(color) >= 3.0 { Color::WHITE } else { stage.palette.on(color) }
}

/// A colour as the ground of small texts, and what they are written with: darkened for white
/// where it is nearly dark enough.
pub(super) fn ground_of(stage: &Stage<'_>, color: Color) -> (Color, Color) {
    if Color::WHITE.contrast(color) < 2.7 {
        return (color, stage.palette.on(color));
    }
    let black = Color::rgb(0);
    let ground = (0..=10)
        .map(|step| color.mix(black, f64::from(step) * 0.06))
        .find(|ground| Color::WHITE.contrast(*ground) >= 4.5)
        .unwrap_or(black);
    (ground, Color::WHITE)
}

/// The mark of an entry in its look, as large as the style says.
pub(super) fn draw(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    (center, size): (Point, f64),
    style: Style,
) {
    let palette = stage.palette;
    if let Some(done) = entry.done {
        tick(stage, entry, (center, size * 0.86), done);
        return;
    }
    let square = Rect::from_center_size(center, (size, size));
    match style.look {
        Look::Plain | Look::Underline => {
            let ink = palette.readable(entry.color, palette.background, 3.0);
            if style.numbered {
                disc(stage, &Entry { icon: None, ..*entry }, center, size);
            } else {
                draw_sign(stage, sign(entry, style.look), (center, size * 1.6), ink);
            }
        }
        Look::Badge | Look::Letter if !style.numbered || style.look == Look::Letter => {
            let is_letter = style.look == Look::Letter;
            let fill = if is_letter { entry.color } else { palette.tint(entry.color, 0.16) };
            stage.scene.rect(square, size * 0.26, fill);
            let ink = if is_letter {
                ink_on(stage, fill)
            } else {
                palette.readable(entry.color, fill, 4.5)
            };
            draw_sign(stage, sign(entry, style.look), (center, size), ink);
        }
        Look::Circle => {
            let pen = Pen::new(palette.tint(entry.color, 0.4), size * 0.035);
            stage.scene.stroke(Shape::Disc(Circle::new(center, size * 0.475)), pen);
            let inner = size * 0.82;
            if style.numbered {
                numbered(stage, entry, center, inner)
            } else {
                disc(stage, entry, center, inner)
            }
        }
        _ if style.numbered => numbered(stage, entry, center, size),
        _ => disc(stage, entry, center, size),
    }
}

/// The mark on a band of the entry's own colour.
pub(super) fn draw_on(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    (center, size): (Point, f64),
    style: Style,
) {
    if let Some(done) = entry.done {
        tick(stage, entry, (center, size), done);
        return;
    }
    let (_, on) = ground_of(stage, entry.color);
    stage.scene.disc(center, size / 2.0, on);
    let ink = stage.palette.readable(entry.color, on, 4.6);
    let entry = if style.numbered { Entry { icon: None, ..*entry } } else { *entry };
    draw_sign(stage, sign(&entry, style.look), (center, size * 1.1), ink);
}

/// The sign alone, on something of colour `ground`.
pub(super) fn bare(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    (center, size): (Point, f64),
    ground: Color,
) {
    let ink = if ground == entry.color {
        ink_on(stage, ground)
    } else {
        stage.palette.readable(entry.color, ground, 4.6)
    };
    draw_sign(stage, sign(entry, Look::Card), (center, size / 0.56), ink);
}

/// A disc with the icon of an entry, or its number.
pub(super) fn disc(stage: &mut Stage<'_>, entry: &Entry<'_>, center: Point, diameter: f64) {
    stage.scene.disc(center, diameter / 2.0, entry.color);
    let on = ink_on(stage, entry.color);
    draw_sign(stage, sign(entry, Look::Card), (center, diameter), on);
}

/// A disc with the icon and, on its rim, the number of a step; only the number where the disc is
/// too small for both.
pub(super) fn numbered(stage: &mut Stage<'_>, entry: &Entry<'_>, center: Point, diameter: f64) {
    let size = (diameter * 0.26).max(stage.canvas.font_min());
    if entry.icon.is_none() || size > diameter * 0.32 {
        disc(stage, &Entry { icon: None, ..*entry }, center, diameter);
        return;
    }
    disc(stage, entry, center, diameter);
    let radius = size * 0.82;
    let at = center + (diameter * 0.36, diameter * 0.36);
    let background = stage.palette.card;
    stage.scene.disc(at, radius + stage.canvas.px(2.0).max(1.0), entry.color);
    stage.scene.disc(at, radius, background);
    let color = stage.palette.readable(entry.color, background, 4.6);
    let style = TextStyle::new(size, Weight::Bold);
    let text = entry.number.to_string();
    stage.put(&text, (style, None), (at, Anchor::Center), (color, Role::Counter));
}

/// A ticked or an empty circle.
pub(super) fn tick(
    stage: &mut Stage<'_>,
    entry: &Entry<'_>,
    (center, diameter): (Point, f64),
    done: bool,
) {
    if done {
        ticked(stage, entry.color, (center, diameter));
        return;
    }
    let width = (diameter * 0.07).max(1.25);
    stage.scene.disc(center, diameter / 2.0, stage.palette.background);
    let pen = Pen::new(stage.palette.axis, width);
    stage.scene.stroke(Shape::Disc(Circle::new(center, diameter / 2.0 - width / 2.0)), pen);
}

pub(super) fn ticked(stage: &mut Stage<'_>, color: Color, (center, diameter): (Point, f64)) {
    stage.scene.disc(center, diameter / 2.0, color);
    if let Some(icon) = Icon::named("check") {
        let ink = ink_on(stage, color);
        icon.draw(&mut stage.scene, center, diameter * 0.6, ink);
    }
}
