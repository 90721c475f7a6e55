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
