//! Ranges that are values: `Mon 12-18`, `from 18% to 11%`. Ranges that are labels are read by
//! `settle`, intervals around a value by `prepare`.

use super::words;
use crate::numbers::{self, Number, Scan};
use crate::tokens::{Kind, Text, Token};

/// "Mon 12-18, Tue 10-16": ranges that are the values of a prompt without others become two
/// numbers.
pub(super) fn ranges_as_values(text: &Text<'_>, tokens: &mut Vec<Token>) -> bool {
    let valued = |tokens: &[Token], at: usize| {
        at > 0
            && (tokens[at - 1].is_text()
                || matches!(tokens[at - 1].kind, Kind::Mark(':' | '=' | '(')))
    };
    let count = (0..tokens.len())
        .filter(|at| valued(tokens, *at) && low_high(text, &tokens[*at]).is_some())
        .count();
    if count < 2 {
        return false;
    }
    let mut out = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        match low_high(text, &tokens[at]).filter(|_| valued(tokens, at)) {
            Some(ends) => out.extend(two_ends(text, &tokens[at], ends)),
            None => out.push(tokens[at].clone()),
        }
    }
    *tokens = out;
    true
}

/// "Mon 4 to 11, Tue 6–13", "at Elm Street from 18% to 11%": where every stretch holds the two
/// ends of a range, these are its values.
pub(super) fn spans(text: &Text<'_>, tokens: &mut Vec<Token>) {
    let number = |at: usize| tokens.get(at).is_some_and(|t| t.number().is_some());
    let word = |at: usize| {
        at > 0 && number(at - 1) && number(at + 1) && tokens.get(at).is_some_and(|t| {
            t.kind == Kind::Word && !t.caps && words::among(&t.lower, "to bis a à al tot do до auf till until")
        })
    };
    let joints = (0..tokens.len()).filter(|at| word(*at)).count();
    let closed = tokens.iter().filter(|t| low_high(text, t).is_some()).count();
    let loose = tokens.iter().filter(|t| t.number().is_some_and(|n| !n.is_year())).count();
    if joints < 2 || joints + closed < 2 || loose > joints * 2 + 2 {
        return;
    }
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let valued = at > 0 && tokens[at - 1].is_text();
        match low_high(text, &tokens[at]).filter(|_| valued) {
            Some(ends) => out.extend(two_ends(text, &tokens[at], ends)),
            None if word(at) => out.push(mark(&tokens[at], '~')),
            None if tokens[at].is_word("from") && word(at + 2) => {}
            None => out.push(tokens[at].clone()),
        }
    }
    *tokens = out;
}

/// The ends of a range as tokens, with a mark between.
fn two_ends(text: &Text<'_>, token: &Token, (low, high): (Number, Number)) -> [Token; 3] {
    let written = text.prompt.get(token.start..token.end).unwrap_or_default();
    let dash = written.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–'));
    let (at, length) = dash.map_or((0, 0), |(at, c)| (at, c.len_utf8()));
    let middle = token.start + at;
    [
        Token { kind: Kind::Number(low), end: middle, ..token.clone() },
        mark(token, '~'),
        Token { kind: Kind::Number(high), start: middle + length, ..token.clone() },
    ]
}

/// The ends of `12-18`, where such a range is a value and no label.
pub(super) fn low_high(text: &Text<'_>, token: &Token) -> Option<(Number, Number)> {
    if token.kind != Kind::Word {
        return None;
    }
    let written = text.prompt.get(token.start..token.end)?;
    let at = written.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–'))?.0;
    let (low, high) = written.split_at(at);
    let read = |part: &str| match numbers::scan(part, None, text.language)? {
        Scan::Number(number, length) if length == part.len() => Some(number),
        _ => None,
    };
    let high = high.strip_prefix(['-', '–'])?;
    let (low, high) = (read(low)?, read(high)?);
    (low.value < high.value && !low.is_year()).then_some((low, high))
}

pub(super) fn mark(like: &Token, mark: char) -> Token {
    Token { kind: Kind::Mark(mark), lower: String::new(), ..like.clone() }
}

