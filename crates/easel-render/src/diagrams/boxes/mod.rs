//! Everything that is boxes and arrows: flowcharts, state machines, class and entity diagrams,
//! networks, architectures, swimlanes. Measured, laid out in layers for this canvas, scaled to it
//! and drawn.
//!
//! The pipeline is [`model`] → [`measure`] → [`arrange`] (with [`super::layered`]) → [`draw`].

mod align;
mod arrange;
mod draw;
mod frames;
mod inside;
mod marks;
mod measure;
mod model;
mod remarks;
mod shapes;

use easel_types::spec::{DiagramKind, DiagramSpec, Direction};
use kurbo::Rect;

use self::arrange::{Layout, Setting, arrange, can_be_cut, least_size};
use self::measure::{EM, Fit, Sheet, is_sideways};
use self::model::{Form, Inside, Model};
use super::layered::{Skeleton, Topology};
use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::Scene;

/// Largest font of node labels at 1024 pixels; few boxes may be larger.
const fn label_max(boxes: usize) -> f64 {
    match boxes {
        0..=3 => 36.0,
        4..=6 => 31.0,
        7..=12 => 27.0,
        _ => 25.0,
    }
}

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
    let spec = &*remarks::as_boxes(spec);
    let area = parts::frame(spec, &mut stage);
    let model = Model::new(spec, &mut stage);
    let Some(mut plan) = plan(spec, &model, &mut stage, area) else {
        return Ok(stage.scene);
    };
    align::frames(&mut plan.layout, &model);
    draw::draw((spec, &model), &plan, &mut stage, area);
    let font = EM * plan.scale * plan.sheet.fit.small;
    if font < stage.canvas.font_min() - 0.01 {
        stage.scene.is_crowded = font < 0.92 * stage.canvas.font_min();
        stage.scene.notes.push(format!(
            "text is {font:.0} px high to fit {} boxes; a larger canvas makes it easier to read",
            spec.nodes.len()
        ));
    }
    Ok(stage.scene)
}

/// The direction asked for, unless text cannot be read in it and can in the other; then it says so.
fn plan(spec: &DiagramSpec, model: &Model, stage: &mut Stage<'_>, area: Rect) -> Option<Plan> {
    let plan = Search::new(spec, model, stage, area).best()?;
    let least = stage.canvas.tick_min();
    let text = |plan: &Plan| EM * plan.scale * plan.sheet.fit.small;
    let Some(asked) = spec.direction.filter(|_| text(&plan) < least - 0.01) else {
        return Some(plan);
    };
    let turned = match asked {
        Direction::LeftToRight | Direction::RightToLeft => Direction::TopToBottom,
        Direction::TopToBottom | Direction::BottomToTop => Direction::LeftToRight,
    };
    let other = DiagramSpec { direction: Some(turned), ..spec.clone() };
    let other = Search::new(&other, model, stage, area).best()?;
    if text(&other) < least.min(text(&plan) * 1.25) || text(&other) < text(&plan) * 1.1 {
        return Some(plan);
    }
    let words = |direction: Direction| match direction {
        Direction::LeftToRight => "left to right",
        Direction::RightToLeft => "right to left",
        Direction::TopToBottom => "top to bottom",
        Direction::BottomToTop => "bottom to top",
    };
    stage.scene.notes.push(format!(
        "drawn from {}: {} the text would be {:.0} px high",
        words(turned),
        words(asked),
        text(&plan)
    ));
    Some(other)
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
    Density { spacing, fit: Fit { wrap, padding, small, tall_cards: false }, worth }
}

/// The same with the icons of cards above their labels.
const fn tall(spacing: f64, (wrap, padding, small): (f64, f64, f64), worth: f64) -> Density {
    Density { spacing, fit: Fit { wrap, padding, small, tall_cards: true }, worth }
}

/// From airy to tight; the tighter ones only serve to make text legible.
const DENSITIES: [Density; 11] = [
    density(1.0, (13.0, 1.0, 0.88), 1.0),
    density(1.0, (8.5, 1.0, 0.88), 0.97),
    density(0.8, (11.0, 0.9, 0.9), 0.92),
    density(0.68, (8.5, 0.8, 0.95), 0.88),
    density(0.5, (11.0, 0.7, 1.0), 0.82),
    density(0.5, (6.5, 0.6, 1.0), 0.8),
    density(0.36, (9.0, 0.5, 1.0), 0.76),
    density(0.26, (12.0, 0.4, 1.0), 0.72),
    density(0.26, (6.0, 0.4, 1.0), 0.7),
    tall(1.0, (8.5, 1.0, 0.88), 0.96),
    tall(0.6, (7.0, 0.8, 0.92), 0.87),
];

/// What a setting is worth at most, without laying it out.
struct Hope {
    scale: f64,
    score: f64,
}

/// What a picture that can be read is ahead of one that cannot; scales stay far below it.
const READABLE: f64 = 1_000.0;

/// How good a picture at a scale is; `small` is the size of small words at scale 1, compared to
/// what is legible. What can be read beats what cannot.
fn score(scale: f64, small: f64, worth: f64) -> f64 {
    let clarity = (scale * small).min(1.0);
    let readable = if clarity > 0.9995 { READABLE } else { 0.0 };
    readable + scale * clarity.powi(3) * worth
}

struct Search<'a, 'b> {
    spec: &'a DiagramSpec,
    model: &'a Model,
    stage: &'a mut Stage<'b>,
    area: Rect,
    /// Numbers of the skeletons by form; several forms may come to the same.
    forms: Vec<(Form, usize)>,
    skeletons: Vec<(Vec<Topology>, Vec<Skeleton>)>,
}

impl<'a, 'b> Search<'a, 'b> {
    fn new(spec: &'a DiagramSpec, model: &'a Model, stage: &'a mut Stage<'b>, area: Rect) -> Self {
        Self { spec, model, stage, area, forms: Vec::new(), skeletons: Vec::new() }
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
        let cap = self.stage.canvas.font(label_max(self.spec.nodes.len())) / EM;
        let legible = self.stage.canvas.font_min() / EM;
        let count = self.spec.nodes.len();
        // Large diagrams are set tightly and with fewer attempts.
        let has_cards = self.model.vertices.iter().any(|vertex| vertex.inside == Inside::Card);
        let steps: &[usize] = match count {
            0..=24 if has_cards => &[0, 9, 1, 2, 10, 3, 4, 5, 6, 7, 8],
            0..=24 => &[0, 1, 2, 3, 4, 5, 6, 7, 8],
            25..=60 => &[0, 3, 4, 6, 7],
            61..=110 => &[3, 6, 7],
            _ => &[6, 7],
        };
        let mut forms = self.forms();
        let mut best: Option<(f64, Plan)> = None;
        // What is far from legible is set as tightly as possible at once.
        let mut is_crowded = false;
        for &step in steps {
            let Some(density) = DENSITIES.get(step).filter(|_| !is_crowded || step > 5) else {
                continue;
            };
            let sheet = Sheet::new(self.spec, self.model, self.stage, density.fit);
            let mut scales = Vec::new();
            for (choice, &(direction, stages)) in forms.iter().enumerate() {
                let spacing = density.spacing;
                let setting = Setting {
                    direction,
                    rows: 1,
                    stages,
                    spread: 1,
                    across: spacing,
                    along: spacing,
                };
                // The first choice must be beaten clearly.
                let worth = density.worth
                    * match (choice, stages) {
                        (0, _) => 1.0,
                        (_, true) => 0.92,
                        (_, false) => 0.84,
                    };
                let most = scales.iter().copied().fold(0.0, f64::max);
                let hoped = self.hoped((&sheet, setting), (worth, legible, cap));
                if best.as_ref().is_some_and(|(score, _)| hoped.score < *score)
                    && hoped.scale < 0.8 * most
                {
                    scales.push(hoped.scale);
                    continue;
                }
                scales.push(self.try_rows((&sheet, setting), (worth, legible, cap), &mut best));
            }
            if count > 24 {
                // Forms that are far behind do not catch up.
                let most = scales.iter().copied().fold(0.0, f64::max);
                let mut scales = scales.iter();
                forms.retain(|_| scales.next().is_some_and(|scale| *scale >= 0.8 * most));
            }
            let enough = cap * if count > 24 { 0.62 } else { 0.84 };
            let is_good = best.as_ref().is_some_and(|(_, plan)| {
                plan.scale >= enough && plan.scale * plan.sheet.fit.small >= legible
            });
            if is_good {
                break;
            }
            is_crowded = best.as_ref().is_some_and(|(_, plan)| {
                count > 24 && plan.scale * plan.sheet.fit.small < 0.56 * legible
            });
        }
        let is_small = best.as_ref().is_none_or(|(score, _)| *score < 1_000.0);
        if is_small && !self.model.lanes && count > 5 {
            forms.retain(|(_, stages)| *stages);
            self.try_spread(&forms, (legible, cap), &mut best);
        }
        let (_, plan) = best?;
        Some(self.loosened(plan, cap))
    }

    /// Makes several of long rows of boxes with a single line.
    fn try_spread(
        &mut self,
        forms: &[(Direction, bool)],
        (legible, cap): (f64, f64),
        best: &mut Option<(f64, Plan)>,
    ) {
        let tight = if self.spec.nodes.len() > 40 { &DENSITIES[7..8] } else { &DENSITIES[4..8] };
        for density in tight {
            let sheet = Sheet::new(self.spec, self.model, self.stage, density.fit);
            for &(direction, stages) in forms {
                for spread in [2, 3] {
                    let (across, along) = (density.spacing, density.spacing);
                    let setting = Setting { direction, rows: 1, stages, spread, across, along };
                    let plain = Form { spread: 1, ..setting.form() };
                    if self.number(setting.form()) == self.number(plain) {
                        continue;
                    }
                    let worth = density.worth * 0.85;
                    self.try_rows((&sheet, setting), (worth, legible, cap), best);
                }
            }
        }
    }

    /// Directions, with groups in stages or not, the preferred first.
    fn forms(&self) -> Vec<(Direction, bool)> {
        let directions = self.directions();
        let staged = directions.iter().map(|&direction| (direction, true));
        if self.spec.groups.len() < 2 || self.model.lanes || self.spec.nodes.len() > 120 {
            return staged.collect();
        }
        let loose = directions.iter().map(|&direction| (direction, false));
        staged.chain(loose).collect()
    }

    /// Tries a setting with one row and with more as long as they help. Returns the largest scale.
    fn try_rows(
        &mut self,
        (sheet, setting): (&Sheet, Setting),
        (worth, legible, cap): (f64, f64, f64),
        best: &mut Option<(f64, Plan)>,
    ) -> f64 {
        let most = if self.spec.nodes.len() <= 80 && setting.spread == 1 { 6 } else { 1 };
        let mut last = 0.0_f64;
        for rows in 1..=most {
            let setting = Setting { rows, ..setting };
            let Some(layout) = self.lay_out(sheet, setting) else { break };
            let scale = self.scale(&layout, cap);
            let worth = worth * if rows > 1 { 0.86 } else { 1.0 };
            let mut score = score(scale, sheet.fit.small / legible, worth);
            let is_free = self.model.lanes || frames::has_free_titles(&layout, sheet);
            if score >= READABLE && !is_free {
                score -= READABLE;
            }
            if best.as_ref().is_none_or(|(most, _)| score > *most + 1e-9) {
                *best = Some((score, Plan { layout, sheet: sheet.clone(), setting, scale }));
            }
            // More rows do not help once text is large, or when they made it smaller.
            let is_worse = scale < last;
            last = last.max(scale);
            if scale >= cap * 0.97 || is_worse {
                break;
            }
        }
        last
    }

    /// The best that a setting with one row may come to; everything where it may be cut.
    fn hoped(
        &mut self,
        (sheet, setting): (&Sheet, Setting),
        (worth, legible, cap): (f64, f64, f64),
    ) -> Hope {
        let (model, area) = (self.model, self.area);
        let may_be_cut = self.spec.nodes.len() <= 80;
        let skeletons = self.skeletons(setting.form());
        if may_be_cut && can_be_cut(model, skeletons) {
            return Hope { scale: f64::MAX, score: f64::MAX };
        }
        let (width, height) = least_size(model, (skeletons, sheet), setting);
        let scale = (area.width() / width.max(1.0)).min(area.height() / height.max(1.0)).min(cap);
        Hope { scale, score: score(scale, sheet.fit.small / legible, worth) }
    }

    fn skeletons(&mut self, form: Form) -> &[Skeleton] {
        let number = self.number(form);
        self.skeletons.get(number).map_or(&[], |(_, skeletons)| skeletons.as_slice())
    }

    /// The number of the skeletons of a form, which are made on first use.
    fn number(&mut self, form: Form) -> usize {
        if let Some((_, number)) = self.forms.iter().find(|(other, _)| *other == form) {
            return *number;
        }
        let mut parts = self.model.parts(form);
        parts.iter_mut().for_each(Topology::settle_spread);
        let known = self.skeletons.iter().position(|(other, _)| *other == parts);
        let number = known.unwrap_or_else(|| {
            let skeletons = parts.iter().cloned().map(Skeleton::new).collect();
            self.skeletons.push((parts, skeletons));
            self.skeletons.len() - 1
        });
        self.forms.push((form, number));
        number
    }

    /// `None` where the diagram cannot be cut into that many rows.
    fn lay_out(&mut self, sheet: &Sheet, setting: Setting) -> Option<Layout> {
        let (model, area) = (self.model, self.area);
        let aspect = area.width() / area.height().max(1.0);
        let skeletons = self.skeletons(setting.form());
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
            let widest: &[f64] = match plan.setting {
                _ if self.model.lanes => &[8.0, 5.5, 4.0, 3.0],
                setting if setting.along <= 0.81 => &[3.6, 2.8],
                _ => &[],
            };
            for &factor in widest.iter().chain(&[2.2, 1.8, 1.5, 1.25, 1.12]) {
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
