//! One example of every kind of picture, for `docs/gallery` and `easel render --gallery`. The
//! examples are the `typical` cases of the corpus, so the tests draw and check them too.

/// An example of a kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Heading under which it is shown: `Charts`.
    pub section: &'static str,
    /// Name of the kind, which is also the name of a file: `stacked_area`.
    pub name: &'static str,
    /// The spec as JSON. `corpus` in it says how large it is drawn.
    pub spec: &'static str,
}

macro_rules! examples {
    ($($section:literal: $($name:literal)+;)+) => {
        &[$($(Example {
            section: $section,
            name: $name,
            spec: include_str!(concat!("../tests/corpus/", $name, "/typical.json")),
        }),+),+]
    };
}

/// All examples, in the order in which they are shown.
pub const EXAMPLES: &[Example] = examples! {
    "Charts": "bar" "line" "area" "pie" "donut" "scatter" "bubble" "histogram" "radar" "funnel"
        "gauge" "waterfall" "treemap" "heatmap" "boxplot" "candlestick" "combo" "sankey" "table"
        "kpi" "bullet" "slope" "lollipop" "dumbbell" "pictogram" "waffle" "word_cloud" "calendar"
        "sunburst" "pareto" "rose" "bump" "violin" "ridgeline" "stream" "marimekko" "chord"
        "parallel" "venn" "hexbin" "error_bars" "time" "log" "locale";
    "Diagrams": "flowchart" "sequence" "class" "state" "er" "mindmap" "orgchart" "gantt" "network"
        "diagram_timeline" "quadrant" "git_graph" "journey" "kanban" "swimlane" "architecture"
        "block" "fishbone";
    "Infographics": "ascending" "before_after" "checklist" "column" "compare" "cycle" "flow"
        "hierarchy" "hub" "icon_array" "infographic_donut" "infographic_funnel"
        "infographic_mindmap" "infographic_network" "infographic_quadrant" "infographic_table"
        "infographic_waterfall" "layers" "list" "mountain" "progress" "progress_bars" "pros_cons"
        "pyramid" "ranked" "relation" "roadmap" "row" "sector" "snake" "statistics" "steps" "swot"
        "timeline" "timeline_horizontal" "timeline_vertical" "zigzag";
    "Illustrated scenes": "scene_animal_cell" "scene_atmosphere_layers" "scene_city_energy"
        "scene_earth_layers" "scene_food_chain" "scene_greenhouse_effect" "scene_photosynthesis"
        "scene_plant_cell" "scene_solar_system" "scene_supply_chain" "scene_volcano"
        "scene_water_cycle";
    "Logos": "logo";
    "Languages and appearance": "brand" "emoji" "scripts" "transparent";
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_kind_with_a_typical_case_is_in_the_gallery() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        let folders = std::fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path());
        let kinds: BTreeSet<String> = folders
            .filter(|folder| folder.join("typical.json").exists())
            .map(|folder| folder.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        let shown: BTreeSet<String> =
            EXAMPLES.iter().map(|example| example.name.to_owned()).collect();
        assert_eq!(shown, kinds);
    }
}
