//! Sequence diagrams: participants, messages, remarks, activations, framed parts.
//! Syntax: <https://mermaid.js.org/syntax/sequenceDiagram.html>.

use easel_types::Spec;
use easel_types::spec::{
    DiagramKind, Edge, EdgeLine, EndMark, Fragment, NodeShape, Remark, RemarkSide, Section, Step,
};

use super::lines::{self, Lines};
use super::preamble::Preamble;
use crate::cursor::Cursor;
use crate::error::{Outcome, Problem};
use crate::graph::Graph;
use crate::notes::Notes;
use crate::{DEPTH_MAX, ELEMENTS_MAX, color, label};

/// Arrows, the longest first: how the line is drawn and what stands at its ends.
const ARROWS: [(&str, EdgeLine, Option<EndMark>, Option<EndMark>); 14] = [
    ("<<-->>", EdgeLine::Dashed, Some(EndMark::Arrow), None),
    ("<<->>", EdgeLine::Solid, Some(EndMark::Arrow), None),
    ("-->>", EdgeLine::Dashed, None, None),
    ("->>", EdgeLine::Solid, None, None),
    ("--x", EdgeLine::Dashed, None, Some(EndMark::Cross)),
    ("--)", EdgeLine::Dashed, None, Some(EndMark::OpenArrow)),
    ("-->", EdgeLine::Dashed, None, Some(EndMark::None)),
    ("--|\\", EdgeLine::Dashed, None, Some(EndMark::OpenArrow)),
    ("--|/", EdgeLine::Dashed, None, Some(EndMark::OpenArrow)),
    ("-|\\", EdgeLine::Solid, None, Some(EndMark::OpenArrow)),
    ("-|/", EdgeLine::Solid, None, Some(EndMark::OpenArrow)),
    ("->", EdgeLine::Solid, None, Some(EndMark::None)),
    ("-x", EdgeLine::Solid, None, Some(EndMark::Cross)),
    ("-)", EdgeLine::Solid, None, Some(EndMark::OpenArrow)),
];

/// Words that begin a framed part.
const BLOCKS: [&str; 8] = ["loop", "alt", "opt", "par_over", "par", "critical", "break", "rect"];

/// How far behind a semicolon a statement is looked for, in bytes.
const LOOK_AHEAD: usize = 120;

/// A part that is open.
enum Open {
    Fragment {
        kind: String,
        sections: Vec<Section>,
    },
    /// `rect`: its steps belong to what is around it.
    Ground,
    /// `box … end`, which groups participants.
    Frame,
}

struct Sequence {
    graph: Graph,
    open: Vec<Open>,
    steps: Vec<Step>,
    count: usize,
}

pub(super) fn read(cursor: Cursor<'_>, _: &Preamble, notes: &mut Notes) -> Outcome<Spec> {
    let mut made = Sequence {
        graph: Graph::new(DiagramKind::Sequence),
        open: Vec::new(),
        steps: Vec::new(),
        count: 0,
    };
    for line in Lines::new(cursor) {
        for statement in statements(line.text) {
            let mark = made.graph.mark();
            let outcome = made.statement(statement, notes);
            if outcome.is_err() {
                made.graph.undo(mark);
            }
            notes.bear(&statement, outcome)?;
        }
    }
    if !made.open.is_empty() {
        let mut end = cursor;
        end.skip(usize::MAX / 2);
        let outcome = Err(end.expected("`end` of a part that is open"));
        notes.bear(&end, outcome)?;
        while !made.open.is_empty() {
            made.close();
        }
    }
    let steps = made.steps;
    let mut spec = made.graph.finish();
    if spec.nodes.is_empty() {
        return Err(Problem::empty("a participant or a message, such as `Ann->>Bob: Hello`"));
    }
    if steps.iter().all(|step| matches!(step, Step::Message(_))) {
        let messages = steps.into_iter().filter_map(|step| match step {
            Step::Message(edge) => Some(edge),
            _ => None,
        });
        spec.edges = messages.collect();
    } else {
        spec.steps = steps;
    }
    Ok(Spec::Diagram(spec))
}

/// Parts of a line between semicolons; one in the text of a message parts nothing.
fn statements(line: Cursor<'_>) -> Vec<Cursor<'_>> {
    let mut parts = Vec::new();
    let mut part = line;
    let mut from = line;
    while let Some((_, behind)) = from.split(";") {
        let next = behind.trim().rest();
        let next = next.get(..next.floor_char_boundary(LOOK_AHEAD)).unwrap_or(next);
        let begins = next.is_empty()
            || ["participant ", "actor ", "Note ", "note ", "loop ", "alt ", "end", "activate "]
                .iter()
                .any(|word| next.starts_with(word))
            || arrow(next).is_some_and(|(at, _)| {
                next.get(..at).is_some_and(|name| name.len() < 60 && !name.contains([':', ' ']))
            });
        if begins {
            let length = behind.offset() - 1 - part.offset();
            parts.push(part.first(length).trim());
            part = behind.trim();
        }
        from = behind;
    }
    parts.push(part.trim());
    parts.retain(|part| !part.is_done());
    parts
}

/// The first arrow of a message: where it stands and which it is.
fn arrow(text: &str) -> Option<(usize, usize)> {
    let head = text.split(':').next().unwrap_or(text);
    let mut found: Option<(usize, usize)> = None;
    for (at, c) in head.char_indices() {
        if !matches!(c, '-' | '<') {
            continue;
        }
        let rest = text.get(at..)?;
        let Some(nth) = ARROWS.iter().position(|(sign, ..)| rest.starts_with(sign)) else {
            continue;
        };
        // `-x` may be a part of a name; it is an arrow only where no other follows.
        let is_certain = ARROWS.get(nth).is_some_and(|(sign, ..)| sign.contains(['>', '|']));
        if is_certain {
            return Some((at, nth));
        }
        found = found.or(Some((at, nth)));
    }
    found
}

/// Whether the first word, which has a meaning, is the name of who sends a message.
fn is_message(line: Cursor<'_>, word: &str) -> bool {
    let behind = line.rest().get(word.len()..).unwrap_or_default();
    arrow(behind.trim_start()).is_some_and(|(at, _)| at == 0)
}

impl Sequence {
    fn statement(&mut self, line: Cursor<'_>, notes: &mut Notes) -> Outcome {
        let mut rest = line;
        if let Some(title) = lines::title(&line).filter(|_| !is_message(line, "title")) {
            self.graph.spec.title = Some(title);
            Ok(())
        } else if rest.eat_word("autonumber") {
            rest.blanks();
            self.graph.spec.numbered = !rest.eat_word("off");
            if rest.peek().is_some_and(|c| c.is_ascii_digit()) {
                notes.once(&line, "messages are numbered from 1 in steps of 1");
            }
            Ok(())
        } else if self.participant(line, notes)? || self.block(line, notes)? {
            Ok(())
        } else if rest.eat_word("note") {
            let remark = self.remark(rest.trim())?;
            self.push(Step::Remark(remark))
        } else if rest.eat_word("activate") {
            let node = self.named(rest)?;
            self.push(Step::Activate { node })
        } else if rest.eat_word("deactivate") {
            let node = self.named(rest)?;
            self.push(Step::Deactivate { node })
        } else if arrow(line.rest()).is_some() {
            self.message(line)
        } else if ["links", "link", "properties", "details"].iter().any(|w| rest.eat_word(w)) {
            notes.once(&line, "pictures have no links to click");
            Ok(())
        } else {
            Err(line
                .expected("a message such as `Ann->>Bob: Hello`, a participant, a note or a part"))
        }
    }

    fn push(&mut self, step: Step) -> Outcome {
        self.grow()?;
        self.target().push(step);
        Ok(())
    }

    /// Counts a step or a part.
    fn grow(&mut self) -> Outcome {
        self.count += 1;
        if self.count > ELEMENTS_MAX {
            return Err(Problem::TooMany { what: "steps" });
        }
        Ok(())
    }

    /// Where the next step belongs.
    fn target(&mut self) -> &mut Vec<Step> {
        let section = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Fragment { sections, .. } => sections.last_mut(),
            Open::Ground | Open::Frame => None,
        });
        match section {
            Some(section) => &mut section.steps,
            None => &mut self.steps,
        }
    }

    /// `participant A as Alice`, `create actor B`, `destroy B`.
    fn participant(&mut self, line: Cursor<'_>, notes: &mut Notes) -> Outcome<bool> {
        let mut rest = line;
        if rest.eat_word("destroy") {
            self.named(rest)?;
            notes.once(&line, "a participant that ends is drawn to the foot");
            return Ok(true);
        }
        let created = rest.eat_word("create");
        rest.blanks();
        let is_actor = rest.eat_word("actor");
        if !is_actor && !rest.eat_word("participant") {
            return Ok(false);
        }
        if created {
            notes.once(&line, "a participant that is created later stands at the top");
        }
        rest.blanks();
        let text = rest.trim();
        let (id, name) = match text.split(" as ") {
            Some((id, name)) => (id.trim(), Some(label::clean(name.rest()))),
            None => (text, None),
        };
        let (id, settings) = match id.split("@{") {
            Some((id, settings)) => (id.trim(), Some(settings.rest())),
            None => (id, None),
        };
        if id.is_done() {
            return Err(rest.expected("the name of a participant"));
        }
        let node = self.graph.node(label::unquoted(id.rest()))?;
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            node.label = name;
        }
        if is_actor {
            node.shape = Some(NodeShape::Person);
            node.stereotype = Some("actor".to_owned());
        }
        for kind in ["actor", "boundary", "control", "entity", "database", "collections", "queue"] {
            if settings.is_some_and(|text| text.contains(kind)) {
                node.stereotype = Some(kind.to_owned());
            }
        }
        Ok(true)
    }

    /// `loop Every minute`, `else`, `end` and the like.
    fn block(&mut self, line: Cursor<'_>, notes: &mut Notes) -> Outcome<bool> {
        let mut rest = line;
        if rest.eat_word("end") && rest.trim().is_done() {
            if self.open.is_empty() {
                return Err(line.expected("a statement; no part is open here"));
            }
            self.close();
            return Ok(true);
        }
        rest = line;
        if let Some(word) = ["else", "and", "option"].iter().find(|word| rest.eat_word(word))
            && !is_message(line, word)
        {
            self.grow()?;
            let label = label::clean(rest.rest());
            let fragment = self.open.iter_mut().rev().find_map(|open| match open {
                Open::Fragment { sections, .. } => Some(sections),
                Open::Ground | Open::Frame => None,
            });
            let sections =
                fragment.ok_or_else(|| line.expected("a statement; no part is open here"))?;
            sections.push(Section { label, steps: Vec::new() });
            return Ok(true);
        }
        rest = line;
        let kind = BLOCKS.iter().chain(&["box"]).find(|word| rest.eat_word(word));
        let Some(kind) = kind.filter(|kind| !is_message(line, kind)) else { return Ok(false) };
        if self.open.len() >= DEPTH_MAX {
            return Err(Problem::TooDeep { at: line.offset(), what: "parts" });
        }
        self.grow()?;
        match *kind {
            "rect" => {
                notes.once(&line, "coloured grounds of messages are not drawn");
                self.open.push(Open::Ground);
            }
            "box" => self.frame(rest.trim())?,
            kind => {
                let kind = kind.trim_end_matches("_over").to_owned();
                let label = label::clean(rest.rest());
                let sections = vec![Section { label, steps: Vec::new() }];
                self.open.push(Open::Fragment { kind, sections });
            }
        }
        Ok(true)
    }

    /// `box Aqua Back office`, `box rgb(33,66,99)`, `box Group`.
    fn frame(&mut self, text: Cursor<'_>) -> Outcome {
        let words = text.rest();
        let end = if words.starts_with("rgb") || words.starts_with("hsl") {
            words.find(')').map_or(words.len(), |at| at + 1)
        } else {
            words.find(' ').unwrap_or(words.len())
        };
        let first = words.get(..end).unwrap_or_default();
        let color = color::css(first).filter(|name| name.starts_with('#') || is_color_name(name));
        let is_ground = color.is_some() || first.eq_ignore_ascii_case("transparent");
        let title = if is_ground { words.get(end..).unwrap_or_default() } else { words };
        let group = self.graph.open("", &label::clean(title), &text)?;
        group.color = color;
        self.open.push(Open::Frame);
        Ok(())
    }

    /// Closes the innermost part.
    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Fragment { kind, sections }) => {
                self.target().push(Step::Fragment(Fragment { kind, sections }));
            }
            Some(Open::Frame) => {
                self.graph.close();
            }
            Some(Open::Ground) | None => {}
        }
    }

    /// `right of A: text`, `over A,B: text`.
    fn remark(&mut self, mut rest: Cursor<'_>) -> Outcome<Remark> {
        let place = rest;
        let side = if rest.eat_word("left of") {
            RemarkSide::Left
        } else if rest.eat_word("right of") {
            RemarkSide::Right
        } else if rest.eat_word("over") {
            RemarkSide::Over
        } else {
            return Err(place.expected("`left of`, `right of` or `over`"));
        };
        let Some((names, text)) = rest.split(":") else {
            return Err(rest.expected("names and `: text`"));
        };
        let mut nodes = Vec::new();
        for name in names.commas() {
            nodes.push(self.named(name)?);
        }
        Ok(Remark { text: label::clean(text.rest()), nodes, side })
    }

    /// The participant that is all of `text`.
    fn named(&mut self, text: Cursor<'_>) -> Outcome<String> {
        let name = label::unquoted(text.trimmed().trim_end_matches(';').trim());
        if name.is_empty() {
            return Err(text.expected("the name of a participant"));
        }
        // A box holds the participants that are declared in it, not those that are used.
        Ok(self.graph.known(name)?.id.clone())
    }

    /// `A->>+B: text`.
    fn message(&mut self, line: Cursor<'_>) -> Outcome {
        let found = arrow(line.rest());
        let Some((at, sign)) = found.and_then(|(at, nth)| Some((at, ARROWS.get(nth)?))) else {
            return Err(line.expected("an arrow such as `->>`"));
        };
        let (sign, style, from_mark, to_mark) = *sign;
        let from = line.first(at).trim();
        let from = Cursor::within(
            line.source(),
            from.offset(),
            from.offset() + from.rest().trim_end_matches("()").len(),
        );
        let mut to = line;
        to.skip(at + sign.len());
        let (mut to, text) = match to.split(":") {
            Some((to, text)) => (to.trim(), Some(text.rest())),
            None => (to.trim(), None),
        };
        to.eat("()");
        let starts = to.eat("+");
        let ends = !starts && to.eat("-");
        let (from, to) = (self.named(from)?, self.named(to)?);
        self.push(Step::Message(Edge {
            from: from.clone(),
            to: to.clone(),
            label: text.and_then(label::some),
            line: style,
            from_mark,
            to_mark,
            ..Edge::default()
        }))?;
        if starts {
            self.push(Step::Activate { node: to })?;
        } else if ends {
            self.push(Step::Deactivate { node: from })?;
        }
        Ok(())
    }
}

/// Whether a box begins with the name of a colour rather than with a word of its title.
fn is_color_name(word: &str) -> bool {
    const NAMES: [&str; 30] = [
        "red", "green", "blue", "yellow", "orange", "purple", "pink", "gray", "grey", "aqua",
        "cyan", "teal", "navy", "lime", "olive", "maroon", "silver", "gold", "black", "white",
        "brown", "violet", "indigo", "coral", "salmon", "beige", "ivory", "lavender", "tan",
        "magenta",
    ];
    let base = ["light", "dark", "medium", "pale", "deep"]
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix))
        .unwrap_or(word);
    NAMES.contains(&base)
        || NAMES.iter().any(|name| base.ends_with(name) && base.len() <= name.len() + 6)
        || matches!(base, "azure" | "linen" | "khaki" | "wheat" | "plum" | "snow" | "thistle")
}
