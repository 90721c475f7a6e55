//! Signs of a list in a prompt, by which the kind of picture is recognised. Lists are read in
//! `outline`.

use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Lines or sentence parts that begin with `1.`, `2)` and so on.
pub(crate) fn numbered_lines(prompt: &str) -> usize {
    numbered(prompt).len()
}

/// The texts behind "1.", "2." … in order, on one line or several, each with where its number
/// stands.
fn numbered(prompt: &str) -> Vec<(usize, &str)> {
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

/// `1990s`, `2020-2022`, `2015年`.
fn is_year_word(word: &str) -> bool {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2') && word.len() > 4
}
