//! Everything that is boxes and arrows: flowcharts, state machines, class and entity diagrams,
//! networks, architectures, swimlanes. Measured, laid out in layers for this canvas, scaled to it
//! and drawn.
//!
//! The pipeline is [`model`] → [`measure`] → [`arrange`] (with [`super::layered`]) → [`draw`].

mod arrange;
mod draw;
mod frames;
mod inside;
mod marks;
mod measure;
mod model;
mod shapes;

use easel_types::spec::{DiagramKind, DiagramSpec, Direction};
use kurbo::Rect;

use self::arrange::{Layout, Setting, arrange};
use self::measure::{EM, Fit, Sheet, is_sideways};
use self::model::Model;
use super::layered::Skeleton;
use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::Scene;

/// Largest font of node labels at 1024 pixels.
const LABEL_MAX: f64 = 25.0;

/// A way to draw the whole diagram.
struct Plan {
    layout: Layout,
    sheet: Sheet,
    setting: Setting,
    /// Canvas pixels per measuring unit.
    scale: f64,
}

/// Draws a diagram.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(crate) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = parts::frame(spec, &mut stage);
    let model = Model::new(spec, &mut stage);
    let Some(plan) = Search::new(spec, &model, &mut stage, area).best() else {
        return Ok(stage.scene);
    };
    draw::draw((spec, &model), &plan, &mut stage, area);
    let font = EM * plan.scale * plan.sheet.fit.small;
    if font < stage.canvas.font_min() - 0.01 {
        stage.scene.notes.push(format!(
            "text is {font:.0} px high to fit {} boxes; a larger canvas makes it easier to read",
            spec.nodes.len()
        ));
    }
    Ok(stage.scene)
}

/// How tightly a diagram is set.
struct Density {
    /// Between boxes and ranks.
    spacing: f64,
    fit: Fit,
    /// What it is worth compared to the normal setting at the same font size.
    worth: f64,
}

const fn density(spacing: f64, (wrap, padding, small): (f64, f64, f64), worth: f64) -> Density {
    Density { spacing, fit: Fit { wrap, padding, small }, worth }
}

/// From airy to tight; the tighter ones only serve to make text legible.
const DENSITIES: [Density; 5] = [
    density(1.0, (13.0, 1.0, 0.88), 1.0),
    density(1.0, (8.5, 1.0, 0.88), 0.97),
    density(0.68, (8.5, 0.8, 0.95), 0.88),
    density(0.5, (6.5, 0.6, 1.0), 0.8),
    density(0.36, (9.0, 0.5, 1.0), 0.76),
];

struct Search<'a, 'b> {
    spec: &'a DiagramSpec,
    model: &'a Model,
    stage: &'a mut Stage<'b>,
    area: Rect,
    /// Skeletons for boxes flowing downwards and sideways.
    skeletons: [Option<Vec<Skeleton>>; 2],
}

impl<'a, 'b> Search<'a, 'b> {
    fn new(spec: &'a DiagramSpec, model: &'a Model, stage: &'a mut Stage<'b>, area: Rect) -> Self {
        Self { spec, model, stage, area, skeletons: [None, None] }
    }

    /// Directions worth a try, the preferred first.
    fn directions(&self) -> Vec<Direction> {
        if let Some(direction) = self.spec.direction {
            return vec![direction];
        }
        let is_wide = self.area.width() > self.area.height() * 1.25;
        let (down, right) = (Direction::TopToBottom, Direction::LeftToRight);
        match (self.spec.kind, is_wide) {
            (DiagramKind::Orgchart, _) | (_, false) if self.spec.kind != DiagramKind::Mindmap => {
                vec![down, right]
            }
            _ => vec![right, down],
        }
    }

    /// Tries directions, label widths, spacings and rows; the one with the largest text wins.
    fn best(mut self) -> Option<Plan> {
        let cap = self.stage.canvas.font(LABEL_MAX) / EM;
        let legible = self.stage.canvas.font_min() / EM;
        let directions = self.directions();
        let count = self.spec.nodes.len();
        let densities = match count {
            0..=60 => &DENSITIES[..],
            61..=110 => &DENSITIES[2..],
            _ => &DENSITIES[4..],
        };
        let rows: &[usize] = if count <= 80 { &[1, 2, 3, 4, 5, 6] } else { &[1] };
        let mut best: Option<(f64, Plan)> = None;
        for density in densities {
            let sheet = Sheet::new(self.spec, self.model, self.stage, density.fit);
            for (choice, &direction) in directions.iter().enumerate() {
                let mut last = (0, 0.0);
                for &rows in rows {
                    let setting = Setting {
                        direction,
                        rows,
                        across: density.spacing,
                        along: density.spacing,
                    };
                    let Some(layout) = self.lay_out(&sheet, setting) else { break };
                    let scale = self.scale(&layout, cap);
                    let clarity = (scale * density.fit.small / legible).min(1.0);
                    let score = scale
                        * clarity.powi(2)
                        * density.worth
                        * if choice > 0 { 0.9 } else { 1.0 }
                        * if rows > 1 { 0.86 } else { 1.0 };
                    if best.as_ref().is_none_or(|(most, _)| score > *most + 1e-9) {
                        let plan = Plan { layout, sheet: sheet.clone(), setting, scale };
                        best = Some((score, plan));
                    }
                    // More rows do not help once text is large, or when they made it smaller.
                    if scale >= cap * 0.97 || scale < last.1 {
                        break;
                    }
                    last = (rows, scale);
                }
            }
            let enough = cap * if count > 24 { 0.66 } else { 0.86 };
            if best.as_ref().is_some_and(|(_, plan)| {
                plan.scale >= enough && plan.scale * plan.sheet.fit.small >= legible
            }) {
                break;
            }
        }
        let (_, plan) = best?;
        Some(self.loosened(plan, cap))
    }

    fn skeletons(&mut self, sideways: bool) -> &[Skeleton] {
        let model = self.model;
        self.skeletons[usize::from(sideways)]
            .get_or_insert_with(|| model.parts(sideways).into_iter().map(Skeleton::new).collect())
    }

    /// `None` where the diagram cannot be cut into that many rows.
    fn lay_out(&mut self, sheet: &Sheet, setting: Setting) -> Option<Layout> {
        let (model, area) = (self.model, self.area);
        let sideways = is_sideways(setting.direction);
        let aspect = area.width() / area.height().max(1.0);
        let skeletons = self.skeletons(sideways);
        arrange(model, (skeletons, sheet), setting, aspect)
    }

    fn scale(&self, layout: &Layout, cap: f64) -> f64 {
        let (width, height) = layout.size;
        (self.area.width() / width.max(1.0)).min(self.area.height() / height.max(1.0)).min(cap)
    }

    /// Uses room that is left over for longer arrows and wider gaps.
    fn loosened(&mut self, mut plan: Plan, cap: f64) -> Plan {
        if self.spec.nodes.len() > 120 {
            return plan;
        }
        let sideways = is_sideways(plan.setting.direction);
        for axis in [true, false] {
            for factor in [2.2, 1.8, 1.5, 1.25, 1.12] {
                let mut setting = plan.setting;
                if axis {
                    setting.along *= factor;
                } else {
                    setting.across *= factor;
                }
                let used = if axis == sideways { plan.layout.size.0 } else { plan.layout.size.1 };
                let room = if axis == sideways { self.area.width() } else { self.area.height() };
                if used * plan.scale > room * 0.93 {
                    break;
                }
                let Some(layout) = self.lay_out(&plan.sheet, setting) else { break };
                if self.scale(&layout, cap) >= plan.scale - 1e-9 {
                    plan.layout = layout;
                    plan.setting = setting;
                    break;
                }
            }
        }
        plan
    }
}
