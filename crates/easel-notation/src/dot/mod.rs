//! Graphviz DOT: graphs, digraphs, clusters, attributes. Grammar:
//! <https://graphviz.org/doc/info/lang.html>. The lexer is in `lex`, attributes in `attributes`,
//! labels like HTML and records in `labels`.

mod attributes;
mod labels;
mod lex;
mod read;

use crate::cursor::Cursor;

pub(crate) use read::read;

/// Whether `text` begins as a DOT graph.
pub(crate) fn is_dot(text: &str) -> bool {
    let mut cursor = Cursor::within(text, 0, text.len());
    lex::skip(&mut cursor);
    cursor.eat_word("strict");
    lex::skip(&mut cursor);
    if !(cursor.eat_word("digraph") || cursor.eat_word("graph")) {
        return false;
    }
    lex::skip(&mut cursor);
    if !cursor.starts_with("{") && lex::next(&mut cursor).is_err() {
        return false;
    }
    lex::skip(&mut cursor);
    cursor.starts_with("{")
}
