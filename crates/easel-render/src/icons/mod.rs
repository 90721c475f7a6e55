//! The embedded icons: opened without reading them, unpacked when drawn. Finding one for a word is
//! in [`search`]; the disc behind an icon belongs to the template. How `icons.bin` is laid out is
//! described in `assets/icons/README.md`.

mod search;
mod words;

use std::sync::OnceLock;

use kurbo::{Affine, BezPath, Point};

pub(crate) use self::search::IconPicker;
use crate::emoji::{self, Emoji};
use crate::scene::{Pen, Scene, Shape};
use crate::theme::Color;

static PACK: &[u8] = include_bytes!("../../../../assets/icons/icons.bin");

/// Side of the grid that icons are drawn on.
const GRID: f64 = 24.0;
/// Icons to a compressed block.
const BLOCK: usize = 32;

/// Numbers from here on are emoji.
const EMOJI: u16 = 0x8000;
/// Emoji are drawn larger than line icons, because their grid has free edges.
const EMOJI_SCALE: f64 = 1.2;

/// A line drawing on a 24 x 24 grid, or an emoji where one was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Icon(u16);

impl Icon {
    /// The icon with this name of Lucide or Tabler: `cloud-rain`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        pack().find_name(name).map(Self)
    }

    /// A picture in colour: the emoji that stands there itself, or `emoji:rocket`.
    pub(crate) fn in_color(asked: &str) -> Option<Self> {
        let asked = asked.trim();
        let emoji = match asked.strip_prefix("emoji:") {
            Some(word) => emoji::by_keyword(word),
            None => emoji::at_start(asked).map(|(_, emoji)| emoji),
        };
        Some(Self(EMOJI | emoji?.number()))
    }

    fn emoji(self) -> Option<&'static Emoji> {
        (self.0 >= EMOJI).then(|| emoji::numbered(self.0 - EMOJI))?
    }

    #[cfg(test)]
    pub(crate) fn name(self) -> &'static str {
        if let Some(emoji) = self.emoji() {
            return emoji.name();
        }
        pack().name(usize::from(self.0))
    }

    /// Its line on the 24 x 24 grid, to be stroked 2 wide with round ends.
    pub(crate) fn path(self) -> BezPath {
        pack()
            .outline(usize::from(self.0))
            .and_then(|data| BezPath::from_svg(data).ok())
            .unwrap_or_default()
    }

    /// Draws the icon as wide as `side` pixels around `center`.
    pub(crate) fn draw(self, scene: &mut Scene, center: Point, side: f64, color: Color) {
        if let Some(emoji) = self.emoji() {
            emoji.draw(scene, center, side * EMOJI_SCALE);
            return;
        }
        let scale = side / GRID;
        let transform = Affine::translate(center.to_vec2())
            * Affine::scale(scale)
            * Affine::translate((-GRID / 2.0, -GRID / 2.0));
        scene.stroke(Shape::Path(transform * self.path()), Pen::new(color, 2.0 * scale));
    }
}

/// The sections of the file, and the blocks unpacked so far.
struct Pack {
    name_ends: &'static [u8],
    key_ends: &'static [u8],
    posting_ends: &'static [u8],
    block_ends: &'static [u8],
    names: &'static [u8],
    keys: &'static [u8],
    postings: &'static [u8],
    blocks: &'static [u8],
    unpacked: Vec<OnceLock<String>>,
}

fn pack() -> &'static Pack {
    static OPEN: OnceLock<Pack> = OnceLock::new();
    OPEN.get_or_init(|| {
        let lengths: Vec<usize> = (0..8).map(|index| number(PACK, index)).collect();
        let mut rest = PACK.get(32..).unwrap_or_default();
        let mut sections = lengths.into_iter().map(|length| {
            let (section, after) = rest.split_at_checked(length).unwrap_or_default();
            rest = after;
            section
        });
        let mut next = || sections.next().unwrap_or_default();
        let mut pack = Pack {
            name_ends: next(),
            key_ends: next(),
            posting_ends: next(),
            block_ends: next(),
            names: next(),
            keys: next(),
            postings: next(),
            blocks: next(),
            unpacked: Vec::new(),
        };
        pack.unpacked.resize_with(pack.block_ends.len() / 4, OnceLock::new);
        pack
    })
}

/// The n-th number of a section, little-endian; 0 beyond its end.
fn number(section: &[u8], index: usize) -> usize {
    let bytes = section.get(index * 4..index * 4 + 4).unwrap_or_default();
    bytes.iter().rev().fold(0, |value, byte| value << 8 | usize::from(*byte))
}

/// The n-th stretch of `text` as told by `ends`.
fn stretch<'a>(text: &'a [u8], ends: &[u8], index: usize) -> &'a [u8] {
    text.get(number(ends, index)..number(ends, index + 1)).unwrap_or_default()
}

/// The place of `wanted` among sorted stretches, or where it would be.
fn place(text: &[u8], ends: &[u8], wanted: &[u8]) -> Result<usize, usize> {
    let (mut low, mut high) = (0, (ends.len() / 4).saturating_sub(1));
    while low < high {
        let middle = usize::midpoint(low, high);
        match stretch(text, ends, middle).cmp(wanted) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return Ok(middle),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    Err(low)
}

impl Pack {
    fn find_name(&self, name: &str) -> Option<u16> {
        let number = place(self.names, self.name_ends, name.as_bytes()).ok()?;
        u16::try_from(number).ok()
    }

    #[cfg(test)]
    fn name(&self, icon: usize) -> &'static str {
        std::str::from_utf8(stretch(self.names, self.name_ends, icon)).unwrap_or_default()
    }

    fn key(&self, index: usize) -> &'static str {
        std::str::from_utf8(stretch(self.keys, self.key_ends, index)).unwrap_or_default()
    }

    /// Place of a key in the index, or where it would be.
    fn find_key(&self, key: &str) -> Result<usize, usize> {
        place(self.keys, self.key_ends, key.as_bytes())
    }

    /// Icons that a key stands for with the strength of the match, best first.
    fn matches(&self, key: usize) -> impl Iterator<Item = (Icon, u8)> {
        let (from, to) = (number(self.posting_ends, key), number(self.posting_ends, key + 1));
        let entries = self.postings.get(from * 3..to * 3).unwrap_or_default();
        entries.chunks_exact(3).map(|entry| match *entry {
            [low, high, strength] => (Icon(u16::from_le_bytes([low, high])), strength),
            _ => (Icon(0), 0),
        })
    }

    /// SVG path data.
    fn outline(&self, icon: usize) -> Option<&str> {
        let block = icon / BLOCK;
        let text = self.unpacked.get(block)?.get_or_init(|| {
            let packed = stretch(self.blocks, self.block_ends, block);
            let mut text = String::new();
            let mut reader = flate2::read::DeflateDecoder::new(packed);
            // A block that cannot be read has no icons; a test reads all of them.
            if std::io::Read::read_to_string(&mut reader, &mut text).is_err() {
                text.clear();
            }
            text
        });
        text.lines().nth(icon % BLOCK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_icons_where_they_are_asked_for() {
        let check = |asked: &str, expect: Option<&str>| {
            assert_eq!(Icon::in_color(asked).map(Icon::name), expect, "{asked}");
        };
        check("🚀", Some("rocket"));
        check(" 👩🏽‍🚀 ", Some("woman astronaut"));
        check("emoji:coffee", Some("hot beverage"));
        check("rocket", None);
        let mut scene = Scene::new(64.0, 64.0, Color::WHITE);
        let icon = IconPicker::default().pick(Some("🚀"), "Launch", None).unwrap();
        icon.draw(&mut scene, Point::new(32.0, 32.0), 48.0, Color::WHITE);
        assert!(scene.ops.len() > 3 && icon.path().is_empty());
    }

    #[test]
    fn every_icon_can_be_drawn() {
        let count = pack().name_ends.len() / 4 - 1;
        assert!(count >= 5_000);
        for index in 0..count {
            let icon = Icon(u16::try_from(index).unwrap());
            let bounds = kurbo::Shape::bounding_box(&icon.path());
            assert_eq!(Icon::named(icon.name()), Some(icon));
            assert!(!icon.path().is_empty(), "{}", icon.name());
            assert!(bounds.x0 > -1.0 && bounds.x1 < 25.0, "{} {bounds:?}", icon.name());
            assert!(bounds.y0 > -1.0 && bounds.y1 < 25.0, "{} {bounds:?}", icon.name());
        }
    }

    #[test]
    fn keys_are_sorted_and_lead_to_icons() {
        let pack = pack();
        let count = pack.key_ends.len() / 4 - 1;
        let mut last = "";
        for index in 0..count {
            let key = pack.key(index);
            assert!(last.as_bytes() < key.as_bytes(), "{last} {key}");
            assert!(
                pack.matches(index)
                    .all(|(icon, strength)| { strength > 0 && !icon.name().is_empty() })
            );
            last = key;
        }
    }
}
