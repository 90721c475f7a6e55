//! Charts: which file draws which kind. What charts with axes share is in [`frame`] (layout),
//! [`table`] (data), [`remarks`] (annotations) and [`placer`] (places for labels).

mod axes;
mod bar;
mod bar_shape;
mod figures;
mod legend;
mod line;
mod bar_values;
mod boxplot;
mod candlestick;
mod combo;
mod curves;
mod dumbbell;
mod frame;
mod histogram;
mod legend;
mod line;
mod line_labels;
mod names;
mod pie;
mod pie_labels;
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

/// A series with one value for each category.
#[derive(Debug, Clone)]
struct Row {
    name: Option<String>,
    values: Vec<Option<f64>>,
}

/// The numbers of a chart in the form that all kinds draw from.
#[derive(Debug, Clone)]
struct Table {
    categories: Vec<String>,
    rows: Vec<Row>,
    unit: Unit,
    /// Name of the value axis, with the unit where that is long.
    caption: Option<String>,
    x_label: Option<String>,
    stacked: bool,
}

impl Table {
    fn new(spec: &ChartSpec) -> Self {
        let numbers = spec.series.iter().flat_map(|series| series.values.iter().copied().flatten());
        let unit = Unit::new(spec.unit.as_deref()).for_values(numbers);
        let longest = spec.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
        let mut categories = spec.categories.clone();
        // Categories that nothing was said about are numbered.
        for index in categories.len()..longest {
            categories.push((index + 1).to_string());
        }
        let given = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let rows = spec
            .series
            .iter()
            .map(|series| {
                let mut values = series.values.clone();
                values.resize(categories.len(), None);
                Row { name: given(&series.name), values }
            })
            .collect();
        let caption = match (given(&spec.y_label), unit.caption.clone()) {
            (Some(label), Some(unit)) if label.contains(&unit) => Some(label),
            (Some(label), Some(unit)) => Some(format!("{label} ({unit})")),
            (label, unit) => label.or(unit),
        };
        let mut table = Self {
            categories,
            rows,
            unit,
            caption,
            x_label: given(&spec.x_label),
            stacked: spec.stacked,
        };
        table.caption_of_single_row(spec.title.as_deref());
        table
    }

    /// A single series needs no legend; its name becomes part of the caption.
    fn caption_of_single_row(&mut self, title: Option<&str>) {
        let [row] = self.rows.as_slice() else { return };
        let Some(name) = row.name.clone() else { return };
        if title.is_some_and(|title| title.contains(&name)) {
            return;
        }
        self.caption = match self.caption.take() {
            Some(caption) if caption.contains(&name) => Some(caption),
            Some(caption) => Some(format!("{name} · {caption}")),
            None => Some(name),
        };
    }

    fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.rows.iter().flat_map(|row| row.values.iter().copied().flatten())
    }

    /// Sums of the positive and of the negative values of each category.
    fn totals(&self) -> impl Iterator<Item = f64> + '_ {
        (0..self.categories.len()).flat_map(|index| {
            let column = self.rows.iter().filter_map(move |row| row.values[index]);
            let up: f64 = column.clone().filter(|value| *value > 0.0).sum();
            let down: f64 = column.filter(|value| *value < 0.0).sum();
            [up, down]
        })
    }

    /// Whether a legend is needed to tell the series apart.
    fn has_names(&self) -> bool {
        self.rows.len() > 1
    }

    /// Names of the series; numbered where only some have one.
    fn names(&self) -> Vec<String> {
        let numbered = |(index, row): (usize, &Row)| {
            row.name.clone().unwrap_or_else(|| format!("Series {}", index + 1))
        };
        self.rows.iter().enumerate().map(numbered).collect()
    }
}

/// Draws a chart.
///
/// # Errors
/// [`RenderError::UnsupportedKind`] for kinds that [`crate::validate`] refuses.
pub(crate) fn draw(spec: &ChartSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = stage.frame(Heading {
        title: spec.title.as_deref(),
        subtitle: spec.subtitle.as_deref(),
        source: spec.source,
        align: Align::Left,
    });
    match spec.kind {
        ChartKind::Bar | ChartKind::Lollipop => {
            return Ok(either_way(spec, (stage, area), bar::draw));
        }
        ChartKind::Scatter => {
            scatter::draw(spec, &mut stage, area);
            Ok(stage.scene)
        }
        _ if figures::draw(spec, &mut stage, area) => Ok(stage.scene),
        other => Err(RenderError::UnsupportedKind {
            kind: other.as_str().to_owned(),
            supported: crate::validate::CHART_KINDS,
        }),
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
        ChartKind::Pie | ChartKind::Donut => {
            pie::draw(&Table::new(spec), spec.kind == ChartKind::Donut, &mut stage, area);
        }
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
