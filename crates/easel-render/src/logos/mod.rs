//! Logos as vectors: wordmarks, monograms, icons with names, badges, app icons.

use easel_types::spec::LogoSpec;

use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::Scene;

/// Draws a logo.
///
/// # Errors
/// [`RenderError::UnsupportedKind`]
pub(crate) fn draw(_spec: &LogoSpec, _stage: Stage<'_>) -> Result<Scene, RenderError> {
    Err(RenderError::UnsupportedKind { kind: "logo".to_owned(), supported: "none yet" })
}
