//! Infographic specs out of prompts: topic, entries of lists, steps, years of timelines, sides of
//! comparisons. Which icon a keyword means and where things stand is the renderer's.

mod comparison;

use easel_types::spec::{InfographicItem, InfographicSpec, Source};

use crate::language::Language;
use crate::lexicon::{self, Meaning};
use crate::phrases;
use crate::tokens::{Kind, Text, Token, capitalised, collapse};

/// Most entries taken from a prompt.
const ENTRIES_MAX: usize = 500;

/// Lines or sentence parts that begin with `1.`, `2)` and so on.
pub(crate) fn numbered_lines(prompt: &str) -> usize {
    numbered(prompt).len()
}

/// The texts behind "1.", "2." … in order, on one line or several, each with where its number
/// stands.
pub(crate) fn numbered(prompt: &str) -> Vec<(usize, &str)> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut wanted = 1_u32;
    let mut search = 0;
    while let Some(at) = prompt[search..].find(&format!("{wanted}")).map(|at| search + at) {
        let length = wanted.to_string().len();
        let before = prompt[..at].chars().next_back();
        let after = &prompt[at + length..];
        let spaced = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ':' | ',' | ';'));
        let marked = after.starts_with(['.', ')', ':'])
            && after[1..].starts_with(|c: char| c.is_whitespace() || c.is_alphabetic());
        if spaced && marked {
            starts.push((at, at + length + 1));
            wanted += 1;
            if wanted > 200 {
                break;
            }
        }
        search = at + length;
    }
    let mut out = Vec::new();
    for (nth, (at, from)) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).map_or(prompt.len(), |next| next.0);
        let stretch = &prompt[*from..end];
        // The last entry ends with its line.
        let stretch = if nth + 1 == starts.len() {
            stretch.trim_start().lines().next().unwrap_or("")
        } else {
            stretch
        };
        out.push((*at, stretch.trim().trim_end_matches([',', ';', '(', '.']).trim()));
    }
    if out.len() < 2 { Vec::new() } else { out }
}

/// True where the prompt holds a list of at least two parts.
pub(crate) fn has_list(text: &Text<'_>) -> bool {
    if numbered_lines(text.prompt) >= 2 {
        return true;
    }
    let colon = text.tokens.iter().position(is_colon).map_or(0, |at| at + 1);
    let commas = text.tokens[colon..]
        .iter()
        .filter(|t| matches!(t.kind, Kind::Mark(',' | ';' | '、' | '，' | '•') | Kind::Newline))
        .count();
    commas >= 2 || (commas >= 1 && colon > 0)
}

/// How many parts begin with a year and go on with words: `1969 moon landing`.
pub(crate) fn year_entries(text: &Text<'_>) -> usize {
    parts(text, &text.tokens).iter().filter(|part| year_of(text, part).is_some()).count()
}

fn is_colon(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(':' | '：'))
}

/// Separators of list entries; "and" cuts too.
fn parts<'t>(text: &Text<'_>, tokens: &'t [Token]) -> Vec<&'t [Token]> {
    let hard =
        tokens.iter().any(|t| matches!(t.kind, Kind::Newline | Kind::Mark(';' | '；' | '•')));
    let mut out: Vec<&[Token]> = Vec::new();
    let mut from = 0;
    let mut depth = 0_i32;
    for (at, token) in tokens.iter().enumerate() {
        depth += match token.kind {
            Kind::Mark('(' | '[') => 1,
            Kind::Mark(')' | ']') => -1,
            _ => 0,
        };
        let soft = matches!(token.kind, Kind::Mark(',' | '，' | '、' | '،'));
        let and = token.kind == Kind::Word
            && !token.caps
            && phrases::joins(&token.lower, text.language)
            && and_cuts(tokens, from, at);
        let cut = matches!(
            token.kind,
            Kind::Newline | Kind::Mark(';' | '；' | '•' | '.' | '。' | '|' | '!')
        ) || matches!(token.kind, Kind::Arrow(_))
            || ((soft || and) && depth <= 0 && !hard);
        if cut {
            out.push(&tokens[from..at]);
            from = at + 1;
        }
    }
    out.push(&tokens[from..]);
    out.retain(|part| part.iter().any(|t| t.is_text() || t.number().is_some()));
    out
}

/// "a, b and c": the last "and" of a list with commas cuts; a lone "salt and pepper" does not.
fn and_cuts(tokens: &[Token], from: usize, at: usize) -> bool {
    let after_comma = from > 0 && matches!(tokens[from - 1].kind, Kind::Mark(',' | '，' | '、'));
    let year_next =
        tokens.get(at + 1).and_then(Token::number).is_some_and(crate::numbers::Number::is_year);
    let more = tokens[at + 1..]
        .iter()
        .take_while(|t| !matches!(t.kind, Kind::Mark('.') | Kind::Newline))
        .any(|t| t.is_mark(','));
    at == from || year_next || (after_comma && !more)
}

/// The year or other period that a part begins with, where words follow: `1969`, `Q1 2025`,
/// `March 2020`, `Week 3`. With it comes where the words begin.
fn year_of(text: &Text<'_>, part: &[Token]) -> Option<(String, usize)> {
    let skip = part
        .iter()
        .take_while(|t| phrases::is_in(&t.lower) || !(t.is_text() || t.number().is_some()))
        .count();
    let first = part.get(skip)?;
    let written = &text.prompt[first.start..first.end];
    let is_year = |token: &Token| token.number().is_some_and(crate::numbers::Number::is_year);
    let counts = |token: &Token| token.number().is_some_and(|n| n.plain);
    let next = part.get(skip + 1);
    let length = if is_year(first) || (first.kind == Kind::Word && is_year_word(written)) {
        1
    } else if counts(first)
        && next.is_some_and(|t| t.caps && matches!(&*t.lower, "bc" | "ad" | "bce" | "ce"))
    {
        2
    } else if is_quarter(&first.lower) {
        1 + usize::from(next.is_some_and(is_year))
    } else if (is_month(&first.lower) && next.is_some_and(is_year))
        || (matches!(&*first.lower, "week" | "day" | "month" | "year" | "sprint")
            && next.is_some_and(counts))
    {
        2
    } else {
        return None;
    };
    let words = part[skip + length..].iter().any(Token::is_text);
    let end = part[skip + length - 1].end;
    words.then(|| (text.prompt[first.start..end].to_owned(), skip + length))
}

/// `q1` to `q4`, `h1`, `h2`.
fn is_quarter(word: &str) -> bool {
    matches!(word, "q1" | "q2" | "q3" | "q4" | "h1" | "h2")
}

/// A month of the English calendar, written out or by its first three letters.
fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS.iter().any(|month| *month == word || (word.len() == 3 && month.starts_with(word)))
}

/// The year that a part ends with after a preposition, and where that stands: "IPO in 2007".
fn year_at_end(text: &Text<'_>, part: &[Token]) -> Option<(String, usize)> {
    let (last, before) = part.split_last()?;
    let (preposition, words) = before.split_last()?;
    let placed = phrases::is_in(&preposition.lower) || matches!(&*preposition.lower, "until");
    let year = last.number().is_some_and(crate::numbers::Number::is_year);
    let named = words.iter().any(Token::is_text);
    (year && placed && named).then(|| (text.prompt[last.start..last.end].to_owned(), words.len()))
}

/// `1990s`, `2020-2022`, `2015年`.
fn is_year_word(word: &str) -> bool {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2') && word.len() > 4
}

/// The infographic a prompt describes.
pub(crate) fn extract(text: &Text<'_>, notes: &mut Vec<String>) -> InfographicSpec {
    let explicit = phrases::explicit_title(text);
    let hits = text.hits();
    let named = hits.iter().find_map(|hit| match hit.meaning {
        Meaning::Infographic(template) if !template.is_empty() => Some(template),
        _ => None,
    });
    let mut spec = InfographicSpec {
        title: explicit.as_ref().map(|(title, _)| title.clone()),
        source: Source::Prompt,
        ..InfographicSpec::default()
    };
    if let Some((groups, title)) = comparison::read(text, explicit.as_ref().map(|(_, range)| range))
    {
        spec.template = "compare".to_owned();
        spec.title = spec.title.or(title);
        spec.groups = groups;
        return spec;
    }
    let (items, title) = entries(text, explicit.as_ref().map(|(_, range)| range));
    spec.title = spec.title.or(title);
    spec.template = template(text, named, &items).to_owned();
    spec.items = items;
    if spec.items.is_empty() {
        notes.push(
            "The prompt lists nothing, so the content is illustrative and marked as such."
                .to_owned(),
        );
        spec.source = Source::Illustrative;
        spec.items = placeholder(&spec.template, text);
    }
    spec
}

/// The arrangement that suits.
fn template(
    text: &Text<'_>,
    named: Option<&'static str>,
    items: &[InfographicItem],
) -> &'static str {
    let word = |list: &[&str]| text.tokens.iter().any(|t| list.contains(&&*t.lower));
    let dated = items
        .iter()
        .filter(|i| {
            i.value.as_deref().is_some_and(|v| {
                v.split(' ').any(|word| {
                    is_quarter(&word.to_lowercase())
                        || matches!(word, "BC" | "AD" | "BCE" | "CE")
                        || (word.len() >= 4 && word.as_bytes()[..4].iter().all(u8::is_ascii_digit))
                })
            })
        })
        .count();
    if word(&[
        "cycle",
        "lifecycle",
        "cycles",
        "ciclo",
        "zyklus",
        "kreislauf",
        "cyklus",
        "cykl",
        "цикл",
        "döngüsü",
        "loop",
    ]) || text.prompt.contains("循环")
        || text.prompt.contains("循環")
        || text.prompt.contains("순환")
    {
        "cycle"
    } else if named == Some("timeline") || (dated >= 2 && dated * 2 > items.len()) {
        "timeline"
    } else if named == Some("compare") {
        "compare"
    } else if named == Some("steps")
        || word(&[
            "steps",
            "step",
            "process",
            "how",
            "stages",
            "phases",
            "guide",
            "recipe",
            "pasos",
            "schritte",
            "étapes",
            "passi",
            "passos",
            "stappen",
            "kroki",
            "шаги",
            "adımları",
            "workflow",
            "journey",
        ])
        || text.prompt.contains("步骤")
        || text.prompt.contains("手順")
        || text.prompt.contains("단계")
        || numbered_lines(text.prompt) >= 2
            && !word(&["tips", "facts", "reasons", "benefits", "ways"])
    {
        "steps"
    } else {
        "list"
    }
}

/// Entries and heading of a list.
fn entries(
    text: &Text<'_>,
    title: Option<&std::ops::Range<usize>>,
) -> (Vec<InfographicItem>, Option<String>) {
    let numbered = numbered(text.prompt);
    if let Some((first, _)) = numbered.first() {
        let items = numbered.iter().take(ENTRIES_MAX).map(|(_, line)| item_of_line(line)).collect();
        return (items, heading(text, *first, title));
    }
    let bullets = bullet_lines(text.prompt);
    if bullets.len() >= 2 {
        let items = bullets.iter().take(ENTRIES_MAX).map(|(_, line)| item_of_line(line)).collect();
        return (items, heading(text, bullets[0].0, title));
    }
    let tokens: Vec<Token> = text
        .tokens
        .iter()
        .enumerate()
        .filter(|(at, _)| title.is_none_or(|range| !range.contains(at)))
        .map(|(_, token)| token.clone())
        .collect();
    let Some(start) = list_start(text, &tokens) else {
        return (Vec::new(), heading(text, text.prompt.len(), title));
    };
    let end = tokens.get(start).map_or(text.prompt.len(), |token| token.start);
    let items: Vec<InfographicItem> = parts(text, &tokens[start..])
        .into_iter()
        .take(ENTRIES_MAX)
        .filter_map(|part| item(text, part))
        .collect();
    if items.len() < 2 && !tokens[..start].last().is_some_and(is_colon) {
        return (Vec::new(), heading(text, text.prompt.len(), title));
    }
    (items, heading(text, end, title))
}

/// Lines that begin with a bullet, each with where it stands.
fn bullet_lines(prompt: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in prompt.split_inclusive('\n') {
        let body = line.trim();
        if let Some(rest) = body.strip_prefix(['-', '*', '•', '–']) {
            out.push((start, rest.trim()));
        }
        start += line.len();
    }
    out
}

/// Where the list begins: after the first colon, or the last "with" before the first comma.
fn list_start(text: &Text<'_>, tokens: &[Token]) -> Option<usize> {
    if let Some(start) = after_dash(text, tokens).or_else(|| in_bracket(tokens)) {
        return Some(start);
    }
    if let Some(colon) = tokens.iter().position(is_colon)
        && colon + 1 < tokens.len()
    {
        // "Evaporation: water rises, Condensation: …" has a colon in every part.
        let before = &tokens[..colon];
        let first_comma = tokens.iter().position(|t| t.is_mark(','));
        let opener = before.iter().rposition(|t| opens_list(&t.lower));
        let many = tokens.iter().filter(|t| is_colon(t)).count() > 1;
        // "infographic: 5 steps to plant a tree: dig, …": the last colon before the list.
        let cut =
            tokens.iter().position(|t| matches!(t.kind, Kind::Mark(',' | ';') | Kind::Newline));
        let last = cut.and_then(|cut| tokens[..cut].iter().rposition(is_colon)).unwrap_or(colon);
        let later = cut.is_some_and(|cut| tokens[cut..].iter().any(is_colon));
        if last > colon && !later {
            return Some(last + 1);
        }
        return match opener {
            Some(at) if many && first_comma.is_some_and(|comma| comma > colon) => Some(at + 1),
            _ => Some(colon + 1),
        };
    }
    let line = tokens.iter().position(|t| t.kind == Kind::Newline);
    let first =
        tokens.iter().position(|t| matches!(t.kind, Kind::Mark(',' | '，' | '、' | '،' | ';')));
    if let Some(line) = line.filter(|at| first.is_none_or(|comma| *at < comma)) {
        return Some(line + 1);
    }
    let years = tokens.iter().position(|t| t.number().is_some_and(crate::numbers::Number::is_year));
    let first =
        first.or_else(|| tokens.iter().position(|t| phrases::joins(&t.lower, text.language)))?;
    if let Some(year) = years.filter(|at| *at <= first)
        && year_entries(text) >= 2
    {
        return Some(year);
    }
    tokens[..first].iter().rposition(|t| opens_list(&t.lower)).map(|at| at + 1).or_else(|| {
        // A topic, then its parts: "the water cycle, evaporation, rain".
        tokens[first]
            .is_mark(',')
            .then_some(first + 1)
            .filter(|_| parts(text, &tokens[first + 1..]).len() >= 2)
    })
}

/// "3 facts about honey - never spoils, …": a lone dash between the topic and the list.
fn after_dash(text: &Text<'_>, tokens: &[Token]) -> Option<usize> {
    let spaced = |at: usize| {
        let token = &tokens[at];
        matches!(token.kind, Kind::Mark('-' | '–' | '—'))
            && text.prompt[..token.start].ends_with(' ')
            && text.prompt[token.end..].starts_with(' ')
    };
    let mut dashes = (0..tokens.len()).filter(|at| spaced(*at));
    let (dash, None) = (dashes.next()?, dashes.next()) else { return None };
    let separates = |t: &Token| matches!(t.kind, Kind::Mark(',' | ';') | Kind::Newline);
    let listed = tokens[dash + 1..].iter().filter(|t| separates(t)).count() >= 1;
    let topic = tokens[..dash].iter().any(Token::is_text);
    // Between "infographic:" and the dash stands the topic alone.
    (listed && topic && !tokens[..dash].iter().any(separates)).then_some(dash + 1)
}

/// "the water cycle (evaporation, condensation, rain)" with nothing behind the bracket.
fn in_bracket(tokens: &[Token]) -> Option<usize> {
    let open = tokens.iter().position(|t| matches!(t.kind, Kind::Mark('(' | '（')))?;
    let close = tokens.iter().rposition(|t| matches!(t.kind, Kind::Mark(')' | '）')))?;
    let inside = tokens.get(open + 1..close)?;
    let commas = inside
        .iter()
        .filter(|t| matches!(t.kind, Kind::Mark(',' | '，' | '、' | ';' | '；' | '،')))
        .count();
    let nested = inside.iter().any(|t| matches!(t.kind, Kind::Mark('(' | '（')));
    let last = !tokens[close + 1..].iter().any(Token::is_text);
    (commas >= 1 && last && !nested && open > 0).then_some(open + 1)
}

fn opens_list(word: &str) -> bool {
    matches!(
        word,
        "with"
            | "including"
            | "covering"
            | "namely"
            | "like"
            | "featuring"
            | "showing"
            | "explaining"
            | "mit"
            | "con"
            | "avec"
            | "com"
            | "met"
            | "z"
            | "с"
            | "incluyendo"
            | "comparing"
            | "listing"
    )
}

/// The topic in the words before the list.
fn heading(text: &Text<'_>, end: usize, title: Option<&std::ops::Range<usize>>) -> Option<String> {
    let hits = text.hits();
    let kept = |at: usize, token: &Token| {
        token.end <= end
            && title.is_none_or(|range| !range.contains(&at))
            && !hits.iter().any(|hit| {
                let keeps =
                    matches!(hit.meaning, Meaning::Infographic(name) if !matches!(name, "" | "steps"));
                !hit.unsegmented && !keeps && hit.tokens.contains(&at)
            })
    };
    let rest: Vec<Token> = text
        .tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| kept(*at, token))
        .map(|(_, token)| token.clone())
        .collect();
    phrases::heading(text, &rest).and_then(|words| lexicon::without_kinds(&words, text))
}

/// One entry: year, number and explanation taken apart.
fn item(text: &Text<'_>, part: &[Token]) -> Option<InfographicItem> {
    if let Some((year, skip)) = year_of(text, part) {
        let rest = phrases::trimmed(&part[skip..], |_| false);
        let mut made = labelled(&text.slice(rest));
        made.value = Some(year);
        return Some(made);
    }
    let inner = phrases::trimmed(part, |word| matches!(word, "then" | "finally"));
    if let Some((year, end)) = year_at_end(text, inner) {
        let mut made = labelled(&text.slice(phrases::trimmed(&inner[..end], |_| false)));
        made.value = Some(year);
        return Some(made);
    }
    // "Sales: 40%" and "40% water": the figure is the value, with "only" and "over" before it.
    let figures: Vec<usize> = (0..inner.len()).filter(|at| inner[*at].number().is_some()).collect();
    if let [at] = figures.as_slice() {
        let front = phrases::trimmed(&inner[..*at], phrases::is_copula);
        // "75% of waste", "$0.04 per mile": the preposition belongs to what is counted.
        let back = &inner[at + 1..];
        let back = &back[back.iter().position(Token::is_text).unwrap_or(back.len())..];
        let whole = if front.is_empty() { back } else { front };
        if (front.is_empty() || back.is_empty()) && !whole.is_empty() {
            let from = if front.is_empty() { 0 } else { *at };
            let value = text.slice(&inner[from..=*at]);
            let mut made = labelled(&text.slice(whole));
            if front.is_empty() && whole[0].small {
                made.label = text.slice(whole);
            }
            made.value = Some(capitalised(&value));
            return Some(made);
        }
    }
    let words = text.slice(inner);
    (!words.is_empty()).then(|| labelled(&words))
}

fn item_of_line(line: &str) -> InfographicItem {
    let plain = line.replace("**", "");
    let inner = Text::new(&plain);
    let whole: Vec<Token> = inner.tokens.clone();
    match year_of(&inner, &whole) {
        Some(_) => item(&inner, &whole).unwrap_or_default(),
        None => labelled(&collapse(&plain)),
    }
}

/// `label: explanation` and `label (explanation)` taken apart, with an icon keyword.
fn labelled(words: &str) -> InfographicItem {
    let (label, rest) = split_explanation(words);
    let label = capitalised(label.trim().trim_matches('"'));
    InfographicItem {
        icon: icon(&label),
        label,
        text: rest.map(|rest| capitalised(rest.trim())).filter(|rest| !rest.is_empty()),
        value: None,
        ..InfographicItem::default()
    }
}

fn split_explanation(words: &str) -> (&str, Option<&str>) {
    for mark in [": ", "：", " – ", " — ", " - "] {
        if let Some((label, rest)) = words.split_once(mark)
            && !label.trim().is_empty()
        {
            return (label, Some(rest));
        }
    }
    if let Some((label, rest)) = words.split_once(" (")
        && let Some(inside) = rest.strip_suffix(')')
        && !label.trim().is_empty()
        && !inside.contains(')')
    {
        return (label, Some(inside));
    }
    // "evaporation (heat" lost its bracket to trimming.
    match words.split_once(" (") {
        Some((label, rest)) if !rest.contains(')') && !label.trim().is_empty() => {
            (label, Some(rest))
        }
        _ => (words, None),
    }
}

/// The word of a label that says most: its last noun-like word, in lower case.
fn icon(label: &str) -> Option<String> {
    label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 2 && !word.chars().all(|c| c.is_ascii_digit()))
        .map(str::to_lowercase)
        .filter(|word| !phrases::is_small_in(word, Language::ENGLISH))
        .max_by_key(|word| word.chars().count())
}

/// How many entries a prompt without a list asks for: "6 benefits", "5 steps"; 4 where it does
/// not say.
fn wanted_count(text: &Text<'_>) -> usize {
    text.tokens
        .iter()
        .zip(1_usize..)
        .filter(|(token, _)| token.number().is_some_and(|n| n.plain))
        .find_map(|(token, next)| {
            let count: usize = text.prompt[token.start..token.end].parse().ok()?;
            let plural = text.tokens[next..].iter().take(3).any(|t| t.lower.ends_with('s'));
            ((2..=12).contains(&count) && plural).then_some(count)
        })
        .unwrap_or(4)
}

/// Generic entries for a topic without a list, marked illustrative by the caller. Cycles and
/// facts that everybody knows come with their parts.
fn placeholder(template: &str, text: &Text<'_>) -> Vec<InfographicItem> {
    const KNOWN: &[(&str, &[&str])] = &[
        ("water cycle", &["Evaporation", "Condensation", "Precipitation", "Collection"]),
        (
            "photosynthesis",
            &["Light absorption", "Water splitting", "Carbon fixation", "Sugar production"],
        ),
        ("scientific method", &["Question", "Hypothesis", "Experiment", "Analysis", "Conclusion"]),
        ("software development", &["Plan", "Design", "Build", "Test", "Deploy", "Maintain"]),
        ("butterfly", &["Egg", "Caterpillar", "Chrysalis", "Butterfly"]),
    ];
    let lower = text.prompt.to_lowercase();
    let known = KNOWN.iter().find(|(topic, _)| lower.contains(topic)).map(|(_, parts)| *parts);
    let word = match template {
        "steps" | "cycle" => "Step",
        "timeline" => "Event",
        "compare" => "Option",
        _ => "Point",
    };
    match known {
        Some(parts) => parts.iter().map(|part| labelled(part)).collect(),
        None => (1..=wanted_count(text))
            .map(|n| InfographicItem { label: format!("{word} {n}"), ..InfographicItem::default() })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: &str) {
        let spec = extract(&Text::new(prompt), &mut Vec::new());
        let show = |items: &[InfographicItem]| {
            let one = |i: &InfographicItem| {
                let value = i.value.as_ref().map_or(String::new(), |v| format!("{v}="));
                let text = i.text.as_ref().map_or(String::new(), |t| format!("({t})"));
                format!("{value}{}{text}", i.label)
            };
            items.iter().map(one).collect::<Vec<_>>().join(",")
        };
        let mut line = format!(
            "{}|{}|{}",
            spec.template,
            spec.title.clone().unwrap_or_default(),
            show(&spec.items)
        );
        for group in &spec.groups {
            line += &format!("|{}:{}", group.label, show(&group.items));
        }
        assert_eq!(line, expect, "{prompt}");
    }

    #[test]
    fn lists_become_entries() {
        check(
            "An infographic about the water cycle with evaporation, condensation, precipitation",
            "cycle|Water cycle|Evaporation,Condensation,Precipitation",
        );
        check(
            "steps to brew coffee: grind, boil and pour",
            "steps|Steps to brew coffee|Grind,Boil,Pour",
        );
        check(
            "timeline of space: 1957 Sputnik, 1969 moon landing",
            "timeline|Timeline of space|1957=Sputnik,1969=Moon landing",
        );
    }

    #[test]
    fn sides_become_groups() {
        check("compare cats vs dogs", "compare|Cats vs Dogs||Cats:|Dogs:");
        check(
            "Remote work. Pros: freedom, focus. Cons: isolation",
            "compare|Remote work||Pros:Freedom,Focus|Cons:Isolation",
        );
    }
}
