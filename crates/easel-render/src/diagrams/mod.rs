//! Diagrams. What is boxes and arrows shares the layered layout of [`boxes`]; notations with
//! a form of their own have a file or folder each and share [`parts`].

mod boxes;
mod gantt;
mod journey;
mod kanban;
mod layered;
mod parts;
mod quadrant;
mod sequence;
mod tree;

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
        | DiagramKind::Class
        | DiagramKind::Er
        | DiagramKind::Network
        | DiagramKind::Swimlane
        | DiagramKind::Architecture
        | DiagramKind::Block => boxes::draw(spec, stage),
        DiagramKind::Quadrant => quadrant::draw(spec, stage),
        DiagramKind::Gantt => gantt::draw(spec, stage),
        DiagramKind::Journey => journey::draw(spec, stage),
        DiagramKind::Kanban => kanban::draw(spec, stage),
        DiagramKind::Orgchart | DiagramKind::Mindmap => tree::draw(spec, stage),
        other => Err(RenderError::UnsupportedKind {
            kind: other.as_str().to_owned(),
            supported: crate::validate::DIAGRAM_KINDS,
        }),
    }
}
