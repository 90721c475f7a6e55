//! Chains drawn with arrows: `A -> B -> C`, `A -yes-> B`, `A --(pay)--> B`, `A -> B: label`, with
//! what stands between them: answers, lanes, relations in words. Mermaid and DOT have readers of
//! their own.

use std::collections::HashMap;

use easel_types::spec::{DiagramKind, Edge, EdgeLine, EndMark, NodeShape};

use crate::language::Language;

use super::frames::{self, Frames};
use super::head::Content;
pub(super) use super::shafts::first;
use super::shafts::{Arrow, Stretch, all, chain_pieces, stretches};
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_colon, has_word, items, label, shielded, starts_any, statements,
};
use super::{Made, relations, words};

/// Reads every arrow of the content.
pub(super) fn read(
    content: &Content<'_>,
    language: Language,
    kind: Option<DiagramKind>,
) -> Option<Made> {
    let any = content.lines.iter().any(|line| first(line.text).is_some());
    if !any {
        return dashed_lines(content, language, kind);
    }
    if kind == Some(DiagramKind::Sequence)
        && !frames::are_in(&content.lines)
        && let Some(lines) = frames::spread(&content.lines)
    {
        return read(&Content { lines, ..Content::default() }, language, kind);
    }
    let framed = matches!(kind, None | Some(DiagramKind::Sequence | DiagramKind::Flowchart))
        && frames::are_in(&content.lines);
    let kind = if framed { Some(DiagramKind::Sequence) } else { kind };
    let mut chains = Chains {
        sketch: Sketch::new(language),
        language,
        kind,
        questions: Vec::new(),
        lane: None,
        subject: None,
        initial: None,
        lanes: lanes(content, language),
        waiting: None,
        listed: false,
        aliases: HashMap::new(),
    };
    let mut frames = Frames::default();
    let mut depth = 0;
    for line in &content.lines {
        if chains.declares(line.text) {
            continue;
        }
        let count = chains.sketch.edges.len();
        if framed {
            frames.leave(count, line.indent, depth > line.indent);
            depth = line.indent;
            if let Some(mark) = frames::mark(line.text, frames.is_inside()) {
                frames.note(count, mark, line.indent);
                continue;
            }
        }
        chains.listed = line.marker == super::head::Marker::Bullet;
        let with_label = is_message(line.text) && !line.text.contains([';', '；']);
        if with_label {
            chains.statement(line.text);
            continue;
        }
        for statement in statements(line.text) {
            chains.statement(statement);
            if chains.sketch.is_full() {
                break;
            }
        }
    }
    chains.finish();
    let mut sketch = chains.sketch;
    if let Some(steps) = frames.steps(&sketch.edges) {
        sketch.steps = steps;
    }
    let messages = content.lines.iter().any(|line| line.text.contains("->>"));
    let guess = (messages || framed).then_some(DiagramKind::Sequence);
    (!sketch.edges.is_empty()).then_some(Made { sketch, kind: guess, ..Made::default() })
}

/// "Router - Switch" on several lines of a network: what is joined.
fn dashed_lines(
    content: &Content<'_>,
    language: Language,
    kind: Option<DiagramKind>,
) -> Option<Made> {
    let joins = |text: &str| text.contains(" - ") || text.contains(" ~ ");
    let net =
        matches!(kind, Some(DiagramKind::Network | DiagramKind::Architecture | DiagramKind::Block));
    let count = content.lines.iter().filter(|line| joins(line.text)).count();
    if !net || count < 2 || count < content.lines.len() {
        return None;
    }
    let texts: Vec<String> = content
        .lines
        .iter()
        .map(|line| line.text.replace(" - ", " -- ").replace(" ~ ", " -- "))
        .collect();
    let lines = content
        .lines
        .iter()
        .zip(&texts)
        .map(|(line, text)| super::head::Line { text, ..*line })
        .collect();
    read(&Content { lines, ..Content::default() }, language, kind)
}

/// "Lanes: Guest, Waiter, Kitchen" in the request.
fn lanes(content: &Content<'_>, language: Language) -> Vec<String> {
    const NAMES: &str = "lanes|swimlanes|lanes are|carriles|couloirs|bahnen|corsie|raias|banen|tory|дорожки|kulvarlar|泳道|レーン|레인";
    content
        .asides
        .iter()
        .chain([&content.head])
        .copied()
        .chain(content.lines.iter().map(|line| line.text).filter(|text| first(text).is_none()))
        .find_map(|text| {
            let (_, end) = super::text::find_any(text, NAMES)?;
            let list = statements(text.get(end..)?.trim_start_matches([':', ' ', '：']));
            let names = items(list.first()?, language);
            (names.len() >= 2).then_some(names)
        })
        .unwrap_or_default()
}

/// `A -> B: words`, one arrow on the line: the words may hold anything.
fn is_message(text: &str) -> bool {
    let arrows = all(text);
    let [arrow] = arrows.as_slice() else { return false };
    text.get(arrow.end..).is_some_and(|rest| {
        cut_at_colon(rest).is_some_and(|(to, words)| !to.contains([',', '?']) && has_word(words))
    })
}

struct Chains {
    sketch: Sketch,
    language: Language,
    kind: Option<DiagramKind>,
    /// Questions that wait for answers, each with those it has.
    questions: Vec<(usize, Vec<String>)>,
    /// The lane whose steps are being read.
    lane: Option<String>,
    subject: Option<usize>,
    initial: Option<usize>,
    /// The lanes that the request lists.
    lanes: Vec<String>,
    /// A step told without an arrow, which leads to the next one.
    waiting: Option<usize>,
    /// The line is an item of a list.
    listed: bool,
    /// Short names that stand for others: `PlantUML`'s `participant "Web Store" as WS`.
    aliases: HashMap<String, String>,
}

impl Chains {
    /// `PlantUML`'s lines that are no messages: `@startuml`, `actor Shopper`,
    /// `participant "Web Store" as WS`.
    fn declares(&mut self, line: &str) -> bool {
        let line = line.trim();
        if line.starts_with('@')
            && starts_any(line.trim_start_matches('@'), "startuml|enduml").is_some()
        {
            return true;
        }
        if self.kind != Some(DiagramKind::Sequence) {
            return false;
        }
        if starts_any(line, "autonumber|activate|deactivate|hide footbox|skinparam").is_some() {
            return true;
        }
        let Some(rest) = starts_any(
            line,
            "participant|actor|database|boundary|control|entity|queue|collections",
        )
        .and_then(|length| line.get(length..))
        .filter(|rest| {
            rest.starts_with(' ') && first(rest).is_none() && !rest.contains([',', ':'])
        }) else {
            return false;
        };
        let (name, alias) = rest.split_once(" as ").unwrap_or((rest, ""));
        let (name, alias) = (label(name, self.language), label(alias, self.language));
        self.sketch.entity(&name);
        if has_word(&alias) {
            self.aliases.insert(alias, name);
        }
        true
    }

    fn statement(&mut self, text: &str) {
        let (_, text) = super::head::without_marker(text);
        if first(text).is_none() {
            self.plain(text);
            return;
        }
        let before = self.sketch.nodes.len();
        self.drawn(text);
        // "send request; success? yes -> …": the step before leads to what is new.
        if let Some(step) = self.waiting.take()
            && before < self.sketch.nodes.len()
            && !self.sketch.edges.iter().any(|edge| edge.to == self.sketch.id(before))
        {
            self.sketch.edge(step, before, None);
        }
    }

    fn drawn(&mut self, text: &str) {
        let rtl = matches!(self.language.as_str(), "ar" | "he");
        for piece in chain_pieces(text) {
            let mut stretches = stretches(&piece);
            if rtl {
                for stretch in &mut stretches {
                    if let Some(arrow) = &mut stretch.arrow {
                        arrow.left = false;
                    }
                }
            }
            if let [only] = stretches.as_slice() {
                self.plain(only.words);
            } else {
                self.chain(&stretches);
            }
        }
    }

    /// One chain of nodes and arrows.
    fn chain(&mut self, stretches: &[Stretch<'_>]) {
        let mut from: Vec<usize> = Vec::new();
        let mut carried: Option<String> = None;
        let mut arrow: Option<Arrow> = None;
        let mut answered = false;
        let mut inside = false;
        let last = stretches.len().saturating_sub(1);
        let single = stretches.len() == 2;
        for (nth, stretch) in stretches.iter().enumerate() {
            let mut text = words::without_sequencer(stretch.words);
            let mut out = None;
            // "… --> Error": a name at the end of a chain is no answer.
            let answers =
                self.reply(text, nth == 0).filter(|(_, rest)| nth < last || has_word(rest));
            if let Some((answer, rest)) = answers {
                if from.is_empty() {
                    from = self.asked(&answer).into_iter().collect();
                    answered = true;
                } else if let Some(question) = from.last() {
                    // "In stock? -> yes: Ship": a later "no" answers the same question.
                    self.questions.push((*question, vec![answer.clone()]));
                    inside = true;
                }
                carried = Some(answer);
                text = rest;
                if !has_word(text) {
                    continue;
                }
            } else if nth == 0 {
                text = self.lane_prefix(without_request(text, self.sketch.nodes.is_empty()));
            }
            if nth == last {
                let (words, trailing) = self.trailing(text, single);
                text = words;
                out = trailing;
            }
            let nodes = self.nodes(text, nth);
            let written = out.or_else(|| carried.take());
            for a in &from {
                for b in &nodes {
                    self.join(*a, *b, arrow, written.clone());
                }
            }
            carried =
                stretch.label.map(|words| label(words, self.language)).filter(|l| has_word(l));
            if !nodes.is_empty() {
                from = nodes;
            }
            arrow = stretch.arrow;
        }
        if let Some(end) = from.last().copied() {
            let asks = self.sketch.label(end).ends_with(['?', '？', '؟']);
            if !(answered || inside) || asks {
                self.questions.push((end, Vec::new()));
            }
        }
    }

    fn join(&mut self, a: usize, b: usize, arrow: Option<Arrow>, label: Option<String>) {
        let arrow =
            arrow.unwrap_or(Arrow { start: 0, end: 0, left: false, both: false, dashed: false });
        let (from, to) = if arrow.left { (b, a) } else { (a, b) };
        let line = if arrow.dashed { EdgeLine::Dashed } else { EdgeLine::Solid };
        let from_mark = arrow.both.then_some(EndMark::Arrow);
        if self.kind == Some(DiagramKind::Sequence) {
            // The same message may go twice.
            let edge = Edge {
                from: self.sketch.id(from),
                to: self.sketch.id(to),
                label,
                line,
                from_mark,
                ..Edge::default()
            };
            self.sketch.edges.push(edge);
            return;
        }
        self.sketch.arrow(from, to, Edge { label, line, from_mark, ..Edge::default() });
    }

    /// "yes", "si no", "맞으면", "no:" at the start of a stretch: the answer and what follows.
    fn reply<'t>(&self, text: &'t str, opens: bool) -> Option<(String, &'t str)> {
        // "-(no)-> show error" answers the last question.
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-'));
        let lanes = self.kind == Some(DiagramKind::Swimlane);
        let (bracketed, rest) =
            match text.strip_prefix('(').filter(|_| !lanes).and_then(|t| t.split_once(')')) {
                Some((inside, rest)) => (Some(inside.trim()), rest),
                None => (None, text),
            };
        if let Some(inside) = bracketed.filter(|inside| has_word(rest) || words::is_answer(inside))
        {
            return Some((label(inside, self.language), rest));
        }
        if !opens {
            let (answer, rest) = words::answer(text)?;
            let ends = !has_word(rest) || rest.trim_start().starts_with([':', '：']);
            return ends.then(|| (answer.to_owned(), rest.trim_start_matches([':', '：', ' '])));
        }
        if let Some((answer, rest)) = words::answer(text) {
            let tail = rest.trim_start();
            if !has_word(tail) || tail.starts_with([':', '：', ',']) {
                return Some((answer.to_owned(), tail.trim_start_matches([':', '：', ',', ' '])));
            }
        }
        if self.sketch.nodes.is_empty() {
            return None;
        }
        if let Some(rest) = words::otherwise(text, self.language).filter(|rest| !has_word(rest)) {
            let words = text.get(..text.len() - rest.len())?;
            return Some((label(words, self.language), rest));
        }
        if let Some(rest) = words::condition(text, self.language) {
            let (when, then) = rest.split_once([':', '：', ',']).unwrap_or((rest, ""));
            return Some((label(when, self.language), then));
        }
        words::ends_condition(text, self.language).then(|| (label(text, self.language), ""))
    }

    /// The question that `answer` answers: the last one that has not had it.
    fn asked(&mut self, answer: &str) -> Option<usize> {
        while self.questions.len() > 1
            && self
                .questions
                .last()
                .is_some_and(|(_, had)| had.iter().any(|known| known == answer) || had.len() > 1)
        {
            self.questions.pop();
        }
        let (node, had) = self.questions.last_mut()?;
        had.push(answer.to_owned());
        Some(*node)
    }

    /// "Flow: A -> B": what names the chain goes; in a swimlane diagram it is the lane.
    fn lane_prefix<'t>(&mut self, text: &'t str) -> &'t str {
        self.lane = None;
        let Some((before, rest)) = cut_at_colon(text).filter(|(_, rest)| has_word(rest)) else {
            return text;
        };
        let name = label(before, self.language);
        if !is_chain_name(&name) && self.has_lanes() {
            self.lane = Some(name);
        }
        rest
    }

    fn has_lanes(&self) -> bool {
        matches!(
            self.kind,
            Some(DiagramKind::Swimlane | DiagramKind::Architecture | DiagramKind::Network)
        )
    }

    /// "B: label", "B (label)" at the end of a chain.
    fn trailing<'t>(&self, text: &'t str, single: bool) -> (&'t str, Option<String>) {
        let lanes = self.kind == Some(DiagramKind::Swimlane);
        if let Some((before, words)) =
            cut_at_colon(text).filter(|(b, w)| !lanes && has_word(b) && has_word(w))
        {
            let words = words.trim().trim_end_matches(['.', ';', ',']);
            return (before, Some(super::text::unwrapped(words).to_owned()));
        }
        let event = matches!(self.kind, Some(DiagramKind::State | DiagramKind::Sequence))
            || (single && matches!(self.kind, None | Some(DiagramKind::Flowchart)));
        if event
            && let Some((before, words)) = bracket_at_end(text)
            && (!text.trim_end().ends_with(']') || before.ends_with(' '))
        {
            return (before, Some(label(words, self.language)));
        }
        if self.kind == Some(DiagramKind::State)
            && let Some((before, words)) = relations::event(text, self.language)
        {
            return (before, Some(words));
        }
        (text, None)
    }

    /// The nodes of a stretch: one, or those of a list.
    fn nodes(&mut self, text: &str, nth: usize) -> Vec<usize> {
        let mut text = text.trim();
        if let Some(length) = starts_any(text, words::BACKS).filter(|_| nth > 0) {
            text = text.get(length..).unwrap_or(text);
        }
        let mut lane = self.lane.clone();
        if self.kind == Some(DiagramKind::Swimlane) {
            if let Some((before, rest)) = cut_at_colon(text).filter(|(_, rest)| has_word(rest)) {
                lane = Some(label(before, self.language));
                text = rest;
            } else if let Some((inside, rest)) = text
                .strip_prefix(['(', '['])
                .and_then(|t| t.split_once([')', ']']))
                .filter(|(inside, rest)| has_word(inside) && has_word(rest))
            {
                lane = Some(label(inside, self.language));
                text = rest;
            } else if let Some((before, inside)) = bracket_at_end(text) {
                lane = Some(label(inside, self.language));
                text = before;
            } else if let Some(own) = self.lanes.iter().find(|own| {
                super::text::starts(text, &own.to_lowercase())
                    .is_some_and(|n| text.get(n..).is_some_and(has_word))
            }) {
                lane = Some(own.clone());
                text = text.get(own.len()..).unwrap_or(text);
            }
        }
        let list = text.contains([',', '，', '、', '،'])
            || joined_names(text)
            || text.starts_with(['{', '[']) && text.contains(',');
        let inner = if list { super::text::unwrapped(text) } else { text };
        let names = if list || self.knows_parts(inner) {
            items(inner, self.language)
        } else {
            vec![label(inner, self.language)]
        };
        let mut out = Vec::new();
        for name in names.into_iter().filter(|name| has_word(name)) {
            let name = self.aliases.get(&name).cloned().unwrap_or(name);
            // "plan (it's a loop)": a remark behind a known name.
            let known = bracket_at_end(&name)
                .and_then(|(before, _)| self.sketch.find(&label(before, self.language)));
            let at = known.unwrap_or_else(|| self.sketch.entity(&name));
            if let Some(lane) = &lane {
                self.sketch.place(lane, at);
            }
            out.push(at);
        }
        out
    }

    /// "B and C" are two where one of them is known by itself.
    fn knows_parts(&self, text: &str) -> bool {
        let Some((before, after)) = super::text::cut_at_and(text, self.language) else {
            return false;
        };
        let whole = self.sketch.find(&label(text, self.language)).is_some();
        let known = |part: &str| self.sketch.find(&label(part, self.language)).is_some();
        let tree = matches!(
            self.kind,
            Some(DiagramKind::Orgchart | DiagramKind::Mindmap | DiagramKind::Network)
        );
        let short =
            |part: &str| part.split_whitespace().count() == 1 && part.trim().chars().count() <= 2;
        !whole && (tree || known(before) || known(after) || short(before))
    }

    /// A statement without arrows.
    fn plain(&mut self, text: &str) {
        if self.kind == Some(DiagramKind::Sequence) {
            return super::sequence::say(&mut self.sketch, text, self.language);
        }
        if let Some(length) = starts_any(text, words::BOTHS) {
            let target = label(text.get(length..).unwrap_or(""), self.language);
            if has_word(&target) {
                let node = self.sketch.entity(&target);
                super::flow::join_ends(&mut self.sketch, node);
            }
            return;
        }
        if let Some((answer, rest)) = self.reply(text, true).filter(|(_, rest)| has_word(rest)) {
            if let Some(question) = self.asked(&answer) {
                for node in self.nodes(rest, 1) {
                    self.join(question, node, None, Some(answer.clone()));
                }
            }
            return;
        }
        if let Some(name) = super::state::initial(text, self.language) {
            let node = self.sketch.entity(&name);
            self.initial = Some(node);
            return;
        }
        if self.arrow_in_words(text) || self.inside(text) {
            return;
        }
        if text.trim_end().ends_with(['?', '？', '؟']) {
            let node = self.sketch.node(&label(text, self.language));
            self.questions.push((node, Vec::new()));
            if let Some(step) = self.waiting.take() {
                self.sketch.edge(step, node, None);
            }
            return;
        }
        if let Some((before, rest)) = cut_at_colon(text).filter(|(_, rest)| has_word(rest)) {
            let group = label(before, self.language);
            if self.has_lanes() || self.kind == Some(DiagramKind::Flowchart) && self.knows_all(rest)
            {
                for name in items(rest, self.language) {
                    let node = self.sketch.entity(&name);
                    self.sketch.place(&group, node);
                }
            }
            return;
        }
        let (nodes, edges) = (self.sketch.nodes.len(), self.sketch.edges.len());
        self.subject =
            relations::apply(text, (&mut self.sketch, self.kind), self.language, self.subject)
                .or(self.subject);
        if (nodes, edges) == (self.sketch.nodes.len(), self.sketch.edges.len()) {
            self.alone(text);
        }
    }

    /// A step or an item of a list that no arrow names.
    fn alone(&mut self, text: &str) {
        let (name, words) = match bracket_at_end(text) {
            Some((name, inside)) if self.listed => (name, Some(inside.trim().to_owned())),
            _ => (text, None),
        };
        let name = label(words::without_sequencer(name), self.language);
        let short = name.split_whitespace().count() <= 5 && !name.contains([',', '"']);
        let steps = matches!(self.kind, None | Some(DiagramKind::Flowchart)) && !self.listed;
        if !has_word(&name) || !short || text.trim_end().ends_with([':', '：']) {
            return;
        }
        if self.listed {
            let node = self.sketch.entity(&name);
            self.sketch.change(node, |node| node.text = node.text.take().or(words));
        } else if steps && self.sketch.edges.is_empty() {
            let node = self.sketch.entity(&name);
            if let Some(step) = self.waiting.replace(node) {
                self.sketch.edge(step, node, None);
            }
        }
    }

    /// "From Log value also an arrow "hot" to Alarm".
    fn arrow_in_words(&mut self, text: &str) -> bool {
        const NOUNS: &str = "arrow|line|edge|connection|link|branch|pfeil|linie|flecha|línea|flèche|freccia|linea|seta|pijl|lijn|strzałka|strzałkę|стрелка|стрелку";
        const FROM: &str = "from|von|vom|desde|de|du|da|dal|dalla|van|od|z|от|из";
        const TO: &str = "to|nach|zu|zum|zur|a|al|hasta|vers|à|au|alla|para|ao|naar|do|к|в";
        let shield = shielded(text);
        let open = |at: usize| !shield.get(at).copied().unwrap_or(false);
        if super::text::find_any(text, NOUNS).is_none_or(|(at, _)| !open(at)) {
            return false;
        }
        let Some((_, end)) = super::text::find_any(text, FROM) else { return false };
        let rest = text.get(end..).unwrap_or("");
        // The name runs up to "to", to the noun, or to what is written on the arrow.
        let known = (0..self.sketch.nodes.len().min(300))
            .filter(|at| {
                let name = self.sketch.label(*at).to_lowercase();
                super::text::starts(words::without_lead(rest, self.language), &name).is_some()
            })
            .max_by_key(|at| self.sketch.label(*at).len());
        let Some(from) = known else { return false };
        let mut at = end;
        let mut target = None;
        while let Some((start, stop)) = text.get(at..).and_then(|t| super::text::find_any(t, TO)) {
            if open(at + start) {
                target = text.get(at + stop..);
            }
            at += stop;
        }
        let Some(target) = target.filter(|t| has_word(t)) else { return false };
        let said = text.split(['"', '“', '”', '«', '»']).nth(1).filter(|t| has_word(t));
        let target = target.split(['"', '“', '«']).next().unwrap_or(target);
        let to = self.sketch.entity(&label(target, self.language));
        self.sketch.edge(from, to, said.map(|t| t.trim().to_owned()));
        true
    }

    /// "Inside the VPC are A, B and C": a frame.
    fn inside(&mut self, text: &str) -> bool {
        const IN: &str = "inside|within|innerhalb|im|in der|dentro de|dentro del|à l'intérieur de|dans|dentro|binnen|wewnątrz|внутри";
        const ARE: &str = "are|is|we have|there are|sit|run|live|sind|ist|liegen|laufen|están|está|hay|se trouvent|sont|ci sono|sono|estão|ficam|zijn|staan|są|находятся";
        let framed = matches!(
            self.kind,
            Some(DiagramKind::Network | DiagramKind::Architecture | DiagramKind::Block)
        );
        let Some(rest) = starts_any(text, IN).and_then(|n| text.get(n..)).filter(|_| framed) else {
            return false;
        };
        let Some((at, end)) = super::text::find_any(rest, ARE) else { return false };
        let group = label(rest.get(..at).unwrap_or(""), self.language);
        let list = rest.get(end..).unwrap_or("");
        if !has_word(&group) || group.split_whitespace().count() > 4 || !has_word(list) {
            return false;
        }
        for name in items(list, self.language) {
            let node = self.sketch.entity(&name);
            self.sketch.place(&group, node);
        }
        true
    }

    fn knows_all(&self, list: &str) -> bool {
        items(list, self.language).iter().all(|name| self.sketch.find(name).is_some())
    }

    fn finish(&mut self) {
        if let Some(first) = self.initial {
            let start = self.sketch.fresh("start");
            self.sketch.change(start, |node| node.shape = Some(NodeShape::Start));
            self.sketch.edge(start, first, None);
        }
    }
}

/// "API & Worker", "A & B": two names; "pack & ship" is one step.
fn joined_names(text: &str) -> bool {
    let parts: Vec<&str> = text.split(" & ").map(str::trim).collect();
    parts.len() > 1
        && parts.iter().all(|part| {
            part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && part.split_whitespace().count() <= 2
        })
}

/// "create a mind map for X -> …": what is asked for before the first name.
fn without_request(text: &str, first: bool) -> &str {
    let Some(named) = super::kinds::named(text).filter(|n| first && n.weight == 2) else {
        return text;
    };
    let rest = text.get(named.end..).unwrap_or("").trim_start();
    let bare = starts_any(rest, "for|of|about|on|showing|with|de|des|du|von|über|für|zu|di|sobre|sur|su|van|over|voor|dla|о|об|про").and_then(|n| rest.get(n..)).unwrap_or(rest);
    if has_word(bare) { bare } else { text }
}

/// Words that name a chain and no lane.
fn is_chain_name(name: &str) -> bool {
    starts_any(name, "flow|flows|process|order|sequence|steps|path|connections|links|edges|arrows|relations|ablauf|reihenfolge|verbindungen|flujo|proceso|orden|flux|ordre|étapes|flusso|ordine|fluxo|ordem|stroom|volgorde|przepływ|kolejność|поток|процесс|порядок|связи|akış|sıra|流程|流れ|順序|흐름|순서|التدفق|प्रवाह|क्रम").is_some()
}
