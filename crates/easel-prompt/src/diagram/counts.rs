//! How many of one thing belong to another, in words and figures: "has many", "zero or one",
//! "1:n", "many-to-many". Lines with signs are read by `ends`; what is made of it is told in
//! `entities`.

use easel_types::spec::EndMark;

use crate::language::Language;

use super::text::{find_any, has_word, is_dense, is_word_char, label, raw_items, starts_any};

/// Words for "many" before an entity.
pub(super) const MANY: &str = "1つ以上の|一つ以上の|1人以上の|1개 이상의|하나 이상의|一个以上的|at least one|mindestens einen|mindestens eine|mindestens ein|al menos un|al menos una|au moins un|au moins une|almeno un|almeno una|pelo menos um|pelo menos uma|minstens één|co najmniej jeden|как минимум один|one or more|one or many|zero or more|zero or many|0 or more|1 or more|many|several|multiple|any number of|lots of|various|numerous|a number of|a list of|at least one|muchos|muchas|varios|varias|uno o más|uno o varios|una o más|plusieurs|de nombreux|de nombreuses|beaucoup de|un ou plusieurs|une ou plusieurs|des|viele|mehrere|beliebig viele|mehreren|vielen|einen oder mehrere|molti|molte|più|diversi|parecchi|uno o più|una o più|muitos|muitas|vários|várias|um ou mais|uma ou mais|veel|meerdere|verschillende|één of meer|wiele|wielu|kilka|kilku|много|несколько|многие|один или несколько|birçok|birden fazla|birden çok|çok sayıda|العديد من|عدة|عديد من|كثير من|कई|अनेक|बहुत से|一个或多个|多个|多名|多位|许多|多門|多门|多本|多张|多|複数の|多くの|複数|여러 개의|여러|다수의|많은";

/// Words for "none or one".
const OPTIONAL: &str = "zero or one|at most one|optionally one|an optional|optional|0 or 1|como máximo un|cero o un|au plus un|zéro ou un|höchstens einen|höchstens ein|höchstens eine|null oder ein|al massimo un|zero o un|no máximo um|zero ou um|hoogstens één|najwyżej jeden|не более одного|ноль или один|en fazla bir|最多一个|至多一个|最大1つ|최대 하나";

/// Words for "one".
const ONE: &str = "exactly one|only one|just one|a single|single|one|1|un solo|una sola|un único|una única|exactamente un|un seul|une seule|exactement un|genau einen|genau ein|genau eine|nur einen|nur ein|einen einzigen|un solo|una sola|esattamente un|um único|uma única|exatamente um|um só|precies één|één|slechts één|dokładnie jeden|dokładnie jedną|jeden|jedną|jedno|jednego|jednej|ровно один|один|одну|одно|одного|одному|одной|tek bir|yalnızca bir|bir tek|bir|واحد فقط|واحد|एक ही|केवल एक|एक|只有一个|仅一个|一个|一名|一位|一张|一|一つの|1つの|ひとつの|하나의|한 개의|한|a|an|un|una|une|ein|eine|einen|einem|einer|uno|um|uma|een";

/// Words between two entities.
const HAVE: &str = "can have|may have|must have|has|have|owns|own|can own|places|place|can place|contains|contain|can contain|includes|include|belongs to|belong to|can belong to|is linked to|is assigned to|are assigned to|is part of|are part of|writes|write|teaches|teach|takes|take|can take|enrolls in|enroll in|can enroll in|enrols in|attends|attend|works in|work in|works for|works on|work on|employs|employ|makes|make|can make|is written by|are written by|is placed by|is owned by|is taught by|are taught by|is taken by|are taken by|lives in|borrows|can borrow|can be borrowed by|is borrowed by|receives|sells|buys|manages|creates|uses|holds|is made by|is attended by|are attended by|consists of|orders|offers|publishes|is published by|treats|is treated by|books|follows|is followed by|appears in|can appear in|is contained in|supplies|is supplied by|relates to|references|stores|leads|hosts|rates|reviews|can be in|is in|are in|hires|rents|can rent|visits|has exactly|registers for|can register for|\
tiene|tienen|puede tener|pueden tener|pertenece a|pertenecen a|contiene|contienen|realiza|realizan|escribe|escriben|enseña|enseñan|hace|hacen|trabaja en|trabajan en|es escrito por|incluye|imparte|imparten|se matricula en|cursa|cursan|compra|vende|posee|puede pertenecer a|\
a|ont|peut avoir|peuvent avoir|possède|possèdent|appartient à|appartiennent à|contient|contiennent|passe|suit|suivent|est suivi par|est suivie par|sont suivis par|enseigne|enseignent|écrit|écrivent|est écrit par|emprunte|travaille dans|comprend|comporte|effectue|rédige|\
hat|haben|kann haben|besitzt|besitzen|gehört zu|gehören zu|gehört|gehören|enthält|enthalten|schreibt|schreiben|unterrichtet|unterrichten|bestellt|arbeitet in|arbeiten in|besucht|besuchen|belegt|umfasst|wird geschrieben von|leiht|erteilt|betreut|\
ha|hanno|può avere|possiede|possono avere|appartiene a|appartengono a|contiene|contengono|scrive|insegna|effettua|frequenta|lavora in|segue|comprende|è scritto da|\
tem|têm|pode ter|podem ter|pertence a|pertencem a|contém|faz|escreve|ensina|possui|possuem|trabalha em|realiza|inclui|cursa|\
heeft|hebben|kan hebben|behoort tot|hoort bij|bevat|bevatten|plaatst|schrijft|geeft|volgt|werkt in|bezit|\
ma|mają|może mieć|należy do|należą do|zawiera|składa|pisze|uczy|posiada|prowadzi|zatrudnia|\
имеет|имеют|может иметь|принадлежит|принадлежат|содержит|пишет|ведет|ведёт|делает|включает|относится к|размещает|преподает|преподаёт|работает в|\
لديه|لديها|له|لها|يملك|تملك|يمتلك|ينتمي إلى|تنتمي إلى|يحتوي على|تحتوي على|يكتب|يدرس|\
有|拥有|可以有|属于|包含|下|选修|教授|写|可以下|可有|对应|讲授|管理";

/// Endings of a statement whose verb stands last.
const HAVE_LAST: [(&str, &str, &str); 4] = [
    (
        "ja",
        "は|が|には",
        "を持つ|を持ちます|を持てる|をもつ|に属する|に属します|を含む|を行う|がある|を書く|を注文|を発注|を担当|を受講|に所属",
    ),
    (
        "ko",
        "는 |은 |이 |가 |에는 ",
        "를 가진|을 가진|를 가질|을 가질|에 속한|를 포함|을 포함|를 작성|을 작성|를 주문|을 주문|를 갖|을 갖|가 있|이 있|를 수강|을 수강|에 소속",
    ),
    ("hi", "के पास|में|की|के", "हैं|है|होते हैं|हो सकते हैं|होता है"),
    (
        "tr",
        "in |ın |un |ün |nin |nın |nun |nün |'in |'ın |'un |'ün ",
        "vardır|var|sahiptir|sahip|olabilir|bulunur|içerir|aittir",
    ),
];

/// A relation with the multiplicity of its ends.
pub(super) struct Relation<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub from_mark: Option<EndMark>,
    pub to_mark: Option<EndMark>,
    pub label: Option<String>,
}

/// Words for how many stand at both ends of a relation.
const MULTIPLICITIES: &str = "one-to-many|one to many|many-to-many|many to many|one-to-one|one to one|many-to-one|many to one|uno a muchos|muchos a muchos|uno a uno|un à plusieurs|plusieurs à plusieurs|un à un|eins zu n|eins zu viele|uno a molti|molti a molti|um para muitos|muitos para muitos|um para um|één op veel|veel op veel|jeden do wielu|wiele do wielu|один ко многим|многие ко многим|один к одному|一对多|多对多|一对一|一対多|多対多|一対一|일대다|다대다|일대일";

/// Beginnings of the words of [`MULTIPLICITIES`] whose first end is many.
pub(super) const MANY_FIRST: [&str; 13] = [
    "many",
    "muchos",
    "plusieurs",
    "viele",
    "n",
    "molti",
    "muitos",
    "veel",
    "wielu",
    "wiele",
    "мног",
    "多",
    "다",
];

/// Ends of the words of [`MULTIPLICITIES`] whose second end is many.
pub(super) const MANY_LAST: [&str; 14] = [
    "many",
    "muchos",
    "plusieurs",
    "viele",
    "n",
    "molti",
    "muitos",
    "veel",
    "wielu",
    "wiele",
    "мног",
    "многим",
    "多",
    "다",
];

/// "Author 1..n Book", "Author 1:n Book", "User (1) - (n) Order", "A one-to-many B".
pub(super) fn relation_mark(text: &str, language: Language) -> Option<Relation<'_>> {
    match find_any(text, MULTIPLICITIES) {
        Some((at, end)) => relation_by_words(text, (at, end), language),
        None => text.split_whitespace().find_map(|word| relation_by_figures(text, word)),
    }
}

/// A relation told by the words from `at` to `end`: "A one-to-many B".
fn relation_by_words(
    text: &str,
    (at, end): (usize, usize),
    language: Language,
) -> Option<Relation<'_>> {
    let word = text.get(at..end)?.to_lowercase();
    let mark = |is_many: bool| if is_many { EndMark::ZeroOrMany } else { EndMark::One };
    let from_mark = mark(MANY_FIRST.iter().any(|many| word.starts_with(many)));
    let to_mark = mark(MANY_LAST.iter().any(|many| word.ends_with(many)));
    let from = text.get(..at)?;
    let from = from
        .trim_end()
        .trim_end_matches([':', '-', '('])
        .trim_end_matches(" has a")
        .trim_end_matches(" is")
        .trim_end_matches(" are")
        .trim_end_matches("是")
        .trim_end_matches("为")
        .trim_end_matches("之间")
        .trim_end_matches("は")
        .trim_end_matches(" 관계는");
    let to = text.get(end..)?.trim_start_matches([')', ':', '-', ' ']);
    let to = starts_any(to, "relationship with|relationship to|relation with|relation to|with|to|con|avec|mit|relationship between|con la|with the").and_then(|n| to.get(n..)).unwrap_or(to);
    let only = starts_any(to, "relationship|relation|relación|beziehung|relazione|relação|relatie|关系|的关系|関係|の関係|관계|관계이다|ilişki").is_some_and(|n| to.get(n..).is_none_or(|rest| rest.chars().count() < 4));
    let to = if only { "" } else { to };
    // "Posts and tags are many-to-many".
    let (from, to) = match super::text::cut_at_and(from, language) {
        Some((a, b)) if !has_word(to) => (a, starts_words_off(b)),
        _ => (from, to),
    };
    if !has_word(to)
        && let Some(told) = relation(from.trim_end_matches([' ', ',', '(']), Language::ENGLISH)
    {
        // "Tracks appear on many playlists (many-to-many)".
        return Some(Relation { from_mark: Some(from_mark), to_mark: Some(to_mark), ..told });
    }
    (has_word(from) && has_word(to)).then_some(Relation {
        from,
        to,
        from_mark: Some(from_mark),
        to_mark: Some(to_mark),
        label: None,
    })
}

/// A relation told by figures, where `word` of `text` is such: "Author 1..n Book".
fn relation_by_figures<'a>(text: &'a str, word: &'a str) -> Option<Relation<'a>> {
    let inner = word.trim_matches(['(', ')', '[', ']', ',']);
    let (left, right) = inner
        .split_once("..")
        .or_else(|| inner.split_once(':'))
        .or_else(|| inner.split_once("--"))
        .or_else(|| inner.split_once(['-', '—', '–', '/']))?;
    let (left, right) = (mark_of(left)?, mark_of(right)?);
    let at = offset(text, word);
    let (from, to) = (text.get(..at)?, text.get(at + word.len()..)?);
    let from = from.trim_end().trim_end_matches(['-', '(']);
    if !has_word(to) {
        let (from, verb, to) = both_before(from)?;
        return Some(Relation {
            from,
            to,
            from_mark: Some(left),
            to_mark: Some(right),
            label: verb.map(str::to_owned),
        });
    }
    has_word(from).then_some(Relation {
        from: from.trim_end_matches(':'),
        to: to.trim_start_matches(['-', ' ', ')']),
        from_mark: Some(left),
        to_mark: Some(right),
        label: None,
    })
}

/// Both entities where the figures stand behind them, and the verb if there is one: "Author -
/// Book (1:n)", "Author writes Book (1:n)".
fn both_before(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let joined = ["—", "–", " - ", "-", " to ", "/", " and "]
        .iter()
        .find_map(|dash| text.split_once(dash))
        .filter(|(a, b)| has_word(a) && has_word(b));
    if let Some((a, b)) = joined {
        return Some((a, None, b));
    }
    let (a, rest) = text.trim().split_once(' ')?;
    let (verb, b) = rest.trim().rsplit_once(' ')?;
    Some((a, Some(verb.trim()), b))
}

/// "tags are" without its verb.
fn starts_words_off(text: &str) -> &str {
    let text = text.trim();
    ["are", "have a", "have", "is", "are in a", "share a"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text)
        .trim_end()
}

/// Where a part of `text` begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn mark_of(sign: &str) -> Option<EndMark> {
    match sign.trim() {
        "1" => Some(EndMark::One),
        "n" | "N" | "m" | "M" | "*" | "many" | "∞" => Some(EndMark::ZeroOrMany),
        "0" => Some(EndMark::ZeroOrOne),
        _ => None,
    }
}

/// The relation of a clause in words.
pub(super) fn relation(text: &str, language: Language) -> Option<Relation<'_>> {
    if let Some((_, particles, endings)) =
        HAVE_LAST.iter().find(|(code, _, _)| *code == language.as_str())
    {
        return relation_last(text, particles, endings);
    }
    let trimmed = text.trim();
    let shield = super::text::shielded(trimmed);
    let mut from = 0;
    while let Some((at, end)) = find_any(trimmed.get(from..)?, HAVE) {
        let (at, end) = (from + at, from + end);
        let (before, after) = (trimmed.get(..at)?, trimmed.get(end..)?);
        let open = !shield.get(at).copied().unwrap_or(false);
        let verb = trimmed.get(at..end)?;
        // French and Italian "a"/"ha" as a verb stand between two words.
        let dense = verb.chars().any(is_dense);
        let inside = dense
            || (before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace));
        let (mark, rest) = multiplicity(after, language);
        let passive = is_passive(verb);
        let counted = mark.is_some() || passive || has_preposition(verb);
        if open
            && inside
            && has_word(before)
            && has_word(rest)
            && !is_only_article(before, language)
            && counted
        {
            let label = starts_any(verb, "has|have|can have|may have|must have|tiene|tienen|puede tener|a|ont|peut avoir|hat|haben|ha|hanno|tem|têm|heeft|hebben|ma|mają|имеет|имеют|有|لديه").is_none_or(|n| n != verb.len())
                .then(|| verb.trim().to_owned());
            let to = rest;
            let whole = raw_items(after, language);
            // "Each book belongs to one shelf": a shelf has many.
            let one = matches!(mark, Some(EndMark::One | EndMark::ZeroOrOne)) || mark.is_none();
            let from_mark = (one
                && (passive || has_preposition(verb))
                && starts_any(verb, "places|contains|writes|teaches|owns|takes").is_none())
            .then_some(EndMark::ZeroOrMany);
            return Some(Relation {
                from: before,
                to: if whole.len() > 1 { after } else { to },
                from_mark,
                to_mark: mark,
                label,
            });
        }
        from = end;
    }
    counted(trimmed, language)
}

/// "Each driver drives at most one truck": whatever the verb is, a number stands behind it.
fn counted(text: &str, language: Language) -> Option<Relation<'_>> {
    let (at, _) = [OPTIONAL, MANY, "exactly one|only one|just one|a single|one|genau ein|genau einen|genau eine|un solo|un seul|un único|um único|één"]
        .iter()
        .filter_map(|words| find_any(text, words))
        .filter(|(at, _)| text.get(..*at).is_some_and(|before| before.split_whitespace().count() >= 2))
        .min()?;
    let before = text.get(..at)?.trim_end();
    let cut = before.rfind(' ')?;
    let (subject, verb) = (before.get(..cut)?, before.get(cut..)?.trim());
    let bare = label(subject, language);
    let (mark, rest) = multiplicity(text.get(at..)?, language);
    (has_word(&bare)
        && bare.split_whitespace().count() <= 9
        && has_word(rest)
        && !verb.contains([':', ',']))
    .then(|| Relation {
        from: subject,
        to: rest,
        from_mark: None,
        to_mark: mark,
        label: Some(verb.to_owned()),
    })
}

fn is_passive(verb: &str) -> bool {
    find_any(verb, "by|por|par|von|da|door").is_some()
}

fn has_preposition(verb: &str) -> bool {
    starts_any(verb, "belongs to|belong to|can belong to|pertenece a|pertenecen a|appartient à|appartiennent à|gehört zu|gehören zu|gehört|gehören|appartiene a|appartengono a|pertence a|pertencem a|behoort tot|hoort bij|należy do|należą do|принадлежит|принадлежат|относится к|属于|ينتمي إلى|تنتمي إلى|works in|work in|is part of|works for|trabaja en|arbeitet in|lavora in|travaille dans|places|contains|writes|teaches|owns|takes").is_some()
}

fn is_only_article(text: &str, language: Language) -> bool {
    let bare = label(text, language);
    bare.chars().count() < 2 && !bare.chars().any(is_dense) && !bare.chars().any(char::is_uppercase)
}

/// "顧客は複数の注文を持つ", "고객은 여러 주문을 가진다".
fn relation_last<'a>(text: &'a str, particles: &str, endings: &str) -> Option<Relation<'a>> {
    let end = endings.split('|').filter_map(|e| text.rfind(e)).min()?;
    let body = text.get(..end)?;
    let (at, stop) = particles
        .split('|')
        .filter_map(|p| {
            let at = body
                .char_indices()
                .skip(1)
                .map(|(at, _)| at)
                .find(|at| body.get(*at..).is_some_and(|t| t.starts_with(p)))?;
            Some((at, at + p.len()))
        })
        .min()?;
    let (before, after) = (body.get(..at)?, body.get(stop..)?);
    if !has_word(before) || !has_word(after) {
        return None;
    }
    let (mark, rest) = multiplicity(after, Language::UNDETERMINED);
    Some(Relation { from: before, to: rest, from_mark: None, to_mark: mark, label: None })
}

/// The multiplicity before a name, and the name.
pub(super) fn multiplicity(text: &str, language: Language) -> (Option<EndMark>, &str) {
    let trimmed = text.trim_start();
    let _ = language;
    let exact = starts_any(
        trimmed,
        "exactly|only|just|genau|nur|exactamente|solo|solamente|exactement|seulement|esattamente|solamente|exatamente|apenas|precies|slechts|dokładnie|tylko|ровно|только|yalnızca|sadece|केवल|فقط",
    );
    let trimmed = exact.and_then(|n| trimmed.get(n..)).map_or(trimmed, str::trim_start);
    let cut = |length: usize| trimmed.get(length..).unwrap_or("");
    if let Some(length) = starts_any(trimmed, OPTIONAL).filter(|n| has_word(cut(*n))) {
        return (Some(EndMark::ZeroOrOne), cut(length));
    }
    if let Some(length) = starts_any(trimmed, MANY).filter(|n| has_word(cut(*n))) {
        let one = starts_any(trimmed, "one or more|one or many|1 or more|at least one|uno o más|un ou plusieurs|uno o più|um ou mais|één of meer|einen oder mehrere").is_some();
        return (Some(if one { EndMark::OneOrMany } else { EndMark::ZeroOrMany }), cut(length));
    }
    // "has orders": a bare plural says many only where no article stands; it stays unsaid.
    if let Some(length) = starts_any(trimmed, ONE).filter(|n| {
        has_word(cut(*n)) && cut(*n).starts_with(|c: char| !is_word_char(c) || is_dense(c))
    }) {
        return (Some(EndMark::One), cut(length));
    }
    let first = trimmed.split_whitespace().next().unwrap_or("");
    let digits = first.chars().all(|c| c.is_ascii_digit()) && !first.is_empty();
    if digits && first != "1" {
        let behind = cut(first.len());
        let more = starts_any(
            behind.trim_start(),
            "or more|o más|ou plus|oder mehr|o più|ou mais|of meer|lub więcej|или более|и более",
        );
        let gap = behind.len() - behind.trim_start().len();
        let used = more.map_or(0, |length| gap + length);
        return (Some(EndMark::ZeroOrMany), behind.get(used..).unwrap_or(behind));
    }
    (None, trimmed)
}
