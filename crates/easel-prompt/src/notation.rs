//! Mermaid and DOT text in prompts: where it begins and ends between other words. Reading it is
//! the affair of `easel-notation`.

use easel_notation::{Notation, Parsed, Strictness, detect, parse_with};

/// Most places of a prompt at which a notation is tried.
const TRIES_MAX: usize = 12;

/// Names of diagrams that are words of everyday language too. Outside of fences, a text is taken
/// for one of them only where all of it can be read.
const EVERYDAY: [&str; 16] = [
    "timeline",
    "journey",
    "kanban",
    "block",
    "mindmap",
    "gantt",
    "radar",
    "treemap",
    "architecture",
    "sankey",
    "xychart",
    "packet",
    "info",
    "pie",
    "zenuml",
    "C4Context",
];

/// The picture of the first Mermaid or DOT text in the prompt that holds one.
pub(crate) fn read(prompt: &str) -> Option<Parsed> {
    fenced(prompt).or_else(|| named(prompt)).or_else(|| mermaid(prompt)).or_else(|| dot(prompt))
}

/// Text between fences, whatever they call it.
fn fenced(prompt: &str) -> Option<Parsed> {
    let parts = prompt.split("```").skip(1).step_by(2).take(TRIES_MAX);
    parts
        .filter_map(|part| {
            // The word behind the fence is its language, and may be the first word of the text.
            let (language, body) = part.split_once('\n').unwrap_or(("", part));
            let body =
                if detect(part).is_some() && !language.trim().is_empty() { part } else { body };
            leniently(body)
        })
        .next()
}

/// Text behind the word "mermaid": "mermaid: graph TD; A-->B".
fn named(prompt: &str) -> Option<Parsed> {
    prompt.match_indices("mermaid").take(TRIES_MAX).find_map(|(at, word)| {
        let rest = prompt.get(at + word.len()..)?;
        let body = rest.trim_start_matches([':', ' ', '\n', '\r', '\t']);
        if detect(body) == Some(Notation::Mermaid) { leniently(body) } else { None }
    })
}

/// Mermaid at the beginning of a line or behind a colon.
fn mermaid(prompt: &str) -> Option<Parsed> {
    let begins = prompt.match_indices(['\n', ':']).map(|(at, _)| at + 1);
    let candidates = std::iter::once(0).chain(begins).filter_map(|at| {
        let body = prompt.get(at..)?.trim_start_matches([' ', '\t']);
        let can_begin = body.starts_with(|c: char| c.is_ascii_alphabetic())
            || body.starts_with("%%{")
            || body.starts_with("---\n");
        (can_begin && detect(body) == Some(Notation::Mermaid)).then_some(body)
    });
    candidates.take(TRIES_MAX).find_map(|body| {
        let word = body.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next()?;
        if EVERYDAY.contains(&word) { everyday(word, body) } else { leniently(body) }
    })
}

/// A diagram whose name may be meant as a word: all of it must read as one, and what would take
/// any words for its content must have its own signs too.
fn everyday(word: &str, body: &str) -> Option<Parsed> {
    let is_certain = match word {
        "timeline" => body.contains(" : "),
        "treemap" => body.contains('"'),
        "block" => body.contains("[\""),
        _ => true,
    };
    // Headings, bullets and tables are Markdown.
    let marked = body.lines().skip(1).any(|line| {
        let line = line.trim_start();
        line.starts_with(['#', '|', '•']) || line.starts_with("- ") || line.starts_with("* ")
    });
    if !is_certain || marked && matches!(word, "kanban" | "mindmap" | "timeline" | "journey") {
        return None;
    }
    // Words to the reader may stand behind an empty line.
    let ends = body.rmatch_indices("\n\n").map(|(at, _)| at).take(4);
    std::iter::once(body.len())
        .chain(ends)
        .filter_map(|end| body.get(..end))
        .find_map(|body| parse_with(body, Strictness::Strict).ok())
}

/// The heading that words before or behind a text in a notation ask for.
pub(crate) fn title(prompt: &str) -> Option<String> {
    let lines = || prompt.split("\n\n").map(str::trim).filter(|part| !part.contains('\n'));
    lines().take(TRIES_MAX).filter(|line| line.contains(' ')).find_map(|line| {
        crate::phrases::explicit_title(&crate::tokens::Text::new(line)).map(|(title, _)| title)
    })
}

/// DOT wherever its first word stands.
fn dot(prompt: &str) -> Option<Parsed> {
    let digraphs = prompt.match_indices("digraph").take(TRIES_MAX);
    let graphs = prompt.match_indices("graph").take(TRIES_MAX);
    digraphs.chain(graphs).find_map(|(at, word)| {
        let before = prompt.get(..at)?;
        if before.ends_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let body = prompt.get(at..)?;
        // "a bar graph {a: 1}" is no DOT: it has no edges.
        let has_edges = body.contains(if word == "graph" { "--" } else { "->" });
        if has_edges && detect(body) == Some(Notation::Dot) { leniently(body) } else { None }
    })
}

fn leniently(body: &str) -> Option<Parsed> {
    parse_with(body, Strictness::Lenient).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, expect: &str) {
        let made = read(prompt).map_or_else(
            || "nothing".to_owned(),
            |parsed| match parsed.spec {
                easel_types::Spec::Diagram(spec) => {
                    format!("{} {} {}", spec.kind.as_str(), spec.nodes.len(), spec.edges.len())
                }
                easel_types::Spec::Chart(spec) => spec.kind.as_str().to_owned(),
                _ => "?".to_owned(),
            },
        );
        assert_eq!(made, expect, "{prompt}");
    }

    #[test]
    fn notations_are_found_between_words() {
        check("Please draw\n```mermaid\ngraph LR\nA-->B\n```\nand make it blue", "flowchart 2 1");
        check("```\nsequenceDiagram\nA->>B: hi\n```", "sequence 2 1");
        check("``` graph TD; A-->B ```", "flowchart 2 1");
        check("```dot\ndigraph { a -> b }\n```", "flowchart 2 1");
        check("```graphviz\ngraph { a -- b }\n```", "flowchart 2 1");
        check("mermaid: graph TD; A-->B", "flowchart 2 1");
        check("Draw this: graph TD; A-->B", "flowchart 2 1");
        check("Here is a graph:\ndigraph G { a -> b -> c } in red", "flowchart 3 2");
        check("pie title Pets\n\"Dogs\" : 3", "pie");
        check("xychart-beta\nbar [1, 2]", "bar");
        check("graph LR\nA --> B\nThanks a lot!", "flowchart 2 1");
        check("gantt\n  A : 2025-01-01, 3d\n\nplease draw this", "gantt 1 0");
        check("---\ntitle: X\n---\ngantt\nA : 3d", "gantt 1 0");
    }

    #[test]
    fn words_are_no_notations() {
        check("kanban\n## Todo\n- [ ] Buy paint", "nothing");
        check("timeline\n1969: moon landing, then some words", "nothing");
        check("a bar graph {a: 1, b: 2}", "nothing");
        check("a mermaid in a graph paper notebook", "nothing");
        check("pie chart: cats 3, dogs 4", "nothing");
        check("graph showing inflation since 2000", "nothing");
        check("```\nlet x = 1;\n```", "nothing");
        check("", "nothing");
    }
}
