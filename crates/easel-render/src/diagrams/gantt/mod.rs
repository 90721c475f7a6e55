//! Gantt charts: tasks as bars over time, in sections, with progress, milestones and what waits for
//! what. Today is never drawn: a picture has no clock.
//!
//! When tasks begin and end is read in [`schedule`], the ticks of the time axis are chosen in
//! [`axis`], and [`draw`] paints.

mod axis;
mod draw;
pub(crate) mod schedule;

use easel_types::spec::DiagramSpec;
use kurbo::Rect;

use self::schedule::{Task, schedule};
use super::parts;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::Scene;
use crate::text::{TextStyle, Weight};

/// Largest font of names at 1024 pixels.
const FONT_MAX: f64 = 24.0;

/// A line of the chart.
enum Row {
    /// The heading of a section, by its number.
    Section(usize),
    /// A task, by its number.
    Task(usize),
}

/// The chart set in a font.
struct Layout {
    font: f64,
    /// Left of it are the names; 0.0 where they stand over the bars.
    names: f64,
    /// Heights of a task and of the heading of a section.
    pitch: (f64, f64),
    axis: f64,
    /// Lines that names may take.
    lines: usize,
    above: bool,
}

/// Draws a Gantt chart.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(super) fn draw(spec: &DiagramSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let area = parts::frame(spec, &mut stage);
    let schedule = schedule(spec);
    let rows = rows(spec, &schedule.tasks);
    let sizes = parts::sizes(&stage.canvas, FONT_MAX);
    let found = parts::largest(&sizes, |font| {
        let (beside, beside_fits) = layout(spec, &rows, &mut stage, (area, font, false));
        if beside_fits {
            return (beside, true);
        }
        layout(spec, &rows, &mut stage, (area, font, true))
    });
    if let Some((font, layout)) = found {
        draw::draw(spec, (&schedule, &rows), &layout, &mut stage, area);
        parts::note_small(&mut stage, font);
        stage.scene.notes.extend(schedule.notes);
    }
    Ok(stage.scene)
}

/// Sections and their tasks; what is in no section comes first.
fn rows(spec: &DiagramSpec, tasks: &[Task]) -> Vec<Row> {
    let of = parts::group_of(spec);
    let own = |number: Option<usize>| {
        let of = &of;
        (0..tasks.len()).filter(move |&task| of[task] == number).map(Row::Task)
    };
    let mut rows: Vec<Row> = own(None).collect();
    for (number, group) in spec.groups.iter().enumerate() {
        if !group.label.trim().is_empty() {
            rows.push(Row::Section(number));
        }
        rows.extend(own(Some(number)));
    }
    rows
}

fn name_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.15, ..TextStyle::new(font, Weight::Regular) }
}

fn section_style(font: f64) -> TextStyle {
    TextStyle { leading: 1.15, ..TextStyle::new(font, Weight::Bold) }
}

fn layout(
    spec: &DiagramSpec,
    rows: &[Row],
    stage: &mut Stage<'_>,
    (area, font, above): (Rect, f64, bool),
) -> (Layout, bool) {
    let is_least = font <= stage.canvas.font_min() * 1.01;
    let share = if above { 1.0 } else { 0.34 };
    let room = (area.width() * share).min(if above { f64::MAX } else { font * 15.0 });
    let (mut widest, mut lines, mut reads_well) = (0.0_f64, 1, true);
    let mut sections = 0;
    for row in rows {
        let block = match row {
            Row::Section(number) => {
                sections += 1;
                let label = spec.groups[*number].label.trim();
                stage.engine.block(label, section_style(font), Some(area.width() * 0.95))
            }
            Row::Task(number) => {
                let label = spec.nodes[*number].label.trim();
                let block = stage.engine.block(label, name_style(font), Some(room - font * 0.8));
                widest = widest.max(block.width);
                lines = lines.max(block.lines.len());
                block
            }
        };
        reads_well &= !block.broken_word && block.lines.len() < 3;
    }
    let names = if above { 0.0 } else { (widest + font * 0.9).min(room) };
    let axis = font * 3.0;
    let tasks = (rows.len() - sections) as f64;
    let height = area.height() - axis;
    let least =
        if above { font * (1.2 * lines as f64 + 1.15) } else { font * (0.2 + 1.2 * lines as f64) };
    let head = font * 1.75;
    let pitch = (height - sections as f64 * head) / tasks.max(1.0);
    let fits = pitch >= least && (reads_well || is_least);
    // A chart of few tasks is not blown up to the whole canvas.
    let most = font * if above { 6.0 } else { 4.6 };
    let layout = Layout { font, names, pitch: (pitch.min(most), head), axis, lines, above };
    (layout, fits)
}
