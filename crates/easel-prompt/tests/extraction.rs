//! Prompts with the spec they must give, and properties over generated prompts: every number
//! once, valid specs for any string.

use easel_prompt::{Hints, Understanding, understand};
use easel_types::spec::{DiagramSpec, Source};
use easel_types::{Intent, Spec};
use proptest::prelude::*;

/// Lines of prompt, tab, JSON of the spec. `\n` and `\t` in a prompt are written out.
const CASES: &str = include_str!("data/extraction.tsv");

#[test]
fn prompts_give_the_expected_specs() {
    let (mut count, mut misses) = (0, 0);
    for line in CASES.lines().filter(|line| !line.is_empty()) {
        let (written, expect) = line.split_once('\t').unwrap();
        let prompt = written.replace("\\n", "\n").replace("\\t", "\t");
        let made = understand(&prompt, &Hints::default());
        let got = serde_json::to_value(&made.spec).unwrap();
        let expect: serde_json::Value = serde_json::from_str(expect).unwrap();
        count += 1;
        if got != expect {
            misses += 1;
            println!("{written}\t{got}");
        }
    }
    assert!(count >= 80, "{count} cases");
    assert_eq!(misses, 0, "of {count}; the specs made are above");
}

/// Every invariant of a spec that the renderer relies on.
fn assert_valid(made: &Understanding) {
    assert_eq!(made.spec.is_some(), made.intent.is_instant());
    assert!((0.0..=1.0).contains(&made.confidence));
    match &made.spec {
        Some(Spec::Chart(chart)) => {
            for series in &chart.series {
                if series.points.is_empty() {
                    assert_eq!(series.values.len(), chart.categories.len());
                }
                assert!(series.values.iter().flatten().all(|value| value.is_finite()));
                assert!(series.points.iter().flatten().all(|value| value.is_finite()));
            }
        }
        Some(Spec::Diagram(diagram)) => assert_graph(diagram),
        Some(Spec::Infographic(infographic)) => {
            assert!(!infographic.items.is_empty() || !infographic.groups.is_empty());
        }
        Some(Spec::Logo(logo)) => assert!(!logo.name.is_empty() || logo.symbol.is_some()),
        None => {}
    }
}

fn assert_graph(diagram: &DiagramSpec) {
    let ids: std::collections::HashSet<&str> =
        diagram.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids.len(), diagram.nodes.len(), "ids are unique");
    // Edges and groups may refer to groups too.
    let groups: std::collections::HashSet<&str> =
        diagram.groups.iter().map(|group| group.id.as_str()).collect();
    let known = |id: &str| ids.contains(id) || groups.contains(id);
    for edge in &diagram.edges {
        assert!(known(&edge.from) && known(&edge.to), "{edge:?}");
    }
    for member in diagram.groups.iter().flat_map(|group| &group.nodes) {
        assert!(known(member), "{member}");
    }
}

/// Pairs of distinct labels and distinct numbers in one of many notations.
fn pairs() -> impl Strategy<Value = (Vec<(String, u32)>, usize, usize)> {
    let labels = prop::sample::subsequence(
        vec![
            "Apple", "Samsung", "Nokia", "New York", "Berlin", "Q1", "March", "R&D", "Node.js",
            "Others",
        ],
        2..8,
    );
    (labels, prop::collection::hash_set(3_u32..1400, 8), 0_usize..8, 0_usize..4).prop_map(
        |(labels, numbers, notation, frame)| {
            let rows = labels.into_iter().map(str::to_owned).zip(numbers).collect();
            (rows, notation, frame)
        },
    )
}

fn written(rows: &[(String, u32)], notation: usize, frame: usize) -> String {
    let pair = |(label, number): &(String, u32)| match notation {
        0 => format!("{label} {number}"),
        1 => format!("{label}: {number}"),
        2 => format!("{label}={number}"),
        3 => format!("{label} ({number})"),
        4 => format!("{label} - {number}"),
        5 => format!("{label} ${number}"),
        6 => format!("{label}: {number}k"),
        _ => format!("{number} in {label}"),
    };
    let list: Vec<String> = rows.iter().map(pair).collect();
    let list = list.join(if notation == 1 && frame == 2 { "; " } else { ", " });
    match frame {
        0 => format!("bar chart of units sold: {list}"),
        1 => format!("pie chart showing shares: {list}"),
        2 => format!("line chart titled \"Overview\": {list}"),
        _ => format!("Make a donut chart: {list}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_number_and_label_of_a_prompt_is_in_the_spec_exactly_once(
        (rows, notation, frame) in pairs()
    ) {
        let prompt = written(&rows, notation, frame);
        let made = understand(&prompt, &Hints::default());
        let Some(Spec::Chart(chart)) = &made.spec else {
            return Err(TestCaseError::fail(format!("no chart: {prompt}")));
        };
        prop_assert_eq!(chart.source, Source::Prompt, "{}", prompt);
        let factor = if notation == 6 { 1000.0 } else { 1.0 };
        let got: Vec<(String, f64)> = chart
            .categories
            .iter()
            .cloned()
            .zip(chart.series.iter().flat_map(|s| s.values.iter().map(|v| v.unwrap_or(f64::NAN))))
            .collect();
        let expect: Vec<(String, f64)> =
            rows.iter().map(|(label, number)| (label.clone(), f64::from(*number) * factor)).collect();
        prop_assert_eq!(chart.series.len(), 1);
        prop_assert_eq!(got, expect, "{}", prompt);
    }

    #[test]
    fn any_string_is_understood(prompt in ".{0,200}") {
        assert_valid(&understand(&prompt, &Hints { enhance: true, ..Hints::default() }));
    }

    #[test]
    fn any_mixture_of_meaningful_pieces_is_understood_as_every_intent(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "bar chart", "pie", "flowchart", "logo", "infographic", "of", "with", ":", ",", ";", "\n",
            "->", "-->", "=", "(", ")", "[", "]", "{", "}", "|", "\"", "'", "12", "3.5k", "40%", "-7",
            "2020", "Q1-Q4", "A", "b", "and", "if", "otherwise", "then", "back to", "vs", "1.", "2.",
            "graph TD", "digraph", "subgraph", "end", "mermaid", "title", "reports to", "₹", "٣", "万",
            "一月", "é", "🙂", "&", ".", "-", "–", "sequenceDiagram", "pie title", "mindmap", "\t", "<-",
            "(1, 2)", "Pros:", "Cons:", "<b>", "--", "in millions", "titled", "1,5", "1.234,5",
        ]), 0..40),
        glue in prop::sample::select(vec![" ", "", "\n"]),
        seed in any::<u64>(),
    ) {
        let prompt = pieces.join(glue);
        for intent in Intent::ALL.into_iter().map(Some).chain([None]) {
            let hints = Hints { intent, enhance: true, seed, ..Hints::default() };
            let made = understand(&prompt, &hints);
            assert_valid(&made);
            if let Some(enhanced) = &made.enhanced_prompt {
                prop_assert!(enhanced.starts_with(&prompt));
            }
            prop_assert_eq!(understand(&prompt, &hints), made);
        }
    }
}
