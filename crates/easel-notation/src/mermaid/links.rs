//! Links between nodes of flowcharts and block diagrams: `-->`, `-- text -->`, `==o`, `-.->`.

use easel_types::spec::{Edge, EdgeLine, EndMark};

use crate::cursor::Cursor;
use crate::error::Outcome;
use crate::label;

/// What is said where a link is broken.
const EXPECTED: &str = "a link such as `-->`, `---`, `-.->` or `==>`";

/// Reads a link as an edge without ends; nothing where none is next.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Outcome<Option<Edge>> {
    let place = *cursor;
    let mut edge = Edge::default();
    let mut trial = *cursor;
    edge.from_mark = start_mark(&mut trial);
    let Some(line) = kind(&trial) else {
        if cursor.starts_with("-") || cursor.starts_with("=") && !cursor.starts_with("==") {
            return Err(place.expected(EXPECTED));
        }
        return Ok(None);
    };
    edge.line = line;
    *cursor = trial;
    let whole = run(cursor, line);
    match whole {
        Some(mark) => {
            edge.to_mark = mark;
            let behind = *cursor;
            cursor.blanks();
            if cursor.eat("|") {
                let inside = *cursor;
                let Some(text) = cursor.take_until("|") else {
                    return Err(inside.expected("a text that ends with `|`"));
                };
                edge.label = label::some(text);
            } else {
                *cursor = behind;
            }
        }
        None => {
            // `-- text -->`: what was read is only the first half.
            cursor.skip(2);
            let text = labelled(cursor, line).ok_or_else(|| place.expected(EXPECTED))?;
            edge.label = label::some(text);
            let Some(mark) = run(cursor, line) else { return Err(place.expected(EXPECTED)) };
            edge.to_mark = mark;
        }
    }
    if edge.line == EdgeLine::Hidden {
        edge.to_mark = None;
    }
    Ok(Some(edge))
}

/// `<`, `o` or `x` before a line.
fn start_mark(cursor: &mut Cursor<'_>) -> Option<EndMark> {
    let mark = match cursor.peek()? {
        '<' => EndMark::Arrow,
        'o' => EndMark::Circle,
        'x' => EndMark::Cross,
        _ => return None,
    };
    let mut behind = *cursor;
    behind.bump();
    kind(&behind)?;
    *cursor = behind;
    Some(mark)
}

/// Which line begins here.
fn kind(cursor: &Cursor<'_>) -> Option<EdgeLine> {
    let rest = cursor.rest();
    if rest.starts_with("--") {
        Some(EdgeLine::Solid)
    } else if rest.starts_with("==") {
        Some(EdgeLine::Thick)
    } else if rest.starts_with("-.") {
        Some(EdgeLine::Dashed)
    } else if rest.starts_with("~~~") {
        Some(EdgeLine::Hidden)
    } else {
        None
    }
}

/// A whole line with its end; `None` where it is not whole. The mark is absent for an arrow.
#[expect(clippy::option_option, reason = "whether there is a line, and what stands at its end")]
fn run(cursor: &mut Cursor<'_>, line: EdgeLine) -> Option<Option<EndMark>> {
    let rest = cursor.rest();
    let same = |sign: char| rest.len() - rest.trim_start_matches(sign).len();
    let mut length = match line {
        EdgeLine::Solid => same('-'),
        EdgeLine::Thick => same('='),
        EdgeLine::Hidden => {
            cursor.skip(same('~'));
            return Some(None);
        }
        EdgeLine::Dashed => {
            let body = rest.strip_prefix('-').unwrap_or(rest);
            let dots = body.len() - body.trim_start_matches('.').len();
            let behind = body.get(dots..)?;
            if dots == 0 || !behind.starts_with('-') {
                return None;
            }
            let dashes = behind.len() - behind.trim_start_matches('-').len();
            rest.len() - body.len() + dots + dashes
        }
    };
    let end = rest.get(length..)?.chars().next();
    let mark = match end {
        Some('>') => None,
        Some('o') => Some(EndMark::Circle),
        Some('x') => Some(EndMark::Cross),
        _ if length >= 3 => Some(EndMark::None),
        _ => return None,
    };
    if length < 2 {
        return None;
    }
    if mark != Some(EndMark::None) {
        length += 1;
    }
    cursor.skip(length);
    Some(mark)
}

/// The text of a link up to its second half, which is still to be read.
fn labelled<'a>(cursor: &mut Cursor<'a>, line: EdgeLine) -> Option<&'a str> {
    let start = *cursor;
    let text = cursor.rest();
    let text = text.lines().next().unwrap_or_default();
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        quoted ^= c == '"';
        let is_sign = match line {
            EdgeLine::Thick => c == '=',
            EdgeLine::Dashed => c == '.' || c == '-',
            _ => c == '-',
        };
        if quoted || !is_sign {
            continue;
        }
        let mut trial = start;
        trial.skip(at);
        let half = trial;
        if at > 0 && run(&mut trial, line).is_some() {
            *cursor = half;
            return start.rest().get(..at);
        }
    }
    None
}
