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
use super::{Made, words};

/// How two classes are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    Extends,
    Realises,
    Extended,
    Composed,
    Aggregates,
    Uses,
    Has,
}

/// Verbs between classes.
const VERBS: [(Tie, &str); 7] = [
    (
        Tie::Extends,
        "extends|extend|inherits from|inherit from|inherits|inherit|is a subclass of|are subclasses of|is a kind of|is a type of|are kinds of|are types of|derives from|derive from|subclasses|is derived from|is a|is an|are|both extend|both inherit from|\
         hereda de|heredan de|extiende|extienden|extiende a|es una subclase de|es un|es una|son|deriva de|hérite de|héritent de|étend|étendent|est une sous-classe de|est un|est une|sont des|dérive de|erbt von|erben von|erweitert|erweitern|ist eine unterklasse von|ist ein|ist eine|sind|leitet sich ab von|\
         eredita da|ereditano da|estende|estendono|è una sottoclasse di|è un|è una|sono|deriva da|herda de|herdam de|estende|estendem|é uma subclasse de|é um|é uma|são|erft van|erven van|breidt uit|breiden uit|is een|zijn|dziedziczy po|dziedziczą po|dziedziczy z|dziedziczą z|rozszerza|rozszerzają|jest|\
         наследует от|наследуют от|наследует|наследуют|наследуется от|наследуются от|расширяет|расширяют|является|являются|يرث من|ترث من|يرثان من|يمتد من|يوسع|继承自|继承|繼承|是",
    ),
    (
        Tie::Realises,
        "implements|implement|realizes|realises|conforms to|implementa|implementan|implémente|implémentent|implementiert|implementieren|implementa|implementano|implementam|implementeert|implementeren|implementuje|implementują|реализует|реализуют|ينفذ|تنفذ|يطبق|实现|實現",
    ),
    (
        Tie::Extended,
        "is extended by|is inherited by|is the parent of|is the base class of|is the superclass of|is a superclass of|es heredado por|es heredada por|est étendue par|wird erweitert von|ist die oberklasse von|è estesa da|é estendida por",
    ),
    (
        Tie::Composed,
        "is composed of|are composed of|is made of|is made up of|consists of|consist of|owns|own|está compuesto por|está compuesta por|se compone de|est composé de|est composée de|se compose de|besteht aus|bestehen aus|è composto da|è composta da|é composto por|é composta por|bestaat uit|bestaan uit|składa się z|состоит из|состоят из|يتكون من|由|组成",
    ),
    (
        Tie::Aggregates,
        "contains many|contains|contain|aggregates|holds|has many|have many|has several|has multiple|has one or more|has a list of|contiene|contienen|tiene muchos|tiene muchas|tiene varios|tiene varias|contient|contiennent|a plusieurs|enthält|enthalten|hat viele|hat mehrere|contengono|ha molti|ha molte|contém|contêm|tem muitos|tem muitas|tem vários|bevat|bevatten|heeft veel|heeft meerdere|zawiera|zawierają|ma wiele|содержит|содержат|имеет много|يحتوي على|تحتوي على|包含|有多个|拥有多个",
    ),
    (
        Tie::Uses,
        "uses|use|depends on|depend on|references|refers to|knows|is associated with|works with|creates|places|manages|calls|belongs to|usa|usan|utiliza|depende de|utilise|utilisent|dépend de|benutzt|benutzen|nutzt|nutzen|verwendet|verwenden|hängt ab von|utilizza|dipende da|utiliza|gebruikt|gebruiken|używa|używają|использует|используют|зависит от|يستخدم|تستخدم|使用|依赖",
    ),
    (
        Tie::Has,
        "has the fields|has the attributes|has the methods|has fields|has attributes|has methods|has a method|has method|with the attributes|with attributes|with fields|with methods|with|has|have|also has|tiene los atributos|tiene|tienen|con los atributos|con atributos|con|a les attributs|possède|possèdent|a|ont|avec|hat die attribute|hat|haben|mit den attributen|mit|ha gli attributi|ha|hanno|tem os atributos|tem|têm|possui|com|heeft|hebben|met|ma|mają|posiada|имеет|имеют|с полями|لديه|لديها|له|لها|يملك|有|拥有|具有",
    ),
];

/// Frames of languages whose verb stands last: the particle behind the child, what stands behind
/// the parent.
const AROUND: [(Tie, &str, &str); 10] = [
    (Tie::Extends, "は|が", "を継承|のサブクラス|から派生|を拡張"),
    (Tie::Realises, "は|が", "を実装"),
    (Tie::Composed, "は|が", "から構成|で構成"),
    (Tie::Has, "は|が", "を持つ|を持ちます|を持ち|を持って|をもつ"),
    (Tie::Extends, "는|은|이|가", "를 상속|을 상속|를 확장|을 확장"),
    (Tie::Realises, "는|은|이|가", "를 구현|을 구현"),
    (Tie::Has, "는|은|이|가", "를 가진|을 가진|를 갖|을 갖|가 있|이 있"),
    (Tie::Extends, "", "से विरासत|को एक्सटेंड|से इनहेरिट|का उपवर्ग"),
    (
        Tie::Extends,
        "",
        "sınıfından türer|dan türer|den türer|miras alır|genişletir|'dan kalıtım|'den kalıtım|kalıtım alır|türetilir",
    ),
    (Tie::Realises, "", "uygular|arayüzünü uygular|implemente eder"),
];

/// Reads classes with their members and relations.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut reader = Reader { sketch: Sketch::new(language), language, last: None };
    let mut owner: Option<(usize, usize)> = None;
    for line in &content.lines {
        let below =
            owner.is_some_and(|(indent, _)| line.indent > indent || line.marker == Marker::Bullet);
        if let Some((_, node)) =
            owner.filter(|_| below && verb(line.text, language).is_none_or(|v| v.0 == Tie::Has))
        {
            reader.members(node, line.text);
            continue;
        }
        let header = line.marker == Marker::None;
        let text = line.text.trim_end().trim_end_matches('{').trim_end();
        let line = &super::head::Line { text, ..*line };
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

fn is_name(text: &str) -> bool {
    let (_, name) = stereotyped(text);
    let name = name.trim();
    name.split_whitespace().count() == 1
        && !name.contains(['(', ':', ',', '、', '，', '。'])
        && name.chars().count() <= 40
}

/// "interface Shape", "abstract class Shape": the stereotype and the name.
fn stereotyped(text: &str) -> (Option<&'static str>, &str) {
    let text = text.trim();
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

/// The verb of a statement with what stands before and behind it.
fn verb(text: &str, language: Language) -> Option<(Tie, &str, &str)> {
    let shield = super::text::shielded(text);
    let mut best: Option<(Tie, usize, usize)> = None;
    for (tie, forms) in VERBS {
        let mut from = 0;
        while let Some((at, end)) = text.get(from..).and_then(|t| find_any(t, forms)) {
            let (at, end) = (from + at, from + end);
            from = end;
            let open = !shield.get(at).copied().unwrap_or(false);
            let around =
                text.get(..at).is_some_and(has_word) && text.get(end..).is_some_and(has_word);
            // Behind a colon there are members.
            let member = text.get(..at).is_some_and(|t| {
                cut_at_colon(t).is_some_and(|(_, rest)| has_word(rest) || tie == Tie::Has)
            });
            if open && around && !member {
                if best.is_none_or(|(_, known, stop)| at < known || (at == known && end > stop)) {
                    best = Some((tie, at, end));
                }
                break;
            }
        }
    }
    if let Some((tie, at, end)) = best {
        return Some((tie, text.get(..at)?, text.get(end..)?));
    }
    around(text, language)
}

fn around(text: &str, language: Language) -> Option<(Tie, &str, &str)> {
    if !matches!(language.as_str(), "ja" | "ko" | "hi" | "tr") {
        return None;
    }
    AROUND.iter().find_map(|(tie, particles, endings)| {
        let end = endings.split('|').filter_map(|e| text.find(e)).min()?;
        let body = text.get(..end)?;
        if particles.is_empty() {
            let comma = body.rfind(',').or_else(|| body.trim_end().rfind(' '))?;
            let (a, b) = (body.get(..comma)?, body.get(comma + 1..)?);
            return (has_word(a) && has_word(b)).then_some((*tie, a, b));
        }
        let (at, length) = particles
            .split('|')
            .filter_map(|p| {
                body.char_indices()
                    .skip(1)
                    .map(|(at, _)| at)
                    .find(|at| {
                        body.get(*at..).is_some_and(|t| {
                            t.starts_with(p)
                                && (language.as_str() == "ja"
                                    || t.get(p.len()..).is_some_and(|t| t.starts_with(' ')))
                        })
                    })
                    .map(|at| (at, p.len()))
            })
            .min()?;
        let (a, b) = (body.get(..at)?, body.get(at + length..)?);
        (has_word(a) && has_word(b)).then_some((*tie, a, b))
    })
}

struct Reader {
    sketch: Sketch,
    language: Language,
    last: Option<usize>,
}

impl Reader {
    fn mark(&mut self, node: usize, stereotype: Option<&str>) {
        if let Some(word) = stereotype {
            self.sketch.change(node, |node| node.stereotype = Some(word.to_owned()));
        }
    }

    fn statement(&mut self, statement: &str) {
        let statement = words::without_sequencer(statement);
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

    /// "Animal <|-- Dog": the signs of UML.
    fn drawn(&mut self, clause: &str) -> bool {
        const SIGNS: [(&str, Tie, bool); 12] = [
            ("<|--", Tie::Extends, true),
            ("--|>", Tie::Extends, false),
            ("<|..", Tie::Realises, true),
            ("..|>", Tie::Realises, false),
            ("*--", Tie::Composed, false),
            ("--*", Tie::Composed, true),
            ("o--", Tie::Aggregates, false),
            ("--o", Tie::Aggregates, true),
            ("..>", Tie::Uses, false),
            ("-->", Tie::Uses, false),
            ("->", Tie::Uses, false),
            ("→", Tie::Uses, false),
        ];
        let Some((before, after, tie, turned)) = SIGNS.iter().find_map(|(sign, tie, turned)| {
            clause.split_once(sign).map(|(a, b)| (a, b, *tie, *turned))
        }) else {
            return false;
        };
        let (after, words) = cut_at_colon(after).unwrap_or((after, ""));
        let words = label(words, self.language);
        let inherits = find_any(
            &words,
            "extends|inherits|inherits from|is a|hereda|erbt|eredita|hérite|herda",
        )
        .is_some();
        let tie = if inherits { Tie::Extends } else { tie };
        let (left, right) = (self.class_names(before), self.class_names(after));
        for a in &left {
            for b in &right {
                let (from, to) = if turned { (*b, *a) } else { (*a, *b) };
                self.tie(from, to, tie, false);
                if has_word(&words)
                    && !inherits
                    && let Some(edge) = self.sketch.edges.last_mut()
                {
                    edge.label = Some(words.clone());
                }
            }
        }
        !left.is_empty() && !right.is_empty()
    }

    fn clause(&mut self, clause: &str) {
        if self.drawn(clause) {
            return;
        }
        let Some((tie, before, after)) = verb(clause, self.language) else {
            self.described(clause);
            return;
        };
        let subjects: Vec<usize> = if matches!(
            &*label(before, self.language).to_lowercase(),
            "it" | "they" | "er" | "sie" | "which" | "that" | ""
        ) {
            self.last.into_iter().collect()
        } else {
            self.class_names(before)
        };
        if subjects.is_empty() {
            return;
        }
        self.last = subjects.first().copied();
        let (target, rest) = match cut_at_colon(after) {
            Some((target, rest)) if tie != Tie::Has && has_word(target) => (target, Some(rest)),
            _ => (after, None),
        };
        if tie == Tie::Has && !self.is_class_list(target) {
            for node in subjects {
                self.members(node, after);
            }
            return;
        }
        if matches!(tie, Tie::Extends) && starts_any(target.trim(), "interface|abstract|an interface|an abstract|una interfaz|eine schnittstelle|une interface|un'interfaccia|uma interface|接口|抽象").is_some() && items(target, self.language).len() == 1 && !target.trim().contains(' ') {
            let interface = !target.contains("abstra");
            for node in subjects {
                self.mark(node, Some(if interface { "interface" } else { "abstract" }));
            }
            return;
        }
        for name in self.targets(target) {
            for from in &subjects {
                self.tie(*from, name.0, tie, name.1);
            }
        }
        if let Some(rest) = rest {
            for node in subjects {
                self.members(node, rest);
            }
        }
    }

    /// "Shape: `area()`", "Shape (`area()`, name)", "Shape with `area()`".
    fn described(&mut self, clause: &str) {
        let (stereotype, bare) = stereotyped(clause);
        if let Some((name, rest)) =
            cut_at_colon(bare).filter(|(n, _)| has_word(n) && n.split_whitespace().count() <= 4)
        {
            let node = self.class(name);
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
        let name = label(name, self.language);
        let node = self.sketch.entity(&name);
        self.mark(node, stereotype);
        node
    }

    fn class_names(&mut self, text: &str) -> Vec<usize> {
        let mut out = Vec::new();
        for part in super::text::raw_items(text, self.language) {
            // "Student(id) extends Person": the members stand with the name.
            let (name, inside) = match bracket_at_end(part) {
                Some((name, inside)) if stereotyped(part).0.is_none() => (name, inside),
                _ => (part, ""),
            };
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
            let many = starts_any(
                part,
                "many|several|multiple|one or more|zero or more|muchos|muchas|varios|plusieurs|viele|mehrere|molti|molte|muitos|veel|wiele|много|多个|複数の|여러",
            );
            let name = many.and_then(|n| part.get(n..)).unwrap_or(part);
            let name = words::without_count(name.trim()).unwrap_or(name);
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
                let many = starts_any(trimmed, "many|several|multiple|one or more");
                let name =
                    label(many.and_then(|n| trimmed.get(n..)).unwrap_or(trimmed), self.language);
                self.sketch.mentioned(&name).is_some()
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
        }
        self.sketch.arrow(from, to, edge);
    }

    /// Attributes and operations of a class.
    fn members(&mut self, node: usize, list: &str) {
        let list =
            list.trim().trim_start_matches(['{', '(', ':', ' ']).trim_end_matches(['}', '.', ' ']);
        let list = if list.matches('(').count() < list.matches(')').count() && !list.ends_with("()")
        {
            list.trim_end_matches(')')
        } else {
            list
        };
        for part in split(list, |c| matches!(c, ',' | '，' | '、' | ';' | '،')) {
            let mut rest = part;
            let mut guard = 0;
            while let Some((before, after)) = cut_at_and(rest, self.language) {
                guard += 1;
                self.member(node, before);
                rest = after;
                if guard > 8 {
                    break;
                }
            }
            self.member(node, rest);
        }
    }

    fn member(&mut self, node: usize, text: &str) {
        let text = text.trim();
        let prefix = starts_any(
            text,
            "methods|method|attributes|attribute|fields|field|operations|properties|property|métodos|método|atributos|atributo|méthodes|méthode|attributs|attribut|methoden|methode|attribute|metodi|metodo|attributi|attributo|metody|metoda|atrybuty|методы|метод|поля|поле|атрибуты|方法|属性|メソッド|메서드|속성",
        );
        let text = prefix
            .and_then(|n| text.get(n..))
            .map(|t| t.trim_start_matches([':', '：', ' ']))
            .filter(|t| has_word(t))
            .unwrap_or(text);
        let visible = text.starts_with(['+', '#', '~', '-']);
        let bare = if visible {
            text.to_owned()
        } else {
            words::without_lead(text, self.language).to_owned()
        };
        let bare = bare.trim().trim_end_matches(['.', ';']).to_owned();
        if !has_word(&bare) {
            return;
        }
        self.sketch.change(node, |node| {
            let list = if bare.contains('(') { &mut node.methods } else { &mut node.members };
            if !list.contains(&bare) {
                list.push(bare);
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
            let named = verb(after, language).is_some_and(|(_, subject, _)| has_word(subject));
            if verb(before, language).is_none() || !named {
                break;
            }
            parts.push(before);
            rest = after;
        }
        parts.push(rest);
        for part in parts {
            let own = verb(part, language).is_some()
                || stereotyped(part.trim()).0.is_some()
                || bracket_at_end(part)
                    .is_some_and(|(name, inside)| has_word(inside) && is_name(name))
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
