//! Whether a logo can be drawn.

use easel_types::Limits;
use easel_types::spec::LogoSpec;

use super::{at_most, short};
use crate::error::RenderError;

/// Most words about the style.
const STYLES_MAX: usize = 20;

/// Checks that a logo can be drawn.
///
/// # Errors
/// As [`crate::validate()`].
pub(super) fn check(spec: &LogoSpec, limits: &Limits) -> Result<(), RenderError> {
    short(|| "name".to_owned(), &spec.name, limits)?;
    for (name, text) in [("tagline", &spec.tagline), ("symbol", &spec.symbol)] {
        short(|| name.to_owned(), text.as_deref().unwrap_or_default(), limits)?;
    }
    at_most("style", spec.style.len(), STYLES_MAX)?;
    for (index, word) in spec.style.iter().enumerate() {
        short(|| format!("style[{index}]"), word, limits)?;
    }
    if spec.name.trim().is_empty() && spec.symbol.as_ref().is_none_or(|s| s.trim().is_empty()) {
        return Err(RenderError::invalid("name", "is empty; give a name or a symbol"));
    }
    Ok(())
}
