//! Outlines of nodes: brackets and the names of `@{ shape: … }`.

use easel_types::spec::NodeShape;

use crate::cursor::Cursor;
use crate::error::Outcome;

/// Brackets with the outline they stand for, the longest first.
const BRACKETS: [(&str, &[&str], NodeShape); 11] = [
    ("(((", &[")))"], NodeShape::DoubleCircle),
    ("([", &["])"], NodeShape::Stadium),
    ("((", &["))"], NodeShape::Circle),
    ("(-", &["-)"], NodeShape::Stadium),
    ("(", &[")"], NodeShape::Rounded),
    ("[[", &["]]"], NodeShape::Subroutine),
    ("[(", &[")]"], NodeShape::Cylinder),
    ("[", &["]"], NodeShape::Rect),
    ("{{", &["}}"], NodeShape::Hexagon),
    ("{", &["}"], NodeShape::Diamond),
    (">", &["]"], NodeShape::Parallelogram),
];

/// A text in brackets.
#[derive(Debug)]
pub(super) struct Bracketed<'a> {
    pub(super) text: &'a str,
    pub(super) shape: NodeShape,
}

/// Reads `[text]`, `("text")`, `[/text/]` and so on; nothing where no bracket is next.
pub(super) fn bracketed<'a>(cursor: &mut Cursor<'a>) -> Outcome<Option<Bracketed<'a>>> {
    let place = *cursor;
    for slash in ["[/", "[\\"] {
        if cursor.starts_with(slash) {
            let mut trial = *cursor;
            trial.skip(2);
            if let Some((text, shape)) = slanted(&mut trial, slash) {
                *cursor = trial;
                return Ok(Some(Bracketed { text, shape }));
            }
        }
    }
    for (open, closes, shape) in BRACKETS {
        if !cursor.eat(open) {
            continue;
        }
        let Some(close) = closes.first() else { continue };
        let text = inside(cursor, close);
        return match text {
            Some(text) => Ok(Some(Bracketed { text, shape })),
            None => Err(place.expected(&format!("a text that ends with `{close}`"))),
        };
    }
    Ok(None)
}

/// `[/text/]` and `[\text\]` lean, `[/text\]` and `[\text/]` do not.
fn slanted<'a>(cursor: &mut Cursor<'a>, open: &str) -> Option<(&'a str, NodeShape)> {
    let text = inside(cursor, "]")?;
    let body = text.trim_end();
    let end = body.chars().next_back().filter(|c| matches!(c, '/' | '\\'))?;
    let same = open.ends_with(end);
    let shape = if same { NodeShape::Parallelogram } else { NodeShape::Trapezoid };
    Some((body.strip_suffix(end)?, shape))
}

/// The text up to `close`, which does not count between double quotes.
fn inside<'a>(cursor: &mut Cursor<'a>, close: &str) -> Option<&'a str> {
    let start = *cursor;
    cursor.space();
    if cursor.eat("\"") {
        let opened = cursor.offset() - start.offset();
        let text = cursor.take_until("\"")?;
        let behind = *cursor;
        cursor.space();
        if cursor.eat(close) {
            return start.rest().get(opened - 1..opened + text.len() + 1);
        }
        // A quote that is only a part of the text, as in `["a" or b]`.
        *cursor = behind;
        let more = cursor.take_until(close)?;
        if more.contains('\n') {
            return None;
        }
        return start.rest().get(..cursor.offset() - start.offset() - close.len());
    }
    *cursor = start;
    let line = cursor.rest().find('\n').unwrap_or(cursor.rest().len());
    let mut quoted = false;
    for (at, c) in cursor.first(line).rest().char_indices() {
        quoted ^= c == '"';
        let rest = cursor.rest().get(at..).unwrap_or_default();
        if !quoted && rest.starts_with(close) {
            cursor.skip(at + close.len());
            return start.rest().get(..at);
        }
    }
    // An odd number of quotes: the marks are characters of the text. Without any, the text may
    // have several lines.
    let text = cursor.take_until(close)?;
    (text.lines().count() <= 12).then_some(text)
}

/// The outline for a name of `@{ shape: name }`.
pub(super) fn by_name(name: &str) -> Option<NodeShape> {
    Some(match name {
        "rect" | "rectangle" | "proc" | "process" | "div-rect" | "div-proc"
        | "divided-rectangle" | "divided-process" | "win-pane" | "window-pane"
        | "internal-storage" | "lin-rect" | "lin-proc" | "lined-rectangle" | "lined-process"
        | "shaded-process" | "st-rect" | "procs" | "processes" | "stacked-rectangle"
        | "tag-rect" | "tag-proc" | "tagged-rectangle" | "tagged-process" | "notch-pent"
        | "loop-limit" | "notched-pentagon" => NodeShape::Rect,
        "rounded" | "event" => NodeShape::Rounded,
        "stadium" | "pill" | "terminal" => NodeShape::Stadium,
        "subproc" | "fr-rect" | "subprocess" | "subroutine" | "framed-rectangle" => {
            NodeShape::Subroutine
        }
        "cyl" | "cylinder" | "db" | "database" | "lin-cyl" | "disk" | "lined-cylinder" => {
            NodeShape::Cylinder
        }
        "h-cyl"
        | "das"
        | "horizontal-cylinder"
        | "delay"
        | "half-rounded-rectangle"
        | "bow-rect"
        | "stored-data"
        | "bow-tie-rectangle" => NodeShape::Queue,
        "circle" | "circ" | "cross-circ" | "crossed-circle" | "summary" => NodeShape::Circle,
        "dbl-circ" | "double-circle" | "fr-circ" | "framed-circle" | "stop" => {
            NodeShape::DoubleCircle
        }
        "sm-circ" | "small-circle" | "start" | "f-circ" | "filled-circle" | "junction" => {
            NodeShape::Start
        }
        "diam" | "diamond" | "decision" | "question" | "hourglass" | "collate" => {
            NodeShape::Diamond
        }
        "hex" | "hexagon" | "prepare" => NodeShape::Hexagon,
        "lean-r" | "lean-right" | "in-out" | "lean-l" | "lean-left" | "out-in" | "odd" | "flag"
        | "paper-tape" => NodeShape::Parallelogram,
        "trap-b" | "trapezoid" | "trapezoid-bottom" | "priority" | "trap-t" | "inv-trapezoid"
        | "trapezoid-top" | "manual" | "manual-operation" | "sl-rect" | "manual-input"
        | "sloped-rectangle" | "curv-trap" | "curved-trapezoid" | "display" | "tri"
        | "triangle" | "extract" | "flip-tri" | "flipped-triangle" | "manual-file" => {
            NodeShape::Trapezoid
        }
        "doc" | "document" | "docs" | "documents" | "st-doc" | "stacked-document" | "lin-doc"
        | "lined-document" | "tag-doc" | "tagged-document" => NodeShape::Document,
        "fork" | "join" => NodeShape::Bar,
        "notch-rect" | "card" | "notched-rectangle" => NodeShape::Note,
        "cloud" | "bang" => NodeShape::Cloud,
        "text" | "brace" | "brace-l" | "comment" | "brace-r" | "braces" | "bolt" | "com-link"
        | "lightning-bolt" => NodeShape::Plain,
        "person" | "actor" => NodeShape::Person,
        _ => return None,
    })
}
