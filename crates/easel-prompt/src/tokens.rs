//! Cutting a prompt into words, numbers, quotations, arrows and punctuation, with byte positions.
//! What the pieces mean is decided by their readers.

use std::cell::OnceCell;

use easel_notation::Parsed;

use crate::language::{self, Language};
use crate::lexicon::{self, Hit};
use crate::numbers::{self, Number, Scan};
use crate::{notation, numerals, phrases};

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// Letters, with digits and joiners inside: `Q1`, `logo-free`, `Node.js`, `18-24`.
    Word,
    /// A number.
    Number(Number),
    /// Text in quotation marks; the span is without them.
    Quoted,
    /// `->`, `→` and their kin; `true` where it points left.
    Arrow(bool),
    /// One punctuation character.
    Mark(char),
    /// End of a line.
    Newline,
}

/// A piece of the prompt.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte in the prompt.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Lower-case text of words and quotations; empty for the rest.
    pub lower: String,
    /// All its letters are capitals: `US`, `IT`, `A`.
    pub caps: bool,
    /// Its first letter is a capital.
    pub capital: bool,
    /// An article, preposition or conjunction of the prompt's language.
    pub small: bool,
}

impl Token {
    /// True for this punctuation character.
    pub(crate) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// True for a word that is `lower`, in lower case.
    pub(crate) fn is_word(&self, lower: &str) -> bool {
        self.kind == Kind::Word && self.lower == lower
    }

    /// The number, if it is one.
    pub(crate) fn number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// True for words and quotations.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Quoted)
    }
}

/// A prompt with its tokens and language.
#[derive(Debug, Clone)]
pub(crate) struct Text<'a> {
    /// The prompt as written.
    pub prompt: &'a str,
    /// Its pieces.
    pub tokens: Vec<Token>,
    /// Its language.
    pub language: Language,
    hits: OnceCell<Vec<Hit>>,
    notation: OnceCell<Option<Parsed>>,
}

impl<'a> Text<'a> {
    /// Cuts `prompt`.
    pub(crate) fn new(prompt: &'a str) -> Self {
        let lower = prompt.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let language = language::detect(prompt, words);
        let tokens = cut(prompt, numerals::written_as(prompt, language), language);
        Self { prompt, tokens, language, hits: OnceCell::new(), notation: OnceCell::new() }
    }

    /// The picture of Mermaid or DOT text in the prompt, read once.
    pub(crate) fn notation(&self) -> Option<&Parsed> {
        self.notation.get_or_init(|| notation::read(self.prompt)).as_ref()
    }

    /// The phrases that name a kind of picture, searched for once.
    pub(crate) fn hits(&self) -> &[Hit] {
        self.hits.get_or_init(|| lexicon::find(self.prompt, &self.tokens))
    }

    /// The text of `tokens` as written, one space wherever something stood between two of them.
    pub(crate) fn slice(&self, tokens: &[Token]) -> String {
        let mut out = String::new();
        let mut end = None;
        for token in tokens.iter().filter(|token| token.kind != Kind::Newline) {
            if end.is_some_and(|end| end < token.start) {
                out.push(' ');
            }
            out.push_str(&self.prompt[token.start..token.end]);
            end = Some(token.end);
        }
        collapse(&out)
    }
}

/// `text` with runs of white space made one space, trimmed.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `text` with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    // "iPhone" and "eBay" are written as they are.
    let first_word = text.split_whitespace().next().unwrap_or_default();
    if first_word.chars().skip(1).any(char::is_uppercase) {
        return text.to_owned();
    }
    // A symbol before the first word stays as it is.
    let start = text.find(|c: char| c.is_alphanumeric() || c == '"').unwrap_or(0);
    let (symbol, words) = text.split_at(start);
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => symbol.chars().chain(first.to_uppercase()).chain(chars).collect(),
        None => text.to_owned(),
    }
}

/// Opening quotation marks with their closing ones.
const QUOTES: [(char, char); 8] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('「', '」'),
    ('『', '』'),
    ('‘', '’'),
    ('\'', '\''),
];

/// Arrows, the longest first where one begins another.
const ARROWS: [(&str, bool); 20] = [
    ("<-->", false),
    ("<->", false),
    ("--->", false),
    ("-.->", false),
    ("-->", false),
    ("==>", false),
    ("—>", false),
    ("–>", false),
    ("->", false),
    ("=>", false),
    ("~>", false),
    ("→", false),
    ("⇒", false),
    ("➔", false),
    ("➜", false),
    ("⟶", false),
    ("↓", false),
    ("<--", true),
    ("<-", true),
    ("←", true),
];

/// Longest quotation, in bytes; a longer one is an apostrophe and a stray mark.
const QUOTATION_BYTES_MAX: usize = 300;

/// `word` in lower case; the capital dotted I of Turkish would become two characters.
fn lowered(word: &str) -> String {
    word.to_lowercase().replace("i\u{307}", "i")
}

/// Cuts `prompt` into tokens.
fn cut(prompt: &str, numerals: Language, language: Language) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut before = None;
    // One ">" compares, several are arrows.
    let chevrons = prompt.matches(" > ").count() >= 2;
    // Where a symbol that belongs to the next word begins.
    let mut symbol: Option<usize> = None;
    while let Some(c) = prompt[at..].chars().next() {
        let rest = &prompt[at..];
        let (kind, end) = if c == '\n' {
            (Some(Kind::Newline), at + 1)
        } else if c.is_whitespace() {
            (None, at + c.len_utf8())
        } else if let Some((arrow, left)) = ARROWS.iter().find(|(a, _)| rest.starts_with(a)) {
            (Some(Kind::Arrow(*left)), at + arrow.len())
        } else if chevrons && rest.starts_with("> ") && before == Some(' ') {
            (Some(Kind::Arrow(false)), at + 1)
        } else if let Some(length) = pictograph(rest) {
            let end = at + length;
            let next = prompt[end..].trim_start_matches(' ').chars().next();
            if next.is_some_and(char::is_alphabetic) || pictograph(&prompt[end..]).is_some() {
                symbol = symbol.or(Some(at));
                (None, end)
            } else if let Some(last) = tokens.last_mut().filter(|last| {
                last.kind == Kind::Word && prompt[last.end..at].trim_matches(' ').is_empty()
            }) {
                last.end = end;
                symbol = None;
                (None, end)
            } else if next.is_some_and(|n| numbers::digit(n).is_some() || matches!(n, ':' | '=')) {
                // "🍎 12": the symbol is a label.
                symbol = None;
                (Some(Kind::Word), end)
            } else {
                (Some(Kind::Mark(c)), end)
            }
        } else if let Some(length) = quotation(rest, c, before) {
            let open = c.len_utf8();
            let close = rest[open + length..].chars().next().map_or(0, char::len_utf8);
            let (start, stop) = (at + open, at + open + length);
            let lower = prompt[start..stop].to_lowercase();
            tokens.push(Token {
                kind: Kind::Quoted,
                start,
                end: stop,
                lower,
                caps: false,
                capital: false,
                small: false,
            });
            (None, stop + close)
        } else if let Some(found) = number_at(rest, c, before, numerals) {
            match found {
                Scan::Number(number, length) => (Some(Kind::Number(number)), at + length),
                Scan::Label(length) => (Some(Kind::Word), at + length),
            }
        } else if is_word_char(c) {
            (Some(Kind::Word), at + word_length(rest))
        } else if let Some(length) = sigil_word(rest, before) {
            (Some(Kind::Word), at + length)
        } else {
            (Some(Kind::Mark(c)), at + c.len_utf8())
        };
        if let Some(kind) = kind {
            let start = symbol.take().filter(|_| kind == Kind::Word).unwrap_or(at);
            tokens.push(Token { start, ..token(prompt, kind, at..end, language) });
        }
        before = prompt[at..end].chars().next_back();
        at = end;
    }
    tokens
}

/// The token of `kind` at `span`.
fn token(prompt: &str, kind: Kind, span: std::ops::Range<usize>, language: Language) -> Token {
    let written = &prompt[span.clone()];
    let word = kind == Kind::Word;
    let lower = if word { lowered(written) } else { String::new() };
    let caps = word
        && written.chars().all(|c| !c.is_lowercase())
        && written.chars().any(char::is_uppercase);
    let small = word && phrases::is_small_in(&lower, language);
    let capital = written.starts_with(char::is_uppercase);
    Token { kind, start: span.start, end: span.end, lower, caps, capital, small }
}

/// Bytes of the emoji or pictograph at the start of `rest`, with what modifies it (skin tone,
/// variation selector, joined emoji). It becomes part of the word beside it, so that a label
/// keeps its symbol and all else sees only the word.
pub(crate) fn pictograph(rest: &str) -> Option<usize> {
    let is_base = |c: char| {
        matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{26ff}' | '\u{2702}'..='\u{27b0}'
            | '\u{1f1e6}'..='\u{1f1ff}' | '\u{2b50}' | '\u{2b55}')
    };
    let is_modifier = |c: char| matches!(c, '\u{fe0f}' | '\u{fe0e}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}');
    let mut chars = rest.char_indices();
    let (_, first) = chars.next().filter(|(_, c)| is_base(*c))?;
    let mut end = first.len_utf8();
    // Flags are two letters.
    let mut flag = matches!(first, '\u{1f1e6}'..='\u{1f1ff}');
    let mut joined = false;
    for (at, c) in chars {
        let second = flag && matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
        if !(is_modifier(c) || c == '\u{200d}' || second || (joined && is_base(c))) {
            break;
        }
        flag = flag && !second;
        joined = c == '\u{200d}';
        end = at + c.len_utf8();
    }
    Some(end)
}

/// A number where one can start: at a digit, sign, currency or decimal point.
fn number_at(rest: &str, c: char, before: Option<char>, language: Language) -> Option<Scan> {
    let starts = numbers::digit(c).is_some()
        || (c.is_ascii_uppercase()
            && before.is_none_or(|b| !b.is_alphanumeric())
            && numbers::lettered_currency(rest).is_some())
        || matches!(c, '-' | '−' | '+' | '.' | '<' | '>' | '≥' | '≤' | '%' | '٪')
        || (!c.is_alphanumeric() && numbers::currency(&rest[..c.len_utf8()]).is_some());
    if !starts || (c == '.' && before.is_some_and(|b| b.is_alphanumeric() || b == '.')) {
        return None;
    }
    if matches!(c, '<' | '>' | '≥' | '≤') {
        // "<18" and ">65" name a class.
        let digits = rest[c.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
        return (digits > 0).then(|| Scan::Label(c.len_utf8() + digits));
    }
    match numbers::scan(rest, before, language)? {
        // "2020年", "1月": the ideograph makes it a label, which the scan has seen as a word.
        Scan::Label(length) => {
            let rest = &rest[length..];
            let first = rest.chars().next();
            let glues = |c: char| is_word_char(c) && numbers::digit(c).is_none();
            let tail = if first.is_some_and(|c| glues(c) && !numbers::is_dense(c)) {
                word_length(rest)
            } else {
                0
            };
            Some(Scan::Label(length + tail))
        }
        number @ Scan::Number(..) => Some(number),
    }
}

/// Length of the quotation that starts with the mark `open`, without marks.
fn quotation(rest: &str, open: char, before: Option<char>) -> Option<usize> {
    let (_, close) = QUOTES.iter().find(|(mark, _)| *mark == open)?;
    // Chinese and Japanese set no blank before a quotation.
    let dense = matches!(open, '“' | '「' | '『' | '"') && before.is_some_and(numbers::is_dense);
    if before.is_some_and(|c| c.is_alphanumeric()) && !dense {
        return None;
    }
    let inside = &rest[open.len_utf8()..];
    let mut limit = inside.len().min(QUOTATION_BYTES_MAX);
    while !inside.is_char_boundary(limit) {
        limit -= 1;
    }
    inside[..limit]
        .char_indices()
        .find_map(|(at, c)| {
            let ends = c == *close || (open == '„' && c == '”') || (open == '“' && c == '"');
            // An apostrophe inside a word does not close a quotation.
            let joins = matches!(c, '\'' | '’')
                && inside[at + c.len_utf8()..].starts_with(|next: char| next.is_alphanumeric());
            (ends && !joins).then_some(at)
        })
        .filter(|length| *length > 0 && !inside[..*length].contains('\n'))
}

/// Letters, digits, marks that combine with them, and the underscore.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0963}' | '\u{200c}' | '\u{200d}')
}

/// Bytes of a name that begins with a sign: `/var`, `@alice`, `.NET`.
fn sigil_word(rest: &str, before: Option<char>) -> Option<usize> {
    let opens = before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '"' | '|'));
    let name = rest.strip_prefix(['/', '@', '.']).filter(|_| opens)?;
    let first = name.chars().next().filter(|c| c.is_alphabetic() && !numbers::is_dense(*c))?;
    let shouted = first.is_uppercase() || !rest.starts_with('.');
    shouted.then(|| {
        let mut end = 1 + word_length(name);
        // "/api/v1", "/usr/share"
        while let Some(next) = rest[end..].strip_prefix('/').filter(|_| rest.starts_with('/')) {
            let more = word_length(next);
            if more == 0 {
                break;
            }
            end += 1 + more;
        }
        end
    })
}

/// Bytes of the word at the start of `text`, joiners between letters included.
fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        // Arabic writes "and" onto what follows: "و٣٥٪".
        let and = last == 'و' && end == last.len_utf8();
        if (numbers::is_dense(last) || and) && numbers::digit(c).is_some() {
            break;
        }
        let before = std::mem::replace(&mut last, c);
        let joins = matches!(c, '-' | '\'' | '’' | '.' | '/' | '&' | '‑' | '–')
            && end > 0
            && next.is_some_and(|n| {
                // "PM2.5" is one word, "l'8" and "a/5" are two.
                let digit = n.is_ascii_digit();
                is_word_char(n)
                    && (c != '.' || n.is_lowercase() || digit && before.is_ascii_digit())
                    && !(digit && matches!(c, '&' | '/' | '\'' | '’'))
            });
        let trails = matches!(c, '+' | '#') && end > 0 && end == at && next != Some('-');
        if !(is_word_char(c) || joins || trails) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: &[&str]) {
        let text = Text::new(prompt);
        let got: Vec<&str> = text.tokens.iter().map(|t| &prompt[t.start..t.end]).collect();
        assert_eq!(got, expect, "{prompt}");
    }

    #[test]
    fn prompts_are_cut_into_words_numbers_and_marks() {
        check("Q1: 12k, Q2 $15", &["Q1", ":", "12k", ",", "Q2", "$15"]);
        check("logo-free mug", &["logo-free", "mug"]);
        check("A-->B -> C", &["A", "-->", "B", "->", "C"]);
        check("titled \"Big news\" now", &["titled", "Big news", "now"]);
        check("the cat's hat", &["the", "cat's", "hat"]);
        check("Q1-Q4, 18-24", &["Q1-Q4", ",", "18-24"]);
        check("一月 10，二月 20", &["一月", "10", "，", "二月", "20"]);
        check("2020年", &["2020年"]);
        check("Node.js and C++. Then", &["Node.js", "and", "C++", ".", "Then"]);
        check("家賃40%、食費30%", &["家賃", "40%", "、", "食費", "30%"]);
        check("(40%)", &["(", "40%", ")"]);
        check("Total 5. Next", &["Total", "5", ".", "Next"]);
        check("🍎 apples 10, seed 🌰, 🇩🇪", &["🍎 apples", "10", ",", "seed 🌰", ",", "🇩🇪"]);
        check("a > b > c", &["a", ">", "b", ">", "c"]);
        check("R$ 5, US$7", &["R$ 5", ",", "US$7"]);
        check("(scale -10..10)", &["(", "scale", "-10..10", ")"]);
    }
}
