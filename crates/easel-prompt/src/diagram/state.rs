//! State diagrams in words: "from Idle to Running on start", "Idle goes to Running when started",
//! "starts in Red". Arrows are read by `arrows`.

use easel_types::spec::{DiagramKind, NodeShape};

use crate::language::Language;

use super::head::Content;
use super::sketch::Sketch;
use super::text::{find_any, has_word, is_dense, items, label, split, starts_any, statements};
use super::{Made, relations, words};

/// Words before the state that is left, and before the one that is reached.
const FROM_TO: [(&str, &str); 14] = [
    ("from", "to|into"),
    ("de|del|desde", "a|al|hacia|hasta"),
    ("de|du|d'", "à|vers|au"),
    ("von|vom|aus", "nach|zu|zum|zur|in|auf"),
    ("da|dal|dallo|dalla", "a|al|allo|alla"),
    ("de|do|da", "para|a|ao"),
    ("van|vanuit", "naar"),
    ("z|ze|od", "do|na|w"),
    ("из|от|с", "в|к|на"),
    ("من", "إلى|الى"),
    ("从", "到|变为|转到|进入|转为"),
    ("", "から"),
    ("", "에서"),
    ("", "से"),
];

/// Words before the state in which everything begins.
const INITIALS: &str = "starts in|start in|starts at|starts as|starts with|begins in|begins as|begins at|initially|initial state|initial state is|the initial state is|start state|initial|it starts in|it starts at|it begins in|starting state|first state|empieza en|comienza en|estado inicial|inicia en|commence par|commence en|commence dans|état initial|démarre en|beginnt in|beginnt mit|startet in|anfangszustand|startzustand|startet mit|inizia in|inizia da|stato iniziale|parte da|começa em|inicia em|estado inicial|begint in|begintoestand|start in|stan początkowy|zaczyna się w|начальное состояние|начинается с|начинается в|başlangıç durumu|الحالة الابتدائية|يبدأ في|تبدأ في|प्रारंभिक अवस्था|शुरुआती अवस्था|初始状态|起始状态|初期状態|초기 상태|시작 상태";

/// The state in which everything begins, where a statement says so.
pub(super) fn initial(text: &str, language: Language) -> Option<String> {
    let (at, end) = find_any(text, INITIALS)?;
    let before = text.get(..at)?;
    if before.split_whitespace().count() > 3 {
        return None;
    }
    let rest = text
        .get(end..)?
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '='));
    let rest = starts_any(rest, "is|es|ist|est|è|é|是|the|state")
        .and_then(|n| rest.get(n..))
        .filter(|r| has_word(r))
        .unwrap_or(rest);
    let name = label(rest.trim_end_matches("です"), language);
    let name = name.trim_end_matches(" state").trim_end_matches('は').to_owned();
    (has_word(&name) && items(&name, language).len() == 1 && name.split_whitespace().count() <= 4)
        .then_some(name)
}

/// Words before the states in which everything ends.
const FINALS: &str = "ends in|final state|final states|final state is|end state|estado final|état final|endzustand|stato finale|estado final|eindtoestand|stan końcowy|конечное состояние|终止状态|最终状态|終了状態|최종 상태|종료 상태";

/// Reads every transition.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut sketch = Sketch::new(language);
    let mut start = None;
    let mut subject = None;
    for line in &content.lines {
        for statement in statements(line.text) {
            if let Some(name) = initial(statement, language) {
                start = Some(sketch.entity(&name));
                continue;
            }
            let end_states = [
                "are final states",
                "are final",
                "is final",
                "is the final state",
                "are end states",
            ];
            if let Some(names) =
                end_states.iter().find_map(|end| statement.trim().strip_suffix(end))
            {
                for name in items(names, language) {
                    sketch.entity(&name);
                }
                continue;
            }
            if let Some(length) = starts_any(statement, FINALS) {
                let names = items(
                    statement.get(length..).unwrap_or("").trim_start_matches([':', ' ']),
                    language,
                );
                for name in names {
                    let from = sketch.entity(&name);
                    let end = sketch.fresh("end");
                    sketch.change(end, |node| node.shape = Some(NodeShape::DoubleCircle));
                    sketch.edge(from, end, None);
                }
                continue;
            }
            if let Some(length) = starts_any(
                statement,
                "states|state|estados|états|zustände|stati|toestanden|stany|состояния|durumlar|الحالات|अवस्थाएँ|状态|状態|상태",
            ) {
                let rest = statement.get(length..).unwrap_or("").trim_start();
                if let Some(list) = rest.strip_prefix([':', '：']) {
                    for name in items(list, language) {
                        sketch.entity(&name);
                    }
                    continue;
                }
            }
            subject = transitions(statement, &mut sketch, language, subject).or(subject);
        }
        if sketch.is_full() {
            break;
        }
    }
    if sketch.edges.is_empty() {
        return None;
    }
    if let Some(first) = start {
        let dot = sketch.fresh("start");
        sketch.change(dot, |node| node.shape = Some(NodeShape::Start));
        sketch.edge(dot, first, None);
    }
    Some(Made { sketch, ..Made::default() })
}

/// The transitions of a statement; commas part them where each has its own words.
fn transitions(
    statement: &str,
    sketch: &mut Sketch,
    language: Language,
    subject: Option<usize>,
) -> Option<usize> {
    let mut last = subject;
    for clause in pieces(statement, language) {
        let clause = words::without_sequencer(&clause);
        let (lead, body) = leading_event(clause, language);
        if let Some(from) = from_can(body, sketch, language) {
            last = Some(from);
            continue;
        }
        if let Some((from, to)) = from_to(body) {
            let (to, event) = target(to, language);
            let event = event.or(lead).or_else(|| {
                let start = from.as_ptr() as usize - body.as_ptr() as usize;
                cause(body.get(..start).unwrap_or(""), language)
            });
            let from = without_subject(from);
            for a in items(from, language) {
                for b in items(&to, language) {
                    let (a, b) = (sketch.entity(&a), sketch.entity(&b));
                    sketch.edge(a, b, event.clone());
                    last = Some(a);
                }
            }
            continue;
        }
        let kind = Some(DiagramKind::State);
        let before = sketch.edges.len();
        last = relations::apply(body, (sketch, kind), language, last).or(last);
        if let (Some(event), Some(edge)) = (lead, sketch.edges.get_mut(before)) {
            edge.label = edge.label.take().or(Some(event));
        }
    }
    last
}

/// "Pressing start takes it from", "after 8 minutes from": what makes it happen.
fn cause(before: &str, language: Language) -> Option<String> {
    const FROM: &str = "from|de|del|desde|du|d'|von|vom|aus|da|dal|dallo|dalla|do|van|vanuit|z|ze|od|из|от|с|من|从";
    const MOVES: &str = "takes it|moves it|brings it|switches it|changes it|sends it|puts it|turns it|takes us|moves us|takes the*|moves the*|it goes|it moves|it changes|it switches|it turns|it can go|goes|moves|transitions|changes|switches|passes|takes|it|lo lleva|la lleva|lo pasa|la pasa|se pasa|pasa|va|cambia|lleva|le fait passer|la fait passer|fait passer|on passe|passe|il passe|elle passe|va|führt|bringt ihn|bringt sie|bringt es|wechselt|wechselt er|wechselt sie|wechselt es|geht es|geht er|geht sie|geht|lo porta|la porta|porta|passa|si passa|va|leva|o leva|a leva|passa|muda|vai|gaat het|gaat hij|gaat|brengt hem|brengt het|przechodzi|przełącza|переводит|переходит|переключает";
    let mut text = before.trim();
    let at = text.rfind(' ').map_or(0, |at| at + 1);
    if starts_any(text.get(at..)?, FROM).is_some() {
        text = text.get(..at)?.trim_end();
    }
    let mut cut = text.len();
    let mut from = 0;
    while let Some((at, end)) = text.get(from..).and_then(|t| find_any(t, MOVES)) {
        if !has_word(text.get(from + end..)?) {
            cut = from + at;
            break;
        }
        from += end;
    }
    let said = label(words::without_sequencer(text.get(..cut)?), language);
    (has_word(&said) && said.split_whitespace().count() <= 8).then_some(said)
}

/// "From Paid it can be Shipped (on dispatch) or Refunded (on request)".
fn from_can(body: &str, sketch: &mut Sketch, language: Language) -> Option<usize> {
    let length = starts_any(body, "from|in|de|desde|von|aus|da|van|z|из")?;
    let rest = body.get(length..)?;
    let (at, end) = find_any(
        rest,
        "it can be|it can become|it can go to|it may become|it may go to|you can go to|we can go to|it goes to|it becomes|puede pasar a|on peut passer à|kann es zu|può passare a|pode ir para",
    )?;
    let (from, targets) = (label(rest.get(..at)?, language), rest.get(end..)?);
    if !has_word(&from) || !has_word(targets) {
        return None;
    }
    let from = sketch.entity(&from);
    let mut rest = targets;
    for _ in 0..6 {
        let (part, tail) = match find_any(rest, "or|and|o|ou|oder|of|lub|или") {
            Some((a, b)) => (rest.get(..a)?, rest.get(b..)),
            None => (rest, None),
        };
        let (name, event) =
            relations::event(part, language).map_or((part, None), |(n, e)| (n, Some(e)));
        let name = starts_any(name.trim_start(), "to|into|back to|a|à|zu|nach|para|do")
            .and_then(|n| name.trim_start().get(n..))
            .filter(|rest| rest.starts_with(' '))
            .unwrap_or(name);
        let to = sketch.entity(&label(name, language));
        sketch.edge(from, to, event.filter(|e| has_word(e)));
        match tail {
            Some(tail) => rest = tail,
            None => break,
        }
    }
    Some(from)
}

/// "when paid, it goes from A to B": the event that stands first.
fn leading_event(clause: &str, language: Language) -> (Option<String>, &str) {
    let Some(rest) = starts_any(clause, "when|on|if|upon|once|after|cuando|al|quand|lorsque|wenn|bei|quando|wanneer|gdy|когда|при|عند|जब|当").and_then(|n| clause.get(n..)) else {
        return (None, clause);
    };
    let pronoun = find_any(rest, "it|they|she|he")
        .filter(|(at, _)| *at > 0)
        .and_then(|(at, _)| Some((rest.get(..at)?, rest.get(at..)?)));
    match rest.split_once([',', '，']).or(pronoun) {
        Some((event, body)) if has_word(event) && has_word(body) => {
            (Some(label(event, language)), body)
        }
        _ => (None, clause),
    }
}

/// Words before the state that is left: "the door goes from".
fn without_subject(from: &str) -> &str {
    from
}

/// Cuts at commas and "and" where a new transition begins.
fn pieces(statement: &str, language: Language) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in split(statement, |c| matches!(c, ',' | '，' | '、' | '،')) {
        for part in super::text::cut_between(piece, language, is_transition) {
            match out.last_mut() {
                Some(last) if !is_transition(part) || !is_transition(last) => {
                    last.push_str(", ");
                    last.push_str(part);
                }
                _ => out.push(part.to_owned()),
            }
        }
    }
    out
}

fn is_transition(text: &str) -> bool {
    from_to(text).is_some()
        || relations::find(text, |r| r == super::verbs::Relation::Goes)
            .is_some_and(|v| has_word(v.object))
}

/// The state that is left and what follows "to".
fn from_to(text: &str) -> Option<(&str, &str)> {
    FROM_TO.iter().find_map(|(from, to)| {
        if from.is_empty() {
            // The particle follows the state that is left.
            let at = if to.chars().all(is_dense) {
                text.find(to)
            } else {
                find_any(text, to).map(|f| f.0)
            }?;
            let (before, after) = (text.get(..at)?, text.get(at + to.len()..)?);
            return (has_word(before) && has_word(after)).then_some((before, after));
        }
        let (at, end) = if from.chars().all(is_dense) {
            text.find(from).map(|at| (at, at + from.len()))?
        } else {
            find_any(text, from)?
        };
        if text.get(..at)?.split_whitespace().count() > 6 {
            return None;
        }
        let rest = text.get(end..)?;
        let (start, stop) = if from.chars().all(is_dense) {
            to.split('|').filter_map(|t| rest.find(t).map(|at| (at, at + t.len()))).min()?
        } else {
            find_any(rest, to)?
        };
        let (left, reached) = (rest.get(..start)?, rest.get(stop..)?);
        (has_word(left) && has_word(reached)).then_some((left, reached))
    })
}

/// Endings behind the state that is reached, in languages whose verb stands last.
const REACHED: &str = "へ遷移|に遷移|へ移行|に移行|になる|へ移る|に移る|へ進む|に進む|へ戻る|に戻る|へ|に|으로 전환|로 전환|으로 이동|로 이동|으로 변경|로 변경|으로 간다|로 간다|으로|로|में जाता|में जाती|में जाए|में";

/// "Running on start": the state that is reached and the event.
fn target(text: &str, language: Language) -> (String, Option<String>) {
    if matches!(language.as_str(), "ja" | "ko" | "hi") {
        let cut = REACHED
            .split('|')
            .filter_map(|end| text.find(end).map(|at| (at, end.len())))
            .min_by_key(|(at, n)| (*at, usize::MAX - n));
        if let Some((at, length)) = cut {
            let name = text.get(..at).unwrap_or("");
            let rest = text.get(at + length..).unwrap_or("");
            let event =
                super::text::bracket_at_end(text).map(|(_, inside)| label(inside, language));
            let _ = rest;
            // "ボタンを押すと待機から…": what makes it happen stands first there.
            return (name.to_owned(), event);
        }
    }
    match relations::event(text, language) {
        Some((name, event)) => (name.to_owned(), Some(event).filter(|e| has_word(e))),
        None => (text.to_owned(), None),
    }
}
