//! Diagram specs out of prompts. The prompt is parted into request and content (`head`); the
//! notation asked for decides which readers try the content: arrows, relations in words, steps,
//! trees, tasks, boards. Where a prompt holds no content, an illustrative diagram says so.
//! Positions are the renderer's.

mod arrows;
mod aside;
mod boards;
mod cast;
mod classes;
mod clauses;
mod code;
mod counts;
mod dates;
mod ends;
mod entities;
mod events;
mod fishbone;
mod flow;
mod frames;
mod git;
mod grid;
mod head;
mod illustrative;
mod kin;
mod kinds;
mod links;
mod look;
mod members;
mod quadrant;
mod ranks;
mod relations;
mod rows;
mod schedule;
mod sequence;
mod shafts;
mod sketch;
mod staff;
mod state;
mod tables;
mod text;
mod ties;
mod tongue;
mod tree;
mod verbs;
mod words;

use easel_types::spec::{DiagramKind, DiagramSpec, Source};

use crate::phrases;
use crate::tokens::Text;

use head::Content;
use sketch::Sketch;

/// The diagram a prompt describes.
pub(crate) fn extract(text: &Text<'_>, notes: &mut Vec<String>) -> DiagramSpec {
    let mut own = text.clone();
    own.language = tongue::of(text);
    let text = &own;
    let content = head::part(text);
    let kind = wanted(text, &content);
    let title = head::title(text, &content);
    let made = rows::read(text, &content, kind)
        .or_else(|| if content.lines.is_empty() { None } else { readers(text, &content, kind) });
    if content.is_cut {
        notes.push(
            "Only the first 10 kB of the prompt were read; the rest is not in the diagram."
                .to_owned(),
        );
    }
    if made.as_ref().is_some_and(|made| made.is_cut || made.sketch.is_full()) {
        notes.push(
            "The prompt names more than one diagram takes, so its last parts are left out."
                .to_owned(),
        );
    }
    let mut spec = match made {
        Some(made) => from_prompt(made, kind, title),
        None => {
            notes.push(
                "The prompt names no steps, so the diagram is illustrative and marked as such."
                    .to_owned(),
            );
            let mut spec = illustrative::diagram(
                text,
                kind.unwrap_or_else(|| illustrative::usual_kind(text.prompt)),
            );
            if let Some((title, _)) = phrases::explicit_title(text) {
                spec.title = Some(title);
            }
            spec
        }
    };
    let request = |text: &&str| {
        text::find_any(text, "number the messages|numbered messages|number messages|numbered|with numbers|nummeriere|nummeriert|numera|numéroter|numérotés|numerar|numera i messaggi").is_some()
    };
    spec.numbered = spec.kind == DiagramKind::Sequence
        && content.asides.iter().chain([&content.head]).any(request);
    spec.direction = look::direction(text.prompt, &content);
    spec.appearance = look::appearance(text.prompt, &content);
    spec
}

/// The spec of what a reader made, drawn as `kind` where that can be.
fn from_prompt(made: Made, kind: Option<DiagramKind>, title: Option<String>) -> DiagramSpec {
    let mut sketch = made.sketch;
    let own = kind.filter(|kind| fits(*kind, &made.kind)).or(made.kind).or(kind);
    let own = own.unwrap_or_default();
    if matches!(
        own,
        DiagramKind::Flowchart
            | DiagramKind::Swimlane
            | DiagramKind::Network
            | DiagramKind::Architecture
            | DiagramKind::Block
    ) {
        sketch.shape_by_words();
    }
    let rooted = own == DiagramKind::Mindmap || own == DiagramKind::Fishbone;
    let repeats =
        |title: &String| sketch.nodes.first().is_some_and(|n| n.label.eq_ignore_ascii_case(title));
    DiagramSpec {
        kind: own,
        title: title.or(made.title).filter(|title| !(rooted && repeats(title))),
        nodes: sketch.nodes,
        edges: sketch.edges,
        groups: sketch.groups,
        steps: sketch.steps,
        axes: sketch.axes,
        source: if made.is_assumed { Source::Illustrative } else { Source::Prompt },
        ..DiagramSpec::default()
    }
}

/// The notation asked for, in the request or in a remark elsewhere.
fn wanted(text: &Text<'_>, content: &Content<'_>) -> Option<DiagramKind> {
    // "how git push deploys" is about no history.
    let history = |kind: &DiagramKind| {
        *kind != DiagramKind::GitGraph || text::find_any(text.prompt, "commit*|branch*|merge*|merging|checkout|rebase*|tag|tags|rama|ramas|branche*|zweig*|ramo|rami|ramos|gałą*|gałęzi*|ветк*|коммит*|dal|فرع|शाखा|分支|提交|合并|ブランチ|コミット|브랜치|커밋|gitgraph|git graph").is_some()
    };
    wanted_kind(text, content).filter(history)
}

/// [`wanted`], whatever the content says.
fn wanted_kind(text: &Text<'_>, content: &Content<'_>) -> Option<DiagramKind> {
    let head = kinds::wanted(text, content.head);
    if let Some(kind) =
        head.filter(|named| named.weight == 2 && named.end > 0).and_then(|named| named.kind)
    {
        return Some(kind);
    }
    let declares = |line: &head::Line<'_>| {
        text::starts_any(line.text, "class|interface|abstract class").is_some()
            && (line.text.trim_end().ends_with('{')
                || text::find_any(line.text, "extends|implements").is_some())
    };
    if content.lines.iter().any(declares) {
        return Some(DiagramKind::Class);
    }
    let aside = content
        .asides
        .iter()
        .find_map(|aside| kinds::named(aside).filter(|n| n.weight == 2))
        .and_then(|n| n.kind);
    let anywhere = || kinds::named(text.prompt).filter(|n| n.weight == 2).and_then(|n| n.kind);
    let whole = if content.head.is_empty()
        && content.lines.len() <= 1
        && arrows::first(text.prompt).is_none()
    {
        anywhere()
    } else {
        None
    };
    aside.or(whole).or(head.and_then(|named| named.kind))
}

/// Whether what was read may be drawn as what was asked for.
fn fits(asked: DiagramKind, made: &Option<DiagramKind>) -> bool {
    match made {
        Some(kind)
            if matches!(
                kind,
                DiagramKind::Gantt | DiagramKind::Quadrant | DiagramKind::Journey
            ) =>
        {
            asked == *kind
        }
        _ => true,
    }
}

/// A table or JSON with nodes and edges, where the kind has such.
fn pasted(text: &Text<'_>, kind: Option<DiagramKind>) -> Option<Made> {
    let linked = matches!(
        kind,
        None | Some(
            DiagramKind::Flowchart
                | DiagramKind::Swimlane
                | DiagramKind::State
                | DiagramKind::Sequence
                | DiagramKind::Network
                | DiagramKind::Architecture
                | DiagramKind::Block
        )
    );
    if linked { tables::read(text.prompt, text.language, kind) } else { None }
}

/// Tries the readers of the notation, then those of any.
fn readers(text: &Text<'_>, content: &Content<'_>, kind: Option<DiagramKind>) -> Option<Made> {
    let language = text.language;
    let arrows = || arrows::read(content, language, kind);
    if let Some(made) = pasted(text, kind) {
        return Some(made);
    }
    let relations = || joined(content, language, kind);
    let flow = || flow::read(content, language, kind);
    let own = match kind {
        Some(DiagramKind::Gantt) => schedule::gantt(text.prompt, content, language),
        Some(DiagramKind::Timeline) => events::timeline(content, language),
        Some(DiagramKind::Kanban) => boards::kanban(content, language),
        Some(DiagramKind::Quadrant) => quadrant::read(text, content),
        Some(DiagramKind::Journey) => boards::journey(content, language),
        Some(DiagramKind::GitGraph) => arrows().or_else(|| git::read(content, language)),
        Some(DiagramKind::Fishbone) => fishbone::read(text, content),
        Some(DiagramKind::Er) => entities::read(content, language).or_else(arrows),
        Some(DiagramKind::Class) => classes_or_arrows(content, language, kind),
        Some(DiagramKind::State) => arrows().or_else(|| state::read(content, language)),
        Some(DiagramKind::Sequence) => arrows().or_else(|| sequence::read(content, language)),
        Some(DiagramKind::Swimlane) => arrows().or_else(|| boards::swimlane(content, language)),
        // "Root A; children B, C; B -> D": a list beside arrows.
        Some(DiagramKind::Mindmap) if tree::has_lists(content) => {
            tree::read(text, content, kind).or_else(arrows)
        }
        Some(DiagramKind::Mindmap) => arrows().or_else(|| tree::read(text, content, kind)),
        Some(DiagramKind::Orgchart) => arrows()
            .or_else(|| {
                if tree::is_outline(content) {
                    tree::read(text, content, kind)
                } else {
                    ranks::read(content, language).or_else(relations)
                }
            })
            .or_else(|| tree::read(text, content, kind)),
        Some(DiagramKind::Network | DiagramKind::Architecture | DiagramKind::Block) => arrows()
            .or_else(|| links::listed(content, language))
            .or_else(|| tiers(text, content, kind).filter(|made| !made.sketch.groups.is_empty()))
            .or_else(relations)
            .or_else(|| tiers(text, content, kind)),
        _ => tree::decisions(content, language)
            .or_else(arrows)
            .or_else(
                || if kind.is_none() && nested(content) { outline(text, content) } else { None },
            )
            .or_else(|| if looks_like_steps(content, language) { flow() } else { None })
            .or_else(|| {
                if kind.is_none() && tells_messages(content) {
                    sequence::read(content, language)
                } else {
                    None
                }
            })
            .or_else(relations)
            .or_else(flow),
    };
    own.or_else(|| match kind {
        Some(
            DiagramKind::Kanban
            | DiagramKind::Quadrant
            | DiagramKind::Journey
            | DiagramKind::Gantt
            | DiagramKind::Timeline
            | DiagramKind::Er
            | DiagramKind::Class
            | DiagramKind::Fishbone
            | DiagramKind::GitGraph,
        ) => None,
        _ => arrows().or_else(|| tree::read(text, content, kind)).or_else(flow),
    })
}

/// What is joined with what: by known verbs, or by names that come again; the reading that
/// explains more of the words.
fn joined(
    content: &Content<'_>,
    language: crate::language::Language,
    kind: Option<DiagramKind>,
) -> Option<Made> {
    let known = relations::read(content, language, kind);
    let fits = matches!(
        kind,
        None | Some(DiagramKind::Network | DiagramKind::Architecture | DiagramKind::Block)
    );
    let ranks = known.as_ref().is_some_and(|made| made.kind == Some(DiagramKind::Orgchart));
    let links = if fits && !ranks { links::read(content, language, kind) } else { None };
    match (known, links) {
        (Some(known), Some(links)) => {
            let better = strange(&links.sketch) <= strange(&known.sketch);
            Some(if better { links } else { known })
        }
        (known, links) => known.or(links),
    }
}

/// How much of a sketch looks like words that were not understood: long names, names with
/// several parts.
fn strange(sketch: &Sketch) -> usize {
    let node = |label: &str| {
        let words = label.split_whitespace().count();
        words.saturating_sub(3) + usize::from(label.contains([',', ':']))
    };
    let nodes: usize = sketch.nodes.iter().take(400).map(|n| node(&n.label)).sum();
    let loose = sketch.nodes.iter().take(400).filter(|n| {
        !sketch.edges.iter().take(800).any(|edge| edge.from == n.id || edge.to == n.id)
    });
    nodes + loose.count() * 2
}

/// True where indented lines show what belongs to what.
fn nested(content: &Content<'_>) -> bool {
    let least = content.lines.iter().map(|line| line.indent).min().unwrap_or(0);
    let top = content.lines.iter().filter(|line| line.indent == least).count();
    top == 1
        && content.lines.len() >= 3
        && content.lines.first().is_some_and(|line| line.indent == least)
}

/// An outline below one name, whatever it was called.
fn outline(text: &Text<'_>, content: &Content<'_>) -> Option<Made> {
    let made = tree::read(text, content, Some(DiagramKind::Orgchart))?;
    Some(Made { kind: Some(DiagramKind::Orgchart), ..made })
}

/// Classes in words, or tied with arrows.
fn classes_or_arrows(
    content: &Content<'_>,
    language: crate::language::Language,
    kind: Option<DiagramKind>,
) -> Option<Made> {
    classes::read(content, language).or_else(|| arrows::read(content, language, kind))
}

/// True where the words themselves say that steps are told.
fn looks_like_steps(content: &Content<'_>, language: crate::language::Language) -> bool {
    content.lines.iter().any(|line| {
        line.marker == head::Marker::Number
            || words::says(line.text, words::SPLITTERS)
            || words::condition(line.text, language).is_some()
            || words::says(line.text, words::elses(language))
            || words::says(line.text, "first|next|finally|start|zuerst|primero|d'abord|sí|si sí")
    })
}

/// True where most statements say that one sends something to another.
fn tells_messages(content: &Content<'_>) -> bool {
    let statements: Vec<&str> = content
        .statements()
        .into_iter()
        .flat_map(|statement| text::split(statement, |c| matches!(c, ',' | '，' | '،')))
        .collect();
    let sends = statements
        .iter()
        .filter(|part| {
            relations::find(part, |_| true).is_some_and(|found| {
                matches!(found.relation, verbs::Relation::Sends | verbs::Relation::Gets)
                    && text::has_word(found.subject)
            })
        })
        .count();
    statements.len() >= 3 && sends * 3 >= statements.len() * 2
}

/// Tiers or groups with their parts: "Frontend: Web, App; Backend: API".
fn tiers(text: &Text<'_>, content: &Content<'_>, kind: Option<DiagramKind>) -> Option<Made> {
    let language = text.language;
    let mut sketch = Sketch::new(language);
    let related = |statement: &&str| {
        relations::find(statement, |relation| relations::counts(kind, relation))
            .is_some_and(|v| text::has_word(v.object) && text::has_word(v.subject))
    };
    let statements = content.statements();
    let all = statements.iter().filter(|s| related(s)).count();
    let found = if all == 0 {
        tree::sections(content, language)
    } else {
        statements
            .iter()
            .filter(|s| !related(s) && text::cut_at_colon(s).is_some())
            .flat_map(|s| tree::section(s, language))
            .collect()
    };
    for section in found {
        for item in &section.items {
            let (name, words) = match text::bracket_at_end(item) {
                Some((name, inside)) => (text::label(name, language), Some(inside.to_owned())),
                None => (text::label(item, language), None),
            };
            let node = sketch.node(&name);
            sketch.change(node, |node| node.text = words);
            if !look::is_direction(&section.name) {
                sketch.place(quoted_name(&section.name), node);
            }
        }
        if section.items.is_empty() && text::has_word(&section.name) {
            sketch.node(&section.name);
        }
    }
    let mut subject = None;
    for statement in statements.iter().filter(|s| all > 0 && related(s)) {
        for clause in relations::clauses(statement, language, kind) {
            subject = relations::apply(&clause, (&mut sketch, kind), language, subject).or(subject);
        }
    }
    (sketch.nodes.len() >= 2).then(|| Made { sketch, ..Made::default() })
}

/// 'Top layer "Clients"' is called "Clients".
fn quoted_name(name: &str) -> &str {
    let inside = name.split(['"', '“', '”', '«', '»', '„']).nth(1).map(str::trim);
    inside.filter(|inside| text::has_word(inside)).unwrap_or(name)
}

/// What a reader made of a prompt.
#[derive(Debug, Default)]
struct Made {
    sketch: Sketch,
    title: Option<String>,
    /// The kind that the words suggest, where none is named.
    kind: Option<DiagramKind>,
    /// Some of the arrows are assumed.
    is_assumed: bool,
    /// The prompt names more than was taken.
    is_cut: bool,
}

/// The heading in the words before the content: "flowchart of user login: …" is "User login".
fn heading_before(text: &Text<'_>, end: usize) -> Option<String> {
    let head = text.prompt.get(..end).unwrap_or(text.prompt);
    let quoted = kinds::named(head);
    let tokens: Vec<crate::tokens::Token> =
        text.tokens.iter().take_while(|token| token.end <= end).cloned().collect();
    let hits = crate::lexicon::find(text.prompt, &tokens);
    // "system architecture diagram" is about the architecture of a system.
    let names_subject = |at: &usize| {
        tokens.get(*at).is_some_and(|t| matches!(&*t.lower, "architecture" | "topology"))
    };
    let by_name = |at: &usize| {
        quoted.is_some_and(|n| {
            n.weight == 2 && tokens.get(*at).is_some_and(|t| t.start >= n.start && t.end <= n.end)
        })
    };
    let outside = |at: &usize| {
        names_subject(at)
            || !(by_name(at) || hits.iter().any(|hit| !hit.unsegmented && hit.tokens.contains(at)))
    };
    let rest: Vec<crate::tokens::Token> =
        (0..tokens.len()).filter(outside).filter_map(|at| tokens.get(at).cloned()).collect();
    phrases::heading(text, &rest).and_then(|heading| crate::lexicon::without_kinds(&heading, text))
}
