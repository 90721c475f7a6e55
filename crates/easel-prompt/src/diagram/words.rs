//! Small words of flows in fifteen languages: what joins, orders, asks, answers and leads back.
//! Phrases are lower case and parted by `|`; a `*` stands for the rest of a word. Verbs of
//! relations are in `verbs`.

use crate::language::Language;

use super::text::{find_any, has_word, is_dense, is_word_char, starts_any};

/// Words that join the parts of a list.
pub(super) fn ands(language: Language) -> &'static str {
    match language.as_str() {
        "es" => "y|e|and|&|así como",
        "fr" => "et|and|&|ainsi que",
        "de" => "und|sowie|and|&",
        "it" => "e|ed|and|&",
        "pt" => "e|and|&|bem como",
        "nl" => "en|and|&|alsook",
        "pl" => "i|oraz|and|&",
        "ru" => "и|а также|and|&",
        "tr" => "ve|ile|and|&",
        "hi" => "और|तथा|एवं|and|&",
        "zh" => "和|及|以及|与|還有|还有|and|&",
        "ja" => "と|および|及び|ならびに|and|&",
        "ko" => "및|그리고|and|&",
        "ar" => "and|&",
        _ => "and|&|plus|as well as",
    }
}

/// Articles and possessives at the start of a name.
fn articles(language: Language) -> &'static str {
    match language.as_str() {
        "en" => "a|an|the|our|your|their|his|her|its|my|each|every|both",
        "es" => "el|la|los|las|un|una|unos|unas|nuestro|nuestra|nuestros|nuestras|su|sus|cada|al",
        "fr" => "le|la|les|un|une|des|du|l'|notre|nos|leur|leurs|son|sa|ses|chaque|au|aux",
        "de" => {
            "der|die|das|den|dem|des|ein|eine|einen|einem|einer|unser|unsere|unseren|jeder|jede|jedes|jeden|seine|ihre"
        }
        "it" => "il|lo|la|i|gli|le|un|uno|una|l'|un'|ogni|ciascun|ciascuno|ciascuna|il suo|al|alla",
        "pt" => "o|a|os|as|um|uma|cada|nosso|nossa|seu|sua|ao|à",
        "nl" => "de|het|een|elke|elk|iedere|ieder|onze|ons",
        "pl" => "każdy|każda|każde",
        "ru" => "каждый|каждая|каждое|один|одна",
        "tr" => "bir|her|her bir",
        "hi" => "एक|हर|प्रत्येक",
        "zh" => "一个|每个|一名|每名|一位|一本|一張|每一个",
        "ar" => "كل",
        _ => "",
    }
}

/// Words that only say that a step follows; they stand before it.
pub(super) const SEQUENCERS: &str = "then|and then|next|after that|after this|after which|afterwards|and afterwards|finally|and finally|\
lastly|and lastly|first|firstly|first of all|secondly|thirdly|subsequently|later|at last|in the end|to begin with|\
at the end|and at the end|following that|and later|and later on|later on|the first step is|the first step is to|first step is|step one is|and also|we start by|you start by|start by|begin by|next up|then next|from there|once done|it then|which then|start with|starts with|starting with|begin with|begins with|ends with|ending with|ending in|\
followed by|suivi de|suivie de|suivis de|suivi du|suivie du|gefolgt von|seguido de|seguida de|seguido por|seguito da|seguita da|gevolgd door|luego|y luego|después|despues|y después|después de eso|primero|finalmente|y finalmente|por último|por ultimo|y por último|a continuación|y a continuación|\
entonces|al final|y al final|más tarde|en primer lugar|en segundo lugar|posteriormente|puis|et puis|ensuite|et ensuite|après cela|après|d'abord|enfin|\
et enfin|finalement|et finalement|premièrement|pour finir|et pour finir|tout d'abord|dann|und dann|danach|und danach|anschließend|und anschließend|zuerst|\
zunächst|schließlich|und schließlich|zum schluss|und zum schluss|zuletzt|und zuletzt|daraufhin|im anschluss|als erstes|\
als nächstes|als letztes|am ende|und am ende|erst|poi|e poi|quindi|e quindi|dopo|dopodiché|infine|e infine|prima|per prima cosa|successivamente|\
alla fine|e alla fine|in seguito|depois|e depois|em seguida|e em seguida|então|por fim|e por fim|primeiro|e por último|a seguir|depois disso|\
daarna|en daarna|vervolgens|en vervolgens|eerst|ten slotte|en ten slotte|tot slot|en tot slot|tenslotte|uiteindelijk|en uiteindelijk|en dan|als laatste|\
potem|a potem|następnie|a następnie|najpierw|na końcu|a na końcu|i na końcu|na koniec|a na koniec|i na koniec|wreszcie|i wreszcie|później|po czym|\
затем|а затем|и затем|потом|а потом|и потом|сначала|сперва|после этого|далее|наконец|и наконец|в конце|и в конце|в конце концов|после чего|в итоге|\
sonra|daha sonra|ardından|önce|ilk önce|ilk olarak|son olarak|ve son olarak|en son|en sonunda|sonunda|ve sonra|ondan sonra|bundan sonra|\
ثم|وبعد ذلك|بعد ذلك|أولا|أولاً|أخيرا|أخيراً|وأخيرا|وأخيراً|في النهاية|وفي النهاية|في البداية|بعدها|\
फिर|और फिर|उसके बाद|इसके बाद|पहले|सबसे पहले|अंत में|और अंत में|बाद में|आखिर में|\
然后|接着|随后|之后|再|最后|首先|先|其次|接下来|然後|接著|最後|次に|その後|それから|最後に|まず|そして|続いて|まずは|はじめに|最初に|そのあと|\
그다음|그 다음|그런 다음|다음으로|이후|그 후|마지막으로|먼저|우선|그리고|그리고 나서|이어서|끝으로";

/// The ones among them that also part two steps in the middle of a clause.
pub(super) const SPLITTERS: &str = "then|and then|after that|and after that|afterwards|and afterwards|finally|and finally|and lastly|followed by|suivi de|suivie de|suivi du|suivie du|gefolgt von|seguido de|seguida de|seguito da|seguita da|gevolgd door|\
y luego|luego|y después|y finalmente|y por último|puis|et puis|ensuite|et ensuite|et enfin|et finalement|und dann|dann|danach|und danach|anschließend|und anschließend|und schließlich|\
und zum schluss|und zuletzt|e poi|poi|e quindi|e infine|infine|e depois|em seguida|e em seguida|e por fim|daarna|en daarna|vervolgens|en vervolgens|en ten slotte|en tot slot|en dan|\
a potem|potem|następnie|a następnie|a na końcu|na końcu|i na końcu|na koniec|a na koniec|i na koniec|и затем|а затем|затем|потом|а потом|и потом|и наконец|и в конце|после этого|\
daha sonra|ardından|ve sonra|ve son olarak|ثم|وأخيرا|وأخيراً|وبعد ذلك|फिर|और फिर|उसके बाद|और अंत में|然后|接着|随后|最后|然後|接著|最後に|次に|その後|それから|그다음|그 다음|그런 다음|마지막으로";

/// Words that open a condition.
pub(super) fn ifs(language: Language) -> &'static str {
    match language.as_str() {
        "es" => "si|cuando|en caso de que|y si",
        "fr" => "si|s'il|s'ils|lorsque|en cas de|en cas d'|et si",
        "de" => "wenn|falls|sofern|und wenn",
        "it" => "se|quando|in caso di|e se",
        "pt" => "se|quando|caso|e se",
        "nl" => "als|indien|wanneer|en als",
        "pl" => "jeśli|jeżeli|gdy|a jeśli|jesli|jeśli tak",
        "ru" => "если|а если|в случае|и если",
        "tr" => "eğer",
        "ar" => "إذا|اذا|لو|في حال|في حالة|وإذا|إن",
        "hi" => "अगर|यदि",
        "zh" => "如果|若|假如|如",
        "ja" => "もし",
        "ko" => "만약|만일",
        _ => "if|when|in case|and if|but if",
    }
}

/// Endings of a condition in languages that put the "if" last.
pub(super) fn ends_condition(text: &str, language: Language) -> bool {
    let text = text.trim();
    let endings: &[&str] = match language.as_str() {
        "tr" => &[
            "ise", "ısa", "isa", "rsa", "rse", "lsa", "lse", "ysa", "yse", "değilse", "takdirde",
            "durumda",
        ],
        "ja" => &["場合", "場合は", "なら", "ならば", "たら", "れば", "ときは"],
        "ko" => &["면", "경우", "경우에는"],
        "zh" => &["则", "的话", "时", "就"],
        "hi" => &["तो"],
        _ => &[],
    };
    endings.iter().any(|ending| text.ends_with(ending)) && text.chars().count() <= 40
}

/// Words for "otherwise".
pub(super) fn elses(language: Language) -> &'static str {
    match language.as_str() {
        "es" => "si no|sino|de lo contrario|en caso contrario|de otro modo|y si no",
        "fr" => "sinon|dans le cas contraire|autrement|si non|et sinon",
        "de" => {
            "sonst|ansonsten|andernfalls|wenn nicht|falls nicht|anderenfalls|falls nein|wenn nein"
        }
        "it" => "altrimenti|in caso contrario|se no|sennò|se non",
        "pt" => "senão|caso contrário|se não|do contrário|senao",
        "nl" => "anders|zo niet|in het andere geval|zoniet|zo nee|als niet",
        "pl" => {
            "w przeciwnym razie|inaczej|w przeciwnym wypadku|jeśli nie|w innym przypadku|jeżeli nie"
        }
        "ru" => "иначе|в противном случае|если нет|а если нет",
        "tr" => "değilse|aksi halde|aksi takdirde|yoksa|hayırsa|aksi durumda",
        "ar" => "وإلا|والا|إلا|خلاف ذلك|وإذا لا|إذا لا|وإلا فإن",
        "hi" => "वरना|अन्यथा|नहीं तो",
        "zh" => "否则|不然|否則|若否|如果不是|如果否",
        "ja" => {
            "なければ|ない場合は|ない場合|そうでなければ|そうでない場合は|そうでない場合|それ以外は|それ以外の場合は|違えば|でなければ|さもなければ"
        }
        "ko" => "아니면|그렇지 않으면|아닐 경우|아니라면|그 외에는",
        _ => {
            "otherwise|or else|else|if not|in the other case|and otherwise|or otherwise|but otherwise"
        }
    }
}

/// Words between a condition and what follows.
pub(super) fn thens(language: Language) -> &'static str {
    match language.as_str() {
        "es" => "entonces",
        "fr" => "alors",
        "de" => "dann",
        "it" => "allora",
        "pt" => "então",
        "nl" => "dan",
        "pl" => "to|wtedy",
        "ru" => "то|тогда",
        "hi" => "तो",
        "zh" => "则|那么|就|則",
        "ar" => "فـ|عندئذ",
        _ => "then",
    }
}

/// Words that answer a question.
pub(super) const ANSWERS: &str = "yes|no|true|false|y|n|ok|ja|nein|sí|si|oui|non|sim|não|nao|sì|tak|nie|evet|hayır|да|нет|nee|\
是|否|对|错|不是|有|没有|はい|いいえ|예|네|아니요|아니오|نعم|لا|हाँ|हां|नहीं|else|otherwise|success|failure|pass|fail|\
passed|failed|approved|rejected|valid|invalid|not ok|correct|incorrect|wrong|error";

/// Words that lead back to an earlier step; what follows names it.
pub(super) const BACKS: &str = "go back to|goes back to|going back to|back to|return to|returns to|loop back to|loops back to|jump back to|send back to|sent back to|\
loop to|start again at|start over at|start over from|restart at|restart from|again from|repeat from|and go back to|move back to|it goes back to|we go back to|\
volver a|vuelve a|vuelva a|vuelves a|regresar a|regresa a|regrese a|volver al|vuelve al|volvemos a|regresar al|regresa al|se vuelve a|se vuelve al|\
revenir à|retour à|retourner à|revient à|revenir au|retour au|revenez à|on revient à|retourne à|on retourne à|revenir à l'étape|\
zurück zu|zurück zum|zurück zur|zurück nach|zurück an|gehe zurück zu|geht es zurück zu|geht es zurück zum|geht es zurück zur|geht zurück zu|geht zurück zur|zurück auf|\
tornare a|torna a|ritorna a|torna al|tornare al|torna alla|ritorna al|ritorna alla|tornare alla|si torna a|si torna al|si torna alla|\
voltar a|voltar para|volta para|retornar a|retorna para|voltar ao|volta ao|volta a|voltar à|retorna ao|volte para|volte a|volta à|\
terug naar|ga terug naar|gaat terug naar|keer terug naar|wróć do|powrót do|wraca do|wrócić do|wracamy do|\
вернуться к|возврат к|назад к|вернуться на|вернуться в|возвращаемся к|возвращается к|вернись к|возврат на|возвращается на|\
العودة إلى|ارجع إلى|عد إلى|الرجوع إلى|نعود إلى|يعود إلى|返回到|返回|回到|退回到|退回|重新回到";

/// Endings that lead back in languages whose verb stands last.
pub(super) const BACK_ENDINGS: [&str; 15] = [
    "に戻る",
    "へ戻る",
    "に戻ります",
    "に戻って",
    "へ戻ります",
    "로 돌아간다",
    "로 돌아가기",
    "로 돌아가",
    "로 돌아갑니다",
    "पर वापस जाएँ",
    "पर वापस जाओ",
    "पर वापस जाएं",
    "पर वापस",
    "geri dön",
    "geri döner",
];

/// Words for "both branches".
pub(super) const BOTHS: &str = "all end in|all end at|all lead to|all paths lead to|all go to|all branches lead to|they all lead to|they both lead to|all then|in all cases|both lead to|both go to|both paths lead to|both then|both continue to|both end in|both end at|both end with|in both cases|either way|in either case|\
ambos llevan a|ambos van a|en ambos casos|dans les deux cas|les deux mènent à|in beiden fällen|beide führen zu|beide enden in|beide enden mit|in entrambi i casi|\
entrambi portano a|em ambos os casos|ambos levam a|in beide gevallen|beide leiden naar|w obu przypadkach|в обоих случаях|her iki durumda|في الحالتين|दोनों में|两者都|どちらも|どちらの場合も|두 경우 모두";

/// Numbers of things: "two app servers".
const COUNTS: &str =
    "two|three|four|five|six|seven|eight|nine|ten|several|multiple|some|all|all the";

/// Words at the start of a name that say nothing: articles, sequencers, "that", "of".
const LEADS: &str = "that|which|who|also|and|und|et|and the|while|whereas|where|with|donde|où|wobei|mientras|mientras que|dove|onde|waarbij|gdzie|где|y|während|tandis que|mentre|enquanto|terwijl|natomiast|а|in turn|directly|a także";

/// `text` without articles and idle words at its start.
pub(super) fn without_lead(text: &str, language: Language) -> &str {
    let mut text = text.trim_start();
    for _ in 0..4 {
        let after = starts_any(text, articles(language))
            .filter(|length| keeps_word(text, *length))
            .or_else(|| idle_lead(text, language));
        match after.and_then(|length| text.get(length..)) {
            Some(rest) if has_word(rest) => text = rest.trim_start(),
            _ => return text,
        }
    }
    text
}

/// An article goes where a word follows; "A" alone and "La Paz" stay.
fn keeps_word(text: &str, length: usize) -> bool {
    let Some(rest) = text.get(length..) else { return false };
    let article = text.get(..length).unwrap_or("");
    let elided = article.ends_with(['\'', '’']);
    let dense = article.chars().any(is_dense);
    let spaced = rest.starts_with(char::is_whitespace);
    let name = article.starts_with(char::is_uppercase)
        && rest.trim_start().starts_with(|c: char| c.is_uppercase() || !is_word_char(c))
        && article.chars().count() == 1;
    (elided || dense || spaced) && !name
}

fn idle_lead(text: &str, language: Language) -> Option<usize> {
    let ands = starts_any(text, ands(language));
    let lead = starts_any(text, LEADS).max(ands)?;
    let first = text.chars().next()?;
    // "And Gate" is a name; a lead in capitals is one.
    let upper =
        text.get(..lead)?.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && lead > 1;
    let rest = text.get(lead..)?;
    (!upper
        && (!first.is_uppercase() || lead > 1)
        && rest.starts_with(|c: char| c.is_whitespace() || c == ','))
    .then_some(lead)
}

/// `text` without "two", "several" before its noun, if it has one.
pub(super) fn without_count(text: &str) -> Option<&str> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let length = starts_any(text, COUNTS).or((digits > 0 && digits < 4).then_some(digits))?;
    text.get(length..)?.strip_prefix(' ').map(str::trim).filter(|rest| has_word(rest))
}

/// `text` without the words that only say that a step follows.
pub(super) fn without_sequencer(text: &str) -> &str {
    let mut text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、'));
    for _ in 0..3 {
        let Some(rest) = starts_any(text, SEQUENCERS).and_then(|length| text.get(length..)) else {
            break;
        };
        // "Next.js" is a name.
        if !has_word(rest) || rest.starts_with(['.', '-', '_', '/']) {
            break;
        }
        text = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ':' | '，' | '、' | '：')
        });
    }
    text
}

/// "У клиента есть заказы" as "клиента имеет заказы": the owner as a subject, with `verb`.
pub(super) fn owner_first(text: &str, verb: &str) -> Option<String> {
    const MANY: &str = "много|несколько|один|одна|одно|два|две|три|не более";
    let rest = text.trim_start();
    let rest = rest.get(starts_any(rest, "у|а у|и у")?..)?.trim_start();
    let rest = starts_any(rest, "каждого|каждой|каждый|любого|класса|таблицы|сущности")
        .and_then(|length| rest.get(length..))
        .map_or(rest, str::trim_start);
    let found = super::text::find_any(rest, "есть|может быть|имеется|имеются|бывает|бывают");
    let (at, end) = found.or_else(|| super::text::find_any(rest, MANY).map(|(at, _)| (at, at)))?;
    let (owner, owned) = (rest.get(..at)?.trim(), rest.get(end..)?.trim());
    (has_word(owner) && owner.split_whitespace().count() <= 4 && has_word(owned))
        .then(|| format!("{owner} {verb} {owned}"))
}

/// An answer at the start of `text`: it, and what follows it.
pub(super) fn answer(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
    let length = starts_any(text, ANSWERS)?;
    let rest = text.get(length..)?;
    // "Valid?" asks.
    let asks = rest.starts_with(['?', '？', '؟', '-', '\'', '’', '/']) && !rest.starts_with("->");
    (!asks).then_some((text.get(..length)?, rest))
}

/// True where `text` is nothing but an answer.
pub(super) fn is_answer(text: &str) -> bool {
    answer(text).is_some_and(|(_, rest)| !has_word(rest))
}

/// A condition at the start of `text`, without the "if": the rest.
pub(super) fn condition(text: &str, language: Language) -> Option<&str> {
    let english = starts_any(text, "if");
    // "Si sí", "Wenn ja": certain whatever the language seems to be.
    let answered = starts_any(text, "si|se|wenn|falls|als|jeśli|если|إذا|अगर|यदि|如果|eğer")
        .filter(|length| text.get(*length..).is_some_and(is_answer));
    // "on success", "on failure".
    let outcome = starts_any(text, "on|upon|in case of|bei|en caso de|en cas de").filter(|n| {
        text.get(*n..).is_some_and(|rest| starts_any(rest.trim_start(), "success|failure|error|timeout|yes|no|erfolg|fehler|éxito|fallo|succès|échec|erreur").is_some())
    });
    let length = starts_any(text, ifs(language)).max(english).max(answered).max(outcome)?;
    text.get(length..).filter(|rest| has_word(rest) && !rest.starts_with('-'))
}

/// "Otherwise" at the start of `text`: the rest.
pub(super) fn otherwise(text: &str, language: Language) -> Option<&str> {
    let length =
        starts_any(text, elses(language)).max(starts_any(text, "otherwise|else|or else|if not"))?;
    text.get(length..)
}

/// Whether one of `phrases` stands in `text`.
pub(super) fn says(text: &str, phrases: &str) -> bool {
    find_any(text, phrases).is_some()
}

/// The word that two inflected or plural forms of a name share, as far as it matters for telling
/// names apart.
pub(super) fn stem(word: &str, language: Language) -> String {
    let endings: &[&str] = match language.as_str() {
        "en" | "und" => {
            return english_stem(word);
        }
        "es" | "pt" | "fr" => &["es", "s", "x", "e"],
        "it" => return italian_stem(word),
        "de" | "nl" => &["innen", "en", "n", "er", "es", "s", "e"],
        "pl" => &[
            "iemu", "iego", "owie", "emu", "ego", "ie", "imi", "ami", "ach", "ich", "ym", "im",
            "owi", "om", "ów", "em", "iem", "a", "ą", "ę", "u", "y", "i", "e", "o",
        ],
        "ru" => &[
            "ому", "ему", "ого", "его", "ыми", "ими", "ами", "ями", "ым", "им", "ых", "их", "ая",
            "яя", "ое", "ее", "ый", "ий", "ую", "юю", "ах", "ях", "ов", "ев", "ом", "ем", "ой",
            "ей", "ам", "ям", "ою", "ию", "ия", "ии", "а", "я", "ы", "и", "у", "ю", "е", "о", "ь",
        ],
        "tr" => &[
            "lardan", "lerden", "lara", "lere", "ları", "leri", "lar", "ler", "nın", "nin", "nun",
            "nün", "dan", "den", "tan", "ten", "ya", "ye", "yı", "yi", "yu", "yü", "ı", "i", "u",
            "ü", "a", "e",
        ],
        "ko" => &["에게", "에서", "으로", "은", "는", "이", "가", "을", "를", "로", "의"],
        _ => &[],
    };
    let keep = if language.as_str() == "ko" { 2 } else { 4 };
    let mut stem = word;
    // Turkish endings follow each other: "uygulama", "uygulamaya".
    for _ in 0..if language.as_str() == "tr" { 3 } else { 1 } {
        let count = stem.chars().count();
        stem = endings
            .iter()
            .filter(|ending| count >= ending.chars().count() + keep)
            .find_map(|ending| stem.strip_suffix(ending))
            .unwrap_or(stem);
    }
    if language.as_str() != "tr" {
        return stem.to_owned();
    }
    // "kitap" is "kitabı" with an ending.
    let hard = [("b", "p"), ("c", "ç"), ("ğ", "k"), ("d", "t")];
    hard.iter()
        .find_map(|(soft, hard)| stem.strip_suffix(soft).map(|stem| format!("{stem}{hard}")))
        .unwrap_or_else(|| stem.to_owned())
}

fn english_stem(word: &str) -> String {
    let count = word.chars().count();
    if count < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let sibilant = ["ches", "shes", "xes", "sses", "zes"].iter().any(|end| word.ends_with(end));
    let cut = if sibilant { word.strip_suffix("es") } else { word.strip_suffix('s') };
    cut.unwrap_or(word).to_owned()
}

fn italian_stem(word: &str) -> String {
    let long = word.chars().count() >= 5;
    let stem = word.strip_suffix(['i', 'e', 'o', 'a']).filter(|_| long);
    stem.unwrap_or(word).to_owned()
}
