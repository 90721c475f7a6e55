//! Why a text cannot be read, for people: with line and column.

use crate::{DEPTH_MAX, ELEMENTS_MAX};

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotationError {
    /// Longer than [`crate::SOURCE_BYTES_MAX`].
    #[error("the text has {bytes} bytes; at most {max} are read")]
    TooLong {
        /// Its length.
        bytes: usize,
        /// The most that is read.
        max: usize,
    },
    /// Neither Mermaid nor DOT.
    #[error(
        "the text begins with {found}, which is neither a Mermaid diagram (`flowchart LR`, \
         `sequenceDiagram`, …) nor a DOT graph (`digraph {{ … }}`)"
    )]
    Unknown {
        /// Its first words.
        found: String,
    },
    /// A diagram of Mermaid that is not read.
    #[error("line {line}: `{kind}` is not read; {supported} are")]
    UnsupportedKind {
        /// Line of its name, from 1.
        line: usize,
        /// Its name.
        kind: String,
        /// What is read.
        supported: &'static str,
    },
    /// A statement that is not understood.
    #[error("line {line}, column {column}: found {found}, expected {expected}")]
    Syntax {
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What stands there.
        found: String,
        /// What should stand there.
        expected: String,
    },
    /// Nested deeper than [`crate::DEPTH_MAX`].
    #[error("line {line}: {what} are nested deeper than {DEPTH_MAX}")]
    TooDeep {
        /// From 1.
        line: usize,
        /// What is nested.
        what: &'static str,
    },
    /// More than [`crate::ELEMENTS_MAX`].
    #[error("there are more than {ELEMENTS_MAX} {what}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
    },
    /// Nothing to draw.
    #[error("there is nothing to draw: expected {expected}")]
    Empty {
        /// What should be there.
        expected: String,
    },
}

/// An error while reading: offsets instead of lines, so that it costs nothing until it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    Syntax { at: usize, found: String, expected: String },
    Unsupported { at: usize, kind: String, supported: &'static str },
    TooDeep { at: usize, what: &'static str },
    TooMany { what: &'static str },
    Empty { expected: String },
}

pub(crate) type Outcome<T = ()> = Result<T, Problem>;

impl Problem {
    /// Nothing was found where something had to be.
    pub(crate) fn empty(expected: &str) -> Self {
        Self::Empty { expected: expected.to_owned() }
    }

    /// The error with line and column in `source`.
    pub(crate) fn located(self, source: &str) -> NotationError {
        match self {
            Self::Syntax { at, found, expected } => {
                let (line, column) = position(source, at);
                NotationError::Syntax { line, column, found, expected }
            }
            Self::Unsupported { at, kind, supported } => {
                let (line, _) = position(source, at);
                NotationError::UnsupportedKind { line, kind, supported }
            }
            Self::TooDeep { at, what } => {
                NotationError::TooDeep { line: position(source, at).0, what }
            }
            Self::TooMany { what } => NotationError::TooMany { what },
            Self::Empty { expected } => NotationError::Empty { expected },
        }
    }
}

/// Line and column of a byte, both from 1.
pub(crate) fn position(source: &str, at: usize) -> (usize, usize) {
    let before = source.get(..at).unwrap_or(source);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line, before.get(start..).unwrap_or_default().chars().count() + 1)
}

/// The first words of a text, in quotes, for messages.
pub(crate) fn begin(text: &str) -> String {
    const CHARS: usize = 24;
    let line = text.trim_start_matches([' ', '\t']).lines().next().unwrap_or_default().trim_end();
    if line.is_empty() {
        return if text.is_empty() { "the end of the text" } else { "the end of the line" }
            .to_owned();
    }
    let mut cut: String = line.chars().take(CHARS).collect();
    if line.chars().nth(CHARS).is_some() {
        cut.push('…');
    }
    format!("`{cut}`")
}
