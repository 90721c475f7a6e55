//! Sequence diagrams in words: "Browser calls Auth Service, then Auth Service returns a token to
//! Browser". Messages with arrows are read by `arrows`.

use easel_types::spec::{DiagramKind, Edge};

use crate::language::Language;

use super::head::Content;
use super::sketch::Sketch;
use super::text::{
    cut_at_and, cut_at_colon, find_any, has_word, is_dense, is_word_char, items, label, split,
    starts_any, statements,
};
use super::verbs::{FROM, Relation, TOWARDS};
use super::{Made, relations, words};

/// Words before the names of those who take part.
const PARTICIPANTS: &str = "participants|actors|lifelines|participantes|actores|acteurs|participants|teilnehmer|akteure|partecipanti|attori|participantes|atores|deelnemers|uczestnicy|участники|katılımcılar|المشاركون|प्रतिभागी|参与者|参加者|参与方|참가자|참여자";

/// Verbs of answers.
const REPLIES: &str = "answers|answer|responds|respond|replies|reply|returns|return|confirms|acknowledges|responde|contesta|devuelve|confirma|répond|répondent|renvoie|retourne|confirme|antwortet|bestätigt|gibt|risponde|restituisce|conferma|devolve|antwoordt|bevestigt|odpowiada|zwraca|отвечает|возвращает|подтверждает";

/// Reads every message.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut reader = Reader { sketch: Sketch::new(language), language, last: None };
    let clauses = reader.clauses(content);
    reader.declare(content, &clauses);
    for clause in &clauses {
        reader.message(clause);
        if reader.sketch.is_full() {
            break;
        }
    }
    let sketch = reader.sketch;
    (!sketch.edges.is_empty()).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Sequence),
        ..Made::default()
    })
}

struct Reader {
    sketch: Sketch,
    language: Language,
    last: Option<(usize, usize)>,
}

/// Where the name at the start of a clause ends: articles, then words with a capital, or in
/// other scripts up to a particle.
fn leading_name(text: &str, language: Language) -> Option<(String, &str)> {
    let bare = words::without_lead(text, language);
    let mut end = 0;
    for word in bare.split_inclusive(' ') {
        let trimmed = word.trim_end();
        let solid = trimmed.trim_matches(|c: char| !is_word_char(c));
        let capital = solid.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let quoted = trimmed.starts_with(['"', '“', '«']);
        if !(capital || quoted) || solid.is_empty() {
            break;
        }
        end += word.len();
    }
    // "Base de datos": the words behind a connecting "de" belong to the name.
    let tail = bare.get(end..)?;
    if end > 0
        && let Some(length) = starts_any(tail, "de|del|of|du|di|da|do|des|van|von")
            .filter(|n| tail.get(*n..).is_some_and(|t| t.starts_with(' ')))
    {
        let word = tail.get(length + 1..)?.split_inclusive(' ').next().unwrap_or("");
        end += length + 1 + word.len();
    }
    let name = bare.get(..end)?;
    if has_word(name) {
        return Some((label(name, language), bare.get(end..).unwrap_or("")));
    }
    behind_article(text, bare, language)
}

/// "the app checks": the words between the article and the verb. English verbs end in "s" here;
/// elsewhere one word follows the article.
fn behind_article<'a>(text: &str, bare: &'a str, language: Language) -> Option<(String, &'a str)> {
    let article = text.trim_start().len() > bare.len();
    if !article || bare.chars().any(is_dense) {
        return None;
    }
    let mut end = 0;
    for (nth, word) in bare.split_inclusive(' ').enumerate().take(4) {
        let trimmed = word.trim_end();
        let verb = trimmed.ends_with('s') && !trimmed.ends_with("ss") && trimmed.len() > 2;
        let stops = if matches!(language.as_str(), "en" | "und") { verb } else { true };
        if nth > 0 && stops {
            let name = bare.get(..end)?;
            return has_word(name).then(|| (label(name, language), bare.get(end..).unwrap_or("")));
        }
        end += word.len();
    }
    None
}

impl Reader {
    /// The clauses of the content, one message each.
    fn clauses(&self, content: &Content<'_>) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for line in &content.lines {
            for statement in statements(line.text) {
                let mut first = true;
                for piece in split(statement, |c| matches!(c, ',' | '，' | '،' | '、')) {
                    for part in self.parts(piece) {
                        let joint = starts_any(part.trim_start(), words::ands(self.language))
                            .and_then(|n| part.trim_start().get(n..))
                            .filter(|r| r.starts_with(' '));
                        let part =
                            words::without_sequencer(joint.unwrap_or(&part)).trim().to_owned();
                        let own = first || self.is_clause(&part);
                        match out.last_mut() {
                            Some(last) if !own => {
                                last.push_str(", ");
                                last.push_str(&part);
                            }
                            _ => out.push(part),
                        }
                        first = false;
                    }
                }
            }
        }
        out
    }

    /// Cuts at "then", and at "and" before a clause of its own.
    fn parts(&self, piece: &str) -> Vec<String> {
        let mut out = Vec::new();
        let mut rest = words::without_sequencer(piece);
        while let Some((at, end)) = find_any(rest, words::SPLITTERS) {
            let (Some(before), Some(after)) = (rest.get(..at), rest.get(end..)) else { break };
            if !has_word(before) || !has_word(after) {
                break;
            }
            out.push(before.to_owned());
            rest = after;
        }
        let mut guard = 0;
        while let Some((before, after)) = cut_at_and(rest, self.language) {
            guard += 1;
            if guard > 6 || !self.is_clause(after.trim()) {
                break;
            }
            out.push(before.to_owned());
            rest = after;
        }
        out.push(rest.to_owned());
        out
    }

    /// True where a name and a verb begin here, or a verb whose subject is known.
    fn is_clause(&self, text: &str) -> bool {
        let verb =
            relations::find(text, sends).is_some_and(|v| has_word(v.subject) || has_word(v.object));
        let named = leading_name(text, self.language).is_some_and(|(_, rest)| has_word(rest));
        verb || (named && starts_lower(text, self.language))
    }

    /// Those who take part, in the order of their first words.
    fn declare(&mut self, content: &Content<'_>, clauses: &[String]) {
        for statement in content.statements() {
            let Some((before, list)) = cut_at_colon(statement) else { continue };
            if starts_any(before.trim(), PARTICIPANTS).is_some() {
                for name in items(list, self.language) {
                    self.sketch.node(&name);
                }
            }
        }
        if !self.sketch.nodes.is_empty() {
            return;
        }
        let between = find_any(
            content.head,
            "between|entre|zwischen|tra|fra|tussen|między|между|arasında|بين",
        );
        if let Some((_, end)) = between {
            let list = content.head.get(end..).unwrap_or("").trim_end_matches([':', ' ', '.']);
            let names = items(list, self.language);
            if names.len() >= 2 {
                for name in names {
                    self.sketch.node(&name);
                }
            }
        }
        let mut seen: Vec<String> = Vec::new();
        for clause in clauses {
            if let Some((name, _)) = self.subject_of(clause) {
                seen.push(name);
            }
        }
        for (clause, _) in clauses.iter().zip(0..400) {
            let Some((name, rest)) = self.subject_of(clause) else { continue };
            self.sketch.entity(&name);
            // One who is only spoken to: the name behind the last "to".
            if let Some(other) = self.receiver(&rest, &seen) {
                self.sketch.entity(&other);
            }
        }
    }

    /// The subject of a clause and what follows its verb's place.
    fn subject_of(&self, clause: &str) -> Option<(String, String)> {
        let clause = words::without_sequencer(clause);
        let verb = relations::find(clause, sends)
            .filter(|f| has_word(f.subject) && f.subject.split_whitespace().count() <= 4);
        if let Some(found) =
            verb.filter(|f| !f.subject.contains(['"', ',']) && !clause.chars().any(is_dense))
        {
            let name = label(found.subject, self.language);
            if has_word(&name) {
                return Some((name, format!("{}{}", found.verb, found.object)));
            }
        }
        if let Some((name, rest)) =
            leading_name(clause, self.language).filter(|(_, rest)| has_word(rest))
            && !clause.chars().any(is_dense)
        {
            return Some((name, rest.to_owned()));
        }
        let found = relations::find(clause, sends)?;
        let name = label(found.subject, self.language);
        has_word(&name).then(|| (name, format!("{}{}", found.verb, found.object)))
    }

    /// The one a message goes to, by the words behind the subject.
    fn receiver(&self, rest: &str, seen: &[String]) -> Option<String> {
        let low = rest.to_lowercase();
        if let Some(known) = seen.iter().find(|name| find_any(&low, &name.to_lowercase()).is_some())
        {
            return Some(known.clone());
        }
        let english = matches!(self.language.as_str(), "en" | "und");
        let answers = starts_any(rest.trim_start(), REPLIES).is_some();
        let (towards, back) = match (english, answers) {
            (true, true) => ("to|back to", "from"),
            (true, false) => ("to|into|with|back to", "from"),
            _ => (TOWARDS, FROM),
        };
        if self_call(rest, self.language).0 {
            return None;
        }
        let mut best = None;
        let mut from = 0;
        while let Some((at, end)) = rest
            .get(from..)
            .and_then(|t| find_any(t, towards).into_iter().chain(find_any(t, back)).min())
        {
            let behind = rest.get(from + end..).unwrap_or("");
            if has_word(behind) {
                let name = leading_name(behind, self.language).map(|(n, _)| n);
                let lower = || label(behind, self.language);
                best = Some(name.unwrap_or_else(lower));
            }
            from += at + (end - at).max(1);
        }
        if best.is_some() {
            return best;
        }
        // The object of the verb: "calls Auth Service".
        let found = relations::find(rest, sends).filter(|f| !has_word(f.subject));
        let object = match found {
            Some(found) => found.object,
            None => rest.trim_start().split_once(' ').map(|(_, rest)| rest)?,
        };
        leading_name(object, self.language).map(|(name, _)| name).or_else(|| {
            found
                .filter(|f| matches!(f.relation, Relation::Calls))
                .map(|f| label(f.object, self.language))
        })
    }

    /// One message.
    fn message(&mut self, clause: &str) {
        if cut_at_colon(clause)
            .is_some_and(|(before, _)| starts_any(before.trim(), PARTICIPANTS).is_some())
        {
            return;
        }
        // "Alice to Bob: Hello".
        if let Some((before, words)) = cut_at_colon(clause).filter(|(_, words)| has_word(words))
            && let Some((at, end)) = find_any(before, "to|an|à|para|naar|do|к")
            && has_word(before.get(..at).unwrap_or(""))
            && before.split_whitespace().count() <= 6
        {
            let from = label(before.get(..at).unwrap_or(""), self.language);
            let to = label(before.get(end..).unwrap_or(""), self.language);
            if has_word(&from) && has_word(&to) {
                let (from, to) = (self.sketch.entity(&from), self.sketch.entity(&to));
                self.push(from, to, super::text::unwrapped(words).to_owned());
                return;
            }
        }
        if clause.chars().any(is_dense) || matches!(self.language.as_str(), "hi" | "tr" | "ar") {
            return self.around(clause);
        }
        let Some((name, rest)) = self.subject_of(clause) else {
            return self.without_subject(clause);
        };
        let Some(from) = self.sketch.mentioned(&name) else { return };
        let Some((at, end, to)) = self.other(&rest, from) else {
            // An answer goes to the one who asked.
            let asker = self
                .last
                .filter(|(_, to)| *to == from && starts_any(rest.trim_start(), REPLIES).is_some());
            if let Some((asker, _)) = asker {
                let words = label(&rest, self.language);
                self.push(from, asker, words);
                return;
            }
            let (itself, words) = self_call(&rest, self.language);
            if itself {
                self.push(from, from, words);
            } else if let Some(words) = lone_action(&rest, self.language) {
                self.push(from, from, words);
            }
            return;
        };
        let words = without_name(&rest, at, end, self.language);
        self.push(from, to, words);
    }

    /// "…, which returns a token": the subject is the one spoken to before.
    fn without_subject(&mut self, clause: &str) {
        let Some((from, to)) = self.last else { return };
        let text = starts_any(clause, "it|he|she|they|which|who|that|el cual|la cual|qui|das|der|die|che|que|die|który|которая|который").and_then(|n| clause.get(n..)).unwrap_or(clause);
        let from_name = if text.len() == clause.len() { from } else { to };
        if let Some((at, end, other)) = self.other(text, from_name) {
            let words = without_name(text, at, end, self.language);
            self.push(from_name, other, words);
        }
    }

    /// The last one of those who take part that `text` names, other than `from`.
    fn other(&self, text: &str, from: usize) -> Option<(usize, usize, usize)> {
        let mut best: Option<(usize, usize, usize)> = None;
        for (at, node) in self.sketch.nodes.iter().enumerate().take(60) {
            if at == from {
                continue;
            }
            let name = node.label.to_lowercase();
            let mut start = 0;
            while let Some((a, b)) = text.get(start..).and_then(|t| find_any(t, &name)) {
                let (a, b) = (start + a, start + b);
                if best.is_none_or(|(known, end, _)| a > known || (a == known && b > end)) {
                    best = Some((a, b, at));
                }
                start = b;
            }
        }
        // The one behind "to" counts more than one that is only spoken about.
        best
    }

    fn push(&mut self, from: usize, to: usize, words: String) {
        let label = has_word(&words).then_some(words);
        let edge =
            Edge { from: self.sketch.id(from), to: self.sketch.id(to), label, ..Edge::default() };
        self.sketch.edges.push(edge);
        self.last = Some((from, to));
    }

    /// Languages whose verb stands last, or whose words run together.
    fn around(&mut self, clause: &str) {
        let Some(found) = relations::find(clause, sends) else { return };
        let subject = label(found.subject, self.language);
        let tail = found.object;
        let known = |sketch: &Sketch, text: &str| {
            sketch
                .nodes
                .iter()
                .position(|n| !n.label.eq_ignore_ascii_case(&subject) && text.contains(&n.label))
        };
        let to_name = match known(&self.sketch, tail) {
            Some(at) => self.sketch.label(at).to_owned(),
            None => label(tail, self.language),
        };
        if !has_word(&subject) || !has_word(&to_name) {
            return;
        }
        let from = self.sketch.entity(&subject);
        let to = self.sketch.entity(&to_name);
        let end = clause.find(found.object).map_or(0, |at| at + found.object.len());
        let rest = clause.get(end..).unwrap_or("");
        let words = label(
            rest.trim_start_matches(['に', 'へ', 'を', '에', '게', '를', '을']),
            self.language,
        );
        let words = without_ending(&words);
        self.push(from, to, words);
    }
}

fn starts_lower(text: &str, language: Language) -> bool {
    leading_name(text, language)
        .is_some_and(|(_, rest)| rest.trim_start().starts_with(char::is_lowercase))
}

fn sends(relation: Relation) -> bool {
    matches!(relation, Relation::Sends | Relation::Calls | Relation::Gets)
}

/// "creates a code by itself (self-call "create code")".
fn self_call(rest: &str, language: Language) -> (bool, String) {
    let itself = find_any(
        rest,
        "itself|himself|herself|self-call|self call|by itself|a sí mismo|lui-même|elle-même|sich selbst|se stesso|a si mesmo|zichzelf|sam siebie|сам себе|kendi kendine",
    );
    let Some((at, _)) = itself else { return (false, String::new()) };
    let quoted = rest.split(['"', '“', '”', '«', '»']).nth(1).filter(|q| has_word(q));
    let before = rest
        .get(..at)
        .unwrap_or("")
        .trim_end()
        .trim_end_matches(" by")
        .trim_end_matches(" to")
        .trim_end_matches('(');
    (true, quoted.map_or_else(|| label(before, language), |q| label(q, language)))
}

/// "Server validates the token": something one does alone.
fn lone_action(rest: &str, language: Language) -> Option<String> {
    let words = label(rest, language);
    (has_word(&words) && rest.split_whitespace().count() <= 8).then_some(words)
}

/// The words of a message without the name it goes to and the preposition before it.
fn without_name(rest: &str, at: usize, end: usize, language: Language) -> String {
    let mut before = rest.get(..at).unwrap_or("").trim_end().to_owned();
    for article in [
        " the", " a", " an", " el", " la", " le", " den", " die", " das", " der", " dem", " il",
        " lo", " o", " de", " het",
    ] {
        if let Some(rest) = before.strip_suffix(article) {
            before = rest.trim_end().to_owned();
            break;
        }
    }
    let last = before.rsplit(' ').next().unwrap_or("").to_owned();
    let joint = starts_any(&last, TOWARDS)
        .or(starts_any(&last, FROM))
        .or(starts_any(&last, "for|of|against|aus|by"));
    if joint == Some(last.len()) && before.len() > last.len() {
        before.truncate(before.len() - last.len());
    }
    let before = before.trim().trim_end_matches(" back").to_owned();
    let after = rest.get(end..).unwrap_or("");
    let tail = starts_any(
        after.trim_start(),
        "for|with|to|por|con|pour|avec|um|mit|per|om|o|about|that|über",
    )
    .and_then(|n| after.trim_start().get(n..));
    let after_words = match tail {
        Some(_) if has_word(after) => format!("{} {}", before, after.trim()),
        _ if has_word(after) => format!("{before} {}", after.trim()),
        _ => before,
    };
    let mut words = label(&after_words, language);
    // The verb alone carries no more than the arrow; with an object the verb stays.
    words = words.trim_end_matches(',').trim().to_owned();
    words
}

/// A Japanese or Korean message without its verb.
fn without_ending(words: &str) -> String {
    for end in [
        "を送信する",
        "を送信します",
        "を送信",
        "を送る",
        "を送ります",
        "を返す",
        "を返します",
        "を要求する",
        "を要求",
        "を渡す",
        "を通知する",
        "を依頼する",
        "をリクエストする",
        "를 보낸다",
        "을 보낸다",
        "를 보냅니다",
        "을 보냅니다",
        "를 전송한다",
        "을 전송한다",
        "를 반환한다",
        "을 반환한다",
        "를 요청한다",
        "을 요청한다",
        "를 전달한다",
        "을 전달한다",
        "를 전송",
        "을 전송",
        "भेजता है",
        "भेजती है",
        "भेजता",
        "भेजे",
        "देता है",
        "लौटाता है",
        "लौटाता",
        "gönderir",
        "iletir",
        "döndürür",
    ] {
        if let Some(rest) = words.strip_suffix(end)
            && has_word(rest)
        {
            return rest.trim().to_owned();
        }
    }
    words.to_owned()
}
