//! Whether a spec can be drawn at all, before anything is laid out. Every problem names the
//! field. Everything here comes from outside and is not trusted.

use std::collections::HashSet;

use easel_types::spec::{
    ChartKind, ChartSpec, DiagramKind, DiagramSpec, InfographicItem, InfographicSpec, Series,
};
use easel_types::{Limits, Spec};

use crate::error::RenderError;

/// Chart kinds that are drawn.
const CHART_KINDS: &str = "bar, line, area, pie, donut, scatter";
/// Diagram kinds that are drawn.
const DIAGRAM_KINDS: &str = "flowchart, state, orgchart, mindmap, network";

/// Most nodes of a diagram: more are not legible on the largest canvas.
const NODES_MAX: usize = 250;
/// Most edges of a diagram.
const EDGES_MAX: usize = 600;
/// Largest value: sums and ranges of such values stay finite.
const VALUE_MAX: f64 = 1e200;
/// Most series of a chart.
const SERIES_MAX: usize = 30;
/// Most slices of a pie.
const SLICES_MAX: usize = 60;
/// Most categories of a bar chart.
const BARS_MAX: usize = 400;
/// Most entries of an infographic.
const ITEMS_MAX: usize = 60;

/// Checks that a spec can be drawn.
///
/// # Errors
/// [`RenderError::InvalidSpec`] naming the field, [`RenderError::UnsupportedKind`],
/// [`RenderError::TooLarge`].
pub fn validate(spec: &Spec, limits: &Limits) -> Result<(), RenderError> {
    match spec {
        Spec::Chart(spec) => chart(spec, limits),
        Spec::Diagram(spec) => diagram(spec, limits),
        Spec::Infographic(spec) => infographic(spec, limits),
    }
}

fn at_most(what: &str, count: usize, max: usize) -> Result<(), RenderError> {
    if count > max {
        return Err(RenderError::TooLarge { what: what.to_owned(), count, max });
    }
    Ok(())
}

fn short(path: impl Fn() -> String, text: &str, limits: &Limits) -> Result<(), RenderError> {
    // Bytes first: counting characters of a huge text is the work to be avoided.
    let max = limits.spec_text_chars_max;
    if text.len() > max && text.chars().count() > max {
        return Err(RenderError::invalid(
            path(),
            format!("is longer than {max} characters; shorten it"),
        ));
    }
    Ok(())
}

fn heading(
    title: Option<&String>,
    subtitle: Option<&String>,
    limits: &Limits,
) -> Result<(), RenderError> {
    short(|| "title".to_owned(), title.map_or("", String::as_str), limits)?;
    short(|| "subtitle".to_owned(), subtitle.map_or("", String::as_str), limits)
}

fn chart(spec: &ChartSpec, limits: &Limits) -> Result<(), RenderError> {
    match spec.kind {
        ChartKind::Bar
        | ChartKind::Line
        | ChartKind::Area
        | ChartKind::Pie
        | ChartKind::Donut
        | ChartKind::Scatter => {}
        other => {
            return Err(RenderError::UnsupportedKind {
                kind: other.as_str().to_owned(),
                supported: CHART_KINDS,
            });
        }
    }
    heading(spec.title.as_ref(), spec.subtitle.as_ref(), limits)?;
    for (name, text) in
        [("unit", &spec.unit), ("x_label", &spec.x_label), ("y_label", &spec.y_label)]
    {
        short(|| name.to_owned(), text.as_deref().unwrap_or_default(), limits)?;
    }
    at_most("series", spec.series.len(), SERIES_MAX)?;
    let values: usize = spec.series.iter().map(|s| s.values.len() + s.points.len()).sum();
    at_most("values", values.max(spec.categories.len()), limits.spec_elements_max)?;
    for (index, category) in spec.categories.iter().enumerate() {
        short(|| format!("categories[{index}]"), category, limits)?;
    }
    if spec.series.is_empty() {
        return Err(RenderError::invalid("series", "is empty; give at least one series"));
    }
    for (number, series) in spec.series.iter().enumerate() {
        check_series(number, series, spec, limits)?;
    }
    match spec.kind {
        ChartKind::Scatter => scatter(spec),
        ChartKind::Pie | ChartKind::Donut => pie(spec),
        _ => categories(spec),
    }
}

fn check_series(
    number: usize,
    series: &Series,
    spec: &ChartSpec,
    limits: &Limits,
) -> Result<(), RenderError> {
    let path = || format!("series[{number}].name");
    short(path, series.name.as_deref().unwrap_or_default(), limits)?;
    for (index, value) in series.values.iter().enumerate() {
        if value.is_some_and(|value| value.is_finite() && value.abs() > VALUE_MAX) {
            return Err(RenderError::invalid(
                format!("series[{number}].values[{index}]"),
                "is too large to draw; give a number below 1e200",
            ));
        }
        if value.is_some_and(|value| !value.is_finite()) {
            return Err(RenderError::invalid(
                format!("series[{number}].values[{index}]"),
                "is not a finite number; give a number or null",
            ));
        }
    }
    let counts = (series.values.len(), spec.categories.len());
    if spec.kind != ChartKind::Scatter && counts.1 > 0 && counts.0 > counts.1 {
        return Err(RenderError::invalid(
            format!("series[{number}].values"),
            format!(
                "has {} values for {} categories; give one value a category",
                counts.0, counts.1
            ),
        ));
    }
    Ok(())
}

fn has_value(series: &Series) -> bool {
    series.values.iter().any(Option::is_some)
}

fn categories(spec: &ChartSpec) -> Result<(), RenderError> {
    if !spec.series.iter().any(has_value) {
        return Err(RenderError::invalid("series", "has no value; give at least one number"));
    }
    if spec.kind == ChartKind::Bar {
        let bars = spec.categories.len().max(spec.series[0].values.len());
        at_most("categories", bars, BARS_MAX)?;
    }
    Ok(())
}

fn pie(spec: &ChartSpec) -> Result<(), RenderError> {
    if spec.series.len() > 1 {
        return Err(RenderError::invalid(
            "series",
            "has more than one series; a pie shows one, use a stacked bar for more",
        ));
    }
    let values = &spec.series[0].values;
    at_most("slices", values.len(), SLICES_MAX)?;
    if let Some(index) = values.iter().position(|value| value.is_some_and(|value| value < 0.0)) {
        return Err(RenderError::invalid(
            format!("series[0].values[{index}]"),
            "is negative; parts of a whole cannot be, use a bar chart",
        ));
    }
    categories(spec)
}

fn scatter(spec: &ChartSpec) -> Result<(), RenderError> {
    for (number, series) in spec.series.iter().enumerate() {
        for (index, point) in series.points.iter().enumerate() {
            if point.len() < 2
                || point.iter().any(|value| !value.is_finite() || value.abs() > VALUE_MAX)
            {
                return Err(RenderError::invalid(
                    format!("series[{number}].points[{index}]"),
                    "is not a pair of numbers; give [x, y]",
                ));
            }
        }
    }
    if spec.series.iter().all(|series| series.points.is_empty()) {
        return Err(RenderError::invalid("series", "has no points; give [x, y] pairs"));
    }
    Ok(())
}

fn diagram(spec: &DiagramSpec, limits: &Limits) -> Result<(), RenderError> {
    match spec.kind {
        DiagramKind::Flowchart
        | DiagramKind::State
        | DiagramKind::Orgchart
        | DiagramKind::Mindmap
        | DiagramKind::Network => {}
        other => {
            return Err(RenderError::UnsupportedKind {
                kind: other.as_str().to_owned(),
                supported: DIAGRAM_KINDS,
            });
        }
    }
    heading(spec.title.as_ref(), spec.subtitle.as_ref(), limits)?;
    at_most("nodes", spec.nodes.len(), NODES_MAX.min(limits.spec_elements_max))?;
    at_most("edges", spec.edges.len(), EDGES_MAX.min(limits.spec_elements_max))?;
    at_most("groups", spec.groups.len(), NODES_MAX)?;
    if spec.nodes.is_empty() {
        return Err(RenderError::invalid("nodes", "is empty; give at least one node"));
    }
    let mut ids = HashSet::new();
    for (index, node) in spec.nodes.iter().enumerate() {
        short(|| format!("nodes[{index}].label"), &node.label, limits)?;
        short(|| format!("nodes[{index}].id"), &node.id, limits)?;
        if !ids.insert(node.id.as_str()) {
            return Err(RenderError::invalid(
                format!("nodes[{index}].id"),
                format!("`{}` is used twice; ids must differ", node.id),
            ));
        }
    }
    for (index, edge) in spec.edges.iter().enumerate() {
        let path = || format!("edges[{index}].label");
        short(path, edge.label.as_deref().unwrap_or_default(), limits)?;
        for (end, id) in [("from", &edge.from), ("to", &edge.to)] {
            if !ids.contains(id.as_str()) {
                return Err(RenderError::invalid(
                    format!("edges[{index}].{end}"),
                    format!("`{id}` is not the id of a node"),
                ));
            }
        }
    }
    for (index, group) in spec.groups.iter().enumerate() {
        short(|| format!("groups[{index}].label"), &group.label, limits)?;
        if let Some(id) = group.nodes.iter().find(|id| !ids.contains(id.as_str())) {
            return Err(RenderError::invalid(
                format!("groups[{index}].nodes"),
                format!("`{id}` is not the id of a node"),
            ));
        }
    }
    Ok(())
}

fn infographic(spec: &InfographicSpec, limits: &Limits) -> Result<(), RenderError> {
    heading(spec.title.as_ref(), spec.subtitle.as_ref(), limits)?;
    let count = spec.items.len() + spec.groups.iter().map(|group| group.items.len()).sum::<usize>();
    at_most("items", count, ITEMS_MAX)?;
    at_most("groups", spec.groups.len(), 6)?;
    if count == 0 {
        return Err(RenderError::invalid("items", "is empty; give at least one item"));
    }
    let check = |path: String, item: &InfographicItem| {
        short(|| format!("{path}.label"), &item.label, limits)?;
        for (name, text) in [("text", &item.text), ("value", &item.value), ("icon", &item.icon)] {
            short(|| format!("{path}.{name}"), text.as_deref().unwrap_or_default(), limits)?;
        }
        if item.label.trim().is_empty() && item.text.is_none() && item.value.is_none() {
            return Err(RenderError::invalid(path, "says nothing; give a label"));
        }
        Ok(())
    };
    for (index, item) in spec.items.iter().enumerate() {
        check(format!("items[{index}]"), item)?;
    }
    for (number, group) in spec.groups.iter().enumerate() {
        short(|| format!("groups[{number}].label"), &group.label, limits)?;
        for (index, item) in group.items.iter().enumerate() {
            check(format!("groups[{number}].items[{index}]"), item)?;
        }
    }
    Ok(())
}
