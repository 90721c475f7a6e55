//! Sentences about steps cut into clauses: steps, conditions, alternatives. How they are joined is
//! in `flow`.

use crate::language::Language;

use super::text::{cut_at_and, find_any, has_word, shielded, split, starts_any};
use super::words;

/// What a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Step,
    Condition,
    Otherwise,
}

/// A piece of a statement.
#[derive(Debug)]
pub(super) struct Clause<'a> {
    pub(super) role: Role,
    pub(super) text: &'a str,
    /// The word for "otherwise".
    pub(super) word: &'a str,
    /// A statement begins here.
    pub(super) opens: bool,
}

/// True where a line of a list holds a condition.
pub(super) fn conditional(text: &str, language: Language) -> bool {
    let text = words::without_sequencer(text);
    words::condition(text, language).is_some()
        || words::otherwise(text, language).is_some()
        || find_any(text, words::ifs(language)).is_some() && text.contains(',')
        || find_any(text, words::elses(language)).is_some()
}

/// "1. A 2. B 3. C" on one line.
pub(super) fn numbered_parts(text: &str, first: u32) -> Vec<&str> {
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
pub(super) fn clauses(statement: &str, language: Language) -> Vec<Clause<'_>> {
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
        "de" => {
            "ist|sind|hat|haben|wird|werden|liegt|liegen|gibt|fehlt|fehlen|stimmt|stimmen|passt|kommt|reicht|funktioniert|klappt|besteht|dauert|schlägt|antwortet|übersteigt|sollte|war"
        }
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
    let after = starts_any(text.trim(), AFTER)
        .is_some_and(|n| text.trim().get(n..).is_some_and(|rest| rest.starts_with(' ')));
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
        let lead =
            starts_any(text, "and|then|and then|so|und|y|et|e|en|i|и|ve|dann|luego|puis|poi")
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
                    long && word.ends_with('면')
                        && !matches!(word, "화면" | "측면" | "정면" | "반면" | "표면" | "장면")
                } else {
                    [
                        "varsa", "yoksa", "ise", "rsa", "rse", "lsa", "lse", "ysa", "yse", "nsa",
                        "nse",
                    ]
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

/// Words before a step that is done already.
pub(super) const AFTER: &str = "after|once|when|having|sobald|nach|nachdem|después de|después del|luego de|tras|una vez|al|après|une fois|dès|dopo|una volta|depois de|após|uma vez|na|nadat|zodra|po|после|как только";

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
pub(super) fn second_subject(text: &str, language: Language) -> Option<usize> {
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
            starts_any(
                word,
                "that|which|what|if|whether|than|and|or|as|to|of|for|with|que|qui|si|et|ou|de|à",
            )
            .is_some_and(|n| n == word.len())
        });
        if before.split_whitespace().count() >= 2 && !object {
            return Some(from + at);
        }
        from += end;
    }
    None
}

/// Cuts "the tests fail go back to write code" into condition and step.
pub(super) fn split_action(text: &str, language: Language) -> (&str, &str) {
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
