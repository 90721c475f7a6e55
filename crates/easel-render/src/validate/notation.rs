//! Whether a diagram in a notation of its own can be drawn: what [`super::diagram`] checks for all
//! diagrams, times, scores and places come on top.

use std::collections::HashSet;

use easel_types::Limits;
use easel_types::spec::{DiagramKind, DiagramSpec, Edge, Node, Remark, Section, Status, Step};

use super::{at_most, short};
use crate::diagrams::schedule::{self, Unit};
use crate::error::RenderError;

/// Most participants of a sequence diagram.
const PARTICIPANTS_MAX: usize = 24;
/// Most steps of a sequence diagram, those in fragments included.
const STEPS_MAX: usize = 250;
/// Most fragments in each other.
const DEPTH_MAX: usize = 6;
/// Most short marks of a node.
const TAGS_MAX: usize = 12;

/// Checks what the notation asks for.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn check(spec: &DiagramSpec, limits: &Limits) -> Result<(), RenderError> {
    texts(spec, limits)?;
    match spec.kind {
        DiagramKind::Sequence => sequence(spec, limits)?,
        DiagramKind::Gantt => gantt(spec)?,
        DiagramKind::Quadrant => quadrant(spec)?,
        DiagramKind::Journey => journey(spec)?,
        DiagramKind::Timeline
        | DiagramKind::GitGraph
        | DiagramKind::Kanban
        | DiagramKind::Fishbone
        | DiagramKind::Mindmap
        | DiagramKind::Orgchart => {}
        _ => return Ok(()),
    }
    let ids: HashSet<&str> = spec.nodes.iter().map(|node| node.id.as_str()).collect();
    for (index, edge) in spec.edges.iter().enumerate() {
        ends(edge, &ids, || format!("edges[{index}]"))?;
    }
    Ok(())
}

/// Texts that other kinds do not show.
fn texts(spec: &DiagramSpec, limits: &Limits) -> Result<(), RenderError> {
    for (index, node) in spec.nodes.iter().enumerate() {
        at_most(&format!("nodes[{index}].tags"), node.tags.len(), TAGS_MAX)?;
        for (number, tag) in node.tags.iter().enumerate() {
            short(|| format!("nodes[{index}].tags[{number}]"), tag, limits)?;
        }
        for (name, text) in [("start", &node.start), ("end", &node.end), ("icon", &node.icon)] {
            let text = text.as_deref().unwrap_or_default();
            short(|| format!("nodes[{index}].{name}"), text, limits)?;
        }
    }
    at_most("notes", spec.notes.len(), STEPS_MAX)?;
    for (index, note) in spec.notes.iter().enumerate() {
        short(|| format!("notes[{index}].text"), &note.text, limits)?;
    }
    for (index, name) in spec.axes.iter().flatten().enumerate() {
        short(|| format!("axes[{index}]"), name, limits)?;
    }
    Ok(())
}

/// Lines of these notations join nodes, not groups.
fn ends(edge: &Edge, ids: &HashSet<&str>, path: impl Fn() -> String) -> Result<(), RenderError> {
    for (end, id) in [("from", &edge.from), ("to", &edge.to)] {
        if !ids.contains(id.as_str()) {
            return Err(RenderError::invalid(
                format!("{}.{end}", path()),
                format!("`{id}` is not the id of a node"),
            ));
        }
    }
    Ok(())
}

fn sequence(spec: &DiagramSpec, limits: &Limits) -> Result<(), RenderError> {
    at_most("nodes", spec.nodes.len(), PARTICIPANTS_MAX)?;
    at_most("edges", spec.edges.len(), STEPS_MAX)?;
    let mut checker =
        Steps { ids: spec.nodes.iter().map(|node| node.id.as_str()).collect(), limits, count: 0 };
    checker.steps(&spec.steps, "steps", 0)?;
    for (index, note) in spec.notes.iter().enumerate() {
        checker.remark(note, &format!("notes[{index}]"))?;
    }
    Ok(())
}

struct Steps<'a> {
    ids: HashSet<&'a str>,
    limits: &'a Limits,
    count: usize,
}

impl Steps<'_> {
    fn steps(&mut self, steps: &[Step], path: &str, depth: usize) -> Result<(), RenderError> {
        self.count += steps.len();
        at_most("steps", self.count, STEPS_MAX)?;
        for (index, step) in steps.iter().enumerate() {
            self.step(step, &format!("{path}[{index}]"), depth)?;
        }
        Ok(())
    }

    fn step(&mut self, step: &Step, path: &str, depth: usize) -> Result<(), RenderError> {
        match step {
            Step::Message(edge) => {
                ends(edge, &self.ids, || path.to_owned())?;
                let texts = [("label", &edge.label), ("from_label", &edge.from_label)];
                for (name, text) in texts.into_iter().chain([("to_label", &edge.to_label)]) {
                    let text = text.as_deref().unwrap_or_default();
                    short(|| format!("{path}.{name}"), text, self.limits)?;
                }
                Ok(())
            }
            Step::Remark(remark) => self.remark(remark, path),
            Step::Activate { node } | Step::Deactivate { node } => {
                self.participant(node, || format!("{path}.node"))
            }
            Step::Divider { label } => short(|| format!("{path}.label"), label, self.limits),
            Step::Fragment(fragment) => {
                if depth >= DEPTH_MAX {
                    return Err(RenderError::invalid(
                        path,
                        format!("is inside of {depth} fragments; at most {DEPTH_MAX} can be seen"),
                    ));
                }
                short(|| format!("{path}.kind"), &fragment.kind, self.limits)?;
                for (number, Section { label, steps }) in fragment.sections.iter().enumerate() {
                    let path = format!("{path}.sections[{number}]");
                    short(|| format!("{path}.label"), label, self.limits)?;
                    self.count += 1;
                    self.steps(steps, &format!("{path}.steps"), depth + 1)?;
                }
                Ok(())
            }
        }
    }

    fn remark(&self, remark: &Remark, path: &str) -> Result<(), RenderError> {
        short(|| format!("{path}.text"), &remark.text, self.limits)?;
        for (index, id) in remark.nodes.iter().enumerate() {
            self.participant(id, || format!("{path}.nodes[{index}]"))?;
        }
        Ok(())
    }

    fn participant(&self, id: &str, path: impl Fn() -> String) -> Result<(), RenderError> {
        if self.ids.contains(id) {
            return Ok(());
        }
        let problem = format!("`{id}` is not a participant; add it to `nodes`");
        Err(RenderError::invalid(path(), problem))
    }
}

/// The text of a field, unless it is empty.
fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn gantt(spec: &DiagramSpec) -> Result<(), RenderError> {
    if spec.nodes.iter().all(|node| given(node.start.as_ref()).is_none()) {
        return Err(RenderError::invalid(
            "nodes[0].start",
            "is missing; give at least one task a start such as `2024-05-17`, `09:30` or `0`",
        ));
    }
    let unit = schedule::unit(spec);
    for (index, node) in spec.nodes.iter().enumerate() {
        let start = match given(node.start.as_ref()) {
            Some(text) => Some(time(text, unit, || format!("nodes[{index}].start"))?),
            None => None,
        };
        let end = match given(node.end.as_ref()) {
            Some(text) if schedule::length(text).is_some() => None,
            Some(text) => Some(time(text, unit, || format!("nodes[{index}].end"))?),
            None => None,
        };
        if let (Some(start), Some(end)) = (start, end)
            && end < start
            && node.status != Some(Status::Milestone)
        {
            return Err(RenderError::invalid(
                format!("nodes[{index}].end"),
                "is before the start; exchange the two",
            ));
        }
        let share = |value: f64| (0.0..=1.0).contains(&value);
        if node.value.is_some_and(|value| !share(value)) {
            return Err(RenderError::invalid(
                format!("nodes[{index}].value"),
                "is not a share; give 0.0 to 1.0, such as 0.6 for 60 %",
            ));
        }
    }
    Ok(())
}

fn time(text: &str, unit: Unit, path: impl Fn() -> String) -> Result<f64, RenderError> {
    if let Some(when) = schedule::at(text, unit) {
        return Ok(when.value);
    }
    let problem = if schedule::when(text).is_none() {
        format!(
            "`{text}` is not a time; give a date (`2024`, `2024-05`, `2024-05-17`, \
             `2024-05-17T12:30`), a time (`09:30`), a number of days (`12`) or, as an end, a \
             length (`5d`, `2w`)"
        )
    } else {
        let others = match unit {
            Unit::Calendar => "dates such as `2024-05-17`",
            Unit::Clock => "times such as `09:30`",
            Unit::Number => "numbers of days such as `12`",
        };
        format!("`{text}` does not suit the other tasks, which have {others}; use one form")
    };
    Err(RenderError::invalid(path(), problem))
}

fn quadrant(spec: &DiagramSpec) -> Result<(), RenderError> {
    for (index, node) in spec.nodes.iter().enumerate() {
        let is_outside = |at: [f64; 2]| at.iter().any(|value| !(0.0..=1.0).contains(value));
        if node.at.is_some_and(is_outside) {
            return Err(RenderError::invalid(
                format!("nodes[{index}].at"),
                "is outside of the chart; give two numbers from 0.0 to 1.0",
            ));
        }
    }
    if spec.nodes.iter().all(|node| node.at.is_none()) {
        return Err(RenderError::invalid(
            "nodes[0].at",
            "is missing; give points a place such as [0.2, 0.8]",
        ));
    }
    at_most("groups", spec.groups.len(), 4)
}

fn journey(spec: &DiagramSpec) -> Result<(), RenderError> {
    let is_wrong = |node: &Node| node.value.is_some_and(|value| !(1.0..=5.0).contains(&value));
    match spec.nodes.iter().position(is_wrong) {
        Some(index) => Err(RenderError::invalid(
            format!("nodes[{index}].value"),
            "is not a score; give 1 (bad) to 5 (good)",
        )),
        None => Ok(()),
    }
}
