//! Entity-relationship diagrams in words: "a customer has many orders", "Order(id, date)",
//! "Author 1..n Book".

use std::collections::HashSet;

use easel_types::spec::{DiagramKind, Edge, EndMark};

use crate::language::Language;

use super::counts::{Relation, multiplicity, relation, relation_mark};
use super::head::{Content, Marker};
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_colon, find_any, has_word, items, label, raw_items, split, starts_any,
    statements,
};
use super::{Made, code, ends, words};

/// Reads entities with their attributes and relations.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let sketch = Sketch::new(language);
    let subjects = subjects(content, &sketch, language);
    let mut reader = Reader { sketch, language, last: None, subjects };
    let mut bulleted: Option<usize> = None;
    let tables = code::tables(content.body);
    if !tables.is_empty() {
        reader.tables(&tables);
        return made(reader.sketch);
    }
    let blocks = code::blocks(content.body);
    for block in &blocks {
        let name = label(without_noun(block.header), language);
        let node = reader.sketch.entity(&name);
        for part in &block.parts {
            reader.attribute(node, part);
        }
    }
    for line in &code::outside(content, &blocks) {
        // Attributes as bullets under their entity.
        if let Some(owner) = bulleted.filter(|_| {
            line.marker == Marker::Bullet
                && !line.text.contains(['(', ':'])
                && relation(line.text, language).is_none()
        }) {
            reader.attributes(owner, line.text);
            continue;
        }
        bulleted = None;
        let only_name = line.marker == Marker::None && line.text.trim_end().ends_with(':');
        for statement in statements(line.text) {
            reader.statement(statement);
        }
        if only_name {
            let name = label(line.text, language);
            bulleted = Some(reader.sketch.entity(&name));
        }
        if reader.sketch.is_full() {
            break;
        }
    }
    reader.foreign_keys();
    made(reader.sketch)
}

/// The diagram, where anything is told of an entity.
fn made(sketch: Sketch) -> Option<Made> {
    let described = sketch.nodes.iter().any(|node| !node.members.is_empty());
    (!sketch.edges.is_empty() || described).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Er),
        ..Made::default()
    })
}

struct Reader {
    sketch: Sketch,
    language: Language,
    last: Option<usize>,
    /// What something is told of, by the stems of its words.
    subjects: HashSet<String>,
}

/// The first words of all statements: "a room has …" tells of rooms.
pub(super) fn subjects(
    content: &Content<'_>,
    sketch: &Sketch,
    language: Language,
) -> HashSet<String> {
    const TOLD: &str = "has|have|is|are|can|belongs|belong|tiene|tienen|a|ont|hat|haben|ha|hanno|tem|têm|heeft|hebben|ma|mają|имеет|имеют";
    let clauses = content.statements().into_iter().flat_map(|s| split(s, |c| c == ','));
    clauses
        .take(400)
        .filter_map(|clause| {
            let bare = words::without_lead(clause.trim(), language);
            let (first, rest) = bare.split_once(' ')?;
            starts_any(rest, TOLD)?;
            Some(sketch.key(first))
        })
        .collect()
}

/// Headings of parts of a description.
const PARTS: &str = "attributs|atributos|attribute|attributi|attributen|atrybuty|атрибуты|özellikler|الخصائص|السمات|गुण|属性|속성|entities|entity|relations|relationships|relation|relationship|tables|attributes|entidades|relaciones|tablas|entités|relations|tabellen|entitäten|beziehungen|entità|relazioni|relações|tabelas|entiteiten|relaties|encje|relacje|сущности|связи|таблицы|varlıklar|ilişkiler|tablolar|الكيانات|العلاقات|संबंध|实体|关系|表|エンティティ|関係|リレーション|개체|관계|엔티티|테이블";

impl Reader {
    /// Tables of SQL: a row refers to one row of another table.
    fn tables(&mut self, tables: &[code::Table]) {
        let nodes: Vec<usize> =
            tables.iter().map(|table| self.sketch.entity(&table.name)).collect();
        for (table, node) in tables.iter().zip(nodes) {
            self.sketch.change(node, |node| node.members.clone_from(&table.columns));
            for other in &table.refers {
                let other = self.sketch.entity(other);
                let marks = (Some(EndMark::One), Some(EndMark::ZeroOrMany));
                self.relate((other, node), marks, None);
            }
        }
    }

    /// One attribute, as it is written. "[ref: > users.id]" ties its table to another one.
    fn attribute(&mut self, node: usize, text: &str) {
        if let Some((_, reference)) = text.split_once("ref:") {
            let many = !reference.trim_start().starts_with('-');
            let name = reference.trim_start_matches([' ', '>', '<', '-']);
            let name = name.split(['.', ']', ',', ' ']).next().unwrap_or("").to_owned();
            if has_word(&name) {
                let other = self.sketch.entity(&name);
                let own = if many { EndMark::ZeroOrMany } else { EndMark::One };
                self.relate((other, node), (Some(EndMark::One), Some(own)), None);
            }
        }
        let text =
            text.split('[').next().filter(|t| has_word(t) && text.contains("ref:")).unwrap_or(text);
        let text = text.trim().trim_end_matches([',', ';', '.']).trim_end();
        self.sketch.change(node, |node| {
            if has_word(text) && !node.members.iter().any(|member| member == text) {
                node.members.push(text.to_owned());
            }
        });
    }

    /// "`film_id` FK" refers to films, where no relation of the two is told.
    fn foreign_keys(&mut self) {
        let mut found = Vec::new();
        for (at, node) in self.sketch.nodes.iter().enumerate().take(200) {
            for member in &node.members {
                let Some((column, _)) = find_any(member, "fk|foreign key")
                    .and_then(|(cut, end)| Some((member.get(..cut)?, member.get(end..)?)))
                else {
                    continue;
                };
                let column =
                    column.split_whitespace().find(|word| word.contains("id")).unwrap_or(column);
                let lower = column.trim().trim_end_matches(['(', ',']).trim().to_lowercase();
                let name = lower.strip_suffix("_id").or_else(|| lower.strip_suffix("id"));
                let name = name.map(|name| name.trim_matches(['_', ' ']).replace('_', " "));
                let Some(other) =
                    name.filter(|n| has_word(n)).and_then(|n| self.sketch.mentioned(&n))
                else {
                    continue;
                };
                if other != at && self.sketch.joined(other, at).is_none() {
                    found.push((other, at));
                }
            }
        }
        for (other, node) in found {
            self.relate((other, node), (Some(EndMark::One), Some(EndMark::ZeroOrMany)), None);
        }
    }

    /// "films ||--o{ screenings", "Author "1" -- "*" Book".
    fn drawn(&mut self, statement: &str) -> bool {
        let mut any = false;
        for part in statement.split([',', '\n']) {
            let Some(found) = ends::joined(part) else { continue };
            let (from, to) = (label(found.from, self.language), label(found.to, self.language));
            if !has_word(&from) || !has_word(&to) {
                continue;
            }
            let (from, to) = (self.sketch.entity(&from), self.sketch.entity(&to));
            let words = found.label.map(|words| label(words, self.language));
            self.relate((from, to), found.marks, words.filter(|words| has_word(words)));
            any = true;
        }
        any
    }

    fn statement(&mut self, statement: &str) {
        let owned = words::owner_first(statement, "имеет");
        let mut statement = words::without_sequencer(owned.as_deref().unwrap_or(statement));
        if self.drawn(statement) {
            return;
        }
        if let Some(rest) = words::without_there(statement)
            && relation(rest, self.language).is_none()
            && !rest.contains(['(', ':'])
        {
            for name in items(rest, self.language) {
                self.sketch.entity(words::without_count(&name).unwrap_or(&name));
            }
            return;
        }
        if let Some((before, after)) = cut_at_colon(statement)
            && starts_any(before.trim(), PARTS) == Some(before.trim().len())
        {
            if !has_word(after) {
                return;
            }
            statement = after.trim();
            if self.listed(statement) {
                return;
            }
            if relation(statement, self.language).is_none()
                && relation_mark(statement, self.language).is_none()
                && !statement.contains(['(', ':'])
            {
                for name in items(statement, self.language) {
                    self.sketch.entity(&name);
                }
                return;
            }
        }
        if self.described(statement) || self.listed(statement) {
            return;
        }
        // "Team, Player, Match": nothing but names.
        let names = items(statement, self.language);
        let name = |name: &String| {
            name.split_whitespace().count() <= 2 && name.starts_with(char::is_uppercase)
        };
        if names.len() > 1 && names.iter().all(name) && relation(statement, self.language).is_none()
        {
            for name in names {
                self.sketch.entity(&name);
            }
            return;
        }
        let but = "but|while|whereas|pero|mientras que|mais|tandis que|aber|während|ma|mentre|mas|enquanto|maar|terwijl|ale|natomiast|но|ama|fakat|لكن|लेकिन|但|但是";
        let (mut rest, mut parts) = (statement, Vec::new());
        while let Some((at, end)) = find_any(rest, but).filter(|(at, _)| *at > 0) {
            let (before, after) = (rest.get(..at).unwrap_or(""), rest.get(end..).unwrap_or(""));
            if !has_word(before) || !has_word(after) || parts.len() > 8 {
                break;
            }
            parts.push(before);
            rest = after;
        }
        parts.push(rest);
        for part in parts {
            for clause in clauses(part, self.language) {
                self.clause(&clause);
            }
        }
    }

    /// "Order(id, date)", "Order: id, date", "Order with id and date".
    fn described(&mut self, statement: &str) -> bool {
        if relation_mark(statement, self.language).is_some() {
            return false;
        }
        let parts = raw_items(statement, self.language);
        let bracketed: Vec<(&str, &str)> =
            parts.iter().filter_map(|part| bracket_at_end(part)).collect();
        if !bracketed.is_empty()
            && bracketed.len() == parts.len()
            && parts
                .iter()
                .all(|p| relation(bracket_at_end(p).map_or("", |b| b.0), self.language).is_none())
        {
            for (name, inside) in bracketed {
                let name = label(without_noun(name), self.language);
                let node = self.sketch.declared(&name);
                self.attributes(node, inside);
            }
            return true;
        }
        if let Some((before, after)) =
            cut_at_colon(statement).filter(|(a, b)| has_word(a) && has_word(b))
        {
            let plain =
                relation(before, self.language).is_none() && before.split_whitespace().count() <= 4;
            let listed = relation(after, self.language).is_none();
            if plain && listed {
                let node = self.sketch.declared(&label(without_noun(before), self.language));
                self.attributes(node, after);
                return true;
            }
        }
        false
    }

    /// "Player name, number, position": a known entity with its attributes.
    fn listed(&mut self, statement: &str) -> bool {
        let Some((first, _)) = statement.split_once([',', '，']) else { return false };
        if statement.contains(['(', '（']) {
            return false;
        }
        if relation(statement, self.language).is_some()
            || relation_mark(statement, self.language).is_some()
        {
            return false;
        }
        let bare = words::without_lead(first, self.language);
        let Some((at, _)) = bare.match_indices(' ').find(|(at, _)| {
            let name = bare.get(..*at).unwrap_or("");
            self.sketch.find(&label(name, self.language)).is_some()
        }) else {
            return false;
        };
        let from = bare.as_ptr() as usize - statement.as_ptr() as usize + at;
        let list = statement.get(from..).unwrap_or("").trim();
        let list = starts_any(
            list,
            "has|have|with|tiene|con|a|avec|hat|mit|ha|tem|com|heeft|met|ma|имеет",
        )
        .map_or(list, |n| list.get(n..).unwrap_or(list));
        let Some(node) = self.sketch.find(&label(bare.get(..at).unwrap_or(""), self.language))
        else {
            return false;
        };
        self.attributes(node, list);
        true
    }

    fn attributes(&mut self, node: usize, list: &str) {
        let names: Vec<String> = split(list, |c| matches!(c, ',' | '，' | '、' | ';' | '،' | '|'))
            .into_iter()
            .flat_map(|part| raw_items(part, self.language))
            .map(|part| part.trim().trim_end_matches('.').to_owned())
            .filter(|part| has_word(part))
            .collect();
        self.sketch.change(node, |node| {
            for name in names {
                if !node.members.contains(&name) {
                    node.members.push(name);
                }
            }
        });
    }

    fn clause(&mut self, clause: &str) {
        let found = relation_mark(clause, self.language)
            .or_else(|| relation(clause, self.language))
            .or_else(|| self.uncounted(clause));
        let Some(found) = found else {
            self.attribute_clause(clause);
            return;
        };
        let (near, from) = counted_subject(found.from, self.language);
        let (from, verb) = self.parted(from);
        let label_of = match (verb, found.label) {
            (Some(verb), Some(more)) if verb.split_whitespace().count() < 3 => {
                Some(format!("{verb} {more}"))
            }
            (verb, more) => verb.or(more),
        };
        let found = Relation { label: label_of, ..found };
        let from_mark = near.filter(|mark| *mark != EndMark::One).or(found.from_mark);
        let subject = label(from, self.language);
        let subjects: Vec<usize> = if is_pronoun(&subject) || !has_word(&subject) {
            self.last.into_iter().collect()
        } else {
            items(from, self.language).iter().map(|name| self.sketch.entity(name)).collect()
        };
        let several = raw_items(found.to, self.language);
        let plain = found.label.is_none() && found.from_mark.is_none();
        let unknown = |item: &&str| {
            let (mark, name) = multiplicity(item, self.language);
            let name = label(name, self.language);
            !matches!(mark, Some(EndMark::ZeroOrMany | EndMark::OneOrMany))
                && starts_any(item.trim(), "exactly|only|one|genau|exactamente|exactement|esattamente|exatamente|precies|dokładnie|ровно").is_none()
                && self.sketch.mentioned(&name).is_none()
                && !self.subjects.contains(&self.sketch.key(&name))
        };
        if plain && several.len() > 1 && several.iter().all(unknown) {
            // "Students have a number and a name".
            for node in subjects {
                let names = items(found.to, self.language);
                self.sketch.change(node, |node| node.members.extend(names));
            }
            return;
        }
        for item in several {
            let (mark, name) = multiplicity(item, self.language);
            let through = find_any(name, "through|via|by means of|a través de|à travers|über|tramite|attraverso|através de|poprzez|через|通过").map(|(at, _)| at).filter(|at| *at > 0);
            let name = through.and_then(|at| name.get(..at)).unwrap_or(name);
            let name = label(name, self.language);
            if !has_word(&name) {
                continue;
            }
            let to = self.sketch.entity(&name);
            for from in &subjects {
                let to_mark = mark.or(found.to_mark);
                self.relate((*from, to), (from_mark, to_mark), found.label.clone());
            }
        }
        self.last = subjects.first().copied();
    }

    /// "Passenger can be": the entity that is known already, or the words before a modal verb; the
    /// others belong to the verb.
    fn parted<'t>(&self, subject: &'t str) -> (&'t str, Option<String>) {
        const MODALS: &str = "can|may|must|could|will|should|is|are|be|has|have|puede|pueden|debe|deben|es|son|peut|peuvent|doit|doivent|est|sont|kann|können|muss|müssen|darf|wird|werden|ist|sind|può|possono|deve|devono|è|sono|pode|podem|é|são|kan|kunnen|moet|wordt|worden|może|mogą|jest|są|может|могут|должен";
        let text = words::without_lead(subject.trim(), self.language);
        let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(12).collect();
        if self.last.is_some() && starts_any(text, MODALS) == Some(text.len()) {
            // "and can carry many passengers" goes on about the entity before.
            return ("", Some(text.to_owned()));
        }
        if ends.is_empty() || self.sketch.find(&label(text, self.language)).is_some() {
            return (subject, None);
        }
        let known = ends.iter().rev().copied().find(|at| {
            let name = text.get(..*at).unwrap_or("");
            self.sketch.find(&label(name, self.language)).is_some()
        });
        let cut = known.or_else(|| find_any(text, MODALS).map(|(at, _)| at).filter(|at| *at > 0));
        let Some(cut) = cut else { return (subject, None) };
        let verb = text.get(cut..).unwrap_or("").trim();
        // Most words of a long verb are an object of its own: "pays a fee per year and so".
        let verb = if verb.split_whitespace().count() > 4 {
            verb.split_whitespace().next().unwrap_or("")
        } else {
            verb
        };
        (text.get(..cut).unwrap_or(text), Some(verb.to_owned()).filter(|verb| has_word(verb)))
    }

    /// "Rooms are reserved by guests": words between two entities, with no number.
    fn uncounted<'t>(&self, clause: &'t str) -> Option<Relation<'t>> {
        let text = words::without_lead(clause.trim(), self.language);
        if text.contains(['(', ':']) {
            return None;
        }
        let words: Vec<&str> = text.split_whitespace().take(12).collect();
        let base = text.as_ptr() as usize;
        let from = words.first()?;
        let capital =
            |word: &str| self.language.as_str() != "de" && word.starts_with(char::is_uppercase);
        let is_entity = |word: &str| {
            let name = label(word, self.language);
            capital(&name)
                || self.sketch.find(&name).is_some()
                || self.subjects.contains(&self.sketch.key(&name))
        };
        if !is_entity(from) {
            return None;
        }
        // The first entity behind the verb, which is at most three words.
        let nth = (2..words.len().min(6)).find(|nth| {
            words.get(*nth).is_some_and(|word| is_entity(word))
                && words.get(nth - 1).is_some_and(|verb| verb.starts_with(char::is_lowercase))
        })?;
        let verb = words.get(1..nth)?;
        let has_and = verb
            .iter()
            .any(|word| starts_any(word, words::ands(self.language)) == Some(word.len()));
        if has_and || !verb.iter().all(|word| word.starts_with(char::is_lowercase)) {
            return None;
        }
        let to = words.get(nth)?;
        let start = to.as_ptr() as usize - base;
        let verb_start = verb.first()?.as_ptr() as usize - base;
        let said = text.get(verb_start..start)?.trim();
        let plain = starts_any(
            said,
            "has|have|tiene|tienen|a|ont|hat|haben|ha|hanno|tem|têm|heeft|hebben|ma|mają|имеет|имеют",
        ) == Some(said.len());
        let plural = to.trim_end_matches(['.', ',']).ends_with('s') && !to.ends_with("ss");
        Some(Relation {
            from: text.get(..from.len())?,
            to: text.get(start..)?,
            from_mark: None,
            to_mark: plural.then_some(EndMark::ZeroOrMany),
            label: (!plain).then(|| said.to_owned()),
        })
    }

    /// "A customer has an id and a name": attributes in prose.
    fn attribute_clause(&mut self, clause: &str) {
        const OWNS: &str = "has the attributes|has attributes|with the attributes|with attributes|has the fields|has|have|tiene los atributos|tiene|tienen|a les attributs|possède|a pour attributs|hat die attribute|hat|haben|ha gli attributi|ha|tem os atributos|tem|heeft|ma atrybuty|ma|имеет атрибуты|имеет|有属性|具有";
        let Some((at, end)) = find_any(clause, OWNS) else { return };
        let (before, after) = (clause.get(..at).unwrap_or(""), clause.get(end..).unwrap_or(""));
        let name = label(before, self.language);
        if !has_word(&name) || !has_word(after) || name.split_whitespace().count() > 3 {
            return;
        }
        let node = self.sketch.entity(&name);
        let names: Vec<String> = items(after, self.language);
        self.sketch.change(node, |node| node.members.extend(names));
    }

    /// A relation said twice is one: "each order belongs to one customer".
    fn relate(
        &mut self,
        (from, to): (usize, usize),
        (from_mark, to_mark): (Option<EndMark>, Option<EndMark>),
        label: Option<String>,
    ) {
        let many =
            |mark: Option<EndMark>| matches!(mark, Some(EndMark::OneOrMany | EndMark::ZeroOrMany));
        if let Some(known) = self.sketch.joined(from, to) {
            let source = self.sketch.id(from);
            if let Some(edge) = self.sketch.edges.get_mut(known) {
                let same = edge.from == source;
                let (near, far) = if same {
                    (&mut edge.from_mark, &mut edge.to_mark)
                } else {
                    (&mut edge.to_mark, &mut edge.from_mark)
                };
                // What is said of the far end now decides; "many" is never taken back.
                if to_mark.is_some()
                    && (far.is_none() || *far == Some(EndMark::One) && many(to_mark) || !many(*far))
                {
                    *far = to_mark;
                }
                if from_mark.is_some()
                    && (near.is_none() || *near == Some(EndMark::One))
                    && far.is_some()
                {
                    *near = from_mark;
                }
            }
            return;
        }
        let one = Some(EndMark::One);
        self.sketch.arrow(
            from,
            to,
            Edge {
                label,
                from_mark: from_mark.or(one),
                to_mark: to_mark.or(one),
                ..Edge::default()
            },
        );
    }
}

/// The number before the name of a subject: "one patient", "many students".
fn counted_subject(text: &str, language: Language) -> (Option<EndMark>, &str) {
    let bare = words::without_lead(text.trim(), language);
    let (mark, rest) = multiplicity(bare, language);
    if mark.is_some() && has_word(rest) { (mark, rest) } else { (None, text) }
}

fn is_pronoun(name: &str) -> bool {
    matches!(
        &*name.to_lowercase(),
        "it" | "they"
            | "er"
            | "sie"
            | "es"
            | "il"
            | "elle"
            | "which"
            | "that"
            | "ele"
            | "ela"
            | "он"
            | "она"
            | "hij"
    )
}

fn without_noun(name: &str) -> &str {
    let text = name.trim();
    let length = starts_any(
        text,
        "entity|table|entidad|tabla|entité|table|tabelle|entität|entità|tabella|entidade|tabela|entiteit|tabel|encja|сущность|таблица|实体|表",
    );
    length
        .and_then(|n| text.get(n..))
        .filter(|rest| has_word(rest) && rest.starts_with(' '))
        .unwrap_or(text)
}

/// Cuts where a clause with a relation of its own begins.
fn clauses(statement: &str, language: Language) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in split(statement, |c| matches!(c, ',' | '，' | '،')) {
        let mut rest = piece;
        let mut parts = Vec::new();
        while let Some((before, after)) = super::text::cut_at_and(rest, language) {
            let own = |part: &str| {
                relation(part, language).is_some()
                    || super::ties::unnamed_verb(part, language).is_some()
            };
            if !own(before) || !own(after) {
                break;
            }
            parts.push(before);
            rest = after;
        }
        parts.push(rest);
        for part in parts {
            let own = relation(part, language).is_some()
                || relation_mark(part, language).is_some()
                || super::ties::unnamed_verb(part, language).is_some();
            match out.last_mut() {
                Some(last) if !own => {
                    last.push_str(", ");
                    last.push_str(part);
                }
                _ => out.push(part.to_owned()),
            }
        }
    }
    out
}
