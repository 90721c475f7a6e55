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
    let content = without_request_bracket(text, &tokens[start..]);
    for line in content.split(ends) {
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

/// `tokens` without a bracket at the end that speaks of the picture: "… (as a diagram)".
fn without_request_bracket<'t>(text: &Text<'_>, tokens: &'t [Token]) -> &'t [Token] {
    let Some(open) = tokens.iter().rposition(|t| t.is_mark('(')) else { return tokens };
    let inside = &tokens[open..];
    let closed = inside.last().is_some_and(|t| t.is_mark(')'));
    let asks = !crate::lexicon::find(text.prompt, inside).is_empty();
    if closed && asks { &tokens[..open] } else { tokens }
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
        // "B and B -> C" goes on from B; "history and records -> C" is one step.
        let again = || {
            let words = |part: &[Token]| -> Vec<String> {
                clean(part).iter().map(|t| t.lower.clone()).collect()
            };
            let is_arrow = |t: &Token| matches!(t.kind, Kind::Arrow(_));
            let next = line[at + 1..].split(is_arrow).next().map(words).unwrap_or_default();
            line[..at].split(|t| is_arrow(t) || t.is_mark(',')).any(|part| words(part) == next)
        };
        let comma = matches!(token.kind, Kind::Mark(',' | '，' | '、'))
            || (matches!(token.kind, Kind::Mark('.')))
            || token.is_word("then")
            || (matches!(&*token.lower, "and" | "und" | "y" | "et") && again());
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

/// Words that answer a question, in the languages of the lexicon.
pub(super) fn is_answer(word: &str) -> bool {
    matches!(
        word,
        "yes"
            | "no"
            | "true"
            | "false"
            | "y"
            | "n"
            | "ok"
            | "ja"
            | "nein"
            | "sí"
            | "si"
            | "oui"
            | "non"
            | "sim"
            | "não"
            | "sì"
            | "tak"
            | "nie"
            | "evet"
            | "hayır"
            | "да"
            | "нет"
            | "nee"
            | "是"
            | "否"
            | "はい"
            | "いいえ"
            | "예"
            | "아니요"
            | "아니오"
            | "نعم"
            | "لا"
            | "हाँ"
            | "नहीं"
            | "else"
            | "otherwise"
            | "success"
            | "failure"
            | "pass"
            | "fail"
            | "approved"
            | "rejected"
            | "valid"
            | "invalid"
    )
}

/// "yes: Ship order", "no, Reorder" and a lone "yes": the answer, as written, and what follows.
fn answer<'t>(text: &Text<'_>, stretch: &'t [Token]) -> Option<(String, &'t [Token])> {
    let first = stretch.iter().position(Token::is_text)?;
    if !is_answer(&stretch[first].lower) {
        return None;
    }
    let rest = &stretch[first + 1..];
    let tied =
        rest.first().is_none_or(|t| matches!(t.kind, Kind::Mark(':' | '：' | ',' | '，' | ')')));
    let words = text.slice(&stretch[first..=first]);
    tied.then(|| (words, rest.get(1..).unwrap_or_default()))
}

/// "In stock? yes": the question and its answer.
fn question_with_answer(stretch: &[Token]) -> Option<(&[Token], &[Token])> {
    let mark = stretch.iter().rposition(|t| matches!(t.kind, Kind::Mark('?' | '？')))?;
    let (question, rest) = stretch.split_at(mark + 1);
    let words: Vec<&Token> = rest.iter().filter(|t| t.is_text()).collect();
    (words.len() == 1 && is_answer(&words[0].lower)).then_some((question, rest))
}

/// A chain while it is read.
#[derive(Default)]
struct Chain {
    /// The nodes before the arrow.
    from: Vec<usize>,
    /// What is written at the arrow.
    label: Option<String>,
    /// The arrow points left.
    left: bool,
}

/// One chain of nodes and arrows.
fn chain(text: &Text<'_>, line: &[Token], sketch: &mut Sketch, kind: Option<DiagramKind>) {
    let is_arrow = |token: &Token| matches!(token.kind, Kind::Arrow(_));
    if !line.iter().any(is_arrow) && answer(text, line).is_none() {
        return;
    }
    let mut chain = Chain::default();
    let mut pending = 0;
    for at in 0..=line.len() {
        let arrow = line.get(at).map(|token| token.kind.clone());
        if let Some(Kind::Arrow(_)) | None = arrow {
            stretch(text, (&line[pending..at], arrow.is_some()), (sketch, &mut chain), kind);
            chain.left = matches!(arrow, Some(Kind::Arrow(true)));
            pending = at + 1;
        }
    }
}

/// The words between two arrows: nodes, or the label of the arrow.
fn stretch(
    text: &Text<'_>,
    (stretch, before_arrow): (&[Token], bool),
    (sketch, chain): (&mut Sketch, &mut Chain),
    kind: Option<DiagramKind>,
) {
    let mut words = stretch;
    if let Some((answer, rest)) = answer(text, stretch) {
        if chain.from.is_empty() {
            // "…; no: Reorder" goes on from the last question.
            let question = sketch.nodes.iter().rposition(|n| n.label.ends_with(['?', '？']));
            chain.from = question.or(sketch.nodes.len().checked_sub(1)).into_iter().collect();
        }
        chain.label = Some(answer);
        words = rest;
        if !words.iter().any(Token::is_text) {
            return;
        }
    }
    let (question, out) = question_with_answer(words)
        .map_or((words, None), |(question, answer)| (question, Some(text.slice(clean(answer)))));
    let (names, dashed) = node_words(text, question, before_arrow, kind);
    let nodes: Vec<usize> = names.iter().map(|name| sketch.node(name)).collect();
    let trailing = trailing_label(text, words, !before_arrow);
    for a in &chain.from {
        for b in &nodes {
            let (a, b) = if chain.left { (*b, *a) } else { (*a, *b) };
            sketch.edge(a, b, chain.label.clone().or_else(|| trailing.clone()));
        }
    }
    chain.label = out.or(dashed);
    if !nodes.is_empty() {
        chain.from = nodes;
    }
}

/// Node labels of a stretch between arrows, and the label of the arrow after it: in `A -yes->`
/// the words behind a dash, in `A (yes) ->` nothing.
fn node_words(
    text: &Text<'_>,
    stretch: &[Token],
    before_arrow: bool,
    kind: Option<DiagramKind>,
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
    // In trees and networks a comma lists nodes; in flows it belongs to the words of a step.
    let listed =
        matches!(kind, Some(DiagramKind::Orgchart | DiagramKind::Mindmap | DiagramKind::Network));
    let cuts = |t: &Token| t.is_mark('&') || (listed && matches!(t.kind, Kind::Mark(',' | '、')));
    let parts: Vec<&[Token]> = node.split(cuts).collect();
    let names = parts
        .into_iter()
        .map(|part| text_with_question(text, part))
        .filter(|n| !n.is_empty())
        .collect();
    (names, label.filter(|l| !l.is_empty()))
}

/// The label of the last arrow: "A -> B: sends", "A -> B (sends)".
fn trailing_label(text: &Text<'_>, stretch: &[Token], last: bool) -> Option<String> {
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
    if let Some(Kind::Mark(mark @ ('?' | '？'))) = next.map(|t| t.kind.clone()) {
        words.push(mark);
        let before = inner.first().and_then(|first| tokens.iter().rfind(|t| t.end <= first.start));
        if before.is_some_and(|t| t.is_mark('¿')) {
            words.insert(0, '¿');
        }
    }
    if words.contains('(') && !words.contains(')') {
        words.push(')');
    }
    words
}
