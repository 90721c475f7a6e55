//! Prose about what is joined with what: "the mixer feeds the amplifier and the recorder", "the
//! app talks to the gateway over HTTPS, the gateway to the database". Verbs need not be known:
//! names are, as they come again. Known verbs alone are read by `relations`.

use std::collections::HashSet;

use easel_types::spec::DiagramKind;

use crate::language::Language;

use super::cast::{self, Cast, Mention, Word};
use super::head::Content;
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_and, cut_at_colon, find_any, has_word, is_dense, label, raw_items,
    split, starts_any,
};
use super::verbs::Relation;
use super::{Made, relations, words};

/// Words before the means by which two are joined.
const MEANS: &str = "over|via|using|through|by means of|vía|a través de|mediante|por medio de|usando|par|à travers|au moyen de|per|über|mittels|tramite|attraverso|através de|através do|por|poprzez|przez|za pomocą|по|через|посредством|عبر|के माध्यम से|üzerinden|通过|経由で";

/// Articles, as they stand before a name.
const ARTICLES: &str = "the|a|an|its|their|our|el|la|los|las|un|una|le|les|l|une|des|der|die|das|den|dem|ein|eine|einen|einem|einer|il|lo|i|gli|uno|o|os|as|um|uma|het|de|een";

/// Prepositions that close a verb.
const PREPOSITIONS: &str = "across|between|among|to|into|onto|from|with|on|in|at|off|by|for|of|behind|before|after|a|al|alla|allo|ai|agli|alle|all|à|au|aux|ao|às|aos|con|col|de|del|du|des|di|da|dal|dalla|dallo|do|dos|en|em|no|na|nos|nas|su|sul|sulla|nel|nella|an|am|ans|auf|aus|bei|beim|mit|nach|von|vom|zu|zum|zur|aan|naar|op|van|met|uit|bij|z|ze|w|na|od|к|в|на|с|со|из|от|для|у|avec|dans|sur|chez|para|pour|bis";

/// Means that need no word of their own before them: "en HTTPS", "per LAN".
const PROTOCOLS: &str = "http|https|rest|grpc|sql|tcp|udp|amqp|mqtt|usb|lan|wlan|wifi|wi-fi|bluetooth|ethernet|hdmi|vpn|ssh|ftp|sftp|smtp|imap|websocket|websockets|graphql|jdbc|odbc|rpc|json|xml|soap|mtls|tls|ssl|zigbee|modbus|can|i2c|spi|uart|rs-232|rs232|dns|ldap|cable|kabel|câble|cavo|webhook|webhooks|api calls|uwsgi|fastcgi|unix socket";

/// Words for those spoken of last.
const BOTHS: &str = "both|they both|they|both of them|all of them|all|beide|ambos|ambas|les deux|entrambi|oba|оба|alle";

/// Words for nobody.
const NOTHING: &str = "nothing|none|no one|nobody|nothing else|nichts|niemand|nada|ninguno|rien|aucun|niente|nulla|nessuno|nenhum|niets|niemand|nic|ничего|hiçbir şey|لا شيء|कुछ नहीं";

/// Reads every clause.
pub(super) fn read(
    content: &Content<'_>,
    language: Language,
    kind: Option<DiagramKind>,
) -> Option<Made> {
    let told: Vec<&str> = content.statements();
    if told.iter().any(|text| cast::runs_together(text, language)) {
        return None;
    }
    let pieces: Vec<(&str, bool)> = told
        .iter()
        .flat_map(|statement| split(statement, |c| matches!(c, ',' | '،')))
        .flat_map(|piece| pieces_at_and(piece, language))
        .collect();
    let names = cast::subjects(&pieces, language);
    let mut links = Links {
        sketch: Sketch::new(language),
        cast: Cast::default(),
        names,
        language,
        verbs: HashSet::new(),
        is_free: kind.is_none(),
        verb: None,
        subjects: Vec::new(),
        clauses: 0,
        missed: 0,
    };
    for (at, name) in links.names.iter().enumerate() {
        links.cast.add(name, at, language);
    }
    // The first reading finds names that are only spoken of; the second one knows them.
    for _ in 0..2 {
        links.sketch = Sketch::new(language);
        (links.verb, links.clauses, links.missed) = (None, 0, 0);
        links.subjects.clear();
        for statement in told.iter().take(400) {
            links.statement(statement);
        }
    }
    let sound = links.clauses >= 2 && links.missed * 3 <= links.clauses;
    (sound && links.sketch.edges.len() >= 2 && hangs_together(&links.sketch)).then(|| Made {
        sketch: links.sketch,
        kind: Some(DiagramKind::Network),
        ..Made::default()
    })
}

/// "app: core, ui" on lines: each needs the names behind the colon.
pub(super) fn listed(content: &Content<'_>, language: Language) -> Option<Made> {
    let rows: Vec<(&str, &str)> =
        content.lines.iter().filter_map(|line| cut_at_colon(line.text)).collect();
    let heads: Vec<String> =
        rows.iter().map(|(name, _)| label(name, language).to_lowercase()).collect();
    let named = |list: &str| {
        raw_items(list, language)
            .iter()
            .any(|item| heads.contains(&label(item, language).to_lowercase()))
    };
    let again = rows.iter().filter(|(_, list)| named(list)).count();
    if rows.len() < 2 || rows.len() != content.lines.len() || again == 0 || rows.len() > 300 {
        return None;
    }
    let mut sketch = Sketch::new(language);
    for (name, list) in rows {
        let from = sketch.node(&label(name, language));
        for item in raw_items(list, language) {
            let item = label(item, language);
            if has_word(&item) && starts_any(&item, NOTHING) != Some(item.len()) {
                let to = sketch.node(&item);
                sketch.edge(from, to, None);
            }
        }
    }
    Some(Made { sketch, kind: Some(DiagramKind::Network), ..Made::default() })
}

/// A piece, and the parts of it behind "and", which are less certain to begin with a name.
fn pieces_at_and(piece: &str, language: Language) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    let mut rest = piece;
    for _ in 0..6 {
        let Some((before, after)) = cut_at_and(rest, language) else { break };
        out.push((before, out.is_empty()));
        rest = after;
    }
    out.push((rest, out.is_empty()));
    out
}

/// True where most of the nodes are reached from one: prose about other things does not join up.
fn hangs_together(sketch: &Sketch) -> bool {
    let used = |id: &String| {
        sketch.edges.iter().filter(|edge| edge.from == *id || edge.to == *id).take(2).count()
    };
    let shared = sketch.nodes.iter().take(400).filter(|node| used(&node.id) > 1).count();
    shared * 2 + 2 >= sketch.edges.len().min(400)
}

struct Links {
    sketch: Sketch,
    cast: Cast,
    /// The names of the cast.
    names: Vec<String>,
    language: Language,
    /// No notation was asked for, so that what needs what is written beside its arrow.
    is_free: bool,
    /// The first words of all verbs.
    verbs: HashSet<String>,
    /// The last verb, for clauses that leave it out.
    verb: Option<Verb>,
    /// The last subjects, for clauses that leave them out.
    subjects: Vec<usize>,
    clauses: usize,
    missed: usize,
}

/// What joins two names.
#[derive(Debug, Clone)]
struct Verb {
    words: String,
    /// What the verb means, where it is known.
    relation: Option<Relation>,
    reversed: bool,
}

impl Links {
    fn statement(&mut self, statement: &str) {
        for clause in self.clauses(statement) {
            self.clauses += 1;
            if self.clause(&clause).is_none() {
                self.missed += 1;
            }
        }
    }

    /// Cuts a statement where a name with a verb begins.
    fn clauses(&self, statement: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for piece in split(statement, |c| matches!(c, ',' | '،')) {
            let mut rest = piece;
            let mut from = 0;
            let mut parts = Vec::new();
            for _ in 0..8 {
                let Some((_, after)) = rest.get(from..).and_then(|t| cut_at_and(t, self.language))
                else {
                    break;
                };
                let cut = rest.len() - after.len();
                let before = rest.get(..cut).unwrap_or("").trim_end();
                let before = before.rsplit_once(' ').map_or(before, |(before, _)| before);
                if self.is_clause(after) && self.is_whole(before) {
                    parts.push(before);
                    rest = after;
                    from = 0;
                } else {
                    from = cut;
                }
            }
            parts.push(rest);
            for (nth, part) in parts.into_iter().enumerate() {
                let own = nth > 0 || self.is_clause(part);
                match out.last_mut() {
                    Some(last) if !own => {
                        last.push_str(", ");
                        last.push_str(part.trim());
                    }
                    _ => out.push(part.to_owned()),
                }
            }
        }
        out
    }

    /// "the API reads" before "and writes to the database" lacks what is read.
    fn is_whole(&self, text: &str) -> bool {
        let text = self.bare(text);
        let words = cast::words_of(text, self.language);
        let first = self.cast.mentions(&words).first().copied().filter(|m| m.word <= 2);
        let behind = first.map_or(0, |m| m.end);
        words.iter().filter(|w| w.start >= behind).count() >= 2
    }

    /// A name with words behind it, a preposition before a name and a verb, or a bare verb.
    fn is_clause(&self, text: &str) -> bool {
        let text = self.bare(text);
        let words = cast::words_of(text, self.language);
        let mentions = self.cast.mentions(&words);
        if let Some(first) = mentions.first().filter(|m| m.word == 0) {
            let rest = text.get(first.end..).unwrap_or("").trim_start();
            // "web1 and web2 read": two act together.
            let joint = starts_any(rest, words::ands(self.language)).and_then(|n| rest.get(n..));
            if let Some(other) = joint {
                return self
                    .cast
                    .mentions(&cast::words_of(other, self.language))
                    .first()
                    .is_some_and(|m| {
                        let more = other.get(m.end..).unwrap_or("").trim_start();
                        m.word <= 1 && begins_verb(more, self.language)
                    });
            }
            return begins_verb(rest, self.language);
        }
        if let Some(first) = mentions.first().filter(|m| m.word <= 2) {
            let lead = text.get(..first.start).unwrap_or("");
            let led = starts_any(lead, PREPOSITIONS).is_some();
            if led && text.get(first.end..).is_some_and(has_word) {
                return true;
            }
        }
        self.bare_verb(text, &words)
    }

    /// "publishes events to Kafka", "mette i lavori in coda": a verb whose subject stands before.
    fn bare_verb(&self, text: &str, words: &[Word]) -> bool {
        let known = relations::find(text, counted)
            .is_some_and(|v| !has_word(v.subject) && has_word(v.object));
        let word = |at: usize| words.get(at).and_then(|w| text.get(w.start..w.end)).unwrap_or("");
        let lower = word(0).starts_with(char::is_lowercase);
        let follows = is(word(1), ARTICLES) || is(word(1), PREPOSITIONS);
        let english = matches!(self.language.as_str(), "en" | "und");
        // "caches sessions in Redis".
        let far = matches!(self.language.as_str(), "en" | "und")
            && lower
            && word(0).ends_with('s')
            && (2..4).any(|at| is(word(at), PREPOSITIONS));
        let again = words.len() >= 2 && self.verbs.contains(word(0));
        known
            || again
            || far
            || lower && words.len() >= 3 && follows && (!english || word(0).ends_with('s'))
            || starts_any(text, "before|after|prior to").is_some()
    }

    fn bare<'t>(&self, text: &'t str) -> &'t str {
        let text = words::without_sequencer(text.trim().trim_end_matches(['.', ',', ' ']));
        let text = words::without_lead(text, self.language);
        // "while the switch feeds", "which feeds".
        words::without_lead(text, self.language)
    }

    /// One clause: its edges.
    fn clause(&mut self, clause: &str) -> Option<()> {
        let both = starts_any(clause.trim(), BOTHS).and_then(|n| clause.trim().get(n..));
        let text = self.bare(clause);
        let words = cast::words_of(text, self.language);
        let mentions = self.cast.mentions(&words);
        let first = mentions.first().copied().filter(|m| {
            m.word == 0
                || m.word <= 2
                    && text.get(m.end..).is_some_and(has_word)
                    && text
                        .get(..m.start)
                        .is_some_and(|lead| starts_any(lead, PREPOSITIONS).is_some())
        });
        let (subjects, rest) = match first {
            Some(first) => self.acting(text, first, &mentions)?,
            None => {
                match cast::behind_pronoun(clause.trim()).zip(self.sketch.recent.last().copied()) {
                    Some((rest, last)) => (vec![last], rest),
                    None => match both {
                        Some(rest) if self.sketch.recent.len() > 1 => {
                            (self.sketch.recent.clone(), rest)
                        }
                        _ if self.bare_verb(text, &words) => (self.subjects.clone(), text),
                        _ => return None,
                    },
                }
            }
        };
        let rest = match subjects.as_slice() {
            [only] => self.with_bracket(*only, rest),
            _ => rest,
        };
        let (rest, inner) = protocol_inside(rest);
        let (verb, objects) = self.verb(&rest)?;
        let mut what = None;
        let mut objects = objects;
        // "sends mail through Mailgun": nobody else is reached.
        let led = starts_any(objects.trim(), PREPOSITIONS).is_some();
        if matches!(verb.relation, Some(Relation::Sends))
            && !led
            && self.parcel(&objects, true).is_none()
        {
            objects = objects.replacen(" through ", " to ", 1).replacen(" via ", " to ", 1);
        }
        let sends = matches!(verb.relation, Some(Relation::Sends | Relation::Gets));
        if let Some((thing, whom)) =
            self.parcel(&objects, sends).filter(|_| sends || verb.relation.is_none())
        {
            let pronoun =
                is(&thing, "it|them|this|that|es|sie|lo|la|le|les|li|o|a|het|ze|je|его|её|их");
            let said = if sends && !pronoun { thing } else { format!("{} {thing}", verb.words) };
            (what, objects) = (Some(said), whom);
        }
        let nobody = starts_any(objects.trim(), NOTHING) == Some(objects.trim().len());
        let mut all = self.objects(&objects);
        if inner.is_some() {
            all.iter_mut().for_each(|(_, by)| *by = by.take().or_else(|| inner.clone()));
        }
        if all.is_empty() && !nobody || subjects.is_empty() {
            return None;
        }
        self.join((&subjects, &all), &verb, what);
        if !nobody {
            self.sketch.recent = all.into_iter().map(|(node, _)| node).collect();
            self.verbs.extend(verb.words.split(' ').next().map(str::to_owned));
            self.verb = Some(verb);
        }
        self.subjects = subjects;
        Some(())
    }

    /// The edges between those who act and those acted on.
    fn join(
        &mut self,
        (subjects, all): (&[usize], &[(usize, Option<String>)]),
        verb: &Verb,
        what: Option<String>,
    ) {
        let named = match verb.relation {
            Some(Relation::Joins | Relation::Goes | Relation::NeededBy) => false,
            Some(Relation::Needs) => self.is_free,
            _ => true,
        };
        let own = what.or_else(|| Some(verb.words.clone()).filter(|w| named && has_word(w)));
        for subject in subjects {
            for (object, by) in all {
                let (from, to) =
                    if verb.reversed { (*object, *subject) } else { (*subject, *object) };
                let again = verb.relation == Some(Relation::Joins)
                    && self.sketch.joined(from, to).is_some();
                if from != to && !again {
                    self.sketch.edge(from, to, by.clone().or_else(|| own.clone()));
                }
            }
        }
    }

    /// Those who act, from the first mention on: "web1 and web2 read".
    fn acting<'t>(
        &mut self,
        text: &'t str,
        first: Mention,
        mentions: &[Mention],
    ) -> Option<(Vec<usize>, &'t str)> {
        let mut out = vec![self.named(first)?];
        let mut end = first.end;
        for next in mentions.iter().filter(|m| m.start > first.start).take(8) {
            let between = text.get(end..next.start)?.trim_matches([' ', ',']);
            let joint =
                starts_any(between, words::ands(self.language)).and_then(|n| between.get(n..));
            if !joint.is_some_and(|rest| {
                !has_word(words::without_lead(rest, self.language)) || is(rest.trim(), ARTICLES)
            }) {
                break;
            }
            out.push(self.named(*next)?);
            end = next.end;
        }
        Some((out, text.get(end..)?))
    }

    fn named(&mut self, mention: Mention) -> Option<usize> {
        let name = self.names.get(mention.name)?.clone();
        Some(self.node(&name))
    }

    /// The node of this name: "server" after "a web server" is the same.
    fn node(&mut self, name: &str) -> usize {
        if let Some(known) = self.sketch.mentioned(name) {
            return known;
        }
        let tail = format!(" {}", name.to_lowercase());
        let ends = |label: &str| label.to_lowercase().ends_with(&tail);
        let mut longer =
            (0..self.sketch.nodes.len().min(200)).filter(|at| ends(self.sketch.label(*at)));
        match (longer.next(), longer.next()) {
            (Some(only), None) => only,
            _ => self.sketch.entity(name),
        }
    }

    /// "Fibre modem (192.168.0.1) is wired to": the words in brackets belong to the name.
    fn with_bracket<'t>(&mut self, node: usize, rest: &'t str) -> &'t str {
        let Some((inside, behind)) =
            rest.trim_start().strip_prefix('(').and_then(|t| t.split_once(')'))
        else {
            return rest;
        };
        let words = inside.trim().to_owned();
        self.sketch.change(node, |node| node.text = node.text.take().or(Some(words)));
        behind
    }

    /// The verb at the start of `rest`, and what stands behind it.
    fn verb(&self, rest: &str) -> Option<(Verb, String)> {
        let rest = rest.trim_start_matches([' ', ',', '"', '»', '”', '\'', '’', ':']);
        if let Some(found) = relations::find(rest, counted)
            .filter(|f| f.subject.split_whitespace().count() <= 2 && has_word(f.object))
            .filter(|f| {
                let words = cast::words_of(f.subject, self.language);
                self.cast.mentions(&words).is_empty() || f.relation == Relation::Joins
            })
        {
            let split_verb = found.object.as_ptr() < found.verb.as_ptr();
            if !split_verb && !has_word(found.subject) || adverbs(found.subject) {
                let verb = Verb {
                    words: found.verb.trim().to_owned(),
                    relation: Some(found.relation),
                    reversed: found.relation.reversed(),
                };
                return Some((verb, found.object.to_owned()));
            }
        }
        let words = cast::words_of(rest, self.language);
        let mentions = self.cast.mentions(&words);
        let word = |at: usize| words.get(at).and_then(|w| rest.get(w.start..w.end)).unwrap_or("");
        let mut end = 0;
        for at in 0..words.len().min(6) {
            let named = mentions.iter().any(|m| m.word == at);
            let capital = word(at).starts_with(char::is_uppercase);
            if named || capital || (is(word(at), ARTICLES) && !is(word(at), PREPOSITIONS)) {
                end = at;
                break;
            }
            let closes = is(word(at), PREPOSITIONS);
            let more = is(word(at + 1), PREPOSITIONS) && !is(word(at + 1), ARTICLES);
            if closes && !more {
                end = at + 1;
                break;
            }
            // "drives" and a name without article.
            if at == 0 && words.len() <= 3 && !is(word(1), PREPOSITIONS) {
                end = 1;
            }
        }
        let start = words.get(end)?.start;
        let said = rest.get(..start)?.trim_end_matches([' ', '\'', '’', '"', '«', '“', '„']);
        let object = rest.get(said.len()..)?.trim_start_matches([' ', '\'', '’']);
        let ellipsis = end <= 1 && is(word(0), PREPOSITIONS);
        if ellipsis || end == 0 {
            let known = self.verb.clone().filter(|_| starts_any(said, "before|after").is_none());
            let verb = known.or_else(|| {
                has_word(said).then(|| Verb {
                    words: said.to_owned(),
                    relation: Some(Relation::Goes),
                    reversed: is(said, "after|nach|después|après|dopo|após|na|po|после"),
                })
            })?;
            return Some((verb, object.to_owned()));
        }
        let lone = said.split_whitespace().count() == 2
            && is(
                said.split(' ').next().unwrap_or(""),
                "is|are|ist|sind|es|está|están|est|sont|è|sono|é|são|está|zijn",
            );
        let verb = Verb {
            words: without_adverbs(said),
            relation: lone.then_some(Relation::Joins),
            reversed: is_passive(said),
        };
        Some((verb, object.to_owned()))
    }

    /// "events to Kafka": what is sent, and to whom. Behind a verb that is not known only where
    /// it is plain that the first is no name.
    fn parcel(&self, text: &str, sends: bool) -> Option<(String, String)> {
        const TO: &str = "in|dans|em|w|to|into|onto|a|al|alla|à|au|aux|ao|an|ans|nach|su|sul|sulla|sur|naar|do|na|в|на|к|across";
        let words = cast::words_of(text, self.language);
        let at = words
            .iter()
            .rposition(|w| text.get(w.start..w.end).is_some_and(|word| is(word, PREPOSITIONS)))?;
        let (what, whom) = (text.get(..words.get(at)?.start)?, text.get(words.get(at)?.end..)?);
        // "pulls image from registry": a known name behind any preposition.
        let known = |at: usize| {
            let behind = words.get(at + 1..).unwrap_or(&[]);
            let skip =
                usize::from(behind.first().is_some_and(|w| {
                    text.get(w.start..w.end).is_some_and(|word| is(word, ARTICLES))
                }));
            self.cast
                .mentions(behind)
                .first()
                .is_some_and(|m| m.word == skip && !text.get(m.end..).is_some_and(has_word))
        };
        if !sends
            && text.get(words.get(at)?.start..).is_none_or(|t| starts_any(t, TO).is_none())
            && !known(at)
        {
            return None;
        }
        let named = !self.cast.mentions(words.get(..at)?).is_empty();
        let listed = what.contains(',') || cut_at_and(what, self.language).is_some();
        (has_word(what) && has_word(whom) && (sends || !named && !listed))
            .then(|| (label(what, self.language), whom.trim_start_matches(['\'', '’']).to_owned()))
    }

    /// The nodes of a list of names, each with the means by which it is reached.
    fn objects(&mut self, text: &str) -> Vec<(usize, Option<String>)> {
        let list = cut_at_colon(text).filter(|(_, list)| has_word(list)).map_or(text, |(_, l)| l);
        let mut out: Vec<(usize, Option<String>)> = Vec::new();
        for item in raw_items(list, self.language) {
            let (item, by) = means(item);
            if let Some(node) = self.object(&item) {
                out.push((node, by));
            }
        }
        // "A, B and C over Wi-Fi": all of them.
        if let Some((last, before)) = out.split_last_mut()
            && before.iter().all(|(_, by)| by.is_none())
        {
            for (_, by) in before {
                by.clone_from(&last.1);
            }
        }
        out
    }

    fn object(&mut self, item: &str) -> Option<usize> {
        let item = item.trim().trim_end_matches([',', '.']);
        let item = starts_any(item, PREPOSITIONS)
            .filter(|n| item.get(*n..).is_some_and(|r| r.starts_with([' ', '\'', '’'])))
            .and_then(|n| item.get(n + 1..))
            .filter(|rest| has_word(rest))
            .unwrap_or(item);
        let (name, words) = match bracket_at_end(item) {
            Some((name, inside)) => (name, Some(inside.trim().to_owned())),
            None => (item, None),
        };
        let name = label(without_last(name, self.language), self.language);
        if !has_word(&name) || starts_any(&name, NOTHING) == Some(name.len()) {
            return None;
        }
        let known = cast::words_of(&name, self.language);
        let name = match self.cast.mentions(&known).as_slice() {
            [m] if m.word == 0 && m.end == name.len() => {
                self.names.get(m.name).cloned().unwrap_or(name)
            }
            _ => name,
        };
        let node = self.node(&name);
        if words.is_some() {
            self.sketch.change(node, |node| node.text = node.text.take().or(words));
        }
        let short = name.split_whitespace().count() <= 3 && name.chars().count() > 1;
        if short && self.names.len() < 300 && cut_at_and(&name, self.language).is_none() {
            self.cast.add(&name, self.names.len(), self.language);
            self.names.push(name);
        }
        Some(node)
    }
}

fn is(word: &str, list: &str) -> bool {
    !word.is_empty() && starts_any(word, list) == Some(word.len())
}

/// True where words stand behind a name that are neither a list nor a means.
fn begins_verb(rest: &str, language: Language) -> bool {
    has_word(rest)
        && !rest.starts_with([',', '/'])
        && (!rest.starts_with('(') || rest.split_once(')').is_some_and(|(_, r)| has_word(r)))
        && starts_any(rest, MEANS).is_none()
        && starts_any(rest, "too|also|as well|directly|weiter|an|ab|auf|zu|zurück|verbunden|angeschlossen|aan|af|op|door|terug").is_none_or(|n| rest.len() > n + 2)
        && starts_any(rest, words::ands(language)).is_none()
}

/// Verbs that join things, not ranks or parts.
fn counted(relation: Relation) -> bool {
    relations::counts(Some(DiagramKind::Network), relation)
}

/// "is eaten by": the second acts.
fn is_passive(said: &str) -> bool {
    const HELPERS: &str =
        "is|are|was|were|wird|werden|es|est|sont|è|sono|é|são|wordt|worden|jest|są";
    let last = said.rsplit(' ').next().unwrap_or("");
    starts_any(said, HELPERS).is_some() && is(last, "by|von|vom|par|por|da|dal|dalla|door|przez")
}

/// Words that may stand between a name and its verb.
const ADVERBS: &str = "also|then|directly|only|both|each|in turn|itself|auch|dann|direkt|también|directamente|aussi|ensuite|directement|anche|poi|também|ook|dan|także|również|также|затем|s|is|are|can";

fn adverbs(text: &str) -> bool {
    text.split_whitespace().all(|word| is(word, ADVERBS))
}

fn without_adverbs(text: &str) -> String {
    let kept: Vec<&str> = text
        .split_whitespace()
        .filter(|word| {
            !is(word, "also|directly|auch|direkt|también|aussi|anche|também|ook|także|также")
        })
        .collect();
    kept.join(" ")
}

/// "das CRM auf", "switch too": the second part of a verb, or an adverb behind the name.
fn without_last(name: &str, language: Language) -> &str {
    let name = name.trim();
    let Some((before, last)) = name.rsplit_once(' ') else { return name };
    let separable = matches!(language.as_str(), "de" | "nl")
        && is(
            last,
            "auf|ab|an|aus|ein|zu|weiter|zurück|aan|op|af|door|terug|verbunden|angeschlossen|verbonden|aangesloten",
        );
    if separable
        || is(last, "too|also|directly|auch|également|aussi|también|anche|também|ook|także|также")
    {
        before
    } else {
        name
    }
}

/// "the gateway over HTTPS": what is reached, and by which means.
pub(super) fn means(text: &str) -> (String, Option<String>) {
    const WEAK: &str = "en|in|con|com|mit|with|met|z|w|avec|by|po|на";
    let mut from = 0;
    let mut best = None;
    while let Some((at, end)) =
        text.get(from..).and_then(|t| find_any(t, MEANS).into_iter().chain(find_any(t, WEAK)).min())
    {
        let (at, end) = (from + at, from + end);
        from = end;
        let weak = text.get(at..end).is_some_and(|word| is(word, WEAK));
        let behind = text.get(end..).unwrap_or("");
        let by = behind.trim_start_matches([' ', '\'', '’']);
        let by = starts_any(by, ARTICLES).and_then(|n| by.get(n..)).unwrap_or(by);
        let article = by.trim_start().len() < behind.trim_start().len();
        let by = by.trim();
        let protocol = starts_any(by, PROTOCOLS).is_some();
        let words: Vec<&str> = by.split_whitespace().collect();
        let technical = words.first().is_some_and(|w| {
            w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || w.chars().skip(1).any(char::is_uppercase)
        });
        let short = !words.is_empty() && words.len() <= 4 && (technical || words.len() <= 2);
        let dense = by.chars().any(is_dense);
        if has_word(text.get(..at).unwrap_or(""))
            && (protocol || !weak && !article && (short || dense))
        {
            best = Some((at, by.to_owned()));
            break;
        }
    }
    let Some((at, by)) = best else { return (text.to_owned(), None) };
    // "per REST auf": the second part of a verb is no means.
    let by = match by.rsplit_once(' ') {
        Some((name, last)) if is(last, "auf|ab|an|aus|aan|op|af|verbunden|angeschlossen") => name,
        _ => &by,
    };
    (text.get(..at).unwrap_or("").trim_end().to_owned(), Some(label_end(by)))
}

/// "greift über HTTPS auf das Gateway zu": the means stands before the name.
fn protocol_inside(rest: &str) -> (String, Option<String>) {
    let mut from = 0;
    while let Some((at, end)) = rest.get(from..).and_then(|t| find_any(t, MEANS)) {
        let (at, end) = (from + at, from + end);
        from = end;
        let behind = rest.get(end..).unwrap_or("").trim_start();
        let Some(length) = starts_any(behind, PROTOCOLS) else { continue };
        let tail = behind.get(length..).unwrap_or("");
        let more = tail.starts_with(' ')
            && tail.split_whitespace().count() >= 2
            && !tail.contains([',', '&']);
        let first = tail.split_whitespace().next().unwrap_or("");
        if more && is(first, PREPOSITIONS) {
            let by = behind.get(..length).unwrap_or("").to_owned();
            return (format!("{}{tail}", rest.get(..at).unwrap_or("").trim_end()), Some(by));
        }
    }
    (rest.to_owned(), None)
}

fn label_end(by: &str) -> String {
    by.trim_matches([' ', '.', ',', '"', '(', ')']).to_owned()
}
