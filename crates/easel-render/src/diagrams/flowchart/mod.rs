//! Flowcharts and everything else that is boxes and arrows: measured, laid out in ranks for
//! this canvas, scaled to it and drawn.
//!
//! The pipeline is [`graph`] → [`layout`] → [`route`] (with [`tracks`]) → [`draw`].

mod draw;
mod graph;
mod layout;
mod route;
mod tracks;

use easel_types::spec::{DiagramKind, DiagramSpec, Direction};
use kurbo::{Point, Rect};

use self::graph::{EM, Graph};
use self::layout::{Layered, Manner, layered};
use self::route::{Drawing, route};
use crate::canvas::{Heading, Stage};
use crate::error::RenderError;
use crate::scene::Scene;
use crate::text::Align;

/// Largest font of node labels at 1024 pixels.
const LABEL_MAX: f64 = 25.0;

/// A way to lay out the whole diagram.
struct Plan {
    graph: Graph,
    manner: Manner,
    parts: Vec<(Layered, Drawing)>,
    /// Places of the parts, and the size of everything together.
    places: Vec<Point>,
    size: (f64, f64),
    /// Canvas pixels per measuring unit.
    scale: f64,
}

/// Draws a diagram.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(crate) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = stage.frame(Heading {
        title: spec.title.as_deref(),
        subtitle: spec.subtitle.as_deref(),
        source: spec.source,
        align: Align::Left,
    });
    let Some(mut plan) = best_plan(spec, &mut stage, area) else { return Ok(stage.scene) };
    stretch(&mut plan, area);
    draw::draw(spec, &plan, &mut stage, area);
    let font = EM * plan.scale;
    if font < stage.canvas.font_min() - 0.01 {
        stage.scene.notes.push(format!(
            "text is {font:.0} px high to fit {} boxes; a larger canvas makes it easier to read",
            spec.nodes.len()
        ));
    }
    Ok(stage.scene)
}

/// Tries directions, label widths and spacings; the one with the largest text wins.
fn best_plan(spec: &DiagramSpec, stage: &mut Stage<'_>, area: Rect) -> Option<Plan> {
    let cap = stage.canvas.font(LABEL_MAX) / EM;
    let is_wide = area.width() > area.height() * 1.25;
    let preferred = match (spec.kind, is_wide) {
        (DiagramKind::Orgchart, _) => false,
        (DiagramKind::Mindmap, _) => true,
        (_, wide) => wide,
    };
    let directions: &[bool] = match spec.direction {
        Some(Direction::TopToBottom | Direction::BottomToTop) => &[false],
        Some(Direction::LeftToRight | Direction::RightToLeft) => &[true],
        None if preferred => &[true, false],
        None => &[false, true],
    };
    let is_large = spec.nodes.len() > 60;
    let wraps: &[f64] = if is_large { &[9.0] } else { &[14.0, 9.0, 6.5] };
    let densities: &[Density] = if is_large { &DENSITIES[2..] } else { &DENSITIES };
    let turned = if spec.kind == DiagramKind::Orgchart { 0.5 } else { 0.12 };
    let frames = if spec.groups.is_empty() { 1.0 } else { 1.7 };
    let mut best: Option<(f64, Plan)> = None;
    for density in densities {
        for &wrap in wraps {
            let graph = Graph::new(spec, stage.engine, (wrap, density.padding));
            for (choice, &rightwards) in directions.iter().enumerate() {
                let manner = Manner { rightwards, spacing: density.spacing * frames };
                let plan = plan(&graph, manner, area, cap);
                // The other direction, tight spacing and narrow labels must earn their place.
                let score = plan.scale
                    * (1.0 - turned * choice as f64)
                    * density.worth
                    * (0.94 + wrap * 0.004);
                if best.as_ref().is_none_or(|(least, _)| score > *least) {
                    best = Some((score, plan));
                }
            }
        }
        // Tighter settings only serve to make text legible.
        if best.as_ref().is_some_and(|(_, plan)| plan.scale >= cap * 0.8) {
            break;
        }
    }
    best.map(|(_, plan)| plan)
}

/// How tightly a diagram is set.
struct Density {
    /// Between boxes and ranks.
    spacing: f64,
    /// Inside boxes.
    padding: f64,
    /// What it is worth compared to the normal setting at the same font size.
    worth: f64,
}

const DENSITIES: [Density; 3] = [
    Density { spacing: 1.0, padding: 1.0, worth: 1.0 },
    Density { spacing: 0.62, padding: 0.8, worth: 0.88 },
    Density { spacing: 0.34, padding: 0.5, worth: 0.76 },
];

fn plan(graph: &Graph, manner: Manner, area: Rect, cap: f64) -> Plan {
    let parts: Vec<(Layered, Drawing)> = graph
        .components
        .iter()
        .map(|members| {
            let layered = layered(graph, members, manner);
            let drawing = route(graph, &layered, manner, 1.0);
            (layered, drawing)
        })
        .collect();
    let sizes: Vec<(f64, f64)> =
        parts.iter().map(|(_, drawing)| (drawing.width, drawing.height)).collect();
    let (places, size) = pack(&sizes, area.width() / area.height());
    let scale = (area.width() / size.0).min(area.height() / size.1).min(cap);
    Plan { graph: graph.clone(), manner, parts, places, size, scale }
}

/// Puts unconnected parts side by side in rows, with the row length that suits the aspect best.
fn pack(sizes: &[(f64, f64)], aspect: f64) -> (Vec<Point>, (f64, f64)) {
    let gap = 2.0 * EM;
    let mut best: Option<(f64, Vec<Point>, (f64, f64))> = None;
    let mut limit = 0.0;
    for &(width, _) in sizes.iter().take(40) {
        limit += width + gap;
        let (mut at, mut row_height) = (Point::ZERO, 0.0_f64);
        let mut places = Vec::with_capacity(sizes.len());
        let mut total = (0.0_f64, 0.0_f64);
        for &(width, height) in sizes {
            if at.x > 0.0 && at.x + width > limit {
                at = Point::new(0.0, at.y + row_height + gap);
                row_height = 0.0;
            }
            places.push(at);
            total = (total.0.max(at.x + width), total.1.max(at.y + height));
            row_height = row_height.max(height);
            at.x += width + gap;
        }
        // Size of the square-root canvas that holds it.
        let need = (total.0 / aspect).max(total.1);
        if best.as_ref().is_none_or(|(least, ..)| need < *least) {
            best = Some((need, places, total));
        }
    }
    best.map_or((Vec::new(), (1.0, 1.0)), |(_, places, total)| (places, total))
}

/// Uses room that is left over along the flow for longer arrows.
fn stretch(plan: &mut Plan, area: Rect) {
    let [(layered, drawing)] = plan.parts.as_mut_slice() else { return };
    let (room, used) = if plan.manner.rightwards {
        (area.width() / plan.scale, plan.size.0)
    } else {
        (area.height() / plan.scale, plan.size.1)
    };
    if used >= room * 0.98 {
        return;
    }
    let depth =
        |rank: &Vec<usize>| rank.iter().map(|&slot| layered.slots[slot].depth).fold(0.0, f64::max);
    let solid: f64 = layered.ranks.iter().map(depth).sum();
    let factor = ((room - solid) / (used - solid).max(1.0)).clamp(1.0, 1.9);
    let longer = route(&plan.graph, layered, plan.manner, factor);
    let length = if plan.manner.rightwards { longer.width } else { longer.height };
    if length <= room + 0.5 {
        plan.size = (longer.width, longer.height);
        *drawing = longer;
    }
}
