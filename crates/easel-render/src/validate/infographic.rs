//! Whether an infographic can be drawn.

use easel_types::Limits;
use easel_types::spec::{InfographicItem, InfographicSpec};

use super::{at_most, heading, short};
use crate::error::RenderError;

/// Most entries of an infographic.
const ITEMS_MAX: usize = 60;

/// Checks that an infographic can be drawn.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn check(spec: &InfographicSpec, limits: &Limits) -> Result<(), RenderError> {
    heading(spec.title.as_ref(), spec.subtitle.as_ref(), limits)?;
    let count = spec.items.len() + spec.groups.iter().map(|group| group.items.len()).sum::<usize>();
    at_most("items", count, ITEMS_MAX)?;
    at_most("groups", spec.groups.len(), 6)?;
    // An illustrated scene is a picture without any names, too.
    let is_scene = crate::scenes::asked(&spec.template, spec.title.as_deref()).is_some();
    if count == 0 && !is_scene {
        return Err(RenderError::invalid("items", "is empty; give at least one item"));
    }
    let check = |path: String, item: &InfographicItem| {
        short(|| format!("{path}.label"), &item.label, limits)?;
        for (name, text) in [("text", &item.text), ("value", &item.value), ("icon", &item.icon)] {
            short(|| format!("{path}.{name}"), text.as_deref().unwrap_or_default(), limits)?;
        }
        if item.label.trim().is_empty() && item.text.is_none() && item.value.is_none() {
            return Err(RenderError::invalid(path, "says nothing; give a label"));
        }
        Ok(())
    };
    for (index, item) in spec.items.iter().enumerate() {
        check(format!("items[{index}]"), item)?;
    }
    for (number, group) in spec.groups.iter().enumerate() {
        short(|| format!("groups[{number}].label"), &group.label, limits)?;
        for (index, item) in group.items.iter().enumerate() {
            check(format!("groups[{number}].items[{index}]"), item)?;
        }
    }
    Ok(())
}
