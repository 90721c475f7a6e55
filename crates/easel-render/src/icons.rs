//! The embedded icons and finding one for a word. Drawing them is one stroke, done here; the
//! disc behind them belongs to the template.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use kurbo::{Affine, BezPath, Point};
use serde::Deserialize;

use crate::scene::{Pen, Scene, Shape};
use crate::theme::Color;

static ICONS_JSON: &str = include_str!("../../../assets/icons/lucide.json");

/// Side of the grid that icons are drawn on.
const GRID: f64 = 24.0;

#[derive(Debug, Deserialize)]
struct IconFile {
    name: String,
    path: String,
    own: Vec<String>,
    tags: Vec<String>,
}

/// A line drawing on a 24 x 24 grid.
#[derive(Debug)]
pub(crate) struct Icon {
    name: String,
    path: BezPath,
}

#[derive(Debug)]
struct Index {
    icons: Vec<Icon>,
    /// Word to icons, the best match first, with the strength of the match.
    words: HashMap<String, Vec<(u8, usize)>>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let files: Vec<IconFile> = serde_json::from_str(ICONS_JSON).unwrap_or_default();
        let mut icons = Vec::with_capacity(files.len());
        let mut words: HashMap<String, Vec<(u8, usize)>> = HashMap::new();
        for file in files {
            let Ok(path) = BezPath::from_svg(&file.path) else { continue };
            let number = icons.len();
            let mut add = |word: String, strength: u8| {
                let entry = words.entry(word).or_default();
                if !entry.iter().any(|&(_, icon)| icon == number) {
                    entry.push((strength, number));
                }
            };
            // Names are matched as they are: `plane` must not answer to `plan`.
            add(file.name.clone(), 5);
            for word in &file.own {
                add(stem(word), 4);
            }
            for word in file.name.split('-').filter(|word| word.len() > 2) {
                add(word.to_owned(), 3);
            }
            for word in &file.tags {
                add(stem(word), 1);
            }
            icons.push(Icon { name: file.name, path });
        }
        for entry in words.values_mut() {
            entry.sort_by_key(|&(strength, icon)| (std::cmp::Reverse(strength), icon));
        }
        Index { icons, words }
    })
}

/// Words without their common English endings, in lower case, so that `Ordering` meets `orders`.
fn stem(word: &str) -> String {
    let mut word = word.to_lowercase();
    for ending in ["ization", "ation", "ings", "ing", "ies", "ers", "er", "ed", "es", "s", "e", "y"]
    {
        if word.len() >= ending.len() + 3
            && word.is_char_boundary(word.len() - ending.len())
            && word.ends_with(ending)
        {
            word.truncate(word.len() - ending.len());
            break;
        }
    }
    word
}

/// Words that say nothing about a picture.
const STOP_WORDS: [&str; 40] = [
    "the", "a", "an", "of", "to", "and", "or", "in", "on", "at", "by", "for", "with", "from",
    "into", "is", "are", "it", "its", "your", "our", "their", "first", "last", "new", "all", "no",
    "not", "be", "as", "that", "this", "more", "less", "most", "one", "two", "three", "over", "up",
];

/// Hands out icons for one picture, none of them twice unless asked by name.
#[derive(Debug, Default)]
pub(crate) struct IconPicker {
    used: HashSet<usize>,
}

impl IconPicker {
    /// The icon asked for by name or keyword, else one that fits the label, else one that fits
    /// the text strongly.
    pub(crate) fn pick(
        &mut self,
        asked: Option<&str>,
        label: &str,
        text: Option<&str>,
    ) -> Option<&'static Icon> {
        if let Some(asked) = asked {
            let asked = asked.trim().to_lowercase().replace([' ', '_'], "-");
            let index = index();
            let exact = index.icons.iter().position(|icon| icon.name == asked);
            if let Some(number) = exact.or_else(|| self.find(&asked.replace('-', " "), 1)) {
                self.used.insert(number);
                return index.icons.get(number);
            }
        }
        let number = self.find(label, 1).or_else(|| self.find(text?, 4))?;
        self.used.insert(number);
        index().icons.get(number)
    }

    /// The strongest match of at least `strength` that is not used yet; earlier words win ties.
    fn find(&self, phrase: &str, strength: u8) -> Option<usize> {
        let index = index();
        let mut best: Option<(u8, usize)> = None;
        for word in phrase.split(|c: char| !c.is_alphanumeric()) {
            let lower = word.to_lowercase();
            if lower.len() < 2 || STOP_WORDS.contains(&lower.as_str()) {
                continue;
            }
            let singular = lower.strip_suffix('s').unwrap_or(&lower).to_owned();
            for key in [lower.clone(), singular, stem(&lower)] {
                let Some(found) = index.words.get(&key) else { continue };
                let candidate = found.iter().find(|(_, icon)| !self.used.contains(icon));
                if let Some(&(found, icon)) = candidate
                    && found >= strength
                    && best.is_none_or(|(so_far, _)| found > so_far)
                {
                    best = Some((found, icon));
                }
            }
        }
        best.map(|(_, icon)| icon)
    }
}

impl Icon {
    /// Draws the icon as wide as `side` pixels around `center`.
    pub(crate) fn draw(&self, scene: &mut Scene, center: Point, side: f64, color: Color) {
        let scale = side / GRID;
        let transform = Affine::translate(center.to_vec2())
            * Affine::scale(scale)
            * Affine::translate((-GRID / 2.0, -GRID / 2.0));
        scene.stroke(Shape::Path(transform * self.path.clone()), Pen::new(color, 2.0 * scale));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(label: &str, expect: &str) {
        let icon = IconPicker::default().pick(None, label, None);
        assert_eq!(icon.map(|icon| icon.name.as_str()), Some(expect), "{label}");
    }

    #[test]
    fn every_icon_of_the_file_is_readable() {
        let files: Vec<IconFile> = serde_json::from_str(ICONS_JSON).unwrap();
        assert_eq!(index().icons.len(), files.len());
        assert!(files.len() >= 200);
    }

    #[test]
    fn words_find_the_icon_a_person_would_choose() {
        check("Evaporation", "sun");
        check("Condensation", "cloud");
        check("Precipitation", "cloud-rain");
        check("Hubble", "telescope");
        check("Payment", "banknote");
        check("Users", "users");
        check("Serve", "utensils");
        check("Plan", "calendar");
    }

    #[test]
    fn no_icon_is_handed_out_twice_unless_asked_for() {
        let mut picker = IconPicker::default();
        let first = picker.pick(None, "cloud", None).map(|icon| icon.name.clone());
        let second = picker.pick(None, "cloud", None).map(|icon| icon.name.clone());
        assert_ne!(first, second);
        let asked = picker.pick(Some("cloud"), "x", None).map(|icon| icon.name.clone());
        assert_eq!(asked, first);
    }

    #[test]
    fn nothing_fits_a_word_without_meaning() {
        assert!(IconPicker::default().pick(None, "Qwertzuiop", None).is_none());
    }
}
