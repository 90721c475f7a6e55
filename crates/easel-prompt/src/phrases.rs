//! Small words that frame a request in many languages (verbs of asking, articles, prepositions,
//! conjunctions) and the making of headings out of what is left.

use crate::language::Language;
use crate::tokens::{Kind, Text, Token, capitalised};

/// Words that ask for a picture without saying anything about it.
const REQUEST: &str = " pls plz compare create make draw generate design build produce give show render plot \
 visualize visualise illustrate i we need want would like to see please can could you me us get \
 have use help prepare let's i'd i'll display present let do put provide sketch compose craft just \
 hi hello hey kindly should be turn convert chart graph diagram crea crear haz hazme dibuja muestra \
 muéstrame genera generar quiero necesito por favor un una crée créer dessine dessiner montre \
 fais générer génère veux j'ai besoin d'un d'une unas erstelle erstell zeichne zeichnen zeige zeig \
 mache mach generiere ich möchte bitte brauche ein eine einen mir disegna mostra fai genera vorrei \
 voglio crie criar desenhe mostre faça gere quero preciso maak teken toon laat zien genereer ik wil \
 een stwórz narysuj pokaż zrób wygeneruj chcę создай создайте нарисуй нарисуйте покажи покажите \
 сделай сделайте построй сгенерируй мне çiz oluştur göster yap hazırla ";

/// Articles and possessives.
const ARTICLES: &str = " a an the my our your their his her its this that these those some el la los \
 las un una une uno unos unas le les des der die das den dem ein eine einen einem einer lo gli il i o \
 os as um uma het de een nuestro nuestra nuestros nuestras mi mis nos notre unsere unser unseren \
 nostre nostri nostro nossas nossos onze l' ";

/// Prepositions that lead to the subject.
const OF: &str = " of zum zur about for showing displaying comparing representing depicting illustrating \
 on over describing explaining visualizing visualising with that which de del des du di da do dos \
 das della delle dei von der über für zu van voor pour sur sobre para per su о об про для hakkında \
 için ";

/// Prepositions before a place or time.
const IN: &str = " in on at during for from by en em im am w we во в na au aux pour nel nella für para \
 per op bei beim à since through to ";

/// Words that join the parts of a list.
const AND: &str = " and & plus und y e et en i и ve oraz sowie och og ou or oder o und и \
 और तथा एवं و 和 及 以及 与 と および 및 그리고 ";

/// Words between a label and its number.
const COPULA: &str = " is are was were went at has have had with got sold reached scored made earned equals \
 equal to of being gets get hits hit totaled totalled stood counts took takes earns sells makes \
 scores ist sind war waren hat hatte est sont était a ont es son fue tiene con era è sono ha é são \
 foi tem zijn heeft mit avec be only about around approximately roughly just now over nearly almost \
 exactly grew rose fell dropped increased decreased up down jumped for rising falling growing то это \
 составляет составили came recorded posted saw achieved gained received generated brought ";

/// Words that open the list of what is in a picture.
const INTRODUCERS: &str = " with where showing having including featuring containing using following \
 as mit avec con com met z с ile include includes values data: listing namely such covering from ";

/// Pronouns and fillers that are part of no label.
const FILLERS: &str = " we they it i he she you there then also another while whereas respectively \
 each followed finally next values value data numbers number figures figure series wir sie nous ils \
 follows follow below here these those like ";

fn has(list: &str, word: &str) -> bool {
    // Every list holds its words between single blanks.
    list.match_indices(word)
        .any(|(at, _)| list[..at].ends_with(' ') && list[at + word.len()..].starts_with(' '))
        && !word.is_empty()
}

/// True for words that only ask.
pub(crate) fn is_request(word: &str) -> bool {
    has(REQUEST, word)
}

/// True for articles and possessives.
pub(crate) fn is_article(word: &str) -> bool {
    has(ARTICLES, word)
}

/// True for prepositions that lead to the subject.
pub(crate) fn is_of(word: &str) -> bool {
    has(OF, word)
}

/// True for prepositions before a place or time.
pub(crate) fn is_in(word: &str) -> bool {
    has(IN, word)
}

/// True for words that join the parts of a list in any language.
pub(crate) fn is_and(word: &str) -> bool {
    has(AND, word)
}

/// True for words that join the parts of a list in `language`: `en` joins in Dutch and means
/// "in" in Spanish.
pub(crate) fn joins(word: &str, language: Language) -> bool {
    let code = language.as_str();
    match word {
        "y" => code == "es",
        "e" => matches!(code, "it" | "pt"),
        "o" => matches!(code, "es" | "it"),
        "i" => code == "pl",
        "en" => code == "nl",
        "et" => code == "fr",
        "u" => false,
        _ => has(AND, word),
    }
}

/// True for words between a label and its number.
pub(crate) fn is_copula(word: &str) -> bool {
    has(COPULA, word)
}

/// True for words that open the list of what is in a picture.
pub(crate) fn is_introducer(word: &str) -> bool {
    has(INTRODUCERS, word)
}

/// True for words that belong to no label.
pub(crate) fn is_filler(word: &str) -> bool {
    has(FILLERS, word)
}

/// The small words of English: in English prompts only these count, because `pour`, `die` and
/// `son` are words of their own there.
const ENGLISH_SMALL: &str = " a an the my our your their his her its this that these those some of \
 about for showing displaying comparing representing depicting illustrating on over describing \
 explaining visualizing visualising with which in at during from by since through to and & or where \
 having including featuring containing using following as includes include values listing namely \
 such covering ";

/// True for a word that carries no subject in `language`.
pub(crate) fn is_small_in(word: &str, language: Language) -> bool {
    if language == Language::ENGLISH { has(ENGLISH_SMALL, word) } else { is_small(word) }
}

/// True for any word that carries no subject in some language.
pub(crate) fn is_small(word: &str) -> bool {
    is_article(word) || is_of(word) || is_in(word) || is_and(word) || is_introducer(word)
}

/// `tokens` without small words and punctuation at either end.
pub(crate) fn trimmed(mut tokens: &[Token], extra: fn(&str) -> bool) -> &[Token] {
    // "US", "IT" and a lone "A" at the end are names, whatever they mean in lower case.
    let name = |token: &Token, last: bool| token.caps && (last || token.lower.len() > 1);
    let idle = |token: &Token, last: bool| match &token.kind {
        Kind::Word => (token.small || extra(&token.lower)) && !name(token, last),
        Kind::Quoted | Kind::Number(_) => false,
        Kind::Mark(_) | Kind::Newline | Kind::Arrow(_) => true,
    };
    while let Some((last, rest)) = tokens.split_last()
        && idle(last, true)
    {
        tokens = rest;
    }
    // "São Paulo" and "Los Angeles" keep their first word in the languages it is small in.
    let begins_name = |first: &Token, rest: &[Token]| {
        first.capital
            && !has(ENGLISH_SMALL, &first.lower)
            && rest.first().is_some_and(|next| next.capital)
    };
    let begins_state = |first: &Token, rest: &[Token]| {
        rest.first().is_some_and(|next| {
            matches!(
                (&*first.lower, &*next.lower),
                ("in", "progress" | "stock" | "transit" | "review" | "use")
                    | ("on", "hold" | "time" | "track" | "leave")
                    | ("at", "risk")
                    | ("to", "do")
            )
        })
    };
    while let Some((first, rest)) = tokens.split_first()
        && idle(first, rest.is_empty())
        && !begins_name(first, rest)
        && !begins_state(first, rest)
    {
        tokens = rest;
    }
    tokens
}

/// A heading out of `tokens`: request words and small words at the ends go, the rest stays as
/// written. `None` where nothing is left.
pub(crate) fn heading(text: &Text<'_>, tokens: &[Token]) -> Option<String> {
    let mut rest = trimmed(tokens, |_| false);
    while let Some((first, tail)) = rest.split_first()
        && first.kind == Kind::Word
        && !(first.caps && first.lower.len() > 1)
        && (is_request(&first.lower) || first.small)
    {
        rest = tail;
    }
    let mut rest = trimmed(rest, is_filler);
    // "Sales went from …": the verb before the data.
    while let Some((last, before)) = rest.split_last()
        && last.kind == Kind::Word
        && !last.caps
        && (is_copula(&last.lower) || last.small)
        && !before.is_empty()
    {
        rest = before;
    }
    if rest
        .iter()
        .all(|token| !token.is_text() || (token.kind == Kind::Word && is_structural(token)))
    {
        return None;
    }
    // A bracket that lost its partner to trimming.
    let words = text.slice(rest);
    let words = match (words.matches('(').count(), words.matches(')').count()) {
        (open, close) if open > close => words + ")",
        _ => words,
    };
    (!words.is_empty()).then(|| capitalised(&words))
}

/// Words for the parts of a picture and their number.
const STRUCTURAL: &str = " one two three four five six x y axis axes label labels category \
         categories series value values line lines bar bars column columns slice slices type kind \
         data dataset title follows below here ";

/// True for a heading such as "Y" or "Values" that only speaks of a part of the picture.
pub(crate) fn is_structural_word(words: &str) -> bool {
    words.to_lowercase().split(' ').all(|word| has(STRUCTURAL, word))
}

/// Words that only speak of the parts of a picture: "two series", "x axis", "labels".
fn is_structural(token: &Token) -> bool {
    has(STRUCTURAL, &token.lower) && !(token.caps && token.lower.len() > 1)
}

/// A heading the prompt spells out: `titled "X"`, `called 'X'`, `title: X`. Gives the heading
/// and the tokens it takes up.
pub(crate) fn explicit_title(text: &Text<'_>) -> Option<(String, std::ops::Range<usize>)> {
    const TITLED: &str = " titled entitled called named title headline heading caption título titel titre titolo \
         tytuł intitulé titulado titulada betitelt intitolato tytułem başlıklı überschrift schlagzeile titular encabezado \
         intestazione kop başlık başlığı заголовок заголовком название عنوان العنوان بعنوان शीर्षक 标题 標題 标题是 タイトル 見出し 제목 ";
    spelled_out(text, TITLED)
}

/// A line under the heading that the prompt spells out: `subtitle: X`, `with the subtitle "X"`.
pub(crate) fn explicit_subtitle(text: &Text<'_>) -> Option<(String, std::ops::Range<usize>)> {
    const UNDER: &str = " subtitle subtitled sub-title subheading subheadline tagline untertitel subtítulo sous-titre sottotitolo \
         ondertitel podtytuł подзаголовок altbaşlık 副标题 副標題 サブタイトル 부제 부제목 उपशीर्षक ";
    spelled_out(text, UNDER)
}

fn spelled_out(text: &Text<'_>, words: &str) -> Option<(String, std::ops::Range<usize>)> {
    let tokens = &text.tokens;
    for (at, token) in tokens.iter().enumerate() {
        let glued = || {
            const DENSE: [&str; 8] =
                ["标题", "標題", "タイトル", "見出し", "제목", "题目", "題名", "副标题"];
            let dense = |name: &&&str| has(words, name) && token.lower.contains(**name);
            tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Quoted)
                && DENSE.iter().any(|name| dense(&name))
        };
        if token.kind != Kind::Word || !(has(words, &token.lower) || glued()) {
            continue;
        }
        let mut next = at + 1;
        let mut marked = false;
        // "Titel bitte „X“", "the title should be "X"".
        let quoted = tokens[next..].iter().take(4).any(|t| t.kind == Kind::Quoted);
        let leads = |t: &Token| {
            t.is_word("is")
                || quoted
                    && matches!(
                        &*t.lower,
                        "bitte" | "please" | "should" | "be" | "of" | "soll" | "sein"
                    )
        };
        while tokens
            .get(next)
            .is_some_and(|t| t.is_mark(':') || t.is_mark('：') || t.is_mark('=') || leads(t))
        {
            next += 1;
            marked = true;
        }
        let mut start = at;
        while start > 0
            && (tokens[start - 1].kind == Kind::Word)
            && (is_article(&tokens[start - 1].lower)
                || matches!(
                    &*tokens[start - 1].lower,
                    "with" | "and" | "mit" | "con" | "avec" | "com" | "met"
                ))
        {
            start -= 1;
        }
        let Some(first) = tokens.get(next) else { continue };
        if first.kind == Kind::Quoted {
            return Some((text.slice(&tokens[next..=next]), start..next + 1));
        }
        let free = marked || matches!(&*token.lower, "titled" | "entitled" | "subtitled");
        if free && first.is_text() {
            let stop = tokens[next..]
                .iter()
                .position(|t| {
                    matches!(
                        t.kind,
                        Kind::Newline
                            | Kind::Mark(',' | ';' | ':' | '.' | '|' | '。' | '，' | '、')
                    ) || t.is_word("with")
                })
                .map_or(tokens.len(), |n| next + n);
            let title = text.slice(&tokens[next..stop]);
            return (!title.is_empty()).then_some((title, start..stop));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prompt: &str, title: Option<&str>) {
        let text = Text::new(prompt);
        assert_eq!(explicit_title(&text).map(|(title, _)| title).as_deref(), title, "{prompt}");
    }

    #[test]
    fn titles_that_are_spelled_out_are_found() {
        check("a chart titled \"Sales 2024\": A 1", Some("Sales 2024"));
        check("a chart titled Big Sales with A 1", Some("Big Sales"));
        check("title: Our Year, A 1, B 2", Some("Our Year"));
        check("a man called Bob", None);
    }

    #[test]
    fn headings_lose_the_words_of_asking() {
        let text = Text::new("Please show me our revenue by quarter");
        assert_eq!(heading(&text, &text.tokens).as_deref(), Some("Revenue by quarter"));
    }
}
