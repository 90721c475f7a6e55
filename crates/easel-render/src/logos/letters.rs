//! Names and taglines of logos as outlines: spaced, slanted, on several lines or on a circle.

use kurbo::{Affine, BezPath, Point, Rect, Shape as _, Vec2};

use super::mark::{Ink, Mark};
use super::style::{Case, Manner};
use crate::color::Color;
use crate::outlines::{self, Letter};
use crate::text::{Family, TextEngine, TextStyle, Weight};

/// Size at which letters are set before they are scaled.
const SIZE: f64 = 100.0;

/// How a line of letters looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) family: Family,
    pub(super) weight: Weight,
    pub(super) case: Case,
    pub(super) tracking: f64,
    pub(super) slant: f64,
}

impl Setting {
    /// The letters of the name.
    pub(super) fn of_name(manner: &Manner) -> Self {
        let Manner { family, weight, case, tracking, slant, .. } = *manner;
        Self { family, weight, case, tracking, slant }
    }

    /// The letters of the tagline: quiet beside the name.
    pub(super) fn of_tagline(manner: &Manner) -> Self {
        let plain = Self {
            family: Family::Sans,
            weight: Weight::SemiBold,
            case: Case::Upper,
            tracking: 0.16,
            slant: manner.slant,
        };
        match manner.family {
            Family::Serif => Self { weight: Weight::Regular, tracking: 0.3, ..plain },
            Family::Rounded => {
                Self { family: Family::Rounded, case: Case::AsGiven, tracking: 0.04, ..plain }
            }
            Family::Script => Self { weight: Weight::Regular, ..plain },
            Family::Mono => {
                Self { family: Family::Mono, case: Case::Lower, tracking: 0.02, ..plain }
            }
            _ => plain,
        }
    }
}

/// Letters set, with what the eye takes for their body: from the top of capitals of the first
/// line to the last baseline.
#[derive(Debug, Clone)]
pub(super) struct Lettering {
    pub(super) mark: Mark,
    pub(super) body: Rect,
    /// Height of capitals.
    pub(super) cap: f64,
}

impl Lettering {
    pub(super) fn placed(self, place: Affine) -> Self {
        let scale = place.determinant().abs().sqrt();
        Self {
            mark: self.mark.placed(place),
            body: place.transform_rect_bbox(self.body),
            cap: self.cap * scale,
        }
    }
}

/// Whether letters may be moved apart: not where they are joined or stacked.
pub(super) fn is_spaceable(text: &str) -> bool {
    !text.chars().any(|c| matches!(u32::from(c), 0x0590..=0x0E7F | 0x0F00..=0x109F | 0x1780..=0x17FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF))
}

fn cased(text: &str, case: Case) -> String {
    match case {
        Case::AsGiven => text.to_owned(),
        Case::Upper => text.to_uppercase(),
        Case::Lower => text.to_lowercase(),
    }
}

/// The letters of a line with their places after spacing; baseline at 0.
fn spaced(engine: &mut TextEngine, text: &str, setting: Setting) -> Vec<Letter> {
    let style = TextStyle::new(SIZE, setting.weight).family(setting.family);
    let block = engine.block(&cased(text, setting.case), style, None);
    let extra = if is_spaceable(text) { setting.tracking * SIZE } else { 0.0 };
    let lean = Affine::new([1.0, 0.0, -setting.slant, 1.0, 0.0, 0.0]);
    outlines::letters(&block)
        .into_iter()
        .enumerate()
        .map(|(index, letter)| {
            let shift = extra * index as f64;
            let place = lean * Affine::translate((shift, -letter.baseline));
            Letter {
                path: place * letter.path,
                layers: letter
                    .layers
                    .into_iter()
                    .map(|(color, path)| (color, place * path))
                    .collect(),
                from: letter.from + shift,
                to: letter.to + shift,
                baseline: 0.0,
            }
        })
        .collect()
}

/// One line, its ink beginning at 0, its baseline at 0. The letters after `turn` characters are
/// painted in the second ink.
pub(super) fn line(
    engine: &mut TextEngine,
    text: &str,
    setting: Setting,
    (ink, second): (Ink, Option<(usize, Ink)>),
) -> Lettering {
    let mut mark = Mark::default();
    let (mut first_path, mut second_path) = (BezPath::new(), BezPath::new());
    for (index, letter) in spaced(engine, text, setting).into_iter().enumerate() {
        for (color, path) in letter.layers {
            mark.add(path, Ink::Flat(color));
        }
        let is_second = second.is_some_and(|(turn, _)| index >= turn);
        let path = if is_second { &mut second_path } else { &mut first_path };
        path.extend(letter.path.elements().iter().copied());
    }
    mark.add(first_path, ink);
    if let Some((_, ink)) = second {
        mark.add(second_path, ink);
    }
    let cap = cap_height(engine, setting);
    let ink = mark.bounds();
    let mark = mark.moved(Vec2::new(-ink.x0, 0.0));
    Lettering { mark, body: Rect::new(0.0, -cap, ink.width(), 0.0), cap }
}

/// Height of capitals; of small letters where all are small.
fn cap_height(engine: &mut TextEngine, setting: Setting) -> f64 {
    let style = TextStyle::new(SIZE, setting.weight).family(setting.family);
    let block = engine.block("H", style, None);
    let letters = outlines::letters(&block);
    letters.first().map_or(SIZE * 0.7, |letter| letter.path.bounding_box().height())
}

/// Several lines, each in the middle or all from the left, `pitch` sizes apart.
pub(super) fn lines(
    engine: &mut TextEngine,
    texts: &[String],
    setting: Setting,
    (ink, second): (Ink, Option<(usize, Ink)>),
    centered: bool,
) -> Lettering {
    let pitch = if setting.case == Case::Upper { 1.02 } else { 1.14 } * SIZE;
    let set: Vec<Lettering> =
        texts.iter().map(|text| line(engine, text, setting, (ink, second))).collect();
    let widest = set.iter().map(|line| line.body.width()).fold(0.0, f64::max);
    let mut mark = Mark::default();
    let cap = set.first().map_or(0.0, |line| line.cap);
    for (index, line) in set.into_iter().enumerate() {
        let x = if centered { (widest - line.body.width()) / 2.0 } else { 0.0 };
        mark.join(line.mark.moved(Vec2::new(x, pitch * index as f64)));
    }
    let bottom = pitch * texts.len().saturating_sub(1) as f64;
    Lettering { mark, body: Rect::new(0.0, -cap, widest, bottom), cap }
}

/// The ways to write a name on one to four lines, shortest words together.
pub(super) fn breaks(text: &str) -> Vec<Vec<String>> {
    // A sign that joins words stays with the second.
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut().filter(|last| matches!(last.as_str(), "&" | "+" | "-" | "–" | "·"))
        {
            Some(sign) => {
                sign.push(' ');
                sign.push_str(word);
            }
            None => words.push(word.to_owned()),
        }
    }
    let mut ways = vec![vec![words.join(" ")]];
    for count in 2..=words.len().min(4) {
        let total: usize = words.iter().map(|word| word.chars().count() + 1).sum();
        let goal = total.div_ceil(count);
        let mut lines: Vec<String> = vec![String::new()];
        for (index, word) in words.iter().enumerate() {
            let left = words.len() - index;
            let open = count - lines.len();
            let Some(last) = lines.last_mut() else { break };
            let length = last.chars().count();
            let must = left <= open && !last.is_empty();
            let is_full = !last.is_empty() && length + word.chars().count() / 2 >= goal;
            if open > 0 && (must || is_full) {
                lines.push(word.clone());
            } else {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
            }
        }
        ways.push(lines);
    }
    ways
}

/// Text along a circle of this radius around the origin, its letters `size` high, in the middle
/// at the top or, read from left to right as well, at the bottom. Returns it with the angle that
/// it takes, radians.
pub(super) fn on_circle(
    engine: &mut TextEngine,
    text: &str,
    setting: Setting,
    (radius, size, is_top): (f64, f64, bool),
    color: Color,
) -> (Mark, f64) {
    let scale = size / SIZE;
    let letters = spaced(engine, text, Setting { slant: 0.0, ..setting });
    let end = letters.last().map_or(0.0, |letter| letter.to);
    let length = end * scale;
    // Letters at the bottom stand on a smaller circle, so that both texts fill the same band.
    let cap = cap_height(engine, setting) * scale;
    let foot = if is_top { radius } else { radius + cap };
    let mut mark = Mark::default();
    for letter in letters {
        let middle = f64::midpoint(letter.from, letter.to) * scale;
        let turn = (middle - length / 2.0) / foot;
        let (angle, way) = if is_top { (turn, -foot) } else { (-turn, foot) };
        let place = Affine::rotate(angle)
            * Affine::translate((0.0, way))
            * Affine::scale(scale)
            * Affine::translate((-f64::midpoint(letter.from, letter.to), 0.0));
        mark.add(place * letter.path, Ink::Flat(color));
        for (own, path) in letter.layers {
            mark.add(place * path, Ink::Flat(own));
        }
    }
    (mark, length / foot)
}

/// Up to `most` initials of a name, set as one path each.
pub(super) fn initials(name: &str, most: usize) -> Vec<String> {
    let skipped =
        ["and", "the", "of", "und", "der", "die", "das", "et", "de", "la", "le", "y", "&"];
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || "-_/&+".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let telling: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !skipped.contains(&word.to_lowercase().as_str()))
        .collect();
    let used = if telling.is_empty() { words } else { telling };
    used.iter()
        .take(most)
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .map(|letter| letter.to_uppercase().collect())
        .collect()
}

/// A text as one outline around the origin, `height` high.
pub(super) fn outline(
    engine: &mut TextEngine,
    text: &str,
    setting: Setting,
    height: f64,
) -> BezPath {
    let mut path = BezPath::new();
    for letter in spaced(engine, text, Setting { case: Case::AsGiven, ..setting }) {
        path.extend(letter.path.elements().iter().copied());
    }
    let bounds = path.bounding_box();
    if bounds.height() <= 0.0 {
        return BezPath::new();
    }
    let scale = (height / bounds.height()).min(height * 1.5 / bounds.width().max(1e-6));
    Affine::scale(scale) * Affine::translate(Point::ZERO - bounds.center()) * path
}
