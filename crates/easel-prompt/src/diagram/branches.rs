//! Steps in sentences: "start, then X, then Y", numbered and bulleted steps, "if valid, show
//! dashboard, otherwise show error", "back to X". Each step leads to the next.

use easel_types::spec::{DiagramKind, NodeShape};

use super::arrows::{clean, is_answer, text_with_question};
use super::{Made, Sketch, heading_before};
use crate::phrases;
use crate::tokens::{Kind, Text, Token, capitalised};

/// Reads steps where the sentence itself shows that they are steps: "then", "if … otherwise",
/// numbering.
pub(super) fn read_sentences(text: &Text<'_>, kind: Option<DiagramKind>) -> Option<Made> {
    let word = |list: &[&str]| text.tokens.iter().any(|t| list.contains(&&*t.lower));
    let says = word(&[
        "then",
        "if",
        "otherwise",
        "finally",
        "luego",
        "después",
        "dann",
        "puis",
        "ensuite",
        "poi",
        "depois",
        "si",
        "wenn",
        "retry",
    ]) || crate::infographic::numbered_lines(text.prompt) >= 2;
    if says { steps(text, kind) } else { None }
}

/// Reads any list of at least two parts as steps.
pub(super) fn read(text: &Text<'_>, kind: Option<DiagramKind>) -> Option<Made> {
    steps(text, kind)
}

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Step,
    Condition,
    Otherwise,
}

/// A part between separators.
struct Part<'t> {
    role: Role,
    tokens: &'t [Token],
    /// A sentence or line begins here.
    opens: bool,
    /// It is tied to the part before by "then" or a comma inside a branch.
    follows: bool,
}

fn steps(text: &Text<'_>, kind: Option<DiagramKind>) -> Option<Made> {
    let start = content_start(text);
    let parts = parts(text, &text.tokens[start..]);
    let count = parts.iter().filter(|part| part.role == Role::Step).count();
    if count < 2 && !parts.iter().any(|part| part.role == Role::Condition) {
        return None;
    }
    let mut walk = Walk {
        text,
        sketch: Sketch::default(),
        open: Vec::new(),
        question: None,
        branch: None,
        chained: false,
        ends: Vec::new(),
    };
    for part in &parts {
        walk.take(part);
        if walk.sketch.is_full() {
            break;
        }
    }
    let mut sketch = walk.sketch;
    if sketch.nodes.len() < 2 {
        return None;
    }
    let loose = matches!(kind, Some(DiagramKind::Network | DiagramKind::Er | DiagramKind::Class));
    if loose && !parts.iter().any(|part| part.role != Role::Step) {
        // A list of components says nothing about what is joined to what.
        sketch.edges.retain(|edge| !edge.from.is_empty());
    }
    let title = text.tokens.get(start).and_then(|token| heading_before(text, token.start));
    Some(Made { sketch, title, kind: None, is_assumed: loose })
}

/// Where the steps begin: after a colon, "with", "showing", or at the sentence after the one
/// that names the kind.
fn content_start(text: &Text<'_>) -> usize {
    let tokens = &text.tokens;
    let hits = text.hits();
    let kind_end = hits.first().map_or(0, |hit| hit.tokens.end);
    let from = kind_end.min(tokens.len());
    let clause_end = tokens[from..]
        .iter()
        .position(|t| {
            matches!(t.kind, Kind::Mark(':' | '：' | '.' | ',') | Kind::Newline)
                || matches!(
                    &*t.lower,
                    "with" | "where" | "showing" | "including" | "mit" | "con" | "avec" | "com"
                )
        })
        .map(|at| from + at);
    let colon = tokens.iter().position(|t| matches!(t.kind, Kind::Mark(':' | '：')));
    if hits.is_empty() {
        return colon.map_or(0, |at| at + 1);
    }
    match (clause_end, colon) {
        (_, Some(colon)) if colon >= from => colon + 1,
        (Some(end), _) if tokens[end].is_mark(',') => after_of(tokens, from, end),
        (Some(end), _) => end + 1,
        (None, _) => after_of(tokens, from, tokens.len()),
    }
}

/// "flowchart of start, then X": the subject itself is the first step.
fn after_of(tokens: &[Token], from: usize, end: usize) -> usize {
    let of = tokens[from..end].iter().position(|t| phrases::is_of(&t.lower));
    of.map_or(from, |at| from + at + 1)
}

/// Words that only say that a step follows.
fn is_sequencer(word: &str) -> bool {
    matches!(
        word,
        "then"
            | "next"
            | "first"
            | "second"
            | "third"
            | "finally"
            | "lastly"
            | "afterwards"
            | "after"
            | "that"
            | "and"
            | "start"
            | "luego"
            | "después"
            | "finalmente"
            | "primero"
            | "dann"
            | "danach"
            | "zuerst"
            | "schließlich"
            | "puis"
            | "ensuite"
            | "enfin"
            | "d'abord"
            | "poi"
            | "infine"
            | "prima"
            | "depois"
            | "finalmente,"
            | "daarna"
            | "eerst"
            | "potem"
            | "następnie"
            | "затем"
            | "потом"
            | "sonra"
    )
}

/// Cuts into parts at commas, semicolons, sentence and line ends, "then", "otherwise", and "and"
/// before a verb of its own is left alone.
fn parts<'t>(text: &Text<'_>, tokens: &'t [Token]) -> Vec<Part<'t>> {
    let mut out: Vec<Part<'t>> = Vec::new();
    let mut from = 0;
    let mut opens = true;
    let mut follows = false;
    // Where "1.", "2." … stand, on one line or several.
    let counts: Vec<usize> =
        crate::infographic::numbered(text.prompt).into_iter().map(|(at, _)| at).collect();
    let mut push = |from: usize, to: usize, opens: bool, follows: bool| {
        let slice = strip_numbering(&tokens[from..to]);
        let part = Part { follows, ..part(slice, opens) };
        if part.role == Role::Otherwise || clean(part.tokens).iter().any(Token::is_text) {
            out.push(part);
        }
    };
    for (at, token) in tokens.iter().enumerate() {
        let mark = matches!(
            token.kind,
            Kind::Newline
                | Kind::Mark('.' | ',' | ';' | '，' | '；' | '。' | '、' | '|' | '•' | '*' | '→')
        );
        let sequencer = token.kind == Kind::Word
            && matches!(
                &*token.lower,
                "then" | "luego" | "dann" | "puis" | "ensuite" | "poi" | "затем" | "potem"
            )
            && at > from;
        let alternative = token.kind == Kind::Word
            && matches!(
                &*token.lower,
                "otherwise" | "else" | "sonst" | "sinon" | "altrimenti" | "иначе"
            )
            && at > from;
        let condition = token.is_word("if") && at > from && tokens[at - 1].is_word("and");
        let last_and = token.kind == Kind::Word
            && phrases::joins(&token.lower, text.language)
            && at > from
            && (at == 0 || !tokens[at - 1].is_mark(','))
            && joins_steps(tokens, from, at);
        // "Is it even? If yes, …": the question is a part of its own.
        let question = matches!(token.kind, Kind::Mark('?' | '？'))
            && tokens[at + 1..].iter().any(Token::is_text);
        let counted = at > from && counts.contains(&token.start);
        if question {
            push(from, at + 1, opens, follows);
            (from, opens, follows) = (at + 1, true, true);
        } else if mark || sequencer || alternative || condition || last_and || counted {
            let to = if condition { at - 1 } else { at };
            if to > from {
                push(from, to, opens, follows);
            }
            let sentence = matches!(
                token.kind,
                Kind::Newline | Kind::Mark('.' | ';' | '；' | '。' | '•' | '*')
            );
            opens = if mark { sentence || (opens && at == from) } else { false };
            follows = !sentence;
            from = if mark || last_and { at + 1 } else { at };
        }
    }
    if from < tokens.len() {
        push(from, tokens.len(), opens, follows);
    }
    out
}

/// "and" cuts steps where the list so far was cut by commas: "grind, boil and pour".
fn joins_steps(tokens: &[Token], from: usize, at: usize) -> bool {
    let comma_before = from > 0 && tokens[from - 1].is_mark(',');
    let next = &tokens[at + 1..];
    let end = next.iter().position(|t| !t.is_text()).unwrap_or(next.len());
    let back = next
        .first()
        .is_some_and(|t| matches!(&*t.lower, "go" | "return" | "loop" | "back" | "repeat"));
    (comma_before && end > 0) || back
}

/// Strips "1.", "2)", "-", "Step 3:" at the start.
fn strip_numbering(mut tokens: &[Token]) -> &[Token] {
    while let Some((first, rest)) = tokens.split_first() {
        let number = first.number().is_some_and(|n| n.plain)
            && rest.first().is_none_or(|t| matches!(t.kind, Kind::Mark('.' | ')' | ':' | '-')));
        let step = first.is_word("step")
            && rest.first().is_some_and(|t| t.number().is_some())
            && rest.get(1).is_none_or(|t| matches!(t.kind, Kind::Mark(':' | '.' | ')' | '-')));
        let bullet = matches!(
            first.kind,
            Kind::Mark('-' | '–' | '*' | '•' | ')' | '.' | ':' | '(') | Kind::Newline
        );
        if !(number || step || bullet) {
            break;
        }
        tokens = rest;
    }
    tokens
}

/// Sorts a part by its first word.
fn part(tokens: &[Token], opens: bool) -> Part<'_> {
    let mut tokens = tokens;
    let mut role = Role::Step;
    while let Some((first, rest)) = tokens.split_first() {
        let word = &*first.lower;
        match word {
            "if" | "when" | "si" | "wenn" | "falls" | "se" | "если" | "jeśli" | "als"
                if !rest.is_empty() && role != Role::Condition =>
            {
                role = if role == Role::Otherwise { Role::Otherwise } else { Role::Condition };
            }
            "otherwise" | "else" | "sonst" | "sinon" | "altrimenti" | "иначе" => {
                role = Role::Otherwise
            }
            _ if first.is_mark(':') && role != Role::Step => {}
            "start" | "after" | "first" | "second" | "third" | "next" if rest.is_empty() => break,
            "start" if !rest.first().is_some_and(|t| matches!(&*t.lower, "with" | "by" | "at")) => {
                break;
            }
            "with" | "by" | "at" if role == Role::Step && opens => {}
            _ if is_sequencer(word) => {}
            _ => break,
        }
        tokens = rest;
    }
    Part { role, tokens, opens, follows: false }
}

/// Nodes and edges while the parts are walked.
struct Walk<'a, 'p> {
    text: &'a Text<'p>,
    sketch: Sketch,
    /// Ends that lead to the next step, with the label of the arrow.
    open: Vec<(usize, Option<String>)>,
    /// The question whose answers are being read.
    question: Option<usize>,
    /// Ends of the branch that was read before, kept until the sentence is over.
    branch: Option<Vec<(usize, Option<String>)>>,
    /// The question began with "if" and its branch is still being read.
    chained: bool,
    /// Ends of the branches of a row of "if"s, which meet at the next plain sentence.
    ends: Vec<(usize, Option<String>)>,
}

impl Walk<'_, '_> {
    fn take(&mut self, part: &Part<'_>) {
        if part.opens && part.role == Role::Step && !part.follows {
            self.close();
        }
        match part.role {
            Role::Condition => self.condition(part.tokens),
            Role::Otherwise => {
                if let Some(question) = self.question {
                    let first =
                        std::mem::replace(&mut self.open, vec![(question, Some("No".to_owned()))]);
                    self.branch = Some(first);
                    self.chained = false;
                }
                self.step(part.tokens);
            }
            Role::Step => self.step(part.tokens),
        }
    }

    /// Joins the ends of both branches.
    fn close(&mut self) {
        if let Some(branch) = self.branch.take() {
            self.open.splice(0..0, branch);
            self.question = None;
        }
        self.chained = false;
        self.open.append(&mut self.ends);
    }

    /// "If yes, ship": an answer to the last question. The second answer opens the other branch.
    fn answered(&mut self, tokens: &[Token]) -> bool {
        let Some((first, rest)) = tokens.split_first() else { return false };
        let Some(question) = self.question.filter(|_| is_answer(&first.lower)) else {
            return false;
        };
        let label = capitalised(&first.lower);
        let open = std::mem::replace(&mut self.open, vec![(question, Some(label))]);
        // Before the first answer the question itself is the open end.
        if !open.iter().all(|(node, label)| *node == question && label.is_none()) {
            self.branch.get_or_insert_default().extend(open);
        }
        self.chained = false;
        if clean(rest).iter().any(Token::is_text) {
            self.step(rest);
        }
        true
    }

    /// A question; "if valid show dashboard" without a comma holds its first step too. "If yes"
    /// answers the question before. A second "if" right after the steps of the first is what
    /// happens otherwise: "If it rains, stay. If it is sunny, go."
    fn condition(&mut self, tokens: &[Token]) {
        if self.answered(tokens) {
            return;
        }
        if let Some(branch) = self.branch.take() {
            self.open.splice(0..0, branch);
        } else if let Some(question) = self.question.filter(|_| self.chained) {
            let first = std::mem::replace(&mut self.open, vec![(question, Some("No".to_owned()))]);
            self.ends.extend(first);
        }
        self.chained = true;
        let verb = tokens.iter().position(|t| is_action(&t.lower)).filter(|at| *at > 0);
        let (question, step) = tokens.split_at(verb.unwrap_or(tokens.len()));
        let mut label = capitalised(&self.text.slice(clean(question)));
        if label.is_empty() {
            return;
        }
        if !label.ends_with('?') {
            label.push('?');
        }
        // "check if valid" and "is it valid?" already stand as the step before.
        let node = self.sketch.node(&label);
        self.sketch.nodes[node].shape = Some(NodeShape::Diamond);
        self.link(node);
        self.question = Some(node);
        self.open = vec![(node, Some("Yes".to_owned()))];
        if !step.is_empty() {
            self.step(step);
        }
    }

    fn step(&mut self, tokens: &[Token]) {
        if let Some((words, target)) = self.loop_target(tokens) {
            if !words.is_empty() {
                let node = self.sketch.node(&words);
                self.link(node);
                self.open = vec![(node, None)];
            }
            self.link(target);
            self.open.clear();
            return;
        }
        let label = capitalised(&text_with_question(self.text, tokens));
        if label.is_empty() {
            return;
        }
        let node = self.sketch.node(&label);
        self.link(node);
        self.open = vec![(node, None)];
        if label.ends_with(['?', '？']) {
            self.question = Some(node);
        }
    }

    fn link(&mut self, to: usize) {
        for (from, label) in std::mem::take(&mut self.open) {
            if from != to {
                self.sketch.edge(from, to, label);
            }
        }
    }

    /// The node that "go back to X" or "return to X" means, and what is done before: "retry up
    /// to 3 times, back to X" has a step of its own.
    fn loop_target(&mut self, tokens: &[Token]) -> Option<(String, usize)> {
        let is_back = |t: &Token| matches!(&*t.lower, "back" | "return" | "loop" | "repeat");
        let back = tokens.iter().position(is_back)?;
        let to = tokens[back..].iter().take(3).position(|t| t.is_word("to"))? + back;
        let before = phrases::trimmed(&tokens[..back], |word| {
            matches!(word, "go" | "goes" | "going" | "loop" | "then" | "it" | "return" | "jump")
        });
        let target = phrases::trimmed(&tokens[to + 1..], |_| false);
        let words = self.text.slice(clean(target)).to_lowercase();
        if words.is_empty() {
            return None;
        }
        let step = capitalised(&self.text.slice(clean(before)));
        if let Some(exact) = self.sketch.find(&words) {
            return Some((step, exact));
        }
        let close =
            self.sketch.nodes.iter().position(|node| node.label.to_lowercase().contains(&words));
        Some((step, close.unwrap_or_else(|| self.sketch.node(&capitalised(&words)))))
    }
}

/// Verbs that begin a step after a condition without a comma.
fn is_action(word: &str) -> bool {
    matches!(
        word,
        "show"
            | "go"
            | "send"
            | "display"
            | "redirect"
            | "return"
            | "retry"
            | "open"
            | "close"
            | "notify"
            | "create"
            | "reject"
            | "approve"
            | "ship"
            | "call"
            | "save"
            | "log"
            | "proceed"
            | "continue"
            | "stop"
            | "exit"
            | "print"
            | "ask"
            | "grant"
            | "deny"
            | "then"
    )
}
