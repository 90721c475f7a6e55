//! Charts: categories and series of numbers. Scales, ticks and colours are chosen by the
//! renderer.

use serde::{Deserialize, Serialize};

use super::{Appearance, Source, is_default};

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
    /// Name of the second value axis, which series with `axis: right` are read on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y2_label: Option<String>,
    /// Every category's values are shown as shares of their sum. Implies `stacked`.
    #[serde(skip_serializing_if = "is_default")]
    pub normalized: bool,
    /// How positions along the category or x axis are measured.
    #[serde(skip_serializing_if = "is_default")]
    pub x_scale: AxisScale,
    /// How positions along the value axis are measured.
    #[serde(skip_serializing_if = "is_default")]
    pub y_scale: AxisScale,
    /// Lower end of the value axis, of a gauge or of a bullet; chosen by the data where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y_min: Option<f64>,
    /// Upper end of the value axis, of a gauge or of a bullet; chosen by the data where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y_max: Option<f64>,
    /// Order of the categories by value; as given where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<SortOrder>,
    /// More categories than this are summed up as "Other". At least 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_categories: Option<usize>,
    /// What should have been reached: one number for all (a reference line) or one a category
    /// (bullets, gauges).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Option<f64>>,
    /// Names of the categories or series that matter; the rest steps back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub highlight: Vec<String>,
    /// Remarks on the plot.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
    /// Whether values are written at the marks; where there is room if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_values: Option<bool>,
    /// Flows between named places, for `sankey`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Flow>,
    /// Nested parts, for `treemap` and `sunburst`; `categories` and one series where flat.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Headings of the columns of a `table`. Without them, a table shows categories and series.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Cells of a `table`, row by row, as they should be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Vec<String>>,
    /// Colours, ground and number format.
    #[serde(skip_serializing_if = "is_default")]
    pub appearance: Appearance,
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
    /// One value a category, `null` where missing; in a waterfall, `null` asks for the sum so far.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Option<f64>>,
    /// Rows of numbers, by kind: `[x, y]` for scatter (and for lines over a numeric axis),
    /// `[x, y, size]` for bubble, `[open, high, low, close]` a category for candlestick,
    /// `[min, q1, median, q3, max]` a category for boxplot.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Vec<f64>>,
    /// Names of the points, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub point_labels: Vec<String>,
    /// Raw measurements, one list a category: summed up by boxplot, drawn as a small line by
    /// `kpi`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<Vec<f64>>,
    /// Lower and upper end of the error of each value, absolute numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Option<[f64; 2]>>,
    /// How this series is drawn where it differs from the chart (`combo`): bar, line or area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ChartKind>,
    /// Which value axis it is read on.
    #[serde(skip_serializing_if = "is_default")]
    pub axis: AxisSide,
    /// What its numbers count, where that differs from the chart's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// `#RRGGBB` or an English colour name; the theme's where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
}

/// A remark on the plot.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Annotation {
    /// What is written.
    pub text: String,
    /// Category or x position (a number or a date) it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// End of a shaded range of categories or x positions that begins at `x`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x_end: Option<String>,
    /// Value it belongs to; a line across the plot where `x` is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<f64>,
    /// End of a shaded range of values that begins at `y`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y_end: Option<f64>,
}

/// A flow between two named places.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Flow {
    /// Where it comes from.
    pub from: String,
    /// Where it goes.
    pub to: String,
    /// How much, greater than 0.
    pub value: f64,
}

/// A part of a whole that may have parts itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    /// What it is.
    pub name: String,
    /// Its size; the sum of its parts where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// What it consists of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// How positions along an axis are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AxisScale {
    /// By the data: dates make a time axis where they are unevenly spaced, names make places.
    #[default]
    Auto,
    /// Equal differences are equal lengths.
    Linear,
    /// Equal ratios are equal lengths. Values must be greater than 0.
    Log,
    /// Categories (or x) are dates: `2024`, `2024-05`, `2024-05-17`, `2024-05-17T12:30`.
    Time,
    /// Categories stand side by side, whatever they say.
    Category,
}

/// Which value axis a series is read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum AxisSide {
    #[default]
    Left,
    Right,
}

/// Order by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortOrder {
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
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
    Combo,
    Sankey,
    Table,
    Kpi,
    Bullet,
    Slope,
    Lollipop,
    Dumbbell,
    Pictogram,
    Waffle,
    WordCloud,
    Calendar,
    Sunburst,
    Pareto,
    Rose,
    Bump,
    Violin,
    Ridgeline,
    Stream,
    Marimekko,
    Chord,
    Parallel,
    Venn,
    Hexbin,
}

impl ChartKind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Self; 40] = [
        Self::Bar,
        Self::Line,
        Self::Area,
        Self::Pie,
        Self::Donut,
        Self::Scatter,
        Self::Bubble,
        Self::Histogram,
        Self::Radar,
        Self::Funnel,
        Self::Gauge,
        Self::Waterfall,
        Self::Treemap,
        Self::Heatmap,
        Self::Boxplot,
        Self::Candlestick,
        Self::Combo,
        Self::Sankey,
        Self::Table,
        Self::Kpi,
        Self::Bullet,
        Self::Slope,
        Self::Lollipop,
        Self::Dumbbell,
        Self::Pictogram,
        Self::Waffle,
        Self::WordCloud,
        Self::Calendar,
        Self::Sunburst,
        Self::Pareto,
        Self::Rose,
        Self::Bump,
        Self::Violin,
        Self::Ridgeline,
        Self::Stream,
        Self::Marimekko,
        Self::Chord,
        Self::Parallel,
        Self::Venn,
        Self::Hexbin,
    ];

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
            Self::Combo => "combo",
            Self::Sankey => "sankey",
            Self::Table => "table",
            Self::Kpi => "kpi",
            Self::Bullet => "bullet",
            Self::Slope => "slope",
            Self::Lollipop => "lollipop",
            Self::Dumbbell => "dumbbell",
            Self::Pictogram => "pictogram",
            Self::Waffle => "waffle",
            Self::WordCloud => "word_cloud",
            Self::Calendar => "calendar",
            Self::Sunburst => "sunburst",
            Self::Pareto => "pareto",
            Self::Rose => "rose",
            Self::Bump => "bump",
            Self::Violin => "violin",
            Self::Ridgeline => "ridgeline",
            Self::Stream => "stream",
            Self::Marimekko => "marimekko",
            Self::Chord => "chord",
            Self::Parallel => "parallel",
            Self::Venn => "venn",
            Self::Hexbin => "hexbin",
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
