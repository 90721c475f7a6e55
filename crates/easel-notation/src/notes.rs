//! What was left out while reading, for people. Nothing is left out silently.

use std::collections::HashSet;

use crate::Strictness;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem, position};

/// Notes beyond this many are only counted: a hostile text must not fill the answer.
const NOTES_MAX: usize = 40;

/// Remarks while a text is read.
#[derive(Debug)]
pub(crate) struct Notes {
    strictness: Strictness,
    list: Vec<String>,
    seen: HashSet<String>,
    uncounted: usize,
}

impl Notes {
    pub(crate) fn new(strictness: Strictness) -> Self {
        Self { strictness, list: Vec::new(), seen: HashSet::new(), uncounted: 0 }
    }

    /// Notes `text` with the line of `place`, once.
    pub(crate) fn once(&mut self, place: &Cursor<'_>, text: &str) {
        if self.list.len() >= NOTES_MAX {
            self.uncounted += usize::from(!self.seen.contains(text));
        } else if self.seen.insert(text.to_owned()) {
            let line = position(place.source(), place.offset()).0;
            self.list.push(format!("line {line}: {text}"));
        }
    }

    /// Takes a problem of a statement as a note where the reading is lenient. The text itself is
    /// read on at the next statement, but not where a limit was reached.
    pub(crate) fn bear(&mut self, place: &Cursor<'_>, outcome: Outcome) -> Outcome {
        let problem = match outcome {
            Ok(()) => return Ok(()),
            Err(problem) if self.strictness == Strictness::Strict => return Err(problem),
            Err(problem) => problem,
        };
        if !matches!(problem, Problem::Syntax { .. }) {
            return Err(problem);
        }
        if self.list.len() >= NOTES_MAX {
            self.uncounted += 1;
        } else {
            let told = problem.located(place.source());
            self.list.push(format!("left out: {told}"));
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Vec<String> {
        if self.uncounted > 0 {
            self.list.push(format!("and {} more remarks", self.uncounted));
        }
        self.list
    }
}
