//! What all drawn pictures have in common beside their content: theme, brand colours, ground,
//! number format. What a theme looks like is the renderer's affair.

use serde::{Deserialize, Serialize};

use super::is_default;

/// Colours, ground and number format.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Appearance {
    /// A designed set of colours and forms; the light one where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    /// Brand colours, `#RRGGBB` or English colour names, the most important first. They take the
    /// place of the theme's; ones that cannot be told from the ground are changed in lightness.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub colors: Vec<String>,
    /// Colour of the ground, `#RRGGBB` or an English colour name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
    /// No ground is drawn; for pictures that are put on another.
    #[serde(skip_serializing_if = "is_default")]
    pub transparent: bool,
    /// Language tag that decides how numbers and dates are written: `en`, `de`, `fr-CH`, `hi`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

/// A designed set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark text on white.
    #[default]
    Light,
    /// Light text on dark blue grey.
    Dark,
    /// Ink and earth colours on warm paper.
    Paper,
    /// Neon on near-black violet.
    Midnight,
    /// Blues and sea greens on a pale sky.
    Ocean,
    /// Greens and browns on a pale leaf.
    Forest,
    /// Warm reds, oranges and plums on cream.
    Sunset,
    /// Black, greys and one accent, for print.
    Mono,
    /// Soft colours with dark outlines of text, for slides and children.
    Candy,
    /// Navy and gold, for reports.
    Corporate,
}

impl Theme {
    /// All themes, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Light,
        Self::Dark,
        Self::Paper,
        Self::Midnight,
        Self::Ocean,
        Self::Forest,
        Self::Sunset,
        Self::Mono,
        Self::Candy,
        Self::Corporate,
    ];

    /// The name in the JSON form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Paper => "paper",
            Self::Midnight => "midnight",
            Self::Ocean => "ocean",
            Self::Forest => "forest",
            Self::Sunset => "sunset",
            Self::Mono => "mono",
            Self::Candy => "candy",
            Self::Corporate => "corporate",
        }
    }
}
