//! Emoji as vector pictures: finding the one a text begins with, or one for a word, and drawing
//! it. Where they stand in a line is decided in [`crate::text`].

use std::sync::OnceLock;

use kurbo::{Affine, BezPath, Point};

use crate::color::Color;
use crate::fonts;
use crate::scene::{Scene, Shape};

/// Format: `assets/emoji/build.py`.
static EMOJI: &str = include_str!("../../../assets/emoji/emoji.txt");

/// Side of the grid that emoji are drawn on.
pub(crate) const GRID: f64 = 32.0;
/// Most code points of an emoji: flags of regions have seven, families with joiners seven.
const POINTS_MAX: usize = 10;

/// A picture of filled paths on a grid of [`GRID`].
#[derive(Debug)]
pub(crate) struct Emoji {
    points: Vec<u32>,
    name: &'static str,
    keywords: &'static str,
    source: &'static str,
    layers: OnceLock<Vec<(Color, BezPath)>>,
}

fn all() -> &'static [Emoji] {
    static ALL: OnceLock<Vec<Emoji>> = OnceLock::new();
    ALL.get_or_init(|| EMOJI.lines().filter_map(parse).collect())
}

fn parse(line: &'static str) -> Option<Emoji> {
    let mut fields = line.split('\t');
    let points = fields.next()?.split('-').map(|point| u32::from_str_radix(point, 16));
    Some(Emoji {
        points: points.collect::<Result<_, _>>().ok()?,
        name: fields.next()?,
        keywords: fields.next()?,
        source: fields.next()?,
        layers: OnceLock::new(),
    })
}

/// The picture for code points without selectors and skin tones.
fn exact(points: &[u32]) -> Option<&'static Emoji> {
    let all = all();
    all.binary_search_by(|emoji| emoji.points.as_slice().cmp(points))
        .ok()
        .and_then(|at| all.get(at))
}

const JOINER: char = '\u{200d}';

/// Variation selectors and skin tones, which do not change which picture is meant.
fn is_style(character: char) -> bool {
    matches!(u32::from(character), 0xFE0E..=0xFE0F | 0x1F3FB..=0x1F3FF)
}

/// Whether a character can only be part of an emoji.
pub(crate) fn is_part(character: char) -> bool {
    is_style(character)
        || matches!(u32::from(character), 0x20E3 | 0x1F000..=0x1FAFF | 0xE0020..=0xE007F)
}

/// Whether an emoji can begin with this character; said without looking anything up, because all
/// letters of a text are asked.
fn may_start(character: char) -> bool {
    matches!(u32::from(character),
        0x23 | 0x2A | 0x30..=0x39 | 0xA9 | 0xAE | 0x203C..=0x21FF | 0x2300..=0x27FF
        | 0x2900..=0x2BFF | 0x3030 | 0x303D | 0x3297 | 0x3299 | 0x1F000..=0x1FAFF)
}

/// The emoji that a text begins with and how many bytes of it that takes. Signs that are letters
/// as well (`™`, `→`, `1`) are emoji only where a selector follows that says so.
pub(crate) fn at_start(text: &str) -> Option<(usize, &'static Emoji)> {
    let mut characters = text.chars();
    let first = characters.next().filter(|first| may_start(*first))?;
    let is_asked_for =
        characters.next().is_some_and(|second| matches!(second, '\u{fe0f}' | '\u{20e3}'));
    if u32::from(first) < 0x1F000 && !is_asked_for && fonts::embedded_face(first).is_some() {
        return None;
    }
    let mut points = Vec::with_capacity(POINTS_MAX);
    let mut found: Option<(usize, &'static Emoji)> = None;
    for (index, character) in text.char_indices() {
        let end = index + character.len_utf8();
        if is_style(character) && index > 0 {
            if let Some((length, _)) = found.as_mut().filter(|(length, _)| *length == index) {
                *length = end;
            }
            continue;
        }
        let goes_on = points.is_empty()
            || is_part(character)
            || character == JOINER
            || points.last() == Some(&u32::from(JOINER));
        if points.len() == POINTS_MAX || !goes_on {
            break;
        }
        points.push(u32::from(character));
        if let Some(emoji) = exact(&points) {
            found = Some((end, emoji));
        }
    }
    found
}

/// The emoji with this [`Emoji::number`].
pub(crate) fn numbered(number: u16) -> Option<&'static Emoji> {
    all().get(usize::from(number))
}

/// The emoji that fits a word best: the one of this name, else one that is described by it.
pub(crate) fn by_keyword(word: &str) -> Option<&'static Emoji> {
    let word = word.trim().to_lowercase();
    if word.len() < 2 {
        return None;
    }
    let singular = word.strip_suffix('s').filter(|rest| rest.len() > 2);
    let mut best: Option<(usize, &'static Emoji)> = None;
    for emoji in all() {
        let exact = emoji.fit(&word);
        let strength = exact.max(singular.map_or(0, |word| emoji.fit(word).saturating_sub(1)));
        if strength > best.map_or(0, |(strength, _)| strength) {
            best = Some((strength, emoji));
        }
    }
    best.map(|(_, emoji)| emoji)
}

impl Emoji {
    /// How well the picture fits a word: 0 (not at all) to 100 (it is its name).
    fn fit(&self, word: &str) -> usize {
        if self.name == word {
            return 100;
        }
        let has_word = |text: &str| text.split(' ').any(|part| part == word);
        // Hearts, squares and buttons come in all colours and for all purposes; sequences are
        // mostly people.
        let is_vague = self.points.len() > 1
            || ["heart", "square", "circle", "button", "flag"]
                .iter()
                .any(|vague| self.name.contains(vague));
        let fit = if has_word(self.name) {
            80
        } else {
            let place = self.keywords.split(' ').position(|part| part == word);
            place.map_or(0, |place| 60 - place.min(40))
        };
        if is_vague { fit / 4 } else { fit }
    }
}

impl Emoji {
    /// What it is called in English.
    #[cfg(test)]
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Its place in the file; for [`numbered`].
    pub(crate) fn number(&self) -> u16 {
        let place = all().binary_search_by(|emoji| emoji.points.cmp(&self.points));
        place.ok().and_then(|place| u16::try_from(place).ok()).unwrap_or_default()
    }

    /// Filled paths, back to front.
    pub(crate) fn layers(&self) -> &[(Color, BezPath)] {
        self.layers.get_or_init(|| self.source.split('|').filter_map(layer).collect())
    }

    /// Draws the picture as wide as `side` pixels around `center`.
    pub(crate) fn draw(&self, scene: &mut Scene, center: Point, side: f64) {
        let transform = Affine::translate(center.to_vec2())
            * Affine::scale(side / GRID)
            * Affine::translate((-GRID / 2.0, -GRID / 2.0));
        for (color, path) in self.layers() {
            scene.fill(Shape::Path(transform * path.clone()), *color);
        }
    }
}

fn layer(text: &str) -> Option<(Color, BezPath)> {
    let (color, path) = text.split_once(' ')?;
    let hex = u32::from_str_radix(color.strip_prefix('#')?, 16).ok()?;
    let color = if color.len() == 9 {
        let [r, g, b, a] = hex.to_be_bytes();
        Color { r, g, b, a }
    } else {
        Color::rgb(hex)
    };
    Some((color, BezPath::from_svg(path).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_emoji_of_the_file_is_readable_and_in_order() {
        assert_eq!(all().len(), EMOJI.lines().count());
        assert!(all().is_sorted_by(|first, second| first.points < second.points));
        for emoji in all() {
            let layers = emoji.layers();
            assert_eq!(layers.len(), emoji.source.split('|').count(), "{}", emoji.name);
            for (_, path) in layers {
                let bounds = kurbo::Shape::bounding_box(path);
                let grid = kurbo::Rect::new(0.0, 0.0, GRID, GRID).inflate(1.5, 1.5);
                assert!(grid.contains_rect(bounds), "{} {bounds:?}", emoji.name);
            }
        }
    }

    #[test]
    fn sequences_are_one_picture() {
        let check = |text: &str, expect: Option<(usize, &str)>| {
            let found = at_start(text).map(|(length, emoji)| (length, emoji.name));
            assert_eq!(found, expect, "{text}");
        };
        check("🚀 go", Some((4, "rocket")));
        check("👩‍🚀.", Some(("👩‍🚀".len(), "woman astronaut")));
        check("👍🏽x", Some(("👍🏽".len(), "thumbs up")));
        check("👩🏽‍🚀", Some(("👩🏽‍🚀".len(), "woman astronaut")));
        check("❤️", Some(("❤️".len(), "red heart")));
        check("1️⃣ a", Some(("1️⃣".len(), "keycap 1")));
        check("🇩🇪🇫🇷", Some((8, "flag Germany")));
        check("🏴󠁧󠁢󠁳󠁣󠁴󠁿", Some(("🏴󠁧󠁢󠁳󠁣󠁴󠁿".len(), "flag Scotland")));
        check("👨‍👩‍👧‍👦", Some(("👨‍👩‍👧‍👦".len(), "family man, woman, girl, boy")));
        check("™", None);
        check("→", None);
        check("12", None);
        check("plain", None);
        check("水", None);
        check("\u{1f1e9}", None);
    }

    #[test]
    fn words_find_a_picture() {
        let check = |word: &str, expect: Option<&str>| {
            assert_eq!(by_keyword(word).map(Emoji::name), expect, "{word}");
        };
        check("rocket", Some("rocket"));
        check("Rockets", Some("rocket"));
        check("coffee", Some("hot beverage"));
        check("dog", Some("dog"));
        check("Qwertzuiop", None);
        check("", None);
    }
}
