//! Infographics: a heading and labelled items arranged by a template. Which icon a keyword
//! means and where things stand is the renderer's affair.

use serde::{Deserialize, Serialize};

use super::{Appearance, Edge, Source, is_default};

/// An infographic.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InfographicSpec {
    /// Name of the arrangement (`steps`, `timeline`, …) or of an illustrated scene
    /// (`water_cycle`, …); the renderer chooses by the data where empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// How an entry looks (`card`, `plain`, `ribbon`, …); what suits the template where empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub look: String,
    /// Heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Line under the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// What is shown, in reading order.
    pub items: Vec<InfographicItem>,
    /// Items in named groups, for templates that compare.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<InfographicGroup>,
    /// Connections between items, by label or by number from 1; for templates that relate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Edge>,
    /// Colours and ground.
    #[serde(skip_serializing_if = "is_default")]
    pub appearance: Appearance,
    /// Where the texts come from.
    pub source: Source,
}

/// One element of an infographic.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InfographicItem {
    /// A few words.
    pub label: String,
    /// A sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A key figure, as it should be read: `42 %`, `1969`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// A word that the icon should show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Share of a whole, 0.0..=1.0: progress rings, bars, icon arrays, sizes of levels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// Ticked off or not; checklists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<bool>,
    /// `#RRGGBB` or an English colour name; the theme's where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// What it consists of; hierarchies, mind maps, roadmaps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<InfographicItem>,
}

/// Items under one heading.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InfographicGroup {
    /// The heading.
    pub label: String,
    /// A sentence under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A key figure of the group, as it should be read: a price, a score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// A word that the icon should show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// `#RRGGBB` or an English colour name; the theme's where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// The items.
    pub items: Vec<InfographicItem>,
}
