//! The typed description of a picture that is drawn rather than painted. Made from a prompt by
//! `easel-prompt` (or sent by a client), drawn by `easel-render`.
//!
//! The JSON form is a public contract: names may be added, never changed. Every field but
//! `type` is optional on input, so that a client may send as little as it knows.

mod chart;
mod diagram;
mod infographic;

pub use chart::{ChartKind, ChartSpec, Orientation, Series};
pub use diagram::{DiagramKind, DiagramSpec, Direction, Edge, Group, Node, NodeShape};
pub use infographic::{InfographicGroup, InfographicItem, InfographicSpec};
use serde::{Deserialize, Serialize};

use crate::Intent;

/// A picture to draw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Spec {
    /// Data drawn as a chart.
    Chart(ChartSpec),
    /// Nodes and edges.
    Diagram(DiagramSpec),
    /// Headings, icons and short texts.
    Infographic(InfographicSpec),
}

impl Spec {
    /// The intent this spec answers.
    pub fn intent(&self) -> Intent {
        match self {
            Self::Chart(_) => Intent::Chart,
            Self::Diagram(_) => Intent::Diagram,
            Self::Infographic(_) => Intent::Infographic,
        }
    }

    /// Where its numbers and texts come from.
    pub fn source(&self) -> Source {
        match self {
            Self::Chart(spec) => spec.source,
            Self::Diagram(spec) => spec.source,
            Self::Infographic(spec) => spec.source,
        }
    }

    /// Its heading, if it has one.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Chart(spec) => spec.title.as_deref(),
            Self::Diagram(spec) => spec.title.as_deref(),
            Self::Infographic(spec) => spec.title.as_deref(),
        }
    }
}

/// Where the numbers and texts of a spec come from. Whatever is not from the prompt is marked
/// on the picture itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// All of it stands in the prompt (or the client sent the spec).
    #[default]
    Prompt,
    /// Some of it is made up to show the shape; the picture says "illustrative data".
    Illustrative,
    /// Some of it comes from a language model; the picture says so.
    Llm,
}
