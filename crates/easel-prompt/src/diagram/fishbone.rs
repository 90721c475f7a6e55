//! Fishbones: causes under categories under a problem. Sections are cut by `tree`.

use easel_types::spec::{DiagramKind, Edge, EndMark};

use crate::language::Language;
use crate::tokens::Text;

use super::Made;
use super::head::{self, Content};
use super::sketch::Sketch;
use super::text::{bracket_at_end, find_any, has_word, items, label, starts_any};
use super::tree::{Section, section, sections};

/// Causes under categories under the problem.
pub(super) fn read(text: &Text<'_>, content: &Content<'_>) -> Option<Made> {
    let language = text.language;
    let mut sketch = Sketch::new(language);
    let mut found = sections(content, language);
    let problem = found.iter().position(|s| starts_any(&s.name, PROBLEMS).is_some());
    let title = head::title(text, content);
    // "Late trains. People: …": the first words without causes are the problem.
    let problem = problem.or_else(|| {
        let some = found.iter().filter(|s| !s.items.is_empty()).count();
        let first = found.iter().position(|s| s.items.is_empty())?;
        (some > 1 && first == 0 && (title.is_none() || found[0].name.ends_with('?')))
            .then_some(first)
    });
    let named = problem.map(|at| found.remove(at));
    if let Some(first) = found.first_mut() {
        first.name = without_notation(&first.name).to_owned();
    }
    let name = named
        .map(
            |s| if s.items.is_empty() { without_problem_word(&s.name) } else { s.items.join(", ") },
        )
        .map(|name| label(&name, language))
        .or_else(|| title.clone().map(|t| without_problem(&t, language)))
        .filter(|n| has_word(n));
    let head = name.map(|name| sketch.node(&name));
    // "causes: Machine (old), People (few)": the categories stand inside.
    let found: Vec<Section> = found
        .into_iter()
        .flat_map(|s| {
            let only_says = starts_any(&s.name, "causes|categories|causas|categorías|causes principales|ursachen|cause|categorie|oorzaken|przyczyny|причины|nedenler|الأسباب|कारण|原因|要因|원인") == Some(s.name.len());
            if only_says { s.items.iter().flat_map(|item| section(item, language)).collect() } else { vec![s] }
        })
        .collect();
    for section in &found {
        if !has_word(&section.name) {
            continue;
        }
        let name =
            label(section.name.trim_start_matches("causes").trim_start_matches(':'), language);
        let category = sketch.fresh(&name);
        if let Some(head) = head {
            sketch.arrow(category, head, Edge { to_mark: Some(EndMark::None), ..Edge::default() });
        }
        for cause in &section.items {
            let (cause, inner) = match bracket_at_end(cause) {
                Some((name, inside)) => (label(name, language), items(inside, language)),
                None => (label(cause, language), Vec::new()),
            };
            if has_word(&cause) {
                let node = sketch.fresh(&cause);
                sketch.edge(node, category, None);
                for name in inner {
                    let sub = sketch.fresh(&name);
                    sketch.edge(sub, node, None);
                }
            }
        }
    }
    for edge in &mut sketch.edges {
        edge.to_mark = None;
    }
    (sketch.edges.len() >= 2).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Fishbone),
        ..Made::default()
    })
}

/// "fishbone with machine" is machine.
fn without_notation(name: &str) -> &str {
    let Some(named) = super::kinds::named(name).filter(|n| n.weight == 2 && n.start == 0) else {
        return name;
    };
    let rest = name.get(named.end..).unwrap_or("").trim_start();
    starts_any(rest, "with|mit|con|avec|com|met|z|с|:")
        .and_then(|length| rest.get(length..))
        .filter(|rest| has_word(rest))
        .map_or(name, str::trim_start)
}

/// "The problem is late trains" is late trains.
fn without_problem_word(name: &str) -> String {
    let rest =
        starts_any(name, PROBLEMS).and_then(|length| name.get(length..)).map(str::trim_start);
    let rest = rest.and_then(|rest| {
        starts_any(rest, "is|are|es|est|ist|è|é|to|jest|—|-|は|是|为|는|은|:")
            .and_then(|length| rest.get(length..))
    });
    rest.filter(|rest| has_word(rest)).unwrap_or(name).to_owned()
}

/// Words for the head of a fishbone.
const PROBLEMS: &str = "problem|effect|head|issue|the problem|main problem|problema|efecto|problème|effet|auswirkung|wirkung|kopf|effetto|efeito|probleem|gevolg|problem główny|skutek|проблема|следствие|sorun|etki|المشكلة|مشكلة|النتيجة|समस्या|问题|結果|問題|특성|문제|결과|課題";

/// "Late deliveries" out of "Causes of late deliveries".
pub(super) fn without_problem(title: &str, language: Language) -> String {
    let lower = find_any(
        title,
        "causes of|causes for|reasons for|why|root causes of|causas de|causes de|ursachen für|ursachen von|cause di|causas do|oorzaken van|przyczyny|причины",
    );
    let title = starts_any(title, PROBLEMS)
        .and_then(|n| title.get(n..))
        .filter(|rest| has_word(rest) && !rest.starts_with('-'))
        .unwrap_or(title);
    let lower = lower.or_else(|| find_any(title, "causes of|why"));
    match lower.and_then(|(_, end)| title.get(end..)).filter(|rest| has_word(rest)) {
        Some(rest) => label(rest, language),
        None => label(title, language),
    }
}
