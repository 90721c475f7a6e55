//! Whether a chart without ordinary axes can be drawn: what each of these kinds needs beyond
//! what all charts need.

use easel_types::Limits;
use easel_types::spec::{ChartKind, ChartSpec, Part};

use super::chart::{VALUE_MAX, categories};
use super::{at_most, short};
use crate::charts::{calendar_day, sankey_cycle};
use crate::error::RenderError;

/// Most slices of a round chart.
const SLICES_MAX: usize = 60;
/// Most parts of a treemap or sunburst, groups included.
const PARTS_MAX: usize = 400;
/// Most groups within groups.
const DEPTH_MAX: usize = 4;
/// Most flows of a sankey diagram.
const LINKS_MAX: usize = 200;
/// Most years that a calendar spans.
const YEARS_MAX: i64 = 10;

/// Whether the kind is one of these.
pub(super) const fn draws(kind: ChartKind) -> bool {
    matches!(
        kind,
        ChartKind::Pie
            | ChartKind::Donut
            | ChartKind::Rose
            | ChartKind::Radar
            | ChartKind::Funnel
            | ChartKind::Gauge
            | ChartKind::Treemap
            | ChartKind::Sunburst
            | ChartKind::Heatmap
            | ChartKind::Calendar
            | ChartKind::Sankey
            | ChartKind::Table
            | ChartKind::Kpi
            | ChartKind::Bullet
            | ChartKind::Pictogram
            | ChartKind::Waffle
            | ChartKind::WordCloud
            | ChartKind::Marimekko
            | ChartKind::Stream
            | ChartKind::Parallel
            | ChartKind::Chord
            | ChartKind::Venn
            | ChartKind::Violin
            | ChartKind::Ridgeline
            | ChartKind::Hexbin
    )
}

/// Whether the data stands elsewhere than in series.
pub(super) fn stands_without_series(spec: &ChartSpec) -> bool {
    match spec.kind {
        ChartKind::Sankey | ChartKind::Chord => true,
        ChartKind::Treemap | ChartKind::Sunburst | ChartKind::Venn => !spec.parts.is_empty(),
        ChartKind::Table => !spec.cells.is_empty(),
        _ => false,
    }
}

/// Checks what the kind needs.
///
/// # Errors
/// [`RenderError::InvalidSpec`], [`RenderError::TooLarge`].
pub(super) fn check(spec: &ChartSpec, limits: &Limits) -> Result<(), RenderError> {
    targets(spec)?;
    match spec.kind {
        ChartKind::Sankey => links(spec, limits).and_then(|()| one_way(spec)),
        ChartKind::Chord => links(spec, limits).and_then(|()| places(spec)),
        ChartKind::Venn => venn(spec, limits),
        ChartKind::Violin | ChartKind::Ridgeline => samples(spec),
        ChartKind::Hexbin => super::chart_axes::points(spec),
        ChartKind::Parallel => parallel(spec),
        ChartKind::Treemap | ChartKind::Sunburst if !spec.parts.is_empty() => parts(spec, limits),
        ChartKind::Table if !spec.cells.is_empty() => cells(spec, limits),
        ChartKind::Table | ChartKind::Heatmap => categories(spec),
        ChartKind::Radar => radar(spec),
        ChartKind::Calendar => calendar(spec),
        ChartKind::Gauge => gauge(spec),
        ChartKind::Bullet => single(spec).and_then(|()| range(spec)),
        ChartKind::Kpi => kpi(spec),
        ChartKind::Rose => shares(spec),
        ChartKind::Marimekko | ChartKind::Stream => shares(spec),
        _ => single(spec).and_then(|()| shares(spec)),
    }
}

/// One series only.
fn single(spec: &ChartSpec) -> Result<(), RenderError> {
    if spec.series.len() > 1 {
        let instead = match spec.kind {
            ChartKind::Pie | ChartKind::Donut => "a pie shows one, use a stacked bar for more",
            ChartKind::Funnel => "a funnel shows one, use grouped bars for more",
            ChartKind::Calendar => "a calendar shows one, draw one chart for each",
            ChartKind::Gauge | ChartKind::Bullet => "give one series and `targets` to compare with",
            _ => "this kind shows one, use a stacked bar for more",
        };
        return Err(RenderError::invalid("series", format!("has more than one series; {instead}")));
    }
    categories(spec)
}

/// Parts of a whole: not negative, not too many.
fn shares(spec: &ChartSpec) -> Result<(), RenderError> {
    let longest = spec.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    let most = match spec.kind {
        ChartKind::Treemap | ChartKind::Sunburst => PARTS_MAX,
        ChartKind::WordCloud => 300,
        ChartKind::Waffle | ChartKind::Pictogram | ChartKind::Funnel => 30,
        ChartKind::Stream => 400,
        _ => SLICES_MAX,
    };
    let what = match spec.kind {
        ChartKind::WordCloud => "words",
        ChartKind::Funnel => "stages",
        ChartKind::Stream => "categories",
        ChartKind::Marimekko => "columns",
        ChartKind::Treemap | ChartKind::Sunburst => "parts",
        _ => "slices",
    };
    at_most(what, longest, most)?;
    for (number, series) in spec.series.iter().enumerate() {
        let negative = |value: &Option<f64>| value.is_some_and(|value| value < 0.0);
        if let Some(index) = series.values.iter().position(negative) {
            return Err(RenderError::invalid(
                format!("series[{number}].values[{index}]"),
                "is negative; parts of a whole cannot be, use a bar chart",
            ));
        }
    }
    categories(spec)
}

fn links(spec: &ChartSpec, limits: &Limits) -> Result<(), RenderError> {
    if spec.links.is_empty() {
        return Err(RenderError::invalid(
            "links",
            "is empty; give flows as `from`, `to` and `value`",
        ));
    }
    at_most("links", spec.links.len(), LINKS_MAX)?;
    for (index, link) in spec.links.iter().enumerate() {
        for (end, name) in [("from", &link.from), ("to", &link.to)] {
            short(|| format!("links[{index}].{end}"), name, limits)?;
            if name.trim().is_empty() {
                return Err(RenderError::invalid(
                    format!("links[{index}].{end}"),
                    "is empty; name the place",
                ));
            }
        }
        if !(link.value > 0.0 && link.value <= VALUE_MAX) {
            return Err(RenderError::invalid(
                format!("links[{index}].value"),
                "is not greater than 0; give the size of the flow",
            ));
        }
    }
    Ok(())
}

/// A sankey has no circles.
fn one_way(spec: &ChartSpec) -> Result<(), RenderError> {
    if let Some(names) = sankey_cycle(&spec.links) {
        return Err(RenderError::invalid(
            "links",
            format!("flow in a circle ({}); a sankey flows one way", names.join(" → ")),
        ));
    }
    Ok(())
}

/// Not more places than stand on a circle.
fn places(spec: &ChartSpec) -> Result<(), RenderError> {
    let mut names: Vec<&str> =
        spec.links.iter().flat_map(|link| [link.from.as_str(), link.to.as_str()]).collect();
    names.sort_unstable();
    names.dedup();
    at_most("places", names.len(), 30)
}

/// Two or three sets; overlaps no larger than the sets.
fn venn(spec: &ChartSpec, limits: &Limits) -> Result<(), RenderError> {
    let (field, count) = if spec.parts.is_empty() {
        single(spec).and_then(|()| shares(spec))?;
        let values = spec.series.first().map_or(0, |series| series.values.len());
        ("categories", values)
    } else {
        parts(spec, limits)?;
        ("parts", spec.parts.len())
    };
    if !(2..=3).contains(&count) {
        return Err(RenderError::invalid(
            field,
            format!("has {count} sets; a Venn diagram shows 2 or 3"),
        ));
    }
    if spec.links.is_empty() {
        return Ok(());
    }
    links(spec, limits)?;
    let size = |name: &str| -> Option<f64> {
        if let Some(part) = spec.parts.iter().find(|part| part.name == name) {
            return part.value.or(Some(f64::MAX));
        }
        let index = spec.categories.iter().position(|other| other == name)?;
        spec.series.first()?.values.get(index).copied().flatten()
    };
    for (index, link) in spec.links.iter().enumerate() {
        for (end, name) in [("from", &link.from), ("to", &link.to)] {
            let Some(size) = size(name) else {
                return Err(RenderError::invalid(
                    format!("links[{index}].{end}"),
                    format!("`{name}` is not the name of a set"),
                ));
            };
            if link.value > size {
                return Err(RenderError::invalid(
                    format!("links[{index}].value"),
                    format!("is larger than the set `{name}`; give what both share"),
                ));
            }
        }
    }
    Ok(())
}

fn samples(spec: &ChartSpec) -> Result<(), RenderError> {
    let mut count = 0;
    for (number, series) in spec.series.iter().enumerate() {
        for (index, list) in series.samples.iter().enumerate() {
            count += usize::from(!list.is_empty());
            if list.iter().any(|value| !value.is_finite() || value.abs() > VALUE_MAX) {
                return Err(RenderError::invalid(
                    format!("series[{number}].samples[{index}]"),
                    "holds a number that is not finite; give numbers below 1e200",
                ));
            }
        }
    }
    at_most("groups", count, 40)?;
    if count == 0 {
        return Err(RenderError::invalid(
            "series",
            "has no samples; give `samples` with one list of measurements a category",
        ));
    }
    Ok(())
}

fn parallel(spec: &ChartSpec) -> Result<(), RenderError> {
    let longest = spec.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    let count = spec.categories.len().max(longest);
    if count < 2 {
        return Err(RenderError::invalid(
            "categories",
            "has fewer than 2 entries; parallel coordinates need two axes",
        ));
    }
    at_most("categories", count, 20)?;
    categories(spec)
}

fn parts(spec: &ChartSpec, limits: &Limits) -> Result<(), RenderError> {
    let mut count = 0;
    for (index, inner) in spec.parts.iter().enumerate() {
        part((format!("parts[{index}]"), inner), 1, &mut count, limits)?;
    }
    Ok(())
}

fn part(
    (path, given): (String, &Part),
    depth: usize,
    count: &mut usize,
    limits: &Limits,
) -> Result<(), RenderError> {
    *count += 1;
    at_most("parts", *count, PARTS_MAX)?;
    short(|| format!("{path}.name"), &given.name, limits)?;
    if depth > DEPTH_MAX {
        return Err(RenderError::invalid(
            path,
            format!("is nested deeper than {DEPTH_MAX} levels; sum up the inner parts"),
        ));
    }
    match given.value {
        Some(value) if !value.is_finite() || value.abs() > VALUE_MAX => {
            return Err(RenderError::invalid(
                format!("{path}.value"),
                "is not a finite number below 1e200",
            ));
        }
        Some(value) if value < 0.0 => {
            return Err(RenderError::invalid(
                format!("{path}.value"),
                "is negative; parts of a whole cannot be, use a bar chart",
            ));
        }
        None if given.parts.is_empty() => {
            return Err(RenderError::invalid(
                format!("{path}.value"),
                "is missing; give a value or parts with values",
            ));
        }
        _ => {}
    }
    for (index, inner) in given.parts.iter().enumerate() {
        part((format!("{path}.parts[{index}]"), inner), depth + 1, count, limits)?;
    }
    Ok(())
}

fn cells(spec: &ChartSpec, limits: &Limits) -> Result<(), RenderError> {
    let columns = spec.cells.iter().map(Vec::len).max().unwrap_or(0);
    at_most("columns", columns.max(spec.columns.len()), 30)?;
    at_most("cells", columns * spec.cells.len(), limits.spec_elements_max)?;
    for (index, head) in spec.columns.iter().enumerate() {
        short(|| format!("columns[{index}]"), head, limits)?;
    }
    for (row, texts) in spec.cells.iter().enumerate() {
        if !spec.columns.is_empty() && texts.len() > spec.columns.len() {
            return Err(RenderError::invalid(
                format!("cells[{row}]"),
                format!("has {} cells for {} columns", texts.len(), spec.columns.len()),
            ));
        }
        for (column, text) in texts.iter().enumerate() {
            short(|| format!("cells[{row}][{column}]"), text, limits)?;
        }
    }
    Ok(())
}

fn radar(spec: &ChartSpec) -> Result<(), RenderError> {
    let longest = spec.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    let count = spec.categories.len().max(longest);
    if count < 3 {
        return Err(RenderError::invalid(
            "categories",
            "has fewer than 3 entries; a radar needs three spokes, use a bar chart",
        ));
    }
    at_most("categories", count, 30)?;
    categories(spec)
}

fn calendar(spec: &ChartSpec) -> Result<(), RenderError> {
    single(spec)?;
    let mut years: Vec<i64> = Vec::new();
    for (index, name) in spec.categories.iter().enumerate() {
        match calendar_day(name) {
            Some(day) => years.push(day.year),
            None => {
                return Err(RenderError::invalid(
                    format!("categories[{index}]"),
                    "is not a date; give days as 2024-05-17",
                ));
            }
        }
    }
    let (first, last) = (years.iter().min(), years.iter().max());
    match (first, last) {
        (Some(first), Some(last)) if last - first < YEARS_MAX => Ok(()),
        (Some(_), Some(_)) => Err(RenderError::invalid(
            "categories",
            format!("spans more than {YEARS_MAX} years; draw fewer"),
        )),
        _ => Err(RenderError::invalid("categories", "is empty; give days as 2024-05-17")),
    }
}

fn gauge(spec: &ChartSpec) -> Result<(), RenderError> {
    single(spec)?;
    let values = spec.series.first().map(|series| series.values.as_slice()).unwrap_or_default();
    at_most("gauges", values.len(), 24)?;
    range(spec)?;
    for (index, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let below = spec.y_min.is_some_and(|low| *value < low);
        if below || spec.y_max.is_some_and(|high| *value > high) {
            return Err(RenderError::invalid(
                format!("series[0].values[{index}]"),
                "lies outside the gauge; give a wider `y_min` to `y_max`",
            ));
        }
    }
    Ok(())
}

fn range(spec: &ChartSpec) -> Result<(), RenderError> {
    for (name, end) in [("y_min", spec.y_min), ("y_max", spec.y_max)] {
        if end.is_some_and(|end| !end.is_finite() || end.abs() > VALUE_MAX) {
            return Err(RenderError::invalid(name, "is not a finite number below 1e200"));
        }
    }
    match (spec.y_min, spec.y_max) {
        (Some(low), Some(high)) if low >= high => {
            Err(RenderError::invalid("y_max", "is not greater than `y_min`; give a wider range"))
        }
        _ => Ok(()),
    }
}

fn kpi(spec: &ChartSpec) -> Result<(), RenderError> {
    let longest = spec.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    at_most("cards", spec.categories.len().max(longest), 24)?;
    for (number, series) in spec.series.iter().enumerate() {
        for (index, line) in series.samples.iter().enumerate() {
            at_most("samples", line.len(), 2_000)?;
            if line.iter().any(|value| !value.is_finite() || value.abs() > VALUE_MAX) {
                return Err(RenderError::invalid(
                    format!("series[{number}].samples[{index}]"),
                    "holds a number that is not finite; give numbers below 1e200",
                ));
            }
        }
    }
    categories(spec)
}

fn targets(spec: &ChartSpec) -> Result<(), RenderError> {
    let bad = |value: &Option<f64>| {
        value.is_some_and(|value| !value.is_finite() || value.abs() > VALUE_MAX)
    };
    match spec.targets.iter().position(bad) {
        Some(index) => Err(RenderError::invalid(
            format!("targets[{index}]"),
            "is not a finite number below 1e200",
        )),
        None => Ok(()),
    }
}
