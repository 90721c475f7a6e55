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

/// Verbs that tell what somebody did with a counted thing, in the tenses people report in.
const VERBS: &str = " passed failed covers covered covering covers occupies occupied takes go goes went gone going attended attends \
 received receives earned earns brings brought in out eats drank drink drinks drinks used consumed consumes harvested \
 grew grow grows bought read borrowed lent donated walked rode drove drives drive travels travelled traveled commute commutes \
 came come comes ended ends started starts closed closes opened dropped drops fell falls rose jumped slid recorded got \
 we they who it that's it's there's there's there she's he's i've we've they've you've said says favored favoured favors favours \
 followed trails trailed led lags hitting claimed claims captured captures supplied supplies provided provides \
 contains contain contained includes employs employed serves served hosted hosts delivered handled handles processed resolved fixed shipped \
 belegt belegen bekam bekamen bekommt erhielt erhielten hatte kostet kosten kostete nahm nahmen nimmt entfallen entfällt stehen steht stand \
 wurden wurde werden wird gab gibt es kamen gingen fährt fahren verbrauchte verbraucht schaffte schafften brachte brachten zählt zählte \
 besuchten gewann gewannen verlor verloren bezahlt zahlten zahlte machten nutzen nutzt trinken isst essen lesen mögen wählten wählen entschieden \
 gastamos gastó gastaron gasta costó cuesta cuestan ganó ganaron perdió obtuvieron consiguió consiguieron recibió recibieron suma sumó sumaron \
 ocupa ocupan representa representan prefiere prefieren eligió eligieron eligen usa usan utiliza utilizan viaja viajan vota votaron votó hay había \
 hubo registraron registró cosechamos recogió recogieron visitaron marcó marcaron logró lograron aportó aportaron \
 dépense dépensé coûte coûtent coûté gagne gagné gagnent reçu reçoit reçoivent occupe occupent préfère préfèrent choisi choisit choisissent utilise \
 utilisent vend vendent enregistre enregistré totalise affiche affichent récolté obtiennent obtenu compté comptent voté marque marqué font fait \
 costa costano speso spende ottenuto ricevuto preferisce preferiscono sceglie scelgono scelto usa usano occupa occupano rappresenta rappresentano \
 registrato segnato venduti vendute vendono conta contano vince vinto suonano suona vota votano arriva arrivano \
 gastou gastaram custa custou custam recebeu receberam ganhou ganharam ocupa ocupam representam prefere preferem escolheu escolheram usam \
 registrou registraram marcou marcaram vendemos conquistou ficou ficaram teve custava custavam tiveram são foram \
 kostte kost kosten kreeg kregen kiest kozen koos gebruikt gebruiken geven geeft verdiende verdienden telt telde verkopen verkoopt won wonnen \
 kosztuje kosztowała kosztował kosztowało kosztowały dostał dostała otrzymał otrzymała otrzymało zajmuje zajmują wybrało wybrał wybrała wybiera \
 preferuje woli stanowi stanowią sprzedano sprzedaje zdobył zdobyła zdobyli zebrał zebrała zebraliśmy jest było są były \
 занимает занимают заняла занял заняло потратили тратим тратят потрачено стоит стоят стоила стоил получил получила получили выбрали выбрал \
 выбирают предпочитают предпочитает продаёт продает продано собрали собрала собрал набрал набрала набрали приходится есть имеет имеют дали \
 alıyor aldı aldık aldılar kullanıyor kullanıyorlar tercih ediyor seçti harcadık harcadı tutuyor kazandı sattık yapıyor var vardı dedi \
 بيع بيعت تم حصل حصلت حققت حقق سجلت سجل باع باعت اختار اختاروا يفضل يفضلون يمثل تمثل هي هو \
 को ने में मिले मिला मिली बिके बिका बिकी खर्च चाहते पसंद करते \
 は が も を で です でした である には では \
 은 는 이 가 을 를 에서 에 에는 ";

/// True where `list`, words set apart by blanks, holds `word`.
pub(super) fn among(word: &str, list: &str) -> bool {
    !word.is_empty() && list.split_whitespace().any(|known| known == word)
}

/// True for a verb or adverb between a label and its value.
pub(super) fn is_idle(word: &str) -> bool {
    !word.is_empty()
        && (phrases::is_copula(word)
            || phrases::is_filler(word)
            || holds(IDLE, word)
            || holds(VERBS, word))
}

/// True where `list`, words between single blanks, holds `word`.
fn holds(list: &str, word: &str) -> bool {
    list.match_indices(word)
        .any(|(at, _)| list[..at].ends_with(' ') && list[at + word.len()..].starts_with(' '))
}

/// True for a verb that tells what was done with the counted things.
pub(super) fn is_verb(token: &Token) -> bool {
    token.kind == Kind::Word && (!token.capital) && (holds(VERBS, &token.lower) || among(&token.lower,
        "prefer prefers like likes chose choose voted vote said say is are was were support supports oppose want wants own owns use uses have has \
         read reads speak speaks play plays work works live lives study studies watch watches")) && token.lower.chars().count() > 2
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
    if !inner.is_empty() {
        return with_limit(tokens, inner);
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

/// `inner`, which is part of `tokens`, with the "under" of "under 18" and a bracket that closes
/// behind it.
pub(super) fn with_limit<'a>(tokens: &'a [Token], inner: &'a [Token]) -> &'a [Token] {
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
        let number = first.lower.starts_with(|c: char| {
            c.is_ascii_digit() || crate::numbers::currency(c.encode_utf8(&mut [0; 4])).is_some()
        });
        let from = start - usize::from(start > 0 && number && limit(&tokens[start - 1]));
        let open = inner.iter().filter(|t| t.is_mark('(')).count()
            > inner.iter().filter(|t| t.is_mark(')')).count();
        let to = end + usize::from(open && tokens.get(end).is_some_and(|t| t.is_mark(')')));
        return &tokens[from..to];
    }
    inner
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
