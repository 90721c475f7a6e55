//! Sides of a comparison: "X vs Y", "Pros: … Cons: …", "compare X and Y". Lists of other
//! infographics are read by the parent module.

use easel_types::spec::{InfographicGroup, InfographicItem};

use super::{ENTRIES_MAX, heading, is_colon, item, parts};
use crate::lexicon::{self, Meaning};
use crate::phrases;
use crate::tokens::{Kind, Text, Token, capitalised};

/// The two or more sides of "X vs Y", "pros and cons", "compare X and Y".
pub(super) fn read(
    text: &Text<'_>,
    title: Option<&std::ops::Range<usize>>,
) -> Option<(Vec<InfographicGroup>, Option<String>)> {
    let tokens: Vec<Token> = text
        .tokens
        .iter()
        .enumerate()
        .filter(|(at, _)| title.is_none_or(|range| !range.contains(at)))
        .map(|(_, token)| token.clone())
        .collect();
    let word = |list: &[&str]| tokens.iter().any(|t| list.contains(&&*t.lower));
    if let Some(groups) = headed_groups(text, &tokens) {
        let end = groups.1;
        return Some((groups.0, heading(text, end, title)));
    }
    let versus = tokens.iter().position(|t| matches!(&*t.lower, "vs" | "versus" | "vs."));
    let compares = word(&["compare", "comparing", "comparison", "difference", "differences"]);
    let joint = versus.or_else(|| {
        compares
            .then(|| {
                tokens
                    .iter()
                    .position(|t| phrases::joins(&t.lower, text.language) || t.is_word("with"))
            })
            .flatten()
    })?;
    let left = sides_left(text, &tokens[..joint]);
    let stop = tokens[joint + 1..]
        .iter()
        .position(|t| {
            matches!(t.kind, Kind::Mark(':' | '：' | '.' | ',' | '(' | ';') | Kind::Newline)
                || matches!(
                    &*t.lower,
                    "in" | "for" | "on" | "by" | "with" | "infographic" | "comparison" | "chart"
                )
        })
        .map_or(tokens.len(), |at| joint + 1 + at);
    let right = text.slice(phrases::trimmed(&tokens[joint + 1..stop], |_| false));
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let names: Vec<String> =
        left.into_iter().chain(std::iter::once(right)).map(|n| capitalised(&n)).collect();
    let title = names.join(" vs ");
    let aspects: Vec<InfographicItem> = if stop < tokens.len() {
        parts(text, &tokens[stop + 1..])
            .into_iter()
            .take(ENTRIES_MAX)
            .filter_map(|part| item(text, part))
            .collect()
    } else {
        Vec::new()
    };
    // Aspects say what is compared; they belong to every side.
    let groups = names
        .into_iter()
        .map(|label| InfographicGroup {
            label,
            items: aspects.clone(),
            ..InfographicGroup::default()
        })
        .collect();
    Some((groups, Some(title)))
}

/// Names before "vs": after "compare", "of", "between", a comma list counts as several.
fn sides_left(text: &Text<'_>, tokens: &[Token]) -> Vec<String> {
    let hits = lexicon::find(text.prompt, tokens);
    let kind_end = hits
        .iter()
        .filter(|hit| !matches!(hit.meaning, Meaning::Infographic("compare" | "pros_cons")))
        .map(|hit| hit.tokens.end)
        .max()
        .unwrap_or(0);
    let opener = tokens
        .iter()
        .rposition(|t| {
            matches!(
                &*t.lower,
                "compare"
                    | "comparing"
                    | "comparison"
                    | "between"
                    | "of"
                    | "about"
                    | "on"
                    | "showing"
                    | "for"
            ) || is_colon(t)
        })
        .map_or(0, |at| at + 1);
    let inner = &tokens[kind_end.max(opener)..];
    inner
        .split(|t| t.is_mark(',') || matches!(&*t.lower, "vs" | "versus"))
        .map(|part| text.slice(phrases::trimmed(part, phrases::is_request)))
        .filter(|name| !name.is_empty())
        .collect()
}

/// "Pros: a, b. Cons: c, d" and "Cats: …; Dogs: …": at least two stretches with a heading and
/// a list of their own. Gives the groups and where they begin.
fn headed_groups(text: &Text<'_>, tokens: &[Token]) -> Option<(Vec<InfographicGroup>, usize)> {
    let sides = |t: &Token| {
        matches!(
            &*t.lower,
            "pros"
                | "cons"
                | "advantages"
                | "disadvantages"
                | "strengths"
                | "weaknesses"
                | "opportunities"
                | "threats"
                | "benefits"
                | "drawbacks"
                | "before"
                | "after"
                | "myth"
                | "fact"
                | "myths"
                | "dos"
                | "don'ts"
                | "ventajas"
                | "desventajas"
                | "vorteile"
                | "nachteile"
        )
    };
    let versus = tokens
        .iter()
        .any(|t| matches!(&*t.lower, "vs" | "versus" | "compare" | "comparing" | "comparison"));
    let mut heads: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !is_colon(token) || at == 0 {
            continue;
        }
        let start = tokens[..at]
            .iter()
            .rposition(|t| {
                matches!(t.kind, Kind::Mark(';' | '.' | '；' | ',') | Kind::Newline) || is_colon(t)
            })
            .map_or(0, |mark| mark + 1);
        let words = &tokens[start..at];
        if words.iter().any(sides) && words.len() <= 2 || (versus && words.len() <= 3 && start > 0)
        {
            heads.push(start);
        }
    }
    if heads.len() < 2 {
        return None;
    }
    let mut groups = Vec::new();
    for (nth, start) in heads.iter().enumerate() {
        let end = heads.get(nth + 1).copied().unwrap_or(tokens.len());
        let colon = tokens[*start..end].iter().position(is_colon).map(|at| start + at)?;
        let label = capitalised(&text.slice(phrases::trimmed(&tokens[*start..colon], |_| false)));
        // The semicolon that ends the group is no separator inside it.
        let ends = |t: &Token| !(t.is_text() || t.number().is_some() || t.is_mark(')'));
        let kept = tokens[colon + 1..end].iter().rposition(|t| !ends(t)).map_or(0, |n| n + 1);
        let items = parts(text, &tokens[colon + 1..colon + 1 + kept])
            .into_iter()
            .take(ENTRIES_MAX)
            .filter_map(|part| item(text, part))
            .collect();
        groups.push(InfographicGroup { label, items, ..InfographicGroup::default() });
    }
    Some((groups, tokens[heads[0]].start))
}
