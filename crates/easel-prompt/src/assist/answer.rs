//! Specs out of the small forms that models fill in.

use std::collections::BTreeMap;

use easel_types::spec::{
    ChartKind, ChartSpec, DiagramKind, DiagramSpec, Edge, InfographicItem, InfographicSpec, Node,
    Series,
};
use easel_types::{Intent, Spec};
use serde::Deserialize;

use super::Rejected;
use crate::tokens::collapse;

/// True for charts of labels and numbers, which the form can say.
pub(super) fn has_rows(kind: ChartKind) -> bool {
    matches!(
        kind,
        ChartKind::Bar
            | ChartKind::Line
            | ChartKind::Area
            | ChartKind::Pie
            | ChartKind::Donut
            | ChartKind::Radar
            | ChartKind::Funnel
            | ChartKind::Waterfall
            | ChartKind::Treemap
            | ChartKind::Heatmap
            | ChartKind::Lollipop
            | ChartKind::Pareto
            | ChartKind::Rose
    )
}

/// True for diagrams of boxes and arrows, which the form can say.
pub(super) fn has_boxes(kind: DiagramKind) -> bool {
    matches!(
        kind,
        DiagramKind::Flowchart
            | DiagramKind::Sequence
            | DiagramKind::State
            | DiagramKind::Mindmap
            | DiagramKind::Orgchart
            | DiagramKind::Network
            | DiagramKind::Architecture
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartForm {
    kind: ChartKind,
    #[serde(default)]
    title: String,
    data: DataForm,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DataForm {
    #[serde(default)]
    series: Vec<String>,
    rows: Vec<RowForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowForm {
    label: String,
    values: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiagramForm {
    kind: DiagramKind,
    #[serde(default)]
    title: String,
    nodes: Vec<String>,
    #[serde(default)]
    edges: Vec<EdgeForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EdgeForm {
    from: String,
    to: String,
    #[serde(default)]
    label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InfographicForm {
    #[serde(default)]
    title: String,
    items: Vec<ItemForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemForm {
    label: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    value: String,
}

#[derive(Deserialize)]
struct PromptForm {
    prompt: String,
}

/// The rewritten prompt in `reply`.
pub(super) fn prompt(reply: &str) -> Result<String, Rejected> {
    let form: PromptForm = form(reply)?;
    Some(collapse(&form.prompt)).filter(|prompt| !prompt.is_empty()).ok_or(Rejected::Empty)
}

/// The spec in `reply`.
pub(super) fn spec(intent: Intent, reply: &str) -> Result<Spec, Rejected> {
    match intent {
        Intent::Chart => chart(form(reply)?).map(Spec::Chart),
        Intent::Diagram => diagram(&form(reply)?).map(Spec::Diagram),
        Intent::Infographic => infographic(&form(reply)?).map(Spec::Infographic),
        Intent::Logo | Intent::Standard => Err(Rejected::Shape),
    }
}

/// Models that are not held to a shape like to put fences or words around it.
fn form<T: for<'de> Deserialize<'de>>(reply: &str) -> Result<T, Rejected> {
    let start = reply.find('{').ok_or(Rejected::Shape)?;
    let end = reply.rfind('}').ok_or(Rejected::Shape)?;
    let json = reply.get(start..=end).ok_or(Rejected::Shape)?;
    serde_json::from_str(json).map_err(|_| Rejected::Shape)
}

fn written(text: &str) -> Option<String> {
    Some(collapse(text)).filter(|text| !text.is_empty())
}

fn chart(form: ChartForm) -> Result<ChartSpec, Rejected> {
    let DataForm { series: names, rows } = form.data;
    let width = rows.first().map_or(0, |row| row.values.len());
    if width == 0 {
        return Err(Rejected::Empty);
    }
    if !has_rows(form.kind) || rows.iter().any(|row| row.values.len() != width) {
        return Err(Rejected::Shape);
    }
    let categories: Vec<_> = rows.iter().filter_map(|row| written(&row.label)).collect();
    if categories.len() != rows.len() {
        return Err(Rejected::Shape);
    }
    let series = (0..width).map(|at| Series {
        // One series needs no name; several need all of theirs.
        name: if width > 1 { names.get(at).and_then(|name| written(name)) } else { None },
        values: rows.iter().map(|row| row.values.get(at).copied()).collect(),
        ..Series::default()
    });
    let series: Vec<_> = series.collect();
    if width > 1 && series.iter().any(|series| series.name.is_none()) {
        return Err(Rejected::Shape);
    }
    Ok(ChartSpec {
        kind: form.kind,
        title: written(&form.title),
        categories,
        series,
        ..ChartSpec::default()
    })
}

fn diagram(form: &DiagramForm) -> Result<DiagramSpec, Rejected> {
    if !has_boxes(form.kind) {
        return Err(Rejected::Shape);
    }
    let mut ids = BTreeMap::new();
    let mut nodes = Vec::new();
    for label in form.nodes.iter().filter_map(|label| written(label)) {
        let id = format!("n{}", nodes.len() + 1);
        if ids.insert(label.to_lowercase(), id.clone()).is_none() {
            nodes.push(Node { id, label, ..Node::default() });
        }
    }
    if nodes.is_empty() {
        return Err(Rejected::Empty);
    }
    let id = |name: &str| ids.get(&collapse(name).to_lowercase()).cloned().ok_or(Rejected::Shape);
    let mut edges = Vec::new();
    for edge in &form.edges {
        edges.push(Edge {
            from: id(&edge.from)?,
            to: id(&edge.to)?,
            label: written(&edge.label),
            ..Edge::default()
        });
    }
    Ok(DiagramSpec {
        kind: form.kind,
        title: written(&form.title),
        nodes,
        edges,
        ..DiagramSpec::default()
    })
}

fn infographic(form: &InfographicForm) -> Result<InfographicSpec, Rejected> {
    let item = |item: &ItemForm| {
        Some(InfographicItem {
            label: written(&item.label)?,
            text: written(&item.text),
            value: written(&item.value),
            ..InfographicItem::default()
        })
    };
    let items: Vec<_> = form.items.iter().filter_map(item).collect();
    if items.is_empty() {
        return Err(Rejected::Empty);
    }
    Ok(InfographicSpec { title: written(&form.title), items, ..InfographicSpec::default() })
}
