//! The numbers of a chart in the form that all kinds draw from: without gaps in the names, sorted,
//! small parts summed up, as shares of a whole where that was asked for. Also which of them
//! matter, and so what colour each has.

use easel_types::spec::{AxisSide, ChartKind, ChartSpec, SortOrder};

use crate::canvas::Stage;
use crate::locale::Locale;
use crate::numbers::{Unit, denoise};
use crate::text::{TextStyle, Weight};
use crate::theme::{Color, Palette};

/// A series with one value for each category.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) name: Option<String>,
    pub(super) values: Vec<Option<f64>>,
    /// Lower and upper end of the error of each value.
    pub(super) errors: Vec<Option<[f64; 2]>>,
    pub(super) side: AxisSide,
    pub(super) kind: Option<ChartKind>,
    /// What its numbers count, where that is not the unit of the table.
    pub(super) unit: Option<Unit>,
    /// As given in the spec.
    pub(super) color: Option<String>,
}

/// The numbers of a chart.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) categories: Vec<String>,
    pub(super) rows: Vec<Row>,
    pub(super) unit: Unit,
    /// Name of the value axis, with the unit where that is long.
    pub(super) caption: Option<String>,
    /// Name of the second value axis.
    pub(super) right_caption: Option<String>,
    pub(super) x_label: Option<String>,
    pub(super) stacked: bool,
    /// The values are shares of 100.
    pub(super) normalized: bool,
    /// What should have been reached, one a category or one for all.
    pub(super) targets: Vec<Option<f64>>,
    /// Which series and categories matter; all false where nothing is said.
    pub(super) lit_rows: Vec<bool>,
    pub(super) lit_categories: Vec<bool>,
    pub(super) notes: Vec<String>,
    pub(super) left_out: Vec<String>,
}

/// The text without blanks around it, where something is left.
pub(super) fn given(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A caption with the unit where that is too long to stand at every number.
pub(super) fn with_unit(label: Option<String>, unit: &Unit) -> Option<String> {
    match (label, unit.caption.clone()) {
        (Some(label), Some(unit)) if label.contains(&unit) => Some(label),
        (Some(label), Some(unit)) => Some(format!("{label} ({unit})")),
        (label, unit) => label.or(unit),
    }
}

/// A pale form of a colour for marks that step back; they still stand out from the ground.
pub(super) fn pale(color: Color, palette: &Palette) -> Color {
    (0..=12)
        .map(|step| color.mix(palette.background, 0.66 - f64::from(step) * 0.05))
        .find(|pale| pale.contrast(palette.background) >= 1.9)
        .unwrap_or(color)
}

/// White or near-black on a mark: white already where it is readable at this size.
pub(super) fn ink_on(stage: &Stage<'_>, fill: Color, style: TextStyle) -> Color {
    let is_large = style.size / stage.canvas.unit.min(1.0) >= 18.8;
    let is_strong = style.weight != Weight::Regular;
    if is_large && is_strong && Color::WHITE.contrast(fill) >= 3.3 {
        return Color::WHITE;
    }
    stage.palette.on(fill)
}

impl Table {
    /// The numbers as they stand in the spec.
    pub(super) fn new(spec: &ChartSpec) -> Self {
        let locale = Locale::new(spec.appearance.locale.as_deref());
        let is_left = |side: AxisSide| side == AxisSide::Left;
        let numbers = spec
            .series
            .iter()
            .filter(|series| is_left(series.axis) && series.unit.is_none())
            .flat_map(|series| series.values.iter().copied().flatten());
        let unit = Unit::in_locale(spec.unit.as_deref(), locale).for_values(numbers);
        let longest = spec.series.iter().map(|series| series.values.len()).max().unwrap_or(0);
        let mut categories = spec.categories.clone();
        // Categories that nothing was said about are numbered.
        for index in categories.len()..longest {
            categories.push((index + 1).to_string());
        }
        let row = |series: &easel_types::spec::Series| {
            let mut values = series.values.clone();
            values.resize(categories.len(), None);
            let mut errors = series.errors.clone();
            errors.resize(categories.len(), None);
            let unit = series.unit.as_deref().map(|unit| {
                Unit::in_locale(Some(unit), locale).for_values(values.iter().copied().flatten())
            });
            let name = given(series.name.as_ref());
            let (side, kind, color) = (series.axis, series.kind, series.color.clone());
            Row { name, values, errors, side, kind, unit, color }
        };
        let rows: Vec<Row> = spec.series.iter().map(row).collect();
        let right = rows.iter().find(|row| row.side == AxisSide::Right);
        let right_unit = right.and_then(|row| row.unit.clone()).unwrap_or_default();
        let lit = |name: &str| {
            spec.highlight.iter().any(|lit| lit.trim().to_lowercase() == name.to_lowercase())
        };
        let lit_row = |row: &Row| row.name.as_deref().is_some_and(lit);
        let mut table = Self {
            lit_rows: rows.iter().map(lit_row).collect(),
            lit_categories: categories.iter().map(|name| lit(name.trim())).collect(),
            categories,
            rows,
            caption: with_unit(given(spec.y_label.as_ref()), &unit),
            right_caption: with_unit(given(spec.y2_label.as_ref()), &right_unit),
            unit,
            x_label: given(spec.x_label.as_ref()),
            stacked: spec.stacked || spec.normalized,
            normalized: false,
            targets: spec.targets.clone(),
            notes: Vec::new(),
            left_out: Vec::new(),
        };
        table.caption_of_single_row(spec.title.as_deref());
        table
    }

    /// The numbers as they are drawn: sorted, with "Other", as shares, where asked for.
    pub(super) fn prepared(spec: &ChartSpec) -> Self {
        let mut table = Self::new(spec);
        if let Some(max) = spec.max_categories {
            table.sum_up(max.max(2));
        }
        if let Some(order) = spec.sort {
            table.sort(order);
        }
        if spec.normalized {
            table.normalize();
        }
        table
    }

    /// For kinds that cannot show a target for each category.
    pub(super) fn drop_own_targets(&mut self) {
        if self.targets.len() > 1 {
            self.targets.clear();
            self.notes.push("targets of single categories are shown by bars only".to_owned());
        }
    }

    /// Puts what was left out on the scene's record.
    pub(super) fn tell(&self, stage: &mut Stage<'_>) {
        stage.scene.notes.extend(self.notes.iter().cloned());
        stage.scene.left_out.extend(self.left_out.iter().cloned());
    }

    /// A single series needs no legend; its name becomes part of the caption.
    fn caption_of_single_row(&mut self, title: Option<&str>) {
        let [row] = self.rows.as_slice() else { return };
        let Some(name) = row.name.clone() else { return };
        if title.is_some_and(|title| title.contains(&name)) {
            return;
        }
        self.caption = match self.caption.take() {
            Some(caption) if caption.contains(&name) => Some(caption),
            Some(caption) => Some(format!("{name} · {caption}")),
            None => Some(name),
        };
    }

    /// Sum of all values of a category.
    fn sum(&self, category: usize) -> f64 {
        self.rows.iter().filter_map(|row| row.values.get(category).copied().flatten()).sum()
    }

    /// Sorts the categories by the sum of their values.
    pub(super) fn sort(&mut self, order: SortOrder) {
        let other = self.unit.locale().other();
        let mut places: Vec<usize> = (0..self.categories.len()).collect();
        places.sort_by(|a, b| {
            let by_value = self.sum(*a).total_cmp(&self.sum(*b));
            let by_value =
                if order == SortOrder::Ascending { by_value } else { by_value.reverse() };
            // The rest is no competitor; it stands last.
            let is_rest =
                |place: usize| !self.left_out.is_empty() && self.categories[place] == other;
            is_rest(*a).cmp(&is_rest(*b)).then(by_value)
        });
        self.arrange(&places);
    }

    /// Takes only these categories, in this order.
    pub(super) fn arrange(&mut self, places: &[usize]) {
        fn pick<T: Clone>(all: &[T], places: &[usize]) -> Vec<T> {
            places.iter().filter_map(|place| all.get(*place).cloned()).collect()
        }
        if self.targets.len() > 1 {
            self.targets.resize(self.categories.len(), None);
            self.targets = pick(&self.targets, places);
        }
        self.categories = pick(&self.categories, places);
        self.lit_categories = pick(&self.lit_categories, places);
        for row in &mut self.rows {
            row.values = pick(&row.values, places);
            row.errors = pick(&row.errors, places);
        }
    }

    /// The table with these series only.
    pub(super) fn with_rows(&self, rows: &[usize]) -> Self {
        let mut picked = self.clone();
        picked.rows = rows.iter().filter_map(|row| self.rows.get(*row).cloned()).collect();
        picked.lit_rows = rows.iter().map(|row| self.is_row_lit(*row)).collect();
        picked
    }

    /// Keeps the largest categories and adds up the others in a last one.
    fn sum_up(&mut self, max: usize) {
        let count = self.categories.len();
        if count <= max {
            return;
        }
        let mut by_size: Vec<usize> = (0..count).collect();
        by_size.sort_by(|a, b| self.sum(*b).abs().total_cmp(&self.sum(*a).abs()));
        let (kept, rest) = by_size.split_at(max - 1);
        let (mut kept, rest) = (kept.to_vec(), rest.to_vec());
        kept.sort_unstable();
        let sums: Vec<Option<f64>> = self
            .rows
            .iter()
            .map(|row| {
                let values: Vec<f64> = rest.iter().filter_map(|place| row.values[*place]).collect();
                (!values.is_empty()).then(|| denoise(values.iter().sum()))
            })
            .collect();
        let names: Vec<String> = rest.iter().map(|place| self.categories[*place].clone()).collect();
        let other = self.unit.locale().other();
        self.notes.push(format!(
            "“{other}” sums up {} categories: {}",
            names.len(),
            names.iter().take(12).cloned().collect::<Vec<_>>().join(", ")
        ));
        self.left_out.extend(names);
        self.arrange(&kept);
        self.categories.push(other.to_owned());
        self.lit_categories.push(false);
        if self.targets.len() > 1 {
            self.targets.push(None);
        }
        for (row, sum) in self.rows.iter_mut().zip(sums) {
            row.values.push(sum);
            row.errors.push(None);
        }
    }

    /// Turns every category's values into shares of their sum, in per cent.
    fn normalize(&mut self) {
        let sums: Vec<f64> = (0..self.categories.len()).map(|index| self.sum(index)).collect();
        for row in &mut self.rows {
            row.errors.fill(None);
            for (value, sum) in row.values.iter_mut().zip(&sums) {
                *value = value.filter(|_| *sum > 0.0).map(|value| value / sum * 100.0);
            }
            row.unit = None;
        }
        self.unit = Unit::in_locale(Some("%"), self.unit.locale());
        self.stacked = true;
        self.normalized = true;
    }

    pub(super) fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.rows.iter().flat_map(|row| row.values.iter().copied().flatten())
    }

    /// Sums of the positive and of the negative values of each category.
    pub(super) fn totals(&self) -> impl Iterator<Item = f64> + '_ {
        (0..self.categories.len()).flat_map(|index| {
            let column = self.rows.iter().filter_map(move |row| row.values[index]);
            let up: f64 = column.clone().filter(|value| *value > 0.0).sum();
            let down: f64 = column.filter(|value| *value < 0.0).sum();
            [up, down]
        })
    }

    /// What the value axis must show: values or their sums, and the ends of their errors.
    pub(super) fn extent(&self) -> Vec<f64> {
        let errors = self.rows.iter().flat_map(|row| row.errors.iter().flatten().flatten());
        if self.stacked {
            self.totals().collect()
        } else {
            self.values().chain(errors.copied()).collect()
        }
    }

    /// Whether a legend is needed to tell the series apart.
    pub(super) fn has_names(&self) -> bool {
        self.rows.len() > 1
    }

    /// Names of the series; numbered where only some have one.
    pub(super) fn names(&self) -> Vec<String> {
        let numbered = |(index, row): (usize, &Row)| {
            row.name.clone().unwrap_or_else(|| format!("Series {}", index + 1))
        };
        self.rows.iter().enumerate().map(numbered).collect()
    }

    /// The written value of a series with its unit.
    pub(super) fn text(&self, row: usize, value: f64) -> String {
        let value = if self.normalized { (value * 10.0).round() / 10.0 } else { value };
        let own = self.rows.get(row).and_then(|row| row.unit.as_ref());
        own.unwrap_or(&self.unit).value(value)
    }

    /// Whether something is said to matter.
    pub(super) fn has_lit(&self) -> bool {
        self.lit_rows.iter().chain(&self.lit_categories).any(|lit| *lit)
    }

    /// Whether this value is said to matter.
    pub(super) fn is_lit(&self, row: usize, category: usize) -> bool {
        self.is_row_lit(row) || self.lit_categories.get(category).is_some_and(|lit| *lit)
    }

    /// Whether some series are said to matter.
    pub(super) fn has_lit_rows(&self) -> bool {
        self.lit_rows.iter().any(|lit| *lit)
    }

    /// Makes these series the ones that matter.
    pub(super) fn light(&mut self, rows: &[usize]) {
        for row in rows {
            if let Some(lit) = self.lit_rows.get_mut(*row) {
                *lit = true;
            }
        }
    }

    /// Whether this series is said to matter.
    pub(super) fn is_row_lit(&self, row: usize) -> bool {
        self.lit_rows.get(row).is_some_and(|lit| *lit)
    }

    /// The colour of a series: its own, or grey where others matter more.
    pub(super) fn row_color(&self, row: usize, palette: &Palette) -> Color {
        if self.lit_rows.iter().any(|lit| *lit) && !self.is_row_lit(row) {
            return pale(palette.edge, palette);
        }
        let own = self.rows.get(row).and_then(|series| series.color.as_deref());
        own.and_then(|text| palette.named(text)).unwrap_or_else(|| palette.series(row))
    }

    /// The colour of one mark: by series; the category that matters (the largest of one short
    /// series where nothing is said) stands out.
    pub(super) fn mark_color(&self, row: usize, category: usize, palette: &Palette) -> Color {
        let base = self.row_color(row, palette);
        if self.lit_categories.iter().any(|lit| *lit) {
            return match (self.is_lit(row, category), self.rows.len()) {
                (true, _) => base,
                (false, 1) => pale(palette.edge, palette),
                (false, _) => pale(base, palette),
            };
        }
        let [only] = self.rows.as_slice() else { return base };
        if !(3..=12).contains(&self.categories.len()) || self.has_lit() {
            return base;
        }
        let values = || only.values.iter().copied().flatten();
        let largest = values().fold(f64::MIN, f64::max);
        let is_unique = values().filter(|value| *value == largest).count() == 1;
        let is_largest = only.values.get(category).copied().flatten() == Some(largest);
        if values().any(|value| value < 0.0) || !is_unique || is_largest {
            base
        } else {
            pale(base, palette)
        }
    }

    /// Names and colours for a legend.
    pub(super) fn legend(&self, palette: &Palette) -> Vec<(String, Color)> {
        let named = self.names().into_iter().enumerate();
        named.map(|(row, name)| (name, self.row_color(row, palette))).collect()
    }
}
