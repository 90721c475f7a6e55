//! A place in a text that knows where it is, so that every message can name line and column.

use crate::error::{Problem, begin};

/// How far a closing mark is searched, in bytes. Longer texts are no labels, and a text full of
/// marks that are never closed must not take quadratic time.
const REACH: usize = 8_000;

/// The part of a text that is still to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    source: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    /// The bytes `at..end` of `source`, which are boundaries of characters.
    pub(crate) fn within(source: &'a str, at: usize, end: usize) -> Self {
        let end = end.min(source.len());
        Self { source, at: at.min(end), end }
    }

    pub(crate) fn source(&self) -> &'a str {
        self.source
    }

    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// What is still to be read.
    pub(crate) fn rest(&self) -> &'a str {
        self.source.get(self.at..self.end).unwrap_or_default()
    }

    /// What is still to be read, without white space around it.
    pub(crate) fn trimmed(&self) -> &'a str {
        self.rest().trim()
    }

    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.end
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn starts_with(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Goes on by `bytes`, which end a character.
    pub(crate) fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.end);
    }

    /// Goes on by one character.
    pub(crate) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.skip(c.len_utf8());
        Some(c)
    }

    /// Goes behind `text` where it is next.
    pub(crate) fn eat(&mut self, text: &str) -> bool {
        let found = self.starts_with(text);
        if found {
            self.skip(text.len());
        }
        found
    }

    /// Goes behind the word where it is next as a whole, in any case.
    pub(crate) fn eat_word(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let same = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let whole = same
            && !rest
                .get(word.len()..)
                .is_some_and(|tail| tail.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
        if whole {
            self.skip(word.len());
        }
        whole
    }

    /// Goes behind spaces and tabs.
    pub(crate) fn blanks(&mut self) {
        self.take_while(|c| c.is_whitespace() && c != '\n');
    }

    /// Goes behind white space, ends of lines too.
    pub(crate) fn space(&mut self) {
        self.take_while(char::is_whitespace);
    }

    pub(crate) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.skip(end);
        rest.get(..end).unwrap_or_default()
    }

    /// The text before `mark`; goes behind `mark`. Stays where there is none.
    pub(crate) fn take_until(&mut self, mark: &str) -> Option<&'a str> {
        let rest = self.rest();
        let window = rest.get(..rest.floor_char_boundary(REACH)).unwrap_or(rest);
        let end = window.find(mark)?;
        self.skip(end + mark.len());
        rest.get(..end)
    }

    /// A part of what is still to be read, from its first byte on.
    pub(crate) fn first(&self, bytes: usize) -> Self {
        Self::within(self.source, self.at, (self.at + bytes).min(self.end))
    }

    /// This line; goes behind its end.
    pub(crate) fn line(&mut self) -> Self {
        let length = self.rest().find('\n').unwrap_or(self.rest().len());
        let line = self.first(length);
        self.skip(length + 1);
        line
    }

    /// The same part without white space around it.
    pub(crate) fn trim(&self) -> Self {
        let rest = self.rest();
        let start = rest.len() - rest.trim_start().len();
        Self::within(self.source, self.at + start, self.at + rest.trim_end().len().max(start))
    }

    /// Splits at the first `mark`, which is in neither part.
    pub(crate) fn split(&self, mark: &str) -> Option<(Self, Self)> {
        let at = self.rest().find(mark)?;
        let mut behind = *self;
        behind.skip(at + mark.len());
        Some((self.first(at), behind))
    }

    /// Parts between commas outside quotes.
    pub(crate) fn commas(&self) -> Vec<Self> {
        let mut parts = Vec::new();
        let (mut start, mut quoted) = (self.at, false);
        for (at, c) in self.rest().char_indices() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => {
                    parts.push(Self::within(self.source, start, self.at + at).trim());
                    start = self.at + at + 1;
                }
                _ => {}
            }
        }
        parts.push(Self::within(self.source, start, self.end).trim());
        parts
    }

    /// What is here instead of what was expected.
    pub(crate) fn expected(&self, what: &str) -> Problem {
        let rest = self.rest();
        let ahead = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        Problem::Syntax {
            at: self.at + ahead,
            found: begin(if self.end < self.source.len() && rest.is_empty() { "\n" } else { rest }),
            expected: what.to_owned(),
        }
    }
}
