//! Any text: no panic, specs that the renderer can rely on, and time that grows no faster than
//! the text.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

use easel_notation::{
    ELEMENTS_MAX, NotationError, SOURCE_BYTES_MAX, Strictness, parse, parse_dot, parse_mermaid,
    parse_with,
};
use easel_types::Spec;
use easel_types::spec::{DiagramSpec, Part, Step};
use proptest::prelude::*;

/// First words of what can be read.
const HEADERS: [&str; 24] = [
    "flowchart LR\n",
    "graph TD;",
    "sequenceDiagram\n",
    "classDiagram\n",
    "stateDiagram-v2\n",
    "erDiagram\n",
    "mindmap\n",
    "gantt\n",
    "timeline\n",
    "journey\n",
    "quadrantChart\n",
    "gitGraph\n",
    "pie\n",
    "xychart-beta\n",
    "sankey-beta\n",
    "radar-beta\n",
    "treemap-beta\n",
    "kanban\n",
    "block-beta\n",
    "architecture-beta\n",
    "C4Context\n",
    "digraph {",
    "strict graph g {\n",
    "---\ntitle: x\n---\n",
];

/// Pieces of all notations, parted by a sign that none has.
const SOUP: &str = concat!(
    "A\u{1}b1\u{1}end\u{1}subgraph x\u{1}[\u{1}]\u{1}(\u{1})\u{1}{\u{1}}\u{1}((\u{1}",
    "))\u{1}{{\u{1}[/\u{1}/]\u{1}\"\u{1}`\u{1}|\u{1}-->\u{1}---\u{1}-.->\u{1}==>\u{1}",
    "--\u{1}->\u{1}->>\u{1}-->>\u{1}-x\u{1}--)\u{1}<|--\u{1}*--\u{1}..>\u{1}:\u{1}::\u{1}",
    ":::\u{1};\u{1},\u{1}\n\u{1}\n  \u{1}\n    \u{1} \u{1}~\u{1}~T~\u{1}&\u{1}@{\u{1}",
    "shape: x\u{1}%%\u{1}%%{\u{1}}%%\u{1}<br/>\u{1}#35;\u{1}&amp;\u{1}note\u{1}",
    "note over A\u{1}loop\u{1}alt\u{1}else\u{1}class\u{1}state\u{1}[*]\u{1}<<choice>>\u{1}",
    "||--o{\u{1}section\u{1}title x\u{1}2026-01-01\u{1}3d\u{1}after a\u{1}done\u{1}",
    "[0.1, 0.2]\u{1}commit\u{1}branch b\u{1}checkout b\u{1}merge b\u{1}id: \"c\"\u{1}",
    "bar\u{1}[1, 2]\u{1}x-axis\u{1}1,2,3\u{1}axis\u{1}curve a{1}\u{1}group g\u{1}",
    "service s\u{1}in g\u{1}L -- R\u{1}Person(\u{1}Rel(a, b\u{1}columns\u{1}block:x\u{1}",
    "space\u{1}label=\u{1}shape=record\u{1}\\n\u{1}\\\u{1}<b>\u{1}<\u{1}>\u{1}=\u{1}+\u{1}",
    "é\u{1}日\u{1}🙂\u{1}style A fill:#f00\u{1}classDef c fill:red\u{1}direction LR\u{1}",
    "\t\u{1}'\u{1}*\u{1}$\u{1}0\u{1}-1.5\u{1}1e400\u{1}participant A as B\u{1}box red\u{1}",
    "rect\u{1}and\u{1}namespace n {\u{1}::icon(fa fa-x)\u{1}cluster_a\u{1}",
    "subgraph cluster_a {",
);

fn check(text: &str) {
    for outcome in
        [parse(text), parse_with(text, Strictness::Lenient), parse_mermaid(text), parse_dot(text)]
    {
        match outcome {
            Ok(parsed) => assert_valid(&parsed.spec, text),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// What the renderer relies on.
fn assert_valid(spec: &Spec, text: &str) {
    match spec {
        Spec::Diagram(diagram) => assert_diagram(diagram, text),
        Spec::Chart(chart) => {
            for series in &chart.series {
                assert_eq!(series.values.len(), chart.categories.len(), "{text}");
                assert!(series.values.iter().flatten().all(|value| value.is_finite()), "{text}");
            }
            assert!(chart.links.iter().all(|link| link.value > 0.0 && link.value.is_finite()));
            assert!(depth_of(&chart.parts) <= 33, "{text}");
        }
        _ => panic!("neither a chart nor a diagram: {text}"),
    }
}

fn depth_of(parts: &[Part]) -> usize {
    parts.iter().map(|part| 1 + depth_of(&part.parts)).max().unwrap_or(0)
}

fn assert_diagram(diagram: &DiagramSpec, text: &str) {
    let mut ids: HashSet<&str> = HashSet::new();
    for node in &diagram.nodes {
        assert!(!node.id.is_empty() && ids.insert(&node.id), "{} twice: {text}", node.id);
        assert!(node.value.is_none_or(f64::is_finite));
    }
    let groups: HashSet<&str> = diagram.groups.iter().map(|group| group.id.as_str()).collect();
    let known = |id: &String| ids.contains(id.as_str()) || groups.contains(id.as_str());
    for edge in &diagram.edges {
        assert!(known(&edge.from) && known(&edge.to), "{edge:?}: {text}");
    }
    let mut members: HashSet<&str> = HashSet::new();
    for group in &diagram.groups {
        for id in &group.nodes {
            assert!(known(id) && members.insert(id), "{id} in {}: {text}", group.label);
        }
    }
    // No group is in itself: without cycles, taking away innermost groups ends with none.
    let mut left: Vec<_> = diagram.groups.iter().collect();
    loop {
        let inner: HashSet<&str> =
            left.iter().map(|group| group.id.as_str()).filter(|id| !id.is_empty()).collect();
        let before = left.len();
        left.retain(|group| group.nodes.iter().any(|id| inner.contains(id.as_str())));
        if left.len() == before {
            break;
        }
    }
    assert!(left.is_empty(), "groups in a circle: {text}");
    assert!(diagram.notes.iter().flat_map(|note| &note.nodes).all(known), "{text}");
    assert_steps(&diagram.steps, &ids, 0, text);
}

fn assert_steps(steps: &[Step], ids: &HashSet<&str>, depth: usize, text: &str) {
    assert!(depth <= 33);
    for step in steps {
        match step {
            Step::Message(edge) => {
                assert!(
                    ids.contains(edge.from.as_str()) && ids.contains(edge.to.as_str()),
                    "{text}"
                );
            }
            Step::Remark(remark) => {
                assert!(remark.nodes.iter().all(|id| ids.contains(id.as_str())))
            }
            Step::Activate { node } | Step::Deactivate { node } => {
                assert!(ids.contains(node.as_str()), "{text}");
            }
            Step::Fragment(fragment) => {
                for section in &fragment.sections {
                    assert_steps(&section.steps, ids, depth + 1, text);
                }
            }
            Step::Divider { .. } => {}
        }
    }
}

/// All texts of the corpus.
fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut texts = Vec::new();
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|extension| extension != "json") {
                texts.push(std::fs::read_to_string(&file).unwrap());
            }
        }
    }
    texts.sort();
    texts
}

/// A place in a text that is a boundary of characters.
fn place(text: &str, permille: usize) -> usize {
    text.floor_char_boundary(text.len() * permille / 1000)
}

/// Signs and words of all notations.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(SOUP.split('\u{1}').collect::<Vec<_>>());
    (prop::sample::select(HEADERS.to_vec()), prop::collection::vec(pieces, 0..60))
        .prop_map(|(header, pieces)| header.to_owned() + &pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn any_bytes_are_read_or_refused(
        header in prop::sample::select(HEADERS.to_vec()),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let text = String::from_utf8_lossy(&bytes);
        check(&text);
        check(&format!("{header}{text}"));
    }

    #[test]
    fn any_soup_of_signs_is_read_or_refused(text in soup()) {
        check(&text);
    }

    #[test]
    fn changed_texts_are_read_or_refused(
        which in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        shares in prop::array::uniform4(0..=1000_usize),
        how in 0..4,
    ) {
        let texts = corpus();
        let (text, other) = (which.get(&texts), other.get(&texts));
        let (a, b) = (place(text, shares[0]), place(text, shares[1]));
        let (c, d) = (place(other, shares[2]), place(other, shares[3]));
        let (from, to) = (a.min(b), a.max(b));
        let part = &other[c.min(d)..c.max(d)];
        check(&match how {
            0 => [&text[..from], &text[to..]].concat(),
            1 => [&text[..from], part, &text[to..]].concat(),
            2 => [&text[..to], &text[from..]].concat(),
            _ => [&text[..from], part, &text[from..]].concat(),
        });
    }
}

#[test]
fn every_beginning_of_every_text_is_read_or_refused() {
    for text in corpus().iter().filter(|text| text.len() < 1500) {
        for (at, _) in text.char_indices() {
            check(&text[..at]);
        }
    }
}

/// Long texts of signs that are never closed, nested or joined. With quadratic time, they would
/// take seconds.
#[test]
fn hostile_texts_take_linear_time() {
    const BYTES: usize = 60_000;
    let openers = [
        "}",
        "}\n",
        "end\n",
        "end ",
        "else\n",
        "loop\nelse\n",
        "A[",
        "A[\"",
        "A[/",
        "A{{",
        "A -- x ",
        "A-->",
        "A & ",
        "A@{",
        "subgraph a\n",
        "style A ",
        "[",
        "\"",
        "<",
        "`",
        ";",
        ";\n",
        "\n",
        " ",
        "%%",
        "%%{",
        "%% \"",
        "loop\n",
        "A->>B: x;",
        "a ",
        "a:",
        "a~",
        "~T~",
        "class A {\n",
        "state a {\n",
        "--\n",
        "note right of a\n",
        "A ||--o{ B\n",
        "a : after a, 1d\n",
        "a : a, until a\n",
        "commit\n",
        "branch a\n",
        "bar [1]\n",
        "a,b,1\n",
        "axis a\ncurve x{1}\n",
        "\"a\"\n",
        " a\n  b\n",
        "group a\n",
        "Person(a, \"",
        "Boundary(a) {\n",
        "block\n",
        "subgraph cluster_a {",
        "{",
        "a -> ",
        "a [label=\"",
        "a [label=<",
        "/*",
        "#",
        "# ",
        "\\",
        "a -> {b c} ",
        "::icon(",
        ":::a",
        "@{ a: '",
        "x-axis [",
        "1: 2: ",
        "accDescr {\n",
        "---\n",
        "é",
        "&",
        "#35;",
        "<br>",
        "<br",
        "(((",
        "A x--x ",
        "A --",
        "A ~~~ ",
        "A e1@",
        "'",
        "note for a \"",
        "namespace a {\n",
        "curve x{",
        "classDef a,",
        "class a,",
        "dateFormat YYYY\n",
    ];
    for header in HEADERS {
        for opener in openers {
            let count = BYTES / opener.len();
            let text = header.to_owned() + &opener.repeat(count);
            for strictness in [Strictness::Strict, Strictness::Lenient] {
                let begin = Instant::now();
                let outcome = parse_with(&text, strictness);
                let took = begin.elapsed();
                assert!(took < Duration::from_secs(5), "{header}{opener}: {took:?}");
                drop(outcome);
            }
        }
    }
}

#[test]
fn limits_are_kept() {
    let long = "a".repeat(SOURCE_BYTES_MAX + 1);
    assert!(matches!(parse_mermaid(&long), Err(NotationError::TooLong { .. })));
    let nodes: String = (0..=ELEMENTS_MAX).map(|nth| format!("a{nth}\n")).collect();
    let many = parse_mermaid(&format!("flowchart LR\n{nodes}"));
    assert!(matches!(many, Err(NotationError::TooMany { what: "nodes" })), "{many:?}");
}

#[test]
fn lenient_reading_keeps_what_it_can() {
    let text =
        "flowchart LR\nA --> B\nHere are some words.\nB --> C\nC -> D\nsubgraph x\nC --> E\n";
    assert!(parse(text).is_err());
    let parsed = parse_with(text, Strictness::Lenient).unwrap();
    let Spec::Diagram(diagram) = &parsed.spec else { panic!("a diagram") };
    assert_eq!(diagram.edges.len(), 3);
    assert_eq!(parsed.notes.len(), 3, "{:?}", parsed.notes);
    assert!(parsed.notes[0].starts_with("left out: line 3, column 6"), "{:?}", parsed.notes);
}
