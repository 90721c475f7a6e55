//! Text notations to specs: the common syntax of Mermaid (version 11) and of Graphviz DOT.
//!
//! ```text
//! text → which notation → statements → nodes, edges, groups, numbers → spec and notes
//! ```
//!
//! Pure functions of the text, in linear time, without panics on any text. What a notation says
//! about content is kept; what it says about looks (positions, line styles, scripts) is left to
//! the renderer, and a note says so. Deliberately elsewhere: finding notations between the words
//! of a prompt (`easel-prompt`) and drawing (`easel-render`).

#![forbid(unsafe_code)]

mod color;
mod cursor;
mod dates;
mod dot;
mod error;
mod graph;
mod label;
mod mermaid;
mod notes;

use easel_types::Spec;

use crate::cursor::Cursor;
use crate::error::Problem;
use crate::notes::Notes;

pub use crate::error::NotationError;

/// Longest text that is read, in bytes.
pub const SOURCE_BYTES_MAX: usize = 200_000;
/// Deepest nesting of groups, fragments, parts and blocks.
pub const DEPTH_MAX: usize = 32;
/// Most nodes, edges, steps or values that are read.
pub const ELEMENTS_MAX: usize = 5_000;

/// A text notation of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notation {
    /// Mermaid: `flowchart LR`, `sequenceDiagram`, …
    Mermaid,
    /// Graphviz DOT: `digraph { … }`.
    Dot,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The picture.
    pub spec: Spec,
    /// What of the text is not in the spec, with its line.
    pub notes: Vec<String>,
}

/// Whether statements that cannot be read end the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Strictness {
    /// The first statement that cannot be read is an error.
    #[default]
    Strict,
    /// Statements that cannot be read are left out with a note. For text that people or language
    /// models wrote between other words.
    Lenient,
}

/// Which notation `text` is written in, by its first words.
pub fn detect(text: &str) -> Option<Notation> {
    let text = unfenced(text);
    if mermaid::is_mermaid(text) {
        Some(Notation::Mermaid)
    } else if dot::is_dot(text) {
        Some(Notation::Dot)
    } else {
        None
    }
}

/// Reads Mermaid or DOT.
///
/// # Errors
/// [`NotationError::Unknown`] where it is neither, and as [`parse_mermaid`] and [`parse_dot`].
pub fn parse(text: &str) -> Result<Parsed, NotationError> {
    parse_with(text, Strictness::Strict)
}

/// Reads Mermaid or DOT as strictly as asked for.
///
/// # Errors
/// As [`parse`].
pub fn parse_with(text: &str, strictness: Strictness) -> Result<Parsed, NotationError> {
    match detect(text) {
        Some(Notation::Mermaid) => read(text, strictness, mermaid::read),
        Some(Notation::Dot) => read(text, strictness, dot::read),
        None => Err(NotationError::Unknown { found: error::begin(text.trim_start()) }),
    }
}

/// Reads Mermaid.
///
/// # Errors
/// A [`NotationError`] that names line, column, what was found and what was expected.
pub fn parse_mermaid(text: &str) -> Result<Parsed, NotationError> {
    read(text, Strictness::Strict, mermaid::read)
}

/// Reads Graphviz DOT.
///
/// # Errors
/// A [`NotationError`] that names line, column, what was found and what was expected.
pub fn parse_dot(text: &str) -> Result<Parsed, NotationError> {
    read(text, Strictness::Strict, dot::read)
}

type Reader = fn(Cursor<'_>, &mut Notes) -> Result<Spec, Problem>;

fn read(text: &str, strictness: Strictness, reader: Reader) -> Result<Parsed, NotationError> {
    if text.len() > SOURCE_BYTES_MAX {
        return Err(NotationError::TooLong { bytes: text.len(), max: SOURCE_BYTES_MAX });
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut notes = Notes::new(strictness);
    let start = text.len() - unfenced_start(&text).len();
    let cursor = Cursor::within(&text, start, start + unfenced(&text).len());
    match reader(cursor, &mut notes) {
        Ok(spec) => Ok(Parsed { spec, notes: notes.finish() }),
        Err(problem) => Err(problem.located(&text)),
    }
}

/// Text without a Markdown fence around it.
fn unfenced(text: &str) -> &str {
    let body = unfenced_start(text);
    if body.len() == text.len() {
        return body;
    }
    body.find("\n```").map_or(body, |end| body.get(..end).unwrap_or(body))
}

/// Text behind the opening of a Markdown fence.
fn unfenced_start(text: &str) -> &str {
    match text.trim_start_matches('\u{feff}').trim_start().strip_prefix("```") {
        Some(rest) => rest.find('\n').map_or("", |at| rest.get(at..).unwrap_or_default()),
        None => text,
    }
}
