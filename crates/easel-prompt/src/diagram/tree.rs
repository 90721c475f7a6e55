//! Trees: indented outlines, "parent: a, b", "parent (a, b)", and topics with branches. Also the
//! sections that boards are made of.

use easel_types::spec::{DiagramKind, Edge, EndMark, NodeShape};

use crate::language::Language;
use crate::tokens::Text;

use super::head::{self, Content, Line, Marker};
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_colon, find_any, has_word, items, label, raw_items, split, starts_any,
    statements,
};
use super::{Made, relations, words};

/// A name with the names under it.
#[derive(Debug, Default, Clone)]
pub(super) struct Section {
    /// Its heading; empty where names stand alone.
    pub name: String,
    /// The names under it, as written.
    pub items: Vec<String>,
}

/// The sections of a content: "A: x, y", "A (x, y)", a heading over bullets.
pub(super) fn sections(content: &Content<'_>, language: Language) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::new();
    let deep = content.lines.iter().map(|line| line.indent).min().unwrap_or(0);
    let some_bullets = content.lines.iter().any(|l| l.marker != Marker::None)
        && content.lines.iter().any(|l| l.marker == Marker::None && l.indent == deep);
    let nested = content.lines.iter().any(|l| l.indent > deep) || some_bullets;
    for line in &content.lines {
        let below = nested && (line.indent > deep || (some_bullets && line.marker != Marker::None));
        let own = cut_at_colon(line.text).is_some_and(|(a, b)| has_word(a) && has_word(b));
        if below
            && !(own && some_bullets && out.is_empty())
            && let Some(last) = out.last_mut()
        {
            last.items.push(line.text.to_owned());
            continue;
        }
        for statement in statements(line.text) {
            out.extend(section(statement, language));
        }
        if nested
            && let Some(last) = out.last()
            && last.items.is_empty()
            && last.name.is_empty()
        {
            continue;
        }
    }
    out
}

/// The sections of one statement.
pub(super) fn section(statement: &str, language: Language) -> Vec<Section> {
    let statement = words::without_sequencer(statement);
    let statement = without_place(statement);
    if let Some((before, after)) = cut_at_colon(statement).filter(|(before, _)| has_word(before)) {
        let name = label(before, language);
        if let Some(cut) = later_section(after, language) {
            let (own, rest) = after.split_at(cut);
            let mut out = vec![Section { name, items: texts(own, language) }];
            out.extend(section(rest.trim_start_matches([',', ' ', '،', '，']), language));
            return out;
        }
        return vec![Section { name, items: texts(after, language) }];
    }
    for dash in [" - ", " – ", " — ", " = "] {
        if let Some((before, after)) =
            statement.split_once(dash).filter(|(b, a)| has_word(b) && has_word(a))
        {
            return vec![Section { name: label(before, language), items: texts(after, language) }];
        }
    }
    let mut out = Vec::new();
    for part in raw_items(statement, language) {
        match bracket_at_end(part) {
            Some((name, inside)) => {
                out.push(Section { name: label(name, language), items: texts(inside, language) })
            }
            None if has_word(part) => match with_branches(part, language) {
                Some(section) => out.push(section),
                None => out.push(Section { name: label(part, language), items: Vec::new() }),
            },
            None => {}
        }
    }
    out
}

fn texts(text: &str, language: Language) -> Vec<String> {
    raw_items(text, language)
        .into_iter()
        .map(|part| part.trim().trim_end_matches(['.', ';', '。', '；']).to_owned())
        .filter(|part| has_word(part))
        .collect()
}

/// Where a later "name:" begins in a list: "a, b, Other: c" parts before "Other".
fn later_section(after: &str, language: Language) -> Option<usize> {
    let _ = language;
    let mut colon = None;
    let shield = super::text::shielded(after);
    for (at, c) in after.char_indices() {
        if matches!(c, ':' | '：')
            && !shield.get(at).copied().unwrap_or(false)
            && !after.get(at + 1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
        {
            colon = Some(at);
            break;
        }
    }
    let before = after.get(..colon?)?;
    let comma = before.rfind([',', '，', '、', '،'])?;
    let next = comma + before.get(comma..)?.chars().next().map_or(1, char::len_utf8);
    has_word(before.get(..comma)?).then_some(next)
}

/// Words that only say that the names below belong to this one.
const PLACES: &str = "under|below|in the column|in column|column|branch|lane|for|within|unter|spalte|zweig|bahn|debajo de|bajo|columna|rama|sous|colonne|branche|sotto|colonna|ramo|sob|coluna|onder|kolom|tak|pod|kolumna|gałąź|под|колонка|ветка|altında|تحت|عمود|列";

fn without_place(statement: &str) -> &str {
    let text = statement.trim();
    let Some(length) = starts_any(text, PLACES) else { return text };
    let rest = text.get(length..).unwrap_or("");
    if cut_at_colon(rest)
        .is_some_and(|(name, _)| has_word(name) && name.split_whitespace().count() <= 5)
    {
        rest.trim_start()
    } else {
        text
    }
}

/// "Audience with students and parents".
fn with_branches(part: &str, language: Language) -> Option<Section> {
    let (at, end) =
        find_any(part, "with|including|having|which has|mit|con|avec|com|met|which includes")?;
    let (before, after) = (part.get(..at)?, part.get(end..)?);
    (has_word(before) && has_word(after) && before.split_whitespace().count() <= 4)
        .then(|| Section { name: label(before, language), items: texts(after, language) })
}

/// Reads a tree: the heading is the root of a mind map, the first name that of other trees.
pub(super) fn read(
    text: &Text<'_>,
    content: &Content<'_>,
    kind: Option<DiagramKind>,
) -> Option<Made> {
    let language = text.language;
    let mut sketch = Sketch::new(language);
    let mindmap = kind == Some(DiagramKind::Mindmap);
    let topic = topic(text, content);
    if is_outline(content) {
        outline(content, language, (&mut sketch, mindmap.then_some(topic.as_deref()).flatten()));
    } else if mindmap {
        branches(content, language, (&mut sketch, topic.as_deref()));
    } else {
        hierarchy(content, language, &mut sketch);
    }
    (!sketch.edges.is_empty()).then(|| Made { sketch, title: None, ..Made::default() })
}

/// What a mind map is about: the heading, or what the content calls the centre.
fn topic(text: &Text<'_>, content: &Content<'_>) -> Option<String> {
    head::title(text, content).map(|title| label(&title, text.language)).filter(|t| has_word(t))
}

/// True where lines are indented or bulleted.
pub(super) fn is_outline(content: &Content<'_>) -> bool {
    let count = content.lines.len();
    let least = content.lines.iter().map(|l| l.indent).min().unwrap_or(0);
    let deep = content.lines.iter().filter(|l| l.indent > least).count();
    let bullets = content.lines.iter().filter(|l| l.marker == Marker::Bullet).count();
    count >= 2 && (deep >= 1 || bullets >= 2)
}

/// Indented lines: each hangs under the nearest one above with less indent.
fn outline(content: &Content<'_>, language: Language, (sketch, root): (&mut Sketch, Option<&str>)) {
    let mut stack: Vec<(usize, usize)> = Vec::new();
    let depth = |line: &Line<'_>| line.indent * 2 + usize::from(line.marker != Marker::None);
    let least = content.lines.iter().map(depth).min().unwrap_or(0);
    let tops = content.lines.iter().filter(|line| depth(line) == least).count();
    let root = root.filter(|name| {
        // A first line that repeats the heading is the root itself.
        let first = content.lines.first().map(|l| label(l.text, language)).unwrap_or_default();
        tops != 1 || first.eq_ignore_ascii_case(name) || depth(&content.lines[0]) != least
    });
    let root = root.map(|name| sketch.node(name));
    for line in &content.lines {
        let (mut name, inner) = named_item(line.text, language);
        // "Dana Fox – CEO": the role stands under the name.
        let role = [" - ", " – ", " — ", " | "]
            .iter()
            .find_map(|dash| name.split_once(dash))
            .map(|(a, b)| (label(a, language), label(b, language)))
            .filter(|(a, b)| has_word(a) && has_word(b));
        let role = role.map(|(own, role)| {
            name = own;
            role
        });
        if !has_word(&name) || sketch.is_full() {
            continue;
        }
        let at = depth(line);
        while stack.last().is_some_and(|(known, _)| *known >= at) {
            stack.pop();
        }
        let parent = stack.last().map(|(_, node)| *node).or(root);
        let node = child(sketch, parent, &name);
        sketch.change(node, |node| node.text = node.text.take().or(role));
        for name in inner {
            child(sketch, Some(node), &name);
        }
        stack.push((at, node));
    }
}

/// "Channels: email, social" on one line of an outline.
fn named_item(text: &str, language: Language) -> (String, Vec<String>) {
    match cut_at_colon(text).filter(|(a, b)| has_word(a) && has_word(b)) {
        Some((name, rest)) => (label(name, language), items(rest, language)),
        None => (label(text, language), Vec::new()),
    }
}

/// A child of its own: the same name may stand under two parents.
fn child(sketch: &mut Sketch, parent: Option<usize>, name: &str) -> usize {
    let Some(parent) = parent else { return sketch.node(name) };
    let known = sketch.find(name);
    let id = sketch.id(parent);
    let taken = known.is_some_and(|at| {
        let own = sketch.id(at);
        sketch.edges.iter().take(2000).any(|e| e.to == own && e.from != id)
    });
    let node = match known {
        Some(at) if !taken && at != parent => at,
        Some(at) if at == parent => sketch.fresh(name),
        Some(_) => sketch.fresh(name),
        None => sketch.node(name),
    };
    sketch.edge(parent, node, None);
    node
}

/// Words that count or name the branches: "three branches:", "the branches".
const BRANCHES: &str = "branches|branch|main branches|subtopics|topics|nodes|ramas|las ramas|branches principales|les branches|zweige|zweigen|den zweigen|hauptäste|äste|ästen|rami|i rami|ramos|os ramos|takken|de takken|hoofdtakken|gałęzie|gałęziami|gałęziach|gałęzi|ветви|ветвями|ветки|dallar|dalları|فروع|الفروع|शाखाएँ|शाखाएं|शाखाओं|分支|主要分支|枝|ブランチ|가지|주요 가지|departments|categories|with";

fn without_branches(text: &str) -> &str {
    let mut text = text.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    for _ in 0..3 {
        let counted = words::without_count(text).unwrap_or(text);
        let Some(length) = starts_any(counted, BRANCHES) else { break };
        let rest = counted.get(length..).unwrap_or("");
        // "Branch 1: Cardio".
        let numbered = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = if numbered.starts_with([':', '：', '.', ')', ' ']) { numbered } else { rest };
        text = rest
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '—'));
    }
    text
}

/// A mind map: the heading in the middle, its branches around it.
fn branches(
    content: &Content<'_>,
    language: Language,
    (sketch, topic): (&mut Sketch, Option<&str>),
) {
    let mut root = topic.map(|name| sketch.node(name));
    let mut subject = None;
    for line in &content.lines {
        for statement in statements(line.text) {
            let mut statement = without_branches(statement);
            // "Centre X, branches: a, b".
            if let Some((first, rest)) = statement.split_once([',', '，', '、'])
                && let Some(name) = centre(first, language)
            {
                root = Some(sketch.node(&name));
                statement = without_branches(rest);
            }
            if let Some(name) = centre(statement, language) {
                // The heading was only a heading.
                if let Some(at) = root.filter(|_| sketch.edges.is_empty()) {
                    sketch.change(at, |node| node.label.clone_from(&name));
                    root = Some(at);
                } else {
                    root = Some(sketch.node(&name));
                }
                continue;
            }
            let listed = cut_at_colon(statement).is_some()
                || statement.contains('(')
                || statement.contains('（');
            let verb =
                relations::find(statement, |r| relations::counts(Some(DiagramKind::Mindmap), r));
            if let Some(found) =
                verb.filter(|found| !listed && has_word(found.object) && has_word(found.subject))
            {
                let name = label(found.subject, language);
                let above = sketch.like(&name).unwrap_or_else(|| child(sketch, root, &name));
                for (name, inner) in flat(found.object, language) {
                    let node = child(sketch, Some(above), &name);
                    for name in inner {
                        child(sketch, Some(node), &name);
                    }
                }
                continue;
            }
            for section in section(statement, language) {
                let known = sketch.like(&section.name).filter(|_| !section.items.is_empty());
                let node = match known {
                    Some(known) => known,
                    None => child(sketch, root, &section.name),
                };
                root = root.or(Some(node));
                for item in &section.items {
                    deep_child(sketch, node, item, language);
                }
                subject = Some(node);
            }
        }
        if sketch.is_full() {
            break;
        }
    }
    let _ = subject;
}

/// "a (x, y)" under `parent`.
fn deep_child(sketch: &mut Sketch, parent: usize, item: &str, language: Language) {
    match bracket_at_end(item) {
        Some((name, inside)) => {
            let node = child(sketch, Some(parent), &label(name, language));
            for name in items(inside, language) {
                child(sketch, Some(node), &name);
            }
        }
        None => {
            let name = label(item, language);
            if has_word(&name) {
                child(sketch, Some(parent), &name);
            }
        }
    }
}

/// Names of a list, each with those in its brackets.
fn flat(text: &str, language: Language) -> Vec<(String, Vec<String>)> {
    raw_items(text, language)
        .into_iter()
        .map(|part| match bracket_at_end(part) {
            Some((name, inside)) => (label(name, language), items(inside, language)),
            None => (label(part, language), Vec::new()),
        })
        .filter(|(name, _)| has_word(name))
        .collect()
}

/// "Central topic: X", "in the middle X".
fn centre(statement: &str, language: Language) -> Option<String> {
    if let Some((at, end)) = find_any(
        statement,
        "in the centre|in the center|in the middle|as the root|as root|as the central topic|im zentrum|in der mitte|en el centro|au centre|al centro|no centro|in het midden|w środku|в центре|ortada|في المركز|في الوسط|केंद्र में",
    ) && statement.get(end..).is_some_and(|rest| !has_word(rest))
    {
        let name = label(statement.get(..at)?, language);
        return has_word(&name).then_some(name);
    }
    let length = starts_any(
        statement,
        "center|centre|central topic|central idea|central node|main topic|root|in the middle|in the center|in the centre|topic|centro|tema central|idea central|centre|sujet central|idée centrale|zentrum|thema|zentrales thema|in der mitte|tema|tema centrale|tema central|al centro|centrum|hoofdonderwerp|temat|temat główny|центр|тема|центральная тема|merkez|المركز|الموضوع|केंद्र|विषय|中心主题|中心|主题|テーマ|中心テーマ|중심|중심 주제|주제",
    )?;
    let rest = statement.get(length..)?;
    let rest = rest.trim_start();
    let spaced =
        rest.len() < statement.len() - length && statement.chars().any(super::text::is_dense);
    let marked = rest
        .strip_prefix([':', '：', '='])
        .or_else(|| starts_any(rest, "is|es|est|ist|è|é|是").and_then(|n| rest.get(n..)))
        .or(if spaced { Some(rest) } else { None })?;
    let name = label(marked, language);
    (has_word(&name) && items(&name, language).len() == 1).then_some(name)
}

/// "CEO: CTO, CFO; CTO: Engineers", "CEO (CTO (Dev, QA), CFO)".
fn hierarchy(content: &Content<'_>, language: Language, sketch: &mut Sketch) {
    let mut top: Option<usize> = None;
    let mut subject = None;
    for line in &content.lines {
        for statement in statements(line.text) {
            let colon = cut_at_colon(statement).filter(|(a, b)| has_word(a) && has_word(b));
            let verb =
                relations::find(statement, |r| relations::counts(Some(DiagramKind::Orgchart), r));
            if colon.is_none() && verb.is_some_and(|v| has_word(v.object)) {
                for clause in relations::clauses(statement, language, Some(DiagramKind::Orgchart)) {
                    subject = relations::apply(
                        &clause,
                        (sketch, Some(DiagramKind::Orgchart)),
                        language,
                        subject,
                    )
                    .or(subject);
                }
                continue;
            }
            if let Some((before, after)) = colon {
                let name = label(without_place(before), language);
                let node = sketch.like(&name).unwrap_or_else(|| sketch.node(&name));
                top = top.or(Some(node));
                for item in split(after, |c| matches!(c, ',' | '，' | '、' | '،'))
                    .iter()
                    .flat_map(|part| raw_items(part, language))
                {
                    deep_child(sketch, node, item, language);
                }
            } else {
                let parts = flat(statement, language);
                if parts.len() == 1 && top.is_none() {
                    if let Some((name, inner)) = parts.first() {
                        let node = sketch.node(name);
                        top = Some(node);
                        for name in inner {
                            child(sketch, Some(node), name);
                        }
                    }
                    continue;
                }
                for (nth, (name, inner)) in parts.into_iter().enumerate() {
                    let parent = if nth == 0 && top.is_none() { None } else { top };
                    let node = child(sketch, parent, &name);
                    top = top.or(Some(node));
                    for name in inner {
                        child(sketch, Some(node), &name);
                    }
                }
            }
            if sketch.is_full() {
                return;
            }
        }
    }
}

/// A decision tree of lines: a question, its answers indented under it.
pub(super) fn decisions(content: &Content<'_>, language: Language) -> Option<Made> {
    let answered = content
        .lines
        .iter()
        .filter(|line| {
            answer_line(line.text).is_some() && line.text.contains([':', '：', '-', '→', '>', ','])
        })
        .count();
    let questions =
        content.lines.iter().filter(|line| line.text.contains(['?', '？', '؟'])).count();
    let least = content.lines.iter().map(|l| l.indent).min().unwrap_or(0);
    let deep = content.lines.iter().any(|l| l.indent > least);
    let drawn = content
        .lines
        .iter()
        .any(|l| answer_line(l.text).is_none() && super::arrows::first(l.text).is_some());
    // Steps around the question: a flow, not a tree.
    let steps = content
        .lines
        .iter()
        .filter(|l| l.indent == least && answer_line(l.text).is_none())
        .filter(|l| !l.text.contains(['?', '？', '؟']))
        .count();
    if answered < 2 || questions == 0 || !deep || drawn || steps > 1 {
        return None;
    }
    let mut sketch = Sketch::new(language);
    let mut stack: Vec<(usize, usize)> = Vec::new();
    // A question above another one without answers of its own is the heading.
    let heading = match content.lines.as_slice() {
        [first, second, ..]
            if first.indent >= second.indent
                && answer_line(second.text).is_none()
                && !(first.marker == Marker::None && second.marker != Marker::None) =>
        {
            Some(label(first.text, language))
        }
        _ => None,
    };
    for line in content.lines.iter().skip(usize::from(heading.is_some())) {
        // Answers marked with dashes belong to the question above, however it is indented.
        let depth = line.indent * 2 + usize::from(line.marker != Marker::None);
        while stack.last().is_some_and(|(known, _)| *known >= depth) {
            stack.pop();
        }
        let (answer, rest) = match answer_line(line.text) {
            Some((answer, rest)) => (Some(answer.to_owned()), rest),
            None => (None, line.text),
        };
        let name =
            label(rest.trim_start_matches(['>', '→', '=', '-', ' ', ':', '：', ',']), language);
        if !has_word(&name) {
            continue;
        }
        let node = sketch.node(&name);
        if name.ends_with(['?', '？', '؟']) {
            sketch.change(node, |node| node.shape = Some(NodeShape::Diamond));
        }
        if let Some((_, parent)) = stack.last().copied() {
            sketch.edge(parent, node, answer);
        }
        stack.push((depth, node));
    }
    (sketch.edges.len() >= 2).then(|| Made {
        sketch,
        title: heading,
        kind: Some(DiagramKind::Flowchart),
        ..Made::default()
    })
}

fn answer_line(text: &str) -> Option<(&str, &str)> {
    words::answer(text).filter(|(_, rest)| has_word(rest))
}

/// Causes under categories under the problem.
pub(super) fn fishbone(text: &Text<'_>, content: &Content<'_>) -> Option<Made> {
    let language = text.language;
    let mut sketch = Sketch::new(language);
    let mut found = sections(content, language);
    let problem = found.iter().position(|s| starts_any(&s.name, PROBLEMS).is_some());
    let named = problem.map(|at| found.remove(at));
    let title = head::title(text, content);
    let name = named
        .map(|s| if s.items.is_empty() { s.name } else { s.items.join(", ") })
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

/// Words for the head of a fishbone.
const PROBLEMS: &str = "problem|effect|head|issue|the problem|main problem|problema|efecto|problème|effet|auswirkung|wirkung|kopf|effetto|efeito|probleem|gevolg|problem główny|skutek|проблема|следствие|sorun|etki|المشكلة|مشكلة|النتيجة|समस्या|问题|結果|問題|특성|문제|결과|課題";

/// "Late deliveries" out of "Causes of late deliveries".
fn without_problem(title: &str, language: Language) -> String {
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
