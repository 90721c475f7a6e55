//! Trees in words: "mind map of X: a, b, c", "CEO: CTO, CFO; CTO: Engineers", "a (x, y)" and
//! indented bullets.

use easel_types::spec::DiagramKind;

use super::arrows::clean;
use super::{Made, Sketch, heading_before};
use crate::phrases;
use crate::tokens::{Kind, Text, Token, capitalised};

/// Reads a tree. The topic becomes the root of a mind map; in an organisation chart the first
/// name does.
pub(super) fn read(text: &Text<'_>, kind: Option<DiagramKind>) -> Option<Made> {
    let mut sketch = Sketch::default();
    if let Some(title) = bullets(text, kind, &mut sketch) {
        return Some(Made { sketch, title, ..Made::default() });
    }
    let tokens = &text.tokens;
    let colon = tokens.iter().position(|t| matches!(t.kind, Kind::Mark(':' | '：')));
    let opener = tokens.iter().position(|t| {
        matches!(
            &*t.lower,
            "with" | "including" | "covering" | "branches" | "mit" | "con" | "avec" | "com"
        )
    });
    let at = match (colon, opener) {
        (Some(colon), Some(opener)) => colon.min(opener),
        (colon, opener) => colon.or(opener)?,
    };
    let heading = heading_before(text, tokens[at].start);
    let groups: Vec<&[Token]> = tokens[at + 1..]
        .split(|t| matches!(t.kind, Kind::Mark(';' | '.' | '；' | '。') | Kind::Newline))
        .filter(|group| group.iter().any(Token::is_text))
        .collect();
    let several = groups.len() > 1 || groups.iter().any(|g| g.iter().any(|t| t.is_mark(':')));
    let mindmap = kind == Some(DiagramKind::Mindmap);
    let mut root =
        (mindmap || !several).then(|| heading.clone()).flatten().map(|name| sketch.node(&name));
    let mut first = None;
    for group in groups {
        let (parent, members) = match group.iter().position(|t| t.is_mark(':')) {
            Some(colon) => {
                let name = name(text, without_reporting(&group[..colon]));
                let parent = known(&sketch, &name).unwrap_or_else(|| sketch.node(&name));
                (Some(parent).filter(|_| !name.is_empty()), &group[colon + 1..])
            }
            None => (None, without_reporting(group)),
        };
        if let (Some(root), Some(parent), true) = (root, parent, mindmap) {
            sketch.edge(root, parent, None);
        }
        let names = split_members(text, members);
        let mut names = names.into_iter();
        if parent.is_none() && root.is_none() {
            // "org chart with CEO, CTO, CFO": the first is on top.
            root = names.next().map(|(name, _)| sketch.node(&name));
        }
        first = first.or(parent).or(root);
        let Some(top) = parent.or(root) else { continue };
        for (name, inner) in names {
            let node = sketch.node(&name);
            sketch.edge(top, node, None);
            for child in inner {
                let child = sketch.node(&child);
                sketch.edge(node, child, None);
            }
        }
        if sketch.is_full() {
            break;
        }
    }
    let assumed = kind == Some(DiagramKind::Orgchart) && !several;
    (!sketch.edges.is_empty()).then_some(Made {
        sketch,
        title: if mindmap { None } else { heading },
        kind: None,
        is_assumed: assumed,
    })
}

/// `tokens` without "reporting to her", "under the", "below them" at the start.
fn without_reporting(tokens: &[Token]) -> &[Token] {
    let mut rest = tokens;
    let opens = rest.first().is_some_and(|t| {
        matches!(
            &*t.lower,
            "reporting" | "reports" | "report" | "under" | "underneath" | "below" | "beneath"
        )
    });
    while opens
        && let Some((first, tail)) = rest.split_first()
        && !first.caps
        && matches!(
            &*first.lower,
            "reporting"
                | "reports"
                | "report"
                | "under"
                | "underneath"
                | "below"
                | "beneath"
                | "to"
                | "the"
                | "her"
                | "him"
                | "them"
                | "it"
                | "this"
                | "are"
                | "is"
                | "we"
                | "have"
        )
    {
        rest = tail;
    }
    rest
}

/// The node that a short form means: "CTO" after "CTO Ken Ito".
fn known(sketch: &Sketch, name: &str) -> Option<usize> {
    let wanted = name.to_lowercase();
    sketch.find(name).or_else(|| {
        let mut fits = sketch.nodes.iter().enumerate().filter(|(_, node)| {
            let label = node.label.to_lowercase();
            label.split(' ').any(|word| word == wanted) || label.starts_with(&format!("{wanted} "))
        });
        let first = fits.next().map(|(at, _)| at);
        first.filter(|_| !wanted.is_empty() && fits.next().is_none())
    })
}

fn name(text: &Text<'_>, tokens: &[Token]) -> String {
    let inner = phrases::trimmed(clean(tokens), |word| {
        matches!(word, "branches" | "branch" | "nodes" | "topics")
    });
    capitalised(&text.slice(inner))
}

/// Names between commas, each with the names in its brackets.
fn split_members(text: &Text<'_>, tokens: &[Token]) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    let mut from = 0;
    let mut depth = 0_usize;
    for at in 0..=tokens.len() {
        let token = tokens.get(at);
        let open = token.is_some_and(|t| t.is_mark('('));
        let close = token.is_some_and(|t| t.is_mark(')'));
        let cut = token.is_none_or(|t| {
            matches!(t.kind, Kind::Mark(',' | '，' | '、' | '&'))
                || (t.kind == Kind::Word && !t.caps && phrases::joins(&t.lower, text.language))
        });
        if !(open || close || cut) {
            continue;
        }
        let words = name(text, &tokens[from..at]);
        if !words.is_empty() {
            match out.last_mut().filter(|_| depth > 0) {
                Some((_, inner)) => inner.push(words),
                None => out.push((words, Vec::new())),
            }
        }
        depth = if open {
            1
        } else if close {
            0
        } else {
            depth
        };
        from = at + 1;
        if out.len() >= super::ELEMENTS_MAX {
            break;
        }
    }
    out
}

/// The first line of a tree that is written by indentation alone: the line above the first
/// indented one, where enough lines are indented and none reads like a sentence.
fn indented(lines: &[&str]) -> Option<usize> {
    let deep = |line: &&&str| line.starts_with([' ', '\t']) && !line.trim().is_empty();
    let first = lines.iter().position(|line| deep(&line)).filter(|at| *at > 0)? - 1;
    let rest = &lines[first..];
    let plain = rest.iter().all(|line| !line.contains([':', '|', '{', '>']) && line.len() < 120);
    (plain && rest.iter().filter(deep).count() >= 2).then_some(first)
}

/// Indented or bulleted lines; each line hangs under the nearest one above with less indent.
/// Gives the heading where the lines form a tree.
fn bullets(
    text: &Text<'_>,
    kind: Option<DiagramKind>,
    sketch: &mut Sketch,
) -> Option<Option<String>> {
    let lines: Vec<&str> = text.prompt.lines().collect();
    let is_bullet = |line: &&&str| line.trim_start().starts_with(['-', '*', '•', '+']);
    let first = match lines.iter().position(|line| is_bullet(&line)) {
        Some(first) if lines[first..].iter().filter(is_bullet).count() >= 2 => first,
        Some(_) => return None,
        None => indented(&lines)?,
    };
    let before: usize = lines[..first].iter().map(|line| line.len() + 1).sum();
    let heading = heading_before(text, before.min(text.prompt.len()));
    let mut stack: Vec<(usize, usize)> = Vec::new();
    let root = heading
        .clone()
        .filter(|_| kind == Some(DiagramKind::Mindmap))
        .map(|name| sketch.node(name.trim_end_matches(':')));
    for line in &lines[first..] {
        let body = line.trim_start();
        let label = body.trim_start_matches(['-', '*', '•', '+']).trim();
        if label.is_empty() || sketch.is_full() {
            continue;
        }
        let indent = line.len() - body.len();
        let node = sketch.node(label);
        while stack.last().is_some_and(|(depth, _)| *depth >= indent) {
            stack.pop();
        }
        if let Some(parent) = stack.last().map(|(_, node)| *node).or(root)
            && parent != node
        {
            sketch.edge(parent, node, None);
        }
        stack.push((indent, node));
    }
    (!sketch.edges.is_empty()).then_some(if root.is_some() { None } else { heading })
}
