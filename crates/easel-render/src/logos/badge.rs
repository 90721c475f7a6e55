//! Badges: a seal with the name around the symbol, or, where letters cannot follow a circle, a
//! seal with a ribbon across.

use kurbo::{Affine, BezPath, Point, Vec2};

use super::letters::{self, Setting, is_spaceable};
use super::mark::{self, Ink, Mark};
use super::style::{Case, Colors, Form, Manner};
use super::symbol::{self, Motif};
use crate::color::Color;
use crate::text::{Family, TextEngine, Weight};

/// Least height of letters on the circle of a badge of radius 100.
const LEAST: f64 = 10.5;

/// The badge around the origin, about 200 high; `None` where the name is too long for one.
pub(super) fn badge(
    engine: &mut TextEngine,
    (name, tagline): (&str, Option<&str>),
    motif: &Motif,
    manner: &Manner,
    colors: &Colors,
) -> Option<Mark> {
    let can_follow = is_spaceable(name) && tagline.is_none_or(is_spaceable);
    if can_follow
        && manner.form != Form::Shield
        && let Some(mark) = round(engine, (name, tagline), motif, manner, colors)
    {
        return Some(mark);
    }
    ribboned(engine, (name, tagline), motif, manner, colors)
}

fn setting(manner: &Manner) -> Setting {
    let weight = if manner.family == Family::Serif { Weight::Bold } else { manner.weight };
    // Brush letters are joined and do not go around.
    let family = if manner.family == Family::Script { Family::Slab } else { manner.family };
    Setting { family, weight, case: Case::Upper, tracking: 0.09, slant: 0.0 }
}

/// The name at the top of the circle, the tagline or stars at its bottom.
fn round(
    engine: &mut TextEngine,
    (name, tagline): (&str, Option<&str>),
    motif: &Motif,
    manner: &Manner,
    colors: &Colors,
) -> Option<Mark> {
    let on = colors.on;
    let most = if tagline.is_some() { 2.78 } else { 4.2 };
    let top = fit(engine, name, setting(manner), (19.0, most, true), on)?;
    let mut mark = seal(manner, colors);
    mark.join(top);
    match tagline {
        Some(tagline) => {
            let quiet = Setting { weight: Weight::SemiBold, tracking: 0.12, ..setting(manner) };
            mark.join(fit(engine, tagline, quiet, (14.5, 2.05, false), on)?);
            for x in [-78.0, 78.0] {
                let star = Affine::translate((x, 0.0)) * mark::star(5.0);
                mark.add(star, Ink::Flat(on));
            }
        }
        None => {
            for angle in [-0.24_f64, 0.0, 0.24] {
                let radius = if angle == 0.0 { 6.4 } else { 4.6 };
                let place = Affine::rotate(angle) * Affine::translate((0.0, 78.0));
                mark.add(place * mark::star(radius), Ink::Flat(on));
            }
        }
    }
    let side = 60.0;
    mark.join(symbol::bare(engine, motif, (side, manner), on));
    Some(mark)
}

/// Text on the circle in the largest size at which it takes no more than this angle.
fn fit(
    engine: &mut TextEngine,
    text: &str,
    setting: Setting,
    (size, most, is_top): (f64, f64, bool),
    color: Color,
) -> Option<Mark> {
    let (mark, angle) = letters::on_circle(engine, text, setting, (71.0, size, is_top), color);
    if angle <= most {
        return Some(mark);
    }
    let size = size * most / angle;
    (size >= LEAST).then(|| {
        letters::on_circle(engine, text, setting, (71.0 + (19.0 - size) * 0.3, size, is_top), color)
            .0
    })
}

/// The disc with its rings; with a wavy rim where the manner is an old one.
fn seal(manner: &Manner, colors: &Colors) -> Mark {
    let mut mark = Mark::default();
    let is_old = manner.family == Family::Slab;
    let rim = if is_old { wavy(101.0, 3.4, 40) } else { mark::circle(100.0) };
    let lit = colors.lit(if is_old { 0.12 } else { 0.45 });
    mark.add(rim, Ink::Run(lit, colors.first));
    let on = colors.on;
    mark.add(mark::circle(93.0), Ink::Line(on, 1.6));
    mark.add(mark::circle(61.5), Ink::Line(on, 1.6));
    if is_old {
        mark.add(mark::circle(58.2), Ink::Line(on.alpha(0.7), 0.7));
    } else {
        mark.add(mark::circle(60.0), Ink::Flat(on.alpha(0.09)));
    }
    mark
}

fn wavy(radius: f64, depth: f64, waves: u32) -> BezPath {
    let mut path = BezPath::new();
    let step = std::f64::consts::TAU / f64::from(waves);
    let at = |angle: f64, reach: f64| Point::ZERO + Vec2::from_angle(angle) * reach;
    path.move_to(at(0.0, radius - depth));
    for wave in 0..waves {
        let from = step * f64::from(wave);
        path.quad_to(at(from + step / 2.0, radius + depth), at(from + step, radius - depth));
    }
    path.close_path();
    path
}

/// A seal or shield with the motif on it and a ribbon with the name across.
fn ribboned(
    engine: &mut TextEngine,
    (name, tagline): (&str, Option<&str>),
    motif: &Motif,
    manner: &Manner,
    colors: &Colors,
) -> Option<Mark> {
    let mut mark = Mark::default();
    let lit = colors.lit(0.45);
    let on = colors.on;
    if manner.form == Form::Shield {
        mark.add(mark::shield(100.0), Ink::Run(lit, colors.first));
        mark.add(mark::shield(91.0), Ink::Line(on, 2.4));
    } else {
        mark.join(seal_ground(colors));
    }
    let motif = symbol::bare(engine, motif, (62.0, manner), on);
    mark.join(motif.placed(Affine::translate((0.0, -40.0))));
    // The ribbon is as wide as the name wants, its letters no smaller than can be read.
    let setting = Setting { tracking: 0.05, ..Setting::of_name(manner) };
    let set = letters::line(engine, name, setting, (Ink::Flat(colors.on), None));
    let high = (30.0_f64).min(250.0 * set.cap / set.body.width().max(1.0));
    if high < LEAST {
        return None;
    }
    let set = set.clone().placed(Affine::scale(high / set.cap));
    let ink = set.mark.bounds();
    let half = (ink.width() / 2.0 + 20.0).max(104.0);
    let band = (ink.height() / 2.0 + 13.0).max(24.0);
    mark.join(ribbon(half, band, colors));
    let by = Vec2::new(-ink.center().x, 30.0 - ink.center().y);
    mark.join(set.mark.moved(by));
    if let Some(tagline) = tagline {
        let quiet = Setting { tracking: 0.1, ..Setting::of_tagline(manner) };
        let under = letters::line(engine, tagline, quiet, (Ink::Flat(colors.muted), None));
        let scale = (13.0 / under.cap).min(half * 2.2 / under.body.width().max(1.0));
        let under = under.placed(Affine::scale(scale));
        let by = Vec2::new(-under.body.center().x, 124.0 - under.body.y0);
        mark.join(under.mark.moved(by));
    }
    Some(mark)
}

fn seal_ground(colors: &Colors) -> Mark {
    let mut mark = Mark::default();
    let lit = colors.lit(0.45);
    mark.add(mark::circle(100.0), Ink::Run(lit, colors.first));
    mark.add(mark::circle(92.0), Ink::Line(colors.on, 2.0));
    mark
}

/// A ribbon with folded ends across the lower half.
fn ribbon(half: f64, band: f64, colors: &Colors) -> Mark {
    let mut mark = Mark::default();
    let middle = 30.0;
    let dark = colors.first.mix(Color::rgb(0), 0.42);
    let deep = colors.first.mix(Color::rgb(0), 0.2);
    for side in [-1.0, 1.0] {
        let x = |share: f64| side * (half + share);
        let mut tail = BezPath::new();
        tail.move_to((x(-18.0), middle - band + 9.0));
        tail.line_to((x(24.0), middle - band + 9.0));
        tail.line_to((x(13.0), middle + 9.0));
        tail.line_to((x(24.0), middle + band + 9.0));
        tail.line_to((x(-18.0), middle + band + 9.0));
        tail.close_path();
        mark.add(tail, Ink::Flat(deep));
        let mut fold = BezPath::new();
        fold.move_to((x(-18.0), middle + band));
        fold.line_to((x(0.0), middle + band));
        fold.line_to((x(-18.0), middle + band + 9.0));
        fold.close_path();
        mark.add(fold, Ink::Flat(dark));
    }
    let mut face = BezPath::new();
    face.move_to((-half, middle - band));
    face.line_to((half, middle - band));
    face.line_to((half, middle + band));
    face.line_to((-half, middle + band));
    face.close_path();
    let face_color = colors.first.mix(Color::rgb(0), 0.08);
    mark.add(face.clone(), Ink::Flat(face_color));
    for y in [middle - band + 5.0, middle + band - 5.0] {
        let mut line = BezPath::new();
        line.move_to((-half + 6.0, y));
        line.line_to((half - 6.0, y));
        mark.add(line, Ink::Line(colors.on.alpha(0.55), 1.2));
    }
    mark
}
