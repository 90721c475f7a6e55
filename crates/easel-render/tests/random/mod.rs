//! Random specs from a number: plausible ones (names, figures and amounts as people have them, on
//! a canvas with room for them) and wild ones (anything the types allow). The same number always
//! gives the same spec, so a failure is named by its number.

use easel_render::{RenderOptions, Theme};
use easel_types::spec::*;
use easel_types::{Size, Spec};

/// A small generator of pseudo-random numbers (`SplitMix64`, Steele et al. 2014).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0.0..1.0
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

const WORDS: [&str; 48] = [
    "Revenue",
    "Costs",
    "North",
    "South",
    "Marketing",
    "Engineering",
    "Support",
    "Berlin",
    "Tokyo",
    "São Paulo",
    "Coffee",
    "Tea",
    "Solar",
    "Wind",
    "Gas",
    "Customer",
    "Retention",
    "Onboarding",
    "Plan",
    "Review",
    "Launch",
    "Design",
    "Build",
    "Test",
    "Ship",
    "Alpha",
    "Q1",
    "Q2",
    "Mobile",
    "Desktop",
    "Tablet",
    "Other",
    "Research and development",
    "Health",
    "Education",
    "Transport",
    "Maße",
    "Größe",
    "Выручка",
    "Продажи",
    "مبيعات",
    "שיווק",
    "बिक्री",
    "売上",
    "收入",
    "매출",
    "ยอดขาย",
    "Έσοδα",
];
const UNITS: [&str; 8] = ["%", "€", "$", "kg", "M€", "million tons", "ms", "users"];
const KNOWN_TEMPLATES: [&str; 34] = [
    "",
    "list",
    "steps",
    "timeline",
    "cycle",
    "compare",
    "funnel",
    "pyramid",
    "roadmap",
    "swot",
    "hierarchy",
    "hub",
    "statistics",
    "checklist",
    "ranked",
    "before_after",
    "pros_cons",
    "snake",
    "stairs",
    "zigzag",
    "quadrant",
    "layers",
    "progress",
    "icon_array",
    "mindmap",
    "relation",
    "network",
    "row",
    "column",
    "sector",
    "mountain",
    "table",
    "water_cycle",
    "solar_system",
];

/// A plausible spec and how it is drawn.
pub(crate) fn plausible(seed: u64) -> (Spec, RenderOptions) {
    let mut dice = Dice::new(seed);
    let sizes = [
        (1024, 1024),
        (1024, 1024),
        (1600, 900),
        (900, 1600),
        (512, 512),
        (1280, 720),
        (2048, 1024),
        (800, 600),
        (768, 1024),
        (2048, 2048),
        (640, 640),
    ];
    let (width, height) = *dice.pick(&sizes);
    let mut options = RenderOptions::new(Size::new(width, height));
    options.theme = *dice.pick(&Theme::ALL);
    // Room for so many things, about.
    let room = ((f64::from(width.min(height)) / 1024.0) * 10.0) as usize;
    let spec = match dice.below(10) {
        0..=4 => Spec::Chart(chart(&mut dice, room.max(4))),
        5..=6 => Spec::Diagram(diagram(&mut dice, room.max(4))),
        7..=8 => Spec::Infographic(infographic(&mut dice, room.max(4))),
        _ => Spec::Logo(logo(&mut dice)),
    };
    (spec, options)
}

/// A spec that nobody would send, and an odd canvas.
pub(crate) fn wild(seed: u64) -> (Spec, RenderOptions) {
    let mut dice = Dice::new(seed ^ 0xABCD);
    let side = |dice: &mut Dice| 256 + dice.below(1793) as u32;
    let mut options = RenderOptions::new(Size::new(side(&mut dice), side(&mut dice)));
    options.theme = *dice.pick(&Theme::ALL);
    let room = dice.between(1, 40);
    let mut spec = match dice.below(4) {
        0 => Spec::Chart(chart(&mut dice, room)),
        1 => Spec::Diagram(diagram(&mut dice, room)),
        2 => Spec::Infographic(infographic(&mut dice, room)),
        _ => Spec::Logo(logo(&mut dice)),
    };
    spoil(&mut spec, &mut dice);
    (spec, options)
}

fn words(dice: &mut Dice, most: usize) -> String {
    let count = dice.between(1, most);
    let words: Vec<&str> = (0..count).map(|_| *dice.pick(&WORDS)).collect();
    words.join(" ")
}

fn maybe(dice: &mut Dice, chance: f64, most: usize) -> Option<String> {
    dice.chance(chance).then(|| words(dice, most))
}

/// Names that differ.
fn names(dice: &mut Dice, count: usize, most: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    while names.len() < count {
        let mut name = words(dice, most);
        if names.contains(&name) {
            name = format!("{name} {}", names.len() + 1);
        }
        names.push(name);
    }
    names
}

fn appearance(dice: &mut Dice) -> Appearance {
    let mut appearance = Appearance::default();
    if dice.chance(0.15) {
        appearance.colors =
            vec![(*dice.pick(&["#0057B8", "crimson", "#FFD700", "teal"])).to_owned()];
    }
    if dice.chance(0.1) {
        appearance.locale = Some((*dice.pick(&["de", "fr", "en-IN", "es", "ja"])).to_owned());
    }
    appearance.transparent = dice.chance(0.05);
    appearance
}

fn figure(dice: &mut Dice, scale: f64, signed: bool) -> f64 {
    let sign = if signed && dice.chance(0.3) { -1.0 } else { 1.0 };
    let digits = 10_f64.powi(dice.below(3) as i32);
    sign * (dice.share() * scale * digits).round() / digits
}

fn chart(dice: &mut Dice, room: usize) -> ChartSpec {
    let kind = *dice.pick(&ChartKind::ALL);
    let n_categories = dice.between(2, room + 2);
    let scale = *dice.pick(&[1.0, 10.0, 100.0, 1_000.0, 50_000.0, 3e6]);
    let is_parts = matches!(
        kind,
        ChartKind::Pie
            | ChartKind::Donut
            | ChartKind::Funnel
            | ChartKind::Treemap
            | ChartKind::Sunburst
            | ChartKind::Waffle
            | ChartKind::Rose
            | ChartKind::Pictogram
            | ChartKind::WordCloud
            | ChartKind::Gauge
            | ChartKind::Pareto
    );
    let n_series = if is_parts { 1 } else { dice.between(1, 4) };
    let signed = !is_parts && dice.chance(0.2);
    let categories = match kind {
        ChartKind::Calendar => {
            (0..60).map(|day| format!("2025-{:02}-{:02}", 1 + day / 28, 1 + day % 28)).collect()
        }
        _ if dice.chance(0.2) => (0..n_categories).map(|year| format!("{}", 2010 + year)).collect(),
        _ => names(dice, n_categories, 2),
    };
    let series_names = names(dice, n_series, 2);
    let series = series_names.into_iter().map(|name| {
        let values = categories
            .iter()
            .map(|_| (is_parts || !dice.chance(0.04)).then(|| figure(dice, scale, signed)));
        let values: Vec<Option<f64>> = values.collect();
        let points = points(dice, kind, (categories.len(), scale));
        Series {
            name: Some(name),
            values: if points.is_empty() { values } else { Vec::new() },
            points,
            ..Series::default()
        }
    });
    let series = series.collect();
    let links = if kind == ChartKind::Sankey { links(dice, room) } else { Vec::new() };
    ChartSpec {
        kind,
        title: maybe(dice, 0.8, 4),
        subtitle: maybe(dice, 0.4, 5),
        categories,
        series,
        stacked: dice.chance(0.3),
        orientation: if dice.chance(0.3) { Orientation::Horizontal } else { Orientation::Vertical },
        unit: dice.chance(0.5).then(|| (*dice.pick(&UNITS)).to_owned()),
        x_label: maybe(dice, 0.15, 2),
        y_label: maybe(dice, 0.15, 2),
        sort: dice.chance(0.1).then_some(SortOrder::Descending),
        links,
        appearance: appearance(dice),
        ..ChartSpec::default()
    }
}

fn points(dice: &mut Dice, kind: ChartKind, (count, scale): (usize, f64)) -> Vec<Vec<f64>> {
    let row = |dice: &mut Dice| -> Vec<f64> {
        let mut row: Vec<f64> = (0..5).map(|_| figure(dice, scale, false)).collect();
        match kind {
            ChartKind::Scatter | ChartKind::Hexbin => row.truncate(2),
            ChartKind::Bubble => row.truncate(3),
            ChartKind::Boxplot => row.sort_by(f64::total_cmp),
            ChartKind::Candlestick => {
                row.truncate(4);
                row.sort_by(f64::total_cmp);
                row = vec![row[1], row[3], row[0], row[2]];
            }
            _ => row.clear(),
        }
        row
    };
    let rows: Vec<Vec<f64>> = (0..count).map(|_| row(dice)).collect();
    if rows.iter().all(Vec::is_empty) { Vec::new() } else { rows }
}

fn links(dice: &mut Dice, room: usize) -> Vec<Flow> {
    let count = dice.between(1, 5);
    let (left, right) = (names(dice, count, 1), names(dice, count, 1));
    (0..dice.between(1, room))
        .map(|_| Flow {
            from: format!("{} in", dice.pick(&left)),
            to: format!("{} out", dice.pick(&right)),
            value: 1.0 + figure(dice, 100.0, false),
        })
        .collect()
}

fn nodes(dice: &mut Dice, kind: DiagramKind, labels: Vec<String>) -> Vec<Node> {
    let mut nodes: Vec<Node> = labels
        .into_iter()
        .enumerate()
        .map(|(index, label)| Node { id: format!("n{index}"), label, ..Node::default() })
        .collect();
    for (index, node) in nodes.iter_mut().enumerate() {
        match kind {
            DiagramKind::Class | DiagramKind::Er => {
                node.members = names(dice, 3, 1);
            }
            DiagramKind::Gantt => {
                node.start = Some(format!("2025-03-{:02}", 1 + index % 20));
                node.end = Some(format!("2025-04-{:02}", 1 + index % 20));
            }
            DiagramKind::Timeline => node.start = Some(format!("{}", 1990 + 3 * index)),
            DiagramKind::Quadrant => node.at = Some([dice.share(), dice.share()]),
            DiagramKind::Journey => node.value = Some(dice.between(1, 5) as f64),
            DiagramKind::Architecture | DiagramKind::Orgchart => node.text = maybe(dice, 0.4, 2),
            _ => {}
        }
    }
    nodes
}

fn diagram(dice: &mut Dice, room: usize) -> DiagramSpec {
    let kind = *dice.pick(&DiagramKind::ALL);
    let count = dice.between(2, room + 2);
    let labels = names(dice, count, 3);
    let nodes = nodes(dice, kind, labels);
    let is_tree =
        matches!(kind, DiagramKind::Mindmap | DiagramKind::Orgchart | DiagramKind::Fishbone);
    let mut edges: Vec<Edge> = (1..count)
        .map(|to| (dice.below(to), to))
        .map(|(from, to)| (if kind == DiagramKind::GitGraph { to - 1 } else { from }, to))
        .map(|(from, to)| Edge {
            from: format!("n{from}"),
            to: format!("n{to}"),
            ..Edge::default()
        })
        .collect();
    if !is_tree && kind != DiagramKind::GitGraph {
        for _ in 0..dice.below(count / 2 + 1) {
            let (from, to) = (dice.below(count), dice.below(count));
            edges.push(Edge {
                from: format!("n{from}"),
                to: format!("n{to}"),
                label: maybe(dice, 0.4, 2),
                ..Edge::default()
            });
        }
    }
    if matches!(
        kind,
        DiagramKind::Kanban
            | DiagramKind::Gantt
            | DiagramKind::Timeline
            | DiagramKind::Quadrant
            | DiagramKind::Journey
    ) {
        edges.clear();
    }
    let groups = match kind {
        DiagramKind::Kanban | DiagramKind::Swimlane | DiagramKind::Gantt | DiagramKind::Journey => {
            let n_groups = dice.between(2, 4).min(count);
            let groups = names(dice, n_groups, 1).into_iter().enumerate();
            groups
                .map(|(number, label)| Group {
                    label: format!("{label} lane"),
                    nodes: (0..count)
                        .filter(|node| node % n_groups == number)
                        .map(|node| format!("n{node}"))
                        .collect(),
                    ..Group::default()
                })
                .collect()
        }
        _ => Vec::new(),
    };
    DiagramSpec {
        kind,
        nodes,
        edges,
        groups,
        title: maybe(dice, 0.8, 4),
        appearance: appearance(dice),
        ..DiagramSpec::default()
    }
}

fn item(dice: &mut Dice, label: String) -> InfographicItem {
    InfographicItem {
        label,
        text: maybe(dice, 0.6, 6),
        value: dice.chance(0.3).then(|| format!("{} %", dice.below(100))),
        share: dice.chance(0.2).then(|| dice.share()),
        done: dice.chance(0.2).then(|| dice.chance(0.5)),
        ..InfographicItem::default()
    }
}

fn infographic(dice: &mut Dice, room: usize) -> InfographicSpec {
    let template = *dice.pick(&KNOWN_TEMPLATES);
    let is_grouped = matches!(
        template,
        "compare" | "before_after" | "pros_cons" | "swot" | "table" | "quadrant"
    );
    let n_groups = match template {
        "swot" | "quadrant" => 4,
        "table" => 3,
        _ => 2,
    };
    let (mut items, mut groups) = (Vec::new(), Vec::new());
    if is_grouped {
        let headings = names(dice, n_groups, 1);
        for (number, heading) in headings.into_iter().enumerate() {
            let count = dice.between(1, 4);
            let labels = names(dice, count, 2);
            let items = labels
                .into_iter()
                .map(|label| item(dice, format!("{label} {}", number + 1)))
                .collect();
            groups.push(InfographicGroup {
                label: format!("{heading} side"),
                items,
                ..InfographicGroup::default()
            });
        }
    } else {
        let count = dice.between(2, (room / 2 + 2).max(3));
        items = names(dice, count, 3).into_iter().map(|label| item(dice, label)).collect();
    }
    InfographicSpec {
        template: template.to_owned(),
        title: maybe(dice, 0.9, 4),
        subtitle: maybe(dice, 0.3, 5),
        items,
        groups,
        appearance: appearance(dice),
        ..InfographicSpec::default()
    }
}

fn logo(dice: &mut Dice) -> LogoSpec {
    let templates = [
        None,
        Some(LogoTemplate::Wordmark),
        Some(LogoTemplate::Monogram),
        Some(LogoTemplate::IconWordmark),
        Some(LogoTemplate::Badge),
        Some(LogoTemplate::AppIcon),
    ];
    LogoSpec {
        name: words(dice, 2),
        tagline: maybe(dice, 0.4, 3),
        symbol: dice
            .chance(0.7)
            .then(|| (*dice.pick(&["coffee", "mountain", "rocket", "leaf", "bird"])).to_owned()),
        template: *dice.pick(&templates),
        style: dice
            .chance(0.5)
            .then(|| (*dice.pick(&["minimal", "vintage", "bold", "elegant"])).to_owned())
            .into_iter()
            .collect(),
        appearance: appearance(dice),
        ..LogoSpec::default()
    }
}

/// Puts things into a spec that do not belong there.
fn spoil(spec: &mut Spec, dice: &mut Dice) {
    let odd = [
        String::new(),
        "Donaudampfschifffahrtsgesellschaftskapitän".repeat(2),
        "\u{202e}abc\u{0}\n\t".to_owned(),
        "🚀👩‍🚀🇩🇪".to_owned(),
        "<script>&\"'".to_owned(),
        "x".to_owned(),
        " ".repeat(30),
        "a\u{301}\u{300}\u{327}".repeat(9),
        "ประเทศไทยมีฤดูร้อน".to_owned(),
        "اللغة العربية جميلة 123".to_owned(),
    ];
    let numbers =
        [0.0, -0.0, 1e199, -1e199, 1e-300, -1.0, f64::NAN, f64::INFINITY, 0.1 + 0.2, 1e15];
    for _ in 0..dice.between(1, 6) {
        let text = dice.pick(&odd).clone();
        let number = *dice.pick(&numbers);
        match spec {
            Spec::Chart(chart) => spoil_chart(chart, dice, (text, number)),
            Spec::Diagram(diagram) => spoil_diagram(diagram, dice, (text, number)),
            Spec::Infographic(infographic) => match dice.below(4) {
                0 => infographic.title = Some(text),
                1 => infographic.look = text,
                2 => infographic.groups = vec![InfographicGroup::default(); dice.below(3)],
                _ => {
                    if let Some(item) = infographic.items.first_mut() {
                        (item.label, item.share, item.value) =
                            (text.clone(), Some(number), Some(text));
                    }
                }
            },
            Spec::Logo(logo) => match dice.below(3) {
                0 => logo.name = text,
                1 => logo.symbol = Some(text),
                _ => logo.tagline = Some(text),
            },
        }
    }
}

fn spoil_chart(chart: &mut ChartSpec, dice: &mut Dice, (text, number): (String, f64)) {
    match dice.below(12) {
        0 => chart.title = Some(text),
        1 => chart.unit = Some(text),
        2 => chart.categories.clear(),
        3 => chart.y_scale = AxisScale::Log,
        4 => chart.x_scale = AxisScale::Time,
        5 => (chart.y_min, chart.y_max) = (Some(number), Some(-number)),
        6 => chart.kind = *dice.pick(&ChartKind::ALL),
        7 => chart.max_categories = Some(dice.below(4)),
        8 => chart.targets = vec![Some(number)],
        9 => {
            chart.annotations = vec![Annotation {
                text,
                x: Some("2020".to_owned()),
                y: Some(number),
                ..Annotation::default()
            }]
        }
        10 => {
            if let Some(category) = chart.categories.first_mut() {
                *category = text
            }
        }
        _ => {
            if let Some(value) =
                chart.series.first_mut().and_then(|series| series.values.first_mut())
            {
                *value = Some(number);
            }
        }
    }
}

fn spoil_diagram(diagram: &mut DiagramSpec, dice: &mut Dice, (text, number): (String, f64)) {
    match dice.below(8) {
        0 => diagram.title = Some(text),
        1 => diagram.kind = *dice.pick(&DiagramKind::ALL),
        2 => diagram.edges.clear(),
        3 => {
            if let Some(node) = diagram.nodes.first_mut() {
                (node.label, node.value, node.start) = (text.clone(), Some(number), Some(text));
            }
        }
        4 => {
            if let Some(edge) = diagram.edges.first_mut() {
                (edge.label, edge.to) = (Some(text), edge.from.clone());
            }
        }
        5 => {
            diagram.groups =
                vec![Group { label: text, nodes: vec!["n0".to_owned()], ..Group::default() }]
        }
        6 => {
            diagram.notes = vec![Remark { text, nodes: vec!["n0".to_owned()], ..Remark::default() }]
        }
        _ => diagram.steps = vec![Step::Divider { label: text }],
    }
}
