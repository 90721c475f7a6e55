//! Where a text can be cut: lines, sentences, commas, dashes, colons outside brackets and
//! quotations. Which of these places separate entries is decided in `split` and `frame`.

/// What stands at a place where a text can be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// End of a line.
    Line,
    /// Full stop, question or exclamation mark; the latter two stay with the text before them.
    Sentence,
    Semicolon,
    /// `|` with blanks around it.
    Bar,
    Arrow,
    /// `/` with blanks around it.
    Slash,
    Comma,
    /// A dash with blanks around it.
    Dash,
    /// `:`, also `=` with blanks around it.
    Colon,
}

/// A place where a text can be cut: what is left out goes from `start` to `end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub cut: Cut,
    pub start: usize,
    pub end: usize,
}

/// Longest quotation, in bytes; a longer one is a stray mark.
const QUOTATION_BYTES_MAX: usize = 300;

/// Words that a full stop shortens.
const SHORTENED: &str = " vs e.g i.e eg ie etc dr mr mrs ms st no nr ca approx min max z.b d.h bzw ej a.c d.c av apr \
     jan feb aug sept oct nov dec mio mrd tys mln млн млрд тыс руб г гг в inc ltd co jr sr fig vol pp usw u.a env incl \
     inkl excl std sek ok bv proc tyś tel str abb ggf evtl sog n.chr v.chr chr p.n.e n.e н.э р.х m.ö m.s max ";

/// Opening brackets with their closing ones.
const BRACKETS: [(char, char); 6] =
    [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】'), ('{', '}'), ('〔', '〕')];

/// Opening quotation marks with those that close them.
const QUOTES: [(char, &str); 7] =
    [('"', "\""), ('“', "”\""), ('„', "“”"), ('«', "»"), ('「', "」"), ('『', "』"), ('《', "》")];

/// All places of `text`, in order. Linear in its length.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let shields = shields(text);
    let mut shields = shields.iter().peekable();
    let mut out = Vec::new();
    let mut resume = 0;
    for (at, c) in text.char_indices() {
        if at < resume {
            continue;
        }
        while shields.peek().is_some_and(|(_, end)| *end <= at) {
            shields.next();
        }
        if let Some((start, end)) = shields.peek()
            && at >= *start
        {
            resume = *end;
            continue;
        }
        if let Some(mark) = mark_at(text, at, c) {
            resume = mark.end.max(at + c.len_utf8());
            out.push(mark);
        }
    }
    out
}

fn mark_at(text: &str, at: usize, c: char) -> Option<Mark> {
    let rest = text.get(at..)?;
    let before = text[..at].chars().next_back();
    let after = rest[c.len_utf8()..].chars().next();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let spaced = blank(before) && blank(after);
    let mark = |cut, length: usize| Some(Mark { cut, start: at, end: at + length });
    if let Some(arrow) = ARROWS.iter().find(|arrow| rest.starts_with(**arrow)) {
        return mark(Cut::Arrow, arrow.len());
    }
    let digits =
        before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
    match c {
        '\n' => mark(Cut::Line, 1),
        ';' | '；' | '؛' if !matches!(after, Some(')' | '-')) => {
            mark(Cut::Semicolon, c.len_utf8())
        }
        '|' | '｜' if spaced => mark(Cut::Bar, c.len_utf8()),
        '>' if spaced => mark(Cut::Arrow, 1),
        '/' if spaced => mark(Cut::Slash, 1),
        ',' if !digits => mark(Cut::Comma, 1),
        '，' | '、' | '،' => mark(Cut::Comma, c.len_utf8()),
        '-' | '–' | '—' | '−' if spaced && before.is_some() => mark(Cut::Dash, c.len_utf8()),
        '—' if before.is_some() && after.is_some() => {
            let run = rest.len() - rest.trim_start_matches('—').len();
            mark(Cut::Dash, run)
        }
        '=' if spaced => mark(Cut::Colon, 1),
        ':' | '：' => {
            let smiley = matches!(after, Some(')' | '(' | 'D' | '-' | '/'))
                && c == ':'
                && rest[1..].chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
            (!digits && !smiley).then_some(())?;
            mark(Cut::Colon, c.len_utf8())
        }
        '。' | '।' => mark(Cut::Sentence, c.len_utf8()),
        '！' | '？' | '؟' => {
            Some(Mark { cut: Cut::Sentence, start: at + c.len_utf8(), end: at + c.len_utf8() })
        }
        '!' | '?' if blank(after) => Some(Mark { cut: Cut::Sentence, start: at + 1, end: at + 1 }),
        '.' if ends_sentence(text, at) => mark(Cut::Sentence, 1),
        _ => None,
    }
}

/// Arrows, the longest first where one begins another.
const ARROWS: [&str; 13] =
    ["-->", "==>", "—>", "–>", "->", "=>", "~>", ">>", "→", "⇒", "➔", "➜", "⟶"];

/// Whether the full stop at `at` ends a sentence rather than an abbreviation or a number.
fn ends_sentence(text: &str, at: usize) -> bool {
    let after = &text[at + 1..];
    if !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return false;
    }
    let Some(next) = after.trim_start().chars().next() else { return true };
    let word_start = text[..at]
        .char_indices()
        .rev()
        .take(16)
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '.')
        .last()
        .map_or(at, |(start, _)| start);
    let word = text[word_start..at].to_lowercase();
    if word.is_empty() || SHORTENED.contains(&format!(" {word} ")) {
        return word.is_empty() && (!next.is_lowercase() || text[..at].ends_with(')'));
    }
    if word.chars().all(|c| c.is_ascii_digit()) {
        let after = after.trim_start();
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let follows = after[..end].to_lowercase();
        let ordinal = super::dates::is_month(&follows)
            || matches!(
                &*follows,
                "quartal"
                    | "platz"
                    | "klasse"
                    | "jahrhundert"
                    | "woche"
                    | "tag"
                    | "stock"
                    | "phase"
                    | "schritt"
            );
        return word.len() > 2 || (next.is_uppercase() && !ordinal);
    }
    // "a.C." is shortened, and so is the initial of a name.
    let degrees = text[..word_start].ends_with('°');
    let initial = word.chars().count() == 1 && text[..at].ends_with(char::is_uppercase) && !degrees;
    !initial && (!word.contains('.') || word.chars().any(|c| c.is_ascii_digit()))
}

/// Stretches in brackets or quotation marks, in order, none inside another.
fn shields(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut closed: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some((_, close)) = BRACKETS.iter().find(|(mark, _)| *mark == c) {
            open.push((*close, at));
        } else if BRACKETS.iter().any(|(_, close)| *close == c) {
            // A closing bracket without its partner is part of a smiley.
            let near = open.iter().rev().take(8).position(|(close, _)| *close == c);
            if let Some(last) = near.map(|back| open.len() - 1 - back) {
                closed.push((open[last].1, at + c.len_utf8()));
                open.truncate(last);
            }
        }
    }
    closed.extend(quotations(text));
    closed.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (start, end) in closed {
        match out.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// Quotations of a line, with their marks.
pub(super) fn quotations(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut resume = 0;
    for (at, c) in text.char_indices() {
        let Some((_, close)) = QUOTES.iter().find(|(mark, _)| *mark == c) else { continue };
        if at < resume
            || text[..at].chars().next_back().is_some_and(char::is_alphanumeric) && c == '"'
        {
            continue;
        }
        let inside = &text[at + c.len_utf8()..];
        let found = inside
            .char_indices()
            .take_while(|(length, c)| *length <= QUOTATION_BYTES_MAX && *c != '\n')
            .find(|(_, c)| close.contains(*c));
        if let Some((length, mark)) = found.filter(|(length, _)| *length > 0) {
            let end = at + c.len_utf8() + length + mark.len_utf8();
            out.push((at, end));
            resume = end;
        }
    }
    out
}

/// `text` cut at all marks of these kinds, trimmed, empty parts left out.
pub(super) fn cut_at<'t>(text: &'t str, marks: &[Mark], is: impl Fn(Cut) -> bool) -> Vec<&'t str> {
    let mut out = Vec::new();
    let mut from = 0;
    for mark in marks.iter().filter(|mark| is(mark.cut)) {
        out.push(text.get(from..mark.start).unwrap_or_default());
        from = mark.end;
    }
    out.push(text.get(from..).unwrap_or_default());
    out.into_iter()
        .map(str::trim)
        .filter(|part| part.chars().any(|c| c.is_alphanumeric() || is_symbol(c)))
        .collect()
}

/// Emoji and other symbols that say something by themselves.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27b0}' | '\u{2b50}')
}

/// The sentences of `text`; lines end sentences too.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    cut_at(text, &marks(text), |cut| matches!(cut, Cut::Sentence | Cut::Line))
}

/// How many words a stretch has; two ideographs or syllables count as one.
pub(super) fn word_count(text: &str) -> usize {
    let dense = text.chars().filter(|c| crate::numbers::is_dense(*c)).count();
    let words = text
        .split_whitespace()
        .filter(|word| word.chars().any(|c| c.is_alphanumeric() && !crate::numbers::is_dense(c)));
    words.count() + dense.div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_that_shorten_nothing() {
        let check = |text: &str, count: usize| {
            assert_eq!(sentences(text).len(), count, "{text}: {:?}", sentences(text));
        };
        check("One oven. Two ovens! Three?", 3);
        check("Rome fell in 476. Then silence", 2);
        check("about 5 min. a day, e.g. Monday", 1);
        check("753 a.C. fondazione, 27 a.C. Augusto", 1);
        check("一。二。", 2);
        check("Version 2.5 is (small. But) fine", 1);
    }

    #[test]
    fn marks_inside_numbers_brackets_and_quotations_are_none() {
        let check = |text: &str, count: usize| assert_eq!(marks(text).len(), count, "{text}");
        check("1,000 people at 10:30", 0);
        check("strings (violin, cello), wind", 1);
        check("titled \"a, b: c\"", 0);
        check("patience :)", 0);
        check("a - b: c → d / e | f; g", 6);
    }
}
