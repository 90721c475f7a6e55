//! How measurements are spread: one smooth outline a group, for violins and ridgelines.

use easel_types::spec::ChartSpec;

use crate::canvas::Stage;
use crate::charts::table::Table;

/// Points along an outline.
const STEPS: usize = 72;
/// Most measurements of a group that are looked at; more do not change the outline.
const SAMPLES_MAX: usize = 600;

/// The measurements of a group, summed up.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) name: String,
    /// Value and density, ascending; the highest density is 1.0.
    pub(super) outline: Vec<(f64, f64)>,
    /// Quartiles: the first, the median, the third.
    pub(super) quartiles: [f64; 3],
    pub(super) low: f64,
    pub(super) high: f64,
}

/// One group for each list of measurements: a category where there is one series, a series
/// where each has one list.
pub(super) fn groups(spec: &ChartSpec, table: &Table, stage: &mut Stage<'_>) -> Vec<Group> {
    let is_by_series = spec.series.len() > 1;
    let names = table.names();
    let mut groups = Vec::new();
    let mut empty = Vec::new();
    for (row, series) in spec.series.iter().enumerate() {
        for (index, samples) in series.samples.iter().enumerate() {
            let category = spec.categories.get(index).cloned();
            let name = match (is_by_series, series.samples.len() > 1) {
                (false, _) => category.unwrap_or_else(|| (index + 1).to_string()),
                (true, false) => names.get(row).cloned().unwrap_or_default(),
                (true, true) => {
                    let category = category.unwrap_or_else(|| (index + 1).to_string());
                    format!("{} · {category}", names.get(row).cloned().unwrap_or_default())
                }
            };
            match group(name.clone(), samples) {
                Some(group) => groups.push(group),
                None => empty.push(name),
            }
        }
    }
    if !empty.is_empty() {
        stage.scene.notes.push(format!("no measurements given for {}", empty.join(", ")));
        stage.scene.left_out.extend(empty);
    }
    groups
}

fn group(name: String, samples: &[f64]) -> Option<Group> {
    let mut values: Vec<f64> = samples.iter().copied().filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    if values.len() > SAMPLES_MAX {
        let step = values.len() as f64 / SAMPLES_MAX as f64;
        let pick = |index: usize| values.get(crate::cast::to_usize(index as f64 * step)).copied();
        values = (0..SAMPLES_MAX).filter_map(pick).collect();
    }
    let (low, high) = (*values.first()?, *values.last()?);
    let quantile = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let (below, part) = (crate::cast::to_usize(place), place.fract());
        let from = values.get(below).copied().unwrap_or(low);
        let to = values.get(below + 1).copied().unwrap_or(from);
        from * (1.0 - part) + to * part
    };
    let quartiles = [quantile(0.25), quantile(0.5), quantile(0.75)];
    // Silverman's rule; a single value still has a width to be seen.
    let count = values.len() as f64;
    let mean = values.iter().map(|value| value / count).sum::<f64>();
    let spread = values.iter().map(|value| ((value - mean) / 1e3).powi(2) / count).sum::<f64>();
    let deviation = spread.sqrt() * 1e3;
    let quarter = (quartiles[2] - quartiles[0]) / 1.34;
    let narrow = if quarter > 0.0 { deviation.min(quarter) } else { deviation };
    let rule = 0.9 * narrow * count.powf(-0.2);
    let width = if rule.is_finite() && rule > 0.0 { rule } else { low.abs().max(1.0) * 0.02 };
    let (from, to) = (low - width * 2.4, high + width * 2.4);
    let mut outline: Vec<(f64, f64)> = (0..=STEPS)
        .map(|step| {
            let share = step as f64 / STEPS as f64;
            let at = from * (1.0 - share) + to * share;
            let density = values.iter().map(|value| (-((at - value) / width).powi(2) / 2.0).exp());
            (at, density.sum::<f64>())
        })
        .collect();
    let most = outline.iter().map(|(_, density)| *density).fold(0.0, f64::max);
    for (_, density) in &mut outline {
        *density /= most.max(1e-12);
    }
    Some(Group { name, outline, quartiles, low: from, high: to })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_are_finite_and_as_high_as_one() {
        for samples in
            [vec![1.0], vec![5.0; 9], vec![1e199, -1e199, 0.0], (0..900).map(f64::from).collect()]
        {
            let group = group("g".to_owned(), &samples).unwrap();
            assert!(
                group.outline.iter().all(|(at, density)| at.is_finite() && density.is_finite())
            );
            let most = group.outline.iter().map(|(_, density)| *density).fold(0.0, f64::max);
            assert!((most - 1.0).abs() < 1e-9);
        }
        assert!(group("none".to_owned(), &[]).is_none());
        let four = group("q".to_owned(), &[1.0, 2.0, 3.0, 4.0]).unwrap();
        assert_eq!(four.quartiles, [1.75, 2.5, 3.25]);
    }
}
