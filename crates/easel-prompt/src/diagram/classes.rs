//! Class diagrams in words: "Dog and Cat extend Animal", "Animal has name: string and `speak()`",
//! "Shape: `area()`, `perimeter()`".

use easel_types::spec::{DiagramKind, Edge, EdgeLine, EndMark};

use crate::language::Language;

use super::head::{Content, Marker};
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_and, cut_at_colon, find_any, has_word, items, label, split, starts_any,
    statements,
};
use super::ties::{
    Tie, between, counted, leading_verb, tie_in_brackets, unnamed_verb, verb, without_tail,
};
use super::{Made, code, counts, ends, entities, members, words};

/// Reads classes with their members and relations.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let sketch = Sketch::new(language);
    let subjects = entities::subjects(content, &sketch, language);
    let mut reader = Reader { sketch, language, last: None, body: content.body, subjects };
    let mut owner: Option<(usize, usize)> = None;
    let blocks = code::blocks(content.body);
    for block in &blocks {
        reader.block(block);
    }
    for line in &code::outside(content, &blocks) {
        let below =
            owner.is_some_and(|(indent, _)| line.indent > indent || line.marker == Marker::Bullet);
        if let Some((_, node)) =
            owner.filter(|_| below && verb(line.text, language).is_none_or(|v| v.0 == Tie::Has))
        {
            reader.members(node, line.text);
            continue;
        }
        let header = line.marker == Marker::None;
        for statement in statements(line.text) {
            reader.statement(statement);
        }
        owner = None;
        if header && verb(line.text, language).is_some() && !line.text.contains(',') {
            owner = reader.last.map(|node| (line.indent, node));
        }
        if header
            && verb(line.text, language).is_none()
            && (line.text.trim_end().ends_with([':', '：']) || is_name(line.text))
        {
            let (stereotype, name) = stereotyped(line.text);
            let name = label(name, language);
            if has_word(&name) {
                let node = reader.sketch.entity(&name);
                reader.mark(node, stereotype);
                owner = Some((line.indent, node));
            }
        }
    }
    let sketch = reader.sketch;
    let described = sketch.nodes.iter().any(|n| !n.members.is_empty() || !n.methods.is_empty());
    (!sketch.edges.is_empty() || described).then(|| Made {
        sketch,
        kind: Some(DiagramKind::Class),
        ..Made::default()
    })
}

pub(super) fn is_name(text: &str) -> bool {
    let (_, name) = stereotyped(text);
    let name = name.trim();
    name.split_whitespace().count() == 1
        && !name.contains(['(', ':', ',', '、', '，', '。'])
        && name.chars().count() <= 40
}

/// "interface Shape", "abstract class Shape": the stereotype and the name.
fn stereotyped(text: &str) -> (Option<&'static str>, &str) {
    let text = text.trim();
    // "public class Person".
    let modifier = starts_any(text, "public|private|protected|export|export default|final|static");
    let text = modifier
        .and_then(|length| text.get(length..))
        .filter(|rest| {
            starts_any(rest.trim_start(), "class|abstract|interface|enum|final").is_some()
        })
        .map_or(text, str::trim_start);
    for (stereotype, forms) in [
        (
            "interface",
            "interface|the interface|an interface|interfaz|la interfaz|l'interface|schnittstelle|interfaccia|l'interfaccia|интерфейс|arayüz|واجهة|接口|インターフェース|인터페이스",
        ),
        (
            "abstract",
            "abstract class|an abstract class|the abstract class|abstract|clase abstracta|la clase abstracta|classe abstraite|la classe abstraite|abstrakte klasse|classe astratta|classe abstrata|abstracte klasse|klasa abstrakcyjna|абстрактный класс|soyut sınıf|抽象类|抽象クラス|추상 클래스",
        ),
        ("enumeration", "enum|enumeration"),
        (
            "",
            "class|the class|clase|la clase|classe|la classe|klasse|die klasse|klasa|класс|sınıf|الفئة|الصنف|类|クラス|클래스",
        ),
    ] {
        if let Some(rest) = starts_any(text, forms).and_then(|n| text.get(n..)).filter(|rest| {
            has_word(rest) && (rest.starts_with(' ') || rest.chars().any(super::text::is_dense))
        }) {
            return ((!stereotype.is_empty()).then_some(stereotype), rest.trim_start());
        }
    }
    match bracket_at_end(text) {
        Some((name, inside)) if starts_any(inside.trim(), "interface|<<interface>>|abstract|abstract class|interfaz|schnittstelle|interfaccia").is_some() => {
            let interface = !inside.contains("abstract");
            (Some(if interface { "interface" } else { "abstract" }), name)
        }
        _ => (None, text),
    }
}

/// The first sign of UML: where it begins and ends, what it means, and whether it points back.
fn sign(clause: &str) -> Option<(usize, usize, Tie, bool)> {
    const SIGNS: [(&str, Tie, bool); 15] = [
        ("<|--", Tie::Extends, true),
        ("--|>", Tie::Extends, false),
        ("<|..", Tie::Realises, true),
        ("..|>", Tie::Realises, false),
        ("*--", Tie::Composed, false),
        ("--*", Tie::Composed, true),
        ("o--", Tie::Aggregates, false),
        ("--o", Tie::Aggregates, true),
        ("..>", Tie::Uses, false),
        ("-->", Tie::Knows, false),
        ("<--", Tie::Knows, true),
        ("->", Tie::Knows, false),
        ("→", Tie::Knows, false),
        ("◆", Tie::Composed, false),
        ("--", Tie::Joined, false),
    ];
    SIGNS.iter().find_map(|(sign, tie, turned)| {
        let at = clause.find(sign)?;
        let end = at + sign.len();
        // "Zoo--Ape" has no ring.
        let glued = sign.starts_with('o') && clause.get(..at)?.ends_with(char::is_alphanumeric)
            || sign.ends_with('o') && clause.get(end..)?.starts_with(char::is_alphanumeric);
        (!glued && has_word(clause.get(..at)?)).then_some((at, end, *tie, *turned))
    })
}

struct Reader<'a> {
    sketch: Sketch,
    language: Language,
    last: Option<usize>,
    /// The whole content.
    body: &'a str,
    /// What something is told of, by the stems of its words.
    subjects: std::collections::HashSet<String>,
}

impl Reader<'_> {
    fn mark(&mut self, node: usize, stereotype: Option<&str>) {
        if let Some(word) = stereotype {
            self.sketch.change(node, |node| node.stereotype = Some(word.to_owned()));
        }
    }

    fn statement(&mut self, statement: &str) {
        let owned = words::owner_first(statement, "имеет");
        let statement = words::without_sequencer(owned.as_deref().unwrap_or(statement));
        if let Some((before, after)) = cut_at_colon(statement)
            && starts_any(
                before.trim(),
                "classes|relations|relationships|clases|relaciones|klassen|beziehungen|classi|relazioni|relações|klasy|классы|类|クラス|클래스",
            ) == Some(before.trim().len())
        {
            if has_word(after) {
                self.statement(after);
            }
            return;
        }
        for clause in clauses(statement, self.language) {
            self.clause(&clause);
        }
    }

    /// A class with its members in braces.
    fn block(&mut self, block: &code::Block<'_>) {
        let node = if verb(block.header, self.language).is_some() {
            self.last = None;
            self.clause(block.header);
            self.last
        } else {
            let (name, base) = block.header.split_once(" : ").unwrap_or((block.header, ""));
            let node = self.class(name);
            for base in items(base, self.language) {
                let base = self.class(&base);
                self.tie(node, base, Tie::Extends, false);
            }
            Some(node)
        };
        let Some(node) = node else { return };
        for part in &block.parts {
            match part.trim().strip_prefix("<<").and_then(|t| t.strip_suffix(">>")) {
                Some(word) => self.mark(node, Some(word.trim())),
                None => self.member(node, part),
            }
        }
    }

    /// "Animal <|-- Dog": the signs of UML.
    fn drawn(&mut self, clause: &str) -> bool {
        if let Some((before, count, behind)) = counted(clause) {
            let (a, b) = (self.class(before), self.class(behind));
            let (to_mark, to_label) = (Some(EndMark::None), Some(ends::bare_count(count)));
            self.sketch.arrow(a, b, Edge { to_mark, to_label, ..Edge::default() });
            return true;
        }
        let Some((start, end, tie, turned)) = sign(clause) else { return false };
        let Some(found) = ends::around(clause, start, end) else { return false };
        let words = label(found.label.unwrap_or(""), self.language);
        let inherits = find_any(
            &words,
            "extends|inherits|inherits from|is a|hereda|erbt|eredita|hérite|herda",
        )
        .is_some();
        let tie = if inherits { Tie::Extends } else { tie };
        let (left, right) = (self.class_names(found.from), self.class_names(found.to));
        let counts = (found.from_count.map(ends::bare_count), found.to_count.map(ends::bare_count));
        for a in &left {
            for b in &right {
                let (from, to) = if turned { (*b, *a) } else { (*a, *b) };
                let before = self.sketch.edges.len();
                self.tie(from, to, tie, false);
                let Some(edge) = self.sketch.edges.get_mut(before) else { continue };
                let (near, far) = counts.clone();
                let (near, far) = if turned { (far, near) } else { (near, far) };
                edge.from_label = near.or(edge.from_label.take());
                edge.to_label = far.or(edge.to_label.take());
                if has_word(&words) && !inherits {
                    edge.label = Some(words.clone());
                }
            }
        }
        !left.is_empty() && !right.is_empty()
    }

    fn clause(&mut self, clause: &str) {
        let clause = words::without_sequencer(clause.trim());
        let clause = words::without_there(clause).unwrap_or(clause).trim();
        if self.drawn(clause) || self.declared(clause) {
            return;
        }
        let found = verb(clause, self.language)
            .or_else(|| leading_verb(clause))
            .or_else(|| unnamed_verb(clause, self.language));
        let Some((tie, before, after)) = found else {
            self.described(clause);
            return;
        };
        let (tie, after) = tie_in_brackets(tie, after);
        let subjects = self.subjects(before);
        // "…を持つ抽象クラス".
        let tail = [
            ("抽象クラス", "abstract"),
            ("インターフェース", "interface"),
            ("추상 클래스", "abstract"),
            ("인터페이스", "interface"),
            ("抽象类", "abstract"),
        ];
        if let Some((_, word)) = tail.iter().find(|(noun, _)| {
            clause.trim_end_matches(['。', '.', '다', '이', '입', '니']).ends_with(noun)
        }) {
            for node in &subjects {
                self.mark(*node, Some(word));
            }
        }
        if subjects.is_empty() {
            return;
        }
        self.last = subjects.first().copied();
        const WITH: &str = "with|mit|con|avec|com|met|z|с|that has|which has|and has|and adds";
        let with = find_any(after, WITH)
            .filter(|(at, _)| matches!(tie, Tie::Extends | Tie::Realises) && *at > 0)
            .and_then(|(at, end)| Some((after.get(..at)?, after.get(end..)?)))
            .filter(|(target, rest)| has_word(target) && has_word(rest));
        let (target, rest) = match with.or_else(|| cut_at_colon(after)) {
            Some((target, rest)) if tie != Tie::Has && has_word(target) => (target, Some(rest)),
            _ => (after, None),
        };
        if tie == Tie::Has && !self.is_class_list(target) {
            for node in subjects {
                self.members(node, after);
            }
            return;
        }
        let label = (tie == Tie::Knows).then(|| between(clause, before, after)).flatten();
        for (name, many) in self.targets(target) {
            for from in &subjects {
                self.tie(*from, name, tie, many);
                if let Some(edge) = self.sketch.edges.last_mut().filter(|_| label.is_some()) {
                    edge.label = label.map(str::to_owned);
                }
            }
        }
        if let Some(rest) = rest {
            for node in subjects {
                self.members(node, rest);
            }
        }
    }

    /// The classes before a verb; the one spoken of before where there is only a pronoun.
    fn subjects(&mut self, text: &str) -> Vec<usize> {
        const PRONOUNS: &str = "it|they|er|sie|es|which|that|this|el|ella|il|elle|lui|ele|ela|hij|zij|on|ona|он|она|o|هو|هي|它|それ";
        let bare = label(text, self.language);
        if !has_word(&bare) || starts_any(&bare, PRONOUNS) == Some(bare.len()) {
            return self.last.into_iter().collect();
        }
        self.class_names(text)
    }

    /// "Shape is an abstract class with `area()`".
    fn declared(&mut self, clause: &str) -> bool {
        const DECLARES: &str = "is an abstract base class|is an abstract class|is abstract|is an interface|is an enumeration|is an enum|are abstract classes|are abstract|are interfaces|es una clase abstracta|es abstracta|es una interfaz|est une classe abstraite|est abstraite|est une interface|ist eine abstrakte klasse|ist eine abstrakte basisklasse|ist abstrakt|ist ein interface|ist eine schnittstelle|è una classe astratta|è astratta|è un'interfaccia|é uma classe abstrata|é abstrata|é uma interface|is een abstracte klasse|is een interface|jest klasą abstrakcyjną|jest abstrakcyjna|jest interfejsem|является абстрактным классом|является интерфейсом|это абстрактный класс|это интерфейс|هي فئة مجردة|فئة مجردة|هي واجهة|soyut bir sınıftır|bir arayüzdür|एक अमूर्त क्लास है|एक इंटरफ़ेस है|是一个抽象类|是抽象类|是一个接口|是接口|は抽象クラス|はインターフェース|은 추상 클래스|는 추상 클래스|은 인터페이스|는 인터페이스";
        let Some((at, end)) = find_any(clause, DECLARES) else { return false };
        let (before, after) = (clause.get(..at).unwrap_or(""), clause.get(end..).unwrap_or(""));
        if !has_word(before) || before.contains([':', '(']) {
            return false;
        }
        let word = clause.get(at..end).unwrap_or("").to_lowercase();
        let stereotype = if word.contains("enum") {
            "enumeration"
        } else if ["abst", "astrat", "абстр", "soyut", "مجرد", "अमूर्त", "抽象", "추상"]
            .iter()
            .any(|stem| word.contains(stem))
        {
            "abstract"
        } else {
            "interface"
        };
        let nodes = self.subjects(before);
        let after =
            after.trim_start_matches("で").trim_start_matches("이며").trim_start_matches("이고");
        for node in &nodes {
            self.mark(*node, Some(stereotype));
            self.members(*node, after);
        }
        self.last = nodes.first().copied().or(self.last);
        true
    }

    /// "Shape: `area()`", "Shape (`area()`, name)", "Shape with `area()`".
    fn described(&mut self, clause: &str) {
        let (stereotype, bare) = stereotyped(clause);
        if let Some((name, rest)) = cut_at_colon(bare)
            .or_else(|| bare.split_once(" - ").or_else(|| bare.split_once(" – ")))
            .filter(|(n, _)| has_word(n) && n.split_whitespace().count() <= 4)
        {
            // "class Square(Shape): side".
            let (name, base) = bracket_at_end(name).unwrap_or((name, ""));
            let node = self.class(name);
            for base in items(base, self.language) {
                if matches!(&*base, "ABC" | "abc.ABC") {
                    self.mark(node, Some("abstract"));
                } else if base != "object" {
                    let base = self.class(&base);
                    self.tie(node, base, Tie::Extends, false);
                }
            }
            self.mark(node, stereotype);
            self.members(node, rest);
            self.last = Some(node);
        } else if let Some((name, inside)) = bracket_at_end(bare)
            .filter(|(name, inside)| has_word(inside) && name.split_whitespace().count() <= 3)
        {
            let node = self.class(name);
            self.mark(node, stereotype);
            self.members(node, inside);
        } else if stereotype.is_some() || is_name(bare) {
            let node = self.class(bare);
            self.mark(node, stereotype);
        } else if let Some(node) = self.last {
            self.members(node, bare);
        }
    }

    fn class(&mut self, name: &str) -> usize {
        let (stereotype, name) = stereotyped(name);
        let name = label(self.without_noun(name), self.language);
        let node = self.sketch.entity(&name);
        self.mark(node, stereotype);
        node
    }

    /// "動物クラス" where 動物 stands alone elsewhere.
    fn without_noun<'t>(&self, name: &'t str) -> &'t str {
        let name = name.trim();
        let nouns = [" sınıfı", " क्लास", " 클래스", "클래스", "クラス", "类", " class", " Class"];
        nouns
            .iter()
            .find_map(|noun| name.strip_suffix(noun))
            .map(str::trim_end)
            .filter(|bare| {
                has_word(bare)
                    && self.body.matches(bare).take(9).count()
                        > self.body.matches(name).take(9).count()
            })
            .unwrap_or(name)
    }

    fn class_names(&mut self, text: &str) -> Vec<usize> {
        let mut out = Vec::new();
        for part in super::text::raw_items(text, self.language) {
            // "Student(id) extends Person": the members stand with the name.
            let (name, inside) = match bracket_at_end(part) {
                Some((name, inside)) if stereotyped(part).0.is_none() => (name, inside),
                _ => (part, ""),
            };
            let name = without_tail(name);
            if has_word(name) {
                let node = self.class(name);
                self.members(node, inside);
                out.push(node);
            }
        }
        out
    }

    /// Names behind a verb, each with whether "many" was said.
    fn targets(&mut self, text: &str) -> Vec<(usize, bool)> {
        let parts: Vec<String> =
            super::text::raw_items(text, self.language).iter().map(|p| (*p).to_owned()).collect();
        let mut out = Vec::new();
        for part in parts {
            let part = part.trim();
            let many = starts_any(part, counts::MANY);
            let one = starts_any(part, counts::ONE)
                .filter(|n| part.get(*n..).is_some_and(|rest| rest.starts_with(' ')));
            let name = many.or(one).and_then(|n| part.get(n..)).unwrap_or(part);
            let name = words::without_count(name.trim()).unwrap_or(name);
            let (name, inside) = bracket_at_end(name).unwrap_or((name, ""));
            if let Some(node) = self.last.filter(|_| inside.contains('(') || inside.contains(':')) {
                // "Admin extends User (ban())": what it adds.
                self.members(node, inside);
            }
            if has_word(name) {
                out.push((self.class(name), many.is_some()));
            }
        }
        out
    }

    /// "has an Engine": names of classes, not members.
    fn is_class_list(&self, text: &str) -> bool {
        let parts = super::text::raw_items(text, self.language);
        !parts.is_empty()
            && !text.contains(['(', ':'])
            && parts.iter().all(|part| {
                let trimmed = part.trim();
                let many = starts_any(trimmed, counts::MANY);
                let one = starts_any(trimmed, counts::ONE).filter(|_| many.is_none());
                let trimmed = one
                    .and_then(|length| trimmed.get(length..))
                    .filter(|rest| rest.starts_with(' ') && has_word(rest))
                    .map_or(trimmed, str::trim_start);
                let name =
                    label(many.and_then(|n| trimmed.get(n..)).unwrap_or(trimmed), self.language);
                self.sketch.mentioned(&name).is_some()
                    || self
                        .subjects
                        .contains(&self.sketch.key(words::without_count(&name).unwrap_or(&name)))
                    || (many.is_some() && has_word(&name))
                    || (name.starts_with(char::is_uppercase)
                        && self.language.as_str() != "de"
                        && !name.chars().any(super::text::is_dense))
            })
    }

    fn tie(&mut self, from: usize, to: usize, tie: Tie, many: bool) {
        let (from, to) = if tie == Tie::Extended { (to, from) } else { (from, to) };
        let interface =
            self.sketch.nodes.get(to).is_some_and(|n| n.stereotype.as_deref() == Some("interface"));
        let mut edge = Edge::default();
        match tie {
            Tie::Realises => {
                edge.to_mark = Some(EndMark::Triangle);
                edge.line = EdgeLine::Dashed;
                if !interface {
                    self.mark(to, Some("interface"));
                }
            }
            Tie::Extends | Tie::Extended => edge.to_mark = Some(EndMark::Triangle),
            Tie::Composed => {
                edge.from_mark = Some(EndMark::FilledDiamond);
                edge.to_mark = Some(EndMark::None);
            }
            Tie::Aggregates | Tie::Has => {
                edge.from_mark = Some(EndMark::Diamond);
                edge.to_mark = Some(EndMark::None);
                if many || tie == Tie::Aggregates {
                    edge.to_label = Some("*".to_owned());
                }
            }
            Tie::Uses => edge.line = EdgeLine::Dashed,
            Tie::Knows => {}
            Tie::Joined => edge.to_mark = Some(EndMark::None),
        }
        self.sketch.arrow(from, to, edge);
    }

    /// Attributes and operations of a class.
    fn members(&mut self, node: usize, list: &str) {
        for member in members::of_list(list, self.language) {
            self.take(node, member);
        }
    }

    fn member(&mut self, node: usize, text: &str) {
        if let Some(member) = members::one(text, self.language) {
            self.take(node, member);
        }
    }

    fn take(&mut self, node: usize, (text, operates): members::Member) {
        self.sketch.change(node, |node| {
            let list = if operates { &mut node.methods } else { &mut node.members };
            if !list.contains(&text) {
                list.push(text);
            }
        });
    }
}

/// Cuts where a clause with a verb of its own begins.
fn clauses(statement: &str, language: Language) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut waiting = String::new();
    for piece in split(statement, |c| matches!(c, ',' | '，' | '、')) {
        let mut rest = piece;
        let mut parts = Vec::new();
        while let Some((before, after)) = cut_at_and(rest, language) {
            let named = verb(after, language).is_some_and(|(_, subject, _)| has_word(subject))
                || leading_verb(after).is_some()
                || unnamed_verb(after, language).is_some();
            if verb(before, language).is_none() || !named {
                break;
            }
            parts.push(before);
            rest = after;
        }
        parts.push(rest);
        for part in parts {
            let own = verb(part, language).is_some()
                || !out.is_empty() && leading_verb(part).is_some()
                || unnamed_verb(part, language).is_some()
                || stereotyped(part.trim()).0.is_some()
                || bracket_at_end(part)
                    .is_some_and(|(name, inside)| has_word(inside) && is_name(name))
                || part.split_once(" - ").is_some_and(|(name, _)| is_name(name))
                || ends::joined(part).is_some()
                || counted(part).is_some()
                || part.contains("--");
            match out.last_mut() {
                _ if own => {
                    out.push(if waiting.is_empty() {
                        part.to_owned()
                    } else {
                        format!("{waiting}, {part}")
                    });
                    waiting.clear();
                }
                Some(last) => {
                    last.push_str(", ");
                    last.push_str(part);
                }
                None => {
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
