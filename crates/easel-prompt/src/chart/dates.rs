//! Dates of several tokens (`3 March 2024`, `Mon, 3 Mar`, `Q1 2023`, `55 and over`) become one
//! label. Names of months and days stand in `periods`.

use super::periods;
use super::prepare::as_word;
use crate::numbers::Number;
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Joins the tokens of a date to one label. Gives the first bytes of those that were joined on.
pub(super) fn join(text: &Text<'_>, tokens: &mut Vec<Token>) -> Vec<usize> {
    let mut joined = Vec::new();
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let length = date_length(tokens, at);
        let mut token = tokens[at].clone();
        if length > 1 {
            joined.extend(tokens[at + 1..at + length].iter().map(|t| t.start));
            token.end = tokens[at + length - 1].end;
            as_word(text, &mut token);
        }
        out.push(token);
        at += length.max(1);
    }
    *tokens = out;
    joined
}

/// The tokens from some place on, as parts of a date.
struct Dates<'a> {
    tokens: &'a [Token],
}

impl Dates<'_> {
    fn word(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|t| t.kind == Kind::Word)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|t| words.contains(&&*t.lower))
    }

    fn mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_mark(mark))
    }

    fn month(&self, at: usize) -> bool {
        self.word(at).is_some_and(|t| periods::is_month(&t.lower))
    }

    fn day(&self, at: usize) -> bool {
        let number = self.tokens.get(at).and_then(Token::number);
        number.is_some_and(|n| n.plain && (1.0..=31.0).contains(&n.value))
    }

    fn year(&self, at: usize) -> bool {
        self.tokens.get(at).and_then(Token::number).is_some_and(Number::is_year)
    }

    /// "3rd", "1er"
    fn ordinal(&self, at: usize) -> bool {
        self.word(at).is_some_and(|t| {
            let digits = t.lower.trim_end_matches(|c: char| c.is_alphabetic());
            let end = &t.lower[digits.len()..];
            (1..=2).contains(&digits.len())
                && digits.bytes().all(|b| b.is_ascii_digit())
                && matches!(end, "st" | "nd" | "rd" | "th" | "er")
        })
    }

    /// A value follows in the same stretch, else the number is the value.
    fn valued(&self, at: usize) -> bool {
        self.tokens[at.min(self.tokens.len())..]
            .iter()
            .take(4)
            .take_while(|t| !matches!(t.kind, Kind::Newline | Kind::Mark(',' | ';' | '،' | '、' | '，')))
            .any(|t| t.number().is_some())
    }

    fn tied(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(':' | '=' | '：')))
    }

    fn of(&self, at: usize) -> usize {
        usize::from(self.is(at, &["de", "of", "del"]))
    }

    fn dot(&self, at: usize) -> usize {
        usize::from(self.mark(at, '.'))
    }

    /// "55 and over", "65 or more"
    fn open_class(&self, at: usize) -> bool {
        const ENDS: &[&str] = &[
            "over",
            "older",
            "above",
            "up",
            "more",
            "under",
            "below",
            "less",
            "younger",
            "más",
            "mehr",
            "älter",
            "plus",
            "oltre",
            "più",
            "mais",
            "meer",
            "ouder",
            "więcej",
            "старше",
            "üstü",
            "mayores",
            "menos",
        ];
        const YEARS: &[&str] = &["years", "anni", "ans", "años", "jahre", "anos", "lat"];
        let joins =
            self.word(at + 1).is_some_and(|t| phrases::is_and(&t.lower)) || self.is(at + 1, YEARS);
        let plain = self.tokens.get(at).and_then(Token::number).is_some_and(|n| n.plain);
        plain && joins && self.is(at + 2, ENDS)
    }

    /// How many tokens a date takes that begins with its day; 0 where none does.
    fn day_first(&self, at: usize) -> usize {
        if !self.day(at) && !self.ordinal(at) {
            return 0;
        }
        // "3, 4. Feb: 5": a list ends and the next begins.
        let listed = at > 1 && self.mark(at - 1, ',') && self.tokens[at - 2].number().is_some();
        if listed && self.dot(at + 1) == 1 {
            return 1;
        }
        // 3. März 2024, 3 de marzo de 2024
        let first = at + 1 + self.dot(at + 1);
        let name = first + self.of(first);
        if self.month(name) {
            const LEADS: &[&str] = &[
                "du", "on", "el", "am", "vom", "del", "dia", "op", "dnia", "le", "the", "il", "al",
                "by", "since",
            ];
            let end = name + 1;
            let joined = end + self.of(end);
            let led = at.checked_sub(1).is_some_and(|before| self.is(before, LEADS));
            if self.year(joined) {
                return joined + 1 - at;
            }
            if self.valued(end) || self.tied(end) || led || self.ordinal(at) {
                return end - at;
            }
        }
        // 08/01: 12 and 03/2024
        let glued = self.tokens.get(at + 1).zip(self.tokens.get(at)).is_some_and(|(b, a)| b.start == a.end)
            && self.tokens.get(at + 3).is_some_and(|t| t.number().is_some());
        let short = self.mark(at + 1, '/')
            && self.day(at + 2)
            && (self.tied(at + 3) || glued)
            && self.day(at);
        if short || (self.mark(at + 1, '/') && self.day(at) && self.year(at + 2)) {
            return 3;
        }
        0
    }

    /// How many tokens a date takes that begins with its month; 0 where none does.
    fn month_first(&self, at: usize) -> usize {
        if !self.month(at) {
            return 0;
        }
        let of = self.of(at + 1);
        let comma = usize::from(self.mark(at + 2, ','));
        if (self.day(at + 1) || self.ordinal(at + 1)) && self.year(at + 2 + comma) {
            return 3 + comma;
        }
        if self.year(at + 1 + of) && (self.valued(at + 2 + of) || self.tied(at + 2 + of) || of == 1)
        {
            return 2 + of;
        }
        let number = self.tokens.get(at + 2).is_some_and(|t| t.number().is_some());
        let day = self.day(at + 1) && (self.tied(at + 2) || number);
        if self.ordinal(at + 1) || day { 2 } else { 0 }
    }

    /// "twenty twenty one", "nineteen ninety-five" behind "in".
    fn spoken_year(&self, at: usize) -> usize {
        const TENS: &[&str] = &["ten", "twelve", "fifteen", "eighteen", "nineteen", "twenty", "thirty", "sixty", "seventy", "eighty", "ninety"];
        const ONES: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        let led = at > 0 && self.is(at - 1, &["in", "year", "since", "from", "then", "and"]);
        if !led || !self.is(at, &["nineteen", "twenty"]) || !self.is(at + 1, TENS) {
            return 0;
        }
        2 + usize::from(self.is(at + 2, ONES))
    }

    /// How many tokens a quarter or hour takes; 0 where none begins.
    fn part(&self, at: usize) -> usize {
        let short = |n: usize, starts: &[char]| {
            self.word(n).is_some_and(|t| {
                t.lower.len() == 2 && t.lower.starts_with(starts) && periods::is_period(&t.lower)
            })
        };
        if (short(at, &['q', 'h', 't']) && self.year(at + 1))
            || (self.year(at) && short(at + 1, &['q']))
        {
            return 2;
        }
        // "III кв.", "II trimestre"
        if self.is(at, &["i", "ii", "iii", "iv"]) && self.is(at + 1, periods::QUARTERS) {
            let glued = self.tokens.get(at + 2).is_some_and(|t| t.start == self.tokens[at + 1].end);
            return 2 + usize::from(self.dot(at + 2) == 1 && glued);
        }
        let half = self.is(at + 1, &["am", "pm", "uhr", "a.m", "p.m"]);
        if self.day(at) && half && (self.valued(at + 2) || self.tied(at + 2)) {
            return 2;
        }
        if self.day(at) && self.is(at + 1, periods::QUARTERS) {
            let glued = self.tokens.get(at + 2).is_some_and(|t| t.start == self.tokens[at + 1].end);
            return 2 + usize::from(self.dot(at + 2) == 1 && glued);
        }
        let nth = self.day(at)
            && self.dot(at + 1) == 1
            && self
                .is(at + 2, &["quartal", "halbjahr", "kwartał", "çeyrek", "trimester", "kwartaal"]);
        if nth { 3 } else { 0 }
    }
}

/// How many tokens from `at` on are one date; 1 where none begins.
fn date_length(tokens: &[Token], at: usize) -> usize {
    let dates = Dates { tokens };
    if dates.open_class(at) {
        return 3;
    }
    // "Mon 3 Mar", "Mon, 3 Mar"
    if dates.word(at).is_some_and(|t| periods::is_weekday(&t.lower)) {
        let next = at + 1 + usize::from(dates.mark(at + 1, ','));
        let rest = dates.day_first(next).max(dates.month_first(next));
        if rest > 1 {
            return next + rest - at;
        }
    }
    [dates.spoken_year(at), dates.day_first(at), dates.month_first(at), dates.part(at)]
        .into_iter()
        .find(|length| *length > 0)
        .unwrap_or(1)
}

