//! Infographics: a heading and labelled items arranged by a template. Which icon a keyword
//! means and where things stand is the renderer's affair.

use serde::{Deserialize, Serialize};

use super::Source;

/// An infographic.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InfographicSpec {
    /// Name of the arrangement (`steps`, …); the renderer chooses by the data where empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub template: String,
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
}

/// Items under one heading.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InfographicGroup {
    /// The heading.
    pub label: String,
    /// The items.
    pub items: Vec<InfographicItem>,
}
