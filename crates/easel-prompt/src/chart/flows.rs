//! Flows between named places: `Coal -> Power 30`, "30 from Coal to Power", "Coal to Power: 30".

use easel_types::spec::Flow;

use super::words;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Flows and the first bytes of what they took.
pub(super) struct Found {
    pub links: Vec<Flow>,
    pub first: usize,
    pub units: Vec<Option<String>>,
}

/// Reads flows out of prepared tokens; at least one, every value in one.
pub(super) fn read(text: &Text<'_>, tokens: &[Token]) -> Option<Found> {
    let separates = |t: &Token| {
        matches!(
            t.kind,
            Kind::Newline | Kind::Mark(',' | ';' | '.' | '、' | '，' | '；' | '。' | '|' | '،')
        )
    };
    let joins = |t: &Token| {
        separates(t) || (t.kind == Kind::Word && !t.caps && phrases::joins(&t.lower, text.language))
    };
    let mut found = Found { links: Vec::new(), first: text.prompt.len(), units: Vec::new() };
    let mut before: Option<String> = None;
    let mut total = 0;
    for coarse in tokens.split(separates) {
        let several = coarse.iter().filter(|t| t.number().is_some()).count() > 1;
        let parts: Vec<&[Token]> =
            if several { coarse.split(joins).collect() } else { vec![coarse] };
        for part in parts {
            let values = part.iter().filter(|t| t.number().is_some()).count();
            total += values;
            if let Some((mut link, start, unit)) = one(text, part, before.as_deref()) {
                if found.links.is_empty() {
                    link.from = last_words(&link.from, tokens, text);
                }
                before = Some(link.from.clone());
                found.first = found.first.min(start);
                found.links.push(link);
                found.units.push(unit);
            }
        }
    }
    let enough =
        !found.links.is_empty() && found.links.len() * 4 >= total * 3 && found.links.len() <= 200;
    enough.then_some(found)
}

/// The name of the first place without words of asking before it.
fn last_words(name: &str, tokens: &[Token], text: &Text<'_>) -> String {
    let asks = |word: &str| phrases::is_request(&word.to_lowercase());
    let rest: Vec<&str> = name.split(' ').skip_while(|word| asks(word)).collect();
    let _ = (tokens, text);
    if rest.is_empty() { name.to_owned() } else { rest.join(" ") }
}

/// One flow: its ends, first byte and unit.
fn one(
    text: &Text<'_>,
    part: &[Token],
    before: Option<&str>,
) -> Option<(Flow, usize, Option<String>)> {
    let at = part.iter().position(|t| t.number().is_some())?;
    let number = part[at].number()?;
    // What stands before a colon that does not tie the value is heading.
    let head = (0..at).rev().find(|c| {
        matches!(part[*c].kind, Kind::Mark(':' | '：'))
            && part[c + 1..at].iter().any(Token::is_text)
    });
    let front: Vec<Token> = part[head.map_or(0, |c| c + 1)..at].to_vec();
    let words: Vec<Token> = front.iter().chain(&part[at + 1..]).cloned().collect();
    let name = |tokens: &[Token]| text.slice(words::label(words::without_marks(tokens)));
    let arrow = words.iter().position(|t| matches!(t.kind, Kind::Arrow(_)));
    let is_to = |t: &Token| {
        t.kind == Kind::Word
            && !t.caps
            && words::among(
                &t.lower,
                "to into nach zu a à vers naar do в на para hacia verso towards",
            )
    };
    let is_from = |t: &Token| {
        t.kind == Kind::Word
            && words::among(&t.lower, "from von de da van z ze из от aus desde depuis")
    };
    let (from, to) = if let Some(arrow) = arrow {
        let left = matches!(words[arrow].kind, Kind::Arrow(true));
        let from = &words[..arrow];
        // "A → 30 → B" has a second arrow.
        let rest = &words[arrow + 1..];
        let last = rest.iter().rposition(|t| matches!(t.kind, Kind::Arrow(_))).filter(|n| *n == 0);
        let to = &rest[last.map_or(0, |n| n + 1)..];
        let stop = to.iter().position(|t| matches!(t.kind, Kind::Arrow(_))).unwrap_or(to.len());
        if left { (name(&to[..stop]), name(from)) } else { (name(from), name(&to[..stop])) }
    } else {
        let to = words.iter().position(is_to)?;
        let from = words[..to].iter().rposition(is_from).map_or(0, |n| n + 1);
        (name(&words[from..to]), name(&words[to + 1..]))
    };
    let from = if from.is_empty() { before.unwrap_or_default().to_owned() } else { from };
    let fits = !from.is_empty() && !to.is_empty() && number.value > 0.0;
    fits.then(|| (Flow { from, to, value: number.value }, part[0].start, number.unit.clone()))
}
