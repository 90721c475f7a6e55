//! `style`, `classDef`, `class`, `cssClass`, `linkStyle` and `click`, which several diagrams
//! share. Of styles, the fill is used.

use crate::color;
use crate::cursor::Cursor;
use crate::graph::Graph;
use crate::notes::Notes;

const LOOKS: &str = "of styles, only fill colours are used";

/// Takes a statement about looks; false where it is none.
pub(super) fn read(line: &Cursor<'_>, graph: &mut Graph, notes: &mut Notes) -> bool {
    let mut rest = *line;
    if rest.eat_word("style") {
        let (ids, styles) = two(rest);
        if styles.is_done() {
            return false;
        }
        let color = color::fill(styles.rest());
        if color.is_none() {
            notes.once(line, LOOKS);
        }
        for id in ids.split(',') {
            graph.paint(id.trim(), color.clone());
        }
    } else if rest.eat_word("classDef") {
        let (names, styles) = two(rest);
        let color = color::fill(styles.rest());
        if color.is_none() {
            notes.once(line, LOOKS);
        }
        for name in names.split(',') {
            graph.class(name.trim(), color.clone());
        }
    } else if rest.eat_word("cssClass") || rest.eat_word("class") {
        let (ids, class) = two(rest);
        if class.is_done() {
            return false;
        }
        for id in ids.trim_matches('"').split(',') {
            graph.apply_class(id.trim(), class.trimmed().trim_end_matches(';').trim());
        }
    } else if rest.eat_word("linkStyle") || rest.eat_word("updateLinkStyle") {
        notes.once(line, "styles of links are not drawn");
    } else if rest.eat_word("click") || rest.eat_word("callback") || is_link(&mut rest) {
        notes.once(line, "pictures have no links to click");
    } else {
        return false;
    }
    true
}

/// `link Class1 "address"`, not a link between nodes.
fn is_link(rest: &mut Cursor<'_>) -> bool {
    (rest.eat_word("link") || rest.eat_word("links")) && rest.rest().contains("\"http")
}

/// `a, b words`: the list, whose commas may have spaces behind them, and the rest.
fn two(mut cursor: Cursor<'_>) -> (&str, Cursor<'_>) {
    cursor.blanks();
    let rest = cursor.rest();
    let mut end = rest.len();
    let mut quoted = false;
    for (at, c) in rest.char_indices() {
        quoted ^= c == '"';
        let before = rest.get(..at).unwrap_or_default().trim_end();
        if c.is_whitespace() && !quoted && !before.ends_with(',') {
            let behind = rest.get(at..).unwrap_or_default().trim_start();
            if !behind.starts_with(',') {
                end = at;
                break;
            }
        }
    }
    cursor.skip(end);
    cursor.blanks();
    (rest.get(..end).unwrap_or_default(), cursor)
}

/// Takes `:::name` or `:::a,b`; the classes of `id`.
pub(super) fn classes(cursor: &mut Cursor<'_>, id: &str, graph: &mut Graph) {
    while cursor.eat(":::") {
        let names = cursor.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ','));
        for name in names.split(',').filter(|name| !name.is_empty()) {
            graph.apply_class(id, name);
        }
    }
}
