//! The symbol of a logo: an icon or initials on a form, drawn in the weight of the letters.

use kurbo::{Affine, BezPath, Point, Rect, Shape as _};

use super::letters::{self, Setting};
use super::mark::{self, Ink, Mark};
use super::style::{Colors, Form, Manner};
use crate::color::Color;
use crate::icons::Icon;
use crate::text::{Family, TextEngine, Weight};

/// What a symbol shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Motif {
    Icon(Icon),
    Initials(Vec<String>),
}

/// Width of the lines of an icon that is 100 wide, for letters of this manner.
fn line_width(manner: &Manner) -> f64 {
    match (manner.family, manner.weight) {
        (Family::Serif, _) | (_, Weight::Regular) => 5.6,
        (Family::Display, _) => 9.6,
        (_, Weight::SemiBold) => 7.4,
        _ => 8.6,
    }
}

/// The lines of an icon, `side` wide, around the origin by their ink.
fn icon(icon: Icon, side: f64, manner: &Manner, color: Color) -> Mark {
    let path = icon.path();
    let bounds = path.bounding_box();
    let most = bounds.width().max(bounds.height()).max(1e-6);
    let mut mark = Mark::default();
    let place = Affine::scale(side / most) * Affine::translate(Point::ZERO - bounds.center());
    mark.add(place * path, Ink::Line(color, line_width(manner) * side / 100.0));
    mark
}

fn form_path(form: Form) -> BezPath {
    match form {
        Form::Bare | Form::Ring | Form::Disc => mark::circle(50.0),
        Form::Squircle => mark::squircle(50.0),
        Form::Hexagon => mark::hexagon(54.0),
        Form::Leaf => mark::leaf(48.0),
        Form::Shield => mark::shield(50.0),
        Form::Blob => mark::blob(52.0),
    }
}

/// Room for what stands on a form, its share of the form's 100.
fn room(form: Form) -> f64 {
    match form {
        Form::Bare => 92.0,
        Form::Ring => 50.0,
        Form::Hexagon | Form::Shield => 50.0,
        Form::Squircle | Form::Leaf => 58.0,
        Form::Disc | Form::Blob => 56.0,
    }
}

/// The ground of a form with the light from the upper left.
fn ground(form: Form, colors: &Colors) -> Mark {
    let path = form_path(form);
    let mut mark = Mark::default();
    let lit = colors.lit(0.62);
    mark.add(path.clone(), Ink::Run(lit, colors.first));
    let white = Color::WHITE;
    let around = |x: f64, y: f64, radius: f64| Affine::translate((x, y)) * mark::circle(radius);
    mark.add_inside(&path, around(-34.0, -66.0, 76.0), Ink::Flat(white.alpha(0.1)));
    mark.add_inside(&path, around(-46.0, -78.0, 58.0), Ink::Flat(white.alpha(0.09)));
    let shade = colors.first.mix(Color::rgb(0), 0.5);
    let low = if colors.blends() { shade.alpha(0.16) } else { colors.second };
    mark.add_inside(&path, around(52.0, 74.0, 62.0), Ink::Flat(low));
    mark
}

/// What reads on the run of colours of a form.
fn on_form(colors: &Colors) -> Color {
    let lit = colors.lit(0.62);
    let least = Color::WHITE.contrast(lit).min(Color::WHITE.contrast(colors.first));
    if least >= 2.2 { Color::WHITE } else { colors.on }
}

/// The symbol around the origin, about 100 high.
pub(super) fn symbol(
    engine: &mut TextEngine,
    motif: &Motif,
    manner: &Manner,
    colors: &Colors,
) -> Mark {
    match (motif, manner.form) {
        (Motif::Icon(found), Form::Bare) => {
            let mut mark = Mark::default();
            let accent = Affine::translate((13.0, 12.0)) * mark::circle(35.0);
            mark.add(accent, Ink::Flat(colors.second.alpha(0.26)));
            mark.join(icon(*found, 92.0, manner, colors.first));
            mark
        }
        (Motif::Icon(found), Form::Ring) => {
            let mut mark = rings(colors.first, line_width(manner) * 0.5);
            mark.join(icon(*found, 50.0, manner, colors.first));
            mark
        }
        (Motif::Icon(found), form) => {
            let mut mark = ground(form, colors);
            let lift = if form == Form::Shield { -5.0 } else { 0.0 };
            let on = icon(*found, room(form), manner, on_form(colors));
            mark.join(on.placed(Affine::translate((0.0, lift))));
            mark
        }
        (Motif::Initials(letters), form) => monogram(engine, letters, form, manner, colors),
    }
}

/// Two circle lines, the outer one strong.
fn rings(color: Color, width: f64) -> Mark {
    let mut mark = Mark::default();
    mark.add(mark::circle(50.0 - width / 2.0), Ink::Line(color, width));
    mark.add(mark::circle(50.0 - width * 2.2), Ink::Line(color, width * 0.36));
    mark
}

/// Initials on a form: cut out of it, or woven into each other on a ring.
fn monogram(
    engine: &mut TextEngine,
    letters: &[String],
    form: Form,
    manner: &Manner,
    colors: &Colors,
) -> Mark {
    let setting = Setting { slant: manner.slant, ..Setting::of_name(manner) };
    let height = match (letters.len(), form) {
        (1, Form::Ring) => 46.0,
        (1, _) => 52.0,
        (2, Form::Ring) => 40.0,
        (2, _) => 42.0,
        _ => 30.0,
    };
    if matches!(form, Form::Ring | Form::Bare) {
        let mut mark = if form == Form::Ring {
            rings(colors.first, line_width(manner) * 0.42)
        } else {
            Mark::default()
        };
        let height = if form == Form::Bare { height * 1.9 } else { height };
        mark.join(woven(engine, letters, (setting, height), colors));
        return mark;
    }
    let text: String = letters.concat();
    let spaced = Setting { tracking: if letters.len() > 1 { 0.01 } else { 0.0 }, ..setting };
    let hole = letters::outline(engine, &text, spaced, height);
    let path = form_path(form);
    let mut mark = Mark::default();
    let lit = colors.lit(0.62);
    mark.add(mark::cut_out(&path, hole), Ink::Run(lit, colors.first));
    mark
}

/// Letters that overlap, each in its own colour.
fn woven(
    engine: &mut TextEngine,
    letters: &[String],
    (setting, height): (Setting, f64),
    colors: &Colors,
) -> Mark {
    let mut mark = Mark::default();
    let mut x = 0.0;
    for (index, letter) in letters.iter().enumerate() {
        let path = letters::outline(engine, letter, setting, height);
        let bounds: Rect = path.bounding_box();
        let place = Affine::translate((x - bounds.x0, 0.0));
        let color = if index % 2 == 0 { colors.first } else { colors.second.alpha(0.86) };
        mark.add(place * path, Ink::Flat(color));
        x += bounds.width() * if letters.len() > 1 { 0.8 } else { 1.0 };
    }
    mark.centered(Point::ZERO)
}

/// The square of an app icon, 100 wide, with its motif.
pub(super) fn app_icon(
    engine: &mut TextEngine,
    motif: &Motif,
    manner: &Manner,
    colors: &Colors,
) -> Mark {
    let mut mark = ground(Form::Squircle, colors);
    let on = on_form(colors);
    match motif {
        Motif::Icon(found) => {
            // A soft double of the icon gives it depth.
            let shade = colors.first.mix(Color::rgb(0), 0.55).alpha(0.28);
            let under = icon(*found, 54.0, manner, shade);
            mark.join(under.placed(Affine::translate((1.6, 2.2))));
            mark.join(icon(*found, 54.0, manner, on));
        }
        Motif::Initials(letters) => {
            let height = if letters.len() > 1 { 40.0 } else { 50.0 };
            let path =
                letters::outline(engine, &letters.concat(), Setting::of_name(manner), height);
            mark.add(path, Ink::Flat(on));
        }
    }
    mark
}

/// The motif alone, `side` wide, in one colour.
pub(super) fn bare(
    engine: &mut TextEngine,
    motif: &Motif,
    (side, manner): (f64, &Manner),
    color: Color,
) -> Mark {
    match motif {
        Motif::Icon(found) => icon(*found, side, manner, color),
        Motif::Initials(letters) => {
            let mut mark = Mark::default();
            let setting = Setting::of_name(manner);
            let path = letters::outline(engine, &letters.concat(), setting, side * 0.8);
            mark.add(path, Ink::Flat(color));
            mark
        }
    }
}
