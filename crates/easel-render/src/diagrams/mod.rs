//! Diagrams. What is boxes and arrows shares the layered layout of [`boxes`]; notations with
//! a form of their own have a file or folder each and share [`parts`].

mod boxes;
mod fishbone;
mod gantt;
mod git_graph;
mod journey;
mod kanban;
mod layered;
mod parts;
mod quadrant;
mod sequence;
mod timeline;
mod tree;

pub(crate) use self::gantt::schedule;
use easel_types::spec::{DiagramKind, DiagramSpec};

use crate::canvas::Stage;
use crate::error::RenderError;
use crate::scene::Scene;

/// Draws a diagram.
///
/// # Errors
/// What the templates return.
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
        DiagramKind::Timeline => timeline::draw(spec, stage),
        DiagramKind::GitGraph => git_graph::draw(spec, stage),
        DiagramKind::Fishbone => fishbone::draw(spec, stage),
    }
}
