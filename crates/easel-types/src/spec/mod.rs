//! The typed description of a picture that is drawn rather than painted. Made from a prompt by
//! `easel-prompt` (or sent by a client), drawn by `easel-render`.
//!
//! The JSON form is a public contract: names may be added, never changed. Every field but
//! `type` is optional on input, so that a client may send as little as it knows.

mod appearance;
mod chart;
mod diagram;
mod infographic;
mod logo;

pub use appearance::{Appearance, Theme};
pub use chart::{
    Annotation, AxisScale, AxisSide, ChartKind, ChartSpec, Flow, Orientation, Part, Series,
    SortOrder,
};
pub use diagram::{
    DiagramKind, DiagramSpec, Direction, Edge, EdgeLine, EndMark, Fragment, Group, Node, NodeShape,
    Remark, RemarkSide, Section, Status, Step,
};
pub use infographic::{InfographicGroup, InfographicItem, InfographicSpec};
pub use logo::{LogoSpec, LogoTemplate};
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
    /// A name and a symbol.
    Logo(LogoSpec),
}

impl Spec {
    /// The intent this spec answers.
    pub fn intent(&self) -> Intent {
        match self {
            Self::Chart(_) => Intent::Chart,
            Self::Diagram(_) => Intent::Diagram,
            Self::Infographic(_) => Intent::Infographic,
            Self::Logo(_) => Intent::Logo,
        }
    }

    /// Where its numbers and texts come from.
    pub fn source(&self) -> Source {
        match self {
            Self::Chart(spec) => spec.source,
            Self::Diagram(spec) => spec.source,
            Self::Infographic(spec) => spec.source,
            Self::Logo(spec) => spec.source,
        }
    }

    /// Its heading, if it has one.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Chart(spec) => spec.title.as_deref(),
            Self::Diagram(spec) => spec.title.as_deref(),
            Self::Infographic(spec) => spec.title.as_deref(),
            Self::Logo(spec) => Some(spec.name.as_str()).filter(|name| !name.is_empty()),
        }
    }

    /// Colours, ground and number format.
    pub fn appearance(&self) -> &Appearance {
        match self {
            Self::Chart(spec) => &spec.appearance,
            Self::Diagram(spec) => &spec.appearance,
            Self::Infographic(spec) => &spec.appearance,
            Self::Logo(spec) => &spec.appearance,
        }
    }

    /// Colours, ground and number format, to change them.
    pub fn appearance_mut(&mut self) -> &mut Appearance {
        match self {
            Self::Chart(spec) => &mut spec.appearance,
            Self::Diagram(spec) => &mut spec.appearance,
            Self::Infographic(spec) => &mut spec.appearance,
            Self::Logo(spec) => &mut spec.appearance,
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

/// Whether a field says nothing and is left out of the JSON form.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
