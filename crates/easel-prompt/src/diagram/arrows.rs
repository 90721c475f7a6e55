//! Chains drawn with arrows: `A -> B -> C`, `A -yes-> B`, `A -> B: label`. Mermaid and DOT have
//! readers of their own.

use easel_types::spec::DiagramKind;

use super::{Made, Sketch, heading_before};
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// Reads every arrow of the prompt. A newline, comma or semicolon ends a chain.
pub(super) fn read(text: &Text<'_>, kind: Option<DiagramKind>) -> Option<Made> {
    let tokens = &text.tokens;
    let first = tokens.iter().position(|token| matches!(token.kind, Kind::Arrow(_)))?;
    let mut sketch = Sketch::default();
    let ends = |token: &Token| matches!(token.kind, Kind::Newline | Kind::Mark(';' | '；' | '。'));
    let start = content_start(text, first);
    let mut groups: Vec<&[Token]> = Vec::new();
    for line in tokens[start..].split(ends) {
        groups.extend(cut_at_commas(line));
    }
    for line in groups {
        chain(text, line, &mut sketch, kind);
        if sketch.is_full() {
            break;
        }
    }
    if sketch.edges.is_empty() {
        return None;
    }
    let end = tokens[start].start;
    Some(Made { sketch, title: heading_before(text, end), ..Made::default() })
}

/// Where the chain that holds the arrow at `arrow` begins: after the last colon, line end or
/// introducing word before it.
fn content_start(text: &Text<'_>, arrow: usize) -> usize {
    let tokens = &text.tokens;
    let hits = crate::lexicon::find(text.prompt, &tokens[..arrow]);
    let after_kind = hits.last().map_or(0, |hit| hit.tokens.end);
    let mark = tokens[..arrow]
        .iter()
        .rposition(|token| matches!(token.kind, Kind::Mark(':' | '：') | Kind::Newline));
    let word = tokens[..arrow].iter().rposition(|token| {
        matches!(
            &*token.lower,
            "with" | "showing" | "where" | "following" | "mit" | "con" | "avec" | "com"
        )
    });
    let from = mark.or(word).map_or(0, |at| at + 1).max(after_kind);
    // "flowchart of A -> B": the preposition is no label.
    let skip = tokens[from..arrow]
        .iter()
        .take_while(|t| {
            t.kind == Kind::Word
                && !t.caps
                && (phrases::is_of(&t.lower) || phrases::is_request(&t.lower))
        })
        .count();
    let at = from + skip;
    if at >= arrow { from } else { at }
}

/// A comma ends a chain where both sides hold arrows: "A -> B, B -> C".
fn cut_at_commas(line: &[Token]) -> Vec<&[Token]> {
    let has_arrow = |part: &[Token]| part.iter().any(|t| matches!(t.kind, Kind::Arrow(_)));
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, token) in line.iter().enumerate() {
        let comma = matches!(token.kind, Kind::Mark(',' | '，' | '、'))
            || (matches!(token.kind, Kind::Mark('.')))
            || matches!(&*token.lower, "and" | "und" | "y" | "et" | "then");
        if comma && has_arrow(&line[from..at]) {
            let next = line[at + 1..]
                .iter()
                .position(|t| matches!(t.kind, Kind::Mark(',') | Kind::Arrow(_)));
            if next.is_some_and(|n| matches!(line[at + 1 + n].kind, Kind::Arrow(_))) {
                parts.push(&line[from..at]);
                from = at + 1;
            }
        }
    }
    parts.push(&line[from..]);
    parts
}

/// One chain of nodes and arrows.
fn chain(text: &Text<'_>, line: &[Token], sketch: &mut Sketch, kind: Option<DiagramKind>) {
    let mut from: Vec<usize> = Vec::new();
    let mut label: Option<String> = None;
    let mut left = false;
    let mut pending = 0;
    let mut at = 0;
    let is_arrow = |token: &Token| matches!(token.kind, Kind::Arrow(_));
    if !line.iter().any(is_arrow) {
        return;
    }
    while at <= line.len() {
        let arrow = line.get(at).map(|token| token.kind.clone());
        if let Some(Kind::Arrow(_)) | None = arrow {
            let stretch = &line[pending..at];
            let (names, out) = node_words(text, stretch, arrow.is_some());
            let nodes: Vec<usize> = names.iter().map(|name| sketch.node(name)).collect();
            for a in &from {
                for b in &nodes {
                    let (a, b) = if left { (*b, *a) } else { (*a, *b) };
                    sketch.edge(
                        a,
                        b,
                        label
                            .clone()
                            .or_else(|| trailing_label(text, stretch, arrow.is_none(), kind)),
                    );
                }
            }
            label = out;
            if !nodes.is_empty() {
                from = nodes;
            }
            left = matches!(arrow, Some(Kind::Arrow(true)));
            pending = at + 1;
        }
        at += 1;
    }
}

/// Node labels of a stretch between arrows, and the label of the arrow after it: in `A -yes->`
/// the words behind a dash, in `A (yes) ->` nothing.
fn node_words(
    text: &Text<'_>,
    stretch: &[Token],
    before_arrow: bool,
) -> (Vec<String>, Option<String>) {
    let dash = stretch.iter().position(|t| matches!(t.kind, Kind::Mark('-' | '–' | '—')));
    let (node, label) = match dash {
        Some(at) if before_arrow && at > 0 && at + 1 < stretch.len() => {
            (&stretch[..at], Some(text.slice(clean(&stretch[at + 1..]))))
        }
        _ => (stretch, None),
    };
    // "B: label" at the end of a chain; the label is read by `trailing_label`.
    let node = match node.iter().position(|t| t.is_mark(':')) {
        Some(colon) if !before_arrow && colon > 0 => &node[..colon],
        Some(0) => &node[1..],
        _ => node,
    };
    let node = match node.iter().position(|t| t.is_mark('(')) {
        Some(open) if open > 0 && !before_arrow && node.last().is_some_and(|t| t.is_mark(')')) => {
            &node[..open]
        }
        _ => node,
    };
    let both = node.iter().any(|t| t.is_mark('&'));
    let parts: Vec<&[Token]> =
        if both { node.split(|t| t.is_mark('&')).collect() } else { vec![node] };
    let names = parts
        .into_iter()
        .map(|part| text_with_question(text, part))
        .filter(|n| !n.is_empty())
        .collect();
    (names, label.filter(|l| !l.is_empty()))
}

/// The label of the last arrow: "A -> B: sends", "A -> B (sends)".
fn trailing_label(
    text: &Text<'_>,
    stretch: &[Token],
    last: bool,
    _kind: Option<DiagramKind>,
) -> Option<String> {
    if !last {
        return None;
    }
    let colon = stretch.iter().position(|t| t.is_mark(':')).filter(|at| *at > 0);
    let open = stretch.iter().position(|t| t.is_mark('(')).filter(|at| *at > 0);
    let from = colon.or(open.filter(|_| stretch.last().is_some_and(|t| t.is_mark(')'))))?;
    let words = text.slice(clean(&stretch[from + 1..]));
    (!words.is_empty()).then_some(words)
}

/// Tokens without punctuation at the ends.
pub(super) fn clean(tokens: &[Token]) -> &[Token] {
    let solid = |t: &Token| t.is_text() || t.number().is_some();
    let first = tokens.iter().position(solid).unwrap_or(tokens.len());
    let last = tokens.iter().rposition(solid).map_or(first, |at| at + 1);
    &tokens[first..last.max(first)]
}

/// The words of a node as written; a question keeps its mark, brackets that open inside close.
pub(super) fn text_with_question(text: &Text<'_>, tokens: &[Token]) -> String {
    let inner = clean(tokens);
    let mut words = text.slice(inner);
    let end = inner.last().map_or(0, |t| t.end);
    let next = tokens.iter().find(|t| t.start >= end && !inner.is_empty());
    if next.is_some_and(|t| matches!(t.kind, Kind::Mark('?' | '？'))) {
        words.push('?');
    }
    if words.contains('(') && !words.contains(')') {
        words.push(')');
    }
    words
}
