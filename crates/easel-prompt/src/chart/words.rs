//! Words around values that are no part of a label: verbs, adverbs, joiners.

use crate::phrases;
use crate::tokens::{Kind, Token};

/// Verbs and adverbs between a label and its value, in fifteen languages.
const IDLE: &str = " lasts lasted manages managed sold sells scored reaches reaching rises rising climbs climbed climbing vs versus against gegen contra contre \
 slipped slips recovered recovers increases decreases shipped ships delivered produces produced contributed contributes \
 accounts accounting accounted makes made up comes coming went goes gone spent spends used uses weighs weighed holds held shows showed \
 registered registers logged tallied booked generated yields yielded averages averaged averaging measures measured totals totalled \
 only just even still merely barely roughly approx approximately circa ca about around nearly almost exactly some over under above \
 read reads wrote ate eats ran lifted caught picked planted baked visited watched played answered finished completed collected raised donated chosen selected gave hired leads ranks \
 remaining whopping mere respectively currently now finally then later again also too already \
 followed while whereas but so than per cent each sits sat stands stood lies lay is's vs likes like prefer prefers chose choose voted vote \
 said say saw had has have having gets got takes took wins won lost loses \
 liegt lag lagen liegen beträgt betrug betrugen erreichte erreichten stieg stiegen fiel fielen verkaufte verkauften hatten kam kamen macht machen \
 etwa rund ca fast nur noch dann genau insgesamt jeweils dagegen während aber und zwar bei \
 vendió vendieron alcanzó alcanzaron tuvo tuvieron subió subieron bajó bajaron llegó llegaron fueron registró obtuvo casi unos unas solo sólo luego después hubo \
 pasó pasaron vendimos tuvimos \
 atteint atteignait atteignent vendu vendus compte comptait environ presque seulement puis ensuite était étaient sont représente représentent passe passé obtient \
 ha hanno aveva avevano venduto raggiunto circa quasi solo poi quindi sono siamo saliti salito scesi sceso passati passato era erano vale valgono ottiene \
 vendeu venderam atingiu chegou tinha tiveram cerca quase apenas depois foram passou subiu caiu representa \
 verkocht verkochten haalde haalden bereikte had hadden ongeveer bijna slechts daarna toen steeg daalde kwam \
 sprzedał sprzedała sprzedaliśmy miał miała miało wynosi wynosiła wynosił osiągnął osiągnęła około prawie tylko potem następnie wzrosła spadła wzrosło \
 было был была были составил составила составило составляет достиг достигла около почти только затем потом продали выросла выросли упала упали стало \
 oldu idi sattı satıldı ulaştı yaklaşık sadece sonra ardından çıktı düştü \
 كان كانت بلغ بلغت حوالي ثم فقط وصل وصلت إلى \
 था थी थे है हैं लगभग फिर रहा रही ";

/// True where `list`, words set apart by blanks, holds `word`.
pub(super) fn among(word: &str, list: &str) -> bool {
    !word.is_empty() && list.split_whitespace().any(|known| known == word)
}

/// True for a verb or adverb between a label and its value.
pub(super) fn is_idle(word: &str) -> bool {
    !word.is_empty()
        && (phrases::is_copula(word)
            || phrases::is_filler(word)
            || IDLE.match_indices(word).any(|(at, _)| {
                IDLE[..at].ends_with(' ') && IDLE[at + word.len()..].starts_with(' ')
            }))
}

/// True for words that end a clause as a comma does, where a value stands before them.
pub(super) fn parts(token: &Token) -> bool {
    among(
        &token.lower,
        "while whereas but then pero mais aber während ma mentre mas enquanto maar \
    terwijl ale natomiast но а ama ise ثم",
    ) && token.kind == Kind::Word
        && !token.caps
}

/// Words that part two clauses wherever they stand.
pub(super) fn breaks(token: &Token) -> bool {
    among(
        &token.lower,
        "while whereas während mientras tandis mentre enquanto terwijl podczas а тогда",
    )
}

/// A preposition before a place or time.
pub(super) fn is_place(token: &Token) -> bool {
    token.kind == Kind::Word
        && !token.caps
        && among(
            &token.lower,
            "in on at during for from by en em im am w we во в na au aux nel nella nello nei \
    no bei beim à since within across chez per für para pour dans op voor dla на al \
    في عام का with among of",
        )
}

/// Prepositions that place without doubt, so that what follows is a label.
pub(super) fn is_sure_place(token: &Token) -> bool {
    is_place(token) && !among(&token.lower, "of by with for per para pour für voor dla no а")
}

/// `tokens` without what is no part of a label at either end.
pub(super) fn label(tokens: &[Token]) -> &[Token] {
    let inner = phrases::trimmed(tokens, is_idle);
    // "A and B": the capital is a name.
    if let [first, next, rest @ ..] = without_marks(tokens)
        && first.caps
        && first.lower.len() == 1
        && phrases::is_and(&next.lower)
        && !rest.is_empty()
    {
        return without_marks(tokens);
    }
    if let (Some(first), Some(last)) = (inner.first(), inner.last()) {
        // "under 18", "over 30"; "Apple (US)": what belongs to the words stays with them.
        let start = tokens.iter().position(|t| t.start == first.start).unwrap_or(0);
        let end =
            tokens.iter().position(|t| t.start == last.start).map_or(tokens.len(), |at| at + 1);
        let limit = |t: &Token| {
            among(
                &t.lower,
                "under over above below unter über oltre sotto sous plus más menos до от up",
            )
        };
        let number = first.lower.starts_with(|c: char| c.is_ascii_digit());
        let from = start - usize::from(start > 0 && number && limit(&tokens[start - 1]));
        let open = inner.iter().filter(|t| t.is_mark('(')).count()
            > inner.iter().filter(|t| t.is_mark(')')).count();
        let to = end + usize::from(open && tokens.get(end).is_some_and(|t| t.is_mark(')')));
        return &tokens[from..to];
    }
    // "Read 12, Write 8": a verb with a capital may be a label.
    if let [only] = without_marks(tokens)
        && only.capital
        && only.kind == Kind::Word
        && is_idle(&only.lower)
        && !phrases::is_copula(&only.lower)
        && !phrases::is_filler(&only.lower)
    {
        return without_marks(tokens);
    }
    // "Sur": a name that is a small word in another language.
    if let [only] = without_marks(tokens)
        && only.capital
        && only.kind == Kind::Word
        && only.lower.chars().count() > 2
        && !is_idle(&only.lower)
        && !phrases::is_small_in(&only.lower, crate::language::Language::ENGLISH)
        && !phrases::is_article(&only.lower)
    {
        return without_marks(tokens);
    }
    // "a 1, b 2": a letter that would be an article elsewhere.
    let first = tokens.iter().position(Token::is_text).unwrap_or(tokens.len());
    let last = tokens.iter().rposition(Token::is_text).map_or(first, |at| at + 1);
    let bare = &tokens[first..last.max(first)];
    if matches!(bare, [only] if only.lower.chars().count() == 1) { bare } else { inner }
}

/// `tokens` without marks at either end, all words kept.
pub(super) fn without_marks(tokens: &[Token]) -> &[Token] {
    let first = tokens.iter().position(Token::is_text).unwrap_or(tokens.len());
    let last = tokens.iter().rposition(Token::is_text).map_or(first, |at| at + 1);
    &tokens[first..last.max(first)]
}

/// How many words stand in `tokens`.
pub(super) fn count(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.is_text()).count()
}
