//! Attributes and operations of classes in words: "a name, an age and the method `speak()`". Whose
//! they are is told in `classes`.

use crate::language::Language;

use super::text::{cut_at_and, has_word, is_dense, split, starts_any};
use super::words;

/// Words that only say what kind of member follows.
const NOUNS: &str = "methods|method|functions|function|attributes|attribute|fields|field|operations|operation|properties|property|members|member|columns|métodos|método|atributos|atributo|campos|campo|propiedades|propiedad|méthodes|méthode|attributs|attribut|champs|champ|propriétés|propriété|methoden|methode|attribute|attributen|felder|feld|eigenschaften|eigenschaft|operationen|metodi|metodo|attributi|attributo|campi|proprietà|propriedades|propriedade|attributen|attribuut|velden|veld|eigenschappen|metody|metoda|metodę|metodami|atrybuty|atrybut|atrybutów|pola|pole|polami|методы|метод|методом|методами|поля|поле|полем|полями|атрибуты|атрибут|атрибутом|свойства|свойство|alanları|alanlar|alanı|metodu|metodları|özellikleri|özellik|الخصائص|خاصية|السمات|سمة|الدالة|دالة|الطريقة|حقل|الحقول|गुण|विधि|मेथड|फ़ील्ड|方法|属性|字段|メソッド|フィールド|메서드|메소드|속성|필드";

/// The same words where they stand behind a member.
const TAILS: [&str; 18] = [
    " 속성",
    " 필드",
    " 메서드",
    " 메소드",
    "という属性",
    "というメソッド",
    "の属性",
    "メソッド",
    "字段",
    "属性",
    " alanları",
    " alanı",
    " özellikleri",
    " özelliği",
    " metodu",
    " metotları",
    " विशेषता",
    " मेथड",
];

/// Words before a member that say nothing of it.
const IDLE: &str = "with|has|have|having|that has|which has|also|additionally|in addition|plus|its|their|además|también|con|tiene|aussi|également|en plus|avec|zusätzlich|außerdem|auch|noch|mit|hat|inoltre|anche|ha|também|além disso|com|tem|ook|met|heeft|także|również|dodatkowo|ma|также|еще|ещё|есть|ayrıca|أيضا|भी|还有|还";

/// A member as it is to be read, and whether it is an operation.
pub(super) type Member = (String, bool);

/// The members of a list.
pub(super) fn of_list(list: &str, language: Language) -> Vec<Member> {
    let list = list
        .trim()
        .trim_start_matches(['{', '(', ':', '：', ' '])
        .trim_end_matches(['}', '.', ' ']);
    let closes = list.matches('(').count() < list.matches(')').count();
    let list = if closes && !list.ends_with("()") { list.trim_end_matches(')') } else { list };
    let mut out = Vec::new();
    for part in split(list, |c| matches!(c, ',' | '，' | '、' | ';' | '；' | '،')) {
        let mut rest = part;
        for _ in 0..8 {
            let Some((before, after)) = cut_at_and(rest, language) else { break };
            out.extend(one(before, language));
            rest = after;
        }
        out.extend(one(rest, language));
    }
    out
}

/// One member without the words around it.
pub(super) fn one(text: &str, language: Language) -> Option<Member> {
    let mut text = text.trim().trim_end_matches([',', ';', '.', '。']).trim_end();
    if !text.starts_with(['+', '#', '~', '-']) {
        for _ in 0..5 {
            let before = text;
            text = behind(words::without_lead(text, language), NOUNS);
            text = behind(text, IDLE);
            if text == before {
                break;
            }
        }
    } else if text.starts_with("- ") || text.starts_with("+ ") && !text.contains([':', '(']) {
        text = text.get(2..).unwrap_or(text).trim_start();
    }
    let text = TAILS.iter().find_map(|tail| text.strip_suffix(tail)).unwrap_or(text).trim_end();
    let operates = text.find('(').is_some_and(|at| {
        let before = text.get(..at).unwrap_or("");
        let closed = text.get(at + 1..).is_some_and(|t| t.trim_start().starts_with(')'));
        closed || before.ends_with(|c: char| !c.is_whitespace())
    });
    has_word(text).then(|| (text.to_owned(), operates))
}

/// `text` behind the words at its start, where more follows.
fn behind<'a>(text: &'a str, words: &str) -> &'a str {
    starts_any(text, words)
        .and_then(|length| text.get(length..))
        .filter(|rest| {
            let dense = text.chars().next().is_some_and(is_dense);
            has_word(rest) && (dense || rest.starts_with([' ', ':', '：']))
        })
        .map_or(text, |rest| rest.trim_start_matches([':', '：', ' ']))
}
