//! Whether every label of a spec is on the picture, and no more often than it was given.

use std::collections::HashMap;

use easel_types::Spec;
use easel_types::spec::{
    ChartKind, ChartSpec, DiagramKind, DiagramSpec, Edge, InfographicItem, InfographicSpec, Part,
    Step,
};

use super::Finding;
use crate::scene::Scene;

/// The labels of a spec, each with the number of times it may stand on the picture.
#[derive(Default)]
struct Labels<'a> {
    given: Vec<(&'a str, usize)>,
    /// What may stand on the picture besides.
    optional: Vec<&'a str>,
}

impl<'a> Labels<'a> {
    fn add(&mut self, text: &'a str) {
        self.add_times(text, 1);
    }

    fn add_times(&mut self, text: &'a str, times: usize) {
        let text = text.trim();
        if !text.is_empty() {
            self.given.push((text, times));
        }
    }

    fn given(&mut self, text: Option<&'a String>) {
        self.add(text.map_or("", String::as_str));
    }
}

pub(super) fn check(scene: &Scene, spec: &Spec, findings: &mut Vec<Finding>) {
    let mut labels = Labels::default();
    match spec {
        Spec::Chart(spec) => chart(spec, &mut labels),
        Spec::Diagram(spec) => diagram(spec, &mut labels),
        Spec::Infographic(spec) => infographic(spec, &mut labels),
        Spec::Logo(spec) => {
            labels.add(&spec.name);
            labels.given(spec.tagline.as_ref());
        }
    }
    let mut shown: HashMap<String, usize> = HashMap::new();
    let mut everything = String::new();
    for text in scene.texts() {
        let text = normal(&text.text);
        everything.push_str(&text);
        everything.push('\n');
        *shown.entry(text).or_default() += 1;
    }
    for text in scene.full_texts.iter().chain(&scene.left_out) {
        everything.push_str(&normal(text));
        everything.push('\n');
    }
    let mut allowed: HashMap<String, (usize, &str)> = HashMap::new();
    for (label, times) in &labels.given {
        allowed.entry(normal(label)).or_insert((0, label)).0 += times;
    }
    for label in &labels.optional {
        if let Some((times, _)) = allowed.get_mut(&normal(label)) {
            *times += 1;
        }
    }
    let mut problems: Vec<(bool, &str)> = Vec::new();
    for (label, (times, original)) in &allowed {
        let count = shown.get(label).copied().unwrap_or(0);
        if count == 0 && !everything.contains(label.as_str()) {
            problems.push((true, original));
        } else if count > *times && !is_number(label) {
            problems.push((false, original));
        }
    }
    problems.sort_unstable();
    findings.extend(problems.into_iter().map(|(is_missing, label)| {
        let label = label.to_owned();
        if is_missing { Finding::Missing { label } } else { Finding::Repeated { label } }
    }));
}

/// Lower case and single spaces; a look may write in capitals and break words.
fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{ad}' | '\u{200b}' | '\u{2060}' => {}
            space if space.is_whitespace() => {
                if !normal.ends_with(' ') {
                    normal.push(' ');
                }
            }
            other => normal.extend(other.to_lowercase()),
        }
    }
    normal.trim().to_owned()
}

/// Numbers and single letters may stand on a picture for other reasons: ticks, counters.
fn is_number(label: &str) -> bool {
    label.chars().count() < 2 || label.chars().all(|c| c.is_ascii_digit() || ".,%-−+ ".contains(c))
}

fn chart<'a>(spec: &'a ChartSpec, labels: &mut Labels<'a>) {
    for text in [&spec.title, &spec.subtitle, &spec.x_label, &spec.y_label, &spec.y2_label] {
        labels.given(text.as_ref());
    }
    for annotation in &spec.annotations {
        labels.add(&annotation.text);
    }
    if spec.kind == ChartKind::Table && !spec.cells.is_empty() {
        // A long table stands in up to three parts side by side, each with its heads.
        spec.columns.iter().for_each(|text| labels.add_times(text, 3));
        spec.cells.iter().flatten().for_each(|text| labels.add(text));
        return;
    }
    // Both ends of a slope and both sides of a bump chart may bear the names.
    let times = if matches!(spec.kind, ChartKind::Slope | ChartKind::Bump) { 2 } else { 1 };
    for category in &spec.categories {
        labels.add(category);
    }
    for series in &spec.series {
        let is_told = spec.series.len() > 1;
        if let Some(name) = series.name.as_ref().filter(|_| is_told) {
            labels.add_times(name, times);
        } else if let Some(name) = &series.name {
            labels.optional.push(name);
        }
        for label in &series.point_labels {
            labels.add(label);
        }
    }
    // A place of a flow chart is named once, however many flows it has.
    let mut places: Vec<&str> = Vec::new();
    for place in spec.links.iter().flat_map(|link| [&link.from, &link.to]) {
        if !places.contains(&place.as_str()) {
            places.push(place);
            labels.add(place);
        }
    }
    spec.parts.iter().for_each(|inner| part(inner, labels));
}

fn part<'a>(given: &'a Part, labels: &mut Labels<'a>) {
    labels.add(&given.name);
    given.parts.iter().for_each(|inner| part(inner, labels));
}

fn diagram<'a>(spec: &'a DiagramSpec, labels: &mut Labels<'a>) {
    labels.given(spec.title.as_ref());
    labels.given(spec.subtitle.as_ref());
    // Participants may stand at the head and at the foot of their lifelines; who takes part in a
    // journey, at every task.
    let times = if spec.kind == DiagramKind::Sequence { 2 } else { 1 };
    for node in &spec.nodes {
        labels.add_times(&node.label, times);
        labels.add_times(node.text.as_deref().unwrap_or_default(), times);
        for text in node.members.iter().chain(&node.methods) {
            labels.add(text);
            // Type, name and remark of an attribute may stand in columns.
            labels.optional.extend(text.split_whitespace());
        }
        if spec.kind != DiagramKind::Journey {
            node.tags.iter().for_each(|tag| labels.add(tag));
        }
    }
    spec.edges.iter().for_each(|inner| edge(inner, labels));
    spec.groups.iter().for_each(|group| labels.add(&group.label));
    spec.steps.iter().for_each(|inner| step(inner, labels));
    spec.notes.iter().for_each(|note| labels.add(&note.text));
    spec.axes.iter().flatten().for_each(|name| labels.add(name));
}

fn edge<'a>(edge: &'a Edge, labels: &mut Labels<'a>) {
    for text in [&edge.label, &edge.from_label, &edge.to_label] {
        labels.given(text.as_ref());
    }
}

fn step<'a>(given: &'a Step, labels: &mut Labels<'a>) {
    match given {
        Step::Message(message) => edge(message, labels),
        Step::Remark(remark) => labels.add(&remark.text),
        Step::Activate { .. } | Step::Deactivate { .. } => {}
        Step::Divider { label } => labels.add(label),
        Step::Fragment(fragment) => {
            labels.add(&fragment.kind);
            for section in &fragment.sections {
                labels.add(&section.label);
                section.steps.iter().for_each(|inner| step(inner, labels));
            }
        }
    }
}

fn infographic<'a>(spec: &'a InfographicSpec, labels: &mut Labels<'a>) {
    labels.given(spec.title.as_ref());
    labels.given(spec.subtitle.as_ref());
    spec.items.iter().for_each(|inner| item(inner, labels));
    for group in &spec.groups {
        labels.add(&group.label);
        labels.given(group.text.as_ref());
        labels.given(group.value.as_ref());
        group.items.iter().for_each(|inner| item(inner, labels));
    }
    spec.relations.iter().for_each(|inner| edge(inner, labels));
}

fn item<'a>(given: &'a InfographicItem, labels: &mut Labels<'a>) {
    labels.add(&given.label);
    labels.given(given.text.as_ref());
    labels.given(given.value.as_ref());
    given.items.iter().for_each(|inner| item(inner, labels));
}
