//! Random specs on random canvases: no panic, no coordinate that is not a number, a PNG of the
//! size asked for.

use easel_render::{RenderOptions, Theme, inspect, render};
use easel_types::spec::{
    ChartKind, ChartSpec, DiagramSpec, Edge, InfographicItem, InfographicSpec, Node, Orientation,
    Series,
};
use easel_types::{Limits, Size, Spec};
use proptest::prelude::*;

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z]{1,12}( [a-z]{1,10}){0,4}",
        "\\PC{1,30}",
        Just("Donaudampfschifffahrtsgesellschaft".to_owned()),
        Just("مبيعات הכנסות 🚀".to_owned()),
    ]
}

fn value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        6 => (-1000.0..1000.0_f64).prop_map(Some),
        2 => (0..100_i32).prop_map(|value| Some(f64::from(value))),
        1 => proptest::num::f64::NORMAL.prop_map(Some),
        1 => Just(None),
    ]
}

fn chart() -> impl Strategy<Value = Spec> {
    let kind = prop_oneof![
        Just(ChartKind::Bar),
        Just(ChartKind::Line),
        Just(ChartKind::Area),
        Just(ChartKind::Pie),
        Just(ChartKind::Donut),
    ];
    (kind, 1..25_usize, 1..5_usize, any::<[bool; 3]>()).prop_flat_map(|(kind, n, rows, flags)| {
        let is_round = matches!(kind, ChartKind::Pie | ChartKind::Donut);
        let rows = if is_round { 1 } else { rows };
        let series = (proptest::option::of(label()), prop::collection::vec(value(), n));
        let texts = prop::collection::vec(label(), n);
        (texts, prop::collection::vec(series, rows), proptest::option::of(label())).prop_map(
            move |(categories, series, title)| {
                let positive =
                    |value: Option<f64>| if is_round { value.map(f64::abs) } else { value };
                let series = series.into_iter().map(|(name, values)| Series {
                    name,
                    values: values.into_iter().map(positive).collect(),
                    ..Series::default()
                });
                Spec::Chart(ChartSpec {
                    kind,
                    title,
                    categories,
                    series: series.collect(),
                    stacked: flags[0],
                    orientation: if flags[1] {
                        Orientation::Horizontal
                    } else {
                        Orientation::Vertical
                    },
                    unit: flags[2].then(|| "€".to_owned()),
                    ..ChartSpec::default()
                })
            },
        )
    })
}

fn diagram() -> impl Strategy<Value = Spec> {
    (1..14_usize).prop_flat_map(|n| {
        let edges = prop::collection::vec((0..n, 0..n, proptest::option::of(label())), 0..2 * n);
        (prop::collection::vec(label(), n), edges).prop_map(|(labels, edges)| {
            let nodes = labels.into_iter().enumerate();
            let edges = edges.into_iter();
            Spec::Diagram(DiagramSpec {
                nodes: nodes
                    .map(|(id, label)| Node { id: id.to_string(), label, ..Node::default() })
                    .collect(),
                edges: edges
                    .map(|(from, to, label)| Edge {
                        from: from.to_string(),
                        to: to.to_string(),
                        label,
                        ..Edge::default()
                    })
                    .collect(),
                ..DiagramSpec::default()
            })
        })
    })
}

fn infographic() -> impl Strategy<Value = Spec> {
    let template = prop_oneof![
        Just("steps"),
        Just("cycle"),
        Just("list"),
        Just("timeline"),
        Just("compare"),
        Just("")
    ];
    let optional = || proptest::option::of(label());
    let item =
        (label(), optional(), optional(), optional()).prop_map(|(label, text, value, icon)| {
            InfographicItem { label, text, value, icon, ..InfographicItem::default() }
        });
    (template, prop::collection::vec(item, 1..14), optional()).prop_map(
        |(template, items, title)| {
            Spec::Infographic(InfographicSpec {
                template: template.to_owned(),
                items,
                title,
                ..InfographicSpec::default()
            })
        },
    )
}

/// The tags of an SVG without the words in and between them, which may rightly say "NaN".
fn markup(svg: &str) -> String {
    let tags: String =
        svg.split('<').map(|piece| piece.split_once('>').map_or(piece, |(tag, _)| tag)).collect();
    let labels = tags.split("aria-label=\"");
    labels.map(|piece| piece.split_once('"').map_or(piece, |(_, rest)| rest)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_valid_spec_is_drawn_on_any_canvas(
        spec in prop_oneof![chart(), diagram(), infographic()],
        width in 256..2048_u32,
        height in 256..2048_u32,
        dark in any::<bool>(),
    ) {
        let limits = Limits::default();
        let mut options = RenderOptions::new(Size::new(width, height));
        options.theme = if dark { Theme::Dark } else { Theme::Light };
        if easel_render::validate(&spec, &limits).is_ok() {
            let picture = render(&spec, &options, &limits).unwrap();
            let reader = png::Decoder::new(std::io::Cursor::new(&picture.png)).read_info().unwrap();
            prop_assert_eq!((reader.info().width, reader.info().height), (width, height));
            let findings = inspect(&spec, &options, &limits).unwrap();
            prop_assert!(!findings.iter().any(|finding| finding.contains("NotFinite")));
            let markup = markup(&picture.svg);
            prop_assert!(!markup.contains("NaN") && !markup.contains("inf\""));
        }
    }
}
