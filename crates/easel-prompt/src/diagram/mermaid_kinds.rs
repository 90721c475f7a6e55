//! Mermaid diagrams other than flowcharts, as far as boxes and arrows tell them: sequence, state,
//! entity-relationship, class, mind map, Gantt. Flowcharts are in `mermaid`.

use easel_types::spec::{DiagramKind, DiagramSpec, NodeShape};

use super::ELEMENTS_MAX;
use super::mermaid::{Chart, label};

/// Reads the body of a diagram with this header.
pub(super) fn parse(header: &str, body: &str) -> Option<DiagramSpec> {
    let mut chart = Chart::default();
    let (kind, reader): (DiagramKind, fn(&str, &mut Chart)) = match header {
        "sequenceDiagram" => (DiagramKind::Sequence, sequence),
        "stateDiagram" | "stateDiagram-v2" => (DiagramKind::State, state),
        "erDiagram" => (DiagramKind::Er, relation),
        "classDiagram" => (DiagramKind::Class, relation),
        "gantt" => (DiagramKind::Gantt, gantt),
        "mindmap" => {
            mindmap(body, &mut chart);
            chart.spec.kind = DiagramKind::Mindmap;
            return Some(chart.spec);
        }
        _ => return None,
    };
    chart.spec.kind = kind;
    for line in body.split(['\n', ';']) {
        let line = line.trim();
        if let Some(title) = line.strip_prefix("title ") {
            chart.spec.title = Some(label(title));
        } else if !line.is_empty() && !line.starts_with("%%") {
            reader(line, &mut chart);
        }
        if chart.spec.nodes.len() >= ELEMENTS_MAX {
            break;
        }
    }
    Some(chart.spec)
}

/// `participant A as Alice`, `A->>B: text`.
fn sequence(line: &str, chart: &mut Chart) {
    for word in ["participant ", "actor "] {
        if let Some(rest) = line.strip_prefix(word) {
            let (id, name) = rest.split_once(" as ").unwrap_or((rest, rest));
            let at = chart.node(id.trim());
            chart.spec.nodes[at].label = label(name);
            return;
        }
    }
    const ARROWS: [&str; 8] = ["-->>", "->>", "--x", "-x", "--)", "-)", "-->", "->"];
    let first = ARROWS
        .iter()
        .filter_map(|arrow| line.find(arrow).map(|at| (at, *arrow)))
        .min_by_key(|(at, arrow)| (*at, std::cmp::Reverse(arrow.len())));
    let Some((at, arrow)) = first else { return };
    let (to, text) =
        line[at + arrow.len()..].split_once(':').unwrap_or((&line[at + arrow.len()..], ""));
    let (from, to) = (line[..at].trim(), to.trim().trim_start_matches(['+', '-']));
    if from.is_empty() || to.is_empty() {
        return;
    }
    let (from, to) = (chart.node(from), chart.node(to));
    let text = label(text);
    chart.edge(from, to, (!text.is_empty()).then_some(text));
}

/// `A --> B : text`, `[*] --> A`, `state "Long name" as A`.
fn state(line: &str, chart: &mut Chart) {
    if let Some(rest) = line.strip_prefix("state ")
        && let Some((name, id)) = rest.split_once(" as ")
    {
        let at = chart.node(id.trim());
        chart.spec.nodes[at].label = label(name);
        return;
    }
    let Some((from, rest)) = line.split_once("-->") else { return };
    let (to, text) = rest.split_once(':').unwrap_or((rest, ""));
    let mut end = |name: &str, marker: &str| {
        let name = name.trim();
        if name == "[*]" {
            let at = chart.node(marker);
            chart.spec.nodes[at].shape = Some(NodeShape::Circle);
            at
        } else {
            chart.node(name)
        }
    };
    let (from, to) = (end(from, "Start"), end(to, "End"));
    let text = label(text);
    chart.edge(from, to, (!text.is_empty()).then_some(text));
}

/// `A ||--o{ B : places`, `Animal <|-- Dog`, `class Dog`, `Dog : +bark()`.
fn relation(line: &str, chart: &mut Chart) {
    let words: Vec<&str> = line.split_whitespace().collect();
    if let ["class", name, ..] = words.as_slice() {
        chart.node(name.trim_end_matches('{'));
        return;
    }
    let Some(link) = words.iter().position(|word| word.contains("--") || word.contains(".."))
    else {
        return;
    };
    let (Some(from), Some(to)) =
        (link.checked_sub(1).and_then(|at| words.get(at)), words.get(link + 1))
    else {
        return;
    };
    let (from, to) = (chart.node(from.trim_matches('"')), chart.node(to.trim_matches('"')));
    let text = line.split_once(" : ").map(|(_, text)| label(text)).filter(|text| !text.is_empty());
    let sign = words[link];
    let inherits = sign.contains("<|") || sign.contains("|>");
    let reversed = sign.starts_with('<') || sign.starts_with("*--") || sign.starts_with("o--");
    let (from, to) = if reversed && inherits { (to, from) } else { (from, to) };
    chart.edge(from, to, text.or_else(|| inherits.then(|| "extends".to_owned())));
}

/// Sections with their bars, in order.
fn gantt(line: &str, chart: &mut Chart) {
    let Some((name, when)) = line.split_once(':') else { return };
    if name.trim().is_empty() || name.starts_with("dateFormat") || name.starts_with("axisFormat") {
        return;
    }
    let at = chart.node(name.trim());
    chart.spec.nodes[at].label = format!("{} ({})", name.trim(), label(when));
}

/// Indented lines; each hangs under the nearest one above with less indent.
fn mindmap(body: &str, chart: &mut Chart) {
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for line in body.lines() {
        let text = line.trim();
        if text.is_empty() || text.starts_with("%%") || text.starts_with("::") {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let inner = match text.find(['(', '[', '{']) {
            Some(open) => text[open..].trim_matches(['(', ')', '[', ']', '{', '}']),
            None => text,
        };
        let at = chart.node(&label(inner));
        while stack.last().is_some_and(|(depth, _)| *depth >= indent) {
            stack.pop();
        }
        if let Some((_, parent)) = stack.last()
            && *parent != at
        {
            chart.edge(*parent, at, None);
        }
        stack.push((indent, at));
        if chart.spec.nodes.len() >= ELEMENTS_MAX {
            break;
        }
    }
}
