//! The values of a prompt in their order, each with the words on either side and how strongly it
//! is set apart from the value before. What the words mean is decided in `grid`.

use super::periods;
use super::words;
use crate::numbers::Number;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Stands where the name of a kind was taken out, between heading and data.
pub(super) const BREAK: char = '\u{1}';

/// A value with its surroundings.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The value.
    pub number: Number,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Words between the last separator and the value, the head with its colon included.
    pub left: Vec<Token>,
    /// Words between the value and the next separator.
    pub right: Vec<Token>,
    /// How strong the separator before it is: 0 none, 2 "and", 3 comma, 4 semicolon, 5 full stop,
    /// 6 line end.
    pub gap: u8,
    /// A colon, equals sign, bracket or arrow stands right before it.
    pub tied: bool,
    /// Only a dash stands between it and the value before.
    pub ranged: bool,
    /// What stands between the words of the value before and its own, in pieces.
    pub between: Vec<Vec<Token>>,
}

/// Values and what stands behind the last.
#[derive(Debug, Default)]
pub(super) struct Slots {
    pub slots: Vec<Slot>,
    pub tail: Vec<Vec<Token>>,
}

/// How strongly `tokens[at]` separates; 0 for none. `valued` where a value stands before it.
fn level(text: &Text<'_>, tokens: &[Token], at: usize, valued: bool) -> u8 {
    let token = &tokens[at];
    let before = at.checked_sub(1).map(|n| &tokens[n]);
    let after = tokens.get(at + 1);
    match token.kind {
        Kind::Newline => 6,
        Kind::Mark('.') => stop_level(token, before, after),
        Kind::Mark('!' | '?' | '。' | '।' | '…' | '！' | '？') => 5,
        Kind::Mark(';' | '；' | '؛' | '|' | '｜') => 4,
        Kind::Mark('/' | '／') => {
            let spaced = before.is_some_and(|t| t.end < token.start)
                && after.is_some_and(|t| token.end < t.start);
            match (spaced, valued) {
                (true, _) => 4,
                (false, true) => 2,
                (false, false) => 0,
            }
        }
        Kind::Mark(',' | '，' | '、' | '،' | '•' | '·' | '・') => 3,
        Kind::Mark('—') if valued => dash_level(token, before, after),
        Kind::Mark(c) if c == BREAK => 1,
        Kind::Mark('&' | '+') if valued => 2,
        Kind::Arrow(_) if valued && after.is_some_and(Token::is_text) => 2,
        Kind::Word if valued && joins(text, token, (before, after)) => 2,
        _ => 0,
    }
}

/// How strongly a full stop separates: not at all in `Jan. 5`, `approx. 12`, `St. Louis`,
/// `руб. за`.
fn stop_level(token: &Token, before: Option<&Token>, after: Option<&Token>) -> u8 {
    let short = before.is_some_and(|t| {
        t.kind == Kind::Word
            && t.end == token.start
            && (periods::is_month(&t.lower) && t.lower.chars().count() <= 4
                || words::among(
                    &t.lower,
                    "approx ca no nr st vs dr mr mrs inc co avg max min est etc руб г ок bzw nº",
                ))
    });
    let goes_on = after.is_some_and(|t| {
        let inside = t.start == token.end;
        let lower = t.kind == Kind::Word
            && !t.capital
            && t.lower.starts_with(char::is_alphabetic)
            && t.lower.is_ascii();
        t.number().is_some() || inside || lower
    });
    if short && goes_on { 0 } else { 5 }
}

/// How strongly a long dash behind a value separates: "A — 5" ties; "5 — show it" ends.
fn dash_level(token: &Token, before: Option<&Token>, after: Option<&Token>) -> u8 {
    let number = |t: Option<&Token>| t.is_some_and(|t| t.number().is_some());
    let apart = before.is_some_and(|t| t.number().is_some() || !t.is_text() || t.end < token.start);
    if number(after) || !apart {
        0
    } else if number(before) || after.is_none_or(|t| phrases::is_request(&t.lower)) {
        5
    } else {
        3
    }
}

/// True for a word that joins or parts two values, such as "and" or "while", and is no label.
fn joins(
    text: &Text<'_>,
    token: &Token,
    (before, after): (Option<&Token>, Option<&Token>),
) -> bool {
    // "x 10 y 20"
    let axis = token.lower == "y"
        && after.is_some_and(|t| t.number().is_some())
        && text.tokens.iter().take(60).any(|t| t.is_word("x"));
    if axis {
        return false;
    }
    let behind_value = before.is_some_and(|t| t.number().is_some() || t.is_mark(','));
    !token.caps
        && !after.is_some_and(|t| matches!(t.kind, Kind::Mark('=' | ':')))
        && (phrases::joins(&token.lower, text.language)
            || words::breaks(token)
            || (words::parts(token) && behind_value))
}

/// Marks that tie a label to its value.
fn ties(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Mark(':' | '=' | '：' | '(' | '[' | '（' | '-' | '–' | '—' | '~' | '≈' | '*' | '@')
            | Kind::Arrow(_)
    )
}

/// Cuts `tokens` at their values.
pub(super) fn cut(text: &Text<'_>, tokens: &[Token]) -> Slots {
    let mut made = Slots::default();
    let values: Vec<usize> =
        (0..tokens.len()).filter(|at| tokens[*at].number().is_some()).collect();
    let mut from = 0;
    for (nth, at) in values.iter().copied().enumerate() {
        let Some(number) = tokens[at].number().cloned() else { continue };
        let gap = &tokens[from..at];
        let levels: Vec<u8> = (from..at).map(|n| level(text, tokens, n, nth > 0)).collect();
        let (right, between, mut left, strength) = divide(gap, &levels, nth == 0);
        if let Some(last) = made.slots.last_mut() {
            last.right = right;
        }
        let ranged =
            matches!(gap, [dash] if matches!(dash.kind, Kind::Mark('-' | '–' | '—' | '~' | '～')));
        let mut tied = false;
        while let Some(last) = left.last()
            && ties(last)
        {
            tied |= !matches!(last.kind, Kind::Mark('~' | '≈' | '*'));
            left.pop();
        }
        made.slots.push(Slot {
            number,
            start: tokens[at].start,
            end: tokens[at].end,
            left,
            right: Vec::new(),
            gap: strength,
            tied,
            ranged,
            between,
        });
        from = at + 1;
    }
    names_with_commas(text, tokens, &values, &mut made.slots);
    let rest = &tokens[from.min(tokens.len())..];
    let levels: Vec<u8> = (from..tokens.len()).map(|n| level(text, tokens, n, true)).collect();
    let first = levels.iter().position(|l| *l >= 3 || *l == 1).unwrap_or(rest.len());
    if let Some(last) = made.slots.last_mut() {
        last.right = rest[..first].to_vec();
        made.tail = pieces(&rest[first..], &levels[first..], 1);
    }
    made
}

/// "Washington, DC: 5; Portland, OR: 7": where labels hold commas, the first does too.
fn names_with_commas(text: &Text<'_>, tokens: &[Token], values: &[usize], slots: &mut [Slot]) {
    let Some((first, rest)) = slots.split_first_mut() else { return };
    let holds = |slot: &Slot| slot.left.iter().any(|t| t.is_mark(','));
    let strong = rest.iter().all(|slot| slot.gap >= 4);
    if rest.is_empty() || !strong || rest.iter().filter(|s| holds(s)).count() * 2 <= rest.len() {
        return;
    }
    let end = values.first().copied().unwrap_or(0);
    let levels: Vec<u8> = (0..end)
        .map(|at| level(text, tokens, at, false))
        .map(|l| if l == 3 { 0 } else { l })
        .collect();
    let (_, between, mut left, _) = divide(&tokens[..end], &levels, true);
    while left.last().is_some_and(ties) {
        left.pop();
    }
    (first.between, first.left) = (between, left);
}

/// Cuts at separators of at least `least`; pieces without words go.
fn pieces(tokens: &[Token], levels: &[u8], least: u8) -> Vec<Vec<Token>> {
    let mut out: Vec<Vec<Token>> = vec![Vec::new()];
    for (token, level) in tokens.iter().zip(levels) {
        if *level >= least {
            out.push(Vec::new());
        } else if let Some(last) = out.last_mut() {
            last.push(token.clone());
        }
    }
    out.retain(|piece| piece.iter().any(Token::is_text));
    out
}

/// What stands between two values: words of the first, pieces between, words of the second, and
/// the strength of the separator.
fn divide(
    gap: &[Token],
    levels: &[u8],
    opening: bool,
) -> (Vec<Token>, Vec<Vec<Token>>, Vec<Token>, u8) {
    if opening {
        let last = levels.iter().rposition(|level| *level >= 3 || *level == 1);
        let (before, left) = match last {
            Some(at) => (at, at + 1),
            None => (0, 0),
        };
        let between = pieces(&gap[..before], &levels[..before], 3);
        return (Vec::new(), between, gap[left..].to_vec(), 6);
    }
    // An arrow between two numbers parts them without being a separator of words.
    let strength = levels.iter().copied().max().unwrap_or(0);
    if strength == 0 {
        return (Vec::new(), Vec::new(), gap.to_vec(), 0);
    }
    let first = levels.iter().position(|level| *level == strength).unwrap_or(0);
    let last = levels.iter().rposition(|level| *level == strength).unwrap_or(0);
    let between = if first < last {
        pieces(&gap[first + 1..last], &levels[first + 1..last], 1)
    } else {
        Vec::new()
    };
    (gap[..first].to_vec(), between, gap[last + 1..].to_vec(), strength)
}
