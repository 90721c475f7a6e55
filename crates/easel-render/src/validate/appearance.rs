//! Whether the colours of a spec are colours.

use easel_types::Spec;
use easel_types::spec::{Appearance, InfographicItem};

use super::at_most;
use crate::color::Color;
use crate::error::RenderError;

/// Most brand colours.
const COLORS_MAX: usize = 24;

/// Checks every colour of a spec.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn check(spec: &Spec) -> Result<(), RenderError> {
    let Appearance { colors, background, .. } = spec.appearance();
    at_most("appearance.colors", colors.len(), COLORS_MAX)?;
    for (index, text) in colors.iter().enumerate() {
        color(|| format!("appearance.colors[{index}]"), Some(text))?;
    }
    color(|| "appearance.background".to_owned(), background.as_ref())?;
    match spec {
        Spec::Chart(spec) => {
            for (index, series) in spec.series.iter().enumerate() {
                color(|| format!("series[{index}].color"), series.color.as_ref())?;
            }
        }
        Spec::Diagram(spec) => {
            for (index, node) in spec.nodes.iter().enumerate() {
                color(|| format!("nodes[{index}].color"), node.color.as_ref())?;
            }
            for (index, group) in spec.groups.iter().enumerate() {
                color(|| format!("groups[{index}].color"), group.color.as_ref())?;
            }
        }
        Spec::Infographic(spec) => {
            items("", &spec.items)?;
            for (index, group) in spec.groups.iter().enumerate() {
                color(|| format!("groups[{index}].color"), group.color.as_ref())?;
                items(&format!("groups[{index}]."), &group.items)?;
            }
        }
        Spec::Logo(_) => {}
    }
    Ok(())
}

fn items(prefix: &str, list: &[InfographicItem]) -> Result<(), RenderError> {
    for (index, item) in list.iter().enumerate() {
        color(|| format!("{prefix}items[{index}].color"), item.color.as_ref())?;
        if !item.items.is_empty() {
            items(&format!("{prefix}items[{index}]."), &item.items)?;
        }
    }
    Ok(())
}

fn color(path: impl Fn() -> String, text: Option<&String>) -> Result<(), RenderError> {
    let Some(text) = text.filter(|text| Color::parse(text).is_none()) else { return Ok(()) };
    let digits = text.trim().strip_prefix('#').unwrap_or_default();
    let has_opacity =
        matches!(digits.len(), 4 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let problem = if has_opacity {
        "has an opacity, which colours here have not; give #RRGGBB such as #1E56EA".to_owned()
    } else {
        let shown: String = text.chars().take(24).collect();
        format!(
            "`{shown}` is not a colour; give #RRGGBB such as #1E56EA, or an English name such as teal"
        )
    };
    Err(RenderError::invalid(path(), problem))
}
