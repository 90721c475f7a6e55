//! Whether categories are times, and which.

use easel_types::spec::AxisScale;

use super::table::Table;
use crate::time_axis::{self, Precision};

/// More dates than this are read from an axis even where they are evenly spaced.
const NAMED_MAX: usize = 14;

/// The categories as days, where they make a time axis: because that was asked for, because
/// they are unevenly spaced, or because they are many.
pub(super) fn of(scale: AxisScale, categories: &[String]) -> Option<(Vec<f64>, Precision)> {
    if !matches!(scale, AxisScale::Auto | AxisScale::Time) || categories.len() < 2 {
        return None;
    }
    let parsed: Option<Vec<(f64, Precision)>> =
        categories.iter().map(|name| time_axis::parse(name)).collect();
    let parsed = parsed?;
    let precision = parsed.iter().map(|(_, precision)| *precision).max()?;
    let days: Vec<f64> = parsed.iter().map(|(days, _)| *days).collect();
    if scale == AxisScale::Time || days.len() > NAMED_MAX || !is_even(&days, precision) {
        return Some((days, precision));
    }
    None
}

/// Brings the categories of a table into the order of their times, which are returned sorted.
pub(super) fn arrange(table: &mut Table, days: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..days.len()).collect();
    let day = |place: &usize| days.get(*place).copied().unwrap_or_default();
    order.sort_by(|a, b| day(a).total_cmp(&day(b)));
    table.arrange(&order);
    order.iter().map(day).collect()
}

/// Whether the dates follow each other in equal steps of the calendar.
fn is_even(days: &[f64], precision: Precision) -> bool {
    let mut sorted = days.to_vec();
    sorted.sort_by(f64::total_cmp);
    let gaps: Vec<f64> = sorted.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let low = gaps.iter().copied().fold(f64::MAX, f64::min);
    let high = gaps.iter().copied().fold(0.0, f64::max);
    let slack = match precision {
        // Months have 28 to 31 days, years 365 or 366; quarters 90 to 92.
        Precision::Year => 2.5,
        Precision::Month => 3.5,
        Precision::Day | Precision::Minute => 1e-6,
    };
    high - low <= slack
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(scale: AxisScale, names: &[&str], expect: bool) {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(of(scale, &names).is_some(), expect, "{names:?}");
    }

    #[test]
    fn dates_make_a_time_axis_where_they_are_uneven_or_it_is_asked_for() {
        check(AxisScale::Auto, &["2020", "2021", "2022"], false);
        check(AxisScale::Auto, &["2020", "2021", "2025"], true);
        check(AxisScale::Auto, &["2024-01", "2024-02", "2024-03"], false);
        check(AxisScale::Time, &["2024-01", "2024-02", "2024-03"], true);
        check(AxisScale::Category, &["2020", "2021", "2025"], false);
        check(AxisScale::Auto, &["2020", "2021", "later"], false);
    }
}
