//! Steps in sentences and lists: "first X, then Y", numbered lines, "if valid, show dashboard,
//! otherwise show error", "if it fails go back to X". Each step leads to the next.

use easel_types::spec::{DiagramKind, NodeShape};

use crate::language::Language;
use crate::tokens::capitalised;

use super::clauses::{
    AFTER, Clause, Role, clauses, conditional, numbered_parts, second_subject, split_action,
};
use super::head::{Content, Marker};
use super::sketch::Sketch;
use super::text::{cut_at_colon, find_any, has_word, label, starts_any, statements};
use super::{Made, words};

/// Reads steps.
pub(super) fn read(
    content: &Content<'_>,
    language: Language,
    kind: Option<DiagramKind>,
) -> Option<Made> {
    let mut walk = Walk {
        sketch: Sketch::new(language),
        language,
        open: Vec::new(),
        question: None,
        branch: Vec::new(),
        lane: None,
        conditions: 0,
        implied: false,
    };
    let listed = content.lines.iter().filter(|l| l.marker != Marker::None).count() >= 2
        || content.lines.len() >= 3;
    for line in &content.lines {
        let text = if listed { line.text.trim_end_matches(['.', ';', ',']) } else { line.text };
        let answers = words::answer(text)
            .is_some_and(|(_, rest)| rest.trim_start().starts_with([':', '：', ',', '-', '–']));
        let whole = listed && !answers && !conditional(text, language);
        let next = if line.marker == Marker::Number { 2 } else { 1 };
        let pieces = if whole { vec![text] } else { numbered_parts(text, next) };
        for piece in pieces {
            if whole {
                if walk.question.is_some() && walk.conditions > 0 {
                    walk.close();
                }
                walk.lane_step(piece, kind);
                continue;
            }
            for statement in statements(piece) {
                for clause in clauses(statement, language) {
                    walk.take(&clause);
                }
            }
        }
        if walk.sketch.is_full() {
            break;
        }
    }
    let sketch = walk.sketch;
    (sketch.nodes.len() >= 2 && !sketch.edges.is_empty())
        .then(|| Made { sketch, ..Made::default() })
}

/// Joins the ends of all branches to `node`.
pub(super) fn join_ends(sketch: &mut Sketch, node: usize) {
    let target = sketch.id(node);
    let ends: Vec<usize> = (0..sketch.nodes.len().min(400))
        .filter(|at| {
            let id = sketch.id(*at);
            id != target && !sketch.edges.iter().any(|edge| edge.from == id)
        })
        .collect();
    for end in ends {
        sketch.edge(end, node, None);
    }
}

/// Nodes and edges while clauses are walked.
struct Walk {
    sketch: Sketch,
    language: Language,
    /// Ends that lead to the next step, with the label of the arrow.
    open: Vec<(usize, Option<String>)>,
    /// The question whose answers are being read.
    question: Option<usize>,
    /// Ends of branches that meet at the next plain sentence.
    branch: Vec<(usize, Option<String>)>,
    lane: Option<String>,
    conditions: usize,
    /// The question is a step before, not a box of its own.
    implied: bool,
}

impl Walk {
    fn take(&mut self, clause: &Clause<'_>) {
        match clause.role {
            Role::Condition => self.condition(clause.text),
            Role::Otherwise => {
                if let Some(question) = self.question {
                    let no = self.no();
                    let first = std::mem::replace(&mut self.open, vec![(question, Some(no))]);
                    self.branch.extend(first);
                    if self.implied && self.conditions < 2 {
                        self.ask_outright();
                    } else if self.implied {
                        // The last of several ways out.
                        self.open = vec![(question, Some(clause.word.to_owned()))];
                    }
                }
                if has_word(clause.text) {
                    self.step(clause.text);
                }
            }
            Role::Step => {
                if clause.opens && self.question.is_some() {
                    self.close();
                }
                self.step(clause.text);
            }
        }
    }

    fn yes(&self) -> String {
        self.say([
            "Yes",
            "Sí",
            "Oui",
            "Ja",
            "Sì",
            "Sim",
            "Ja",
            "Tak",
            "Да",
            "Evet",
            "نعم",
            "हाँ",
            "是",
            "はい",
            "예",
        ])
    }

    fn no(&self) -> String {
        self.say([
            "No",
            "No",
            "Non",
            "Nein",
            "No",
            "Não",
            "Nee",
            "Nie",
            "Нет",
            "Hayır",
            "لا",
            "नहीं",
            "否",
            "いいえ",
            "아니요",
        ])
    }

    fn say(&self, words: [&str; 15]) -> String {
        let codes = [
            "en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "tr", "ar", "hi", "zh", "ja",
            "ko",
        ];
        let at = codes.iter().position(|code| *code == self.language.as_str()).unwrap_or(0);
        words.get(at).copied().unwrap_or("Yes").to_owned()
    }

    /// Both branches meet.
    fn close(&mut self) {
        if self.implied && self.conditions == 1 && self.branch.is_empty() && !self.open.is_empty() {
            // "If it is late, call. Then go on": without the condition it goes on too.
            self.branch.append(&mut self.open);
            self.ask_outright();
        }
        let mut ends = std::mem::take(&mut self.branch);
        ends.append(&mut self.open);
        if self.conditions == 1
            && !self.implied
            && let Some(question) = self.question
        {
            let answered = ends.iter().any(|(node, _)| *node == question);
            let id = self.sketch.id(question);
            let outs = self.sketch.edges.iter().filter(|edge| edge.from == id).count();
            if !answered && outs == 1 {
                ends.push((question, Some(self.no())));
            }
        }
        self.open = ends;
        self.question = None;
        self.conditions = 0;
        self.implied = false;
    }

    /// "If yes, ship": an answer to the last question.
    fn answered(&mut self, text: &str) -> bool {
        let Some((answer, rest)) = words::answer(text) else { return false };
        let asked = self.unanswered(answer).or(self.question).or_else(|| self.last_question());
        let Some(question) = asked else { return false };
        if rest.trim_start().starts_with(|c: char| c.is_alphabetic())
            && !rest.trim_start().starts_with(['-', '>'])
            && words::is_answer(answer)
            && rest.split_whitespace().count() > 8
        {
            return false;
        }
        let open = std::mem::replace(&mut self.open, vec![(question, Some(answer.to_owned()))]);
        if !open.iter().all(|(node, label)| *node == question && label.is_none()) {
            self.branch.extend(open.into_iter().filter(|(node, _)| *node != question));
        }
        self.question = Some(question);
        self.conditions += 1;
        if has_word(rest) {
            self.step(rest);
        }
        true
    }

    /// The last question that has not had this answer.
    fn unanswered(&self, answer: &str) -> Option<usize> {
        let had = |at: usize| {
            let id = self.sketch.id(at);
            let drawn = self.sketch.edges.iter().filter(|e| e.from == id);
            let labels = drawn.filter_map(|e| e.label.clone());
            let waiting = self
                .open
                .iter()
                .chain(&self.branch)
                .filter(|(node, _)| *node == at)
                .filter_map(|(_, l)| l.clone());
            let all: Vec<String> = labels.chain(waiting).map(|l| l.to_lowercase()).collect();
            all.len() >= 2 || all.contains(&answer.to_lowercase())
        };
        let asks = |at: &usize| self.sketch.label(*at).ends_with(['?', '？', '؟']);
        (0..self.sketch.nodes.len().min(400)).rev().find(|at| asks(at) && !had(*at))
    }

    fn last_question(&self) -> Option<usize> {
        self.sketch.nodes.iter().rposition(|node| node.label.ends_with(['?', '？', '؟']))
    }

    /// A condition. With a step before and no "otherwise" it is written on the arrow; else it is
    /// a question of its own.
    fn condition(&mut self, text: &str) {
        let trimmed = text.trim_start_matches([',', ' ']);
        if self.answered(trimmed) {
            return;
        }
        let (when, step) = split_action(trimmed, self.language);
        let words = label(when, self.language);
        if !has_word(&words) {
            return;
        }
        if let Some(question) = self.question.filter(|_| self.implied) {
            // The second of a row of conditions about the same step.
            let open = std::mem::replace(&mut self.open, vec![(question, Some(words))]);
            self.branch.extend(open.into_iter().filter(|(node, _)| *node != question));
            self.conditions += 1;
        } else if let Some(question) =
            self.question.filter(|_| self.conditions > 0 && self.branch.is_empty())
        {
            let _ = question;
            let node = self.asks(&words);
            let first = std::mem::take(&mut self.open);
            self.branch.extend(first);
            self.open = vec![(node, Some(self.yes()))];
            self.sketch.edge(question, node, Some(self.no()));
            self.question = Some(node);
        } else if let Some((last, _)) = self.open.last().cloned().filter(|_| self.open.len() == 1) {
            let asks = self.sketch.label(last).ends_with(['?', '？', '؟']);
            self.question = Some(last);
            self.implied = true;
            self.conditions = 1;
            let _ = asks;
            self.open = vec![(last, Some(words))];
        } else {
            let node = self.asks(&words);
            self.link(node);
            self.question = Some(node);
            self.conditions = 1;
            self.open = vec![(node, Some(self.yes()))];
        }
        if has_word(step) {
            self.step(step);
        }
    }

    fn asks(&mut self, words: &str) -> usize {
        let mut name = capitalised(words);
        if !name.ends_with(['?', '？', '؟']) {
            name.push(if self.language.as_str() == "zh" || self.language.as_str() == "ja" {
                '？'
            } else {
                '?'
            });
        }
        let node = self.sketch.node(&name);
        self.sketch.change(node, |node| node.shape = Some(NodeShape::Diamond));
        node
    }

    /// An "otherwise" makes the condition on the arrow a question of its own.
    fn ask_outright(&mut self) {
        let Some(step) = self.question else { return };
        let id = self.sketch.id(step);
        let Some(at) = self.sketch.edges.iter().rposition(|e| e.from == id && e.label.is_some())
        else {
            return;
        };
        let words = self.sketch.edges.get(at).and_then(|e| e.label.clone()).unwrap_or_default();
        if self.sketch.label(step).ends_with(['?', '？', '؟']) {
            return;
        }
        let node = self.asks(&words);
        let (yes, no, own) = (self.yes(), self.no(), self.sketch.id(node));
        if let Some(edge) = self.sketch.edges.get_mut(at) {
            edge.from.clone_from(&own);
            edge.label = Some(yes);
        }
        self.sketch.edge(step, node, None);
        // The question stands before its answer.
        if let Some(edge) = self.sketch.edges.pop() {
            self.sketch.edges.insert(at, edge);
        }
        let last = self.sketch.nodes.len() - 1;
        if node == last {
            self.sketch.order_after(step, node);
            for (at, _) in &mut self.branch {
                *at += usize::from(*at > step);
            }
        }
        let node = self.sketch.at_id(&own).unwrap_or(node);
        self.open = vec![(node, Some(no))];
        self.question = Some(node);
        self.implied = false;
    }

    /// A line of a list: one step, in a lane where it names one.
    fn lane_step(&mut self, text: &str, kind: Option<DiagramKind>) {
        if kind == Some(DiagramKind::Swimlane)
            && let Some((before, rest)) = cut_at_colon(text).filter(|(_, rest)| has_word(rest))
        {
            self.lane = Some(label(before, self.language));
            self.step(rest);
            return;
        }
        self.step(text);
    }

    fn step(&mut self, text: &str) {
        if self.resumed(text) {
            return;
        }
        if let Some(cut) = second_subject(text, self.language)
            && starts_any(text, AFTER).is_some()
            && text.get(..cut).is_some_and(|before| self.resumed(before))
        {
            return self.step(text.get(cut..).unwrap_or(""));
        }
        let text = words::without_sequencer(text);
        if let Some(length) = starts_any(text, words::BOTHS) {
            let name = label(text.get(length..).unwrap_or(""), self.language);
            if has_word(&name) {
                let node = self.sketch.node(&name);
                self.close();
                self.link(node);
                join_ends(&mut self.sketch, node);
                self.open = vec![(node, None)];
            } else {
                // "Either way, put the book on the cart".
                self.close();
            }
            return;
        }
        if self.until(text) {
            return;
        }
        if let Some((before, target)) = self.back(text) {
            if has_word(&before) {
                let node = self.sketch.node(&before);
                self.link(node);
                self.open = vec![(node, None)];
            }
            self.link(target);
            self.open.clear();
            return;
        }
        let text = without_cases(text);
        let name = label(text, self.language);
        if !has_word(&name) {
            return;
        }
        let mut name = capitalised(&name);
        for inner in [" are then ", " is then ", " werden dann ", " wird dann "] {
            name = name.replacen(
                inner,
                inner
                    .split_once("then ")
                    .or(inner.split_once("dann "))
                    .map_or(inner, |(aux, _)| aux),
                1,
            );
        }
        let node = self.sketch.node(&name);
        self.link(node);
        if let Some(lane) = self.lane.clone() {
            self.sketch.place(&lane, node);
        }
        self.open = vec![(node, None)];
        if name.ends_with(['?', '？', '؟']) {
            self.question = Some(node);
            self.implied = false;
        }
    }

    /// "Retry the ping until a pong comes": a step, and a question that leads back to it.
    fn until(&mut self, text: &str) -> bool {
        const AGAIN: &str = "retry|repeat|keep|keep on|loop|try|redo|do this|continue|wiederhole|wiederholen|wiederholt|repite|repetir|repita|répète|répéter|répétez|recommencer|ripeti|ripetere|repete|repita|herhaal|herhalen|powtarzaj|powtórz|повторяй|повторять|повторяйте|tekrarla";
        const UNTIL: &str = "until|till|bis|hasta que|jusqu'à ce que|jusqu'à ce qu'|finché|finché non|até que|até|totdat|tot|aż|dopóki|пока не|до тех пор, пока";
        let Some(length) = starts_any(text, AGAIN) else { return false };
        let rest = text.get(length..).unwrap_or("");
        let Some((at, end)) = find_any(rest, UNTIL) else { return false };
        let (what, when) = (rest.get(..at).unwrap_or(""), rest.get(end..).unwrap_or(""));
        let (what, when) = (label(what, self.language), label(when, self.language));
        if !has_word(&when) {
            return false;
        }
        let known = self.sketch.like(&what).filter(|_| has_word(&what));
        let pronoun = !has_word(&what)
            || starts_any(&what, "this|that|it|das|dies|esto|cela|ça|questo|isso|dit|to|это")
                == Some(what.len());
        let last = self.open.last().map(|(node, _)| *node);
        let step = match (known, last) {
            (Some(step), _) => step,
            (None, Some(last)) if pronoun => last,
            _ => {
                let words = capitalised(text.get(..length + at).unwrap_or(text).trim());
                let node = self.sketch.node(&words);
                self.link(node);
                node
            }
        };
        let asked = self.asks(&when);
        self.sketch.edge(step, asked, None);
        self.sketch.edge(asked, step, Some(self.no()));
        self.open = vec![(asked, Some(self.yes()))];
        true
    }

    /// "After opening the file, …", "Once dried, …": a step told before, from which it goes on.
    fn resumed(&mut self, text: &str) -> bool {
        let Some(rest) = starts_any(text, AFTER).and_then(|n| text.get(n..)) else { return false };
        if !rest.starts_with(' ') || self.sketch.nodes.is_empty() {
            return false;
        }
        let name = label(rest, self.language);
        let Some(known) = self.sketch.like(&name).or_else(|| self.told(&name)) else {
            return false;
        };
        let id = self.sketch.id(known);
        let goes_on = self.sketch.edges.iter().any(|edge| edge.from == id);
        // Where it is the last step anyway, nothing changes.
        let last = self.open.iter().any(|(node, _)| *node == known);
        if !last && !goes_on {
            let open = std::mem::replace(&mut self.open, vec![(known, None)]);
            let question = self.question.take();
            self.branch.retain(|(node, _)| Some(*node) != question);
            let _ = open;
        }
        true
    }

    /// The last step whose words begin like all the words of `name`: "roasting" after "roast".
    fn told(&self, name: &str) -> Option<usize> {
        let stem = |word: &str| word.to_lowercase().chars().take(4).collect::<String>();
        let wanted: Vec<String> = name
            .split(|c: char| !super::text::is_word_char(c))
            .filter(|word| word.chars().count() >= 4)
            .map(stem)
            .collect();
        if wanted.is_empty() || wanted.len() > 5 {
            return None;
        }
        self.sketch.nodes.iter().take(400).rposition(|node| {
            let own: Vec<String> =
                node.label.split(|c: char| !super::text::is_word_char(c)).map(stem).collect();
            wanted.iter().all(|word| own.contains(word))
        })
    }

    fn link(&mut self, to: usize) {
        for (from, label) in std::mem::take(&mut self.open) {
            if from != to || label.is_some() {
                self.sketch.edge(from, to, label);
            }
        }
    }

    /// "go back to X", "retry": what is done before, and the step that is meant.
    fn back(&mut self, text: &str) -> Option<(String, usize)> {
        // "退回员工修改后重新提交": what is done again names the step.
        let again =
            ["后重新", "後重新", "并重新", "然后重新"].iter().find_map(|w| text.split_once(w));
        let (before, name) = match again
            .map(|(before, name)| (before.len(), text.len() - name.len()))
            .or_else(|| find_any(text, words::BACKS))
        {
            Some((at, end)) => (text.get(..at)?, text.get(end..)?),
            None => {
                let ending = words::BACK_ENDINGS.iter().find_map(|ending| text.find(ending))?;
                ("", text.get(..ending)?)
            }
        };
        let name = label(name, self.language);
        let target = self
            .sketch
            .like(&name)
            .or_else(|| self.numbered(&name))
            .or_else(|| self.containing(&name));
        let target = match target {
            Some(target) => target,
            None if has_word(&name) => self.sketch.node(&capitalised(&name)),
            None => return None,
        };
        let before =
            label(before.trim_end_matches(|c: char| c.is_whitespace() || c == ','), self.language);
        let idle =
            starts_any(&before, "go|it|we|then|you|the process|process|and|loop|geht|gehe|ir|va")
                .is_some_and(|n| n == before.len());
        let before = super::text::label(
            before.trim_end_matches(" and").trim_end_matches(" und").trim_end_matches(" y"),
            self.language,
        );
        Some((if idle { String::new() } else { capitalised(&before) }, target))
    }

    /// "step 2".
    fn numbered(&self, name: &str) -> Option<usize> {
        let length = starts_any(name, "step|paso|étape|schritt|passo|stap|krok|шаг|adım|第|步骤")?;
        let digits: String = name.get(length..)?.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < self.sketch.nodes.len())
    }

    fn containing(&self, name: &str) -> Option<usize> {
        let lower = name.to_lowercase();
        let first = lower.split(' ').next().unwrap_or("");
        self.sketch
            .nodes
            .iter()
            .position(|node| node.label.to_lowercase().contains(&lower))
            .or_else(|| {
                let stem: String = first.chars().take(5).collect();
                (stem.chars().count() >= 4).then(|| {
                    self.sketch
                        .nodes
                        .iter()
                        .position(|node| node.label.to_lowercase().starts_with(&stem))
                })?
            })
    }
}

/// "drink water (both cases)".
fn without_cases(text: &str) -> &str {
    match super::text::bracket_at_end(text) {
        Some((before, inside)) if starts_any(inside, "both|both cases|both branches|in both cases|either way|en ambos casos|dans les deux cas|in beiden fällen").is_some() => before,
        _ => text,
    }
}
