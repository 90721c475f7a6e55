//! Charts: categories and series of numbers. Scales, ticks and colours are chosen by the
//! renderer.

use serde::{Deserialize, Serialize};

use super::Source;

/// A chart. All series share `categories`; `points` are used by kinds with two numeric axes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartSpec {
    /// How the data is shown.
    pub kind: ChartKind,
    /// Heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Line under the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Names along the category axis, in drawing order.
    pub categories: Vec<String>,
    /// The data. One value a category in each series; missing ones are `null`.
    pub series: Vec<Series>,
    /// Series stand on each other instead of side by side.
    pub stacked: bool,
    /// Which way bars grow.
    pub orientation: Orientation,
    /// What the numbers count, once for all of them: `%`, `€`, `k users`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Name of the category axis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x_label: Option<String>,
    /// Name of the value axis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y_label: Option<String>,
    /// Where the numbers come from.
    pub source: Source,
}

/// One row of numbers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Series {
    /// Shown at the line or in the legend; none where there is one series only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// One value a category, `null` where missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Option<f64>>,
    /// `[x, y]` or `[x, y, size]` for scatter and bubble.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Vec<f64>>,
}

/// How the data is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum ChartKind {
    #[default]
    Bar,
    Line,
    Area,
    Pie,
    Donut,
    Scatter,
    Bubble,
    Histogram,
    Radar,
    Funnel,
    Gauge,
    Waterfall,
    Treemap,
    Heatmap,
    Boxplot,
    Candlestick,
}

impl ChartKind {
    /// The name in the JSON form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::Line => "line",
            Self::Area => "area",
            Self::Pie => "pie",
            Self::Donut => "donut",
            Self::Scatter => "scatter",
            Self::Bubble => "bubble",
            Self::Histogram => "histogram",
            Self::Radar => "radar",
            Self::Funnel => "funnel",
            Self::Gauge => "gauge",
            Self::Waterfall => "waterfall",
            Self::Treemap => "treemap",
            Self::Heatmap => "heatmap",
            Self::Boxplot => "boxplot",
            Self::Candlestick => "candlestick",
        }
    }
}

/// Which way bars grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Upwards, categories along the bottom.
    #[default]
    Vertical,
    /// To the right, categories down the side.
    Horizontal,
}
