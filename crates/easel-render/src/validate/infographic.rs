//! Whether an infographic can be drawn.

use easel_types::Limits;
use easel_types::spec::{InfographicItem, InfographicSpec};

use super::{at_most, heading, short};
use crate::error::RenderError;

/// Most entries of an infographic, those within others included.
const ITEMS_MAX: usize = 120;
/// Most entries at the top.
const TOP_MAX: usize = 60;
/// How deep entries may consist of others.
const DEPTH_MAX: usize = 6;
/// Most relations.
const RELATIONS_MAX: usize = 200;

/// Checks that an infographic can be drawn.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn check(spec: &InfographicSpec, limits: &Limits) -> Result<(), RenderError> {
    heading(spec.title.as_ref(), spec.subtitle.as_ref(), limits)?;
    let groups = spec.groups.iter().map(|group| group.items.len());
    let count = spec.items.len() + groups.sum::<usize>();
    at_most("items", count, TOP_MAX)?;
    at_most("groups", spec.groups.len(), 6)?;
    at_most("relations", spec.relations.len(), RELATIONS_MAX)?;
    // An illustrated scene is a picture without any names, too.
    let is_scene = crate::scenes::asked(&spec.template, spec.title.as_deref()).is_some();
    if count == 0 && spec.groups.is_empty() && !is_scene {
        return Err(RenderError::invalid("items", "is empty; give at least one item"));
    }
    let mut total = 0;
    items("items", &spec.items, (limits, 1, &mut total))?;
    for (number, group) in spec.groups.iter().enumerate() {
        let path = format!("groups[{number}]");
        short(|| format!("{path}.label"), &group.label, limits)?;
        for (name, text) in [("text", &group.text), ("value", &group.value), ("icon", &group.icon)]
        {
            short(|| format!("{path}.{name}"), text.as_deref().unwrap_or_default(), limits)?;
        }
        if group.label.trim().is_empty() && group.items.is_empty() {
            return Err(RenderError::invalid(path, "says nothing; give a label or items"));
        }
        items(&format!("{path}.items"), &group.items, (limits, 1, &mut total))?;
    }
    at_most("items", total, ITEMS_MAX)?;
    relations(spec, limits)
}

/// Checks items and what they consist of; adds their number to the total.
fn items(
    path: &str,
    items_: &[InfographicItem],
    (limits, depth, total): (&Limits, usize, &mut usize),
) -> Result<(), RenderError> {
    if depth > DEPTH_MAX && !items_.is_empty() {
        let problem = format!("is nested deeper than {DEPTH_MAX} levels; make it flatter");
        return Err(RenderError::invalid(path, problem));
    }
    *total += items_.len();
    for (index, item) in items_.iter().enumerate() {
        let path = format!("{path}[{index}]");
        short(|| format!("{path}.label"), &item.label, limits)?;
        for (name, text) in [("text", &item.text), ("value", &item.value), ("icon", &item.icon)] {
            short(|| format!("{path}.{name}"), text.as_deref().unwrap_or_default(), limits)?;
        }
        if item.label.trim().is_empty() && item.text.is_none() && item.value.is_none() {
            return Err(RenderError::invalid(path, "says nothing; give a label"));
        }
        if let Some(share) = item.share
            && !(share.is_finite() && share >= 0.0)
        {
            let problem = "is not a share; give 0.25 for a quarter";
            return Err(RenderError::invalid(format!("{path}.share"), problem));
        }
        items(&format!("{path}.items"), &item.items, (limits, depth + 1, &mut *total))?;
    }
    Ok(())
}

fn relations(spec: &InfographicSpec, limits: &Limits) -> Result<(), RenderError> {
    for (index, edge) in spec.relations.iter().enumerate() {
        let path = format!("relations[{index}]");
        for (name, end) in [("from", &edge.from), ("to", &edge.to)] {
            if end.trim().is_empty() {
                let problem = "is empty; give the label or the number of an item";
                return Err(RenderError::invalid(format!("{path}.{name}"), problem));
            }
            short(|| format!("{path}.{name}"), end, limits)?;
        }
        short(|| format!("{path}.label"), edge.label.as_deref().unwrap_or_default(), limits)?;
    }
    Ok(())
}
