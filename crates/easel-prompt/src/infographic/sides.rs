//! Words that head the sides of a comparison in fifteen languages: advantages, strengths, before,
//! do and don't. How the groups are read is in `groups`.

/// What a heading of a group stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Pro,
    Con,
    Strength,
    Weakness,
    Opportunity,
    Threat,
    Before,
    After,
    Do,
    Dont,
    Myth,
    Fact,
    Ingredients,
    Method,
    /// Urgent and important in some combination.
    Urgency,
}

const SIDES: &[(Side, &str)] = &[
    (
        Side::Pro,
        "+|pro|pros|the good|good|upside|good points|the upside|advantages|advantage|benefits|upsides|positives|likes|pluses|plus|ventajas|beneficios|a favor|avantages|avantage|pour|les plus|vorteile|vorteil|dafür|vantaggi|vantaggio|pregi|vantagens|prós|contras a favor|\
         voordelen|voordeel|pluspunten|zalety|plusy|преимущества|плюсы|за|достоинства|avantajlar|avantajları|artılar|artıları|优点|优势|好处|優點|メリット|長所|利点|장점|المزايا|الإيجابيات|إيجابيات|مزايا|المميزات|مميزات|फायदे|लाभ|गुण",
    ),
    (
        Side::Con,
        "−|con|cons|the bad|bad|downside|bad points|the downside|disadvantages|disadvantage|drawbacks|downsides|negatives|risks|minuses|dislikes|desventajas|inconvenientes|contras|en contra|inconvénients|inconvénient|contre|les moins|nachteile|nachteil|dagegen|contra|kontra|svantaggi|\
         contro|difetti|desvantagens|nadelen|nadeel|minpunten|wady|minusy|недостатки|минусы|против|dezavantajlar|dezavantajları|eksiler|eksileri|缺点|坏处|劣势与风险|缺點|デメリット|短所|欠点|단점|العيوب|السلبيات|سلبيات|عيوب|नुकसान|हानियाँ|हानि|दोष",
    ),
    (
        Side::Strength,
        "strengths|strength|fortalezas|forces|force|stärken|stärke|punti di forza|forças|pontos fortes|sterktes|sterke punten|sterkten|mocne strony|silne strony|сильные стороны|güçlü yönler|güçlü yanlar|优势|優勢|強み|강점|نقاط القوة|القوة|ताकत|शक्तियाँ|खूबियाँ|मजबूती",
    ),
    (
        Side::Weakness,
        "weaknesses|weakness|debilidades|faiblesses|faiblesse|schwächen|schwäche|debolezze|punti di debolezza|punti deboli|fraquezas|pontos fracos|zwaktes|zwakke punten|zwakten|słabe strony|слабые стороны|zayıf yönler|zayıf yanlar|劣势|劣勢|弱み|약점|نقاط الضعف|الضعف|कमजोरियाँ|कमज़ोरियाँ|कमजोरी|कमियाँ|कमजोरियां",
    ),
    (
        Side::Opportunity,
        "opportunities|opportunity|oportunidades|opportunités|opportunité|chancen|chance|opportunità|kansen|szanse|возможности|fırsatlar|机会|機會|機会|기회|الفرص|فرص|अवसर",
    ),
    (
        Side::Threat,
        "threats|threat|amenazas|menaces|menace|risiken|risiko|bedrohungen|gefahren|minacce|ameaças|bedreigingen|zagrożenia|угрозы|tehditler|威胁|威脅|脅威|위협|التهديدات|تهديدات|المخاطر|खतरे|ख़तरे|चुनौतियाँ",
    ),
    (
        Side::Before,
        "before|vor der|vor dem|then|in the past|past|antes|avant|vorher|früher|prima|voor|vroeger|przed|wcześniej|kiedyś|до|раньше|önce|öncesi|之前|以前|使用前|改造前|前|ビフォー|導入前|이전|도입 전|전|قبل|पहले",
    ),
    (
        Side::After,
        "after|nach|nach der|nach dem|now|today|después|ahora|après|maintenant|nachher|danach|heute|jetzt|dopo|adesso|depois|agora|na|nu|po|teraz|после|теперь|sonra|sonrası|şimdi|之后|现在|使用后|改造后|后|アフター|導入後|使用後|後|이후|도입 후|후|بعد|बाद में|बाद|अब",
    ),
    (
        Side::Do,
        "do|dos|do's|hacer|sí|à faire|faire|fare|da fare|richtig|so geht's|do this|fazer|doen|wel doen|rób|tak|делать|можно|нужно|yap|yapın|yapılması gerekenler|应该|要做|すべきこと|해야 할 것|해야 할 일|افعل|करें|क्या करें",
    ),
    (
        Side::Dont,
        "don't|dont|don'ts|donts|no hacer|à ne pas faire|à éviter|éviter|ne pas faire|non fare|da non fare|da evitare|falsch|vermeiden|lieber nicht|não fazer|evitar|niet doen|nie rób|nie|не делать|нельзя|yapma|yapmayın|yapılmaması gerekenler|不应该|不要|不要做|してはいけないこと|避けるべきこと|하지 말아야 할 것|하지 말아야 할 일|لا تفعل|न करें|क्या न करें",
    ),
    (
        Side::Myth,
        "myth|myths|mito|mitos|mythe|mythes|mythos|mythen|mito|miti|fabel|mit|mity|миф|мифы|efsane|efsaneler|误区|谣言|誤解|神話|오해|خرافة|خرافات|मिथक",
    ),
    (
        Side::Fact,
        "fact|facts|reality|truth|realidad|verdad|hecho|réalité|vérité|fait|faits|fakt|fakten|wahrheit|realität|realtà|verità|fato|fatos|realidade|verdade|feit|feiten|prawda|fakty|факт|факты|правда|реальность|gerçek|gerçekler|事实|真相|事実|真実|사실|진실|حقيقة|حقائق|तथ्य|सच|सच्चाई",
    ),
    (
        Side::Ingredients,
        "ingredients|ingredient|you need|what you need|materials|tools|supplies|ingredientes|ingrédients|zutaten|material|ingredienti|ingrediënten|benodigdheden|składniki|ингредиенты|malzemeler|材料|原料|食材|재료|المكونات|المقادير|सामग्री",
    ),
    (
        Side::Method,
        "steps|method|preparation|directions|instructions|how to|pasos|preparación|elaboración|étapes|préparation|zubereitung|schritte|anleitung|preparazione|procedimento|passaggi|preparo|modo de preparo|modo de fazer|bereiding|stappen|przygotowanie|sposób przygotowania|wykonanie|kroki|приготовление|способ приготовления|шаги|yapılışı|hazırlanışı|hazırlama|adımlar|步骤|做法|作り方|手順|만드는 법|조리법|순서|طريقة التحضير|الطريقة|الخطوات|विधि|बनाने की विधि|चरण",
    ),
];

/// What the heading `head` stands for.
pub(super) fn side(head: &str) -> Option<Side> {
    let lower = head.trim().trim_matches(['*', '"', ':', ' ', '#', '“', '”']).to_lowercase();
    let lower = lower.replace('’', "'");
    let lower = lower.as_str();
    let bare =
        ["the ", "our ", "los ", "las ", "les ", "die ", "i ", "gli ", "le ", "as ", "os ", "de "]
            .iter()
            .find_map(|article| lower.strip_prefix(article))
            .unwrap_or(lower);
    let exact = |phrase: &str| phrase == lower || phrase == bare;
    let found = SIDES.iter().find(|(_, phrases)| phrases.split('|').any(exact));
    // "Before (2019)", "After the move", "Advantages of trains".
    let longer = || {
        let name = lower.split(['(', '（', ',']).next().unwrap_or(lower).trim();
        let few = name.split_whitespace().count() <= 8;
        let wide = |side: Side| !matches!(side, Side::Do | Side::Dont | Side::Fact | Side::Myth);
        let opens = |phrase: &str| {
            name == phrase
                || phrase.chars().count() >= 4
                    && name.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' '))
        };
        let known = SIDES.iter().filter(|(side, _)| wide(*side));
        known.clone().find(|(_, phrases)| few && phrases.split('|').any(opens))
    };
    found.or_else(longer).map(|(side, _)| *side).or_else(|| {
        let urgent = [
            "urgent",
            "dringend",
            "urgente",
            "acil",
            "срочн",
            "pilne",
            "紧急",
            "緊急",
            "긴급",
            "عاجل",
            "जरूरी",
        ];
        let important = [
            "important",
            "wichtig",
            "importante",
            "önem",
            "важн",
            "ważne",
            "belangrijk",
            "重要",
            "중요",
            "مهم",
            "महत्वपूर्ण",
        ];
        let has = |list: &[&str]| list.iter().any(|word| lower.contains(word));
        (has(&urgent) && has(&important)).then_some(Side::Urgency)
    })
}

/// The template of groups that stand for these sides.
pub(super) fn template(sides: &[Side]) -> &'static str {
    let has = |side: Side| sides.contains(&side);
    if [Side::Strength, Side::Weakness, Side::Opportunity, Side::Threat]
        .into_iter()
        .filter(|s| has(*s))
        .count()
        >= 3
    {
        "swot"
    } else if has(Side::Pro) && has(Side::Con) || has(Side::Do) && has(Side::Dont) {
        "pros_cons"
    } else if has(Side::Before) && has(Side::After) {
        "before_after"
    } else if sides.iter().filter(|side| **side == Side::Urgency).count() >= 2 {
        "quadrant"
    } else if has(Side::Ingredients) || has(Side::Method) {
        "list"
    } else {
        "compare"
    }
}

/// "Before it was a lawn and a hedge": the side that a sentence begins with, and its list.
pub(super) fn told(text: &str) -> Option<(String, String)> {
    const VERBS: &str = " it there we i was is were are had have has es war ist waren wir hatten haben gab gibt c'était c'est il y avait a on avait nous avions avons era es había hay teníamos tenemos \
         c'era c'erano è avevamo abbiamo havia há tínhamos temos het er is had hadden hebben było jest mieliśmy mamy było są был была было есть у нас ";
    let mut words = text.trim().split_inclusive(char::is_whitespace);
    let first = words.next()?;
    let head = first.trim().trim_end_matches(',');
    if !matches!(side(head), Some(Side::Before | Side::After)) {
        return None;
    }
    let mut from = text.len() - text.trim_start().len() + first.len();
    let mut verbs = 0;
    for word in words.take(3) {
        let lower = word.trim().to_lowercase();
        if !VERBS.contains(&format!(" {lower} ")) {
            break;
        }
        verbs += 1;
        from += word.len();
    }
    let list = text.get(from..)?.trim();
    (verbs > 0 && !list.is_empty()).then(|| (head.to_owned(), list.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_sides_are_known_in_many_languages() {
        let check = |head: &str, expect: Option<Side>| assert_eq!(side(head), expect, "{head}");
        check("Pros", Some(Side::Pro));
        check("Desventajas", Some(Side::Con));
        check("Сильные стороны", Some(Side::Strength));
        check("強み", Some(Side::Strength));
        check("導入後", Some(Side::After));
        check("Don't", Some(Side::Dont));
        check("Acil ama önemsiz", Some(Side::Urgency));
        check("Price", None);
    }
}
