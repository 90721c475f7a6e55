//! Statements of the form subject, verb, object: "X reports to Y", "Y leitet X und Z", "A sends
//! logs to B". The verbs are in `verbs`; arrows are read by `arrows`.

use std::collections::HashMap;
use std::sync::OnceLock;

use easel_types::spec::DiagramKind;

use crate::language::Language;

use super::head::Content;
use super::sketch::Sketch;
use super::staff::{
    FIRST, THEN, is_common, is_inverted, is_nobody, is_organisation, person, plural_first, role,
};
use super::text::{
    bracket_at_end, cut_at_and, cut_at_colon, find_any, has_word, is_dense, is_word_char, items,
    label, raw_items, shielded, split, starts,
};
use super::verbs::{AROUND, BETWEEN, FROM, Relation, TOWARDS, TOWARDS_ENGLISH, forms_of};
use super::{Made, words};

/// A verb with what stands around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match<'a> {
    /// What it means.
    pub relation: Relation,
    /// Before the verb.
    pub subject: &'a str,
    /// The verb as written.
    pub verb: &'a str,
    /// Behind it.
    pub object: &'a str,
    at: usize,
    length: usize,
}

/// A verb at the start of `text`, in bytes: the last word of the form may be contracted.
fn verb_at(text: &str, form: &str) -> Option<usize> {
    let Some((stem, preposition)) = form.rsplit_once(' ') else { return starts(text, form) };
    let variants = forms_of(preposition);
    if variants.is_empty() {
        return starts(text, form);
    }
    let stem = starts(text, stem)?;
    let rest = text.get(stem..)?;
    let blank = rest.len() - rest.trim_start().len();
    if blank == 0 {
        return None;
    }
    let length = super::text::starts_any(rest.trim_start(), variants)?;
    Some(stem + blank + length)
}

/// The verbs by their first letter: each word of a prompt is compared with few of them.
fn by_letter() -> &'static HashMap<char, Vec<(Relation, &'static str)>> {
    static FORMS: OnceLock<HashMap<char, Vec<(Relation, &'static str)>>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut out: HashMap<char, Vec<(Relation, &'static str)>> = HashMap::new();
        for (relation, forms) in BETWEEN {
            for form in forms.split('|').map(str::trim_start) {
                if let Some(first) = form.chars().next() {
                    out.entry(first).or_default().push((relation, form));
                }
            }
        }
        out
    })
}

/// The verb of a statement that fits best: the first one, the longest of several at a place.
/// `wants` says which relations count.
pub(super) fn find(text: &str, wants: impl Fn(Relation) -> bool) -> Option<Match<'_>> {
    let shield = shielded(text);
    let mut before = ' ';
    let mut best: Option<Match<'_>> = None;
    for (at, c) in text.char_indices() {
        let begins = !is_word_char(before) || is_dense(c);
        before = c;
        if !begins || !is_word_char(c) || shield.get(at).copied().unwrap_or(false) {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let first = c.to_lowercase().next().unwrap_or(c);
        let forms = by_letter().get(&first).map_or(&[][..], Vec::as_slice);
        for (relation, form) in forms.iter().filter(|(relation, _)| wants(*relation)) {
            let Some(length) = verb_at(rest, form) else { continue };
            if best.is_none_or(|known| length > known.length && known.at == at) {
                best = Some(Match {
                    relation: *relation,
                    subject: text.get(..at).unwrap_or(""),
                    verb: rest.get(..length).unwrap_or(""),
                    object: rest.get(length..).unwrap_or(""),
                    at,
                    length,
                });
            }
        }
        if best.is_some_and(|b| has_word(b.object)) {
            break;
        }
        best = None;
    }
    around(text, &wants)
        .filter(|found| best.is_none_or(|known| found.at <= known.at || !has_word(known.subject)))
        .or(best)
}

/// A verb in two parts, or one that stands last.
fn around<'a>(text: &'a str, wants: &impl Fn(Relation) -> bool) -> Option<Match<'a>> {
    for (relation, first, second) in AROUND.iter().filter(|(relation, _, _)| wants(*relation)) {
        if first.is_empty() {
            let Some((at, end)) = last_verb(text, second) else { continue };
            let Some((subject, object)) = parted(text.get(..at).unwrap_or("")) else { continue };
            let verb = text.get(at..end).unwrap_or("");
            return Some(Match {
                relation: *relation,
                subject,
                verb,
                object,
                at: 0,
                length: end - at,
            });
        }
        let Some((at, end)) = find_particle(text, first) else { continue };
        let behind = text.get(end..).unwrap_or("");
        let Some((start, stop)) = find_loose(behind, second) else { continue };
        let (subject, object) = (text.get(..at).unwrap_or(""), behind.get(..start).unwrap_or(""));
        if has_word(subject) && has_word(object) {
            let verb = behind.get(start..stop).unwrap_or("");
            return Some(Match { relation: *relation, subject, verb, object, at, length: stop });
        }
    }
    None
}

/// The first of `parts` in `text`: words of their own, or in dense scripts anywhere behind the
/// first character. A Korean particle is followed by a blank.
fn find_particle(text: &str, parts: &str) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for part in parts.split('|') {
        let dense = part.chars().all(is_dense);
        let hangul = part.chars().all(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
        let found = if dense {
            text.match_indices(part).map(|(at, _)| (at, at + part.len())).find(|(at, end)| {
                *at > 0
                    && (!hangul
                        || text.get(*end..).is_some_and(|rest| rest.starts_with([' ', ','])))
            })
        } else {
            find_any(text, part)
        };
        if let Some(found) = found.filter(|(at, _)| best.is_none_or(|(known, _)| *at < known)) {
            best = Some(found);
        }
    }
    best
}

/// The first of `parts` in `text`; in dense scripts the last words need no end.
fn find_loose(text: &str, parts: &str) -> Option<(usize, usize)> {
    parts
        .split('|')
        .filter_map(|part| {
            if part.chars().any(is_dense) {
                text.find(part).map(|at| (at, at + part.len()))
            } else {
                find_any(text, part)
            }
        })
        .min_by_key(|(at, end)| (*at, usize::MAX - end))
}

/// A verb that stands at the end of a clause, with its ending.
fn last_verb(text: &str, parts: &str) -> Option<(usize, usize)> {
    parts
        .split('|')
        .filter_map(|part| {
            let at = text.rfind(part)?;
            let end = at + part.len();
            let tail = text.get(end..)?.split_whitespace().count();
            let begins = part.starts_with('\'')
                || text.get(..at).is_some_and(|before| !before.ends_with(is_word_char));
            (at > 0 && tail <= 3 && begins).then_some((at, end))
        })
        .min_by_key(|(at, _)| *at)
}

/// "Ayşe, Mehmet'e" and "Ayşe Mehmet'e": the two names before a verb that stands last.
fn parted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim().trim_end_matches([',', '\'', '’']);
    if let Some(at) = text.rfind([',', '،']) {
        let (subject, object) = (text.get(..at)?, text.get(at + 1..)?);
        if has_word(subject) && has_word(object) {
            return Some((subject, object));
        }
    }
    let words: Vec<(usize, &str)> = text
        .split(' ')
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .filter(|(_, word)| has_word(word))
        .collect();
    // The last name: words that begin with a capital, or one word.
    let capitals =
        words.iter().rev().take_while(|(_, w)| w.starts_with(char::is_uppercase)).count();
    let count = words.len();
    let cut = match capitals {
        0 => count.checked_sub(1)?,
        n if n == count => {
            // Every word is a name: one that ends a phrase with an apostrophe belongs to the object.
            if count.is_multiple_of(2) { count / 2 } else { count.checked_sub(1)? }
        }
        n => count - n,
    };
    let (at, _) = words.get(cut)?;
    let (subject, object) = (text.get(..*at)?, text.get(*at..)?);
    (has_word(subject) && has_word(object)).then_some((subject, object))
}

/// Which relations count for a kind of diagram.
pub(super) fn counts(kind: Option<DiagramKind>, relation: Relation) -> bool {
    match kind {
        Some(DiagramKind::Orgchart) if matches!(relation, Relation::Needs | Relation::NeededBy) => {
            true
        }
        Some(DiagramKind::Orgchart | DiagramKind::Mindmap) => matches!(
            relation,
            Relation::Under
                | Relation::Over
                | Relation::Parents
                | Relation::ChildOf
                | Relation::Holds
        ),
        Some(DiagramKind::State) => relation == Relation::Goes,
        Some(DiagramKind::Network | DiagramKind::Architecture | DiagramKind::Block) => !matches!(
            relation,
            Relation::Under
                | Relation::Over
                | Relation::Parents
                | Relation::ChildOf
                | Relation::Holds
        ),
        Some(DiagramKind::Flowchart) => matches!(
            relation,
            Relation::Needs | Relation::NeededBy | Relation::Joins | Relation::Goes
        ),
        Some(DiagramKind::Sequence) => {
            matches!(relation, Relation::Sends | Relation::Gets | Relation::Calls)
        }
        None => relation != Relation::Holds && relation != Relation::ChildOf,
        _ => false,
    }
}

/// Reads every statement.
pub(super) fn read(
    content: &Content<'_>,
    language: Language,
    kind: Option<DiagramKind>,
) -> Option<Made> {
    let mut sketch = Sketch::new(language);
    let mut subject = None;
    let mut suggested = None;
    let flow = matches!(kind, None | Some(DiagramKind::Flowchart));
    let ranks = |relation: Relation| matches!(relation, Relation::Under | Relation::Parents);
    let ranked = kind.is_none()
        && content
            .statements()
            .iter()
            .any(|s| find(s, ranks).is_some_and(|v| has_word(v.subject) && has_word(v.object)));
    let kind = if ranked { Some(DiagramKind::Orgchart) } else { kind };
    let (mut hits, mut misses) = (0_usize, 0_usize);
    for statement in content.statements() {
        for clause in clauses(statement, language, kind) {
            let found = find(&clause, |relation| counts(kind, relation));
            suggested = suggested.or(found.and_then(|f| f.relation.kind()));
            let before = sketch.edges.len();
            subject = apply(&clause, (&mut sketch, kind), language, subject).or(subject);
            if sketch.edges.len() > before { hits += 1 } else { misses += 1 }
        }
        if sketch.is_full() {
            break;
        }
    }
    // In prose about steps a verb of a relation is chance.
    if sketch.edges.is_empty() || (flow && misses > hits) {
        return None;
    }
    Some(Made { sketch, kind: suggested, ..Made::default() })
}

/// Cuts a statement where a clause with a verb of its own begins: at commas and "and". Names
/// behind a comma without verb stay with the clause before.
pub(super) fn clauses(
    statement: &str,
    language: Language,
    kind: Option<DiagramKind>,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut waiting = String::new();
    for (number, piece) in
        split(statement, |c| matches!(c, ',' | '，' | '،' | '、')).into_iter().enumerate()
    {
        // "، وليلى": the Arabic "and" is written onto the next word.
        let arabic = piece
            .trim_start()
            .strip_prefix('و')
            .filter(|_| number > 0 && language.as_str() == "ar");
        let mut rest = arabic.unwrap_or(piece);
        let mut parts = Vec::new();
        for _ in 0..12 {
            let Some((before, after)) = and_before_verb(rest, language, kind) else { break };
            parts.push(before);
            rest = after;
        }
        parts.push(rest);
        for (nth, part) in parts.into_iter().enumerate() {
            let verb = find(part, |relation| counts(kind, relation));
            let turned = kind == Some(DiagramKind::Orgchart) && is_inverted(part);
            let complete = turned || verb.is_some_and(|v| has_word(v.object));
            match (complete, out.last_mut()) {
                (true, _) => {
                    // "The CTO, CFO report to the CEO": names wait for their verb.
                    let named = !turned && verb.is_some_and(|v| has_word(v.subject));
                    if !waiting.is_empty() && named {
                        out.push(format!("{waiting}, {part}"));
                    } else if !waiting.is_empty() {
                        out.push(format!("{waiting} {part}"));
                    } else {
                        out.push(part.to_owned());
                    }
                    waiting.clear();
                }
                (false, Some(last)) if nth == 0 || !waiting.is_empty() => {
                    last.push_str(", ");
                    last.push_str(part);
                }
                (false, Some(last)) => {
                    last.push_str(", ");
                    last.push_str(part);
                }
                (false, None) => {
                    if !waiting.is_empty() {
                        waiting.push_str(", ");
                    }
                    waiting.push_str(part);
                }
            }
        }
    }
    if !waiting.is_empty() {
        out.push(waiting);
    }
    out
}

/// Where "and" begins a clause of its own: a verb stands before and behind it.
fn and_before_verb(
    text: &str,
    language: Language,
    kind: Option<DiagramKind>,
) -> Option<(&str, &str)> {
    let mut from = 0;
    for _ in 0..8 {
        let (_, after) = cut_at_and(text.get(from..)?, language)?;
        let cut = text.len() - after.len();
        let before = text.get(..cut)?;
        let before =
            before.get(..before.trim_end().rfind([' ', '\u{3000}']).unwrap_or(before.len()))?;
        let has = |part: &str| {
            find(part, |relation| counts(kind, relation)).is_some_and(|v| has_word(v.object))
        };
        let first = raw_items(after, language).first().copied().unwrap_or(after);
        if has(before) && has(first) {
            return Some((before, after));
        }
        from = cut;
    }
    None
}

/// Words behind a name that say when: "on payment", "when the coin drops".
const EVENTS: &str = "with|through|mit|avec|met|on|when|upon|after|if|once|via|by|al|cuando|tras|con|si|sur|quand|lors de|lors d'|lorsque|après|par|bei|wenn|nach|durch|sobald|su|quando|dopo|ao|à|quando|após|com|bij|wanneer|na|als|zodra|po|gdy|przy|kiedy|после|при|когда|по|если|عند|عندما|بعد|जब|पर";

/// "Paid on payment": the name, and what makes it happen.
pub(super) fn event(text: &str, language: Language) -> Option<(&str, String)> {
    let shield = shielded(text);
    let mut from = 0;
    while let Some((at, end)) = find_any(text.get(from..)?, EVENTS) {
        let (at, end) = (from + at, from + end);
        let (before, after) = (text.get(..at)?, text.get(end..)?);
        let open = !shield.get(at).copied().unwrap_or(false);
        if open && has_word(before) && has_word(after) && before.ends_with(char::is_whitespace) {
            return Some((before.trim_end_matches([',', ' ']), label(after, language)));
        }
        from = end;
    }
    if let Some((before, inside)) = bracket_at_end(text) {
        return Some((before, label(inside, language)));
    }
    let (before, after) = cut_at_colon(text).filter(|(b, a)| has_word(b) && has_word(a))?;
    Some((before, label(after, language)))
}

/// Pronouns that stand for the subject before.
const PRONOUNS: &str = "it|he|she|they|this|which|who|that|these|both|all|él|ella|ellos|ellas|este|esta|il|elle|ils|elles|er|sie|es|dieser|diese|lui|lei|loro|ele|ela|eles|elas|hij|zij|ze|het|on|ona|oni|он|она|они|оно|o|onlar|هو|هي|هم|वह|वे|यह|他|她|它|他们|彼|彼女|그|그녀";

/// Pronouns that stand for the object before.
const RELATIVES: &str = "which|that|who|que|qui|che|die|der|das|dat|który|która|które|который|которая|которое|которые|quien|quienes|الذي|التي|जो";

/// "Under her are Eli and Farah", "De ella dependen X y Y": the one above stands first.
fn inverted(
    statement: &str,
    sketch: &mut Sketch,
    language: Language,
    last: Option<usize>,
) -> Option<usize> {
    const PRONOUN: &str = "her|him|them|it|ella|él|ellos|lui|elle|eux|lei|loro|ele|ela|ihr|ihm|ihnen|haar|hem|nim|nią|ним|ней|этим";
    let length = super::text::starts_any(statement, FIRST)?;
    let rest = statement.get(length..)?;
    let direct = rest.len() - rest.trim_start().len()
        + super::text::starts_any(rest.trim_start(), PRONOUN).unwrap_or(0);
    let (at, end) = find_any(rest, THEN)
        .or_else(|| {
            cut_at_colon(rest).map(|(before, after)| (before.len(), rest.len() - after.len()))
        })
        .or_else(|| (direct > 1 && has_word(rest.get(..direct)?)).then_some((direct, direct)))?;
    let (above, below) = (rest.get(..at)?, rest.get(end..)?);
    let below = super::kin::without_number(below.trim_start_matches([':', ' ']), language);
    if !has_word(above)
        || !has_word(below)
        || above.contains([',', ':'])
        || above.split_whitespace().count() > 5
    {
        return None;
    }
    let bare = label(above, language);
    let pronoun = super::text::starts_any(&bare, PRONOUN).is_some_and(|n| n == bare.len());
    let boss = if pronoun {
        last?
    } else {
        person(sketch, &bare).or_else(|| sketch.like(&bare)).unwrap_or_else(|| sketch.node(&bare))
    };
    let below = below.trim_start_matches([':', ' ']);
    for node in nodes(below, sketch, language, None) {
        if node != boss {
            sketch.edge(boss, node, None);
        }
    }
    Some(boss)
}

/// "Running becomes Finished when all bytes arrive or Failed on error": each target has its own
/// event.
fn several_targets(
    found: Match<'_>,
    (sketch, _kind): (&mut Sketch, Option<DiagramKind>),
    language: Language,
    last: Option<usize>,
) -> Option<usize> {
    let (at, end) =
        find_any(found.object, "or|and to|and back to|o|oder|ou|oppure|of|lub|или|veya|أو|या")?;
    let (first, second) = (found.object.get(..at)?, found.object.get(end..)?);
    let (one, two) = (event(first, language)?, event(second, language)?);
    let from = *nodes(found.subject, sketch, language, last).first()?;
    for (name, words) in [one, two] {
        let name = super::text::starts_any(
            name.trim_start(),
            "to|into|back to|zu|nach|in|a|à|para|naar|do|к|в",
        )
        .and_then(|n| name.trim_start().get(n..))
        .filter(|rest| rest.starts_with(' '))
        .unwrap_or(name);
        let to = sketch.entity(&label(name, language));
        sketch.edge(from, to, Some(words).filter(|w| has_word(w)));
    }
    Some(from)
}

/// Dative pronouns that begin a German statement: "Ihr unterstehen X und Y".
const DATIVES: &str = "ihr|ihm|ihnen|diesem|dieser|dem|der|den|le|les|gli|a él|a ella|a él le|a ella le|aan hem|aan haar|jej|jemu|ему|ей|им";

/// A statement without "then" and "and" at its start.
fn without_joint(statement: &str, language: Language) -> &str {
    let statement = words::without_sequencer(statement);
    super::text::starts_any(statement, words::ands(language))
        .and_then(|n| statement.get(n..))
        .filter(|rest| rest.starts_with(' ') && has_word(rest))
        .map_or(statement, str::trim_start)
}

/// Puts one statement into the sketch. Gives its subject.
pub(super) fn apply(
    statement: &str,
    (sketch, kind): (&mut Sketch, Option<DiagramKind>),
    language: Language,
    last: Option<usize>,
) -> Option<usize> {
    let statement = without_joint(statement, language);
    if kind == Some(DiagramKind::Orgchart)
        && let Some(done) = inverted(statement, sketch, language, last)
    {
        return Some(done);
    }
    let found = find(statement, |relation| counts(kind, relation));
    let Some(mut found) = found else {
        return role(statement, sketch, kind, language);
    };
    if kind == Some(DiagramKind::Orgchart) {
        found.relation = found.relation.ranked();
    }
    let (mut object, mut event_words) = (found.object, None);
    if found.relation == Relation::Goes {
        if let Some(done) = several_targets(found, (sketch, kind), language, last) {
            return Some(done);
        }
        if let Some((name, words)) = event(object, language) {
            (object, event_words) = (name, Some(words));
        }
    } else {
        (found.subject, object) = listed(found);
    }
    let mut subject = words::without_sequencer(found.subject);
    let dative = super::text::starts_any(subject.trim(), DATIVES);
    if found.relation == Relation::Under
        && let Some(length) = dative.filter(|_| plural_first(found.verb))
    {
        // "Dem Leiter unterstehen zwei Teams": the first is the one above.
        found.relation = Relation::Over;
        subject = subject.trim().get(length..).unwrap_or("");
    }
    let mut written = event_words;
    if matches!(found.relation, Relation::Sends | Relation::Gets) {
        let (what, whom) = parcel(object, found.relation, language)?;
        written = has_word(&what).then_some(what);
        object = whom;
    }
    let by = by_means(subject, object, kind, found.relation);
    if let Some((bare_subject, bare_object, by)) = &by {
        written = Some(by.clone());
        (subject, object) = (bare_subject, bare_object);
    }
    tie((sketch, kind), (subject, object), (found, written), (language, last))
}

/// Joins the names of a statement whose verb is known.
fn tie(
    (sketch, kind): (&mut Sketch, Option<DiagramKind>),
    (subject, mut object): (&str, &str),
    (mut found, written): (Match<'_>, Option<String>),
    (language, last): (Language, Option<usize>),
) -> Option<usize> {
    let subjects = nodes(subject, sketch, language, last);
    if found.relation == Relation::Over
        && kind == Some(DiagramKind::Orgchart)
        && is_organisation(object, language)
    {
        // "Frau Weber leitet die Klinik": what she leads is her role.
        return lead_whole(sketch, &subjects, &label(object, language));
    }
    let ranked = kind == Some(DiagramKind::Orgchart);
    if ranked
        && found.relation == Relation::Under
        && plural_first(found.verb)
        && items(subject, language).len() == 1
        && items(object, language).len() > 1
    {
        // "Piotrowi podlegają Ola i Kuba": one has several below.
        found.relation = Relation::Over;
    }
    if ranked {
        if is_nobody(object) {
            return subjects.first().copied();
        }
        object = super::kin::without_number(object, language);
    }
    if ranked && found.relation == Relation::Over && is_common(object, (subject, sketch), language)
    {
        // "The head chef runs the kitchen": what is run is no one.
        return lead_whole(sketch, &subjects, &label(object, language));
    }
    let above = matches!(found.relation, Relation::Under | Relation::ChildOf);
    let objects = nodes(object, sketch, language, last.filter(|_| above));
    if !objects.is_empty() {
        sketch.recent.clone_from(&objects);
    }
    join(sketch, kind, (&subjects, &objects), (found, written));
    subjects.first().copied()
}

/// "Frau Weber leitet die Klinik": what she leads is her role.
fn lead_whole(sketch: &mut Sketch, subjects: &[usize], role: &str) -> Option<usize> {
    for at in subjects {
        sketch.change(*at, |node| node.text = node.text.take().or(Some(role.to_owned())));
    }
    subjects.first().copied()
}

/// "通过HTTPS", "over HTTPS": subject and object without the means by which they are joined, and
/// the means.
fn by_means(
    subject: &str,
    object: &str,
    kind: Option<DiagramKind>,
    relation: Relation,
) -> Option<(String, String, String)> {
    let joins = matches!(
        kind,
        None | Some(DiagramKind::Network | DiagramKind::Architecture | DiagramKind::Block)
    );
    if !joins || relation == Relation::Goes {
        return None;
    }
    let (bare_subject, by) = super::links::means(subject);
    let (bare_object, other) = super::links::means(object);
    let by = by.or(other).filter(|by| has_word(by))?;
    Some((bare_subject, bare_object, by))
}

/// Subject and object, where a list behind a colon may be either: "Three VPs report to the CEO:
/// A, B and C", "Tech has two teams: A and B".
fn listed(found: Match<'_>) -> (&str, &str) {
    match cut_at_colon(found.object).filter(|(_, list)| has_word(list)) {
        Some((before, list)) if found.relation == Relation::Under && has_word(before) => {
            (list, before)
        }
        Some((_, list)) => (found.subject, list),
        None => (found.subject, found.object),
    }
}

/// True for a word that stands for somebody named before.
pub(super) fn is_pronoun(name: &str) -> bool {
    super::text::starts_any(name, PRONOUNS) == Some(name.len())
}

/// What is sent and to whom: "readings to the gateway".
fn parcel(object: &str, relation: Relation, language: Language) -> Option<(String, &str)> {
    let prepositions = match (relation, language.as_str()) {
        (Relation::Gets, "en" | "und") => "from",
        (Relation::Gets, _) => FROM,
        (_, "en" | "und") => TOWARDS_ENGLISH,
        _ => TOWARDS,
    };
    let mut best = None;
    let mut from = 0;
    while let Some((at, end)) = object.get(from..).and_then(|t| find_any(t, prepositions)) {
        let (at, end) = (from + at, from + end);
        let behind = object.get(end..).unwrap_or("");
        if has_word(behind) {
            best = Some((at, behind));
        }
        from = end;
    }
    let (at, whom) = best?;
    Some((label(object.get(..at)?, language), whom))
}

/// The nodes of a list of names; the subject before where there is only a pronoun.
fn nodes(text: &str, sketch: &mut Sketch, language: Language, last: Option<usize>) -> Vec<usize> {
    let bare = label(text, language);
    let pronoun = super::text::starts_any(&bare, PRONOUNS) == Some(bare.len());
    let relative = super::text::starts_any(&bare, RELATIVES) == Some(bare.len());
    let both = super::text::starts_any(
        &bare,
        "both|they both|both of them|all|all of them|ambos|les deux|beide|entrambi|ambos|oba|оба",
    ) == Some(bare.len());
    if both && sketch.recent.len() > 1 {
        return sketch.recent.clone();
    }
    if relative && has_word(&bare) && !sketch.recent.is_empty() {
        return sketch.recent.last().copied().into_iter().collect();
    }
    if !has_word(&bare) || pronoun || relative {
        return last.into_iter().collect();
    }
    let pieces = raw_items(text, language);
    let mut out = Vec::new();
    for piece in pieces {
        let piece = without_adverb(piece);
        // The Spanish object of a person: "dirige a Luis".
        let personal =
            starts(piece, "a").filter(|_| language.as_str() == "es").and_then(|n| piece.get(n..));
        let piece = personal.filter(|rest| has_word(rest)).unwrap_or(piece);
        let (name, text) = match bracket_at_end(piece) {
            Some((name, inside)) => (label(name, language), Some(label(inside, language))),
            None => match dashed(piece) {
                Some((name, role)) => (label(name, language), Some(label(role, language))),
                None => (label(piece, language), None),
            },
        };
        // "Gus, who works under Eli".
        let idle = super::text::starts_any(&name, RELATIVES) == Some(name.len());
        if !has_word(&name) || (idle && !out.is_empty()) {
            continue;
        }
        let at = person(sketch, &name).unwrap_or_else(|| sketch.entity(&name));
        if let Some(words) = text.filter(|words| has_word(words)) {
            sketch.change(at, |node| node.text = node.text.take().or(Some(words)));
        }
        out.push(at);
    }
    out
}

/// "Eli - CTO": a name and its role.
pub(super) fn dashed(text: &str) -> Option<(&str, &str)> {
    [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| text.split_once(dash))
        .filter(|(a, b)| has_word(a) && has_word(b))
}

/// Adverbs around a name.
fn without_adverb(text: &str) -> &str {
    let text = text.trim();
    let ends = [
        "also",
        "too",
        "directly",
        "respectively",
        "as well",
        "both",
        "each",
        "in turn",
        "auch",
        "también",
        "aussi",
        "anche",
        "também",
        "ook",
        "także",
        "также",
        "only",
    ];
    let mut out = text.trim_end_matches(['.', ',']);
    for word in ends {
        if let Some(rest) = out.strip_suffix(word)
            && rest.ends_with(' ')
        {
            out = rest.trim_end();
        }
        if let Some(length) = starts(out, word)
            && let Some(rest) = out.get(length..).filter(|rest| has_word(rest))
        {
            out = rest.trim_start();
        }
    }
    out
}

fn join(
    sketch: &mut Sketch,
    kind: Option<DiagramKind>,
    (subjects, objects): (&[usize], &[usize]),
    (found, written): (Match<'_>, Option<String>),
) {
    let named = matches!(found.relation, Relation::Calls | Relation::CalledBy)
        || (found.relation == Relation::Needs && kind.is_none());
    for a in subjects {
        for b in objects {
            if a == b && found.relation != Relation::Goes {
                continue;
            }
            let (from, to) = if found.relation.reversed() { (*b, *a) } else { (*a, *b) };
            // "Cache next to the servers": the servers have the cache.
            let beside =
                starts(found.verb.trim_start_matches("is ").trim_start_matches("sits "), "next to")
                    .is_some();
            let (from, to) = if beside { (to, from) } else { (from, to) };
            if found.relation == Relation::Joins && sketch.joined(from, to).is_some() {
                continue;
            }
            let own = (named && found.relation != Relation::CalledBy)
                .then(|| found.verb.trim().to_owned())
                .filter(|verb| has_word(verb));
            sketch.edge(from, to, written.clone().or(own));
        }
    }
}
