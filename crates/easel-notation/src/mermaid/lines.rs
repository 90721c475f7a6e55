//! Statements of the diagrams that are written line by line, without comments and without what
//! is said for screen readers only.

use crate::cursor::Cursor;
use crate::error::Outcome;
use crate::notes::Notes;

/// A line that says something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Characters of white space before it.
    pub(super) indent: usize,
    /// The line, without white space around it.
    pub(super) text: Cursor<'a>,
}

/// Lines that say something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines<'a> {
    cursor: Cursor<'a>,
    /// Inside `accDescr { … }`.
    in_description: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(cursor: Cursor<'a>) -> Self {
        Self { cursor, in_description: false }
    }

    /// The text behind the lines that were read.
    pub(super) fn cursor(&mut self) -> &mut Cursor<'a> {
        &mut self.cursor
    }

    /// What a description for screen readers leaves of a line.
    fn is_for_screen_readers(&mut self, text: &str) -> bool {
        if self.in_description {
            self.in_description = !text.contains('}');
            return true;
        }
        let Some(rest) = text.strip_prefix("accDescr").or_else(|| text.strip_prefix("accTitle"))
        else {
            return false;
        };
        let rest = rest.trim_start();
        if rest.starts_with('{') {
            self.in_description = !rest.contains('}');
            return true;
        }
        rest.starts_with(':')
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.cursor.is_done() {
            let line = self.cursor.line();
            let rest = without_comment(line.rest());
            let indent = rest.chars().take_while(|c| c.is_whitespace()).count();
            let text = line.first(rest.len()).trim();
            if !text.is_done() && !self.is_for_screen_readers(text.rest()) {
                return Some(Line { indent, text });
            }
        }
        None
    }
}

/// A line up to `%%` outside quotes.
fn without_comment(line: &str) -> &str {
    let mut from = 0;
    while let Some(found) = line.get(from..).and_then(|rest| rest.find("%%")) {
        let before = line.get(..from + found).unwrap_or_default();
        let quoted = before.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        if !quoted && (before.is_empty() || before.ends_with(char::is_whitespace)) {
            return before;
        }
        // One comment sign inside of quotes or words is enough to look for.
        if from > 0 {
            return line;
        }
        from += found + 2;
    }
    line
}

/// Reads line by line; lines that cannot be read are notes where reading is lenient.
pub(super) fn each<'a>(
    cursor: Cursor<'a>,
    notes: &mut Notes,
    mut read: impl FnMut(Line<'a>, &mut Notes) -> Outcome,
) -> Outcome {
    for line in Lines::new(cursor) {
        let outcome = read(line, notes);
        notes.bear(&line.text, outcome)?;
    }
    Ok(())
}

/// The text of `title: X` or `title X`, where the line is one.
pub(super) fn title(line: &Cursor<'_>) -> Option<String> {
    let mut rest = *line;
    if !rest.eat_word("title") {
        return None;
    }
    rest.blanks();
    rest.eat(":");
    Some(crate::label::clean(rest.rest()))
}
