//! The names that a request compares: "cats vs dogs", "difference between tea and coffee". What is
//! said about them is read in `groups`.

use super::groups::GROUPS_MAX;
use super::{entry, scan};

/// Words between the two sides of a comparison.
const VERSUS: [&str; 20] = [
    " against ",
    " contro ",
    " przeciw ",
    " v ",
    " или ",
    " vs. ",
    " vs ",
    " versus ",
    " v. ",
    " gegen ",
    " contre ",
    " contra ",
    " kontra ",
    " против ",
    " karşı ",
    " tegenover ",
    " or ",
    " oder ",
    " vs.",
    " VS ",
];

/// What stands between the words for "versus".
pub(super) fn versus_parts(text: &str) -> Vec<String> {
    let mut parts = vec![format!(" {text} ")];
    for versus in VERSUS {
        parts = parts
            .iter()
            .flat_map(|part| {
                part.split(versus).map(|p| format!(" {} ", p.trim())).collect::<Vec<_>>()
            })
            .collect();
        if parts.len() > 1 {
            break;
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The names that a request compares: "cats vs dogs", "compare tea and coffee".
pub(super) fn sides_named(frame: &str) -> Vec<String> {
    for sentence in scan::sentences(frame).into_iter().take(12).filter(|s| s.len() < 400) {
        let sentence = match entry::explanation(sentence) {
            Some((head, rest)) if versus_at(head).is_none() => rest,
            Some((head, _)) => head,
            None => sentence,
        };
        let sentence = sentence.trim_end_matches([':', '：', ' ']);
        if let Some(names) =
            versus_at(sentence).or_else(|| dense_versus(sentence)).or_else(|| compared(sentence))
        {
            return names;
        }
    }
    Vec::new()
}

fn versus_at(sentence: &str) -> Option<Vec<String>> {
    let lower = format!(" {} ", sentence.to_lowercase());
    let has = |word: &str| lower.contains(&format!(" {word} "));
    // "what helps against stress" compares nothing, "dog against cat" does.
    let short = scan::word_count(sentence) == 3;
    let weak = short
        && ["against", "contro", "przeciw", "gegen", "contre", "против", "karşı", "tegenover", "v"]
            .into_iter()
            .any(has);
    if !(["vs", "vs.", "versus", "v."].into_iter().any(has) || weak) {
        return None;
    }
    let parts: Vec<String> = versus_parts(sentence)
        .iter()
        .map(|part| bare_name(part))
        .filter(|name| !name.is_empty())
        .collect();
    ((2..=GROUPS_MAX).contains(&parts.len())).then_some(parts)
}

/// "猫 vs 狗", "AとBの比較", "A와 B 비교", "A和B的对比".
fn dense_versus(sentence: &str) -> Option<Vec<String>> {
    let lower = sentence.to_lowercase();
    if !lower.is_ascii() && lower.len() == sentence.len() && lower.contains("vs") {
        let (left, right) = sentence.split_at(lower.find("vs")?);
        let right = right.get(2..)?.trim_start_matches('.');
        return Some(vec![bare_name(left), bare_name(right)])
            .filter(|names| names.iter().all(|n| !n.is_empty()));
    }
    for (end, joints) in [
        ("对比", "和与跟"),
        ("比较", "和与跟"),
        ("区别", "和与跟"),
        ("の比較", "と"),
        ("の違い", "と"),
        ("비교", "와과"),
        ("차이", "와과"),
    ] {
        let Some(head) = sentence.find(end).map(|at| &sentence[..at]) else { continue };
        let head = head.trim_end_matches(['的', 'の', '의', ' ']);
        if let Some(at) = head.find(|c| joints.contains(c)) {
            let joint = head[at..].chars().next().map_or(0, char::len_utf8);
            let names = vec![head[..at].trim().to_owned(), head[at + joint..].trim().to_owned()];
            return Some(names).filter(|names| names.iter().all(|n| !n.is_empty()));
        }
    }
    None
}

/// "compare tea and coffee", "difference between tea and coffee".
fn compared(sentence: &str) -> Option<Vec<String>> {
    const OPENERS: [&str; 30] = [
        "difference between ",
        "differences between ",
        "comparison between ",
        "comparison of ",
        "comparing ",
        "compare ",
        "vergleich von ",
        "vergleich zwischen ",
        "unterschied zwischen ",
        "unterschiede zwischen ",
        "vergleiche ",
        "comparación entre ",
        "comparación de ",
        "compara ",
        "diferencias entre ",
        "diferencia entre ",
        "comparaison entre ",
        "comparaison de ",
        "compare ",
        "différences entre ",
        "différence entre ",
        "confronto tra ",
        "differenze tra ",
        "confronta ",
        "comparação entre ",
        "diferenças entre ",
        "verschil tussen ",
        "vergelijking van ",
        "porównanie ",
        "сравнение ",
    ];
    const AND: [&str; 14] = [
        " and ", " with ", " to ", " und ", " mit ", " y ", " con ", " et ", " avec ", " e ",
        " en ", " i ", " и ", " ve ",
    ];
    let lower = sentence.to_lowercase();
    if lower.len() != sentence.len() {
        return None;
    }
    let from =
        OPENERS.iter().filter_map(|opener| lower.find(opener).map(|at| at + opener.len())).max()?;
    let rest = sentence.get(from..)?;
    let low = lower.get(from..)?;
    let (at, joint) = AND.iter().filter_map(|and| low.find(and).map(|at| (at, and.len()))).min()?;
    let left = rest[..at].split(',').map(bare_name).collect::<Vec<_>>();
    let right = bare_name(&rest[at + joint..]);
    let names: Vec<String> =
        left.into_iter().chain([right]).filter(|name| !name.is_empty()).collect();
    ((2..=GROUPS_MAX).contains(&names.len())
        && names.iter().all(|name| scan::word_count(name) <= 5))
    .then_some(names)
}

/// A side's name without the words of the request around it.
fn bare_name(part: &str) -> String {
    let text = crate::tokens::Text::new(part);
    let hits: Vec<_> =
        text.hits().iter().filter(|hit| !hit.unsegmented).map(|hit| hit.tokens.clone()).collect();
    let tokens: Vec<crate::tokens::Token> = text
        .tokens
        .iter()
        .enumerate()
        .filter(|(at, _)| !hits.iter().any(|hit| hit.contains(at)))
        .map(|(_, token)| token.clone())
        .collect();
    // The name begins behind the last word that leads to it.
    let leads = |t: &crate::tokens::Token| {
        matches!(
            &*t.lower,
            "of" | "about"
                | "on"
                | "comparing"
                | "compare"
                | "comparison"
                | "comparison:"
                | "between"
                | "showing"
                | "sobre"
                | "über"
                | "sur"
                | "su"
                | "over"
                | "o"
                | "о"
        )
    };
    let begin =
        tokens.iter().rposition(leads).filter(|at| at + 1 < tokens.len()).map_or(0, |at| at + 1);
    let stop = tokens[begin..]
        .iter()
        .position(|t| matches!(&*t.lower, "in" | "for" | "as" | "comparison" | "vergleich"))
        .filter(|at| *at > 0)
        .map_or(tokens.len(), |at| begin + at);
    let inner = crate::phrases::trimmed(&tokens[begin..stop], crate::phrases::is_request);
    let name = text.slice(inner);
    crate::lexicon::without_kinds(&name, &text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_name_what_they_compare() {
        let check =
            |frame: &str, expect: &[&str]| assert_eq!(sides_named(frame), expect, "{frame}");
        check("iPhone vs Android infographic", &["iPhone", "Android"]);
        check("Mieten vs. Kaufen", &["Mieten", "Kaufen"]);
        check("infographic comparing tea and coffee", &["tea", "coffee"]);
        check("Infografik: Hund gegen Katze", &["Hund", "Katze"]);
        check("猫と犬の違い", &["猫", "犬"]);
        check("five tips", &[]);
    }
}
