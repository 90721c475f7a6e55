//! Framed parts of sequence diagrams: `alt … else … end`, `loop`, `opt`, `par` on lines of their
//! own, and conditions in prose. The messages in them are read by `arrows` and `sequence`.

use easel_types::spec::{Edge, Fragment, Section, Step};

use crate::language::Language;

use super::text::{has_word, label, starts_any, unwrapped};
use super::words;

/// What a line says about frames.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A frame begins: what it is, and its condition.
    Open(&'static str, String),
    /// The next part of the frame, under its own condition.
    Next(String),
    /// The frame ends.
    Close,
}

/// Words that open a frame on a line of their own.
const OPENERS: [(&str, &str); 6] = [
    ("alt", "alt|alternative|alternatively"),
    (
        "loop",
        "loop|while|repeat|schleife|boucle|bucle|ciclo|laço|lus|pętla|цикл|döngü|حلقة|लूप|循环|ループ|반복",
    ),
    (
        "opt",
        "opt|optional|optionally|opcional|optionnel|opzionale|optioneel|opcjonalnie|опционально",
    ),
    ("par", "par|parallel|paralelo|parallèle|parallelo"),
    ("critical", "critical"),
    ("break", "break"),
];

const NEXTS: &str = "else|elseif|else if|otherwise|sonst|sinon|si no|altrimenti|senão|anders|inaczej|иначе|değilse|وإلا|वरना|否则|それ以外|아니면";

const CLOSERS: &str = "end|end alt|end loop|end opt|end par|fin|ende|fine|fim|einde|koniec|конец|son|نهاية|结束|終わり|끝";

/// What a line of its own says about frames.
pub(super) fn mark(line: &str, is_inside: bool) -> Option<Mark> {
    let text = line.trim().trim_end_matches([':', '{', ' ', '.', ';']);
    if is_inside && starts_any(text, CLOSERS) == Some(text.len()) {
        return Some(Mark::Close);
    }
    if super::arrows::first(text).is_some() {
        return None;
    }
    if is_inside && let Some(length) = starts_any(text, NEXTS) {
        return Some(Mark::Next(condition(text.get(length..)?)));
    }
    if is_inside && (text == "and" || text.starts_with("and ") && text.len() < 40) {
        return Some(Mark::Next(condition(text.get(3..)?)));
    }
    let (kind, length) = OPENERS
        .iter()
        .find_map(|(kind, names)| starts_any(text, names).map(|length| (*kind, length)))?;
    let rest = text.get(length..)?;
    let apart = rest.is_empty() || rest.starts_with([' ', ':', '[', '(', '\t']);
    (apart && rest.split_whitespace().count() <= 10).then(|| Mark::Open(kind, condition(rest)))
}

fn condition(text: &str) -> String {
    let text = text.trim().trim_start_matches([':', '-', ' ']);
    let bare = unwrapped(text).trim();
    let bare = starts_any(bare, "if|when|wenn|falls|si|se|als")
        .and_then(|n| bare.get(n..))
        .filter(|rest| rest.starts_with(' ') && has_word(rest))
        .unwrap_or(bare);
    bare.trim().to_owned()
}

/// True where the lines draw frames: one opens, and it closes or has lines indented below it.
pub(super) fn are_in(lines: &[super::head::Line<'_>]) -> bool {
    let opens = |text: &str| matches!(mark(text, false), Some(Mark::Open(..)));
    let closes = lines.iter().any(|line| mark(line.text, true) == Some(Mark::Close));
    let deep = lines.windows(2).any(|pair| match pair {
        [a, b] => opens(a.text) && b.indent > a.indent && super::arrows::first(b.text).is_some(),
        _ => false,
    });
    (closes || deep) && lines.iter().any(|line| opens(line.text))
}

/// "alt found: A -> B: x; else: A -> B: y; end" on one line: its statements as lines, where they
/// draw frames.
pub(super) fn spread<'a>(lines: &[super::head::Line<'a>]) -> Option<Vec<super::head::Line<'a>>> {
    let mut out = Vec::new();
    let (mut opened, mut closed) = (0, 0);
    for line in lines {
        for statement in super::text::statements(line.text) {
            let cut = super::text::cut_at_colon(statement)
                .filter(|(_, rest)| super::arrows::first(rest).is_some())
                .and_then(|(before, rest)| Some((mark(before, opened > 0)?, before, rest)));
            let (lead, rest) = match &cut {
                Some((_, before, rest)) => (Some(*before), *rest),
                None => (None, statement),
            };
            for text in lead.into_iter().chain([rest]) {
                match mark(text, opened > 0) {
                    Some(Mark::Open(..)) => opened += 1,
                    Some(Mark::Close) => closed += 1,
                    _ => {}
                }
                out.push(super::head::Line { text: text.trim(), ..*line });
            }
        }
    }
    if opened > 0 && closed == 0 {
        // Nothing says where it ends: at the end.
        let last = out.last().copied()?;
        out.push(super::head::Line { text: "end", ..last });
    }
    (opened > 0 && out.len() > lines.len()).then_some(out)
}

/// Where frames begin and end among the messages of a diagram.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// How many messages stand before each mark.
    marks: Vec<(usize, Mark)>,
    depth: usize,
    /// Indents of the lines that opened frames.
    indents: Vec<usize>,
}

impl Frames {
    /// True where a frame is open.
    pub(super) fn is_inside(&self) -> bool {
        self.depth > 0
    }

    /// Notes a mark behind `count` messages.
    pub(super) fn note(&mut self, count: usize, mark: Mark, indent: usize) {
        match &mark {
            Mark::Open(..) => {
                if self.depth >= 16 {
                    return;
                }
                self.depth += 1;
                self.indents.push(indent);
            }
            Mark::Close => {
                self.depth = self.depth.saturating_sub(1);
                self.indents.pop();
            }
            Mark::Next(_) => {}
        }
        self.marks.push((count, mark));
    }

    /// Closes frames whose lines were indented deeper than this one.
    pub(super) fn leave(&mut self, count: usize, indent: usize, was_deep: bool) {
        while was_deep && self.indents.last().is_some_and(|own| indent <= *own) {
            self.note(count, Mark::Close, 0);
        }
    }

    /// The steps of the messages with their frames; `None` where there are no frames.
    pub(super) fn steps(self, edges: &[Edge]) -> Option<Vec<Step>> {
        if !self.marks.iter().any(|(_, mark)| matches!(mark, Mark::Open(..))) {
            return None;
        }
        let mut stack: Vec<Fragment> = Vec::new();
        let mut out: Vec<Step> = Vec::new();
        let mut marks = self.marks.into_iter().peekable();
        for at in 0..=edges.len() {
            while let Some((_, mark)) = marks.next_if(|(count, _)| *count <= at) {
                match mark {
                    Mark::Open(kind, label) => stack.push(Fragment {
                        kind: kind.to_owned(),
                        sections: vec![Section { label, steps: Vec::new() }],
                    }),
                    Mark::Next(label) => {
                        if let Some(top) = stack.last_mut() {
                            top.sections.push(Section { label, steps: Vec::new() });
                        }
                    }
                    Mark::Close => close(&mut stack, &mut out),
                }
            }
            if let Some(edge) = edges.get(at) {
                add(&mut stack, &mut out, Step::Message(edge.clone()));
            }
        }
        while !stack.is_empty() {
            close(&mut stack, &mut out);
        }
        Some(out)
    }
}

fn add(stack: &mut [Fragment], out: &mut Vec<Step>, step: Step) {
    match stack.last_mut().and_then(|top| top.sections.last_mut()) {
        Some(section) => section.steps.push(step),
        None => out.push(step),
    }
}

fn close(stack: &mut Vec<Fragment>, out: &mut Vec<Step>) {
    let Some(done) = stack.pop() else { return };
    if done.sections.iter().any(|section| !section.steps.is_empty()) {
        add(stack, out, Step::Fragment(done));
    }
}

/// "if the card is valid", "otherwise", "optionally" before messages in prose: the mark, and what
/// follows it in the same clause.
pub(super) fn spoken(clause: &str, is_inside: bool, language: Language) -> Option<(Mark, &str)> {
    const OPTIONS: &str =
        "optionally|optional|opcionalmente|optional|en option|opzionalmente|optioneel|opcjonalnie";
    let clause = clause.trim();
    if let Some(rest) = words::otherwise(clause, language).filter(|_| is_inside) {
        let word = clause.get(..clause.len() - rest.len()).unwrap_or("").trim();
        let word = starts_any(word, "but|and|or").and_then(|n| word.get(n..)).unwrap_or(word);
        return Some((Mark::Next(label(word, language)), rest));
    }
    if let Some(rest) = starts_any(clause, OPTIONS).and_then(|n| clause.get(n..)) {
        let when = words::condition(rest.trim_start_matches([',', ' ']), language).unwrap_or("");
        return (has_word(when) || !has_word(rest))
            .then(|| (Mark::Open("opt", label(when, language)), ""));
    }
    let rest = words::condition(clause, language)?;
    Some((Mark::Open("alt", label(rest, language)), ""))
}
