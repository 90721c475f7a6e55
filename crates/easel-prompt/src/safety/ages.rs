//! Ages in a line: "8 year old", "aged twelve", "12岁". Which words count the years is in the
//! lists.

use std::collections::HashMap;
use std::ops::Range;

use super::lists::Tier;
use super::views::{Line, is_separator};

/// Who is younger is a minor.
const ADULT_YEARS: usize = 18;

/// A term found, with what it says.
pub(super) type Found = (Tier, Range<usize>, usize);

/// Where in `line` an age of a minor stands. `found` has the terms of the line, each with its
/// place in its list, which for numerals is their value.
pub(super) fn minors(line: &Line, found: &[Found]) -> Vec<Range<usize>> {
    let numbers = numbers(line, found);
    let by_end: HashMap<usize, &(Range<usize>, usize)> =
        numbers.iter().map(|number| (number.0.end, number)).collect();
    let by_start: HashMap<usize, &(Range<usize>, usize)> =
        numbers.iter().map(|number| (number.0.start, number)).collect();
    let things: Vec<usize> = found
        .iter()
        .filter(|(tier, ..)| *tier == Tier::AgeThing)
        .map(|(_, at, _)| at.start)
        .collect();
    let mut out = Vec::new();
    for (tier, at, _) in found {
        let number = match tier {
            Tier::AgeUnit => before(line, at.start).and_then(|end| by_end.get(&end)),
            Tier::AgeMark => by_start.get(&(at.end + 1)),
            _ => None,
        };
        let Some((place, years)) = number else { continue };
        let thing = things.binary_search(&(at.end + 1)).is_ok();
        if *years < ADULT_YEARS && !thing {
            out.push(place.start.min(at.start)..place.end.max(at.end));
        }
    }
    out
}

/// Where the word before `start` ends.
fn before(line: &Line, start: usize) -> Option<usize> {
    let previous = start.checked_sub(1)?;
    let gap = line.chars.get(previous).is_some_and(|c| is_separator(*c));
    Some(if gap { previous } else { start })
}

/// The numbers of a line with their values: one or two digits, or a numeral.
fn numbers(line: &Line, found: &[Found]) -> Vec<(Range<usize>, usize)> {
    let numerals = found.iter().filter(|(tier, ..)| *tier == Tier::Numeral);
    let mut out: Vec<_> = numerals.map(|(_, at, value)| (at.clone(), *value)).collect();
    let mut start = 0;
    for run in line.chars.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        let end = start + run.len();
        if run.len() < 3 && run.first().is_some_and(char::is_ascii_digit) {
            let digits: String = run.iter().collect();
            out.extend(digits.parse().ok().map(|value| (start..end, value)));
        }
        start = end;
    }
    out
}
