//! Sequence diagrams in words: "Browser calls Auth Service, then Auth Service returns a token to
//! Browser". Who takes part is found by `cast`, framed parts by `frames`; messages with arrows are
//! read by `arrows`.

use easel_types::spec::{DiagramKind, Edge};

use crate::language::Language;

use super::cast::{self, Cast, Mention, Word};
use super::frames::{self, Frames, Mark};
use super::head::Content;
use super::sketch::Sketch;
use super::text::{
    cut_at_and, cut_at_colon, find_any, has_word, items, label, split, starts_any, statements,
};
use super::{Made, relations, words};

/// Words before the names of those who take part.
const PARTICIPANTS: &str = "participants|participant|actors|lifelines|participantes|actores|acteurs|teilnehmer|beteiligte|akteure|partecipanti|attori|atores|deelnemers|uczestnicy|участники|katılımcılar|المشاركون|प्रतिभागी|参与者|参加者|参与方|참가자|참여자";

/// Verbs of answers.
const REPLIES: &str = "answers|answer|responds|respond|replies|reply|returns|return|confirms|confirm|acknowledges|acks|accepts|rejects|responde|contesta|devuelve|confirma|répond|répondent|renvoie|retourne|confirme|antwortet|bestätigt|gibt|meldet|risponde|restituisce|conferma|devolve|retorna|antwoordt|bevestigt|odpowiada|zwraca|potwierdza|отвечает|возвращает|подтверждает";

/// Verbs whose object is the one spoken to, whatever else follows.
const ASKINGS: &str = "asks|ask|tells|tell|calls|call|queries|notifies|informs|requests|alerts|orders|invites|pide a|pregunta a|appelle|interroge|demande à|fragt|ruft|informiert|bittet|chiama|interroga|chama|vraagt|roept|pyta|prosi|informuje|просит|спрашивает|уведомляет|вызывает";

/// Verbs of getting: the message runs the other way.
const GETS: &str = "receives|gets|obtains|fetches from|recibe|obtiene|reçoit|erhält|bekommt|empfängt|riceve|ottiene|recebe|obtém|ontvangt|krijgt|otrzymuje|dostaje|получает";

/// Prepositions right before the one spoken to, and weaker ones.
const TO: &str = "to|into|back to|onto|towards|toward|a|al|alla|allo|ai|agli|alle|all|à|au|aux|ao|às|aos|para|an|ans|zum|zur|zu|aan|naar|do|к|в|на|إلى|ل|dem|der|den";
const NEAR: &str = "with|at|in|on|via|through|for|by|from|of|con|en|de|del|du|des|chez|dans|sur|auprès|avec|bei|beim|vom|von|im|mit|aus|über|für|nel|nella|da|dal|dalla|presso|no|na|em|com|met|bij|van|z|w|od|u|у|от|с|из|من|مع";

/// Reads every message.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut reader = Reader::new(Sketch::new(language), language);
    reader.declare(content);
    let mut frames = Frames::default();
    let framed = frames::are_in(&content.lines);
    for line in &content.lines {
        let count = reader.sketch.edges.len();
        if framed && let Some(mark) = frames::mark(line.text, frames.is_inside()) {
            frames.note(count, mark, line.indent);
            continue;
        }
        for statement in statements(line.text) {
            reader.statement(statement, &mut frames, framed);
        }
        if reader.sketch.is_full() {
            break;
        }
    }
    let mut sketch = reader.sketch;
    if sketch.edges.is_empty() {
        return None;
    }
    if let Some(steps) = frames.steps(&sketch.edges) {
        sketch.steps = steps;
    }
    if !reader.declared {
        sketch.drop_unused();
    }
    Some(Made { sketch, kind: Some(DiagramKind::Sequence), ..Made::default() })
}

/// Puts the messages of one statement into `sketch`, whose nodes are those who take part.
pub(super) fn say(sketch: &mut Sketch, statement: &str, language: Language) {
    let mut reader = Reader::new(std::mem::take(sketch), language);
    for at in 0..reader.sketch.nodes.len().min(200) {
        let name = reader.sketch.label(at).to_owned();
        reader.cast.add(&name, at, language);
    }
    if !reader.listed(statement) {
        reader.statement(statement, &mut Frames::default(), true);
    }
    *sketch = reader.sketch;
}

struct Reader {
    sketch: Sketch,
    language: Language,
    cast: Cast,
    /// The prompt lists those who take part.
    declared: bool,
    /// Who spoke last, and to whom.
    last: Option<(usize, usize)>,
}

impl Reader {
    fn new(sketch: Sketch, language: Language) -> Self {
        Self { sketch, language, cast: Cast::default(), declared: false, last: None }
    }

    fn join(&mut self, name: &str) -> usize {
        let at = self.sketch.entity(name);
        self.cast.add(name, at, self.language);
        at
    }

    /// Those who take part, in the order of their first words.
    fn declare(&mut self, content: &Content<'_>) {
        let mut seen = Vec::new();
        for statement in content.statements() {
            let Some((before, list)) = cut_at_colon(statement) else { continue };
            if starts_any(before.trim(), PARTICIPANTS).is_some() {
                seen.extend(items(list, self.language));
            }
        }
        if seen.is_empty() {
            seen = cast::between(content.head, self.language);
        }
        for name in &seen {
            self.join(name);
        }
        self.declared = !seen.is_empty();
        if self.declared {
            return;
        }
        let told: String =
            content.lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
        if cast::runs_together(&told, self.language) {
            return;
        }
        let pieces = self.pieces(content);
        let told: Vec<(&str, bool)> = pieces.iter().map(|piece| (&**piece, true)).collect();
        for name in cast::subjects(&told, self.language) {
            self.join(&name);
        }
        for (piece, _) in &told {
            self.one_who_only_hears(piece);
        }
    }

    /// The pieces of the content where clauses may begin.
    fn pieces(&self, content: &Content<'_>) -> Vec<String> {
        let mut out = Vec::new();
        for statement in content.statements() {
            let told = match cut_at_colon(statement) {
                Some((before, _)) if has_word(before) => before,
                _ => statement,
            };
            for piece in split(told, |c| matches!(c, ',' | '،')) {
                out.extend(cut_at_splitters(piece));
            }
        }
        out.iter()
            .flat_map(|piece| {
                let mut parts = Vec::new();
                let mut rest = *piece;
                for _ in 0..6 {
                    let Some((before, after)) = cut_at_and(rest, self.language) else { break };
                    let clause = relations::find(after, cast::sends).is_some()
                        || after.split_whitespace().count() > 3;
                    if !clause {
                        break;
                    }
                    parts.push(before.to_owned());
                    rest = after;
                }
                parts.push(rest.to_owned());
                parts
            })
            .filter(|piece| has_word(piece))
            .collect()
    }

    /// "…to the warehouse": a name that never acts.
    fn one_who_only_hears(&mut self, piece: &str) {
        let text = cast::without_lead(piece, self.language);
        let words = cast::words_of(text, self.language);
        let mentions = self.cast.mentions(&words);
        let Some(subject) = mentions.first().filter(|m| m.word <= 2) else { return };
        if mentions.iter().any(|m| m.name != subject.name) {
            return;
        }
        let rest = text.get(subject.end..).unwrap_or("");
        if self_call(rest, self.language).0 || starts_any(rest.trim_start(), REPLIES).is_some() {
            return;
        }
        let english = matches!(self.language.as_str(), "en" | "und");
        let towards = if english { "to|into|with|back to|from" } else { TO };
        let behind = last_behind(rest, towards).or_else(|| {
            let found = relations::find(rest, cast::sends).filter(|f| !has_word(f.subject))?;
            matches!(found.relation, super::verbs::Relation::Calls).then_some(found.object)
        });
        let Some(behind) = behind.filter(|t| t.split_whitespace().count() <= 6) else { return };
        let name = label(leading_name(behind).unwrap_or(behind), self.language);
        if has_word(&name) && name.split_whitespace().count() <= 4 {
            self.join(&name);
        }
    }

    /// "Phone, Broker, Thermostat": a line that only lists names.
    fn listed(&mut self, text: &str) -> bool {
        let list = cut_at_colon(text)
            .filter(|(before, _)| starts_any(before.trim(), PARTICIPANTS).is_some())
            .map_or(text, |(_, list)| list);
        let names = items(list, self.language);
        let short = names.iter().all(|name| name.split_whitespace().count() <= 3);
        let lists = names.len() >= 2 && short && list.contains([',', '、', '，', '،'])
            || list.len() < text.len();
        if lists {
            for name in names {
                self.join(&name);
            }
        }
        lists
    }

    /// The messages of a statement, with the conditions they stand under.
    fn statement(&mut self, statement: &str, frames: &mut Frames, framed: bool) {
        let told = cut_at_colon(statement)
            .is_some_and(|(before, _)| starts_any(before.trim(), PARTICIPANTS).is_some());
        if told || (self.sketch.edges.is_empty() && self.lists_only_names(statement)) {
            return;
        }
        if let Some(done) = self.with_colon(statement) {
            return done;
        }
        let mut depth = 0;
        for clause in self.clauses(statement) {
            let count = self.sketch.edges.len();
            let mut text = clause.as_str();
            if !framed && let Some((mark, rest)) = frames::spoken(text, depth > 0, self.language) {
                depth += usize::from(matches!(mark, Mark::Open(..)));
                let (mark, rest) = match self.behind_condition(text).filter(|_| rest.is_empty()) {
                    Some((mark, rest)) => (mark, rest),
                    None => (mark, rest),
                };
                frames.note(count, mark, 0);
                text = rest;
            }
            if has_word(text) {
                self.message(text);
            }
        }
        for _ in 0..depth {
            frames.note(self.sketch.edges.len(), Mark::Close, 0);
        }
    }

    /// "if the card is valid Stripe returns success to the app": no comma parts them.
    fn behind_condition<'t>(&self, clause: &'t str) -> Option<(Mark, &'t str)> {
        let text = words::condition(clause.trim(), self.language)?;
        let words = cast::words_of(text, self.language);
        let mentions = self.cast.mentions(&words);
        let subject = mentions.iter().rev().skip(1).find(|m| m.word >= 2)?;
        let before = text.get(..subject.start)?;
        let when = label(before, self.language);
        let when = when.strip_suffix(" the").unwrap_or(&when).to_owned();
        has_word(&when).then_some((Mark::Open("alt", when), text.get(subject.start..)?))
    }

    fn lists_only_names(&mut self, statement: &str) -> bool {
        let names = items(statement, self.language);
        names.len() >= 2
            && names.iter().all(|name| {
                let words = cast::words_of(name, self.language);
                matches!(self.cast.mentions(&words).as_slice(), [m] if m.start == 0 && m.end == name.len())
            })
    }

    /// "Alice to Bob: Hello", "Phone subscribes to Broker: subscribe".
    fn with_colon(&mut self, statement: &str) -> Option<()> {
        let (before, words) = cut_at_colon(statement)?;
        if !has_word(words) || before.split_whitespace().count() > 8 {
            return None;
        }
        let text = cast::without_lead(before, self.language);
        let known = cast::words_of(text, self.language);
        let mentions = self.cast.mentions(&known);
        let ends = match mentions.as_slice() {
            [from, .., to] if from.word == 0 && from.name != to.name => Some((from.name, to.name)),
            _ => None,
        };
        let (from, to) = match ends {
            Some(ends) => ends,
            None => {
                let (at, end) = find_any(before, "to|an|à|para|naar|do|к")?;
                let from = label(before.get(..at)?, self.language);
                let to = label(before.get(end..)?, self.language);
                if !has_word(&from) || !has_word(&to) || from.split_whitespace().count() > 4 {
                    return None;
                }
                (self.join(&from), self.join(&to))
            }
        };
        let words = super::text::unwrapped(words).trim_end_matches('.').to_owned();
        self.push(from, to, words);
        Some(())
    }

    /// Cuts a statement where a clause with a subject or a verb of its own begins.
    fn clauses(&self, statement: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for piece in split(statement, |c| matches!(c, ',' | '，' | '،' | '、')) {
            for (nth, part) in self.parts(piece).into_iter().enumerate() {
                let own = nth > 0 || out.is_empty() || self.is_clause(&part);
                match out.last_mut() {
                    Some(last) if !own => {
                        last.push_str(", ");
                        last.push_str(part.trim());
                    }
                    _ => out.push(part),
                }
            }
        }
        out
    }

    /// Cuts at "then", "otherwise", and at "and" before a clause of its own.
    fn parts(&self, piece: &str) -> Vec<String> {
        let mut out = Vec::new();
        for stretch in cut_at_splitters(piece) {
            let mut rest = stretch;
            let mut from = 0;
            for _ in 0..8 {
                let Some((_, after)) = rest.get(from..).and_then(|t| cut_at_and(t, self.language))
                else {
                    break;
                };
                let cut = rest.len() - after.len();
                if self.is_clause(after.trim()) {
                    let before = rest.get(..cut).unwrap_or("").trim_end();
                    let before =
                        before.get(..before.rfind(' ').unwrap_or(before.len())).unwrap_or(before);
                    out.push(before.to_owned());
                    rest = after;
                    from = 0;
                } else {
                    from = cut;
                }
            }
            out.push(rest.to_owned());
        }
        out
    }

    /// True where a name and a verb begin here, or a verb whose subject is known.
    fn is_clause(&self, text: &str) -> bool {
        let conditional = words::condition(text.trim(), self.language).is_some()
            || words::otherwise(text.trim(), self.language).is_some();
        let text = cast::without_lead(text, self.language);
        if conditional {
            return has_word(text);
        }
        let verb = relations::find(text, cast::sends);
        if self.cast.is_empty() || cast::runs_together(text, self.language) {
            return verb.is_some_and(|v| has_word(v.subject) || has_word(v.object));
        }
        let words = cast::words_of(text, self.language);
        let mentions = self.cast.mentions(&words);
        let starts = mentions.first().is_some_and(|m| m.word == 0 && m.end < text.trim_end().len());
        let elliptic = verb.is_some_and(|v| !has_word(v.subject) && has_word(v.object));
        let pronoun = cast::behind_pronoun(text).is_some();
        starts || elliptic || pronoun || self.inverted(text, &words, &mentions).is_some()
    }

    /// "sendet der Server", "يرسل العميل": the verb stands before its subject.
    fn inverted(&self, text: &str, words: &[Word], mentions: &[Mention]) -> Option<Mention> {
        if !matches!(self.language.as_str(), "de" | "nl" | "ar") {
            return None;
        }
        let first = mentions.first().filter(|m| m.word == 1 || m.word == 2)?;
        let verb = words.first()?;
        let between = text.get(verb.end..first.start)?;
        let article = !has_word(between)
            || !has_word(words::without_lead(between, self.language))
            || starts_any(between.trim(), "der|die|das|de|het").is_some();
        let lower = text.get(verb.start..)?.starts_with(char::is_lowercase)
            || self.language.as_str() == "ar";
        (article && lower).then_some(*first)
    }

    /// One message.
    fn message(&mut self, clause: &str) {
        if cast::runs_together(clause, self.language) {
            return self.around(clause);
        }
        let text = cast::without_lead(clause, self.language).trim_end_matches(['.', ',', ' ']);
        let words = cast::words_of(text, self.language);
        let mentions = self.cast.mentions(&words);
        let subject = mentions.first().filter(|m| m.word == 0).copied();
        let (from, rest) = if let Some(subject) = subject {
            (subject.name, text.get(subject.end..).unwrap_or("").to_owned())
        } else if let Some(subject) = self.inverted(text, &words, &mentions) {
            let verb = words.first().and_then(|w| text.get(..w.end)).unwrap_or("");
            let rest = text.get(subject.end..).unwrap_or("");
            (subject.name, format!("{verb}{rest}"))
        } else if let Some((rest, (_, to))) = cast::behind_pronoun(text).zip(self.last) {
            (to, rest.to_owned())
        } else if let Some((from, _)) = self.last {
            (from, text.to_owned())
        } else {
            return;
        };
        let rest = rest.trim_start_matches(['\'', '’', ' ', ',']);
        self.spoken(from, rest);
    }

    /// What one says, to whom.
    fn spoken(&mut self, from: usize, rest: &str) {
        let (itself, own) = self_call(rest, self.language);
        if itself {
            return self.push(from, from, own);
        }
        let words = cast::words_of(rest, self.language);
        let mentions: Vec<Mention> =
            self.cast.mentions(&words).into_iter().filter(|m| m.name != from).collect();
        let replies =
            starts_any(rest, REPLIES).is_some() || find_any(rest, "back|zurück|terug").is_some();
        let asker = self.last.filter(|(_, to)| *to == from && replies).map(|(asker, _)| asker);
        match receiver(rest, &words, &mentions, asker) {
            Some(to) => {
                let said = without_name(rest, to.start, to.end, self.language);
                let gets = starts_any(rest, GETS).is_some();
                if gets { self.push(to.name, from, said) } else { self.push(from, to.name, said) }
            }
            None => {
                let said = label(rest, self.language);
                let short = has_word(&said) && words.len() <= 9;
                let sends = relations::find(rest, cast::sends)
                    .is_some_and(|found| !has_word(found.subject));
                let partner = self
                    .last
                    .map(|(a, b)| if a == from { b } else { a })
                    .filter(|other| sends && *other != from && self.sketch.nodes.len() == 2);
                match asker.or(partner) {
                    Some(asker) => self.push(from, asker, said),
                    None if short => self.push(from, from, said),
                    None => {}
                }
            }
        }
    }

    fn push(&mut self, from: usize, to: usize, words: String) {
        let label = has_word(&words).then_some(words);
        let edge =
            Edge { from: self.sketch.id(from), to: self.sketch.id(to), label, ..Edge::default() };
        self.sketch.edges.push(edge);
        self.last = Some((from, to));
    }

    /// Languages whose words run together or whose particles tell who is who.
    fn around(&mut self, clause: &str) {
        let Some(found) = relations::find(clause, cast::sends) else { return };
        let subject = label(found.subject, self.language);
        let tail = found.object;
        let known = self
            .sketch
            .nodes
            .iter()
            .position(|n| !n.label.eq_ignore_ascii_case(&subject) && tail.contains(&n.label));
        let to_name = match known {
            Some(at) => self.sketch.label(at).to_owned(),
            None => label(tail, self.language),
        };
        if !has_word(&subject) || !has_word(&to_name) {
            return;
        }
        let (from, to) = (self.sketch.entity(&subject), self.sketch.entity(&to_name));
        let end = clause.find(found.object).map_or(0, |at| at + found.object.len());
        let rest = clause.get(end..).unwrap_or("");
        let mut said = label(
            rest.trim_start_matches([' ', 'に', 'へ', 'を', '에', '게', '를', '을']),
            self.language,
        );
        if let Some(object) = starts_any(&said, "को|से|में").and_then(|n| said.get(n..))
        {
            said = label(object, self.language);
        }
        if !has_word(&said) {
            // "返回结果给网站", "通知用户": what is said stands around the name.
            let what = tail.replace(&to_name, "");
            let what = what.trim().trim_end_matches(['给', '到', '至', '向']);
            said = label(&format!("{}{what}", found.verb), self.language);
        }
        self.push(from, to, without_ending(&said));
    }
}

/// Cuts at "then", "after that".
fn cut_at_splitters(piece: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = words::without_sequencer(piece);
    while let Some((at, end)) = find_any(rest, words::SPLITTERS) {
        let (Some(before), Some(after)) = (rest.get(..at), rest.get(end..)) else { break };
        if !has_word(before) || !has_word(after) {
            break;
        }
        out.push(before);
        rest = after;
    }
    out.push(rest);
    out
}

/// The words behind the last of `prepositions`.
fn last_behind<'a>(rest: &'a str, prepositions: &str) -> Option<&'a str> {
    let mut best = None;
    let mut from = 0;
    while let Some((_, end)) = rest.get(from..).and_then(|t| find_any(t, prepositions)) {
        from += end;
        let behind = rest.get(from..)?;
        if has_word(behind) {
            best = Some(behind);
        }
    }
    best
}

/// Words with a capital at the start of `text`, behind an article.
fn leading_name(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let mut end = 0;
    let mut named = false;
    for word in text.split_inclusive(' ').take(6) {
        let capital = word.starts_with(|c: char| c.is_uppercase());
        if !capital && named {
            break;
        }
        if !capital && end > 0 {
            return None;
        }
        named = named || capital;
        end += word.len();
    }
    named.then(|| text.get(..end))?
}

/// The one a message goes to, of those mentioned behind the verb.
fn receiver(
    rest: &str,
    words: &[Word],
    mentions: &[Mention],
    asker: Option<usize>,
) -> Option<Mention> {
    let before = |m: &Mention| {
        let start = m.word.checked_sub(1).and_then(|at| words.get(at))?;
        let word = rest.get(start.start..start.end)?;
        let article = starts_any(
            word,
            "the|a|an|el|la|los|las|le|les|l|der|die|das|den|dem|il|lo|i|gli|o|os|as|het|de|its|their|his|her|un|une|una|ein|einen|einem|your|our",
        ) == Some(word.len());
        let earlier = m.word.checked_sub(2).and_then(|at| words.get(at));
        let earlier = earlier.and_then(|w| rest.get(w.start..w.end));
        Some((word, earlier.filter(|_| article)))
    };
    let led = |m: &Mention, list: &str| {
        let is = |word: &str| starts_any(word, list) == Some(word.len());
        before(m).is_some_and(|(word, earlier)| is(word) || earlier.is_some_and(is))
    };
    let direct = mentions.first().filter(|m| {
        m.word == 1 || m.word == 2 && before(m).is_some_and(|(_, earlier)| earlier.is_some())
    });
    let asks = starts_any(rest, ASKINGS).is_some();
    let strong = mentions.iter().rev().find(|m| led(m, TO));
    if let Some(direct) = direct.filter(|_| asks) {
        return Some(*direct);
    }
    if let Some(strong) = strong {
        return Some(*strong);
    }
    if let Some(direct) = direct.filter(|m| !led(m, NEAR)) {
        return Some(*direct);
    }
    if let Some(asker) = asker {
        return mentions.iter().find(|m| m.name == asker).copied();
    }
    mentions.iter().find(|m| led(m, NEAR)).or(mentions.last()).copied()
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

/// The words of a message without the name it goes to and the preposition before it.
fn without_name(rest: &str, at: usize, end: usize, language: Language) -> String {
    const ARTICLES: &str = "the|a|an|el|la|los|las|le|les|l|d|den|die|der|dem|das|il|lo|i|gli|o|os|as|de|het|its|their|his|her|un|une|una|all|dell|dall|nell|sull";
    let mut before = rest.get(..at).unwrap_or("").trim_end_matches([' ', '\'', '’', '"', '«', '“']);
    let last = |text: &str| {
        let start = text.rfind([' ', '\'', '’']).map_or(0, |at| at + 1);
        // A curly apostrophe takes more than one byte.
        let start = (start..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        (start, text.get(start..).unwrap_or("").to_owned())
    };
    let is = |word: &str, list: &str| starts_any(word, list) == Some(word.len());
    let (start, word) = last(before);
    if start > 0 && is(&word, ARTICLES) {
        before = before.get(..start).unwrap_or("").trim_end_matches([' ', '\'', '’']);
    }
    let (start, word) = last(before);
    if start > 0 && (is(&word, TO) || is(&word, NEAR) || is(&word, "against|about")) {
        before = before.get(..start).unwrap_or("").trim_end_matches([' ', '\'', '’']);
    }
    let before = before.trim().trim_end_matches(" back").trim_end_matches([',', ' ']);
    let after = rest.get(end..).unwrap_or("").trim_start_matches(['"', '»', '”']);
    let said =
        if has_word(after) { format!("{before} {}", after.trim()) } else { before.to_owned() };
    let quoted = said.split(['"', '“', '”', '«', '»']).nth(1).filter(|q| has_word(q));
    match quoted {
        Some(quoted)
            if said.split_whitespace().count() <= quoted.split_whitespace().count() + 1 =>
        {
            quoted.trim().to_owned()
        }
        _ => label(&said, language).trim_end_matches(',').trim().to_owned(),
    }
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
