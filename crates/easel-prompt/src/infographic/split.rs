//! The body of a list cut into entries: at the strongest of the separators it holds, with the
//! last "and" and words of sequence taken care of.

use super::scan::{self, Cut, Mark};
use super::{dates, figures};

/// Words that only say what comes next, at the start of an entry.
const SEQUENCE: &[&str] = &[
    "erstens",
    "zweitens",
    "drittens",
    "viertens",
    "primero",
    "segundo",
    "tercero",
    "premièrement",
    "deuxièmement",
    "troisièmement",
    "во-первых",
    "во-вторых",
    "в-третьих",
    "secondo",
    "terzo",
    "fourth",
    "fourthly",
    "fifth",
    "at the end",
    "in the end",
    "to finish",
    "to start",
    "after this",
    "later",
    "am ende",
    "zu beginn",
    "pour finir",
    "pour commencer",
    "al final",
    "para empezar",
    "para terminar",
    "alla fine",
    "no final",
    "w końcu",
    "po pierwsze",
    "po drugie",
    "po trzecie",
    "ilk olarak",
    "ilk önce",
    "daha sonra",
    "en son",
    "第一",
    "第二",
    "第三",
    "其次",
    "之后",
    "それから",
    "そして",
    "その後",
    "ثانيا",
    "ثالثا",
    "أولاً",
    "ثانياً",
    "ثالثاً",
    "أخيراً",
    "بعد ذلك",
    "उसके बाद",
    "سپس",
    "첫째",
    "둘째",
    "셋째",
    "그리고",
    "그 다음",
    "first of all",
    "first",
    "firstly",
    "second",
    "secondly",
    "third",
    "thirdly",
    "then",
    "next",
    "after that",
    "afterwards",
    "and then",
    "finally",
    "lastly",
    "and finally",
    "zuerst",
    "dann",
    "danach",
    "anschließend",
    "schließlich",
    "zum schluss",
    "als erstes",
    "primero",
    "luego",
    "después",
    "a continuación",
    "finalmente",
    "por último",
    "d'abord",
    "ensuite",
    "puis",
    "enfin",
    "prima",
    "poi",
    "quindi",
    "infine",
    "dopo",
    "primeiro",
    "depois",
    "em seguida",
    "por fim",
    "eerst",
    "daarna",
    "vervolgens",
    "ten slotte",
    "tot slot",
    "najpierw",
    "potem",
    "następnie",
    "na koniec",
    "сначала",
    "затем",
    "потом",
    "наконец",
    "önce",
    "sonra",
    "ardından",
    "son olarak",
    "首先",
    "然后",
    "接着",
    "最后",
    "まず",
    "次に",
    "最後に",
    "먼저",
    "다음으로",
    "마지막으로",
    "그다음",
    "أولا",
    "ثم",
    "وأخيرا",
    "पहले",
    "फिर",
];

/// Words that join the last two entries.
const AND: [&str; 14] = [
    " and ", " & ", " und ", " sowie ", " y ", " e ", " et ", " en ", " i ", " oraz ", " и ",
    " ve ", " और ", " 및 ",
];

/// Cuts `body` into entries; `wanted` is how many the prompt speaks of.
pub(super) fn entries(body: &str, wanted: Option<usize>) -> Vec<String> {
    let body = trimmed(body);
    let marks = scan::marks(body);
    let has =
        |cut: Cut| marks.iter().any(|mark| mark.cut == cut && !body[mark.end..].trim().is_empty());
    let at = |cut: Cut| scan::cut_at(body, &marks, |own| own == cut);
    let headed = |parts: &[&str]| parts.iter().filter(|part| heads(part)).count();
    let sentences = at(Cut::Sentence);
    // "Cats: quiet, clean / Dogs: loyal, loud".
    let sided = [Cut::Slash, Cut::Bar]
        .map(at)
        .into_iter()
        .find(|parts| parts.len() >= 2 && headed(parts) == parts.len());
    if let Some(parts) = sided {
        return told_apart(parts.into_iter().map(str::to_owned).collect());
    }
    let parts: Vec<&str> = if has(Cut::Line) {
        at(Cut::Line)
    } else if sentences.len() >= 2
        && headed(&sentences) >= 2
        && headed(&sentences) * 2 > sentences.len()
    {
        return merged(&sentences, ". ");
    } else if has(Cut::Semicolon) {
        let parts = scan::cut_at(body, &marks, |cut| matches!(cut, Cut::Semicolon | Cut::Sentence));
        return told_apart(parts_of_steps(&parts));
    } else if has(Cut::Arrow) {
        at(Cut::Arrow)
    } else if has(Cut::Bar) {
        at(Cut::Bar)
    } else if !has(Cut::Comma) && at(Cut::Dash).len() >= 3 {
        at(Cut::Dash)
    } else if sentences.len() >= 2 {
        return by_sentence(&sentences);
    } else if has(Cut::Slash) && !has(Cut::Comma) {
        at(Cut::Slash)
    } else {
        return by_comma(body, &marks, wanted);
    };
    told_apart(parts.into_iter().map(str::to_owned).collect())
}

/// Parts without the words that only say what comes next. "First shop" alone keeps its word.
fn told_apart(parts: Vec<String>) -> Vec<String> {
    // "затем, …": a word of sequence with its own comma.
    let idle = |part: &String| SEQUENCE.contains(&trimmed(part).to_lowercase().as_str());
    let parts: Vec<String> = if parts.len() > 2 {
        parts.into_iter().filter(|part| !idle(part)).collect()
    } else {
        parts
    };
    let leads = |part: &String| without_sequence(trimmed(part)).len() < trimmed(part).len();
    let told = parts.iter().filter(|part| leads(part)).count() >= 2;
    let parts = without_count(parts);
    let bare = |part: &String| {
        let part = trimmed(part);
        let open = without_sequence(part);
        let sure = told
            || part[..part.len() - open.len()].trim_end().ends_with([',', '、', '，', ':'])
            || surely_leads(part);
        if sure { open.to_owned() } else { part.to_owned() }
    };
    parts.iter().map(bare).filter(|part| !part.is_empty()).collect()
}

/// Parts without numbers that only count them, "1 Awareness", and without the word that closes a
/// list: "など", "等", "의 3つです".
fn without_count(mut parts: Vec<String>) -> Vec<String> {
    let counted = |(nth, part): (usize, &String)| {
        let rest = part.trim_start().strip_prefix(&(nth + 1).to_string());
        rest.is_some_and(|rest| {
            rest.starts_with(' ') && rest.trim_start().starts_with(char::is_alphabetic)
        })
    };
    let lettered = |(nth, part): (usize, &String)| {
        let letter = "abcdefghijklmnop".chars().nth(nth);
        let rest = part.trim_start().trim_start_matches('(').to_lowercase();
        letter.is_some_and(|letter| {
            rest.strip_prefix(letter).is_some_and(|rest| rest.starts_with(')'))
        })
    };
    if parts.len() >= 2 && parts.iter().enumerate().all(lettered) {
        for part in &mut parts {
            *part = part.split_once(')').map_or(String::new(), |(_, rest)| rest.trim().to_owned());
        }
    }
    let spoken = |(nth, part): (usize, &String)| {
        let digit = "一二三四五六七八九十".chars().nth(nth);
        digit.is_some_and(|digit| part.trim_start().starts_with([digit]) && part.contains('、'))
    };
    if parts.len() >= 2 && parts.iter().enumerate().all(spoken) {
        for part in &mut parts {
            *part = part.split_once('、').map_or(String::new(), |(_, rest)| rest.trim().to_owned());
        }
    }
    if parts.len() >= 3 && parts.iter().enumerate().all(counted) {
        for part in &mut parts {
            *part = part
                .trim_start()
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .trim_start()
                .to_owned();
        }
    }
    if parts.len() >= 2
        && let Some(last) = parts.last_mut()
    {
        for end in
            ["です", "つ", "など", "等等", "等", " 등", " 등등", " etc.", " etc", " usw.", " usw"]
        {
            if let Some(rest) = last.strip_suffix(end) {
                let count = rest.trim_end_matches(|c: char| {
                    c.is_ascii_digit() || "一二三四五六七八九".contains(c)
                });
                let rest = if end == "つ" {
                    count.strip_suffix('の').filter(|_| count.len() < rest.len())
                } else {
                    Some(rest)
                };
                if let Some(rest) = rest.filter(|rest| rest.chars().count() > 1) {
                    *last = rest.to_owned();
                }
            }
        }
    }
    parts
}

/// Whether a part begins with a word that does nothing but lead on.
fn surely_leads(part: &str) -> bool {
    const SURE: [&str; 16] = [
        "then ",
        "and then ",
        "finally ",
        "and finally ",
        "lastly ",
        "after that ",
        "dann ",
        "danach ",
        "anschließend ",
        "luego ",
        "ensuite ",
        "puis ",
        "enfin ",
        "infine ",
        "затем ",
        "потом ",
    ];
    let lower = part.to_lowercase();
    SURE.iter().any(|word| lower.starts_with(word))
}

/// The parts of a list within an entry: "apples, pears and plums".
pub(super) fn inner(text: &str) -> Vec<String> {
    let text = trimmed(text);
    let marks = scan::marks(text);
    if marks.iter().any(|mark| matches!(mark.cut, Cut::Semicolon)) {
        let parts = scan::cut_at(text, &marks, |cut| matches!(cut, Cut::Semicolon | Cut::Sentence));
        return parts.iter().flat_map(|part| inner(part)).collect();
    }
    if marks.iter().any(|mark| matches!(mark.cut, Cut::Bar)) {
        return scan::cut_at(text, &marks, |cut| cut == Cut::Bar)
            .into_iter()
            .map(str::to_owned)
            .collect();
    }
    if marks.iter().any(|mark| mark.cut == Cut::Slash)
        && !marks.iter().any(|mark| mark.cut == Cut::Comma)
    {
        return scan::cut_at(text, &marks, |cut| cut == Cut::Slash)
            .into_iter()
            .map(str::to_owned)
            .collect();
    }
    let sentences = scan::cut_at(text, &marks, |cut| cut == Cut::Sentence);
    if sentences.len() > 1 {
        return sentences.iter().flat_map(|part| inner(part)).collect();
    }
    by_comma(text, &marks, None)
}

/// "First remove the wheel. Then take off the tyre, check the rim": where words of sequence lead
/// the parts, their clauses are steps, too.
fn parts_of_steps(parts: &[&str]) -> Vec<String> {
    let leads = |part: &&&str| without_sequence(part).len() < part.len();
    if parts.iter().filter(leads).count() < 2 {
        return parts.iter().map(|part| (*part).to_owned()).collect();
    }
    let clauses = |part: &&str| {
        let part = without_sequence(part);
        let clauses = by_comma(part, &scan::marks(part), None);
        let long = clauses.iter().all(|part| scan::word_count(part) >= 3);
        if long { clauses } else { vec![part.to_owned()] }
    };
    parts.iter().flat_map(clauses).collect()
}

/// How many years `part` tells.
fn years_in(part: &str) -> usize {
    let numbers = part.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|n| n.len() == 4 && (n.starts_with('1') || n.starts_with("20"))).count()
}

/// Sentences; those that list figures are cut at their commas.
fn by_sentence(sentences: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    let starts_with_figure =
        |part: &String| figures::prefix(part).is_some() || dates::at_start(part).is_some();
    for sentence in sentences {
        let marks = scan::marks(sentence);
        let parts = by_comma(sentence, &marks, None);
        let dated = parts.iter().all(|part| years_in(part) == 1);
        if parts.len() > 1 && (dated || parts.iter().all(starts_with_figure)) {
            out.extend(parts);
        } else {
            out.push((*sentence).to_owned());
        }
    }
    let parts: Vec<&str> = out.iter().map(String::as_str).collect();
    told_apart(parts_of_steps(&parts))
}

/// Parts without a heading of their own go on with the one before.
fn merged(parts: &[&str], glue: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        match out.last_mut() {
            Some(last) if !heads(part) => {
                last.push_str(glue);
                last.push_str(trimmed(part));
            }
            _ => out.push(trimmed(part).to_owned()),
        }
    }
    told_apart(out)
}

fn by_comma(body: &str, marks: &[Mark], wanted: Option<usize>) -> Vec<String> {
    let parts = scan::cut_at(body, marks, |cut| cut == Cut::Comma);
    let headed = parts.iter().filter(|part| heads(part)).count();
    if headed >= 2 && headed < parts.len() && parts.first().is_some_and(|first| heads(first)) {
        return merged(&parts, ", ");
    }
    let mut out: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    let Some(last) = out.pop() else { return out };
    // "…, and c" has its comma; "a and b" alone may be one thing.
    let opened = without_and(&last);
    let enough = wanted.is_some_and(|wanted| out.len() + 1 >= wanted && wanted > 1);
    let oxford = opened.len() < last.len() && !out.is_empty();
    if enough || oxford {
        out.push(opened.to_owned());
    } else {
        let missing = wanted.map(|wanted| wanted.saturating_sub(out.len()));
        out.extend(last_pair(&last, missing, out.is_empty()));
    }
    let figured = out.iter().flat_map(|part| figured_pair(part)).collect::<Vec<_>>();
    told_apart(without_waw(&figured))
}

/// The last part of a list at its "and".
fn last_pair(last: &str, missing: Option<usize>, alone: bool) -> Vec<String> {
    let lower = last.to_lowercase();
    // Lower case may have another length in rare letters; then nothing is cut.
    if lower.len() != last.len() {
        return vec![last.to_owned()];
    }
    let mut joints: Vec<(usize, usize)> = Vec::new();
    for and in AND {
        joints.extend(lower.match_indices(and).map(|(at, found)| (at, at + found.len())));
    }
    joints.sort_unstable();
    let marks = scan::marks(last);
    let head = marks
        .iter()
        .find(|mark| matches!(mark.cut, Cut::Colon | Cut::Dash))
        .map_or(usize::MAX, |mark| mark.start);
    let bracket = last.find(['(', '（']).unwrap_or(usize::MAX);
    joints.retain(|(at, _)| *at < head.min(bracket));
    let told =
        joints.iter().find(|(_, end)| without_sequence(&last[*end..]).len() < last[*end..].len());
    if joints.is_empty()
        && let Some((at, end)) = dense_pair(last).filter(|(at, end)| {
            let tiny = |text: &str| text.chars().count() <= 3;
            !alone || missing == Some(2) || (tiny(&last[..*at]) && tiny(&last[*end..]))
        })
    {
        return vec![last[..at].to_owned(), last[end..].to_owned()];
    }
    let chosen = match (told, joints.as_slice(), missing) {
        (Some(joint), ..) => Some(*joint),
        (None, [], _) => None,
        (None, [only], _) => Some(*only),
        (None, [.., joint], Some(2)) => Some(*joint),
        (None, [first, ..], _) => Some(*first),
    };
    let Some((at, end)) = chosen else { return vec![last.to_owned()] };
    let (left, right) = (&last[..at], &last[end..]);
    // A pair without commas is cut where the prompt speaks of two, or of single words.
    let single = |text: &str| scan::word_count(text) <= 2;
    if alone && told.is_none() && missing != Some(2) && !(single(left) && single(right)) {
        return vec![last.to_owned()];
    }
    vec![left.to_owned(), right.to_owned()]
}

/// Arabic writes "and" onto the next word: "أ، ب، وج". Words that begin with the letter keep it.
fn without_waw(parts: &[String]) -> Vec<String> {
    const OWN: [&str; 26] = [
        "ورق", "وقت", "وزن", "وجه", "وعي", "وضع", "وصول", "وظيف", "وسائ", "وسيل", "وحد", "واحد",
        "ورد", "ولاي", "وصف", "وجب", "وسط", "وقاي", "وقود", "واجب", "وثيق", "وثائ", "وطن", "والد",
        "وفاء", "ودائ",
    ];
    let joined = |part: &str| {
        part.starts_with('و')
            && part.chars().count() > 3
            && !OWN.iter().any(|own| part.starts_with(own))
    };
    let count = parts.len();
    let all = count > 2 && parts.iter().skip(1).all(|part| joined(part));
    let bare = |(at, part): (usize, &String)| {
        if at > 0 && joined(part) && (all || at + 1 == count) {
            part.chars().skip(1).collect()
        } else {
            part.clone()
        }
    };
    parts.iter().enumerate().map(bare).collect()
}

/// "苹果和香蕉", "사과와 배": a short pair in scripts without blanks around "and".
fn dense_pair(last: &str) -> Option<(usize, usize)> {
    for (and, most) in [
        ("以及", 12),
        ("和", 6),
        ("与", 6),
        ("及", 5),
        ("、そして", 20),
        ("와 ", 12),
        ("과 ", 12),
        (" 그리고 ", 30),
    ] {
        if let Some(at) = last.find(and).filter(|at| *at > 0) {
            let end = at + and.len();
            let short = |text: &str| (1..=most).contains(&text.trim().chars().count());
            if short(&last[..at]) && short(&last[end..]) {
                return Some((at, end));
            }
        }
    }
    None
}

/// "70% food and 20% rent" is two entries wherever it stands.
fn figured_pair(part: &str) -> Vec<String> {
    for and in AND {
        if let Some((left, right)) = part.split_once(and) {
            let both = |text: &str| {
                figures::prefix(text.trim())
                    .is_some_and(|(figure, rest)| !rest.is_empty() && !figure.is_empty())
            };
            let dated = |text: &str| dates::at_start(text.trim()).is_some();
            if both(left) && both(right) || dated(left) && dated(right) {
                return vec![left.to_owned(), right.to_owned()];
            }
        }
    }
    vec![part.to_owned()]
}

/// Whether a part begins with a heading of its own: a few words and a colon or dash.
pub(super) fn heads(part: &str) -> bool {
    let mark = scan::marks(part).into_iter().find(|mark| mark.cut != Cut::Line);
    mark.is_some_and(|mark| {
        matches!(mark.cut, Cut::Colon | Cut::Dash)
            && mark.start > 0
            && !part[mark.end..].trim().is_empty()
            && scan::word_count(&part[..mark.start]) <= 8
    })
}

fn without_and(part: &str) -> &str {
    let lower = part.to_lowercase();
    for and in AND {
        let word = and.trim_start();
        if lower.starts_with(word) && part.is_char_boundary(word.len()) && part.len() > word.len() {
            return part[word.len()..].trim_start();
        }
    }
    part.strip_prefix("以及")
        .or_else(|| part.strip_prefix("和"))
        .filter(|rest| rest.chars().count() > 1 && part.starts_with("以及"))
        .unwrap_or(part)
}

/// `part` without "then", "finally" and the like at its start.
pub(super) fn without_sequence(part: &str) -> &str {
    let mut part = without_and_then(part);
    for _ in 0..2 {
        let lower = part.to_lowercase();
        let found = SEQUENCE.iter().filter(|word| {
            let rest = lower.strip_prefix(**word);
            rest.is_some_and(|rest| {
                let dense = word.chars().any(|c| !c.is_ascii() && crate::numbers::is_dense(c));
                !rest.trim().is_empty() && (dense || rest.starts_with([' ', ',']))
                    // "First aid kit", "next of kin": only what goes on with a verb or a comma.
                    && !rest.starts_with(" aid") && !rest.starts_with(" of ") && !rest.starts_with(" class")
            })
        });
        let Some(word) = found.max_by_key(|word| word.len()) else { break };
        if !part.is_char_boundary(word.len()) {
            break;
        }
        let rest = part[word.len()..].trim_start_matches([',', ' ', '，', '、', ':']);
        part = rest;
    }
    part
}

fn without_and_then(part: &str) -> &str {
    let opened = without_and(part);
    let lower = opened.to_lowercase();
    let goes_on = SEQUENCE.iter().any(|word| lower.starts_with(word));
    if opened.len() < part.len() && goes_on { opened } else { part }
}

/// `part` without marks at its ends that separate.
pub(super) fn trimmed(part: &str) -> &str {
    let part = part.trim().trim_start_matches([',', ';', '、', '，', '|', ':', '：', '.']).trim();
    let part = part.trim_end_matches([',', ';', '、', '，', '|', '。', ' ', '।', '…', '—', '–']);
    // A full stop goes unless it belongs to an abbreviation.
    match part.strip_suffix('.') {
        Some(rest) if !keeps_stop(rest) => rest.trim_end(),
        _ => part,
    }
}

fn keeps_stop(rest: &str) -> bool {
    let word = rest.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    [
        "mio", "mrd", "mln", "тыс", "руб", "etc", "inc", "ltd", "usw", "a.c", "d.c", "a.m", "p.m",
        "min", "max", "approx", "co", "н.э", "n.e", "std", "г", "chr",
    ]
    .contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_cut_at_their_strongest_separator() {
        let check = |body: &str, wanted: Option<usize>, expect: &[&str]| {
            assert_eq!(entries(body, wanted), expect, "{body}");
        };
        check("a, b and c", None, &["a", "b", "c"]);
        check("a, b, and c & d", None, &["a", "b", "c & d"]);
        check(
            "safety, love and belonging, esteem",
            None,
            &["safety", "love and belonging", "esteem"],
        );
        check("one, salt and pepper", Some(2), &["one", "salt and pepper"]);
        check("A: x, y. B: z. C: w.", None, &["A: x, y", "B: z", "C: w"]);
        check("A: x, y, B: z", None, &["A: x, y", "B: z"]);
        check("a; b, c; d", None, &["a", "b, c", "d"]);
        check(
            "prima lavare, poi pestare aglio e pinoli, quindi unire e infine servire",
            None,
            &["lavare", "pestare aglio e pinoli", "unire", "servire"],
        );
        check("制定计划、专注当下、定期复习", None, &["制定计划", "专注当下", "定期复习"]);
        check("70% food, 20% rent and 10% fun", None, &["70% food", "20% rent", "10% fun"]);
        check("Visitors 10 → Leads 5", None, &["Visitors 10", "Leads 5"]);
        check(
            "Boil the water. Then add pasta. Drain.",
            None,
            &["Boil the water", "add pasta", "Drain"],
        );
    }
}
