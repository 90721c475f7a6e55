//! How classes are related, in words: "extends", "is part of", "knows". Signs of UML and what a
//! class has are read by `classes`.

use crate::language::Language;

use super::classes::is_name;
use super::text::{bracket_at_end, cut_at_colon, find_any, has_word, starts_any};
use super::{counts, ends, words};

/// How two classes are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    Extends,
    Realises,
    Extended,
    Composed,
    Aggregates,
    Uses,
    Knows,
    Joined,
    Has,
}

/// Verbs between classes.
const VERBS: [(Tie, &str); 7] = [
    (
        Tie::Extends,
        "extends|extend|inherits from|inherit from|inherits|inherit|is a subclass of|are subclasses of|is a kind of|is a type of|are kinds of|are types of|derives from|derive from|subclasses|is derived from|is a|is an|are|both extend|both inherit from|\
         hereda de|heredan de|extiende|extienden|extiende a|es una subclase de|es un|es una|son|deriva de|hérite de|héritent de|hérite d'|héritent d'|dérive d'|dérivent de|dérivent d'|étend|étendent|est une sous-classe de|est un|est une|sont des|dérive de|erbt von|erben von|erweitert|erweitern|ist eine unterklasse von|ist ein|ist eine|sind|leitet sich ab von|\
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
        "adds|add|also adds|defines|declares|déclare|déclarent|declara|declaran|deklariert|dichiara|deklaruje|объявляет|provides|exposes|stores|comes with|additionally has|añade|agrega|define|ajoute|définit|fügt hinzu|definiert|bietet|aggiunge|definisce|adiciona|dodaje|definiuje|добавляет|определяет|has the fields|has the attributes|has the methods|has fields|has attributes|has methods|has a method|has method|with the attributes|with attributes|with fields|with methods|with|has|have|also has|tiene los atributos|tiene|tienen|con los atributos|con atributos|con|a les attributs|possède|possèdent|a|ont|avec|hat die attribute|hat|haben|mit den attributen|mit|ha gli attributi|ha|hanno|tem os atributos|tem|têm|possui|com|heeft|hebben|met|ma|mają|posiada|имеет|имеют|с полями|لديه|لديها|له|لها|يملك|有|拥有|具有",
    ),
];

/// Frames of languages whose verb stands last: the particle behind the child, what stands behind
/// the parent.
const AROUND: [(Tie, &str, &str); 12] = [
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
    (Tie::Has, "क्लास में|में|के पास", " हैं| है"),
    (
        Tie::Has,
        "'nın|'nin|'nun|'nün|'ın|'in|'un|'ün|sınıfının|nın|nin|nun|nün",
        "alanları var|alanı var|özellikleri var|özelliği var|metodu var|metotları var|vardır|var",
    ),
];

/// The verb of a statement with what stands before and behind it.
pub(super) fn verb(text: &str, language: Language) -> Option<(Tie, &str, &str)> {
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

pub(super) fn around(text: &str, language: Language) -> Option<(Tie, &str, &str)> {
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

/// Words behind several names that say nothing: "Cat and Dog both extend Animal".
pub(super) fn without_tail(name: &str) -> &str {
    const TAILS: [&str; 22] = [
        " both",
        " each",
        " all",
        " also",
        " beide",
        " auch",
        " ambos",
        " ambas",
        " todos",
        " también",
        " tous",
        " toutes",
        " aussi",
        " entrambi",
        " entrambe",
        " anche",
        " também",
        " ook",
        " obie",
        " oba",
        " оба",
        " тоже",
    ];
    let name = name.trim_end();
    TAILS.iter().find_map(|tail| name.strip_suffix(tail)).unwrap_or(name).trim_end()
}

/// A verb at the start: "adds a battery" goes on about the class before.
pub(super) fn leading_verb(text: &str) -> Option<(Tie, &str, &str)> {
    let text = text.trim();
    VERBS
        .iter()
        .filter_map(|(tie, forms)| starts_any(text, forms).map(|length| (*tie, length)))
        .max_by_key(|(_, length)| *length)
        .and_then(|(tie, length)| Some((tie, text.get(..0)?, text.get(length..)?)))
        .filter(|(_, _, rest)| has_word(rest) && rest.starts_with([' ', ':']))
}

/// "Member borrows Book": words in lower case between two names are a verb.
pub(super) fn unnamed_verb(text: &str, language: Language) -> Option<(Tie, &str, &str)> {
    if matches!(language.as_str(), "ja" | "ko" | "zh" | "hi" | "ar")
        || text.contains(['(', ':', ','])
    {
        return None;
    }
    let bare = words::without_lead(text.trim(), language);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let first = words.iter().take_while(capital).count();
    let last = words.iter().rev().take_while(capital).count();
    let fits = first >= 1 && last >= 1 && first + last < words.len() && words.len() <= 7;
    let middle = words.get(first..words.len().checked_sub(last)?)?;
    if !fits || middle.len() > 4 || !middle.iter().all(|w| w.starts_with(char::is_lowercase)) {
        return None;
    }
    let verb = middle.first()?;
    if starts_any(verb, words::ands(language)) == Some(verb.len()) {
        return None;
    }
    let base = bare.as_ptr() as usize;
    let from = verb.as_ptr() as usize - base;
    // Articles and numbers before the object are no part of the verb.
    let idle = |word: &&&str| {
        starts_any(word, counts::MANY).or_else(|| starts_any(word, "a|an|the|one|el|la|los|las|un|una|le|les|des|une|der|die|das|den|einen|eine|ein|il|lo|gli|o|os|as|um|uma|de|het|een")) == Some(word.len())
    };
    let idle = middle.iter().rev().take_while(idle).count();
    let last = middle.get(middle.len().checked_sub(idle + 1)?)?;
    let end = last.as_ptr() as usize + last.len() - base;
    Some((Tie::Knows, bare.get(..from)?, bare.get(end..)?))
}

/// "User 1..* Post": a count alone joins two names.
pub(super) fn counted(text: &str) -> Option<(&str, &str, &str)> {
    let word =
        text.split_whitespace().find(|w| w.contains("..") && ends::count_mark(w).is_some())?;
    let (before, behind) = text.split_once(word)?;
    let name = |part: &str| part.trim().starts_with(char::is_uppercase) && is_name(part);
    (name(before) && name(behind)).then_some((before, word, behind))
}

/// The words between what stands before and behind a verb.
pub(super) fn between<'a>(clause: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let base = clause.as_ptr() as usize;
    let from = (before.as_ptr() as usize + before.len()).checked_sub(base)?;
    let to = (after.as_ptr() as usize).checked_sub(base)?;
    clause.get(from..to).map(str::trim).filter(|verb| has_word(verb))
}

/// "Library contains Books (composition)".
pub(super) fn tie_in_brackets(tie: Tie, after: &str) -> (Tie, &str) {
    let Some((rest, inside)) = bracket_at_end(after) else { return (tie, after) };
    let known = [
        (
            Tie::Composed,
            "composition|composición|komposition|composizione|composição|compositie|kompozycja|композиция|组合|コンポジション|구성",
        ),
        (
            Tie::Aggregates,
            "aggregation|agregación|agrégation|aggregazione|agregação|aggregatie|agregacja|агрегация|聚合|集約|집합",
        ),
        (
            Tie::Extends,
            "inheritance|generalization|herencia|héritage|vererbung|ereditarietà|herança|dziedziczenie|наследование|继承|継承|상속",
        ),
        (
            Tie::Knows,
            "association|asociación|assoziation|associazione|associação|associatie|asocjacja|ассоциация|关联|関連|연관",
        ),
        (
            Tie::Uses,
            "dependency|dependencia|dépendance|abhängigkeit|dipendenza|dependência|zależność|зависимость|依赖|依存|의존",
        ),
    ];
    let inside = inside.trim();
    let found = known.iter().find(|(_, words)| starts_any(inside, words) == Some(inside.len()));
    found.map_or((tie, after), |(tie, _)| (*tie, rest))
}
