//! Charts without ordinary axes: parts of a whole, flows, tables, single numbers. One file a
//! kind; what several of them need is in [`common`], [`ramp`], [`sector`] and [`around`]. Charts
//! with axes are beside this folder.

mod around;
mod bullet;
mod calendar;
mod chord;
mod common;
mod density;
mod funnel;
mod gauge;
mod heatmap;
mod hexbin;
mod kpi;
mod marimekko;
mod nested;
mod parallel;
mod pictogram;
mod pie;
mod radar;
mod ramp;
mod rose;
mod sankey;
mod sector;
mod stream;
mod sunburst;
mod table;
mod treemap;
mod venn;
mod violin;
mod waffle;
mod word_cloud;

use easel_types::spec::{ChartKind, ChartSpec};
use kurbo::Rect;

use super::Table;
use crate::canvas::Stage;

pub(crate) use self::calendar::day_of as calendar_day;
pub(crate) use self::sankey::cycle as sankey_cycle;

/// Draws a chart of these kinds into `area`. Says whether the kind is one of them.
pub(super) fn draw(spec: &ChartSpec, stage: &mut Stage<'_>, area: Rect) -> bool {
    let table = Table::new(spec);
    match spec.kind {
        ChartKind::Pie => pie::draw((spec, &table), false, stage, area),
        ChartKind::Donut => pie::draw((spec, &table), true, stage, area),
        ChartKind::Rose => rose::draw(spec, &table, stage, area),
        ChartKind::Radar => radar::draw(spec, &table, stage, area),
        ChartKind::Funnel => funnel::draw(spec, &table, stage, area),
        ChartKind::Gauge => gauge::draw(spec, &table, stage, area),
        ChartKind::Treemap => treemap::draw(spec, &table, stage, area),
        ChartKind::Sunburst => sunburst::draw(spec, &table, stage, area),
        ChartKind::Heatmap => heatmap::draw(spec, &table, stage, area),
        ChartKind::Calendar => calendar::draw(spec, &table, stage, area),
        ChartKind::Sankey => sankey::draw(spec, stage, area),
        ChartKind::Table => table::draw(spec, &table, stage, area),
        ChartKind::Kpi => kpi::draw(spec, &table, stage, area),
        ChartKind::Bullet => bullet::draw(spec, &table, stage, area),
        ChartKind::Pictogram => pictogram::draw(spec, &table, stage, area),
        ChartKind::Waffle => waffle::draw(spec, &table, stage, area),
        ChartKind::WordCloud => word_cloud::draw(spec, &table, stage, area),
        ChartKind::Marimekko => marimekko::draw(spec, &table, stage, area),
        ChartKind::Stream => stream::draw(spec, &table, stage, area),
        ChartKind::Parallel => parallel::draw(spec, &table, stage, area),
        ChartKind::Chord => chord::draw(spec, stage, area),
        ChartKind::Venn => venn::draw(spec, &table, stage, area),
        ChartKind::Violin => violin::draw(spec, &table, stage, area),
        ChartKind::Ridgeline => violin::ridges(spec, &table, stage, area),
        ChartKind::Hexbin => hexbin::draw(spec, &table, stage, area),
        _ => return false,
    }
    for annotation in &spec.annotations {
        stage.scene.left_out.push(annotation.text.clone());
    }
    if !spec.annotations.is_empty() {
        let kind = spec.kind.as_str();
        stage.scene.notes.push(format!("annotations are not drawn on a chart of kind {kind}"));
    }
    true
}
