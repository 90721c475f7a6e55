//! Labels without what is written onto them: particles of Korean and Japanese, verbs of Chinese,
//! the "and" of Arabic, elided articles. Told by what all labels have in common, since a single
//! word may end like a particle.

use super::grid::Reading;
use crate::tokens::Text;

/// Cleans the labels of a reading.
pub(super) fn polish(text: &Text<'_>, reading: &mut Reading) {
    let code = text.language.as_str();
    let mut cells: Vec<&mut String> = Vec::new();
    let mut names: Vec<&mut String> = Vec::new();
    for group in &mut reading.groups {
        names.push(&mut group.name);
        cells.extend(group.cells.iter_mut().map(|cell| &mut cell.label));
    }
    let mut axis: Vec<&mut String> = reading.axis.iter_mut().flatten().collect();
    for list in [&mut cells, &mut names, &mut axis] {
        match code {
            "ko" => {
                endings(list, &["에서는", "에서", "에는", "은", "는", "이", "가", "을", "를", "도"])
            }
            "ja" => {
                endings(list, &["では", "には", "は", "が", "も", "を", "で", "の"]);
                topics(list);
            }
            "zh" => {
                shared_beginning(list);
                verbs(list);
            }
            "tr" => apostrophes(list),
            "ar" => joined(list),
            "de" => participles(list),
            _ => elided(list),
        }
    }
}

/// Strips endings that most labels have.
fn endings(labels: &mut [&mut String], list: &[&str]) {
    let ending = |label: &str| {
        list.iter().find(|end| label.len() > end.len() && label.ends_with(**end)).copied()
    };
    let found: Vec<&str> = labels.iter().filter_map(|label| ending(label)).collect();
    let filled = labels.iter().filter(|label| !label.is_empty()).count();
    // "고양이, 호랑이": an ending that all words have may be theirs; a mix is of particles.
    let sure = found.iter().any(|end| !matches!(*end, "이" | "도"));
    if found.len() * 3 < filled * 2 || found.is_empty() || !sure {
        return;
    }
    for label in labels {
        if let Some(end) = ending(label) {
            let stem = label.len() - end.len();
            label.truncate(stem);
            let trimmed = label.trim_end().len();
            label.truncate(trimmed);
        }
    }
}

/// Strips verbs between a label and its value, which Chinese writes onto the label.
fn verbs(labels: &mut [&mut String]) {
    const VERBS: [&str; 30] = [
        "花费了",
        "花费",
        "花了",
        "卖出了",
        "卖出",
        "卖了",
        "售出",
        "占了",
        "占比",
        "占",
        "达到了",
        "达到",
        "达",
        "完成了",
        "完成",
        "收到",
        "有",
        "为",
        "是",
        "共",
        "约",
        "数量",
        "得了",
        "得票",
        "增长到",
        "增加到",
        "下降到",
        "投入",
        "支出了",
        "获得",
    ];
    let shortest = labels.iter().map(|l| l.chars().count()).filter(|n| *n > 0).min().unwrap_or(0);
    for label in labels.iter_mut() {
        loop {
            let end = VERBS.iter().find(|verb| label.len() > verb.len() && label.ends_with(**verb));
            let Some(end) = end.filter(|_| !label.ends_with("所有")) else { break };
            let stem = label.len() - end.len();
            label.truncate(stem);
        }
        // "我们班有男生"
        if label.chars().count() > shortest + 2
            && let Some((_, rest)) = label.rsplit_once('有')
            && !rest.is_empty()
        {
            **label = rest.to_owned();
        }
        // "去年我们店卖出奶茶": what stands before the verb is a sentence.
        if label.chars().count() > shortest + 3 {
            let verb = VERBS
                .iter()
                .filter(|v| v.chars().count() > 1)
                .find_map(|verb| label.rfind(verb).map(|at| at + verb.len()));
            if let Some(rest) = verb.and_then(|at| label.get(at..)).filter(|r| !r.is_empty()) {
                **label = rest.to_owned();
            }
        }
    }
}

/// "今年の旅行先は京都": what stands before the topic marker of the first label is the topic of all.
fn topics(labels: &mut [&mut String]) {
    let Some((first, others)) = labels.split_first_mut() else { return };
    if others.is_empty() || others.iter().any(|label| label.contains('は')) {
        return;
    }
    if let Some((_, rest)) = first.rsplit_once('は').filter(|(before, rest)| !before.is_empty() && !rest.is_empty()) {
        **first = rest.trim_start().to_owned();
    }
}

/// "的人喜欢咖啡, 的人喜欢茶": what all labels begin with, where it goes on from the value.
fn shared_beginning(labels: &mut [&mut String]) {
    let Some(first) = labels.first().map(|label| label.to_string()) else { return };
    let shared = first
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| first.get(..*end).is_some_and(|head| labels.iter().all(|l| l.starts_with(head))))
        .last()
        .unwrap_or(0);
    let whole = labels.iter().any(|label| label.len() <= shared);
    if labels.len() >= 2 && first.starts_with('的') && !whole {
        for label in labels {
            label.drain(..shared);
        }
    }
}

/// "2023'te": endings that Turkish sets apart from a number by an apostrophe.
fn apostrophes(labels: &mut [&mut String]) {
    for label in labels {
        let at = label.find(['\'', '’']).filter(|at| {
            label.get(..*at).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
        });
        if let Some(at) = at {
            label.truncate(at);
        }
    }
}

/// Words that begin with the letter that else means "and" in Arabic.
const WAW: [&str; 22] = [
    "وقود",
    "وقت",
    "وزن",
    "ورد",
    "ورق",
    "وزار",
    "وجب",
    "ولاي",
    "وظائف",
    "وظيف",
    "وسائل",
    "واشنطن",
    "وسط",
    "وكال",
    "وحد",
    "وطن",
    "وادي",
    "واحد",
    "والد",
    "والي",
    "وثائق",
    "ودائع",
];

/// Strips the "and" that Arabic writes onto a word, where not all labels begin so.
fn joined(labels: &mut [&mut String]) {
    let begins = |label: &str| {
        label.starts_with('و')
            && label.chars().count() > 3
            && !WAW.iter().any(|w| label.starts_with(w))
    };
    for label in labels.iter_mut().skip(1) {
        if begins(label) {
            let mut chars = label.chars();
            chars.next();
            **label = chars.as_str().trim_start().to_owned();
        }
    }
}

/// "… und 9.118 Hörbücher ausgeliehen": where all labels are nouns, a verb behind the last is none.
fn participles(labels: &mut [&mut String]) {
    let small = |label: &str| {
        let last = label.rsplit(' ').next().unwrap_or_default();
        label.contains(' ') && last.starts_with(char::is_lowercase) && last.ends_with(['t', 'n'])
    };
    let nouns = labels.iter().all(|label| label.starts_with(char::is_uppercase));
    let Some((last, others)) = labels.split_last_mut() else { return };
    if nouns && others.len() >= 2 && small(last) && !others.iter().any(|label| small(label)) {
        let end = last.rfind(' ').unwrap_or(last.len());
        last.truncate(end);
    }
}

/// Strips the articles that French and Italian write onto a word: `l'auto`; names keep theirs.
fn elided(labels: &mut [&mut String]) {
    for label in labels.iter_mut() {
        for article in ["l'", "l’", "L'", "L’", "un'", "dell'", "all'", "d'"] {
            let rest = label.strip_prefix(article);
            if let Some(rest) = rest.filter(|r| r.starts_with(char::is_lowercase)) {
                **label = rest.to_owned();
                break;
            }
        }
    }
}
