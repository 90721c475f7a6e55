//! Whether a spec is true to the prompt: no number and no name that does not stand there, no
//! number of the prompt that is missing.

use std::collections::BTreeSet;

use easel_types::Spec;
use easel_types::spec::{ChartSpec, DiagramSpec, InfographicItem, InfographicSpec, Part};
use serde_json::{Number, Value};

use super::Rejected;
use crate::tokens::Text;

/// The numbers of the prompt, magnitudes applied, in their order.
pub(super) fn numbers(text: &Text<'_>) -> Vec<f64> {
    text.tokens.iter().filter_map(|token| Some(token.number()?.value)).collect()
}

/// A number in its shortest JSON form.
pub(super) fn shown(number: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
    let whole = (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64);
    whole.map_or_else(|| Number::from_f64(number).map_or(Value::Null, Value::Number), Value::from)
}

/// How many numbers of the prompt stand nowhere in the spec, neither as value nor in a text.
pub(super) fn lost_numbers(text: &Text<'_>, spec: &Spec) -> usize {
    let told = Told::of(spec);
    let in_texts: Vec<f64> = told.texts.iter().flat_map(|t| numbers(&Text::new(t))).collect();
    let is_told =
        |number: f64| told.values.iter().chain(&in_texts).any(|value| is_same(*value, number));
    numbers(text).into_iter().filter(|number| !is_told(*number)).count()
}

/// # Errors
/// What does not stand in the prompt.
pub(super) fn is_true(text: &Text<'_>, spec: &Spec) -> Result<(), Rejected> {
    let told = Told::of(spec);
    let mut given = numbers(text);
    let named: Vec<f64> = told.names.iter().flat_map(|name| numbers(&Text::new(name))).collect();
    // A number that stands once in the prompt is one value or part of one name.
    for value in told.values.iter().chain(&named) {
        match given.iter().position(|number| is_same(*value, *number)) {
            Some(at) => given.swap_remove(at),
            None => return Err(Rejected::InventedNumber),
        };
    }
    let words: BTreeSet<String> = words_of(text.prompt).collect();
    let dense = text.prompt.to_lowercase();
    let is_given = |name: &str| {
        dense.contains(&name.to_lowercase()) || words_of(name).all(|word| words.contains(&word))
    };
    if told.names.iter().any(|name| !is_given(name)) {
        return Err(Rejected::InventedName);
    }
    Ok(())
}

/// Whether the names of a chart with one series come in the same order as their values, as they do
/// in every list: a small model may give a number to its neighbour.
pub(super) fn is_paired(text: &Text<'_>, spec: &Spec) -> bool {
    let Spec::Chart(ChartSpec { categories, series, .. }) = spec else { return true };
    let [series] = series.as_slice() else { return true };
    let lower = text.prompt.to_lowercase();
    let mut given: Vec<_> = numbers(text).into_iter().enumerate().collect();
    let mut pairs = Vec::new();
    for (name, value) in categories.iter().zip(&series.values) {
        let number = value.and_then(|value| given.iter().position(|(_, n)| is_same(*n, value)));
        if let (Some(name), Some(number)) = (lower.find(&name.to_lowercase()), number) {
            pairs.push((name, given.remove(number).0));
        }
    }
    pairs.sort_unstable();
    pairs.windows(2).all(|pair| matches!(pair, [(_, one), (_, next)] if one < next))
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().into_iter()
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}

/// What a spec says.
#[derive(Default)]
struct Told {
    values: Vec<f64>,
    /// Names of things.
    names: Vec<String>,
    /// Everything that is read, names included.
    texts: Vec<String>,
}

impl Told {
    fn of(spec: &Spec) -> Self {
        let mut told = Self::default();
        told.texts.extend(spec.title().map(str::to_owned));
        match spec {
            Spec::Chart(spec) => told.chart(spec),
            Spec::Diagram(spec) => told.diagram(spec),
            Spec::Infographic(spec) => told.infographic(spec),
            Spec::Logo(spec) => told.texts.push(spec.name.clone()),
        }
        let names = told.names.clone();
        told.texts.extend(names);
        told
    }

    fn chart(&mut self, spec: &ChartSpec) {
        self.names.extend(spec.categories.iter().cloned());
        for series in &spec.series {
            self.names.extend(series.name.clone());
            self.names.extend(series.point_labels.iter().cloned());
            self.values.extend(series.values.iter().copied().flatten());
            self.values.extend(series.points.iter().chain(&series.samples).flatten());
            self.values.extend(series.errors.iter().flatten().flatten());
        }
        self.values.extend(spec.targets.iter().copied().flatten());
        for flow in &spec.links {
            self.names.extend([flow.from.clone(), flow.to.clone()]);
            self.values.push(flow.value);
        }
        spec.parts.iter().for_each(|part| self.part(part));
        self.texts.extend(spec.columns.iter().chain(spec.cells.iter().flatten()).cloned());
        let wishes = [spec.y_min, spec.y_max, spec.max_categories.map(|most| most as f64)];
        self.texts.extend(wishes.into_iter().flatten().map(|value| value.to_string()));
        for annotation in &spec.annotations {
            self.texts.push(annotation.text.clone());
            self.texts.extend(annotation.x.iter().chain(&annotation.x_end).cloned());
            self.texts
                .extend([annotation.y, annotation.y_end].iter().flatten().map(f64::to_string));
        }
        let around = [&spec.subtitle, &spec.x_label, &spec.y_label, &spec.y2_label, &spec.unit];
        self.texts.extend(around.into_iter().flatten().cloned());
    }

    fn part(&mut self, part: &Part) {
        self.names.push(part.name.clone());
        self.values.extend(part.value);
        part.parts.iter().for_each(|part| self.part(part));
    }

    fn diagram(&mut self, spec: &DiagramSpec) {
        for node in &spec.nodes {
            let name = if node.label.is_empty() { &node.id } else { &node.label };
            self.names.push(name.clone());
            let more = [&node.text, &node.start, &node.end].into_iter().flatten();
            self.texts.extend(more.chain(&node.members).chain(&node.methods).cloned());
            self.texts.extend(node.value.map(|value| value.to_string()));
        }
        for edge in &spec.edges {
            self.names.extend(edge.label.clone().filter(|label| !label.is_empty()));
            self.texts.extend(edge.from_label.iter().chain(&edge.to_label).cloned());
        }
        // Steps nest, and their JSON form holds every text they have.
        self.texts.extend(spec.steps.iter().filter_map(|step| serde_json::to_string(step).ok()));
        self.texts.extend(spec.groups.iter().map(|group| group.label.clone()));
        self.texts.extend(spec.notes.iter().map(|note| note.text.clone()));
    }

    fn infographic(&mut self, spec: &InfographicSpec) {
        self.texts.extend(spec.subtitle.clone());
        spec.items.iter().for_each(|item| self.item(item));
        for group in &spec.groups {
            self.names.push(group.label.clone());
            self.texts.extend(group.text.iter().chain(&group.value).cloned());
            group.items.iter().for_each(|item| self.item(item));
        }
    }

    fn item(&mut self, item: &InfographicItem) {
        self.names.push(item.label.clone());
        self.names.extend(item.text.clone().filter(|text| !text.is_empty()));
        self.names.extend(item.value.clone().filter(|value| !value.is_empty()));
        item.items.iter().for_each(|item| self.item(item));
    }
}
