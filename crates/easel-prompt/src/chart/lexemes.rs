//! Taking apart what people write without blanks and stripping what only numbers a list: `dogs40`,
//! `x12`, `dogs-40`, `1) Apple`, `40/100`. Used where the prompt would else hold no data.

use crate::numbers::{self, Number, Scan};
use crate::tokens::{Kind, Text, Token};

/// Cuts words of letters and digits where a prompt has no other numbers and several of them.
pub(super) fn glued(text: &Text<'_>, tokens: &mut Vec<Token>) -> bool {
    let found = tokens.iter().filter(|t| cut(text, t).is_some()).count();
    if found < 2 {
        return false;
    }
    let mut out = Vec::with_capacity(tokens.len() + found);
    for token in tokens.iter() {
        match cut(text, token) {
            Some((word, number, value)) => {
                let name = Token {
                    start: word.start,
                    end: word.end,
                    lower: text.prompt[word.clone()].to_lowercase(),
                    ..token.clone()
                };
                let value = Token {
                    kind: Kind::Number(value),
                    start: number.start,
                    end: number.end,
                    lower: String::new(),
                    ..token.clone()
                };
                let first = name.start < value.start;
                let named = name.end > name.start && name.lower != "x";
                let (a, b) = if first { (name, value) } else { (value, name) };
                out.extend([a, b].into_iter().filter(|t| t.number().is_some() || named));
            }
            None => out.push(token.clone()),
        }
    }
    *tokens = out;
    true
}

type Span = std::ops::Range<usize>;

/// The letters and the digits of a word, and the value.
fn cut(text: &Text<'_>, token: &Token) -> Option<(Span, Span, Number)> {
    if token.kind != Kind::Word {
        return None;
    }
    let written = text.prompt.get(token.start..token.end)?;
    let value = |digits: &str| match numbers::scan(digits, None, text.language)? {
        Scan::Number(number, length) if length == digits.len() => Some(number),
        _ => None,
    };
    let is_digit = |c: char| c.is_ascii_digit();
    if written.starts_with(is_digit) {
        let end = written.find(|c: char| !is_digit(c) && c != '.')?;
        let letters = written[end..].trim_start_matches(['-', '_']);
        let from = token.end - letters.len();
        let word = letters.chars().count() > 1 && letters.chars().all(char::is_alphabetic);
        let number = value(&written[..end]).filter(|_| word)?;
        return Some((from..token.end, token.start..token.start + end, number));
    }
    let start = written.find(is_digit)?;
    let letters = written[..start].trim_end_matches(['-', '_', ':']);
    let only = letters.chars().all(|c| c.is_alphabetic() || c == '-') && !letters.is_empty();
    let long = letters.chars().count() > 2 || letters == "x" || letters.len() < start;
    let number = value(&written[start..]).filter(|_| only && long)?;
    Some((token.start..token.start + letters.len(), token.start + start..token.end, number))
}

/// "1) Apple: 40 2) Nokia: 12", "no. 1 Apple 40": numbers that count the list off go.
pub(super) fn counted_off(tokens: &mut Vec<Token>) {
    let marked = |tokens: &[Token], at: usize| {
        tokens[at].number().is_some_and(|n| n.plain)
            && tokens.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ')')))
            && tokens.get(at + 2).is_some_and(Token::is_text)
    };
    let found: Vec<usize> = (0..tokens.len()).filter(|at| marked(tokens, *at)).collect();
    let mut next = 1.0;
    let mut gone: Vec<usize> = Vec::new();
    for at in found {
        if tokens[at].number().is_some_and(|n| (n.value - next).abs() < 1e-9) {
            next += 1.0;
            gone.push(at);
        }
    }
    let values = tokens.iter().filter(|t| t.number().is_some()).count();
    if gone.len() < 2 || values < gone.len() * 2 {
        return;
    }
    let mut keep = vec![true; tokens.len()];
    for at in gone {
        keep[at] = false;
        keep[at + 1] = false;
    }
    let mut flags = keep.into_iter();
    tokens.retain(|_| flags.next().unwrap_or(true));
}

/// "40/100, 12/100": the same number below every value is what it is out of.
pub(super) fn out_of(tokens: &mut Vec<Token>) -> Option<f64> {
    let below = |tokens: &[Token], at: usize| {
        let stroke = tokens.get(at + 1).is_some_and(|t| t.is_mark('/'));
        tokens.get(at + 2).and_then(Token::number).filter(|_| stroke).map(|n| n.value)
    };
    let values: Vec<usize> =
        (0..tokens.len()).filter(|at| tokens[*at].number().is_some()).collect();
    let tops: Vec<usize> =
        values.iter().copied().filter(|at| below(tokens, *at).is_some()).collect();
    let whole = below(tokens, *tops.first()?)?;
    let same = tops.iter().all(|at| {
        below(tokens, *at).is_some_and(|n| (n - whole).abs() < 1e-9)
            && tokens[*at].number().is_some_and(|n| n.value <= whole)
    });
    if tops.len() < 2 || !same || values.len() != tops.len() * 2 {
        return None;
    }
    let mut keep = vec![true; tokens.len()];
    for at in tops {
        keep[at + 1] = false;
        keep[at + 2] = false;
    }
    let mut flags = keep.into_iter();
    tokens.retain(|_| flags.next().unwrap_or(true));
    Some(whole)
}

/// "3 in 10 people walk, 5 in 10 drive", "6 de cada 10": the same number behind every value is
/// what it is out of.
pub(super) fn one_in(tokens: &mut Vec<Token>) -> Option<f64> {
    const JOINTS: &str = "in of out every each de cada von su sur na из van on pro";
    let below = |tokens: &[Token], at: usize| -> Option<usize> {
        let words = tokens[at + 1..]
            .iter()
            .take(3)
            .take_while(|t| t.kind == Kind::Word && super::words::among(&t.lower, JOINTS))
            .count();
        let end = at + 1 + words;
        let round = |n: &Number| n.plain && [5.0, 10.0, 20.0, 100.0, 1000.0].contains(&n.value);
        (words > 0 && tokens.get(end).and_then(Token::number).is_some_and(round)).then_some(end)
    };
    let values: Vec<usize> =
        (0..tokens.len()).filter(|at| tokens[*at].number().is_some()).collect();
    let found: Vec<(usize, usize)> = values
        .iter()
        .filter_map(|at| Some((*at, below(tokens, *at)?)))
        .filter(|(at, end)| {
            let value = |n: usize| tokens[n].number().map_or(0.0, |n| n.value);
            value(*at) <= value(*end)
        })
        .collect();
    let whole = tokens[found.first()?.1].number()?.value;
    let same = found
        .iter()
        .all(|(_, end)| tokens[*end].number().is_some_and(|n| (n.value - whole).abs() < 1e-9));
    if found.len() < 2 || !same || values.len() != found.len() * 2 {
        return None;
    }
    let mut keep = vec![true; tokens.len()];
    for (at, end) in found {
        keep[at + 1..=end].fill(false);
    }
    let mut flags = keep.into_iter();
    tokens.retain(|_| flags.next().unwrap_or(true));
    Some(whole)
}
