//! Making a prompt's tokens ready for reading data: dates become one label, list numbers and
//! dotted leaders go, "none" becomes a number, and numbers that are about the picture or the
//! occasion (`16:9`, `top 5`, `slide 7`) stop being numbers.

use std::collections::HashMap;

use easel_types::spec::ChartKind;

use super::spans::{low_high, mark};
use super::{dates, goals, lexemes, spans, words};
use crate::numbers::{self, Number, Scan};
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Tokens of the data part of a prompt.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub tokens: Vec<Token>,
    /// Deviation below and above a value, by its first byte.
    pub errors: HashMap<usize, [f64; 2]>,
    /// What every value is out of.
    pub whole: Option<f64>,
    /// First bytes of the numbers of deviations.
    pub used: Vec<usize>,
}

/// Makes `tokens` ready.
pub(super) fn prepare(text: &Text<'_>, tokens: &[Token], kind: Option<ChartKind>) -> Prepared {
    let mut made = Prepared { tokens: tokens.to_vec(), ..Prepared::default() };
    let tokens = &mut made.tokens;
    classes(text, tokens);
    list_numbers(tokens);
    leaders(tokens);
    lexemes::counted_off(tokens);
    made.whole = lexemes::out_of(tokens);
    comma_pairs(tokens);
    shares(tokens);
    slashed(text, tokens);
    picture_numbers(text, tokens);
    let joined = dates::join(text, tokens);
    words_for_numbers(tokens);
    spans::spans(text, tokens);
    goals::corrections(tokens);
    goals::accounting(tokens, kind);
    goals::chains(tokens);
    millions(tokens);
    let goal = goals::take(text, tokens, kind);
    made.whole = made.whole.or(goal.map(|(value, _)| value));
    (made.errors, made.used) = deviations(text, tokens);
    made.used.extend(joined);
    made.used.extend(goal.map(|(_, start)| start));
    groups(&mut made.tokens);
    made
}

/// "22:00 61C, 23:00 63C": degrees with their letter alone; "yüzde 54": the percent sign as a word
/// before its number.
pub(super) fn degrees(text: &Text<'_>, tokens: &mut Vec<Token>) {
    let read = |token: &Token| -> Option<(Number, char)> {
        let written = text.prompt.get(token.start..token.end)?;
        let letter = written.chars().next_back().filter(|c| matches!(c, 'C' | 'F'))?;
        let digits = written.strip_suffix(letter)?;
        let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.') && !digits.is_empty();
        let value = digits.parse().ok().filter(|_| plain && token.kind == Kind::Word)?;
        let unit = Some(format!("°{letter}"));
        Some((Number { value, unit, plain: false }, letter))
    };
    let letters: Vec<char> = tokens.iter().filter_map(|t| read(t).map(|(_, c)| c)).collect();
    let alike = letters.len() >= 2 && letters.iter().all(|c| Some(c) == letters.first());
    let mut percent = false;
    for token in tokens.iter_mut() {
        if let Some((number, _)) = read(token).filter(|_| alike) {
            token.kind = Kind::Number(number);
            token.lower.clear();
        }
        if let Kind::Number(number) = &mut token.kind
            && percent
            && number.unit.is_none()
        {
            (number.unit, number.plain) = (Some("%".to_owned()), false);
        }
        percent = token.is_word("yüzde");
    }
    let follows =
        |at: usize, tokens: &[Token]| tokens.get(at + 1).is_some_and(|t| t.number().is_some());
    let gone: Vec<bool> =
        (0..tokens.len()).map(|at| tokens[at].is_word("yüzde") && follows(at, tokens)).collect();
    let mut flags = gone.into_iter();
    tokens.retain(|_| !flags.next().unwrap_or(false));
}

/// "2.1m repos, 1.9m": the letter is a magnitude where a noun stands behind it.
fn millions(tokens: &mut [Token]) {
    let metres = |t: &Token| t.number().is_some_and(|n| n.unit.as_deref() == Some("m"));
    let noun = |t: &Token| {
        t.kind == Kind::Word && t.lower.len() > 3 && t.lower.ends_with('s') && !t.capital && !t.small
            || words::among(&t.lower, "people users downloads views streams")
    };
    let counted = tokens.windows(2).any(|w| metres(&w[0]) && noun(&w[1]));
    let about = tokens.iter().any(|t| {
        words::among(&t.lower, "users downloads views subscribers followers population populations people revenue sales visitors streams players customers listeners viewers")
    });
    if !(counted || about) {
        return;
    }
    for token in tokens.iter_mut().filter(|t| metres(t)) {
        if let Kind::Number(number) = &mut token.kind {
            number.value *= 1e6;
            number.unit = None;
        }
    }
}

/// "class 9A, class 9B": where other names are digits and a capital, "9B" is no nine billion.
fn classes(text: &Text<'_>, tokens: &mut [Token]) {
    let coded = |token: &Token| {
        let written = text.prompt.get(token.start..token.end).unwrap_or_default();
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits)
            && written.len() == digits + 1
            && written.ends_with(|c: char| c.is_ascii_uppercase())
    };
    let names = tokens.iter().any(|t| t.kind == Kind::Word && coded(t));
    for token in tokens.iter_mut().filter(|t| names && t.number().is_some()) {
        if coded(token) {
            as_word(text, token);
        }
    }
}

fn at_line_start(tokens: &[Token], at: usize) -> bool {
    at == 0 || tokens[at - 1].kind == Kind::Newline
}

/// "1. Chrome - 65", "2) Safari", "- mon 5km": the marks of a list go.
fn list_numbers(tokens: &mut Vec<Token>) {
    let numbered = |tokens: &[Token], at: usize| {
        at_line_start(tokens, at)
            && tokens[at].number().is_some_and(|n| n.plain && n.value < 100.0)
            && tokens.get(at + 1).is_some_and(|t| t.is_mark('.') || t.is_mark(')'))
            && tokens.get(at + 2).is_some_and(Token::is_text)
    };
    let count = (0..tokens.len()).filter(|at| numbered(tokens, *at)).count();
    let bullet = |tokens: &[Token], at: usize| {
        at_line_start(tokens, at)
            && matches!(
                tokens[at].kind,
                Kind::Mark('-' | '*' | '•' | '–' | '·' | '▪' | '●' | '◦' | '+' | '#' | '>')
            )
    };
    let mut keep = vec![true; tokens.len()];
    for at in 0..tokens.len() {
        if count >= 2 && numbered(tokens, at) {
            keep[at] = false;
            keep[at + 1] = false;
        } else if bullet(tokens, at) {
            keep[at] = false;
        }
    }
    let mut flags = keep.into_iter();
    tokens.retain(|_| flags.next().unwrap_or(true));
}

/// "Rent.....1200": a row of dots ties a label to its value.
fn leaders(tokens: &mut Vec<Token>) {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let dots = tokens[at..]
            .iter()
            .take_while(|t| matches!(t.kind, Kind::Mark('.' | '…' | '_')))
            .count();
        let tied = |t: &Token| matches!(t.kind, Kind::Mark(':' | '='));
        if dots >= 2 && tokens.get(at + dots).is_some_and(tied) {
            at += dots;
        } else if dots >= 2 || (dots == 1 && tokens[at].is_mark('…')) {
            let mut tie = tokens[at].clone();
            if tokens.get(at + dots).is_some_and(|t| t.number().is_some()) {
                tie.kind = Kind::Mark(':');
            }
            out.push(tie);
            at += dots;
        } else {
            out.push(tokens[at].clone());
            at += 1;
        }
    }
    *tokens = out;
}

/// "Apples, 12; Pears, 9" and "(Apples, 12), (Pears, 9)": the comma ties where every value has
/// one before it and something stronger behind it.
fn comma_pairs(tokens: &mut Vec<Token>) {
    let values: Vec<usize> =
        (0..tokens.len()).filter(|at| tokens[*at].number().is_some()).collect();
    let tied = |at: &usize| {
        let comma = *at >= 2 && tokens[at - 1].is_mark(',') && tokens[at - 2].is_text();
        let ends = tokens
            .get(at + 1)
            .is_none_or(|t| matches!(t.kind, Kind::Newline | Kind::Mark(';' | ')' | ']' | '.')));
        comma && ends
    };
    if values.len() < 2 || !values.iter().all(tied) {
        return;
    }
    for at in values {
        tokens[at - 1].kind = Kind::Mark(':');
        if let Some(close) =
            tokens.get_mut(at + 1).filter(|t| matches!(t.kind, Kind::Mark(')' | ']')))
        {
            close.kind = Kind::Mark(';');
        }
    }
    tokens.retain(|t| !matches!(t.kind, Kind::Mark('(' | '[')));
}

/// "Rent: $1,200 (40%), Food: $600 (20%)": shares behind values are remarks.
fn shares(tokens: &mut Vec<Token>) {
    let share = |tokens: &[Token], at: usize| {
        let unit = |n: usize| tokens.get(n).and_then(Token::number).map(|n| n.unit.clone());
        unit(at).is_some_and(|u| u.as_deref() != Some("%"))
            && tokens.get(at + 1).is_some_and(|t| t.is_mark('('))
            && unit(at + 2).is_some_and(|u| u.as_deref() == Some("%"))
            && tokens.get(at + 3).is_some_and(|t| t.is_mark(')'))
    };
    let found: Vec<usize> = (0..tokens.len()).filter(|at| share(tokens, *at)).collect();
    if found.len() < 2 {
        return;
    }
    let mut keep = vec![true; tokens.len()];
    for at in found {
        keep[at + 1..at + 4].fill(false);
    }
    let mut flags = keep.into_iter();
    tokens.retain(|_| flags.next().unwrap_or(true));
}

/// "north 5/7/9": numbers between strokes, which elsewhere are a date.
fn slashed(text: &Text<'_>, tokens: &mut Vec<Token>) {
    let parts = |token: &Token| -> Option<Vec<(Number, usize, usize)>> {
        let written = &text.prompt[token.start..token.end];
        let pieces: Vec<&str> = written.split('/').collect();
        if token.kind != Kind::Word || pieces.len() < 2 {
            return None;
        }
        let mut at = token.start;
        let mut numbers = Vec::new();
        for piece in pieces {
            let Some(Scan::Number(number, length)) = numbers::scan(piece, None, text.language)
            else {
                return None;
            };
            if length != piece.len() || number.is_year() {
                return None;
            }
            numbers.push((number, at, at + length));
            at += length + 1;
        }
        Some(numbers)
    };
    let found = tokens.iter().filter(|t| parts(t).is_some()).count();
    let other = tokens.iter().filter(|t| t.number().is_some_and(|n| !n.is_year())).count();
    let free = tokens.windows(2).all(|w| parts(&w[0]).is_none() || w[1].number().is_none());
    if found == 0 || other > 0 && !(found >= 2 && free) {
        return;
    }
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens.iter() {
        let Some(numbers) = parts(token) else {
            out.push(token.clone());
            continue;
        };
        for (nth, (number, start, end)) in numbers.into_iter().enumerate() {
            if nth > 0 {
                out.push(mark(token, '/'));
            }
            out.push(Token { kind: Kind::Number(number), start, end, ..token.clone() });
        }
    }
    *tokens = out;
}

/// Words before a number that is about the document or the picture.
fn names_picture_number(word: &str) -> bool {
    const WORDS: &str = "slide page figure fig version v font dpi top folie seite abbildung schriftgröße página diapositiva figura versión \
        tamaño diapositive taille pagina diapositiva dimensione versione slajd strona rozmiar слайд страница страницы размер версия шрифт \
        exhibit appendix layout revision rev draft ticket issue jira pr lettergrootte dia versie sayfa slayt версии";
    !word.is_empty() && WORDS.split_whitespace().any(|known| known == word)
}

/// Nouns behind a number that is about the picture or the audience.
fn counts_parts(word: &str) -> bool {
    const NOUNS: &str = "color colors colour colours slice slices audience audiences font fonts decimals decimal px pixels pixel dpi pt panels panel charts graphs \
        farben farbe colores color couleurs couleur colori cores cor kleuren kolory kolorów kolorach цвета цветов цвет renk renkle ألوان رنگ रंग segments segmente \
        segmentos tranches fette fatias places digits nachkommastellen décimales decimales decimali gridlines ticks axes axis lines bars columns rows wedges \
        categories category series pictures images variants seconds-long paragraphs words punkte-schrift inch inches";
    !word.is_empty() && NOUNS.split_whitespace().any(|known| known == word)
}

/// Numbers about the picture or the document become words: `16:9`, `top 5`, `slide 7`, `2 colors`.
fn picture_numbers(text: &Text<'_>, tokens: &mut [Token]) {
    let ratio = |a: f64, b: f64| {
        [
            (16.0, 9.0),
            (9.0, 16.0),
            (4.0, 3.0),
            (3.0, 4.0),
            (21.0, 9.0),
            (1.0, 1.0),
            (3.0, 2.0),
            (16.0, 10.0),
            (4.0, 5.0),
        ]
        .contains(&(a, b))
    };
    let numbers = tokens.iter().filter(|t| t.number().is_some()).count();
    for at in 0..tokens.len() {
        let Some(number) = tokens[at].number().cloned() else { continue };
        let next = tokens.get(at + 1);
        if let (Some(colon), Some(second)) = (next, tokens.get(at + 2))
            && colon.is_mark(':')
            && number.plain
            && second.number().is_some_and(|n| n.plain && ratio(number.value, n.value))
            && colon.start == tokens[at].end
            && second.start == colon.end
            && numbers > 3
            && !tokens.get(at + 3).is_some_and(|t| {
                t.is_mark(',') && tokens.get(at + 5).is_some_and(|t| t.is_mark(':'))
            })
        {
            for token in &mut tokens[at..at + 3] {
                as_word(text, token);
            }
            continue;
        }
        let before = at.checked_sub(1).map(|n| &tokens[n]);
        let sized = before.is_some_and(|t| matches!(&*t.lower, "size" | "width" | "height"))
            && (at.checked_sub(2).is_some_and(|n| {
                matches!(
                    &*tokens[n].lower,
                    "font" | "text" | "image" | "canvas" | "picture" | "label"
                )
            }) || number.unit.as_deref() == Some("px"));
        let named =
            sized || before.is_some_and(|t| t.kind == Kind::Word && names_picture_number(&t.lower));
        // "by 5 pm", "(n = 40)"
        let hour = next.is_some_and(|t| matches!(&*t.lower, "pm" | "am" | "uhr" | "o'clock"))
            && number.plain;
        let valued = tokens.get(at + 2).is_some_and(|t| t.number().is_some() || t.is_mark(':'));
        let sample = at >= 2
            && tokens[at - 1].is_mark('=')
            && tokens[at - 2].lower == "n"
            && tokens[..at - 2].last().is_some_and(|t| t.number().is_none());
        if (hour && !valued) || sample {
            as_word(text, &mut tokens[at]);
            continue;
        }
        let tied =
            next.is_some_and(|t| t.number().is_some() || matches!(t.kind, Kind::Mark('=' | '(')));
        let part = next.is_some_and(|t| t.kind == Kind::Word && counts_parts(&t.lower));
        // "bar chart: 12 bars, 9 lines" would count them; one number of many is about the picture.
        let dots = next.is_some_and(|t| words::among(&t.lower, "dpi px ppi pixel pixels"));
        let counted = part && (dots || number.plain && number.value < 100.0 && !listed(tokens, at));
        if (named && !tied && !listed_names(tokens, at)) || counted {
            as_word(text, &mut tokens[at]);
        }
    }
}

/// Whether the numbers around count things in the same way: `3 red bars, 4 lines`.
fn listed(tokens: &[Token], at: usize) -> bool {
    let counts = |n: usize| {
        tokens.get(n).is_some_and(|t| t.number().is_some())
            && tokens.get(n + 1).is_some_and(|t| t.kind == Kind::Word && counts_parts(&t.lower))
    };
    (at + 1..(at + 6).min(tokens.len())).any(counts) || (at.saturating_sub(5)..at).any(counts)
}

/// "Version 1: 12, Version 2: 15": the same word before several numbers names the rows.
fn listed_names(tokens: &[Token], at: usize) -> bool {
    let word = &tokens[at - 1].lower;
    let tokens = &tokens[at.saturating_sub(40)..(at + 40).min(tokens.len())];
    tokens
        .windows(2)
        .filter(|w| w[0].lower == *word && w[0].kind == Kind::Word && w[1].number().is_some())
        .count()
        > 1
}

/// Makes a word of a number, with the text it has in the prompt.
pub(super) fn as_word(text: &Text<'_>, token: &mut Token) {
    token.kind = Kind::Word;
    token.lower = text.prompt[token.start..token.end].to_lowercase();
    token.small = false;
}

/// "none on Wednesday", "n/a": words that stand for a value where numbers stand beside them.
fn words_for_numbers(tokens: &mut [Token]) {
    let numbers = tokens.iter().filter(|t| t.number().is_some()).count();
    if numbers < 2 {
        return;
    }
    for at in 0..tokens.len() {
        if tokens[at].kind != Kind::Word {
            continue;
        }
        let next_is_number = tokens.get(at + 1).is_some_and(|t| t.number().is_some())
            || (tokens.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Mark(':' | '=' | '(')))
                && tokens.get(at + 2).is_some_and(|t| t.number().is_some()));
        let value = match &*tokens[at].lower {
            "none" | "zero" | "nil" | "ninguno" | "ninguna" | "aucun" | "aucune" | "keine"
            | "keinen" | "nessuno" | "nessuna" | "nenhum" | "nenhuma" | "geen" | "zéro"
            | "cero" | "null" => Some(0.0),
            "n/a" | "na" | "nan" | "missing" | "unknown" | "k.a" | "n.v.t" | "n/d" | "b.d" => {
                Some(f64::NAN)
            }
            _ => None,
        };
        let alone = stretch_without_numbers(tokens, at);
        // JSON and programmers mean nothing by "null", Germans mean 0.
        let tied = at > 0 && matches!(tokens[at - 1].kind, Kind::Mark(':' | '='));
        if let Some(value) = value.filter(|_| !next_is_number && (alone || tied)) {
            let value = if tokens[at].lower == "null" { f64::NAN } else { value };
            tokens[at].kind = Kind::Number(Number { value, unit: None, plain: false });
        }
    }
}

/// The value of a number spelled out in English.
fn spelled(word: &str) -> Option<f64> {
    const SMALL: &str = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
    const TENS: &str = "ten twenty thirty forty fifty sixty seventy eighty ninety";
    let place = |list: &str, word: &str| {
        list.split(' ').position(|w| w == word).and_then(|n| u32::try_from(n + 1).ok())
    };
    let number =
        place(SMALL, word).or_else(|| place(TENS, word).map(|n| n * 10)).or_else(|| {
            let (tens, ones) = word.split_once('-')?;
            Some(place(TENS, tens)? * 10 + place(SMALL, ones).filter(|n| *n < 10)?)
        })?;
    Some(f64::from(number))
}

/// Makes numbers of those that are spelled out, where a prompt has no others and at least two.
pub(super) fn spelled_out(tokens: &mut [Token]) -> bool {
    let found =
        tokens.iter().filter(|t| t.kind == Kind::Word && spelled(&t.lower).is_some()).count();
    if found < 2 {
        return false;
    }
    for token in tokens {
        if let Some(value) = spelled(&token.lower).filter(|_| token.kind == Kind::Word) {
            token.kind = Kind::Number(Number { value, unit: None, plain: false });
        }
    }
    true
}

/// Whether no number stands between the separators around `at`.
fn stretch_without_numbers(tokens: &[Token], at: usize) -> bool {
    let ends = |t: &&Token| {
        !matches!(t.kind, Kind::Newline | Kind::Mark(',' | ';' | '.' | '|' | '、' | '，'))
            && !phrases::is_and(&t.lower)
    };
    let free = |t: &Token| t.number().is_none();
    tokens[at + 1..].iter().take(12).take_while(ends).all(free)
        && tokens[..at].iter().rev().take(12).take_while(ends).all(free)
}

/// "12.1 ± 0.8": takes deviations out, by the first byte of their value.
fn deviations(text: &Text<'_>, tokens: &mut Vec<Token>) -> (HashMap<usize, [f64; 2]>, Vec<usize>) {
    let mut found = HashMap::new();
    let mut used = Vec::new();
    let mut keep = vec![true; tokens.len()];
    for at in 0..tokens.len() {
        let Some(value) = tokens[at].number().map(|n| n.value) else { continue };
        if let Some((ends, count, starts)) = interval(text, tokens, at, value) {
            found.insert(tokens[at].start, ends);
            used.extend(starts);
            keep[at + 1..(at + 1 + count).min(tokens.len())].fill(false);
            continue;
        }
        let open = usize::from(tokens.get(at + 1).is_some_and(|t| t.is_mark('(')));
        let sign = at + 1 + open;
        let is = |n: usize, mark: char| tokens.get(n).is_some_and(|t| t.is_mark(mark));
        let plus_minus = if is(sign, '±') {
            1
        } else if is(sign, '+') && is(sign + 1, '/') {
            2 + usize::from(is(sign + 2, '-'))
        } else if tokens.get(sign).is_some_and(|t| matches!(&*t.lower, "sd" | "se" | "sem" | "σ"))
            && open == 1
        {
            1
        } else {
            continue;
        };
        let Some(size) =
            tokens.get(sign + plus_minus).and_then(Token::number).map(|n| n.value.abs())
        else {
            continue;
        };
        used.extend(tokens.get(sign + plus_minus).map(|t| t.start));
        found.insert(tokens[at].start, [rounded(value - size), rounded(value + size)]);
        let end = sign + plus_minus + 1 + usize::from(open == 1 && is(sign + plus_minus + 1, ')'));
        keep[at + 1..end.min(tokens.len())].fill(false);
    }
    let mut flags = keep.into_iter();
    tokens.retain(|_| flags.next().unwrap_or(true));
    (found, used)
}

/// "5.2 (4.8-5.6)", "10 [8, 12]": the ends of an interval around a value, how many tokens they
/// take and where their numbers begin.
fn interval(
    text: &Text<'_>,
    tokens: &[Token],
    at: usize,
    value: f64,
) -> Option<([f64; 2], usize, Vec<usize>)> {
    if !matches!(tokens.get(at + 1)?.kind, Kind::Mark('(' | '[')) {
        return None;
    }
    let first = tokens.get(at + 2)?;
    let (low, high, count, starts) = match low_high(text, first) {
        Some((low, high)) => (low.value, high.value, 3, vec![first.start]),
        None => {
            let second = tokens.get(at + 4)?;
            let parts = matches!(tokens.get(at + 3)?.kind, Kind::Mark(',' | '-' | '–' | ';'));
            let (low, high) = (first.number()?.value, second.number()?.value);
            parts.then_some((low, high, 5, vec![first.start, second.start]))?
        }
    };
    let closes = tokens.get(at + count).is_some_and(|t| matches!(t.kind, Kind::Mark(')' | ']')));
    (closes && low <= value && value <= high && low < high).then_some(([low, high], count, starts))
}

/// Sums of decimal numbers without the noise of binary ones.
fn rounded(value: f64) -> f64 {
    format!("{value:.9}").parse().unwrap_or(value)
}

/// "Sales (travel 20, salaries 80), IT (travel 5, salaries 120)": brackets that hold several
/// values each become "Sales: travel 20, salaries 80; IT: …".
fn groups(tokens: &mut [Token]) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !matches!(tokens[at].kind, Kind::Mark('(' | '[' | '（' | '{')) || at == 0 {
            at += 1;
            continue;
        }
        let closes = |t: &Token| {
            matches!(t.kind, Kind::Mark(')' | ']' | '）' | '(' | '[' | '（' | '{' | '}'))
        };
        let Some(length) = tokens[at + 1..].iter().position(closes).map(|n| n + 1) else { break };
        let inside = &tokens[at + 1..at + length];
        let values = inside.iter().filter(|t| t.number().is_some_and(|n| !n.is_year())).count();
        if values >= 2
            && tokens[at - 1].is_text()
            && !matches!(tokens[at + length].kind, Kind::Mark('(' | '[' | '（' | '{'))
        {
            found.push((at, at + length));
        }
        at += length;
    }
    let remark = |at: usize| {
        tokens[..at].iter().rev().take(6).any(|t| t.number().is_some()) && found.len() == 1
    };
    let apply = found.len() >= 2 || found.first().is_some_and(|(open, _)| !remark(*open));
    if apply {
        for (open, close) in found {
            tokens[open].kind = Kind::Mark(':');
            tokens[close].kind = Kind::Mark(';');
        }
    }
}
