//! What kind of picture a prompt asks for. How it is recognised lives in `easel-prompt`; how
//! each kind is made, in `easel-core`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The five kinds of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Data drawn as a chart.
    Chart,
    /// Boxes, arrows and their kin.
    Diagram,
    /// Headings, icons and short texts explaining a topic.
    Infographic,
    /// A mark for a brand or product, made by a diffusion engine.
    Logo,
    /// Any other picture, made by a diffusion engine.
    Standard,
}

impl Intent {
    /// Every intent, in the order of the documentation.
    pub const ALL: [Self; 5] =
        [Self::Chart, Self::Diagram, Self::Infographic, Self::Logo, Self::Standard];

    /// The name used on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Diagram => "diagram",
            Self::Infographic => "infographic",
            Self::Logo => "logo",
            Self::Standard => "standard",
        }
    }

    /// True for the kinds that are drawn on the CPU inside the request.
    pub const fn is_instant(self) -> bool {
        matches!(self, Self::Chart | Self::Diagram | Self::Infographic)
    }
}

impl fmt::Display for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Text that names no intent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an intent: one of chart, diagram, infographic, logo, standard")]
pub struct ParseIntentError;

impl FromStr for Intent {
    type Err = ParseIntentError;

    fn from_str(text: &str) -> Result<Self, ParseIntentError> {
        Self::ALL.into_iter().find(|intent| intent.as_str() == text).ok_or(ParseIntentError)
    }
}
