//! Illustrated scenes: a picture whose parts are named by the items of an infographic. The table
//! of scenes and the topics that call for them is here, one file a scene, things that several
//! scenes show in `nature`, `built` and `creatures`. Items that name no part of the picture stand
//! in a legend; how cards look is in [`crate::infographics`].

mod atmosphere;
mod brush;
mod built;
mod callouts;
mod cells;
mod city_energy;
mod creatures;
mod earth_layers;
mod food_chain;
mod greenhouse;
mod legend;
mod nature;
mod photosynthesis;
mod solar_system;
mod stage_plan;
mod stations;
mod supply_chain;
mod volcano;
mod water_cycle;
mod words;

use easel_types::spec::InfographicSpec;
use kurbo::{Point, Rect};

use self::brush::Brush;
use self::callouts::{Keep, Spot};
use crate::canvas::Stage;

/// An item as it is shown.
#[derive(Debug, Clone, Copy)]
struct Item<'a> {
    label: &'a str,
    text: Option<&'a str>,
    value: Option<&'a str>,
    icon: Option<&'a str>,
    /// Place in the order, from 1.
    number: usize,
}

/// Where a scene is painted.
#[derive(Debug, Clone, Copy)]
struct Frame<'a> {
    /// All of the illustration, behind the heading too.
    whole: Rect,
    /// What is below the heading, down to the bottom of the illustration.
    area: Rect,
    /// Where names may stand.
    labels: Rect,
    /// Pixels that a pixel of a scene of 1000 x 850 becomes.
    unit: f64,
    has_labels: bool,
    /// The parts that items name, in the order of the items.
    parts: &'a [&'static str],
}

impl Frame<'_> {
    /// A place in shares of the area.
    fn at(&self, x: f64, y: f64) -> Point {
        Point::new(self.area.x0 + self.area.width() * x, self.area.y0 + self.area.height() * y)
    }

    /// Several places, written as percents of width and height in turn.
    fn all(&self, percents: &str) -> Vec<Point> {
        let numbers: Vec<f64> =
            percents.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        numbers.chunks_exact(2).map(|pair| self.at(pair[0] / 100.0, pair[1] / 100.0)).collect()
    }

    /// A rectangle in shares of the area.
    fn rect(&self, from: (f64, f64), to: (f64, f64)) -> Rect {
        Rect::from_points(self.at(from.0, from.1), self.at(to.0, to.1))
    }
}

/// What a scene tells about its picture.
#[derive(Debug, Default)]
struct Painted {
    spots: Vec<Spot>,
    keep: Vec<Keep>,
    /// No name is wider, pixels; stations of a chain have neighbours.
    widest: Option<f64>,
    /// The one thing that is shown, where names stand beside it in columns.
    object: Option<Rect>,
    /// All names stand at the right of the object.
    one_side: bool,
}

impl Painted {
    fn keep(&mut self, rect: Rect, weight: f64) {
        self.keep.push(Keep { rect, weight });
    }
}

/// What lies behind the heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// The sky: light by day, dark at dusk.
    Sky,
    /// Dark always, all of it.
    Space,
    /// Dark at the top, a landscape at the bottom.
    High,
    /// The ground of the theme.
    Plain,
}

/// A part of a scene and the words that mean it, in several languages, between bars.
type Part = (&'static str, &'static str);

/// A scene: its names, what can be named in it, how it is painted.
struct SceneKind {
    name: &'static str,
    /// Topics that call for it, in lower case, in several languages, between bars.
    topics: &'static str,
    parts: &'static [Part],
    ground: Ground,
    /// The items are steps with an order.
    is_sequence: bool,
    /// One thing is shown, not a landscape.
    is_object: bool,
    paint: fn(&mut Brush<'_>, &Frame<'_>) -> Painted,
}

/// All scenes. A topic calls for the one with the longest phrase found in it.
static SCENES: [&SceneKind; 12] = [
    &water_cycle::SCENE,
    &food_chain::SCENE,
    &earth_layers::SCENE,
    &atmosphere::SCENE,
    &cells::PLANT,
    &cells::ANIMAL,
    &solar_system::SCENE,
    &photosynthesis::SCENE,
    &supply_chain::SCENE,
    &city_energy::SCENE,
    &volcano::SCENE,
    &greenhouse::SCENE,
];

/// The name of the illustrated scene that a topic calls for: `water_cycle` for `How does the
/// water cycle work?`, `Der Wasserkreislauf` or `водный цикл`. `None` where no scene shows it.
pub fn scene_for(topic: &str) -> Option<&'static str> {
    let topic = words::normal(topic);
    SCENES
        .iter()
        .filter_map(|scene| {
            let named = scene.name.replace('_', " ");
            let own = std::iter::once(named.as_str());
            own.chain(scene.topics.split('|'))
                .filter(|phrase| words::contains(&topic, phrase))
                .map(|phrase| phrase.chars().count())
                .max()
                .map(|length| (length, scene.name))
        })
        .max_by_key(|&(length, _)| length)
        .map(|(_, name)| name)
}

/// The scene that a spec asks for: by the name of its template, or by its title where the
/// template is `scene`.
pub(crate) fn asked(template: &str, title: Option<&str>) -> Option<&'static str> {
    let template = template.trim().to_lowercase().replace(['-', ' '], "_");
    let template = template.strip_suffix("_scene").unwrap_or(&template);
    if let Some(scene) = SCENES.iter().find(|scene| scene.name == template) {
        return Some(scene.name);
    }
    match template {
        "city" | "energy_grid" | "power_grid" => Some("city_energy"),
        "atmosphere" => Some("atmosphere_layers"),
        "cell" => Some("animal_cell"),
        "scene" | "illustration" => scene_for(title?),
        _ => None,
    }
}

/// Draws a spec as the scene of this name.
pub(crate) fn draw(name: &str, spec: &InfographicSpec, stage: &mut Stage<'_>) {
    if let Some(scene) = SCENES.iter().find(|scene| scene.name == name) {
        stage_plan::draw(scene, spec, stage);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(topic: &str, expect: Option<&str>) {
        assert_eq!(scene_for(topic), expect, "{topic}");
    }

    #[test]
    fn a_topic_calls_for_its_scene_in_many_languages() {
        check("How does the water cycle work?", Some("water_cycle"));
        check("Der Wasserkreislauf für Kinder", Some("water_cycle"));
        check("Le cycle de l’eau", Some("water_cycle"));
        check("круговорот воды в природе", Some("water_cycle"));
        check("水の循環", Some("water_cycle"));
        check("دورة الماء", Some("water_cycle"));
        check("Layers of the Earth", Some("earth_layers"));
        check("layers of the earth's atmosphere", Some("atmosphere_layers"));
        check("Unser Sonnensystem", Some("solar_system"));
        check("parts of a plant cell", Some("plant_cell"));
        check("animal cell diagram", Some("animal_cell"));
        check("supply chain of a chocolate bar", Some("supply_chain"));
        check("our smart energy grid", Some("city_energy"));
        check("Photosynthese", Some("photosynthesis"));
    }

    #[test]
    fn other_topics_call_for_none() {
        for topic in ["sales by quarter", "excellent cells of a spreadsheet", "", "cycle", "water"]
        {
            check(topic, None);
        }
    }

    #[test]
    fn templates_name_scenes_and_scene_asks_the_title() {
        assert_eq!(asked("water_cycle", None), Some("water_cycle"));
        assert_eq!(asked("Water Cycle", None), Some("water_cycle"));
        assert_eq!(asked("scene", Some("The water cycle")), Some("water_cycle"));
        assert_eq!(asked("cycle", Some("The water cycle")), None);
    }
}
