//! Steps in sentences and lists: "first X, then Y", numbered lines, "if valid, show dashboard,
//! otherwise show error", "if it fails go back to X". Each step leads to the next.

use easel_types::spec::{DiagramKind, NodeShape};

use crate::language::Language;
use crate::tokens::capitalised;

use super::head::{Content, Marker};
use super::sketch::Sketch;
use super::text::{
    cut_at_and, cut_at_colon, find_any, has_word, label, shielded, split, starts_any, statements,
};
use super::{Made, words};

/// What a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Step,
    Condition,
    Otherwise,
}

/// A piece of a statement.
#[derive(Debug)]
struct Clause<'a> {
    role: Role,
    text: &'a str,
    /// The word for "otherwise".
    word: &'a str,
    /// A statement begins here.
    opens: bool,
}

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

/// True where a line of a list holds a condition.
fn conditional(text: &str, language: Language) -> bool {
    let text = words::without_sequencer(text);
    words::condition(text, language).is_some()
        || words::otherwise(text, language).is_some()
        || find_any(text, words::ifs(language)).is_some() && text.contains(',')
        || find_any(text, words::elses(language)).is_some()
}

/// "1. A 2. B 3. C" on one line.
fn numbered_parts(text: &str, first: u32) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut wanted = first;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|t| t.find(&wanted.to_string())) {
        let start = at + found;
        let length = wanted.to_string().len();
        let before = text.get(..start).unwrap_or("");
        let after = text.get(start + length..).unwrap_or("");
        let apart = before.is_empty()
            || before.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | ';'));
        let marked = after.starts_with([')', '.', ':'])
            && after.get(1..).is_some_and(|t| t.starts_with(char::is_whitespace));
        at = start + length;
        if apart && marked {
            out.extend(text.get(from..start).filter(|t| has_word(t)));
            from = at + 1;
            wanted += 1;
        }
    }
    out.extend(text.get(from..).filter(|t| has_word(t)));
    if wanted > first.max(2) || (first == 2 && wanted > 2) {
        out.into_iter().map(|part| part.trim().trim_end_matches([',', ';', '(', '.'])).collect()
    } else {
        vec![text]
    }
}

/// Cuts a statement into steps, conditions and alternatives.
fn clauses(statement: &str, language: Language) -> Vec<Clause<'_>> {
    let mut out = Vec::new();
    // "Yes: take the bus".
    let mut statement = statement;
    if let Some((answer, rest)) = words::answer(statement)
        && let Some(rest) = rest.trim_start().strip_prefix([':', '：', ',', '-', '–'])
    {
        // "otherwise: create a ticket".
        let role = if words::otherwise(answer, language).is_some() {
            Clause { role: Role::Otherwise, text: "", word: answer, opens: false }
        } else {
            Clause { role: Role::Condition, text: answer, word: "", opens: false }
        };
        out.push(role);
        statement = rest;
    }
    let fresh = out.is_empty();
    if let Some((asked, rest)) = verb_first(statement, language) {
        out.push(Clause { role: Role::Condition, text: asked, word: "", opens: true });
        statement = rest;
    }
    let pieces: Vec<&str> = split(statement, |c| matches!(c, ',' | '，' | '、' | '،' | ':' | '：'));
    let several = pieces.len() > 1;
    let last = pieces.len() - 1;
    for (nth, piece) in pieces.into_iter().enumerate() {
        let mut rest = piece;
        let mut guard = 0;
        while let Some((before, after)) = cut_clause(rest, language) {
            let opens = fresh && (nth == 0 && guard == 0 || out.is_empty());
            if postponed(before, after, pieces_left(nth, last, statement), language) {
                // "HR asks for a note if it is longer": the condition comes first.
                push(&mut out, after, language, opens);
                push(&mut out, before, language, false);
                rest = "";
                break;
            }
            push(&mut out, before, language, opens);
            rest = after;
            guard += 1;
            if guard > 24 {
                break;
            }
        }
        // "grind, boil and pour"; "show an error and go back".
        if let Some((before, after)) = cut_at_and(rest, language)
            && (several
                && nth == last
                && guard == 0
                && words::condition(rest, language).is_none()
                && !holds_condition(&out)
                || starts_any(words::without_sequencer(after), words::BACKS).is_some()
                || starts_any(after, "stop|end|finish|exit")
                    .is_some_and(|n| n == after.trim_end().len()))
        {
            push(&mut out, before, language, fresh && nth == 0);
            push(&mut out, after, language, false);
            continue;
        }
        let opens = fresh && (nth == 0 && guard == 0 || out.is_empty());
        push(&mut out, rest, language, opens);
    }
    out
}

/// True for "step if condition" with nothing done behind the condition but an "otherwise".
fn postponed(before: &str, after: &str, next: Option<&str>, language: Language) -> bool {
    let when = after.trim();
    let Some(when) = words::condition(when, language) else { return false };
    let alone = !has_word(split_action(when, language).1)
        && cut_clause(after, language).is_none()
        && find_any(when, words::thens(language)).is_none();
    let ends = next.is_none_or(|next| {
        words::otherwise(words::without_sequencer(next.trim()), language).is_some()
    });
    alone
        && ends
        && before.split_whitespace().count() >= 3
        && words::condition(words::without_sequencer(before.trim()), language).is_none()
        && words::otherwise(before.trim(), language).is_none()
}

/// The piece of a statement behind the one at `nth`.
fn pieces_left(nth: usize, last: usize, statement: &str) -> Option<&str> {
    if nth >= last {
        return None;
    }
    split(statement, |c| matches!(c, ',' | '，' | '、' | '،' | ':' | '：')).get(nth + 1).copied()
}

/// "Ist der Betrag über 5.000 €, muss …": a condition without "if" in German and Dutch, and in
/// English behind "should" and "had".
fn verb_first(statement: &str, language: Language) -> Option<(&str, &str)> {
    let verbs = match language.as_str() {
        "de" => "ist|sind|hat|haben|wird|werden|liegt|liegen|gibt|fehlt|fehlen|stimmt|stimmen|passt|kommt|reicht|funktioniert|klappt|besteht|dauert|schlägt|antwortet|übersteigt|sollte|war",
        "nl" => "is|zijn|heeft|hebben|wordt|worden|klopt|ontbreekt|mislukt|lukt|duurt|komt",
        "en" => "should|had|were",
        _ => return None,
    };
    let text = statement.trim();
    starts_any(text, verbs)?;
    let comma = text.find(',').filter(|at| !shielded(text).get(*at).copied().unwrap_or(false))?;
    let (asked, rest) = (text.get(..comma)?, text.get(comma..)?);
    let digits = rest.get(1..)?.starts_with(|c: char| c.is_ascii_digit());
    let several = asked.split_whitespace().count() >= 3;
    let follows = rest.get(1..)?.trim_start().starts_with(char::is_lowercase);
    (several && follows && !digits && !text.contains('?')).then_some((asked, rest))
}

fn holds_condition(clauses: &[Clause<'_>]) -> bool {
    clauses.iter().any(|clause| clause.role != Role::Step)
}

/// The next place in a clause where a new one begins: "then", "otherwise", "if".
fn cut_clause(text: &str, language: Language) -> Option<(&str, &str)> {
    let shield = shielded(text);
    let trimmed = text.len() - text.trim_start().len();
    let start = trimmed + opening(text.trim_start(), language);
    let rest = text.get(start..)?;
    let mut best: Option<usize> = None;
    for phrases in [words::SPLITTERS, words::elses(language), "otherwise|else|or else"] {
        if let Some((at, _)) = find_any(rest, phrases)
            && has_word(rest.get(..at)?)
            && !ends_with_auxiliary(rest.get(..at)?)
            && best.is_none_or(|known| at < known)
        {
            best = Some(at);
        }
    }
    let conditional = words::condition(text.trim_start(), language).is_some();
    if conditional
        && let Some((at, end)) = find_any(rest, words::thens(language))
        && best.is_none_or(|known| at <= known)
        && has_word(rest.get(..at)?)
    {
        return Some((text.get(..start + at)?, text.get(start + end..)?));
    }
    if !conditional
        && let Some((at, _)) = find_any(
            rest,
            "and if|but if|y si|et si|und wenn|und falls|e se|en als|a jeśli|а если|if|si|wenn|falls|se|als|jeśli|если|إذا|अगर|यदि",
        )
        && words::condition(
            rest.get(at..)?.trim_start_matches("and ").trim_start_matches("but "),
            language,
        )
        .is_some()
        && has_word(rest.get(..at)?)
        && best.is_none_or(|known| at < known)
        && !ends_with_check(rest.get(..at)?)
    {
        best = Some(at);
    }
    let at = start + best.filter(|at| !shield.get(start + at).copied().unwrap_or(false))?;
    Some((text.get(..at)?, text.get(at..)?))
}

/// "The cherries are then washed": the "then" stands inside of the clause.
fn ends_with_auxiliary(before: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
    let known = "is|are|was|were|will|be|gets|get|wird|werden|ist|sind|es|son|se|est|sont|è|sono|viene|vengono|é|são|wordt|worden|zijn|jest|są|zostaje|is";
    starts_any(&word, known).is_some_and(|n| n == word.len())
}

/// "check if", "verify if", "see if": the "if" belongs to the step.
fn ends_with_check(before: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
    matches!(
        &*word,
        "check"
            | "checks"
            | "see"
            | "verify"
            | "verifies"
            | "ask"
            | "asks"
            | "determine"
            | "test"
            | "comprobar"
            | "verificar"
            | "vérifier"
            | "vérifie"
            | "prüfe"
            | "prüfen"
            | "verifica"
            | "verificare"
            | "controleer"
            | "sprawdź"
            | "проверить"
            | "проверяет"
    )
}

/// Bytes of the words that open a clause and are no place to cut at.
fn opening(text: &str, language: Language) -> usize {
    let sequencer = text.len() - words::without_sequencer(text).len();
    let rest = text.get(sequencer..).unwrap_or("");
    let more = words::otherwise(rest, language)
        .map(|tail| rest.len() - tail.len())
        .or_else(|| words::condition(rest, language).map(|tail| rest.len() - tail.len()))
        .unwrap_or(0);
    sequencer + more
}

fn push<'a>(out: &mut Vec<Clause<'a>>, text: &'a str, language: Language, opens: bool) {
    let opens = opens || closes_branches(text.trim(), language);
    let after = starts_any(text.trim(), AFTER).is_some_and(|n| {
        text.trim().get(n..).is_some_and(|rest| rest.starts_with(' '))
    });
    if after && words::condition(text.trim(), language).is_none() && has_word(text) {
        out.push(Clause { role: Role::Step, text: text.trim(), word: "", opens });
        return;
    }
    let text = words::without_sequencer(text.trim());
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    let plain = starts_any(text, words::ands(language))
        .and_then(|n| text.get(n..))
        .filter(|rest| rest.starts_with(' ') && has_word(rest))
        .unwrap_or(text);
    let plain = words::without_sequencer(plain);
    let after_condition = out.last().is_some_and(|clause| clause.role == Role::Condition);
    let then = starts_any(plain, words::thens(language))
        .filter(|_| after_condition)
        .and_then(|n| plain.get(n..));
    let plain = then.filter(|rest| has_word(rest)).map_or(plain, str::trim_start);
    if starts_any(plain, words::SEQUENCERS) == Some(plain.len()) {
        return;
    }
    if let Some(rest) = words::otherwise(plain, language) {
        let word = plain.get(..plain.len() - rest.len()).unwrap_or("").trim();
        out.push(Clause { role: Role::Otherwise, text: rest, word, opens: false });
    } else if let Some(rest) = words::condition(plain, language) {
        out.push(Clause { role: Role::Condition, text: rest, word: "", opens });
    } else if let Some((when, rest)) = inner_condition(plain, language) {
        out.push(Clause { role: Role::Condition, text: when, word: "", opens });
        out.push(Clause { role: Role::Step, text: rest, word: "", opens: false });
    } else if words::ends_condition(plain, language) {
        out.push(Clause { role: Role::Condition, text: plain, word: "", opens });
    } else if has_word(plain) {
        out.push(Clause { role: Role::Step, text: plain, word: "", opens });
    }
}

/// "and then at the end": what follows comes behind all branches.
fn closes_branches(text: &str, language: Language) -> bool {
    const LAST: &str = "at the end|in the end|finally|lastly|at last|in any case|anyway|am ende|zum schluss|schließlich|zuletzt|auf jeden fall|al final|finalmente|por último|en cualquier caso|à la fin|pour finir|enfin|finalement|dans tous les cas|alla fine|infine|in ogni caso|no final|por fim|em todo caso|aan het einde|ten slotte|tot slot|na końcu|na koniec|в конце|наконец|в любом случае|en sonunda|son olarak|أخيرا|في النهاية|अंत में|最后|最後に|마지막으로";
    let mut text = text;
    for _ in 0..3 {
        if starts_any(text, LAST).is_some() {
            return true;
        }
        let lead = starts_any(text, "and|then|and then|so|und|y|et|e|en|i|и|ve|dann|luego|puis|poi")
            .max(starts_any(text, words::ands(language)));
        match lead.and_then(|n| text.get(n..)).filter(|rest| rest.starts_with([' ', ','])) {
            Some(rest) => text = rest.trim_start_matches([' ', ',']),
            None => return false,
        }
    }
    false
}

/// "在庫があれば発送する", "중복이면 오류 표시", "stok varsa kargoya verilir": the condition ends with
/// a form of its verb, and what is done stands behind it.
fn inner_condition(text: &str, language: Language) -> Option<(&str, &str)> {
    let cut = match language.as_str() {
        "ja" => ["場合は", "場合", "ならば", "なら", "たら", "れば", "えば", "けば", "せば"]
            .iter()
            .filter_map(|end| text.find(end).map(|at| at + end.len()))
            .min()?,
        "ko" | "tr" => {
            let ends = |word: &str| {
                let word = word.trim_end_matches(',');
                let long = word.chars().count() >= 2;
                if language.as_str() == "ko" {
                    long && word.ends_with('면') && !matches!(word, "화면" | "측면" | "정면" | "반면" | "표면" | "장면")
                } else {
                    ["varsa", "yoksa", "ise", "rsa", "rse", "lsa", "lse", "ysa", "yse", "nsa", "nse"]
                        .iter()
                        .any(|end| word.to_lowercase().ends_with(end))
                        && word.chars().count() > 2
                }
            };
            let at = text.split(' ').find(|word| ends(word))?;
            at.as_ptr() as usize - text.as_ptr() as usize + at.len()
        }
        _ => return None,
    };
    let (when, rest) = (text.get(..cut)?.trim(), text.get(cut..)?.trim());
    (rest.chars().count() >= 2 && has_word(rest) && when.chars().count() <= 40)
        .then_some((when, rest))
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

/// Words before a step that is done already.
const AFTER: &str = "after|once|when|having|sobald|nach|nachdem|después de|después del|luego de|tras|una vez|al|après|une fois|dès|dopo|una volta|depois de|após|uma vez|na|nadat|zodra|po|после|как только";

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
            name = name.replacen(inner, inner.split_once("then ").or(inner.split_once("dann ")).map_or(inner, |(aux, _)| aux), 1);
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
        let pronoun = !has_word(&what) || starts_any(&what, "this|that|it|das|dies|esto|cela|ça|questo|isso|dit|to|это") == Some(what.len());
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
            let own: Vec<String> = node
                .label
                .split(|c: char| !super::text::is_word_char(c))
                .map(stem)
                .collect();
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
        let again = ["后重新", "後重新", "并重新", "然后重新"].iter().find_map(|w| text.split_once(w));
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

/// Verbs that begin a step behind a condition without a comma.
const ACTIONS: &str = "store|show|go|go back|send|display|redirect|return|retry|open|close|notify|create|reject|approve|ship|call|save|log|proceed|continue|stop|exit|print|ask|grant|deny|repeat|cancel|refund|escalate|deploy|fix|add|remove|update|start|end|finish|pay|charge|restart|replace|order|contact|give|take|use|try|wait|turn|move|skip|accept|decline|schedule|assign|publish|merge|block|lock|unlock|reset";

/// The last verb that asks for something, before an "and": "it is sunny wear sunglasses".
fn late_action(text: &str) -> Option<usize> {
    const MORE: &str = "wear|drink|eat|walk|run|make|put|bring|tell|write|read|press|click|enter|select|choose|install|check|verify|inspect|review|sign|email|mail|inform|build|test|clean|wash|cook|bake|boil|heat|mix|serve|push|pull|pick|pack|deliver|transfer|forward|record|report|file|issue|mark|flag|process|keep|leave|set|switch|stay|sleep|buy|sell|sit|read|look|find|let|offer|apply|release|rework|recharge|refill|drain|hand|throw|visit|consult|prescribe|admit|discharge|hire|archive|delete|upload|download|sync|scan|fill|replace|repair|invite|rinse|water|prune|book";
    let text = text.get(..text.find(" and ").unwrap_or(text.len()))?;
    let mut from = 0;
    let mut best = None;
    while let Some((at, end)) = text.get(from..).and_then(|t| find_any(t, MORE)) {
        let before = text.get(..from + at)?;
        let last = before.trim_end().rsplit(' ').next().unwrap_or("");
        let noun = starts_any(last, "the|a|an|to|not|of|this|that|no|any|your|our|for|with|in|on|by|don't|doesn't|can|cannot|must|will|should|would|could|did").is_some_and(|n| n == last.len());
        let follows = text.get(from + end..).is_some_and(has_word);
        if before.split_whitespace().count() >= 2 && !noun && follows {
            best = Some(from + at);
        }
        from += end;
    }
    best
}

/// Where a second subject begins: "it exists we hand over the key".
fn second_subject(text: &str, language: Language) -> Option<usize> {
    let pronouns = match language.as_str() {
        "en" | "und" => "we|you|they|i|he|she|it|let|have them|have him|have her|tell them",
        "fr" => "on|nous|vous|je|il|elle",
        _ => {
            // "niet gevonden wordt maakt": two finite verbs meet.
            let nl = language.as_str() == "nl";
            let (_, end) = find_any(text, "wordt|worden|is|zijn|heeft|hebben").filter(|_| nl)?;
            let rest = text.get(end..)?.trim_start();
            let whole = text.get(..end)?.split_whitespace().count() >= 4;
            let participle = starts_any(rest, "ge*|be*|ver*|niet|geen|al|nog|te|dan").is_some();
            return (whole && !participle && has_word(rest)).then_some(text.len() - rest.len());
        }
    };
    let mut from = 0;
    while let Some((at, end)) = text.get(from..).and_then(|t| find_any(t, pronouns)) {
        let before = text.get(..from + at)?;
        let object = before.trim_end().rsplit(' ').next().is_some_and(|word| {
            starts_any(word, "that|which|what|if|whether|than|and|or|as|to|of|for|with|que|qui|si|et|ou|de|à").is_some_and(|n| n == word.len())
        });
        if before.split_whitespace().count() >= 2 && !object {
            return Some(from + at);
        }
        from += end;
    }
    None
}

/// Cuts "the tests fail go back to write code" into condition and step.
fn split_action(text: &str, language: Language) -> (&str, &str) {
    let mut cut = None;
    if let Some((at, _)) = find_any(text, words::BACKS) {
        cut = Some(at);
    }
    if let Some(at) = second_subject(text, language)
        && cut.is_none_or(|known| at < known)
    {
        cut = Some(at);
    }
    if language == Language::ENGLISH || language.as_str() == "und" {
        let mut from = 0;
        while let Some((at, end)) = text.get(from..).and_then(|t| find_any(t, ACTIONS)) {
            let at = from + at;
            let before = text.get(..at).unwrap_or("");
            let several = before.split_whitespace().count();
            let subject = before.trim_end().ends_with(" the")
                || before.trim_end().ends_with(" a")
                || before.trim_end().ends_with(" to")
                || before.trim_end().ends_with(" not")
                || before.trim_end().ends_with(" of");
            if several >= 1
                && has_word(before)
                && !subject
                && before.trim() != "the"
                && before.trim() != "to"
                && cut.is_none_or(|known| at < known)
            {
                cut = Some(at);
                break;
            }
            from += end;
        }
    }
    let english = language == Language::ENGLISH || language.as_str() == "und";
    if cut.is_none() && english {
        cut = late_action(text);
    }
    if cut.is_none() && language.as_str() == "ar" {
        // "إذا كان الطلب كاملا تتم الموافقة": a verb behind three words.
        cut = text
            .split(' ')
            .filter(|word| !word.is_empty())
            .skip(3)
            .find(|word| word.starts_with(['ت', 'ي', 'ن']) && word.chars().count() >= 3)
            .map(|word| word.as_ptr() as usize - text.as_ptr() as usize);
    }
    match cut.filter(|at| has_word(text.get(..*at).unwrap_or(""))) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    }
}
