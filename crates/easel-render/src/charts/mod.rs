//! Charts: which file draws which kind. What charts with axes share is in [`frame`] (layout),
//! [`table`] (data), [`remarks`] (annotations) and [`placer`] (places for labels).

mod axes;
mod bar;
mod bar_shape;
mod bar_values;
mod boxplot;
mod candlestick;
mod combo;
mod curves;
mod dumbbell;
mod figures;
mod frame;
mod histogram;
mod legend;
mod line;
mod line_labels;
mod names;
mod placer;
mod remarks;
mod scatter;
mod slope;
mod table;
mod times;
mod waterfall;

use easel_types::spec::{ChartKind, ChartSpec, Orientation};
use kurbo::Rect;

use self::table::Table;
use crate::canvas::{Heading, Stage};
use crate::error::RenderError;
use crate::scene::Scene;
use crate::text::Align;

pub(crate) use self::figures::{calendar_day, sankey_cycle};

/// Draws a chart.
///
/// # Errors
/// [`RenderError::UnsupportedKind`] for kinds that [`crate::validate`] refuses.
pub(crate) fn draw(spec: &ChartSpec, stage: Stage<'_>) -> Result<Scene, RenderError> {
    let mut scene = draw_kind(spec, stage)?;
    tell_unshown(spec, &mut scene);
    Ok(scene)
}

/// Says what of the spec is not on the picture because nothing is to be seen of it: categories
/// without a value or of a kind that has none, names of axes that there are not.
fn tell_unshown(spec: &ChartSpec, scene: &mut Scene) {
    let kind = spec.kind.as_str();
    let has_no_names = matches!(
        spec.kind,
        ChartKind::Scatter | ChartKind::Bubble | ChartKind::Hexbin | ChartKind::Sankey
    ) || (!spec.parts.is_empty()
        && matches!(spec.kind, ChartKind::Treemap | ChartKind::Sunburst | ChartKind::Venn));
    let is_empty = |index: usize| {
        let mut values = spec.series.iter().filter_map(|series| *series.values.get(index)?);
        values.all(|value| value == 0.0)
    };
    let categories = spec.categories.iter().enumerate();
    let empty: Vec<&String> = categories
        .filter(|(index, _)| has_no_names || is_empty(*index))
        .map(|(_, category)| category)
        .collect();
    let why = if has_no_names { "has no categories" } else { "shows nothing without a value" };
    tell(scene, empty, &format!("a {kind} chart {why}"));
    if matches!(spec.kind, ChartKind::Hexbin | ChartKind::Sankey) {
        let names = spec.series.iter().filter_map(|series| series.name.as_ref());
        tell(scene, names.collect(), &format!("a {kind} chart does not tell series apart"));
    }
    let axes = [&spec.x_label, &spec.y_label, &spec.y2_label];
    tell(scene, axes.into_iter().flatten().collect(), &format!("a {kind} chart has no such axis"));
}

/// Notes those of the texts that are not shown, and why.
fn tell(scene: &mut Scene, texts: Vec<&String>, why: &str) {
    let is_shown = |text: &str| scene.texts().any(|shown| shown.text.contains(text));
    let unshown: Vec<String> = texts
        .into_iter()
        .filter(|text| !text.trim().is_empty() && !is_shown(text.trim()))
        .filter(|text| !scene.left_out.contains(text) && !scene.full_texts.contains(text))
        .cloned()
        .collect();
    if !unshown.is_empty() {
        scene.notes.push(format!("not drawn, as {why}: {}", unshown.join(", ")));
        scene.left_out.extend(unshown);
    }
}

/// Whether this is a table that begins at the right.
fn is_mirrored_table(spec: &ChartSpec) -> bool {
    let texts = spec.columns.iter().chain(spec.cells.iter().flatten()).chain(&spec.categories);
    let texts = texts.chain(&spec.title).map(String::as_str);
    spec.kind == ChartKind::Table && crate::scripts::is_mainly_rtl(texts)
}

fn draw_kind(spec: &ChartSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = stage.frame(Heading {
        title: spec.title.as_deref(),
        subtitle: spec.subtitle.as_deref(),
        source: spec.source,
        align: if is_mirrored_table(spec) { Align::Right } else { Align::Left },
    });
    match spec.kind {
        ChartKind::Bar | ChartKind::Lollipop => {
            return Ok(either_way(spec, (stage, area), bar::draw));
        }
        ChartKind::Waterfall => return Ok(either_way(spec, (stage, area), waterfall::draw)),
        ChartKind::Boxplot => return Ok(either_way(spec, (stage, area), boxplot::draw)),
        ChartKind::Line | ChartKind::Area => line::draw(spec, &mut stage, area),
        ChartKind::Combo => combo::draw(spec, &mut stage, area),
        ChartKind::Pareto => combo::draw_pareto(spec, &mut stage, area),
        ChartKind::Scatter | ChartKind::Bubble => scatter::draw(spec, &mut stage, area),
        ChartKind::Slope | ChartKind::Bump => slope::draw(spec, &mut stage, area),
        ChartKind::Dumbbell => dumbbell::draw(spec, &mut stage, area),
        ChartKind::Candlestick => candlestick::draw(spec, &mut stage, area),
        ChartKind::Histogram => histogram::draw(spec, &mut stage, area),
        _ if figures::draw(spec, &mut stage, area) => {}
        other => {
            return Err(RenderError::UnsupportedKind {
                kind: other.as_str().to_owned(),
                supported: crate::validate::CHART_KINDS,
            });
        }
    }
    Ok(stage.scene)
}

/// Draws the way that was asked for, or lying where an upright chart would lose labels and a
/// lying one loses fewer.
fn either_way(
    spec: &ChartSpec,
    (stage, area): (Stage<'_>, Rect),
    draw: impl Fn(&ChartSpec, &mut Stage<'_>, (Rect, bool)),
) -> Scene {
    let Stage { canvas, palette, engine, scene, .. } = stage;
    let mut attempt = |is_lying: bool| {
        let mut stage = Stage::new(canvas, palette, engine);
        stage.scene = scene.clone();
        draw(spec, &mut stage, (area, is_lying));
        stage.scene
    };
    let asked = attempt(spec.orientation == Orientation::Horizontal);
    if asked.losses == 0 || spec.orientation == Orientation::Horizontal {
        return asked;
    }
    let mut other = attempt(true);
    if other.losses < asked.losses {
        other.notes.push("bars lie, so that the labels can be read".to_owned());
        return other;
    }
    asked
}
