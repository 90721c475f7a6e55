//! Relations in words: "X reports to Y", "X depends on Y", "X calls Y", "X has many Y". Arrows
//! are read by `arrows`.

use easel_types::spec::DiagramKind;

use super::arrows::clean;
use super::{Made, Sketch, heading_before};
use crate::phrases;
use crate::tokens::{Kind, Text, Token};

/// A verb phrase with what it means for the arrow.
struct Verb {
    words: &'static str,
    /// The arrow runs from the second to the first.
    reversed: bool,
    /// What stands on it; empty for nothing.
    label: &'static str,
    /// The kind it suggests.
    kind: Option<DiagramKind>,
}

const fn verb(
    words: &'static str,
    reversed: bool,
    label: &'static str,
    kind: Option<DiagramKind>,
) -> Verb {
    Verb { words, reversed, label, kind }
}

const ORG: Option<DiagramKind> = Some(DiagramKind::Orgchart);
const ER: Option<DiagramKind> = Some(DiagramKind::Er);
const CLASS: Option<DiagramKind> = Some(DiagramKind::Class);
/// Counts only where a state diagram is asked for: "how a bill becomes a law" is a process.
const STATE: Option<DiagramKind> = Some(DiagramKind::State);
const NET: Option<DiagramKind> = Some(DiagramKind::Network);

/// Longer phrases before their beginnings.
const VERBS: [Verb; 46] = [
    verb("reports to", true, "", ORG),
    verb("report to", true, "", ORG),
    verb("reporting to", true, "", ORG),
    verb("is managed by", true, "", ORG),
    verb("manages", false, "", ORG),
    verb("oversees", false, "", ORG),
    verb("supervises", false, "", ORG),
    verb("leads", false, "", ORG),
    verb("depends on", false, "depends on", NET),
    verb("depend on", false, "depends on", NET),
    verb("inherits from", false, "inherits from", CLASS),
    verb("inherit from", false, "inherits from", CLASS),
    verb("extends", false, "extends", CLASS),
    verb("implements", false, "implements", CLASS),
    verb("has many", false, "has many", ER),
    verb("have many", false, "has many", ER),
    verb("has one", false, "has one", ER),
    verb("belongs to", false, "belongs to", ER),
    verb("contains many", false, "contains many", ER),
    verb("connects to", false, "connects to", NET),
    verb("connect to", false, "connects to", NET),
    verb("is connected to", false, "connects to", NET),
    verb("connected to", false, "connects to", NET),
    verb("talks to", false, "talks to", NET),
    verb("writes to", false, "writes to", NET),
    verb("reads from", false, "reads from", NET),
    verb("forwards to", false, "forwards to", NET),
    verb("sends data to", false, "sends data to", NET),
    verb("sends to", false, "sends to", NET),
    verb("publishes to", false, "publishes to", NET),
    verb("subscribes to", false, "subscribes to", NET),
    verb("calls", false, "calls", NET),
    verb("queries", false, "queries", NET),
    verb("uses", false, "uses", NET),
    verb("leads to", false, "", None),
    verb("goes to", false, "", None),
    verb("go to", false, "", None),
    verb("can go to", false, "", None),
    verb("moves to", false, "", STATE),
    verb("can move to", false, "", STATE),
    verb("transitions to", false, "", STATE),
    verb("can transition to", false, "", STATE),
    verb("changes to", false, "", STATE),
    verb("turns into", false, "", STATE),
    verb("becomes", false, "", STATE),
    verb("can become", false, "", STATE),
];

/// Reads every clause of the form subject, verb, object.
pub(super) fn read(text: &Text<'_>, wanted: Option<DiagramKind>) -> Option<Made> {
    let tokens = &text.tokens;
    let first = (0..tokens.len()).find(|at| {
        verb_at(tokens, *at).is_some_and(|(_, verb)| verb.kind != STATE || wanted == STATE)
    })?;
    let start = clause_start(text, first);
    let mut sketch = Sketch::default();
    let mut kind = None;
    let mut subject: Vec<String> = Vec::new();
    let ends = |t: &Token| matches!(t.kind, Kind::Newline | Kind::Mark('.' | ';' | '。' | '；'));
    for sentence in tokens[start..].split(ends) {
        let mut pending: Vec<Token> = Vec::new();
        for clause in clauses(text, sentence) {
            let Some((at, length, verb)) =
                (0..clause.len()).find_map(|at| verb_at(clause, at).map(|(n, verb)| (at, n, verb)))
            else {
                // "the CTO, CFO report to the CEO": subjects wait for their verb; after one they
                // are more objects.
                pending.extend(clause.iter().cloned());
                continue;
            };
            let mut subjects = names(text, &pending);
            subjects.extend(names(text, &clause[..at]));
            pending.clear();
            if subjects.is_empty() {
                subjects.clone_from(&subject);
            }
            let (object, event) = target_and_event(&clause[at + length..], verb);
            let objects = names(text, object);
            let event = event.map(|words| text.slice(clean(words))).filter(|w| !w.is_empty());
            kind = kind.or(verb.kind);
            join(&mut sketch, (&subjects, &objects), verb, event.as_deref());
            subject = subjects;
            if sketch.is_full() {
                break;
            }
        }
        trailing_objects(text, &pending, &subject, &mut sketch);
    }
    if sketch.edges.is_empty() {
        return None;
    }
    let title = heading_before(text, tokens.get(start).map_or(0, |token| token.start));
    Some(Made { sketch, title, kind, is_assumed: false })
}

/// "Gateway calls Auth, Billing": names after the last verb share its relation.
fn trailing_objects(text: &Text<'_>, pending: &[Token], subject: &[String], sketch: &mut Sketch) {
    let Some(last) = sketch.edges.last().cloned() else { return };
    for name in names(text, pending) {
        let other = sketch.node(&name);
        for subject in subject {
            let own = sketch.node(subject);
            let forward = sketch.nodes[own].id == last.from;
            let (from, to) = if forward { (own, other) } else { (other, own) };
            sketch.edge(from, to, last.label.clone());
        }
    }
}

/// "goes to Paid on payment": where it goes, and the event that makes it go there.
fn target_and_event<'t>(tokens: &'t [Token], verb: &Verb) -> (&'t [Token], Option<&'t [Token]>) {
    if !matches!(verb.kind, None | STATE) {
        return (tokens, None);
    }
    let opens = |t: &Token| {
        t.kind == Kind::Word
            && matches!(&*t.lower, "on" | "when" | "after" | "upon" | "if" | "once" | "via")
    };
    match tokens.iter().position(opens).filter(|at| *at > 0) {
        Some(at) => (&tokens[..at], Some(&tokens[at + 1..])),
        None => (tokens, None),
    }
}

fn join(
    sketch: &mut Sketch,
    (subjects, objects): (&[String], &[String]),
    verb: &Verb,
    event: Option<&str>,
) {
    for subject in subjects {
        let a = entity(sketch, subject, verb);
        for object in objects {
            let b = entity(sketch, object, verb);
            let (from, to) = if verb.reversed { (b, a) } else { (a, b) };
            let own = (!verb.label.is_empty()).then_some(verb.label);
            let label = event.or(own).map(str::to_owned);
            sketch.edge(from, to, label);
        }
    }
}

/// The node of a name. In entity diagrams "Orders" and "Order" are one.
fn entity(sketch: &mut Sketch, name: &str, verb: &Verb) -> usize {
    if verb.kind == ER && sketch.find(name).is_none() {
        let singular = name.strip_suffix('s').and_then(|name| sketch.find(name));
        if let Some(known) = singular.or_else(|| sketch.find(&format!("{name}s"))) {
            return known;
        }
    }
    if let Some(known) = sketch.find(name).or_else(|| repeated(sketch, name)) {
        return known;
    }
    sketch.node(name)
}

/// The node that `name` speaks of again: "app servers" after "two app servers", "any New order"
/// after "New".
fn repeated(sketch: &Sketch, name: &str) -> Option<usize> {
    let is_count = |word: &str| {
        matches!(
            word,
            "any"
                | "every"
                | "each"
                | "all"
                | "both"
                | "several"
                | "multiple"
                | "some"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
        ) || word.bytes().all(|b| b.is_ascii_digit())
    };
    let lower = name.to_lowercase();
    let after_count = |text: &str| {
        text.split_once(' ').filter(|(word, _)| is_count(word)).map(|(_, rest)| rest.to_owned())
    };
    let labels: Vec<String> = sketch.nodes.iter().map(|node| node.label.to_lowercase()).collect();
    let mine = after_count(&lower);
    // "Tom Smith" after "Tom Smith (CTO)".
    let with_role = format!("{lower} (");
    if let Some(at) = labels.iter().position(|label| label.starts_with(&with_role)) {
        return Some(at);
    }
    labels.iter().position(|label| after_count(label).as_deref() == Some(lower.as_str())).or_else(
        || {
            let mine = mine?;
            labels.iter().position(|label| {
                mine == *label
                    || mine.strip_prefix(label.as_str()).is_some_and(|t| t.starts_with(' '))
            })
        },
    )
}

/// The verb phrase that starts at `at`, with its length.
fn verb_at(tokens: &[Token], at: usize) -> Option<(usize, &'static Verb)> {
    if tokens.get(at)?.kind != Kind::Word {
        return None;
    }
    VERBS
        .iter()
        .filter_map(|verb| {
            let count = verb.words.split(' ').count();
            let run = tokens.get(at..at + count)?;
            run.iter()
                .zip(verb.words.split(' '))
                .all(|(token, word)| token.is_word(word))
                .then_some((count, verb))
        })
        .max_by_key(|(count, _)| *count)
}

/// Where the clause with the first verb begins.
fn clause_start(text: &Text<'_>, verb: usize) -> usize {
    let tokens = &text.tokens;
    let hits = crate::lexicon::find(text.prompt, &tokens[..verb]);
    let kind_end = hits.last().map_or(0, |hit| hit.tokens.end);
    let mark = tokens[..verb]
        .iter()
        .rposition(|t| matches!(t.kind, Kind::Mark(':' | '：' | '.') | Kind::Newline))
        .map_or(0, |at| at + 1);
    let word = tokens[..verb]
        .iter()
        .rposition(|t| matches!(&*t.lower, "where" | "with" | "showing" | "that" | "in"))
        .map_or(0, |at| at + 1);
    kind_end.max(mark).max(word).min(verb)
}

/// Cuts a sentence at commas and, where a verb follows, at "and".
fn clauses<'t>(text: &Text<'_>, sentence: &'t [Token]) -> Vec<&'t [Token]> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, token) in sentence.iter().enumerate() {
        let has_verb = (from..at).any(|at| verb_at(sentence, at).is_some());
        let more = (at + 1..sentence.len()).any(|at| verb_at(sentence, at).is_some());
        let joins = token.kind == Kind::Word && phrases::joins(&token.lower, text.language);
        if token.is_mark(',') || (joins && has_verb && more && clause_has_verb(sentence, at + 1)) {
            parts.push(&sentence[from..at]);
            from = at + 1;
        }
    }
    parts.push(&sentence[from..]);
    parts
}

/// True where a verb stands between `from` and the next comma or "and".
fn clause_has_verb(sentence: &[Token], from: usize) -> bool {
    (from..sentence.len())
        .take_while(|at| !sentence[*at].is_mark(',') && !sentence[*at].is_word("and"))
        .any(|at| verb_at(sentence, at).is_some())
}

/// The names in a stretch, cut at "and", without articles and "both".
fn names(text: &Text<'_>, tokens: &[Token]) -> Vec<String> {
    let cuts = |t: &Token| {
        t.is_mark(',')
            || t.is_mark('&')
            || (t.kind == Kind::Word && !t.caps && phrases::joins(&t.lower, text.language))
    };
    tokens
        .split(cuts)
        .map(|part| {
            let mut part = clean(part);
            while let Some((first, rest)) = part.split_first()
                && !first.caps
                && (phrases::is_article(&first.lower)
                    || matches!(
                        &*first.lower,
                        "both" | "which" | "while" | "who" | "that" | "where" | "also" | "then"
                    ))
            {
                part = rest;
            }
            let name = text.slice(part);
            if name.contains('(') && !name.contains(')') { name + ")" } else { name }
        })
        .filter(|name| !name.is_empty())
        .collect()
}
