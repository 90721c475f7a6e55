//! Diagrams. What is boxes and arrows shares the layered layout of [`flowchart`]; notations with
//! a form of their own have a file or folder each and share [`parts`].

mod flowchart;
mod parts;
mod sequence;

use easel_types::spec::{DiagramKind, DiagramSpec};

use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::Scene;

/// Draws a diagram.
///
/// # Errors
/// [`RenderError::UnsupportedKind`] for kinds that [`crate::validate`] refuses.
pub(crate) fn draw(spec: &DiagramSpec, stage: Stage<'_>) -> Result<Scene, RenderError> {
    match spec.kind {
        DiagramKind::Sequence => sequence::draw(spec, stage),
        DiagramKind::Flowchart
        | DiagramKind::State
        | DiagramKind::Orgchart
        | DiagramKind::Mindmap
        | DiagramKind::Network => flowchart::draw(spec, stage),
        other => Err(RenderError::UnsupportedKind {
            kind: other.as_str().to_owned(),
            supported: crate::validate::DIAGRAM_KINDS,
        }),
    }
}
